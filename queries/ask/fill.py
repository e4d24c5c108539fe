"""Parameters of a question, filled from what was seen in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from .dates import Period
from .pattern import Scene, find
from .quotes import unbroken
from .sight import Sight, listed
from .span import Span
from .spans import comes_from, placed
from .tables import compiled, table

if TYPE_CHECKING:
    from .reader import Asked, Matched

# topics that say no more than a kind of work does, where one is said
VAGUE = ("medical-devices",)  # "dialysis machines" is about dialysis
BROAD = ("surgery",)  # of what the word before says: "cataract surgery"
GIVEN = ("supplied", "funded")  # counted by who receives it
PAIRS = {"medical-research": "research", "medical-education": "training"}


class Filling:
    """What is left to give to the parameters of one question."""

    def __init__(self, one: Asked, text: str, sight: Sight, seen: Sequence[Span], scene: Scene) -> None:
        self.one, self.text, self.sight, self.scene = one, text, sight, scene
        self.seen = sorted(seen, key=lambda s: (s.start, s.end))
        self.params: dict[str, str] = {}
        self.used: set[tuple[int, int]] = set()
        self.matched: list[tuple[str, int, int, str]] = []
        self.topic: Span | None = None

    def give(self, name: str, start: int, end: int, value: str | None = None) -> None:
        """Set a parameter from words `start:end`: to `value`, or to the words as they stand."""
        first, last = unbroken(self.text, self.sight.words[start].start, self.sight.words[end - 1].end)
        self.params[name] = shown = self.text[first:last] if value is None else value
        self.matched.append((name, first, last, shown))
        self.used.add((start, end))

    def of(self, *slots: str) -> list[Span]:
        """Spans of these slots that no parameter has taken."""
        return [s for s in self.seen if s.slot in slots and not any(a < s.end and s.start < b for a, b in self.used)]


def params(one: Asked, text: str, sight: Sight, seen: Sequence[Span], scene: Scene) -> tuple[dict[str, str], list[Matched]]:
    """The parameters of a question, and the words that said them."""
    from .reader import Matched  # noqa: PLC0415

    filling = Filling(one, text, sight, seen, scene)
    for name, source in one.fill.items():
        _SOURCES.get(source, _pattern)(filling, name, source)
    matched = [Matched(part, start, end, text[start:end], value) for part, start, end, value in filling.matched]
    return filling.params, matched


def _party(filling: Filling, name: str, _: str) -> None:
    """An institution, else a region or a city, else a country; where `few` says so, one country alone, or where it was, is no party."""
    countries = filling.of("country")
    alone_party = filling.one.few.get(name) == "name"
    alone = alone_party and len(countries) < 2
    places = [s for s in filling.of("region", "city") if not (s.slot == "city" and alone_party and placed(filling.sight, s))]
    for span in (*filling.of("name"), *places, *(() if alone else countries)):
        return filling.give(name, span.start, span.end)


def _next(filling: Filling, name: str, _: str) -> None:
    """The first party, of whatever sort, that is left."""
    for span in filling.of("name", "region", "city", "country"):
        return filling.give(name, span.start, span.end)


def _name(filling: Filling, name: str, _: str) -> None:
    places = sorted(filling.of("region", "city"), key=lambda s: not placed(filling.sight, s))
    said = sorted(filling.of("name"), key=lambda s: comes_from(filling.sight, s))
    for span in said or places[:1]:
        return filling.give(name, span.start, span.end)


def _person(filling: Filling, name: str, _: str) -> None:
    for span in filling.of("person") or filling.of("proper"):
        return filling.give(name, span.start, span.end)


def _card(filling: Filling, name: str, _: str) -> None:
    spans = filling.of("card")
    if spans:
        best = max(spans, key=lambda s: s.end - s.start)
        filling.give(name, best.start, best.end)


def _office(filling: Filling, name: str, _: str) -> None:
    if not any(s.slot == "office" for s in filling.seen):
        return
    for span in filling.of("office"):
        return filling.give(name, span.start, span.end)


def _country(filling: Filling, name: str, _: str) -> None:
    counted = [s for s in filling.of("demonym") if _follows_counter(filling, s.start)]
    given = [s for s in filling.of("country") if filling.params.get("what") in GIVEN and _goes_to(filling, s)]
    for span in counted or given or filling.of("country") or filling.of("demonym") or filling.of("city"):
        return filling.give(name, span.start, span.end, span.value)


def _goes_to(filling: Filling, span: Span) -> bool:
    """Whether something goes to a place: "to Nepal", "в Непал"."""
    return span.start > 0 and filling.sight.words[span.start - 1].plain in ("to", "for", "in", "в", "во", "для", "на")


def _follows_counter(filling: Filling, at: int) -> bool:
    before = filling.sight.words[max(0, at - 2) : at]
    return bool(before) and (before[-1] in listed("counters") or (before[-1].plain in ("ли", "of") and before[0] in listed("counters")))


def _topic(filling: Filling, name: str, source: str) -> None:
    topics = filling.of("topic")
    specific = [s for s in topics if s.value != "telemedicine"]
    kinds = [s for s in filling.seen if s.slot == "kind"]
    plain = [s for s in specific if not any(k.start < s.end and s.start < k.end for k in kinds)] or specific or topics
    if plain:
        telling = [s for s in plain if s.value not in VAGUE] or plain
        best = telling[0]
        for other in telling[1:]:
            follows = other.start == best.end and not filling.sight.words[other.start].breaks
            best = other if follows and other.value not in BROAD else best
        if (
            "topic" not in filling.one.needs
            and "kind" in filling.one.fill
            and PAIRS.get(best.value)
            and any(k.value == PAIRS[best.value] and k.start < best.end and best.start < k.end for k in kinds)
        ):
            return
        filling.give(name, best.start, best.end, best.value)
        filling.used.discard((best.start, best.end))
        filling.topic = best


def _counted_topic(filling: Filling, name: str, source: str) -> None:
    """As `_topic`; what is counted sets none by itself."""
    counted = filling.params.get("what")
    before = filling.seen
    filling.seen = [s for s in before if not (s.slot == "topic" and (_counts(s, str(counted)) or _doer(filling, s)))]
    _topic(filling, name, source)
    filling.seen = before


def _doer(filling: Filling, topic: Span) -> bool:
    """Whether a topic is only said by specialists who are not themselves counted: "how many ... have surgeons done"."""
    word = filling.sight.words[topic.start]
    field = word.plain.endswith(("ологии", "ология", "ологию", "ологией"))
    specialist = not field and topic.end - topic.start == 1 and any(part in word.plain for part in table("names")["specialists"])
    near = filling.sight.words[max(0, topic.start - 3) : topic.start]
    return specialist and not any(w in listed("counters") for w in near)


def _counts(topic: Span, counted: str) -> bool:
    return (topic.value, counted) in (
        ("transplantation", "transplanted"),
        ("medical-education", "studying"),
        ("medical-education", "trained"),
        ("surgery", "operated"),
    )


def _kind(filling: Filling, name: str, source: str) -> None:
    topic = filling.topic
    for value, at in stated("kind", filling.scene):
        if topic is None or not ((topic.start <= at[0] and at[1] <= topic.end) or PAIRS.get(topic.value) == value):
            return filling.give(name, at[0], at[1], value)
    for span in filling.of("kind"):
        afar = span.value == "telemedicine" and topic is not None and topic.value != span.value
        if topic is None or afar or not ((topic.start < span.end and span.start < topic.end) or PAIRS.get(topic.value) == span.value):
            return filling.give(name, span.start, span.end, span.value)


def _type(filling: Filling, name: str, _: str) -> None:
    for span in filling.of("type"):
        if span.value not in ("agreement", "other"):
            return filling.give(name, span.start, span.end, span.value)


def _counted(filling: Filling, name: str, _: str) -> None:
    if next(stated("counted", filling.scene), None):
        return _pattern(filling, name, "counted")
    order = ["transplanted", "operated", "consulted", "treated", "studying", "trained", "supplied", "funded", "visited"]
    spans = sorted(filling.of("counted"), key=lambda s: order.index(s.value))
    if spans:
        filling.give(name, spans[0].start, spans[0].end, spans[0].value)
        filling.used.clear()


def _since(filling: Filling, name: str, _: str) -> None:
    _date(filling, name, lambda p: p.since)


def _until(filling: Filling, name: str, _: str) -> None:
    _date(filling, name, lambda p: p.until)


def _at(filling: Filling, name: str, _: str) -> None:
    _date(filling, name, lambda p: p.since or p.until)


def _date(filling: Filling, name: str, pick: Callable[[Period], str | None]) -> None:
    for period in filling.sight.periods:
        value = pick(period)
        if value:
            filling.params[name] = value
            filling.matched.append((name, period.start, period.end, value))
            return


def _language(filling: Filling, name: str, _: str) -> None:
    for span in filling.of("language"):
        return filling.give(name, span.start, span.end, span.value)


def stated(table_name: str, scene: Scene) -> Iterator[tuple[str, tuple[int, int]]]:
    """Values that whole phrases state, with the words that do."""
    for value, patterns in compiled()["params"][table_name].items():
        for pattern in patterns:
            at = find(pattern, scene)
            if at is not None:
                yield value, at
                break


def _pattern(filling: Filling, name: str, source: str) -> None:
    for value, at in stated(source, filling.scene):
        words = filling.sight.words
        filling.params[name] = value
        filling.matched.append((name, words[at[0]].start, words[at[1] - 1].end, value))
        return


_SOURCES = {
    "party": _party, "next": _next, "name": _name, "person": _person, "card": _card, "office": _office, "country": _country,
    "topic": _topic, "counted-topic": _counted_topic, "kind": _kind, "type": _type, "counted": _counted, "since": _since,
    "until": _until, "at": _at, "language": _language,
}  # fmt: skip

"""What the patterns' slots stand for in a question: parties, topics, offices, titles of agreements ..."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .cards import cards
from .names import Name, names
from .names_head import of_names
from .sight import Sight, listed
from .span import Span, blocked
from .tables import table

_SURNAME = re.compile(
    r"(?:[оеё]в|[иы]н|[сц]к|енк|дзе|швили|[^а]ян|улл?ин|ч[её]в)(?:а|у|ым|ом|е|о|ий|ого|ому|им|ая|ой|ую|ы)?$|"
    r"(?:ov|ev|ova|eva|skiy|skaya|sky|ska|enko|yan|dze|shvili|ullin|ullina|yev|yeva|escu|oglu|zade)$"
)
_PATRONYMIC = re.compile(r"(?:[оеь]вич|[оеи]вн|ичн|оглы|кызы|улы)(?:а|у|ем|е|ой|ы)?$")
_OFFICES = ("offices:ru", "offices:en")


def spans(sight: Sight) -> list[Span]:
    """All spans of a question."""
    named = names(sight)
    inside = {i for n in named for i in range(n.start, n.end)}
    found = [*_of_names(sight, named), *_of_lexicon(sight, inside), *cards(sight, named), *_titles(sight)]
    return [*found, *_offices(sight, named, found)]


def _of_names(sight: Sight, named: Sequence[Name]) -> list[Span]:
    found = []
    for n in named:
        if n.kind == "agreement":
            found += [Span("card", n.start, n.end), Span("titled", n.start, n.end)]
            continue
        known = n.kind in ("institution", "quoted")
        if n.kind == "guess":
            found.append(Span("guess", n.start, n.end))
        before = sight.words[n.start - 1] if n.start else None
        titled = before is not None and (before in listed("people") or before in listed(_OFFICES[not before.russian]))
        human = n.kind == "person" or (not known and _human(sight, n, titled=titled))
        slots = [
            "name",
            *([] if human else ["party", "any"]),
            *(["institution"] if known or _abbreviation(sight, n) else []),
            *(["proper"] if not known or n.kind == "quoted" else []),
        ]
        if n.kind in ("proper", "guess", "person") and (titled or not _abbreviation(sight, n)):
            slots.append("person")
            slots += ["human"] if human else []
        found += [Span(slot, n.start, n.end) for slot in slots]
    return found


def _human(sight: Sight, name: Name, *, titled: bool) -> bool:
    """Whether a name is somebody's, by a title before it or by its words."""
    if _abbreviation(sight, name) or of_names(sight.words[name.start]):
        return False
    return titled or _given(sight, name) or _surname(sight, name)


def _given(sight: Sight, name: Name) -> bool:
    """Whether a name begins with a given name, or one of its further words is a given name or a patronymic after a Russian surname."""
    first, *rest = sight.words[name.start : name.end]
    more = rest if len(rest) < 4 else []
    if len(rest) in (1, 2) and first in listed("given_names") and not any(w.shout for w in rest):
        return True
    return first in listed("given") or any(w.russian and (_PATRONYMIC.search(w.plain) or w in listed("given")) for w in more)


def _surname(sight: Sight, name: Name) -> bool:
    """Whether a name of two or three words ends like a surname, or begins so in Russian ("Саидов Фируз")."""
    first = sight.words[name.start]
    two = name.end - name.start == 2 and first.russian and first.capital and sight.words[name.start + 1].capital
    if two and _SURNAME.search(first.plain) and sight.end(name.start, "city", "local", "region") is None:
        return True
    return 2 <= name.end - name.start <= 3 and _SURNAME.search(sight.words[name.end - 1].plain) is not None


def _abbreviation(sight: Sight, name: Name) -> bool:
    return name.end - name.start == 1 and sight.words[name.start].shout


def _of_lexicon(sight: Sight, inside: set[int]) -> list[Span]:
    found = []
    ranked = sorted(sight.found, key=lambda f: (-f.length, -f.exact, f.start))
    for kind in ("topic", "country", "demonym", "region", "city", "kind", "type", "counted", "language"):
        taken: set[int] = set()
        for one in ranked:
            cells = set(range(one.start, one.end))
            if one.kind != kind or cells & (taken | sight.dated | (inside if kind != "language" else set())):
                continue
            taken |= cells
            if blocked(sight, one):
                continue
            found.append(Span(kind, one.start, one.end, one.value))
    places = [s for s in found if s.slot in ("country", "region", "city")]
    best = [
        s
        for s in places
        if not any(
            o is not s and o.start <= s.start and s.end <= o.end and (o.end - o.start > s.end - s.start or _rank(o) < _rank(s))
            for o in places
        )
    ]
    rest = [s for s in found if s.slot not in ("country", "region", "city")]
    sides = [Span("party", s.start, s.end, s.value) for s in best if s.slot == "region" or side(sight, s)]
    return [*rest, *best, *(Span("any", s.start, s.end, s.value) for s in best if not placed(sight, s)), *sides]


def placed(sight: Sight, place: Span) -> bool:
    """Whether a place is where something is: "в Китае", "clinics of France", "какие вузы Франции"."""
    if not sight.words[place.start].breaks and _of_many(sight, place.start):
        return True
    return place.start > 0 and not sight.words[place.start].breaks and sight.words[place.start - 1].plain in table("names")["where"]


def comes_from(sight: Sight, span: Span) -> bool:
    """Whether somebody or something comes from there: "из Донбасса"."""
    return span.start > 0 and not sight.words[span.start].breaks and sight.words[span.start - 1].plain in ("из", "from")


def _of_many(sight: Sight, at: int) -> bool:
    """Whether a noun for institutions in the plural stands before a place, with "of" in English."""
    before = at - 1 - (at > 1 and sight.words[at - 1].plain == "of")
    return before >= 0 and sight.words[before] in listed("many")


def side(sight: Sight, place: Span) -> bool:
    """Whether a country or a city is a party, and not where something is or a bare keyword."""
    before = sight.words[place.start - 1] if place.start else None
    after = sight.words[place.end] if place.end < len(sight.words) else None
    if placed(sight, place) or (before is not None and before in listed("not_topics")):
        return False
    if sight.words[place.end - 1].own:
        return True
    alone_left = (
        before is None
        or sight.words[place.start].breaks
        or sight.end(place.start - 1, "topic") is not None
        or _topic_ends(sight, place.start)
    )
    alone_right = (
        after is None
        or after.breaks
        or after.plain in table("names")["askers"]
        or place.end in sight.dated
        or after.plain in table("names")["where"]
    )
    return not (alone_left and alone_right)


def _topic_ends(sight: Sight, at: int) -> bool:
    return any(one.kind == "topic" and one.end == at for one in sight.found)


def _rank(span: Span) -> int:
    return ("country", "region", "city").index(span.slot)


def _titles(sight: Sight) -> list[Span]:
    return [Span("title", i, i + 1) for i, w in enumerate(sight.words) if w in listed("people")]


def _offices(sight: Sight, named: Sequence[Name], found: Sequence[Span]) -> list[Span]:
    """Offices, from their first adjective to where the party begins."""
    starts = {s.start for s in found if s.slot == "party"}
    inside = {i for n in named for i in range(n.start, n.end)}
    result = []
    at = 0
    while at < len(sight.words):
        word = sight.words[at]
        begin = _office_begin(sight, at, inside)
        special = word in listed("with_adjective") and begin < at
        if at in inside or not (special or word in listed(_OFFICES[not word.russian])) or _at_the_head(sight, at):
            at += 1
            continue
        end = _office_end(sight, at + 1, starts | inside)
        result.append(Span("office", begin, end))
        at = end
    return result


def _at_the_head(sight: Sight, at: int) -> bool:
    """Whether it is "во главе", which is no office."""
    before = [w.plain for w in sight.words[max(0, at - 2) : at]]
    return (sight.words[at].stem == "глав" and before[-1:] == ["во"]) or (sight.words[at].plain == "head" and before == ["at", "the"])


def _office_begin(sight: Sight, at: int, inside: set[int]) -> int:
    begin = at
    if sight.words[at].before.startswith(".") and [w.plain for w in sight.words[max(0, at - 2) : at]] == ["и", "о"]:
        return at - 2
    while begin > 0 and begin - 1 not in inside and not sight.words[begin].breaks:
        before = sight.words[begin - 1]
        if before.own or not any(before.plain.startswith(a) for a in _adjectives()):
            break
        begin -= 1
    return begin


def _adjectives() -> list[str]:
    return list(table("names")["office_adjectives"])


def _office_end(sight: Sight, end: int, starts: set[int]) -> int:
    """Where an office ends: before the party, a sign, a date or a verb; "of", "at" before a party don't belong to it."""
    last = end
    while end < len(sight.words) and end not in starts and end not in sight.dated and not sight.words[end].breaks:
        word = sight.words[end]
        topic = sight.end(end, "topic")
        if topic and not any(i in starts for i in range(end, topic)):
            end = last = topic
        elif any(word in listed(name) for name in (*_OFFICES, "with_adjective", "fields", "office_words")):
            end = last = end + 1
        elif word.plain in ("of", "the", "for", "по", "на") or (word.plain in ("и", "and")):
            end += 1
        else:
            break
    return last

"""A sentence as the rules see it: party slots, cue words, connectors and everything else, one item after the other.

Names become one slot each. People of an institution ("врачи A", "doctors from A", "the rector of A") stand for it, so the slot begins
at the people and has their case. Slots in one list ("A, B и C") fold into one slot with several parties. Brackets are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ...reading import Sentence, Token
from ..cues import fold
from ..scene import Scene, Slot, Unit
from .words import Cue, cues

_FROM = frozenset(["из", "from", "of", "at", "от", "в", "in"])
_JOINS = frozenset({",", "и", "and", "&", ";", "также", "а", "as", "well", "the", "or", "/", "вместе", "с"})
_ONLY_SIGNS = frozenset({",", "и", "and", "&"})
_QUOTES = frozenset('«»"“”„‘’')
_HEAD = ("NOUN", "PROPN", "X")
_EVENT = (
    "форум",
    "конгресс",
    "съезд",
    "симпозиум",
    "выставк",
    "конференц",
    "саммит",
    "forum",
    "congress",
    "symposium",
    "conference",
    "summit",
    "exhibition",
    "expo ",
)
_WE = {"мы": "n", "нас": "g", "нам": "d", "нами": "i", "we": "n", "us": "a"}
_CASES = {"nomn": "n", "gent": "g", "datv": "d", "accs": "a", "ablt": "i", "loct": "l"}


@dataclass(frozen=True, slots=True)
class Item:
    """One item. parties: keys of a slot (empty for words); word: folded text of a word; case: n g d a i l or "" when not known."""

    start: int
    end: int
    word: str = ""
    lemma: str = ""
    pos: str = ""
    parties: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    case: str = ""
    people: bool = False
    groups: frozenset[str] = field(default_factory=frozenset)

    @property
    def slot(self) -> bool:
        """Whether parties stand here."""
        return bool(self.parties)


def items(scene: Scene, unit: Unit, sentence: Sentence, no_party: frozenset[str] = frozenset()) -> tuple[Item, ...]:
    """The items of one sentence; entities of `no_party` are words."""
    tokens = sentence.tokens
    slots = [slot for slot in unit.slots if slot.entity not in no_party]
    found = _slots(slots, _words(tokens, cues(tokens), unit.slots))
    found = _we(found, speaker(scene, unit))
    found = _unbracket(found)
    found = _qualify(found)
    found = _people(found)
    return tuple(_lists(_same(found)))


def _words(tokens: Sequence[Token], found: Sequence[Cue], slots: Sequence[Slot]) -> list[Item]:
    """Word items; a cue counts at its first token, not inside a name."""
    groups: dict[int, set[str]] = {}
    for cue in found:
        inside = any(s.form in ("name", "abbreviation", "office") and s.start <= tokens[cue.start].start < s.end for s in slots)
        if not inside:
            groups.setdefault(cue.start, set()).add(cue.group)
    for at, token in enumerate(tokens):
        if "tense=futr" in token.feats:
            groups.setdefault(at, set()).add("planned")
    return [
        Item(t.start, t.end, fold(t.text), fold(t.lemma), t.pos, case=_case(t), groups=frozenset(groups.get(at, ())))
        for at, t in enumerate(tokens)
    ]


def _case(token: Token) -> str:
    if token.text.isupper() and len(token.text) > 1:
        return ""
    for pair in token.feats.split("|"):
        if pair.startswith("case="):
            return _CASES.get(pair[5:], "")
    return ""


def events(scene: Scene) -> frozenset[str]:
    """Keys of forums and congresses: no parties, whatever the names look like."""
    return frozenset(e.key for e in scene.reading.entities if any(word in fold(e.name) for word in _EVENT))


def _slots(slots: Sequence[Slot], words: list[Item]) -> list[Item]:
    """Words that make up a name become one slot; of names inside each other the longest counts."""
    out: list[Item] = []
    spans: dict[tuple[int, int], list[Slot]] = {}
    for slot in slots:
        spans.setdefault((slot.start, slot.end), []).append(slot)
    kept: list[tuple[int, int]] = []
    for span in sorted(spans, key=lambda s: (s[0] - s[1], s)):
        if not any(a < span[1] and span[0] < b for a, b in kept):
            kept.append(span)
    by_start = dict(sorted(kept))
    end = -1
    for word in words:
        if word.start < end:
            continue
        begin = next((a for a in by_start if word.start <= a < word.end), None)
        if begin is None:
            out.append(word)
            continue
        end = by_start[begin]
        inside = [w for w in words if w.end > begin and w.start < end]
        members = spans[begin, end]
        keys = tuple(dict.fromkeys(_members(members)))
        out.append(
            Item(begin, end, parties=keys, forms=tuple(dict.fromkeys(s.form for s in members)), case=_head_case(inside), word=word.word)
        )
    return out


def speaker(scene: Scene, unit: Unit) -> str | None:
    """Who "we" are: the institution of the official named last before, in or right after the unit, else the page's own."""
    near = [u for u in scene.units[max(unit.index - 4, 0) : unit.index + 3] if u.section == unit.section]
    said = [(abs(u.index - unit.index), u.index > unit.index, s.entity) for u in near for s in u.slots if s.form == "office"]
    here = [entry for entry in said if scene.units[unit.index].block == unit.block and not entry[2].startswith("country:")]
    return min(here)[2] if here else scene.principal


def _we(found: Sequence[Item], key: str | None) -> list[Item]:
    """The first person plural as a slot of the one who speaks."""
    return [replace(i, parties=(key,), forms=("we",), case=_WE[i.word]) if key and not i.slot and i.word in _WE else i for i in found]


def _members(slots: Sequence[Slot]) -> Iterator[str]:
    """Parties of one span: an institution rather than the country that the same words name."""
    institutions = [s.entity for s in slots if not s.entity.startswith("country:")]
    return iter(institutions or [s.entity for s in slots])


def _head_case(words: Sequence[Item]) -> str:
    """Case of the first noun of a name; "" for abbreviations and foreign words."""
    noun = next((w for w in words if w.pos in ("NOUN", "PROPN")), None)
    return "" if noun is None or noun.word.isascii() else noun.case


def _unbracket(found: Sequence[Item]) -> list[Item]:
    """Leave out what stands in short brackets, and quotation marks."""
    out: list[Item] = []
    depth = 0
    for item in found:
        if item.word == "(" and not item.slot:
            depth += 1
        elif item.word == ")" and not item.slot and depth:
            depth -= 1
        elif not depth and (item.slot or item.word not in _QUOTES):
            out.append(item)
    return out if not depth else [i for i in found if i.slot or i.word not in _QUOTES]


def _country(item: Item) -> bool:
    return item.slot and all(key.startswith("country:") for key in item.parties)


def _qualify(found: Sequence[Item]) -> list[Item]:
    """A country that only says where an institution is, is no slot: "Министерство здравоохранения | Кыргызстана", "Mongolia's | Centre"."""
    out: list[Item] = []
    for at, item in enumerate(found):
        before = found[at - 1] if at else None
        behind = found[at + 1] if at + 1 < len(found) else None
        glue = before is not None and (
            (before.slot and not _country(before))
            or (before.word in ("of", "из", "in", "в") and at > 1 and found[at - 2].slot and not _country(found[at - 2]))
        )
        lead = behind is not None and behind.slot and not _country(behind)
        if _country(item) and (glue or lead):
            if glue and before is not None and before.word in ("of", "из", "in", "в") and not before.slot and out:
                out.pop()
            if glue and out and out[-1].slot:
                out[-1] = replace(out[-1], end=item.end)
            continue
        if item.word == "'s" and not item.slot:
            continue
        out.append(item)
    return out


def _people(found: Sequence[Item]) -> list[Item]:
    """Fold people and officials of an institution into its slot, before or after its name."""
    out: list[Item] = []
    for item in found:
        if item.slot:
            at = _people_start(out)
            if at is not None:
                first = next((i for i in out[at:] if "people" in i.groups), out[at])
                out[at:] = [replace(item, start=out[at].start, case=first.case, people=True)]
                continue
        elif "people" in item.groups and out and out[-1].slot and item.word.isascii():
            out[-1] = replace(out[-1], end=item.end, people=True)
            continue
        out.append(item)
    return out


def _people_start(out: Sequence[Item]) -> int | None:
    """Where the people before a slot begin: "главный врач", "группа хирургов из", "two surgeons from the"."""
    at = len(out) - 1
    while at >= 0 and (out[at].word in _FROM or out[at].pos in ("DET", "ADJ") or out[at].word in ("the", "its", "'s")):
        at -= 1
    if at < 0 or out[at].slot or "people" not in out[at].groups:
        return None
    if out[at].word.isascii() and not any(i.word in _FROM for i in out[at + 1 :]):
        return None  # "doctors | A": not "doctors from A"
    start = at
    while (
        at > 0
        and not out[at - 1].slot
        and ("people" in out[at - 1].groups or (out[at - 1].pos in ("ADJ", "NUM", "DET") and out[at - 1].word not in _ONLY_SIGNS))
    ):
        at -= 1
        start = at
    return start


def _same(found: Sequence[Item]) -> list[Item]:
    """Two slots of one party side by side are one: "министр здравоохранения | Иван Петров", "Ivan Petrov, rector of | A"."""
    out: list[Item] = []
    gap = 0
    for item in found:
        last = _last_slot(out, gap)
        if item.slot and last is not None and set(item.parties) == set(out[last].parties) and gap <= 8 and _plain(out[last + 1 :]):
            out[last] = replace(out[last], end=item.end, case=out[last].case or item.case, people=True)
            del out[last + 1 :]
            gap = 0
            continue
        out.append(item)
        gap = 0 if item.slot else gap + 1
    return out


def _last_slot(out: Sequence[Item], gap: int) -> int | None:
    at = len(out) - 1 - gap
    return at if at >= 0 and out[at].slot else None


def _plain(between: Sequence[Item]) -> bool:
    """Nothing but a position stands between: no verb, no cue, no preposition of accompaniment."""
    return not any(i.pos == "VERB" or i.groups - {"people"} or i.word in ("с", "со", "with", "для", "for", "to", "между") for i in between)


def _lists(found: Sequence[Item]) -> Iterator[Item]:
    """Fold coordinated slots."""
    held: Item | None = None
    gap: list[Item] = []
    for item in found:
        if held is None:
            if item.slot:
                held = item
            else:
                yield item
            continue
        if item.slot and gap and _joins(gap) and _country(item) == _country(held):
            parties = tuple(dict.fromkeys((*held.parties, *item.parties)))
            held = replace(
                held, end=item.end, parties=parties, forms=tuple(dict.fromkeys((*held.forms, *item.forms))), case=held.case or item.case
            )
            gap = []
        elif item.slot:
            yield held
            yield from gap
            held, gap = item, []
        else:
            gap.append(item)
            if len(gap) > 8:
                yield held
                yield from gap
                held, gap = None, []
    if held is not None:
        yield held
        yield from gap


def _joins(gap: Sequence[Item]) -> bool:
    """Signs and conjunctions of a list with few nouns of position or place between, no verb and no preposition."""
    if not any(i.word in _ONLY_SIGNS for i in gap):
        return False
    rest = [i for i in gap if i.word not in _JOINS]
    return len(rest) <= 4 and all(i.pos in ("NOUN", "ADJ", "PROPN", "NUM", "DET") and not i.groups - {"people"} for i in rest)

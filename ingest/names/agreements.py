"""Agreements: papers that parties signed, are about to sign or prolong; one for each real paper of the document.

A word for a paper is taken with the sentence around it: what happens to it (signed, in force, planned ...), who its parties are, when.
Findings of one type with the same parties are one paper.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from ...ontology.dates import PartialDate
from ...ontology.model import Agreement, Evidence
from ..reading import Reading, Sentence
from . import agreements_words as words
from .agreements_parties import Parties, parties, pieces
from .agreements_title import title
from .dates import DateMention, find_dates
from .institutions_former import between_names

_SURE = {"between": 0.85, "clause": 0.8, "states": 0.7, "row": 0.7, "we": 0.65, "both": 0.6, "state": 0.6, "principal": 0.5, "before": 0.45}
_OPEN = 0.5


@dataclass(frozen=True, slots=True)
class _Found:
    """One word for a paper with what its sentence says."""

    type: str
    parties: Parties
    status: str
    signed: PartialDate | None
    valid: tuple[PartialDate | None, PartialDate | None]
    name: str | None
    start: int
    end: int
    acted: bool
    noun: int
    back: bool


def find_agreements(reading: Reading) -> tuple[Agreement, ...]:
    """The papers of a reading whose institutions and references are known; keys "a1", "a2" ... in text order."""
    kinds = {e.key: e.type for e in reading.entities}
    weights = Counter(m.entity for m in reading.mentions if kinds.get(m.entity) == "institution")
    principal = max(weights, key=lambda k: weights[k], default=None) if weights else None
    found: list[_Found] = []
    for sentence in reading.sentences:
        if reading.blocks[sentence.block].kind != "noise":
            for piece in pieces(sentence):
                found.extend(_in_sentence(reading, piece, kinds, principal))
    papers = [_agreement(reading, group) for group in _papers(found)]
    return tuple(paper.model_copy(update={"key": f"a{n}"}) for n, paper in enumerate(papers, 1))


def stated(reading: Reading, sentence: Sentence, type_: str, span: tuple[int, int], *, of: Parties) -> Agreement:
    """The paper of known parties that a sentence tells of. span: its word. The key is to be given."""
    return _agreement(reading, [_read(reading, sentence, type_, span, of=of, dates=_lazy_dates(reading, sentence)())])


def _in_sentence(reading: Reading, sentence: Sentence, kinds: Mapping[str, str], principal: str | None) -> list[_Found]:
    dates = _lazy_dates(reading, sentence)
    read = [
        _read(reading, sentence, type_, span, of=parties(reading, sentence, span, kinds, principal), dates=dates())
        for type_, span in sorted(_nouns(reading, sentence, kinds), key=lambda found: found[1])
    ]
    return _dealt(reading, sentence, read, principal)


def _nouns(reading: Reading, sentence: Sentence, kinds: Mapping[str, str]) -> Iterator[tuple[str, tuple[int, int]]]:
    """Words for papers outside the names of institutions; a plan, a protocol and the like only where the sentence tells of its signing."""
    text = reading.document.text
    whole = text[sentence.start : sentence.end]
    if words.NEGATED.search(whole) and not words.ENDED.search(whole):
        return
    named = reading.mentions_in(sentence.start, sentence.end)
    taken = [(m.start, m.end) for m in named if kinds.get(m.entity) == "institution" and m.form == "name"]
    for noun in words.NOUNS:
        for match in noun.pattern.finditer(text, sentence.start, sentence.end):
            start, end = match.span()
            if any(a < end and start < b for a, b in taken) or words.GENERIC.search(text[max(sentence.start, start - 30) : start]):
                continue
            taken.append((start, end))
            if not noun.needs_act or words.ACT.search(whole) or words.DATED.match(text, end, sentence.end):
                yield noun.type, (start, end)


def _lazy_dates(reading: Reading, sentence: Sentence) -> Callable[[], tuple[DateMention, ...]]:
    """The dates of the sentence, sought once and only when a paper is named."""
    document, changes = reading.document, between_names(reading)

    def found() -> tuple[DateMention, ...]:
        dates = find_dates(document.text, document.lang, document.published, (sentence.start, sentence.end))
        return tuple(date for date in dates if not any(start <= date.start and date.end <= end for start, end in changes))

    return cache(found)


def _dealt(reading: Reading, sentence: Sentence, read: list[_Found], principal: str | None) -> list[_Found]:
    """ "С A и B подписаны соответственно меморандум и протокол": papers dealt out to parties in order."""
    whole = reading.document.text[sentence.start : sentence.end]
    if len(read) < 2 or not words.EACH.search(whole):
        return read
    partners = [k for k in read[0].parties.keys if k != principal]
    if len(partners) != len(read) or principal is None:
        return read
    return [replace(f, parties=Parties((k, principal), "clause")) for f, k in zip(read, partners, strict=True)]


def _read(reading: Reading, sentence: Sentence, type_: str, span: tuple[int, int], *, of: Parties, dates: Sequence[DateMention]) -> _Found:
    text = reading.document.text
    whole = text[sentence.start : sentence.end]
    acted = bool(words.ACT.search(whole))
    status = status_of(whole, acted)
    return _Found(
        type_,
        of,
        status,
        _signed(text, dates, span, status),
        _validity(dates),
        title(text, span, sentence),
        sentence.start,
        sentence.end,
        acted,
        span[0],
        bool(words.BACK.search(text[max(sentence.start, span[0] - 24) : span[0]])),
    )


def status_of(sentence: str, acted: bool) -> str:
    """What the sentence says of the paper: extended, unknown (ended), planned, in_force or signed."""
    if words.ENDED.search(sentence) and not words.EXTENDED.search(sentence.replace("не прод", "")):
        return "unknown"
    if words.EXTENDED.search(sentence):
        return "extended"
    if words.PLANNED.search(sentence):
        return "planned"
    return "signed" if acted else "in_force"


def _signed(text: str, dates: Sequence[DateMention], span: tuple[int, int], status: str) -> PartialDate | None:
    """The date nearest to the word for the paper that is a point in time; a plan has none yet, an end is none of signing."""
    points = [d for d in dates if "/" not in d.value.text]
    if status == "unknown":
        points = [d for d in points if words.SINCE_SIGNED.search(text, max(0, d.start - 40), d.start)]
    points = [d for d in points if "relative" not in d.rule] or points
    if status == "planned" or not points:
        return None
    return min(points, key=lambda d: min(abs(d.start - span[1]), abs(span[0] - d.end))).value


def _validity(dates: Sequence[DateMention]) -> tuple[PartialDate | None, PartialDate | None]:
    """Begin and end of an interval that the sentence states ("на 2025–2027 годы", "до 2029 года")."""
    for date in dates:
        if "/" in date.value.text and date.rule.startswith(("date.years", "date.until", "date.since")):
            begin, end = date.value.text.split("/")
            return (None if begin == ".." else PartialDate(begin)), (None if end == ".." else PartialDate(end))
    return None, None


def _papers(found: Sequence[_Found]) -> list[list[_Found]]:
    """Findings about one paper together: the same parties and the same type, or one that only refers back."""
    papers: list[list[_Found]] = []
    for item in found:
        home = next((p for p in papers if _same(p[0], item)), None) or next((p for p in reversed(papers) if _refers(p[0], item)), None)
        if home is not None:
            home.append(item)
        elif len(item.parties.keys) >= 2 and not _vague(item):
            papers.append([item])
    return papers


def _vague(item: _Found) -> bool:
    """A paper in force of which the sentence names no party: most often talk of papers at large."""
    return item.parties.how == "before" and not item.acted and not item.back and item.status == "in_force"


def _same(paper: _Found, item: _Found) -> bool:
    mine, theirs = set(paper.parties.keys), set(item.parties.keys)
    if paper.type != item.type and not {paper.type, item.type} <= {"agreement", "contract", "memorandum"}:
        return False
    if paper.type != item.type and item.parties.how in ("clause", "between"):
        return False
    if not theirs:
        return True
    if mine != theirs and not (item.parties.how in ("before", "both", "principal", "we") and mine & theirs and paper.type == item.type):
        return False
    return not (
        paper.signed
        and item.signed
        and paper.signed.latest
        and item.signed.earliest
        and item.parties.how == "clause"
        and _apart(paper.signed, item.signed)
    )


def _refers(paper: _Found, item: _Found) -> bool:
    """ "The protocol", "этот договор": the last paper of its type, unless the sentence names other parties outright."""
    if paper.type != item.type or not item.back or (paper.signed and item.signed and _apart(paper.signed, item.signed)):
        return False
    return item.parties.how not in ("clause", "between", "states") or (
        bool(set(paper.parties.keys) & set(item.parties.keys)) and not item.acted
    )


def _apart(a: PartialDate, b: PartialDate) -> bool:
    """Whether two dates can't mean the same day."""
    return bool(a.latest and b.earliest and a.earliest and b.latest and (a.latest < b.earliest or b.latest < a.earliest))


def _agreement(reading: Reading, group: Sequence[_Found]) -> Agreement:
    text = reading.document.text
    best = max(group, key=lambda f: (_SURE.get(f.parties.how, 0.0), f.acted))
    signed = best.signed or next((f.signed for f in group if f.signed and f.status != "planned"), None)
    sure = min(0.95, _SURE.get(best.parties.how, _OPEN) + (0.05 if best.acted else -0.1))
    evidence = Evidence(
        start=best.start, end=best.end, quote=text[best.start : best.end], rule=f"agreement.{best.parties.how}", confidence=round(sure, 2)
    )
    begin, end = next((f.valid for f in group if any(f.valid)), (None, None))
    status = next((f.status for f in group if f.status in ("extended", "unknown")), best.status)
    name = next((f.name for f in group if f.name), None)
    return Agreement(
        key="a0",
        name=name,
        type=best.type,
        parties=best.parties.keys,
        signed=None if status == "planned" else signed,
        valid_from=begin,
        valid_until=end,
        status=status,
        signers=_signers(reading, best),
        evidence=(evidence,),
    )


def _signers(reading: Reading, found: _Found) -> tuple[str, ...]:
    """People of the parties who are named in the sentence that tells of the signing."""
    if found.status not in ("signed", "extended") or not found.acted:
        return ()
    orgs = {e.key: e.org for e in reading.entities if e.type == "person"}
    here = (m.entity for m in reading.mentions_in(found.start, found.end) if m.entity in orgs)
    return tuple(dict.fromkeys(key for key in here if orgs[key] in found.parties.keys))

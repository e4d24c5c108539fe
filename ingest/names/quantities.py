"""Quantities: how many were trained, consulted, operated ..., tied to the party that the sentence gives them to.

A number followed by what it counts is taken with the verb of its clause; "соответственно" and "respectively" deal numbers out in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ...ontology.dates import PartialDate
from ...ontology.model import Evidence, Quantity
from ..reading import Mention, Reading, Sentence
from .agreements_parties import outer, pieces
from .dates import find_dates
from .numbers import Number, numbers

_I = re.IGNORECASE
_PEOPLE = (
    r"(?:врач\w*|специалист\w*|медсест\w+|медработник\w*|медик\w*|хирург\w*|педиатр\w*|онколог\w*"
    r"|кардиолог\w*|ординатор\w*|стаж[её]р\w*|слушател\w*|студент\w*|курсант\w*|фельдшер\w*|акушер\w*"
    r"|сотрудник\w*|преподавател\w*|анестезиолог\w*|человек\w*|участник\w*|эксперт\w*|доктор\w*"
    r"|магистрант\w*|аспирант\w*"
    r"|doctors?|specialists?|nurses?|surgeons?|physicians?|residents?|students?|trainees?|fellows?"
    r"|midwives|midwife|health\s+workers?|staff|professionals|clinicians|technicians?|experts?|people"
    r"|participants?|paediatricians?|pediatricians?|oncologists?|anaesthetists?|engineers?|interns?)"
)
_SICK = r"(?:пациент\w*|больн\w+|дет(?:ей|ям|и)|реб[её]н\w+|женщин\w*|человек\w*|patients?|children|women|people|cases|babies|newborns)"


@dataclass(frozen=True)
class Kind:
    """What is counted: the words right after the number, and the words that the clause must have (None: the counted word says it)."""

    what: str
    unit: re.Pattern[str]
    clause: re.Pattern[str] | None
    both: bool = False


class Sides(NamedTuple):
    """Keys of the parties who did what is counted, and of those whose people it was or who got it."""

    by: tuple[str, ...]
    of: tuple[str, ...]


def _kind(what: str, unit: str, clause: str | None = None) -> Kind:
    return Kind(what, re.compile(unit, _I), re.compile(clause, _I) if clause else None)


_ADJ = r"(?:\s[^\W\d_]+(?:-[^\W\d_]+)*){0,3}?\s"
KINDS: tuple[Kind, ...] = (
    _kind("transplanted", rf"{_ADJ}(?:трансплантаци\w+|пересадк?\w*|transplants?|transplantations?|grafts?)\b"),
    _kind("transplanted", rf"{_ADJ}(?:почек|почки|печен\w+|сердец|kidneys?|livers?|hearts?)\b", r"пересажен\w*|пересадил\w*|transplanted"),
    _kind("consulted", rf"{_ADJ}(?:телеконсультаци\w+|консультаци\w+|консилиум\w*|teleconsultations?|consultations?|consults?)\b"),
    _kind("consulted", rf"{_ADJ}{_SICK}\b", r"проконсультир\w+|консультац\w+|consulted|осмотр\w+|examined|screened|обследова\w+"),
    _kind(
        "operated",
        rf"{_ADJ}(?:операци(?:й|и|ю|я|ями)|вмешательств\w*|имплантаци\w+|эндопротезирован\w+|operations?"
        rf"|surger(?:y|ies)|interventions?|procedures)\b",
    ),
    _kind("operated", rf"{_ADJ}{_SICK}\b", r"прооперир\w+|оперир\w+|operated"),
    _kind(
        "studying",
        rf"{_ADJ}(?:студент\w*|ординатор\w*|аспирант\w*|магистрант\w*|курсант\w*|students?|residents?)\b",
        r"обуча[ею]тся|учатся|учится|студенты?\s+из|are\s+(?:studying|enrolled)|study\s+(?:at|in)|studies\s+at",
    ),
    _kind(
        "trained",
        rf"(?:{_ADJ}){_PEOPLE}\b",
        r"обучи\w+|обучен\w*|подготов\w+|прош(?:ли|ло|[её]л)\s+\w*\s?(?:обучени\w+|стажировк\w+|подготовк\w+"
        r"|курс\w*|повышени\w+)|стажир\w+|повысил\w*|освоил\w*|выучил\w*|учил\w*|trained|training|completed"
        r"|graduated|certified|retrain\w+|attended\s+(?:the\s+)?(?:course|training)|learn\w*|fellowship",
    ),
    _kind("visited", rf"{_ADJ}{_PEOPLE}\b", r"посетил\w*|приеха\w+|прибыл\w*|визит\w*|visited|arrived|came\s+to|travelled"),
    _kind(
        "treated",
        rf"{_ADJ}{_SICK}\b",
        r"пролеч\w+|лечени\w+|лечил\w*|получил\w*\s+помощь|принят\w*|принял\w*|направлен\w*|treated|treatment"
        r"|received\s+care|referred|evacuated|flown",
    ),
    _kind(
        "funded",
        r"\s?(?:рубл\w+|руб\.|долларов?|доллар\w*(?:\s+США)?|евро|тенге|сум\w*|юан\w+|иен\w*|вон|US\s?dollars?"
        r"|dollars?|euros?|pounds?|USD|EUR|yen|won|yuan|tenge|francs?)\b",
    ),
    _kind(
        "supplied",
        rf"{_ADJ}(?:аппарат\w*|доз\w*|комплект\w*|прибор\w*|автомобил\w*|реанимобил\w*|установ\w+|препарат\w*"
        rf"|вакцин\w*|набор\w*|томограф\w*|тонн\w*|коек|койки|машин\w*|мест\w*|doses|devices?|machines?|kits?"
        rf"|tests?|ambulances?|ventilators?|units?|beds|tonnes|scanners?|sets?|incubators?|monitors?)\b",
        r"постав\w+|передал\w*|передан\w*|закуп\w+|подарил\w*|подарен\w*|получил\w*|приобр\w+|безвозмездно"
        r"|supplied|donat\w+|delivered|handed\s+over|procure\w*|provided|received|gift|bought|shipped",
    ),
)
_EACH = re.compile(r"соответственно|respectively", _I)
_MONEY = re.compile(r"(?:\$|€|£|US\$)\s?$")
_NOT = re.compile(r"(?:№|стр\.|кв\.|ул\.|дом|тел\.?|на\s|в возрасте|age[ds]?\s|older than|старше|младше|от|до)\s?$", _I)
_MEASURE = re.compile(
    r"%|\s?(?:лет|год\w{0,3}|месяц\w*|недел\w+|дн(?:я|ей|ями|ях)|день|сут\w+|час(?:а|ов|ам|ами)?|минут\w*|раза?|процент\w*|км|кг|мг|мм|см|мл|метр\w*|этаж\w*"
    r"|years?|months?|weeks?|days?|hours?|minutes?|times|per\s?cent|percent|km|kg|mg|mm|cm|ml|miles?|met(?:er|re)s?)\b"
    r"|[-\s]?(?:летн\w+|year-old|years-old|месячн\w+|дневн\w+|часов\w+)|-?(?:й|го|му|я|е|ый|ая|ое)\b|(?:st|nd|rd|th)\b",
    _I,
)
"""What makes a number a duration, an age, a measure or an ordinal, whatever is counted later in the clause."""
_OF = ("trained", "studying", "visited", "consulted", "treated")  # a party alone is the one whose people are counted
_GIVEN = ("supplied", "funded")
_FAR = 90
_FROM = ("из", "of", "from", "от", "с", "со")
_LED = re.compile(r"\b(из|от|со?|в|на|для|у|of|from|at|in|to|for|by)\s(?:the\s)?(?:[^\W\d_]+\s){0,2}$", _I)
_AT = re.compile(r"\b(?:в|на\s+базе|у|at|in|by)\s(?:the\s)?(?:[^\W\d_]+\s)?$", _I)
_DID = re.compile(
    r"\b(?:обучил\w*|подготовил\w*|выучил\w*|проконсультировал\w*|осмотрел\w*|обследовал\w*|прооперировал\w*|пролечил\w*|принял\w*|выполнил\w*"
    r"|пров[её]л\w*|(?<!was )(?<!were )(?<!been )(?:trained|taught|retrained|consulted|examined|treated|screened|operated|hosted"
    r"|welcomed|performed"
    r"|carried\s+out|did))\b",
    _I,
)
_GOT = re.compile(r"\b(?:получ\w+|принял\w*|приобр\w+|закуп\w+|received|got|bought|procured)\b", _I)
_BREAK = re.compile(r"[;.!?]\s|\n")


def find_quantities(reading: Reading) -> tuple[Quantity, ...]:
    """The quantities of a reading whose parties are known; keys "q1", "q2" ... in text order."""
    kinds = {e.key: e.type for e in reading.entities}
    found: list[Quantity] = []
    for sentence in reading.sentences:
        if reading.blocks[sentence.block].kind != "noise":
            for piece in pieces(sentence):
                found.extend(_in_sentence(reading, piece, kinds))
    return tuple(q.model_copy(update={"key": f"q{n}"}) for n, q in enumerate(found, 1))


def _in_sentence(reading: Reading, sentence: Sentence, kinds: Mapping[str, str]) -> Iterator[Quantity]:
    document = reading.document
    text = document.text
    slots = [m for m in outer(reading.mentions_in(sentence.start, sentence.end)) if kinds.get(m.entity) in ("institution", "country")]
    dates = find_dates(text, document.lang, document.published, (sentence.start, sentence.end))
    dated = {(d.start, d.end) for d in dates}
    listed = [
        n
        for n in numbers(text, sentence.start, sentence.end)
        if not any(a <= n.start < b for a, b in dated) and not any(m.start <= n.start < m.end for m in slots)
    ]
    counted: list[tuple[Number, Kind, int]] = []
    for number in listed:
        hit = _counted(text, number, sentence)
        if hit:
            counted.append((number, *hit))
    each = _EACH.search(text, sentence.start, sentence.end) is not None
    if each and counted:
        counted = _spread(listed, counted)
    for place, (number, kind, end) in enumerate(counted):
        sides = _each(slots, place, len(counted), kind) if each else _sides(text, slots, number, kind)
        date = next((d.value for d in dates), None)
        yield _quantity(text, number, kind, end, sides=sides, date=date, sentence=sentence)


def _counted(text: str, number: Number, sentence: Sentence) -> tuple[Kind, int] | None:
    before = text[max(sentence.start, number.start - 14) : number.start]
    if _MONEY.search(before):
        return next(k for k in KINDS if k.what == "funded"), number.end
    if _NOT.search(before) or _MEASURE.match(text, number.end, sentence.end):
        return None
    left, right = _clause(text, number, sentence)
    for kind in KINDS:
        unit = kind.unit.match(text, number.end, min(sentence.end, number.end + 70))
        if unit and (kind.clause is None or kind.clause.search(text, left, right)):
            return kind, unit.end()
    return None


def _clause(text: str, number: Number, sentence: Sentence) -> tuple[int, int]:
    left = max([m.end() for m in _BREAK.finditer(text, sentence.start, number.start)], default=sentence.start)
    stop = _BREAK.search(text, number.end, sentence.end)
    return left, stop.start() if stop else sentence.end


def _spread(listed: Sequence[Number], counted: Sequence[tuple[Number, Kind, int]]) -> list[tuple[Number, Kind, int]]:
    """ "198 и 24 специалиста соответственно": numbers before the counted one count the same."""
    kind = counted[0][1]
    ends = {id(number): end for number, _, end in counted}
    return [(number, kind, ends.get(id(number), number.end)) for number in listed]


def _each(slots: Sequence[Mention], place: int, count: int, kind: Kind) -> Sides:
    keys = list(dict.fromkeys(m.entity for m in slots))
    own = (keys[-count:][place],) if len(keys) >= count else ()
    return Sides((), own) if kind.what in _OF else Sides(own, ())


def _sides(text: str, slots: Sequence[Mention], number: Number, kind: Kind) -> Sides:
    """Who did it and of whom or for whom, by the verb between a party and the number and by the word before the party behind it."""
    before = next((m for m in reversed(slots) if m.end <= number.start), None)
    after = next((m for m in slots if number.end <= m.start < number.end + _FAR), None)
    verb = text[before.end : number.start] if before else ""
    led = _LED.search(text[number.end : after.start]) if after else None
    word = led.group(1).lower() if led else ""
    ahead, behind = _keys(before), _keys(after) if before is None or after is None or after.entity != before.entity else ()
    source = behind if word in _FROM else ()
    if kind.what in _GIVEN and _GOT.search(verb):
        return Sides(source, ahead)
    if kind.what in _GIVEN:
        return Sides(ahead, () if source else behind) if ahead else Sides(behind, ())
    if source or _DID.search(verb):
        return Sides(ahead, behind)
    if word:
        return Sides(behind, ahead if kind.what in _OF else ())
    inside = before is not None and _AT.search(text[max(0, before.start - 24) : before.start]) is not None
    return Sides((), ahead or behind) if kind.what in _OF and not inside else Sides(ahead, behind)


def _keys(mention: Mention | None) -> tuple[str, ...]:
    return (mention.entity,) if mention else ()


def _quantity(text: str, number: Number, kind: Kind, end: int, *, sides: Sides, date: PartialDate | None, sentence: Sentence) -> Quantity:
    unit = re.sub(r"\s+", " ", text[number.end : end]).strip(" .") or None
    evidence = Evidence(
        start=sentence.start,
        end=sentence.end,
        quote=text[sentence.start : sentence.end],
        rule=f"quantity.{kind.what}",
        confidence=0.7 if any(sides) else 0.6,
    )
    return Quantity(key="q0", what=kind.what, value=number.value, unit=unit, date=date, by=sides.by, of=sides.of, evidence=(evidence,))

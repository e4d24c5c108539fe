"""What is measured of a person and an institution that may employ them: a flat mapping of names to numbers, the input of the scorer."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import islice
from math import log

from .. import data_file
from ..language.stem import stem
from ..reading import Entity, Mention, Reading
from .institutions_form import form
from .institutions_place import Where, inside
from .people_spot import Spot
from .positions import Places
from .positions_office import Office
from .positions_org import ruled
from .positions_rivals import rivals

Features = dict[str, float]

_FAR = 9.0  # distance of what is not there: a natural logarithm of characters
_SLAVIC = re.compile(
    r"(?i)(?:ов|ев|ёв|ин|ын|ова|ева|ёва|ина|ына|ий|ый|ая|ич|ко|ук|юк|ян|ov|ev|yev|in|yn|ova|eva|ina|sky|skiy|skaya|ich|ko|uk|yan)$"
)
_SLAVIC_STATES = frozenset(
    ["RU", "BY", "UA", "KZ", "KG", "TJ", "UZ", "TM", "AZ", "AM", "GE", "MD", "BG", "RS", "MK", "ME", "HR", "SI", "BA"]
)
_OWN = re.compile(r"(?i)\b(?:наш\w*|our)\b")
_THEIR = re.compile(
    r"(?i)\b(?:его|её|их|своего|its|their|his|her|there|the\s+(?:hospital|clinic|cent\w+|institut\w+|foundation|company|university)['’]s)\b"
)
_LEADS = {
    "with": "с со with",
    "from": "из от from",
    "of": "of",
    "at": "в во на at in при у",
    "and": "и and &",
    "comma": ", — – - /",
    "open": '( « “ "',
    "stop": ". : ; ! ? •",
    "by": "by для for к to по",
}
_LEAD = {sign: name for name, signs in _LEADS.items() for sign in signs.split()}
_WORD_BEFORE = re.compile(r"([\w&]+|[^\w\s])\s*(?:the\s)?[«\"“]?$")
_TIE = re.compile(r"\s*(?:(из|of|from|at|with|в|во|,|\(|—|–|:)\s*)?(?:the\s|г\.\s)?[«\"“]?")


@dataclass(frozen=True)
class Company:
    """All that is asked of a page when its people are tied to institutions. `stated`: where offices name an institution, and which."""

    reading: Reading
    where: Places
    stated: tuple[tuple[int, str], ...] = ()

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """Institutions by key."""
        return {e.key: e for e in self.reading.entities if e.type == "institution"}

    @cached_property
    def total(self) -> int:
        """How often institutions are named."""
        return sum(self.where.weights.values())

    @cached_property
    def ranks(self) -> dict[str, int]:
        """Place of each institution by how often it is named, 0 the first."""
        order = sorted(self.where.weights, key=lambda k: -self.where.weights[k])
        return {key: rank for rank, key in enumerate(order)}

    @cached_property
    def ministries(self) -> list[str]:
        """The first six ministries."""
        return [k for k, e in self.entities.items() if e.kind == "ministry"][:6]

    @cached_property
    def staff(self) -> Counter[str]:
        """How many offices name each institution."""
        return Counter(org for _, org in self.stated)

    @cached_property
    def leading(self) -> frozenset[str]:
        """Institutions named in the title."""
        ends = [b.end for b in self.reading.blocks if b.kind == "title"]
        return frozenset(m.entity for m in self.where.within(0, max(ends, default=0)))

    @cached_property
    def stems(self) -> dict[str, frozenset[str]]:
        """Stems of the names of each institution."""
        return {
            k: frozenset(s for n in (e.name, *e.also[:4]) for s in form(n, "en" if n.isascii() else "ru").stems)
            for k, e in self.entities.items()
        }

    def kinds_of(self, position: str) -> frozenset[str]:
        """Kinds of institution that have such an office; empty for any."""
        return office_class(position)[1]

    def rule(self, spots: Sequence[Spot], office: Office | None) -> str | None:
        """The institution that rules choose."""
        told = ruled(self.reading, spots, office, self.where)
        return told.org if told else None

    def candidates(self, spot: Spot, office: Office | None) -> list[str]:
        """Institutions that may be meant: those around the name, those the page names most, ministries, the one that the office names."""
        at = bisect_left(self.where.starts, spot.start)
        found = [m.entity for m in self.where.mentions[max(0, at - 14) : at + 6]]
        found += islice(self.ranks, 4)
        found += self.ministries
        found += [office.org] if office and office.org else []
        return list(dict.fromkeys(k for k in found if k in self.entities))


def company_of(reading: Reading, where: Places, offices: Iterable[Office | None]) -> Company:
    """The page with the offices of all its people."""
    return Company(reading, where, tuple(sorted((o.start, o.org) for o in offices if o and o.org)))


@cache
def _table() -> tuple[tuple[str, re.Pattern[str], frozenset[str]], ...]:
    rows = data_file.load("office_classes")
    return tuple((r["name"], re.compile("|".join(r["words"]), re.IGNORECASE), frozenset(r["kinds"])) for r in rows)


def office_class(position: str) -> tuple[str, frozenset[str]]:
    """The class of an office by its words, and the kinds of institution that have such an office ("other": any)."""
    return next(((name, kinds) for name, pattern, kinds in _table() if pattern.search(position)), ("other", frozenset()))


def measure(company: Company, spots: Sequence[Spot], office: Office | None, key: str, rule: str | None) -> Features:
    """Features of one person (its places and office) and one institution. `rule`: the institution that rules choose."""
    intro = _intro(spots, office)
    position = office.position or "" if office else ""
    return {
        **_statement(office, key),
        **_fit(company, position, spots[0].name, key),
        **_weight(company, key),
        **_near(company, intro, office, key),
        **_others(company, intro, key),
        **rivals(company, intro, office, key),
        "rule": 1.0 if rule == key else -1.0 if rule else 0.0,
        "closest": min(_distance(company, s, key) for s in spots[:6]),
        "spots": float(min(len(spots), 6)),
    }


def _intro(spots: Sequence[Spot], office: Office | None) -> Spot:
    """The place where the office stands."""
    return next((s for s in spots if office and office.start <= s.start and s.end <= office.end), spots[0])


def _statement(office: Office | None, key: str) -> Features:
    if office is None:
        return {"o:none": 1.0}
    if office.org is None:
        return {f"o:{office.rule}": 1.0, "rank": float(office.rank)}
    told = office.org == key
    return {f"o:{office.rule}": 1.0, "rank": float(office.rank), "told" if told else "told.other": office.tied}


def _fit(company: Company, position: str, name: str, key: str) -> Features:
    """How the office's words and the person's name go with the institution's kind, place and name."""
    entity, (klass, kinds) = company.entities[key], office_class(position)
    place = _place(position)
    words = frozenset(stem(w) for w in re.findall(r"[^\W\d_]{4,}", position.casefold()))
    slavic, home = bool(_SLAVIC.search(name.rsplit(maxsplit=1)[-1])), entity.country in _SLAVIC_STATES
    return {
        f"c:{klass}": 1.0,
        f"k:{entity.kind}": 1.0,
        "fits": (1.0 if entity.kind in kinds else -1.0) if kinds else 0.0,
        "place": _same_place(place, entity) if place else 0.0,
        "words": float(len(words & company.stems[key])),
        "slavic": 0.0 if entity.country is None else 1.0 if slavic == home else -1.0,
        "own": float(bool(_OWN.search(position))),
        "their": float(bool(_THEIR.search(position))),
    }


@lru_cache(maxsize=4096)
def _place(position: str) -> Where | None:
    return inside(position)


def _same_place(place: Where, entity: Entity) -> float:
    """1 the same place, -1 another one, between where only the country is the same."""
    if place.country and entity.country and place.country != entity.country:
        return -1.0
    if place.city and entity.city:
        return 1.0 if place.city == entity.city else -1.0
    if place.region and entity.region:
        return 1.0 if place.region == entity.region else -1.0
    return 0.5 if place.region or place.city else 1.0


def _weight(company: Company, key: str) -> Features:
    return {
        "share": company.where.weights.get(key, 0) / max(1, company.total),
        "order": float(min(company.ranks.get(key, 9), 9)),
        "title": float(key in company.leading),
        "many": float(min(len(company.entities), 12)),
    }


def _distance(company: Company, spot: Spot, key: str) -> float:
    """Logarithm of the distance in characters to the nearest place that names the institution, of those around."""
    at = bisect_left(company.where.starts, spot.start)
    near = [max(m.start - spot.end, spot.start - m.end, 0) for m in company.where.mentions[max(0, at - 10) : at + 8] if m.entity == key]
    return log(1 + min(near)) if near else _FAR


def _near(company: Company, spot: Spot, office: Office | None, key: str) -> Features:
    """The last place before the name, and the first after it, that name the institution."""
    where, reading = company.where, company.reading
    at = bisect_left(where.starts, spot.start)
    begin = office.start if office and office.start < spot.start else spot.start
    end = office.end if office and office.end > spot.end else spot.end
    sentence = reading.sentence_at(spot.start)
    left, right = (sentence.start, sentence.end) if sentence else (spot.start, spot.end)
    out = {"before": _FAR, "after": _FAR, "rank.before": 9.0, "rank.after": 9.0}
    seen: list[str] = []
    for mention in islice(reversed(where.mentions[max(0, at - 30) : at]), 30):
        if mention.end > begin + (spot.start - begin if mention.form == "noun" else 0):
            continue
        if mention.entity == key:
            out |= _left(company, mention, begin, left)
            out["rank.before"] = float(len(seen))
            break
        if mention.entity not in seen:
            seen.append(mention.entity)
    following = list(islice((m for m in where.mentions[at : at + 12] if m.start >= spot.end), 8))
    ranked = list(dict.fromkeys(m.entity for m in following))
    after = next((m for m in following if m.entity == key), None)
    if after:
        out |= _right(company, after, end, right)
        out["rank.after"] = float(ranked.index(key))
    return out


def _left(company: Company, mention: Mention, begin: int, left: int) -> Features:
    text = company.reading.document.text
    gap = text[mention.end : begin] if begin - mention.end < 400 else ""
    lead = _WORD_BEFORE.search(text, max(left, mention.start - 30), mention.start)
    out = {
        "before": log(1 + max(0, begin - mention.end)),
        "here": float(mention.start >= left),
        "people.between": float(min(4, _people(company, mention.end, begin))),
        "commas": float(min(4, gap.count(","))),
        "stops": float(min(3, gap.count(". ") + gap.count(";") + gap.count("\n"))),
        f"form:{mention.form}": 1.0,
        "starts": float(mention.start - left < 6),
        "own.before": float(bool(_OWN.search(text[max(left, mention.start - 12) : mention.end]))),
    }
    if mention.start >= left and lead:
        out[f"lead:{_LEAD.get(lead[1].casefold(), 'word')}"] = 1.0
    if not gap.strip(' »”"’s'):
        out["touches"] = 1.0
    return out


def _right(company: Company, mention: Mention, end: int, right: int) -> Features:
    text = company.reading.document.text
    gap = text[end : mention.start] if mention.start - end < 400 else ""
    out = {
        "after": log(1 + max(0, mention.start - end)),
        "here.after": float(mention.end <= right),
        "people.after": float(min(4, _people(company, end, mention.start))),
        "commas.after": float(min(4, gap.count(","))),
    }
    lead = _WORD_BEFORE.search(text, max(end, mention.start - 30), mention.start)
    if mention.end <= right and lead:
        out[f"lead.after:{_LEAD.get(lead[1].casefold(), 'word')}"] = 1.0
    tie = _TIE.fullmatch(gap)
    if tie:
        out[f"tie:{_LEAD.get(tie[1] or '', 'bare')}"] = 1.0
    return out


def _people(company: Company, start: int, end: int) -> int:
    people = company.where.people
    return bisect_left(people, end, key=lambda m: m.start) - bisect_left(people, start, key=lambda m: m.start)


def _others(company: Company, spot: Spot, key: str) -> Features:
    """Whether offices before and after this name are the institution's, and how many of the page are."""
    stated = company.stated
    first = bisect_left(stated, (spot.start - 1, ""))
    last = bisect_right(stated, (spot.end, "\uffff"))
    own = sum(org == key for _, org in stated[first:last])
    return {
        "person.before": _as(stated[max(0, first - 1) : first], key),
        "person.after": _as(stated[last : last + 1], key),
        "staff": float(min(4, company.staff[key] - own)),
    }


def _as(found: Iterable[tuple[int, str]], key: str) -> float:
    return next((1.0 if org == key else -1.0 for _, org in found), 0.0)

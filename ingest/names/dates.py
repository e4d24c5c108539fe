"""Dates in running text: absolute ones, and relative ones where the publication date settles them.

`find_dates` runs the rules of `dates_absolute` and `dates_relative` and keeps, of overlapping findings, the longest. A value is never
more precise than what is stated: "в июле этого года" is a month, "on the 5th" without a month is nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ...ontology.dates import PartialDate
from .dates_absolute import ABSOLUTE
from .dates_relative import RELATIVE
from .dates_rule import Context, Rule, signs


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression: ``text[start:end]``, what it means, and the rule that read it."""

    start: int
    end: int
    value: PartialDate
    rule: str = ""


def _read(rule: Rule, text: str, context: Context, start: int, end: int) -> Iterable[DateMention]:
    for match in rule.pattern.finditer(text, start, end):
        edtf = rule.value(match, context)
        if edtf is None:
            continue
        try:
            value = PartialDate(edtf)
        except ValueError:  # "31 февраля", "12–5 марта": no such day
            continue
        yield DateMention(match.start(), match.end(), value, rule.name)


def _longest(found: list[DateMention]) -> tuple[DateMention, ...]:
    kept: list[DateMention] = []
    for mention in sorted(found, key=lambda m: (m.start, -m.end)):
        if kept and mention.start < kept[-1].end:
            if mention.end - mention.start > kept[-1].end - kept[-1].start:
                kept[-1] = mention
            continue
        kept.append(mention)
    return tuple(kept)


def find_dates(text: str, lang: str, published: PartialDate | None = None, span: tuple[int, int] | None = None) -> tuple[DateMention, ...]:
    """The date expressions of ``text`` (or of ``text[span]``), in order, not overlapping.

    Relative expressions and days without a year are left out when `published` does not settle them. Both languages' rules run on every
    text, since pages mix them; `lang` decides how 03/04/2020 is read.
    """
    start, end = span or (0, len(text))
    context = Context(text, lang, published)
    said = signs(text[start:end])
    found: list[DateMention] = []
    for rule in (*ABSOLUTE, *RELATIVE):
        if said.issuperset(rule.signs):
            found.extend(_read(rule, text, context, start, end))
    return _longest(found)

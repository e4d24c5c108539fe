"""Groups and demonyms: "обе клиники", "стороны", "the two hospitals", "монгольские коллеги", "коллеги из Бишкека"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from .names.institutions_lexicon import any_of, data
from .names.places import Spot
from .reading import Mention
from .refer_scene import Scene

_WORDS = data("references")
_PAIR = re.compile(
    rf"(?i)\b{_WORDS['group_before']}(?:{any_of('group_alone')}"
    rf"|{any_of('group_two_ru')}\s+(?:\w+\s+)?{any_of('group_nouns_ru')}\w*"
    rf"|{any_of('group_two_en')}\s+(?:\w+\s+)?{any_of('group_nouns_en')})\b"
)
_FROM = re.compile(rf"(?i)\b{any_of('people_ru')}\w*\s+из\s+$|\b{any_of('people_en')}s?\s+from\s+$")


def groups(scene: Scene, found: Sequence[Mention]) -> list[Mention]:
    """Mentions of pairs, once for each member, and of people from a place, for the institution there."""
    return [*_pairs(scene, found), *_from_places(scene, found)]


def _pairs(scene: Scene, found: Sequence[Mention]) -> Iterator[Mention]:
    text = scene.reading.document.text
    for match in _PAIR.finditer(text):
        if scene.block(match.start()).kind == "noise" or scene.sentence(match.start()) is None:
            continue
        noun = next((n for part, n in _WORDS["group_family"].items() if part in match.group().casefold()), "")
        for key in _last_two(scene, match.start(), noun, found):
            yield Mention(match.start(), match.end(), key, "group")


def _last_two(scene: Scene, offset: int, noun: str, found: Sequence[Mention]) -> list[str]:
    """The last two that were named before, in one section; all that fit one sentence if it names two or more."""
    section = scene.block(offset).section
    recent = [*_recent(scene.named, offset), *_recent(found, offset)]
    earlier = sorted((m for m in recent if m.form != "group" and scene.block(m.start).section == section), key=lambda m: -m.start)
    keys: list[str] = []
    for mention in earlier:
        if mention.entity not in keys and (not noun or scene.fits(mention.entity, noun)):
            keys.append(mention.entity)
        if len(keys) == 2:
            break
    return keys if len(keys) == 2 else []


def _recent(mentions: Sequence[Mention], offset: int) -> Sequence[Mention]:
    """The last two hundred mentions that begin before the offset."""
    at = bisect_left(mentions, offset, key=lambda m: m.start)
    return [m for m in mentions[max(0, at - 200) : at] if m.end <= offset]


def _from_places(scene: Scene, found: Sequence[Mention]) -> Iterator[Mention]:
    """People from a place, and demonyms with people: the institution of that place that was named last."""
    text = scene.reading.document.text
    for spot in scene.spots:
        if scene.block(spot.start).kind == "noise":
            continue
        lead = _FROM.search(text, max(0, spot.start - 30), spot.start)
        if lead and not spot.adjective and (key := scene.before(spot.start, lambda k, s=spot: _there(scene, k, s), found)):  # type: ignore[misc]
            yield Mention(lead.start(), spot.end, key, "demonym")
    for mention in scene.reading.mentions:
        if mention.form == "demonym" and mention.entity.startswith("country:"):
            code = mention.entity.removeprefix("country:")
            if key := scene.before(mention.start, lambda k, c=code: scene.institutions[k].country == c, found):  # type: ignore[misc]
                yield Mention(mention.start, mention.end, key, "demonym")


def _there(scene: Scene, key: str, spot: Spot) -> bool:
    entity = scene.institutions[key]
    if spot.level == "country":
        return entity.country == spot.country
    return bool((spot.city and entity.city == spot.city) or (spot.region and entity.region == spot.region))

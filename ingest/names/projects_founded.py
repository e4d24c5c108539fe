"""Joint centres, laboratories and schools: institutions that a sentence tells two or more others to found, open or run together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..reading import Mention, Reading, Sentence
from .agreements_parties import outer

_FOUND = re.compile(
    r"(?i)\b(?:созда(?:л|н|ни|дут|ст|ть|ют|ва)\w*|откр(?:ы|о)\w*|учре(?:ди|жд)\w*|построи\w*|постро(?:ен|ят)\w*|запус(?:т|к)\w*|организова\w*|распахн\w*|заработа\w*"
    r"|open(?:s|ed|ing)?|establish\w*|launch\w*|set(?:ting)?\s+up|buil[dt]\w*|co-?(?:built|founded|created)|creat(?:e|es|ed|ion|ing)|inaugurat\w+|found(?:ed|ing))\b"
)
_JOINT = re.compile(
    r"(?i)\b(?:совместн\w+|сообща|вместе|вдвоём|двусторонн\w+|joint(?:ly)?|together|co-?(?:built|run|founded)|shared|on\s+the\s+basis)\b"
)
_TYPE = re.compile(r"(?i)\b(?:центр|лаборатори|школ|институт|клиник|кафедр|cent(?:er|re)|laborator|school|institute|house|hub)\w*")
_FRESH = re.compile(
    r"(?i)\b(?:an?|opening(?:\s+ceremony)?\s+of(?:\s+the)?(?:\s+[\w-]+)?|открыти[еяю]|создани[еяю])\s+(?:new\s+|joint\s+|нов\w+\s+|совместн\w+\s+)?$"
)
_NOW = re.compile(
    r"(?i)^[»\"]?\s?(?:[,(].{0,30})?(?:откры(?:л|в)\w+|распахнул\w*|начал\w* работу|заработал\w*|was\s+(?:opened|inaugurated|launched)"
    r"|(?:has\s+)?opened(?:\s+its\s+doors)?\b)"
)
_CO = re.compile(
    r"(?i)\s(?:(?:was|is|has\sbeen)\s)?(?:co-?(?:built|founded|created|run|established)|(?:jointly|together)\s\w+ed|(?:built|founded|created|set\sup|run)\s(?:jointly|together))\b"
    r"|\s?,?\s(?:был\w*\s)?(?:совместно|вместе|сообща)\s(?:созда|откры|основа|учре|постро)\w+|\s?,?\s(?:созда|откры|основа|учре|постро)\w+\s(?:совместно|вместе|сообща)\b"
)
_BOTH = re.compile(
    r"(?i)(?:российск|китайск|казахстанск|узбекск|корейск|японск|турецк|немецк|германск|белорусск|киргизск|кыргызск|вьетнамск|индийск|итальянск|французск)о-|"
    r"\b(?:Sino|Russian|Chinese|German|Korean|Turkish|Japanese|French|Italian|Uzbek|Kazakh|Indian)[-–]\w+"
)


def founded(reading: Reading, sentence: Sentence, kinds: Mapping[str, str]) -> Iterator[Mention]:
    """Mentions of joint bodies in a sentence."""
    text = reading.document.text
    here = [m for m in outer(reading.mentions_in(sentence.start, sentence.end)) if kinds.get(m.entity) == "institution"]
    parties = {m.entity for m in here}
    for mention in here:
        name = text[mention.start : mention.end]
        if mention.form not in ("name", "noun") or not _TYPE.search(name):
            continue
        before, after = (
            text[max(sentence.start, mention.start - 70) : mention.start],
            text[mention.end : min(sentence.end, mention.end + 60)],
        )
        if mention.form == "noun":
            if _CO.match(after) and len({m.entity for m in here if m.start > mention.end} - {mention.entity}) > 1:
                yield mention
            continue
        joint = bool(_JOINT.search(before[-40:])) or bool(_CO.match(after)) or bool(_JOINT.match(name)) or bool(_BOTH.search(name))
        found = bool(_FOUND.search(before)) or bool(_FOUND.search(after))
        fresh = bool(_FRESH.search(before)) or bool(_NOW.search(after))
        if (found and joint) or fresh or (joint and len(parties) > 2 and _BOTH.search(name)):
            yield mention

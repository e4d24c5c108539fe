"""The words by which papers are named and their signing, force and end are told, languages side by side."""

from __future__ import annotations

import re
from dataclasses import dataclass

_I = re.IGNORECASE


@dataclass(frozen=True)
class Noun:
    """A word for a kind of paper. `needs_act`: counts only where the sentence tells of its signing (plan, protocol, programme ...)."""

    type: str
    pattern: re.Pattern[str]
    needs_act: bool = False


NOUNS: tuple[Noun, ...] = (
    Noun(
        "memorandum",
        re.compile(
            r"\bмеморандум(?!\w*\s+№)\w{0,3}\b|\bmemorand(?:um|a|ums)\b(?:\s+of\s+(?:understanding|agreement"
            r"|cooperation|intent))?|\bMo[UA]s?\b",
            _I,
        ),
    ),
    Noun("roadmap", re.compile(r"\bдорожн\w{2,3}\s+карт\w{1,3}\b|«дорожн\w{2,3}\s+карт\w{1,3}»|\broad\s?-?map\b", _I), True),
    Noun(
        "other",
        re.compile(
            r"\bписьм\w{1,2}\s+о\s+намерени\w+|\bпротокол\w{0,2}\s+о\s+намерени\w+|\bletters?\s+of\s+(?:intent"
            r"|cooperation|understanding)\b|\bheads\s+of\s+(?:terms|agreement)\b|\bconvention\b(?!\s+(?:cent|hall))",
            _I,
        ),
    ),
    Noun(
        "agreement",
        re.compile(
            r"\bсоглашени(?:е|я|ю|ем|и|ями|й|ях)\b|\b(?:letter\s+of\s+)?agreements?\b(?!\s+among\s+doctors)"
            r"|\baccords?\b|\bpact\b|\bdeal(?=\s(?:inked|signed|struck|reached|with|between))",
            _I,
        ),
    ),
    Noun(
        "contract",
        re.compile(
            r"\b(?:гос)?контракт(?:а|у|ом|е|ы|ов|ами|ах)?\b|\bдоговор(?:а|у|ом|е|ы|ов|ам|ами|ах)?\b"
            r"|\bcontracts?\b(?!\s+(?:out|staff|nurse|doctor|research))",
            _I,
        ),
    ),
    Noun("declaration", re.compile(r"\bдекларац\w{1,3}\b|\bdeclarations?\b", _I), True),
    Noun(
        "protocol",
        re.compile(r"\bпротокол(?:а|у|ом|е|ы|ов)?\b(?!\s*№)|\bprotocols?\b|\bminutes\s+of\s+(?:cooperation|understanding)\b", _I),
        True,
    ),
    Noun(
        "plan",
        re.compile(
            r"\bплан(?:а|у|ом|е|ы)?\s+(?:совместн\w+|мероприяти\w+|действи\w+|работ\w*|сотрудничеств\w+)"
            r"|\b(?:joint\s+|action\s+|country\s+|work\s?)(?:action\s+|work\s+)?plan\b|\bplan\s+of\s+(?:action"
            r"|cooperation|joint)",
            _I,
        ),
        True,
    ),
    Noun(
        "program",
        re.compile(
            r"\bпрограмм\w{1,2}\s+(?:сотрудничеств\w+|совместн\w+|взаимодействи\w+)|\bprogram(?:me)?\s+of"
            r"\s+(?:cooperation|joint)",
            _I,
        ),
        True,
    ),
)

ANAPHOR = re.compile(r"\b(?:документ|бумаг[аиу]|the\s+(?:document|paper|instrument|deal)|документом)\b", _I)

ACT = re.compile(
    r"\b(?:подпис(?:а[лв]\w*|ан\w*|ыва\w+|ать|ани\w+|ью|и|ями)|подпиш\w+|заключ(?:ил\w*|[её]нн?\w*|ать|ают"
    r"|ит|ить|ат|ени[еяю])|скреп(?:ил\w*|ля\w+|[её]нн?\w*)|скрепля\w+|парафир\w+|визир\w+|завизир\w+"
    r"|оформ(?:ил\w*|лен\w*)|подмахну\w*|закреп(?:ил\w*|лен\w*)|обменял\w*\s+(?:подпис\w+|папк\w+)"
    r"|подпис[ьи]\b|подписями\b|датирован\w*|переподпис\w+|составил\w*|утвердил\w*"
    r"|sign(?:s|ed|ing|ature|atures)?|ink(?:s|ed|ing)|conclud(?:es?|ed|ing)|enter(?:s|ed|ing)?\s+into"
    r"|executed|exchang(?:ed|e)|initialled|initialed|put\s+(?:their|his|her|its)\s+(?:names?|signatures?)"
    r"|seal(?:ed|s)"
    r"|put\s+(?:\w+\s+)?signatures?|dated|struck|reached|agreed|contracted|awarded|ratified)\b",
    _I,
)
FORCE = re.compile(
    r"\b(?:действу\w+|в\s+силе|вступи\w+\s+в\s+силу|в\s+рамках|на\s+основании|по\s+(?:условиям\s+)?(?:\w+"
    r"\s+){0,2}(?:договору|соглашению|контракту|меморандуму|протоколу)|согласно|в\s+соответствии|опирается"
    r"|договор\w*\s+с"
    r"|соглашени\w+\s+с|контракт\w*\s+с|меморандум\w*\s+с|in\s+force|under\s+(?:an?|the|its|their|our"
    r"|this)|valid|in\s+effect|runs?|binds|took\s+effect|takes\s+effect|came\s+into\s+force"
    r"|entered\s+into\s+force"
    r"|in\s+line\s+with|according\s+to|pursuant\s+to|as\s+part\s+of|(?:agreement|contract|memorandum|mou)\s+(?:with|of|dated|between))\b",
    _I,
)
PLANNED = re.compile(
    r"\b(?:подпишут|подпишет\w*|подпишем|заключат|заключит(?!ь)|будет\s+(?:подписан|заключ[её]н)\w*"
    r"|планиру\w+|намерен(?:ы|а|о)?\b|намечен\w*|запланирован\w*|готов(?:ится|ят|им|ился|ит)"
    r"|на\s+согласовании|проект\w*\s+(?:\w+\s+)?(?:соглашени|договор|меморандум|контракт)\w+"
    r"|предсто\w+|собира\w+ся|договорил\w+с\w\s+(?:подписать|заключить|о\s+(?:подписании|разработке))"
    r"|ожида\w+|разработк\w+|поставим\s+подпис\w+|ускорить\s+подготовку|до\s+подписания|доработ\w+"
    r"|will\s+(?:be\s+)?(?:sign(?:ed)?|conclude|ink)|(?:is|are)\s+(?:to\s+be|expected\s+to\s+be"
    r"|due\s+to\s+be|being)\s+(?:signed|drafted|prepared|translated|finalised|finalized)|to\s+be\s+signed"
    r"|plans?\s+to\s+sign|draft|drafting|in\s+preparation"
    r"|expected\s+to\s+sign|intend\w*\s+to\s+sign|hope\w*\s+to\s+sign|shall\s+be\s+signed|preparing"
    r"|agreed\s+to\s+(?:sign|prepare|draft|develop))\b",
    _I,
)
EXTENDED = re.compile(
    r"\b(?:продл\w+|пролонгир\w+|переподписа\w+|перезаключ\w+|extend(?:ed|s|ing)?|renew(?:ed|al|s|ing)?|prolong(?:ed|ation)?)\b", _I
)
ENDED = re.compile(
    r"\b(?:ист[её]к\w*|расторг\w+|закончил\w*|прекра[тщ]\w+|не\s+(?:продл\w+|возобновл\w+)|исчерпан\w*"
    r"|закрыл\w*|утратил\w*\s+силу|завершил\w*|аннулир\w+|lapsed?|expired?|terminated?"
    r"|not\s+(?:been\s+)?(?:renewed|prolonged|extended)|is\s+over|ended|came\s+to\s+an\s+end)\b",
    _I,
)
# what stands before the date of signing
SINCE_SIGNED = re.compile(r"\b(?:подпис\w+|заключ\w+|от|signed|concluded|dated|of)\s(?:в\s|in\s|on\s)?(?:\w+\s)?$", _I)
EACH = re.compile(r"\b(?:соответственно|respectively)\b", _I)
BACK = re.compile(r"(?:\b(?:the|this|that|said|эт\w{1,3}|данн\w+|указанн\w+|тот|того|том|настоящ\w+|новый|новая)\s(?:\w+\s)?|^\W*)$", _I)
DATED = re.compile(r"\s?(?:№\s?\S+\s)?(?:от|of|dated|from)\s(?:\d|[A-Z])|\s(?:19|20)\d\d|,?\s(?:заключ|подпис|signed|concluded)\w*", _I)
NEGATED = re.compile(
    r"\b(?:(?:договор|соглашени|меморандум|контракт|бумаг|документ)\w*\s+(?:\w+\s+){0,2}(?:нет|не\s+было"
    r"|не\s+существует|отсутств\w+)|(?:договор|соглашени|меморандум)\w*\s[^.;]{0,60}\bнет\s+ни|нет\s+(?:ни\s+)?(?:\w+\s+)?(?:договор|соглашени|меморандум"
    r"|контракт)\w*|ни\s+(?:договор|соглашени|меморандум|контракт)\w*"
    r"|не\s+(?:подписан\w*|подписал\w*|подписывал\w*|заключал\w*|заключил\w*|заключен\w*|составлял\w*|оформлял\w*|подписывать"
    r"|подписали)|без\s+(?:договор|соглашени|контракт)\w*|подписан\w*\s+не\s+будет|отложен\w*"
    r"|no\s+(?:such\s+|formal\s+|signed\s+|written\s+)?(?:agreement|memorandum|memoranda|mou|contract"
    r"|paper|deal)|none\s+of\s+[^.;]{3,40}\b(?:contract|agreement|memorandum)|forger\w+|fake|not\s+(?:yet\s+)?(?:signed|bound|a\s+party|been\s+signed)|(?:signed|sign)\s+nothing"
    r"|nothing\s+(?:was|has\s+been)\s+signed|without\s+(?:a|an|any)\s+(?:agreement|contract|memorandum)"
    r"|did\s+not\s+sign|never\s+signed|has\s+not\s+signed|have\s+not\s+signed|was\s+withdrawn|shelved|neither)\b"
    r"|\bнет\s*[.!]?\s*$",
    _I,
)
GENERIC = re.compile(
    r"\b(?:клинически\w+|лечебн\w+|трудов\w+|учебн\w+|операционн\w+|коллективн\w+|общественн\w+"
    r"|по\s+общему|предварительн\w+\s+устн\w+|в\s+соответствии\s+с\s+международн\w+|treatment|study"
    r"|research|clinical|surgical|general|employment|safety|imaging|screening|tacit|verbal|collective)\s*$",
    _I,
)

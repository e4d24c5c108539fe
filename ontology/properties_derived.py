"""The properties that no document states: of partnerships and their strands, of changes of institutions, of concepts."""

from __future__ import annotations

from .declare import Text
from .properties import ACTOR, prop

# partnerships, strands, steps
PARTNER = prop(
    "mc:partner",
    "link",
    "partner",
    "партнёр",
    "One of the two parties.",
    "Одна из двух сторон.",
    ACTOR,
    edge="PARTNER_IN",
    backwards=True,
    inverse=("mc:partnerIn", Text("partner in", "партнёр в")),
)
CLOSED_TOPIC = prop(
    "mc:anyTopic",
    "concept",
    "topic or broader",
    "тема или шире",
    "A topic of it or of work under it, or one that is broader.",
    "Его тема, тема работы по нему или более широкая тема.",
    ("topic",),
    edge="ON",
)
RUNG = prop(
    "mc:rung",
    "concept",
    "rung",
    "ступень",
    "A rung of the ladder that some document reports.",
    "Ступень развития, о которой сообщает какой-либо документ.",
    ("ladder",),
)
LADDER_STATUS = prop(
    "mc:ladderStatus",
    "concept",
    "status of the partnership",
    "состояние партнёрства",
    "The latest rung: discussed, planned, signed, active, ended.",
    "Последняя ступень: обсуждение, план, подпись, работа, завершение.",
    ("ladder",),
)
SINCE = prop("mc:since", "date", "since", "с", "The earliest date that any document states.", "Самая ранняя дата, названная документами.")
UNTIL = prop(
    "mc:until", "date", "latest", "последнее", "The latest date that any document states.", "Самая поздняя дата, названная документами."
)
SOURCES = prop(
    "mc:sources",
    "integer",
    "independent sources",
    "независимых источников",
    "How many independent documents say so; reprints of one text count once.",
    "Сколько независимых документов это говорят; перепечатки одного текста считаются один раз.",
)
BASED_ON = prop(
    "mc:basedOn",
    "link",
    "based on",
    "на основании",
    "The stated facts that it follows from.",
    "Сказанные факты, из которых это следует.",
    ("Cooperation", "Agreement"),
    edge="BASED_ON",
    inverse=("mc:supports", Text("supports", "подтверждает")),
)
STRAND_OF = prop(
    "mc:strandOf",
    "link",
    "strand of",
    "направление",
    "The partnership that it is a strand of.",
    "Партнёрство, направлением которого это является.",
    ("Partnership",),
    edge="STRAND_OF",
    inverse=("mc:strand", Text("strand", "направления")),
)
STRAND_TOPIC = prop(
    "mc:onTopic",
    "concept",
    "on topic",
    "по теме",
    "The topic, or a topic broader than what is stated.",
    "Тема или тема шире названной.",
    ("topic",),
    edge="ON",
)
LEADS = prop(
    "mc:leadsOn",
    "concept",
    "leads on",
    "ведущее по теме",
    "The topic, when the strand is one of the fifty that lead there: most sources first, then the latest.",
    "Тема, если направление — одно из пятидесяти ведущих по ней: сначала те, у которых больше источников, затем самые поздние.",
    ("topic",),
    edge="LEADS",
)
STATED_TOPIC = prop(
    "mc:statedTopic",
    "concept",
    "stated topic",
    "названная тема",
    "A topic that some document states, as specific as stated.",
    "Тема, названная в документах, настолько точно, насколько сказано.",
    ("topic",),
    edge="STATED",
)
FIRST_PARTY = prop(
    "mc:firstParty",
    "link",
    "first party",
    "первая сторона",
    "The party of the strand whose IRI comes first.",
    "Сторона направления, IRI которой идёт первым.",
    ("Institution", "Country"),
    edge="FIRST_PARTY",
)
SECOND_PARTY = prop(
    "mc:secondParty",
    "link",
    "second party",
    "вторая сторона",
    "The other party of the strand.",
    "Другая сторона направления.",
    ("Institution", "Country"),
    edge="SECOND_PARTY",
)
TOPIC_CODES = prop(
    "mc:topicCodes",
    "string",
    "codes of the stated topics",
    "коды названных тем",
    "Codes of the stated topics in one text, so that a row is read at once.",
    "Коды названных тем одной строкой, чтобы строка ответа читалась сразу.",
)
ROW = prop(
    "mc:row",
    "string",
    "row",
    "строка",
    "Sources, status, first and last date, topics and kinds of activity in one text with | between: read by one look-up.",
    "Число источников, состояние, первая и последняя даты, темы и виды работы одной строкой через |: читается за одно обращение.",
)
STEP_OF = prop(
    "mc:stepOf",
    "link",
    "step of",
    "шаг",
    "The partnership that it is a step of.",
    "Партнёрство, шагом которого это является.",
    ("Partnership",),
    edge="STEP_OF",
    inverse=("mc:step", Text("step", "шаги")),
)

# shelves and coverage: what a question would have to search the whole store for
ON_SHELF = prop(
    "mc:onShelf",
    "link",
    "on shelf",
    "на полке",
    "A shelf on which it stands: see the class of shelves.",
    "Полка, на которой это стоит: см. класс полок.",
    ("Shelf",),
    edge="ON_SHELF",
    inverse=("mc:holds", Text("holds", "содержит")),
)
SHELF_OF = prop(
    "mc:shelfOf",
    "string",
    "shelf of",
    "полка чего",
    "The row of shelves that it belongs to: its name without its last part.",
    "Ряд полок, к которому она относится: её имя без последней части.",
)
HELD = prop("mc:held", "integer", "held", "стоит на ней", "How many things stand on it.", "Сколько на ней стоит.")
DOCUMENT_COUNT = prop("mc:documents", "integer", "documents", "документов", "How many documents.", "Сколько документов.")
TEXT_COUNT = prop(
    "mc:texts", "integer", "texts", "текстов", "How many texts, reprints counted once.", "Сколько текстов, перепечатки считаются один раз."
)
COUNTS = prop(
    "mc:counts",
    "string",
    "counts",
    "числа",
    "Documents and texts by language, month, country and topic, between semicolons: section, what, documents, texts.",
    "Документы и тексты по языкам, месяцам, странам и темам, через точку с запятой: раздел, что, документов, текстов.",
)

# changes of institutions
ORIGINAL = prop(
    "org:originalOrganization",
    "link",
    "original organisation",
    "прежняя организация",
    "The institution before the change.",
    "Организация до изменения.",
    ("Institution",),
    edge="CHANGED_FROM",
)
RESULTING = prop(
    "org:resultingOrganization",
    "link",
    "resulting organisation",
    "новая организация",
    "The institution after the change: the same one when it was only renamed.",
    "Организация после изменения: та же самая, если она лишь переименована.",
    ("Institution",),
    edge="CHANGED_TO",
)
OLD_NAME = prop("mc:oldName", "text", "old name", "прежнее название", "The name until the change.", "Название до изменения.")
NEW_NAME = prop("mc:newName", "text", "new name", "новое название", "The name since the change.", "Название после изменения.")

# concepts
BROADER = prop("skos:broader", "concept", "broader", "шире", "A broader concept.", "Более широкое понятие.", ("topic",), edge="BROADER")

"""The properties of the ontology, each declared once; classes in `model` say which of them they have and how many."""

from __future__ import annotations

from .declare import Property, Text

ACTOR = ("Institution", "Country")
FACT = ("Institution", "Person", "Agreement", "Project", "Event", "Cooperation", "Quantity")


def _p(  # noqa: PLR0917  one line a property reads better than keywords repeated forty times
    name: str, kind: str, en: str, ru: str, about_en: str, about_ru: str, to: tuple[str, ...] = (), **more: object
) -> Property:
    return Property(name, kind, Text(en, ru), Text(about_en, about_ru), to, **more)  # type: ignore[arg-type]


# names and descriptions
NAME = _p(
    "skos:prefLabel",
    "text",
    "name",
    "название",
    "The name, in the nominative and the longest form known.",
    "Название в именительном падеже, самая полная из известных форм.",
)
PERSON_NAME = _p(
    "foaf:name", "text", "name", "имя", "The person's name, in the longest form known.", "Имя человека в самой полной из известных форм."
)
ALSO = _p("skos:altLabel", "text", "also called", "также", "Another form of the name.", "Другая форма названия.")
TITLE = _p("dct:title", "text", "title", "заголовок", "The document's title.", "Заголовок документа.")
SOURCE = _p(
    "dct:identifier",
    "string",
    "source",
    "источник",
    "Where the document was read: its URL or its file.",
    "Откуда прочитан документ: адрес или файл.",
)
URL = _p("schema:url", "iri", "address", "адрес", "The document's web address.", "Адрес документа в сети.")
LANGUAGE = _p(
    "dct:language", "string", "language", "язык", "ISO 639-1 code of the document's language.", "Код языка документа по ISO 639-1."
)
PUBLISHED = _p(
    "schema:datePublished",
    "date",
    "published",
    "опубликовано",
    "When the document was published, as stated.",
    "Когда документ опубликован, как указано.",
)
CONTENT_HASH = _p(
    "mc:contentHash", "string", "content hash", "хеш содержания", "SHA-256 of the document's text.", "SHA-256 текста документа."
)
ORIGIN = _p(
    "mc:origin", "string", "origin", "происхождение", "The same for reprints of one text.", "Одно и то же у перепечаток одного текста."
)

# evidence
EVIDENCE = _p(
    "mc:evidence",
    "link",
    "evidence",
    "свидетельство",
    "The clause that states this.",
    "Место, где это сказано.",
    ("Evidence",),
    edge="EVIDENCED_BY",
    inverse=("mc:evidenceOf", Text("evidence of", "свидетельство о")),
)
START = _p(
    "oa:start",
    "integer",
    "start",
    "начало",
    "Offset of the quote's first code point in the document's text.",
    "Смещение первого знака цитаты в тексте документа.",
)
END = _p("oa:end", "integer", "end", "конец", "Offset behind the quote's last code point.", "Смещение за последним знаком цитаты.")
QUOTE = _p("oa:exact", "string", "quote", "цитата", "The words of the document.", "Слова документа.")
RULE = _p("mc:rule", "string", "rule", "правило", "The rule or model that found it.", "Правило или модель, которые это нашли.")
CONFIDENCE = _p(
    "mc:confidence",
    "decimal",
    "confidence",
    "уверенность",
    "Probability that the fact is right, 0 to 1.",
    "Вероятность того, что факт верен, от 0 до 1.",
)

# institutions and people
INSTITUTION_KIND = _p(
    "mc:institutionKind",
    "concept",
    "kind of institution",
    "вид организации",
    "Hospital, medical centre, university, ministry ...",
    "Больница, медицинский центр, университет, министерство ...",
    ("institution-kind",),
)
COUNTRY = _p(
    "mc:country",
    "link",
    "country",
    "страна",
    "The country where it is.",
    "Страна, где это находится.",
    ("Country",),
    edge="IN",
    inverse=("mc:countryOf", Text("country of", "страна для")),
)
REGION = _p("schema:addressRegion", "text", "region", "регион", "The part of the country, as stated.", "Часть страны, как указано.")
CITY = _p("schema:addressLocality", "text", "city", "город", "The city, as stated.", "Город, как указано.")
OWNER = _p(
    "mc:owner",
    "link",
    "owner",
    "учредитель",
    "The body that the institution belongs to.",
    "Кому организация подведомственна.",
    ("Institution",),
    edge="OWNED_BY",
    inverse=("mc:ownerOf", Text("owner of", "учредитель для")),
)
PART_OF = _p(
    "org:subOrganizationOf",
    "link",
    "part of",
    "часть",
    "The institution that it is a part or branch of.",
    "Организация, частью или филиалом которой она является.",
    ("Institution",),
    edge="PART_OF",
)
MATCHES = _p(
    "skos:exactMatch",
    "iri",
    "known elsewhere as",
    "в других реестрах",
    "The same institution in a register outside, such as ROR or Wikidata.",
    "Та же организация во внешнем реестре, например ROR или Wikidata.",
)
ORIGINAL = _p(
    "org:originalOrganization",
    "link",
    "original organisation",
    "прежняя организация",
    "The institution before the change.",
    "Организация до изменения.",
    ("Institution",),
    edge="CHANGED_FROM",
)
RESULTING = _p(
    "org:resultingOrganization",
    "link",
    "resulting organisation",
    "новая организация",
    "The institution after the change: the same one when it was only renamed.",
    "Организация после изменения: та же самая, если она лишь переименована.",
    ("Institution",),
    edge="CHANGED_TO",
)
OLD_NAME = _p("mc:oldName", "text", "old name", "прежнее название", "The name until the change.", "Название до изменения.")
NEW_NAME = _p("mc:newName", "text", "new name", "новое название", "The name since the change.", "Название после изменения.")
HELD_BY = _p(
    "org:heldBy", "link", "held by", "занимает", "Who holds the post.", "Кто занимает должность.", ("Person",), edge="HOLDS", backwards=True
)
POST_IN = _p(
    "org:postIn",
    "link",
    "post in",
    "должность в",
    "The institution of the post.",
    "Организация, в которой эта должность.",
    ("Institution",),
    edge="AT",
)
REPORTED = _p("mc:reported", "date", "reported", "сообщено", "Date of the document that says so.", "Дата документа, который это говорит.")

# agreements
AGREEMENT_TYPE = _p(
    "mc:agreementType",
    "concept",
    "type of agreement",
    "вид соглашения",
    "Memorandum, contract, roadmap ...",
    "Меморандум, договор, дорожная карта ...",
    ("agreement-type",),
)
AGREEMENT_STATUS = _p(
    "mc:agreementStatus",
    "concept",
    "status of the agreement",
    "состояние соглашения",
    "Signed, planned, extended, in force, unknown.",
    "Подписано, планируется, продлено, действует, неизвестно.",
    ("agreement-status",),
)
SIGNATORY = _p(
    "mc:signatory",
    "link",
    "signatory",
    "сторона соглашения",
    "A party to the agreement.",
    "Сторона соглашения.",
    ACTOR,
    edge="SIGNED",
    backwards=True,
    inverse=("mc:signatoryOf", Text("signatory of", "сторона соглашения о")),
)
SIGNER = _p(
    "mc:signer",
    "link",
    "signed by",
    "подписал",
    "Who put the signature.",
    "Кто поставил подпись.",
    ("Person",),
    edge="SIGNED",
    backwards=True,
    inverse=("mc:signerOf", Text("signer of", "подписал документ")),
)
SIGNED = _p(
    "mc:signed",
    "date",
    "signed on",
    "подписано",
    "When it was or will be signed, as stated.",
    "Когда подписано или будет подписано, как указано.",
)
VALID_FROM = _p("schema:validFrom", "date", "valid from", "действует с", "First day of validity.", "Первый день действия.")
VALID_UNTIL = _p("schema:validThrough", "date", "valid until", "действует до", "Last day of validity.", "Последний день действия.")

# cooperation
TOPIC = _p(
    "mc:topic",
    "concept",
    "topic",
    "тема",
    "A subject, as specific as stated.",
    "Предмет, настолько точный, насколько сказано.",
    ("topic",),
    edge="ON",
)
ACTIVITY = _p(
    "mc:activity",
    "concept",
    "kind of activity",
    "вид работы",
    "What is done: training, telemedicine, joint operations ...",
    "Что делается: обучение, телемедицина, совместные операции ...",
    ("activity",),
)
STATUS = _p(
    "mc:status",
    "concept",
    "status",
    "состояние",
    "Discussed, planned, active or ended.",
    "Обсуждается, планируется, идёт или завершено.",
    ("status",),
)
DATE = _p("mc:date", "date", "date", "дата", "When, as precise as stated (EDTF).", "Когда, с той точностью, с какой сказано (EDTF).")
PARTY = _p(
    "mc:party",
    "link",
    "party",
    "сторона",
    "Who takes part.",
    "Кто участвует.",
    ACTOR,
    edge="PARTICIPATES_IN",
    backwards=True,
    inverse=("mc:participatesIn", Text("participates in", "участвует в")),
)


def _role(name: str, en: str, ru: str, about_en: str, about_ru: str) -> Property:
    return _p(f"mc:{name}", "link", en, ru, about_en, about_ru, ACTOR, edge="PARTICIPATES_IN", backwards=True, role=name, sub_of="mc:party")


PROVIDER = _role(
    "provider",
    "provider",
    "оказывает",
    "The party that teaches, consults, helps or supplies.",
    "Сторона, которая учит, консультирует, помогает или поставляет.",
)
RECIPIENT = _role(
    "recipient",
    "recipient",
    "получает",
    "The party that is taught, consulted, helped or supplied.",
    "Сторона, которую учат, консультируют, которой помогают или поставляют.",
)
HOST = _role("host", "host", "принимает", "The party at whose place it happens.", "Сторона, у которой это происходит.")
GUEST = _role("guest", "guest", "приезжает", "The party that comes.", "Сторона, которая приезжает.")
FUNDER = _role("funder", "funder", "финансирует", "The party that pays.", "Сторона, которая платит.")
UNDER = _p(
    "mc:under",
    "link",
    "under",
    "в рамках соглашения",
    "The agreement under which it is done.",
    "Соглашение, по которому это делается.",
    ("Agreement",),
    edge="UNDER",
    inverse=("mc:covers", Text("covers", "охватывает")),
)
WITHIN = _p(
    "mc:within",
    "link",
    "within",
    "в рамках проекта",
    "The project or programme within which it is done.",
    "Проект или программа, в рамках которых это делается.",
    ("Project",),
    edge="PART_OF",
    inverse=("mc:comprises", Text("comprises", "включает")),
)
AT_EVENT = _p(
    "mc:atEvent",
    "link",
    "at event",
    "на событии",
    "The event at which it was done or agreed.",
    "Событие, на котором это сделано или решено.",
    ("Event",),
    edge="AT_EVENT",
    inverse=("mc:occasionOf", Text("occasion of", "повод для")),
)

# projects
PARTICIPANT = _p(
    "mc:participant",
    "link",
    "participant",
    "участник",
    "Who takes part in the project.",
    "Кто участвует в проекте.",
    ACTOR,
    edge="TAKES_PART_IN",
    backwards=True,
    inverse=("mc:takesPartIn", Text("takes part in", "участвует в проекте")),
)
PROJECT_FUNDER = _p(
    "mc:projectFunder",
    "link",
    "funder of the project",
    "финансирует проект",
    "Who pays for the project.",
    "Кто оплачивает проект.",
    ACTOR,
    edge="FUNDS",
    backwards=True,
    sub_of="mc:participant",
)

# quantities
WHAT = _p(
    "mc:counted",
    "concept",
    "what is counted",
    "что посчитано",
    "Trained, consulted, operated ...",
    "Обучено, проконсультировано, прооперировано ...",
    ("counted",),
)
VALUE = _p("schema:value", "decimal", "value", "значение", "The number.", "Число.")
UNIT = _p(
    "schema:unitText",
    "text",
    "unit",
    "единица",
    "What the number counts, in the document's words.",
    "Что считает число, словами документа.",
)
BY = _p(
    "mc:countedBy",
    "link",
    "done by",
    "кем",
    "Who did it.",
    "Кто это сделал.",
    ACTOR,
    edge="COUNTED_BY",
    inverse=("mc:did", Text("did", "сделала")),
)
OF = _p(
    "mc:countedOf",
    "link",
    "done for",
    "для кого",
    "For whom, or whose people, it was done.",
    "Для кого или с чьими людьми это сделано.",
    ACTOR,
    edge="COUNTED_OF",
    inverse=("mc:received", Text("received", "получила")),
)

# derived
PARTNER = _p(
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
CLOSED_TOPIC = _p(
    "mc:anyTopic",
    "concept",
    "topic or broader",
    "тема или шире",
    "A topic of the partnership, or one that is broader.",
    "Тема партнёрства или более широкая тема.",
    ("topic",),
    edge="ON",
)
RUNG = _p(
    "mc:rung",
    "concept",
    "rung",
    "ступень",
    "A rung of the ladder that some document reports.",
    "Ступень развития, о которой сообщает какой-либо документ.",
    ("ladder",),
)
LADDER_STATUS = _p(
    "mc:ladderStatus",
    "concept",
    "status of the partnership",
    "состояние партнёрства",
    "The latest rung: discussed, planned, signed, active, ended.",
    "Последняя ступень: обсуждение, план, подпись, работа, завершение.",
    ("ladder",),
)
SINCE = _p("mc:since", "date", "since", "с", "The earliest date that any document states.", "Самая ранняя дата, названная документами.")
UNTIL = _p(
    "mc:until", "date", "latest", "последнее", "The latest date that any document states.", "Самая поздняя дата, названная документами."
)
SOURCES = _p(
    "mc:sources",
    "integer",
    "independent sources",
    "независимых источников",
    "How many independent documents say so; reprints of one text count once.",
    "Сколько независимых документов это говорят; перепечатки одного текста считаются один раз.",
)
BASED_ON = _p(
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
STRAND_OF = _p(
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
STRAND_TOPIC = _p(
    "mc:onTopic",
    "concept",
    "on topic",
    "по теме",
    "The topic, or a topic broader than what is stated.",
    "Тема или тема шире названной.",
    ("topic",),
    edge="ON",
)
LEADS = _p(
    "mc:leadsOn",
    "concept",
    "leads on",
    "ведущее по теме",
    "The topic, when the strand is one of the fifty that lead there: most sources first, then the latest.",
    "Тема, если направление — одно из пятидесяти ведущих по ней: сначала те, у которых больше источников, затем самые поздние.",
    ("topic",),
    edge="LEADS",
)
STATED_TOPIC = _p(
    "mc:statedTopic",
    "concept",
    "stated topic",
    "названная тема",
    "A topic that some document states, as specific as stated.",
    "Тема, названная в документах, настолько точно, насколько сказано.",
    ("topic",),
    edge="STATED",
)
FIRST_PARTY = _p(
    "mc:firstParty",
    "link",
    "first party",
    "первая сторона",
    "The party of the strand whose IRI comes first.",
    "Сторона направления, IRI которой идёт первым.",
    ("Institution", "Country"),
    edge="FIRST_PARTY",
)
SECOND_PARTY = _p(
    "mc:secondParty",
    "link",
    "second party",
    "вторая сторона",
    "The other party of the strand.",
    "Другая сторона направления.",
    ("Institution", "Country"),
    edge="SECOND_PARTY",
)
TOPIC_CODES = _p(
    "mc:topicCodes",
    "string",
    "codes of the stated topics",
    "коды названных тем",
    "Codes of the stated topics in one text, so that a row is read at once.",
    "Коды названных тем одной строкой, чтобы строка ответа читалась сразу.",
)
ROW = _p(
    "mc:row",
    "string",
    "row",
    "строка",
    "Sources, status, first and last date, topics and kinds of activity in one text with | between: read by one look-up.",
    "Число источников, состояние, первая и последняя даты, темы и виды работы одной строкой через |: читается за одно обращение.",
)
STEP_OF = _p(
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

# concepts
BROADER = _p("skos:broader", "concept", "broader", "шире", "A broader concept.", "Более широкое понятие.", ("topic",), edge="BROADER")

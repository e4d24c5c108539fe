"""The properties of the ontology, each declared once; classes in `model` say which of them they have and how many."""

from __future__ import annotations

from .declare import Property, Text

ACTOR = ("Institution", "Country")
FACT = ("Institution", "Person", "Agreement", "Project", "Event", "Cooperation", "Quantity")


def prop(  # noqa: PLR0917  one line a property reads better than keywords repeated forty times
    name: str, kind: str, en: str, ru: str, about_en: str, about_ru: str, to: tuple[str, ...] = (), **more: object
) -> Property:
    """A property with its label and comment in both languages. to: classes or vocabularies that it leads to; more: other fields of `Property`."""
    return Property(name, kind, Text(en, ru), Text(about_en, about_ru), to, **more)  # type: ignore[arg-type]


# names and descriptions
NAME = prop(
    "skos:prefLabel",
    "text",
    "name",
    "название",
    "The name, in the nominative and the longest form known.",
    "Название в именительном падеже, самая полная из известных форм.",
)
PERSON_NAME = prop(
    "foaf:name", "text", "name", "имя", "The person's name, in the longest form known.", "Имя человека в самой полной из известных форм."
)
ALSO = prop("skos:altLabel", "text", "also called", "также", "Another form of the name.", "Другая форма названия.")
TITLE = prop("dct:title", "text", "title", "заголовок", "The document's title.", "Заголовок документа.")
SOURCE = prop(
    "dct:identifier",
    "string",
    "source",
    "источник",
    "Where the document was read: its URL or its file.",
    "Откуда прочитан документ: адрес или файл.",
)
URL = prop("schema:url", "iri", "address", "адрес", "The document's web address.", "Адрес документа в сети.")
LANGUAGE = prop(
    "dct:language", "string", "language", "язык", "ISO 639-1 code of the document's language.", "Код языка документа по ISO 639-1."
)
PUBLISHED = prop(
    "schema:datePublished",
    "date",
    "published",
    "опубликовано",
    "When the document was published, as stated.",
    "Когда документ опубликован, как указано.",
)
CONTENT_HASH = prop(
    "mc:contentHash", "string", "content hash", "хеш содержания", "SHA-256 of the document's text.", "SHA-256 текста документа."
)
ORIGIN = prop(
    "mc:origin", "string", "origin", "происхождение", "The same for reprints of one text.", "Одно и то же у перепечаток одного текста."
)

# evidence
EVIDENCE = prop(
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
START = prop(
    "oa:start",
    "integer",
    "start",
    "начало",
    "Offset of the quote's first code point in the document's text.",
    "Смещение первого знака цитаты в тексте документа.",
)
END = prop("oa:end", "integer", "end", "конец", "Offset behind the quote's last code point.", "Смещение за последним знаком цитаты.")
QUOTE = prop("oa:exact", "string", "quote", "цитата", "The words of the document.", "Слова документа.")
RULE = prop("mc:rule", "string", "rule", "правило", "The rule or model that found it.", "Правило или модель, которые это нашли.")
CONFIDENCE = prop(
    "mc:confidence",
    "decimal",
    "confidence",
    "уверенность",
    "Probability that the fact is right, 0 to 1.",
    "Вероятность того, что факт верен, от 0 до 1.",
)

# institutions and people
INSTITUTION_KIND = prop(
    "mc:institutionKind",
    "concept",
    "kind of institution",
    "вид организации",
    "Hospital, medical centre, university, ministry ...",
    "Больница, медицинский центр, университет, министерство ...",
    ("institution-kind",),
)
COUNTRY = prop(
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
REGION = prop("schema:addressRegion", "text", "region", "регион", "The part of the country, as stated.", "Часть страны, как указано.")
CITY = prop("schema:addressLocality", "text", "city", "город", "The city, as stated.", "Город, как указано.")
FORMER = prop("mc:formerName", "text", "former name", "прежнее название", "A name that it had before.", "Название, которое было раньше.")
RENAMED = prop(
    "mc:renamed", "date", "renamed", "переименована", "Since when it has its present name.", "С какого времени действует нынешнее название."
)
OWNER = prop(
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
PART_OF = prop(
    "org:subOrganizationOf",
    "link",
    "part of",
    "часть",
    "The institution that it is a part or branch of.",
    "Организация, частью или филиалом которой она является.",
    ("Institution",),
    edge="PART_OF",
)
MATCHES = prop(
    "skos:exactMatch",
    "iri",
    "known elsewhere as",
    "в других реестрах",
    "The same institution in a register outside, such as ROR or Wikidata.",
    "Та же организация во внешнем реестре, например ROR или Wikidata.",
)
HELD_BY = prop(
    "org:heldBy", "link", "held by", "занимает", "Who holds the post.", "Кто занимает должность.", ("Person",), edge="HOLDS", backwards=True
)
POST_IN = prop(
    "org:postIn",
    "link",
    "post in",
    "должность в",
    "The institution of the post.",
    "Организация, в которой эта должность.",
    ("Institution",),
    edge="AT",
)
REPORTED = prop("mc:reported", "date", "reported", "сообщено", "Date of the document that says so.", "Дата документа, который это говорит.")

# agreements
AGREEMENT_TYPE = prop(
    "mc:agreementType",
    "concept",
    "type of agreement",
    "вид соглашения",
    "Memorandum, contract, roadmap ...",
    "Меморандум, договор, дорожная карта ...",
    ("agreement-type",),
)
AGREEMENT_STATUS = prop(
    "mc:agreementStatus",
    "concept",
    "status of the agreement",
    "состояние соглашения",
    "Signed, planned, extended, in force, unknown.",
    "Подписано, планируется, продлено, действует, неизвестно.",
    ("agreement-status",),
)
SIGNATORY = prop(
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
SIGNER = prop(
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
SIGNED = prop(
    "mc:signed",
    "date",
    "signed on",
    "подписано",
    "When it was or will be signed, as stated.",
    "Когда подписано или будет подписано, как указано.",
)
VALID_FROM = prop("schema:validFrom", "date", "valid from", "действует с", "First day of validity.", "Первый день действия.")
VALID_UNTIL = prop("schema:validThrough", "date", "valid until", "действует до", "Last day of validity.", "Последний день действия.")

# cooperation
TOPIC = prop(
    "mc:topic",
    "concept",
    "topic",
    "тема",
    "A subject, as specific as stated.",
    "Предмет, настолько точный, насколько сказано.",
    ("topic",),
    edge="ON",
)
ACTIVITY = prop(
    "mc:activity",
    "concept",
    "kind of activity",
    "вид работы",
    "What is done: training, telemedicine, joint operations ...",
    "Что делается: обучение, телемедицина, совместные операции ...",
    ("activity",),
)
STATUS = prop(
    "mc:status",
    "concept",
    "status",
    "состояние",
    "Discussed, planned, active or ended.",
    "Обсуждается, планируется, идёт или завершено.",
    ("status",),
)
DATE = prop("mc:date", "date", "date", "дата", "When, as precise as stated (EDTF).", "Когда, с той точностью, с какой сказано (EDTF).")
PARTY = prop(
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
    return prop(
        f"mc:{name}", "link", en, ru, about_en, about_ru, ACTOR, edge="PARTICIPATES_IN", backwards=True, role=name, sub_of="mc:party"
    )


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
UNDER = prop(
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
WITHIN = prop(
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
AT_EVENT = prop(
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
PARTICIPANT = prop(
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
PROJECT_FUNDER = prop(
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
WHAT = prop(
    "mc:counted",
    "concept",
    "what is counted",
    "что посчитано",
    "Trained, consulted, operated ...",
    "Обучено, проконсультировано, прооперировано ...",
    ("counted",),
)
VALUE = prop("schema:value", "decimal", "value", "значение", "The number.", "Число.")
UNIT = prop(
    "schema:unitText",
    "text",
    "unit",
    "единица",
    "What the number counts, in the document's words.",
    "Что считает число, словами документа.",
)
BY = prop(
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
OF = prop(
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

"""Pages composed of the passages of passages.txt: readings with known parties and pairs, for training and for tests."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from medcoop.ingest.language.analyse import analyse
from medcoop.ingest.reading import Entity, Mention, Reading
from medcoop.ingest.structure import structure
from medcoop.ontology.model import Document

_SLOT = re.compile(r"\{([A-H])(?:~([^}]*)|\*([^}]*))?\}")
_NAMES = {
    "ru": {
        "hospital": ["Областная больница города {0}", "Клиника «{0}»", "Детская больница имени {0}", "Городская больница № {1}"],
        "medical_center": ["Центр хирургии имени {0}", "РНПЦ «{0}»", "Кардиоцентр «{0}»"],
        "university": ["Университет имени {0}", "Медицинская академия города {0}", "Колледж «{0}»"],
        "ministry": ["Минздрав области {0}"],
        "company": ["ООО «{0}»", "Корпорация «{0}»"],
        "foundation": ["Фонд «{0}»"],
        "research_center": ["НИИ имени {0}", "НМИЦ имени {0}"],
    },
    "en": {
        "hospital": ["{0} General Hospital", "{0} Children's Hospital", "{0} Clinic"],
        "medical_center": ["{0} Cancer Center", "{0} Heart Centre"],
        "university": ["{0} University", "{0} Medical College"],
        "ministry": ["Ministry of Health of {0}"],
        "company": ["{0} GmbH", "{0} Healthcare"],
        "foundation": ["{0} Foundation"],
        "research_center": ["{0} Research Institute", "Institute of {0}"],
    },
}
_WORDS = {
    "ru": [
        "Северин",
        "Ладога",
        "Вектор",
        "Рублёв",
        "Тихонов",
        "Клинцы",
        "Заречье",
        "Омега",
        "Белозёр",
        "Дубрава",
        "Маслов",
        "Пётров",
        "Лукоморье",
        "Яковлев",
        "Рассвет",
        "Надежда",
        "Истоков",
        "Верба",
        "Ольхов",
        "Мирный",
    ],
    "en": [
        "Ashford",
        "Belmore",
        "Carvane",
        "Dunmere",
        "Elston",
        "Fairlake",
        "Gorham",
        "Hartwell",
        "Ilmen",
        "Jasper",
        "Kelso",
        "Lorne",
        "Marlow",
        "Norwick",
        "Oakley",
        "Penrose",
        "Quill",
        "Rowan",
        "Selby",
        "Tarn",
    ],
}
_OPENING = {
    "ru": [
        "{H} подвёл итоги года.",
        "{H}. Вестник, выпуск № 4",
        "Год для {H} выдался непростым.",
        "{H} работает с 1974 года.",
        "Новости // {H}: что нового",
    ],
    "en": [
        "{H} looks back on the year.",
        "{H} newsletter, issue 4",
        "It was a busy year for {H}.",
        "{H} has been at work since 1974.",
        "News // {H}: what is new",
    ],
}
_FILLER = {
    "ru": [
        "Тяжёлых больных было больше, чем ждали.",
        "Мороз стоял такой, что машина завелась со второй попытки.",
        "{H~Центр} отремонтировал приёмный покой.",
        "Подробности пресс-служба обещает сообщить позже.",
        "Мы рады гостям, но просим звонить заранее.",
        "Главный врач поблагодарил коллектив.",
    ],
    "en": [
        "There were more patients than expected.",
        "The generator failed twice, and nobody noticed.",
        "{H~The Hospital} has repainted its lobby.",
        "Details will follow in the next issue.",
        "We like visitors, but please call first.",
        "The director thanked the staff.",
    ],
}


Stated = tuple[str, tuple[str, ...], str | None, tuple[str, ...] | None]
"""A pair: letters, kinds, status, topics (None: not annotated)."""
_FILES = ("passages.txt", "passages_more.txt")


@dataclass(frozen=True)
class Passage:
    """A text with places for parties, and the pairs that it states."""

    text: str
    stated: tuple[Stated, ...]

    @property
    def lang(self) -> str:
        """Language of the text."""
        return "ru" if re.search("[а-яё]", _SLOT.sub("", self.text), re.I) else "en"


def passages() -> tuple[Passage, ...]:
    """All passages of the files."""
    text = "\n".join(Path(__file__).with_name(name).read_text("utf-8") for name in _FILES)
    lines = (line.split(" | ", 1) for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(Passage(text, tuple(_stated(pairs))) for pairs, text in lines)


def _stated(pairs: str) -> Iterator[Stated]:
    for part in pairs.split(";"):
        letters, *words = part.split()
        if letters == "-":
            continue
        kinds = tuple(words[0].split(",")) if words else ()
        topics = tuple(t for t in words[2].split(",") if t != "-") if len(words) > 2 else None
        yield letters, kinds, words[1] if len(words) > 1 else None, topics


class _Composer:
    """A page in the making."""

    def __init__(self, lang: str, chance: random.Random) -> None:
        self.lang, self.chance = lang, chance
        self.text = ""
        self.entities: dict[str, Entity] = {}
        self.mentions: list[Mention] = []
        self.cooperations: list[dict[str, object]] = []

    def party(self) -> str:
        """A new institution."""
        kind = self.chance.choice(list(_NAMES[self.lang]))
        pattern = self.chance.choice(_NAMES[self.lang][kind])
        name = pattern.format(self.chance.choice(_WORDS[self.lang]), self.chance.randint(1, 90))
        key = f"i{len(self.entities) + 1}"
        country = self.chance.choice(["RU", "RU", "KZ", "DE"]) if self.lang == "ru" else self.chance.choice(["GB", "GB", "KE", "IN"])
        self.entities[key] = Entity(key, "institution", name, kind=kind, country=country)
        return key

    def add(self, text: str, keys: dict[str, str], end: str) -> tuple[int, int]:
        """Write a text with its places filled."""
        start, at = len(self.text), 0
        for slot in _SLOT.finditer(text):
            self.text += text[at : slot.start()].replace(" // ", "\n")
            letter, noun, office = slot.groups()
            said = noun or office or self.entities[keys[letter]].name
            form = "noun" if noun else "office" if office else "name"
            self.mentions.append(Mention(len(self.text), len(self.text) + len(said), keys[letter], form))
            self.text += said
            at = slot.end()
        self.text += text[at:].replace(" // ", "\n")
        span = (start, len(self.text))
        self.text += end
        return span

    def passage(self, passage: Passage, host: str, end: str) -> None:
        """Add a passage with new parties."""
        keys = {letter: self.party() for letter in sorted({m.group(1) for m in _SLOT.finditer(passage.text)} - {"H"})} | {"H": host}
        start, stop = self.add(passage.text, keys, end)
        for letters, kinds, status, topics in passage.stated:
            self.cooperations.append(
                {
                    "parties": [keys[letter] for letter in letters.split("+")],
                    "topics": topics,
                    "kinds": list(kinds),
                    "status": status or "active",
                    "quote": self.text[start:stop],
                }
            )


def pages(count: int, seed: int = 0) -> Iterator[tuple[dict[str, object], Reading]]:
    """`count` pages, each with a record in the shape of the training documents. The same seed gives the same pages."""
    chance = random.Random(seed)
    known = {lang: [p for p in passages() if p.lang == lang] for lang in ("ru", "en")}
    for number in range(count):
        lang = chance.choice(["ru", "en"])
        made = _Composer(lang, chance)
        host = made.party()
        made.add(chance.choice(_OPENING[lang]), {"H": host}, "\n\n")
        for passage in chance.sample(known[lang], chance.randint(3, 7)):
            if chance.random() < 0.4:
                made.add(chance.choice(_FILLER[lang]), {"H": host}, chance.choice([" ", "\n\n"]))
            made.passage(passage, host, "\n\n" if "//" in passage.text or chance.random() < 0.7 else " ")
        document = Document(source=f"page{number}", lang=lang, text=made.text)
        read = analyse(structure(Reading(document)))
        reading = replace(read, entities=tuple(made.entities.values()), mentions=tuple(sorted(made.mentions, key=lambda m: m.start)))
        yield {"id": f"page{number}", "lang": lang, "institutions": [], "cooperations": made.cooperations}, reading

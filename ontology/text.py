"""Words in both languages. Apart from `declare` because reading the vocabularies must not cost an import of pydantic."""

from __future__ import annotations

from typing import NamedTuple


class Text(NamedTuple):
    """A label or comment in both languages."""

    en: str
    ru: str

    def of(self, lang: str) -> str:
        """The Russian words for ``ru``, the English ones for any other language."""
        return self.ru if lang == "ru" else self.en


class Forms(NamedTuple):
    """The forms by which texts say something, by language; their notation is explained in vocab/topic.yaml."""

    en: tuple[str, ...] = ()
    ru: tuple[str, ...] = ()

    def of(self, lang: str) -> tuple[str, ...]:
        """The Russian forms for ``ru``, the English ones for any other language."""
        return self.ru if lang == "ru" else self.en

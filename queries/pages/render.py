"""Templates -> HTML. Everything is escaped; words of the interface come from words.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import jinja2
import yaml

from ...ontology import iris
from . import nodes

if TYPE_CHECKING:
    from ..endpoint.problems import Problem


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    """The words of the interface by key and language."""
    text = (files(__package__) / "words.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # type: ignore[no-any-return]  # noqa: S506


@cache
def environment() -> jinja2.Environment:
    """The templates."""
    found = jinja2.Environment(
        loader=jinja2.PackageLoader(__package__, "templates"), autoescape=True, undefined=jinja2.StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, auto_reload=False, cache_size=200,
    )  # fmt: skip
    found.filters["path"] = nodes.path
    return found


def preload() -> None:
    """Compile all templates."""
    words()
    for name in environment().list_templates():
        environment().get_template(name)


class Page:
    """What all templates know: the language, words (`t`), addresses (`url`)."""

    def __init__(self, asked: Mapping[str, Any]) -> None:
        self.asked, self.lang = asked, asked["lang"]
        self.carry: dict[str, str] = dict(asked.get("carry", {}))

    def t(self, key: str, **values: Any) -> str:
        """The words for a key."""
        said = words()[key]
        text = said.get(self.lang) or said["en"]
        return text.format(**values) if values else text

    def url(self, path: str, **params: Any) -> str:
        """An address here with parameters; the snapshot and language of this page are taken along."""
        if not path.startswith("/") or path.startswith("//"):
            return path
        head, mark, fragment = path.partition("#")
        given = [
            (name, one)
            for name, value in params.items()
            for one in (value if isinstance(value, tuple) else (value,))
            if one not in (None, "")
        ]
        query = urlencode([*given, *((name, value) for name, value in self.carry.items() if name not in params)])
        joined = f"{head}{'&' if '?' in head else '?'}{query}" if query else head
        return joined + mark + fragment

    def switch(self, lang: str) -> str:
        """This page's address in a language."""
        kept = [(name, value) for name, value in self.asked.get("params", ())]
        carried = [(name, value) for name, value in self.carry.items() if name != "lang"]
        return f"/{self.asked['path']}?{urlencode([*kept, *carried, ('lang', lang)])}"

    @property
    def newest(self) -> str:
        """This page's address in the newest snapshot."""
        carried = ((name, value) for name, value in self.carry.items() if name != "snapshot")
        kept = [*map(tuple, self.asked.get("params", ())), *carried]
        return f"/{self.asked['path']}" + (f"?{urlencode(kept)}" if kept else "")

    @property
    def snapshot(self) -> str | None:
        """The snapshot that the address names."""
        return self.carry.get("snapshot")


def html(template: str, asked: Mapping[str, Any], **values: Any) -> str:
    """A page."""
    page = Page(asked)
    return environment().get_template(template).render(page=page, t=page.t, url=page.url, lang=page.lang, base_iri=iris.BASE, **values)


def problem(error: Problem, asked: Mapping[str, Any]) -> str:
    """The page of an error."""
    return html("problem.html", asked, problem=error, title=error.title)

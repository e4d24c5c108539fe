"""An explanation as one HTML page that needs nothing else: text on the left, what was found on the right."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from jinja2 import Environment, Template
from markupsafe import Markup

from .explanation import Explanation, Mark
from .segments import Segment, segments

_ENTITIES = ("institution", "person", "country")


@cache
def _template() -> Template:
    room = files(__package__)
    env = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    env.globals["style"] = Markup((room / "page.css").read_text(encoding="utf-8"))  # noqa: S704  our own file
    env.globals["script"] = Markup((room / "page.js").read_text(encoding="utf-8"))  # noqa: S704
    return env.from_string((room / "page.html").read_text(encoding="utf-8"))


def page(explanation: Explanation) -> str:
    """The page's HTML. What the document says is escaped, never interpreted."""
    return _template().render(e=explanation, blocks=tuple(_blocks(explanation)))


def _blocks(explanation: Explanation) -> Iterator[dict[str, object]]:
    text = explanation.document.text
    for block in explanation.blocks:
        marks = [m for m in explanation.marks if m.start < block.end and m.end > block.start]
        pieces = [_piece(text, piece) for piece in segments(block.start, block.end, marks)]
        yield {"kind": block.kind, "section": block.section, "pieces": pieces}


def _piece(text: str, piece: Segment) -> dict[str, object]:
    """A run of text with the class of the innermost entity and the facts that its marks state."""
    entity: Mark | None = next((m for m in reversed(piece.marks) if m.kind in _ENTITIES), None)
    facts = [m.ref for m in piece.marks if m.kind not in _ENTITIES]
    return {
        "text": text[piece.start : piece.end],
        "entity": entity,
        "refs": " ".join(dict.fromkeys([*([entity.ref] if entity else []), *facts])),
        "depth": min(len(facts), 3),
        "closes": [m.ref for m in piece.closes if m.kind not in _ENTITIES],
    }

"""The explanation of a document: every mark stands in the text, every rule is named, hostile words stay words."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from medcoop.ingest.explain import explain
from medcoop.ingest.explain.explanation import Mark
from medcoop.ingest.explain.page import page
from medcoop.ingest.explain.segments import segments
from medcoop.ingest.explain.terminal import lines, paint
from medcoop.ontology.model import Document

TEXT = (
    "Two hospitals sign\n\n"
    "In May 2022, Vilnius University Hospital trained surgeons of Riga Heart Hospital in heart transplantation.\n\n"
    "Professor Jonas Petraitis, director of Vilnius University Hospital, thanked the guests."
)


def document(text: str, title: str = "Two hospitals sign") -> Document:
    return Document(source="mem:1", title=title, lang="en", text=text)


def test_every_mark_stands_in_the_text_and_names_what_it_means() -> None:
    found = explain(document(TEXT))
    keys = {named.entity.key for named in found.named} | {stated.ref for stated in found.stated}
    assert found.stated
    assert all(mark.ref in keys and TEXT[mark.start : mark.end].strip() for mark in found.marks)
    assert all(TEXT[e.start : e.end] == e.quote and e.rule for stated in found.stated for e in stated.evidence)


def test_the_terminal_shows_text_names_and_rules() -> None:
    shown = "\n".join(lines(explain(document(TEXT))))
    assert "Vilnius University Hospital‹i1›" in shown
    assert re.search(r"Vilnius University Hospital \+ Riga Heart Hospital : heart-transplantation / training\b[^/]* / active", shown)
    assert "⟦" in shown and "⟧c1" in shown
    assert "rule.train" in shown
    assert "\x1b[" not in shown


def test_colours_add_escapes_and_nothing_else() -> None:
    found = explain(document(TEXT))
    assert [re.sub(r"\x1b\[\d+m", "", line) for line in lines(found, paint)] == list(lines(found))


def test_a_text_can_not_steer_the_terminal() -> None:
    text = TEXT.replace("the guests", "the \x1b[2J guests\u202e")
    assert not any(sign in line for line in lines(explain(document(text))) for sign in ("\x1b", "\u202e"))


def test_the_page_holds_the_text_escaped() -> None:
    hostile = TEXT.replace("Riga Heart Hospital", "Riga <script>alert(1)</script> Heart Hospital")
    made = page(explain(document(hostile, title='"><img src=x onerror=alert(1)>')))

    class Tags(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.seen: list[str] = []

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.seen.append(tag)
            assert not any(name.startswith("on") for name, _ in attrs)

    parser = Tags()
    parser.feed(made)
    assert parser.seen.count("script") == 1 and "img" not in parser.seen
    assert "https:" not in made


SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=12)


@given(SPANS, st.integers(0, 30), st.integers(0, 30))
def test_segments_cover_a_stretch_once_and_every_mark_opens_and_closes_in_it(spans: list[tuple[int, int]], start: int, length: int) -> None:
    end = start + length
    marks = [Mark(min(a, b), max(a, b), "institution", f"i{n}") for n, (a, b) in enumerate(spans)]
    pieces = list(segments(start, end, marks)) if length else []
    assert "".join(chr(at) for p in pieces for at in range(p.start, p.end)) == "".join(map(chr, range(start, end)))
    for piece in pieces:
        assert {m.ref for m in piece.marks} == {m.ref for m in marks if m.start <= piece.start and piece.end <= m.end}
    inside = sorted(m.ref for m in marks if m.start < end and m.end > start and m.start < m.end)
    if pieces:
        assert sorted(m.ref for p in pieces for m in p.opens) == sorted(m.ref for p in pieces for m in p.closes) == inside

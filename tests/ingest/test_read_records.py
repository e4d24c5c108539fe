"""JSON Lines: each line is a document or a refusal of its own."""

import json
from pathlib import Path

import pytest

from medcoop.ingest.read import ReadOptions, Refusal, read
from medcoop.ontology.model import Document

TEXT = "The hospital and the clinic will train nurses together."


def lines(tmp_path: Path, *each: str | bytes, options: ReadOptions | None = None) -> list[Document | Refusal]:
    data = b"\n".join(line if isinstance(line, bytes) else line.encode() for line in each)
    (tmp_path / "docs.jsonl").write_bytes(data)
    return list(read([tmp_path / "docs.jsonl"], options=options))


def record(**fields: object) -> str:
    return json.dumps({"text": TEXT} | fields, ensure_ascii=False)


def test_all_fields(tmp_path: Path) -> None:
    (found,) = lines(
        tmp_path, record(url="https://example.org/1", title="Nurses", published="2024-05", language="en", text=TEXT + "\r\nEnd.")
    )
    assert isinstance(found, Document)
    assert (found.source, found.url, found.title, str(found.published), found.lang) == (
        "https://example.org/1", "https://example.org/1", "Nurses", "2024-05", "en",
    )  # fmt: skip
    assert found.text == TEXT + "\nEnd."


def test_only_a_text(tmp_path: Path) -> None:
    (found,) = lines(tmp_path, record())
    assert isinstance(found, Document)
    assert found.source == f"{(tmp_path / 'docs.jsonl').as_uri()}#line=1"
    assert found.published is None and found.lang == "en"


@pytest.mark.parametrize(
    ("fields", "source"), [({"id": 7}, "7"), ({"source": "s"}, "s"), ({"url": "http://a.b/", "id": "x"}, "http://a.b/")]
)
def test_sources(tmp_path: Path, fields: dict[str, object], source: str) -> None:
    assert lines(tmp_path, record(**fields))[0].source == source


def test_line_numbers_count_blank_lines_and_a_byte_order_mark_is_no_error(tmp_path: Path) -> None:
    found = lines(tmp_path, b"\xef\xbb\xbf" + record().encode(), "", "  ", record())
    assert [each.source.rpartition("=")[2] for each in found] == ["1", "4"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{broken", "not JSON"),
        ('["text"]', 'not an object with a "text"'),
        ('{"title": "x"}', 'not an object with a "text"'),
        ('{"text": 5}', '"text" is not a string'),
        (record(title=["x"]), '"title" is not a string'),
        (record(published="yesterday"), "no date"),
        (record(url="javascript:alert(1)"), "no web address"),
        (record(language="kk"), "Kazakh"),
        ('{"text": ""}', "empty"),
        ('{"text": " \\n"}', "white space"),
        (b'{"text": "\xff\xfe\x81 \x98"}', "encoding"),
        ('{"text": "a\\ud800b"}', "U+D800"),
        ('{"text": "a\\u0000b"}', "U+0000"),
        ("[" * 100_000, "not JSON"),
    ],
)
def test_a_broken_line_is_refused_by_number_and_the_rest_is_read(tmp_path: Path, line: str | bytes, reason: str) -> None:
    first, broken, last = lines(tmp_path, record(), line, record())
    assert isinstance(first, Document) and isinstance(last, Document)
    assert isinstance(broken, Refusal)
    assert broken.source == f"{tmp_path / 'docs.jsonl'}:2"
    assert reason in broken.reason and broken.remedy


def test_a_line_past_the_limit_is_passed_over(tmp_path: Path) -> None:
    first, long, last = lines(tmp_path, record(), record(text="x" * 5000), record(), options=ReadOptions(max_bytes=1000))
    assert isinstance(first, Document) and isinstance(last, Document)
    assert isinstance(long, Refusal) and "longer" in long.reason

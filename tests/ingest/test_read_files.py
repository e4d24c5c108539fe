"""Files, folders, standard input: what is read, in which order, and what is refused with which words."""

import hashlib
import io
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from medcoop.ingest.read import ReadOptions, Refusal, read
from medcoop.ontology.model import Document

RUSSIAN = "Врачи двух больниц будут учиться вместе\n\nБольница Самары и центр хирургии Ташкента подписали соглашение.\n"


def documents(*targets: str | Path, options: ReadOptions | None = None) -> list[Document]:
    found = list(read(targets, options=options))
    assert all(isinstance(each, Document) for each in found), found
    return [each for each in found if isinstance(each, Document)]


def refusal(target: str | Path, options: ReadOptions | None = None) -> Refusal:
    (found,) = read([target], options=options)
    assert isinstance(found, Refusal)
    assert found.remedy and not found.skipped
    return found


def test_a_text_file_is_kept_exactly(tmp_path: Path) -> None:
    text = "\ufeff  Заголовок\r\n\r\nСтрока\u00a0с пробелом \rи ещё одна\n\n"
    path = tmp_path / "a b.txt"
    path.write_bytes(text.encode())
    (document,) = documents(path)
    assert document.text == "  Заголовок\n\nСтрока\u00a0с пробелом \nи ещё одна\n\n"
    assert document.source == path.as_uri() == f"file://{tmp_path}/a%20b.txt"
    assert document.content_hash == hashlib.sha256(document.text.encode()).hexdigest()
    assert document.lang == "ru" and document.url is None and document.retrieved is None


def test_title_and_date_of_a_noisy_text(tmp_path: Path) -> None:
    path = tmp_path / "news.txt"
    path.write_text("МЕДВЕСТИ\nНовости | Клиники | Врачи\n\nСамара и Ташкент пересадят печень\n\n15.03.2023 09:12\n\n" + RUSSIAN)
    (document,) = documents(path)
    assert document.title == "Самара и Ташкент пересадят печень"
    assert str(document.published) == "2023-03-15"


def test_markdown_front_matter_stays_in_the_text(tmp_path: Path) -> None:
    text = "---\ntitle: 'Обмен врачами'\npublished: true\ndate: '12-04-2022 10:00'\n---\n\nБольница и центр обменялись врачами.\n"
    path = tmp_path / "item.ru.md"
    path.write_text(text)
    (document,) = documents(path)
    assert (document.text, document.title, str(document.published)) == (text, "Обмен врачами", "2022-04-12")


def test_markdown_heading_is_the_title(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "Intro of the hospital and the centre.\n\n# Nurses are trained #\n\nThe hospital trains the nurses of the clinic."
    )
    assert documents(tmp_path / "a.md")[0].title == "Nurses are trained"


def test_a_broken_front_matter_is_only_text(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: [unclosed\n---\n\n# The title\n\nThe hospital trains the nurses.")
    assert documents(tmp_path / "a.md")[0].title == "The title"


def test_folders_are_read_in_order_and_other_kinds_are_skipped(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "sub/c.md", ".hidden.txt", ".git/d.txt", "photo.jpg", "noext"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(RUSSIAN)
    found = list(read([tmp_path]))
    assert [Path(each.source).name for each in found if isinstance(each, Document)] == ["a.txt", "b.txt", "c.md"]
    skipped = [each for each in found if isinstance(each, Refusal)]
    assert [Path(each.source).name for each in skipped] == ["noext", "photo.jpg"]
    assert all(each.skipped for each in skipped)


def test_a_named_file_of_an_unknown_kind_is_tried_as_text(tmp_path: Path) -> None:
    (tmp_path / "page.news").write_text(RUSSIAN)
    assert documents(tmp_path / "page.news")[0].text == RUSSIAN


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(RUSSIAN)
    assert documents(tmp_path) == documents(tmp_path)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("empty.html", b"", "empty"),
        ("empty.jsonl", b"", "empty"),
        ("blank.md", b" \n\t\r\n ", "white space"),
        ("report.txt", b"%PDF-1.7\n", "PDF"),
        ("letter.txt", b"PK\x03\x04...", "docx"),
        ("picture.md", b"\x89PNG\r\n\x1a\n", "PNG"),
        ("noise.txt", bytes(range(256)) * 8, "binary"),
        ("broken.txt", RUSSIAN.encode()[:-1] + b"\xd0", "damaged"),
        ("strange.txt", bytes(range(129, 256)) * 3, "encoding"),
        ("kazakh.txt", "Орталық пен аурухана ынтымақтастық туралы келісімге қол қойды, дәрігерлер оқудан өтеді.".encode(), "Kazakh"),
        ("bare.html", b"<html><head><title>x</title></head><body><script>1</script></body></html>", "no text"),
    ],
)
def test_bad_files_are_refused_by_name_with_the_reason(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(data)
    found = refusal(tmp_path / name)
    assert found.source == str(tmp_path / name)
    assert reason in found.reason
    assert str(found) == f"{found.source}: {found.reason}; {found.remedy}"


def test_one_bad_file_stops_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_text(RUSSIAN)
    kinds = [type(each) for each in read([tmp_path / "missing.txt", tmp_path, "ftp://example.org/x"])]
    assert kinds == [Refusal, Refusal, Document, Refusal]


def test_missing_paths(tmp_path: Path) -> None:
    assert "no such file" in refusal(tmp_path / "nowhere.txt").reason


def test_unreadable_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "a.txt").write_text(RUSSIAN)
    monkeypatch.setattr(Path, "open", refuse)
    assert "permission denied" in refusal(tmp_path / "a.txt").reason


def test_unreadable_folders_inside_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "c.txt").write_text(RUSSIAN)
    listed = os.scandir

    def scandir(path: str) -> object:
        if Path(path).name == "b":
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(os, "scandir", scandir)
    document, closed = read([tmp_path])
    assert isinstance(document, Document)
    assert isinstance(closed, Refusal) and closed.source == str(tmp_path / "b") and "permission" in closed.reason


def test_pipes_and_broken_links_in_a_folder(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / "gone.txt")
    pipe, link = read([tmp_path])
    assert isinstance(pipe, Refusal) and pipe.skipped
    assert isinstance(link, Refusal) and "no such file" in link.reason and not link.skipped


def test_a_large_file_is_refused_without_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000_000)  # sparse: nobody could read it in time
    started = time.monotonic()
    assert "larger than 10 MB" in refusal(path).reason
    assert time.monotonic() - started < 5


def test_the_limit_can_be_set(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(RUSSIAN)
    size = len(RUSSIAN.encode())
    assert "larger" in refusal(tmp_path / "a.txt", ReadOptions(max_bytes=size - 1)).reason
    assert documents(tmp_path / "a.txt", options=ReadOptions(max_bytes=size))


def test_a_forced_language(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Das Krankenhaus und die Universität haben eine Vereinbarung über die Ausbildung unterzeichnet.")
    assert documents(tmp_path / "a.txt", options=ReadOptions(language="en"))[0].lang == "en"


def test_reading_is_lazy(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(RUSSIAN)

    def targets() -> Iterator[Path]:
        yield tmp_path / "a.txt"
        raise AssertionError("read ahead")

    assert isinstance(next(read(targets())), Document)


class TestStandardInput:
    def feed(self, monkeypatch: pytest.MonkeyPatch, data: bytes) -> list[Document | Refusal]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        return list(read(["-"]))

    def test_text(self, monkeypatch: pytest.MonkeyPatch) -> None:
        (found,) = self.feed(monkeypatch, RUSSIAN.encode("cp1251"))
        assert isinstance(found, Document) and found.text == RUSSIAN and found.source.startswith("stdin:")

    def test_same_text_has_the_same_source(self, monkeypatch: pytest.MonkeyPatch) -> None:
        assert self.feed(monkeypatch, RUSSIAN.encode()) == self.feed(monkeypatch, RUSSIAN.encode())

    def test_json_lines(self, monkeypatch: pytest.MonkeyPatch) -> None:
        found = self.feed(monkeypatch, b'{"text": "The hospital trains nurses.", "id": "one"}\n{"text": \n')
        assert isinstance(found[0], Document) and found[0].source == "one"
        assert isinstance(found[1], Refusal) and found[1].source == "stdin:2"

    def test_html(self, monkeypatch: pytest.MonkeyPatch) -> None:
        (found,) = self.feed(monkeypatch, b"<!DOCTYPE html><h1>News</h1><p>The hospital trains the nurses of the clinic.</p>")
        assert isinstance(found, Document) and "<p>" not in found.text

    def test_nothing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        (found,) = self.feed(monkeypatch, b"")
        assert isinstance(found, Refusal) and found.source == "stdin"


def test_importing_the_reader_loads_nothing_heavy() -> None:
    heavy = "{'trafilatura', 'lxml', 'httpcore', 'httpx', 'py3langid', 'numpy', 'yaml'}"
    code = f"import sys, medcoop.ingest.read; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=dict(os.environ))
    assert done.stdout.strip() == "[]"

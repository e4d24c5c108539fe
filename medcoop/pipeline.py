"""Documents -> facts -> store: where the way in meets the place where it is kept."""

from __future__ import annotations

import hashlib
import sys
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import unquote, urlsplit

from pydantic import ValidationError

from . import __version__
from .ingest.read import Refusal
from .ingest.threads import one_thread
from .ingest.workers import pool as workers
from .ontology.check import check_facts, check_proof
from .ontology.model import Document, Facts

if TYPE_CHECKING:
    from .graph.store import Store

Read = Document | Refusal
Given = tuple[Document, Facts]
MAKER = f"medcoop {__version__}"
BATCH = 50
"""Documents stored in one step while extraction goes on: so many are lost at most when it is stopped."""

Complain = Callable[[Refusal], None]
Step = Callable[[int], None]
Extracted = Iterator[tuple[Document, Facts | Refusal]]
Extractor = Callable[[Iterable[Document | Given]], Extracted]


def extracted(inputs: Iterable[Document | Given], jobs: int = 1, candidates: bool = True) -> Extracted:
    """Each document with its facts, in order; a document that breaks the extractor is refused and stops nothing else.

    A document that comes with facts keeps them.

    jobs: worker processes; 1 extracts in this process. At most four documents a job wait at a time, so memory stays bounded.
    candidates: facts that are too unsure to be reported are given too.
    """
    attempt = partial(_attempt, candidates=candidates)
    if jobs <= 1:
        one_thread()
        yield from (item if isinstance(item, tuple) else (item, attempt(item)) for item in inputs)
        return
    with workers(jobs) as pool:
        waiting: deque[tuple[Document, Facts | Future[Facts | Refusal]]] = deque()
        for item in inputs:
            waiting.append(item if isinstance(item, tuple) else (item, pool.submit(attempt, item)))
            if len(waiting) >= 4 * jobs:
                yield _first(waiting)
        while waiting:
            yield _first(waiting)


def _first(waiting: deque[tuple[Document, Facts | Future[Facts | Refusal]]]) -> tuple[Document, Facts | Refusal]:
    document, found = waiting.popleft()
    return document, found if isinstance(found, Facts) else found.result()


def _attempt(document: Document, candidates: bool) -> Facts | Refusal:
    """One hostile document must not stop a folder of others: what goes wrong in it is reported by name."""
    from .ingest.extract import REPORTED, extract  # loads for a second, which is the workers' business where there are any

    try:
        return extract(document, floor=0.0 if candidates else REPORTED)
    except Exception as error:
        return Refusal(document.source, f"extraction failed ({type(error).__name__}: {error})", "report it with this document")


def ingest_into(
    store: Store, inputs: Iterable[Read | Given], *, complain: Complain, step: Step, extractor: Extractor = extracted, maker: str = MAKER
) -> Counter[str]:
    """Put documents into the store: those with facts as they are, the others after extraction.

    extractor: gives documents their facts; maker: who made the facts; a document that the store has with facts of this maker is left alone
    complain: told of each refusal, which the store keeps too; step: told how many inputs are done since the last call.
    Returns how many were added, revised, unchanged, skipped and refused.
    """
    counts: Counter[str] = Counter()

    def refuse(refusal: Refusal) -> None:
        counts["skipped" if refusal.skipped else "refused"] += 1
        if not refusal.skipped:
            store.refuse(refusal.source, refusal.reason, refusal.remedy)
            complain(refusal)
        step(1)

    def wanted(items: Iterable[Read | Given]) -> Iterator[Document | Given]:
        for item in items:
            if isinstance(item, Refusal):
                refuse(item)
            elif isinstance(item, Document) and store.holds(item, maker):
                counts["unchanged"] += 1
                step(1)
            else:
                yield item

    def ready() -> Iterator[Given]:
        for document, facts in extractor(wanted(inputs)):
            if isinstance(facts, Refusal):
                refuse(facts)
            else:
                yield document, facts

    done = store.replace_many(ready(), step, maker=maker, batch=BATCH)
    for kind in ("added", "revised", "unchanged"):
        counts[kind] += getattr(done, kind)
    for change in done.refused:
        refuse(Refusal(change.source, change.reason or "refused", "mend its facts"))
    return counts


def given_facts(file: str, store: Store) -> Iterator[Given | Refusal]:
    """Documents and facts of a file in the facts format (JSON Lines; "-" is standard input), each line checked against its text."""
    try:
        with nullcontext(sys.stdin.buffer) if file == "-" else Path(file).open("rb") as stream:
            yield from _lines(stream, file, store)
    except OSError as error:
        yield Refusal(file, f"can't be read ({error.strerror})", "check the path")


def _lines(stream: BinaryIO, file: str, store: Store) -> Iterator[Given | Refusal]:
    for number, line in enumerate(stream, 1):
        if line.strip():
            yield _given(line, f"{file}:{number}", store)


def _given(line: bytes, where: str, store: Store) -> Given | Refusal:
    try:
        facts = Facts.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        return Refusal(
            where, f"{place}: {first['msg']}" if place else first["msg"], "see facts.schema.json, or what `medcoop extract` prints"
        )
    document = _document(facts, store)
    if document is None:
        return Refusal(where, "its text is not known, so its quotes can't be checked", 'add "text", or a "source" that is a readable file')
    problems = (*check_facts(facts, document.text), *check_proof(facts))
    if problems:
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        return Refusal(where, f"{problems[0].where}: {problems[0].what}{more}", problems[0].remedy or "mend the line")
    return document, facts


def _stored_text(store: Store, source: str) -> str | None:
    held = store.document(source)
    return held.text if held else None


def _document(facts: Facts, store: Store) -> Document | None:
    """The document of facts from elsewhere: with their own text, the store's, or that of the file which they name."""
    source = facts.url or facts.source or f"facts:{facts.id}"
    path = Path(unquote(urlsplit(source).path)) if source.startswith("file:") else Path(source)
    if "://" not in source and not source.startswith("facts:"):
        source = path.resolve().as_uri()
    text = facts.text if facts.text is not None else _stored_text(store, source)
    if text is None and source.startswith("file:") and path.is_file():
        text = path.read_text(encoding="utf-8", errors="replace")
    if text is None:
        return None
    hash_ = hashlib.sha256(text.encode()).hexdigest()
    return Document(
        source=source, url=facts.url, title=facts.title, lang=facts.lang, published=facts.published, content_hash=hash_, text=text
    )

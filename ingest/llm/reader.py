"""Documents read by rules and by a language model together."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

from ...ontology.model import Document, Facts
from ..extract import facts_of
from ..read import Refusal
from ..reading import Reading
from ..understand import understand
from .answer import parse, schema
from .client import BudgetError, Client, ModelError
from .merge import merge
from .parts import Part, parts
from .prompt import system, user
from .proposals import proposals

Waiting = tuple[Document, Reading, Facts, tuple[tuple[Part, Future[str]], ...]]


def read_with_model(
    documents: Iterable[Document], client: Client, *, floor: float, requests: int, dropped: Counter[str]
) -> Iterator[tuple[Document, Facts | Refusal]]:
    """Each document with its facts, in order; one whose pages the model did not answer is refused, so that it is read again later.

    floor: the least confidence of a cooperation from the rules; requests: at most so many wait for the model at a time;
    dropped: counts, by reason, what the model proposed in vain.
    ModelError when the model can't be reached or refuses the key: nothing more could be read.
    """
    with ThreadPoolExecutor(requests) as pool:
        waiting: deque[Waiting] = deque()
        try:
            for document in documents:
                reading = understand(document)
                asked = tuple((part, pool.submit(client.ask, system(), user(reading, part), schema())) for part in parts(reading))
                waiting.append((document, reading, facts_of(reading, floor), asked))
                if len(waiting) > 2 * requests:
                    yield _finished(waiting.popleft(), client, dropped)
            while waiting:
                yield _finished(waiting.popleft(), client, dropped)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _finished(item: Waiting, client: Client, dropped: Counter[str]) -> tuple[Document, Facts | Refusal]:
    document, reading, ours, asked = item
    try:
        answers = [(part, future.result()) for part, future in asked]
    except BudgetError as error:
        return document, Refusal(document.source, f"not read by the model: {error.what}", error.remedy or "")
    except ModelError as error:
        if client.usage.tokens == 0 and client.usage.cached == 0:  # it never answered anything: a wrong address or key
            raise
        return document, Refusal(document.source, f"not read by the model: {error.what}", "run again: what was answered is kept")
    found = [proposals(reading, part, parse(answer), client.model.name) for part, answer in answers]
    for each in found:
        dropped.update(+each.dropped)
    return document, merge(ours, (each.facts for each in found))

"""Near copies of one text are one source, whatever the order in which they come."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable

from medcoop.graph.store import Store
from medcoop.ontology.model import Facts

from .simple import document, evidence, pair

Open = Callable[..., Store]
QUOTE = "Центр обучил Больницу."
_WORDS = [f"{a}{b}" for a in ("врач", "центр", "отдел", "метод", "школ", "день") for b in ("", "а", "у", "ом", "ский", "ник")]


def article(seed: int, words: int = 220) -> str:
    chosen = random.Random(seed).choices(_WORDS, k=words)
    return QUOTE + " " + " ".join(f"{word}{n % 17}" for n, word in enumerate(chosen))


def changed(text: str, seed: int, share: float = 0.03) -> str:
    """The text with some words changed, and another headline and end."""
    rng = random.Random(seed)
    words = [f"иное{seed}" if rng.random() < share and n > 3 else word for n, word in enumerate(text.split(" "))]
    return f"Новость дня {seed}. " + " ".join(words) + f" Источник {seed}."


def facts(text: str) -> Facts:
    return pair("Центр", "Больница", evidence=evidence(text, QUOTE))


def sources(store: Store) -> list[int]:
    return [int(row[0].value) for row in store.query("SELECT ?n WHERE { ?p a mc:Partnership ; mc:sources ?n }")]


def everything(store: Store) -> list[str]:
    return sorted(f"{line} {graph}" for graph in (None, *store.graphs()) for line in store.lines(graph))


def test_reprints_count_once_in_any_order(opened: Open) -> None:
    original = article(1)
    texts = {"a": original, "b": changed(original, 2), "c": changed(original, 3), "d": article(4), "e": original}
    found = []
    for at, order in enumerate(itertools.islice(itertools.permutations(sorted(texts)), 0, 120, 29)):
        store = opened(f"s{at}")
        for name in order:
            store.replace(document(name, texts[name]), facts(texts[name]))
        assert sources(store) == [2], order
        found.append(everything(store))
    assert all(one == found[0] for one in found)
    store = opened("once")
    store.replace_many((document(name, texts[name]), facts(texts[name])) for name in sorted(texts))
    assert everything(store) == found[0]
    store.rebuild()
    assert everything(store) == found[0]


def test_a_text_between_two_others_joins_them_while_it_is_there(opened: Open) -> None:
    first = article(1)
    words = first.split(" ")
    far = " ".join(words[:4] + [f"иное{n}" if n % 6 < 1 else word for n, word in enumerate(words[4:])])
    between = " ".join(far.split(" ")[: len(words) // 2] + words[len(words) // 2 :])
    store = opened()
    store.replace(document("a", first), facts(first))
    store.replace(document("b", far), facts(far))
    apart = everything(store)
    assert sources(store) == [2]
    store.replace(document("m", between), facts(between))
    assert sources(store) == [1]
    store.withdraw(document("m").source)
    assert everything(store) == apart
    store.rebuild()
    assert everything(store) == apart


def test_short_texts_are_copies_only_of_their_own_words(opened: Open) -> None:
    store = opened()
    for name, text in {"a": f"{QUOTE} Раз.", "b": f"{QUOTE} Два.", "c": f"{QUOTE}  раз!"}.items():
        store.replace(document(name, text), facts(text))
    assert sources(store) == [2]

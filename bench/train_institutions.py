"""Train the tagger and the judge of institutions' names (`ingest/names/institutions_choice.py`) on annotated documents.

    python bench/train_institutions.py TRAIN.jsonl DOCS_FOLDER [--jobs 2]

Input as for train_agreements.py. Prints precision, recall and F1 of institutions by name, of the rules and of the judge, each document
judged by a tagger and a judge that have not seen it. The same input gives the same files.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
from pathlib import Path

import crf
import numpy as np
from fitting import fit_trees
from scoring import figures, right
from train_relate import annotated_sets, asked, fold_of, write

from medcoop.ingest.language.analyse import analyse
from medcoop.ingest.language.stem import ending_off
from medcoop.ingest.names import institutions_choice, institutions_tagger
from medcoop.ingest.names.institutions import joined
from medcoop.ingest.names.institutions_candidate import Candidate
from medcoop.ingest.names.institutions_choice import proposed, settled
from medcoop.ingest.names.institutions_context import Line, Page
from medcoop.ingest.names.institutions_lexicon import heads
from medcoop.ingest.names.institutions_measure import Features, Key, Names
from medcoop.ingest.names.institutions_traits import traits
from medcoop.ingest.reading import Reading
from medcoop.ingest.relate import scorer
from medcoop.ingest.structure import structure
from medcoop.ontology.model import Document

FOLDS = 4
SUPPORT = 4  # words in which a trait or a mark must stand to count for the tagger
SAME = 0.67  # shared words from which on two names are one
LETTERS = 5  # of a word that count: endings differ
TREES = {
    "max_iter": 200,
    "learning_rate": 0.06,
    "max_leaf_nodes": 12,
    "l2_regularization": 4.0,
    "min_samples_leaf": 20,
    "max_features": 0.3,
}
Forms = tuple[str, ...]
Word = tuple[str, str, str]
_SMALL = frozenset({"of", "the", "and", "for", "at", "in", "on", "и", "в", "при", "на", "по", "им", "имени"})
_OWN = re.compile(r"(?i)^(?:the|our|this|that|their|its|his|her|an?|наш\w*|эт\w+|сво\w+)\s+")


@dataclass(frozen=True)
class Lesson:
    """One annotated document. tags: of each line's tokens, 0 outside a name, 1 at its beginning, 2 inside."""

    id: str
    page: Page
    lines: tuple[Line, ...]
    tags: tuple[tuple[int, ...], ...]
    gold: tuple[Forms, ...]


def learn(job: tuple[dict, Path]) -> Lesson:
    """Read a document and mark its names."""
    record, folder = job
    text = record["text"] if "text" in record else (folder / f"{record['id']}.txt").read_text("utf-8")
    reading = analyse(structure(Reading(Document(source=record["id"], lang=record["lang"], text=text))))
    page = Page(reading)
    lines, named = tuple(page.lines()), names_in(text, record)
    gold = tuple((i["name"], *i.get("also", ())) for i in record["institutions"])
    return Lesson(str(record["id"]), page, lines, tuple(tags_of(line, named) for line in lines), gold)


def names_in(text: str, record: dict) -> list[tuple[int, int]]:
    """Where the annotated institutions are named, without articles and quotation marks around the whole name; bare nouns left out."""
    forms = {i["key"]: (i["name"], *i.get("also", ())) for i in record["institutions"]}
    order = sorted({(s, i["key"]) for i in record["institutions"] for s in i["surface"] if s}, key=lambda x: (-len(x[0]), x))
    taken = bytearray(len(text))
    found = []
    for surface, key in order:
        for match in re.finditer(rf"(?<![^\W_]){re.escape(surface)}(?![^\W_])", text):
            start, end = match.span()
            if not any(taken[start:end]):
                taken[start:end] = b"x" * (end - start)
                if _is_name(surface, forms[key]):
                    found.append(_bare(text, start, end))
    return sorted(found)


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    own = _OWN.match(text, start, end)
    if own and own.end() < end:
        start = own.end()
    quoted = text[start] in '«“„"' and text[end - 1] in '»”“"' and set(text[start + 1 : end - 1]).isdisjoint('«»“”„"')
    return (start + 1, end - 1) if quoted and end - start > 2 else (start, end)


def _is_name(surface: str, forms: Forms) -> bool:
    """Whether a string that mentions an institution is a name and no bare noun."""
    first, *rest = re.findall(r"[\w-]+", _OWN.sub("", surface)) or [""]
    if not rest and not first.isupper() and (first.casefold() in heads("en") or ending_off(first.casefold()) in _heads()):
        return False
    capital = any(c.isupper() for word in rest for c in word) or sum(map(str.isupper, first)) > 1
    return capital or bool(re.search(r"[«»\"“”№\d]", surface)) or alike((surface,), forms) >= SAME


@cache
def _heads() -> frozenset[str]:
    """Russian head words without their endings."""
    return frozenset(map(ending_off, heads("ru")))


def tags_of(line: Line, named: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """The tags of a line's tokens."""
    tags = [0] * len(line.tokens)
    for start, end in named:
        if start < line.sentence.end and line.sentence.start < end:
            inside = [n for n, token in enumerate(line.tokens) if start <= token.start < end]
            for n in inside:
                tags[n] = 1 if n == inside[0] else 2
    return tuple(tags)


@lru_cache(maxsize=100_000)
def _words(name: str) -> Counter[str]:
    return Counter(w[:LETTERS] for w in re.findall(r"\w+", name.casefold().replace("ё", "е")) if w not in _SMALL)


@lru_cache(maxsize=200_000)
def _share(a: str, b: str) -> float:
    x, y = _words(a), _words(b)
    return 2 * (x & y).total() / max(1, x.total() + y.total())


def alike(found: Forms, gold: Forms) -> float:
    """The share of words that two institutions' names have in common, of the forms that are most alike."""
    return max((_share(a, b) for a in found for b in gold), default=0.0)


def fit_tagger(lessons: Sequence[Lesson]) -> dict:
    """The weights of the tagger."""
    numbers: dict[Word, int] = {}
    for token in (token for lesson in lessons for line in lesson.lines for token in line.tokens):
        numbers.setdefault((token.text, token.lemma, token.pos), len(numbers))
    sentences = [
        crf.Sentence([numbers[t.text, t.lemma, t.pos] for t in line.tokens], line.own, tags)
        for lesson in lessons
        for line, tags in zip(lesson.lines, lesson.tags, strict=True)
    ]
    return crf.fit(crf.Sentences(sentences, [traits(*word) for word in numbers], SUPPORT))


def outside(lessons: Sequence[Lesson], part: int) -> list[Lesson]:
    """The documents that are not in a part of a cross-validation."""
    return [lesson for lesson in lessons if fold_of(lesson.id, FOLDS) != part]


def names_of(lesson: Lesson, tagger: institutions_tagger.Tagger) -> Names:
    """What the rules and a tagger propose."""
    return proposed(lesson.page, lesson.lines, institutions_tagger.chances(lesson.lines, tagger))


@dataclass(frozen=True)
class Case:
    """The proposals of a document, measured; answers: whether each name is an institution's."""

    lesson: Lesson
    names: Names
    rows: dict[Key, Features]
    answers: dict[Key, bool]


def case_of(lesson: Lesson, names: Names) -> Case:
    """Measure the proposals of a document."""
    forms = {key: tuple(sorted({p.candidate.name for p in group})) for key, group in names.groups.items()}
    answers = {key: any(alike(some, gold) >= SAME for gold in lesson.gold) for key, some in forms.items()}
    return Case(lesson, names, {key: names.measure(key) for key in names.groups}, answers)


def fit_judge(cases: Sequence[Case]) -> dict:
    """The trees of the judge."""
    rows = [row for case in cases for row in case.rows.values()]
    return fit_trees(rows, np.array([answer for case in cases for answer in case.answers.values()]), support=25, **TREES)


def measured(cases: Sequence[Case], found: Callable[[Case], Sequence[Candidate]]) -> dict[str, float]:
    """Precision, recall and F1 of institutions by name."""
    hits = predicted = wanted = 0
    for case in cases:
        forms = [(e.name, *e.also) for e in joined(case.lesson.page.reading, found(case)).entities]
        hits += right(case.lesson.gold, forms, alike, SAME)
        predicted, wanted = predicted + len(forms), wanted + len(case.lesson.gold)
    return figures(hits, predicted, wanted)


def unseen(lessons: Sequence[Lesson]) -> list[Case]:
    """The proposals of each document by rules and by a tagger that has not seen the document."""
    cases: dict[str, Case] = {}
    for part in range(FOLDS):
        tagger = institutions_tagger.as_tagger(fit_tagger(outside(lessons, part)))
        cases |= {one.id: case_of(one, names_of(one, tagger)) for one in lessons if fold_of(one.id, FOLDS) == part}
    return [cases[lesson.id] for lesson in lessons]


def judged(cases: Sequence[Case]) -> dict[str, tuple[Candidate, ...]]:
    """What the judge finds on each document, which it has not seen."""
    found: dict[str, tuple[Candidate, ...]] = {}
    for part in range(FOLDS):
        judge = scorer.as_trees(fit_judge([case for case in cases if fold_of(case.lesson.id, FOLDS) != part]))
        for case in (case for case in cases if fold_of(case.lesson.id, FOLDS) == part):
            scores = dict(zip(case.rows, judge.chances(tuple(case.rows.values())), strict=True))
            found[case.lesson.id] = settled(case.names, scores)
    return found


def main() -> None:
    """Read, train, write."""
    options = asked(__doc__)
    records = annotated_sets(options.train)
    with ProcessPoolExecutor(options.jobs) as pool:
        lessons = list(pool.map(learn, [(record, options.docs) for some in records.values() for record in some], chunksize=8))
    cases = unseen(lessons)
    found = judged(cases)
    ordered = iter(cases)
    sets = {name: list(islice(ordered, len(some))) for name, some in records.items()} | {"all": cases}
    for name, some in sets.items():
        rules, judge = measured(some, lambda case: case.names.rules), measured(some, lambda case: found[case.lesson.id])
        print(name, len(some), {"rules": rules, "judge": judge})
    write(institutions_tagger.FILE, fit_tagger(lessons))
    write(institutions_choice.FILE, {"judge": fit_judge(cases)})


if __name__ == "__main__":
    main()

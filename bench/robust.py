"""Extraction of mutated and random texts: no exception, right offsets, time in proportion to the length.

python bench/robust.py [--inputs 10000] [--seed 1]

A text is made from the samples by one to four mutations: cut, lines shuffled, scripts mixed, control characters, nested quotes,
right-to-left marks, emoji, lines joined, words repeated. At the end one-line texts of 1 MB of several kinds. Exit status 1 when anything
was wrong.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import sys
import time
from collections.abc import Callable
from importlib.resources import as_file, files

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the pipeline has it; before numpy is loaded

from medcoop.ingest.extract import extract
from medcoop.ingest.read import read
from medcoop.ontology.model import Document

Mutation = Callable[[str, random.Random], str]
LOOKALIKES = str.maketrans("аеорсухАВЕКМНОРСТХ", "aeopcyxABEKMHOPCTX")
CONTROLS = "".join(map(chr, [*range(1, 32), 127, 133, 0x200B, 0x200E, 0x200F, 0x202E, 0x2028, 0xFEFF, 0xFFFD]))
_NAMED = re.compile(r"(?<=\w )[А-ЯA-Z][а-яa-z]{3,}")
EMOJI = "🙏🫀👩‍⚕️🇰🇬é̂𝔸"


def _insert(text: str, signs: str, rng: random.Random) -> str:
    at = rng.randrange(len(text) + 1)
    return text[:at] + signs + text[at:]


def _part(text: str, rng: random.Random) -> tuple[int, int]:
    a, b = rng.randrange(len(text) + 1), rng.randrange(len(text) + 1)
    return min(a, b), max(a, b)


def cut(text: str, rng: random.Random) -> str:
    """A stretch of the text."""
    return text[slice(*_part(text, rng))]


def shuffled(text: str, rng: random.Random) -> str:
    """Its lines in another order."""
    lines = text.split("\n")
    rng.shuffle(lines)
    return "\n".join(lines)


def mixed(text: str, rng: random.Random) -> str:
    """Cyrillic letters replaced by Latin ones that look alike."""
    a, b = _part(text, rng)
    return text[:a] + text[a:b].translate(LOOKALIKES) + text[b:]


def controls(text: str, rng: random.Random) -> str:
    """Control and invisible characters."""
    return _insert(text, "".join(rng.choices(CONTROLS, k=rng.randrange(1, 20))), rng)


def quoted(text: str, rng: random.Random) -> str:
    """Nested and unclosed quotation marks and brackets."""
    return _insert(text, "".join(rng.choices("«»„“”\"'()[]", k=rng.randrange(1, 200))), rng)


def right_to_left(text: str, rng: random.Random) -> str:
    """Arabic and Hebrew words."""
    return _insert(text, " مستشفى القلب בית חולים " * rng.randrange(1, 5), rng)


def emoji(text: str, rng: random.Random) -> str:
    """Signs beyond the basic plane, and combining ones."""
    return _insert(text, EMOJI * rng.randrange(1, 20), rng)


def joined(text: str, rng: random.Random) -> str:
    """All on one line."""
    return text.replace("\n", rng.choice([" ", "", "; "]))


def repeated(text: str, rng: random.Random) -> str:
    """A stretch again and again."""
    a, b = _part(text, rng)
    return text[:b] + text[a : min(b, a + 80)] * rng.randrange(1, 40) + text[b:]


def noise(text: str, rng: random.Random) -> str:
    """Nothing but random signs."""
    return "".join(
        chr(rng.choice([rng.randrange(32, 127), rng.randrange(0x400, 0x460), rng.randrange(0xD7FF)])) for _ in range(rng.randrange(400))
    )


MUTATIONS: tuple[Mutation, ...] = (cut, shuffled, mixed, controls, quoted, right_to_left, emoji, joined, repeated, noise)
MEGABYTE = 1_000_000


def pages(prose: str, length: int, rng: random.Random) -> str:
    """Prose again and again, at each turn with other names: capitalised words after a word are made up anew."""
    found, size = [], 0
    while size < length:
        found.append(_NAMED.sub(lambda match: match[0][0] + "".join(rng.choices("аеиоубвгдклмнпрст", k=len(match[0]) - 1)), prose))
        size += len(found[-1])
    return "".join(found)[:length]


def long_lines(texts: list[str], length: int) -> dict[str, str]:
    """Texts of `length` characters on a single line, each of a kind that trips naive patterns."""
    prose = " ".join(" ".join(text.split()) for text in texts)
    kinds = {
        "prose": prose + " ",
        "one text": " ".join(texts[0].split()) + " ",
        "different pages": pages(prose + " ", length, random.Random(1)),
        "brackets": "(",
        "brackets and quotes": "(«[",
        "closed brackets": "(а) ",
        "letters": "а",
        "words": "центр ",
        "capitals": "Центр Больница ",
        "quotes": "«",
        "digits": "12 ",
        "commas": "А, и ",
        "dots": "И. О. ",
        "hyphens": "а-",
        "spaces": " ",
        "latin capitals": "AB",
    }
    return {name: (unit * (length // len(unit) + 1))[:length] for name, unit in kinds.items()}


def wrong(text: str, lang: str) -> tuple[str | None, float]:
    """What is wrong with the extraction of a text, and how many seconds it took."""
    begun = time.process_time()
    try:
        facts = extract(Document(source="bench:robust", lang=lang, text=text))
    except Exception as error:
        return f"{type(error).__name__}: {error}", time.process_time() - begun
    took = time.process_time() - begun
    offsets = all(text[e.start : e.end] == e.quote for item in facts.items() for e in item.evidence)
    return (None if offsets else "a quote is not at its offsets"), took


def main() -> None:
    """Print what was tried, what failed, and the slowest."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--inputs", type=int, default=10_000)
    args.add_argument("--seed", type=int, default=1)
    args.add_argument("--line", type=int, default=MEGABYTE, help="length of the long lines")
    given = args.parse_args()
    with as_file(files("medcoop") / "samples") as folder:
        samples = [one for one in read([folder]) if isinstance(one, Document)]
    failed, slowest, letters, seconds = 0, 0.0, 0, 0.0
    for number in range(given.inputs):
        if number % 500 == 0 and number:
            print(f"{number} inputs, {failed} failed, {seconds / max(letters, 1) * 1e6:.0f} ms a 1,000 characters", file=sys.stderr)
        rng = random.Random(given.seed * 1_000_003 + number)
        sample = rng.choice(samples)
        text = sample.text
        for mutation in rng.choices(MUTATIONS, k=rng.randrange(1, 5)):
            text = mutation(text, rng)
        what, took = wrong(text, sample.lang)
        letters, seconds, slowest = letters + len(text), seconds + took, max(slowest, took / max(len(text), 1000) * 1000)
        if what:
            failed += 1
            print(f"input {number}: {what}", file=sys.stderr)
    pace = f"{seconds / max(letters, 1) * 1e6:.0f} ms a 1,000 characters, slowest {slowest * 1000:.0f} ms"
    print(f"{given.inputs} inputs, {failed} failed, {pace}", flush=True)
    print(f"| one line of {given.line:,} characters | seconds |\n|---|---|", flush=True)
    for name, text in long_lines([one.text for one in samples], given.line).items():
        what, took = wrong(text, "ru")
        failed += bool(what)
        print(f"| {name} | {took:.1f}{f' ({what})' if what else ''} |", flush=True)
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()

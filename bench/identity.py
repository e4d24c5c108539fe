"""Speed of identity: a synthetic stream of mentions, and one new document beside it.

    python bench/identity.py [--mentions 100000] [--seed 7]

Things are made of cities, kinds, subjects and surnames; each is mentioned by several of its forms in two languages, some with the place,
some with a slip of the pen. Prints seconds, memory (peak resident), B-cubed, and the milliseconds that one new document takes.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections import Counter, defaultdict

from medcoop.ingest.identity import batch, entries, judge
from medcoop.ontology.places import places

KINDS = [
    ("областная клиническая больница", "Regional Clinical Hospital", True), ("городская больница", "City Hospital", True),
    ("медицинский университет", "Medical University", False), ("научно-исследовательский институт", "Research Institute", False),
    ("медицинский центр", "Medical Center", False),
]  # fmt: skip
SUBJECTS = [
    ("онкологии", "Oncology"), ("кардиологии", "Cardiology"), ("травматологии и ортопедии", "Traumatology and Orthopedics"),
    ("педиатрии", "Pediatrics"), ("нейрохирургии", "Neurosurgery"), ("эндокринологии", "Endocrinology"), ("фтизиатрии", "Phthisiology"),
]  # fmt: skip
SYLLABLES = "ба ве гро да жу зи ка ла ми но по ра си ту фе хо ша чи ков рин лен сан тор мар".split()  # noqa: SIM905
_LETTERS = "а:a б:b в:v г:g д:d е:e ж:zh з:z и:i й:y к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:kh ц:ts ч:ch ш:sh ы:y я:ya"
LATIN = dict(pair.split(":") for pair in _LETTERS.split())
GIVEN = [("Иван", "Ivan"), ("Анна", "Anna"), ("Марат", "Marat"), ("Ольга", "Olga"), ("Тимур", "Timur"), ("Дарья", "Darya")]


def latin(word: str) -> str:
    """A plain transliteration."""
    return "".join(LATIN.get(c, c) for c in word.lower()).capitalize()


def institution(rng, cities):
    """(forms as (text, language), country, city) of one institution."""
    city, kind, subject = rng.choice(cities), rng.choice(KINDS), rng.choice(SUBJECTS)
    surname = "".join(rng.choices(SYLLABLES, k=3)).capitalize() + "ов"
    number = rng.randint(1, 60) if kind[2] else None
    ru, en = f"{kind[0]} {subject[0]}", f"{kind[1]} of {subject[1]}"
    tail_ru, tail_en = (f" № {number}", f" No. {number}") if number else ("", "")
    forms = [
        (f"{ru.capitalize()}{tail_ru} имени {surname}а", "ru"),
        (f"ГБУЗ «{ru.capitalize()}{tail_ru} им. {surname}а» г. {city.name.ru}", "ru"),
        (f"{surname} {en}{tail_en}", "en"),
        (f"{latin(surname)} {en}{tail_en}", "en"),
        (f"{en}{tail_en} named after {latin(surname)}, {city.name.en}", "en"),
    ]
    return forms, city.country, city


def person(rng):
    """(forms, None, None) of one person."""
    given, surname, middle = rng.choice(GIVEN), "".join(rng.choices(SYLLABLES, k=4)).capitalize() + "ко", rng.choice("АБВГДИКЛМНПРСТ")
    return (
        [(f"{given[0]} {surname}", "ru"), (f"{given[0][0]}.{middle}. {surname}", "ru"), (f"{given[1]} {latin(surname)}", "en")],
        None,
        None,
    )


def stream(count: int, seed: int):
    """`count` mentions, and the number of the thing that each means."""
    rng = random.Random(seed)
    cities = places().cities
    things = [person(rng) if rng.random() < 0.2 else institution(rng, cities) for _ in range(count // 5)]
    mentions, truth = [], {}
    for number in range(count):
        thing = rng.randrange(len(things))
        forms, country, city = things[thing]
        text, lang = rng.choice(forms)
        shown = rng.random()
        mentions.append({
            "mention": f"m{number}", "type": "institution" if city else "person", "name": text, "also": [], "lang": lang,
            "country": country if shown < 0.5 else None, "city": city.name.of(lang) if city and shown < 0.3 else None,
        })  # fmt: skip
        truth[f"m{number}"] = thing
    return mentions, truth


def b_cubed(truth, found):
    """Precision and recall."""
    gold, guess, both = Counter(truth.values()), Counter(found.values()), Counter((truth[m], found[m]) for m in truth)
    precision = sum(both[truth[m], found[m]] / guess[found[m]] for m in truth) / len(truth)
    return precision, sum(both[truth[m], found[m]] / gold[truth[m]] for m in truth) / len(truth)


def one_document(mentions, registry):
    """Milliseconds of processor time to make, find candidates of and judge the ten things of a new document, beside all the others."""
    blocks, members = defaultdict(list), {}
    for mention in mentions[:-10]:
        member = batch.member(mention)
        if member.iri not in members:
            members[member.iri] = member
            for block in member.blocks:
                blocks[block].append(member.iri)
    start = time.process_time()  # other work on the machine does not count
    for mention in mentions[-10:]:
        member = batch.member(mention)
        near = {iri for block in member.blocks if len(blocks[block]) <= batch.WIDEST for iri in blocks[block]}
        known = judge.know(member, registry)
        for iri in near:
            judge.judge(known, judge.know(members[iri], registry))
    return 1000 * (time.process_time() - start)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mentions", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    mentions, truth = stream(args.mentions, args.seed)
    start = time.perf_counter()
    registry = entries.known()
    print(f"registry          {time.perf_counter() - start:8.2f} s")
    start, busy = time.perf_counter(), time.process_time()
    found = dict(batch.resolve(mentions, registry))
    print(f"{args.mentions} mentions   {time.perf_counter() - start:8.2f} s, of the processor {time.process_time() - busy:8.2f} s")
    print(
        "B-cubed P {:.3f} R {:.3f}, {} things found of {}".format(
            *b_cubed(truth, found), len(set(found.values())), len(set(truth.values()))
        )
    )
    print(f"peak memory       {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MB")
    print(f"one new document  {one_document(mentions, registry):8.1f} ms")


if __name__ == "__main__":
    main()

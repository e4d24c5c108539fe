"""Speed of identity: a synthetic stream of mentions, and one new document beside it.

    python bench/identity.py [--mentions 100000] [--seed 7]

Things are made of cities, kinds, subjects and surnames; each is mentioned by several of its forms in two languages, some with the place,
some with a slip of the pen. Prints seconds, memory (peak resident), B-cubed, and the milliseconds that one new document takes.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import time
from collections import Counter, defaultdict

from medcoop.ingest.identity import batch, entries, judge, normal, people, profile
from medcoop.ingest.identity import resolver as resolver_module
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


def one_document(mentions, documents=21, things=10):
    """(p50, worst) milliseconds that the `things` of a new document take beside all others: members made, candidates found and judged.

    Nothing is remembered of the others but what a store keeps of a member. Processor time: other work on the machine does not count.
    """
    resolver, new = resolver_module.default_resolver(), documents * things
    blocks, members = defaultdict(list), {}
    for mention in mentions[:-new]:
        member = resolver_module.with_entry(batch.member(mention), entries.known())
        if member.iri not in members:
            members[member.iri] = member
            for block in member.blocks:
                blocks[block].append(member.iri)
    for remembered in (judge.know, profile.build, normal.parse, people.parse, entries.link):
        remembered.cache_clear()
    for entry in entries.known().entries.values():  # the registry's names are read once a process, as they are met
        for alias in entry.aliases:
            entries.read(entry, alias.text)
    taken = []
    for number in range(documents):
        start = time.process_time()
        for mention in mentions[-new:][number * things :][:things]:
            member = resolver_module.with_entry(batch.member(mention), entries.known())
            near = sorted({iri for block in member.blocks if len(blocks[block]) <= batch.WIDEST for iri in blocks[block]})
            list(resolver.judge(member, [members[iri] for iri in near]))
        taken.append(1000 * (time.process_time() - start))
    return statistics.median(taken), max(taken)


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
    print("one new document  {:8.1f} ms at p50, {:.1f} at worst".format(*one_document(mentions)))


if __name__ == "__main__":
    main()

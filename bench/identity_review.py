"""What a person's review adds to identity: answers the pairs that wait, as somebody who knows the truth would, and writes the entities.

    python bench/identity_review.py mentions.jsonl truth.jsonl [--pairs 40] > predicted.jsonl

mentions.jsonl: what `medcoop identity` reads; truth.jsonl: {"mention", "entity"} lines of some or all mentions, of which only the asked
pairs are looked at. Pairs are asked in the order of `medcoop review`: the nearest to being joined first, one for each two things.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from pathlib import Path

from medcoop.ingest.identity import batch, clusters, entries, judge
from medcoop.ontology.identity import Decision


def lines(path: str) -> list[dict[str, object]]:
    """The objects of a file of JSON lines."""
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines() if line.strip()]


def waiting(decisions: list[Decision], things: dict[str, str], ruled: list[Decision]) -> Decision | None:
    """The next pair that `medcoop review` would show."""
    apart = {frozenset((things[one.subject], things[one.object])) for one in ruled if not one.same}
    near = sorted(decisions, key=lambda one: (-one.confidence, one.subject, one.object))
    for one in near:
        pair = frozenset((things[one.subject], things[one.object]))
        if one.same and len(pair) == 2 and pair not in apart:
            return one
    return None


def review(read: list[tuple[str, object]], truth: dict[str, str], pairs: int) -> tuple[dict[str, str], int]:
    """Thing of each member after so many answers, and how many of these were "same"."""
    registry = entries.known()
    members = {member.iri: member for _, member in read}
    meant: dict[str, set[str]] = defaultdict(set)
    for mention, member in read:
        meant[member.iri].add(truth.get(mention, mention))
    known = {iri: judge.know(member, registry) for iri, member in members.items()}
    found, ruled = list(batch.decisions(members, known)), []
    things = clusters.cluster(known, found)
    for _ in range(pairs):
        one = waiting(found, things, ruled)
        if one is None:
            break
        same = bool(meant[one.subject] & meant[one.object])
        ruled.append(Decision(one.subject, one.object, same, 1.0, "reviewed", author="person"))
        things = clusters.cluster(known, [*found, *ruled])
    return things, sum(one.same for one in ruled)


def main() -> None:
    """Print the entities."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mentions")
    parser.add_argument("truth")
    parser.add_argument("--pairs", type=int, default=40)
    args = parser.parse_args()
    read = [(str(one["mention"]), batch.member(one)) for one in lines(args.mentions)]
    truth = {str(one["mention"]): str(one["entity"]) for one in lines(args.truth)}
    things, same = review(read, truth, args.pairs)
    for mention, member in read:
        print(json.dumps({"mention": mention, "entity": things[member.iri]}))
    print(f"{same} of the answers were: same", file=sys.stderr)


if __name__ == "__main__":
    main()

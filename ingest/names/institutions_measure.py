"""What is measured of a name that may be an institution's: a flat mapping of names to numbers, the input of the judge.

A name is measured once, over all its places on the page: of each feature the highest value of any place counts.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ..reading import Token
from .institutions_candidate import Candidate
from .institutions_form import form
from .institutions_known import look_up
from .institutions_traits import traits
from .word_classes import classes

_PLACES = 8  # places of a name that are measured
_SEARCHED = 100_000  # characters in which a name is sought again
_OTHERS = 200  # names that a name is compared with
_NEAR = 12  # proposals before a place that may meet it
Features = dict[str, float]
Key = tuple[frozenset[str], frozenset[str]]


@dataclass(frozen=True)
class Proposal:
    """A place that may name an institution. chance: how sure the tagger is of just these words; ruled: whether the rules propose it.

    tokens: of the name; before, after: the words beside it; tags: of the Russian tagger for its tokens; kind: of its block.
    """

    candidate: Candidate
    chance: float
    ruled: bool
    tokens: Sequence[Token]
    before: Token | None
    after: Token | None
    tags: Sequence[str]
    block: str

    @property
    def start(self) -> int:
        """Where the name begins, quotation marks around it left out."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Where it ends, so too."""
        return self.tokens[-1].end


def key_of(candidate: Candidate) -> Key:
    """What places of one name have in common: stems and numbers of its words."""
    shape = form(candidate.name, candidate.lang)
    return shape.stems or frozenset({candidate.name.casefold()}), shape.numbers


@dataclass(frozen=True)
class Names:
    """The proposals of a page. rules: all that the rules see, nouns too, in text order."""

    text: str
    proposals: Sequence[Proposal]
    rules: Sequence[Candidate]

    @cached_property
    def groups(self) -> Mapping[Key, Sequence[Proposal]]:
        """The places of each name."""
        found: defaultdict[Key, list[Proposal]] = defaultdict(list)
        for proposal in self.proposals:
            found[key_of(proposal.candidate)].append(proposal)
        return found

    @cached_property
    def _best(self) -> dict[Key, float]:
        return {key: max(p.chance for p in group) for key, group in self.groups.items()}

    @cached_property
    def _others(self) -> list[tuple[Key, float]]:
        """Names with their chances: so many that time stays in proportion to the length."""
        return list(self._best.items())[:_OTHERS]

    @cached_property
    def _ordered(self) -> list[Proposal]:
        return sorted(self.proposals, key=lambda p: p.start)

    @cached_property
    def _page(self) -> Features:
        sure = sum(chance > 0.5 for chance in self._best.values())
        ruled = sum(any(p.ruled for p in group) for group in self.groups.values())
        return {
            "page:names": float(min(len(self.groups), 40)),
            "page:sure": sure / max(1, len(self.groups)),
            "page:ruled": ruled / max(1, len(self.groups)),
            "page:length": float(min(len(self.text) // 250, 40)),
        }

    def measure(self, key: Key) -> Features:
        """The features of one name."""
        group = self.groups[key]
        found: defaultdict[str, float] = defaultdict(float)
        for proposal in group[:_PLACES]:
            for name, value in self._place(proposal).items():
                found[name] = max(found[name], value)
        chances = [p.chance for p in group]
        times = self.text.count(self.text[group[0].start : group[0].end], 0, _SEARCHED)
        within, around = self._nested(key)
        return {
            **found,
            **self._page,
            **_shape(group[0]),
            "mean chance": sum(chances) / len(chances),
            "least chance": min(chances),
            "places": float(min(len(group), _PLACES)),
            "left": float(min(max(times - len(group), 0), 6)),
            "ruled share": sum(p.ruled for p in group) / len(group),
            "within": within,
            "around": around,
        }

    def _nested(self, key: Key) -> tuple[float, float]:
        """The chances of the surest names that have all its words and more, and of those that have some of its words only."""
        within = max((chance for other, chance in self._others if key[0] < other[0]), default=0.0)
        return within, max((chance for other, chance in self._others if other[0] < key[0]), default=0.0)

    def _place(self, proposal: Proposal) -> Features:
        """The features of one place."""
        rivals = [p for p in self._near(proposal) if (p.start, p.end) != (proposal.start, proposal.end)]
        rival = max((p.chance for p in rivals), default=0.0)
        features = {
            "chance": proposal.chance,
            "rival": rival,
            "ahead": proposal.chance - rival + 1,
            "ruled": float(proposal.ruled),
            "in:" + proposal.block: 1.0,
        }
        if proposal.ruled:
            features |= {"by:" + proposal.candidate.rule: 1.0, "as:" + proposal.candidate.strength: 1.0}
        for rule in self._rules_near(proposal):
            inside, covers = (
                proposal.start <= rule.start and rule.end <= proposal.end,
                rule.start <= proposal.start and proposal.end <= rule.end,
            )
            how = "same" if inside and covers else "holds" if inside else "inside" if covers else "cuts"
            features[f"rule:{how}:{rule.strength}"] = 1.0
        for side, token in (("before", proposal.before), ("after", proposal.after)):
            for name in classes(token.text) if token else ("none",):
                features[f"{side}:{name}"] = 1.0
            if token:
                features[f"{side}:{token.pos}"] = 1.0
        for tag in proposal.tags:
            features["tag:" + tag[-3:]] = features.get("tag:" + tag[-3:], 0.0) + 1 / len(proposal.tags)
        return features

    def _near(self, proposal: Proposal) -> list[Proposal]:
        """The proposals that meet a proposal."""
        at = bisect_left(self._ordered, proposal.end, key=lambda p: p.start)
        return [p for p in self._ordered[max(0, at - _NEAR) : at] if p.end > proposal.start]

    def _rules_near(self, proposal: Proposal) -> list[Candidate]:
        at = bisect_left(self.rules, proposal.end, key=lambda c: c.start)
        return [c for c in self.rules[max(0, at - 4) : at] if c.end > proposal.start]


def _shape(proposal: Proposal) -> Features:
    """The name itself."""
    candidate, tokens = proposal.candidate, proposal.tokens
    letters = [t for t in tokens if t.text[0].isalpha()] or list(tokens)
    features = {
        "words": float(len(letters)),
        "length": float(min(len(candidate.name), 120)),
        "capitals": sum(t.text[0].isupper() for t in letters) / len(letters),
        "loud": sum(t.text.isupper() for t in letters) / len(letters),
        "russian": float(candidate.lang == "ru"),
        "head": float(bool(candidate.head)),
        "kind:" + candidate.kind: 1.0,
        "digits": float(any(t.text[0].isdigit() for t in tokens)),
        "quoted": float(any(t.text in '«“„"' for t in tokens)),
        "comma": float(any(t.text == "," for t in tokens)),
        "known": float(look_up(candidate.name, candidate.lang) is not None),
        "letters": float(candidate.strength == "abbreviation"),
    }
    for name, token in (("opens", tokens[0]), ("ends", tokens[-1])):
        features |= {f"{name}:{trait}": 1.0 for trait in traits(token.text, token.lemma, token.pos) if trait.startswith(_TOLD)}
    return features


_TOLD = ("s=", "pos=", "in=", "head", "place", "given", "unknown", "tag=", "office=", "'s")

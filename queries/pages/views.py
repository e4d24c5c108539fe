"""The pages that are no thing's card: home, search, questions and their answers, the lists."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from ...ontology import iris, places, vocabulary
from ...ontology.errors import MedcoopError, UnknownNameError
from .. import runner
from ..endpoint.problems import Problem
from ..endpoint.reply import Reply, page
from ..question import catalogue
from . import answers, editor, pictures, regions, render
from .atlas import atlas, by_country
from .nodes import View

if TYPE_CHECKING:
    from ...graph.store import Store

Asked = Mapping[str, Any]
_FOUND = 40


def _param(asked: Asked, name: str) -> str:
    return next((value.strip() for key, value in asked["params"] if key == name), "")[:500]


def home(store: Store, asked: Asked) -> Reply:
    """The front page: search, ask, and what the snapshot holds."""
    topics = vocabulary.load().schemes["topic"].concepts
    top = [(code, concept.label.of(asked["lang"])) for code, concept in topics.items() if not concept.broader]
    return page(render.html("home.html", asked, questions=list(catalogue().values()), topics=top, figures=figures(store)))


def figures(store: Store) -> dict[str, int]:
    """Counts of what the snapshot holds, by class."""
    query = (
        "SELECT ?class (COUNT(?s) AS ?n) { VALUES ?class { mc:Document mc:Institution foaf:Person mc:Agreement mc:Project mc:Cooperation"
        " mc:Partnership } ?s a ?class } GROUP BY ?class"
    )
    return {iris.code(str(row["class"])).rpartition("#")[2].lower(): int(row["n"] or 0) for row in store.query(query).values()}


def search(store: Store, asked: Asked) -> Reply:
    """Things by name, topics and countries."""
    text = _param(asked, "q")
    view = View(store, asked["lang"])
    found = find(view, text, _FOUND) if text else []
    return page(render.html("search.html", asked, q=text, found=found))


def find(view: View, text: str, limit: int, types: set[str] | None = None) -> list[dict[str, Any]]:
    """Things whose names resemble a text and that the snapshot knows: node, the name that fits, score."""
    found = [*_concepts(view, text), *_countries(view, text)] if types is None else []
    for match in view.store.names.search(text, types, limit):
        node = view.node(match.iri)
        if node.slug:
            found.append({"node": node, "name": match.name, "score": match.score})
    return sorted(found, key=lambda one: -one["score"])[:limit]


def _concepts(view: View, text: str) -> list[dict[str, Any]]:
    from .. import match  # noqa: PLC0415

    try:
        code = match.concept("topic", text, "q")
    except UnknownNameError:
        return []
    node = view.node(iris.concept("topic", code))
    return [{"node": node, "name": node.name, "score": 1.0}]


def _countries(view: View, text: str) -> list[dict[str, Any]]:
    from .. import match  # noqa: PLC0415

    try:
        code = match.country(text, "q")
    except UnknownNameError:
        return []
    node = view.node(iris.country(code))
    return [{"node": node, "name": node.name, "score": 1.0}]


def ask(store: Store, asked: Asked) -> Reply:
    """A question in words: what was understood, and its answer; a search when it was not."""
    text = _param(asked, "q")
    understood = answers.understood(store, text, asked["lang"]) if text else None
    if understood:
        return answers.page_of(store, asked, understood["question"], understood["params"], text)
    view = View(store, asked["lang"])
    return page(render.html("ask.html", asked, q=text, found=find(view, text, 10) if text else [], questions=list(catalogue().values())))


def questions(_: Store, asked: Asked) -> Reply:
    """The catalogue."""
    return page(render.html("catalogue.html", asked, questions=list(catalogue().values())))


def answer(store: Store, asked: Asked) -> Reply:
    """A question of the catalogue: its form, and the answer when its parameters are given."""
    name = asked["path"].removeprefix("q/")
    if name not in catalogue():
        raise Problem(404, f"{name[:60]!r} is no question of the catalogue", remedy="see /q")
    given = {key: value for key, value in asked["params"] if value.strip()}
    return answers.page_of(store, asked, name, given)


def evidence(store: Store, asked: Asked) -> Reply:
    """The quotes behind facts: what a row of an answer leads to."""
    facts = [value for key, value in asked["params"] if key == "fact" and value.startswith(iris.BASE)][:20]
    if not facts:
        raise Problem(400, "name facts by their IRIs", where="fact", remedy="follow a row of an answer")
    view = View(store, asked["lang"])
    return page(render.html("evidence.html", asked, facts=[view.node(iri) for iri in facts], quotes=runner.evidence(store, facts)))


def kept(store: Store, asked: Asked) -> Reply:
    """The snapshots that can be asked."""
    return page(render.html("snapshots.html", asked, kept=store.kept(), present=store.snapshot_id))


def about(store: Store, asked: Asked) -> Reply:
    """What this is, what it holds, how to use it from programs."""
    return page(render.html("about.html", asked, status=store.status()))


def topics(store: Store, asked: Asked) -> Reply:
    """All topics as a tree."""
    concepts = vocabulary.load().schemes["topic"].concepts

    def tree(code: str) -> dict[str, Any]:
        concept = concepts[code]
        return {"code": code, "name": concept.label.of(asked["lang"]), "below": [tree(one) for one in concept.narrower]}

    return page(render.html("topics.html", asked, tree=[tree(code) for code, one in concepts.items() if not one.broader]))


def countries(store: Store, asked: Asked) -> Reply:
    """The countries that partners are of, with their numbers of partnerships."""
    rows = sorted(by_country(store).items(), key=lambda one: (-one[1], one[0]))
    known = places.places().countries
    named = [(code, known[code].name.of(asked["lang"]) if code in known else code, count) for code, count in rows]
    topic = _param(asked, "topic")
    topics = vocabulary.load().schemes["topic"].concepts
    choices = [(code, one.label.of(asked["lang"])) for code, one in topics.items()]
    drawn = atlas(store, asked["lang"], topic if topic in topics else None)
    mapped = frozenset(regions.maps())
    return page(render.html("countries.html", asked, mapped=mapped, countries=named, drawn=drawn, topic=topic, choices=choices))


def of_regions(store: Store, asked: Asked) -> Reply:
    """The map of one country by its regions."""
    known, country = places.places(), _param(asked, "country").upper() or "RU"
    if country not in regions.maps():
        raise Problem(404, f"there is no map of the regions of {country[:20]!r}", remedy=f"there is one of {', '.join(regions.maps())}")
    lang = asked["lang"]
    choices = sorted(((code, known.countries[code].name.of(lang)) for code in regions.maps()), key=lambda one: one[1])
    names = {code: one.name.of(lang) for code, one in known.regions.items() if one.country == country}
    drawn = regions.regions(store, country, lang)
    name = known.countries[country].name.of(lang)
    return page(render.html("regions.html", asked, drawn=drawn, country=country, name=name, names=names, choices=choices))


def cypher(store: Store, asked: Asked) -> Reply:
    """A box for read-only Cypher on the embedded property graph."""
    text = _param(asked, "query")
    columns: tuple[str, ...] = ()
    rows: Any = ()
    error = None
    if text:
        try:
            columns, rows = store.cypher(text)
        except MedcoopError as said:
            error = said
    shown = [[editor.cell_text(value) for value in row] for row in rows[:1000]]
    return page(render.html("cypher.html", asked, query=text, columns=columns, rows=shown, total=len(rows), error=error))


VIEWS: dict[str, Callable[[Any, Any], Reply]] = {
    "home": home, "search": search, "ask": ask, "catalogue": questions, "answer": answer, "kept": kept, "about": about,
    "topics": topics, "countries": countries, "regions": of_regions,
    "cypher": cypher, "editor": editor.form, **pictures.VIEWS, "evidence_page": evidence,
}  # fmt: skip

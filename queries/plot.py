"""Answers as static pictures: a network, a matrix of who with whom, a timeline. Drawn by matplotlib (the extra `plot`)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ..ontology.errors import InputError
from . import wording
from .network import graph
from .runner import Answer
from .steps import first_day, last_day

FORMATS = (".svg", ".png")
LABEL = 34  # letters of a name in a picture
MOST = 40  # parties in a matrix, events in a timeline


def draw(store: Any, answer: Answer, path: Path, kind: str | None = None) -> None:
    """Draw an answer. kind: network, matrix or timeline; by default what suits the question. InputError when it can't be drawn."""
    kind = kind or ("timeline" if answer.question.timeline and answer.question.name != "agreements" else "network")
    if path.suffix not in FORMATS:
        raise InputError("is no picture", where=str(path), remedy=f"end its name in {' or '.join(FORMATS)}")
    if kind != "timeline" and not answer.question.pairs:
        raise InputError("this question links no parties", where=answer.question.command, remedy="ask who, partners, agreements, path ...")
    try:
        from matplotlib.figure import Figure  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise InputError("pictures need matplotlib", where=str(path), remedy="install it: pip install 'medcoop[plot]'") from error
    import matplotlib  # noqa: PLC0415

    figure = Figure(figsize=(10, 7), layout="constrained")
    {"network": _network, "matrix": _matrix, "timeline": _timeline}[kind](store, answer, figure.add_subplot())
    draft = path.with_name(f".{path.name}.part")
    with matplotlib.rc_context({"svg.hashsalt": "medcoop", "svg.fonttype": "none"}):  # the same bytes for the same answer
        figure.savefig(draft, format=path.suffix[1:], metadata={"Date": None} if path.suffix == ".svg" else {"Software": None}, dpi=150)
    draft.replace(path)


def _short(name: str) -> str:
    return name if len(name) <= LABEL else f"{name[: LABEL - 1]}…"


def _network(store: Any, answer: Answer, axes: Any) -> None:
    import networkx  # noqa: PLC0415
    from matplotlib import patheffects  # noqa: PLC0415

    found = graph(store, answer)
    spots = _spots(found)
    degrees = dict(found.degree())
    widths = [min(5.0, 0.8 + 0.6 * float(data["weight"])) for _, _, data in found.edges(data=True)]
    networkx.draw_networkx_edges(found, spots, ax=axes, width=widths, edge_color="#9db4c0")
    networkx.draw_networkx_nodes(found, spots, ax=axes, node_size=[60 + 40 * degrees[node] for node in found], node_color="#2a6f97")
    halo = [patheffects.withStroke(linewidth=2.5, foreground="white")]
    for node in sorted(found, key=lambda node: (-degrees[node], node))[:MOST]:
        below = -7 - degrees[node] ** 0.5
        axes.annotate(
            _short(found.nodes[node]["label"]), spots[node], (0, below), textcoords="offset points", ha="center", va="top", fontsize=7,
            path_effects=halo,
        )  # fmt: skip
    axes.margins(x=0.14, y=0.1)
    axes.set_axis_off()


def _spots(found: Any) -> dict[Any, tuple[float, float]]:
    """Where each party stands: groups that nothing links are laid out apart and put side by side in rows, the largest first."""
    import networkx  # noqa: PLC0415

    groups = sorted(networkx.connected_components(found), key=lambda group: (-len(group), min(group)))
    widest = 1.5 * sum(len(group) for group in groups) ** 0.5
    spots: dict[Any, tuple[float, float]] = {}
    x = y = high = 0.0
    for group in groups:
        side = len(group) ** 0.5
        if x and x + side > widest:
            x, y, high = 0.0, y - high - 0.4, 0.0
        inner = networkx.spring_layout(found.subgraph(sorted(group)), seed=1, iterations=100)
        for node, (across, up) in inner.items():
            spots[node] = (x + side * (0.5 + across / 2), y - side * (0.5 - up / 2))
        x, high = x + side + 0.5, max(high, side)
    return spots


def _matrix(store: Any, answer: Answer, axes: Any) -> None:
    found = graph(store, answer)
    nodes = sorted(found, key=lambda node: (-found.degree(node), found.nodes[node]["label"]))[:MOST]
    cells = [[found[one][other]["weight"] if found.has_edge(one, other) else 0 for other in nodes] for one in nodes]
    names = [_short(found.nodes[node]["label"]) for node in nodes]
    axes.imshow(cells or [[0]], cmap="Blues")
    axes.set_xticks(range(len(names)), names, rotation=90, fontsize=6)
    axes.set_yticks(range(len(names)), names, fontsize=6)


def _timeline(store: Any, answer: Answer, axes: Any) -> None:
    events = _events(answer)[:MOST]
    for at, (label, begin, end) in enumerate(events):
        axes.plot([_year(begin), _year(end)], [at, at], linewidth=5, solid_capstyle="round", color="#2a6f97")
        axes.annotate(label, (_year(end), at), xytext=(6, -3), textcoords="offset points", fontsize=7)
    axes.set_yticks([])
    axes.invert_yaxis()
    axes.margins(x=0.3)
    axes.xaxis.get_major_locator().set_params(integer=True)
    for side in ("left", "right", "top"):
        axes.spines[side].set_visible(False)


def _events(answer: Answer) -> Sequence[tuple[str, str, str]]:
    columns, named = {c.name: c for c in answer.question.columns}, answer.question.timeline or {}
    begin, what = named.get("date", "since"), named.get("what", "b_name")
    end = "until" if begin == "since" else begin
    if begin not in columns or what not in columns:
        raise InputError("this question has no dates to draw", where=answer.question.command, remedy="draw a network, or ask between")
    rows = [row for row in answer.rows if row[begin] and ".." not in row[begin]]
    said = [(_words(answer, columns, row, what), first_day(row[begin]), last_day(row[end] or row[begin])) for row in rows]
    return sorted(said, key=lambda event: (event[1], event[2], event[0]))


def _words(answer: Answer, columns: Any, row: Any, what: str) -> str:
    said = str(wording.value(columns[what], row[what], answer.lang) or "")
    who = row.get("b_name") if what != "b_name" else row.get("a_name")
    return f"{said} · {_short(who)}" if who else said


def _year(day: str) -> float:
    return int(day[:4]) + (int(day[5:7]) - 1) / 12 + (int(day[8:10]) - 1) / 366

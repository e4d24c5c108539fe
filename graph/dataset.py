"""The RDF dataset on Oxigraph: the live one, which only the writer opens, and published copies, which readers open.

The live dataset changes by single updates, each atomic. A copy is made by RocksDB's backup (hard links: a tenth of a second), so that no
reader ever meets the writer.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from . import terms
from .terms import name

KEPT_SNAPSHOTS = 2
_KEPT = "kept"
MUCH = 20_000
"""So many added lines are faster loaded in bulk than by an update."""
_THEN = "\n#then\n"
Dataset = Callable[[], ox.Store]
"""The dataset, to be asked for as late as may be: it may still be at work."""
_DEFAULT = ox.DefaultGraph()
_OWNERS = {
    "doc": (name("prov:hadPrimarySource"),),
    "thing": (name("dct:isReplacedBy"), name("org:resultingOrganization"), name("owl:annotatedSource")),
    "pair": (name("mc:strandOf"), name("mc:stepOf")),
}
"""A unit's lines are those of its root and of every subject that points to the root by one of these."""
_REDIRECT = name("dct:isReplacedBy")
_APART = {"thing": f" {name('dct:isReplacedBy')} ", "pair": f" {name('mc:leadsOn')} "}
"""Lines of a unit's subjects that other units state."""


@dataclass
class Work:
    """One atomic change: graphs to drop, lines to take away and to add, by graph ("" is the default one). Doing it twice is harmless."""

    drop: set[str] = field(default_factory=set)
    remove: dict[str, set[str]] = field(default_factory=dict)
    add: dict[str, set[str]] = field(default_factory=dict)

    def turn(self, graph: str, old: set[str], new: set[str]) -> None:
        """Make `new` of what is `old` in a graph. A line that one unit gives up and another takes over stays."""
        self.add.setdefault(graph, set()).update(new - old)
        self.remove.setdefault(graph, set()).update(old - new)

    def close(self) -> None:
        """To be called when all units have turned."""
        for graph, added in self.add.items():
            both = added & self.remove[graph]
            added.difference_update(both)
            self.remove[graph].difference_update(both)

    def text(self) -> str:
        """The work as the record keeps it until it is done: a SPARQL update; for very much, what it adds follows as N-Quads."""
        parts = [f"DROP SILENT GRAPH <{graph}>" for graph in sorted(self.drop)]
        parts += _data("DELETE", self.remove)
        if sum(map(len, self.add.values())) < MUCH:
            return " ;\n".join([*parts, *_data("INSERT", self.add)])
        quads = "".join(terms.block(sorted(lines), graph) for graph, lines in sorted(self.add.items()))
        return " ;\n".join(parts) + _THEN + quads

    def subjects(self) -> set[str]:
        """IRIs that the default graph says other things of, and documents whose own graphs have changed."""
        found = {graph for lines in (self.add, self.remove) for graph in lines if graph and lines[graph]}
        return found | {terms.subject(text) for lines in (self.add, self.remove) for text in lines.get("", ())}

    def sum(self) -> int:
        """By how much the sum of the dataset's lines grows (see `line_sum`)."""
        grown = sum(line_sum(lines, graph) for graph, lines in self.add.items())
        return grown - sum(line_sum(lines, graph) for graph, lines in self.remove.items())


def _data(verb: str, graphs: dict[str, set[str]]) -> list[str]:
    body = "".join(_graph_block(graph, graphs[graph]) for graph in sorted(graphs) if graphs[graph])
    return [f"{verb} DATA {{\n{body}}}"] if body else []


def _graph_block(graph: str, lines: set[str]) -> str:
    body = terms.block(sorted(lines))
    return f"GRAPH <{graph}> {{\n{body}}}\n" if graph else body


def do(store: ox.Store, text: str) -> None:
    """Do the work of `Work.text`: one atomic update; much is loaded in bulk after it, so it is whole only when this has returned once."""
    update, _, quads = text.partition(_THEN)
    if update:
        store.update(update)
    if quads:
        store.bulk_load(quads.encode(), format=ox.RdfFormat.N_QUADS)


def line_sum(lines: Iterable[str], graph: str) -> int:
    """A number that stands for a graph's lines, whatever their order: the sum of their hashes."""
    key = graph.encode()[-64:]
    return sum(int.from_bytes(hashlib.blake2b(text.encode(), digest_size=16, key=key).digest(), "big") for text in lines)


def snapshot_id(total: int) -> str:
    """12 hex digits that stand for what a dataset says, from the sum of its lines."""
    return f"{total % (1 << 128):032x}"[:12]


def unit_lines(store: ox.Store, kind: str, root: str) -> set[str]:
    """What the default graph holds of a unit."""
    node = ox.NamedNode(root)
    apart, lines, redirects = _APART.get(kind), _subject_lines(store, node), set[str]()
    for predicate in _OWNERS[kind]:
        for quad in store.quads_for_pattern(None, ox.NamedNode(predicate[1:-1]), node, _DEFAULT):
            if predicate == _REDIRECT:
                redirects.add(terms.line(quad))
            elif quad.subject != node:
                lines |= _subject_lines(store, quad.subject)
    return redirects | {text for text in lines if not (apart and apart in text)}


def part_lines(store: ox.Store, kind: str, subjects: Iterable[str]) -> set[str]:
    """What the default graph holds of these subjects of a unit."""
    apart = _APART.get(kind)
    lines = (text for subject in subjects for text in _subject_lines(store, ox.NamedNode(subject)))
    return {text for text in lines if not (apart and apart in text)}


def _subject_lines(store: ox.Store, subject: ox.NamedNode | ox.BlankNode | ox.Triple) -> set[str]:
    return {terms.line(quad) for quad in store.quads_for_pattern(subject, None, None, _DEFAULT)}


def graph_lines(store: ox.Store, graph: str | None) -> Iterator[str]:
    """Lines of a named graph, or of the default graph."""
    where = ox.NamedNode(graph) if graph else _DEFAULT
    return (terms.line(quad) for quad in store.quads_for_pattern(None, None, None, where))


class Snapshots:
    """The published copies: ``snapshots/<number>-<content id>``; the highest number is the newest."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def names(self) -> list[str]:
        """Names of the complete copies, oldest first."""
        if not self._folder.is_dir():
            return []
        return sorted((path.name for path in self._folder.iterdir() if _number(path.name) >= 0), key=_number)

    def publish(self, store: ox.Store, content: str) -> str:
        """Publish the store's present state and return the copy's name. Nothing is copied when the newest has the same content."""
        names = self.names()
        if names and names[-1].partition("-")[2] == content:
            return names[-1]
        self._folder.mkdir(exist_ok=True)
        new = f"{_number(names[-1]) + 1 if names else 1}-{content}"
        draft = self._folder / f"draft-{os.getpid()}"
        shutil.rmtree(draft, ignore_errors=True)
        store.flush()
        store.backup(draft)
        draft.rename(self._folder / new)
        return new

    def clean(self) -> None:
        """Remove what a killed writer left, and all copies but the newest ones and those that somebody reads."""
        for path in self._folder.glob("draft-*"):
            shutil.rmtree(path, ignore_errors=True)
        for old in self.names()[:-KEPT_SNAPSHOTS]:
            with suppress(OSError), _Held(self._folder / old, exclusive=True):
                if not self.is_kept(old):
                    shutil.rmtree(self._folder / old, ignore_errors=True)

    def is_kept(self, name: str) -> bool:
        """Whether somebody wants the copy to stay."""
        return (self._folder / _KEPT / name).is_file()

    def keep(self, wanted: str | None, note: str = "") -> str | None:
        """Let a copy (the newest by default) stay until it is dropped, with a note; its name, None when there is none."""
        found = self.open(wanted)
        if found is None:
            return None
        _, name, held = found
        with held:  # whoever removes copies looks at the note once it has the copy for itself
            (self._folder / _KEPT).mkdir(exist_ok=True)
            draft = self._folder / _KEPT / f".{name}-{os.getpid()}"
            draft.write_text(note, encoding="utf-8")
            draft.replace(self._folder / _KEPT / name)
        return name

    def drop(self, name: str) -> None:
        """A kept copy need not stay any longer: the next writer removes it."""
        (self._folder / _KEPT / name).unlink(missing_ok=True)

    def listed(self) -> list[dict[str, Any]]:
        """All copies, newest first: name, id, when published (seconds since 1970), whether kept, note."""
        found = []
        for copy in reversed(self.names()):
            with suppress(FileNotFoundError):
                published = (self._folder / copy).stat().st_mtime
                found.append({
                    "name": copy, "id": copy.partition("-")[2], "published": published, "kept": self.is_kept(copy), "note": self.note(copy),
                })  # fmt: skip
        return found

    def note(self, name: str) -> str:
        """What was noted when the copy was kept."""
        return (self._folder / _KEPT / name).read_text(encoding="utf-8") if self.is_kept(name) else ""

    def named(self, wanted: str | None = None) -> list[str]:
        """Names of the copies of the content `wanted` (an id, or a whole name), oldest first; of all copies for None."""
        return [name for name in self.names() if wanted in (None, name, name.partition("-")[2])]

    def open(self, wanted: str | None = None) -> tuple[ox.Store, str, _Held] | None:
        """The newest copy (of the content `wanted`), its name and the hold that keeps it from being removed; None when there is none."""
        while names := self.named(wanted):
            held = None
            try:
                held = _Held(self._folder / names[-1], exclusive=False)
                return ox.Store.read_only(str(self._folder / names[-1])), names[-1], held
            except FileNotFoundError:  # removed since it was listed: a newer one is there
                continue
            except OSError:
                if held:
                    held.free()
                raise
        return None


class _Held:
    """A lock on a snapshot, by its file CURRENT: shared by its readers, exclusive for who removes it. OSError when it is not free."""

    def __init__(self, folder: Path, *, exclusive: bool) -> None:
        self._file = os.open(folder / "CURRENT", os.O_RDONLY | os.O_CLOEXEC)
        try:
            fcntl.flock(self._file, (fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except OSError:
            os.close(self._file)
            raise

    def free(self) -> None:
        """Let it go."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def __enter__(self) -> _Held:
        return self

    def __exit__(self, *_: object) -> None:
        self.free()


def _number(name: str) -> int:
    head = name.partition("-")[0]
    return int(head) if head.isdecimal() else -1

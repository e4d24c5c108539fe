"""The index of names: finds things by names in either script, misspelt or inflected.

A name's *key* is its words in Latin letters, without endings, marks and signs. Names and the words searched for are compared by the
three-letter pieces of their keys (SQLite FTS5, tokenizer trigram); only the rarest pieces are looked up, so that common words such
as "hospital" cost nothing.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

_RUSSIAN = """
    а=a б=b в=v г=g д=d е=e ж=j з=z и=i й=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=h ц=c ч=ch ш=sh щ=sh ъ= ы=i ь= э=e ю=u я=a
"""
_OTHERS = "ә=a ғ=g қ=k ң=n ө=o ұ=u ү=u һ=h і=i ї=i є=e ў=u ҳ=h ҷ=ch ӣ=i ӯ=u ј=i љ=l њ=n ћ=ch ђ=j џ=j"
_LATIN = dict(pair.split("=") for pair in f"{_RUSSIAN} {_OTHERS}".split())
_SOUNDS = tuple(
    tuple(pair.split("="))
    for pair in [
        "zh=j",
        "kh=h",
        "ts=c",
        "tz=c",
        "shch=sh",
        "sch=sh",
        "ph=f",
        "ck=k",
        "qu=kv",
        "x=ks",
        "y=i",
        "w=v",
        "q=k",
        "ii=i",
        "ia=a",
        "iu=u",
        "ie=e",
        "io=o",
    ]
)
_ENDINGS = re.compile(r"(?:ovo|ogo|ego|omu|emu|imi|ami|ami|ah|am|om|em|oi|ei|ov|ev|im|ih|uu|aa|oe|ee|a|e|i|o|u|s)$")
_WORD = re.compile(r"\w+")
_STEM = 4
_ROWS = 2000
_MOST_PIECES = 12
_CANDIDATES = 50


@dataclass(frozen=True, slots=True)
class Match:
    """A thing whose name resembles what was searched for. score: 0 to 1, 1 for the same words."""

    iri: str
    type: str
    name: str
    score: float


def key(text: str) -> str:
    """``Центра хирургии`` and ``Centr hirurgii`` -> ``centr hirurg``: what is compared in place of a name."""
    return " ".join(word for word in map(_word_key, _WORD.findall(text.casefold())) if word)


def _word_key(word: str) -> str:
    plain = "".join(_LATIN.get(letter, letter) for letter in word.replace("ё", "е"))
    latin = "".join(letter for letter in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(letter))
    for sound, letter in _SOUNDS:
        latin = latin.replace(sound, letter)
    stem = _ENDINGS.sub("", latin)
    return stem if len(stem) >= _STEM else latin


def pieces(text: str) -> list[str]:
    """The three-letter pieces of a key, each once."""
    padded = f" {text} "
    return list(dict.fromkeys(padded[at : at + 3] for at in range(len(padded) - 2)))


def replace(con: sqlite3.Connection, thing: str, kind: str, texts: Iterable[str]) -> None:
    """Make `texts` the names of a thing (IRI) in the index; none takes it out."""
    wanted = set(texts)
    held = {text: (rowid, old) for rowid, text, old in con.execute("SELECT id, text, key FROM name WHERE thing = ?", (thing,))}
    for text in held.keys() - wanted:
        rowid, old = held[text]
        con.execute("INSERT INTO name_index(name_index, rowid, key) VALUES('delete', ?, ?)", (rowid, old))
        con.execute("DELETE FROM name WHERE id = ?", (rowid,))
    for text in sorted(wanted - held.keys()):
        words = f" {key(text)} "
        added = con.execute("INSERT INTO name(thing, type, text, key) VALUES(?, ?, ?, ?)", (thing, kind, text, words))
        con.execute("INSERT INTO name_index(rowid, key) VALUES(?, ?)", (added.lastrowid, words))


class Names:
    """Search by name in an open record."""

    def __init__(self, con: sqlite3.Connection) -> None:
        self._con = con

    def search(self, text: str, types: Collection[str] | None = None, limit: int = 10) -> list[Match]:
        """The things whose names resemble `text`, best first. types: slugs such as institution or person; all by default."""
        wanted = key(text)
        asked = frozenset(pieces(wanted))
        best: dict[str, Match] = {}
        for thing, kind, name, other in self._candidates(asked):
            if types is not None and kind not in types:
                continue
            match = Match(thing, kind, name, _score(wanted, asked, other.strip()))
            if thing not in best or (-match.score, match.name) < (-best[thing].score, best[thing].name):
                best[thing] = match
        return sorted(best.values(), key=lambda match: (-match.score, match.name, match.iri))[:limit]

    def _candidates(self, asked: Collection[str]) -> Iterable[tuple[str, str, str, str]]:
        hits: Counter[int] = Counter()
        for piece in self._rare(asked):
            hits.update(row for (row,) in self._con.execute("SELECT rowid FROM name_index WHERE name_index MATCH ?", (_quoted(piece),)))
        best = sorted(hits, key=lambda row: (-hits[row], row))[:_CANDIDATES]
        marks = ",".join("?" * len(best))
        return self._con.execute(f"SELECT thing, type, text, key FROM name WHERE id IN ({marks})", best).fetchall()  # noqa: S608

    def _rare(self, asked: Collection[str]) -> list[str]:
        """The rarest pieces, as many as stay within a bound of rows to read."""
        counts = {}
        for piece in asked:
            row = self._con.execute("SELECT doc FROM name_terms WHERE term = ?", (piece,)).fetchone()
            if row:
                counts[piece] = row[0]
        chosen: list[str] = []
        rows = 0
        for piece in sorted(counts, key=lambda one: (counts[one], one)):
            rows += counts[piece]
            if chosen and (rows > _ROWS or len(chosen) >= _MOST_PIECES):
                break
            chosen.append(piece)
        return chosen


def _quoted(piece: str) -> str:
    return '"' + piece.replace('"', '""') + '"'


def _score(wanted: str, asked: frozenset[str], other: str) -> float:
    """Dice's coefficient of the pieces, halfway to how much of what was asked for is there."""
    if wanted == other:
        return 1.0
    found = frozenset(pieces(other))
    common = len(asked & found)
    dice = 2 * common / (len(asked) + len(found)) if common else 0.0
    return round(0.98 * (0.5 * dice + 0.5 * common / len(asked)), 4) if asked else 0.0

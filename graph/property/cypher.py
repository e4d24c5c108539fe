"""Cypher as people write it: told apart from statements that would write, and from the words that Ladybug reserves.

Lexical, so that it holds for Ladybug and Neo4j alike. Ladybug refuses writes to the graph by itself when it is opened for reading; what it
would still do is read and write files (LOAD FROM, COPY TO), install extensions and attach other databases.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ...ontology.errors import QueryError

_FORBIDDEN = re.compile(
    "ALTER|ATTACH|BEGIN|CHECKPOINT|COMMENT|COMMIT|COPY|CREATE|DELETE|DETACH|DROP|EXPORT|FOREACH|GRANT|IMPORT|INSERT|INSTALL|LOAD|MERGE"
    "|REMOVE|ROLLBACK|SET|START|TERMINATE|UNINSTALL|UPDATE|USE"
)
_READING_CALLS = re.compile(
    r"SHOW_TABLES|TABLE_INFO|SHOW_CONNECTION|SHOW_FUNCTIONS|CURRENT_SETTING|DB_VERSION|DB\.LABELS|DB\.RELATIONSHIPTYPES|DB\.PROPERTYKEYS"
    r"|DB\.SCHEMA\.(VISUALIZATION|NODETYPEPROPERTIES|RELTYPEPROPERTIES)|DB\.INDEX\.FULLTEXT\.QUERY(NODES|RELATIONSHIPS)|DB\.INFO"
)
_RESERVED = frozenset(("ON", "IN", "END"))  # names of ours that Ladybug's grammar reserves
_TOKEN = re.compile(
    r"""(?P<skip>//[^\n]*|/\*.*?(?:\*/|$)|'(?:[^'\\]|\\.)*(?:'|$)|"(?:[^"\\]|\\.)*(?:"|$)|`(?:[^`]|``)*(?:`|$))|(?P<word>[^\W\d]\w*)|(?P<sign>\S)""",
    re.DOTALL,
)


def _words(text: str) -> Iterator[tuple[re.Match[str], str, str]]:
    """Each word and sign outside of strings, comments and backticks, with the sign before it and the last word before that."""
    before, word = "", ""
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        if kind == "skip":
            before = ""
            word = word if match[0][0] == "/" else ""  # a name in backticks is a word of its own
            continue
        yield match, before, word
        before = match[0] if kind == "sign" else ""
        word = match[0] if kind == "word" else word


@lru_cache(maxsize=256)
def check_reading(text: str) -> None:
    """QueryError when the statement would write, touch files, change settings, or is more than one statement."""
    for match, before, last in _words(text.strip().rstrip(";")):
        word = match[0].upper()
        if word == ";":
            raise QueryError("more than one statement", remedy="send one statement at a time")
        if _FORBIDDEN.fullmatch(word) and before not in (".", ":", "|", "$", "&") and last.upper() != "AS" and not _is_key(text, match):
            raise QueryError(
                f"{word} would change something: queries only read",
                remedy="use MATCH ... RETURN; write a name that reads like this in backticks",
            )
        if word == "CALL":
            _check_call(text[match.end() :])


def _is_key(text: str, match: re.Match[str]) -> bool:
    """Whether the word is the key of a map: ``{set: 1}``."""
    return text[match.end() :].lstrip().startswith(":")


def _check_call(rest: str) -> None:
    called = re.match(r"\s*([\w.]+)\s*(\(|$|YIELD)", rest, re.IGNORECASE)
    name = called[1].upper() if called else ""
    if rest.lstrip().startswith("{") or _READING_CALLS.fullmatch(name):
        return
    raise QueryError(f"CALL {name.lower() or rest.strip()[:20]} may change something: queries only read", remedy="use MATCH ... RETURN")


@lru_cache(maxsize=256)
def quote_reserved(text: str) -> str:
    """The same statement with our names that Ladybug reserves in backticks: ``-[:ON]->`` becomes ``-[:`ON`]->``, ``e.end`` ``e.`end```."""
    parts, at = [], 0
    for match, before, _ in _words(text):
        if match[0].upper() in _RESERVED and before in (":", "|", "."):
            parts += [text[at : match.start()], f"`{match[0]}`"]
            at = match.end()
    return "".join([*parts, text[at:]])

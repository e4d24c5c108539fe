"""What can go wrong, in one tree; every error says what, where and what to do next.

MedcoopError
├── InputError          a document or file that can't be read, decoded or understood
│   └── FactsError      facts that break the format or the shapes
├── StoreError          the store folder: missing, damaged, full, read-only
│   └── StoreBusyError  another process writes to it
├── UnknownNameError    a name, topic or other parameter that is not known
│   └── AmbiguousNameError  a name that several things have
└── QueryError          a query that is not valid, not read-only, or took too long
"""


class MedcoopError(Exception):
    """Base of all errors that a user can meet.

    what: the complaint; where: file, line, parameter or IRI that it is about; remedy: what to do.
    """

    exit_code = 1

    def __init__(self, what: str, *, where: str | None = None, remedy: str | None = None) -> None:
        super().__init__(what, where, remedy)
        self.what, self.where, self.remedy = what, where, remedy

    def __str__(self) -> str:
        text = f"{self.where}: {self.what}" if self.where else self.what
        return f"{text}; {self.remedy}" if self.remedy else text

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.what, self.where, self.remedy)


def _rebuild(kind: type[MedcoopError], what: str, where: str | None, remedy: str | None) -> MedcoopError:
    """Errors cross process pools: keyword-only fields need this to be unpickled."""
    return kind(what, where=where, remedy=remedy)


class InputError(MedcoopError):
    """A document or a file can't be read, decoded or understood."""


class FactsError(InputError):
    """Facts break the format, the vocabularies, their own text or the SHACL shapes."""


class StoreError(MedcoopError):
    """The store folder is missing, damaged, full or read-only."""

    exit_code = 3


class StoreBusyError(StoreError):
    """Another process writes to the store."""

    exit_code = 4


class UnknownNameError(MedcoopError):
    """A name, a topic or another parameter's value is not known."""

    exit_code = 2


class AmbiguousNameError(UnknownNameError):
    """Several things go by a name. candidates: (IRI, type, name) of each, likeliest first."""

    def __init__(
        self, what: str, *, candidates: tuple[tuple[str, str, str], ...], where: str | None = None, remedy: str | None = None
    ) -> None:
        super().__init__(what, where=where, remedy=remedy)
        self.candidates = candidates

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild_ambiguous, (self.what, self.candidates, self.where, self.remedy)


def _rebuild_ambiguous(what: str, candidates: tuple[tuple[str, str, str], ...], where: str | None, remedy: str | None) -> MedcoopError:
    return AmbiguousNameError(what, candidates=candidates, where=where, remedy=remedy)


class QueryError(MedcoopError):
    """A query is not valid, would write, or took too long."""

    exit_code = 2

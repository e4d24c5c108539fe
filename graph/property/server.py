"""A connection to one database of a Neo4j server: managed transactions with retries, and errors that say what to do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import neo4j
from neo4j.exceptions import AuthError, DriverError, Neo4jError, ServiceUnavailable, SessionExpired, TransientError

from ...ontology.errors import MedcoopError, QueryError, StoreBusyError, StoreError

OLDEST = (5, 0)
"""Release of the server: constraints are written as since Neo4j 5."""
PATIENCE = 60.0
"""Seconds for which a transaction is tried again when the server stumbles or is started anew."""
Work = TypeVar("Work")
Params = dict[str, Any]

_REMEDIES: dict[str, tuple[str, str]] = {
    "Security.Unauthorized": ("the server does not accept the user name and password", "check NEO4J_USERNAME and NEO4J_PASSWORD"),
    "Security.AuthenticationRateLimit": ("too many wrong passwords", "wait a minute, then check NEO4J_PASSWORD"),
    "Security.CredentialsExpired": ("the password must be changed first", "log in once with Neo4j Browser or cypher-shell and change it"),
    "Security.Forbidden": ("this user may not do that here", "push as a user who may write and make constraints (role architect)"),
    "Database.DatabaseNotFound": ("there is no such database", "name another with --database, or create it"),
    "Database.DatabaseUnavailable": ("the database is stopped or starting", "start it (START DATABASE), or try again in a moment"),
    "General.WriteOnReadOnlyAccessDatabase": ("the database is read-only", "make it writable, or name another"),
    "General.ForbiddenOnReadOnlyDatabase": ("the database is read-only", "make it writable, or name another"),
    "Cluster.NotALeader": ("this member of the cluster takes no writes", "use the neo4j:// address, which finds the member that does"),
}  # fmt: skip


class Server:
    """One database of a server. Use as a context manager, or `close` it. bookmark: the server's state after our last transaction."""

    def __init__(self, driver: neo4j.Driver, uri: str, database: str | None) -> None:
        self.driver, self.uri, self.database = driver, uri, database
        self.bookmark = ""
        self._chain = neo4j.GraphDatabase.bookmark_manager()  # in a cluster too, each transaction sees what the ones before it wrote

    @classmethod
    def open(
        cls, uri: str, user: str | None = None, password: str | None = None, database: str | None = None, *, patience: float = PATIENCE
    ) -> Server:
        """Connect, and check that the server is there, lets us in, is not too old and has the database. StoreError when not."""
        with explained(uri):
            driver = neo4j.GraphDatabase.driver(
                uri,
                auth=(user, password or "") if user else None,
                max_transaction_retry_time=patience,
                connection_acquisition_timeout=patience,
                notifications_min_severity="OFF",
                telemetry_disabled=True,
                user_agent="medcoop",
            )
        found = cls(driver, uri, database)
        try:
            with explained(found.where):
                check_version(driver.get_server_info().agent, uri)
                found.read("RETURN 1", {})
        except BaseException:
            driver.close()
            raise
        return found

    @property
    def where(self) -> str:
        """The address and the database, for messages."""
        return f"{self.uri} ({self.database})" if self.database else self.uri

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self.driver.close()

    def session(self, **options: Any) -> neo4j.Session:
        """A session on the database, in the chain of all others."""
        return self.driver.session(database=self.database, bookmark_manager=self._chain, **options)

    def _note(self, session: neo4j.Session) -> None:
        self.bookmark = " ".join(sorted(session.last_bookmarks().raw_values))

    def read(self, text: str, params: Params, timeout: float | None = None) -> list[list[Any]]:
        """Rows of a statement, in a managed transaction of access mode READ: the server itself refuses writes."""
        return self.reading(lambda result: result.values(), text, params, timeout)

    def reading(self, take: Callable[[neo4j.Result], Work], text: str, params: Params, timeout: float | None = None) -> Work:
        """What `take` makes of the result. timeout: seconds, kept by the server."""
        with explained(self.where):
            found = self.driver.execute_query(
                neo4j.Query(text, timeout=timeout),
                params,
                routing_=neo4j.RoutingControl.READ,
                database_=self.database,
                bookmark_manager_=self._chain,
                result_transformer_=take,
            )
        self.bookmark = " ".join(sorted(self._chain.get_bookmarks()))
        return found

    def stream(self, text: str, params: Params) -> Iterator[list[Any]]:
        """Rows as they come, however many. Not repeated: who reads on after a failure begins anew."""
        with self.session(default_access_mode=neo4j.READ_ACCESS, fetch_size=5_000) as session:
            for record in session.run(text, params):
                yield record.values()

    def write(self, work: Callable[[neo4j.ManagedTransaction], Work]) -> Work:
        """One managed transaction, which the driver repeats when the server stumbles: `work` must bear being done twice."""
        with explained(self.where), self.session() as session:
            found = session.execute_write(work)
            self._note(session)
        return found

    def run(self, text: str, params: Params | None = None) -> list[list[Any]]:
        """One writing statement in a transaction of its own."""
        return self.write(lambda transaction: transaction.run(text, params or {}).values())

    def declare(self, text: str) -> None:
        """A constraint or an index: such statements can't share a transaction with data."""
        with explained(self.where), self.session() as session:
            session.run(text).consume()


def check_version(agent: str, uri: str) -> None:
    """StoreError when the server ("Neo4j/5.26.12") is older than `OLDEST`."""
    found = re.match(r"Neo4j/(\d+)\.(\d+)", agent)
    if found and (int(found[1]), int(found[2])) < OLDEST:
        needed = ".".join(map(str, OLDEST))
        raise StoreError(f"the server is {agent.replace('/', ' ')}, too old", where=uri, remedy=f"medcoop needs Neo4j {needed} or later")


@contextmanager
def explained(where: str) -> Iterator[None]:
    """Errors of the driver and the server as ours: what, where, what to do."""
    try:
        yield
    except MedcoopError:
        raise
    except (DriverError, Neo4jError) as error:
        raise _error(error, where) from error
    except (OSError, ValueError) as error:  # an address that can't be parsed or resolved
        raise StoreError(f"the server can't be reached ({error})", where=where, remedy="check the address") from error
    except neo4j.exceptions.ConfigurationError as error:
        raise StoreError(str(error), where=where, remedy="give an address such as neo4j://localhost:7687") from error


def away(error: Exception) -> bool:
    """Whether the server went away or asks to be asked again."""
    return isinstance(error, ServiceUnavailable | SessionExpired | TransientError)


def timed_out(error: MedcoopError) -> bool:
    """Whether the server ended the transaction because it took, or waited, too long."""
    code = str(getattr(error.__cause__, "code", ""))
    return any(part in code for part in ("TransactionTimedOut", "LockClientStopped", "Transaction.Terminated", "LockAcquisitionTimeout"))


def _error(error: Exception, where: str) -> StoreError | QueryError:
    code = (getattr(error, "code", None) or "").removeprefix("Neo.").partition(".")[2]
    if code in _REMEDIES:
        what, remedy = _REMEDIES[code]
        return StoreError(what, where=where, remedy=remedy)
    text = _first_line(getattr(error, "message", None) or str(error))
    if code.startswith("Transaction.TransactionTimedOut"):
        return QueryError("the query took longer than it may", where=where, remedy="ask for less, or allow more time with --timeout")
    if code == "Statement.AccessMode":
        return QueryError("the statement would change the graph: queries only read", where=where, remedy="use MATCH ... RETURN")
    if code == "Schema.ConstraintValidationFailed":
        return StoreError(f"a node that is not medcoop's stands in the way ({text})", where=where, remedy=_CLASH)
    if code.startswith("Schema."):
        return StoreError(f"a constraint can't be made ({text})", where=where, remedy=_CLASH)
    if isinstance(error, AuthError):
        return StoreError(*_REMEDIES["Security.Unauthorized"][:1], where=where, remedy=_REMEDIES["Security.Unauthorized"][1])
    if code.startswith("Statement."):
        return QueryError(text, where=where, remedy="see `medcoop schema --neo4j` for labels, relationships and properties")
    if "handshake" in text or "protocol version" in text or "does not support communication" in text:
        return StoreError(
            "no Neo4j that medcoop can talk to answers", where=where, remedy="check the port (Bolt is 7687); Neo4j 5 or later is needed"
        )
    if away(error):
        return StoreError(
            "no Neo4j server answers", where=where, remedy="start it or check the address; a push goes on where it was broken off"
        )
    return StoreError(text, where=where, remedy="check the address and the database")


_CLASH = "push into a database of its own (--database), or change those nodes, constraints or indexes; nothing of yours was touched"


def _first_line(text: str) -> str:
    return text.strip().splitlines()[0] if text.strip() else "unknown error"


def busy(where: str) -> StoreBusyError:
    """Another push has the database."""
    return StoreBusyError("another push is at work on this database", where=where, remedy="try again when it is done")

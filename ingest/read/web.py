"""Pages from the web, within bounds: only http and https, few redirects, little time, few bytes, no private addresses."""

from __future__ import annotations

import datetime as dt
import io
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import SplitResult, quote, urljoin, urlsplit

import httpcore

from ...ontology.model import Document
from .connect import Clock, GuardedBackend
from .document import Origin
from .files import too_large
from .forms import RECORDS, document
from .outcome import ReadOptions, Refusal, Refused
from .records import read_records

_FORMS = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "text/markdown": "markdown",
    "application/x-ndjson": "records",
    "application/jsonl": "records",
    "application/jsonlines": "records",
}
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_DAMAGED = ("its compressed content is damaged", "try again later, or save the page as a file")
_PORTS = {"http": 80, "https": 443}
_HEADERS = (
    (b"User-Agent", b"medcoop"),
    (b"Accept", ", ".join(_FORMS).encode()),
    (b"Accept-Encoding", b"gzip, deflate"),
    (b"Connection", b"close"),
)


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a server sent: the last address asked, its status, headers (lower-case names) and decompressed body."""

    url: str
    status: int
    headers: dict[str, str]
    body: bytes


def read_page(url: str, options: ReadOptions) -> Iterator[Document | Refusal]:
    """What one web address gives: a document, those of JSON Lines, or a refusal that names the address."""
    try:
        source = url.partition("#")[0]
        answer = _follow(source, options)
        form, charset = _form(answer)
        retrieved = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        if form == "records":
            yield from read_records(io.BytesIO(answer.body), source, Origin(source, retrieved=retrieved), options)
        else:
            yield document(answer.body, form, Origin(source, answer.url, retrieved), options, charset)
    except Refused as refused:
        yield refused.at(url)


def _follow(url: str, options: ReadOptions) -> _Answer:
    """The answer at the end of the redirects, all within one time limit."""
    clock = Clock(options.timeout)
    for _ in range(options.max_redirects + 1):
        answer = _ask(url, clock, options)
        if answer.status not in (301, 302, 303, 307, 308) or "location" not in answer.headers:
            return answer
        url = urljoin(answer.url, answer.headers["location"]).partition("#")[0]
    raise Refused(f"it redirects more than {options.max_redirects} times", "open it in a browser and name the last address")


def _ask(url: str, clock: Clock, options: ReadOptions) -> _Answer:
    parts = _checked(url)
    try:
        with (
            httpcore.ConnectionPool(network_backend=GuardedBackend(clock, options.allow_private)) as pool,
            pool.stream("GET", _encoded(parts), headers=[(b"Host", _host(parts)), *_HEADERS]) as response,
        ):
            headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
            body = _bounded(response.iter_stream(), headers, options.max_bytes) if response.status == HTTPStatus.OK else b""
            return _Answer(url, response.status, headers, body)
    except httpcore.TimeoutException:
        raise Refused(
            f"the server did not answer within {options.timeout:g} seconds", "try again later, or save the page as a file"
        ) from None
    except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
        raise Refused(f"the page could not be fetched ({error})", "check the address, or save the page as a file") from None


def _checked(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        valid = parts.scheme in _PORTS and bool(parts.hostname) and parts.port != 0
    except ValueError:
        valid = False
    if not valid:
        raise Refused(f"{url} is not a web address that is read", "name an http:// or https:// address")
    if parts.username or parts.password:
        raise Refused("the address holds a user name or password", "name it without them, or save the page as a file")
    return parts


def _encoded(parts: SplitResult) -> httpcore.URL:
    target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~") + (f"?{quote(parts.query, safe='/%:@!$&()*+,;=?~')}" if parts.query else "")
    return httpcore.URL(scheme=parts.scheme, host=_ascii(parts), port=parts.port or _PORTS[parts.scheme], target=target)


def _host(parts: SplitResult) -> bytes:
    host = f"[{_ascii(parts)}]" if ":" in _ascii(parts) else _ascii(parts)
    return (f"{host}:{parts.port}" if parts.port else host).encode()


def _ascii(parts: SplitResult) -> str:
    """The host's name in ASCII, as DNS has it (минздрав.рф is xn--...)."""
    host = parts.hostname or ""
    try:
        return host if host.isascii() else host.encode("idna").decode()
    except UnicodeError:
        raise Refused(f"{host} is not a valid host name", "check the address") from None


def _bounded(chunks: Iterable[bytes], headers: dict[str, str], limit: int) -> bytes:
    """The decompressed body. Raises `Refused` past `limit` bytes, before more is held."""
    body = bytearray()
    expand = _expander(headers.get("content-encoding", ""))
    for chunk in chunks:
        body += expand(chunk, limit + 1 - len(body))
        if len(body) > limit:
            raise too_large(limit)
    if isinstance(expand, _Inflated) and not expand.complete:
        raise Refused(*_DAMAGED)
    return bytes(body)


class _Inflated:
    """Decompresses gzip and zlib streams piece by piece, never more than it is asked for."""

    def __init__(self) -> None:
        self._inflate = zlib.decompressobj(zlib.MAX_WBITS | 32)

    def __call__(self, chunk: bytes, most: int) -> bytes:
        try:
            return self._inflate.decompress(chunk, most)
        except zlib.error:
            raise Refused(*_DAMAGED) from None

    @property
    def complete(self) -> bool:
        """The stream has ended as it should."""
        return self._inflate.eof


def _plain(chunk: bytes, most: int) -> bytes:
    return chunk[:most]


def _expander(encoding: str) -> Callable[[bytes, int], bytes]:
    match encoding.strip().lower():
        case "" | "identity":
            return _plain
        case "gzip" | "x-gzip" | "deflate":
            return _Inflated()
    raise Refused(f"its content is compressed in a way that is not read ({encoding})", "save the page as a file")


def _form(answer: _Answer) -> tuple[str, str | None]:
    """The form of the body ("html", "text", "markdown", "records") and its declared character set."""
    if answer.status != HTTPStatus.OK:
        raise Refused(f"the server answered {answer.status}", "check the address, or save the page as a file")
    kind, _, parameters = answer.headers.get("content-type", "").partition(";")
    kind = kind.strip().lower() or ("text/html" if b"<html" in answer.body[:2048].lower() else "text/plain")
    charset = _CHARSET.search(parameters)
    if kind not in _FORMS:
        raise Refused(f"its content is {kind}", "save it as text or html and name the file")
    path = urlsplit(answer.url).path.lower()
    if kind == "text/plain" and path.endswith((".md", *RECORDS)):  # many servers know no better type for them
        return "markdown" if path.endswith(".md") else "records", charset and charset[1]
    return _FORMS[kind], charset and charset[1]

"""The application: which address means what."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from ... import __version__
from ...ontology import vocabulary
from . import accept, asking, metrics, protocol
from .cache import Cache
from .front import Front
from .gate import Gate
from .problems import Problem
from .settings import Settings
from .snapshots import Snapshots
from .workers import Template

READ = ["GET", "HEAD", "OPTIONS"]
Endpoint = Callable[[Request], Awaitable[Response]]
PAGES = {
    "/": "home", "/search": "search", "/ask": "ask", "/q": "catalogue", "/snapshots": "kept", "/about": "about", "/cypher": "cypher",
    "/topics": "topics", "/countries": "countries", "/regions": "regions", "/network": "network", "/timeline": "timeline",
    "/matrix": "matrix", "/evidence": "evidence_page",
}  # fmt: skip
KINDS = ("id", "doc", "country", "region", "city", "shelf", "coverage", *vocabulary.load().schemes)
WHOLE = ("ontology", "vocabularies", *vocabulary.load().schemes)
"""First segments of things' addresses, and addresses of what has one segment alone; the latter may have an ending."""
API = {
    "/api": "questions", "/openapi.json": "openapi", "/api/find": "find", "/api/evidence": "evidence", "/api/ask": "understand",
    "/api/snapshots": "snapshots", "/api/network": "network_data",
}  # fmt: skip


def application(settings: Settings) -> ASGIApp:
    """The ASGI application that serves a store."""
    template = Template(settings.store)
    counts = metrics.Metrics()
    front = Front(settings, template, Snapshots(settings, template), Cache(settings.cache), counts)

    @asynccontextmanager
    async def life(_: Starlette) -> AsyncIterator[None]:
        template.start()
        tasks: list[asyncio.Task[None]] = []
        try:
            await front.snapshots.start()
            tasks = [asyncio.create_task(front.snapshots.watch()), asyncio.create_task(front.snapshots.guard())]
            yield
        finally:
            for task in tasks:
                task.cancel()
            await front.snapshots.close()
            template.stop()

    app = Starlette(
        routes=_routes(front), lifespan=life, exception_handlers={Problem: _problem, HTTPException: _refused, Exception: _failed}
    )
    app.router.redirect_slashes = False
    return Gate(app, settings, counts)


def _routes(front: Front) -> list[Route | Mount]:
    def route(path: str, endpoint: Endpoint, methods: list[str] = READ, name: str = "") -> Route:
        async def named(request: Request) -> Response:
            request.scope["medcoop"]["route"] = name or path
            if request.method == "OPTIONS":
                return options(methods)
            return await endpoint(request)

        return Route(path, named, methods=methods)

    def worker(path: str, to: str, *, html: bool = False) -> Route:
        return route(path, lambda request: front.answer(request, asking.asked(request, front.settings, to, html=html)))

    static = Path(str(files(__package__.rpartition(".")[0] + ".pages"))) / "static"
    return [
        *(worker(path, to, html=True) for path, to in PAGES.items()),
        *(worker(path, to) for path, to in API.items()),
        worker("/api/{question}", "question"),
        worker("/q/{question}", "answer", html=True),
        *(route(f"/{kind}/{{rest:path}}", _thing(front)) for kind in KINDS),
        *(route(f"/{name}{ending}", _thing(front)) for name in WHOLE for ending in ("", ".{ending}")),
        route("/sparql", _sparql(front), [*READ, "POST"]),
        *(route(path, _reconcile(front), [*READ, "POST"]) for path in ("/reconcile", "/reconcile/{part:path}")),
        worker("/.well-known/void", "void"),
        route("/healthz", _health(front)),
        route("/metrics", _metrics(front)),
        Mount("/static", StaticFiles(directory=static, check_dir=False)),
    ]


def options(methods: list[str]) -> Response:
    """What may be done here, also for a browser that asks before it lets a page of another site ask."""
    allowed = ", ".join(methods)
    headers = {
        "allow": allowed, "access-control-allow-methods": allowed, "access-control-max-age": "86400",
        "access-control-allow-headers": "Accept, Authorization, Content-Type, If-None-Match",
    }  # fmt: skip
    return Response(status_code=204, headers=headers)


def _thing(front: Front) -> Endpoint:
    async def thing(request: Request) -> Response:
        wanted = asking.asked(request, front.settings, "thing")
        path, _, ending = request.url.path.rpartition(".")
        if path and ending in asking.ENDINGS:
            wanted |= {"path": path.removeprefix("/"), "format": ending, "html": ending == "html"}
        return await front.answer(request, wanted)

    return thing


def _sparql(front: Front) -> Endpoint:
    async def sparql(request: Request) -> Response:
        found = await protocol.asked(request, front.settings.body)
        header = request.headers.get("accept", "")
        html = found.get("format") == "html" or (not found.get("format") and accept.wants_html(header))
        if not found["query"].strip():
            if request.method == "POST" or found["query"]:
                raise Problem(400, "there is no query in the request", remedy="send it as the parameter `query`")
            return await front.answer(request, asking.asked(request, front.settings, "editor" if html else "service"))
        base = asking.base(request, front.settings)
        more = {"lang": asking.language(request), "html": True, "path": "sparql", "carry": asking.carry(request)} if html else {}
        return await front.answer(request, {"to": "sparql", "accept": header, "url": f"{base}/sparql", **found, **more}, query=True)

    return sparql


def _reconcile(front: Front) -> Endpoint:
    async def reconcile(request: Request) -> Response:
        given = protocol.pairs(request.scope["query_string"])
        if request.method == "POST":
            given += protocol.pairs(await protocol.body(request, front.settings.body))
        path = request.url.path.removeprefix("/")
        asked = {"to": "reconcile", "params": given, "path": path, "base": asking.base(request, front.settings)}
        return await front.answer(request, asked)

    return reconcile


def _health(front: Front) -> Endpoint:
    async def health(_: Request) -> Response:
        current = front.snapshots.current
        said = {
            "status": "ok" if current else "starting",
            "snapshot": current and current.id,
            "version": __version__,
            **front.template.apart,
        }
        return Response(json.dumps(said), 200 if current else 503, {"cache-control": "no-store"}, "application/json")

    return health


def _metrics(front: Front) -> Endpoint:
    async def figures(_: Request) -> Response:
        return PlainTextResponse(metrics.text(front), media_type=metrics.MEDIA)

    return figures


async def _problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    reply = error.reply(asking.plain(request))
    assert isinstance(reply.body, bytes)
    return Response(reply.body, reply.status, {**reply.headers, "content-type": reply.media})


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    said = {404: "there is nothing at this address", 405: f"{request.method[:20]} is not allowed here"}.get(error.status_code, error.detail)
    return await _problem(request, Problem(error.status_code, said, headers=error.headers))


async def _failed(request: Request, error: Exception) -> Response:
    return await _problem(request, Problem(500, "something went wrong on our side", request=request.scope["medcoop"]["id"]))

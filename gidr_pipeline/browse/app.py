"""The pages on this machine, as an ASGI application.

What belongs here: routes, headers, and what is answered where something is wrong. What does not: what is on a page.
"""

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from importlib import resources
from itertools import takewhile
from pathlib import Path

import duckdb
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gidr_pipeline.browse.asking import LARGE, Warehouse
from gidr_pipeline.browse.links import LANGUAGES, Address, ServerLinks, address, of_query
from gidr_pipeline.browse.pages import COUNTED, PAGES
from gidr_pipeline.browse.render import TYPES, NoSuchChart, Page, prepare, render
from gidr_pipeline.browse.words import Words
from gidr_pipeline.warehouse.published import NoWarehouse, OtherVersion, WarehouseUnusable

_LOOKS_EVERY = 2.0
_HEADERS = {
    # Everything comes from here, and nothing that stands in a page is run or styles it.
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-cache",
}


def make_app(warehouse: Path, hosts: list[str]) -> Starlette:
    """The application over a warehouse, which need not be there yet. It answers to these hosts only: a page elsewhere
    whose name was made to lead to this machine gets nothing."""
    asked = Warehouse(warehouse)

    def page(request: Request) -> Response:
        lang, name = request.path_params["lang"], request.path_params.get("page", "")
        of_id = request.path_params.get("id", "")
        if lang not in LANGUAGES or name not in PAGES or bool(of_id) != PAGES[name].has_id:
            raise HTTPException(404)
        target = of_query(lang, name, of_id, request.query_params, PAGES[name].parameters)
        return answer(asked, target)

    def start(request: Request) -> Response:
        prefers_chinese = request.headers.get("accept-language", "zh").lower().startswith("zh")
        return RedirectResponse("/zh/" if prefers_chinese else "/en/")

    def missing(request: Request, _: Exception) -> Response:
        lang = request.url.path.split("/")[1]
        return _problem("not_found", "", address(lang if lang in LANGUAGES else "en", ""), 404)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        over = threading.Event()
        counting = threading.Thread(target=_keep_ready, args=(asked, over))
        counting.start()
        yield
        # Waited for: a process that ended around an open warehouse would be aborted.
        over.set()
        await run_in_threadpool(counting.join)

    return Starlette(
        lifespan=lifespan,
        routes=[
            Route("/", start),
            Mount("/static", StaticFiles(packages=[("gidr_pipeline.browse", "static")])),
            Route("/{lang}/", page),
            Route("/{lang}/{page}", page),
            Route("/{lang}/{page}/{id:path}", page),
        ],
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False),
            Middleware(_Headers),
            Middleware(GZipMiddleware, minimum_size=2000),
        ],
        exception_handlers={404: missing},
    )


def _keep_ready(warehouse: Warehouse, over: threading.Event) -> None:
    """Count what goes over all reports, learn where each lies and make a page of each kind that asks much, as soon as
    another warehouse is there, so that nobody waits for it."""
    prepare()
    counted: object = None
    while not over.is_set():
        if (file := warehouse.file()) != counted:
            for name in takewhile(lambda _: not over.is_set(), (*COUNTED, *LARGE)):
                with suppress(WarehouseUnusable, duckdb.Error), warehouse.asked() as ask:
                    (ask.learn_places if name in LARGE else ask.counts)(name)
            for target in takewhile(lambda _: not over.is_set(), _asking_much(warehouse)):
                answer(warehouse, target)
            counted = file
        over.wait(_LOOKS_EVERY)


def _asking_much(warehouse: Warehouse) -> list[Address]:
    """A page of each kind of which the first takes longer than the next ones."""
    with suppress(WarehouseUnusable, duckdb.Error), warehouse.asked() as ask:
        if one := ask.one("any_report"):
            body = [Address("zh", "body", one["agency_id"])] if one["agency_id"] else []
            return [Address("zh", "report", one["report_id"]), *body, Address("zh", "ranking")]
    return []


def answer(warehouse: Warehouse, target: Address) -> Response:
    """What is sent for an address; a page that says what to do where the warehouse can't answer."""
    try:
        with warehouse.asked() as ask:
            page = PAGES[target.page].make(ask, target)
        text = render(page, target, ServerLinks())
    except NoSuchChart:
        return _problem("not_found", "", target, 404)
    except NoWarehouse as error:
        return _problem("no_warehouse", str(error), target, 503)
    except OtherVersion as error:
        return _problem("other_version", str(error), target, 503)
    except WarehouseUnusable as error:
        return _problem("unusable", str(error), target, 503)
    except duckdb.Error as error:
        return _problem("query", str(error).splitlines()[0], target, 503)
    return Response(text, page.status, media_type=TYPES[target.form])


def _problem(what: str, detail: str, target: Address, status: int) -> Response:
    words = Words(target.lang)
    advice = words(f"problem.{what}_advice") if what != "not_found" else ""
    page = Page("problem.html", words(f"problem.{what}"), {"detail": detail, "advice": advice})
    html = Address(target.lang, target.page, target.id, target.parameters)
    return Response(render(page, html, ServerLinks()), status, media_type="text/html")


class _Headers:
    """Adds the headers that every answer has."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._headers = [(name.encode(), value.encode()) for name, value in _HEADERS.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *self._headers]
            await send(message)

        await self._app(scope, receive, send_with)


def static_files() -> dict[str, bytes]:
    """The files that pages need, by name."""
    folder = resources.files(__package__).joinpath("static")
    return {file.name: file.read_bytes() for file in folder.iterdir()}

"""The server: routes of the API, version 1, and the pages. docs/api.md tells what each answers."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from typing import Annotated, Any, TypeVar

import msgspec
from litestar import Litestar, Request, Response, Router, delete, get, post
from litestar.config.compression import CompressionConfig
from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie, UploadFile
from litestar.exceptions import HTTPException, SerializationException
from litestar.handlers.base import BaseRouteHandler
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.datastructures import ResponseSpec
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import OpenAPIFormat, OpenAPIMediaType, OpenAPIType, Operation, Reference, RequestBody, Schema
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from rasid import __version__
from rasid.cli.desk import Desk, today
from rasid.cli.lists import FIRST, LAST, silence_json
from rasid.errors import RasidError, StoreError, UsageError
from rasid.ledger import LedgerError
from rasid.messages import LOCALES, locale, spoken, t
from rasid.model import Span
from rasid.model.event import Event
from rasid.web import answers, shapes
from rasid.web.accounts import RIGHTS, User
from rasid.web.bench import Workbench
from rasid.web.guard import Guard
from rasid.web.paging import day, paged, window
from rasid.web.shapes import ErrorBody, Fault, Page
from rasid.web.state import bare

Json = dict[str, Any]
T = TypeVar("T")
From = Annotated[str, QueryParameter(name="from", description="first day, ISO")]
To = Annotated[str, QueryParameter(name="to", description="last day, ISO")]
#: The largest upload, and how often somebody may sign in or have something read, in a minute.
MAX_BODY = 10_000_000
SIGN_INS, READS, MINUTE = 10, 60, 60.0
COOKIE = "rasid"
#: Rights of routes beside those of roles: of whoever has signed in, and of everybody.
SOMEBODY, ANYBODY = "somebody", ""


_TOLD = {
    400: "the request is not understood", 401: "somebody must sign in", 403: "this is not allowed", 404: "there is no such thing",
    405: "not this way", 413: "too large", 429: "too often", 503: "the ledger cannot be asked now",
}  # fmt: skip
RESPONSES = {n: ResponseSpec(ErrorBody, description=text, generate_examples=False) for n, text in _TOLD.items()}


_UNCHANGED = {304: ResponseSpec(None, description="what you have still stands", generate_examples=False)}


def _answers(shape: Any) -> dict[int, ResponseSpec]:
    """What a route can answer whose answer is made of bytes."""
    return RESPONSES | _UNCHANGED | {200: ResponseSpec(shape, description="Request fulfilled, document follows", generate_examples=False)}


def _error(status: int, code: str, message: str, where: str = "", remedy: str = "") -> Response[ErrorBody]:
    return Response(
        ErrorBody(error=Fault(code=code, message=message, where=where, remedy=remedy)), status_code=status, media_type="application/json"
    )


def _missing() -> set[str]:
    """What says that something asked for by its name is not there."""
    return {
        t("ledger.unknown_place"),
        t("web.no_actor"),
        t("web.no_report"),
        t("web.no_source"),
        t("review.unknown"),
        t("review.unknown_review"),
    }


def _refused(_: Request[Any, Any, Any], error: Exception) -> Response[ErrorBody]:
    if isinstance(error, SerializationException | RecursionError):  # what is nested a thousand deep is no request
        return _error(400, "http_400", t("web.http_400"))
    if isinstance(error, HTTPException):
        status = error.status_code if error.status_code in _TOLD else 400
        detail = str(error.detail or "")
        code = detail if detail in _CODES else f"http_{status}"
        return _error(status, code, t(f"web.{code}"))
    if isinstance(error, UsageError):
        missing = error.what in _missing()
        return _error(404 if missing else 400, "not_found" if missing else "usage", error.what, error.where, error.remedy)
    if isinstance(error, LedgerError | StoreError):
        what = t(f"store.{error.code}") if isinstance(error, LedgerError) else error.what
        return _error(
            503, getattr(error, "code", "store"), what, "", t(f"store.{error.code}.do") if isinstance(error, LedgerError) else error.remedy
        )
    if isinstance(error, RasidError):
        return _error(400, "input", error.what, error.where, error.remedy)
    logging.getLogger("rasid.web").error("a fault inside Rasid", exc_info=error)
    return _error(500, "fault", t("web.fault"))


_CODES = ("sign_in", "not_allowed", "forged", "too_often", "wrong_password", "too_large", "taken")


def workbench(request: Request[Any, Any, Any]) -> Workbench:
    """The state of this server."""
    bench: Workbench = request.app.state.bench
    return bench


def allowed(request: ASGIConnection[Any, Any, Any, Any], route: BaseRouteHandler) -> None:
    """Stands before every route of the API, and before what is sent is read: who asks must have the route's right, and what is no mere
    reading must carry the token. A route that says nothing is the administrators'. Raises HTTPException."""
    right = route.opt.get("right", "admin")
    state = request.app.state
    user: User | None = state.bench.accounts.user(request.cookies.get(COOKIE, "")) if state.accounts else None
    if right != ANYBODY:
        if state.accounts and user is None:
            raise HTTPException("sign_in", status_code=401)
        if user is not None and right != SOMEBODY and right not in RIGHTS[user.role]:
            raise HTTPException("not_allowed", status_code=403)
    if request.scope.get("method", "") not in ("GET", "HEAD", "OPTIONS"):
        token = user.csrf if user is not None else state.csrf
        if not secrets.compare_digest(request.headers.get("x-csrf-token", "").encode(), token.encode()):
            raise HTTPException("forged", status_code=403)
    request.scope["rasid.user"] = user  # type: ignore[typeddict-unknown-key]


def who(request: Request[Any, Any, Any]) -> str:
    """The name of who asks."""
    user: User | None = request.scope["rasid.user"]  # type: ignore[typeddict-item]
    return user.name if user is not None else str(request.app.state.person)


async def done(request: Request[Any, Any, Any], work: Callable[[Workbench], T]) -> T:
    """Do some work that changes the ledger in a thread, after others that do."""
    bench = workbench(request)

    def locked() -> T:
        with bench.lock:
            return work(bench)

    return await asyncio.to_thread(locked)


async def ask(request: Request[Any, Any, Any], shape: type[T], work: Callable[[Workbench], Any]) -> T:
    """Ask the ledger in a thread, beside others; the answer in its shape."""
    bench = workbench(request)
    return await asyncio.to_thread(lambda: shaped(work(bench), shape))


async def write(request: Request[Any, Any, Any], shape: type[T], work: Callable[[Workbench], Any]) -> T:
    """As `done`, with the answer in its shape."""
    return await done(request, lambda b: shaped(work(b), shape))


def shaped(value: Any, shape: type[T]) -> T:
    """An answer in its shape: what the description of the API says is what is sent."""
    return msgspec.convert(value, shape)


# -- who asks


@get("/session", responses=RESPONSES, right=ANYBODY)
async def session(request: Request[Any, Any, Any]) -> shapes.Session:
    """Who asks, what they may do, and the token that writes must carry."""
    state, bench = request.app.state, workbench(request)
    user = bench.accounts.user(request.cookies.get(COOKIE, "")) if state.accounts else None
    rights = RIGHTS[user.role] if user else () if state.accounts else RIGHTS["admin"]
    shown = shapes.Person(name=user.name, role=user.role) if user else None
    token = user.csrf if user else state.csrf
    return shapes.Session(user=shown, accounts=state.accounts, csrf=token, version=__version__, rights=list(rights))


@post("/session", status_code=200, responses=RESPONSES, right=ANYBODY)
async def sign_in(request: Request[Any, Any, Any], data: JSONBody[shapes.SignIn]) -> Response[shapes.SignedIn]:
    """Sign in."""
    bench = workbench(request)
    address = request.client.host if request.client else ""
    if bench.too_often(address, "sign_in", SIGN_INS, MINUTE):
        raise HTTPException("too_often", status_code=429)
    key = await asyncio.to_thread(bench.accounts.enter, data.name[:200], data.password[:1000])
    if key is None:
        bench.accounts.log(data.name, "wrong_password", address)
        raise HTTPException("wrong_password", status_code=401)
    cookie = Cookie(COOKIE, path="/", value=key, httponly=True, samesite="strict", secure=request.url.scheme == "https")
    return Response(shapes.SignedIn(name=data.name), cookies=[cookie])


@delete("/session", status_code=200, responses=RESPONSES, right=SOMEBODY)
async def sign_out(request: Request[Any, Any, Any]) -> shapes.Nothing:
    """Sign out."""
    workbench(request).accounts.log(who(request), "sign_out", "")
    workbench(request).accounts.leave(request.cookies.get(COOKIE, ""))
    return shapes.Nothing()


# -- what the ledger says


@get("/ledger", responses=RESPONSES, right="read")
async def ledger(request: Request[Any, Any, Any]) -> shapes.Ledger:
    """How much there is, from when to when, and the colours of actors."""
    return await ask(request, shapes.Ledger, lambda b: answers.ledger(b.now))


@get("/map", responses=_answers(shapes.Map), right="read")
async def map_of(
    request: Request[Any, Any, Any], on: FromQuery[str] = "", known: FromQuery[str] = "", source: FromQuery[str] = ""
) -> Response[bytes]:
    """Who holds what on a day."""

    def work(b: Workbench) -> bytes:
        return b.now.map(day(on, "on", today()), day(known, "known"), source[:200])

    return await _kept(request, work)


async def _kept(request: Request[Any, Any, Any], work: Callable[[Workbench], bytes]) -> Response[bytes]:
    """An answer with a mark by which a browser can ask whether it still stands."""
    import hashlib

    made = await asyncio.to_thread(work, workbench(request))
    tag = f'"{hashlib.blake2b(made, digest_size=12).hexdigest()}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    if request.headers.get("if-none-match") == tag:
        return Response(b"", status_code=304, headers=headers, media_type="application/json")
    return Response(made, headers=headers, media_type="application/json")


@get("/outlines", responses=_answers(shapes.Outlines), right="read")
async def outlines(request: Request[Any, Any, Any]) -> Response[bytes]:
    """Governorates of all theatres, as GeoJSON."""
    return await _kept(request, lambda _: _outlines())


def _outlines() -> bytes:
    features: list[Json] = []
    for file in sorted(files("rasid.lexicons").joinpath("outlines").iterdir(), key=lambda f: f.name):
        if file.name.endswith(".json"):
            features += msgspec.json.decode(file.read_bytes())["features"]
    return msgspec.json.encode({"type": "FeatureCollection", "features": features})


def _clocks(on: str, known: str) -> tuple[str, str]:
    return day(on, "on", today()), day(known, "known")


@get("/places/{asked:str}", responses=RESPONSES, right="read")
async def place(request: Request[Any, Any, Any], asked: FromPath[str], on: FromQuery[str] = "", known: FromQuery[str] = "") -> shapes.Place:
    """Who holds a place, and why."""
    return await ask(
        request, shapes.Place, lambda b: answers.place(b.at, b.now.colours, asked, day(on, "on", today()), day(known, "known"))
    )


@get("/places/{asked:str}/history", responses=RESPONSES, right="read")
async def history(request: Request[Any, Any, Any], asked: FromPath[str], known: FromQuery[str] = "") -> shapes.History:
    """Who held a place when."""
    return await ask(request, shapes.History, lambda b: answers.history(b.at, b.now.colours, asked, day(known, "known")))


@get("/places/{asked:str}/events", responses=RESPONSES, right="read")
async def place_events(
    request: Request[Any, Any, Any], asked: FromPath[str], page: FromQuery[int] = 1, per: FromQuery[int] = 50
) -> Page[shapes.Event]:
    """What happened at a place, the newest first."""
    window(page, per)
    return await ask(request, Page[shapes.Event], lambda b: _events(b, b.now.calendar.at(b.at.place(asked))[::-1], page, per))


@get("/events", responses=RESPONSES, right="read")
async def events(
    request: Request[Any, Any, Any],
    start: From = "",
    end: To = "",
    kind: FromQuery[str] = "",
    actor: FromQuery[str] = "",
    place: FromQuery[str] = "",
    on: FromQuery[str] = "",
    bins: FromQuery[int] = 0,
    page: FromQuery[int] = 1,
    per: FromQuery[int] = 50,
) -> Page[shapes.Event] | shapes.Bins:
    """What happened, from (from) to (to); with bins=1 gathered at its places for a map."""
    window(page, per)
    first, last = start or on, end or on

    def work(b: Workbench) -> Json:
        found = answers.events(b.now, day(first, "from", FIRST), day(last, "to", LAST), [k for k in kind.split(",") if k], actor, place)
        return {"items": answers.bins(b.at, found), "total": len(found), "gathered": True} if bins else _events(b, found, page, per)

    if bins:
        return await ask(request, shapes.Bins, work)
    return await ask(request, Page[shapes.Event], work)


def _page(b: Workbench, found: list[Any], page: int, per: int, shown: Callable[[Desk, list[Any]], list[Json]]) -> Json:
    """A page of what was found, of which only that is dressed up."""
    made = paged(found, page, per)
    return made | {"items": shown(b.at, made["items"])}


def _events(b: Workbench, found: list[Event], page: int, per: int) -> Json:
    return _page(b, found, page, per, answers.shown)


@get("/reports", responses=RESPONSES, right="read")
async def reports(
    request: Request[Any, Any, Any],
    q: FromQuery[str] = "",
    outlet: FromQuery[str] = "",
    start: From = "",
    end: To = "",
    page: FromQuery[int] = 1,
    per: FromQuery[int] = 50,
) -> Page[shapes.ReportRow]:
    """Reports, the newest first."""
    at, most = window(page, per)
    first, last = start, end

    def work(b: Workbench) -> Json:
        among = [r["id"] for r in _found(b, q, 200)["reports"]] if q.strip() else None
        name = outlet.removeprefix("~")
        span = day(first, "from"), day(last, "to")
        items, total = answers.listed(b.now, name, *span, among, at, most)
        return {"items": items, "page": page, "per": per, "total": total}

    return await ask(request, Page[shapes.ReportRow], work)


@get("/reports/{asked:str}", responses=RESPONSES, right="read")
async def report(request: Request[Any, Any, Any], asked: FromPath[str]) -> shapes.FullReport:
    """A report with its statements."""
    return await ask(request, shapes.FullReport, lambda b: answers.report(b.now, asked))


@get("/changes", responses=RESPONSES, right="read")
async def changes(
    request: Request[Any, Any, Any], start: From = "", end: To = "", page: FromQuery[int] = 1, per: FromQuery[int] = 200
) -> Page[shapes.Change]:
    """Where holder or status changed, from (from) to (to)."""
    window(page, per)
    first, last = start, end
    return await ask(
        request,
        Page[shapes.Change],
        lambda b: _page(b, answers.changes(b.now, day(first, "from", FIRST), day(last, "to", LAST)), page, per, answers.changes_shown),
    )


@get("/disputes", responses=RESPONSES, right="read")
async def disputes(
    request: Request[Any, Any, Any],
    on: FromQuery[str] = "",
    known: FromQuery[str] = "",
    page: FromQuery[int] = 1,
    per: FromQuery[int] = 200,
) -> Page[shapes.Dispute]:
    """Claims that cannot both hold on a day."""
    window(page, per)
    return await ask(
        request,
        Page[shapes.Dispute],
        lambda b: _page(b, answers.disputes(b.now, *_clocks(on, known)), page, per, answers.disputes_shown),
    )


@get("/silences", responses=RESPONSES, right="read")
async def silences(request: Request[Any, Any, Any], page: FromQuery[int] = 1, per: FromQuery[int] = 200) -> Page[shapes.Silence]:
    """What actors did not say, the newest first."""
    window(page, per)
    return await ask(
        request,
        Page[shapes.Silence],
        lambda b: _page(b, answers.silences(b.now), page, per, lambda at, found: [silence_json(at, s) for s in found]),
    )


@get("/brief", responses=RESPONSES, right="read")
async def brief(request: Request[Any, Any, Any], start: From = "", end: To = "", lang: FromQuery[str] = "") -> shapes.Brief:
    """A page on some days, from (from) to (to), that could be printed."""
    first, last = start, end

    def work(b: Workbench) -> Json:
        from rasid.cli.brief import Writer

        begin, until = day(first, "from"), day(last, "to", today())
        if not begin or begin > until:
            raise UsageError(t("ledger.backwards"), f"from={begin}&to={until}", t("ledger.day_form"))
        now, told_in = b.now, lang if lang in LOCALES else locale()

        def write() -> Json:
            with spoken(told_in):
                made: Json = msgspec.to_builtins(Writer(now.alone(), begin, until, "").page())
            return made

        made = dict(now.recent(("brief", begin, until, told_in), write))
        made["sections"] = [
            s | {"lines": [line | {"quotes": list(line.get("quotes", ()))} for line in s["lines"]]} for s in made["sections"]
        ]
        made["sources"] = [{"n": n, "text": text} for n, text in enumerate(made.get("sources", ()), 1)]
        return made

    return await ask(request, shapes.Brief, work)


@get("/timeline", responses=RESPONSES, right="read")
async def timeline(request: Request[Any, Any, Any], start: From = "", end: To = "") -> shapes.Timeline:
    """Places held by each actor, and events by kind, day by day, from (from) to (to)."""
    first, last = start, end

    def work(b: Workbench) -> Json:
        known = b.store.ask(lambda view: view.extent())
        begin, until = day(first, "from", known[0] or today()), day(last, "to", known[1] or today())
        if begin > until:
            raise UsageError(t("ledger.backwards"), f"from={begin}&to={until}", t("ledger.day_form"))
        return answers.timeline(b.now, begin, until)

    return await ask(request, shapes.Timeline, work)


@get("/sources", responses=RESPONSES, right="read")
async def sources(request: Request[Any, Any, Any], page: FromQuery[int] = 1, per: FromQuery[int] = 50) -> Page[shapes.SourceRow]:
    """Outlets, and what became of their claims of control."""
    window(page, per)
    return await ask(request, Page[shapes.SourceRow], lambda b: paged(answers.sources(b.now), page, per))


@get("/sources/{asked:str}", responses=RESPONSES, right="read")
async def source(request: Request[Any, Any, Any], asked: FromPath[str]) -> shapes.Source:
    """What an outlet said."""
    return await ask(request, shapes.Source, lambda b: answers.source(b.now, asked))


@get("/search", responses=RESPONSES, right="read")
async def search(request: Request[Any, Any, Any], q: FromQuery[str] = "", per: FromQuery[int] = 20) -> shapes.Found:
    """Places, actors, reports and statements with these words."""
    window(1, per)
    return await ask(request, shapes.Found, lambda b: _found(b, q[:200], per))


def _found(b: Workbench, q: str, most: int) -> Json:
    return answers.search(b.now, bare(q), most)


@get("/export", media_type="application/octet-stream", responses=RESPONSES, right="read")
async def export(request: Request[Any, Any, Any], format: FromQuery[str] = "gold") -> Response[bytes]:
    """The ledger in a format: gold (reports with reviews, for the evaluation) or one of `rasid export`."""

    def work(b: Workbench) -> tuple[bytes, str]:
        import tempfile
        from pathlib import Path

        from rasid.cli import export as exporting

        if format == "gold":
            from rasid.cli.review import gold

            return gold(b.store, b.at), "gold.jsonl"
        exporting.checked(format)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"rasid.{format}"
            exporting.run(exporting.Options(format=format, output=str(path), db=b.store.where))
            return path.read_bytes(), path.name

    made, name = await asyncio.to_thread(work, workbench(request))
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(made, headers=headers, media_type="application/octet-stream")


@get("/openapi.json", include_in_schema=False, right="read")
async def openapi(request: Request[Any, Any, Any]) -> Json:
    """This API in OpenAPI's words."""
    schema: Json = request.app.openapi_schema.to_schema()
    return schema


# -- what people do


_TEXTS: dict[str, Reference | Schema] = {k: Schema(type=OpenAPIType.STRING) for k in ("text", "url", "outlet", "published")}
_FORM = Schema(
    type=OpenAPIType.OBJECT,
    properties=_TEXTS | {"file": Schema(type=OpenAPIType.ARRAY, items=Schema(type=OpenAPIType.STRING, format=OpenAPIFormat.BINARY))},
)
_GIVEN = Schema(type=OpenAPIType.OBJECT, properties=_TEXTS)


@dataclass
class _ReadOperation(Operation):
    """What `POST /read` takes: two kinds of body, of which the framework describes one only."""

    def __post_init__(self) -> None:
        content = {"application/json": OpenAPIMediaType(_GIVEN), "multipart/form-data": OpenAPIMediaType(_FORM)}
        self.request_body = RequestBody(content=content, required=True)


@post("/read", status_code=200, responses=RESPONSES, operation_class=_ReadOperation, right="review")
async def read(request: Request[Any, Any, Any]) -> shapes.Readings:
    """Read a text, a link or files before anything is kept. A JSON object with text or url, or a form with file; outlet, published."""
    name = who(request)
    address = request.client.host if request.client else ""
    if workbench(request).too_often(f"{name} {address}", "read", READS, MINUTE):
        raise HTTPException("too_often", status_code=429)
    given: Json = {}
    dropped: list[tuple[str, bytes]] = []
    if request.content_type[0] == "multipart/form-data":
        for key, value in (await request.form()).multi_items():
            if isinstance(value, UploadFile):
                dropped.append((value.filename, await value.read()))
            else:
                given[key] = value
    else:
        body = await request.json()
        if not isinstance(body, dict):
            raise HTTPException("", status_code=400)
        given = body
    text, url, outlet, published = (str(given.get(k) or "") for k in ("text", "url", "outlet", "published"))
    if any("\ud800" <= c <= "\udfff" for c in text + url + outlet):
        raise HTTPException("", status_code=400)
    bench, on = workbench(request), day(published, "published")
    made = await asyncio.to_thread(bench.read, text, url, dropped, outlet[:200], on)  # a slow site keeps nobody from the map
    bench.accounts.log(name, "read", " ".join(x for x in (url, *(n for n, _ in dropped), f"{made['reports']} reports") if x))
    return shaped(made, shapes.Readings)


@post("/reports", status_code=201, responses=RESPONSES, right="edit")
async def save(request: Request[Any, Any, Any], data: JSONBody[shapes.Token]) -> shapes.Saved:
    """Keep what was read."""
    name = who(request)
    made = await write(request, shapes.Saved, lambda b: b.save(data.token))
    workbench(request).accounts.log(name, "add", " ".join(made.ids))
    return made


@post("/reviews", status_code=201, responses=RESPONSES, right="review")
async def review(request: Request[Any, Any, Any], data: JSONBody[shapes.Said]) -> shapes.Reviewed:
    """Accept, reject or correct a statement."""
    name = who(request)

    def work(b: Workbench) -> Json:
        from rasid.cli.review import Options, said

        value = data.value if isinstance(data.value, list) else [] if data.value in (None, "") else [data.value]
        made = said(b.store, Options(data.statement, data.action, data.slot, tuple(str(v) for v in value), who=name, why=data.why[:2000]))
        b.changed()
        return {"id": made.id, "statement": made.statement, "action": made.action}

    made = await write(request, shapes.Reviewed, work)
    workbench(request).accounts.log(name, data.action, f"{made.statement} {data.slot}")
    return made


@post("/reviews/{asked:str}/undo", status_code=200, responses=RESPONSES, right="review")
async def undo(request: Request[Any, Any, Any], asked: FromPath[str]) -> shapes.Undone:
    """Take a review back."""
    name = who(request)
    made = await write(request, shapes.Undone, lambda b: {"id": b.undo(asked, name).id})
    workbench(request).accounts.log(name, "undo", asked)
    return made


def _several(value: list[str] | str) -> tuple[str, ...]:
    return tuple(v for v in ([value] if isinstance(value, str) else value) if v)


def _number(value: int | str | None) -> int | None:
    return int(str(value)) if str(value or "").isdecimal() else None


@post("/statements", status_code=201, responses=RESPONSES, right="review")
async def add_statement(request: Request[Any, Any, Any], data: JSONBody[shapes.Missed]) -> shapes.AddedStatement:
    """Add a statement that the reader missed."""
    name = who(request)

    def work(b: Workbench) -> Json:
        from rasid.pipeline import additions

        given = additions.Addition(
            event=data.event,
            evidence=data.evidence,
            trigger=data.trigger,
            agent=_several(data.agent),
            target=_several(data.target),
            place=_several(data.place),
            source=_several(data.source),
            date=data.date,
            status=data.status,
            extent=data.extent,
            killed=_number(data.killed),
            injured=_number(data.injured),
            at=Span(at.start, at.end, at.field) if (at := data.evidence_span) else None,
        )
        made = additions.add_statement(b.store, b.at.world, data.report, given, name, data.why[:2000])
        b.changed()
        return {"id": made.statement, "review": made.id}

    made = await write(request, shapes.AddedStatement, work)
    workbench(request).accounts.log(name, "add_statement", made.id)
    return made


@get("/queue", responses=RESPONSES, right="read")
async def queue(
    request: Request[Any, Any, Any], kind: FromQuery[str] = "", page: FromQuery[int] = 1, per: FromQuery[int] = 50
) -> shapes.Queue:
    """What needs a person."""
    window(page, per)

    def work(b: Workbench) -> Json:
        items, counts = b.queue(kind)
        return paged(items, page, per) | {"counts": counts}

    return await ask(request, shapes.Queue, work)


@post("/queue/{item:str}/{what:str}", status_code=200, responses=RESPONSES, right="review")
async def work_on(request: Request[Any, Any, Any], item: FromPath[str], what: FromPath[str]) -> shapes.Taken:
    """Take an item, release it, or say that it is done."""
    name = who(request)
    accounts = workbench(request).accounts
    if what not in ("take", "release", "done"):
        raise HTTPException("", status_code=404)
    if what == "take" and not accounts.take(item[:500], name):
        raise HTTPException("taken", status_code=400)
    if what == "release":
        accounts.release(item[:500])
    if what == "done":
        accounts.done(item[:500], name)
    accounts.log(name, f"queue_{what}", item)
    return shapes.Taken(id=item, taken_by=name if what == "take" else None)


@post("/places", status_code=201, responses=RESPONSES, right="edit")
async def place_it(request: Request[Any, Any, Any], data: JSONBody[shapes.PutPlace]) -> shapes.PlacedPlace:
    """Say where a place lies, once for all: it goes into the user's own places."""
    name = who(request)

    def work(b: Workbench) -> Json:
        from rasid.web.own import add_place

        made = add_place(b.at.world, b.store, data.name, data.lat, data.lon, data.kind, data.parent, data.id)
        b.renewed()
        return made

    made = await write(request, shapes.PlacedPlace, work)
    workbench(request).accounts.log(name, "place", f"{data.name} {data.lat} {data.lon}")
    return made


@post("/actors", status_code=201, responses=RESPONSES, right="edit")
async def name_it(request: Request[Any, Any, Any], data: JSONBody[shapes.Called]) -> shapes.NamedActor:
    """Say whom a name means, once for all: it goes into the user's own actors, and what was read before means that actor too."""
    name = who(request)

    def work(b: Workbench) -> Json:
        from rasid.web.own import add_actor

        if bool(data.id) == data.new:
            raise UsageError(t("web.id_or_new"), "id, new")
        made = add_actor(b.at.world, data.name, data.id, data.kind)
        b.renewed()
        return made

    made = await write(request, shapes.NamedActor, work)
    workbench(request).accounts.log(name, "actor", f"{data.name[:200]} {made.id}")
    return made


@get("/log", responses=RESPONSES, right="admin")
async def log(request: Request[Any, Any, Any], page: FromQuery[int] = 1, per: FromQuery[int] = 50) -> Page[shapes.LogRow]:
    """What was done in the workbench, the newest first. For administrators."""
    bench = workbench(request)
    window(page, per)
    rows = [{"at": at, "name": name, "what": what, "about": about} for at, name, what, about in bench.accounts.logged(2000)]
    return shaped(paged(rows, page, per), Page[shapes.LogRow])


ROUTES = [
    session, sign_in, sign_out, ledger, map_of, outlines, place, history, place_events, events,
    reports, report, changes, disputes, silences, brief, timeline, sources, source, search,
    export, read, save, review, undo, add_statement, queue, work_on, place_it, name_it,
    log, openapi,
]  # fmt: skip


def application(bench: Workbench, *, accounts: bool = False, person: str = "", hosts: frozenset[str] = frozenset()) -> Guard:
    """The server over a workbench. accounts: whether people must sign in; person: whose name reviews carry when they need not;
    hosts: the names by which it may be called ("" for any)."""
    from rasid.web.pages import pages

    app = Litestar(
        route_handlers=[Router("/api/v1", route_handlers=ROUTES, guards=[allowed]), *pages()],
        exception_handlers={Exception: _refused, HTTPException: _refused},
        compression_config=CompressionConfig("gzip", gzip_compress_level=5, minimum_size=2000),
        request_max_body_size=MAX_BODY,
        openapi_config=OpenAPIConfig(
            title="Rasid", version="1", path="/api/v1/schema", render_plugins=[JsonRenderPlugin()], use_handler_docstrings=True
        ),
        debug=False,
    )
    app.state.bench, app.state.accounts, app.state.person = bench, accounts, person or "workbench"
    app.state.csrf = secrets.token_urlsafe(24)
    return Guard(app, hosts)

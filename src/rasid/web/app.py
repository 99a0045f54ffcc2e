"""The server: routes of the API, version 1, and the pages. docs/api.md tells what each answers."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Callable
from importlib.resources import files
from typing import Annotated, Any, Literal, TypeVar

import msgspec
from litestar import Litestar, Request, Response, Router, delete, get, post
from litestar.config.compression import CompressionConfig
from litestar.datastructures import Cookie, UploadFile
from litestar.exceptions import HTTPException, SerializationException
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.datastructures import ResponseSpec
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from rasid import __version__
from rasid.cli.desk import today
from rasid.cli.lists import FIRST, LAST
from rasid.errors import RasidError, StoreError, UsageError
from rasid.ledger import LedgerError
from rasid.messages import LOCALES, locale, spoken, t
from rasid.model import Span
from rasid.web import answers
from rasid.web.accounts import RIGHTS, User
from rasid.web.bench import Workbench
from rasid.web.guard import Guard
from rasid.web.paging import day, paged, window

Json = dict[str, Any]
T = TypeVar("T")
From = Annotated[str, QueryParameter(name="from", description="first day, ISO")]
To = Annotated[str, QueryParameter(name="to", description="last day, ISO")]
#: The largest upload, and how often somebody may sign in or have something read, in a minute.
MAX_BODY = 10_000_000
SIGN_INS, READS, MINUTE = 10, 60, 60.0
COOKIE = "rasid"


class Fault(msgspec.Struct):
    """What went wrong, where, and what to do."""

    code: str
    message: str
    where: str = ""
    remedy: str = ""


class ErrorBody(msgspec.Struct):
    """The shape of every error."""

    error: Fault


_TOLD = {
    400: "the request is not understood", 401: "somebody must sign in", 403: "this is not allowed", 404: "there is no such thing",
    405: "not this way", 413: "too large", 429: "too often", 503: "the ledger cannot be asked now",
}  # fmt: skip
RESPONSES = {n: ResponseSpec(ErrorBody, description=text, generate_examples=False) for n, text in _TOLD.items()}


def _error(status: int, code: str, message: str, where: str = "", remedy: str = "") -> Response[ErrorBody]:
    return Response(ErrorBody(Fault(code, message, where, remedy)), status_code=status, media_type="application/json")


def _missing() -> set[str]:
    """What says that something asked for by its name is not there."""
    return {t("ledger.unknown_place"), t("web.no_report"), t("web.no_source"), t("review.unknown"), t("review.unknown_review")}


def _refused(_: Request[Any, Any, Any], error: Exception) -> Response[ErrorBody]:
    if isinstance(error, SerializationException):
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


def who(request: Request[Any, Any, Any], right: str = "read") -> str:
    """The name of who asks, who must have a right. Raises HTTPException."""
    bench = workbench(request)
    user: User | None = bench.accounts.user(request.cookies.get(COOKIE, "")) if request.app.state.accounts else None
    if request.app.state.accounts and user is None:
        raise HTTPException("sign_in", status_code=401)
    if user is not None and right and right not in RIGHTS[user.role]:
        raise HTTPException("not_allowed", status_code=403)
    if right != "read":
        token = user.csrf if user is not None else request.app.state.csrf
        if not secrets.compare_digest(request.headers.get("x-csrf-token", ""), token):
            raise HTTPException("forged", status_code=403)
    return user.name if user is not None else request.app.state.person


async def ask(request: Request[Any, Any, Any], work: Callable[[Workbench], T]) -> T:
    """Do some work on the ledger in a thread."""
    bench = workbench(request)

    def locked() -> T:
        with bench.lock:
            return work(bench)

    return await asyncio.to_thread(locked)


# -- who asks


@get("/session", responses=RESPONSES)
async def session(request: Request[Any, Any, Any]) -> Json:
    """Who asks, what they may do, and the token that writes must carry."""
    state, bench = request.app.state, workbench(request)
    user = bench.accounts.user(request.cookies.get(COOKIE, "")) if state.accounts else None
    rights = RIGHTS[user.role] if user else () if state.accounts else RIGHTS["admin"]
    shown = {"name": user.name, "role": user.role} if user else None
    token = user.csrf if user else state.csrf
    return {"user": shown, "accounts": state.accounts, "csrf": token, "version": __version__, "rights": list(rights)}


class SignIn(msgspec.Struct):
    """A name and its password."""

    name: str
    password: str


@post("/session", status_code=200, responses=RESPONSES)
async def sign_in(request: Request[Any, Any, Any], data: JSONBody[SignIn]) -> Response[Json]:
    """Sign in."""
    bench = workbench(request)
    if not secrets.compare_digest(request.headers.get("x-csrf-token", ""), request.app.state.csrf):
        raise HTTPException("forged", status_code=403)
    address = request.client.host if request.client else ""
    if bench.too_often(address, "sign_in", SIGN_INS, MINUTE):
        raise HTTPException("too_often", status_code=429)
    key = await asyncio.to_thread(bench.accounts.enter, data.name[:200], data.password[:1000])
    if key is None:
        bench.accounts.log(data.name, "wrong_password", address)
        raise HTTPException("wrong_password", status_code=401)
    cookie = Cookie(COOKIE, path="/", value=key, httponly=True, samesite="strict", secure=request.url.scheme == "https")
    return Response({"name": data.name}, cookies=[cookie])


@delete("/session", status_code=200, responses=RESPONSES)
async def sign_out(request: Request[Any, Any, Any]) -> Json:
    """Sign out."""
    if request.app.state.accounts:
        who(request, "")
    workbench(request).accounts.leave(request.cookies.get(COOKIE, ""))
    return {}


# -- what the ledger says


@get("/ledger", responses=RESPONSES)
async def ledger(request: Request[Any, Any, Any]) -> Json:
    """How much there is, from when to when, and the colours of actors."""
    who(request)
    return await ask(request, lambda b: answers.ledger(b.at, b.colours))


@get("/map", responses=RESPONSES)
async def map_of(
    request: Request[Any, Any, Any], on: FromQuery[str] = "", known: FromQuery[str] = "", source: FromQuery[str] = ""
) -> Response[bytes]:
    """Who holds what on a day."""
    who(request)

    def work(b: Workbench) -> bytes:
        return msgspec.json.encode(b.map(day(on, "on", today()), day(known, "known"), source[:200]))

    return await _kept(request, work)


async def _kept(request: Request[Any, Any, Any], work: Callable[[Workbench], bytes]) -> Response[bytes]:
    """An answer with a mark by which a browser can ask whether it still stands."""
    import hashlib

    made = await ask(request, work)
    tag = f'"{hashlib.blake2b(made, digest_size=12).hexdigest()}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    if request.headers.get("if-none-match") == tag:
        return Response(b"", status_code=304, headers=headers, media_type="application/json")
    return Response(made, headers=headers, media_type="application/json")


@get("/outlines", responses=RESPONSES)
async def outlines(request: Request[Any, Any, Any]) -> Response[bytes]:
    """Governorates of all theatres, as GeoJSON."""
    who(request)
    return await _kept(request, lambda _: _outlines())


def _outlines() -> bytes:
    features: list[Json] = []
    for file in sorted(files("rasid.lexicons").joinpath("outlines").iterdir(), key=lambda f: f.name):
        if file.name.endswith(".json"):
            features += msgspec.json.decode(file.read_bytes())["features"]
    return msgspec.json.encode({"type": "FeatureCollection", "features": features})


@get("/places/{asked:str}", responses=RESPONSES)
async def place(request: Request[Any, Any, Any], asked: FromPath[str], on: FromQuery[str] = "", known: FromQuery[str] = "") -> Json:
    """Who holds a place, and why."""
    who(request)
    return await ask(request, lambda b: answers.place(b.at, b.colours, asked, day(on, "on", today()), day(known, "known")))


@get("/places/{asked:str}/history", responses=RESPONSES)
async def history(request: Request[Any, Any, Any], asked: FromPath[str], known: FromQuery[str] = "") -> Json:
    """Who held a place when."""
    who(request)
    return await ask(request, lambda b: answers.history(b.at, b.colours, asked, day(known, "known")))


@get("/places/{asked:str}/events", responses=RESPONSES)
async def place_events(request: Request[Any, Any, Any], asked: FromPath[str], page: FromQuery[int] = 1, per: FromQuery[int] = 50) -> Json:
    """What happened at a place, the newest first."""
    who(request)
    window(page, per)
    return await ask(request, lambda b: paged(answers.events(b.at, FIRST, LAST, where=asked)[::-1], page, per))


@get("/events", responses=RESPONSES)
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
) -> Json:
    """What happened, from (from) to (to); with bins=1 gathered at its places for a map."""
    who(request)
    window(page, per)
    first, last = start or on, end or on

    def work(b: Workbench) -> Json:
        rows = answers.events(b.at, day(first, "from", FIRST), day(last, "to", LAST), [k for k in kind.split(",") if k], actor, place)
        return {"items": answers.bins(rows), "total": len(rows)} if bins else paged(rows, page, per)

    return await ask(request, work)


@get("/reports", responses=RESPONSES)
async def reports(
    request: Request[Any, Any, Any],
    q: FromQuery[str] = "",
    outlet: FromQuery[str] = "",
    start: From = "",
    end: To = "",
    page: FromQuery[int] = 1,
    per: FromQuery[int] = 50,
) -> Json:
    """Reports, the newest first."""
    who(request)
    at, most = window(page, per)
    first, last = start, end

    def work(b: Workbench) -> Json:
        among = [r["id"] for r in b.search(q, 200)["reports"]] if q.strip() else None
        name = outlet.removeprefix("~")
        span = day(first, "from"), day(last, "to")
        rows, total = b.store.ask(lambda view: view.listing(name, *span, among, at, most))
        return {"items": answers.report_rows(b.at, rows), "page": page, "per": per, "total": total}

    return await ask(request, work)


@get("/reports/{asked:str}", responses=RESPONSES)
async def report(request: Request[Any, Any, Any], asked: FromPath[str]) -> Json:
    """A report with its statements."""
    who(request)
    return await ask(request, lambda b: answers.report(b.at, asked))


@get("/changes", responses=RESPONSES)
async def changes(
    request: Request[Any, Any, Any], start: From = "", end: To = "", page: FromQuery[int] = 1, per: FromQuery[int] = 200
) -> Json:
    """Where holder or status changed, from (from) to (to)."""
    who(request)
    window(page, per)
    first, last = start, end
    return await ask(request, lambda b: paged(answers.changes(b.at, day(first, "from", FIRST), day(last, "to", LAST)), page, per))


@get("/disputes", responses=RESPONSES)
async def disputes(
    request: Request[Any, Any, Any],
    on: FromQuery[str] = "",
    known: FromQuery[str] = "",
    page: FromQuery[int] = 1,
    per: FromQuery[int] = 200,
) -> Json:
    """Claims that cannot both hold on a day."""
    who(request)
    window(page, per)
    return await ask(request, lambda b: paged(answers.disputes(b.at, day(on, "on", today()), day(known, "known")), page, per))


@get("/silences", responses=RESPONSES)
async def silences(request: Request[Any, Any, Any], page: FromQuery[int] = 1, per: FromQuery[int] = 200) -> Json:
    """What actors did not say, the newest first."""
    who(request)
    window(page, per)
    return await ask(request, lambda b: paged(answers.silences(b.at), page, per))


@get("/brief", responses=RESPONSES)
async def brief(request: Request[Any, Any, Any], start: From = "", end: To = "", lang: FromQuery[str] = "") -> Json:
    """A page on some days, from (from) to (to), that could be printed."""
    who(request)
    first, last = start, end

    def work(b: Workbench) -> Json:
        from rasid.cli.brief import Writer

        begin, until = day(first, "from"), day(last, "to", today())
        if not begin or begin > until:
            raise UsageError(t("ledger.backwards"), f"from={begin}&to={until}", t("ledger.day_form"))
        with spoken(lang if lang in LOCALES else locale()):
            made: Json = msgspec.to_builtins(Writer(b.at, begin, until, "").page())
        made["sections"] = [
            s | {"lines": [line | {"quotes": list(line.get("quotes", ()))} for line in s["lines"]]} for s in made["sections"]
        ]
        made["sources"] = [{"n": n, "text": text} for n, text in enumerate(made.get("sources", ()), 1)]
        return made

    return await ask(request, work)


@get("/timeline", responses=RESPONSES)
async def timeline(request: Request[Any, Any, Any], start: From = "", end: To = "") -> Json:
    """Places held by each actor, and events by kind, day by day, from (from) to (to)."""
    who(request)
    first, last = start, end

    def work(b: Workbench) -> Json:
        known = b.store.ask(lambda view: view.extent())
        begin, until = day(first, "from", known[0] or today()), day(last, "to", known[1] or today())
        if begin > until:
            raise UsageError(t("ledger.backwards"), f"from={begin}&to={until}", t("ledger.day_form"))
        return answers.timeline(b.at, b.colours, begin, until)

    return await ask(request, work)


@get("/sources", responses=RESPONSES)
async def sources(request: Request[Any, Any, Any], page: FromQuery[int] = 1, per: FromQuery[int] = 50) -> Json:
    """Outlets, and what became of their claims of control."""
    who(request)
    window(page, per)
    return await ask(request, lambda b: paged(answers.sources(b.at), page, per))


@get("/sources/{asked:str}", responses=RESPONSES)
async def source(request: Request[Any, Any, Any], asked: FromPath[str]) -> Json:
    """What an outlet said."""
    who(request)
    return await ask(request, lambda b: answers.source(b.at, asked))


@get("/search", responses=RESPONSES)
async def search(request: Request[Any, Any, Any], q: FromQuery[str] = "", per: FromQuery[int] = 20) -> Json:
    """Places, actors, reports and statements with these words."""
    who(request)
    window(1, per)
    return await ask(request, lambda b: b.search(q[:200], per))


@get("/export", responses=RESPONSES)
async def export(request: Request[Any, Any, Any], format: FromQuery[str] = "gold") -> Response[bytes]:
    """The ledger in a format: gold (reports with reviews, for the evaluation) or one of `rasid export`."""
    who(request)

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

    made, name = await ask(request, work)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(made, headers=headers, media_type="application/octet-stream")


@get("/openapi.json", include_in_schema=False)
async def openapi(request: Request[Any, Any, Any]) -> Json:
    """This API in OpenAPI's words."""
    schema: Json = request.app.openapi_schema.to_schema()
    return schema


# -- what people do


@post("/read", status_code=200, responses=RESPONSES)
async def read(request: Request[Any, Any, Any]) -> Json:
    """Read a text, a link or files before anything is kept. A JSON object with text or url, or a form with file; outlet, published."""
    name = who(request, "review")
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
    return await asyncio.to_thread(bench.read, text, url, dropped, outlet[:200], on)  # a slow site keeps nobody from the map


class Token(msgspec.Struct):
    """What `POST /read` gave."""

    token: str


@post("/reports", status_code=201, responses=RESPONSES)
async def save(request: Request[Any, Any, Any], data: JSONBody[Token]) -> Json:
    """Keep what was read."""
    name = who(request, "edit")
    made = await ask(request, lambda b: b.save(data.token))
    workbench(request).accounts.log(name, "add", " ".join(made["ids"]))
    return made


class Said(msgspec.Struct):
    """What somebody says of a statement. span: where the words of a correction stand, for pages; the words are what is kept."""

    statement: str
    action: str
    slot: str = ""
    value: Any = None
    span: Any = None
    why: str = ""


@post("/reviews", status_code=201, responses=RESPONSES)
async def review(request: Request[Any, Any, Any], data: JSONBody[Said]) -> Json:
    """Accept, reject or correct a statement."""
    name = who(request, "review")

    def work(b: Workbench) -> Json:
        from rasid.cli.review import Options, said

        if data.action not in ("accept", "reject", "correct"):
            raise UsageError("accept | reject | correct", data.action[:40])
        value = data.value if isinstance(data.value, list) else [] if data.value in (None, "") else [data.value]
        made = said(b.store, Options(data.statement, data.action, data.slot, tuple(str(v) for v in value), who=name, why=data.why[:2000]))
        b.changed()
        return {"id": made.id, "statement": made.statement, "action": made.action}

    made = await ask(request, work)
    workbench(request).accounts.log(name, data.action, f"{made['statement']} {data.slot}")
    return made


@post("/reviews/{asked:str}/undo", status_code=200, responses=RESPONSES)
async def undo(request: Request[Any, Any, Any], asked: FromPath[str]) -> Json:
    """Take a review back."""
    name = who(request, "review")
    made = await ask(request, lambda b: b.undo(asked, name))
    workbench(request).accounts.log(name, "undo", asked)
    return {"id": made.id}


class Place(msgspec.Struct):
    """Where words stand in a report: characters of its text or title."""

    start: Annotated[int, msgspec.Meta(ge=0)]
    end: Annotated[int, msgspec.Meta(ge=0)]
    field: Literal["text", "title"] = "text"


class Missed(msgspec.Struct):
    """A statement that the reader missed: its event, the words that say it (or where they stand), and its slots."""

    report: str
    event: str
    evidence: str = ""
    trigger: str = ""
    agent: list[str] | str = ""
    target: list[str] | str = ""
    place: list[str] | str = ""
    source: list[str] | str = ""
    date: str = ""
    status: str = "occurred"
    extent: str = ""
    killed: int | str | None = None
    injured: int | str | None = None
    evidence_span: Place | None = None
    why: str = ""


def _several(value: list[str] | str) -> tuple[str, ...]:
    return tuple(v for v in ([value] if isinstance(value, str) else value) if v)


def _number(value: int | str | None) -> int | None:
    return int(str(value)) if str(value or "").isdecimal() else None


@post("/statements", status_code=201, responses=RESPONSES)
async def add_statement(request: Request[Any, Any, Any], data: JSONBody[Missed]) -> Json:
    """Add a statement that the reader missed."""
    name = who(request, "review")

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

    made = await ask(request, work)
    workbench(request).accounts.log(name, "add_statement", made["id"])
    return made


@get("/queue", responses=RESPONSES)
async def queue(request: Request[Any, Any, Any], kind: FromQuery[str] = "", page: FromQuery[int] = 1, per: FromQuery[int] = 50) -> Json:
    """What needs a person."""
    who(request)
    window(page, per)

    def work(b: Workbench) -> Json:
        items, counts = b.queue(kind)
        return paged(items, page, per) | {"counts": counts}

    return await ask(request, work)


@post("/queue/{item:str}/{what:str}", status_code=200, responses=RESPONSES)
async def work_on(request: Request[Any, Any, Any], item: FromPath[str], what: FromPath[str]) -> Json:
    """Take an item, release it, or say that it is done."""
    name = who(request, "review")
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
    return {"id": item, "taken_by": name if what == "take" else None}


class Spot(msgspec.Struct):
    """Where a place lies that no pack knows."""

    name: str
    lat: float
    lon: float
    kind: str = "village"
    parent: str = ""


@post("/places", status_code=201, responses=RESPONSES)
async def place_it(request: Request[Any, Any, Any], data: JSONBody[Spot]) -> Json:
    """Say where a place lies, once for all: it goes into the user's own places."""
    name = who(request, "edit")

    def work(b: Workbench) -> Json:
        from rasid.web.own import add_place

        made = add_place(b.at.world, data.name, data.lat, data.lon, data.kind, data.parent)
        b.changed()
        return made

    made = await ask(request, work)
    workbench(request).accounts.log(name, "place", f"{data.name} {data.lat} {data.lon}")
    return made


@get("/log", responses=RESPONSES)
async def log(request: Request[Any, Any, Any], page: FromQuery[int] = 1, per: FromQuery[int] = 50) -> Json:
    """What was done in the workbench, the newest first. For administrators."""
    bench = workbench(request)
    user = bench.accounts.user(request.cookies.get(COOKIE, "")) if request.app.state.accounts else None
    if request.app.state.accounts and (user is None or user.role != "admin"):
        raise HTTPException("not_allowed" if user else "sign_in", status_code=403 if user else 401)
    window(page, per)
    rows = [{"at": at, "name": name, "what": what, "about": about} for at, name, what, about in bench.accounts.logged(2000)]
    return paged(rows, page, per)


ROUTES = [
    session, sign_in, sign_out, ledger, map_of, outlines, place, history, place_events, events,
    reports, report, changes, disputes, silences, brief, timeline, sources, source, search,
    export, read, save, review, undo, add_statement, queue, work_on, place_it, log,
    openapi,
]  # fmt: skip


def application(bench: Workbench, *, accounts: bool = False, person: str = "", hosts: frozenset[str] = frozenset()) -> Guard:
    """The server over a workbench. accounts: whether people must sign in; person: whose name reviews carry when they need not;
    hosts: the names by which it may be called ("" for any)."""
    from rasid.web.pages import pages

    app = Litestar(
        route_handlers=[Router("/api/v1", route_handlers=ROUTES), *pages()],
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

"""Routes of the API that do something: signing in, reading, keeping, reviewing, placing, naming."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

from litestar import Request, Response, delete, get, post
from litestar.datastructures import Cookie, UploadFile
from litestar.exceptions import HTTPException
from litestar.openapi.spec import OpenAPIFormat, OpenAPIMediaType, OpenAPIType, Operation, Reference, RequestBody, Schema
from litestar.params import FromPath, JSONBody

from rasid import __version__
from rasid.errors import UsageError
from rasid.messages import t
from rasid.model import Span
from rasid.web import shapes
from rasid.web.accounts import RIGHTS
from rasid.web.bench import Workbench
from rasid.web.paging import day
from rasid.web.routes import ANYBODY, COOKIE, MINUTE, READS, RESPONSES, SIGN_INS, SOMEBODY, Json, shaped, who, workbench, write

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


ROUTES = [session, sign_in, sign_out, read, save, review, undo, add_statement, work_on, place_it, name_it]

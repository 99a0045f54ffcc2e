"""What all routes of the API share: their rights, how they ask the ledger, and how their answers are described."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from typing import Annotated, Any, TypeVar

import msgspec
from litestar import Request
from litestar.connection import ASGIConnection
from litestar.exceptions import HTTPException
from litestar.handlers.base import BaseRouteHandler
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import QueryParameter

from rasid.web.accounts import RIGHTS, User
from rasid.web.bench import Workbench
from rasid.web.shapes import ErrorBody

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


TOLD = {
    400: "the request is not understood", 401: "somebody must sign in", 403: "this is not allowed", 404: "there is no such thing",
    405: "not this way", 413: "too large", 429: "too often", 503: "the ledger cannot be asked now",
}  # fmt: skip
RESPONSES = {n: ResponseSpec(ErrorBody, description=text, generate_examples=False) for n, text in TOLD.items()}


_UNCHANGED = {304: ResponseSpec(None, description="what you have still stands", generate_examples=False)}


def answers_with(shape: Any) -> dict[int, ResponseSpec]:
    """What a route can answer whose answer is made of bytes."""
    return RESPONSES | _UNCHANGED | {200: ResponseSpec(shape, description="Request fulfilled, document follows", generate_examples=False)}


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

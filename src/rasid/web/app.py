"""The server: the API, version 1, and the pages. docs/api.md tells what each route answers."""

from __future__ import annotations

import logging
import secrets
from typing import Any

from litestar import Litestar, Request, Response, Router, get
from litestar.config.compression import CompressionConfig
from litestar.exceptions import HTTPException, SerializationException
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin

from rasid.errors import RasidError, StoreError, UsageError
from rasid.ledger import LedgerError
from rasid.messages import t
from rasid.web import asking, doing
from rasid.web.bench import Workbench
from rasid.web.guard import Guard
from rasid.web.packed import LEVEL
from rasid.web.routes import MAX_BODY, TOLD, Json, allowed
from rasid.web.shapes import ErrorBody, Fault


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
        status = error.status_code if error.status_code in TOLD else 400
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


@get("/openapi.json", include_in_schema=False, right="read")
async def openapi(request: Request[Any, Any, Any]) -> Json:
    """This API in OpenAPI's words."""
    schema: Json = request.app.openapi_schema.to_schema()
    return schema


def application(bench: Workbench, *, accounts: bool = False, person: str = "", hosts: frozenset[str] = frozenset()) -> Guard:
    """The server over a workbench. accounts: whether people must sign in; person: whose name reviews carry when they need not;
    hosts: the names by which it may be called ("" for any)."""
    from rasid.web.pages import pages

    app = Litestar(
        route_handlers=[Router("/api/v1", route_handlers=[*asking.ROUTES, *doing.ROUTES, openapi], guards=[allowed]), *pages()],
        exception_handlers={Exception: _refused, HTTPException: _refused},
        compression_config=CompressionConfig("gzip", gzip_compress_level=LEVEL, minimum_size=2000, exclude_opt_key="packed"),
        request_max_body_size=MAX_BODY,
        openapi_config=OpenAPIConfig(
            title="Rasid", version="1", path="/api/v1/schema", render_plugins=[JsonRenderPlugin()], use_handler_docstrings=True
        ),
        debug=False,
    )
    app.state.bench, app.state.accounts, app.state.person = bench, accounts, person or "workbench"
    app.state.csrf = secrets.token_urlsafe(24)
    return Guard(app, hosts)

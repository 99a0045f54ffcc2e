"""The pages of the workbench, built from frontend/ and shipped with the package."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

from litestar import Response, get
from litestar.exceptions import HTTPException
from litestar.params import FromPath

TYPES = {
    ".html": "text/html", ".js": "text/javascript", ".mjs": "text/javascript",
    ".css": "text/css", ".svg": "image/svg+xml", ".woff2": "font/woff2", ".json": "application/json", ".png": "image/png",
    ".ico": "image/x-icon", ".webmanifest": "application/manifest+json", ".txt": "text/plain",
}  # fmt: skip
STATIC = Path(str(files("rasid.web").joinpath("static")))


def _file(path: str) -> Response[bytes]:
    """A file of the pages; HTTPException 404 for what is none."""
    if "\x00" in path:
        raise HTTPException("", status_code=404)
    wanted = (STATIC / path.lstrip("/")).resolve()
    if not wanted.is_relative_to(STATIC.resolve()) or wanted.suffix not in TYPES or not wanted.is_file():
        raise HTTPException("", status_code=404)
    hashed = "assets" in wanted.parts
    headers = {"Cache-Control": "public, max-age=31536000, immutable" if hashed else "no-cache"}
    return Response(wanted.read_bytes(), headers=headers, media_type=TYPES[wanted.suffix])


@get("/", include_in_schema=False)
async def index() -> Response[bytes]:
    """The first page."""
    return _file("index.html")


@get("/{path:path}", include_in_schema=False)
async def asset(path: FromPath[str]) -> Response[bytes]:
    """A file that the pages need."""
    if path.startswith("/api/"):
        raise HTTPException("", status_code=404)
    return _file(str(path))


def pages() -> list[Any]:
    """The routes of the pages."""
    return [index, asset]

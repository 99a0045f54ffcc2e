"""Transfer and content encodings of HTTP taken off, never giving more than a limit: a few bytes can stand for gigabytes."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

GZIP = b"\x1f\x8b"
_STEP = 1 << 16


class OversizeError(ValueError):
    """There is more than the limit."""


def unpacked(chunks: Iterable[bytes], encoding: str, limit: int) -> bytes:
    """The bytes behind a Content-Encoding (gzip, deflate, br or none). Raises OversizeError; ValueError for broken or unknown ones."""
    encoding = encoding.strip().lower()
    if encoding in ("gzip", "x-gzip", "deflate"):
        chunks = _zlib(chunks, encoding == "deflate", limit)
    elif encoding == "br":
        chunks = _brotli(chunks, limit)
    elif encoding not in ("", "identity", "none"):
        raise ValueError(f"Content-Encoding {encoding[:40]}")
    out = bytearray()
    for chunk in chunks:
        out += chunk
        if len(out) > limit:
            raise OversizeError
    return bytes(out)


def _zlib(chunks: Iterable[bytes], bare: bool, limit: int) -> Iterator[bytes]:
    machine, first = zlib.decompressobj(wbits=47), True
    packed = 0
    for chunk in chunks:
        packed += len(chunk)
        if packed > limit:
            raise OversizeError
        while chunk:
            try:
                piece = machine.decompress(chunk, limit + 1)
            except zlib.error as error:
                if not first or not bare:
                    raise ValueError(str(error)) from error
                machine = zlib.decompressobj(wbits=-15)  # many servers leave out the zlib header
                piece = _zlib_raw(machine, chunk, limit)
            first = False
            yield piece
            chunk = machine.unused_data or machine.unconsumed_tail
            if machine.eof:
                if not chunk.startswith(GZIP):
                    break  # padding after the end
                machine = zlib.decompressobj(wbits=47)
    if packed and not machine.eof:
        raise ValueError("the packed data ends early")


def _zlib_raw(machine: zlib._Decompress, chunk: bytes, limit: int) -> bytes:
    try:
        return machine.decompress(chunk, limit + 1)
    except zlib.error as error:
        raise ValueError(str(error)) from error


def _brotli(chunks: Iterable[bytes], limit: int) -> Iterator[bytes]:
    import brotli

    machine = brotli.Decompressor()
    any_data = False
    for chunk in chunks:
        any_data = any_data or bool(chunk)
        try:
            piece = machine.process(chunk, output_buffer_limit=_STEP)
            while piece:
                yield piece
                piece = b"" if machine.is_finished() else machine.process(b"", output_buffer_limit=_STEP)
        except brotli.error as error:
            raise ValueError(str(error)) from error
    if any_data and not machine.is_finished():
        raise ValueError("the packed data ends early")


def dechunked(data: bytes) -> bytes:
    """A body without the marks of Transfer-Encoding: chunked; as it is when it has none, as archives often store it."""
    out: list[bytes] = []
    at = 0
    while True:
        end = data.find(b"\r\n", at, at + 100)
        size = data[at:end].partition(b";")[0].strip() if end >= 0 else b""
        try:
            length = int(size, 16) if size.isalnum() else -1
        except ValueError:
            length = -1
        if length < 0:
            return b"".join(out) if out else data
        if length == 0:
            return b"".join(out)
        out.append(data[end + 2 : end + 2 + length])
        at = end + 2 + length + 2
        if at > len(data):
            return b"".join(out)

"""Office files: ZIP archives of XML, opened with care and read without building a tree.

Nothing is unpacked to a path, so the names in the archive can do no harm. Archives that unpack to far more than a file of their
size holds are not opened; XML with a DOCTYPE is refused, so that entities have nothing to expand.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, BinaryIO, Protocol
from xml.parsers import expat

from rasid.intake.failure import Failure

MAX_UNPACKED = 4_000_000_000
#: An archive may hold this many times its size, once it holds more than SMALL.
MAX_RATIO = 120
SMALL = 50_000_000
MAX_ENTRIES = 20_000
MAX_DIRECTORY = 8_000_000
#: Bytes that one tag or other token of XML may have.
MAX_TOKEN = 4_000_000
#: Elements that stand in each other; the parser keeps each.
MAX_DEPTH = 1000
_CHUNK = 1 << 16
_END = b"PK\x05\x06"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class BadPartError(Exception):
    """A part of an archive that cannot be what it says: the reason in few words."""


def opened(file: BinaryIO, where: str) -> zipfile.ZipFile | Failure:
    """The archive, or the Failure that says why it was not opened."""
    file.seek(0, 2)
    size = file.tell()
    file.seek(max(0, size - 66_000))
    tail = file.read()
    at = tail.rfind(_END)
    if at >= 0 and int.from_bytes(tail[at + 12 : at + 16], "little") > MAX_DIRECTORY and tail[at + 12 : at + 16] != b"\xff" * 4:
        return Failure(where, "packed_too_tight", {"limit": str(MAX_UNPACKED // 1_000_000)})
    file.seek(0)
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError) as error:
        return Failure(where, "bad_format", {"format": "Office", "reason": str(error)})
    entries = archive.infolist()
    total = sum(e.file_size for e in entries)
    if len(entries) > MAX_ENTRIES or total > MAX_UNPACKED or (total > SMALL and total > MAX_RATIO * size):
        return Failure(where, "packed_too_tight", {"limit": str(min(MAX_UNPACKED, max(SMALL, MAX_RATIO * size)) // 1_000_000)})
    if any(e.flag_bits & 1 for e in entries):
        return Failure(where, "encrypted")
    return archive


def stream_of(archive: zipfile.ZipFile, part: str) -> IO[bytes]:
    """A part of an archive to read. Raises BadPartError."""
    try:
        return archive.open(part)
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, ValueError, EOFError) as error:
        raise BadPartError(f"{part}: {error}") from None


class Handler(Protocol):
    """Takes the events of one XML part. Names are "namespace}local"."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, data: str) -> None:
        """Characters, in pieces."""


def parsed(stream: IO[bytes], handler: Handler) -> Iterator[None]:
    """Read a part piece by piece; yields after each, so that what the handler gathered can be taken. Raises BadPartError."""
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise BadPartError("nested too deeply")
        handler.start(name, attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        handler.end(name)

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = _refused
    fed = 0
    try:
        while chunk := stream.read(_CHUNK):
            parser.Parse(chunk, False)
            fed += len(chunk)
            if fed - max(parser.CurrentByteIndex, 0) > MAX_TOKEN:
                raise BadPartError("a tag of many MB")
            yield
        parser.Parse(b"", True)
        yield
    except (expat.ExpatError, zipfile.BadZipFile, zlib.error, EOFError, ValueError) as error:
        raise BadPartError(str(error)) from None


def _refused(*_: object) -> None:
    raise BadPartError("has a DOCTYPE")

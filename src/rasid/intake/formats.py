"""The registry of formats that files come in, besides plain text, HTML, JSON and JSON Lines, which sources.py reads itself.

To add a format: write a module here with a module-level `FORMAT` (see Format), add its row to ROWS, its limits and a sample to
docs/formats.md, and its failure codes to failure.py and both message catalogues. A module is imported only when a file may be
in its format, and imports its own libraries only in `reports`, so that reading a text starts as fast as before.
"""

from __future__ import annotations

import gzip
import io
import os
import re
import tempfile
import zlib
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import BinaryIO, Protocol, cast

import msgspec

from rasid.intake.failure import Failure
from rasid.intake.table import Defaults
from rasid.model import Report

#: Bytes of a file (unpacked, if it is gzip) that its format is told by.
HEAD = 4096
#: The largest stream that is put down in a temporary file for a format that must jump about in it.
MAX_SPOOLED_BYTES = 4_000_000_000
GZIP = b"\x1f\x8b"
GZIP_ERRORS = (gzip.BadGzipFile, EOFError, zlib.error)

Item = Report | Failure


class Format(Protocol):
    """A format, as the module-level object FORMAT of its module.

    name: what users call it; suffixes: in small letters, with their dot.
    """

    name: str
    suffixes: tuple[str, ...]

    def sniff(self, head: bytes, name: str) -> bool:
        """Whether content that begins like this is in the format. head: at most HEAD bytes; name: in small letters, without .gz."""

    def reports(self, file: BinaryIO, where: str, given: Defaults) -> Iterator[Item]:
        """The reports of a file, read from its beginning, in the memory of a few.

        Bad data gives Failures, and calls of `given.keep` with the bytes of a report come just before it. Ids are unique
        and stable: `where` for the only report of a file, else `where` with ":" and what tells it from the others.
        """


class Row(msgspec.Struct, frozen=True):
    """One format of the registry.

    hint: a pattern (bytes, searched in the head) without which its `sniff` need not be asked; "" to go by suffix alone.
    seeks: needs a file to jump about in (a stream is put down first); packed: takes gzip as it is, else it gets it unpacked.
    """

    module: str
    suffixes: tuple[str, ...]
    hint: bytes = b""
    seeks: bool = False
    packed: bool = False


#: In the order they are asked: what is told by its content stands before what only a suffix tells.
ROWS: tuple[Row, ...] = (
    Row("telegram", (), rb"\A\s*(?:\xef\xbb\xbf)?\s*\{\s*\"[^\"\\]*\"\s*:[\s\S]*\"(?:messages|about|chats)\""),
    Row("telegram_html", (), rb"Exported Data</title>|CheckLocation\(\)"),
    Row("telegram_pages", (), rb"(?i)tgme_|telegram-web\.css|content=\"Telegram\"|https://t\.me/s/"),
    Row(
        "whatsapp",
        (),
        rb"\A(?:\xff\xfe|\xfe\xff|(?:\xef\xbb\xbf)?(?:\xe2\x80[\x8e\x8f\xaa-\xae])*(?:\d|\[|[\xd9\xdb][\xa0-\xb9]))",
        seeks=True,
    ),
    Row("xlsx", (".xlsx", ".xlsm"), rb"\APK\x03\x04", seeks=True),
    Row("whatsapp_zip", (), rb"\APK\x03\x04", seeks=True),
    Row("docx", (".docx", ".docm"), rb"\APK\x03\x04", seeks=True),
    Row("pdf", (".pdf",), rb"%PDF-\d"),
    Row("office", (".doc", ".xls"), rb"\A\xd0\xcf\x11\xe0"),
    Row(
        "mail",
        (".eml", ".mbox"),
        rb"(?i)\A(?:\xef\xbb\xbf)?\s*(?:From |(?:from|to|date|subject|received|return-path|delivered-to|message-id|mime-version"
        rb"|x-[\w-]+):)",
    ),
    Row(
        "columns",
        (".csv", ".tsv", ".tab"),
        rb"(?i)\A(?:\xef\xbb\xbf)?[^{\[<\n][^\n]{0,300}(?<=[,;\t|\"])\s*(?:text|body|content|message|\xd8\xa7\xd9\x84\xd9\x86\xd8\xb5|\xd9\x86\xd8\xb5)"
        rb"|(?i:\A(?:\xef\xbb\xbf)?\"?(?:text|body|content|message|\xd8\xa7\xd9\x84\xd9\x86\xd8\xb5|\xd9\x86\xd8\xb5)\"?\s*[,;\t|])",
        seeks=True,
    ),
    Row("feeds", (".rss", ".atom", ".rdf", ".xml"), rb"<(?:rss|feed|rdf:RDF|urlset|sitemapindex|\w+:feed)[\s>]"),
    Row("warc", (".warc",), rb"\AWARC/[01]\.", packed=True),
    Row("wacz", (".wacz",), rb"\APK\x03\x04", seeks=True),
)


def suffixes() -> tuple[str, ...]:
    """Every suffix of the registry: what is picked up in folders, besides the texts."""
    return tuple(s for row in ROWS for s in row.suffixes)


def choose(head: bytes, name: str) -> tuple[Row, Format] | None:
    """The format of a file by its first bytes, else by its name; None for texts, pages, JSON and what nobody knows.

    name: in small letters, without .gz; "" for a stream.
    """
    for row in ROWS:
        if row.hint and _pattern(row.hint).search(head):
            found = _format(row.module)
            if found.sniff(head, name):
                return row, found
    for row in ROWS:
        if name.endswith(row.suffixes):
            return row, _format(row.module)
    return None


@cache
def _pattern(hint: bytes) -> re.Pattern[bytes]:
    return re.compile(hint)


@cache
def _format(module: str) -> Format:
    return cast(Format, import_module(f"rasid.intake.{module}").FORMAT)


def head_of(file: io.BufferedReader) -> tuple[bytes, bool]:
    """The first bytes of a file, unpacked, without moving in it; and whether it is gzip."""
    head = file.peek(HEAD)
    if not head.startswith(GZIP):
        return head[:HEAD], False
    try:
        return zlib.decompressobj(wbits=31).decompress(head, HEAD), True
    except zlib.error:
        return b"", True


def reports(row: Row, chosen: Format, file: io.BufferedReader, packed: bool, where: str, given: Defaults) -> Iterator[Item]:
    """The reports of a file in a format; whatever its parser makes of broken data becomes one Failure."""
    try:
        stream: BinaryIO = file
        if packed and not row.packed:
            stream = cast(BinaryIO, gzip.GzipFile(fileobj=file))
        if row.seeks and (stream is not file or not file.seekable()):
            with tempfile.TemporaryFile() as put_down:
                if not _copy(stream, put_down):
                    yield Failure(where, "too_large_file", {"limit": str(MAX_SPOOLED_BYTES // 1_000_000)})
                    return
                yield from chosen.reports(cast(BinaryIO, put_down), where, given)
            return
        yield from chosen.reports(stream, where, given)
    except GZIP_ERRORS as error:
        yield Failure(where, "bad_gzip", {"reason": str(error)})
    except OSError as error:
        yield Failure(where, "unreadable", {"reason": error.strerror or str(error)})
    except Exception as error:  # parsers of other people raise anything on hostile data: one bad file must not end a batch
        if os.environ.get("RASID_DEBUG"):
            raise
        yield Failure(where, "bad_format", {"format": chosen.name, "reason": _reason(error)})


def read_up_to(file: BinaryIO, limit: int) -> bytes:
    """The first limit + 1 bytes, without taking the memory of as many when there are fewer."""
    out: list[bytes] = []
    have = 0
    while have <= limit and (chunk := file.read(min(1 << 20, limit + 1 - have))):
        out.append(chunk)
        have += len(chunk)
    return b"".join(out)


def _reason(error: Exception) -> str:
    words = " ".join(str(error).split())
    return f"{type(error).__name__}: {words[:200]}" if words else type(error).__name__


def _copy(source: BinaryIO, target: io.BufferedRandom | BinaryIO) -> bool:
    """Put a stream down in a file and go to its beginning; False when it is larger than it may be."""
    have = 0
    while chunk := source.read(1 << 20):
        have += len(chunk)
        if have > MAX_SPOOLED_BYTES:
            return False
        target.write(chunk)
    target.seek(0)
    return True

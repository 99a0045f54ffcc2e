"""Web archives: WARC files, packed or not, and WACZ packages of them, read record by record in constant memory.

Of the records only pages and texts that a server gave (response, 200) become reports. The day of the capture is the day on which the
report was known, and never its publication day.
"""

from __future__ import annotations

import io
import os
import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO, cast

import msgspec

from rasid.intake.days import publication_day
from rasid.intake.failure import Failure
from rasid.intake.sources import MAX_TEXT_BYTES, read_body
from rasid.intake.table import Defaults
from rasid.intake.unpacking import OversizeError, dechunked, unpacked
from rasid.model import Report

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

Item = Report | Failure

#: How often reading goes on behind a broken place before the rest of a file is given up.
MAX_BREAKS = 1_000
#: A WACZ may unpack to this, and hold this many files.
MAX_UNPACKED_BYTES = 2_000_000_000_000
MAX_FILES = 100_000
#: Archives are packed already: one that shrinks in its package by more than this is a bomb.
MAX_RATIO = 200
#: How much of the last record is unpacked to see whether it is whole.
MAX_LOOKED_AT = 200_000_000
_KINDS = ("text/html", "application/xhtml", "text/plain")
_ARCHIVES = (".warc", ".warc.gz")
_MEMBER = b"\x1f\x8b\x08"
_RECORD = b"WARC/1."
_FIRST_NAMES = (b"archive/", b"datapackage.json", b"indexes/", b"pages/")


class _Warc:
    """WARC, as the registry has it: gets gzip as it is, because each record is packed by itself."""

    name = "WARC"
    suffixes = (".warc",)

    def sniff(self, head: bytes, name: str) -> bool:
        """Whether it begins with a WARC record."""
        return head.startswith((b"WARC/1.", b"WARC/0."))

    def reports(self, file: BinaryIO, where: str, given: Defaults) -> Iterator[Item]:
        """One report a page, with its address as id."""
        left: Counter[str] = Counter()
        yield from _records(file, where, given, left)
        yield from _told(where, left)


class _Wacz:
    """WACZ: a zip package with WARC files in its folder archive/."""

    name = "WACZ"
    suffixes = (".wacz",)

    def sniff(self, head: bytes, name: str) -> bool:
        """Whether it is a zip file whose name or first file says so."""
        return head.startswith(b"PK\x03\x04") and (name.endswith(".wacz") or head[30:].startswith(_FIRST_NAMES))

    def reports(self, file: BinaryIO, where: str, given: Defaults) -> Iterator[Item]:
        """The reports of all its WARC files. Nothing is unpacked to the disk."""
        try:
            package = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
            yield Failure(where, "bad_format", {"format": self.name, "reason": str(error)})
            return
        with package:
            files = package.infolist()
            wrong = _wrong(files, _size(file))
            if wrong:
                yield Failure(where, wrong)
                return
            archives = [f for f in files if f.filename.startswith("archive/") and f.filename.lower().endswith(_ARCHIVES)]
            left: Counter[str] = Counter()
            for info in archives:
                yield from _member(package, info, f"{where}:{info.filename}", given, left)
            if not archives:
                yield Failure(where, "no_archives")
            yield from _told(where, left)


FORMAT = _Warc()
PACKAGE = _Wacz()


def _wrong(files: list[zipfile.ZipInfo], size: int) -> str:
    """What makes a package one that nobody packed in good faith: bad_path, zip_bomb, or ""."""
    for f in files:
        parts = f.filename.replace("\\", "/").split("/")
        if f.filename.startswith(("/", "\\")) or ".." in parts or ":" in parts[0] or stat.S_ISLNK(f.external_attr >> 16):
            return "bad_path"
    packed, unpacked_ = sum(f.compress_size for f in files), sum(f.file_size for f in files)
    archives = [f for f in files if f.filename.startswith("archive/")]
    swollen = any(f.file_size > MAX_TEXT_BYTES and f.file_size > MAX_RATIO * max(f.compress_size, 1) for f in archives)
    if packed > size or unpacked_ > MAX_UNPACKED_BYTES or len(files) > MAX_FILES or swollen:  # more than the file holds: files share bytes
        return "zip_bomb"
    return ""


def _member(package: zipfile.ZipFile, info: zipfile.ZipInfo, where: str, given: Defaults, left: Counter[str]) -> Iterator[Item]:
    try:
        with package.open(info) as member:
            yield from _records(cast(BinaryIO, io.BufferedReader(cast(io.RawIOBase, member))), where, given, left)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError) as error:
        yield Failure(where, "bad_format", {"format": PACKAGE.name, "reason": " ".join(str(error).split())[:160]})


def _told(where: str, left: Counter[str]) -> Iterator[Failure]:
    """What was left out of an archive, in one line a kind."""
    if left["broken"]:
        yield Failure(where, "broken_records", {"count": str(left["broken"])})
    if left["revisit"] or left["other"]:
        yield Failure(where, "left_out", {"revisits": str(left["revisit"]), "others": str(left["other"])}, lost=False, of_file=True)


def _size(file: BinaryIO) -> int:
    return os.fstat(file.fileno()).st_size if _on_disk(file) else file.seek(0, io.SEEK_END)


def _on_disk(file: BinaryIO) -> bool:
    try:
        return stat.S_ISREG(os.fstat(file.fileno()).st_mode)
    except (OSError, AttributeError, io.UnsupportedOperation):
        return False


def _records(file: BinaryIO, where: str, given: Defaults, left: Counter[str]) -> Iterator[Item]:
    """The reports of one WARC file; behind a broken place it goes on at the next record, where the file can be searched."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    start, breaks, sound = 0, 0, 0
    searchable = _on_disk(file) and file.seekable()
    while True:
        at = start
        try:
            for record in ArchiveIterator(file, record_types=WarcRecordType.any_type, parse_http=True, auto_decode="none"):
                at, sound = start + record.stream_pos, left["broken"]
                yield from _record(record, where, given, left)
            if searchable and sound == left["broken"] and _ends_early(file, at):
                left["broken"] += 1
            return
        except OSError as error:
            left["broken"] += 1
            breaks += 1
            if not searchable or breaks > MAX_BREAKS:
                yield Failure(where, "bad_format", {"format": FORMAT.name, "reason": " ".join(str(error).split())[:160]})
                return
            start = _next_record(file, at + 1)
            if start < 0:
                return
            file.seek(start)


def _ends_early(file: BinaryIO, last: int) -> bool:
    """Whether a packed file breaks off behind the beginning of its last record: too little of a next one is there to be seen."""
    file.seek(last)
    chunk = file.read(1 << 20)
    if not chunk.startswith(_MEMBER[:2]):
        return False
    machine = zlib.decompressobj(wbits=31)
    have = 0
    try:
        while chunk:
            have += len(machine.decompress(chunk, 1 << 20))
            if have > MAX_LOOKED_AT:
                return False
            chunk = machine.unused_data or machine.unconsumed_tail
            if machine.eof and chunk:
                machine = zlib.decompressobj(wbits=31)
            chunk = chunk or file.read(1 << 20)
    except zlib.error:
        return not machine.eof
    return not machine.eof


def _next_record(file: BinaryIO, after: int) -> int:
    """Where the next record begins behind a place, packed or not; -1 when there is none."""
    file.seek(0)
    mark = _MEMBER if file.read(2) == _MEMBER[:2] else _RECORD
    file.seek(after)
    base, tail = after, b""
    while chunk := file.read(1 << 20):
        found = (tail + chunk).find(mark)
        if found >= 0:
            return base - len(tail) + found
        tail = (tail + chunk)[-len(mark) + 1 :]
        base += len(chunk)
    return -1


def _record(record: WarcRecord, where: str, given: Defaults, left: Counter[str]) -> Iterator[Item]:
    from fastwarc.warc import WarcRecordType

    kind = record.record_type
    if kind != WarcRecordType.response:
        if kind == WarcRecordType.revisit:
            left["revisit"] += 1
        elif kind == WarcRecordType.unknown:
            left["broken"] += 1
        return
    url = (record.headers.get("WARC-Target-URI") or "").strip("<> ")
    http = record.http_headers if record.is_http_parsed else None
    if url and not url.lower().startswith(("http://", "https://")):
        left["other"] += 1
        return
    if not url or http is None or http.status_code is None:
        left["broken"] += 1
        return
    told = (record.http_content_type or "").lower()
    if http.status_code != 200 or not told.startswith(_KINDS):
        left["other"] += 1
        return
    yield from _page(record, url, where, given, left, is_page="html" in told)


def _page(record: WarcRecord, url: str, where: str, given: Defaults, left: Counter[str], is_page: bool) -> Iterator[Item]:
    raw = record.reader.read(MAX_TEXT_BYTES + 1)
    here = f"{where}:{url}"
    try:
        if len(raw) > MAX_TEXT_BYTES:
            raise OversizeError
        if len(raw) < record.content_length:
            raise ValueError("cut off")
        if "chunked" in (record.http_headers.get("Transfer-Encoding") or "").lower():
            raw = dechunked(raw)
        encoding = record.http_headers.get("Content-Encoding") or ""
        body = raw if _stored_plain(raw, encoding) else unpacked([raw], encoding, MAX_TEXT_BYTES)
    except OversizeError:
        yield Failure(here, "too_large", {"limit": str(MAX_TEXT_BYTES // 1_000_000)})
        return
    except ValueError:
        left["broken"] += 1
        return
    if not body.strip():
        left["other"] += 1
        return
    given = msgspec.structs.replace(given, url=url, charset=record.http_charset or "")
    captured = publication_day((record.headers.get("WARC-Date") or "")[:10]) or ""
    for item in read_body(body, here, is_page, given):
        if isinstance(item, Report):
            given.known(captured)
            item = msgspec.structs.replace(item, id=url)
        yield item


def _stored_plain(raw: bytes, encoding: str) -> bool:
    """Whether a body is stored unpacked although its header still says gzip, as some crawlers do."""
    return "gzip" in encoding.lower() and not raw.startswith(_MEMBER[:2]) and raw.lstrip()[:1] == b"<"

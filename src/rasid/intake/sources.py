"""Paths, folders, patterns and standard input, read one report at a time.

Plain text, HTML, JSON and JSON Lines are read here; every other format stands in the registry (formats.py), which is asked first.
"""

from __future__ import annotations

import codecs
import gzip
import hashlib
import io
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import urlsplit

import msgspec

from rasid.intake.decode import Decoded, decode, unzip
from rasid.intake.failure import Failure
from rasid.intake.formats import GZIP, GZIP_ERRORS, Item, choose, head_of, reports, suffixes
from rasid.intake.markup import looks_like_html, looks_like_page, page
from rasid.intake.table import Defaults, Ignorant, Knows, as_report, day_of, parse
from rasid.model import Report

if TYPE_CHECKING:
    from rasid.intake.fetch import Answer

#: The largest text of one report, in bytes; a line of JSON Lines may be no longer either.
MAX_TEXT_BYTES = 10_000_000
#: The largest .json file: an array of reports, which must be parsed whole.
MAX_JSON_BYTES = 200_000_000
#: A first line is a title when no longer than this and followed by an empty line.
MAX_TITLE = 160
STDIN = "-"
LINES = (".jsonl", ".ndjson")
PAGES = (".html", ".htm", ".xhtml", ".shtml")
ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,20}://")
#: What is picked up in folders besides the suffixes of the registry, each also as .gz.
SUFFIXES = (".txt", *LINES, *PAGES, ".json")

Stream = io.BufferedReader | gzip.GzipFile


def read_inputs(
    paths: Iterable[str],
    published: str = "",
    outlet: str = "",
    stdin: BinaryIO | None = None,
    keep: Callable[[bytes], None] | None = None,
    knows: Knows | None = None,
    columns: dict[str, str] | None = None,
    known: Callable[[str], None] | None = None,
) -> Iterator[Item]:
    """Reports from files, folders (searched deeply), patterns, web addresses and "-" (standard input), in a stable order.

    published (ISO day) and outlet stand in where a report does not say. A Failure takes the place of what could not
    be read, and comes before its report when lost=False. A repeated id is told; a report repeated whole is left out.
    keep gets the bytes each report was made of (a file, a line, an object of an array), just before the report.
    known gets the day on which the next report was captured, from formats that tell it.
    knows: reads dates in words and knows outlets; without it such days stay unknown, and sites keep their own names.
    columns: which heading of a table holds what ({"text": "Body"}); guessed where it does not say.
    Raises nothing for bad data. Lazy: a batch needs the memory of one report and a mark for each id.
    """
    given = Defaults(published, outlet, knows=knows or Ignorant(), columns=columns or {})
    if keep:
        given = msgspec.structs.replace(given, keep=keep)
    if known:
        given = msgspec.structs.replace(given, known=known)
    seen: dict[str, bytes] = {}
    for path in paths:
        for item in _one(path, given, stdin):
            yield from _told_twice(item, seen) if isinstance(item, Report) else (item,)


def _told_twice(report: Report, seen: dict[str, bytes]) -> Iterator[Item]:
    print_ = hashlib.blake2b(f"{report.title}\n{report.text}".encode("utf-8", "replace"), digest_size=8).digest()
    before = seen.setdefault(f"{report.id}\n{report.version}" if report.version else report.id, print_)
    if before is print_:
        yield report
    elif before == print_:
        yield Failure(report.id, "repeated", {"id": report.id})
    else:
        yield Failure(report.id, "duplicate_id", {"id": report.id}, lost=False)
        yield report


def _one(path: str, given: Defaults, stdin: BinaryIO | None) -> Iterator[Item]:
    if path == STDIN:
        yield from _stream(stdin or sys.stdin.buffer, given)
        return
    if ADDRESS.match(path):
        yield from _address(path, given)
        return
    found = _expand(path)
    if isinstance(found, Failure):
        yield found
        return
    for file in found:
        try:
            yield from _file(file, given)
        except OSError as error:
            yield Failure(file.as_posix(), "unreadable", {"reason": error.strerror or str(error)})


def _address(url: str, given: Defaults) -> Iterator[Item]:
    """What stands at a web address: a page, a feed, or a file of any other format."""
    from rasid.intake.fetch import fetcher
    from rasid.intake.guard import FetchError

    try:
        answer = fetcher().fetch(url)
    except FetchError as error:
        yield error.failure
        return
    yield from read_answer(answer, url, msgspec.structs.replace(given, url=answer.url, charset=answer.charset))


def read_answer(answer: Answer, where: str, given: Defaults) -> Iterator[Item]:
    """The reports in what a web address gave. given: with the url and charset of the answer."""
    name = urlsplit(answer.url).path.rpartition("/")[2].lower()
    name = "page.html" if "html" in answer.kind and not name.endswith(PAGES) else name
    yield from _opened(_buffered(answer.body), where, name.removesuffix(".gz"), given)


def read_body(data: bytes, where: str, is_page: bool, given: Defaults) -> Iterator[Item]:
    """The report in the bytes of one page or plain text."""
    yield from _whole(data, where, "page.html" if is_page else "text.txt", False, given)


def _expand(path: str) -> list[Path] | Failure:
    """The files a path stands for: itself, what its folder holds, or what its pattern finds."""
    target = Path(path)
    try:
        if target.is_dir():
            files = sorted(f for f in target.rglob("*") if _wanted(f))
            return files or Failure(path, "no_reports")
        if target.exists():
            return [target]
    except (OSError, ValueError) as error:
        return Failure(path, "unreadable", {"reason": str(error)})
    if any(c in path for c in "*?["):
        from glob import glob

        hits = sorted(Path(hit) for hit in glob(path, recursive=True))  # noqa: PTH207 (absolute patterns too)
        files = [f for hit in hits for f in ([hit] if hit.is_file() else sorted(filter(_wanted, hit.rglob("*"))))]
        return files or Failure(path, "not_found")
    return Failure(path, "not_found")


def _wanted(file: Path) -> bool:
    name = file.name.lower().removesuffix(".gz")
    return name.endswith((*SUFFIXES, *suffixes())) and not name.startswith(".") and file.is_file()


def _file(file: Path, given: Defaults) -> Iterator[Item]:
    where, name = file.as_posix(), file.name.lower().removesuffix(".gz")
    with file.open("rb") as raw:
        yield from _opened(raw, where, name, given)


def _opened(raw: io.BufferedReader, where: str, name: str, given: Defaults) -> Iterator[Item]:
    """What a file holds. name: in small letters, without .gz."""
    head, packed = head_of(raw)
    if (chosen := choose(head, name)) is not None:
        yield from reports(*chosen, raw, packed, where, given)
        return
    if name.endswith(LINES):
        yield from _lines(gzip.GzipFile(fileobj=raw) if packed else raw, where, given)
        return
    limit = MAX_JSON_BYTES if name.endswith(".json") else MAX_TEXT_BYTES
    data = raw.read(limit + 1)
    yield from _whole(data, where, name, packed, given)


def _stream(stream: BinaryIO, given: Defaults) -> Iterator[Item]:
    """Standard input: a format of the registry by its content, JSON Lines when it starts like an object, else one text or page."""
    where = "stdin"
    buffered = stream if isinstance(stream, io.BufferedReader) else _buffered(stream.read())
    if (chosen := choose((told := head_of(buffered))[0], "")) is not None:
        yield from reports(*chosen, buffered, told[1], where, given)
        return
    reader: Stream = buffered
    try:
        if reader.peek(2)[:2] == GZIP:
            reader = gzip.GzipFile(fileobj=reader)
        head = reader.peek(64)
        if head.removeprefix(codecs.BOM_UTF8).lstrip()[:1] != b"{":
            data = reader.read(MAX_TEXT_BYTES + 1)
    except GZIP_ERRORS as error:
        yield Failure(where, "bad_gzip", {"reason": str(error)})
        return
    if head.removeprefix(codecs.BOM_UTF8).lstrip()[:1] == b"{":
        yield from _lines(reader, where, given)
    else:
        yield from _whole(data, where, "", False, given)


def _buffered(data: bytes) -> io.BufferedReader:
    return io.BufferedReader(io.BytesIO(data))


def _whole(data: bytes, where: str, name: str, packed: bool, given: Defaults) -> Iterator[Item]:
    """One file read at once: a text, a page, or a JSON file."""
    limit = MAX_JSON_BYTES if name.endswith(".json") else MAX_TEXT_BYTES
    if packed and len(data) <= limit:
        try:
            data = unzip(data, limit)
        except ValueError as error:
            yield Failure(where, "bad_gzip", {"reason": str(error)})
            return
    if len(data) > limit:
        yield _too_large(where, limit)
        return
    if not data.strip():
        yield Failure(where, "empty")
        return
    found = decode(data, where, given.charset)
    if isinstance(found, Failure):
        yield found
        return
    text = found.text.replace("\r\n", "\n").replace("\r", "\n")
    if found.broken:
        yield Failure(where, "bad_bytes", {"count": str(found.broken)}, lost=False)
    given.keep(data)
    if name.endswith(".json") or (text.lstrip()[:1] in "[{" and isinstance(parse(text, where), dict | list)):
        yield from _json(text, where, given)
    else:
        yield from _text(text, where, given, is_page=name.endswith(PAGES))


def _text(text: str, where: str, given: Defaults, is_page: bool) -> Iterator[Item]:
    """One report of plain text or HTML."""
    if is_page or looks_like_html(text):
        if is_page or looks_like_page(text):
            from rasid.intake.article import article, host_of

            found = article(text, given.url, given.knows)
            host = host_of(found.url)
        else:
            found, host = page(text), ""
        if not found.text and not found.title:
            yield Failure(where, "empty")
            return
        told: list[Item] = []
        if not is_page:
            told.append(Failure(where, "html_stripped", {"field": "text"}, lost=False))
        day = day_of(found.published, where, given, told)
        yield from told
        yield Report(where, found.text, found.title, day, found.outlet or given.outlet or host, found.url)
        return
    title, body = title_of(text)
    yield Report(where, body, title, given.published, given.outlet, given.url)


def title_of(text: str) -> tuple[str, str]:
    """Title and body of plain text: its first line is a title only when short and followed by an empty line."""
    text = text.strip("\n")
    first, _, rest = text.partition("\n")
    line, _, body = rest.partition("\n")
    if first.strip() and not line.strip() and body.strip() and len(first) <= MAX_TITLE:
        return first.strip(), body.lstrip("\n")
    return "", text


def _json(text: str, where: str, given: Defaults) -> Iterator[Item]:
    """A .json file: one report, an array of them, or JSON Lines under the wrong name."""
    value = parse(text, where)
    if isinstance(value, Failure):
        lines = text.strip().splitlines()
        if len(lines) > 1 and isinstance(parse(lines[0], where), dict):
            yield from _lines(_buffered(text.encode()), where, given)
        else:
            yield value
        return
    if isinstance(value, list):
        for n, entry in enumerate(value, 1):
            given.keep(msgspec.json.encode(entry))
            yield from _checked(as_report(entry, f"{where}:{n}", given), f"{where}:{n}")
        return
    yield from _checked(as_report(value, where, given), where)


def _lines(stream: Stream, where: str, given: Defaults) -> Iterator[Item]:
    """JSON Lines, one report a line; a broken line is told with its number and the rest goes on."""
    try:
        if stream.peek(4)[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            stream = _buffered(stream.read().decode("utf-16", "replace").encode())
    except GZIP_ERRORS as error:
        yield Failure(where, "bad_gzip", {"reason": str(error)})
        return
    number = 0
    while True:
        number += 1
        here = f"{where}:{number}"
        try:
            line = stream.readline(MAX_TEXT_BYTES + 1)
            rest = line
            while len(rest) >= MAX_TEXT_BYTES and not rest.endswith(b"\n"):
                rest = stream.readline(MAX_TEXT_BYTES)
        except GZIP_ERRORS as error:
            yield Failure(where, "bad_gzip", {"reason": str(error)})
            return
        if not line:
            return
        if rest is not line:
            yield _too_large(here, MAX_TEXT_BYTES)
            continue
        line = line.removeprefix(codecs.BOM_UTF8) if number == 1 else line
        if line.strip():
            yield from _line(line, here, given)


def _line(line: bytes, where: str, given: Defaults) -> Iterator[Item]:
    found = decode(line, where)
    if isinstance(found, Failure):
        yield found
        return
    value = parse(found.text, where)
    if isinstance(value, Failure):
        yield value
        return
    given.keep(line)
    if isinstance(found, Decoded) and found.broken:
        yield Failure(where, "bad_bytes", {"count": str(found.broken)}, lost=False)
    yield from _checked(as_report(value, where, given), where)


def _checked(items: list[Item], where: str) -> Iterator[Item]:
    """The items, unless their report is empty or too large: then that Failure alone."""
    report = items[-1]
    if isinstance(report, Report):
        if not report.text.strip() and not report.title.strip():
            yield Failure(where, "empty")
            return
        if len(report.text) * 4 > MAX_TEXT_BYTES and len(report.text.encode("utf-8", "replace")) > MAX_TEXT_BYTES:
            yield _too_large(where, MAX_TEXT_BYTES)
            return
    yield from items


def _too_large(where: str, limit: int) -> Failure:
    return Failure(where, "too_large", {"limit": str(limit // 1_000_000)})

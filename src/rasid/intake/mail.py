"""Letters: .eml files and mailboxes (.mbox), one report a letter.

The day is that of the Date header, in the zone it was written in. Who writes from a private address is not kept, and neither are
signatures and the names in lines such as "On Monday X wrote:". A letter of an organisation has it for its outlet: the name when
it writes as an office (press@, news@) or a list, else its domain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from functools import cache
from typing import BinaryIO

import msgspec

from rasid.intake.decode import Decoded, decode
from rasid.intake.failure import Failure
from rasid.intake.markup import strip
from rasid.intake.phrases import phrases
from rasid.intake.table import Defaults
from rasid.model import Report

#: The largest letter with its attachments, and the largest text, in bytes.
MAX_LETTER, MAX_TEXT = 40_000_000, 10_000_000
#: Lines that may begin a part, and parts that may hold others.
MAX_PARTS, MAX_NESTED = 2000, 60
MAX_HEADERS = 500
MAX_FORWARDS = 10
MAX_LINE = 1 << 20
_HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,60}):")
_KNOWN = frozenset(b"from to cc date subject received return-path delivered-to message-id mime-version content-type reply-to".split())
_BOUNDARY = re.compile(rb"(?i)boundary\s*=")
_NESTING = re.compile(rb"(?i)content-type:\s*(?:multipart/|message/rfc822)")
_WROTE = re.compile(r"^(?=.{1,200}$).*<?[^<>\s@]+@[^<>\s@]+>?.{0,40}:\s*$", re.M)
_SIGNATURE = re.compile(r"^-- ?$", re.M)
_ADDRESS = re.compile(r"https?://[^\s<>]+")


class Mail:
    """Told by the headers it begins with."""

    name = "e-mail"
    suffixes = (".eml", ".mbox")

    def sniff(self, head: bytes, name: str) -> bool:
        """Whether it begins with three headers or more, two of which every letter has, or as a mailbox."""
        lines = head.removeprefix(b"\xef\xbb\xbf").lstrip().splitlines()
        if lines and lines[0].startswith(b"From ") and b"@" in lines[0]:
            lines = lines[1:]
        names = []
        for line in lines[:80]:
            if not line.strip():
                break
            if line[:1] in b" \t":
                continue
            m = _HEADER.match(line)
            if m is None:
                return False
            names.append(m[1].lower())
        return len(names) > 2 and len(_KNOWN.intersection(names)) > 1

    def reports(self, file: BinaryIO, where: str, given: Defaults) -> Iterator[Failure | Report]:
        """A report for each letter. Ids: the file, and in a mailbox the number of the letter."""
        first = file.readline(MAX_LINE)
        if not first.startswith(b"From "):
            data = first + file.read(MAX_LETTER + 1 - len(first))
            yield from _letter(data, where, given)
            return
        for n, data in enumerate(_split(file), 1):
            yield from _letter(data, f"{where}:{n}", given)


def _split(file: BinaryIO) -> Iterator[bytes]:
    """The letters of a mailbox whose first line has been read; of one that is too large, one byte more than may be."""
    parts: list[bytes] = []
    size, blank = 0, False
    while line := file.readline(MAX_LINE):
        if blank and line.startswith(b"From "):
            yield b"".join(parts)
            parts, size, blank = [], 0, False
            continue
        blank = not line.strip()
        if size <= MAX_LETTER:
            line = line[1:] if line.startswith(b">From ") else line
            parts.append(line[: MAX_LETTER + 1 - size])
            size += len(line)
    if parts:
        yield b"".join(parts)


def _letter(data: bytes, where: str, given: Defaults) -> Iterator[Failure | Report]:
    """The report of a letter after what is said of it; the Failure when it makes none."""
    if len(data) > MAX_LETTER:
        yield Failure(where, "too_large", {"limit": str(MAX_LETTER // 1_000_000)})
        return
    if not data.strip():
        yield Failure(where, "empty")
        return
    if _too_many(data):
        yield Failure(where, "too_many_parts", {"limit": str(MAX_PARTS)})
        return
    try:
        message = message_from_bytes(data, policy=policy.compat32)
        found = _read(message, where, given)
    except (MessageError, RecursionError, ValueError, LookupError, AttributeError, TypeError) as error:
        yield Failure(where, "bad_format", {"format": Mail.name, "reason": f"{type(error).__name__}: {str(error)[:200]}"})
        return
    if isinstance(found, Failure):
        yield found
        return
    text = found.text
    told: list[Failure] = []
    day = _day(_header(message, "Date"), where, told)
    yield from told
    if found.broken:
        yield Failure(where, "bad_bytes", {"count": str(found.broken)}, lost=False)
    title = _subject(_header(message, "Subject"))
    given.keep(f"Date: {day}\nSubject: {title}\n\n{text}".encode("utf-8", "replace"))
    address = _ADDRESS.search(_header(message, "Archived-At"))
    yield Report(
        id=where,
        text=text,
        title=title,
        published=day or given.published,
        outlet=_outlet(message, given) or given.outlet,
        url=address[0] if address else given.url,
        forwarded=found.forwarded,
    )


def _too_many(data: bytes) -> bool:
    """Whether a letter has more parts, or parts within parts, than letters have: parsers need a generator and an object for each."""
    nested = sum(1 for _ in _NESTING.finditer(data))
    if nested > MAX_NESTED:
        return True
    head = data[: data.find(b"\n\n") + 1 or data.find(b"\r\n\r\n") + 1 or len(data)]
    return (bool(_BOUNDARY.search(data)) and data.count(b"\n--") > MAX_PARTS) or head.count(b"\n") > MAX_HEADERS * 10


class _Body(msgspec.Struct, frozen=True):
    text: str
    forwarded: tuple[str, ...] = ()
    broken: int = 0


def _read(message: Message, where: str, given: Defaults) -> _Body | Failure:
    """The text of a letter, and whom it was forwarded from."""
    if message.get_content_type() in ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"):
        return Failure(where, "encrypted")
    plain: list[str] = []
    pages: list[str] = []
    inner: list[Message] = []
    broken = 0
    for part in _own_parts(message, inner):
        kind = part.get_content_type()
        if kind not in ("text/plain", "text/html") or part.get_content_disposition() == "attachment":
            continue
        payload = part.get_payload(decode=True)
        if not isinstance(payload, bytes) or not payload.strip():
            continue
        found = decode(payload[: MAX_TEXT + 1], where, str(part.get_content_charset() or ""))
        if isinstance(found, Failure):
            return found
        if len(payload) > MAX_TEXT:
            return Failure(where, "too_large", {"limit": str(MAX_TEXT // 1_000_000)})
        broken += found.broken
        (plain if kind == "text/plain" else pages).append(found.text)
    text = "\n".join(t.strip() for t in plain if t.strip()) or "\n".join(strip(p) for p in pages)
    body, forwarded = _unfolded(text.replace("\r\n", "\n").replace("\r", "\n"), given)
    for letter in inner[:MAX_FORWARDS]:
        below = _read(letter, where, given)
        if isinstance(below, _Body):
            body = f"{body}\n{below.text}".strip()
            forwarded = (*forwarded, _sender(letter, given) or phrases()["private"], *below.forwarded)
            broken += below.broken
    return _Body(body, forwarded[:MAX_FORWARDS], broken) if body else Failure(where, "empty")


def _own_parts(message: Message, inner: list[Message]) -> Iterator[Message]:
    """The parts of a letter, without those of the letters it holds, which go to `inner`."""
    if message.get_content_type() == "message/rfc822" and message.is_multipart():
        inner += [p for p in message.get_payload() if isinstance(p, Message)]
    elif message.is_multipart():
        for part in message.get_payload():
            if isinstance(part, Message):
                yield from _own_parts(part, inner)
    else:
        yield message


def _unfolded(text: str, given: Defaults) -> tuple[str, tuple[str, ...]]:
    """A text without its signature and without the heads of letters forwarded in it, and whom those came from."""
    forwarded: list[str] = []
    kept: list[str] = []
    while len(forwarded) < MAX_FORWARDS and (m := _marker().search(text)):
        kept.append(_clean(text[: m.start()]))
        name, text = _inner_head(text[m.end() :], given)
        forwarded.append(name or phrases()["private"])
    kept.append(_clean(text))
    return "\n".join(k for k in kept if k), tuple(forwarded)


def _clean(text: str) -> str:
    signature = _SIGNATURE.search(text)
    text = text[: signature.start()] if signature else text
    lines = (re.sub(r"^(?:>\s?)+", "", line) for line in _WROTE.sub("", text).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _inner_head(text: str, given: Defaults) -> tuple[str, str]:
    """Who sent a forwarded letter, by the head that mail programs write above it, and the text below."""
    lines = text.lstrip("\n").split("\n")
    name, n = "", 0
    while n < min(len(lines), 20):
        line = re.sub(r"^[>\s*]+|[\u200e\u200f\u202a-\u202e*]", "", lines[n])
        key, colon, value = line.partition(":")
        if not line.strip() and n:
            break
        if not colon or key.strip().lower() not in phrases()["mail"]["header"]:
            if line.strip() and "@" not in line:
                break
        elif key.strip().lower() in phrases()["mail"]["from"]:
            name = _organisation(*parseaddr(value.strip()), given)
        n += 1
    return name, "\n".join(lines[n:])


@cache
def _marker() -> re.Pattern[str]:
    return re.compile(r"^[>\s]*(?:" + "|".join(phrases()["mail"]["forwarded"]) + r")[ \t]*$", re.M | re.I)


def _header(message: Message, name: str) -> str:
    """A header decoded, in one line."""
    raw = message.get(name)
    if raw is None:
        return ""
    out = []
    try:
        parts = decode_header(str(raw)[:20_000])
    except (MessageError, ValueError):
        return " ".join(str(raw)[:20_000].split())
    for value, charset in parts:
        if isinstance(value, bytes):
            found = decode(value, "", charset or "") if value.strip() else None
            value = found.text if isinstance(found, Decoded) else value.decode("utf-8", "replace")
        out.append(value)
    text = "".join(out).encode("utf-8", "surrogateescape")
    mended = decode(text, "")
    return " ".join((mended.text if isinstance(mended, Decoded) else "".join(out)).split())


def _subject(text: str) -> str:
    prefix = re.compile(rf"^(?:{'|'.join(map(re.escape, phrases()['mail']['subject']))})\s*(?:\[\d+\])?\s*:\s*", re.I)
    for _ in range(MAX_FORWARDS):
        cut = prefix.sub("", text)
        if cut == text:
            break
        text = cut
    return text[:1000]


def _day(written: str, where: str, told: list[Failure]) -> str:
    if not written:
        return ""
    try:
        day = parsedate_to_datetime(written[:200]).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        told.append(Failure(where, "bad_published", {"value": written[:40]}, lost=False))
        return ""
    if not 1970 <= day.year <= 2200:
        told.append(Failure(where, "bad_published", {"value": written[:40]}, lost=False))
        return ""
    return day.isoformat()


def _outlet(message: Message, given: Defaults) -> str:
    """The list or organisation that a letter comes from; "" for private writers."""
    listed = _header(message, "List-Id").partition("<")[0].strip(' "')
    return (given.knows.outlet(listed, "") or listed) if listed else _sender(message, given)


def _sender(message: Message, given: Defaults) -> str:
    return _organisation(*parseaddr(_header(message, "From")), given)


def _organisation(name: str, address: str, given: Defaults) -> str:
    """Who writes from an address, when it is an organisation; "" for private addresses."""
    mailbox, _, domain = address.lower().rpartition("@")
    if (
        not mailbox
        or not re.fullmatch(r"[a-z0-9-]{1,60}(?:\.[a-z0-9-]{1,60}){1,5}", domain)
        or domain in phrases()["mail"]["private_hosts"]
    ):
        return ""
    known = given.knows.outlet("", f"https://{domain}/")
    office = re.split(r"[.+_-]", mailbox)[0] in phrases()["mail"]["roles"] or mailbox in phrases()["mail"]["roles"]
    return known or (name.strip() if office else "") or domain


FORMAT = Mail()

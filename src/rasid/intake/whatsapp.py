"""Chats exported from WhatsApp as text, from Android and iOS, in Arabic and English.

People who write in a group are private: their names and numbers are not kept, a sender is "sender 1", "sender 2" in the order of
the file. The group is the outlet; a chat of two people has none.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from functools import cache
from typing import BinaryIO

import msgspec

from rasid.intake.dayorder import DIGITS, Evidence, Order, two_ways
from rasid.intake.failure import Failure
from rasid.intake.lines import encoding_of, lines
from rasid.intake.phrases import phrases
from rasid.intake.table import Defaults
from rasid.model import Report

#: The longest message and line, in characters.
MAX_MESSAGE = 2_000_000
#: Senders are told apart up to this number.
MAX_SENDERS = 100_000
_HEAD = 160
_MARKS = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]")
_DAY = r"(?P<a>\d{1,4})[/.\-](?P<b>\d{1,2})[/.\-](?P<c>\d{1,4})[,،]?\s+(?:في\s+|at\s+)?"
_TIME = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s*(?:[AaPp]\.?\s?[Mm]\.?|[صم]|صباحًا|مساءً|صباحا|مساء))?"
_HEADER = re.compile(rf"(?:\[{_DAY}{_TIME}\]\s?|{_DAY.replace('<a>', '<d>').replace('<b>', '<e>').replace('<c>', '<f>')}{_TIME}\s[-–]\s)")
_SENDER = re.compile(r"(?P<sender>[^:\n]{1,120}?):(?:\s|$)")
_MENTION = re.compile("@(?:\u2068[^\u2069\n]{1,80}\u2069|\\+?\\d{7,15})")


class _Message(msgspec.Struct):
    line: int
    numbers: tuple[int, int, int]
    sender: str
    parts: list[str]
    size: int


class WhatsApp:
    """Told by its first line, which begins with a day and a time as WhatsApp writes them."""

    name = "WhatsApp"
    suffixes: tuple[str, ...] = ()

    def sniff(self, head: bytes, name: str) -> bool:
        """Whether it begins with the time of a message, and somebody or the app itself wrote one of the first."""
        begun = [rest for line in _text(head).splitlines()[:40] if (rest := _begin(line)) is not None]
        first = next((line for line in _text(head).splitlines() if line.strip()), "")
        return _begin(first) is not None and any(_SENDER.match(rest) or _system().search(rest) for _, rest in begun)

    def reports(self, file: BinaryIO, where: str, given: Defaults) -> Iterator[Failure | Report]:
        """The messages with a text. Ids are the file and the line where the message begins."""
        encoding = encoding_of(file, where, given.charset)
        if isinstance(encoding, Failure):
            yield encoding
            return
        order, example, group = _surveyed(file, encoding, where)
        if not order.sure:
            yield Failure(where, "day_order", {"example": example}, lost=False, of_file=True)
        senders: dict[bytes, int] = {}
        media = service = reports = 0
        for found in _messages(file, encoding, where):
            if isinstance(found, Failure):
                yield found
                continue
            text = _own(found)
            if not found.sender:
                service += 1
            elif not text or _omitted().fullmatch(text):
                media += 1
            else:
                reports += 1
                day = order.day(*found.numbers)
                if not order.sure and two_ways(*found.numbers[:2]):
                    yield Failure(f"{where}:{found.line}", "day_order", {"example": day}, lost=False, silent=True)
                given.keep(f"{day}\n{text}".encode("utf-8", "replace"))
                number = _number(found.sender, senders)
                outlet = group or given.outlet
                yield Report(f"{where}:{found.line}", text, published=day or given.published, outlet=outlet, author=f"sender {number}")
        if media or service:
            yield Failure(
                where, "messages_skipped", {"media": str(media), "service": str(service), "private": "0"}, lost=False, of_file=True
            )
        if not reports:
            yield Failure(where, "no_messages", {"format": self.name})


def _text(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "replace")
    return head.decode("utf-8", "replace")


def _begin(line: str) -> tuple[tuple[int, int, int], str] | None:
    """The three numbers of the day with which a message begins, and the rest of the line; None for a line that goes on."""
    plain = _MARKS.sub("", line[:_HEAD]).replace("\u202f", " ").replace("\xa0", " ")
    if not plain[:1].isdigit() and plain[:1] != "[":
        return None
    m = _HEADER.match(plain.translate(DIGITS))
    if m is None:
        return None
    a, b, c = (int(m[x] or m[y]) for x, y in (("a", "d"), ("b", "e"), ("c", "f")))
    at = left = 0
    while left < m.end():  # the rest keeps its marks: they tell lines of the app, and who is mentioned
        left += not _MARKS.match(line[at])
        at += 1
    return (a, b, c), line[at:]


def _messages(file: BinaryIO, encoding: str, where: str) -> Iterator[_Message | Failure]:
    """The messages of a file from its beginning, those of the app itself without a sender."""
    file.seek(0)
    at: _Message | None = None
    too_long = False
    for number, line, whole in lines(file, encoding, MAX_MESSAGE):
        begun = _begin(line)
        if begun is not None:
            if at is not None:
                yield Failure(f"{where}:{at.line}", "too_large", {"limit": str(MAX_MESSAGE // 1_000_000)}) if too_long else at
            numbers, rest = begun
            m = _SENDER.match(rest)
            sender = _MARKS.sub("", m["sender"]).strip() if m and not _system().search(m["sender"]) else ""
            text = rest[m.end() :] if m and sender else rest
            if sender and _system_text(text):
                sender = ""
            at, too_long = _Message(number, numbers, sender, [text], len(text)), not whole
            continue
        if at is None:
            continue
        too_long = too_long or not whole or at.size + len(line) > MAX_MESSAGE
        if too_long:
            at.parts.clear()
        else:
            at.parts.append(line)
            at.size += len(line)
    if at is not None:
        yield Failure(f"{where}:{at.line}", "too_large", {"limit": str(MAX_MESSAGE // 1_000_000)}) if too_long else at


def _surveyed(file: BinaryIO, encoding: str, where: str) -> tuple[Order, str, str]:
    """What the whole file tells: the order of its days, one that could be read both ways, and the name of the group."""
    evidence = Evidence(in_time=True)
    named = created = ""
    grouped = False
    people: set[bytes] = set()
    name = _name_of(where)
    for found in _messages(file, encoding, where):
        if isinstance(found, Failure):
            continue
        a, b, c = found.numbers
        evidence.add(a, b, c, f"{a}/{b}/{c}")
        if found.sender:
            if len(people) < 3 and (found.sender != name or not name):
                people.add(_digest(found.sender))
            continue
        text = _MARKS.sub("", found.parts[0]) if found.parts else ""
        grouped = grouped or bool(_group().search(text))
        created = created or next((m[1] for p in _created() if (m := p.search(text))), "")
    if name and (grouped or created or len(people) > 2):
        named = name
    return evidence.order(), evidence.example, (created or named).strip()


def _own(message: _Message) -> str:
    """The text of a message without direction marks at its ends, marks of editing and the names of those mentioned."""
    text = _MENTION.sub("@", "".join(message.parts)).strip().strip("\u200e\u200f\u202a\u202b\u202c\ufeff \n")
    return _edited().sub("", text).strip().strip("\u200e\u200f")


def _name_of(where: str) -> str:
    """What the file is named after: the group, or the other person."""
    stem = _MARKS.sub("", where.replace("\\", "/").rpartition("/")[2]).removesuffix(".gz").removesuffix(".txt").removesuffix(".zip")
    for begin in phrases()["whatsapp"]["names"]:
        begin = _MARKS.sub("", begin)
        if stem.lower().startswith(begin):
            return stem[len(begin) :].strip()
    return ""


def _number(sender: str, senders: dict[bytes, int]) -> int:
    key = _digest(sender)
    if len(senders) >= MAX_SENDERS and key not in senders:
        return MAX_SENDERS
    return senders.setdefault(key, len(senders) + 1)


def _digest(name: str) -> bytes:
    return hashlib.blake2b(name.encode("utf-8", "replace"), digest_size=8).digest()


def _system_text(text: str) -> bool:
    """Whether what a sender "says" is a line of the app, which iOS writes in the name of the group after a mark of direction."""
    return text.startswith("\u200e") and bool(_system().search(_MARKS.sub("", text[:300])))


def _words(key: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in phrases()["whatsapp"][key]), re.I)


@cache
def _system() -> re.Pattern[str]:
    return _words("system")


@cache
def _group() -> re.Pattern[str]:
    return _words("group")


@cache
def _omitted() -> re.Pattern[str]:
    return _words("omitted")


@cache
def _edited() -> re.Pattern[str]:
    return re.compile("[\u200e\u200f]*(?:" + _words("edited").pattern + ")", re.I)


@cache
def _created() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p, re.I) for p in phrases()["whatsapp"]["created"])


FORMAT = WhatsApp()

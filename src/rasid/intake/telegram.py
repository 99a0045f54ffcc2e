"""Exports of Telegram Desktop (result.json): the posts of a channel or group, or of all those of an account.

The day of a post is the day of the export's `date`, which has the clock of the machine that exported. Private chats are left
out, and so are the names of people who write in groups: only channels and groups are outlets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, BinaryIO

import msgspec

from rasid.intake.days import publication_day
from rasid.intake.failure import Failure
from rasid.intake.phrases import phrases
from rasid.intake.splitter import BrokenJsonError, Piece, Splitter, decoded
from rasid.intake.table import Defaults
from rasid.model import Report

#: The largest message, in bytes.
MAX_MESSAGE = 10_000_000
_CHANNELS = ("public_channel", "private_channel")
_GROUPS = ("public_supergroup", "private_supergroup", "public_group", "private_group")
_TYPE = re.compile(rb'"type"\s*:\s*"(?:(?:public|private)_(?:channel|supergroup|group)|personal_chat|bot_chat|saved_messages|replies)"')
_ACCOUNT = re.compile(rb'"about"\s*:\s*"Here is the data you requested|"chats"\s*:\s*\{\s*("about"\s*:\s*"[^"]*",\s*)?"list"\s*:\s*\[')
_USERNAME = re.compile(r"[A-Za-z]\w{3,31}")
_LATEST = 253402300799


class _Counts(msgspec.Struct):
    reports: int = 0
    media: int = 0
    service: int = 0


class Telegram:
    """Told by the kinds of chats at its beginning."""

    name = "Telegram"
    suffixes: tuple[str, ...] = ()

    def sniff(self, head: bytes, name: str) -> bool:
        """Whether it begins as a chat with messages, or as an account with chats."""
        begins = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{"
        return begins and bool((_TYPE.search(head) and b'"messages"' in head) or _ACCOUNT.search(head))

    def reports(self, file: BinaryIO, where: str, given: Defaults) -> Iterator[Failure | Report]:
        """The posts with a text. Ids are the channel's number and the post's, the same in every export."""
        counts = _Counts()
        private: set[str] = set()
        broken = ""
        pieces = Splitter(file, MAX_MESSAGE).pieces("messages")
        n = 0
        while True:
            try:
                piece = next(pieces, None)
            except BrokenJsonError as error:
                broken = str(error)
                break
            if piece is None:
                break
            n += 1
            kind = piece.around.get("type", "")
            if kind not in _CHANNELS + _GROUPS:
                private.add(f"{piece.around.get('id', '')} {piece.around.get('name', '')}"[:200])
                continue
            yield from _message(piece, f"{where}:{n}", given, counts)
        if counts.media or counts.service or private:
            detail = {"media": str(counts.media), "service": str(counts.service), "private": str(len(private))}
            yield Failure(where, "messages_skipped", detail, lost=False, of_file=True)
        if broken:
            yield Failure(where, "broken_end", {"reason": broken})
        elif not counts.reports:
            yield Failure(where, "no_messages", {"format": self.name})


def _message(piece: Piece, where: str, given: Defaults, counts: _Counts) -> Iterator[Failure | Report]:
    if piece.raw is None:
        yield Failure(where, "too_large", {"limit": str(MAX_MESSAGE // 1_000_000)})
        return
    value = decoded(piece.raw)
    if not isinstance(value, dict):
        yield Failure(where, "bad_json", {"reason": str(value)})
        return
    if value.get("type") == "service":
        counts.service += 1
        return
    text = _text(value.get("text")) or _text(value.get("text_entities"))
    if not text.strip():
        counts.media += 1
        return
    counts.reports += 1
    yield from _report(value, text, piece, where, given)


def _report(value: dict[str, Any], text: str, piece: Piece, where: str, given: Defaults) -> Iterator[Failure | Report]:
    around = piece.around
    number, chat = value.get("id"), around.get("id", "")
    known = isinstance(number, int) and chat
    day = publication_day(_string(value.get("date"))) or _day_of(value.get("date_unixtime"))
    name, address = around.get("name", ""), _address(around, number)
    if not day and value.get("date"):
        yield Failure(where, "bad_published", {"value": str(value["date"])[:40]}, lost=False)
    given.keep(piece.raw if around["type"] in _CHANNELS and piece.raw else _without_people(value))
    yield Report(
        id=f"telegram:{chat}/{number}" if known else where,
        text=text,
        published=day or given.published,
        outlet=given.knows.outlet(name, address) or name or given.outlet,
        url=address,
        forwarded=_forwarded(value),
        version=_moment(value.get("edited_unixtime")) or _string(value.get("edited")),
    )


def _text(value: object) -> str:
    """A string, or a list of strings and of entities with a text (bold, links, mentions)."""
    if isinstance(value, str):
        return value
    if not isinstance(value, list):
        return ""
    return "".join(v if isinstance(v, str) else _string(v.get("text")) if isinstance(v, dict) else "" for v in value)


def _string(value: object) -> str:
    return value if isinstance(value, str) else ""


def _address(around: dict[str, str], number: object) -> str:
    """The post's address, when the export says by which public name the channel goes."""
    name = around.get("username", "").lstrip("@")
    return f"https://t.me/{name}/{number}" if _USERNAME.fullmatch(name) and isinstance(number, int) else ""


def _forwarded(value: dict[str, Any]) -> tuple[str, ...]:
    """Whom the post was forwarded from; a person, also one whose account is gone, without the name."""
    if "forwarded_from" not in value and "forwarded_from_id" not in value:
        return ()
    name = _string(value.get("forwarded_from")).strip()
    person = not _string(value.get("forwarded_from_id") or "channel").startswith("channel")
    return (phrases()["private"] if person or not name else name,)


def _seconds(value: object) -> int | None:
    text = str(value) if isinstance(value, str | int) else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 12 and int(text) <= _LATEST else None


def _moment(value: object) -> str:
    seconds = _seconds(value)
    return datetime.fromtimestamp(seconds, UTC).isoformat().replace("+00:00", "Z") if seconds else ""


def _day_of(value: object) -> str:
    return _moment(value)[:10]


def _without_people(value: dict[str, Any]) -> bytes:
    """What is kept of a post in a group: all but who wrote it."""
    kept = {k: value[k] for k in ("id", "type", "date", "date_unixtime", "edited", "edited_unixtime", "text") if k in value}
    return msgspec.json.encode({**kept, "forwarded_from": list(_forwarded(value))})


FORMAT = Telegram()

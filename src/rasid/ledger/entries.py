"""What goes into the ledger and what comes out of it."""

from __future__ import annotations

import re
import zlib
from datetime import date
from typing import Any

import msgspec

from rasid.ledger.ids import digest
from rasid.model import Reading, Report, Statement
from rasid.model.control import Recorded
from rasid.model.records import Record


class Named(Record, frozen=True):
    """A place or actor that a statement names. kind, lat, lon (degrees, WGS 84): of places."""

    id: str
    name: str
    kind: str = ""
    lat: float | None = None
    lon: float | None = None


class Entry(Record, frozen=True):
    """One report ready to be recorded.

    id: `report_id` of the report; original: its bytes as they came (b"" when there are none: then the record itself is
    kept); reader: the version of the reader that made the reading; recorded: the statements of the reading in their
    order, names resolved, with `statement_ids` for ids; places, actors: every id that they use, with its name.
    """

    id: str
    report: Report
    reading: Reading
    reader: str
    recorded: tuple[Recorded, ...] = ()
    places: tuple[Named, ...] = ()
    actors: tuple[Named, ...] = ()
    original: bytes = b""


class Stored(Record, frozen=True):
    """A report as it stands in the ledger. original: its bytes as they came."""

    id: str
    report: Report
    sha256: str
    known: str
    added_at: str
    original: bytes = b""


class Told(Record, frozen=True):
    """A statement as it stands in the ledger, with the report that it comes from (without its text).

    key: the same in every reading that finds it at the same words; published, outlet, url, title: of the report.
    """

    id: str
    key: str
    report: str
    name: str
    outlet: str
    published: str
    url: str
    title: str
    known: str
    statement: Statement
    recorded: Recorded


class Copy(Record, frozen=True):
    """A report that passes on the text of another. how: exact or near; likeness: share of the shorter one's runs of words, 0..1."""

    report: str
    original: str
    how: str
    likeness: float

    def columns(self) -> dict[str, Any]:
        """Its row."""
        return {"report": self.report, "original": self.original, "how": self.how, "likeness": self.likeness}


class Version(Record, frozen=True):
    """A report that a newer version of it stands for from a day (known) on."""

    older: str
    newer: str
    known: str


class Added(Record, frozen=True):
    """What one transaction recorded: ids of reports that are new, of those read anew, how many statements came in, and which of the new
    reports are copies of others, or versions of others."""

    new: tuple[str, ...] = ()
    reread: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    statements: int = 0
    copies: tuple[Copy, ...] = ()
    versions: tuple[Version, ...] = ()


class Review(Record, frozen=True):
    """What somebody said of a statement.

    action: accept, reject, correct (slot and value say how); merge (slot "happening": it and the statements in value are of one
    happening; slot "statement": those in value tell it once more); split (slot "happening": those in value are of another happening;
    slot "statement": it is two, and value are what people made of it); add (somebody read it in the report); undo (value: the id of the
    review that counts no more). Statements in value are given by id and kept by key. at: ISO time in UTC. statement and key: as in `Told`.
    """

    statement: str
    action: str
    who: str
    why: str = ""
    slot: str = ""
    value: Any = None
    at: str = ""
    key: str = ""
    id: str = ""


ACTIONS = ("accept", "reject", "correct", "merge", "split", "add", "undo")
#: What a merge or split is about.
HAPPENING, STATEMENT = "happening", "statement"
#: What a reading is made with when a person made it: this and a mark of its own.
PERSON = "person "
_SURROGATE = re.compile("[\ud800-\udfff]")


def report_id(report: Report) -> str:
    """The id of a report: all that was published of it."""
    return digest("report", report.id, report.title, report.text, report.published, report.outlet, report.url, report.lang)


def reading_id(report: str, reader: str) -> str:
    """The id of the reading of a report by a version of the reader."""
    return digest("reading", report, reader)


def statement_ids(report: str, reader: str, statements: tuple[Statement, ...]) -> tuple[str, ...]:
    """The ids of the statements of one reading, in their order."""
    reading = reading_id(report, reader)
    return tuple(digest("statement", reading, str(n)) for n in range(len(statements)))


def statement_key(report: str, statement: Statement) -> str:
    """What a statement has in common with the same one in another reading: event, trigger and places."""
    span = statement.trigger_span
    places = [name.name for name in statement.place]
    return digest("key", report, statement.event, span.field, str(span.start), str(span.end), *places)


def part_key(key: str, ordinal: int) -> str:
    """The key of a part that a person made of a statement; `key` as `statement_key` gives it."""
    return digest("part", key, str(ordinal))


def is_day(text: str) -> bool:
    """Whether a text is an ISO day that exists."""
    try:
        return len(text) == 10 and bool(date.fromisoformat(text))
    except ValueError:
        return False


def pack(value: Any) -> bytes:
    """A record as the ledger keeps it."""
    return msgspec.msgpack.encode(value)


def squeeze(data: bytes) -> bytes:
    """Bytes of a report as the ledger keeps them."""
    return zlib.compress(data, 6)


def storable(text: str) -> str:
    """Text as every database takes it: NUL and lone surrogates become U+FFFD, one for one, so that spans still fit."""
    if "\0" in text:
        text = text.replace("\0", "\ufffd")
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)

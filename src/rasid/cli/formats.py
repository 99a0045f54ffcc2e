"""What `rasid read` writes: a readable view, JSON Lines (one line a report) or CSV (one row a statement)."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from typing import Any, Protocol, TextIO

import msgspec

from rasid.cli.terminal import Paint
from rasid.model import SCHEMA_VERSION, Name, Note, Reading, Report, Statement

FORMATS = ("text", "jsonl", "csv")
#: Slots every statement of the JSON output has, also when they are empty.
ALWAYS: dict[str, Any] = {
    "agent": [],
    "target": [],
    "place": [],
    "date": "",
    "source": [],
    "status": "occurred",
    "chain": {},
    "rules": [],
}
COLUMNS = (
    "report",
    "published",
    "outlet",
    "url",
    "title",
    "statement",
    "event",
    "status",
    "date",
    "agent",
    "agent_id",
    "target",
    "target_id",
    "place",
    "place_id",
    "lat",
    "lon",
    "source",
    "chain",
    "extent",
    "killed",
    "injured",
    "trigger",
    "evidence",
    "field",
    "start",
    "end",
    "rules",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Line(msgspec.Struct, frozen=True):
    """One line of the JSON output: what was read from one report. schema: the version of this shape.

    skipped: why nothing was read ("" when it was read), a stable code.
    """

    id: str
    schema: str
    statements: tuple[Statement, ...]
    notes: tuple[Note, ...]
    skipped: str


class Writer(Protocol):
    """A format: takes each report with its reading."""

    def add(self, report: Report, reading: Reading) -> None:
        """Write one report."""


def line(reading: Reading) -> dict[str, Any]:
    """The JSON object of one reading, every main slot present."""
    raw = msgspec.to_builtins(reading)
    statements = []
    for statement in raw.get("statements", ()):
        full = {"id": statement["id"], **{k: statement[k] for k in ("event", "trigger", "evidence")}, **ALWAYS}
        full.update(statement)
        statements.append(full)
    return {
        "id": reading.id,
        "schema": SCHEMA_VERSION,
        "statements": statements,
        "notes": raw.get("notes", ()),
        "skipped": reading.skipped,
    }


class JsonLines:
    """One JSON object a line for each report, the skipped ones too."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def add(self, report: Report, reading: Reading) -> None:
        """Write one report."""
        self._stream.write(msgspec.json.encode(line(reading)).decode() + "\n")


class Csv:
    """One row a statement, with a byte-order mark so that spreadsheets see UTF-8."""

    def __init__(self, stream: TextIO) -> None:
        stream.write("\ufeff")
        self._rows = csv.writer(stream, lineterminator="\n")
        self._rows.writerow(COLUMNS)

    def add(self, report: Report, reading: Reading) -> None:
        """Write one report."""
        for statement in reading.statements:
            self._rows.writerow([_cell(v) for v in self._row(report, statement)])

    @staticmethod
    def _row(report: Report, s: Statement) -> Sequence[object]:
        located = next((p for p in s.place if p.lat is not None), None)
        return (
            report.id,
            report.published,
            report.outlet,
            report.url,
            report.title,
            s.id,
            s.event,
            s.status,
            s.date,
            *_names(s.agent),
            *_names(s.target),
            *_names(s.place),
            located.lat if located else "",
            located.lon if located else "",
            _names(s.source)[0],
            " > ".join(link.name for link in s.chain.links),
            s.extent,
            s.killed,
            s.injured,
            s.trigger,
            s.evidence,
            s.evidence_span.field,
            s.evidence_span.start,
            s.evidence_span.end,
            " ".join(dict.fromkeys(r.rule for r in s.rules)),
        )


def _names(names: tuple[Name, ...]) -> tuple[str, str]:
    return "; ".join(n.name for n in names), "; ".join(n.id for n in names if n.id)


def _cell(value: object) -> object:
    """A cell as it is, but for text that a spreadsheet would run as a formula: that gets an apostrophe before it."""
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return "" if value is None else value


class View:
    """The readable view."""

    def __init__(self, stream: TextIO, paint: Paint) -> None:
        self._stream, self._paint, self._any = stream, paint, False

    def add(self, report: Report, reading: Reading) -> None:
        """Write one report."""
        from rasid.cli.view import of_reading

        if reading.skipped:
            return  # said on standard error
        self._stream.write(("\n" if self._any else "") + of_reading(report, reading, self._paint))
        self._any = True


def writer(name: str, stream: TextIO, paint: Paint) -> Writer:
    """The writer of a format."""
    if name == "jsonl":
        return JsonLines(stream)
    return Csv(stream) if name == "csv" else View(stream, paint)

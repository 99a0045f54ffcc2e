"""What is exported, with names, points, p-codes and sources beside every id. Pure data, gathered by `rasid.pipeline.exporting`.

Days are ISO days and stay text throughout: no clock and no time zone can move them. "" is an open or unknown end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

import msgspec

from rasid.model.control import Change, Control, Period
from rasid.model.event import Event
from rasid.model.records import Record, Report, Statement

What = Literal["statements", "events", "control", "changes", "periods", "map", "reports"]
#: What tables hold.
WHAT: tuple[What, ...] = ("statements", "events", "control", "changes")
#: All there is: "map" is control, periods and changes in one file, "reports" the reports with all that was read from them.
ALL_WHAT: tuple[What, ...] = (*WHAT, "periods", "map", "reports")


class Unit(Record, frozen=True):
    """A country, governorate, district or subdistrict that a place lies in."""

    id: str
    kind: str
    name: str
    name_en: str = ""
    pcode: str = ""


class Place(Record, frozen=True, kw_only=True):
    """A place. lat, lon: degrees (WGS 84), None when nobody knows where it is. pcode: its own.

    units: what it lies in, the nearest first, itself included when it is one. country: ISO 3166-1 alpha-2, "" unknown.
    outline: its GeoJSON geometry when it is an area and outlines were asked for; None for a point.
    """

    id: str
    name: str
    name_en: str = ""
    kind: str = ""
    lat: float | None = None
    lon: float | None = None
    precision_km: float | None = None
    pcode: str = ""
    country: str = ""
    units: tuple[Unit, ...] = ()
    outline: dict[str, Any] | None = None

    @property
    def unit_pcode(self) -> str:
        """Its p-code, or that of the smallest unit around it that has one."""
        return self.pcode or next((u.pcode for u in self.units if u.pcode), "")

    def unit(self, kind: str) -> Unit | None:
        """The unit of a kind that it lies in."""
        return next((u for u in self.units if u.kind == kind), None)


class Actor(Record, frozen=True):
    """An actor. kind: as in the theatre packs, "" for a name that none knows; state: whether it is a state or a body of one.

    theatre: the pack that it belongs to ("world" for foreign powers).
    """

    id: str
    name: str
    name_en: str = ""
    kind: str = ""
    state: bool = False
    theatre: str = ""


class Source(Record, frozen=True, kw_only=True):
    """The report that something was read in. id: its id in the ledger; name: the one it came with."""

    id: str
    name: str = ""
    outlet: str = ""
    published: str = ""
    url: str = ""
    title: str = ""

    @property
    def link(self) -> str:
        """Where to find it: its address, else its id in the ledger."""
        return self.url or self.id


class Cited(Record, frozen=True, kw_only=True):
    """A statement that something rests on: its words, its chain from the outlet to the first speaker, its report."""

    id: str
    source: Source
    known: str
    evidence: str
    trigger: str
    status: str
    chain: tuple[str, ...] = ()


class StatementRow(Record, frozen=True, kw_only=True):
    """A statement as it stands after reviews. start, end, dated, chain: as in `Recorded`; origins: keys of independent first speakers.

    agents, targets, places: in the order of the slots of the same names, with what the packs know of them.
    """

    id: str
    source: Source
    known: str
    slots: Statement
    start: str = ""
    end: str = ""
    dated: bool = True
    chain: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    agents: tuple[Actor, ...] = ()
    targets: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()


class EventRow(Record, frozen=True, kw_only=True):
    """A happening. cited: the statements that tell it; denials: those that deny it. Both oldest first."""

    event: Event
    agents: tuple[Actor, ...] = ()
    targets: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    cited: tuple[Cited, ...] = ()
    denials: tuple[Cited, ...] = ()


class ControlRow(Record, frozen=True, kw_only=True):
    """Who holds a place on a day. pro, con: the statements for and against, strongest first; kept: those that move nothing but
    bear on it (fights, sieges, plans)."""

    control: Control
    place: Place
    holder: Actor | None = None
    rivals: tuple[Actor, ...] = ()
    pro: tuple[Cited, ...] = ()
    con: tuple[Cited, ...] = ()
    kept: tuple[Cited, ...] = ()


class ChangeRow(Record, frozen=True, kw_only=True):
    """A place whose holder or status became another. cited: the statements that changed it; rivals: of a dispute that it became."""

    change: Change
    place: Place
    before: Actor | None = None
    after: Actor | None = None
    cited: tuple[Cited, ...] = ()
    rivals: tuple[Actor, ...] = ()


class PeriodRow(Record, frozen=True, kw_only=True):
    """A stretch of days with one answer. cited: the statements that it rests on."""

    period: Period
    place: Place
    holder: Actor | None = None
    rivals: tuple[Actor, ...] = ()
    cited: tuple[Cited, ...] = ()


class Stated(Record, frozen=True):
    """A statement of a report. agents, targets, places: ids, as `rasid.control.keys` makes them. verdict: the last word of a review."""

    id: str
    known: str
    slots: Statement
    agents: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    verdict: str = ""


class Document(Record, frozen=True, kw_only=True):
    """A whole report. original: its bytes as they came; sha256: of them, in hexadecimal; reader: what it was read with.

    actors, places: what the ids in its statements mean.
    """

    id: str
    report: Report
    sha256: str
    known: str = ""
    added_at: str = ""
    original: bytes = b""
    reader: str = ""
    statements: tuple[Stated, ...] = ()
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()


def codes(family: str, code: str) -> str:
    """The code itself, for want of words."""
    return code


def no_gloss(rule: str) -> str:
    """Nothing, for want of words."""
    return ""


@dataclass(frozen=True)
class Exported:
    """All that a writer is given. what: which of them it is to write; only the rows of that can be gone through, and only once.

    lang: language of names where a format has room for one ("" : the format's own); start, end: the window ("" open); on: the day of
    control; known: as known on that day ("" today). made_with: Rasid and its version; day: on which it is made.
    words: the words of a family and code in `lang`; gloss: what a rule of the reader does.
    """

    what: What
    statements: Iterable[StatementRow] = ()
    events: Iterable[EventRow] = ()
    control: Iterable[ControlRow] = ()
    changes: Iterable[ChangeRow] = ()
    periods: Iterable[PeriodRow] = ()
    documents: Iterable[Document] = ()
    lang: str = ""
    start: str = ""
    end: str = ""
    on: str = ""
    known: str = ""
    made_with: str = ""
    day: str = ""
    words: Callable[[str, str], str] = codes
    gloss: Callable[[str], str] = no_gloss


@dataclass
class Summary:
    """What was written. left_out: how many rows the format has no place for, by reason (codes: `rasid.export.formats.REASONS`)."""

    rows: int = 0
    left_out: dict[str, int] = field(default_factory=dict)

    def leave(self, reason: str) -> None:
        """Count a row that was left out."""
        self.left_out[reason] = self.left_out.get(reason, 0) + 1


def named(name: str, name_en: str, lang: str) -> str:
    """The name in a language, the Arabic one where there is no other."""
    return name_en or name if lang == "en" else name or name_en


def located(places: tuple[Place, ...]) -> Place | None:
    """The first place that lies somewhere, else the first one."""
    return next((p for p in places if p.lat is not None), places[0] if places else None)


def evidence(cited: Iterable[Cited]) -> tuple[Cited, ...]:
    """Statements without those that give the same words of the same report."""
    return tuple({(c.source.id, c.evidence): c for c in reversed(tuple(cited))}.values())[::-1]


def outline(value: Record) -> dict[str, object]:
    """A record as JSON has it."""
    made: dict[str, object] = msgspec.to_builtins(value)
    return made

"""Reports with their statements, sources, what is found, what needs a person, and what was done in the workbench."""

from __future__ import annotations

from typing import Any, Literal

from rasid.model.records import Link, Name, Reason, Span, Status
from rasid.web.shapes.base import Actor, Named, Shape, Spot


class ReportRow(Shape):
    """A report as lists show it. known: the day on which it was recorded or published; reviewed: how many statements people spoke of."""

    id: str
    name: str
    title: str
    outlet: str
    published: str
    url: str
    known: str
    statements: int
    reviewed: int


class Report(Shape):
    """A report with its text. name: its id in what it came from."""

    id: str
    name: str
    title: str
    text: str
    outlet: str
    published: str
    url: str
    known: str = ""
    sha256: str = ""
    lang: str = ""
    author: str = ""
    forwarded: tuple[str, ...] = ()
    version: str = ""


class Rule(Reason, frozen=True):
    """Why a slot was filled: the rule, the words it read, and the rule in words (text)."""

    text: str = ""


class Spoken(Shape):
    """A review of a statement."""

    id: str
    action: str
    slot: str
    value: Any
    who: str
    at: str
    why: str


class ReadStatement(Shape):
    """A statement as it was read. date: EDTF."""

    id: str
    event: str
    event_label: str
    status: Status
    date: str
    trigger: str
    evidence: str
    trigger_span: Span | None
    evidence_span: Span | None
    agent: list[Name]
    target: list[Name]
    place: list[Name]
    source: list[Name]
    chain: list[Link]
    extent: str
    killed: int | None
    injured: int | None
    rules: list[Rule]


class Statement(ReadStatement):
    """A statement as reviews leave it, with what people said of it."""

    report: str
    known: str
    reviews: list[Spoken]
    state: Literal["open", "accepted", "rejected", "corrected", "added"]


class FullReport(Shape):
    """A report with its statements."""

    report: Report
    statements: list[Statement]


class Reading(Shape):
    """What was read in a report that is not kept yet. skipped: why nothing was; notes: codes of what a reader should know."""

    report: Report
    statements: list[ReadStatement]
    skipped: str
    notes: list[str]


class Readings(Shape):
    """What was read. token: for `POST /reports`; reports: how many there are in all; notes: what was left out, and why."""

    reading: Reading
    readings: list[Reading]
    reports: int
    token: str
    notes: list[str]


class SourceRow(Shape):
    """An outlet, and what became of its claims of control."""

    id: str
    name: str
    kind: str
    reports: int
    statements: int
    borne_out: int
    contradicted: int
    unheard: int


class SourceCount(Shape):
    """How many statements of an event."""

    event: str
    count: int


class SourceStatement(Shape):
    """What an outlet said. outcome: what became of a claim of control."""

    id: str
    report: str
    event: str
    status: Status
    date: str
    known: str
    evidence: str
    chain: list[str]
    place: list[Named]
    outcome: Literal["", "borne_out", "contradicted", "unheard"]


class Source(Shape):
    """An outlet with its newest statements."""

    id: str
    name: str
    kind: str
    reports: int
    borne_out: int
    contradicted: int
    unheard: int
    events: list[SourceCount]
    statements: list[SourceStatement]


class FoundStatement(Shape):
    """A statement whose words were searched for."""

    id: str
    report: str
    event: str
    evidence: str
    date: str


class Found(Shape):
    """What has the words that were searched for."""

    places: list[Spot]
    actors: list[Actor]
    reports: list[ReportRow]
    statements: list[FoundStatement]


class QueueItem(Shape):
    """What needs a person."""

    id: str
    kind: str
    what: str
    text: str
    report: str | None
    statement: str | None
    evidence: str
    place: Named | None
    taken_by: str | None
    actor: Named | None = None


class Queue(Shape):
    """A page of what needs a person. counts: how much of each kind."""

    items: list[QueueItem]
    page: int
    per: int
    total: int
    counts: dict[str, int]


class Taken(Shape):
    """Who works on an item."""

    id: str
    taken_by: str | None


class LogRow(Shape):
    """What somebody did. at: seconds since 1970."""

    at: float
    name: str
    what: str
    about: str


class Outlines(Shape):
    """Governorates as GeoJSON."""

    type: Literal["FeatureCollection"]
    features: list[dict[str, Any]]

"""What the API answers and asks for, one struct a shape: the server's description of itself, its answers and the client are made of them.

Days are ISO days, "" where none is known. An answer may gain fields; none goes away or changes its meaning in version 1.
"""

from __future__ import annotations

from typing import Annotated, Any, Generic, Literal, TypeVar

import msgspec

from rasid.model.records import Field, Span, Status

T = TypeVar("T")
ControlState = Literal["confirmed", "reported", "claimed", "disputed", "vacated", "unknown"]


class Shape(msgspec.Struct, kw_only=True):
    """An answer, or a part of one."""


class Lean(msgspec.Struct, kw_only=True, omit_defaults=True):
    """A part of an answer that leaves out what it has nothing to say of."""


class Page(Shape, Generic[T]):
    """One page of a list. total: how many there are in all."""

    items: list[T]
    page: int
    per: int
    total: int


# -- errors


class Fault(Shape):
    """What went wrong, where, and what to do."""

    code: str
    message: str
    where: str = ""
    remedy: str = ""


class ErrorBody(Shape):
    """The shape of every error."""

    error: Fault


# -- who asks


class Person(Shape):
    """Somebody who signed in."""

    name: str
    role: str


class Session(Shape):
    """Who asks. csrf: the token that writes must carry; rights: read, review, edit, admin."""

    user: Person | None
    accounts: bool
    csrf: str
    version: str
    rights: list[str]


class SignedIn(Shape):
    """Who signed in."""

    name: str


class Nothing(Shape):
    """It is done."""


# -- names


class Named(Shape):
    """An actor or place: its id and what to call it."""

    id: str
    name: str


class Actor(Shape):
    """An actor with all its names."""

    id: str
    name: str
    names: list[str]


class Spot(Shape):
    """A place with its point, where one is known."""

    id: str
    name: str
    lat: float | None
    lon: float | None


class ActorColour(Shape):
    """An actor as maps draw it."""

    actor: Actor
    colour: str
    pattern: str


class Ledger(Shape):
    """How much there is, from when to when."""

    reports: int
    statements: int
    places: int
    actors: int
    first: str
    last: str
    known_first: str
    known_last: str
    actor_colours: list[ActorColour]


# -- who holds what


class Standing(Shape):
    """How a place stands on a day, but for who holds it."""

    id: str
    name: str
    place: str
    place_id: str
    kind: str
    lat: float | None
    lon: float | None
    on: str
    known: str
    status: ControlState
    confidence: float
    since: str
    last_heard: str
    contested: bool
    colour: str
    stale: bool


class Held(Standing):
    """The answer for a place on a day. holder: null when nobody is known to hold it."""

    holder: Actor | None


class MapPlace(Standing):
    """A place of the map. holder: its other names stand in the legend, once; rivals: who is said to hold it, where that is disputed."""

    holder: Named | None
    rivals: list[str]


class Legend(Shape):
    """How many places somebody holds."""

    holder: Actor | None
    colour: str
    count: int


class Map(Shape):
    """Who holds what on a day, as known on a day. unplaced: places without a point."""

    on: str
    known: str
    places: list[MapPlace]
    unplaced: int
    legend: list[Legend]


class Factor(Shape):
    """A reason of a weight: a rule, what it multiplies by, the rule in words."""

    rule: str
    value: float
    text: str = ""


class CopyOf(Shape):
    """The report that a report is a copy of."""

    name: str
    outlet: str
    published: str


class Evidence(Shape):
    """A statement as evidence. weight: log-odds; via: the containing place that it is about."""

    statement: str
    report: str
    event: str
    status: Status
    actor: Named | None
    weight: float
    why: list[Factor]
    origin: str
    chain: list[str]
    inferred: bool
    via: Named | None
    copy_of: CopyOf | None
    evidence: str = ""
    day: str = ""
    known: str = ""


class Place(Held):
    """Who holds a place, and why."""

    rivals: list[Named]
    parents: list[Named]
    pro: list[Evidence] = msgspec.field(name="for")
    con: list[Evidence] = msgspec.field(name="against")
    kept: list[Evidence]


class Period(Shape):
    """A stretch of days with one answer, open where a day is ""."""

    place: str
    start: str
    end: str
    holder: Named | None
    status: ControlState
    confidence: float
    contested: bool
    rivals: list[Named]
    statements: list[str]
    colour: str
    last_heard: str = ""
    since: str = ""


class History(Shape):
    """Who held a place when."""

    place: str
    place_id: str
    known: str
    periods: list[Period]


# -- what happened


class Cited(Shape):
    """A statement with the words that say it and by whom it was told."""

    id: str
    report: str
    known: str
    chain: list[str]
    evidence: str


class Count(Lean):
    """People killed or hurt: over all versions the least, the likeliest and the most."""

    low: int
    best: int
    high: int
    versions: list[tuple[int, list[str]]] = []


class Event(Shape):
    """A happening, over all reports of it. chains: how many told it independently; denied: by these statements."""

    id: str
    kind: str
    status: Status
    date: str
    start: str
    end: str
    first_known: str
    last_known: str
    place: Spot | None
    places: list[Spot]
    agents: list[Named]
    targets: list[Named]
    killed: Count | None
    injured: Count | None
    chains: int
    origins: list[str]
    statements: list[Cited]
    denied: list[Cited]
    reports: list[str]
    rivals: list[str] = []


class Bin(Shape):
    """The events of one place: how many of each kind; kind: the most frequent one."""

    id: str
    lat: float
    lon: float
    count: int
    kind: str
    kinds: dict[str, int]
    place: Spot
    events: list[str]


class Bins(Shape):
    """Events gathered at their places. total: how many events, also those without a point."""

    items: list[Bin]
    total: int
    gathered: Literal[True]


class Change(Shape):
    """A place whose holder or status is another than the day before."""

    place: str
    place_id: str
    day: str
    before: Named | None
    before_status: ControlState
    after: Named | None
    after_status: ControlState
    statements: list[Cited]


class Side(Shape):
    """One side of a dispute; no actor: those who deny it."""

    actor: Named | None
    weight: float
    statements: list[Cited]


class Dispute(Shape):
    """Claims that cannot both hold. about: who holds the place, or whether an attacker has come in."""

    place: str
    place_id: str
    on: str
    about: Literal["holder", "entry"]
    sides: list[Side]


class Silence(Shape):
    """What an actor did not say."""

    actor: Named | None
    kind: Literal["no_comment", "unnamed_places"]
    about: str
    until: str
    statement: str
    report: str
    chain: list[str]


class BriefLine(Shape):
    """A line of a brief: words, the numbers of its sources, what they say."""

    text: str
    cited: list[int]
    quotes: list[str]


class BriefSection(Shape):
    """A heading with its lines."""

    code: str
    title: str
    lines: list[BriefLine]


class BriefSource(Shape):
    """A source of a brief."""

    n: int
    text: str


class Brief(Shape):
    """A page on some days."""

    title: str
    lang: str
    start: str
    end: str
    sections: list[BriefSection]
    sources: list[BriefSource]


class PlacesHeld(Shape):
    """How many places an actor holds from a day on."""

    day: str
    places: int


class Line(Shape):
    """An actor's line of the timeline."""

    actor: Actor
    colour: str
    days: list[PlacesHeld]


class DayOfEvents(Shape):
    """How many events of each kind began on a day."""

    day: str
    kinds: dict[str, int]


class Timeline(Shape):
    """Places held by each actor, and events by kind, over time."""

    first: str = msgspec.field(name="from")
    last: str = msgspec.field(name="to")
    actors: list[Line]
    events: list[DayOfEvents]


# -- reports


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
    forwarded: list[str] = []
    version: str = ""


class SlotName(Lean):
    """An actor, place, person or source as a report names it."""

    name: str
    mentions: list[str] = []
    id: str = ""
    kind: str = ""
    span: Span | None = None
    lat: float | None = None
    lon: float | None = None
    precision_km: float | None = None


class ChainLink(Lean):
    """A link of the chain from the outlet to the first speaker."""

    kind: str
    name: str
    office: str = ""
    organisation: str = ""
    channel: str = ""
    id: str = ""
    span: Span | None = None


class Rule(Lean):
    """Why a slot was filled: the rule, the words it read, and the rule in words."""

    slot: str
    rule: str
    span: Span | None = None
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
    agent: list[SlotName]
    target: list[SlotName]
    place: list[SlotName]
    source: list[SlotName]
    chain: list[ChainLink]
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


# -- sources, search, queue, log


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


# -- what was done


class Saved(Shape):
    """What was kept: the ids of the reports, how many were new, how many statements they have."""

    id: str
    ids: list[str]
    new: int
    statements: int


class Reviewed(Shape):
    """A review that was recorded."""

    id: str
    statement: str
    action: str


class Undone(Shape):
    """The review that takes another back."""

    id: str


class AddedStatement(Shape):
    """A statement that somebody added."""

    id: str
    review: str


class PlacedPlace(Shape):
    """A place that was put on the map. ids: all that the ledger has under this name."""

    id: str
    ids: list[str]
    name: str
    lat: float
    lon: float


class NamedActor(Shape):
    """Whom a name means from now on. said: the name."""

    id: str
    name: str
    said: str


# -- what is asked with


class SignIn(msgspec.Struct):
    """A name and its password."""

    name: str
    password: str


class Given(msgspec.Struct):
    """What is to be read: a text or the address of a page; outlet and publication day where it does not say them."""

    text: str = ""
    url: str = ""
    outlet: str = ""
    published: str = ""


class Token(msgspec.Struct):
    """What `POST /read` gave."""

    token: str


class Said(msgspec.Struct):
    """What somebody says of a statement. span: where the words of a correction stand, for pages; the words are what is kept."""

    statement: str
    action: Literal["accept", "reject", "correct"]
    slot: str = ""
    value: Any = None
    span: Any = None
    why: str = ""


class Words(msgspec.Struct):
    """Where words stand in a report: characters of its text or title."""

    start: Annotated[int, msgspec.Meta(ge=0)]
    end: Annotated[int, msgspec.Meta(ge=0)]
    field: Field = "text"


class Missed(msgspec.Struct):
    """A statement that the reader missed: its event, the words that say it (or where they stand), and its slots."""

    report: str
    event: str
    evidence: str = ""
    trigger: str = ""
    agent: list[str] | str = ""
    target: list[str] | str = ""
    place: list[str] | str = ""
    source: list[str] | str = ""
    date: str = ""
    status: str = "occurred"
    extent: str = ""
    killed: int | str | None = None
    injured: int | str | None = None
    evidence_span: Words | None = None
    why: str = ""


class PutPlace(msgspec.Struct):
    """Where a place lies that no pack knows. id: the key that the ledger has it under, when only that is meant."""

    name: str
    lat: Annotated[float, msgspec.Meta(ge=-90, le=90)]
    lon: Annotated[float, msgspec.Meta(ge=-180, le=180)]
    kind: str = "village"
    parent: str = ""
    id: str = ""


class Called(msgspec.Struct):
    """Whom a name means that no pack knows: the actor of an id, or one of its own (new)."""

    name: str
    id: str = ""
    new: bool = False
    kind: str = ""

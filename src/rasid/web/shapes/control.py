"""Who holds what, and what happened."""

from __future__ import annotations

from typing import Literal

import msgspec

from rasid.model.records import Status
from rasid.web.shapes.base import Actor, ControlState, Lean, Named, Shape, Spot


class Standing(Shape, kw_only=True, omit_defaults=True):
    """How a place stands on a day, but for who holds it. name_en, place_en: see `Named`."""

    id: str
    name: str
    name_en: str = ""
    place: str
    place_id: str
    place_en: str = ""
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


class Held(Standing, kw_only=True, omit_defaults=True):
    """The answer for a place on a day. holder: null when nobody is known to hold it."""

    holder: Actor | None


class MapPlace(Standing, kw_only=True, omit_defaults=True):
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


class Place(Held, kw_only=True, omit_defaults=True):
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


class History(Shape, kw_only=True, omit_defaults=True):
    """Who held a place when."""

    place: str
    place_id: str
    place_en: str = ""
    known: str
    periods: list[Period]


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
    versions: tuple[tuple[int, list[str]], ...] = ()


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
    rivals: tuple[str, ...] = ()


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


class Change(Shape, kw_only=True, omit_defaults=True):
    """A place whose holder or status is another than the day before."""

    place: str
    place_id: str
    place_en: str = ""
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


class Dispute(Shape, kw_only=True, omit_defaults=True):
    """Claims that cannot both hold. about: who holds the place, or whether an attacker has come in."""

    place: str
    place_id: str
    place_en: str = ""
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

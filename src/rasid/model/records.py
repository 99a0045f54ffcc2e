"""Report, Statement and their parts."""

from __future__ import annotations

from typing import Literal

import msgspec

#: Version of the JSON shape of `Reading`; raised whenever a key changes its meaning or goes away.
SCHEMA_VERSION = "1.0"

EVENTS: tuple[str, ...] = (
    "takes_control",
    "withdraws",
    "hands_over",
    "holds",
    "besieges",
    "advances",
    "clash",
    "ground_attack",
    "air_strike",
    "shelling",
    "bombing",
    "killing",
    "abduction",
    "arrest",
    "protest",
    "riot",
    "deploys",
    "agreement",
    "destroys",
    "changes_allegiance",
    "displaces",
    "no_comment",
)
CONTROL_EVENTS = frozenset({"takes_control", "withdraws", "hands_over", "holds", "besieges", "advances"})
STATUSES: tuple[str, ...] = ("occurred", "ongoing", "planned", "attempted", "urged", "denied")
#: statuses of what has happened, as its source tells it
REAL_STATUSES = frozenset({"occurred", "ongoing"})
#: slots of a statement that hold names
NAME_SLOTS = ("agent", "target", "place", "source")

#: `Link.channel` of the channels that a post was forwarded from: what such a post tells is their word, not the forwarder's.
FORWARDED = "إعادة توجيه"

Status = Literal["occurred", "ongoing", "planned", "attempted", "urged", "denied"]
Field = Literal["title", "text"]


class Record(msgspec.Struct, frozen=True, omit_defaults=True):
    """Base of all records: immutable, compared by value, defaults left out of JSON."""


class Report(Record, frozen=True):
    """One report as published.

    text and title are the original characters; all spans point into them.
    published is an ISO day ("2024-12-11") or "" when unknown; lang an ISO 639-1 code or "".
    author: the office or organisation that signs it; private senders are not kept. forwarded: whom the text was passed on
    from, outermost first. version: ISO time of the edit that made this text, "" for a text as first published.
    """

    id: str
    text: str
    title: str = ""
    published: str = ""
    outlet: str = ""
    url: str = ""
    lang: str = ""
    author: str = ""
    forwarded: tuple[str, ...] = ()
    version: str = ""


class Span(Record, frozen=True):
    """Characters [start, end) of the report's title or text, in code points."""

    start: int
    end: int
    field: Field = "text"


class Name(Record, frozen=True):
    """An actor, place, person or source as this report names it.

    name: its fullest name in the report; mentions: the other strings that stood for it there;
    id: its id in a theatre pack, "" when unknown to it.
    lat, lon in degrees (WGS 84) and precision_km are given for places that were located.
    """

    name: str
    mentions: tuple[str, ...] = ()
    id: str = ""
    kind: str = ""
    span: Span | None = None
    lat: float | None = None
    lon: float | None = None
    precision_km: float | None = None


class Link(Record, frozen=True):
    """One link of a chain of attribution.

    kind: outlet, correspondent, agency, channel, document, person, organisation or unnamed.
    name as the text has it; office and organisation where the text gives them ("المتحدث باسم", "الجيش");
    channel: how it was said ("تلجرام", "بيان"); span: where it stands ("" for the outlet itself).
    """

    kind: str
    name: str
    office: str = ""
    organisation: str = ""
    channel: str = ""
    id: str = ""
    span: Span | None = None


class Chain(Record, frozen=True):
    """Who told it, from the outlet (first) to the first speaker (last)."""

    links: tuple[Link, ...] = ()


class Reason(Record, frozen=True):
    """Why a slot was filled as it was: the rule that did it and the words it read."""

    slot: str
    rule: str
    span: Span | None = None


class Statement(Record, frozen=True):
    """One happening or state that the report asserts. See docs/statement.md for each slot.

    event: one of EVENTS; status: one of STATUSES; date: EDTF or "".
    evidence is an exact substring of title or text, at most 250 characters; trigger an exact substring of it.
    """

    id: str
    event: str
    trigger: str
    evidence: str
    trigger_span: Span
    evidence_span: Span
    agent: tuple[Name, ...] = ()
    target: tuple[Name, ...] = ()
    place: tuple[Name, ...] = ()
    date: str = ""
    source: tuple[Name, ...] = ()
    status: Status = "occurred"
    chain: Chain = Chain()
    extent: str = ""
    killed: int | None = None
    injured: int | None = None
    rules: tuple[Reason, ...] = ()


class Note(Record, frozen=True):
    """Something the reader noticed and the user should know: a date that contradicts its weekday, a missing day."""

    code: str
    detail: str = ""
    span: Span | None = None


class Reading(Record, frozen=True):
    """What was read from one report. skipped: why nothing was read ("" when it was read), a stable code."""

    id: str
    statements: tuple[Statement, ...] = ()
    notes: tuple[Note, ...] = ()
    skipped: str = ""

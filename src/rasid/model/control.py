"""What the reasoning about control takes in and hands out. All days are ISO days ("2024-12-11"); "" is an open or unknown end.

Actors and places are ids of the theatre packs, or provisional keys ("~" and the folded name) for names that no pack knows;
`rasid.control.keys` makes them. Words for people are left to the faces: reasons are codes, listed in docs/control.md.
"""

from __future__ import annotations

from typing import Literal

from rasid.model.records import Record, Status

ControlStatus = Literal["confirmed", "reported", "claimed", "disputed", "vacated", "unknown"]
#: Strongest first: the order in which tables list them.
CONTROL_STATUSES: tuple[ControlStatus, ...] = ("confirmed", "reported", "claimed", "disputed", "vacated", "unknown")

OriginKind = Literal["outlet", "correspondent", "monitor", "agency", "person", "unnamed", "party"]


class Origin(Record, frozen=True, gc=False):
    """Where a chain begins. Two chains with the same key are one chain, however many outlets pass it on.

    key: e.g. "party:sy.sdf", "monitor:sy.sohr", "correspondent:sy.enab", "outlet:sy.enab", "unnamed:sy.enab:مصدر محلي".
    actor: the actor for whom it speaks (id), "" when it speaks for none.
    """

    key: str
    kind: OriginKind
    actor: str = ""


class Recorded(Record, frozen=True, gc=False):
    """One statement as the ledger hands it to the reasoning: names resolved, times as days.

    start, end: when it happened or held (from the EDTF date; "" open). dated: False when the text gave no time and the
    day of publication stands in for it: then start is "" and end the day of publication.
    known: the day on which it could first be known (publication). chain: names from the outlet to the first speaker.
    origins: one for each independent first speaker that the statement names (at least one: the outlet itself).
    """

    id: str
    report: str
    event: str
    known: str
    origins: tuple[Origin, ...]
    places: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    start: str = ""
    end: str = ""
    dated: bool = True
    status: Status = "occurred"
    extent: str = ""
    killed: int | None = None
    injured: int | None = None
    chain: tuple[str, ...] = ()
    evidence: str = ""


class Factor(Record, frozen=True, gc=False):
    """One reason of a weight: the code of the rule and what it multiplies the weight by (the first one is the weight it starts from)."""

    rule: str
    value: float


class Weighted(Record, frozen=True, kw_only=True):
    """One statement as evidence for or against a holder.

    weight: log-odds, positive for `actor`, negative against; the product of `why`, strongest reasons being named there.
    day: the day from which it bears; inferred: it follows from the statement, but is not what the statement says.
    via: the containing place the statement is about, "" when it is about the place itself.
    """

    statement: str
    report: str
    event: str
    status: Status
    actor: str
    weight: float
    why: tuple[Factor, ...]
    origin: str
    chain: tuple[str, ...] = ()
    evidence: str = ""
    day: str = ""
    known: str = ""
    inferred: bool = False
    via: str = ""


class Control(Record, frozen=True, kw_only=True, gc=False, rename={"pro": "for", "con": "against"}, omit_defaults=False):
    """Who holds a place on a day, as known on a day, and why.

    holder: actor id, "" for none; camp: the umbrella it was counted under. confidence: 0..1 (0 when unknown).
    since: from when the evidence has the holder there ("" unknown); last_heard: the day of the newest evidence in force.
    contested: fighting, a siege, an advance or a dispute is reported there about that day. rivals: for `disputed`, who is said to hold it.
    pro, con ("for" and "against" in JSON): evidence, strongest first; kept: what bears on it but moves nothing (planned, urged, attempted).
    """

    place: str
    on: str
    known: str = ""
    holder: str = ""
    camp: str = ""
    status: ControlStatus = "unknown"
    confidence: float = 0.0
    since: str = ""
    last_heard: str = ""
    contested: bool = False
    rivals: tuple[str, ...] = ()
    pro: tuple[Weighted, ...] = ()
    con: tuple[Weighted, ...] = ()
    kept: tuple[Weighted, ...] = ()


class Period(Record, frozen=True, kw_only=True, gc=False):
    """A stretch of days with one answer: one row of a place's history. [start, end], "" where it is open.

    since: from when the evidence has the holder there. confidence: at its beginning; odds: (log-odds, ordinal day of which they
    speak), from which it fades day by day.
    """

    place: str
    start: str
    end: str
    holder: str
    status: ControlStatus
    confidence: float
    last_heard: str = ""
    contested: bool = False
    rivals: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    odds: tuple[tuple[float, int], ...] = ()
    since: str = ""


class Change(Record, frozen=True, kw_only=True):
    """A place whose holder or status is another at `day` than the day before; statements: what changed it."""

    place: str
    day: str
    before: str
    before_status: ControlStatus
    after: str
    after_status: ControlStatus
    statements: tuple[str, ...] = ()


class Side(Record, frozen=True, kw_only=True):
    """One side of a dispute: who is said to hold (or have entered), with which weight, by which statements."""

    actor: str
    weight: float
    statements: tuple[str, ...] = ()


class Dispute(Record, frozen=True, kw_only=True):
    """Claims that cannot both hold. about: "holder" (who holds it) or "entry" (whether an attacker has come in at all)."""

    place: str
    on: str
    about: Literal["holder", "entry"]
    sides: tuple[Side, ...]


class Silence(Record, frozen=True, kw_only=True):
    """What an actor did not say. kind: "no_comment", or "unnamed_places" (it claims a gain and names no place).

    about: the clause that says so; until: the last day of which it is known.
    """

    actor: str
    kind: Literal["no_comment", "unnamed_places"]
    about: str
    until: str
    statement: str
    report: str
    chain: tuple[str, ...] = ()


__all__ = [
    "CONTROL_STATUSES",
    "Change",
    "Control",
    "ControlStatus",
    "Dispute",
    "Factor",
    "Origin",
    "OriginKind",
    "Period",
    "Recorded",
    "Side",
    "Silence",
    "Weighted",
]

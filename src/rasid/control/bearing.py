"""One statement, one place: who gains or loses the place by it, from which day until when, with which weight, and why.

A bearing is one such consequence. Most statements have one; "A took it from B" has two: A has it from that day, B had it before.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import prod

import msgspec

from rasid.control.days import EVER, NEVER, number
from rasid.control.theatre import View
from rasid.lexicon.evidence import Weights
from rasid.model.control import Factor, Origin, Recorded
from rasid.model.records import REAL_STATUSES

# What a bearing says. TAKE, STATE, STAY and BEFORE speak for an actor; EXIT and DENY against; the others move nothing.
TAKE, STATE, STAY, BEFORE, EXIT, DENY, ACT, DENIED_ENTRY, KEPT = range(9)
FOR = frozenset({TAKE, STATE, STAY, BEFORE})

# Whose word it is, seen from the actor it bears on.
INDEPENDENT, OWN_GAIN, OWN_LOSS, OTHER_PARTY = range(4)
INTEREST = ("independent", "own_gain", "own_loss", "other_party")

#: Rule 3: to fight for a place is not to hold it. deploys: forces came, nothing more.
FIGHTS = frozenset({"clash", "ground_attack", "air_strike", "shelling", "bombing", "besieges", "advances"})
ARRIVALS = frozenset({"advances", "deploys"})
_TWO_SIDED = frozenset({"takes_control", "withdraws", "hands_over"})
BEARS = FIGHTS | ARRIVALS | _TWO_SIDED | {"holds"}
#: What bears on the places inside the one it names (rule 6): the rest says nothing of them.
INSIDE = _TWO_SIDED | {"holds"}


class Bearing(msgspec.Struct, gc=False):
    """One consequence of a statement for one place.

    It bears on the days from `day` to `until`; `asof` is the last day of which the statement itself speaks (a later change puts it out
    of force). weight: log-odds before repetition, age and later changes. via: the containing place that the statement names.
    """

    rec: Recorded
    kind: int
    actor: str
    day: int
    asof: int
    until: int
    known: int
    weight: float
    interest: int
    origin: Origin
    via: str = ""

    @property
    def ongoing(self) -> bool:
        """Whether it was still going on when it was told."""
        return self.rec.status == "ongoing"


class Slot(msgspec.Struct, frozen=True, gc=False):
    """A consequence before it is weighed: kind, actor, first day, last day spoken of, last day it bears on, base weight."""

    kind: int
    actor: str
    day: int
    asof: int
    until: int
    base: str


def bearings(rec: Recorded, view: View, weights: Weights, via: str = "") -> list[Bearing]:
    """The bearings of a statement on a place: the one it names, or (via: the place it names) one that it contains."""
    if rec.event not in BEARS or (via and not _reaches(rec)):
        return []
    known = number(rec.known)
    out = []
    for slot in _slots(rec, known, weights):
        for origin in rec.origins:
            interest = _interest(slot, rec, origin, view)
            weight = prod(f.value for f in factors(slot.kind, slot.base, slot.actor, slot.day, interest, rec, origin, view, weights, via))
            if weight or (slot.kind >= ACT and not via):
                out.append(Bearing(rec, slot.kind, slot.actor, slot.day, slot.asof, slot.until, known, weight, interest, origin, via))
    return out


def why(b: Bearing, view: View, weights: Weights) -> list[Factor]:
    """The factors that make the weight of a bearing, again, for the explanation."""
    base = _base(b.kind, b.rec)
    return [f for f in factors(b.kind, base, b.actor, b.day, b.interest, b.rec, b.origin, view, weights, b.via) if f.value != 1.0]


def _base(kind: int, rec: Recorded) -> str:
    return {STATE: "holds", STAY: "stays", BEFORE: "held_before", EXIT: "withdraws", DENY: "denies"}.get(kind, rec.event)


def factors(
    kind: int, base: str, actor: str, day: int, interest: int, rec: Recorded, origin: Origin, view: View, weights: Weights, via: str
) -> Iterator[Factor]:
    """The starting weight and what it is multiplied by, each with the code of its rule."""
    if kind >= ACT:
        yield Factor(base, 0.0)
        return
    yield Factor(base, weights.base[base])
    if interest != INDEPENDENT:
        yield Factor(INTEREST[interest], weights.interest[INTEREST[interest]])
    else:
        yield Factor(f"origin_{origin.kind}", weights.origin[origin.kind])
    f = weights.factors
    if not rec.dated:
        yield Factor("undated", f["undated"])
    if kind in (STATE, EXIT, BEFORE) and view.standing(actor, day).guest:
        yield Factor("guest", f["guest"])
    if via:
        yield Factor("contained", _share(kind, rec, f))
    elif rec.extent == "part":
        yield Factor("part", f["part"])


def _reaches(rec: Recorded) -> bool:
    """Whether a statement can say anything of the places inside the one it names: see `_share`."""
    return rec.event in INSIDE and rec.extent != "part" and (rec.extent == "whole" or rec.event == "holds")


def _share(kind: int, rec: Recorded, f: dict[str, float]) -> float:
    """Rule 6: how much a statement about a containing place says of a place in it."""
    if rec.extent == "whole":
        return f["whole"]
    if rec.extent == "part":
        return 0.0
    return f["state_of_area"] if kind == STATE else 0.0


def _slots(rec: Recorded, known: int, weights: Weights) -> Iterator[Slot]:
    """The consequences of a statement, by rules 3 to 5."""
    start = number(rec.start) if rec.start else EVER
    end = number(rec.end) if rec.end else NEVER
    when = end if end < NEVER else (start if start > EVER else known)
    if rec.status == "denied":
        yield from _denied(rec, when)
    elif rec.status not in REAL_STATUSES or (rec.status == "ongoing" and rec.event in _TWO_SIDED):
        # planned, urged, attempted; or not done yet: shown, and moves nothing
        for actor in rec.agents:
            yield Slot(KEPT, actor, when, when, NEVER, rec.event)
    elif rec.event == "holds":
        yield from _held(rec, start, end, known)
    elif rec.event in _TWO_SIDED:
        before = (start if start > EVER or rec.dated else when) - 1
        yield from _changed(rec, when, before, int(weights.time["before_reach"]))
    else:
        for actor in rec.agents or ("",):
            yield Slot(ACT, actor, when, min(max(when, known if rec.status == "ongoing" else when), NEVER), NEVER, rec.event)


def _changed(rec: Recorded, when: int, before: int, reach: int) -> Iterator[Slot]:
    """A capture, a departure or a hand-over: who has it from then on, who left, and who must have had it before."""
    nobody: tuple[str, ...] = ()
    gains, leaves, had = {
        "takes_control": (rec.agents, nobody, rec.targets),
        "withdraws": (nobody, rec.agents, rec.agents),
        "hands_over": (rec.targets, rec.agents, rec.agents),
    }[rec.event]
    for actor in gains:
        yield Slot(TAKE, actor, when, when, NEVER, rec.event)
    for actor in leaves:
        yield Slot(EXIT, actor, when, when, NEVER, "withdraws")
    if before > EVER:
        for actor in had:
            yield Slot(BEFORE, actor, before - reach + 1, before, before, "held_before")


def _held(rec: Recorded, start: int, end: int, known: int) -> Iterator[Slot]:
    """A state: it holds over its days, and afterwards until something else is heard, unless the text says that it ended."""
    if not rec.dated and rec.status == "occurred":
        for actor in rec.agents:  # some day in the past: no day can be named for it
            yield Slot(KEPT, actor, known, known, NEVER, rec.event)
        return
    day = start if rec.dated and start > EVER else (EVER if rec.dated else known)
    ended = rec.status == "occurred" and end < known and start != end
    asof = min(end, known) if end < NEVER else max(known, day)
    if rec.status == "ongoing":
        asof = max(known, day)
    for actor in rec.agents:
        yield Slot(STATE, actor, day, max(asof, day), end if ended else NEVER, "holds")


def _denied(rec: Recorded, when: int) -> Iterator[Slot]:
    """A denial is evidence against what it denies, and for him who would have lost by it."""
    if rec.event in ("takes_control", "holds"):
        yield from (Slot(DENY, a, when, when, NEVER, "denies") for a in rec.agents)
        if rec.event == "takes_control":
            yield from (Slot(STAY, a, when, when, NEVER, "stays") for a in rec.targets)
    elif rec.event in ("withdraws", "hands_over"):
        yield from (Slot(STAY, a, when, when, NEVER, "stays") for a in rec.agents)
        if rec.event == "hands_over":
            yield from (Slot(DENY, a, when, when, NEVER, "denies") for a in rec.targets)
    elif rec.event == "advances":
        yield from (Slot(DENIED_ENTRY, a, when, when, NEVER, rec.event) for a in rec.agents)
    else:
        yield from (Slot(KEPT, a, when, when, NEVER, rec.event) for a in rec.agents)


def _interest(slot: Slot, rec: Recorded, origin: Origin, view: View) -> int:
    """Rule 1: what the speaker gains or loses when he is believed."""
    speaker = origin.actor
    if not speaker or slot.kind >= ACT:
        return INDEPENDENT
    day = slot.asof
    own = view.allied(speaker, slot.actor, day)
    if slot.kind == BEFORE:
        return OTHER_PARTY  # that somebody had it once flatters nobody
    if slot.kind in (EXIT, DENY):
        return OWN_LOSS if own else OWN_GAIN
    if own:
        return OWN_GAIN
    others = rec.targets if slot.kind == TAKE and rec.event == "takes_control" else rec.agents
    return OWN_LOSS if any(view.allied(speaker, t, day) for t in others) else OTHER_PARTY

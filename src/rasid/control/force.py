"""Rule 5: which of the bearings on a place are in force on a day, and how far later changes have weakened them.

`Rules` knows how two bearings stand to each other; `evidence` weighs all bearings of one day against each other. `sweep` does the same
from day to day, by the same rules, keeping what has not changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from rasid.control.bearing import ACT, ARRIVALS, BEFORE, DENIED_ENTRY, DENY, EXIT, KEPT, OWN_GAIN, STATE, STAY, TAKE, Bearing
from rasid.control.days import EVER
from rasid.control.theatre import Standing, View
from rasid.lexicon.evidence import Weights

RESISTANCE = frozenset({"clash", "ground_attack"})
#: what can tell that somebody else held the place, or that its holder left
MARKS = (TAKE, STATE, STAY, EXIT)


class Held(msgspec.Struct, gc=False):
    """A bearing in force: what is left of its weight after later changes, and the rules that took from it.

    counts: whether it adds to its camp's sum (False for the same origin again).
    """

    bearing: Bearing
    standing: Standing
    left: float
    counts: bool = True
    rules: tuple[tuple[str, float], ...] = ()

    @property
    def weight(self) -> float:
        """Log-odds as counted, before age."""
        return self.bearing.weight * self.left


class Evidence(msgspec.Struct, gc=False):
    """What is in force on a day `on`, each list by day.

    gains: all that speaks for a holder; live: those of which later changes have left something. befores: what follows from a later loss.
    acts: what may make the place contested, at least those of the last days; fights: those that may speak against a capture; arrivals:
    of forces. entries: denied ones.
    """

    on: int
    gains: list[Held]
    live: list[Held]
    befores: list[Held]
    exits: list[Held]
    denials: list[Held]
    acts: list[Bearing]
    fights: list[Bearing]
    arrivals: list[Bearing]
    entries: list[Bearing]


class Rules:
    """How bearings stand to each other on a day, for a theatre and a set of weights; keeps nothing between calls."""

    def __init__(self, view: View, weights: Weights) -> None:
        self.view = view
        self.weights = weights
        self.supersedes = weights.thresholds["supersedes"]
        self.least = weights.thresholds["holder"]
        self.margin = weights.thresholds["margin"]
        self.against_change = weights.factors["against_change"]
        self.days = {k: int(v) for k, v in weights.time.items() if k.endswith("_days")}

    def force(self, h: Held, denials: Sequence[Held], on: int) -> float:
        """How far a gain or departure puts earlier states out of force, 0..1."""
        b = h.bearing
        if h.standing.guest and b.kind != TAKE:
            return 0.0
        if b.kind in (STATE, STAY) and b.interest == OWN_GAIN:
            return 0.0  # a party that says it is still there has changed nothing
        weight = b.weight
        if denials and b.kind != EXIT:
            weight -= max((d.bearing.weight for d in denials if self.denies(d, h, on)), default=0.0)
        force = min(1.0, max(0.0, weight / self.supersedes))
        return force / 2 if b.rec.extent == "part" else force

    def denies(self, denial: Held, h: Held, on: int) -> bool:
        """Whether a denial answers that gain: same camp, and not older than it."""
        return denial.standing.camp == h.standing.camp and denial.bearing.day >= min(h.bearing.asof, on)

    def together(self, a: Held, b: Held, on: int) -> bool:
        """Whether two bearings are on one side."""
        if a.standing.camp == b.standing.camp:
            return True
        return self.view.allied(a.standing.actor, b.standing.actor, on)

    def concerns(self, leaving: Held, h: Held) -> bool:
        """Whether the departure of one actor ends the hold of another: itself, its umbrella, or the umbrella's own forces as a whole."""
        a, b = leaving.standing, h.standing
        return a.actor == b.actor or (a.camp == b.camp and (a.actor == a.camp or b.actor == b.camp))

    def camp_of(self, b: Bearing, on: int) -> str:
        """The camp of who acts; "" when nobody is named."""
        return self.view.standing(b.actor, on).camp if b.actor else ""

    def tells(self, m: Bearing, before: Held, standing: Standing) -> bool:
        """Whether a mark (TAKE, STATE, STAY, EXIT) of an actor of that standing ends what is inferred about the time before a loss."""
        if m.rec is before.bearing.rec or m.weight < self.supersedes / 2:
            return False
        return m.kind == TAKE or not (standing.guest or standing.camp == before.standing.camp)

    def resists(self, b: Bearing) -> bool:
        """Whether an act can speak against a capture."""
        return b.ongoing and b.rec.event in RESISTANCE and not b.via


def evidence(rules: Rules, items: Iterable[Bearing], ahead: Iterable[Bearing], on: int) -> Evidence:
    """What is in force on a day. items: bearings whose days include it; ahead: later ones, for what they imply about it."""
    out = Evidence(on, [], [], [], [], [], [], [], [], [])
    gains, befores, exits, denials = out.gains, out.befores, out.exits, out.denials
    standing = rules.view.standing
    for b in items:
        kind = b.kind
        if kind == ACT:
            out.acts.append(b)
            if rules.resists(b):
                out.fights.append(b)
            if b.rec.event in ARRIVALS:
                out.arrivals.append(b)
        elif kind == DENIED_ENTRY:
            out.entries.append(b)
        elif kind != KEPT:
            held = Held(b, standing(b.actor, on), 1.0)
            (exits if kind == EXIT else denials if kind == DENY else befores if kind == BEFORE else gains).append(held)
    _supersede(rules, out)
    out.live = [h for h in gains if h.left > 0.0]
    if befores:
        everything = (*items, *ahead)
        out.befores = [h for h in befores if _was_there(rules, h, out, everything)]
    return out


def _supersede(rules: Rules, ev: Evidence) -> None:
    gains, exits, on = ev.gains, ev.exits, ev.on
    for h in gains:
        if not h.standing.exists:
            h.left, h.rules = 0.0, (("dissolved", 0.0),)
    if len(gains) + len(exits) > 1:
        force = [(h, rules.force(h, ev.denials, on)) for h in gains]
        leaving = [(h, rules.force(h, ev.denials, on)) for h in exits]
        for h in gains:
            if h.left:
                _weaken(rules, h, force, leaving, on)


def _weaken(rules: Rules, h: Held, force: list[tuple[Held, float]], leaving: list[tuple[Held, float]], on: int) -> None:
    """Later states supersede earlier ones."""
    b = h.bearing
    asof = b.asof if b.asof < on else on
    told = []
    beside = False
    for m, f in force:
        if f and m.bearing.day >= b.day and m.bearing.rec is not b.rec and not rules.together(m, h, on):
            if m.bearing.day > asof:
                h.left *= 1.0 - f
                told.append(("superseded", 1.0 - f))
            elif m.bearing.kind == TAKE and b.kind == STATE:
                beside = True
    for m, f in leaving:
        if f and m.bearing.day >= asof and rules.concerns(m, h):
            if m.bearing.day > asof:
                h.left *= 1.0 - f
                told.append(("left", 1.0 - f))
            elif b.kind == STATE:
                beside = True
    if beside and h.left:
        h.left *= rules.against_change
        told.append(("against_change", rules.against_change))
    h.rules = tuple(told)


def _was_there(rules: Rules, h: Held, ev: Evidence, everything: Sequence[Bearing]) -> bool:
    """Whether "it had the place until then" reaches back to this day: not past anything that tells otherwise."""
    if not h.standing.exists:
        return False
    on, until, camp = ev.on, h.bearing.until, h.standing.camp
    floor = EVER
    for m in everything:
        if m.kind not in MARKS or m.day > until:
            continue
        s = rules.view.standing(m.actor, on)
        if not rules.tells(m, h, s):
            continue
        if m.day >= on:
            return False
        if s.camp != camp and m.kind in (TAKE, EXIT):
            floor = max(floor, m.day)
    arrived = (a for a in everything if a.kind == ACT and a.rec.event in ARRIVALS and floor <= a.day <= until)
    came = [a.day for a in arrived if rules.camp_of(a, on) == camp]
    if came:
        return on >= min(came)
    return unopposed(rules, h, ev)


def unopposed(rules: Rules, h: Held, ev: Evidence) -> bool:
    """Whether nobody else is said to hold the place."""
    return not any(g.left * g.bearing.weight >= rules.least and not rules.together(g, h, ev.on) for g in ev.live)

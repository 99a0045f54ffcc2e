"""From day to day through all that bears on a place: what is in force, kept up to date instead of weighed anew.

The answers are those of `force.evidence` for each day, by the same rules; only the cost differs. A gain that something puts out of force
entirely is not looked at again, and a day on which nothing changes is not judged. What would change how all of them stand to each other
(an actor changes sides, a denial, a state that ends) makes the sweep weigh everything again on that day.
"""

from __future__ import annotations

import copy
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from rasid.control.bearing import ACT, ARRIVALS, BEFORE, DENIED_ENTRY, DENY, EXIT, KEPT, STATE, TAKE, Bearing
from rasid.control.days import EVER, NEVER
from rasid.control.force import MARKS, Evidence, Held, unopposed
from rasid.control.theatre import Standing
from rasid.control.verdict import Case, Judge, Verdict


class _Gain(msgspec.Struct, gc=False):
    """A gain with what weakens it. order: its place among the gains; parts, leaves: shares put out of force by later gains and
    departures; beside: a change on a day of its own; today: the same, on this day only."""

    held: Held
    order: int
    force: float = 0.0
    parts: list[float] = []
    leaves: list[float] = []
    beside: bool = False
    today: bool = False


class _Before(msgspec.Struct, gc=False):
    """What is inferred of the time before a loss. block: the last day that something tells otherwise; came: from when forces of that
    camp had come, 0 when nobody tells. known: whether both have been looked up since the actors last changed sides."""

    held: Held
    known: bool = False
    block: int = EVER
    came: int = 0


class _Group(msgspec.Struct, gc=False):
    """The gains of one actor that put others out of force, by day. whole: those that do it entirely; part: in part; takes: captures."""

    whole: list[_Gain] = []
    part: list[_Gain] = []
    takes: list[_Gain] = []


class Sweep:
    """The verdicts on one place through time. everything: its bearings, by day."""

    def __init__(self, judge: Judge, everything: Sequence[Bearing]) -> None:
        self.judge = judge
        self.everything = everything
        self.at = 0
        self.window = judge.days["contested_days"]
        self.marks = [b for b in everything if b.kind in MARKS and b.weight >= judge.supersedes / 2]
        self.mark_days = [b.day for b in self.marks]
        self.to_come = [b for b in everything if b.kind == ACT and b.rec.event in ARRIVALS]
        self.epochs = judge.view.epochs(_actors(judge, everything))
        self.epoch = 0
        self.gains: list[_Gain] = []
        self.live: list[_Gain] = []
        self.befores: list[_Before] = []
        self.there: list[_Before] = []
        self.ending = NEVER
        self.denied = EVER
        self.found = Evidence(EVER, [], [], [], [], [], [], [], [], [])
        self.fresh: list[_Gain] = []
        self.gone: list[Held] = []
        self.again = self.settled = self.shown = True
        self.standings: dict[str, Standing] = {}
        self.sides: dict[tuple[str, str], bool] = {}

    def verdicts(self, days: Iterable[int]) -> Iterator[tuple[int, Verdict]]:
        """The verdict on those of the days (in their order) on which it can be another than on the one before."""
        core = Verdict()
        out: Verdict | None = None
        for on in days:
            self._to(on)
            if self.settled:
                case = self._case()
                core = case.settled()
            elif self.shown or out is None or out.entry:
                case = Case(self.judge, self.found)
            else:
                continue
            out = case.shown(copy.copy(core))
            yield on, out

    def _case(self) -> Case:
        found = self.found
        for h in (*found.live, *found.exits, *found.denials):
            h.counts = True
        found.befores = []
        for b in self.there:
            b.held.counts = True
            if b.came or unopposed(self.judge, b.held, found):
                found.befores.append(b.held)
        return Case(self.judge, found)

    # -- the next day

    def _to(self, on: int) -> None:
        found = self.found
        self.again = found.on == EVER or self.denied > EVER or self.ending < on
        self.settled = self.shown = False
        self.denied = EVER
        found.on = on
        self._turn(on)
        if self.ending < on:
            self._end(on)
        self._old(on)
        self.fresh, self.gone = [], []
        everything, at = self.everything, self.at
        while at < len(everything) and everything[at].day <= on:
            if everything[at].until >= on:
                self._arrive(everything[at], on)
            at += 1
        self.at = at
        if self.again:
            self._weigh_again(on)
        elif self.fresh or self.gone or any(g.today for g in self.live):
            self._weigh(on)
        self._inferred(on)

    def _turn(self, on: int) -> None:
        """Actors change sides."""
        before = self.epoch
        self.epoch = bisect_right(self.epochs, on)
        if self.epoch != before or not self.standings:
            self.again = True
            self.sides.clear()
            self.standings.clear()
            for h in (*(g.held for g in self.gains), *(b.held for b in self.befores), *self.found.exits, *self.found.denials):
                h.standing = self._standing(h.bearing.actor, on)
            for b in self.befores:
                b.known = False

    def _standing(self, actor: str, on: int) -> Standing:
        found = self.standings.get(actor)
        if found is None:
            found = self.standings[actor] = self.judge.view.standing(actor, on)
        return found

    def _end(self, on: int) -> None:
        """States that the text says have ended are no evidence any more."""
        self.gains = [g for g in self.gains if g.held.bearing.until >= on]
        self.ending = min((g.held.bearing.until for g in self.gains), default=NEVER)

    def _old(self, on: int) -> None:
        """Fights of which nothing was heard for days do not make a place contested any more."""
        found = self.found
        window = on - self.window
        if any(a.asof < window for a in found.acts):
            found.acts = [a for a in found.acts if a.asof >= window]
            self.shown = True
        if any(e.day < window for e in found.entries):
            found.entries = [e for e in found.entries if e.day >= window]
            self.shown = True

    def _arrive(self, b: Bearing, on: int) -> None:
        kind, found = b.kind, self.found
        if kind == ACT:
            if b.asof >= on - self.window:
                found.acts.append(b)
                self.shown = True
            if self.judge.resists(b):
                found.fights.append(b)
                self.settled = True
            if b.rec.event in ARRIVALS:
                found.arrivals.append(b)
                self.settled = True
        elif kind == DENIED_ENTRY:
            if b.day >= on - self.window:
                found.entries.append(b)
                self.shown = True
        elif kind != KEPT:
            held = Held(b, self._standing(b.actor, on), 1.0)
            if kind == BEFORE:
                self.befores.append(_Before(held))
            elif kind == EXIT:
                found.exits.append(held)
                self.gone.append(held)
            elif kind == DENY:
                found.denials.append(held)
                self.again = True
                self.denied = on  # of a state told until later it answers on this day only
            else:
                gain = _Gain(held, len(self.gains))
                self.gains.append(gain)
                self.fresh.append(gain)
                self.again = self.again or b.day != on
                self.ending = min(self.ending, b.until)

    # -- rule 5

    def _together(self, a: Held, b: Held) -> bool:
        key = (a.bearing.actor, b.bearing.actor)
        found = self.sides.get(key)
        if found is None:
            found = self.sides[key] = self.judge.together(a, b, self.found.on)
        return found

    def _weigh(self, on: int) -> None:
        """Only what is new meets what is in force."""
        forces = self.fresh
        for g in forces:
            g.force = self.judge.force(g.held, self.found.denials, on)
            g.held.left = 1.0 if g.held.standing.exists else 0.0
        leaving = [(e, self.judge.force(e, (), on)) for e in self.gone]
        live = [*self.live, *(g for g in self.fresh if g.held.left)]
        for h in live:
            h.today = False
            for m in forces:
                if m.force and m.held.bearing.rec is not h.held.bearing.rec and not self._together(m.held, h.held):
                    if m.held.bearing.day > h.held.bearing.asof:
                        h.parts.append(m.force)
                    elif m.held.bearing.kind == TAKE and h.held.bearing.kind == STATE:
                        h.beside = True
            self._leave(h, leaving, on)
        self._left(live)

    def _leave(self, h: _Gain, leaving: Iterable[tuple[Held, float]], on: int) -> None:
        b = h.held.bearing
        asof = b.asof if b.asof < on else on
        for e, f in leaving:
            day = e.bearing.day
            if f and day >= asof and self.judge.concerns(e, h.held):
                if day > asof:
                    h.leaves.append(f)
                elif b.kind == STATE:
                    if day == b.asof:
                        h.beside = True
                    else:
                        h.today = True

    def _left(self, gains: Iterable[_Gain]) -> None:
        """What is left of gains, multiplied in the order in which their reasons are told; those of which nothing is left are put by."""
        self.live = []
        for g in gains:
            left = 1.0
            for f in g.parts:
                left *= 1.0 - f
            for f in g.leaves:
                left *= 1.0 - f
            if left:
                self.live.append(g)
            g.held.left = left * self.judge.against_change if g.beside or g.today else left
        self._tell()

    def _tell(self) -> None:
        self.found.live = [g.held for g in self.live if g.held.left > 0.0]
        if len(self.found.gains) != len(self.gains) or self.again:
            self.found.gains = [g.held for g in self.gains]
        self.settled = True

    def _weigh_again(self, on: int) -> None:
        """Everything in force meets everything in force."""
        groups: dict[str, _Group] = {}
        for n, g in enumerate(self.gains):
            g.order, g.parts, g.leaves, g.beside, g.today = n, [], [], False, False
            g.held.left = 1.0 if g.held.standing.exists else 0.0
            g.force = self.judge.force(g.held, self.found.denials, on)
            if g.force:
                group = groups.get(g.held.bearing.actor)
                if group is None:
                    group = groups[g.held.bearing.actor] = _Group()
                (group.whole if g.force == 1.0 else group.part).append(g)
                if g.held.bearing.kind == TAKE:
                    group.takes.append(g)
        leaving = [(e, self.judge.force(e, (), on)) for e in self.found.exits]
        days = [e.bearing.day for e, _ in leaving]
        live = []
        for h in self.gains:
            if h.held.left and self._stands(h, groups):
                live.append(h)
                self._leave(h, leaving[bisect_left(days, min(h.held.bearing.asof, on)) :], on)
        self._left(live)

    def _stands(self, h: _Gain, groups: dict[str, _Group]) -> bool:
        """Whether no gain puts this one out of force entirely; if so, what weakens it is noted."""
        b = h.held.bearing
        weaker: list[_Gain] = []
        for group in groups.values():
            first = (group.whole or group.part)[0]
            if self._together(first.held, h.held):
                continue
            for m in reversed(group.whole):
                if m.held.bearing.day <= b.asof:
                    break
                if m.held.bearing.rec is not b.rec:
                    return False
            for m in reversed(group.part):
                if m.held.bearing.day <= b.asof:
                    break
                if m.held.bearing.rec is not b.rec:
                    weaker.append(m)
            if b.kind == STATE and not h.beside:
                at = bisect_left(group.takes, b.day, key=_day)
                upto = bisect_right(group.takes, b.asof, key=_day)
                h.beside = any(group.takes[n].held.bearing.rec is not b.rec for n in range(at, upto))
        weaker.sort(key=lambda m: m.order)
        h.parts = [m.force for m in weaker]
        return True

    # -- what follows from a later loss

    def _inferred(self, on: int) -> None:
        if any(b.held.bearing.until < on for b in self.befores):
            self.befores = [b for b in self.befores if b.held.bearing.until >= on]
        there = []
        for b in self.befores:
            if not b.known:
                self._look(b, on)
            if b.held.standing.exists and on > b.block and on >= b.came:
                there.append(b)
        if len(there) != len(self.there) or any(a is not b for a, b in zip(there, self.there, strict=True)):
            self.there = there
            self.settled = True

    def _look(self, b: _Before, on: int) -> None:
        """Until when something tells otherwise, and since when its forces were there."""
        h = b.held
        b.known, b.block, b.came = True, EVER, 0
        until, camp = h.bearing.until, h.standing.camp
        arrived = [a for a in self.to_come if a.day <= until and self.judge.camp_of(a, on) == camp]
        floor = EVER
        for n in range(bisect_right(self.mark_days, until) - 1, -1, -1):
            m = self.marks[n]
            if m.day < b.block and not arrived:
                break
            s = self._standing(m.actor, on)
            if not self.judge.tells(m, h, s):
                continue
            b.block = max(b.block, m.day if m.until >= m.day else m.day - 1)
            if s.camp != camp and m.kind in (TAKE, EXIT):
                floor = m.day
                break
        b.came = min((a.day for a in arrived if a.day >= floor), default=0)


def _day(g: _Gain) -> int:
    return g.held.bearing.day


def _actors(judge: Judge, everything: Iterable[Bearing]) -> frozenset[str]:
    """Everybody whose standing can matter."""
    out = set()
    for b in everything:
        out.add(b.actor)
        if b.kind == ACT and judge.resists(b):
            out.update(b.rec.agents)
            out.update(b.rec.targets)
    out.discard("")
    return frozenset(out)

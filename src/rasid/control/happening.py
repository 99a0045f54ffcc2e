"""Statements of a happening brought together: blocks of place, kind and days, and what fits what. `events` makes events of them.

Cost: each statement is compared with those of its own place, kind and days only.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

import msgspec

from rasid.control.count import near
from rasid.control.days import EVER, NEVER, number
from rasid.control.theatre import PROVISIONAL, View
from rasid.model.control import Recorded

#: Not happenings: a state, and a silence.
NOT_HAPPENINGS = frozenset({"holds", "no_comment"})
#: By how many days two reports may date one happening differently. What is repeated day by day (strikes, fights) is not in the table: 0.
TOLERANCE = {
    "takes_control": 1,
    "withdraws": 1,
    "hands_over": 1,
    "besieges": 3,
    "deploys": 1,
    "bombing": 1,
    "killing": 1,
    "abduction": 1,
    "arrest": 1,
    "agreement": 1,
    "changes_allegiance": 1,
    "displaces": 2,
}
#: A report that gives no time tells of these days before it was printed.
UNDATED_DAYS = 2
#: A denial answers what was told of the days before it.
DENIAL_DAYS = 3
#: Longer intervals ("in November") are vague: such a statement joins an event only when a single one fits it.
VAGUE_DAYS = 5
#: The most days of an interval that are looked through.
_REACH = 366
#: What happens to each place for itself: "they took A and B" is two happenings.
_EACH_PLACE = frozenset({"takes_control", "withdraws", "hands_over", "besieges", "advances", "deploys"})
#: What each force does for itself: two members of one camp that leave are two departures, unless one of them is the umbrella.
_EACH_FORCE = frozenset({"withdraws", "deploys", "changes_allegiance"})
#: Violence that reports name differently; how near two of them are is decided in `_kinds`.
_VIOLENT = frozenset({"air_strike", "shelling", "bombing", "clash", "ground_attack", "killing"})
_TWO_SIDED = frozenset({"clash", "ground_attack"})
_GROUPS: dict[str, str] = {"occurred": "real", "ongoing": "real", "attempted": "attempted", "planned": "ahead", "urged": "ahead"}

# How two sets of actors go together.
SAME, OPEN, UNSURE, AGAINST = range(4)
Sides = tuple[frozenset[str], frozenset[str]]


class Unit(msgspec.Struct, gc=False):
    """A statement about one place (or set of places): days it allows, camps of its agents and targets."""

    rec: Recorded
    places: tuple[str, ...]
    block: str
    first: int
    last: int
    slack: int
    known: int
    sides: Sides
    forces: frozenset[str]
    killed: int | None
    injured: int | None

    @property
    def vague(self) -> bool:
        return self.last - self.first > VAGUE_DAYS

    @property
    def told(self) -> int:
        """How much it tells: agents, targets and numbers given."""
        return bool(self.sides[0]) + bool(self.sides[1]) + (self.killed is not None) + (self.injured is not None)


def alike(event: str) -> frozenset[str]:
    """The kinds of statements that one of this kind is compared with."""
    return _VIOLENT if event in _VIOLENT else frozenset({event})


def days_told(rec: Recorded) -> tuple[int, int]:
    """The first and the last day on which a statement allows its happening to have been."""
    last = number(rec.end) if rec.end else number(rec.known)
    first = number(rec.start) if rec.start else (last - UNDATED_DAYS if not rec.dated else last - _REACH)
    return max(min(first, last), last - _REACH), last


class Cluster:
    """The statements of one event so far. [lo, hi]: days on which it can have been, given the tolerance of its kind; named: its places as
    its statements have them."""

    __slots__ = ("counts", "extents", "forces", "hi", "kinds", "lo", "named", "places", "reports", "seed", "sides", "units")

    def __init__(self, unit: Unit) -> None:
        self.seed = unit
        self.places = unit.places
        self.named: set[tuple[str, ...]] = set()
        self.units: list[Unit] = []
        self.lo, self.hi = EVER, NEVER
        self.sides: set[Sides] = set()
        self.forces: set[frozenset[str]] = set()
        self.kinds: set[str] = set()
        self.extents: set[str] = set()
        self.counts: tuple[set[int], set[int]] = (set(), set())
        self.reports: dict[str, tuple[set[int], set[int]]] = {}
        self.join(unit)

    def join(self, unit: Unit) -> None:
        """Take in a statement that fits."""
        self.units.append(unit)
        self.named.add(unit.places)
        self.lo, self.hi = max(self.lo, unit.first - unit.slack), min(self.hi, unit.last + unit.slack)
        self.sides.add(unit.sides)
        self.forces.add(unit.forces)
        self.kinds.add(unit.rec.event)
        self.extents.add(unit.rec.extent)
        own = self.reports.setdefault(unit.rec.report, (set(), set()))
        for n, value in enumerate((unit.killed, unit.injured)):
            if value is not None:
                self.counts[n].add(value)
                own[n].add(value)

    def take_in(self, unit: Unit, view: View) -> None:
        """Take in a statement because people say so, whatever it tells: the days stay those on which both can be, where there are any."""
        before = self.lo, self.hi
        self.join(unit)
        if self.lo > self.hi:
            self.lo, self.hi = before
        places = {*self.places, *unit.places}
        self.places = tuple(sorted(p for p in places if not any(p in view.parents(q) for q in places)))

    def absorb(self, other: Cluster) -> None:
        """Take in all statements of another."""
        for unit in other.units:
            self.join(unit)


class Ties:
    """What people say of statements: which are of one happening (by id, in groups), and which are not."""

    def __init__(self, same: Iterable[tuple[str, str]], apart: Iterable[tuple[str, str]]) -> None:
        self._apart: dict[str, set[str]] = {}
        for a, b in apart:
            self._apart.setdefault(a, set()).add(b)
            self._apart.setdefault(b, set()).add(a)
        self._groups: dict[str, list[str]] = {}
        for a, b in same:
            one, other = self._groups.setdefault(a, [a]), self._groups.setdefault(b, [b])
            if one is not other and not any(x in self._apart.get(y, ()) for x in one for y in other):
                one += other
                for x in other:
                    self._groups[x] = one

    def group(self, statement: str) -> str:
        """The name of its group, "" for none."""
        found = self._groups.get(statement)
        return found[0] if found is not None and len(found) > 1 else ""

    def forbid(self, statement: str, others: Iterable[str]) -> bool:
        """Whether it, or what is one with it, cannot be one with any of the others."""
        if not self._apart:
            return False
        against = {x for s in self._groups.get(statement, [statement]) for x in self._apart.get(s, ())}
        return bool(against) and any(x in against for o in others for x in self._groups.get(o, [o]))


class Merger:
    """Clusters by block and day."""

    def __init__(self, view: View, same: Iterable[tuple[str, str]] = (), apart: Iterable[tuple[str, str]] = ()) -> None:
        self.view = view
        self.ties = Ties(same, apart)
        self.tied: dict[str, list[Cluster]] = {}
        self.days: dict[tuple[str, str], dict[int, list[Cluster]]] = {}
        self.vague: dict[tuple[str, str], list[Cluster]] = {}
        self.clusters: list[Cluster] = []
        self.gone: dict[int, Cluster] = {}

    # -- what is compared

    def units(self, statements: Iterable[Recorded]) -> tuple[list[Unit], list[Unit]]:
        """What is told and what is denied, each in the order in which it is placed: precise before vague, fuller before barer."""
        told: list[Unit] = []
        denied: list[Unit] = []
        for rec in {s.id: s for s in statements}.values():
            if rec.event in NOT_HAPPENINGS:
                continue
            each = rec.event in _EACH_PLACE and len(rec.places) > 1
            sets = [(p,) for p in sorted(set(rec.places))] if each else [tuple(sorted(set(rec.places)))]
            for places in sets:
                (denied if rec.status == "denied" else told).append(self._unit(rec, places, counted=not each))
        told.sort(key=lambda u: (u.vague, -u.told, u.first, u.last, u.rec.event, u.rec.id, u.places))
        denied.sort(key=lambda u: (u.first, u.rec.id, u.places))
        return told, denied

    def _unit(self, rec: Recorded, places: tuple[str, ...], counted: bool) -> Unit:
        known = number(rec.known)
        first, last = days_told(rec)
        slack = TOLERANCE.get(rec.event, 0) if rec.dated else 0
        sides = (self._camps(rec.agents, last), self._camps(rec.targets, last))
        forces: frozenset[str] = frozenset()
        if rec.event in _EACH_FORCE:
            own = [self.view.standing(a, last) for a in rec.agents]
            if not any(x.actor == x.camp for x in own):
                forces = frozenset(x.actor for x in own)
        if rec.event == "clash":
            sides = (sides[0] | sides[1], frozenset())
        killed, injured = (rec.killed, rec.injured) if counted else (None, None)
        block = f"{_GROUPS.get(rec.status, 'denied')}:{'violence' if rec.event in _VIOLENT else rec.event}"
        if not places:
            # without a place only those who tell the very same of the same people are taken for one
            block = json.dumps([block, rec.event, sorted(sides[0]), sorted(sides[1]), killed, injured])
        return Unit(rec, places, block, first, last, slack, known, sides, forces, killed, injured)

    def _camps(self, actors: tuple[str, ...], day: int) -> frozenset[str]:
        return frozenset(self.view.standing(a, day).camp for a in actors)

    # -- one place

    def place(self, unit: Unit) -> None:
        """Put a statement into the event that it fits best, or begin one; people's word on what is one goes before: the event that a
        statement would be in without it comes along, unless people say that something in it is not of this one."""
        group = self.ties.group(unit.rec.id)
        told_with = self._told_with(unit, group) if group else None
        best = self._fitting(unit)
        if told_with is not None:
            if len(best) == 1 and best[0] is not told_with and not self._parted(best[0], told_with):
                self._bring(best[0], told_with)
            told_with.take_in(unit, self.view)
            self._enter(told_with, unit)
            return
        if len(best) == 1:
            best[0].join(unit)
        else:
            best = [Cluster(unit)]
            self.clusters.append(best[0])
            self._enter(best[0], unit)
        if group and best[0] not in self.tied.setdefault(group, []):
            self.tied[group].append(best[0])

    def _fitting(self, unit: Unit) -> list[Cluster]:
        """The events that a statement fits best, several when they are equal."""
        best: list[Cluster] = []
        most = -1
        if unit.places or unit.sides[0] or unit.sides[1]:
            for cluster in self.at(unit.places[0] if unit.places else "", unit.block, unit.first - unit.slack, unit.last + unit.slack):
                if unit.places not in cluster.named:
                    continue
                score = self._fit(unit, cluster)
                if score > most:
                    best, most = [cluster], score
                elif score == most and score >= 0:
                    best.append(cluster)
        return best

    def _parted(self, one: Cluster, other: Cluster) -> bool:
        return any(self.ties.forbid(u.rec.id, (v.rec.id for v in other.units)) for u in one.units)

    def _bring(self, cluster: Cluster, into: Cluster) -> None:
        """Make one event of two because people say so of a statement that is in both."""
        self.clusters.remove(cluster)
        for key in {(p, u.block) for u in cluster.units for p in u.places or ("",)}:
            for here in (*self.days.get(key, {}).values(), self.vague.get(key, [])):
                if cluster in here:
                    here.remove(cluster)
        for tied in self.tied.values():
            if cluster in tied:
                tied.remove(cluster)
                if into not in tied:
                    tied.append(into)
        for unit in cluster.units:
            into.take_in(unit, self.view)
            self._enter(into, unit)

    def _told_with(self, unit: Unit, group: str) -> Cluster | None:
        """The event of the statements that are one with this one; of a capture of several places each goes to its own."""
        found = [c for c in self.tied.get(group, ()) if all(u.rec.id != unit.rec.id for u in c.units)]
        return next((c for c in found if c.places == unit.places), found[0] if found else None)

    def _enter(self, cluster: Cluster, unit: Unit) -> None:
        """Let an event be found by the places, kind and days of one of its statements."""
        for p in unit.places or ("",):
            if unit.vague:
                self.vague.setdefault((p, unit.block), []).append(cluster)
                continue
            days = self.days.setdefault((p, unit.block), {})
            for day in range(cluster.lo, cluster.hi + 1):
                here = days.setdefault(day, [])
                if cluster not in here:
                    here.append(cluster)

    def at(self, place: str, block: str, lo: int, hi: int) -> list[Cluster]:
        """The clusters of a place and block that may be of these days, each once."""
        days = self.days.get((place, block))
        vague = self.vague.get((place, block))
        if days is None and vague is None:
            return []
        found: dict[int, Cluster] = {}
        if days is not None:
            for day in range(lo, hi + 1) if hi - lo < len(days) else [d for d in days if lo <= d <= hi]:
                for cluster in days.get(day, ()):
                    found[id(cluster)] = cluster
        for cluster in vague or ():
            found[id(cluster)] = cluster
        return [c for c in found.values() if c.lo <= hi and c.hi >= lo]

    def _fit(self, unit: Unit, cluster: Cluster) -> int:
        """How well a statement fits an event: -1 when it contradicts it, else the number of things in which they agree."""
        if {unit.rec.extent, *cluster.extents} >= {"whole", "part"} or self.ties.forbid(unit.rec.id, (u.rec.id for u in cluster.units)):
            return -1
        if unit.forces and any(f and not f & unit.forces for f in cluster.forces):
            return -1
        equal = _equal(unit, cluster)
        if not self._kinds(unit, cluster, equal):
            return -1
        for n, value in enumerate((unit.killed, unit.injured)):
            if value is not None and not self._countable(value, cluster.counts[n], cluster.reports.get(unit.rec.report), n):
                return -1
        agree = 0
        for sides in cluster.sides:
            ways = [together(a, b) for a, b in zip(unit.sides, sides, strict=True)]
            if unit.rec.event == "clash" and len(unit.sides[0]) > 1 and len(sides[0]) > 1 and unit.sides[0] ^ sides[0]:
                if not (unit.sides[0] <= sides[0] or sides[0] <= unit.sides[0]):
                    return -1
            if AGAINST in ways or (UNSURE in ways and not equal and unit.sides != sides):
                return -1
            agree = max(agree, ways.count(SAME) * 2)
        if not agree and not equal and unit.rec.report not in cluster.reports and all(map(_unlisted, unit.places)):
            return -1  # «villages» of two reports need not be the same ones
        return agree + 3 * equal + (unit.rec.event in cluster.kinds) + (unit.sides in cluster.sides)

    def _countable(self, value: int, others: set[int], own: tuple[set[int], set[int]] | None, n: int) -> bool:
        if own is not None and own[n] and value not in own[n]:
            return False  # one report that gives two numbers tells of two happenings
        return all(near(value, x) for x in others)

    def _kinds(self, unit: Unit, cluster: Cluster, equal: int) -> bool:
        """Whether they can be names of one happening: the same kind, or violence with the same toll, or one fight seen from two sides."""
        if unit.rec.event in cluster.kinds or equal:
            return True
        if unit.rec.event in _TWO_SIDED and cluster.kinds <= _TWO_SIDED:
            mine = unit.sides[0] | unit.sides[1]
            return all(len(mine) > 1 and mine == s[0] | s[1] for s in cluster.sides)
        return False

    # -- containing places

    def widen(self) -> list[Cluster]:
        """Put events told of a containing place into the one event inside it that they can mean; what could mean two stays apart."""
        inside: dict[int, list[Cluster]] = {}
        wide: dict[int, Cluster] = {}
        for cluster in self.clusters:
            if cluster.seed.rec.event in _EACH_PLACE or not cluster.places:
                continue  # a town taken says nothing of its governorate
            for w in self._around(cluster):
                inside.setdefault(id(w), []).append(cluster)
                wide[id(w)] = w
        for w in sorted(wide.values(), key=lambda c: (-min(len(self.view.parents(p)) for p in c.places), c.seed.rec.id)):
            targets = {id(t): t for t in (self.last(c) for c in inside[id(w)])}
            if len(targets) == 1:
                (target,) = targets.values()
                if target is not w and self._means(w, target):
                    target.absorb(w)
                    self.gone[id(w)] = target
        return [c for c in self.clusters if id(c) not in self.gone]

    def last(self, cluster: Cluster) -> Cluster:
        """What became of a cluster."""
        while id(cluster) in self.gone:
            cluster = self.gone[id(cluster)]
        return cluster

    def _around(self, cluster: Cluster) -> Iterator[Cluster]:
        seen = {id(cluster)}
        for p in cluster.places:
            for q in (p, *self.view.parents(p)):
                for w in self.at(q, cluster.seed.block, cluster.lo, cluster.hi):
                    if id(w) not in seen and w.places != cluster.places:
                        seen.add(id(w))
                        if self._covers(w, cluster) and self._means(w, cluster):
                            yield w

    def _covers(self, w: Cluster, cluster: Cluster) -> bool:
        return all(p in w.places or any(q in w.places for q in self.view.parents(p)) for p in cluster.places)

    def _means(self, w: Cluster, cluster: Cluster) -> bool:
        """Whether what is told of a wider place is the happening inside it: one toll, or one agent and target, or one agent next door."""
        for a, b in zip(w.counts, cluster.counts, strict=True):
            if a and b and a != b:
                return False
        if any(self._fit(u, cluster) < 0 for u in w.units) or cluster.lo > w.hi or cluster.hi < w.lo:
            return False
        if any(_equal(u, cluster) for u in w.units):
            return True
        ways = [[together(a, b) for a, b in zip(s, t, strict=True)] for s in w.sides for t in cluster.sides]
        if [SAME, SAME] in ways:
            return True
        nearest = all(p in w.places or self.view.parents(p)[:1] == (q,) for p in cluster.places for q in w.places)
        return nearest and any(way[0] == SAME for way in ways)


def together(a: frozenset[str], b: frozenset[str]) -> int:
    """How two sets of camps go together: some are the same, one side is open, names nobody knows are unsure, else against each other."""
    if not a or not b:
        return OPEN
    if a & b:
        return SAME
    if all(x.startswith(PROVISIONAL) for x in a) or all(x.startswith(PROVISIONAL) for x in b):
        return UNSURE
    return AGAINST


def _unlisted(place: str) -> bool:
    """Whether a place is but a name that no theatre file knows; the surroundings of a known place ("~rif:…") are known."""
    return place.startswith(PROVISIONAL) and ":" not in place


def _equal(unit: Unit, cluster: Cluster) -> int:
    """In how many numbers, killed and injured, they agree (none at all agrees with nothing)."""
    return sum(bool(v) and v in c for v, c in zip((unit.killed, unit.injured), cluster.counts, strict=True))

"""Statements of one happening in many reports → one `Event`.

A happening is a kind of thing at a place on a day. Statements are put into blocks by place, kind and day, the fullest ones first; each
joins the one event of its block that it fits best, and that it contradicts in nothing. What fits two events equally well stays apart,
so that a vague report never decides between rival accounts. States (`holds`) and silences (`no_comment`) are no happenings.
`happening` brings them together; here they become events, with their versions of numbers, denials and rivals.
"""

from __future__ import annotations

import gc
import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from rasid.control.count import count, near
from rasid.control.days import iso, number
from rasid.control.happening import (
    AGAINST,
    DENIAL_DAYS,
    NOT_HAPPENINGS,
    TOLERANCE,
    UNDATED_DAYS,
    UNSURE,
    VAGUE_DAYS,
    Cluster,
    Merger,
    Sides,
    Unit,
    together,
)
from rasid.control.theatre import Theatre, View
from rasid.model.control import Recorded
from rasid.model.event import Event
from rasid.model.records import EVENTS, Status

#: Of equally often told kinds the first: strikes and fights stand before the deaths in them.
_ORDER = {kind: n for n, kind in enumerate(EVENTS)}


def merge_events(
    statements: Iterable[Recorded], theatre: Theatre, same: Iterable[tuple[str, str]] = (), apart: Iterable[tuple[str, str]] = ()
) -> list[Event]:
    """The happenings that statements tell, by first day, place and id; the order of the statements does not matter.

    Every statement of a happening stands in an event's `statements` or, when it denies it, in `denied`. A capture of several places is
    one event for each place. A denial of what nobody told is an event of status "denied" without statements. theatre: who is contained
    where, and which actors are one camp on the day. same, apart: pairs of ids of statements of which people say that they are of one
    happening, or of two; their word goes before what the statements tell.
    """
    with _uncollected():
        merger = Merger(View(theatre), same, apart)
        units, denials = merger.units(statements)
        for unit in units:
            merger.place(unit)
        return _finish(merger, merger.widen(), denials)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Many small sets and no cycles among them: looking for cycles would take as long as the work itself."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()


# -- what comes out


def _finish(merger: Merger, clusters: list[Cluster], denials: list[Unit]) -> list[Event]:
    denied: dict[int, list[str]] = {}
    alone: dict[tuple[str, tuple[str, ...], Sides, int], list[Unit]] = {}
    for unit in denials:
        found = {id(c): c for c in map(merger.last, _answered(merger, unit))}
        for c in found:
            denied.setdefault(c, []).append(unit.rec.id)
        if not found:
            alone.setdefault((unit.rec.event, unit.places, unit.sides, unit.last), []).append(unit)
    ids = {id(c): _id(c.seed if len(c.units) == 1 else min(c.units, key=lambda u: (u.known, u.rec.id, u.places))) for c in clusters}
    rivals = _rivals(merger, clusters, ids)
    out = [_event(c, ids[id(c)], denied.get(id(c), []), rivals.get(id(c), set())) for c in clusters]
    out += [_only_denied(units) for units in alone.values()]
    return sorted(out, key=lambda e: (e.start or e.end, e.places, e.kind, e.id))


def _answered(merger: Merger, unit: Unit) -> Iterator[Cluster]:
    """The events that a denial denies: its kind, place and people, told of the days before it."""
    block = unit.block.partition(":")[2]
    for place in unit.places:
        for cluster in merger.at(place, f"real:{block}", min(unit.first, unit.last - DENIAL_DAYS), unit.last + unit.slack):
            if unit.rec.event not in cluster.kinds or max(u.first for u in cluster.units) > unit.last:
                continue
            ways = [together(a, b) for s in cluster.sides for a, b in zip(unit.sides, s, strict=True)]
            if AGAINST not in ways and UNSURE not in ways:
                yield cluster


def _rivals(merger: Merger, clusters: list[Cluster], ids: dict[int, str]) -> dict[int, set[str]]:
    out: dict[int, set[str]] = {}
    for a in clusters:
        for place in a.places:
            for b in merger.at(place, a.seed.block, a.lo, a.hi):
                if id(b) in ids and ids[id(a)] < ids[id(b)] and _otherwise(merger.view, a, b):
                    out.setdefault(id(a), set()).add(ids[id(b)])
                    out.setdefault(id(b), set()).add(ids[id(a)])
    return out


def _otherwise(view: View, a: Cluster, b: Cluster) -> bool:
    """Whether two events are rival accounts of one happening; not when one report tells of both: then they are two."""
    if not a.kinds & b.kinds or a.reports.keys() & b.reports.keys() or not a.seed.block.startswith("real:"):
        return False
    day = a.seed.last
    against = [
        any(
            together(s[n], t[n]) == AGAINST and not any(view.allied(x, y, day) for x in s[n] for y in t[n])
            for s in a.sides
            for t in b.sides
        )
        for n in (0, 1)
    ]
    if a.kinds & {"takes_control", "hands_over"}:
        return any(against)
    if any(against):
        return any(bool(x & y - {0}) for x, y in zip(a.counts, b.counts, strict=True))
    return any(not near(m, n) for x, y in zip(a.counts, b.counts, strict=True) for m in x for n in y)


def _id(unit: Unit) -> str:
    """The id of an event: it stays while its first statement stays the first."""
    return hashlib.sha256(json.dumps([unit.rec.id, unit.places], ensure_ascii=False).encode()).hexdigest()[:16]


def _event(c: Cluster, own: str, denied: list[str], rivals: set[str]) -> Event:
    recs = {u.rec.id: u.rec for u in c.units}
    told: dict[str, set[str]] = {}
    for rec in recs.values():
        told.setdefault(rec.event, set()).update(o.key for o in rec.origins)
    kind = min(told, key=lambda k: (-len(told[k]), _ORDER.get(k, 0)))
    first = max(u.first for u in c.units)
    last = min(u.last for u in c.units)
    if first > last:  # dated differently, within the tolerance: some day of these
        first, last = last, first
    origins = tuple(sorted({o.key for rec in recs.values() for o in rec.origins}))
    return Event(
        id=own,
        kind=kind,
        status=_status(recs.values()),
        places=c.places,
        agents=_named(rec.agents for rec in recs.values()),
        targets=_named(rec.targets for rec in recs.values()),
        start=iso(first),
        end=iso(last),
        statements=tuple(sorted(recs, key=lambda i: (recs[i].known, i))),
        origins=origins,
        chains=len(origins),
        first_known=min(rec.known for rec in recs.values()),
        last_known=max(rec.known for rec in recs.values()),
        killed=count([(u.killed, u.rec) for u in c.units]),
        injured=count([(u.injured, u.rec) for u in c.units]),
        denied=tuple(sorted(set(denied))),
        rivals=tuple(sorted(rivals)),
    )


def _only_denied(units: list[Unit]) -> Event:
    recs = [u.rec for u in units]
    return Event(
        id=_id(min(units, key=lambda u: (u.known, u.rec.id))),
        kind=recs[0].event,
        status="denied",
        places=units[0].places,
        agents=_named(rec.agents for rec in recs),
        targets=_named(rec.targets for rec in recs),
        start=iso(max(u.first for u in units)),
        end=iso(units[0].last),
        statements=(),
        origins=(),
        chains=0,
        first_known=min(rec.known for rec in recs),
        last_known=max(rec.known for rec in recs),
        denied=tuple(sorted({rec.id for rec in recs})),
    )


def _status(recs: Iterable[Recorded]) -> Status:
    """Of the statement that is best placed to know: nobody's party, with a date, the newest."""
    return min(recs, key=lambda r: (all(o.actor for o in r.origins), not r.dated, -number(r.known), r.id)).status


def _named(many: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Actors, those named by most statements first."""
    times: dict[str, int] = {}
    for names in many:
        for name in set(names):
            times[name] = times.get(name, 0) + 1
    return tuple(sorted(times, key=lambda n: (-times[n], n)))


__all__ = ["DENIAL_DAYS", "NOT_HAPPENINGS", "TOLERANCE", "UNDATED_DAYS", "VAGUE_DAYS", "merge_events"]

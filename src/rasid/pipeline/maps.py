"""The map of a day out of the ledger: kept spans of control, brought up to date where something new was said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rasid.control.days import number
from rasid.control.verdict import confidence
from rasid.ledger.spans import Row, rows
from rasid.ledger.store import Store
from rasid.lexicon.evidence import Weights, load_weights
from rasid.model.control import Control
from rasid.pipeline import crew
from rasid.pipeline.histories import Histories, basis
from rasid.pipeline.world import World

#: places whose histories are made in one go
_BATCH = 100
#: from so many places on, other processes help; below, starting them would take longer
_MANY = 1500


def refresh(store: Store, world: World, weights: Weights | None = None, jobs: int = 0) -> int:
    """Make the spans of stale places anew, and of the places inside them; how many were made.

    jobs: processes to work in, 1 for this one only, 0 for as many as are worth it. Killed in the middle, the rest stays stale: running
    it again goes on.
    """
    weights = weights or load_weights()
    made_with = basis(world)
    if store.ask(lambda view: view.basis()) != made_with:
        store.rebase(made_with)
    marks = store.ask(lambda view: view.stale())
    if not marks:
        return 0
    known = store.ask(lambda view: list(view.places()))
    inside = [p for p in known if p not in marks and any(up in marks for up in world.places.parents(p))]
    jobs = jobs or (crew.workers() if len(inside) + len(marks) >= _MANY else 1)
    for places in (inside, list(marks)):  # the marks go last: until they are gone, what lies inside them is made again
        for batch, made in _made(store, batches(places, world), world, weights, jobs):
            store.put_spans(batch, made, {p: marks[p] for p in batch if p in marks})
    return len(inside) + len(marks)


def batches(places: Iterable[str], world: World) -> list[Sequence[str]]:
    """Places in portions, neighbours together: what is said of the places around them is then loaded once."""
    ordered = sorted(places, key=lambda p: (world.places.parents(p)[::-1], p))
    return [ordered[at : at + _BATCH] for at in range(0, len(ordered), _BATCH)]


def _made(store: Store, todo: list[Sequence[str]], world: World, weights: Weights, jobs: int) -> Iterator[tuple[Sequence[str], list[Row]]]:
    left = {id(batch): batch for batch in todo}
    if jobs > 1 and len(todo) > 1:
        try:
            for batch, made in crew.made(todo, crew.Start(store.database.url, weights), basis(world), jobs):
                del left[id(batch)]
                yield batch, made
        except crew.CrewError:
            pass  # what is left is made here
    histories = Histories(world, weights)
    for batch in left.values():
        yield batch, store.ask(lambda view, batch=batch: rows(histories.make(view, batch)))  # type: ignore[misc]


def replayed(store: Store, world: World, weights: Weights | None = None) -> list[str]:
    """Places whose kept spans are not what their statements give when weighed again. Stale places and old spans are not looked at."""
    weights = weights or load_weights()
    if store.ask(lambda view: view.basis()) != basis(world):
        return []
    histories = Histories(world, weights)
    with store.reading() as view:
        stale = set(view.stale())
        places = [p for p in view.places() if p not in stale and not stale.intersection(world.places.parents(p))]
        out: list[str] = []
        for batch in batches(places, world):
            kept = view.spans(batch)
            out += [p for p, periods in histories.make(view, batch).items() if list(periods) != kept[p]]
        return sorted(out)


def map_on(store: Store, world: World, on: str, weights: Weights | None = None) -> list[Control]:
    """The answer for every place on a day, without its reasons. Spans must be fresh (`refresh`)."""
    weights = weights or load_weights()
    day = number(on)
    out = []
    for p in store.ask(lambda view: view.on_day(on)):
        if p.status == "unknown" and not p.contested:
            continue
        out.append(
            Control(
                place=p.place,
                on=on,
                holder=p.holder,
                status=p.status,
                confidence=round(confidence(p.odds, day, weights), 4) if p.odds else 0.0,
                since=p.since,
                last_heard=p.last_heard,
                contested=p.contested,
                rivals=p.rivals,
            )
        )
    return sorted(out, key=lambda c: c.place)

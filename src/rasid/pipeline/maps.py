"""The map of a day out of the ledger: kept spans of control, brought up to date where something new was said."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rasid.control.days import number
from rasid.control.index import ControlIndex
from rasid.control.verdict import confidence
from rasid.ledger.ids import digest
from rasid.ledger.store import Store, View
from rasid.lexicon.evidence import WEIGHTS_FILE, Weights, load_weights
from rasid.lexicon.loader import LEXICONS
from rasid.model.control import Control, Period, Recorded
from rasid.pipeline.recording import reader
from rasid.pipeline.reviewed import reviewed
from rasid.pipeline.world import World

#: places whose histories are made in one go
_BATCH = 400
#: raised when the rules of the reasoning change without their numbers changing
_RULES = "1"


def refresh(store: Store, world: World, weights: Weights | None = None) -> int:
    """Make the spans of stale places anew, and of the places inside them; how many were made.

    Killed in the middle, the rest stays stale: running it again goes on.
    """
    weights = weights or load_weights()
    basis = _basis(world)
    if store.ask(lambda view: view.basis()) != basis:
        store.rebase(basis)
    marks = store.ask(lambda view: view.stale())
    if not marks:
        return 0
    known = store.ask(lambda view: list(view.places()))
    inside = [p for p in known if p not in marks and any(up in marks for up in world.places.parents(p))]
    todo = [*inside, *marks]  # the marks go last: until they are gone, what lies inside them is made again
    for at in range(0, len(todo), _BATCH):
        batch = todo[at : at + _BATCH]
        made = store.ask(lambda view, batch=batch: _histories(view, batch, world, weights))  # type: ignore[misc]
        store.put_spans(made, {p: marks[p] for p in batch if p in marks})
    return len(todo)


def replayed(store: Store, world: World, weights: Weights | None = None) -> list[str]:
    """Places whose kept spans are not what their statements give when weighed again. Stale places and old spans are not looked at."""
    weights = weights or load_weights()
    if store.ask(lambda view: view.basis()) != _basis(world):
        return []
    with store.reading() as view:
        stale = set(view.stale())
        places = [p for p in view.places() if p not in stale and not stale.intersection(world.places.parents(p))]
        out: list[str] = []
        for at in range(0, len(places), _BATCH):
            batch = places[at : at + _BATCH]
            kept = view.spans(batch)
            out += [p for p, periods in _histories(view, batch, world, weights).items() if list(periods) != kept[p]]
        return out


def _basis(world: World) -> str:
    """What spans are made of besides statements: the reader, the weights, the packs."""
    weights = (Path(LEXICONS) / WEIGHTS_FILE).read_text(encoding="utf-8")
    return digest("spans", _RULES, reader(), weights, world.stamp)


def _histories(view: View, places: Sequence[str], world: World, weights: Weights) -> dict[str, Sequence[Period]]:
    asked = list(dict.fromkeys(x for p in places for x in (p, *world.places.parents(p))))
    index = ControlIndex(world.theatre, weights)
    for r in _statements(view, asked, world):
        index.add(r)
    return {p: index.history(p) for p in places}


def _statements(view: View, places: Sequence[str], world: World) -> list[Recorded]:
    made = view.reviewed()
    if not made:
        return view.about(places)
    out = [r for r in view.about(places) if r.id not in made]
    for x in view.told(ids=list(made)):  # a correction can bring a statement to another place
        after = reviewed(x, made[x.id], world)
        if after is not None:
            out.append(after.recorded)
    return out


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

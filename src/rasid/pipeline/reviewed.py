"""What a statement is after people have spoken of it: left out, corrected, or as it was read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from rasid.control.keys import key, recorded
from rasid.errors import UsageError
from rasid.ledger import STATEMENT, Named, Review, Told, View
from rasid.model import EVENTS, STATUSES, Name, Report, Statement
from rasid.model.records import NAME_SLOTS
from rasid.pipeline.recording import identified
from rasid.pipeline.world import World
from rasid.places.spelling import key as spelling

#: Slots that a review can correct.
SLOTS = ("event", "status", "date", "extent", "agent", "target", "place", "source", "killed", "injured")
_NUMBERS = ("killed", "injured")


def reviewed(told: Told, reviews: Iterable[Review], world: World) -> Told | None:
    """A statement with its reviews (`View.reviewed`) applied in their order; None when it counts no more.

    Of accept and reject the newest counts; corrections of different slots add up, the newest of one slot counts. What another
    statement tells as well, and what people made two of, is left out whatever else is said of it.
    """
    rejected = gone = False
    statement = told.statement
    for review in reviews:
        if review.action in ("merge", "split") and review.slot == STATEMENT:
            gone = (review.key == told.key) == (review.action == "split")
        if review.action in ("accept", "reject"):
            rejected = review.action == "reject"
        elif review.action == "correct":
            rejected = False
            statement = corrected(statement, review.slot, review.value, world)
    if rejected or gone:
        return None
    if statement is told.statement:
        return told
    statement = identified(statement, world, told.published, "")
    report = Report(told.report, "", told.title, told.published, told.outlet, told.url)
    outlet = world.actors.outlets.named(told.outlet) or (world.actors.outlets.at(told.url) if told.url else None)
    made = recorded(statement, report, world.actors, outlet.id if outlet else "", told.known)
    if statement.source == told.statement.source:  # a copy is told by whom it copies
        made = msgspec.structs.replace(made, origins=told.recorded.origins)
    return msgspec.structs.replace(told, statement=statement, recorded=msgspec.structs.replace(made, id=told.id))


def told_after_review(view: View, world: World, reviews: bool = True) -> dict[str, Told]:
    """Every current statement by id, with what people added, as reviews leave it; reviews=False: as it was read."""
    told = {x.id: x for x in view.told()}
    made = view.reviewed() if reviews else {}
    if added := [i for i in made if i not in told]:
        told |= {x.id: x for x in view.told(ids=added)}
    after = (reviewed(x, made.get(x.id, ()), world) for x in told.values())
    return {x.id: x for x in after if x is not None}


def corrected(statement: Statement, slot: str, value: Any, world: World) -> Statement:
    """A statement with another value in a slot: a list of names, a word, or a number. Raises UsageError for what is none."""
    if slot not in SLOTS:
        raise UsageError(f"no slot {slot!r} to correct", "", " | ".join(SLOTS))
    made: Any = value
    if slot in NAME_SLOTS:
        made = tuple(named(v, slot, world) for v in ([value] if isinstance(value, str | dict) else value) if v)
    elif slot in _NUMBERS:
        if value in ("", None):
            made = None
        elif str(value).isdecimal():
            made = int(value)
        else:
            raise UsageError(f"{value!r} is no number", slot, "write it in digits")
    elif (slot == "event" and value not in EVENTS) or (slot == "status" and value not in STATUSES):
        raise UsageError(f"no {slot} {value!r}", "", " | ".join(EVENTS if slot == "event" else STATUSES))
    return msgspec.structs.replace(statement, **{slot: made})


def known_place(text: str, view: View, world: World, report: str = "") -> str | dict[str, Any]:
    """A place that a person names, as a correction keeps it: as it was given when a pack has it, else as the ledger knows it by that name,
    a place of the report first; what nobody knows stays a name.
    """
    found = named(text, "place", world)
    if found.id and not found.id.startswith("~"):
        return text
    asked = spelling(text).split()
    here = {p.id: p for x in (view.told(report=report) if report else ()) for p in places_of(x.statement)}
    for p in (*here.values(), *view.places_called(text)):
        words = spelling(p.name).split()
        if words == asked or words[1:] == asked or words == asked[1:]:
            return {"name": p.name, "id": p.id, "kind": p.kind, "lat": p.lat, "lon": p.lon}
    return text


def named(text: str | dict[str, Any], slot: str, world: World) -> Name:
    """A name that a correction gives, with the id of the pack when it has one; a place of the ledger (`known_place`) as it is."""
    if isinstance(text, dict):
        return Name(text["name"], id=text["id"], kind=text.get("kind", ""), lat=text.get("lat"), lon=text.get("lon"))
    if slot != "place":
        known = world.actor_id(text)
        return Name(world.actor_names(known)[0] if known else text, id=known)
    row = world.gazetteer.get(text)
    if row is not None:
        return Name(row.name, id=row.id, lat=row.lat, lon=row.lon)
    found = world.resolver.resolve(text)
    return Name(text, id=found.id if found.lat is not None else "", lat=found.lat, lon=found.lon)


def places_of(statement: Statement) -> list[Named]:
    """The places of a statement as the ledger keeps them."""
    return [Named(key(n), n.name, n.kind, n.lat, n.lon) for n in statement.place]


def actors_of(statement: Statement) -> list[Named]:
    """The actors of a statement as the ledger keeps them."""
    return [Named(key(n), n.name) for n in (*statement.agent, *statement.target)]

"""Reviews: what people say of statements. Each is a record of its own; the statement stays as it was read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec
from sqlalchemy import Connection, select

from rasid.errors import UsageError
from rasid.ledger import tables as t
from rasid.ledger.entries import ACTIONS, Named, Review, pack, storable
from rasid.ledger.ids import digest
from rasid.ledger.views import reviews
from rasid.ledger.writer import insert, make_stale, now

_LOOKUP = 500


def record(connection: Connection, review: Review, places: Sequence[Named] = (), actors: Sequence[Named] = ()) -> Review:
    """Record a review; places and actors: those that a corrected slot names. Returns it with id, key and time.

    Raises UsageError for an action or a statement that does not exist. The same review by the same person twice is one.
    """
    if review.action not in ACTIONS:
        raise UsageError(f"no such action: {review.action}", remedy=f"one of {', '.join(ACTIONS)}")
    found = connection.execute(select(t.statements.c.key).where(t.statements.c.id == review.statement)).scalar()
    if found is None:
        raise UsageError(f"no such statement: {review.statement}", remedy="see `rasid review --list`")
    value = pack(review.value)
    before = [r for r in reviews(connection, [found]) if r.who == review.who]
    if before and (last := before[-1]).action == review.action and last.slot == review.slot and pack(last.value) == value:
        return last
    moment = now()
    review = msgspec.structs.replace(
        review, key=found, at=moment, id=digest("review", found, review.action, review.slot, value, review.who, moment)
    )
    row = {
        "id": review.id,
        "statement": review.statement,
        "key": found,
        "action": review.action,
        "slot": review.slot,
        "value": value,
        "who": storable(review.who),
        "why": storable(review.why),
        "at": moment,
    }
    insert(connection, t.reviews, {review.id: row})
    insert(connection, t.places, {p.id: {"id": p.id, "name": p.name, "kind": p.kind, "lat": p.lat, "lon": p.lon} for p in places})
    insert(connection, t.actors, {a.id: {"id": a.id, "name": a.name} for a in actors})
    insert(connection, t.statement_places, {p.id: {"place": p.id, "statement": review.statement} for p in places})
    here = select(t.statement_places.c.place).where(t.statement_places.c.statement.in_(_same(connection, [found])))
    make_stale(connection, set(connection.execute(here).scalars()))
    return review


def by_statement(connection: Connection) -> dict[str, list[Review]]:
    """All reviews, by the ids of the current statements that they are about, in the order they were made."""
    out: defaultdict[str, list[Review]] = defaultdict(list)
    made = reviews(connection)
    keys = list({r.key for r in made})
    ids: defaultdict[str, list[str]] = defaultdict(list)
    for at in range(0, len(keys), _LOOKUP):
        query = (
            select(t.statements.c.key, t.statements.c.id)
            .join(t.readings, t.readings.c.id == t.statements.c.reading)
            .where(t.statements.c.key.in_(keys[at : at + _LOOKUP]), t.readings.c.superseded_by.is_(None))
        )
        for key, statement in connection.execute(query):
            ids[key].append(statement)
    for review in made:
        for statement in ids[review.key]:
            out[statement].append(review)
    return dict(out)


def _same(connection: Connection, keys: Iterable[str]) -> list[str]:
    query = select(t.statements.c.id).where(t.statements.c.key.in_(list(keys)))
    return list(connection.execute(query).scalars())

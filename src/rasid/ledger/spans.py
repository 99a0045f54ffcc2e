"""Derived: the spans of control of every place, kept so that a map need not weigh a million statements again.

They follow from the statements alone: deleting them loses nothing. Whoever records something marks its places stale.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
from sqlalchemy import Connection, delete, literal, select, text

from rasid.ledger import tables as t
from rasid.ledger.entries import pack
from rasid.model.control import Period

FIRST, LAST = "0000-01-01", "9999-12-31"
_LOOKUP = 500
_period = msgspec.msgpack.Decoder(Period)


def stale(connection: Connection, most: int = 0) -> dict[str, str]:
    """Places whose spans must be made anew, with their marks."""
    query = select(t.stale.c.place, t.stale.c.mark).order_by(t.stale.c.place)
    return dict(connection.execute(query.limit(most) if most else query).all())


def put(connection: Connection, made: dict[str, Sequence[Period]], marks: dict[str, str]) -> None:
    """Replace the spans of places; those whose mark is still the one given are stale no more."""
    places = list(made)
    for at in range(0, len(places), _LOOKUP):
        connection.execute(delete(t.spans).where(t.spans.c.place.in_(places[at : at + _LOOKUP])))
    rows = [
        {
            "place": place,
            "day_from": p.start or FIRST,
            "day_to": p.end or LAST,
            "holder": p.holder or None,
            "status": p.status,
            "answer": pack(p),
        }
        for place, periods in made.items()
        for p in periods
    ]
    if rows:
        connection.execute(t.spans.insert(), rows)
    if marks:
        done = text("DELETE FROM stale WHERE place = :place AND mark = :mark")
        connection.execute(done, [{"place": p, "mark": m} for p, m in sorted(marks.items())])


def on_day(connection: Connection, day: str, places: Sequence[str] = ()) -> list[Period]:
    """The span of every place (or of these) that covers a day."""
    query = select(t.spans.c.answer).where(t.spans.c.day_from <= day, t.spans.c.day_to >= day)
    if places:
        query = query.where(t.spans.c.place.in_(places))
    return [_period.decode(answer) for answer in connection.execute(query).scalars()]


def beginning(connection: Connection, first: str, last: str) -> list[tuple[Period | None, Period]]:
    """The spans that begin on a day from first to last, each with the span before it in its place, by day and place."""
    here = t.spans.alias()
    query = select(here.c.place, here.c.day_from, here.c.answer).where(here.c.day_from >= first, here.c.day_from <= last)
    found = connection.execute(query.order_by(here.c.day_from, here.c.place)).all()
    before: dict[tuple[str, str], Period] = {}
    for place in {row.place for row in found}:
        rows = connection.execute(select(t.spans.c.day_from, t.spans.c.answer).where(t.spans.c.place == place).order_by(t.spans.c.day_from))
        last_one: Period | None = None
        for day, answer in rows:
            if last_one is not None:
                before[place, day] = last_one
            last_one = _period.decode(answer)
    return [(before.get((row.place, row.day_from)), _period.decode(row.answer)) for row in found]


def all_of(connection: Connection, places: Iterable[str]) -> dict[str, list[Period]]:
    """The kept spans of places, in the order of days."""
    wanted = list(places)
    out: dict[str, list[Period]] = {p: [] for p in wanted}
    for at in range(0, len(wanted), _LOOKUP):
        query = select(t.spans.c.place, t.spans.c.answer).where(t.spans.c.place.in_(wanted[at : at + _LOOKUP]))
        for place, answer in connection.execute(query.order_by(t.spans.c.place, t.spans.c.day_from)):
            out[place].append(_period.decode(answer))
    return out


def basis(connection: Connection) -> str:
    """What the spans were made with; "" when none were."""
    return connection.execute(select(t.basis.c.value).where(t.basis.c.key == "spans")).scalar() or ""


def rebase(connection: Connection, value: str, mark: str) -> None:
    """From now on the spans are made with something else: all are stale."""
    connection.execute(delete(t.basis).where(t.basis.c.key == "spans"))
    connection.execute(t.basis.insert(), [{"key": "spans", "value": value}])
    connection.execute(delete(t.stale))
    connection.execute(t.stale.insert().from_select(["place", "mark"], select(t.places.c.id, literal(mark))))

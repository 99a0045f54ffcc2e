"""Derived: the spans of control of every place, kept so that a map need not weigh a million statements again.

They follow from the statements alone: deleting them loses nothing. Whoever records something marks its places stale.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec
from sqlalchemy import Connection, delete, literal, select, text

from rasid.ledger import tables as t
from rasid.ledger.entries import pack
from rasid.model.control import Period

FIRST, LAST = "0000-01-01", "9999-12-31"
_LOOKUP = 500
_COLUMNS = ("place", "day_from", "day_to", "holder", "status", "answer")
#: a span as its table has it, in the order of the columns; answer: a packed `Period`
Row = tuple[str, str, str, str | None, str, bytes]
_period = msgspec.msgpack.Decoder(Period)


def stale(connection: Connection, most: int = 0) -> dict[str, str]:
    """Places whose spans must be made anew, with their marks."""
    query = select(t.stale.c.place, t.stale.c.mark).order_by(t.stale.c.place)
    return dict(connection.execute(query.limit(most) if most else query).all())


def rows(made: Mapping[str, Sequence[Period]]) -> list[Row]:
    """The rows of the histories of places."""
    return [(p.place, p.start or FIRST, p.end or LAST, p.holder or None, p.status, pack(p)) for periods in made.values() for p in periods]


def put(connection: Connection, places: Sequence[str], made: Sequence[Row], marks: dict[str, str]) -> None:
    """Replace the spans of places; those whose mark is still the one given are stale no more."""
    if connection.dialect.name != "sqlite":  # there, writers come one after the other anyway; two refreshes at once must do so too
        here = select(t.places.c.id).where(t.places.c.id.in_(places)).order_by(t.places.c.id)
        connection.execute(here.with_for_update(key_share=True))
    for at in range(0, len(places), _LOOKUP):
        connection.execute(delete(t.spans).where(t.spans.c.place.in_(places[at : at + _LOOKUP])))
    if made and connection.dialect.name == "sqlite":
        # the driver's own executemany: several times as fast as one dictionary a row
        connection.exec_driver_sql(f"INSERT INTO spans ({', '.join(_COLUMNS)}) VALUES (?, ?, ?, ?, ?, ?)", list(made))
    elif made:
        connection.execute(t.spans.insert(), [dict(zip(_COLUMNS, row, strict=True)) for row in made])
    if marks:
        done = text("DELETE FROM stale WHERE place = :place AND mark = :mark")
        connection.execute(done, [{"place": p, "mark": m} for p, m in sorted(marks.items())])


def on_day(connection: Connection, day: str, places: Sequence[str] = ()) -> list[Period]:
    """The span of every place (or of these) that covers a day."""
    out = []
    for at in range(0, len(places) or 1, _LOOKUP):
        # for each place the last span that has begun: the spans of all days lie beside each other by place, not by day
        last = select(t.spans.c.answer).where(t.spans.c.place == t.places.c.id, t.spans.c.day_from <= day)
        query = select(last.order_by(t.spans.c.day_from.desc()).limit(1).correlate(t.places).scalar_subquery()).select_from(t.places)
        if places:
            query = query.where(t.places.c.id.in_(places[at : at + _LOOKUP]))
        out += [_period.decode(answer) for answer in connection.execute(query).scalars().all() if answer is not None]
    return [p for p in out if not p.end or p.end >= day]


def beginning(connection: Connection, first: str, last: str) -> list[tuple[Period | None, Period]]:
    """The spans that begin on a day from first to last, each with the span before it in its place, by day and place."""
    before = t.spans.alias()
    earlier = select(before.c.answer).where(before.c.place == t.spans.c.place, before.c.day_from < t.spans.c.day_from)
    query = select(t.spans.c.answer, earlier.order_by(before.c.day_from.desc()).limit(1).correlate(t.spans).scalar_subquery())
    query = query.where(t.spans.c.day_from >= first, t.spans.c.day_from <= last).order_by(t.spans.c.day_from, t.spans.c.place)
    return [(_period.decode(was) if was is not None else None, _period.decode(now)) for now, was in connection.execute(query)]


def all_of(connection: Connection, places: Iterable[str]) -> dict[str, list[Period]]:
    """The kept spans of places, in the order of days."""
    wanted = list(places)
    out: dict[str, list[Period]] = {p: [] for p in wanted}
    for at in range(0, len(wanted), _LOOKUP):
        query = select(t.spans.c.place, t.spans.c.answer).where(t.spans.c.place.in_(wanted[at : at + _LOOKUP]))
        for place, answer in connection.execute(query.order_by(t.spans.c.place, t.spans.c.day_from)):
            out[place].append(_period.decode(answer))
    return out


def first_with(connection: Connection, value: str) -> bool:
    """Whether no other process has said already that spans are made with this; none can until the transaction ends."""
    if connection.dialect.name != "sqlite":
        connection.execute(text("LOCK TABLE basis, stale IN SHARE ROW EXCLUSIVE MODE"))
    return basis(connection) != value


def basis(connection: Connection) -> str:
    """What the spans were made with; "" when none were."""
    return connection.execute(select(t.basis.c.value).where(t.basis.c.key == "spans")).scalar() or ""


def rebase(connection: Connection, value: str, mark: str) -> None:
    """From now on the spans are made with something else: all are stale."""
    connection.execute(delete(t.basis).where(t.basis.c.key == "spans"))
    connection.execute(t.basis.insert(), [{"key": "spans", "value": value}])
    connection.execute(delete(t.stale))
    connection.execute(t.stale.insert().from_select(["place", "mark"], select(t.places.c.id, literal(mark))))

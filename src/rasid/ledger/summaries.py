"""What a ledger in use all day is asked again and again: whether it has changed and where, counts, and first mentions; each one query."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection, Integer, func, literal_column, or_, select, text

from rasid.ledger import tables as t
from rasid.ledger.views import counts_now, current, newest, of_statement
from rasid.model.control import Period, Recorded

_LOOKUP = 500
#: Rows that are fetched together.
_AT_ONCE = 2000
_recorded = msgspec.msgpack.Decoder(Recorded)
_period = msgspec.msgpack.Decoder(Period)
_SEEN = ("readings", "reviews", "versions", "copies", "places", "actors")
#: Numbers of the last rows of tables that only grow.
State = tuple[int, ...]


class Touched(NamedTuple):
    """A statement that was recorded, replaced or spoken of: days on which it can have happened, "" for an open one."""

    first: str
    last: str
    event: str


def state(connection: Connection) -> State | None:
    """What tells one state of the ledger from another; None where it cannot be told cheaply (a server)."""
    if connection.dialect.name != "sqlite":
        return None
    row = connection.execute(text("SELECT " + ", ".join(f"(SELECT coalesce(max(rowid), 0) FROM {name})" for name in _SEEN))).one()
    return tuple(row)


def touched(connection: Connection, since: State) -> list[Touched]:
    """The statements that something was said of since a state: those of the reports that were read or replaced, those of reviews."""
    row = literal_column("readings.rowid", Integer)
    again = select(t.readings.c.report).where(row > since[0])
    older = select(t.versions.c.older).where(literal_column("versions.rowid", Integer) > since[2])
    s = t.statements.c
    query = select(s.day_from, s.day_to, s.known, s.date, s.event).join(t.readings, t.readings.c.id == s.reading)
    found = list(connection.execute(query.where(or_(t.readings.c.report.in_(again), t.readings.c.report.in_(older)))))
    r = t.reviews.c
    new = select(r.key, r.slot, r.value)
    made = list(connection.execute(new.where(literal_column("reviews.rowid", Integer) > since[1])))
    made += list(connection.execute(new.where(r.id.in_([x for row in made for x in _named(row.value)])))) if made else []
    keys = {key for key, _, _ in made} | {x for row in made for x in _named(row.value)}
    if keys and connection.execute(select(r.id).where(r.slot == "date", r.key.in_(sorted(keys))).limit(1)).first():
        return [Touched("", "9999-12-31", "")]  # people brought one to any other day
    wanted = sorted(keys)
    for at in range(0, len(wanted), _LOOKUP):
        some = wanted[at : at + _LOOKUP]
        found += connection.execute(query.where(or_(s.key.in_(some), s.id.in_(some))))
    return [Touched(a or ("" if date else known), b or ("9999-12-31" if date else known), e) for a, b, known, date, e in found]


def _named(value: bytes) -> list[str]:
    """What can be the id of a review or the key of a statement in the value of a review."""
    said = msgspec.msgpack.decode(value)
    return [x for x in (said if isinstance(said, list) else [said]) if isinstance(x, str)]


def vague(connection: Connection, first: str, last: str, events: Iterable[str], days: int) -> tuple[str, str]:
    """A time widened by the statements of these events that touch it and are vaguer than so many days; of a file only."""
    s = t.statements.c
    length = func.julianday(s.day_to) - func.julianday(s.day_from)
    query = select(func.min(s.day_from), func.max(s.day_to)).where(s.day_to >= first, s.day_from <= last, length > days)
    row = connection.execute(query.where(s.event.in_(sorted(events)))).one()
    return min(row[0] or first, first), max(row[1] or last, last)


def holdings(connection: Connection) -> list[tuple[str, str, str, int]]:
    """(holder, first day, last day, how many): the kept spans with a holder, gathered."""
    c = t.spans.c
    query = select(c.holder, c.day_from, c.day_to, func.count()).where(c.holder.is_not(None)).group_by(c.holder, c.day_from, c.day_to)
    return [(a, b, e, n) for a, b, e, n in connection.execute(query)]


def rivals(connection: Connection) -> set[str]:
    """Everybody who is said to hold a place that others are said to hold, too."""
    answers = connection.execute(select(t.spans.c.answer).where(t.spans.c.status == "disputed")).scalars()
    return {r for answer in answers for r in _period.decode(answer).rivals}


def disputed(connection: Connection) -> list[tuple[str, str, str]]:
    """(place, first day, last day) of the kept spans in which claims cannot both hold."""
    c = t.spans.c
    return [(a, b, d) for a, b, d in connection.execute(select(c.place, c.day_from, c.day_to).where(c.status == "disputed"))]


def claims(connection: Connection, events: Sequence[str], statuses: Sequence[str]) -> list[tuple[str, str, bytes]]:
    """The current statements of these events and statuses: outlet of its report, id, what is recorded (see `decoded`)."""
    s = t.statements.c
    query = (
        select(t.reports.c.outlet, s.id, s.recorded)
        .join(t.readings, t.readings.c.id == s.reading)
        .join(t.reports, t.reports.c.id == t.readings.c.report)
        .select_from(t.statements)
        .where(counts_now(), newest(), s.event.in_(events), s.status.in_(statuses))
    )
    return [(a, b, c) for a, b, c in connection.execute(query)]


def how_many(connection: Connection, events: Sequence[str]) -> int:
    """How many statements of these events there are, read again or replaced ones among them."""
    return int(connection.execute(select(func.count()).where(t.statements.c.event.in_(events))).scalar_one())


def recorded(connection: Connection, events: Sequence[str], as_of: str = "") -> Iterator[Recorded]:
    """What is recorded of all current statements of these events, of the versions of reports that stood on a day (see `views.newest`)."""
    for some in connection.execute(current(as_of).where(t.statements.c.event.in_(events))).scalars().partitions(_AT_ONCE):
        yield from map(_recorded.decode, some)


def decoded(data: bytes) -> Recorded:
    """What is recorded of a statement."""
    return _recorded.decode(data)


def told_by(connection: Connection) -> dict[str, list[tuple[str, str, str]]]:
    """For each outlet the current statements of its reports: (day known, id, event)."""
    s = t.statements.c
    of = dict(connection.execute(select(t.reports.c.id, t.reports.c.outlet)).all())
    query = select(t.readings.c.report, s.known, s.id, s.event).join(t.readings, t.readings.c.id == s.reading)
    out: dict[str, list[tuple[str, str, str]]] = {}
    for report, known, id, event in connection.execute(query.where(counts_now(), newest())):
        out.setdefault(of[report], []).append((known, id, event))
    return out


def order(connection: Connection) -> list[tuple[str, str, str]]:
    """(day, id, outlet) of every report that no newer version replaces, the newest first."""
    r = t.reports.c
    day = func.coalesce(func.nullif(r.published, ""), r.known)
    query = select(day, r.id, r.outlet).where(r.id.not_in(select(t.versions.c.older)))
    found = sorted(((a, b, c) for a, b, c in connection.execute(query)), key=lambda x: x[1])
    return sorted(found, key=lambda x: x[0], reverse=True)


def standing(connection: Connection) -> dict[str, list[tuple[str, str, str]]]:
    """For each place who held it well attested when: (first day, last day, holder)."""
    c = t.spans.c
    out: dict[str, list[tuple[str, str, str]]] = {}
    query = select(c.place, c.day_from, c.day_to, c.holder).where(c.holder.is_not(None), c.status.in_(("confirmed", "reported")))
    for place, first, last, holder in connection.execute(query):
        out.setdefault(place, []).append((first, last, holder))
    return out


def first_named(connection: Connection, places: Sequence[str], actors: Sequence[str]) -> dict[str, str]:
    """For each of these places and actors the first statement that names it."""
    out: dict[str, str] = {}
    s = t.statements.c
    for link, column, ids in (
        (t.statement_places, t.statement_places.c.place, places),
        (t.statement_actors, t.statement_actors.c.actor, actors),
    ):
        for at in range(0, len(ids), _LOOKUP):
            query = (
                select(column, s.id)
                .join(t.statements, of_statement(link))
                .join(t.readings, t.readings.c.id == s.reading)
                .where(counts_now(), newest(), column.in_(ids[at : at + _LOOKUP]))
                .order_by(s.known, s.reading, s.ordinal)
            )
            for of, statement in connection.execute(query):
                out.setdefault(of, statement)
    return out


def named_by(connection: Connection, outlet: str) -> set[str]:
    """The places that the statements of an outlet name."""
    query = (
        select(t.statement_places.c.place)
        .distinct()
        .join(t.statements, of_statement())
        .join(t.readings, t.readings.c.id == t.statements.c.reading)
        .join(t.reports, t.reports.c.id == t.readings.c.report)
        .where(t.reports.c.outlet == outlet, counts_now(), newest())
    )
    return set(connection.execute(query).scalars())


def texts_after(connection: Connection, row: int, most: int) -> list[tuple[int, str, str, str, str]]:
    """Row, id, day, title and text of reports recorded after a row of their table: the last ones, at most so many."""
    number = literal_column("reports.rowid", Integer)
    r = t.reports.c
    query = select(number, r.id, func.coalesce(func.nullif(r.published, ""), r.known), r.title, r.text).where(number > row)
    return [(a, b, c, d, e) for a, b, c, d, e in connection.execute(query.order_by(number.desc()).limit(most))]

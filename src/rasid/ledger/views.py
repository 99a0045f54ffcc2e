"""What the ledger is asked: statements of places, of a time, of an event; reports; reviews."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, Select, Table, case, func, or_, select

from rasid.ledger import tables as t
from rasid.ledger.entries import Named, Review, Stored, Told
from rasid.model import Report, Statement
from rasid.model.control import Recorded

_LOOKUP = 500
_recorded = msgspec.msgpack.Decoder(Recorded)
_statement = msgspec.msgpack.Decoder(Statement)


def current(as_of: str = "") -> Select[Any]:
    """Statements of readings that no newer one has superseded, of the versions of reports that stood on a day (see `newest`)."""
    return (
        select(t.statements.c.recorded)
        .join(t.readings, t.readings.c.id == t.statements.c.reading)
        .where(t.readings.c.superseded_by.is_(None), newest(as_of))
    )


def counts_now(by_people: bool = False) -> ColumnElement[bool]:
    """Whether a reading is superseded by none. by_people: also what people added beside it."""
    by = t.readings.c.superseded_by
    return or_(by.is_(None), by == t.readings.c.id) if by_people else by.is_(None)


def newest(as_of: str = "") -> ColumnElement[bool]:
    """Whether a reading is of a version of its report that no newer one had replaced by a day ("": today)."""
    replaced = select(t.versions.c.older).where(t.versions.c.older == t.readings.c.report)
    return ~(replaced.where(t.versions.c.known <= as_of) if as_of else replaced).exists()


def of_statement(link: Table = t.statement_places) -> ColumnElement[bool]:
    """Whether a row of a table between statements and what they name is of a statement."""
    return (link.c.statement == t.statements.c.id) & (link.c.known == t.statements.c.known)


def about(connection: Connection, places: Sequence[str], events: Iterable[str] = (), as_of: str = "") -> list[Recorded]:
    """The current statements that name any of these places, of these events (all when none are given)."""
    seen: dict[bytes, None] = {}
    wanted = tuple(events)
    for at in range(0, len(places), _LOOKUP):
        query = current(as_of).join(t.statement_places, of_statement())
        query = query.where(t.statement_places.c.place.in_(places[at : at + _LOOKUP]))
        if wanted:  # written so that no database begins with the index of events: far more rows than the places have
            query = query.where(func.coalesce(t.statements.c.event, "").in_(wanted))
        seen.update(dict.fromkeys(connection.execute(query).scalars()))
    return [_recorded.decode(data) for data in seen]


def silent(connection: Connection, as_of: str = "") -> list[Recorded]:
    """The current statements that somebody did not comment, or took something without a place that is named."""
    named = select(t.statement_places.c.place).where(of_statement()).exists()
    event = t.statements.c.event
    query = current(as_of).where((event == "no_comment") | ((event == "takes_control") & ~named))
    return [_recorded.decode(data) for data in connection.execute(query).scalars()]


def within(
    connection: Connection,
    first: str,
    last: str,
    places: Sequence[str] = (),
    events: Sequence[str] = (),
    apart: Sequence[str] = (),
    as_of: str = "",
) -> list[Recorded]:
    """The current statements of which some day can be one from first to last: of all places or of these ("" for those without one), of
    all events or of these, apart from some.

    A statement without a date counts by the day it was known; one with an open beginning reaches back for ever.
    """
    s = t.statements.c
    # the end of a date, where it has one; else it is open, or there is none
    query = current(as_of).where(func.coalesce(s.day_to, s.known) >= first)
    begins = func.coalesce(s.day_from, case((s.date == "", s.known), else_=""))
    query = query.where((begins <= last) | (s.day_to <= last), s.event.not_in(apart))  # a date may be written backwards
    if events:
        query = query.where(func.coalesce(s.event, "").in_(events))  # see `about`
    if not places:
        return [_recorded.decode(data) for data in connection.execute(query).scalars()]
    seen: dict[bytes, None] = {}
    if "" in places:
        named = select(t.statement_places.c.place).where(of_statement()).exists()
        seen.update(dict.fromkeys(connection.execute(query.where(~named)).scalars()))
    query = query.join(t.statement_places, of_statement())
    for at in range(0, len(places), _LOOKUP):
        here = query.where(t.statement_places.c.place.in_(places[at : at + _LOOKUP]))
        seen.update(dict.fromkeys(connection.execute(here).scalars()))
    return [_recorded.decode(data) for data in seen]


def places_told(connection: Connection, events: Sequence[str], status: str = "", among: Sequence[str] = (), as_of: str = "") -> set[str]:
    """The places (of these) that a current statement of one of these events (and of a status) names."""
    s = t.statements.c
    query = (
        select(t.statement_places.c.place)
        .distinct()
        .join(t.statements, of_statement())
        .join(t.readings, t.readings.c.id == s.reading)
        .where(t.readings.c.superseded_by.is_(None), newest(as_of))
    )
    if status:
        query = query.where(s.status == status)
    if not among:
        return set(connection.execute(query.where(s.event.in_(events))).scalars())
    out: set[str] = set()
    query = query.where(func.coalesce(s.event, "").in_(events))  # by place first: see `about`
    for at in range(0, len(among), _LOOKUP):
        out.update(connection.execute(query.where(t.statement_places.c.place.in_(among[at : at + _LOOKUP]))).scalars())
    return out


def told(
    connection: Connection,
    *,
    ids: Sequence[str] = (),
    report: str = "",
    place: str = "",
    actor: str = "",
    events: Sequence[str] = (),
    day_from: str = "",
    day_to: str = "",
    known_from: str = "",
    known_to: str = "",
    most: int = 0,
    as_of: str = "",
) -> Iterator[Told]:
    """Current statements with what is known of their reports, by the day they were known and their order in the report.

    What people added is among them only when it is asked for by its id.
    day_from, day_to: days on which it may have happened (a statement without a date counts by the day it was known);
    known_from, known_to: days on which it became known. Empty means any. as_of: see `newest`.
    """
    s, r = t.statements.c, t.reports.c
    columns = (s.id, s.key, t.readings.c.report, r.name, r.outlet, r.published, r.url, r.title, s.known, s.slots, s.recorded)
    query = (
        select(*columns)
        .join(t.readings, t.readings.c.id == s.reading)
        .join(t.reports, r.id == t.readings.c.report)
        .where(counts_now(by_people=bool(ids)), newest(as_of))
    )
    if place:
        query = query.join(t.statement_places, of_statement()).where(t.statement_places.c.place == place)
    if actor:
        query = query.where(s.id.in_(select(t.statement_actors.c.statement).where(t.statement_actors.c.actor == actor)))
    if report:
        query = query.where(t.readings.c.report == report)
    if events:
        query = query.where(s.event.in_(events))
    if known_from:
        query = query.where(s.known >= known_from)
    if known_to:
        query = query.where(s.known <= known_to)
    if day_from:
        query = query.where(func.coalesce(s.day_to, s.known) >= day_from)
    if day_to:
        query = query.where(func.coalesce(s.day_from, s.known) <= day_to)
    query = query.order_by(s.known, s.reading, s.ordinal)
    if most:
        query = query.limit(most)
    if not ids:
        yield from map(_told, connection.execute(query))
        return
    for at in range(0, len(ids), _LOOKUP):
        yield from map(_told, connection.execute(query.where(s.id.in_(ids[at : at + _LOOKUP]))))


def _told(row: Row[*tuple[Any, ...]]) -> Told:
    facts = row._mapping
    given = {k: facts[k] for k in ("id", "key", "report", "name", "outlet", "published", "url", "title", "known")}
    return Told(**given, statement=_statement.decode(facts["slots"]), recorded=_recorded.decode(facts["recorded"]))


def sources(connection: Connection, events: Sequence[str], known_to: str = "") -> tuple[int, int]:
    """How many reports, and of how many outlets, have current statements of these events about a named place, known by a day ("" now)."""
    s, r = t.statements.c, t.reports.c
    query = (
        select(func.count(r.id.distinct()), func.count(func.nullif(r.outlet, "").distinct()))
        .select_from(t.statements)
        .join(t.readings, t.readings.c.id == s.reading)
        .join(t.reports, r.id == t.readings.c.report)
        .where(t.readings.c.superseded_by.is_(None), newest(known_to), s.event.in_(events))
        .where(select(t.statement_places.c.place).where(of_statement()).exists())
    )
    if known_to:
        query = query.where(s.known <= known_to)
    reports, outlets = connection.execute(query).one()
    return reports, outlets


def stored(connection: Connection, report: str) -> Stored | None:
    """A report by its id, with its original bytes; None when there is none."""
    row = connection.execute(select(t.reports).where(t.reports.c.id == report)).one_or_none()
    if row is None:
        return None
    made = Report(row.name, row.text, row.title, row.published, row.outlet, row.url, row.lang)
    return Stored(row.id, made, row.sha256, row.known, row.added_at, zlib.decompress(row.original))


def bare(connection: Connection, report: str) -> Report:
    """A report without its text. Raises KeyError when there is none."""
    r = t.reports.c
    row = connection.execute(select(r.name, r.title, r.published, r.outlet, r.url, r.lang).where(r.id == report)).one_or_none()
    if row is None:
        raise KeyError(report)
    return Report(row.name, "", row.title, row.published, row.outlet, row.url, row.lang)


def reports_called(connection: Connection, name: str, shortest: int = 6) -> list[str]:
    """The ids of reports with this id, this name of their own (of versions the newest), or an id that begins so (with that many
    characters at least)."""
    r = t.reports.c
    replaced = select(t.versions.c.older).where(t.versions.c.older == r.id).exists()
    found = list(connection.execute(select(r.id).where(or_(r.id == name, (r.name == name) & ~replaced)).order_by(r.id)).scalars())
    if not found and len(name) >= shortest and name.isalnum():
        found = list(connection.execute(select(r.id).where(r.id.startswith(name, autoescape=True)).order_by(r.id).limit(2)).scalars())
    return found


def places_called(connection: Connection, name: str) -> list[Named]:
    """The places that statements name so, or so after a word for what they are («بلدة»): the shortest name first."""
    p = t.places.c
    query = select(t.places).where(or_(p.name == name, p.name.endswith(f" {name}", autoescape=True))).order_by(func.length(p.name), p.id)
    return [Named(*row) for row in connection.execute(query.limit(20))]


def statements_called(connection: Connection, beginning: str) -> list[str]:
    """The ids of statements that count, or that people made, which begin so; at most three."""
    s = t.statements.c
    query = select(s.id).join(t.readings, t.readings.c.id == s.reading).where(counts_now(by_people=True), newest())
    return list(connection.execute(query.where(s.id.startswith(beginning, autoescape=True)).order_by(s.id).limit(3)).scalars())


def names(connection: Connection, table: str, ids: Sequence[str] = ()) -> dict[str, Named]:
    """Places or actors (table) by id: these, or all when none are given."""
    of = t.places if table == "places" else t.actors
    query = select(of)
    if not ids:
        return {row.id: Named(*row) for row in connection.execute(query)}
    out = {}
    for at in range(0, len(ids), _LOOKUP):
        out.update({row.id: Named(*row) for row in connection.execute(query.where(of.c.id.in_(ids[at : at + _LOOKUP])))})
    return out


def reviews(connection: Connection, keys: Sequence[str] = ()) -> list[Review]:
    """Reviews in the order they were made: of these statements (by key), or all."""
    query = select(t.reviews).order_by(t.reviews.c.at, t.reviews.c.id)
    found: list[Row[*tuple[Any, ...]]] = []
    if keys:
        for at in range(0, len(keys), _LOOKUP):
            found += connection.execute(query.where(t.reviews.c.key.in_(keys[at : at + _LOOKUP])))
        found.sort(key=lambda row: (row.at, row.id))
    else:
        found += connection.execute(query)
    return [Review(r.statement, r.action, r.who, r.why, r.slot, msgspec.msgpack.decode(r.value), r.at, r.key, r.id) for r in found]


def counts(connection: Connection) -> dict[str, int]:
    """Rows of the main tables."""
    return {
        table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
        for table in (t.reports, t.readings, t.statements, t.places, t.actors, t.chains, t.origins, t.reviews, t.copies, t.versions)
    }


def extent(connection: Connection) -> tuple[str, str, str, str]:
    """First and last day that a current statement tells of, first and last day on which one became known; "" where there are none."""
    s = t.statements.c
    dated = func.nullif(s.day_from, "")
    query = select(func.min(dated), func.max(func.coalesce(func.nullif(s.day_to, ""), s.known)), func.min(s.known), func.max(s.known))
    row = connection.execute(query).one()
    return (row[0] or row[2] or "", row[1] or "", row[2] or "", row[3] or "")


def listing(
    connection: Connection,
    outlet: str = "",
    first: str = "",
    last: str = "",
    among: Sequence[str] | None = None,
    at: int = 0,
    most: int = 50,
) -> tuple[list[Row[*tuple[Any, ...]]], int]:
    """A page of reports, the newest first, with how many statements each has, and how many there are in all.

    Rows of id, name, title, outlet, published, url, known, statements. among: only these ids. Older versions are left out.
    """
    r = t.reports.c
    day = func.coalesce(func.nullif(r.published, ""), r.known)
    wanted: list[ColumnElement[bool]] = [r.id.not_in(select(t.versions.c.older))]
    if outlet:
        wanted.append(r.outlet == outlet)
    if first:
        wanted.append(day >= first)
    if last:
        wanted.append(day <= last)
    if among is not None:
        wanted.append(r.id.in_(among))
    total = connection.execute(select(func.count()).select_from(t.reports).where(*wanted)).scalar_one()
    told = (
        select(func.count())
        .select_from(t.statements)
        .join(t.readings, t.readings.c.id == t.statements.c.reading)
        .where(t.readings.c.report == r.id, t.readings.c.superseded_by.is_(None))
        .scalar_subquery()
    )
    query = select(r.id, r.name, r.title, r.outlet, r.published, r.url, r.known, told.label("statements")).where(*wanted)
    return list(connection.execute(query.order_by(day.desc(), r.id).offset(at).limit(most))), total


def outlets(connection: Connection) -> list[tuple[str, int, int]]:
    """Outlets with how many reports and current statements they have, the busiest first."""
    r = t.reports.c
    query = (
        select(r.outlet, func.count(r.id.distinct()), func.count(t.statements.c.id))
        .select_from(t.reports)
        .outerjoin(t.readings, (t.readings.c.report == r.id) & t.readings.c.superseded_by.is_(None))
        .outerjoin(t.statements, t.statements.c.reading == t.readings.c.id)
        .group_by(r.outlet)
        .order_by(func.count(r.id.distinct()).desc(), r.outlet)
    )
    return [(row[0], row[1], row[2]) for row in connection.execute(query)]


def texts(connection: Connection, most: int) -> Iterator[tuple[str, str, str]]:
    """Id, title and text of the newest reports, at most so many."""
    r = t.reports.c
    query = select(r.id, r.title, r.text).order_by(func.coalesce(func.nullif(r.published, ""), r.known).desc(), r.id).limit(most)
    for row in connection.execute(query):
        yield row[0], row[1], row[2]

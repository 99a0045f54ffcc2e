"""Recording reports with their readings: many in one transaction, each once however often it comes."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, bindparam, select, update

from rasid.ledger import tables as t
from rasid.ledger.entries import Added, Copy, Entry, Version, is_day, pack, reading_id, squeeze, statement_key, storable
from rasid.ledger.ids import days_of, digest
from rasid.ledger.views import of_statement
from rasid.model import Chain, Link, Statement
from rasid.model.control import Recorded

Rows = dict[Table, dict[Any, dict[str, Any]]]
Place = Callable[[Connection, Sequence[Entry]], list[tuple[Entry, Copy | None, Version | None]]]
_LOOKUP = 500
#: Parents before children, for the references between them.
ORDER = (
    t.reports, t.readings, t.sources, t.chains, t.links, t.origins, t.places, t.actors, t.statements, t.statement_places,
    t.statement_actors, t.statement_origins,
)  # fmt: skip
_readings = select(t.readings.c.report, t.readings.c.id, t.readings.c.superseded_by).where(
    t.readings.c.report.in_(bindparam("reports", expanding=True))
)


def now() -> str:
    """This moment, ISO 8601 in UTC with microseconds."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def add(connection: Connection, entries: Sequence[Entry], place: Place | None = None) -> Added:
    """Record entries in the transaction at hand. What is there already stays as it is.

    place: looks whether recorded reports are copies or versions of others, and gives their entries back as they are then to be recorded.
    """
    entries = list({e.id: e for e in entries}.values())
    moment = now()
    if connection.dialect.name != "sqlite":  # there, writers come one after the other anyway
        _lock_reports(connection, entries, moment)
    have = readings_of(connection, [e.id for e in entries])
    fresh = [e for e in entries if reading_id(e.id, e.reader) not in have.get(e.id, {})]
    if not fresh:
        return Added(known=tuple(e.id for e in entries))
    insert(connection, t.reports, {e.id: _report(e, moment) for e in fresh})
    placed = place(connection, fresh) if place is not None else []
    if placed:
        fresh = [p[0] for p in placed]
    copies = tuple(c for _, c, _ in placed if c is not None and c.report not in have)
    versions = tuple(v for *_, v in placed if v is not None)
    rows: Rows = {table: {} for table in ORDER}
    for entry in fresh:
        put_entry(rows, entry, moment)
    for table in ORDER:
        insert(connection, table, rows[table])
    _supersede(connection, fresh, have)
    gone = [reading for e in fresh for reading, by in have.get(e.id, {}).items() if by is None]
    gone += [r for of in readings_of(connection, [v.older for v in versions]).values() for r in of]
    make_stale(connection, {p for e in fresh for r in e.recorded for p in r.places} | _places_of(connection, gone))
    came = {e.id for e in fresh}
    return Added(
        tuple(e.id for e in fresh if e.id not in have),
        tuple(e.id for e in fresh if e.id in have),
        tuple(e.id for e in entries if e.id not in came),
        sum(len(e.recorded) for e in fresh),
        copies,
        versions,
    )


def _lock_reports(connection: Connection, entries: Sequence[Entry], moment: str) -> None:
    """Hold the rows of these reports, so that two readers of one report take turns and one supersedes the other."""
    insert(connection, t.reports, {e.id: _report(e, moment) for e in entries})
    held = select(t.reports.c.id).where(t.reports.c.id.in_([e.id for e in entries]))
    connection.execute(held.order_by(t.reports.c.id).with_for_update())


def readings_of(connection: Connection, reports: Sequence[str]) -> dict[str, dict[str, str | None]]:
    """For each of these reports that has been recorded: its readings, and by which each is superseded."""
    out: defaultdict[str, dict[str, str | None]] = defaultdict(dict)
    for at in range(0, len(reports), _LOOKUP):
        for report, reading, by in connection.execute(_readings, {"reports": reports[at : at + _LOOKUP]}):
            out[report][reading] = by
    return dict(out)


def insert(connection: Connection, table: Table, rows: dict[Any, dict[str, Any]]) -> None:
    """Insert rows that are not there yet, in the order of their keys, so that two writers cannot wait for each other."""
    if rows:
        names = list(next(iter(rows.values())))
        insert_rows(connection, table, names, [tuple(rows[k].values()) for k in sorted(rows)])


def insert_rows(connection: Connection, table: Table, names: Sequence[str], ordered: list[tuple[Any, ...]]) -> None:
    """The same with rows that are in order; names: of the columns."""
    if not ordered:
        return
    if connection.dialect.name == "sqlite":
        # the driver's own executemany: several times as fast as one dictionary a row
        marks = ", ".join("?" for _ in names)
        sql = f"INSERT OR IGNORE INTO {table.name} ({', '.join(names)}) VALUES ({marks})"
        connection.exec_driver_sql(sql, ordered)
        return
    from sqlalchemy.dialects.postgresql import insert as insert_or_not

    connection.execute(insert_or_not(table).on_conflict_do_nothing(), [dict(zip(names, row, strict=True)) for row in ordered])


def _report(entry: Entry, moment: str) -> dict[str, Any]:
    report = entry.report
    original = entry.original or msgspec.json.encode(
        msgspec.structs.replace(report, text=storable(report.text), title=storable(report.title))
    )
    known = report.published if is_day(report.published) else moment[:10]
    return {
        "id": entry.id,
        "sha256": hashlib.sha256(original).hexdigest(),
        "original": squeeze(original),
        "name": storable(report.id),
        "title": storable(report.title),
        "text": storable(report.text),
        "published": storable(report.published),
        "outlet": storable(report.outlet),
        "url": storable(report.url),
        "lang": storable(report.lang),
        "known": known,
        "added_at": moment,
    }


def put_entry(rows: Rows, entry: Entry, moment: str) -> None:
    reading = entry.reading
    read = reading_id(entry.id, entry.reader)
    rows[t.readings][read] = {
        "id": read,
        "report": entry.id,
        "reader": entry.reader,
        "skipped": reading.skipped,
        "notes": pack(reading.notes),
        "statements": len(reading.statements),
        "added_at": moment,
        "superseded_by": None,
    }
    for n, (statement, recorded) in enumerate(zip(reading.statements, entry.recorded, strict=True)):
        _statement(rows, entry.id, read, n, statement, recorded)
    for place in entry.places:
        rows[t.places].setdefault(
            place.id, {"id": place.id, "name": storable(place.name), "kind": place.kind, "lat": place.lat, "lon": place.lon}
        )
    for actor in entry.actors:
        rows[t.actors].setdefault(actor.id, {"id": actor.id, "name": storable(actor.name)})


def _statement(rows: Rows, report: str, reading: str, ordinal: int, statement: Statement, recorded: Recorded) -> None:
    first, last = days_of(statement.date)
    rows[t.statements][recorded.id] = {
        "id": recorded.id,
        "reading": reading,
        "ordinal": ordinal,
        "key": statement_key(report, statement),
        "event": statement.event,
        "status": statement.status,
        "date": statement.date,
        "day_from": first,
        "day_to": last,
        "known": recorded.known,
        "field": statement.evidence_span.field,
        "evidence_start": statement.evidence_span.start,
        "evidence_end": statement.evidence_span.end,
        "trigger_start": statement.trigger_span.start,
        "trigger_end": statement.trigger_span.end,
        "trigger": storable(statement.trigger),
        "killed": statement.killed,
        "injured": statement.injured,
        "chain": _chain(rows, statement.chain),
        "slots": pack(statement),
        "recorded": pack(recorded),
    }
    for place in recorded.places:
        here = {"place": place, "known": recorded.known, "statement": recorded.id}
        rows[t.statement_places][place, recorded.known, recorded.id] = here
    spoken = tuple(o.actor for o in recorded.origins if o.actor)
    for role, actors in (("agent", recorded.agents), ("target", recorded.targets), ("source", spoken)):
        for actor in actors:
            key = (actor, recorded.known, recorded.id, role)
            rows[t.statement_actors][key] = {"actor": actor, "known": recorded.known, "statement": recorded.id, "role": role}
    for origin in recorded.origins:
        rows[t.origins].setdefault(origin.key, {"id": origin.key, "kind": origin.kind, "actor": origin.actor})
        said = {"origin": origin.key, "known": recorded.known, "statement": recorded.id}
        rows[t.statement_origins][origin.key, recorded.known, recorded.id] = said


def _chain(rows: Rows, chain: Chain) -> str:
    """The id of a chain, its links and their sources among the rows."""
    sources = [_source(rows, link) for link in chain.links]
    key = digest("chain", *sources)
    if key not in rows[t.chains]:
        rows[t.chains][key] = {"id": key, "text": storable(" → ".join(link.name for link in chain.links))}
        for n, source in enumerate(sources):
            rows[t.links][key, n] = {"chain": key, "position": n, "source": source}
    return key


def _source(rows: Rows, link: Link) -> str:
    fields = (link.kind, link.name, link.office, link.organisation, link.channel, link.id)
    key = digest("source", *fields)
    if key not in rows[t.sources]:
        kind, *rest = (storable(f) for f in fields)
        rows[t.sources][key] = dict(
            zip(("id", "kind", "name", "office", "organisation", "channel", "actor"), (key, kind, *rest), strict=True)
        )
    return key


def _supersede(connection: Connection, fresh: Iterable[Entry], have: dict[str, dict[str, str | None]]) -> None:
    """The readings that these entries take the place of say so."""
    for entry in fresh:
        read = reading_id(entry.id, entry.reader)
        older = [reading for reading, by in have.get(entry.id, {}).items() if by is None]
        if older:
            connection.execute(
                update(t.readings).where(t.readings.c.id.in_(older), t.readings.c.superseded_by.is_(None)).values(superseded_by=read)
            )


def _places_of(connection: Connection, older: Sequence[str]) -> set[str]:
    """Places that these readings speak of, which count no more."""
    out: set[str] = set()
    for at in range(0, len(older), _LOOKUP):
        query = (
            select(t.statement_places.c.place)
            .join(t.statements, of_statement())
            .where(t.statements.c.reading.in_(older[at : at + _LOOKUP]))
        )
        out.update(connection.execute(query).scalars())
    return out


def make_stale(connection: Connection, places: set[str]) -> None:
    """The spans of these places must be made anew; a new mark tells a refresh at work that it came too early."""
    if not places:
        return
    mark = now()
    rows = [{"place": p, "mark": mark} for p in sorted(places)]
    if connection.dialect.name == "sqlite":
        sql = "INSERT INTO stale (place, mark) VALUES (?, ?) ON CONFLICT (place) DO UPDATE SET mark = excluded.mark"
        connection.exec_driver_sql(sql, [(r["place"], r["mark"]) for r in rows])
        return
    from sqlalchemy.dialects.postgresql import insert as insert_or_not

    made = insert_or_not(t.stale)
    connection.execute(made.on_conflict_do_update(index_elements=["place"], set_={"mark": made.excluded.mark}), rows)

"""Whether a ledger is what it was: hashes, ids, references, and evidence that stands where it says."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator

import msgspec
from sqlalchemy import Connection, func, select

from rasid.ledger import tables as t
from rasid.ledger.entries import PERSON, part_key, reading_id, report_id, statement_key
from rasid.ledger.ids import digest
from rasid.model import Report, Statement
from rasid.model.control import Recorded
from rasid.model.records import Record

_CHUNK = 500


class Fault(Record, frozen=True):
    """Something that is not as it should be. code: what; table and id: of which record; detail: more of it."""

    code: str
    table: str
    id: str
    detail: str = ""


def check(connection: Connection) -> Iterator[Fault]:
    """All faults of the records themselves. Reads everything once, in pieces."""
    if connection.dialect.name == "sqlite":
        for (line,) in connection.exec_driver_sql("PRAGMA integrity_check"):
            if line != "ok":
                yield Fault("damaged", "", "", line)
    yield from _references(connection)
    yield from _reports(connection)
    yield from _readings(connection)
    yield from _statements(connection)


def _references(connection: Connection) -> Iterator[Fault]:
    for table in t.METADATA.sorted_tables:
        for column in table.columns:
            for key in column.foreign_keys:
                other = key.column.table.alias("other")
                there = select(other).where(other.c[key.column.name] == column).exists()
                query = select(column).where(column.is_not(None), ~there).limit(20)
                for value in connection.execute(query).scalars():
                    yield Fault("dangling", table.name, str(value), f"{column.name} → {key.column.table.name}")


def _reports(connection: Connection) -> Iterator[Fault]:
    for row in connection.execution_options(yield_per=_CHUNK).execute(select(t.reports)):
        try:
            original = zlib.decompress(row.original)
        except zlib.error as error:
            yield Fault("unreadable", "reports", row.id, str(error))
            continue
        if hashlib.sha256(original).hexdigest() != row.sha256:
            yield Fault("hash", "reports", row.id)
        made = Report(row.name, row.text, row.title, row.published, row.outlet, row.url, row.lang)
        if report_id(made) != row.id and "\ufffd" not in row.text + row.title:  # what cannot be stored was replaced
            yield Fault("id", "reports", row.id)


def _readings(connection: Connection) -> Iterator[Fault]:
    r, s = t.readings.c, t.statements.c
    have: dict[str, int] = dict(connection.execute(select(s.reading, func.count()).group_by(s.reading)).all())
    live: dict[str, int] = {}
    for row in connection.execution_options(yield_per=_CHUNK).execute(select(r.id, r.report, r.reader, r.statements, r.superseded_by)):
        if reading_id(row.report, row.reader) != row.id:
            yield Fault("id", "readings", row.id)
        if have.get(row.id, 0) != row.statements:
            yield Fault("count", "readings", row.id, f"{have.get(row.id, 0)} / {row.statements}")
        live[row.report] = live.get(row.report, 0) + (row.superseded_by is None)
    for report, n in live.items():
        if n != 1:
            yield Fault("current", "readings", report, str(n))


def _statements(connection: Connection) -> Iterator[Fault]:
    s, r = t.statements.c, t.reports.c
    columns = (s.id, s.reading, s.ordinal, s.key, s.field, s.evidence_start, s.evidence_end, s.slots, s.recorded)
    query = (
        select(*columns, r.id.label("report"), r.title, r.text, t.readings.c.reader)
        .join(t.readings, t.readings.c.id == s.reading)
        .join(t.reports, r.id == t.readings.c.report)
    )
    for row in connection.execution_options(yield_per=_CHUNK).execute(query):
        try:
            statement = msgspec.msgpack.decode(row.slots, type=Statement)
            recorded = msgspec.msgpack.decode(row.recorded, type=Recorded)
        except msgspec.DecodeError as error:
            yield Fault("unreadable", "statements", row.id, str(error))
            continue
        if digest("statement", row.reading, str(row.ordinal)) != row.id or recorded.id != row.id:
            yield Fault("id", "statements", row.id)
        key = statement_key(row.report, statement)
        if row.key != key and (not row.reader.startswith(PERSON) or row.key != part_key(key, row.ordinal)):
            yield Fault("key", "statements", row.id)
        full = row.title if row.field == "title" else row.text
        if full[row.evidence_start : row.evidence_end] != statement.evidence and "\ufffd" not in full:
            yield Fault("evidence", "statements", row.id)

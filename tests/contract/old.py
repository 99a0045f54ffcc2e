"""Putting a report into a database of an earlier version, as the program of that version did."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, MetaData, Table

from rasid.ledger import Entry, tables, writer
from rasid.ledger.database import Database


def fill(database: Database, *entries: Entry, version: str = "0001") -> None:
    """Record entries in the tables of a version: in 0001 no derived ones were there, in 0002 places could be stale."""
    with database.engine.connect().execution_options(writes=True) as connection, connection.begin():
        rows: dict[Table, dict[Any, dict[str, Any]]] = {table: {} for table in writer.ORDER}
        for entry in entries:
            rows[tables.reports][entry.id] = writer._report(entry, writer.now())
            writer.put_entry(rows, entry, writer.now())
        _insert(connection, rows)
        if version >= "0002":
            writer.make_stale(connection, {p for entry in entries for r in entry.recorded for p in r.places})


def _insert(connection: Connection, rows: dict[Table, dict[Any, dict[str, Any]]]) -> None:
    for table, by_key in rows.items():
        here = Table(table.name, MetaData(), autoload_with=connection, resolve_fks=False)  # fewer columns than today
        connection.execute(here.insert(), [{k: v for k, v in row.items() if k in here.c} for row in by_key.values()])

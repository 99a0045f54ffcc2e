"""Whole reports out of the ledger, one after the other, with what they were read with."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, select

from rasid.ledger import tables as t


def report_ids(connection: Connection, known_from: str = "", known_to: str = "") -> list[str]:
    """The ids of reports by the day they were known, "" for any day."""
    query = select(t.reports.c.id)
    if known_from:
        query = query.where(t.reports.c.known >= known_from)
    if known_to:
        query = query.where(t.reports.c.known <= known_to)
    return list(connection.execute(query.order_by(t.reports.c.known, t.reports.c.id)).scalars())


def readers(connection: Connection) -> Iterator[tuple[str, str]]:
    """Report and version of the reader, for every reading that no newer one has superseded."""
    query = select(t.readings.c.report, t.readings.c.reader).where(t.readings.c.superseded_by.is_(None))
    for row in connection.execute(query):
        yield row.report, row.reader

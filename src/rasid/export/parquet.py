"""Rasid's own tables as Apache Parquet: typed columns, days as dates without a time, lists as lists, a batch of rows at a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO

import msgspec

from rasid.export.columns import TABLES, Column, Row, rows, value
from rasid.export.data import Exported, Summary

if TYPE_CHECKING:
    import pyarrow

#: rows in one row group
_BATCH = 8192


def write(data: Exported, out: BinaryIO) -> Summary:
    """Write the table. Structured columns (`slots`, `…_versions`) are JSON texts."""
    import pyarrow
    from pyarrow import parquet

    columns = TABLES[data.what]
    schema = _schema(columns, data)
    stream, done = rows(data), Summary()
    with parquet.ParquetWriter(out, schema, compression="zstd") as table:
        while batch := list(islice(stream, _BATCH)):
            made = [pyarrow.array(list(_column(c, batch)), type=schema.field(c.name).type) for c in columns]
            table.write_batch(pyarrow.record_batch(made, schema=schema), row_group_size=_BATCH)
            done.rows += len(batch)
    return done


def _schema(columns: tuple[Column, ...], data: Exported) -> pyarrow.Schema:
    import pyarrow

    types = {
        "text": pyarrow.string(),
        "day": pyarrow.date32(),
        "int": pyarrow.int64(),
        "float": pyarrow.float64(),
        "bool": pyarrow.bool_(),
        "texts": pyarrow.list_(pyarrow.string()),
        "json": pyarrow.string(),
    }
    told = {"rasid.what": data.what, "rasid.from": data.start, "rasid.to": data.end, "rasid.on": data.on, "rasid.known": data.known}
    return pyarrow.schema([(c.name, types[c.kind]) for c in columns], metadata=told | {"rasid.made_with": data.made_with})


def _column(column: Column, batch: list[Row]) -> Iterator[Any]:
    for row in batch:
        found = value(column, row)
        if found is None:
            yield None
        elif column.kind == "day":
            yield _day(found)
        elif column.kind == "json":
            yield msgspec.json.encode(found).decode()
        else:
            yield found


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:  # a report may give anything for its day
        return None

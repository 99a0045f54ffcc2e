"""Rasid's own tables as CSV: lists stand in one cell with | between them."""

from __future__ import annotations

from typing import Any, BinaryIO

from rasid.export.cells import Rows, joined
from rasid.export.columns import TABLES, rows, value
from rasid.export.data import Exported, Summary


def write(data: Exported, out: BinaryIO) -> Summary:
    """Write the table."""
    columns = [c for c in TABLES[data.what] if c.kind != "json"]
    done = Summary()
    with Rows(out, [c.name for c in columns]) as table:
        for row in rows(data):
            table.add([_flat(value(c, row)) for c in columns])
            done.rows += 1
    return done


def _flat(found: Any) -> Any:
    return joined(found) if isinstance(found, list) else found

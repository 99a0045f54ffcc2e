"""CSV with HXL hashtags. mappings/hxl.yaml says which column of Rasid's tables stands under which hashtag."""

from __future__ import annotations

from typing import Any, BinaryIO, NamedTuple

from rasid.export import mapping
from rasid.export.cells import Rows
from rasid.export.columns import TABLES, Column, rows, value
from rasid.export.data import Exported, Summary, What

_BETWEEN = " | "


class Tagged(NamedTuple):
    """A column of an HXL table."""

    header: str
    tag: str
    column: Column


def tagged(what: What) -> tuple[Tagged, ...]:
    """The columns of a table. Raises KeyError when the mapping names a column that is none."""
    columns = {c.name: c for c in TABLES[what]}
    return tuple(Tagged(header, tag, columns[name]) for header, tag, name in mapping.load("hxl")["tables"][what])


def write(data: Exported, out: BinaryIO) -> Summary:
    """Write headers, hashtags and rows."""
    table, done = tagged(data.what), Summary()
    with Rows(out, [x.header for x in table], [x.tag for x in table]) as made:
        for row in rows(data):
            made.add(_flat(value(x.column, row)) for x in table)
            done.rows += 1
    return done


def _flat(found: Any) -> Any:
    """A list in one cell; one of empty names is nothing."""
    if isinstance(found, list):
        return _BETWEEN.join(found) if any(found) else ""
    return found

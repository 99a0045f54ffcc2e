"""Rasid's own tables as JSON Lines: one object a row, lists as lists, and every slot of a statement as it was read."""

from __future__ import annotations

from typing import BinaryIO

import msgspec

from rasid.export.columns import TABLES, rows, value
from rasid.export.data import Exported, Summary


def write(data: Exported, out: BinaryIO) -> Summary:
    """Write the lines; none at all when there is nothing."""
    columns = TABLES[data.what]
    encoder, done = msgspec.json.Encoder(), Summary()
    for row in rows(data):
        out.write(encoder.encode({c.name: value(c, row) for c in columns}) + b"\n")
        done.rows += 1
    return done

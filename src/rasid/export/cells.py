"""CSV as spreadsheets take it: UTF-8 with a byte-order mark, and no cell that a spreadsheet would run as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any, BinaryIO

#: What begins a formula in some spreadsheet, the full-width signs too.
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
#: Characters that spreadsheets may pass over before they look for a formula: spaces, controls, direction and byte-order marks.
_PASSED = "".join(map(chr, range(0x21))) + "\u00a0\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
_KEPT = 1 << 16


def cell(value: Any) -> Any:
    """A cell: numbers as they are, truth as true and false, None as nothing, text kept from being run.

    Text that would be run, and text that begins with an apostrophe, gets an apostrophe before it: `text` takes it off again.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and value and (value[0] in "'\t\r" or value.lstrip(_PASSED).startswith(FORMULA)):
        return f"'{value}"
    return value


def text(written: str) -> str:
    """The text of a cell that `cell` made."""
    return written.removeprefix("'")


def joined(values: Iterable[str]) -> str:
    """Several texts in one cell, with | between them; `parted` takes them apart again, also when they hold that sign.

    One empty text and no text at all look the same: ids, which are never empty, tell how many there are.
    """
    return "|".join(v.replace("\\", "\\\\").replace("|", "\\|") for v in values)


def parted(written: str) -> list[str]:
    """The texts of a cell that `joined` made."""
    if not written:
        return []
    out, at = [""], 0
    while at < len(written):
        sign = written[at]
        if sign == "\\" and written[at + 1 : at + 2] in ("\\", "|"):
            out[-1] += written[at + 1]
            at += 1
        elif sign == "|":
            out.append("")
        else:
            out[-1] += sign
        at += 1
    return out


class Rows:
    """Rows of a CSV file, written as they come. Close it, or use it in a `with`: the stream itself stays open."""

    def __init__(self, out: BinaryIO, *headers: Iterable[str]) -> None:
        self._out = out
        self._buffer = io.StringIO(newline="")
        self._rows = csv.writer(self._buffer, lineterminator="\r\n")
        self._buffer.write("\ufeff")
        for header in headers:
            self._rows.writerow(list(header))

    def add(self, row: Iterable[Any]) -> None:
        """Write one row."""
        self._rows.writerow([cell(v) for v in row])
        if self._buffer.tell() > _KEPT:
            self.flush()

    def flush(self) -> None:
        """Hand over what is kept."""
        # a lone half of a surrogate pair is no text and cannot be written in UTF-8
        self._out.write(self._buffer.getvalue().encode("utf-8", "replace"))
        self._buffer.seek(0)
        self._buffer.truncate()

    def __enter__(self) -> Rows:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            self.flush()

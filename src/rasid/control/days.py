"""Days as numbers, and EDTF dates as intervals of days."""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache

from rasid.errors import UsageError

#: Open ends, far outside every calendar day.
EVER = -(10**7)
NEVER = 10**7
_EDTF = re.compile(r"(-?\d{4})(?:-(\d{2})(?:-(\d{2}))?)?[?~%]?")


@lru_cache(maxsize=1 << 16)
def number(day: str) -> int:
    """The ordinal number of an ISO day. Raises UsageError when it is none."""
    try:
        return date.fromisoformat(day).toordinal()
    except ValueError:
        raise UsageError("not a day", day, "write it as 2024-12-11") from None


@lru_cache(maxsize=1 << 16)
def iso(day: int) -> str:
    """The ISO day of a number; "" for an open end."""
    return date.fromordinal(day).isoformat() if EVER < day < NEVER else ""


def interval(edtf: str, known: str) -> tuple[str, str, bool]:
    """First and last day of an EDTF date ("" open), and whether the text dated it at all.

    Without a date, or with one that is none, the day on which it was known stands in for the end and the start stays open.
    """
    if "/" in edtf:
        first, _, last = edtf.partition("/")
        start = _bounds(first)
        end = _bounds(last)
        if start or end:
            return (start[0] if start else ""), (end[1] if end else ""), True
        return "", known, False
    both = _bounds(edtf)
    return (*both, True) if both else ("", known, False)


@lru_cache(maxsize=1 << 14)
def _bounds(part: str) -> tuple[str, str] | None:
    m = _EDTF.fullmatch(part.strip())
    if m is None or m[1].startswith("-"):
        return None
    year, month, day = int(m[1]), int(m[2] or 0), int(m[3] or 0)
    try:
        first = date(year, month or 1, day or 1)
        last = date(year, month or 12, day or calendar.monthrange(year, month or 12)[1])
    except ValueError:
        return None
    return first.isoformat(), last.isoformat()

"""The publication day of a report, as files write it."""

from __future__ import annotations

import re
from datetime import date, datetime

FIRST_YEAR, LAST_YEAR = 1900, 2200
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T\d{4,6}.*|\d{6})?")
_DAY_MONTH = re.compile(r"(?<!\d)(\d{1,2})[ -]([A-Za-z]{3})[A-Za-z]*\.?,?[ -](\d{4})(?!\d)")
_MONTH_DAY = re.compile(r"(?<![A-Za-z])([A-Za-z]{3})[A-Za-z]*\.? (\d{1,2})(?:st|nd|rd|th)?,? (?:\d\d:\d\d(?::\d\d)? )?(\d{4})(?!\d)")


def publication_day(value: str) -> str | None:
    """The ISO day of an ISO day or date-time, as its writer's clock had it; "" for "", None when it is neither."""
    value = value.strip()
    if not value:
        return ""
    try:
        day = date.fromisoformat(value)
    except ValueError:
        try:
            day = datetime.fromisoformat(value).date()
        except ValueError:
            return None
    return day.isoformat() if FIRST_YEAR <= day.year <= LAST_YEAR else None


def written_day(value: str) -> str:
    """The ISO day in the other ways machines and English-speaking systems write times, as their writer's clock had it; else "".

    Knows 2031/5/6 10:00 +0300, 20310506T1000Z, Tue, 06 May 2031 10:00:00 GMT (mail, feeds), May 6, 2031. A day and a month in
    digits alone may stand in either order: those are left to who knows the habits of the writer's language.
    """
    value = value.strip().translate(_DIGITS)[:200]
    if m := _YEAR_FIRST.search(value) or _COMPACT.fullmatch(value):
        return _checked(m[1], int(m[2]), m[3])
    if m := _DAY_MONTH.search(value):
        return _checked(m[3], _month(m[2]), m[1])
    if m := _MONTH_DAY.search(value):
        return _checked(m[3], _month(m[1]), m[2])
    return ""


def _month(name: str) -> int:
    return _MONTHS.index(name.lower()) + 1 if name.lower() in _MONTHS else 0


def _checked(year: str, month: int, day: str) -> str:
    try:
        found = date(int(year), month, int(day))
    except ValueError:
        return ""
    return found.isoformat() if FIRST_YEAR <= found.year <= LAST_YEAR else ""

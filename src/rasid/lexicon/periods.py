"""Days between which something held: comparison of years, months and days as the data files write them.

A day is EDTF as a plain text: "2024-12-08", "2024-12", "2024", an interval of such ("2024-12-06/2024-12-08", either
end open as ".."), or "" for unknown. A period is two of them, first and last, both within it; "" is an open end.
"""

from __future__ import annotations

import re

ALWAYS, NEVER_ENDS = "0000-01-01", "9999-12-31"
_DAY = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


def valid(day: str) -> bool:
    """Whether a text is a year, a month or a day as periods have them; "" is one too."""
    return not day or _DAY.fullmatch(day) is not None


def first_day(day: str) -> str:
    """The first day that a year, month, day or interval can mean, as a text that sorts."""
    start = day.partition("/")[0].strip("~?% ")
    if not start or start == "..":
        return ALWAYS
    return (start + "-01-01")[:10] if len(start) < 10 else start[:10]


def last_day(day: str) -> str:
    """The last day that a year, month, day or interval can mean. A month ends on a 31st: only its order counts."""
    end = day.rpartition("/")[2].strip("~?% ")
    if not end or end == "..":
        return NEVER_ENDS
    return end[:10] if len(end) >= 10 else end + ("-12-31" if len(end) == 4 else "-31")


def in_force(start: str, end: str, day: str) -> bool:
    """Whether a period has that day, or a day of that month, year or interval; every period has the unknown day ""."""
    return not day or (first_day(start) <= last_day(day) and first_day(day) <= last_day(end))


def overlap(a: tuple[str, str], b: tuple[str, str]) -> bool:
    """Whether two periods share more than the day on which one gives way to the other."""
    return first_day(a[0]) < last_day(b[1]) and first_day(b[0]) < last_day(a[1])


def distance(start: str, end: str, day: str) -> int:
    """Roughly how many days lie between a day and a period; 0 within it. Periods to come are as far again as past ones."""
    if in_force(start, end, day):
        return 0
    if last_day(day) < first_day(start):
        return 2 * (_number(first_day(start)) - _number(last_day(day)))
    return _number(first_day(day)) - _number(last_day(end))


def _number(day: str) -> int:
    year, month, of_month = (int(x) for x in day.split("-"))
    return year * 372 + month * 31 + of_month

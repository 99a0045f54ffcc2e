"""Days in digits whose day and month can stand in either order: what a file itself tells about the order its program used."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec

from rasid.intake.days import FIRST_YEAR, LAST_YEAR

DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
#: The century of years in two digits.
_CENTURY = 2000


class Order(msgspec.Struct, frozen=True):
    """day_first: whether the day stands before the month; sure: whether the file tells (else it is the habit of most of the world)."""

    day_first: bool = True
    sure: bool = True

    def day(self, a: int, b: int, c: int) -> str:
        """The ISO day of three numbers in the order written; "" when they are no day."""
        if a > 31:
            year, month, day = a, b, c
        else:
            year, month, day = (c, b, a) if self.day_first else (c, a, b)
        try:
            found = date(year + _CENTURY if year < 100 else year, month, day)
        except ValueError:
            return ""
        return found.isoformat() if FIRST_YEAR <= found.year <= LAST_YEAR else ""


def two_ways(a: int, b: int) -> bool:
    """Whether two numbers could each be the month."""
    return a <= 12 and b <= 12 and a != b


class Evidence:
    """Gathers the days of a file in the order they come. in_time: whether they stand in the order of time, as in a chat."""

    def __init__(self, in_time: bool) -> None:
        self._in_time = in_time
        self._beyond = [0, 0]  # first number over 12, second number over 12
        self._back = [0, 0]  # how often time runs backward, if day first, if month first
        self._last = ["", ""]
        self.example = ""

    def add(self, a: int, b: int, c: int, written: str) -> None:
        """One day as written."""
        if a > 31:
            return
        self._beyond[0] += 12 < a <= 31
        self._beyond[1] += 12 < b <= 31
        if two_ways(a, b):
            self.example = self.example or written
        if self._in_time:
            for n, order in enumerate((Order(True), Order(False))):
                day = order.day(a, b, c)
                self._back[n] += bool(day) and day < self._last[n]
                self._last[n] = day or self._last[n]

    def order(self) -> Order:
        """What the days tell: a number over 12 is a day; else the order in which time does not run backward."""
        first, second = self._beyond
        if first != second:
            return Order(first > second)
        if self._back[0] != self._back[1]:
            return Order(self._back[0] < self._back[1])
        return Order(True, not self.example)


def of_days(days: Iterable[tuple[int, int, int, str]], in_time: bool) -> tuple[Order, str]:
    """The order of days, and one that could be read both ways."""
    evidence = Evidence(in_time)
    for a, b, c, written in days:
        evidence.add(a, b, c, written)
    return evidence.order(), evidence.example

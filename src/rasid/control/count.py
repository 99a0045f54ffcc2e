"""Numbers of people killed or hurt, as several reports tell them of one happening."""

from __future__ import annotations

from collections.abc import Iterable

from rasid.model.control import Recorded
from rasid.model.event import Count

#: A toll rises while people are found. Beyond so many times the lower number and so many more, two numbers count two happenings.
TIMES, MORE = 4, 6


def near(a: int, b: int) -> bool:
    """Whether two numbers can be versions of one count; nobody at all is no version of somebody."""
    low, high = (a, b) if a <= b else (b, a)
    return high == low or (low > 0 and high <= TIMES * low + MORE)


def count(told: Iterable[tuple[int | None, Recorded]]) -> Count | None:
    """All versions of a count. Each origin stands by the newest number it told (of one day the highest); None when nobody counts."""
    versions: dict[int, set[str]] = {}
    stands: dict[str, tuple[str, int]] = {}
    for value, rec in told:
        if value is None:
            continue
        versions.setdefault(value, set()).add(rec.id)
        for origin in rec.origins:
            stands[origin.key] = max(stands.get(origin.key, ("", -1)), (rec.known, value))
    if not versions:
        return None
    voices: dict[int, list[str]] = {}
    for known, value in stands.values():
        voices.setdefault(value, []).append(known)
    best = max(voices, key=lambda v: (len(voices[v]), max(voices[v]), v))
    return Count(
        low=min(versions),
        best=best,
        high=max(versions),
        versions=tuple((v, tuple(sorted(versions[v]))) for v in sorted(versions)),
    )

"""The publication day of a report, as files write it."""

from __future__ import annotations

from datetime import date, datetime

FIRST_YEAR, LAST_YEAR = 1900, 2200


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

"""Days, pages and numbers that a request gives."""

from __future__ import annotations

from typing import Any

from rasid.cli.desk import checked_day
from rasid.errors import UsageError
from rasid.messages import t

#: Items a page when no other number is asked for, and the most there can be.
PER, MOST = 50, 500


def day(value: str | None, name: str, missing: str = "") -> str:
    """An ISO day of a query. Raises UsageError."""
    return checked_day(value or "", name, missing)


def paged(items: list[Any], page: int, per: int) -> dict[str, Any]:
    """One page of a list. Raises UsageError for a page or a size that is none."""
    at, most = window(page, per)
    return {"items": items[at : at + most], "page": page, "per": per, "total": len(items)}


def window(page: int, per: int) -> tuple[int, int]:
    """Where a page begins, and its size. Raises UsageError."""
    if not 1 <= page <= 1_000_000 or not 1 <= per <= MOST:
        raise UsageError(t("web.page"), f"page={page}&per={per}", t("web.page_do", most=MOST))
    return (page - 1) * per, per

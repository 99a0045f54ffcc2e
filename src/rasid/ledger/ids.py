"""Ids that depend on content alone, so that adding the same thing twice changes nothing."""

from __future__ import annotations

import hashlib
import re
from datetime import date, timedelta

#: Hexadecimal digits of an id: 128 bits, far beyond any chance of two being the same.
ID_LENGTH = 32
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def digest(*fields: str | bytes) -> str:
    """The id of a list of fields. Each is preceded by its length: ("ab", "c") and ("a", "bc") differ."""
    parts: list[bytes] = []
    for field in fields:
        data = field.encode("utf-8", "surrogatepass") if isinstance(field, str) else field
        parts += (len(data).to_bytes(8, "big"), data)
    return hashlib.sha256(b"".join(parts)).hexdigest()[:ID_LENGTH]


def days_of(edtf: str) -> tuple[str | None, str | None]:
    """First and last day (ISO) that an EDTF date can mean; None for an open or unknown end.

    "2024-12" is ("2024-12-01", "2024-12-31"), "2019/.." is ("2019-01-01", None), "" is (None, None).
    """
    begin, slash, end = edtf.partition("/")
    first = _ends(begin)
    last = _ends(end) if slash else first
    return first[0], last[1]


def _ends(part: str) -> tuple[str | None, str | None]:
    m = _DAY.match(part)
    if not m:
        return None, None
    year, month, day = int(m[1]), m[2], m[3]
    try:
        if day:
            whole = date(year, int(month), int(day)).isoformat()
            return whole, whole
        begin = date(year, int(month or 1), 1)
        after = date(year + 1, 1, 1) if not month or month == "12" else date(year, int(month) + 1, 1)
    except ValueError:
        return None, None
    return begin.isoformat(), (after - timedelta(days=1)).isoformat()

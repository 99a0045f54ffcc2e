"""The codes by which event data sets say how exactly a place is known."""

from __future__ import annotations

from typing import Final

#: Kinds whose point stands for a region: their codes do not depend on the kilometres alone.
REGIONS: Final = frozenset(("governorate", "district", "subdistrict", "area", "countryside", "region", "river", "road", "border", "valley"))
SETTLEMENTS: Final = frozenset(("city", "town", "village", "quarter", "camp"))
ADMIN: Final = frozenset(("country", "governorate", "district", "subdistrict"))


def acled(kind: str, precision_km: float | None, part: bool) -> int:
    """ACLED geo_precision: 1 the place itself, 2 part of a region or near a place, 3 a larger region. 0: not located.

    part: the phrase speaks of the surroundings or of a part ("محيط", "ريف … الشمالي").
    """
    if precision_km is None:
        return 0
    if kind in ("country", "governorate"):
        return 3
    if part or kind in REGIONS:
        return 2 if precision_km <= 60 else 3
    return 1 if precision_km <= 8 else 2 if precision_km <= 60 else 3


def ucdp(kind: str, precision_km: float | None, part: bool) -> int:
    """UCDP where_prec: 1 exact, 2 within 25 km, 3 district, 4 governorate, 5 line or area across units, 6 country. 0: not located."""
    if precision_km is None:
        return 0
    if kind == "country":
        return 6
    if kind == "governorate":
        return 4
    if kind in ("river", "road", "border"):
        return 5
    if kind in ("district", "subdistrict"):
        return 3
    if part or kind in REGIONS:
        return 2 if precision_km <= 25 else 4 if precision_km <= 60 else 5
    return 1 if precision_km <= 5 else 2 if precision_km <= 25 else 4

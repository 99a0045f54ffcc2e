"""All places of the packs in use, by name, by id and by where they lie.

The index keeps every place of a name: which one is meant is for `rasid.places.resolve` to say.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from rasid.lexicon.loader import LEXICONS
from rasid.lexicon.theatre import Place
from rasid.places.index import load_index
from rasid.places.spelling import loose

EARTH_KM: Final = 6371.0
#: Parents of places and areas that are remembered.
_REMEMBERED = 1 << 16


def distance(lat: float, lon: float, lat2: float, lon2: float) -> float:
    """Kilometres between two points in degrees, along the great circle."""
    a, b, dlon = math.radians(lat), math.radians(lat2), math.radians(lon2 - lon)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(dlon / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(h)))


def bearing(lat: float, lon: float, lat2: float, lon2: float) -> float:
    """Direction from the first point to the second, degrees clockwise from north; flat approximation, good within a country."""
    east = (lon2 - lon) * math.cos(math.radians((lat + lat2) / 2))
    return math.degrees(math.atan2(east, lat2 - lat)) % 360


def offset(lat: float, lon: float, towards: float, km: float) -> tuple[float, float]:
    """The point `km` kilometres away towards a bearing, as (lat, lon)."""
    turn = math.radians(towards)
    north, east = km * math.cos(turn) / 111.2, km * math.sin(turn) / (111.2 * math.cos(math.radians(lat)))
    return lat + north, lon + east


class Gazetteer:
    """Places by id and name, and how they contain each other. Built once; never changed.

    places: the rows of the packs in use. stamp: key of the cached index, "" to build it afresh.
    """

    def __init__(self, places: Sequence[Place], *, stamp: str = "", root: Path = LEXICONS) -> None:
        self.places = places
        self.index = load_index(places, stamp, root)
        self.by_id: dict[str, Place] = {}
        for place in places:
            self.by_id.setdefault(place.id, place)
        self._children: dict[str, list[str]] | None = None
        self._parents: dict[str, tuple[str, ...]] = {}

    def __len__(self) -> int:
        return len(self.by_id)

    def get(self, place: str) -> Place | None:
        """The place of an id, None when no pack has it."""
        return self.by_id.get(place)

    def named(self, exact: str) -> list[Place]:
        """All places of that exact key, or, when there is none, of its loose key."""
        found = self.index.exact.get(exact) or self.index.loose.get(loose(exact)) or []
        return [self.places[n] for n in found]

    def spelt(self, exact: str) -> list[Place]:
        """All places of exactly that key."""
        return [self.places[n] for n in self.index.exact.get(exact, ())]

    def sites(self, exact: str) -> list[Place]:
        """Places whose names are a head noun and these words ("كذا" finds "مطار كذا العسكري")."""
        return [self.places[n] for n in self.index.headless.get(loose(exact), ())]

    def parents(self, place: str) -> tuple[str, ...]:
        """Ids of what contains a place or area, the nearest first; a circle in the data ends the chain."""
        if (known := self._parents.get(place)) is not None:
            return known
        if len(self._parents) > _REMEMBERED:  # areas are made by reports: there is no end of them
            self._parents.clear()
        out: list[str] = []
        if place.startswith("~") and place not in self.by_id:  # people can place what only reports named, under the key that it has
            from rasid.places import areas  # areas are made of the gazetteer: asked late

            area = areas.read(place)
            self._parents[place] = areas.parents(self, area) if area else ()
            return self._parents[place]
        row = self.by_id.get(place)
        while row is not None and row.parent and row.parent not in out and row.parent != place:
            out.append(row.parent)
            row = self.by_id.get(row.parent)
        self._parents[place] = tuple(out)
        return self._parents[place]

    def children(self, place: str) -> tuple[str, ...]:
        """Ids of the places directly inside one, in the order of the packs."""
        if self._children is None:
            self._children = {}
            for row in self.by_id.values():
                if row.parent:
                    self._children.setdefault(row.parent, []).append(row.id)
        return tuple(self._children.get(place, ()))

    def inside(self, place: str) -> Iterable[Place]:
        """All places below one, at any depth."""
        seen = {place}
        ahead = [place]
        while ahead:
            for child in self.children(ahead.pop()):
                if child not in seen:
                    seen.add(child)
                    ahead.append(child)
                    yield self.by_id[child]

    def contains(self, outer: str, inner: str) -> bool:
        """Whether one place lies in another: by the chain of parents, or, of named areas, by distance.

        A named area ("جبل الزاوية") has no children in the packs: what lies within its radius counts, if one governorate or
        country holds both. A place does not contain itself.
        """
        if outer == inner:
            return False
        if outer in self.parents(inner):
            return True
        if outer.startswith("~"):
            from rasid.places import areas

            area = areas.read(outer)
            return area is not None and areas.covers(self, area, inner)
        a, b = self.by_id.get(outer), self.by_id.get(inner)
        if (
            a is None
            or b is None
            or a.kind not in ("area", "mountain", "valley")
            or b.kind in ("governorate", "country", "area", "river", "road")
        ):
            return False
        km = self.distance_km(outer, inner)
        return km is not None and km <= (a.precision_km or 0) and (not a.parent or a.parent in self.parents(inner))

    def point(self, place: str) -> tuple[float, float] | None:
        """(lat, lon) of a place or area; None when it is unknown or has no point."""
        row = self.by_id.get(place)
        if row is not None:
            return (row.lat, row.lon) if row.lat is not None and row.lon is not None else None
        if not place.startswith("~"):
            return None
        from rasid.places import areas

        area = areas.read(place)
        at = areas.locate(self, area) if area else None
        return (at[0], at[1]) if at else None

    def distance_km(self, one: str, other: str) -> float | None:
        """Kilometres between the points of two places or areas; None when one is unknown or has no point."""
        a, b = self.point(one), self.point(other)
        return distance(*a, *b) if a and b else None

    def level(self, place: str, kind: str) -> str:
        """The id of the place of that kind at or above a place, "" when there is none."""
        for up in (place, *self.parents(place)):
            row = self.by_id.get(up)
            if row is not None and row.kind == kind:
                return up
        return ""

    def pcode(self, place: str) -> str:
        """The p-code of a place, or of the smallest unit above it that has one; "" when none has."""
        for up in (place, *self.parents(place)):
            row = self.by_id.get(up)
            if row is not None and row.pcode:
                return row.pcode
        return ""

"""Areas that reports make out of places: countryside, sides, surroundings, banks, what lies between, and so many kilometres away.

An area is written as an id that can be read back: `~rif:sy.aleppo:n` is the northern countryside of Aleppo governorate,
`~in:sy.idlib:kfrnbl` an unknown place in Idlib. `locate` gives a point with its uncertainty in plain arithmetic, fast enough for
the reader; `rasid.places.shapes` draws the polygon.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise

from rasid.lexicon.theatre import Place
from rasid.model.records import Record
from rasid.places.gazetteer import Gazetteer, bearing, distance, offset
from rasid.places.phrases import BEARINGS
from rasid.places.precision import ADMIN, SETTLEMENTS
from rasid.places.words import load_words

Point = tuple[float, float, float]  # lat, lon, precision_km
#: How far the surroundings of a place reach, in km, by its kind.
REACH = {"city": 10.0, "town": 6.0, "village": 4.0, "quarter": 2.0, "camp": 3.0, "airport": 4.0, "base": 3.0, "governorate": 60.0}
_REACH = 4.0
#: Half the opening, in degrees, of a side ("شمال") and of a corner ("شمال شرق").
SIDE, CORNER = 50.0, 35.0
_OPS = frozenset(("rif", "part", "round", "mid", "between", "bank", "km", "in", "at"))
BANK_KM, RIVER_LAND_KM = 12.0, 110.0


class Area(Record, frozen=True):
    """An area: what is made (`op` of phrases, "in" an unknown place, "at" a site known by its town) of which place.

    anchor, other: ids; direction: one of the eight codes or ""; km: a distance; name: the slug of an unknown name.
    """

    op: str
    anchor: str
    direction: str = ""
    km: float = 0.0
    other: str = ""
    name: str = ""

    @property
    def id(self) -> str:
        """The id of the area; `read` gives the area back."""
        parts = [self.op, self.anchor, self.name, self.other, self.direction, f"{self.km:g}" if self.km else ""]
        return "~" + ":".join(p for n, p in enumerate(parts) if p or n < 2)


def read(area_id: str) -> Area | None:
    """The area of an id; None when it is the id of no area."""
    parts = area_id.removeprefix("~").split(":")
    if not area_id.startswith("~") or parts[0] not in _OPS or len(parts) < 2:
        return None
    op, anchor, *more = parts
    if op in ("in", "at"):
        return Area(op, anchor, name=":".join(more))
    if op == "between":
        return Area(op, anchor, other=":".join(more))
    direction = next((m for m in more if m in BEARINGS), "")
    try:
        return Area(op, anchor, direction, next((float(m) for m in more if m not in BEARINGS), 0.0))
    except ValueError:
        return None


def parents(gazetteer: Gazetteer, area: Area) -> tuple[str, ...]:
    """What contains an area: its anchor and what is above; of surroundings and distances only what is above."""
    above = gazetteer.parents(area.anchor)
    if area.op in ("round", "km", "between"):
        if area.op == "between":
            common = set(gazetteer.parents(area.other))
            return tuple(p for p in above if p in common)
        return tuple(p for p in above if _kind(gazetteer, p) in ("governorate", "country"))
    if area.op in ("rif", "part") and _kind(gazetteer, area.anchor) in SETTLEMENTS:
        return above
    if area.op in ("bank", "at") or _kind(gazetteer, area.anchor) in ("river", "road"):
        return above
    return (area.anchor, *above) if area.anchor else ()


def _kind(gazetteer: Gazetteer, place: str) -> str:
    row = gazetteer.get(place)
    return row.kind if row is not None else ""


def locate(gazetteer: Gazetteer, area: Area) -> Point | None:
    """A point that stands for an area and the kilometres within which it lies; None when its anchor has no point."""
    row = gazetteer.get(area.anchor)
    if row is None or row.lat is None or row.lon is None:
        return None
    lat, lon, good = row.lat, row.lon, row.precision_km or 0.0
    reach = REACH.get(row.kind, _REACH)
    if area.op == "km":
        at = offset(lat, lon, BEARINGS[area.direction], area.km) if area.direction else (lat, lon)
        return (*at, round(max(2.0, 0.25 * area.km + good / 2) if area.direction else area.km + good, 1))
    if area.op == "between":
        other = gazetteer.get(area.other)
        if other is None or other.lat is None or other.lon is None:
            return None
        half = distance(lat, lon, other.lat, other.lon) / 2
        return (lat + other.lat) / 2, (lon + other.lon) / 2, round(max(3.0, half), 1)
    if area.op == "at":
        return lat, lon, max(5.0, good + 5.0)
    if area.op in ("round", "mid"):
        return lat, lon, round(max(good, reach * (0.5 if area.op == "mid" else 1.5)), 1)
    if area.op == "in":
        return lat, lon, max(good, reach)
    if found := mean_point(list(members(gazetteer, area))):
        return found
    if not area.direction:
        return lat, lon, max(good, 15.0)
    away = 15.0 if area.op == "rif" or row.kind in ADMIN else reach
    return (*offset(lat, lon, BEARINGS[area.direction], away), away)


def mean_point(rows: list[Place]) -> Point | None:
    """The mean of three or more places with the root mean square of their distances to it (5 km at least); None for fewer."""
    points = [(p.lat, p.lon) for p in rows if p.lat is not None and p.lon is not None]
    if len(points) < 3:
        return None
    lat, lon = sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)
    spread = math.sqrt(sum(distance(lat, lon, *p) ** 2 for p in points) / len(points))
    return round(lat, 4), round(lon, 4), round(max(5.0, spread), 1)


def covers(gazetteer: Gazetteer, area: Area, place: str) -> bool:
    """Whether a settlement or site lies in an area, as far as points tell."""
    row = gazetteer.get(place)
    if row is None or row.lat is None or row.lon is None or row.kind in ADMIN:
        return False
    if area.op in ("mid", "in", "at"):
        return False
    if area.op in ("rif", "part", "bank"):
        return any(m.id == place for m in members(gazetteer, area, every=True))
    at = locate(gazetteer, area)
    return place not in (area.anchor, area.other) and at is not None and distance(at[0], at[1], row.lat, row.lon) <= at[2]


def members(gazetteer: Gazetteer, area: Area, every: bool = False) -> Iterator[Place]:
    """The settlements that lie in a countryside, part or bank; `every`: all kinds of places but units and areas."""
    row = gazetteer.get(area.anchor)
    if row is None or row.lat is None or row.lon is None:
        return
    if row.id in load_words().lines and area.direction:
        yield from _beside_line(gazetteer, row, area)
        return
    rows = [p for p in gazetteer.inside(area.anchor) if p.kind in SETTLEMENTS or every and p.kind not in ADMIN and p.kind != "area"]
    hub = seat(gazetteer, row) if area.op == "rif" else None
    lat, lon = (hub.lat, hub.lon) if hub is not None and hub.lat is not None and hub.lon is not None else _middle(rows, row)
    inner = REACH.get(hub.kind, _REACH) * 0.5 if hub is not None else 0.0
    for p in rows:
        if p.lat is None or p.lon is None or p is hub or hub is not None and hub.id in gazetteer.parents(p.id):
            continue
        if distance(lat, lon, p.lat, p.lon) >= inner and towards(area.direction, bearing(lat, lon, p.lat, p.lon)):
            yield p


def _middle(rows: list[Place], row: Place) -> tuple[float, float]:
    found = mean_point(rows)
    return (found[0], found[1]) if found else (row.lat or 0.0, row.lon or 0.0)


def towards(direction: str, degrees: float) -> bool:
    """Whether a bearing counts as that direction; every bearing counts as "" (no direction)."""
    if not direction:
        return True
    gap = abs((degrees - BEARINGS[direction] + 180) % 360 - 180)
    return gap <= (CORNER if len(direction) == 2 else SIDE)


def seat(gazetteer: Gazetteer, unit: Place) -> Place | None:
    """The town that an administrative unit is called after; a settlement is its own seat."""
    if unit.kind in SETTLEMENTS:
        return unit
    names = {unit.name, *unit.variants}
    best = [p for p in gazetteer.inside(unit.id) if p.kind in ("city", "town") and (p.name in names or names & set(p.variants))]
    return min(best, key=lambda p: p.kind != "city", default=None)


def _beside_line(gazetteer: Gazetteer, row: Place, area: Area) -> Iterator[Place]:
    """Settlements on one side of a river or road."""
    left, points = load_words().lines[row.id]
    reach = BANK_KM if area.op == "bank" else RIVER_LAND_KM
    wanted = side_of(left, area.direction)
    home = row.parent
    for p in gazetteer.inside(home):
        if p.kind in SETTLEMENTS and p.lat is not None and p.lon is not None:
            km, side = from_line(points, p.lat, p.lon)
            if km <= reach and side == wanted:
                yield p


def side_of(left: str, direction: str) -> int:
    """1 for the left side of a line whose left is `left`, -1 for its right. "ne" of an eastern left is left."""
    gap = abs((BEARINGS[direction] - BEARINGS[left] + 180) % 360 - 180)
    if gap == 90:  # "شمال الفرات" where the left bank is called the eastern: north and east go together, south and west
        return 1 if (direction in "ne") == (left in "ne") else -1
    return 1 if gap < 90 else -1


def from_line(points: tuple[tuple[float, float], ...], lat: float, lon: float) -> tuple[float, int]:
    """Kilometres to a line of (lat, lon) points and the side: 1 left of who follows it, -1 right."""
    best, side = math.inf, 1
    scale = math.cos(math.radians(lat))
    for (a, b), (c, d) in pairwise(points):
        ux, uy, px, py = (d - b) * scale, c - a, (lon - b) * scale, lat - a
        length = ux * ux + uy * uy
        t = max(0.0, min(1.0, (px * ux + py * uy) / length)) if length else 0.0
        km = math.hypot(px - t * ux, py - t * uy) * 111.2
        if km < best:
            best, side = km, 1 if ux * py - uy * px > 0 else -1
    return best, side

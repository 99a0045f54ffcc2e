"""Areas as polygons, for maps: drawn from the gazetteer's own points, since no boundary ships with it.

The land of a governorate or district is what lies nearer to its settlements than to any other's (Voronoi cells), no farther than
LAND_KM from one. Shapes are for showing; whether a place lies in a unit is decided by `Gazetteer.contains`.
"""

from __future__ import annotations

import math
from typing import Any

from rasid.places import areas
from rasid.places.areas import REACH, Area
from rasid.places.gazetteer import Gazetteer, offset
from rasid.places.phrases import BEARINGS
from rasid.places.precision import SETTLEMENTS
from rasid.places.resolve import Resolution
from rasid.places.words import load_words

LAND_KM = 18.0
_DEGREE_KM = 111.2


def geometry(gazetteer: Gazetteer, found: Resolution) -> dict[str, Any] | None:
    """The GeoJSON geometry of a resolved place: Point, LineString, Polygon or MultiPolygon; None when it has no place."""
    from shapely.geometry import LineString, mapping

    if found.lat is None or found.lon is None:
        return None
    area = areas.read(found.id)
    lines = load_words().lines
    if area is None:
        if found.id in lines:
            return _json(mapping(LineString([(b, a) for a, b in lines[found.id][1]])))
        if found.kind in ("governorate", "district", "subdistrict", "country"):
            land = _land(gazetteer, found.id)
            return _json(mapping(land)) if land is not None else _point(found)
        return _json(mapping(_circle(found.lat, found.lon, found.precision_km or 5.0))) if found.kind == "area" else _point(found)
    if area.op in ("in", "at", "mid"):
        return _point(found)
    shape = _shape(gazetteer, area, found)
    return _json(mapping(shape)) if shape is not None and not shape.is_empty else _point(found)


def _shape(gazetteer: Gazetteer, area: Area, found: Resolution) -> Any:
    from shapely.geometry import LineString

    assert found.lat is not None and found.lon is not None
    if area.op == "between":
        ends = [p for i in (area.anchor, area.other) if (p := gazetteer.point(i))]
        width = max(2.0, (found.precision_km or 5.0) * 0.3) / _DEGREE_KM
        return LineString([(lon, lat) for lat, lon in ends]).buffer(width) if len(ends) == 2 else None
    if area.op in ("round", "km"):
        return _circle(found.lat, found.lon, found.precision_km or 5.0)
    row = gazetteer.by_id[area.anchor]
    if area.anchor in load_words().lines or row.kind in SETTLEMENTS and area.op == "part":
        return _side(gazetteer, area)
    land = _land(gazetteer, area.anchor)
    if land is None:
        return _circle(found.lat, found.lon, found.precision_km or 15.0)
    hub = areas.seat(gazetteer, row)
    lat, lon = (hub.lat, hub.lon) if hub is not None and hub.lat is not None and hub.lon is not None else (land.centroid.y, land.centroid.x)
    if area.op == "rif" and hub is not None:
        land = land.difference(_circle(lat, lon, REACH.get(hub.kind, 4.0) * 0.5))
    return land.intersection(_wedge(lat, lon, area.direction)) if area.direction else land


def _side(gazetteer: Gazetteer, area: Area) -> Any:
    """One side of a river, road or town: the cells of its settlements, or a wedge of the town's surroundings."""
    row = gazetteer.by_id[area.anchor]
    if area.anchor in load_words().lines:
        inside = {p.id for p in areas.members(gazetteer, area)}
        return _cells(gazetteer, row.parent, inside)
    if row.lat is None or row.lon is None:
        return None
    return _circle(row.lat, row.lon, 2 * REACH.get(row.kind, 4.0)).intersection(_wedge(row.lat, row.lon, area.direction))


def _land(gazetteer: Gazetteer, unit: str) -> Any:
    inside = {p.id for p in gazetteer.inside(unit) if p.kind in SETTLEMENTS}
    country = gazetteer.level(unit, "country") or unit
    return _cells(gazetteer, country, inside) if len(inside) >= 3 else None


def _cells(gazetteer: Gazetteer, whole: str, inside: set[str]) -> Any:
    """The union of the Voronoi cells of some settlements among all of a country, no farther than LAND_KM from one of them."""
    from shapely import STRtree, make_valid
    from shapely.geometry import MultiPoint, Point
    from shapely.ops import unary_union, voronoi_diagram

    spots: dict[tuple[float, float], str] = {}
    for p in gazetteer.inside(whole):
        if p.kind in SETTLEMENTS and p.lat is not None and p.lon is not None:
            if p.id in inside or (p.lon, p.lat) not in spots:
                spots[p.lon, p.lat] = p.id
    points = [Point(at) for at in spots]
    if len(points) < 4:
        return None
    cells = list(voronoi_diagram(MultiPoint(points)).geoms)
    tree = STRtree(points)
    ids = list(spots.values())
    mine = [c for c in cells if any(ids[n] in inside for n in tree.query(c, predicate="contains"))]
    reach = unary_union([Point(at).buffer(LAND_KM / _DEGREE_KM, quad_segs=4) for at, i in spots.items() if i in inside])
    return make_valid(unary_union(mine).intersection(reach)).simplify(0.002)


def _circle(lat: float, lon: float, km: float) -> Any:
    from shapely.geometry import Polygon

    ring = [offset(lat, lon, turn, km) for turn in range(0, 360, 10)]
    return Polygon([(b, a) for a, b in ring])


def _wedge(lat: float, lon: float, direction: str) -> Any:
    from shapely.geometry import Polygon

    half = areas.CORNER if len(direction) == 2 else areas.SIDE
    middle = BEARINGS[direction]
    ring = [(lat, lon), *(offset(lat, lon, middle + half * step / 5, 900.0) for step in range(-5, 6))]
    return Polygon([(b, a) for a, b in ring])


def _point(found: Resolution) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [found.lon, found.lat]}


def _json(shape: Any) -> dict[str, Any]:
    """Coordinates as lists, rounded to 10 m."""
    return {"type": shape["type"], "coordinates": _rounded(shape["coordinates"])}


def _rounded(value: Any) -> Any:
    return round(value, 4) if isinstance(value, int | float) and math.isfinite(value) else [_rounded(v) for v in value]


def feature(gazetteer: Gazetteer, found: Resolution) -> dict[str, Any]:
    """A GeoJSON feature with what is known of a place."""
    properties = {
        "name": found.name, "id": found.id, "known": found.known, "kind": found.kind, "precision_km": found.precision_km,
        "geo_precision": found.geo_precision, "where_prec": found.where_prec, "pcode": found.pcode, "parents": list(found.parents),
        "weight": found.weight,
    }  # fmt: skip
    return {"type": "Feature", "geometry": geometry(gazetteer, found), "properties": properties}

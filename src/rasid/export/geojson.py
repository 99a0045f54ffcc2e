"""GeoJSON (RFC 7946): who holds what on a day, the periods of every place, and what changed. Places that nobody can locate keep a
null geometry, so that nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, BinaryIO

import msgspec

from rasid.export.data import Actor, Cited, ControlRow, Exported, PeriodRow, Place, Summary
from rasid.export.notices import Notice, of_change


def write(data: Exported, out: BinaryIO) -> Summary:
    """Write the FeatureCollection, a feature a line. The property `layer` tells "control", "period" and "change" apart."""
    head = {"on": data.on, "known": data.known, "from": data.start, "to": data.end, "generator": data.made_with}
    out.write(b'{"type":"FeatureCollection",' + msgspec.json.encode(head)[1:-1] + b',"features":[\n')
    done = Summary()
    for feature in features(data):
        out.write((b",\n" if done.rows else b"") + msgspec.json.encode(feature))
        done.rows += 1
    out.write(b"\n]}\n")
    return done


def features(data: Exported) -> Iterator[dict[str, Any]]:
    """All features, control first."""
    for row in data.control:
        yield _feature(f"control/{row.place.id}", row.place, {"layer": "control", "on": row.control.on, **_holding(row)})
    for p in data.periods:
        facts = {"layer": "period", "from": p.period.start or None, "to": p.period.end or None, **_holding(p)}
        yield _feature(f"period/{p.place.id}/{p.period.start}", p.place, facts)
    for c in data.changes:
        told = of_change(c)
        yield _feature(f"change/{told.id}", c.place, {"layer": "change", **change(told)})


def _feature(at: str, place: Place, facts: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "id": at, "geometry": geometry(place), "properties": {**where(place), **facts}}


def where(place: Place) -> dict[str, Any]:
    """What is told of a place."""
    return {
        "place_id": place.id,
        "name": place.name,
        "name_en": place.name_en or None,
        "kind": place.kind or None,
        "pcode": place.pcode or None,
        "unit_pcode": place.unit_pcode or None,
        "units": [u.name for u in place.units],
        "lat": place.lat,
        "lon": place.lon,
        "precision_km": place.precision_km,
    }


def sources_of(row: ControlRow | PeriodRow) -> tuple[Cited, ...]:
    """The statements that an answer rests on, each once."""
    if isinstance(row, PeriodRow):
        return row.cited
    return tuple({c.id: c for c in (*row.pro, *row.con)}.values())


def _holding(row: ControlRow | PeriodRow) -> dict[str, Any]:
    told = row.period if isinstance(row, PeriodRow) else row.control
    return {
        "holder_id": row.holder.id if row.holder else None,
        "holder": row.holder.name if row.holder else None,
        "holder_en": (row.holder.name_en or None) if row.holder else None,
        "status": told.status,
        "confidence": told.confidence,
        "since": told.since or None,
        "last_heard": told.last_heard or None,
        "contested": told.contested,
        "rivals": [actor(r) for r in row.rivals],
        "sources": [source(c) for c in sources_of(row)],
    }


def change(c: Notice) -> dict[str, Any]:
    """What is told of a change."""
    return {
        "id": c.id,
        "change": c.kind,
        "day": c.day,
        "known": c.known,
        "before": actor(c.before) if c.before else None,
        "before_status": c.before_status,
        "after": actor(c.after) if c.after else None,
        "after_status": c.after_status,
        "about": c.about or None,
        "rivals": [actor(r) for r in c.rivals],
        "sources": [source(s) for s in c.cited],
    }


def actor(a: Actor) -> dict[str, Any]:
    """An actor with both names."""
    return {"id": a.id, "name": a.name, "name_en": a.name_en or None}


def source(c: Cited) -> dict[str, Any]:
    """A statement that something rests on."""
    facts = {"statement": c.id, "report": c.source.id, "outlet": c.source.outlet, "known": c.known, "url": c.source.url}
    return {k: v or None for k, v in facts.items()} | {"chain": list(c.chain), "evidence": c.evidence}


def geometry(place: Place) -> dict[str, Any] | None:
    """The outline of an area, rings wound as the standard has it; else the point; None when it has no place."""
    if place.outline is not None:
        kind, coordinates = place.outline["type"], place.outline["coordinates"]
        if kind == "Polygon":
            coordinates = _wound(coordinates)
        elif kind == "MultiPolygon":
            coordinates = [_wound(p) for p in coordinates]
        return {"type": kind, "coordinates": coordinates}
    if place.lat is None or place.lon is None:
        return None
    return {"type": "Point", "coordinates": [place.lon, place.lat]}


def _wound(polygon: list[list[list[float]]]) -> list[list[list[float]]]:
    """The outer ring counterclockwise, the holes clockwise."""
    return [ring if (_area(ring) > 0) == (n == 0) else ring[::-1] for n, ring in enumerate(polygon)]


def _area(ring: list[list[float]]) -> float:
    """Twice the signed area: positive when counterclockwise."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))

"""GeoJSON (RFC 7946): who holds what on a day, the periods of every place, and what changed. Places that nobody can locate keep a
null geometry, so that nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import msgspec

from rasid.export.territory import Cited, Holding, Notice, Party, Site, Territory


def write(territory: Territory) -> Iterator[bytes]:
    """The FeatureCollection, a feature a line. Properties named `layer` tell "control", "period" and "change" apart."""
    head = {"on": territory.on, "known": territory.known, "from": territory.start, "to": territory.end, "generator": territory.made_with}
    yield b'{"type":"FeatureCollection",' + msgspec.json.encode(head)[1:-1] + b',"features":[\n'
    first = True
    for feature in features(territory):
        yield (b"" if first else b",\n") + msgspec.json.encode(feature)
        first = False
    yield b"\n]}\n"


def features(territory: Territory) -> Iterator[dict[str, Any]]:
    """All features, control first."""
    for h in territory.now:
        yield _feature(f"control/{h.site.id}", h.site, {"layer": "control", "on": territory.on, **_holding(h)})
    for h in territory.periods:
        facts = {"layer": "period", "from": h.start or None, "to": h.end or None, **_holding(h)}
        yield _feature(f"period/{h.site.id}/{h.start}", h.site, facts)
    for c in territory.changes:
        yield _feature(f"change/{c.id}", c.site, {"layer": "change", **change(c)})


def _feature(at: str, site: Site, facts: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "id": at, "geometry": geometry(site), "properties": {**place(site), **facts}}


def place(site: Site) -> dict[str, Any]:
    """What is told of a place."""
    return {
        "place_id": site.id,
        "name": site.name,
        "name_en": site.name_en or None,
        "kind": site.kind or None,
        "pcode": site.pcode or None,
        "unit_pcode": site.unit_pcode or None,
        "units": list(site.units),
        "lat": site.lat,
        "lon": site.lon,
        "precision_km": site.precision_km,
    }


def _holding(h: Holding) -> dict[str, Any]:
    return {
        "holder_id": h.holder.id if h.holder else None,
        "holder": h.holder.name if h.holder else None,
        "holder_en": (h.holder.name_en or None) if h.holder else None,
        "status": h.status,
        "confidence": h.confidence,
        "since": h.since or None,
        "last_heard": h.last_heard or None,
        "contested": h.contested,
        "rivals": [party(r) for r in h.rivals],
        "sources": [source(c) for c in h.sources],
    }


def change(c: Notice) -> dict[str, Any]:
    """What is told of a change."""
    return {
        "id": c.id,
        "change": c.kind,
        "day": c.day,
        "known": c.known,
        "before": party(c.before) if c.before else None,
        "before_status": c.before_status,
        "after": party(c.after) if c.after else None,
        "after_status": c.after_status,
        "about": c.about or None,
        "rivals": [party(r) for r in c.rivals],
        "sources": [source(s) for s in c.sources],
    }


def party(p: Party) -> dict[str, Any]:
    """An actor with both names."""
    return {"id": p.id, "name": p.name, "name_en": p.name_en or None}


def source(c: Cited) -> dict[str, Any]:
    """A statement that something rests on."""
    facts = {"statement": c.id, "report": c.report, "outlet": c.outlet, "known": c.known, "url": c.url}
    return {k: v or None for k, v in facts.items()} | {"chain": list(c.chain), "evidence": c.evidence}


def geometry(site: Site) -> dict[str, Any] | None:
    """The outline of an area, rings wound as the standard has it; else the point; None when it has no place."""
    if site.outline is not None:
        kind, coordinates = site.outline["type"], site.outline["coordinates"]
        if kind == "Polygon":
            coordinates = _wound(coordinates)
        elif kind == "MultiPolygon":
            coordinates = [_wound(p) for p in coordinates]
        return {"type": kind, "coordinates": coordinates}
    if site.lat is None or site.lon is None:
        return None
    return {"type": "Point", "coordinates": [site.lon, site.lat]}


def _wound(polygon: list[list[list[float]]]) -> list[list[list[float]]]:
    """The outer ring counterclockwise, the holes clockwise."""
    return [ring if (_area(ring) > 0) == (n == 0) else ring[::-1] for n, ring in enumerate(polygon)]


def _area(ring: list[list[float]]) -> float:
    """Twice the signed area: positive when counterclockwise."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))

"""Names like a name, and places near a point: what is offered when a name is not known."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from rasid.lexicon.theatre import Place
from rasid.places.gazetteer import Gazetteer, distance
from rasid.places.spelling import key, loose


def similar(gazetteer: Gazetteer, name: str, limit: int = 5) -> list[Place]:
    """Places whose names are spelt most like a name, best first; fewer when nothing is near."""
    asked = loose(key(name))
    if not asked:
        return []
    names = [n for n in gazetteer.index.loose if abs(len(n) - len(asked)) <= 3]
    out: list[Place] = []
    for close in difflib.get_close_matches(asked, names, n=limit * 2, cutoff=0.72):
        for at in gazetteer.index.loose[close]:
            place = gazetteer.places[at]
            if all(p.name != place.name or p.parent != place.parent for p in out):
                out.append(place)
    return out[:limit]


def nearest(places: Iterable[Place], lat: float, lon: float, limit: int = 5) -> list[tuple[Place, float]]:
    """The places nearest to a point with their kilometres, nearest first; places without a point are left out."""
    found = [(p, distance(lat, lon, p.lat, p.lon)) for p in places if p.lat is not None and p.lon is not None]
    return sorted(found, key=lambda x: x[1])[:limit]

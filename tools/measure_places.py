"""Measure the gazetteer against official data that is not part of the project.

    python tools/measure_places.py GEO_FOLDER [--missing]

GEO_FOLDER holds `open-syria/subdistricts.json` (Open-Syria) and `cod-ab/` (OCHA, 2016). Printed: how many names of the 272
subdistricts and of the city neighbourhoods are found by name where they should be, how far from the official point (of units, a
point in their polygon), and which places lie outside the polygon of their governorate. Distances are kilometres.
"""

from __future__ import annotations

import argparse
import json
import statistics
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import shapefile
from shapely.geometry import Point, shape
from shapely.ops import nearest_points

from rasid.places.choice import Context
from rasid.places.gazetteer import Gazetteer, distance
from rasid.places.resolve import Resolver
from rasid.places.userdata import load_gazetteer

QUARTER_KM = 25.0  # farther from its city a namesake was found, not the neighbourhood

#: Places that official polygons put outside their governorate, with the reason they stay where they are.
STAY = {
    "sy.hasaka.ras-al-ain-district": "on the border line; the polygons are generalised there",
    "sy.hasaka.ras-al-ain-subdistrict": "on the border line; the polygons are generalised there",
    "sy.hasaka.ras-al-ain": "on the border line; the polygons are generalised there",
    "sy.hasaka.darbasiya-subdistrict": "on the border line; the polygons are generalised there",
    "sy.hasaka.darbasiya": "on the border line; the polygons are generalised there",
    "sy.tartus.tartus-district": "on the coast; the polygons are generalised there",
    "sy.tartus.tartus-subdistrict": "on the coast; the polygons are generalised there",
    "sy.tartus.tartus": "on the coast; the polygons are generalised there",
}


def shapes(folder: Path, name: str) -> Iterator[tuple[dict[str, Any], Any]]:
    """Records and geometries of one layer."""
    with shapefile.Reader(str(folder / "cod-ab" / name), encoding="utf-8") as reader:
        for item in reader.iterShapeRecords():
            yield item.record.as_dict(), shape(item.shape.__geo_interface__)


def outside(gazetteer: Gazetteer, folder: Path) -> list[tuple[str, float]]:
    """Syrian places that lie outside their governorate and are not in STAY, with the kilometres, farthest first."""
    polygons = {record["PCODE"]: polygon for record, polygon in shapes(folder, "syr_admin1")}
    out: list[tuple[str, float]] = []
    for place in gazetteer.inside("sy"):
        province = gazetteer.level(place.id, "governorate")
        if not province or place.lat is None or place.lon is None or place.id in STAY:
            continue
        polygon, point = polygons[gazetteer.by_id[province].pcode], Point(place.lon, place.lat)
        if not polygon.contains(point):
            near = nearest_points(polygon, point)[0]
            out.append((place.id, round(distance(place.lat, place.lon, near.y, near.x), 2)))
    return sorted(out, key=lambda x: -x[1])


def subdistricts(gazetteer: Gazetteer, folder: Path) -> tuple[list[float], list[str]]:
    """Distances of the subdistricts that are found by name in their governorate, and the names that are not found."""
    resolver = Resolver(gazetteer)
    provinces = {g.pcode: g.name for g in gazetteer.by_id.values() if g.kind == "governorate"}
    found: list[float] = []
    missing: list[str] = []
    for row in json.loads((folder / "open-syria" / "subdistricts.json").read_text("utf-8")):
        name, pcode = row["name"]["ar"], row["externalIds"]["ochaPcode"]
        r = resolver.resolve(f"ناحية {name}", context=Context(inside=(f"محافظة {provinces[pcode[:4]]}",)))
        if r.known and r.lat is not None and r.lon is not None:
            found.append(distance(r.lat, r.lon, row["centroid"]["latitude"], row["centroid"]["longitude"]))
        else:
            missing.append(name)
    return found, missing


def neighbourhoods(gazetteer: Gazetteer, folder: Path) -> tuple[list[float], list[str]]:
    """Distances of the neighbourhoods that are found by name in their city, and the names that are not found."""
    found: list[float] = []
    missing: list[str] = []
    resolver = Resolver(gazetteer)
    for record, polygon in shapes(folder, "city_neighbourhoods"):
        name, city = record["NAME_AR"], record["ADM1_AR"]
        r = resolver.resolve(f"حي {name}", context=Context(inside=(f"مدينة {city}",)))
        if not r.known:
            r = resolver.resolve(name, context=Context(inside=(f"مدينة {city}",)))
        at = polygon.representative_point()
        km = distance(r.lat, r.lon, at.y, at.x) if r.known and r.lat is not None and r.lon is not None else QUARTER_KM
        if km < QUARTER_KM and r.kind not in ("city", "governorate"):
            found.append(km)
        else:
            missing.append(f"{name} ({city})")
    return found, missing


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the gazetteer against official data.")
    parser.add_argument("folder", type=Path, metavar="GEO_FOLDER")
    parser.add_argument("--missing", action="store_true", help="list what is not found")
    options = parser.parse_args()
    _, gazetteer = load_gazetteer()
    both: list[float] = []
    for title, (found, missing) in (
        ("subdistricts", subdistricts(gazetteer, options.folder)),
        ("neighbourhoods", neighbourhoods(gazetteer, options.folder)),
    ):
        both += found
        total = len(found) + len(missing)
        print(f"{title}: {len(found)} of {total} found ({len(found) / total:.1%}), median {statistics.median(found):.2f} km")
        if options.missing:
            print("  " + "، ".join(missing))
    print(f"both: median {statistics.median(both):.2f} km")
    strays = outside(gazetteer, options.folder)
    print(f"outside their governorate: {len(strays)}, and {len(STAY)} with a reason")
    for place, km in strays:
        print(f"  {place} {km} km")


if __name__ == "__main__":
    main()

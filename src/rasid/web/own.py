"""Places that people put on the map: rows of the user's own gazetteer, which `rasid theatre undo` and later imports leave alone."""

from __future__ import annotations

import csv
from typing import Any

from rasid.control.keys import name_key
from rasid.errors import UsageError
from rasid.messages import t
from rasid.pipeline.world import World
from rasid.places.userdata import data_dir

FOLDER = "workbench"
COLUMNS = ("id", "kind", "name_ar", "variants_ar", "name_en", "lat", "lon", "precision_km", "parent", "pcode", "geonames")


def add_place(world: World, name: str, lat: float, lon: float, kind: str, parent: str) -> dict[str, Any]:
    """Add a place, or move one that was added before. Raises UsageError."""
    name = " ".join(name.split())
    if not name or len(name) > 200 or not -90 <= lat <= 90 or not -180 <= lon <= 180:
        raise UsageError(t("web.bad_place"), name[:60], t("web.bad_place_do"))
    if parent and world.gazetteer.get(parent) is None:
        raise UsageError(t("ledger.unknown_place"), parent[:60])
    path = data_dir() / "theatres" / FOLDER / "places.csv"
    rows = {}
    if path.exists():
        with path.open(encoding="utf-8", newline="") as fh:
            rows = {r["id"]: r for r in csv.DictReader(fh)}
    key = "own." + name_key(name).lstrip("~").replace(" ", "-")
    rows[key] = {
        "id": key, "kind": kind[:40], "name_ar": name, "variants_ar": "", "name_en": "", "lat": f"{lat:.6f}", "lon": f"{lon:.6f}",
        "precision_km": "1", "parent": parent, "pcode": "", "geonames": "",
    }  # fmt: skip
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    with fresh.open("w", encoding="utf-8", newline="") as fh:
        out = csv.DictWriter(fh, COLUMNS)
        out.writeheader()
        out.writerows(rows.values())
    fresh.replace(path)
    return {"id": key, "name": name, "lat": lat, "lon": lon}

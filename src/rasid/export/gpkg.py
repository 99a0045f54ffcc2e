"""GeoPackage 1.3 (OGC 12-128r17) written with nothing but SQLite: who holds what on a day, periods and changes as points, outlines of
areas, and the sources of each as a table."""

from __future__ import annotations

import os
import sqlite3
import struct
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from rasid.export.geojson import geometry
from rasid.export.territory import Cited, Holding, Notice, Site, Territory

_GPKG, _VERSION = 0x47504B47, 10300
_WGS84 = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],'
    'PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4326"]]'
)
_FRAME = """
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
 organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
 description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
 min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
 CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
 srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
 CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name),
 CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
 CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
"""
_PLACE = "place_id TEXT NOT NULL, name TEXT NOT NULL, name_en TEXT, kind TEXT, pcode TEXT, unit_pcode TEXT, units TEXT, precision_km DOUBLE"
_HELD = (
    "holder_id TEXT, holder TEXT, holder_en TEXT, status TEXT NOT NULL, confidence DOUBLE NOT NULL, since DATE, last_heard DATE, "
    "contested BOOLEAN NOT NULL, rivals TEXT"
)
_CHANGED = (
    "change_id TEXT NOT NULL, change TEXT NOT NULL, day DATE NOT NULL, known DATE, before_id TEXT, holder_before TEXT, "
    "holder_before_en TEXT, before_status TEXT NOT NULL, after_id TEXT, holder_after TEXT, "
    "holder_after_en TEXT, after_status TEXT NOT NULL, rivals TEXT"
)
#: Layer → geometry type, columns.
_LAYERS = {
    "control": ("POINT", f"{_PLACE}, on_day DATE NOT NULL, {_HELD}"),
    "control_areas": ("MULTIPOLYGON", f"{_PLACE}, on_day DATE NOT NULL, {_HELD}"),
    "periods": ("POINT", f"{_PLACE}, first_day DATE, last_day DATE, {_HELD}"),
    "changes": ("POINT", f"{_PLACE}, {_CHANGED}"),
}
_SOURCES = (
    "layer TEXT NOT NULL, row_fid INTEGER NOT NULL, statement TEXT NOT NULL, report TEXT, outlet TEXT, known DATE, url TEXT, chain TEXT, "
    "evidence TEXT"
)
_Row = tuple[Any, ...]


def write(territory: Territory, path: Path, made_at: str = "") -> None:
    """Write the file; whoever looks sees the old one or the whole new one. made_at: ISO time in UTC for `last_change` ("" now).

    Raises OSError when the place cannot be written to.
    """
    handle, part = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.resolve().parent)
    os.close(handle)
    try:
        with closing(sqlite3.connect(part)) as db:
            _fill(db, territory, made_at)
        mask = os.umask(0)
        os.umask(mask)
        Path(part).chmod(0o666 & ~mask)
        Path(part).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(part).unlink()
        raise


def _fill(db: sqlite3.Connection, territory: Territory, made_at: str) -> None:
    db.execute(f"PRAGMA application_id = {_GPKG}")
    db.execute(f"PRAGMA user_version = {_VERSION}")
    db.executescript(_FRAME)
    systems = (
        ("Undefined Cartesian SRS", -1, "NONE", -1, "undefined", None),
        ("Undefined geographic SRS", 0, "NONE", 0, "undefined", None),
        ("WGS 84 geodetic", 4326, "EPSG", 4326, _WGS84, "longitude and latitude in degrees"),
    )
    db.executemany("INSERT INTO gpkg_spatial_ref_sys VALUES (?,?,?,?,?,?)", systems)
    told = f"as known on {territory.known}" if territory.known else "as known when written"
    notes = {
        "control": f"who holds what on {territory.on}, {told}",
        "control_areas": f"outlines of areas: who holds what on {territory.on}, {told}; drawn around settlements, not official",
        "periods": "who held what, from when to when",
        "changes": "where holder or status became another",
    }
    rows = {
        "control": [(h.site, (territory.on, *_held(h)), h.sources) for h in territory.now],
        "control_areas": [(h.site, (territory.on, *_held(h)), h.sources) for h in territory.now if _is_area(h.site)],
        "periods": [(h.site, (h.start or None, h.end or None, *_held(h)), h.sources) for h in territory.periods],
        "changes": [(c.site, _changed(c), c.sources) for c in territory.changes],
    }
    db.execute(f"CREATE TABLE sources (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, {_SOURCES})")
    for layer, (kind, columns) in _LAYERS.items():
        db.execute(f"CREATE TABLE {layer} (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom {kind}, {columns})")
        box = _insert(db, layer, kind == "POINT", rows[layer])
        _listed(db, layer, "features", notes[layer], made_at, box, 4326)
        db.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, 4326, 0, 0)", (layer, kind))
    _listed(db, "sources", "attributes", "the statements that each row rests on: layer and row_fid say which", made_at, (None,) * 4, None)
    db.execute("CREATE INDEX sources_row ON sources (layer, row_fid)")
    db.commit()


def _listed(db: sqlite3.Connection, table: str, kind: str, note: str, made_at: str, box: _Row, system: int | None) -> None:
    names = "table_name, data_type, identifier, description, min_x, min_y, max_x, max_y, srs_id"
    db.execute(f"INSERT INTO gpkg_contents ({names}) VALUES (?,?,?,?,?,?,?,?,?)", (table, kind, table, note, *box, system))
    if made_at:
        db.execute("UPDATE gpkg_contents SET last_change = ? WHERE table_name = ?", (made_at, table))


def _insert(db: sqlite3.Connection, layer: str, points: bool, rows: Iterable[tuple[Site, _Row, tuple[Cited, ...]]]) -> _Row:
    """Put rows into a layer, their sources beside them; returns what they cover (min x, min y, max x, max y)."""
    boxes = []
    for fid, (site, facts, sources) in enumerate(rows, 1):
        shape, box = _point(site) if points else _outline(site)
        if box is not None:
            boxes.append(box)
        values = (fid, shape, *_place(site), *facts)
        db.execute(f"INSERT INTO {layer} VALUES ({','.join('?' * len(values))})", values)
        for c in sources:
            told = (layer, fid, c.id, c.report, c.outlet or None, c.known or None, c.url or None, " → ".join(c.chain), c.evidence)
            db.execute("INSERT INTO sources VALUES (NULL,?,?,?,?,?,?,?,?,?)", told)
    if not boxes:
        return (None,) * 4
    west, east, south, north = zip(*boxes, strict=True)
    return min(west), min(south), max(east), max(north)


def _place(s: Site) -> _Row:
    return (
        s.id,
        s.name,
        s.name_en or None,
        s.kind or None,
        s.pcode or None,
        s.unit_pcode or None,
        ", ".join(s.units) or None,
        s.precision_km,
    )


def _held(h: Holding) -> _Row:
    who = (h.holder.id, h.holder.name, h.holder.name_en or None) if h.holder else (None, None, None)
    rivals = ", ".join(r.name for r in h.rivals) or None
    return (*who, h.status, h.confidence, h.since or None, h.last_heard or None, int(h.contested), rivals)


def _changed(c: Notice) -> _Row:
    before, after = ((p.id, p.name, p.name_en or None) if p else (None, None, None) for p in (c.before, c.after))
    rivals = ", ".join(r.name for r in c.rivals) or None
    return (c.id, c.kind, c.day, c.known or None, *before, c.before_status, *after, c.after_status, rivals)


def _is_area(site: Site) -> bool:
    return site.outline is not None and site.outline["type"] in ("Polygon", "MultiPolygon")


def _point(site: Site) -> tuple[bytes | None, tuple[float, float, float, float] | None]:
    if site.lat is None or site.lon is None:
        return None, None
    header = struct.pack("<2sBBi", b"GP", 0, 1, 4326)
    return header + struct.pack("<BIdd", 1, 1, site.lon, site.lat), (site.lon, site.lon, site.lat, site.lat)


def _outline(site: Site) -> tuple[bytes, tuple[float, float, float, float]]:
    """The outline as a MultiPolygon, with its envelope (min x, max x, min y, max y)."""
    found = geometry(site)
    assert found is not None
    polygons = found["coordinates"] if found["type"] == "MultiPolygon" else [found["coordinates"]]
    points = [p for polygon in polygons for ring in polygon for p in ring]
    box = (min(p[0] for p in points), max(p[0] for p in points), min(p[1] for p in points), max(p[1] for p in points))
    header = struct.pack("<2sBBi4d", b"GP", 0, 0b011, 4326, *box)
    return header + struct.pack("<BII", 1, 6, len(polygons)) + b"".join(_wkb(polygons)), box


def _wkb(polygons: list[list[list[list[float]]]]) -> Iterator[bytes]:
    for rings in polygons:
        yield struct.pack("<BII", 1, 3, len(rings))
        for ring in rings:
            yield struct.pack("<I", len(ring)) + b"".join(struct.pack("<dd", *p[:2]) for p in ring)

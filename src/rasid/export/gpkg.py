"""GeoPackage 1.3 (OGC 12-128r17) written with nothing but SQLite: who holds what on a day, periods and changes as points, outlines of
areas, and the sources of each as a table."""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from rasid.export.data import Actor, Cited, ControlRow, Exported, PeriodRow, Place, Summary
from rasid.export.geojson import geometry, sources_of
from rasid.export.notices import Notice, of_change

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


def write(data: Exported, out: Path) -> Summary:
    """Fill the file. Raises OSError when the place cannot be written to."""
    with closing(sqlite3.connect(out)) as db:
        return Summary(_fill(db, data))


def _fill(db: sqlite3.Connection, data: Exported) -> int:
    db.execute(f"PRAGMA application_id = {_GPKG}")
    db.execute(f"PRAGMA user_version = {_VERSION}")
    db.executescript(_FRAME)
    systems = (
        ("Undefined Cartesian SRS", -1, "NONE", -1, "undefined", None),
        ("Undefined geographic SRS", 0, "NONE", 0, "undefined", None),
        ("WGS 84 geodetic", 4326, "EPSG", 4326, _WGS84, "longitude and latitude in degrees"),
    )
    db.executemany("INSERT INTO gpkg_spatial_ref_sys VALUES (?,?,?,?,?,?)", systems)
    told = f"as known on {data.known}" if data.known else "as known when written"
    notes = {
        "control": f"who holds what on {data.on}, {told}",
        "control_areas": f"outlines of areas: who holds what on {data.on}, {told}; drawn around settlements, not official",
        "periods": "who held what, from when to when",
        "changes": "where holder or status became another",
    }
    now, changes = list(data.control), [of_change(c) for c in data.changes]
    rows: dict[str, list[tuple[Place, _Row, tuple[Cited, ...]]]] = {
        "control": [(r.place, (data.on, *_held(r)), sources_of(r)) for r in now],
        "control_areas": [(r.place, (data.on, *_held(r)), sources_of(r)) for r in now if _is_area(r.place)],
        "periods": [(r.place, (r.period.start or None, r.period.end or None, *_held(r)), r.cited) for r in data.periods],
        "changes": [(c.place, _changed(c), c.cited) for c in changes],
    }
    made_at = f"{data.day}T00:00:00.000Z" if data.day else ""
    db.execute(f"CREATE TABLE sources (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, {_SOURCES})")
    for layer, (kind, columns) in _LAYERS.items():
        db.execute(f"CREATE TABLE {layer} (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom {kind}, {columns})")
        box = _insert(db, layer, kind == "POINT", rows[layer])
        _listed(db, layer, "features", notes[layer], made_at, box, 4326)
        db.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, 4326, 0, 0)", (layer, kind))
    _listed(db, "sources", "attributes", "the statements that each row rests on: layer and row_fid say which", made_at, (None,) * 4, None)
    db.execute("CREATE INDEX sources_row ON sources (layer, row_fid)")
    db.commit()
    return len(now) + len(rows["periods"]) + len(changes)


def _listed(db: sqlite3.Connection, table: str, kind: str, note: str, made_at: str, box: _Row, system: int | None) -> None:
    names = "table_name, data_type, identifier, description, min_x, min_y, max_x, max_y, srs_id"
    db.execute(f"INSERT INTO gpkg_contents ({names}) VALUES (?,?,?,?,?,?,?,?,?)", (table, kind, table, note, *box, system))
    if made_at:
        db.execute("UPDATE gpkg_contents SET last_change = ? WHERE table_name = ?", (made_at, table))


def _insert(db: sqlite3.Connection, layer: str, points: bool, rows: Iterable[tuple[Place, _Row, tuple[Cited, ...]]]) -> _Row:
    """Put rows into a layer, their sources beside them; returns what they cover (min x, min y, max x, max y)."""
    boxes = []
    for fid, (place, facts, sources) in enumerate(rows, 1):
        shape, box = _point(place) if points else _outline(place)
        if box is not None:
            boxes.append(box)
        values = (fid, shape, *_place(place), *facts)
        db.execute(f"INSERT INTO {layer} VALUES ({','.join('?' * len(values))})", values)
        for c in sources:
            told = (
                layer,
                fid,
                c.id,
                c.source.id,
                c.source.outlet or None,
                c.known or None,
                c.source.url or None,
                " → ".join(c.chain),
                c.evidence,
            )
            db.execute("INSERT INTO sources VALUES (NULL,?,?,?,?,?,?,?,?,?)", told)
    if not boxes:
        return (None,) * 4
    west, east, south, north = zip(*boxes, strict=True)
    return min(west), min(south), max(east), max(north)


def _place(p: Place) -> _Row:
    units = ", ".join(u.name for u in p.units)
    return (p.id, p.name, p.name_en or None, p.kind or None, p.pcode or None, p.unit_pcode or None, units or None, p.precision_km)


def _held(row: ControlRow | PeriodRow) -> _Row:
    told = row.period if isinstance(row, PeriodRow) else row.control
    rivals = ", ".join(r.name for r in row.rivals) or None
    facts = (told.status, told.confidence, told.since or None, told.last_heard or None, int(told.contested), rivals)
    return (*_actor(row.holder), *facts)


def _changed(c: Notice) -> _Row:
    rivals = ", ".join(r.name for r in c.rivals) or None
    return (c.id, c.kind, c.day, c.known or None, *_actor(c.before), c.before_status, *_actor(c.after), c.after_status, rivals)


def _actor(a: Actor | None) -> _Row:
    return (a.id, a.name, a.name_en or None) if a else (None, None, None)


def _is_area(place: Place) -> bool:
    return place.outline is not None and place.outline["type"] in ("Polygon", "MultiPolygon")


def _point(place: Place) -> tuple[bytes | None, tuple[float, float, float, float] | None]:
    if place.lat is None or place.lon is None:
        return None, None
    header = struct.pack("<2sBBi", b"GP", 0, 1, 4326)
    return header + struct.pack("<BIdd", 1, 1, place.lon, place.lat), (place.lon, place.lon, place.lat, place.lat)


def _outline(place: Place) -> tuple[bytes, tuple[float, float, float, float]]:
    """The outline as a MultiPolygon, with its envelope (min x, max x, min y, max y)."""
    found = geometry(place)
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

"""Readers of official gazetteers: GeoNames dumps, OCHA boundaries, Open-Syria, plain CSV. Each yields rows and faults.

A row that cannot be used is a Fault that names file and row; a file that cannot be read at all raises FormatError.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from rasid.errors import FormatError
from rasid.model.records import Record

#: Every code a Fault can carry; the faces have sentences for them ("import.fault.CODE").
FAULTS = ("columns", "no_name", "bad_number", "out_of_range", "out_of_country", "duplicate", "no_parent", "bad_row")
KINDS = ("geonames", "cod", "open-syria", "csv")
#: who made the data of a kind, and under which licence it is given; a CSV says neither
CREDITS = {
    "geonames": ("GeoNames", "CC BY 4.0"),
    "cod": ("OCHA COD-AB", "CC BY-IGO"),
    "open-syria": ("Open-Syria data-geography", "CC BY 4.0"),
    "csv": ("", ""),
}
_ARABIC = re.compile("[\u0621-\u064a]")
_PLAIN_ARABIC = re.compile("^[\u0621-\u064a ]+$")
_GEONAMES_COLUMNS = 19
#: GeoNames feature codes → kinds; codes that are not listed are passed over
_FEATURES = {
    "ADM1": "governorate", "ADM2": "district", "ADM3": "subdistrict", "PPLC": "city", "PPLA": "city", "PPLA2": "town", "PPLA3": "town",
    "PPLX": "quarter", "PPLL": "village", "PPLF": "village", "PPL": "village", "AIRP": "airport", "AIRB": "airport", "AIRF": "airport",
    "MILB": "base", "INSM": "base", "DAM": "dam", "BDG": "bridge", "MT": "mountain", "MTS": "mountain", "HLL": "mountain", "PK": "mountain",
    "RDGE": "mountain", "STM": "river", "STMI": "river", "LK": "river", "WAD": "valley", "VAL": "valley", "PRN": "prison",
    "HSP": "hospital",
    "OILF": "field", "GASF": "field", "PRT": "port", "RGN": "area", "DSRT": "area", "PLN": "area", "OAS": "area", "ISL": "island",
    "CMP": "camp", "CMPRF": "camp", "PASS": "valley", "RSV": "river",
}  # fmt: skip
_LEVELS = {1: "governorate", 2: "district", 3: "subdistrict", 4: "town"}
_PRECISION = {"governorate": 50.0, "district": 25.0, "subdistrict": 12.0}


class Incoming(Record, frozen=True):
    """A row of an official gazetteer. ref: its own id in that file; parent_refs: ids or codes of what contains it, nearest first."""

    ref: str
    where: str
    kind: str
    name: str
    variants: tuple[str, ...] = ()
    name_en: str = ""
    lat: float | None = None
    lon: float | None = None
    precision_km: float | None = None
    parent_refs: tuple[str, ...] = ()
    pcode: str = ""
    geonames: str = ""
    country: str = ""


class Fault(Record, frozen=True):
    """A row that was not taken: where ("file:row"), a code of FAULTS, and the words its message needs."""

    where: str
    code: str
    detail: str = ""


def read_source(path: Path, kind: str, columns: Mapping[str, str] | None = None) -> Iterator[Incoming | Fault]:
    """Rows and faults of a file. kind: one of KINDS; columns: for csv, our column → theirs.

    Raises FormatError when the file is missing or is not of that kind.
    """
    if not path.is_file():
        raise FormatError("no such file", str(path), "give the path of a file")
    readers: dict[str, Callable[[], Iterator[Incoming | Fault]]] = {
        "geonames": lambda: geonames(path),
        "cod": lambda: cod(path),
        "open-syria": lambda: open_syria(path),
        "csv": lambda: plain(path, columns or {}),
    }
    if kind not in readers:
        raise FormatError(f"unknown kind {kind!r}", str(path), f"one of {', '.join(KINDS)}")
    try:
        yield from _checked(readers[kind]())
    except UnicodeDecodeError as e:
        raise FormatError(f"not UTF-8 text (byte {e.start})", str(path), "convert the file to UTF-8") from None


def _checked(rows: Iterator[Incoming | Fault]) -> Iterator[Incoming | Fault]:
    """Faults that all formats share: no name, coordinates off the globe, one id twice."""
    seen: dict[str, str] = {}
    for row in rows:
        if isinstance(row, Fault):
            yield row
        elif not row.name:
            yield Fault(row.where, "no_name", row.ref)
        elif (row.lat is not None and abs(row.lat) > 90) or (row.lon is not None and abs(row.lon) > 180):
            yield Fault(row.where, "out_of_range", f"{row.lat}, {row.lon}")
        elif row.ref in seen:
            yield Fault(row.where, "duplicate", f"{row.ref} ({seen[row.ref]})")
        else:
            seen[row.ref] = row.where
            yield row


def _number(text: Any) -> float | None:
    return float(text) if text not in (None, "") else None


def geonames(path: Path) -> Iterator[Incoming | Fault]:
    """A country dump of GeoNames (19 columns, tabs). Rows without an Arabic name and of other features are passed over."""
    with path.open(encoding="utf-8", newline="") as fh:
        for n, line in enumerate(fh, 1):
            cells = line.rstrip("\r\n").split("\t")
            where = f"{path}:{n}"
            if len(cells) != _GEONAMES_COLUMNS:
                yield Fault(where, "columns", f"{len(cells)} / {_GEONAMES_COLUMNS}")
                continue
            kind = _FEATURES.get(cells[7])
            names = [a.strip() for a in cells[3].split(",") if _PLAIN_ARABIC.match(a.strip())]
            if kind is None or not names:
                continue
            try:
                lat, lon, people = float(cells[4]), float(cells[5]), int(cells[14] or 0)
            except ValueError:
                yield Fault(where, "bad_number", f"{cells[4]}, {cells[5]}, {cells[14]}")
                continue
            if kind in ("village", "town") and people:
                kind = "city" if people >= 50_000 else "town" if people >= 3_000 else kind
            country = cells[8].lower()
            own = {"governorate": f"{country}.{cells[10]}", "district": f"{country}.{cells[10]}.{cells[11]}"}.get(kind, "")
            up = [f"{country}.{cells[10]}.{cells[11]}", f"{country}.{cells[10]}"] if kind not in ("governorate", "district") else []
            up += [f"{country}.{cells[10]}"] if kind == "district" else []
            yield Incoming(
                cells[0], where, kind, names[0], tuple(dict.fromkeys(names[1:])), cells[1], lat, lon, _PRECISION.get(kind, 1.0),
                (*([own] if own else []), *up), "", cells[0], country,
            )  # fmt: skip


def cod(path: Path) -> Iterator[Incoming | Fault]:
    """OCHA's operational boundaries: shapefile, GeoJSON or XLSX, with p-codes of their levels."""
    suffix = path.suffix.lower()
    if suffix == ".shp":
        records = _shapefile(path)
    elif suffix in (".json", ".geojson"):
        records = _geojson(path)
    elif suffix == ".xlsx":
        records = _workbook(path)
    else:
        raise FormatError(f"boundaries as {suffix or 'a file without ending'}", str(path), "give .shp, .geojson or .xlsx")
    for where, fields, point in records:
        yield _unit(where, {str(k).upper(): v for k, v in fields.items()}, point)


def _unit(where: str, fields: dict[str, Any], point: tuple[float, float] | None) -> Incoming | Fault:
    """A unit or neighbourhood from the columns of the common boundaries, of whichever edition."""
    levels = sorted(int(m.group(1)) for k in fields if (m := re.match(r"ADM(\d)_PCODE$", k)) and fields[k])
    own = str(fields.get("PCODE") or "")
    level = levels[-1] + 1 if own and levels else levels[-1] if levels else 0
    pcode = own or (str(fields[f"ADM{level}_PCODE"]) if level else "")
    if not pcode or not level:
        return Fault(where, "columns", "PCODE / ADMn_PCODE")
    up = [str(fields[f"ADM{n}_PCODE"]) for n in reversed(levels) if str(fields[f"ADM{n}_PCODE"]) != pcode]
    ar, en = _both(fields, "NAME_AR" if own else f"ADM{level}_AR", "NAME_EN" if own else f"ADM{level}_EN")
    if not _ARABIC.search(ar) and _ARABIC.search(en):
        ar, en = en, ar  # editions with the two columns swapped
    try:
        lat, lon = _number(fields.get("LATITUDE", fields.get("LAT"))), _number(fields.get("LONGITUDE", fields.get("LON")))
    except ValueError:
        return Fault(where, "bad_number", f"{fields.get('LATITUDE')}, {fields.get('LONGITUDE')}")
    if lat is None and point is not None:
        lat, lon = point
    kind = _LEVELS.get(level, "quarter")
    return Incoming(
        pcode, where, kind, ar.strip(), (), en.strip(), lat, lon, _PRECISION.get(kind, 1.0), tuple(up), pcode, "", _country(pcode, up),
    )  # fmt: skip


def _country(pcode: str, up: list[str]) -> str:
    code = next((c for c in [*reversed(up), pcode] if c[:2].isalpha()), "")
    return code[:2].lower()


def _both(fields: dict[str, Any], ar: str, en: str) -> tuple[str, str]:
    return str(fields.get(ar) or fields.get(ar.replace("NAME_AR", "NAM_AR_REF")) or ""), str(fields.get(en) or "")


_Raw = Iterator[tuple[str, dict[str, Any], tuple[float, float] | None]]


def _shapefile(path: Path) -> _Raw:
    import shapefile
    from shapely.geometry import shape

    try:
        with shapefile.Reader(str(path), encoding="utf-8") as reader:
            if reader.numShapes != reader.numRecords:
                raise FormatError(f"{reader.numShapes} shapes but {reader.numRecords} records", str(path), "get the whole file again")
            for n, item in enumerate(reader.iterShapeRecords(), 1):
                point = shape(item.shape.__geo_interface__).representative_point()
                yield f"{path}:{n}", item.record.as_dict(), (point.y, point.x)
    except FormatError:
        raise
    except Exception as e:  # pyshp raises whatever its unpacking meets
        raise FormatError(f"not a whole shapefile ({type(e).__name__})", str(path), "get .shp, .shx and .dbf again") from None


def _geojson(path: Path) -> _Raw:
    from shapely.geometry import shape

    data = _json(path)
    if not isinstance(data, dict) or not isinstance(data.get("features"), list):
        raise FormatError("no GeoJSON with features", str(path), "give a FeatureCollection")
    for n, feature in enumerate(data["features"], 1):
        try:
            point = shape(feature["geometry"]).representative_point() if feature.get("geometry") else None
        except Exception:  # shapely raises many kinds for a geometry that is none
            yield f"{path}:{n}", {}, None
            continue
        yield f"{path}:{n}", feature.get("properties") or {}, (point.y, point.x) if point is not None else None


def _workbook(path: Path) -> _Raw:
    from openpyxl import load_workbook

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except Exception as e:  # openpyxl and zipfile raise many kinds for a broken file
        raise FormatError(f"not a whole workbook ({type(e).__name__})", str(path), "get the file again") from None
    for sheet in book.worksheets:
        rows = sheet.iter_rows(values_only=True)
        head = [str(c or "").upper() for c in next(rows, ())]
        if not any(re.match(r"(ADM\d_)?PCODE$", h) for h in head):
            continue
        for n, row in enumerate(rows, 2):
            if any(c is not None for c in row):
                yield f"{path}:{sheet.title}:{n}", dict(zip(head, row, strict=False)), None


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text("utf-8"))
    except json.JSONDecodeError as e:
        raise FormatError(f"not whole JSON ({e.msg})", f"{path}:{e.lineno}", "get the file again") from None


def open_syria(path: Path) -> Iterator[Incoming | Fault]:
    """A file of Open-Syria's data-geography: governorates, districts or subdistricts, a JSON list."""
    data = _json(path)
    if not isinstance(data, list):
        raise FormatError("no list of places", str(path), "give governorates.json, districts.json or subdistricts.json")
    for n, item in enumerate(data, 1):
        where = f"{path}:{n}"
        try:
            kind = "subdistrict" if "districtId" in item else "district" if "governorateId" in item else "governorate"
            outer = item.get("externalIds") or {}
            spot = item.get("centroid") or {}
            pcode = str(outer.get("ochaPcode") or "")
            names = [a["value"] for a in item.get("aliases") or () if a.get("language") == "ar"]
            up = [item[k] for k in ("districtId", "governorateId") if k in item] + _pcodes_above(pcode)
            yield Incoming(
                str(item["id"]), where, kind, str(item["name"]["ar"]), tuple(names), str(item["name"].get("en") or ""),
                _number(spot.get("latitude")), _number(spot.get("longitude")), _PRECISION[kind], tuple(up), pcode,
                str(outer.get("geonames") or ""), "sy",
            )  # fmt: skip
        except (KeyError, TypeError, AttributeError, ValueError) as e:
            yield Fault(where, "bad_row", f"{type(e).__name__}: {e}")


def _pcodes_above(pcode: str) -> list[str]:
    return [pcode[:n] for n in (6, 4) if len(pcode) > n]


def plain(path: Path, columns: Mapping[str, str]) -> Iterator[Incoming | Fault]:
    """A CSV of places with our columns, or with others named by `columns` (ours → theirs). id and name_ar must be there."""
    with path.open(encoding="utf-8-sig", newline="") as fh:
        reader = csv.DictReader(fh, strict=True)
        have = reader.fieldnames or ()
        theirs = {
            c: columns.get(c, c)
            for c in ("id", "kind", "name_ar", "variants_ar", "name_en", "lat", "lon", "precision_km", "parent", "pcode", "geonames")
        }
        for ours in ("name_ar", *columns):
            if theirs.get(ours, ours) not in have:
                raise FormatError(f"no column {theirs.get(ours, ours)!r}", str(path), f"the columns are {', '.join(have)}; use --map")
        try:
            for row in reader:
                yield _plain_row(f"{path}:{reader.line_num}", {k: (row.get(v) or "").strip() for k, v in theirs.items()}, None in row)
        except csv.Error as e:
            yield Fault(f"{path}:{reader.line_num}", "bad_row", str(e))


def _plain_row(where: str, row: dict[str, str], long: bool) -> Incoming | Fault:
    if long:
        return Fault(where, "columns", row["id"])
    try:
        lat, lon, km = (_number(row[k]) for k in ("lat", "lon", "precision_km"))
    except ValueError:
        return Fault(where, "bad_number", f"{row['lat']}, {row['lon']}, {row['precision_km']}")
    variants = tuple(v for v in row["variants_ar"].split("|") if v)
    return Incoming(
        row["id"] or row["pcode"] or f"{row['name_ar']} {row['parent']}".strip(), where, row["kind"] or "village", row["name_ar"], variants,
        row["name_en"], lat, lon, km if km is not None else 5.0, (row["parent"],) if row["parent"] else (), row["pcode"], row["geonames"],
        row["id"].split(".")[0] if "." in row["id"] else "",
    )  # fmt: skip

"""Map files open in what people open them with, and say what the ledger says."""

from __future__ import annotations

import io
import json
import os
import sqlite3
import subprocess
import sys
import warnings
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from rasid import messages
from rasid.cli.phrases import words
from rasid.export import geojson, gpkg, kml
from rasid.export.data import Exported

from .conftest import DAY, Week
from .invented import exported

KML = "{http://www.opengis.net/kml/2.2}"


@pytest.fixture(autouse=True)
def _english() -> Any:
    messages.choose("en")
    yield
    messages.choose("")


Row = dict[str, Any]


@pytest.fixture(scope="module")
def surveyed(ledger: Week) -> Exported:
    """The map of the week, to be gone through as often as one likes."""
    return kept(ledger.gather("map", end=DAY))


def kept(data: Exported) -> Exported:
    return replace(data, control=list(data.control), periods=list(data.periods), changes=list(data.changes))


def bytes_of(writer: Any, data: Exported, lang: str = "en") -> bytes:
    out = io.BytesIO()
    done = writer.write(replace(data, words=words, lang=lang), out)
    assert done.rows == len(list(data.control)) + len(list(data.periods)) + len(list(data.changes))
    return out.getvalue()


def as_geojson(data: Exported) -> Row:
    return json.loads(bytes_of(geojson, data))  # type: ignore[no-any-return]


def layer(data: Exported, name: str) -> list[Row]:
    return [f for f in as_geojson(data)["features"] if f["properties"]["layer"] == name]


# -- the week


def test_the_day_is_what_the_ledger_answers(ledger: Week, surveyed: Exported) -> None:
    told = {f["properties"]["place_id"]: f["properties"] for f in layer(surveyed, "control")}
    answers = {c.place: c for c in ledger.index.map(DAY)}
    assert set(told) == set(answers) and len(told) >= 5
    for place, c in answers.items():
        row = told[place]
        assert (row["holder_id"] or "", row["status"], row["confidence"]) == (c.holder, c.status, c.confidence)
        assert (row["since"] or "", row["last_heard"] or "", row["contested"]) == (c.since, c.last_heard, c.contested)
        assert [r["id"] for r in row["rivals"]] == list(c.rivals)


def test_names_codes_and_sources_are_there(ledger: Week, surveyed: Exported) -> None:
    row = next(f["properties"] for f in layer(surveyed, "control") if f["properties"]["place_id"] == "sy.hama.kafr-nabudah")
    assert row["name"] == "كفرنبودة" and row["name_en"]
    assert (row["holder"], bool(row["holder_en"])) == ("هيئة تحرير الشام", True)
    assert row["unit_pcode"].startswith("SY")
    assert row["sources"]
    for s in row["sources"]:
        t = ledger.told[s["statement"]]
        assert (s["evidence"], s["chain"], s["known"], s["report"]) == (t.statement.evidence, list(t.recorded.chain), t.known, t.report)


def test_the_changes_are_those_of_the_ledger(ledger: Week, surveyed: Exported) -> None:
    expected = [(c.place, c.day, c.before, c.before_status, c.after, c.after_status) for c in ledger.index.changes("0001-01-01", DAY)]
    rows = [f["properties"] for f in layer(surveyed, "change")]
    told = [
        (
            r["place_id"],
            r["day"],
            (r["before"] or {"id": ""})["id"],
            r["before_status"],
            (r["after"] or {"id": ""})["id"],
            r["after_status"],
        )
        for r in rows
    ]
    assert sorted(told) == sorted(expected) and len(told) >= 10
    assert {r["change"] for r in rows} == {"holder", "status", "dispute"}


def test_the_periods_follow_each_other_without_a_gap(surveyed: Exported) -> None:
    import datetime as dt

    by_place: dict[str, list[dict[str, Any]]] = {}
    for f in layer(surveyed, "period"):
        by_place.setdefault(f["properties"]["place_id"], []).append(f["properties"])
    assert by_place
    for rows in by_place.values():
        for a, b in pairwise(rows):
            assert dt.date.fromisoformat(a["to"]) + dt.timedelta(days=1) == dt.date.fromisoformat(b["from"])


def test_as_known_on_an_earlier_day(ledger: Week) -> None:
    before = kept(ledger.gather("map", on="2019-06-05", known="2019-06-04", end="2019-06-05"))
    held = {r.place.id: r for r in before.control}
    assert held["sy.hama.kafr-nabudah"].holder and held["sy.hama.kafr-nabudah"].holder.id == "sy.assad_army"
    assert not [c for c in before.changes if c.place.id == "sy.hama.kafr-nabudah" and c.change.day == "2019-06-05"]


@pytest.mark.parametrize("what", ["control", "periods", "changes"])
def test_only_what_was_asked_for(ledger: Week, what: str) -> None:
    data = kept(ledger.gather(what))
    assert {name for name in ("control", "periods", "changes") if getattr(data, name)} == {what}


def test_a_dispute_names_its_sides(surveyed: Exported) -> None:
    found = [f["properties"] for f in layer(surveyed, "change") if f["properties"]["after_status"] == "disputed"]
    assert found and all(f["rivals"] and f["change"] == "dispute" and f["about"] == "holder" for f in found)


# -- GeoJSON


def area(ring: list[list[float]]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))


@pytest.mark.parametrize("invented", [True, False])
def test_geojson_is_as_the_standard_has_it(invented: bool, surveyed: Exported) -> None:
    from shapely.geometry import shape

    found = as_geojson(exported() if invented else surveyed)
    assert found["type"] == "FeatureCollection" and "crs" not in found
    assert len({f["id"] for f in found["features"]}) == len(found["features"])
    kinds = set()
    for f in found["features"]:
        assert set(f) == {"type", "id", "geometry", "properties"}
        if f["geometry"] is None:
            continue
        kinds.add(f["geometry"]["type"])
        assert shape(f["geometry"]).is_valid
        west, south, east, north = shape(f["geometry"]).bounds
        assert 35 <= west <= east <= 43 and 32 <= south <= north <= 38  # longitude first
        polygons = {"Polygon": [f["geometry"]["coordinates"]], "MultiPolygon": f["geometry"]["coordinates"]}
        for polygon in polygons.get(f["geometry"]["type"], []):
            assert area(polygon[0]) > 0 and all(area(hole) < 0 for hole in polygon[1:])
            assert all(ring[0] == ring[-1] for ring in polygon)
    assert kinds >= ({"Point", "Polygon", "MultiPolygon", "LineString"} if invented else {"Point", "Polygon"})


def test_what_cannot_be_located_is_not_lost() -> None:
    rows = [f for f in layer(exported(), "control") if f["properties"]["place_id"] == "~nowhere"]
    assert len(rows) == 1 and rows[0]["geometry"] is None


def test_gdal_opens_the_geojson(tmp_path: Path, surveyed: Exported) -> None:
    import pyogrio

    path = tmp_path / "week.geojson"
    path.write_bytes(bytes_of(geojson, surveyed))
    meta = pyogrio.read_info(path)
    assert meta["features"] == len(as_geojson(surveyed)["features"])
    assert {"name", "holder", "status", "pcode"} <= set(meta["fields"])


def test_an_empty_map_is_a_map(tmp_path: Path) -> None:
    empty = Exported(what="map", on="2020-01-01", made_with="rasid 9.9")
    assert as_geojson(empty)["features"] == []
    etree.fromstring(bytes_of(kml, empty))
    gpkg.write(empty, tmp_path / "empty.gpkg")
    import pyogrio

    assert len(pyogrio.list_layers(tmp_path / "empty.gpkg")) == 5


# -- KML


def schema() -> etree.XMLSchema:
    import fastkml

    return etree.XMLSchema(etree.parse(str(Path(fastkml.__file__).parent / "schema" / "ogckml22.xsd")))


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("invented", [True, False])
def test_kml_is_valid(lang: str, invented: bool, surveyed: Exported) -> None:
    messages.choose(lang)
    t = exported() if invented else surveyed
    root = etree.fromstring(bytes_of(kml, t, lang))
    found = schema()
    assert found.validate(root), found.error_log
    assert len(list(root.iter(KML + "Placemark"))) == len(as_geojson(t)["features"])


def test_kml_tells_what_it_should() -> None:
    root = etree.fromstring(bytes_of(kml, exported()))
    first = next(root.iter(KML + "Placemark"))
    assert first.findtext(KML + "name") == "Town"
    assert (first.findtext(f"{KML}TimeSpan/{KML}begin"), first.findtext(f"{KML}TimeSpan/{KML}end")) == ("2020-02-29", "2020-03-01")
    data = {d.get("name"): d.findtext(KML + "value") for d in first.iter(KML + "Data")}
    assert (data["pcode"], data["holder_en"], data["status"]) == ("SY070102", "One", "confirmed")
    styles = {s.get("id") for s in root.iter(KML + "Style")}
    used = {u.text.removeprefix("#") for u in root.iter(KML + "styleUrl") if u.text}
    assert used <= styles and len(used) >= 3


def test_the_words_of_reports_are_no_markup_in_a_balloon() -> None:
    from lxml import html

    root = etree.fromstring(bytes_of(kml, exported()))
    for description in root.iter(KML + "description"):
        shown = html.fromstring(f"<div>{description.text}</div>")
        assert {e.tag for e in shown.iter()} <= {"div", "p", "ul", "li"}


def test_gdal_opens_the_kml(tmp_path: Path) -> None:
    import pyogrio

    path = tmp_path / "x.kml"
    path.write_bytes(bytes_of(kml, exported()))
    layers = [str(name) for name, _ in pyogrio.list_layers(path)]
    assert len(layers) == 3


# -- GeoPackage


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory, surveyed: Exported) -> Path:
    path = tmp_path_factory.mktemp("gpkg") / "week.gpkg"
    gpkg.write(surveyed, path)
    return path


def test_gdal_opens_the_geopackage(package: Path, surveyed: Exported) -> None:
    import pyogrio

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        layers = {str(n): str(k) for n, k in pyogrio.list_layers(package)}
        assert layers == {"control": "Point", "control_areas": "MultiPolygon", "periods": "Point", "changes": "Point", "sources": "None"}
        for name, rows in (("control", surveyed.control), ("periods", surveyed.periods), ("changes", surveyed.changes)):
            info = pyogrio.read_info(package, layer=name, force_total_bounds=True)
            assert (info["features"], info["crs"]) == (len(list(rows)), "EPSG:4326")
            assert 35 < info["total_bounds"][0] < 43
    meta, _, geometry, fields = pyogrio.raw.read(package, layer="control", columns=["name", "holder", "status", "since", "contested"])
    rows = list(zip(*fields, strict=True))
    kafr = next(r for r in rows if r[0] == "كفرنبودة")
    assert kafr[1:3] == ("هيئة تحرير الشام", "confirmed") and str(kafr[3]) == "2019-06-05" and kafr[4]
    assert meta["encoding"] == "UTF-8" and all(g for g in geometry)


def test_the_geometries_survive(tmp_path: Path) -> None:
    import pyogrio
    import shapely

    gpkg.write(exported(), tmp_path / "x.gpkg")
    _, _, shapes, _ = pyogrio.raw.read(tmp_path / "x.gpkg", layer="control_areas", columns=["name"])
    made = shapely.from_wkb(shapes)
    assert [g.geom_type for g in made] == ["MultiPolygon", "MultiPolygon"]
    assert made[0].area == pytest.approx(1 - 0.04) and made[0].is_valid
    _, _, points, fields = pyogrio.raw.read(tmp_path / "x.gpkg", layer="control", columns=["place_id"])
    by_id = dict(zip(fields[0], points, strict=True))
    assert by_id["~nowhere"] is None
    assert shapely.from_wkb(by_id["x.town"]).coords[0] == (36.5, 35.5)


def test_the_package_says_what_it_is(package: Path) -> None:
    with sqlite3.connect(package) as db:
        assert db.execute("PRAGMA application_id").fetchone()[0] == 0x47504B47
        assert db.execute("PRAGMA user_version").fetchone()[0] == 10300
        assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert not db.execute("PRAGMA foreign_key_check").fetchall()
        assert {r[0] for r in db.execute("SELECT srs_id FROM gpkg_spatial_ref_sys")} == {-1, 0, 4326}
        rows = db.execute(
            "SELECT c.place_id, s.evidence FROM sources s JOIN control c ON s.layer = 'control' AND s.row_fid = c.fid"
        ).fetchall()
        assert len(rows) >= 5 and all(e for _, e in rows)
    db.close()


# -- days

SCRIPT = """
import io, sys
from dataclasses import replace
from pathlib import Path
from rasid.cli.phrases import words
from rasid.export import atom, geojson, gpkg, kml
from tests.export.geo.invented import exported, notices
out = Path(sys.argv[1])
for module in (geojson, kml):
    stream = io.BytesIO()
    module.write(exported(words=words), stream)
    out.joinpath(module.__name__).write_bytes(stream.getvalue())
out.joinpath("a.xml").write_text("".join(atom.write(notices(), atom.Feed("en", "2020-03-01"), words)), "utf-8")
gpkg.write(exported(), out / "a.gpkg")
"""


def test_days_do_not_move_with_the_clock_of_the_place(tmp_path: Path) -> None:
    made = {}
    root = Path(__file__).parents[3]
    for zone in ("Pacific/Auckland", "America/Los_Angeles", "UTC"):
        folder = tmp_path / zone.replace("/", "-")
        folder.mkdir()
        env = {**os.environ, "TZ": zone, "RASID_LANG": "en", "PYTHONPATH": os.pathsep.join((str(root), *sys.path))}
        subprocess.run([sys.executable, "-c", SCRIPT, str(folder)], check=True, env=env, cwd=root)
        made[zone] = {p.name: p.read_bytes() for p in folder.iterdir()}
    assert made["Pacific/Auckland"] == made["America/Los_Angeles"] == made["UTC"]
    assert len(made["UTC"]) == 4 and all(b"2020-02-29" in data for data in made["UTC"].values())

"""Official gazetteers into the user's places: merging, conflicts, faults, undoing; what was there stays whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rasid.errors import FormatError, LexiconError, UsageError
from rasid.places.gazetteer import Gazetteer
from rasid.places.merging import Merge, Merger
from rasid.places.sources import Fault, Incoming, read_source
from rasid.places.store import Store
from rasid.places.userdata import load_all, load_gazetteer, read_places


def geonames_line(id: int, names: str, lat: str, lon: str, code: str = "PPL", country: str = "SY", people: int = 0) -> str:
    cells = [
        str(id),
        f"Place {id}",
        f"Place {id}",
        names,
        lat,
        lon,
        "P",
        code,
        country,
        "",
        "09",
        "",
        "",
        "",
        str(people),
        "",
        "",
        "",
        "2024-01-01",
    ]
    return "\t".join(cells)


def merged(gazetteer: Gazetteer, path: Path, kind: str, prefer_file: bool = False) -> Merge:
    return Merger(gazetteer, prefer_file=prefer_file).merge(read_source(path, kind))


def test_geonames_dump(tmp_path: Path, shipped: Gazetteer) -> None:
    dump = tmp_path / "SY.txt"
    lines = [
        geonames_line(170062, "حلب,Aleppo", "36.25", "37.5", "ADM1"),
        geonames_line(900001, "Khirbat,خربة السنديان,خربه السنديان", "36.3", "37.4"),
        geonames_line(900002, "No Arabic", "36.3", "37.4"),
        geonames_line(900003, "حانة", "36.3", "37.4", "HTL"),
        geonames_line(170063, "حلب,Haleb", "36.2", "37.16", "PPLA", people=1_800_000),
    ]
    dump.write_text("\n".join(lines) + "\n", "utf-8")
    merge = merged(shipped, dump, "geonames")
    assert not merge.faults and not merge.conflicts
    assert (merge.new, merge.known) == (1, 2)
    new = next(p for p in merge.places if p.geonames == "900001")
    assert (new.id, new.parent, new.kind, new.variants) == ("sy.g900001", "sy.aleppo", "village", ("خربه السنديان",))
    assert any(p.id == "sy.aleppo.aleppo" for p in merge.places)


def test_hostile_rows_are_told_with_file_and_row(tmp_path: Path, shipped: Gazetteer) -> None:
    dump = tmp_path / "SY.txt"
    lines = [
        geonames_line(1, "خربة السنديان", "36.3", "37.4"),
        geonames_line(2, "خربة الزيتونة", "north", "37.4"),
        geonames_line(3, "خربة الكرمة", "46.3", "7.4"),
        geonames_line(4, "خربة التينة", "96.3", "37.4"),
        geonames_line(1, "خربة السنديانة", "36.3", "37.4"),
        geonames_line(5, "خربة الرمانة", "36.3", "37.4")[:40],
    ]
    dump.write_text("\n".join(lines), "utf-8")
    faults = {f.where.rpartition(":")[2]: f.code for f in merged(shipped, dump, "geonames").faults}
    assert faults == {"2": "bad_number", "3": "out_of_country", "4": "out_of_range", "5": "duplicate", "6": "columns"}


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.json", b'[{"id": "x", "name"', "open-syria"),
        ("a.json", b'{"id": "x"}', "open-syria"),
        ("a.geojson", b'{"type": "Feature"}', "cod"),
        ("a.shp", b"\x00\x00\x27\x0a not a shape", "cod"),
        ("a.xlsx", b"PK\x03\x04 cut off", "cod"),
        ("a.pdf", b"%PDF", "cod"),
        ("a.csv", b"id,lat\n1,2\n", "csv"),
        ("a.txt", b"\xd3\xe6\xd1\xed\xc9\t1\n", "geonames"),
    ],
)
def test_files_that_are_none(tmp_path: Path, name: str, content: bytes, kind: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(FormatError, match=r"a\.\w+"):
        list(read_source(path, kind))


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="no such file"):
        list(read_source(tmp_path / "none.csv", "csv"))


def test_open_syria_fills_in_codes(tmp_path: Path, shipped: Gazetteer) -> None:
    rows = [
        {"id": "a", "governorateId": "g", "districtId": "d", "name": {"ar": "مسكنة", "en": "Maskana"}, "aliases": [],
         "centroid": {"latitude": 35.96, "longitude": 38.04}, "externalIds": {"ochaPcode": "SY020405", "geonames": "7"}},
        {"id": "b", "districtId": "d", "name": None},
    ]  # fmt: skip
    path = tmp_path / "subdistricts.json"
    path.write_text(json.dumps(rows), "utf-8")
    merge = merged(shipped, path, "open-syria")
    assert [f.code for f in merge.faults] == ["bad_row"] and merge.faults[0].where.endswith(":2")
    [place] = merge.places
    assert place.kind == "subdistrict" and place.geonames and place.pcode


def test_geojson_and_workbook_of_one_unit_agree(tmp_path: Path, shipped: Gazetteer) -> None:
    from openpyxl import Workbook

    fields = {
        "ADM1_PCODE": "SY02",
        "ADM1_AR": "Aleppo",
        "ADM1_EN": "حلب",
        "ADM2_PCODE": "SY0299",
        "ADM2_AR": "السنديان",
        "ADM2_EN": "Sindyan",
    }
    square = [[[37, 36], [37.2, 36], [37.2, 36.2], [37, 36.2], [37, 36]]]
    feature = {"type": "Feature", "properties": fields, "geometry": {"type": "Polygon", "coordinates": square}}
    (tmp_path / "a.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), "utf-8")
    book = Workbook()
    assert book.active is not None
    book.active.append([*fields, "LATITUDE", "LONGITUDE"])
    book.active.append([*fields.values(), 36.1, 37.1])
    book.save(tmp_path / "a.xlsx")
    one, other = (next(iter(merged(shipped, tmp_path / name, "cod").places)) for name in ("a.geojson", "a.xlsx"))
    assert one == other
    assert (one.id, one.kind, one.name, one.parent) == ("sy.sy0299", "district", "السنديان", "sy.aleppo")


def test_csv_with_other_columns_and_a_conflict(tmp_path: Path, shipped: Gazetteer) -> None:
    path = tmp_path / "p.csv"
    path.write_text("Name,Y,X,Gov,Code\nدير حافر,36.9,37.0,sy.aleppo,SY0202\nخربة السنديان,36.1,37.3,sy.aleppo,\n", "utf-8")
    columns = {"name_ar": "Name", "lat": "Y", "lon": "X", "parent": "Gov"}
    rows = list(read_source(path, "csv", columns))
    assert [r.name for r in rows if isinstance(r, Incoming)] == ["دير حافر", "خربة السنديان"]
    exact = Incoming("sy.aleppo.deir-hafir", "p.csv:9", "town", "دير حافر", lat=36.9, lon=37.0, precision_km=1.0, country="sy")
    for prefer_file, lat in ((False, 36.1569), (True, 36.9)):
        merge = Merger(shipped, prefer_file=prefer_file).merge([exact])
        [conflict] = merge.conflicts
        assert (conflict.field, conflict.where) == ("point", "p.csv:9")
        assert merge.places[0].lat == pytest.approx(lat, abs=0.01)


def test_store_undo_and_the_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shipped: Gazetteer) -> None:
    monkeypatch.setenv("RASID_DATA", str(tmp_path))
    monkeypatch.setenv("RASID_CACHE", str(tmp_path / "cache"))
    rows: list[Incoming | Fault] = [
        Incoming("1", "f:1", "village", "خربة السنديان", (), "Sindyan", 36.1, 37.3, 2.0, ("sy.aleppo",), country="sy")
    ]
    store = Store("mine")
    assert store.add(Merger(shipped).merge(rows).places, "test", "CC0") == 1
    before = store.path.read_bytes()
    more = Incoming("2", "f:2", "village", "خربة البلوط", (), "Balut", 36.2, 37.3, 2.0, ("sy.aleppo",), country="sy")
    assert store.add(Merger(shipped).merge([more]).places, "test", "CC0") == 2
    names, _ = load_all()
    assert any(h.words == ("خربه", "البلوط") for h in names.by_first["خربه"])
    _, gazetteer = load_gazetteer()
    assert gazetteer.named("خربه السنديان")[0].parent == "sy.aleppo"
    assert store.undo() == 1 and store.path.read_bytes() == before
    assert store.undo() == 0 and not store.path.exists()
    with pytest.raises(UsageError, match="no import to undo"):
        store.undo()


def test_a_broken_pack_is_told_and_not_overwritten(tmp_path: Path, shipped: Gazetteer) -> None:
    store = Store("mine", tmp_path)
    store.path.parent.mkdir(parents=True)
    store.path.write_text("id,kind,name_ar,lat\nsy.x,village,خربة,north\n", "utf-8")
    place = shipped.by_id["sy.aleppo.deir-hafir"]
    with pytest.raises(LexiconError, match=r"places\.csv:2"):
        store.add([place], "test", "CC0")
    assert "north" in store.path.read_text("utf-8")
    assert not list(tmp_path.rglob("*.part"))


def test_names_of_theatres() -> None:
    for bad in ("../up", "", "A", "أ", "a/b"):
        with pytest.raises(UsageError):
            Store(bad)


def test_shipped_files_are_readable_as_user_files(tmp_path: Path) -> None:
    path = tmp_path / "places.csv"
    path.write_text("id,kind,name_ar,variants_ar,lat,lon\nxx.a,village,كذا,كذه|,1,2\n", "utf-8")
    assert read_places(path)[0].variants == ("كذه",)

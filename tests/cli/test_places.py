"""`rasid where`, `rasid theatre import` and `rasid theatre undo` as a user meets them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Run

CSV = "id,kind,name_ar,name_en,lat,lon,parent\nsy.kh-sindyan,village,خربة السنديان,Khirbat al-Sindyan,36.1,37.3,sy.aleppo\n"


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RASID_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("RASID_CACHE", str(tmp_path / "cache"))


def test_where(rasid: Run) -> None:
    code, out, err = rasid("where", "دير حافر")
    assert (code, err) == (0, "")
    assert "sy.aleppo.deir-hafir" in out and "ACLED 1" in out and "within 1 km" in out


def test_where_in_and_near(rasid: Run) -> None:
    assert "sy.homs.zahraa-homs" in rasid("where", "الزهراء", "--in", "حمص")[1]
    assert "sy.aleppo.zahraa" in rasid("where", "الزهراء", "--near", "نبل")[1]


def test_where_offers_what_else_it_may_be(rasid: Run) -> None:
    out = rasid("where", "المنصورة")[1]
    assert "may also be" in out and "sy.raqqa.mansura" in out


def test_where_as_json_and_geojson(rasid: Run) -> None:
    found = json.loads(rasid("where", "حلب", "--format", "json")[1])
    assert (found["id"], found["kind"], found["geo_precision"]) == ("sy.aleppo.aleppo", "city", 1)
    drawn = json.loads(rasid("where", "ريف حلب الشمالي", "--format", "geojson")[1])
    assert drawn["geometry"]["type"] in ("Polygon", "MultiPolygon") and drawn["properties"]["id"] == "~rif:sy.aleppo:n"


def test_where_unknown_offers_near_spellings(rasid: Run) -> None:
    code, _, err = rasid("where", "دير حافرر")
    assert code == 3
    assert "did you mean" in err and "دير حافر" in err


def test_where_says_that_an_actor_has_the_name(rasid: Run) -> None:
    code, _, err = rasid("where", "قسد")
    assert code == 3 and "actor" in err


def test_where_with_a_wrong_format(rasid: Run) -> None:
    assert rasid("where", "حلب", "--format", "xml")[0] == 2


def test_import_and_undo(rasid: Run, tmp_path: Path) -> None:
    file = tmp_path / "places.csv"
    file.write_text(CSV, "utf-8")
    arguments = ("theatre", "import", str(file), "--kind", "csv", "--into", "mine")
    assert "nothing was written" in rasid(*arguments, "--dry-run")[1]
    assert not (tmp_path / "data").exists()
    code, out, _ = rasid(*arguments)
    assert code == 0 and "1 new" in out
    assert "sy.kh-sindyan" in rasid("where", "خربة السنديان")[1]
    assert rasid("theatre", "undo", "--into", "mine")[0] == 0
    assert rasid("where", "خربة السنديان")[0] == 3
    code, _, err = rasid("theatre", "undo", "--into", "mine")
    assert code == 2 and "no import" in err


def test_faulty_rows_stop_an_import_unless_they_may_be_skipped(rasid: Run, tmp_path: Path) -> None:
    file = tmp_path / "places.csv"
    file.write_text(CSV + "sy.kh-tin,village,خربة التين,Khirbat al-Tin,north,37.3,sy.aleppo\n", "utf-8")
    arguments = ("theatre", "import", str(file), "--kind", "csv", "--into", "mine")
    code, _, err = rasid(*arguments)
    assert code == 3 and "places.csv:3" in err and "nothing was written" in err
    assert not list((tmp_path / "data").rglob("places.csv"))
    assert rasid(*arguments, "--skip-faulty")[0] == 0


@pytest.mark.parametrize(
    "wrong", [("--kind", "shape", "--into", "mine"), ("--kind", "csv", "--into", "../mine"), ("--kind", "csv", "--into", "m", "--map", "x")]
)
def test_wrong_usage(rasid: Run, tmp_path: Path, wrong: tuple[str, ...]) -> None:
    file = tmp_path / "places.csv"
    file.write_text(CSV, "utf-8")
    assert rasid("theatre", "import", str(file), *wrong)[0] == 2

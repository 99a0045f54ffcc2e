"""`rasid export` to maps, pages, provenance and bags, as a user sees it."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

from rasid import messages
from rasid.cli.main import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("ledger")
    reports = folder / "week.jsonl"
    reports.write_bytes(files("rasid.demo").joinpath("week.jsonl").read_bytes())
    assert main(["add", str(reports), "--db", str(folder / "week.db"), "--quiet"]) == 0
    return str(folder / "week.db")


@pytest.fixture
def rasid(capsys: pytest.CaptureFixture[str], db: str, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("RASID_DB", db)
    monkeypatch.setenv("RASID_LANG", "en")
    messages.choose("")

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        out, err = capsys.readouterr()
        return code, out, err

    return run


@pytest.mark.parametrize("name", ["geojson", "kml", "gpkg", "jsonld", "html", "bagit"])
def test_each_format_writes_a_file_and_says_so(rasid: Run, tmp_path: Path, name: str) -> None:
    path = tmp_path / f"week.{'zip' if name == 'bagit' else name}"
    code, out, err = rasid("export", "--format", name, "-o", str(path), "--on", "2019-06-09")
    assert (code, out) == (0, "") and str(path) in err and path.stat().st_size > 1000
    code, out, err = rasid("export", "--format", name, "-o", str(path))
    assert (code, out) == (2, "") and len(err.splitlines()) == 1  # it is there already
    assert rasid("export", "--format", name, "-o", str(path), "--force")[0] == 0
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def test_geojson_on_standard_output(rasid: Run) -> None:
    code, out, _ = rasid("export", "--format", "geojson", "--on", "2019-06-09", "--what", "map")
    assert code == 0
    found = json.loads(out)
    assert {f["properties"]["layer"] for f in found["features"]} == {"control", "period", "change"}


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_language_of_what_is_shown(rasid: Run, lang: str) -> None:
    _, kml, _ = rasid("export", "--format", "kml", "--on", "2019-06-09", "--lang", lang)
    _, page, _ = rasid("export", "--format", "html", "--lang", lang)
    assert ("<name>كفرنبودة</name>" in kml) == (lang == "ar")
    assert f'<html lang="{lang}"' in page


def test_reports_of_a_time(rasid: Run) -> None:
    _, page, _ = rasid("export", "--format", "html", "--from", "2019-06-04", "--to", "2019-06-05")
    assert page.count("<article") == 2 and "week-4" in page and "week-5" in page


def test_a_bag_as_a_folder_never_replaces_one(rasid: Run, tmp_path: Path) -> None:
    assert rasid("export", "--format", "bagit", "-o", str(tmp_path / "bag"))[0] == 0
    (tmp_path / "bag" / "mine.txt").write_text("mine")
    for more in ((), ("--force",)):
        code, _, err = rasid("export", "--format", "bagit", "-o", str(tmp_path / "bag"), *more)
        assert code == 2 and len(err.splitlines()) == 1
    assert (tmp_path / "bag" / "mine.txt").exists()


def test_a_bag_with_a_report_whose_bytes_were_changed_is_not_made(
    rasid: Run, db: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "copy.db"
    with sqlite3.connect(db) as source, sqlite3.connect(copy) as target:
        source.backup(target)
    with sqlite3.connect(copy) as broken:
        broken.execute("DROP TRIGGER IF EXISTS reports_no_update")
        for (trigger,) in broken.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            broken.execute(f'DROP TRIGGER "{trigger}"')
        broken.execute("UPDATE reports SET sha256 = ? WHERE name = 'week-3'", ("0" * 64,))
    for each in (source, target, broken):
        each.close()
    code, _, err = rasid("export", "--format", "bagit", "-o", str(tmp_path / "bag.zip"), "--db", str(copy))
    assert code == 3 and len(err.splitlines()) == 1 and not (tmp_path / "bag.zip").exists()


def test_a_zip_ends_in_zip_and_holds_one_folder(rasid: Run, tmp_path: Path) -> None:
    rasid("export", "--format", "bagit", "-o", str(tmp_path / "week.zip"))
    with zipfile.ZipFile(tmp_path / "week.zip") as archive:
        assert archive.testzip() is None
        assert {n.split("/")[0] for n in archive.namelist()} == {"week"}


@pytest.mark.parametrize(
    "wrong", [("gpkg",), ("bagit",), ("html", "--what", "control"), ("geojson", "--what", "reports"), ("csv", "--what", "map")]
)
def test_what_cannot_be(rasid: Run, wrong: tuple[str, ...]) -> None:
    code, out, err = rasid("export", "--format", *wrong)
    assert (code, out) == (2, "") and len(err.splitlines()) == 1

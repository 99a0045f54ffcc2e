"""`rasid export`: what it refuses, what it says, and that no half-written file is ever seen."""

from __future__ import annotations

import csv
import io
import os
import re
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from rasid.export import csv_table
from rasid.export.data import Exported
from rasid.export.formats import FORMATS, Format, writer
from tests.export.conftest import LAST_DAY, Run

Name = str


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_writes_a_file(rasid: Run, week: str, tmp_path: Path, name: Name) -> None:
    for what in FORMATS[name].what:
        target = tmp_path / f"{what}.out"
        code, out, err = rasid("export", "--format", name, "--what", what, "--on", LAST_DAY, "--db", week, "-o", str(target))
        assert (code, out) == (0, "") and "rows written to" in err
        assert target.stat().st_size > 100
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(f"{w}.out" for w in FORMATS[name].what)


def test_standard_output(rasid: Run, week: str) -> None:
    code, out, err = rasid("export", "--format", "csv", "--db", week)
    assert code == 0 and err == ""
    assert len(list(csv.DictReader(io.StringIO(out.lstrip("\ufeff"), newline="")))) > 12


def test_binary_formats_do_not_go_to_standard_output(rasid: Run, week: str) -> None:
    code, out, err = rasid("export", "--format", "parquet", "--db", week, "-o", "-")
    assert (code, out) == (2, "") and "-o FILE" in err


def test_unknown_formats_and_contents_list_the_known_ones(rasid: Run, week: str) -> None:
    code, _, err = rasid("export", "--format", "xlsx", "--db", week)
    assert code == 2 and all(name in err for name in FORMATS)
    code, _, err = rasid("export", "--format", "csv", "--what", "people", "--db", week)
    assert code == 2 and "statements, events, control, changes" in err
    code, _, err = rasid("export", "--format", "acled", "--what", "control", "--db", week)
    assert code == 2 and "events" in err


@pytest.mark.parametrize(
    "more",
    [
        ("--from", "2019-6-1"),
        ("--to", "yesterday"),
        ("--on", "2019-02-30"),
        ("--known", "x"),
        ("--lang", "fr"),
        ("--from", "2019-06-02", "--to", "2019-06-01"),
    ],
)
def test_bad_days_and_languages(rasid: Run, week: str, more: tuple[str, ...]) -> None:
    code, out, _ = rasid("export", "--format", "csv", "--db", week, *more)
    assert (code, out) == (2, "")


def test_no_file_is_overwritten_unasked(rasid: Run, week: str, tmp_path: Path) -> None:
    target = tmp_path / "x.csv"
    target.write_text("mine")
    target.chmod(0o600)
    code, _, err = rasid("export", "--format", "csv", "--db", week, "-o", str(target))
    assert code == 2 and "--force" in err and target.read_text() == "mine"
    code, _, _ = rasid("export", "--format", "csv", "--db", week, "-o", str(target), "--force")
    assert code == 0 and target.read_text("utf-8-sig").startswith("statement_id")
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert [p.name for p in tmp_path.iterdir()] == ["x.csv"]


def test_a_file_that_comes_meanwhile_is_kept(rasid: Run, week: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "x.csv"
    write = csv_table.write

    def slow(data: Exported, out: io.BytesIO) -> object:
        target.write_text("somebody else's")
        return write(data, out)

    monkeypatch.setattr(csv_table, "write", slow)
    code, _, _ = rasid("export", "--format", "csv", "--db", week, "-o", str(target))
    assert code == 2 and target.read_text() == "somebody else's"
    assert [p.name for p in tmp_path.iterdir()] == ["x.csv"]


@pytest.mark.parametrize("fault", [ValueError("a fault"), OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_nothing_half_written_stays(rasid: Run, week: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: BaseException) -> None:
    target = tmp_path / "x.csv"
    target.write_text("old")

    def broken(data: Exported, out: io.BytesIO) -> None:
        out.write(b"half")
        raise fault

    monkeypatch.setattr(csv_table, "write", broken)
    code, _, err = rasid("export", "--format", "csv", "--db", week, "-o", str(target), "--force")
    assert code != 0 and target.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["x.csv"]
    if isinstance(fault, OSError):
        assert code == 2 and "No space left" in err


def test_places_that_cannot_be_written_to(rasid: Run, week: str, tmp_path: Path) -> None:
    for target in (tmp_path, tmp_path / "none" / "x.csv"):
        code, _, err = rasid("export", "--format", "csv", "--db", week, "-o", str(target), "--force")
        assert code == 2 and "cannot write" in err
    code, _, err = rasid("export", "--format", "csv", "--db", week, "-o", week, "--force")
    assert code == 2 and "ledger itself" in err
    link = tmp_path / "link"
    link.symlink_to(week)
    code, _, err = rasid("export", "--format", "csv", "--db", week, "-o", str(link), "--force")
    assert code == 2 and "ledger itself" in err


def test_a_pipe_is_written_to_as_it_is(rasid: Run, week: str) -> None:
    code, _, err = rasid("export", "--format", "csv", "--db", week, "-o", os.devnull)
    assert code == 0 and re.search(r"\b\d\d rows", err)
    assert not stat.S_ISREG(Path(os.devnull).stat().st_mode)


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_ledger(rasid: Run, empty: str, tmp_path: Path, name: Name) -> None:
    target = tmp_path / "x.out"
    code, _, err = rasid("export", "--format", name, "--db", empty, "-o", str(target))
    assert code == 0 and "there are no rows" in err and target.exists()
    if FORMATS[name].text and name not in ("geojson", "html", "jsonl", "jsonld", "kml", "plover"):
        assert len(list(csv.reader(io.StringIO(target.read_text("utf-8-sig"), newline="")))) in (1, 2)


def test_a_missing_ledger(rasid: Run, tmp_path: Path) -> None:
    code, _, err = rasid("export", "--format", "csv", "--db", str(tmp_path / "none.db"), "-o", str(tmp_path / "x.csv"))
    assert code == 5 and "no ledger yet" in err
    assert not list(tmp_path.iterdir())


def test_reviews_count_unless_they_shall_not(rasid: Run, week: str, tmp_path: Path) -> None:
    copy = tmp_path / "w.db"
    copy.write_bytes(Path(week).read_bytes())
    _, out, _ = rasid("export", "--format", "csv", "--db", str(copy))
    rows = list(csv.DictReader(io.StringIO(out.lstrip("\ufeff"), newline="")))
    first, second = rows[0]["statement_id"], rows[1]["statement_id"]
    assert rasid("review", "reject", first, "--db", str(copy), "--who", "x", "--why", "y")[0] == 0
    assert rasid("review", "correct", second, "date", "2018-01-05", "--db", str(copy), "--who", "x", "--why", "y")[0] == 0

    def ids(*more: str) -> set[str]:
        _, out, _ = rasid("export", "--format", "csv", "--db", str(copy), *more)
        return {r["statement_id"] for r in csv.DictReader(io.StringIO(out.lstrip("\ufeff"), newline=""))}

    assert ids() == {r["statement_id"] for r in rows} - {first}
    assert ids("--no-reviews") == {r["statement_id"] for r in rows}
    day = ids("--from", "2018-01-05", "--to", "2018-01-05")
    assert second in day and len(day) < len(rows) - 1
    assert second not in ids("--from", "2019-01-01")


def test_in_arabic(rasid: Run, empty: str, tmp_path: Path) -> None:
    code, _, err = rasid("export", "--format", "csv", "--db", empty, "-o", str(tmp_path / "x"), "--lang-ui", "ar")
    assert code == 0 and "لا شيء يُصدَّر" in err


def test_every_line_of_the_registry_has_its_writer() -> None:
    for name, format in FORMATS.items():
        assert isinstance(format, Format) and format.name == name
        made: Callable[..., object] = writer(name)
        assert callable(made)

"""The ledger from Python says what the commands say, in rows."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import msgspec
import pytest

from rasid.api import Ledger
from rasid.errors import UsageError
from rasid.model import Report

DAY = "2019-06-08"


@pytest.fixture
def week(tmp_path: Path) -> Ledger:
    lines = files("rasid.demo").joinpath("week.jsonl").read_text("utf-8").splitlines()
    ledger = Ledger(str(tmp_path / "rasid.db"))
    added = ledger.add(msgspec.json.decode(line, type=Report) for line in lines)
    assert added["new"] == len(lines)
    assert added["statements"] > len(lines)
    return ledger


def test_who_holds_a_place(week: Ledger) -> None:
    row = week.holds("كفرنبودة", DAY)
    assert (row["holder_id"], row["status"], row["since"]) == ("sy.hts", "confirmed", "2019-06-05")
    assert {w["event"] for w in row["for"]} == {"takes_control", "withdraws"}
    assert week.holds("كفرنبودة", DAY, "2019-06-04")["holder_id"] == "sy.assad_army"


def test_the_map_agrees_with_each_place(week: Ledger) -> None:
    rows = week.map(DAY)
    assert rows
    for row in rows:
        alone = week.holds(row["place_id"], DAY)
        assert (row["holder_id"], row["status"], row["confidence"]) == (alone["holder_id"], alone["status"], alone["confidence"])
    assert all(isinstance(r["lat"], float) for r in rows if not r["place_id"].startswith("~"))


def test_rows_of_everything_else(week: Ledger) -> None:
    assert [r["status"] for r in week.history("الحماميات")][-1] == "vacated"
    assert {"الجبين", "تل ملح"} <= {r["place"] for r in week.changes("2019-06-01", DAY)}
    assert "الجبين" in {r["place"] for r in week.disputes(DAY)}
    assert any(e["kind"] == "air_strike" and e["killed"]["best"] == 4 for e in week.events())
    assert all(s["evidence"] and s["report"].startswith("week-") for s in week.statements())
    assert week.silences() == [] or all("actor" in s for s in week.silences())


def test_the_same_report_again_changes_nothing(week: Ledger) -> None:
    before = week.statements()
    line = files("rasid.demo").joinpath("week.jsonl").read_text("utf-8").splitlines()[0]
    assert week.add([msgspec.json.decode(line, type=Report)]) == {"new": 0, "known": 1, "statements": 0}
    assert week.statements() == before


def test_a_place_that_is_none(week: Ledger) -> None:
    with pytest.raises(UsageError):
        week.holds("مدينة لا وجود لها قط", DAY)

"""Merging, splitting, adding and undoing, as a desk editor does it: every answer with reviews and as it was read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_ledger_commands import Run, parsed, rasid, reports, week

__all__ = ["rasid", "reports", "week"]
DAY = ("--on", "2018-06-10", "--format", "json")
MINE = ("--who", "سلمى", "--why", "قرأت النص")


def listed(run: Run, *options: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = parsed(run("review", "list", *options, "--format", "json"))
    return found


def of(run: Run, event: str, report: str) -> dict[str, Any]:
    return next(x for x in listed(run) if x["name"] == report and x["statement"]["event"] == event)


def events(run: Run, kind: str, *options: str) -> list[dict[str, Any]]:
    return [e for e in parsed(run("events", "--format", "json", *options)) if e["kind"] == kind]


def review(run: Run, *arguments: str) -> dict[str, Any]:
    made: dict[str, Any] = parsed(run("review", *arguments, *MINE, "--format", "json"))
    return made


def test_one_happening_becomes_two_and_one_again(week: Run) -> None:
    a, b = of(week, "takes_control", "w1")["id"], of(week, "takes_control", "w2")["id"]
    first_of_june = ("--from", "2018-06-01", "--to", "2018-06-01")
    assert [e["chains"] for e in events(week, "takes_control", *first_of_june)] == [2]
    split = review(week, "split", a[:8], b[:8])
    assert sorted(e["chains"] for e in events(week, "takes_control", *first_of_june)) == [1, 1]
    assert [e["chains"] for e in events(week, "takes_control", *first_of_june, "--unreviewed")] == [2]
    merged = review(week, "merge", b, a)  # of one pair the newest word counts, in whichever order it is named
    assert [e["chains"] for e in events(week, "takes_control", *first_of_june)] == [2]
    review(week, "undo", merged["id"][:10])
    assert sorted(e["chains"] for e in events(week, "takes_control", *first_of_june)) == [1, 1]
    review(week, "undo", split["id"])
    assert [e["chains"] for e in events(week, "takes_control", *first_of_june)] == [2]
    code, _, err = week("review", "undo", split["id"])
    assert (code, len(err.splitlines())) == (2, 1)
    assert week("verify")[0] == 0


def test_two_happenings_become_one_with_their_counts(week: Run) -> None:
    clash, capture = of(week, "clash", "w2"), of(week, "takes_control", "w5")
    late = of(week, "takes_control", "w2")
    before = len(parsed(week("events", "--format", "json")))
    review(week, "merge", late["id"], capture["id"])
    after = parsed(week("events", "--format", "json"))
    assert len(after) == before - 1
    one = next(e for e in after if capture["id"] in [s["id"] for s in e["statements"]])
    assert {late["id"], of(week, "takes_control", "w1")["id"]} <= {s["id"] for s in one["statements"]}
    review(week, "split", clash["id"], late["id"])
    assert len(parsed(week("events", "--format", "json"))) == before - 1


def test_one_statement_told_twice_counts_once(week: Run) -> None:
    kept, again = of(week, "takes_control", "w1")["id"], of(week, "takes_control", "w2")["id"]
    week("map", "--on", "2018-06-10")  # the kept spans must learn of it
    made = review(week, "merge", "--told-twice", kept, again)
    told = {w["statement"] for w in parsed(week("holds", "الدشيشة", *DAY))["for"]}
    assert kept in told and again not in told
    assert again in {w["statement"] for w in parsed(week("holds", "الدشيشة", *DAY, "--unreviewed"))["for"]}
    said = week("review", "list", "--reviewed")[1]
    assert f"tells the same as {again[:12]}" in said and f"counts no more, told already by {kept[:12]}" in said
    assert week("review", "accept", again)[0] == 0  # right as it may be, it is told already
    assert again not in {w["statement"] for w in parsed(week("holds", "الدشيشة", *DAY))["for"]}
    assert week("verify")[0] == 0
    review(week, "undo", made["id"])
    assert again in {w["statement"] for w in parsed(week("holds", "الدشيشة", *DAY))["for"]}


def test_a_statement_that_is_two(week: Run) -> None:
    clash = of(week, "clash", "w2")
    made = review(week, "split", clash["id"], "--part", "killed=4", "--part", "event=shelling; place=السخنة; killed=5")
    tolls = {(e["kind"], e["killed"]["best"]) for e in parsed(week("events", "--format", "json")) if e["killed"]}
    assert tolls == {("clash", 4), ("shelling", 5)}
    assert {e["killed"]["best"] for e in parsed(week("events", "--unreviewed", "--format", "json")) if e["killed"]} == {9}
    parts = [x for x in listed(week) if x["name"] == "w2" and x["statement"].get("killed")]
    assert sorted(x["statement"]["killed"] for x in parts if x["id"] != clash["id"]) == [4, 5]
    assert {x["statement"]["evidence"] for x in parts} == {clash["statement"]["evidence"]}
    part = next(x for x in parts if x["statement"]["killed"] == 5)
    review(week, "correct", part["id"], "killed", "6")  # a part is a statement like any other
    assert {e["killed"]["best"] for e in parsed(week("events", "--format", "json")) if e["killed"]} == {4, 6}
    gold = next(r for r in map(json.loads, week("review", "list", "--format", "gold")[1].splitlines()) if r["id"] == "w2")
    assert sorted(s["killed"] for s in gold["statements"] if s["killed"]) == [4, 6]
    assert week("verify")[0] == 0
    review(week, "undo", made["id"])
    assert {e["killed"]["best"] for e in parsed(week("events", "--format", "json")) if e["killed"]} == {9}


def added(run: Run, *more: str) -> dict[str, Any]:
    return review(
        run, "add", "--report", "w4", "--event", "takes_control", "--agent", "تنظيم الدولة الإسلامية", "--place", "السخنة",
        "--evidence", "انسحبت قوات النظام السوري  من مدينة السخنة", "--date", "2018-06-08", *more,
    )  # fmt: skip


def test_what_the_reader_missed(week: Run) -> None:
    week("map", "--on", "2018-06-10")
    made = added(week, "--trigger", "انسحبت")
    answer = parsed(week("holds", "السخنة", *DAY))
    assert answer["holder"]["id"] == "xx.islamic_state"
    assert made["statement"] in {w["statement"] for w in answer["for"]}
    assert parsed(week("holds", "السخنة", *DAY, "--unreviewed"))["holder"] is None
    places = parsed(week("map", "--on", "2018-06-10", "--format", "json"))["places"]
    assert next(p for p in places if p["place"] == "السخنة")["holder"]["id"] == "xx.islamic_state"
    [mine] = [x for x in listed(week, "--place", "السخنة") if x["id"] == made["statement"]]
    s = mine["statement"]
    assert (s["trigger"], s["evidence"]) == ("انسحبت", "انسحبت قوات النظام السوري من مدينة السخنة")
    assert mine["reviews"][0]["who"] == "سلمى"
    gold = json.loads(week("review", "list", "--format", "gold")[1])
    assert ["السخنة"] in [x["place"] for x in gold["statements"] if x["event"] == "takes_control"]
    assert week("verify")[0] == 0
    code, _, err = week("review", "add", "--report", "w4", "--event", "takes_control", "--place", "السخنة", "--trigger", "انسحبت",
                        "--evidence", "انسحبت قوات النظام السوري من مدينة السخنة")  # fmt: skip
    assert (code, "there already" in err) == (2, True)
    review(week, "undo", made["id"])
    assert parsed(week("holds", "السخنة", *DAY))["holder"] is None
    assert added(week, "--trigger", "انسحبت")["statement"] != made["statement"]  # taken back, it can be said again
    assert parsed(week("holds", "السخنة", *DAY))["holder"]["id"] == "xx.islamic_state"
    assert week("verify")[0] == 0


def test_a_place_that_only_reports_know_is_meant_by_its_name(week: Run) -> None:
    left = of(week, "withdraws", "w4")
    before = len(parsed(week("holds", "الدشيشة", *DAY))["against"]) + len(parsed(week("holds", "الدشيشة", *DAY))["for"])
    review(week, "correct", left["id"], "place", "الدشيشة")
    answer = parsed(week("holds", "الدشيشة", *DAY))
    assert answer["place"] == "بلدة الدشيشة"
    assert len(answer["against"]) + len(answer["for"]) > before
    assert "place = بلدة الدشيشة" in week("review", "list", "--reviewed")[1]
    assert week("verify")[0] == 0


def test_what_a_newer_reader_finds_too_counts_once(week: Run, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = added(week, "--trigger", "انسحبت")
    monkeypatch.setattr("rasid.pipeline.recording.reader", lambda: "rasid of tomorrow")
    assert week("add", str(reports))[0] == 0
    told = {w["statement"] for w in parsed(week("holds", "السخنة", *DAY))["for"]}
    assert made["statement"] in told  # the new reader missed it as well
    assert week("verify")[0] == 0


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"--report": "nothing"}, "no such report"),
        ({"--event": "conquers"}, "no event"),
        ({"--evidence": "كلمات ليست في الخبر"}, "does not have these words"),
        ({"--evidence": "  "}, "needs its evidence"),
        ({"--trigger": "دخلت"}, "trigger is not in the evidence"),
        ({"--date": "2018-06-31"}, "is no date"),
        ({"--status": "perhaps"}, "no status"),
    ],
)
def test_a_bad_addition_takes_one_line_and_leaves_nothing(week: Run, change: dict[str, str], told: str) -> None:
    before = parsed(week("verify", "--format", "json"))["counts"]
    given = {"--report": "w4", "--event": "takes_control", "--place": "السخنة", "--evidence": "انسحبت قوات النظام السوري"} | change
    code, out, err = week("review", "add", *(x for pair in given.items() for x in pair))
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert told in err
    assert parsed(week("verify", "--format", "json"))["counts"] == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("merge", "A"),
        ("merge", "A", "A"),
        ("split", "A"),
        ("split", "A", "--part", "killed=2"),
        ("split", "A", "--part", "killed=2", "--part", "killed=2"),
        ("split", "A", "--part", "killed", "--part", "killed=2"),
        ("split", "A", "--part", "colour=red", "--part", "killed=2"),
        ("merge", "A", "ffffffff"),
        ("undo", "ffffffff"),
        ("undo", "x"),
    ],
)
def test_bad_reviews_take_one_line(week: Run, arguments: tuple[str, ...]) -> None:
    statement = of(week, "takes_control", "w1")["id"]
    code, out, err = week("review", *(statement if x == "A" else x for x in arguments))
    assert (code, out, len(err.splitlines())) == (2, "", 1), err
    assert listed(week, "--reviewed") == []

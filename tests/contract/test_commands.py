"""The same commands on SQLite and on PostgreSQL give the same answers, word for word."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rasid import messages
from rasid.cli.main import main
from tests.cli.test_ledger_commands import REPORTS

#: What differs from run to run: times, and ids made with them.
_OF_THE_MOMENT = {"at", "id", "db", "added_at"}
QUESTIONS = (
    ("holds", "الدشيشة", "--on", "2018-06-12"),
    ("holds", "الدشيشة", "--on", "2018-06-12", "--known", "2018-06-05"),
    ("holds", "الدشيشة", "--on", "2018-06-12", "--unreviewed"),
    ("map", "--on", "2018-06-10"),
    ("map", "--on", "2018-06-10", "--known", "2018-06-05"),
    ("history", "الدشيشة"),
    ("changes", "--from", "2018-06-01", "--to", "2018-06-12"),
    ("disputes", "--on", "2018-06-05"),
    ("silences",),
    ("events",),
    ("events", "--unreviewed"),
    ("duplicates",),
    ("brief", "--from", "2018-06-01", "--to", "2018-06-12"),
)


def answers(url: str, reports: Path, capsys: pytest.CaptureFixture[str]) -> list[Any]:
    """All that is said by adding, asking, reviewing and asking again."""

    def run(*arguments: str, lines: bool = False) -> Any:
        code = main([*arguments, "--db", url, "--format", "json"])
        messages.choose("")
        out, err = capsys.readouterr()
        assert code == 0, (arguments, err)
        return [json.loads(x) for x in out.splitlines()] if lines else json.loads(out)

    said: list[Any] = [run("add", str(reports), lines=True), run("add", str(reports), lines=True)]
    said += [run(*question) for question in QUESTIONS]
    listed = run("review", "list")
    by = {(x["name"], x["statement"]["event"]): x["id"] for x in listed}
    said += [
        run("review", "accept", by["w1", "takes_control"], "--who", "هدى"),
        run("review", "correct", by["w4", "withdraws"], "place", "تدمر", "--who", "هدى", "--why", "مكان آخر"),
        run("review", "reject", by["w5", "takes_control"], "--who", "هدى"),
        run("review", "split", by["w1", "takes_control"], by["w2", "takes_control"], "--who", "هدى"),
        run("review", "merge", "--told-twice", by["w5", "withdraws"], by["w5", "takes_control"], "--who", "هدى"),
    ]
    run("review", "add", "--report", "w4", "--event", "holds", "--place", "السخنة", "--evidence", "مدينة السخنة", "--who", "هدى")
    said += [len(run("review", "list", "--reviewed"))]
    said += [run(*question) for question in QUESTIONS if "brief" not in question]
    return [*said, run("verify")]


def same(value: Any) -> Any:
    """The value without what differs from run to run."""
    if isinstance(value, dict):
        return {k: same(v) for k, v in value.items() if k not in _OF_THE_MOMENT}
    return [same(v) for v in value] if isinstance(value, list) else value


def test_both_databases_answer_alike(tmp_path: Path, new_database: Callable[[], str], capsys: pytest.CaptureFixture[str]) -> None:
    reports = tmp_path / "week.jsonl"
    rows = [{"id": i, "outlet": o, "published": p, "title": "", "text": x} for i, o, p, x in REPORTS]
    rows += [
        {**rows[0], "id": "c1", "outlet": "شبكة النهر"},
        {**rows[3], "published": "2018-06-10", "text": rows[3]["text"].replace("الخميس", "الجمعة")},
    ]
    reports.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), "utf-8")
    on_file = answers(str(tmp_path / "rasid.db"), reports, capsys)
    on_server = answers(new_database(), reports, capsys)
    assert len(on_file) == len(on_server) > 2 * len(QUESTIONS)
    for a, b in zip(on_file, on_server, strict=True):
        assert same(a) == same(b)
    assert not on_file[-1]["faults"]
    assert (on_file[-1]["counts"]["copies"], on_file[-1]["counts"]["versions"]) == (1, 1)

"""`rasid read`: its formats, its failures, its exit codes."""

from __future__ import annotations

import csv
import io
import json
import os
import stat
from pathlib import Path
from typing import Any

import pytest

from rasid.cli.terminal import FSI, PDI

from .conftest import PROSE, Run


def rows_of(text: str) -> list[Any]:
    return [json.loads(line) for line in text.splitlines()]


def test_json_lines_have_every_slot(rasid: Run, reports: Path) -> None:
    code, out, err = rasid("read", str(reports), "--format", "jsonl")
    first, second, third = rows_of(out)
    assert code == 0
    assert list(first) == ["id", "schema", "statements", "notes", "skipped"]
    assert first["schema"] == "1.0"
    [statement] = first["statements"]
    assert statement["agent"][0] == {
        "name": "كتائب الوادي",
        "mentions": ["الكتائب"],
        "id": "syr.wadi",
        "span": {"start": PROSE.index("كتائب"), "end": PROSE.index("كتائب") + len("كتائب الوادي")},
    }
    assert statement["status"] == "occurred"
    assert statement["target"] == []
    assert statement["extent"] == "whole"
    assert statement["date"] == "2031-04-05"
    assert [link["name"] for link in statement["chain"]["links"]] == ["صوت الوادي", "ناشطون"]
    span = statement["evidence_span"]
    assert PROSE[span["start"] : span["end"]] == statement["evidence"]
    assert second["statements"] == []
    assert len(third["statements"]) == 2
    assert third["notes"] == [{"code": "no_published"}]
    assert err == "reports read: 3; statements: 3\n"


def test_csv_has_a_row_a_statement_and_a_byte_order_mark(rasid: Run, reports: Path) -> None:
    _, out, _ = rasid("read", str(reports), "--format", "csv")
    assert out.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"))))
    assert [r["report"] for r in rows] == ["r1", "r3", "r3"]
    assert rows[0]["agent"] == "كتائب الوادي"
    assert rows[0]["agent_id"] == "syr.wadi"
    assert (rows[0]["lat"], rows[0]["lon"]) == ("33.5", "36.25")
    assert rows[0]["chain"] == "صوت الوادي > ناشطون"
    assert PROSE[int(rows[0]["start"]) : int(rows[0]["end"])] == rows[0]["evidence"]


def test_csv_cells_are_no_formulas(rasid: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"id": "=1+1", "text": PROSE}) + "\n", "utf-8")
    _, out, _ = rasid("read", str(path), "--format", "csv")
    assert next(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"))))["report"] == "'=1+1"


def test_the_view_marks_the_trigger_and_isolates_directions(rasid: Run, reports: Path) -> None:
    _, out, _ = rasid("read", str(reports))
    assert f"{FSI}[سيطرت] كتائب الوادي على الزيتونة بالكامل{PDI}" in out
    assert "takes control · occurred · 2031-04-05" in out
    assert out.count(FSI) == out.count(PDI) > 0
    assert "no statements" in out
    assert "\x1b" not in out


def test_the_view_in_arabic(rasid: Run, reports: Path) -> None:
    _, out, err = rasid("read", str(reports), "--lang-ui", "ar")
    assert "سيطرة · وقع" in out
    assert "الفاعل" in out
    assert err.startswith("تقارير قُرئت: 3")


def test_terminal_controls_of_a_text_do_not_reach_the_terminal(rasid: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"id": "1\x1b[2J", "title": "\u202eع\x1b]0;x\x07", "text": PROSE}) + "\n", "utf-8")
    _, out, _ = rasid("read", str(path))
    assert not {"\x1b", "\x07", "\u202e"} & set(out)


def test_colour_only_on_a_terminal_and_never_with_no_color(monkeypatch: pytest.MonkeyPatch, one_verb: None, reports: Path) -> None:
    from rasid.cli.read import Options, run

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    def shown(**env: str) -> str:
        for key in ("NO_COLOR", "TERM"):
            monkeypatch.delenv(key, raising=False)
        for key, value in env.items():
            monkeypatch.setenv(key, value)
        out = Terminal()
        monkeypatch.setattr("sys.stdout", out)
        assert run(Options((str(reports),))) == 0
        return out.getvalue()

    assert "\x1b[" in shown()
    assert "\x1b[" not in shown(NO_COLOR="1")
    assert "\x1b[" not in shown(TERM="dumb")


def test_the_suffix_of_the_output_decides_the_format(rasid: Run, reports: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    code, out, err = rasid("read", str(reports), "-o", str(target))
    assert (code, out) == (0, "")
    assert len(rows_of(target.read_text("utf-8"))) == 3
    assert "written to" in err
    rasid("read", str(reports), "-o", str(tmp_path / "out.csv"), "--quiet")
    assert (tmp_path / "out.csv").read_bytes().startswith(b"\xef\xbb\xbfreport,")


def test_output_is_replaced_only_when_whole(rasid: Run, reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "out.jsonl"
    target.write_text("before", "utf-8")
    target.chmod(0o640)

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("rasid.cli.formats.JsonLines.add", interrupted)
        code, _, err = rasid("read", str(reports), "-o", str(target))
    assert (code, err) == (130, "")
    assert target.read_text("utf-8") == "before"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out.jsonl", "reports.jsonl"]
    rasid("read", str(reports), "-o", str(target))
    assert target.read_text("utf-8") != "before"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_place_that_cannot_be_written_to_is_wrong_usage(rasid: Run, reports: Path, tmp_path: Path) -> None:
    code, _, err = rasid("read", str(reports), "-o", str(tmp_path / "no" / "out.jsonl"))
    assert code == 2
    assert "cannot write" in err


def test_bad_input_is_told_counted_and_does_not_stop_the_batch(rasid: Run, tmp_path: Path) -> None:
    path = tmp_path / "mixed.jsonl"
    persian = "وزارت دفاع این کشور اعلام کرد که نیروهای نظامی کنترل شهر را به دست گرفته اند و از آن عقب نشینی کردند"
    lines = [
        json.dumps({"id": "good", "text": PROSE}),
        '{"id": "broken", ',
        json.dumps({"id": "english", "text": "The army said that it had taken the town after a week of clashes."}),
        json.dumps({"id": "persian", "text": persian}),
        json.dumps({"id": "none", "text": ""}),
        json.dumps({"id": "day", "text": PROSE + ".", "published": "yesterday"}),
    ]
    path.write_text("\n".join(lines), "utf-8")
    code, out, err = rasid("read", str(path), str(tmp_path / "missing.txt"), "--format", "jsonl")
    assert code == 3
    assert [r["id"] for r in rows_of(out)] == ["good", "english", "persian", "day"]
    assert [r["skipped"] for r in rows_of(out)] == ["", "not_arabic", "not_arabic", ""]
    assert rows_of(out)[3]["notes"][0] == {"code": "bad_published", "detail": "yesterday"}
    for expected in (
        f"{path}:2{PDI}: not valid JSON",
        "not Arabic but English",
        "not Arabic but Persian",
        f"{path}:5{PDI}: empty",
        "no such file",
        "reports read: 2; statements: 2",
        "not read: 5 (not Arabic: 2, broken JSON: 1, empty: 1, not found: 1)",
    ):
        assert expected in err
    assert "Traceback" not in err


def test_a_fault_of_the_reader_ends_one_report_and_not_the_batch(rasid: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps({"id": i, "text": f"{PROSE} {i}"}) + "\n" for i in ("1", "عطل", "3")), "utf-8")
    code, out, err = rasid("read", str(path), "--format", "jsonl")
    assert code == 1
    assert [r["skipped"] for r in rows_of(out)] == ["", "fault", ""]
    assert "ValueError: a fault of the reader" in err


@pytest.mark.parametrize(
    "arguments",
    [
        ("read", "--format", "xml", "x"),
        ("read", "--published", "tomorrow", "x"),
        ("read", "--jobs", "-1", "x"),
        ("read", "--lang-ui", "fr", "x"),
        ("read", "--unknown"),
        ("unknown",),
    ],
)
def test_wrong_usage(rasid: Run, arguments: tuple[str, ...]) -> None:
    code, _, err = rasid(*arguments)
    assert code == 2
    assert err
    assert "Traceback" not in err


def test_standard_input(rasid: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = io.BufferedReader(io.BytesIO(PROSE.encode()))

        @staticmethod
        def isatty() -> bool:
            return False

    monkeypatch.setattr("sys.stdin", Stdin)
    code, out, _ = rasid("read", "--published", "2031-01-02", "--format", "jsonl")
    assert code == 0
    assert rows_of(out)[0]["statements"][0]["date"] == "2031-01-02"


@pytest.mark.parametrize("jobs", ["0", "2"])
def test_many_reports_keep_their_order_in_several_processes(rasid: Run, tmp_path: Path, jobs: str) -> None:
    path = tmp_path / "many.jsonl"
    lines = [json.dumps({"id": str(n), "text": f"{PROSE} {n}"}) if n % 100 else "{" for n in range(1, 700)]
    path.write_text("\n".join(lines), "utf-8")
    code, out, err = rasid("read", str(path), "--format", "jsonl", "--jobs", jobs)
    assert [int(r["id"]) for r in rows_of(out)] == [n for n in range(1, 700) if n % 100]
    assert all(len(r["statements"]) == 1 for r in rows_of(out))
    assert code == 3
    assert err.count("not valid JSON") == 6


def test_version_and_help(rasid: Run) -> None:
    code, out, _ = rasid("--version")
    assert (code, out.split()[0]) == (0, "rasid")
    code, out, _ = rasid("--help")
    assert code == 0
    for command in ("read", "explain", "evaluate", "lint"):
        assert command in out


def test_an_internal_fault_gives_one_line(rasid: Run, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("unforeseen")

    monkeypatch.setattr("rasid.pipeline.taking.take_in", broken)
    code, _, err = rasid("read", str(reports))
    assert code == 1
    assert err.startswith("a fault inside Rasid: RuntimeError: unforeseen")
    assert len(err.splitlines()) == 1


def test_a_closed_pipe_is_quiet(rasid: Run, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(*_: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr("rasid.cli.formats.View.add", closed)
    assert rasid("read", str(reports)) == (141, "", "")


def test_special_files_are_written_straight(rasid: Run, reports: Path) -> None:
    code, _, _ = rasid("read", str(reports), "-o", os.devnull, "--format", "jsonl")
    assert code == 0

"""Reading by parts: each part whole or not there, made once, whoever dies in the middle."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pyarrow
import pytest
from pyarrow import parquet

from rasid import messages
from rasid.cli import parts, progress
from rasid.cli.main import main
from tests.intake.test_warc import Archive

TEXT = "سيطرت قوات الحكومة على بلدة الرملة رقم {n} يوم الاثنين بعد انسحاب المسلحين منها، بحسب مراسل الصحيفة."


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RASID_LANG", "en")
    messages.choose("")


def lines(path: Path, count: int, first: int = 0) -> Path:
    rows = [{"id": f"r{n}", "text": TEXT.format(n=n), "published": "2019-03-05"} for n in range(first, first + count)]
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), "utf-8")
    return path


def read(folder: Path) -> list[dict[str, object]]:
    return [row for file in sorted(folder.glob("*.parquet")) for row in parquet.read_table(file).to_pylist()]


def test_parts_are_made_once_and_again_when_the_input_changes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in").mkdir()
    lines(tmp_path / "in" / "a.jsonl", 5)
    (tmp_path / "in" / "b.jsonl").write_text('{"id": "bad"}\n', "utf-8")
    out = tmp_path / "out"
    arguments = ["read", str(tmp_path / "in"), "--engine", "processes", "-o", str(out), "--jobs", "2"]
    assert main(arguments) == 3
    rows = read(out)
    assert [r["id"] for r in rows[:5]] == [f"r{n}" for n in range(5)]
    assert rows[5]["skipped"] == "no_text"
    assert all(json.loads(str(r["reading"]))["statements"] and r["statements"] for r in rows[:5])
    before = {p.name: p.stat().st_mtime_ns for p in out.iterdir()}
    capsys.readouterr()
    assert main(arguments) == 0
    assert "parts written: 0; finished before: 2" in capsys.readouterr().err
    assert before == {p.name: p.stat().st_mtime_ns for p in out.iterdir()}
    lines(tmp_path / "in" / "a.jsonl", 6)
    main(arguments)
    assert len(list(out.iterdir())) == 3


def test_slices_of_parquet_cover_every_row_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "SLICE", 7)
    rows = [{"id": f"r{n}", "Body": TEXT.format(n=n), "published": dt.date(2019, 3, 5)} for n in range(20)]
    parquet.write_table(pyarrow.Table.from_pylist(rows), tmp_path / "a.parquet", row_group_size=3)
    out = tmp_path / "out"
    assert main(["read", str(tmp_path / "a.parquet"), "--engine", "processes", "-o", str(out), "--columns", "text=Body"]) == 0
    assert len(list(out.iterdir())) == 3
    found = read(out)
    assert sorted(str(r["id"]) for r in found) == sorted(str(r["id"]) for r in rows)
    assert {r["published"] for r in found} == {"2019-03-05"}


def archive(first: int, count: int) -> bytes:
    made = Archive()
    for n in range(first, first + count):
        text = f"<p>{TEXT.format(n=n)} وقال مراسلنا إن المدينة هادئة وإن السكان عادوا إلى بيوتهم بعد يومين من القتال.</p>"
        html = f"<html><head><title>خبر {n}</title></head><body><article><h1>خبر {n}</h1>{text}</article></body></html>"
        made.response(f"https://a.example/{n}", html.encode())
    made.response("https://a.example/x.png", b"\x89PNG", "image/png")
    return made.bytes()


@pytest.mark.parametrize("engine", ["processes", "ray"])
def test_web_archives_are_read_by_parts(tmp_path: Path, engine: str) -> None:
    if engine == "ray":
        pytest.importorskip("ray", reason="Ray is not installed")
    source, out = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    (source / "a.warc.gz").write_bytes(archive(0, 3))
    (source / "cut.warc.gz").write_bytes(archive(3, 3)[:-200])
    with zipfile.ZipFile(source / "b.wacz", "w") as packed:
        packed.writestr("archive/data.warc.gz", archive(6, 2))
        packed.writestr("archive/more.warc.gz", archive(8, 1))
        packed.writestr("datapackage.json", "{}")
    arguments = ["read", str(source), "--engine", engine, "-o", str(out), "--jobs", "2", "-q"]
    main(arguments)
    assert sorted(f.name.rpartition("-00000-")[0] for f in out.iterdir()) == ["a.warc.gz", "b.wacz", "cut.warc.gz"]
    rows = {str(r["url"]): r for r in read(out) if r["url"]}
    assert {f"https://a.example/{n}" for n in (0, 1, 2, 3, 4, 6, 7, 8)} <= set(rows)
    assert all(r["statements"] and "الرملة" in str(r["reading"]) for r in rows.values())
    before = {f.name: f.stat().st_mtime_ns for f in out.iterdir()}
    main(arguments)
    assert before == {f.name: f.stat().st_mtime_ns for f in out.iterdir()}


def test_progress_is_shown_while_a_part_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(progress, "PATIENCE_S", 0)
    monkeypatch.setattr(progress, "EVERY_S", 0)
    source = lines(tmp_path / "a.jsonl", 9)
    assert main(["read", str(source), "--engine", "processes", "-o", str(tmp_path / "out"), "--jobs", "1"]) == 0
    shown = [part for part in terminal.getvalue().split("\r") if "/s)" in part]
    assert len(shown) == 9 and " 9 (" in shown[-1]
    assert terminal.getvalue().count("\x1b[K") == len(shown) + 1  # and is taken away


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, out = lines(tmp_path / "a.jsonl", 3), tmp_path / "out"

    def full(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(parts, "_put", full)
    assert main(["read", str(path), "--engine", "processes", "-o", str(out)]) == 2
    assert list(out.iterdir()) == []


@pytest.mark.parametrize("wrong", [["--engine", "spark", "-o", "x"], ["--engine", "processes"], ["--engine", "ray", "-o", "x"]])
def test_wrong_engines_are_told_in_one_line(
    wrong: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(sys.modules, "ray", None)  # as if it were not installed
    assert main(["read", str(lines(tmp_path / "a.jsonl", 1)), *wrong]) in (1, 2)
    err = capsys.readouterr().err
    assert len(err.splitlines()) == 1
    if "ray" in wrong:
        assert 'pip install "rasid[ray]"' in err


def test_a_broken_parquet_file_is_told_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.parquet").write_bytes(b"PAR1 is not enough")
    assert main(["read", str(tmp_path / "a.parquet"), "--engine", "processes", "-o", str(tmp_path / "out")]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_damaged_page_of_parquet_costs_only_what_comes_after_it(tmp_path: Path) -> None:
    rows = [{"id": f"r{n}", "text": TEXT.format(n=n)} for n in range(1500)]
    path, out = tmp_path / "a.parquet", tmp_path / "out"
    parquet.write_table(pyarrow.Table.from_pylist(rows), path, row_group_size=1000, compression="zstd", use_dictionary=False)
    data = bytearray(path.read_bytes())
    at = parquet.read_metadata(path).row_group(1).column(1).data_page_offset
    data[at + 40 : at + 400] = b"\xff" * 360
    path.write_bytes(data)
    assert main(["read", str(path), "--engine", "processes", "-o", str(out), "--jobs", "1"]) == 3
    found = read(out)
    assert [r["id"] for r in found[:1000]] == [f"r{n}" for n in range(1000)]
    assert [r["skipped"] for r in found[1000:]] == ["unreadable"]


def test_small_parts_share_a_task() -> None:
    made = parts.tasks([parts.Part("a", "x", weight=400), parts.Part("b", "y", weight=700), parts.Part("c", "z", weight=5)])
    assert [[p.source for p in task] for task in made] == [["a", "b"], ["c"]]


@pytest.mark.skipif(sys.platform != "linux", reason="processes are found by their number")
def test_a_killed_worker_of_ray_loses_nothing_and_writes_nothing_twice(tmp_path: Path) -> None:
    pytest.importorskip("ray", reason="Ray is not installed")
    (tmp_path / "in").mkdir()
    for n in range(2):
        lines(tmp_path / "in" / f"{n}.jsonl", 4000, 4000 * n)
    out = tmp_path / "out"
    command = [sys.executable, "-m", "rasid.cli", "read", str(tmp_path / "in"), "--engine", "ray", "--jobs", "2", "-o", str(out)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    end, killed = time.monotonic() + 60, 0
    while not killed and process.poll() is None and time.monotonic() < end:
        begun = list(out.glob(".*.tmp")) if out.exists() else []
        if begun:
            killed = int(begun[0].name.split("-")[-1].removesuffix(".tmp"))  # the worker that is at it
            os.kill(killed, signal.SIGKILL)
        time.sleep(0.02)
    _, err = process.communicate(timeout=120)
    assert killed and process.returncode == 0, err
    assert sorted(str(r["id"]) for r in read(out)) == sorted(f"r{n}" for n in range(8000))
    assert len(list(out.iterdir())) == 2  # and nothing half-made

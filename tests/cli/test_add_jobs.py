"""`rasid add` in several processes: workers and the command itself may be killed, and every report is in the ledger once."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from rasid import messages
from rasid.cli.main import main
from rasid.model import Reading, Report
from rasid.pipeline import Reader, default_reader

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="forked workers")
TEXT = "سيطرت قوات الحكومة على بلدة الرملة رقم {n} يوم الاثنين بعد انسحاب المسلحين منها، بحسب مراسل الصحيفة."


class Deadly:
    """The real reader, which dies of some reports: of "r30" whenever it reads it, of "r7" the first time."""

    def __init__(self, folder: Path, reader: Reader) -> None:
        self.folder, self.reader = folder, reader

    def read(self, report: Report) -> Reading:
        """A reading, if one lives to see it."""
        mark = self.folder / "seven"
        if report.id == "r30" or (report.id == "r7" and not mark.exists()):
            if report.id == "r7":
                mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return self.reader.read(report)


def written(tmp_path: Path, count: int) -> Path:
    path = tmp_path / "reports.jsonl"
    rows = [{"id": f"r{n}", "text": TEXT.format(n=n), "published": "2019-03-05", "outlet": "صحيفة الساحل"} for n in range(count)]
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), "utf-8")
    return path


def names(db: Path) -> list[str]:
    with sqlite3.connect(db) as connection:
        found = [r[0] for r in connection.execute("SELECT name FROM reports")]
    connection.close()
    return found


def test_a_worker_that_dies_costs_nothing_but_the_report_that_kills(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("RASID_LANG", "en")
    messages.choose("")
    path, db = written(tmp_path, 80), tmp_path / "x.db"
    monkeypatch.setattr("rasid.cli.batch.load_reader", lambda: Deadly(tmp_path, default_reader()))
    assert main(["add", str(path), "--db", str(db), "--jobs", "2"]) == 1
    assert "SIGKILL" in capsys.readouterr().err
    assert sorted(names(db)) == sorted({f"r{n}" for n in range(80)} - {"r30"})
    monkeypatch.setattr("rasid.cli.batch.load_reader", default_reader)  # mended: only what is missing is read
    assert main(["add", str(path), "--db", str(db), "--jobs", "2", "--format", "json"]) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [x["name"] for x in told if x.get("added") == "new"] == ["r30"]
    assert len(names(db)) == 80


def test_killed_itself_it_goes_on_where_it_stopped(tmp_path: Path) -> None:
    path, db = written(tmp_path, 260), tmp_path / "x.db"
    command = [sys.executable, "-m", "rasid.cli", "add", str(path), "--db", str(db), "--jobs", "2", "--format", "json"]
    acknowledged: list[str] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout
        for line in process.stdout:
            acknowledged.append(json.loads(line)["name"])
            if len(acknowledged) >= 64:
                process.kill()
                break
    time.sleep(0.1)
    there = set(names(db))
    assert set(acknowledged) <= there and len(there) < 260  # what is said to be recorded is recorded
    again = subprocess.run(command, capture_output=True, text=True, check=True)
    rows = [json.loads(line) for line in again.stdout.splitlines()]
    assert {r["name"] for r in rows if r.get("added") == "known"} == there
    assert sorted(names(db)) == sorted(f"r{n}" for n in range(260))
    assert subprocess.run([sys.executable, "-m", "rasid.cli", "verify", "--db", str(db)], capture_output=True).returncode == 0

"""Whatever is wrong with the ledger takes one line and exit code 5, and leaves it as it was. On a real process where it matters."""

from __future__ import annotations

import json
import os
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from rasid.ledger import writer
from tests.cli.test_ledger_commands import REPORTS, Run, rasid, reports, week
from tests.contract.conftest import new_database, server

__all__ = ["new_database", "rasid", "reports", "server", "week"]
COMMAND = [sys.executable, "-m", "rasid.cli"]
ENOUGH = 300


def counts(run: Run) -> dict[str, int]:
    code, out, err = run("verify", "--format", "json")
    assert code == 0, out + err
    found: dict[str, int] = json.loads(out)["counts"]
    return found


def noise(length: int) -> str:
    """Arabic letters that cannot be compressed."""
    letters = "ابتثجحخدذرزسشصضط"
    return "".join(letters[b % 16] + (" " if b > 210 else "") for b in os.urandom(length))


def many(path: Path) -> Path:
    """More than a small disk holds."""
    rows = [
        {"id": f"m{n}", "published": "2018-06-02", "text": f"{REPORTS[0][3]} وهذا الخبر رقم {n}. " + noise(3000)} for n in range(ENOUGH)
    ]
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), "utf-8")
    return path


def test_nothing_to_read_makes_no_ledger(rasid: Run, tmp_path: Path) -> None:
    (tmp_path / "broken.jsonl").write_text("{broken\n")
    (tmp_path / "french.txt").write_text("Le ministre a dit hier que la situation restait calme dans tout le pays.")
    code, _, err = rasid("add", str(tmp_path / "none.txt"), str(tmp_path / "broken.jsonl"), str(tmp_path / "french.txt"))
    assert code == 3
    assert "not read: 3" in err
    assert not (tmp_path / "rasid.db").exists()


@pytest.mark.parametrize("url", ["nowhere/at/all/rasid.db", "mysql://a/b", "postgresql+psycopg://nobody@127.0.0.1:1/none"])
@pytest.mark.parametrize("command", ["add", "holds"])
def test_a_ledger_out_of_reach(rasid: Run, reports: Path, url: str, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = rasid(command, str(reports) if command == "add" else "حلب", "--db", url)
    assert (code, out) == (5, "")
    assert len(err.splitlines()) == 1, err


def test_a_locked_ledger(week: Run, tmp_path: Path, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RASID_DB_WAIT", "0.2")
    before = counts(week)
    more = tmp_path / "more.jsonl"
    more.write_text(json.dumps({"id": "w9", "published": "2018-06-13", "text": REPORTS[3][3]}, ensure_ascii=False) + "\n", "utf-8")
    other = sqlite3.connect(tmp_path / "rasid.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    for arguments in (("add", str(more), "--quiet"), ("review", "accept", first(week))):
        code, out, err = week(*arguments)
        assert (code, out, len(err.splitlines())) == (5, "", 1)
        assert "locked" in err
    assert week("map", "--on", "2018-06-10")[0] == 0  # who only asks is not kept waiting
    other.execute("ROLLBACK")
    other.close()
    assert counts(week) == before
    assert week("add", str(more))[0] == 0


def first(run: Run) -> str:
    found: str = json.loads(run("review", "list", "--format", "json")[1])[0]["id"]
    return found


def test_a_file_that_may_not_grow(week: Run, tmp_path: Path) -> None:
    before = counts(week)
    size = (tmp_path / "rasid.db").stat().st_size + 100_000

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    done = subprocess.run([*COMMAND, "add", str(many(tmp_path / "many.jsonl")), "--quiet"], capture_output=True, text=True, check=False,
                          env={**os.environ, "RASID_DB": str(tmp_path / "rasid.db")}, preexec_fn=limited)  # fmt: skip
    assert (done.returncode, len(done.stderr.splitlines())) == (5, 1), done.stderr
    after = counts(week)  # sound, and whole transactions only
    assert before["reports"] <= after["reports"] < before["reports"] + ENOUGH
    assert week("add", str(tmp_path / "many.jsonl"))[0] == 0
    assert counts(week)["reports"] == before["reports"] + ENOUGH


@pytest.fixture
def small_disk(tmp_path: Path) -> Path:
    """A disk of a megabyte."""
    disk = tmp_path / "disk"
    disk.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("no right to mount a small disk here")
    return disk


def test_a_full_disk(rasid: Run, tmp_path: Path, small_disk: Path) -> None:
    try:
        code, _, err = rasid("add", str(many(tmp_path / "many.jsonl")), "--quiet", "--db", str(small_disk / "rasid.db"))
        assert (code, len(err.splitlines())) == (5, 1)
        assert "disk is full" in err
        code, out, _ = rasid("verify", "--db", str(small_disk / "rasid.db"), "--format", "json")
        assert (code, json.loads(out)["faults"]) == (0, [])
    finally:
        subprocess.run(["umount", str(small_disk)], check=True)


def test_a_ledger_that_may_only_be_read(week: Run, reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, statement = counts(week), first(week)
    more = tmp_path / "more.txt"
    more.write_text(REPORTS[3][3], "utf-8")
    monkeypatch.setattr(os, "access", lambda *_, **__: False)
    for arguments in (("add", str(more), "--quiet"), ("review", "reject", statement)):
        code, out, err = week(*arguments)
        assert (code, out, len(err.splitlines())) == (5, "", 1), err
        assert "cannot be written to" in err
    for arguments in (("holds", "السخنة"), ("map", "--on", "2018-06-10"), ("brief", "--from", "2018-06-01"), ("verify",)):
        assert week(*arguments)[0] == 0
    monkeypatch.undo()
    monkeypatch.setenv("RASID_DB", str(tmp_path / "rasid.db"))
    assert counts(week) == before


def test_a_damaged_ledger(week: Run, tmp_path: Path) -> None:
    path = tmp_path / "rasid.db"
    data = bytearray(path.read_bytes())
    data[4096:-4096:7] = b"\xff" * len(data[4096:-4096:7])
    path.write_bytes(data)
    for arguments in (("holds", "السخنة"), ("events",), ("verify",), ("review", "list")):
        code, _, err = week(*arguments)
        assert (code, len(err.splitlines())) == (5, 1), err


def test_a_server_that_hangs_up(rasid: Run, reports: Path, new_database: Callable[[], str], monkeypatch: pytest.MonkeyPatch) -> None:
    import psycopg
    from sqlalchemy import Connection, text

    url = new_database()
    assert rasid("add", str(reports), "--db", url)[0] == 0
    before = json.loads(rasid("verify", "--db", url, "--format", "json")[1])["counts"]
    late = reports.parent / "late.txt"
    late.write_text(REPORTS[3][3] + " وعاد الهدوء.", "utf-8")

    def cut(connection: Connection, places: set[str]) -> None:
        pid = connection.execute(text("SELECT pg_backend_pid()")).scalar()
        with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as killer:
            killer.execute(f"SELECT pg_terminate_backend({pid})")
        made(connection, places)

    made = writer.make_stale
    monkeypatch.setattr(writer, "make_stale", cut)
    code, out, err = rasid("add", str(late), "--quiet", "--db", url)
    assert (code, out, len(err.splitlines())) == (5, "", 1), err
    assert "connection" in err and "lost" in err
    monkeypatch.setattr(writer, "make_stale", made)
    assert json.loads(rasid("verify", "--db", url, "--format", "json")[1])["counts"] == before
    assert rasid("add", str(late), "--db", url)[0] == 0


def test_names_that_nobody_has_come_with_those_that_are_near(week: Run) -> None:
    code, out, err = week("holds", "السخنه الجديدةة")
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    code, _, err = week("who", "قوات سوريا الديمقراطيه الجديدةة")
    assert (code, len(err.splitlines())) == (2, 1)
    assert "قوات سوريا الديمقراطية" in err

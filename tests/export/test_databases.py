"""The same export from SQLite and from PostgreSQL."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from rasid.cli.main import main
from rasid.pipeline import exporting
from tests.contract.conftest import new_database, server, url  # noqa: F401
from tests.export.conftest import LAST_DAY, Run


def test_both_databases_give_the_same_rows(
    rasid: Run,
    week: str,
    url: str,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(exporting, "_FETCH", 3)
    monkeypatch.setattr(exporting, "_REMEMBERED", 2)
    reports = tmp_path / "week.jsonl"
    reports.write_bytes(files("rasid.demo").joinpath("week.jsonl").read_bytes())
    assert main(["add", str(reports), "--db", url, "--jobs", "1", "--quiet"]) == 0
    rasid("--version")
    for what in ("statements", "events", "control", "changes"):
        lines = []
        for db in (week, url):
            code, out, _ = rasid("export", "--format", "jsonl", "--what", what, "--on", LAST_DAY, "--db", db)
            assert code == 0
            lines.append(sorted(out.splitlines()))
        assert lines[0] == lines[1] and lines[0]

"""A ledger of the demo's week, and rows made by hand for what the week does not have."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from rasid import messages
from rasid.cli.main import main
from rasid.export.data import Exported, Summary
from rasid.export.formats import writer
from rasid.ledger import Store
from rasid.pipeline.exporting import Asked, Gatherer
from rasid.pipeline.world import world

LAST_DAY = "2019-06-08"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RASID_LANG", "en")
    messages.choose("")


@pytest.fixture(scope="session")
def week(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The file of a ledger that has read the demo's week."""
    folder = tmp_path_factory.mktemp("ledger")
    reports = folder / "week.jsonl"
    reports.write_bytes(files("rasid.demo").joinpath("week.jsonl").read_bytes())
    db = str(folder / "week.db")
    assert main(["add", str(reports), "--db", db, "--jobs", "1", "--quiet"]) == 0
    return db


@pytest.fixture
def empty(tmp_path: Path) -> str:
    """The file of a ledger in which nothing is."""
    db = str(tmp_path / "empty.db")
    Store(db).close()
    return db


@pytest.fixture
def gathered(week: str) -> Iterator[Callable[..., Exported]]:
    """What is exported of the week."""
    with Store(week, read_only=True) as store, Gatherer(store, world()) as ledger:
        yield lambda what, **more: ledger.gather(Asked(what=what, on=LAST_DAY, **more))


@pytest.fixture
def rasid(capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run the command in this process: exit code, standard output, standard error."""

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        out, err = capfdbinary.readouterr()
        return code, out.decode("utf-8"), err.decode("utf-8")

    return run


def written(name: str, data: Exported) -> tuple[bytes, Summary]:
    """The bytes of a format, and its summary."""
    out: Any = io.BytesIO()
    done = writer(name)(data, out)
    return out.getvalue(), done

"""A ledger of the invented week of the demo, read by the real reader, with the lines that its reports were made of."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from rasid.control.index import ControlIndex
from rasid.export.data import Exported
from rasid.ledger import Store, Told
from rasid.lexicon.evidence import load_weights
from rasid.model import Report
from rasid.pipeline import default_reader
from rasid.pipeline.exporting import Asked, Gatherer
from rasid.pipeline.recording import entry
from rasid.pipeline.world import world

DAY = "2019-06-09"


class Week(NamedTuple):
    """The file of the ledger, the lines its reports were made of by name, its statements and their index; gather: what is exported."""

    path: Path
    lines: dict[str, bytes]
    told: dict[str, Told]
    index: ControlIndex
    names: Gatherer
    gather: Callable[..., Exported]


def lines() -> dict[str, bytes]:
    """The reports of the week, a line of JSON each."""
    raw = files("rasid.demo").joinpath("week.jsonl").read_bytes().splitlines()
    return {json.loads(line)["id"]: line for line in raw}


@pytest.fixture(scope="package")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Week]:
    path = tmp_path_factory.mktemp("week") / "week.db"
    given = lines()
    with Store(str(path)) as store:
        reports = [(Report(**json.loads(line)), line) for line in given.values()]
        store.add([entry(r, default_reader().read(r), world(), line) for r, line in reports])
    with Store(str(path), read_only=True) as store, Gatherer(store, world()) as names:
        told = {t.id: t for t in store.ask(lambda view: view.told())}
        index = ControlIndex(world().theatre, load_weights())
        for t in told.values():
            index.add(t.recorded)

        def gather(what: str, **more: Any) -> Exported:
            return names.gather(Asked(what=what, **{"on": DAY, "outlines": True, **more}))  # type: ignore[arg-type]

        yield Week(path, given, told, index, names, gather)

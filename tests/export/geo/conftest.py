"""A ledger of the invented week of the demo, read by the real reader."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import pytest

from rasid.control.index import ControlIndex
from rasid.ledger import Store, Told
from rasid.lexicon.evidence import load_weights
from rasid.model import Report
from rasid.pipeline import default_reader
from rasid.pipeline.recording import entry
from rasid.pipeline.territory import Surveyor
from rasid.pipeline.world import world

DAY = "2019-06-09"


class Week(NamedTuple):
    """The file of the ledger, the lines its reports were made of by name, and whoever makes rows of it."""

    path: Path
    lines: dict[str, bytes]
    told: dict[str, Told]
    surveyor: Surveyor


def surveyor(store: Store) -> Surveyor:
    """Whoever makes rows of a ledger."""
    with store.reading() as view:
        told = {t.id: t for t in view.told()}
        places, actors = view.places(), view.actors()
    index = ControlIndex(world().theatre, load_weights())
    for t in told.values():
        index.add(t.recorded)
    return Surveyor(index, told, world(), places, actors)


def lines() -> dict[str, bytes]:
    """The reports of the week, a line of JSON each."""
    raw = files("rasid.demo").joinpath("week.jsonl").read_bytes().splitlines()
    return {json.loads(line)["id"]: line for line in raw}


@pytest.fixture(scope="package")
def week(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Week]:
    path = tmp_path_factory.mktemp("week") / "week.db"
    given = lines()
    with Store(str(path)) as store:
        reports = [(Report(**json.loads(line)), line) for line in given.values()]
        store.add([entry(r, default_reader().read(r), world(), line) for r, line in reports])
        made = surveyor(store)
        yield Week(path, given, dict(made.told), made)

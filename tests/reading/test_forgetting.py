"""What the reader remembers is bounded, and what it has forgotten it works out again."""

from __future__ import annotations

from importlib.resources import files

import msgspec
import pytest

from rasid.lexicon import analyser
from rasid.model import Report
from rasid.pipeline import Reader, default_reader
from rasid.places import gazetteer, resolve


def test_a_reader_that_remembers_next_to_nothing_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = files("rasid.demo").joinpath("week.jsonl").read_text("utf-8").splitlines()
    reports = [msgspec.json.decode(line, type=Report) for line in lines][:20]
    for module, name in (
        (analyser, "_REMEMBERED"),
        (resolve, "_REMEMBERED"),
        (gazetteer, "_REMEMBERED"),
    ):
        monkeypatch.setattr(module, name, 7)
    forgetful = Reader()
    assert [forgetful.read(r) for r in reports] == [default_reader().read(r) for r in reports]
    assert forgetful.documents.analyser.remembered() <= 14  # seven, and those seen before them

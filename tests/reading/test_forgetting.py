"""What the reader remembers is bounded, and what it has forgotten it works out again."""

from __future__ import annotations

from importlib.resources import files

import msgspec
import pytest

from rasid.model import Report
from rasid.pipeline import Reader, default_reader
from rasid.places import gazetteer, resolve
from rasid.text import tokens


def test_a_reader_that_remembers_next_to_nothing_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = files("rasid.demo").joinpath("week.jsonl").read_text("utf-8").splitlines()
    reports = [msgspec.json.decode(line, type=Report) for line in lines][:20]
    for module, name in (
        (tokens, "_REMEMBERED"),
        (resolve, "_REMEMBERED"),
        (gazetteer, "_REMEMBERED"),
    ):
        monkeypatch.setattr(module, name, 7)
    monkeypatch.setattr(tokens, "SEEN", tokens.Memory())
    forgetful = Reader()
    assert [forgetful.read(r) for r in reports] == [default_reader().read(r) for r in reports]
    assert len(tokens.SEEN.fresh) <= 7 and len(tokens.SEEN.pieces) <= 7

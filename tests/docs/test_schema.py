"""The JSON Schema is a valid one, and the output of real reports keeps to it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from jsonschema import Draft202012Validator

from rasid.cli.batch import Outcome, outcomes
from rasid.cli.formats import line
from rasid.cli.schema import FILE, REPORT_FILE
from rasid.intake import read_inputs

ROOT = Path(__file__).parents[2]
SCHEMA: Any = json.loads((ROOT / "docs" / FILE).read_text("utf-8"))
REPORTS = [ROOT / "src/rasid/demo/reports.jsonl", *sorted((ROOT / "tests/golden").glob("*.jsonl"))]


def problems(value: object) -> list[str]:
    return [f"{list(e.path)}: {e.message}" for e in Draft202012Validator(SCHEMA).iter_errors(value)]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_the_schema_of_reports() -> None:
    schema: Any = json.loads((ROOT / "docs" / REPORT_FILE).read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    check = Draft202012Validator(schema)
    for good in (
        {"text": "x"},
        {"id": 3, "text": "x", "forwarded": "a"},
        {"text": "x", "forwarded": ["a", "b"], "version": "", "other": 1},
    ):
        assert check.is_valid(good)
    for bad in ({}, {"text": 1}, {"text": "x", "forwarded": [1]}, {"text": "x", "author": None}):
        assert not check.is_valid(bad)


@pytest.mark.parametrize("path", REPORTS, ids=lambda p: p.name)
def test_real_output_keeps_to_the_schema(path: Path) -> None:
    read = 0
    for result in outcomes(read_inputs([str(path)]), jobs=1):
        assert isinstance(result, Outcome)
        assert not result.reading.skipped
        read += 1
        assert not problems(json.loads(msgspec.json.encode(line(result.reading))))
    assert read


@pytest.mark.parametrize(
    "change",
    [{"event": "war"}, {"status": "maybe"}, {"agent": "x"}, {"killed": "two"}, {"trigger_span": {"start": 1}}],
)
def test_the_schema_refuses_what_is_wrong(change: dict[str, Any]) -> None:
    good = {
        "id": "1",
        "event": "holds",
        "trigger": "x",
        "evidence": "x",
        "trigger_span": {"start": 0, "end": 1},
        "evidence_span": {"start": 0, "end": 1},
        "agent": [],
        "target": [],
        "place": [],
        "date": "",
        "source": [],
        "status": "occurred",
        "chain": {},
        "rules": [],
    }
    whole = {"id": "r", "schema": "1.0", "notes": [], "skipped": ""}
    assert not problems({**whole, "statements": [good]})
    assert problems({**whole, "statements": [{**good, **change}]})
    assert problems({**whole, "statements": [{k: v for k, v in good.items() if k != next(iter(change))}]}) or ("killed" in change)

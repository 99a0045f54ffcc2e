"""Measuring the reader on the golden reports, a score a set of files."""

from __future__ import annotations

from pathlib import Path

import msgspec

from rasid.cli.batch import Outcome, outcomes
from rasid.cli.formats import line
from rasid.evaluate import Score, documents, evaluate
from rasid.intake import read_inputs

GOLDEN = Path(__file__).parents[1] / "golden"
FLOORS = Path(__file__).with_name("floors.json")
#: Sets of files that have floors of their own: reports of conflict, articles that make no statement, sentences alone.
SETS = (
    "fresh-*.jsonl",
    "golden-*.jsonl",
    "papers-*.jsonl",
    "press-*.jsonl",
    "wires-*.jsonl",
    "quiet*.jsonl",
    "reports-*.jsonl",
    "sentences-*.jsonl",
    "talks-*.jsonl",
)


def whole(name: str, folder: Path) -> Path:
    """The files of a set in one file, in the order of their names."""
    target = folder / "gold.jsonl"
    target.write_bytes(b"".join(p.read_bytes() for p in sorted(GOLDEN.glob(name))))
    return target


def score_of(gold: Path) -> Score:
    """Read the reports of a gold file and score what was read; predictions go beside it."""
    target = gold.with_name("predicted.jsonl")
    with target.open("wb") as out:
        for result in outcomes(read_inputs([str(gold)]), jobs=1):
            assert isinstance(result, Outcome), result
            assert not result.reading.skipped, result.reading
            out.write(msgspec.json.encode(line(result.reading)) + b"\n")
    return evaluate(documents(str(gold)), documents(str(target)))[0]

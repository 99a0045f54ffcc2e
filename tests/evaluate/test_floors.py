"""The reader does not fall below what it reached: F1 floors a set of golden files, pinned to their hash."""

from __future__ import annotations

from pathlib import Path

import pytest

from rasid.evaluate import floors as gate

from .golden import FLOORS, GOLDEN, SETS, score_of, whole

REMEDY = "if the gold was meant to change, run `make floors`"


def test_every_golden_file_belongs_to_a_set_with_floors() -> None:
    assert sorted(gate.load(FLOORS)) == sorted(SETS), REMEDY
    assert {p for name in SETS for p in GOLDEN.glob(name)} == set(GOLDEN.glob("*.jsonl"))


@pytest.mark.parametrize("name", SETS)
def test_figures_stay_above_their_floors(name: str, tmp_path: Path) -> None:
    gold, floor = whole(name, tmp_path), gate.load(FLOORS)[name]
    assert gate.digest(gold) == floor.sha256, REMEDY
    score = score_of(gold)
    assert not gate.below(floor, score), (floor, score)
    assert score.ungrounded == 0

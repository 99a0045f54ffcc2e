"""Every slot that a statement fills has the rule that filled it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.reading.unjudged import READER

from rasid.model import Report

GOLDEN = Path(__file__).parents[1] / "golden"
SLOTS = ("agent", "target", "place", "source")


@pytest.mark.parametrize("name", sorted(p.stem for p in GOLDEN.glob("*.jsonl")))
def test_no_slot_without_a_reason(name: str) -> None:
    for line in (GOLDEN / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        d = json.loads(line)
        for s in READER.read(Report(d["id"], d["text"], d.get("title", ""), d.get("published", "")))[0]:
            told = {r.slot for r in s.rules}
            assert not [slot for slot in SLOTS if getattr(s, slot) and slot not in told], (d["id"], s.evidence)

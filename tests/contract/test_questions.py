"""The questions that the ledger must answer, from reports as read and from gold statements, where the shared data is there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rasid.cli import ask
from rasid.ledger import Store
from rasid.model import Chain, Link, Name, Reading, Report, Span, Statement
from rasid.pipeline import default_reader
from rasid.pipeline.recording import entry
from rasid.pipeline.world import world

SHARED = Path(__file__).parents[3] / "shared"
SEED, STREAM = SHARED / "seed" / "gold.jsonl", SHARED / "bench" / "gold" / "syria2024.jsonl"
ASKED = {"seed": SHARED / "seed" / "ledger.json", "stream": SHARED / "bench" / "gold" / "syria2024.ledger.json"}
FILES = {"seed": (SEED,), "stream": (STREAM, SEED)}

pytestmark = pytest.mark.skipif(not SEED.exists(), reason="the shared reports and questions are not beside the project")


def reports(which: str) -> Iterator[tuple[Report, dict[str, Any]]]:
    for file in FILES[which]:
        for line in file.read_text("utf-8").splitlines():
            d = json.loads(line)
            yield Report(d["id"], d["text"], d.get("title", ""), d["published"], d.get("outlet", "")), d


def gold(report: Report, d: dict[str, Any], read: Reading) -> Reading:
    """The gold statements as a reading: ids of places as the reader found them in this report, or by name."""
    ids: dict[str, str] = {}
    for s in read.statements:
        for n in s.place:
            for name in (n.name, *n.mentions):
                ids.setdefault(name, n.id)
    made = []
    for at, s in enumerate(d["statements"]):
        links = [Link("outlet", report.outlet)]
        links += [Link("correspondent" if "مراسل" in n else "unnamed" if "مصدر" in n else "organisation", n) for n in s["source"]]
        made.append(
            Statement(
                str(at), s["event"], s["trigger"], s["evidence"], Span(at, at + 1), Span(at, at + 1), tuple(map(Name, s["agent"])),
                tuple(map(Name, s["target"])), tuple(Name(p, id=ids.get(p) or world().resolver.resolve(p).id) for p in s["place"]),
                s["date"], tuple(map(Name, s["source"])), s["status"], Chain(tuple(links)), s.get("extent", ""),
            )
        )  # fmt: skip
    return Reading(report.id, tuple(made))


def answers(which: str, from_gold: bool, db: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    with Store(str(db)) as store:
        for report, d in reports(which):
            read = default_reader().read(report)
            store.add([entry(report, gold(report, d, read) if from_gold else read, world())])
    ask.run(str(ASKED[which]), str(db), "json")
    out: dict[str, Any] = json.loads(capsys.readouterr().out)
    return out


@pytest.mark.parametrize("from_gold", [True, False])
def test_the_seed_report_answers_all(from_gold: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = answers("seed", from_gold, tmp_path / "rasid.db", capsys)
    assert (found["right"], found["of"], found["silences_of"]) == (8, 8, 2)
    if not from_gold:  # gold evidence has no place in the text, by which silences are compared
        assert found["silences_right"] == 2


def test_gold_statements_of_the_stream_answer_all(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = answers("stream", True, tmp_path / "rasid.db", capsys)
    assert (found["right"], found["of"]) == (18, 18), [q for q in found["questions"] if not q["right"]]


def test_the_stream_as_it_is_read_answers_most(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = answers("stream", False, tmp_path / "rasid.db", capsys)
    assert found["right"] >= 15, [q for q in found["questions"] if not q["right"]]

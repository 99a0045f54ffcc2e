"""`rasid explain`, `rasid evaluate` and `rasid lint`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rasid.evaluate import documents, evaluate
from rasid.evaluate.floors import digest, raised, save

from .conftest import Run


def test_explain_names_rules_and_words(rasid: Run, reports: Path) -> None:
    code, out, _ = rasid("explain", str(reports))
    assert code == 0
    assert out.count("frame.verb") == 3
    assert "«\u2068كتائب النهر\u2069»" in out


@pytest.mark.parametrize("wanted", ["3", "r3#2"])
def test_explain_one_statement_by_number_or_id(rasid: Run, reports: Path, wanted: str) -> None:
    code, out, _ = rasid("explain", str(reports), "--statement", wanted)
    assert code == 0
    assert out.count("frame.verb") == 1
    assert "كتائب النهر" in out


def test_explain_a_statement_that_is_not_there(rasid: Run, reports: Path) -> None:
    code, _, err = rasid("explain", str(reports), "-n", "9")
    assert code == 2
    assert "no statement 9: there are 3" in err


@pytest.fixture
def scored(rasid: Run, reports: Path, tmp_path: Path) -> tuple[str, str]:
    """A gold file made of the texts and of some of the statements, and the predictions."""
    predicted = tmp_path / "predicted.jsonl"
    rasid("read", str(reports), "-o", str(predicted))
    gold = tmp_path / "gold.jsonl"
    rows = []
    for text, found in zip(reports.read_text("utf-8").splitlines(), predicted.read_text("utf-8").splitlines(), strict=True):
        report, reading = json.loads(text), json.loads(found)
        statements = [{**s, "agent": [n["name"] for n in s["agent"]]} for s in reading["statements"]][:1]
        rows.append({"title": "", **report, "statements": statements})
    gold.write_text("\n".join(json.dumps(r) for r in rows), "utf-8")
    return str(gold), str(predicted)


def test_evaluate(rasid: Run, scored: tuple[str, str]) -> None:
    code, out, _ = rasid("evaluate", *scored)
    assert code == 0
    assert out.startswith("3 documents (0 without a prediction), 2 gold statements, 3 predicted")
    assert "statement      precision 0.667  recall 1.000  F1 0.800" in out
    _, out, _ = rasid("evaluate", *scored, "--json")
    assert json.loads(out)["statement"] == {"p": 0.6667, "r": 1.0, "f1": 0.8, "n": 2}
    _, out, _ = rasid("evaluate", *scored, "--errors", "5")
    assert "invented takes_control" in out


def test_evaluate_holds_figures_to_their_floors(rasid: Run, scored: tuple[str, str], tmp_path: Path) -> None:
    gold, floors = Path(scored[0]), tmp_path / "floors.json"
    score, _ = evaluate(documents(scored[0]), documents(scored[1]))
    save(floors, {gold.name: raised(None, digest(gold), score)})
    assert rasid("evaluate", *scored, "--floors", str(floors))[0] == 0
    floors.write_text(floors.read_text("utf-8").replace('"statement": 0.8', '"statement": 0.9'), "utf-8")
    code, _, err = rasid("evaluate", *scored, "--floors", str(floors))
    assert code == 1
    assert "statement F1 0.800 is below its floor 0.900" in err
    gold.write_bytes(gold.read_bytes() + b"\n")
    assert rasid("evaluate", *scored, "--floors", str(floors))[0] == 2
    save(floors, {})
    assert rasid("evaluate", *scored, "--floors", str(floors))[0] == 2


def test_floors_only_rise_while_the_gold_stays(scored: tuple[str, str]) -> None:
    score, _ = evaluate(documents(scored[0]), documents(scored[1]))
    first = raised(None, "a", score)
    assert first.statement == 0.8
    higher = type(first)("a", statement=0.95)
    assert raised(higher, "a", score).statement == 0.95
    assert raised(higher, "b", score).statement == 0.8


def test_evaluate_bad_files(rasid: Run, scored: tuple[str, str], tmp_path: Path) -> None:
    broken = tmp_path / "broken.jsonl"
    broken.write_text('{"id": "r1", "statements": []}\n{', "utf-8")
    code, _, err = rasid("evaluate", scored[0], str(broken))
    assert code == 3
    assert f"{broken}:2" in err
    code, _, err = rasid("evaluate", scored[0], scored[1], "--docs", str(tmp_path / "none.jsonl"))
    assert code == 3


def test_evaluate_sentences(rasid: Run, scored: tuple[str, str], tmp_path: Path) -> None:
    gold = tmp_path / "gsr.jsonl"
    gold.write_text('{"id": "r1", "event": "ASSAULT", "label": "yes"}\n', "utf-8")
    code, out, _ = rasid("evaluate", str(gold), scored[1], "--gsr")
    assert code == 0
    assert out.splitlines()[0].startswith("ASSAULT  precision 0.000  recall 0.000")


def test_lint_unknown_path(rasid: Run) -> None:
    assert rasid("lint", "no/such/folder")[0] in (1, 2)

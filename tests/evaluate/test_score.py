"""The scorer gives the figures of the reference scorer, and the ones worked out by hand."""

from __future__ import annotations

import importlib.util
import io
import json
import random
import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import msgspec
import pytest

from rasid.errors import FormatError
from rasid.evaluate import documents, evaluate, evaluate_sentences, sentences
from rasid.evaluate.names import same_name

BENCH = Path(__file__).parents[3] / "shared" / "bench"
#: the reference leaves its files open
leaves_open = pytest.mark.filterwarnings("ignore")
needs_bench = pytest.mark.skipif(not (BENCH / "score.py").exists(), reason="the reference scorer is not on this machine")

TITLE, TEXT = "هجوم على تل الزيتون", "سيطرت كتائب الوادي على تل الزيتون أمس. وانسحبت قوات الساحل من محيطه."


def statement(**kw: Any) -> dict[str, Any]:
    base: dict[str, Any] = {
        "event": "takes_control",
        "trigger": "سيطرت",
        "evidence": "سيطرت كتائب الوادي على تل الزيتون أمس",
        "agent": ["كتائب الوادي"],
        "target": [],
        "place": ["تل الزيتون"],
        "date": "2031-01-01",
        "source": [],
        "status": "occurred",
    }
    return {**base, **kw}


def write(path: Path, *docs: dict[str, Any]) -> str:
    path.write_text("".join(json.dumps(d, ensure_ascii=False) + "\n" for d in docs), "utf-8")
    return str(path)


def one(tmp_path: Path, gold: list[dict[str, Any]], predicted: list[dict[str, Any]]) -> Any:
    g = write(tmp_path / "gold.jsonl", {"id": "d", "title": TITLE, "text": TEXT, "statements": gold})
    p = write(tmp_path / "pred.jsonl", {"id": "d", "statements": predicted})
    return evaluate(documents(g), documents(p))[0]


def test_all_right(tmp_path: Path) -> None:
    score = one(tmp_path, [statement()], [statement(agent=[{"name": "x", "mentions": ["كتائب الوادي"]}])])
    assert (score.statement.f1, score.event.f1, score.control.f1, score.date, score.ungrounded) == (1, 1, 1, 1, 0)


def test_half_of_the_credit_is_for_the_slots(tmp_path: Path) -> None:
    wrong = statement(agent=["لا أحد"], place=[], date="2030", status="denied")
    assert one(tmp_path, [statement()], [wrong]).statement.f1 == 0.5


def test_a_neighbouring_event_is_half(tmp_path: Path) -> None:
    score = one(tmp_path, [statement()], [statement(event="advances")])
    assert (score.statement.f1, score.event.f1, score.event_or_near.f1) == (0.5, 0, 1)
    assert one(tmp_path, [statement()], [statement(event="protest")]).event_or_near.f1 == 0


def test_evidence_that_is_not_in_the_text_is_counted(tmp_path: Path) -> None:
    assert one(tmp_path, [], [statement(evidence="كلام آخر")]).ungrounded == 1


def test_statements_in_documents_that_make_none(tmp_path: Path) -> None:
    score = one(tmp_path, [], [statement(), statement()])
    assert (score.empty_documents, score.false_in_empty) == (1, 2)


@pytest.mark.parametrize(
    ("a", "b", "is_place", "same"),
    [
        ("مدينة الوردة", "الوردة", True, True),
        ("ريف الوردة", "الوردة", True, False),
        ("ريف الوردة الشمالي", "ريف الوردة الجنوبي", True, False),
        ("الأطراف الشرقية", "شرقي", True, True),
        ("والغربي", "ريف الوردة الغربي", True, True),
        ("عناصر كتائب الوادي", "كتائب الوادي", False, True),
        ("وكتائب الوادي", "كتائب الوادي", False, True),
        ("قوات", "قوات الساحل", False, True),
        ("قوات الساحل", "قوات الجبل", False, False),
        ("", "الوردة", True, False),
    ],
)
def test_names(a: str, b: str, is_place: bool, same: bool) -> None:
    assert same_name(a, b, is_place) is same
    assert same_name(b, a, is_place) is same


@pytest.mark.parametrize("line", ['{"statements": []}', '{"id": "1"}', "[]", "{", '{"id":"1","statements":[{}]}'])
def test_broken_lines_are_told_with_their_number(tmp_path: Path, line: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "0", "statements": []}\n' + line + "\n", "utf-8")
    with pytest.raises(FormatError, match=r"a\.jsonl:2"):
        documents(str(path))


def test_missing_file() -> None:
    with pytest.raises(FormatError):
        documents("no/such/file.jsonl")


def test_sentences(tmp_path: Path) -> None:
    rows = [
        {"id": "1", "event": "PROTEST", "label": "yes"},
        {"id": "2", "event": "PROTEST", "label": "yes"},
        {"id": "3", "event": "PROTEST", "label": "difficult no"},
        {"id": "4", "event": "PROTEST", "label": "ambiguous"},
    ]
    gold = sentences(write(tmp_path / "g.jsonl", *rows))
    found = documents(
        write(
            tmp_path / "p.jsonl",
            {"id": "1", "statements": [statement(event="riot")]},
            {"id": "2", "statements": [statement(event="protest", status="planned")]},
            {"id": "3", "statements": [statement(event="protest", status="ongoing")]},
        )
    )
    score = evaluate_sentences(gold, found)["PROTEST"]
    assert (score.p, score.r, score.yes, score.false_alarms, score.difficult) == (0.5, 0.5, 2, 1, 1)


def reference(name: str) -> Any:
    spec = importlib.util.spec_from_file_location(f"reference_{name}", BENCH / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def disturbed(document: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """A prediction with every kind of fault: left out, invented, moved, renamed, confused."""
    events = ["clash", "ground_attack", "shelling", "takes_control", "advances", "holds", "protest"]
    out = []
    for gold in document["statements"]:
        s = dict(gold)
        if chance.random() < 0.2:
            continue
        if chance.random() < 0.3:
            s["event"] = chance.choice(events)
        if chance.random() < 0.2:
            s["evidence"] = chance.choice([document["title"], "ليس هنا", s["evidence"][: len(s["evidence"]) // 2]])
        for slot in ("agent", "target", "place", "source"):
            if chance.random() < 0.3:
                s[slot] = [{"name": n, "mentions": [n.split()[-1]]} for n in s[slot]][: chance.randint(0, 3)]
            elif chance.random() < 0.2:
                s[slot] = [*s[slot], *document["title"].split()[:2]]
        if chance.random() < 0.3:
            s["date"], s["status"] = "", "denied"
        if chance.random() < 0.2:
            s["killed"] = chance.randint(0, 4)
        out.append(s)
    return {"id": document["id"], "statements": out * chance.choice([1, 1, 1, 2])}


@needs_bench
@leaves_open
@pytest.mark.parametrize("name", ["news2015", "syria2024", "world", "quiet"])
@pytest.mark.parametrize("seed", [1, 2])
def test_the_figures_are_those_of_the_reference(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, seed: int) -> None:
    gold = BENCH / "gold" / f"{name}.jsonl"
    chance = random.Random(seed)
    rows = [json.loads(line) for line in gold.read_text("utf-8").splitlines() if line]
    predicted = write(tmp_path / "p.jsonl", *(disturbed(d, chance) for d in rows if chance.random() < 0.9))
    monkeypatch.setattr(sys, "argv", ["score.py", str(gold), predicted, "--json"])
    with redirect_stdout(io.StringIO()) as out:
        reference("score").main()
    score, _ = evaluate(documents(str(gold)), documents(predicted))
    assert msgspec.to_builtins(score) == json.loads(out.getvalue())


@needs_bench
@leaves_open
def test_the_sentence_figures_are_those_of_the_reference(tmp_path: Path) -> None:
    gold = BENCH / "gold" / "gsr.jsonl"
    chance = random.Random(3)
    labelled = sentences(str(gold))
    made = [
        {
            "id": s.id,
            "statements": [statement(event=chance.choice(["killing", "riot", "holds"]))] * chance.randint(0, 1),
        }
        for s in labelled
    ]
    predicted = write(tmp_path / "p.jsonl", *made)
    with redirect_stdout(io.StringIO()) as out:
        reference("score_gsr").main(str(gold), predicted)
    mine = ""
    for name, c in evaluate_sentences(labelled, documents(predicted)).items():
        mine += (
            f"{name:8} precision {c.p:.3f}  recall {c.r:.3f}  F1 {c.f1:.3f}  "
            f"(yes {c.yes}, false alarms {c.false_alarms}, of them on difficult sentences {c.difficult})\n"
        )
    assert mine == out.getvalue()

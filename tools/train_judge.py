"""Train the judge of drafts on the project's own golden reports and write src/rasid/lexicons/judge.json.

    python tools/train_judge.py [--report]

Deterministic: full-batch gradient descent with a fixed number of steps. Cross-validated by report; the threshold is the
one with the best event F1 over all folds. Nothing but tests/golden is read.
"""

from __future__ import annotations

import json
import math
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec

from rasid.evaluate.gold import _item
from rasid.evaluate.score import align
from rasid.model import Report
from rasid.pipeline import Reader
from rasid.reading import judge, reader

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "tests" / "golden"
OUT = ROOT / "src" / "rasid" / "lexicons" / "judge.json"
STEPS, RATE, L2, FOLDS, MIN_COUNT, PLATEAU = 400, 0.5, 4.0, 5, 3, 0.004

Row = tuple[list[str], bool]


def documents() -> list[dict[str, Any]]:
    """All golden and quiet reports, in file order."""
    files = [*sorted(GOLDEN.glob("golden-*.jsonl")), *sorted(GOLDEN.glob("quiet*.jsonl"))]
    return [json.loads(line) for f in files for line in f.read_text(encoding="utf-8").splitlines() if line.strip()]


def sentences_of(doc: dict[str, Any]) -> list[dict[str, Any]]:
    """The sentences of a report as reports of their own, each with the gold statements whose evidence it holds."""
    out = []
    for n, text in enumerate(re.split(r"(?<=[.؟!])\s+|\n", doc["text"])):
        if len(text) > 30:
            held = [s for s in doc["statements"] if s["evidence"] in text]
            out.append({**doc, "id": f"{doc['id']}#{n}", "title": "", "text": text, "statements": held})
    return out


def rows_of(r: Reader, doc: dict[str, Any]) -> tuple[list[Row], int]:
    """Features of each draft of a report and whether the gold has it; and how many statements the gold has."""
    kept: list[list[str]] = []
    r.documents.judge = None
    original = reader.complete

    def spy(drafts: list[Any]) -> None:
        original(drafts)
        kept.extend(judge.features(drafts, spy.heat))  # type: ignore[attr-defined]

    spy.heat = r.documents.heat_of(doc["title"], doc["text"])  # type: ignore[attr-defined]
    reader.complete = spy
    try:
        reading = r.read(Report(doc["id"], doc["text"], doc["title"], doc["published"]))
    finally:
        reader.complete = original
    predicted = tuple(_item(msgspec.to_builtins(x), doc["id"]) for x in reading.statements)
    gold = tuple(_item(x, doc["id"]) for x in doc["statements"])
    pairs = align(f"{doc['title']}\n{doc['text']}", predicted, gold)
    hit = {i for i, j in pairs if predicted[i].event == gold[j].event}
    return [(f, i in hit) for i, f in enumerate(kept)], len(gold)


def weighted(rows: list[Row], alone: list[Row]) -> list[Row]:
    """Rows of a report and of its sentences; those of a quiet report count four times, since each would be an invention."""
    quiet = not any(y for _, y in rows)
    return [*rows, *alone, *(rows * 3 if quiet else [])]


def train(rows: list[Row]) -> dict[str, float]:
    """Weights of features that occur often enough."""
    count = Counter(f for fs, _ in rows for f in fs)
    names = sorted(f for f, n in count.items() if n >= MIN_COUNT)
    index = {f: i for i, f in enumerate(names)}
    data = [([index[f] for f in fs if f in index], float(y)) for fs, y in rows]
    w = [0.0] * len(names)
    g2 = [1e-8] * len(names)
    for _ in range(STEPS):
        grad = [L2 * x / len(data) for x in w]
        for fs, y in data:
            p = 1.0 / (1.0 + math.exp(-sum(w[i] for i in fs)))
            e = (p - y) / len(data)
            for i in fs:
                grad[i] += e
        for i, g in enumerate(grad):
            g2[i] += g * g
            w[i] -= RATE * g / math.sqrt(g2[i])
    return {f: round(w[i], 3) for f, i in index.items() if abs(w[i]) >= 0.01}


def main() -> None:
    """Train, cross-validate, write."""
    r = Reader()
    docs = [rows_of(r, d) for d in documents()]
    alone = [[row for part in sentences_of(d) for row in rows_of(r, part)[0]] for d in documents()]
    gold = sum(n for _, n in docs)
    scored: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        weights = train([row for i, (rows, _) in enumerate(docs) if i % FOLDS != fold for row in weighted(rows, alone[i])])
        j = judge.Judge({"weights": weights, "threshold": 0})
        scored += [(j.probability(f), y) for i, (rows, _) in enumerate(docs) if i % FOLDS == fold for f, y in rows]
    curve: list[tuple[float, float]] = []
    for t in [x / 50 for x in range(5, 40)]:
        kept = [y for p, y in scored if p >= t]
        f1 = 2 * sum(kept) / (len(kept) + gold) if kept else 0.0
        curve.append((round(f1, 4), t))
        if "--report" in sys.argv:
            print(f"{t:.2f}  kept {len(kept)}  precision {sum(kept) / max(len(kept), 1):.3f}  event F1 {f1:.4f}")
    top = max(curve)[0]
    best = next(x for x in curve if x[0] >= top - PLATEAU)  # the curve is flat at its top: its lower end loses least
    weights = train([row for i, (rows, _) in enumerate(docs) for row in weighted(rows, alone[i])])
    OUT.write_text(
        json.dumps({"threshold": best[1], "cross_validated_f1": best[0], "weights": weights}, ensure_ascii=False, indent=0, sort_keys=True)
        + "\n",
        encoding="utf-8",
    )
    print(f"{len(scored)} drafts, {gold} gold statements; threshold {best[1]}, event F1 {best[0]} in cross-validation")


if __name__ == "__main__":
    main()

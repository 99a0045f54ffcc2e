"""Train the judge of drafts on the project's own golden texts and write src/rasid/lexicons/judge.json.

    RASID_PLAIN=1 python tools/train_judge.py [--report] [--reports-only | --sentences-only] [--corpus FILE | --own-only]

--reports-only leaves the model of single sentences as it is, --sentences-only that of reports. --corpus: the articles that
tests/golden/marked/articles.spans.jsonl marks, gzipped JSONL with `id`, `title`, `text` and `published`; their text is not ours to ship.
--own-only trains without them.

Deterministic: full-batch gradient descent with a fixed number of steps. Cross-validated by report. Two thresholds, each
with the best event F1 over all folds: for reports, and for a sentence that stands alone.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import random
import re
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from rasid.evaluate.gold import _item
from rasid.evaluate.score import align
from rasid.model import Report
from rasid.pipeline import Reader
from rasid.reading import judge, reader

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "tests" / "golden"
OUT = ROOT / "src" / "rasid" / "lexicons" / "judge.json"
SPANS = GOLDEN / "marked" / "articles.spans.jsonl"
CORPUS = ROOT.parent / "shared" / "bench" / "corpus.jsonl.gz"
STEPS, RATE, FOLDS = 400, 0.5, 5
#: how often a feature must occur to weigh: in reports, in a sentence that stands alone, of which every word is one
MIN_COUNT, MIN_COUNT_ALONE = 2, 3
#: how much weights are held down: for reports, for a sentence that stands alone
L2, L2_ALONE = 3.0, 12.0
#: in how many ways the texts are dealt to folds: the curve of the threshold is their mean, so that a few texts do not move it
DEALS = 3
#: how flat a top is: for reports, for a sentence that stands alone
PLATEAU, PLATEAU_ALONE = 0.003, 0.0085
#: how often a row counts: a draft of a quiet report would be an invention; a sentence alone has but one draft
QUIET, ALONE = 8.0, 1.0
#: our sentences assert a happening in five of ten, the press in one of eight where it uses such words,
#: somebody who pastes one sentence more often: an invention counts so often
COMMON = 2

#: our older reports tell twice as much in as many words as the press does, and rules were written from them: texts as sparse as
#: the press, or read before any rule was written from them, count so often
SPARSE = 1.5
#: articles of the press count so often
PRESS = 2.0
#: texts whose language is richer than that of the press count so often where they tell something
RICH = 0.5
#: a few sentences cut out of a report stand for the posts of two or three lines that we have few of: they count so often
EXCERPT = 0.5
#: how many sentences at its head, and at some other place in it, are cut out of a text of more than so many, and how long they may be
HEAD, MIDDLE, ENOUGH, SHORT, LONG = 2, 3, 3, 80, 900
_STOPS = re.compile(r"(?<=[.!؟])\s+|\n")

Row = tuple[list[str], bool]
#: the drafts of a text, how many statements the gold has of it, how often it counts
Text = tuple[list[Row], int, float]
Weighted = tuple[list[str], bool, float]
#: how likely a draft is, whether the gold has it, its feature "event=", and how often it counts
Scored = tuple[float, bool, str, float]


def documents(*patterns: str) -> list[dict[str, Any]]:
    """The golden texts of some files, in file order."""
    files = [f for p in patterns for f in sorted(GOLDEN.glob(p))]
    return [json.loads(line) for f in files for line in f.read_text(encoding="utf-8").splitlines() if line.strip()]


def marked(pattern: str) -> list[dict[str, Any]]:
    """Sentences of which only the events and their triggers are marked, as golden texts."""
    return [
        {"title": "", **d, "statements": [{"event": e, "trigger": t, "evidence": d["text"]} for e, t in d["events"]]}
        for d in documents(pattern)
    ]


def articles(corpus: Path) -> list[dict[str, Any]]:
    """Articles of the press with their statements, of which we hold the events and the spans of evidence and trigger alone: offsets
    in characters of title, line break and text. Raises SystemExit where one is missing or is not the text that was marked."""
    spans = {x["id"]: x for x in map(json.loads, SPANS.read_text(encoding="utf-8").splitlines())}
    try:
        with gzip.open(corpus, "rt", encoding="utf-8") as lines:
            found = {d["id"]: d for d in map(json.loads, lines) if d["id"] in spans}
    except OSError as e:
        raise SystemExit(f"{corpus}: {e.strerror or e}; the marked articles are needed: give --corpus FILE, or --own-only") from e
    out = []
    for name, marks in spans.items():
        d = {"title": "", **found.get(name, {"text": ""})}
        full = f"{d['title']}\n{d['text']}"
        if hashlib.sha256(full.encode()).hexdigest()[:16] != marks["sha256"]:
            raise SystemExit(f"{corpus}: article {name} is missing or not the text that was marked")
        told = [{"event": e, "trigger": full[a:b], "evidence": full[lo:hi]} for e, a, b, lo, hi in marks["statements"]]
        out.append({**d, "statements": told})
    return out


def excerpts(doc: dict[str, Any]) -> list[dict[str, Any]]:
    """The first sentences of a text and some others, as reports of their own with the statements whose evidence is in them."""
    told = [x for x in _STOPS.split(doc["text"]) if x.strip()]
    if len(told) <= ENOUGH or not doc["statements"]:
        return []
    middle = random.Random(doc["id"]).randrange(0, len(told) - 2)
    texts = [" ".join(told[:HEAD]), " ".join(told[middle : middle + MIDDLE])]
    return [
        {**doc, "title": "", "text": x, "statements": [s for s in doc["statements"] if s["evidence"] in x]}
        for x in texts
        if SHORT < len(x) < LONG
    ]


def rows_of(r: Reader, doc: dict[str, Any], often: float = 1.0) -> Text:
    """Features of each draft of a report and whether the gold has it; and how many statements the gold has."""
    kept: list[list[str]] = []
    r.documents.judge = None
    original, joined, contradicted = reader.complete, reader.tell_once, reader.contradict

    def spy(drafts: list[Any], recent: list[Any]) -> None:
        original(drafts, recent)
        kept.extend(map(judge.joined, judge.features(drafts, spy.heat)))  # type: ignore[attr-defined]

    spy.heat = r.documents.heat_of(doc["title"], doc["text"])  # type: ignore[attr-defined]
    # each draft stays a statement of its own, and none comes to them
    reader.complete, reader.tell_once, reader.contradict = spy, list, lambda drafts, denials: drafts
    try:
        reading = r.read(Report(doc["id"], doc["text"], doc["title"], doc["published"]))
    finally:
        reader.complete, reader.tell_once, reader.contradict = original, joined, contradicted
    if len(kept) != len(reading.statements):
        raise SystemExit(
            f"{doc['id']}: {len(kept)} drafts but {len(reading.statements)} statements: a step behind the judge joins or drops"
        )
    predicted = tuple(_item(msgspec.to_builtins(x), doc["id"]) for x in reading.statements)
    gold = tuple(_item(x, doc["id"]) for x in doc["statements"])
    pairs = align(f"{doc['title']}\n{doc['text']}", predicted, gold)
    hit = {i for i, j in pairs if predicted[i].event == gold[j].event}
    return [(f, i in hit) for i, f in enumerate(kept)], len(gold), often


def with_excerpts(r: Reader, docs: list[dict[str, Any]], often: float = 1.0) -> tuple[list[Text], list[list[Text]]]:
    """Texts, and for each of them those cut out of it that are more than one sentence."""
    cut = [[rows_of(r, e, EXCERPT) for e in excerpts(d)] for d in docs]
    return [rows_of(r, d, often) for d in docs], [[x for x in xs if not any("alone:bias" in f for f, _ in x[0])] for xs in cut]


def weighted(rows: list[Row], alone: bool) -> list[Weighted]:
    """Rows with how often each counts."""
    often = ALONE if alone else 1.0 if any(y for _, y in rows) else QUIET
    return [(f, y, often) for f, y in rows]


def train(rows: list[Weighted], l2: float, least: int) -> dict[str, float]:
    """Weights of features that occur often enough: logistic regression with L2, by AdaGrad."""
    count = Counter(f for fs, _, _ in rows for f in set(fs))
    names = sorted(f for f, n in count.items() if n >= least)
    index = {f: i for i, f in enumerate(names)}
    held = [[index[f] for f in fs if f in index] for fs, _, _ in rows]
    column = np.array([i for h in held for i in h])
    row = np.repeat(np.arange(len(rows)), [len(h) for h in held])
    y = np.array([float(hit) for _, hit, _ in rows])
    often = np.array([n for _, _, n in rows])
    w, seen = np.zeros(len(names)), np.full(len(names), 1e-8)
    for _ in range(STEPS):
        p = 1.0 / (1.0 + np.exp(-np.bincount(row, weights=w[column], minlength=len(rows))))
        error = (p - y) * often / often.sum()
        grad = np.bincount(column, weights=error[row], minlength=len(names)) + l2 * w / often.sum()
        seen += grad * grad
        w -= RATE * grad / np.sqrt(seen)
    return {f: round(float(w[i]), 3) for f, i in index.items() if abs(w[i]) >= 0.01}


def threshold(deals: list[list[Scored]], gold: float, wrong: int = 1, flat: float = PLATEAU, show: bool = False) -> tuple[float, float]:
    """The threshold and the event F1 it gives, each invention counted `wrong` times: of a flat top a point two thirds up, as those who
    read want it read, but rather not invented. show: print the curve."""
    curve: list[tuple[float, float]] = []
    for t in [x / 50 for x in range(5, 40)]:
        each = []
        for scored in deals:
            hit = sum(n for p, y, _, n in scored if p >= t and y)
            invented = sum(n for p, y, _, n in scored if p >= t and not y)
            each.append(2 * hit / (hit + wrong * invented + gold) if hit else 0.0)
        f1 = sum(each) / len(each)
        curve.append((round(f1, 4), t))
        if show:
            print(f"{t:.2f}  event F1 {f1:.4f}  ({min(each):.4f} to {max(each):.4f})")
    top = max(curve)[0]
    flat_top = [x for x in curve if x[0] >= top - flat]
    f1, t = flat_top[2 * len(flat_top) // 3]
    return t, f1


Texts = tuple[list[Text], float]


def folded(
    own: Texts, besides: Texts, l2: float, least: int, cut: list[list[Text]] | None = None
) -> tuple[dict[str, float], list[list[Scored]]]:
    """Weights trained on two groups of texts (their rows, and how often each counts), and for each deal the cross-validated
    probabilities of the drafts of the first group, each with its event. cut: for each text of the first what was cut out of it."""

    def rows(order: list[int], fold: int) -> list[Weighted]:
        taken = [i for at, i in enumerate(order) if at % FOLDS != fold]
        return [
            (f, y, n * often * weight)
            for texts, often in (
                ([own[0][i] for i in taken], own[1]),
                ([x for i in taken for x in cut[i]] if cut else [], own[1]),
                ([x for i, x in enumerate(besides[0]) if i % FOLDS != fold], besides[1]),
            )
            for drafts, _, weight in texts
            for f, y, n in weighted(drafts, any("alone:bias" in f for f, _ in drafts))
        ]

    deals: list[list[Scored]] = []
    for deal in range(DEALS):
        order = list(range(len(own[0])))
        random.Random(deal).shuffle(order)
        out: list[Scored] = []
        for fold in range(FOLDS):
            j = judge.Judge({"weights": train(rows(order, fold), l2, least), "threshold": 0})
            tried = [own[0][i] for at, i in enumerate(order) if at % FOLDS == fold]
            out += [(j.probability(judge.parted(f)), y, f[1], n) for drafts, _, n in tried for f, y in drafts]
        deals.append(out)
    return train(rows(list(range(len(own[0]))), -1), l2, least), deals


def main() -> None:
    """Train one model for reports and one for sentences that stand alone, cross-validate, write."""
    if not reader.__file__.endswith(".py"):
        raise SystemExit("the compiled reader cannot be watched: set RASID_PLAIN=1")
    options = argparse.ArgumentParser(description="Train the judge of drafts.")
    for name in ("--report", "--reports-only", "--sentences-only", "--own-only"):
        options.add_argument(name, action="store_true")
    options.add_argument("--corpus", type=Path, default=CORPUS)
    asked = options.parse_args()
    r = Reader()
    press = [] if asked.own_only or asked.sentences_only else [rows_of(r, d, PRESS) for d in articles(asked.corpus)]
    reports, cut = with_excerpts(r, documents("golden-*.jsonl", "quiet*.jsonl", "reports-*.jsonl"))
    sentences = [rows_of(r, d) for d in documents("sentences-*.jsonl")]
    more = [rows_of(r, d) for d in marked("marked/sentences*.jsonl")]
    reports += [rows_of(r, d) for d in marked("marked/reports.jsonl")]
    cut += [[]] * (len(reports) - len(cut))
    kept = json.loads(OUT.read_text(encoding="utf-8")) if OUT.exists() else {}
    alone = kept["alone"] if asked.reports_only else of_sentences(sentences + more, reports, asked.report)
    if asked.sentences_only:
        model = {k: v for k, v in kept.items() if k != "alone"}
    else:
        # what these tell in passing, a sentence alone would tell: they teach the reports' model only
        sparse, more_cut = with_excerpts(r, documents("fresh-*.jsonl", "papers-*.jsonl", "talks-*.jsonl", "wires-*.jsonl"), SPARSE)
        sparse += [rows_of(r, d, RICH if d["statements"] else 1.0) for d in documents("press-*.jsonl")] + press
        more_cut += [[]] * (len(sparse) - len(more_cut))
        model = of_reports(reports + sparse, sentences, cut + more_cut, asked.report)
    OUT.write_text(json.dumps(model | {"alone": alone}, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")


def of_reports(own: list[Text], sentences: list[Text], cut: list[list[Text]], show: bool) -> dict[str, Any]:
    """The model of reports, trained on ours, on what was cut out of them and on the sentences."""
    weights, deals = folded((own, 1.0), (sentences, 1.0), L2, MIN_COUNT, cut)
    t, f1 = threshold(deals, sum(gold * n for _, gold, n in own), show=show)
    print(f"reports: {len(deals[0])} drafts, threshold {t}, event F1 {f1} in cross-validation")
    return {"threshold": t, "cross_validated_f1": f1, "weights": weights}


def of_sentences(own: list[Text], reports: list[Text], show: bool) -> dict[str, Any]:
    """The model of a sentence that stands alone, trained on our sentences and, less, on the reports. Its threshold is that of the
    events without a bar of their own."""
    weights, deals = folded((own, 8.0), (reports, 1.0), L2_ALONE, MIN_COUNT_ALONE)
    deals = [[x for x in scored if x[2].removeprefix("event=") not in judge.BARS] for scored in deals]
    t, f1 = threshold(deals, sum(n for _, y, _, n in deals[0] if y), COMMON, PLATEAU_ALONE, show)
    print(f"sentences: {len(deals[0])} drafts, threshold {t}, event F1 {f1} in cross-validation")
    return {"threshold": t, "cross_validated_f1": f1, "weights": weights}


if __name__ == "__main__":
    main()

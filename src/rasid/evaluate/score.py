"""Statement scores: how much of a gold standard was found, and how much of what was found is right."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import NamedTuple

import msgspec

from rasid.evaluate.gold import Document, Item, hits
from rasid.evaluate.names import LISTS
from rasid.model import CONTROL_EVENTS
from rasid.model.records import NAME_SLOTS, REAL_STATUSES


class Rate(msgspec.Struct, frozen=True):
    """Precision, recall and F1, 0 to 1 with four decimals; n is the number of gold things."""

    p: float
    r: float
    f1: float
    n: int


class Score(msgspec.Struct, frozen=True):
    """All figures of one evaluation. date, status, status_not_real and casualties: shares of the aligned statements."""

    documents: int
    missing_documents: int
    gold: int
    predicted: int
    statement: Rate
    control: Rate
    event: Rate
    event_or_near: Rate
    agent: Rate
    target: Rate
    place: Rate
    source: Rate
    date: float | None
    status: float | None
    status_not_real: float | None
    casualties: float | None
    ungrounded: int
    empty_documents: int
    false_in_empty: int
    by_event: dict[str, Rate]


class Extent(NamedTuple):
    """Characters [start, end)."""

    start: int
    end: int


class Aligned(NamedTuple):
    """One document with its predictions, gold and which goes with which (indexes predicted, gold)."""

    document: Document
    predicted: tuple[Item, ...]
    gold: tuple[Item, ...]
    pairs: list[tuple[int, int]]


def rate(hit: float, predicted: int, gold: int) -> Rate:
    """Precision, recall and F1 of hit right ones among so many predicted and gold."""
    p = hit / predicted if predicted else 0.0
    r = hit / gold if gold else 0.0
    return Rate(round(p, 4), round(r, 4), round(2 * p * r / (p + r), 4) if p + r else 0.0, gold)


def grounds(full: str, item: Item) -> tuple[Extent, Extent] | None:
    """Where the evidence and the trigger stand in title + text; None when the evidence is not there."""
    at = full.find(item.evidence or "\0")
    if at < 0:
        return None
    evidence = Extent(at, at + len(item.evidence))
    inside = item.evidence.find(item.trigger or "\0")
    if inside < 0:
        return evidence, evidence
    return evidence, Extent(at + inside, at + inside + len(item.trigger))


def credit(predicted: Item, gold: Item) -> float:
    """Share of a gold statement that a predicted one gets right, 0 to 1: half for finding it, half for its slots."""
    parts: list[float] = []
    for slot in NAME_SLOTS:
        np, ng = len(predicted.fillers[slot]), len(gold.fillers[slot])
        if np or ng:
            parts.append(2 * hits(predicted, gold, slot) / (np + ng))
    if gold.date:
        parts.append(float(predicted.date == gold.date))
    parts.append(float(predicted.status == gold.status))
    value = 0.5 + 0.5 * sum(parts) / len(parts)
    return value if predicted.event == gold.event else value / 2


def _nearness(p: Item, g: Item, sp: tuple[Extent, Extent] | None, sg: tuple[Extent, Extent] | None) -> float:
    """How near two statements stand: triggers overlap 1, evidences 0.5, told elsewhere in the report 0.25, else 0."""
    if sp and sg:
        if _overlap(sp[1], sg[1]):
            return 1.0
        if _overlap(sp[0], sg[0]):
            return 0.5
    told_twice = p.event == g.event and hits(p, g, "agent") and hits(p, g, "place")
    return 0.25 if told_twice else 0.0


def _overlap(a: Extent, b: Extent) -> bool:
    return min(a.end, b.end) > max(a.start, b.start)


def align(full: str, predicted: tuple[Item, ...], gold: tuple[Item, ...]) -> list[tuple[int, int]]:
    """Pairs of indexes (predicted, gold), each used once, best first."""
    places_p, places_g = [grounds(full, p) for p in predicted], [grounds(full, g) for g in gold]
    candidates: list[tuple[float, int, int]] = []
    for i, p in enumerate(predicted):
        for j, g in enumerate(gold):
            if p.event != g.event and frozenset({p.event, g.event}) not in LISTS.near_events:
                continue
            near = _nearness(p, g, places_p[i], places_g[j])
            if near:
                candidates.append((-(near + 2 * credit(p, g)), i, j))
    used_p: set[int] = set()
    used_g: set[int] = set()
    pairs: list[tuple[int, int]] = []
    for _, i, j in sorted(candidates):
        if i not in used_p and j not in used_g:
            used_p.add(i)
            used_g.add(j)
            pairs.append((i, j))
    return pairs


class Tally:
    """Counts over documents; `score` turns them into figures."""

    def __init__(self) -> None:
        self.count: Counter[str] = Counter()
        self.soft = self.soft_control = 0.0
        self.by_event: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def add(self, aligned: Aligned) -> None:
        """Count one document."""
        document, predicted, gold, pairs = aligned
        if not gold:
            self.count["empty"] += 1
            self.count["false_in_empty"] += len(predicted)
        for side, items in (("p", predicted), ("g", gold)):
            self.count[f"n{side}"] += len(items)
            self.count[f"control_n{side}"] += sum(s.event in CONTROL_EVENTS for s in items)
            for item in items:
                self.by_event[item.event][f"n{side}"] += 1
                for slot in NAME_SLOTS:
                    self.count[f"{slot}_n{side}"] += len(item.fillers[slot])
        self.count["ungrounded"] += sum(grounds(document.full, p) is None for p in predicted)
        for i, j in pairs:
            self._pair(predicted[i], gold[j])

    def _pair(self, p: Item, g: Item) -> None:
        count, value = self.count, credit(p, g)
        self.soft += value
        if p.event in CONTROL_EVENTS and g.event in CONTROL_EVENTS:
            self.soft_control += value
        count["near_hit"] += 1
        if p.event == g.event:
            count["hit"] += 1
            self.by_event[p.event]["hit"] += 1
        for slot in NAME_SLOTS:
            count[f"{slot}_hit"] += hits(p, g, slot)
        self._share("date", p.date == g.date, counts=bool(g.date))
        self._share("status", p.status == g.status)
        self._share("unreal", p.status == g.status, counts=g.status not in REAL_STATUSES)
        for mine, theirs in ((p.killed, g.killed), (p.injured, g.injured)):
            self._share("casualties", mine == theirs, counts=mine is not None or theirs is not None)

    def _share(self, key: str, right: bool, counts: bool = True) -> None:
        if counts:
            self.count[f"{key}_n"] += 1
            self.count[f"{key}_hit"] += right

    def _shared(self, key: str) -> float | None:
        n = self.count[f"{key}_n"]
        return round(self.count[f"{key}_hit"] / n, 4) if n else None

    def _slot(self, slot: str) -> Rate:
        return rate(self.count[f"{slot}_hit"], self.count[f"{slot}_np"], self.count[f"{slot}_ng"])

    def score(self, documents: int, missing: int) -> Score:
        """The figures of all that was counted."""
        c = self.count
        events = sorted(self.by_event.items(), key=lambda pair: -pair[1]["ng"])
        return Score(
            documents=documents,
            missing_documents=missing,
            gold=c["ng"],
            predicted=c["np"],
            statement=rate(self.soft, c["np"], c["ng"]),
            control=rate(self.soft_control, c["control_np"], c["control_ng"]),
            event=rate(c["hit"], c["np"], c["ng"]),
            event_or_near=rate(c["near_hit"], c["np"], c["ng"]),
            agent=self._slot("agent"),
            target=self._slot("target"),
            place=self._slot("place"),
            source=self._slot("source"),
            date=self._shared("date"),
            status=self._shared("status"),
            status_not_real=self._shared("unreal"),
            casualties=self._shared("casualties"),
            ungrounded=c["ungrounded"],
            empty_documents=c["empty"],
            false_in_empty=c["false_in_empty"],
            by_event={k: rate(v["hit"], v["np"], v["ng"]) for k, v in events},
        )


def evaluate(
    gold: Mapping[str, Document], predicted: Mapping[str, Document], texts: Mapping[str, Document] | None = None
) -> tuple[Score, list[Aligned]]:
    """Score predictions against gold, and the alignment behind the figures, in the order of gold.

    texts: the documents' titles and texts where gold has none. Raises KeyError when one is missing there.
    """
    tally, aligned = Tally(), []
    for id_, document in gold.items():
        text = texts[id_] if texts is not None else document
        items = predicted[id_].items if id_ in predicted else ()
        one = Aligned(text, items, document.items, align(text.full, items, document.items))
        aligned.append(one)
        tally.add(one)
    return tally.score(len(gold), sum(id_ not in predicted for id_ in gold)), aligned

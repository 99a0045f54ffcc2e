"""Scores of event detection in single sentences that a gold standard labels yes, easy no or difficult no."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from rasid.errors import FormatError
from rasid.evaluate.gold import Document, rows
from rasid.model.records import REAL_STATUSES

#: The events that count as finding each class.
CLASSES: dict[str, frozenset[str]] = {
    "ASSAULT": frozenset({"clash", "ground_attack", "air_strike", "shelling", "bombing", "killing", "abduction"}),
    "PROTEST": frozenset({"protest", "riot"}),
}


class ClassScore(msgspec.Struct, frozen=True):
    """Precision, recall and F1 (0 to 1) of one class; counts of yes, false alarms, and those on difficult sentences."""

    p: float
    r: float
    f1: float
    yes: int
    false_alarms: int
    difficult: int


class Sentence(msgspec.Struct, frozen=True):
    """One labelled sentence: event is a class, label yes, easy no, difficult no or ambiguous (left out)."""

    id: str
    event: str
    label: str


def sentences(path: str) -> list[Sentence]:
    """The labelled sentences of a JSON Lines file. Raises FormatError with the line."""
    out = []
    for number, raw in rows(path):
        try:
            out.append(msgspec.convert(raw, Sentence))
        except msgspec.ValidationError as error:
            raise FormatError(str(error), f"{path}:{number}") from error
    return out


def evaluate_sentences(gold: list[Sentence], predicted: Mapping[str, Document]) -> dict[str, ClassScore]:
    """A sentence is found when a statement read from it is of the class and happened (occurred or ongoing)."""
    out: dict[str, ClassScore] = {}
    for name, events in CLASSES.items():
        right = yes = false = difficult = 0
        for g in gold:
            if g.event != name or g.label == "ambiguous":
                continue
            items = predicted[g.id].items if g.id in predicted else ()
            found = any(s.event in events and s.status in REAL_STATUSES for s in items)
            if g.label == "yes":
                yes += 1
                right += found
            else:
                false += found
                difficult += found and g.label == "difficult no"
        p = right / (right + false) if right + false else 0.0
        r = right / yes if yes else 0.0
        out[name] = ClassScore(p, r, 2 * p * r / (p + r) if p + r else 0.0, yes, false, difficult)
    return out

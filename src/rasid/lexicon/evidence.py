"""The weights of evidence: reads and checks lexicons/control.yaml. Every number must have a reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from rasid.errors import LexiconError
from rasid.lexicon.loader import LEXICONS, load_yaml

WEIGHTS_FILE = "control.yaml"
#: section → its names, with the lowest and highest value each may have
SECTIONS: dict[str, tuple[tuple[str, ...], float, float]] = {
    "base": (("takes_control", "hands_over", "withdraws", "holds", "stays", "denies", "held_before", "resists"), 0.01, 10.0),
    "interest": (("own_gain", "own_loss", "other_party"), 0.0, 5.0),
    "origin": (("outlet", "correspondent", "monitor", "agency", "person", "unnamed", "party"), 0.0, 1.0),
    "factors": (("undated", "whole", "state_of_area", "part", "guest", "against_change", "same_origin"), 0.0, 1.0),
    "time": (
        ("half_life", "age_floor", "before_reach", "contested_days", "resist_days", "entry_days", "left_days"),
        0.0,
        100_000.0,
    ),
    "thresholds": (("holder", "margin", "supersedes"), 0.0, 10.0),
}


class Weights(msgspec.Struct, frozen=True):
    """The numbers of control.yaml by section and name; why: the reason of each ("base.holds" → words)."""

    base: dict[str, float]
    interest: dict[str, float]
    origin: dict[str, float]
    factors: dict[str, float]
    time: dict[str, float]
    thresholds: dict[str, float]
    why: dict[str, str] = {}


@cache
def load_weights(path: Path = LEXICONS / WEIGHTS_FILE) -> Weights:
    """The weights of a file. Raises LexiconError for the first thing that is wrong with it."""
    data = load_yaml(path)
    for problem in weight_problems(data):
        raise LexiconError(problem, path.name, "see docs/control.md")
    numbers = {s: {n: float(data[s][n]["value"]) for n in names} for s, (names, _, _) in SECTIONS.items()}
    why = {f"{s}.{n}": str(data[s][n]["why"]) for s, (names, _, _) in SECTIONS.items() for n in names}
    return msgspec.convert({**numbers, "why": why}, Weights)


def weight_problems(data: Any) -> Iterator[str]:
    """What is wrong with the content of a weights file, one line each."""
    if not isinstance(data, Mapping):
        yield "the file is not a mapping; start it with base:"
        return
    for section in data:
        if section not in SECTIONS:
            yield f"unknown section {section!r}; one of {', '.join(SECTIONS)}"
    for section, (names, low, high) in SECTIONS.items():
        rows = data.get(section)
        if not isinstance(rows, Mapping):
            yield f"the section {section} is missing"
            continue
        for name in rows:
            if name not in names:
                yield f"{section}: unknown name {name!r}; one of {', '.join(names)}"
        for name in names:
            yield from _row(f"{section}.{name}", rows.get(name), low, high)
    yield from _order(data)


def _row(where: str, row: Any, low: float, high: float) -> Iterator[str]:
    if not isinstance(row, Mapping) or set(row) != {"value", "why"}:
        yield f"{where} must be a value with its why"
        return
    value = row["value"]
    if not isinstance(value, int | float) or isinstance(value, bool) or not low <= value <= high:
        yield f"{where} must be a number from {low:g} to {high:g}"
    if not str(row["why"] or "").strip():
        yield f"{where} has no reason; say why it is so"


def _order(data: Mapping[str, Any]) -> Iterator[str]:
    """What the rules of evidence ask of the numbers, whatever they are."""

    def value(section: str, name: str) -> float | None:
        try:
            return float(data[section][name]["value"])
        except (KeyError, TypeError, ValueError):
            return None

    for low, high, reason in (
        (("interest", "own_gain"), ("interest", "other_party"), "a party's word for its own gain counts less than a third party's"),
        (("interest", "other_party"), ("interest", "own_loss"), "a party's word for its own loss counts most"),
        (("factors", "state_of_area"), ("factors", "whole"), "all of an area says more of its towns than the area at large"),
        (("base", "held_before"), ("base", "holds"), "what follows from a statement weighs less than what it says"),
        (("factors", "same_origin"), ("factors", "part"), "the same origin again must not add up"),
    ):
        a, b = value(*low), value(*high)
        if a is not None and b is not None and not a < b:
            yield f"{'.'.join(low)} must be less than {'.'.join(high)}: {reason}"

"""The words of lexicons/placing.yaml, and what a place phrase is when it is taken apart.

These records stay plain Python where the rest is compiled: a compiled class forgets the types by which msgspec decodes it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from rasid.lexicon.loader import LEXICONS, cached, load_yaml, stamp
from rasid.places.spelling import key


class Phrase(msgspec.Struct, frozen=True):
    """A place phrase taken apart.

    op: "" a name; "border" the border of `core` ("": of the country at hand) and `other`; "rif" its countryside; "part" the part of it
    towards `direction`; "round" its surroundings; "mid" some part of it, "whole" all of it; "km" a point `km` away; "between" two
    names; "road" between two names that are not parted; "bank" the bank of a river.
    core: the phrase inside; other: the second of "between"; head: kind of the head noun, "" when there is none.
    inside, beside: phrases of what contains it and what it is near to. vague: names nothing by itself ("المدينة").
    """

    op: str
    core: str
    head: str = ""
    direction: str = ""
    km: float = 0.0
    other: str = ""
    inside: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    vague: bool = False


class Words(msgspec.Struct, frozen=True):
    """The word lists of placing.yaml, folded."""

    directions: dict[str, str]
    countryside: frozenset[str]
    around: frozenset[str]
    whole: frozenset[str]
    centre: frozenset[str]
    plural: frozenset[str]
    between: tuple[tuple[str, ...], ...]
    bank: frozenset[str]
    units: frozenset[str]
    miles: frozenset[str]
    distance_heads: tuple[tuple[str, ...], ...]
    inside: frozenset[str]
    beside: frozenset[str]
    epithets: frozenset[str]
    border: tuple[tuple[str, ...], ...]
    beyond: frozenset[str]
    pronouns: frozenset[str]
    pronoun_ends: tuple[str, ...]
    vague: frozenset[str]
    kin: dict[str, frozenset[str]]
    lines: dict[str, tuple[str, tuple[tuple[float, float], ...]]]


@cache
def load_words(path: Path = LEXICONS / "placing.yaml") -> Words:
    """Read placing.yaml, or its compiled form while it has not changed. Raises LexiconError when it is no YAML."""
    words: Words = cached("placing", stamp([path, Path(__file__).resolve()]), Words, lambda: _compile(path))
    return words


def _compile(path: Path) -> Words:
    data: dict[str, Any] = load_yaml(path)

    def words(name: str) -> frozenset[str]:
        return frozenset(key(str(w)) for w in data[name])

    def runs(name: str) -> tuple[tuple[str, ...], ...]:
        return tuple(sorted((tuple(key(str(w)).split()) for w in data[name]), key=lambda r: -len(r)))

    kin: dict[str, set[str]] = {}
    for group in data["kin"]:
        for kind in group[:1]:
            kin.setdefault(kind, set()).update(group)
    return Words(
        directions={f: str(d["code"]) for d in data["directions"] for w in d["words"] for f in (key(w), f"ال{key(w)}")},
        countryside=words("countryside"), around=words("around"), whole=words("whole"), centre=words("centre"), plural=words("plural"),
        between=runs("between"), bank=words("bank"), units=words("distance_units"), miles=words("miles"),
        distance_heads=runs("distance_heads"), inside=words("inside"), beside=words("beside"), epithets=words("epithets"),
        border=runs("border"), beyond=words("with"),
        pronouns=words("pronouns"), pronoun_ends=tuple(key(str(w)) for w in data["pronoun_ends"]),
        vague=words("vague") | {f"ال{w}" for w in words("vague")}, kin={k: frozenset(v) for k, v in kin.items()},
        lines={k: (str(v["left"]), tuple((float(a), float(b)) for a, b in v["points"])) for k, v in data["lines"].items()},
    )  # fmt: skip

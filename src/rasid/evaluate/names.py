"""When two names mean the same: one repeats the telling words of the other.

The words that may differ (heads of places, "forces of", prepositions) are data, in matching.json.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

import msgspec

_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]")
_FOLD = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي"})
_WORD = re.compile(r"[^\W_]+")
_PARTICLES = "وبلفك"


class Lists(msgspec.Struct, frozen=True):
    """matching.json: folded words and pairs of events."""

    near_events: frozenset[frozenset[str]]
    place_heads: frozenset[str]
    loose_in_places: frozenset[str]
    loose_in_actors: frozenset[str]
    masculine: dict[str, str]


def _load() -> Lists:
    raw = json.loads(files("rasid.evaluate").joinpath("matching.json").read_text("utf-8"))
    return msgspec.convert(raw, Lists)


LISTS = _load()


@lru_cache(maxsize=65536)
def words(name: str) -> tuple[str, ...]:
    """The folded words of a name, without articles; adjectives of direction in the masculine."""
    out: list[str] = []
    for word in _WORD.findall(_MARKS.sub("", name).translate(_FOLD)):
        if word.startswith("لل") and len(word) > 4:
            word = word[2:]
        if word.startswith("وال") and len(word) > 5:
            word = word[1:]
        if word.startswith("ال") and len(word) > 4:
            word = word[2:]
        out.append(LISTS.masculine.get(word, word))
    return tuple(out)


def _same_word(a: str, b: str) -> bool:
    """Equal, or equal but for one leading particle."""
    return a == b or _is_particled(a, b) or _is_particled(b, a)


def _is_particled(longer: str, shorter: str) -> bool:
    return len(longer) > 3 and longer[0] in _PARTICLES and longer[1:] == shorter


def _within(a: Sequence[str], b: Sequence[str]) -> bool:
    return all(any(_same_word(x, y) for y in b) for x in a)


@lru_cache(maxsize=262144)
def same_name(a: str, b: str, is_place: bool) -> bool:
    """Whether two strings name the same place (is_place) or the same actor or source."""
    wa, wb = words(a), words(b)
    if not wa or not wb:
        return False
    if wa == wb:
        return True
    if is_place:
        heads_a, heads_b = set(wa) & LISTS.place_heads, set(wb) & LISTS.place_heads
        if LISTS.place_heads.issuperset(wa) or LISTS.place_heads.issuperset(wb):
            return heads_a <= heads_b or heads_b <= heads_a  # a fragment of a coordinated name: its second adjective
        if heads_a != heads_b:
            return False
        loose = LISTS.place_heads | LISTS.loose_in_places
    else:
        loose = LISTS.loose_in_actors
    core_a, core_b = [w for w in wa if w not in loose], [w for w in wb if w not in loose]
    if not core_a or not core_b:
        core_a, core_b = list(wa), list(wb)
    return _within(core_a, core_b) or _within(core_b, core_a)


def match(predicted: Sequence[Sequence[str]], gold: Sequence[Sequence[str]], is_place: bool) -> int:
    """How many gold fillers find a predicted filler of their own; a filler is the strings that may stand for it."""
    free = list(range(len(predicted)))
    hits = 0
    for strings in gold:
        for i in free:
            if any(same_name(p, g, is_place) for p in predicted[i] for g in strings):
                free.remove(i)
                hits += 1
                break
    return hits

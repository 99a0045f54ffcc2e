"""The words of a name that tell it from others."""

from __future__ import annotations

from typing import Final

from rasid.reading.agreement import bare
from rasid.reading.naming import NAMING
from rasid.text.fold import fold_word

_LOOSE_PLACE: Final = NAMING.loose_place
_LOOSE_ACTOR: Final = NAMING.loose_actor
_PLANES: Final = NAMING.planes
_FLIGHT: Final = "طيران"
#: contents that are remembered, of places and of others
_REMEMBERED: Final = 1 << 13
_OF_PLACES: Final[dict[tuple[str, ...], frozenset[str]]] = {}
_OF_OTHERS: Final[dict[tuple[str, ...], frozenset[str]]] = {}


def content(fold: tuple[str, ...], place: bool) -> frozenset[str]:
    """What tells a name, of which every word is folded, from others; remembered."""
    known = _OF_PLACES if place else _OF_OTHERS
    found = known.get(fold)
    if found is None:
        if len(known) >= _REMEMBERED:
            known.clear()
        found = known[fold] = _telling(fold, _LOOSE_PLACE if place else _LOOSE_ACTOR, place)
        hash(found)  # which a set keeps: two that have one and differ in it are told apart at once
    return found


def _telling(fold: tuple[str, ...], loose: frozenset[str], place: bool) -> frozenset[str]:
    """The words of a name that tell it from others."""
    words = [bare(w) for w in fold if w not in "()،,"]
    if words and not place and words[0] in _PLANES:
        words[0] = _FLIGHT  # "طيران التحالف", "طائرات التحالف", "مقاتلاته": the same
    kept = [w for w in words if w not in loose]
    return frozenset(kept or words)


def of_two(dual: str) -> str:
    """What a dual is two of ("قريتين"); the word itself where it ends otherwise."""
    if not dual.endswith(("ين", "ان")):
        return dual
    stem = dual[:-2]
    return stem[:-1] + "ه" if stem.endswith("ت") else stem


def of_state(cls: str, name: str, fold: frozenset[str]) -> bool:
    """ "صنعاء", "مدينة كابل": the capital of a country, and nothing that is called after it."""
    return cls in ("city", "") and (fold_word(name) in NAMING.capitals or len(fold) == 1 and fold <= NAMING.capitals)

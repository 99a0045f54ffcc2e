"""The words of lexicons/status.yaml that stand around an event and its operators."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasid.lexicon.analyser import Word
from rasid.text.fold import fold_word


class Particles:
    """The words of lexicons/status.yaml, folded. One set for each list there."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.lists = {key: frozenset(fold_word(w) for w in words) for key, words in data.items()}
        for key, words in self.lists.items():
            setattr(self, key, words)
        self.all = frozenset().union(*self.lists.values())

    def bare(self, w: Word) -> str:
        """The folded word without a joined و or ف, with its preposition and article."""
        rest = w.fold[1:]
        return rest if w.fold[:1] in ("و", "ف") and (w.conj or rest in self.all) and w.fold not in self.all else w.fold

    negators: frozenset[str]
    noun_negators: frozenset[str]
    auxiliaries: frozenset[str]
    future: frozenset[str]
    possible: frozenset[str]
    past: frozenset[str]
    real_before: frozenset[str]
    unreal_before: frozenset[str]
    purpose_verbs: frozenset[str]
    circumstances: frozenset[str]
    towards: frozenset[str]
    over: frozenset[str]
    no_purpose: frozenset[str]
    no_deed: frozenset[str]
    asides: frozenset[str]
    there_is: frozenset[str]
    told: frozenset[str]
    untrue: frozenset[str]
    untrue_not: frozenset[str]
    exceptions: frozenset[str]
    determiners: frozenset[str]
    stipulated: frozenset[str]
    under: frozenset[str]
    that: frozenset[str]
    obliged: frozenset[str]
    former: frozenset[str]
    seen: frozenset[str]
    ordinals: frozenset[str]
    unless: frozenset[str]
    under_way: frozenset[str]
    before_goal: frozenset[str]
    goal: frozenset[str]
    lasted: frozenset[str]
    adverbs: frozenset[str]
    comes: frozenset[str]
    ahead: frozenset[str]
    will_be: frozenset[str]
    whether: frozenset[str]

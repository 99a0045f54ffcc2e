"""The clause that says it: from one clause boundary to the next, at most 250 characters, clean at both ends."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from rasid.reading.draft import Draft
from rasid.reading.scene import Scene
from rasid.reading.trigger import Trigger
from rasid.text.fold import fold_word
from rasid.text.tokens import CLOSING, OPENING, Doc

MAX_EVIDENCE: Final = 250  # characters


class EvidenceRules:
    """The words of lexicons/attach.yaml that evidence neither begins nor ends with, folded."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.edges = frozenset(data["edges"])
        self.trailing = frozenset(fold_word(w) for w in data["trailing"])
        self.leading = frozenset(fold_word(w) for w in data["leading"])


def clause(scene: Scene, t: Trigger, marks: list[int]) -> tuple[int, int]:
    """Tokens [lo, hi) of the clause around a trigger."""
    words = scene.words
    lo, hi = t.first, t.last
    while lo > scene.lo and marks[lo - scene.lo] != 2 and words[lo - 1].raw != "\n":
        lo -= 1
    while hi < scene.hi and marks[hi - scene.lo] != 2 and words[hi].raw not in "\n.":
        hi += 1
    return lo, hi


def trim(doc: Doc, d: Draft, rules: EvidenceRules) -> None:
    """Cut the evidence of a draft to its length, at the end farther from the trigger, and clean its ends.

    The trigger's own words stay, unless they alone are longer than that.
    """
    raw = doc.raw
    end = min(d.last, d.hi)
    while doc.end(d.hi - 1) - doc.start[d.lo] > MAX_EVIDENCE and (d.hi > end or d.lo < d.tok):
        if d.hi > end and (d.hi - end >= d.tok - d.lo or d.lo >= d.tok):
            d.hi -= 1
        else:
            d.lo += 1
    while d.hi > end and (raw[d.hi - 1][0] in rules.edges or fold_word(raw[d.hi - 1]) in rules.trailing or _opens(doc, d, d.hi - 1)):
        d.hi -= 1
    first = min(d.lo_trigger, d.tok)
    while d.lo < first and (raw[d.lo][0] in rules.edges or fold_word(raw[d.lo]) in rules.leading or _closes(doc, d, d.lo)):
        d.lo += 1


def _opens(doc: Doc, d: Draft, k: int) -> bool:
    """A quotation mark or bracket at the end that opens what follows."""
    mark = doc.raw[k]
    if mark == '"':
        return sum(x == '"' for x in doc.raw[d.lo : d.hi]) % 2 == 1
    return mark in OPENING or mark in "(["


def _closes(doc: Doc, d: Draft, k: int) -> bool:
    """A quotation mark or bracket at the beginning that closes what came before."""
    mark = doc.raw[k]
    if mark == '"':
        return sum(x == '"' for x in doc.raw[d.lo : d.hi]) % 2 == 1
    return mark in CLOSING or mark in ")]"

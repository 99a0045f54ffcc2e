"""A word that tells an event, with the sense of it that holds."""

from __future__ import annotations

from rasid.lexicon.analyser import Analysis
from rasid.lexicon.sense import Sense


class Trigger:
    """A word that tells an event. tok: its token; last: end of its phrase ("غارة جوية", "ألقى القبض"), exclusive."""

    __slots__ = ("a", "entry", "event", "first", "last", "light", "reach", "tok")

    def __init__(self, tok: int, a: Analysis, entry: Sense) -> None:
        self.tok, self.a, self.entry = tok, a, entry
        self.event = entry.event
        if entry.present and (a.pos == "A" or (a.pos == "V" and a.tense == "pres" and a.prep != "س")):
            self.event = entry.present
        self.first, self.last = tok, tok + 1
        self.light: int = -1
        self.reach: int = 0

    @property
    def verbal(self) -> bool:
        return self.a.pos == "V"

    def __repr__(self) -> str:
        return f"<{self.event} {self.entry.id}@{self.tok} {self.a.pos}{self.a.tense}>"

"""Entries as the reader asks them, a hundred times a sentence: the fields of rasid.lexicon.schema where compiled code reads them at once.

Nothing is added to what the files say but `flags`: the bits of a word that can mean the entry.
"""

from __future__ import annotations

from rasid.lexicon import schema
from rasid.lexicon.schema import Entry


class Frame:
    """Where the participants of an event stand around its trigger; see schema.Frame. Without one: what a verb has by default."""

    __slots__ = ("adj", "idafa", "obj", "passive", "preps", "subj", "suffix")

    def __init__(self, told: schema.Frame | None = None) -> None:
        f = told or schema.Frame()
        self.subj, self.obj, self.idafa, self.suffix = f.subj, f.obj, f.idafa, f.suffix
        self.adj, self.passive, self.preps = f.adj, f.passive, f.preps


class Sense:
    """One entry: what a word can mean; see schema.Entry. flags: what it makes of a word (rasid.lexicon.analyser)."""

    __slots__ = (
        "after", "before", "cls", "control", "event", "event_by", "extent", "far", "flags", "frame", "id", "kind", "lemma", "near",
        "needs", "negated", "not_after", "not_before", "not_near", "present", "rank", "status", "weak",
    )  # fmt: skip

    def __init__(self, e: Entry, flags: int = 0) -> None:
        self.id, self.cls, self.lemma, self.kind, self.event = e.id, e.cls, e.lemma, e.kind, e.event
        self.frame = Frame(e.frame) if e.frame is not None else None
        self.after, self.before, self.near, self.needs = e.after, e.before, e.near, e.needs
        self.not_after, self.not_before, self.not_near = e.not_after, e.not_before, e.not_near
        self.negated, self.weak, self.far, self.rank = e.negated, e.weak, e.far, e.rank
        self.present, self.event_by, self.status = e.present, e.event_by, e.status
        self.extent, self.control = e.extent, e.control
        self.flags = flags

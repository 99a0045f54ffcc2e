"""Entries as the reader asks them, a hundred times a sentence: the fields of rasid.lexicon.schema where compiled code reads them at once.

Nothing is added to what the files say but `flags`: the bits of a word that can mean the entry.
"""

from __future__ import annotations

from rasid.lexicon import schema
from rasid.lexicon.schema import Entry

#: single words, first words of phrases, phrases, both kinds of words
Wanted = tuple[frozenset[str], frozenset[str], tuple[tuple[str, ...], ...], frozenset[str]]


def article_free(word: str) -> str:
    """A folded word without the article."""
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


class Conditions:
    """The conditions of an entry, ready for matching: sets of article-free words, and phrases of several words."""

    __slots__ = ("after", "asked", "before", "near", "not_after", "not_before", "not_near")

    def __init__(self, e: Entry) -> None:
        self.after, self.before, self.near = _wanted(e.after), _wanted(e.before), _wanted(e.near)
        self.not_after, self.not_before, self.not_near = _wanted(e.not_after), _wanted(e.not_before), _wanted(e.not_near)
        #: what stands in every sentence where the entry holds: one of these
        self.asked: frozenset[str] | None = self.after[3] if self.after else None


def _wanted(words: tuple[str, ...]) -> Wanted | None:
    if not words:
        return None
    singles = frozenset(article_free(w) for w in words if " " not in w)
    phrases = tuple(tuple(article_free(p) for p in w.split(" ")) for w in words if " " in w)
    firsts = frozenset(p[0] for p in phrases)
    return singles, firsts, phrases, singles | firsts


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
        "after", "before", "cls", "conditions", "control", "event", "event_by", "extent", "far", "flags", "frame", "id", "kind", "lemma",
        "near", "needs", "negated", "not_after", "not_before", "not_near", "present", "rank", "status", "weak",
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
        self.conditions = Conditions(e)

"""Operators and how words hang on each other: what scope_verbs.py and scope.py look for in a sentence."""

from __future__ import annotations

from typing import Final

from rasid.lexicon import analyser as an
from rasid.lexicon.analyser import Analysis
from rasid.reading.agreement import agrees, gender
from rasid.reading.particles import Particles
from rasid.reading.scene import ACTOR, PERSON, SOURCE, Scene

QUOTES: Final = '“”«»"()[]'
ENDS: Final = ".؛؟!\n…"
#: carriers: the event is theirs, and so are their tense and negation
CARRIERS: Final = frozenset(("perform", "happen", "witness", "undergo", "pass"))
_SILENT: Final = frozenset(("refer", "cause", "admit", "role", ""))


class Op:
    """An operator where it stands. tok: its token; a: its analysis; negated: a negation stands before it."""

    __slots__ = ("a", "kind", "negated", "tok")

    def __init__(self, tok: int, a: Analysis, negated: bool) -> None:
        self.tok, self.a, self.negated = tok, a, negated
        self.kind = a.entry.kind

    def __repr__(self) -> str:
        return f"<{'not ' if self.negated else ''}{self.a.entry.id}@{self.tok}>"


class Link:
    """How a noun hangs on the words before it. prep: the preposition that governs it; at: where the look to the left goes on;
    conj: it is joined to a noun before it; near: the operator noun right before it, in construct with it."""

    __slots__ = ("at", "conj", "near", "prep", "prep_tok")

    def __init__(self, prep: str, at: int, conj: bool, near: Op | None, prep_tok: int) -> None:
        self.prep, self.at, self.conj, self.near, self.prep_tok = prep, at, conj, near, prep_tok


class ScopeBase:
    """Looks around in one sentence: operators, negations, times, asides."""

    __slots__ = ("hi", "lo", "p", "scene", "words")

    def __init__(self, scene: Scene, particles: Particles) -> None:
        self.scene, self.words, self.lo, self.hi, self.p = scene, scene.words, scene.lo, scene.hi, particles

    def bare(self, k: int) -> str:
        """The folded word at k without a joined و or ف, with its preposition and article; "" outside the sentence."""
        if not self.lo <= k < self.hi:
            return ""
        return self.words[k].bare

    def operator(self, k: int) -> Op | None:
        """The operator that stands at token k."""
        w = self.words[k]
        if not w.flags & an.OPERATOR or self._named(k):
            return None
        found = None
        for a in w.analyses:
            e = a.entry
            if e.cls != "operator" or e.kind in _SILENT:
                continue
            negated = self.negated(k)
            if a.tense == "juss" and not negated and a.prep != "ل":
                continue
            if e.negated and not negated:
                continue
            if e.before and self.bare(k - 1) not in e.before:
                continue
            if e.id == "op.ataha" and k + 1 < self.hi and self.words[k + 1].flags & an.COMP:
                continue  # "يمكن أن" is "may", and lets nobody
            if a.pos == "V" and (
                a.pgn[:1] == "2" or a.pgn == "1s" and w.flags & an.EVENT or a.pgn == "3fp" and w.flags & an.NAME or self._of_another(k, a)
            ):
                continue  # "أردت" after a force is "shot", not "I wanted"
            op = Op(k, a, negated and not e.negated and e.id != "op.yazal")
            if a.pos == "A" and found is not None and found.a.entry is e and found.a.pos == "N":
                return found  # "ومحاولة تفجير": a noun before a participle
            if a.pos not in "VN" or (a.pos == "V") == self._verbal(k):
                return op
            found = found or op
        return found

    def _of_another(self, k: int, a: Analysis) -> bool:
        """ "توقع الوزير": a verb that does not agree with the subject right behind it, where the word may be one that does."""
        m = self.scene.at.get(k + 1)
        if m is None or m.prep or m.lo != k + 1 or m.kind not in (PERSON, ACTOR) or a.pgn not in ("3ms", "3fs") or agrees(a.pgn, gender(m)):
            return False
        return any(x.pos == "V" and x.cls == "operator" and x.pgn != a.pgn and agrees(x.pgn, gender(m)) for x in self.words[k].analyses)

    def _verbal(self, k: int) -> bool:
        """Whether a word that may be verb or verbal noun ("صد", "شن", "رفض") stands where a verb stands."""
        w = self.words[k]
        if w.prep or w.det or k == self.lo or (w.conj and w.conj == w.fold[0]):
            return not (w.prep or w.det)
        p = self.words[k - 1]
        if p.flags & an.PREP and k - 1 not in self.scene.at:
            return any(x.hi == k for x in self.scene.times)  # type: ignore[attr-defined]
        return not (p.flags & (an.OPERATOR | an.SPEECH | an.EVENT) and k - 1 not in self.scene.at)

    def negated(self, k: int) -> bool:
        """Whether a negation stands right before k, or before an auxiliary before k."""
        j = k - 1 - (self.bare(k - 1) == "قد" or self.bare(k - 1) in self.p.there_is)
        m = self.scene.at.get(j)
        if m is not None and not m.prep and self.bare(m.lo - 1) in self.p.auxiliaries:
            j = m.lo - 1  # "لم يعد الجيش يسيطر على كذا"
        if self.bare(j) in self.p.auxiliaries:
            j -= 1
        w = self.bare(j)
        return w in self.p.negators and not self.excepted(k) or w == "عدم"

    def excepted(self, k: int) -> bool:
        """ "لم تقصف سوى مرتين": the negation is taken back."""
        for j in range(k + 1, min(self.hi, k + 14)):
            w = self.words[j]
            if w.flags & an.PUNCT and w.raw not in QUOTES:
                return False
            if self.bare(j) in self.p.exceptions:
                return self.bare(j + 1) != "ان" and not w.raw.startswith("أ")
        return False

    def _named(self, k: int) -> bool:
        m = self.scene.at.get(k)
        return m is not None and (bool(m.known) or (m.lo < k and m.kind not in (PERSON, SOURCE)))

    def time_at(self, k: int) -> int:
        """The first token of the time that ends at or after token k; -1 when k is in none."""
        for x in self.scene.times:
            if x.lo <= k < x.hi:  # type: ignore[attr-defined]
                return x.lo  # type: ignore[attr-defined, no-any-return]
        return -1

    def _aside(self, comma: int) -> bool:
        """A comma at the edge of a time ("، الجمعة،")."""
        return any(x.lo <= comma <= x.hi or x.lo == comma + 1 for x in self.scene.times)  # type: ignore[attr-defined]

"""What stands around a verb: the governor of its clause by its أن, auxiliaries, verbs of beginning, conditions."""

from __future__ import annotations

from typing import Final

from rasid.lexicon import analyser as an
from rasid.reading.scope_base import CARRIERS, ENDS, QUOTES, Op, ScopeBase

_CLAUSE: Final = 12
#: operators that may stand before a present without أن
_SERIAL: Final = frozenset(("begin", "continue", "try"))


class VerbScope(ScopeBase):
    """Clauses and verbs."""

    __slots__ = ()

    def written_an(self, comp: int) -> bool:
        """أن, not إن."""
        return "إ" not in self.words[comp].raw

    def clause(self, comp: int) -> Op | None:
        """The operator that takes the clause of أن at token comp."""
        steps = 0
        k = comp - 1
        while k >= self.lo and steps <= _CLAUSE:
            w, f = self.words[k], self.words[k].flags
            if f & an.PUNCT:
                if w.raw in ENDS or (w.raw in "،," and not self._aside(k)):
                    return None
                k -= 1
                continue
            m = self.scene.at.get(k)
            steps += m is None or k == m.lo
            op = self.operator(k)
            if op is not None and op.kind not in CARRIERS and op.kind not in ("end", "condition", "purpose"):
                return op
            if f & (an.COMP | an.REL) or (f & an.SPEECH and f & an.VERB) or (f & an.EVENT and f & an.VERB and w.analyses[0].pos == "V"):
                return None
            k -= 1
        return None

    def complementiser(self, tok: int) -> int:
        """The أن or إن whose clause the verb at tok stands in; -1 when there is none."""
        steps = 0
        k = tok - 1
        while k >= self.lo and steps <= _CLAUSE:
            w, f = self.words[k], self.words[k].flags
            if f & an.PUNCT and (w.raw in ENDS or w.raw in "،,"):
                return -1
            if f & an.COMP and w.base != "الا":
                return k
            if f & an.REL or (f & an.VERB and w.analyses and w.analyses[0].pos == "V" and w.base not in self.p.auxiliaries):
                return -1
            m = self.scene.at.get(k)
            steps += m is None or k == m.lo
            k -= 1
        return -1

    def before_verb(self, tok: int) -> int:
        """The last token before the particles (قد, سوف, auxiliaries) of the verb at tok."""
        k = tok - 1
        while k >= self.lo and (self.bare(k) in self.p.auxiliaries or self.bare(k) in self.p.future):
            k -= 1
        return k

    def past_frame(self, tok: int) -> bool:
        """Whether كان makes the present at tok a past."""
        for k in range(tok - 1, max(self.lo, tok - 7) - 1, -1):
            w = self.words[k]
            if w.flags & an.PUNCT and w.raw not in QUOTES:
                return False
            if self.bare(k) in self.p.past:
                return True
            if w.flags & (an.COMP | an.REL) and k < tok - 1:
                return False
        return False

    def serial(self, tok: int) -> Op | None:
        """The verb of beginning or going on that a present hangs on ("بدأت تقصف", "ما زال الجيش يقصف")."""
        steps = 0
        k = tok - 1
        while k >= self.lo and steps <= 6:
            w, f = self.words[k], self.words[k].flags
            if f & an.PUNCT and w.raw not in QUOTES or f & (an.COMP | an.REL):
                return None
            op = self.operator(k)
            if op is not None and (op.a.pos == "V" or op.a.pos == "W"):
                return op if op.kind in _SERIAL else None
            if f & an.VERB and w.analyses and w.analyses[0].pos == "V":
                return None
            m = self.scene.at.get(k)
            steps += m is None or k == m.lo
            k -= 1
        return None

    def condition(self, tok: int) -> Op | None:
        """إذا, لو, في حال before the verb at tok."""
        for k in range(tok - 1, max(self.lo, tok - 5) - 1, -1):
            w = self.words[k]
            if w.flags & an.PUNCT and w.raw not in QUOTES or w.flags & (an.REL | an.COMP):
                return None
            op = self.operator(k)
            if op is not None:
                return op if op.kind == "condition" and op.a.prep != "ب" else None  # a name like "بلو" is no condition
            if w.flags & an.VERB and w.analyses[0].pos == "V" and self.bare(k) not in self.p.past:
                return None
        return None

    def in_present(self, tok: int) -> bool:
        """Whether a verb of the present stands near ("يحتج متظاهرون")."""
        near = (self.words[k] for k in range(max(self.lo, tok - 5), min(self.hi, tok + 5)))
        return any(w.flags & an.VERB and w.analyses and w.analyses[0].pos == "V" and w.analyses[0].tense == "pres" for w in near)

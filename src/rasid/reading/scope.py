"""Which operator has a word in its scope: the governor of a noun by its preposition, construct or place as object,
and what is said of it; the governors of clauses stand in scope_verbs.py.

One look to the left a question; a link by the operator's own preposition reaches over asides and relative clauses.
"""

from __future__ import annotations

from typing import Final

from rasid.lexicon import analyser as an
from rasid.lexicon.analyser import Analysis
from rasid.reading.naming import NAMING
from rasid.reading.scene import ACTOR, PEOPLE, PERSON
from rasid.reading.scope_base import ENDS, QUOTES, Link, Op
from rasid.reading.scope_verbs import VerbScope
from rasid.reading.slots import is_state

_REACH: Final = 10
_FAR: Final = 22
#: operators that take a second noun with the first
_JOINED: Final = frozenset(("plan", "urge", "aim"))
#: as after this preposition an event is told on its own, whatever governs the preposition
_TOLD: Final = "بعد"
_LINKING: Final = frozenset("بلك")


class Scope(VerbScope):
    """Nouns, and with the classes it builds on all that stands in one sentence."""

    __slots__ = ()

    def link(self, first: int, a: Analysis) -> Link:
        """How the noun whose phrase begins at token `first` hangs on what stands before it."""
        words, lo = self.words, self.lo
        prep, conj = (a.prep if a.prep in _LINKING else ""), bool(a.conj)
        k = first - 1
        prep_tok = first if prep else -1
        while k >= lo and not prep:
            w = words[k]
            if w.flags & an.PUNCT and w.raw in QUOTES:
                k -= 1
                continue
            timed = self.time_at(k)
            if timed >= 0:
                k = timed - 1
                if conj and k > lo and self._preposition(k):
                    k -= 1  # "لتنفيذ العملية خلال الساعات القادمة وتطهير المدينة"
                continue
            if w.fold in self.p.adverbs:
                k -= 1
                continue
            heading = w.fold in self.p.towards and k + 1 == first  # "نحو تحرير كذا", but "نحو عشرين غارة"
            counts = w.flags & an.QUANT and not heading or w.base in self.p.determiners
            if w.flags & (an.NUMBER | an.DEM) or counts and k not in self.scene.at:
                conj = bool(w.conj)
                prep, prep_tok = (w.prep, k) if w.prep in _LINKING and w.prep else ("", -1)
                k -= 1
                continue
            op = None if conj else self.operator(k)
            if op is not None and op.a.pos in "NW" and not op.a.det and op.a.entry.frame is not None and op.a.entry.frame.obj != "none":
                return Link("", k, False, op, -1)
            if self._preposition(k):
                prep, prep_tok, conj = self.bare(k), k, bool(w.conj)
                at = self.counted(k)
                if at >= 0:  # "قبل أسبوع من خطف كذا": told on its own, as after قبل alone
                    prep, prep_tok, k = self.bare(at), at, at
                k -= 1
                if k >= lo and words[k].base in NAMING.answers and prep not in self.p.circumstances:
                    prep = _TOLD  # "توعد بالرد على قصف كذا": it has been
                break
            if conj or not self._construct(k):
                break
            conj = bool(w.conj)
            prep, prep_tok = (w.prep, k) if w.prep in _LINKING and w.prep else ("", -1)
            k -= 1
        return Link(prep, k, conj, None, prep_tok)

    def _preposition(self, k: int) -> bool:
        w = self.words[k]
        if w.flags & an.PREP and (m := self.scene.at.get(k)) is not None and m.lo < k:
            return False
        return bool(w.flags & an.PREP) or self.bare(k) in self.p.circumstances

    def _construct(self, k: int) -> bool:
        """A noun without article right before another, whose genitive that one is ("عملية السيطرة", "أنباء سيطرة")."""
        w = self.words[k]
        if k in self.scene.at or w.det or w.flags & (an.PUNCT | an.FUNCTION | an.VERB | an.LATIN | an.COMP | an.REL):
            return False
        return bool(w.flags & an.EVENT) and w.analyses[0].pos == "N" or bool(w.flags & an.COMMON) and not w.flags & an.NAME

    def governor(self, first: int, a: Analysis) -> Op | None:
        """The operator that governs the noun at `first`."""
        link = self.link(first, a)
        if link.near is not None:
            return link.near
        return self._scan(link)

    def _scan(self, link: Link) -> Op | None:
        words, scene = self.words, self.scene
        sibling = -1
        commas, steps = 0, 0
        crossed = loose = False
        explicit = bool(link.prep) and link.prep not in self.p.circumstances
        k = link.at
        while k >= self.lo:
            w, f = words[k], words[k].flags
            if f & an.PUNCT:
                if w.raw in ENDS:
                    break
                if w.raw in "،,:-–—" and not self._aside(k) and not (link.conj and k >= link.at - 1):
                    aside = self._opened(k) if w.raw in "،," else -1
                    if aside < 0 and k == link.at and link.prep:
                        loose = True  # "بدأت القوات، باقتحام": a comma too many
                    elif aside < 0:
                        commas += 1
                    k = aside if aside >= 0 else k
                k -= 1
                continue
            m = scene.at.get(k)
            steps += m is None or k == m.lo
            if steps > (_FAR if explicit else _REACH):
                break
            op = self.operator(k)
            if op is not None and not (loose and w.conj) and self._links(op, link, crossed, commas):
                if sibling >= 0 and link.conj and not link.prep:
                    break
                return op
            if f & an.COMP:
                return None if commas or link.prep in self.p.circumstances else self._out_of_clause(k)
            if f & an.REL:
                crossed = True
            elif f & an.VERB and w.analyses and w.analyses[0].pos == "V" and (op is None or op.kind != "cause"):
                crossed = True
                if w.conj or commas % 2 or not explicit:
                    break
            elif f & an.EVENT and sibling < 0 and not crossed and m is None and w.analyses[0].pos == "N" and k < link.at + 1:
                if link.prep == "في" and w.analyses[0].entry.event == "killing":
                    return None  # "قرر كذا بعد مقتل خمسة في تفجير": those died in it
                sibling = k
            k -= 1
        if sibling >= 0 and (link.conj or link.prep == "ب") and commas == 0:
            b = next((x for x in words[sibling].analyses if x.pos == "N" and x.cls == "event"), None)
            if b is None or link.conj and link.prep and self.link(sibling, b).prep != link.prep:
                return None  # "خوفا من غارات، وعن مقتل كذا": each hangs on words of its own
            return self.governor(sibling, b)
        return None

    def _opened(self, comma: int) -> int:
        """The comma that opens the aside which this one closes ("، بحسب السكان،"); -1 where it closes none."""
        for j in range(comma - 1, max(self.lo, comma - 12), -1):
            w = self.words[j]
            if w.flags & an.PUNCT and w.raw not in QUOTES:
                first = self.words[j + 1]
                leads = first.flags & (an.PREP | an.REL) or first.prep in ("ب", "ل") or self.bare(j + 1) in self.p.circumstances
                aside = first.fold in self.p.asides or self.bare(j + 1) in self.p.asides
                return j if w.raw in "،," and (aside or leads and not first.flags & an.VERB) else -1
        return -1

    def _links(self, op: Op, link: Link, crossed: bool, commas: int) -> bool:
        """Whether the operator takes a noun that hangs like this."""
        frame = op.a.entry.frame
        assert frame is not None
        if op.a.entry.id == "op.bahatha" and self.words[link.at + 1].det:
            return False  # "بحث الوزيران الهجوم على كذا": it has been
        if link.prep:
            if link.prep not in frame.preps:
                return link.prep == "حتي" and op.kind in ("plan", "urge") and not crossed and not commas
            if link.prep == "من" and op.kind == "plan" and self.bare(op.tok + 1) == "من" and link.prep_tok != op.tok + 1:
                return False  # "الاقتراب من السور تحت غطاء من الصواريخ"
            return not commas % 2 or (op.kind == "deny" and crossed)
        if link.conj and not crossed and not commas and op.kind in _JOINED and self._leads_to(op, link):
            return True
        if crossed or commas or frame.obj == "none":
            return False
        if link.conj and op.kind in ("prevent", "end"):
            return False  # "كسر الأبواب واحتجاز الموظفين"
        after = self.words[op.tok + 1] if op.tok + 1 < self.hi else None
        if op.a.pos == "N" and after is not None and after.det and op.tok + 1 not in self.scene.at and op.tok + 1 <= link.at:
            return False  # "لاستئناف الحوار انسحاب": its noun stands there already
        return op.a.pos == "V" or not op.a.det or op.kind in ("aim",) or bool(op.a.suf)

    def _leads_to(self, op: Op, link: Link) -> bool:
        """ "توعد بالقضاء على كذا وتطهير المدينة": a noun joined to the one that the operator's preposition leads to."""
        frame = op.a.entry.frame
        assert frame is not None
        last = min(link.at, op.tok + 6)
        return any(
            self.words[k].prep in frame.preps or self._preposition(k) and self.bare(k) in frame.preps for k in range(op.tok + 1, last + 1)
        )

    def twin(self, link: Link) -> tuple[int, Analysis] | None:
        """The noun of happening that one joined by "و" stands beside, with nothing of another clause between them."""
        for k in range(link.at, max(self.lo, link.at - 10) - 1, -1):
            w = self.words[k]
            if k == link.at and w.raw in "،,":
                continue  # "بتعزيز الضربات على المواقع، وقطع الإمدادات"
            if w.flags & (an.PUNCT | an.COMP | an.REL | an.BREAK) or w.flags & an.VERB and not w.flags & an.EVENT:
                return None
            a = next((x for x in w.analyses if x.pos == "N" and x.cls == "event"), None) if k not in self.scene.at else None
            if a is not None:
                return k, a
            if (op := self.operator(k)) is not None and op.a.pos == "N" and op.a.prep == "ل":
                return k, op.a  # "لتنفيذ العملية وتطهير المدينة"
        return None

    def duty(self, link: Link) -> bool:
        """Whether "على" with somebody opens the clause of a noun ("على القوات الانسحاب")."""
        for k in range(link.at, max(self.lo, link.at - 14) - 1, -1):
            w = self.words[k]
            if (
                w.flags & (an.PUNCT | an.REL | an.BREAK)
                or w.flags & an.VERB
                and not w.flags & (an.EVENT | an.FUNCTION)
                and k not in self.scene.at
            ):
                return False
            if self.bare(k) in self.p.obliged:
                m = self.scene.at.get(k + 1)
                opens = k == self.lo or bool(self.words[k - 1].flags & (an.PUNCT | an.COMP))
                return opens and m is not None and m.lo == k + 1 and (m.kind in (ACTOR, PERSON, PEOPLE) or is_state(m))
        return False

    def counted(self, prep: int) -> int:
        """Where a time that counts from a happening begins, if it ends right before a preposition ("بعد عامين من خضوعها"); -1."""
        for x in self.scene.times:
            if x.hi == prep and x.shift is not None and self.bare(x.lo) in self.p.circumstances:  # type: ignore[attr-defined]
                return x.lo  # type: ignore[attr-defined, no-any-return]
        return -1

    def laid_down(self, op: Op, tok: int) -> bool:
        """ "ويشمل الاتفاق تسليم المدينة": what an agreement says is to be done."""
        return tok > op.tok and not self.words[tok].det and op.a.tense == "pres"

    def ordered(self, tok: int) -> bool:
        """Whether the operator at a token is an order to one's own ("أمر", "أوامر", "أوعز")."""
        return any(a.entry.id == "op.amara" for a in self.words[tok].analyses)

    def _out_of_clause(self, comp: int) -> Op | None:
        """The governor of the clause that a noun stands in: of an irrealis clause any operator, of others a denial."""
        w = self.words[comp + 1] if comp + 1 < self.hi else None
        wished = w is not None and any(a.pos == "V" and a.tense == "pres" for a in w.analyses[:2]) and self.written_an(comp)
        op = self.clause(comp)
        if op is None or (op.kind != "deny" and not wished):
            return None
        return op

    def untrue(self, first: int, last: int) -> int:
        """ "الأنباء عن سقوط المدينة كاذبة": the word that makes what is told of an event untrue; -1 for none."""
        if not any(self.bare(k) in self.p.told for k in range(max(self.lo, first - 8), first)):
            return -1
        for k in range(last, min(self.hi, last + 16)):
            w = self.words[k]
            if self.bare(k) in ("غير", "لا") and self.bare(k + 1) in self.p.untrue_not:
                return k
            if w.raw in ENDS or w.flags & an.BREAK and w.raw not in "،,":
                return -1
            if self.bare(k) in self.p.untrue or w.prep == "ب" and w.base in self.p.untrue:
                return k
        return -1

    def described(self, last: int) -> Op | None:
        """An adjective of the noun that ends before token `last` ("هجوم فاشل", "عملية وشيكة", "معارك مستمرة")."""
        for k in range(last, min(self.hi, last + 3)):
            w = self.words[k]
            if w.flags & (an.PUNCT | an.PREP | an.VERB | an.COMP | an.REL):
                return None
            op = self.operator(k)
            if op is not None:
                return op if op.a.pos in "WAP" and op.kind in ("fail", "plan", "continue") else None
        return None

    def predicate(self, last: int) -> Op | None:
        """What is said of the noun as its subject ("الاشتباكات ما زالت مستمرة", "معارك تدور", "الهجوم فشل")."""
        steps = 0
        k = last
        while k < self.hi and steps <= 7:
            w, f = self.words[k], self.words[k].flags
            if f & an.PUNCT and w.raw not in QUOTES or f & (an.COMP | an.REL) or (f & an.BREAK and not f & an.OPERATOR and w.fold != "ما"):
                return None
            op = self.operator(k)
            if op is not None and op.a.pos in "VWA":
                if w.conj or self.words[k - 1].conj or op.kind not in ("continue", "fail", "happen", "end") or op.a.det:
                    return None
                if op.a.pos == "A" and self.words[k - 1].det and k - 1 == last:
                    return None
                return op
            if f & an.VERB and w.analyses[0].pos == "V":
                return None
            if k > last and (f & an.PREP and self.bare(k) in self.p.over):
                return None  # "السيطرة على كذا بعد معارك استمرت": what follows is said of the noun after it
            m = self.scene.at.get(k)
            steps += m is None or k == m.lo
            k += 1
        return None

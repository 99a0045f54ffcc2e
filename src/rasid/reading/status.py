"""What the source makes of an event: it happened, goes on, is planned, was tried, is demanded, is denied.

The trigger's own form speaks first; then each operator that has it in its scope, from the nearest outwards
("هدد بمواصلة قصف": to shell, to go on with it, a threat). Scope is found in scope.py and its neighbours; the words are data.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from rasid.lexicon import analyser as an
from rasid.lexicon.analyser import Analysis
from rasid.lexicon.schema import Cell
from rasid.model.records import REAL_STATUSES
from rasid.reading.event_groups import CROWDS, STATES
from rasid.reading.particles import Particles
from rasid.reading.scene import ACTOR, Scene
from rasid.reading.scope import Scope
from rasid.reading.scope_base import CARRIERS, Op
from rasid.reading.scope_clauses import (
    asked,
    foiled,
    joined_head,
    lasted,
    made_way,
    one_of_many,
    presupposed,
    running,
    seen,
    to_come,
    unless,
)
from rasid.reading.trigger import Trigger

_FOUGHT: Final = frozenset(("ground_attack", "clash"))
_ATTACKS: Final = frozenset(("ground_attack", "air_strike", "shelling", "takes_control", "deploys"))
_DONE: Final = frozenset(("withdraws", "displaces", "changes_allegiance", "takes_control"))
_CONCEDED: Final = frozenset(("withdraws", "hands_over", "displaces", "arrest", "agreement"))
_TO_COME: Final = frozenset(("plan", "urge", "aim", "purpose", "condition"))
_LASTS: Final = frozenset(("clash", "protest", "advances", "besieges", "shelling"))
_RUNS: Final = frozenset(("clash", "advances", "besieges", "shelling", "ground_attack"))
_NO_PURPOSE: Final = frozenset(("holds", "no_comment", "agreement"))
_GAINS: Final = frozenset(("takes_control", "hands_over"))
_DEPTH: Final = 6
_NOT_TO: Final = "عدم"
#: tokens from a verb of speech to what is announced
_SAID: Final = 7
_AGAIN: Final = frozenset(("عاد", "عادت", "عادوا"))
_NOUN: Final = Cell(0, "N")


class Verdict:
    """A status on its way outwards. rule and tok: what decided; ended: under a verb of ending, so demanded means going on."""

    __slots__ = ("ended", "rule", "status", "tok")

    def __init__(self, status: str, rule: str, tok: int) -> None:
        self.status, self.rule, self.tok = status, rule, tok
        self.ended = False

    def set(self, status: str, rule: str, tok: int) -> None:
        self.status, self.rule, self.tok = status, rule, tok


class Moods:
    """Finds the status of triggers, with the words of lexicons/status.yaml. No state between sentences."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.particles = Particles(data)

    def of(self, scene: Scene, t: Trigger) -> tuple[str, str, int]:
        """The status of a trigger, the rule, and the token that decided."""
        s = Scope(scene, self.particles)
        if t.entry.status:
            past = t.entry.status == "ongoing" and s.past_frame(t.tok)  # "كانوا محتجزين"
            return ("occurred", "status.past_frame", t.tok) if past else (t.entry.status, "status.lexical", t.tok)
        v = Verdict("occurred", "status.default", t.tok)
        if t.event == "no_comment":
            return v.status, v.rule, v.tok  # a silence is no failed try, nor a refusal
        if t.a.pos == "V" and not t.entry.negated:
            noun = _as_noun(s, t)
            op = s.governor(t.first, noun) if noun is not None else None
            if op is None or op.kind in CARRIERS or (op.a.pos not in "VW" and not t.a.conj):
                op = _verb(s, t.tok, t.a, v, state=t.event == "holds", title=scene.headline and t.event not in STATES)
            failed = s.described(t.last) if t.last > t.tok + 1 else None  # "شن هجوما فاشلا"
            if failed is not None and failed.kind == "fail":
                _apply(failed, v)
        elif t.a.pos == "A":
            past = t.event in _DONE or t.event in CROWDS and not s.in_present(t.tok)
            past = past or s.past_frame(t.tok)  # "كانوا متمركزين"
            v.set("occurred" if past else "ongoing", "status.participle", t.tok)
            return v.status, v.rule, v.tok
        else:
            op = _noun(s, t, v)
            if op is None and v.status in REAL_STATUSES:
                _announced(s, t, v)
        _outwards(s, op, v, scene.headline)
        if v.status == "urged" and t.event in _ATTACKS and s.ordered(v.tok):
            v.set("planned", v.rule, v.tok)  # "أمر قواته باقتحام المدينة": he means to do it
        if v.rule == "status.negation" and t.a.pos == "V" and unless(s, t.tok):
            v.set("urged" if t.event in _CONCEDED else "planned", "status.unless", t.tok)
        elif v.rule == "status.default" and t.a.pos == "N" and foiled(s, t.event, t.last):
            v.set("attempted", "status.foiled", t.tok)
        elif v.rule == "status.default" and t.a.pos == "N" and t.event in _RUNS and running(s, t.tok):
            v.set("ongoing", "status.nth_day", t.tok)
        if v.status == "planned" and v.rule == "status.op.plan" and made_way(s, v.tok):
            v.set("occurred", "status.default", t.tok)
        if v.status in REAL_STATUSES and (doubt := asked(s, t.tok)) >= 0:
            v.set("planned", "status.op.unreal", doubt)
        if v.status in REAL_STATUSES and (false := s.untrue(t.first, t.last)) >= 0:
            v.set("denied", "status.untrue", false)
        return v.status, v.rule, v.tok


def _as_noun(s: Scope, t: Trigger) -> Analysis | None:
    """The verbal noun that is written like the verb ("قصف", "خطف"), where one is."""
    if t.a.tense != "past" or t.a.prep or t.a.conj and not _object_after(s, t):
        return None
    return next((x for x in s.words[t.tok].analyses if x.pos == "N" and x.entry.event == t.entry.event), None)


def _object_after(s: Scope, t: Trigger) -> bool:
    """ "على رفع الخيام وسحب المسلحين من المدينة": one noun alone before a preposition is the object of a verbal noun."""
    m = s.scene.at.get(t.last) or s.scene.at.get(t.tok + 1)
    if t.a.conj != "و" or m is None or m.prep or s.words[t.tok - 1].flags & an.PUNCT:
        return False
    nxt = s.words[m.hi] if m.hi < s.hi else None
    return nxt is None or bool(nxt.flags & (an.PREP | an.PUNCT) or nxt.prep)


def _verb(s: Scope, tok: int, a: Analysis, v: Verdict, *, state: bool, title: bool) -> Op | None:
    """The mood of a verb, into v; returns the operator that governs its clause."""
    p = s.p
    head = s.before_verb(tok)
    prev = s.bare(tok - 1)
    if s.negated(tok):
        v.set("denied", "status.negation", tok)
        return _denial(s, tok)
    if a.prep == "س" or prev in p.future:
        v.set("planned", "status.future", tok)
        return _denial(s, tok)
    condition = s.condition(tok)
    if condition is not None:
        v.set("planned", "status.op.condition", condition.tok)
        return None
    if prev in p.negators and s.excepted(tok):
        v.set("ongoing" if state and a.tense == "pres" else "occurred", "status.excepted", tok)
        return _denial(s, tok)
    if a.tense not in ("pres", "juss"):
        lasts = state and not s.past_frame(tok)  # "كانوا قد تمركزوا"
        v.set("ongoing" if lasts else "occurred", "status.state" if lasts else "status.default", tok)
        return _denial(s, tok)
    if a.prep == "ل" and any(s.words[k].base in _AGAIN for k in range(max(s.lo, tok - 3), tok)):
        v.set("occurred", "status.historical_present", tok)
        return _denial(s, tok)  # "عاد الجيش ليسيطر على كذا"
    if a.prep == "ل" and prev not in ("،", ","):
        v.set("planned", "status.purpose", tok)
        return None
    if head >= s.lo and s.words[head].flags & an.COMP and s.bare(head) in p.that and s.written_an(head):
        return _subjunctive(s, head, tok, v)
    if prev in p.possible or s.bare(head) in p.possible:
        v.set("planned", "status.possible", tok)
        return _denial(s, tok)
    if prev in p.purpose_verbs:
        v.set("planned", "status.purpose", tok)
        return None
    after, ahead = range(tok + 1, min(s.hi, tok + 6)), range(max(s.lo, tok - 4), tok)
    ruled = s.bare(s.lo) in p.under or any(s.bare(k) in p.under for k in ahead)
    if ruled or any(s.bare(k) in p.stipulated for k in after):
        v.set("planned", "status.stipulated", tok)
        return None
    serial = s.serial(tok)
    if serial is not None:
        return serial
    if a.conj and (comp := joined_head(s, tok)) >= 0:
        return _subjunctive(s, comp, tok, v)  # "قبل أن تتدخل الطائرات وتقصف مواقعهم"
    if s.past_frame(tok) or title or (not state and (seen(s, tok) or one_of_many(s, tok))):
        v.set("occurred", "status.historical_present", tok)
    else:
        v.set("ongoing", "status.present", tok)
    return _denial(s, tok)


def _denial(s: Scope, tok: int) -> Op | None:
    """Of a clause told as fact only a denial changes the status."""
    comp = s.complementiser(tok)
    op = s.clause(comp) if comp >= 0 else None
    return op if op is not None and op.kind == "deny" else None


def _subjunctive(s: Scope, comp: int, tok: int, v: Verdict) -> Op | None:
    """A present right after أن: what stands before أن tells how it is meant."""
    p = s.p
    before = s.bare(comp - 1)
    op = s.clause(comp) if before == "الي" else None
    if op is not None and op.kind == "urge" and "الي" in op.a.entry.frame.preps:  # type: ignore[union-attr]
        return op  # "دعا الفصائل إلى أن تنسحب"
    if before in p.real_before:
        v.set("occurred", "status.historical_present", tok)
        return None
    if before in p.unreal_before or (s.words[comp].prep == "" and before == "من" and s.bare(comp - 2) in p.unreal_before):
        v.set("denied", "status.negation", comp - 1)
        return None
    if before in p.obliged:
        v.set("planned", "status.stipulated", tok)
        return None
    op = s.clause(comp)
    if op is not None and not (op.kind == "deny" and op.negated):  # "لم يستبعد أن تتوجه القوات": it may be
        return op
    m = s.scene.at.get(comp - 1)
    if m is not None and m.prep in p.obliged:
        v.set("urged", "status.obliged", m.prep_tok)
    else:
        v.set("planned", "status.subjunctive", tok)
    return None


def _noun(s: Scope, t: Trigger, v: Verdict) -> Op | None:
    """The status of a noun by itself, into v; returns the operator that governs it."""
    p, a = s.p, t.a
    state = t.event == "besieges" or (t.event == "holds" and a.pos in "NAPW")
    if state:
        v.set("ongoing", "status.state", t.tok)
        for k in range(max(s.lo, t.first - 1), min(s.hi, t.last + 2)):
            if s.bare(k) in p.former:
                v.set("occurred", "status.former", k)
        if t.event == "holds" and a.pos == "N" and s.past_frame(t.tok):
            v.set("occurred", "status.past_frame", t.tok)  # "كانت معقلا"
        if lasted(s, t.last):
            v.set("occurred", "status.over", t.tok)
    if t.entry.negated:
        return None
    described = s.described(t.last) or (s.described(t.tok + 1) if t.last > t.tok + 1 else None)  # "العملية مستمرة لتطهير الحي"
    if described is not None:
        _apply(described, v)
    link = s.link(t.tok, a)  # its own phrase: t.first may be a word of context farther left
    describes = state and a.det and not link.prep and s.words[t.tok - 1].det  # "الأحياء المحاصرة"
    doer = s.scene.at.get(t.tok - 1) if describes else None  # but "كسر الجيش الحصار"
    op = s.governor(t.tok, a) if not describes or doer is not None and doer.kind == ACTOR else None
    if op is not None and _apart_from(s, t, op, link.prep, v):
        return None
    if t.first > s.lo and s.words[t.first - 1].base == _NOT_TO and not a.prep:
        _not_to(s, t.first - 1, a, v)
        return None
    if s.bare(t.first - 1) in p.there_is and s.bare(t.first - 2) in p.negators:
        v.set("denied", "status.negation", t.first - 2)
        return None  # "ليس هناك اشتباكات"
    if s.bare(t.first - 1) in p.noun_negators and not a.prep and (not a.det or link.prep) and (op is None or link.prep != "دون"):
        v.set("denied", "status.negation", t.first - 1)
        return None
    if op is None and s.bare(t.first - 1) in p.determiners and not a.det and s.bare(t.first - 1) not in p.there_is:
        v.set("planned", "status.op.unreal", t.first - 1)  # "سنرد على أي هجوم": none that was
        return None
    if t.event == "agreement" and link.prep == "قبل" and s.time_at(link.prep_tok) >= 0 and v.status in REAL_STATUSES:
        v.set("planned", "status.to_come", link.prep_tok)  # "قبل ساعات من هدنة أعلنتها الحكومة"
        return None
    if state and link.prep in p.over:
        v.set("occurred", "status.over", link.prep_tok)
    if link.prep == "قبل" and any(s.bare(k) in ("لا", "لن") for k in range(max(s.lo, link.at - 5), link.at + 1)):
        v.set("urged", "status.before_all", link.prep_tok)
        return None
    if op is None and described is None:
        if link.prep in p.towards and not a.det or link.prep == "ل" and t.event not in _NO_PURPOSE and _purpose(s, link.prep_tok, a):
            v.set("planned", "status.purpose", t.tok)
            return None
        twin = s.twin(link) if link.conj and not link.prep else None
        if twin is not None:
            op = s.governor(*twin)
            if op is not None and op.kind in _TO_COME:
                return op  # "الهدف هو التقدم نحو البلدة وتطويقها"
            apart = s.words[link.at].raw in "،,"  # "أدى لدمار، وتهجير"
            if op is None and not apart and s.link(*twin).prep == "ل" and _purpose(s, s.link(*twin).prep_tok, twin[1]):
                v.set("planned", "status.purpose", t.tok)  # "لاقتحامها وتطهيرها"
                return None
            op = None
        if s.duty(link):
            v.set("urged", "status.obliged", t.tok)  # "على المسلحين تسليم سلاحهم وإخلاء المقر"
            return None
        if not link.prep or link.prep in p.circumstances:
            op = _goes_on(s, t) if not link.prep else None
            ahead = t.first - 1 if s.bare(t.first - 1) in p.will_be else to_come(s, t.last)
            if op is None and not link.prep and ahead >= 0:
                v.set("planned", "status.to_come", ahead)
                return None
        if op is None and not link.prep and not a.det and t.event in _LASTS and s.bare(t.first - 1) in p.there_is:
            v.set("ongoing", "status.present", t.first - 1)
    return op


def _apart_from(s: Scope, t: Trigger, op: Op, prep: str, v: Verdict) -> bool:
    """Whether an operator that governs the event says something of it other than what its kind says elsewhere; that goes into v."""
    if op.kind == "urge" and prep == "قبل":
        v.set("planned", "status.op.urge", op.tok)  # "أمهلهم يومين قبل اقتحام المدينة"
        return True
    if op.kind == "deny" and t.a.det and not prep and presupposed(s, t.first, t.last):
        v.set("occurred", "status.presupposed", op.tok)
        return True
    return False


def _announced(s: Scope, t: Trigger, v: Verdict) -> None:
    """ "سيعلن الجيش انسحابه", "من المتوقع أن تعلن كذا هدنة": what is to be announced is to come."""
    link = s.link(t.tok, t.a)
    for k in range(link.at, max(s.lo, link.at - _SAID) - 1, -1) if not link.prep else ():
        w = s.words[k]
        if k in s.scene.at:
            continue
        if w.flags & (an.PUNCT | an.COMP | an.REL | an.PREP):
            return
        if w.flags & an.VERB:
            a = next((x for x in w.analyses if x.pos == "V" and x.entry.kind == "say" and x.tense == "pres" and x.pgn[:1] == "3"), None)
            if a is not None:
                outer = Verdict(v.status, v.rule, v.tok)
                _outwards(s, _verb(s, k, a, outer, state=False, title=False), outer, False)
                if outer.status in ("planned", "urged"):
                    v.set(outer.status, outer.rule, outer.tok)
            return


def _not_to(s: Scope, k: int, a: Analysis, v: Verdict) -> None:
    """ "عدم الانسحاب": it did not happen; where somebody calls for that or means it, nothing is told ("دعا إلى عدم الانسحاب")."""
    w = s.words[k]
    op = s.governor(k, Analysis(a.entry, _NOUN, w.conj, w.prep, False, ""))
    wished = op is not None and op.kind in _TO_COME and not op.negated
    v.set("planned" if wished else "denied", "status.op.unreal" if wished else "status.negation", k)


def _goes_on(s: Scope, t: Trigger) -> Op | None:
    """What is said of a noun as a subject; a gain is nothing that takes place by itself ("منذ سقوط صنعاء تدور حرب")."""
    op = s.predicate(t.last)
    return None if op is not None and op.kind == "happen" and t.event in _GAINS else op


def _purpose(s: Scope, at: int, a: Analysis) -> bool:
    """ "لاقتحام المدينة": a purpose, unless what stands before takes it as its complement ("نتيجة لقصف", "تبادلا للقصف")."""
    prev = s.words[at - 1] if at > s.lo else None
    if prev is None:
        return True
    if not s.p.no_deed.isdisjoint(s.words[at].keys):
        return False  # "غضب لمقتل كذا", "لتفريق مظاهرة"
    if s.p.no_purpose & ({prev.base} | prev.keys) or prev.flags & an.COMP:
        return False  # "صور قالوا إنها لسيطرة الجيش على كذا"
    k = at - 1
    while k > max(s.lo, at - 4) and (s.words[k].det or s.words[k].raw.endswith("اً") or s.words[k].fold.endswith(("ا", "ه"))):
        k -= 1  # "تبادلا كثيفا لإطلاق النار", "أهمية كبيرة لقطع الطريق", "الذكرى السنوية الأولى لمقتل كذا"
        if s.p.no_purpose & ({s.words[k].base} | s.words[k].keys):
            return False
    fought_for = a.entry.event == "takes_control" and any(x.entry.event in _FOUGHT for x in prev.analyses)  # "هجوما للسيطرة على كذا"
    return fought_for or not (a.det and prev.flags & an.EVENT and prev.analyses[0].pos == "N")


def _outwards(s: Scope, op: Op | None, v: Verdict, title: bool) -> None:
    """Let every operator speak, from the nearest outwards."""
    for _ in range(_DEPTH):
        if op is None:
            return
        outer = Verdict(v.status, v.rule, v.tok)
        op = _noun_after_all(s, op)
        if op.a.pos == "V":
            nxt = _verb(s, op.tok, op.a, outer, state=False, title=title)
        elif op.a.pos == "N":
            nxt = s.governor(*_head(s, op))
            if nxt is None and op.a.prep == "ل" and _purpose(s, op.tok, op.a) and _own_frame(op) != "none":
                outer.set("planned", "status.purpose", op.tok)
        else:
            nxt = None
        if op.kind in CARRIERS:
            _carry(s, op, v, outer)
            if v.rule == "status.op.unreal":
                return
        else:
            _apply(op, v)
            if op.kind in ("begin", "continue") and op.a.tense == "past" and v.tok == op.tok and _over(s, op.tok):
                v.set("occurred", "status.past_frame", op.tok)
            if op.a.pos == "V" and outer.status == "planned" and nxt is None and v.status in REAL_STATUSES:
                _intend(v, outer)
            elif op.a.pos == "N" and outer.rule == "status.purpose" and v.status in REAL_STATUSES:
                _intend(v, outer)
        if op.kind in ("deny",):
            return
        op = nxt


def _head(s: Scope, op: Op) -> tuple[int, Analysis]:
    """Where the phrase of a noun that works begins: "وضع حد لكذا" at its first word."""
    if op.a.entry.before:
        a = next((x for x in s.words[op.tok - 1].analyses if x.pos == "N"), None)
        if a is not None:
            return op.tok - 1, a
    return op.tok, op.a


def _noun_after_all(s: Scope, op: Op) -> Op:
    """ "نية الجيش شن عملية": a word read as a verb that an operator takes as its noun."""
    if op.a.pos != "V" or op.a.tense != "past" or op.a.conj or op.a.suf or op.negated:
        return op
    a = next((x for x in s.words[op.tok].analyses if x.pos == "N" and x.entry is op.a.entry and not x.prep), None)
    outer = s.governor(op.tok, a) if a is not None else None
    return Op(op.tok, a, False) if a is not None and outer is not None and outer.kind not in CARRIERS else op


def _own_frame(op: Op) -> str:
    """How the operator takes its noun: "none" where it needs a preposition ("لقيام مجهولين بـ" is a cause, no purpose)."""
    return op.a.entry.frame.obj if op.a.entry.frame is not None and op.kind in CARRIERS and op.a.entry.id != "op.tawassala" else ""


def _over(s: Scope, tok: int) -> bool:
    """Whether a past verb lies before the past that the report tells of ("كانت بدأت", "منذ أن بدأت")."""
    head = s.before_verb(tok)
    if head > s.lo and s.words[head].flags & an.COMP and s.bare(head - 1) in s.p.real_before:
        return True
    return s.past_frame(tok)


def _intend(v: Verdict, outer: Verdict) -> None:
    if v.ended:
        v.set("ongoing", outer.rule, outer.tok)
    else:
        v.set("planned", outer.rule, outer.tok)


def _carry(s: Scope, op: Op, v: Verdict, outer: Verdict) -> None:
    """A light verb: its tense and negation are those of the event; a noun leaves it as it is."""
    if op.a.pos != "V":
        if op.negated and op.tok > s.lo and s.words[op.tok - 1].base == _NOT_TO and v.status in REAL_STATUSES:
            _not_to(s, op.tok - 1, op.a, v)  # "عدم مشاركتها في الهجوم"
        if outer.rule == "status.purpose" and v.status in REAL_STATUSES:
            v.set(outer.status, outer.rule, outer.tok)
        return
    if outer.status == "denied" and v.status in REAL_STATUSES:
        v.set("denied", outer.rule, outer.tok)
    elif op.a.entry.id == "op.shamila" and v.status in REAL_STATUSES and s.laid_down(op, v.tok):
        v.set("planned", "status.stipulated", op.tok)
    elif v.status == "ongoing" and v.rule == "status.state":
        since = any(x.kind == "since" for x in s.scene.times)  # type: ignore[attr-defined]
        if outer.status == "planned" or outer.rule == "status.historical_present" or (outer.rule == "status.default" and not since):
            v.set(outer.status, outer.rule, outer.tok)
    elif v.status in REAL_STATUSES and outer.rule != "status.default":
        v.set(outer.status, "status.carried_present" if outer.rule == "status.present" else outer.rule, outer.tok)


def _apply(op: Op, v: Verdict) -> None:
    """What an operator makes of the status below it."""
    kind, status = op.kind, op.a.entry.status
    rule, tok = f"status.op.{kind}", op.tok
    if kind == "manage":
        if op.negated and v.status in REAL_STATUSES:
            v.set("attempted", rule, tok)
        elif v.rule == "status.purpose" or v.status in REAL_STATUSES:
            v.set("occurred", rule, tok)
    elif kind in ("begin", "continue"):
        if v.status in REAL_STATUSES:
            v.set("denied" if op.negated and kind == "begin" else status, rule, tok)
    elif kind == "end" or (kind == "prevent" and v.rule == "status.state"):
        if v.status in REAL_STATUSES:
            v.set("ongoing" if op.negated else "occurred", rule, tok)
            v.ended = not op.negated
    elif kind == "try" and v.ended:
        v.set("ongoing", rule, tok)  # "في محاولة لإيقاف زحف القوات"
    elif kind in ("fail", "prevent", "try"):
        if op.negated and kind == "try":
            if op.a.entry.id != "op.kada":  # "لا تكاد تتوقف"
                v.set("denied", "status.negation", tok)
        elif v.status != "denied":
            v.set("occurred" if op.negated else status, rule, tok)
    elif kind in ("plan", "aim", "condition", "purpose"):
        if op.negated:
            v.set("denied", "status.negation", tok)
        elif v.ended:
            v.set("ongoing", rule, tok)
        elif v.status in REAL_STATUSES or kind in ("plan", "condition") and v.status == "attempted":
            v.set(status, rule, tok)
    elif kind == "urge":
        if v.ended:
            v.set("ongoing", rule, tok)
        elif v.status != "denied" and not op.negated:
            v.set(status, rule, tok)
    elif kind == "unreal":
        if v.status in REAL_STATUSES:
            v.set("planned", rule, tok)
    elif kind == "deny":
        if not op.negated:
            v.set("denied", rule, tok)
    elif kind == "refuse" and v.status != "denied" and not op.negated:
        v.set(status, rule, tok)

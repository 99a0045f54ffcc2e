"""What a clause makes of its event without an operator: seen, foiled, over, one of several, under "unless"."""

from __future__ import annotations

from typing import Final

from rasid.lexicon import analyser as an
from rasid.reading.scope import Scope
from rasid.reading.scope_base import ENDS, QUOTES

_SEEN: Final = 16  # tokens from a word of seeing to what is seen
_AHEAD: Final = 12
_PRESENT: Final = "يتن"


def seen(s: Scope, tok: int) -> bool:
    """ "شوهدت آليات تغادر الحي", "صور لجنود وهم يطلقون النار": what is seen at work has happened."""
    for k in range(tok - 1, max(s.lo, tok - _SEEN) - 1, -1):
        w = s.words[k]
        if s.bare(k) in s.p.seen:
            return True
        if w.raw in ENDS or w.flags & (an.REL | an.COMP):
            return False
        if w.flags & an.VERB and w.analyses and w.analyses[0].pos == "V" and not w.flags & an.FUNCTION and k not in s.scene.at:
            return False
    return False


def one_of_many(s: Scope, tok: int) -> bool:
    """ "ثاني مركز محافظة يفقده النظام": one of several, which has happened."""
    for k in range(tok - 1, max(s.lo, tok - 6) - 1, -1):
        w = s.words[k]
        if s.bare(k) in s.p.ordinals and not w.det:
            return True
        if w.flags & (an.PUNCT | an.COMP | an.REL) or w.flags & an.VERB and not w.flags & (an.FUNCTION | an.EVENT) and k not in s.scene.at:
            return False
    return False


def presupposed(s: Scope, first: int, last: int) -> bool:
    """ "نفى أن تكون الغارات أصابت مدنيين": what is denied is what the event did to somebody; but "أن تكون الغارات وقعت"."""
    if first - 2 < s.lo or s.bare(first - 1) not in s.p.auxiliaries or not s.words[first - 2].flags & an.COMP:
        return False
    k = last + (last < s.hi and s.bare(last) in s.p.auxiliaries)
    if k + 1 >= s.hi or not any(a.pos == "V" and a.tense == "past" for a in s.words[k].analyses[:1]):
        return False
    m = s.scene.at.get(k + 1)
    return m is not None and m.lo == k + 1 and not m.prep


def joined_head(s: Scope, tok: int) -> int:
    """The أن of a present to which the one at tok is joined by و; -1 without one."""
    for k in range(tok - 1, max(s.lo, tok - _AHEAD) - 1, -1):
        w = s.words[k]
        if w.flags & (an.PUNCT | an.REL):
            return -1
        if w.flags & an.COMP:
            after = k + 1 < tok and k + 1 not in s.scene.at and s.words[k + 1].fold[:1] in _PRESENT
            return k if after and s.bare(k) in s.p.that and s.written_an(k) else -1
        if w.flags & an.VERB and w.analyses and w.analyses[0].pos == "V" and w.analyses[0].tense == "past" and k not in s.scene.at:
            return -1
    return -1


def unless(s: Scope, tok: int) -> bool:
    """ "إن لم تنسحب", "ما لم تنسحب": what is demanded under a threat."""
    return s.bare(tok - 2) in s.p.unless


def foiled(s: Scope, event: str, last: int) -> bool:
    """ "تعزيزات كانت في طريقها إلى", "مفخخة قبل وصولها": stopped before it came to anything."""
    if event not in ("deploys", "bombing"):
        return False
    for k in range(last, min(s.hi - 1, last + _AHEAD)):
        w = s.words[k]
        if w.raw in ENDS or w.flags & (an.COMP | an.REL) or w.raw in "،,":
            return False
        if event == "deploys" and k < last + 5 and s.bare(k) in s.p.past:
            return any(s.bare(j) in s.p.under_way for j in range(k + 1, min(s.hi, k + 4)))
        if event == "bombing" and s.bare(k) in s.p.before_goal and s.words[k + 1].fold in s.p.goal:
            return True
    return False


def running(s: Scope, tok: int) -> bool:
    """ "دخلت المعارك يومها الثالث", "تجددت الاشتباكات لليوم الرابع": it goes on."""
    if not s.scene.times:
        return False
    return any(x.rule == "time.nth_day" and abs(x.lo - tok) < _AHEAD + 4 for x in s.scene.times)  # type: ignore[attr-defined]


def lasted(s: Scope, last: int) -> bool:
    """ "حصارا دام عاما": a state told as a whole."""
    return s.bare(last) in s.p.lasted or s.bare(last + 1) in s.p.lasted


def to_come(s: Scope, last: int) -> int:
    """ "استعادة البلدة ستتم قريبا", "تحرير البلدة من أولوياتنا": the word that puts the noun before it ahead; -1 for none."""
    for k in range(last, min(s.hi, last + _AHEAD)):
        w = s.words[k]
        if k in s.scene.at:
            continue
        if s.bare(k) in s.p.comes or s.bare(k) in s.p.ahead:
            return -1 if w.conj else k
        if w.flags & (an.COMP | an.REL | an.BREAK) or w.flags & an.PUNCT and w.raw not in QUOTES:
            return -1
        if w.flags & an.VERB and not w.flags & an.FUNCTION and w.analyses[0].pos == "V" and s.bare(k) not in s.p.auxiliaries:
            return -1
    return -1


def asked(s: Scope, tok: int) -> int:
    """ "هل انسحبت القوات؟", "عما إذا كانت القوات انسحبت", "كل من خطف مدنيا": the word that only asks, or means anybody; -1 for none."""
    if s.bare(tok - 1) == "من" and s.bare(tok - 2) in ("كل", "لكل", "بكل") and s.words[tok].flags & an.VERB:
        return tok - 1
    for k in range(tok - 1, max(s.lo, tok - _AHEAD) - 1, -1):
        w = s.words[k]
        if s.bare(k) in s.p.whether or s.bare(k) == "اذا" and s.bare(k - 1) in ("ما", "عما", "فيما", "بما"):
            return k
        if w.raw in ENDS or w.raw in "،," or w.flags & (an.COMP | an.REL) and s.bare(k) not in s.p.past:
            return -1
    return -1


def made_way(s: Scope, k: int) -> bool:
    """ "سمح انسحاب كذا للمتمردين بالتقدم": a verb of letting in the past whose subject is an event tells of two that happened."""
    w, nxt = s.words[k], s.words[k + 1] if k + 1 < s.hi else None
    if nxt is None or nxt.det or nxt.prep or nxt.conj or not nxt.flags & an.EVENT:
        return False
    lets = any(a.pos == "V" and a.tense == "past" and a.entry.kind == "plan" and a.entry.control == "obj" for a in w.analyses)
    return lets and not s.negated(k) and any(a.pos == "N" and a.cls == "event" for a in nxt.analyses)

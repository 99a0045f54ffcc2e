"""What the source makes of an event: it happened, goes on, is planned, was tried, is demanded, is denied.

Operators stand before the trigger and take it in their scope; the nearest speaks first, a denial over everything.
"""

from __future__ import annotations

from rasid.lexicon import analyser as an
from rasid.reading.scene import Scene
from rasid.reading.triggers import Trigger

_REACH = 9
_FUTURE = frozenset(("سوف",))
_STATES = frozenset(("holds", "besieges"))
_PURPOSE = frozenset("لكي كي بهدف بغيه بغرض قصد ريثما تمهيدا استعدادا تحضيرا".split())
_UNTIL = frozenset("حتي قبل الي".split())


def status_of(scene: Scene, t: Trigger, marks: list[int]) -> tuple[str, str, int]:
    """The status of a trigger, the rule, and the token that decided."""
    words, lo = scene.words, scene.lo
    a = t.a
    w = words[t.tok]
    status, rule, tok = "occurred", "status.default", t.tok
    if t.entry.status:
        return t.entry.status, "status.lexical", t.tok
    if a.pos == "V" and not t.entry.negated:
        if a.prep == "س" or (t.tok > lo and words[t.tok - 1].fold in _FUTURE):
            status, rule = "planned", "status.future"
        elif a.tense in ("pres", "juss"):
            status, rule = "ongoing", "status.present"
            if a.prep == "ل" and t.tok > lo and not _result(words[t.tok - 1].fold):
                status, rule = "planned", "status.purpose"
    elif a.pos == "A" or (a.pos == "P" and t.event in _STATES):
        status, rule = "ongoing", "status.participle"
    elif a.pos == "N" and a.prep == "ل" and t.event not in ("holds", "no_comment") and _purpose_noun(scene, t):
        status, rule = "planned", "status.purpose"
    if t.event in _STATES and status == "occurred" and t.event == "holds":
        status, rule = "ongoing", "status.state"
    found = _operators(scene, t, marks)
    for k, op_status, op_kind in found:
        if op_kind == "neg":
            if t.entry.negated:
                continue
            if status in ("planned", "attempted", "urged") and rule.startswith("status.op"):
                continue
            return "denied", "status.negation", k
        if op_kind == "deny":
            return "denied", "status.op.deny", k
        if op_kind in ("manage", "end"):
            status, rule, tok = "occurred", f"status.op.{op_kind}", k
            break
        if op_kind in ("begin", "continue"):
            if status == "occurred" or rule == "status.purpose":
                status, rule, tok = "ongoing", f"status.op.{op_kind}", k
            continue
        if op_status:
            status, rule, tok = op_status, f"status.op.{op_kind}", k
    del w
    return status, rule, tok


def _operators(scene: Scene, t: Trigger, marks: list[int]) -> list[tuple[int, str, str]]:
    """Operators whose scope holds the trigger, nearest first."""
    words, lo = scene.words, scene.lo
    out: list[tuple[int, str, str]] = []
    k = t.first - 1
    seen_comp = False
    while k >= lo and t.first - k <= (_REACH if not seen_comp else 16):
        w = words[k]
        f = w.flags
        if f & an.PUNCT and w.raw in ".؛؟!\n":
            break
        if f & an.PUNCT and w.raw in "،,":
            if not _aside(scene, k):
                break
        if f & an.REL:
            break
        if f & an.COMP:
            seen_comp = True
        elif f & an.NEG and (k == t.first - 1 or (not seen_comp and k >= t.first - 2)) and w.fold not in ("ما", "غير", "دون", "بلا") and t.a.pos == "V":
            out.append((k, "denied", "neg"))
        elif f & an.NEG and w.fold in ("عدم",) and k == t.first - 1:
            out.append((k, "denied", "neg"))
        elif f & an.OPERATOR:
            a = next((x for x in w.analyses if x.entry.cls == "operator"), None)
            if a is not None and not (a.tense == "juss" and not (k > lo and words[k - 1].flags & an.NEG)):
                kind = a.entry.kind
                reaches = not seen_comp or kind in ("deny", "plan", "urge", "try", "fail", "refuse")
                if reaches and _takes(scene, k, a.entry.kind, t, seen_comp):
                    out.append((k, a.entry.status, kind))
        elif f & an.VERB and w.analyses and w.analyses[0].pos == "V" and w.analyses[0].entry.cls == "event":
            break
        k -= 1
    return out


def _aside(scene: Scene, comma: int) -> bool:
    """A comma that closes a short aside ("، الجمعة،")."""
    return any(x.hi == comma or x.lo == comma + 1 for x in scene.times)  # type: ignore[attr-defined]


def _takes(scene: Scene, k: int, kind: str, t: Trigger, seen_comp: bool) -> bool:
    if kind in ("perform", "happen", "cause", "witness", "undergo", "pass", "admit", "role"):
        return False
    if t.a.pos == "V" and not seen_comp and kind not in ("continue", "try", "plan", "begin"):
        return False
    return True


def _result(fold: str) -> bool:
    """A present after ل that tells what came of it: "ليصل", "ليرتفع"."""
    return fold in ("،", ",")


def _purpose_noun(scene: Scene, t: Trigger) -> bool:
    """"لاقتحام المدينة": a purpose, unless a verb takes it as its object ("تعرضت لقصف", "خضعت لسيطرة")."""
    words = scene.words
    for k in range(t.tok - 1, max(scene.lo, t.tok - 6) - 1, -1):
        w = words[k]
        for a in w.analyses:
            if a.entry.cls == "operator" and a.entry.kind in ("undergo",):
                return False
        if w.flags & an.PUNCT:
            break
    prev = words[t.tok - 1] if t.tok > scene.lo else None
    return not (prev is not None and prev.base in ("نتيجه", "خاضعه", "خاضع", "تعرض", "تعرضت", "وفقا", "نظرا", "خلافا", "اثر", "ردا", "خضع", "خضعت", "تخضع", "يخضع", "خاضعين", "معرض", "هدف", "هدفا", "مسرحا"))

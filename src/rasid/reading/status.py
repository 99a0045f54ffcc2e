"""What the source makes of an event: it happened, goes on, is planned, was tried, is demanded, is denied.

Operators stand before the trigger and take it in their scope; the nearest speaks first, a denial over everything.
"""

from __future__ import annotations

from rasid.lexicon import analyser as an
from rasid.reading.scene import Scene
from rasid.reading.triggers import Trigger

_REACH = 9
_NEGATORS = frozenset("لم لن لا ليس ليست ليسوا عدم".split())
_FUTURE = frozenset(("سوف",))
_STATES = frozenset(("holds", "besieges"))
_PURPOSE = frozenset("لكي كي بهدف بغيه بغرض قصد ريثما تمهيدا استعدادا تحضيرا".split())
_UNTIL = frozenset("حتي قبل الي".split())


def status_of(scene: Scene, t: Trigger, marks: list[int]) -> tuple[str, str, int]:
    """The status of a trigger, the rule, and the token that decided."""
    if t.entry.status:
        return t.entry.status, "status.lexical", t.tok
    status, rule, tok = _form(scene, t)
    for k, op_status, op_kind in _operators(scene, t, marks):
        if op_kind == "neg":
            if t.entry.negated or (status in ("attempted", "urged") and rule.startswith("status.op")):
                continue
            return "denied", "status.negation", k
        if op_kind == "deny":
            return "denied", "status.op.deny", k
        if op_kind in ("manage", "end"):
            if status not in ("attempted", "urged"):
                status, rule, tok = op_status or "occurred", f"status.op.{op_kind}", k
            break
        if op_kind in ("begin", "continue"):
            if status == "occurred" or rule == "status.purpose":
                status, rule, tok = op_status or "ongoing", f"status.op.{op_kind}", k
            continue
        if op_status:
            status, rule, tok = op_status, f"status.op.{op_kind}", k
            if op_status == "denied":
                break
    return status, rule, tok


def _form(scene: Scene, t: Trigger) -> tuple[str, str, int]:
    """What the trigger's own form says: its tense, its preposition, the tense of the verb that carries it."""
    words, a = scene.words, t.a
    if a.pos == "V" and not t.entry.negated:
        return _tense(scene, t)
    if t.event == "besieges" or (t.event == "holds" and a.pos in "NAP"):
        return "ongoing", "status.state", t.tok
    if a.pos == "A":
        return ("occurred" if t.event in ("withdraws", "displaces") else "ongoing"), "status.participle", t.tok
    if a.pos == "N" and a.prep == "ل" and t.event not in ("holds", "no_comment", "agreement") and _purpose_noun(scene, t):
        return "planned", "status.purpose", t.tok
    if a.pos == "N" and t.light >= 0:
        verb = next((x for x in words[t.light].analyses if x.pos == "V" and x.entry.cls == "operator"), None)
        if verb is not None and verb.prep == "س":
            return "planned", "status.future", t.light
        if verb is not None and verb.tense == "pres" and verb.entry.kind in ("perform", "happen") and not _past(scene, t.light):
            return "ongoing", "status.carried_present", t.light
    if t.event == "holds":
        return "ongoing", "status.state", t.tok
    return "occurred", "status.default", t.tok


def _tense(scene: Scene, t: Trigger) -> tuple[str, str, int]:
    words, lo, a = scene.words, scene.lo, t.a
    if a.prep == "س" or (t.tok > lo and words[t.tok - 1].fold in _FUTURE):
        return "planned", "status.future", t.tok
    if a.tense not in ("pres", "juss"):
        return ("ongoing", "status.state", t.tok) if t.event == "holds" else ("occurred", "status.default", t.tok)
    if a.prep == "ل" and t.tok > lo and not _result(words[t.tok - 1].fold):
        return "planned", "status.purpose", t.tok
    if _past(scene, t.tok) or (scene.title and t.event not in _STATES):
        return "occurred", "status.historical_present", t.tok
    if t.tok > lo + 1 and words[t.tok - 1].base == "ان" and words[t.tok - 2].base == "علي":
        return "planned", "status.stipulated", t.tok
    return "ongoing", "status.present", t.tok


def _past(scene: Scene, tok: int) -> bool:
    """A present under كان, or after "قبل أن", "بعد أن"."""
    words, lo = scene.words, scene.lo
    if tok > lo + 1 and words[tok - 1].base == "ان" and words[tok - 2].base in ("قبل", "بعد", "الي", "منذ"):
        return True
    for k in range(tok - 1, max(lo, tok - 5) - 1, -1):
        if words[k].flags & an.PUNCT and words[k].raw not in '“”«»"':
            return False
        if words[k].base in ("كان", "كانت", "كانوا", "كانا"):
            return True
    return False


def _operators(scene: Scene, t: Trigger, marks: list[int]) -> list[tuple[int, str, str]]:
    """Operators whose scope holds the trigger, nearest first."""
    words, lo = scene.words, scene.lo
    out: list[tuple[int, str, str]] = []
    k = t.first - 1
    seen_comp = False
    quiet = 0
    while k >= lo and t.first - k - quiet <= (_REACH if not seen_comp else 16):
        w = words[k]
        f = w.flags
        quiet += bool(f & an.PUNCT)
        if f & an.PUNCT and w.raw in ".؛؟!\n":
            break
        if f & an.PUNCT and w.raw in "،,":
            if not _aside(scene, k):
                break
        if f & an.REL:
            break
        if f & an.COMP:
            seen_comp = True
        elif f & an.NEG and w.base in _NEGATORS:
            if k + 1 < scene.hi and any(x.entry.kind == "continue" for x in words[k + 1].analyses):
                pass  # لا يزال
            elif t.a.pos == "V" and not seen_comp and k >= t.first - 2:
                out.append((k, "denied", "neg"))
            elif k == t.first - 1 and w.base in ("عدم", "لا") and not t.a.det:
                out.append((k, "denied", "neg"))
            elif k + 1 < scene.hi and words[k + 1].base == "صحه":
                out.append((k, "denied", "neg"))
        elif f & an.OPERATOR:
            a = next((x for x in w.analyses if x.entry.cls == "operator"), None)
            if a is not None and not (a.tense == "juss" and not (k > lo and words[k - 1].flags & an.NEG)):
                kind = a.entry.kind
                reaches = not seen_comp or kind in ("deny", "plan", "urge", "try", "fail", "refuse")
                if reaches and _takes(scene, k, a.entry.kind, t, seen_comp):
                    negated = k > lo and bool(words[k - 1].flags & an.NEG) and words[k - 1].base in _NEGATORS
                    status = "planned" if a.prep == "س" and kind != "deny" else a.entry.status
                    out.append((k, "denied" if negated and kind == "plan" else status, kind))
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
    return not (t.a.pos == "V" and not seen_comp and kind not in ("continue", "try", "plan", "begin"))


def _result(fold: str) -> bool:
    """A present after ل that tells what came of it: "ليصل", "ليرتفع"."""
    return fold in ("،", ",")


def _purpose_noun(scene: Scene, t: Trigger) -> bool:
    """ "لاقتحام المدينة": a purpose, unless a verb takes it as its object ("تعرضت لقصف", "خضعت لسيطرة")."""
    words = scene.words
    for k in range(t.tok - 1, max(scene.lo, t.tok - 6) - 1, -1):
        w = words[k]
        for a in w.analyses:
            if a.entry.cls == "operator" and a.entry.kind in ("undergo",):
                return False
        if w.flags & an.PUNCT:
            break
    prev = words[t.tok - 1] if t.tok > scene.lo else None
    return not (
        prev is not None
        and prev.base
        in (
            "نتيجه",
            "خاضعه",
            "خاضع",
            "تعرض",
            "تعرضت",
            "وفقا",
            "نظرا",
            "خلافا",
            "اثر",
            "ردا",
            "خضع",
            "خضعت",
            "تخضع",
            "يخضع",
            "خاضعين",
            "معرض",
            "التالي",
            "هدف",
            "هدفا",
            "مسرحا",
        )
    )

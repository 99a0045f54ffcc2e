"""Where the clauses of a sentence begin, read off its words alone."""

from __future__ import annotations

from rasid.lexicon import analyser as an
from rasid.reading.naming import NAMING
from rasid.reading.scene import Scene, measure_end
from rasid.reading.slots import called, each


def boundaries(scene: Scene) -> list[int]:
    """For each token of the sentence 0, 1 (a comma) or 2 (a clause of its own begins here)."""
    words, lo = scene.words, scene.lo
    out = [0] * (scene.hi - lo)
    passed = lo
    for i in range(lo, scene.hi):
        w = words[i]
        f = w.flags
        if w.listed & an.MEASURE:
            passed = max(passed, measure_end(words, i))
        if i < passed:
            continue  # "نزح ما لا يقل عن 90 أسرة": what measures a number begins no clause
        if f & an.PUNCT:
            if w.raw in "-–—" and i in scene.at:
                continue  # "طريق حمص - حماة" is one name
            if w.raw == ":" and each(words, i):
                continue  # "اعتقلت كلا من: فلان وفلان"
            if w.raw in "،,؛;:-–—":
                out[i - lo] = 1 if w.raw in "،," else 2 if w.raw in "؛;:" else 1
        elif f & (an.COMP | an.REL) or (f & an.BREAK and not f & an.EVENT and not _denies(scene, i)):
            if f & an.BREAK and called(words, i):
                continue
            m = scene.at.get(i)
            named = m is not None and (m.lo < i or bool(f & an.BREAK))  # "التحالف الذي تقوده كذا", "أم درمان" are one name
            out[i - lo] = 0 if named else 2
        elif w.listed & an.IDIOM and i > lo and (words[i - 1].fold, w.fold) in NAMING.idioms:
            continue  # "معارك كر وفر"
        elif f & an.VERB and w.conj and w.analyses and w.analyses[0].pos == "V" and w.analyses[0].tense != "juss" and i > lo:
            m = scene.at.get(i)
            out[i - lo] = 0 if m is not None and m.known is not None else 2  # "الرقة ودير الزور": a name, no verb
    return out


def _denies(scene: Scene, i: int) -> bool:
    """Whether "غير" stands behind a preposition and denies a noun ("من غير تحديد"): it begins no clause then, as "غير أنه" does."""
    words = scene.words
    if words[i].fold != "غير" or i == scene.lo or not words[i - 1].flags & an.PREP:
        return False
    return i + 1 < scene.hi and not words[i + 1].flags & an.COMP

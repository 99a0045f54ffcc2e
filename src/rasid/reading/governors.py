"""The words before a noun that may carry it: operators, verbs of events and of speech."""

from __future__ import annotations

from typing import Final

from rasid.lexicon import analyser as an
from rasid.lexicon.analyser import Analysis, Word
from rasid.reading.agreement import agrees, gender
from rasid.reading.naming import NAMING
from rasid.reading.scene import ACTOR, PLACE, Mention, Scene
from rasid.reading.slots import BY, CIRCUMSTANCE, PREP_OF, accusative, suffix_of

#: how many words may stand between somebody's part in a deed and the deed
_PART: Final = 4
#: how many tokens may stand in brackets
_BRACKETS: Final = 10


def leftwards(words: list[Word], first: int, stop: int) -> list[int]:
    """The tokens before `first` down to `stop`, without brackets and asides that hold a verb ("، في بيان نشر على صفحتها،")."""
    out: list[int] = []
    k = first - 1
    while k >= stop:
        if (
            words[k].raw == ")"
            and (opening := next((j for j in range(k - 1, max(stop, k - _BRACKETS) - 1, -1) if words[j].raw == "("), -1)) >= 0
        ):
            k = opening - 1
            continue
        out.append(k)
        if words[k].raw in "،,":
            opening = next((j for j in range(k - 3, max(stop, k - 14) - 1, -1) if words[j].raw in "،,.؛:\n"), -1)
            if opening >= 0 and words[opening].raw in "،," and words[opening + 1].flags & an.PREP and not words[opening + 1].conj:
                if any(a.pos == "V" for w in words[opening + 1 : k] for a in w.analyses):
                    k = opening
        k -= 1
    return out


def operator(scene: Scene, k: int) -> Analysis | None:
    """What a word is as a carrier of the noun after it; before an actor rather what an actor does ("تواصل القوات مطاردة كذا")."""
    if not scene.words[k].flags & an.OPERATOR:
        return None
    analyses = scene.words[k].analyses
    inside = scene.at.get(k)
    if inside is not None and inside.lo < k and inside.kind == PLACE:
        return None  # "محافظة دير الزور": spelt like a verb
    op = next((x for x in analyses if x.cls == "operator" and x.pos in "VNA"), None)
    before = scene.at.get(k - 1)
    if op is not None and op.pos == "N" and before is not None and before.kind == ACTOR and not before.prep and not scene.words[k].conj:
        op = next((x for x in analyses if x.entry is op.entry and x.pos == "V" and agrees(x.pgn, gender(before))), op)  # "الطيران شن غارة"
    if op is not None and op.pos == "N" and scene.words[k].raw.endswith("ى") and (scene.words[k].conj or k == scene.lo):
        op = next((x for x in analyses if x.entry is op.entry and x.pos == "V"), op)  # "نفى الجيش قصف كذا"
    if op is not None and op.pos == "N" and k > scene.lo and scene.words[k - 1].flags & an.COMP and suffix_of(scene.words[k - 1].fold):
        op = next((x for x in analyses if x.entry is op.entry and x.pos == "V"), op)  # "أعلن الجيش أنه شن غارة"
    if (
        op is not None
        and op.entry.control == "none"
        and op.entry.kind != "undergo"
        and (doer := scene.at.get(k + 1)) is not None
        and doer.kind == ACTOR
    ):
        return next((x for x in analyses if x.entry.control == "subj" and x.pos == "V"), op)
    return op


def lifts(scene: Scene, k: int) -> bool:
    """A noun of ending or breaking ("كسر الحصار")."""
    return any(x.cls == "operator" and x.pos == "N" and x.entry.kind in ("prevent", "end") for x in scene.words[k].analyses)


def unlinked(words: list[Word], op: Analysis, k: int, first: int) -> bool:
    """Whether a verb that only carries what hangs on its preposition has none of them behind it ("وردت أنباء عن غارة", "رد بغارة")."""
    frame = op.entry.frame
    if op.entry.kind == "manage" and frame is not None and first - k > 2 and words[first - 2].base in CIRCUMSTANCE:
        return words[first - 2].base not in frame.preps  # "اضطروا إلى الانسحاب تحت وطأة القصف"
    if op.entry.kind != "perform" or frame is None or frame.obj != "none":
        return False
    return not any(w.prep in frame.preps or w.flags & an.PREP and w.base in frame.preps for w in words[k + 1 : first + 1])


def told_verb(words: list[Word], k: int, first: int) -> Analysis | None:
    """The verb of an event or of speech that a word is; one of blaming before what somebody is blamed for."""
    verbs = [x for x in words[k].analyses if x.pos == "V" and x.cls in ("event", "speech")]
    if len(verbs) > 1 and blamed(words, first):
        return next((x for x in verbs if x.entry.control == "obj"), verbs[0])
    return verbs[0] if verbs else None


def blamed(words: list[Word], k: int) -> bool:
    """What stands at k is what somebody is accused of: "اتهم كذا بقصف", "حمّل كذا مسؤولية قصف"."""
    before = words[k - 1] if words[k - 1].base != "عن" else words[k - 2]
    return words[k].prep == "ب" or before.base in NAMING.blame or _part_in(words, k)


def _part_in(words: list[Word], k: int) -> bool:
    """ "اتهم كذا بالتورط في قصف", "بمحاولة قصف", "باستخدام الفوسفور في قصف": what stands between is somebody's part in the deed."""
    for j in range(k - 1, max(0, k - _PART) - 1, -1):
        w = words[j]
        if w.flags & (an.PUNCT | an.COMP | an.REL) or w.flags & an.VERB and not w.prep:
            return False
        if w.prep == "ب":
            return not NAMING.parts_in.isdisjoint(w.keys)
    return False


def oblique(scene: Scene, m: Mention, numerals: frozenset[str]) -> bool:
    """Whether its head has the ending of an object ("مقاتلي كذا", "مسلحين") and no number or preposition that gives it."""
    if m.kind != PLACE and m.known is None and accusative(scene.words[m.lo]) and not scene.words[m.lo - 1].flags & (an.NUMBER | an.QUANT):
        return scene.words[m.lo - 1].base not in numerals
    if m.pgn not in ("mp", "d") or not scene.words[m.lo].base.endswith(("ين", "ي")):
        return False
    w = scene.words[m.lo - 1] if m.lo > scene.lo else None
    if w is None or w.flags & an.PREP and w.fold in PREP_OF:
        return True
    return not (w.flags & (an.NUMBER | an.QUANT | an.PREP) or w.base in numerals or w.base in NAMING.crowds)


def unknown_between(scene: Scene, k: int) -> bool:
    """ "اتهم حزب كذا فلانا بالتورط في قصف": whether somebody whom no list knows stands behind who accuses."""
    w = scene.words[k] if k + 1 < scene.hi else None
    if w is None or k in scene.at or w.flags & (an.PREP | an.PUNCT | an.COMMON | an.FUNCTION | an.NUMBER) or w.prep or w.conj:
        return False
    return scene.words[k + 1].prep == "ب" and not w.flags & an.EVENT and not any(x.lo <= k < x.hi for x in scene.times)  # type: ignore[attr-defined]


def by_phrase(scene: Scene, tok: int, right: int) -> bool:
    """Whether a doer is told behind a preposition of doing ("من قبل كذا"), which makes the verb passive."""
    words, end = scene.words, min(right, scene.hi) - 1
    for k in range(tok + 1, end):
        if f"{words[k].fold} {words[k + 1].fold}" in BY and not (k + 1 < end and words[k + 2].fold in NAMING.one_sided):
            return True  # but "أفرج الجيش عن أسرى من جانب واحد"
    return False

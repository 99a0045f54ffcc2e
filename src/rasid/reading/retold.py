"""Drafts of a sentence that tell nothing of their own: who acts or is hit elsewhere, what was told before, tallies, refusals."""

from __future__ import annotations

from typing import Final

from rasid.lexicon import analyser as an
from rasid.model.records import REAL_STATUSES
from rasid.reading.draft import Draft
from rasid.reading.event_groups import ATTACKS
from rasid.reading.naming import NAMING
from rasid.reading.scene import ACTOR, Scene

#: tokens before a word of the dead within which a tally is named
_TALLY: Final = 5
_AMONG: Final = "بين"
#: tokens of the words that tell one event together
_PHRASE: Final = 3
_TOLD_WITHIN: Final = frozenset(("ground_attack", "air_strike", "shelling", "clash", "takes_control", "advances"))


def tell_something(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """The drafts that tell something of their own."""
    for d in drafts:
        if d.event == "riot" and d.pos != "V" and _two_sides(d):
            d.event = "clash"
    return [d for d in drafts if not _empty(scene, d) and not _said_by_another(scene, d, drafts) and not _within(d, drafts)]


def _within(d: Draft, drafts: list[Draft]) -> bool:
    """ "أوقف الجيش عملياته القتالية": a word of an attack inside the few words that tell another event tells none of its own."""
    return d.event in ATTACKS and any(o.tok < d.tok < o.last <= o.tok + _PHRASE and o.event != d.event for o in drafts)


def closer_told(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """The drafts without fighting that spread to where its sentence tells of it closer ("امتدت إلى حلب، حيث دار قتال في كذا")."""
    words = scene.words

    def closer(d: Draft, o: Draft) -> bool:
        return o.event == d.event and o.tok > d.last and o.explicit_place and any(w.fold == "حيث" for w in words[d.last : o.tok])

    spread = [d for d in drafts if d.lo_trigger > scene.lo and words[d.lo_trigger - 1].base in NAMING.spreading]
    return [d for d in drafts if d not in spread or not any(closer(d, o) for o in drafts)]


def crowds_that_act(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """The drafts without the crowds that another protest of the sentence is told of ("محتجون قطعوا الطريق")."""
    told = [d for d in drafts if d.event == "protest"]
    if len(told) < 2:
        return drafts
    if told[0].pos == "V":
        drafts = [d for d in drafts if d is told[0] or d not in told or not _why(scene, d)]
    return [d for d in drafts if d not in told or d.entry.kind != "doer" or not any(o is not d and _acts_in(scene, d, o) for o in told)]


def _why(scene: Scene, d: Draft) -> bool:
    """ "تظاهروا ... احتجاجا على كذا": what a protest was for is none of its own."""
    return d.pos == "N" and not scene.words[d.tok].det and scene.words[d.tok].fold.endswith("ا")


def _two_sides(d: Draft) -> bool:
    """ "صدامات بين جماعات ملثمة والشرطة": two sides fight; with a crowd as one of them it is a riot."""
    sides = [*d.agent, *d.target]
    return sum(r[1] == "role.party" for r in d.rules) > 1 and len(sides) > 1 and all(e.kind == ACTOR and e.cls != "crowd" for e in sides)


def _empty(scene: Scene, d: Draft) -> bool:
    """Whether a draft tells nothing: what did not go off, those who do not surrender, a count of all dead."""
    if d.entry.kind == "affirmed" and d.status == "denied" or d.entry.kind == "demanded" and d.status != "urged":
        return True
    if d.pos == "N" and d.event == "ground_attack" and not d.definite and _judged(scene, d):
        return True
    if d.event != "killing" or d.pos != "N":
        return False
    if d.tok > scene.lo and scene.words[d.tok].det and scene.words[d.tok - 1].base == _AMONG:
        return True  # "من بين القتلى أطفال"
    return not d.explicit_place and _tally(scene, d)


def _judged(scene: Scene, d: Draft) -> bool:
    """ "وصف القرار بأنه عدوان": what something is called is no happening."""
    words, k = scene.words, d.lo_trigger - 1
    while k > scene.lo and words[k].raw in '«"“':
        k -= 1
    w = words[k]
    return bool(w.flags & an.COMP) and w.raw.startswith("ب") and w.fold.endswith(("ه", "ها", "هم"))


def _tally(scene: Scene, d: Draft) -> bool:
    """ "ارتفعت الحصيلة إلى 492 قتيلا", "عدد القتلى": the dead are counted, not told of."""
    words = scene.words
    if scene.at.get(d.tok) is not None and scene.at[d.tok].lo < d.tok:
        return False
    for k in range(d.tok - 1, max(scene.lo, d.tok - _TALLY) - 1, -1):
        if words[k].flags & an.PUNCT:
            return False
        if not NAMING.tallies.isdisjoint(words[k].keys):
            return True
    return False


def _said_by_another(scene: Scene, d: Draft, drafts: list[Draft]) -> bool:
    kind = d.entry.kind
    if kind == "doer":
        return any(o is not d and _acts_in(scene, d, o) for o in drafts)
    if kind == "sign":
        return any(o.event == d.event and o.tok < d.tok and o.status in REAL_STATUSES and o.entry.kind != kind for o in drafts)
    if kind == "within" and d.tok > scene.lo and scene.words[d.tok - 1].base in NAMING.frames:
        return any(o.event in _TOLD_WITHIN and o.tok < d.tok for o in drafts)
    return False


def _acts_in(scene: Scene, d: Draft, o: Draft) -> bool:
    """ "اقتحم محتجون المبنى", "تخطت أرتال الجيش البلدة": who does or suffers another event of the sentence is no event."""
    for slot, _, lo, hi in o.rules:
        if slot in ("agent", "target") and lo <= d.tok < hi:
            return True
    m = scene.at.get(d.tok)
    return m is not None and m.entity is not None and any(e is m.entity for e in (*o.agent, *o.target))

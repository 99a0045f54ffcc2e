"""Names that are a town's and a state's, or a word's too: what is taken, held, besieged, left or reached is the town or the country."""

from __future__ import annotations

from typing import Final

from rasid.lexicon import analyser as an
from rasid.lexicon.analyser import Word
from rasid.reading.event_groups import ATTACKS
from rasid.reading.naming import NAMING
from rasid.reading.noun_base import told_by_town
from rasid.reading.scene import PLACE

#: events whose nouns a town completes
_STRUCK: Final = frozenset(("bombing", "ground_attack"))
#: events that befall towns, the roles of what they befall, and how far before its name the word of one may stand
_OF_TOWNS: Final = frozenset(("takes_control", "holds", "besieges"))
_TAKEN: Final = frozenset((PLACE, "patient"))
_FAR: Final = 7
#: heads of those who are sent, how near they stand, and events of sending them
_SENT: Final = frozenset(("force", "fighters", "person_armed", "group"))
_NEAR: Final = 5
_MOVED: Final = frozenset(("deploys", "advances"))


def before_share(words: list[Word], lo: int, i: int) -> int:
    """The word before "معظم", "أنحاء", "أجزاء واسعة من" or another share right before i; i - 1 where none stands there."""
    j = _before_part(words, lo, i)
    while j > lo and words[j].flags & an.QUANT and not words[j].flags & an.PREP:
        j -= 1
    return j


def _before_part(words: list[Word], lo: int, i: int) -> int:
    k = i - 1
    if words[k].fold == "من":
        k -= 1
        while k > lo and i - k <= _NEAR and words[k].fold.endswith("ه") and not words[k].flags & (an.PREP | an.VERB | an.PUNCT):
            k -= 1  # "أجزاء كبيرة من"
    part = k > lo and words[k].base in NAMING.clear and not words[k].flags & an.PREP and not words[k].prep
    return k - 1 if part else i - 1


def fallen(words: list[Word], lo: int, i: int) -> int:
    """ "سيطرت كذا على كابل", "سقوط كابل", "دخل مقاتلو كذا كابل": what is taken or held is the town, not the state of its name.

    1: the town; 2: also a whole country, where it is told with "على" ("على معظم أفغانستان"); else 0.
    """
    share = before_share(words, lo, i)
    onto = words[share].fold == "علي"
    for k in range(share if onto else i - 1, max(lo, i - _FAR) - 1, -1):
        w = words[k]
        if w.flags & (an.PUNCT | an.COMP | an.REL) or w.flags & an.PREP and not (onto or w.flags & an.EVENT):
            return 0
        for a in w.analyses if w.flags & an.EVENT else ():
            if k == i - 1 and a.pos == "N" and a.entry.event in _STRUCK and told_by_town(words, k, lo):
                return 1
            if onto and share == i - 1 and a.entry.event in ATTACKS:
                return 1  # "هجوما بالمسيرات على كييف"
            f, after = a.entry.frame if a.entry.event in _OF_TOWNS else None, a.entry.conditions.after
            if f is None or after is not None and all(after.singles.isdisjoint(words[j].asked) for j in range(k + 1, i)):
                continue
            if onto:
                beside = f.preps.get("علي")
            elif k < i - 1:
                beside = f.obj if a.pos == "V" or f.idafa == "typed" else ""
            else:
                beside = (f.obj if a.pgn == "3mp" else f.subj) if a.pos == "V" else f.idafa  # "دخلوا كابل"
            if beside in _TAKEN:
                return 2 if onto else 1
            if k == i - 1:
                break  # "سيطرة موسكو على كذا"
        if w.flags & an.VERB and w.analyses[0].pos == "V":
            return 0  # another verb has what follows
    return 0


def taken_here(words: list[Word], lo: int, i: int, hi: int, headless: bool) -> bool:
    """ "استعاد الجيش تدمر": a name that is a verb too, behind a verb of taking and who takes, with nothing that it could act on.

    headless: a name that is read behind its head alone, elsewhere.
    """
    w = words[i]
    if i <= lo or w.conj or w.prep or not (w.flags & an.VERB or headless) or words[i - 1].flags & an.EVENT:
        return False
    if headless and not words[i - 1].flags & (an.ACTOR_HEAD | an.NATION | an.NAME):
        return False
    nxt = words[i + 1] if i + 1 < hi else None
    alone = nxt is None or bool(nxt.flags & (an.PUNCT | an.PREP | an.BREAK | an.FUNCTION) or nxt.conj or nxt.prep)
    return alone and fallen(words, lo, i) > 0


def left_or_sent(words: list[Word], lo: int, i: int) -> bool:
    """ "غادر آخر جندي أميركي أفغانستان", "انسحبوا من أفغانستان", "أرسلت كذا جنودا إلى الصومال": the country that somebody left or was
    sent to, behind its verb and who that was."""
    if words[i - 1].fold == "الي":
        return not (words[i].conj or words[i].prep) and _sent_to(words, lo, i)
    out = words[i - 1].fold == "من"
    if words[i].conj or words[i].prep or i - 1 <= lo or not (out or words[i - 1].flags & (an.ACTOR_HEAD | an.NATION | an.NAME)):
        return False
    for k in range(i - 1 - out, max(lo, i - _FAR) - 1, -1):
        w = words[k]
        if w.flags & (an.PUNCT | an.COMP | an.REL) or w.flags & an.PREP and not w.flags & an.EVENT:
            return False
        if w.flags & an.EVENT and (out or w.flags & an.VERB) and not w.flags & an.QUANT:
            moved = ("withdraws",) if out else ("withdraws", "deploys")
            frames = [a.entry.frame for a in w.analyses if a.entry.event in moved and (out or a.pos == "V" and not a.suf)]
            if out:
                return any(f is not None and f.preps.get("من") == PLACE for f in frames)
            return k < i - 1 and any(f is not None and f.obj == PLACE for f in frames)
    return False


def _sent_to(words: list[Word], lo: int, i: int) -> bool:
    """Whether somebody who bears arms stands right before "to", and a word of moving before him."""
    armed = False
    for k in range(i - 2, max(lo, i - _FAR) - 1, -1):
        w = words[k]
        armed = armed or i - k <= _NEAR and any(a.entry.kind in _SENT for a in w.analyses if w.flags & an.ACTOR_HEAD)
        if w.flags & an.EVENT and any(a.entry.event in _MOVED for a in w.analyses):
            if k == i - 3 and words[i - 2].flags & an.NATION and any(a.pos == "N" and a.entry.event == "deploys" for a in w.analyses):
                return True  # "وصلت تعزيزات روسية إلى النيجر"
            return armed or k == i - 2 and _sent_before(words, lo, k)
        if w.flags & (an.PUNCT | an.COMP | an.REL) or w.flags & an.VERB and w.analyses[0].pos == "V":
            return False
    return False


def _sent_before(words: list[Word], lo: int, k: int) -> bool:
    """ "إن كتيبة كينية وصلت إلى": who bears arms stands before the verb."""
    for j in range(k - 1, max(lo, k - _NEAR) - 1, -1):
        w = words[j]
        if w.flags & an.ACTOR_HEAD and any(a.entry.kind in _SENT for a in w.analyses):
            return True
        if w.flags & (an.PUNCT | an.COMP | an.REL | an.PREP):
            return False
    return False

"""What single words tell about actors: what completes or describes a head, who is counted, who bears arms."""

from __future__ import annotations

from typing import Final

from rasid.lexicon import analyser as an
from rasid.lexicon.analyser import Word
from rasid.reading.event_groups import VICTIMS
from rasid.reading.naming import NAMING
from rasid.reading.noun_base import analysis
from rasid.text.fold import fold_word

#: classes of bodies whose men are no civilians
_BEARS_ARMS: Final = frozenset("force police state_body militia rebel tribe command group state_army state_force".split())
#: events of which a charge ("إدارة") is the object, and how far behind their word it may stand
_GIVING: Final = frozenset(("hands_over", "takes_control", "holds"))
_PARTED: Final = 5
#: "families", and the taking of prisoners
FAMILIES: Final = "اسر"
#: how many words from "managed" to what was managed
_MANAGED: Final = 6


def unlike(words: list[Word], j: int) -> bool:
    """Whether an office in the singular, written like an adjective, does not agree with the noun before it."""
    before = words[j - 1]
    if words[j].fold.endswith(("ه", "ين", "ون")) or not before.flags & an.ACTOR_HEAD:
        return False
    return before.fold.endswith(("ات", "ه", "ون", "ين")) or not before.det


def told_of(w: Word) -> bool:
    """ "قوة أمريكية خاصة": an undetermined adjective, behind which none with the article follows."""
    return not w.det and not w.flags & an.NAME and (bool(w.flags & an.NATION) or w.base in NAMING.actor_adjectives)


def number(w: Word) -> bool:
    return bool(w.flags & an.NUMBER) or w.base in NAMING.thousands and not w.det


def victim(words: list[Word], i: int, hi: int) -> bool:
    """ "مقتل فلسطيني", "أن فلسطينيا قتل": somebody told by his nation alone, whom something befalls."""
    w = words[i]
    before = words[i - 1] if i else None
    if w.conj == "و" and before is not None and before.flags & an.NATION and victim(words, i - 1, hi):
        return True  # "مقتل بريطاني وجزائري"
    if w.det or w.conj or w.prep or w.fold.endswith("ه"):
        return False
    if before is not None and not before.det and any(a.pos == "N" and a.entry.event in VICTIMS and not a.suf for a in before.analyses[:1]):
        return not (before.flags & an.VERB)
    opens = before is None or bool(before.flags & (an.COMP | an.PUNCT))
    return opens and i + 1 < hi and any(a.pos == "V" and a.entry.event in VICTIMS for a in words[i + 1].analyses[:1])


def alike(words: list[Word], j: int) -> bool:
    """An adjective's own complement: "40 سوري الجنسية"."""
    return words[j].det and not words[j].conj and not words[j].prep and bool(words[j].flags & an.COMMON)


def counts(words: list[Word], j: int, hi: int) -> bool:
    """ "42 مجندا": a number with the noun that it counts, and no arm of a unit ("25 ميكا")."""
    return (
        j + 1 < hi and (words[j + 1].fold,) not in NAMING.arms and not words[j + 1].det and words[j + 1].raw.endswith(("ا", "اً", "ًا", "ين"))
    )


def of_plural(words: list[Word], j: int) -> bool:
    """ "مجموعات إرهابية", "فصائل معارضة": an adjective in the feminine of a plural without the article before it."""
    return words[j].raw.endswith("ة") and any(a.cls == "actor_head" and a.pgn[-1:] == "p" for a in words[j - 1].analyses)


def to_be_named(words: list[Word], a: an.Analysis, j: int, hi: int) -> bool:
    """ "مقاتلو كذا", "مسلحي كذا": a plural without its nun waits for a name, also for one that no list knows."""
    if j >= hi or words[j].flags or words[j].conj or words[j].prep:
        return False
    stem = fold_word(a.entry.lemma).removesuffix("ون")
    if words[j - 1].base == stem + "و":
        return True
    return words[j - 1].base == stem + "ي" and not words[j].raw.endswith(("ا", "ة", "ه", "ها", "هم"))


def another(head: Word, w: Word, naming: bool) -> bool:
    """ "هاجم شبان دورية", "أصاب قناص طفلة", "طعن مهاجم شرطيا": an undetermined noun that completes no head, but is what it strikes."""
    a = analysis(w, "actor_head")
    if a is not None and w.base == fold_word(a.entry.lemma) + "ا":
        return True
    crowd = of_people(w, "force") and of_people(head, "crowd")
    return not naming and (crowd or of_people(w) and of_people(head, "person_armed"))


def of_people(w: Word, cls: str = "civilians") -> bool:
    a = analysis(w, "actor_head")
    return a is not None and a.entry.kind == cls


def armed(w: Word) -> bool:
    """A body whose men bear arms ("الشرطة", "أمن", "القبائل")."""
    a = analysis(w, "actor_head") if w.flags & an.ACTOR_HEAD else None
    return a is not None and a.entry.kind in _BEARS_ARMS


def charges(w: Word) -> bool:
    """A noun of what is fired ("قذائف"), undetermined, before the gun that completes it."""
    return not w.det and any(a.cls == "event" and a.entry.event == "shelling" and a.pos == "N" for a in w.analyses)


def given_over(words: list[Word], i: int) -> bool:
    """ "تسلم الجيش إدارة المعبر": what the word of an event asks for is given or taken, and is no office that acts."""
    if i and words[i - 1].fold == "تحت":
        return True
    for w in words[max(0, i - _PARTED) : i]:
        for a in w.analyses if w.flags & an.EVENT else ():
            after = a.entry.conditions.after if a.entry.event in _GIVING else None
            if after is not None and (words[i].base in after.singles or any(p[-1] == words[i].base for p in after.phrases)):
                return True
    return False


def singular(base: str) -> str:
    """A regular plural, dual or accusative adjective without its ending ("إسلاميون", "مسلحا")."""
    for end in ("ون", "ين", "ان", "ات", "ا"):
        if base.endswith(end) and len(base) - len(end) > 2:
            return base[: -len(end)]
    return base


def names(w: Word) -> bool:
    """A word after which an adjective may stand."""
    return not w.flags & (an.PUNCT | an.PREP | an.VERB | an.FUNCTION | an.COMP | an.EVENT)


def numeral(w: Word) -> bool:
    return bool(w.flags & (an.NUMBER | an.QUANT)) or w.base in NAMING.pair


def captures(words: list[Word], i: int) -> bool:
    """ "وأسر 17 آخرين", "أُسر وزير كذا", "أسر جندي", "تمكنوا من أسر جنود": prisoners are taken, and no families meant."""
    nxt, before = words[i + 1], words[i - 1] if i else None
    if "\u064f" in words[i].raw[:3] or numeral(nxt):
        return True
    if not nxt.det and any(a.cls == "actor_head" and a.entry.kind == "person_armed" and a.pgn == "ms" for a in nxt.analyses):
        return True
    if before is None or before.fold != "من" or i > 1 and (numeral(words[i - 2]) or words[i - 2].base in NAMING.crowds):
        return False  # "عشرات من أسر كذا"
    return any(a.entry.kind == "manage" and a.pos == "V" for w in words[max(0, i - _MANAGED) : i - 1] for a in w.analyses)

"""Counted people and numbered units: where the count before a noun begins, whom a noun only measures, what is told by its number."""

from __future__ import annotations

from typing import Final

from rasid.lexicon import analyser as an
from rasid.lexicon.analyser import Word
from rasid.reading.naming import NAMING
from rasid.reading.scene import ACTOR, PEOPLE, PERSON, PLACE, SOURCE, Mention, Scene, measure_end
from rasid.text.fold import fold_word

_OF: Final = "من"
_LEAVING: Final = frozenset(("displaces",))
#: how the nouns of men begin who are beside somebody, and not he
_GUARDS: Final = tuple(NAMING.guards)
#: how many words a measure has at most ("ما لا يقل عن")
_MEASURE: Final = 4
#: so many words may stand between a verb and whom somebody moves
_MOVERS: Final = 3


def _counts(w: Word) -> bool:
    """A number, a word of quantity, a round number or a batch."""
    counts = bool(w.flags & (an.NUMBER | an.QUANT) or w.listed & an.CROWD)
    return counts or w.base in NAMING.batches or w.base in NAMING.thousands


def _measure(words: list[Word], s: int, k: int) -> bool:
    """Whether a phrase that only measures the number behind it begins at s and ends before k."""
    return bool(words[s].listed & an.MEASURE) and measure_end(words, s) == k


def lots(words: list[Word], k: int) -> bool:
    """Whether an adjective of what only counts those behind it stands at k: "دفعة جديدة من", "أعداد كبيرة من"."""
    w, head = words[k], words[k - 1]
    if head.base in NAMING.batches:
        return w.det == head.det
    plain = bool(w.flags & an.COMMON) and not w.flags & (an.ACTOR_HEAD | an.EVENT | an.PREP | an.FUNCTION | an.QUANT)
    return plain and head.base in NAMING.counters and w.det == head.det and not w.prep and not w.conj


def count_start(words: list[Word], at: int, lo: int = 0) -> int:
    """Where the count of a noun at a token begins: "30 مسلحا", "عشرات من المسلحين", "دفعة جديدة من المقاتلين"; the token itself where
    nothing counts it."""
    k = at
    while k > lo:
        if _counts(words[k - 1]):
            k -= 1
        elif words[k - 1].fold == _OF and k - 2 >= lo and _counts(words[k - 2]):
            k -= 2
        elif words[k - 1].flags & an.PREP and (s := next((s for s in range(max(lo, k - _MEASURE), k) if _measure(words, s, k)), -1)) >= 0:
            k = s  # "أكثر من نصف مليون شخص"
        elif words[k - 1].fold == _OF and k - 3 >= lo and lots(words, k - 2):
            k -= 3
        else:
            break
    return k


def counted_men(scene: Scene, m: Mention) -> bool:
    """ "تسعة حوثيين", "عشرات الحوثيين": a side or a nation by the name of its men, with how many they are."""
    named = m.rule == "name.nationality" or m.known is not None and m.hi == m.lo + 1 and m.fold[0].endswith(("ون", "ين"))
    return named and m.kind in (ACTOR, PEOPLE) and m.pgn in ("mp", "any", "") and count_start(scene.words, m.lo, scene.lo) < m.lo


def leave(words: list[Word], at: int) -> bool:
    """Whether the verb before a noun, over its count and over who moves them, tells that people leave a place: "نزح آلاف السكان",
    "أجلت السلطات مئات السكان"."""
    k = count_start(words, at) - 1
    near = k >= 0 and any(a.pos == "V" and a.entry.event == "withdraws" for a in words[k].analyses)
    return near or verb_over(words, at, _LEAVING)


def verb_over(words: list[Word], at: int, events: frozenset[str]) -> bool:
    """Whether the verb of one of these events stands before a noun, over its count and over a subject of few words."""
    k = count_start(words, at) - 1
    for j in range(k, max(k - _MOVERS, 0) - 1, -1):
        w = words[j]
        if w.flags & an.EVENT and any(a.pos == "V" and a.entry.event in events for a in w.analyses):
            return True
        if w.flags & (an.PUNCT | an.PREP | an.COMP | an.REL) or w.flags & an.VERB and w.analyses[0].pos == "V":
            return False
    return False


def measures(scene: Scene, m: Mention) -> bool:
    """ "عائلة من سبعة أفراد", "قوة من 30 جنديا": who stands behind "of" only tells how many or who those before it are."""
    of = scene.at.get(m.prep_tok - 1) if m.prep == _OF else None
    if of is None or m.kind not in (ACTOR, PEOPLE, PERSON, SOURCE):
        return False
    first = m.prep_tok + 1
    return of.kind == PEOPLE or of.kind == ACTOR and first < m.lo and count_start(scene.words, m.lo, first) == first


def by_number(words: list[Word], m: Mention) -> bool:
    """ "اللواء 52", "الفرقة الخامسة": a unit that is told by its number, and stands for the place where it lies."""
    if m.hi < m.lo + 2 or words[m.lo].base not in NAMING.numbered:
        return False
    return bool(words[m.lo + 1].flags & an.NUMBER) or words[m.lo + 1].base in NAMING.ordinals


def garrison(m: Mention) -> Mention:
    """ "حرر الثوار اللواء 52": the place of a unit, by its name."""
    post = Mention(PLACE, m.lo, m.hi, m.head, "base", m.rule)
    post.name, post.fold, post.det, post.pgn = m.name, m.fold, m.det, m.pgn
    return post


def only_counts(words: list[Word], m: Mention) -> bool:
    """ "مصرع نحو 90 مسلحا": an accusative singular after its number is what is counted, and nobody's subject."""
    return m.kind in (ACTOR, PEOPLE) and not m.det and words[m.lo].raw.endswith(("ا", "اً", "ًا")) and bool(words[m.lo - 1].flags & an.NUMBER)


def beside(m: Mention) -> bool:
    """People of a place and who guards or holds somebody: under a pronoun they are themselves."""
    people = m.kind == PEOPLE and m.cls == "civilians" or m.kind == SOURCE and fold_word(m.cls) in NAMING.residents
    return people or m.kind == ACTOR and m.fold[0].startswith(_GUARDS)

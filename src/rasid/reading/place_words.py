"""What single words tell about names of places: adjectives, clauses and verbs that are none."""

from __future__ import annotations

from typing import Final

from rasid.lexicon import analyser as an
from rasid.lexicon.analyser import Word
from rasid.reading.naming import NAMING
from rasid.reading.noun_base import analysis, yours
from rasid.text.fold import fold_word

_DIRECTIONS: Final = NAMING.directions
_PLACE_ADJ: Final = NAMING.place_adjectives
_DESCRIBING: Final = NAMING.describing_place
#: "alive", or an accusative of "quarter"
_ALIVE: Final = "حيا"
#: heads of what is no settlement
_LANDS: Final = frozenset(("valley", "airport", "road", "bridge", "river", "port", "island", "base", "camp", "hospital", "dam", "field"))
_HEADED: Final = an.PLACE_HEAD | an.ACTOR_HEAD | an.OFFICE | an.SOURCE_NOUN
#: how words end that are adjectives or plurals rather than names, and with what letters clitics and verbs of the present begin
_FEMININE: Final = ("ه", "ين", "ون", "ي")
_ENDINGS: Final = ("ا", "ة", "ين", "ون", "ات", "اً", "ها", "هم", "ه")
_NO_SECOND: Final = "وفبلكيتنس"
#: how plurals and accusatives end, which are no names of towns
_NO_TOWN: Final = ("ات", "ين", "ون", "اً", "ًا", "ية", "هم", "ها")
#: roles of places, and how far before its preposition a verb asks for one
_ASKED: Final = frozenset(("place", "patient"))
_SOUGHT: Final = 8
_LONG: Final = 5
_TINY: Final = 3
_FAR_OFF: Final = 7


def alike(a: Word, b: Word) -> bool:
    """Two directions ("الشرقي والغربي") or two nations ("السورية والعراقية") that share a head."""
    nations = a.det and a.flags & an.NATION and b.flags & an.NATION and a.fold[-1] == b.fold[-1]
    return bool(nations) or a.base in _DIRECTIONS and b.base in _DIRECTIONS


def goes_on(words: list[Word], k: int, hi: int) -> bool:
    """ "وساقية الكرت": a name that nothing knows, joined to others, and its second word."""
    if k + 1 >= hi or words[k].flags & ~(an.NAME | an.COMMON) or words[k].fold[1:3] == "ال" or words[k].raw.endswith("ا"):
        return False
    w = words[k + 1]
    if w.fold in NAMING.sized:
        return True
    return w.det and not w.conj and not w.prep and not w.flags & an.PLACE_HEAD and w.base not in _PLACE_ADJ and can_follow(w)


def accusative(head: Word, w: Word) -> bool:
    """ "شارعا تجاريا": an adjective agrees with its head, and is no name."""
    ends = ("ا", "اً", "ًا")
    alike = head.raw.endswith(ends) or w.fold.endswith("يا") and not w.flags & an.NAME  # "مبنى سكنيا"
    return alike and w.raw.endswith(ends) and not w.det and not w.conj and not w.prep


def described(w: Word) -> bool:
    """ "محاصرة": a participle without the article describes and does not name."""
    return not w.det and not w.conj and not w.prep and w.base.endswith("ه") and any(a.pos in "AP" and a.cls == "event" for a in w.analyses)


def clause(w: Word) -> bool:
    """ "تسكنها", "حفرته", "يُخزّن": shaped like a verb of a clause that describes, with its object or in the passive."""
    if w.det or w.conj or w.prep or w.flags & (an.NAME | an.PLACE_HEAD):
        return False
    if w.fold in NAMING.sheltering:
        return True
    return len(w.fold) > 4 and w.raw.endswith(("ها", "هم", "ته")) or w.raw[:1] in ("ي", "ت") and w.raw[1:2] == "\u064f"


def of_land(w: Word) -> bool:
    """ "وادي", "مطار": a head that begins no name of a village."""
    a = analysis(w, "place_head")
    return a is not None and a.entry.kind in _LANDS


def can_follow(w: Word) -> bool:
    """Whether a word with the article can be the second of a name, and no description of it."""
    odd = w.flags & (_HEADED | an.NATION | an.VERB | an.FUNCTION | an.OPERATOR) or any(a.pos in "AP" for a in w.analyses)
    return not odd and w.base not in _DESCRIBING and w.base not in NAMING.tail and not (w.flags & an.COMMON and w.fold.endswith(_FEMININE))


def second(words: list[Word], j: int) -> bool:
    """ "قرية حبيل الضبة", "قاعدة رامات دافيد": the second word of a name of which nothing knows the first."""
    w, first = words[j], words[j - 1]
    if first.det or first.flags & ~an.NAME or first.raw.endswith("ه") or first.raw.endswith("ا") and words[j - 2].raw.endswith("ا"):
        return False
    if w.fold in NAMING.sized:
        return True
    if w.conj or w.prep:
        return False
    if w.det:
        return can_follow(w)
    if not w.flags and pauses(words, j + 1, len(words)) and not w.raw.endswith(_NO_TOWN) and _foreign(w):
        return True
    return (
        not first.raw.endswith("ا")
        and not w.flags & ~an.GIVEN
        and len(w.fold) > 2
        and w.fold[0] not in _NO_SECOND
        and not w.raw.endswith(_ENDINGS)
    )


def _foreign(w: Word) -> bool:
    """ "فيليكا نوفوسيلكا", "شاسيف يار": a word that is shaped like no verb and no adverb."""
    if w.fold[0] in "يت":
        return len(w.fold) <= _TINY
    return w.fold[0] not in "وفبلس" and (w.raw[-1] not in "اة" or w.fold[0] != "م")


def pauses(words: list[Word], j: int, hi: int) -> bool:
    """Whether what could go on a name ends before a token: a pause, a preposition or a conjunction stands there."""
    nxt = words[j] if j < hi else None
    if nxt is None or nxt.flags & (an.PUNCT | an.PREP | an.DIRECTION | an.BREAK) or nxt.conj or nxt.prep:
        return True
    return nxt.fold[0] == "و" and not nxt.flags and len(nxt.fold) > _LONG


def sought(words: list[Word], i: int, hi: int) -> bool:
    """ "سيطر المتمردون على كالونغو", "انسحب الجيش من كوراخوفو": a word that no list knows, behind the preposition by which a verb before
    its subject asks for a place."""
    w, by = words[i], words[i - 1].base
    if w.flags & ~an.DET or w.raw.endswith(_NO_TOWN) or not w.det and w.raw[-1] in "ةه" or not pauses(words, i + 1, hi):
        return False
    for k in range(i - 2, max(-1, i - _SOUGHT), -1):
        x = words[k]
        if x.flags & (an.PUNCT | an.COMP | an.REL | an.PREP) and not x.flags & an.EVENT:
            return False
        for a in x.analyses if x.flags & an.EVENT else ():
            f = a.entry.frame
            if f is not None and f.preps.get(by) in _ASKED and (a.pos == "V" or not a.det):
                return True
        if x.flags & an.VERB and x.analyses[0].pos == "V":
            return False
    return False


def another_town(words: list[Word], k: int, hi: int) -> bool:
    """ "في ماراكونا وتولوتسك": one more word that no list knows, joined to a name, and shaped like no verb."""
    if k >= hi or not unlisted(words, k, "و") or not pauses(words, k + 1, hi):
        return False
    w = words[k]
    return len(w.fold) > _LONG and (w.fold[1] not in "يتناس" or len(w.fold) > _FAR_OFF) and not w.raw.endswith(("ت", "وا", *_NO_TOWN))


def joined_name(words: list[Word], j: int, hi: int) -> bool:
    """ "قرية وانة في كذا": right behind the noun of a town nothing is joined by "and", so that is the first letter of its name."""
    w, head = words[j], words[j - 1]
    odd = an.PLACE_HEAD | an.ACTOR_HEAD | an.SPEECH | an.NUMBER | an.QUANT
    if any(a.pos != "V" or a.pgn[:1] == "3" for a in w.analyses):
        return False
    plain = w.conj == "و" and not w.prep and not w.flags & odd and not w.fold.startswith("وال") and len(w.fold) > _TINY
    return plain and not head.det and head.base not in NAMING.plurals and pauses(words, j + 1, hi)


def masdar(w: Word) -> bool:
    """ "في إرباك صفوفهم": shaped like the noun of a deed of the fourth form, which few names are."""
    return not w.det and len(w.raw) == 5 and w.raw.startswith("إ") and w.raw[3] == "ا"


def no_dual(w: Word, a: an.Analysis) -> bool:
    """ "المستشفى الريفي": a dual that waits for its complement has no article, so the word is an adjective."""
    lemma = fold_word(a.entry.lemma)
    return a.det and w.base in (lemma + "ي", lemma[:-1] + "تي")


def ends(words: list[Word], j: int, hi: int, first: int, kind: str) -> bool:
    """ "مديرية عين،": a word written like a verb, right after the head of a town and before a pause, is its name."""
    w = words[j]
    if j != first or kind not in NAMING.settled or w.flags & (an.FUNCTION | an.SPEECH | an.DEM) or w.conj or w.prep or len(w.fold) > 4:
        return False
    return j + 1 >= hi or bool(words[j + 1].flags & an.PUNCT)


def otherwise(words: list[Word], i: int, hi: int, a: an.Analysis) -> bool:
    """ "تلك", "قتل ميداني", "كمين شرق كذا", "مصادر محلية": no hill of yours, no square of mine, no checkpoint, no district."""
    w = words[i]
    if a.det and fold_word(a.entry.lemma) in NAMING.never_definite or (a.conj or a.prep) and w.flags & an.GIVEN:
        return True
    before = words[i - 1] if i else None
    if before is not None and w.base in NAMING.describing and before.flags & (an.SOURCE_NOUN | an.ACTOR_HEAD) and before.det == w.det:
        return True
    laid = w.base in NAMING.ambushes and i + 1 < hi and words[i + 1].flags & an.DIRECTION and not words[i + 1].det
    return bool(laid) or a.prep == "ك" or w.fold in NAMING.in_turn or yours(words, i, hi, a) or no_dual(w, a) or alive(words, i, hi)


def alive(words: list[Word], i: int, hi: int) -> bool:
    """ "احترق حيا": somebody alive, and no quarter, as in "حيا سكنيا" and "حيا بعد حي"."""
    if words[i].base != _ALIVE or i + 1 >= hi:
        return words[i].base == _ALIVE
    quarter = words[i + 1].raw.endswith(("ا", "اً", "ًا")) or i + 2 < hi and words[i + 1].fold == "بعد" and words[i + 2].base == "حي"
    return not quarter


def points(words: list[Word], j: int, hi: int) -> bool:
    """ "بلدات حدودية جنوبي البلاد": a point of the compass before what lies there, and no adjective."""
    return words[j].base in NAMING.compass and j + 1 < hi and bool(words[j + 1].det or words[j + 1].flags & (an.NAME | an.PLACE_HEAD))


def unlisted(words: list[Word], k: int, joined: str) -> int:
    """The token behind a word at k that no list knows, with the conjunction that joins it or without; 0 where none stands there."""
    w = words[k]
    name = not w.flags and not w.det and w.fold.startswith(joined) and len(w.fold) > 2 + len(joined)
    return k + 1 if name and not w.fold.endswith(("ها", "هم")) else 0


def camp_end(words: list[Word], j: int, hi: int) -> int:
    """ "مخيم كذا للنازحين": for whom a camp is belongs to its name."""
    return j + 1 if j < hi and words[j].fold in NAMING.camp_for else j


def number_end(words: list[Word], j: int, hi: int) -> int:
    """The token behind a number that belongs to a name; j where none does."""
    if j + 1 < hi and words[j].fold in NAMING.number_words and words[j + 1].flags & an.NUMBER:
        return j + 2  # "الحي رقم 3"
    if j >= hi or not words[j].flags & an.NUMBER or len(words[j].fold) > _TINY + 1:
        return j
    nxt = words[j + 1] if j + 1 < hi else None
    counts = nxt is not None and not (nxt.det or nxt.conj or nxt.prep) and nxt.flags & an.ACTOR_HEAD
    return j if counts else j + 1  # "الحي 3", but "في القصف على السوق 12 مدنيا"


def flags_of(w: Word) -> int:
    """The flags of a word in a name, without what only the second person makes of it: news addresses nobody ("تودون", "سوتك")."""
    if w.flags & an.VERB and w.analyses and all(a.pos == "V" and "2" in (a.pgn[:1], a.suf[:1]) for a in w.analyses):
        return w.flags & ~(an.VERB | an.EVENT | an.OPERATOR)
    return w.flags

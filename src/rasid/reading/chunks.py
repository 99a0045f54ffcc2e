"""Noun phrases: known names, and unknown ones by construction (head noun and what Arabic puts after it).

`Chunker.scan` walks a sentence once and returns its mentions in order.
"""

from __future__ import annotations

import itertools
from functools import lru_cache
from typing import Final

from rasid.lexicon import analyser as an
from rasid.lexicon.analyser import Analyser, Word
from rasid.lexicon.schema import Cell
from rasid.lexicon.theatre import Names
from rasid.reading.naming import NAMING
from rasid.reading.noun_base import QUOTE, START, Known, analysis, cut, one, strip
from rasid.reading.noun_persons import PersonNouns
from rasid.reading.scene import ACTOR, MEASURE_STARTS, PLACE, SOURCE, Mention, measure_end, title_end
from rasid.reading.slots import LOCATIVE
from rasid.text.fold import fold_word
from rasid.text.numbers import Numerals
from rasid.text.tokens import Doc

_CROWDS: Final = NAMING.crowds
_ACTOR_ADJ: Final = NAMING.actor_adjectives
_NEVER_DEFINITE: Final = NAMING.never_definite
_NO_NOUN: Final = an.PUNCT | an.FUNCTION | an.PREP | an.VERB | an.NUMBER | an.QUANT | an.SPEECH | an.DEM | an.OPERATOR | an.LATIN
_HEADS: Final = frozenset(("place_head", "actor_head", "office", "source_noun", "nationality"))
_ORDINARY: Final = an.VERB | an.EVENT | an.OPERATOR | an.SPEECH | an.COMMON | an.FUNCTION
_ODD: Final = an.PUNCT | an.LATIN | an.NUMBER
_COMPASS: Final = NAMING.compass
_CLEAR: Final = NAMING.clear
_WITH_PRONOUN: Final = NAMING.with_pronoun
_LOCATIVES: Final = NAMING.locatives


class Chunker(PersonNouns):
    """Finds mentions. names: all theatre packs; the analyser gives words."""

    def __init__(self, names: Names, analyser: Analyser) -> None:
        super().__init__(names, analyser)
        self._way = ""  # the preposition of the list of places that is being read
        self._after_place = False  # whether a place ends where the next phrase begins
        self.numerals = Numerals(analyser.lexicon.data["numbers"]).starts
        table = analyser.lexicon.table
        for n, e in enumerate(analyser.lexicon.entries):
            form = fold_word(e.lemma)
            if e.cls == "place_head" and form in NAMING.short_heads:
                cells = table.setdefault(form, [])
                if not any(c.entry == n for c in cells):
                    cells.append(Cell(n, "N", "", "ms"))

    def scan(self, doc: Doc, words: list[Word], lo: int, hi: int, busy: dict[int, int]) -> list[Mention]:
        """Mentions of tokens [lo, hi). busy: token → end of a time expression, never part of a name."""
        out: list[Mention] = []
        i = lo
        while i < hi:
            w = words[i]
            if w.raw in QUOTE and i > lo and (end := title_end(doc, words, i)) <= hi and end and self._known(words, i + 1, hi) is None:
                i = end
                continue
            crowd = w.base in _CROWDS
            if not w.flags & START or crowd or i in busy:
                if crowd and i not in busy and (m := self._crowd(words, i, hi)):
                    out.append(m)
                    i = m.hi
                    continue
                if i not in busy and self._located(words, lo, i):
                    m = self._unknown_place(words, i, hi, busy)
                    if m:
                        out.append(m)
                        i = m.hi
                        continue
                i += 1
                continue
            self._after_place = bool(out) and out[-1].kind == PLACE and out[-1].hi == i
            found = self._at(words, i, hi, busy, lo)
            if not found:
                i += 1
                continue
            out.extend(found)
            last = found[-1]
            if last.kind != PLACE or not words[last.lo].conj:
                self._way = words[last.lo - 1].base if last.kind == PLACE and last.lo > lo else ""
            if last.kind == PLACE and (not last.generic or last.det) and last.rule != "name.locator":
                more = self._coordinated(words, last, hi, busy)
                if last.many and not more:
                    last.many, last.full = False, ""  # one name after a plural: "أحياء درعا المحطة" as written
                out.extend(more)
            elif last.kind == ACTOR:
                while (twin := _twin_nation(words, last, hi, out[-1].hi)) is not None:
                    out.append(twin)
            i = max(out[-1].hi, i + 1)
        for m in out:
            if busy and m.hi > m.lo + 1 and m.known is None and not m.name_hi:
                m.hi = next((k for k in range(m.lo + 1, m.hi) if k in busy), m.hi)  # "الجيش العام الماضي": the year is a time
            self._finish(doc, words, m, lo)
            if m.org is not None and m.kind == ACTOR:
                self._finish(doc, words, m.org, lo)
        self._apposition(words, out)
        return out

    def _at(self, words: list[Word], i: int, hi: int, busy: dict[int, int], lo: int) -> list[Mention]:
        w = words[i]
        flags = w.flags
        known = self._known(words, i, hi) if flags & an.NAME else None
        located, march = self._located(words, lo, i), False
        listed = self._after_place and self._list_goes_on(words, i, hi, known)
        if i > lo and (words[i - 1].fold, w.fold) in NAMING.idioms:
            return []
        if known is None and i + 1 < hi and (w.base, words[i + 1].base) in NAMING.no_head:
            return []
        if known is None and w.base in _ACTOR_ADJ and i > lo and _qualifies(words[i - 1], w):
            return []
        if (
            known
            and known[0].kind == "a"
            and (
                located
                and words[i - 1].base in LOCATIVE
                or listed
                or w.prep == "ب"
                or (march := i > lo and words[i - 1].fold in NAMING.headings)
            )
            and (place := self._place_of(known)) is not None
            and not (march and self.names.places[place[0].index].kind != "city")
        ):
            known = place  # "في تركيا", "بموسكو": where it was, not who did it
        meant = known is not None and (known[0].needs_head or flags & _ORDINARY) and self._meant(words, lo, i, known)
        if (
            known
            and known[0].needs_head
            and not located
            and not meant
            and not (known[0].kind == "p" and self._after_place and w.prep == "ب")
        ):
            known = None
        if known and known[0].kind == "p" and len(known[0].words) == 1 and flags & _ORDINARY and not located and not meant:
            if not (self._after_place and w.prep == "ب"):  # "منطقة كذا بالجوف"
                known = None
        if flags & an.ACTOR_HEAD and w.det and w.base in _NEVER_DEFINITE and i + 1 < hi and words[i + 1].flags & an.NATION:
            m = self._actor(words, i, hi, busy)
            return [m] if m else []
        if w.base in NAMING.media_heads and w.det and i > lo and any(a.entry.kind == "according" for a in words[i - 1].analyses):
            if known is None and not (i + 1 < hi and words[i + 1].det):
                m = Mention(SOURCE, i, i + 1, i, w.base, "name.source_noun")  # "وبحسب المركز": the press office named before
                m.det, m.pgn, m.generic = True, "ms", True
                return [m]
        if (
            w.base in NAMING.media_heads
            and i + 1 < hi
            and words[i + 1].base in NAMING.media
            and (m := self._press_office(words, i, hi, busy))
        ):
            return [m]
        if flags & an.ACTOR_HEAD and w.raw in NAMING.no_office and known is None:
            return []  # "بشكل آمن"
        unit = flags & an.ACTOR_HEAD and (not located or words[i - 1].base == "بين") and not (w.prep and w.prep in "بل")
        if unit and flags & an.PLACE_HEAD and i + 1 < hi and self._outskirts(words, i, hi):
            unit = False
        if unit and flags & an.PLACE_HEAD and not w.det and i + 1 < hi and self._land(words, i, hi):
            unit = False
        if flags & an.ACTOR_HEAD and flags & (an.EVENT | an.SPEECH) and self._heads_clause(words, i, hi, lo):
            return []
        if flags & an.PLACE_HEAD and not unit and w.raw not in NAMING.no_office and (known is None or len(known[0].words) == 1):
            found = self._place(words, i, hi, busy)
            plain = bool(found) and found[0].generic and not found[0].suf and (w.det or w.base not in NAMING.plurals)  # "قرى يسكنها كذا"
            if found and not (known and plain and (not found[0].det or known[0].kind == "p" and not _own_word(w))):  # "البقاع"
                return self._unless_locator(words, lo, found)
        if known:
            m = self._from_known(words, i, hi, *known)
            return [m, *self._shared(words, m, hi)] if m.kind == PLACE and m.hi > i + 1 else [m]  # "ريف حمص الشمالي والغربي"
        fights = flags & an.ACTOR_HEAD and not (i + 1 < hi and (words[i + 1].flags & (an.GIVEN | an.OFFICE) or _titled(words, i, hi)))
        if flags & an.OFFICE and not fights and w.raw not in NAMING.no_office and (m := self._person(words, i, hi, busy)):
            return [m]
        if (
            flags & an.SOURCE_NOUN
            and w.fold not in NAMING.origins
            and not (i > lo and words[i - 1].fold == "علي" and w.base == "حساب")
            and (m := self._source(words, i, hi, busy))
        ):
            return [m]
        if flags & an.ACTOR_HEAD and (m := self._actor(words, i, hi, busy)):
            return [m]
        if flags & an.NATION and (m := self._nation(words, i, hi)):
            return [m]
        if flags & an.GIVEN and not (flags & an.FUNCTION and w.raw != "علي") and (m := self._given(words, i, hi)):
            return [m]
        m = self._unknown_place(words, i, hi, busy) if located else self._kunya(words, i, hi)
        return [m] if m else []

    def _list_goes_on(self, words: list[Word], i: int, hi: int, known: Known | None) -> bool:
        """ "في إسطنبول وباريس وزوريخ": a capital in a list of places is a place, where no clause begins with it."""
        if known is None or known[0].kind != "a" or known[2] != 1 or words[i].conj != "و" or self._way not in LOCATIVE:
            return False
        after = words[known[1]] if known[1] < hi else None
        return after is None or not after.flags & (an.VERB | an.NEG) and not after.det

    def _outskirts(self, words: list[Word], i: int, hi: int) -> bool:
        """ "أطراف بلدة كذا": a part of the place after it, not a side."""
        part, nxt = analysis(words[i], "place_head"), words[i + 1]
        if part is None or part.entry.kind != "direction_part" or nxt.prep or nxt.conj:
            return False
        after = self._known(words, i + 1, hi) if nxt.flags & an.NAME else None
        return bool(nxt.flags & an.PLACE_HEAD) or (after is not None and after[0].kind == "p")

    def _land(self, words: list[Word], i: int, hi: int) -> bool:
        """ "مزارع بلدة كذا": farms, not a farmer, before the name of a place."""
        head = analysis(words[i], "place_head")
        if head is None or head.entry.kind != "village":
            return False
        after = self._known(words, i + 1, hi) if words[i + 1].flags & an.NAME else None
        return after is not None and after[0].kind == "p" or bool(words[i + 1].flags & an.PLACE_HEAD and not words[i + 1].det)

    def _press_office(self, words: list[Word], i: int, hi: int, busy: dict[int, int]) -> Mention | None:
        """ "المكتب الإعلامي لقوات كذا": a head and its adjective, read as one source."""
        m = self._source(words, i + 1, hi, busy)
        if m is not None:
            m.lo = m.head = i
            m.generic = False
        return m

    def _heads_clause(self, words: list[Word], i: int, hi: int, lo: int) -> bool:
        """A word like حشد at the head of a clause, before an actor, is the verb and not a crowd."""
        w = words[i]
        if not w.flags & an.VERB or w.det or w.prep or i + 1 >= hi:
            return False
        first = i == lo or bool(w.conj) or bool(words[i - 1].flags & an.PUNCT)
        after = words[i + 1]
        if w.flags & an.SPEECH and after.flags & (an.OFFICE | an.SOURCE_NOUN | an.ACTOR_HEAD | an.NAME):  # "طالب رئيس البلدية"
            return first
        if first and after.flags & an.NAME and (k := self._known(words, i + 1, hi)) and k[0].kind == "a" and len(k[0].words) > 1:
            return True  # "قاتل حزب كذا"
        return (
            first
            and bool(after.flags & (an.ACTOR_HEAD | an.NAME))
            and (after.det or bool(after.flags & an.ACTOR_HEAD) and after.fold.endswith("و"))
        )

    def _unless_locator(self, words: list[Word], lo: int, found: list[Mention]) -> list[Mention]:
        """ "الوشكة غرب سرت": the direction right after a place only says where that place is."""
        m = found[0]
        w = words[m.lo]
        if m.cls == "direction_part" and w.base in _COMPASS and not w.prep and m.lo > lo and words[m.lo - 1].base not in _LOCATIVES:
            m.rule = "name.locator"
        if m.lo > lo and words[m.lo - 1].base in NAMING.superlatives and not w.det:
            m.rule = "name.locator"  # "الموصل ثاني أكبر مدن العراق"
        return found

    def _finish(self, doc: Doc, words: list[Word], m: Mention, lo: int) -> None:
        """Its name as written, without clitics and quotation marks; the preposition that governs it."""
        w = words[m.lo]
        skip = int(m.name) if m.name else len(w.conj) + len(w.prep)
        a = None
        for x in w.analyses:
            if x.entry.cls in _HEADS:
                a = x
                break
        if m.known and m.head == m.lo and m.rule.startswith("name.known"):
            conj, prep = cut(w, skip)
        elif a is not None and m.head == m.lo:
            conj, prep = a.conj, a.prep
            skip = len(conj) + len(prep)
        else:
            conj, prep = cut(w, skip)
        m.conj = m.conj or conj == "و"
        lo_tok, hi_tok = m.lo, m.name_hi or m.hi
        while hi_tok > lo_tok + 1 and words[hi_tok - 1].raw in QUOTE and not any(words[k].raw in QUOTE for k in range(lo_tok, hi_tok - 1)):
            hi_tok -= 1
        definite = prep == "ل" and w.fold[len(conj) :].startswith("لل") and (a is None or m.known or a.det or m.head != m.lo)
        plain = not m.full and _plainly(doc, words, lo_tok, hi_tok)
        raw = doc.text(lo_tok, hi_tok)
        if definite:
            skip = len(conj) + 2
        m.name = raw[skip:] if plain else strip(raw, skip)
        if definite:
            m.name = "ال" + m.name
        if m.full.startswith("\0"):
            a0, b0 = (int(x) for x in m.full[1:].split(":"))
            head = doc.text(a0, b0)
            w0 = words[a0]
            m.full = strip(head, len(w0.conj) + len(w0.prep)) + " " + strip(raw, 1)
        elif m.full.startswith(("\2", "\3")):
            a0, b0 = (int(x) for x in m.full[1:].split(":"))
            own = m.name if m.full[0] == "\2" else m.name[: -len("ها")]
            m.full = f"{own} {doc.text(a0, b0)}"
        elif m.full.startswith("\1"):
            own = m.name.split(" ", m.full.count(" ") + 1)[-1] if m.many else m.name
            m.full = f"{m.full[1:]} {own}"
            m.bare_name = own
        if plain:
            first = w.fold[skip:]
            m.fold = ("ال" + first if definite else first, *[words[k].fold for k in range(lo_tok + 1, hi_tok)])
        else:
            m.fold = _folds(m.full or m.name)
        if prep:
            m.prep, m.prep_tok = prep, m.lo
            return
        k = m.lo - 1
        if k > lo and m.kind == PLACE and words[k].base in NAMING.plurals and w.conj and w.base in NAMING.plurals:
            k, m.conj = k - 1, bool(words[k].conj)  # "على بلدات وقرى كذا وكذا"
        while k > lo and k > m.lo - 5 and (words[k].raw in QUOTE or words[k].flags & (an.QUANT | an.NUMBER) or words[k].base in _CLEAR):
            if words[k].prep and words[k].flags & an.QUANT:
                m.prep, m.prep_tok = words[k].prep, k
                return
            k -= 1
        start = -1
        if k >= lo and words[k].flags & an.PREP:
            start = next(
                (j for j in range(max(lo, k - 3), k + 1) if words[j].fold in MEASURE_STARTS and measure_end(words, j) == k + 1), -1
            )
        if start >= 0:  # "نزح ما لا يقل عن 90 أسرة": the measure governs nothing
            if words[start].prep:
                m.prep, m.prep_tok = words[start].prep, start
            elif start > lo and _governs(words[start - 1]):
                m.prep, m.prep_tok = words[start - 1].base, start - 1
            return
        if (
            k >= lo
            and words[k].flags & (an.PREP | an.DIRECTION)
            and words[k].fold not in _WITH_PRONOUN
            and words[k].analyses
            and not words[k].analyses[0].suf
        ):
            m.prep, m.prep_tok = words[k].base, k
            if m.prep == "من":
                self._counted(words, m, k - 1, lo)
        elif k < m.lo - 1 and words[m.lo - 1].base in _LOCATIVES and m.kind == PLACE and not words[m.lo - 1].det:
            m.prep, m.prep_tok = words[m.lo - 1].base, m.lo - 1  # "سقط صاروخ داخل كذا"

    def _counted(self, words: list[Word], m: Mention, k: int, lo: int) -> None:
        """ "فر العشرات من المسلحين", "على أجزاء واسعة من كذا": the noun counted or parted stands where its number or part stands."""
        if words[k].base in NAMING.left_over and words[k - 1].fold.endswith("ما"):
            k -= 1  # "تحرير ما تبقى من كذا"
            if k - 1 >= lo and words[k - 1].flags & an.PREP and words[k - 1].analyses and not words[k - 1].analyses[0].suf:
                m.prep, m.prep_tok = words[k - 1].base, k - 1
            else:
                m.prep, m.prep_tok = ("", -1) if words[k].fold == "ما" else (words[k].fold[0], k)
            return
        if k < lo:
            return
        alike = k > lo and words[k].det == words[k - 1].det and words[k].flags & an.COMMON and not words[k].prep
        if alike and not words[k].flags & an.QUANT and not self._counts(words[k], m.kind):
            k -= 1  # its adjective
        w = words[k]
        some = m.kind == PLACE and w.flags & an.QUANT and words[m.lo].base in NAMING.plurals and not words[k - 1].flags & an.PREP
        if not (some or self._counts(w, m.kind)) or w.conj:
            return
        if w.prep:
            m.prep, m.prep_tok = w.prep, k
        elif k > lo and _governs(words[k - 1]) and not words[k - 1].flags & an.QUANT:
            m.prep, m.prep_tok = words[k - 1].base, k - 1
        else:
            m.prep, m.prep_tok = "", -1

    def _counts(self, w: Word, kind: str) -> bool:
        """Whether a word counts people or names a part of a place."""
        if kind == PLACE:
            return w.base in _CLEAR
        return w.base in _CROWDS or w.base in NAMING.counters or w.base in self.numerals or bool(w.flags & (an.QUANT | an.NUMBER))

    def _apposition(self, words: list[Word], out: list[Mention]) -> None:
        """A name in brackets right after a mention is its alias; the mention takes it in."""
        for a, b in itertools.pairwise(out):
            gap = b.lo - a.hi
            if gap == 1 and words[a.hi].raw == "(" and b.hi < len(words) and words[b.hi].raw == ")":
                b.rule = "name.alias"
                b.org = a
            elif gap == 1 and words[a.hi].raw in "«“" and a.kind == b.kind == ACTOR and b.known is not None and a.known == b.known:
                if b.hi < len(words) and words[b.hi].raw in "»”":
                    b.rule, b.org = "name.alias", a  # "تنظيم الدولة «داعش»"
            elif a.kind == b.kind == PLACE and not b.conj and 1 <= gap <= 4 and self._ranked(words, a.hi, b.lo):
                b.rule, b.org = "name.locator", a
        out[:] = [m for m in out if not (m.kind == PLACE and _at_distance(words, m))]

    def _ranked(self, words: list[Word], lo: int, hi: int) -> bool:
        """ "الموصل، ثاني كبرى مدن العراق": only a rank stands between a place and the many it is one of."""
        gap = [w for w in words[lo:hi] if w.raw not in "،,"]
        return bool(gap) and words[hi].base in NAMING.plurals and all(w.base in NAMING.ranks or w.base in NAMING.superlatives for w in gap)


def _plainly(doc: Doc, words: list[Word], lo: int, hi: int) -> bool:
    """Whether tokens [lo, hi) are Arabic words without marks, one space between them: what they are called is what is written."""
    for k in range(lo, hi):
        w = words[k]
        if w.flags & _ODD or len(w.raw) != len(w.fold):
            return False
        if k > lo and (doc.start[k] - doc.end[k - 1] != 1 or doc.full[doc.end[k - 1]] != " "):
            return False
    return hi > lo


@lru_cache(maxsize=1 << 12)
def _folds(name: str) -> tuple[str, ...]:
    return tuple(fold_word(name).split())


def _governs(w: Word) -> bool:
    """A preposition without a pronoun of its own."""
    return bool(w.flags & an.PREP) and bool(w.analyses) and not w.analyses[0].suf


def _own_word(w: Word) -> bool:
    """Whether a word is the singular of the place head it can be, not one of its other forms."""
    a = analysis(w, "place_head")
    return a is not None and fold_word(a.entry.lemma) == w.base


def _at_distance(words: list[Word], m: Mention) -> bool:
    """ "تكريت (160 كيلومترا شمال بغداد)": in brackets, behind a distance, a place only says where another lies."""
    k = m.lo - 1
    if k < 2 or words[k].base not in NAMING.distance_units and words[k - 1].base not in NAMING.distance_units:
        return False
    return any(words[j].raw == "(" for j in range(max(0, k - 4), k)) and any(w.raw == ")" for w in words[m.hi : m.hi + 4])


def _twin_nation(words: list[Word], m: Mention, hi: int, j: int) -> Mention | None:
    """The second actor of "القوات الروسية والأوكرانية", and any further: one head with the adjectives of several nations."""
    if j >= hi or m.hi - m.lo < 2 or words[j].conj != "و" or words[j].prep or not words[j].flags & an.NATION:
        return None
    a, b = analysis(words[j - 1], "nationality"), analysis(words[j], "nationality")
    if a is None or b is None or a.pgn != b.pgn or a.pgn not in ("fs", "ms") or words[j - 1].det != words[j].det:
        return None
    n = Mention(ACTOR, j, j + 1, m.head, m.cls, "name.shared")
    n.conj, n.pgn, n.det = True, m.pgn, m.det
    n.full = f"\0{m.lo}:{m.hi - 1}"  # completed in _finish: the words of m without its adjective
    return n


def _qualifies(noun: Word, w: Word) -> bool:
    """Whether w can only be an adjective of the plain noun before it ("مصدر عسكري", "محاولة انقلابية")."""
    if w.conj or w.prep or noun.det != w.det or noun.fold.endswith("ه") and w.fold.endswith(("ين", "ون")):
        return False
    if (
        w.det
        and w.fold.endswith(("ين", "ون"))
        and (noun.flags & an.ACTOR_HEAD and one(noun) or _happening(noun) or noun.base.endswith("ي") and noun.base in _ACTOR_ADJ)
    ):
        return False  # "دفع الجيش المتمردين إلى كذا", "أجبرت الغارات المسلحين على كذا"
    if noun.flags & an.EVENT and not noun.det and not w.base.endswith("يه"):
        return w.base in NAMING.of_attacks and not noun.flags & an.VERB
    return not noun.flags & _NO_NOUN


def _happening(noun: Word) -> bool:
    """A verbal noun in every reading, which plurals of people do not describe."""
    return bool(noun.flags & an.EVENT) and all(a.pos == "N" and a.entry.cls in ("event", "operator") for a in noun.analyses)


def _titled(words: list[Word], i: int, hi: int) -> bool:
    """ "اللواء المتقاعد فلان": an adjective stands between the rank and the name."""
    return i + 2 < hi and words[i + 1].base in NAMING.rank_adjectives and bool(words[i + 2].flags & (an.GIVEN | an.OFFICE))

"""What a noun phrase is called, as written and without its clitics, and the preposition that governs it."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from rasid.lexicon import analyser as an
from rasid.lexicon.analyser import Word
from rasid.reading.naming import NAMING
from rasid.reading.noun_base import QUOTE, cut, strip
from rasid.reading.noun_persons import PersonNouns
from rasid.reading.scene import ACTOR, PEOPLE, PERSON, PLACE, Mention, measure_end
from rasid.reading.slots import accusative
from rasid.text.fold import fold_word
from rasid.text.tokens import Doc

_CROWDS: Final = NAMING.crowds
_LOCATIVES: Final = NAMING.locatives
_ODD: Final = an.PUNCT | an.LATIN | an.NUMBER
_CLEAR: Final = NAMING.clear
#: what stands between a preposition and the places that it governs ("على أولى قرى كذا")
_RANKED: Final = NAMING.ranks | NAMING.superlatives
#: what a town is to a country or a province, and to a province alone
_CAPITAL: Final = "عاصمه"
_CENTRE: Final = "مركز"
#: "في كل من كذا وكذا"
_EACH: Final = "كل"
_WITH_PRONOUN: Final = NAMING.with_pronoun
_HEADS: Final = frozenset(("place_head", "actor_head", "office", "source_noun", "nationality"))

#: the letter of verbs to come, which governs no noun
_TO_COME: Final = "س"


class NamedNouns(PersonNouns):
    """Finishes the mentions of a sentence: their names, prepositions and aliases."""

    def _finish(self, doc: Doc, words: list[Word], m: Mention, lo: int) -> None:
        """Its name as written, without clitics and quotation marks; the preposition that governs it."""
        w = words[m.lo]
        skip = int(m.name) if m.name else len(w.conj) + len(w.prep)
        a = None
        for x in w.analyses:
            if x.cls in _HEADS:
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
        if prep == _TO_COME:
            prep, skip = "", len(conj)  # "سامر" is a name
        lo_tok, hi_tok = m.lo, m.name_hi or m.hi
        while hi_tok > lo_tok + 1 and _quote(words[hi_tok - 1]) and not any(_quote(words[k]) for k in range(lo_tok, hi_tok - 1)):
            hi_tok -= 1
        definite = prep == "ل" and w.fold[len(conj) :].startswith("لل") and (a is None or m.known or a.det or m.head != m.lo)
        plain = not m.full and _plainly(doc, words, lo_tok, hi_tok)
        raw = doc.raw[lo_tok] if hi_tok == lo_tok + 1 else doc.text(lo_tok, hi_tok)
        if definite:
            skip = len(conj) + 2
        m.name = (raw[skip:] if skip else raw) if plain else strip(raw, skip)
        if definite:
            m.name = "ال" + m.name
        if m.full:
            _complete(doc, words, m, raw)
        if plain:
            first = w.fold[skip:] if skip else w.fold
            if definite:
                first = "ال" + first
            m.fold = (first,) if hi_tok == lo_tok + 1 else (first, *[words[k].fold for k in range(lo_tok + 1, hi_tok)])
        else:
            m.fold = _folds(m.full or m.name)
        if prep:
            m.prep, m.prep_tok = prep, m.lo
            return
        k = m.lo - 1
        if k > lo and m.kind == PLACE and w.conj and w.base in NAMING.plurals and words[k].base in NAMING.plurals:
            k, m.conj = k - 1, bool(words[k].conj)  # "على بلدات وقرى كذا وكذا"
        passed = _RANKED if m.kind == PLACE and not words[k].det and words[k].base in _RANKED else _CLEAR
        while k > lo and k > m.lo - 5 and _passed(words[k], passed):
            if words[k].prep and words[k].flags & an.QUANT:
                m.prep, m.prep_tok = words[k].prep, k
                return
            k -= 1
        start = -1
        if k >= lo and words[k].flags & an.PREP:
            start = next((j for j in range(max(lo, k - 3), k + 1) if words[j].listed & an.MEASURE and measure_end(words, j) == k + 1), -1)
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
        if words[k].base == _EACH and not words[k].conj and m.kind == PLACE:
            if words[k].prep:
                m.prep, m.prep_tok = words[k].prep, k  # "لكل من كذا وكذا"
            else:
                m.prep, m.prep_tok = (words[k - 1].base, k - 1) if k > lo and _governs(words[k - 1]) else ("", -1)
            return
        if words[k].base in NAMING.victims and words[k].flags & an.EVENT:
            return  # "ثلاثة قتلى من كذا": whose they were
        alike = k > lo and words[k].det == words[k - 1].det and words[k].flags & an.COMMON and not words[k].prep
        if alike and not words[k].flags & an.QUANT and not self._counts(words[k], m.kind):
            k -= 1  # its adjective
        w = words[k]
        some = m.kind == PLACE and w.flags & an.QUANT and words[m.lo].base in NAMING.plurals
        if not (some or self._counts(w, m.kind)):
            return
        if w.conj:
            if w.conj == "و" and not w.prep and m.kind != PLACE:
                m.prep, m.prep_tok, m.conj = "", -1, True  # "رئيس الحزب وعددا من أعضائه"
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
        base = w.base.removesuffix("ا")  # "عددا", "آلافا"
        return base in _CROWDS or base in NAMING.counters or w.base in self.numerals or bool(w.flags & (an.QUANT | an.NUMBER))

    def _apposition(self, words: list[Word], out: list[Mention]) -> None:
        """A name in brackets right after a mention is its alias; the mention takes it in."""
        for n in range(len(out) - 1):
            a, b = out[n], out[n + 1]
            gap = b.lo - a.hi
            if gap == 1 and words[a.hi].fold in NAMING.by_name and b.kind == PERSON and a.kind in (PERSON, PEOPLE, ACTOR):
                b.rule, b.org, b.kind, a.hi = "name.alias", a, a.kind, b.hi  # "قائد ميداني يدعى فلان"
            elif gap == 1 and words[a.hi].raw == "(" and b.hi < len(words) and words[b.hi].raw == ")":
                b.rule = "name.alias"
                b.org = a
            elif gap == 1 and words[a.hi].raw in "«“" and a.kind == b.kind == ACTOR and b.known is not None and a.known == b.known:
                if b.hi < len(words) and words[b.hi].raw in "»”":
                    b.rule, b.org = "name.alias", a  # "تنظيم الدولة «داعش»"
            elif a.kind == b.kind == PERSON and not gap and not (b.det or b.suf or b.conj or b.prep) and accusative(words[b.lo]):
                b.rule = "name.predicate"  # "عين العقيد فلان قائدا للفرقة": what he becomes
            elif a.kind == b.kind == PLACE and not b.conj and 1 <= gap <= 4 and self._ranked(words, a.hi, b.lo):
                b.rule, b.org = "name.locator", a
            elif a.kind == b.kind == PLACE and not (b.conj or b.prep or a.generic) and _its_seat(words, a, b):
                b.rule, b.org = "name.locator", a
                a.cls = a.cls if a.cls in NAMING.settlements else b.cls
        far = [m for m in out if m.kind == PLACE and _at_distance(words, m)]
        if far:
            out[:] = [m for m in out if m not in far]

    def _ranked(self, words: list[Word], lo: int, hi: int) -> bool:
        """ "الموصل، ثاني كبرى مدن العراق": only a rank stands between a place and the many it is one of."""
        gap = [w for w in words[lo:hi] if w.raw not in "،,"]
        return bool(gap) and words[hi].base in NAMING.plurals and all(w.base in NAMING.ranks or w.base in NAMING.superlatives for w in gap)


def _complete(doc: Doc, words: list[Word], m: Mention, raw: str) -> None:
    """The full name of one that shares words with another: it is told by where these stand, or by the head itself."""
    if m.full.startswith("\0"):
        a0, b0 = (int(x) for x in m.full[1:].split(":"))
        w, w0 = words[m.lo], words[a0]
        m.full = strip(doc.text(a0, b0), len(w0.conj) + len(w0.prep)) + " " + strip(raw, len(w.conj))
    elif m.full.startswith(("\2", "\3")):
        a0, b0 = (int(x) for x in m.full[1:].split(":"))
        own = m.name if m.full[0] == "\2" else m.name[: -len("ها")]
        m.full = f"{own} {doc.text(a0, b0)}"
    elif m.full.startswith("\1"):
        own = m.name.split(" ", m.full.count(" ") + 1)[-1] if m.many else m.name
        m.full = f"{m.full[1:]} {own}"
        m.bare_name = own


def _plainly(doc: Doc, words: list[Word], lo: int, hi: int) -> bool:
    """Whether tokens [lo, hi) are Arabic words without marks, one space between them: what they are called is what is written."""
    for k in range(lo, hi):
        w = words[k]
        if w.flags & _ODD or len(w.raw) != len(w.fold):
            return False
        if k > lo and (doc.start[k] - doc.end(k - 1) != 1 or doc.full[doc.end(k - 1)] != " "):
            return False
    return hi > lo


@lru_cache(maxsize=1 << 12)
def _folds(name: str) -> tuple[str, ...]:
    return tuple(fold_word(name).split())


def _its_seat(words: list[Word], a: Mention, b: Mention) -> bool:
    """ "كذا، عاصمة ولاية كذا", "كذا مركز محافظة كذا": what the town before it is to a province is no other place."""
    w = words[b.lo]
    if b.hi - b.lo < 2 or w.det or w.base != _CAPITAL and not (w.base == _CENTRE and words[b.lo + 1].base in NAMING.lands):
        return False
    return b.lo == a.hi or b.lo == a.hi + 1 and words[a.hi].raw in "،,"


def _quote(w: Word) -> bool:
    return bool(w.flags & an.PUNCT) and w.raw in QUOTE


def _passed(w: Word, words: frozenset[str]) -> bool:
    """A quotation mark, a number, or one of these rare words, which stand between a preposition and its noun."""
    return bool(w.flags & (an.QUANT | an.NUMBER)) or _quote(w) or bool(w.listed & an.RARE) and w.base in words


def _governs(w: Word) -> bool:
    """A preposition without a pronoun of its own."""
    return bool(w.flags & an.PREP) and bool(w.analyses) and not w.analyses[0].suf


def _at_distance(words: list[Word], m: Mention) -> bool:
    """ "تكريت (160 كيلومترا شمال بغداد)": in brackets, behind a distance, a place only says where another lies."""
    k = m.lo - 1
    if k < 2 or not any(words[j].listed & an.RARE and words[j].base in NAMING.distance_units for j in (k, k - 1)):
        return False
    return any(words[j].raw == "(" for j in range(max(0, k - 4), k)) and any(w.raw == ")" for w in words[m.hi : m.hi + 4])

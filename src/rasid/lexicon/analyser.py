"""Analysis of one surface word: the clitic lattice over the table of generated forms.

A word is split in every way Arabic writing allows (و ف · س ب ل ك · ال · stem · suffixed pronoun) and each stem is looked up.
Tokens keep their words: news repeats itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from rasid.lexicon.loader import Lexicon
from rasid.lexicon.schema import Cell
from rasid.lexicon.sense import Marks, Sense, numbered
from rasid.lexicon.sense import article_free as article_free
from rasid.lexicon.theatre import NameHit
from rasid.text.fold import fold_letters, fold_whole
from rasid.text.tokens import Token

# what a word may be, as bits of Word.flags
EVENT: Final = 1 << 0
OPERATOR: Final = 1 << 1
SPEECH: Final = 1 << 2
FUNCTION: Final = 1 << 3
PREP: Final = 1 << 4
COMP: Final = 1 << 5
REL: Final = 1 << 6
NEG: Final = 1 << 7
ACTOR_HEAD: Final = 1 << 8
PLACE_HEAD: Final = 1 << 9
OFFICE: Final = 1 << 10
SOURCE_NOUN: Final = 1 << 11
NATION: Final = 1 << 12
COMMON: Final = 1 << 13
NAME: Final = 1 << 14
PUNCT: Final = 1 << 15
NUMBER: Final = 1 << 16
LATIN: Final = 1 << 17
DIRECTION: Final = 1 << 18
BREAK: Final = 1 << 19
VERB: Final = 1 << 20
GIVEN: Final = 1 << 21
DET: Final = 1 << 22
QUANT: Final = 1 << 23
OBJECT: Final = 1 << 24
DEM: Final = 1 << 25
PRON: Final = 1 << 26
TIMED: Final = 1 << 27
COUNTED: Final = 1 << 28

# which lists of the reader it stands in, as bits of Word.listed
IDIOM: Final = 1 << 0
MEASURE: Final = 1 << 1
BLAME: Final = 1 << 2
UNREAL: Final = 1 << 3
SPORT: Final = 1 << 4
CROWD: Final = 1 << 5
LISTING: Final = 1 << 6
RANK: Final = 1 << 7
GOVERNS: Final = 1 << 8
PLAY: Final = 1 << 9
RARE: Final = 1 << 10

#: short vowels and doubling
_VOWELS: Final = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652"

_BY_CLS: Final = {
    "event": EVENT,
    "operator": OPERATOR,
    "speech": SPEECH,
    "function": FUNCTION,
    "actor_head": ACTOR_HEAD,
    "place_head": PLACE_HEAD,
    "office": OFFICE,
    "source_noun": SOURCE_NOUN,
    "nationality": NATION,
    "object": OBJECT,
}
_BY_KIND: Final = {
    "prep": PREP,
    "loc": PREP,
    "dest": PREP,
    "comp": COMP,
    "rel": REL,
    "neg": NEG,
    "direction": DIRECTION,
    "break": BREAK,
    "quant": QUANT,
    "dem": DEM,
    "pron": PRON,
}
PRONOUNS: Final = {
    "ه": "3ms",
    "ها": "3fs",
    "هم": "3mp",
    "هما": "3d",
    "هن": "3fp",
    "نا": "1p",
    "ي": "1s",
    "ني": "1s",
    "ك": "2ms",
    "كم": "2mp",
}
#: characters of clitics, the name of that one word, and the longer names by their second word
Start = tuple[int, NameHit | None, dict[str, list[NameHit]]]
_NONE: Final[frozenset[str]] = frozenset()
_NO_MARKS: Final = Marks()
#: letters of a word whose dual in an may be another word ("نيران")
_SHORT: Final = 3
_PEOPLE: Final = ("person_armed", "fighters", "civilians", "crowd")
#: suffixed pronouns by their last letter
_BY_END: Final = {"ا": ("هما", "ها", "نا"), "م": ("هم", "كم"), "ن": ("هن",), "ه": ("ه",), "ي": ("ي",), "ك": ("ك",)}


class Analysis:
    """One way to read a word. conj: و or ف; prep: ب ل ك or س (future) or ""; det: has ال; suf: pgn of a suffixed pronoun;
    cls: of its entry, which is asked more often than all else of it; event, verb, noun, jussive: what is asked of every reading."""

    __slots__ = ("cls", "conj", "det", "entry", "event", "jussive", "noun", "pgn", "pos", "prep", "suf", "tense", "verb", "voice")

    def __init__(self, entry: Sense, cell: Cell, conj: str, prep: str, det: bool, suf: str) -> None:
        self.entry, self.cls = entry, entry.cls
        self.pos, self.tense, self.pgn, self.voice = cell.pos, cell.tense, cell.pgn, cell.voice
        self.conj, self.prep, self.det, self.suf = conj, prep, det, suf
        self.event: bool = self.cls == "event"
        self.verb: bool = self.pos == "V"
        self.noun: bool = self.pos == "N"
        self.jussive: bool = self.tense == "juss"


class Word:
    """A surface form, folded and analysed.

    splits: (conj, prep, rest) ways to cut its proclitics, the uncut one first; rest keeps ال.
    base: the folded form without ال and without what the best analysis says is a clitic.
    bare, listed: set by the reader, whose lists they look into: the folded form without a joined و or ف alone, and bits of lists.
    keys: every spelling it can be looked up by in a list of words: clitics, article and suffixed pronouns set aside.
    asked: those of them that stand in the condition of an entry; of most words none. marks, numbers: of these.
    by: the analyser that made it.
    starts: the known names that can begin with it, once they were looked up.
    """

    __slots__ = (
        "analyses",
        "asked",
        "bare",
        "base",
        "by",
        "conj",
        "det",
        "flags",
        "fold",
        "keys",
        "listed",
        "marks",
        "numbers",
        "prep",
        "raw",
        "splits",
        "starts",
    )

    def __init__(self, raw: str, fold: str) -> None:
        self.raw, self.fold = raw, fold
        self.flags = self.listed = 0
        self.analyses: tuple[Analysis, ...] = ()
        self.splits: tuple[tuple[str, str, str], ...] = ()
        self.keys: frozenset[str] = _NONE
        self.asked: frozenset[str] = _NONE
        self.marks = _NO_MARKS
        self.numbers: tuple[Any, ...] = ()
        self.starts: list[Start] | None = None
        self.by: Analyser | None = None
        self.base = self.bare = fold
        self.conj = self.prep = ""
        self.det = False


class Analyser:
    """Turns raw tokens into Words. `names` holds the first words of known names (folded, with ال).

    mark: tells a new word what other parts of the reader know it by (TIMED, COUNTED …), so that they need not look it up again.
    numbers: of the words that conditions name.
    """

    def __init__(self, lexicon: Lexicon, names: Mapping[str, object] | None = None, mark: Callable[[Word], None] | None = None) -> None:
        self.lexicon = lexicon
        self.names = names or {}
        self._mark = mark
        self._common = lexicon.words.get("common", frozenset())
        self._given = lexicon.words.get("given", frozenset())
        self._conditions = _asked_for(lexicon)
        self.numbers = {w: n for n, w in enumerate(self._conditions)}
        #: accusatives without article ("جنودا") of the words that conditions name, duals ("دبابتين") of those that they ask for
        self._declensions = _declensions(self._conditions, _asked_for(lexicon, positive=True), lexicon)
        self._senses: list[Sense | None] = [None] * len(lexicon.entries)

    def words(self, tokens: list[Token]) -> list[Word]:
        """The analysed words of tokens, which keep them for the next time."""
        out: list[Word] = []
        for t in tokens:
            w = t.word
            if not (isinstance(w, Word) and w.by is self):
                t.word = w = self._analyse(t.text, fold_letters(t.text) if t.letters else fold_whole(t.text))
            out.append(w)
        return out

    def _sense(self, n: int) -> Sense:
        known = self._senses[n]
        if known is None:
            e = self.lexicon.entries[n]
            known = self._senses[n] = Sense(e, _BY_CLS.get(e.cls, 0) | _BY_KIND.get(e.kind, 0), self.numbers)
        return known

    def _analyse(self, raw: str, fold: str) -> Word:
        w = self._read(raw, fold)
        w.by = self
        if w.asked:
            w.marks, w.numbers = Marks(w.asked), numbered(w.asked, self.numbers)
        if self._mark is not None:
            self._mark(w)
        return w

    def _read(self, raw: str, fold: str) -> Word:
        w = Word(raw, fold)
        first = fold[:1]
        if not first.isalnum() or first.isdigit() or first.isascii():
            w.flags = PUNCT if not first.isalnum() else NUMBER if first.isdigit() else LATIN
            w.keys = frozenset((fold,))
            w.asked = self._conditions & w.keys
            return w
        w.splits = tuple(_splits(fold))
        bound = raw.rstrip(_VOWELS)[-1:] != "ة"
        keys = _keys(w.splits, bound)
        w.keys = frozenset(keys)
        if not self._conditions.isdisjoint(keys):
            w.asked = self._conditions & w.keys
        if fold[-1] in "اني":
            for key in keys:
                if (of := self._declensions.get(key)) is not None:
                    w.asked |= of
        self._fill(w)
        if len(fold) > 1 and raw[1:2] == "\u064f":  # damma on the first letter: يُستهدف, قُتل
            for a in w.analyses:
                if a.pos == "V" and a.voice == "amb":
                    a.voice = "pas"
            w.analyses = (*[a for a in w.analyses if a.pos == "V"], *[a for a in w.analyses if a.pos != "V"])  # "قُتل" is no noun
        elif raw[2:3] == "\u064f":  # "وأُحرقت"
            for a in w.analyses:
                if a.pos == "V" and a.conj and a.voice == "amb":
                    a.voice = "pas"
        return w

    def _fill(self, w: Word) -> None:
        found: list[tuple[int, Analysis]] = []
        flags = 0
        table = self.lexicon.table
        raw_end = w.raw.rstrip(_VOWELS)[-1:]
        for conj, prep, rest in w.splits:
            if prep == "ك" and not conj and w.fold in self._common:
                continue  # "كبير" is not "like a well"
            det = rest.startswith("ال") and len(rest) > 3
            cost = bool(conj) + bool(prep)
            stems = _stems(rest) if raw_end != "ة" else [(rest, "")]
            for stem, suf in stems:
                # a stem that itself begins with ال may be listed as such; otherwise ال is the article
                for n in range(2 if det else 1):
                    has_det = n == 1
                    cells = table.get(stem[2:] if has_det else stem)
                    if cells is None:
                        continue
                    for cell in cells:
                        e = self._sense(cell.entry)
                        if raw_end == "أ" and e.cls == "office":
                            continue  # "ملأ" is no mullah
                        if suf == "ي" and e.flags & PREP and w.fold in self._common:
                            continue  # "مصدر قبلي" is a tribal one, and not before me
                        if _fits(cell, e, prep, has_det, suf):
                            a = Analysis(e, cell, conj, prep, has_det, PRONOUNS[suf] if suf else "")
                            found.append((cost * 2 + (2 if suf else 0) - e.rank - (cell.voice == "act") + _odd(cell), a))
            if rest in self.names or (det and rest[2:] in self.names):
                flags |= NAME
            if rest in self._given:
                flags |= GIVEN
        if len(found) > 1:
            found.sort(key=lambda x: x[0])
        w.analyses = tuple([a for _, a in found])
        for a in w.analyses:
            flags |= a.entry.flags
            if a.pos == "V":
                flags |= VERB
        self._base(w, found)
        if self._ordinary(w.base) or w.fold in self._common:
            flags |= COMMON
        if w.det:
            flags |= DET
        w.flags = flags

    def _base(self, w: Word, found: list[tuple[int, Analysis]]) -> None:
        """Clitics and base: from the best analysis, else from the split whose rest is a known word or has ال."""
        if w.fold[0] in "وف" and w.fold in self._given:
            return  # "فاطمة", "فيصل", "وليد"
        if found:
            a = found[0][1]
            w.conj, w.prep, w.det = a.conj, a.prep, a.det
            for conj, prep, rest in w.splits:
                if conj == a.conj and prep == a.prep:
                    w.base = rest[2:] if a.det else rest
                    return
        if w.fold in self._given:
            return  # "سعيد", "باسم", "كريم"
        for conj, prep, rest in w.splits:
            det = rest.startswith("ال") and len(rest) > 3
            joined = conj and not prep and rest in self._given and w.fold not in self._given  # "وصالح", but "وسام"
            known = joined or rest in self.names or self._ordinary(rest[2:] if det else rest)
            if known or (det and (conj or prep)):
                w.conj, w.prep, w.det, w.base = conj, prep, det, rest[2:] if det else rest
                return
        det = w.fold.startswith("ال") and len(w.fold) > 3 and w.raw[0] not in "آأإ"  # "آلافا", "ألفا" have no article
        w.det, w.base = det, w.fold[2:] if det else w.fold

    def _ordinary(self, base: str) -> bool:
        """Whether it is a common word, or the accusative of one ("عددا")."""
        return base in self._common or base[-1:] == "ا" and base[:-1] in self._common and _declined(base[:-1])


def _asked_for(lexicon: Lexicon, positive: bool = False) -> frozenset[str]:
    """All words that conditions of entries name, or those that they ask for, without the article."""
    told: set[str] = set()
    for e in lexicon.entries:
        if e.cls == "event":
            told.update(e.after, e.before, e.near)
            if not positive:
                told.update(e.not_after, e.not_before, e.not_near)
    return frozenset(article_free(part) for words in told for part in words.split(" "))


def _declensions(words: frozenset[str], wanted: frozenset[str], lexicon: Lexicon) -> dict[str, frozenset[str]]:
    """Forms of words that lists seldom give besides the word itself, each with the words that it can be of.

    No duals of people: the plural is written alike, and lists mean one or many of them.
    """
    out: dict[str, frozenset[str]] = {}
    for w in words:
        forms = [w + "ا"] if _declined(w) else []
        if w not in wanted or len(w) < _SHORT:
            pass
        elif w[-1] == "ه":
            forms += [w[:-1] + "تين", w[:-1] + "تان", w[:-1] + "تي"] if len(w) > _SHORT else []
        elif forms and not w.endswith(("ات", "ان", "ين")) and not _of_people(w, lexicon):
            forms += [w + "ين", w + "ان"] if len(w) > _SHORT else [w + "ين"]
        for form in forms:
            out[form] = out.get(form, _NONE) | {w}
    return out


def _of_people(word: str, lexicon: Lexicon) -> bool:
    entries = [lexicon.entries[c.entry] for c in lexicon.table.get(word, ())]
    return any(e.cls == "office" or e.cls == "actor_head" and e.kind in _PEOPLE for e in entries)


def _declined(word: str) -> bool:
    """Whether an alif behind a word makes its accusative: not of plurals in ون, nor of "أول", whose accusative is an adverb."""
    return len(word) > 2 and word[-1] not in "اهيو" and not word.endswith(("ون", "ين")) and word != "اول"


def _keys(splits: tuple[tuple[str, str, str], ...], bound: bool) -> list[str]:
    """The spellings of a word without its clitics. bound: whether it can end in a pronoun ("دورية" is no league of his)."""
    out: list[str] = []
    for _, _, rest in splits:
        out.append(article_free(rest))
        if not bound or rest[-1] not in "اهم":
            continue  # of none of the pronouns
        for end in ("هما", "ها", "هم", "نا", "ه"):
            if rest.endswith(end) and len(rest) - len(end) > 2:
                stem = rest[: -len(end)]
                out.append(stem)
                if stem.endswith("ت"):
                    out.append(stem[:-1] + "ه")
                elif stem.endswith(("او", "اي")):
                    out.append(stem[:-1] + "ء")  # "أعضائه"
    return out


def _odd(cell: Cell) -> int:
    """Forms that news seldom uses come last: jussives, first and second persons."""
    return (4 if cell.tense == "juss" else 0) + (3 if cell.pgn[:1] in ("1", "2") else 0)


def _splits(f: str) -> list[tuple[str, str, str]]:
    """Every legal cut of proclitics, the least cut first."""
    out = [("", "", f)]
    n = len(f)
    _preps(out, "", f)
    if n > 2 and f[0] in "وف":
        out.append((f[0], "", f[1:]))
        _preps(out, f[0], f[1:])
    return out


def _preps(out: list[tuple[str, str, str]], conj: str, f: str) -> None:
    if len(f) < 3:
        return
    if f.startswith("لل"):
        out.append((conj, "ل", "ال" + f[2:]))
        if len(f) > 4:
            out.append((conj, "ل", f[1:]))
    elif f[0] in "بلكس":
        out.append((conj, f[0], f[1:]))


def _stems(rest: str) -> list[tuple[str, str]]:
    out = [(rest, "")]
    for s in _BY_END.get(rest[-1], ()):
        if rest.endswith(s) and len(rest) - len(s) >= 2:
            out.append((rest[: -len(s)], s))
    return out


def _fits(cell: Cell, e: Sense, prep: str, det: bool, suf: str) -> bool:
    """Whether an inflection may stand with these clitics."""
    if cell.bound and not suf:
        return False
    if cell.pos == "V":
        if det or (prep and prep not in "سل"):
            return False
        if prep == "س":
            return cell.tense == "pres"
        if prep == "ل":
            return cell.tense == "pres"
        return suf != "ي"
    if prep == "س":
        return False
    if cell.pos == "W":
        if det or prep == "ك" and e.kind == "quant":
            return False  # "كمية" is no hundred
        return not (suf and e.kind not in ("prep", "loc", "comp", "dest", "noun")) or suf == ""
    if suf:
        if det:
            return False
        if cell.pgn in ("d",) and suf == "ي":
            return False
        return suf != "ي" or e.cls not in ("event", "operator")  # هجومي: a relative adjective more often than "my attack"
    return True

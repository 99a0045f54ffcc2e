"""What all kinds of noun phrases share: the table of known names, quotation marks, the parts of a word."""

from __future__ import annotations

from abc import ABC, abstractmethod
from functools import lru_cache
from typing import Final

from rasid.lexicon import analyser as an
from rasid.lexicon.analyser import Analyser, Start, Word
from rasid.lexicon.choice import Choice, Guide
from rasid.lexicon.theatre import NameHit, Names
from rasid.reading.counted import count_start
from rasid.reading.event_groups import VICTIMS
from rasid.reading.naming import NAMING
from rasid.reading.scene import ACTOR, PLACE, SOURCE, Mention
from rasid.text.fold import fold_word
from rasid.text.numbers import Numerals

#: what stands before whom an attack was against
_AGAINST: Final = frozenset(("علي", "ضد"))
START: Final = an.NAME | an.ACTOR_HEAD | an.PLACE_HEAD | an.OFFICE | an.SOURCE_NOUN | an.GIVEN | an.NATION
STOP_NAME: Final = an.PUNCT | an.FUNCTION | an.VERB | an.NUMBER | an.COMMON | an.SPEECH | an.OPERATOR | an.DEM | an.LATIN
QUOTE: Final = frozenset("“”„«»\"'‘’")
_UNQUOTE: Final = dict.fromkeys(map(ord, QUOTE))
#: how many words before its names a plural may stand
_FAR: Final = 12
#: events whose noun is completed by the place that is taken
_TAKEN: Final = frozenset(("takes_control", "besieges", "hands_over"))
_STRUCK: Final = frozenset(("ground_attack", "air_strike", "shelling", "advances", "withdraws"))
_BEFALLS: Final = VICTIMS | frozenset(("bombing", "protest", "riot", "displaces", "clash"))
#: what a word is that is rather a body, a person or its own head than a name
_OTHER: Final = an.ACTOR_HEAD | an.OFFICE | an.SOURCE_NOUN
_LOCATIVES: Final = NAMING.locatives
_ACTOR_ADJ: Final = NAMING.actor_adjectives
_LABELS: Final = NAMING.labels
_TAIL: Final = NAMING.tail


class Known:
    """A known name where it stands. end: the token behind it; skip: characters of clitics before it; the rest as its hit has it."""

    __slots__ = ("end", "hit", "index", "kind", "needs_head", "skip", "words")

    def __init__(self, hit: NameHit, end: int, skip: int) -> None:
        self.hit, self.end, self.skip = hit, end, skip
        self.words, self.kind, self.index, self.needs_head = hit.words, hit.kind, hit.index, hit.needs_head


class NounBase(ABC):
    """Known names, and the phrases that build on each other. names: all theatre packs; the analyser gives words."""

    def __init__(self, names: Names, analyser: Analyser) -> None:
        self.names = names
        self.analyser = analyser
        self.guide = Guide(names, analyser.lexicon.data["speaking"]["media_heads"])
        self.choice = Choice(self.guide)
        time = analyser.lexicon.data["time"]
        self.months = frozenset(fold_word(x) for key in ("months", "hijri_months") for row in time[key].values() for x in row)
        self.given = analyser.lexicon.words.get("given", frozenset())
        self.numerals = Numerals(analyser.lexicon.data["numbers"]).starts  # words of number, folded
        self._words: list[Word] = []  # of the report that is being read
        self._whole: dict[int, Known] = {}  # the known names at its words, wherever sentences end
        self._told: frozenset[tuple[str, ...]] = frozenset()  # names that are words too, and that it tells of as places

    def begin(self, words: list[Word], day: str, outlet: str) -> Choice:
        """Make ready for a report: find its theatre, by which its shared names are chosen and its local ones known."""
        last = len(words)
        self._words, self._whole = [], {}
        whole: dict[int, Known] = {}
        for i, w in enumerate(words):
            if w.flags & an.NAME and (k := self._known(words, i, last)) is not None:
                whole[i] = k
        self._words, self._whole = words, whole
        theatre = self.guide.theatre_of([k.hit for k in whole.values()], outlet)
        self.choice = Choice(self.guide, theatre, day)
        self._told = frozenset([k.words for i, k in whole.items() if k.kind == "p" and self._tells_place(words, i)])
        return self.choice

    def _tells_place(self, words: list[Word], i: int) -> bool:
        """ "بلدة القصير", "في القصير": a head of a settlement or a place preposition before a name that is a word of the language too."""
        if not i:
            return False
        head = analysis(words[i - 1], "place_head") if words[i - 1].flags & an.PLACE_HEAD else None
        named = head is not None and head.entry.kind in NAMING.settled and not head.det
        return named or words[i - 1].raw != "علي" and self._located(words, 0, i)

    def _meant(self, words: list[Word], lo: int, i: int, known: Known) -> bool:
        """Whether a name that is a word too means its place: told of elsewhere, or completing a noun of taking."""
        if known.kind != "p" or len(known.words) > 1 or i <= lo:
            return False
        before, w = words[i - 1], words[i]
        told = known.words in self._told
        if w.flags & _OTHER or w.flags & (an.FUNCTION | an.SPEECH) and not w.det or before.flags & an.GIVEN:
            return False
        events = _TAKEN if not told else _TAKEN | _STRUCK
        taken = not before.det and any(a.pos == "N" and a.entry.event in events and not a.suf for a in before.analyses)
        if taken and not known.skip and (told or not w.flags & (an.VERB | an.EVENT | an.COMMON)):
            return True  # "سقوط عتق", "تطويق الحديدة"
        if not told or before.flags & an.PLACE_HEAD and before.det:
            return False
        side = bool(before.flags & (an.ACTOR_HEAD | an.NATION)) or before.fold.endswith("ه")
        return side or w.det and bool(known.skip or before.flags & (an.VERB | an.PUNCT))

    @abstractmethod
    def _place(self, words: list[Word], i: int, hi: int, busy: dict[int, int]) -> list[Mention]: ...

    @abstractmethod
    def _inner_place(self, words: list[Word], j: int, hi: int, busy: dict[int, int]) -> int: ...

    @abstractmethod
    def _place_tail(self, words: list[Word], m: Mention, hi: int) -> int: ...

    @abstractmethod
    def _actor(self, words: list[Word], i: int, hi: int, busy: dict[int, int], depth: int = 0) -> Mention | None: ...

    @abstractmethod
    def _actor_tail(self, words: list[Word], j: int, hi: int, depth: int = 0) -> int: ...

    @abstractmethod
    def _person(self, words: list[Word], i: int, hi: int, busy: dict[int, int]) -> Mention | None: ...

    @abstractmethod
    def _source(self, words: list[Word], i: int, hi: int, busy: dict[int, int]) -> Mention | None: ...

    def _known(self, words: list[Word], i: int, hi: int) -> Known | None:
        """The longest known name at i."""
        w = words[i]
        starts = w.starts
        if starts is None:
            starts = w.starts = self._starts_of(w)
        if not starts:
            return None
        if words is self._words:
            whole = self._whole.get(i)
            if whole is None or whole.end <= hi:
                return whole  # the longest of the report, and it ends in time
        best: Known | None = None
        for skip, single, longer in starts:
            found: Known | None = None
            if longer:
                j = i + 1
                while j < hi and words[j].flags & an.PUNCT and words[j].raw in QUOTE:
                    j += 1
                if j < hi:
                    for hit in longer.get(words[j].fold, ()):
                        if end := _match(words, i, hi, hit.words):
                            found = Known(hit, end, skip)
                            break
            if found is None and single is not None:
                found = Known(single, i + 1, skip)
            if found and (best is None or len(found.words) > len(best.words)):
                best = found
        return best

    def _starts_of(self, w: Word) -> list[Start]:
        """The names that can begin with a word, one entry for each way to cut its clitics."""
        out: list[Start] = []
        for conj, prep, rest in w.splits:
            if (prep and len(rest) < 4 or prep == "ك") and w.flags & an.COMMON or prep == "س" or (conj or prep) and w.fold in self.given:
                continue  # the س of verbs; a given name is not cut ("سليمان", "فؤاد")
            keys = ((rest, False), (rest[2:], True)) if rest.startswith("ال") and len(rest) > 4 else ((rest, False),)
            for key, article in keys:
                single: NameHit | None = None
                longer: dict[str, list[NameHit]] = {}
                for hit in self.names.by_first.get(key, ()):  # the longest first
                    if article and (hit.kind == "p" or (len(hit.words) == 1 and w.flags & an.NATION)):
                        continue
                    if article and len(hit.words) == 2 and (_idafa(key, hit.words[1]) or self._town(hit.words[1])):
                        continue  # "الحكومة الحوثيين" is not "حكومة الحوثيين", nor "الثوار طرابلس" "ثوار طرابلس"
                    if len(hit.words) > 1:
                        longer.setdefault(hit.words[1], []).append(hit)
                    elif single is None:
                        single = hit
                if single is not None or longer:
                    out.append((len(conj) + len(prep), single, longer))
        return out

    def _town(self, word: str) -> bool:
        """Whether a word is the whole name of a place."""
        return any(h.kind == "p" and len(h.words) == 1 for h in self.names.by_first.get(word, ()))

    def _from_known(self, words: list[Word], i: int, hi: int, known: Known) -> Mention:
        index, kind, end = self.choice.of(known.hit), known.kind, known.end
        if kind == "p":
            place = self.names.places[index]
            m = Mention(PLACE, i, end, i, place.kind, "name.known_place")
        elif kind == "o":
            m = Mention(SOURCE, i, end, i, self.names.outlets[index].kind, "name.known_outlet")
        else:
            end = arm_end(words, end, hi)
            m = Mention(ACTOR, i, end, i, self.names.actors[index].kind, "name.known_actor")
            m.hi = self._actor_tail(words, end, hi)
            m.name_hi = end
            while m.name_hi < m.hi and _names(words[m.name_hi]):
                m.name_hi += 1
        m.known = (kind, index)
        m.head = i
        m.name = str(known.skip)  # characters of clitics; _finish replaces it
        if kind == "p":
            m.hi = self._place_tail(words, m, hi)
        return m

    def _place_of(self, known: Known) -> Known | None:
        """The place that bears the same name as a state or a government."""
        words = known.words
        twin = next((h for h in self.names.by_first.get(words[0], ()) if h.kind == "p" and h.words == words), None)
        return None if twin is None else Known(twin, known.end, known.skip)

    def _label(self, words: list[Word], known: Known) -> bool:
        """ "مصر: توقيف خمسة": at the head of a title a country says where it was, where the noun of what was done to somebody follows."""
        k = known.end
        if k + 1 >= len(words) or words[k].raw != ":" or words[k + 1].det:
            return False
        twin = self._place_of(known)
        done = any(a.pos == "N" and a.entry.event in _BEFALLS for a in words[k + 1].analyses)
        return done and twin is not None and self.names.places[twin.index].kind == "country"

    def _listed(self, words: list[Word], lo: int, i: int) -> bool:
        """ "المناطق والمديريات على الحدود، من بينها كذا": a name of one of several places before it."""
        return bool(words[i - 1].listed & an.LISTING) and any(words[k].base in NAMING.plurals for k in range(max(lo, i - _FAR), i - 1))

    def _located(self, words: list[Word], lo: int, i: int) -> bool:
        if i <= lo:
            return False
        p = words[i - 1]
        if p.flags & an.PREP and p.base in _LOCATIVES and not p.analyses[0].suf:
            return True
        return bool(p.listed & an.LISTING) and self._listed(words, lo, i)


def _match(words: list[Word], i: int, hi: int, name: tuple[str, ...]) -> int:
    """End of the name that begins at i, quotation marks between its words passed over; 0 when it does not stand there."""
    j = i + 1
    for part in name[1:]:
        while j < hi and words[j].flags & an.PUNCT and words[j].raw in QUOTE:
            j += 1
        if j >= hi or words[j].fold != part:
            return 0
        j += 1
    if j < hi and words[j].flags & an.PUNCT and words[j].raw in QUOTE and any(words[k].raw in QUOTE for k in range(i, j)):
        j += 1
    return j


def _names(w: Word) -> bool:
    """Whether an adjective after a known name is part of it, and no description ("الإرهابي") or clause."""
    return w.det and not w.conj and not w.prep and w.base in _ACTOR_ADJ and w.base not in _LABELS and w.base not in _TAIL


def relative(w: Word) -> bool:
    """A relative adjective of no nation ("الجامعية", "الصناعي"), which makes a head noun a name."""
    return len(w.base) > 4 and w.base.endswith(("يه", "ي")) and not w.flags & (an.NATION | an.VERB | an.FUNCTION | an.EVENT | an.ACTOR_HEAD)


def cut(w: Word, skip: int) -> tuple[str, str]:
    for conj, prep, _ in w.splits:
        if len(conj) + len(prep) == skip:
            return conj, prep
    return "", ""


@lru_cache(maxsize=1 << 12)
def strip(raw: str, skip: int) -> str:
    """raw without its first `skip` letters and the marks on them."""
    k = 0
    while skip and k < len(raw):
        k += 1
        skip -= 1
        while k < len(raw) and not fold_word(raw[k]):
            k += 1
    return " ".join(raw[k:].translate(_UNQUOTE).split())


def analysis(w: Word, cls: str) -> an.Analysis | None:
    for a in w.analyses:
        if a.cls == cls:
            return a
    return None


def arm_end(words: list[Word], j: int, hi: int) -> int:
    """ "اللواء 35 مدرع", "الفرقة السادسة مشاة": the token after what arm a unit told by its number is of."""
    if j >= hi or not (words[j - 1].flags & an.NUMBER or words[j - 1].base in NAMING.ordinals):
        return j
    for n in (2, 1):
        if j + n <= hi and tuple(w.fold for w in words[j : j + n]) in NAMING.arms:
            more = n == 1 and j + 1 < hi and (words[j + 1].fold,) in NAMING.arms  # "مشاة بحري"
            return j + n + more
    return j


def yours(words: list[Word], i: int, hi: int, a: an.Analysis) -> bool:
    """ "تلك", "قتل ميداني", "رامي": a pronoun that no report has, unless it is a construct form that no list has ("ميداني كذا")."""
    if a.suf == "1s":
        return i + 1 >= hi or not (words[i + 1].det or words[i + 1].flags & an.NAME) or bool(words[i + 1].conj or words[i + 1].prep)
    return a.suf[:1] == "2"


def suffix_len(pgn: str) -> int:
    return {"3ms": 1, "3fs": 2, "3mp": 2, "3d": 3, "1p": 2, "3fp": 2}.get(pgn, 1)


def _idafa(head: str, second: str) -> bool:
    """Whether a name of two words can only be a noun and its owner: a plural of people after a feminine noun."""
    return head.endswith("ه") and second.startswith("ال") and second.endswith("ين")


def own(w: Word) -> bool:
    """ "منازلهم", "قريتها": a place that is told as somebody's."""
    head = analysis(w, "place_head") if w.flags & an.PLACE_HEAD else None
    return head is not None and head.suf[:1] == "3"


def own_words(w: Word) -> bool:
    """ "قوله", "زعمها": a word of speech with the pronoun of whoever says it."""
    return bool(w.flags & an.SPEECH) and any(a.cls == "speech" and a.suf for a in w.analyses)


def in_other_case(words: list[Word], j: int) -> bool:
    """ "قتل جنود شابا": no adjective in the accusative follows an undetermined noun without its ending."""
    w = words[j]
    if w.fold.endswith("ين") and words[j - 1].fold.endswith("ون"):
        return True  # "أجبر المسلحون المسيحيين على كذا"
    if w.det or not w.raw.endswith(("ا", "اً", "ًا")) or w.raw.endswith(("نا", "ها")) or words[j - 1].raw[-1:] in "اًةتن":
        return False
    return bool(w.flags & (an.COMMON | an.ACTOR_HEAD)) and not w.flags & (an.NATION | an.NAME | an.GIVEN)


def one(w: Word) -> bool:
    """Whether an actor's head is in the singular in every reading of the word."""
    heads = [a.pgn for a in w.analyses if a.cls == "actor_head"]
    return bool(heads) and all(p.endswith("s") for p in heads)


def struck_by(words: list[Word], i: int) -> bool:
    """ "قصفت طائرة مجمع كذا": right after the verb of a strike a machine is its subject, and a place after that what it struck."""
    if not i or words[i].det or not any(a.entry.kind in ("aircraft", "artillery") for a in words[i].analyses):
        return False
    return bool(words[i - 1].flags & an.VERB and words[i - 1].flags & an.EVENT)


def of_thing(before: Word, w: Word, a: an.Analysis) -> bool:
    """A feminine adjective right behind an undetermined noun that is feminine or a plural."""
    if not w.base.endswith("يه") or w.base != fold_word(a.entry.lemma) + "ه" or before.det or not before.base.endswith(("ه", "ات")):
        return False
    return not before.flags & (an.PUNCT | an.PREP | an.VERB | an.FUNCTION | an.NUMBER | an.QUANT | an.EVENT)


def by_rank(words: list[Word], k: int, lo: int) -> bool:
    """ "سيطروا على أكبر مدن الإقليم", "قصفت ثاني أكبر مدينة في البلاد": a preposition or a verb stands before the rank, so the place is
    told by it alone."""
    while k > lo and (words[k].base in NAMING.superlatives or words[k].base in NAMING.ranks):
        k -= 1
    return bool(words[k].flags & (an.PREP | an.VERB | an.ACTOR_HEAD))


def told_by_town(words: list[Word], k: int, lo: int) -> bool:
    """ "تفجير كابول", "هجوم كابول", but "هجوم موسكو على كذا"; "ضحايا تفجير كابول" takes up what was told."""
    before, after = words[max(k - 1, 0)], words[min(k + 2, len(words) - 1)].fold
    governed = k > lo and not words[k].prep and not before.flags & (an.PREP | an.VERB | an.PUNCT | an.COMP)
    return not governed and after not in _AGAINST


def gives_up(words: list[Word], at: int) -> bool:
    """ "استسلم 30 مسلحا للجيش": after a word of surrender those to whom they give themselves up are not whose men they are."""
    k = count_start(words, at) - 1
    return k >= 0 and any(
        a.entry.event == "arrest" and a.entry.frame is not None and a.entry.frame.preps.get("ل") == "agent" for a in words[k].analyses
    )


def joins(words: list[Word], at: int) -> bool:
    """ "التحق ثلاثون جنديا بالجيش": after a word of joining those whom somebody joins are not whose men they are."""
    k = count_start(words, at) - 1
    return k >= 0 and any(
        a.entry.event == "changes_allegiance" and a.entry.frame is not None and a.entry.frame.preps.get("ب") == "target"
        for a in words[k].analyses
    )

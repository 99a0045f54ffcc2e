"""Noun phrases of places: a head noun and its name, shared and coordinated names, unknown names after a preposition."""

from __future__ import annotations

from typing import Final

from rasid.lexicon import analyser as an
from rasid.lexicon.analyser import Word
from rasid.reading.naming import NAMING
from rasid.reading.noun_base import QUOTE, START, STOP_NAME, Known, analysis, arm_end, relative, strip, suffix_len
from rasid.reading.noun_roads import RoadNouns
from rasid.reading.place_words import (
    accusative,
    alike,
    camp_end,
    can_follow,
    clause,
    described,
    ends,
    flags_of,
    goes_on,
    joined_name,
    masdar,
    number_end,
    of_land,
    otherwise,
    points,
    second,
    sought,
)
from rasid.reading.scene import PLACE, Mention

_DIRECTIONS: Final = NAMING.directions
_CLEAR: Final = NAMING.clear
_LOCATIVES: Final = NAMING.locatives
_STARTERS: Final = NAMING.starters
_PLACE_ADJ: Final = NAMING.place_adjectives
_PLURALS: Final = NAMING.plurals
_DESCRIBING: Final = NAMING.describing_place
_WEAK: Final = NAMING.weak_locatives
_NOT_ENDINGS: Final = tuple(NAMING.not_place_endings)
#: classes whose further names need no head ("بلدة كذا وكذا"); "" is a name alone
_LISTED: Final = NAMING.settled | {""}
#: kinds of places that may be called by an ordinary noun
_SMALL: Final = frozenset(("town", "village", "mountain", "valley", "quarter"))
#: kinds of places that are told by whose they are or what they are for
_OWNED_KINDS: Final = frozenset(("facility", "base", "school", "hospital", "port", "field", "mountain"))
_NO_OWNER: Final = an.FUNCTION | an.PREP | an.PUNCT | an.NUMBER | an.QUANT | an.SPEECH | an.DEM | an.LATIN | an.NATION | an.COMP | an.REL
_CAPITAL: Final = "عاصمة"
_ROAD: Final = "طريق"
_LINKED: Final = frozenset(("road", "area"))  # two towns tell which one is meant
#: heads of what stands in a town
_BUILT: Final = frozenset(("road", "facility", "hospital", "school", "mosque"))
_HEADED: Final = an.PLACE_HEAD | an.ACTOR_HEAD | an.OFFICE | an.SOURCE_NOUN
_NO_NAME: Final = an.PLACE_HEAD | an.ACTOR_HEAD | an.VERB | an.FUNCTION | an.EVENT | an.OPERATOR | an.SPEECH | an.COMMON
#: of the place that was named before
_OF_IT: Final = frozenset(("منه", "منها"))


def _side(w: Word) -> bool:
    """An adjective that tells which part of a place is meant."""
    return w.base in _DIRECTIONS or w.base in NAMING.of_parts or bool(w.flags & an.NATION)


def _all_told_of(words: list[Word], i: int, j: int) -> bool:
    """ "المدينة الساحلية": adjectives that only describe a town named before."""
    return all(words[k].base in NAMING.told_of for k in range(i, j))


#: tokens of a name in quotation marks, with them
_QUOTED: Final = 5


class PlaceNouns(RoadNouns):
    """Finds phrases of places."""

    def _place(self, words: list[Word], i: int, hi: int, busy: dict[int, int]) -> list[Mention]:
        """A place phrase headed at i; several where its name is shared by coordination."""
        w = words[i]
        a = analysis(w, "place_head")
        if a is None or otherwise(words, i, hi, a) or w.base in NAMING.channels and not self._canal(words, i + 1, hi):
            return []
        kind = a.entry.kind
        base = w.base[: -suffix_len(a.suf)] if a.suf else w.base
        if kind == "direction_part" and base in _CLEAR and not (a.det and i + 1 < hi and words[i + 1].base in _DIRECTIONS):
            return []
        m = Mention(PLACE, i, i + 1, i, kind, "name.place_head")
        m.suf, m.det, m.pgn = "" if a.suf == "1s" else a.suf, a.det, a.pgn
        j = i + 1
        if a.det or m.suf:
            if kind == "mosque" and a.det and j < hi and words[j].det and not words[j].conj and not words[j].prep and can_follow(words[j]):
                j += 1  # "المسجد العمري"
            j = self._adjectives(words, j, hi, _PLACE_ADJ, True)
            j = number_end(words, j, hi)
            m.generic = j == i + 1 or kind in NAMING.settlements and w.base not in _PLURALS and _all_told_of(words, i + 1, j)
            if (
                j < hi
                and words[j].prep == "ل"
                and j not in busy
                and not (
                    (kind in NAMING.settled or j == i + 1 or w.base in NAMING.strongholds) and self._body(words, j, hi)
                )  # "تخضع الواحة لقوات كذا", "سلموا المدينة للجيش", "المعقل الرئيسي لقوات كذا"
                and (e := self._inner_place(words, j, hi, busy))
            ):
                j, m.generic = e, False
            elif j > i + 1 and (e := self._part_end(words, j, hi, busy)):
                j, m.generic = e, False
            if (kind in _LINKED or w.base in _PLURALS) and (e := self._between(words, j, hi, busy, kind == "road")):
                j, m.generic = e, False
            m.hi = j
            self._capital(words, m, a, hi)
            m.bare = m.generic
            return [m, *self._shared(words, m, hi)]
        if j < hi and w.base in NAMING.lines and words[j].flags & an.DIRECTION and not words[j].det:
            return self._indefinite(words, m, hi, kind)  # "خطوط غرب كذا": no road of that name
        e = self._inner_place(words, j, hi, busy)
        if e:
            m.hi = e
        else:
            if twins := self._twin_heads(words, i, hi, busy):
                return twins
            j = self._name_words(words, j, hi, busy, kind)
            if j == i + 1:
                held = j < hi and words[j].flags & an.OFFICE and any(x.entry.event == "holds" for x in words[i].analyses)
                held = held and base not in NAMING.held  # but "مقر حاكم ولاية كذا"
                j = self._owner_end(words, j, hi, busy) if kind in _OWNED_KINDS and not held else j  # "معقل رئيس كذا"
            if j == i + 1:
                return self._indefinite(words, m, hi, kind)
            m.hi = j
        m.hi = self._adjectives(words, m.hi, hi, _PLACE_ADJ, True)
        if kind in ("hospital", "school") and m.hi < hi and words[m.hi].fold.startswith("لل") and m.hi not in busy:
            m.hi += 1  # "مستشفى كذا للأطفال"
        elif kind in ("camp", "base"):
            m.hi = camp_end(words, arm_end(words, m.hi, hi), hi)
        elif kind == "road":
            m.hi = self._road_end(words, m.hi, hi)
        many = a.pgn == "d" or (a.pgn.endswith("p") or w.base.endswith("ات") or base in _PLURALS)
        out = [m, *self._shared(words, m, hi)]
        if many and m.hi > i + 1:
            m.many = True
            m.full = f"\1{a.entry.lemma}"  # "قريتي كذا وكذا" are the village of each name
        elif kind == "direction_part" and m.hi > i + 2 and words[i + 1].base in _PLURALS and (b := analysis(words[i + 1], "place_head")):
            part = strip(w.raw, len(a.conj) + len(a.prep))
            m.many, m.full = not b.det, "" if b.det else f"\1{part} {b.entry.lemma}"  # "أطراف بلدات كذا وكذا"
        return out

    def _canal(self, words: list[Word], k: int, hi: int) -> bool:
        """ "قناة السويس": whether the name of a place stands at a token."""
        known = self._known(words, k, hi) if k < hi and words[k].flags & an.NAME else None
        return known is not None and known.kind == "p"

    def _part(self, words: list[Word], i: int, hi: int, busy: dict[int, int]) -> Mention | None:
        """ "القسم الشمالي من كذا", "الجانب الأيسر منها": a part that is told by its side, with what it is a part of."""
        j = i + 1
        while j < hi and words[j].det and not words[j].conj and not words[j].prep and _side(words[j]):
            j += 1
        if j == i + 1 or j >= hi or j in busy:
            return None
        end = self._part_end(words, j, hi, busy) or (j if words[j].fold in _OF_IT else 0)
        if words[j].prep == "ل":
            end = self._whole_end(words, j, hi, busy)
        if not end:
            return None
        m = Mention(PLACE, i, end, i, "direction_part", "name.part")
        m.det, m.pgn = True, "fs" if words[i].fold[-1] == "ه" else "ms"
        return m

    def _part_end(self, words: list[Word], j: int, hi: int, busy: dict[int, int]) -> int:
        """ "الأحياء الشرقية من كذا": the end of the whole behind a part told by its side; 0 where none is told."""
        if j + 1 >= hi or j in busy or words[j].fold != "من" or not _side(words[j - 1]):
            return 0
        return self._whole_end(words, j + 1, hi, busy)

    def _whole_end(self, words: list[Word], j: int, hi: int, busy: dict[int, int]) -> int:
        """The end of the place at j, known, headed or a word that no list knows; 0 where none stands there."""
        w = words[j]
        known = self._known(words, j, hi) if w.flags & an.NAME else None
        if known is not None and (known.kind == "p" or self._place_of(known) is not None) or w.flags & an.PLACE_HEAD:
            return self._inner_place(words, j, hi, busy)
        m = self._unknown_place(words, j, hi) if known is None and not w.flags else None
        return m.hi if m is not None else 0

    def _body(self, words: list[Word], j: int, hi: int) -> bool:
        """Whether a body begins at j: the head of one, or a known one."""
        if words[j].flags & an.ACTOR_HEAD:
            return True
        known = self._known(words, j, hi) if words[j].flags & an.NAME else None
        return known is not None and known.kind == "a"

    def _capital(self, words: list[Word], m: Mention, a: an.Analysis, hi: int) -> None:
        """ "العاصمة كذا": a capital and the city right behind it are one name."""
        j = m.hi
        known = self._known(words, j, hi) if a.entry.lemma == _CAPITAL and j < hi and words[j].flags & an.NAME else None
        known = self._place_of(known) if known is not None and known.kind == "a" else known  # "العاصمة كابل"
        if known is None or known.kind != "p" or known.skip or self.names.places[self.choice.of(known.hit)].kind != "city":
            return
        m.hi, m.generic, m.known = known.end, False, ("p", self.choice.of(known.hit))

    def _twin_heads(self, words: list[Word], i: int, hi: int, busy: dict[int, int]) -> list[Mention]:
        """ "شمال وغرب كذا", "ريف ومدينة كذا": two heads before one name, which both take."""
        j = i + 1
        if j >= hi or words[j].conj != "و" or not words[j].flags & an.PLACE_HEAD or words[j].prep or words[j].det:
            return []
        found = self._place(words, j, hi, busy)
        if not found or found[0].generic or found[0].hi <= j + 1:
            return []
        if words[i].base in _PLURALS and words[j].base in _PLURALS:
            return found  # "بلدات وقرى كذا وكذا"
        m = Mention(PLACE, i, i + 1, i, found[0].cls, "name.shared")
        m.full = f"\2{j + 1}:{found[0].hi}"  # completed in _finish: its head and the name after the second head
        found[0].conj = True
        return [m, *found]

    def _indefinite(self, words: list[Word], m: Mention, hi: int, kind: str) -> list[Mention]:
        """ "تلة استراتيجية في بلدة كذا", "مناطق واسعة": a description, kept as generic."""
        j = m.lo + 1
        while j < hi and words[j].flags & an.COMMON and not words[j].conj and not words[j].prep and not words[j].det and j - m.lo < 3:
            if words[j].base not in self.analyser.lexicon.words.get("adjectives", ()) or points(words, j, hi):
                break  # "بلدات حدودية جنوبي البلاد"
            j += 1
        if j < hi and j == m.lo + 1 and kind in _BUILT and accusative(words[m.lo], words[j]):
            j += 1
        m.hi = j
        m.generic = True
        return [m] if kind != "direction_part" else []

    def _inner_place(self, words: list[Word], j: int, hi: int, busy: dict[int, int]) -> int:
        """End of a place (known or headed) that completes a head at j-1, or 0."""
        if j >= hi or j in busy:
            return 0
        w = words[j]
        if w.prep == "ل" and not w.flags & an.PLACE_HEAD and any(x.entry.event == "holds" for x in words[j - 1].analyses):
            return 0  # "معقلا للمعارضة" is what a place is to somebody
        if w.conj or (w.prep and w.prep != "ل"):
            known = self._known(words, j, hi) if w.flags & an.NAME else None
            if not known or known.skip:
                return 0
        if w.flags & an.PUNCT and w.raw in QUOTE and j + 1 < hi:
            k = j + 1
            while k < hi and k - j < 6 and words[k].raw not in QUOTE:
                k += 1
            return k + 1 if k < hi and words[k].raw in QUOTE else 0
        known = self._known(words, j, hi) if w.flags & an.NAME else None
        if w.flags & an.PLACE_HEAD and (known is None or len(known.words) == 1):
            found = self._place(words, j, hi, busy)
            if found and not found[0].generic:
                return found[0].hi
            if found and found[0].det:
                return found[0].hi
        if known and not (len(known.words) == 1 and w.base in _STARTERS):
            return known.end
        if w.flags & an.ACTOR_HEAD and w.base not in _STARTERS and (m := self._actor(words, j, hi, busy)):
            return m.hi
        return 0

    def _owner_end(self, words: list[Word], j: int, hi: int, busy: dict[int, int]) -> int:
        """ "مبنى شركة الكهرباء", "مبنى ديوان محافظة كذا": the end of a noun and of what completes it; j where there is none."""
        w = words[j] if j < hi else None
        if w is None or j in busy or w.det or w.conj or w.prep or w.flags & _NO_OWNER or len(w.base) < 3 or w.raw.endswith(("ا", "اً", "ًا")):
            return j
        if w.flags & an.SOURCE_NOUN and (m := self._source(words, j, hi, busy)) is not None and m.hi > j + 1:
            return m.hi
        if w.flags & an.OFFICE and (m := self._person(words, j, hi, busy)) is not None and m.hi > j + 1:
            return next((k for k in range(j + 1, m.hi) if words[k].fold == "في" and words[k + 1].flags & an.PLACE_HEAD), m.hi)
        if any(a.pos in "AP" or a.suf for a in w.analyses) or w.base in self.analyser.lexicon.words.get("adjectives", ()):
            return j
        k = j + 1
        if k >= hi or k in busy or words[k].conj or words[k].prep:
            return j
        if (e := self._inner_place(words, k, hi, busy)) > k:
            return e
        x = words[k]
        if not x.det or x.flags & _NO_OWNER or x.base in NAMING.tail or x.base in NAMING.describing:
            return j
        return self._adjectives(words, k + 1, hi, _PLACE_ADJ, True)

    def _name_words(self, words: list[Word], j: int, hi: int, busy: dict[int, int], kind: str) -> int:
        """End of an unknown name that follows a head noun."""
        first = j
        if j < hi and words[j].prep == "ل" and words[j - 1].base in NAMING.positions and self._body(words, j, hi):
            return j  # "مواقع للدعم السريع"
        if j < hi and words[j].fold.startswith("و") and (known := self._known(words, j, hi)) and known.skip == 1:
            return j
        if j < hi and kind in NAMING.settlements and joined_name(words, j, hi):
            return j + 1
        while j < hi and j - first < 4 and j not in busy:
            w = words[j]
            f = flags_of(w)
            if (
                f & an.PUNCT
                or len(w.fold) < 2
                or j > first
                and w.prep
                and f & an.PLACE_HEAD
                or (j == first and kind == "direction_part" and f & an.EVENT and not w.det)
            ):
                break
            if j > first and w.conj and w.det:
                break  # "أحياء النزال والصناعي"
            if j > first:
                prev = words[j - 1].base
                given = j == first + 2 and words[first].base in NAMING.servants and (f & an.GIVEN or not f)  # "ساحة عبد الحميد كرامي"
                named = (
                    given
                    or j == first + 1
                    and (
                        w.det and words[j - 1].flags & an.GIVEN and not f & an.PLACE_HEAD and w.base not in _DESCRIBING or second(words, j)
                    )
                )
                named = named or w.raw == "آل"  # "قرية حنكة آل مسعود"
                starts = prev in _STARTERS and words[j - 1].raw[:1] != "إ"  # but "محافظة إب تمكنت"
                if not starts and not named and not (w.det and words[j - 1].det and (w.base in _PLACE_ADJ or relative(w))):
                    break
            if (
                f & (an.FUNCTION | an.VERB | an.SPEECH | an.DEM)
                and (words[j - 1].base not in _STARTERS or f & an.PREP or words[j - 1].det and f & an.FUNCTION)
                and not (w.base in _STARTERS and j + 1 < hi)
                and not ends(words, j, hi, first, kind)
            ):
                break
            if f & an.NUMBER:
                j += 1 + (j + 1 < hi and words[j + 1].fold in self.months)  # "مستشفى 22 مايو"
                break
            if j == first and (kind in _BUILT and accusative(words[j - 1], w) or described(w) or clause(w)):
                break  # "شارعا تجاريا", "قرية محاصرة", "قرى تسكنها أقلية"
            common = f & an.COMMON and not (w.det or w.base in _STARTERS or f & an.VERB)
            if common and (j == first or words[j - 1].base not in _STARTERS) and not (j == first and self._wordlike(words, j, hi, kind)):
                break
            if f & an.NATION and not w.det and j == first:
                break
            if w.conj and w.conj + w.base == w.fold and f & (an.EVENT | an.OPERATOR):
                break
            j += 1
        return j

    def _wordlike(self, words: list[Word], j: int, hi: int, kind: str) -> bool:
        """ "في بلدة معركة جنوبي كذا": a village that is called by an ordinary noun, where nothing completes that noun."""
        w = words[j]
        if kind not in _SMALL or w.conj or w.prep or w.base in self.analyser.lexicon.words.get("adjectives", ()):
            return False
        if (
            w.flags & (_HEADED | an.NUMBER | an.QUANT)
            or w.raw.endswith(("ا", "ه", "اً", "ًا"))
            or w.base.endswith(("يه", "ي", "ها", "هم", "ات", "ين", "ون"))
        ):
            return False
        if any(a.pos in "AP" or a.suf for a in w.analyses):
            return False  # "قرية محاصرة"
        nxt = words[j + 1] if j + 1 < hi else None
        return nxt is None or bool(
            nxt.flags & (an.PUNCT | an.DIRECTION)
            or nxt.prep == "ب"
            and nxt.flags & (an.NAME | an.PLACE_HEAD)
            or nxt.flags & an.PREP
            and nxt.base in _LOCATIVES
        )

    def _unknown_place(self, words: list[Word], i: int, hi: int) -> Mention | None:
        """A word that no list knows right after a locative preposition ("في الجفينة", "على الوشكة")."""
        w = words[i]
        if w.flags & (STOP_NAME | an.EVENT | an.OFFICE | an.SOURCE_NOUN | an.ACTOR_HEAD | an.PLACE_HEAD | an.NATION) or len(w.base) < 3:
            return None
        whole = bool(w.prep) and not w.analyses and bool(words[i - 1].flags & an.PREP)  # "على كالونغو": a preposition governs no other
        if w.prep and not whole or w.conj or w.det and w.base in NAMING.ordinals:
            return None
        if w.fold.endswith(_NOT_ENDINGS):
            return None
        if not w.det and w.raw.endswith(("ه", "ها")) and not (i + 1 < hi and words[i + 1].det):
            return None  # a noun with its pronoun ("في ساقه", "في برنامجها"); a name ends in ة, a part goes on ("في شطرها الغربي")
        if w.det and w.fold.endswith(("ون", "ين")) or not w.det and w.fold.endswith("تين") and not words[i - 1].flags & an.DIRECTION:
            return None
        if masdar(w):
            return None
        if words[i - 1].base in _WEAK and not (i > 1 and words[i - 2].flags & an.EVENT) and not sought(words, i, hi):
            return None
        m = Mention(PLACE, i, i + 1, i, "", "name.after_preposition")
        m.name = "0" if whole else ""  # no clitic is cut
        j = i + 1
        if w.base in _STARTERS and j < hi and not words[j].flags & (an.PUNCT | an.FUNCTION | an.VERB):
            j += 1
        elif w.det:
            j = self._adjectives(words, j, hi, _PLACE_ADJ, True)
        elif j < hi and not words[j].flags & (STOP_NAME | START | an.EVENT) and words[j].det and not words[j].conj:
            j += 1
        m.hi = j
        m.bare = True
        return m

    def _shared(self, words: list[Word], m: Mention, hi: int) -> list[Mention]:
        """The second place of "ريف دير الزور الشرقي والغربي", "شمال البلاد وغربها"."""
        j = m.hi
        out: list[Mention] = []
        while j < hi and words[j].conj == "و" and words[j].det and not words[j].prep and alike(words[j - 1], words[j]):
            n = Mention(PLACE, j, j + 1, m.head, m.cls, "name.shared")
            n.conj = True
            n.full = f"\0{m.lo}:{m.hi - 1}"  # completed in _finish: the words of m without its adjective
            out.append(n)
            j += 1
        a = analysis(words[j], "place_head") if j < hi and m.cls == "direction_part" and m.hi > m.lo + 1 else None
        if a is not None and a.conj == "و" and a.suf == "3fs" and a.entry.kind == "direction_part":
            n = Mention(PLACE, j, j + 1, j, m.cls, "name.shared")
            n.conj = True
            n.full = f"\3{m.lo + 1}:{m.hi}"  # completed in _finish: its word without the pronoun, and what m is a part of
            out.append(n)
        return out

    def _coordinated(self, words: list[Word], last: Mention, hi: int, busy: dict[int, int]) -> list[Mention]:
        """The further names of "قريتي كذا وكذا", "أحياء كذا، وكذا وكذا"."""
        out: list[Mention] = []
        j = last.hi
        while j < hi:
            k = j + 1 if words[j].raw in "،," and j + 1 < hi else j
            w = words[k] if k < hi else None
            if last.many and w is not None and w.raw == "و" and (end := _quoted_end(words, k + 1, hi)):
                m = Mention(PLACE, k, end, k, "", "name.coordinated")
                m.conj, m.name, m.full = True, "1", last.full
                out.append(m)
                j = end  # "بلدتي «كذا» و«كذا»"
                continue
            if w is None or k in busy or not w.fold.startswith("و") or len(w.fold) < 3:
                break
            known = self._known(words, k, hi)
            if last.many and goes_on(words, k, hi):
                known = None  # "قرى كذا وحبيل الضبة"
            if known and len(known.words) == 1 and w.fold[1:] in _STARTERS and k + 1 < hi and not words[k + 1].flags & an.PUNCT:
                known = None  # "وتل كذا" is no bare "تل"
            starter = w.fold[1:] in _STARTERS
            if known is None and (len(w.fold) < 4 and not starter or starter and w.flags & an.PLACE_HEAD and not last.many):
                break
            if known and (known.kind != "p" or known.skip != 1 or last.many and len(known.words) == 1 and w.fold[1:] in _PLURALS):
                break  # "بلدات كذا وقرى في جبل كذا"
            quarter = last.many and last.cls == "quarter" and w.det and not w.flags & (an.EVENT | an.VERB)
            if known is None and (w.fold.endswith(_NOT_ENDINGS) or w.fold[1] == "ي" and not starter):
                break
            plain = w.flags & an.GIVEN or w.det and last.known is not None  # "في دوما والبساتين", both known
            mixed = an.COMMON | an.PLACE_HEAD if w.det else an.COMMON
            named = known and (last.many or plain and not w.flags & _NO_NAME & ~mixed or self._spelled(w, known))
            person = last.many and w.flags & an.GIVEN and not w.flags & an.OFFICE  # "قرى كذا ورامي"
            second = last.many and not out and w.det and words[last.lo].base.endswith("ي") and not w.flags & (an.VERB | an.EVENT)
            if flags_of(w) & _NO_NAME and not named and not quarter and not person and not second and not (starter and last.many):
                break  # of two the second is a name, whatever it is: "منطقتي الملعب والضباط"
            m = Mention(PLACE, k, k + 1, k, "", "name.coordinated")
            m.conj = True
            if known:
                index = self.choice.of(known.hit)
                m.hi, m.known, m.cls = known.end, ("p", index), self.names.places[index].kind
                if m.hi < hi and words[m.hi].det and words[m.hi].base in NAMING.ordinals and not words[m.hi].conj and not words[m.hi].prep:
                    m.hi += 1  # "والقادسية الثانية"
            elif last.generic or last.cls not in _LISTED and not last.many:
                break
            elif not second and (w.flags & (an.NATION | an.OFFICE | an.SOURCE_NOUN | an.DIRECTION) or w.flags & an.GIVEN and not last.many):
                break
            else:
                rest = w.fold[1:]
                two = (
                    rest in _STARTERS
                    and k + 1 < hi
                    and not words[k + 1].flags & an.PUNCT
                    and words[k + 1].fold[0] != "و"
                    or last.many
                    and goes_on(words, k, hi)
                )
                m.hi = k + 2 if two else k + 1
            m.name = "1"
            headed = known and len(known.words) > 1 and w.flags & an.PLACE_HEAD or m.hi > k + 1 and of_land(w)
            if last.many and last.full.startswith("\1") and not headed:
                m.full = last.full  # "أحياء كذا وحي كذا": one that has its own head needs none
            out.append(m)
            j = m.hi
        return out

    def _spelled(self, w: Word, known: Known) -> bool:
        """ "تعز وإب": its hamza tells the name from the word that folds alike."""
        place = self.names.places[known.index]
        name = w.raw[1:]
        return name[:1] in ("إ", "أ", "آ") and (name == place.name or name in place.variants)

    def _place_tail(self, words: list[Word], m: Mention, hi: int) -> int:
        j = m.hi
        if j < hi and m.cls not in ("country", "city", "town", "village", "governorate"):
            j = self._adjectives(words, j, hi, _PLACE_ADJ, True)
        if words[m.lo].base == _ROAD:
            return self._road_end(words, j, hi)
        return camp_end(words, arm_end(words, j, hi), hi) if m.cls in ("camp", "base") else j


def _quoted_end(words: list[Word], k: int, hi: int) -> int:
    """The token behind a short name in quotation marks that opens at k; 0 where none does."""
    if k >= hi or words[k].raw not in QUOTE:
        return 0
    end = next((j for j in range(k + 1, min(hi, k + _QUOTED)) if words[j].raw in QUOTE), 0)
    return end + 1 if end > k + 1 else 0

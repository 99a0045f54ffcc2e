"""Noun phrases: known names, and unknown ones by construction (head noun and what Arabic puts after it).

`Chunker.scan` walks a sentence once and returns its mentions in order.
"""

from __future__ import annotations

from rasid.lexicon import analyser as an
from rasid.lexicon.analyser import Analyser, Word
from rasid.lexicon.theatre import NameHit, Names
from rasid.reading.scene import ACTOR, PEOPLE, PERSON, PLACE, SOURCE, Mention
from rasid.text.fold import fold_word
from rasid.text.tokens import Doc

_START = an.NAME | an.ACTOR_HEAD | an.PLACE_HEAD | an.OFFICE | an.SOURCE_NOUN | an.GIVEN | an.NATION
_ORDINARY = an.VERB | an.EVENT | an.OPERATOR | an.SPEECH | an.COMMON | an.FUNCTION
_COMPASS = frozenset("شمال شمالي جنوب جنوبي شرق شرقي غرب غربي".split())
_QUOTE = frozenset("“”„«»\"'‘’")
_STOP_NAME = an.PUNCT | an.FUNCTION | an.VERB | an.NUMBER | an.COMMON | an.SPEECH | an.OPERATOR | an.DEM | an.LATIN
#: parts of a place that are no part of its name ("أجزاء من المدينة", "داخل البلدة")
_CLEAR = frozenset("داخل خارج وسط قلب عمق كامل اجزاء جزء انحاء مساحات مساحه مسافه جانب جهه قرب بالقرب مقربه".split())
#: words that begin a name of two words ("تل رفعت", "عين عيسى")
_STARTERS = frozenset(
    "تل عين خربه كفر بير ام ابو ابي ابا دير بيت راس جبل وادي باب قلعه دار سوق ذو ذي بني ال عبد مراح رسم جب شيخ الشيخ حوش تله خان نبع نهر برج بن ابن جسر رجم قصر مزرعه منزل مطار راس ساحه ميدان دوار سيدي حاسي اولاد شعب بو سيله حجر اب حمام طريق ست ست خور جزيره ود ام".split()
)
_PLACE_ADJ = frozenset(
    "شرقي شرقيه غربي غربيه شمالي شماليه جنوبي جنوبيه عسكري عسكريه جوي جويه دولي دوليه مدني مدنيه قديم قديمه جديد جديده اوسط وسطي اعلي اسفل كبير كبري صغري حدودي حدوديه بري بريه بحري بحريه صناعيه صناعي رييسي رييسيه مركزي مركزيه سكنيه زراعيه نفطي نفطيه ساحلي ساحليه خضراء".split()
)
_DIRECTIONS = frozenset("شرقي شرقيه غربي غربيه شمالي شماليه جنوبي جنوبيه اوسط".split())
_TAIL = frozenset(
    "تابع تابعه تابعين تابعون موالي مواليه موالين موالون مدعوم مدعومه مدعومين مدعومون متحالف متحالفه متحالفين منضوي منضويه متمركز مرتبط مرتبطه مناهض مناهضه مناوي مناوييه معارض معارضه معارضين مساند مسانده حليف حليفه منتمي منتميه منتمين متطرف محسوب محسوبه منشق منشقه مكلف مكلفه".split()
)
_ACTOR_ADJ = frozenset(
    "مسلح مسلحه مسلحين مسلحون متمرد متمرده متمردين متمردون شعبي شعبيه حكومي حكوميه نظامي نظاميه خاص خاصه مشترك مشتركه ارهابي ارهابيه ارهابيين اسلامي اسلاميه متشدد متشدده متشددين متطرف متطرفه متطرفين مجهول مجهوله مجهولين مجهولون معارض معارضه معارضين حربي حربيه امني امنيه عسكري عسكريه وطني وطنيه محلي محليه قبلي قبليه جهادي جهاديه اجنبي اجنبيه اجانب دولي دوليه عراقيه جوي جويه بحري بحريه بري بريه برية سابق سابقه شرعي شرعيه انقلابي انقلابيه انقلابيين مسير مسيره حر ديمقراطي ديمقراطيه ملثم ملثمين مخلوع سياسي سياسيه انفصالي انفصاليه انفصاليين مرابط مرابطه كامله اتحادي اتحاديه داخلي داخليه عام عامه لواء ثوري ثوريه ثوار احتلال محتل محتله رديف رديفه عامل عامله اخري اخر حدودي حدوديه".split()
)
_REL = frozenset(("الذي", "التي", "الذين"))
_LED = frozenset("يقوده يقودها تقوده تقودها يتزعمه يتزعمها تتزعمه يقودهم تدعمه تدعمها يدعمه يدعمها يدعمهم تدعمهم".split())
_MAX = 14
_WITH_PRONOUN = frozenset("به بها بهم بهما له لها لهم لهما".split())
#: heads whose members stand for their actor
_MEMBERS = frozenset(("fighters", "group", "person_armed"))


class Chunker:
    """Finds mentions. names: all theatre packs; the analyser gives words."""

    def __init__(self, names: Names, analyser: Analyser) -> None:
        self.names = names
        self.analyser = analyser

    def scan(self, doc: Doc, words: list[Word], lo: int, hi: int, busy: dict[int, int]) -> list[Mention]:
        """Mentions of tokens [lo, hi). busy: token → end of a time expression, never part of a name."""
        out: list[Mention] = []
        i = lo
        while i < hi:
            w = words[i]
            if not w.flags & _START or i in busy:
                if i not in busy and self._located(words, lo, i):
                    m = self._unknown_place(words, i, hi, busy)
                    if m:
                        out.append(m)
                        i = m.hi
                        continue
                i += 1
                continue
            found = self._at(words, i, hi, busy, lo)
            if not found:
                i += 1
                continue
            out.extend(found)
            last = found[-1]
            if last.kind == PLACE and not last.generic and last.rule != "name.locator":
                out.extend(self._coordinated(words, last, hi, busy))
            i = max(out[-1].hi, i + 1)
        for m in out:
            self._finish(doc, words, m, lo)
        self._apposition(words, out)
        return out

    # --- what can start here -------------------------------------------------------------------------------------

    def _at(self, words: list[Word], i: int, hi: int, busy: dict[int, int], lo: int) -> list[Mention]:
        w = words[i]
        flags = w.flags
        known = self._known(words, i, hi) if flags & an.NAME else None
        if known and known[0].needs_head and not self._located(words, lo, i):
            known = None
        if known and known[0].kind == "p" and len(known[0].words) == 1 and flags & _ORDINARY and not self._located(words, lo, i):
            known = None
        unit = flags & an.ACTOR_HEAD and not self._located(words, lo, i) and not (w.prep and w.prep in "بل")
        if flags & an.PLACE_HEAD and not unit and (known is None or len(known[0].words) == 1):
            found = self._place(words, i, hi, busy)
            if found:
                return self._unless_locator(words, lo, found)
        if known:
            return [self._from_known(words, i, hi, *known)]
        if flags & an.OFFICE and (m := self._person(words, i, hi, busy)):
            return [m]
        if flags & an.SOURCE_NOUN and not (i > lo and words[i - 1].fold == "علي" and w.base == "حساب") and (m := self._source(words, i, hi, busy)):
            return [m]
        if flags & an.ACTOR_HEAD and (m := self._actor(words, i, hi, busy)):
            return [m]
        if flags & an.NATION and (m := self._nation(words, i, hi)):
            return [m]
        if flags & an.GIVEN and not (flags & an.FUNCTION and w.raw != "علي") and (m := self._given(words, i, hi)):
            return [m]
        if self._located(words, lo, i) and (m := self._unknown_place(words, i, hi, busy)):
            return [m]
        return []

    def _unless_locator(self, words: list[Word], lo: int, found: list[Mention]) -> list[Mention]:
        """"الوشكة غرب سرت": the direction right after a place only says where that place is."""
        m = found[0]
        w = words[m.lo]
        if m.cls == "direction_part" and w.base in _COMPASS and not w.prep and m.lo > lo and words[m.lo - 1].base not in _LOCATIVES:
            m.rule = "name.locator"
        return found

    def _known(self, words: list[Word], i: int, hi: int) -> tuple[NameHit, int, int] | None:
        """The longest known name at i: the hit, its end, and how many characters of clitics stand before it."""
        best: tuple[NameHit, int, int] | None = None
        for conj, prep, rest in words[i].splits:
            if prep and len(rest) < 4 and words[i].flags & an.COMMON:
                continue
            for key, article in ((rest, 0), (rest[2:], 2)) if rest.startswith("ال") and len(rest) > 4 else ((rest, 0),):
                for hit in self.names.by_first.get(key, ()):
                    if article and hit.kind == "p":
                        continue
                    end = _match(words, i, hi, hit.words)
                    if end and (best is None or len(hit.words) > len(best[0].words)):
                        best = (hit, end, len(conj) + len(prep))
                        break
        return best

    def _from_known(self, words: list[Word], i: int, hi: int, hit: NameHit, end: int, skip: int) -> Mention:
        if hit.kind == "p":
            place = self.names.places[hit.index]
            m = Mention(PLACE, i, end, i, place.kind, "name.known_place")
        elif hit.kind == "o":
            m = Mention(SOURCE, i, end, i, self.names.outlets[hit.index].kind, "name.known_outlet")
        else:
            m = Mention(ACTOR, i, end, i, self.names.actors[hit.index].kind, "name.known_actor")
            m.hi = self._actor_tail(words, end, hi)
        m.known = (hit.kind, hit.index)
        m.head = i
        m.name = str(skip)  # characters of clitics; _finish replaces it
        if hit.kind == "p":
            m.hi = self._place_tail(words, m, hi)
        return m

    # --- places --------------------------------------------------------------------------------------------------

    def _place(self, words: list[Word], i: int, hi: int, busy: dict[int, int]) -> list[Mention]:
        """A place phrase headed at i; several where its name is shared by coordination."""
        w = words[i]
        a = _analysis(w, "place_head")
        if a is None:
            return []
        kind = a.entry.kind
        base = w.base[: -_suffix_len(a.suf)] if a.suf else w.base
        if kind == "direction_part" and base in _CLEAR and not (a.det and i + 1 < hi and words[i + 1].base in _DIRECTIONS):
            return []
        m = Mention(PLACE, i, i + 1, i, kind, "name.place_head")
        m.suf, m.det = a.suf, a.det
        j = i + 1
        if a.det or a.suf:
            j = self._adjectives(words, j, hi, _PLACE_ADJ, True)
            j = self._number(words, j, hi)
            m.generic = j == i + 1
            if j < hi and words[j].prep == "ل" and j not in busy and (e := self._inner_place(words, j, hi, busy)):
                j, m.generic = e, False
            m.hi = j
            m.bare = m.generic
            return [m, *self._shared(words, m, hi)]
        e = self._inner_place(words, j, hi, busy)
        if e:
            m.hi = e
        else:
            j = self._name_words(words, j, hi, busy, kind)
            if j == i + 1:
                return self._indefinite(words, m, hi, kind, a.pgn)
            m.hi = j
        m.hi = self._adjectives(words, m.hi, hi, _PLACE_ADJ, True)
        many = a.pgn == "d" or (a.pgn.endswith("p") or w.base.endswith("ات") or base in _PLURALS)
        out = [m, *self._shared(words, m, hi)]
        if many and m.hi > i + 1:
            m.many = True
            m.full = f"\1{a.entry.lemma}"  # "قريتي كذا وكذا" are the village of each name
        return out

    def _indefinite(self, words: list[Word], m: Mention, hi: int, kind: str, pgn: str) -> list[Mention]:
        """"تلة استراتيجية في بلدة كذا", "مناطق واسعة": a description, kept as generic."""
        j = m.lo + 1
        while j < hi and words[j].flags & an.COMMON and not words[j].conj and not words[j].prep and not words[j].det and j - m.lo < 3:
            if words[j].base not in self.analyser.lexicon.words.get("adjectives", ()):
                break
            j += 1
        m.hi = j
        m.generic = True
        return [m] if kind != "direction_part" else []

    def _inner_place(self, words: list[Word], j: int, hi: int, busy: dict[int, int]) -> int:
        """End of a place (known or headed) that completes a head at j-1, or 0."""
        if j >= hi or j in busy:
            return 0
        w = words[j]
        if w.conj or (w.prep and w.prep != "ل"):
            known = self._known(words, j, hi) if w.flags & an.NAME else None
            if not known or known[2]:
                return 0
        if w.flags & an.PUNCT and w.raw in _QUOTE and j + 1 < hi:
            k = j + 1
            while k < hi and k - j < 6 and words[k].raw not in _QUOTE:
                k += 1
            return k + 1 if k < hi and words[k].raw in _QUOTE else 0
        known = self._known(words, j, hi) if w.flags & an.NAME else None
        if w.flags & an.PLACE_HEAD and (known is None or len(known[0].words) == 1):
            found = self._place(words, j, hi, busy)
            if found and not found[0].generic:
                return found[0].hi
            if found and found[0].det:
                return found[0].hi
        if known and not (len(known[0].words) == 1 and w.base in _STARTERS):
            return known[1]
        if w.flags & an.ACTOR_HEAD and (m := self._actor(words, j, hi, busy)):
            return m.hi
        return 0

    def _name_words(self, words: list[Word], j: int, hi: int, busy: dict[int, int], kind: str) -> int:
        """End of an unknown name that follows a head noun."""
        first = j
        while j < hi and j - first < 4 and j not in busy:
            w = words[j]
            f = w.flags
            if f & an.PUNCT:
                break
            if j > first:
                prev = words[j - 1].base
                if prev not in _STARTERS and not (w.det and words[j - 1].det and (w.base in _PLACE_ADJ or _relative(w))):
                    break
            if f & (an.FUNCTION | an.VERB | an.SPEECH | an.DEM) and words[j - 1].base not in _STARTERS:
                break
            if f & an.NUMBER:
                j += 1
                break
            if f & an.COMMON and not (w.det or w.base in _STARTERS) and (j == first or words[j - 1].base not in _STARTERS):
                break
            if f & an.NATION and not w.det and j == first:
                break
            if w.conj and w.conj + w.base == w.fold and f & (an.EVENT | an.OPERATOR):
                break
            j += 1
        return j

    def _unknown_place(self, words: list[Word], i: int, hi: int, busy: dict[int, int]) -> Mention | None:
        """A word that no list knows right after a locative preposition ("في الجفينة", "على الوشكة")."""
        w = words[i]
        if w.flags & (_STOP_NAME | an.EVENT | an.OFFICE | an.SOURCE_NOUN | an.ACTOR_HEAD | an.PLACE_HEAD | an.NATION) or len(w.base) < 3:
            return None
        if w.prep or w.conj:
            return None
        m = Mention(PLACE, i, i + 1, i, "", "name.after_preposition")
        j = i + 1
        if w.base in _STARTERS and j < hi and not words[j].flags & (an.PUNCT | an.FUNCTION | an.VERB):
            j += 1
        elif w.det:
            j = self._adjectives(words, j, hi, _PLACE_ADJ, True)
        elif j < hi and not words[j].flags & (_STOP_NAME | _START | an.EVENT) and words[j].det and not words[j].conj:
            j += 1
        m.hi = j
        m.bare = True
        return m

    def _located(self, words: list[Word], lo: int, i: int) -> bool:
        if i <= lo:
            return False
        p = words[i - 1]
        return bool(p.flags & an.PREP) and p.base in _LOCATIVES and not p.analyses[0].suf

    def _shared(self, words: list[Word], m: Mention, hi: int) -> list[Mention]:
        """The second place of "ريف دير الزور الشرقي والغربي"."""
        j = m.hi
        out: list[Mention] = []
        while j < hi and words[j - 1].base in _DIRECTIONS and words[j].conj == "و" and words[j].det and words[j].base in _DIRECTIONS:
            n = Mention(PLACE, j, j + 1, m.head, m.cls, "name.shared")
            n.conj = True
            n.full = f"\0{m.lo}:{m.hi - 1}"  # completed in _finish: the words of m without its adjective
            out.append(n)
            j += 1
        return out

    def _coordinated(self, words: list[Word], last: Mention, hi: int, busy: dict[int, int]) -> list[Mention]:
        """The further names of "قريتي كذا وكذا", "أحياء كذا، وكذا وكذا"."""
        out: list[Mention] = []
        j = last.hi
        while j < hi:
            k = j + 1 if words[j].raw in "،," and j + 1 < hi else j
            w = words[k] if k < hi else None
            if w is None or k in busy or not w.fold.startswith("و") or len(w.fold) < 4:
                break
            if w.flags & (an.PLACE_HEAD | an.ACTOR_HEAD | an.VERB | an.FUNCTION | an.EVENT | an.OPERATOR | an.SPEECH | an.COMMON):
                break
            known = self._known(words, k, hi)
            m = Mention(PLACE, k, k + 1, k, "", "name.coordinated")
            m.conj = True
            if known and known[0].kind == "p":
                m.hi, m.known, m.cls = known[1], ("p", known[0].index), self.names.places[known[0].index].kind
            elif known:
                break
            elif last.cls and last.cls not in ("city", "town", "village", "quarter", "governorate", "district", "subdistrict", "area", ""):
                break
            elif w.flags & (an.NATION | an.OFFICE | an.SOURCE_NOUN | an.GIVEN | an.DIRECTION) or w.det != words[last.lo].det and False:
                break
            else:
                rest = w.fold[1:]
                m.hi = k + 2 if rest in _STARTERS and k + 1 < hi and not words[k + 1].flags & an.PUNCT else k + 1
            m.name = "1"
            if last.many and last.full.startswith("\1"):
                m.full = last.full
            out.append(m)
            j = m.hi
        return out

    def _place_tail(self, words: list[Word], m: Mention, hi: int) -> int:
        j = m.hi
        if j < hi and m.cls not in ("country", "city", "town", "village", "governorate"):
            j = self._adjectives(words, j, hi, _PLACE_ADJ, True)
        return j

    def _adjectives(self, words: list[Word], j: int, hi: int, allowed: frozenset[str], det: bool) -> int:
        n = 0
        while j < hi and n < 3:
            w = words[j]
            if w.conj or w.prep or w.det != det or not (w.base in allowed or _relative(w)):
                break
            j += 1
            n += 1
        return j

    def _number(self, words: list[Word], j: int, hi: int) -> int:
        return j + 1 if j < hi and words[j].flags & an.NUMBER and len(words[j].fold) < 5 else j

    # --- actors --------------------------------------------------------------------------------------------------

    def _actor(self, words: list[Word], i: int, hi: int, busy: dict[int, int], depth: int = 0) -> Mention | None:
        """An actor phrase headed at i."""
        w = words[i]
        a = _analysis(w, "actor_head")
        if a is None or depth > 4:
            return None
        cls = a.entry.kind
        kind = PEOPLE if cls in ("civilians", "crowd") else ACTOR
        m = Mention(kind, i, i + 1, i, cls, "name.actor_head")
        m.suf, m.det, m.pgn = a.suf, a.det, a.pgn
        m.needs = "complement" in a.entry.needs
        j = i + 1
        if a.det or a.suf:
            j = self._actor_adjectives(words, j, hi, True)
        else:
            if cls in _MEMBERS and j < hi:
                m.known = self._whose(words, j, hi)
            j = self._complement(words, j, hi, busy, depth)
            j = self._actor_adjectives(words, j, hi, j > i + 1 and words[j - 1].det)
            if j == i + 1:
                j = self._actor_adjectives(words, j, hi, False)
        m.generic = j == i + 1
        m.bare = m.generic
        m.hi = self._actor_tail(words, j, hi, depth)
        if not a.det and not a.suf and m.hi < hi and words[m.hi].fold == "من" and m.hi + 1 < hi and cls in ("fighters", "group", "person_armed", "civilians"):
            e = self._actor_end(words, m.hi + 1, hi, busy, depth + 1)
            if e:
                if cls in _MEMBERS and m.known is None:
                    m.known = self._whose(words, m.hi + 1, hi)
                m.hi, m.generic = e, False
        return m

    def _whose(self, words: list[Word], j: int, hi: int) -> tuple[str, int] | None:
        """The known actor whose members "عناصر داعش", "مجموعات “قسد”" are: they stand for it."""
        while j < hi and words[j].raw in _QUOTE:
            j += 1
        known = self._known(words, j, hi) if j < hi and words[j].flags & an.NAME else None
        return ("a", known[0].index) if known and known[0].kind == "a" else None

    def _actor_end(self, words: list[Word], j: int, hi: int, busy: dict[int, int], depth: int) -> int:
        """End of an actor phrase or known actor at j, or 0."""
        if j >= hi or j in busy:
            return 0
        w = words[j]
        known = self._known(words, j, hi) if w.flags & an.NAME else None
        if known:
            return self._actor_tail(words, known[1], hi, depth)
        if w.flags & an.ACTOR_HEAD and (m := self._actor(words, j, hi, busy, depth)):
            return m.hi
        return 0

    def _complement(self, words: list[Word], j: int, hi: int, busy: dict[int, int], depth: int) -> int:
        """What completes an undetermined head: an actor, a place, an office, an unknown or quoted name, a number."""
        if j >= hi or j in busy:
            return j
        w = words[j]
        if w.raw in _QUOTE:
            k = j + 1
            while k < hi and k - j < 7 and words[k].raw not in _QUOTE:
                k += 1
            return k + 1 if k < hi and words[k].raw in _QUOTE and k > j + 1 else j
        if w.raw == "(":
            return j
        known = self._known(words, j, hi) if w.flags & an.NAME else None
        if known and known[2] == 0:
            return known[1]
        if w.conj or w.prep:
            return j
        if w.flags & an.ACTOR_HEAD and (m := self._actor(words, j, hi, busy, depth + 1)):
            return m.hi
        if w.flags & an.PLACE_HEAD and (found := self._place(words, j, hi, busy)):
            return found[0].hi
        if w.flags & an.OFFICE and (p := self._person(words, j, hi, busy)):
            return p.hi
        if w.flags & an.NUMBER:
            return j + 1
        if w.flags & (an.PUNCT | an.FUNCTION | an.VERB | an.SPEECH | an.DEM | an.LATIN):
            return j
        if w.det or w.base in _STARTERS or not w.flags & (an.COMMON | an.EVENT | an.OPERATOR | an.NATION):
            if w.det and w.base in _ACTOR_ADJ:
                return j
            j += 1
            while j < hi and words[j - 1].base in _STARTERS and not words[j].flags & (an.PUNCT | an.FUNCTION):
                j += 1
        return j

    def _actor_adjectives(self, words: list[Word], j: int, hi: int, det: bool) -> int:
        n = 0
        while j < hi and n < 4:
            w = words[j]
            if w.conj or w.prep or w.det != det or w.flags & (an.PUNCT | an.NUMBER):
                break
            if not (w.base in _ACTOR_ADJ or w.flags & an.NATION or w.base.rstrip("ا") in _ACTOR_ADJ or w.base in self.names.adjectives):
                break
            j += 1
            n += 1
        return j

    def _actor_tail(self, words: list[Word], j: int, hi: int, depth: int = 0) -> int:
        """"الموالية لكذا", "التي تقودها كذا", further adjectives."""
        j = self._actor_adjectives(words, j, hi, True) if j < hi else j
        if depth > 2 or j + 1 >= hi:
            return j
        w = words[j]
        if w.det and w.base in _TAIL and not w.conj and not w.prep:
            k = j + 1
            if words[k].fold in ("من", "مع", "الي", "عن", "ل", "ب", "في") or words[k].fold == "تحت":
                k += 1
            if k < hi and words[k].flags & an.PREP and words[k].analyses[0].suf:
                return k + 1  # المتحالفة معها
            if k < hi and not words[k].flags & an.PUNCT:
                e = self._any_end(words, k, hi, depth + 1)
                if e:
                    return e
        if w.fold in _REL and words[j + 1].fold in _LED and j + 2 < hi:
            e = self._any_end(words, j + 2, hi, depth + 1)
            if e:
                return e
        return j

    def _any_end(self, words: list[Word], k: int, hi: int, depth: int) -> int:
        w = words[k]
        known = self._known(words, k, hi) if w.flags & an.NAME else None
        if known:
            return self._actor_tail(words, known[1], hi, depth)
        if w.flags & an.ACTOR_HEAD and (m := self._actor(words, k, hi, {}, depth)):
            return m.hi
        if w.flags & an.OFFICE and (p := self._person(words, k, hi, {})):
            return p.hi
        return k + 1 if w.prep == "ل" and not w.flags & (an.FUNCTION | an.EVENT) else 0

    def _nation(self, words: list[Word], i: int, hi: int) -> Mention | None:
        """A relative adjective standing alone as a noun: "الأمريكيون", "حوثيين", "الأتراك"."""
        w = words[i]
        a = _analysis(w, "nationality")
        if a is None or not (a.pgn == "mp" or (a.pgn == "d" and not a.det)):
            return None
        m = Mention(PEOPLE if a.entry.kind == "nation" else ACTOR, i, i + 1, i, "civilians" if a.entry.kind == "nation" else "group", "name.nationality")
        m.det, m.pgn = a.det, a.pgn
        m.hi = self._actor_tail(words, i + 1, hi)
        return m

    # --- persons and sources ---------------------------------------------------------------------------------------

    def _person(self, words: list[Word], i: int, hi: int, busy: dict[int, int]) -> Mention | None:
        """Office or rank, what it is of, and the name: "المتحدث باسم الجيش العقيد فلان الفلاني"."""
        a = _analysis(words[i], "office")
        if a is None:
            return None
        m = Mention(PERSON, i, i + 1, i, a.entry.kind, "name.office")
        m.det, m.suf, m.pgn = a.det, a.suf, a.pgn
        j, names = i + 1, 0
        while j < hi and j - i < _MAX and j not in busy:
            w = words[j]
            f = w.flags
            if f & an.PUNCT:
                if w.raw in "،,“”\"«»(" and j + 1 < hi and names == 0 and words[j + 1].flags & (an.OFFICE | an.GIVEN) and not words[j + 1].conj and not words[j+1].prep:
                    j += 1
                    continue
                break
            if w.conj and not f & an.GIVEN:
                break
            if w.fold in ("باسم", "بلسان", "لشوون") or (w.prep == "ل" and f & (an.NAME | an.ACTOR_HEAD) and names == 0):
                e = self._any_end(words, j, hi, 2) if w.prep == "ل" and w.fold not in ("لشوون",) else 0
                j = e or j + 1
                continue
            if w.fold == "في" and j + 1 < hi and words[j + 1].flags & (an.NAME | an.ACTOR_HEAD | an.PLACE_HEAD) and names == 0:
                j += 1
                continue
            known = self._known(words, j, hi) if f & an.NAME else None
            if known and known[2] == 0:
                if known[0].kind in "ao" and m.org is None:
                    m.org = self._from_known(words, j, hi, *known)
                j = known[1]
                continue
            if w.raw == "علي" and j > i + 1:  # the name Ali, not the preposition, which is written على
                names += 1
                j += 1
                continue
            if f & (an.FUNCTION | an.DEM | an.SPEECH | an.NUMBER) or w.prep:
                break
            if f & an.ACTOR_HEAD and names == 0:
                org = self._actor(words, j, hi, busy, 2)
                if org:
                    m.org = m.org or org
                    j = org.hi
                    continue
            if f & an.VERB and not f & an.GIVEN:
                break
            if f & (an.EVENT | an.OPERATOR) and names:
                break
            if f & an.COMMON and names and not f & an.GIVEN:
                break
            if f & an.GIVEN or not f & (an.COMMON | an.OFFICE | an.NATION | an.PLACE_HEAD):
                names += 1
            j += 1
        m.hi = j
        while m.hi > i + 1 and words[m.hi - 1].flags & an.PUNCT:
            m.hi -= 1
        m.generic = m.hi == i + 1
        m.bare = names == 0
        return m

    def _source(self, words: list[Word], i: int, hi: int, busy: dict[int, int]) -> Mention | None:
        """"مصادر أمنية", "شهود عيان", "مراسلنا في كذا", "وكالة كذا", "بيان لكذا"."""
        a = _analysis(words[i], "source_noun")
        if a is None:
            return None
        m = Mention(SOURCE, i, i + 1, i, a.entry.lemma, "name.source_noun")
        m.det, m.suf, m.pgn = a.det, a.suf, a.pgn
        j = i + 1
        while j < hi and j - i < 9 and j not in busy:
            w = words[j]
            f = w.flags
            if w.raw in _QUOTE:
                k = j + 1
                while k < hi and k - j < 6 and words[k].raw not in _QUOTE:
                    k += 1
                if k < hi and words[k].raw in _QUOTE and k > j + 1 and j - i < 4:
                    j = k + 1
                    continue
                break
            if f & an.PUNCT or w.conj:
                break
            if w.fold in ("في", "من", "داخل", "لدي") and j + 1 < hi and words[j + 1].flags & (an.NAME | an.ACTOR_HEAD | an.PLACE_HEAD | an.OFFICE):
                e = self._inner_place(words, j + 1, hi, busy) or self._any_end(words, j + 1, hi, 2)
                if e:
                    j = e
                    continue
                break
            known = self._known(words, j, hi) if f & an.NAME else None
            if known:
                if known[0].kind in "ao" and m.org is None:
                    m.org = self._from_known(words, j, hi, *known)
                j = known[1]
                continue
            if f & an.ACTOR_HEAD and (org := self._actor(words, j, hi, busy, 2)):
                m.org = m.org or org
                j = org.hi
                continue
            if w.prep == "ب" and f & an.PLACE_HEAD and (found := self._place(words, j, hi, busy)):
                j = found[0].hi
                continue
            if f & (an.FUNCTION | an.VERB | an.SPEECH | an.DEM | an.NUMBER) or (w.prep and w.prep != "ل"):
                break
            if w.base in ("امس", "اليوم"):
                break
            j += 1
        m.hi = j
        m.generic = j == i + 1
        return m

    def _given(self, words: list[Word], i: int, hi: int) -> Mention | None:
        """A personal name: two or more name words in a row."""
        j = i + 1
        while j < hi and j - i < 5 and not words[j].conj and not words[j].prep:
            f = words[j].flags
            if f & an.GIVEN or (not f & (_STOP_NAME | an.EVENT | an.PLACE_HEAD | an.ACTOR_HEAD | an.OFFICE | an.NATION)):
                j += 1
            else:
                break
        if j - i < 2:
            return None
        m = Mention(PERSON, i, j, i, "person", "name.given")
        return m

    # --- finishing -------------------------------------------------------------------------------------------------

    def _finish(self, doc: Doc, words: list[Word], m: Mention, lo: int) -> None:
        """Its name as written, without clitics and quotation marks; the preposition that governs it."""
        w = words[m.lo]
        skip = int(m.name) if m.name else len(w.conj) + len(w.prep)
        a = next((x for x in w.analyses if x.entry.cls in ("place_head", "actor_head", "office", "source_noun", "nationality")), None)
        if m.known and m.head == m.lo and m.rule.startswith("name.known"):
            conj, prep = _cut(w, skip)
        elif a is not None and m.head == m.lo:
            conj, prep = a.conj, a.prep
            skip = len(conj) + len(prep)
        else:
            conj, prep = _cut(w, skip)
        m.conj = m.conj or conj == "و"
        lo_tok, hi_tok = m.lo, m.hi
        while hi_tok > lo_tok + 1 and words[hi_tok - 1].raw in _QUOTE and not any(words[k].raw in _QUOTE for k in range(lo_tok, hi_tok - 1)):
            hi_tok -= 1
        raw = doc.text(lo_tok, hi_tok)
        if prep == "ل" and w.fold[len(conj) :].startswith("لل"):
            m.name = "ال" + _strip(raw, len(conj) + 2)
        else:
            m.name = _strip(raw, skip)
        if m.full.startswith("\0"):
            a0, b0 = (int(x) for x in m.full[1:].split(":"))
            head = doc.text(a0, b0)
            w0 = words[a0]
            m.full = _strip(head, len(w0.conj) + len(w0.prep)) + " " + _strip(raw, 1)
        elif m.full.startswith("\1"):
            own = m.name.split(" ", 1)[-1] if m.many else m.name
            m.full = f"{m.full[1:]} {own}"
            m.bare_name = own
        m.fold = tuple(fold_word(m.full or m.name).replace("“", " ").replace("”", " ").replace("«", " ").replace("»", " ").replace('"', " ").split())
        if prep:
            m.prep, m.prep_tok = prep, m.lo
            return
        k = m.lo - 1
        while k > lo and k > m.lo - 5 and (words[k].raw in _QUOTE or words[k].flags & an.QUANT or words[k].base in _CLEAR):
            if words[k].prep and words[k].flags & an.QUANT:
                m.prep, m.prep_tok = words[k].prep, k
                return
            k -= 1
        if k >= lo and words[k].flags & (an.PREP | an.DIRECTION) and words[k].fold not in _WITH_PRONOUN and words[k].analyses and not words[k].analyses[0].suf:
            m.prep, m.prep_tok = words[k].base, k

    def _apposition(self, words: list[Word], out: list[Mention]) -> None:
        """A name in brackets right after a mention is its alias; the mention takes it in."""
        for a, b in zip(out, out[1:], strict=False):
            gap = b.lo - a.hi
            if gap == 1 and words[a.hi].raw == "(" and b.hi < len(words) and words[b.hi].raw == ")":
                b.rule = "name.alias"
                b.org = a


def _match(words: list[Word], i: int, hi: int, name: tuple[str, ...]) -> int:
    """End of the name that begins at i, quotation marks between its words passed over; 0 when it does not stand there."""
    j = i + 1
    for part in name[1:]:
        while j < hi and words[j].raw in _QUOTE:
            j += 1
        if j >= hi or words[j].fold != part:
            return 0
        j += 1
    if j < hi and words[j].raw in _QUOTE and any(words[k].raw in _QUOTE for k in range(i, j)):
        j += 1
    return j


def _relative(w: Word) -> bool:
    """A relative adjective of no nation ("الجامعية", "الصناعي"), which makes a head noun a name."""
    return len(w.base) > 4 and w.base.endswith(("يه", "ي")) and not w.flags & (an.NATION | an.VERB | an.FUNCTION | an.EVENT | an.ACTOR_HEAD)


def _cut(w: Word, skip: int) -> tuple[str, str]:
    for conj, prep, _ in w.splits:
        if len(conj) + len(prep) == skip:
            return conj, prep
    return "", ""


def _strip(raw: str, skip: int) -> str:
    """raw without its first `skip` letters and the marks on them."""
    k = 0
    while skip and k < len(raw):
        k += 1
        skip -= 1
        while k < len(raw) and not fold_word(raw[k]):
            k += 1
    return raw[k:].strip("“”«»\"„ ")


def _analysis(w: Word, cls: str) -> an.Analysis | None:
    for a in w.analyses:
        if a.entry.cls == cls:
            return a
    return None


def _suffix_len(pgn: str) -> int:
    return {"3ms": 1, "3fs": 2, "3mp": 2, "3d": 3, "1p": 2, "3fp": 2}.get(pgn, 1)


_PLURALS = frozenset("احياء قري بلدات مدن مناطق محافظات مديريات ولايات جبال مخيمات مطارات حقول تلال مواقع بلدتي قريتي مدينتي محافظتي منطقتي مديريتي حيي جبلي تلتي احيا".split())
_LOCATIVES = frozenset("في الي علي من نحو قرب باتجاه صوب داخل وسط حتي شمال جنوب شرق غرب شمالي جنوبي شرقي غربي بين عند تجاه بالقرب خارج فوق".split())

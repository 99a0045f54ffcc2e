"""Noun phrases of persons and sources: an office, what it is of and a name; agencies, witnesses, papers."""

from __future__ import annotations

from typing import Final

from rasid.lexicon import analyser as an
from rasid.lexicon.analyser import Word
from rasid.reading.counted import count_start, leave, verb_over
from rasid.reading.event_groups import CROWDS, VICTIMS
from rasid.reading.naming import NAMING
from rasid.reading.noun_actors import ActorNouns
from rasid.reading.noun_base import QUOTE, STOP_NAME, analysis, own
from rasid.reading.person_words import (
    another_office,
    apart,
    begins_anew,
    begins_name,
    begins_other,
    deed,
    ends_name,
    fixed,
    foreign,
    holder,
    is_name,
    name_goes_on,
    of_arms,
    others,
    people,
    ranked_name,
    small,
    surname,
    surname_after,
    to_journalists,
    unknown_pair,
)
from rasid.reading.scene import ACTOR, PERSON, SOURCE, Mention
from rasid.text.fold import fold_word

_MAX: Final = 14
_MANNERS: Final = NAMING.manners
_ON_BEHALF: Final = NAMING.on_behalf
_LINKS: Final = NAMING.source_links
_ENDS: Final = NAMING.source_ends
#: "وسائل إعلام" is one noun
_MEDIA: Final = (fold_word("وسائل"), "إعلام")
_TO_MEDIA: Final = "ل" + _MEDIA[0]
#: who works for an outlet, and what it says
_OF_OUTLETS: Final = NAMING.of_outlets


_FROM: Final = "من"
_WHERE: Final = frozenset(("في", _FROM))
#: classes of bodies that are commanded
_ARMED: Final = frozenset(("state_army", "state_force", "force", "militia", "rebel", "jihadist", "group", "coalition"))


class PersonNouns(ActorNouns):
    """Finds phrases of persons and sources."""

    def _person(self, words: list[Word], i: int, hi: int, busy: dict[int, int]) -> Mention | None:
        """Office or rank, what it is of, and the name: "المتحدث باسم الجيش العقيد فلان الفلاني"."""
        a = analysis(words[i], "office")
        if a is None or (a.prep == "ب" and words[i].fold[len(a.conj) + 1 :] in _MANNERS):
            return None
        m = Mention(PERSON, i, i + 1, i, a.entry.kind, "name.office")
        m.det, m.suf, m.pgn = a.det, a.suf, a.pgn
        j, names, placed = i + 1, 0, False
        own = a.suf or words[i].raw.endswith("ه") and any(x.suf for x in words[i].analyses)  # "نائبه"
        while j < hi and j - i < _MAX and j not in busy:
            w = words[j]
            f = w.flags
            if a.suf and not f & (an.GIVEN | an.OFFICE | an.PUNCT) and not names and not unknown_pair(words, j, hi):
                break
            if f & an.PUNCT:
                if (
                    w.raw in '،,“”"«»('
                    and j + 1 < hi
                    and names == 0
                    and words[j + 1].flags & (an.OFFICE | an.GIVEN)
                    and not words[j + 1].conj
                    and not words[j + 1].prep
                ):
                    j += 1
                    continue
                break
            if self._left_off(words, i, j, hi, names, a.det):
                break
            if not names and (e := self._aside(words, i, j, hi)):
                j = e
                continue
            if w.fold in _ON_BEHALF or (w.prep == "ل" and f & (an.NAME | an.ACTOR_HEAD) and names == 0):
                behalf = w.fold in _ON_BEHALF or w.prep != "ل"
                e = self._quoted_org(words, m, j + 1, hi) if behalf else self._served(words, m, j, hi, busy)
                j = e or j + 1
                continue
            goes_on = w.fold == "في" and j + 1 < hi and words[j + 1].flags & (an.NAME | an.ACTOR_HEAD | an.PLACE_HEAD) and names == 0
            if goes_on and not placed and not small(words[j + 1]):  # but "عضو مجلس محافظة كذا في قرية كذا"
                j += 1
                continue
            begins = not names and ((j > i + 1 or own) and begins_name(words, j, hi) or j == i + 1 and ranked_name(words, j))
            of_war = j > i + 1 and words[j - 1].listed & an.RARE and words[j - 1].fold in NAMING.kunya  # "القيادي أبو يحيى"
            if begins or of_war or names and ends_name(words, j, hi):
                names += 1
                j += 1
                continue
            known = self._known(words, j, hi) if f & an.NAME else None
            if known and begins_anew(words, j, known, names, m):
                break
            if known and known.skip == 0:
                if known.kind in "ao" and m.org is None:
                    m.org = self._from_known(words, j, hi, known)
                placed = placed or known.kind == "p"
                j = known.end
                continue
            if j > i + 1 and is_name(words, j, names):
                names += 1
                j += 1
                continue
            if names and w.fold in NAMING.name_ends:
                j += 1  # "رحمت الله", "نصر الدين"
                continue
            if f & (an.FUNCTION | an.DEM | an.SPEECH | an.NUMBER) or w.prep:
                break
            if f & an.ACTOR_HEAD and (names or words[j - 1].det) and begins_other(words, j, j == i + 1 and a.det):
                break  # "اتهم المحافظ فلان الفلاني ميليشيات", "طالب الرئيس المليشيات بكذا", "اتهم الناطق باسم الحكومة المتمردين"
            of = not w.det and j + 1 < hi and (words[j + 1].det or words[j + 1].flags & an.NAME)  # "قائد لواء الصقور"
            # "المتحدث العسكري باسم", "متحدث عسكري"
            adjective = w.det == words[j - 1].det and not of and w.base in NAMING.actor_adjectives
            if f & an.ACTOR_HEAD and names == 0 and not adjective:
                org = self._actor(words, j, hi, busy, 2)
                if org:
                    m.org = m.org or org
                    placed = placed or self._placed(words, org.hi - 1, hi)
                    j = org.hi
                    continue
            if f & an.VERB and not f & an.GIVEN:
                break
            of_deed = j == i + 1 and a.det and (not w.det or deed(w)) and not f & an.GIVEN  # "أعلن المتحدث مقتل ستة", "أدان الوزير الهجوم"
            if f & (an.EVENT | an.OPERATOR) and (names or of_deed or j > i + 1 and not f & an.GIVEN or fixed(w)):
                break
            if f & an.COMMON and names and not f & an.GIVEN and not surname_after(words, j) and not name_goes_on(words, j, hi, names):
                break
            if f & an.GIVEN or not f & (an.COMMON | an.OFFICE | an.NATION | an.PLACE_HEAD):
                names += 1
            j += 1
        m.hi = j
        while m.hi > i + 1 and (words[m.hi - 1].flags & an.PUNCT or words[m.hi - 1].fold == "في"):
            m.hi -= 1
        m.generic = m.hi == i + 1
        m.bare = names == 0
        return m

    def _left_off(self, words: list[Word], i: int, j: int, hi: int, names: int, det: bool) -> bool:
        """Whether what stands at j is no part of an office and its name: whom he told it, what he does something to, where he was."""
        w = words[j]
        if w.fold == _TO_MEDIA or w.prep == "ل" and (self._told_to(words, j, hi) or to_journalists(words, j, names)):
            return True
        if (
            w.base in NAMING.in_return
            and not w.det
            or self._informed(words, i, j, hi)
            or j == i + 1
            and apart(words, j, hi, det)
            or len(w.fold) == 1
        ):
            return True
        if w.conj and not w.flags & an.GIVEN and not foreign(words, j, hi) or others(words, i, j, names, det):
            return True
        if w.fold == "في":
            return not names and words[i].base in NAMING.rulers and self._stood(words, i, j, hi, det)
        return bool(w.flags & an.OFFICE) and another_office(words, i, j, names, det)

    def _stood(self, words: list[Word], i: int, j: int, hi: int, det: bool) -> bool:
        """Whether "in" at j tells where somebody was, and nothing of his office: "موكب المحافظ في عدن", "وزير الدفاع في مدينة كذا"."""
        if j == i + 1:
            return det
        if words[i].base in NAMING.chiefs or j + 1 >= hi or words[j + 1].flags & an.ACTOR_HEAD:
            return False
        return bool(words[j + 1].flags & an.PLACE_HEAD) or self._placed(words, j + 1, hi)

    def _aside(self, words: list[Word], i: int, j: int, hi: int) -> int:
        """ "مدير كذا بالقيادة العامة العميد فلان", "للشؤون الخارجية الدكتور فلان": what stands before a name; its end or 0."""
        w = words[j]
        if not w.det and w.base in NAMING.rank_adjectives and words[j - 1].flags & an.OFFICE:
            return j + 1  # "الفريق أول فلان"
        if j == i + 1 or w.prep not in ("ب", "ل") or w.conj or w.flags & an.EVENT or w.flags & an.GIVEN and not w.det:
            return 0
        if w.prep == "ل" and w.flags & (an.NAME | an.ACTOR_HEAD):
            return 0  # whom the office is of
        ends = [self._any_end(words, j, hi, 2)] if w.flags & (an.NAME | an.ACTOR_HEAD) else []
        if w.det:
            ends += [k for k in range(j + 1, min(j + 4, hi)) if all(x.det and not x.conj and not x.prep for x in words[j + 1 : k])]
        return next((e for e in ends if j < e < hi and holder(words, e, hi)), 0)

    def _kunya(self, words: list[Word], i: int, hi: int) -> Mention | None:
        """ "أبو عمر الحلبي": a name of war, with whom he is the father of and where he is from."""
        if (
            not words[i].listed & an.RARE
            or words[i].fold not in NAMING.kunya
            or i + 2 >= hi
            or not words[i + 1].flags & an.GIVEN
            or words[i + 1].conj
            or words[i + 1].prep
        ):
            return None
        last = words[i + 2]
        if not (surname(last) or last.det and last.flags & an.NATION and not people(last)):
            return None
        return Mention(PERSON, i, i + 3, i, "person", "name.given")

    def _told_to(self, words: list[Word], j: int, hi: int) -> bool:
        """ "قال مصدر عسكري لرويترز": the outlet that somebody spoke to is no part of his name."""
        w = words[j]
        known = self._known(words, j, hi) if w.flags & an.NAME else None
        if known is not None and known.kind == "o":
            outlets = [self.choice.of(known.hit)]
        else:
            outlets = self.guide.bare.get("ال" + w.fold[2:], []) if w.fold.startswith("لل") else []  # "للجزيرة"
        return any(self.names.outlets[n].kind != "monitor" for n in outlets)

    def _informed(self, words: list[Word], i: int, j: int, hi: int) -> bool:
        """ "أبلغ مسؤول عسكري رويترز أن": the medium that somebody informs is the object of the verb."""
        w = words[j]
        if not i or w.prep or w.conj or words[i - 1].base not in NAMING.informing:
            return False
        return bool(w.flags & an.SOURCE_NOUN) or w.base in NAMING.media_heads or self._told_to(words, j, hi)

    def _placed(self, words: list[Word], j: int, hi: int) -> bool:
        """Whether a body is told with its place ("مجلس محافظة كذا")."""
        known = self._known(words, j, hi) if words[j].flags & an.NAME else None
        return known is not None and known.kind == "p"

    def _served(self, words: list[Word], m: Mention, j: int, hi: int, busy: dict[int, int]) -> int:
        """ "القائد العام للجيش", "الناطق الرسمي لقوات كذا": whom an office is of, behind ل; its end or 0."""
        known = self._known(words, j, hi) if words[j].flags & an.NAME else None
        org = self._from_known(words, j, hi, known) if known is not None and known.kind == "a" else None
        if org is None and known is None and words[j].flags & an.ACTOR_HEAD:
            org = self._actor(words, j, hi, busy, 2)
        if org is None:
            return self._any_end(words, j, hi, 2)
        if org.cls in _ARMED:
            m.org = m.org or org
        return org.hi

    def _quoted_org(self, words: list[Word], m: Mention, j: int, hi: int) -> int:
        """ "متحدث باسم «الإطار الدائم»": a body that no list knows, in quotation marks; the token after them, or 0."""
        if j + 1 >= hi or words[j].raw not in QUOTE or words[j + 1].flags & an.NAME and self._known(words, j + 1, hi):
            return 0
        end = next((k for k in range(j + 2, min(hi, j + 8)) if words[k].raw in QUOTE), -1)
        if end < 0 or m.org is not None:
            return 0
        m.org = Mention(ACTOR, j + 1, end, j + 1, "group", "name.quoted")
        m.org.pgn = "ms"
        return end + 1

    def _source(self, words: list[Word], i: int, hi: int, busy: dict[int, int]) -> Mention | None:
        """ "مصادر أمنية", "شهود عيان", "مراسلنا في كذا", "وكالة كذا", "بيان لكذا"."""
        a = analysis(words[i], "source_noun")
        if a is None:
            return None
        first = i - (i > 0 and (words[i - 1].base, a.entry.lemma) == _MEDIA)
        m = Mention(SOURCE, first, i + 1, i, a.entry.lemma, "name.source_noun")
        m.det, m.suf, m.pgn = a.det, a.suf, a.pgn
        j = i + 1
        while j < hi and j - i < 9 and j not in busy:
            w = words[j]
            f = w.flags
            if w.raw in QUOTE:
                k = j + 1
                while k < hi and k - j < 6 and words[k].raw not in QUOTE:
                    k += 1
                if k < hi and words[k].raw in QUOTE and k > j + 1 and j - i < 4:
                    j = k + 1
                    continue
                break
            if f & an.PUNCT or w.conj or w.fold == "ل" or f & an.EVENT and fixed(w):
                break
            if j > i + 1 and (f & an.EVENT or (w.prep == "ل" and f & an.SOURCE_NOUN)):
                break  # what they told, and whom they told it ("شهود لمراسلنا", "مصادر لوكالة كذا")
            if w.fold == _TO_MEDIA or w.prep == "ل" and a.entry.lemma not in _OF_OUTLETS and self._told_to(words, j, hi):
                break
            if self._informed(words, i, j, hi):
                break
            if j == i + 1 and a.det and f & an.EVENT and (not w.det or deed(w)):
                break  # "صد السكان هجوما", "نسب السكان القصف": nothing undetermined completes a definite noun, nor does a deed
            if j == i + 1 and a.det and not w.det and (own(w) or f & (an.ACTOR_HEAD | an.PLACE_HEAD) and not w.prep):
                break  # "ترك السكان منازلهم", "اتهم السكان لواء كذا", "غادر السكان بلدة كذا"
            told = i > 0 and words[i - 1].flags & an.VERB and j == i + 1 and a.det
            if told and w.det and f & an.ACTOR_HEAD and w.fold.endswith("ين") and not w.prep and of_arms(w):
                break  # "طالب الأهالي المسلحين بالخروج"
            if j > i + 1 and not w.prep and f & (an.ACTOR_HEAD | an.NAME) and words[j - 1].fold.endswith("ون"):
                break  # "اتهم سكان محليون قوات كذا": nothing completes them any more
            if (
                w.fold in _WHERE
                and i
                and m.lo == i
                and words[j + 1 :]
                and words[j + 1].flags & (an.NAME | an.PLACE_HEAD | an.PREP)
                and self._where(words, i, j + 1, hi)
            ):
                break
            if w.fold == "في" and j + 1 < hi and any(x.entry.event in CROWDS for x in words[j + 1].analyses):
                break  # "خرج أهالي كذا في مسيرة"
            if w.fold == _FROM and j == i + 1 and leave(words, i):
                break  # "نزح آلاف السكان من المدينة"
            if w.fold in _LINKS and j + 1 < hi and words[j + 1].flags & (an.NAME | an.ACTOR_HEAD | an.PLACE_HEAD | an.OFFICE):
                e = self._inner_place(words, j + 1, hi, busy) or self._any_end(words, j + 1, hi, 2)
                if e:
                    j = e
                    continue
                break
            known = self._known(words, j, hi) if f & an.NAME else None
            if known:
                if known.kind in "ao" and m.org is None:
                    m.org = self._from_known(words, j, hi, known)
                j = known.end
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
            if w.fold in _ENDS:
                break
            j += 1
        m.hi = j
        m.generic = j == i + 1
        return m

    def _where(self, words: list[Word], i: int, j: int, hi: int) -> bool:
        """ "اغتيال صحفي في بغداد", "اعتدوا على صحفيين في حي كذا": of one whom something befalls the place tells where it was."""
        k = count_start(words, i) - 1
        w = words[k - (k > 0 and words[k].fold == "عن")]
        struck = w.fold == "علي" or any(a.entry.event in VICTIMS and a.pos in "VN" for a in w.analyses) or verb_over(words, i, VICTIMS)
        if not struck or not words[i].flags & an.ACTOR_HEAD:
            return False
        known = self._known(words, j, hi) if words[j].flags & an.NAME else None
        beyond = words[j].flags & an.PREP and j + 1 < hi and words[j + 1].flags & an.PLACE_HEAD  # "من أمام منزله"
        return bool(words[j].flags & an.PLACE_HEAD or beyond) or known is not None and known.kind == "p"

    def _given(self, words: list[Word], i: int, hi: int) -> Mention | None:
        """A personal name: two or more name words in a row."""
        j = i + 1
        while j < hi and j - i < 5 and not words[j].conj and not words[j].prep:
            f = words[j].flags
            if words[j].raw == "على":
                break  # the preposition
            if (
                f & an.GIVEN
                or surname(words[j])
                or (not f & (STOP_NAME | an.EVENT | an.PLACE_HEAD | an.ACTOR_HEAD | an.OFFICE | an.NATION))
            ):
                j += 1
            else:
                break
        if j - i < 2:
            return None
        return Mention(PERSON, i, j, i, "person", "name.given")

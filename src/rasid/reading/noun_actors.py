"""Noun phrases of actors and people: a head noun, what completes it, adjectives, and whose it is."""

from __future__ import annotations

from typing import Final

from rasid.lexicon import analyser as an
from rasid.lexicon.analyser import Word
from rasid.reading.actor_words import (
    FAMILIES,
    alike,
    another,
    armed,
    captures,
    charges,
    counts,
    given_over,
    names,
    number,
    of_plural,
    singular,
    to_be_named,
    told_of,
    unlike,
    victim,
)
from rasid.reading.counted import leave
from rasid.reading.naming import NAMING
from rasid.reading.noun_base import QUOTE, analysis, arm_end, gives_up, in_other_case, joins, of_thing, one, own, relative, struck_by, yours
from rasid.reading.noun_places import PlaceNouns
from rasid.reading.scene import ACTOR, PEOPLE, Mention
from rasid.text.fold import fold_word

#: classes of heads whose members stand for their actor
_MEMBERS: Final = frozenset(("fighters", "group", "person_armed"))
_WITH_ARMS: Final = "مسلح"
#: heads of mere fighters, who are nobody else's owner
_FIGHTERS: Final = frozenset(("fighters", "person_armed"))
#: a word of more letters that ends like a dual or a plural is none of the few names that end so ("شاهين")
_LONG: Final = 5
_STARTERS: Final = NAMING.starters
_ONLY_HEADS: Final = frozenset(first for first, _ in NAMING.only_head)
_OPPOSED: Final = "معارضه"  # "فصائل معارضة بلدة كذا", but "قوات معارضة النظام"
_ACTOR_ADJ: Final = NAMING.actor_adjectives
_TAIL: Final = NAMING.tail
_REL: Final = NAMING.relatives
_LED: Final = NAMING.led
_DESCRIBING: Final = NAMING.describing
_SIDES: Final = NAMING.sides
_VICTIMS: Final = NAMING.victims
_MANNERS: Final = NAMING.manners
_OF: Final = "من"
_CROWDS: Final = NAMING.crowds
_CROWD_EVENTS: Final = NAMING.crowd_events
_MEMBER_CLASSES: Final = NAMING.member_classes
_TAIL_LINKS: Final = NAMING.tail_links
_TURNS: Final = NAMING.compass | NAMING.directions


class ActorNouns(PlaceNouns):
    """Finds phrases of actors."""

    def _actor(self, words: list[Word], i: int, hi: int, busy: dict[int, int], depth: int = 0) -> Mention | None:
        """An actor phrase headed at i."""
        w = words[i]
        a = analysis(w, "actor_head")
        if a is None or depth > 4 or a.conj == "ف" and a.suf or w.flags & an.PREP and w.raw[:1] in "إا":
            return None  # "توصلت إليه روسيا": no vehicle (آلية)
        if w.base == FAMILIES and not (a.det or a.suf) and i + 1 < hi and captures(words, i):
            return None  # "وأسر 17 آخرين", "أُسر وزير كذا", "تمكنوا من أسر جندي": captured, and no families
        if yours(words, i, hi, a) or _half(words, i, hi) or (a.prep == "ب" and w.fold[len(a.conj) + 1 :] in _MANNERS):
            return None
        if w.base in _SIDES or a.suf and fold_word(a.entry.lemma) in _SIDES:
            turn = i + 1 >= hi or words[i + 1].base in _TURNS or words[i + 1].flags & an.PUNCT
            if a.suf or a.det or turn or (i and (words[i - 1].fold == _OF or words[i - 1].flags & (an.NUMBER | an.QUANT))):
                return None  # "من ثلاث جهات"
        rare = w.listed & an.RARE
        if rare and w.base in NAMING.gatherings and not a.det and i + 1 < hi and words[i + 1].prep == "ل":
            return None
        if rare and w.base in NAMING.charges and depth == 0 and not (a.det or a.suf) and given_over(words, i):
            return None
        cls = a.entry.kind
        if cls in _MEMBERS and a.det and depth == 0 and i and w.base == fold_word(a.entry.lemma) + "ه" and names(words[i - 1]):
            return None  # "مليشيات كذا وكذا المتمردة": an adjective
        if cls == "civilians" and depth == 0 and i and not (a.det or a.suf or w.prep or w.conj) and of_thing(words[i - 1], w, a):
            return None  # "سيارة مدنية"
        if cls == "artillery" and depth == 0 and i and charges(words[i - 1]) and not w.prep and not w.conj:
            return None  # "قذائف الهاون": what was fired, and nobody's guns
        if a.suf and w.base in NAMING.men:
            cls = "fighters"  # "قال القائد إن رجاله سيطروا"
        kind = PEOPLE if cls in ("civilians", "crowd") else ACTOR
        m = Mention(kind, i, i + 1, i, cls, "name.actor_head")
        m.suf, m.det, m.pgn = a.suf, a.det, a.pgn
        j = i + 1
        if a.det or a.suf:
            j = self._actor_adjectives(words, j, hi, True)
            numbered = a.det and j < hi and words[j].raw.isdigit() and fold_word(a.entry.lemma) in NAMING.numbered
            if numbered and not counts(words, j, hi):
                j += 1  # "الكتيبة 77"
        else:
            if j < hi and (cls in _MEMBERS or w.base in NAMING.fielding):
                m.known = self._whose(words, j, hi, cls)
            if a.pgn == "d" and m.known is None and j < hi and (pair := self._one_of_two(words, a, j)) is not None:
                m.hi, m.known, m.full, m.many = j + 1, pair, f"\1{a.entry.lemma}", True
                return m
            toll = w.base in _VICTIMS and j < hi and words[j].flags & an.EVENT  # "قتلى الانفجار"
            alone = (
                bool(w.listed & an.RARE) and w.base in NAMING.of_attacks and m.known is None
            )  # "استهدف انتحاري دورية": an adjective that stands for one man
            if (
                not w.fold.endswith(("ون", "ين")) and not (a.pgn == "d" and w.fold.endswith("ان")) and not toll and not alone
            ):  # a plural that keeps its nun has nothing joined to it
                named = kind == ACTOR and (cls not in _FIGHTERS or to_be_named(words, a, j, hi)) or w.base in NAMING.of_family
                j = self._complement(words, j, hi, busy, depth, named)
            j = self._actor_adjectives(words, j, hi, j > i + 1 and words[j - 1].det)
            if j == i + 1:
                j = self._actor_adjectives(words, j, hi, False)
        if cls == "force":
            j = arm_end(words, j, hi)
        elif (
            kind == PEOPLE
            and (w.base in NAMING.men or w.base in NAMING.man)
            and j > i + 1
            and (w.flags & an.ACTOR_HEAD)
            and armed(words[i + 1])
        ):
            m.cls = "fighters"  # "رجال الأمن"
        if kind == PEOPLE and cls == "civilians" and any(words[k].base.startswith(_WITH_ARMS) for k in range(i + 1, j)):
            m.cls = "fighters"  # "رعاة مسلحون"
        m.hi = self._actor_tail(words, j, hi, depth)
        if m.known is None and cls in _MEMBERS and kind == ACTOR:
            m.known = self._of_party(words, i + 1, j)
        m.generic = m.hi == i + 1 or (a.det and all(words[k].base in _DESCRIBING for k in range(i + 1, m.hi)))
        m.bare = m.generic
        if m.generic and not a.det and not a.suf and kind == PEOPLE and w.base in _VICTIMS and depth == 0:
            return None
        if not a.det and not a.suf and m.hi > i + 1 and cls in _MEMBER_CLASSES and m.known is None:
            m.org = self._owner(words, i + 1, hi, busy, depth)
        if depth == 0 and not a.suf and m.hi < hi and m.known is None and m.org is None:
            self._drawn_from(words, m, hi, busy, a.det)
        return m

    def _told_by(self, words: list[Word], j: int, hi: int) -> bool:
        """ "حاولت مجموعات إرهابية السيطرة", "دخلت فصائل معارضة بلدة كذا": an adjective of the head before it, which nothing completes."""
        w = words[j]
        if w.base in _ACTOR_ADJ and w.raw.endswith("ية"):
            return True
        nxt = words[j + 1] if j + 1 < hi else None
        opposed = w.base == _OPPOSED and (nxt is None or bool(nxt.flags & an.PLACE_HEAD) or not nxt.flags & (an.ACTOR_HEAD | an.NAME))
        return (opposed if w.base == _OPPOSED else w.base in _ACTOR_ADJ) and of_plural(words, j)

    def _of_party(self, words: list[Word], lo: int, hi: int) -> tuple[str, int] | None:
        """ "المسلحين الحوثيين": fighters with the adjective of a party are the party."""
        for w in words[lo:hi]:
            if not (w.flags & an.NATION or w.base in _ACTOR_ADJ):
                break  # "مسلحو جيش إنقاذ كذا": part of a longer name
            a = analysis(w, "nationality") if w.flags & an.NATION else None
            if a is not None and a.entry.kind == "party" and (n := self.names.adjectives.get(fold_word(a.entry.lemma))) is not None:
                return ("a", n)
        return None

    def _one_of_two(self, words: list[Word], a: an.Analysis, j: int) -> tuple[str, int] | None:
        """ "حركتي فتح وحماس": the known actor that a dual head makes with the name after it."""
        whole = (fold_word(a.entry.lemma), words[j].fold)
        hit = next((h for h in self.names.by_first.get(whole[0], ()) if h.words == whole and h.kind == "a"), None)
        return None if hit is None else ("a", self.choice.of(hit))

    def _drawn_from(self, words: list[Word], m: Mention, hi: int, busy: dict[int, int], det: bool) -> None:
        """ "مسلحون من كذا", "رتل للجيش", "قوات أخرى من كذا": members or units of an actor stand for it; civilians keep their words."""
        flown = m.cls in ("aircraft", "artillery") and not det
        k = m.hi
        while flown and k + 1 < hi and (words[k].raw in "-–" or words[k].flags & an.NUMBER or words[k].base in NAMING.fired):
            k += 1  # "مقاتلات إف-16 من سلاح الجو"
        if flown and (end := next((j + 1 for j in range(k, min(hi - 1, k + 3)) if words[j].base in NAMING.pilot), 0)):
            k = end  # "طائرة من دون طيار تابعة لكذا"
        if flown and words[k].base in NAMING.belonging and k + 1 < hi and not words[k].conj:
            k += words[k + 1].fold in _TAIL_LINKS
            of = True
        else:
            of = words[k].fold == _OF
        tied = words[k].fold in NAMING.belonging_verbs and k + 1 < hi
        if tied and (words[k].fold in NAMING.following_verbs or words[k + 1].fold in _TAIL_LINKS or words[k + 1].prep == "ل"):
            k, of = k + 1 + (words[k + 1].fold in _TAIL_LINKS), True  # "مسلحون ينتمون إلى كذا", "مسلحون يتبعون كذا"
        elif of:
            if k + 1 < hi and words[k + 1].fold in NAMING.by_side:
                return  # "قتل جنود من طرف كذا"
            if m.kind == PEOPLE and leave(words, m.lo):
                return  # "نزحت ألفا عائلة من كذا"
            if det and m.lo and any(x.entry.event == "takes_control" and x.pos == "V" for x in words[m.lo - 1].analyses):
                return  # "القرية التي انتزعها المتمردون من الجيش": from whom it was taken
            k += 1
        elif words[k].prep != "ل" or det or (m.lo and words[m.lo - 1].flags & an.EVENT and m.cls in _FIGHTERS) or gives_up(words, m.lo):
            return  # "هجوم مسلح للمقاومة": an adjective
        quoted = k < hi and words[k].raw in QUOTE
        while k + 1 < hi and words[k].raw in QUOTE:
            k += 1
        plain = not any(w.det for w in words[m.lo + 1 : m.hi])
        unit = m.cls == "force" and (words[m.lo].base in NAMING.drawn_from or m.hi > m.lo + 1) and plain and not det
        unit = unit or flown and of
        if k >= hi or k in busy or not (unit or m.cls in _MEMBERS or (m.cls == "civilians" and of)):
            return
        w = words[k]
        known = self._known(words, k, hi) if w.flags & an.NAME else None
        if w.flags & an.PLACE_HEAD and (h := analysis(w, "place_head")) is not None and h.entry.kind == "prison":
            return  # "سجين من سجن كذا": where from
        if known and (known.kind != "a" or known.needs_head):
            known = None
        owner = self._from_known(words, k, hi, known) if known else None
        if owner is None and w.flags & an.ACTOR_HEAD:
            owner = self._actor(words, k, hi, busy, 1)
        if owner is None or owner.kind != ACTOR or (not of and owner.cls in _FIGHTERS):
            if of and not det and m.kind == PEOPLE and (e := self._actor_end(words, k, hi, busy, 1)):
                m.hi, m.generic = e, False
            return
        end = owner.name_hi or owner.hi
        if quoted and end < hi and words[end].raw in QUOTE:
            end += 1
        m.hi, m.generic, m.bare = end, False, False
        if m.kind == ACTOR:
            if known and m.cls in _MEMBERS:
                m.known = owner.known
            else:
                m.org = owner

    def _crowd(self, words: list[Word], i: int, hi: int) -> Mention | None:
        """ "العشرات", "عشرات الآلاف", "750 ألفا": people who are only counted, beside a word that tells what crowds do."""
        j = i
        while j < hi and (j == i or not words[j].conj and not words[j].prep) and self._counted_by(words[j]):
            j += 1
        if not any(w.base in _CROWDS or w.base.removesuffix("ا") in NAMING.thousands for w in words[i:j]):
            return None
        w = words[j] if j < hi else None
        acts = w is not None and any(a.pos == "V" and a.entry.event in _CROWD_EVENTS for a in w.analyses)
        within = w is not None and w.fold == "في" and j + 1 < hi and any(a.entry.event in _CROWD_EVENTS for a in words[j + 1].analyses)
        if not acts and not within and not (i and any(a.entry.event in _CROWD_EVENTS for a in words[i - 1].analyses)):
            return None
        det = words[j - 1].det
        if w is not None and not acts:
            if w.fold == _OF:
                of = words[j + 1] if j + 1 < hi else None
                if of is None or not of.flags & (an.PLACE_HEAD | an.EVENT) or of.flags & an.ACTOR_HEAD:
                    return None  # "العشرات من المسلحين", but "عشرات الآلاف من قرى كذا", "من القتال"
            elif not det and not (w.flags & (an.FUNCTION | an.PUNCT | an.PREP) or w.prep):
                return None
        m = Mention(PEOPLE, i, j, i, "crowd", "name.crowd")
        m.det, m.pgn = det, "mp"
        return m

    def _counted_by(self, w: Word) -> bool:
        return bool(w.flags & an.NUMBER) or w.base in _CROWDS or w.base in self.numerals or w.base.removesuffix("ا") in NAMING.thousands

    def _owner(self, words: list[Word], j: int, hi: int, busy: dict[int, int], depth: int) -> Mention | None:
        """The definite noun that completes a head of members: "قوات التنظيم" are the organisation named before."""
        w = words[j]
        if not w.det or w.conj or w.prep or not w.flags & an.ACTOR_HEAD or w.base in NAMING.no_owner:
            return None  # "قوات الأمن": no organisation that was named before
        owner = self._actor(words, j, hi, busy, depth + 1)
        return owner if owner is not None and owner.generic and owner.kind == ACTOR and owner.cls not in _FIGHTERS else None

    def _whose(self, words: list[Word], j: int, hi: int, cls: str) -> tuple[str, int] | None:
        """The known actor whose members "عناصر داعش", "قوات حركة كذا" are: they stand for it. The forces of a state are not the state."""
        while j < hi and words[j].raw in QUOTE:
            j += 1
        known = self._known(words, j, hi) if j < hi and words[j].flags & an.NAME else None
        n = self.choice.of(known.hit) if known and known.kind == "a" and not (known.skip and joins(words, j - 1)) else -1
        return ("a", n) if n >= 0 and (cls in _MEMBERS or self.names.actors[n].kind in NAMING.fielded) else None

    def _actor_end(self, words: list[Word], j: int, hi: int, busy: dict[int, int], depth: int) -> int:
        """End of an actor phrase or known actor at j, or 0."""
        if j >= hi or j in busy:
            return 0
        w = words[j]
        known = self._known(words, j, hi) if w.flags & an.NAME else None
        if known and not known.needs_head:
            return self._actor_tail(words, known.end, hi, depth)
        if w.flags & an.ACTOR_HEAD and (m := self._actor(words, j, hi, busy, depth)):
            return m.hi
        return 0

    def _complement(self, words: list[Word], j: int, hi: int, busy: dict[int, int], depth: int, naming: bool) -> int:
        """What completes an undetermined head: an actor, a place, an office, an unknown or quoted name, a number."""
        if j >= hi or j in busy:
            return j
        w = words[j]
        if in_other_case(words, j) or w.raw in "و(":
            return j
        if w.det and w.base in NAMING.fired or not w.det and self._told_by(words, j, hi):
            return j + (not w.det)
        if words[j - 1].base in NAMING.operations and w.flags & an.EVENT and not w.det and self._known(words, j, hi) is None:
            return j  # "عمليات تحرير المحافظة"
        if w.raw in QUOTE:
            k = j + 1
            if not naming:
                return j
            while k < hi and k - j < 7 and words[k].raw not in QUOTE:
                k += 1
            return k + 1 if k < hi and words[k].raw in QUOTE and k > j + 1 else j
        known = self._known(words, j, hi) if w.flags & an.NAME else None
        if known and known.skip == 0:
            return known.end
        if w.base in NAMING.keeping and not (w.det or w.conj) and j + 1 < hi and words[j + 1].base in NAMING.peace:
            return j + 2
        if w.conj or w.prep:
            return j
        if naming and w.base in NAMING.aims and not w.det:
            k = self._complement(words, j + 1, hi, busy, depth, naming)
            return k if k > j + 1 or j + 2 >= hi else max(self._complement(words, j + 2, hi, busy, depth, False), j + 1)
        flown = not w.det and w.base in _ACTOR_ADJ and any(a.entry.kind == "aircraft" for a in words[j - 1].analyses)
        if w.flags & an.ACTOR_HEAD and not w.det and another(words[j - 1], w, naming):
            return j
        if w.flags & an.ACTOR_HEAD and not flown and (m := self._actor(words, j, hi, busy, depth + 1)):
            return m.hi  # but "قصفت طائرة مسيّرة مواقع": an adjective, and then what was hit
        if w.flags & an.DIRECTION and not naming and not w.det:
            return j  # "جنود شرق البلدة": where they were
        if not naming and own(w):
            return j  # "غادرت العائلات منازلها"
        alone = any(a.entry.kind == "person_armed" and fold_word(a.entry.lemma) == words[j - 1].base for a in words[j - 1].analyses)
        if w.flags & an.PLACE_HEAD and w.fold.endswith(("ين", "ان")) and not w.det:
            return j  # "سلبت عصابات مصرفين": a dual with its nun completes nothing
        alone = alone or not w.det and w.prep == "" and struck_by(words, j - 1)
        plain = w.base in _ACTOR_ADJ and not (j + 1 < hi and (words[j + 1].flags & an.NAME or words[j + 1].det))  # "قوات محلية"
        if w.flags & an.PLACE_HEAD and not plain and not (alone and w.prep == "") and (found := self._place(words, j, hi, busy)):
            return found[0].hi  # but "استهدف انتحاري مقر كذا"
        if w.flags & an.OFFICE and (p := self._person(words, j, hi, busy)):
            return p.hi
        if w.flags & an.NUMBER:
            return j if counts(words, j, hi) else j + 1  # "الفرقة 22", but "قتل انتحاري 42 مجندا"
        if w.flags & (an.PUNCT | an.FUNCTION | an.VERB | an.SPEECH | an.DEM | an.LATIN):
            return j
        if w.det or w.base in _STARTERS or naming and not w.flags & (an.COMMON | an.EVENT | an.OPERATOR | an.NATION):
            if w.det and w.base in _ACTOR_ADJ or not w.det and w.fold.endswith("ين") and len(w.fold) > _LONG and not w.flags & an.NAME:
                return j
            j += 1
            if (
                j < hi
                and words[j].det
                and words[j].flags & an.OFFICE
                and w.fold.endswith(("هم", "ها"))
                and (p := self._person(words, j, hi, busy))
            ):
                return p.hi  # "قوات حليفهم الرئيس فلان"
            while j < hi and words[j - 1].base in _STARTERS and not words[j].flags & (an.PUNCT | an.FUNCTION):
                j += 1
        return j

    def _actor_adjectives(self, words: list[Word], j: int, hi: int, det: bool) -> int:
        n = 0
        while j < hi and n < 4:
            w = words[j]
            if w.conj or w.prep or w.det != det or w.flags & (an.PUNCT | an.NUMBER) or w.base in NAMING.blame or in_other_case(words, j):
                break
            if det and words[j - 1].fold.endswith(("ه", "ي", "ات") if n == 0 else "ه") and w.fold.endswith(("ين", "ون")):
                break  # "اتهمت الحكومة الحوثيين", "دحر الجيش اليمني الحوثيين", "منعت القوات المتمردين": no adjective of such nouns
            if det and n == 0 and w.flags & an.OFFICE and (unlike(words, j) or told_of(words[j - 1])):
                break  # "قتلت القوات القيادي فلان", "اغتال مسلحون القيادي"
            if det and n == 0 and w.fold.endswith("ين") and one(words[j - 1]):
                break  # "اقتلع الجيش المسلحين"
            if (
                w.base in _TAIL
                and w.base not in NAMING.labels
                and j + 1 < hi
                and (words[j + 1].prep == "ل" or words[j + 1].fold in _TAIL_LINKS)
            ):
                break  # "القوات الموالية للرئيس": whose it is belongs to the name
            place = w.flags & an.PLACE_HEAD and w.base not in _ACTOR_ADJ and (w.raw.endswith("ى") or w.base in NAMING.broken_places)
            if w.fold.endswith("يه") and words[j - 1].fold.endswith(("ون", "ين")) or place:
                break  # "هاجم غاضبون قنصلية", "استهدفت الدبابات المستشفى", "دخل الجيش الأراضي"
            stem = singular(w.base)
            plural = w.fold.endswith(("ين", "ون")) and stem.endswith("ي") and len(stem) > 4 and words[j - 1].fold.endswith(("ين", "ون"))
            if not (
                relative(w)
                or plural
                and not w.flags & (an.VERB | an.FUNCTION)
                or stem in _ACTOR_ADJ
                or w.base in _ACTOR_ADJ
                or w.flags & an.NATION
                or w.base in self.names.adjectives
            ):
                break
            j += 1
            n += 1
            if j < hi and w.base in NAMING.ordinals and words[j].fold in NAMING.teens:
                j += 1  # "الفرقة الثانية عشرة"
        return j

    def _actor_tail(self, words: list[Word], j: int, hi: int, depth: int = 0) -> int:
        """ "الموالية لكذا", "التي تقودها كذا", further adjectives."""
        j = self._actor_adjectives(words, j, hi, True) if j < hi else j
        if depth > 2 or j + 1 >= hi:
            return j
        w = words[j]
        if w.listed & an.RARE and w.base in NAMING.backed and words[j + 1].prep == "ب":
            return j  # who backs it by fighting with it is a side of its own
        if (
            (w.det or w.listed & an.RARE and w.base in NAMING.belonging and not words[j - 1].det)
            and w.base in _TAIL
            and not w.conj
            and not w.prep
        ):
            k = j + 1
            if words[k].fold in _TAIL_LINKS:
                k += 1
            if k < hi and words[k].flags & an.PREP and (words[k].analyses[0].suf or words[k].fold in NAMING.with_pronoun):
                return k + 1  # المتحالفة معها, الموالين لها
            if k < hi and not words[k].flags & an.PUNCT:
                e = self._any_end(words, k, hi, depth + 1)
                if e:
                    return e
        if w.listed & an.RARE and w.fold in _REL and words[j + 1].fold in _LED and j + 2 < hi:
            e = self._any_end(words, j + 2, hi, depth + 1)
            if e:
                return e
        return j

    def _any_end(self, words: list[Word], k: int, hi: int, depth: int) -> int:
        w = words[k]
        known = self._known(words, k, hi) if w.flags & an.NAME else None
        if known:
            return self._actor_tail(words, known.end, hi, depth)
        if w.flags & an.ACTOR_HEAD and (m := self._actor(words, k, hi, {}, depth)):
            return m.hi
        if w.flags & an.OFFICE and (p := self._person(words, k, hi, {})):
            return p.hi
        return k + 1 if w.prep == "ل" and not w.flags & (an.FUNCTION | an.EVENT) else 0

    def _nation(self, words: list[Word], i: int, hi: int) -> Mention | None:
        """A relative adjective standing alone as a noun: "الأمريكيون", "حوثيين", "الأتراك"."""
        w = words[i]
        a = analysis(w, "nationality")
        if a is None or a.suf or not a.det and w.base in NAMING.only_definite:
            return None
        counted = a.pgn == "ms" and not a.det and i and number(words[i - 1]) and not (i + 1 < hi and alike(words, i + 1))
        if not (a.pgn == "mp" or (a.pgn == "d" and not a.det) or counted or a.entry.kind == "nation" and victim(words, i, hi)):
            return None  # "40 حوثيا", "مليون عراقي"
        m = Mention(
            PEOPLE if a.entry.kind == "nation" else ACTOR,
            i,
            i + 1,
            i,
            "civilians" if a.entry.kind == "nation" else "group",
            "name.nationality",
        )
        if (n := self.names.adjectives.get(fold_word(a.entry.lemma))) is not None and m.kind == ACTOR:
            m.known = ("a", n)
        m.det, m.pgn = a.det, a.pgn
        m.hi = self._actor_tail(words, i + 1, hi)
        return m


def _half(words: list[Word], i: int, hi: int) -> bool:
    """ "الدفاع عن كذا", "وزارة الدفاع": a word that is a head only before another ("الدفاع الجوي")."""
    w = words[i]
    if not w.listed & an.RARE or w.base not in _ONLY_HEADS:
        return False
    return i + 1 >= hi or (w.base, words[i + 1].base) not in NAMING.only_head

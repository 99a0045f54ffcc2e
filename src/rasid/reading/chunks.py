"""Noun phrases: known names, and unknown ones by construction (head noun and what Arabic puts after it).

`Chunker.scan` walks a sentence once and returns its mentions in order.
"""

from __future__ import annotations

from typing import Final

from rasid.lexicon import analyser as an
from rasid.lexicon.analyser import Analyser, Word
from rasid.lexicon.schema import Cell
from rasid.lexicon.theatre import Names
from rasid.reading.naming import NAMING
from rasid.reading.noun_base import QUOTE, START, Known, analysis, by_rank, one
from rasid.reading.noun_names import NamedNouns
from rasid.reading.person_words import of_two_men, who_did, without_own
from rasid.reading.place_words import another_town
from rasid.reading.scene import ACTOR, PEOPLE, PLACE, SOURCE, Mention, title_end
from rasid.reading.slots import LOCATIVE
from rasid.reading.taken_towns import before_share, fallen, left_or_sent, taken_here
from rasid.text.fold import fold_word
from rasid.text.tokens import Doc

_ACTOR_ADJ: Final = NAMING.actor_adjectives
_NEVER_DEFINITE: Final = NAMING.never_definite
_NO_NOUN: Final = an.PUNCT | an.FUNCTION | an.PREP | an.VERB | an.NUMBER | an.QUANT | an.SPEECH | an.DEM | an.OPERATOR | an.LATIN
_ORDINARY: Final = an.VERB | an.EVENT | an.OPERATOR | an.SPEECH | an.COMMON | an.FUNCTION
_COMPASS: Final = NAMING.compass
_LOCATIVES: Final = NAMING.locatives


class Chunker(NamedNouns):
    """Finds mentions. names: all theatre packs; the analyser gives words."""

    def __init__(self, names: Names, analyser: Analyser) -> None:
        super().__init__(names, analyser)
        self._way = ""  # the preposition of the list of places that is being read
        self._after_place = False  # whether a place ends where the next phrase begins
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
            if (
                w.flags & an.PUNCT
                and i > lo
                and w.raw in QUOTE
                and (end := title_end(doc, words, i)) <= hi
                and end
                and self._known(words, i + 1, hi) is None
            ):
                i = end
                continue
            if w.listed & an.RARE and i not in busy and (m := self._rare(words, i, hi, busy)) is not None:
                out.append(m)
                i = m.hi
                continue
            crowd = w.listed & an.CROWD or w.flags & an.NUMBER and i + 1 < hi and words[i + 1].base.removesuffix("ا") in NAMING.thousands
            free = not busy or i not in busy
            if not w.flags & START or crowd or not free:
                if crowd and free and (m := self._crowd(words, i, hi)):
                    out.append(m)
                    i = m.hi
                    continue
                if free and self._located(words, lo, i):
                    m = self._unknown_place(words, i, hi)
                    if m:
                        m.many = _begins_list(words, m, lo)
                        more = self._coordinated(words, m, hi, busy) if m.many or another_town(words, m.hi, hi) else []
                        m.many = bool(more)
                        out += [m, *more]
                        i = out[-1].hi
                        continue
                i += 1
                continue
            self._after_place = bool(out) and out[-1].kind == PLACE and out[-1].hi == i
            found = self._at(words, i, hi, busy, lo)
            if not found:
                i += 1
                continue
            if out and found[0].rule == "name.given" and _introduces(words, out[-1], found[0]):
                found[0].lo = found[0].head = out.pop().lo
            elif out and found[0].rule == "name.given" and of_two_men(words, out[-1], found[0]):
                out.pop()  # "الشابين فلان وفلان"
            out.extend(found)
            last = found[-1]
            if last.kind != PLACE or not words[last.lo].conj:
                self._way = words[last.lo - 1].base if last.kind == PLACE and last.lo > lo else ""
            if last.kind == PLACE and (not last.generic or last.det) and last.rule != "name.locator":
                last.many = last.many or not last.generic and _begins_list(words, last, lo)
                if last.known is not None and words[last.lo].base in NAMING.plurals and (head := analysis(words[last.lo], "place_head")):
                    last.many, last.full = True, f"\1{head.entry.lemma}"  # "حقول كذا وكذا", of which the first is known
                more = self._coordinated(words, last, hi, busy)
                if last.many and not more:
                    last.many, last.full = False, ""  # one name after a plural: "أحياء درعا المحطة" as written
                out.extend(more)
            elif last.kind == ACTOR:
                while (twin := _twin_nation(words, last, hi, out[-1].hi)) is not None:
                    out.append(twin)
                if (twin := self._second_of_two(words, last, hi)) is not None:
                    out.append(twin)
            i = max(out[-1].hi, i + 1)
        for m in out:
            if m.hi > m.lo + 1 and m.known is None and m.lo > lo:
                without_own(words, m)
            if busy and m.hi > m.lo + 1 and m.known is None and not m.name_hi:
                m.hi = next((k for k in range(m.lo + 1, m.hi) if k in busy), m.hi)  # "الجيش العام الماضي": the year is a time
            self._finish(doc, words, m, lo)
            if m.org is not None and m.kind == ACTOR:
                self._finish(doc, words, m.org, lo)
        self._apposition(words, out)
        return out

    def _rare(self, words: list[Word], i: int, hi: int, busy: dict[int, int]) -> Mention | None:
        """A part of a place ("الشطر الشرقي"), somebody by what he did ("منفذ الهجوم")."""
        w = words[i]
        if w.base in NAMING.perpetrators:
            return who_did(words, i, hi)
        return self._part(words, i, hi, busy) if w.det and w.base in NAMING.parts else None

    def _at(self, words: list[Word], i: int, hi: int, busy: dict[int, int], lo: int) -> list[Mention]:
        w = words[i]
        flags = w.flags
        known = self._known(words, i, hi) if flags & an.NAME else None
        located, march = self._located(words, lo, i), 0
        located = located or i > lo and words[i - 1].base in NAMING.in_front and w.base in NAMING.seats
        led = before_share(words, lo, i) if known is not None and i > lo else i - 1
        located = located or led < i - 1 and self._located(words, lo, led + 1)
        listed = self._after_place and self._list_goes_on(words, i, hi, known)
        if _no_name(words, i, lo, hi):
            return []
        rare = bool(w.listed & an.RARE)
        if rare and known is None and i + 1 < hi and (w.base, words[i + 1].base) in NAMING.no_head:
            return []
        if known is None and i > lo and _only_adjective(words[i - 1], w):
            return []
        if (
            known
            and known.kind == "a"
            and (
                located
                and (words[i - 1].base in LOCATIVE or words[led].base in LOCATIVE)
                or listed
                or (not i and self._label(words, known))
                or w.prep == "ب"
                or (march := int(i > lo and words[i - 1].fold in NAMING.headings))
                or left_or_sent(words, lo, i)
                or (march := fallen(words, lo, i) if i > lo and not w.conj else 0)
            )
            and (place := self._place_of(known)) is not None
            and not (march == 1 and self.names.places[place.index].kind != "city")
        ):
            known = place  # "في تركيا", "بموسكو": where it was, not who did it
        nation = bool(flags & an.NATION) and w.det and i > lo and bool(words[i - 1].flags & an.QUANT)  # "عشرات آلاف الأرمن"
        meant = (
            known is not None
            and not nation
            and (known.needs_head or flags & _ORDINARY)
            and (self._meant(words, lo, i, known) or taken_here(words, lo, i, hi, known.needs_head) or left_or_sent(words, lo, i))
        )
        if known and known.needs_head and not located and not meant and not (known.kind == "p" and self._after_place and w.prep == "ب"):
            known = None
        ordinary = flags & _ORDINARY or nation
        if known and known.kind == "p" and len(known.words) == 1 and ordinary and not located and not meant:
            if not (self._after_place and w.prep == "ب"):  # "منطقة كذا بالجوف"
                known = None
        elif (
            known
            and known.kind == "p"
            and (
                flags & an.OPERATOR
                and not meant
                and words[i - 1].fold == "علي"
                or flags & an.ACTOR_HEAD
                and known.end == i + 1 < hi
                and _of_cause(words[i + 1])
            )
        ):
            known = None  # "وافق على السماح بكذا", "من أنصار الشريعة"
        if flags & an.ACTOR_HEAD and w.det and w.base in _NEVER_DEFINITE and i + 1 < hi and words[i + 1].flags & an.NATION:
            m = self._actor(words, i, hi, busy)
            return [m] if m else []
        media, office = rare and w.base in NAMING.media_heads, not (rare and w.raw in NAMING.no_office)
        if media and w.det and i > lo and any(a.entry.kind == "according" for a in words[i - 1].analyses):
            if known is None and not (i + 1 < hi and words[i + 1].det):
                m = Mention(SOURCE, i, i + 1, i, w.base, "name.source_noun")  # "وبحسب المركز": the press office named before
                m.det, m.pgn, m.generic = True, "ms", True
                return [m]
        if media and i + 1 < hi and words[i + 1].base in NAMING.media and (m := self._press_office(words, i, hi, busy)):
            return [m]
        if flags & an.ACTOR_HEAD and not office and known is None:
            return []  # "بشكل آمن"
        unit = (
            flags & an.ACTOR_HEAD
            and (not located or words[i - 1].base == "بين" or _body_by_name(words, i, hi))
            and not (w.prep and w.prep in "بل")
        )
        if unit and flags & an.PLACE_HEAD and i + 1 < hi and self._outskirts(words, i, hi):
            unit = False
        if unit and flags & an.PLACE_HEAD and not w.det and i + 1 < hi and self._land(words, i, hi):
            unit = False
        heads = flags & an.ACTOR_HEAD or flags & an.PLACE_HEAD and i <= lo + 1 and not w.conj  # "عزل الجيش الرئيس"
        if heads and flags & (an.EVENT | an.SPEECH) and self._heads_clause(words, i, hi, lo):
            return []
        if flags & an.PLACE_HEAD and not unit and office and (known is None or len(known.words) == 1):
            found = self._place(words, i, hi, busy)
            plain = bool(found) and found[0].generic and not found[0].suf and (w.det or w.base not in NAMING.plurals)  # "قرى يسكنها كذا"
            if found and not (known and plain and (not found[0].det or known.kind == "p" and not _own_word(w))):  # "البقاع"
                return self._unless_locator(words, lo, found)
        if known:
            m = self._from_known(words, i, hi, known)
            return [m, *self._shared(words, m, hi)] if m.kind == PLACE and m.hi > i + 1 else [m]  # "ريف حمص الشمالي والغربي"
        fights = flags & an.ACTOR_HEAD and not (
            i + 1 < hi and (words[i + 1].raw != "على" and words[i + 1].flags & (an.GIVEN | an.OFFICE) or _titled(words, i, hi))
        )
        if flags & an.OFFICE and not fights and office and (m := self._person(words, i, hi, busy)):
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
        m = self._unknown_place(words, i, hi) if located else self._kunya(words, i, hi)
        return [m] if m else []

    def _second_of_two(self, words: list[Word], m: Mention, hi: int) -> Mention | None:
        """The second of "قبيلتي كذا وكذا": a dual head with two names that no list knows; the first takes the head in the singular."""
        j = m.hi
        if m.pgn != "d" or m.det or m.many or m.hi != m.lo + 2 or j >= hi or words[m.lo].fold.endswith(("ين", "ان")):
            return None
        w = words[j]
        a = analysis(words[m.lo], "actor_head")
        if a is None or w.conj != "و" or w.prep or w.det != words[j - 1].det or w.flags & (an.EVENT | an.VERB | an.FUNCTION | an.NUMBER):
            return None
        n = Mention(ACTOR, j, j + 1, m.head, m.cls, "name.shared")
        n.conj, n.pgn, n.many, n.full = True, "fs", True, f"\1{a.entry.lemma}"
        m.many, m.full, m.pgn = True, n.full, "fs"
        return n

    def _list_goes_on(self, words: list[Word], i: int, hi: int, known: Known | None) -> bool:
        """ "في إسطنبول وباريس وزوريخ": a capital in a list of places is a place, where no clause begins with it."""
        if known is None or known.kind != "a" or known.skip != 1 or words[i].conj != "و" or self._way not in LOCATIVE:
            return False
        after = words[known.end] if known.end < hi else None
        if (
            after is not None
            and after.flags & an.VERB
            and not after.flags & an.NEG
            and (verbs := [a for a in after.analyses if a.pos == "V"])
        ):
            return all(a.pgn == "3ms" for a in verbs)  # "في كذا وباريس تظاهر طلاب": no deed of a capital's
        return after is None or not after.flags & (an.VERB | an.NEG) and not after.det

    def _outskirts(self, words: list[Word], i: int, hi: int) -> bool:
        """ "أطراف بلدة كذا": a part of the place after it, not a side."""
        part, nxt = analysis(words[i], "place_head"), words[i + 1]
        if part is None or part.entry.kind != "direction_part" or nxt.prep or nxt.conj:
            return False
        after = self._known(words, i + 1, hi) if nxt.flags & an.NAME else None
        return bool(nxt.flags & an.PLACE_HEAD) or (after is not None and after.kind == "p")

    def _land(self, words: list[Word], i: int, hi: int) -> bool:
        """ "مزارع بلدة كذا": farms, not a farmer, before the name of a place."""
        head = analysis(words[i], "place_head")
        if head is None or head.entry.kind != "village":
            return False
        after = self._known(words, i + 1, hi) if words[i + 1].flags & an.NAME else None
        return after is not None and after.kind == "p" or bool(words[i + 1].flags & an.PLACE_HEAD and not words[i + 1].det)

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
        if first and after.det and after.flags & an.NATION and after.fold.endswith("ون"):
            return True  # "أسر الأوكرانيون عشرة جنود"
        if first and after.flags & an.NAME and (k := self._known(words, i + 1, hi)) and k.kind == "a" and len(k.words) > 1:
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
            if not by_rank(words, m.lo - 1, lo):
                m.rule = "name.locator"  # "الموصل ثاني أكبر مدن العراق"
            elif m.cls == "city":
                m.rule, m.generic, m.det = "name.superlative", True, True
        return found


def _no_name(words: list[Word], i: int, lo: int, hi: int) -> bool:
    """A set phrase, the rank that somebody has ("ضابط برتبة عقيد"), an ambush that is no checkpoint ("في كمين نصبه كذا")."""
    w = words[i]
    if i > lo and (w.listed & an.IDIOM and (words[i - 1].fold, w.fold) in NAMING.idioms or words[i - 1].listed & an.RANK and not w.det):
        return True
    rare = bool(w.listed & an.RARE)
    if rare and w.base in NAMING.ways and i > lo and words[i - 1].fold == "في":
        return True  # "وهم في طريقهم إلى كذا"
    if w.raw in NAMING.by_itself:
        return True  # "الشهر الماضي وحده": no unit
    if i > lo and w.fold in NAMING.by_side and words[i - 1].fold == "من":
        return True  # "من طرف مسلحين": by them
    if (
        i > lo
        and w.flags & an.EVENT
        and words[i - 1].base in NAMING.done_to
        and any(a.pos == "N" and a.cls == "event" and a.suf for a in w.analyses)
    ):
        return True  # "ثلاثة جنود تم أسرهم": no families
    laid = rare and i + 1 < hi and not w.det and w.base in NAMING.ambushes
    return laid and (any(a.pos == "V" and a.suf for a in words[i + 1].analyses) or _walked_into(words, i, lo, hi))


def _walked_into(words: list[Word], i: int, lo: int, hi: int) -> bool:
    """ "قتلوا في كمين لكذا", "تعرضوا لكمين محكم لكذا": a trap that somebody fell into, with whose it is."""
    into = words[i].prep == "ل" or i > lo and words[i - 1].fold == "في"
    return into and any(words[k].prep == "ل" or words[k].fold == "ل" for k in range(i + 1, min(hi, i + 3)))


def _own_word(w: Word) -> bool:
    """Whether a word is the singular of the place head it can be, not one of its other forms."""
    a = analysis(w, "place_head")
    return a is not None and fold_word(a.entry.lemma) == w.base


def _twin_nation(words: list[Word], m: Mention, hi: int, j: int) -> Mention | None:
    """The second actor of "القوات الروسية والأوكرانية", and any further: one head with the adjectives of several nations."""
    if j >= hi or m.hi - m.lo < 2 or words[j].conj != "و" or words[j].prep:
        return None
    last, other = words[j - 1], words[j].base in NAMING.others and j + 1 < hi  # "طائرات روسية وأخرى سورية"
    j += other
    if not words[j].flags & an.NATION or other and words[j].conj:
        return None
    a, b = analysis(last, "nationality"), analysis(words[j], "nationality")
    if a is None or b is None or a.pgn != b.pgn or a.pgn not in ("fs", "ms") or last.det != words[j].det:
        return None
    n = Mention(ACTOR, j, j + 1, m.head, m.cls, "name.shared")
    n.conj, n.pgn, n.det = True, m.pgn, m.det
    n.full = f"\0{m.lo}:{m.hi - 1}"  # completed in _finish: the words of m without its adjective
    return n


def _introduces(words: list[Word], m: Mention, n: Mention) -> bool:
    """ "الناشط السياسي فلان": what somebody is, right before his name."""
    single = m.pgn in ("ms", "fs") or words[m.lo].base in NAMING.young_man
    one_of_them = m.kind == PEOPLE and m.cls in ("civilians", "crowd") and single and (m.det or words[m.hi - 1].det)  # "رجل الأعمال فلان"
    beside = m.hi == n.lo or m.hi + 1 == n.lo and m.det and words[m.hi].det and not words[m.hi].flags & _NO_NOUN  # "الأسير المحرر فلان"
    return one_of_them and beside and not words[n.lo].conj and words[n.lo].prep in ("", "س")


def _only_adjective(noun: Word, w: Word) -> bool:
    """Whether w only describes the noun before it, and is no man of its own."""
    if w.listed & an.RARE and (w.base in _ACTOR_ADJ and _qualifies(noun, w) or w.base in NAMING.of_attacks and _of_attack(noun, w)):
        return True
    if noun.flags & an.OFFICE and w.flags & an.ACTOR_HEAD and w.base in NAMING.tail and noun.det == w.det and not (w.conj or w.prep):
        return True  # "القيادي المنشق عن كذا"
    return _in_its_case(noun, w)


def _of_attack(noun: Word, w: Word) -> bool:
    """ "هجوم انتحاري", "التفجير الانتحاري": an adjective of the attack before it, in its state."""
    return not w.conj and not w.prep and noun.det == w.det and bool(noun.flags & an.EVENT) and not noun.flags & an.VERB


def _in_its_case(noun: Word, w: Word) -> bool:
    """ "رتلا عسكريا", "هجوما انتحاريا": an adjective in the accusative of the plain noun before it, and no man."""
    if (
        not w.flags & an.ACTOR_HEAD
        or w.conj
        or w.prep
        or w.raw[-1] not in "اً"
        or noun.raw[-1] not in "اًء"
        or noun.flags & (_NO_NOUN & ~an.VERB)
        or noun.flags & an.ACTOR_HEAD
        and not (noun.base[-1:] == "ء" and any(a.entry.kind == "force" for a in noun.analyses))  # "أن لواء عسكريا"
    ):
        return False
    return w.base[:-1] in _ACTOR_ADJ and bool(noun.flags & (an.COMMON | an.EVENT | an.OBJECT))


def _of_cause(w: Word) -> bool:
    """ "أنصار الشريعة": a word that completes the head of a body and says nothing of where a place lies."""
    if not w.det or w.conj or w.prep or w.base in NAMING.directions:
        return False
    return not w.flags & (an.DIRECTION | an.PLACE_HEAD | an.NATION)


def _body_by_name(words: list[Word], i: int, hi: int) -> bool:
    """ "إلى الجبهة الوطنية": a head of places and of bodies with its article and the adjective of a body, and no direction."""
    nxt = words[i + 1] if words[i].det and words[i].flags & an.PLACE_HEAD and i + 1 < hi else None
    if nxt is None or not nxt.det or nxt.conj or nxt.prep or nxt.base in NAMING.directions:
        return False
    return nxt.base in _ACTOR_ADJ and words[i].base in NAMING.bodies_too


def _begins_list(words: list[Word], m: Mention, lo: int) -> bool:
    """ "منها كذا وكذا", "في كل من كذا وكذا": names that are listed, whatever they are."""
    k = m.lo - 1
    return k > lo and (bool(words[k].listed & an.LISTING) or words[k].fold == "من" and words[k - 1].base == "كل")


def _qualifies(noun: Word, w: Word) -> bool:
    """Whether w can only be an adjective of the plain noun before it ("مصدر عسكري", "محاولة انقلابية")."""
    if w.conj or w.prep or noun.det != w.det or noun.fold in NAMING.by_side:
        return False
    if noun.fold.endswith(("ه", "ات")) and w.fold.endswith(("ين", "ون")):
        return False  # "هاجمت القوات المسلحين"
    if (
        w.det
        and w.fold.endswith(("ين", "ون"))
        and (noun.flags & an.ACTOR_HEAD and one(noun) or _happening(noun) or noun.base.endswith("ي"))
    ):
        return False  # "دفع الجيش المتمردين إلى كذا", "هاجم الجيش العراقي المتمردين", "أجبرت الغارات المسلحين على كذا"
    if w.det and w.fold.endswith(("ين", "ون")) and noun.flags & an.COMMON and not noun.flags & (an.ACTOR_HEAD | an.NATION | an.OFFICE):
        return noun.fold.endswith(("ين", "ون"))  # "اتهم وزير الدفاع المسلحين"
    if noun.flags & an.EVENT and not noun.det and not w.base.endswith("يه"):
        return w.base in NAMING.of_attacks and not noun.flags & an.VERB
    return not noun.flags & _NO_NOUN


def _happening(noun: Word) -> bool:
    """A verbal noun in every reading, which plurals of people do not describe."""
    return bool(noun.flags & an.EVENT) and all(a.pos == "N" and a.cls in ("event", "operator") for a in noun.analyses)


def _titled(words: list[Word], i: int, hi: int) -> bool:
    """ "اللواء المتقاعد فلان": an adjective stands between the rank and the name."""
    return i + 2 < hi and words[i + 1].base in NAMING.rank_adjectives and bool(words[i + 2].flags & (an.GIVEN | an.OFFICE))

"""What single words tell about persons: what goes on a name, what begins another, what is no part of an office."""

from __future__ import annotations

from typing import Final

from rasid.lexicon import analyser as an
from rasid.lexicon.analyser import Word
from rasid.reading.naming import NAMING
from rasid.reading.noun_base import Known, analysis, one, own_words
from rasid.reading.scene import ACTOR, PEOPLE, Mention

_RANK: Final = "rank"
#: prepositions of one letter with which a name may begin
_LETTERS: Final = frozenset("بلك")
#: kinds of places that nobody holds an office in
_SPOTS: Final = frozenset(("quarter", "road", "bridge", "crossing"))
_STARTERS: Final = NAMING.starters
_NO_SURNAME: Final = an.VERB | an.EVENT | an.FUNCTION | an.NATION | an.ACTOR_HEAD | an.OFFICE | an.SOURCE_NOUN
#: roles of the subject and the object of a verb of appointing
_PUTS: Final = ("target", "agent")


def to_journalists(words: list[Word], j: int, names: int) -> bool:
    """ "قال قائد الشرطة للصحافيين", "مسؤول محلي للقناة": those whom he told it, and no part of his office."""
    w = words[j]
    if not w.flags & an.SOURCE_NOUN:
        return False
    return names > 0 or not words[j - 1].det or w.fold.endswith("ين")


def others(words: list[Word], i: int, j: int, names: int, det: bool) -> bool:
    """Whether no name of the holder goes on at j: what he does something to, or his own ("دعا الشيخ أنصاره", "أمر قائد اللواء مقاتليه")."""
    w = words[j]
    if names and object_of(words, j):
        return True
    if i and w.prep == "ل" and words[j - 1].det and gives_way(words[i - 1]):
        return True  # "استسلم قائد كذا للقوات الفلانية"
    if not w.flags & an.ACTOR_HEAD or w.flags & an.GIVEN or not (det or j > i + 1):
        return False
    if det and j == i + 1 and not w.det and not w.prep:
        return True  # "اتهم الوزير حركة كذا"
    head = analysis(w, "actor_head")
    return head is not None and head.suf[:1] == "3"


def gives_way(w: Word) -> bool:
    """A verb behind whose subject ل leads to who takes him."""
    return any(a.pos == "V" and a.entry.frame is not None and a.entry.frame.preps.get("ل") == "agent" for a in w.analyses)


def small(w: Word) -> bool:
    """ "اختطاف الوالي في حي كذا": a quarter or a street is no area of an office."""
    head = analysis(w, "place_head") if w.flags & an.PLACE_HEAD else None
    return head is not None and head.entry.kind in _SPOTS


def begins_anew(words: list[Word], j: int, known: Known, names: int, m: Mention) -> bool:
    """ "حمّل الناطق باسم الحركة إسرائيل", "وجه القائد فلان الفلاني الحشد الشعبي": a known name that is no part of the phrase before it."""
    if known.kind == "a" and names == 0 and m.det and j == m.lo + 1 and words[j].det:
        return True  # "طالب الرئيس المليشيات الحوثية بكذا"
    if known.kind == "a" and names == 0 and m.org is not None and m.org.hi == j and words[j - 1].det:
        return not words[j].det and known.skip == 0 and len(known.words) > 1  # "بايع زعيم الجماعة تنظيم كذا"
    if known.kind == "p":
        behind = words[j - 1].det and surname(words[j - 1]) or m.lo > 0 and to_place(words[m.lo - 1])
        if names > 1 and not words[j].det and behind:
            return True  # "غادر الرئيس فلان الفلاني عدن"
        return m.org is not None and names == 0 and words[j - 1].det and not words[j].det
    return known.kind == "a" and known.skip == 0 and names > 1 and len(known.words) > 1


def of_arms(w: Word) -> bool:
    """A noun of men who bear arms."""
    return any(a.cls == "actor_head" and a.entry.kind in ("fighters", "person_armed") for a in w.analyses)


def to_place(w: Word) -> bool:
    """A verb that takes a place for its object ("غادر", "دخل")."""
    return any(a.pos == "V" and a.entry.frame is not None and a.entry.frame.obj == "place" for a in w.analyses)


def begins_name(words: list[Word], j: int, hi: int) -> bool:
    """ "مدير المرصد رامي عبد الرحمن", "القيادي في الحركة ياسر اليوسف": a given name, whatever else it means, with the next of the name."""
    w, nxt = words[j], words[j + 1] if j + 1 < hi else None
    if nxt is None or nxt.conj or nxt.prep or not w.flags & an.GIVEN or w.det or w.raw == "على":
        return False
    surname = nxt.det and not nxt.flags & (_NO_SURNAME | an.PLACE_HEAD)
    return not nxt.flags or bool(nxt.flags & an.GIVEN) or nxt.base in _STARTERS and not nxt.flags & an.PLACE_HEAD or surname


def is_name(words: list[Word], j: int, names: int) -> bool:
    """A word that can only be a part of a name, whatever else it may mean."""
    w = words[j]
    if w.raw == "علي":
        return True  # the name Ali, not the preposition, which is written على
    if words[j - 1].base in _STARTERS and not w.flags & (an.FUNCTION | an.VERB) and not own_words(w) or names and surname(w):
        return True  # the second half of "عبد الرحمن", a surname
    if w.det or not w.prep or w.conj or w.flags & an.FUNCTION:
        return False
    if w.prep != "ب" or w.analyses or w.flags & an.NAME:
        return False
    return not w.flags & an.COMMON or bool(names) and w.base.endswith(("ي", "و"))  # "باراك", "بازوم"; "تولو باري"


def ranked_name(words: list[Word], j: int) -> bool:
    """ "الجنرال لامين", "العقيد باري", "الرئيس بولا تينوبو": right behind a rank, or behind an office and before a word that no list knows,
    a name that begins like a preposition of one letter."""
    w, before = words[j], words[j - 1]
    if w.det or w.conj or w.prep not in _LETTERS or w.fold.endswith("ه") or w.flags & (an.PLACE_HEAD | an.SOURCE_NOUN | an.ACTOR_HEAD):
        return False
    nxt = words[j + 1] if j + 1 < len(words) else None
    if before.det and nxt is not None and before.flags & an.OFFICE and not (nxt.flags or nxt.conj or nxt.prep):
        return True
    return before.det and not w.flags & an.FUNCTION and any(a.entry.kind == _RANK for a in before.analyses)


def ends_name(words: list[Word], j: int, hi: int) -> bool:
    """ "أحمد باني أن", "محمد النقيب إن": what stands between a given name and "that" is the rest of the name."""
    w, nxt = words[j], words[j + 1] if j + 1 < hi else None
    if nxt is None or not words[j - 1].flags & an.GIVEN or not nxt.flags & an.COMP or nxt.prep:
        return False
    return bool(w.flags & an.COMP) or w.det and bool(w.flags & an.OFFICE)


def another_office(words: list[Word], i: int, j: int, names: int, det: bool) -> bool:
    """Whether an office at j is no part of the phrase before it: "عين الرئيس العميد فلان", and what he becomes ("قائدا للفرقة")."""
    w = words[j]
    if not w.det and not w.prep and not w.conj and (names or det) and w.raw.endswith(("ا", "اً", "ًا")) and not w.flags & an.GIVEN:
        return True
    return j == i + 1 and det and w.det and i > 0 and appoints(words[i - 1])


def appoints(w: Word) -> bool:
    """A verb of putting somebody into an office."""
    return any(
        a.pos == "V"
        and a.entry.event == "changes_allegiance"
        and a.entry.frame is not None
        and (a.entry.frame.subj, a.entry.frame.obj) == _PUTS
        for a in w.analyses
    )


def holder(words: list[Word], j: int, hi: int) -> bool:
    """Whether a rank with a name, or a whole name, stands at j."""
    w = words[j]
    if w.det and w.flags & an.OFFICE and not w.conj and not w.prep and j + 1 < hi:
        return bool(words[j + 1].flags & an.GIVEN or words[j + 1].base in NAMING.rank_adjectives and not words[j + 1].det)
    return begins_name(words, j, hi) or w.prep == "" and words[j - 1].prep == "ب" and unknown_pair(words, j, hi)


def unknown_pair(words: list[Word], j: int, hi: int) -> bool:
    """Two words that no list knows: a foreign name ("بالوكالة أليكسي سميرنوف")."""
    return j + 1 < hi and not any(w.flags or w.det or w.conj or w.prep for w in words[j : j + 2])


def foreign(words: list[Word], j: int, hi: int) -> bool:
    """ "في الأمم المتحدة فاليري آموس": no "and" before a word that nothing knows, but a foreign name."""
    w, nxt = words[j], words[j + 1] if j + 1 < hi else None
    return w.conj == "ف" and not w.prep and not w.analyses and nxt is not None and not nxt.flags and not nxt.conj and not nxt.prep


def begins_other(words: list[Word], j: int, alone: bool) -> bool:
    """Whether the head of an actor at j is no part of a name. alone: right behind the office, which has the article."""
    w, before = words[j], words[j - 1]
    if w.det and w.fold.endswith(("ين", "ون")) and (not before.flags & an.ACTOR_HEAD or one(before)):
        return not before.fold.endswith(("ين", "ون")) and not w.flags & (an.GIVEN | an.OFFICE)
    if w.det and alone:
        return w.base not in NAMING.actor_adjectives and not w.flags & (an.GIVEN | an.OFFICE | an.NATION)
    return not w.det and not w.flags & (an.GIVEN | an.OFFICE) and words[j - 1].base not in _STARTERS


def apart(words: list[Word], j: int, hi: int, det: bool) -> bool:
    """Whether the word right behind an office is no part of it: "لقي قاض حتفه", "لم يحدد المتحدث هوية المهاجمين"."""
    w = words[j]
    if not det:
        return w.base in NAMING.fates
    nxt = words[j + 1] if j + 1 < hi else None
    if w.flags & an.OFFICE and not (w.det or w.prep or w.conj) and words[j - 1].base in NAMING.appointers:
        return nxt is not None and nxt.det and not nxt.conj and not nxt.prep  # "أقال الرئيس قائد الأركان"
    if w.det or w.prep or not w.flags & an.COMMON or w.flags & (an.FUNCTION | an.GIVEN | an.OFFICE | an.ACTOR_HEAD | an.NAME | an.NATION):
        return False
    return nxt is not None and nxt.det and not nxt.conj and not nxt.prep and not nxt.flags & an.GIVEN and nxt.fold not in NAMING.name_ends


def object_of(words: list[Word], j: int) -> bool:
    """ "قصفت قوات الرئيس فلان المدينة", "اتهم الرئيس فلان الفلاني الأكراد": what cannot go on a name is the object."""
    w = words[j]
    return bool(w.det and w.flags & an.PLACE_HEAD and not w.flags & an.GIVEN and words[j - 1].base not in _STARTERS) or people(w)


def people(w: Word) -> bool:
    """ "الحوثيين", "الأكراد": the plural of a nation or party, which nobody is called."""
    a = analysis(w, "nationality") if w.det and w.flags & an.NATION else None
    return a is not None and a.pgn == "mp"


def deed(w: Word) -> bool:
    """Whether a word can only be a verbal noun of an event ("القصف"), and describes nobody as a participle does."""
    told = [a.pos for a in w.analyses if a.cls == "event"]
    return bool(told) and all(pos == "N" for pos in told) and w.fold.startswith("ال")


def fixed(w: Word) -> bool:
    """A phrase word that tells of an event by itself ("برصاص"): it belongs to no office."""
    return any(a.cls == "event" and a.pos == "W" for a in w.analyses)


def surname_after(words: list[Word], j: int) -> bool:
    """ "رياض الأسعد": an adjective with the article right after a given name is mostly a surname; a day of the week is not."""
    w, before = words[j], words[j - 1]
    plain = not (w.conj or w.prep or w.flags & (an.NATION | an.OFFICE | an.EVENT | an.FUNCTION | an.ACTOR_HEAD | an.PLACE_HEAD))
    return bool(w.det and plain and before.flags & an.GIVEN) and w.base not in NAMING.after_names


def name_goes_on(words: list[Word], j: int, hi: int, names: int) -> bool:
    """ "ذبيح الله مجاهد على", "أشرف غني إن": one more bare word before what must begin something else is the last of the name."""
    w = words[j]
    if names > 2 or w.det or w.conj or w.prep or w.flags & (an.EVENT | an.FUNCTION | an.NATION | an.VERB) or w.fold.endswith(("ا", "ه")):
        return False
    nxt = words[j + 1] if j + 1 < hi else None
    return nxt is None or bool(nxt.flags & (an.COMP | an.PREP | an.PUNCT) or nxt.prep)


def surname(w: Word) -> bool:
    """A relative adjective with the article after a given name ("الكثيري"), whatever else the word may mean."""
    return (
        w.det
        and not w.conj
        and not w.prep
        and len(w.base) > 3
        and w.base.endswith("ي")
        and not w.flags & (an.FUNCTION | an.EVENT | an.NATION)
    )


def without_own(words: list[Word], m: Mention) -> None:
    """ "لقي قائد كذا حتفه", "قتل شاب والده": what somebody meets and whom he kills end his name."""
    for k in range(m.lo + 1, m.hi):
        if words[k].listed & an.RARE and (
            words[k].raw in NAMING.own_ends or words[k].raw in NAMING.own_people and _undetermined(words, m, k)
        ):
            m.hi = k
            m.name_hi = min(m.name_hi, k)
            return


def _undetermined(words: list[Word], m: Mention, k: int) -> bool:
    """Whether an undetermined noun stands right before k, behind a verb, of which nothing with a pronoun is a part."""
    return k == m.lo + 1 and not words[m.lo].det and not m.suf and bool(words[m.lo - 1].flags & an.VERB)


def who_did(words: list[Word], i: int, hi: int) -> Mention | None:
    """ "منفذ الهجوم", "مرتكبي مجزرة كذا": somebody who is told by what he did."""
    if words[i].det or i + 1 >= hi:
        return None
    deed = words[i + 1]
    if (
        deed.conj
        or deed.prep
        or not (deed.base in NAMING.operations or any(a.pos == "N" and a.cls == "event" and not a.suf for a in deed.analyses))
    ):
        return None
    end = i + 2
    if not deed.det:
        if end >= hi or not words[end].det or words[end].conj or words[end].prep:
            return None
        end += 1
    while end < hi and words[end].det and words[end].base in NAMING.of_attacks and not words[end].conj:
        end += 1
    m = Mention(ACTOR, i, end, i, "person_armed", "name.actor_head")
    m.det, m.pgn = True, "mp" if words[i].base.endswith(("و", "ي")) else "ms"
    return m


def of_two_men(words: list[Word], m: Mention, n: Mention) -> bool:
    """ "الشابين فلان وفلان": two who are told by name right behind."""
    two = m.kind == PEOPLE and m.det and m.hi == m.lo + 1 and m.hi == n.lo and words[m.lo].fold.endswith(("ين", "ان"))
    return two and not m.conj and n.hi < len(words) and words[n.hi].conj == "و" and bool(words[n.hi].flags & an.GIVEN)

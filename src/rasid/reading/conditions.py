"""Whether the conditions of an entry hold where its word stands: what must and must not be told around it."""

from __future__ import annotations

from typing import Final

from rasid.lexicon import analyser as an
from rasid.lexicon.analyser import Analysis, Word
from rasid.lexicon.sense import Conditions, Sense, Told, Wanted
from rasid.reading.counted import count_start, counted_men
from rasid.reading.naming import NAMING
from rasid.reading.scene import ACTOR, PEOPLE, PERSON, PLACE, Mention, Scene, measure_end
from rasid.reading.trigger import Trigger

_NEAR: Final = 4
_ADJACENT: Final = 3
_FAR: Final = 24
#: tokens before a trigger within which what an entry of the kinds "close" and "beside" (or right behind it) asks for stands
_CLOSE: Final = 14
#: the mark of a boundary behind which another clause stands
_CLAUSE: Final = 2
#: places that fall to somebody, and never on somebody
_SETTLED: Final = NAMING.settled | {"base", "airport"}
_NEGATORS: Final = frozenset("لم لن لا ليس ليست دون بدون عدم".split())
#: slots of subjects that the event befalls
_BEFALLEN: Final = frozenset(("target", "object", "place", "patient"))
#: those who do what is told, where they stand right behind the word
_DOERS: Final = frozenset(("fighters", "person_armed", "group"))
#: what may be asked of whom an event befalls and who does it: classes of names of actors and people
_WHO: Final = (ACTOR, PEOPLE)
_CLASSES: Final[dict[str, frozenset[str]]] = {
    "armed": frozenset(("jihadist", "militia", "rebel", "state_army", "state_force", "force", "fighters", "person_armed")),
    "men": frozenset(("fighters", "person_armed")),
    "people": frozenset(("civilians",)),
    "many": frozenset(("civilians",)),
    "person": frozenset(),
    "country": frozenset(),
    "place": frozenset(),
    "town": frozenset(),
}
#: pronouns of things
_THINGS: Final = ("3ms", "3fs")


def met(scene: Scene, t: Trigger, c: Conditions) -> int:
    """How specific the entry is that holds here (0 for none); -1 when a condition of it fails."""
    i, words = t.tok, scene.words
    score = 0
    if t.entry.negated:
        if not _negated(words, i, scene.lo):
            return -1
        score += 2
    object_ = t.a.pos == "V" and bool(t.a.suf) and t.entry.frame is not None
    if object_ and t.entry.event == "advances" and t.entry.frame.obj == "none" and not t.entry.after:  # type: ignore[union-attr]
        return -1  # "المساعدات التي تقدمها كذا"
    has_place = object_ and t.entry.frame.obj == "place"  # type: ignore[union-attr]  # "التي دخلها في الخريف": what follows is not its object
    if t.entry.kind == "located" and not _located(scene, i, t.entry):
        return -1
    if t.entry.kind == "described" and t.a.pos == "A" and i - 1 not in scene.at and (t.a.det or words[i].raw.endswith("ون")):
        return -1  # "ملاحقة الفارين", "روى فارون": with nobody before it who is described, it is no more than a name for them
    if t.a.pos == "A" and t.a.prep and not t.a.det and any(x.pos == "N" and x.entry.event == t.event for x in words[i].analyses):
        return -1  # "متهم بمبايعة كذا": under a preposition the noun, and no participle
    if t.entry.kind == "freed" and not (t.a.suf == "3mp" or t.a.voice == "pas" and t.a.pgn[-2:] == "mp" and "\u064f" in words[i].raw):
        return -1
    if t.entry.kind == "demanded":
        if not _somebody(scene, t):
            return -1
        score += 1
    falls = t.event == "takes_control" and t.entry.frame is not None and t.entry.frame.subj == "place" and place_beside(scene, t.a, i)
    if c.not_after and not (has_place or falls) and scene.may_have(c.not_after) and _followed(scene, i, c.not_after, t.a.pos == "V"):
        return -1
    aim = words[i].prep == "ل" and t.event == "takes_control"  # "معارك لتطهير المدينة" is no "معارك تطهير"
    if c.not_before and not aim and scene.may_have(c.not_before):
        if _find(words, _phrase_start(words, scene.lo, i), i, c.not_before) >= 0:
            return -1
    if c.after or t.entry.takes and not c.before:
        told = _told_after(scene, t, c)
        if told < 0:
            return -1
        score += told
    if c.before:
        j = _find(words, _far_back(scene, i) if t.entry.far else max(scene.lo, i - _NEAR), i, c.before)
        if j < 0 and t.entry.takes:
            j = _taken(scene, t, scene.lo, i)
        if j < 0:
            return -1
        t.first = min(t.first, j)
        score += 2
    if t.entry.kind == "apposed" and (words[t.first].conj or t.first <= scene.lo or words[t.first - 1].raw not in "،,"):
        return -1  # "معسكر كذا، مقر قيادة كذا"
    if c.near or t.entry.who and not c.after:
        some = c.near is not None and _somewhere(scene, c.near) or bool(t.entry.who) and _does(scene, t, t.entry.who)
        if some and c.near and t.entry.kind in ("close", "beside"):
            end = i if t.entry.kind == "close" else _reach(scene, i + 1)
            some = _find(words, max(scene.lo, i - _CLOSE), end, c.near) >= 0
        if not some:
            return -1
        score += 1
    if c.not_near and not falls and _somewhere(scene, c.not_near) and _somewhere(scene, c.not_near, scene.free):
        if _somewhere(scene, c.not_near, _near_clause(scene, i)) and not (t.entry.despite and _does(scene, t, t.entry.despite)):
            return -1
    return score


def _told_after(scene: Scene, t: Trigger, c: Conditions) -> int:
    """How specific what an entry asks for behind its word is, where it stands there; else -1."""
    i = t.tok
    j = _find(scene.words, i + 1, _far(scene, i + 1) if t.entry.far else _reach(scene, i + 1), c.after) if c.after else -1
    if j >= 0:
        if _second(scene, t, j) or (m := scene.at.get(j)) is not None and m.rule == "name.locator" and m.lo < j:
            return -1  # "دخلت القوات مدينة كذا جنوب البلاد": where the town lies is not what the entry asks for
    elif t.entry.takes:
        j = _taken(scene, t, scene.lo if t.a.voice == "pas" else i + 1, _reach(scene, i + 1))
    if j >= 0:
        t.last = max(t.last, j + 1)
        return 2
    if t.entry.who and not c.near and _does(scene, t, t.entry.who):
        return 1
    told = c.after is not None and (scene.may_have(c.after) or bool(t.a.suf) and t.event == "destroys")
    return 0 if told and _spoken_of(scene, t, c.after) else -1  # type: ignore[arg-type]


def place_beside(scene: Scene, a: Analysis, i: int) -> bool:
    """ "سقطت مدينة كذا ... وعشرات القتلى": a settled place stands right beside the word, as its subject: nobody and nothing else falls."""
    m = place_after(scene, i)
    if m is not None and m.cls in _SETTLED and not a.suf:
        return True
    m = scene.at.get(i - 1)
    if m is None or a.pos != "V" or m.kind != PLACE or m.hi != i or m.prep or m.cls not in _SETTLED:
        return False
    counted = m.lo > scene.lo and bool(scene.words[m.lo - 1].flags & an.NUMBER)  # "أن ثلاث قرى سقطت"
    return m.det or m.known is not None or counted


def place_after(scene: Scene, i: int) -> Mention | None:
    """The place right behind a word, counted or not ("سقطت ثلاث قرى"); None where another noun stands there."""
    k = i + 1
    while k < scene.hi and scene.words[k].flags & (an.NUMBER | an.QUANT) and k not in scene.at and not scene.words[k].prep:
        k += 1
    m = scene.at.get(k)
    return m if m is not None and m.lo == k and m.kind == PLACE and not m.prep else None


def _located(scene: Scene, i: int, e: Sense) -> bool:
    """Whether all that is told of somebody is where he is: "بقيت القوات في كذا", "عناصرها لا يزالون في كذا"; not "ما زالت تقصف في كذا"."""
    m = scene.at.get(i + 1)
    if m is not None and m.kind == ACTOR and m.lo == i + 1 and not m.prep:
        m = scene.at.get(m.hi) or scene.at.get(m.hi + 1)
    elif m is None:
        m = scene.at.get(i + 2)
    if m is None or e.frame is None or m.kind != "place" or e.frame.preps.get(m.prep) != "place":
        return False
    nxt = scene.words[m.hi] if m.hi < scene.hi else None
    return nxt is None or bool(nxt.conj) or not any(a.pos == "V" and a.tense == "pres" for a in nxt.analyses[:1])


def _somebody(scene: Scene, t: Trigger) -> bool:
    """Whether a person or people are what is given or taken: "تسليم العقيد", "تسليمهم"."""
    if t.a.suf == "3mp":
        return True
    k = t.tok + 1
    if k < scene.hi and scene.words[k].base in NAMING.rest_of:
        k += 1
    m = scene.at.get(k)
    if m is None:
        return k < scene.hi and scene.words[k].base in NAMING.wanted
    return m.lo == k and not m.prep and (m.kind in ("person", "people") or m.cls in ("fighters", "person_armed"))


def _near_clause(scene: Scene, i: int) -> Told:
    """The words that may speak against i: who and what the other clauses name does nothing here, but for who stands before "who"."""
    marks, lo, hi = scene.marks, i, i + 1
    while lo > scene.lo and marks[lo - scene.lo] < _CLAUSE:
        lo -= 1
    while hi < scene.hi and marks[hi - scene.lo] < _CLAUSE:
        hi += 1
    return scene.without({k for m in scene.mentions if m.hi < lo or m.lo >= hi or scene.of_speaker(m) for k in range(m.lo, m.hi)})


def _spoken_of(scene: Scene, t: Trigger, wanted: Wanted) -> bool:
    """Whether what an entry asks for stands before a verb whose pronoun ("طائرات أسقطتها") or passive ("شوارع جرفت") means it."""
    a, f = t.a, t.entry.frame
    if f is None or a.pos not in "VN":
        return False
    if t.entry.event == "destroys" and a.suf in _THINGS and f.subj == "agent" and f.obj in _BEFALLEN:
        if _find(scene.words, scene.lo, t.tok, wanted) >= 0 or scene.told_before is not None and scene.told_before.any(wanted.numbers):
            return True  # "الجسر ... اتهموا مهندسين بنسفه"
    if a.pos != "V":
        return False
    if f.obj == "none":
        if a.suf and t.entry.event != "destroys" or bool(a.suf) is (f.subj in _BEFALLEN):
            return False  # what befalls the subject: "مروحية تحطمت"; the noun of an idiom: "حرائق أضرمها كذا"
    elif a.suf and t.entry.event == "hands_over":
        return True  # "تسلمتها كذا" is asked for a place, and who hands over
    elif not (a.suf or a.voice == "pas"):
        return False
    related = t.tok - 1 > scene.lo and scene.words[t.tok - 1].flags & an.REL  # "جسر كذا القديم، الذي عبرته كذا"
    return _find(scene.words, max(scene.lo, t.tok - _ADJACENT - (2 if related else 0)), t.tok, wanted) >= 0


def _taken(scene: Scene, t: Trigger, lo: int, hi: int) -> int:
    """The head of whom it befalls in [lo, hi), of a class that the entry takes: "أرسلت كذا 400 شرطي", "فر آلاف القرويين"; else -1."""
    f, i, words = t.entry.frame, t.tok, scene.words
    if f is None or t.a.suf or i in scene.at:
        return -1
    verbal = t.a.pos == "V"
    own = verbal and (f.subj in _BEFALLEN or t.a.voice == "pas")
    first, told = i + 1, False
    if first < scene.hi and words[first].raw in '"«“':
        first += 1
    for m in scene.mentions:
        if m.lo < lo or m.conj and m.lo > i:
            continue  # "تدخل المدينة والحوثيون ..."
        at = count_start(words, m.lo, first) if m.lo > i else m.lo
        if m.hi <= i:
            near = own and m.hi >= i - 1 and not m.prep
        elif at >= hi:
            break
        elif any(_ends(words[k]) for k in range(first, at)):
            break  # "سيارة نقل يقودها انتحاري"
        elif not own and m.kind != PLACE and words[m.lo].raw.endswith("ون"):
            near = False
        elif m.prep and not at <= m.prep_tok < m.lo:
            near = f.preps.get(m.prep) == PLACE if m.kind == PLACE else m.prep == "ب" and not own or f.preps.get(m.prep) in _BEFALLEN
        elif own or told or at > first and not words[first].flags & an.PREP:
            near = True
        else:
            near = not (
                _acts(scene, t, m) if verbal else m.known is not None and words[m.lo].base not in NAMING.troops or _verb_place(words[i - 1])
            )
        if near and not (t.entry.kind == "pushes" and _driven(words, m)) and _of_class(scene, m, t.entry.takes):
            return m.lo
        told = told or m.lo > i and (not m.prep or at <= m.prep_tok < m.lo)
    return -1


def _driven(words: list[Word], m: Mention) -> bool:
    """ "دفع القصف المقاتلين إلى الفرار", but "دفع بالمقاتلين", "دفع قوة", "دفع قواته": men who are made to do something."""
    return m.prep != "ب" and m.det and words[m.lo].raw.endswith("ين")


def _does(scene: Scene, t: Trigger, classes: tuple[str, ...]) -> bool:
    """Whether somebody of a class that an entry asks for does it: the noun next to its word, of an act that hangs on another any before."""
    i, end, hangs = t.tok, _reach(scene, t.tok + 1), t.a.pos == "N" and bool(t.a.prep)
    if i in scene.at or t.a.suf or t.a.pos == "N" and t.a.conj:
        return False
    for m in scene.mentions:
        if m.lo >= end:
            break
        if m.prep or m.conj and m.lo > i or m.hi <= i and not (hangs or _still(scene, m.hi, i)):
            continue
        if m.lo > i and any(_ends(scene.words[k]) for k in range(i + 1, m.lo)):
            break
        if _of_class(scene, m, classes):
            return True
    return False


def _still(scene: Scene, k: int, i: int) -> bool:
    """Whether nothing but "still", "had" or one word more stands between k and a verb at i."""
    if i - k > _ADJACENT:
        return False
    return i - k < 2 or all(w.flags & (an.NEG | an.OPERATOR) or w.fold in NAMING.before_verbs for w in scene.words[k:i])


def _verb_place(before: Word) -> bool:
    """ "التي دفع الجيش إليها": behind such a word no noun stands."""
    return bool(before.flags & (an.REL | an.BREAK))


def _ends(w: Word) -> bool:
    """Whether a word begins something else: a verb, "among them"."""
    return w.base in NAMING.among or bool(w.analyses) and w.analyses[0].pos == "V"


def _of_class(scene: Scene, m: Mention, classes: tuple[str, ...]) -> bool:
    """Whether a name is of one of the classes; "many" are people who are told by hundreds or thousands."""
    words = scene.words
    for c in classes:
        if m.kind == PERSON:
            if c == "person" or c == "armed" and m.cls == "rank" and count_start(words, m.lo, scene.lo) < m.lo:
                return True  # "ألفا من جنود الاحتياط"
        elif m.kind == PLACE:
            if c == m.cls or c == PLACE and m.cls != "country" or c == "town" and m.cls in _SETTLED:
                return True
        elif m.kind in _WHO and m.cls in _CLASSES[c] and words[m.lo].keys.isdisjoint(NAMING.vehicle_rows):
            if c != "many" or any(not words[k].keys.isdisjoint(NAMING.hundreds) for k in range(max(scene.lo, m.lo - 2), m.lo)):
                return True
        if c == "men" and not m.prep and counted_men(scene, m):
            return True
    return False


def _acts(scene: Scene, t: Trigger, m: Mention) -> bool:
    """Whether the noun behind a verb is its subject: not where that stands before it, nor where its ending is of an object."""
    return not (t.a.pgn[-2:] == "mp" or _told_before(scene, t.tok) or scene.words[m.lo].raw.endswith(("ا", "اً", "ًا", "ين")))


def _told_before(scene: Scene, i: int) -> bool:
    """ "القوات لم تسحب ...", "قالت إنها سترسل ...": the subject of a verb stands before it."""
    for k in range(i - 1, max(scene.lo, i - 2) - 1, -1):
        w, m = scene.words[k], scene.at.get(k)
        if m is not None:
            return m.hi == k + 1 and not m.prep
        if w.flags & an.COMP:
            return w.fold.endswith(("ه", "ها", "هم", "هما"))
        if not (w.flags & an.NEG or w.fold in NAMING.before_verbs):
            return False
    return False


def _second(scene: Scene, t: Trigger, j: int) -> bool:
    """Whether the thing that an entry of things asks for is joined to a place: "استولوا على المطار وطائرات فيه" takes the airport."""
    f = t.entry.frame
    if f is None or scene.words[j].conj != "و" or "object" not in f.preps.values():
        return False
    return any(m.kind == "place" and f.preps.get(m.prep) == "object" and t.tok < m.lo < j for m in scene.mentions)


def _followed(scene: Scene, i: int, wanted: Wanted, verbal: bool) -> bool:
    """Whether an unwanted word stands right behind i. A preposition or a time behind its object is not its own: "دخلوا القصر يوم كذا"."""
    words, k, stop = scene.words, i, min(scene.hi, i + 1 + _ADJACENT)
    doer = scene.at.get(i + 1)
    acts = doer is not None and doer.lo == i + 1 and doer.cls in _DOERS and not doer.prep
    while (k := _find(words, k + 1, stop, wanted)) >= 0:
        timed = any(x.lo - 1 <= k < x.hi for x in scene.times)  # type: ignore[attr-defined]
        if timed and (acts and k >= doer.hi or verbal and _place_behind(scene, k)):  # type: ignore[union-attr]
            continue  # "فجر مسلحون أمس جسرين": nobody acts at "the dawn of"; "دخلوا يوم الأحد مدينة كذا"
        timed = timed and any(x.lo <= k < x.hi for x in scene.times)  # type: ignore[attr-defined]
        loose = words[k].flags & an.PREP or timed
        second = words[k].conj == "و"  # "استولوا على المطار وطائرات فيه": the place before it is taken
        if not (loose or second) or not any(m.kind == "place" and (second or not m.prep) and i < m.lo < k for m in scene.mentions):
            return True
    return False


def _place_behind(scene: Scene, k: int) -> bool:
    """Whether a place under no preposition stands right behind the times at k."""
    ends = {x.lo: x.hi for x in scene.times if x.hi > k}  # type: ignore[attr-defined]
    while k < scene.hi and k not in scene.at:
        k = max([hi for lo, hi in ends.items() if lo - 1 <= k < hi], default=scene.hi)
    m = scene.at.get(k)
    return m is not None and m.kind == PLACE and not m.prep


def _reach(scene: Scene, k: int) -> int:
    """Where the words that stand near after k end: a name, a time and a number count as one word."""
    known = scene.reach
    if known[0] == k:
        return known[1]
    spans, words, hi, at = scene.steps, scene.words, scene.hi, k
    for _ in range(_NEAR):
        if k >= hi:
            break
        w = words[k]
        if w.raw in ".؛\n" or w.flags & an.COMP:
            break
        if w.listed & an.RARE and w.base in NAMING.consisting:  # "قافلة مؤلفة من 40 شاحنة إلى": what it consists of is passed over
            k = next((j for j in range(k, min(hi, k + 12)) if words[j].base in NAMING.goals), k)
        if w.listed & an.MEASURE:
            k = max(k, min(hi, measure_end(words, k)))  # "ما يزيد على 200 آلية"
        while k + 1 < hi and k not in spans and words[k].flags & an.QUANT:
            k += 1 + (words[k + 1].fold == "من")  # "أكثر من عشرين عربة" is as near as "عربة"
        k = max(spans.get(k, k + 1), k + 1)
    k = min(k, hi)
    scene.reach = (at, k)
    return k


def _far(scene: Scene, k: int) -> int:
    """Where a fixed object may stand at the latest, behind a description of the subject: "فتح مسلحان يستقلان دراجة نارية النار"."""
    stop = min(scene.hi, k + _FAR)
    while k < stop and scene.words[k].raw not in ".؛\n" and not scene.words[k].flags & an.COMP:
        w = scene.words[k]
        if w.conj and w.flags & an.VERB and w.analyses[0].pos == "V" and k not in scene.at:
            break  # the next clause has objects of its own
        k += 1
    return k


def _far_back(scene: Scene, i: int) -> int:
    """Where what leads to i may stand at the earliest: behind a "that" or a word that begins another clause."""
    k = i
    while k > scene.lo and i - k < _FAR and not scene.words[k - 1].flags & (an.COMP | an.BREAK):
        k -= 1
    return k


def _phrase_start(words: list[Word], lo: int, i: int) -> int:
    """Up to three words before i that belong to its own phrase: a preposition begins it, an article ends the one before."""
    k = i
    while k > lo and i - k < _ADJACENT:
        if words[k - 1].flags & an.PUNCT or (words[k - 1].det and i - k >= 1):
            break
        k -= 1
    return k


def _somewhere(scene: Scene, wanted: Wanted, told: Told | None = None) -> bool:
    """Whether one of the wanted words or phrases stands anywhere in the sentence. told: the words of it that count, else all."""
    if not scene.may_have(wanted):
        return False
    if (scene.told if told is None else told).any(wanted.single_numbers):
        return True
    return scene.told.any(wanted.first_numbers) and _find_phrase(scene.words, scene.lo, scene.hi, wanted) >= 0


def _negated(words: list[Word], i: int, lo: int) -> bool:
    for k in range(max(lo, i - 3), i):
        if words[k].flags & an.NEG and words[k].base in _NEGATORS:
            return True
    return False


def _find(words: list[Word], lo: int, hi: int, wanted: Wanted) -> int:
    """Last token of the first wanted word or phrase in [lo, hi), clitics and suffixes set aside; -1 if there is none."""
    for k in range(lo, hi):
        w = words[k]
        if not w.asked or not wanted.marks.meets(w.marks):
            continue
        if not wanted.singles.isdisjoint(w.asked):
            return k
        if wanted.phrases and (last := _phrase_at(words, k, wanted)) >= 0:
            return last
    return -1


def _find_phrase(words: list[Word], lo: int, hi: int, wanted: Wanted) -> int:
    """The same of the phrases alone."""
    for k in range(lo, hi):
        w = words[k]
        if w.asked and wanted.first_marks.meets(w.marks) and (last := _phrase_at(words, k, wanted)) >= 0:
            return last
    return -1


def _phrase_at(words: list[Word], k: int, wanted: Wanted) -> int:
    """Last token of a wanted phrase that begins at k; -1 if there is none."""
    keys = words[k].asked
    if wanted.firsts.isdisjoint(keys):
        return -1
    for parts in wanted.phrases:
        if parts[0] in keys and k + len(parts) <= len(words) and all(p in words[k + n].asked for n, p in enumerate(parts)):
            return k + len(parts) - 1
    return -1

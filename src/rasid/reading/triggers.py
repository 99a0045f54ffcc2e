"""Which words of a sentence tell an event: lexicon entries whose conditions hold where they stand."""

from __future__ import annotations

from typing import Final

from rasid.lexicon import analyser as an
from rasid.lexicon.analyser import Analysis, Word
from rasid.lexicon.sense import Conditions, Sense, Wanted
from rasid.reading.entities import gender
from rasid.reading.naming import NAMING
from rasid.reading.scene import ACTOR, MEASURE_STARTS, Mention, Scene, measure_end, title_end

_NEAR: Final = 4
_ADJACENT: Final = 3
_FAR: Final = 24
#: the mark of a boundary behind which another clause stands
_CLAUSE: Final = 2
#: what an analysis loses that its subject speaks against; the first person is rare in news
_DISAGREES: Final = 25
#: what a participle with the article gains right behind the place that it describes
_DESCRIBES: Final = 12
_NEGATORS: Final = frozenset("لم لن لا ليس ليست دون بدون عدم".split())
#: events whose doer a participle describes, and the length of a verbal noun of the third form
_FOUGHT: Final = frozenset(("ground_attack", "clash", "besieges", "holds"))
_THIRD: Final = 6
#: slots of subjects that the event befalls
_BEFALLEN: Final = frozenset(("target", "object", "place", "patient"))
#: heads of sources that only count or tell what the next noun names
_NEWS: Final = frozenset("حصيله انباء خبر نبا".split())
#: pronouns suffixed to a conjunction ("إنه", "لأنها", "بأنهم")
_SUBJECTS: Final = ("ه", "ها", "هم", "هما", "نا")


class Trigger:
    """A word that tells an event. tok: its token; last: end of its phrase ("غارة جوية", "ألقى القبض"), exclusive."""

    __slots__ = ("a", "entry", "event", "first", "last", "light", "reach", "tok")

    def __init__(self, tok: int, a: Analysis, entry: Sense) -> None:
        self.tok, self.a, self.entry = tok, a, entry
        self.event = entry.event
        if entry.present and (a.pos == "A" or (a.pos == "V" and a.tense == "pres" and a.prep != "س")):
            self.event = entry.present
        self.first, self.last = tok, tok + 1
        self.light: int = -1
        self.reach: int = 0

    @property
    def verbal(self) -> bool:
        return self.a.pos == "V"

    def __repr__(self) -> str:
        return f"<{self.event} {self.entry.id}@{self.tok} {self.a.pos}{self.a.tense}>"


def find_triggers(scene: Scene) -> list[Trigger]:
    """The triggers of a sentence, in order."""
    out: list[Trigger] = []
    words, passed = scene.words, scene.lo
    for i in range(scene.lo, scene.hi):
        w = words[i]
        if w.flags & an.PUNCT and i > scene.lo and w.raw in '«“"':
            passed = max(passed, title_end(scene.doc, words, i))  # a name of an operation tells no event
        if i < passed or not w.flags & an.EVENT:
            continue
        m = scene.at.get(i)
        if (
            m is not None
            and not (_may_trigger(m, i, w) or _done_to(scene, m, i))
            or i > scene.lo
            and (words[i - 1].fold, w.fold) in NAMING.idioms
        ):
            continue
        if w.fold in NAMING.perfect and i + 1 < scene.hi and any(a.pos == "V" and a.tense == "past" for a in words[i + 1].analyses[:1]):
            continue  # "أما المقر فقد اقتحمه شبان": no loss
        best: tuple[int, Trigger] | None = None
        verb = noun = False
        for a in w.analyses:
            if a.entry.cls == "event":
                verb, noun = verb or a.pos == "V", noun or a.pos == "N"
        both = verb and noun
        verbal = both and _clause_start(scene, i)
        for rank, a in enumerate(w.analyses):
            e = a.entry
            if e.cls != "event" or (a.tense == "juss" and not _after_negation(words, i, scene.lo)):
                continue
            if not a.det and a.pos == "V" and a.pgn[:1] == "2" and (a.voice == "act" or a.pgn == "2mp"):
                continue  # news addresses nobody: "تسلموا" is "they took over"
            if a.pos == "V" and a.pgn == "1s" and not any(lo <= i < hi for lo, hi in scene.doc.quotes):
                continue  # "أصاب", "أخرج" are hardly "I strike", "I leave"
            if a.pos == "V" and (_of_places(a) or _of_men(scene, i, a) or _of_towns(scene, i, a)):
                continue  # men do not fall as towns do
            if a.pos == "V" and a.pgn == "1s" and a.tense == "pres" and w.fold[0] == "س":
                continue  # "سافر" is hardly "I shall flee"
            if a.pos == "V" and w.flags & an.PREP and a.tense == "past" and not _acts_next(scene, i):
                if not _object_next(scene, i, a, e.conditions):
                    continue  # "عبر الحدود" is "across", "عبر الجيش الحدود" is not; "فتحت النار" is not "under"
            c = e.conditions
            if c.asked is not None and c.asked.isdisjoint(scene.asked):
                continue
            t = Trigger(i, a, e)
            if e.present and a.tense == "pres" and _happened(scene, i):
                t.event = e.event
            score = _conditions(scene, t, c)
            if score < 0:
                continue
            if a.pos == "N" and not (a.suf or a.prep or a.conj) and (_describes_actor if a.det else _describes_before)(scene, i, w, a):
                continue  # "باتت المدينة محاصرة", "القوة المهاجمة"
            key = score * 10 - min(rank, 9) + (0 if a.pos not in "VN" or not both else 9 if (a.pos == "V") == verbal else 0)
            if (
                a.pos in "AP"
                and a.det
                and m is None
                and (host := scene.at.get(i - 1)) is not None
                and host.kind == "place"
                and not host.generic
            ):
                key += _DESCRIBES  # "الأحياء المحاصرة" are besieged; no siege is told
            if a.pos == "V":
                key -= _DISAGREES if a.pgn[:1] == "1" else _disagreement(scene, i, a)
            if best is None or key > best[0]:
                best = (key, t)
        if best:
            out.append(best[1])
    return out


def _happened(scene: Scene, i: int) -> bool:
    """Whether a present tense that tells a state elsewhere tells what happened: "لم يسيطر", and in a headline "الجيش يسيطر على كذا"."""
    before = scene.words[i - 1] if i > scene.lo else None
    if before is None:
        return scene.headline
    return before.base == "لم" or scene.headline and not before.flags & (an.REL | an.NEG | an.COMP)


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


def _acts_next(scene: Scene, i: int) -> bool:
    """Whether a word that is preposition and verb is the verb: somebody who acts stands right after it, or a clause begins before it."""
    if i > scene.lo and scene.words[i - 1].flags & an.BREAK:
        return True  # "ثم عبر الجسر"
    k = i + 1
    while k + 1 < scene.hi and k not in scene.at and scene.words[k].flags & (an.QUANT | an.NUMBER):
        k += 1
    m = scene.at.get(k)
    return m is not None and m.lo == k and m.kind in ("actor", "people")


def _object_next(scene: Scene, i: int, a: Analysis, c: Conditions) -> bool:
    """Whether the fixed object of an entry stands right behind i, whose preposition is one only with ف before it ("فتحت النار")."""
    if a.conj or not any(x.conj for x in scene.words[i].analyses if x.entry.kind in ("prep", "loc")):
        return False
    return c.after is not None and i + 1 < scene.hi and not c.after[0].isdisjoint(scene.words[i + 1].asked)


def _describes_before(scene: Scene, i: int, w: Word, a: Analysis) -> bool:
    """Whether a word that is verbal noun and participle ("محاصرة") says of the name before it what it is: no name completes it."""
    if not any(x.pos == "P" and x.entry is a.entry and not x.det for x in w.analyses):
        return False
    nxt = scene.at.get(i + 1)
    host = scene.at.get(i - 1)
    return (nxt is None or bool(nxt.prep)) and host is not None and host.hi == i and host.kind in ("place", "actor")


def _describes_actor(scene: Scene, i: int, w: Word, a: Analysis) -> bool:
    """Whether a verbal noun of the third form with its article ("المهاجمة") is the adjective of the force before it, written alike."""
    host = scene.at.get(i - 1)
    if host is None or host.hi != i or host.kind != "actor" or not scene.words[i - 1].det:
        return False
    stem = an.article_free(w.fold)
    return a.entry.event in _FOUGHT and len(stem) == _THIRD and stem[0] == "م" and stem[2] == "ا" and stem[-1] == "ه"


def _disagreement(scene: Scene, i: int, a: Analysis) -> int:
    """How much the noun right after a singular verb speaks against being its subject by gender; 0 where none stands there."""
    m = scene.at.get(i + 1)
    if m is None or m.lo != i + 1 or m.prep or a.suf or m.suf or m.kind == "place" or a.pgn not in ("3ms", "3fs"):
        return 0  # "ترك وحدته": what is the subject's own is no subject
    if a.pgn == "3ms":
        return _DISAGREES if gender(m) == "fs" else 0
    return _DISAGREES if m.pgn == "ms" else _DISAGREES // 6 if gender(m) == "ms" else 0


def _clause_start(scene: Scene, i: int) -> bool:
    """Whether a word that is verb or verbal noun ("قصف", "سحب") stands where a verb stands: at the head of a clause."""
    words = scene.words
    w = words[i]
    if w.det or w.prep or any(a.suf and a.pos == "N" for a in w.analyses[:1]) and not w.conj:
        return False
    if i > scene.lo and words[i - 1].fold in ("قد", "وقد", "لقد"):
        return True
    nxt = words[i + 1] if i + 1 < scene.hi else None
    doer = scene.at.get(i + 2)
    if nxt is not None and nxt.flags & an.PREP and doer is not None and doer.lo == i + 2 and not doer.prep:
        return doer.kind == "actor"  # "تصدى لها مقاتلو كذا"
    if nxt is None or nxt.flags & (an.PUNCT | an.PREP) or (nxt.flags & an.NATION and not nxt.det):
        return False
    if doer is not None and doer.prep == "ل" and doer.lo == i + 2 and i + 1 not in scene.at and _plain(nxt):
        return False  # "تقدم كبير لقوات كذا"
    if w.conj or i == scene.lo:
        return True
    p = words[i - 1]
    if p.flags & an.PUNCT:
        return p.raw in "،,:\n.-" or p.raw in '“«"'
    if any(x.hi == i for x in scene.times):  # type: ignore[attr-defined]
        return True
    m = scene.at.get(i - 1)
    if m is not None:
        acts = m.cls == "command" and m.hi - m.lo == 1 and not (m.det or m.suf)
        return not acts and (not m.prep or m.kind == "place")  # "عمليات نهب": acts, and no command
    if p.flags & an.COMP and p.fold.endswith(_SUBJECTS):
        return True  # "قال إنه ترك وحدته": the suffix is the subject of what follows
    return (
        bool(p.flags & (an.REL | an.BREAK)) or p.fold in ("قد", "لم", "كان", "كانت", "وقد", "كما", "فيما", "بينما", "ان") and p.fold != "ان"
    )


def _plain(w: Word) -> bool:
    """A word that can be the adjective of an undetermined noun, and is no object ("قصف مستودعا لكذا")."""
    if w.det or w.raw[-1] in "اً":
        return False
    odd = w.flags & (an.FUNCTION | an.VERB | an.EVENT | an.PLACE_HEAD | an.OBJECT) or w.conj or w.prep
    return bool(w.flags & an.COMMON) or not odd  # "كبير" could be "like a well"


def _of_places(a: an.Analysis) -> bool:
    """A verb whose subject is a place, in a form that only people have ("سقطوا")."""
    return a.entry.frame is not None and a.entry.frame.subj == "place" and a.pgn[-2:] == "mp"


def _of_towns(scene: Scene, i: int, a: an.Analysis) -> bool:
    """ "سقط المطار في أيدي كذا", "كذا سقطت في أيدي": a place is the subject of a verb whose subject is a man who is taken."""
    e = a.entry
    if e.event not in ("abduction", "arrest") or e.frame is None or e.frame.subj != "target":
        return False
    before, m = scene.at.get(i - 1), scene.at.get(i + 1)
    if before is not None and before.hi == i and before.kind == "place" and not before.prep:
        return True  # "إن محافظة كذا سقطت في أيدي كذا"
    return m is not None and m.lo == i + 1 and m.kind == "place" and not m.prep


def _of_men(scene: Scene, i: int, a: an.Analysis) -> bool:
    """ "سقط ثمانية جنود": men stand after a verb whose subject is a place."""
    if a.entry.frame is None or a.entry.frame.subj != "place":
        return False
    m = scene.at.get(i + 1) or scene.at.get(i + 2)
    men = m is not None and (m.kind in ("people", "person") or m.cls in ("fighters", "person_armed"))
    return m is not None and men and not m.prep and all(not scene.words[k].flags & an.PUNCT for k in range(i + 1, m.lo))


def _may_trigger(m: Mention, i: int, w: Word) -> bool:
    """A word inside a name is no trigger ("قوة العمليات", "جسر التحرير"); the head of a description may be."""
    if m.known or m.kind == "person":
        return m.kind != "person" and (0 < m.name_hi <= i or i == m.lo and w.base in NAMING.titled)  # "انطلاق عملية «كذا»"
    if m.kind == "source":
        return i > m.lo and _tells(m, i, w)  # "أعلن في بيان تدمير دبابتين", "حصيلة القصف على كذا"
    return i == m.lo or m.generic or 0 < m.name_hi <= i or _said_of(m, i, w)


def _said_of(m: Mention, i: int, w: Word) -> bool:
    """Whether a word behind a noun is no part of its name: "منزل قُصف", "أشخاص موقوفون", "عمليات التمشيط"."""
    for a in w.analyses:
        if a.entry.cls != "event":
            continue
        if m.kind == "people":
            return a.pos == "P" and not a.det
        if m.kind == "place":
            return a.voice == "pas" and w.raw[1:2] == "\u064f"
        return a.pos == "N" and i == m.lo + 1 and m.cls == "command" and m.fold[0] == "عمليات"
    return False


def _done_to(scene: Scene, m: Mention, i: int) -> bool:
    """ "العدوان المتواصل على كذا": the byname of a side ("العدوان") is the deed itself where a place is told that it is done to."""
    if m.known is None or m.kind != ACTOR or m.hi - m.lo > 2 or i != m.lo:
        return False
    k = m.hi + (m.hi < scene.hi and scene.words[m.hi].det and m.hi not in scene.at)
    hit = scene.at.get(k + 1)
    return k + 1 < scene.hi and scene.words[k].fold == "علي" and hit is not None and hit.lo == k + 1 and hit.kind == "place"


def _tells(m: Mention, i: int, w: Word) -> bool:
    """Whether a word behind a speaker tells what befell him ("الصحفي المخطوف"), or what his news is ("خبر التحاق ضابط", "حصيلة القصف")."""
    pos = next((a.pos for a in w.analyses if a.entry.cls == "event"), "")
    if pos == "P":
        return w.det and i == m.hi - 1 and not m.prep
    if pos != "N" or i != m.lo + 1 or w.prep:
        return False
    head = m.fold[0] if m.fold else ""
    return head in _NEWS or not w.det and m.prep in ("", "في", "ل")


def _after_negation(words: list[Word], i: int, lo: int) -> bool:
    return i > lo and (bool(words[i - 1].flags & an.NEG) or words[i].prep == "ل")


def _conditions(scene: Scene, t: Trigger, c: Conditions) -> int:
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
    if t.entry.kind == "demanded":
        if not _somebody(scene, t):
            return -1
        score += 1
    keys = scene.asked  # what stands nowhere in the sentence is not looked for
    if c.not_after and not has_place and not c.not_after[3].isdisjoint(keys) and _followed(scene, i, c.not_after):
        return -1
    aim = words[i].prep == "ل" and t.event == "takes_control"  # "معارك لتطهير المدينة" is no "معارك تطهير"
    if c.not_before and not aim and not c.not_before[3].isdisjoint(keys):
        if _find(words, _phrase_start(words, scene.lo, i), i, c.not_before) >= 0:
            return -1
    if c.after:
        j = _find(words, i + 1, _far(scene, i + 1) if t.entry.far else _reach(scene, i + 1), c.after)
        if j >= 0:
            if _second(scene, t, j):
                return -1
            t.last = max(t.last, j + 1)
            score += 2
        elif not _spoken_of(scene, t, c.after):
            return -1
    if c.before:
        j = _find(words, max(scene.lo, i - (_FAR if t.entry.far else _NEAR)), i, c.before)
        if j < 0:
            return -1
        t.first = min(t.first, j)
        score += 2
    if t.entry.kind == "apposed" and (words[t.first].conj or t.first <= scene.lo or words[t.first - 1].raw not in "،,"):
        return -1  # "معسكر كذا، مقر قيادة كذا"
    if c.near:
        if not _somewhere(scene, c.near, keys):
            return -1
        score += 1
    if c.not_near and _somewhere(scene, c.not_near, keys) and _somewhere(scene, c.not_near, scene.free):
        if _somewhere(scene, c.not_near, _near_clause(scene, i)):
            return -1
    return score


def _near_clause(scene: Scene, i: int) -> frozenset[str]:
    """The words that may speak against i: who and what the other clauses name does nothing here, but for who stands before "who"."""
    marks, lo, hi = boundaries(scene), i, i + 1
    while lo > scene.lo and marks[lo - scene.lo] < _CLAUSE:
        lo -= 1
    while hi < scene.hi and marks[hi - scene.lo] < _CLAUSE:
        hi += 1
    return scene.union({k for m in scene.mentions if m.hi < lo or m.lo >= hi or scene.of_speaker(m) for k in range(m.lo, m.hi)})


def _spoken_of(scene: Scene, t: Trigger, wanted: Wanted) -> bool:
    """Whether what an entry asks for stands before a verb whose pronoun ("طائرات أسقطتها") or passive ("شوارع جرفت") means it."""
    a, f = t.a, t.entry.frame
    if a.pos != "V" or f is None:
        return False
    if f.obj == "none":
        if a.suf or f.subj not in _BEFALLEN:
            return False  # what befalls the subject: "مروحية تحطمت"
    elif a.suf and t.entry.event == "hands_over":
        return True  # "تسلمتها كذا" is asked for a place, and who hands over
    elif not (a.suf or a.voice == "pas"):
        return False
    return _find(scene.words, max(scene.lo, t.tok - _ADJACENT), t.tok, wanted) >= 0


def _second(scene: Scene, t: Trigger, j: int) -> bool:
    """Whether the thing that an entry of things asks for is joined to a place: "استولوا على المطار وطائرات فيه" takes the airport."""
    f = t.entry.frame
    if f is None or scene.words[j].conj != "و" or "object" not in f.preps.values():
        return False
    return any(m.kind == "place" and f.preps.get(m.prep) == "object" and t.tok < m.lo < j for m in scene.mentions)


def _followed(scene: Scene, i: int, wanted: Wanted) -> bool:
    """Whether an unwanted word stands right behind i. A preposition or a time behind its object is not its own: "دخلوا القصر يوم كذا"."""
    words, k, stop = scene.words, i, min(scene.hi, i + 1 + _ADJACENT)
    while (k := _find(words, k + 1, stop, wanted)) >= 0:
        loose = words[k].flags & an.PREP or any(x.lo <= k < x.hi for x in scene.times)  # type: ignore[attr-defined]
        second = words[k].conj == "و"  # "استولوا على المطار وطائرات فيه": the place before it is taken
        if not (loose or second) or not any(m.kind == "place" and (second or not m.prep) and i < m.lo < k for m in scene.mentions):
            return True
    return False


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
        if w.base in NAMING.consisting:  # "قافلة مؤلفة من 40 شاحنة إلى": what it consists of is passed over
            k = next((j for j in range(k, min(hi, k + 12)) if words[j].base in NAMING.goals), k)
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


def _phrase_start(words: list[Word], lo: int, i: int) -> int:
    """Up to three words before i that belong to its own phrase: a preposition begins it, an article ends the one before."""
    k = i
    while k > lo and i - k < _ADJACENT:
        if words[k - 1].flags & an.PUNCT or (words[k - 1].det and i - k >= 1):
            break
        k -= 1
    return k


def _somewhere(scene: Scene, wanted: Wanted, keys: frozenset[str]) -> bool:
    """Whether one of the wanted words or phrases stands anywhere in the sentence. keys: the spellings of its words that count."""
    singles, firsts, phrases, _ = wanted
    if not singles.isdisjoint(keys):
        return True
    return not firsts.isdisjoint(scene.asked) and _find(scene.words, scene.lo, scene.hi, (frozenset(), firsts, phrases, firsts)) >= 0


def _negated(words: list[Word], i: int, lo: int) -> bool:
    for k in range(max(lo, i - 3), i):
        if words[k].flags & an.NEG and words[k].base in _NEGATORS:
            return True
    return False


def _find(words: list[Word], lo: int, hi: int, wanted: Wanted) -> int:
    """Last token of the first wanted word or phrase in [lo, hi), clitics and suffixes set aside; -1 if there is none."""
    singles, firsts, phrases, _ = wanted
    for k in range(lo, hi):
        keys = words[k].asked
        if not keys:
            continue
        if not singles.isdisjoint(keys):
            return k
        if firsts.isdisjoint(keys):
            continue
        for parts in phrases:
            if parts[0] in keys and k + len(parts) <= len(words) and all(p in words[k + n].asked for n, p in enumerate(parts)):
                return k + len(parts) - 1
    return -1


def _denies(scene: Scene, i: int) -> bool:
    """Whether "غير" stands behind a preposition and denies a noun ("من غير تحديد"): it begins no clause then, as "غير أنه" does."""
    words = scene.words
    if words[i].fold != "غير" or i == scene.lo or not words[i - 1].flags & an.PREP:
        return False
    return i + 1 < scene.hi and not words[i + 1].flags & an.COMP


def boundaries(scene: Scene) -> list[int]:
    """For each token of the sentence 0, 1 (a comma) or 2 (a clause of its own begins here)."""
    words, lo = scene.words, scene.lo
    out = [0] * (scene.hi - lo)
    passed = lo
    for i in range(lo, scene.hi):
        w = words[i]
        if w.fold in MEASURE_STARTS:
            passed = max(passed, measure_end(words, i))
        if i < passed:
            continue  # "نزح ما لا يقل عن 90 أسرة": what measures a number begins no clause
        f = w.flags
        if f & an.PUNCT:
            if w.raw in "-–—" and i in scene.at:
                continue  # "طريق حمص - حماة" is one name
            if w.raw in "،,؛;:-–—":
                out[i - lo] = 1 if w.raw in "،," else 2 if w.raw in "؛;:" else 1
        elif f & (an.COMP | an.REL) or (f & an.BREAK and not f & an.EVENT and not _denies(scene, i)):
            m = scene.at.get(i)
            named = m is not None and (m.lo < i or bool(f & an.BREAK))  # "التحالف الذي تقوده كذا", "أم درمان" are one name
            out[i - lo] = 0 if named else 2
        elif i > lo and (words[i - 1].fold, w.fold) in NAMING.idioms:
            continue  # "معارك كر وفر"
        elif f & an.VERB and w.conj and w.analyses and w.analyses[0].pos == "V" and i > lo:
            out[i - lo] = 2
    return out

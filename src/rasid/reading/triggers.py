"""Which words of a sentence tell an event: lexicon entries whose conditions hold where they stand."""

from __future__ import annotations

from typing import Final

from rasid.lexicon import analyser as an
from rasid.lexicon.analyser import Analysis, Word
from rasid.lexicon.sense import Conditions, Sense, Told, Wanted
from rasid.reading.agreement import gender
from rasid.reading.conditions import met, place_after, place_beside
from rasid.reading.counted import count_start, counted_men
from rasid.reading.event_groups import STRIKES
from rasid.reading.naming import NAMING
from rasid.reading.scene import ACTOR, PLACE, Mention, Scene, title_end
from rasid.reading.trigger import Trigger

#: what an analysis loses that its subject speaks against; the first person is rare in news
_DISAGREES: Final = 25
_MEN: Final = frozenset(("fighters", "person_armed"))
#: the sign of a doubled letter, which few write
_DOUBLED: Final = "\u0651"
#: what a participle with the article gains right behind the place that it describes
_DESCRIBES: Final = 12
#: events whose doer a participle describes, and the length of a verbal noun of the third form
_FOUGHT: Final = frozenset(("ground_attack", "clash", "besieges", "holds"))
_THIRD: Final = 6
#: heads of sources that only count or tell what the next noun names
#: events of what falls on somebody
_HITS: Final = ("shelling", "air_strike", "killing")
#: operators whose verb takes a noun of what is done
_TAKE_NOUNS: Final = frozenset(
    ("begin", "continue", "end", "plan", "aim", "try", "manage", "fail", "refuse", "deny", "admit", "urge", "prevent")
)
#: what some body or other is called
_BODIES: Final = NAMING.claimants
_MACHINES: Final = frozenset(("artillery", "aircraft"))
_NEWS: Final = frozenset("حصيله انباء خبر نبا".split())
#: pronouns suffixed to a conjunction ("إنه", "لأنها", "بأنهم")
_SUBJECTS: Final = ("ه", "ها", "هم", "هما", "نا")


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
            and (not (_may_trigger(m, i, w) or _done_to(scene, m, i)) or m.lo == i and out and _struck(scene, m, out[-1]))
            or w.listed & an.IDIOM
            and i > scene.lo
            and (words[i - 1].fold, w.fold) in NAMING.idioms
        ):
            continue
        if w.listed & an.RARE and (
            w.fold in NAMING.perfect and _lost_to(words, i, scene.hi) or w.fold in NAMING.described and _DOUBLED not in w.raw
        ):
            continue  # "أما المقر فقد اقتحمه شبان": no loss; "ما وصفته كذا": no liquidation
        best: tuple[int, Trigger] | None = None
        verb = noun = False
        for a in w.analyses:
            if a.event:
                verb, noun = verb or a.verb, noun or a.noun
        both = verb and noun
        verbal = both and _clause_start(scene, i)
        for rank, a in enumerate(w.analyses):
            if not a.event or a.jussive and not _after_negation(words, i, scene.lo):
                continue
            e = a.entry
            c = e.conditions
            after = c.after  # what stands in every sentence where the entry holds
            if (
                after is not None
                and not (e.takes or e.who)
                and not scene.may_have(after)
                and not (a.suf and _of_things(e, after, scene.told_before))
            ):
                continue
            if _addresses(a) or a.verb and _no_verb(scene, i, a) or a.noun and out and _governs_for(scene, i, out[-1]):
                continue
            if (
                a.noun
                and a.suf == "1p"
                and _ours(scene, i)
                or _falls_otherwise(scene, i, a)
                or e.event == "no_comment"
                and _nobody(words, i + 1, scene.hi)
            ):
                continue  # "لم تتبن أي جهة الهجوم"
            if a.verb and w.flags & an.PREP and a.tense == "past" and not _acts_next(scene, i):
                if not _object_next(scene, i, a, e.conditions):
                    continue  # "عبر الحدود" is "across", "عبر الجيش الحدود" is not; "فتحت النار" is not "under"
            t = Trigger(i, a, e)
            if e.present and a.tense == "pres" and _happened(scene, i):
                t.event = e.event
            score = met(scene, t, c)
            if score < 0:
                continue
            if a.noun and not (a.suf or a.prep or a.conj) and (_describes_actor if a.det else _describes_before)(scene, i, w, a):
                continue  # "باتت المدينة محاصرة", "القوة المهاجمة"
            key = score * 10 - min(rank, 9) + (0 if a.pos not in "VN" or not both else 9 if a.verb == verbal else 0)
            if (
                a.pos in "AP"
                and a.det
                and m is None
                and (host := scene.at.get(i - 1)) is not None
                and host.kind == "place"
                and not host.generic
            ):
                key += _DESCRIBES  # "الأحياء المحاصرة" are besieged; no siege is told
            if a.verb:
                first = a.pgn[:1] == "1" and not (a.pgn == "1p" and _we(scene, i, a))
                us = a.suf == "1p" and (_we(scene, i, a) or _ours(scene, i))  # "أسقطنا ثلاث طائرات": they shot down no "us"
                key -= _DISAGREES if first or us or both and _of_another(words, i, a) else _disagreement(scene, i, a)
            if best is None or key > best[0]:
                best = (key, t)
        if best and not (m is None and w.listed & an.RARE and w.base in NAMING.of_attacks and out and _of_the_event(out[-1], best[1])):
            out.append(best[1])
    return out


def _lost_to(words: list[Word], i: int, hi: int) -> bool:
    """Whether a verb in the past follows, before which "فقد" is the particle and no verb."""
    return i + 1 < hi and any(a.pos == "V" and a.tense == "past" for a in words[i + 1].analyses[:1])


def _struck(scene: Scene, m: Mention, t: Trigger) -> bool:
    """ "استهدف مقاتلو كذا دبابة": undetermined guns and vehicles behind the subject of a verb of attack are what it hits."""
    frame = t.entry.frame
    if m.cls not in _MACHINES:
        return False
    if t.a.pos != "V" or t.event not in STRIKES or t.a.suf or m.prep or m.det or m.conj or frame is None or frame.obj != "patient":
        return False
    doer = scene.at.get(t.last)
    if doer is None or doer is m or doer.lo != t.last or doer.prep or doer.kind == PLACE:
        return False
    return all(scene.words[k].flags & (an.NUMBER | an.QUANT) for k in range(doer.hi, m.lo))


def _of_the_event(noun: Trigger, t: Trigger) -> bool:
    """ "هجوم انتحاري": the adjective tells of no second attack."""
    return noun.tok == t.tok - 1 and noun.event == t.event and noun.a.pos == "N"


def _governs_for(scene: Scene, i: int, t: Trigger) -> bool:
    """ "تحرير كذا من سيطرة كذا": a noun that is part of a preposition of the event before it; not "بعد ساعات من سيطرة كذا على كذا"."""
    words, frame = scene.words, t.entry.frame
    if frame is None or i < t.last + 2 or words[i - 1].fold != "من" or f"من {words[i].fold}" not in frame.preps:
        return False
    return not words[i - 2].flags & (an.TIMED | an.NUMBER) and not any(
        words[k].flags & (an.PUNCT | an.VERB | an.COMP | an.REL) and k not in scene.at for k in range(t.last, i)
    )


def _of_another(words: list[Word], i: int, a: Analysis) -> bool:
    """ "بعد تقدم القوات وفرض سيطرتها": who has what the word takes cannot be the subject of a verb of that gender."""
    w = words[i + 1] if i + 1 < len(words) else None
    if w is None or a.suf or a.pgn not in ("3ms", "3fs"):
        return False
    sufs = {x.suf for x in w.analyses if x.pos == "N" and x.cls == "event" and x.suf[:1] == "3"}
    return bool(sufs) and not sufs & {a.pgn, "3mp"} and sufs <= {"3ms", "3fs"}


def _of_things(e: Sense, asked: Wanted, told: Told | None) -> bool:
    """ "الجسر ... نسفوه": the thing that an entry asks for may stand in the sentence before that of its pronoun."""
    return e.event == "destroys" and told is not None and told.any(asked.numbers)


def _addresses(a: Analysis) -> bool:
    """News addresses nobody: "تسلموا" is "they took over", "فارك" no "your fleeing"."""
    if a.pos != "V":
        return a.suf[:1] == "2"
    return not a.det and a.pgn[:1] == "2" and (a.voice == "act" or a.pgn == "2mp")


def _no_verb(scene: Scene, i: int, a: Analysis) -> bool:
    """Whether a word that can be a verb is none: behind a preposition, or in a person that news hardly has."""
    w, before = scene.words[i], scene.words[i - 1]
    if not a.conj and i > scene.lo and before.flags & an.PREP and before.raw in NAMING.before_nouns:
        return True  # "على وجه الخصوص"
    if not a.conj and i > scene.lo and (before.base in NAMING.since or before.base in NAMING.ever_since) and not a.suf:
        if any(x.pos == "N" and x.entry.event == a.entry.event and not x.suf for x in w.analyses):
            return True  # "منذ سحب كذا قواتها": the noun that is written alike
    if a.pgn == "1s":  # "سافر", "أصاب", "أخرج" are hardly "I shall flee", "I strike", "I leave"
        return a.tense == "pres" and w.fold[0] == "س" or not any(lo <= i < hi for lo, hi in scene.doc.quotes)
    return a.pgn == "3fp" and bool(w.flags & an.NAME)  # "عدن" is a town, and hardly "they returned"


def _happened(scene: Scene, i: int) -> bool:
    """Whether a present tense that tells a state elsewhere tells what happened: "لم يسيطر", and in a headline "الجيش يسيطر على كذا"."""
    before = scene.words[i - 1] if i > scene.lo else None
    if before is None:
        return scene.headline
    return before.base == "لم" or scene.headline and not before.flags & (an.REL | an.NEG | an.COMP)


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
    m, k = scene.at.get(i + 1), i + 1
    if m is not None and m.lo == k and m.kind == PLACE and a.entry.frame is not None and a.entry.frame.subj == "place":
        k = m.hi  # "فتحت البلدة أبوابها"
    return c.after is not None and k < scene.hi and not c.after.singles.isdisjoint(scene.words[k].asked)


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
    several = m.pgn == "mp" and scene.words[m.lo].base.endswith(("ون", "و"))  # "وتسلم مقاتلو كذا": took over, and no "she hands over"
    return _DISAGREES if m.pgn == "ms" or several else _DISAGREES // 6 if gender(m) == "ms" else 0


def _of_topic(scene: Scene, i: int) -> bool:
    """ "أن الجيش تقدم نحو كذا", "لواء من الجيش تحرك إلى كذا": whether forces at the head of a clause stand right before a word at i."""
    m = scene.at.get(i - 1)
    if m is None or m.hi != i or m.kind != ACTOR or m.prep or m.conj or scene.words[i].conj or gender(m) != "ms":
        return False
    return m.lo == scene.lo or bool(scene.words[m.lo - 1].flags & an.COMP)


def _clause_start(scene: Scene, i: int) -> bool:
    """Whether a word that is verb or verbal noun ("قصف", "سحب") stands where a verb stands: at the head of a clause."""
    words = scene.words
    w = words[i]
    if w.det or w.prep or any(a.suf and a.pos == "N" for a in w.analyses[:1]) and not w.conj:
        return False
    if i > scene.lo and words[i - 1].fold in ("قد", "وقد", "لقد"):
        return True
    nxt = words[i + 1] if i + 1 < scene.hi else None
    if nxt is not None and nxt.flags & (an.PREP | an.DIRECTION) and _of_topic(scene, i):
        return True
    doer = scene.at.get(i + 2)
    if nxt is not None and nxt.flags & an.PREP and doer is not None and doer.lo == i + 2 and not doer.prep:
        return doer.kind == "actor"  # "تصدى لها مقاتلو كذا"
    if nxt is not None and nxt.flags & an.PREP and doer is not None and doer.kind == PLACE and _doer_behind(scene, doer.hi):
        return True  # "توجه إلى كذا مئات المقاتلين"
    fallen = nxt is not None and nxt.fold == "في" and any(a.pos == "V" and a.entry.event == "killing" for a in w.analyses)
    if nxt is None or nxt.flags & (an.PUNCT | an.PREP) and not fallen or (nxt.flags & an.NATION and not nxt.det):
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
        if m.hi == i and m.lo > scene.lo and (m.kind != PLACE or m.cls == "country") and _announces(words[m.lo - 1]):
            return False  # "أعلنت الحركة قتل ثلاثة": what is announced
        acts = m.cls == "command" and m.hi - m.lo == 1 and not (m.det or m.suf)
        return not acts and (not m.prep or m.kind == "place")  # "عمليات نهب": acts, and no command
    if p.flags & an.COMP and p.fold.endswith(_SUBJECTS):
        return True  # "قال إنه ترك وحدته": the suffix is the subject of what follows
    return (
        bool(p.flags & (an.REL | an.BREAK)) or p.fold in ("قد", "لم", "كان", "كانت", "وقد", "كما", "فيما", "بينما", "ان") and p.fold != "ان"
    )


def _doer_behind(scene: Scene, k: int) -> bool:
    """Whether an actor under no preposition stands at k, or behind its number there."""
    m = next((m for m in scene.mentions if m.lo >= k), None)
    return m is not None and m.kind == ACTOR and not m.prep and not m.conj and count_start(scene.words, m.lo, k) == k


def _we(scene: Scene, i: int, a: Analysis) -> bool:
    """ "أسقطنا ثلاث طائرات", "قصفنا مطار كذا", "انسحبنا": a number or a noun without its article, which no pronoun "us" would leave to be
    hit, begins the object, or the verb takes none."""
    words = scene.words
    w = words[i + 1] if i + 1 < scene.hi else None
    if w is None or a.tense != "past" or w.flags & an.VERB and w.analyses[0].pos == "V":
        return False
    before = words[i - 1] if i > scene.lo else None
    if before is not None and before.flags & an.COMP and before.fold.endswith("نا"):
        noun = w.flags & (an.NUMBER | an.QUANT | an.ACTOR_HEAD | an.PLACE_HEAD | an.OBJECT | an.NAME)
        return bool(noun) or w.det  # "إننا قتلنا كذا"
    if a.entry.frame is not None and a.entry.frame.obj == "none" and not a.entry.after:
        return bool(w.flags & (an.PREP | an.PUNCT) or w.prep)
    if w.det or w.conj or w.prep:
        return False
    if w.flags & (an.NUMBER | an.QUANT) or w.base in NAMING.positions:
        return True
    if w.flags & (an.FUNCTION | an.PUNCT | an.VERB | an.PREP):
        return False
    struck = w.flags & (an.PLACE_HEAD | an.OBJECT) and not w.flags & an.ACTOR_HEAD
    return bool(struck) or _as_object(w) or bool(w.flags & an.ACTOR_HEAD) and i + 2 < scene.hi and _as_object(words[i + 2])


def _as_object(w: Word) -> bool:
    """An undetermined noun or adjective in the case of an object."""
    return not (w.det or w.conj or w.prep or w.flags & an.PUNCT) and w.raw.endswith(("ا", "اً", "ًا", "ين"))


def _ours(scene: Scene, i: int) -> bool:
    """ "قتلنا عشرة": what we did, where "our killing" or "she kills us" could be read too."""
    return any(x.verb and x.pgn == "1p" and x.event and _we(scene, i, x) for x in scene.words[i].analyses)


def _nobody(words: list[Word], k: int, hi: int) -> bool:
    """ "أي جهة": the subject of a verb is nobody."""
    return k + 1 < hi and words[k].fold in ("اي", "ايه") and words[k + 1].fold in _BODIES


def _announces(w: Word) -> bool:
    """A verb of speech that takes a noun for what is said, or an operator that takes the noun of a deed ("قررت كذا نشر")."""
    return any(
        a.pos == "V" and not a.suf and (a.cls == "speech" and a.entry.kind == "say" or a.cls == "operator" and a.entry.kind in _TAKE_NOUNS)
        for a in w.analyses
    )


def _plain(w: Word) -> bool:
    """A word that can be the adjective of an undetermined noun, and is no object ("قصف مستودعا لكذا")."""
    if w.det or w.raw[-1] in "اً":
        return False
    odd = w.flags & (an.FUNCTION | an.VERB | an.EVENT | an.PLACE_HEAD | an.OBJECT) or w.conj or w.prep
    return bool(w.flags & an.COMMON) or not odd  # "كبير" could be "like a well"


def _falls_otherwise(scene: Scene, i: int, a: Analysis) -> bool:
    """Men do not fall as towns do, nor towns as shells and men."""
    if a.entry.event == "takes_control" and _frees(scene.words[i], a):
        return True
    if a.pos == "V":
        return _of_places(a) or _of_men(scene, i, a) or _of_towns(scene, i, a)
    if a.pos == "N" and a.entry.event == "takes_control" and _of_men(scene, i, a):
        return True
    return a.pos == "N" and a.entry.event in _HITS and _of_towns(scene, i, a)


def _of_places(a: an.Analysis) -> bool:
    """A verb whose subject is a place, in a form that only people have ("سقطوا")."""
    return a.entry.frame is not None and a.entry.frame.subj == "place" and a.pgn[-2:] == "mp"


def _frees(w: Word, a: Analysis) -> bool:
    """ "تحريرهم", "حُرّروا": those whom a word of taking places means are people set free."""
    f = a.entry.frame
    if f is None or f.obj != "place" or a.pos == "N" and f.suffix != "place":
        return False
    return a.suf == "3mp" or a.voice == "pas" and a.pgn[-2:] == "mp" and "\u064f" in w.raw


def _of_towns(scene: Scene, i: int, a: an.Analysis) -> bool:
    """ "سقط المطار في أيدي كذا", "كذا سقطت في أيدي": a place is the subject of a verb whose subject is a man who is taken."""
    e = a.entry
    if e.frame is None:
        return False
    if e.event in _HITS and e.frame.subj != "place":
        falls = any(x.entry.event == "takes_control" and x.entry.frame.subj == "place" for x in scene.words[i].analyses if x.entry.frame)
        return falls and place_beside(scene, a, i)  # "سقطت بلدة كذا بعد قصف بالقذائف"
    if e.event not in ("abduction", "arrest") or e.frame.subj != "target":
        return False
    before = scene.at.get(i - 1)
    while before is not None and before.kind == "place" and before.hi == i and scene.lo < before.prep_tok <= before.lo:
        i = before.prep_tok
        before = scene.at.get(i - 1)  # "إن قرى في كذا سقطت في أيدي كذا"
    if before is not None and before.hi == i and before.kind == "place" and not before.prep:
        return True  # "إن محافظة كذا سقطت في أيدي كذا"
    return place_after(scene, i) is not None


def _of_men(scene: Scene, i: int, a: an.Analysis) -> bool:
    """ "سقط ثمانية جنود", "نعى مقاتلا سقط في كذا": men stand beside a verb whose subject is a place."""
    if a.entry.frame is None or a.entry.frame.subj != "place":
        return False
    before = scene.at.get(i - 1)
    if (
        before is not None
        and before.hi == i
        and not a.conj
        and a.pgn[1:2] == "m"
        and (before.kind in ("people", "person") or before.cls in _MEN)
    ):
        return True
    m = next((m for m in scene.mentions if m.lo > i), None)
    if m is not None and m.lo > i + 2 and count_start(scene.words, m.lo, i + 1) > i + 1:
        return False
    men = m is not None and (m.kind in ("people", "person") or m.cls in _MEN or counted_men(scene, m))
    return m is not None and men and not m.prep and all(not scene.words[k].flags & an.PUNCT for k in range(i + 1, m.lo))


def _may_trigger(m: Mention, i: int, w: Word) -> bool:
    """A word inside a name is no trigger ("قوة العمليات", "جسر التحرير"); the head of a description may be."""
    if m.known or m.kind == "person":
        return m.kind != "person" and (0 < m.name_hi <= i or i == m.lo and w.base in NAMING.titled)  # "انطلاق عملية «كذا»"
    if m.fold and m.fold[0] in NAMING.perpetrators:
        return True
    if m.kind == "source":
        return i > m.lo and _tells(m, i, w)  # "أعلن في بيان تدمير دبابتين", "حصيلة القصف على كذا"
    return i == m.lo or m.generic or 0 < m.name_hi <= i or _said_of(m, i, w)


def _said_of(m: Mention, i: int, w: Word) -> bool:
    """Whether a word behind a noun is no part of its name: "منزل قُصف", "أشخاص موقوفون", "عمليات التمشيط"."""
    for a in w.analyses:
        if a.cls != "event":
            continue
        if m.kind == "people":
            return a.pos == "P" and not a.det
        if m.kind == "place":
            return a.voice == "pas" and w.raw[1:2] == "\u064f"
        if a.entry.event == "changes_allegiance" and a.pos in "AP" and m.cls in ("fighters", "person_armed"):
            return i == m.hi - 1  # "جنودا منشقين عن كذا"
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
    pos = next((a.pos for a in w.analyses if a.cls == "event"), "")
    if pos == "P":
        return w.det and i == m.hi - 1 and not m.prep
    if pos != "N" or i != m.lo + 1 or w.prep:
        return False
    head = m.fold[0] if m.fold else ""
    return head in _NEWS or not w.det and m.prep in ("", "في", "ل")


def _after_negation(words: list[Word], i: int, lo: int) -> bool:
    return i > lo and (bool(words[i - 1].flags & an.NEG) or words[i].prep == "ل")

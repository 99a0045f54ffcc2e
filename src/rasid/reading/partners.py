"""Who does it, put right by what stands around the clause: those who act together, the force behind its spokesman."""

from __future__ import annotations

from typing import Final

from rasid.lexicon import analyser as an
from rasid.lexicon.analyser import Analysis, Word
from rasid.reading.counted import count_start
from rasid.reading.entities import Entity
from rasid.reading.event_groups import STRIKES, VICTIMS
from rasid.reading.naming import NAMING
from rasid.reading.scene import ACTOR, PEOPLE, PERSON, Mention, Scene
from rasid.reading.slots import PREP_OF, Filled
from rasid.text.fold import fold_word

#: events that forces do side by side
_TOGETHER: Final = frozenset(("takes_control", "advances", "ground_attack", "clash", "besieges", "arrest", "withdraws", "holds", "deploys"))
#: actors that fight beside others on the ground
_FIGHTING: Final = frozenset("force rebel militia jihadist fighters person_armed group state_army tribe".split())
#: events that whoever tells of them without naming anybody did itself; those of which this holds right behind the verb of speech
_OWN_DEEDS: Final = frozenset(("takes_control",))
_ANNOUNCED: Final = frozenset(("arrest", "destroys"))
_JUST_SAID: Final = 7
#: speakers who do nothing of what they tell: bodies of many states, a lone soldier
_BYSTANDERS: Final = frozenset(("international", "person_armed"))
#: operators whose subject does the event they carry
PERFORMING: Final = frozenset(("perform", "begin", "continue", "role"))
_AERIAL: Final = tuple(NAMING.aerial)
_AIDES: Final = frozenset(("مع", "من"))


def join_partners(scene: Scene, f: Filled, left: int, right: int) -> None:
    """ "بمشاركة كتائب كذا", "بالتعاون مع كذا": those who fight beside the agent are agents too."""
    if not f.agent or f.trigger.event not in _TOGETHER:
        return
    words = scene.words
    # "سيطر الجيش بدعم من كذا على معقل للمتمردين": beside the doer of the verb, and not beside whose the noun is
    owned = f.trigger.a.pos == "N" and any(r[0] == "agent" and r[1] in ("role.idafa", "role.prep.ل") for r in f.rules)
    for m in scene.mentions:
        if not left <= m.lo < right or m.kind != ACTOR or m.cls not in _FIGHTING or m.entity is None:
            continue
        at = m.prep_tok if m.prep in _AIDES and m.prep_tok >= 0 else m.lo
        beside = m.prep in NAMING.alongside or at > scene.lo and words[at - 1].base in NAMING.alongside and words[at - 1].prep != "ل"
        if m.lo < f.trigger.tok and owned:
            continue
        if beside and at >= m.lo - 1 and not from_the_air(m.name):
            f.put("agent", m.entity, "role.partner", m)  # type: ignore[arg-type]


def from_the_air(name: str) -> bool:
    """Whether a name tells of aircraft or of a coalition of states, which strikes from the air."""
    for w in fold_word(name).split():
        if w in NAMING.alongside or w.removeprefix("ال") in NAMING.backed:
            return False  # "القوات المدعومة من التحالف"
        if w.startswith(_AERIAL):
            return True
    return False


def speaks_of_itself(f: Filled, speaker: Entity | None, said: int) -> bool:
    """Whether what is told without an agent is the deed of who tells it ("أعلنت كذا أسر ثلاثة"). said: the token of the verb of speech."""
    if speaker is None or speaker.kind != ACTOR or f.asked or speaker.cls in _BYSTANDERS:
        return False
    if speaker.cls == "state_body" and speaker.head in NAMING.sitting:
        return False
    return f.trigger.event in _OWN_DEEDS or f.trigger.event in _ANNOUNCED and 0 <= f.trigger.first - said <= _JUST_SAID


def behind_spokesman(slot: list[Entity]) -> list[Entity]:
    """A spokesman does nothing himself: the force he speaks for, once."""
    if len(slot) < 2 and not (slot and slot[0].cls == "spokesman"):
        return slot
    return list(dict.fromkeys(e.org if e.cls == "spokesman" and e.org is not None else e for e in slot))


def nation_noun(f: Filled, k: int) -> bool:
    """ "لاعتقال فلسطيني", "محاصرة 300 حوثي": a man of a nation or party, not whose deed it is."""
    w = f.scene.words[k]
    if w.det or w.fold.endswith(("ه", "ات")):
        return False
    counted = k > f.trigger.last and bool(f.scene.words[k - 1].flags & (an.NUMBER | an.QUANT))
    return counted or f.trigger.event in VICTIMS


def performing(words: list[Word], k: int) -> tuple[Analysis | None, int]:
    """The verb that tells who did an event, and where he stands: "شنه كذا", "شاركت فيه كذا", "توصلت إليه كذا"."""
    if not words[k].flags & (an.OPERATOR | an.EVENT | an.SPEECH):
        return None, k
    behind = words[k + 1].fold if k + 1 < len(words) else ""
    verbs = [a for a in words[k].analyses if a.pos == "V" and a.cls in ("operator", "event", "speech")]
    for a in sorted(verbs, key=lambda a: a.cls != "operator" or a.entry.kind not in PERFORMING):
        if a.suf and a.suf != "3mp":  # "مسلحين تصفهم الحكومة": they are no event
            return a, k + 1
        if a.cls == "operator" and a.entry.kind in ("perform", "role") and PREP_OF.get(behind) in ("في", "الي", "علي"):
            return a, k + 2
    return None, k


def attributed(words: list[Word], k: int) -> int:
    """ "هجوم نسب إلى كذا", "هجمات نسب بعضها إلى كذا": the token behind the preposition; 0 where nothing is laid to anybody."""
    if not words[k].listed & an.RARE or words[k].base not in NAMING.attributed:
        return 0
    return next((j + 1 for j in (k + 1, k + 2) if j < len(words) and words[j].fold == "الي"), 0)


def strikes_itself(scene: Scene, verb: Analysis, k: int) -> bool:
    """ "استهدفت عبوة ناسفة دورية": whether the event at k, right behind a verb of attack, is its subject, definite or not."""
    frame, w = verb.entry.frame, scene.words[k]
    if verb.entry.event != "ground_attack" or frame is None or frame.obj != "patient":
        return False  # "شنت كتيبة هجوما"
    if verb.suf or verb.voice == "pas" or verb.pgn not in ("3ms", "3fs") or k in scene.at:  # "هاجم انتحاري": not an event does it
        return False
    if w.conj or w.prep or w.raw.endswith(("ا", "اً", "ًا", "ين")):
        return False
    if (w.base in NAMING.vehicles or w.base in NAMING.cars) and k + 1 < scene.hi:
        w = scene.words[k + 1]  # "استهدفت سيارة مفخخة حاجزا"
    return any(x.pos == "N" and x.entry.event in STRIKES for x in w.analyses)


def told_of_event(scene: Scene, verb: Analysis, tok: int) -> bool:
    """ "بعبوة ناسفة استهدفت دوريتهم": whether a verb of attack at tok describes an event right before it."""
    frame = verb.entry.frame
    if verb.entry.event != "ground_attack" or frame is None or frame.obj != "patient" or verb.conj or verb.suf or verb.voice == "pas":
        return False
    for k in range(tok - 1, max(scene.lo, tok - 3) - 1, -1):
        w = scene.words[k]
        if k in scene.at or w.flags & (an.PUNCT | an.VERB | an.PREP | an.COMP) and not w.flags & an.EVENT:
            return False
        if any(x.pos == "N" and (x.entry.event in STRIKES or x.entry.event == "arrest") for x in w.analyses[:1]):
            return not w.det
    return False


def reached(scene: Scene, tok: int, first: int, m: Mention) -> bool:
    """ "أصابت قذيفة دورية للشرطة": whether m is what the event at tok struck, which is subject of the verb right before first."""
    w, verb = scene.words[tok], scene.words[first - 1]
    if first <= scene.lo or m.kind not in (ACTOR, PEOPLE, PERSON) or m.prep or w.prep or w.conj or w.raw.endswith(("ا", "اً", "ًا")):
        return False
    if m.kind == PERSON and not verb.flags & an.EVENT:
        return False
    counted = count_start(scene.words, m.lo, tok + 1) < m.lo
    if not w.det and (m.det or m.known is not None) and m.rule != "name.of_positions" and not counted:
        return False  # "طالت غارات التحالف": whose they are
    killed = any(x.pos == "V" and not x.suf and x.entry.event == "killing" and x.pgn in ("3ms", "3fs") for x in verb.analyses)
    if killed and (counted or m.lo == tok + 1 and not m.suf):
        return True  # "قتلت غارة أحد قادة كذا", "قتلت غارة مسلحين"
    return any(
        x.pos == "V" and not x.suf and x.cls == "operator" and x.entry.kind == "happen" and x.entry.frame.obj == "patient"
        for x in verb.analyses
        if x.entry.frame is not None
    )

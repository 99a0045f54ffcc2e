"""Who is named again by less: a surname alone, a man under the pronoun of his own, the forces of whoever speaks for them."""

from __future__ import annotations

from typing import Final

from rasid.lexicon import analyser as an
from rasid.reading.entities import Entities, Entity
from rasid.reading.scene import ACTOR, PEOPLE, PERSON, PLACE, SOURCE, Mention, Scene
from rasid.reading.slots import COUNTRY
from rasid.reading.speech import Speech

#: how an undetermined object ends
_AS_OBJECT: Final = ("ا", "اً", "ًا", "ات", "ة")
#: classes of those who have forces
_FIELDS: Final = frozenset(("force", "state_army", "rebel", "militia", "jihadist"))
#: words that are no surname
_ORDINARY: Final = (
    an.PUNCT
    | an.COMMON
    | an.FUNCTION
    | an.EVENT
    | an.OPERATOR
    | an.SPEECH
    | an.NUMBER
    | an.OFFICE
    | an.NATION
    | an.ACTOR_HEAD
    | an.PLACE_HEAD
)


def surnames(scene: Scene, known: dict[str, Entity]) -> None:
    """ "قصف حفتر", "هجوم حفتر", "الإفراج عن حفتر": beside what he does or what befalls him, the surname alone of a person whose full
    name was told. known: entities by their surnames, folded."""
    if not known:
        return
    words = scene.words
    for k in range(scene.lo + 1, scene.hi):
        w = words[k]
        if w.fold not in known or w.flags & _ORDINARY or w.prep:
            continue
        told = next((m for m in scene.mentions if m.lo <= k < m.hi), None)
        if told is not None:
            alone = told.kind == PLACE and told.cls != COUNTRY and told.hi == told.lo + 1 and not told.prep and not told.conj
            if alone and told.rule == "name.known_place":  # "وضع الجيش بونغو قيد كذا"
                told.kind, told.cls, told.known, told.rule, told.pgn = PERSON, "person", None, "name.surname", "ms"
            continue
        nxt, before = words[k + 1] if k + 1 < scene.hi else w, words[k - 1]
        carried = before.flags & an.OPERATOR and nxt.flags & an.EVENT and nxt.raw.endswith(_AS_OBJECT)  # "شن حفتر هجوما"
        first = words[k - 2] if k - 1 > scene.lo else before
        did = before.det and before.flags & an.ACTOR_HEAD and first.flags & an.VERB and first.flags & an.EVENT
        by = before.flags & an.PREP and first is not before and first.flags & an.EVENT
        if (carried or by or did or before.flags & an.EVENT) and not before.flags & an.SPEECH:
            m = Mention(PERSON, k, k + 1, k, "person", "name.surname")
            m.name, m.fold, m.pgn = scene.doc.raw[k], (w.fold,), "ms"
            if by:
                m.prep, m.prep_tok = before.base, k - 1
            scene.mentions.append(m)
    at = -1
    for m in scene.mentions:
        if m.lo < at:
            scene.mentions.sort(key=lambda m: m.lo)
            break
        at = m.lo


def himself(m: Mention, entities: Entities) -> None:
    """ "قائدها فلان الفلاني": a man with a name is himself, and of those whom the pronoun means."""
    owner = entities.pronoun(m.suf, m.lo, (ACTOR, PERSON, SOURCE, PEOPLE, PLACE))
    m.suf = ""
    if owner is not None and owner.kind == ACTOR and m.org is None:
        m.org = Mention(ACTOR, m.lo, m.lo, m.lo, owner.cls, "name.holder")
        m.org.entity = owner


def of_forces(m: Mention, s: Speech, foes: set[tuple[int, int]]) -> None:
    """ "قال المتحدث باسم الجيش إن القوات دخلت البلدة": the forces of whoever speaks for forces are his, and not those that he
    fights. foes: pairs of entities of which one did something to the other."""
    who = (s.speakers[0].org or s.speakers[0]) if s.speakers and s.clause else None
    if who is not None and who.kind == ACTOR and who.cls in _FIELDS and (id(who), id(m.entity)) in foes:
        m.entity = who

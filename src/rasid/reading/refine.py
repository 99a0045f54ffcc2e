"""What is done with the drafts of one sentence: those that tell one happening are joined, slots filled, what tells nothing is left out."""

from __future__ import annotations

from datetime import date
from typing import Final

from rasid.lexicon import analyser as an
from rasid.reading.asserted import asserted
from rasid.reading.deaths import deaths
from rasid.reading.draft import Draft
from rasid.reading.entities import Entity
from rasid.reading.event_groups import ATTACKS, CROWDS, OF_TWO, STRIKES, VICTIMS
from rasid.reading.naming import NAMING
from rasid.reading.one_attack import events_by_means, one_attack, outcomes
from rasid.reading.open_slots import aims, fled, of_joined, told_late, who_lost
from rasid.reading.placing import place
from rasid.reading.retold import closer_told, crowds_that_act, tell_something
from rasid.reading.scene import ACTOR, PEOPLE, SOURCE, Scene
from rasid.reading.slots import HELD, POSITIONS

_STATES: Final = frozenset(("holds", "no_comment", "besieges"))
#: events that a source of news does not do itself
_FORCES: Final = frozenset(
    ("deploys", "takes_control", "withdraws", "advances", "ground_attack", "air_strike", "shelling", "besieges", "holds", "destroys")
)
#: what happens to people, which who counts them has not done
_COUNTED: Final = frozenset(("killing", "arrest", "abduction", "clash", "bombing", "displaces"))
#: rules by which the doer stands with the noun itself, whatever governs it
_DOERS: Final = frozenset(("role.adjective", "role.idafa", "role.performer_after", "role.prep.من", "role.prep.من قبل"))
_FLED: Final = frozenset(("displace.farra", "displace.farra_alaf", "displace.farra_back", "withdraw.farr"))
_ARMED: Final = frozenset(("jihadist", "militia", "rebel", "state_army", "state_force", "force", "fighters", "person_armed"))
#: classes of actors that are no crowd
_NO_CROWD: Final = frozenset(
    ("force", "international", "government", "state_body", "coalition", "state_army", "state_force", "command", "state")
)
#: from how many dead on a number told for months or years is a toll
_TOLL: Final = 20
_MONTH: Final = 31
#: a verb that has an object wherever it is active, and how far off the attack is in which it befell its subject
_AIMED: Final = "attack.istahdaf"
_NEXT: Final = 9
#: a noun that has its article by idiom: "تم القبض على"
_SEIZURE: Final = "قبض"


def refine(scene: Scene, drafts: list[Draft], last_places: list[Entity], marks: list[int]) -> list[Draft]:
    """Drafts of the sentence that stand, joined where they tell one happening, with places that run on."""
    if not drafts:
        return drafts
    drafts = events_by_means(scene, drafts)
    _deplored(drafts)
    _presupposed(drafts)
    _taken_people(drafts)
    _struck_in(scene, drafts)
    _run_away(drafts)
    drafts = outcomes(scene, drafts)
    drafts = one_attack(scene, crowds_that_act(scene, closer_told(scene, drafts)), marks)
    drafts = deaths(scene, drafts)
    drafts = _unsaid(scene, drafts)
    before: list[Entity] = []
    for d in drafts:
        place(scene, d, before, last_places)
        if d.explicit_place and (not before or not all(e.vague for e in d.place)):
            before = d.place
        if d.event in OF_TWO and len(d.agent) == 2 and not d.target:
            d.target.append(d.agent.pop())  # "تبادل كذا وكذا إطلاق النار": two who are named together are its two sides
            told = [r for r in d.rules if r[0] == "agent"]
            d.rules = [r for r in d.rules if r[0] != "agent"] + told[:1] + [("target", *r[1:]) for r in told[-1:]]
    for d in drafts:
        fled(scene, d)
        told_late(scene, d)
    of_joined(scene, drafts)
    who_lost(drafts)
    aims(drafts)
    return asserted(scene, tell_something(scene, [d for d in drafts if _stands(scene, d)]))


def _run_away(drafts: list[Draft]) -> None:
    """ "هروب العشرات من عناصر كذا": those who bear arms withdraw, and are not displaced."""
    for d in drafts:
        if d.event != "displaces" or not d.target or d.agent or d.entry.id not in _FLED:
            continue
        told = all(r[1] in ("role.idafa", "role.subject_after") for r in d.rules if r[0] == "target")
        if told and all(e.kind == ACTOR and e.cls in _ARMED for e in d.target):
            d.event, d.agent, d.target = "withdraws", d.target, []
            d.rules = [("agent", *r[1:]) if r[0] == "target" else r for r in d.rules]


def _taken_people(drafts: list[Draft]) -> None:
    """ "حملة شملت عشر ولايات اعتقل فيها 300 مشتبه بهم": civilians without an object do not arrest, they are arrested."""
    for d in drafts:
        passive = d.event == "arrest" and d.agent and not d.target and any(r[:2] == ("agent", "role.subject_after") for r in d.rules)
        if passive and all(e.kind == PEOPLE and e.cls == "civilians" for e in d.agent):
            d.target, d.agent = d.agent, []
            d.rules = [("target", *r[1:]) if r[0] == "agent" else r for r in d.rules]


def _struck_in(scene: Scene, drafts: list[Draft]) -> None:
    """ "استهدفت الشرطة في كابول في هجوم يشنه كذا": who stands alone with a verb that needs an object, in an attack, suffered it."""
    nouns = [d.tok for d in drafts if d.pos == "N" and d.event in STRIKES]
    for d in drafts if nouns else ():
        if d.pos != "V" or d.entry.id != _AIMED or any(e.cls in ("aircraft", "artillery") for e in d.agent):
            continue
        told = [r[:2] for r in d.rules if r[0] != "place" and r[:2] != ("target", "role.prep.ل")]  # "قافلة للجيش"
        hit = any(r[0] == "place" and not r[1].startswith("role.prep") for r in d.rules)
        if told != [("agent", "role.subject_after")] or hit or not any(_within(scene, d.last, tok) for tok in nouns):
            continue
        d.target, d.agent = d.target or d.agent, []
        kept = [r for r in d.rules if r[0] != "agent"]
        d.rules = kept if any(r[0] == "target" for r in kept) else [("target", *r[1:]) if r[0] == "agent" else r for r in d.rules]


def _within(scene: Scene, lo: int, tok: int) -> bool:
    """Whether "in" leads to an event near behind lo, with no other clause between ("الشرطة في كابول في أول هجوم")."""
    words = scene.words
    if not lo < tok <= lo + _NEXT or any(words[k].flags & (an.PUNCT | an.COMP | an.REL) for k in range(lo, tok)):
        return False
    if not any(words[k].fold == "في" for k in range(max(lo, tok - 2), tok)):
        return False
    for k in range(tok + 1, scene.hi):  # "استهدف الجيش في هجوم ليلي مواقع كذا" has its object there
        w, m = words[k], scene.at.get(k)
        if w.flags & (an.PUNCT | an.COMP | an.REL) or m is None and w.flags & an.VERB:
            break
        if m is not None and m.lo == k and not m.prep or not w.prep and not w.conj and (w.base in POSITIONS or w.base in HELD):
            return False
    return True


def _presupposed(drafts: list[Draft]) -> None:
    """ "نفى أن تكون الغارات أصابت مدنيين": of an event that is not denied itself, whom it befell is."""
    for d in drafts:
        if d.mood[0] == "status.presupposed":
            d.target.clear()
            d.rules = [r for r in d.rules if r[0] != "target"]


def _deplored(drafts: list[Draft]) -> None:
    """ "ترفض بغداد القصف التركي لقرى كذا": who refuses what another did denies nothing."""
    for d in drafts:
        if d.mood[0] == "status.op.refuse" and d.pos == "N" and (d.event in STRIKES or d.event in VICTIMS):
            if any(s == "agent" and r in _DOERS for s, r, _, _ in d.rules):
                d.status, d.mood = "occurred", ("status.deplored", d.mood[1])


def _unsaid(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """What an actor did not comment on is no statement of its own."""
    out: list[Draft] = []
    silent = -1
    for d in drafts:
        if d.event == "no_comment":
            own = any(w.conj == "و" and w.flags & an.NEG for w in scene.words[max(scene.lo, d.lo_trigger - 2) : d.lo_trigger + 1])
            said = d.speech is not None and d.speech.kind != "carried" and not own  # "أعلنت كذا ...، ولم يصدر تعليق": the outlet's word
            d.source = [e for e in d.source if e not in d.agent and said]
            silent = d.last
            while silent < scene.hi and scene.words[silent].raw not in "،,؛.":
                silent += 1
        elif d.tok < silent:
            continue
        out.append(d)
    return out


def _only_referred(scene: Scene, d: Draft) -> bool:
    """A noun that only names an event told elsewhere ("التحقيق في اغتيال", "هذه الهجمات", "ضحايا التفجير")."""
    if d.pos != "N" or d.event in _STATES:
        return False
    words = scene.words
    named = any(e.known is not None or len(e.name.split()) > 1 for e in d.place) and d.explicit_place
    if (named or d.target or d.event == "protest") and any(words[k].flags & an.REL for k in range(d.tok + 1, min(scene.hi, d.last + 2))):
        return False  # "أدانت التفجير الذي وقع في كذا": condemned, and told; "الإضراب الذي دعت إليه كذا"
    if _blamed(d) or not words[d.tok].det and d.explicit_place and _goes_on(scene, d.last):
        return False  # "متهما كذا بقصف كذا"; "التحقيق في تفجير وقع في كذا": condemned, and told
    for k in range(d.lo_trigger - 1, max(scene.lo, d.lo_trigger - 4) - 1, -1):
        w = words[k]
        if w.flags & an.PUNCT and w.raw not in '“”«»"':
            break
        if any(a.entry.kind == "refer" for a in w.analyses) and k not in scene.at:
            return d.status != "denied" or not named  # "نفت كذا ضلوعها في الهجوم على كذا"
        if w.flags & an.VERB:
            break
    before = words[d.lo_trigger - 1].base if d.lo_trigger > scene.lo else ""
    plain = d.mood[0] == "status.default" and not d.target and not any("governor" in r[1] for r in d.rules)
    if (before in NAMING.elatives or before in NAMING.ordinals) and not words[d.tok].det:
        back = d.event in ATTACKS and d.lo_trigger - 1 > scene.lo and words[d.lo_trigger - 2].flags & (an.DEM | an.PRON)
        if back or plain and before in NAMING.elatives:
            return True  # "وهو أعنف اعتداء تشهده العاصمة", "وهذا ثالث هجوم يشنه كذا على كذا"
    told = d.explicit_place or d.killed is not None or d.injured is not None or (d.date and "runs_on" not in d.date_rule)
    fixed = d.event == "arrest" and words[d.tok].base == _SEIZURE and words[d.tok + 1 : d.tok + 2] and words[d.tok + 1].fold == "علي"
    return bool(words[d.tok].det) and not told and not d.agent and not d.target and not fixed


def _goes_on(scene: Scene, k: int) -> bool:
    """Whether a verb at k, or behind an adjective there, tells on of the noun before it: "تفجير انتحاري وقع في كذا"."""
    for n in (k, k + 1):
        if n >= scene.hi or n in scene.at or scene.words[n].flags & (an.PUNCT | an.PREP) or scene.words[n].conj:
            return False
        if any(a.pos == "V" and a.tense == "past" for a in scene.words[n].analyses[:1]):
            return True
    return False


def _toll(d: Draft) -> bool:
    """The dead of months or years together ("أكثر من 600 شخص هذا العام") are no happening of their own."""
    if d.event != "killing" or d.killed is None or d.killed < _TOLL or d.explicit_place:
        return False
    whole_year = len(d.date) == 4 and d.date.isdigit()
    begin, _, end = d.date.partition("/")
    if len(begin) == len(end) == 10:
        return (date.fromisoformat(end) - date.fromisoformat(begin)).days > _MONTH  # a week may lie in two months
    return whole_year or bool(end) and begin != ".." and begin[:7] != end[:7]


def _stands(scene: Scene, d: Draft) -> bool:
    """Whether the draft has what its entry needs."""
    if d.agent and d.agent[0].kind == SOURCE and (d.event in _FORCES or d.event in _COUNTED and not _blamed(d)):
        if d.event == "deploys":
            return False
        if d.event != "clash" or d.agent[0].head not in NAMING.residents:  # "اشتباكات بين الأهالي والشرطة"
            d.agent.clear()
    if d.event == "deploys" and d.agent and all(e.cls == "crowd" for e in d.agent):
        return False  # "احتشد المئات", "تدفق الآلاف"
    if d.event in CROWDS and d.agent:
        d.agent[:] = [e for e in d.agent if e.cls not in _NO_CROWD]  # a state or a body of states does not demonstrate
        if not d.agent and d.pos == "V" and any(s == "agent" and r.startswith("role.subject_") for s, r, _, _ in d.rules):
            return False  # "أغلقت الشرطة الطرق", "هدمت الحكومة المنازل"
    if _only_referred(scene, d) or _toll(d) or d.mood[0] == "status.op.unreal":
        return False
    if d.weak and not (d.agent or d.target or d.place):
        return False  # a general word that nobody and nothing stands beside
    return d.needs_met()


def _blamed(d: Draft) -> bool:
    """Somebody accused of it, whatever kind of name he has."""
    return any(r == "role.accused" for s, r, _, _ in d.rules if s == "agent")

"""What is done with the drafts of one sentence: one happening told by two words, deaths and their cause, needs."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Final

from rasid.lexicon import analyser as an
from rasid.reading.casualties import Casualty
from rasid.reading.context import party
from rasid.reading.draft import Draft
from rasid.reading.entities import Entity
from rasid.reading.naming import NAMING
from rasid.reading.partners import from_the_air
from rasid.reading.placing import place
from rasid.reading.retold import crowds_that_act, tell_something
from rasid.reading.scene import ACTOR, PEOPLE, SOURCE, Mention, Scene
from rasid.text.fold import fold_word

_FATAL: Final = frozenset(("clash", "ground_attack", "air_strike", "shelling", "bombing", "riot", "protest", "takes_control", "destroys"))
_ATTACK: Final = frozenset(("ground_attack", "air_strike", "shelling", "bombing", "clash"))
_STRIKES: Final = frozenset(("ground_attack", "air_strike", "shelling", "bombing"))
#: when two words tell one attack, the more telling kind stays
_RANK: Final = {"air_strike": 5, "bombing": 4, "shelling": 3, "clash": 2, "ground_attack": 1}
_STATES: Final = frozenset(("holds", "no_comment", "besieges"))
_PART_OF_PHRASE: Final = frozenset(("holds", "takes_control"))
_CONTROL: Final = frozenset(("takes_control", "holds", "withdraws", "besieges", "hands_over"))
_MEANS_EVENTS: Final = frozenset(("shelling", "bombing", "air_strike"))
#: events that a source of news does not do itself
FORCES: Final = frozenset(
    ("deploys", "takes_control", "withdraws", "advances", "ground_attack", "air_strike", "shelling", "besieges", "holds", "destroys")
)
#: what happens to people, which who counts them has not done
_COUNTED: Final = frozenset(("killing", "arrest", "abduction", "clash", "bombing", "displaces"))
#: events of crowds, and classes of actors that are none
_CROWDS: Final = frozenset(("protest", "riot"))
_NO_CROWD: Final = frozenset(("international", "government", "state_body", "coalition", "state_army", "state_force", "command", "state"))
#: people who flee where forces withdraw
_FLEEING: Final = frozenset(("civilians", "crowd"))
#: events between two sides
_OF_TWO: Final = frozenset(("clash", "agreement"))
#: from how many dead on a number told for months or years is a toll
_TOLL: Final = 20
_MONTH: Final = 31
_THROUGH: Final = frozenset("في جراء اثر نتيجه بسبب خلال عقب بعد".split())


def refine(scene: Scene, drafts: list[Draft], last_places: list[Entity], marks: list[int]) -> list[Draft]:
    """Drafts of the sentence that stand, joined where they tell one happening, with places that run on."""
    drafts = _events_by_means(scene, drafts)
    drafts = _outcomes(scene, drafts)
    drafts = _one_attack(scene, crowds_that_act(scene, drafts), marks)
    drafts = _deaths(scene, drafts)
    drafts = _unsaid(scene, drafts)
    before: list[Entity] = []
    for d in drafts:
        place(scene, d, before, last_places)
        if d.explicit_place and (not before or not all(e.vague for e in d.place)):
            before = d.place
        if d.event in _OF_TWO and len(d.agent) == 2 and not d.target:
            d.target.append(d.agent.pop())  # "تبادل كذا وكذا إطلاق النار": two who are named together are its two sides
    for d in drafts:
        _fled(scene, d)
        _told_late(scene, d)
    _joined(scene, drafts)
    _losers(drafts)
    _aims(drafts)
    return tell_something(scene, [d for d in drafts if _stands(scene, d)])


def _fled(scene: Scene, d: Draft) -> None:
    """ "فر الآلاف نحو كذا": people who leave are driven out; not those of a nation, who are its forces."""
    hosts = [scene.at.get(lo) for slot, _, lo, _ in d.rules if slot == "agent" and lo >= 0]
    if d.event != "withdraws" or not d.agent or any(m is not None and m.rule == "name.nationality" for m in hosts):
        return
    if any(e.cls == "prison" for e in d.place) and d.explicit_place:
        return  # "فر عشرات السجناء من سجن كذا"
    if any(m is not None and _no_refugee(scene, m) for m in hosts) or not any(hosts) and all(_lone(e) for e in d.agent):
        return
    if all(e.kind == PEOPLE and e.cls in _FLEEING for e in d.agent):
        d.event, d.agent[:], d.target[:] = "displaces", [], list(d.agent)
        d.rules = [("target" if s == "agent" else s, r, lo, hi) for s, r, lo, hi in d.rules if s != "target"]


def _lone(e: Entity) -> bool:
    """ "قصة طبيب أفرغ عيادته": one man without a name."""
    return e.cls == "civilians" and e.vague and e.pgn == "ms" and not e.name.startswith("ال")


def _no_refugee(scene: Scene, m: Mention) -> bool:
    """ "رجال الشرطة", "رجاله" are forces that leave; "فر طبيب" tells of one man."""
    w = scene.words[m.lo - 1] if m.lo > scene.lo else None
    counted = w is not None and (bool(w.flags & (an.NUMBER | an.QUANT)) or w.base in NAMING.counters)
    if counted or m.pgn != "ms":
        return False
    men = scene.words[m.lo].base in NAMING.men and (bool(m.suf) or m.hi > m.lo + 1)
    return men or m.cls == "civilians" and not m.det and not m.suf and m.hi == m.lo + 1


def _told_late(scene: Scene, d: Draft) -> None:
    """ "خرجت من كذا، خلال يومين، ألف عائلة", "وصلت إلى كذا، أمس، وحدات": whom the entry waits for, behind places and times."""
    f = d.entry.frame
    if not d.entry.far or f is None or f.subj != "target" and (f.subj != "agent" or d.pos != "V"):
        return
    slot, kind = (d.target, PEOPLE) if f.subj == "target" else (d.agent, ACTOR)
    m = scene.at.get(d.last - 1)
    if not slot and m is not None and m.kind == kind and not m.prep and m.entity is not None:
        slot.append(m.entity)  # type: ignore[arg-type]
        d.rules.append((f.subj, "role.subject_late", m.lo, m.hi))


def _losers(drafts: list[Draft]) -> None:
    """Who lost a place, where only another event of the sentence names them: "سيطرت كذا على كذا بعد انسحاب كذا", "إثر معارك مع كذا"."""
    for d in drafts:
        if d.event == "takes_control" and d.target and not d.agent:
            won = next((o for o in drafts if o.event in ("ground_attack", "advances") and o.agent and o.agent[0] not in d.target), None)
            if won is not None and won.status == "occurred":  # "خسرت كذا مدينة كذا إثر هجوم لكذا"
                d.agent.extend(won.agent)
                d.rules.append(("agent", "role.winner", won.tok, won.last))
                won.target.extend(e for e in d.target if not won.target)
        if d.event != "takes_control" or d.target or not d.agent or d.status != "occurred":
            continue
        for o in drafts:
            stronghold = o.event == "holds" and o.pos == "N" and 0 < o.tok - d.last < 16
            other = o.agent if o.event == "withdraws" or stronghold else [*o.agent, *o.target] if o.event == "clash" else []
            lost = [e for e in other if e not in d.agent and e.kind == ACTOR and party(e)]
            if lost:
                d.target.extend(lost)
                d.rules.append(("target", "role.loser", o.tok, o.last))
                break


def _joined(scene: Scene, drafts: list[Draft]) -> None:
    """ "اتهم المهاجمين بنهب السوق واحتجاز شبان": a noun joined to a noun has its doer."""
    for p, d in pairwise(drafts):
        w = scene.words[d.tok]
        if d.agent or not p.agent or p.pos != "N" or d.pos != "N" or w.conj != "و" or w.det or w.prep or d.event in _OF_TWO:
            continue
        told = any(r[0] == "agent" and r[1].startswith(("role.accused", "role.urged", "role.governor")) for r in p.rules)
        gap = scene.words[p.last : d.tok]
        if told and len(gap) <= 14 and not any(x.flags & (an.VERB | an.COMP | an.REL) and not x.flags & an.EVENT for x in gap):
            d.agent.extend(e for e in p.agent if e not in d.target)
            d.rules.append(("agent", "role.of_joined", p.tok, p.last))


def _aims(drafts: list[Draft]) -> None:
    """ "شنت كذا هجوما لاستعادة كذا": what the attack is to take is where it is, and who holds it is attacked."""
    for p, d in pairwise(drafts):
        if p.event != "ground_attack" or d.event != "takes_control" or d.mood[0] != "status.purpose" or d.tok - p.last > 6:
            continue
        if d.explicit_place and not p.explicit_place:
            p.place[:] = d.place
            p.explicit_place = True
            p.rules = [r for r in p.rules if r[0] != "place"] + [("place", "place.of_aim", d.tok, d.last)]
        if d.target and not p.target:
            p.target.extend(e for e in d.target if e not in p.agent)


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


def count_casualties(drafts: list[Draft], found: list[Casualty]) -> None:
    """Give each count of dead or wounded to the killing it is told with, else to the nearest attack of the sentence."""
    killings = [d for d in drafts if d.event == "killing"]
    attacks = [d for d in drafts if d.event in _FATAL]
    for c in found:
        if c.number is None:
            continue
        near = [d for d in killings if min(abs(d.tok - c.lo), abs(d.tok - c.hi)) <= 12] or attacks or killings
        if not near:
            continue
        d = min(near, key=lambda x: min(abs(x.tok - c.lo), abs(x.tok - c.hi)))
        if c.kind == "killed" and d.killed is None:
            d.killed = c.number
        elif c.kind == "injured" and d.injured is None:
            d.injured = c.number


def _events_by_means(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """ "قصف الطيران", "استهدفت مسيّرة": the event changes by what stands near."""
    for d in drafts:
        by = d.entry.event_by
        if not by or d.event == "holds":
            continue
        hosts = [scene.at.get(lo) for slot, _, lo, _ in d.rules if slot == "agent" and lo >= 0]
        told = {e.cls for e in d.agent} | {m.cls for m in hosts if m is not None} | _means(scene, d)
        classes = {*told, d.status}
        grounded = any(fold_word(e.name.split()[0]).removeprefix("ال") in NAMING.grounded for e in d.agent if e.name)
        if not grounded and any(e.cls == "coalition" or from_the_air(e.name) for e in d.agent):
            classes.add("aircraft")  # coalitions of states strike from the air
        for cls, event in by.items():
            if cls in classes and not (d.event == "destroys" and any(o.event == event and o is not d for o in drafts)):
                d.event, d.weak = event, d.weak and cls not in told  # means that are told make it plain
                break
    return drafts


def _outcomes(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """ "وانتهى الهجوم بالسيطرة على كذا": who attacked took it; the attack that ends was told before."""
    out = list(drafts)
    for p, d in pairwise(drafts):
        if p.pos != "N" or not p.definite or d.pos != "N" or scene.words[d.tok].prep != "ب" or d.tok - p.last > 2:
            continue
        before = scene.words[max(scene.lo, p.lo_trigger - 3) : p.lo_trigger]
        if not any(a.entry.kind in ("end", "cause") for w in before for a in w.analyses):
            continue
        told = next((q for q in drafts if q.tok < p.tok and q.event == p.event and q.agent), None)
        if told is not None:
            d.agent[:] = told.agent
            d.rules = [r for r in d.rules if r[0] != "agent"] + [("agent", "role.of_attack", told.tok, told.last)]
            out.remove(p)
    return out


def _means(scene: Scene, d: Draft) -> set[str]:
    """Classes of the means told right after the trigger ("قصف جوي") or with ب ("بصاروخ", "بالطائرات")."""
    words = scene.words
    out: set[str] = set()
    for k in range(d.tok + 1, min(d.hi, d.tok + 16, scene.hi)):
        w = words[k]
        if not w.flags & (an.OBJECT | an.ACTOR_HEAD) or not (
            k <= d.last + 1 or w.prep == "ب" or words[k - 1].fold in ("بواسطه", "باستخدام", "عبر")
        ):
            continue
        out.update(a.entry.kind for a in w.analyses if a.entry.cls in ("object", "actor_head"))
    return out


def _one_attack(scene: Scene, drafts: list[Draft], marks: list[int]) -> list[Draft]:
    """ "الغارات استهدفت", "قصف بالقذائف", "شن هجوما": two words of one attack in one clause."""
    out: list[Draft] = []
    for d in drafts:
        prev = out[-1] if out else None
        if prev is not None and prev.event in _ATTACK and d.event in _ATTACK and _tells_on(scene, prev, d, marks):
            if prev.pos == "N" and d.pos == "V" and any(r[1] == "role.subject_after" for r in d.rules):
                d.target, d.agent = [*d.agent, *d.target], []  # "الغارات قصفت وحدات": what follows the verb is hit
            _absorb(prev, d)
            continue
        if prev is not None and _is_subject(scene, prev, d):
            for slot in ("target", "place"):
                getattr(d, slot).extend(e for e in getattr(prev, slot) if e not in d.agent and e not in getattr(d, slot))
            _absorb(d, prev)
            out[-1] = d
            continue
        if any(_is_hit(scene, o, d) for o in out):
            continue
        if prev is not None and prev.event == d.event and _one_clause(scene, prev, d, marks):
            _absorb(prev, d)
            if not _needs_met(prev) and len(d.entry.needs) < len(prev.entry.needs):
                prev.entry = d.entry  # "اتفقا على وقف إطلاق النار": the more telling word asks for less
            continue
        if prev is not None and d.event in _PART_OF_PHRASE and prev.pos == "V" and d.pos == "N" and prev.tok < d.tok == prev.last - 1:
            continue  # "أعادت كذا تموضعها", "انتقلت السيطرة", "تبسط كذا سيطرتها": the noun is part of the verb's phrase
        out.append(d)
    return out


def _between(scene: Scene, a: Draft, b: Draft) -> bool:
    """A comma or a conjunction stands between."""
    return any(scene.words[k].flags & an.PUNCT and scene.words[k].raw in "،,." for k in range(a.last, b.tok)) or bool(
        scene.words[b.tok].conj
    )


def _one_clause(scene: Scene, a: Draft, b: Draft, marks: list[int]) -> bool:
    """Verb and noun of one event in one clause ("أحكم السيطرة", "أجبرهم على الانسحاب"), or the same word at once again."""
    if _between(scene, a, b):
        return False
    return b.tok - a.last <= 2 or (a.pos != b.pos and b.tok - a.last <= 8 and not any(marks[k - scene.lo] for k in range(a.last, b.tok)))


def _tells_on(scene: Scene, a: Draft, b: Draft, marks: list[int]) -> bool:
    """b only says more of a: the noun a is subject of the verb b, or b is the means of a."""
    words = scene.words
    w = words[b.tok]
    if a.pos == "N" and b.pos == "V" and not w.conj and b.tok - a.tok <= 7:
        hard = any(marks[k - scene.lo] == 2 and not words[k].flags & an.REL for k in range(a.last, b.tok))
        between = [m for m in scene.mentions if m.lo > a.last and m.hi <= b.tok and not m.prep and m.kind == ACTOR]
        return not hard and not any(m.entity not in a.agent for m in between)  # "الهجوم الذي نفذته كذا استهدف حاجزا"
    if b.pos == "N" and w.prep == "ب" and not any(marks[k - scene.lo] == 2 for k in range(a.last, b.tok)):
        apart = a.event == "clash" and any(words[k].raw in "،," for k in range(a.last, b.tok))  # "معارك ...، مسبوقة بضربات"
        return b.tok - a.tok <= 14 and b.event in _MEANS_EVENTS and not apart
    return bool(b.pos == "N" and a.pos == "N" and b.tok - a.last <= 2 and not w.conj and not w.det and not w.prep)


def _is_subject(scene: Scene, a: Draft, b: Draft) -> bool:
    """ "استهدفت ثلاث غارات مواقع": the event b is the subject of the verb a right before it, but for a number."""
    frame = a.entry.frame
    if a.pos != "V" or b.pos != "N" or a.event != "ground_attack" or b.event not in _STRIKES or b.tok - a.last > 3:
        return False
    if frame is None or frame.obj != "patient" or a.last != a.tok + 1 or b.tok in scene.at:
        return False  # "شنت كتيبة هجوما", "هاجم انتحاري": not an event does it
    w = scene.words[b.tok]
    form = next((x for x in scene.words[a.tok].analyses if x.entry is a.entry and x.pos == "V"), None)
    if w.conj or w.prep or w.raw.endswith(("ا", "اً", "ًا", "ين")):
        return False
    if form is None or form.suf or form.voice == "pas" or form.pgn not in ("3ms", "3fs"):
        return False
    return all(scene.words[k].flags & (an.NUMBER | an.QUANT) for k in range(a.last, b.tok))


def _is_hit(scene: Scene, a: Draft, b: Draft) -> bool:
    """ "قصفت الغارات عربات ودبابات": what is hit tells of no shelling of its own."""
    m = scene.at.get(b.tok)
    return b.pos == "N" and m is not None and m.lo == b.tok and m.kind == ACTOR and m.entity in a.target


def _absorb(a: Draft, b: Draft) -> None:
    """a takes what b adds."""
    if _RANK.get(b.event, 0) > _RANK.get(a.event, 0) and a.event != "clash":
        a.event = b.event
    for slot in ("agent", "target", "place"):
        mine, theirs = getattr(a, slot), getattr(b, slot)
        if not mine or slot == "place":
            mine.extend(e for e in theirs if e not in mine and e not in a.agent and e not in a.target)
    a.rules.extend(b.rules)
    a.hi = max(a.hi, b.hi)
    a.explicit_place = a.explicit_place or b.explicit_place
    a.killed = b.killed if a.killed is None else a.killed
    a.injured = b.injured if a.injured is None else a.injured


def _deaths(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Deaths that an event of the sentence explains are its casualties, not a statement."""
    causes = [d for d in drafts if d.event in _FATAL]
    if not causes:
        return _join_deaths(drafts)
    out: list[Draft] = []
    for d in drafts:
        if d.event != "killing" or (d.status not in ("occurred", "ongoing") and not _result(scene, d)):
            out.append(d)
            continue
        answered = _answered(scene, d)
        if answered and any(r[:2] == ("agent", "role.governor") for r in d.rules):
            d.agent, d.rules = [], [r for r in d.rules if r[0] != "agent"]  # who answers did not do it
        cause = None if answered else _cause(scene, d, causes)
        if cause is None:
            out.append(d)
            continue
        if not cause.target:
            cause.target.extend([e for e in d.target if e not in cause.agent][:1])
        if not cause.agent and d.pos == "V":
            cause.agent.extend(e for e in d.agent if e not in cause.target)
        if not cause.place:
            cause.place.extend(d.place)
        cause.killed = d.killed if cause.killed is None else cause.killed
        cause.injured = d.injured if cause.injured is None else cause.injured
        cause.lo, cause.hi = min(cause.lo, d.lo), max(cause.hi, d.hi)
    return _join_deaths(out)


def _cause(scene: Scene, d: Draft, causes: list[Draft]) -> Draft | None:
    """The event that explains the deaths: the nearest of the sentence that is not told apart from them."""
    best: tuple[int, Draft] | None = None
    caused = _result(scene, d)
    for c in causes:
        after = scene.words[d.tok].conj == "ف" and c.tok < d.tok
        if d.entry.kind == "deliberate" and c.event not in _MEANS_EVENTS and not (after or c.tok > d.tok and _through(scene, c)):
            continue  # "دارت معارك ... وأعدمت كذا 15 معتقلا": no fight explains it
        if c.event in ("protest", "riot", "takes_control", "destroys") and not (after or _linked(scene, c, d)):
            continue
        gap = abs(c.tok - d.tok) + (20 if c.tok > d.tok and caused else 0)
        if c.tok > d.tok and _through(scene, c):
            gap -= 15
        if not after and d.agent and c.agent and not {id(e) for e in d.agent} & {id(e) for e in c.agent} and d.pos == "V":
            continue
        if (
            d.agent
            and not c.agent
            and d.tok < c.tok
            and not caused
            and any(w.flags & (an.COMP | an.BREAK) for w in scene.words[d.tok + 1 : c.tok])
        ):
            continue  # "قام الجنود بقتل كذا بعدما انفجرت عبوة بهم": two deeds
        if (
            d.place
            and c.place
            and d.explicit_place
            and c.explicit_place
            and not {id(e) for e in d.place} & {id(e) for e in c.place}
            and gap > 12
        ):
            continue
        if best is None or gap < best[0]:
            best = (gap, c)
    return best[1] if best and best[0] <= 45 else None


def _through(scene: Scene, c: Draft) -> bool:
    """Whether an event is told as a way or occasion ("بتفجير", "في هجوم")."""
    return scene.words[c.tok].prep == "ب" or scene.words[c.tok - 1].base in _THROUGH


def _answered(scene: Scene, d: Draft) -> bool:
    """ "ردا على اغتيال كذا", "ردت الفصائل على مقتل كذا": what is answered is apart from the answer."""
    words = scene.words
    if d.pos != "N" or d.tok <= scene.lo or words[d.tok - 1].fold != "علي" and words[d.tok].prep != "ل":
        return False
    return any(not NAMING.retort.isdisjoint(words[k].keys) for k in range(max(scene.lo, d.tok - 9), d.tok - 1))


def _result(scene: Scene, d: Draft) -> bool:
    """ "ما أدى لمقتل": a noun that a verb of causing takes."""
    return any(a.entry.kind == "cause" for k in range(max(scene.lo, d.tok - 3), d.tok) for a in scene.words[k].analyses)


def _linked(scene: Scene, c: Draft, d: Draft) -> bool:
    lo, hi = (c.tok, d.tok) if c.tok < d.tok else (d.tok, c.tok)
    return any(a.entry.kind == "cause" for k in range(lo, hi) for a in scene.words[k].analyses) or scene.words[c.tok].prep in ("ب",)


def _join_deaths(drafts: list[Draft]) -> list[Draft]:
    """ "قتل ثلاثة وأصيب خمسة" is one killing."""
    out: list[Draft] = []
    for d in drafts:
        prev = out[-1] if out else None
        if prev is not None and prev.event == d.event == "killing" and d.tok - prev.tok <= 16 and (not d.agent or d.agent == prev.agent):
            _absorb(prev, d)
            continue
        out.append(d)
    return out


def _only_referred(scene: Scene, d: Draft) -> bool:
    """A noun that only names an event told elsewhere ("التحقيق في اغتيال", "هذه الهجمات", "ضحايا التفجير")."""
    if d.pos != "N" or d.event in _STATES:
        return False
    words = scene.words
    named = any(e.known is not None or len(e.name.split()) > 1 for e in d.place) and d.explicit_place
    if (named or d.target or d.event == "protest") and any(words[k].flags & an.REL for k in range(d.last, min(scene.hi, d.last + 2))):
        return False  # "أدانت التفجير الذي وقع في كذا": condemned, and told; "الإضراب الذي دعت إليه كذا"
    for k in range(d.lo_trigger - 1, max(scene.lo, d.lo_trigger - 4) - 1, -1):
        w = words[k]
        if w.flags & an.PUNCT and w.raw not in '“”«»"':
            break
        if any(a.entry.kind == "refer" for a in w.analyses) and k not in scene.at:
            return True
        if w.flags & an.VERB:
            break
    before = words[d.lo_trigger - 1].base if d.lo_trigger > scene.lo else ""
    plain = d.mood[0] == "status.default" and not d.target and not any("governor" in r[1] for r in d.rules)
    if before in NAMING.elatives and not words[d.tok].det and plain:
        return True  # "وهو أعنف اعتداء تشهده العاصمة"
    told = d.explicit_place or d.killed is not None or d.injured is not None or (d.date and "runs_on" not in d.date_rule)
    return bool(words[d.tok].det) and not told and not d.agent and not d.target


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
    if d.agent and d.agent[0].kind == SOURCE and (d.event in FORCES or d.event in _COUNTED and not _blamed(d)):
        if d.event == "deploys":
            return False
        d.agent.clear()
    if d.event in _CROWDS and d.agent:
        d.agent[:] = [e for e in d.agent if e.cls not in _NO_CROWD]  # a state or a body of states does not demonstrate
        if not d.agent and d.pos == "V" and any(s == "agent" and r.startswith("role.subject_") for s, r, _, _ in d.rules):
            return False  # "أغلقت الشرطة الطرق", "هدمت الحكومة المنازل"
    if _only_referred(scene, d) or _toll(d):
        return False
    if d.weak and not (d.agent or d.target or d.place):
        return False  # a general word that nobody and nothing stands beside
    return _needs_met(d)


def _blamed(d: Draft) -> bool:
    """Somebody accused of it, whatever kind of name he has."""
    return any(r == "role.accused" for s, r, _, _ in d.rules if s == "agent")


def _needs_met(d: Draft) -> bool:
    return all(any(getattr(d, s, None) for s in need.split("|")) for need in d.entry.needs)

"""Slots that the words of an event leave open: who fled, who is told late, who lost a place, what an attack was for."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from rasid.lexicon import analyser as an
from rasid.reading.context import party
from rasid.reading.draft import Draft
from rasid.reading.entities import Entity
from rasid.reading.event_groups import OF_TWO
from rasid.reading.naming import NAMING
from rasid.reading.scene import ACTOR, PEOPLE, Mention, Scene

#: people who flee where forces withdraw
_FLEEING: Final = frozenset(("civilians", "crowd"))


def fled(scene: Scene, d: Draft) -> None:
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


def told_late(scene: Scene, d: Draft) -> None:
    """ "خرجت من كذا، خلال يومين، ألف عائلة", "وصلت إلى كذا، أمس، وحدات": whom the entry waits for, behind places and times."""
    f = d.entry.frame
    if not d.entry.far or f is None or f.subj != "target" and (f.subj != "agent" or d.pos != "V"):
        return
    slot, kind = (d.target, PEOPLE) if f.subj == "target" else (d.agent, ACTOR)
    m = scene.at.get(d.last - 1)
    if not slot and m is not None and m.kind == kind and not m.prep and m.entity is not None:
        slot.append(m.entity)  # type: ignore[arg-type]
        d.rules.append((f.subj, "role.subject_late", m.lo, m.hi))


def who_lost(drafts: list[Draft]) -> None:
    """Who lost a place, where only another event of the sentence names them: "سيطرت كذا على كذا بعد انسحاب كذا", "إثر معارك مع كذا"."""
    for d in drafts:
        if d.event == "takes_control" and d.target and not d.agent:
            won = next((o for o in drafts if o.event in ("ground_attack", "advances") and o.agent and o.agent[0] not in d.target), None)
            if won is not None and won.status == "occurred":  # "خسرت كذا مدينة كذا إثر هجوم لكذا"
                d.agent.extend(won.agent)
                d.rules.append(("agent", "role.winner", won.tok, won.last))
                if not won.target:
                    won.target.extend(d.target)
                    won.rules.append(("target", "role.loser", d.tok, d.last))
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


def of_joined(scene: Scene, drafts: list[Draft]) -> None:
    """ "اتهم المهاجمين بنهب السوق واحتجاز شبان": a noun joined to a noun has its doer."""
    for p, d in pairwise(drafts):
        w = scene.words[d.tok]
        if d.agent or not p.agent or p.pos != "N" or d.pos != "N" or w.conj != "و" or w.det or w.prep or d.event in OF_TWO:
            continue
        told = any(r[0] == "agent" and r[1].startswith(("role.accused", "role.urged", "role.governor")) for r in p.rules)
        gap = scene.words[p.last : d.tok]
        if told and len(gap) <= 14 and not any(x.flags & (an.VERB | an.COMP | an.REL) and not x.flags & an.EVENT for x in gap):
            d.agent.extend(e for e in p.agent if e not in d.target)
            d.rules.append(("agent", "role.of_joined", p.tok, p.last))


def aims(drafts: list[Draft]) -> None:
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
            p.rules.append(("target", "role.of_aim", d.tok, d.last))

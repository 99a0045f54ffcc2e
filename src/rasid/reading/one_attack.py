"""Two words of one attack are one draft: its means, its outcome, the noun that a verb says more of."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from rasid.lexicon import analyser as an
from rasid.reading.draft import Draft
from rasid.reading.event_groups import ATTACKS, STATES, VICTIMS
from rasid.reading.naming import NAMING
from rasid.reading.partners import from_the_air, strikes_itself
from rasid.reading.scene import ACTOR, PLACE, Scene
from rasid.reading.slots import carries
from rasid.text.fold import fold_word

_ATTACK: Final = ATTACKS | {"clash"}
#: when two words tell one attack, the more telling kind stays
_RANK: Final = {"air_strike": 5, "bombing": 4, "shelling": 3, "clash": 2, "ground_attack": 1}
_PART_OF_PHRASE: Final = frozenset(("holds", "takes_control"))
_LEFT: Final = frozenset(("withdraws", "hands_over"))
#: behind these another happening is told
AFTER: Final = NAMING.since - {"خلال"}
#: tokens from an attack to the noun that tells how
_BY_WAY: Final = 7
MEANS_EVENTS: Final = frozenset(("shelling", "bombing", "air_strike"))


#: words between the means of an attack and the verb that tells of it
_DESCRIBED: Final = 3
#: tokens from an attack to what tells its means
_ONE_CLAUSE: Final = 14


def events_by_means(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """ "قصف الطيران", "استهدفت مسيّرة": the event changes by what stands near."""
    for d in drafts:
        by = d.entry.event_by
        if not by or d.event == "holds":
            continue
        hosts = [scene.at.get(lo) for slot, _, lo, _ in d.rules if slot == "agent" and lo >= 0]
        if len(d.agent) > 1:  # "هجوم شنته القوات مدعومة من طيران كذا": who leads tells the kind
            hosts = [m for m in hosts if m is None or m.entity is d.agent[0]]
        told = {e.cls for e in d.agent[:1]} | {m.cls for m in hosts if m is not None} | _means(scene, d)
        classes = {*told, d.status}
        grounded = any(fold_word(e.name.split()[0]).removeprefix("ال") in NAMING.grounded for e in d.agent if e.name)
        if not grounded and any(e.cls == "coalition" or from_the_air(e.name) for e in d.agent):
            classes.add("aircraft")  # coalitions of states strike from the air
        for cls, event in by.items():
            if cls in classes and not (d.event == "destroys" and any(o.event == event and o is not d for o in drafts)):
                d.event, d.weak = event, d.weak and cls not in told  # means that are told make it plain
                break
    return drafts


def _means(scene: Scene, d: Draft) -> set[str]:
    """Classes of the means told right after the trigger ("قصف جوي") or with ب ("بصاروخ", "بالطائرات")."""
    words = scene.words
    out: set[str] = set()
    for k in range(d.tok + 1, min(d.hi, d.tok + 16, scene.hi)):
        w = words[k]
        m = scene.at.get(k)
        struck = m is not None and not m.prep and m.cls in ("aircraft", "artillery")
        if struck and m is not None and any(slot == "target" and lo == m.lo for slot, _, lo, _ in d.rules):
            continue  # "استهدف مسلحون مروحية": what is hit is no means
        if not w.flags & (an.OBJECT | an.ACTOR_HEAD) or not (
            k <= d.last + 1 or w.prep == "ب" or words[k - 1].fold in ("بواسطه", "باستخدام", "عبر")
        ):
            continue
        out.update(a.entry.kind for a in w.analyses if a.cls in ("object", "actor_head"))
    return out | _means_before(scene, d)


def _means_before(scene: Scene, d: Draft) -> set[str]:
    """ "بعبوة ناسفة استهدفت كذا": classes of the means that a verb describes."""
    if d.pos != "V" or scene.words[d.tok].conj:
        return set()
    told = [w for w in scene.words[max(scene.lo, d.tok - _DESCRIBED) : d.tok] if w.prep == "ب" and w.flags & an.OBJECT]
    return {a.entry.kind for w in told for a in w.analyses if a.cls == "object"}


def outcomes(scene: Scene, drafts: list[Draft]) -> list[Draft]:
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


def one_attack(scene: Scene, drafts: list[Draft], marks: list[int]) -> list[Draft]:
    """ "الغارات استهدفت", "قصف بالقذائف", "شن هجوما": two words of one attack in one clause."""
    out: list[Draft] = []
    for d in drafts:
        prev = out[-1] if out else None
        if prev is not None and prev.event in _ATTACK and d.event in _ATTACK and _tells_on(scene, prev, d, marks):
            if prev.pos == "N" and d.pos == "V" and any(r[1] == "role.subject_after" for r in d.rules):
                d.target, d.agent = [*d.agent, *d.target], []  # "الغارات قصفت وحدات": what follows the verb is hit
                d.rules = [("target", *r[1:]) if r[0] == "agent" else r for r in d.rules]
            absorb(prev, d)
            continue
        if prev is not None and _names_operation(scene, prev, d):
            if not d.agent:
                d.agent[:] = [e for e in prev.agent if e not in d.target]
                d.rules += [r for r in prev.rules if r[0] == "agent"]
            out[-1] = d
            continue
        if prev is not None and _is_subject(scene, prev, d):
            around = _around(scene, prev)
            d.place[:] = [e for e in d.place if e not in around]
            for slot in ("target", "place"):
                getattr(d, slot).extend(e for e in getattr(prev, slot) if e not in d.agent and e not in getattr(d, slot))
            absorb(d, prev)
            out[-1] = d
            continue
        if any(_is_hit(scene, o, d) for o in out):
            continue
        if prev is not None and prev.event == d.event and _one_clause(scene, prev, d, marks):
            absorb(prev, d)
            if not prev.needs_met() and len(d.entry.needs) < len(prev.entry.needs):
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
    if a.event in _PART_OF_PHRASE | _LEFT and a.status == "occurred" and b.status == "urged":
        return False  # "غادر فلان كذا، مطالبا بعودة القوات إلى ثكناتها"
    if a.event not in STATES and any(scene.words[k].base in AFTER for k in range(a.last, b.tok)):
        return False  # "استعادوا البلدة بعد يومين من سقوطها"
    return b.tok - a.last <= 2 or (a.pos != b.pos and b.tok - a.last <= 8 and not any(marks[k - scene.lo] for k in range(a.last, b.tok)))


def _tells_on(scene: Scene, a: Draft, b: Draft, marks: list[int]) -> bool:
    """b only says more of a: the noun a is subject of the verb b, or b is the means of a."""
    words = scene.words
    w = words[b.tok]
    if a.pos == "N" and b.pos == "V" and not w.conj and b.tok - a.tok <= 7:
        hard = any(marks[k - scene.lo] == 2 and not words[k].flags & an.REL for k in range(a.last, b.tok))
        between = [m for m in scene.mentions if m.lo > a.last and m.hi <= b.tok and not m.prep and m.kind == ACTOR]
        return not hard and not any(m.entity not in a.agent for m in between)  # "الهجوم الذي نفذته كذا استهدف حاجزا"
    if a.pos == "V" and b.event == a.event and a.entry.event == "killing" and b.tok - a.tok <= _ONE_CLAUSE and _means_before(scene, b):
        return True  # "قتل ثلاثة بعبوة ناسفة استهدفت دوريتهم"
    by = w.prep == "ب" or b.tok > a.last and words[b.tok - 1].prep == "ب" and carries(words[b.tok - 1])  # "بسيارة مفخخة"
    if b.pos == "N" and by and not any(marks[k - scene.lo] == 2 for k in range(a.last, b.tok)):
        apart = a.event == "clash" and any(words[k].raw in "،," for k in range(a.last, b.tok))  # "معارك ...، مسبوقة بضربات"
        return b.tok - a.tok <= _ONE_CLAUSE and b.event in MEANS_EVENTS and not apart
    if b.pos == "N" and a.pos == "N" and b.tok - a.last <= _BY_WAY and _by_way_of(scene, b.tok):
        return True
    return bool(b.pos == "N" and a.pos == "N" and b.tok - a.last <= 2 and not w.conj and not w.det and not w.prep)


def _by_way_of(scene: Scene, k: int) -> bool:
    """ "اعتداءات من خلال استهداف كذا", "عبر تفجير", "عن طريق زرع": a noun that tells how."""
    before = scene.words[k - 1].fold if k > scene.lo else ""
    return before == "عبر" or k - 1 > scene.lo and (scene.words[k - 2].fold, before) in (("من", "خلال"), ("عن", "طريق"))


def _names_operation(scene: Scene, a: Draft, b: Draft) -> bool:
    """ "نفذ حملة إعدامات", "عملية خطف": what an operation did to people is told by the noun that completes its own."""
    w = scene.words[b.tok]
    if a.event != "ground_attack" or b.event not in VICTIMS or b.tok not in (a.last, a.tok + 1) or b.last > b.tok + 1 or w.prep or w.conj:
        return False
    head = scene.words[b.tok - 1]
    return head.base in NAMING.operations and not head.det


def _is_subject(scene: Scene, a: Draft, b: Draft) -> bool:
    """ "استهدفت ثلاث غارات مواقع": the event b is the subject of the verb a right before it, but for a number."""
    if a.pos != "V" or b.pos != "N" or b.event not in ATTACKS or b.tok - a.last > 3 or a.last != a.tok + 1:
        return False
    verb = next((x for x in scene.words[a.tok].analyses if x.entry is a.entry and x.pos == "V"), None)
    if verb is None or not strikes_itself(scene, verb, b.tok):
        return False
    return all(scene.words[k].flags & (an.NUMBER | an.QUANT) for k in range(a.last, b.tok))


def _around(scene: Scene, verb: Draft) -> list[object]:
    """ "استهدف هجوم مسلح مقر كذا في كذا": the places that only tell where what the verb takes lies."""
    out: list[object] = []
    for slot, rule, lo, hi in verb.rules:
        m = scene.at.get(lo) if slot == "place" and rule == "role.object" else None
        n = next((n for n in scene.mentions if n.lo > lo), None) if m is not None else None
        near = n is not None and n.kind == PLACE and n.prep == "في" and n.prep_tok - hi <= 2
        if near and m is not None and n is not None and n.entity is not m.entity:
            out.append(n.entity)  # "مركزا ثقافيا كرديا، في بلدة كذا"
    return out


def _is_hit(scene: Scene, a: Draft, b: Draft) -> bool:
    """ "قصفت الغارات عربات ودبابات": what is hit tells of no shelling of its own."""
    m = scene.at.get(b.tok)
    held = b.event == "abduction" and a.event == "arrest"  # "حررت كذا رهينتين"
    return b.pos == "N" and m is not None and m.lo == b.tok and (m.kind == ACTOR or held) and m.entity in a.target


def absorb(a: Draft, b: Draft) -> None:
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

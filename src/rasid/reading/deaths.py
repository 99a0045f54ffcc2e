"""Deaths and what explains them: the casualties of an event of the sentence are no statement of their own."""

from __future__ import annotations

from typing import Final

from rasid.lexicon import analyser as an
from rasid.reading.casualties import Casualty
from rasid.reading.context import party
from rasid.reading.counted import count_start
from rasid.reading.draft import Draft
from rasid.reading.entities import Entity
from rasid.reading.event_groups import SLAYING
from rasid.reading.happening import days_agree
from rasid.reading.naming import NAMING
from rasid.reading.one_attack import AFTER, MEANS_EVENTS, absorb
from rasid.reading.scene import ACTOR, PEOPLE, PERSON, Mention, Scene
from rasid.text.fold import fold_word

_FATAL: Final = frozenset(("clash", "ground_attack", "air_strike", "shelling", "bombing", "riot", "protest", "takes_control", "destroys"))
#: events of which those who are counted were struck
_WOUNDS: Final = frozenset(("ground_attack", "air_strike", "shelling", "bombing"))
#: what stands before deaths that an event told of came after
_EARLIER: Final = AFTER | NAMING.ever_since
#: rules that tell of a vehicle that was hit, and of what a device went off under
_IN_IT: Final = frozenset(("role.object_thing", "role.prep_thing"))
_BENEATH: Final = frozenset(("role.prep.ب", "role.prep.في"))
_THROUGH: Final = frozenset("في جراء اثر نتيجه بسبب خلال عقب بعد".split())


def count_casualties(scene: Scene, drafts: list[Draft], found: list[Casualty]) -> None:
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
            d.killed = c.number + _beside(scene, c)
        elif c.kind == "injured" and d.injured is None:
            d.injured = c.number + _beside(scene, c)
        if (
            d.event in _WOUNDS
            and (not d.target or _carried(d))
            and c.who is not None
            and not any(k.tok >= c.lo and k.tok < c.hi for k in killings)
        ):
            _wounded(scene, d, c.who)


def _beside(scene: Scene, c: Casualty) -> int:
    """ "قتل قائد كذا وثلاثة من مرافقيه": how many men, told by name or office, those who are counted are joined to."""
    k = count_start(scene.words, c.who[0], c.lo) if c.who is not None else -1
    men = 0
    while k > c.lo and scene.words[k].conj == "و" and (m := scene.at.get(k - 1)) is not None and m.kind == PERSON:
        if m.pgn[-1:] in ("p", "d") or m.prep:
            break
        men, k = men + 1, m.lo
    return men


def _wounded(scene: Scene, d: Draft, who: tuple[int, int]) -> None:
    """ "أصيب طفل بانفجار لغم": those counted are whom the attack struck, where no other word tells it."""
    m = next((m for m in scene.mentions if who[0] <= m.lo < who[1] and m.kind in (ACTOR, PEOPLE, PERSON)), None)
    if m is None or scene.words[who[0] - 1].fold in NAMING.among or fold_word(m.name) in NAMING.counted:
        return  # "ستة نازحين بينهم امرأتان": a part of those who were struck; "تسعة أشخاص": nobody that is named
    if isinstance(m.entity, Entity) and m.entity not in d.agent:
        d.rules = [r for r in d.rules if r[0] != "target"]
        d.target[:] = [m.entity]
        d.rules.append(("target", "role.counted", m.lo, m.hi))


def deaths(scene: Scene, drafts: list[Draft]) -> list[Draft]:
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
        if cause.event == "clash" and not cause.agent and (side := _fell_fighting(scene, cause, d)) is not None:
            cause.agent.append(side.entity)  # type: ignore[arg-type]
            cause.rules.append(("agent", "role.fell_fighting", side.lo, side.hi))
        sides = [e for e in d.target if e.kind == ACTOR and party(e)]
        opposed = cause.event == "clash" and not (cause.agent or cause.target) and len(sides) > 1 and len(sides) == len(d.target)
        if opposed and _told_apart(scene, d):
            _take(cause, d, "target", sides[1:])  # "قتل سبعة من كذا واثنان من كذا في اشتباكات"
            told = next(r for r in d.rules if r[0] == "target")
            cause.agent, cause.rules = sides[:1], [*cause.rules, ("agent", "role.fell_fighting", *told[2:])]
        fallen = [e for e in d.target if e not in cause.agent and e.head not in NAMING.victims][:1]
        if cause.event == "clash":
            fallen = [e for e in fallen if e.kind != PEOPLE or e.cls == "crowd"]  # civilians who fall in a fight are no side of it
        if fallen and (_carried(cause) or fallen[0].kind == PERSON and _housed(cause)):
            cause.target = []
        if not cause.target:
            _take(cause, d, "target", fallen)
        if not cause.agent and (d.pos == "V" or _did(d)):
            _take(cause, d, "agent", [e for e in d.agent if e not in cause.target])
        if not cause.place:
            _take(cause, d, "place", d.place)
            cause.explicit_place, cause.carried = d.explicit_place, d.carried
        cause.killed = d.killed if cause.killed is None else cause.killed
        cause.injured = d.injured if cause.injured is None else cause.injured
        cause.lo, cause.hi = min(cause.lo, d.lo), max(cause.hi, d.hi)
    return _join_deaths(out)


def _told_apart(scene: Scene, d: Draft) -> bool:
    """ "قتل سبعة من كذا واثنان من كذا", but "17 من كذا وكذا": whether the dead of a second side are told with words of their own."""
    told = [scene.at.get(lo) for slot, _, lo, _ in d.rules if slot == "target"]
    first, second = told[0], told[1] if len(told) > 1 else None
    if first is None or second is None:
        return True
    return second.lo > first.hi or second.cls == "person_armed" and not second.det


def _carried(d: Draft) -> bool:
    """ "غارة على حافلة", "انفجر لغم بدورية": whether what was hit may give way to those who fell in it."""
    told = [r[1] for r in d.rules if r[0] == "target"]
    if d.event not in _WOUNDS or any(e.cls == "artillery" for e in d.target):
        return False
    return bool(told) and all(r in _IN_IT or d.event == "bombing" and r in _BENEATH for r in told)


def _housed(d: Draft) -> bool:
    """ "قتل الوزير فلان في تفجير استهدف مبنى كذا": whether only whose the building is was told as hit."""
    told = [r[1] for r in d.rules if r[0] == "target"]
    return d.event in _WOUNDS and bool(told) and all(r.endswith(".owner") for r in told)


def _did(d: Draft) -> bool:
    """Whether the doer of a noun is told as such, and is not only who tells of it."""
    named = d.scene.words[d.tok].base == SLAYING
    return all(r[1] == "role.governor" and named or r[1].startswith("role.prep.") for r in d.rules if r[0] == "agent")


def _take(cause: Draft, d: Draft, slot: str, entities: list[Entity]) -> None:
    """Who and where the deaths tell, with what tells it."""
    if entities:
        getattr(cause, slot).extend(entities)
        cause.rules = [r for r in cause.rules if r[0] != slot] + [r for r in d.rules if r[0] == slot]


def _fell_fighting(scene: Scene, c: Draft, d: Draft) -> Mention | None:
    """ "قتل جنديان في اشتباكات مع كذا": those who fell are the side that is not named; people who carry no arms are none."""
    if not any(r[0] == "target" and r[1] in ("role.party", "role.prep.مع", "role.prep.ضد") for r in c.rules) or not _through(scene, c):
        return None
    for slot, _, lo, _ in d.rules:
        m = scene.at.get(lo) if slot == "target" else None
        if m is not None and isinstance(m.entity, Entity) and m.entity not in c.target:
            fights = m.kind == ACTOR or m.cls in ("crowd", "fighters") or m.rule == "name.nationality"
            return m if fights else None
    return None


def _cause(scene: Scene, d: Draft, causes: list[Draft]) -> Draft | None:
    """The event that explains the deaths: the nearest of the sentence that is not told apart from them."""
    best: tuple[int, Draft] | None = None
    caused = _result(scene, d)
    plain = d.pos == "N" and d.lo_trigger > scene.lo and not d.definite and bool(d.killed or d.target)
    before = scene.words[d.lo_trigger - 1].base if plain else ""
    for c in causes:
        if c.tok < d.tok and before in _EARLIER or c.entry.kind == "support":
            continue  # "قتلت القوات بإسناد جوي خمسة", "يأتي الهجوم غداة مقتل شرطيين"
        if c.tok > d.tok and scene.words[c.lo_trigger - 1].base in _EARLIER and not days_agree(c, d):
            continue  # "قتلت القوات أمس مسلحا بعد هجوم الشهر الماضي"
        after = scene.words[d.tok].conj == "ف" and c.tok < d.tok
        if d.agent and c.target and {id(e) for e in d.agent} & {id(e) for e in c.target} and d.pos == "V":
            continue  # "قتلت الشرطة رجلا هاجمها"
        if any(slot == "target" and lo <= c.tok < hi and scene.words[lo].base in NAMING.perpetrators for slot, _, lo, hi in d.rules):
            continue  # "قتلت الشرطة منفذ الهجوم"
        if d.entry.kind == "deliberate" and c.event not in MEANS_EVENTS and not (after or c.tok > d.tok and _through(scene, c)):
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
            absorb(prev, d)
            continue
        out.append(d)
    return out

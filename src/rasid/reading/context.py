"""What a reader of the whole report knows: who fights whom in it. Fills slots that the clause itself leaves open.

Sides are read off the statements that name both: whoever shells, fights or takes from somebody is their opponent. A clause that
names one side alone is completed with the other, one that names nobody with whoever did such a thing before.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from rasid.reading.draft import Draft
from rasid.reading.entities import Entity
from rasid.reading.event_groups import OF_TWO, VICTIMS
from rasid.reading.happening import shared
from rasid.reading.naming import NAMING
from rasid.reading.scene import ACTOR, PLACE, THING
from rasid.text.fold import fold_word

#: events whose agent and target are enemies
_HOSTILE: Final = frozenset(
    (
        "clash", "ground_attack", "air_strike", "shelling", "takes_control", "besieges", "withdraws", "bombing", "killing", "arrest",
        "destroys", "abduction",
    )
)  # fmt: skip
#: events that are told with a target as a rule, and those told with an agent
_AGAINST: Final = frozenset(("clash", "ground_attack", "air_strike", "destroys"))
_BY: Final = frozenset(
    (
        "clash", "takes_control", "air_strike", "shelling", "ground_attack", "besieges", "advances", "destroys", "deploys", "holds",
        "arrest", "agreement",
    )
)  # fmt: skip
#: events that nobody suffers
_ALONE: Final = frozenset(("deploys", "holds", "no_comment", "protest", "riot"))
_GEAR: Final = NAMING.positions | NAMING.gear
#: whose land a place is, which tells little of who held it
_STATES: Final = frozenset(("country", "state"))
#: how many words from a place taken the name of an enemy tells who lost it
_BESIDE: Final = 30
#: how many words before a sentence the name of an enemy tells whose the guns are that it tells of
_JUST: Final = 12
_PLAIN: Final = frozenset(("person_armed", "fighters", "group", "force"))
_FLYING: Final = frozenset(("state_army", "state_force", "state", "country", "coalition", "aircraft", "government"))
#: events that stand for each other when an attack is only mentioned
_ATTACKS: Final = frozenset(("ground_attack", "air_strike", "shelling", "clash", "takes_control", "advances", "destroys"))
#: guesses at an agent that do not outlast the judgement, being wrong too often: who shells, bombs or burns is mostly not told
_LOOSE_GUESSES: Final = frozenset(("context.attacker", "context.same_event", "context.same_place"))
#: who only announced it
_TOLD: Final = "role.governor_told"
_GUESSES: Final = {
    "shelling": _LOOSE_GUESSES,
    "air_strike": _LOOSE_GUESSES,
    "destroys": frozenset(("context.attacker", "context.same_event")),
    "ground_attack": frozenset(("context.same_event",)),
}


def complete(drafts: list[Draft], recent: list[tuple[int, Entity]]) -> None:
    """Targets that are the known opponents of an agent, agents that are those of a target or that run on from before."""
    for n, d in enumerate(drafts):
        _both(drafts, n, d)
        if d.event not in VICTIMS:
            d.target[:] = [e for e in d.target if not _only_counted(e)]
    sides = Sides(drafts)
    for d in drafts:
        if d.event in _ALONE:
            d.target.clear()
    for n, d in enumerate(drafts):
        if not d.agent and d.event in _BY:
            _agent(drafts, n, d, sides)
        if d.event == "destroys" and d.agent and all(_thing(e) for e in d.target) and (found := sides.against(d.agent)):
            if _told_near(d, found[0], recent):
                d.target.clear()  # whose it was, where that is known
                _put(d, "target", found, "context.owner")
        if not d.target and d.agent and d.event in _AGAINST:
            _put(d, "target", sides.against(d.agent), "context.opponent")


def _only_counted(e: Entity) -> bool:
    """Words that count the dead of an attack and name nobody ("شخصين", "آخرون")."""
    return e.known is None and fold_word(e.name) in NAMING.counted


def _thing(e: Entity) -> bool:
    """Gear of war, whose owner is hit with it; looted shops and burnt houses have owners of their own."""
    return (
        e.cls in ("artillery", "aircraft") or e.kind == THING and bool(e.name) and fold_word(e.name.split()[0]).removeprefix("ال") in _GEAR
    )


def _both(drafts: list[Draft], n: int, d: Draft) -> None:
    """ "اتفق الطرفان": the two sides of what was told before."""
    for slot in ("agent", "target"):
        named: list[Entity] = getattr(d, slot)
        if len(named) != 1 or fold_word(named[0].name).removeprefix("ال") not in NAMING.both:
            continue
        before = next((x for x in reversed(drafts[:n]) if x.agent and x.target and _side(x.agent[0]) and _side(x.target[0])), None)
        if before is not None and d.event in OF_TWO:
            d.agent[:], d.target[:] = before.agent, before.target
            d.rules = [r for r in d.rules if r[0] not in ("agent", "target")]
            d.rules += [(s, "context.both", before.tok, before.last) for s in ("agent", "target")]
        elif before is not None:
            named[:] = [*before.agent, *before.target]


class Sides:
    """Who is hostile to whom. Entities are told apart by identity."""

    def __init__(self, drafts: list[Draft]) -> None:
        self.by_id: dict[int, Entity] = {}
        self.pairs: dict[tuple[int, int], int] = {}
        self.seen: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        self.struck: dict[int, int] = {}
        for d in drafts:
            if d.event not in _HOSTILE:
                continue
            for e in d.target:
                self.by_id[id(e)] = e
                if party(e):
                    self.struck[id(e)] = self.struck.get(id(e), 0) + 1
            for e in d.agent:
                self.struck[id(e)] = self.struck.get(id(e), 0) - 1
            for a in d.agent:
                for t in d.target:
                    if party(a) and party(t) and a is not t:
                        self._add(a, t, d.tok)

    def _add(self, a: Entity, b: Entity, tok: int) -> None:
        self.by_id[id(a)], self.by_id[id(b)] = a, b
        for pair in ((id(a), id(b)), (id(b), id(a))):
            self.pairs[pair] = self.pairs.get(pair, 0) + 1
            self.seen[pair].append(tok)

    def attacked(self) -> list[Entity]:
        """Those who are told of more often as attacked than as attackers."""
        return [self.by_id[i] for i, n in self.struck.items() if n > 0]

    def against(self, known: list[Entity]) -> list[Entity]:
        """The opponent of these who is most often told of."""
        return self.all_against(known)[:1]

    def all_against(self, known: list[Entity]) -> list[Entity]:
        """The opponents of these, those most often told of first."""
        mine = {id(e) for e in known}
        found: dict[int, int] = {}
        for (a, b), n in self.pairs.items():
            if a in mine and b not in mine:
                found[b] = found.get(b, 0) + n
        return [self.by_id[b] for b in sorted(found, key=lambda b: -found[b])]


def _agent(drafts: list[Draft], n: int, d: Draft, sides: Sides) -> None:
    """Opponents of its target; else whoever did the same at the same place, or the like just before."""
    known = [e for e in d.target if _side(e)]
    if known and (found := sides.against(known)):
        _put(d, "agent", found, "context.opponent")
        return
    places = {id(e) for e in d.place}
    same = [x for x in drafts if x is not d and x.event == d.event and x.agent and _side(x.agent[0]) and not shared(x.agent, d.target)]
    here = [x for x in same if places & {id(e) for e in x.place}]
    for pool, rule in ((here, "context.same_place"), (same, "context.same_event")):
        if pool:
            x = min(pool, key=lambda x: abs(x.tok - d.tok))
            _put(d, "agent", x.agent, rule)
            return
    if d.event in _ATTACKS:
        for x in reversed(drafts[:n]):
            if (
                x.event in _ATTACKS
                and (d.event != "air_strike" or x.event == d.event or _flies(x.agent[:1]))
                and x.agent
                and _side(x.agent[0])
                and not shared(x.agent, d.target)
            ):
                _put(d, "agent", x.agent, "context.attacker")
                return


def forget(drafts: list[Draft]) -> None:
    """Take back agents that only a guess named which is wrong more often than not; by then it has helped to judge."""
    for d in drafts:
        for told in [r for r in d.rules if r[1] == _TOLD]:
            m = d.scene.at.get(told[2])
            d.agent[:] = [e for e in d.agent if m is None or e is not m.entity]
            d.rules.remove(told)
        guesses = _GUESSES.get(d.event)
        rules = [r for s, r, _, _ in d.rules if s == "agent"] if guesses else []
        if guesses and rules and all(r in guesses for r in rules):
            d.agent.clear()
            d.rules = [x for x in d.rules if x[0] != "agent"]


def losers(drafts: list[Draft], recent: list[tuple[int, Entity]]) -> None:
    """Who loses a place: the known opponents of who takes or is to take it, or whom the report tells of as attacked, near it."""
    open_ = [d for d in drafts if d.event == "takes_control" and d.agent and not d.target]
    if not open_:
        return
    sides = Sides(drafts)
    for d in open_:
        known = [e for e in sides.all_against(d.agent) if e.cls not in _STATES]
        near = known or [e for e in sides.attacked() if e not in d.agent and e.cls not in _STATES]
        here = [(abs(at - d.tok), e) for at, e in recent if d.scene.lo <= at < d.scene.hi and e in near]
        gap, e = min(here, key=lambda x: x[0]) if here else (_BESIDE, None)
        if e is not None and gap < _BESIDE and (d.status == "planned" or d.status == "occurred" and d.pos == "V"):
            _put(d, "target", [e], "context.loser")
        elif d.status == "planned":
            _put(d, "target", known[:1], "context.loser")


def _told_near(d: Draft, e: Entity, recent: list[tuple[int, Entity]]) -> bool:
    """Whether the sentence of a draft, or the words right before it, name somebody."""
    return any(x is e and d.scene.lo - _JUST < at < d.scene.hi for at, x in recent)


def _flies(agent: list[Entity]) -> bool:
    """Whether who attacked can be thought to have aircraft."""
    return bool(agent) and agent[0].cls in _FLYING


def _put(d: Draft, slot: str, found: list[Entity], rule: str) -> None:
    into: list[Entity] = getattr(d, slot)
    for e in found:
        if e not in d.agent and e not in d.target:
            into.append(e)
            d.rules.append((slot, rule, -1, -1))


def _side(e: Entity) -> bool:
    return e.kind == ACTOR or (e.kind == PLACE and e.cls == "country")


def party(e: Entity) -> bool:
    """Somebody who can be named as the enemy of a report: no gun, no lone soldier or gunmen of whom nothing is known."""
    if not _side(e) or e.cls in ("artillery", "aircraft", "spokesman"):
        return False
    if e.known is None and e.cls in _PLAIN and e.name.split(" ")[0].endswith(("ا", "اً", "ًا")):
        return False  # "مسلحا آخر"
    return e.known is not None or " " in e.name or e.name.startswith("ال") or e.cls not in _PLAIN

"""What a reader of the whole report knows: who fights whom in it. Fills slots that the clause itself leaves open."""

from __future__ import annotations

from collections import Counter

from rasid.reading.draft import Draft
from rasid.reading.entities import Entity
from rasid.reading.scene import ACTOR, PLACE

_AGAINST = frozenset(("clash", "takes_control", "besieges"))
_TWO_SIDED = frozenset(("clash",))
_BY = frozenset(("takes_control", "air_strike", "shelling", "ground_attack", "besieges", "advances", "destroys", "deploys"))
_SIDES = frozenset(
    (
        "clash",
        "ground_attack",
        "air_strike",
        "shelling",
        "takes_control",
        "besieges",
        "withdraws",
        "bombing",
        "killing",
        "arrest",
        "destroys",
    )
)


def complete(drafts: list[Draft]) -> None:
    """Targets that are the known opponents of an agent, agents that run on from the statement before."""
    pairs: Counter[tuple[int, int]] = Counter()
    by_id: dict[int, Entity] = {}
    for d in drafts:
        if d.event not in _SIDES:
            continue
        for a in d.agent:
            for t in d.target:
                if _side(a) and _side(t):
                    pairs[id(a), id(t)] += 1
                    pairs[id(t), id(a)] += 1
                    by_id[id(a)], by_id[id(t)] = a, t
    for d in drafts:
        if d.event in _AGAINST and d.agent and not d.target:
            _opponent(d, d.agent, d.target, "target", pairs, by_id)
        elif d.event in _TWO_SIDED and d.target and not d.agent:
            _opponent(d, d.target, d.agent, "agent", pairs, by_id)


def _opponent(
    d: Draft, known: list[Entity], into: list[Entity], slot: str, pairs: Counter[tuple[int, int]], by_id: dict[int, Entity]
) -> None:
    mine = {id(e) for e in known}
    found = [(n, b) for (a, b), n in pairs.items() if a in mine and b not in mine]
    if found:
        into.append(by_id[max(found, key=lambda x: x[0])[1]])
        d.rules.append((slot, "context.opponent", -1, -1))


def _side(e: Entity) -> bool:
    return e.kind == ACTOR or (e.kind == PLACE and e.cls == "country")

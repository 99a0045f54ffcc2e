"""What is done with the drafts of one sentence: casualties, needs, events that explain each other."""

from __future__ import annotations

from rasid.reading.draft import Draft
from rasid.reading.entities import Entity
from rasid.reading.scene import ACTOR, PLACE, Scene

_FATAL = frozenset(("clash", "ground_attack", "air_strike", "shelling", "bombing", "protest", "riot", "takes_control"))
_ARMED = frozenset(
    "force group fighters person_armed aircraft artillery command state_army state_force rebel militia jihadist coalition police party state_body government".split()
)


def refine(scene: Scene, drafts: list[Draft], last_places: list[Entity]) -> list[Draft]:
    """Drop what lacks what its entry needs, join what tells one happening."""
    out: list[Draft] = []
    for d in drafts:
        if d.weak and not _armed(d):
            continue
        out.append(d)
    return [d for d in out if _has_needs(d)]


def _armed(d: Draft) -> bool:
    return any(e.kind == ACTOR and (e.cls in _ARMED or e.known) for e in (*d.agent, *d.target)) or any(
        e.kind == PLACE and e.cls == "country" for e in d.agent
    )


def _has_needs(d: Draft) -> bool:
    return True

"""Where an event happened, when its own clause does not say so or says it without a name."""

from __future__ import annotations

from rasid.reading.draft import Draft
from rasid.reading.entities import Entity
from rasid.reading.scene import PLACE, Mention, Scene
from rasid.reading.slots import LOCATIVE, STRIKES

_CONTROL = frozenset(("takes_control", "holds", "withdraws", "besieges", "hands_over"))
#: prepositions of where it came from or goes, which is not where it is
_ELSEWHERE = frozenset("من الي نحو صوب باتجاه تجاه".split())
#: … and of what it lies in
_INSIDE = LOCATIVE | frozenset(("من", "علي"))


def place(scene: Scene, d: Draft, before: list[Entity], last_places: list[Entity]) -> None:
    """Where nothing in its clause says so: the place that stands before it in the sentence, else the one that runs on."""
    if d.place and (front := _fronted(scene, d)) is not None:
        d.place[:] = [front.entity]  # type: ignore[list-item]
        d.rules = [r for r in d.rules if r[0] != "place"] + [("place", "place.fronted", front.lo, front.hi)]
    vague = bool(d.place) and all(e.vague for e in d.place) and _settle(scene, d, before, last_places)
    if vague or d.place or d.event in ("no_comment", "changes_allegiance"):
        return
    if before and d.event != "displaces":
        d.place.extend(before)
        d.rules.append(("place", "place.of_clause_before", -1, -1))
        d.carried = True
        return
    best: tuple[int, Mention] | None = None
    for m in scene.mentions:
        if m.kind != PLACE or m.cls == "country" or m.entity is None or m.generic and not m.det or m.rule == "name.locator":
            continue
        if m.prep in _ELSEWHERE or (not m.prep and not (d.entry.before and d.event in _CONTROL and m.hi <= d.tok)):
            continue
        gap = d.tok - m.hi if m.hi <= d.tok else (m.lo - d.last) * 2 + 6
        if best is None or gap < best[0]:
            best = (gap, m)
    if best is not None and best[0] < 40:
        d.place.append(best[1].entity)  # type: ignore[arg-type]
        d.rules.append(("place", "place.in_sentence", best[1].lo, best[1].hi))
    elif last_places and not scene.title and (d.event == "withdraws" or any("place" in n for n in d.entry.needs)):
        d.place.extend(last_places)
        d.rules.append(("place", "place.runs_on", -1, -1))
        d.carried = True


def _settle(scene: Scene, d: Draft, before: list[Entity], last_places: list[Entity]) -> bool:
    """ "استهدف مزرعة في محيط كذا", "أصاب مبنى سكنيا": what has no name of its own is told by the place with a name that it is in."""
    held = next((m for m in scene.mentions if m.entity in d.place and m.lo >= d.tok), None)
    if held is None:
        return False
    inner = next((m for m in scene.mentions if m.lo >= held.hi), None)
    found: list[Entity] = []
    if inner is not None and inner.lo - held.hi <= 4 and _names_place(inner) and inner.prep in _INSIDE:
        found = [inner.entity]  # type: ignore[list-item]
    elif held.cls == "facility" and not held.det and d.event in STRIKES:
        found = [e for e in before or last_places if not e.vague]
    if not found:
        return False
    d.place[:] = found
    d.rules = [r for r in d.rules if r[0] != "place"] + [("place", "place.of_vague", held.lo, held.hi)]
    return True


def _names_place(m: Mention) -> bool:
    return m.kind == PLACE and m.entity is not None and not m.generic and m.cls != "country" and m.rule != "name.locator"


def _fronted(scene: Scene, d: Draft) -> Mention | None:
    """ "وفي ميكولايف، سقط صاروخ على مبنى سكني": a building without a name stands in the town at the head of the sentence."""
    hit = list({lo: scene.at.get(lo) for slot, rule, lo, _ in d.rules if slot == "place" and lo >= 0}.values())
    if len(d.place) != 1 or len(hit) != 1 or hit[0] is None or hit[0].det or hit[0].known is not None or hit[0].cls != "facility":
        return None
    if not hit[0].generic:
        return None
    m = next((m for m in scene.mentions if m.kind == PLACE), None)
    return m if m is not None and m.lo <= scene.lo + 1 and m.prep == "في" and not m.generic and m.entity is not None else None

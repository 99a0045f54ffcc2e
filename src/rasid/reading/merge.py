"""One statement for one happening: what the report tells twice is told once, with the evidence that tells most."""

from __future__ import annotations

from rasid.reading.draft import Draft
from rasid.reading.entities import Entity


def merge(drafts: list[Draft]) -> list[Draft]:
    """Drafts in text order, those of one happening joined."""
    out: list[Draft] = []
    for d in drafts:
        for k, e in enumerate(out):
            if _same(e, d):
                out[k] = _join(e, d)
                break
        else:
            out.append(d)
    out.sort(key=lambda d: d.tok)
    return out


def _same(a: Draft, b: Draft) -> bool:
    if a.event != b.event or a.status != b.status:
        return False
    if a.source and b.source and not set(map(id, a.source)) & set(map(id, b.source)):
        return False
    if a.date and b.date and a.date != b.date and "runs_on" not in a.date_rule + b.date_rule:
        return False
    return _compatible(a.agent, b.agent) and _compatible(a.target, b.target) and _compatible(a.place, b.place) and (
        bool(a.place and b.place) or bool(a.agent and b.agent)
    )


def _compatible(a: list[Entity], b: list[Entity]) -> bool:
    return not a or not b or bool({id(x) for x in a} & {id(x) for x in b})


def _join(a: Draft, b: Draft) -> Draft:
    keep, other = (b, a) if _weight(b) > _weight(a) else (a, b)
    for slot in ("agent", "target", "place", "source"):
        mine, theirs = getattr(keep, slot), getattr(other, slot)
        if not mine:
            mine.extend(theirs)
    if not keep.date:
        keep.date, keep.date_rule = other.date, other.date_rule
    keep.killed = keep.killed if keep.killed is not None else other.killed
    keep.injured = keep.injured if keep.injured is not None else other.injured
    keep.extent = keep.extent or other.extent
    return keep


def _weight(d: Draft) -> int:
    return len(d.agent) + len(d.target) + len(d.place) + bool(d.source) + bool(d.date) - 2 * d.title

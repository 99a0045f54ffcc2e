"""Statements that tell once more what the report told: marked when drafts are joined, joined when both of two were judged to stand."""

from __future__ import annotations

from typing import Final

from rasid.model.records import REAL_STATUSES
from rasid.reading.draft import Draft
from rasid.reading.entities import Entity
from rasid.reading.event_groups import ATTACKS, VICTIMS
from rasid.reading.happening import agents_agree, alike, numbers_agree, one_freed, one_place, people_agree, shared, times_meet

#: events that a noun with its article takes up
_ONCE: Final = ATTACKS | VICTIMS | {"clash", "protest", "agreement", "withdraws"}
_WIDE: Final = frozenset(("country", "state", "governorate", "region", "province"))
#: what is denied is another account, what is demanded or was only tried another event than what happened
_APART: Final = frozenset(("denied", "urged", "attempted"))


def mark_again(drafts: list[Draft]) -> None:
    """Note of each draft, in the order of telling, the one before whose happening it tells once more."""
    for n, d in enumerate(drafts):
        for k in range(n - 1, -1, -1):
            if _once_more(drafts[k], d):
                d.again = drafts[k]
                break


def _once_more(a: Draft, b: Draft) -> bool:
    if a.event != b.event or a.scene is b.scene or not times_meet(a.date, b.date) or one_freed(a, b):
        return False
    return _taken_up(a, b) or _planned(a, b) or _same_people(a, b) or _same_blow(a, b) or _same_sides(a, b)


def _word(d: Draft) -> str:
    return d.scene.words[d.tok].base


def _taken_up(a: Draft, b: Draft) -> bool:
    """ "شنت كذا غارات ... وطالت الغارات": the word of before with its article; what is denied is another account, and stands."""
    if b.pos != "N" or not b.definite or b.event not in _ONCE or _word(a) != _word(b) or not _places_agree(a, b):
        return False
    if a.status != b.status:
        return _APART.isdisjoint((a.status, b.status))
    return a.status != "urged" or shared(a.target, b.target)


def _planned(a: Draft, b: Draft) -> bool:
    """ "أعلن القائد قرب تحرير كذا ... سيتم تحرير كذا": the same word of a place that both name, once as a plan and once as done."""
    if _real(a, b) or a.status == b.status or not _APART.isdisjoint((a.status, b.status)) or _word(a) != _word(b):
        return False
    if not a.explicit_place or not b.explicit_place or not _places_agree(a, b) or not _alike_told(a, b):
        return False
    return agents_agree(a, b) and people_agree(a.target, b.target)


def _same_people(a: Draft, b: Draft) -> bool:
    """ "خطف أربعة مهندسين في البلاد ... خطفهم غرب العاصمة": those to whom it happened, at a place inside the one told before."""
    if a.event not in VICTIMS or not shared(a.target, b.target) or not _real(a, b) or not _alike_told(a, b):
        return False
    rivals = bool(a.source and b.source) and not shared(a.source, b.source) and not agents_agree(a, b)
    return not rivals and _inside(a, b)


def _same_blow(a: Draft, b: Draft) -> bool:
    """The same target at the same place on the same day, or who did it on that day to nobody else at a place inside the other."""
    if a.date != b.date or not a.date or not _real(a, b):
        return False
    if shared(a.target, b.target) and shared(a.place, b.place):
        return True
    if "runs_on" in a.date_rule or "runs_on" in b.date_rule or not _alike_told(a, b):
        return False
    return shared(a.agent, b.agent) and people_agree(a.target, b.target) and _inside(a, b)


def _same_sides(a: Draft, b: Draft) -> bool:
    """ "اشتباكات بين كذا وكذا": the two sides of a fight in any order."""
    if a.event != "clash" or not _real(a, b) or not _alike_told(a, b):
        return False
    mine, other = [*a.agent, *a.target], [*b.agent, *b.target]
    return len(mine) > 1 and len(other) > 1 and all(any(x is y or alike(x, y) for y in other) for x in mine)


def _real(a: Draft, b: Draft) -> bool:
    return a.status in REAL_STATUSES and b.status in REAL_STATUSES


def _alike_told(a: Draft, b: Draft) -> bool:
    """Whether no number of two differs."""
    return numbers_agree(a, b) and (a.count is None or b.count is None or a.count == b.count)


def _places_agree(a: Draft, b: Draft) -> bool:
    if not a.explicit_place or not b.explicit_place:
        return True
    return any(x is y or one_place(x, y) for x in a.place for y in b.place)


def _inside(a: Draft, b: Draft) -> bool:
    """Whether places agree, or one of two may lie in the other."""
    return _places_agree(a, b) or any(_wide(x) or _wide(y) for x in a.place for y in b.place)


def _wide(e: Entity) -> bool:
    return e.cls in _WIDE

"""An invented world for the reasoning: places that contain each other, actors with sides and histories, statements in a line each."""

from __future__ import annotations

from itertools import count
from typing import Any

from rasid.control.days import interval
from rasid.control.theatre import Theatre
from rasid.lexicon.evidence import load_weights
from rasid.model.control import Origin, Recorded

WEIGHTS = load_weights()

#: place → what contains it, nearest first; «rif» is the countryside of the town, no part of it
PARENTS = {
    "town": ("district", "province"),
    "hamlet": ("district", "province"),
    "airport": ("district", "province"),
    "rif": ("district", "province"),
    "quarter": ("town", "district", "province"),
    "district": ("province",),
    "port": ("coast",),
}
#: actor → [(from day, identity, camp)]; rebels: red (umbrella) of r1 and r2; state: blue with its army b1, fallen on 2020-06-01
HISTORY = {
    "r1": [("", "r1", "red")],
    "r2": [("", "r2", "red")],
    "b1": [("", "b1", "blue")],
    "old": [("", "old", "old"), ("2020-03-01", "new", "new")],
}
FALLEN = {"blue": "2020-06-01", "b1": "2020-06-01"}
ALLIES = {frozenset(("blue", "ally")), frozenset(("b1", "ally"))}
GUESTS = {"guest"}
SPEAKS = {"red-channel": "red", "blue-agency": "blue"}


class Lands:
    """`Places` of the invented world."""

    def parents(self, place: str) -> tuple[str, ...]:
        return PARENTS.get(place, ())

    def kind(self, place: str) -> str:
        return "governorate" if place in ("province", "coast") else "town"


class Sides:
    """`Actors` of the invented world."""

    def identity(self, actor: str, day: str) -> str:
        return self._row(actor, day)[1]

    def camp(self, actor: str, day: str) -> str:
        return self._row(actor, day)[2]

    def _row(self, actor: str, day: str) -> tuple[str, str, str]:
        rows = [r for r in HISTORY.get(actor, []) if r[0] <= day]
        return rows[-1] if rows else ("", actor, actor)

    def exists(self, actor: str, day: str) -> bool:
        return day < FALLEN.get(actor, "9999")

    def allied(self, a: str, b: str, day: str) -> bool:
        return frozenset((a, b)) in ALLIES

    def guest(self, actor: str, day: str) -> bool:
        return actor in GUESTS

    def turns(self, actor: str) -> tuple[str, ...]:
        days = {r[0] for r in HISTORY.get(actor, []) if r[0]} | ({FALLEN[actor]} if actor in FALLEN else set())
        return tuple(sorted(days))

    def speaks_for(self, source: str, day: str) -> str:
        return SPEAKS.get(source, source if source in {"red", "blue", "r1", "r2", "b1", "ally", "green", "guest", "old", "new"} else "")

    def independent_outlet(self, outlet: str) -> bool:
        return outlet.startswith("monitor")


THEATRE = Theatre(Lands(), Sides())

_ids = count()


def origin(who: str) -> Origin:
    """`red` and other actors: a party; `monitor…`, `correspondent…`, `person…`, `unnamed…` as they say; anything else an outlet."""
    side = Sides().speaks_for(who, "2020-01-01")
    if side:
        return Origin(f"party:{side}", "party", side)
    for kind in ("monitor", "correspondent", "person", "unnamed", "agency"):
        if who.startswith(kind):
            return Origin(f"{kind}:{who}", kind)  # type: ignore[arg-type]
    return Origin(f"outlet:{who}", "outlet")


def say(
    event: str, place: str | tuple[str, ...] = "town", agent: str = "", target: str = "", on: str = "2020-01-10", **more: Any
) -> Recorded:
    """A statement. by: who says it, one or more (outlet `press`); on: EDTF, "" undated; known: the day of `on` when not given."""
    by = more.pop("by", "press")
    start, end, dated = interval(on, more.get("known", "2020-01-10"))
    known = more.pop("known", end or start)
    return Recorded(
        id=more.pop("id", "") or f"s{next(_ids):05d}",
        report=more.pop("report", "") or f"r{next(_ids):05d}",
        event=event,
        known=known,
        origins=tuple(origin(w) for w in ((by,) if isinstance(by, str) else by)),
        places=(place,) if isinstance(place, str) and place else tuple(place),
        agents=tuple(agent.split()),
        targets=tuple(target.split()),
        start=start,
        end=end,
        dated=dated,
        **more,
    )

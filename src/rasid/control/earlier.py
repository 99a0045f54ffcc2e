"""An index that is asked again and again as known on earlier days: what a day gave is kept for the days beside it.

Between two days on which the verdict on a place can become another, all days have the same one; and as known on any day between two on
which something of a place became known, it is the same, too. So whoever moves a day or the day of knowledge a little pays only for the
places where that matters.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

import msgspec

from rasid.control.bearing import Bearing
from rasid.control.days import NEVER
from rasid.control.index import ControlIndex, bare
from rasid.control.theatre import Theatre, View
from rasid.control.verdict import Verdict
from rasid.lexicon.evidence import Weights
from rasid.model.control import Recorded

#: Verdicts on one place that are kept: as many as ten years of a place often spoken of have, as known on one day. Of 200 bytes each.
_KEPT = 32


class _Place(msgspec.Struct, gc=False):
    """All that bears on a place, by day. known: the days on which it became known, in their order; first: the first on which something
    that names the place itself did; one: the first that was asked (how much was known, day, verdict); turns: days on which the verdict can
    become another, once somebody has asked for a second day; kept: verdicts by how much was known and by how many turns before the day."""

    ordered: list[Bearing]
    known: list[int]
    first: int
    one: tuple[int, int, Verdict] | None = None
    turns: list[int] | None = None
    kept: dict[tuple[int, int], Verdict] = {}


class Earlier(ControlIndex):
    """Statements indexed by place. Once all are taken in, any number of threads may ask: what they keep is whole at every moment."""

    def __init__(self, theatre: Theatre, weights: Weights, statements: Iterable[Recorded], view: View | None = None) -> None:
        super().__init__(theatre, weights, view)
        self._found: dict[str, _Place] = {}
        self._sorted: list[str] | None = None
        for s in statements:
            super().add(s)

    def add(self, statement: Recorded) -> None:
        """See `ControlIndex.add`. What was kept is forgotten."""
        super().add(statement)
        self._found, self._sorted = {}, None

    def remove(self, statement: str) -> None:
        """See `ControlIndex.remove`. What was kept is forgotten."""
        super().remove(statement)
        self._found, self._sorted = {}, None

    def places(self, among: Iterable[str] | None = None) -> list[str]:
        """See `ControlIndex.places`."""
        if among is not None:
            return super().places(among)
        found = self._sorted
        if found is None:
            found = self._sorted = super().places()
        return found

    # -- inside

    def _of(self, place: str) -> _Place:
        found = self._found.get(place)
        if found is None:
            ordered = super()._ordered(place, NEVER)
            first = min((b.known for b in self._own.get(place, ())), default=NEVER)
            found = self._found[place] = _Place(ordered, sorted(b.known for b in ordered), first)
        return found

    def _ordered(self, place: str, known: int) -> list[Bearing]:
        ordered = self._of(place).ordered
        return ordered if known >= NEVER else [b for b in ordered if b.known <= known]

    def _as_known(self, place: str, day: int, known: int) -> Verdict | None:
        of = self._of(place)
        if of.first > known:
            return None
        much = bisect_right(of.known, known)
        one = of.one
        if one is None:  # most places of most ledgers are asked for one day only
            verdict = self._judged(place, day, known)
            of.one = much, day, verdict
            return verdict
        if (much, day) == one[:2]:
            return one[2]
        turns = of.turns
        if turns is None:
            turns = sorted(self._turns(of.ordered) | self._standings(of.ordered))
            of.kept = {(one[0], bisect_right(turns, one[1])): one[2]}
            of.turns = turns
        at = much, bisect_right(turns, day)
        found = of.kept.get(at)
        if found is None:
            if len(of.kept) >= _KEPT:
                of.kept = {}
            found = of.kept[at] = self._judged(place, day, known)
        return found

    def _judged(self, place: str, day: int, known: int) -> Verdict:
        return bare(self._judge.judge(*self._bearing_on(place, day, known), day))

    def _standings(self, ordered: Iterable[Bearing]) -> set[int]:
        """The days on which anybody who is spoken of, or what he became, changes sides."""
        actors = {a for b in ordered for a in (b.actor, *b.rec.agents, *b.rec.targets) if a}
        became = {s.actor for a in actors for s in self.view.standings(a)}
        return {day for a in actors | became for day in self.view.turns(a)}

    def _may_be_disputed(self, place: str, day: int, known: int) -> bool:
        verdict = self._as_known(place, day, known)
        return verdict is not None and (verdict.status == "disputed" or verdict.entry)

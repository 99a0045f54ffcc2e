"""Indexes and histories of many places out of the ledger, loading of the statements only what can bear on them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from rasid.control.bearing import BEARS, INSIDE
from rasid.control.index import ControlIndex
from rasid.ledger.ids import digest
from rasid.ledger.store import View
from rasid.lexicon.evidence import WEIGHTS_FILE, Weights
from rasid.lexicon.loader import LEXICONS
from rasid.model.control import Period, Recorded
from rasid.pipeline.recording import reader
from rasid.pipeline.reviewed import reviewed
from rasid.pipeline.world import World

#: raised when the rules of the reasoning change without their numbers changing
_RULES = "2"


def basis(world: World) -> str:
    """What spans are made of besides statements: the reader, the weights, the packs."""
    weights = (Path(LEXICONS) / WEIGHTS_FILE).read_text(encoding="utf-8")
    return digest("spans", _RULES, reader(), weights, world.stamp)


class Histories:
    """Makes histories, batch after batch: what is said of containing places, and what reviews changed, is asked for once.

    reviews: whether what people said of statements counts. What is recorded while it works may be missing; its places are stale then,
    and made anew next time.
    """

    def __init__(self, world: World, weights: Weights, reviews: bool = True) -> None:
        self.world = world
        self.weights = weights
        self._counts = reviews
        self._theatre = world.view
        self._wide: dict[str, list[Recorded]] = {}
        self._reviewed: tuple[set[str], list[Recorded]] | None = None

    def make(self, view: View, places: Sequence[str]) -> dict[str, Sequence[Period]]:
        """The spans of each place. view: the ledger as it is now."""
        index = self.index(view, places)
        return {p: index.spans(p) for p in places}

    def index(self, view: View, places: Sequence[str]) -> ControlIndex:
        """All that can bear on these places, and not all that bears on others."""
        index = ControlIndex(self.world.theatre, self.weights, self._theatre)
        for r in self._statements(view, places):
            index.add(r)
        return index

    def _statements(self, view: View, places: Sequence[str]) -> Iterable[Recorded]:
        changed, corrected = self.reviews(view)
        around = dict.fromkeys(up for p in places for up in self._theatre.parents(p))
        asked = {*places, *around}
        found = {r.id: r for r in view.about(places, sorted(BEARS))}
        unknown = [up for up in around if up not in self._wide]
        if unknown:
            for up in unknown:
                self._wide[up] = []
            for r in view.about(unknown, sorted(INSIDE)):
                for up in r.places:
                    if up in unknown:
                        self._wide[up].append(r)
        for up in around:
            for r in self._wide[up]:
                found.setdefault(r.id, r)
        yield from (r for r in found.values() if r.id not in changed)
        yield from (r for r in corrected if not asked.isdisjoint(r.places))

    def reviews(self, view: View) -> tuple[set[str], list[Recorded]]:
        """The statements that people spoke of, and what became of them: a correction can bring one to another place."""
        if self._reviewed is None:
            made = view.reviewed() if self._counts else {}
            after = (reviewed(x, made[x.id], self.world) for x in view.told(ids=list(made))) if made else ()
            self._reviewed = set(made), [x.recorded for x in after if x is not None]
        return self._reviewed

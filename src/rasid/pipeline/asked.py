"""What is asked of a whole ledger: the map, what changed, disputes, silences, happenings, at the price of the answer.

The answers are those of an index of all statements. Where the kept spans of control can be had, they tell which places to look at;
else (nobody may write, an earlier day of knowledge, no reviews) the places are gone through in batches, so that memory stays flat.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from functools import cached_property, partial
from itertools import chain
from typing import TypeVar

from rasid.control.bearing import BEARS
from rasid.control.earlier import Earlier
from rasid.control.events import NOT_HAPPENINGS, merge_events
from rasid.control.happening import VAGUE_DAYS, alike, days_told
from rasid.control.index import ControlIndex
from rasid.ledger import summaries
from rasid.ledger.faults import LedgerError
from rasid.ledger.store import Store
from rasid.ledger.store import View as LedgerView
from rasid.lexicon.evidence import load_weights
from rasid.model.control import Change, Control, Dispute, Period, Recorded, Silence
from rasid.model.event import Event
from rasid.pipeline.histories import Histories
from rasid.pipeline.maps import batches, map_on, refresh
from rasid.pipeline.world import World

T = TypeVar("T")
#: Statements about days so far away do not touch what happened within a time, unless they are vague.
_AROUND = 31
#: Places whose statements are remembered.
_INDEXES = 100
FIRST, LAST = "0001-01-01", "9999-12-31"


class Asked:
    """Answers from one ledger as it was when it was asked first. reviews: whether what people said of statements counts; known: with the
    versions of reports of that day."""

    def __init__(self, store: Store, world: World, reviews: bool = True, known: str = "") -> None:
        self.store = store
        self._known = known
        self.world = world
        self.weights = load_weights()
        self._counts = reviews
        self._indexes: dict[str, ControlIndex] = {}

    @cached_property
    def fresh(self) -> bool:
        """Whether the kept spans tell what all statements do; they are brought up to date where this may write."""
        if not self._counts or self._known:
            return False
        with suppress(LedgerError), Store(self.store.database.url) as writable:  # nobody may write, or somebody else does
            refresh(writable, self.world)
            return True
        return False

    def map(self, on: str, known: str = "") -> list[Control]:
        """The answer for every place on a day, without its reasons, by place."""
        if not known and self.fresh:
            return map_on(self.store, self.world, on)
        return sorted((c for index, places in self._batches() for c in index.map(on, known, places)), key=lambda c: c.place)

    def changes(self, first: str, last: str) -> list[Change]:
        """Where holder or status became another, by day and place."""
        if not self.fresh:
            found = [c for index, places in self._batches() for c in index.changes(first, last, places)]
            return sorted(found, key=lambda c: (c.day, c.place))
        out = [_change(was, now) for was, now in self._ask(lambda view: view.beginning(first, last)) if _differs(was, now)]
        own = self.bearing(dict.fromkeys(c.place for c in out))
        return [c for c in out if c.place in own]

    def disputes(self, on: str, known: str = "") -> list[Dispute]:
        """Claims that cannot both hold on a day, by place."""
        if known or not self.fresh:
            found = [d for index, places in self._batches() for d in index.disputes(on, known, places)]
            return sorted(found, key=lambda d: d.place)
        asked = {place for place, begin, end in self.disputed if begin <= on <= end}
        denied = sorted(self.denied)
        asked |= {s.place for s in (self._ask(lambda view: view.on_day(on, denied)) if denied else ()) if s.contested}
        found = [d for index, places in self._batches(asked) for d in index.disputes(on, "", places)]
        return sorted(found, key=lambda d: d.place)

    def holds(self, places: Iterable[str], on: str, known: str = "") -> dict[str, Control]:
        """The full answer for each of these places on a day, as known on a day, in their order."""
        wanted = list(places)
        if len(wanted) == 1:
            return {p: self.about(p).holds(p, on, known) for p in wanted}
        found = {p: index.holds(p, on, known) for index, batch in self._batches(wanted) for p in batch}
        return {p: found[p] for p in wanted}

    def about(self, place: str) -> ControlIndex:
        """An index of what bears on one place; those asked for last are remembered."""
        if place not in self._indexes:
            if len(self._indexes) >= _INDEXES:
                del self._indexes[next(iter(self._indexes))]
            self._indexes[place] = self._ask(lambda view: self._histories.index(view, [place]))
        return self._indexes[place]

    def earlier(self, most: int) -> Earlier | None:
        """All that bears on places in one index, for many questions about what was known earlier; None when that are more statements than
        so many."""
        with self.store.reading(self._known) as view:
            if summaries.how_many(view.connection, sorted(BEARS)) > most:
                return None
            changed, corrected = self._histories.reviews(view)
            told = summaries.recorded(view.connection, sorted(BEARS), self._known)
            return Earlier(self.world.theatre, self.weights, chain((r for r in told if r.id not in changed), corrected), self.world.view)

    def bearing(self, places: Iterable[str]) -> set[str]:
        """Those of the places about which something is said that bears on control, not only about what contains them."""
        among = list(places)
        own = self._ask(lambda view: view.places_told(sorted(BEARS), among=among)) if among else set()
        return own | {p for r in self._ask(self._histories.reviews)[1] for p in r.places}

    def silences(self, until: str = "") -> list[Silence]:
        """What actors did not say, the newest first."""
        return self.silent.silences(until)

    def events(self, first: str = FIRST, last: str = LAST) -> list[Event]:
        """The happenings of which some day lies in a time, by first day."""
        merged = merge_events(self._about(first, last), self.world.theatre, *self._ties)
        return [e for e in merged if (e.end or e.last_known) >= first and (e.start or e.first_known) <= last]

    # -- what has to be looked at

    def _ask(self, question: Callable[[LedgerView], T]) -> T:
        with self.store.reading(self._known) as view:
            return question(view)

    @cached_property
    def _ties(self) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        return self._ask(lambda view: view.ties()) if self._counts else ([], [])

    @cached_property
    def named(self) -> tuple[str, ...]:
        """Every place that a statement names."""
        return tuple(self._ask(lambda view: view.places()))

    @cached_property
    def disputed(self) -> list[tuple[str, str, str]]:
        """(place, first day, last day) of the kept spans in which claims cannot both hold."""
        return self._ask(lambda view: summaries.disputed(view.connection))

    @cached_property
    def denied(self) -> set[str]:
        """The places of which somebody denied that forces had advanced into them."""
        found = self._ask(lambda view: view.places_told(("advances",), "denied"))
        return found | {p for r in self._ask(self._histories.reviews)[1] if r.event == "advances" for p in r.places}

    @cached_property
    def silent(self) -> ControlIndex:
        """An index of what tells of a silence."""
        index = ControlIndex(self.world.theatre, self.weights, self.world.view)
        for r in self._reviewed(self._ask(lambda view: view.silent())):
            index.add(r)
        return index

    @cached_property
    def _histories(self) -> Histories:
        return Histories(self.world, self.weights, self._counts)

    def _batches(self, among: Iterable[str] | None = None) -> Iterator[tuple[ControlIndex, list[str]]]:
        """An index for each batch of places (all when none are given), with the places."""
        asked = self.named if among is None else among
        for batch in batches(asked, self.world):
            index = self._ask(lambda view, batch=batch: self._histories.index(view, batch))  # type: ignore[misc]
            yield index, list(batch)

    def _reviewed(self, statements: Iterable[Recorded]) -> list[Recorded]:
        changed, corrected = self._ask(self._histories.reviews)
        return [*(r for r in statements if r.id not in changed), *corrected]

    def _about(self, first: str, last: str) -> list[Recorded]:
        """The statements that can belong to happenings of a time, or stand between them and others."""
        begin, end = (date.fromisoformat(day).toordinal() for day in (first, last))
        view = partial(self._within, apart=sorted(NOT_HAPPENINGS))
        found = {r.id: r for r in view(begin - _AROUND, end + _AROUND)}
        vague: dict[frozenset[str], list[Recorded]] = {}
        for r in found.values():
            told = days_told(r)
            if _vague(r) and told[0] - VAGUE_DAYS <= end and told[1] + VAGUE_DAYS >= begin:
                vague.setdefault(alike(r.event), []).append(r)
        for events, among in vague.items():
            found |= self._around(among, sorted(events))
        while far := self._tied(found):  # people say that happenings far apart are one
            there = self._reviewed(x.recorded for x in self._ask(lambda view, far=far: view.told(ids=far)))  # type: ignore[misc]
            for told in [days_told(r) for r in there if r.id in far]:
                found |= {r.id: r for r in view(told[0] - _AROUND, told[1] + _AROUND)}
            found |= {r.id: r for r in there}
            if not any(i in found for i in far):
                break
        return list(found.values())

    def _tied(self, found: dict[str, Recorded]) -> list[str]:
        """What people say is of one happening with something that was found, and was not found itself."""
        return sorted({b for pair in self._ties[0] for a, b in (pair, pair[::-1]) if a in found and b not in found})

    def _around(self, vague: list[Recorded], events: list[str]) -> dict[str, Recorded]:
        """What vague statements ("in November") are compared with: such a one joins a happening only when no other fits, so that all days
        that it allows count, at its places, with what is vague about those, and so on.
        """
        found: dict[str, Recorded] = {}
        known = list(self.named)
        parents = self.world.places.parents
        size = -1
        while size != len(vague):
            size = len(vague)
            begin, end = min(days_told(r)[0] for r in vague), max(days_told(r)[1] for r in vague)
            named = {p for r in vague for p in r.places}
            there = {*named, *(up for p in named for up in parents(p)), *(p for p in known if not named.isdisjoint(parents(p)))}
            if not all(r.places for r in vague):
                there.add("")
            found = {r.id: r for r in self._within(begin - _AROUND, end + _AROUND, sorted(there), events)}
            vague = [r for r in found.values() if _vague(r) and r.event in events]
        return found

    def _within(
        self, first: int, last: int, places: Sequence[str] = (), events: Sequence[str] = (), apart: Sequence[str] = ()
    ) -> list[Recorded]:
        """The statements about some days, as reviews leave them. first, last: numbers of days, which may lie outside the calendar."""
        days = [date.fromordinal(max(1, min(day, date.max.toordinal()))).isoformat() for day in (first, last)]
        return self._reviewed(self._ask(lambda view: view.within(days[0], days[1], places, events, apart)))


def _differs(was: Period | None, now: Period) -> bool:
    return (was.holder, was.status) != (now.holder, now.status) if was is not None else (now.holder, now.status) != ("", "unknown")


def _change(was: Period | None, now: Period) -> Change:
    return Change(
        place=now.place,
        day=now.start,
        before=was.holder if was is not None else "",
        before_status=was.status if was is not None else "unknown",
        after=now.holder,
        after_status=now.status,
        statements=now.statements,
    )


def _vague(r: Recorded) -> bool:
    first, last = days_told(r)
    return last - first > VAGUE_DAYS

"""All happenings of a ledger, kept by quarters of years, so that after a change only the quarters that it touches are merged again."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from rasid.control.happening import VAGUE_DAYS, alike
from rasid.ledger import summaries
from rasid.model.event import Event
from rasid.pipeline.asked import Asked

_EARLIEST, _LATEST = "0001-01-01", "9999-12-31"
#: Days around a change in which happenings can be others: what is merged stands at most so far apart.
_AROUND = 62
#: More than so many statements touched at once: all is made again.
_MANY = 20_000


class Calendar:
    """The happenings of one state of the ledger. before: that of an earlier state, whose quarters are kept where nothing changed."""

    def __init__(self, asked: Asked, state: summaries.State | None, before: Calendar | None = None) -> None:
        self.asked, self.state = asked, state
        self._lock = threading.Lock()
        self._quarters: dict[tuple[str, str], list[Event]] = {}
        self._all: list[Event] | None = None
        self._at: dict[str, list[Event]] | None = None
        self._of: dict[str, list[Event]] | None = None
        if before is not None and state is not None and before.state is not None:
            self._quarters = self._kept(before, before.state)

    @property
    def complete(self) -> bool:
        """Whether all has been made."""
        return self._all is not None

    def all(self, between: Callable[[], None] = lambda: None) -> list[Event]:
        """Every happening, by first day. between: done after each quarter that is made."""
        with self._lock:
            if self._all is None:
                for quarter in self._wanted():
                    if quarter not in self._quarters:
                        first, last = quarter
                        found = self.asked.events(first, last)
                        self._quarters[quarter] = [e for e in found if first <= (e.start or e.first_known) <= last]
                        between()
                found = [e for events in self._quarters.values() for e in events]
                self._all = sorted(found, key=lambda e: (e.start or e.end, e.places, e.kind, e.id))
            return self._all

    def between(self, first: str, last: str, kinds: Sequence[str] = ()) -> list[Event]:
        """The happenings of which some day lies in a time; of these kinds, or all."""
        if not self.complete and first != _EARLIEST and last != _LATEST:
            return [e for e in self.asked.events(first, last) if not kinds or e.kind in kinds]
        found = self.all()
        if len(kinds) == 1:
            found = self._of_kind(kinds[0])
        elif kinds:
            found = [e for e in found if e.kind in kinds]
        if first == _EARLIEST and last == _LATEST:
            return found
        return [e for e in found if (e.end or e.last_known) >= first and (e.start or e.first_known) <= last]

    def _of_kind(self, kind: str) -> list[Event]:
        if self._of is None:
            made: dict[str, list[Event]] = {}
            for e in self.all():
                made.setdefault(e.kind, []).append(e)
            self._of = made
        return self._of.get(kind, [])

    def at(self, place: str) -> list[Event]:
        """The happenings at a place or in it, by first day."""
        events = self.all()
        if self._at is None:
            made: dict[str, list[Event]] = {}
            for e in events:
                for p in e.places:
                    made.setdefault(p, []).append(e)
            self._at = made
        parents = self.asked.world.places.parents
        here = [p for p in self._at if p == place or place in parents(p)]
        if len(here) == 1:
            return self._at[here[0]]
        found = {e.id: e for p in here for e in self._at[p]}
        return sorted(found.values(), key=lambda e: (e.start or e.end, e.places, e.kind, e.id))

    def _wanted(self) -> Iterator[tuple[str, str]]:
        first, last, known_first, known_last = self.asked.store.ask(lambda view: view.extent())
        days = [d for d in (first, last, known_first, known_last) if d]
        begin, end = int(min(days, default="2000")[:4]), int(max(days, default="2000")[:4])
        begin, end = max(begin, end - 60, 2), min(end, 9998)
        yield _EARLIEST, f"{begin - 1:04}-12-31"
        for year in range(begin, end + 1):
            for a, b in (("01-01", "03-31"), ("04-01", "06-30"), ("07-01", "09-30"), ("10-01", "12-31")):
                yield f"{year:04}-{a}", f"{year:04}-{b}"
        yield f"{end + 1:04}-01-01", _LATEST

    def _kept(self, before: Calendar, since: summaries.State) -> dict[tuple[str, str], list[Event]]:
        with self.asked.store.reading() as view:
            changed = summaries.touched(view.connection, since)
            if len(changed) > _MANY:
                return {}
            times: set[tuple[str, str]] = set()
            for first, last, event in set(changed):
                begin, end = _moved(first or _EARLIEST, -_AROUND), _moved(last, _AROUND)
                times.add(summaries.vague(view.connection, begin, end, alike(event), VAGUE_DAYS))
        wanted = set(self._wanted())
        with before._lock:
            return {
                q: events
                for q, events in before._quarters.items()
                if q in wanted and not any(first <= q[1] and last >= q[0] for first, last in times)
            }


def _moved(day: str, by: int) -> str:
    try:
        return (date.fromisoformat(day) + timedelta(days=by)).isoformat()
    except (ValueError, OverflowError):
        return _EARLIEST if by < 0 else _LATEST

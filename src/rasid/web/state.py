"""One state of the ledger as the workbench answers from it: made when first asked, kept until the ledger changes, much of it carried over
into the next state. Safe to ask from several threads."""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

import msgspec

from rasid.cli.desk import Desk, today
from rasid.cli.map import spots
from rasid.control.earlier import Earlier
from rasid.control.index import ControlIndex
from rasid.ledger import Review, Store, summaries
from rasid.model.control import Change, Control, Dispute
from rasid.model.event import Event
from rasid.pipeline.asked import FIRST, LAST, Asked
from rasid.pipeline.calendar import Calendar
from rasid.text.fold import fold_whole
from rasid.web import answers, finding, outlets
from rasid.web.packed import Packed
from rasid.web.recent import Recent

Json = dict[str, Any]
T = TypeVar("T")
#: Newest reports that search looks into, and answers that are remembered; of answers for all places, before they are JSON, fewer.
SEARCHED, REMEMBERED, MAPS = 50_000, 64, 6
#: Indexes kept for questions about what was known earlier (more than one only where reports have versions), and statements in one; each
#: takes about 2 kB.
INDEXES, INDEXED = 2, 200_000
Names = list[tuple[str, str]]
_ENDED: Any = object()


class State:
    """See above. mark: of the ledger; before: the state before it, when the packs are the same."""

    def __init__(self, store: Store, mark: summaries.State | None, before: State | None = None) -> None:
        self.store, self.mark = store, mark
        self.at = Desk(store)
        _ = self.at.asked.fresh, self.at.named_places, self.at.named_actors
        #: what statements claim, by id; carried over
        self.claims: dict[str, outlets.Claim] = before.claims if before is not None else {}
        self._locks: defaultdict[Hashable, threading.Lock] = defaultdict(threading.Lock)
        self._made: dict[Hashable, Any] = {}
        self._recent = Recent(REMEMBERED)
        self._maps, self._controls = Recent(REMEMBERED), Recent(MAPS)
        self._indexes = Recent(INDEXES)
        self._looks_back = before is not None and "" in before._indexes
        self._texts: list[tuple[str, str, str]] = before._texts if before is not None else []
        self._last_text: int = before._last_text if before is not None else 0
        self._names: tuple[Names, Names] | None = before._names if before is not None and _same_names(before.at, self.at) else None
        self.calendar: Calendar = Calendar(self.asked(), mark, before.calendar if before is not None else None)
        self.extent = store.ask(lambda view: view.extent())

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What is made once for this state."""
        found = self._made.get(key, _ENDED)
        if found is _ENDED:
            with self._locks[key]:
                found = self._made.get(key, _ENDED)
                if found is _ENDED:
                    found = self._made[key] = make()
        return cast(T, found)

    def recent(self, key: Hashable, make: Callable[[], T]) -> T:
        """The same, of which only the last ones asked for are kept."""
        return self._recent.get(key, make)

    def asked(self, known: str = "") -> Asked:
        """Who reasons anew, for one thread alone: histories are made step by step. known: with the versions of reports of that day."""
        stood = self._stood(known)
        made = Asked(self.store, self.at.world, known=stood)
        made.__dict__.update(fresh=self.at.asked.fresh and not stood, named=self.at.asked.named)
        if not stood and (found := self._made.get("of all")) is not None:
            made.__dict__.update(found)
        return made

    def asked_of_all(self, known: str = "") -> Asked:
        """The same, with what all questions about disputes and silences need: made once."""

        def make() -> dict[str, Any]:
            first = self.asked()
            return {"disputed": first.disputed, "denied": first.denied, "silent": first.silent}

        if self.at.asked.fresh:
            self.once("of all", make)
        return self.asked(known)

    def alone(self, known: str = "") -> Desk:
        """A desk for one thread alone. known: with the versions of reports that stood on that day."""
        made = Desk(self.store, known=self._stood(known))
        made.__dict__.update(
            asked=self.asked(known) if known else Remembered(self), named_places=self.at.named_places, named_actors=self.at.named_actors
        )
        return made

    # -- what was known earlier

    @property
    def _replaced(self) -> list[str]:
        """The days on which versions of reports took the place of older ones."""
        return self.once("replaced", lambda: sorted({v.known for v in self.store.ask(lambda view: view.versions())}))

    def _stood(self, known: str) -> str:
        """The first day on which the same versions of reports stood as on a day; "" when they are those that stand now."""
        days = self._replaced
        n = bisect_right(days, known) if known else len(days)
        return "" if n == len(days) else days[n - 1] if n else "0001-01-01"

    def desk(self, known: str) -> Desk:
        """The ledger to be asked for names and words, with the versions of reports that stood on a day."""
        stood = self._stood(known)
        return self._recent.get(("desk", stood), lambda: self.alone(stood)) if stood else self.at

    def earlier(self, known: str) -> Earlier | None:
        """All that bears on places, to be asked as known on a day; None when there is too much of it to be kept."""
        stood = self._stood(known)
        return self._indexes.get(stood, lambda: self.asked(stood).earlier(INDEXED))

    def index_of(self, place: str, known: str) -> ControlIndex:
        """An index of what bears on a place, with the versions of reports that stood on a day."""
        stood = self._stood(known)
        if known and stood in self._indexes and (found := self.earlier(known)) is not None:
            return found
        return self._recent.get(("index", place, stood), lambda: self.desk(known).index_of(place))

    # -- what is answered from

    @property
    def colours(self) -> list[Json]:
        """The colours of actors."""
        return self.once("colours", lambda: answers.palette(self))

    @property
    def holdings(self) -> list[tuple[str, str, str, int]]:
        """See `summaries.holdings`."""
        return self.once("holdings", lambda: self.store.ask(lambda view: summaries.holdings(view.connection)))

    @property
    def counts(self) -> dict[str, int]:
        """How much there is."""
        return self.once("counts", lambda: self.store.ask(lambda view: view.counts()))

    @property
    def reviewed(self) -> tuple[dict[str, list[Review]], Counter[str]]:
        """The reviews of each statement, and how many statements of each report were spoken of."""

        def make() -> tuple[dict[str, list[Review]], Counter[str]]:
            with self.store.reading() as view:
                made = view.reviewed()
                return made, Counter(x.report for x in (view.told(ids=list(made)) if made else ()))

        return self.once("reviewed", make)

    def controls(self, on: str, known: str = "") -> list[Control]:
        """Who holds what on a day."""

        def make() -> list[Control]:
            if not known and self.at.asked.fresh:
                return self.at.map_on(on)
            index = self.earlier(known) if known else None
            return index.map(on, known) if index is not None else self.asked(known).map(on, known)

        return self._controls.get((on, known), make)

    def map(self, on: str, known: str, source: str = "") -> Packed:
        """The map of a day as JSON. source: only places that this outlet spoke of."""

        def make() -> Packed:
            name = source.removeprefix("~")
            among = self.store.ask(lambda view: summaries.named_by(view.connection, name)) if source else None
            found = spots(self.at, self.controls(on, known))
            return Packed.of(msgspec.json.encode(answers.map_of(self, found, on, known, among)))

        return self._maps.get((on, known, source), make)

    # -- searching

    @property
    def texts(self) -> list[tuple[str, str, str]]:
        """Day, id and folded words of the reports that are searched, the newest first."""

        def make() -> list[tuple[str, str, str]]:
            with self.store.reading() as view:
                if view.connection.dialect.name == "sqlite":
                    new = summaries.texts_after(view.connection, self._last_text, SEARCHED)
                else:
                    new = [(0, i, "", a, b) for i, a, b in view.texts(SEARCHED)]
            if new:
                found = [(day, i, bare(f"{title}\n{text}")) for _, i, day, title, text in new]
                self._last_text = max(row[0] for row in new)
                self._texts = sorted([*self._texts, *found], key=lambda x: (x[0], x[1]), reverse=True)[:SEARCHED]
            return self._texts

        return self.once("texts", make)

    @property
    def names(self) -> tuple[Names, Names]:
        """Places and actors with their folded names: those of the ledger, then those of the packs alone."""

        def make() -> tuple[Names, Names]:
            if self._names is not None:
                return self._names
            at = self.at
            places = [(i, bare(f"{n.name} {at.place_name(i)} {at.place_name_en(i)}")) for i, n in at.named_places.items()]
            places += [
                (p.id, bare(" ".join((p.name, *p.variants, p.name_en)))) for p in at.world.gazetteer.places if p.id not in at.named_places
            ]
            known = at.world.actors.known
            actors = {known(i): bare(f"{n.name} {' '.join(at.world.actor_names(i))}") for i, n in at.named_actors.items()}
            for a in at.world.names.actors:
                actors.setdefault(a.id, bare(" ".join((a.name, *a.aliases, a.name_en))))
            self._names = places, list(actors.items())
            return self._names

        return self.once("names", make)

    def bare(self, text: str) -> str:
        """See `bare`."""
        return bare(text)

    def warm(self, rest: Callable[[], None]) -> None:
        """Make what takes long before anybody asks for it. rest: done now and then in between."""
        steps: list[Callable[[], object]] = [
            lambda: self.colours,
            lambda: self.map(self.extent[1] or today(), ""),
            lambda: self.names,
            lambda: self.texts,
            lambda: self.calendar.all(rest),
            lambda: outlets.outcomes(self),
            lambda: finding.needs(self),
            lambda: self.counts,
            lambda: self.earlier("") if self._looks_back else None,  # who looked back will do so again
        ]
        for step in steps:
            step()
            rest()


class Remembered(Asked):
    """Who answers what a brief asks from what the pages ask, too."""

    def __init__(self, now: State) -> None:
        super().__init__(now.store, now.at.world)
        self.__dict__.update(now.asked_of_all().__dict__)
        self._now = now

    def map(self, on: str, known: str = "") -> list[Control]:
        """See `Asked.map`."""
        return self._now.controls(on, known)

    def changes(self, first: str, last: str) -> list[Change]:
        """See `Asked.changes`."""
        return answers.changes(self._now, first, last)

    def disputes(self, on: str, known: str = "") -> list[Dispute]:
        """See `Asked.disputes`."""
        return answers.disputes(self._now, on, known)

    def events(self, first: str = FIRST, last: str = LAST) -> list[Event]:
        """See `Asked.events`."""
        return self._now.calendar.between(first, last)


def _same_names(one: Desk, other: Desk) -> bool:
    """Whether two states of a ledger name the same places and actors: they only become more."""
    return len(one.named_places) == len(other.named_places) and len(one.named_actors) == len(other.named_actors)


def bare(text: str) -> str:
    """Words as they are searched for: folded, small letters, without the article, a space before and behind each."""
    words = fold_whole(text).lower().split()
    return " " + " ".join(w[2:] if w.startswith("ال") and len(w) > 4 else w for w in words) + " "

"""One state of the ledger as the workbench answers from it: made when first asked, kept until the ledger changes, much of it carried over
into the next state. Safe to ask from several threads."""

from __future__ import annotations

import threading
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

import msgspec

from rasid.cli.desk import Desk, today
from rasid.cli.map import spots
from rasid.ledger import Review, Store, summaries
from rasid.model.control import Control
from rasid.pipeline.asked import Asked
from rasid.pipeline.calendar import Calendar
from rasid.text.fold import fold_whole
from rasid.web import answers, finding

Json = dict[str, Any]
T = TypeVar("T")
#: Newest reports that search looks into, and answers that are remembered.
SEARCHED, REMEMBERED = 50_000, 64
Names = list[tuple[str, str]]
_ENDED: Any = object()


class State:
    """See above. mark: of the ledger; before: the state before it, when the packs are the same."""

    def __init__(self, store: Store, mark: summaries.State | None, before: State | None = None) -> None:
        self.store, self.mark = store, mark
        self.at = Desk(store)
        _ = self.at.asked.fresh, self.at.named_places, self.at.named_actors
        #: what statements claim, by id; carried over
        self.claims: dict[str, answers.Claim] = before.claims if before is not None else {}
        self._locks: defaultdict[Hashable, threading.Lock] = defaultdict(threading.Lock)
        self._made: dict[Hashable, Any] = {}
        self._recent: OrderedDict[Hashable, Any] = OrderedDict()
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
        try:
            found = self._recent[key]
            self._recent.move_to_end(key)
            return cast(T, found)
        except KeyError:
            made = self._recent[key] = make()
            while len(self._recent) > REMEMBERED:
                self._recent.popitem(last=False)
            return made

    def asked(self) -> Asked:
        """Who reasons anew, for one thread alone: histories are made step by step."""
        made = Asked(self.store, self.at.world)
        made.__dict__.update(fresh=self.at.asked.fresh, named=self.at.asked.named)
        return made

    def alone(self) -> Desk:
        """A desk for one thread alone."""
        made = Desk(self.store)
        made.__dict__.update(asked=self.asked(), named_places=self.at.named_places, named_actors=self.at.named_actors)
        return made

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
            return self.asked().map(on, known)

        return self.recent(("controls", on, known), make)

    def map(self, on: str, known: str, source: str = "") -> bytes:
        """The map of a day as JSON. source: only places that this outlet spoke of."""

        def make() -> bytes:
            name = source.removeprefix("~")
            among = self.store.ask(lambda view: summaries.named_by(view.connection, name)) if source else None
            found = spots(self.at, self.controls(on, known))
            return msgspec.json.encode(answers.map_of(self, found, on, known, among))

        return self.recent(("map", on, known, source), make)

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
            places = [(i, bare(f"{n.name} {at.place_name(i)}")) for i, n in at.named_places.items()]
            places += [(p.id, bare(" ".join((p.name, *p.variants)))) for p in at.world.gazetteer.places if p.id not in at.named_places]
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
            lambda: answers.outcomes(self),
            lambda: finding.needs(self),
            lambda: self.counts,
        ]
        for step in steps:
            step()
            rest()


def _same_names(one: Desk, other: Desk) -> bool:
    """Whether two states of a ledger name the same places and actors: they only become more."""
    return len(one.named_places) == len(other.named_places) and len(one.named_actors) == len(other.named_actors)


def bare(text: str) -> str:
    """Words as they are searched for: folded, without the article, a space before and behind each."""
    words = fold_whole(text).split()
    return " " + " ".join(w[2:] if w.startswith("ال") and len(w) > 4 else w for w in words) + " "

"""A ledger with the world it speaks of, opened to be asked: what all its commands share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any

import msgspec

from rasid.cli.terminal import isolate
from rasid.errors import StoreError, UsageError
from rasid.messages import locale, t

if TYPE_CHECKING:
    from rasid.control.index import ControlIndex
    from rasid.export.notices import Notice
    from rasid.ledger import Named, Store, Told
    from rasid.model import Report
    from rasid.model.control import Control, Recorded
    from rasid.pipeline.asked import Asked
    from rasid.pipeline.world import World

PROVISIONAL = "~"
#: Kinds of what places lie in, the largest first.
UNITS = ("country", "governorate", "district", "subdistrict")


@contextmanager
def opened_store(url: str, *, read_only: bool = False) -> Iterator[Store]:
    """A store, its faults told in the language in use. Raises StoreError."""
    from rasid.ledger import LedgerError, Store

    try:
        with Store(url, read_only=read_only) as store:
            yield store
    except LedgerError as error:
        what = t(f"store.{error.code}") + (f" ({error.reason})" if error.reason else "")
        raise StoreError(what, isolate(error.where), t(f"store.{error.code}.do")) from error


@contextmanager
def desk(url: str, *, reviewed: bool = True, known: str = "") -> Iterator[Desk]:
    """The ledger at an address, to be asked only. reviewed: whether what people said of statements counts; known: with the versions of
    reports that stood on that day."""
    with opened_store(url, read_only=True) as store:
        yield Desk(store, reviewed, known)


def checked_day(value: str, option: str, missing: str = "") -> str:
    """An ISO day; `missing` for "". Raises UsageError for what is none."""
    if not value:
        return missing
    try:
        if len(value) == 10:
            return dt.date.fromisoformat(value).isoformat()
    except ValueError:
        pass
    raise UsageError(t("ledger.bad_day"), f"{option} {isolate(value)}", t("ledger.day_form"))


def today() -> str:
    """The day it is here."""
    return dt.date.today().isoformat()


def checked_format(value: str, formats: tuple[str, ...]) -> str:
    """A format of those there are. Raises UsageError."""
    if value not in formats:
        raise UsageError(" | ".join(formats), f"--format {isolate(value)}")
    return value


def print_json(value: Any) -> None:
    """One JSON document on standard output."""
    import sys

    sys.stdout.write(msgspec.json.format(msgspec.json.encode(value), indent=1).decode() + "\n")


class Desk:
    """One state of the ledger, the packs, and the index of what bears on places, made when first needed."""

    def __init__(self, store: Store, reviewed: bool = True, known: str = "") -> None:
        from rasid.pipeline.world import world

        self.store = store
        self.world: World = world()
        self._reviewed = reviewed
        self._quoted: dict[str, Told | None] = {}
        self._known = known
        self._earlier: dict[str, Desk] = {}
        self._originals: dict[str, Report | None] = {}
        self._actors: dict[str, dict[str, Any]] = {}

    def as_of(self, known: str) -> Desk:
        """The same ledger with the versions of reports that stood on a day ("": today's)."""
        if known == self._known or not self._has_versions:
            return self
        if known not in self._earlier:
            self._earlier[known] = Desk(self.store, self._reviewed, known)
        return self._earlier[known]

    @cached_property
    def _has_versions(self) -> bool:
        return bool(self.store.ask(lambda view: view.versions()))

    @cached_property
    def told(self) -> dict[str, Told]:
        """Every current statement by id, as corrected by reviews; rejected ones are left out."""
        from rasid.pipeline.reviewed import told_after_review

        with self.store.reading(self._known) as view:
            return told_after_review(view, self.world, self._reviewed)

    @cached_property
    def index(self) -> ControlIndex:
        """The index of all statements."""
        return self._index(x.recorded for x in self.told.values())

    @cached_property
    def ties(self) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        """Pairs of statements that people say are of one happening, and of two."""
        return self.store.ask(lambda view: view.ties()) if self._reviewed else ([], [])

    def original_of(self, report: str) -> Report | None:
        """The report that a report is a copy of, without its text; None when it is none."""
        if report not in self._originals:
            with self.store.reading() as view:
                copy = view.copies([report]).get(report)
                self._originals[report] = view.bare(copy.original) if copy is not None else None
        return self._originals[report]

    @cached_property
    def named_places(self) -> dict[str, Named]:
        """Every place that a statement names."""
        return self.store.ask(lambda view: view.places())

    @cached_property
    def named_actors(self) -> dict[str, Named]:
        """Every actor that a statement names."""
        return self.store.ask(lambda view: view.actors())

    @cached_property
    def asked(self) -> Asked:
        """Who answers what is asked of all places."""
        from rasid.pipeline.asked import Asked

        return Asked(self.store, self.world, self._reviewed, self._known)

    def notices(self, today: str, inside: str = "") -> list[Notice]:
        """What is new up to a day, oldest known first, for feeds and hooks."""
        from rasid.pipeline.exporting import Gatherer
        from rasid.pipeline.notices import notices

        return notices(self.index, self.told, Gatherer(self.store, self.world), today, inside)

    def map_on(self, on: str, known: str = "") -> list[Control]:
        """The answer for every place on a day: from the spans that the ledger keeps where they can be had, else reckoned anew."""
        return self.asked.map(on, known)

    def quoted(self, ids: Iterable[str]) -> dict[str, Told]:
        """Those of these statements that count, by id, as corrected by reviews. What was asked for once is remembered."""
        wanted = dict.fromkeys(ids)
        missing = [i for i in wanted if i not in self._quoted]
        if missing:
            with self.store.reading(self._known) as view:
                made = view.reviewed() if self._reviewed else {}
                found = self._after_review(view.told(ids=missing), made)
            self._quoted.update({i: found.get(i) for i in missing})
        return {i: x for i in wanted if (x := self._quoted[i]) is not None}

    def index_of(self, place: str) -> ControlIndex:
        """An index of what can bear on one place: statements about it and about what contains it."""
        with self.store.reading(self._known) as view:
            made = view.reviewed() if self._reviewed else {}
            bearing = [r for r in view.about([place, *self.world.places.parents(place)]) if r.id not in made]
            if made:  # a correction can bring a statement to another place
                bearing += [x.recorded for x in self._after_review(view.told(ids=list(made)), made).values()]
        return self._index(bearing)

    def _after_review(self, told: Iterable[Told], made: Any) -> dict[str, Told]:
        from rasid.pipeline.reviewed import reviewed

        out = {}
        for x in told:
            after = reviewed(x, made.get(x.id, ()), self.world)
            if after is not None:
                out[x.id] = after
        return out

    def _index(self, statements: Iterable[Recorded]) -> ControlIndex:
        from rasid.control.index import ControlIndex
        from rasid.lexicon.evidence import load_weights

        index = ControlIndex(self.world.theatre, load_weights(), self.world.view)
        for s in statements:
            index.add(s)
        return index

    def place(self, name: str) -> str:
        """The id of a place by name or id: of several, one that the ledger knows. Raises UsageError with near names."""
        from rasid.control.keys import name_key
        from rasid.places.near import similar

        gazetteer = self.world.gazetteer
        if gazetteer.get(name) is not None:
            return name
        found = self.world.resolver.resolve(name)
        ids = [i for i in (name, found.id, name_key(name), *(a.id for a in found.alternatives)) if i]
        there = self.store.ask(lambda view: view.places(ids))
        for i in ids:
            if i in there:
                return i
        if found.lat is not None:
            return found.id
        if (only_here := self._provisional(name)) is not None:
            return only_here
        near = dict.fromkeys(p.name for p in similar(gazetteer, name, 8))
        remedy = t("ledger.near", names=t("view.list").join(isolate(n) for n in near)) if near else t("ledger.no_near")
        raise UsageError(t("ledger.unknown_place"), isolate(name), remedy)

    def unit(self, name: str) -> str:
        """The id of what places lie in: a governorate or country of that name before its capital. Raises UsageError."""
        from rasid.places.spelling import key

        rows = self.world.gazetteer.named(key(name)) if self.world.gazetteer.get(name) is None else []
        units = sorted((u for u in rows if u.kind in UNITS), key=lambda u: UNITS.index(u.kind))
        return units[0].id if units else self.place(name)

    def _provisional(self, name: str) -> str | None:
        """A place that only reports know, by its name with or without the word for what it is («بلدة»)."""
        from rasid.places.spelling import key

        asked = key(name).split()
        for at, place in sorted(self.named_places.items()):
            words = key(place.name).split()
            if at.startswith(PROVISIONAL) and asked and (words in (asked, asked[1:]) or words[1:] == asked):
                return at
        return None

    def place_name(self, place: str) -> str:
        """What to call a place."""
        row = self.world.gazetteer.get(place)
        if row is not None:
            return row.name
        stored = self.named_places.get(place)
        return stored.name if stored is not None else place.lstrip(PROVISIONAL)

    def place_name_en(self, place: str) -> str:
        """What English calls a place; "" where the packs do not say."""
        row = self.world.gazetteer.get(place)
        return row.name_en if row is not None else ""

    def place_label(self, place: str) -> str:
        """What to call a place in a text: in English by its English name, too, where it has one."""
        name, english = self.place_name(place), self.place_name_en(place) if locale() == "en" else ""
        return f"{english} ({name})" if english else name

    def actor_name(self, actor: str) -> str:
        """What to call an actor; "" for none."""
        if not actor:
            return ""
        actor = self.world.actors.known(actor)
        if not actor.startswith(PROVISIONAL):
            return self.world.actor_names(actor)[0]
        stored = self.named_actors.get(actor)
        return stored.name if stored is not None else actor.lstrip(PROVISIONAL)

    def actor(self, actor: str) -> dict[str, Any] | None:
        """An actor as JSON has it: id, name, names; None for none."""
        if not actor:
            return None
        found = self._actors.get(actor)
        if found is None:
            known = self.world.actors.known(actor)
            name = self.actor_name(known)
            names = self.world.actor_names(known) if not known.startswith(PROVISIONAL) else (name,)
            found = self._actors[actor] = {"id": known, "name": name, "names": list(names)}
        return found

    def short_actor(self, actor: str) -> dict[str, str] | None:
        """An actor with its name only."""
        return {"id": self.world.actors.known(actor), "name": self.actor_name(actor)} if actor else None

    def short_place(self, place: str) -> dict[str, str]:
        """A place with its name only, and its English name where it has one."""
        english = self.place_name_en(place)
        return {"id": place, "name": self.place_name(place)} | ({"name_en": english} if english else {})

    def named_by(self, place: str) -> dict[str, str]:
        """The same as rows have it that tell something of a place."""
        english = self.place_name_en(place)
        return {"place": self.place_name(place), "place_id": place} | ({"place_en": english} if english else {})

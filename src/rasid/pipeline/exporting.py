"""What is exported, out of the ledger: statements as a stream, events, control and changes with the statements they rest on."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from typing import Any

import msgspec

from rasid import __version__
from rasid.control.events import merge_events
from rasid.control.index import ControlIndex
from rasid.control.keys import key
from rasid.export.data import (
    Actor,
    ChangeRow,
    Cited,
    ControlRow,
    Document,
    EventRow,
    Exported,
    PeriodRow,
    Place,
    Source,
    Stated,
    StatementRow,
    Unit,
    What,
)
from rasid.ledger import Named, Review, Store, Told, View
from rasid.ledger.documents import readers, report_ids
from rasid.ledger.views import told
from rasid.lexicon.evidence import load_weights
from rasid.model import Name
from rasid.model.control import Change, Recorded
from rasid.model.records import Record
from rasid.pipeline.reviewed import reviewed
from rasid.pipeline.world import World
from rasid.places.resolve import Resolution
from rasid.places.shapes import geometry

#: geometries that say more than a point
_AREAS = ("Polygon", "MultiPolygon", "LineString")
_UNITS = ("country", "governorate", "district", "subdistrict")
_PROVISIONAL = "~"
#: Earlier and later than every day.
FIRST, LAST = "0001-01-01", "9999-12-31"
#: What several rows make up, or rows of another name.
_ROWS: dict[str, tuple[str, ...]] = {"map": ("control", "periods", "changes"), "reports": ("documents", "control")}
#: rows that a database server hands over at a time
_FETCH = 1000
#: reports that are kept in mind while statements stream by
_REMEMBERED = 1024


class Asked(Record, frozen=True, kw_only=True):
    """What to export. start, end: the window ("" open); on: the day of control; known: as known on that day ("" today).

    outlines: whether areas are to have theirs.
    """

    what: What
    start: str = ""
    end: str = ""
    on: str = ""
    known: str = ""
    lang: str = ""
    reviews: bool = True
    outlines: bool = False


class Gatherer:
    """One state of the ledger, with the world it speaks of. Use it in a `with`: the rows can be gone through until it ends."""

    def __init__(self, store: Store, world: World) -> None:
        self.store, self.world = store, world
        self._stack = ExitStack()
        self._places: dict[tuple[str, bool], Place] = {}
        self._actors: dict[str, Actor] = {}
        self._sources: dict[str, Source] = {}
        self._indexes: dict[tuple[str, bool], tuple[ControlIndex, dict[str, Cited]]] = {}
        self._named_places: dict[str, Named] | None = None
        self._named_actors: dict[str, Named] | None = None

    def __enter__(self) -> Gatherer:
        self._view: View = self._stack.enter_context(self.store.reading())
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def gather(self, asked: Asked) -> Exported:
        """What is asked, its rows made while they are gone through."""
        made: dict[str, Iterable[object]] = {}
        for name, make in (
            ("statements", self._statements),
            ("events", self._events),
            ("control", self._control),
            ("changes", self._changes),
            ("periods", self._periods),
            ("documents", self._documents),
        ):
            if name in _ROWS.get(asked.what, (asked.what,)):
                made[name] = make(asked)
        return Exported(
            what=asked.what,
            lang=asked.lang,
            start=asked.start,
            end=asked.end,
            on=asked.on,
            known=asked.known,
            made_with=f"Rasid {__version__}",
            **made,  # type: ignore[arg-type]
        )

    # -- rows

    def _statements(self, asked: Asked) -> Iterator[StatementRow]:
        for x in self._told(asked, asked.start, asked.end):
            r, s = x.recorded, x.statement
            if len(self._sources) > _REMEMBERED:  # a report's statements come one after the other: what is behind is not needed again
                self._sources.clear()
            yield StatementRow(
                id=x.id,
                source=self.source(x),
                known=x.known,
                slots=s,
                start=r.start,
                end=r.end,
                dated=r.dated,
                chain=r.chain,
                origins=tuple(o.key for o in r.origins),
                agents=self._all_actors(key(n) for n in s.agent),
                targets=self._all_actors(key(n) for n in s.target),
                places=tuple(self.place(key(n)) for n in s.place),
            )

    def _events(self, asked: Asked) -> Iterator[EventRow]:
        cited: dict[str, Cited] = {}
        merged = merge_events(self._recorded(asked, cited), self.world.theatre)
        first, last = asked.start or FIRST, asked.end or LAST
        for e in merged:
            if (e.end or e.last_known) < first or (e.start or e.first_known) > last:
                continue
            yield EventRow(
                event=e,
                agents=self._all_actors(e.agents),
                targets=self._all_actors(e.targets),
                places=tuple(self.place(p) for p in e.places),
                cited=tuple(cited[i] for i in e.statements),
                denials=tuple(cited[i] for i in e.denied),
            )

    def _control(self, asked: Asked) -> Iterator[ControlRow]:
        cited: dict[str, Cited] = {}
        index = self._index(asked, cited)
        for short in index.map(asked.on, asked.known):
            c = index.holds(short.place, asked.on, asked.known)
            yield ControlRow(
                control=c,
                place=self.place(c.place, asked.outlines),
                holder=self.actor(c.holder) if c.holder else None,
                rivals=self._all_actors(c.rivals),
                pro=tuple(cited[w.statement] for w in c.pro),
                con=tuple(cited[w.statement] for w in c.con),
                kept=tuple(cited[w.statement] for w in c.kept),
            )

    def _changes(self, asked: Asked) -> Iterator[ChangeRow]:
        cited: dict[str, Cited] = {}
        index = self._index(asked, cited)
        for c in index.changes(asked.start or FIRST, asked.end or LAST):
            yield self.change(c, index, cited, asked.outlines)

    def change(self, c: Change, index: ControlIndex, cited: Mapping[str, Cited], outlines: bool = False) -> ChangeRow:
        """A change with its names and sources."""
        rivals = index.holds(c.place, c.day).rivals if c.after_status == "disputed" else ()
        return ChangeRow(
            change=c,
            place=self.place(c.place, outlines),
            before=self.actor(c.before) if c.before else None,
            after=self.actor(c.after) if c.after else None,
            cited=tuple(cited[i] for i in c.statements if i in cited),
            rivals=self._all_actors(rivals),
        )

    def _periods(self, asked: Asked) -> Iterator[PeriodRow]:
        cited: dict[str, Cited] = {}
        index = self._index(asked, cited)
        for place in index.places():
            for p in index.history(place):
                if (p.end and p.end < asked.start) or (asked.end and p.start > asked.end):
                    continue
                yield PeriodRow(
                    period=p,
                    place=self.place(place, asked.outlines),
                    holder=self.actor(p.holder) if p.holder else None,
                    rivals=self._all_actors(p.rivals),
                    cited=tuple(cited[i] for i in p.statements if i in cited),
                )

    def _documents(self, asked: Asked) -> Iterator[Document]:
        """The reports of a time, by the day they were known, with all their statements as they stand."""
        view = self._view
        made = view.reviewed() if asked.reviews else {}
        by_report: dict[str, list[Told]] = {}
        for x in self._told(asked):
            by_report.setdefault(x.report, []).append(x)
        made_by = dict(readers(view.connection))
        for at in report_ids(view.connection, asked.start, min(asked.end or LAST, asked.known or LAST)):
            stored = view.stored(at)
            if stored is None:
                continue
            told_here = by_report.get(at, ())
            statements = tuple(_stated(x, made.get(x.id, ())) for x in told_here)
            actors = dict.fromkeys(i for s in statements for i in (*s.agents, *s.targets))
            yield Document(
                id=at,
                report=stored.report,
                sha256=stored.sha256,
                known=stored.known,
                added_at=stored.added_at,
                original=stored.original,
                reader=made_by.get(at, ""),
                statements=statements,
                actors=self._all_actors(actors),
                places=tuple(self.place(i) for i in dict.fromkeys(i for s in statements for i in s.places)),
            )

    # -- statements

    def _told(self, asked: Asked, start: str = "", end: str = "") -> Iterator[Told]:
        """Current statements of a time, oldest known first, as corrected by reviews; rejected ones are left out."""
        made = self._view.reviewed() if asked.reviews else {}
        connection = self._view.connection
        if connection.dialect.name != "sqlite":
            connection = connection.execution_options(yield_per=_FETCH)
        unsaid = (x for x in told(connection, day_from=start, day_to=end, known_to=asked.known) if x.id not in made)
        if not made:
            yield from unsaid
            return
        after = (reviewed(x, made[x.id], self.world) for x in self._view.told(ids=list(made), known_to=asked.known))
        spoken_of = sorted((x for x in after if x is not None and _within(x.recorded, start, end)), key=lambda x: x.known)
        yield from heapq.merge(unsaid, spoken_of, key=lambda x: x.known)

    def _recorded(self, asked: Asked, cited: dict[str, Cited]) -> Iterator[Recorded]:
        """All statements as the reasoning takes them; what can be cited of them is kept."""
        for x in self._told(asked):
            cited[x.id] = self.cited(x)
            yield x.recorded

    def _index(self, asked: Asked, cited: dict[str, Cited]) -> ControlIndex:
        """The index of all statements, made once; what can be cited of them is put into `cited`."""
        of = (asked.known, asked.reviews)
        if of not in self._indexes:
            kept: dict[str, Cited] = {}
            index = ControlIndex(self.world.theatre, load_weights())
            for r in self._recorded(asked, kept):
                index.add(r)
            self._indexes[of] = index, kept
        index, kept = self._indexes[of]
        cited.update(kept)
        return index

    # -- names

    def source(self, x: Told) -> Source:
        """The report of a statement; one record for all its statements."""
        found = self._sources.get(x.report)
        if found is None:
            found = Source(id=x.report, name=x.name, outlet=x.outlet, published=x.published, url=x.url, title=x.title)
            self._sources[x.report] = found
        return found

    def cited(self, x: Told) -> Cited:
        """A statement as it is cited."""
        return Cited(
            id=x.id,
            source=self.source(x),
            known=x.known,
            evidence=x.statement.evidence,
            trigger=x.statement.trigger,
            status=x.statement.status,
            chain=x.recorded.chain,
        )

    def actor(self, id: str) -> Actor:
        """An actor of the packs, or one that only reports name."""
        found = self._actors.get(id)
        if found is None:
            found = self._actors[id] = self._actor(id)
        return found

    def _all_actors(self, ids: Iterable[str]) -> tuple[Actor, ...]:
        return tuple(self.actor(i) for i in ids)

    def _actor(self, id: str) -> Actor:
        known = self.world.actors.actors
        id = self.world.actors.known(id)
        if id in known:
            row = known.get(id)
            return Actor(id, row.name, row.name_en, row.kind, row.state, row.theatre)
        place = self.world.gazetteer.get(id)
        if place is not None:  # a country that acts is its state
            acts = place.kind == "country"
            return Actor(id, place.name, place.name_en, "state" if acts else "", acts, "world")
        if self._named_actors is None:
            self._named_actors = self.store.ask(lambda view: view.actors())
        stored = self._named_actors.get(id)
        return Actor(id, stored.name if stored is not None else id.lstrip(_PROVISIONAL))

    def place(self, id: str, outline: bool = False) -> Place:
        """A place of the packs, an area beside one, or a place that only reports name; with its outline where it is an area."""
        found = self._places.get((id, outline))
        if found is None:
            found = self._place(id)
            if outline:
                found = msgspec.structs.replace(found, outline=self._outline(found))
            self._places[id, outline] = found
        return found

    def _outline(self, place: Place) -> dict[str, Any] | None:
        known = self.world.gazetteer.get(place.id) is not None
        at = Resolution(place.name, place.id, known, place.kind, place.lat, place.lon, place.precision_km, place.id if known else "")
        shape = geometry(self.world.gazetteer, at)
        return shape if shape is not None and shape["type"] in _AREAS and shape["coordinates"] else None

    def _place(self, id: str) -> Place:
        gazetteer = self.world.gazetteer
        units = []
        for at in (id, *gazetteer.parents(id)):
            row = gazetteer.get(at)
            if row is not None and row.kind in _UNITS:
                units.append(Unit(row.id, row.kind, row.name, row.name_en, row.pcode))
        country = next((u.pcode for u in units if u.kind == "country"), "")
        row = gazetteer.get(id)
        if row is not None:
            made = Place(id=id, name=row.name, name_en=row.name_en, kind=row.kind, lat=row.lat, lon=row.lon)
            made = msgspec.structs.replace(made, precision_km=row.precision_km, pcode=row.pcode)
        else:
            if self._named_places is None:
                self._named_places = self.store.ask(lambda view: view.places())
            stored = self._named_places.get(id) or Named(id, id.lstrip(_PROVISIONAL))
            point = gazetteer.point(id) or (stored.lat, stored.lon)
            found = self.world.resolver.resolve(stored.name)
            precision = found.precision_km if found.id == id else None
            made = Place(id=id, name=stored.name, kind=stored.kind, lat=point[0], lon=point[1], precision_km=precision)
        return msgspec.structs.replace(made, country=country, units=tuple(units))


def _stated(x: Told, reviews: Sequence[Review]) -> Stated:
    s = x.statement
    verdict = reviews[-1].action if reviews else ""
    return Stated(x.id, x.known, s, _ids(s.agent), _ids(s.target), _ids(s.place), verdict)


def _ids(names: tuple[Name, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key(n) for n in names))


def _within(r: Recorded, start: str, end: str) -> bool:
    """Whether a statement can be of a time, as the ledger finds it: an undated one is of the day on which it was known."""
    first, last = (r.start, r.end) if r.dated else ("", "")
    return (not start or (last or r.known) >= start) and (not end or (first or r.known) <= end)

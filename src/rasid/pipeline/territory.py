"""What map files, feeds and hooks tell, made out of the ledger: places with who holds them, and what became another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rasid import __version__
from rasid.control.index import ControlIndex
from rasid.export.territory import Cited, Holding, Notice, Party, Site, Territory
from rasid.ledger import Named, Told
from rasid.ledger.ids import digest
from rasid.model.control import Control, ControlStatus, Dispute, Period
from rasid.pipeline.world import World
from rasid.places.resolve import Resolution
from rasid.places.shapes import geometry

_PROVISIONAL = "~"
#: Sources told for one answer, the strongest first.
_MOST_SOURCES = 20
#: Kinds of places whose outline says more than their point.
_AREAS = ("Polygon", "MultiPolygon", "LineString")
WHAT = ("control", "periods", "changes")


class Surveyor:
    """Makes rows for places and changes. index, told: of the same statements; places, actors: what those that no pack knows are called."""

    def __init__(
        self, index: ControlIndex, told: Mapping[str, Told], world: World, places: Mapping[str, Named], actors: Mapping[str, Named]
    ) -> None:
        self.index, self.told, self.world = index, told, world
        self._places, self._actors = places, actors
        self._sites: dict[tuple[str, bool], Site] = {}

    def territory(
        self, on: str, known: str = "", start: str = "", end: str = "", inside: str = "", what: Iterable[str] = WHAT, outlines: bool = True
    ) -> Territory:
        """All that a map file shows: of a day, and of the days from start to end ("" open)."""
        wanted = set(what)
        now = tuple(self._now(on, known, inside, outlines)) if "control" in wanted else ()
        periods = tuple(self._periods(known, start, end, inside, outlines)) if "periods" in wanted else ()
        changes = tuple(self.changes(known, start, end or on, inside)) if "changes" in wanted else ()
        made = f"rasid {__version__}"
        return Territory(on=on, known=known, start=start, end=end, now=now, periods=periods, changes=changes, made_with=made)

    def notices(self, today: str, start: str = "", inside: str = "") -> list[Notice]:
        """What is new up to a day: changes, and the disputes of that day over whether an attacker has come in, by day."""
        found = self.changes("", start, today, inside)
        found += [self._dispute(d) for d in self.index.disputes(today) if d.about == "entry" and self._here(d.place, inside)]
        return sorted(found, key=lambda n: (n.known, n.day, n.id))

    def changes(self, known: str, start: str, end: str, inside: str = "") -> list[Notice]:
        """Where holder or status became another in a time, as known on a day ("" now)."""
        out = []
        for place in self._named(inside):
            before: Period | None = None
            for p in self.index.history(place, known):
                was = (before.holder, before.status) if before else ("", "unknown")
                if was != (p.holder, p.status) and p.start >= start and (not end or p.start <= end):
                    out.append(self._change(p, was[0], before.status if before else "unknown"))
                before = p
        return sorted(out, key=lambda n: (n.day, n.site.id))

    # -- rows

    def _now(self, on: str, known: str, inside: str, outlines: bool) -> Iterable[Holding]:
        for c in self.index.map(on, known):
            if self._here(c.place, inside):
                yield self._holding(self.index.holds(c.place, on, known), on, outlines)

    def _holding(self, c: Control, on: str, outlines: bool) -> Holding:
        cited = list(dict.fromkeys(w.statement for w in (*c.pro, *c.con)))
        return Holding(
            site=self.site(c.place, outlines),
            start=on,
            end=on,
            holder=self.party(c.holder),
            status=c.status,
            confidence=c.confidence,
            since=c.since,
            last_heard=c.last_heard,
            contested=c.contested,
            rivals=self._parties(c.rivals),
            sources=self.cited(cited or [w.statement for w in c.kept]),
        )

    def _periods(self, known: str, start: str, end: str, inside: str, outlines: bool) -> Iterable[Holding]:
        for place in self._named(inside):
            for p in self.index.history(place, known):
                if (not p.end or p.end >= start) and (not end or p.start <= end):
                    yield Holding(
                        site=self.site(place, outlines),
                        start=p.start,
                        end=p.end,
                        holder=self.party(p.holder),
                        status=p.status,
                        confidence=p.confidence,
                        since=p.since,
                        last_heard=p.last_heard,
                        contested=p.contested,
                        rivals=self._parties(p.rivals),
                        sources=self.cited(p.statements),
                    )

    def _change(self, p: Period, before: str, before_status: ControlStatus) -> Notice:
        disputed = p.status == "disputed"
        heard = [self.told[s].known for s in p.statements if s in self.told]
        return Notice(
            id=digest("change", p.place, p.start, before, before_status, p.holder, p.status),
            kind="dispute" if disputed else "holder" if before != p.holder else "status",
            site=self.site(p.place, False),
            day=p.start,
            known=max([p.start, *heard]),  # what follows from the passing of time is news on its day
            before=self.party(before),
            before_status=before_status,
            after=self.party(p.holder),
            after_status=p.status,
            about="holder" if disputed else "",
            rivals=self._parties(p.rivals),
            sources=self.cited(p.statements),
        )

    def _dispute(self, d: Dispute) -> Notice:
        statements = [s for side in d.sides for s in side.statements]
        heard = [self.told[s].known for s in statements if s in self.told] or [d.on]
        c = self.index.holds(d.place, d.on)
        return Notice(
            id=digest("entry", d.place, *sorted(side.actor for side in d.sides)),
            kind="dispute",
            site=self.site(d.place, False),
            day=min(heard),
            known=max(heard),
            before=self.party(c.holder),
            before_status=c.status,
            after=self.party(c.holder),
            after_status=c.status,
            about="entry",
            rivals=self._parties(side.actor for side in d.sides),
            sources=self.cited(statements),
            lasting=False,
        )

    def cited(self, statements: Iterable[str]) -> tuple[Cited, ...]:
        """Statements that something rests on, by id; unknown ones are left out."""
        found = [self.told[s] for s in dict.fromkeys(statements) if s in self.told][:_MOST_SOURCES]
        return tuple(
            Cited(
                id=x.id,
                report=x.report,
                evidence=x.statement.evidence,
                chain=x.recorded.chain,
                outlet=x.outlet,
                url=x.url,
                known=x.known,
            )
            for x in found
        )

    def site(self, place: str, outlines: bool = False) -> Site:
        """A place; with its outline where it is an area and outlines are wanted."""
        at = (place, outlines)
        if at not in self._sites:
            self._sites[at] = self._site(place, outlines)
        return self._sites[at]

    def _site(self, place: str, outlines: bool) -> Site:
        gazetteer = self.world.gazetteer
        row, named = gazetteer.get(place), self._places.get(place)
        units = [u for p in gazetteer.parents(place) if (u := gazetteer.get(p)) is not None]
        found = self._resolved(place)
        return Site(
            id=place,
            name=row.name if row else named.name if named else place.lstrip(_PROVISIONAL),
            name_en=row.name_en if row else "",
            kind=row.kind if row else named.kind if named else "",
            lat=found.lat,
            lon=found.lon,
            precision_km=found.precision_km,
            pcode=row.pcode if row else "",
            unit_pcode=gazetteer.pcode(place),
            units=tuple(u.name for u in units),
            outline=self._outline(found) if outlines else None,
        )

    def _resolved(self, place: str) -> Resolution:
        row, named = self.world.gazetteer.get(place), self._places.get(place)
        if row is not None:
            return Resolution(row.name, row.id, True, row.kind, row.lat, row.lon, row.precision_km, row.id)
        if named is None:
            return Resolution(place, place, False, "", None, None, None)
        found = self.world.resolver.resolve(named.name)
        precision = found.precision_km if found.id == place else None
        return Resolution(named.name, place, False, named.kind, named.lat, named.lon, precision)

    def _outline(self, found: Resolution) -> dict[str, Any] | None:
        shape = geometry(self.world.gazetteer, found)
        return shape if shape is not None and shape["type"] in _AREAS and shape["coordinates"] else None

    def party(self, actor: str) -> Party | None:
        """An actor; None for nobody."""
        if not actor:
            return None
        if actor in self.world.actors.actors:
            row = self.world.actors.actors.get(actor)
            return Party(actor, row.name, row.name_en)
        named = self._actors.get(actor)
        return Party(actor, named.name if named else actor.lstrip(_PROVISIONAL))

    def _parties(self, actors: Iterable[str]) -> tuple[Party, ...]:
        return tuple(p for a in actors if (p := self.party(a)) is not None)

    def _named(self, inside: str) -> list[str]:
        return [p for p in self.index.places() if self._here(p, inside)]

    def _here(self, place: str, inside: str) -> bool:
        return not inside or place == inside or inside in self.world.places.parents(place)

"""The ledger from Python: what the commands say, as plain rows that go straight into pandas or polars.

from rasid.api import Ledger

with Ledger("rasid.db") as ledger:
    ledger.add(reports)
    pandas.DataFrame(ledger.map("2024-12-11"))
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any, Self

import msgspec

from rasid.control.events import merge_events
from rasid.control.index import ControlIndex
from rasid.control.keys import name_key
from rasid.errors import UsageError
from rasid.ledger import Store, Told
from rasid.lexicon.evidence import load_weights
from rasid.model import Report
from rasid.model.control import Control
from rasid.pipeline import default_reader
from rasid.pipeline.maps import map_on, refresh
from rasid.pipeline.recording import entry
from rasid.pipeline.recording import record as record_all
from rasid.pipeline.reviewed import told_after_review
from rasid.pipeline.world import World, world

#: reports in one transaction
_BATCH = 64

Row = dict[str, Any]


class Ledger:
    """An opened ledger. Days are ISO days; places and actors go by name or id. Raises UsageError for names and days that are none,
    LedgerError when the database cannot do what is asked.

    url: a file or a PostgreSQL address, as for the commands; made when missing. reviews: whether what people said of statements counts.
    """

    def __init__(self, url: str = "", *, reviews: bool = True) -> None:
        self.store = Store(url)
        self.world: World = world()
        self._reviews = reviews
        self._index: ControlIndex | None = None
        self._earlier: dict[str, ControlIndex] = {}
        self._versions = False
        self._told: dict[str, Told] = {}
        self._ties: tuple[list[tuple[str, str]], list[tuple[str, str]]] = ([], [])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.store.close()

    def add(self, reports: Iterable[Report]) -> Row:
        """Read reports and record them; the same report again changes nothing. How many were new, known already, and their statements."""
        reader, stream = default_reader(), iter(reports)
        new = known = statements = 0
        while batch := list(islice(stream, _BATCH)):
            added = record_all(self.store, [entry(r, reader.read(r), self.world) for r in batch], self.world)
            new, known, statements = new + len(added.new), known + len(added.known), statements + added.statements
        self._index = None
        return {"new": new, "known": known, "statements": statements}

    def holds(self, place: str, on: str, known: str = "") -> Row:
        """Who holds a place on a day, as known on a day: one row, with the statements for and against as lists of rows."""
        answer = self._all(known).holds(self._place(place), on, known)
        row = self._row(answer)
        row["for"] = [msgspec.to_builtins(w) for w in answer.pro]
        row["against"] = [msgspec.to_builtins(w) for w in answer.con]
        return row

    def map(self, on: str) -> list[Row]:
        """Who holds what on a day: a row for each place of which anything is known, with its point where it has one."""
        refresh(self.store, self.world)
        rows = []
        for answer in map_on(self.store, self.world, on):
            point = self.world.gazetteer.point(answer.place)
            rows.append({**self._row(answer), "lat": point[0] if point else None, "lon": point[1] if point else None})
        return rows

    def history(self, place: str, known: str = "") -> list[Row]:
        """The answers for a place, one period after another."""
        return self._rows(self._all(known).history(self._place(place), known))

    def changes(self, start: str, end: str) -> list[Row]:
        """Where holder or status became another from one day to another."""
        return self._rows(self._all().changes(start, end))

    def disputes(self, on: str, known: str = "") -> list[Row]:
        """Claims that cannot both hold on a day."""
        return self._rows(self._all(known).disputes(on, known))

    def silences(self, until: str = "") -> list[Row]:
        """What actors did not say."""
        return self._rows(self._all().silences(until))

    def events(self) -> list[Row]:
        """Happenings over reports, with the versions of their casualties."""
        self._all()
        return self._rows(merge_events([t.recorded for t in self._told.values()], self.world.theatre, *self._ties))

    def statements(self) -> list[Row]:
        """Every current statement with its report, as corrected by reviews: names as lists, ids beside them."""
        self._all()
        rows = []
        for t in self._told.values():
            s, r = t.statement, t.recorded
            rows.append(
                {
                    "id": t.id,
                    "report": t.name,
                    "outlet": t.outlet,
                    "published": t.published,
                    "url": t.url,
                    "event": s.event,
                    "status": s.status,
                    "date": s.date,
                    **{slot: [n.name for n in getattr(s, slot)] for slot in ("agent", "target", "place", "source")},
                    "agent_ids": list(r.agents),
                    "target_ids": list(r.targets),
                    "place_ids": list(r.places),
                    "chain": list(r.chain),
                    "killed": s.killed,
                    "injured": s.injured,
                    "extent": s.extent,
                    "evidence": s.evidence,
                }
            )
        return rows

    def _place(self, name: str) -> str:
        """The id of a place that a pack knows, that lies somewhere, or that a report named."""
        at = name if self.world.gazetteer.get(name) is not None else self.world.resolver.resolve(name).id
        if self.world.gazetteer.get(at) is not None or self.world.gazetteer.point(at) is not None:
            return at
        ids = [at, name, name_key(name)]
        there = self.store.ask(lambda view: view.places(ids))
        for known in ids:
            if known in there:
                return known
        raise UsageError(f"no place is called {name!r}", "", "ask `rasid where NAME` for names that are near")

    def _all(self, known: str = "") -> ControlIndex:
        """The index of all statements; with known, of the versions of reports that stood on that day, where there are several."""
        if self._index is None:
            self._earlier.clear()
            with self.store.reading() as view:
                self._told = told_after_review(view, self.world, self._reviews)
                self._ties = view.ties() if self._reviews else ([], [])
                self._versions = bool(view.versions())
            self._index = self._of(self._told)
        if not known or not self._versions:
            return self._index
        if known not in self._earlier:
            with self.store.reading(known) as view:
                self._earlier[known] = self._of(told_after_review(view, self.world, self._reviews))
        return self._earlier[known]

    def _of(self, told: dict[str, Told]) -> ControlIndex:
        index = ControlIndex(self.world.theatre, load_weights())
        for t in told.values():
            index.add(t.recorded)
        return index

    def _row(self, c: Control) -> Row:
        names = self.world.actor_names(c.holder)
        return {
            "place": self.world.place_name(c.place),
            "place_id": c.place,
            "on": c.on,
            "known": c.known,
            "holder": names[0] if names else None,
            "holder_id": c.holder or None,
            "status": c.status,
            "confidence": c.confidence,
            "since": c.since or None,
            "last_heard": c.last_heard or None,
            "contested": c.contested,
            "rivals": list(c.rivals),
        }

    def _rows(self, records: Iterable[Any]) -> list[Row]:
        rows = []
        for record in records:
            row: Row = msgspec.to_builtins(record)
            if isinstance(row.get("place"), str):
                row = {
                    "place": self.world.place_name(record.place),
                    "place_id": record.place,
                    **{k: v for k, v in row.items() if k != "place"},
                }
            row.pop("odds", None)
            rows.append(row)
        return rows

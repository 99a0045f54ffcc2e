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

from rasid.control.keys import name_key
from rasid.errors import UsageError
from rasid.ledger import Store
from rasid.model import Report
from rasid.model.control import Control
from rasid.pipeline import default_reader
from rasid.pipeline.asked import Asked
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
    Each answer loads what it needs of the ledger and no more. What somebody else records meanwhile may be missing until `add` or `refresh`.
    """

    def __init__(self, url: str = "", *, reviews: bool = True) -> None:
        self.store = Store(url)
        self.world: World = world()
        self._reviews = reviews
        self._asked: dict[str, Asked] = {}
        self._versions: bool | None = None

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
        self.refresh()
        return {"new": new, "known": known, "statements": statements}

    def refresh(self) -> None:
        """Look at the ledger anew: what others have recorded since counts from here on."""
        self._asked.clear()
        self._versions = None

    def holds(self, place: str, on: str, known: str = "") -> Row:
        """Who holds a place on a day, as known on a day: one row, with the statements for and against as lists of rows."""
        at = self._place(place)
        answer = self._at(known).holds([at], on, known)[at]
        row = self._row(answer)
        row["for"] = [msgspec.to_builtins(w) for w in answer.pro]
        row["against"] = [msgspec.to_builtins(w) for w in answer.con]
        return row

    def map(self, on: str) -> list[Row]:
        """Who holds what on a day: a row for each place of which anything is known, with its point where it has one."""
        rows = []
        for answer in self._at().map(on):
            point = self.world.gazetteer.point(answer.place)
            rows.append({**self._row(answer), "lat": point[0] if point else None, "lon": point[1] if point else None})
        return rows

    def history(self, place: str, known: str = "") -> list[Row]:
        """The answers for a place, one period after another."""
        at = self._place(place)
        return self._rows(self._at(known).about(at).history(at, known))

    def changes(self, start: str, end: str) -> list[Row]:
        """Where holder or status became another from one day to another."""
        return self._rows(self._at().changes(start, end))

    def disputes(self, on: str, known: str = "") -> list[Row]:
        """Claims that cannot both hold on a day."""
        return self._rows(self._at(known).disputes(on, known))

    def silences(self, until: str = "") -> list[Row]:
        """What actors did not say."""
        return self._rows(self._at().silences(until))

    def events(self) -> list[Row]:
        """Happenings over reports, with the versions of their casualties."""
        return self._rows(self._at().events())

    def statements(self) -> list[Row]:
        """Every current statement with its report, as corrected by reviews: names as lists, ids beside them."""
        with self.store.reading() as view:
            told = told_after_review(view, self.world, self._reviews)
        rows = []
        for t in told.values():
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

    def _at(self, known: str = "") -> Asked:
        """Who answers; with known, of the versions of reports that stood on that day, where there are several."""
        if known and self._versions is None:
            self._versions = bool(self.store.ask(lambda view: view.versions()))
        of = known if self._versions else ""
        if of not in self._asked:
            self._asked[of] = Asked(self.store, self.world, self._reviews, of)
        return self._asked[of]

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

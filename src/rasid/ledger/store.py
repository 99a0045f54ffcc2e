"""The ledger's store: one object to record into and to ask, on SQLite and on PostgreSQL."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Self, TypeVar

from sqlalchemy import Connection

from rasid.ledger import copies, reviews, spans, verify, views, writer
from rasid.ledger.database import Database
from rasid.ledger.entries import Added, Copy, Entry, Named, Review, Stored, Told, Version, reading_id
from rasid.ledger.migrate import upgrade
from rasid.model import Report
from rasid.model.control import Period, Recorded

T = TypeVar("T")
#: How long opening a ledger to record may go on with sketches of what was there before them, in seconds.
_CATCH_UP_S = 5.0
#: The entry of a copy and the report that it copies → the entry to be recorded.
Recast = Callable[[Entry, Report], Entry]


class Store:
    """An opened ledger. All methods raise LedgerError when the database cannot do what is asked.

    url: a file, sqlite:///FILE or postgresql+psycopg://…; "" takes RASID_DB, else rasid.db here. Made when missing, unless
    read_only, and brought to this version when older. Close it, or use it in a `with`.
    """

    def __init__(self, url: str = "", *, read_only: bool = False) -> None:
        self.database = Database(url, read_only=read_only)
        self._caught_up = False
        try:
            upgrade(self.database)
        except BaseException:
            self.database.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the connections back."""
        self.database.close()

    @property
    def where(self) -> str:
        """The file, or the address without its password."""
        return self.database.where

    @property
    def writable(self) -> bool:
        """Whether this store may be written to."""
        return not self.database.read_only

    def add(self, entries: Sequence[Entry], recast: Recast | None = None) -> Added:
        """Record reports with their readings in one transaction; when this returns they are on the disk.

        recast: what the entry of a copy is to be recorded as, given the original report (without its text).
        """
        if not self._caught_up:
            self._caught_up = True
            end = time.monotonic() + _CATCH_UP_S  # a large ledger goes on with it next time
            while self.database.write(copies.catch_up) and time.monotonic() < end:
                pass
        sketches = {e.id: copies.sketched(e.report) for e in entries}

        def place(connection: Connection, fresh: Sequence[Entry]) -> list[tuple[Entry, Copy | None, Version | None]]:
            placing = copies.Placing(connection, [(e.id, e.report, sketches[e.id]) for e in fresh])
            out = []
            for entry in fresh:
                found = placing.place(entry.id, entry.report, sketches[entry.id])
                if found.copy is not None and recast is not None:
                    entry = recast(entry, views.bare(connection, found.copy.original))
                out.append((entry, found.copy, found.version))
            placing.finish()
            return out

        def work(connection: Connection) -> Added:
            copies.take_turn(connection)
            return writer.add(connection, entries, place)

        return self.database.write(work)

    def unread(self, reports: Sequence[str], reader: str) -> set[str]:
        """Which of these reports (by id) this version of the reader has not read yet."""
        with self.reading() as view:
            have = writer.readings_of(view.connection, reports)
        return {r for r in reports if reading_id(r, reader) not in have.get(r, {})}

    def review(self, review: Review, places: Sequence[Named] = (), actors: Sequence[Named] = ()) -> Review:
        """Record a review. Raises UsageError for an unknown action or statement."""
        return self.database.write(lambda connection: reviews.record(connection, review, places, actors))

    def contribute(self, entry: Entry, review: Review) -> Review:
        """Record statements that a person made of a report, with the review that says so ("add", or "split" of another statement)."""
        return self.database.write(lambda connection: reviews.contribute(connection, entry, review))

    def put_spans(self, places: Sequence[str], made: Sequence[spans.Row], marks: dict[str, str]) -> None:
        """Keep derived spans of places (made with `spans.rows`) instead of those they had; marks: with which they were stale."""
        self.database.write(lambda connection: spans.put(connection, places, made, marks))

    def rebase(self, value: str) -> None:
        """Say what spans are made with from now on; they are all stale then."""

        def work(connection: Connection) -> None:
            if spans.first_with(connection, value):
                spans.rebase(connection, value, writer.now())

        self.database.write(work)

    @contextmanager
    def reading(self, as_of: str = "") -> Iterator[View]:
        """A view of one state of the ledger. as_of: with the versions of reports that stood on that day (ISO; "": today's)."""
        with self.database.reading() as connection:
            yield View(connection, as_of)

    def ask(self, question: Callable[[View], T]) -> T:
        """One question to one state of the ledger."""
        with self.reading() as view:
            return question(view)


class View:
    """One state of the ledger, as of when it was first asked. Holds a transaction: do not keep it."""

    def __init__(self, connection: Connection, as_of: str = "") -> None:
        self.connection = connection
        self.as_of = as_of

    def about(self, places: Sequence[str], events: Sequence[str] = ()) -> list[Recorded]:
        """Current statements that name any of these places."""
        return views.about(self.connection, places, events, self.as_of)

    def silent(self) -> list[Recorded]:
        """Current statements that tell of a silence, or of a capture without a place."""
        return views.silent(self.connection, self.as_of)

    def within(
        self, first: str, last: str, places: Sequence[str] = (), events: Sequence[str] = (), apart: Sequence[str] = ()
    ) -> list[Recorded]:
        """Current statements of a time: see `views.within`."""
        return views.within(self.connection, first, last, places, events, apart, self.as_of)

    def places_told(self, events: Sequence[str], status: str = "", among: Sequence[str] = ()) -> set[str]:
        """Places that current statements of these events name."""
        return views.places_told(self.connection, events, status, among, self.as_of)

    def told(
        self,
        *,
        ids: Sequence[str] = (),
        report: str = "",
        place: str = "",
        actor: str = "",
        events: Sequence[str] = (),
        day_from: str = "",
        day_to: str = "",
        known_from: str = "",
        known_to: str = "",
        most: int = 0,
    ) -> list[Told]:
        """Current statements with their reports: see `views.told`."""
        return list(
            views.told(
                self.connection,
                ids=ids,
                report=report,
                place=place,
                actor=actor,
                events=events,
                day_from=day_from,
                day_to=day_to,
                known_from=known_from,
                known_to=known_to,
                most=most,
                as_of=self.as_of,
            )
        )

    def sources(self, events: Sequence[str], known_to: str = "") -> tuple[int, int]:
        """How many reports and outlets the statements of these events come from."""
        return views.sources(self.connection, events, known_to)

    def stored(self, report: str) -> Stored | None:
        """A report with its original bytes."""
        return views.stored(self.connection, report)

    def places(self, ids: Sequence[str] = ()) -> dict[str, Named]:
        """Places that statements name."""
        return views.names(self.connection, "places", ids)

    def actors(self, ids: Sequence[str] = ()) -> dict[str, Named]:
        """Actors that statements name."""
        return views.names(self.connection, "actors", ids)

    def reviews(self) -> list[Review]:
        """All reviews in the order they were made."""
        return views.reviews(self.connection)

    def reviewed(self) -> dict[str, list[Review]]:
        """Reviews by current statement."""
        return reviews.by_statement(self.connection)

    def ties(self) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        """Pairs of statements that people say are of one happening, and of two."""
        return reviews.ties(self.connection)

    def ids_of(self, keys: Sequence[str]) -> dict[str, str]:
        """The current statement of each of these keys."""
        return {key: ids[0] for key, ids in reviews.current_ids(self.connection, keys).items()}

    def places_called(self, name: str) -> list[Named]:
        """Places that statements name so, with or without a word before it for what they are."""
        return views.places_called(self.connection, name)

    def statements_called(self, beginning: str) -> list[str]:
        """The ids of some statements by the beginning of their ids."""
        return views.statements_called(self.connection, beginning)

    def reports_called(self, name: str) -> list[str]:
        """The ids of reports by id, its beginning, or their own name."""
        return views.reports_called(self.connection, name)

    def copies(self, reports: Sequence[str] = ()) -> dict[str, Copy]:
        """Of these reports (or all) those that are copies of others."""
        return copies.of_reports(self.connection, reports)

    def versions(self) -> list[Version]:
        """Which report took the place of which."""
        return copies.all_versions(self.connection)

    def bare(self, report: str) -> Report:
        """A report without its text. Raises KeyError when there is none."""
        return views.bare(self.connection, report)

    def extent(self) -> tuple[str, str, str, str]:
        """First and last day told of, first and last day known."""
        return views.extent(self.connection)

    def listing(
        self, outlet: str = "", first: str = "", last: str = "", among: Sequence[str] | None = None, at: int = 0, most: int = 50
    ) -> tuple[list[Any], int]:
        """A page of reports: see `views.listing`."""
        return views.listing(self.connection, outlet, first, last, among, at, most)

    def outlets(self) -> list[tuple[str, int, int]]:
        """Outlets with their reports and statements."""
        return views.outlets(self.connection)

    def texts(self, most: int) -> Iterator[tuple[str, str, str]]:
        """Id, title and text of the newest reports."""
        return views.texts(self.connection, most)

    def counts(self) -> dict[str, int]:
        """How much there is."""
        return views.counts(self.connection)

    def faults(self) -> Iterator[verify.Fault]:
        """What is not as it should be."""
        return verify.check(self.connection)

    def stale(self, most: int = 0) -> dict[str, str]:
        """Places whose spans must be made anew, with their marks."""
        return spans.stale(self.connection, most)

    def basis(self) -> str:
        """What the spans were made with."""
        return spans.basis(self.connection)

    def on_day(self, day: str, places: Sequence[str] = ()) -> list[Period]:
        """Spans that cover a day."""
        return spans.on_day(self.connection, day, places)

    def beginning(self, first: str, last: str) -> list[tuple[Period | None, Period]]:
        """Spans that begin in a time, each with the one before it."""
        return spans.beginning(self.connection, first, last)

    def spans(self, places: Sequence[str]) -> dict[str, list[Period]]:
        """The kept spans of places."""
        return spans.all_of(self.connection, places)

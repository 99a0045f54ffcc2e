"""`rasid add`: reads reports and records them, so that what is said to be recorded stays recorded."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack

import msgspec

from rasid.cli.batch import Item, Outcome, outcomes
from rasid.cli.desk import checked_format, opened_store, today
from rasid.cli.progress import Progress
from rasid.cli.read import Options as ReadOptions
from rasid.cli.read import Tally, checked, columns_of
from rasid.cli.terminal import isolate
from rasid.ledger import Added, Entry, LedgerError, Store, report_id
from rasid.ledger.database import Database
from rasid.ledger.store import Recast
from rasid.messages import t
from rasid.model import Report

FORMATS = ("text", "json")
#: Reports in one transaction, and the longest that a report waits for it.
BATCH = 256
PATIENCE_S = 2.0


class Options(msgspec.Struct, frozen=True):
    """What the command line asks of `rasid add`."""

    paths: tuple[str, ...]
    db: str = ""
    published: str = ""
    outlet: str = ""
    jobs: int = 0
    quiet: bool = False
    format: str = "text"
    columns: str = ""


class Counts(msgspec.Struct):
    """What has been recorded so far."""

    new: int = 0
    reread: int = 0
    known: int = 0
    statements: int = 0
    copies: int = 0
    versions: int = 0

    def take(self, added: Added) -> None:
        """Count one transaction."""
        self.new += len(added.new)
        self.reread += len(added.reread)
        self.known += len(added.known)
        self.statements += added.statements
        self.copies += len(added.copies)
        self.versions += len(added.versions)


def run(options: Options) -> int:
    """Read and record; returns the exit code. Raises UsageError, StoreError."""
    from rasid.pipeline.taking import take_in

    checked_format(options.format, FORMATS)
    reading = checked(
        ReadOptions(options.paths, "jsonl", "", options.published, options.outlet, options.jobs, options.quiet, options.columns)
    )
    progress = Progress(sys.stderr, options.quiet)
    tally = Tally(sys.stderr, progress)
    counts = Counts()
    with Opening(options.db) as store:
        adder = Adder(store, counts, options.format == "json")
        items = take_in(
            reading.paths, reading.published, reading.outlet, keep=adder.keep, known=adder.known, columns=columns_of(options.columns)
        )
        fresh = adder.fresh(items, progress)
        try:
            for result in outcomes(fresh, reading.jobs):
                if isinstance(result, Outcome):
                    tally.outcome(result.report, result.reading)
                    adder.take(result)
                    progress.step()
                else:
                    tally.failure(result)
        except KeyboardInterrupt:
            adder.flush()  # what has been read is kept; the rest is read when the command is run again
            progress.clear()
            sys.stderr.write(summary(counts, store.where) + "\n")
            raise
        adder.flush()
        progress.clear()
        if options.format == "json":
            _line({"db": store.where, **msgspec.to_builtins(counts), "skipped": dict(tally.lost)})
        if not options.quiet:
            told = tally.summary().splitlines()[1:] if tally.lost else []
            sys.stderr.write("\n".join([summary(counts, store.where), *told]) + "\n")
    return tally.exit_code()


def summary(counts: Counts, where: str) -> str:
    """What was recorded, in one line."""
    line = t("add.summary", new=counts.new, reread=counts.reread, known=counts.known, statements=counts.statements, where=isolate(where))
    found = [t(f"add.{what}", count=n) for what, n in (("copies", counts.copies), ("versions", counts.versions)) if n]
    return "; ".join([line, *found])


class Opening(ExitStack):
    """The ledger that is written to. One that is not there yet is made when there is something to keep, not before."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url
        self._store: Store | None = None
        try:
            Store(url, read_only=True).close()
        except LedgerError as error:
            if error.code == "missing" and writable_folder(url):
                self.where = error.where
                return
        self.where = self._opened().where

    def _opened(self) -> Store:
        if self._store is None:
            self._store = self.enter_context(opened_store(self._url))
        return self._store

    def add(self, entries: Sequence[Entry], recast: Recast | None = None) -> Added:
        """Record reports: see `Store.add`. Raises StoreError."""
        return self._opened().add(entries, recast)

    def unread(self, reports: Sequence[str], reader: str) -> set[str]:
        """Which of these reports this reader has not recorded yet."""
        return set(reports) if self._store is None else self._store.unread(reports, reader)


def writable_folder(url: str) -> bool:
    """Whether a file that is not there yet can be made; true for a server."""
    path = Database(url).path
    return path is None or os.access(path.parent, os.W_OK)


class Adder:
    """Gathers readings into transactions. tell: print a line for each report once it is on the disk."""

    def __init__(self, store: Opening | Store, counts: Counts, tell: bool) -> None:
        from rasid.pipeline.recording import reader
        from rasid.pipeline.world import world

        self._store, self._counts, self._tell = store, counts, tell
        self._world, self._reader = world(), reader()
        self._waiting: list[Entry] = []
        self._originals: dict[
            str, tuple[bytes, str]
        ] = {}  # with the day of capture, of reports that are being read; several processes may be behind
        self._last, self._captured = b"", ""
        self._since = time.monotonic()
        self._day = today()

    def keep(self, original: bytes) -> None:
        """The bytes that the next report was made of."""
        self._last = original

    def known(self, day: str) -> None:
        """The day on which the next report was captured."""
        self._captured = day

    def fresh(self, items: Iterator[Item], progress: Progress) -> Iterator[Item]:
        """The reports that this reader has not recorded yet, and all failures."""
        for item in items:
            if isinstance(item, Report):
                at = report_id(item)
                captured, self._captured = self._captured, ""
                if not self._store.unread([at], self._reader):
                    self._counts.known += 1
                    progress.step()
                    if self._tell:
                        _line({"report": at, "name": item.id, "added": "known"})
                    continue
                self._originals[at] = (self._last, captured)
            yield item

    def take(self, result: Outcome) -> None:
        """Put a reading into the transaction at hand; one that was skipped is not recorded."""
        from rasid.pipeline.recording import entry

        original, captured = self._originals.pop(report_id(result.report), (b"", ""))
        if result.reading.skipped:
            return
        self._waiting.append(entry(result.report, result.reading, self._world, original, known=captured or self._day))
        if len(self._waiting) >= BATCH or time.monotonic() - self._since > PATIENCE_S:
            self.flush()

    def flush(self) -> None:
        """Record what waits: when this returns it is on the disk."""
        waiting, self._waiting = self._waiting, []
        self._since = time.monotonic()
        if not waiting:
            return
        from rasid.pipeline.recording import record

        added = record(self._store, waiting, self._world)
        self._counts.take(added)
        if self._tell:
            new, reread = set(added.new), set(added.reread)
            placed = {c.report: {"copy_of": c.original} for c in added.copies}
            for v in added.versions:
                placed.setdefault(v.newer, {})["version_of"] = v.older
                placed.setdefault(v.older, {})["replaced_by"] = v.newer
            for e in {e.id: e for e in waiting}.values():
                how = "new" if e.id in new else "reread" if e.id in reread else "known"
                row = {"report": e.id, "name": e.report.id, "added": how, "statements": len(e.recorded)}
                row |= placed.get(e.id, {})
                _line(row)


def _line(value: object) -> None:
    sys.stdout.write(msgspec.json.encode(value).decode() + "\n")
    sys.stdout.flush()

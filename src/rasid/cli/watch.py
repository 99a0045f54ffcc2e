"""`rasid watch`: follows feeds and sitemaps and records what they report, each story once, until it is stopped."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import msgspec

from rasid.cli.add import FORMATS, Adder, Counts, summary
from rasid.cli.batch import Outcome, Reads, load_reader, read_one
from rasid.cli.desk import checked_format, opened_store
from rasid.cli.progress import Progress
from rasid.cli.read import Tally
from rasid.cli.terminal import isolate
from rasid.errors import FormatError, UsageError
from rasid.intake.failure import Failure
from rasid.intake.fetch import Fetcher
from rasid.intake.following import Followed, Follower, load_feeds, seconds
from rasid.intake.table import Defaults
from rasid.ledger import Store
from rasid.messages import t
from rasid.model import Note

#: Seconds of sleep at a time: a signal ends it, and a clock that was set does not make it oversleep.
NAP_S = 1.0


class Options(msgspec.Struct, frozen=True):
    """What the command line asks of `rasid watch`."""

    feeds: str
    once: bool = False
    every: str = ""
    db: str = ""
    state: str = ""
    quiet: bool = False
    format: str = "text"


def run(options: Options) -> int:
    """Follow the feeds; returns the exit code when `once` is asked. Raises UsageError, FormatError, StoreError."""
    from rasid.pipeline.taking import Knowledge

    checked_format(options.format, FORMATS)
    try:
        seconds(options.every, "--every")
        feeds = load_feeds(Path(options.feeds))
    except FormatError as error:
        raise FormatError(t("watch.bad_file", reason=error.what), isolate(error.where), t("watch.see")) from error
    tally = Tally(sys.stderr, Progress(sys.stderr, quiet=True))
    with opened_store(options.db) as store:
        state = _state_file(options, store)
        follower = Follower(feeds, state, Fetcher(pause=1.0, contact=feeds.contact), Knowledge(), options.every)
        if follower.started_anew:
            sys.stderr.write(t("watch.anew", file=isolate(str(state))) + "\n")
        watcher = _Watcher(options, store, follower, tally, state)
        _commit(follower, state)  # before anything is fetched: a place that cannot be written to is told at once
        try:
            watcher.follow()
        finally:  # also when it is stopped: what has been read is kept, and the rest comes again
            watcher.adder.flush()
            _commit(follower, state)
            if not options.quiet:
                sys.stderr.write(summary(watcher.counts, store.where) + "\n")
    return tally.exit_code()


def _state_file(options: Options, store: Store) -> Path:
    if options.state:
        return Path(options.state)
    beside = store.database.path or Path(options.feeds)
    return beside.with_name(beside.name + ".watch.json")


def _commit(follower: Follower, state: Path) -> None:
    try:
        follower.commit()
    except OSError as error:
        raise UsageError(t("watch.state", file=isolate(str(state)), reason=error.strerror or str(error))) from error


class _Watcher:
    def __init__(self, options: Options, store: Store, follower: Follower, tally: Tally, state: Path) -> None:
        self.options, self.follower, self.tally, self.state = options, follower, tally, state
        self.counts = Counts()
        self.adder = Adder(store, self.counts, options.format == "json")
        self.reader: Reads = load_reader()

    def follow(self) -> None:
        """Ask the feeds that are due, again and again, or once."""
        if self.options.once:
            for feed in self.follower.feeds.feed:
                if self.follower.failing(feed) and feed not in self.follower.due():
                    self._say(t("watch.waits", feed=isolate(feed.url), time=_clock(self.follower.due_at(feed))))
                else:
                    self._round(feed)
            return
        while True:
            for feed in self.follower.due():
                self._round(feed)
            next_due = self.follower.next_due()
            if next_due > time.time():
                self._say(t("watch.next", time=_clock(next_due)))
            while (left := next_due - time.time()) > 0:
                time.sleep(min(left, NAP_S))

    def _round(self, feed: Followed) -> None:
        new, statements = self.counts.new, self.counts.statements
        reserved: list[Note] = []
        items = self.follower.round(feed, Defaults(keep=self.adder.keep))
        for item in self.adder.fresh(items, Progress(sys.stderr, quiet=True)):
            if isinstance(item, Failure):
                self.tally.failure(item)
                if not item.lost and not item.of_file:
                    reserved.append(Note(item.code, ", ".join(item.detail.values())))
                continue
            reading = read_one(self.reader, item)
            reading = msgspec.structs.replace(reading, notes=(*reserved, *reading.notes))
            reserved.clear()
            self.tally.outcome(item, reading)
            self.adder.take(Outcome(item, reading))
        self.adder.flush()
        _commit(self.follower, self.state)
        counts = {"new": self.counts.new - new, "statements": self.counts.statements - statements}
        self._say(t("watch.feed", time=_clock(time.time()), feed=isolate(feed.url), **counts))

    def _say(self, what: str) -> None:
        if not self.options.quiet:
            sys.stderr.write(what + "\n")
            sys.stderr.flush()


def _clock(at: float) -> str:
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(at))

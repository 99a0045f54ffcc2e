"""Following feeds and sitemaps: which to follow, what has been seen of them, and what is new, each story once.

The state is one JSON file, replaced whole. A story counts as seen only after whoever follows has come back for the next one and
said so (`commit`): what was interrupted comes again.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import msgspec

from rasid.errors import FormatError
from rasid.intake.article import host_of
from rasid.intake.days import publication_day, written_day
from rasid.intake.failure import Failure
from rasid.intake.feeds import Entry, Feed, address_of, parse_feed, report_of
from rasid.intake.fetch import Fetcher
from rasid.intake.guard import FetchError
from rasid.intake.sources import read_answer
from rasid.intake.table import Defaults, Knows
from rasid.model import Report

Item = Report | Failure

MIN_EVERY_S, DEFAULT_EVERY_S, MAX_EVERY_S = 60.0, 900.0, 30 * 86_400.0
MAX_BACK_OFF_S = 86_400.0
#: Stories of one feed in one round, unless the feeds file says otherwise.
MOST = 100
#: How often a page is tried before the feed's own words are taken for it.
TRIES = 3
#: Stories remembered of each feed, besides those it still lists.
MAX_SEEN = 5_000
#: Sitemaps of an index that are looked into: those changed last.
MAX_SITEMAPS = 5
#: What a sitemap lists from so long before it was followed is still news.
NEWS = timedelta(days=3)
_UNITS = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": 86_400.0}
#: Faults that may be over the next time.
_PASSING = frozenset({"unreachable", "timeout", "bad_answer"})


class Followed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One feed of the feeds file. pages: fetch the page of each story; most: stories in one round."""

    url: str
    outlet: str = ""
    every: str = ""
    pages: bool = True
    most: int = MOST


class Feeds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The feeds file. contact: what hosts are told, so that they can write."""

    feed: tuple[Followed, ...]
    every: str = ""
    contact: str = ""


class Seen(msgspec.Struct):
    """The state of one feed. due: when it is asked again (Unix time); seen, tries: by the key of a story; since: the first day of what is
    news in a sitemap, "" before it was ever read.
    """

    etag: str = ""
    modified: str = ""
    due: float = 0.0
    failures: int = 0
    seen: dict[str, int] = {}
    tries: dict[str, int] = {}
    since: str = ""


class _State(msgspec.Struct):
    version: int = 1
    feeds: dict[str, Seen] = {}


def load_feeds(path: Path) -> Feeds:
    """The feeds file. Raises FormatError that says what is wrong with it and where."""
    try:
        found = msgspec.convert(tomllib.loads(path.read_text("utf-8")), Feeds)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        reason = (error.strerror if isinstance(error, OSError) else "") or str(error)
        raise FormatError(" ".join(reason.split()), str(path), "see docs/watch.md") from error
    if not found.feed:
        raise FormatError("no [[feed]] in it", str(path), "see docs/watch.md")
    urls = [f.url for f in found.feed]
    for f in found.feed:
        seconds(f.every or found.every, str(path))
        if not f.url.lower().startswith(("http://", "https://")) or f.most < 1:
            raise FormatError(f"url {f.url!r}: an http(s) address, and most at least 1", str(path), "see docs/watch.md")
        if urls.count(f.url) > 1:
            raise FormatError(f"url {f.url!r} stands there twice", str(path), "see docs/watch.md")
    return found


def seconds(every: str, where: str = "") -> float:
    """A span like 90s, 15m, 2h or 1d in seconds; the default for "". Raises FormatError."""
    if not every:
        return DEFAULT_EVERY_S
    number, unit = every[:-1], every[-1:]
    value = float(number) * _UNITS[unit] if number.isascii() and number.isdigit() and unit in _UNITS else -1.0
    if not MIN_EVERY_S <= value <= MAX_EVERY_S:
        raise FormatError(f"{every!r} is no time between 60s and 30d", where, "write 90s, 15m, 2h or 1d")
    return value


class Follower:
    """Follows the feeds of a file. One at a time may write a state file. Raises OSError when that cannot be written."""

    def __init__(self, feeds: Feeds, state: Path, fetcher: Fetcher, knows: Knows, every: str = "") -> None:
        self.feeds, self._path, self._fetcher, self._knows = feeds, state, fetcher, knows
        self._every = every or feeds.every
        self.started_anew = False
        self._state = self._load()
        self._taken: list[tuple[Seen, str]] = []
        self._after: list[tuple[Seen, str, str]] = []  # ETag and Last-Modified, believed once all of their stories are taken

    def _load(self) -> _State:
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=_State)
        except FileNotFoundError:
            return _State()
        except msgspec.DecodeError:
            self.started_anew = True  # nothing is lost: the ledger knows what it has
            return _State()

    def due(self, now: float | None = None) -> list[Followed]:
        """The feeds whose time has come."""
        now = time.time() if now is None else now
        return [f for f in self.feeds.feed if self._of(f).due <= now]

    def failing(self, followed: Followed) -> bool:
        """Whether a feed could not be read the last time, so that it is left alone until it is due."""
        return self._of(followed).failures > 0

    def due_at(self, followed: Followed) -> float:
        """The Unix time at which a feed is due."""
        return self._of(followed).due

    def next_due(self) -> float:
        """The Unix time at which the next feed is due."""
        return min(self._of(f).due for f in self.feeds.feed)

    def _of(self, followed: Followed) -> Seen:
        return self._state.feeds.setdefault(followed.url, Seen())

    def round(self, followed: Followed, keep: Defaults) -> Iterator[Item]:
        """What is new in a feed, oldest first; Failures for what could not be read. keep: its `keep` gets the originals.

        Sets when the feed is asked again: after an error twice as long as before, or when its server says.
        """
        state = self._of(followed)
        every = seconds(followed.every or self._every)
        try:
            found = self._listed(followed, state)
        except FetchError as error:
            self._back_off(state, every, error.retry_after)
            yield error.failure
            return
        if isinstance(found, Failure):
            self._back_off(state, every, 0.0)
            yield found
            return
        state.failures, state.due = 0, time.time() + every
        if found is not None:
            yield from self._new(followed, state, *found, keep)

    def _back_off(self, state: Seen, every: float, retry_after: float) -> None:
        state.failures += 1
        wait = min(every * 2 ** min(state.failures, 10), MAX_BACK_OFF_S)
        state.due = time.time() + max(wait, retry_after)

    def _listed(self, followed: Followed, state: Seen) -> tuple[Feed, str, str] | Failure | None:
        """The feed with its ETag and Last-Modified; None when it has not changed. Raises FetchError."""
        answer = self._fetcher.fetch(followed.url, etag=state.etag, modified=state.modified)
        if answer.not_modified:
            return None
        found = parse_feed(answer.body, followed.url, answer.charset)
        if isinstance(found, Failure) or found.kind != "sitemapindex":
            return found if isinstance(found, Failure) else (found, answer.etag, answer.modified)
        entries: list[Entry] = []
        for child in sorted(found.entries, key=_when, reverse=True)[:MAX_SITEMAPS]:
            listed = parse_feed(self._fetcher.fetch(child.link).body, child.link)
            if isinstance(listed, Feed) and listed.kind == "urlset":
                entries += listed.entries
        return Feed("urlset", "", tuple(entries)), "", ""  # an index may stay the same while its sitemaps change

    def _new(self, followed: Followed, state: Seen, feed: Feed, etag: str, modified: str, keep: Defaults) -> Iterator[Item]:
        keyed = {_key(e): e for e in feed.entries if e.link or e.guid}
        fresh = [k for k in keyed if k not in state.seen]
        if feed.kind == "urlset":
            fresh.sort(key=lambda k: _when(keyed[k]), reverse=True)
            if state.since:  # an old sitemap of an index that was touched again is no news
                fresh = [k for k in fresh if k in state.tries or (_day(keyed[k]) or state.since) >= state.since]
        wanted, rest = fresh[: followed.most], fresh[followed.most :]
        if not state.since:  # of a feed that is new to us only what is newest
            state.seen.update(dict.fromkeys(rest, 1))
            if rest:
                yield Failure(followed.url, "passed_over", {"count": str(len(rest))}, lost=False, of_file=True)
            rest = []
        waiting = bool(rest)
        given = msgspec.structs.replace(keep, knows=self._knows, url=followed.url)
        for key in reversed(wanted):
            items = self._story(followed, feed, keyed[key], state, key, given)
            if items is None:
                waiting = True
                continue
            yield from items
            self._taken.append((state, key))
        state.since = state.since or (date.today() - NEWS).isoformat()
        self._forget(state, set(keyed))
        if not waiting:
            self._after.append((state, etag, modified))

    def _story(self, followed: Followed, feed: Feed, entry: Entry, state: Seen, key: str, given: Defaults) -> list[Item] | None:
        """The report of an entry with what is to be said of it; None when its page is to be tried again the next time."""
        page: list[Item] = []
        link = address_of(entry, feed, followed.url)
        if (followed.pages or feed.kind == "urlset") and link:
            try:
                answer = self._fetcher.fetch(link)
                of_page = Defaults(knows=self._knows, url=answer.url, charset=answer.charset)
                page = list(read_answer(answer, link, of_page))
                given.keep(answer.body)
            except FetchError as error:
                if self._again(error, state, key):
                    return None
                page = [error.failure]
        said = [] if feed.kind == "urlset" else list(report_of(entry, feed, f"{followed.url}:{key}", given))
        if not any(isinstance(i, Report) for i in page):
            if said and isinstance(said[-1], Report):
                given.keep(entry.raw)
                told = [msgspec.structs.replace(i, lost=False) for i in page if isinstance(i, Failure)]
                return [*told, *(self._named(i, followed) for i in said)]
            return page or said
        return [self._named(_completed(i, entry, said), followed) for i in page]

    def _again(self, error: FetchError, state: Seen, key: str) -> bool:
        status = error.failure.detail.get("status", "")
        if error.failure.code not in _PASSING and not status.startswith("5") and status != "429":
            return False
        state.tries[key] = state.tries.get(key, 0) + 1
        if state.tries[key] < TRIES:
            return True
        del state.tries[key]
        return False

    def _named(self, item: Item, followed: Followed) -> Item:
        return msgspec.structs.replace(item, outlet=followed.outlet) if isinstance(item, Report) and followed.outlet else item

    def _forget(self, state: Seen, listed: set[str]) -> None:
        """Drop the oldest stories that the feed no longer lists."""
        gone = [k for k in state.seen if k not in listed]
        for key in gone[: max(len(gone) - MAX_SEEN, 0)]:
            del state.seen[key]
        for key in [k for k in state.tries if k not in listed]:
            del state.tries[key]

    def commit(self) -> None:
        """Remember what has been taken, on the disk. Call it when the reports are safe."""
        for state, key in self._taken:
            state.seen[key] = 1
            state.tries.pop(key, None)
        for state, etag, modified in self._after:
            state.etag, state.modified = etag, modified
        self._taken.clear()
        self._after.clear()
        _write(self._path, msgspec.json.encode(self._state))


def _completed(item: Item, entry: Entry, said: list[Item]) -> Item:
    """The report of a page with what only the feed says of it: its day, its title; the feed's text where the page has less."""
    own = said[-1] if said and isinstance(said[-1], Report) else None
    if not isinstance(item, Report):
        return item
    day = item.published or (own.published if own is not None else "")
    if own is None:  # a sitemap: its lastmod is no day of publication
        day = day or publication_day(entry.published) or written_day(entry.published)
        return msgspec.structs.replace(item, published=day, title=item.title or entry.title, id=entry.link)
    outlet = item.outlet if item.outlet != host_of(item.url) else own.outlet
    text = item.text if len(item.text) >= len(own.text) else own.text
    return msgspec.structs.replace(item, id=own.id, text=text, published=day, title=item.title or own.title, outlet=outlet or own.outlet)


def _key(entry: Entry) -> str:
    return hashlib.blake2b((entry.guid or entry.link).encode("utf-8", "replace"), digest_size=8).hexdigest()


def _when(entry: Entry) -> str:
    return entry.published or entry.updated


def _day(entry: Entry) -> str:
    when = _when(entry)
    return publication_day(when) or written_day(when)


def _write(path: Path, data: bytes) -> None:
    handle, part = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(part).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(part).unlink()
        raise

"""The state of a workbench: the ledger as it is now, what was read and not kept yet, what needs a person."""

from __future__ import annotations

import gc
import logging
import secrets
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rasid.cli.batch import Outcome, read_one
from rasid.cli.desk import Desk, today
from rasid.errors import UsageError
from rasid.intake import Failure
from rasid.ledger import Review, Store, summaries
from rasid.messages import t
from rasid.model import Report
from rasid.web import answers, finding
from rasid.web.accounts import Accounts
from rasid.web.state import State

Json = dict[str, Any]
#: Readings kept for those who look before they save, and reports that one upload may bring.
KEPT, MOST_REPORTS = 40, 500
#: Seconds for which the ledger is not looked at anew, unless somebody here changed it: another process may have.
LOOKED_S = 0.25
#: Those whose askings are counted before they are looked through.
ASKERS = 10_000
#: Characters of one report that are read for a page; longer ones are books, and thousands of cards help nobody.
LONGEST = 500_000


class Workbench:
    """One ledger and all that is known of it. Who writes holds `lock`; who reads asks `now`."""

    def __init__(self, store: Store, accounts: Accounts) -> None:
        self.store, self.accounts = store, accounts
        self.lock, self._read_lock, self._renewing = threading.RLock(), threading.Lock(), threading.Lock()
        self._now: State | None = None
        self._changed = True
        self._looked = 0.0
        self._read: OrderedDict[str, list[tuple[Outcome, bytes]]] = OrderedDict()
        self._asked: dict[str, deque[float]] = {}
        self._reader: Any = None
        self._warming: threading.Thread | None = None
        #: whether what takes long is made beforehand
        self.warms = False

    @property
    def now(self) -> State:
        """The ledger as it is now: made anew when it has changed."""
        state = self._now
        if state is not None and not self._changed and time.monotonic() - self._looked < LOOKED_S:
            return state
        with self._renewing:
            self._changed = False  # who changes it from here on says so again
            mark = self.store.ask(lambda view: summaries.state(view.connection))
            state = self._now
            if state is None or mark is None or mark != state.mark:
                state = self._now = State(self.store, mark, state)
                self._warm(state)
            self._looked = time.monotonic()
            return state

    def _warm(self, state: State) -> None:
        """Begin to make what takes long, unless somebody is at it: he goes on with the newest state when he is done."""
        if not self.warms or (self._warming is not None and self._warming.is_alive()):
            return

        def work() -> None:
            made = None
            while made is not self._now and self.warms:
                made = self._now
                try:
                    if made is not None:
                        made.warm(lambda: time.sleep(0.01))
                        gc.freeze()  # it stays: else the collector looks through all of it every few answers, while everybody waits
                except Exception:
                    logging.getLogger("rasid.web").exception("a fault while making answers beforehand")

        self._warming = threading.Thread(target=work, daemon=True)
        self._warming.start()

    @property
    def at(self) -> Desk:
        """The ledger to be asked, as it is now."""
        return self.now.at

    def changed(self) -> None:
        """Somebody wrote to the ledger."""
        self._changed = True

    def renewed(self) -> None:
        """A pack was written: from now on it is read with and answered from what the packs say now."""
        from rasid.pipeline import default_reader

        default_reader.cache_clear()
        self._reader = None
        self._now = None
        self.changed()

    # -- reading before keeping

    def read(self, text: str, url: str, files: list[tuple[str, bytes]], outlet: str, published: str) -> Json:
        """Read what somebody pasted or dropped; nothing is kept. Raises UsageError when there is nothing to read."""
        outcomes: list[tuple[Outcome, bytes]] = []
        told: list[Failure] = []
        for item, original in self._items(text, url, files, outlet, published):
            if isinstance(item, Failure):
                if item.lost and not item.silent:
                    told.append(item)
                continue
            if len(item.text) > LONGEST:
                told.append(Failure(item.id, "too_large", {"limit": f"{LONGEST / 1e6:g}"}))
                continue
            with self._read_lock:  # one reader; fetching and unpacking wait for nobody
                outcomes.append((Outcome(item, read_one(self._reading(), item)), original))
            if len(outcomes) >= MOST_REPORTS:
                break
        if not outcomes:
            raise UsageError(_said(told[0]) if told else t("web.nothing_read"), told[0].where if told else "", t("web.nothing_read_do"))
        token = secrets.token_urlsafe(16)
        with self.lock:
            self._read[token] = outcomes
            while len(self._read) > KEPT:
                self._read.popitem(last=False)
        shown = [self._shown(o) for o, _ in outcomes[:20]]
        return {"reading": shown[0], "readings": shown, "reports": len(outcomes), "token": token, "notes": [_said(f) for f in told[:20]]}

    def _items(
        self, text: str, url: str, files: list[tuple[str, bytes]], outlet: str, published: str
    ) -> Iterator[tuple[Report | Failure, bytes]]:
        from rasid.pipeline.taking import take_in

        last = b""

        def keep(original: bytes) -> None:
            nonlocal last
            last = original

        if text:
            for item in take_in(["-"], published, outlet, stdin=BytesIO(text.encode()), keep=keep):
                yield item, last
        if url:
            if not url.lower().startswith(("http://", "https://")):
                raise UsageError(t("web.bad_url"), url[:200])
            for item in take_in([url], published, outlet, keep=keep):
                yield item, last
        if files:
            with TemporaryDirectory() as folder:
                for n, (name, data) in enumerate(files):
                    path = Path(folder) / f"{n}{Path(name).suffix[:12] if Path(name).suffix.isascii() else ''}"
                    path.write_bytes(data)
                    for item in take_in([str(path)], published, outlet, keep=keep):
                        if isinstance(item, Report):
                            item = _called(item, str(path), Path(name).name)
                        yield item, last

    def _reading(self) -> Any:
        if self._reader is None:
            from rasid.pipeline import default_reader

            self._reader = default_reader()
        return self._reader

    def _shown(self, outcome: Outcome) -> Json:
        r = outcome.report
        full = {"id": r.id, "name": r.id, "title": r.title, "text": r.text, "url": r.url, "published": r.published, "outlet": r.outlet}
        return {
            "report": full, "statements": [answers.plain(s) for s in outcome.reading.statements],
            "skipped": outcome.reading.skipped, "notes": [n.code for n in outcome.reading.notes],
        }  # fmt: skip

    def save(self, token: str) -> Json:
        """Keep what was read. Raises UsageError for a token that is none."""
        from rasid.ledger import report_id
        from rasid.pipeline.recording import entry, record
        from rasid.pipeline.world import world

        read = self._read.pop(token, None)
        if read is None:
            raise UsageError(t("web.no_token"), "token", t("web.no_token_do"))
        kept = [(o, original) for o, original in read if not o.reading.skipped]
        if not kept:
            raise UsageError(t("web.nothing_read"), "", t("web.nothing_read_do"))
        entries = [entry(o.report, o.reading, world(), original, known=today()) for o, original in kept]
        added = record(self.store, entries, world())
        self.changed()
        ids = [report_id(o.report) for o, _ in kept]
        return {"id": ids[0], "ids": ids, "new": len(added.new), "statements": added.statements}

    # -- what needs a person

    def queue(self, kind: str = "") -> tuple[list[Json], dict[str, int]]:
        """What needs a person, and how much of each kind."""
        done, takers = self.accounts.finished(), self.accounts.takers()
        items = [i | {"taken_by": takers.get(i["id"])} for i in finding.needs(self.now) if i["id"] not in done]
        counts: dict[str, int] = {}
        for item in items:
            counts[item["kind"]] = counts.get(item["kind"], 0) + 1
        return [i for i in items if not kind or i["kind"] == kind], counts

    def too_often(self, who: str, what: str, most: int, seconds: float) -> bool:
        """Whether somebody asked for something more often than so many times in so many seconds."""
        now = time.monotonic()
        if len(self._asked) > ASKERS:  # those who have not asked for long
            self._asked = {k: v for k, v in self._asked.items() if v and now - v[-1] <= seconds}
        times = self._asked.setdefault(f"{what} {who}", deque())
        while times and now - times[0] > seconds:
            times.popleft()
        if len(times) >= most:
            return True
        times.append(now)
        return False

    def undo(self, review: str, who: str) -> Review:
        """Take a review back. Raises UsageError when there is none."""
        from rasid.cli.review import found_review

        undone = found_review(self.store, review)
        made = self.store.review(Review(undone.statement, "undo", who, "", value=undone.id))
        self.changed()
        return made


def _called(report: Report, path: str, name: str) -> Report:
    import msgspec

    return msgspec.structs.replace(report, id=name + report.id[len(path) :]) if report.id.startswith(path) else report


def _said(failure: Failure) -> str:
    return t(f"failure.{failure.code}", **failure.detail)

"""The state of a workbench: the ledger as it is now, what was read and not kept yet, what needs a person."""

from __future__ import annotations

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
from rasid.ledger import Review, Store
from rasid.messages import t
from rasid.model import Report
from rasid.text.fold import fold_word
from rasid.web import answers
from rasid.web.accounts import Accounts

Json = dict[str, Any]
#: Readings kept for those who look before they save, and reports that one upload may bring.
KEPT, MOST_REPORTS = 40, 500
#: Newest reports that search looks into, and answers of the map that are remembered.
SEARCHED, REMEMBERED = 20_000, 64
LOW = 0.6
#: Those whose askings are counted before they are looked through.
ASKERS = 10_000
#: Characters of one report that are read for a page; longer ones are books, and thousands of cards help nobody.
LONGEST = 500_000


class Workbench:
    """One ledger and all that is known of it. Everything that touches it holds `lock`."""

    def __init__(self, store: Store, accounts: Accounts) -> None:
        self.store, self.accounts = store, accounts
        self.lock, self._read_lock = threading.RLock(), threading.Lock()
        self._mark: object = None
        self._desk: Desk | None = None
        self._colours: list[Json] | None = None
        self._maps: OrderedDict[tuple[str, ...], Any] = OrderedDict()
        self._texts: list[tuple[str, str, str]] | None = None
        self._read: OrderedDict[str, list[tuple[Outcome, bytes]]] = OrderedDict()
        self._asked: dict[str, deque[float]] = {}
        self._reader: Any = None

    @property
    def at(self) -> Desk:
        """The ledger as it is now: made anew when it has changed."""
        mark = self._stamp()
        if self._desk is None or mark != self._mark:
            self._desk, self._mark, self._colours, self._texts = Desk(self.store), mark, None, None
            self._maps.clear()
        return self._desk

    def changed(self) -> None:
        """Somebody wrote to the ledger."""
        self._desk = None

    def renewed(self) -> None:
        """A pack was written: from now on it is read with and answered from what the packs say now."""
        from rasid.pipeline import default_reader

        default_reader.cache_clear()
        self._reader = None
        self.changed()

    def _stamp(self) -> object:
        path = self.store.database.path
        if path is None:
            return int(time.monotonic() / 2)  # a server: looked at anew every two seconds
        stats = []
        for file in (path, Path(f"{path}-wal")):
            try:
                s = file.stat()
                stats.append((s.st_mtime_ns, s.st_size))
            except OSError:
                stats.append((0, 0))
        return tuple(stats)

    @property
    def colours(self) -> list[Json]:
        """The colours of actors."""
        at = self.at
        if self._colours is None:
            self._colours = answers.palette(at)
        return self._colours

    def map(self, on: str, known: str, source: str = "") -> Json:
        """The map of a day. source: only places that this outlet spoke of."""
        at, key = self.at, (on, known, source)
        if key not in self._maps:
            among = None
            if source:
                name = source.removeprefix("~")
                among = {p for x in at.told.values() if x.outlet == name for p in x.recorded.places}
            self._maps[key] = answers.map_of(at, self.colours, on, known, among)
            while len(self._maps) > REMEMBERED:
                self._maps.popitem(last=False)
        made: Json = self._maps[key]
        return made

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
        items = [i for i in self._needs() if i["id"] not in done]
        counts: dict[str, int] = {}
        for item in items:
            counts[item["kind"]] = counts.get(item["kind"], 0) + 1
            item["taken_by"] = takers.get(item["id"])
        return [i for i in items if not kind or i["kind"] == kind], counts

    def _needs(self) -> Iterator[Json]:
        at = self.at
        last = at.store.ask(lambda view: view.extent())[1] or today()
        for d in answers.disputes(at, last):
            said = d["sides"][0]["statements"][0] if d["sides"] and d["sides"][0]["statements"] else None
            yield _item("dispute", d["place_id"] + "." + d["about"], d["place"], said, {"id": d["place_id"], "name": d["place"]})
        named = at.named_places
        for c in at.map_on(last):
            if c.holder and c.status == "claimed" and c.confidence < LOW + 0.1:
                yield _item("low_confidence", c.place, at.place_name(c.place), None, at.short_place(c.place), f"{c.confidence:.0%}")
        first_said: dict[str, Any] = {}
        for x in at.told.values():
            for of in (*x.recorded.places, *x.recorded.agents, *x.recorded.targets):
                if of.startswith("~"):
                    first_said.setdefault(of, x)
        for of, x in first_said.items():
            said = {"id": x.id, "report": x.report, "evidence": x.statement.evidence}
            if of in named:
                if answers.point(at, of)[0] is None:
                    yield _item("unknown_place", of, named[of].name, said, {"id": of, "name": named[of].name})
            elif of in at.named_actors and at.world.actors.known(of) == of:
                yield _item("unknown_actor", of, at.actor_name(of), said, None) | {"actor": at.short_actor(of)}
        for copy in at.store.ask(lambda view: view.copies()).values():
            if copy.how == "near":
                other = at.original_of(copy.report)
                yield _item(
                    "near_duplicate",
                    copy.report,
                    other.title or other.id if other else copy.original,
                    {"id": None, "report": copy.report},
                    None,
                )

    # -- searching

    def search(self, q: str, most: int = 20) -> Json:
        """Places, actors, reports and statements, in Arabic without caring for hamza, taa marbuta or the article."""
        at = self.at
        words = [_bare(w) for w in q.split() if w.strip()]
        if not words:
            return {"places": [], "actors": [], "reports": [], "statements": []}

        def has(*texts: str) -> bool:
            plain = " " + " ".join(_bare(w) for text in texts for w in text.split()) + " "
            return all(w in plain for w in words)

        places = [
            {"id": i, "name": at.place_name(i)} | dict(zip(("lat", "lon"), answers.point(at, i), strict=True))
            for i, n in at.named_places.items()
            if has(n.name, at.place_name(i))
        ]
        actors = [a for i, n in at.named_actors.items() if has(n.name, at.actor_name(i)) and (a := at.actor(i)) is not None]
        if self._texts is None:
            with self.store.reading() as view:
                self._texts = [(i, " " + " ".join(map(_bare, f"{a} {b}".split())) + " ", a) for i, a, b in view.texts(SEARCHED)]
        ids = [i for i, plain, _ in self._texts if all(w in plain for w in words)][: most * 5]
        rows = self.store.ask(lambda view: view.listing(among=ids, most=most))[0] if ids else []
        told = []
        for x in at.told.values():
            if has(x.statement.evidence):
                told.append(
                    {"id": x.id, "report": x.report, "event": x.statement.event, "evidence": x.statement.evidence, "date": x.statement.date}
                )
                if len(told) >= most:
                    break
        return {"places": places[:most], "actors": actors[:most], "reports": answers.report_rows(at, rows), "statements": told}

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


def _item(kind: str, key: str, what: str, said: Json | None, place: Json | None, text: str = "") -> Json:
    facts = said or {}
    return {
        "id": f"{kind}.{key}", "kind": kind, "what": what, "text": text, "report": facts.get("report"), "statement": facts.get("id"),
        "evidence": facts.get("evidence", ""), "place": place, "taken_by": None,
    }  # fmt: skip


def _bare(word: str) -> str:
    folded = fold_word(word)
    return folded[2:] if folded.startswith("ال") and len(folded) > 4 else folded


def _called(report: Report, path: str, name: str) -> Report:
    import msgspec

    return msgspec.structs.replace(report, id=name + report.id[len(path) :]) if report.id.startswith(path) else report


def _said(failure: Failure) -> str:
    return t(f"failure.{failure.code}", **failure.detail)

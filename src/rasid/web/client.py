"""Asking a workbench from Python: the answers in the shapes that the server sends.

with Client("http://127.0.0.1:8181") as workbench:
    for place in workbench.map("2019-06-08").places:
        print(place.name, place.holder and place.holder.name, place.status)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Self, TypeVar
from urllib.parse import quote

import httpx
import msgspec

from rasid.errors import RasidError
from rasid.web import shapes
from rasid.web.shapes import Page

T = TypeVar("T")
V1 = "/api/v1/"
#: Items a page when all are asked for.
_PER = 500


class ApiError(RasidError):
    """The workbench refused. code: stable, for programs; status: of HTTP."""

    exit_code = 5

    def __init__(self, status: int, fault: shapes.Fault) -> None:
        super().__init__(fault.message, fault.where, fault.remedy)
        self.status, self.code = status, fault.code


class Client:
    """A workbench at an address. Every method raises ApiError for what the server refuses, OSError when it cannot be reached.

    name, password: to sign in where there are accounts; language: of texts for people (ar, en); http: an httpx client to ask with
    instead of one of its own. Close it, or use it in a `with`. For one thread.
    """

    def __init__(
        self, address: str = "http://127.0.0.1:8181", name: str = "", password: str = "", *, language: str = "en", http: Any = None
    ) -> None:
        self._own = http is None
        self._http: Any = http if http is not None else httpx.Client(base_url=address, timeout=120, trust_env=False)
        self._headers = {"Accept-Language": language}
        self._csrf = ""
        if name:
            self.sign_in(name, password)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the connection back."""
        if self._own:
            self._http.close()

    # -- who asks

    def session(self) -> shapes.Session:
        """Who asks, and what they may do."""
        found = self._get(shapes.Session, "session")
        self._csrf = found.csrf
        return found

    def sign_in(self, name: str, password: str) -> shapes.SignedIn:
        """Sign in; from then on everything is asked under this name."""
        made = self._post(shapes.SignedIn, "session", shapes.SignIn(name, password))
        self._csrf = ""
        return made

    def sign_out(self) -> None:
        """Sign out."""
        self._send(shapes.Nothing, "DELETE", "session")
        self._csrf = ""

    # -- what the ledger says

    def ledger(self) -> shapes.Ledger:
        """How much there is, from when to when."""
        return self._get(shapes.Ledger, "ledger")

    def map(self, on: str = "", known: str = "", source: str = "") -> shapes.Map:
        """Who holds what on a day, as known on a day."""
        return self._get(shapes.Map, "map", on=on, known=known, source=source)

    def outlines(self) -> shapes.Outlines:
        """Governorates as GeoJSON."""
        return self._get(shapes.Outlines, "outlines")

    def place(self, place: str, on: str = "", known: str = "") -> shapes.Place:
        """Who holds a place, by name or id, and why."""
        return self._get(shapes.Place, f"places/{_part(place)}", on=on, known=known)

    def history(self, place: str, known: str = "") -> shapes.History:
        """Who held a place when."""
        return self._get(shapes.History, f"places/{_part(place)}/history", known=known)

    def place_events(self, place: str) -> Iterator[shapes.Event]:
        """What happened at a place, the newest first."""
        return self._all(Page[shapes.Event], f"places/{_part(place)}/events")

    def events(self, start: str = "", end: str = "", kinds: Sequence[str] = (), actor: str = "", place: str = "") -> Iterator[shapes.Event]:
        """What happened in a time."""
        more = {"from": start, "to": end, "kind": ",".join(kinds), "actor": actor, "place": place}
        return self._all(Page[shapes.Event], "events", **more)

    def bins(self, start: str = "", end: str = "", kinds: Sequence[str] = (), actor: str = "", place: str = "") -> shapes.Bins:
        """The same gathered at its places."""
        more = {"from": start, "to": end, "kind": ",".join(kinds), "actor": actor, "place": place}
        return self._get(shapes.Bins, "events", bins=1, **more)

    def reports(self, words: str = "", outlet: str = "", start: str = "", end: str = "") -> Iterator[shapes.ReportRow]:
        """Reports, the newest first."""
        return self._all(Page[shapes.ReportRow], "reports", q=words, outlet=outlet, **{"from": start, "to": end})

    def report(self, report: str) -> shapes.FullReport:
        """A report with its statements."""
        return self._get(shapes.FullReport, f"reports/{_part(report)}")

    def changes(self, start: str = "", end: str = "") -> Iterator[shapes.Change]:
        """Where holder or status changed."""
        return self._all(Page[shapes.Change], "changes", **{"from": start, "to": end})

    def disputes(self, on: str = "", known: str = "") -> Iterator[shapes.Dispute]:
        """Claims that cannot both hold."""
        return self._all(Page[shapes.Dispute], "disputes", on=on, known=known)

    def silences(self) -> Iterator[shapes.Silence]:
        """What actors did not say."""
        return self._all(Page[shapes.Silence], "silences")

    def brief(self, start: str, end: str = "", language: str = "") -> shapes.Brief:
        """A page on some days."""
        return self._get(shapes.Brief, "brief", lang=language, **{"from": start, "to": end})

    def timeline(self, start: str = "", end: str = "") -> shapes.Timeline:
        """Places held by each actor, and events by kind, over time."""
        return self._get(shapes.Timeline, "timeline", **{"from": start, "to": end})

    def sources(self) -> Iterator[shapes.SourceRow]:
        """Outlets, and what became of their claims of control."""
        return self._all(Page[shapes.SourceRow], "sources")

    def source(self, source: str) -> shapes.Source:
        """What an outlet said."""
        return self._get(shapes.Source, f"sources/{_part(source)}")

    def search(self, words: str, most: int = 20) -> shapes.Found:
        """Places, actors, reports and statements with these words."""
        return self._get(shapes.Found, "search", q=words, per=most)

    def export(self, format: str = "gold") -> bytes:
        """The ledger in a format of `rasid export`, or gold."""
        return self._asked("GET", "export", {"format": format})

    # -- what people do

    def read(
        self, text: str = "", url: str = "", files: Sequence[str | Path] = (), outlet: str = "", published: str = ""
    ) -> shapes.Readings:
        """Read a text, a link or files before anything is kept."""
        given = {"text": text, "url": url, "outlet": outlet, "published": published}
        if not files:
            return self._post(shapes.Readings, "read", given)
        sent = [("file", (Path(f).name, Path(f).read_bytes())) for f in files]
        return _decoded(self._asked("POST", "read", files=sent, form=given), shapes.Readings)

    def keep(self, read: shapes.Readings) -> shapes.Saved:
        """Keep what was read."""
        return self._post(shapes.Saved, "reports", shapes.Token(read.token))

    def review(self, said: shapes.Said) -> shapes.Reviewed:
        """Accept, reject or correct a statement."""
        return self._post(shapes.Reviewed, "reviews", said)

    def undo(self, review: str) -> shapes.Undone:
        """Take a review back."""
        return self._post(shapes.Undone, f"reviews/{_part(review)}/undo")

    def add_statement(self, missed: shapes.Missed) -> shapes.AddedStatement:
        """Add a statement that the reader missed."""
        return self._post(shapes.AddedStatement, "statements", missed)

    def put_place(self, place: shapes.PutPlace) -> shapes.PlacedPlace:
        """Say where a place lies."""
        return self._post(shapes.PlacedPlace, "places", place)

    def name_actor(self, called: shapes.Called) -> shapes.NamedActor:
        """Say whom a name means."""
        return self._post(shapes.NamedActor, "actors", called)

    def queue(self, kind: str = "") -> Iterator[shapes.QueueItem]:
        """What needs a person."""
        return self._all(shapes.Queue, "queue", kind=kind)

    def work_on(self, item: str, what: str) -> shapes.Taken:
        """take, release, or say that it is done."""
        return self._post(shapes.Taken, f"queue/{_part(item)}/{_part(what)}")

    def log(self) -> Iterator[shapes.LogRow]:
        """What was done, the newest first."""
        return self._all(Page[shapes.LogRow], "log")

    # -- asking

    def _get(self, shape: type[T], path: str, **query: object) -> T:
        return _decoded(self._asked("GET", path, query), shape)

    def _all(self, shape: Any, path: str, **query: object) -> Iterator[Any]:
        page, seen = 1, 0
        while True:
            found: Any = _decoded(self._asked("GET", path, {"page": page, "per": _PER, **query}), shape)
            yield from found.items
            page, seen = page + 1, seen + len(found.items)
            if not found.items or seen >= found.total:
                return

    def _post(self, shape: type[T], path: str, body: object = None) -> T:
        return self._send(shape, "POST", path, body)

    def _send(self, shape: type[T], method: str, path: str, body: object = None) -> T:
        return _decoded(self._asked(method, path, body=body), shape)

    def _asked(
        self, method: str, path: str, query: dict[str, object] | None = None, body: object = None, files: object = None, form: object = None
    ) -> bytes:
        headers = dict(self._headers)
        if method != "GET":
            headers["X-CSRF-Token"] = self._csrf or self.session().csrf
        more: dict[str, Any] = {}
        if body is not None:
            more["content"] = msgspec.json.encode(body)
            headers["Content-Type"] = "application/json"
        if files is not None:
            more |= {"files": files, "data": form}
        try:
            params = {k: str(v) for k, v in (query or {}).items() if v != ""}
            answer = self._http.request(method, V1 + path, params=params, headers=headers, **more)
        except httpx.TransportError as error:
            raise OSError(f"the workbench cannot be reached: {error}") from error
        if answer.is_success:
            return bytes(answer.content)
        try:
            fault = msgspec.json.decode(answer.content, type=shapes.ErrorBody).error
        except msgspec.DecodeError:  # somebody in between
            fault = shapes.Fault(code=f"http_{answer.status_code}", message=answer.reason_phrase)
        raise ApiError(answer.status_code, fault)


def _part(text: str) -> str:
    return quote(text, safe="~")


def _decoded(data: bytes, shape: type[T]) -> T:
    return msgspec.json.decode(data, type=shape)

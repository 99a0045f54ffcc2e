"""Routes of the API that ask: what the ledger says, what needs a person, the log."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec
from litestar import Request, Response, get
from litestar.params import FromPath, FromQuery

from rasid.cli.desk import Desk, today
from rasid.cli.lists import FIRST, LAST, silence_json
from rasid.errors import UsageError
from rasid.messages import LOCALES, locale, spoken, t
from rasid.model.event import Event
from rasid.web import answers, finding, outlets, shapes
from rasid.web.bench import Workbench
from rasid.web.packed import Packed
from rasid.web.paging import day, paged, window
from rasid.web.routes import RESPONSES, From, Json, To, answers_with, ask, shaped, workbench
from rasid.web.shapes import Page
from rasid.web.state import bare

# -- what the ledger says


@get("/ledger", responses=RESPONSES, right="read")
async def ledger(request: Request[Any, Any, Any]) -> shapes.Ledger:
    """How much there is, from when to when, and the colours of actors."""
    return await ask(request, shapes.Ledger, lambda b: answers.ledger(b.now))


@get("/map", responses=answers_with(shapes.Map), right="read", packed=True)
async def map_of(
    request: Request[Any, Any, Any], on: FromQuery[str] = "", known: FromQuery[str] = "", source: FromQuery[str] = ""
) -> Response[bytes]:
    """Who holds what on a day."""

    def work(b: Workbench) -> Packed:
        return b.now.map(day(on, "on", today()), day(known, "known"), source[:200])

    return await _kept(request, work)


async def _kept(request: Request[Any, Any, Any], work: Callable[[Workbench], Packed]) -> Response[bytes]:
    """An answer with a mark by which a browser can ask whether it still stands."""
    made = await asyncio.to_thread(work, workbench(request))
    headers = {"ETag": made.tag, "Cache-Control": "private, no-cache", "Vary": "Accept-Encoding"}
    if request.headers.get("if-none-match") == made.tag:
        return Response(b"", status_code=304, headers=headers, media_type="application/json")
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(made.data, headers=headers | {"Content-Encoding": "gzip"}, media_type="application/json")
    return Response(made.plain, headers=headers, media_type="application/json")


@get("/outlines", responses=answers_with(shapes.Outlines), right="read", packed=True)
async def outlines(request: Request[Any, Any, Any]) -> Response[bytes]:
    """Governorates of all theatres, as GeoJSON."""
    return await _kept(request, lambda _: _outlines())


@cache
def _outlines() -> Packed:
    features: list[Json] = []
    for file in sorted(files("rasid.lexicons").joinpath("outlines").iterdir(), key=lambda f: f.name):
        if file.name.endswith(".json"):
            features += msgspec.json.decode(file.read_bytes())["features"]
    return Packed.of(msgspec.json.encode({"type": "FeatureCollection", "features": features}))


def _clocks(on: str, known: str) -> tuple[str, str]:
    return day(on, "on", today()), day(known, "known")


@get("/places/{asked:str}", responses=RESPONSES, right="read")
async def place(request: Request[Any, Any, Any], asked: FromPath[str], on: FromQuery[str] = "", known: FromQuery[str] = "") -> shapes.Place:
    """Who holds a place, and why."""
    return await ask(request, shapes.Place, lambda b: answers.place(b.now, asked, *_clocks(on, known)))


@get("/places/{asked:str}/history", responses=RESPONSES, right="read")
async def history(request: Request[Any, Any, Any], asked: FromPath[str], known: FromQuery[str] = "") -> shapes.History:
    """Who held a place when."""
    return await ask(request, shapes.History, lambda b: answers.history(b.now, asked, day(known, "known")))


@get("/places/{asked:str}/events", responses=RESPONSES, right="read")
async def place_events(
    request: Request[Any, Any, Any], asked: FromPath[str], page: FromQuery[int] = 1, per: FromQuery[int] = 50
) -> Page[shapes.Event]:
    """What happened at a place, the newest first."""
    window(page, per)
    return await ask(request, Page[shapes.Event], lambda b: _events(b, b.now.calendar.at(b.at.place(asked))[::-1], page, per))


@get("/events", responses=RESPONSES, right="read")
async def events(
    request: Request[Any, Any, Any],
    start: From = "",
    end: To = "",
    kind: FromQuery[str] = "",
    actor: FromQuery[str] = "",
    place: FromQuery[str] = "",
    on: FromQuery[str] = "",
    bins: FromQuery[int] = 0,
    page: FromQuery[int] = 1,
    per: FromQuery[int] = 50,
) -> Page[shapes.Event] | shapes.Bins:
    """What happened, from (from) to (to); with bins=1 gathered at its places for a map."""
    window(page, per)
    first, last = start or on, end or on

    def work(b: Workbench) -> Json:
        found = answers.events(b.now, day(first, "from", FIRST), day(last, "to", LAST), [k for k in kind.split(",") if k], actor, place)
        return {"items": answers.bins(b.now, found), "total": len(found), "gathered": True} if bins else _events(b, found, page, per)

    if bins:
        return await ask(request, shapes.Bins, work)
    return await ask(request, Page[shapes.Event], work)


def _page(b: Workbench, found: list[Any], page: int, per: int, shown: Callable[[Desk, list[Any]], list[Json]]) -> Json:
    """A page of what was found, of which only that is dressed up."""
    made = paged(found, page, per)
    return made | {"items": shown(b.at, made["items"])}


def _events(b: Workbench, found: list[Event], page: int, per: int) -> Json:
    return _page(b, found, page, per, answers.shown)


@get("/reports", responses=RESPONSES, right="read")
async def reports(
    request: Request[Any, Any, Any],
    q: FromQuery[str] = "",
    outlet: FromQuery[str] = "",
    start: From = "",
    end: To = "",
    page: FromQuery[int] = 1,
    per: FromQuery[int] = 50,
) -> Page[shapes.ReportRow]:
    """Reports, the newest first."""
    at, most = window(page, per)
    first, last = start, end

    def work(b: Workbench) -> Json:
        among = [r["id"] for r in _found(b, q, 200)["reports"]] if q.strip() else None
        name = outlet.removeprefix("~")
        span = day(first, "from"), day(last, "to")
        items, total = answers.listed(b.now, name, *span, among, at, most)
        return {"items": items, "page": page, "per": per, "total": total}

    return await ask(request, Page[shapes.ReportRow], work)


@get("/reports/{asked:str}", responses=RESPONSES, right="read")
async def report(request: Request[Any, Any, Any], asked: FromPath[str]) -> shapes.FullReport:
    """A report with its statements."""
    return await ask(request, shapes.FullReport, lambda b: answers.report(b.now, asked))


@get("/changes", responses=RESPONSES, right="read")
async def changes(
    request: Request[Any, Any, Any], start: From = "", end: To = "", page: FromQuery[int] = 1, per: FromQuery[int] = 200
) -> Page[shapes.Change]:
    """Where holder or status changed, from (from) to (to)."""
    window(page, per)
    first, last = start, end
    return await ask(
        request,
        Page[shapes.Change],
        lambda b: _page(b, answers.changes(b.now, day(first, "from", FIRST), day(last, "to", LAST)), page, per, answers.changes_shown),
    )


@get("/disputes", responses=RESPONSES, right="read")
async def disputes(
    request: Request[Any, Any, Any],
    on: FromQuery[str] = "",
    known: FromQuery[str] = "",
    page: FromQuery[int] = 1,
    per: FromQuery[int] = 200,
) -> Page[shapes.Dispute]:
    """Claims that cannot both hold on a day."""
    window(page, per)
    return await ask(
        request,
        Page[shapes.Dispute],
        lambda b: _page(
            b,
            answers.disputes(b.now, *_clocks(on, known)),
            page,
            per,
            lambda _, found: answers.disputes_shown(b.now.desk(known), found),
        ),
    )


@get("/silences", responses=RESPONSES, right="read")
async def silences(request: Request[Any, Any, Any], page: FromQuery[int] = 1, per: FromQuery[int] = 200) -> Page[shapes.Silence]:
    """What actors did not say, the newest first."""
    window(page, per)
    return await ask(
        request,
        Page[shapes.Silence],
        lambda b: _page(b, answers.silences(b.now), page, per, lambda at, found: [silence_json(at, s) for s in found]),
    )


@get("/brief", responses=RESPONSES, right="read")
async def brief(request: Request[Any, Any, Any], start: From = "", end: To = "", lang: FromQuery[str] = "") -> shapes.Brief:
    """A page on some days, from (from) to (to), that could be printed."""
    first, last = start, end

    def work(b: Workbench) -> Json:
        from rasid.cli.brief import Writer

        begin, until = day(first, "from"), day(last, "to", today())
        if not begin or begin > until:
            raise UsageError(t("ledger.backwards"), f"from={begin}&to={until}", t("ledger.day_form"))
        now, told_in = b.now, lang if lang in LOCALES else locale()

        def write() -> Json:
            with spoken(told_in):
                made: Json = msgspec.to_builtins(Writer(now.alone(), begin, until, "").page())
            return made

        made = dict(now.recent(("brief", begin, until, told_in), write))
        made["sections"] = [
            s | {"lines": [line | {"quotes": list(line.get("quotes", ()))} for line in s["lines"]]} for s in made["sections"]
        ]
        made["sources"] = [{"n": n, "text": text} for n, text in enumerate(made.get("sources", ()), 1)]
        return made

    return await ask(request, shapes.Brief, work)


@get("/timeline", responses=RESPONSES, right="read")
async def timeline(request: Request[Any, Any, Any], start: From = "", end: To = "") -> shapes.Timeline:
    """Places held by each actor, and events by kind, day by day, from (from) to (to)."""
    first, last = start, end

    def work(b: Workbench) -> Json:
        known = b.store.ask(lambda view: view.extent())
        begin, until = day(first, "from", known[0] or today()), day(last, "to", known[1] or today())
        if begin > until:
            raise UsageError(t("ledger.backwards"), f"from={begin}&to={until}", t("ledger.day_form"))
        return answers.timeline(b.now, begin, until)

    return await ask(request, shapes.Timeline, work)


@get("/sources", responses=RESPONSES, right="read")
async def sources(request: Request[Any, Any, Any], page: FromQuery[int] = 1, per: FromQuery[int] = 50) -> Page[shapes.SourceRow]:
    """Outlets, and what became of their claims of control."""
    window(page, per)
    return await ask(request, Page[shapes.SourceRow], lambda b: paged(outlets.sources(b.now), page, per))


@get("/sources/{asked:str}", responses=RESPONSES, right="read")
async def source(request: Request[Any, Any, Any], asked: FromPath[str]) -> shapes.Source:
    """What an outlet said."""
    return await ask(request, shapes.Source, lambda b: outlets.source(b.now, asked))


@get("/search", responses=RESPONSES, right="read")
async def search(request: Request[Any, Any, Any], q: FromQuery[str] = "", per: FromQuery[int] = 20) -> shapes.Found:
    """Places, actors, reports and statements with these words."""
    window(1, per)
    return await ask(request, shapes.Found, lambda b: _found(b, q[:200], per))


def _found(b: Workbench, q: str, most: int) -> Json:
    return finding.search(b.now, bare(q), most)


@get("/export", media_type="application/octet-stream", responses=RESPONSES, right="read")
async def export(request: Request[Any, Any, Any], format: FromQuery[str] = "gold") -> Response[bytes]:
    """The ledger in a format: gold (reports with reviews, for the evaluation) or one of `rasid export`."""

    def work(b: Workbench) -> tuple[bytes, str]:
        import tempfile
        from pathlib import Path

        from rasid.cli import export as exporting

        if format == "gold":
            from rasid.cli.review import gold

            return gold(b.store, b.at), "gold.jsonl"
        exporting.checked(format)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"rasid.{format}"
            exporting.run(exporting.Options(format=format, output=str(path), db=b.store.where))
            return path.read_bytes(), path.name

    made, name = await asyncio.to_thread(work, workbench(request))
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(made, headers=headers, media_type="application/octet-stream")


@get("/queue", responses=RESPONSES, right="read")
async def queue(
    request: Request[Any, Any, Any], kind: FromQuery[str] = "", page: FromQuery[int] = 1, per: FromQuery[int] = 50
) -> shapes.Queue:
    """What needs a person."""
    window(page, per)

    def work(b: Workbench) -> Json:
        items, counts = b.queue(kind)
        return paged(items, page, per) | {"counts": counts}

    return await ask(request, shapes.Queue, work)


@get("/log", responses=RESPONSES, right="admin")
async def log(request: Request[Any, Any, Any], page: FromQuery[int] = 1, per: FromQuery[int] = 50) -> Page[shapes.LogRow]:
    """What was done in the workbench, the newest first. For administrators."""
    bench = workbench(request)
    window(page, per)
    rows = [{"at": at, "name": name, "what": what, "about": about} for at, name, what, about in bench.accounts.logged(2000)]
    return shaped(paged(rows, page, per), Page[shapes.LogRow])


ROUTES = [
    ledger, map_of, outlines, place, history, place_events, events, reports, report,
    changes, disputes, silences, brief, timeline, sources, source, search, export, queue, log,
]  # fmt: skip

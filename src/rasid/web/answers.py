"""What the pages ask of the ledger, as JSON: maps, places, events, reports, changes. See docs/api.md."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import msgspec

from rasid.cli.desk import Desk
from rasid.cli.glosses import gloss
from rasid.cli.holds import as_json, words
from rasid.cli.lists import change_json, dispute_json, event_json, period_json
from rasid.control.index import joined
from rasid.errors import UsageError
from rasid.ledger import Review, Told, spans, summaries
from rasid.messages import t
from rasid.model.control import Change, Dispute, Period, Silence
from rasid.model.event import Event
from rasid.model.records import NAME_SLOTS
from rasid.web.shapes import Bin, Spot

if TYPE_CHECKING:
    from rasid.cli.map import Spot as Marked
    from rasid.web.state import State

Json = dict[str, Any]

#: Colours that people with any common colour blindness can tell apart (Okabe and Ito), then greys by pattern.
COLOURS = ("#0072B2", "#E69F00", "#009E73", "#D55E00", "#CC79A7", "#56B4E9", "#8C6D31", "#F0E442", "#5B4B8A", "#7F7F7F")
PATTERNS = ("", "stripes", "dots", "cross")
NOBODY = "#767676"
#: An answer is old when nothing was heard for so long.
STALE_DAYS = 365
STATES = {"accept": "accepted", "reject": "rejected", "correct": "corrected"}
#: Events that a bin names.
BINNED = 50


def palette(now: State) -> list[Json]:
    """Every actor that ever held a place with its colour, the most frequent holder first."""
    at, (first, last, *_) = now.at, now.extent
    seen: Counter[str] = Counter()
    if at.asked.fresh:
        known, days = at.world.actors.known, _sampled(first, last)
        for holder, begin, end, n in now.holdings:
            seen[known(holder)] += n * sum(begin <= day <= end for day in days)
        seen.update({known(r): 0 for r in at.store.ask(lambda view: summaries.rivals(view.connection))})
    else:
        for day in _sampled(first, last):
            found = at.map_on(day)
            seen.update(c.holder for c in found if c.holder)
            seen.update({r: 0 for c in found for r in c.rivals})
    ordered = sorted(seen, key=lambda a: (-seen[a], a))
    return [
        {"actor": at.actor(a), "colour": COLOURS[min(n, len(COLOURS) - 1)], "pattern": PATTERNS[(n // len(COLOURS)) % len(PATTERNS)]}
        for n, a in enumerate(ordered)
    ]


def _sampled(first: str, last: str, most: int = 12) -> list[str]:
    """Days spread over a time, its last one among them."""
    if not last:
        return []
    end = date.fromisoformat(last[:10])
    begin = max(date.fromisoformat(first[:10]), end - timedelta(days=3650)) if first else end
    step = max((end - begin).days // max(most - 1, 1), 1)
    days = [begin + timedelta(days=n) for n in range(0, (end - begin).days + 1, step)][-most:]
    return sorted({d.isoformat() for d in (*days, end)})


def ledger(now: State) -> Json:
    """How much there is, from when to when, and the colours of actors."""
    first, last, known_first, known_last = now.extent
    kept = {k: now.counts[k] for k in ("reports", "statements", "places", "actors")}
    return kept | {"first": first, "last": last, "known_first": known_first, "known_last": known_last, "actor_colours": now.colours}


def colour_of(colours: list[Json], actor: str) -> str:
    """The colour of an actor."""
    return next((c["colour"] for c in colours if c["actor"]["id"] == actor), NOBODY)


def map_of(now: State, found: Iterable[Marked], on: str, known: str, among: set[str] | None = None) -> Json:
    """The map of a day. among: only these places."""
    at = now.at
    by_actor = {c["actor"]["id"]: c["colour"] for c in now.colours}
    rows, unplaced = [], 0
    count: Counter[str] = Counter()
    holders: Json = {}
    for spot in found:
        c = spot.control
        if among is not None and c.place not in among:
            continue
        if spot.lat is None:
            unplaced += 1
            continue
        count[c.holder] += 1
        shown = c.holder or (c.rivals[0] if c.rivals else "")
        if c.holder not in holders:  # all its names are in the legend, once: ten thousand places would repeat them
            holders[c.holder] = at.short_actor(c.holder)
        rows.append(
            {
                "id": c.place, "name": spot.name, "place": spot.name, "place_id": c.place, "kind": spot.kind, "lat": spot.lat,
                "lon": spot.lon, "on": on, "known": known, "holder": holders[c.holder], "status": c.status, "confidence": c.confidence,
                "since": c.since, "last_heard": c.last_heard, "contested": c.contested, "rivals": c.rivals,
                "colour": by_actor.get(shown, NOBODY), "stale": _stale(c.last_heard, on),
            }
        )  # fmt: skip
        if english := at.place_name_en(c.place):
            rows[-1]["name_en"] = english
    legend = [{"holder": at.actor(a), "colour": by_actor.get(a, NOBODY), "count": n} for a, n in count.most_common()]
    return {"on": on, "known": known, "places": rows, "unplaced": unplaced, "legend": legend}


def _stale(last_heard: str, on: str) -> bool:
    if len(last_heard) < 10:
        return bool(last_heard)
    return (date.fromisoformat(on) - date.fromisoformat(last_heard)).days > STALE_DAYS


def place(now: State, asked: str, on: str, known: str) -> Json:
    """Who holds a place, with the reasons."""
    at, colours = now.at, now.colours
    found = at.place(asked)
    c = now.index_of(found, known).holds(found, on, known)
    row, stored = at.world.gazetteer.get(found), at.named_places.get(found)
    lat, lon = (row.lat, row.lon) if row is not None else (stored.lat, stored.lon) if stored is not None else (None, None)
    out = as_json(at, c)
    for side in ("for", "against", "kept"):
        for item in out[side]:
            item["why"] = [f | {"text": words(f["rule"])} for f in item["why"]]
    parents = [at.short_place(p) for p in at.world.places.parents(found)]
    shown = c.holder or (c.rivals[0] if c.rivals else "")
    return out | {
        "id": found, "name": out["place"], "name_en": at.place_name_en(found),
        "kind": row.kind if row is not None else stored.kind if stored is not None else "",
        "lat": lat, "lon": lon, "parents": parents, "colour": colour_of(colours, shown), "stale": _stale(c.last_heard, on),
    }  # fmt: skip


def history(now: State, asked: str, known: str) -> Json:
    """The periods of a place."""
    at, colours = now.at, now.colours
    found = at.place(asked)
    if not known and at.asked.fresh and found in at.named_places:
        told: Sequence[Period] = joined(at.store.ask(lambda view: view.spans([found]))[found])
    else:
        told = now.index_of(found, known).history(found, known)
    periods = [period_json(at, p) for p in told]
    for p in periods:
        p["colour"] = colour_of(colours, p["holder"]["id"]) if p["holder"] else NOBODY
    return at.named_by(found) | {"known": known, "periods": periods}


def events(now: State, first: str, last: str, kinds: Sequence[str] = (), actor: str = "", where: str = "") -> list[Event]:
    """What happened in a time."""
    at = now.at
    wanted = at.place(where) if where else ""
    found = now.calendar.between(first, last, kinds)
    if actor:
        same = at.world.actors.known
        found = [e for e in found if actor in (*e.agents, *e.targets) or actor in map(same, (*e.agents, *e.targets))]
    if wanted:
        parents = at.world.places.parents
        found = [e for e in found if any(p == wanted or wanted in parents(p) for p in e.places)]
    return found


def shown(at: Desk, found: Sequence[Event]) -> list[Json]:
    """Events with names and points."""
    at.quoted(s for e in found for s in (*e.statements, *e.denied))
    return [_event(at, event_json(at, e)) for e in found]


def _event(at: Desk, e: Json) -> Json:
    places = [p | dict(zip(("lat", "lon"), point(at, p["id"]), strict=True)) for p in e["places"]]
    start, end = e["start"] or e.get("first_known", ""), e["end"] or e.get("last_known", "")
    return e | {
        "places": places,
        "place": places[0] if places else None,
        "date": start if start == end else f"{start}/{end}",
        "reports": list(dict.fromkeys(s["report"] for s in e["statements"])),
    }


def point(at: Desk, of: str) -> tuple[float | None, float | None]:
    row, stored = at.world.gazetteer.get(of), at.named_places.get(of)
    if row is not None and row.lat is not None:
        return row.lat, row.lon
    return (stored.lat, stored.lon) if stored is not None else (None, None)


def bins(now: State, found: Iterable[Event]) -> list[Bin]:
    """Events gathered at their places: a point with the number of each kind, and the first events."""
    gathered: dict[str, list[Event]] = {}
    for e in found:
        if e.places:
            gathered.setdefault(e.places[0], []).append(e)
    spots: dict[str, Spot] = now.once("spots", dict)
    out = []
    for place, here in gathered.items():
        spot = spots.get(place)
        if spot is None:
            lat, lon = point(now.at, place)
            spot = spots[place] = Spot(**now.at.short_place(place), lat=lat, lon=lon)
        if spot.lat is not None and spot.lon is not None:
            kinds: dict[str, int] = {}
            for e in here:
                kinds[e.kind] = kinds.get(e.kind, 0) + 1
            most = here[0].kind if len(kinds) == 1 else max(kinds, key=lambda k: (kinds[k], k))
            events = [e.id for e in here[:BINNED]]
            out.append(Bin(id=place, lat=spot.lat, lon=spot.lon, count=len(here), kind=most, kinds=kinds, place=spot, events=events))
    return out


def listed(now: State, outlet: str, first: str, last: str, among: Sequence[str] | None, at: int, most: int) -> tuple[list[Json], int]:
    """A page of reports, the newest first, and how many there are."""
    found = now.once("order", lambda: now.store.ask(lambda view: summaries.order(view.connection)))
    wanted = set(among) if among is not None else None
    if outlet or first or last or wanted is not None:
        found = [
            x
            for x in found
            if (not outlet or x[2] == outlet) and first <= x[0] and (not last or x[0] <= last) and (wanted is None or x[1] in wanted)
        ]
    ids = [i for _, i, _ in found[at : at + most]]
    rows = now.store.ask(lambda view: view.listing(among=ids, most=most))[0] if ids else []
    return report_rows(now, rows), len(found)


def report_rows(now: State, rows: Iterable[Any]) -> list[Json]:
    """Reports as lists show them."""
    spoken = now.reviewed[1]
    return [
        {
            "id": r.id, "name": r.name, "title": r.title, "outlet": r.outlet, "published": r.published, "url": r.url, "known": r.known,
            "statements": r.statements, "reviewed": spoken[r.id],
        }
        for r in rows
    ]  # fmt: skip


def report(now: State, asked: str) -> Json:
    """A report with its statements, each with its chain, reasons and reviews. Raises UsageError when there is none."""
    at, (made, spoken) = now.at, now.reviewed
    with at.store.reading() as view:
        ids = view.reports_called(asked)
        stored = view.stored(ids[0]) if len(ids) == 1 else None
        if stored is None:
            raise UsageError(t("web.no_report"), asked, t("web.no_report_do"))
        told = {x.id: x for x in view.told(report=stored.id)}
        if spoken[stored.id]:
            told |= {x.id: x for x in view.told(ids=list(made)) if x.report == stored.id}
    r = stored.report
    full = msgspec.to_builtins(r) | {"id": stored.id, "name": r.id, "title": r.title, "text": r.text, "sha256": stored.sha256}
    full |= {"outlet": r.outlet, "published": r.published, "url": r.url, "known": stored.known}
    rows = [statement(at, x, made.get(x.id, [])) for x in told.values()]
    rows.sort(key=lambda s: ((s["evidence_span"] or {}).get("field") != "title", (s["evidence_span"] or {}).get("start", 0)))
    return {"report": full, "statements": rows}


def statement(at: Desk, x: Told, reviews: list[Review]) -> Json:
    """A statement as it was read, with what people said of it; slots as they are after that."""
    from rasid.pipeline.reviewed import reviewed

    after = reviewed(x, reviews, at.world)
    out = plain(after.statement if after is not None else x.statement)
    last = next(
        (STATES[r.action] for r in reversed(reviews) if r.action in STATES), "added" if any(r.action == "add" for r in reviews) else "open"
    )
    spoken = [
        {"id": r.id, "action": r.action, "slot": r.slot, "value": msgspec.to_builtins(r.value), "who": r.who, "at": r.at, "why": r.why}
        for r in reviews
    ]
    return out | {"id": x.id, "report": x.report, "known": x.known, "reviews": spoken, "state": last}


def plain(s: Any) -> Json:
    """A statement with every slot and the words of its rules."""
    out: Json = {"status": "occurred", "date": "", "extent": "", "killed": None, "injured": None} | msgspec.to_builtins(s)
    for slot in NAME_SLOTS:
        out[slot] = out.get(slot) or []
    out["chain"] = (out.get("chain") or {}).get("links", [])
    out["rules"] = [r | {"text": gloss(r["rule"])} for r in out.get("rules", [])]
    out["event_label"] = t(f"event.{out['event']}")
    out.setdefault("trigger_span", None)
    out.setdefault("evidence_span", None)
    return out


def changes(now: State, first: str, last: str) -> list[Change]:
    """Where holder or status changed."""

    def make() -> list[Change]:
        return now.asked().changes(first, last)

    return now.recent(("changes", first, last), make)


def changes_shown(at: Desk, found: Sequence[Change]) -> list[Json]:
    """Changes with names and words."""
    at.quoted(s for c in found for s in c.statements)
    return [change_json(at, c) for c in found]


def disputes(now: State, on: str, known: str = "") -> list[Dispute]:
    """Claims that cannot both hold."""

    def make() -> list[Dispute]:
        index = now.earlier(known) if known else None
        return index.disputes(on, known) if index is not None else now.asked_of_all(known).disputes(on, known)

    return now.recent(("disputes", on, known), make)


def disputes_shown(at: Desk, found: Sequence[Dispute]) -> list[Json]:
    """Disputes with names and words."""
    at.quoted(s for d in found for side in d.sides for s in side.statements)
    return [dispute_json(at, d) for d in found]


def silences(now: State) -> list[Silence]:
    """What actors did not say."""

    def make() -> list[Silence]:
        return now.asked_of_all().silences()

    return now.once("silences", make)


def timeline(now: State, first: str, last: str) -> Json:
    """How many places each actor holds, on the days when that changes, and the events of each day by kind."""
    return now.recent(("timeline", first, last), lambda: _timeline(now, first, last))


def _timeline(now: State, first: str, last: str) -> Json:
    colours = now.colours
    actors = {c["actor"]["id"] for c in colours}
    count = Counter(dict.fromkeys(actors, 0))
    moves = now.once("moves", lambda: _moves(now)) if now.at.asked.fresh else _moves_anew(now, first, last)
    later = bisect_right(moves, first, key=lambda m: m[0])
    for _, a, n in moves[:later]:
        if a in actors:
            count[a] += n
    points: dict[str, list[Json]] = {a: [{"day": first, "places": count[a]}] for a in actors}
    for day, a, n in moves[later : bisect_right(moves, last, key=lambda m: m[0])]:
        if a in actors:
            count[a] += n
            points[a].append({"day": day, "places": count[a]})
    for a in actors:
        points[a].append({"day": last, "places": count[a]})
    lines = [
        {"actor": c["actor"], "colour": c["colour"], "days": points[c["actor"]["id"]]}
        for c in colours
        if any(p["places"] for p in points[c["actor"]["id"]])
    ]
    kinds = _kinds(now, first, last)
    return {"from": first, "to": last, "actors": lines, "events": [{"day": d, "kinds": kinds[d]} for d in sorted(kinds)]}


#: A day, an actor, and how many places more or fewer it holds from then on.
Move = tuple[str, str, int]


def _moves(now: State) -> list[Move]:
    """How what actors hold changes, by day, over all that is known."""
    by_day: defaultdict[tuple[str, str], int] = defaultdict(int)
    known = now.at.world.actors.known
    for holder, begin, end, n in now.holdings:
        actor = known(holder)
        by_day[begin, actor] += n
        if end < spans.LAST:
            by_day[_next(end), actor] -= n
    return sorted((day, actor, n) for (day, actor), n in by_day.items() if n)


def _moves_anew(now: State, first: str, last: str) -> list[Move]:
    """The same where no spans are kept: from a day on, as if nothing had been held before."""
    known = now.at.world.actors.known
    by_day: Counter[tuple[str, str]] = Counter((first, known(c.holder)) for c in now.controls(first) if c.holder)
    for c in changes(now, first, last):
        if c.before != c.after and c.day > first:
            by_day[c.day, known(c.before)] -= 1
            by_day[c.day, known(c.after)] += 1
    return sorted((day, actor, n) for (day, actor), n in by_day.items() if n and actor)


def _kinds(now: State, first: str, last: str) -> dict[str, dict[str, int]]:
    """The number of happenings of each kind by their first day; those that began before a time count on its first day."""
    if not now.calendar.complete:
        now.calendar.all()
    of_a_day, longer = now.once("kinds", lambda: _by_day(now))
    out: dict[str, Counter[str]] = {day: Counter(of_a_day[day]) for day in of_a_day if first <= day <= last}
    for begin, end, kind in longer:
        if begin <= last and end >= first:
            out.setdefault(max(begin, first), Counter())[kind] += 1
    return {day: dict(count) for day, count in out.items()}


def _by_day(now: State) -> tuple[dict[str, Counter[str]], list[tuple[str, str, str]]]:
    """What happened on one day, by day and kind; and the rest: first day, last day, kind."""
    of_a_day: defaultdict[str, Counter[str]] = defaultdict(Counter)
    longer = []
    for e in now.calendar.all():
        begin, end = e.start or e.first_known, e.end or e.last_known
        if begin == end:
            of_a_day[begin][e.kind] += 1
        else:
            longer.append((begin, end, e.kind))
    return dict(of_a_day), longer


@lru_cache(maxsize=1 << 14)
def _next(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()

"""What the pages ask of the ledger, as JSON: maps, places, events, reports, changes, sources. See docs/api.md."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

import msgspec

from rasid.cli.desk import Desk
from rasid.cli.glosses import gloss
from rasid.cli.holds import as_json, words
from rasid.cli.lists import change_json, dispute_json, event_json, happenings, period_json, silence_json
from rasid.cli.map import drawn_from
from rasid.errors import UsageError
from rasid.ledger import Review, Told
from rasid.messages import t
from rasid.model import CONTROL_EVENTS
from rasid.model.control import Period

Json = dict[str, Any]

#: Colours that people with any common colour blindness can tell apart (Okabe and Ito), then greys by pattern.
COLOURS = ("#0072B2", "#E69F00", "#009E73", "#D55E00", "#CC79A7", "#56B4E9", "#8C6D31", "#F0E442", "#5B4B8A", "#7F7F7F")
PATTERNS = ("", "stripes", "dots", "cross")
NOBODY = "#767676"
#: An answer is old when nothing was heard for so long.
STALE_DAYS = 365
#: A claim of control is borne out or contradicted by what the ledger says within so many days.
LATER_DAYS = 30
STATES = {"accept": "accepted", "reject": "rejected", "correct": "corrected"}
SLOTS = ("agent", "target", "place", "source")


def palette(at: Desk) -> list[Json]:
    """Every actor that ever held a place with its colour, the most frequent holder first."""
    seen: Counter[str] = Counter()
    first, last, *_ = at.store.ask(lambda view: view.extent())
    for day in _sampled(first, last):
        seen.update(c.holder for c in at.map_on(day) if c.holder)
        seen.update({r: 0 for c in at.map_on(day) for r in c.rivals})
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


def ledger(at: Desk, colours: list[Json]) -> Json:
    """How much there is, from when to when, and the colours of actors."""
    counts = at.store.ask(lambda view: view.counts())
    first, last, known_first, known_last = at.store.ask(lambda view: view.extent())
    kept = {k: counts[k] for k in ("reports", "statements", "places", "actors")}
    return kept | {"first": first, "last": last, "known_first": known_first, "known_last": known_last, "actor_colours": colours}


def colour_of(colours: list[Json], actor: str) -> str:
    """The colour of an actor."""
    return next((c["colour"] for c in colours if c["actor"]["id"] == actor), NOBODY)


def map_of(at: Desk, colours: list[Json], on: str, known: str = "", places: set[str] | None = None) -> Json:
    """The map of a day. places: only these."""
    by_actor = {c["actor"]["id"]: c["colour"] for c in colours}
    rows, unplaced = [], 0
    count: Counter[str] = Counter()
    for spot in drawn_from(at, on, known, "").spots:
        c = spot.control
        if places is not None and c.place not in places:
            continue
        if spot.lat is None:
            unplaced += 1
            continue
        count[c.holder] += 1
        shown = c.holder or (c.rivals[0] if c.rivals else "")
        rows.append(
            as_json(at, c, reasons=False)
            | {
                "id": c.place, "name": spot.name, "kind": spot.kind, "lat": spot.lat, "lon": spot.lon,
                "colour": by_actor.get(shown, NOBODY), "stale": _stale(c.last_heard, on), "rivals": list(c.rivals),
                # All names of an actor are in the legend, once: ten thousand places would repeat them.
                "holder": at.short_actor(c.holder),
            }
        )  # fmt: skip
    legend = [{"holder": at.actor(a), "colour": by_actor.get(a, NOBODY), "count": n} for a, n in count.most_common()]
    return {"on": on, "known": known, "places": rows, "unplaced": unplaced, "legend": legend}


def _stale(last_heard: str, on: str) -> bool:
    if len(last_heard) < 10:
        return bool(last_heard)
    return (date.fromisoformat(on) - date.fromisoformat(last_heard)).days > STALE_DAYS


def place(at: Desk, colours: list[Json], asked: str, on: str, known: str) -> Json:
    """Who holds a place, with the reasons."""
    found = at.place(asked)
    c = at.index_of(found).holds(found, on, known)
    row, stored = at.world.gazetteer.get(found), at.named_places.get(found)
    lat, lon = (row.lat, row.lon) if row is not None else (stored.lat, stored.lon) if stored is not None else (None, None)
    out = as_json(at, c)
    for side in ("for", "against", "kept"):
        for item in out[side]:
            item["why"] = [f | {"text": words(f["rule"])} for f in item["why"]]
    parents = [at.short_place(p) for p in at.world.places.parents(found)]
    shown = c.holder or (c.rivals[0] if c.rivals else "")
    return out | {
        "id": found, "name": out["place"], "kind": row.kind if row is not None else stored.kind if stored is not None else "",
        "lat": lat, "lon": lon, "parents": parents, "colour": colour_of(colours, shown), "stale": _stale(c.last_heard, on),
    }  # fmt: skip


def history(at: Desk, colours: list[Json], asked: str, known: str) -> Json:
    """The periods of a place."""
    found = at.place(asked)
    periods = [period_json(at, p) for p in at.index_of(found).history(found, known)]
    for p in periods:
        p["colour"] = colour_of(colours, p["holder"]["id"]) if p["holder"] else NOBODY
    return {"place": at.place_name(found), "place_id": found, "known": known, "periods": periods}


def events(at: Desk, first: str, last: str, kinds: Sequence[str] = (), actor: str = "", where: str = "") -> list[Json]:
    """What happened in a time, with points."""
    wanted = at.place(where) if where else ""
    found = [
        e
        for e in happenings(at, first, last)
        if (not kinds or e.kind in kinds)
        and (not actor or actor in (*e.agents, *e.targets))
        and (not wanted or any(p == wanted or wanted in at.world.places.parents(p) for p in e.places))
    ]
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


def bins(rows: list[Json]) -> list[Json]:
    """Events gathered at their places: a point with the number of each kind."""
    gathered: dict[str, Json] = {}
    for e in rows:
        p = e["place"]
        if p is None or p["lat"] is None:
            continue
        point = gathered.setdefault(
            p["id"], {"lat": p["lat"], "lon": p["lon"], "count": 0, "kinds": {}, "place": p, "kind": e["kind"], "id": p["id"], "events": []}
        )
        point["count"] += 1
        point["kinds"][e["kind"]] = point["kinds"].get(e["kind"], 0) + 1
        point["events"].append(e["id"])
        point["kind"] = max(point["kinds"], key=lambda k: (point["kinds"][k], k))
    return list(gathered.values())


def report_rows(at: Desk, rows: Iterable[Any]) -> list[Json]:
    """Reports as lists show them."""
    rows = list(rows)
    with at.store.reading() as view:
        made = view.reviewed()
        spoken: Counter[str] = Counter(x.report for x in (view.told(ids=list(made)) if made else ()))
    return [
        {
            "id": r.id, "name": r.name, "title": r.title, "outlet": r.outlet, "published": r.published, "url": r.url, "known": r.known,
            "statements": r.statements, "reviewed": spoken[r.id],
        }
        for r in rows
    ]  # fmt: skip


def report(at: Desk, asked: str) -> Json:
    """A report with its statements, each with its chain, reasons and reviews. Raises UsageError when there is none."""
    with at.store.reading() as view:
        ids = view.reports_called(asked)
        stored = view.stored(ids[0]) if len(ids) == 1 else None
        if stored is None:
            raise UsageError(t("web.no_report"), asked, t("web.no_report_do"))
        made = view.reviewed()
        told = {x.id: x for x in view.told(report=stored.id)}
        told |= {x.id: x for x in (view.told(ids=list(made)) if made else ()) if x.report == stored.id}
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
    for slot in SLOTS:
        out[slot] = out.get(slot) or []
    out["chain"] = (out.get("chain") or {}).get("links", [])
    out["rules"] = [r | {"text": gloss(r["rule"])} for r in out.get("rules", [])]
    out["event_label"] = t(f"event.{out['event']}")
    out.setdefault("trigger_span", None)
    out.setdefault("evidence_span", None)
    return out


def changes(at: Desk, first: str, last: str) -> list[Json]:
    """Where holder or status changed."""
    found = at.asked.changes(first, last)
    at.quoted(s for c in found for s in c.statements)
    return [change_json(at, c) for c in found]


def disputes(at: Desk, on: str, known: str = "") -> list[Json]:
    """Claims that cannot both hold."""
    found = at.asked.disputes(on, known)
    at.quoted(s for d in found for side in d.sides for s in side.statements)
    return [dispute_json(at, d) for d in found]


def silences(at: Desk) -> list[Json]:
    """What actors did not say."""
    return [silence_json(at, s) for s in at.asked.silences()]


def timeline(at: Desk, colours: list[Json], first: str, last: str) -> Json:
    """How many places each actor holds, on the days when that changes, and the events of each day by kind."""
    held: Counter[str] = Counter(c.holder for c in at.map_on(first) if c.holder)
    by_day: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for c in at.asked.changes(first, last):
        if c.before != c.after and c.day > first:
            by_day[c.day][c.before] -= 1
            by_day[c.day][c.after] += 1
    actors = {c["actor"]["id"] for c in colours}
    points: dict[str, list[Json]] = {a: [{"day": first, "places": held[a]}] for a in actors}
    for day in sorted(by_day):
        for a, n in by_day[day].items():
            if a in points and n:
                held[a] += n
                points[a].append({"day": day, "places": held[a]})
    for a in actors:
        points[a].append({"day": last, "places": held[a]})
    lines = [
        {"actor": c["actor"], "colour": c["colour"], "days": points[c["actor"]["id"]]}
        for c in colours
        if any(p["places"] for p in points[c["actor"]["id"]])
    ]
    kinds: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for e in happenings(at, first, last):
        kinds[max(e.start or e.first_known, first)][e.kind] += 1
    return {"from": first, "to": last, "actors": lines, "events": [{"day": d, "kinds": dict(kinds[d])} for d in sorted(kinds)]}


def sources(at: Desk) -> list[Json]:
    """Outlets with how much they said, and what became of their claims of control."""
    outcome = _outcomes(at)
    return [
        {"id": f"~{name}" if name else "~", "name": name or t("web.no_outlet"), "kind": "outlet", "reports": reports, "statements": n}
        | _tally(outcome.get(name, ()))
        for name, reports, n in at.store.ask(lambda view: view.outlets())
    ]


def source(at: Desk, asked: str) -> Json:
    """What an outlet said: counts by event, what became of its claims, and the newest statements."""
    name = asked.removeprefix("~")
    row = next((s for s in sources(at) if s["id"] == asked or s["name"] == asked), None)
    if row is None:
        raise UsageError(t("web.no_source"), asked, t("web.no_source_do"))
    told = [x for x in at.told.values() if x.outlet == name]
    kinds = Counter(x.statement.event for x in told)
    became = {x.id: how for x, how in _outcomes(at).get(name, ())}
    newest = sorted(told, key=lambda x: (x.known, x.id), reverse=True)[:200]
    said = [
        {
            "id": x.id, "report": x.report, "event": x.statement.event, "status": x.statement.status, "date": x.statement.date,
            "known": x.known, "evidence": x.statement.evidence, "chain": list(x.recorded.chain),
            "place": [at.short_place(p) for p in x.recorded.places], "outcome": became.get(x.id, ""),
        }
        for x in newest
    ]  # fmt: skip
    counted = [{"event": e, "count": n} for e, n in kinds.most_common()]
    return {k: v for k, v in row.items() if k != "statements"} | {"events": counted, "statements": said}


def _outcomes(at: Desk) -> dict[str, list[tuple[Told, str]]]:
    """For each outlet its claims that somebody took or holds a place, and whether the ledger bears them out some days later."""
    claims = [
        x
        for x in at.told.values()
        if x.statement.event in CONTROL_EVENTS & {"takes_control", "holds"}
        and x.statement.status in ("occurred", "ongoing")
        and x.recorded.agents
        and x.recorded.places
    ]
    spans = at.store.ask(lambda view: view.spans(sorted({p for x in claims for p in x.recorded.places})))
    out: defaultdict[str, list[tuple[Told, str]]] = defaultdict(list)
    for x in claims:
        day = (x.recorded.end or x.recorded.start or x.known)[:10]
        later = [_became(spans.get(p, []), x.recorded.agents, day) for p in x.recorded.places]
        how = next((h for h in ("contradicted", "borne_out") if h in later), "unheard")
        out[x.outlet].append((x, how))
    return out


def _became(periods: list[Period], agents: Sequence[str], day: str) -> str:
    until = (date.fromisoformat(day) + timedelta(days=LATER_DAYS)).isoformat() if len(day) == 10 else day
    here = [p for p in periods if (p.start or "0") <= until and (p.end or "9") >= day]
    if any(p.holder in agents and p.status in ("confirmed", "reported") for p in here):
        return "borne_out"
    return "contradicted" if any(p.holder and p.holder not in agents and p.status in ("confirmed", "reported") for p in here) else "unheard"


def _tally(claims: Iterable[tuple[Told, str]]) -> Json:
    count = Counter(how for _, how in claims)
    return {k: count[k] for k in ("borne_out", "contradicted", "unheard")}

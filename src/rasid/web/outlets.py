"""What the pages ask of the sources: how much each outlet said, and what became of its claims of control."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from rasid.errors import UsageError
from rasid.ledger import summaries
from rasid.messages import t
from rasid.model.control import Recorded

if TYPE_CHECKING:
    from rasid.web.state import State

Json = dict[str, Any]

#: A claim of control is borne out or contradicted by what the ledger says within so many days.
LATER_DAYS = 30
#: Newest statements of an outlet that its page shows.
NEWEST = 200


def sources(now: State) -> list[Json]:
    """Outlets with how much they said, and what became of their claims of control."""
    outcome = outcomes(now)
    rows = now.once("outlets", lambda: now.store.ask(lambda view: view.outlets()))
    return [
        {"id": f"~{name}" if name else "~", "name": name or t("web.no_outlet"), "kind": "outlet", "reports": reports, "statements": n}
        | _tally(outcome.get(name, {}).values())
        for name, reports, n in rows
    ]


def source(now: State, asked: str) -> Json:
    """What an outlet said: counts by event, what became of its claims, and the newest statements."""
    at, name = now.at, asked.removeprefix("~")
    row = next((s for s in sources(now) if s["id"] == asked or s["name"] == asked), None)
    if row is None:
        raise UsageError(t("web.no_source"), asked, t("web.no_source_do"))
    rows = now.once("told by", lambda: now.store.ask(lambda view: summaries.told_by(view.connection))).get(name, [])
    kinds = Counter(event for _, _, event in rows)
    told = at.quoted(i for _, i, _ in sorted(rows, reverse=True)[:NEWEST])
    became = outcomes(now).get(name, {})
    said = [
        {
            "id": x.id, "report": x.report, "event": x.statement.event, "status": x.statement.status, "date": x.statement.date,
            "known": x.known, "evidence": x.statement.evidence, "chain": list(x.recorded.chain),
            "place": [at.short_place(p) for p in x.recorded.places], "outcome": became.get(x.id, ""),
        }
        for x in sorted(told.values(), key=lambda x: (x.known, x.id), reverse=True)
    ]  # fmt: skip
    counted = [{"event": e, "count": n} for e, n in kinds.most_common()]
    return {k: v for k, v in row.items() if k != "statements"} | {"events": counted, "statements": said}


def outcomes(now: State) -> dict[str, dict[str, str]]:
    """For each outlet its claims that somebody took or holds a place, and whether the ledger bears them out some days later."""
    return now.once("outcomes", lambda: _outcomes(now))


def _outcomes(now: State) -> dict[str, dict[str, str]]:
    kinds = ("holds", "takes_control")
    with now.store.reading() as view:
        made, known, seen = now.reviewed[0], now.claims, {}
        found: list[tuple[str, str, Claim]] = []
        for outlet, i, data in summaries.claims(view.connection, kinds, ("occurred", "ongoing")):
            if i not in made:
                seen[i] = claim = known.get(i) or _claim(summaries.decoded(data))
                found.append((outlet, i, claim))
        now.claims = seen
        for x in now.at.quoted(made).values():
            if x.recorded.event in kinds and x.recorded.status in ("occurred", "ongoing"):
                found.append((x.outlet, x.id, _claim(x.recorded)))
        held = summaries.standing(view.connection)
    out: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for outlet, i, (agents, places, day) in found:
        if agents and places:
            later = [_became(held.get(p, ()), agents, day) for p in places]
            out[outlet][i] = next((h for h in ("contradicted", "borne_out") if h in later), "unheard")
    return out


#: Whom a statement has hold or take which places on which day.
Claim = tuple[tuple[str, ...], tuple[str, ...], str]


def _claim(r: Recorded) -> Claim:
    return r.agents, r.places, (r.end or r.start or r.known)[:10]


def _became(periods: Iterable[tuple[str, str, str]], agents: Sequence[str], day: str) -> str:
    until = _later(day)
    here = {holder for first, last, holder in periods if first <= until and last >= day}
    if not here.isdisjoint(agents):
        return "borne_out"
    return "contradicted" if here else "unheard"


@lru_cache(maxsize=1 << 14)
def _later(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=LATER_DAYS)).isoformat() if len(day) == 10 else day


def _tally(claims: Iterable[str]) -> Json:
    count = Counter(claims)
    return {k: count[k] for k in ("borne_out", "contradicted", "unheard")}

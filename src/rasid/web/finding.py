"""What needs a person, and what is searched for, as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from rasid.cli.desk import today
from rasid.ledger import summaries

if TYPE_CHECKING:
    from rasid.web.state import State


from rasid.web.answers import disputes, disputes_shown, point, report_rows

Json = dict[str, Any]

#: A party's word alone counts as low when it is no surer than this.
LOW = 0.7

# -- what needs a person


def needs(now: State) -> list[Json]:
    """What needs a person, who is working on what left out."""
    return now.once("needs", lambda: list(_needs(now)))


def _needs(now: State) -> Iterator[Json]:
    at, last = now.at, now.extent[1] or today()
    for d in disputes_shown(at, disputes(now, last)):
        said = d["sides"][0]["statements"][0] if d["sides"] and d["sides"][0]["statements"] else None
        yield _item("dispute", d["place_id"] + "." + d["about"], d["place"], said, at.short_place(d["place_id"]))
    for c in now.controls(last):
        if c.holder and c.status == "claimed" and c.confidence < LOW:
            yield _item("low_confidence", c.place, at.place_name(c.place), None, at.short_place(c.place), f"{c.confidence:.0%}")
    places = [i for i in at.named_places if i.startswith("~") and point(at, i)[0] is None]
    actors = [i for i in at.named_actors if i.startswith("~") and i not in at.named_places and at.world.actors.known(i) == i]
    first = now.store.ask(lambda view: summaries.first_named(view.connection, places, actors))
    told = at.quoted(first.values())
    for of in (*places, *actors):
        x = told.get(first.get(of, ""))
        if x is None:
            continue
        said = {"id": x.id, "report": x.report, "evidence": x.statement.evidence}
        if of in at.named_places:
            yield _item("unknown_place", of, at.place_name(of), said, {"id": of, "name": at.place_name(of)})
        else:
            yield _item("unknown_actor", of, at.actor_name(of), said, None) | {"actor": at.short_actor(of)}
    for copy in now.store.ask(lambda view: view.copies()).values():
        if copy.how == "near":
            other = at.original_of(copy.report)
            what = other.title or other.id if other else copy.original
            yield _item("near_duplicate", copy.report, what, {"id": None, "report": copy.report}, None)


def _item(kind: str, key: str, what: str, said: Json | None, place: Json | None, text: str = "") -> Json:
    facts = said or {}
    return {
        "id": f"{kind}.{key}", "kind": kind, "what": what, "text": text, "report": facts.get("report"), "statement": facts.get("id"),
        "evidence": facts.get("evidence", ""), "place": place, "taken_by": None,
    }  # fmt: skip


# -- searching


def search(now: State, asked: str, most: int = 20) -> Json:
    """Places, actors, reports and statements, in Arabic without caring for hamza, taa marbuta or the article."""
    at, words = now.at, asked.split()
    if not words:
        return {"places": [], "actors": [], "reports": [], "statements": []}
    places, actors = now.names
    found = [i for i, plain in places if all(w in plain for w in words)][:most]
    ids = [i for _, i, plain in now.texts if all(w in plain for w in words)]
    told: list[Json] = []
    with now.store.reading() as view:
        rows = view.listing(among=ids[: most * 5], most=most)[0] if ids else []
        for report in ids[: most * 3]:
            for x in view.told(report=report):
                if len(told) < most and all(w in now.bare(x.statement.evidence) for w in words):
                    s = x.statement
                    told.append({"id": x.id, "report": x.report, "event": s.event, "evidence": s.evidence, "date": s.date})
            if len(told) >= most:
                break
    return {
        "places": [at.short_place(i) | dict(zip(("lat", "lon"), point(at, i), strict=True)) for i in found],
        "actors": [at.actor(i) for i, plain in actors if all(w in plain for w in words)][:most],
        "reports": report_rows(now, rows),
        "statements": told,
    }

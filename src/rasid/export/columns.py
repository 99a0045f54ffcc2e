"""The columns of Rasid's own tables: the same in CSV, JSON Lines and Parquet. docs/mappings/tables.md is made from them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Literal, NamedTuple

from rasid.export.data import Actor, ChangeRow, Cited, ControlRow, EventRow, Exported, Place, StatementRow, What, evidence, located, outline
from rasid.model.event import Count

Kind = Literal["text", "day", "int", "float", "bool", "texts", "json"]
Get = Callable[[Any], Any]
_UNITS = (("admin1", "governorate"), ("admin2", "district"), ("admin3", "subdistrict"))


class Column(NamedTuple):
    """A column. texts: a list of texts; json: structured, not in CSV; a day is an ISO day or None."""

    name: str
    kind: Kind
    get: Get


def _actors(slot: str, get: Callable[[Any], Iterable[Actor]]) -> Iterator[Column]:
    yield Column(f"{slot}_id", "texts", lambda r: [a.id for a in get(r)])
    yield Column(f"{slot}_en", "texts", lambda r: [a.name_en for a in get(r)])
    yield Column(f"{slot}_kind", "texts", lambda r: [a.kind for a in get(r)])


def _one(slot: str, get: Callable[[Any], Actor | None]) -> Iterator[Column]:
    for name, field in ((slot, "name"), (f"{slot}_id", "id"), (f"{slot}_en", "name_en"), (f"{slot}_kind", "kind")):
        yield Column(name, "text", lambda r, field=field: getattr(get(r), field, ""))  # type: ignore[misc]


def _places(get: Callable[[Any], tuple[Place, ...]]) -> Iterator[Column]:
    """All places as lists; the point, the p-codes and the units of the one that lies somewhere."""

    def at(field: str) -> Get:
        return lambda r: getattr(located(get(r)), field, None)

    def unit(kind: str, field: str) -> Get:
        def value(r: Any) -> str:
            place = located(get(r))
            return getattr(place.unit(kind) if place else None, field, "")

        return value

    yield Column("place_id", "texts", lambda r: [p.id for p in get(r)])
    yield Column("place_en", "texts", lambda r: [p.name_en for p in get(r)])
    yield Column("place_kind", "texts", lambda r: [p.kind for p in get(r)])
    for name in ("lat", "lon", "precision_km"):
        yield Column(name, "float", at(name))
    yield Column("pcode", "text", at("pcode"))
    yield Column("country", "text", at("country"))
    for name, kind in _UNITS:
        yield Column(name, "text", unit(kind, "name"))
        yield Column(f"{name}_en", "text", unit(kind, "name_en"))
        yield Column(f"{name}_pcode", "text", unit(kind, "pcode"))


def _cited(get: Callable[[Any], tuple[Cited, ...]]) -> Iterator[Column]:
    """Where it comes from: one item for each statement, in the same order in all of these columns."""
    yield Column("statements", "texts", lambda r: [c.id for c in get(r)])
    yield Column("reports", "texts", lambda r: [c.source.id for c in get(r)])
    yield Column("links", "texts", lambda r: [c.source.link for c in get(r)])
    yield Column("outlets", "texts", lambda r: [c.source.outlet for c in get(r)])
    yield Column("chains_told", "texts", lambda r: [" > ".join(c.chain) for c in get(r)])
    yield Column("evidence", "texts", lambda r: [c.evidence for c in get(r)])


def _names(slot: str) -> Column:
    return Column(slot, "texts", lambda r: [n.name for n in getattr(r.slots, slot)])


def _span(name: str, which: str, field: str, kind: Kind) -> Column:
    return Column(name, kind, lambda r: getattr(getattr(r.slots, which), field))


def _slot(name: str, kind: Kind = "text") -> Column:
    return Column(name, kind, lambda r: getattr(r.slots, name))


def _source(name: str, field: str, kind: Kind = "text") -> Column:
    return Column(name, kind, lambda r: getattr(r.source, field))


def _own(name: str, kind: Kind = "text", field: str = "") -> Column:
    return Column(name, kind, lambda r: getattr(r, field or name))


STATEMENTS: tuple[Column, ...] = (
    _own("statement_id", field="id"),
    _source("report_id", "id"),
    _source("report", "name"),
    _source("outlet", "outlet"),
    _source("published", "published", "day"),
    _own("known", "day"),
    _source("link", "link"),
    _source("title", "title"),
    _slot("event"),
    _slot("status"),
    _slot("date"),
    _own("start", "day"),
    _own("end", "day"),
    _own("dated", "bool"),
    _names("agent"),
    *_actors("agent", lambda r: r.agents),
    _names("target"),
    *_actors("target", lambda r: r.targets),
    _names("place"),
    *_places(lambda r: r.places),
    _names("source"),
    Column("source_id", "texts", lambda r: [n.id for n in r.slots.source]),
    _own("chain", "texts"),
    _own("origins", "texts"),
    _slot("extent"),
    _slot("killed", "int"),
    _slot("injured", "int"),
    _slot("trigger"),
    _slot("evidence"),
    _span("evidence_field", "evidence_span", "field", "text"),
    _span("evidence_start", "evidence_span", "start", "int"),
    _span("evidence_end", "evidence_span", "end", "int"),
    _span("trigger_start", "trigger_span", "start", "int"),
    _span("trigger_end", "trigger_span", "end", "int"),
    Column("slots", "json", lambda r: outline(r.slots)),
)


def _count(slot: str) -> Iterator[Column]:
    def part(field: str) -> Get:
        return lambda r: getattr(getattr(r.event, slot), field, None)

    def versions(r: Any) -> Any:
        told: Count | None = getattr(r.event, slot)
        return None if told is None else [[n, list(ids)] for n, ids in told.versions]

    for field in ("low", "best", "high"):
        yield Column(f"{slot}_{field}", "int", part(field))
    yield Column(f"{slot}_versions", "json", versions)


def _happening(name: str, kind: Kind = "text") -> Column:
    return Column(name, kind, lambda r: getattr(r.event, name))


EVENTS: tuple[Column, ...] = (
    Column("event_id", "text", lambda r: r.event.id),
    Column("event", "text", lambda r: r.event.kind),
    _happening("status"),
    _happening("start", "day"),
    _happening("end", "day"),
    _happening("first_known", "day"),
    _happening("last_known", "day"),
    Column("agent", "texts", lambda r: [a.name for a in r.agents]),
    *_actors("agent", lambda r: r.agents),
    Column("target", "texts", lambda r: [a.name for a in r.targets]),
    *_actors("target", lambda r: r.targets),
    Column("place", "texts", lambda r: [p.name for p in r.places]),
    *_places(lambda r: r.places),
    *_count("killed"),
    *_count("injured"),
    _happening("chains", "int"),
    _happening("origins", "texts"),
    *_cited(lambda r: r.cited),
    Column("denied_by", "texts", lambda r: [c.id for c in r.denials]),
    Column("denial_links", "texts", lambda r: [c.source.link for c in r.denials]),
    Column("denial_evidence", "texts", lambda r: [c.evidence for c in r.denials]),
    _happening("rivals", "texts"),
)


def _held(name: str, kind: Kind = "text") -> Column:
    return Column(name, kind, lambda r: getattr(r.control, name))


CONTROL: tuple[Column, ...] = (
    Column("place", "texts", lambda r: [r.place.name]),
    *_places(lambda r: (r.place,)),
    _held("on", "day"),
    _held("known", "day"),
    *_one("holder", lambda r: r.holder),
    _held("status"),
    _held("confidence", "float"),
    _held("since", "day"),
    _held("last_heard", "day"),
    _held("contested", "bool"),
    Column("rivals", "texts", lambda r: [a.name for a in r.rivals]),
    Column("rivals_id", "texts", lambda r: [a.id for a in r.rivals]),
    Column("for", "texts", lambda r: [c.id for c in r.pro]),
    Column("against", "texts", lambda r: [c.id for c in r.con]),
    Column("kept", "texts", lambda r: [c.id for c in r.kept]),
    *_cited(lambda r: evidence((*r.pro, *r.con, *r.kept))),
)


def _changed(name: str, kind: Kind = "text") -> Column:
    return Column(name, kind, lambda r: getattr(r.change, name))


CHANGES: tuple[Column, ...] = (
    Column("place", "texts", lambda r: [r.place.name]),
    *_places(lambda r: (r.place,)),
    _changed("day", "day"),
    *_one("before", lambda r: r.before),
    _changed("before_status"),
    *_one("after", lambda r: r.after),
    _changed("after_status"),
    *_cited(lambda r: r.cited),
)

TABLES: dict[What, tuple[Column, ...]] = {"statements": STATEMENTS, "events": EVENTS, "control": CONTROL, "changes": CHANGES}
Row = StatementRow | EventRow | ControlRow | ChangeRow


def rows(data: Exported) -> Iterator[Row]:
    """The rows that are to be written."""
    wanted: dict[What, Iterable[Row]] = {
        "statements": data.statements,
        "events": data.events,
        "control": data.control,
        "changes": data.changes,
    }
    yield from wanted[data.what]


def value(column: Column, row: Row) -> Any:
    """A value of a row: an unknown day is None, other texts are "" when unknown."""
    found = column.get(row)
    if column.kind == "day":
        return found or None
    if column.kind == "texts":
        return list(found)
    return "" if found is None and column.kind == "text" else found

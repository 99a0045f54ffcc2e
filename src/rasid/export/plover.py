"""PLOVER records as JSON Lines, with CAMEO codes. mappings/plover.yaml says what stands where and why."""

from __future__ import annotations

from functools import cache
from typing import Any, BinaryIO

import msgspec

from rasid.export import mapping
from rasid.export.data import Actor, Exported, Place, StatementRow, Summary, located


@cache
def _codes() -> dict[str, Any]:
    found: dict[str, Any] = mapping.load("plover")
    return found


@cache
def fields() -> tuple[str, ...]:
    """The names of the fields in their order."""
    return tuple(c["name"] for c in _codes()["columns"])


@cache
def _rules(kind: str) -> tuple[mapping.Rule, ...]:
    return mapping.rules("plover", kind)


def write(data: Exported, out: BinaryIO) -> Summary:
    """Write a record for each statement that PLOVER has a category for."""
    encoder, done = msgspec.json.Encoder(), Summary()
    for row in data.statements:
        made = record(row, data.made_with, done)
        if made is not None:
            out.write(encoder.encode({f: made[f] for f in fields() if made.get(f) not in (None, "", [], {})}) + b"\n")
            done.rows += 1
    return done


def code(row: StatementRow) -> dict[str, Any] | None:
    """The category, mode, contexts and CAMEO code of a statement; None when PLOVER has none."""
    rule = mapping.first(_rules(row.slots.event), mapping.facts_of_statement(row))
    if rule is None:
        return None
    found: dict[str, Any] = rule.code
    if row.slots.status == "urged":
        urged = _codes()["urged"]
        found = urged.get(row.slots.event, urged["default"])
    return found | {"context": [*found["context"], *_codes()["statuses"][row.slots.status]]}


def record(row: StatementRow, made_with: str, done: Summary) -> dict[str, Any] | None:
    """The fields of a statement; None, counted in `done`, when PLOVER has no category or no day for it."""
    s, found = row.slots, code(row)
    if found is None:
        done.leave("not_event" if s.event in ("holds", "no_comment") else "not_mapped")
        return None
    day = row.start or row.end or row.known
    if not day:
        done.leave("no_day")
        return None
    source, recipient = _sides(row, bool(found.get("both")))
    return {
        "id": f"rasid-{row.id}",
        "date": day,
        "enddate": row.end if row.start and row.end != row.start else None,
        "source": source,
        "recipient": recipient,
        "event": [found["event"]],
        "mode": [found["mode"]] if found["mode"] else [],
        "context": found["context"],
        "cameo": found["cameo"],
        "event_text": [s.trigger],
        "event_loc": _place(located(row.places)),
        "dead": s.killed,
        "injured": s.injured,
        "quad_code": _codes()["quad"][found["event"]],
        "text": s.evidence,
        "text_info": {"field": s.evidence_span.field, "start": s.evidence_span.start, "end": s.evidence_span.end},
        "cite_info": _cited(row, made_with),
        "status": s.status,
        "statement": row.id,
        "evidence": s.evidence,
        "chain": list(row.chain),
        "comment": found.get("note"),
    }


def _sides(row: StatementRow, both: bool) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """Who acts and who is acted on. Both sides of a fight act; of a demand, who demands acts on those who are to do it."""
    s = row.slots
    country = mapping.facts_of_statement(row).country
    agents = [_actor(a, n.name, country) for a, n in zip(row.agents, s.agent, strict=True)]
    targets = [_actor(a, n.name, country) for a, n in zip(row.targets, s.target, strict=True)]
    if s.status == "urged":
        return [_named(n.name, n.id) for n in s.source], agents
    return ([*agents, *targets], []) if both else (agents, targets)


def _named(text: str, id: str) -> dict[str, str]:
    return {"actor_text": text} | ({"identifier_id": id} if id else {})


def _actor(a: Actor, text: str, country: str) -> dict[str, str]:
    made = _named(text, "" if a.id.startswith("~") else a.id)
    if a.kind:
        made["identifier_text"] = a.name_en or a.name
    home = mapping.countries().get(mapping.home(a))
    code = _codes()["codes_without_country"].get(a.kind) or (home.iso3 if home is not None else "")
    sector = _codes()["sectors"].get(a.kind, "")
    if mapping.is_civilian(a):
        here = mapping.countries().get(country)
        code, sector = code or (here.iso3 if here is not None else ""), _codes()["sector_of_civilians"]
    elif not a.kind and mapping.is_armed(a):
        sector = _codes()["sector_of_unknown_armed"]
    return made | {k: v for k, v in (("code", code), ("sector", sector)) if v}


def _place(place: Place | None) -> dict[str, Any]:
    if place is None:
        return {}
    country = mapping.countries().get(place.country)
    made: dict[str, Any] = {
        "name": place.name,
        "asciiname": place.name_en,
        "latitude": place.lat,
        "longitude": place.lon,
        "country code": place.country,
        "cc3": country.iso3 if country is not None else "",
        "pcode": place.pcode,
    }
    for column, kind in mapping.ADMIN:
        unit = place.unit(kind)
        made[f"{column} code"] = unit.pcode if unit is not None else ""
    return {k: v for k, v in made.items() if v not in (None, "")}


def _cited(row: StatementRow, made_with: str) -> dict[str, str]:
    s = row.source
    made = {"publication": s.outlet, "title": s.title, "url": s.url, "citation": s.id, "language": "ar"}
    return {k: v for k, v in made.items() if v} | {"codebook": _codes()["codebook"], "coder": made_with}

"""UCDP GED-shaped events: its 49 columns and codes. mappings/ucdp.yaml says what stands where and why."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache
from typing import Any, BinaryIO

from rasid.export import mapping
from rasid.export.acled import notes
from rasid.export.cells import Rows
from rasid.export.data import Actor, EventRow, Exported, Place, Source, Summary, located, named

STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3
_CIVILIANS = Actor("", "Civilians", "Civilians", "civilians")
#: cells of the PRIO-GRID in a row around the world, and in a degree
_CELLS, _PER_DEGREE = 720, 2


@cache
def _codes() -> dict[str, Any]:
    found: dict[str, Any] = mapping.load("ucdp")
    return found


@cache
def columns() -> tuple[str, ...]:
    """The names of the columns in their order."""
    return tuple(c["name"] for c in _codes()["columns"])


def write(data: Exported, out: BinaryIO) -> Summary:
    """Write the events that GED could have a row for."""
    done = Summary()
    with Rows(out, columns()) as table:
        for row in data.events:
            made = row_of(row, data.lang or "en", done)
            if made is not None:
                table.add(made.get(c) for c in columns())
                done.rows += 1
    return done


def row_of(row: EventRow, lang: str, done: Summary) -> dict[str, Any] | None:
    """The columns of an event that are not empty; None, counted in `done`, when GED has no place for it."""
    event = row.event
    if event.status not in _codes()["statuses"]:
        done.leave("not_asserted")
        return None
    if event.kind not in _codes()["kinds"]:
        done.leave("not_mapped")
        return None
    if event.killed is None or not event.killed.high:
        done.leave("no_deaths")
        return None
    start, end = event.start or event.end or event.first_known, event.end or event.start or event.last_known
    if not start:
        done.leave("no_day")
        return None
    country = mapping.facts_of(row).country
    one, two = sides(row, country)
    violence = _violence(one, two)
    reports = tuple({c.source.id: c.source for c in row.cited}.values())
    return {
        "id": mapping.number(event.id),
        "relid": f"rasid-{event.id}",
        "year": int(start[:4]),
        "type_of_violence": violence,
        "dyad_name": f"{_name(one, lang)} - {_name(two, lang)}" if one is not None and two is not None else "",
        "side_a": _name(one, lang),
        "side_b": _name(two, lang),
        "number_of_sources": len(reports),
        "source_article": ";".join(_article(s) for s in reports),
        "source_office": _listed(s.outlet for s in reports),
        "source_date": ";".join(s.published for s in reports),
        "source_headline": ";".join(_plain(s.title) for s in reports),
        "source_original": _listed(c.chain[-1] for c in row.cited if c.chain),
        **_where(row, country, lang),
        "event_clarity": 1 if event.start and event.start == event.end else 2,
        "date_prec": _date_prec(event.start, event.end),
        "date_start": start,
        "date_end": end,
        "deaths_civilians": event.killed.best if two is _CIVILIANS else None,
        "deaths_unknown": None if two is _CIVILIANS else event.killed.best,
        "best": event.killed.best,
        "high": event.killed.high,
        "low": event.killed.low,
        "gwnoa": _gwno(one),
        "gwnob": _gwno(two),
    }


def sides(row: EventRow, country: str) -> tuple[Actor | None, Actor | None]:
    """Side a and side b: the state of two armed sides first, people who do not fight last."""
    agents, targets = row.agents, row.targets
    if row.event.kind == "clash" and not targets:
        agents, targets = agents[:1], agents[1:]
    one, two = (agents[0] if agents else None), (targets[0] if targets else None)
    if two is not None and mapping.is_civilian(two):
        return one, _CIVILIANS
    if one is not None and two is not None and two.state and not one.state:
        return two, one
    return one, two


def _violence(one: Actor | None, two: Actor | None) -> int | None:
    """The type of violence, None when a side is unknown."""
    if two is _CIVILIANS:
        return ONE_SIDED if one is not None and (one.kind or mapping.is_armed(one)) else None
    if one is None or two is None or not one.kind or not two.kind:
        return None
    return STATE_BASED if one.state or two.state else NON_STATE


def _where(row: EventRow, country: str, lang: str) -> dict[str, Any]:
    place = located(row.places)
    codes = mapping.countries().get(country)
    out: dict[str, Any] = {"where_description": notes(row.cited, row.places, lang)}
    if codes is not None:
        out |= {"country": codes.ucdp, "country_id": codes.gwno, "region": codes.ucdp_region}
    if place is None:
        return out
    out |= {"where_coordinates": named(place.name, place.name_en, lang), "adm_1": _unit(place, "governorate", lang)}
    out["adm_2"] = _unit(place, "district", lang)
    if place.lat is not None and place.lon is not None:
        out |= {"latitude": place.lat, "longitude": place.lon, "geom_wkt": f"POINT ({place.lon} {place.lat})"}
        out |= {"priogrid_gid": gid(place.lat, place.lon), "where_prec": mapping.precision(place, _codes()["where_prec"])}
    return out


def gid(lat: float, lon: float) -> int:
    """The cell of the PRIO-GRID (v2) that a point lies in: numbered from the south-west, row by row from west to east."""
    row = min(math.floor((lat + 90) * _PER_DEGREE), 180 * _PER_DEGREE - 1)
    column = min(math.floor((lon + 180) * _PER_DEGREE), _CELLS - 1)
    return row * _CELLS + column + 1


def _unit(place: Place, kind: str, lang: str) -> str:
    unit = place.unit(kind)
    return named(unit.name, unit.name_en, lang) if unit is not None else ""


def _date_prec(start: str, end: str) -> int:
    length = mapping.days(start, end)
    if length is None:
        return 5
    return next((code for most, code in ((1, 1), (6, 2), (7, 3), (31, 4)) if length <= most), 5)


def _name(actor: Actor | None, lang: str) -> str:
    return named(actor.name, actor.name_en, lang) if actor is not None else ""


def _gwno(actor: Actor | None) -> int | None:
    """The number of the state whose body an actor is."""
    if actor is None or not actor.state:
        return None
    country = mapping.countries().get(mapping.home(actor))
    return country.gwno if country is not None and country.iso3 != "PSE" else None


def _article(s: Source) -> str:
    told = ", ".join(x for x in (s.outlet, s.published, s.title) if x)
    return _plain(f'"{told}" {s.link}')


def _listed(texts: Iterable[str]) -> str:
    return ";".join(dict.fromkeys(_plain(x) for x in texts if x))


def _plain(text: str) -> str:
    """A text that does not hold the sign between texts."""
    return text.replace(";", ",")

"""ACLED-shaped events: its 31 columns and codes. mappings/acled.yaml says what stands where and why."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator
from functools import cache
from typing import Any, BinaryIO

from rasid.export import mapping
from rasid.export.cells import Rows
from rasid.export.data import Actor, Cited, EventRow, Exported, Place, Summary, evidence, located, named
from rasid.export.mapping import Rule

CIVILIANS, PROTESTERS, RIOTERS, EXTERNAL, STATE = 7, 6, 5, 8, 1
_CROWDS = {"protest": PROTESTERS, "riot": RIOTERS}


@cache
def _codes() -> dict[str, Any]:
    found: dict[str, Any] = mapping.load("acled")
    return found


@cache
def columns() -> tuple[str, ...]:
    """The names of the columns in their order."""
    return tuple(c["name"] for c in _codes()["columns"])


@cache
def _rules(kind: str) -> tuple[Rule, ...]:
    return mapping.rules("acled", kind)


def write(data: Exported, out: BinaryIO) -> Summary:
    """Write the events that ACLED could have a row for."""
    done = Summary()
    with Rows(out, columns()) as table:
        for row in data.events:
            made = row_of(row, data.lang or "en", done)
            if made is not None:
                table.add(made[c] for c in columns())
                done.rows += 1
    return done


def row_of(row: EventRow, lang: str, done: Summary) -> dict[str, Any] | None:
    """The columns of an event; None, counted in `done`, when ACLED has no place for it."""
    event, place = row.event, located(row.places)
    if event.status not in _codes()["statuses"]:
        done.leave("not_asserted")
        return None
    facts = mapping.facts_of(row)
    rule = mapping.first(_rules(event.kind), facts)
    if rule is None:
        done.leave("not_event")
        return None
    country = mapping.countries().get(facts.country)
    if country is None or place is None:
        done.leave("no_country")
        return None
    day = event.start or event.end or event.first_known
    if not day:
        done.leave("no_day")
        return None
    kind, sub = rule.code["type"], rule.code["sub"]
    one, others, two, rest = _sides(row, kind, country.name)
    inters = [_inter(a, facts.country) for a in (one, two) if a is not None]
    killed = event.killed.best if event.killed is not None else None
    known = located(row.places) is not None and place.lat is not None
    return {
        "event_id_cnty": f"{country.iso3}{mapping.number(event.id)}",
        "event_date": day,
        "year": int(day[:4]),
        "time_precision": _time_precision(event.start, event.end),
        "disorder_type": _codes()["disorder_of_sub"].get(sub) or _codes()["disorder"][kind],
        "event_type": kind,
        "sub_event_type": sub,
        "actor1": _name(one, lang),
        "assoc_actor_1": "; ".join(_name(a, lang) for a in others),
        "inter1": _label(inters[0]) if one is not None else "",
        "actor2": _name(two, lang),
        "assoc_actor_2": "; ".join(_name(a, lang) for a in rest),
        "inter2": _label(inters[-1]) if two is not None else "",
        "interaction": _interaction(inters),
        "civilian_targeting": "Civilian targeting" if two is not None and inters[-1] == CIVILIANS else "",
        "iso": country.numeric,
        "region": country.acled_region,
        "country": country.name,
        **{column: _unit(place, unit, lang) for column, unit in mapping.ADMIN},
        "location": named(place.name, place.name_en, lang),
        "latitude": place.lat,
        "longitude": place.lon,
        "geo_precision": mapping.precision(place, _codes()["geo_precision"]) if known else "",
        "source": "; ".join(dict.fromkeys(c.source.outlet for c in row.cited if c.source.outlet)),
        "source_scale": "",
        "notes": notes(row.cited, row.places, lang),
        "fatalities": killed,
        "tags": _tags(row),
        "timestamp": _seconds(event.last_known),
    }


def notes(cited: tuple[Cited, ...], places: tuple[Place, ...], lang: str) -> str:
    """What was said, in its own words: evidence, chain and link of every statement; all places, where there are several."""
    told = [f"«{c.evidence}» [{' > '.join(c.chain)}, {c.known}, {c.source.link}]" for c in evidence(cited)]
    if len(places) > 1:
        told.append("; ".join(named(p.name, p.name_en, lang) for p in places))
    return " ".join(told)


def _sides(row: EventRow, kind: str, country: str) -> tuple[Actor | None, tuple[Actor, ...], Actor | None, tuple[Actor, ...]]:
    """actor1, those beside it, actor2, those beside it."""
    agents, targets = row.agents, row.targets
    if row.event.kind == "clash" and not targets:
        agents, targets = agents[:1], agents[1:]
    if row.event.kind in _CROWDS:
        crowd = Actor("", f"{'Protesters' if kind == 'Protests' else 'Rioters'} ({country})", kind=row.event.kind)
        return crowd, agents, *_first(_civil(targets, country))
    return *_first(_civil(agents, country)), *_first(_civil(targets, country))


def _civil(actors: tuple[Actor, ...], country: str) -> tuple[Actor, ...]:
    """The sides with «Civilians (country)» before names of people who do not fight."""
    if actors and mapping.is_civilian(actors[0]):
        return (Actor("", f"Civilians ({country})", kind="civilians"), *actors)
    return actors


def _first(actors: tuple[Actor, ...]) -> tuple[Actor | None, tuple[Actor, ...]]:
    return (actors[0] if actors else None), actors[1:]


def _inter(actor: Actor, country: str) -> int:
    """The number of an actor's kind, 0 when unknown."""
    if actor.kind in ("civilians", *_CROWDS):
        return CIVILIANS if actor.kind == "civilians" else _CROWDS[actor.kind]
    if actor.state:
        return EXTERNAL if mapping.is_foreign(actor, country) else STATE
    if actor.theatre == _codes()["foreign_theatre"] and actor.kind in _codes()["foreign_kinds"]:
        return EXTERNAL
    found: int = _codes()["kinds"].get(actor.kind, 0)
    return found


def _label(inter: int) -> str:
    return str(_codes()["inter"].get(inter, ""))


def _interaction(inters: list[int]) -> str:
    if not inters or 0 in inters:
        return ""
    return f"{_label(inters[0])} only" if len(inters) == 1 else "-".join(_label(i) for i in sorted(inters))


def _name(actor: Actor | None, lang: str) -> str:
    return named(actor.name, actor.name_en, lang) if actor is not None else ""


def _unit(place: Place, kind: str, lang: str) -> str:
    unit = place.unit(kind)
    return named(unit.name, unit.name_en, lang) if unit is not None else ""


def _time_precision(start: str, end: str) -> int:
    """1 for a day, 2 for up to a week and for what is dated by its publication, 3 for the rest."""
    if not start:
        return 2 if end else 3
    length = mapping.days(start, end)
    return 3 if length is None or length > 7 else 1 if length == 1 else 2


def _tags(row: EventRow) -> str:
    event = row.event

    def parts() -> Iterator[str]:
        yield f"rasid={event.id}"
        yield f"event={event.kind}"
        yield f"status={event.status}"
        if event.killed is not None:
            yield f"killed={event.killed.low}..{event.killed.high}"
        if event.denied:
            yield f"denied by={','.join(event.denied)}"
        yield f"statements={','.join(event.statements)}"

    return "; ".join(parts())


def _seconds(day: str) -> int | str:
    """Seconds from 1970 to the begin of a day in UTC."""
    return calendar.timegm(dt.date.fromisoformat(day).timetuple()) if day else ""


__all__ = ["columns", "notes", "row_of", "write"]

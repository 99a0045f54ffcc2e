"""Bulletins and incidents for Bayanat's sheet import. mappings/bayanat.yaml says what stands where and why."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO

from rasid.export import mapping
from rasid.export.acled import notes
from rasid.export.cells import Rows
from rasid.export.data import Actor, EventRow, Exported, Place, StatementRow, Summary, located, named
from rasid.model.event import Count


def columns(what: str) -> tuple[str, ...]:
    """The names of the columns of "bulletins" or "incidents" in their order."""
    return tuple(c["name"] for c in mapping.load("bayanat")[what])


def write(data: Exported, out: BinaryIO) -> Summary:
    """Write bulletins (of statements: all of them are kept until the last is seen) or incidents (of events)."""
    done = Summary()
    what = "bulletins" if data.what == "statements" else "incidents"
    names = columns(what)
    with Rows(out, names) as table:
        made = _bulletins(data) if what == "bulletins" else (incident(row, data.lang or "ar") for row in data.events)
        for row in made:
            table.add(row.get(n, "") for n in names)
            done.rows += 1
    return done


def _bulletins(data: Exported) -> Iterable[dict[str, Any]]:
    reports: dict[str, list[StatementRow]] = {}
    for row in data.statements:
        reports.setdefault(row.source.id, []).append(row)
    return (bulletin(rows, data.lang or "ar", data.made_with) for rows in reports.values())


def bulletin(rows: list[StatementRow], lang: str, made_with: str) -> dict[str, Any]:
    """The bulletin of a report with all its statements."""
    source = rows[0].source
    places = tuple({p.id: p for r in rows for p in r.places}.values())
    title = source.title or rows[0].slots.evidence
    return {
        "title": title,
        "title_ar": title,
        "origin_id": source.id,
        "source_link": source.url or mapping.load("bayanat")["no_link"],
        "description": "\n".join(_told(r) for r in rows),
        "publish_date": source.published,
        "documentation_date": rows[0].known,
        "labels": listed(_words(r.slots.event) for r in rows),
        "sources": listed([source.outlet]),
        "locations": listed(named(p.name, p.name_en, lang) for p in places),
        "geo_locations": _points(places, lang),
        "events": "; ".join(dict.fromkeys(_event(r.slots.event, r.places, r.start, r.end, lang) for r in rows)),
        "related_actors": listed(named(a.name, a.name_en, lang) for r in rows for a in (*r.agents, *r.targets)),
        "tags": listed(["rasid", *(r.id for r in rows)]),
        "comments": made_with,
        "status": mapping.load("bayanat")["status"],
    }


def incident(row: EventRow, lang: str) -> dict[str, Any]:
    """The incident of a happening."""
    e, place = row.event, located(row.places)
    where = named(place.name, place.name_en, "en") if place is not None else ""
    day = e.start or e.end or e.first_known
    told = notes(row.cited, (), lang)
    against = notes(row.denials, (), lang)
    return {
        "title": ", ".join(x for x in (_words(e.kind), where, day) if x),
        "title_ar": next((c.evidence for c in (*row.cited, *row.denials)), ""),
        "description": "\n".join(x for x in (told, f"denied: {against}" if against else "") if x),
        "labels": listed([_words(e.kind)]),
        "locations": listed(named(p.name, p.name_en, lang) for p in row.places),
        "geo_locations": _points(row.places, lang),
        "events": _event(e.kind, row.places, e.start, e.end, lang),
        "related_actors": listed(_names((*row.agents, *row.targets), lang)),
        "related_bulletins": listed(c.source.id for c in row.cited),
        "killed": _count(e.killed),
        "injured": _count(e.injured),
        "comments": f"rasid event {e.id}; {e.status}; statements {', '.join(e.statements or e.denied)}",
        "status": mapping.load("bayanat")["status"],
    }


def listed(texts: Iterable[str]) -> str:
    """A list as Bayanat reads it: every text in quotation marks, with commas between them, each once."""
    return ",".join(f'"{t}"' for t in dict.fromkeys(t.replace('"', "”") for t in texts if t))


def _names(actors: Iterable[Actor], lang: str) -> Iterable[str]:
    return (named(a.name, a.name_en, lang) for a in actors)


def _words(code: str) -> str:
    return code.replace("_", " ")


def _told(r: StatementRow) -> str:
    s = r.slots
    return f"«{s.evidence}» [{_words(s.event)}, {s.status}, {s.date or '-'}; {' > '.join(r.chain)}; {r.source.link}]"


def _points(places: Iterable[Place], lang: str) -> str:
    return "; ".join(f"{p.lat}, {p.lon} ({named(p.name, p.name_en, lang)})" for p in places if p.lat is not None)


def _event(kind: str, places: tuple[Place, ...], start: str, end: str, lang: str) -> str:
    place = located(places)
    where = named(place.name, place.name_en, lang) if place is not None else ""
    return ", ".join(x for x in (_words(kind), where, start, end if end != start else "") if x)


def _count(told: Count | None) -> str:
    if told is None:
        return ""
    return str(told.best) if told.low == told.high else f"{told.best} ({told.low} to {told.high})"

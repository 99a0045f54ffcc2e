"""Rows made by hand, for what the demo's week does not have."""

from __future__ import annotations

from typing import Any

from rasid.export.data import Actor, Cited, EventRow, Place, Source, StatementRow, Unit
from rasid.model import Chain, Link, Name, Span, Statement
from rasid.model.event import Count, Event

UNITS = (
    Unit("sy.daraa.west", "district", "درعا", "Daraa District", "SY1200"),
    Unit("sy.daraa", "governorate", "درعا", "Daraa", "SY12"),
    Unit("sy", "country", "سوريا", "Syria", "SY"),
)
TOWN = Place(
    id="sy.daraa.tafas", name="طفس", name_en="Tafas", kind="town", lat=32.74, lon=36.07, precision_km=2.0, pcode="C6000", country="SY",
    units=UNITS,
)  # fmt: skip
ARMY = Actor("sy.assad_army", "الجيش العربي السوري", "Syrian Arab Army", "state_army", True, "syria")
REBELS = Actor("sy.southern_front", "الجبهة الجنوبية", "Southern Front", "coalition", False, "syria")
RUSSIA = Actor("xx.russian_forces", "القوات الروسية", "Russian forces", "state_army", True, "world")
ISRAEL = Actor("ps.israeli_army", "الجيش الإسرائيلي", "Israel Defense Forces", "state_army", True, "palestine")
CIVILIANS = Actor("~مدنيين", "مدنيين")
UNKNOWN = Actor("~مجهولون", "مجهولون")


def source(**more: Any) -> Source:
    """A report with an address."""
    return Source(**{"id": "a" * 32, "name": "r1", "outlet": "صوت السهل", "published": "2018-07-01", "url": "https://example.org/1",
                     "title": "عنوان الخبر", **more})  # fmt: skip


def cited(evidence: str = "قُصفت البلدة", **more: Any) -> Cited:
    """A statement that an event rests on."""
    given = {"id": "b" * 32, "source": source(), "known": "2018-07-01", "trigger": "قُصفت", "status": "occurred",
             "chain": ("صوت السهل", "ناشطون"), **more}  # fmt: skip
    return Cited(evidence=evidence, **given)


def event(kind: str = "shelling", **more: Any) -> EventRow:
    """A happening in a town on a day. Fields of the row and of the event, by name."""
    row = {"agents": (ARMY,), "targets": (), "places": (TOWN,), "cited": (cited(),), "denials": ()}
    row |= {k: more.pop(k) for k in tuple(more) if k in row}
    told: dict[str, Any] = {
        "id": "0123456789abcdef", "kind": kind, "status": "occurred", "start": "2018-07-01", "end": "2018-07-01",
        "statements": tuple(c.id for c in row["cited"]), "origins": ("outlet:x",), "chains": 1, "first_known": "2018-07-01",
        "last_known": "2018-07-02", **more,
    }  # fmt: skip
    made = Event(
        places=tuple(p.id for p in row["places"]), agents=tuple(a.id for a in row["agents"]), targets=tuple(a.id for a in row["targets"]),
        **told,
    )  # fmt: skip
    return EventRow(event=made, **row)  # type: ignore[arg-type]


def count(low: int, best: int, high: int) -> Count:
    """A number of people in versions."""
    return Count(low=low, best=best, high=high)


def statement(evidence: str = "قصف الجيش بلدة طفس", event: str = "shelling", **more: Any) -> StatementRow:
    """A statement of a report. Fields of the row and of its slots, by name."""
    row = {"id": "c" * 32, "source": source(), "known": "2018-07-01", "start": "2018-07-01", "end": "2018-07-01", "agents": (ARMY,),
           "targets": (), "places": (TOWN,), "chain": ("صوت السهل", "ناشطون"), "origins": ("outlet:x",)}  # fmt: skip
    row |= {k: more.pop(k) for k in tuple(more) if k in row}
    slots: dict[str, Any] = {
        "agent": tuple(Name(a.name, id=a.id) for a in row["agents"]),  # type: ignore[attr-defined]
        "target": tuple(Name(a.name, id=a.id) for a in row["targets"]),  # type: ignore[attr-defined]
        "place": tuple(Name(p.name, id=p.id) for p in row["places"]),  # type: ignore[attr-defined]
        "source": (Name("ناشطون"),), "chain": Chain((Link("outlet", "صوت السهل"), Link("unnamed", "ناشطون"))), "date": "2018-07-01", **more,
    }  # fmt: skip
    made = Statement("s1", event, evidence.split()[0], evidence, Span(0, 3), Span(0, len(evidence)), **slots)
    return StatementRow(slots=made, **row)  # type: ignore[arg-type]

"""Rows with everything in them that a writer could trip over."""

from __future__ import annotations

from typing import Any

from rasid.export.data import Actor, ChangeRow, Cited, ControlRow, Exported, PeriodRow, Place, Source, Unit
from rasid.export.notices import Notice, of_change
from rasid.model.control import Change, Control, Period

NASTY = '<script>alert(1)</script> & "x" \']]> \x00\x0b\x1b\ufffe \u202eقلب\u202c'
RING = [[36.0, 35.0], [36.0, 36.0], [37.0, 36.0], [37.0, 35.0], [36.0, 35.0]]  # clockwise
HOLE = [[36.4, 35.4], [36.6, 35.4], [36.6, 35.6], [36.4, 35.6], [36.4, 35.4]]  # counterclockwise
BESIDE = [[x + 2, y] for x, y in HOLE]

UNIT = Unit("x.unit", "district", "محافظة", "District", "SY0701")
POINT = Place(id="x.town", name="بلدة", name_en="Town", kind="town", lat=35.5, lon=36.5, precision_km=2.0, pcode="SY070102", units=(UNIT,))
AREA = Place(id="~rif:x", name=NASTY, kind="area", lat=35.5, lon=36.5, outline={"type": "Polygon", "coordinates": [RING, HOLE]})
PARTS = Place(id="x.parts", name="أجزاء", lat=35.5, lon=36.5, outline={"type": "MultiPolygon", "coordinates": [[RING], [BESIDE]]})
ROAD = Place(id="x.road", name="طريق", lat=35.5, lon=36.5, outline={"type": "LineString", "coordinates": RING[:3]})
NOWHERE = Place(id="~nowhere", name="موضع مجهول")
ONE, TWO = Actor("x.one", "حركة الواحد", "One"), Actor("~two", NASTY)


def cited(id: str, evidence: str, known: str, url: str, outlet: str = "صحيفة") -> Cited:
    source = Source(id=f"r-{id}", outlet=outlet, url=url)
    return Cited(id=id, source=source, known=known, evidence=evidence, trigger="", status="occurred", chain=(outlet, evidence))


SOURCE = cited("s1", NASTY, "2020-02-29", 'https://x.example/"><b>', NASTY)
LINKED = cited("s2", "نص", "2020-02-28", "https://x.example/a?b=1&c=2")


def control() -> list[ControlRow]:
    rows: list[tuple[Place, Actor | None, Any, str, tuple[Actor, ...]]] = [
        (POINT, ONE, "confirmed", "2020-02-29", ()),
        (AREA, TWO, "claimed", "", ()),
        (PARTS, None, "disputed", "", (ONE, TWO)),
        (ROAD, ONE, "reported", "2019-12-31", ()),
        (NOWHERE, None, "vacated", "2020-01-01", ()),
    ]
    out = []
    for place, holder, status, since, rivals in rows:
        who = holder.id if holder else ""
        c = Control(place=place.id, on="2020-03-01", holder=who, status=status, confidence=0.5, since=since, contested=True)
        out.append(ControlRow(control=c, place=place, holder=holder, rivals=rivals, pro=(SOURCE, LINKED), con=(LINKED,)))
    return out


def periods() -> list[PeriodRow]:
    first = Period(place="x.town", start="2019-12-31", end="2020-02-28", holder="~two", status="claimed", confidence=0.4)
    last = Period(place="x.town", start="2020-02-29", end="", holder="x.one", status="confirmed", confidence=0.9)
    return [PeriodRow(period=first, place=POINT, holder=TWO), PeriodRow(period=last, place=POINT, holder=ONE, cited=(SOURCE,))]


def change(place: Place, day: str, before: Actor | None, before_status: Any, after: Actor | None, status: Any, *of: Cited) -> ChangeRow:
    ids = (before.id if before else "", after.id if after else "")
    c = Change(place=place.id, day=day, before=ids[0], before_status=before_status, after=ids[1], after_status=status)
    rivals = (ONE, TWO) if status == "disputed" else ()
    return ChangeRow(change=c, place=place, before=before, after=after, cited=of, rivals=rivals)


def changes() -> list[ChangeRow]:
    return [
        change(POINT, "2020-02-29", TWO, "claimed", ONE, "confirmed", SOURCE, LINKED),
        change(NOWHERE, "2019-12-31", ONE, "reported", None, "disputed"),
        change(POINT, "2020-01-01", ONE, "claimed", ONE, "confirmed"),
    ]


def notices() -> list[Notice]:
    entry = Notice(
        id="n", kind="dispute", place=AREA, day="2020-01-01", known="2020-01-02", about="entry", rivals=(ONE, TWO), lasting=False
    )
    return [*map(of_change, changes()), entry]


def exported(**more: Any) -> Exported:
    given = {"what": "map", "on": "2020-03-01", "day": "2020-03-02", "lang": "en", "made_with": "rasid 9.9", **more}
    return Exported(control=control(), periods=periods(), changes=changes(), **given)

"""Rows with everything in them that a writer could trip over."""

from __future__ import annotations

from rasid.export.territory import Cited, Holding, Notice, Party, Site, Territory

NASTY = '<script>alert(1)</script> & "x" \']]> \x00\x0b\x1b\ufffe \u202eقلب\u202c'
RING = [[36.0, 35.0], [36.0, 36.0], [37.0, 36.0], [37.0, 35.0], [36.0, 35.0]]  # clockwise
HOLE = [[36.4, 35.4], [36.6, 35.4], [36.6, 35.6], [36.4, 35.6], [36.4, 35.4]]  # counterclockwise

POINT = Site(
    id="x.town",
    name="بلدة",
    name_en="Town",
    kind="town",
    lat=35.5,
    lon=36.5,
    precision_km=2.0,
    pcode="SY070102",
    unit_pcode="SY070102",
    units=("محافظة",),
)
AREA = Site(id="~rif:x", name=NASTY, kind="area", lat=35.5, lon=36.5, outline={"type": "Polygon", "coordinates": [RING, HOLE]})
PARTS = Site(
    id="x.parts",
    name="أجزاء",
    lat=35.5,
    lon=36.5,
    outline={"type": "MultiPolygon", "coordinates": [[RING], [[[x + 2, y] for x, y in HOLE]]]},
)
ROAD = Site(id="x.road", name="طريق", lat=35.5, lon=36.5, outline={"type": "LineString", "coordinates": RING[:3]})
NOWHERE = Site(id="~nowhere", name="موضع مجهول")
ONE, TWO = Party("x.one", "حركة الواحد", "One"), Party("~two", NASTY)
SOURCE = Cited(
    id="s1", report="r1", evidence=NASTY, chain=("صحيفة", NASTY), outlet=NASTY, url='https://x.example/"><b>', known="2020-02-29"
)
LINKED = Cited(id="s2", report="r2", evidence="نص", chain=("صحيفة",), url="https://x.example/a?b=1&c=2", known="2020-02-28")


def territory() -> Territory:
    now = tuple(
        Holding(
            site=s,
            start="2020-03-01",
            end="2020-03-01",
            holder=h,
            status=st,
            confidence=0.5,
            since=since,
            contested=True,
            rivals=r,
            sources=(SOURCE, LINKED),
        )  # type: ignore[arg-type]
        for s, h, st, since, r in (
            (POINT, ONE, "confirmed", "2020-02-29", ()),
            (AREA, TWO, "claimed", "", ()),
            (PARTS, None, "disputed", "", (ONE, TWO)),
            (ROAD, ONE, "reported", "2019-12-31", ()),
            (NOWHERE, None, "vacated", "2020-01-01", ()),
        )
    )
    periods = (
        Holding(site=POINT, start="2019-12-31", end="2020-02-28", holder=TWO, status="claimed", confidence=0.4),
        Holding(site=POINT, start="2020-02-29", end="", holder=ONE, status="confirmed", confidence=0.9, sources=(SOURCE,)),
    )
    return Territory(on="2020-03-01", now=now, periods=periods, changes=notices(), made_with="rasid 9.9")


def notices() -> tuple[Notice, ...]:
    return (
        Notice(
            id="n1",
            kind="holder",
            site=POINT,
            day="2020-02-29",
            known="2020-03-01",
            before=TWO,
            before_status="claimed",
            after=ONE,
            after_status="confirmed",
            sources=(SOURCE, LINKED),
        ),
        Notice(
            id="n2",
            kind="dispute",
            site=NOWHERE,
            day="2019-12-31",
            known="2019-12-31",
            before=ONE,
            before_status="reported",
            after_status="disputed",
            about="holder",
            rivals=(ONE, TWO),
        ),
        Notice(
            id="n3",
            kind="dispute",
            site=AREA,
            day="2020-01-01",
            known="2020-01-02",
            after=ONE,
            after_status="claimed",
            before=ONE,
            before_status="claimed",
            about="entry",
            rivals=(ONE, TWO),
            lasting=False,
        ),
        Notice(
            id="n4",
            kind="status",
            site=POINT,
            day="2020-01-01",
            known="2020-01-02",
            after=ONE,
            after_status="confirmed",
            before=ONE,
            before_status="claimed",
        ),
    )

"""Names to places: spelling, head nouns, context, areas, unknown names, the codes of precision."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rasid.places import areas
from rasid.places.choice import Context
from rasid.places.gazetteer import Gazetteer
from rasid.places.resolve import Resolver
from rasid.places.spelling import key, loose, slug


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("الريحانة", "xx.north.seat"),
        ("ريحانه", "xx.north.seat"),
        ("محافظة الريحانة", "xx.north"),
        ("مدينة الريحانة", "xx.north.seat"),
        ("كامل محافظة الريحانة", "xx.north"),
        ("كفر اللوز", "xx.north.c"),
        ("كفرلوز", "xx.north.c"),
        ("قرية كفر اللوز", "xx.north.c"),
        ("وبكفر اللوز", "xx.north.c"),
        ("عين السنديان (عين الماء)", "xx.north.b"),
        ("مطار الزيزفون", "xx.north.air"),
        ("قاعدة الزيزفون الجوية", "xx.north.air"),
        ("تل الزيزفون", "xx.north.a"),
        ("المزرعة في القصبة", "xx.south.d"),
        ("قرية المزرعة بريف الريحانة الجنوبي", "xx.north.d"),
    ],
)
def test_known_names(resolver: Resolver, name: str, id: str) -> None:
    found = resolver.resolve(name)
    assert (found.id, found.known) == (id, True)


def test_a_name_of_two_places_gives_both_with_weights(resolver: Resolver) -> None:
    found = resolver.resolve("قرية المزرعة")
    assert not found.settled
    assert {found.id, *(a.id for a in found.alternatives)} == {"xx.north.d", "xx.south.d"}
    assert found.weight + sum(a.weight for a in found.alternatives) == pytest.approx(1, abs=0.01)


def test_other_places_of_the_report_settle_it(resolver: Resolver) -> None:
    one, other = resolver.resolve_report([("قرية المزرعة", "", ()), ("مدينة القصبة", "", ())])
    assert (one.id, one.settled, other.id) == ("xx.south.d", True, "xx.south.seat")


def test_what_it_is_near_to_settles_it(resolver: Resolver) -> None:
    assert resolver.resolve("المزرعة قرب القصبة").id == "xx.south.d"
    assert resolver.resolve("المزرعة", context=Context(beside=("تل الزيزفون",))).id == "xx.north.d"


def test_a_village_of_another_country_is_not_taken(resolver: Resolver) -> None:
    assert resolver.resolve("عين البان").id == "yy.far"
    found = resolver.resolve_report([("عين البان", "", ()), ("مدينة القصبة", "", ())])[0]
    assert not found.known
    assert not resolver.resolve("عين البان في ريف القصبة").known


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("ريف الريحانة", "~rif:xx.north"),
        ("ريف الريحانة الشمالي", "~rif:xx.north:n"),
        ("الريف الشمالي للريحانة", "~rif:xx.north:n"),
        ("الريف الشمالي الشرقي لمحافظة الريحانة", "~rif:xx.north:ne"),
        ("محيط مدينة القصبة", "~round:xx.south.seat"),
        ("الأطراف الشرقية للقصبة", "~part:xx.south.seat:e"),
        ("شرقي القصبة", "~part:xx.south.seat:e"),
        ("وسط القصبة", "~mid:xx.south.seat"),
        ("بين الريحانة والقصبة", "~between:xx.north.seat:xx.south.seat"),
        ("على بعد 12 كم شمال القصبة", "~km:xx.south.seat:n:12"),
        ("جسر القصبة", "~at:xx.south.seat:bridge"),
        ("قرية الشيح في ريف القصبة", "~in:xx.south:" + slug(key("الشيح"))),
    ],
)
def test_areas_and_unknown_names_have_ids_that_can_be_read(resolver: Resolver, small: Gazetteer, name: str, id: str) -> None:
    found = resolver.resolve(name)
    assert (found.id, found.known) == (id, False)
    area = areas.read(id)
    assert area is not None and area.id == id
    assert found.lat is not None and found.precision_km
    assert found.parents and found.parents == small.parents(id)


def test_so_many_kilometres_away(resolver: Resolver) -> None:
    found = resolver.resolve("على بعد 12 كم شمال القصبة")
    assert found.lat == pytest.approx(29.108, abs=0.002) and found.lon == pytest.approx(40.0, abs=0.001)
    assert found.geo_precision == 2


def test_the_unknown_takes_the_precision_of_its_parent(resolver: Resolver) -> None:
    found = resolver.resolve("بلدة الشيح بريف الريحانة الشمالي")
    rif = resolver.resolve("ريف الريحانة الشمالي")
    assert (found.lat, found.lon, found.precision_km) == (rif.lat, rif.lon, rif.precision_km)
    assert found.pcode == "XX01"
    assert resolver.resolve("الشيح في محافظة الريحانة").id == found.id


@pytest.mark.parametrize("name", ["المدينة", "عدة مناطق", "الطريق العام", "مطارها", "محيط المدينة", "", "؟", "الشمال", "قرى أخرى"])
def test_what_names_no_place(resolver: Resolver, name: str) -> None:
    assert resolver.resolve(name).id == ""


@given(st.text(alphabet="ابتةهيىوأإآءلمنرقف ال()-،12بينريفشرق", max_size=40))
def test_never_raises(resolver: Resolver, text: str) -> None:
    found = resolver.resolve(text, context=Context(inside=(text,)))
    assert (found.lat is None) == (found.geo_precision == 0)
    assert found == resolver.resolve(text, context=Context(inside=(text,)))


@given(st.text(max_size=20), st.text(max_size=20))
def test_slugs_tell_names_apart(one: str, other: str) -> None:
    a, b = key(one), key(other)
    assert slug(a).isascii()
    if all("\u0621" <= c <= "\u064a" or c == " " for c in a + b):
        assert (slug(a) == slug(b)) == (a == b)


def test_loose_spelling() -> None:
    assert loose(key("كباني")) == loose(key("كبانة"))
    assert loose(key("دير حافر")) == loose(key("ديرحافر"))
    assert loose(key("الزهراء")) == loose(key("الزهرا"))


def test_containment(small: Gazetteer) -> None:
    assert small.contains("xx", "xx.north.a") and small.contains("xx.north", "xx.north.a")
    assert not small.contains("xx.south", "xx.north.a") and not small.contains("xx.north.a", "xx.north")
    assert small.contains("~rif:xx.north:n", "xx.north.a") and not small.contains("~rif:xx.north:n", "xx.north.d")
    assert small.contains("xx.north", "~rif:xx.north:n")
    assert set(small.children("xx")) == {"xx.north", "xx.south"}
    assert small.distance_km("xx.north.seat", "xx.south.seat") == pytest.approx(222.4, abs=0.5)
    assert small.distance_km("xx", "nowhere") is None


@pytest.mark.parametrize(
    ("name", "id", "codes"),
    [
        ("حلب", "sy.aleppo.aleppo", (1, 1)),
        ("محافظة حلب", "sy.aleppo", (3, 4)),
        ("سوريا", "sy", (3, 6)),
        ("مطار كويرس العسكري", "sy.aleppo.kuwayris-military-airport", (1, 1)),
        ("شرقي الفرات", "sy.east-of-euphrates", (3, 5)),
        ("الحدود بين سوريا وتركيا", "sy.border-tr", (3, 5)),
        ("الضفة الشرقية لنهر الخابور", "~bank:sy.khabur:e", (2, 4)),
    ],
)
def test_the_shipped_gazetteer(shipped: Gazetteer, name: str, id: str, codes: tuple[int, int]) -> None:
    found = Resolver(shipped).resolve(name)
    assert (found.id, (found.geo_precision, found.where_prec)) == (id, codes)


@pytest.mark.parametrize(
    "name", ["ريف حلب الشمالي", "محيط تدمر", "محافظة إدلب", "شرقي الرقة", "الضفة الشرقية لنهر الخابور", "بين مورك وخان شيخون", "دير حافر"]
)
def test_shapes(shipped: Gazetteer, name: str) -> None:
    from shapely.geometry import Point, shape

    from rasid.places.shapes import feature

    found = Resolver(shipped).resolve(name)
    drawn = feature(shipped, found)
    geometry = shape(drawn["geometry"])
    assert geometry.is_valid and not geometry.is_empty
    assert found.lat is not None and found.lon is not None
    assert geometry.distance(Point(found.lon, found.lat)) < 0.2

"""A small country that the tests know by heart, and the gazetteer that ships with Rasid."""

from __future__ import annotations

import pytest

from rasid.lexicon.theatre import Place, load_names
from rasid.places.gazetteer import Gazetteer
from rasid.places.resolve import Resolver


def place(
    id: str, kind: str, name: str, lat: float, lon: float, parent: str = "", km: float = 1.0, variants: str = "", pcode: str = ""
) -> Place:
    return Place(id, kind, name, tuple(v for v in variants.split("|") if v), "", lat, lon, km, parent, pcode, "")


SMALL = [
    place("xx", "country", "بلاد النخيل", 30.0, 40.0, km=300, pcode="XX"),
    place("xx.north", "governorate", "الريحانة", 31.0, 40.0, "xx", 50, pcode="XX01"),
    place("xx.south", "governorate", "القصبة", 29.0, 40.0, "xx", 50, pcode="XX02"),
    place("xx.north.seat", "city", "الريحانة", 31.0, 40.0, "xx.north"),
    place("xx.north.a", "village", "تل الزيزفون", 31.2, 40.0, "xx.north"),
    place("xx.north.b", "village", "عين السنديان", 31.25, 40.05, "xx.north"),
    place("xx.north.c", "village", "كفر اللوز", 31.3, 39.95, "xx.north", variants="كفرلوز"),
    place("xx.north.d", "village", "المزرعة", 30.8, 40.0, "xx.north"),
    place("xx.north.air", "airport", "مطار الزيزفون العسكري", 31.21, 40.02, "xx.north", 2),
    place("xx.south.d", "village", "المزرعة", 29.1, 40.1, "xx.south"),
    place("xx.south.seat", "city", "القصبة", 29.0, 40.0, "xx.south"),
    place("yy", "country", "بلاد الكرمة", 10.0, 10.0, km=300),
    place("yy.far", "village", "عين البان", 10.0, 10.0, "yy"),
]


@pytest.fixture(scope="session")
def small() -> Gazetteer:
    return Gazetteer(SMALL)


@pytest.fixture(scope="session")
def resolver(small: Gazetteer) -> Resolver:
    return Resolver(small)


@pytest.fixture(scope="session")
def shipped() -> Gazetteer:
    return Gazetteer(load_names().places)

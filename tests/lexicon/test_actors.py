"""Who is meant on a day, what a body was called, and who stood with whom."""

from __future__ import annotations

import pytest
from tests.lexicon.packs import narin

from rasid.errors import UsageError
from rasid.lexicon.actors import Actors, name_key
from rasid.lexicon.theatre import load_names


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Actors:
    return narin(tmp_path_factory.mktemp("narin")).known_actors()


@pytest.fixture(scope="module")
def shipped() -> Actors:
    return load_names().known_actors()


def ids(found: tuple[object, ...]) -> list[str]:
    return [a.id for a in found]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2001-01-01", ["nr.royal_army"]),
        ("2021-05-04", ["nr.royal_army"]),
        ("2021-05-20", ["nr.royal_army"]),  # nobody bears it: a past bearer before one to come
        ("2021-06-01", ["nr.new_army"]),
        ("2023", ["nr.new_army"]),
        ("2021", ["nr.royal_army", "nr.new_army"]),
        ("", ["nr.royal_army", "nr.new_army"]),
    ],
)
def test_a_name_that_two_bore_in_turn(small: Actors, day: str, expected: list[str]) -> None:
    assert ids(small.on("الجيش الناريني", day)) == expected
    assert ids(small.bearers("الجَيش النارينى")) == ["nr.royal_army", "nr.new_army"]


def test_kinds_of_names(small: Actors) -> None:
    assert ids(small.on("narin army", "2000")) == ["nr.royal_army"]
    assert ids(small.on("ناريني", "2000")) == ["nr.royal_army"]
    assert ids(small.on("القوات المسلحة", "2000", "narin")) == ["nr.royal_army"]
    assert small.on("القوات المسلحة", "2000", "elsewhere") == ()
    assert ids(small.on("المسلحون", "2017", "narin")) == ["nr.front"]
    assert ids(small.on("الطغاة", "2017")) == ["nr.crown"]
    assert small.on("لا أحد", "2017") == ()
    assert small.on("", "2017") == ()


def test_names_are_compared_folded() -> None:
    assert name_key("«إدارةُ العمليّات – العسكرية»") == name_key("اداره العمليات العسكريه")
    assert name_key(" SDF ") == "sdf"


def test_near_names_are_offered(small: Actors) -> None:
    assert small.near("حركة الشرق")[0] == "حركة الشروق"
    assert small.near("قفقففففق") == ()


def test_renaming_and_merger(small: Actors) -> None:
    assert small.identity("nr.dawn", "2018-01-01") == "nr.dawn"
    assert small.identity("nr.dawn", "2020-01-01") == "nr.sunrise"
    assert small.identity("nr.sunrise", "2015-01-01") == "nr.dawn"
    assert small.identity("nr.dawn", "2022-01-01") == "nr.sunrise"
    assert small.heir("nr.dawn", "2022-01-01") == "nr.new_army"
    assert small.successor("nr.dawn", "2018-01-01") == ""
    assert small.successor("nr.dawn", "2020-01-01") == "nr.sunrise"
    assert small.lineage("nr.sunrise") == ("nr.dawn", "nr.sunrise")
    assert small.heir("nr.crown", "2030") == "nr.crown"
    assert small.identity("nr.dawn", "") == "nr.dawn"


def test_umbrellas_and_members(small: Actors) -> None:
    assert small.umbrella("nr.dawn", "2017-01-01") == ("nr.front",)
    assert small.umbrella("nr.dawn", "2018-12-31") == ("nr.front",)
    assert small.umbrella("nr.dawn", "2019-01-01") == ()
    assert small.umbrella("nr.dawn", "2020-01-01") == ("nr.front",)  # as the Sunrise Movement
    assert small.members("nr.front", "2017-01-01") == ("nr.dawn",)
    assert small.members("nr.front", "2020-01-01") == ("nr.sunrise",)
    assert small.members("nr.front", "2014-06-01") == ()


def test_camps(small: Actors) -> None:
    assert small.side("nr.royal_army", "2000") == ("nr.crown",)
    assert small.camp("nr.royal_army", "2000") == ("nr.crown",)
    assert small.camp("nr.dawn", "2017-01-01") == ("nr.front", "nr.neighbour")
    assert small.camp("nr.dawn", "2022-01-01") == ("nr.council",)
    assert small.camp("nr.crown", "2000") == ("nr.crown",)


def test_friends_and_foes(small: Actors) -> None:
    assert small.opposed("nr.royal_army", "nr.dawn", "2017-01-01")
    assert small.opposed("nr.dawn", "nr.royal_army", "2017-01-01")
    assert not small.opposed("nr.royal_army", "nr.dawn", "2014-06-01")
    assert small.allied("nr.dawn", "nr.neighbour", "2017-01-01")
    assert small.allied("nr.new_army", "nr.neighbour", "2023-01-01")
    assert not small.allied("nr.new_army", "nr.neighbour", "2021-08-01")
    assert not small.allied("nr.royal_army", "nr.dawn", "2017-01-01")
    assert small.allied("nr.sunrise", "nr.new_army", "2022-01-01")
    assert small.foes("nr.dawn", "2017-01-01") == ("nr.crown",)
    assert small.friends("nr.new_army", "2023-01-01") == ("nr.neighbour",)


def test_what_a_part_holds_its_whole_holds(small: Actors) -> None:
    assert small.covers("nr.front", "nr.dawn", "2017-01-01")
    assert small.covers("nr.crown", "nr.royal_army", "2000")
    assert not small.covers("nr.dawn", "nr.front", "2017-01-01")
    assert small.covers("nr.dawn", "nr.sunrise", "2020-01-01")


def test_an_unknown_id_is_an_error(small: Actors) -> None:
    with pytest.raises(UsageError, match=r"no actor has the id 'nr\.nobody'"):
        small.camp("nr.nobody", "2020")
    assert "nr.nobody" not in small


@pytest.mark.parametrize(
    ("name", "day", "id"),
    [
        ("الجيش السوري", "2024-12-01", "sy.assad_army"),
        ("الجيش السوري", "2024-12-11", "sy.assad_army"),
        ("الجيش السوري", "2025-03-01", "sy.new_army"),
        ("الحكومة السورية", "2023-01-01", "sy.assad_government"),
        ("الحكومة السورية", "2025-02-01", "sy.transitional_government"),
        ("النظام", "2024-12-05", "sy.assad_government"),
        ("قسد", "2024-12-11", "sy.sdf"),
        ("فصائل المعارضة", "2024-12-01", "sy.opposition"),
        ("الجماعات المسلحة", "2024-12-01", "sy.opposition"),
        ("المسلحين", "2024-11-30", "sy.opposition"),
        ("إدارة العمليات العسكرية", "2024-12-04", "sy.mil_ops"),
        ("هيئة تحرير الشام", "2024-11-29", "sy.hts"),
        ("الجيش الوطني السوري", "2024-12-01", "sy.sna"),
        ("وزارة الدفاع", "2025-03-01", "sy.new_mod"),
        ("وزارة الدفاع", "2015-03-01", "sy.assad_mod"),
    ],
)
def test_syrian_names_mean_the_right_actor(shipped: Actors, name: str, day: str, id: str) -> None:
    assert shipped.on(name, day, "syria")[0].id == id


def test_syrian_actors_over_time(shipped: Actors) -> None:
    assert shipped.lineage("sy.hts") == ("sy.nusra", "sy.jfs", "sy.hts")
    assert shipped.identity("sy.nusra", "2016-10-01") == "sy.jfs"
    assert shipped.heir("sy.nusra", "2025-03-01") == "sy.new_army"
    assert "sy.mil_ops" in shipped.umbrella("sy.hts", "2024-11-28")
    assert "sy.mil_ops" not in shipped.umbrella("sy.hts", "2024-11-20")
    assert shipped.camp("sy.ypg", "2024-12-01") == ("sy.aanes",)
    assert shipped.opposed("sy.sna", "sy.ypg", "2024-12-05")
    assert shipped.allied("sy.assad_army", "lb.hezbollah", "2024-12-01")
    assert shipped.covers("sy.opposition", "sy.hts", "2024-12-01")
    assert not shipped.covers("xx.turkey", "sy.sna", "2024-12-01")


@pytest.mark.parametrize(
    ("a", "b", "day", "opposed"),
    [
        ("ye.giants", "ye.houthi_forces", "2022-01-10", True),
        ("sd.infantry6", "sd.rsf", "2024-05-10", True),
        ("sd.army", "sd.rsf", "2021-01-01", False),
        ("ps.qassam", "ps.golani", "2024-01-01", True),
        ("ly.gna_forces", "ly.tbz", "2019-06-01", True),
        ("iq.cts", "iq.is_nineveh", "2017-03-01", True),
        ("lb.radwan", "ps.northern_command", "2024-10-01", True),
        ("iq.cts", "iq.peshmerga", "2016-11-01", False),
    ],
)
def test_other_theatres(shipped: Actors, a: str, b: str, day: str, opposed: bool) -> None:
    assert shipped.opposed(a, b, day) is opposed
    assert shipped.allied(a, b, day) is not opposed

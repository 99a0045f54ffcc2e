"""The loader: names keep all their bearers, local names their theatre, and the cache follows the files."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.lexicon.packs import narin, write

from rasid.errors import LexiconError
from rasid.lexicon.choice import Choice, Guide
from rasid.lexicon.periods import distance, first_day, in_force, last_day, overlap, valid
from rasid.lexicon.theatre import NameHit, Names, compile_names, load_names
from rasid.text.fold import fold_word


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> Names:
    return narin(tmp_path_factory.mktemp("narin"))


def hit(names: Names, name: str, kind: str = "p") -> NameHit:
    words = tuple(fold_word(name).split())
    return next(h for h in names.by_first[words[0]] if h.words == words and h.kind == kind)


def meant(names: Names, name: str, theatre: str = "", day: str = "", kind: str = "p") -> str:
    index = Choice(Guide(names), theatre, day).of(hit(names, name, kind))
    return (names.places if kind == "p" else names.actors)[index].id


def test_a_shared_name_keeps_all_its_bearers(names: Names) -> None:
    found = hit(names, "الوادي الكبير")
    assert [names.places[n].id for n in found.candidates] == ["nr.sahl.wadi", "nr.sahl.district"]
    assert found.index == found.candidates[0]
    assert hit(names, "السهل").candidates == ()
    assert hit(names, "الجسر").needs_head


def test_the_theatre_of_the_report_chooses_but_capitals_stay_capitals(names: Names) -> None:
    assert meant(names, "تل الرياح") == "qq.tall"
    assert meant(names, "تل الرياح", "narin") == "nr.sahl.tall"
    assert meant(names, "الزهراء الكبرى") == "qq.zahra"
    assert meant(names, "الزهراء الكبرى", "narin") == "qq.zahra"


def test_the_day_chooses_between_actors(names: Names) -> None:
    assert meant(names, "الجيش الناريني", day="2020-01-01", kind="a") == "nr.royal_army"
    assert meant(names, "الجيش الناريني", day="2022-01-01", kind="a") == "nr.new_army"
    choice = Choice(Guide(names), "narin", "2022-01-01")
    index = choice.of(hit(names, "الجيش الناريني", "a"))
    assert choice.actor(index, ["الجيش الناريني"], "2019") == "nr.royal_army"
    assert choice.actor(index, ["جيش نارين الموحد"], "2019") == "nr.new_army"


def test_local_and_loaded_names_only_in_their_theatre(names: Names) -> None:
    guide = Guide(names)
    here, elsewhere = Choice(guide, "narin", "2000"), Choice(guide, "world", "2000")
    assert here.body("القوات المسلحة") == "nr.royal_army"
    assert elsewhere.body("القوات المسلحة") == ""
    crown = hit(names, "الطغاة", "a").index
    assert here.actor(crown, ["الطغاة"], "") == "nr.crown"
    assert elsewhere.actor(crown, ["الطغاة"], "") == ""
    assert elsewhere.actor(crown, ["الطغاة", "التاج الناريني"], "") == "nr.crown"


def test_outlets_and_people(names: Names) -> None:
    choice = Choice(Guide(names, ["إذاعة"]), "narin", "2016-01-01")
    assert choice.outlet("الأفق") == "nr.radio"
    assert choice.outlet("إذاعة الأفق") == "nr.radio"
    assert choice.outlet("جسر الأفق") == ""
    assert choice.person("المتحدث باسم الكتائب سمير الناريني") == "nr.samir"
    assert choice.person("سمير") == ""
    outlets, people = names.known_outlets(), names.known_people()
    assert outlets.side("nr.radio", "2020") == ("nr.crown",)
    assert outlets.side("nr.radio", "2023") == ("nr.council",)
    for address in ("https://www.news.radio.example/a?b", "radio.example", "https://t.me/s/NarinRadio/12", "@narinradio"):
        assert outlets.at(address) is outlets.get("nr.radio"), address
    assert outlets.at("https://example.org") is None
    samir = people.on("سمير الناريني")
    assert samir is not None
    assert [p.actor for p in people.posts(samir, "2016")] == ["nr.dawn"]
    assert [p.actor for p in people.posts(samir, "2020")] == ["nr.dawn"]
    assert [p.actor for p in people.posts(samir, "2022")] == ["nr.council"]


def test_the_theatre_of_a_report(names: Names) -> None:
    guide = Guide(names)
    local, world, both = hit(names, "السهل"), hit(names, "بلاد قاف"), hit(names, "تل الرياح")
    assert guide.theatre_of([local, world, both]) == "narin"
    assert guide.theatre_of([world, both]) == ""
    assert guide.theatre_of([world], "إذاعة نارين") == "narin"


def test_the_cache_follows_the_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RASID_CACHE", str(tmp_path / "cache"))
    write(tmp_path)
    before = load_names(tmp_path)
    assert load_names(tmp_path) == before
    assert len(list((tmp_path / "cache").glob("theatres-*.bin"))) == 1
    path = tmp_path / "theatres/narin/people.yaml"
    path.write_text(path.read_text("utf-8").replace("nr.samir", "nr.samir_b"), "utf-8")
    assert load_names(tmp_path).people[0].id == "nr.samir_b"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("actors: 3\n", "actors is no list"),
        ("actors:\n  - id: nr.x\n", "'nr.x' breaks the schema"),
        ("actors: [\n", "not valid YAML"),
    ],
)
def test_a_broken_file_is_named(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "narin/actors.yaml"
    path.parent.mkdir()
    path.write_text(text, "utf-8")
    with pytest.raises(LexiconError, match=message) as told:
        compile_names([path])
    assert "actors.yaml" in str(told.value)


@pytest.mark.parametrize(
    ("name", "theatre", "id"),
    [
        ("الدوحة", "", "qa.doha"),
        ("الدوحة", "palestine", "qa.doha"),
        ("طرابلس", "libya", "ly.tripoli.tripoli"),
        ("طرابلس", "lebanon", "lb.north.tripoli-lebanon"),
        ("طرابلس", "", "ly.tripoli.tripoli"),
        ("القاهرة", "syria", "eg.cairo"),
        ("حلب", "syria", "sy.aleppo.aleppo"),
    ],
)
def test_shipped_places(name: str, theatre: str, id: str) -> None:
    assert meant(load_names(), name, theatre) == id


def test_shipped_packs_are_as_large_as_promised() -> None:
    names = load_names()
    per = {th: sum(1 for a in names.actors if a.theatre == th) for th in names.theatres}
    assert per.pop("syria") >= 300
    assert all(n >= 60 for n in per.values()), per
    assert len(names.outlets) >= 120
    assert len(names.people) >= 150


def test_periods() -> None:
    assert (first_day("2024"), last_day("2024-02")) == ("2024-01-01", "2024-02-31")
    assert (first_day("../2015"), last_day("2015-03-26/..")) == ("0000-01-01", "9999-12-31")
    assert in_force("2024-12-08", "", "2024-12")
    assert not in_force("2024-12-08", "", "2024-12-07")
    assert in_force("", "2024", "2024-06-01/2025-01-01")
    assert not overlap(("2020", "2024-12-08"), ("2024-12-08", ""))
    assert overlap(("2020", "2024-12-08"), ("2024-12-07", ""))
    assert distance("2020", "2021", "2020-06-01") == 0
    assert 0 < distance("2020", "2021-01-01", "2021-01-05") < distance("2022", "", "2021-12-28")
    assert valid("2024-02-30")
    assert not any(valid(x) for x in ("2024-13", "24", "2024-1-1", "soon"))

"""A copied story is one chain with many outlets; a changed report is a version of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_ledger_commands import Run, parsed, rasid

__all__ = ["rasid"]
STORY = (
    "سيطرت قوات سوريا الديمقراطية، أمس الجمعة، على بلدة الدشيشة في ريف الحسكة الجنوبي بعد معارك استمرت أربعة أيام.\n"
    "وقال شهود من أهالي القرى المجاورة إن عشرات العائلات عادت إلى منازلها مع توقف القصف، فيما بدأت فرق إزالة الألغام عملها في السوق.\n"
    "وأضاف الأهالي أن المياه ما زالت مقطوعة عن الحي الغربي، وأن الفرن الوحيد يعمل ساعتين كل صباح.\n"
)
COPY = (
    "خاص - شبكة النهر الإخبارية\n"
    "وقال شهود من اهالي القرى المجاورة ان عشرات العائلات عادت الى منازلها مع توقف القصف، فيما بدأت فرق ازالة الألغام عملها في السوق.\n"
    "سيطرت قوات سوريا الديمقراطية، امس الجمعة، على بلدة الدشيشة في ريف الحسكة الجنوبي بعد معارك استمرت اربعة أيام.\n"
)
OWN = (
    "سيطرت قوات سوريا الديمقراطية على بلدة الدشيشة يوم الجمعة، بحسب ما رأى مراسلنا عند مدخلها الشمالي، حيث رُفعت راياتها فوق المدرسة، "
    "وانتشرت حواجزها على الطريق المؤدي إلى الشدادي حتى المساء."
)
HOLDS = ("holds", "الدشيشة", "--on", "2018-06-03", "--format", "json")


@pytest.fixture
def put(rasid: Run, tmp_path: Path) -> Any:
    """Adds reports, and gives what was told of each."""

    def add(*rows: dict[str, str]) -> list[dict[str, Any]]:
        path = tmp_path / "now.jsonl"
        path.write_text("".join(json.dumps({"published": "2018-06-02"} | r, ensure_ascii=False) + "\n" for r in rows), "utf-8")
        code, out, err = rasid("add", str(path), "--format", "json")
        assert code == 0, err
        return [json.loads(x) for x in out.splitlines()]

    return add


def test_copies_are_one_chain_with_many_outlets(rasid: Run, put: Any) -> None:
    first, *_ = put({"id": "a", "outlet": "وكالة الفرات", "text": STORY})
    alone = parsed(rasid(*HOLDS))
    second, third, fourth, end = put(
        {"id": "b", "outlet": "شبكة النهر", "title": "عودة الأهالي", "text": COPY},
        {"id": "c", "outlet": "جريدة الجسر", "text": STORY},
        {"id": "d", "outlet": "إذاعة السهل", "text": OWN},
    )
    assert (second["copy_of"], third["copy_of"]) == (first["report"], first["report"])
    assert "copy_of" not in fourth
    assert (end["copies"], end["versions"]) == (2, 0)
    answer = parsed(rasid(*HOLDS))
    assert len(answer["for"]) == 4
    assert alone["status"] == "reported" and answer["status"] == "confirmed"  # by the one that is none
    origins = {w["origin"] for w in answer["for"] if w["copy_of"] or w["report"] == first["report"]}
    assert len(origins) == 1
    assert sum(w["weight"] > 0 for w in answer["for"]) == 2
    why = rasid("holds", "الدشيشة", "--on", "2018-06-03", "--why")[1]
    assert why.count("copy of a report of وكالة الفرات of 2018-06-02") == 2
    [event] = [e for e in parsed(rasid("events", "--format", "json")) if e["kind"] == "takes_control"]
    assert (event["chains"], len(event["statements"])) == (2, 4)
    [group] = parsed(rasid("duplicates", "--format", "json"))
    assert [(c["name"], c["how"]) for c in group["copies"]] == [("b", "near"), ("c", "exact")]
    assert group["copies"][0]["likeness"] > 0.8
    assert "جريدة الجسر" in rasid("duplicates")[1]
    assert rasid("verify")[0] == 0


def test_without_the_copies_they_would_be_believed(rasid: Run, put: Any) -> None:
    """What this is for: three outlets with one text are not three witnesses."""
    put(*({"id": x, "outlet": f"جريدة {x}", "text": STORY} for x in ("الجسر", "السهل", "النهر")))
    assert parsed(rasid(*HOLDS))["status"] == "reported"


def test_a_correction_of_a_copy_leaves_it_a_copy(rasid: Run, put: Any) -> None:
    put({"id": "a", "outlet": "وكالة الفرات", "text": STORY}, {"id": "c", "outlet": "جريدة الجسر", "text": STORY})
    copied = [
        x for x in parsed(rasid("review", "list", "--format", "json")) if x["name"] == "c" and x["statement"]["event"] == "takes_control"
    ]
    assert rasid("review", "correct", copied[0]["id"], "extent", "whole")[0] == 0
    assert rasid("review", "add", "--report", "c", "--event", "takes_control", "--date", "2018-06-01", "--place", "الدشيشة",
                 "--agent", "قوات سوريا الديمقراطية",
                 "--evidence", "بلدة الدشيشة في ريف الحسكة")[0] == 0  # fmt: skip
    answer = parsed(rasid(*HOLDS))
    assert (len(answer["for"]), len({w["origin"] for w in answer["for"]}), answer["status"]) == (3, 1, "reported")


def test_the_same_words_a_month_later_are_no_copy(rasid: Run, put: Any) -> None:
    put({"id": "a", "outlet": "وكالة الفرات", "text": STORY})
    assert put({"id": "b", "outlet": "شبكة النهر", "text": STORY, "published": "2018-07-15"})[-1]["copies"] == 0
    assert put({"id": "c", "outlet": "شبكة النهر", "text": "عاجل: انفجار في المدينة"})[-1]["copies"] == 0
    assert put({"id": "d", "outlet": "جريدة الجسر", "text": "عاجل: انفجار في المدينة"})[-1]["copies"] == 0


URL = "https://www.example.org/news/12"


def test_a_changed_report_is_a_version_and_the_newest_counts(rasid: Run, put: Any) -> None:
    first, _ = put({"id": "a", "outlet": "وكالة الفرات", "url": URL, "text": STORY})
    assert parsed(rasid(*HOLDS))["holder"]["id"] == "sy.sdf"
    rasid("map", "--on", "2018-06-03")
    changed = STORY.replace("سيطرت قوات سوريا الديمقراطية", "اقتربت قوات سوريا الديمقراطية").replace("على بلدة", "من بلدة")
    second, end = put(
        {
            "id": "a2",
            "outlet": "وكالة الفرات",
            "url": "http://example.org/news/12/?utm_source=x#top",
            "text": changed,
            "published": "2018-06-04",
        }
    )
    assert (second["version_of"], end["versions"], end["copies"]) == (first["report"], 1, 0)
    assert parsed(rasid(*HOLDS))["holder"] is None
    places = parsed(rasid("map", "--on", "2018-06-05", "--format", "json"))["places"]
    assert not [p for p in places if p["place"] == "بلدة الدشيشة" and p["holder"]]
    before = parsed(rasid(*HOLDS, "--known", "2018-06-03"))
    assert before["holder"]["id"] == "sy.sdf"
    assert parsed(rasid(*HOLDS, "--known", "2018-06-04"))["holder"] is None
    assert parsed(rasid("history", "الدشيشة", "--known", "2018-06-03", "--format", "json"))["periods"]
    [group] = parsed(rasid("duplicates", "--format", "json"))
    assert (group["name"], [(v["name"], v["known"]) for v in group["versions"]]) == ("a2", [("a", "2018-06-04")])
    assert rasid("verify")[0] == 0


def test_an_older_version_that_comes_late_is_out_of_date_at_once(rasid: Run, put: Any) -> None:
    new, _ = put({"id": "a", "outlet": "وكالة الفرات", "url": URL, "text": STORY.replace("أربعة", "خمسة"), "published": "2018-06-04"})
    old, _ = put({"id": "a", "outlet": "وكالة الفرات", "url": URL, "text": STORY})
    assert old["replaced_by"] == new["report"]
    assert {w["report"] for w in parsed(rasid(*HOLDS))["for"]} == {new["report"]}
    assert {w["report"] for w in parsed(rasid(*HOLDS, "--known", "2018-06-03"))["for"]} == {old["report"]}


def test_other_stories_at_one_address_are_no_versions(rasid: Run, put: Any) -> None:
    home = "https://example.org/"
    put({"id": "a", "outlet": "وكالة الفرات", "url": home, "text": STORY})
    assert put({"id": "b", "outlet": "وكالة الفرات", "url": home, "text": OWN})[-1]["versions"] == 0
    assert put({"id": "a", "outlet": "وكالة الفرات", "text": OWN + " وهذا خبر آخر."})[-1]["versions"] == 0


def test_a_third_version_and_the_copies_of_the_first(rasid: Run, put: Any) -> None:
    put({"id": "a", "outlet": "وكالة الفرات", "url": URL, "text": STORY})
    put({"id": "c", "outlet": "جريدة الجسر", "text": STORY})
    for day, word in (("2018-06-03", "خمسة"), ("2018-06-04", "ستة")):
        assert (
            put({"id": "a", "outlet": "وكالة الفرات", "url": URL, "text": STORY.replace("أربعة", word), "published": day})[-1]["versions"]
            == 1
        )
    groups = parsed(rasid("duplicates", "--format", "json"))
    assert sorted((len(g["copies"]), len(g["versions"])) for g in groups) == [(0, 2), (1, 0)]
    assert {w["origin"] for w in parsed(rasid(*HOLDS))["for"]} == {"outlet:~وكاله الفرات"}

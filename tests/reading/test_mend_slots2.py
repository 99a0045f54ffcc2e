"""Slots of plain sentences: units told by their number, counted people, names that no list knows."""

from __future__ import annotations

import pytest
from tests.reading.unjudged import filled, told


@pytest.mark.parametrize(
    ("text", "event", "targets", "places"),
    [
        ("هاجمت الجبهة الجنوبية اللواء 52.", "ground_attack", ["اللواء 52"], []),
        ("هاجم المتمردون اللواء 38 في ريف الرمان.", "ground_attack", ["اللواء 38"], ["ريف الرمان"]),
        ("حاصر مقاتلو حركة الفجر اللواء 25 ميكا قرب بلدة الرمان.", "besieges", ["اللواء 25 ميكا"], ["بلدة الرمان"]),
        ("حررت الجبهة الجنوبية اللواء 52.", "takes_control", [], ["اللواء 52"]),
        ("أعلنت الفصائل سقوط الفرقة السابعة بيد مقاتليها.", "takes_control", [], ["الفرقة السابعة"]),
    ],
)
def test_units_by_number_are_hit_and_their_place_is_taken(text: str, event: str, targets: list[str], places: list[str]) -> None:
    assert (filled(text, event, "target"), filled(text, event, "place")) == (targets, places)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "استسلمت دفعة جديدة من المسلحين للجيش في بلدة الرمان.",
            [("arrest", ["الجيش"], ["المسلحين"], ["بلدة الرمان"])],
        ),
        (
            "المقاومة الشعبية دخلت بلدة الرمان وقتلت مئات المتمردين.",
            [
                ("takes_control", ["المقاومة الشعبية"], ["المتمردين"], ["بلدة الرمان"]),
                ("killing", ["المقاومة الشعبية"], ["المتمردين"], ["بلدة الرمان"]),
            ],
        ),
        ("نزح آلاف السكان من بلدة الرمان.", [("displaces", [], ["السكان"], ["بلدة الرمان"])]),
    ],
)
def test_counted_people(text: str, expected: list[tuple[str, list[str], list[str], list[str]]]) -> None:
    assert told(text) == expected

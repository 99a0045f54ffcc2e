"""Whose the things are that a building or post holds, what an attack hits behind its means, and who is no speaker of a statement."""

from __future__ import annotations

import pytest
from tests.reading.unjudged import Told, read, told


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("وقصفت الطائرات مخازن أسلحة للمتمردين في جبل نقم.", ("air_strike", ["الطائرات"], ["المتمردين"], ["جبل نقم"])),
        ("ودمر الطيران مستودعات وقود وذخائر لقوات الدعم السريع في نيالا.", ("air_strike", ["الطيران"], ["قوات الدعم السريع"], ["نيالا"])),
        ("وقصف الطيران مخازن عتاد ومقرات لحركة الشباب في كيسمايو.", ("air_strike", ["الطيران"], ["حركة الشباب"], ["كيسمايو"])),
        ("واستهدف الطيران معسكر تدريب لتنظيم القاعدة في شبوة.", ("air_strike", ["الطيران"], ["تنظيم القاعدة"], ["شبوة"])),
    ],
)
def test_who_holds_what_a_building_holds(text: str, statement: Told) -> None:
    """Words for what is kept there may stand between a building without a name and its owner."""
    assert statement in told(text)


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("وقصفت كتائب الوادي بقذائف الهاون حي الشعار.", ("shelling", ["كتائب الوادي"], [], ["حي الشعار"])),
        ("واستهدفت قوات الدعم السريع بصواريخ الغراد بلدة الكدرو.", ("shelling", ["قوات الدعم السريع"], [], ["بلدة الكدرو"])),
    ],
)
def test_means_before_the_object(text: str, statement: Told) -> None:
    """The means of an attack, named by two words, may stand between the verb and what it hits."""
    assert statement in told(text)


def test_a_telling_of_its_own_has_no_speaker() -> None:
    """What the report tells in its own words stays its own where somebody tells it again."""
    text = "انسحب الجيش من بلدة الكدرو فجر الأحد. وقال الناطق باسم الدعم السريع إن الجيش انسحب من بلدة الكدرو."
    (found,) = [s for s in read(text) if s.event == "withdraws"]
    assert found.source == ()

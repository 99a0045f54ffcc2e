"""What newspapers say of control, of what somebody calls something, and of names of war."""

from __future__ import annotations

import pytest
from tests.reading.unjudged import Told, told


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        (
            "استرجعت قوات الغرب بلدة الجسر من سيطرة لواء الصقور.",
            ("takes_control", ["قوات الغرب"], ["لواء الصقور"], ["بلدة الجسر"]),
        ),
        ("تم تحرير بلدة الجسر من سيطرة لواء الصقور.", ("takes_control", [], ["لواء الصقور"], ["بلدة الجسر"])),
        (
            "عادت العائلات بعد ساعات من سيطرة قوات الغرب على بلدة الجسر.",
            ("takes_control", ["قوات الغرب"], [], ["بلدة الجسر"]),
        ),
        ("تتزايد الشكاوى في ظل سيطرة لواء الصقور على بلدة الجسر.", ("holds", ["لواء الصقور"], [], ["بلدة الجسر"])),
        ("ما زال لواء الصقور يحتفظ بسيطرته على بلدة الجسر.", ("holds", ["لواء الصقور"], [], ["بلدة الجسر"])),
        ("استهدفت الشرطة في بلدة الجسر في هجوم شنه لواء الصقور.", ("ground_attack", ["لواء الصقور"], ["الشرطة"], ["بلدة الجسر"])),
        ("استهدفت قوات الغرب في هجوم ليلي مواقع لواء الصقور.", ("ground_attack", ["قوات الغرب"], [], [])),
        ("اعتقل قيادي في لواء الصقور في عملية أمنية.", ("arrest", [], ["قيادي في لواء الصقور"], [])),
        ("قتل القيادي أبو يحيى البدوي في بلدة الجسر.", ("killing", [], ["القيادي أبو يحيى البدوي"], ["بلدة الجسر"])),
    ],
)
def test_who_holds_and_who_lost(text: str, statement: Told) -> None:
    assert statement in told(text)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("تم تحرير بلدة الجسر من سيطرة لواء الصقور.", "holds"),
        ("ما زال لواء الصقور يحتفظ بسيطرته على بلدة الجسر.", "takes_control"),
        ("أدان المجلس ما وصفته الحكومة بأنه عمل مسلح ضد ضباط الشرطة.", "killing"),
        ("قال الخطيب إن النبي صلى الله عليه وسلم حرم ذلك.", "arrest"),
    ],
)
def test_words_alike(text: str, event: str) -> None:
    assert event not in [t[0] for t in told(text)]


def test_a_way_to_talks_is_no_road() -> None:
    assert not any("طريق" in place for t in told("استعاد الجيش بلدة الجسر على طريق العودة إلى الحوار.") for place in t[3])

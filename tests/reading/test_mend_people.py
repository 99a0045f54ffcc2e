"""What is done to people and who says so: prisoners set free, bullets, numbers in words, names and those who speak."""

from __future__ import annotations

import pytest
from tests.reading.unjudged import filled, told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("أفرج عن أربعين معتقلا في مدينة الرمان.", [("arrest", [], ["معتقلا"], ["مدينة الرمان"])]),
        ("أطلق سراح عشرين معتقلا في مدينة الرمان.", [("arrest", [], ["معتقلا"], ["مدينة الرمان"])]),
        ("أفرج المتمردون عن تسعين أسيرا من جانب واحد.", [("arrest", ["المتمردون"], ["أسيرا"], [])]),
        ("اعتقلت الشرطة الناشط محمد سعيد في مدينة الرمان.", [("arrest", ["الشرطة"], ["الناشط محمد سعيد"], ["مدينة الرمان"])]),
        ("لقي قاض مصرعه في مدينة الرمان.", [("killing", [], ["قاض"], ["مدينة الرمان"])]),
        ("لقي ضابط حتفه في مدينة الرمان.", [("killing", [], ["ضابط"], ["مدينة الرمان"])]),
        ("قتل الجيش خمسة في مدينة الرمان.", [("killing", ["الجيش"], [], ["مدينة الرمان"])]),
        ("هاجم نحو مئة مسلح مركزا للشرطة في مدينة الرمان.", [("ground_attack", ["مسلح"], ["الشرطة"], ["مدينة الرمان"])]),
        ("اتفقت إسرائيل وحماس على هدنة.", [("agreement", ["إسرائيل"], ["حماس"], [])]),
    ],
)
def test_who_and_whom(text: str, expected: list[tuple[str, list[str], list[str], list[str]]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "event", "slot", "names"),
    [
        ("نقلت الوكالة عن والي الجزيرة قوله إن المسلحين هاجموا قرية الرمان.", "ground_attack", "source", ["والي الجزيرة"]),
        ("قال الرئيس باراك أوباما إن المسلحين هاجموا قرية الرمان.", "ground_attack", "source", ["الرئيس باراك أوباما"]),
        ("ولم يحدد المتحدث هوية المهاجمين.", "no_comment", "agent", ["المتحدث"]),
        ("أسرت القوات ستة. وقتلت خمسين من المهاجمين.", "killing", "agent", ["القوات"]),
        ("ضبطت الشرطة كمية من نترات الأمونيوم.", "destroys", "target", ["نترات الأمونيوم"]),
    ],
)
def test_slots(text: str, event: str, slot: str, names: list[str]) -> None:
    assert filled(text, event, slot) == names

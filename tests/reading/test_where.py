"""Which place is meant, and which time: seats of provinces, towns by their noun, parts, two gains in one sentence, halves, datelines."""

from __future__ import annotations

import pytest
from tests.reading.unjudged import Told, read, told


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        (
            "سيطر المتمردون على بلدة كيوانجا، عاصمة إقليم روتشورو. وانسحب الجيش من المدينة ليلا.",
            ("withdraws", ["الجيش"], [], ["بلدة كيوانجا"]),
        ),
        (
            "تقع بلدة الشريعة قرب مدينة حجة. وقال سكان إن الحوثيين سيطروا على البلدة.",
            ("takes_control", ["الحوثيين"], [], ["بلدة الشريعة"]),
        ),
        (
            "وصلت قوات الحشد الشعبي إلى مشارف بلدة زمار الغربية. وسيطرت على مدرستها.",
            ("takes_control", ["قوات الحشد الشعبي"], [], ["مدرسة زمار"]),
        ),
        ("أعلنت أذربيجان سيطرة قواتها على مدينة فضولي.", ("takes_control", ["أذربيجان"], [], ["مدينة فضولي"])),
    ],
)
def test_meant(text: str, statement: Told) -> None:
    """What a town is to a province is no other place; "the town" is the one called so; a part lends its whole; a state is feminine."""
    assert statement in told(text)


def test_two_gains() -> None:
    """What was taken before is a gain of its own."""
    found = told("استعادت القوات العراقية بلدة البغدادي بعد أسبوع من سقوطها بيد تنظيم داعش.", "takes_control")
    assert [(s[1], s[3]) for s in found] == [(["القوات العراقية"], ["بلدة البغدادي"]), (["تنظيم داعش"], ["بلدة البغدادي"])]


def test_half() -> None:
    """A year and a half is a time, and no half of a town."""
    found = read("يسيطر تنظيم داعش على مدينة الرقة منذ عام ونصف.", published="2015-03-05")
    assert [(s.date, s.extent) for s in found] == [("2013-09/..", "")]


def test_dateline() -> None:
    """Where and when it was written does nothing."""
    found = told("تونس 8 مارس 2016 (وات) - حاولت مجموعات إرهابية السيطرة على مدينة بن قردان.", "takes_control")
    assert [s[1] for s in found] == [["مجموعات إرهابية"]]

"""Denials that point back to what was told before."""

from __future__ import annotations

import pytest
from tests.reading.unjudged import read

# (text, event, source of the denial, place)
DENIED = [
    ("قالت فصائل الجبل إنها سيطرت على بلدة الغزالة، وهو ما نفاه الناطق باسم الجيش.", "takes_control", "الناطق باسم الجيش", "بلدة الغزالة"),
    ("أعلنت قوات الشرق أنها دخلت مدينة النجيلة. لكن وزارة الدفاع نفت ذلك.", "takes_control", "وزارة الدفاع", "مدينة النجيلة"),
    ("أعلن لواء الصقور انتزاع بلدة الغزالة، وهو إعلان نفته وزارة الدفاع لاحقا.", "takes_control", "وزارة الدفاع", "بلدة الغزالة"),
    ("قال سكان إن الجيش قصف بلدة الشحيمة بالمدفعية. ونفى مصدر عسكري هذه الأنباء.", "shelling", "مصدر عسكري", "بلدة الشحيمة"),
    (
        "قال سكان إن الجيش قصف بلدة الشحيمة بالمدفعية. وأنكر المتحدث باسم الجيش هذه الأقوال.",
        "shelling",
        "المتحدث باسم الجيش",
        "بلدة الشحيمة",
    ),
    ("قال سكان إن الجيش قصف بلدة الشحيمة بالمدفعية. ووصفت وزارة الدفاع المزاعم بأنها كاذبة.", "shelling", "وزارة الدفاع", "بلدة الشحيمة"),
]


@pytest.mark.parametrize(("text", "event", "source", "place"), DENIED)
def test_what_was_told_is_told_again_as_denied(text: str, event: str, source: str, place: str) -> None:
    claim, denial = [s for s in read(text) if s.event == event]
    assert (claim.status, denial.status) == ("occurred", "denied")
    assert [n.name for n in denial.source] == [source]
    assert [n.name for n in denial.place] == [place]
    assert denial.agent == claim.agent


@pytest.mark.parametrize(
    "text",
    [
        "سيطرت فصائل الجبل على بلدة الغزالة. ونفى المتحدث الأنباء التي تتحدث عن لقاء في جنيف.",
        "سيطرت فصائل الجبل على بلدة الغزالة. ونفت الحكومة أي دور لها في ذلك الهجوم.",
        "سيطرت فصائل الجبل على بلدة الغزالة، وقالت إن الفندق كان مخزنا، وهو ما نفته إدارة الفندق.",
        "سيطرت فصائل الجبل على بلدة الغزالة، ولم ينف المتحدث ذلك.",
        "سيطرت فصائل الجبل على بلدة الغزالة. ورفض الناطق باسم الجيش هذه الاتهامات.",
        "سيطرت فصائل الجبل على بلدة الغزالة. ووصفت وزارة الدفاع التقارير بأنها مقلقة.",
        "سيطرت فصائل الجبل على بلدة الغزالة، وهو ما أكده المتحدث باسم الجيش.",
    ],
)
def test_other_words_deny_nothing(text: str) -> None:
    assert not [s for s in read(text) if s.status == "denied"]


def test_whoever_denies_is_no_speaker_of_what_he_denies() -> None:
    claim = read("ذكر ناشطون أن قوات الشرق دخلت بلدة الغزالة، بينما نفى المتحدث باسم الجيش ذلك.")[0]
    assert [n.name for n in claim.source] == ["ناشطون"]

"""Leaving, coming, landing, fleeing, dealing, changing sides and keeping silent: ways to tell them that lists of words missed."""

from __future__ import annotations

import pytest
from tests.reading.unjudged import Told, told

MOVES = frozenset(("withdraws", "advances", "deploys", "displaces", "agreement", "changes_allegiance", "no_comment"))


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("لم يعد في معسكر التلال أحد من مقاتلي الفجر.", ("withdraws", ["مقاتلي الفجر"], [], ["معسكر التلال"])),
        ("فرغت بلدة الجسر، بعد ليلة من القتال، من جنود الجيش.", ("withdraws", ["جنود الجيش"], [], ["بلدة الجسر"])),
        ("وجدت قوات الغرب نفسها مضطرة إلى ترك حي الزهور.", ("withdraws", ["قوات الغرب"], [], ["حي الزهور"])),
        ("زال وجود لواء الصقور في وادي الرمان.", ("withdraws", ["لواء الصقور"], [], ["وادي الرمان"])),
        ("شوهدت أرتال الجيش وهي تغادر حي الزهور.", ("withdraws", ["أرتال الجيش"], [], ["حي الزهور"])),
        ("تسربت قوة من جيش الجنوب إلى حي الكروم.", ("advances", ["جيش الجنوب"], [], ["حي الكروم"])),
        ("رفع جيش الجنوب عديد قواته في قاعدة الهضبة.", ("deploys", ["جيش الجنوب"], [], ["قاعدة الهضبة"])),
        ("هجر آلاف السكان بيوتهم في بلدة الجسر.", ("displaces", [], ["السكان"], ["بلدة الجسر"])),
        ("رضخ لواء الصقور، بعد أسبوع من الحصار، لشروط الجيش.", ("agreement", ["لواء الصقور"], [], [])),
        ("أنهى مجلس الشرق مهام قائد الأركان.", ("changes_allegiance", ["قائد الأركان"], ["مجلس الشرق"], [])),
        ("انفض مقاتلو القبائل عن لواء الصقور.", ("changes_allegiance", ["مقاتلو القبائل"], ["لواء الصقور"], [])),
        ("ولم تصدر عن وزارة الدفاع، منذ مساء أمس، كلمة عما جرى.", ("no_comment", ["وزارة الدفاع"], [], [])),
        ("لم يقل الناطق باسم الجيش متى يبدأ الهجوم.", ("no_comment", ["الناطق باسم الجيش"], [], [])),
        ("فضل قائد لواء الصقور عدم الخوض في الأسباب.", ("no_comment", ["قائد لواء الصقور"], [], [])),
        ("أغفل بيان الجيش عدد القتلى.", ("no_comment", ["بيان الجيش"], [], [])),
    ],
)
def test_ways_of_telling(text: str, statement: Told) -> None:
    """Verbs, nouns and set phrases, with who stands in their slots."""
    assert statement in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "لم يبق أمام سكان بلدة الجسر أحد يسألونه.",
        "فرغ الجيش من إصلاح جسر بلدة الجسر.",
        "تسربت المياه إلى أقبية حي الكروم.",
        "انتهى العرض ونزل الجمهور إلى شوارع حي الزهور.",
        "ودعت مدينة السد عاما وهجر الشباب مقاهيها.",
        "قبل اللاعب شروط النادي.",
        "انفض الاجتماع عند الظهر.",
        "قال ضابط آثر عدم ذكر اسمه إن الطريق مفتوح.",
        "لم يخض الفريق تدريبه في حي الزهور.",
    ],
)
def test_words_alike(text: str) -> None:
    """The same words of water, games and years tell nothing."""
    assert not [t for t in told(text) if t[0] in MOVES]

"""What sparse newspaper reports tell and do not tell: refusals, tallies, who acts elsewhere in the sentence, idioms of control."""

from __future__ import annotations

import pytest
from tests.reading.unjudged import READER

from rasid.model import Report


def events(text: str) -> list[str]:
    """The events of all statements of a text."""
    return [s.event for s in READER.read(Report("t", text, "", "2024-03-05"))[0]]


@pytest.mark.parametrize(
    "text",
    [
        "يرفض مسلحو التنظيم تسليم أنفسهم.",
        "قال المتحدث إن الموقف تحت السيطرة الكاملة في بلدة الشحيمة.",
        "ارتفعت الحصيلة إلى 40 قتيلا وستين جريحا.",
        "كانت هزيمة قواته على أيدي مقاتلي القبائل مدوية.",
        "واصل الموفد جولته بحثا عن هدنة في العيد.",
        "قال المحلل إن الشريط هجوم دعائي.",
    ],
)
def test_nothing_told(text: str) -> None:
    assert events(text) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("قصفت الطائرات حي الزهور ببرميل لم ينفجر.", ["air_strike"]),
        ("اقتحم محتجون غاضبون مبنى المحافظة في مدينة السد.", ["riot"]),
        ("سيطر الجيش على بلدة الدلبة ورفع العلم فوق مبنى البلدية.", ["takes_control"]),
        ("دخل الجيش قرية الدلبة من دون أن يواجه مقاومة عنيفة.", ["takes_control"]),
    ],
)
def test_told_once(text: str, told: list[str]) -> None:
    assert events(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("إن 300 ألف تركوا منازلهم في بلدة الرمانة منذ أيار.", "displaces"),
        ("خرج عشرات الآلاف من قرى الهضبة منذ الصباح.", "displaces"),
        ("اتهم المتحدث القوات المهاجمة بتصفية 20 جريحا في مستشفى غريان.", "killing"),
        ("سلم القائد السابق في الحرب ضد الغزاة نفسه إلى حركة طالبان.", "arrest"),
        ("أشار المتحدث إلى أسر أكثر من خمسين مقاتلا في وادي الصخر.", "arrest"),
        ("أعلن المتحدث أن إسرائيل قبلت تعليق غاراتها ثلاثة أيام.", "agreement"),
        ("المطار الآخر الذي ما زالت القوات الحكومية تتمسك به محاصر.", "holds"),
        ("انسحبوا إلى مطار قندهار الذي ما زال في قبضة الجيش.", "holds"),
        ("سمع السكان دوي المدافع من ناحية مطار السد.", "shelling"),
        ("قتل أربعة مسلحين في مواجهة مع قوات الأمن بمنطقة الرمانة.", "clash"),
        ("أقام محتجون حواجز من الحجارة وإطارات السيارات في حي الزهور.", "protest"),
        ("حجزت الوحدة بندقيتين وكمية من الذخيرة في حي الزهور.", "destroys"),
    ],
)
def test_told(text: str, told: str) -> None:
    assert told in events(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("لا تزال فرق الإسعاف في مدينة السد تبحث عن مفقودين.", []),
        ("أما في بلدة الرمانة، فقد تركزت المواجهات في محيط المطار.", ["clash"]),
        ("فقد الجيش السيطرة على مطار الهضبة.", ["takes_control"]),
        ("روى فارون من بلدة الرمانة ما رأوه.", []),
        ("قصف الجيش بلدة الرمانة خلال عملية «درع الوادي».", ["shelling"]),
        ("سجلت صدامات بين مجموعات ملثمة والشرطة في مدينة السد.", ["clash"]),
        ("وصف الحزب القرار بأنه عدوان على البلاد.", []),
        ("قال الناطق إن بلدة الرمانة لا تزال في يد الجيش رغم أنباء عن سقوط المعبر.", ["holds", "takes_control"]),
    ],
)
def test_frames(text: str, told: list[str]) -> None:
    assert events(text) == told

"""Wars far from the Arab theatres: capitals that speak and act for their states, towns that only few lists know, roads between them;
and what somebody is promised or begged not to do."""

from __future__ import annotations

import pytest
from tests.reading.unjudged import read, told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قصفت بانكوك مواقع عسكرية في كمبوديا.", [("shelling", ["بانكوك"], [], ["كمبوديا"])]),
        ("أعلنت كيغالي سحب قواتها من غوما.", [("withdraws", ["كيغالي"], [], ["غوما"])]),
        ("أعلنت كيجالي سحب قواتها من جوما.", [("withdraws", ["كيجالي"], [], ["جوما"])]),
        ("قررت دوشنبه نشر ألف جندي على حدودها.", [("deploys", ["دوشنبه"], [], ["حدودها"])]),
        ("وقعت بوغوتا اتفاقا لوقف إطلاق النار مع المتمردين.", [("agreement", ["بوغوتا"], ["المتمردين"], [])]),
        ("تظاهر طلاب في كيسنغاني وكينشاسا.", [("protest", ["طلاب"], [], ["كيسنغاني", "كينشاسا"])]),
        ("وفي كيسنغاني وكينشاسا تظاهر طلاب.", [("protest", ["طلاب"], [], ["كيسنغاني", "كينشاسا"])]),
        ("قتل عشرة في انفجارات في كولومبو ونيغومبو.", [("bombing", [], [], ["كولومبو", "نيغومبو"])]),
        ("سيطر المتمردون على مينوفا وساكي.", [("takes_control", ["المتمردون"], [], ["مينوفا", "ساكي"])]),
        ("سيطر جيش أراكان على بلدة بوثيداونغ.", [("takes_control", ["جيش أراكان"], [], ["بلدة بوثيداونغ"])]),
        ("خطف مسلحون ثلاثة سائقين على الطريق بين غاو وهومبوري.", [("abduction", ["مسلحون"], ["سائقين"], ["الطريق بين غاو وهومبوري"])]),
        (
            "خطف مسلحون ثلاثة سائقين على الطريق بين دنغوري وهومبوري.",
            [("abduction", ["مسلحون"], ["سائقين"], ["الطريق بين دنغوري وهومبوري"])],
        ),
        ("استعاد الجيش القرى الواقعة بين غاو وكيدال.", [("takes_control", ["الجيش"], [], ["القرى الواقعة بين غاو وكيدال"])]),
        ("دارت اشتباكات في المنطقة بين مصراتة وسرت.", [("clash", [], [], ["المنطقة بين مصراتة وسرت"])]),
        ("انسحبت القوات من المناطق الفاصلة بين الجيش والحركة.", [("withdraws", ["القوات"], [], ["المناطق"])]),
    ],
)
def test_capitals_and_far_places(text: str, expected: list[tuple[str, list[str], list[str], list[str]]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("سيطرت القوات على عشرين قرية.", ["قرية"]),
        ("سيطرت القوات على نحو ثلاثين بلدة.", ["بلدة"]),
        ("سيطرت القوات على أكثر من خمسين موقعا.", ["موقعا"]),
        ("سيطرت القوات على خمس وعشرين قرية.", ["قرية"]),
        ("سيطرت القوات على مئة بلدة.", ["بلدة"]),
        ("استعادت القوات السيطرة على ثلاثين بلدة في منطقة خاركيف، من بينها بالاكليا وكوبيانسك.", ["بالاكليا", "كوبيانسك"]),
        ("سيطرت القوات على بلدات عدة، من بينها بالاكليا وكوبيانسك.", ["بالاكليا", "كوبيانسك"]),
        ("دخل المتمردون العاصمة كابول.", ["العاصمة كابول"]),
        ("شنت ميليشيات هجوما على العاصمة بانغي.", ["العاصمة بانغي"]),
    ],
)
def test_places_that_are_counted_listed_or_capitals(text: str, places: list[str]) -> None:
    assert [n.name for s in read(text) for n in s.place] == places


def test_a_country_at_the_head_of_a_title_says_where_it_was() -> None:
    (s,) = read("وقع ذلك يوم الجمعة.", "مصر: توقيف خمسة مشتبه بهم")
    assert (s.event, s.agent, s.source) == ("arrest", (), ())


@pytest.mark.parametrize("text", ["تحدث الجيش عن «مسلحين» هاجموا حاجزا في المدينة.", "تحدث الجيش عن مسلحين هاجموا حاجزا في المدينة."])
def test_a_clause_describes_who_stands_in_quotation_marks(text: str) -> None:
    assert [n.name for s in read(text) for n in s.agent] == ["مسلحين"]


def test_the_capital_that_accuses_is_the_source_and_not_the_accused() -> None:
    (s,) = read("اتهمت كينشاسا الجيش الرواندي بقصف مدينة غوما.")
    assert [n.name for n in s.source] == ["كينشاسا"]
    assert [n.name for n in s.agent] == ["الجيش الرواندي"]


@pytest.mark.parametrize(
    "text",
    [
        "تعهدت الحكومة بألا تقصف قواتها المدن.",
        "طالبت المنظمة بألا تستهدف الطائرات المستشفيات.",
        "خرجوا من البلدة كي لا تعتقلهم الشرطة.",
        "اشترط محاميه ألا يعتقله الجيش.",
        "يحاصر الجوع مئات العائلات في مدينة الرمان.",
    ],
)
def test_what_is_not_to_be_done_is_not_told(text: str) -> None:
    assert told(text) == []


def test_what_is_said_not_to_have_happened_is_denied_still() -> None:
    assert [s.status for s in read("نفى الجيش أن تكون قواته قصفت مدينة الرمان.")] == ["denied"]

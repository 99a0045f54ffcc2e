"""Where it happened: lists of places that go on, what a building is told by, posts without a name."""

from __future__ import annotations

import pytest
from tests.reading.unjudged import READER

from rasid.model import Report


def places(text: str, event: str) -> list[list[str]]:
    """The places of the statements of one event."""
    found, _ = READER.read(Report("t", text, "", "2024-03-05"))
    return [[n.name for n in s.place] for s in found if s.event == event]


@pytest.mark.parametrize(
    ("text", "event", "expected"),
    [
        ("قصفت قوات النظام بلدة كفرحمرة شمالي حلب وبلدة معرشورين جنوبي إدلب.", "shelling", ["بلدة كفرحمرة", "بلدة معرشورين"]),
        ("سيطر المقاتلون على جبل زين الاستراتيجي وقرية السمرا.", "takes_control", ["جبل زين", "قرية السمرا"]),
        ("شن الطيران غارات على حي المشهد داخل المدينة، وعلى قرية كفرناها في الريف الغربي.", "air_strike", ["حي المشهد", "قرية كفرناها"]),
        ("اقتحمت القوات قرية تل عران ثم بلدة السفيرة.", "ground_attack", ["قرية تل عران", "بلدة السفيرة"]),
        ("يسيطر التنظيم على مدينة القائم وأجزاء واسعة من هيت.", "holds", ["مدينة القائم", "هيت"]),
        ("تظاهر المئات في برلين وباريس ولندن.", "protest", ["برلين", "باريس", "لندن"]),
        ("اقتحمت القوات أحياء الوحدة والقادسية الثانية والزهراء.", "ground_attack", ["حي الوحدة", "حي القادسية الثانية", "حي الزهراء"]),
        ("وخرجت في السويداء وشهبا مظاهرات غاضبة.", "protest", ["السويداء", "شهبا"]),
        ("شن الطيران غارة على بلدة سرمين بريف إدلب وريف حماة.", "air_strike", ["بلدة سرمين"]),
    ],
)
def test_lists(text: str, event: str, expected: list[str]) -> None:
    assert expected in places(text, event)


@pytest.mark.parametrize(
    ("text", "event", "expected"),
    [
        ("سيطر المقاتلون على مبنى شركة الكهرباء.", "takes_control", ["مبنى شركة الكهرباء"]),
        ("اقتحم مسلحون مقر إقامة الحاكم.", "ground_attack", ["مقر إقامة الحاكم"]),
        ("سيطر المسلحون على مبنى وكالة الأنباء الليبية.", "takes_control", ["مبنى وكالة الأنباء الليبية"]),
        ("قصف الجيش مبنى سكنيا في بلدة ميس الجبل.", "shelling", ["بلدة ميس الجبل"]),
    ],
)
def test_buildings(text: str, event: str, expected: list[str]) -> None:
    assert expected in places(text, event)


@pytest.mark.parametrize(
    ("text", "event", "expected"),
    [
        ("دخل المقاتلون بلدة تفتناز بعد أن أخلت القوات مواقعها.", "withdraws", ["بلدة تفتناز"]),
        ("انسحبت القوات من مواقعها شرقي مدينة مارع.", "withdraws", ["شرقي مدينة مارع"]),
    ],
)
def test_posts(text: str, event: str, expected: list[str]) -> None:
    assert expected in places(text, event)


@pytest.mark.parametrize(
    ("text", "event", "expected"),
    [
        ("دارت اشتباكات في قرى تسكنها أقلية دينية.", "clash", ["قرى"]),
        ("قصفت المدفعية بلدات الحواش وقليدين وقرى في سهل الغاب.", "shelling", ["بلدة الحواش", "بلدة قليدين", "سهل الغاب"]),
        ("اعتقلت القوات 12 شابا من بلدتي يعبد وقباطية.", "arrest", ["بلدة يعبد", "بلدة قباطية"]),
        ("قطعت الفصائل الطريق الرابط بين تعز والحديدة.", "besieges", ["الطريق الرابط بين تعز والحديدة"]),
        ("انفجر لغم على الطريق بين غزني وقندهار.", "bombing", ["الطريق بين غزني وقندهار"]),
        ("قصف الطيران مدينة درنة ومحيطها.", "air_strike", ["مدينة درنة", "محيط درنة"]),
        ("قصفت الطائرات معسكر الصباحة، إضافة إلى معسكر الاستقبال.", "air_strike", ["معسكر الصباحة", "معسكر الاستقبال"]),
        ("سقطت الفاشر. وقال والي شمال دارفور إن القوات دخلت المدينة.", "takes_control", ["الفاشر"]),
        ("دارت حرب شوارع بين الفصائل في حي الميدان.", "clash", ["حي الميدان"]),
    ],
)
def test_names(text: str, event: str, expected: list[str]) -> None:
    assert expected in places(text, event)


@pytest.mark.parametrize(
    ("text", "event", "expected"),
    [
        ("تقدم الجيش نحو مناطق في مدينة الطبقة والمنصورة. وغادرت الفصائل المنطقة.", "withdraws", ["مدينة الطبقة", "المنصورة"]),
        ("دارت اشتباكات في مدينة الطبقة. وغادرت الفصائل المنطقة.", "withdraws", ["مدينة الطبقة"]),
    ],
)
def test_the_area_is_all_that_was_named_together(text: str, event: str, expected: list[str]) -> None:
    assert expected in places(text, event)

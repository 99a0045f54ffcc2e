"""What is hit on the ground and from the air: vehicles, what a device went off under, what was shot down."""

from __future__ import annotations

import pytest
from tests.reading.unjudged import filled, read, told


@pytest.mark.parametrize(
    ("text", "event", "targets"),
    [
        ("استهدفت كتيبة الوادي دبابة معادية في حي الرمان بقذيفة مضادة.", "shelling", ["دبابة معادية"]),
        ("استهدفت غارة سيارة في بلدة الرمان.", "air_strike", ["سيارة"]),
        ("نفذت مسيرة غارة على شاحنة في بلدة الرمان.", "air_strike", ["شاحنة"]),
        ("استهدفت المدفعية شاحنات للمتمردين في بلدة الرمان.", "shelling", ["المتمردين"]),
        ("قصفت مقاتلة حافلة في بلدة الرمان فقتل ثلاثة جنود.", "air_strike", ["جنود"]),
        ("فجرت كتيبة الوادي عبوة ناسفة بآلية عسكرية في بلدة الرمان.", "bombing", ["آلية عسكرية"]),
        ("فجرت كتيبة الوادي عبوة ناسفة في قوة راجلة في بلدة الرمان.", "bombing", ["قوة راجلة"]),
        ("انفجر لغم بحافلة قرب بلدة الرمان.", "bombing", ["حافلة"]),
        ("وقع تفجير انتحاري بسيارة مفخخة قرب بلدة الرمان.", "bombing", []),
        ("أعلن الجيش الأوكراني إسقاط 17 مسيرة فوق بلدة الرمان.", "destroys", ["مسيرة"]),
        ("أسقطت الدفاعات الجوية 30 مسيرة معادية فوق بلدة الرمان.", "destroys", ["مسيرة معادية"]),
    ],
)
def test_vehicles_are_hit(text: str, event: str, targets: list[str]) -> None:
    assert filled(text, event, "target") == targets


def test_what_kind_of_base_it_is_tells_no_loser() -> None:
    assert told("استولى المتمردون على قاعدة بحرية قرب بلدة الرمان.") == [("takes_control", ["المتمردون"], [], ["قاعدة بحرية"])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("أعلن الجيش ولاية الرمان خالية من المتمردين.", [("takes_control", ["الجيش"], ["المتمردين"], ["ولاية الرمان"])]),
        ("أعلن الجيش خلو ولاية الرمان من المتمردين.", [("takes_control", ["الجيش"], ["المتمردين"], ["ولاية الرمان"])]),
        ("أعلنت القوات المشتركة بلدة الرمان منطقة محررة.", [("takes_control", ["القوات المشتركة"], [], ["بلدة الرمان"])]),
        ("لم يعد للمتمردين وجود في بلدة الرمان.", [("withdraws", ["المتمردين"], [], ["بلدة الرمان"])]),
        ("استسلم 80 مسلحا لقوات الجيش في بلدة الرمان.", [("arrest", ["قوات الجيش"], ["مسلحا"], ["بلدة الرمان"])]),
        (
            "استسلم عشرات من مقاتلي حركة الفجر لقوات الجيش في بلدة الرمان.",
            [("arrest", ["قوات الجيش"], ["مقاتلي حركة الفجر"], ["بلدة الرمان"])],
        ),
        ("اتهم ناشطون الجيش باستخدام الغاز في قصف بلدة الرمان.", [("shelling", ["الجيش"], [], ["بلدة الرمان"])]),
        ("اتهم ناشطون الجيش بالتورط في قصف بلدة الرمان.", [("shelling", ["الجيش"], [], ["بلدة الرمان"])]),
        ("اتهم ناشطون الجيش بمحاولة قصف بلدة الرمان.", [("shelling", ["الجيش"], [], ["بلدة الرمان"])]),
    ],
)
def test_who_did_it(text: str, expected: list[tuple[str, list[str], list[str], list[str]]]) -> None:
    assert told(text) == expected


def test_a_short_name_of_a_ministry_accuses() -> None:
    (s,) = read("اتهمت الخارجية الأمريكية المتمردين بقصف بلدة الرمان.")
    assert ([n.name for n in s.agent], [n.name for n in s.source]) == (["المتمردين"], ["الخارجية الأمريكية"])


def test_what_an_event_lets_happen_happened() -> None:
    found = read("سمح انسحاب الجيش للمتمردين بالتقدم نحو بلدة الرمان.")
    assert [(s.event, s.status, [n.name for n in s.agent]) for s in found] == [
        ("withdraws", "occurred", ["الجيش"]),
        ("advances", "occurred", ["المتمردين"]),
    ]


@pytest.mark.parametrize(
    ("text", "event", "targets", "places"),
    [
        ("قصف الجيش مناطق سيطرة المتمردين في ولاية الرمان.", "shelling", ["المتمردين"], ["ولاية الرمان"]),
        ("هاجم المتمردون مناطق نفوذ الجيش في ولاية الرمان.", "ground_attack", ["الجيش"], ["ولاية الرمان"]),
        ("قصف الجيش المناطق الخاضعة لسيطرة حركة الفجر في ولاية الرمان.", "shelling", ["حركة الفجر"], ["ولاية الرمان"]),
        ("استولى المتمردون على بلدة الرمان ثم على بلدة الجسر.", "takes_control", [], ["بلدة الرمان", "بلدة الجسر"]),
        ("انسحب الجيش من بلدة الرمان ثم من بلدة الجسر.", "withdraws", [], ["بلدة الرمان", "بلدة الجسر"]),
    ],
)
def test_areas_and_lists(text: str, event: str, targets: list[str], places: list[str]) -> None:
    assert (filled(text, event, "target"), filled(text, event, "place")) == (targets, places)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("أرسلت كينيا مئات الجنود إلى الصومال.", ["الصومال"]),
        ("دخلت قوات إثيوبية إلى الصومال.", ["الصومال"]),
        ("انتشر الجيش في بلدات حدودية جنوبي البلاد.", ["بلدات حدودية"]),
    ],
)
def test_where_forces_go(text: str, places: list[str]) -> None:
    assert filled(text, "deploys", "place") == places


def test_a_name_of_several_countries_is_whole() -> None:
    assert told("سيطر تنظيم أنصار الشريعة على بلدة الرمان.") == [("takes_control", ["تنظيم أنصار الشريعة"], [], ["بلدة الرمان"])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قصفت المدفعية مدرسة تؤوي نازحين في حي الهضبة.", ("shelling", [], [], ["مدرسة تؤوي نازحين"])),
        ("هاجم مسلحون قرية بني رمانة.", ("ground_attack", ["مسلحون"], [], ["قرية بني رمانة"])),
        ("هاجم مسلحون قرية صخيرة آل جابر.", ("ground_attack", ["مسلحون"], [], ["قرية صخيرة آل جابر"])),
        ("اتهمت كينيا القوات الإثيوبية بقصف مواقعها في بلدة الرمان.", ("shelling", ["القوات الإثيوبية"], ["كينيا"], ["بلدة الرمان"])),
        ("سيطر متمردو 23 مارس على بلدة الرمان.", ("takes_control", ["متمردو 23 مارس"], [], ["بلدة الرمان"])),
    ],
)
def test_names_and_owners(text: str, expected: tuple[str, list[str], list[str], list[str]]) -> None:
    assert told(text) == [expected]
    assert not read(text)[0].date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("استهدف قصف محطة قطارات في بلدة الرمان.", [("shelling", [], [], ["بلدة الرمان"])]),
        ("استهدف مسلحون دورية للشرطة في بلدة الرمان بسيارة مفخخة.", [("bombing", ["مسلحون"], ["دورية للشرطة"], ["بلدة الرمان"])]),
        ("تعرضت سفينة تجارية لهجوم قرب بلدة الرمان.", [("ground_attack", [], ["سفينة تجارية"], ["بلدة الرمان"])]),
        ("استهدفت مسيرة سيارة عسكرية للمتمردين في بلدة الرمان.", [("air_strike", ["مسيرة"], ["المتمردين"], ["بلدة الرمان"])]),
        ("استهدف قصف مخيم الرمان قرب عدن.", [("shelling", [], [], ["مخيم الرمان"])]),
        ("استهدف تفجير مسجدا في بلدة الرمان.", [("bombing", [], [], ["بلدة الرمان"])]),
        ("هاجم مسلحون قرية تودون.", [("ground_attack", ["مسلحون"], [], ["قرية تودون"])]),
    ],
)
def test_what_is_struck_and_where(text: str, expected: list[tuple[str, list[str], list[str], list[str]]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قالت كييف إن موسكو أطلقت 80 مسيرة و10 صواريخ على بلدة الرمان.", ("air_strike", ["موسكو"], [], ["بلدة الرمان"])),
        ("أدى سقوط كوتكاي إلى غضب واسع.", ("takes_control", [], [], ["كوتكاي"])),
        ("اتهم سكان محليون قوات الدعم السريع بقصف بلدة الرمان.", ("shelling", ["قوات الدعم السريع"], [], ["بلدة الرمان"])),
    ],
)
def test_who_and_where_beside_words_no_list_knows(text: str, expected: tuple[str, list[str], list[str], list[str]]) -> None:
    assert told(text) == [expected]


def test_a_capital_demands_of_another() -> None:
    (s,) = read("طالبت بغداد أنقرة بسحب قواتها من بلدة الرمان.")
    assert ([n.name for n in s.agent], [n.name for n in s.source], s.status) == (["أنقرة"], ["بغداد"], "urged")

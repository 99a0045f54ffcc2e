"""Slots of plain sentences: units told by their number, counted people, names that no list knows."""

from __future__ import annotations

import pytest
from tests.reading.unjudged import filled, read, told


@pytest.mark.parametrize(
    ("text", "event", "targets", "places"),
    [
        ("هاجمت الجبهة الجنوبية اللواء 52.", "ground_attack", ["اللواء 52"], []),
        ("هاجم المتمردون اللواء 38 في ريف الرمان.", "ground_attack", ["اللواء 38"], ["ريف الرمان"]),
        ("حاصر مقاتلو حركة الفجر اللواء 25 ميكا قرب بلدة الرمان.", "besieges", ["اللواء 25 ميكا"], ["بلدة الرمان"]),
        ("حررت الجبهة الجنوبية اللواء 52.", "takes_control", [], ["اللواء 52"]),
        ("أعلنت الفصائل سقوط الفرقة السابعة بيد مقاتليها.", "takes_control", [], ["الفرقة السابعة"]),
    ],
)
def test_units_by_number_are_hit_and_their_place_is_taken(text: str, event: str, targets: list[str], places: list[str]) -> None:
    assert (filled(text, event, "target"), filled(text, event, "place")) == (targets, places)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "استسلمت دفعة جديدة من المسلحين للجيش في بلدة الرمان.",
            [("arrest", ["الجيش"], ["المسلحين"], ["بلدة الرمان"])],
        ),
        (
            "المقاومة الشعبية دخلت بلدة الرمان وقتلت مئات المتمردين.",
            [
                ("takes_control", ["المقاومة الشعبية"], ["المتمردين"], ["بلدة الرمان"]),
                ("killing", ["المقاومة الشعبية"], ["المتمردين"], ["بلدة الرمان"]),
            ],
        ),
        ("نزح آلاف السكان من بلدة الرمان.", [("displaces", [], ["السكان"], ["بلدة الرمان"])]),
    ],
)
def test_counted_people(text: str, expected: list[tuple[str, list[str], list[str], list[str]]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "event", "targets", "places"),
    [
        ("قتل العقيد باري ماندو في كمين قرب بلدة كاتوي.", "ground_attack", ["العقيد باري ماندو"], ["بلدة كاتوي"]),
        ("قتل العقيد تولو باري في كمين قرب بلدة كاتوي.", "ground_attack", ["العقيد تولو باري"], ["بلدة كاتوي"]),
        (
            "قتلت القوات القيادي في حركة الفجر حمدان الجروي في بلدة الرمان.",
            "killing",
            ["القيادي في حركة الفجر حمدان الجروي"],
            ["بلدة الرمان"],
        ),
        ("خطف مسلحون رجل الأعمال كريم فوفانا في بلدة الرمان.", "abduction", ["رجل الأعمال كريم فوفانا"], ["بلدة الرمان"]),
        ("استهدف مسلحون موكب المحافظ في عدن.", "ground_attack", ["موكب المحافظ"], ["عدن"]),
        ("استهدف مسلحون موكب وزير النفط في بلدة الرمان بعبوة ناسفة.", "bombing", ["موكب وزير النفط"], ["بلدة الرمان"]),
        (
            "قتل قائد الشرطة مازن الراوي ونائبه آصف تولوت في بلدة الرمان.",
            "killing",
            ["قائد الشرطة مازن الراوي", "نائبه آصف تولوت"],
            ["بلدة الرمان"],
        ),
    ],
)
def test_persons_by_name_and_office(text: str, event: str, targets: list[str], places: list[str]) -> None:
    assert (filled(text, event, "target"), filled(text, event, "place")) == (targets, places)


@pytest.mark.parametrize(
    ("text", "appointed", "by"),
    [
        ("عين الرئيس اللواء سالم الجروي قائدا للفرقة الثالثة.", ["اللواء سالم الجروي"], ["الرئيس"]),
        ("عين اللواء سالم الجروي قائدا للفرقة الثالثة.", ["اللواء سالم الجروي"], []),
        ("عاد الرئيس إلى العاصمة وعين العميد سالم الجروي قائدا جديدا للشرطة.", ["العميد سالم الجروي"], ["الرئيس"]),
    ],
)
def test_who_is_appointed_is_no_part_of_who_appoints(text: str, appointed: list[str], by: list[str]) -> None:
    assert (filled(text, "changes_allegiance", "agent"), filled(text, "changes_allegiance", "target")) == (appointed, by)


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("وقال حاكم المنطقة بالوكالة أليكسي تولنوف إن المتمردين قصفوا بلدة الرمان.", ["حاكم المنطقة بالوكالة أليكسي تولنوف"]),
        ("أعلن الجنرال لامين تولوبالي أن المتمردين قصفوا بلدة الرمان.", ["الجنرال لامين تولوبالي"]),
        ("قال متحدث باسم الحكومة أولكسندر تولسكي إن المتمردين قصفوا بلدة الرمان.", ["متحدث باسم الحكومة أولكسندر تولسكي"]),
    ],
)
def test_speakers_with_names_that_no_list_knows(text: str, sources: list[str]) -> None:
    (s,) = read(text)
    assert [n.name for n in s.source] == sources


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("أفرجت الحركة عن أربع مجندات.", [("arrest", ["الحركة"], ["مجندات"], [])]),
        ("دهس رجل بسيارته مارة في بلدة الرمان.", [("killing", ["رجل"], ["مارة"], ["بلدة الرمان"])]),
        ("نزحت أكثر من ألفي عائلة من بلدة الرمان إلى الجبل.", [("displaces", [], ["عائلة"], ["بلدة الرمان"])]),
        ("أجلت السلطات آلاف السكان من بلدة الرمان.", [("displaces", ["السلطات"], ["السكان"], ["بلدة الرمان"])]),
        ("هجرت القوات عشرات آلاف الأرمن من بلدة الرمان.", [("displaces", ["القوات"], ["الأرمن"], ["بلدة الرمان"])]),
        ("قتل مسلحون تركمان أحد الطيارين.", [("killing", ["مسلحون تركمان"], ["الطيارين"], [])]),
        ("حاول محتجون اقتحام البرلمان في بلدة الرمان.", [("riot", ["محتجون"], [], ["بلدة الرمان"])]),
        ("أخلت الفرقة الثانية عشرة بلدة الرمان.", [("withdraws", ["الفرقة الثانية عشرة"], [], ["بلدة الرمان"])]),
        (
            "وتسلم مقاتلو مجلس الوادي مطار الرمان من قوات الجيش.",
            [("hands_over", ["قوات الجيش"], ["مقاتلو مجلس الوادي"], ["مطار الرمان"])],
        ),
        (
            "قصفت القوات الأذربيجانية مدينتي كارافان وسوتك.",
            [("shelling", ["القوات الأذربيجانية"], [], ["مدينة كارافان", "مدينة سوتك"])],
        ),
    ],
)
def test_people_and_units_in_their_slots(text: str, expected: list[tuple[str, list[str], list[str], list[str]]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "event", "killed", "injured"),
    [
        ("قتل قائد لواء الوادي وثلاثة من مرافقيه في كمين قرب بلدة الرمان.", "ground_attack", 4, None),
        ("قتل العقيد سالم الجروي والرائد حسن تولو وخمسة جنود في كمين قرب بلدة الرمان.", "ground_attack", 7, None),
        ("أصيب قائد الشرطة وثلاثة من حراسه في تفجير في بلدة الرمان.", "bombing", None, 4),
        ("قتل قائد ميداني يدعى حمود الجروي وثلاثة من مرافقيه في قصف على بلدة الرمان.", "shelling", 4, None),
    ],
)
def test_who_is_named_counts_too(text: str, event: str, killed: int | None, injured: int | None) -> None:
    (s,) = read(text)
    assert (s.event, s.killed, s.injured) == (event, killed, injured)


@pytest.mark.parametrize(
    ("text", "event", "agents"),
    [
        (
            "استعاد الجيش السوداني بلدة الرمان من قوات الدعم السريع. وقال المتحدث باسم الجيش إن القوات أسرت عشرة مسلحين.",
            "arrest",
            ["الجيش السوداني"],
        ),
        ("توغلت دبابات إسرائيلية شمال غزة. وقال الجيش الإسرائيلي إن قواته دمرت أنفاقا.", "destroys", ["الجيش الإسرائيلي"]),
    ],
)
def test_whose_forces_they_are(text: str, event: str, agents: list[str]) -> None:
    assert filled(text, event, "agent") == agents


def test_the_capital_is_the_one_of_a_country() -> None:
    assert filled("شنت مقاتلات غارات على صنعاء وصعدة. وقال طبيب إن 18 مدنيا قتلوا في العاصمة.", "killing", "place") == ["صنعاء"]


def test_a_surname_behind_a_preposition() -> None:
    found = read("اعتقلت الشرطة أوفيديو تولمان في بلدة الرمان. وقررت الحكومة الإفراج عن تولمان.")
    assert [[n.name for n in s.target] for s in found] == [["أوفيديو تولمان"], ["أوفيديو تولمان"]]


@pytest.mark.parametrize(
    ("text", "event", "places"),
    [
        ("سيطر المتمردون على كالونغو.", "takes_control", ["كالونغو"]),
        ("سيطرت القوات على تولوتسك وبوروفا.", "takes_control", ["تولوتسك", "بوروفا"]),
        ("انسحب الجيش من كوراتولو بعد معارك.", "withdraws", ["كوراتولو"]),
        ("نزح المئات من ماراكونا.", "displaces", ["ماراكونا"]),
        ("اندلعت اشتباكات في ماراكونا وتولوتسك.", "clash", ["ماراكونا", "تولوتسك"]),
        ("سيطر المتمردون على ناحية شيروان دزه.", "takes_control", ["ناحية شيروان دزه"]),
        ("قصفت المدفعية بلدة شاتوف يار.", "shelling", ["بلدة شاتوف يار"]),
        ("قطع مسلحون طريق غاو كيدال.", "besieges", ["طريق غاو كيدال"]),
        ("قتل ستة في هجوم على الطريق الرابط بين باماكو وكاي.", "ground_attack", ["الطريق الرابط بين باماكو وكاي"]),
        ("تراجعت القوات إلى خطوط غرب بلدة الرمان.", "withdraws", ["غرب بلدة الرمان"]),
        ("سيطر الجيش على الموقف.", "", []),
    ],
)
def test_towns_and_roads_that_no_list_knows(text: str, event: str, places: list[str]) -> None:
    assert [p for _, _, _, p in told(text)][:1] == ([places] if event else [])


def test_an_area_is_no_more_than_where_a_town_lies() -> None:
    found = read("دخل المتمردون بلدة تولو التابعة لقضاء الرمان. وقالت الشرطة إنها انسحبت منها.")
    assert [[n.name for n in s.place] for s in found if s.event == "withdraws"] == [["بلدة تولو"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "قال الوزير سالم الجروي إن القوة عادت. وقتل 12 من مسلحي حركة الفجر في بلدة الرمان.",
            ("killing", [], ["مسلحي حركة الفجر"], ["بلدة الرمان"]),
        ),
        (
            "قتلت قوة أمريكية خاصة القيادي حمدان الجروي في بلدة الرمان.",
            ("killing", ["قوة أمريكية خاصة"], ["القيادي حمدان الجروي"], ["بلدة الرمان"]),
        ),
        ("قتل 24 مدنيا في قصف قافلة سيارات قرب بلدة الرمان.", ("shelling", [], ["قافلة"], ["بلدة الرمان"])),
        ("قصفت الطائرات مخازن الحوثيين في بلدة الرمان.", ("air_strike", ["الطائرات"], ["الحوثيين"], ["بلدة الرمان"])),
        ("قررت فرنسا نشر قوات في بلدة الرمان.", ("deploys", ["فرنسا"], [], ["بلدة الرمان"])),
        ("وصلت قوات روسية إلى بلدة الرمان.", ("deploys", ["قوات روسية"], [], ["بلدة الرمان"])),
        ("فر أكثر من نصف مليون شخص من بلدة الرمان.", ("displaces", [], ["شخص"], ["بلدة الرمان"])),
        ("هاجم مسلحون حاجزا في قرية وانة قرب بلدة الرمان.", ("ground_attack", ["مسلحون"], [], ["قرية وانة"])),
        (
            "وأسقطت طائرات أمريكية وبريطانية عشرات المسيرات فوق بلدة الرمان.",
            ("destroys", ["طائرات أمريكية", "طائرات بريطانية"], ["المسيرات"], ["بلدة الرمان"]),
        ),
    ],
)
def test_who_did_it_to_whom(text: str, expected: tuple[str, list[str], list[str], list[str]]) -> None:
    assert expected in told(text)


def test_who_disowns_a_killing_is_said_to_have_done_it() -> None:
    (s,) = read("تنصل الجيش من المسؤولية عن قتل المتظاهرين.")
    assert (s.event, s.status, [n.name for n in s.agent], [n.name for n in s.target]) == ("killing", "denied", ["الجيش"], ["المتظاهرين"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("تظاهر المئات أمام السفارة الفرنسية في بلدة الرمان.", ("protest", ["المئات"], [], ["السفارة الفرنسية"])),
        ("عزل الجيش الرئيس ماكوندا تولو واحتجزه في بلدة الرمان.", ("arrest", ["الجيش"], ["الرئيس ماكوندا تولو"], ["بلدة الرمان"])),
        ("أفرجت الحركة عن رئيس بلدية الرمان مقابل عشرة أسرى.", ("arrest", ["الحركة"], ["رئيس بلدية الرمان"], [])),
    ],
)
def test_seats_and_who_stands_beside_them(text: str, expected: tuple[str, list[str], list[str], list[str]]) -> None:
    assert expected in told(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("مقتل 12 من المتمردين في غارة على قرية غورو.", ("air_strike", [], ["المتمردين"], ["قرية غورو"])),
        ("فجر المسلحون 12 من منازل القرية.", ("destroys", ["المسلحون"], ["منازل القرية"], [])),
        ("خطفت الجماعة 20 من تلميذات مدرسة في قرية غورو.", ("abduction", ["الجماعة"], ["تلميذات مدرسة"], ["قرية غورو"])),
        (
            "خطف مجهولون الصحفي حمدان الجروي من أمام منزله في بلدة الرمان.",
            ("abduction", ["مجهولون"], ["الصحفي حمدان الجروي"], ["بلدة الرمان"]),
        ),
        ("وقتل 3 من المهاجمين وأسر اثنان.", ("killing", [], ["المهاجمين"], [])),
    ],
)
def test_whom_a_number_counts(text: str, expected: tuple[str, list[str], list[str], list[str]]) -> None:
    assert expected in told(text)


@pytest.mark.parametrize(
    ("text", "event", "targets"),
    [
        ("قتلت غارة أحد قادة حركة الفجر في بلدة الرمان.", "air_strike", ["قادة حركة الفجر في بلدة الرمان"]),
        ("قتلت غارة ثلاثة من مقاتلي حركة الفجر في بلدة الرمان.", "air_strike", ["مقاتلي حركة الفجر"]),
        ("قتلت غارة مسلحين في بلدة الرمان.", "air_strike", ["مسلحين"]),
        ("قتل انفجار سبعة جنود في بلدة الرمان.", "bombing", ["جنود"]),
        ("قال مسعفون إن غارة قتلت ثلاثة من أفراد عائلة في بلدة الرمان.", "air_strike", ["أفراد عائلة"]),
        ("أصابت غارة عشرات المدنيين في بلدة الرمان.", "air_strike", ["المدنيين"]),
    ],
)
def test_whom_an_attack_killed(text: str, event: str, targets: list[str]) -> None:
    assert (filled(text, event, "agent"), filled(text, event, "target")) == ([], targets)

"""Who fell, who fell into whose trap, what we did, and names in quotation marks that are joined."""

from __future__ import annotations

import pytest
from tests.reading.unjudged import filled, read, told

Told = list[tuple[str, list[str], list[str], list[str]]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قتل أربعة جنود في كمين لجماعة الفجر قرب بلدة الرمان.", ("جماعة الفجر", "جنود")),
        ("سقط المتمردون في كمين للجيش في بلدة الرمان.", ("الجيش", "المتمردون")),
        ("وقع رتل عسكري للحركة في كمين محكم للجيش قرب بلدة الرمان.", ("الجيش", "رتل عسكري للحركة")),
        ("قتل ستة مسلحين في كمينين للجيش قرب بلدة الرمان.", ("الجيش", "مسلحين")),
        ("نصب الجيش كمينا للمتمردين قرب بلدة الرمان.", ("الجيش", "المتمردين")),
    ],
)
def test_whose_trap_it_is(text: str, expected: tuple[str, str]) -> None:
    assert told(text) == [("ground_attack", [expected[0]], [expected[1]], ["بلدة الرمان"])]


@pytest.mark.parametrize(
    ("text", "fallen"),
    [
        ("سقط ستة حوثيين في بلدة الرمان.", ["حوثيين"]),
        ("سقوط خمسة فلسطينيين في بلدة الرمان.", ["فلسطينيين"]),
        ("سقط عشرات الحوثيين في بلدة الرمان.", ["الحوثيين"]),
    ],
)
def test_men_fall_otherwise_than_towns(text: str, fallen: list[str]) -> None:
    assert told(text) == [("killing", [], fallen, ["بلدة الرمان"])]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("لقي الأهالي حتفهم في بلدة الرمان.", ["الأهالي"]),
        ("لقي قائد الكتيبة حتفه في بلدة الرمان.", ["قائد الكتيبة"]),
    ],
)
def test_what_somebody_meets_is_no_part_of_his_name(text: str, who: list[str]) -> None:
    assert filled(text, "killing", "target") == who


def test_whoever_kills_his_own_is_not_killed() -> None:
    assert told("قتل شاب والده في بلدة الرمان.") == [("killing", ["شاب"], ["والده"], ["بلدة الرمان"])]
    assert told("قتل شرطي وجندي في بلدة الرمان.") == [("killing", [], ["شرطي", "جندي"], ["بلدة الرمان"])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قال القائد: اعتقلنا سبعة ضباط في بلدة الرمان.", ("arrest", ["القائد"], ["ضباط"])),
        ("قال القائد إننا قتلنا مقاتلين من الحركة في بلدة الرمان.", ("killing", ["القائد"], ["مقاتلين من الحركة"])),
        ("قال القائد: سيطرنا على بلدة الرمان.", ("takes_control", ["القائد"], [])),
        ("قال القائد: قصفنا بلدة الرمان بالصواريخ.", ("shelling", ["القائد"], [])),
        ("قال القائد: نفذنا أربع غارات على مواقع المتمردين في بلدة الرمان.", ("air_strike", ["القائد"], ["المتمردين"])),
        ("قال القائد: انسحبنا من بلدة الرمان.", ("withdraws", ["القائد"], [])),
    ],
)
def test_we_are_those_who_speak(text: str, expected: tuple[str, list[str], list[str]]) -> None:
    assert told(text) == [(*expected, ["بلدة الرمان"])]


def test_they_did_it_to_us() -> None:
    (s,) = read("قال شاهد: قصفونا بالطائرات في بلدة الرمان.")
    assert s.agent == ()


@pytest.mark.parametrize(
    ("text", "event", "places"),
    [
        ("سيطرت القوات على بلدتي «الرمان» و«السد».", "takes_control", ["بلدة الرمان", "بلدة السد"]),
        ('اندلعت معارك في أحياء "النهر" و"السلام" و"الجسر".', "clash", ["حي النهر", "حي السلام", "حي الجسر"]),
    ],
)
def test_names_in_quotation_marks_are_joined(text: str, event: str, places: list[str]) -> None:
    assert filled(text, event, "place") == places


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("دخل القصف التركي لمقاتلي الفصائل أسبوعه الثالث.", ("shelling", ["التركي"], ["مقاتلي الفصائل"])),
        ("تعرضت الدورية لهجوم من جانب مسلحين.", ("ground_attack", ["مسلحين"], ["الدورية"])),
        ("قتل ثلاثة جنود من طرف مسلحين.", ("killing", ["مسلحين"], ["جنود"])),
        ("نفذت الميليشيا إعدامات بحق الكثير من المدنيين.", ("killing", ["الميليشيا"], ["المدنيين"])),
        ("ارتكبت الميليشيا مجزرة بحق أكثر من 200 من المدنيين.", ("killing", ["الميليشيا"], ["المدنيين"])),
        ("نفذت الميليشيا اعتقالات بحق عشرات الناشطين.", ("arrest", ["الميليشيا"], ["الناشطين"])),
        ("قتلت حركة الشباب الأربعاء، وجيها قبليا رفض دفع المال.", ("killing", ["حركة الشباب"], ["وجيها قبليا"])),
    ],
)
def test_who_did_it_to_whom(text: str, expected: tuple[str, list[str], list[str]]) -> None:
    assert told(text) == [(*expected, [])]


def test_a_death_that_tells_when_is_nobodys_deed() -> None:
    assert told("قرر الوزير نشر قوات في بلدة الرمان بعد مقتل أربعة متظاهرين.", "killing")[0][1:3] == ([], ["متظاهرين"])
    assert told("أمر الرئيس بتسليح الشرطة بعد مقتل خمسة ضباط في بلدة الرمان.", "killing")[0][1:3] == ([], ["ضباط"])


def test_captives_are_no_families() -> None:
    assert filled("طلب شيوخ الإفراج عن تسعة جنود جرى أسرهم في بلدة الرمان.", "arrest", "target") == ["جنود"]


def test_those_who_are_counted_together_stand_on_one_side() -> None:
    (s,) = told("أسفرت المعارك عن مقتل 19 من المتمردين وقوات الحرس في بلدة الرمان.")
    assert (s[1], s[2]) == ([], ["المتمردين"])
    (s,) = told("قتل سبعة من الجيش واثنان من المتمردين في معارك في بلدة الرمان.")
    assert {*s[1], *s[2]} == {"الجيش", "المتمردين"}


def test_what_is_destroyed_wholly_destroys_nothing() -> None:
    found = told("هاجمت مروحيتان حاجزا للجيش في بلدة الرمان ودمر بالكامل، وقتل سبعة جنود.", "destroys")
    assert all(s[1] == [] for s in found)


def test_a_name_that_begins_like_a_verb_to_come() -> None:
    assert filled("اعتقلت الشرطة سامر قاسم في بلدة الرمان.", "arrest", "target") == ["سامر قاسم"]


def test_a_cell_of_somebody_is_taken() -> None:
    assert filled("أعلنت الشرطة اعتقال خلية لتنظيم القاعدة في بلدة الرمان.", "arrest", "agent") == ["الشرطة"]


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("وثق المركز مقتل 34 ألفا و512 مدنيا في بلدة الرمان.", ["مدنيا"]),
        ("إعدام «داعش» ستة مدنيين في بلدة الرمان.", ["مدنيين"]),
        ("احتج السكان على قتل سامي قاسم للعقيد حسان درويش في بلدة الرمان.", ["العقيد حسان درويش"]),
        ("قالت الوزارة إن تسعة من الحوثيين قتلوا في بلدة الرمان.", ["الحوثيين"]),
        ("قُتِل اثنان من مسلحي حركة الفجر في بلدة الرمان.", ["مسلحي حركة الفجر"]),
        ("مقتل أربعة مدنيين والجيش يتقدم في بلدة الرمان.", ["مدنيين"]),
    ],
)
def test_whom_it_killed(text: str, targets: list[str]) -> None:
    assert filled(text, "killing", "target") == targets


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("استمرت مهاجمة أهداف مصرية في بلدة الرمان.", "ground_attack"),
        ("وقعت في بلدة الرمان هجمات على مدنيين اعتبرتها المنظمة جرائم حرب.", "ground_attack"),
    ],
)
def test_who_did_not_do_it(text: str, event: str) -> None:
    assert filled(text, event, "agent") == []


def test_who_protests_a_death_did_not_cause_it() -> None:
    assert told("تظاهر مئات في بلدة الرمان احتجاجا على مقتل شاب.", "killing")[0][1] == []


def test_each_of_several_is_taken() -> None:
    text = "اقتحمت قوات الاحتلال بلدة الرمان واعتقلت كلا من: سامر قاسم (24 عاما)، هاني ناصر (19 عاما)."
    assert told(text, "arrest") == [("arrest", ["قوات الاحتلال"], ["سامر قاسم", "هاني ناصر"], ["بلدة الرمان"])]


def test_two_who_open_a_sentence_do_it_together() -> None:
    assert filled("الجيش والعشائر يهاجمون مواقع المسلحين في بلدة الرمان.", "ground_attack", "agent") == ["الجيش", "العشائر"]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("اعتقلت الشرطة الشاب سامر قاسم في بلدة الرمان.", ["الشاب سامر قاسم"]),
        ("اعتقلت الشرطة الأسير المحرر سامر قاسم في بلدة الرمان.", ["الأسير المحرر سامر قاسم"]),
        ("اعتقلت الشرطة الشابين سامر قاسم وهاني ناصر في بلدة الرمان.", ["سامر قاسم", "هاني ناصر"]),
    ],
)
def test_young_men_by_their_names(text: str, who: list[str]) -> None:
    assert filled(text, "arrest", "target") == who


def test_whose_the_dead_are() -> None:
    assert filled("أربعة قتلى من حركة الفجر في بلدة الرمان.", "killing", "target") == ["حركة الفجر"]


@pytest.mark.parametrize(
    ("text", "event", "expected"),
    [
        ("قتلت الشرطة منفذ الهجوم في بلدة الرمان.", "killing", (["الشرطة"], ["منفذ الهجوم"])),
        ("قتلت الشرطة منفذ عملية الدهس في بلدة الرمان.", "killing", (["الشرطة"], ["منفذ عملية الدهس"])),
        ("أعلنت الشرطة اعتقال مرتكبي مجزرة الجسر في بلدة الرمان.", "arrest", (["الشرطة"], ["مرتكبي مجزرة الجسر"])),
        ("أعلنت الشرطة مقتل منفذ الهجوم على مسجد في بلدة الرمان.", "ground_attack", ([], [])),
    ],
)
def test_somebody_by_what_he_did(text: str, event: str, expected: tuple[list[str], list[str]]) -> None:
    assert told(text, event)[0][1:3] == expected


def test_a_border_post_is_nobody() -> None:
    assert filled("أغلق الجيش منفذ الرمان الحدودي.", "besieges", "agent") == ["الجيش"]


def test_raids_strike_whom_they_are_told_to() -> None:
    assert told("نفذت القوات مداهمات استهدفت عناصر التنظيم في بلدة الرمان.", "ground_attack")[0][1:3] == ([], ["عناصر التنظيم"])


@pytest.mark.parametrize(
    ("text", "event", "targets"),
    [
        ("أدى القصف على بلدة الرمان إلى استشهاد 40 شهيدا من المواطنين.", "shelling", ["المواطنين"]),
        ("سقوط سبعة قتلى بين صفوف القوات الحكومية في بلدة الرمان.", "killing", ["القوات الحكومية"]),
        ("أوقع القصف على بلدة الرمان جرحى من المدنيين.", "shelling", ["المدنيين"]),
        ("أسفرت المعارك في بلدة الرمان عن مصرع العشرات من الحوثيين وأسر تسعة منهم.", "arrest", ["الحوثيين"]),
    ],
)
def test_of_whom_the_fallen_were(text: str, event: str, targets: list[str]) -> None:
    assert filled(text, event, "target") == targets

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


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("سيطر الجيش على القسم الشمالي من بلدة الشحيمة.", ["القسم الشمالي من بلدة الشحيمة"]),
        ("يسيطر التنظيم على الجانب الأيسر من مدينة الرقة.", ["الجانب الأيسر من مدينة الرقة"]),
        ("تقدم الجيش في الأحياء الشرقية من مدينة حماة.", ["الأحياء الشرقية من مدينة حماة"]),
        ("سيطر الجيش على ثلثي مدينة سرت.", ["مدينة سرت"]),
        ("انتشر الجيش في كل من حمص وحماة ودرعا.", ["حمص", "حماة", "درعا"]),
        ("استعادت القوات قرى عدة أبرزها تل الذهب والحمرا.", ["تل الذهب", "الحمرا"]),
        ("سيطر الجيش على طريق حلب - دمشق الدولي.", ["طريق حلب - دمشق الدولي"]),
        ("سيطر المسلحون على مركز الشرطة في بلدة أبو حمد.", ["مركز الشرطة"]),
        ("سيطرت القوات على أولى قرى ناحية العلم.", ["قرى ناحية العلم"]),
    ],
)
def test_parts_and_lists(text: str, place: list[str]) -> None:
    """Parts told by their side, shares, lists behind "each of" and "among them", roads between two towns, posts, ranks."""
    assert [s[3] for s in told(text)] == [place]


def test_share() -> None:
    """Two thirds are a part; "each of" is no whole, nor is a part told by its side a share."""
    found = [read(f"سيطر الجيش على {x} سرت.")[0].extent for x in ("ثلثي مدينة", "كل من مدينة", "القسم الشمالي من مدينة", "كامل مدينة")]
    assert found == ["part", "", "", "whole"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("كسر الجيش الحصار المفروض على مدينة الدلنج.", "occurred"),
        ("أنهت القوات الحصار على مدينة الأبيض.", "occurred"),
        ("طالب السكان برفع الحصار عن مدينة تعز.", "ongoing"),
        ("الأحياء المحاصرة في مدينة الأبيض بلا ماء.", "ongoing"),
    ],
)
def test_siege_ends(text: str, status: str) -> None:
    """A siege that somebody broke is over; one that is to be lifted goes on."""
    assert [s.status for s in read(text) if s.event == "besieges"] == [status]


def test_body_by_name() -> None:
    """A front with the adjective of a body is one, also where one goes."""
    text = "سلمت هيئة تحرير الشام مواقعها في مدينة إدلب إلى الجبهة الوطنية."
    assert ("hands_over", ["هيئة تحرير الشام"], ["الجبهة الوطنية"], ["مدينة إدلب"]) in told(text)


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        (
            "سيطر الجيش على بلدة الكرامة. وتقع البلدة على بعد 18 كيلومترا من مدينة الرقة. وقال سكان إن المسلحين انسحبوا منها.",
            ("withdraws", ["المسلحين"], [], ["بلدة الكرامة"]),
        ),
        (
            "سيطر الجيش على بلدة الكرامة في محافظة الرقة. وقال سكان إن المسلحين انسحبوا منها.",
            ("withdraws", ["المسلحين"], [], ["بلدة الكرامة"]),
        ),
        (
            "قصف الجيش سوقا في بلدة أريحا بمحافظة إدلب التي تسيطر عليها فصائل المعارضة.",
            ("holds", ["فصائل المعارضة"], [], ["محافظة إدلب"]),
        ),
        ("سيطر الجيش على مدينة تدمر. ثم انسحب من المدينة الأثرية.", ("withdraws", ["الجيش"], [], ["مدينة تدمر"])),
        ("دخل الجيش مدينة الحديدة. وسيطر على مطار المدينة.", ("takes_control", ["الجيش"], [], ["مطار المدينة"])),
        (
            "استعادت قوات سوريا الديمقراطية بلدة الكرامة. وكان التنظيم سيطر على البلدة.",
            ("takes_control", ["التنظيم"], [], ["بلدة الكرامة"]),
        ),
        ("في وقت تحاصر فيه قوات الشرق مدينة النجيلة.", ("besieges", ["قوات الشرق"], [], ["مدينة النجيلة"])),
        ("غادرت دفعة جديدة من مسلحي جيش الإسلام مدينة دوما.", ("withdraws", ["مسلحي جيش الإسلام"], [], ["مدينة دوما"])),
        ("غادرت القوات الفرنسية النيجر.", ("withdraws", ["القوات الفرنسية"], [], ["النيجر"])),
    ],
)
def test_pronouns_and_nouns(text: str, statement: Told) -> None:
    """What only tells where a place lies is no antecedent; towns told by an adjective; sites in a town; who leaves in batches, and what."""
    assert statement in told(text)


@pytest.mark.parametrize(
    ("text", "event", "agent", "place"),
    [
        (
            "انتقلت السيطرة على مطار بنينا من أنصار الشريعة إلى قوات حفتر.",
            "hands_over",
            ["أنصار الشريعة"],
            ["مطار بنينا"],
        ),
        ("اقتحم مئات من أنصار التيار الصدري السفارة السويدية في بغداد.", "riot", ["أنصار التيار الصدري"], ["بغداد"]),
        ("سيطر الجيش على حقول العمر والتنك.", "takes_control", ["الجيش"], ["حقل العمر", "حقل التنك"]),
        ("لا تزال المعارك مستمرة على أطراف بلدة الشحيمة.", "clash", [], ["أطراف بلدة الشحيمة"]),
    ],
)
def test_names_that_are_heads(text: str, event: str, agent: list[str], place: list[str]) -> None:
    """A head of bodies is no town of that name; a plural with a known name goes on; "still" is no "no"."""
    assert [(s[1], s[3]) for s in told(text, event)] == [(agent, place)]


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("استعاد الجيش السوري تدمر في آذار 2016.", ("takes_control", ["الجيش السوري"], [], ["تدمر"])),
        ("دخلت قوات الشرعية عدن.", ("takes_control", ["قوات الشرعية"], [], ["عدن"])),
        ("سيطرت طالبان على معظم أفغانستان.", ("takes_control", ["طالبان"], [], ["أفغانستان"])),
        ("سيطر المتمردون على غالبية مالي.", ("takes_control", ["المتمردون"], [], ["مالي"])),
        ("انسحبت القوات الأميركية من أفغانستان عام 2021.", ("withdraws", ["القوات الأميركية"], [], ["أفغانستان"])),
        ("غادرت القوات الفرنسية مالي نهائيا.", ("withdraws", ["القوات الفرنسية"], [], ["مالي"])),
    ],
)
def test_words_that_are_places(text: str, statement: Told) -> None:
    """A town whose name is a verb too, a country behind a share, one that is left."""
    assert told(text) == [statement]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("حاصر الجيش مدينة حمص من 2012 إلى 2014.", "2012/2014"),
        ("انسحب الجيش من مدينة حمص الليلة قبل الماضية.", "2024-03-03"),
    ],
)
def test_dates(text: str, date: str) -> None:
    """Bare years from and to; the night before last."""
    assert [s.date for s in read(text)] == [date]


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("حرر الجيش الكونغولي مينوفا.", ("takes_control", ["الجيش الكونغولي"], [], ["مينوفا"])),
        ("الجيش يستعيد بلدة الشحيمة.", ("takes_control", ["الجيش"], [], ["بلدة الشحيمة"])),
        ("قوات تيغراي تستعيد مكيلي.", ("takes_control", ["قوات تيغراي"], [], ["مكيلي"])),
    ],
)
def test_bare_objects(text: str, statement: Told) -> None:
    """A town of which nothing is known as the object of a verb; the present that tells news of a named place."""
    assert told(text) == [statement]


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("سيطر تنظيم داعش على قضاء سنجار وناحية زمار.", ("takes_control", ["تنظيم داعش"], [], ["قضاء سنجار", "ناحية زمار"])),
        ("استعادت القوات الفرنسية غاو وتمبكتو.", ("takes_control", ["القوات الفرنسية"], [], ["غاو", "تمبكتو"])),
        ("اقتحمت فصائل معارضة بلدة الشحيمة.", ("ground_attack", ["فصائل معارضة"], [], ["بلدة الشحيمة"])),
        ("حاولت مجموعات إرهابية السيطرة على مدينة غاو.", ("takes_control", ["مجموعات إرهابية"], [], ["مدينة غاو"])),
    ],
)
def test_heads_and_adjectives(text: str, statement: Told) -> None:
    """A subdistrict is no "side"; names behind who takes them; adjectives of an undetermined plural take no name."""
    assert statement in told(text)


def test_per_cent() -> None:
    """So many per cent of a town are a part of it."""
    assert [s.extent for s in read("باتت قوات الشرق تسيطر على تسعين في المئة من مدينة النجيلة.")] == ["part"]


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("مدينة الفاشر هي آخر معقل للجيش في دارفور.", ("holds", ["الجيش"], [], ["مدينة الفاشر"])),
        ("دخلت القوات الكينية مدينة كيسمايو جنوب الصومال.", ("takes_control", ["القوات الكينية"], [], ["مدينة كيسمايو"])),
        ("سيطر المسلحون على مقر حاكم ولاية قندوز.", ("takes_control", ["المسلحون"], [], ["مقر حاكم ولاية قندوز"])),
        ("سيطر الدعم السريع على حامية زالنجي.", ("takes_control", ["الدعم السريع"], [], ["حامية زالنجي"])),
        ("سيطر مقاتلو سيليكا على مدينة بامباري.", ("takes_control", ["مقاتلو سيليكا"], [], ["مدينة بامباري"])),
    ],
)
def test_who_and_where(text: str, statement: Told) -> None:
    """A rank before a stronghold; where a town lies is not where one goes; a plural without its nun waits for a name."""
    assert told(text) == [statement]


def test_gain_is_over() -> None:
    """What goes on since a gain is not the gain."""
    found = read("منذ سقوط صنعاء بيد الحوثيين عام 2014 تدور حرب في اليمن.")
    assert [(s.status, s.date) for s in found if s.event == "takes_control"] == [("occurred", "2014")]


def test_so_long_after() -> None:
    """What a siege lasted does not date the fall that ended it."""
    found = read("بعد ثلاثة أشهر من الحصار سقطت مدينة ماريوبول في يد القوات الروسية.")
    assert [s.date for s in found if s.event == "takes_control"] == [""]

"""Constructions of newspapers that lean on the noun of an event: whom it struck, who did it, what it was not for."""

from __future__ import annotations

import pytest

from rasid.lexicon.loader import load
from rasid.lexicon.theatre import load_names
from rasid.model import Report, Statement
from rasid.reading.reader import DocumentReader

READER = DocumentReader(load(), load_names())
READER.judge = None


def read(text: str, event: str) -> Statement:
    """The first statement of an event in a text."""
    found, _ = READER.read(Report("t", text, "", "2024-03-05"))
    return next(s for s in found if s.event == event)


def slot(s: Statement, name: str) -> list[str]:
    return [n.name for n in getattr(s, name)]


@pytest.mark.parametrize(
    ("text", "event", "agents", "targets"),
    [
        ("وأكد المصدر مقتل شرطيين في هجوم استهدفهما في مدينة الخمس.", "ground_attack", [], ["شرطيين"]),
        ("قتل ضابط في الجيش اليمني في تفجير استهدفه وسط مدينة تعز.", "bombing", [], ["ضابط"]),
        ("أصيب جنود إسرائيليون في عملية طعن استهدفتهم عند مفترق عتصيون.", "ground_attack", [], ["جنود إسرائيليون"]),
        ("وقع الهجوم الانتحاري الذي استهدف مقر الشرطة في كابول.", "bombing", [], ["الشرطة"]),
        ("أعلنت الشرطة مقتل ضابط في هجوم انتحاري في بغداد.", "bombing", [], ["ضابط"]),
        ("نفذ سلاح الجو هجوما أوقع عشرات القتلى والجرحى في صعدة.", "air_strike", ["سلاح الجو"], []),
        ("وذكر أن عناصر الحركة هاجمت قوات الأمن في مقديشو.", "ground_attack", ["عناصر الحركة"], ["قوات الأمن"]),
        ("رجال الشرطة اعتقلوا خمسة أشخاص في القاهرة.", "arrest", ["رجال الشرطة"], ["أشخاص"]),
        ("أعلن الجيش أنه قتل ثلاثة مسلحين في سيناء.", "killing", ["الجيش"], ["مسلحين"]),
        ("ألقت الشرطة القبض على 12 طالبا في الخرطوم.", "arrest", ["الشرطة"], ["طالبا"]),
        ("شهدت المدينة نزوح نصف سكانها بعد القصف.", "displaces", [], ["سكانها"]),
        ("وقتل شرطيان وثلاثة مدنيين في الهجوم.", "ground_attack", [], ["شرطيان"]),
        ("وذكرت الوزارة أن أجهزة الأمن اعتقلت جماعة إرهابية.", "arrest", ["أجهزة الأمن"], ["جماعة إرهابية"]),
        ("كما استهدفت الهجمات أيضا وحدات للجيش في حلب.", "ground_attack", [], ["وحدات للجيش"]),
        ("أفرجت السلطات عن الناشط السياسي أحمد دومة.", "arrest", ["السلطات"], ["الناشط السياسي أحمد دومة"]),
        ("استعادت القوات مدينة بيجي، أكبر مدن المحافظة، من قبضة داعش.", "takes_control", ["القوات"], ["داعش"]),
        ("إن اثنين من المتشددين قتلا في الهجوم على معسكر في كابول.", "ground_attack", [], ["المتشددين"]),
        ("اعتقلت الشرطة ثلاثة أشخاص يشتبه بانتمائهم لتنظيم داعش.", "arrest", ["الشرطة"], ["أشخاص"]),
        ("قتلت الجماعة آلاف المدنيين واختطفت المئات من الفتيات.", "abduction", ["الجماعة"], ["الفتيات"]),
    ],
)
def test_whom_it_struck(text: str, event: str, agents: list[str], targets: list[str]) -> None:
    s = read(text, event)
    assert (slot(s, "agent"), slot(s, "target")) == (agents, targets)


@pytest.mark.parametrize(
    ("text", "event", "agents"),
    [
        ("بدأ الجيش التقدم نحو المدينة بعد غارات شنها التحالف العربي.", "advances", ["الجيش"]),
        ("تستعد المعارضة للسيطرة على المدينة مستفيدة من هجوم شنته قوات الحماية.", "takes_control", ["المعارضة"]),
        ("قتل ثلاثة في هجوم بسيارة مفخخة نفذه تنظيم داعش في بغداد.", "bombing", ["تنظيم داعش"]),
        ("واصلت السعودية قصف معسكرات للحوثيين في صعدة.", "shelling", ["السعودية"]),
        ("قال متحدث إن الجيش مسؤول عن الغارة على السوق في بلدة كوبر.", "air_strike", ["الجيش"]),
        ("قالت السلطات إنها مسؤولة عن الهجوم الجوي على نقطة التفتيش.", "air_strike", ["السلطات"]),
        ("إن قوات الأمن أغلقت موقع الهجوم واعتقلت خمسة من الأشخاص.", "arrest", ["قوات الأمن"]),
        ("وتمكن مقاتلو الفصائل التي تضم عدة كتائب، الأسبوع الماضي، من السيطرة على مطار منغ.", "takes_control", ["مقاتلو الفصائل"]),
        ("وفي 12 يوليو فجرت انتحاريتان نفسيهما في سوق فوتوكول.", "bombing", ["انتحاريتان"]),
        ("رد الجيش بقصفه مواقع المسلحين في درنة.", "shelling", ["الجيش"]),
        ("وبدأت تركيا عمليات ضد تنظيم داعش في أعقاب تفجير انتحاري في سروج.", "bombing", []),
        ("قال إن ألف رجل ماتوا أثناء احتجاز الجيش النيجيري لهم.", "arrest", ["الجيش النيجيري"]),
        ("وجه طيران التحالف ضربات لمساندة القوات العراقية في الأنبار.", "air_strike", ["طيران التحالف"]),
        ("ندد مجلس الأمن الدولي بالهجوم. وقالت الشرطة إن قوات الأمن قتلت خمسة مسلحين.", "killing", ["قوات الأمن"]),
        ("العمليات التي بدأتها القوات المالية انتهت بعد أن تم تطهير الفندق.", "takes_control", ["القوات المالية"]),
    ],
)
def test_who_did_it(text: str, event: str, agents: list[str]) -> None:
    assert slot(read(text, event), "agent") == agents


@pytest.mark.parametrize(
    ("text", "event", "places"),
    [
        ("دخلت القوات التركية الأراضي العراقية لملاحقة مسلحي حزب العمال.", "deploys", ["الأراضي العراقية"]),
        ("اعتقلت الشرطة التركية خمسة شبان كانوا في طريقهم إلى سوريا.", "arrest", []),
        ("خرجت مظاهرات في بغداد ومدن أخرى بينها البصرة والنجف.", "protest", ["بغداد", "البصرة", "النجف"]),
        ("يقصف التحالف الدولي التنظيم المتطرف في العراق وسوريا.", "air_strike", ["العراق", "سوريا"]),
        ("استهدف هجوم مسلح مقر الشرطة في مقديشو.", "ground_attack", ["مقر الشرطة"]),
        ("يسيطر المتمردون على أجزاء كبيرة من دارفور.", "holds", ["دارفور"]),
    ],
)
def test_where_it_was(text: str, event: str, places: list[str]) -> None:
    assert slot(read(text, event), "place") == places


@pytest.mark.parametrize(
    ("text", "event", "status"),
    [
        ("أعرب الرئيس عن حزنه العميق لمقتل عشرات المدنيين في إدلب.", "killing", "occurred"),
        ("بلغت الحصيلة الأولية للتفجير في بغداد 14 قتيلا.", "bombing", "occurred"),
        ("كان السبب الرئيسي لسقوط الموصل ضعف القيادة.", "takes_control", "occurred"),
        ("أرسل الجيش قوات لاقتحام البلدة.", "ground_attack", "planned"),
    ],
)
def test_no_purpose(text: str, event: str, status: str) -> None:
    assert read(text, event).status == status


def test_what_is_to_come_does_not_date_what_was() -> None:
    assert not read("اعتقلت الشرطة خمسة متظاهرين في تونس، وستجرى الانتخابات في 20 أبريل.", "arrest").date
    assert read("اعتقلت الشرطة خمسة متظاهرين في تونس في 20 فبراير.", "arrest").date == "2024-02-20"


def test_the_man_is_whose_name_was_told() -> None:
    found, _ = READER.read(Report("t", "اعتقلت السلطات الداعية محمد العريفي. وأفرجت الشرطة عن الرجل بعد أسبوع.", "", "2024-03-05"))
    assert [slot(s, "target") for s in found] == [["محمد العريفي"], ["محمد العريفي"]]


def test_the_time_of_a_place_is_not_that_of_what_happened_there() -> None:
    text = "وقتل شرطي أمس في بلدة كوبر. وقتل خمسة أشخاص في كركوك التي سيطر عليها الأكراد عام 2014."
    found, _ = READER.read(Report("t", text, "", "2024-03-05"))
    assert [s.date for s in found if s.event == "killing"] == ["2024-03-04", "2024-03-04"]


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("قال العميد سالم ناصر في حديث نقلته قناة الحدث إن القوات سيطرت على بلدة الوازعية.", ["العميد سالم ناصر"]),
        ("سيطرت القوات على بلدة الوازعية، حسبما علمت صحيفة الأيام من مصدر أمني.", ["مصدر أمني"]),
    ],
)
def test_who_says_it(text: str, sources: list[str]) -> None:
    assert slot(read(text, "takes_control"), "source") == sources

"""Whose deed it is: those who are let, forced or asked to do it, completed verbal nouns, chains of verbs, guesses taken back."""

from __future__ import annotations

import pytest

from rasid.model import Report
from rasid.pipeline import Reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    out = Reader()
    out.documents.judge = None
    return out


def _names(reader: Reader, text: str, event: str, slot: str) -> list[str]:
    found = [s for s in reader.read(Report("x", text, "", "2025-05-05")).statements if s.event == event]
    assert found, text
    return [n.name for n in getattr(found[0], slot)]


@pytest.mark.parametrize(
    ("text", "event", "names"),
    [
        ("سمحت الحكومة للقوات الفرنسية بشن هجمات على المتشددين قرب غاو.", "ground_attack", ["القوات الفرنسية"]),
        ("أذنت النيابة للشرطة باعتقال رئيس البلدية.", "arrest", ["الشرطة"]),
        ("أجبرت الغارات المتمردين على الفرار من بلدة الرمان.", "withdraws", ["المتمردين"]),
        ("أجبر القصف المدفعي المسلحين على الانسحاب من بلدة الرمان.", "withdraws", ["المسلحين"]),
        ("مكنت الضربات الجوية القوات الليبية من استعادة السيطرة على بلدة هراوة.", "takes_control", ["القوات الليبية"]),
        ("طالب المتظاهرون الشرطة بالإفراج عن ثلاثة طلاب.", "arrest", ["الشرطة"]),
        ("طالب الاتحاد الإفريقي قوات الدعم السريع برفع الحصار عن مدينة الفاشر.", "besieges", ["قوات الدعم السريع"]),
        ("اضطرت القوات الأوكرانية إلى الانسحاب من بلدة فوليدار.", "withdraws", ["القوات الأوكرانية"]),
        ("دعا وزير الدفاع مقاتلي الحركة إلى الانسحاب من المدينة.", "withdraws", ["مقاتلي الحركة"]),
        ("ورد سلاح الجو الإسرائيلي بقصف مواقع للحركة شمال القطاع.", "air_strike", ["سلاح الجو الإسرائيلي"]),
        ("وبادر مقاتلو الفصيل إلى إخلاء مواقعهم في قرية الرمان.", "withdraws", ["مقاتلو الفصيل"]),
    ],
)
def test_controlled(reader: Reader, text: str, event: str, names: list[str]) -> None:
    assert _names(reader, text, event, "agent") == names


@pytest.mark.parametrize(
    ("text", "event", "names", "other"),
    [
        ("وذلك تمهيدا لمحاصرة القوات المشتركة مدينة الرمان.", "besieges", ["القوات المشتركة"], []),
        ("قطعت الطريق بعد تفجير مسلحي التنظيم جسرا في الرمادي.", "destroys", ["مسلحي التنظيم"], ["جسرا"]),
        ("تواصل القوات الحكومية قتال المتمردين في وادي الرمان.", "clash", ["القوات الحكومية"], ["المتمردين"]),
        ("يستمر قتال الجيش ضد الفصائل في وادي الرمان.", "clash", ["الجيش"], ["الفصائل"]),
        ("وقال إن الفصائل الصغيرة الأخرى التي تقاتل داعش ميدانيا تحتاج إلى الدعم.", "clash", ["الفصائل"], ["داعش"]),
        ("سيطرت القوات العراقية بدعم جوي من التحالف الدولي على بلدة هيت.", "air_strike", ["التحالف الدولي"], []),
        ("قصفت مقاتلات إف-16 من سلاح الجو البلجيكي مواقع في الرقة.", "air_strike", ["سلاح الجو البلجيكي"], []),
        ("قصفت طائرة من دون طيار تابعة للقوات الأميركية سيارة في شبوة.", "air_strike", ["القوات الأميركية"], []),
        ("قتل 19 شرطيا في هجمات نسبت إلى حركة الشباب منذ بداية العام.", "ground_attack", ["حركة الشباب"], ["شرطيا"]),
        ("كما اتهم الغرباوي قوات الوفاق بقصف أحياء سكنية في غريان.", "shelling", ["قوات الوفاق"], []),
        ("واتهمت الدعم السريع باختطاف أربعة أطباء في الفاشر.", "abduction", ["الدعم السريع"], ["أطباء"]),
        ("تنتشر قوات النظام في البوكمال، وأسر المتمردون ضابطا في الميادين.", "arrest", ["المتمردون"], ["ضابطا"]),
        ("قالت الحركة إنها أسرت الجندي خلال عملية شرق حي التفاح.", "arrest", ["الحركة"], ["الجندي"]),
        ("وكان التنظيم قد احتل البلدة في آب الماضي وقتل 20 شخصا.", "killing", ["التنظيم"], ["شخصا"]),
        ("وأُحرقت ست خيام في المخيم بعد دخول حركة أحرار الشام.", "destroys", [], ["خيام"]),
        ("نجحت المقاومة الشعبية أمس في كسر الحصار المفروض على تعز.", "besieges", [], []),
        ("القوات البرية تصدت بالمدفعية لمجموعات حوثية حاولت الاقتراب من الحدود.", "advances", ["مجموعات حوثية"], []),
        ("قال قائد لواء الصقور العقيد سامي إن قواته سيطرت على بلدة الرمان.", "takes_control", ["لواء الصقور"], []),
        ("المقاومة الشعبية سيطرت على المدينة وقتلت عشرات الحوثيين.", "killing", ["المقاومة الشعبية"], ["الحوثيين"]),
    ],
)
def test_doer_and_object(reader: Reader, text: str, event: str, names: list[str], other: list[str]) -> None:
    assert _names(reader, text, event, "agent") == names
    assert not other or _names(reader, text, event, "target") == other


def test_subject_runs_on_in_its_gender(reader: Reader) -> None:
    first = "قاتل مسلحو الحركة في البلدة. وقال مصدر إن وحدات من الفوج الثامن وصلت من الجنوب، وأحكمت الطوق على البلدة، "
    assert _names(reader, first + "وتمكنت أمس من استعادة قرية الرمان.", "takes_control", "agent") == ["الفوج الثامن"]


def test_circumstance_is_nobodys_deed(reader: Reader) -> None:
    assert _names(reader, "اضطرت الفرقة الثامنة إلى الانسحاب من قرية الرمان تحت وطأة قصف عنيف.", "shelling", "agent") == []


def test_plural_pronoun_means_men(reader: Reader) -> None:
    text = "المقاومة الشعبية سيطرت على المدينة وقتلت عشرات الحوثيين قبل انسحابهم من المطار."
    assert _names(reader, text, "withdraws", "agent") == ["الحوثيين"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ولم يتسن الوصول إلى متحدث باسم الجيش للتعليق.", ["متحدث باسم الجيش"]),
        ("ورغم مناشدات أسرته لم تدل الجماعة بأي معلومة عنه.", ["الجماعة"]),
        ("قال العميد سامي الغصراوي إن قواته تقدمت. ولم يحدد الغصراوي عدد القتلى.", ["العميد سامي الغصراوي"]),
    ],
)
def test_who_keeps_silent(reader: Reader, text: str, names: list[str]) -> None:
    assert _names(reader, text, "no_comment", "agent") == names

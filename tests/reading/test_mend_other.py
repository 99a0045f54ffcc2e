"""Idioms of kidnapping, arrest, protest, riot, deployment, truce, destruction, defection, flight and silence."""

from __future__ import annotations

import pytest

from rasid.lexicon.loader import load
from rasid.lexicon.theatre import load_names
from rasid.model import Report
from rasid.reading.reader import DocumentReader

READER = DocumentReader(load(), load_names())
READER.judge = None


def told(text: str) -> list[str]:
    """The events of a text, in its order."""
    found, _ = READER.read(Report("t", text, "", "2024-03-05"))
    return [s.event for s in found]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("اقتادت مجموعة مسلحة تسعة مزارعين إلى جهة غير معلومة قرب كادوقلي.", "abduction"),
        ("اقتيد أربعة رعاة إلى داخل الأراضي المحتلة قرب بلدة شبعا.", "abduction"),
        ("ساق المهاجمون القرويين إلى الغابة تحت تهديد السلاح قرب مايدوغوري.", "abduction"),
        ("أفرجت الحركة في اليوم الثاني من المفاوضات عن ثلاثين معتقلا في مأرب.", "arrest"),
        ("استعاد ثلاثة جنود حريتهم بعد عام لدى المتمردين في القلمون.", "arrest"),
        ("وضع الضباط الرئيس قيد الإقامة الجبرية في نيامي.", "arrest"),
        ("قالت لجنة المحامين إن لديها أسماء أربعين موقوفا في بيروت.", "arrest"),
        ("خرجت أمس في مدينة الكفرة وقفة تندد بالحصار.", "protest"),
        ("غصت ساحة الحبوبي في الناصرية بالمتظاهرين.", "protest"),
        ("أشعل سكان غاضبون الإطارات عند مدخل مدينة صيدا.", "protest"),
        ("أضرم محتجون النار في مقر الحزب في النجف.", "riot"),
        ("هاجم حشد غاضب مركزا للشرطة في كراتشي.", "riot"),
        ("دفعت الميليشيا بعشرات الأطقم نحو جبهة البيضاء.", "deploys"),
        ("خرجت كتائب من الزنتان بعشرات العربات نحو العزيزية.", "deploys"),
        ("اجتاز مئات من عناصر الفصائل الحدود قرب القائم.", "deploys"),
        ("استدعى الجيش الإسرائيلي سبعين ألفا من جنود الاحتياط.", "deploys"),
        ("أبرمت تسوية في درعا البلد تقضي بتسليم السلاح.", "agreement"),
        ("وافق الفصيل على مغادرة بلدة دوما نحو الشمال.", "agreement"),
        ("اتفقت الفصائل على تعليق القتال ثلاثة أيام في بلدة الصنمين.", "agreement"),
        ("تحولت عشرات المنازل إلى ركام في خان يونس.", "destroys"),
        ("استولى ضباط على طائرتين في قاعدة الحبانية.", "destroys"),
        ("احتجز الحوثيون تسع شاحنات مساعدات في الحديدة.", "destroys"),
        ("عاد عشرون من المغرر بهم إلى صف الوطن في صنعاء.", "changes_allegiance"),
        ("قال النقيب إنه ترك وحدته في إدلب قبل شهرين.", "changes_allegiance"),
        ("فكت كتائب الوادي ارتباطها بتنظيم القاعدة.", "changes_allegiance"),
        ("قالت المفوضية إن سبعة آلاف شخص عبروا إلى تشاد منذ الخميس.", "displaces"),
        ("أفرغت الميليشيا بلدة داريا من سكانها.", "displaces"),
        ("فر الآلاف باتجاه الحدود من مدينة كيسمايو.", "displaces"),
        ("أحجم متحدث عسكري إسرائيلي عن ذكر عدد الأهداف.", "no_comment"),
        ("رفض الوفد الأمني برئاسة اللواء سالم الحمد التعقيب على مصير الهدنة.", "no_comment"),
        ("لم تصدر الأمم المتحدة، التي غابت عن التوقيع، توضيحا لأسباب ذلك.", "no_comment"),
        ("أعلن الجيش انتهاء العملية من غير إيراد مزيد من التفاصيل.", "no_comment"),
    ],
)
def test_idioms_tell_their_event(text: str, event: str) -> None:
    """Each idiom of the press gives the event that it stands for."""
    assert event in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "يجري العمل في المدينة على قدم وساق لإنجاز الجسر.",
        "فقد برج المراقبة الاتصال بالطائرة بعد إقلاعها.",
        "نال الكاتب حريته في التعبير على صفحات الجريدة.",
        "غص الملعب بالمشجعين قبل المباراة.",
        "هزت اضطرابات الأسواق أسعار العملات.",
        "نُشر التقرير على صفحة الوزارة عن عودة جنود من إجازاتهم في القاهرة.",
        "انفصلت المقطورة عن القطار قرب المحطة.",
        "ترك سكان الحي منازلهم بعد فيضان النهر.",
        "اكتفى المنتخب بالتعادل في المباراة.",
        "استدعى المدرب لاعبين من الاحتياط إلى مباراة السبت.",
        "رحبت العاصمة باستغلال الهدنة التجارية بين الشركتين.",
    ],
)
def test_the_same_words_elsewhere_tell_nothing(text: str) -> None:
    """Work, air traffic, books, sport and markets use the same words."""
    assert told(text) == []

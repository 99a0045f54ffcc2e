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
    ],
)
def test_the_same_words_elsewhere_tell_nothing(text: str) -> None:
    """Work, air traffic, books, sport and markets use the same words."""
    assert told(text) == []

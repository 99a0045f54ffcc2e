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

"""Places that pass from hand to hand: whose hands, whose charge, from whom, and words that are spelled like something else."""

from __future__ import annotations

import pytest
from tests.reading.unjudged import Told, read, told


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("أقرت قوات حفتر بأن مطار الجفرة خرج من يدها.", ("takes_control", [], ["قوات حفتر"], ["مطار الجفرة"])),
        ("اعترفت حركة الشباب بأن بلدة براوة خرجت من قبضتها.", ("takes_control", [], ["حركة الشباب"], ["بلدة براوة"])),
        ("باتت بلدة مورك خارج سيطرة قوات النظام.", ("takes_control", [], ["قوات النظام"], ["بلدة مورك"])),
        ("عادت مدينة الزاوية إلى سلطة حكومة الوفاق.", ("takes_control", ["حكومة الوفاق"], [], ["مدينة الزاوية"])),
        ("استسلمت بلدة كسب لقوات النظام من دون قتال.", ("takes_control", ["قوات النظام"], [], ["بلدة كسب"])),
    ],
)
def test_hands(text: str, statement: Told) -> None:
    """The pronoun on a hand that a place leaves tells who lost it; who it falls to may stand far behind it."""
    assert statement in told(text)


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("انتقلت إدارة المعبر من هيئة تحرير الشام إلى الجيش الوطني.", ("hands_over", ["هيئة تحرير الشام"], ["الجيش الوطني"], ["المعبر"])),
        ("باتت مدينة نيالا تحت سلطة قوات الدعم السريع.", ("takes_control", ["قوات الدعم السريع"], [], ["مدينة نيالا"])),
        ("ما زال معبر ربيعة تحت إدارة البيشمركة.", ("holds", ["البيشمركة"], [], ["معبر ربيعة"])),
    ],
)
def test_charge(text: str, statement: Told) -> None:
    """The charge of a place is no office that gives or takes it."""
    assert statement in told(text)


def test_from_whom() -> None:
    """Behind a verb of taking "من" tells from whom, and not of whom the takers are."""
    assert ("takes_control", ["المتمردون"], ["الجيش"], ["القرى"]) in told("هذه هي القرى التي انتزعها المتمردون من الجيش.")


def test_no_verb_in_a_name() -> None:
    """A town joined to another begins no clause, even where it is spelled like a verb; nor is it the verb."""
    handed = ("hands_over", [], ["الجيش السوري"], ["الرقة", "دير الزور"])
    assert handed in told("يقضي الاتفاق بتسليم الرقة ودير الزور للجيش السوري.")
    for s in read("تقدمت المقاومة في المحافظات بما فيها عدن، مؤكدة سيطرتها على حي المعلا."):
        assert "عدن" not in s.trigger


def test_in_front_of() -> None:
    """ "أمامه" is no imam: towns fall before those who come."""
    assert ("takes_control", ["الجيش"], [], ["بلدات الريف"]) in told("تقدم الجيش فتهاوت أمامه بلدات الريف.")


@pytest.mark.parametrize(
    "text",
    [
        "سقطت مدينة سنجار بعد قصف بالصواريخ وسقوط عشرات القتلى.",
        "سقطت مدينة سنجار قبل عام وفر منها آلاف المدنيين.",
        "بعد سقوط مدينة سنجار ونزوح مئات الأشخاص أعلنت الهدنة.",
    ],
)
def test_town_beside(text: str) -> None:
    """Where a town stands right beside "fell", it is what fell, whoever and whatever else fell around it."""
    assert ("takes_control", [], [], ["مدينة سنجار"]) in told(text)


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("سيطرت حركة الشباب على مقديشو.", ("takes_control", ["حركة الشباب"], [], ["مقديشو"])),
        ("دخلت حركة طالبان كابل من دون قتال.", ("takes_control", ["حركة طالبان"], [], ["كابل"])),
        ("تحاصر القوات الروسية كييف.", ("besieges", ["القوات الروسية"], [], ["كييف"])),
        ("دخل الثوار طرابلس في آب.", ("takes_control", ["الثوار"], [], ["طرابلس"])),
        ("احتلت موسكو القرم.", ("takes_control", ["موسكو"], [], ["القرم"])),
    ],
)
def test_capital(text: str, statement: Told) -> None:
    """A capital that is taken or besieged is the town; one that takes something is the state."""
    assert statement in told(text)

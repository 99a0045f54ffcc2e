"""Whom it befell: losers of places, owners of posts, what burns, what stands right after a definite actor."""

from __future__ import annotations

import pytest

from rasid.model import Report
from rasid.pipeline import Reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    out = Reader()
    out.documents.judge = None
    return out


def _targets(reader: Reader, text: str, event: str) -> list[str]:
    found = [s for s in reader.read(Report("x", text, "", "2025-05-05")).statements if s.event == event]
    assert found, text
    return [n.name for n in found[0].target]


@pytest.mark.parametrize(
    ("text", "event", "names"),
    [
        # who is told of as an enemy loses the place
        (
            "هاجمت قوات النظام مواقع جيش الإسلام في دوما. وتستعد قوات النظام للسيطرة على المدينة.",
            "takes_control",
            ["جيش الإسلام"],
        ),
        (
            "خاضت القوات العراقية معارك مع تنظيم داعش قرب هيت. وسيطرت القوات العراقية على الجسر، وفر عناصر تنظيم داعش.",
            "takes_control",
            ["تنظيم داعش"],
        ),
        ("سيطر الجيش الليبي على سبها بعد حملة لم تلق مقاومة", "takes_control", []),
        # what burns
        ("أضرم ملثمون النار في مبنى البلدية وسط المدينة", "destroys", ["مبنى البلدية"]),
        ("وأضرم مسلحون النار في أربع حافلات على الطريق العام", "destroys", ["حافلات"]),
        ("وأضرموا النار في مقر للشرطة", "destroys", ["الشرطة"]),
        ("أضرم مسلحون النار في بلدة الجنينة", "destroys", []),
        ("تعرضت منازل السكان للحرق على يد ميليشيات في بلدة التل", "destroys", ["منازل السكان"]),
        # adjectives are nobody
        ("شنت السلطات مداهمات واسعة في مدينة وهران", "arrest", []),
        ("وقعت إعدامات ميدانية داخل المستشفى في مدينة الجنينة", "killing", []),
        # whose posts they are
        (
            "ينشط حزب العمال الكردستاني في الجبال. وشنت الطائرات التركية غارات على مواقعه في شمال العراق.",
            "air_strike",
            ["حزب العمال الكردستاني"],
        ),
        ("قتل ثلاثة من المسلحين الحوثيين في هجوم استهدف نقطة تفتيش لهم في مديرية نهم", "ground_attack", ["المسلحين الحوثيين"]),
        # what an actor struck stands right after it
        ("نزح السكان جراء استهداف طائرات الاحتلال بناية سكنية في مخيم جباليا", "air_strike", []),
        ("هرب القادة بعد محاصرة القوات الأمنية قضاء الفلوجة", "besieges", []),
        # the person who is spoken of, appositions, those before
        ("وكان الشيخ خالد الدوسري في القاهرة. كما اعتقل في عام 2009 في مطار القاهرة.", "arrest", ["الشيخ خالد الدوسري"]),
        ("الشيخ خالد الدوسري أفرج عنه في يناير الماضي بعد شهرين في العراق", "arrest", ["الشيخ خالد الدوسري"]),
        ("تمكن الجيش من ضبط فردين مطلوبين أمنيا في مدينة رفح", "arrest", ["فردين"]),
        ("اعتقال أحد أبرز رموز التيار السلفي الشيخ خالد الدوسري في الخرطوم", "arrest", ["الشيخ خالد الدوسري"]),
        ("أعلن المتحدث مقتل أربعة متمردين وأسر 19 آخرين", "arrest", ["متمردين"]),
        ("وقبضت الشرطة على خمسة يافعين في مدينة القصرين", "arrest", ["يافعين"]),
        ("حررت القوات الحكومية مديرية الضالع من المليشيات المتمردة", "takes_control", ["المليشيات المتمردة"]),
        ("واستولى المتمردون بدعم من وحدات ظلت موالية للرئيس السابق على بلدة البيضاء", "takes_control", []),
        ("عاد الطلاب إلى عدن بعد أن أطلقت السلطات سراحهم في مدينة المكلا", "arrest", ["الطلاب"]),
        ("وقال قائد الجبهة علي الحسن في تسجيل إن الحزب نفى مقتله في بيروت", "killing", ["قائد الجبهة علي الحسن"]),
        ("فر نحو عشرة آلاف مدني من شرق حلب", "displaces", ["مدني"]),
    ],
)
def test_whom_it_befell(reader: Reader, text: str, event: str, names: list[str]) -> None:
    assert _targets(reader, text, event) == names


def test_owner_only_where_told(reader: Reader) -> None:
    text = (
        "تقاتل القوات الحكومية المتمردين في الجنوب منذ شهور طويلة. وتحدث شهود من سكان القرى القريبة من الطريق العام "
        "مع مراسلين زاروا المكان قبل أيام. وقالوا إن المتمردين أحرقوا سبع شاحنات كانت تنقل الغذاء."
    )
    assert _targets(reader, text, "destroys") == ["شاحنات"]

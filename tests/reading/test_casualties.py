"""Counts of the dead and the wounded."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import rasid
from rasid.reading.casualties import Casualties, Casualty
from rasid.text.fold import fold_word
from rasid.text.numbers import Numerals
from rasid.text.tokens import Doc

LEXICONS = Path(rasid.__file__).parent / "lexicons"
DATA = yaml.safe_load((LEXICONS / "casualties.yaml").read_text(encoding="utf-8"))
NUMERALS = Numerals(yaml.safe_load((LEXICONS / "numbers.yaml").read_text(encoding="utf-8")))
CASUALTIES = Casualties(DATA, NUMERALS)


def read(text: str) -> tuple[Doc, list[Casualty]]:
    doc = Doc("", text)
    folds = [fold_word(t) for t in doc.raw]
    found: list[Casualty] = []
    for lo, hi in doc.sents:
        found += CASUALTIES.find(folds, lo, hi)
    return doc, found


def brief(text: str) -> str:
    """ "k7 i-": seven killed, an unknown number injured."""
    return " ".join(f"{c.kind[0]}{'-' if c.number is None else c.number}" for c in read(text)[1])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("أدى انفجار اللغم إلى مقتل 6 رعاة وإصابة 3", "k6 i3"),
        ("مقتل أربعة أشخاص وجرح تسعة آخرين", "k4 i9"),
        ("قتل عشرة عمال بانهيار النفق", "k10"),
        ("قُتلت امرأة وجُرح زوجها", "k1 i1"),
        ("قتل صياد وأصيب آخر قبالة الساحل", "k1 i1"),
        ("قتل حارسان وأصيب خمسة آخرون", "k2 i5"),
        ("استشهد مسعف وطفلتان في الغارة", "k3"),
        ("استشهاد ثلاثة مزارعين", "k3"),
        ("لقي 5 بحارة مصرعهم", "k5"),
        ("لقيت طفلة حتفها غرقا", "k1"),
        ("لقوا مصرعهم في الطريق", "k-"),
        ("ثمانية ركاب لقوا مصرعهم", "k8"),
        ("سقط 7 قتلى في الكمين", "k7"),
        ("سقوط قتيل وأربعة جرحى", "k1 i4"),
        ("قتيلان و6 جرحى بانفجار دراجة", "k2 i6"),
        ("خلف القصف 9 قتلى و21 جريحا", "k9 i21"),
        ("أودى الهجوم بحياة 14 عاملا", "k14"),
        ("حصدت الغارة أرواح 12 مدنيا", "k12"),
        ("أردى الجنود ثلاثة شبان", "k3"),
        ("انفجار أودى بحياة 14 عاملا", "k14"),
        ("مقتل 16 مدنيا بينهم 4 أطفال", "k16"),
        ("إصابة ثمانية من بينهم طفلان", "i8"),
        ("ارتفاع عدد القتلى إلى 31", "k31"),
        ("ارتفعت حصيلة الجرحى لتصل إلى 45 جريحا", "i45"),
        ("مقتل وإصابة 27 مسلحا", "k- i-"),
        ("قتل وأصيب تسعة من العناصر", "k- i-"),
        ("36 قتيلا وجريحا", "k- i-"),
        ("أربعون عاملا بين قتيل وجريح", "k- i-"),
        ("سقوط عشرات القتلى والجرحى", "k- i-"),
        ("مقتل العشرات في الغارة", "k-"),
        ("قال إن خمسة عشر جنديا قُتلوا", "k15"),
        ("إن 8 جنود على الأقل قتلوا وأصيب 22", "k8 i22"),
        ("أن عاملا قتل، وأصيب اثنان", "k1 i2"),
        ("جنديان قتلا في الكمين", "k2"),
        ("سبعة من حراسها قتلوا", "k7"),
        ("قتل 13 من عناصر الدورية", "k13"),
        ("قتلت مسيّرة قياديا وثلاثة عناصر", "k4"),
        ("حراسنا قتلوا 11 مهاجما", "k11"),
        ("قتل مسلحون ثلاثة رعاة", "k3"),
        ("مقتل مئة وأربعين شخصا", "k140"),
        ("إصابة أكثر من ألف شخص", "i1000"),
        ("مقتل 18 سائحا", "k18"),
        ("مقتل ثلاث نساء و4 أطفال وجرح 6", "k7 i6"),
        ("قتل صباح الأحد ستة أشخاص", "k6"),
        ("إعدام 17 أسيرا", "k17"),
        ("مقتل أحد عناصر الحاجز", "k1"),
        ("ما أدى إلى مقتله على الفور", "k1"),
        ("العثور على 12 جثة", "k12"),
        ("شهيد و14 مصابا", "k1 i14"),
        ("إصابة جنديين بجروح", "i2"),
        ("استشهاد (19) عاملا", "k19"),
        ("مقتل ضابطي شرطة", "k2"),
        ("اغتيال قيادي بعبوة", "k1"),
        ("راح ضحيتها 10 عمال", "k10"),
        ("مقتل قائد الفصيل و3 من مرافقيه", "k4"),
        ("قتل 21 على الأقل من أفراد الشرطة", "k21"),
        ("فقتلوه قرب الحاجز", "k1"),
    ],
)
def test_counts(text: str, expected: str) -> None:
    assert brief(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "إصابة 3 آليات",
        "دون وقوع إصابات",
        "لم يقتل أحد",
        "كتائب شهداء المدينة",
        "أصيب المبنى بأضرار",
        "زيارة أسر القتلى",
        "في الذكرى السابعة",
        "لقي القرار ترحيبا",
        "مكافحة القتل",
        "",
    ],
)
def test_stays_silent(text: str) -> None:
    assert brief(text) == ""


def test_people_noun_phrase() -> None:
    doc, found = read("مقتل خمسة جنود أتراك في الكمين")
    assert found[0].who is not None
    assert doc.text(*found[0].who) == "جنود أتراك"


def test_span_holds_trigger_and_number() -> None:
    doc, found = read("أعلنوا مقتل 6 رعاة أمس")
    assert doc.text(found[0].lo, found[0].hi) == "مقتل 6 رعاة"


@pytest.mark.parametrize("rule", DATA["rules"], ids=lambda r: r["id"])
def test_lexicon_examples(rule: dict[str, dict[str, object]]) -> None:
    positive = rule["positive"]
    kind = "killed" if "killed" in positive else "injured"
    assert (kind, positive[kind], rule["id"]) in [(c.kind, c.number, c.rule) for c in read(str(positive["text"]))[1]]
    assert rule["id"] not in [c.rule for c in read(str(rule["negative"]["text"]))[1]]


@given(st.text(max_size=80))
def test_never_raises_on_any_text(text: str) -> None:
    read(text)


WORDS = (
    "قتل وأصيب مقتل لقي مصرعهم قتلى و 12 عشرات القتلى جنديان آخرون من بينهم ( ) ، أودى بحياة قتيل وجريح إلى عدد أحد "
    "قتلوا ثلاثة عشر شخصا على الأقل جثث ."
).split()


@given(st.lists(st.sampled_from(WORDS), max_size=16))
def test_never_raises_on_its_own_words(words: list[str]) -> None:
    doc, found = read(" ".join(words))
    for c in found:
        assert 0 <= c.lo < c.hi <= len(doc)
        assert c.who is None or 0 <= c.who[0] < c.who[1] <= len(doc)

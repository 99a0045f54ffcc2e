"""Numbers in words and figures, ordinals and duals."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import rasid
from rasid.text.fold import fold_word
from rasid.text.numbers import Numerals, digits_value
from rasid.text.tokens import Doc

LEXICONS = Path(rasid.__file__).parent / "lexicons"
NUMERALS = Numerals(yaml.safe_load((LEXICONS / "numbers.yaml").read_text(encoding="utf-8")))


def read(text: str) -> list[tuple[int | None, str]]:
    folds = [fold_word(t) for t in Doc("", text).raw]
    return [(m.value, m.bound) for m in NUMERALS.find(folds, 0, len(folds))]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("وصلت سبع شاحنات", 7),
        ("وصل سبعة رجال", 7),
        ("عشر قرى", 10),
        ("أحد عشر حاجزا", 11),
        ("إحدى عشرة قرية", 11),
        ("اثنا عشر رجلا", 12),
        ("اثنتي عشرة شاحنة", 12),
        ("ثلاثة عشر عاملا", 13),
        ("ثماني عشرة نقطة", 18),
        ("تسعة عشر", 19),
        ("عشرون بيتا", 20),
        ("بعشرين سيارة", 20),
        ("واحد وعشرون", 21),
        ("خمسة وعشرين مقاتلا", 25),
        ("ثلاث وثلاثون خيمة", 33),
        ("ثمان وأربعين ساعة", 48),
        ("مئة رجل", 100),
        ("مائة وعشرة", 110),
        ("مئة وخمسة عشر", 115),
        ("مئة وخمس وعشرين عائلة", 125),
        ("مئتا عائلة", 200),
        ("مئتين", 200),
        ("ثلاثمئة وأربعين", 340),
        ("ثلاث مئة", 300),
        ("تسعمائة وتسعة وتسعين", 999),
        ("ألف عائلة", 1000),
        ("ألفي عائلة", 2000),
        ("ألفين وثلاثمئة", 2300),
        ("ثلاثة آلاف", 3000),
        ("أربعة آلاف ومئتي عامل", 4200),
        ("أحد عشر ألف نازح", 11000),
        ("خمسة وستين ألفا", 65000),
        ("مئة ألف", 100000),
        ("مليون", 1000000),
        ("مليون ومئتي ألف", 1200000),
        ("مليوني نازح", 2000000),
        ("مليون ونصف المليون", 1500000),
        ("نصف مليون", 500000),
        ("6 عمال", 6),
        ("٤٧ عاملا", 47),
        ("1,350 خيمة", 1350),
        ("1.350 خيمة", 1350),
        ("3 آلاف و200 عائلة", 3200),
        ("17 ألف نازح", 17000),
        ("1.5 مليون لاجئ", 1500000),
        ("وأربعة آخرين", 4),
        ("لخمسة أيام", 5),
        ("الجنود الثلاثة", 3),
    ],
)
def test_reads_the_value(text: str, value: int) -> None:
    assert [v for v, _ in read(text)] == [value]


@pytest.mark.parametrize("text", ["عشرات العمال", "مئات", "عشرات الآلاف", "عدة بلدات", "بضعة رجال", "آلاف العائلات", "عدد من"])
def test_vague_quantities_have_no_value(text: str) -> None:
    assert [v for v, _ in read(text)] == [None]


@pytest.mark.parametrize("text", ["أحد القادة", "إحدى القرى", "العدد الكلي", "ست", "المئوية", "لست هنا", "2.75"])
def test_what_is_no_number_or_a_short_word_with_prefix(text: str) -> None:
    assert [v for v, _ in read(text) if v not in (6,)] == []


def test_does_not_join_two_counts() -> None:
    assert [v for v, _ in read("ثلاثة رجال وخمس نساء")] == [3, 5]
    assert [v for v, _ in read("ثلاثة وخمسة")] == [3, 5]


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("أكثر من 20 عاملا", "at_least"),
        ("لأكثر من عشرين عاملا", "at_least"),
        ("ما لا يقل عن تسعة", "at_least"),
        ("12 عاملا على الأقل", "at_least"),
        ("نحو ثلاثين", "about"),
        ("قرابة 40", "about"),
        ("أقل من خمسين", "at_most"),
        ("لا يزيد عن 40", "at_most"),
        ("40 عاملا", "exact"),
    ],
)
def test_bounds(text: str, bound: str) -> None:
    assert [b for _, b in read(text)] == [bound]


@pytest.mark.parametrize("word", ["قتيلان", "جنديين", "مدنيان", "طفلتين", "وشرطيان", "لضابطين", "امرأتان", "الجريحان"])
def test_duals_of_people(word: str) -> None:
    assert NUMERALS.dual_value(fold_word(word)) == 2


@pytest.mark.parametrize("word", ["مدنيين", "مقاتلين", "ميدان", "سكان", "مواطنين", "بستان", ""])
def test_plurals_and_other_words_are_no_duals(word: str) -> None:
    assert NUMERALS.dual_value(fold_word(word)) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("الأول", 1),
        ("السابعة", 7),
        ("الحادي عشر", 11),
        ("الثالث والعشرين", 23),
        ("العشرون", 20),
        ("الحادي والثلاثين", 31),
    ],
)
def test_ordinals(text: str, value: int) -> None:
    folds = [fold_word(t) for t in text.split()]
    assert NUMERALS.ordinal_at(folds, 0, len(folds)) == (len(folds), value)


def test_number_before_a_word() -> None:
    folds = [fold_word(t) for t in "وصل مئة وعشرون نازحا".split()]
    found = NUMERALS.before(folds, 3, 0)
    assert found is not None
    assert (found.lo, found.value) == (1, 120)


def test_digits_value_refuses_what_is_not_a_number() -> None:
    assert digits_value("") is None
    assert digits_value("11.12.2024") is None
    assert digits_value("1234567890123") is None


@given(st.lists(st.text(max_size=12), max_size=12))
def test_never_raises_on_any_tokens(tokens: list[str]) -> None:
    folds = [fold_word(t) for t in tokens]
    for m in NUMERALS.find(folds, 0, len(folds)):
        assert 0 <= m.lo < m.hi <= len(folds)
    for i in range(len(folds)):
        NUMERALS.ordinal_at(folds, i, len(folds))
        NUMERALS.before(folds, i, 0)
        NUMERALS.dual_value(folds[i])


WORDS = [*sorted(NUMERALS.starts)[::7], "و", "12", "3.5", "من", "الف", "وعشرين", "عشر", "ونصف"]


@given(st.lists(st.sampled_from(WORDS), max_size=10))
def test_never_raises_on_number_words(tokens: list[str]) -> None:
    last = 0
    for m in NUMERALS.find(tokens, 0, len(tokens)):
        assert last <= m.lo < m.hi <= len(tokens)
        assert m.value is None or m.value >= 0
        last = m.hi

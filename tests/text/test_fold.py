"""Folding, and the way back to the original characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rasid.text.fold import fold, fold_word

LETTERS = "اأإآبتةثجحسعلمنهويىئؤء ،.ـ\u064b\u064f\u0651\u200f\u202b\ufeffﻻﻷﺳﻴﻄﺮﺓ٣12aé😀\n"


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("أُعلنت", "اعلنت"),
        ("إدارة", "اداره"),
        ("مُتمرّدون", "متمردون"),
        ("قـــسد", "قسد"),
        ("على", "علي"),
        ("شؤون", "شوون"),
        ("١٢٣", "123"),
        ("ﺳﻴﻄﺮﺓ", "سيطره"),  # letters by their shape
        ("ﻻ", "لا"),  # a ligature of two
        ("\u202bحلب\u202c", "حلب"),
    ],
)
def test_one_spelling(written: str, folded: str) -> None:
    assert fold_word(written) == folded
    assert fold(written).text == folded


def test_the_way_back() -> None:
    folded = fold("قال «تعلّق ﻻ»")
    at = folded.text.index("تعلق")
    start, end = folded.span(at, at + 4)
    assert "قال «تعلّق ﻻ»"[start:end] == "تعلّق"
    at = folded.text.index("لا")
    assert folded.span(at, at + 2) == (11, 12)


@given(st.text(alphabet=LETTERS, max_size=60))
def test_offsets_hold(text: str) -> None:
    folded = fold(text)
    assert folded.text == fold_word(text)
    offsets = [folded.offset(k) for k in range(len(folded.text))]
    assert offsets == sorted(offsets)
    assert all(0 <= o < len(text) for o in offsets)
    for k, o in enumerate(offsets):
        assert folded.text[k] in fold_word(text[o])


@given(st.text(max_size=60))
def test_any_text_folds_once(text: str) -> None:
    once = fold_word(text)
    assert fold_word(once) == once
    assert fold(text).text == once

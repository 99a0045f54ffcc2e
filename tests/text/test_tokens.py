"""Tokens, sentences and quotations."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from rasid.text.tokens import Doc


def sentences(text: str) -> list[str]:
    doc = Doc("", text)
    return [doc.text(lo, hi).strip() for lo, hi in doc.sents if doc.text(lo, hi).strip()]


def test_tokens_keep_their_marks_and_places() -> None:
    doc = Doc("عنوان", "سيطرت قوّات (قسد) على 12 قرية.")
    assert doc.raw[doc.title_end :] == ["\n", "سيطرت", "قوّات", "(", "قسد", ")", "على", "12", "قرية", "."]
    assert all(doc.full[s:e] == t for s, e, t in zip(doc.start, map(doc.end, range(len(doc))), doc.raw, strict=True))


def test_sentences_end_with_stops_and_lines() -> None:
    assert sentences("قال كذا. ثم قال كذا؟\nسطر بلا نقطة") == ["قال كذا.", "ثم قال كذا؟", "سطر بلا نقطة"]


def test_an_initial_ends_no_sentence() -> None:
    assert sentences("قال د. سالم إن الأمر انتهى.") == ["قال د. سالم إن الأمر انتهى."]


def test_quotations_nest_and_a_closing_mark_may_open() -> None:
    doc = Doc("", "قال «إن “قسد” هنا» و”داعش” هناك")
    quoted = [doc.text(a + 1, b) for a, b in doc.quotes]
    assert quoted == ["إن “قسد” هنا", "قسد", "داعش"]


def test_a_line_that_begins_with_a_closing_mark_keeps_it() -> None:
    assert sentences("دخل الجيش البلدة\n»وانسحب منها.»") == ["دخل الجيش البلدة", "»وانسحب منها.»"]


@given(st.text(max_size=200), st.text(max_size=40))
@example("\n»0", "0")
def test_offsets_hold(text: str, title: str) -> None:
    doc = Doc(title, text)
    assert all(doc.full[s:e] == t for s, e, t in zip(doc.start, map(doc.end, range(len(doc))), doc.raw, strict=True))
    gaps = [doc.raw[a:b] for (_, a), (b, _) in zip(doc.sents, doc.sents[1:], strict=False)]
    assert all(t in "\n؟!?.…" or t.startswith("..") for gap in gaps for t in gap)  # only stops without a sentence are passed over
    assert all(0 <= a < b < len(doc) for a, b in doc.quotes)

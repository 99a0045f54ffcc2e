"""Unvocalised inflection, held to paradigms written out by hand: one verb for each kind of root."""

from __future__ import annotations

import pytest

from rasid.text.inflect import noun_forms, participle_forms, verb_forms

# past 3ms and present 3ms, then: past 3fs, past 3mp, past 1p, present 3ms, present 3fs, present 3mp, after لم 3ms
PARADIGMS = [
    ("سيطر", "يسيطر", "سيطرت سيطروا سيطرنا يسيطر تسيطر يسيطرون يسيطر"),  # sound
    ("هاجم", "يهاجم", "هاجمت هاجموا هاجمنا يهاجم تهاجم يهاجمون يهاجم"),
    ("وصل", "يصل", "وصلت وصلوا وصلنا يصل تصل يصلون يصل"),  # weak first letter
    ("استعاد", "يستعيد", "استعادت استعادوا استعدنا يستعيد تستعيد يستعيدون يستعد"),  # hollow
    ("قام", "يقوم", "قامت قاموا قمنا يقوم تقوم يقومون يقم"),
    ("استولى", "يستولي", "استولت استولوا استولينا يستولي تستولي يستولون يستول"),  # defective in ي
    ("دعا", "يدعو", "دعت دعوا دعونا يدعو تدعو يدعون يدع"),  # defective in و
    ("شن", "يشن", "شنت شنوا شننا يشن تشن يشنون يشن"),  # doubled
    ("استعان", "يستعين", "استعانت استعانوا استعنا يستعين تستعين يستعينون يستعن"),  # hollow in ن
    ("سكن", "يسكن", "سكنت سكنوا سكنا يسكن تسكن يسكنون يسكن"),  # last letter meets its like
    ("احتل", "يحتل", "احتلت احتلوا احتللنا يحتل تحتل يحتلون يحتل"),
    ("بدأ", "يبدأ", "بدات بداوا بدانا يبدا تبدا يبداون يبدا"),  # final hamza, folded
]
SLOTS = (("past", "3fs"), ("past", "3mp"), ("past", "1p"), ("pres", "3ms"), ("pres", "3fs"), ("pres", "3mp"), ("juss", "3ms"))


@pytest.mark.parametrize(("past", "present", "forms"), PARADIGMS)
def test_paradigm(past: str, present: str, forms: str) -> None:
    made = list(verb_forms(past, present))
    for form, (tense, pgn) in zip(forms.split(), SLOTS, strict=True):
        tenses = {tense, "pres"} if tense == "juss" else {tense}
        found = [f for f in made if f.text == form and f.tense in tenses and f.pgn == pgn]
        assert found, f"{tense} {pgn} of {past} should be {form}"


def test_the_passive_has_letters_of_its_own_in_hollow_verbs() -> None:
    voices = {f.text: f.voice for f in verb_forms("استعاد", "يستعيد")}
    assert voices["استعيدت"] == "pas"
    assert voices["يستعاد"] == "pas"
    assert voices["استعادت"] == "act"


def test_an_ending_before_a_pronoun_is_bound() -> None:
    assert any(f.text == "سيطرت" and f.bound for f in noun_forms("سيطرة"))
    assert any(f.text == "دخلو" and f.bound for f in verb_forms("دخل", "يدخل"))


def test_nouns_and_participles() -> None:
    assert {"غاره", "غارتان", "غارتين", "غارات"} <= {f.text for f in noun_forms("غارة")}
    assert {"هجوم", "هجوما", "هجومان", "هجومين"} <= {f.text for f in noun_forms("هجوم")}
    assert {"متمركز", "متمركزه", "متمركزون", "متمركزين", "متمركزات"} <= {f.text for f in participle_forms("متمركز")}

"""Who is blamed for an attack, claims it or disowns it, where the attack was told before or is told in the same clause."""

from __future__ import annotations

import pytest
from tests.reading.unjudged import read, told

from rasid.lexicon.loader import load
from rasid.model import Statement

TOLD = "قتل سبعة جنود في هجوم على معسكر التلال قرب بلدة الغزالة."

# (sentence after TOLD, who is blamed, who says so)
BLAMED = [
    ("واتهمت الشرطة حركة الفجر بالوقوف وراءه.", "حركة الفجر", "الشرطة"),
    ("واتهم الأهالي لواء الصقور بتنفيذه.", "لواء الصقور", "الأهالي"),
    ("وحملت الحكومة حركة الفجر المسؤولية.", "حركة الفجر", "الحكومة"),
    ("ونسبته وزارة الدفاع إلى لواء الصقور.", "لواء الصقور", "وزارة الدفاع"),
    ("ونسب المحافظ الهجوم إلى لواء الصقور.", "لواء الصقور", "المحافظ"),
    ("وألقت الحكومة باللوم على حركة الفجر.", "حركة الفجر", "الحكومة"),
    ("ووجهت الشرطة أصابع الاتهام إلى حركة الفجر.", "حركة الفجر", "الشرطة"),
]

DISOWNED = [
    "ونفت حركة الفجر مسؤوليتها عنه.",
    "ونفت حركة الفجر أي صلة لها بالهجوم.",
    "وتبرأت حركة الفجر من الهجوم.",
    "أما حركة الفجر فنأت بنفسها عن العملية.",
    "وتنصلت حركة الفجر منه.",
]

CLAIMED = [
    "وتبنته حركة الفجر بعد ساعات.",
    "وتبنت حركة الفجر العملية.",
    "وأعلنت حركة الفجر مسؤوليتها عنه.",
]


def attacks(text: str) -> list[Statement]:
    return [s for s in read(text) if s.event == "ground_attack"]


@pytest.mark.parametrize(("sentence", "who", "source"), BLAMED)
def test_who_is_blamed_is_the_doer_of_what_was_told_without_one(sentence: str, who: str, source: str) -> None:
    (told,) = attacks(f"{TOLD} {sentence}")
    assert [n.name for n in told.agent] == [who]
    assert [n.name for n in told.source] == [source]
    assert told.killed == 7


def test_blame_of_another_is_a_statement_of_its_own() -> None:
    told, blame = attacks("قالت الشرطة إن حركة الفجر هاجمت معسكر التلال. ونسبه المحافظ إلى لواء الصقور.")
    assert [n.name for n in told.agent] == ["حركة الفجر"]
    assert [n.name for n in blame.agent] == ["لواء الصقور"]
    assert [n.name for n in blame.source] == ["المحافظ"]
    assert blame.place == told.place


def test_who_is_said_to_bear_the_blame_of_another_did_nothing() -> None:
    (told,) = attacks("هاجمت حركة الفجر معسكر التلال. وحمل المحافظ لواء الصقور المسؤولية.")
    assert [n.name for n in told.agent] == ["حركة الفجر"]


@pytest.mark.parametrize("sentence", DISOWNED)
def test_who_disowns_an_attack_denies_it(sentence: str) -> None:
    told, denial = attacks(f"{TOLD} {sentence}")
    assert (told.status, denial.status) == ("occurred", "denied")
    assert [n.name for n in denial.agent] == [n.name for n in denial.source] == ["حركة الفجر"]


@pytest.mark.parametrize("sentence", CLAIMED)
def test_who_claims_an_attack_is_its_doer(sentence: str) -> None:
    (told,) = attacks(f"{TOLD} {sentence}")
    assert [n.name for n in told.agent] == [n.name for n in told.source] == ["حركة الفجر"]
    assert told.killed == 7


@pytest.mark.parametrize(
    "sentence",
    [
        "قتل سبعة جنود في هجوم تبنته حركة الفجر قرب بلدة الغزالة.",
        "قتل سبعة جنود في هجوم أعلنت حركة الفجر مسؤوليتها عنه قرب بلدة الغزالة.",
        "قتل سبعة جنود في هجوم قرب بلدة الغزالة، أعلنت مسؤوليتها عنه حركة الفجر.",
        "أسفر الهجوم الذي تبنته حركة الفجر على معسكر التلال عن مقتل سبعة جنود.",
        "قتل سبعة جنود في هجوم قرب بلدة الغزالة، وتبنته حركة الفجر.",
    ],
)
def test_who_claims_it_in_the_same_sentence_is_its_doer(sentence: str) -> None:
    (told,) = attacks(sentence)
    assert [n.name for n in told.agent] == [n.name for n in told.source] == ["حركة الفجر"]
    assert told.killed == 7


@pytest.mark.parametrize(
    ("text", "who", "source", "status"),
    [
        ("نسبت وزارة الدفاع الهجوم على معسكر التلال إلى لواء الصقور.", "لواء الصقور", "وزارة الدفاع", "occurred"),
        ("ألقت الحكومة باللوم على لواء الصقور في الهجوم على معسكر التلال.", "لواء الصقور", "الحكومة", "occurred"),
        ("وجهت الحكومة اتهامات للواء الصقور بالهجوم على معسكر التلال.", "لواء الصقور", "الحكومة", "occurred"),
        ("اتهم الوزير لواء الصقور بالوقوف وراء الهجوم على معسكر التلال.", "لواء الصقور", "الوزير", "occurred"),
        ("نفى لواء الصقور ضلوعه في الهجوم على معسكر التلال.", "لواء الصقور", "لواء الصقور", "denied"),
        ("تبرأ لواء الصقور من الهجوم على معسكر التلال.", "لواء الصقور", "لواء الصقور", "denied"),
    ],
)
def test_an_attack_that_blame_itself_tells_has_its_doer(text: str, who: str, source: str, status: str) -> None:
    (s,) = attacks(text)
    assert [n.name for n in s.agent] == [who]
    assert [n.name for n in s.source] == [source]
    assert s.status == status


@pytest.mark.parametrize(
    "sentence",
    [
        "وألقى المحافظ كلمة على طلاب المدينة.",
        "ولم تتبن أي جهة الهجوم.",
        "وحمل الجنود رفاقهم إلى المستشفى.",
        "ونفى المحافظ استقالته.",
        "ونسب المدرب الفوز إلى لاعبيه.",
    ],
)
def test_other_words_blame_nobody(sentence: str) -> None:
    (told,) = attacks(f"{TOLD} {sentence}")
    assert not told.agent
    assert told.status == "occurred"


def test_a_mere_attack_takes_up_no_air_strike_after_it() -> None:
    text = "انفجرت سيارة مفخخة بقافلة في مدينة السد. وقصفت طائرات الغرب جبل الصفا. ونسب المحافظ الهجوم إلى لواء الصقور."
    blame = [s for s in read(text) if [n.name for n in s.agent] == ["لواء الصقور"]]
    assert [s.event for s in blame] == ["bombing"]


@pytest.mark.parametrize("kind", ["accuse", "lay", "lay_it", "disown", "deny", "claim", "declare", "throw"])
def test_every_word_of_blame_may_stand_before_a_deed(kind: str) -> None:
    """Some of them are words of blame only, which the lexicon has no entry for."""
    for word in load().data["blame"][kind]:
        for text in ("{} الجيش من المسؤولية عن قتل رجلين في بلدة الرمان.", "قتل رجلان في بلدة الرمان، {} الحكومة مسؤولية قتلهما."):
            assert told(text.format(word)), word

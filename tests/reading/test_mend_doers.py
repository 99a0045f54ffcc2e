"""Who did what to whom, and how many were killed and wounded: plain sentences, one construction each."""

from __future__ import annotations

import pytest
from tests.reading.unjudged import read, told

Dead = tuple[int | None, int | None]


@pytest.mark.parametrize(
    ("text", "event", "agent", "target"),
    [
        ("قتل صحفي برصاص مسلحين مجهولين في بلدة الجسر.", "killing", ["مسلحين مجهولين"], ["صحفي"]),
        ("قتل جنديان في اشتباكات مع مسلحي القبائل قرب بلدة الجسر.", "clash", ["جنديان"], ["مسلحي القبائل"]),
        ("أصيب متظاهرون خلال مواجهات مع الشرطة في حي الزهور.", "clash", ["متظاهرون"], ["الشرطة"]),
        ("انفجر لغم أرضي زرعه مقاتلو الفجر بسيارة مدنية قرب بلدة الجسر.", "bombing", ["مقاتلو الفجر"], []),
        ("أصيب طفل بانفجار لغم في ريف الغزالة.", "bombing", [], ["طفل"]),
        ("سلمت كتائب الجنوب المطار للجيش.", "hands_over", ["كتائب الجنوب"], ["الجيش"]),
        ("هجر الجيش عشرات الآلاف من الأفغان من قراهم.", "displaces", ["الجيش"], ["الأفغان"]),
        ("قتلت عناصر من الميليشيا رجلين وخطفت ثالثا في بلدة الجسر.", "abduction", ["عناصر من الميليشيا"], ["ثالثا"]),
        ("أعلنت كتائب الجنوب قتل ثلاثة جنود قرب بلدة الجسر.", "killing", [], ["جنود"]),
    ],
)
def test_who_did_what_to_whom(text: str, event: str, agent: list[str], target: list[str]) -> None:
    """The doer and whom it befell, whatever stands between them and their word."""
    assert (event, agent, target) in [x[:3] for x in told(text)]


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("اغتال مسلحون مجهولون ضابطا برتبة عقيد في بلدة الجسر.", (1, None)),
        ("أعدم التنظيم ثمانية من أبناء بلدة الجسر.", (8, None)),
        ("ذبح مسلحون 21 عاملا في بلدة الجسر.", (21, None)),
        ("قتل مدرس وثلاثة رعاة برصاص مسلحين في بلدة الجسر.", (4, None)),
        ("أدى هجوم على حافلة إلى إصابة مستوطنين اثنين قرب بلدة الجسر.", (None, 2)),
    ],
)
def test_counts_of_dead_and_wounded(text: str, dead: Dead) -> None:
    """One man in the case of an object, members of a place, two told as two."""
    assert dead in [(s.killed, s.injured) for s in read(text)]

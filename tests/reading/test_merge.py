"""One clause that goes on telling one happening, and clauses that tell two."""

from __future__ import annotations

import pytest
from tests.reading.unjudged import told


@pytest.mark.parametrize(
    ("text", "event", "agent", "target"),
    [
        ("قال مصدر طبي إن أربعة عمال قضوا قرب جسر الرستن، برصاص أطلقه حراس المصنع على المحتجين.", "killing", ["حراس المصنع"], ["عمال"]),
        ("أعلن المجلس التوصل إلى اتفاق مع الفصيل من تسعة بنود يشمل وقفا لإطلاق النار وتبادل الأسرى.", "agreement", ["المجلس"], ["الفصيل"]),
        ("أطلقت الفصائل صاروخا على مدينة الباب مساء الأحد وهو خامس صاروخ منذ مطلع الشهر.", "shelling", ["الفصائل"], []),
    ],
)
def test_a_clause_goes_on_telling_one_happening(text: str, event: str, agent: list[str], target: list[str]) -> None:
    assert [(a, t) for _, a, t, _ in told(text, event)] == [(agent, target)]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("اعتقلت الشرطة خمسة شبان في بلدة الصور ثم أفرجت عن اثنين منهم.", "arrest"),
        ("هاجم مسلحون حاجزا في بلدة الصور، وهاجم آخرون مخفرا في بلدة الراعي.", "ground_attack"),
    ],
)
def test_two_happenings_of_a_sentence_stay_two(text: str, event: str) -> None:
    assert len(told(text, event)) == 2

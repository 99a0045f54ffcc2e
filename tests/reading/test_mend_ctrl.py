"""Who joins whom, who holds and takes, who fights whom: sides, places and states in plain reports."""

from __future__ import annotations

import pytest
from tests.reading.unjudged import told


@pytest.mark.parametrize(
    ("text", "agents", "targets"),
    [
        ("سافر 300 نرويجي إلى ولاية الرمان للانضمام لحركة الفجر.", ["نرويجي"], ["حركة الفجر"]),
        ("سافر عشرات الشبان إلى ولاية الرمان للانضمام إلى حركة الفجر.", ["الشبان"], ["حركة الفجر"]),
        ("رفض القائد الانضمام لحركة الفجر.", ["القائد"], ["حركة الفجر"]),
        ("التحق ثلاثون جنديا بقوات الدعم السريع في بلدة الرمان.", ["جنديا"], ["قوات الدعم السريع"]),
        ("التحق خمسون ضابطا بالجيش الحر.", ["ضابطا"], ["الجيش الحر"]),
    ],
)
def test_who_joins_whom(text: str, agents: list[str], targets: list[str]) -> None:
    (found,) = [x for x in told(text) if x[0] == "changes_allegiance"]
    assert found[1:3] == (agents, targets)


def test_a_noun_under_a_preposition_is_no_participle() -> None:
    assert not [x for x in told("غادرت كتيبة الوادي المتهمة بمبايعة تنظيم القاعدة بلدة الرمان.") if x[0] == "changes_allegiance"]

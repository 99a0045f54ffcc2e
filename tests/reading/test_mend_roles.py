"""Doers and those it befell: relative clauses, claims, counted sides, short names, sources that only count."""

from __future__ import annotations

import pytest
from tests.reading.unjudged import filled


@pytest.mark.parametrize(
    ("text", "event", "slot", "names"),
    [
        ("تعثر تنفيذ اتفاق توصلت إليه روسيا وتركيا يقضي بوقف النار في حلب", "agreement", "agent", ["روسيا"]),
        ("خرجوا من المدينة تنفيذا لاتفاق أبرمته فصائل المعارضة مع النظام السوري", "agreement", "agent", ["فصائل المعارضة"]),
        ("وانتهى حصار دام أكثر من عامين فرضته قوات الدعم السريع على المدينة", "besieges", "agent", ["قوات الدعم السريع"]),
        ("وقتل ثلاثة أشخاص في هجوم أعلنت حركة طالبان مسؤوليتها عنه في كابول", "ground_attack", "agent", ["حركة طالبان"]),
        ("وأحاطت القوات الحكومية بالمدينة من أربع جهات بعد قتال عنيف", "besieges", "agent", ["القوات الحكومية"]),
        ("قالت مصادر محلية إن الدعم السريع قتلت 12 شخصا في بلدة الهلالية", "killing", "agent", ["الدعم السريع"]),
        ("قصفت طائرة مسيرة سيارة قرب صور واغتالت قياديا في الحزب", "air_strike", "target", ["قياديا في الحزب"]),
        ("هاجم مقاتلو التنظيم الحاجز وذبحوا ثلاثة جنود", "killing", "target", ["جنود"]),
        (
            "اندلعت معارك في مدينة القصير بين القوات النظامية مدعومة بعناصر من حزب الله ومقاتلي المعارضة",
            "clash",
            "target",
            ["مقاتلي المعارضة"],
        ),
        ("تبنت حركة الشباب تفجير سيارة مفخخة في مقديشو", "bombing", "agent", ["حركة الشباب"]),
        ("وأعلنت شبكة أطباء السودان اختطاف ثلاثة من الكوادر الطبية في الفاشر", "abduction", "agent", []),
    ],
)
def test_who_did_it(text: str, event: str, slot: str, names: list[str]) -> None:
    found = filled(text, event, slot)
    assert found[: len(names) or None] == names

"""Where somebody stands: joined places behind a pronoun, areas and bases told by whose they are, names spelt like verbs."""

from __future__ import annotations

import pytest
from tests.reading.unjudged import Told, told


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        (
            "بعد تحرير ريف درعا الشرقي والغربي وفرار قوات النظام منها صارت البلاد آمنة.",
            ("withdraws", ["قوات النظام"], [], ["ريف درعا الشرقي", "ريف درعا الغربي"]),
        ),
        ("سيطر الجيش على ريف حمص الشمالي والغربي.", ("takes_control", ["الجيش"], [], ["ريف حمص الشمالي", "ريف حمص الغربي"])),
        (
            "تقدمت قوات الردع باتجاه مناطق سيطرة النظام في مدينة العشارة والميادين.",
            ("advances", ["قوات الردع"], [], ["مدينة العشارة", "الميادين"]),
        ),
        ("شهدت محافظة دير الزور اشتباكات عنيفة بين فصائل محلية.", ("clash", ["فصائل محلية"], [], ["محافظة دير الزور"])),
        ("تقع العديد من القواعد الأمريكية في ريف الحسكة الجنوبي.", ("holds", ["الأمريكية"], [], ["ريف الحسكة الجنوبي"])),
        ("توجد قاعدة فرنسية في شمال مالي.", ("holds", ["فرنسية"], [], ["شمال مالي"])),
    ],
)
def test_where_they_stand(text: str, statement: Told) -> None:
    assert statement in told(text)


def test_a_centre_of_somebody_is_no_place() -> None:
    """What an area is called is not what "the area" means later."""
    text = "وتعد بلدة الشحيل مركزا لخلايا التنظيم. واختفت الخلايا من البلدة بعد يومين."
    assert all("مركز" not in place for _, _, _, places in told(text) for place in places)

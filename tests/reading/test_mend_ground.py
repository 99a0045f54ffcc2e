"""What is hit on the ground and from the air: vehicles, what a device went off under, what was shot down."""

from __future__ import annotations

import pytest
from tests.reading.unjudged import filled, told


@pytest.mark.parametrize(
    ("text", "event", "targets"),
    [
        ("استهدفت كتيبة الوادي دبابة معادية في حي الرمان بقذيفة مضادة.", "shelling", ["دبابة معادية"]),
        ("استهدفت غارة سيارة في بلدة الرمان.", "air_strike", ["سيارة"]),
        ("نفذت مسيرة غارة على شاحنة في بلدة الرمان.", "air_strike", ["شاحنة"]),
        ("استهدفت المدفعية شاحنات للمتمردين في بلدة الرمان.", "shelling", ["المتمردين"]),
        ("قصفت مقاتلة حافلة في بلدة الرمان فقتل ثلاثة جنود.", "air_strike", ["جنود"]),
        ("فجرت كتيبة الوادي عبوة ناسفة بآلية عسكرية في بلدة الرمان.", "bombing", ["آلية عسكرية"]),
        ("فجرت كتيبة الوادي عبوة ناسفة في قوة راجلة في بلدة الرمان.", "bombing", ["قوة راجلة"]),
        ("انفجر لغم بحافلة قرب بلدة الرمان.", "bombing", ["حافلة"]),
        ("وقع تفجير انتحاري بسيارة مفخخة قرب بلدة الرمان.", "bombing", []),
        ("أعلن الجيش الأوكراني إسقاط 17 مسيرة فوق بلدة الرمان.", "destroys", ["مسيرة"]),
        ("أسقطت الدفاعات الجوية 30 مسيرة معادية فوق بلدة الرمان.", "destroys", ["مسيرة معادية"]),
    ],
)
def test_vehicles_are_hit(text: str, event: str, targets: list[str]) -> None:
    assert filled(text, event, "target") == targets


def test_what_kind_of_base_it_is_tells_no_loser() -> None:
    assert told("استولى المتمردون على قاعدة بحرية قرب بلدة الرمان.") == [("takes_control", ["المتمردون"], [], ["قاعدة بحرية"])]

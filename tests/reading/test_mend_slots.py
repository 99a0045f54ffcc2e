"""Who did it, to whom and where: capitals, borders, owners, pronouns that mean the event, sides behind what is said of a leader."""

from __future__ import annotations

import pytest
from tests.reading.unjudged import filled


@pytest.mark.parametrize(
    ("text", "event", "slot", "names"),
    [
        # a preposition written as one word
        ("نفذت الميليشيا إعدامات ميدانية بحق مدنيين في قرية التلة.", "killing", "target", ["مدنيين"]),
        ("خسر الجيش البلدة لمصلحة الفصائل.", "takes_control", "agent", ["الفصائل"]),
        # a capital and the city right behind it are one name
        ("انفجرت سيارة ملغومة في العاصمة بغداد ظهرا.", "bombing", "place", ["العاصمة بغداد"]),
        # whom a border is shared with is no party
        ("اندلعت اشتباكات بين الجيش ومهربين قرب الحدود مع كينيا.", "clash", "target", ["مهربين"]),
        # the ground inside what saw it tells more
        ("شهدت محافظة حمص مظاهرات في مدينة الرستن.", "protest", "place", ["مدينة الرستن"]),
        ("شهدت مدينة الرستن مظاهرات حاشدة.", "protest", "place", ["مدينة الرستن"]),
        # the pronoun of a clause that describes the event means the event
        ("دخلت القوات بلدة السمرة. وخرج المئات في مسيرة دعت إليها النقابات.", "protest", "place", []),
        # whose it was that burnt
        ("أحرق المستوطنون سيارات تعود لأهالي قرية حوارة.", "destroys", "target", ["أهالي قرية حوارة"]),
        ("دمر الطيران طائرة حربية لسلاح الجو في المطار.", "air_strike", "target", ["سلاح الجو"]),
        # the forces of who speaks, and of whom he speaks for
        (
            "أعلن تحالف الهضاب هجوما. وقال المتحدث باسمه سالم عثمان إن قواته قتلت العشرات من الجنود.",
            "killing",
            "agent",
            ["تحالف الهضاب"],
        ),
        (
            "ذكرت كتائب القسام، الجناح العسكري لحركة المقاومة الإسلامية (حماس)، أن مقاتليها استهدفوا دبابة في بيت لاهيا.",
            "ground_attack",
            "agent",
            ["كتائب القسام"],
        ),
        # who tells of it did not do it
        ("أكد الوزير سالم الهادي اعتقال أربعة مطلوبين في تونس.", "arrest", "agent", []),
        ("أعلن ناشطون مقتل مدني برصاص قوات النظام في حي الخالدية.", "killing", "agent", ["قوات النظام"]),
        # a man of some office is no subject of a feminine verb
        (
            "حاصرت جماعة الحوثي مدينة عمران ودخلتها. وقتلت قائد الحامية العميد سالم عثمان.",
            "killing",
            "target",
            ["قائد الحامية العميد سالم عثمان"],
        ),
        # whom they follow
        ("خطف مسلحون يتبعون تنظيم القاعدة رئيس المجلس المحلي في درنة.", "abduction", "target", ["رئيس المجلس المحلي في درنة"]),
        ("سيطرت فصائل منضوية تحت جيش الفتح على مدينة إدلب.", "takes_control", "agent", ["فصائل منضوية تحت جيش الفتح"]),
        # who leads them stands between two that act together
        (
            "ألوية العمالقة، بقيادة العقيد سالم الحمد، ورجال المقاومة الشعبية وصلت إلى منطقة حرض.",
            "deploys",
            "agent",
            ["ألوية العمالقة", "رجال المقاومة الشعبية"],
        ),
        # what is asked for is nowhere yet
        ("قصفت القوات بلدة السمرة، وطالبت المنظمة الأطراف بالإفراج عن المحتجزين.", "arrest", "place", []),
    ],
)
def test_slot(text: str, event: str, slot: str, names: list[str]) -> None:
    assert filled(text, event, slot) == names

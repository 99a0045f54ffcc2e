"""Whom an entry takes: classes of names that stand for its lists of words."""

from __future__ import annotations

import pytest

from rasid.model import Report
from rasid.pipeline import Reader

READER = Reader()
READER.documents.judge = None


def told(text: str) -> list[str]:
    return [s.event for s in READER.read(Report("x", text, "", "2023-05-10")).statements]


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("أرسلت كينيا 400 شرطي إلى هايتي.", ["deploys"]),
        ("أنزلت الحكومة الجيش إلى شوارع العاصمة.", ["deploys"]),
        ("قالت الصحيفة إن لواءين نُقلا من غزة إلى الحدود الشمالية.", ["deploys"]),
        ("سحبت إثيوبيا ثلاثمئة عسكري من مدينة بيدوا.", ["withdraws"]),
        ("فر نحو أربعين ألف إثيوبي من مدينة حمرا.", ["displaces"]),
        ("قالت المنظمة إن سبعين ألف أفغاني قد يغادرون قندهار.", ["displaces"]),
        ("طردت الجماعة أبناء الأقلية من برطلة.", ["displaces"]),
        ("أرسلت الحكومة خمسمئة رجل أمن إلى جنوب كردفان.", ["deploys"]),
        ("وصل ثلاثة آلاف من مقاتلي الحشد إلى محيط الفلوجة.", ["deploys"]),
        ("عبرت قوة من الجيش الرواندي إلى غوما ليلا.", ["deploys"]),
        ("قال الجيش إنه مستعد للتحرك إلى بور.", ["deploys"]),
        ("تمكنت القوات من أسر سبعة من الحوثيين في صرواح.", ["arrest"]),
        ("أعلن متحدث باسم الكتائب مساء الأحد أسر جندي إسرائيلي.", ["arrest"]),
        ("أُسر وزير الدفاع قرب الحوطة.", ["arrest"]),
        ("أمسكت دورية بقيادي في التنظيم جنوب كركوك.", ["arrest"]),
        ("دخلت القوات الأمريكية أفغانستان في أكتوبر 2001.", ["deploys"]),
        ("قوة كينية وصلت إلى مقديشو.", ["deploys"]),
        ("فر مقاتلو التنظيم من تلعفر متخفين بين المدنيين.", ["withdraws"]),
        ("خرج مقاتلو الفصائل من داريا مع عائلاتهم.", ["withdraws"]),
        ("غادرت مئات الأسر مدينة نيالا خوفا من عودة المسلحين.", ["displaces"]),
        ("نفذ ضباط في الجيش انقلابا في النيجر.", ["takes_control"]),
        ("قالت الحركة إن مقاتليها لا يزالون يقاومون في أحياء غرب الفاشر.", ["clash"]),
        ("سلمت الجماعة خمسة جنود إلى الصليب الأحمر.", ["arrest"]),
        ("تخلت روسيا عن خيرسون في نوفمبر.", ["withdraws"]),
        ("اجتاح مسلحو التنظيم زنجبار في مايو 2011.", ["takes_control"]),
        ("سقط عشرة مقاتلين من الحشد قرب بيجي.", ["killing"]),
        ("توافد عناصر من القبائل إلى جبهة مأرب.", ["deploys"]),
        ("دخل مقاتلو الحركة سجن المدينة في باماكو.", ["takes_control"]),
        ("دخل مقاتلو طالبان يوم الأحد القصر الرئاسي في كابل.", ["takes_control"]),
    ],
)
def test_a_class_of_names_is_as_good_as_a_word_of_the_list(text: str, events: list[str]) -> None:
    assert told(text) == events


@pytest.mark.parametrize(
    "text",
    [
        "أرسلت قوات الأمن طلبا إلى القاضي في الخرطوم.",
        "وجّه «حزب الله» رسالة إلى سكان زبدين.",
        "سيارة نقل يقودها سائق شاب وصلت إلى العريش.",
        "استقبل المحافظ مئات من أسر الشهداء في صرواح.",
        "أصيب أربعة أشخاص في انقلاب حافلة قرب الفاشر.",
        "توجه عدد من أفراد العائلة إلى المطار لاستقبال الشاعر.",
    ],
)
def test_who_does_it_is_not_whom_it_befalls(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "agent"),
    [
        ("انسحب من سبها مقاتلو الحركة.", "مقاتلو الحركة"),
        ("قالت حركة الشباب إن رجالها سيطروا على القاعدة.", "حركة الشباب"),
        ("وصل إلى مدينة سبها مئات الجنود.", "الجنود"),
        ("يسيطر على البلدة مقاتلو الحركة.", "مقاتلو الحركة"),
        ("توجه إلى مدينة سبها ثلاثة آلاف من مقاتلي الجيش.", "مقاتلي الجيش"),
    ],
)
def test_men_are_subjects_behind_the_place_and_those_whose_men_they_are(text: str, agent: str) -> None:
    assert [[a.name for a in s.agent] for s in READER.read(Report("x", text, "", "2023-05-10")).statements] == [[agent]]

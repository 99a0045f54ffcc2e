"""What is a happening of its own: deaths apart from an attack, people set free, goods taken, campaigns, what is only referred to."""

from __future__ import annotations

import pytest
from tests.reading.unjudged import read, told


@pytest.mark.parametrize(
    ("text", "victims"),
    [
        ("جاء الهجوم غداة مقتل شرطيين قرب بلدة الصور.", ["شرطيين"]),
        ("اندلعت الاشتباكات في مدينة السد بعد مقتل قائد الكتيبة برصاص مجهولين.", ["قائد الكتيبة"]),
    ],
)
def test_deaths_that_an_attack_came_after_are_apart(text: str, victims: list[str]) -> None:
    assert [t for _, _, t, _ in told(text, "killing")] == [victims]


def test_deaths_of_today_are_not_those_of_an_attack_last_month() -> None:
    text = "قتلت قوات الأمن اليوم مسلحا في محافظة الرمان بعد هجوم على سياح الشهر الماضي."
    assert {s.event: s.killed for s in read(text)} == {"killing": 1, "ground_attack": None}


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("استولى المسلحون على المواد الغذائية والماشية في قرية الرمان.", ["destroys"]),
        ("خطف مسلحون ستة عمال في وادي الصخر، وتمكنت الشرطة من تحريرهم.", ["abduction", "arrest"]),
        ("نفذ التنظيم حملة إعدامات بحق مدنيين في مدينة السد.", ["killing"]),
        ("وهذا أعنف هجوم يشنه المتمردون على مدينة السد منذ مطلع العام.", []),
        ("كان أفراد الخلية يخططون لاعتداءات في مدينة السد من خلال استهداف ضباط كبار.", ["ground_attack"]),
        ("وقال سامر نادر أحد منظمي المظاهرات للصحيفة إن المطالب لم تنفذ.", []),
        ("تبحث الشرطة عن سيارة محملة بالمتفجرات في مدينة السد.", []),
        ("نقل السائق إلى المستشفى لتلقي العلاج بعد إبطال مفعول قنبلة في الحي.", []),
        ("لقي خمسة عمال مصرعهم في انهيار منجم قرب قرية الرمان، وبينهم جندي سابق.", []),
        ("أعلن قائد عسكري هروب العشرات من قيادات تنظيم داعش من بلدة الصور.", ["withdraws"]),
        ("تمكنت قوة أمنية، وبمساندة الطيران العسكري، من قتل 19 مسلحا في بلدة الصور.", ["air_strike", "killing"]),
        ("قتل 33 مسلحا بانفجار سيارة مفخخة، يقودها انتحاري، استهدفت مركز تدريب في قضاء الرمان.", ["bombing"]),
        ("ذكر البيان استرجاع كمية من الذخائر والقنابل.", []),
        ("فقد النازحون مساكنهم وأعمالهم في محافظة الرمان.", []),
        ("دمرت القوات ثلاثة زوارق تحمل عبوات ناسفة في بحيرة الرمان.", ["destroys"]),
        ("أطلقت الشرطة أمس في مدينة السد عملية مداهمات واسعة لتوقيف ناشطين.", ["arrest"]),
        ("أعلنت المحكمة براءته من التهم الموجهة إليه في مدينة السد.", []),
        ("انفجرت سيارة مفخخة في قضاء الرمان، ومن بين القتلى أطفال كانوا في ساحة المدرسة.", ["bombing"]),
        ("اعتصم المعلمون أمس أمام البرلمان احتجاجا على خفض الأجور، وكذلك احتجاجا على الفساد في المنطقة.", ["protest"]),
        ("أدى انهيار منزل في مدينة السد إلى محاصرة عدة أشخاص تحت الأنقاض.", []),
    ],
)
def test_what_is_told(text: str, events: list[str]) -> None:
    assert [s.event for s in read(text)] == events


@pytest.mark.parametrize(
    ("text", "event", "status"),
    [
        ("ترفض بغداد القصف التركي لقرى الإقليم.", "shelling", "occurred"),
        ("رفض الجيش قصف المدينة.", "shelling", "denied"),
        ("استخدمت الشرطة الرصاص لتفريق مظاهرات في مدينة السد.", "protest", "occurred"),
        ("وضعت القوات خطة لعبور المناطق الواقعة تحت سيطرة المتمردين.", "holds", "ongoing"),
        ("وقعت مدينة السد أمس تحت سيطرة المتمردين.", "takes_control", "occurred"),
    ],
)
def test_status(text: str, event: str, status: str) -> None:
    assert [s.status for s in read(text) if s.event == event] == [status]

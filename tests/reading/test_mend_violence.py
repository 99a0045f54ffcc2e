"""How the press tells fights, attacks, strikes, shelling, bombings and killings; and the same words where nothing of the kind is told."""

from __future__ import annotations

import pytest

from rasid.lexicon.loader import load
from rasid.lexicon.theatre import load_names
from rasid.model import Report
from rasid.reading.reader import DocumentReader

READER = DocumentReader(load(), load_names())
READER.judge = None

VIOLENCE = frozenset(("clash", "ground_attack", "air_strike", "shelling", "bombing", "killing"))

Told = tuple[str, list[str], list[str], list[str]]


def told(text: str) -> list[Told]:
    """All statements of a text, in its order."""
    found, _ = READER.read(Report("t", text, "", "2024-03-05"))
    return [(s.event, [n.name for n in s.agent], [n.name for n in s.target], [n.name for n in s.place]) for s in found]


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("تلاحم مقاتلو الفجر مع قوات الغرب في شوارع النجيلة.", ("clash", ["مقاتلو الفجر"], ["قوات الغرب"], ["شوارع النجيلة"])),
        ("بقيت أصوات الرشاشات مسموعة في حي الزهور.", ("clash", [], [], ["حي الزهور"])),
        ("داهم مسلحون معسكر التلال ليلا.", ("ground_attack", ["مسلحون"], [], ["معسكر التلال"])),
        ("انهال عناصر الميليشيا بالهراوات على معتصمين في حي الزهور.", ("ground_attack", ["عناصر الميليشيا"], ["معتصمين"], ["حي الزهور"])),
        (
            "سدد لواء الصقور ضربات قاسية إلى مسلحي التنظيم في جبل الصفا.",
            ("ground_attack", ["لواء الصقور"], ["مسلحي التنظيم"], ["جبل الصفا"]),
        ),
        ("مروحية تابعة للجيش ألقت أسطوانتين على بلدة الصفا.", ("air_strike", ["مروحية تابعة للجيش"], [], ["بلدة الصفا"])),
        ("سقطت طائرة مسيرة على سوق في بلدة الصفا.", ("air_strike", [], [], ["بلدة الصفا"])),
        ("تلقت بلدة الغزالة نحو مئتي قذيفة في يوم واحد.", ("shelling", [], [], ["بلدة الغزالة"])),
        ("هطلت القذائف على سوق بلدة الغزالة.", ("shelling", [], [], ["سوق بلدة الغزالة"])),
        ("داست امرأة على لغم قرب بلدة الغزالة.", ("bombing", [], ["امرأة"], ["بلدة الغزالة"])),
        ("فقدت كتائب الجنوب ستة من عناصرها في بلدة الجسر.", ("killing", [], ["كتائب الجنوب"], ["بلدة الجسر"])),
        ("تحدث سكان عن تصفية سبعة من أبناء بلدة الجسر.", ("killing", [], ["أبناء بلدة الجسر"], [])),
        ("صرع مسلحون شرطيين في حي النهر.", ("killing", ["مسلحون"], ["شرطيين"], ["حي النهر"])),
    ],
)
def test_ways_of_telling(text: str, statement: Told) -> None:
    """Verbs, nouns and set phrases of violence, with who stands in their slots."""
    assert statement in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "انقضت ثلاثة أعوام منذ غادر الجيش الهضبة.",  # elapsed, not pounced
        "عادت العائلات إلى بيروت منذ تفجرت الحرب قبل أعوام.",
        "حمل العمال أثاث الطبيب وأجهزته على عربة في بلدة الجسر.",  # his devices
        "لم ترد معلومات عن أضرار في بلدة الجسر.",
        "الوزراء يردون على أسئلة النواب في بيروت.",
        "قالت هيئة الأركان في بيان لاحق إن الجيش لن يعلق.",
        "زار الوفد بلدة معركة والتقى رئيس بلديتها.",
        "شارك المئات في مسيرة دعت إليها النقابات وسط الطائرات الورقية.",
        "تصدر وسم تفجير السوق قائمة الأكثر تداولا.",
        "واجه الدولار مقاومة شديدة عند مستوى جديد.",
        "تعهدت الحكومة بمحاربة الفساد في الجيش.",
        "وجهت العقوبات ضربة قاسية إلى مصارف طهران.",
        "قضت محكمة على أربعة مسلحين بالسجن.",
        "فقدت القيادة الاتصال مع أربعة جنود في البحر.",
        "أنهى المرض حياة ناشط معروف في بلدة الجسر.",
        "سقوط أربعة أشخاص في بئر قرب بلدة الجسر.",
        "بدأت الشرطة عملية تحقيق في حادث السير.",
    ],
)
def test_same_words_at_peace(text: str) -> None:
    """Words of violence in law, sport, economy, accidents tell none."""
    assert not [s for s in told(text) if s[0] in VIOLENCE]

"""Idioms of control: towns that fall, are left, handed over, held, encircled and approached; and the same words in other matters."""

from __future__ import annotations

import pytest
from tests.reading.unjudged import Told, told


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("آلت بلدة سلوك إلى قوات النظام.", ("takes_control", ["قوات النظام"], [], ["بلدة سلوك"])),
        ("تحررت مدينة الفلوجة من قبضة تنظيم داعش.", ("takes_control", [], ["تنظيم داعش"], ["مدينة الفلوجة"])),
        ("أسقط مقاتلو طالبان مدينة غزني.", ("takes_control", ["مقاتلو طالبان"], [], ["مدينة غزني"])),
        ("تمكنت فصائل المعارضة من إسقاط معسكر الحامدية.", ("takes_control", ["فصائل المعارضة"], [], ["معسكر الحامدية"])),
        ("دخلت قوات النظام مدينة حماة في الصباح.", ("takes_control", ["قوات النظام"], [], ["مدينة حماة"])),
        (
            "سقطت مدينة الموصل ثاني كبرى مدن العراق في أيدي مسلحي داعش.",
            ("takes_control", ["مسلحي داعش"], [], ["مدينة الموصل"]),
        ),
        (
            "قال ضابط إن مدينة سنجار سقطت كلها في أيدي مسلحي داعش.",
            ("takes_control", ["مسلحي داعش"], [], ["مدينة سنجار"]),
        ),
    ],
)
def test_takes(text: str, statement: Told) -> None:
    """Verbs whose subject is the town, verbs that make it fall, a hand that stands behind a description."""
    assert statement in told(text)


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("عادت قوات النظام أدراجها من مدينة الزبداني.", ("withdraws", ["قوات النظام"], [], ["مدينة الزبداني"])),
        ("اندحرت قوات النظام عن مدينة إدلب.", ("withdraws", ["قوات النظام"], [], ["مدينة إدلب"])),
        ("أنهت القوات الفرنسية وجودها العسكري في تشاد.", ("withdraws", ["القوات الفرنسية"], [], ["تشاد"])),
        ("أعادت القوات الروسية انتشارها خارج مدينة خيرسون.", ("withdraws", ["القوات الروسية"], [], ["مدينة خيرسون"])),
        ("طالبت الحكومة القوات التركية بالانسحاب من معسكر بعشيقة.", ("withdraws", ["القوات التركية"], [], ["معسكر بعشيقة"])),
    ],
)
def test_leaves(text: str, statement: Told) -> None:
    """Idioms of leaving; and those who are urged to leave, not those who urge them."""
    assert statement in told(text)


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("تسليم مدينة منبج للجيش السوري.", ("hands_over", [], ["الجيش السوري"], ["مدينة منبج"])),
        ("سلم الجيش الأمريكي القوات العراقية معسكر بوكا.", ("hands_over", ["الجيش الأمريكي"], ["القوات العراقية"], ["معسكر بوكا"])),
        (
            "تسلم الجيش السوري بلدة نوى من قوات سوريا الديمقراطية.",
            ("hands_over", ["قوات سوريا الديمقراطية"], ["الجيش السوري"], ["بلدة نوى"]),
        ),
        ("تسلم الجيش السوري بلدة نوى.", ("takes_control", ["الجيش السوري"], [], ["بلدة نوى"])),
    ],
)
def test_hands_over(text: str, statement: Told) -> None:
    """A place whose head the entry asks for is still its object; who takes a place from nobody that is named gains it."""
    assert told(text) == [statement]


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("باتت مدينة الفلوجة محاصرة بالكامل.", ("besieges", [], [], ["مدينة الفلوجة"])),
        ("لا تزال بلدة نبل بيد قوات النظام.", ("holds", ["قوات النظام"], [], ["بلدة نبل"])),
        ("تحكم حركة حماس قطاع غزة منذ 2007.", ("holds", ["حركة حماس"], [], ["قطاع غزة"])),
        ("تقدم كبير لقوات النظام في ريف دمشق.", ("advances", ["قوات النظام"], [], ["ريف دمشق"])),
        ("عبر الجيش التركي الحدود السورية.", ("advances", ["الجيش التركي"], [], ["الحدود السورية"])),
        ("تمكنت قوات المعارضة من الوصول إلى مدينة إدلب.", ("advances", ["قوات المعارضة"], [], ["مدينة إدلب"])),
        ("منع المقاتلون القوات الإسرائيلية من التقدم في حي الشجاعية.", ("advances", ["القوات الإسرائيلية"], [], ["حي الشجاعية"])),
    ],
)
def test_states_and_advances(text: str, statement: Told) -> None:
    """Participles and nouns that are written alike, verbs that are prepositions too, single forms of a verb."""
    assert told(text) == [statement]


@pytest.mark.parametrize(
    "text",
    [
        "يفاوض التنظيم على خروج آمن لرجاله من المدينة.",
        "وصلت المساعدات عبر الحدود السورية إلى مدينة إدلب.",
        "قال متحدث باسم وزارة الصحة التي تديرها حماس في غزة إن المستشفى يعمل.",
        "تمسك الوفد بإقامة المعرض في مدينة دمشق.",
        "أعلنت الوزارة المنطقة خالية من فيروس كورونا.",
        "اقتربت السفينة من ميناء صيدا.",
        "أعادت البلدية فتح المعبر إلى سوق المدينة.",
    ],
)
def test_other_matters(text: str) -> None:
    """The same words of travel, health and trade tell nothing of control."""
    assert not [s for s in told(text) if s[0] in ("takes_control", "holds", "hands_over", "besieges", "advances")]


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("تتعرض مدينة الرستن لحصار من جيش النظام.", ("besieges", ["جيش النظام"], [], ["مدينة الرستن"])),
        ("واشنطن تسحب ألف جندي من قاعدة التنف.", ("withdraws", ["واشنطن"], [], ["قاعدة التنف"])),
        ("أجبر القصف القوات الروسية على الانسحاب من مدينة خيرسون.", ("withdraws", ["القوات الروسية"], [], ["مدينة خيرسون"])),
        ("تبسط حركة الشباب سيطرتها على بلدة جلب.", ("holds", ["حركة الشباب"], [], ["بلدة جلب"])),
    ],
)
def test_who_does_it(text: str, statement: Told) -> None:
    """The besieger after من, an object that is nobody's subject, an event that forces, a noun that is part of its verb's phrase."""
    assert [s for s in told(text, statement[0]) if s == statement]


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("مدينة بارا التي دخلها الجيش السوداني في 11 سبتمبر.", ("takes_control", ["الجيش السوداني"], [], ["مدينة بارا"])),
        ("أقر القائد بضياع مدينة ود مدني.", ("takes_control", [], [], ["مدينة ود مدني"])),
        ("أصبحت مدينة تل رفعت تحت راية قوات النظام.", ("takes_control", ["قوات النظام"], [], ["مدينة تل رفعت"])),
        ("لم يبق لتنظيم داعش سوى بلدة السوسة.", ("holds", ["تنظيم داعش"], [], ["بلدة السوسة"])),
    ],
)
def test_objects_in_pronouns(text: str, statement: Told) -> None:
    """What follows a verb with an object pronoun is not its object; losses and flags."""
    assert [s for s in told(text, statement[0]) if s == statement]


@pytest.mark.parametrize(
    "text",
    [
        "المساعدات التي تقدمها قوات التحالف في عدن تصل إلى المدنيين.",
        "وقعت الوثائق التي سرقها الموظف في يد صحفي في بيروت.",
        "ضبطت الشرطة رجلا بحوزته سكاكين في مدينة جدة.",
        "زحفت الحشود إلى وسط مدينة تونس.",
    ],
)
def test_no_pronoun_objects(text: str) -> None:
    """ "تقدمها" is what they give; papers fall into hands, crowds march."""
    assert not [s for s in told(text) if s[0] in ("takes_control", "holds", "hands_over", "advances")]

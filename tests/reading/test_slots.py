"""Who did it, to whom and where: constructions of agents, targets and places."""

from __future__ import annotations

import pytest

from rasid.lexicon.loader import load
from rasid.lexicon.theatre import load_names
from rasid.model import Report, Statement
from rasid.reading.reader import DocumentReader

READER = DocumentReader(load(), load_names())
READER.judge = None


def read(text: str, event: str) -> Statement:
    """The first statement of an event in a text."""
    found, _ = READER.read(Report("t", text, "", "2024-03-05"))
    return next(s for s in found if s.event == event)


def slot(s: Statement, name: str) -> list[str]:
    return [n.name for n in getattr(s, name)]


@pytest.mark.parametrize(
    ("text", "event", "agents"),
    [
        ("فرّ العشرات من مسلحي النصرة من بلدة الهبيط.", "withdraws", ["مسلحي النصرة"]),
        ("تقدم الجيش المدعوم بميليشيات محلية في وادي بردى.", "advances", ["الجيش", "ميليشيات محلية"]),
        ("شن الطيران غارات على أهداف لتنظيم داعش في هجين.", "air_strike", ["الطيران"]),
        ("صد الجيش هجوما لتنظيم داعش على تدمر. وسيطر رتل للجيش على قصر الحير.", "takes_control", ["الجيش"]),
        ("دخل المدينة مساء أمس مقاتلو الجيش الحر.", "takes_control", ["مقاتلو الجيش الحر"]),
        ("هاجم تنظيم داعش قرية الشولا. وانسحب عنصران من التنظيم إلى البادية.", "withdraws", ["تنظيم داعش"]),
        ("اختطفت قوة للجيش راعيا في مزرعة الدوير.", "abduction", ["قوة للجيش"]),
        ("اندلعت معارك بين حركة الشباب وقوات بونتلاند في بوصاصو. واتفق الطرفان على هدنة.", "agreement", ["حركة الشباب"]),
        ("صد السكان هجوما لقوات الدعم السريع على مدينة كوستي.", "ground_attack", ["قوات الدعم السريع"]),
    ],
)
def test_agents(text: str, event: str, agents: list[str]) -> None:
    assert slot(read(text, event), "agent") == agents


@pytest.mark.parametrize(
    ("text", "event", "targets"),
    [
        ("شن الطيران غارات على أهداف لتنظيم داعش في هجين.", "air_strike", ["تنظيم داعش"]),
        ("قصفت المدفعية سيارات تابعة لحزب الله في القنيطرة.", "shelling", ["حزب الله"]),
        ("صدت الفرقة السادسة هجوما لقوات الدعم السريع على الفاشر.", "ground_attack", ["الفرقة السادسة"]),
        ("قصف الجيش مواقع قسد في منبج. وبعد ساعات اقتحم الجيش قرية الفارات.", "ground_attack", ["قسد"]),
        ("خاض الجيش معارك مع قوات الدعم السريع في بحري. ودمر الجيش ثلاث شاحنات.", "destroys", ["قوات الدعم السريع"]),
        ("قتل شخصان في غارة على بلدة كفرنبل.", "air_strike", []),
        ("إن تسعة مدنيين قتلوا في سوق المدينة.", "killing", ["مدنيين"]),
    ],
)
def test_targets(text: str, event: str, targets: list[str]) -> None:
    assert slot(read(text, event), "target") == targets


@pytest.mark.parametrize(
    ("text", "event", "places"),
    [
        ("اندلعت معارك بين الجيش والدعم السريع في شمال وغرب السودان.", "clash", ["شمال السودان", "غرب السودان"]),
        ("سيطر الجيش على قرى حزما وتل خزف والعطشانة.", "takes_control", ["قرية حزما", "قرية تل خزف", "قرية العطشانة"]),
        ("سيطر الجيش على أجزاء واسعة من الخرطوم.", "takes_control", ["الخرطوم"]),
        ("قصف الطيران جسرين وعربين.", "air_strike", ["جسرين", "عربين"]),
    ],
)
def test_places(text: str, event: str, places: list[str]) -> None:
    assert slot(read(text, event), "place") == places


def test_given_names_are_no_places() -> None:
    assert slot(read("قتل مسلحون سليمان فؤاد في درعا.", "killing"), "place") == ["درعا"]


def test_a_dual_means_the_two_places_named_together() -> None:
    text = "حاصرت القوات بلدتي حزانو وزردنا. ثم دخل الجيش البلدتين."
    assert slot(read(text, "takes_control"), "place") == ["بلدة حزانو", "بلدة زردنا"]


def test_the_place_of_a_relative_clause_is_no_agent() -> None:
    s = read("سقطت قذيفة على بلدة زردنا التي تمسك بها المعارضة في ريف إدلب.", "holds")
    assert (slot(s, "agent"), slot(s, "place")) == (["المعارضة"], ["بلدة زردنا"])


def test_a_noun_with_its_pronoun_is_no_place() -> None:
    assert slot(read("أطلق الجنود النار على شاب فأصيب في ساقه بجروح.", "killing"), "place") == []


@pytest.mark.parametrize(
    ("text", "event", "name", "wanted"),
    [
        ("سيطر الجيش على تلال عدة أبرزها حقاب خزعل.", "takes_control", "place", ["حقاب"]),
        ("استعادت قوات النظام عدة بلدات بينها كفرنبل وحاس.", "takes_control", "place", ["كفرنبل", "حاس"]),
        ("قصفت الطائرات قرى في ريف إدلب منها الهبيط وعابدين.", "air_strike", "place", ["الهبيط", "عابدين"]),
        ("شن الجيش هجوما لاستعادة مدينة ود مدني.", "ground_attack", "place", ["مدينة ود مدني"]),
        ("أدانت فرنسا التفجير الذي وقع في العاصمة طرابلس.", "bombing", "place", ["العاصمة طرابلس"]),
        ("أفرجت السلطات عن عشرات المعتقلين من سجن الرجمة.", "arrest", "place", ["سجن الرجمة"]),
        ("دارت معارك في أم درمان بين القوات الروسية والأوكرانية.", "clash", "target", ["القوات الأوكرانية"]),
        ("شن الجيش حملة اعتقالات طالت 14 شابا في بلدة التل.", "arrest", "target", ["شابا"]),
        ("دكت مدفعية الجيش مواقع تمركز قسد في منبج.", "shelling", "target", ["قسد"]),
        ("اتهم الجيش قسد بقتل أكثر من ألفي مدني.", "killing", "target", ["مدني"]),
        ("نهب المسلحون عددا من المتاجر.", "destroys", "target", ["المتاجر"]),
        ("حمل الناطق باسم الحركة إسرائيل مسؤولية اغتيال القيادي في بيروت.", "killing", "agent", ["إسرائيل"]),
        ("أمرت إسرائيل سكان بلدة الخيام بالإخلاء فورا.", "displaces", "agent", ["إسرائيل"]),
        ("بدأت قوات يمنية، يساندها التحالف، هجوما على الحديدة.", "ground_attack", "agent", ["قوات يمنية"]),
        ("تواصل قوات البشمركة مطاردة عناصر داعش في جبال حمرين.", "ground_attack", "agent", ["قوات البشمركة"]),
        ("أحرزت القوات الحكومية التي تتلقى الدعم تقدما في مصراتة.", "advances", "agent", ["القوات الحكومية"]),
        ("فتح مسلحان يستقلان دراجة نارية النار على سيارة للشرطة.", "ground_attack", "agent", ["مسلحان"]),
        ("وصلت تعزيزات للجيش وأدى قصف التحالف على بلدة السد إلى دمار.", "air_strike", "place", ["بلدة السد"]),
    ],
)
def test_constructions(text: str, event: str, name: str, wanted: list[str]) -> None:
    assert slot(read(text, event), name) == wanted


def test_ships_do_not_strike_from_the_air() -> None:
    assert read("قصفت بوارج التحالف مواقع الحوثيين في الحديدة.", "shelling")


@pytest.mark.parametrize(
    ("text", "event", "name", "wanted"),
    [
        ("قتل ثلاثة جنود برصاص مسلحين في تركيا.", "killing", "place", ["تركيا"]),
        ("انفجرت سيارة مفخخة في موسكو أمس.", "bombing", "place", ["موسكو"]),
        ("تظاهر المئات في بوركينا فاسو في ساحة الأمة.", "protest", "place", ["ساحة الأمة"]),
        ("قصفت فصائل المعارضة في حمص، مواقع للجيش السوري في الحولة.", "shelling", "target", ["الجيش السوري"]),
        ("دمر طيران التحالف ثلاث دبابات وخمس عربات للحوثيين قرب المخا.", "air_strike", "target", ["الحوثيين"]),
        ("أوضح المصدر أن الحوثيين باتوا محاصرين في قاعدة العند.", "besieges", "target", ["الحوثيين"]),
        ("تخوض قسد معارك عنيفة في مدينة الطبقة، غرب الرقة، ضد تنظيم الدولة.", "clash", "target", ["تنظيم الدولة"]),
        ("خاض الجيش معارك لتطهير بلدة القريتين من فلول داعش.", "takes_control", "target", ["فلول داعش"]),
        ("يفرض الجيش حصارا على مجاميع التنظيم في سرت.", "besieges", "target", ["مجاميع التنظيم"]),
        ("أتم الجيش الأمريكي تسليم معسكر التاجي للعراقيين.", "hands_over", "place", ["معسكر التاجي"]),
        ("طال القصف المدفعي محيط مستشفى النو في أم درمان.", "shelling", "place", ["محيط مستشفى النو"]),
        ("طالت الاعتقالات خمسة شبان من بلدة يعبد.", "arrest", "target", ["شبان"]),
        ("انتشرت وحدات من الجيش اللبناني جنوب الليطاني.", "deploys", "place", ["جنوب الليطاني"]),
        ("تعتبر مدينة الفلوجة أبرز معاقل تنظيم الدولة في الأنبار.", "holds", "place", ["مدينة الفلوجة"]),
        ("مدينة الرقة معقل للتنظيم في سوريا.", "holds", "agent", ["التنظيم"]),
        ("حاصر التنظيم الحي بعد أن أخرج منه مقاتلي لواء التوحيد.", "withdraws", "agent", ["مقاتلي لواء التوحيد"]),
        ("فر ثمانية عسكريين إلى اليونان.", "withdraws", "agent", ["عسكريين"]),
        ("هاجم عدد من المسلحين حاجزا في الرطبة.", "ground_attack", "agent", ["المسلحين"]),
        ("فر ثلاثة من المسلحين إلى الجبال.", "withdraws", "agent", ["المسلحين"]),
        ("قتل انتحاري 42 مجندا في معسكر التاجي.", "bombing", "agent", ["انتحاري"]),
        ("يرزح مخيم اليرموك تحت حصار خانق منذ عامين.", "besieges", "place", ["مخيم اليرموك"]),
        ("من ناحية أخرى، قصف الجيش بلدة السد.", "shelling", "place", ["بلدة السد"]),
    ],
)
def test_more_constructions(text: str, event: str, name: str, wanted: list[str]) -> None:
    assert slot(read(text, event), name) == wanted


def test_means_that_are_told_make_an_attack_plain() -> None:
    found = read("تعرضت المنطقة الخضراء في بغداد لهجوم بقذائف الهاون.", "shelling")
    assert slot(found, "place") == ["المنطقة الخضراء"]


def test_a_definite_noun_takes_up_what_another_subject_did() -> None:
    text = "شن طيران التحالف غارات على صنعاء. وقال التلفزيون إن الغارات استهدفت معسكر الاستقبال في صنعاء."
    found, _ = READER.read(Report("t", text, "", "2024-03-05"))
    assert len([s for s in found if s.event == "air_strike"]) == 1


@pytest.mark.parametrize(
    ("text", "event", "name", "wanted"),
    [
        ("أسفر هجوم انتحاري نفذته امرأة في سوق الكرادة عن مقتل ثلاثة.", "bombing", "agent", ["امرأة"]),
        ("قال المسؤول إن العشرات من مستوطني براخة هاجموا المزارعين في قرية بورين.", "ground_attack", "agent", ["مستوطني براخة"]),
        ("خطف المسلحون ما مجموعه 14 شخصا قرب الصويرة.", "abduction", "target", ["شخصا"]),
        ("أطلق قناص النار على دورية للشرطة في حي الميدان.", "ground_attack", "agent", ["قناص"]),
        ("اضطر المسلحون إلى ترك مواقعهم في حي الزهور.", "withdraws", "agent", ["المسلحون"]),
        ("اقتلع الجيش المسلحين من معاقلهم في درنة وبسط سيطرته عليها.", "takes_control", "agent", ["الجيش"]),
        ("أرغم القصف مقاتلي التنظيم على الانكفاء من أطراف الباغوز.", "withdraws", "agent", ["مقاتلي التنظيم"]),
        ("أوغلت الدبابات في حي الزيتون.", "advances", "agent", ["الدبابات"]),
    ],
)
def test_doers_of_attacks(text: str, event: str, name: str, wanted: list[str]) -> None:
    assert slot(read(text, event), name) == wanted


def test_what_soldiers_did_after_a_blast_is_a_deed_of_its_own() -> None:
    text = "قتل جنود المارينز خمسة مدنيين في حديثة بعدما انفجرت عبوة ناسفة بمركبتهم."
    found, _ = READER.read(Report("t", text, "", "2024-03-05"))
    assert [s.event for s in found if s.event == "killing"] == ["killing"]


def test_the_dead_of_a_week_in_two_months_are_no_toll() -> None:
    found, _ = READER.read(Report("t", "قتلت قوات الجيش خلال الأسبوع الماضي 47 مسلحا من داعش.", "", "2024-03-05"))
    assert [s.event for s in found] == ["killing"]


@pytest.mark.parametrize(
    ("text", "event", "name", "wanted"),
    [
        ("استهدفت الدبابات المستشفى الإندونيسي.", "shelling", "place", ["المستشفى الإندونيسي"]),
        ("هاجم غاضبون قنصلية إيران في البصرة.", "riot", "agent", ["غاضبون"]),
        ("استهدف تفجير انتحاري مقر الشرطة في مقديشو.", "bombing", "place", ["مقر الشرطة"]),
        ("فارق ثلاثة جنود الحياة بنيران صديقة في مأرب.", "killing", "target", ["جنود"]),
        ("أمر الجيش الإسرائيلي سكان خان يونس بإخلاء منازلهم.", "displaces", "target", ["سكان خان يونس"]),
        ("تظاهر طلاب جامعة صنعاء احتجاجا على الغلاء.", "protest", "place", []),
        ("تشرد أكثر من ألف شخص جراء المعارك في حيس.", "displaces", "target", ["شخص"]),
    ],
)
def test_where_names_end(text: str, event: str, name: str, wanted: list[str]) -> None:
    assert slot(read(text, event), name) == wanted


def test_a_title_that_shortens_names_tells_nothing_new() -> None:
    report = Report(
        "t", "أسرت كتائب من الزاوية 128 عنصرا من قوات حفتر قرب طرابلس.", "كتائب الزاوية تأسر العشرات من قوات حفتر", "2024-03-05"
    )
    found, _ = READER.read(report)
    assert [s.event for s in found] == ["arrest"]


def test_a_source_that_says_no_more() -> None:
    text = "أقر مصدر في القيادة العامة بالانسحاب من بلدة السد، ولم يوضح أسبابه."
    assert slot(read(text, "no_comment"), "agent") == ["مصدر في القيادة العامة"]

"""Constructions of long news sentences: asides, measured numbers, subjects of clauses that tell no event, posts and ranks of places."""

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
        # the subject of a clause that tells no event goes on
        (
            "قصفت قوات حفتر مطار معيتيقة. وقال شاهد إن مقاتلي الطوارق وصلوا ليلا، واقتحموا مخفرا في صبراتة.",
            "ground_attack",
            ["مقاتلي الطوارق"],
        ),
        ("قصف الحوثيون مأرب. وكانت حركة الشباب قد هددت بالحرب، وهاجمت قاعدة في كيسمايو.", "ground_attack", ["حركة الشباب"]),
        # who belongs to a body is that body
        ("اقتحم مسلحون ينتمون إلى تنظيم القاعدة مدينة زنجبار.", "ground_attack", ["مسلحون ينتمون إلى تنظيم القاعدة"]),
        # "فارّ" told with its force far off
        ("بسطت قوات العمالقة ومقاتلو القبائل، صباح الاثنين، سيطرتهم على مدينة عتق.", "takes_control", ["قوات العمالقة", "مقاتلو القبائل"]),
        # a spokesman does not march
        ("توعد المتحدث باسم حركة طالبان بالزحف إلى كابول.", "advances", ["حركة طالبان"]),
        # whose forces speak, and what they take
        ("قال الجيش الأوكراني إن مقاتلاته قصفت جسرا قرب خيرسون.", "air_strike", ["الجيش الأوكراني"]),
        ("شهد البحر الأحمر احتجاز الحوثيين عشرين بحارا قبالة ميناء الحديدة.", "arrest", ["الحوثيين"]),
        ("احتجزت إيران ناقلة النفط في خليج عمان.", "destroys", ["إيران"]),
        ("قال شهود إن الطيران شن تسع غارات على مطار صنعاء.", "air_strike", ["الطيران"]),
        # far from its verb, behind an aside, and described by a verb of its own
        (
            "شنت مقاتلات عراقية، بالتنسيق مع التحالف الدولي وبعد رصد دام يومين، ضربات على كهوف يتخذها تنظيم داعش مخابئ.",
            "air_strike",
            ["مقاتلات عراقية"],
        ),
        ("استدرج مقاتلو القسام قوة إسرائيلية حاولت التوغل شرق جباليا.", "advances", ["قوة إسرائيلية"]),
        ("فرقتهم الشرطة بالغاز، ولاحقتهم الشرطة واعتقلت سبعة شبان في ديار بكر.", "arrest", ["الشرطة"]),
        ("خسرت قوات حفتر مدينة غريان إثر هجوم مباغت لقوات الوفاق.", "takes_control", ["قوات الوفاق"]),
        # the subject of a description does not run on
        ("قالت الكتائب إن مقاتليها استدرجوا قوة حاولت التقدم شرق جباليا، وأجهزوا على سبعة جنود.", "killing", ["الكتائب"]),
        ("قال الصيادون إن زوارق حربية قصفت مرفأ غزة.", "shelling", ["زوارق حربية"]),
        ("حاصرت الشرطة مبنى. وقال السكان إن منازل عدة دمرت في حي سور.", "destroys", []),
        # a noun joined to a noun has its doer; fighters behind the accuser's name are the accused
        ("اتهم ناشطون المهاجمين بقتل خمسة تجار واحتجاز عدد من الشبان في سنجة.", "arrest", ["المهاجمين"]),
        ("اتهم محافظ الأنبار صهيب الراوي ميليشيات محلية بإعدام 20 نازحا.", "killing", ["ميليشيات محلية"]),
        ("واقتحم مئات المستوطنين باحات المسجد الأقصى بحماية مشددة من شرطة الاحتلال.", "ground_attack", ["المستوطنين"]),
        ("أعلنت البحرية الأمريكية إسقاط 18 مسيّرة أطلقها الحوثيون.", "destroys", ["البحرية الأمريكية"]),
        ("أفاد شهود بأن مسلحي تنظيم داعش أعدموا أفرادا من الصحوات.", "killing", ["مسلحي تنظيم داعش"]),
        ("عندما داهمت قوى الأمن الداخلي شقة في طرابلس اعتقلت مطلوبين.", "arrest", ["قوى الأمن الداخلي"]),
        ("قالت الحركة إنها دمرت مدرعات وأسقطت مروحية في كيدال.", "destroys", ["الحركة"]),
        ("أعلنت حركة أزواد أنها هزمت الجيش وأسرت عددا من الجنود.", "arrest", ["حركة أزواد"]),
        ("أقر الجيش المالي بالحادثة، دون أن يحدد عدد القتلى.", "no_comment", ["الجيش المالي"]),
        # the noun after the verb, not what the clause describes
        ("ضبطت الشرطة رشاشا ومنظارا داخل شقة في بعقوبة، ولم يكشف المتحدث عن هوية الموقوفين.", "no_comment", ["المتحدث"]),
        ("نقضت الفصائل، التي اتفقت معها الحكومة على هدنة في جرمانا، تعهداتها.", "agreement", ["الحكومة"]),
        # who began it is not told
        ("وصل ضابط إلى مقديشو. وبدأ الهجوم على الفندق مع الفجر.", "ground_attack", []),
        # an event did it, not the subject that runs on
        ("سيطرت حركة الشباب على بلدة مركا. وقتلت غارة جوية قرب بلدة جلب أربعة مسلحين.", "air_strike", []),
    ],
)
def test_agents(text: str, event: str, agents: list[str]) -> None:
    assert slot(read(text, event), "agent") == agents


@pytest.mark.parametrize(
    ("text", "event", "targets"),
    [
        ("نزح ما لا يقل عن 700 أسرة من مدينة النهود.", "displaces", ["أسرة"]),
        ("أحرقت ميليشيات متحالفة معها، وفقا لسكان محليين، أكثر من عشر قرى.", "destroys", ["قرى"]),
        ("وقضى في الجانب الآخر سبعة جنود بنيران قناصة.", "killing", ["جنود"]),
        ("لقي عشرات حتفهم جراء مقتل ما لا يقل عن عشرين مدنيا في سنجة.", "killing", ["مدنيا"]),
        ("هاجم مقاتلو حركة الشباب بقذائف الهاون ثكنة للجيش الإثيوبي في بيدوا.", "shelling", ["الجيش الإثيوبي"]),
        ("أعلن التنظيم أن مقاتليه أجهزوا على 14 جنديا في كمين قرب بنغازي.", "ground_attack", ["جنديا"]),
        ("شن تنظيم داعش هجوما على نقاط للواء 51 شرق بيجي.", "ground_attack", ["لواء 51"]),
        ("تحدثت تقارير عن نزوح نحو 90 ألف من سكان المنطقة.", "displaces", ["سكان المنطقة"]),
        ("كتائب القسام تقتل 13 جنديا شرق غزة.", "killing", ["جنديا"]),
        ("أحبطت قوة من الشرطة الاتحادية تعرضا لمسلحين على قرية الدبس.", "ground_attack", ["الشرطة الاتحادية"]),
        ("قال المتحدث إن 500 شخص بين مدني وعسكري قتلوا منذ الجمعة.", "killing", ["شخص"]),
        # who is counted from eleven on stands in the accusative singular
        ("اتهمت المنظمة ميليشيات محلية بخطف 34 نازحا قرب الصقلاوية.", "abduction", ["نازحا"]),
        ("اعتقلت الشرطة 27 متظاهرا في ديار بكر.", "arrest", ["متظاهرا"]),
        ("قتل 15 تلميذا في قصف على مدرسة في تعز.", "shelling", ["تلميذا"]),
        ("قال الجيش إن القوة المشتركة صدتهم وأجبرت قوات الدعم السريع على التراجع من مليط.", "withdraws", ["القوة المشتركة"]),
    ],
)
def test_targets(text: str, event: str, targets: list[str]) -> None:
    assert slot(read(text, event), "target") == targets


@pytest.mark.parametrize(
    ("text", "event", "places"),
    [
        ("تشهد مدينة مأرب، آخر معاقل الحكومة اليمنية، هدوءا.", "holds", ["مدينة مأرب"]),
        ("اقتحم الجيش مدينة سرت (450 كيلومترا شرق طرابلس).", "ground_attack", ["مدينة سرت"]),
        ("شن الطيران غارات على أطراف بلدة الخيام.", "air_strike", ["أطراف بلدة الخيام"]),
        ("اقتحمت قوات العمالقة مديرية عين، في شبوة.", "ground_attack", ["مديرية عين"]),
        ("أعلن الجيش انتهاء عملية «عاصفة الجنوب» بعد السيطرة على بلدة بابنوسة.", "takes_control", ["بلدة بابنوسة"]),
        ("يسعى التحالف إلى منع سقوط اليمن بيد الحوثيين.", "takes_control", ["اليمن"]),
        ("دفعت السلطات بمئات الجنود، تساندهم الدبابات، إلى بلدة نصيبين.", "deploys", ["بلدة نصيبين"]),
        ("ارتكبت القوات مجزرة بحق أهالي حي الشجاعية، بعدما قصفت مدفعيتها الحي طوال الليل.", "shelling", ["حي الشجاعية"]),
        (
            "أوضح القائد أن أحياء الجولان والأندلس طهرت بالكامل.",
            "takes_control",
            ["حي الجولان", "حي الأندلس"],
        ),
        ("وفي ميكولايف المجاورة، سقط صاروخ على مبنى سكني وقتل سبعة أشخاص.", "shelling", ["ميكولايف"]),
        ("أعادت وحدات من الجيش بالتعاون مع لجان شعبية الأمن والاستقرار إلى مدينة تدمر.", "takes_control", ["مدينة تدمر"]),
        ("أعلنت العمالقة أنها تمكنت من تأمين دوار المطاحن بعد معارك.", "takes_control", ["دوار المطاحن"]),
        ("نصب متشددون كمينا لقافلة متوجهة إلى بلدة جيبو المحاصرة شمالي البلاد.", "besieges", ["بلدة جيبو"]),
        ("أغار الطيران على البقاع بعد منتصف الليل.", "air_strike", ["البقاع"]),
    ],
)
def test_places(text: str, event: str, places: list[str]) -> None:
    assert slot(read(text, event), "place") == places


@pytest.mark.parametrize(
    ("text", "event", "sources"),
    [
        ("عدن - وكالات: اقتحمت قوات الحزام الأمني معسكرا في أبين.", "ground_attack", []),
        ("اقتحم مقاتلوه مخفرا في كسلا، بحسب ما جاء في بيان صادر عن تجمع شباب البجا.", "ground_attack", ["تجمع شباب البجا"]),
        ("بورتسودان (سونا) - أعلن المتحدث باسم الجيش أن قواته دخلت مدينة الدمازين.", "takes_control", ["المتحدث باسم الجيش"]),
        ("06:10 - سكان محليون: طائرات حربية قصفت مطار صعدة.", "air_strike", ["سكان محليون"]),
        ("أفاد مدير المستشفى بأن هدنة أعلنها الصليب الأحمر انهارت، وأن الطيران قصف بلدة خزاعة.", "air_strike", ["مدير المستشفى"]),
        (
            "قال المركز الإعلامي لألوية العمالقة إن قواته تتقدم. وبحسب المركز، دمرت المروحيات مخزنا للأسلحة في الدريهمي.",
            "air_strike",
            ["المركز الإعلامي لألوية العمالقة"],
        ),
        ("قتل سبعة في مواجهات طرابلس، بحسب مركز طب الطوارئ.", "clash", ["مركز طب الطوارئ"]),
        ("قتل جنود في كيدال، بحسب ثلاثة مسؤولين محليين.", "killing", ["مسؤولين محليين"]),
        ("سيطر الجيش على سنجة بعدما أحرقت ميليشيات، وفقا لشهود، ثلاث قرى قربها.", "takes_control", []),
        ("قال مصدر أمني، طلب عدم كشف هويته، إن مسلحين هاجموا حاجزا في العريش.", "ground_attack", ["مصدر أمني"]),
    ],
)
def test_sources(text: str, event: str, sources: list[str]) -> None:
    assert slot(read(text, event), "source") == sources


def test_wanted_and_shot() -> None:
    """ "أردت" after a force is no wish: what follows it happened."""
    s = read("أردت قوات الأمن ثلاثة مهاجمين في أعقاب تفجير سيارة مفخخة قرب فندق في كيسمايو.", "bombing")
    assert s.status == "occurred"


def test_coming_and_going() -> None:
    """ "معارك كر وفر" are battles, in which nobody flees."""
    found, _ = READER.read(Report("t", "تشهد بلدة العيس معارك كر وفر بين الجيش وفصائل المعارضة.", "", "2024-03-05"))
    assert [s.event for s in found] == ["clash"]
    assert slot(found[0], "target") == ["فصائل المعارضة"]


def test_names_of_operations_tell_nothing() -> None:
    found, _ = READER.read(Report("t", "دخلت قوات الوفاق غريان ضمن عملية «بركان الغضب» بعد قتال عنيف.", "", "2024-03-05"))
    assert not any("الغضب" in n for s in found for n in slot(s, "agent") + slot(s, "place"))


def test_lines_of_a_live_page_tell_what_happened() -> None:
    s = read("08:00 - اللجان الشعبية تسترد مطار عدن من قوات متمردة.", "takes_control")
    assert s.status == "occurred"


def test_besieged_quarters_are_no_siege_of_the_attack() -> None:
    """ "الأحياء المحاصرة" describes where the attack failed; it did not fail itself."""
    found, _ = READER.read(Report("t", "أخفقت القوات في اقتحام أحياء مضايا المحاصرة.", "", "2024-03-05"))
    assert all(s.status == "ongoing" for s in found if s.event == "besieges")


def test_superlatives_compare_and_tell_nothing() -> None:
    found, _ = READER.read(Report("t", "وهو أعنف اعتداء تشهده بغداد منذ ثلاث سنوات.", "", "2024-03-05"))
    assert found == []


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("استعادت القوات مطار طرابلس من كتائب الزنتان التي كانت تسيطر عليه منذ عام 2011.", "holds"),
        ("قصف الطيران التلة بعد أن تسيطر عليها كتائب الزنتان.", "takes_control"),
    ],
)
def test_what_was_held_and_what_was_taken(text: str, event: str) -> None:
    assert read(text, event)

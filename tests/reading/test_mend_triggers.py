"""Words and constructions that tell an event: a text and what must be read in it, or must not."""

from __future__ import annotations

import pytest
from tests.reading.unjudged import READER

from rasid.model import Report


def events(text: str) -> list[str]:
    """The events of a text, without the judge."""
    return [s.event for s in READER.read(Report("t", text, "", "2024-03-05"))[0]]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("أعادت السلطات المعارض سالم الحمد إلى السجن المركزي في مدينة السد.", "arrest"),
        ("أمسك حرس الحدود بثلاثة متسللين قرب بلدة الرملية.", "arrest"),
        ("فتح المتمردون سجن الرملية وأخرجوا منه ثمانين سجينا.", "arrest"),
        ("فرت قيادات الحركة فيما تم القبض على عدد منهم.", "arrest"),
        ("أعلنت البلدية استقبال مخيم الرملية ثلاثة آلاف نازح من القرى المجاورة.", "displaces"),
        ("غادر نحو أربعمئة شخص من بلدة الرملية بعد القصف.", "displaces"),
        ("حولت الميليشيا مستشفى الرملية إلى ثكنة عسكرية.", "holds"),
        ("تمنع الحركة شاحنات الوقود من دخول مدينة السد.", "besieges"),
        ("جابت مدرعات الجيش شوارع مدينة السد طوال الليل.", "deploys"),
        ("كلفت الحكومة اللواء سالم الحمد بقيادة عمليات الرملية.", "changes_allegiance"),
        ("تدخلت مروحيات الجيش وقصفت أطراف بلدة الرملية.", "air_strike"),
        ("توعد التنظيم بسحق المتمردين في وادي الرملية.", "ground_attack"),
        ("قاطع طلاب جامعة السد الدروس تضامنا مع زملائهم.", "protest"),
    ],
)
def test_told(text: str, event: str) -> None:
    """Families of words that were not read: custody, arrivals of the displaced, barracks, guards, roads closed, patrols, drones."""
    assert event in events(text)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("أمسك المدرب بزمام الفريق في مدينة السد.", "arrest"),
        ("استقبل الرئيس وفدا في مدينة السد وبحث معه عودة النازحين.", "displaces"),
        ("حولت البلدية ثكنة قديمة إلى متحف في مدينة السد.", "holds"),
        ("منعت الثلوج الشاحنات من دخول مدينة السد.", "besieges"),
        ("جابت مسيرة حاشدة شوارع مدينة السد.", "deploys"),
        ("كلف النادي المدرب سالم الحمد بقيادة الفريق.", "changes_allegiance"),
        ("قاطع الطلاب الدروس بسبب كورونا في مدينة السد.", "protest"),
    ],
)
def test_not_told(text: str, event: str) -> None:
    """The same words where nothing of the kind is told."""
    assert event not in events(text)


def test_forces_told_late() -> None:
    """ "وصلت إلى كذا، أمس، وحدات من كذا": who came is told behind the place and the time."""
    found, _ = READER.read(Report("t", "وصلت إلى بلدة الرملية، أمس، وحدات من الفرقة الرابعة.", "", "2024-03-05"))
    assert [(s.event, [n.name for n in s.agent]) for s in found] == [("deploys", ["الفرقة الرابعة"])]


def test_their_own_are_no_part_of_the_name() -> None:
    """ "دعا الشيخ أنصاره", "أمر قائد اللواء مقاتليه": whom he commands is not his name."""
    found, _ = READER.read(Report("t", "أمر قائد لواء الصقور مقاتليه بالانسحاب من بلدة الرملية.", "", "2024-03-05"))
    assert [(s.event, [n.name for n in s.agent], s.status) for s in found] == [("withdraws", ["لواء الصقور"], "urged")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("قال الضابط إن كتيبة الحرس المرابطة في مطار الرملية تلقت أسلحة.", ("holds", ["كتيبة الحرس"], ["مطار الرملية"])),
        ("القوات البرية المحتشدة على تخوم مدينة السد تنتظر الأوامر.", ("deploys", ["القوات البرية"], ["تخوم مدينة السد"])),
        ("وصف العدوان المستمر على مدينة جنين بالخطير.", ("ground_attack", [], ["مدينة جنين"])),
    ],
)
def test_participles_and_bynames(text: str, told: tuple[str, list[str], list[str]]) -> None:
    """A participle behind the name of a force tells where it is; the byname of a side is the deed where it is done to a place."""
    found, _ = READER.read(Report("t", text, "", "2024-03-05"))
    assert told in [(s.event, [n.name for n in s.agent], [n.name for n in s.place]) for s in found]


def test_two_verbs_of_one_sentence() -> None:
    """ "سيطرت على مواقع عدة قبل أن تسيطر على كذا": two finite verbs, one with a place of its own, are two happenings."""
    text = "سيطرت قوات الشرق على مواقع عدة بعد معارك عنيفة، قبل أن تسيطر فجر اليوم على بلدة الرملية."
    assert events(text).count("takes_control") == 2


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("دخل وقف إطلاق النار حيز التنفيذ في مدينة السد فجر الأحد.", "agreement"),
        ("أسقطت الدفاعات الجوية قرب مدينة السد تسع مسيرات.", "destroys"),
        ("أحبط الجيش محاولة تسلل من جهة بلدة الرملية.", "advances"),
        ("أوفدت دولة مجاورة خبراء عسكريين إلى مدينة السد.", "deploys"),
        ("نزلت قوات من مشاة البحرية على ساحل الرملية.", "deploys"),
    ],
)
def test_told_of_other_wars(text: str, event: str) -> None:
    """Truces in force, drones shot down, infiltrations foiled, advisers and landings."""
    assert event in events(text)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("أرسلت الحركة جنودا إلى مدينة السد.", "deploys"),
        ("أرسلت الحركة بضعة جنود إلى مدينة السد.", "deploys"),
        ("كسرت الكتائب الخط الدفاعي الأول في بلدة الرملية.", "advances"),
        ("أصدر الجيش أوامر إخلاء لأحياء في مدينة السد.", "displaces"),
        ("لا تزال كتيبة من الجيش محتفظة بمواقعها في بلدة الرملية.", "holds"),
        ("انحاز مقاتلو الحركة من بلدة الرملية.", "withdraws"),
        ("قلصت الحركة قواتها في مدينة السد.", "withdraws"),
        ("طهرت قوات الجيش قضاء الرملية من مسلحي التنظيم.", "takes_control"),
    ],
)
def test_more_words(text: str, event: str) -> None:
    """A word of a condition counts in its accusative, too ("جنودا"); words of orders to leave, of falling back, of ravaging."""
    assert event in events(text)


def test_no_pronoun_in_feminines() -> None:
    """A feminine ending is no pronoun: a patrol ("دورية") is no league ("دوري") that keeps a sentence from telling what it did."""
    assert "arrest" in events("أوقفت دورية للأمن ثلاثة مطلوبين في بلدة الرملية.")
    assert "arrest" not in events("أوقف اتحاد الدوري ثلاثة مشتبه بهم في التلاعب بالنتائج.")


@pytest.mark.parametrize(
    ("text", "event"),
    [
        # who other clauses name does not speak against what this one tells
        ("نزح المدنيون إلى قرية الدلبة، وفر مسلحو الكتيبة من بلدة الرملية نحو التلال.", "withdraws"),
        ("تحدثت القيادة عن أربع مروحيات أسقطتها في محيط الرملية.", "destroys"),
        ("قال الجيش إن مروحية له تحطمت قرب بلدة الرملية بعد إصابتها بصاروخ.", "destroys"),
        ("قال السكان إن مسجد القرية هُدم على يد عناصر اللواء في بلدة الرملية.", "destroys"),
    ],
)
def test_conditions_look_at_the_clause_and_at_what_a_pronoun_stands_for(text: str, event: str) -> None:
    assert event in events(text)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("ارتفعت حصيلة القصف على بلدة الرملية إلى تسعة قتلى.", "shelling"),
        ("قال الجيش إن عمليات التمشيط مستمرة في بلدة الرملية.", "ground_attack"),
        ("أكد شهود لمراسلنا انسحاب كتيبة من الجيش من بلدة الرملية.", "withdraws"),
    ],
)
def test_words_behind_heads_that_name_nothing(text: str, event: str) -> None:
    """Tallies, news and operations are no names: what stands behind them happened."""
    assert event in events(text)


def test_conditions_know_duals() -> None:
    """ "حرق مدرعتين": two of the things that an entry asks for; two words written alike but for their number are one."""
    assert "destroys" in events("أعلن الثوار حرق مدرعتين في وادي الرملية.")
    assert "destroys" in events("صادرت القوات سلاحين من مقاتلي الحركة في بلدة الرملية.")
    assert "deploys" in events("تحدث الناطق عن وصول كتيبتي مدفعية إلى قاعدة الرملية.")
    assert "arrest" not in events("أوقف اتحاد الكرة مدربين في بلدة الرملية.")


def test_days_behind_who_acts_are_no_condition() -> None:
    """ "فجر أمس" is a time, "فجر مسلحون أمس جسرا" a deed."""
    assert "destroys" in events("فجر مسلحون أمس جسرين شمال بلدة الرملية.")
    assert "destroys" not in events("عاد المسلحون فجر أمس إلى الجسر شمال بلدة الرملية.")


def places(text: str) -> list[tuple[str, list[str]]]:
    """The events of a text with their places, without the judge."""
    return [(s.event, [n.name for n in s.place]) for s in READER.read(Report("t", text, "", "2024-03-05"))[0]]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("قُتل سبعة في اشتباكات شهدتها مدينة السد.", ("clash", ["مدينة السد"])),
        ("أدان الحزب مظاهرات محظورة شهدتها بلدة الرملية.", ("protest", ["بلدة الرملية"])),
        ("العملية العسكرية التي نفذت مؤخرا في بلدة الرملية حملت اسما جديدا.", ("ground_attack", ["بلدة الرملية"])),
        ("اعتقلت الشرطة متورطين في تفجير وقع الأحد في بلدة الرملية.", ("bombing", ["بلدة الرملية"])),
    ],
)
def test_verbs_after_an_event_tell_on_of_it(text: str, told: tuple[str, list[str]]) -> None:
    assert told in places(text)


@pytest.mark.parametrize(
    ("text", "event", "agent", "target"),
    [
        ("بايع مسلحون في الرملية ما يعرف بتنظيم البادية.", "changes_allegiance", "مسلحون", "تنظيم البادية"),
        ("ثبت انضمام الشاب لما يسمى بتنظيم البادية.", "changes_allegiance", "الشاب", "تنظيم البادية"),
        ("أصدر المجلس بيانا، متهما الحوثيين بخطف المراسل سالم الحمد.", "abduction", "الحوثيين", "المراسل سالم الحمد"),
    ],
)
def test_what_is_called_so_and_who_is_blamed(text: str, event: str, agent: str, target: str) -> None:
    """ "ما يسمى كذا" stands for the name; participles of blame name who did it."""
    found = next(s for s in READER.read(Report("t", text, "", "2024-03-05"))[0] if s.event == event)
    assert [n.name for n in found.agent] == [agent] and [n.name for n in found.target] == [target]

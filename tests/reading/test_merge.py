"""One clause that goes on telling one happening, and clauses that tell two."""

from __future__ import annotations

import pytest
from tests.reading.unjudged import read, told


@pytest.mark.parametrize(
    ("text", "event", "agent", "target"),
    [
        ("قال مصدر طبي إن أربعة عمال قضوا قرب جسر الرستن، برصاص أطلقه حراس المصنع على المحتجين.", "killing", ["حراس المصنع"], ["عمال"]),
        ("أعلن المجلس التوصل إلى اتفاق مع الفصيل من تسعة بنود يشمل وقفا لإطلاق النار وتبادل الأسرى.", "agreement", ["المجلس"], ["الفصيل"]),
        ("أطلقت الفصائل صاروخا على مدينة الباب مساء الأحد وهو خامس صاروخ منذ مطلع الشهر.", "shelling", ["الفصائل"], []),
    ],
)
def test_a_clause_goes_on_telling_one_happening(text: str, event: str, agent: list[str], target: list[str]) -> None:
    assert [(a, t) for _, a, t, _ in told(text, event)] == [(agent, target)]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("اعتقلت الشرطة خمسة شبان في بلدة الصور ثم أفرجت عن اثنين منهم.", "arrest"),
        ("هاجم مسلحون حاجزا في بلدة الصور، وهاجم آخرون مخفرا في بلدة الراعي.", "ground_attack"),
    ],
)
def test_two_happenings_of_a_sentence_stay_two(text: str, event: str) -> None:
    assert len(told(text, event)) == 2


@pytest.mark.parametrize(
    ("text", "event"),
    [
        # by number
        ("أعلنت الشرطة اعتقال تسعة شبان في بلدة الصور. وقال متحدث باسم الوزارة إن الوحدة المختصة أوقفت تسعة مشتبه بهم.", "arrest"),
        ("قتل 14 شخصا في تفجير انتحاري شرق البلاد. وذكر مسؤول أن 14 مدنيا قتلوا في تفجير انتحاري استهدف سوقا في مدينة الرمان.", "bombing"),
        # by place
        ("أصيب حارس بانفجار قنبلة في قرية الرمان. وقال ضابط إن عملا إجراميا وقع في قرية الرمان تمثل بتفجير قنبلة محلية.", "bombing"),
        # "this"
        ("شهدت مدينة السد أمس مظاهرة شارك فيها المئات. وقال ناشط إن هذه المظاهرة نظمت أمام مقر المحافظة.", "protest"),
        # on the same day, by name
        ("قتل مصور في مدينة السد يوم 15 يوليو على يد التنظيم. وقال زميله إن التنظيم أعدم المصور يوم 15 يوليو.", "killing"),
        # what is hit, by its head
        ("أحرق مسلحون مبنى مدرسة في قرية الرمان. وقال مسؤول إن المسلحين أحرقوا مبنى المدرسة بعد تفتيشها.", "destroys"),
        # until now
        ("فجر انتحاري نفسه في سوق في مدينة السد أمس. ولم تعلن أي جهة حتى الآن مسؤوليتها عن الهجوم في مدينة السد.", ""),
        # the dead of a fight
        ("قتل أربعة مسلحين في اشتباكات مع الجيش قرب بلدة الصور. وقال طبيب إن أربعة مسلحين توفوا متأثرين بجروحهم بطلقات نارية.", ""),
    ],
)
def test_a_happening_told_again_in_another_sentence_stays_one(text: str, event: str) -> None:
    assert len(told(text, event)) == 1


@pytest.mark.parametrize(
    ("text", "event", "number"),
    [
        ("اعتقلت الشرطة تسعة شبان في بلدة الصور. وأفرجت الشرطة أمس عن تسعة موقوفين في بلدة الصور.", "arrest", 2),
        ("قتل جنديان بهجوم على حاجز في بلدة الصور. وقتل شرطيان بهجوم على مخفر في بلدة الراعي.", "ground_attack", 2),
        ("قتل 14 شخصا بتفجير في مدينة الرمان في 3 مارس 2020. وقتل 14 شخصا بتفجير في مدينة السد في 9 يونيو 2021.", "bombing", 2),
    ],
)
def test_happenings_of_other_days_sides_and_places_stay_apart(text: str, event: str, number: int) -> None:
    assert len(told(text, event)) == number


@pytest.mark.parametrize(
    ("text", "event", "killed"),
    [
        ("هاجم مسلحون حاجزا في بلدة الصور. وأسفر ذلك عن مقتل أربعة جنود.", "ground_attack", 4),
        ("قصفت المدفعية بلدة الصور صباح اليوم. وقال مصدر طبي إن سبعة أشخاص قتلوا وأصيب عشرة.", "shelling", 7),
    ],
)
def test_the_dead_that_the_next_sentence_counts_are_those_of_the_attack(text: str, event: str, killed: int) -> None:
    assert [(s.event, s.killed) for s in read(text)] == [(event, killed)]


@pytest.mark.parametrize(
    "text",
    [
        "هاجم مسلحون حاجزا في بلدة الصور. وقتل أربعة جنود في بلدة الراعي.",
        "هاجم مسلحون حاجزا في بلدة الصور. وأقر الجيش بمقتل أربعة جنود.",
    ],
)
def test_dead_of_another_place_or_admitted_apart_are_not(text: str) -> None:
    assert [s.event for s in read(text)] == ["ground_attack", "killing"]


def test_a_title_of_a_wider_place_tells_what_the_body_tells() -> None:
    body = "هاجم مسلحون مجهولون فندقا في بلدة الصور أمس. وقال مصدر أمني إن الجيش انتشر في البلدة."
    attacks = told(body, "ground_attack", title="مقتل سبعة في هجوم على فندق شمال البلاد")
    assert [p for _, _, _, p in attacks] == [["بلدة الصور"]]


@pytest.mark.parametrize(
    ("text", "event", "place"),
    [
        # a noun with its article, whatever is said of it
        ("شنت طائرات التحالف أمس غارات على ثكنة في بلدة الصور. ونفى ناطق أن تكون الغارات أصابت مدنيين.", "air_strike", "بلدة الصور"),
        # two sides in another order
        (
            "اندلعت مواجهات أمس بين الجيش النيجيري وجماعة بوكو حرام قرب بحيرة الرمان. "
            "وقال ضابط إن عناصر من بوكو حرام خاضوا مواجهات مع الجيش النيجيري في جزيرة السد.",
            "clash",
            "بحيرة الرمان",
        ),
        # the same target and place on the same day
        ("قصف الجيش التركي الخميس مواقع تنظيم داعش في سوريا. وقصفت دبابات تركية الخميس مواقع داعش في سوريا.", "shelling", "سوريا"),
        # a plan told twice, once as if it were done
        (
            "قال القائد إن تحرير مدينة الرمان سيكتمل خلال أسبوعين. وأكد المتحدث أن الجيش يستعد لتحرير مدينة الرمان.",
            "takes_control",
            "مدينة الرمان",
        ),
    ],
)
def test_what_is_told_once_more_is_joined_when_both_stand(text: str, event: str, place: str) -> None:
    assert [p for _, _, _, p in told(text, event)] == [[place]]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("أفرجت الشرطة عن ثلاثة شبان. وكان قد تم اعتقالهم أمس الأول.", "arrest"),
        ("دعا الوزير إلى هدنة في مدينة الرمان. وأعلن الطرفان الهدنة في مدينة الرمان.", "agreement"),
        ("قصفت دبابات تركية الخميس مواقع التنظيم في سوريا. وقصفت طائرات أمريكية الجمعة مواقع التنظيم في سوريا.", ""),
    ],
)
def test_what_only_resembles_it_stays_apart(text: str, event: str) -> None:
    assert len(told(text, event)) == 2


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("نفت وزارة الدفاع تنفيذ غارات على قرية الرمان. وقال سكان إن الغارات على قرية الرمان قتلت سبعة مدنيين.", "air_strike"),
        ("شنت كتائب الوادي هجوما على بلدة الصور. ونفى الجيش وقوع الهجوم على بلدة الصور.", "ground_attack"),
    ],
)
def test_what_one_tells_and_another_denies_stays_two(text: str, event: str) -> None:
    """A denial is another account, with a speaker of its own: it is not told once more."""
    found = [s for s in read(text) if s.event == event]
    assert sorted(s.status for s in found) == ["denied", "occurred"]
    assert not {n.name for n in found[0].source} & {n.name for n in found[1].source}


def test_whom_it_did_not_hit_is_no_target() -> None:
    """What is denied of a strike that another told of is whom it hit."""
    text = "شنت طائرات التحالف أمس غارات على ثكنة في بلدة الصور. ونفى ناطق أن تكون الغارات أصابت مدنيين."
    (found,) = [s for s in read(text) if s.event == "air_strike"]
    assert (found.status, found.target) == ("occurred", ())

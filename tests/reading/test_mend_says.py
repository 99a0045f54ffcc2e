"""What is made of an event, when it was and who says so: constructions of reports, each a text with what one event is told as."""

from __future__ import annotations

import pytest
from tests.reading.unjudged import PUBLISHED, READER, dated

from rasid.model import Report


@pytest.mark.parametrize(
    ("text", "event", "date"),
    [
        # counted from a happening named after the time, not from the news
        ("قصف الجيش البلدة أمس قبل ساعات من انسحاب الفصائل.", "withdraws", "2021-03-17"),
        ("هاجم المسلحون الحاجز الثلاثاء قبل يومين من سقوط بلدة كفرنبل.", "takes_control", "2021-03-18"),
        ("انسحبت الفصائل قبل يومين من مدينة سراقب.", "withdraws", "2021-03-16"),
        ("بسطت القوات سيطرتها على بلدة بدر الثلاثاء، في اليوم التالي لانسحاب المسلحين من القاعدة.", "withdraws", "2021-03-15"),
        # a few days ago
        ("سيطرت القوات قبل أيام على مدينة زنجبار.", "takes_control", "2021-03"),
        ("فر عشرات المقاتلين في الأيام الأخيرة من الجبهة.", "withdraws", "2021-03"),
        # two days joined
        ("شنت الطائرات غارات على المطار مساء أول من أمس وعقب فجر أمس.", "air_strike", "2021-03-16/2021-03-17"),
        # as fine as the beginning
        ("سقط مئات القذائف على المدينة منذ ثلاثة أشهر.", "shelling", "2020-12/2021-03"),
        # a clause right behind a noun tells of that noun
        ("واعتقلت الشرطة رجلين في المكلا أمس، ما يذكر بالهجوم الذي استهدف مخفر بدر في 4 شباط.", "ground_attack", "2021-02-04"),
        # since when something else has been
        ("تسيطر القوات الآن على بلدة بدر، وقالت الفصائل إن الطريق مقطوع منذ كانون الثاني.", "holds", "2021-03-18"),
        # those who left are counted on
        ("نزح 50 ألف مدني من ريف إدلب منذ كانون الأول الماضي.", "displaces", "2020-12/.."),
    ],
)
def test_date(text: str, event: str, date: str) -> None:
    assert (event, date) in [(e, d) for e, d, _, _ in dated(text)]


@pytest.mark.parametrize(
    ("text", "event", "status"),
    [
        # ends that are aimed at: the state goes on
        ("تسعى الحكومة إلى وضع حد لسيطرة المسلحين على الميناء.", "takes_control", "ongoing"),
        ("دمرت الطائرات الجسر لإبطاء تقدم القوات نحو تكريت.", "advances", "ongoing"),
        # states that are over
        ("دخل الجيش القصر بعد نحو عامين من خضوعه لقوات الدعم السريع.", "holds", "occurred"),
        ("أنهى الاتفاق حصارا دام عاما فرضته القوات على المدينة.", "besieges", "occurred"),
        ("وصل إلى عدن ثلاثة جنود كانوا محتجزين لدى الحوثيين.", "arrest", "occurred"),
        # and one that is not
        ("تجدد القصف على الأحياء المحاصرة في تعز.", "besieges", "ongoing"),
        # stopped on the way
        ("شنت الطائرات غارات على تعزيزات للحوثيين كانت في طريقها إلى مأرب.", "deploys", "attempted"),
        ("دمرت القوات سيارة مفخخة قبل وصولها إلى الثكنة.", "bombing", "attempted"),
        ("أحبط الجيش بدوره تسلل مجموعة إلى بلدة رأس بعلبك.", "advances", "attempted"),
        # what agreements and proposals lay down
        ("ويشمل الاتفاق تسليم مدينتي منبج وكوباني.", "hands_over", "planned"),
        ("ويتضمن الاتفاق نشر حواجز أمنية في المحافظة.", "deploys", "planned"),
        ("تدرس الحركة مقترحا لوقف إطلاق النار في القطاع.", "agreement", "planned"),
        ("تجري الهيئة اتصالات للتوصل إلى هدنة إنسانية.", "agreement", "planned"),
        ("وجاء القصف قبل ساعات من هدنة أعلنتها السلطات السودانية.", "agreement", "planned"),
        # it goes on for the n-th day
        ("دخلت المواجهات بين الجيش والمسلحين يومها الثالث في بلدة عرسال.", "clash", "ongoing"),
        # what was seen, what is one of several, what a past frame rules
        ("شوهدت آليات وزارة الدفاع تغادر أحياء المدينة.", "withdraws", "occurred"),
        ("أظهر تسجيل جنودا وهم يطلقون النار على متظاهرين.", "ground_attack", "occurred"),
        ("لتصبح ثاني مدينة يخسرها التنظيم بعد الرقة.", "takes_control", "occurred"),
        ("انتشر القناصة قبل أن تتدخل الطائرات وتقصف مواقعهم.", "air_strike", "occurred"),
        # demanded under a threat
        ("هدد الوزير بقصف القوات إن لم تنسحب من الجنوب.", "withdraws", "urged"),
        # no purpose
        ("بثت حسابات محلية مشاهد لإسقاط تمثال الرئيس.", "destroys", "occurred"),
        # what is still ahead
        ("وقال القائد إن استعادة بلدة بدر من المسلحين ستتم قريبا.", "takes_control", "planned"),
        ("وأكد القائد أن تحرير بلدة بدر من المسلحين يعد من أولويات القوات.", "takes_control", "planned"),
        ("وقال القائد: مهمتنا تحرير بلدة بدر من المسلحين.", "takes_control", "planned"),
        ("طالب المجلس بتكثيف الجهود لوقف إطلاق النار بين الجيش والفصائل.", "agreement", "urged"),
        ("قال الوسيط إن عودة السكان تتطلب انسحاب الفصائل من بلدة بدر.", "withdraws", "urged"),
        ("تقترب الفصائل من السيطرة على بلدة بدر.", "takes_control", "planned"),
        ("شدد الوزير على أهمية المضي في تطهير بلدة بدر من المسلحين.", "takes_control", "urged"),
        ("وتوقع الوزير تحرير بلدة بدر من المسلحين.", "takes_control", "planned"),
        ("ستكون معركة بدر بين الجيش والمسلحين طويلة.", "clash", "planned"),
        ("وقال القائد إن الحل هو انسحاب الفصائل من بلدة بدر.", "withdraws", "planned"),
        # what somebody takes no part in
        ("قال الوزير إن الجيش لن يشارك في قصف بلدة بدر.", "shelling", "denied"),
        # a cause of deaths does not hang on who decided after them
        ("أعلنت الحكومة قرارها نشر قوات بعد مقتل خمسة أشخاص في تفجير استهدف السوق.", "bombing", "occurred"),
        # those who are ambushed
        ("نصب المسلحون كمينا لتعزيزات الجيش في بلدة بدر.", "deploys", "occurred"),
        # what it rests on has been
        ("ستنتشر القوات في بلدة بدر بموجب اتفاق بين الحكومة والفصائل.", "agreement", "occurred"),
        # an anniversary is no purpose
        ("أحيا السكان الذكرى السنوية الأولى لقصف بلدة بدر.", "shelling", "occurred"),
        # a try joined to another deed
        ("أدين الرجل بقتل شرطي ومحاولة تفجير عبوة في المحطة.", "bombing", "attempted"),
        # an exception
        ("أكد القائد أن التنظيم لا يسيطر إلا على بلدة الباغوز.", "holds", "ongoing"),
    ],
)
def test_status(text: str, event: str, status: str) -> None:
    assert (event, status) in [(e, s) for e, _, _, s in dated(text)]


@pytest.mark.parametrize(
    ("text", "event", "source"),
    [
        # those who claim it
        ("قتل ثلاثة جنود في هجوم تبنته جماعة أجناد مصر.", "ground_attack", ["جماعة أجناد مصر"]),
        ("قتل تسعة في تفجير استهدف حافلة في أنقرة، أعلنت مسؤوليتها عنه حركة طالبان.", "bombing", ["حركة طالبان"]),
        # what follows another turn of the sentence is not theirs
        ("سقطت قذائف على حي السكري، وفق ناشطين، فيما دفعت القيادة بتعزيزات إلى خان طومان.", "deploys", []),
        ("سقطت قذائف على حي السكري، وفق ناشطين، فيما دفعت القيادة بتعزيزات إلى خان طومان.", "shelling", ["ناشطين"]),
        # verbs that order, tell and call
        ("أمر الرئيس المصري أمس بإلقاء القبض على قادة الجماعة.", "arrest", ["الرئيس المصري"]),
        ("أبلغت بعثة الأمم المتحدة عن خروج نحو 3400 شخص من بيوتهم في طرابلس.", "displaces", ["بعثة الأمم المتحدة"]),
        ("أعرب الأمين العام لمجلس التعاون عن قلقه داعيا إلى وقف إطلاق النار في تعز.", "agreement", ["الأمين العام لمجلس التعاون"]),
        # names in quotation marks, after a dateline, before an adverb
        ("تحدثت «الدرر الشامية» عن حركة نزوح من إدلب.", "displaces", ["الدرر الشامية"]),
        (
            "وسياسياً، حث وزير الدفاع الأمريكي جيمس ماتيس الأطراف جميعها على وقف القتال في اليمن خلال شهر.",
            "agreement",
            ["وزير الدفاع الأمريكي جيمس ماتيس"],
        ),
        # words that lead on to the speaker
        ("شنت الشرطة حملة اعتقالات في إسطنبول، بحسب تقديرات منظمة العفو الدولية.", "arrest", ["منظمة العفو الدولية"]),
        # the fullest name of an office
        ("قال الناطق باسم الإعلام الحربي إن الطيران قصف بلدة سرمين.", "air_strike", ["الناطق باسم الإعلام الحربي"]),
        # a body whose name may be read as a happening
        ("أعلنت المقاومة الشعبية مقتل عشرة مسلحين في غارة على بلدة بدر.", "air_strike", ["المقاومة الشعبية"]),
        # the one of several sources who speaks on
        (
            "قالت مصادر في الشرطة إن مسلحين خطفوا مزارعا. وأكد المصدر أن طائرة قصفت قرية الزور.",
            "air_strike",
            ["مصادر في الشرطة"],
        ),
        # told behind a full stop
        ("سيطرت الفصائل على بلدة بدر. وفقا لوكالة رويترز.", "takes_control", ["وكالة رويترز"]),
        # no verb of calling
        ("ولم تعد القوات تسيطر على الحي بعد هجوم شنه المسلحون.", "ground_attack", []),
    ],
)
def test_source(text: str, event: str, source: list[str]) -> None:
    assert (event, source) in [(e, s) for e, _, s, _ in dated(text)]


def test_whose_words_a_document_has() -> None:
    """A party's account publishes what its officer says of "our forces": one happening, two speakers; the forces are the party's."""
    text = (
        "أعلنت قوات الردع سيطرتها على مدينة سرت.\n"
        "ونشر حساب «قوات الردع» على منصة إكس تصريحا للعقيد ماهر سالم جاء فيه: «قواتنا دخلت مدينة سرت»."
    )
    (found,) = (s for s in READER.read(Report("t", text, "", PUBLISHED))[0] if s.event == "takes_control")
    assert [n.name for n in found.agent] == ["قوات الردع"]
    assert [n.name for n in found.source] == ["قوات الردع", "العقيد ماهر سالم"]
    told_of = READER.read(Report("t", "نشرت حركة الفجر بيانا للناطق أحمد سالم جاء فيه أن مقاتليها انسحبوا من حي الزيتون.", "", PUBLISHED))[
        0
    ]
    assert [(s.event, [n.name for n in s.agent], [n.name for n in s.source]) for s in told_of] == [
        ("withdraws", ["حركة الفجر"], ["الناطق أحمد سالم"])
    ]


def test_our_forces_are_those_of_who_speaks() -> None:
    (found,) = READER.read(Report("t", "قال قائد الجيش إن قواتنا سيطرت على مدينة سرت.", "", PUBLISHED))[0]
    assert [n.name for n in found.agent] == ["الجيش"]


def test_a_state_that_ended_then_lasted_till_then() -> None:
    text = "تتمركز «قسد» في ريف الطبقة منذ عام 2019، حين انتهت السيطرة الميدانية لتنظيم الدولة على البلدات هناك."
    found = {s.event + s.status: s.date for s in READER.read(Report("t", text, "", PUBLISHED))[0]}
    assert found == {"holdsongoing": "2019/..", "holdsoccurred": "../2019"}


def test_a_country_at_the_head_of_a_title_is_where_it_happens() -> None:
    for title, source in (("ليبيا: اشتباكات في بنغازي", []), ("تركيا: لن نسمح باقتحام بنغازي", ["تركيا"])):
        (found,) = READER.read(Report("t", "", title, PUBLISHED))[0]
        assert [n.name for n in found.source] == source


@pytest.mark.parametrize(
    "text",
    [
        "قال الوزير إن الجيش سيرد على أي هجوم على بلدة بدر.",
        "هل ينسحب الجيش من بلدة بدر قبل الشتاء؟",
        "وسئل الوزير عما إذا كان الجيش انسحب من بلدة بدر.",
        "ويعاقب القانون كل من خطف مدنيا بالسجن.",
    ],
)
def test_what_is_asked_or_means_anybody_is_nothing_that_was(text: str) -> None:
    assert not READER.read(Report("t", text, "", PUBLISHED))[0]


def test_what_a_verb_of_adding_counts_is_not_said_by_it() -> None:
    text = "أوضح العميد سالم أن القرى المستعادة تزيد مساحتها على مئة كيلومتر، وأن قوات الشرق سيطرت على بلدة الصخيرة."
    assert [s for event, _, s, _ in dated(text) if event == "takes_control"][-1] == ["العميد سالم"]

"""When it was, who says so and what is made of it: constructions of the press, each a text with what one event of it is told as."""

from __future__ import annotations

import pytest
from tests.reading.unjudged import PUBLISHED, READER, dated

from rasid.model import Report


@pytest.mark.parametrize(
    ("text", "event", "date"),
    [
        # the day of the news, told in a sentence of its own, runs on
        ("كان يوم أمس الأربعاء يوما صعبا في تعز. اقتحم المسلحون مبنى الإذاعة.", "ground_attack", "2021-03-17"),
        # and comes back after a look back
        ("قصف الجيش بلدة سرمين أمس.\nوكان التنظيم سيطر على البلدة في 4 شباط.\nونزح مئات السكان.", "displaces", "2021-03-17"),
        # days before and after an event that is named after them
        ("انسحبت الفصائل من البلدة أمس غداة غارات على مقرها.", "air_strike", "2021-03-16"),
        ("انسحبت الفصائل من البلدة أمس بعد ثلاثة أيام من مقتل قائدها.", "withdraws", "2021-03-17"),
        ("دخل الجيش البلدة أمس بعد أسبوعين من القتال مع الفصائل.", "clash", "2021-03-03/2021-03-17"),
        # two days joined
        ("شنت الطائرات مساء أول من أمس وفجر أمس غارات على معسكر ماس.", "air_strike", "2021-03-16/2021-03-17"),
        # nights
        ("قصفت المدفعية الحي ليلا.", "shelling", "2021-03-17/2021-03-18"),
        ("دارت اشتباكات بين الجيش والفصائل طوال الليل قرب أريحا.", "clash", "2021-03-17/2021-03-18"),
        # times that measure the event do not date it
        ("شن التنظيم أمس هجوما على تدمر هو الأعنف منذ ستة أشهر.", "ground_attack", "2021-03-17"),
        ("أغلق محتجون الطريق أمس للمرة الثانية خلال أسبوع.", "protest", "2021-03-17"),
        # the year and month that a bare word means
        ("سيطر الحوثيون على مدينة عمران مطلع العام.", "takes_control", "2021-01"),
        ("قتل قائد الحركة في غارة في السادس من الشهر.", "air_strike", "2021-03-06"),
        # what is to come within so many hours
        ("ستنسحب الفصائل من المدينة خلال 48 ساعة.", "withdraws", "2021-03-18/2021-03-20"),
        # what is done once is done at the beginning
        ("انتشرت قوات الأمن منذ ظهر أمس في مدينة عفرين.", "deploys", "2021-03-17"),
        # a whole year since
        ("تظاهر المئات بمناسبة مرور عام على سقوط بلدة سرمين بيد الجيش.", "takes_control", "2020"),
        # the month up to the news
        ("قتل مئتا شخص في قصف على المدينة خلال الشهر الأخير.", "shelling", "2021-02/2021-03"),
        # a time that belongs to a verb in between
        ("سيطرت القوات على المستشفى أمس بعد معارك استمرت منذ مساء الثلاثاء.", "takes_control", "2021-03-17"),
        # when they said it is not when it was
        ("انفجرت سيارة مفخخة في بغداد أول من أمس، بحسب ما أفادت مصادر أمنية أمس.", "bombing", "2021-03-16"),
    ],
)
def test_dates(text: str, event: str, date: str) -> None:
    """The date that an event of the text has."""
    assert date in [d for e, d, _, _ in dated(text) if e == event]


@pytest.mark.parametrize(
    ("text", "event", "sources"),
    [
        # media are one noun, and whom they were told it is no part of the speaker's name
        ("وذكرت وسائل إعلام محلية أن القوات اقتحمت بلدة طفس.", "ground_attack", ["وسائل إعلام محلية"]),
        ("قال قائد الشرطة للصحافيين إن القوات اقتحمت بلدة طفس.", "ground_attack", ["قائد الشرطة"]),
        ("وقال مسعفون لوسائل الإعلام إن القوات اقتحمت بلدة طفس.", "ground_attack", ["مسعفون"]),
        # the letter of a name is no "so"
        ("قال القائد فيصل الحلبي إن القوات اقتحمت بلدة طفس.", "ground_attack", ["القائد فيصل الحلبي"]),
        # the quotation stands before its verb
        ("«دخل المسلحون القرية ليلا وأحرقوا المنازل»، قال شيخ القبيلة.", "destroys", ["شيخ القبيلة"]),
        # an office alone is the one last named by it, but "the president" is no head of a lesser body
        ("قال محافظ بابل سالم الحلي إن الوضع هادئ. وأضاف المحافظ أن القوات اقتحمت بلدة طفس.", "ground_attack", ["محافظ بابل سالم الحلي"]),
        ("قال مسؤول محلي إن الوضع هادئ. وأكد المسؤول أن القوات اقتحمت بلدة طفس.", "ground_attack", ["مسؤول محلي"]),
        ("قال رئيس الوزراء إن الوضع هادئ. وأكد الرئيس أن القوات اقتحمت بلدة طفس.", "ground_attack", ["الرئيس"]),
        # the medium that somebody informs, and "between" that is "made clear"
        ("أبلغ مسؤول محلي وكالة رويترز أن القوات اقتحمت بلدة طفس.", "ground_attack", ["مسؤول محلي"]),
        ("وبين المتحدث باسم الشرطة أن القوات اقتحمت بلدة طفس.", "ground_attack", ["المتحدث باسم الشرطة"]),
        ("وشكا سكان من أن جنودا أحرقوا منازلهم.", "destroys", ["سكان"]),
        # whom leaflets call upon says nothing
        ("ألقت الطائرات منشورات تدعو السكان إلى إخلاء القرية.", "displaces", []),
        # who denies what another said
        ("كذبت الحكومة ما أعلنه المتمردون عن سقوط بلدة طفس.", "takes_control", ["الحكومة"]),
        # the outlet that somebody spoke to is not part of his name
        ("قال قائد ميداني لرويترز إن القوات اقتحمت بلدة طفس.", "ground_attack", ["قائد ميداني"]),
        ("وذكر مصدر عسكري للجزيرة أن القوات اقتحمت بلدة طفس.", "ground_attack", ["مصدر عسكري"]),
        ("أفاد مصدر قبلي، السبت، بأن القوات اقتحمت بلدة طفس.", "ground_attack", ["مصدر قبلي"]),
        # "ما لا يقل عن" is no word of speech
        ("قال مسعفون إن ما لا يقل عن عشرة أشخاص قتلوا في غارة على سوق البلدة.", "air_strike", ["مسعفون"]),
        # the agency in the brackets of the dateline says nothing
        ("عمان 18 مارس آذار (رويترز) - قال سكان إن القوات اقتحمت بلدة طفس.", "ground_attack", ["سكان"]),
        # "لـ" names through whom, not who
        ("ووثق محمود الخالدي لـ«العربي الجديد» مقتل طفلين في قصف على طفس.", "shelling", ["محمود الخالدي"]),
        # bodies that are asked
        ("قصفت الطائرات سوق البلدة، وفق الدفاع المدني الذي أسعف المصابين.", "air_strike", ["الدفاع المدني"]),
        ("قتل ستة متظاهرين برصاص مسلحين، وفقا لمفوضية حقوق الإنسان.", "killing", ["مفوضية حقوق الإنسان"]),
        ("أغار الطيران على جسر الرستن، على حد قول مصدر عسكري.", "air_strike", ["مصدر عسكري"]),
        # an aside between the verb of speech and what is said
        ("ووثق ناشطون في المدينة، وهي مركز المحافظة، إعدام ستة أشخاص.", "killing", ["ناشطون"]),
        # unknown words before what is said belong to the speaker
        ("قالت سلطات صحية محلية إن غارة استهدفت مدرسة.", "air_strike", ["سلطات صحية محلية"]),
        # a denial has its own speaker
        ("أعلنت الحكومة السيطرة على قاعدة الوطية، ونفى الناطق باسم الجيش أحمد المسماري سقوط القاعدة.", "takes_control", ["الحكومة"]),
        # an attack that somebody claimed is not told by him
        ("وقع هجوم تبناه تنظيم داعش في حي الكرادة، وأصيب ثمانية في تفجير آخر.", "bombing", []),
    ],
)
def test_sources(text: str, event: str, sources: list[str]) -> None:
    """The sources that an event of the text has."""
    assert sources in [s for e, _, s, _ in dated(text) if e == event]


@pytest.mark.parametrize(
    ("text", "event", "status"),
    [
        ("وأضاف المتحدث أن الخطوة التالية هي السيطرة على مدينة الميادين.", "takes_control", "planned"),
        ("توقف القتال بانتظار وصول تعزيزات من الفرقة الخامسة إلى الجبهة.", "deploys", "planned"),
        ("توعد القائد بالقضاء على الميليشيا وتطهير مدينة لحج.", "takes_control", "planned"),
        ("ينص الاتفاق على رفع المخيمات وسحب المسلحين من صنعاء.", "withdraws", "planned"),
        ("دعت القيادة الأهالي إلى الخروج تمهيدا لاقتحام الرمادي وتطهيرها.", "takes_control", "planned"),
        ("بموجب ما تسرب من بنود، يخلي الجيش مدينة دوما وتدخل الشرطة العسكرية إليها.", "withdraws", "planned"),
        ("والجيش مستعد للانتشار متى انسحبت القوات الإسرائيلية من بلدة الخيام.", "withdraws", "planned"),
        ("أمهلت الفصائل القوات الحكومية يومين للانسحاب من معرة النعمان.", "withdraws", "urged"),
        ("دعا المجلس، الذي يضم علماء، الطرفين إلى وقف فوري لإطلاق النار.", "agreement", "urged"),
        ("طالب الأهالي برفع الحصار عن أحياء حلب الشرقية.", "besieges", "ongoing"),
        ("تعذر على قوات المعارضة اقتحام بلدة البريقة.", "ground_attack", "attempted"),
        ("أكد قيادي في الجبهة أن حديث النظام عن تقدم قواته في حرستا عار عن الصحة.", "advances", "denied"),
        ("وقال الحاكم إن ما يشاع عن سيطرة طالبان على المدينة مجرد شائعات.", "takes_control", "denied"),
        ("وقال البيان: على المسلحين تسليم سلاحهم وإخلاء المقر قبل السابعة.", "withdraws", "urged"),
        ("وعلى الحدود قصف الجيش بلدة طفس.", "shelling", "occurred"),
        ("تمسك النظام بتهجير المطلوبين من درعا.", "displaces", "urged"),
        ("الهدف هو التقدم نحو الحوطة وتطويق الحوثيين في قاعدة العند.", "besieges", "planned"),
        ("تستعد القوات لاقتحام المدينة خلال الساعات القادمة وتطهير محافظة تعز.", "takes_control", "planned"),
        ("وجار إلقاء القبض على بقية أفراد الخلية في حمص.", "arrest", "ongoing"),
        ("وهناك اشتباكات بين الجيش والفصائل في حي الراشدين.", "clash", "ongoing"),
        ("باشرت الفرقة الثلاثاء اقتحام حي الوعر.", "ground_attack", "occurred"),
        ("بدأت الفرقة اقتحام حي الوعر.", "ground_attack", "ongoing"),
        ("تعرضت أحياء في دمشق، بينها الربوة والمزة، لسقوط صواريخ.", "shelling", "occurred"),
        ("كان المقاتلون قد تمركزوا في مدرسة البلدة.", "holds", "occurred"),
        ("شهد محيط المبنى تبادلا كثيفا لإطلاق النار بين المسلحين وحراسه.", "clash", "occurred"),
        ("هاجم المسلحون المتجر، وكسر أحدهم أبوابه وخطف صاحبه.", "abduction", "occurred"),
    ],
)
def test_statuses(text: str, event: str, status: str) -> None:
    """The status that an event of the text has."""
    assert status in [s for e, _, _, s in dated(text) if e == event]


def test_headline_has_the_day_of_its_report() -> None:
    """An event of the headline alone is dated by the day that the report tells of."""
    found, _ = READER.read(Report("t", "اجتمع الوزراء أمس في عمان بعد اقتحام مخيم جنين.", "مقتل ضابط في غارة على حمص", PUBLISHED))
    assert [s.date for s in found if s.event == "air_strike"] == ["2021-03-17"]

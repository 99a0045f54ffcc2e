"""Names of places, actors and people: what is found in a sentence, and which name a slot gets."""

from __future__ import annotations

import pytest

from rasid.lexicon.loader import load
from rasid.lexicon.theatre import load_names
from rasid.model import Report, Statement
from rasid.reading.chunks import Chunker
from rasid.reading.reader import DocumentReader
from rasid.text.tokens import Doc

READER = DocumentReader(load(), load_names())
READER.judge = None


def names(text: str) -> list[str]:
    """The names of all phrases of a sentence, in its order."""
    doc = Doc("", text, "2024-03-05")
    chunker: Chunker = READER.chunker
    words = READER.analyser.words(doc.raw)
    chunker.begin(words, "2024-03-05", "")
    lo, hi = doc.sents[0]
    return [m.full or m.name for m in chunker.scan(doc, words, lo, hi, {})]


def read(text: str, title: str = "") -> list[Statement]:
    """All statements of a text."""
    found, _ = READER.read(Report("t", text, title, "2024-03-05"))
    return found


def slot(text: str, event: str, which: str) -> list[str]:
    """The names in a slot of the last statement of an event."""
    return [n.name for n in getattr([s for s in read(text) if s.event == event][-1], which)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("سيطر اللواء 17 مشاة على معسكر اللواء 9 مدرع.", ["اللواء 17 مشاة", "معسكر اللواء 9 مدرع"]),
        ("انسحبت الفرقة 44 قوات خاصة من الحي رقم 6.", ["الفرقة 44 قوات خاصة", "الحي رقم 6"]),
        ("قصفت المدفعية مخيم الرمال للنازحين.", ["المدفعية", "مخيم الرمال للنازحين"]),
        ("قصف الجيش قرية حبيل السدر وقاعدة رامات دافيد.", ["الجيش", "قرية حبيل السدر", "قاعدة رامات دافيد"]),
        ("اقتحم مسلحون مستشفى 22 مايو وقصر 30 نوفمبر.", ["مسلحون", "مستشفى 22 مايو", "قصر 30 نوفمبر"]),
        ("اختطف مسلحون المحافظ في حي السدر.", ["مسلحون", "المحافظ", "حي السدر"]),
        ("قصف الجيش بلدة معركة في الجنوب.", ["الجيش", "بلدة معركة", "الجنوب"]),
        ("قصفت الطائرات مزارع بلدة الكسوة.", ["الطائرات", "مزارع بلدة الكسوة"]),
        ("قطع مسلحون طريق حمص - تدمر.", ["مسلحون", "طريق حمص - تدمر"]),
        ("أغلق محتجون ساحة عبد الكريم نعمان.", ["محتجون", "ساحة عبد الكريم نعمان"]),
        ("وقف المصلون أمام المسجد الأخضر.", ["المصلون", "المسجد الأخضر"]),
        ("قصفت طائرة مسيّرة مخازن للسلاح.", ["طائرة مسيّرة", "مخازن للسلاح"]),
        ("سلبت عصابات مصرفين في حلب.", ["عصابات", "حلب"]),
        ("قتل 12 حوثيا في صعدة.", ["حوثيا", "صعدة"]),
        ("قصفت قوات حليفهم الرئيس السابق علي عبد الله صالح المدينة.", ["قوات حليفهم الرئيس السابق علي عبد الله صالح", "المدينة"]),
        ("دارت معارك بين حركتي فتح وحماس.", ["حركة فتح", "حماس"]),
    ],
)
def test_whole_names(text: str, found: list[str]) -> None:
    """Names end where they end: arms of units, numbers, second words, for whom a camp is."""
    assert names(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("قصفت الطائرات معسكري النور والسدر ومنطقة الرمان.", ["الطائرات", "معسكر النور", "معسكر السدر", "منطقة الرمان"]),
        ("قصف الجيش قرى الصفا ورامي وحبيل السدر.", ["الجيش", "قرية الصفا", "قرية رامي", "قرية حبيل السدر"]),
        ("استعاد الجيش منطقتي الملعب والضباط.", ["الجيش", "منطقة الملعب", "منطقة الضباط"]),
        ("قصف الجيش أحياء جوبر وحي تشرين.", ["الجيش", "حي جوبر", "حي تشرين"]),
        ("قصف الجيش أطراف بلدات كفر حمرة وتادف.", ["الجيش", "أطراف بلدة كفر حمرة", "أطراف بلدة تادف"]),
        ("قصف الجيش على بلدات وقرى الصفا والسدر.", ["الجيش", "قرية الصفا", "قرية السدر"]),
        ("انسحب المسلحون من العاصمة وعمران والجوف.", ["المسلحون", "العاصمة", "عمران", "الجوف"]),
        ("سيطر التنظيم على الأراضي السورية والعراقية.", ["التنظيم", "الأراضي السورية", "الأراضي العراقية"]),
        ("قصف الجيش قرى الصفا ووادي السدر.", ["الجيش", "قرية الصفا", "وادي السدر"]),
        ("سيطر التنظيم على شمال الموصل وشرقها.", ["التنظيم", "شمال الموصل", "شرق الموصل"]),
        ("قصفت طائرات فرنسية وأمريكية وبريطانية سرت.", ["طائرات فرنسية", "طائرات أمريكية", "طائرات بريطانية", "سرت"]),
        ("قصف الجيش قريتي الحالولة وتوخار كبير.", ["الجيش", "قرية الحالولة", "قرية توخار كبير"]),
    ],
)
def test_lists_of_places(text: str, found: list[str]) -> None:
    """The further names of a list take its head, if they have none of their own."""
    assert names(text) == found


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("قصف الجيش تلك المنطقة.", "تلك"),
        ("وقع قتل ميداني في الحي.", "ميداني"),
        ("نقل المصابون من المستشفى الريفي.", "الريفي"),
        ("وصلت القافلة بشكل آمن إلى الحي.", "آمن"),
        ("تسبب القصف في إرباك صفوفهم.", "إرباك"),
        ("أعلنت الوزارة بدء سريان الهدنة.", "سريان"),
        ("دارت حرب شوارع من بيت إلى بيت في الحي.", "بيت"),
        ("سقط المبنى، تلاه البنك المركزي.", "تلاه"),
        ("التقى الجيش مع إخوانه في الحي.", "إخوانه"),
        ("أطلقت قذائف مصدرها قوات النظام.", "مصدرها قوات النظام"),
    ],
)
def test_no_names(text: str, word: str) -> None:
    """Words that only look like a place or an actor."""
    assert word not in names(text)


def test_innocent_neighbours() -> None:
    """What the same constructions must leave alone."""
    assert names("وصل الوزير إلى بلدة صغيرة في الجنوب.")[-2:] == ["بلدة صغيرة", "الجنوب"]
    assert "الجيش 40" not in names("أسر الجيش 40 مسلحا.")
    assert "مروحيات المتمردين" in names("قصفت مروحيات المتمردين المبنى.")
    assert "ميداني الرشيد" in names("تظاهر الآلاف في ميداني الرشيد والنهضة.")


@pytest.mark.parametrize(
    ("text", "event", "place"),
    [
        ("استهدف قصف مدفعي مبنى سكنيا في حي السدر.", "shelling", ["حي السدر"]),
        ("استهدف انتحاري شارعا تجاريا في حي البياع بسيارة مفخخة.", "bombing", ["حي البياع"]),
        ("وكانت ود مدني قد آلت إلى الدعم السريع بعد انسحاب الجيش.", "withdraws", ["ود مدني"]),
        ("في باماكو، وقف الناس أمام المحطات، وخرج احتجاج محدود.", "protest", ["باماكو"]),
        ("من الشبكي اقتاد المسلحون ثلاثين امرأة.", "abduction", ["الشبكي"]),
        ("نجحت القوات في تحرير مناطق واسعة شرق مدينة الرمادي.", "takes_control", ["شرق مدينة الرمادي"]),
    ],
)
def test_places_with_a_name(text: str, event: str, place: list[str]) -> None:
    """A place without a name gives way to the one that it lies in; a topic at the head of the sentence places it."""
    assert slot(text, event, "place") == place


def test_governorate_and_its_name_alone() -> None:
    """ "محافظة تعز" and then "تعز" are one place; with "مدينة تعز" told of they are two."""
    text = "انشق جنود في محافظة تعز. ودارت اشتباكات في تعز بين الجيش والحوثيين."
    assert slot(text, "clash", "place") == ["محافظة تعز"]
    text = "وصل الوزير إلى مدينة تعز في محافظة تعز. ودارت اشتباكات في تعز بين الجيش والحوثيين."
    assert slot(text, "clash", "place") == ["مدينة تعز"]


def test_adjectives_get_names() -> None:
    """ "الغارات التركية": the country or the army has its name later; "تعزيزات حوثية" are the party's."""
    text = "أسفرت الغارات التركية عن مقتل عشرة مسلحين. وقالت تركيا إنها ستواصل عملياتها."
    assert slot(text, "air_strike", "agent") == ["تركيا"]
    text = "أفشل الجيش تعزيزات حوثية في مأرب. وقالت جماعة الحوثي إنها أرسلتها."
    assert slot(text, "deploys", "agent") == ["جماعة الحوثي"]


def test_short_names_and_full_ones() -> None:
    """ "القوات الموالية للرئيس كذا" is one name, and its short forms are the same force."""
    text = "قالت القوات الموالية للشرعية إنها سيطرت على الحي. وقصفت القوات الموالية للرئيس عبد ربه منصور هادي ميناء عدن."
    assert slot(text, "takes_control", "agent") == ["القوات الموالية للرئيس عبد ربه منصور هادي"]


def test_men_of_a_party() -> None:
    """ "المسلحون الحوثيون" are the party that has its name elsewhere."""
    text = "قالت جماعة الحوثي إنها ستواصل القتال. وهاجم المقاتلون الحوثيون ثكنة في مأرب."
    assert slot(text, "ground_attack", "agent") == ["جماعة الحوثي"]


def test_one_place_of_a_chain() -> None:
    """ "قصفت مستشفى كذا في كذا": the town that holds it is not struck besides."""
    assert slot("قصفت المدفعية مستشفى النور في بلدة السدر.", "shelling", "place") == ["مستشفى النور"]


def test_fighters_are_their_movement() -> None:
    """ "المقاتلون" are those of the movement told of before, and no warplane."""
    text = "هاجمت حركة الشباب قاعدة في بيدوا. وقصفت مقاتلة كينية الحي. واستهدف المقاتلون حافلات في المدينة."
    assert slot(text, "ground_attack", "agent") == ["حركة الشباب"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("وصلت وحدات للمشاركة في تطويق الحديدة.", ["وحدات", "الحديدة"]),
        ("نفى الجيش سقوط الحديدة.", ["الجيش", "الحديدة"]),
        ("سلك الرتل الطريق القصير.", ["الرتل", "الطريق"]),
        ("أغلق الحارس الباب.", ["الحارس"]),
        ("قصفت طائرات مجمع باب الواد.", ["طائرات", "مجمع باب الواد"]),
        ("أقلعت طائرات قاعدة حميميم.", ["طائرات قاعدة حميميم"]),
        ("أحاطت بها القوات من ثلاث جهات.", ["القوات"]),
        ("وطالب مجلس الشورى بالتحقيق.", ["مجلس الشورى"]),
        ("أصيب طالب في القصف.", ["طالب"]),
        ("اختطف مسلحون ممرضين وثلاثة أكاديميين.", ["مسلحون", "ممرضين", "أكاديميين"]),
        ("أجهز السجانون على المرضى.", ["السجانون", "المرضى"]),
    ],
)
def test_words_and_names(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    ("text", "event", "place"),
    [
        ("دارت معارك في مدينة القصير. وتحاصر القوات النظامية القصير منذ شهر.", "besieges", ["مدينة القصير"]),
        ("دخل الجيش مدينة البيضاء صباحا. وقصفت الطائرات البيضاء مرتين.", "air_strike", ["مدينة البيضاء"]),
    ],
)
def test_a_name_told_before(text: str, event: str, place: list[str]) -> None:
    assert slot(text, event, "place") == place


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("قال مدير المرصد السوري لحقوق الإنسان رامي عبد الرحمن.", ["مدير المرصد السوري لحقوق الإنسان رامي عبد الرحمن"]),
        ("قال القيادي في حركة الوفاء ياسر السالم.", ["القيادي في حركة الوفاء ياسر السالم"]),
        ("قالت منسقة الإغاثة في الأمم المتحدة فاليري غراند.", ["منسقة الإغاثة في الأمم المتحدة فاليري غراند"]),
        ("قال مدير الإعلام بالقيادة العامة العميد خالد سالم.", ["مدير الإعلام بالقيادة العامة العميد خالد سالم"]),
        ("أقر رئيس المجلس الفريق أول سالم العمري.", ["رئيس المجلس الفريق أول سالم العمري"]),
        ("اتهم الرئيس الأمريكي جون وليام الأكراد.", ["الرئيس الأمريكي جون وليام", "الأكراد"]),
        ("قال المتحدث باسم المجلس محمد النقيب إن الجيش تقدم.", ["المتحدث باسم المجلس محمد النقيب", "الجيش"]),
        ("قتل أبو سالم الديري في غارة.", ["أبو سالم الديري"]),
        ("هاجم الجيش أبو كمال.", ["الجيش", "أبو كمال"]),
        ("غادر الرئيس محمد العليمي دمشق.", ["الرئيس محمد العليمي", "دمشق"]),
        ("أطلقت الشرطة الرصاص الحي.", ["الشرطة"]),
        ("وافقت على اتفاق توصلت إليه روسيا.", ["روسيا"]),
        ("اقترحته آلية المراقبة.", ["آلية المراقبة"]),
        ("قاتل حزب الله في الجرود.", ["حزب الله", "الجرود"]),
    ],
)
def test_holders_and_their_names(text: str, found: list[str]) -> None:
    assert names(text) == found


def test_a_march_goes_to_a_town() -> None:
    assert slot("زحف المسلحون نحو باماكو.", "advances", "place") == ["باماكو"]
    assert slot("قصف الجيش قرية معركة بريف حلب.", "shelling", "place") == ["قرية معركة"]

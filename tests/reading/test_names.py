"""Noun phrases of a sentence, and whom or what they mean in the report."""

from __future__ import annotations

import pytest

from rasid.lexicon.loader import load
from rasid.lexicon.theatre import load_names
from rasid.reading.agreement import agrees, word_gender
from rasid.reading.entities import Entities
from rasid.reading.naming import NAMING, load_naming
from rasid.reading.reader import DocumentReader
from rasid.reading.scene import Mention
from rasid.text.tokens import Doc

READER = DocumentReader(load(), load_names())


def mentions(text: str) -> list[Mention]:
    """All mentions of a text, in order, each with its entity."""
    doc = Doc("", text, "")
    words = READER.analyser.words(doc.tokens)
    entities = Entities(READER.names)
    out: list[Mention] = []
    for lo, hi in doc.sents:
        for m in READER.chunker.scan(doc, words, lo, hi, {}):
            entities.see(m)
            out.append(m)
    return out


def names(text: str, kind: str) -> list[str]:
    return [m.full or m.name for m in mentions(text) if m.kind == kind]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("سيطرت القوات على مدينتي نيالا وزالنجي.", ["مدينة نيالا", "مدينة زالنجي"]),
        ("تقدمت الوحدات في محافظتي شبوة ومأرب.", ["محافظة شبوة", "محافظة مأرب"]),
        ("قصفت المدفعية أحياء بري والمنشية والعمارات.", ["حي بري", "حي المنشية", "حي العمارات"]),
        ("دخلت الفصائل ريف حماة الشمالي والغربي.", ["ريف حماة الشمالي", "ريف حماة الغربي"]),
        ("سيطرت قسد على مدينة منبج ومطارها العسكري.", ["مدينة منبج", "مطار منبج العسكري"]),
        ("انفجرت عبوة بحي النسيم.", ["حي النسيم"]),
        ("وقع انفجار في حى الزهور وحي السلام.", ["حى الزهور", "حي السلام"]),
        ("تمركزت القوات عند سد تشرين.", ["سد تشرين"]),
        ("أغلقت قوات الاحتلال معبر كرم أبو سالم.", ["معبر كرم أبو سالم"]),
        ("سقطت قذائف على بلدة بولوبردي.", ["بلدة بولوبردي"]),
        ("تظاهر طلاب في ساحة الشهداء.", ["ساحة الشهداء"]),
        ("قصفت الطائرات قاعدة الوطية الاستراتيجية.", ["قاعدة الوطية"]),
        ("قتل ستة جنود في المواجهات.", []),
        ("شن الطيران غارات على الشعب اليمني.", []),
        ("طرد التنظيم عددا من قيادييه.", []),
        ("عقد الاجتماع بين المطرودين.", []),
        ("قال مصدر في مديرية الدفاع المدني إن حريقا اندلع.", []),
        ("سقط صاروخ قرب الحدود السورية التركية.", ["الحدود السورية التركية"]),
        ("وصلت القوات إلى محور الصابري.", ["محور الصابري"]),
    ],
)
def test_places(text: str, places: list[str]) -> None:
    assert names(text, "place") == places


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("قصف الجيش السوداني البلدة.", ["الجيش السوداني"]),
        ("هاجمت حركة «طالبان» القرية.", ["حركة طالبان"]),
        ("هاجم تنظيم داعش الإرهابي القرية.", ["تنظيم داعش"]),
        ("انسحب الحوثيون المدعومون من إيران.", ["الحوثيون"]),
        ("تقدمت القوات من جهة الشرق.", ["القوات"]),
        ("وقف الجيش من جهة، وقسد من جهة أخرى.", ["الجيش", "قسد"]),
        ("وصلت تعزيزات بقيادة العميد سالم الحربي.", []),
        ("هاجم مسلحون مجهولون الحاجز.", ["مسلحون مجهولون"]),
        ("هاجم مقاتلون إسلاميون الحاجز.", ["مقاتلون إسلاميون"]),
        ("دخلت وحدات تكتيكية المدينة.", ["وحدات تكتيكية"]),
        ("قال مصدر عسكري إن الجسر سقط.", []),
        ("هاجم مسلحون من «جبهة النصرة» الحاجز.", ["مسلحون من جبهة النصرة"]),
        ("وصلت قوات اللواء الثامن.", ["قوات اللواء الثامن"]),
        ("انفجر لغم في شاحنة.", []),
    ],
)
def test_actors(text: str, actors: list[str]) -> None:
    assert names(text, "actor") == actors


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("قال مدير المركز رامي عبد الرحمن إن الهجوم توقف.", "person", ["مدير المركز رامي عبد الرحمن"]),
        ("صرح المتحدث باسم المجلس نزار الكثيري.", "person", ["المتحدث باسم المجلس نزار الكثيري"]),
        ("أعلن متحدث عسكري مقتل ستة.", "person", ["متحدث عسكري"]),
        ("نقلت صحيفة «الأيام» عن مصادر أمنية في عدن.", "source", ["صحيفة الأيام", "مصادر أمنية في عدن"]),
        ("قال شهود عيان لـ«الأخبار» إن الطريق مقطوع.", "source", ["شهود عيان"]),
        ("تظاهر المئات أمام البرلمان.", "people", ["المئات"]),
    ],
)
def test_persons_sources_people(text: str, kind: str, expected: list[str]) -> None:
    assert names(text, kind)[: len(expected)] == expected


@pytest.mark.parametrize(
    ("text", "phrase", "referent"),
    [
        ("هاجم تنظيم الدولة الرطبة. وفجر التنظيم المتطرف جسرا.", "التنظيم المتطرف", "تنظيم الدولة"),
        ("هاجم تنظيم داعش البلدة. وفقدت قوات التنظيم مواقعها.", "قوات التنظيم", "تنظيم داعش"),
        ("هاجمت حركة طالبان القرية. وهاجم مسلحو الحركة الحاجز.", "مسلحو الحركة", "حركة طالبان"),
        ("قصفت القوات العراقية البلدة ثم تقدمت القوات.", "القوات", "القوات العراقية"),
        ("هاجم مسلحون مجهولون نقطة. وفر المسلحون ليلا.", "المسلحون", "مسلحون مجهولون"),
        ("دخل الجيش مدينة تدمر. وانسحب من المدينة لاحقا.", "المدينة", "مدينة تدمر"),
        ("دخل الجيش بلدة كباني. ثم قصف البلدة.", "البلدة", "بلدة كباني"),
        ("قالت كتائب القسام إن مقاتليها نفذوا كمينا.", "مقاتليها", "كتائب القسام"),
        ("أعلن تنظيم الدولة الإسلامية (داعش) الهجوم. وانسحب داعش.", "داعش", "تنظيم الدولة الإسلامية"),
    ],
)
def test_referents(text: str, phrase: str, referent: str) -> None:
    found = [m for m in mentions(text) if m.name == phrase]
    assert found, f"no mention {phrase}"
    assert found[-1].entity.name == referent  # type: ignore[attr-defined]


def test_organs_of_a_state_are_themselves() -> None:
    found = mentions("امتنعت وزارة الدفاع الأمريكية والبيت الأبيض عن التعليق.")
    assert len({id(m.entity) for m in found}) == 2


def test_no_name_keeps_a_quotation_mark() -> None:
    text = 'قصفت “كتائب القسام” و«سرايا القدس» مدينة "عسقلان".'
    assert all(not set(m.full or m.name) & set('“”«»"') for m in mentions(text))


def test_agreement() -> None:
    assert agrees("3fs", word_gender("كتايب")) and agrees("3ms", word_gender("جيش"))
    assert not agrees("3ms", "fs")
    assert agrees("", "ms")


def test_naming_lists_are_folded() -> None:
    again = load_naming()
    assert again == NAMING
    assert all("ة" not in w and "أ" not in w for w in NAMING.starters | NAMING.place_adjectives)

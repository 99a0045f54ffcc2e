"""Times of the Arab press as EDTF. Where no other day is given, the news is of Wednesday 2022-03-16."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import rasid
from rasid.reading.calendar_words import first_of, hijri_extent, last_of, make_day, since, span, until
from rasid.reading.dates import Calendar, TimeMention, TimeNote
from rasid.text.fold import fold_word
from rasid.text.numbers import Numerals
from rasid.text.tokens import Doc

LEXICONS = Path(rasid.__file__).parent / "lexicons"
DATA = yaml.safe_load((LEXICONS / "time.yaml").read_text(encoding="utf-8"))
CALENDAR = Calendar(DATA, Numerals(yaml.safe_load((LEXICONS / "numbers.yaml").read_text(encoding="utf-8"))))
PUBLISHED = "2022-03-16"


def read(text: str, published: str = PUBLISHED, anchor: str = "") -> tuple[Doc, list[TimeMention], list[TimeNote]]:
    doc = Doc("", text)
    folds = [fold_word(t) for t in doc.raw]
    day = datetime.date.fromisoformat(published) if published else None
    found: list[TimeMention] = []
    notes: list[TimeNote] = []
    for lo, hi in doc.sents:
        found += CALENDAR.find(doc, folds, lo, hi, day, anchor, notes)
    return doc, found, notes


def times(text: str, published: str = PUBLISHED, anchor: str = "") -> list[str]:
    return [m.edtf for m in read(text, published, anchor)[1]]


DAYS = [
    ("انفجر لغم الأربعاء", "2022-03-16"),
    ("انفجر لغم يوم الأربعاء الماضي", "2022-03-09"),
    ("انفجر لغم الخميس", "2022-03-10"),
    ("وقع ذلك الثلاثاء الفائت", "2022-03-15"),
    ("وقع الاثنين المنصرم", "2022-03-14"),
    ("تبدأ المحادثات الأحد المقبل", "2022-03-20"),
    ("ستبدأ المحادثات الأحد", "2022-03-20"),
    ("الجمعة قبل الماضية", "2022-03-04"),
    ("الثلاثاء من الأسبوع الماضي", "2022-03-08"),
    ("خرجوا مساء الإثنين", "2022-03-14"),
    ("صباح يوم السبت", "2022-03-12"),
    ("وصلت القافلة اليوم", "2022-03-16"),
    ("وصلت صباح اليوم", "2022-03-16"),
    ("وصلت أمس", "2022-03-15"),
    ("وصلت بالأمس", "2022-03-15"),
    ("وصلت مساء أمس الثلاثاء", "2022-03-15"),
    ("وصلت أمس (الثلاثاء)", "2022-03-15"),
    ("وصلت أول من أمس", "2022-03-14"),
    ("وصلت أمس الأول", "2022-03-14"),
    ("وصلت أول أمس", "2022-03-14"),
    ("وصلت البارحة", "2022-03-15"),
    ("قصفوها الليلة الماضية", "2022-03-15"),
    ("سرت الهدنة منتصف الليلة الماضية", "2022-03-16"),
    ("تصل القافلة غدا", "2022-03-17"),
    ("تصل يوم غد الخميس", "2022-03-17"),
    ("تصل بعد غد", "2022-03-18"),
    ("قبل ساعات", "2022-03-16"),
    ("لم يصدر تعليق حتى الآن", "2022-03-16"),
    ("لم يصدر تعليق حتى لحظة إعداد هذا الخبر", "2022-03-16"),
    ("لم تعرف الحصيلة حتى اللحظة", "2022-03-16"),
]
DATES = [
    ("في 5 شباط", "2022-02-05"),
    ("في 5 شباط/فبراير", "2022-02-05"),
    ("في 5 فبراير/شباط الماضي", "2022-02-05"),
    ("في 5 فبراير (شباط)", "2022-02-05"),
    ("في 5 فبراير - شباط", "2022-02-05"),
    ("في 5 فبراير شباط", "2022-02-05"),
    ("في 9 من آذار الحالي", "2022-03-09"),
    ("في 9 آذار الجاري", "2022-03-09"),
    ("في التاسع من آذار", "2022-03-09"),
    ("في الحادي والعشرين من كانون الأول", "2021-12-21"),
    ("في الرابع عشر من تشرين الثاني/نوفمبر 2019", "2019-11-14"),
    ("الأول من أغسطس", "2021-08-01"),
    ("في الـ17 من أيلول", "2021-09-17"),
    ("يوم 30 حزيران 2021", "2021-06-30"),
    ("بتاريخ 30 يونيو 2021م", "2021-06-30"),
    ("في 2 جويلية 2020", "2020-07-02"),
    ("في 14 جانفي 2011", "2011-01-14"),
    ("في 20 غشت 2021", "2021-08-20"),
    ("في 3 يونيه 2021", "2021-06-03"),
    ("في 4 نيسان المقبل", "2022-04-04"),
    ("في 20 تموز من العام الماضي", "2021-07-20"),
    ("في الرابع من الشهر الجاري", "2022-03-04"),
    ("في العاشر من الشهر الماضي", "2022-02-10"),
    ("29 شباط", "2020-02-29"),
    ("23/2/2021", "2021-02-23"),
    ("23-02-2021", "2021-02-23"),
    ("2021/02/23", "2021-02-23"),
    ("2021-02-23", "2021-02-23"),
    ("23.2.2021", "2021-02-23"),
    ("٢٣/٢/٢٠٢١", "2021-02-23"),
    ("16/نوفمبر/2021", "2021-11-16"),
    ("السبت 12 آذار", "2022-03-12"),
    ("يوم الثلاثاء (15 آذار)", "2022-03-15"),
    ("الاثنين 14/3", "2022-03-14"),
    ("اليوم الأربعاء 16-3-2022", "2022-03-16"),
    ("الجمعة الموافق 11 مارس", "2022-03-11"),
]
MONTHS_YEARS = [
    ("في حزيران الماضي", "2021-06"),
    ("في كانون الثاني/يناير", "2022-01"),
    ("في يوليو (تموز) 2014", "2014-07"),
    ("خلال شهر آب", "2021-08"),
    ("مطلع آذار", "2022-03"),
    ("أواخر تشرين الأول الماضي", "2021-10"),
    ("منتصف أيار 2018", "2018-05"),
    ("الأسبوع الأول من أيلول 2020", "2020-09"),
    ("ديسمبر من العام الماضي", "2021-12"),
    ("الشهر الماضي", "2022-02"),
    ("هذا الشهر", "2022-03"),
    ("مطلع الشهر الحالي", "2022-03"),
    ("الشهر المقبل", "2022-04"),
    ("العام الماضي", "2021"),
    ("العام قبل الماضي", "2020"),
    ("هذا العام", "2022"),
    ("نهاية العام الماضي", "2021-12"),
    ("مطلع العام الجاري", "2022-01"),
    ("الأسبوع الماضي", "2022-03-07/2022-03-13"),
    ("عام 2014", "2014"),
    ("العام 2014م", "2014"),
    ("منتصف عام 2014", "2014"),
    ("نهاية 2014", "2014-12"),
    ("صيف 2014", "2014"),
    ("في 2013", "2013"),
    ("الصيف الماضي", "2021"),
    ("في ثمانينيات القرن الماضي", "1980/1989"),
    ("12/2019", "2019-12"),
]
SPANS = [
    ("قبل 3 أيام", "2022-03-13"),
    ("قبل يومين", "2022-03-14"),
    ("قبل أسبوعين", "2022-03-02"),
    ("قبل نحو أسبوعين", "2022-03"),
    ("قبل شهرين", "2022-01"),
    ("قبل عام", "2021"),
    ("قبل أكثر من عشرين عاما", "2002"),
    ("قبل عقدين", "2002"),
    ("منذ عام 2019", "2019/.."),
    ("منذ 2011", "2011/.."),
    ("منذ الاثنين", "2022-03-14/.."),
    ("منذ صباح اليوم", "2022-03-16/.."),
    ("منذ 26 كانون الثاني/يناير الماضي", "2022-01-26/.."),
    ("منذ نهاية شباط/فبراير الماضي", "2022-02/.."),
    ("منذ ثلاثة أيام", "2022-03-13/.."),
    ("منذ عامين", "2020/.."),
    ("منذ أيام", "../2022-03-16"),
    ("اعتبارا من الثلاثاء", "2022-03-15/.."),
    ("حتى ديسمبر 2016", "../2016-12"),
    ("حتى صباح أمس", "../2022-03-15"),
    ("حتى 30 نيسان", "../2022-04-30"),
    ("بين 5 و8 شباط", "2022-02-05/2022-02-08"),
    ("يومي 5 و6 شباط", "2022-02-05/2022-02-06"),
    ("من 5 إلى 8 شباط", "2022-02-05/2022-02-08"),
    ("5-8 شباط", "2022-02-05/2022-02-08"),
    ("من 27 كانون الأول إلى 8 كانون الثاني", "2021-12-27/2022-01-08"),
    ("من الأحد إلى الثلاثاء", "2022-03-13/2022-03-15"),
    ("بين عامي 2012 و2016", "2012/2016"),
    ("منذ 2013 وحتى نهاية 2016", "2013/2016-12"),
    ("منذ 2013 حتى الآن", "2013/.."),
    ("خلال الأيام العشرة الماضية", "2022-03-06/2022-03-16"),
    ("خلال الأيام الـ10 الماضية", "2022-03-06/2022-03-16"),
    ("في الأشهر الستة الماضية", "2021-09/2022-03"),
    ("في اليومين الماضيين", "2022-03-14/2022-03-16"),
    ("في الأيام القليلة الماضية", "2022-03"),
    ("خلال 24 ساعة الماضية", "2022-03-15/2022-03-16"),
    ("خلال الساعات الـ48 الماضية", "2022-03-14/2022-03-16"),
    ("في الأيام المقبلة", "2022-03-16/.."),
    ("ليل الاثنين الثلاثاء", "2022-03-14/2022-03-15"),
    ("ليل الثلاثاء- الأربعاء", "2022-03-15/2022-03-16"),
    ("ليلة السبت على الأحد", "2022-03-12/2022-03-13"),
    ("مساء السبت - الأحد", "2022-03-12"),
    ("بعد منتصف ليل السبت - الأحد", "2022-03-13"),
    ("يومي الجمعة والسبت", "2022-03-11/2022-03-12"),
    ("لليوم الرابع على التوالي", "2022-03-13/.."),
    ("للأسبوع الثاني على التوالي", "2022-03-09/.."),
    ("يدخل الحصار يومه الـ20", "2022-02-25/.."),
    ("في 15 رمضان 1442 هـ", "2021-04-27"),
    ("خلال شهر رمضان الماضي", "2021-04-13/2021-05-12"),
    ("عام 1440 هـ", "2018-09-11/2019-08-30"),
    ("أول أيام عيد الفطر", "2021-05-13"),
]


@pytest.mark.parametrize(("text", "edtf"), DAYS + DATES + MONTHS_YEARS + SPANS)
def test_resolves(text: str, edtf: str) -> None:
    assert times(text) == [edtf]


@pytest.mark.parametrize(
    "text",
    [
        "القائد العام للقوات",
        "الأمين العام للحزب",
        "أحد الحراس",
        "يوميا",
        "الأول في القائمة",
        "مدينة 6 أكتوبر",
        "شارع 14 رمضان",
        "سوق الجمعة",
        "جامعة تشرين",
        "صحيفة اليوم",
        "قناة روسيا اليوم",
        "ومارس ضغوطا عليهم",
        "أب لثلاثة أطفال",
        "مقتل 2014 مقاتلا",
        "في 2000 قرية",
        "الساعة الثامنة مساء",
        "من قبل القوات",
        "قبل كل شيء",
        "عدة أيام",
        "رجب",
        "قال شعبان إنه بخير",
        "في العشرينات من عمره",
        "حتى النصر",
        "منذ بدء الحملة",
        "اليوم العالمي للطفل",
        "",
    ],
)
def test_stays_silent(text: str) -> None:
    assert times(text) == []


@pytest.mark.parametrize(
    ("text", "anchor", "edtf"),
    [
        ("وفي اليوم نفسه انسحبوا", "2021-06-02", "2021-06-02"),
        ("وفي ذلك اليوم انسحبوا", "2021-06-02", "2021-06-02"),
        ("وفي اليوم التالي عادوا", "2021-06-02", "2021-06-03"),
        ("وقبل ذلك بيومين هاجموا", "2021-06-02", "2021-05-31"),
        ("وبعد ذلك بثلاثة أيام عادوا", "2021-06-02", "2021-06-05"),
        ("بعد يومين عادوا", "2021-06-02", "2021-06-04"),
        ("ومنذ ذلك الحين يحاصرونها", "2021-06-02", "2021-06-02/.."),
        ("وفي العام نفسه خرجوا", "2019-04", "2019"),
        ("وكان حينها قائدا", "2019-04", "2019-04"),
        ("ثم في الـ17 منه", "2021-10-09", "2021-10-17"),
        ("في اليوم التالي", "", ""),
        ("قبل ذلك بأيام", "2021-06-02", ""),
    ],
)
def test_counts_from_the_sentence_before(text: str, anchor: str, edtf: str) -> None:
    assert times(text, anchor=anchor) == [edtf]


def test_the_anchor_within_the_sentence_comes_first() -> None:
    assert times("دخلوها الاثنين وخرجوا في اليوم التالي", anchor="2021-06-02") == ["2022-03-14", "2022-03-15"]


def test_a_siege_lifted_after_years_ended_then() -> None:
    assert times("فكوا الحصار يوم الثلاثاء بعد أكثر من 3 سنوات")[-1] == "2019/2022-03-15"


def test_duration_counts_from_the_day_named_before() -> None:
    assert times("تسري الهدنة من الثلاثاء لمدة أربعة أيام")[-1] == "2022-03-15/2022-03-19"
    assert times("هدنة لمدة أسبوع") == [""]


def test_since_an_event_gives_the_since_and_the_day() -> None:
    _, found, _ = read("يتمركزون هناك منذ بدء الحملة في 4 شباط")
    assert [(m.edtf, m.kind) for m in found] == [("2022-02-04/..", "since"), ("2022-02-04", "day")]


def test_part_of_the_day_alone_yields_to_a_named_day() -> None:
    assert times("اقتحموها فجرا") == ["2022-03-16"]
    assert times("اقتحموها فجرا وخرجوا الاثنين") == ["2022-03-14"]
    assert times("اقتحموها فجرا", anchor="2022-03-10") == ["2022-03-10"]


def test_kinds_and_spans() -> None:
    doc, found, _ = read("هاجموا الحاجز منذ مساء السبت 12 آذار ثم انسحبوا صباح اليوم")
    assert [doc.text(m.lo, m.hi) for m in found] == ["منذ مساء السبت 12 آذار", "صباح اليوم"]
    assert [m.kind for m in found] == ["since", "part"]


def test_weekday_that_contradicts_its_date_is_noted_and_the_date_stands() -> None:
    _, found, notes = read("يوم الأحد 12 آذار 2022")
    assert (found[0].edtf, found[0].certain) == ("2022-03-12", False)
    assert [n.code for n in notes] == ["weekday_mismatch"]


def test_weekday_that_contradicts_yesterday_is_noted_and_believed() -> None:
    _, found, notes = read("قتلوا أمس الاثنين")
    assert (found[0].edtf, found[0].certain) == ("2022-03-14", False)
    assert [n.code for n in notes] == ["weekday_mismatch"]


def test_two_names_of_different_months_are_noted() -> None:
    _, found, notes = read("في كانون الأول/نوفمبر 2020")
    assert [n.code for n in notes] == ["month_mismatch"]
    assert found[0].edtf == "2020-12"


def test_current_month_that_is_not_is_noted() -> None:
    assert [n.code for n in read("في 5 أيار الجاري")[2]] == ["month_not_current"]


def test_impossible_day_is_noted() -> None:
    _, found, notes = read("في 31 نيسان 2021")
    assert found[0].edtf == ""
    assert [n.code for n in notes] == ["no_such_day"]


@pytest.mark.parametrize("text", ["وصلوا أمس", "وصلوا الأحد", "الشهر الماضي", "قبل عامين", "خلال الأيام العشرة الماضية", "ليل السبت الأحد"])
def test_without_publication_day_relative_times_stay_open(text: str) -> None:
    _, found, notes = read(text, published="")
    assert [m.edtf for m in found] == [""]
    assert "no_publication_day" in [n.code for n in notes]


def test_without_publication_day_a_date_needs_its_year() -> None:
    assert times("في 5 شباط 2021", published="") == ["2021-02-05"]
    _, found, notes = read("في 5 شباط", published="")
    assert [m.edtf for m in found] == [""]
    assert [n.code for n in notes] == ["year_missing"]


def test_a_date_just_ahead_is_of_this_year() -> None:
    assert times("تجري الانتخابات في 30 آذار") == ["2022-03-30"]
    assert times("في 30 تشرين الثاني") == ["2021-11-30"]
    assert times("ومن المقرر أن تجري في 15 أيار") == ["2022-05-15"]


@pytest.mark.parametrize("rule", DATA["rules"], ids=lambda r: r["id"])
def test_lexicon_examples(rule: dict[str, Any]) -> None:
    positive, negative = rule["positive"], rule["negative"]
    _, found, _ = read(positive["text"], positive["published"], positive.get("anchor", ""))
    assert (positive["edtf"], rule["id"]) in [(m.edtf, m.rule) for m in found]
    assert times(negative["text"], negative["published"], negative.get("anchor", "")) == []


def test_edtf_arithmetic() -> None:
    assert (first_of("2021/.."), last_of("2021/..")) == ("2021", "")
    assert (first_of("../2021"), last_of("../2021-02")) == ("", "2021-02")
    assert span("2021-01/..", "2022") == "2021-01/2022"
    assert span("2021", "2021") == "2021"
    assert span("", "2021") == ""
    assert (since("2021-01/2022"), until("2021-01/2022")) == ("2021-01/..", "../2022")
    assert make_day(2021, 2, 29) is None
    assert hijri_extent(1, 1) == ""


@given(
    st.text(max_size=100),
    st.dates(),
    st.sampled_from(["", "2021-06-02", "2021-06", "2021", "../2021", "x", "2021-13-45"]),
)
def test_never_raises_on_any_text(text: str, published: datetime.date, anchor: str) -> None:
    read(text, published.isoformat(), anchor)
    read(text, "", anchor)


@pytest.mark.parametrize(
    ("text", "published"), [("في آب المقبل", "9999-11-12"), ("بعد عقدين من مارس", "0001-03-18"), ("مارس المقبل", "9999-12-25")]
)
def test_no_time_lies_beyond_the_calendar(text: str, published: str) -> None:
    _, found, _ = read(text, published)
    assert all(len(point) in (2, 4, 7, 10) for m in found if m.edtf for point in m.edtf.split("/"))


WORDS = (
    "اليوم أمس الأول أول من غدا بعد قبل منذ حتى بين و إلى خلال في يوم ليل مساء الاثنين الثلاثاء الأحد 5 12 31 2019 "
    "2024 1440 هـ / - ( ) ، . كانون الأول تشرين آذار مارس آب شهر الشهر عام العام الماضي المقبل الجاري أيام الأيام "
    "العشرة ثلاثة يومين بيومين ذلك التالي نفسه أسبوع سنوات عقدين ساعة 24 ال لليوم الرابع على التوالي مطلع نهاية رمضان "
    "عيد الفطر الآن منه حينها الحين لمدة ثمانينيات القرن عشرين مليون فجرا الليلة الماضية 1.2.2021"
).split()


@given(st.lists(st.sampled_from(WORDS), max_size=14), st.dates(), st.sampled_from(["", "2021-06-02", "2021-06", "2021"]))
def test_mentions_are_ordered_and_well_formed(words: list[str], published: datetime.date, anchor: str) -> None:
    doc, found, _ = read(" ".join(words), published.isoformat(), anchor)
    read(" ".join(words), "", anchor)
    last = 0
    for m in found:
        assert last <= m.lo < m.hi <= len(doc)
        last = m.hi
        for point in m.edtf.split("/") if m.edtf else ():
            assert point == ".." or [len(p) for p in point.split("-")] in ([4], [4, 2], [4, 2, 2])

"""Pages as sites publish them: what is the article, who published it, and on what day. A day that is not said stays unknown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rasid.intake import Failure, read_inputs
from rasid.intake.article import article
from rasid.intake.days import written_day
from rasid.intake.table import Ignorant
from rasid.model import Report
from rasid.pipeline.taking import Knowledge, take_in

VALID = Path(__file__).parent / "samples" / "valid"
TITLE = "انسحاب من تل الزيتون"
KNOWS = Knowledge()
AROUND = ("الأكثر قراءة", "معرض الكتاب", "الرئيسية", "الحقوق", "2026", "وجهاء المنطقة</", "اجتماع لوجهاء")


def read(name: str, **kw: str) -> Report:
    [report] = [i for i in take_in([str(VALID / name)], **kw) if isinstance(i, Report)]
    return report


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("jsonld.html", "2025-06-02"),  # the object at the page's own address; in UTC it would be the first
        ("opengraph.html", "2025-02-03"),
        ("words.html", "2024-12-11"),
        ("hijri.html", "2024-12-11"),
        ("undated.html", ""),
        ("year_only.html", ""),
        ("time_tag.html", "2025-03-09"),
        ("address.html", "2025-04-05"),
        ("windows1256.html", "2025-06-03"),
    ],
)
def test_the_day_is_the_one_the_page_gives_or_none(name: str, day: str) -> None:
    report = read(name)
    assert report.published == day
    assert report.title == TITLE
    paragraphs = report.text.splitlines()
    assert len(paragraphs) == 3
    assert paragraphs[0].startswith("أفاد مراسل الموقع") and paragraphs[2].endswith("حتى إشعار آخر.")
    assert not [w for w in AROUND if w in report.text]


def test_what_the_caller_gives_fills_an_unknown_day_only() -> None:
    assert read("undated.html", published="2025-01-07").published == "2025-01-07"
    assert read("words.html", published="2025-01-07").published == "2024-12-11"


def test_a_day_that_is_none_is_told() -> None:
    told, report = take_in([str(VALID / "year_only.html")])
    assert isinstance(told, Failure) and (told.code, told.lost) == ("bad_published", False)
    assert isinstance(report, Report)


def test_who_published_and_who_wrote() -> None:
    found = article((VALID / "jsonld.html").read_text("utf-8"), "", KNOWS)
    assert (found.outlet, found.author, found.url) == ("جريدة السنبلة", "سلمى الحقل", "https://www.example.org/news/501")
    assert article((VALID / "opengraph.html").read_text("utf-8"), "", KNOWS).author == "سلمى الحقل"
    assert read("opengraph.html").outlet == "example.org"  # it does not say its name
    assert read("opengraph.html", outlet="السنبلة").outlet == "السنبلة"
    assert read("jsonld.html", outlet="السنبلة").outlet == "جريدة السنبلة"


@pytest.mark.parametrize(
    ("site", "address", "name"),
    [
        ("المصدر الأول للخبر", "https://www.sana.sy/ar/1", "الوكالة العربية السورية للأنباء (سانا)"),
        ("سانا", "", "الوكالة العربية السورية للأنباء (سانا)"),
        ("جريدة السنبلة", "https://example.org/1", ""),
    ],
)
def test_known_outlets_have_one_name(site: str, address: str, name: str) -> None:
    assert KNOWS.outlet(site, address) == name


def test_without_a_calendar_a_day_in_words_stays_unknown() -> None:
    [report] = read_inputs([str(VALID / "words.html")])
    assert isinstance(report, Report) and report.published == ""


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("Wed, 11 Dec 2024 01:30:00 +0300", "2024-12-11"),
        ("11 Dec 2024", "2024-12-11"),
        ("December 11, 2024", "2024-12-11"),
        ("Wed Dec 11 01:30:00 2024", "2024-12-11"),
        ("2024/12/11 01:30", "2024-12-11"),
        ("2024-12-11T01:30:00.000+0300", "2024-12-11"),
        ("2024-12-11 01:30:00 +0300", "2024-12-11"),
        ("20241211T013000Z", "2024-12-11"),
        ("٢٠٢٤-١٢-١١", "2024-12-11"),
        ("2024", ""),
        ("2024-12", ""),
        ("11/12/2024", ""),  # in another language it is in November
        ("2024-13-11", ""),
        ("0001-01-01T00:00:00Z", ""),
        ("99 Foo 2024", ""),
        ("1733869800", ""),
        ("", ""),
    ],
)
def test_days_as_machines_write_them(value: str, day: str) -> None:
    assert written_day(value) == day


SITE_HEAD = (
    '<header><h1 class="logo">صوت الحقل</h1><div class="date">الأربعاء 25 نوفمبر 2026</div></header><div class="date">25 نوفمبر 2026</div>'
)
BODY = "<p>" + "ساد الهدوء أطراف بلدة تل الزيتون طوال يوم أمس، ولم تسجل فرق الإسعاف أي إصابة بين العائدين إلى منازلهم. " * 3 + "</p>"
DATED = '<span class="date">11 كانون الأول 2024</span>'


@pytest.mark.parametrize(
    ("body", "day"),
    [
        (f"{SITE_HEAD}<h1>هدوء في تل الزيتون</h1>{DATED}{BODY}", "2024-12-11"),
        (f"{SITE_HEAD}<div><h2>هدوء في تل الزيتون</h2>{DATED}{BODY}</div>", "2024-12-11"),
        (f"{SITE_HEAD}<article>{DATED}{BODY}</article>", "2024-12-11"),
        (f"{SITE_HEAD}<article><header><h1>هدوء في تل الزيتون</h1>{DATED}</header>{BODY}</article>", "2024-12-11"),
        (f"{SITE_HEAD}<h1>هدوء في تل الزيتون</h1>{BODY}{DATED}", ""),  # behind the text it may be of another story
        (f"{SITE_HEAD}<div>{BODY}</div>", ""),
        (f"{SITE_HEAD}<h1>هدوء في تل الزيتون</h1><div class='related'>{DATED}</div>{BODY}", ""),
        (f"{SITE_HEAD}<h1>هدوء في تل الزيتون</h1><div class='meta'>تحديث: 11 كانون الأول 2024</div>{BODY}", ""),
        (
            f"{SITE_HEAD}<h1>هدوء في تل الزيتون</h1><div class='meta'>نشر: 10 كانون الأول 2024 | تحديث: 11 كانون الأول 2024</div>{BODY}",
            "2024-12-10",
        ),
    ],
)
def test_today_s_date_at_the_head_of_a_site_is_not_the_story_s(body: str, day: str) -> None:
    page = f"<html><head><title>هدوء في تل الزيتون | صوت الحقل</title></head><body>{body}</body></html>"
    found = article(page, "", KNOWS)
    assert found.published == day
    assert found.title in ("هدوء في تل الزيتون", "هدوء في تل الزيتون | صوت الحقل", "صوت الحقل")


def test_a_page_whose_title_is_the_site_s() -> None:
    body = f"{SITE_HEAD}<div><h1>هدوء في تل الزيتون</h1>{DATED}{BODY}</div>"
    found = article(f"<html><head><title>صوت الحقل</title></head><body>{body}</body></html>", "", KNOWS)
    assert (found.title, found.published) == ("هدوء في تل الزيتون", "2024-12-11")


def test_two_days_in_one_text_are_no_day() -> None:
    assert KNOWS.day_in("11 كانون الأول 2024") == "2024-12-11"
    assert KNOWS.day_in("11/12/2024") == "2024-12-11"
    assert KNOWS.day_in("من 11 كانون الأول 2024، إلى 15 شباط 2025") == ""
    assert KNOWS.day_in("كانون الأول 2024") == KNOWS.day_in("أمس") == KNOWS.day_in("") == ""


PROSE = "ساد الهدوء أطراف بلدة تل الزيتون طوال يوم أمس، ولم تسجل فرق الإسعاف أي إصابة بين العائدين إلى منازلهم."


def hostile_pages() -> dict[str, str]:
    deep = "<div>" * 200_000 + PROSE
    ld = '<script type="application/ld+json">%s</script>'
    return {
        "deep": f"<html><body>{deep}</body></html>",
        "deep behind ends": f"<html><body>{'</div>' * 200_000}{'<div></i>' * 200_000}{PROSE}</body></html>",
        "open tags": f"<html><body><p>{PROSE}</p>" + "<a href='x'><b>" * 50_000,
        "deep json": f"<html><head>{ld % ('[' * 100_000)}</head><body><p>{PROSE}</p></body></html>",
        "json of other kinds": f"<html><head>{ld % json.dumps({'@type': 'NewsArticle', 'datePublished': {'a': 1}, 'author': 7})}</head>"
        f"<body><p>{PROSE}</p></body></html>",
        "many dates": "<html><body><h1>خبر</h1>" + "<span class=date>11 كانون</span>" * 20_000 + f"<p>{PROSE}</p></body></html>",
        "comments": f"<!doctype html><html><body>{'<!--' * 50_000}--><p>{PROSE}</p></body></html>",
        "entities": f"<!doctype html><html><body><p>{PROSE}</p>{'&lt;&#x1F600;&bogus;' * 50_000}</body></html>",
        "long line": f"<html><body><p>{PROSE}</p><p>{'ه' * 3_000_000}</p></body></html>",
    }


@pytest.mark.parametrize("name", list(hostile_pages()))
def test_hostile_pages_give_their_prose_or_a_failure(name: str, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(hostile_pages()[name], "utf-8")
    items = list(read_inputs([str(file)]))
    assert items
    assert all(isinstance(i, Failure) or PROSE in i.text for i in items)
    assert all(i.published == "" for i in items if isinstance(i, Report))


@pytest.mark.parametrize("charset", ["idna", "unicode_escape", "zip", "rot13", "nonsense", "utf-16", "utf-7"])
def test_a_lying_charset_changes_nothing(charset: str, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(f'<html><head><meta charset="{charset}"></head><body><p>{PROSE}</p></body></html>'.encode("cp1256"))
    [report] = read_inputs([str(file)])
    assert isinstance(report, Report) and PROSE in report.text


def test_ignorance_is_no_error() -> None:
    assert article("", "", Ignorant()).text == ""

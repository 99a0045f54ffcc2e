"""HTML becomes prose."""

from __future__ import annotations

from pathlib import Path

from rasid.intake import Failure, read_inputs
from rasid.intake.markup import looks_like_html, page, strip
from rasid.model import Report

PAGE = """<!DOCTYPE html>
<html lang="ar"><head><meta charset="utf-8"><title>عنوان الصفحة | الموقع</title>
<meta property="og:title" content="هدوء حذر في الوردة">
<meta property="og:site_name" content="صوت الوردة">
<meta property="article:published_time" content="2031-05-06T09:00:00Z">
<link rel="canonical" href="https://example.org/n/1">
<style>p { color: red }</style><script>var x = "قصف";</script></head>
<body><nav><a href="/">الرئيسية</a></nav>
<article><h1>هدوء حذر في الوردة</h1>
<p>ساد هدوء حذر
مدينة <b>الوردة</b>&nbsp;اليوم.</p><p>ولم تسجل أي خروقات<br>حتى المساء.</p>
<script>alert(1)</script></article>
<footer>جميع الحقوق محفوظة</footer></body></html>"""


def test_a_page_gives_its_article_and_what_it_says_of_itself() -> None:
    found = page(PAGE)
    assert found.text == "ساد هدوء حذر مدينة الوردة اليوم.\nولم تسجل أي خروقات\nحتى المساء."
    assert found.title == "هدوء حذر في الوردة"
    assert (found.published[:10], found.outlet, found.url) == ("2031-05-06", "صوت الوردة", "https://example.org/n/1")


def test_tags_in_pasted_text_go_and_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "1", "text": "<p>ساد هدوء</p><script>x()</script><p>حذر</p>"}\n', "utf-8")
    told, report = read_inputs([str(path)])
    assert isinstance(told, Failure)
    assert (told.code, told.lost) == ("html_stripped", False)
    assert isinstance(report, Report)
    assert report.text == "ساد هدوء\nحذر"


def test_line_ends_of_text_with_inline_tags_stay() -> None:
    assert strip("ساد <b>هدوء</b>\nحذر <i>هنا</i>") == "ساد هدوء\nحذر هنا"


def test_angle_brackets_alone_are_no_html() -> None:
    assert not looks_like_html("إذا كان س < 5 و ع > 3 فإن <النتيجة> صحيحة")
    assert not looks_like_html("خبر واحد فيه <br> وحيدة")

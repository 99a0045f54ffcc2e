"""Feeds: every entry once, on the day as written; entity bombs, lies and malformed XML answered."""

from __future__ import annotations

import datetime as dt
import gzip
import time
import tracemalloc
from pathlib import Path

import pytest
from feedgen.feed import FeedGenerator

from rasid.intake import Failure, feeds, read_inputs
from rasid.intake.feeds import FORMAT, Feed, parse_feed
from rasid.model import Report

SAMPLES = Path(__file__).parent / "samples"
VALID, HOSTILE = SAMPLES / "valid", SAMPLES / "hostile"


def take(*paths: Path | str, **kw: str) -> tuple[list[Report], list[Failure]]:
    items = list(read_inputs([str(p) for p in paths], **kw))
    return [i for i in items if isinstance(i, Report)], [i for i in items if isinstance(i, Failure)]


def test_rss() -> None:
    path = VALID / "rss.xml"
    reports, failures = take(path, published="2025-01-01")
    first, second, third = reports
    assert (first.id, first.url, first.title) == ("https://example.org/news/501", "https://example.org/news/501", "انسحاب من تل الزيتون")
    assert first.text == "انسحبت مجموعة مسلحة من بلدة تل الزيتون فجر اليوم.\nولم يصدر عنها أي بيان."
    assert [r.published for r in reports] == ["2025-06-02", "2025-06-02", "2025-01-01"]
    assert {r.outlet for r in reports} == {"جريدة السنبلة"}
    assert second.id == "https://example.org/news/502"  # beside the site's own address
    assert (second.title, second.text) == ('هدوء في تل الزيتون "حذر"', "ساد الهدوء أطراف بلدة تل الزيتون طوال اليوم.")
    assert third.id == f"{path}:tag:502b" and third.text == ""
    assert [(f.code, f.lost) for f in failures] == [("bad_published", False), ("empty", True)]


def test_atom() -> None:
    reports, failures = take(VALID / "atom.xml")
    assert [r.id for r in reports] == ["https://example.org/f/1", "https://example.org/f/2"]
    assert [r.published for r in reports] == ["2025-06-03", "2025-06-04"]
    assert reports[0].text == "عاد أهالي بلدة تل الزيتون إلى منازلهم.\nوفتحت المدرسة أبوابها."
    assert [(f.code, f.lost, f.where) for f in failures] == [("updated_day", False, "https://example.org/f/2")]


def test_malformed_ones_are_mended() -> None:
    reports, failures = take(VALID / "malformed.xml")
    assert [r.url for r in reports] == ["https://example.org/m/1?a=1&b=2", "https://example.org/m/2"]
    assert [r.published for r in reports] == ["2025-06-03", "2025-06-04"]
    assert "فتح الطريق إلى تل الزيتون" in reports[0].text
    assert not failures


def test_a_sitemap_says_what_to_do() -> None:
    [], [failure] = take(VALID / "sitemap.xml")
    assert (failure.code, failure.detail) == ("sitemap", {"count": "2"})
    found = parse_feed((VALID / "sitemap.xml").read_bytes(), "x")
    assert isinstance(found, Feed) and found.kind == "urlset"
    assert [(e.link, e.title, e.published[:10]) for e in found.entries] == [
        ("https://example.org/news/601", "افتتاح الجسر", "2025-06-08"),
        ("https://example.org/news/602", "", ""),
    ]


@pytest.mark.parametrize("kind", ["rss_str", "atom_str"])
def test_feeds_of_another_maker(kind: str, tmp_path: Path) -> None:
    made = FeedGenerator()
    made.id("https://example.org/")
    made.title("السنبلة")
    made.link(href="https://example.org/")
    made.description("أخبار")
    zone = dt.timezone(dt.timedelta(hours=3))
    for n in range(3):
        entry = made.add_entry(order="append")
        entry.id(f"https://example.org/{n}")
        entry.title(f"خبر {n}")
        entry.link(href=f"https://example.org/{n}")
        entry.content(f"<p>نص الخبر {n} من تل الزيتون.</p>", type="html")
        entry.published(dt.datetime(2025, 6, 1 + n, 0, 30, tzinfo=zone))
    file = tmp_path / "feed.txt"  # content decides
    file.write_bytes(getattr(made, kind)())
    reports, failures = take(file)
    assert [(r.id, r.published, r.text) for r in reports] == [
        (f"https://example.org/{n}", f"2025-06-0{1 + n}", f"نص الخبر {n} من تل الزيتون.") for n in range(3)
    ]
    assert not failures


RSS = (
    '<?xml version="1.0" encoding="{}"?><rss version="2.0"><channel><title>السنبلة</title><item><title>خبر من تل الزيتون</title>'
    "<link>https://example.org/1</link><description>قال المجلس المحلي إن الطريق إلى البلدة فتح مساء.</description></item></channel></rss>"
)


_LIES = [("utf-8", "cp1256"), ("utf-8", "utf-16"), ("nonsense", "utf-8"), ("idna", "cp1256"), ("us-ascii", "utf-8")]


@pytest.mark.parametrize(
    ("declared", "real"),
    [*_LIES, ("windows-1256", "utf-8"), ("windows-1256", "cp1256"), ("iso-8859-6", "iso-8859-6"), ("utf-16", "utf-8")],
)
def test_lying_encodings(declared: str, real: str, tmp_path: Path) -> None:
    file = tmp_path / "a.xml"
    file.write_bytes(RSS.format(declared).encode(real))
    [report], failures = take(file)
    assert (report.title, report.text) == ("خبر من تل الزيتون", "قال المجلس المحلي إن الطريق إلى البلدة فتح مساء.")
    assert not failures


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("billion_laughs.xml", "entities"),
        ("external_entity.xml", "entities"),
        ("external_parameter.xml", "entities"),
        ("other_root.xml", "not_feed"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_bombs_are_answered_in_one_line(name: str, code: str, encoding: str, tmp_path: Path) -> None:
    file = tmp_path / "a.xml"
    file.write_bytes((HOSTILE / name).read_text("utf-8").encode(encoding))
    tracemalloc.start()
    reports, failures = take(file)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert not reports
    assert [f.code for f in failures] == [code]
    assert peak < 5_000_000


def test_nothing_is_included() -> None:
    [report], _ = take(HOSTILE / "include.xml")
    assert (report.title, report.text) == ("خبر", "")


def hostile() -> dict[str, bytes]:
    item = "<item><title>خبر</title></item>"
    return {
        "deep": b"<rss><channel>" + b"<item>" * 100_000,
        "deep other": b"<rss><channel>" + b"<a>" * 300_000,
        "cut": RSS.format("utf-8").encode()[:-60],
        "comments": b"<!-- -->" * 100_000 + b"<rss",
        "open comment": b"<!--" * 200_000,
        "open doctype": b"<!DOCTYPE rss " + b"[" * 100_000,
        "long line": b"<rss><channel><item><title>" + b"a" * 11_000_000 + b"</title></item></channel></rss>",
        "many": f"<rss><channel>{item * 100}".encode(),
        "ampersands": b"<rss><channel><item><title>" + b"&" * 200_000,
        "only root": b"<rss/>",
        "binary": b"<rss>" + bytes(range(256)) * 100,
        "attributes": b"<rss " + b"".join(b'a%d="1" ' % n for n in range(50_000)) + b"><channel/></rss>",
    }


@pytest.mark.parametrize("name", list(hostile()))
def test_hostile_ones_end_soon(name: str, tmp_path: Path) -> None:
    file = tmp_path / "a.rss"
    file.write_bytes(hostile()[name])
    before = time.process_time()
    reports, failures = take(file)
    assert time.process_time() - before < 10
    assert len(reports) + len(failures) >= 1
    assert all("\n" not in str(f) for f in failures)


def test_too_large_and_packed_bombs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "MAX_FEED_BYTES", 2_000_000)
    file = tmp_path / "a.xml.gz"
    file.write_bytes(gzip.compress(b"<rss><channel><title>" + b"a" * 100_000_000, 9))
    tracemalloc.start()
    reports, [failure] = take(file)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert not reports and failure.code == "too_large_file"
    assert peak < 10_000_000


def test_what_is_no_feed_is_not_sniffed() -> None:
    for head in (b"", b"<html><body>&lt;rss&gt; <rss ></body>", b"<!-- <rss> --><html>", "نص فيه <rss version=2> كلمة".encode()):
        assert not FORMAT.sniff(head, "a.txt") or head.decode().startswith("نص")

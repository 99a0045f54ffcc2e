"""The feed is read by what reads feeds, keeps its ids, and lets no report's words become markup."""

from __future__ import annotations

from typing import Any

import feedparser
import pytest
from lxml import etree, html

from rasid import messages
from rasid.cli.phrases import words
from rasid.export.atom import Feed, headline, write
from rasid.pipeline.notices import notices as notices_of

from .conftest import DAY, Week
from .invented import notices

ATOM = "{http://www.w3.org/2005/Atom}"
FEED = Feed("en", "2020-03-01", "https://desk.example/changes.xml", "إدلب", "rasid 9.9")


@pytest.fixture(autouse=True)
def _english() -> Any:
    messages.choose("en")
    yield
    messages.choose("")


def made(feed: Feed = FEED, given: Any = None) -> bytes:
    messages.choose(feed.lang)
    return "".join(write(notices() if given is None else given, feed, words)).encode()


def test_feedparser_finds_nothing_to_mend() -> None:
    found = feedparser.parse(made())
    assert not found.bozo and found.version == "atom10"
    assert [e.id for e in found.entries] == list(dict.fromkeys(e.id for e in found.entries)) and len(found.entries) == 4
    assert found.entries[0].title.startswith("Town: &lt;script") or found.entries[0].title.startswith("Town: <script")
    assert found.entries[0].title.endswith("(claimed) → One (confirmed)")
    assert "\u202e" in headline(notices()[0], "en", words) and "\u202e" not in found.entries[0].title
    assert found.entries[0].updated == "2020-02-29T12:00:00Z"
    assert found.feed.updated == "2020-02-29T12:00:00Z"
    assert {e.tags[0].term for e in found.entries} == {"holder", "dispute", "status"}
    assert [link.href for link in found.feed.links if link.rel == "self"] == ["https://desk.example/changes.xml"]
    assert [link.href for link in found.entries[0].links if link.rel == "related"] == ["https://x.example/a?b=1&c=2"]


def test_what_the_standard_requires_is_there() -> None:
    root = etree.fromstring(made())
    for name in ("id", "title", "updated", "author"):
        assert len(root.findall(ATOM + name)) == 1
    for entry in root.iter(ATOM + "entry"):
        for name in ("id", "title", "updated", "content"):
            assert len(entry.findall(ATOM + name)) == 1
        assert entry.findtext(ATOM + "id", "").startswith("urn:uuid:")


def test_ids_stay_and_differ() -> None:
    ids = [e.id for e in feedparser.parse(made()).entries]
    assert ids == [e.id for e in feedparser.parse(made(FEED._replace(url="", lang="ar"))).entries]
    assert feedparser.parse(made()).feed.id != feedparser.parse(made(FEED._replace(inside=""))).feed.id


def test_words_of_reports_are_no_markup() -> None:
    for entry in etree.fromstring(made()).iter(ATOM + "entry"):
        shown = html.fromstring(entry.findtext(ATOM + "content"))
        assert {e.tag for e in shown.iter()} <= {"div", "ul", "li", "bdi", "p", "a"}
        assert all(a.get("href", "").startswith("https://x.example/a") for a in shown.iter("a"))


def test_arabic() -> None:
    root = etree.fromstring(made(FEED._replace(lang="ar")))
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "ar"
    titles = [e.findtext(ATOM + "title") for e in root.iter(ATOM + "entry")]
    assert any(t and t.startswith("بلدة: ") and "حركة الواحد (مؤكد" in t for t in titles)


def test_no_entries_is_a_feed_too() -> None:
    found = feedparser.parse(made(given=()))
    assert not found.bozo and not found.entries and found.feed.updated == "2020-03-01T12:00:00Z"


def test_the_week(ledger: Week) -> None:
    told = notices_of(ledger.index, ledger.told, ledger.names, DAY)
    found = feedparser.parse(made(FEED._replace(lang="ar"), told))
    assert not found.bozo and len(found.entries) == len(told) >= 6
    days = [e.updated for e in found.entries]
    assert days == sorted(days, reverse=True)
    again = notices_of(ledger.index, ledger.told, ledger.names, DAY)
    assert [n.id for n in told] == [n.id for n in again] and len({n.id for n in told}) == len(told)
    assert not [n for n in told if n.day > DAY]

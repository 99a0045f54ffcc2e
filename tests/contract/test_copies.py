"""Copies and versions in the record: found across runs and by writers at the same time, on both databases."""

from __future__ import annotations

import threading

import msgspec
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from rasid.ledger import Entry, Store, report_id
from rasid.ledger.copies import _address
from rasid.model import Reading, Report
from rasid.text import sketch

WORDS = (
    "دخلت القافلة المدينة صباح الأحد وأفرغت حمولتها عند المدرسة القديمة قبل أن تعود من الطريق نفسه إلى المعبر مساء اليوم التالي بلا حوادث"
).split()


def story(name: str, outlet: str, words: list[str], day: str = "2031-04-05", url: str = "") -> Entry:
    report = Report(name, " ".join(words), "", day, outlet, url, "ar")
    return Entry(report_id(report), report, Reading(name), "test-1")


def test_a_copy_is_found_in_a_later_run(url: str) -> None:
    with Store(url) as store:
        store.add([story("a", "صوت الساحل", WORDS)])
    with Store(url) as store:
        near = story("b", "جريدة النهر", ["خاص", *WORDS[:-3]])
        assert [(c.report, c.how) for c in store.add([near]).copies] == [(near.id, "near")]
        of_the_copy = story("c", "إذاعة الجبل", ["خاص", *WORDS[:-3]])
        [found] = store.add([of_the_copy]).copies
        assert (found.original, found.how) == (story("a", "صوت الساحل", WORDS).id, "exact")  # the first one, not the one in between
        assert not store.add([of_the_copy, near]).copies
        assert store.ask(lambda v: v.counts())["copies"] == 2
        assert not store.ask(lambda v: list(v.faults()))


def test_the_same_announcement_for_another_case_days_later_is_no_copy(store: Store) -> None:
    store.add([story("a", "صوت الساحل", WORDS)])
    changed, again = ([*WORDS[:-6], *x.split()] for x in ("غيرها عن رجل آخر في مكان", "سواها من كلام يصف يوما ثانيا"))
    assert [c.how for c in store.add([story("b", "جريدة النهر", changed, "2031-04-06")]).copies] == ["near"]
    assert not store.add([story("c", "إذاعة الجبل", again, "2031-04-09")]).copies


def test_two_writers_at_once_do_not_miss_each_other(url: str) -> None:
    Store(url).close()
    start = threading.Barrier(4)
    failed: list[BaseException] = []

    def write(n: int) -> None:
        try:
            with Store(url) as store:
                start.wait(30)
                store.add([story(f"r{n}", f"جريدة {n}", WORDS)])
        except BaseException as error:  # told in the thread that asks
            failed.append(error)

    threads = [threading.Thread(target=write, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not failed
    with Store(url) as store:
        found = store.ask(lambda v: v.copies())
        assert len(found) == 3
        assert len({c.original for c in found.values()}) == 1
        assert not set(found) & {c.original for c in found.values()}


def test_another_form_of_sketches_makes_them_anew(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.add([story("a", "صوت الساحل", WORDS)])
    monkeypatch.setattr(sketch, "FORM", "of tomorrow")
    monkeypatch.setattr(sketch, "_SEED", 8)
    store._caught_up = False
    assert [c.how for c in store.add([story("b", "جريدة النهر", WORDS[:-1])]).copies] == ["near"]


def test_what_was_found_cannot_be_changed(store: Store) -> None:
    store.add([story("a", "صوت الساحل", WORDS), story("b", "جريدة النهر", WORDS)])
    for sql in ("UPDATE copies SET likeness = 0", "DELETE FROM copies", "DELETE FROM versions"):
        if "versions" in sql:
            store.add([story("v", "صوت الساحل", WORDS, url="x.org/1"), story("v", "صوت الساحل", WORDS[:-1], url="x.org/1")])
        with pytest.raises(DBAPIError, match="append-only"), store.database.engine.begin() as connection:
            connection.execute(text(sql))


def test_odd_reports_are_no_copies(store: Store) -> None:
    rows = [
        Report("e1", "", "", ""),
        Report("e2", "", "", ""),
        Report("t1", "", "عنوان وحده", "2031-04-05", "أ"),
        Report("t2", "", "عنوان وحده", "2031-04-05", "ب"),
        Report("n1", "خبر " * 40, "", "لا يوم", "أ"),
        Report("n2", "خبر " * 40, "", "9999-12-31", "ب"),
        Report("n3", "خبر " * 40, "", "0001-01-01", "ج"),
        Report("u", "نص \ud800 مكسور", "", "2031-04-05", "أ", "http://[bad"),
    ]
    store.add([Entry(report_id(r), r, Reading(r.id), "test-1", original=msgspec.json.encode([r.id])) for r in rows])
    assert {c.how for c in store.ask(lambda v: v.copies()).values()} <= {"exact"}
    assert not store.ask(lambda v: v.versions())


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("https://www.Example.org/a/", "http://example.org/a#top", True),
        ("https://example.org/a?utm_source=x", "https://example.org/a", True),
        ("https://example.org/a?id=1", "https://example.org/a?id=2", False),
        ("https://example.org/A", "https://example.org/a", False),
    ],
)
def test_addresses(a: str, b: str, same: bool) -> None:
    assert (_address(a) == _address(b)) is same

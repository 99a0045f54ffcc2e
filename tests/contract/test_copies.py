"""Copies and versions in the record: found across runs and by writers at the same time, on both databases."""

from __future__ import annotations

import random
import threading
from pathlib import Path

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


def mixed(seed: int) -> list[Entry]:
    """Stories of all kinds in some order: the same words, nearly, rewritten by address or id; days beside the ends of quarters, or none."""
    chance = random.Random(seed)
    vocabulary = [f"كلمة{n}" for n in range(400)]
    texts = [chance.sample(vocabulary, 30) for _ in range(6)]
    out = []
    for n in range(60):
        words = list(chance.choice(texts)) if chance.random() < 0.8 else chance.sample(vocabulary, 30)
        words = words[: -chance.randrange(1, 6)] if chance.random() < 0.5 else words
        day = chance.choice(
            ["", "2031-03-30", "2031-03-31", "2031-04-01", "2031-04-06", "2030-12-31", "2031-01-02", "1979-12-31", "9999-12-31"]
        )
        outlet = chance.choice(["صوت الساحل", "جريدة النهر", "إذاعة الجبل"])
        url = f"https://x.example/{chance.randrange(8)}" if chance.random() < 0.5 else ""
        out.append(story(f"r{chance.randrange(25)}" if chance.random() < 0.4 else f"n{n}", outlet, words, day, url))
    return list({e.id: e for e in out}.values())


@pytest.mark.parametrize("seed", range(6))
def test_what_comes_together_is_found_as_what_comes_one_after_the_other(seed: int, tmp_path: Path) -> None:
    rows = mixed(seed)
    told = []
    for size in (1, 3, len(rows)):
        with Store(str(tmp_path / f"{size}.db")) as store:
            added = [store.add(rows[at : at + size]) for at in range(0, len(rows), size)]
            made = store.ask(lambda v: v.versions())
            told.append(({c for a in added for c in a.copies}, {(v.older, v.newer, v.known) for v in made}))
            numbered = store.ask(lambda v: list(v.connection.execute(text("SELECT report FROM sketches ORDER BY n")).scalars()))
            assert numbered == [e.id for e in rows]
            assert not store.ask(lambda v: list(v.faults()))
    assert len(told[0][0]) > 10 and told[0][1]
    assert told[1:] == [told[0], told[0]]


def test_a_copy_is_found_where_quarters_meet_and_where_a_day_is_missing(store: Store) -> None:
    days = ("2031-03-31", "2031-04-01", "", "1979-12-28", "1980-01-02", "2079-12-30", "2080-01-03")
    found = []
    for n, day in enumerate(days):
        words = WORDS if n < 3 else [f"{w}{day[:3]}" for w in WORDS]
        store.add([story(f"a{n}", f"جريدة {n}", words, day)])
        found += store.add([story(f"b{n}", f"إذاعة {n}", [f"خاص{n}", *words[:-1]], day)]).copies
        if n in (4, 6):  # the year before is as far away as the last days of the same
            assert len(store.add([story(f"c{n}", f"موقع {n}", ["عاجل", *words[:-1]], days[n - 1])]).copies) == 1
    assert [c.how for c in found] == ["near"] * len(days)
    originals = [c.original for c in found]
    assert originals[0] == originals[1] == originals[2]  # of one text: in the next quarter, and without a day


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

"""What every store must do: record once, keep all, answer by place and by time, and refuse to forget."""

from __future__ import annotations

import hashlib

import msgspec
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from rasid.errors import UsageError
from rasid.ledger import Review, Store, report_id, spans
from rasid.model import Report
from rasid.model.control import Period
from tests.contract.invented import entry


def test_what_goes_in_comes_out(store: Store) -> None:
    made = entry(1, places=("الزيتونة", "الجسر"))
    added = store.add([made])
    assert added.new == (made.id,) and added.statements == 2 and not added.reread
    with store.reading() as view:
        stored = view.stored(made.id)
        told = view.told()
        assert stored is not None
        assert stored.report == made.report and stored.original == b"bytes of 1" and stored.known == "2031-04-05"
        assert stored.sha256 == hashlib.sha256(b"bytes of 1").hexdigest()
        assert [t.statement for t in told] == list(made.reading.statements)
        assert [t.recorded for t in told] == list(made.recorded)
        assert view.places()["~الزيتونة"].lat == 33.5
        assert view.actors()["x.coast"].name == "كتائب الساحل"
        assert not list(view.faults())


def test_adding_the_same_twice_changes_nothing(store: Store) -> None:
    entries = [entry(n) for n in range(5)]
    store.add(entries)
    before = store.ask(lambda v: v.counts())
    again = store.add([*entries, *entries])
    assert not again.new and not again.reread and again.statements == 0 and len(again.known) == 5
    assert store.ask(lambda v: v.counts()) == before


def test_the_same_report_twice_in_one_batch_is_one(store: Store) -> None:
    added = store.add([entry(1), entry(1)])
    assert added.statements == 1
    assert store.ask(lambda v: v.counts())["reports"] == 1


def test_an_id_knows_where_its_fields_end() -> None:
    assert report_id(Report("ab", "c")) != report_id(Report("a", "bc"))
    assert report_id(Report("a", "t", outlet="x")) != report_id(Report("a", "t", url="x"))


def test_a_newer_reader_supersedes_and_the_old_reading_stays(store: Store) -> None:
    store.add([entry(1, places=("الزيتونة", "الجسر"))])
    newer = entry(1, reader="test-2", places=("الزيتونة", "الجسر"))
    added = store.add([newer])
    assert added.reread == (newer.id,)
    with store.reading() as view:
        assert {t.id for t in view.told()} == {r.id for r in newer.recorded}
        assert view.counts()["statements"] == 4 and view.counts()["readings"] == 2 and view.counts()["reports"] == 1
        assert not list(view.faults())
    assert store.unread([newer.id, "f" * 32], "test-2") == {"f" * 32}


def test_statements_by_place_and_time(store: Store) -> None:
    store.add([entry(n, places=("الزيتونة",) if n % 2 else ("الجسر", "النهر"), published=f"2031-04-{n:02}") for n in range(1, 9)])
    with store.reading() as view:
        assert len(view.about(["~الزيتونة"])) == 4
        assert len(view.about(["~الزيتونة", "~الجسر", "~النهر"])) == 12
        assert not view.about(["~الزيتونة"], ["withdraws"])
        assert [t.known for t in view.told(known_from="2031-04-03", known_to="2031-04-04", place="~الجسر")] == ["2031-04-04"]
        assert len(view.told(day_from="2031-04-07")) == 3
        assert len(view.told(actor="x.coast", most=3)) == 3
        assert not view.told(ids=["0" * 32])


def test_text_that_a_database_cannot_hold_is_kept_as_well_as_can_be(store: Store) -> None:
    made = entry(1)
    odd = msgspec.structs.replace(made.report, text=made.report.text + " \0 نهاية", lang="x" * 300, published="متى؟")
    store.add(
        [
            msgspec.structs.replace(
                made, report=odd, id=report_id(odd), reading=msgspec.structs.replace(made.reading, statements=()), recorded=()
            )
        ]
    )
    with store.reading() as view:
        stored = view.stored(report_id(odd))
        assert stored is not None and "\ufffd نهاية" in stored.report.text and len(stored.known) == 10
        assert not list(view.faults())


def test_nothing_recorded_can_be_changed(store: Store) -> None:
    store.add([entry(1)])
    for sql in (
        "UPDATE statements SET event = 'holds'",
        "DELETE FROM reports",
        "DELETE FROM readings",
        "UPDATE readings SET reader = 'other'",
        "DELETE FROM statement_places",
    ):
        with pytest.raises(DBAPIError, match="append-only"), store.database.engine.begin() as connection:
            connection.execute(text(sql))


def test_reviews_outlive_a_new_reading(store: Store) -> None:
    store.add([entry(1)])
    (told,) = store.ask(lambda v: v.told())
    review = store.review(Review(told.id, "reject", "هدى", "مكان آخر"))
    assert review.key == told.key and review.at and review.id
    assert store.review(Review(told.id, "reject", "هدى", "مكان آخر")) == review
    store.add([entry(1, reader="test-2")])
    (newer,) = store.ask(lambda v: v.told())
    assert newer.id != told.id
    assert store.ask(lambda v: v.reviewed()) == {newer.id: [review]}
    assert "~الزيتونة" in store.ask(lambda v: v.stale())


def test_a_review_of_nothing_is_refused(store: Store) -> None:
    store.add([entry(1)])
    (told,) = store.ask(lambda v: v.told())
    with pytest.raises(UsageError, match="no such statement"):
        store.review(Review("0" * 32, "accept", "هدى"))
    with pytest.raises(UsageError, match="no such action"):
        store.review(Review(told.id, "applaud", "هدى"))


def _period(place: str, start: str, end: str, holder: str) -> Period:
    return Period(place=place, start=start, end=end, holder=holder, status="reported", confidence=0.7)


def test_spans_are_kept_and_go_stale(store: Store) -> None:
    store.add([entry(1), entry(2, places=("الجسر",))])
    marks = store.ask(lambda v: v.stale())
    assert set(marks) == {"~الزيتونة", "~الجسر"}
    periods = {"~الزيتونة": [_period("~الزيتونة", "", "2031-04-04", ""), _period("~الزيتونة", "2031-04-05", "", "x.coast")]}
    store.put_spans(list(periods), spans.rows(periods), {"~الزيتونة": marks["~الزيتونة"], "~الجسر": "another mark"})
    with store.reading() as view:
        assert set(view.stale()) == {"~الجسر"}
        assert [p.holder for p in view.on_day("2031-04-04")] == [""]
        assert [p.holder for p in view.on_day("2040-01-01", ["~الزيتونة"])] == ["x.coast"]
        ((before, after),) = view.beginning("2031-04-01", "2031-04-30")
        assert before is not None and before.holder == "" and after.holder == "x.coast"
        assert view.spans(["~الزيتونة"]) == periods
    store.put_spans(["~الزيتونة"], [], {})
    assert not store.ask(lambda v: v.on_day("2031-04-05"))
    store.rebase("other weights")
    assert store.ask(lambda v: v.basis()) == "other weights"
    assert set(store.ask(lambda v: v.stale())) == {"~الزيتونة", "~الجسر"}


def test_damage_is_found(store: Store) -> None:
    store.add([entry(1)])
    with store.database.engine.begin() as connection:
        if store.database.is_sqlite:
            connection.execute(text("DROP TRIGGER reports_no_update"))
        else:
            connection.execute(text("ALTER TABLE reports DISABLE TRIGGER ALL"))
        connection.execute(text("UPDATE reports SET text = 'سطر آخر', sha256 = 'x'"))
    codes = {f.code for f in store.ask(lambda v: list(v.faults()))}
    assert {"hash", "id", "evidence"} <= codes

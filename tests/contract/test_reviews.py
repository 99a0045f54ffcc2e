"""Merges, splits, additions and undoing in the record itself, on both databases."""

from __future__ import annotations

import msgspec
import pytest

from rasid.errors import UsageError
from rasid.ledger import HAPPENING, PERSON, STATEMENT, Entry, Review, Store, statement_ids
from tests.contract.invented import entry

PLACES = ("الزيتونة", "الجسر")


def some(made: Entry, which: slice, reader: str) -> Entry:
    """The entry with some of its statements, read by somebody else."""
    statements = made.reading.statements[which]
    ids = statement_ids(made.id, reader, statements)
    recorded = tuple(msgspec.structs.replace(r, id=i) for r, i in zip(made.recorded[which], ids, strict=True))
    return msgspec.structs.replace(
        made, reader=reader, reading=msgspec.structs.replace(made.reading, statements=statements), recorded=recorded
    )


def ids(store: Store) -> list[str]:
    return [t.id for t in store.ask(lambda v: v.told())]


def test_an_addition_stands_beside_the_reading_until_a_reader_finds_it(store: Store) -> None:
    whole = entry(1, places=PLACES)
    store.add([some(whole, slice(0, 1), "test-1")])
    read = ids(store)
    made = store.contribute(some(whole, slice(1, 2), PERSON + "a"), Review("", "add", "هدى"))
    assert ids(store) == read
    with store.reading() as view:
        assert set(view.reviewed()) == {made.statement}
        assert [t.recorded.places for t in view.told(ids=[made.statement])] == [("~الجسر",)]
        assert not list(view.faults())
    with pytest.raises(UsageError, match="there already"):
        store.contribute(some(whole, slice(1, 2), PERSON + "b"), Review("", "add", "سعاد"))
    store.add([some(whole, slice(0, 1), "test-2")])
    assert set(store.ask(lambda v: v.reviewed())) == {made.statement}
    store.add([some(whole, slice(0, 2), "test-3")])
    with store.reading() as view:
        found = {t.key: t.id for t in view.told()}
        assert set(view.reviewed()) == {found[made.key]} and found[made.key] != made.statement
        assert not list(view.faults())


def test_an_addition_that_was_undone_is_gone_and_its_undoing_can_be_undone(store: Store) -> None:
    whole = entry(1, places=PLACES)
    store.add([some(whole, slice(0, 1), "test-1")])
    made = store.contribute(some(whole, slice(1, 2), PERSON + "a"), Review("", "add", "هدى"))
    store.put_spans([], [], store.ask(lambda v: v.stale()))
    undone = store.review(Review(made.statement, "undo", "سعاد", value=made.id))
    assert not store.ask(lambda v: v.reviewed())
    assert "~الجسر" in store.ask(lambda v: v.stale())
    store.review(Review(made.statement, "undo", "هدى", value=undone.id))
    assert set(store.ask(lambda v: v.reviewed())) == {made.statement}
    assert [r.action for r in store.ask(lambda v: v.reviews())] == ["add", "undo", "undo"]


def test_merge_and_split_mark_every_place_that_they_touch(store: Store) -> None:
    store.add([entry(1, places=PLACES)])
    a, b = ids(store)
    for action, slot in (("merge", STATEMENT), ("split", HAPPENING)):
        store.put_spans([], [], store.ask(lambda v: v.stale()))
        store.review(Review(a, action, "هدى", slot=slot, value=[b]))
        assert {"~الزيتونة", "~الجسر"} <= set(store.ask(lambda v: v.stale()))
    assert store.ask(lambda v: v.ties()) == (
        [],
        [tuple(sorted((a, b), key=lambda i: next(t.key for t in store.ask(lambda v: v.told()) if t.id == i)))],
    )


def test_the_last_word_counts_whoever_said_it(store: Store) -> None:
    store.add([entry(1)])
    (one,) = ids(store)
    for who, action in (("هدى", "reject"), ("سعاد", "accept"), ("هدى", "reject"), ("هدى", "reject")):
        store.review(Review(one, action, who))
    assert [r.action for r in store.ask(lambda v: v.reviewed())[one]] == ["reject", "accept", "reject"]

"""What reviewers say is one happening is one, what they say is two is two, whatever the statements tell."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from rasid.control.events import merge_events
from rasid.model.control import Recorded
from rasid.model.event import Event

from .build import THEATRE, say

Pairs = list[tuple[str, str]]


def groups(statements: list[Recorded], same: Pairs = [], apart: Pairs = []) -> set[frozenset[str]]:  # noqa: B006
    return {frozenset(e.statements) for e in events(statements, same, apart)}


def events(statements: list[Recorded], same: Pairs = [], apart: Pairs = []) -> list[Event]:  # noqa: B006
    return merge_events(statements, THEATRE, same, apart)


def test_far_days_other_kinds_and_other_places_become_one() -> None:
    a = say("bombing", "town", "green", on="2020-01-10", killed=3)
    b = say("killing", "port", "red", on="2020-03-01", killed=9)
    c = say("bombing", "town", on="2020-01-11", by="monitor")
    [event] = events([a, b, c], [(a.id, b.id)])
    assert set(event.statements) == {a.id, b.id, c.id}
    assert event.places == ("port", "town")
    assert (event.start, event.end) == ("2020-01-10", "2020-03-01")
    assert event.killed is not None and (event.killed.low, event.killed.high) == (3, 9)


def test_a_town_and_its_province_are_the_town() -> None:
    a, b = say("clash", "town", "red blue"), say("clash", "province", "red blue", on="2020-02-20")
    [event] = events([a, b], [(b.id, a.id)])
    assert event.places == ("town",)


def test_merging_is_handed_on_and_splitting_stops_it() -> None:
    told = [say("shelling", on=f"2020-0{n}-10", id=f"t{n}") for n in range(1, 5)]
    chain = [("t1", "t2"), ("t2", "t3"), ("t3", "t4")]
    assert groups(told, chain) == {frozenset(("t1", "t2", "t3", "t4"))}
    parted = groups(told, chain, [("t1", "t4")])
    assert all(not {"t1", "t4"} <= g for g in parted)
    assert len(parted) == 2


def test_split_statements_part_and_the_rest_finds_its_place() -> None:
    a = say("bombing", agent="green", killed=3, id="a")
    b = say("bombing", agent="green", killed=3, by="monitor", id="b")
    c = say("bombing", agent="green", killed=3, by="agency", id="c")
    assert groups([a, b, c]) == {frozenset("abc")}
    assert groups([a, b, c], [("a", "c")], [("a", "b")]) == {frozenset("ac"), frozenset("b")}


def test_a_wider_place_is_not_joined_against_the_word_of_a_reviewer() -> None:
    a, b = say("bombing", "town", "green", killed=5, id="a"), say("bombing", "district", "green", killed=5, id="b")
    assert groups([a, b]) == {frozenset("ab")}
    assert groups([a, b], [], [("b", "a")]) == {frozenset("a"), frozenset("b")}


def test_of_a_capture_of_two_places_each_goes_to_its_own() -> None:
    both = say("takes_control", ("town", "port"), "red", id="both")
    late = say("takes_control", "port", "red", on="2020-04-01", id="late")
    found = {e.places: set(e.statements) for e in events([both, late], [("both", "late")])}
    assert found == {("town",): {"both"}, ("port",): {"both", "late"}}


def test_words_about_statements_that_are_gone_change_nothing() -> None:
    a, b = say("bombing", id="a"), say("clash", "port", id="b")
    assert groups([a, b], [("a", "gone"), ("x", "y")], [("b", "gone")]) == {frozenset("a"), frozenset("b")}


IDS = [f"p{n}" for n in range(6)]
PAIRS = st.lists(st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)).filter(lambda p: p[0] != p[1]), max_size=4)
TOLD = st.lists(
    st.tuples(
        st.sampled_from(("bombing", "clash", "takes_control", "killing")),
        st.sampled_from(("town", "port", "district")),
        st.sampled_from(("", "red", "blue")),
        st.sampled_from(("2020-01-10", "2020-01-11", "2020-01", "")),
        st.sampled_from((None, 3, 50)),
    ),
    min_size=6,
    max_size=6,
)


@settings(max_examples=120, deadline=None)
@given(TOLD, PAIRS, PAIRS, st.randoms())
def test_no_word_is_broken_and_the_order_does_not_matter(told, same, apart, random) -> None:  # type: ignore[no-untyped-def]
    made = [say(e, p, a, on=d, killed=k, id=i, report=i, by=f"monitor{i}") for i, (e, p, a, d, k) in zip(IDS, told, strict=True)]
    found = groups(made, same, apart)
    assert sorted(i for g in found for i in g) == IDS, "each statement stands in one event"
    for a, b in apart:
        assert not any({a, b} <= g for g in found)
    if not apart:
        for a, b in same:
            assert any({a, b} <= g for g in found)
    random.shuffle(made)
    assert groups(made, same, apart) == found

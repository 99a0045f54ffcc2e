"""What must be so whatever was said: order does not matter, other places do not matter, nobody looks ahead, answers agree."""

from __future__ import annotations

import random
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from rasid.control.bearing import BEARS
from rasid.control.days import iso, number
from rasid.control.index import ControlIndex, holds
from rasid.model.control import Control, Recorded

from .build import THEATRE, WEIGHTS, say

_DAY = number("2020-01-01")
_ACTORS = ("red", "r1", "blue", "b1", "ally", "green", "guest", "old", "~x", "red r1")
_days = st.integers(0, 160).map(lambda n: iso(_DAY + n))


@st.composite
def _statement(draw: st.DrawFn, places: tuple[str, ...] = ("town", "district", "province", "quarter")) -> Recorded:
    on = draw(_days)
    late = draw(st.integers(0, 60))
    return say(
        draw(st.sampled_from((*sorted(BEARS), "takes_control", "holds", "withdraws"))),
        draw(st.sampled_from(places)),
        draw(st.sampled_from(_ACTORS)),
        draw(st.sampled_from(("", "", *_ACTORS))),
        on=draw(st.sampled_from((on, on, on, "", on[:7], f"{on}/"))),
        known=iso(number(on) + late),
        by=draw(st.sampled_from(("press", "monitor", "person-x", "red", "blue", "green", "ally"))),
        status=draw(st.sampled_from(("occurred", "occurred", "occurred", "ongoing", "denied", "planned"))),
        extent=draw(st.sampled_from(("", "whole", "part"))),
    )


_told = st.lists(_statement(), min_size=1, max_size=9)


def _index(told: list[Recorded]) -> ControlIndex:
    index = ControlIndex(THEATRE, WEIGHTS)
    for s in told:
        index.add(s)
    return index


@settings(max_examples=150, deadline=None)
@given(_told, _days, st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(told: list[Recorded], on: str, chance: random.Random) -> None:
    shuffled = list(told)
    chance.shuffle(shuffled)
    a, b = _index(told), _index(shuffled)
    assert a.holds("town", on) == b.holds("town", on)
    assert a.map(on) == b.map(on)
    assert a.history("town") == b.history("town")
    assert a.disputes(on) == b.disputes(on)


@settings(max_examples=150, deadline=None)
@given(_told, st.lists(_statement(("hamlet", "airport", "rif", "port", "coast")), min_size=1, max_size=5), _days)
def test_another_place_changes_nothing(told: list[Recorded], other: list[Recorded], on: str) -> None:
    assert holds("town", on, "", [*other, *told], THEATRE, WEIGHTS) == holds("town", on, "", told, THEATRE, WEIGHTS)


@settings(max_examples=150, deadline=None)
@given(_told, _days, _days)
def test_known_time_never_looks_ahead(told: list[Recorded], on: str, known: str) -> None:
    heard = [s for s in told if s.known <= known]
    now, then = _index(told), _index(heard)
    assert now.holds("town", on, known) == then.holds("town", on, known)
    assert now.history("town", known) == then.history("town", known)
    used = now.holds("town", on, known)
    assert all(w.known <= known for w in (*used.pro, *used.con, *used.kept))


def test_the_map_never_looks_ahead() -> None:
    area = say("holds", "district", "red")
    index = _index([area, say("advances", "town", "red", on="2020-01-10", known="2020-02-01")])
    assert index.map("2020-01-12", "2020-01-12") == _index([area]).map("2020-01-12", "2020-01-12")


@settings(max_examples=80, deadline=None)
@given(_told, st.data())
def test_what_is_taken_back_leaves_no_trace(told: list[Recorded], data: st.DataObject) -> None:
    gone = data.draw(st.sampled_from(told))
    on = data.draw(_days)
    index = _index(told)
    index.map(on)
    index.remove(gone.id)
    rest = _index([s for s in told if s.id != gone.id])
    assert index.map(on) == rest.map(on)
    assert index.holds("town", on) == rest.holds("town", on)
    index.add(gone)
    index.add(gone)
    assert index.holds("town", on) == _index(told).holds("town", on)


@settings(max_examples=100, deadline=None)
@given(_told, _days)
def test_holds_map_and_history_agree(told: list[Recorded], on: str) -> None:
    index = _index(told)
    answer = index.holds("town", on)
    _sound(answer)
    shown = [(c.holder, c.status, c.contested, c.rivals) for c in index.map(on) if c.place == "town"]
    if any("town" in s.places for s in told):
        seen = (answer.holder, answer.status, answer.contested, answer.rivals)
        assert shown == ([seen] if answer.status != "unknown" or answer.contested else [])
    periods = index.history("town")
    for a, b in pairwise(periods):
        assert number(a.end) + 1 == number(b.start)
    for p in periods:
        if p.start <= on and (not p.end or on <= p.end):
            assert (p.holder, p.status, p.contested) == (answer.holder, answer.status, answer.contested)


def test_the_map_is_as_sure_and_as_new_as_the_answer() -> None:
    index = _index([say("holds", agent="red", on="2020-01-01"), say("holds", agent="red", on="2020-03-01")])
    (shown,) = index.map("2020-03-05")
    answer = index.holds("town", "2020-03-05")
    assert (shown.last_heard, shown.confidence) == (answer.last_heard, answer.confidence)


def _sound(c: Control) -> None:
    """An answer names a holder exactly when its status says so, and never without evidence."""
    assert bool(c.holder) is (c.status in ("confirmed", "reported", "claimed"))
    assert 0.0 <= c.confidence <= 1.0
    assert (c.status == "unknown") == (c.confidence == 0.0)
    if c.status != "unknown":
        assert c.pro
        assert c.last_heard <= c.on
    if c.status == "disputed":
        assert c.rivals and c.contested
    counted = [(w.origin, w.actor) for w in c.pro if w.weight]
    assert len(counted) == len(set(counted)), "an origin counts once"

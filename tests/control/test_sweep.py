"""A history that is swept from day to day says what judging each day by itself would say: same periods, same reasons, same map."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rasid.control.bearing import ACT, BEARS, DENIED_ENTRY, KEPT
from rasid.control.days import EVER, NEVER, iso, number
from rasid.control.index import ControlIndex, Stretch
from rasid.control.verdict import Verdict
from rasid.model.control import Recorded

from .build import THEATRE, WEIGHTS, say

_DAY = number("2020-01-01")
_ACTORS = ("red", "r1", "r2", "blue", "b1", "ally", "green", "guest", "old", "new", "~x", "red r1", "blue ally")
_BY = ("press", "paper", "monitor", "person-x", "unnamed-y", "red", "blue", "green", "ally", "r1", ("press", "red"))
_PLACES: tuple[str | tuple[str, ...], ...] = ("town", "town", "town", "district", "province", ("town", "district"))
_STATUS = ("occurred", "occurred", "occurred", "ongoing", "ongoing", "denied", "planned")
_EVENTS = (*sorted(BEARS), "takes_control", "takes_control", "holds", "holds", "withdraws", "hands_over")


def _told(r: random.Random, count: int, days: int) -> list[Recorded]:
    out = []
    for _ in range(count):
        on = iso(_DAY + r.randrange(days))
        reach = iso(number(on) + r.randrange(-3, 30))
        out.append(
            say(
                r.choice(_EVENTS),
                r.choice(_PLACES),
                r.choice(_ACTORS),
                r.choice(("", "", *_ACTORS)),
                on=r.choice((on, on, on, on, "", on[:7], f"{on}/", f"/{on}", f"{on}/{reach}")),
                known=iso(number(on) + r.choice((0, 0, 0, 1, 7, 40))),
                by=r.choice(_BY),
                status=r.choice(_STATUS),
                extent=r.choice(("", "", "", "whole", "part")),
            )
        )
    return out


def _judged(index: ControlIndex, place: str) -> list[Stretch]:
    """Every day on which something can change, judged by itself from everything that bears on the place."""
    everything = sorted(index._all(place, NEVER), key=lambda b: (b.day, b.rec.id, b.kind))
    days: set[int] = set()
    for b in everything:
        days.update((b.day, b.until + 1))
        if b.kind in (ACT, DENIED_ENTRY):
            days.update((b.asof, b.asof + 1, b.asof + int(WEIGHTS.time["contested_days"]) + 1))
        elif b.kind != KEPT:
            days.add(b.asof + 1)
        days.update(t for t in index.view.turns(b.actor) if b.day <= t <= b.until)
    out: list[Stretch] = []
    for day in sorted(d for d in days if EVER < d < NEVER):
        items = [b for b in everything if b.day <= day <= b.until]
        v = index._judge.judge(items, [b for b in everything if b.day > day], day)
        if out and out[-1].verdict.same(v) and (out[-1].verdict.odds, out[-1].verdict.last) == (v.odds, v.last):
            continue
        if out or v.status != "unknown" or v.contested:
            out.append(Stretch(day, v, tuple(dict.fromkeys(h.bearing.rec.id for h in (*v.pro, *v.con)))))
    return out


def _answer(v: Verdict) -> tuple[object, ...]:
    return (v.status, v.holder, v.camp, v.since, v.last, v.contested, v.entry, v.rivals, v.odds)


def _periods(stretches: list[Stretch]) -> list[tuple[object, ...]]:
    shown = [s for n, s in enumerate(stretches) if not n or not stretches[n - 1].verdict.same(s.verdict)]
    return [(iso(s.day), *_answer(s.verdict), s.statements) for s in shown]


def _compare(told: list[Recorded]) -> None:
    index = ControlIndex(THEATRE, WEIGHTS)
    for s in told:
        index.add(s)
    for place in ("town", "quarter"):
        judged, swept = _judged(index, place), index._stretches(place)
        assert [(iso(s.day), *_answer(s.verdict)) for s in swept] == [(iso(s.day), *_answer(s.verdict)) for s in judged]
        assert _periods(swept) == _periods(judged)


@settings(max_examples=300, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 14), st.integers(1, 200))
def test_small_ledgers(r: random.Random, count: int, days: int) -> None:
    _compare(_told(r, count, days))


@pytest.mark.parametrize("seed", range(40))
def test_long_histories(seed: int) -> None:
    r = random.Random(seed)
    _compare(_told(r, r.choice((30, 60, 90)), r.choice((20, 90, 400))))


def test_forces_that_came_before_somebody_else_took_the_place_do_not_count() -> None:
    red, blue = say("advances", agent="red", on="2020-01-05"), say("takes_control", agent="blue", on="2020-01-10")
    _compare([red, blue, say("withdraws", agent="red", on="2020-01-30")])


def test_a_state_that_ends_before_it_begins_tells_only_what_was_before_it() -> None:
    odd = say("holds", agent="blue", on="2020-01-20/2020-01-15", known="2020-02-01")
    _compare([odd, say("withdraws", agent="red", on="2020-01-30")])

"""What is kept for questions about what was known earlier says what reckoning each of them anew says."""

from __future__ import annotations

import random

import pytest

from rasid.control.days import iso, number
from rasid.control.earlier import Earlier
from rasid.control.index import ControlIndex
from rasid.control.verdict import Judge
from rasid.model.control import Recorded

from .build import THEATRE, WEIGHTS, say
from .test_sweep import _told

_DAY = number("2020-01-01")
_DAYS = 160


def _asked(told: list[Recorded]) -> tuple[ControlIndex, Earlier]:
    anew = ControlIndex(THEATRE, WEIGHTS)
    for s in told:
        anew.add(s)
    return anew, Earlier(THEATRE, WEIGHTS, told)


@pytest.mark.parametrize("seed", range(40))
def test_any_day_as_known_on_any_day(seed: int) -> None:
    r = random.Random(seed)
    anew, kept = _asked(_told(r, r.choice((3, 8, 20, 40)), _DAYS))
    known = on = _DAY + r.randrange(_DAYS)
    for _ in range(60):  # somebody moves one day or the other, mostly a little
        step = r.choice((-1, 1, 1, 1, 2, 7, -30, 40))
        known, on = (known + step, on) if r.random() < 0.5 else (known, on + step)
        assert kept.map(iso(on), iso(known)) == anew.map(iso(on), iso(known)), (iso(on), iso(known))
        assert kept.disputes(iso(on), iso(known)) == anew.disputes(iso(on), iso(known))
        for place in ("town", "district", "quarter"):
            assert kept.holds(place, iso(on), iso(known)) == anew.holds(place, iso(on), iso(known))
    for place in ("town", "district"):
        assert kept.history(place, iso(known)) == anew.history(place, iso(known))
        assert kept.history(place) == anew.history(place)


def test_what_is_told_later_counts_from_then_on() -> None:
    first = say("takes_control", "town", "red", on="2020-03-01", known="2020-03-02")
    anew, kept = _asked([first])
    assert [c.holder for c in kept.map("2020-03-10", "2020-03-20")] == ["red"]
    second = say("takes_control", "town", "blue", on="2020-03-05", known="2020-03-15")
    anew.add(second)
    kept.add(second)
    for known in ("2020-03-01", "2020-03-10", "2020-03-20"):
        assert kept.map("2020-03-10", known) == anew.map("2020-03-10", known)
    assert [c.holder for c in kept.map("2020-03-10", "2020-03-20")] == ["blue"]
    kept.remove(second.id)
    assert [c.holder for c in kept.map("2020-03-10", "2020-03-20")] == ["red"]


def test_a_day_beside_one_that_was_asked_costs_no_judgement(monkeypatch: pytest.MonkeyPatch) -> None:
    told = [say("takes_control", f"place {n}", "red", on="2020-03-01", known="2020-03-02") for n in range(50)]
    kept = Earlier(THEATRE, WEIGHTS, told)
    judged = 0
    judge = Judge.judge

    def counted(*args: object) -> object:
        nonlocal judged
        judged += 1
        return judge(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(Judge, "judge", counted)
    assert len(kept.map("2020-03-10", "2020-04-01")) == 50 and judged == 50
    assert [c.on for c in kept.map("2020-03-11", "2020-04-02")] == ["2020-03-11"] * 50 and judged == 50
    assert kept.map("2020-03-11", "2020-03-01") == [] and judged == 50
    assert kept.map("2020-02-01", "2020-04-02") == [] and judged == 100

"""One happening in many reports is one event; what contradicts stays apart."""

from __future__ import annotations

import random
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rasid.control.count import near
from rasid.control.events import DENIAL_DAYS, TOLERANCE, merge_events
from rasid.model.control import Recorded
from rasid.model.event import Event

from .build import THEATRE, say


def events(*statements: Recorded) -> list[Event]:
    return merge_events(statements, THEATRE)


def one(*statements: Recorded) -> Event:
    (event,) = events(*statements)
    return event


def apart(*statements: Recorded) -> list[Event]:
    found = events(*statements)
    assert len(found) == len(statements), [e.statements for e in found]
    return found


def test_reports_of_one_happening_are_one_event_with_its_chains_counted_once() -> None:
    a = say("bombing", agent="green", by="press", killed=3, known="2020-01-10")
    b = say("bombing", agent="green", by="monitor", killed=3, known="2020-01-11")
    c = say("bombing", by="monitor", known="2020-01-12")
    event = one(a, b, c)
    assert event.statements == (a.id, b.id, c.id)
    assert (event.chains, event.origins) == (2, ("monitor:monitor", "outlet:press"))
    assert (event.kind, event.places, event.agents) == ("bombing", ("town",), ("green",))
    assert (event.start, event.end) == ("2020-01-10", "2020-01-10")
    assert (event.first_known, event.last_known) == ("2020-01-10", "2020-01-12")


def test_every_version_of_a_toll_is_kept() -> None:
    a = say("shelling", by="press", killed=4, injured=9, known="2020-01-10")
    b = say("shelling", by="monitor", killed=6, known="2020-01-11")
    c = say("shelling", by="agency", killed=6, known="2020-01-10")
    killed = one(a, b, c).killed
    assert killed is not None
    assert (killed.low, killed.best, killed.high) == (4, 6, 6)
    assert killed.versions == ((4, (a.id,)), (6, tuple(sorted((b.id, c.id)))))
    injured = one(a, b, c).injured
    assert injured is not None and injured.best == 9


def test_the_best_number_counts_origins_not_outlets_and_takes_the_newest_of_equals() -> None:
    told = [say("bombing", by="person-x", killed=4, known=f"2020-01-1{n}") for n in range(3)]
    killed = one(*told, say("bombing", by="monitor", killed=6, known="2020-01-13")).killed
    assert killed is not None and killed.best == 6
    killed = one(say("bombing", by="press", killed=6), say("bombing", by="monitor", killed=4, known="2020-01-12")).killed
    assert killed is not None and killed.best == 4, "the newest of equals"
    # an origin stands by the newest number it told
    killed = one(say("bombing", by="press", killed=4), say("bombing", by="press", killed=7, known="2020-01-12")).killed
    assert killed is not None and (killed.low, killed.best, killed.high) == (4, 7, 7)


@pytest.mark.parametrize(("a", "b", "fits"), [(3, 3, True), (2, 14, True), (2, 15, False), (0, 1, False), (0, 0, True), (20, 86, True)])
def test_when_two_numbers_are_versions_of_one(a: int, b: int, fits: bool) -> None:
    assert near(a, b) is near(b, a) is fits


@pytest.mark.parametrize(
    "other",
    [
        {"place": "hamlet"},
        {"on": "2020-01-12"},
        {"agent": "red"},
        {"target": "green"},
        {"killed": 90},
        {"killed": 0},
        {"event": "protest"},
        {"event": "shelling", "killed": 3},
        {"status": "planned"},
        {"extent": "part"},
    ],
    ids=lambda o: "-".join(o),
)
def test_what_differs_is_another_happening(other: dict[str, Any]) -> None:
    same: dict[str, Any] = {"event": "air_strike", "place": "town", "agent": "blue", "target": "red", "killed": 2, "extent": "whole"}
    first = say(**same)
    assert len(events(first, say(**same))) == 1
    apart(first, say(**{**same, **other}))


def test_an_army_and_its_government_are_one_but_allies_are_two() -> None:
    assert one(say("air_strike", agent="b1"), say("air_strike", agent="blue")).agents == ("b1", "blue")
    a, b = apart(say("air_strike", agent="blue", killed=5), say("air_strike", agent="ally", killed=5))
    assert not a.rivals and not b.rivals, "allies are no rival accounts"


def test_two_forces_of_one_camp_leave_each_for_itself() -> None:
    apart(say("withdraws", agent="r1"), say("withdraws", agent="r2"))
    one(say("withdraws", agent="r1"), say("withdraws", agent="red"))
    one(say("takes_control", agent="r1"), say("takes_control", agent="r2"))


def test_a_renamed_group_is_one_with_its_successor() -> None:
    one(say("bombing", agent="old", on="2020-04-01"), say("bombing", agent="new", on="2020-04-01"))
    apart(say("bombing", agent="old", on="2020-02-01"), say("bombing", agent="new", on="2020-02-01"))


def test_a_joint_attack_does_not_join_the_two_accounts_it_could_belong_to() -> None:
    found = events(say("bombing", agent="red"), say("bombing", agent="blue"), say("bombing", agent="red blue"), say("bombing"))
    assert all(not ({"red"} == set(a.agents) and {"blue"} == set(a.agents)) for a in found)
    assert len({e.agents for e in found if "blue" in e.agents or "red" in e.agents}) >= 2


def test_a_vague_report_does_not_decide_between_rival_accounts() -> None:
    a, b, c = say("bombing", agent="red", killed=5), say("bombing", agent="blue", killed=5), say("bombing", known="2020-01-11")
    found = {e.statements: e for e in apart(a, b, c)}
    assert found[(a.id,)].rivals == (found[(b.id,)].id,)
    assert found[(b.id,)].rivals == (found[(a.id,)].id,)
    assert not found[(c.id,)].rivals


def test_rival_captures_are_kept_apart_and_name_each_other() -> None:
    a, b = apart(say("takes_control", agent="red"), say("takes_control", agent="blue"))
    assert (a.rivals, b.rivals) == ((b.id,), (a.id,))


def test_one_report_that_tells_of_both_tells_of_two_happenings() -> None:
    a, b = apart(say("bombing", killed=3, report="x"), say("bombing", killed=5, report="x"))
    assert not a.rivals and not b.rivals
    one(say("bombing", killed=3, report="x"), say("bombing", killed=3, report="x"))
    a, b = apart(*(say("bombing", agent=who, killed=3, report="x") for who in ("red", "blue")))
    assert not a.rivals and not b.rivals


def test_tolls_too_far_apart_are_rival_accounts() -> None:
    a, b = apart(say("air_strike", agent="blue", killed=2), say("air_strike", agent="blue", killed=90))
    assert (a.rivals, b.rivals) == ((b.id,), (a.id,))
    a, b = apart(say("air_strike", agent="blue", killed=2), say("air_strike", agent="red", killed=4))
    assert not a.rivals and not b.rivals, "two sides may both strike one town"


def test_a_denial_goes_to_what_it_denies() -> None:
    a = say("takes_control", agent="red")
    no = say("takes_control", agent="r1", status="denied", on="2020-01-12", by="blue")
    assert one(a, no).denied == (no.id,)
    assert one(a, no).statements == (a.id,)
    assert one(a, no).chains == 1
    for other in (
        {"agent": "blue"},
        {"place": "hamlet"},
        {"event": "withdraws"},
        {"event": "besieges"},
        {"on": f"2020-01-{12 + DENIAL_DAYS}"},
    ):
        what = {"event": "takes_control", "agent": "red", "place": "town", "status": "denied", "on": "2020-01-12", **other}
        told, denied = sorted(events(a, say(**what)), key=lambda e: e.status == "denied")
        assert not told.denied
        assert (denied.status, denied.statements, denied.chains) == ("denied", (), 0)
    later = say("takes_control", agent="red", on="2020-01-13")
    assert not [e for e in events(later, no) if e.statements and e.denied], "it cannot answer what came after it"
    found = events(say("shelling", agent="red"), say("air_strike", agent="red", status="denied", by="red"))
    assert [e.denied for e in found if e.statements] == [()]


def test_days_within_the_tolerance_of_the_kind() -> None:
    assert TOLERANCE["takes_control"] == 1 and "air_strike" not in TOLERANCE
    event = one(say("takes_control", agent="red", on="2020-01-10"), say("takes_control", agent="red", on="2020-01-11"))
    assert (event.start, event.end) == ("2020-01-10", "2020-01-11")
    apart(say("takes_control", agent="red", on="2020-01-10"), say("takes_control", agent="red", on="2020-01-13"))
    apart(say("air_strike", agent="blue", on="2020-01-10"), say("air_strike", agent="blue", on="2020-01-11"))


def test_days_do_not_drift_from_report_to_report() -> None:
    found = events(*(say("takes_control", agent="red", on=f"2020-01-{n}") for n in range(10, 20)))
    assert len(found) >= 3


def test_an_undated_report_tells_of_the_days_before_it() -> None:
    a = say("air_strike", agent="blue", on="2020-01-10")
    event = one(a, say("air_strike", agent="blue", on="", known="2020-01-11"))
    assert (event.start, event.end) == ("2020-01-10", "2020-01-10")
    apart(a, say("air_strike", agent="blue", on="", known="2020-01-16"))
    apart(a, say("air_strike", agent="blue", on="", known="2020-01-09"))


def test_in_a_month_only_one_happening_can_be_meant() -> None:
    month = say("arrest", agent="blue", on="2020-01", known="2020-02-01")
    one(say("arrest", agent="blue"), month)
    apart(say("arrest", agent="blue"), say("arrest", agent="blue", on="2020-01-20"), month)


def test_a_fight_is_one_from_both_sides() -> None:
    one(say("clash", agent="red", target="blue"), say("clash", agent="blue", target="red"))
    assert one(say("clash", agent="red", target="blue"), say("ground_attack", agent="red", target="blue")).kind == "clash"
    apart(say("clash", agent="red", target="blue"), say("clash", agent="red", target="green"))


def test_deaths_are_those_of_the_strike_with_the_same_toll() -> None:
    assert one(say("killing", killed=7), say("air_strike", agent="blue", killed=7)).kind == "air_strike"
    apart(say("killing", killed=7), say("air_strike", agent="blue", killed=2))


def test_an_unknown_name_joins_only_with_the_same_toll() -> None:
    apart(say("bombing", agent="~gunmen"), say("bombing", agent="green"))
    one(say("bombing", agent="~gunmen", killed=4), say("bombing", agent="green", killed=4))


def test_a_containing_place_means_the_happening_inside_it() -> None:
    event = one(say("bombing", "quarter", killed=4), say("bombing", "town", killed=4), say("bombing", "province", killed=4))
    assert event.places == ("quarter",)
    assert one(say("bombing", "quarter", "green"), say("bombing", "town", "green")).places == ("quarter",)
    assert one(say("bombing", "town", "green", "red"), say("bombing", "province", "green", "red")).places == ("town",)


def test_a_containing_place_that_can_mean_two_stays_apart() -> None:
    apart(say("bombing", "town", killed=4), say("bombing", "hamlet", killed=4), say("bombing", "province", killed=4))
    apart(say("bombing", "town", killed=4), say("bombing", "province", killed=9))
    apart(say("bombing", "town", "green", "red", killed=4), say("bombing", "province", "green", "red", killed=5))
    apart(say("bombing", "town", "green"), say("bombing", "province", "green"))
    apart(say("bombing", "town", "green", killed=4), say("bombing", "province", "red", killed=4))
    apart(say("bombing", "town", killed=4), say("bombing", "rif", killed=4))


def test_a_town_taken_is_not_its_province() -> None:
    apart(say("takes_control", "town", "red", "blue"), say("takes_control", "province", "red", "blue"))


def test_two_places_taken_are_two_happenings() -> None:
    both = say("takes_control", ("town", "hamlet"), "red", killed=8)
    found = {e.places: e for e in events(both, say("takes_control", "hamlet", "red"))}
    assert set(found) == {("town",), ("hamlet",)}
    assert len(found["hamlet",].statements) == 2
    assert found["town",].id != found["hamlet",].id
    assert all(e.killed is None for e in found.values()), "the toll of both is not the toll of each"


def test_without_a_place_only_the_very_same_is_one() -> None:
    one(say("arrest", "", "blue"), say("arrest", "", "b1"))
    apart(say("arrest", "", "blue"), say("arrest", "", "blue", killed=1))
    apart(say("arrest", ""), say("arrest", ""))
    same = say("arrest", "")
    one(same, same)


def test_a_place_that_is_but_a_name_needs_the_same_actor_or_toll() -> None:
    apart(say("bombing", "~villages", "red"), say("bombing", "~villages"))
    one(say("bombing", "~villages", "red"), say("bombing", "~villages", "red"))
    one(say("bombing", "~villages", killed=3), say("bombing", "~villages", killed=3))
    one(say("bombing", "~rif:town:e", "red"), say("bombing", "~rif:town:e"))


def test_states_and_silences_are_no_happenings() -> None:
    assert events(say("holds", agent="red"), say("no_comment", agent="red")) == []


def test_the_status_is_that_of_who_is_best_placed() -> None:
    a = say("besieges", agent="red", by="blue", status="occurred", known="2020-01-12")
    b = say("besieges", agent="red", by="monitor", status="ongoing")
    assert one(a, b).status == "ongoing"


_KINDS = ("air_strike", "bombing", "killing", "takes_control", "clash", "arrest")


@st.composite
def _statements(draw: st.DrawFn) -> list[Recorded]:
    return [
        say(
            draw(st.sampled_from(_KINDS)),
            draw(st.sampled_from(("town", "quarter", "province", ("town", "hamlet"), ""))),
            draw(st.sampled_from(("", "red", "r1", "blue", "ally", "~x", "red blue"))),
            draw(st.sampled_from(("", "blue", "green"))),
            on=draw(st.sampled_from(("2020-01-10", "2020-01-11", "2020-01-13", "2020-01", ""))),
            known=draw(st.sampled_from(("2020-01-13", "2020-01-14"))),
            by=draw(st.sampled_from(("press", "monitor", "red"))),
            status=draw(st.sampled_from(("occurred", "occurred", "ongoing", "denied", "planned"))),
            killed=draw(st.sampled_from((None, None, 0, 3, 4, 60))),
            report=draw(st.sampled_from(("x", ""))),
        )
        for _ in range(draw(st.integers(1, 14)))
    ]


@st.composite
def _crowded(draw: st.DrawFn) -> list[Recorded]:
    """Statements that nearly all could be of one happening."""
    return [
        say(
            "bombing",
            agent=draw(st.sampled_from(("", "red", "blue", "red blue"))),
            on=draw(st.sampled_from(("2020-01-10", "2020-01-11", "2020-01-12", "2020-01-13"))),
            known="2020-01-14",
            killed=draw(st.sampled_from((None, 1, 5, 20))),
        )
        for _ in range(draw(st.integers(2, 8)))
    ]


@settings(max_examples=120, deadline=None)
@given(_statements() | _crowded(), st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter_and_nothing_is_lost(told: list[Recorded], chance: random.Random) -> None:
    found = merge_events(told, THEATRE)
    shuffled = [*told, told[0]]
    chance.shuffle(shuffled)
    assert merge_events(shuffled, THEATRE) == found
    assert {s for e in found for s in (*e.statements, *e.denied)} == {s.id for s in told}
    ids = {e.id: e for e in found}
    assert len(ids) == len(found)
    for e in found:
        assert all(e.id in ids[r].rivals and not set(ids[r].statements) & set(e.statements) for r in e.rivals)
        for c in (e.killed, e.injured):
            assert c is None or c.low <= c.best <= c.high


def test_the_cost_grows_with_the_number_of_statements_only() -> None:
    def spent(n: int) -> float:
        told = [
            say(
                "air_strike", f"p{i % (n // 20)}", ("red", "blue")[i % 2], on=f"20{10 + i % 10}-0{1 + i % 9}-1{i % 7}", killed=i % 5 or None
            )
            for i in range(n)
        ]
        start = time.process_time()
        merge_events(told, THEATRE)
        return time.process_time() - start

    spent(500)
    assert spent(8000) < 12 * spent(2000) + 0.2

"""The nine rules of evidence, each as small scenarios that come out otherwise without it."""

from __future__ import annotations

import pytest

from rasid.control.index import ControlIndex, holds
from rasid.control.keys import recorded
from rasid.model.control import Control, Recorded
from rasid.model.records import Chain, Link, Name, Report, Span, Statement

from .build import THEATRE, WEIGHTS, Sides, say


def ask(*statements: Recorded, place: str = "town", on: str = "2020-01-20", known: str = "") -> Control:
    return holds(place, on, known, statements, THEATRE, WEIGHTS)


def rules(answer: Control, side: str = "pro") -> set[str]:
    """The codes of the reasons of all evidence on one side."""
    return {f.rule for w in getattr(answer, side) for f in w.why}


def short(answer: Control) -> tuple[str, str]:
    return answer.holder, answer.status


# -- 1 interest


def test_1_a_party_alone_only_claims_its_gain() -> None:
    claim, report = ask(say("takes_control", agent="red", by="red")), ask(say("takes_control", agent="red"))
    assert short(claim) == ("red", "claimed")
    assert short(report) == ("red", "reported")
    assert claim.confidence < report.confidence
    assert "own_gain" in rules(claim) and "own_gain" not in rules(report)


def test_1_an_ally_gains_too() -> None:
    assert short(ask(say("takes_control", agent="ally", target="red", by="blue"))) == ("ally", "claimed")


def test_1_the_losing_side_is_believed() -> None:
    admitted, told = (ask(say("takes_control", agent="red", target="blue", by=by)) for by in ("blue", "press"))
    assert short(admitted) == ("red", "confirmed")
    assert admitted.confidence > told.confidence
    assert "own_loss" in rules(admitted)


def test_1_a_party_that_neither_gains_nor_loses_counts_between() -> None:
    other = ask(say("takes_control", agent="red", target="blue", by="green"))
    claim = ask(say("takes_control", agent="red", target="blue", by="red"))
    admitted = ask(say("takes_control", agent="red", target="blue", by="blue"))
    assert short(other) == ("red", "reported")
    assert claim.confidence < other.confidence < admitted.confidence


def test_1_two_words_for_their_own_are_a_dispute_and_a_neutral_one_decides_it() -> None:
    rival = [say("takes_control", agent="red", by="red"), say("takes_control", agent="blue", by="blue")]
    answer = ask(*rival)
    assert short(answer) == ("", "disputed")
    assert set(answer.rivals) == {"red", "blue"}
    assert short(ask(*rival, say("takes_control", agent="red"))) == ("red", "confirmed")


def test_1_who_answers_for_it_counts_more_than_who_does_not() -> None:
    sure = [ask(say("takes_control", agent="red", by=by)).confidence for by in ("press", "person-x", "unnamed-x")]
    assert sure == sorted(sure, reverse=True) and len(set(sure)) == 3


def test_1_that_the_enemy_left_is_a_word_for_the_own_side() -> None:
    by_red, by_blue = (ask(say("withdraws", agent="blue", by=by)) for by in ("red", "blue"))
    assert by_red.confidence < by_blue.confidence
    claim = say("takes_control", agent="red", target="blue", by="red")
    assert short(ask(claim, say("withdraws", agent="blue", by="red"))) == ("red", "claimed")
    assert short(ask(claim, say("withdraws", agent="blue", by="monitor"))) == ("red", "confirmed")
    assert short(ask(claim, say("withdraws", agent="blue", by="blue"))) == ("red", "confirmed")


# -- 2 independence


def test_2_ten_outlets_with_one_origin_are_one_chain() -> None:
    one = ask(say("takes_control", agent="red", by="person-x"))
    ten = ask(*(say("takes_control", agent="red", by="person-x") for _ in range(10)))
    assert (ten.status, ten.confidence) == (one.status, one.confidence) == ("reported", one.confidence)
    assert [w.weight > 0 for w in ten.pro] == [True] + [False] * 9
    assert "same_origin" in rules(ten) and "same_origin" not in rules(one)


def test_2_two_origins_confirm() -> None:
    one = ask(say("takes_control", agent="red", by="press"))
    two = ask(say("takes_control", agent="red", by="press"), say("takes_control", agent="red", by="monitor"))
    assert short(two) == ("red", "confirmed")
    assert two.confidence > one.confidence


def test_2_two_words_of_one_party_do_not_confirm() -> None:
    assert ask(*(say("takes_control", agent="red", by="red", report=r) for r in ("a", "b"))).status == "claimed"
    # nor do two parties that both gain by it
    assert ask(*(say("takes_control", agent="blue", by=by) for by in ("blue", "ally"))).status == "claimed"


def _origins(outlet: str, *links: Link, source: str = "") -> tuple[str, ...]:
    here = Span(0, 0)
    statement = Statement("s", "holds", "", "", here, here, chain=Chain(tuple(links)), source=(Name(source),) if source else ())
    rec = recorded(statement, Report("r", "", published="2020-01-01", outlet=outlet), Sides())
    return tuple(o.key for o in rec.origins)


def test_2_whoever_passes_on_the_same_voice_is_one_chain() -> None:
    said = {_origins(outlet, Link("", outlet), Link("person", "فلان"), source="فلان") for outlet in ("جريدة", "موقع", "إذاعة")}
    assert len(said) == 1
    agency = {_origins(outlet, Link("agency", "وكالة")) for outlet in ("جريدة", "موقع")}
    assert len(agency) == 1


def test_2_the_outlets_own_correspondent_is_a_chain_of_its_own() -> None:
    own = _origins("جريدة", Link("correspondent", "مراسلنا"), source="مراسلنا")
    other = _origins("موقع", Link("correspondent", "مراسلنا"), source="مراسلنا")
    assert len({own, other, _origins("جريدة")}) == 3
    assert own[0].startswith("correspondent:")
    both = ask(say("holds", agent="red", by="press"), say("holds", agent="red", by="correspondent-press"))
    assert short(both) == ("red", "confirmed")


# -- 3 control is not presence


FIGHTS = ("clash", "ground_attack", "air_strike", "shelling", "bombing", "besieges", "advances")


@pytest.mark.parametrize("event", [*FIGHTS, "deploys"])
def test_3_to_come_and_to_fight_is_not_to_hold(event: str) -> None:
    answer = ask(say(event, agent="red", target="blue"), on="2020-01-12")
    assert short(answer) == ("", "unknown")
    assert answer.contested is (event in FIGHTS)
    assert [w.event for w in answer.kept] == [event]
    held = ask(say("holds", agent="blue", on="2019-12-01"), say(event, agent="red", target="blue"), on="2020-01-12")
    assert short(held) == ("blue", "reported")
    assert held.contested is (event in FIGHTS)


def test_3_what_is_over_contests_nothing() -> None:
    days = int(WEIGHTS.time["contested_days"])
    fight = say("clash", agent="red", target="blue", on="2020-01-10")
    assert ask(fight, on=f"2020-01-{10 + days}").contested
    assert not ask(fight, on=f"2020-01-{11 + days}").contested


def test_3_fighting_on_after_a_capture_speaks_against_it() -> None:
    claim = say("takes_control", agent="red", target="blue", by="red")
    fight = say("clash", agent="red", target="blue", on="2020-01-11", status="ongoing")
    assert "resists" in rules(ask(claim, fight, on="2020-01-11"), "con")
    assert ask(claim, fight, on="2020-01-11").confidence < ask(claim, on="2020-01-11").confidence


# -- 4 only what happened


@pytest.mark.parametrize("status", ["planned", "attempted", "urged"])
@pytest.mark.parametrize("event", ["takes_control", "withdraws", "hands_over", "holds"])
def test_4_what_did_not_happen_is_shown_and_moves_nothing(event: str, status: str) -> None:
    before = say("holds", agent="blue", on="2019-12-01")
    more = say(event, agent="blue" if event in ("withdraws", "hands_over") else "red", target="red", status=status)
    alone, with_it = ask(before), ask(before, more)
    assert (short(with_it), with_it.confidence, with_it.pro) == (short(alone), alone.confidence, alone.pro)
    assert [w.statement for w in with_it.kept] == [more.id]
    assert short(ask(more)) == ("", "unknown")


def test_4_a_denial_is_evidence_against_weighed_by_interest() -> None:
    claim = say("takes_control", agent="red", target="blue", by="red")
    neutral = ask(claim, say("takes_control", agent="red", status="denied", by="monitor"))
    assert short(neutral) == ("", "unknown") and "denies" in rules(neutral, "con")
    loser = ask(claim, say("takes_control", agent="red", status="denied", by="blue"))
    assert short(loser) == ("", "disputed")
    told = say("takes_control", agent="red", target="blue", by="press")
    assert ask(told, say("takes_control", agent="red", status="denied", by="blue")).holder == "red"


def test_4_a_neutral_denial_decides_for_him_who_would_have_lost() -> None:
    claim = say("takes_control", agent="red", target="blue", by="red")
    answer = ask(claim, say("takes_control", agent="red", target="blue", status="denied", by="monitor"))
    assert short(answer) == ("blue", "reported")


def test_4_who_denies_that_he_left_is_still_there() -> None:
    stay = ask(say("withdraws", agent="blue", status="denied", by="monitor"))
    assert short(stay) == ("blue", "reported")
    assert "stays" in rules(stay)


def test_4_a_denied_advance_disputes_the_entry() -> None:
    came = say("advances", agent="red", by="red")
    answer = ask(came, say("advances", agent="red", status="denied", by="blue", on="2020-01-11"), on="2020-01-12")
    assert short(answer) == ("", "disputed")
    index = ControlIndex(THEATRE, WEIGHTS)
    index.add(came)
    assert not index.disputes("2020-01-12")
    index.add(say("advances", agent="red", status="denied", by="blue", on="2020-01-11"))
    (dispute,) = index.disputes("2020-01-12")
    assert (dispute.about, {s.actor for s in dispute.sides}) == ("entry", {"red", ""})


# -- 5 time


def test_5_a_later_change_supersedes() -> None:
    first, then = say("takes_control", agent="red", on="2020-01-05"), say("takes_control", agent="blue", on="2020-01-15")
    assert short(ask(first, then, on="2020-01-14")) == ("red", "reported")
    after = ask(first, then, on="2020-01-15")
    assert short(after) == ("blue", "reported")
    assert after.since == "2020-01-15"


def test_5_the_day_of_the_happening_counts_not_the_day_of_printing() -> None:
    late = say("takes_control", agent="red", on="2020-01-05", known="2020-01-19")
    early = say("takes_control", agent="blue", on="2020-01-15", known="2020-01-15")
    assert ask(early, late).holder == "blue"


def test_5_a_late_report_corrects_the_history_and_the_old_belief_stays_answerable() -> None:
    believed = say("holds", agent="blue", on="2020-01-01")
    late = say("takes_control", agent="red", on="2020-01-06", known="2020-01-11")
    both = (believed, late)
    assert ask(*both, on="2020-01-08", known="2020-01-08").holder == "blue"
    assert ask(*both, on="2020-01-08", known="2020-01-11").holder == "red"
    assert ask(*both, on="2020-01-08").holder == "red"
    assert ask(*both, on="2020-01-05").holder == "blue"


def test_5_before_the_first_day_nothing_is_known() -> None:
    assert short(ask(say("takes_control", agent="red"), on="2020-01-09")) == ("", "unknown")


def test_5_who_leaves_was_there_before_and_nobody_afterwards() -> None:
    left = say("withdraws", agent="blue")
    assert short(ask(left)) == ("", "vacated")
    before = ask(left, on="2020-01-09")
    assert short(before) == ("blue", "reported")
    assert all(w.inferred for w in before.pro)
    reach = ask(left, on="2018-01-09")
    assert short(reach) == ("", "unknown"), "not for ever back"


def test_5_a_state_of_some_day_in_the_past_moves_nothing() -> None:
    assert short(ask(say("holds", agent="red", on="", known="2020-01-10"))) == ("", "unknown")
    assert short(ask(say("holds", agent="red", on="", known="2020-01-10", status="ongoing"))) == ("red", "reported")


def test_5_what_is_not_dated_weighs_less() -> None:
    dated, undated = (ask(say("takes_control", agent="red", on=on, known="2020-01-10")) for on in ("2020-01-10", ""))
    assert undated.confidence < dated.confidence and "undated" in rules(undated)


# -- 6 containment


def test_6_all_of_an_area_covers_its_towns_with_less_weight() -> None:
    area = say("takes_control", "province", "red", extent="whole")
    answer, direct = ask(area), ask(say("takes_control", agent="red", extent="whole"))
    assert (answer.holder, direct.holder) == ("red", "red")
    assert answer.confidence < direct.confidence
    assert "contained" in rules(answer) and answer.pro[0].via == "province"
    assert ask(area, say("takes_control", agent="blue")).holder == "blue", "the town itself says more"


def test_6_part_of_an_area_says_nothing_of_a_town() -> None:
    for more in ({"extent": "part"}, {}):
        assert short(ask(say("takes_control", "province", "red", **more))) == ("", "unknown")


@pytest.mark.parametrize("place", ["province", "district", "airport", "rif", "hamlet", "coast"])
def test_6_a_town_taken_says_nothing_of_what_is_around_it(place: str) -> None:
    assert short(ask(say("takes_control", "town", "red", extent="whole"), place=place)) == ("", "unknown")


@pytest.mark.parametrize("place", ["airport", "rif", "coast"])
def test_6_nor_what_is_around_it_of_the_town(place: str) -> None:
    assert short(ask(say("takes_control", place, "red", extent="whole"), place="town")) == ("", "unknown")


# -- 7 no guessing


def test_7_where_nothing_bears_the_answer_is_unknown() -> None:
    answer = ask(say("killing", agent="red"), say("no_comment", agent="red"), say("holds", "hamlet", "red"))
    assert (short(answer), answer.confidence, answer.pro, answer.con) == (("", "unknown"), 0.0, (), ())
    assert short(ask()) == ("", "unknown")


def test_7_an_old_answer_stays_and_shows_its_age() -> None:
    told = say("holds", agent="red")
    answers = [ask(told, on=f"{year}-01-20") for year in (2020, 2022, 2024, 2029)]
    assert {short(a) for a in answers} == {("red", "reported")}
    assert {a.last_heard for a in answers} == {"2020-01-10"}
    sure = [a.confidence for a in answers]
    assert sure == sorted(sure, reverse=True) and len(set(sure)) == 4
    assert sure[-1] > 0.5


# -- 8 actors


def test_8_members_count_for_their_umbrella() -> None:
    answer = ask(say("holds", agent="r1", by="press"), say("holds", agent="r2", by="monitor"))
    assert (answer.camp, answer.status) == ("red", "confirmed")
    assert not answer.rivals


def test_8_a_word_for_the_umbrella_is_a_word_for_oneself() -> None:
    assert ask(say("takes_control", agent="r1", by="red")).status == "claimed"


def test_8_one_member_taking_over_from_the_umbrella_is_no_change() -> None:
    answer = ask(say("holds", agent="red", on="2020-01-01"), say("takes_control", agent="r1"))
    assert (answer.camp, answer.since) == ("red", "2020-01-01")


def test_8_a_renamed_group_is_the_one_it_became() -> None:
    told = say("holds", agent="old", on="2020-01-10")
    assert ask(told, on="2020-02-20").holder == "old"
    assert ask(told, on="2020-03-02").holder == "new"


def test_8_what_has_fallen_holds_nothing() -> None:
    told = say("holds", agent="b1")
    assert ask(told, on="2020-05-31").holder == "b1"
    assert short(ask(told, on="2020-06-01")) == ("", "unknown")


def test_8_a_guest_force_is_present_and_rules_nothing() -> None:
    assert short(ask(say("holds", agent="guest"))) == ("", "unknown")
    assert ask(say("holds", agent="red"), say("withdraws", agent="guest", on="2020-01-12")).holder == "red"
    assert ask(say("holds", agent="red", by="red"), say("holds", agent="guest", by="monitor")).holder == "red"
    first = say("holds", agent="red", on="2020-01-01")
    assert ask(first, say("holds", agent="guest")).confidence == ask(first).confidence, "it puts nobody else's hold out of force"


def test_8_a_name_that_no_pack_knows_stands_for_itself() -> None:
    assert ask(say("holds", agent="~جماعة")).holder == "~جماعة"


# -- 9 silence


def test_9_silence_is_recorded() -> None:
    index = ControlIndex(THEATRE, WEIGHTS)
    quiet = say("no_comment", "", "blue", evidence="لم تعلق")
    unnamed = say("takes_control", "", "red", on="2020-01-12", evidence="سيطرت على قرى")
    named = say("takes_control", "town", "red")
    for s in (quiet, unnamed, named):
        index.add(s)
    assert [(s.actor, s.kind, s.statement, s.until) for s in index.silences()] == [
        ("red", "unnamed_places", unnamed.id, "2020-01-12"),
        ("blue", "no_comment", quiet.id, "2020-01-10"),
    ]
    assert [s.actor for s in index.silences(until="2020-01-11")] == ["blue"]


# -- no answer without its reasons


def test_every_answer_tells_its_reasons_strongest_first() -> None:
    answer = ask(
        say("takes_control", agent="red", target="blue", by="red", chain=("press", "red")),
        say("takes_control", agent="red", target="blue", by="monitor"),
        say("takes_control", agent="red", status="denied", by="blue"),
    )
    assert answer.holder == "red" and answer.pro and answer.con
    assert [abs(w.weight) for w in answer.pro] == sorted((abs(w.weight) for w in answer.pro), reverse=True)
    for w in (*answer.pro, *answer.con):
        product = 1.0
        for f in w.why:
            product *= f.value
        assert w.why and w.origin
        assert abs(w.weight) == pytest.approx(product, abs=2e-3)
    assert all(w.weight > 0 for w in answer.pro) and all(w.weight < 0 for w in answer.con)

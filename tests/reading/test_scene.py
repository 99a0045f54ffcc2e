"""What the steps of the reader ask of a sentence: mentions by token, words of conditions by number."""

from __future__ import annotations

import pytest
from tests.reading.unjudged import read

from rasid.lexicon.sense import Told, Wanted
from rasid.reading.scene import ACTOR, At, Mention


def test_mentions_are_found_by_every_token_of_theirs_and_by_no_other() -> None:
    at, m, n = At(10, 20), Mention(ACTOR, 12, 15, 12, "force", "name.actor_head"), Mention(ACTOR, 18, 20, 18, "force", "name.actor_head")
    at.put(m)
    at.put(n)
    assert [k for k in range(25) if k in at] == [12, 13, 14, 18, 19]
    assert at.get(13) is m and at[19] is n and at.get(-1) is None
    at.drop([m])
    assert [k for k in range(25) if k in at] == [18, 19]
    with pytest.raises(KeyError):
        at[12]


def test_conditions_are_asked_by_the_numbers_of_their_words() -> None:
    numbers = {f"كلمه{n}": n for n in range(700)}
    wanted = Wanted(("كلمه3", "كلمه650", "كلمه300 كلمه4"), numbers)
    for told, single, first in ((3, True, False), (650, True, False), (300, False, True), (4, False, False), (394, False, False)):
        flags = bytearray(700)
        flags[told] = 1
        t = Told(bytes(flags))
        assert (t.any(wanted.single_numbers), t.any(wanted.first_numbers)) == (single, first)
        assert t.any(wanted.numbers) is (single or first)


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("اتهم الادعاء الرجل بالانضمام إلى الفصائل المقاتلة على وجه الخصوص.", []),
        ("أدت المحادثات إلى توافق بين دول الجوار من جهة وروسيا من جهة أخرى.", []),
        ("دفع القصف المتمردين إلى الفرار من بلدة الرمان.", ["withdraws"]),
        ("دفع الجيش بثلاثة آلاف مقاتل إلى بلدة الرمان.", ["deploys"]),
        ("المطار الذي توجد فيه قوات الحرس منذ ثلاثة أشهر.", ["holds"]),
    ],
)
def test_no_verb_stands_behind_a_preposition_and_who_is_driven_is_not_sent(text: str, events: list[str]) -> None:
    assert [s.event for s in read(text) if s.event in ("deploys", "agreement", "withdraws", "holds")] == events

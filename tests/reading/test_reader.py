"""The reader as a whole: constructions of Arabic news, invariants of its output, and texts made of anything."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import rasid
from rasid import Report
from rasid.errors import ReportError
from rasid.model import EVENTS, STATUSES, Statement
from rasid.pipeline import Reader, default_reader

DAY = "2024-03-13"  # a Wednesday


@pytest.fixture(scope="module")
def rules_alone() -> Reader:
    """The reader without the judge of whole reports: a single sentence is no report."""
    reader = Reader()
    reader.documents.judge = None
    return reader


def told(reader: Reader, text: str) -> list[Statement]:
    return list(reader.read(Report("r", text, published=DAY)).statements)


def names(slot: tuple[object, ...]) -> list[str]:
    return [n.name for n in slot]  # type: ignore[attr-defined]


CASES = [
    # verb first, subject, place under its preposition
    ("سيطرت قوات الجبهة على بلدة الصخيرة أمس.", "takes_control", ["قوات الجبهة"], ["بلدة الصخيرة"], "occurred", "2024-03-12"),
    # subject first
    ("قال ناشط إن قوات الجبهة سيطرت على بلدة الصخيرة.", "takes_control", ["قوات الجبهة"], ["بلدة الصخيرة"], "occurred", None),
    # carried by a light verb
    ("شن الطيران الحربي غارات على بلدة الصخيرة.", "air_strike", ["الطيران الحربي"], ["بلدة الصخيرة"], "occurred", None),
    # performer in a relative clause
    ("قتل مدنيان في غارة نفذها الطيران الحربي على بلدة الصخيرة.", "air_strike", ["الطيران الحربي"], ["بلدة الصخيرة"], "occurred", None),
    # managed
    ("تمكنت قوات الجبهة من تحرير قرية الغدير.", "takes_control", ["قوات الجبهة"], ["قرية الغدير"], "occurred", None),
    # tried
    ("حاولت قوات الجبهة السيطرة على قرية الغدير.", "takes_control", ["قوات الجبهة"], ["قرية الغدير"], "attempted", None),
    # denied
    ("نفى متحدث عسكري سيطرة قوات الجبهة على قرية الغدير.", "takes_control", ["قوات الجبهة"], ["قرية الغدير"], "denied", None),
    ("لم تسيطر قوات الجبهة على قرية الغدير.", "takes_control", ["قوات الجبهة"], ["قرية الغدير"], "denied", None),
    # future
    ("ستنسحب قوات الجبهة من بلدة الصخيرة.", "withdraws", ["قوات الجبهة"], ["بلدة الصخيرة"], "planned", None),
    # state
    ("تسيطر قوات الجبهة على بلدة الصخيرة.", "holds", ["قوات الجبهة"], ["بلدة الصخيرة"], "ongoing", None),
    # the more general place is no place of the event
    ("انسحبت قوات الجبهة من بلدة الصخيرة في ريف حلب الشمالي.", "withdraws", ["قوات الجبهة"], ["بلدة الصخيرة"], "occurred", None),
    # two places in one clause
    (
        "سيطرت قوات الجبهة على بلدة الصخيرة وقرية الغدير.",
        "takes_control",
        ["قوات الجبهة"],
        ["بلدة الصخيرة", "قرية الغدير"],
        "occurred",
        None,
    ),
]


@pytest.mark.parametrize(("text", "event", "agent", "place", "status", "date"), CASES)
def test_constructions(
    rules_alone: Reader, text: str, event: str, agent: list[str], place: list[str], status: str, date: str | None
) -> None:
    found = [s for s in told(rules_alone, text) if s.event == event]
    assert found, f"no {event} in {text}"
    s = found[0]
    assert names(s.agent) == agent
    assert names(s.place) == place
    assert s.status == status
    if date is not None:
        assert s.date == date


def test_both_sides_of_a_clash(rules_alone: Reader) -> None:
    text = "اندلعت اشتباكات بين قوات الجبهة من جهة ومسلحي تنظيم داعش من جهة أخرى في بلدة الصخيرة."
    (s,) = [s for s in told(rules_alone, text) if s.event == "clash"]
    assert names(s.agent) == ["قوات الجبهة"]
    assert len(s.target) == 1
    assert "داعش" in " ".join([s.target[0].name, *s.target[0].mentions])


def test_deaths_belong_to_their_cause(rules_alone: Reader) -> None:
    found = told(rules_alone, "قتل أربعة مدنيين وأصيب سبعة آخرون في قصف مدفعي على بلدة الصخيرة.")
    assert [s.event for s in found] == ["shelling"]
    assert (found[0].killed, found[0].injured) == (4, 7)


def test_source_is_the_speaker(rules_alone: Reader) -> None:
    (s,) = told(rules_alone, "قال المتحدث باسم الجيش إن قوات الجبهة انسحبت من بلدة الصخيرة.")
    assert names(s.source) == ["المتحدث باسم الجيش"]
    assert [link.kind for link in s.chain.links][-1] == "person"


def test_the_outlet_in_its_own_voice_has_no_source(rules_alone: Reader) -> None:
    (s,) = told(rules_alone, "انسحبت قوات الجبهة من بلدة الصخيرة صباح اليوم.")
    assert s.source == ()
    assert s.date == DAY


def test_every_slot_has_a_reason(rules_alone: Reader) -> None:
    for text, *_ in CASES:
        for s in told(rules_alone, text):
            reasons = {r.slot for r in s.rules}
            assert "event" in reasons and "status" in reasons
            assert all(slot in reasons for slot in ("agent", "place") if getattr(s, slot))


def test_no_publication_day_is_said(rules_alone: Reader) -> None:
    reading = rules_alone.read(Report("r", "سيطرت قوات الجبهة على بلدة الصخيرة أمس."))
    assert any(n.code == "no_publication_day" for n in reading.notes)
    assert reading.statements[0].date == ""


@pytest.mark.parametrize("text", ["", "   ", "\n\n"])
def test_nothing_to_read(text: str) -> None:
    with pytest.raises(ReportError) as e:
        rasid.read(Report("r", text))
    assert e.value.code == "empty"


WORDS = (
    'سيطرت قوات على مدينة حلب ، . ( ) « » “ ” " : أن إن الذي من في وقال بحسب لم سوف أمس 12 قتل غارة بين و مطارها ها \u200f \u0640 ً 3'.split(
        " "
    )
)


def check(report: Report) -> None:
    for s in default_reader().read(report).statements:
        field = report.title if s.evidence_span.field == "title" else report.text
        assert field[s.evidence_span.start : s.evidence_span.end] == s.evidence
        assert s.trigger in s.evidence
        assert len(s.evidence) <= 250
        assert s.event in EVENTS
        assert s.status in STATUSES


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=90), st.lists(st.sampled_from(WORDS), max_size=12))
def test_soup_of_arabic_never_raises(text: list[str], title: list[str]) -> None:
    check(Report("r", " ".join(text), " ".join(title), DAY))


@settings(max_examples=150, deadline=None)
@given(st.text(min_size=1, max_size=300), st.text(max_size=40))
def test_arbitrary_unicode_never_raises(text: str, title: str) -> None:
    if text.strip() or title.strip():
        check(Report("r", text, title, DAY))


@pytest.mark.parametrize(
    ("text", "extent"),
    [
        ("سيطرت قوات الجبهة على كامل بلدة الصخيرة.", "whole"),
        ("سيطرت قوات الجبهة على أجزاء واسعة من بلدة الصخيرة.", "part"),
        ("سيطرت قوات الجبهة على بلدة الصخيرة.", ""),
    ],
)
def test_extent(rules_alone: Reader, text: str, extent: str) -> None:
    assert told(rules_alone, text)[0].extent == extent

"""Constructions of the press: a text, and all that is told in it as event, agents, targets, places."""

from __future__ import annotations

import pytest

from rasid.lexicon.loader import load
from rasid.lexicon.theatre import load_names
from rasid.model import Report
from rasid.reading.reader import DocumentReader

READER = DocumentReader(load(), load_names())
READER.judge = None

Told = tuple[str, list[str], list[str], list[str]]


def told(text: str) -> list[Told]:
    """All statements of a text, in its order."""
    found, _ = READER.read(Report("t", text, "", "2024-03-05"))
    return [(s.event, [n.name for n in s.agent], [n.name for n in s.target], [n.name for n in s.place]) for s in found]


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        (
            "قالت القيادة المركزية إن خمس غارات قرب الحويجة قصفت وحدات تكتيكية ودبابات تابعة للتنظيم.",
            [("air_strike", [], ["وحدات تكتيكية", "دبابات تابعة للتنظيم"], ["الحويجة"])],
        ),
        ("استهدفت ثلاث غارات مواقع للتنظيم قرب تلعفر.", [("air_strike", [], ["التنظيم"], ["تلعفر"])]),
        ("أصابت الضربات مخزنا للذخيرة في بلدة الشحيل.", [("air_strike", [], [], ["بلدة الشحيل"])]),
        ("الهجوم الذي نفذته الحركة استهدف حاجزا في بلدة مورك.", [("ground_attack", ["الحركة"], [], ["بلدة مورك"])]),
    ],
)
def test_events_are_subjects(text: str, statements: list[Told]) -> None:
    """ "استهدفت غارات": who or what the verb hits is hit by the strike that is its subject."""
    assert told(text) == statements


@pytest.mark.parametrize(
    ("text", "event", "agents"),
    [
        ("القوات الأمنية بمشاركة متطوعي العشائر حققت تقدما شرق مدينة بيجي.", "advances", ["القوات الأمنية", "متطوعي العشائر"]),
        ("استولى الحوثيون بدعم من وحدات من الجيش على مدينة رداع.", "takes_control", ["الحوثيون", "وحدات من الجيش"]),
        ("سيطر الجيش بدعم من طيران التحالف على مدينة رداع.", "takes_control", ["الجيش"]),
        ("أعلن المتحدث باسم حركة الشباب القبض على خمسة جنود في مدينة كيسمايو.", "arrest", ["حركة الشباب"]),
        ("نفذت الشرطة عملية لاعتقال فلسطيني في حي الشيخ جراح.", "arrest", ["الشرطة"]),
        ("الفصائل التي تقاتل الحوثيين في لودر طلبت الدعم.", "clash", ["الفصائل"]),
    ],
)
def test_who_does_it(text: str, event: str, agents: list[str]) -> None:
    """Those who fight beside somebody; the force behind its spokesman; a man of a nation who is arrested does nothing."""
    assert next(who for what, who, _, _ in told(text) if what == event) == agents

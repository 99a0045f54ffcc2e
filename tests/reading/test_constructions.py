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

"""What the rules read, before the judge drops anything: for tests of constructions."""

from __future__ import annotations

from rasid.lexicon.loader import load
from rasid.lexicon.theatre import load_names
from rasid.model import Report, Statement
from rasid.reading.reader import DocumentReader

READER = DocumentReader(load(), load_names())
READER.judge = None

PUBLISHED = "2021-03-18"  # a Thursday
#: event, agents, targets, places
Told = tuple[str, list[str], list[str], list[str]]


def read(text: str, title: str = "", published: str = "2024-03-05") -> list[Statement]:
    """The statements of a text."""
    return READER.read(Report("t", text, title, published))[0]


def told(text: str, event: str = "", title: str = "") -> list[Told]:
    """All statements of a text, or those of one event."""
    return [
        (s.event, [n.name for n in s.agent], [n.name for n in s.target], [n.name for n in s.place])
        for s in read(text, title)
        if event in ("", s.event)
    ]


def dated(text: str) -> list[tuple[str, str, list[str], str]]:
    """Event, date, sources and status of all statements of a text printed on PUBLISHED."""
    return [(s.event, s.date, [n.name for n in s.source], s.status) for s in read(text, published=PUBLISHED)]


def filled(text: str, event: str, slot: str) -> list[str]:
    """Who fills a slot of the first statement of an event, which must be told."""
    found = [s for s in read(text, published="2025-05-05") if s.event == event]
    assert found, text
    return [n.name for n in getattr(found[0], slot)]

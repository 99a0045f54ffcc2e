"""Wires the steps; the one place that knows their order."""

from __future__ import annotations

from functools import cache

from rasid.errors import ReportError
from rasid.lexicon.loader import load
from rasid.model import Note, Reading, Report
from rasid.places.report import Locator
from rasid.places.userdata import load_gazetteer
from rasid.reading.reader import DocumentReader

MAX_CHARACTERS = 10_000_000


class Reader:
    """Reads reports into statements. Build once, use for many; safe to use from one thread at a time."""

    def __init__(self) -> None:
        names, gazetteer = load_gazetteer()
        self.documents = DocumentReader(load(), names, Locator(names, gazetteer))

    def read(self, report: Report) -> Reading:
        """Statements of one report. Raises ReportError when there is nothing to read or too much."""
        if not report.text.strip() and not report.title.strip():
            raise ReportError("empty", "the report is empty", report.id, "give it a text")
        if len(report.text) > MAX_CHARACTERS:
            raise ReportError("too_large", "the report is over 10 million characters", report.id, "split it")
        statements, notes = self.documents.read(report)
        if not report.published:
            notes.append(Note("no_publication_day"))
        return Reading(report.id, tuple(statements), tuple(notes))


@cache
def default_reader() -> Reader:
    """The reader with the lexicons that ship with Rasid, built once a process."""
    return Reader()

"""Invented reports with their readings, as the pipeline would hand them over."""

from __future__ import annotations

from rasid.ledger import Entry, Named, report_id, statement_ids
from rasid.model import Chain, Link, Name, Reading, Report, Span, Statement
from rasid.model.control import Origin, Recorded

READER = "test-1"
PLACES = ("الزيتونة", "الجسر", "الوادي", "النهر")


def entry(
    number: int, *, reader: str = READER, places: tuple[str, ...] = ("الزيتونة",), published: str = "2031-04-05", text: str = ""
) -> Entry:
    """A report that says once for each place that it was taken, told by a named speaker."""
    sentences = [f"سيطرت كتائب الساحل على {place} رقم {number}" for place in places]
    report = Report(f"r{number}", text or ". ".join(sentences), "عنوان", published, "صوت الساحل", f"https://example.org/{number}", "ar")
    key = report_id(report)
    statements, recorded = [], []
    at = 0
    for n, (place, sentence) in enumerate(zip(places, sentences, strict=True)):
        statements.append(_statement(n, place, sentence, at, published))
        at += len(sentence) + 2
    for made, sid in zip(statements, statement_ids(key, reader, tuple(statements)), strict=True):
        recorded.append(_recorded(made, sid, key, published))
    named = tuple(Named(f"~{p}", p, "town", 33.5, 36.5) for p in places)
    return Entry(key, report, Reading(report.id, tuple(statements)), reader, tuple(recorded), named, (Named("x.coast", "كتائب الساحل"),),
                 f"bytes of {number}".encode())  # fmt: skip


def _statement(n: int, place: str, sentence: str, at: int, published: str) -> Statement:
    chain = Chain((Link("outlet", "صوت الساحل"), Link("person", "سالم الكندي", office="المتحدث باسم", organisation="كتائب الساحل")))
    return Statement(
        f"s{n}", "takes_control", "سيطرت", sentence, Span(at, at + 5), Span(at, at + len(sentence)), (Name("كتائب الساحل", id="x.coast"),),
        place=(Name(place),), date=published, source=(Name("سالم الكندي"),), chain=chain, killed=n or None,
    )  # fmt: skip


def _recorded(made: Statement, sid: str, report: str, published: str) -> Recorded:
    return Recorded(
        sid, report, made.event, published or "2031-01-01", (Origin("party:x.coast", "party", "x.coast"),), (f"~{made.place[0].name}",),
        ("x.coast",), (), published, published, bool(published), chain=("صوت الساحل", "سالم الكندي"), evidence=made.evidence,
        killed=made.killed,
    )  # fmt: skip

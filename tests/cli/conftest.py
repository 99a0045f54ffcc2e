"""A small reader that knows one verb, so that the command line can be tested without the lexicons."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from rasid import messages
from rasid.cli.main import main
from rasid.errors import ReportError
from rasid.model import Chain, Link, Name, Note, Reading, Reason, Report, Span, Statement

SENTENCE = re.compile("(سيطرت) (?P<agent>كتائب \\w+) على (?P<place>\\w+)(?: بالكامل)?")
PROSE = "أفاد ناشطون في وقت متأخر بأنه سيطرت كتائب الوادي على الزيتونة بالكامل بعد معارك مع قوات أخرى في المنطقة"


class OneVerb:
    """Reads "سيطرت كتائب X على Y"."""

    def read(self, report: Report) -> Reading:
        """Statements of one report; some words in it make it fail as a real reader can."""
        if not report.text.strip():
            raise ReportError("empty", "nothing in it", report.id)
        if "عطل" in report.text:
            raise ValueError("a fault of the reader")
        found = [self._statement(report, m, n) for n, m in enumerate(SENTENCE.finditer(report.text), 1)]
        notes = () if report.published else (Note("no_published"),)
        return Reading(report.id, tuple(found), notes)

    @staticmethod
    def _statement(report: Report, m: re.Match[str], n: int) -> Statement:
        agent, place = Span(*m.span("agent")), Span(*m.span("place"))
        return Statement(
            id=f"{report.id}#{n}",
            event="takes_control",
            trigger=m.group(1),
            evidence=m.group(),
            trigger_span=Span(*m.span(1)),
            evidence_span=Span(*m.span()),
            agent=(Name(m.group("agent"), ("الكتائب",), "syr.wadi", span=agent),),
            place=(Name(m.group("place"), lat=33.5, lon=36.25, precision_km=1.0, span=place),),
            date=report.published,
            source=(Name("ناشطون"),),
            chain=Chain((Link("outlet", report.outlet or "وكالة"), Link("unnamed", "ناشطون"))),
            extent="whole" if "بالكامل" in m.group() else "",
            rules=(Reason("event", "frame.verb", Span(*m.span(1))), Reason("agent", "frame.subject", agent)),
        )


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RASID_LANG", "en")
    monkeypatch.delenv("RASID_DEBUG", raising=False)
    messages.choose("")


@pytest.fixture
def one_verb(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the small reader in the place of the real one."""
    monkeypatch.setattr("rasid.cli.batch.load_reader", OneVerb)


Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def rasid(one_verb: None, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command in this process: exit code, standard output, standard error."""

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        out, err = capsys.readouterr()
        return code, out, err

    return run


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Three reports: a statement, none, a title."""
    rows = [
        Report("r1", PROSE, "أخبار الزيتونة", "2031-04-05", "صوت الوادي"),
        Report("r2", "لم يحدث شيء يذكر في هذا اليوم من الأسبوع على الإطلاق", published="2031-04-05"),
        Report("r3", f"{PROSE}. كما سيطرت كتائب النهر على الجسر"),
    ]
    path = tmp_path / "reports.jsonl"
    path.write_bytes(b"".join(msgspec.json.encode(r) + b"\n" for r in rows))
    return path

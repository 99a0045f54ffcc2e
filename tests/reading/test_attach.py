"""Which time a statement takes, and which words are its evidence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rasid import Report
from rasid.model import Statement
from rasid.pipeline import Reader

DAY = "2023-09-20"  # a Wednesday
GOLDEN = Path(__file__).parent.parent / "golden"


@pytest.fixture(scope="module")
def reader() -> Reader:
    """The reader without the judge of whole reports: a few sentences are no report."""
    out = Reader()
    out.documents.judge = None
    return out


def told(reader: Reader, text: str) -> list[Statement]:
    return list(reader.read(Report("r", text, published=DAY)).statements)


DATES = [
    # its own time, before and after it
    ("سيطرت قوات الجبهة أمس على بلدة الصخيرة.", "takes_control", "2023-09-19"),
    ("صباح الاثنين الماضي سيطرت قوات الجبهة على بلدة الصخيرة.", "takes_control", "2023-09-18"),
    # two times in one sentence: each event takes the nearer one
    ("سيطر الجيش على بلدة الصخيرة في 3 أيلول الجاري، وانسحبت قوات الجبهة من قرية الغدير أمس.", "takes_control", "2023-09-03"),
    ("سيطر الجيش على بلدة الصخيرة في 3 أيلول الجاري، وانسحبت قوات الجبهة من قرية الغدير أمس.", "withdraws", "2023-09-19"),
    # the time of a relative clause with an event of its own is that event's
    ("انسحبت قوات الجبهة اليوم من بلدة الصخيرة التي سيطر عليها الجيش عام 2020.", "withdraws", "2023-09-20"),
    # the day of saying is the day of fresh news
    ("قال قائد ميداني أمس إن قوات الجبهة سيطرت على بلدة الصخيرة.", "takes_control", "2023-09-19"),
    # since
    ("تحاصر قوات الجبهة بلدة الصخيرة منذ عام 2021.", "besieges", "2021/.."),
    # it runs on to the next sentence
    ("وصل الوفد أمس.\nوسيطرت قوات الجبهة أمس على قرية الغدير. ثم انسحب الجيش من بلدة الصخيرة.", "withdraws", "2023-09-19"),
    # not to what is planned or demanded
    ("سيطرت قوات الجبهة أمس على قرية الغدير. ويعتزم الجيش مهاجمة بلدة الصخيرة.", "ground_attack", ""),
    ("سيطرت قوات الجبهة أمس على قرية الغدير. ودعا الوزير الجيش إلى الانسحاب من بلدة الصخيرة.", "withdraws", ""),
    # not to what lies before it
    ("سيطرت قوات الجبهة أمس على قرية الغدير. وكان الجيش قد انسحب من بلدة الصخيرة.", "withdraws", ""),
    ("سيطرت قوات الجبهة أمس على قرية الغدير. يذكر أن الجيش انسحب من بلدة الصخيرة.", "withdraws", ""),
    # what goes on now goes on on the day of the report
    ("تخوض قوات الجبهة حاليا معارك ضد الجيش في بلدة الصخيرة.", "clash", "2023-09-20"),
    # no time, no date
    ("سيطرت قوات الجبهة على بلدة الصخيرة.", "takes_control", ""),
]


@pytest.mark.parametrize(("text", "event", "date"), DATES)
def test_date_of_a_statement(reader: Reader, text: str, event: str, date: str) -> None:
    assert [s.date for s in told(reader, text) if s.event == event] == [date]


EVIDENCE = [
    # the clause, without what introduces it
    ("قال المتحدث إن قوات الجبهة سيطرت على بلدة الصخيرة.", "قوات الجبهة سيطرت على بلدة الصخيرة"),
    # it ends before the next clause and the word that leads there
    ("سيطرت قوات الجبهة على بلدة الصخيرة بعد أن توقف القتال.", "سيطرت قوات الجبهة على بلدة الصخيرة"),
    ("سيطرت قوات الجبهة على بلدة الصخيرة، وفق ما ذكره شهود.", "سيطرت قوات الجبهة على بلدة الصخيرة"),
    ("سيطرت قوات الجبهة على بلدة الصخيرة، الأمر الذي أكده الجيش.", "سيطرت قوات الجبهة على بلدة الصخيرة"),
    # quotation marks stay in pairs
    ("قال المتحدث: «سيطرت قواتنا على بلدة الصخيرة».", "سيطرت قواتنا على بلدة الصخيرة"),
]


@pytest.mark.parametrize(("text", "evidence"), EVIDENCE)
def test_evidence_is_the_clause(reader: Reader, text: str, evidence: str) -> None:
    found = [s.evidence.strip("«»") for s in told(reader, text) if s.event == "takes_control"]
    assert found == [evidence]


def test_evidence_of_a_long_clause_is_cut_around_the_trigger(reader: Reader) -> None:
    names = " وقرية ".join(f"الغدير {n}" for n in ("الأولى", "الثانية", "الثالثة", "الرابعة", "الخامسة", "السادسة") * 4)
    (s,) = told(reader, f"سيطرت قوات الجبهة على قرية {names}.")
    assert s.trigger in s.evidence
    assert 150 < len(s.evidence) <= 250


def test_evidence_of_golden_reports_is_clean(reader: Reader) -> None:
    """Exact, at most 250 characters, with the trigger in it, and no mark or leading word at its ends."""
    count = 0
    for path in sorted(GOLDEN.glob("golden-0[1-4].jsonl")):
        for line in path.read_text("utf-8").splitlines():
            raw = json.loads(line)
            report = Report(raw["id"], raw["text"], raw.get("title", ""), raw.get("published", ""))
            for s in reader.read(report).statements:
                count += 1
                field = report.title if s.evidence_span.field == "title" else report.text
                assert field[s.evidence_span.start : s.evidence_span.end] == s.evidence
                assert s.trigger in s.evidence
                assert len(s.evidence) <= 250
                if s.evidence != s.trigger:
                    assert s.evidence[-1] not in "،,.:؛–-", s.evidence
                    assert s.evidence.split()[0] not in ("أن", "إن"), s.evidence
    assert count > 100

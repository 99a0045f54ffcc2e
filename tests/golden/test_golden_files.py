"""The golden reports keep to their form: a reader measured against them can trust every offset, name and date."""

from __future__ import annotations

import calendar
import gzip
import hashlib
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
REPORT_FILES = sorted(HERE.glob("golden-*.jsonl"))
#: longer reports, as dense as the press is; those of reports-mixed.jsonl say little or nothing
LONG_FILES = [p for name in ("fresh", "papers", "reports", "talks") for p in sorted(HERE.glob(f"{name}-*.jsonl"))]
QUIET_FILE = HERE / "quiet.jsonl"
#: events of articles that we do not ship, and where they are if this machine has them
SPANS_FILE = HERE / "marked" / "articles.spans.jsonl"
CORPUS = HERE.parents[2] / "shared" / "bench" / "corpus.jsonl.gz"

# fmt: off
EVENTS = frozenset((
    "takes_control", "withdraws", "hands_over", "holds", "besieges", "advances", "clash", "ground_attack",
    "air_strike", "shelling", "bombing", "killing", "abduction", "arrest", "protest", "riot", "deploys",
    "agreement", "destroys", "changes_allegiance", "displaces", "no_comment",
))
# fmt: on
STATUSES = frozenset(("occurred", "ongoing", "planned", "attempted", "urged", "denied"))
EXTENT_EVENTS = frozenset(("takes_control", "holds"))
NAME_SLOTS = ("agent", "target", "place", "source")
REQUIRED = {"event", "trigger", "evidence", "date", "status", *NAME_SLOTS}
OPTIONAL = {"extent", "killed", "injured"}
REPORT_KEYS = ["id", "outlet", "published", "title", "text", "statements"]
MAX_EVIDENCE = 250

_POINT = r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?"
EDTF = re.compile(rf"(?:{_POINT}|\.\.)(?:/(?:{_POINT}|\.\.))?")


def load(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def edtf_problem(date: str) -> str | None:
    """What is wrong with an EDTF date, interval or the empty string; None if nothing is."""
    if date == "":
        return None
    match = EDTF.fullmatch(date)
    if match is None or date.strip("./") == "":
        return f"{date!r} is no EDTF date"
    for year, month, day in (match.groups()[:3], match.groups()[3:]):
        if month is not None and not 1 <= int(month) <= 12:
            return f"{date!r} has no such month"
        if day is not None and not 1 <= int(day) <= calendar.monthrange(int(year), int(month))[1]:
            return f"{date!r} has no such day"
    start, _, end = date.partition("/")
    if end and ".." not in (start, end):
        shared = min(len(start), len(end))
        if start[:shared] > end[:shared]:
            return f"{date!r} ends before it begins"
    return None


def name_problem(name: str, full: str) -> str | None:
    """A name is copied from the text, or completed out of words of the text ("مطارها" gives "مطار")."""
    if not name.strip() or name != name.strip():
        return f"name {name!r} is empty or padded"
    if name in full or all(word in full for word in name.split()):
        return None
    return f"name {name!r} is not made of words of the text"


def statement_problems(statement: dict[str, Any], full: str) -> list[str]:
    keys = set(statement)
    if keys - REQUIRED - OPTIONAL or REQUIRED - keys:
        return [f"keys {sorted(keys ^ REQUIRED - OPTIONAL)}"]
    found: list[str | None] = [
        None if statement["event"] in EVENTS else f"event {statement['event']!r}",
        None if statement["status"] in STATUSES else f"status {statement['status']!r}",
        None if statement["evidence"] and statement["evidence"] in full else "evidence is not in the text",
        None if len(statement["evidence"]) <= MAX_EVIDENCE else "evidence is too long",
        None if statement["trigger"] and statement["trigger"] in statement["evidence"] else "trigger not in evidence",
        edtf_problem(statement["date"]),
    ]
    for slot in NAME_SLOTS:
        names = statement[slot]
        found.append(None if len(set(names)) == len(names) else f"{slot} repeats a name")
        found.extend(name_problem(name, full) for name in names)
    for count in ("killed", "injured"):
        value = statement.get(count, 1)
        found.append(None if isinstance(value, int) and value > 0 else f"{count} is {value!r}")
    if "extent" in statement and not (statement["event"] in EXTENT_EVENTS and statement["extent"] in ("whole", "part")):
        found.append(f"extent {statement['extent']!r}")
    return [problem for problem in found if problem is not None]


def report_problems(report: dict[str, Any]) -> list[str]:
    if list(report) != REPORT_KEYS:
        return [f"keys {list(report)}"]
    full = f"{report['title']}\n{report['text']}"
    problems = [problem for problem in (edtf_problem(report["published"]),) if problem]
    if re.fullmatch(r"\d{4}-\d\d-\d\d", report["published"]) is None:
        problems.append(f"published {report['published']!r} is no day")
    for number, statement in enumerate(report["statements"], 1):
        problems += [f"statement {number}: {problem}" for problem in statement_problems(statement, full)]
    keys = [(s["event"], s["evidence"], s["trigger"], tuple(s["agent"]), tuple(s["place"])) for s in report["statements"]]
    problems += [f"twice: {key}" for key, times in Counter(keys).items() if times > 1]
    return problems


@pytest.mark.parametrize("path", [*REPORT_FILES, *LONG_FILES, QUIET_FILE], ids=lambda path: path.stem)
def test_every_report_is_well_formed(path: Path) -> None:
    problems = [f"{report.get('id')}: {problem}" for report in load(path) for problem in report_problems(report)]
    assert problems == []


@pytest.mark.parametrize("path", REPORT_FILES, ids=lambda path: path.stem)
def test_conflict_files_hold_ten_reports_that_say_something(path: Path) -> None:
    reports = load(path)
    assert len(reports) == 10
    assert [r["id"] for r in reports if not 3 <= len(r["statements"]) <= 12] == []
    assert [r["id"] for r in reports if not 450 <= len(r["text"]) <= 1600] == []


def test_quiet_articles_state_nothing() -> None:
    reports = load(QUIET_FILE)
    assert reports
    assert [r["id"] for r in reports if r["statements"]] == []


def test_ids_are_unique_and_texts_differ() -> None:
    reports = [report for path in [*REPORT_FILES, *LONG_FILES, QUIET_FILE] for report in load(path)]
    assert len({r["id"] for r in reports}) == len(reports)
    assert len({r["text"] for r in reports}) == len(reports)


def test_all_events_and_statuses_are_covered() -> None:
    statements = [s for path in REPORT_FILES for report in load(path) for s in report["statements"]]
    assert {s["event"] for s in statements} == EVENTS
    assert {s["status"] for s in statements} == STATUSES


def test_marked_articles_hold_offsets_and_no_text() -> None:
    """Ids, digests, events and numbers: triggers lie inside their evidence, and nothing of the text is there."""
    articles = load(SPANS_FILE)
    assert len({a["id"] for a in articles}) == len(articles) > 0
    for a in articles:
        assert set(a) == {"id", "sha256", "statements"}
        assert re.fullmatch(r"[0-9a-f]{16}", a["sha256"])
        for event, begin, end, lo, hi in a["statements"]:
            assert event in EVENTS
            assert 0 <= lo <= begin < end <= hi <= lo + MAX_EVIDENCE


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus of the marked articles is not on this machine")
def test_marked_articles_are_those_of_the_corpus() -> None:
    """The offsets are of the very texts that were marked."""
    marked = {a["id"]: a for a in load(SPANS_FILE)}
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        texts = {d["id"]: f"{d['title']}\n{d['text']}" for d in map(json.loads, lines) if d["id"] in marked}
    assert set(texts) == set(marked)
    assert [i for i, t in texts.items() if hashlib.sha256(t.encode()).hexdigest()[:16] != marked[i]["sha256"]] == []
    assert [i for i, a in marked.items() if any(hi > len(texts[i]) for *_, hi in a["statements"])] == []

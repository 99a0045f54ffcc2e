"""Do the examples of the lexicon hold? Each event entry has sentences that must give its event and sentences that must not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rasid.lexicon.lint import Lines
from rasid.lexicon.loader import LEXICONS, load_yaml
from rasid.lexicon.schema import Problem
from rasid.model import Report
from rasid.pipeline import Reader


def failing_examples(root: Path = LEXICONS) -> list[Problem]:
    """The examples that do not hold. Single sentences are read by the rules alone, without the judge of whole reports."""
    reader = Reader()
    reader.documents.judge = None
    return [p for f in sorted(root.glob("events/*.yaml")) for p in _file(reader, f)]


def _file(reader: Reader, path: Path) -> Iterator[Problem]:
    data = load_yaml(path)
    lines = Lines(path)
    for raw in data["entries"]:
        events = {data["event"], raw.get("present"), *(raw.get("event_by") or {}).values()}
        for text in raw.get("pos") or []:
            told = reader.read(Report("example", str(text), published="2024-01-15")).statements
            if not any(s.event in events for s in told):
                yield Problem(path.name, lines.of(raw["id"]), f"{raw['id']}: this example gives no {data['event']}: {text}")
        for text in raw.get("neg") or []:
            told = reader.read(Report("example", str(text), published="2024-01-15")).statements
            if any(s.rules and s.rules[0].rule == raw["id"] for s in told):
                yield Problem(path.name, lines.of(raw["id"]), f"{raw['id']}: this example must not give {data['event']}: {text}")

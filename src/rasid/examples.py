"""Do the examples of the lexicon hold? Each event entry has sentences that must give its event and sentences that must not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rasid.lexicon.loader import LEXICONS, load_yaml
from rasid.lexicon.schema import Lines, Problem
from rasid.model import Report
from rasid.pipeline import Reader

#: entries whose examples the reader does not read yet; the list may only get shorter
PENDING = "examples_pending.yaml"


def failing_examples(root: Path = LEXICONS) -> list[Problem]:
    """The examples that do not hold. Single sentences are read by the rules alone, without the judge of whole reports."""
    reader = Reader()
    reader.documents.judge = None
    pending = set((load_yaml(root / PENDING) or {}).get("pending") or []) if (root / PENDING).exists() else set()
    out: list[Problem] = []
    failed: set[str] = set()
    for f in sorted(root.glob("events/*.yaml")):
        for entry, problem in _file(reader, f):
            failed.add(entry)
            if entry not in pending:
                out.append(problem)
    gone = sorted(pending - failed)
    out.extend(Problem(PENDING, 0, f"the examples of {e} hold now; take it off the list") for e in gone)
    return out


def _file(reader: Reader, path: Path) -> Iterator[tuple[str, Problem]]:
    data = load_yaml(path)
    lines = Lines(path)
    for raw in data["entries"]:
        events = {data["event"], raw.get("present"), *(raw.get("event_by") or {}).values()}
        for text in raw.get("pos") or []:
            told = reader.read(Report("example", str(text), published="2024-01-15")).statements
            if not any(s.event in events for s in told):
                yield raw["id"], Problem(path.name, lines.of(raw["id"]), f"{raw['id']}: this example gives no {data['event']}: {text}")
        for text in raw.get("neg") or []:
            told = reader.read(Report("example", str(text), published="2024-01-15")).statements
            if any(s.rules and s.rules[0].rule == raw["id"] for s in told):
                yield raw["id"], Problem(path.name, lines.of(raw["id"]), f"{raw['id']}: this example must not give {data['event']}: {text}")

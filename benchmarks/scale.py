"""Many reports through `rasid add`: reports a second with two processes and with one, memory as it goes, and a run that is killed.

    python benchmarks/scale.py CORPUS.jsonl[.gz] [--reports N] [--killed N] [--jobs 2 --jobs 1]

The corpus is repeated with changes: each round has other ids, days a hundred days later, one long word in six replaced by another of
the same report, so that rounds are no copies of each other. Memory is the proportional share (PSS) of the command and its workers,
asked for every second; "first" and "last" are the peaks of the first and of the last quarter of the run. The killed run gets SIGKILL in
the middle and is then run again; its ledger must count the same as one that was not disturbed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

ROUND_DAYS, CHANGED = 100, 1 / 6
TABLES = ("reports", "readings", "statements", "statement_places", "copies", "versions", "sketches")


def repeated(path: str, most: int, seed: int = 1) -> Iterator[dict[str, str]]:
    """`most` reports: those of the corpus, then again with other ids, days and words."""
    opened = gzip.open if path.endswith(".gz") else open
    with opened(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    chance = random.Random(seed)
    for n in range(most):
        turn, row = n // len(rows), rows[n % len(rows)]
        if turn:
            day = row.get("published", "")
            moved = (date.fromisoformat(day) + timedelta(days=ROUND_DAYS * turn)).isoformat() if day else ""
            row = {**row, "id": f"{row['id']}-{turn}", "published": moved, "text": changed(row["text"], chance)}
        yield row


def changed(text: str, chance: random.Random) -> str:
    """A text with some of its long words replaced by others of them."""
    long = [w for w in text.split() if len(w) > 4]
    words = text.split(" ")
    return " ".join(chance.choice(long) if len(w) > 4 and chance.random() < CHANGED else w for w in words) if long else text


def pss(pid: int) -> int:
    """Memory of a process and its children in kB, what they share counted once; 0 when it is gone."""
    total = 0
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1])
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except (OSError, ValueError):
        return total
    return total + sum(pss(int(child)) for child in children)


def added(file: Path, db: Path, jobs: int, kill_at: int = 0) -> tuple[float, float, list[int]]:
    """One `rasid add`: wall and CPU seconds, and the memory every second. kill_at: reports in the ledger at which it is killed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start, memory = time.monotonic(), []
    command = [sys.executable, "-m", "rasid.cli", "add", str(file), "--db", str(db), "--jobs", str(jobs), "--quiet"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while process.poll() is None:
        time.sleep(0.1 if kill_at else 1)
        memory.append(pss(process.pid))
        if kill_at and counts(db).get("reports", 0) >= kill_at:
            process.send_signal(signal.SIGKILL)
    process.wait()
    wall, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode not in ((-signal.SIGKILL,) if kill_at else (0, 3)):
        raise SystemExit(f"rasid add ended with {process.returncode}")
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, memory


def counts(db: Path) -> dict[str, int]:
    """Rows of the tables of a ledger; {} when it is not there yet."""
    if not db.exists():
        return {}
    try:
        with sqlite3.connect(f"file:{db}?mode=ro", uri=True) as connection:
            return {table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES}
    except sqlite3.OperationalError:
        return {}


def main() -> int:
    """Print a table; 1 when the killed run lost or doubled something."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus")
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--killed", type=int, default=2_000)
    parser.add_argument("--jobs", type=int, action="append")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        few, many = Path(folder, "few.jsonl"), Path(folder, "many.jsonl")
        for file, most in ((few, args.killed), (many, args.reports)):
            with file.open("w", encoding="utf-8") as lines:
                lines.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in repeated(args.corpus, most))
        whole, killed = Path(folder, "whole.db"), Path(folder, "killed.db")
        added(few, whole, 2)
        added(few, killed, 2, args.killed // 2)
        left = counts(killed).get("reports", 0)
        added(few, killed, 2)
        same = counts(whole) == counts(killed)
        print(f"killed at {left:,} of {args.killed:,} reports, run again: {'same counts' if same else 'DIFFERENT'} {counts(killed)}")
        print("\n| reports | jobs | reports a second | wall s | CPU s | MB first | MB last | MB peak | copies |")
        print("|---|---|---|---|---|---|---|---|---|", flush=True)
        for jobs in args.jobs or [2, 1]:
            db = Path(folder, f"{jobs}.db")
            wall, cpu, memory = added(many, db, jobs)
            part = max(1, len(memory) // 4)
            mb = [max(m, default=0) // 1024 for m in (memory[:part], memory[-part:], memory)]
            told = f"{wall:,.0f} | {cpu:,.0f} | {mb[0]} | {mb[1]} | {mb[2]} | {counts(db)['copies']:,}"
            print(f"| {counts(db)['reports']:,} | {jobs} | {args.reports / wall:,.0f} | {told} |", flush=True)
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())

"""Many reports through `rasid add`: reports a second with two processes and with one, memory as it goes, and runs that are killed.

    python benchmarks/scale.py CORPUS.jsonl[.gz] [--reports N] [--killed N] [--jobs 2 --jobs 1] [--kill]

The corpus is repeated with changes: each round has other ids, days a hundred days later, one long word in six replaced by another of
the same report, so that rounds are no copies of each other. Memory is what the command and its workers have for themselves (the
proportional share of anonymous pages), asked for every second: the peak of each quarter of the run. "Alone" is the processor's time of
the command itself, which records what its workers read: with any number of them it takes at least so long.

A killed run gets SIGKILL in the middle and is then run again. Of the small one the ledger must count the same as one that was not
disturbed. With --kill the large one is killed too: what it had said was on the disk must be there right after, and in the end every
report of the corpus once, with one reading and all its statements.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
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
from typing import Any, NamedTuple

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


class Run(NamedTuple):
    """One `rasid add`: seconds by the clock and of all processors, those of the command itself, memory (kB) every second, what it said."""

    wall: float
    cpu: float
    alone: float
    memory: list[int]
    said: list[dict[str, Any]]


def memory(pid: int) -> int:
    """Memory of a process and its children in kB, what they share counted once; 0 when it is gone."""
    total = 0
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss_Anon:"):
                total += int(line.split()[1])
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except (OSError, ValueError):
        return total
    return total + sum(memory(int(child)) for child in children)


def processor(pid: int) -> float:
    """Seconds of processor time of a process without its children; 0 when it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError):
        return 0.0


def added(file: Path, db: Path, jobs: int, kill_at: int = 0) -> Run:
    """One `rasid add`. kill_at: reports in the ledger at which it is killed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start, used, alone = time.monotonic(), [], 0.0
    command = [sys.executable, "-m", "rasid.cli", "add", str(file), "--db", str(db), "--jobs", str(jobs), "--quiet", "--format", "json"]
    told = db.with_suffix(".told")
    with told.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)
    while process.poll() is None:
        time.sleep(0.2 if kill_at else 1)
        if time.monotonic() - start >= len(used) + 1:
            used.append(memory(process.pid))
            alone = processor(process.pid) or alone
        if kill_at and counts(db).get("reports", 0) >= kill_at:
            process.send_signal(signal.SIGKILL)
            process.wait()
    wall, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode not in ((-signal.SIGKILL,) if kill_at else (0, 3)):
        raise SystemExit(f"rasid add ended with {process.returncode}")
    lines = told.read_bytes().split(b"\n")[:-1]  # the last one may have been cut off
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(wall, cpu, alone, used, [json.loads(line) for line in lines])


def quarters(used: list[int]) -> str:
    """The peak of each quarter of a run in MB."""
    part = max(1, len(used) // 4)
    return " | ".join(str(max(used[n * part : (n + 1) * part if n < 3 else None], default=0) // 1024) for n in range(4))


def named(db: Path) -> list[str]:
    """The own ids of the reports in a ledger."""
    with sqlite3.connect(f"file:{db}?mode=ro", uri=True) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM reports")]


def told_recorded(run: Run) -> set[str]:
    """The own ids of the reports that a run said were on the disk."""
    return {line["name"] for line in run.said if "name" in line}


def wrong(db: Path, file: Path, run: Run) -> list[str]:
    """What is lost or doubled in a ledger after all of a file was added to it; run: the last one."""
    out = []
    with file.open(encoding="utf-8") as lines:
        wanted = {json.loads(line)["id"] for line in lines}
    there = named(db)
    skipped = sum(run.said[-1]["skipped"].values())
    if len(there) != len(set(there)):
        out.append(f"{len(there) - len(set(there))} reports twice")
    if not set(there) <= wanted or len(wanted) - len(there) != skipped:
        out.append(f"{len(wanted) - len(there)} reports missing, {skipped} of them could not be read")
    with sqlite3.connect(f"file:{db}?mode=ro", uri=True) as connection:
        for what, query in (
            ("reports without one reading", "SELECT count(*) FROM (SELECT report FROM readings GROUP BY report HAVING count(*) <> 1)"),
            ("reports without a reading", "SELECT count(*) FROM reports WHERE id NOT IN (SELECT report FROM readings)"),
            (
                "readings without all their statements",
                "SELECT count(*) FROM readings r WHERE statements <> (SELECT count(*) FROM statements s WHERE s.reading = r.id)",
            ),
            ("reports without a sketch", "SELECT count(*) FROM reports WHERE id NOT IN (SELECT report FROM sketches)"),
        ):
            if found := connection.execute(query).fetchone()[0]:
                out.append(f"{found} {what}")
    return out


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
    """Print a table; 1 when a killed run lost or doubled something."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus")
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--killed", type=int, default=2_000)
    parser.add_argument("--jobs", type=int, action="append")
    parser.add_argument("--kill", action="store_true", help="kill the large runs in the middle, too")
    parser.add_argument("--folder", help="where to keep the files while it is measured")
    args = parser.parse_args()
    good = True
    with tempfile.TemporaryDirectory(dir=args.folder) as folder:
        few, many = Path(folder, "few.jsonl"), Path(folder, "many.jsonl")
        for file, most in ((few, args.killed), (many, args.reports)):
            with file.open("w", encoding="utf-8") as lines:
                lines.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in repeated(args.corpus, most))
        if args.killed:
            whole, killed = Path(folder, "whole.db"), Path(folder, "killed.db")
            added(few, whole, 2)
            added(few, killed, 2, args.killed // 2)
            left = counts(killed).get("reports", 0)
            added(few, killed, 2)
            good = counts(whole) == counts(killed)
            print(f"killed at {left:,} of {args.killed:,} reports, run again: {'same counts' if good else 'DIFFERENT'} {counts(killed)}")
        print("\n| reports | jobs | reports a second | wall s | CPU s | alone s | MB by quarter | | | | load | copies |")
        print("|---|---|---|---|---|---|---|---|---|---|---|---|", flush=True)
        for jobs in args.jobs or [2, 1]:
            db = Path(folder, f"{jobs}.db")
            if args.kill:
                first = added(many, db, jobs, args.reports // 2)
                there = named(db)
                lost = told_recorded(first) - set(there)
                _row(f"killed at {len(there):,}", jobs, len(there), first, db)
            run = added(many, db, jobs)
            _row(f"{counts(db)['reports']:,}", jobs, args.reports - (len(there) if args.kill else 0), run, db)
            found = wrong(db, many, run) + ([f"{len(lost)} acknowledged reports lost"] if args.kill and lost else [])
            good = good and not found
            print("\n".join(found) or f"\nnothing lost, nothing twice: {counts(db)}\n", flush=True)
    return 0 if good else 1


def _row(what: str, jobs: int, reports: int, run: Run, db: Path) -> None:
    told = f"{run.wall:,.0f} | {run.cpu:,.0f} | {run.alone:,.0f} | {quarters(run.memory)} | {os.getloadavg()[0]:.1f}"
    print(f"| {what} | {jobs} | {reports / run.wall:,.0f} | {told} | {counts(db)['copies']:,} |", flush=True)


if __name__ == "__main__":
    sys.exit(main())

"""What an export costs: time and memory for each format, at growing sizes.

    python benchmarks/export.py [STATEMENTS ...] [--formats csv acled parquet …]

The demo's week, told again and again of other days and villages, recorded as `rasid add` records; each export runs in a process of its
own, whose peak memory is measured. Prints a table in Markdown.
"""

from __future__ import annotations

import argparse
import datetime as dt
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.resources import files
from itertools import islice
from pathlib import Path

import msgspec

from rasid.export.formats import FORMATS
from rasid.ledger import Entry, Store
from rasid.model import Name, Reading, Report, Statement
from rasid.pipeline import default_reader
from rasid.pipeline.recording import entry
from rasid.pipeline.world import World, world

A_BATCH, DAYS = 256, 3000


def entries(count: int, world: World) -> Iterator[Entry]:
    """Reports of the week, shifted: about as many statements as asked for."""
    reader = default_reader()
    reports = [msgspec.json.decode(line, type=Report) for line in files("rasid.demo").joinpath("week.jsonl").read_bytes().splitlines()]
    week = [(r, reader.read(r).statements) for r in reports]
    villages = [p for p in world.names.places if p.kind in ("village", "town") and p.theatre == "syria" and p.lat is not None]
    made = turn = 0
    while made < count:
        shift = dt.timedelta(turn % DAYS - 1000)
        for at, (report, statements) in enumerate(week):
            village = villages[(turn * 7 + at) % len(villages)]
            place = Name(
                village.name, id=village.id, kind=village.kind, lat=village.lat, lon=village.lon, precision_km=village.precision_km
            )
            told = tuple(_moved(s, shift, place) for s in statements)
            day = _later(report.published, shift)
            copy = msgspec.structs.replace(report, id=f"{report.id}-{turn}", text=f"{report.text} ({turn})", published=day)
            yield entry(copy, Reading(copy.id, told), world)
            made += len(told)
        turn += 1


def _moved(s: Statement, shift: dt.timedelta, place: Name) -> Statement:
    return msgspec.structs.replace(s, date=_later(s.date, shift) if len(s.date) == 10 else s.date, place=(place,) if s.place else ())


def _later(day: str, shift: dt.timedelta) -> str:
    return (dt.date.fromisoformat(day) + shift).isoformat()


def main() -> None:
    """Measure each format at each size and print the table."""
    options = argparse.ArgumentParser()
    options.add_argument("sizes", nargs="*", type=int, default=[10_000, 100_000])
    options.add_argument("--formats", nargs="+", default=list(FORMATS), choices=list(FORMATS))
    chosen = options.parse_args()
    print("| statements | format | what | seconds | of them CPU | MB of memory | MB of file |")
    print("|---|---|---|---|---|---|---|")
    for size in chosen.sizes:
        with tempfile.TemporaryDirectory() as folder:
            db = str(Path(folder) / "rasid.db")
            with Store(db) as store:
                stream = entries(size, world())
                while batch := list(islice(stream, A_BATCH)):
                    store.add(batch)
            for name in chosen.formats:
                print(_row(size, name, db, Path(folder) / f"x.{name}"), flush=True)


def _row(size: int, name: str, db: str, target: Path) -> str:
    what = FORMATS[name].what[0]
    command = [sys.executable, __file__, "--one", name, "--db", db, "-o", str(target)]
    start = time.perf_counter()
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    spent = time.perf_counter() - start
    cpu, memory = done.stdout.split()
    facts = (size, name, what, f"{spent:.1f}", f"{float(cpu):.1f}", int(memory) // 1024, f"{target.stat().st_size / 1e6:.1f}")
    return "| " + " | ".join(map(str, facts)) + " |"


def one(arguments: list[str]) -> None:
    """One export in this process; prints its CPU seconds and peak memory in KiB."""
    from rasid.cli.main import main as command

    if code := command(["export", "--format", *arguments]):
        sys.exit(code)
    spent = resource.getrusage(resource.RUSAGE_SELF)
    print(spent.ru_utime + spent.ru_stime, spent.ru_maxrss)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(sys.argv[2:])
    else:
        main()

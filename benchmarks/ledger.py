"""What the ledger on a disk costs: recording, asking for one place, the map of a day, at growing sizes.

    python benchmarks/ledger.py [STATEMENTS ...] [--db URL]

Made-up statements as in benchmarks/control.py, four to a report, recorded in transactions of 256 reports. Prints a table in Markdown.
The first map makes the history of every place; later ones only of places where something new was said.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import msgspec

sys.path.insert(0, str(Path(__file__).parent))

from control import statements  # type: ignore[import-not-found]

from rasid.control.index import ControlIndex
from rasid.ledger import Entry, Named, Store, report_id, statement_ids
from rasid.lexicon.evidence import load_weights
from rasid.model import Name, Reading, Report, Span, Statement
from rasid.model.control import Recorded
from rasid.pipeline.maps import map_on, refresh
from rasid.pipeline.world import world

READER, A_REPORT, A_BATCH = "benchmark", 4, 256


def entries(count: int) -> Iterator[Entry]:
    """Reports of four statements each."""
    told = statements(count)
    number = 0
    while group := list(islice(told, A_REPORT)):
        number += 1
        text = ". ".join(f"{r.event} {r.places[0]} {r.id}" for r in group)
        report = Report(f"r{number}", text, "", group[0].known, "outlet", "", "ar")
        at = report_id(report)
        made = tuple(
            Statement(
                r.id, r.event, r.event, r.event, Span(n, n + 1), Span(n, n + 1), tuple(Name(a, id=a) for a in r.agents),
                tuple(Name(a, id=a) for a in r.targets), tuple(Name(p) for p in r.places), r.start, status=r.status,
            )
            for n, r in enumerate(group)
        )  # fmt: skip
        ids = statement_ids(at, READER, made)
        recorded: tuple[Recorded, ...] = tuple(msgspec.structs.replace(r, id=i, report=at) for r, i in zip(group, ids, strict=True))
        places = tuple({p: Named(p, p) for r in group for p in r.places}.values())
        actors = tuple({a: Named(a, a) for r in group for a in (*r.agents, *r.targets)}.values())
        yield Entry(at, report, Reading(report.id, made), READER, recorded, places, actors, text.encode())


def main() -> None:
    """Measure each size and print the table."""
    options = argparse.ArgumentParser()
    options.add_argument("sizes", nargs="*", type=int, default=[10_000, 100_000])
    options.add_argument("--no-map", action="store_true", help="leave the maps out")
    chosen = options.parse_args()
    print("| statements | added a second | holds, median ms | first map s | map of a day ms | MB |")
    print("|---|---|---|---|---|---|")
    for size in chosen.sizes:
        with tempfile.TemporaryDirectory() as folder, Store(str(Path(folder) / "rasid.db")) as store:
            print(_row(store, size, not chosen.no_map), flush=True)


def _row(store: Store, size: int, maps: bool) -> str:
    made, spent = entries(size), 0.0
    while batch := list(islice(made, A_BATCH)):
        start = time.perf_counter()
        store.add(batch)
        spent += time.perf_counter() - start
    added = size / spent
    theatre, weights = world().theatre, load_weights()
    times = []
    for n in range(0, 10_000, 50):
        start = time.perf_counter()
        index = ControlIndex(theatre, weights)
        for r in store.ask(lambda view, n=n: view.about([f"~place {n}"])):  # type: ignore[misc]
            index.add(r)
        index.holds(f"~place {n}", "2022-06-15")
        times.append(time.perf_counter() - start)
    first = again = 0.0
    if maps:
        start = time.perf_counter()
        refresh(store, world())
        first = time.perf_counter() - start
        start = time.perf_counter()
        map_on(store, world(), "2022-06-15")
        again = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return f"| {size:,} | {added:,.0f} | {1000 * statistics.median(times):.2f} | {first:,.1f} | {1000 * again:,.0f} | {memory:,.0f} |"


if __name__ == "__main__":
    main()

"""What the ledger on a disk costs: recording, asking for one place, the map of a day, at growing sizes.

    python benchmarks/ledger.py [STATEMENTS ...] [--folder FOLDER]

Made-up statements as in benchmarks/control.py, four to a report, recorded in transactions of 256 reports. Prints a table in Markdown,
with the processor's time beside that of the clock: on a machine that does other work too, the first tells more.
The first map makes the history of every place; later ones only of places where something new was said, as after a day's reports.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
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

READER, A_REPORT, A_BATCH, ASKED, AFTER = "benchmark", 4, 256, "2022-06-15", "2024-01-02"


def entries(told: Iterable[Recorded]) -> Iterator[Entry]:
    """Reports of four statements each."""
    told = iter(told)
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


def a_day(count: int = 276) -> Iterator[Recorded]:
    """Made-up statements of the day after all others."""
    for r in statements(count, seed=2):
        yield msgspec.structs.replace(r, id=f"new {r.id}", known=AFTER, start=AFTER, end=AFTER)


class Watch:
    """Seconds by the clock and of the processor, those of other processes that ended in between included."""

    def __init__(self) -> None:
        self.wall, self.cpu = time.perf_counter(), self._cpu()

    def spent(self) -> tuple[float, float]:
        """Both since it was made."""
        return time.perf_counter() - self.wall, self._cpu() - self.cpu

    def _cpu(self) -> float:
        others = resource.getrusage(resource.RUSAGE_CHILDREN)
        return time.process_time() + others.ru_utime + others.ru_stime


def main() -> None:
    """Measure each size and print the table."""
    options = argparse.ArgumentParser()
    options.add_argument("sizes", nargs="*", type=int, default=[10_000, 100_000])
    options.add_argument("--no-map", action="store_true", help="leave the maps out")
    options.add_argument("--folder", help="where to keep the file while it is measured")
    chosen = options.parse_args()
    world()
    print("| statements | added a second (cpu) | holds, median ms | first map s (cpu) | map, median ms (cpu) | next day s (cpu) | MB |")
    print("|---|---|---|---|---|---|---|")
    for size in chosen.sizes:
        with tempfile.TemporaryDirectory(dir=chosen.folder) as folder, Store(str(Path(folder) / "rasid.db")) as store:
            print(_row(store, size, not chosen.no_map), flush=True)


def _row(store: Store, size: int, maps: bool) -> str:
    wall, cpu = _added(store, entries(statements(size)))
    row = f"| {size:,} | {size / wall:,.0f} ({size / cpu:,.0f}) | {1000 * _holds(store):.2f} | "
    if maps:
        watch = Watch()
        refresh(store, world())
        first = watch.spent()
        shown = sorted(_map(store) for _ in range(7))[3]
        watch = Watch()
        _added(store, entries(a_day()))
        refresh(store, world())
        day = watch.spent()
        row += f"{first[0]:,.1f} ({first[1]:,.1f}) | {1000 * shown[0]:,.0f} ({1000 * shown[1]:,.0f}) | {day[0]:,.1f} ({day[1]:,.1f}) | "
    else:
        row += "| | | "
    return row + f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} |"


def _added(store: Store, made: Iterator[Entry]) -> tuple[float, float]:
    wall = cpu = 0.0
    while batch := list(islice(made, A_BATCH)):
        watch = Watch()
        store.add(batch)
        spent = watch.spent()
        wall, cpu = wall + spent[0], cpu + spent[1]
    return wall, cpu


def _holds(store: Store) -> float:
    """The median time of the answer for one place."""
    theatre, weights = world().theatre, load_weights()
    times = []
    for n in range(0, 10_000, 50):
        start = time.perf_counter()
        index = ControlIndex(theatre, weights)
        for r in store.ask(lambda view, n=n: view.about([f"~place {n}"])):  # type: ignore[misc]
            index.add(r)
        index.holds(f"~place {n}", ASKED)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def _map(store: Store) -> tuple[float, float]:
    watch = Watch()
    map_on(store, world(), ASKED)
    return watch.spent()


if __name__ == "__main__":
    main()

"""How the price of asking grows with the ledger: holds, the map of a day, a place's history, memory; in memory, without a database.

    python benchmarks/control.py [STATEMENTS ...]

Statements are made up: ten years of captures, departures, states and fights over 10,000 places in the hands of a dozen actors,
told by parties, monitors and outlets. Prints a table in Markdown; all times are of the processor, whatever else the machine does.
"""

from __future__ import annotations

import random
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial

from rasid.control.index import ControlIndex
from rasid.lexicon.evidence import load_weights
from rasid.model.control import Origin, Recorded
from rasid.pipeline.world import world

PLACES, YEARS, FIRST = 10_000, 10, date(2014, 1, 1)
ACTORS = ("sy.sdf", "sy.sna", "sy.hts", "sy.assad_army", "xx.islamic_state", "sy.opposition", "sy.ypg", "sy.mil_ops")
KINDS = ("takes_control", "takes_control", "withdraws", "holds", "clash", "air_strike", "advances", "shelling")


def statements(count: int, seed: int = 1) -> Iterator[Recorded]:
    """Made-up statements in the order in which they became known."""
    r = random.Random(seed)
    for n in range(count):
        day = (FIRST + timedelta(days=n * 365 * YEARS // count)).isoformat()
        agent, target = r.sample(ACTORS, 2)
        kind = KINDS[r.randrange(len(KINDS))]
        speaker = r.randrange(4)
        origin = (
            Origin(f"party:{agent}", "party", agent)
            if speaker == 0
            else Origin("monitor:sy.sohr", "monitor")
            if speaker == 1
            else Origin(f"outlet:o{r.randrange(40)}", "outlet")
        )
        yield Recorded(
            f"s{n}", f"r{n // 4}", kind, day, (origin,), (f"~place {r.randrange(PLACES)}",), (agent,),
            (target,) if kind in ("takes_control", "clash") else (), day, day, status="ongoing" if kind == "holds" else "occurred",
            chain=("outlet",), evidence="",
        )  # fmt: skip


def main() -> None:
    """Measure each size and print the table."""
    sizes = [int(x) for x in sys.argv[1:]] or [10_000, 100_000]
    theatre, weights = world().theatre, load_weights()
    print("| statements | added a second | holds, median ms | history, median ms | map first ms | map again ms | MB |")
    print("|---|---|---|---|---|---|---|")
    for size in sizes:
        print(_row(size, ControlIndex(theatre, weights)))


def _row(size: int, index: ControlIndex) -> str:
    start = time.process_time()
    for s in statements(size):
        index.add(s)
    added = size / (time.process_time() - start)
    places = index.places()[:: max(1, len(index.places()) // 200)]
    asked = statistics.median(_ms(partial(index.holds, p, "2022-06-15")) for p in places)
    told = statistics.median(_ms(partial(index.history, p)) for p in places)
    first, again = _ms(partial(index.map, "2022-06-15")), _ms(partial(index.map, "2020-06-15"))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return f"| {size:,} | {added:,.0f} | {asked:.2f} | {told:.2f} | {first:,.0f} | {again:,.0f} | {memory:,.0f} |"


def _ms(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return 1000 * (time.process_time() - start)


if __name__ == "__main__":
    main()

"""What bringing reports of one happening together costs, and how much of what was planted it finds.

    python benchmarks/events.py [STATEMENTS ...]

Made-up happenings over ten years at places of the gazetteer, some places far busier than others; each is told by one to six reports that
differ as reports do: an actor left out, or its umbrella named; no toll, or a later one; the district for the town; the day off by one,
or not given; the deaths of a strike for the strike. What was planted together is known, so that pairs of statements can be counted:
precision (of the pairs in one event, those of one happening) and recall (of the pairs of one happening, those in one event). Some pairs
cannot be found by rule, as a strike that one report dates a day later: strikes are repeated day by day. Prints a table in Markdown.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import msgspec

from rasid.control.events import merge_events
from rasid.model.control import Origin, Recorded
from rasid.pipeline.world import world

PLACES, YEARS, FIRST, OUTLETS = 2_000, 10, date(2014, 1, 1), 40
KINDS = ("air_strike", "air_strike", "shelling", "shelling", "clash", "takes_control", "withdraws", "bombing", "killing", "advances")
#: actor → what a report may call it instead
ACTORS = {
    "sy.sdf": ("sy.sdf", "sy.ypg"),
    "sy.assad_army": ("sy.assad_army", "sy.assad_government"),
    "sy.hts": ("sy.hts",),
    "sy.sna": ("sy.sna",),
    "xx.islamic_state": ("xx.islamic_state",),
}
TOLLS = (None, None, 1, 2, 3, 4, 5, 7, 9, 12, 20)


def told(count: int, seed: int = 1) -> Iterator[tuple[int, Recorded]]:
    """Statements, each with the number of the happening that it tells of."""
    r = random.Random(seed)
    places = _places(r)
    weights = [1 / (n + 5) for n in range(len(places))]
    number = happening = 0
    while number < count:
        happening += 1
        (place,) = r.choices(places, weights)
        first = _first(r, place, happening)
        for n in range(min(r.choice((1, 1, 2, 2, 3, 4, 6)), count - number)):
            yield happening, msgspec.structs.replace(_again(r, first) if n else first, id=f"s{number}", report=f"r{number}")
            number += 1


def _places(r: random.Random) -> list[str]:
    towns = sorted(p.id for p in world().gazetteer.inside("sy") if p.kind in ("city", "town", "village"))
    return r.sample(towns, min(PLACES, len(towns)))


def _first(r: random.Random, place: str, happening: int) -> Recorded:
    """The fullest account of a happening."""
    day = (FIRST + timedelta(days=r.randrange(365 * YEARS))).isoformat()
    agent, target = r.sample(sorted(ACTORS), 2)
    kind = r.choice(KINDS)
    toll = r.choice(TOLLS) if kind not in ("takes_control", "withdraws", "advances") else None
    if kind == "killing" and toll is None:
        toll = 1
    targets = (target,) if kind in ("clash", "takes_control") else ()
    return Recorded("", "", kind, day, (_origin(r),), (place,), (agent,), targets, day, day, killed=toll)


def _again(r: random.Random, first: Recorded) -> Recorded:
    """The same happening as another report tells it."""
    change = msgspec.structs.replace
    out = change(first, origins=(_origin(r),), known=_later(first.known, r.choice((0, 0, 0, 1, 2))))
    out = change(out, agents=tuple(r.choice(ACTORS[a]) for a in out.agents))
    if r.random() < 0.25:
        out = change(out, agents=())
    if out.killed is not None and r.random() < 0.5:
        out = change(out, killed=r.choice((None, out.killed + r.randrange(1 + out.killed // 2))))
    if r.random() < 0.1 and (around := world().places.parents(first.places[0])):
        out = change(out, places=around[:1])
    if r.random() < 0.1:
        out = change(out, start=_later(first.start, 1), end=_later(first.start, 1), known=max(out.known, _later(first.start, 1)))
    elif r.random() < 0.1:
        out = change(out, start="", end=out.known, dated=False)
    if out.killed and out.event in ("air_strike", "shelling", "bombing") and r.random() < 0.2:
        out = change(out, event="killing")
    return out


def _later(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def _origin(r: random.Random) -> Origin:
    return Origin(f"outlet:o{r.randrange(OUTLETS)}", "outlet")


def found(planted: dict[str, int], events: list[tuple[str, ...]]) -> tuple[float, float]:
    """Precision and recall of pairs of statements: planted: statement → happening; events: the statements of each."""
    together = sum(_pairs(len(e)) for e in events)
    right = sum(_pairs(n) for e in events for n in Counter(planted[s] for s in e).values())
    wanted = sum(_pairs(n) for n in Counter(planted.values()).values())
    return right / together if together else 1.0, right / wanted if wanted else 1.0


def _pairs(n: int) -> int:
    return n * (n - 1) // 2


def main() -> None:
    """Measure each size and print the table."""
    sizes = [int(x) for x in sys.argv[1:]] or [10_000, 100_000]
    theatre = world().theatre
    print("| statements | happenings | events | s | cpu s | a statement µs (cpu) | precision | recall | MB |")
    print("|---|---|---|---|---|---|---|---|---|")
    for size in sizes:
        made = list(told(size))
        planted = {s.id: n for n, s in made}
        wall, cpu = time.perf_counter(), time.process_time()
        events = merge_events([s for _, s in made], theatre)
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        precision, recall = found(planted, [e.statements for e in events])
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"| {size:,} | {len(set(planted.values())):,} | {len(events):,} | {wall:.2f} | {cpu:.2f} | {1e6 * cpu / size:.0f} | "
            f"{precision:.3f} | {recall:.3f} | {memory:,.0f} |",
            flush=True,
        )


if __name__ == "__main__":
    main()

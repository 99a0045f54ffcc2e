"""How fast reports are read: one core, peak memory, and the price over a bare pass of a phrase matcher.

    python benchmarks/read.py [CORPUS.jsonl[.gz]] [--most N]

Without a corpus, the golden reports are read over and over. Prints a table in Markdown.
"""

from __future__ import annotations

import argparse
import platform
import resource
import statistics
import sys
import time
from itertools import cycle, islice
from pathlib import Path

import ahocorasick_rs
import msgspec

from rasid.cli.batch import load_reader, read_one
from rasid.intake import read_inputs
from rasid.lexicon.loader import load
from rasid.lexicon.theatre import load_names
from rasid.model import Report
from rasid.text.fold import fold

GOLDEN = Path(__file__).parents[1] / "tests" / "golden"
REPEATED = 2000


class Measured(msgspec.Struct, frozen=True):
    """What one run gave. Seconds are the processor's, so that other work does not count; megabytes are 10^6 bytes; text counts UTF-8."""

    reports: int
    statements: int
    faults: int
    text_mb: float
    load_s: float
    read_s: float
    p50_ms: float
    p99_ms: float
    match_s: float
    phrases: int
    peak_mb: float


def corpus(path: str, most: int) -> list[Report]:
    """The reports of a corpus, or the golden ones repeated."""
    if path:
        found = (r for r in read_inputs([path]) if isinstance(r, Report))
        return list(islice(found, most or None))
    golden = [r for r in read_inputs([str(GOLDEN)]) if isinstance(r, Report)]
    return list(islice(cycle(golden), most or REPEATED))


def phrases() -> list[str]:
    """Every form and every known name that the reader looks for, folded."""
    names = {" ".join(hit.words) for hits in load_names().by_first.values() for hit in hits}
    return sorted({form for form in load().table if len(form) > 1} | names)


def bare_pass(reports: list[Report]) -> tuple[float, int]:
    """Seconds of one pass of the phrase matcher over the folded text, and the number of phrases."""
    wanted = phrases()
    matcher = ahocorasick_rs.AhoCorasick(wanted, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    texts = [fold(f"{r.title}\n{r.text}").text for r in reports]
    begun = time.process_time()
    for text in texts:
        matcher.find_matches_as_indexes(text)
    return time.process_time() - begun, len(wanted)


def peak_mb() -> float:
    """The most memory this process has had, in megabytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6


def measure(reports: list[Report]) -> Measured:
    """Read all reports once, then run the bare matcher over them."""
    begun = time.process_time()
    reader = load_reader()  # as `rasid read` does
    load_s = time.process_time() - begun
    times: list[float] = []
    statements = faults = 0
    for report in reports:
        begun = time.process_time()
        reading = read_one(reader, report)
        times.append(time.process_time() - begun)
        statements += len(reading.statements)
        faults += reading.skipped == "fault"
    peak = peak_mb()  # before the matcher, which the reader does not need
    match_s, wanted = bare_pass(reports)
    cuts = statistics.quantiles(times, n=100)
    text = sum(len(r.text.encode()) + len(r.title.encode()) for r in reports) / 1e6
    read_s = sum(times)
    return Measured(len(reports), statements, faults, text, load_s, read_s, cuts[49] * 1e3, cuts[98] * 1e3, match_s, wanted, peak)


def table(m: Measured) -> str:
    """The figures in Markdown."""
    rows = [
        ("reports", f"{m.reports:,} ({m.text_mb:.1f} MB of text)"),
        ("statements", f"{m.statements:,}"),
        ("faults", f"{m.faults}"),
        ("reports a second, one core", f"{m.reports / m.read_s:,.0f}"),
        ("MB of text a second", f"{m.text_mb / m.read_s:.2f}"),
        ("a report, median / 99th percentile", f"{m.p50_ms:.1f} / {m.p99_ms:.1f} ms"),
        ("loading lexicons and theatres", f"{m.load_s:.2f} s"),
        ("peak memory with the corpus in it", f"{m.peak_mb:,.0f} MB"),
        ("bare pass of the phrase matcher", f"{m.match_s:.2f} s ({m.phrases:,} phrases)"),
        ("reading / bare pass", f"{m.read_s / m.match_s:.1f} ×"),
        ("on", f"{platform.python_implementation()} {platform.python_version()}, {platform.machine()}"),
    ]
    return "\n".join(["| what | figure |", "|---|---|", *(f"| {a} | {b} |" for a, b in rows)])


def main() -> int:
    """Print the table; 1 when the reader had faults."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="?", default="", help="JSON Lines of reports, also gzipped")
    parser.add_argument("--most", type=int, default=0, help="read at most so many reports")
    options = parser.parse_args()
    measured = measure(corpus(options.corpus, options.most))
    print(table(measured))
    return 1 if measured.faults else 0


if __name__ == "__main__":
    sys.exit(main())

"""How long a person waits for the map over a large ledger: until its marks are seen, and until the map answers as a whole.

    python benchmarks/first_view.py [--ledger FILE] [--times 5] [--on DAY]

The ledger is made up as in benchmarks/ledger.py: 100,000 statements, each a happening of its own, on 10,000 places; with --ledger it is
kept in that file and used again. `rasid serve` and chromium run on this machine, without a graphics card; each time is that of a new
browser profile, with nothing kept. Needs playwright and chromium (RASID_CHROMIUM names another program).
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import msgspec
from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).parent))

from control import statements  # type: ignore[import-not-found]
from ledger import A_BATCH, entries  # type: ignore[import-not-found]

from rasid.ledger import Entry, Named, Store
from rasid.pipeline.maps import refresh
from rasid.pipeline.world import world

STATEMENTS, DAY, SIZE = 100_000, "2022-06-15", {"width": 1440, "height": 900}
FLAGS = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
MARKS = {"rasid:dots": "marks are seen", "rasid:map": "the map is whole"}


def main() -> None:
    """Measure and print the table."""
    options = argparse.ArgumentParser()
    options.add_argument("--ledger", help="the file to keep the ledger in")
    options.add_argument("--times", type=int, default=5)
    options.add_argument("--on", default=DAY)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(chosen.ledger or Path(folder) / "large.db")
        if not path.exists():
            fill(path)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = [sys.executable, "-m", "rasid.cli", "serve", "--db", str(path), "--port", str(port)]
        with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
            try:
                measure(f"http://127.0.0.1:{port}", chosen.on, chosen.times)
            finally:
                server.terminate()


def placed() -> Iterator[Entry]:
    """Entries whose places have a point: a grid over Syria."""
    for e in entries(statements(STATEMENTS)):
        yield msgspec.structs.replace(e, places=tuple(Named(p.id, p.name.lstrip("~"), "village", *point(p.id)) for p in e.places))


def point(place: str) -> tuple[float, float]:
    """Where a made-up place lies."""
    n = int(place.rpartition(" ")[2])
    return 33 + (n % 100) * 0.035, 36 + (n // 100) * 0.055


def fill(path: Path) -> None:
    """Make the ledger, with its map."""
    with Store(str(path)) as store:
        made = placed()
        while batch := list(islice(made, A_BATCH)):
            store.add(batch)
        refresh(store, world())


def measure(address: str, on: str, times: int) -> None:
    """The table: the first visit after the server's start, then the median of others."""
    for _ in range(600):
        try:
            urllib.request.urlopen(f"{address}/api/v1/session", timeout=5).close()
            break
        except OSError:
            time.sleep(0.1)
    program = os.environ.get("RASID_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=program, args=FLAGS)
        first, load = visit(browser, address, on), os.getloadavg()[0]
        others = [visit(browser, address, on) for _ in range(times)]
        browser.close()
    print(f"| ms until | first visit after the start | median of {times} | lowest | highest |\n|---|---|---|---|---|")
    for mark, words in MARKS.items():
        found = sorted(v[mark] for v in others)
        print(f"| {words} | {first[mark]:,.0f} | {statistics.median(found):,.0f} | {found[0]:,.0f} | {found[-1]:,.0f} |")
    print(f"\n{os.cpu_count()} processors, load {load:.1f} before and {os.getloadavg()[0]:.1f} after.")


def visit(browser: Browser, address: str, on: str) -> dict[str, float]:
    """Milliseconds from the address to each mark."""
    context = browser.new_context(viewport=SIZE)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{address}/?lang=ar#/map?on={on}")
    page.wait_for_selector(".map-box[data-drawn]", state="attached", timeout=120_000)
    # What comes after the map ends before the next visit begins.
    page.wait_for_selector('.bars rect:not([height="0"])', state="attached", timeout=120_000)
    found = {m: page.evaluate("m => performance.getEntriesByName(m)[0].startTime", m) for m in MARKS}
    context.close()
    return found


if __name__ == "__main__":
    main()

"""How fast the workbench answers over a large ledger: median and 95th percentile for every route, at 1, 8 and 32 clients.

    python benchmarks/api.py [--ledger FILE] [--clients 1 --clients 8] [--route NAME ...] [--seconds S]

The ledger is made up as in benchmarks/control.py: 100,000 statements, each a happening of its own, about 10,000 places over ten years,
in 25,000 reports of 40 outlets; with --ledger it is kept in that file and used again. The server is `rasid serve` in a process of its
own; clients are threads of this one, each with a connection that it keeps, each asking for another place, day, report or word every
time. A cell is measured for some seconds. Prints a table in Markdown. Then how long the first answers take after a change.
"""

from __future__ import annotations

import argparse
import gzip
import http.client
import json
import math
import os
import random
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from itertools import count, islice
from pathlib import Path
from urllib.parse import quote

import msgspec

sys.path.insert(0, str(Path(__file__).parent))

from control import FIRST, KINDS, PLACES, YEARS, statements  # type: ignore[import-not-found]

from rasid.ledger import Entry, Named, Store, report_id, statement_ids
from rasid.model import Name, Reading, Report, Span, Statement
from rasid.model.control import Recorded
from rasid.pipeline.maps import refresh
from rasid.pipeline.world import world

STATEMENTS, A_REPORT, A_BATCH, READER, OUTLETS = 100_000, 4, 256, "benchmark", 40
V1 = "/api/v1/"
WORDS = ("قرية", "تل", "جسر", "خربة", "عين", "كفر")


def name(place: str) -> str:
    """What to call a made-up place."""
    n = int(place.rpartition(" ")[2])
    return f"{WORDS[n % len(WORDS)]} {n}"


def point(place: str) -> tuple[float, float]:
    """Where it lies, in a grid over Syria."""
    n = int(place.rpartition(" ")[2])
    return 33 + (n % 100) * 0.035, 36 + (n // 100) * 0.055


def entries(told: Iterable[Recorded]) -> Iterator[Entry]:
    """Reports of four statements each, by outlets in turn."""
    told, number = iter(told), 0
    while group := list(islice(told, A_REPORT)):
        number += 1
        said = [f"{r.event} في {name(r.places[0])} يوم {r.start}" for r in group]
        text = ". ".join(said)
        starts = [text.index(s) for s in said]
        report = Report(f"r{number}", text, f"تقرير {number}", group[0].known, f"شبكة {number % OUTLETS}", "", "ar")
        at = report_id(report)
        made = tuple(
            Statement(
                r.id, r.event, r.event, s, Span(n, n + len(r.event)), Span(n, n + len(s)), tuple(Name(a, id=a) for a in r.agents),
                tuple(Name(a, id=a) for a in r.targets), tuple(Name(name(p), id=p) for p in r.places), r.start, status=r.status,
            )
            for r, s, n in zip(group, said, starts, strict=True)
        )  # fmt: skip
        ids = statement_ids(at, READER, made)
        recorded: tuple[Recorded, ...] = tuple(
            msgspec.structs.replace(r, id=i, report=at, evidence=s, chain=(report.outlet,))
            for r, i, s in zip(group, ids, said, strict=True)
        )
        places = tuple({p: Named(p, name(p), "village", *point(p)) for r in group for p in r.places}.values())
        actors = tuple({a: Named(a, a) for r in group for a in (*r.agents, *r.targets)}.values())
        yield Entry(at, report, Reading(report.id, made), READER, recorded, places, actors, text.encode())


def filled(path: Path) -> None:
    """Make the ledger, with its map."""
    with Store(str(path)) as store:
        made = entries(statements(STATEMENTS))
        while batch := list(islice(made, A_BATCH)):
            store.add(batch)
        refresh(store, world())


def routes(path: Path) -> dict[str, Callable[[random.Random], str]]:
    """What is asked, by name: another address each time."""
    with sqlite3.connect(path) as db:
        reports = [row[0] for row in db.execute("SELECT id FROM reports ORDER BY id LIMIT 2000")]

    def day(r: random.Random) -> str:
        return (FIRST + timedelta(days=r.randrange(300, 365 * YEARS))).isoformat()

    def month(r: random.Random) -> str:
        first = FIRST + timedelta(days=r.randrange(365 * YEARS - 31))
        return f"from={first}&to={first + timedelta(days=30)}"

    def week(r: random.Random) -> str:
        first = FIRST + timedelta(days=r.randrange(365 * YEARS - 31))
        return f"from={first}&to={first + timedelta(days=7)}"

    def place(r: random.Random) -> str:
        return quote(f"~place {r.randrange(PLACES)}")

    last = FIRST + timedelta(days=365 * YEARS)
    following = count(1500)
    return {
        "session": lambda r: "session",
        "ledger": lambda r: "ledger",
        "map": lambda r: f"map?on={day(r)}",
        "map, as known earlier": lambda r: f"map?on={day(r)}&known={day(r)}",
        "map, other days as known on one": lambda r: f"map?on={day(r)}&known={FIRST + timedelta(2000)}",
        "map, day after day as known on one": lambda r: f"map?on={FIRST + timedelta(next(following))}&known={FIRST + timedelta(2100)}",
        "outlines": lambda r: "outlines",
        "places/{}": lambda r: f"places/{place(r)}?on={day(r)}",
        "places/{}/history": lambda r: f"places/{place(r)}/history",
        "places/{}/events": lambda r: f"places/{place(r)}/events",
        "events, a month": lambda r: f"events?{month(r)}",
        "events, all, a page": lambda r: f"events?page={r.randrange(1, 1000)}",
        "events, bins of a month": lambda r: f"events?bins=1&{month(r)}",
        "events, bins of all of a kind": lambda r: f"events?bins=1&kind={r.choice(KINDS)}",
        "reports": lambda r: f"reports?page={r.randrange(1, 200)}",
        "reports, by words": lambda r: f"reports?q={quote('تقرير')}+{r.randrange(25_000)}",
        "reports/{}": lambda r: f"reports/{r.choice(reports)}",
        "changes, a month": lambda r: f"changes?{month(r)}",
        "disputes": lambda r: f"disputes?on={day(r)}",
        "silences": lambda r: "silences",
        "brief, a week": lambda r: f"brief?{week(r)}",
        "timeline, all": lambda r: f"timeline?from={FIRST}&to={last}",
        "sources": lambda r: "sources?per=100",
        "sources/{}": lambda r: f"sources/{quote(f'~شبكة {r.randrange(OUTLETS)}')}",
        "search": lambda r: f"search?q={quote(r.choice(WORDS))}+{r.randrange(PLACES)}",
        "queue": lambda r: f"queue?page={r.randrange(1, 5)}",
        "log": lambda r: "log",
    }


class Client:
    """One that keeps its connection."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)

    def ask(self, path: str, method: str = "GET", body: object = None, token: str = "") -> tuple[float, bytes]:
        """Milliseconds and the answer. Raises RuntimeError for an error."""
        start = time.perf_counter()
        sent = None if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json", "X-CSRF-Token": token, "Accept-Encoding": "gzip"}
        self.connection.request(method, V1 + path, sent, headers)
        answer = self.connection.getresponse()
        data = answer.read()
        if answer.headers["Content-Encoding"] == "gzip" and method != "GET":
            data = gzip.decompress(data)
        if answer.status >= 400:
            raise RuntimeError(f"{path}: {answer.status} {data[:300]!r}")
        return 1000 * (time.perf_counter() - start), data


def cell(port: int, made: Callable[[random.Random], str], clients: int, seconds: float) -> list[float]:
    """Milliseconds of all answers that clients got in some seconds; each asks at least once."""
    times: list[float] = []
    end = time.monotonic() + seconds

    def run(seed: int) -> None:
        client, r = Client(port), random.Random(seed)
        while True:
            times.append(client.ask(made(r))[0])
            if time.monotonic() > end:
                return

    threads = [threading.Thread(target=run, args=(n,)) for n in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times


def serving(path: Path) -> tuple[subprocess.Popen[bytes], int]:
    """A server over the ledger that answers already."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = int(s.getsockname()[1])
    command = [sys.executable, "-m", "rasid.cli", "serve", "--port", str(port), "--db", str(path)]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL, env=os.environ | {"RASID_LANG": "en"})
    for _ in range(600):
        try:
            Client(port).ask("session")
            return server, port
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server does not answer")


def after_a_change(port: int, path: Path) -> None:
    """The first map and place after a review, and after a report was kept."""
    client = Client(port)
    token = json.loads(client.ask("session")[1])["csrf"]
    with sqlite3.connect(path) as db:
        statement, at = db.execute("SELECT statement, place FROM statement_places ORDER BY statement LIMIT 1 OFFSET 7").fetchone()
    day = (FIRST + timedelta(days=3000)).isoformat()
    done = json.loads(client.ask("reviews", "POST", {"statement": statement, "action": "reject"}, token)[1])
    _first(client, "a review", at, day)
    client.ask(f"reviews/{done['id']}/undo", "POST", token=token)
    _first(client, "its undoing", at, day)
    text = "أعلنت هيئة تحرير الشام سيطرتها على قرية الحماميات بعد انسحاب قوات النظام منها."
    read = json.loads(client.ask("read", "POST", {"text": f"{text} {time.time()}", "published": date.today().isoformat()}, token)[1])
    client.ask("reports", "POST", {"token": read["token"]}, token)
    _first(client, "a report", at, day)


def _first(client: Client, what: str, at: str, day: str) -> None:
    took = [client.ask(p)[0] for p in (f"map?on={day}", f"places/{quote(at)}", "ledger", "queue", "sources", f"search?q={quote('تل')}")]
    print(f"| {what} | " + " | ".join(f"{ms:,.0f}" for ms in took) + " |", flush=True)


def main() -> None:
    """Make the ledger, serve it, measure."""
    options = argparse.ArgumentParser()
    options.add_argument("--ledger", type=Path, help="where to keep the ledger")
    options.add_argument("--clients", type=int, action="append", help="how many ask at once")
    options.add_argument("--route", action="append", help="only these")
    options.add_argument("--seconds", type=float, default=3.0, help="for each cell")
    chosen = options.parse_args()
    clients = chosen.clients or [1, 8, 32]
    with tempfile.TemporaryDirectory() as folder:
        path = chosen.ledger or Path(folder) / "rasid.db"
        if not path.exists():
            filled(path)
        asked = routes(path)
        server, port = serving(path)
        try:
            start = time.perf_counter()
            Client(port).ask("map?on=2022-06-15")
            print(f"first map of all: {time.perf_counter() - start:.1f} s", end="")
            Client(port).ask("events")
            print(f", all happenings: {time.perf_counter() - start:.1f} s\n")
            print("| route | " + " | ".join(f"{n} {'client' if n == 1 else 'clients'}: median, p95 ms" for n in clients) + " |")
            print("|---|" + "---|" * len(clients))
            for route in chosen.route or asked:
                row = []
                for n in clients:
                    times = sorted(cell(port, asked[route], n, chosen.seconds))
                    row.append(f"{statistics.median(times):,.0f}, {times[math.ceil(0.95 * len(times)) - 1]:,.0f}")
                print(f"| {route} | " + " | ".join(row) + " |", flush=True)
            print("\n| first answers after | map ms | place | ledger | queue | sources | search |\n|---|---|---|---|---|---|---|")
            after_a_change(port, path)
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()

"""Killed at any moment, nothing acknowledged is lost and nothing stands twice; eight at once do not hinder each other."""

from __future__ import annotations

import os
import random
import signal
import time
from collections import Counter
from pathlib import Path

from sqlalchemy import text

from rasid.ledger import Store
from tests.contract.invented import entry

BATCH = 3


def child(work: object) -> tuple[int, int]:
    """Run work(pipe) in a forked process; its id and the reading end of the pipe."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writing)
        return pid, reading
    code = 1
    try:
        os.close(reading)
        work(writing)  # type: ignore[operator]
        code = 0
    finally:
        os._exit(code)


def recorder(url: str, first: int, last: int) -> object:
    """Adds reports in batches, and acknowledges each by its number after the commit."""

    def work(pipe: int) -> None:
        with Store(url) as store:
            for at in range(first, last, BATCH):
                numbers = range(at, min(at + BATCH, last))
                store.add([entry(n, places=("الزيتونة", "الجسر")) for n in numbers])
                os.write(pipe, "".join(f"{n}\n" for n in numbers).encode())

    return work


def drain(pipe: int) -> set[int]:
    out = b""
    while piece := os.read(pipe, 65536):
        out += piece
    os.close(pipe)
    return {int(line) for line in out.split()}


def check(url: str, acknowledged: set[int]) -> None:
    with Store(url) as store, store.reading() as view:
        names = Counter(view.connection.execute(text("SELECT name FROM reports")).scalars())
        assert not [n for n, times in names.items() if times > 1]
        assert {f"r{n}" for n in acknowledged} <= set(names)
        assert view.counts()["statements"] == 2 * len(names)


def test_killed_at_two_hundred_random_moments(tmp_path: Path) -> None:
    kills(str(tmp_path / "rasid.db"), 200, 31, 0.06)


def test_killed_at_random_moments_on_a_server(new_database: object) -> None:
    url = new_database()  # type: ignore[operator]
    kills(url, 10, 5, 0.2)  # migrations too are killed
    Store(url).close()
    kills(url, 40, 17, 0.15)


def kills(url: str, times: int, seed: int, longest_s: float) -> None:
    chance = random.Random(seed)
    acknowledged: set[int] = set()
    first = 0
    for _ in range(times):
        pid, pipe = child(recorder(url, first, first + 60))
        time.sleep(chance.uniform(0.002, longest_s))
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        acknowledged |= drain(pipe)
        first = max(acknowledged, default=-1) + 1 if chance.random() < 0.7 else max(first - 2, 0)
    check(url, acknowledged)
    last = max(acknowledged, default=0) + 10
    with Store(url) as store:
        store.add([entry(n, places=("الزيتونة", "الجسر")) for n in range(last)])
        assert store.ask(lambda v: v.counts())["reports"] >= last
        assert not store.ask(lambda v: list(v.faults()))


def test_eight_processes_at_once(url: str) -> None:
    """Each adds its own reports and some that the others add too, into a database that none of them has made yet."""
    children = [child(recorder(url, 20 * n, 20 * n + 40)) for n in range(8)]
    acknowledged: set[int] = set()
    for pid, pipe in children:
        acknowledged |= drain(pipe)
        assert os.waitpid(pid, 0)[1] == 0
    assert acknowledged == set(range(180))
    check(url, acknowledged)
    with Store(url) as store:
        assert store.ask(lambda v: v.counts())["reports"] == 180
        assert not store.ask(lambda v: list(v.faults()))

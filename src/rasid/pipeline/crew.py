"""Histories made in other processes: each has a connection of its own, and the one that asked writes.

A worker is a Python of its own (`python -m rasid.pipeline.crew`), not a fork: a program with threads, or a script without the usual
guard, can ask for it too. It reads requests from its standard input and stops when that ends, so none outlives who started it.
"""

from __future__ import annotations

import os
import selectors
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from typing import IO, Any

import msgspec

from rasid.ledger.spans import Row, rows
from rasid.ledger.store import Store
from rasid.lexicon.evidence import Weights

#: Workers at most: one writer keeps no more of them busy.
MOST = 4
_LENGTH = 8
_rows = msgspec.msgpack.Decoder(list[Row])


class Start(msgspec.Struct):
    """The first request: where the ledger is and with which numbers to weigh. The answer: what its spans would be made with."""

    url: str
    weights: Weights


class CrewError(Exception):
    """No worker could be had, or one is gone: whoever asked goes on alone."""


def workers() -> int:
    """How many workers are worth having here."""
    if sys.platform == "win32" or not sys.executable:  # pipes cannot be waited for there
        return 1
    return min(MOST, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


def made(batches: Sequence[Sequence[str]], start: Start, basis: str, jobs: int) -> Iterator[tuple[Sequence[str], list[Row]]]:
    """Each batch of places with the rows of their spans, as they come.

    basis: what spans are made with here; a worker that has other packs or another version is none. Raises CrewError when workers fail;
    the batches that came before are as good.
    """
    todo = deque(batches)
    crew: list[_Worker] = []
    try:
        with selectors.DefaultSelector() as ready:
            for _ in range(min(jobs, len(batches))):
                crew.append(_Worker())
                crew[-1].ask(start)
                ready.register(crew[-1].out, selectors.EVENT_READ, crew[-1])
            while ready.get_map():
                for key, _ in ready.select():
                    worker: _Worker = key.data
                    answer, batch = worker.answer(), worker.batch
                    if not batch and msgspec.msgpack.decode(answer) != basis:
                        raise CrewError("another version")
                    if todo:
                        worker.ask(todo.popleft())
                    else:
                        ready.unregister(worker.out)
                    if batch:
                        yield batch, _rows.decode(answer)
    except (OSError, msgspec.MsgspecError) as error:
        raise CrewError(str(error)) from error
    finally:
        for worker in crew:
            worker.stop()


class _Worker:
    """A process that makes histories, seen from the one that asked. batch: what it is at."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "rasid.pipeline.crew"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        assert self._process.stdin is not None and self._process.stdout is not None
        self._in, self.out = self._process.stdin, self._process.stdout
        self.batch: Sequence[str] = ()

    def ask(self, question: Start | Sequence[str]) -> None:
        """Send a request."""
        self.batch = () if isinstance(question, Start) else question
        _send(self._in, question)

    def answer(self) -> bytes:
        """The answer to the last request, waited for."""
        found = _receive(self.out)
        if found is None:
            raise CrewError("a worker ended")
        return found

    def stop(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.wait()
        self._in.close()
        self.out.close()


def _send(stream: IO[bytes], value: Any) -> None:
    data = msgspec.msgpack.encode(value)
    stream.write(len(data).to_bytes(_LENGTH, "big") + data)
    stream.flush()


def _receive(stream: IO[bytes]) -> bytes | None:
    """The next message; None when the stream has ended."""
    head = stream.read(_LENGTH)
    if len(head) < _LENGTH:
        return None
    size = int.from_bytes(head, "big")
    data = stream.read(size)
    return data if len(data) == size else None


def main() -> None:
    """Answer requests until there are no more."""
    from rasid.pipeline.histories import Histories, basis
    from rasid.pipeline.world import world

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is answered by who asked
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # nothing else may get between the answers
    first = _receive(source)
    if first is None:
        return
    start = msgspec.msgpack.decode(first, type=Start)
    with Store(start.url, read_only=True) as store:
        _send(sink, basis(world()))
        histories = Histories(world(), start.weights)
        while (request := _receive(source)) is not None:
            batch = msgspec.msgpack.decode(request, type=list[str])
            with store.reading() as view:  # not longer than needed: SQLite's log grows while somebody reads
                index = histories.index(view, batch)
            _send(sink, rows({p: index.spans(p) for p in batch}))


if __name__ == "__main__":
    main()

"""Worker processes that may die: what one of them was reading is read again by another, and nothing is lost or read twice.

Each worker hands over every reading as soon as it is made, in order; so when it dies, the first report that has not come back is the
one it died of. A report that two workers died of is given up.
"""

from __future__ import annotations

import pickle
import signal
import sys
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from multiprocessing import Pipe, get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

import msgspec

from rasid.errors import RasidError
from rasid.messages import t
from rasid.model import Note, Reading, Report

#: Reports handed to a worker at a time.
CHUNK = 32
#: Deaths of workers by one report before it is given up, and in a row without a reading in between before all is.
MOST_DEATHS, MOST_IN_VAIN = 2, 24
#: Chunks up to this size may wait in a pipe while the worker is busy: they fit into it, so that nobody waits for anybody.
_AHEAD_BYTES = 200_000
_PIPE_BYTES = 1 << 20
FORKS = sys.platform == "linux"
_reading = msgspec.msgpack.Decoder(Reading)

#: Reads one report; made in each worker by the function that the crew is given.
ReadOne = Callable[[Report], Reading]


class Task:
    """Reports on their way through the crew. readings: as far as they have come back; deaths: of workers, by position of the report."""

    def __init__(self, reports: list[Report]) -> None:
        self.reports = reports
        self.readings: list[Reading] = []
        self.deaths: Counter[int] = Counter()

    @property
    def done(self) -> bool:
        """Whether all have come back."""
        return len(self.readings) == len(self.reports)


class Worker:
    """One process with a pipe in and a pipe out. doing: the tasks it has been given, the one at hand first."""

    def __init__(self, start: Callable[[Connection, Connection, list[Connection]], BaseProcess]) -> None:
        inbox, self.to_it = Pipe(duplex=False)
        self.from_it, outbox = Pipe(duplex=False)
        self.ahead_bytes = _AHEAD_BYTES if _widened(self.to_it) and _widened(outbox) else 0
        self.doing: deque[Task] = deque()
        self.process = start(inbox, outbox, [self.to_it, self.from_it])
        inbox.close()
        outbox.close()

    def give(self, task: Task, data: bytes) -> None:
        """Hand it a task; whoever has died meanwhile is found dead later."""
        self.doing.append(task)
        with suppress(OSError):
            self.to_it.send_bytes(data)

    def takes(self, data: bytes) -> bool:
        """Whether it can be given a task without anybody having to wait."""
        return not self.doing or (len(self.doing) == 1 and len(data) <= self.ahead_bytes)

    def collect(self) -> tuple[int, bool]:
        """Take the readings that are there: how many they were, and False when it is dead and nothing more will come."""
        taken = 0
        gone = not self.process.is_alive()  # asked first: what a dead one has sent is there by now
        try:
            while self.from_it.poll():
                reading = _unpacked(self.from_it.recv_bytes())
                task = self.doing[0]
                task.readings.append(reading)
                taken += 1
                if task.done:
                    self.doing.popleft()
        except (EOFError, OSError):  # the last message may have been cut off
            gone = True
        return taken, not gone

    def close(self) -> int:
        """End it, it has nothing to clean up; its exit code, negative for the signal it died of."""
        self.process.join(0.2)
        self.process.kill()
        self.process.join()
        code = self.process.exitcode or 0
        self.to_it.close()
        self.from_it.close()
        self.process.close()
        return code


class Crew:
    """Several workers. make: makes the function that reads a report, called in each worker; it must be picklable where processes
    are not forked (all systems but Linux)."""

    def __init__(self, jobs: int, make: Callable[[], ReadOne]) -> None:
        self._make, self._jobs = make, jobs
        self._workers: list[Worker] = []
        self._waiting: deque[Task] = deque()
        self._in_vain = 0

    def read(self, chunks: Iterable[list[Report]]) -> Iterator[list[Reading]]:
        """The readings of each chunk, in the order of the chunks; only so many chunks are taken ahead that memory stays flat.

        Raises RasidError when one worker after the other dies without reading anything.
        """
        stream = iter(chunks)
        ordered: deque[Task] = deque()
        ended = False
        try:
            for _ in range(self._jobs):
                self._workers.append(Worker(self._start))
            while True:
                while not ended and len(ordered) < 3 * self._jobs:
                    chunk = next(stream, None)
                    ended = chunk is None
                    if chunk is not None:
                        ordered.append(Task(chunk))
                        self._waiting.append(ordered[-1])
                        self._hand_out()
                if not ordered:
                    return
                if ordered[0].done:
                    yield ordered.popleft().readings
                else:
                    self._wait()
        finally:
            for worker in self._workers:
                worker.process.kill()
            for worker in self._workers:
                worker.close()
            self._workers = []

    def _hand_out(self) -> None:
        """Give waiting tasks to whoever can take one, the idle first."""
        for worker in sorted(self._workers, key=lambda w: len(w.doing)):
            while self._waiting and self._waiting[0].done:  # an empty chunk, or one whose last report was given up
                self._waiting.popleft()
            if not self._waiting:
                return
            if len(worker.doing) > 1:
                continue
            task = self._waiting[0]
            data = pickle.dumps(task.reports[len(task.readings) :], pickle.HIGHEST_PROTOCOL)
            if worker.takes(data):
                worker.give(self._waiting.popleft(), data)

    def _wait(self) -> None:
        """Wait until something comes or somebody dies; take it in and go on."""
        wait([*(w.from_it for w in self._workers), *(w.process.sentinel for w in self._workers)])
        for n, worker in enumerate(self._workers):
            taken, alive = worker.collect()
            self._in_vain = 0 if taken else self._in_vain
            if not alive:
                self._bury(n)
        self._hand_out()

    def _bury(self, n: int) -> None:
        """Replace a dead worker; what it was reading goes to others, a report that killed before is given up."""
        left = list(self._workers[n].doing)
        code = self._workers[n].close()
        if left:
            task, at = left[0], len(left[0].readings)
            task.deaths[at] += 1
            if task.deaths[at] >= MOST_DEATHS:
                note = Note("reason", f"WorkerDied: {_how(code)}")
                task.readings.append(Reading(task.reports[at].id, skipped="fault", notes=(note,)))
        self._waiting.extendleft(reversed(left))
        self._in_vain += 1
        if self._in_vain >= MOST_IN_VAIN:
            self._workers.pop(n)
            raise RasidError(t("crew.dying"), "", t("crew.dying_do"))
        self._workers[n] = Worker(self._start)

    def _start(self, inbox: Connection, outbox: Connection, own: list[Connection]) -> BaseProcess:
        # a forked worker inherits our ends of all pipes: it must close them, or nobody would notice when we are gone
        ours = [*own, *(c for w in self._workers for c in (w.to_it, w.from_it))] if FORKS else []
        context = get_context("fork" if FORKS else "spawn")
        process: BaseProcess = context.Process(target=_work, args=(inbox, outbox, self._make, ours), daemon=True)  # type: ignore[attr-defined]
        process.start()
        return process


def _packed(reading: Reading) -> bytes:
    """A reading on its way. Not pickled where it can be helped: a pickled default is a copy, and no longer left out of JSON."""
    try:
        return b"m" + msgspec.msgpack.encode(reading)
    except UnicodeEncodeError:  # half of a surrogate pair, which only pickle lets pass
        return b"p" + pickle.dumps(reading, pickle.HIGHEST_PROTOCOL)


def _unpacked(data: bytes) -> Reading:
    made: Reading = _reading.decode(data[1:]) if data[:1] == b"m" else pickle.loads(data[1:])
    return made


def _how(code: int) -> str:
    """The name of the signal a process died of, or its exit code."""
    try:
        return signal.Signals(-code).name
    except ValueError:
        return str(code)


def _widened(pipe: Connection) -> bool:
    """Make a pipe hold a megabyte, where that can be done."""
    try:
        import fcntl

        fcntl.fcntl(pipe.fileno(), fcntl.F_SETPIPE_SZ, _PIPE_BYTES)
    except (ImportError, AttributeError, OSError):
        return False
    return True


def _work(inbox: Connection, outbox: Connection, make: Callable[[], ReadOne], ours: list[Connection]) -> None:
    """A worker's life: it ends when nobody is left to read for."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent answers Ctrl-C
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for end in ours:
        end.close()
    read = make()
    with suppress(EOFError, OSError):
        while True:
            for report in pickle.loads(inbox.recv_bytes()):
                outbox.send_bytes(_packed(read(report)))

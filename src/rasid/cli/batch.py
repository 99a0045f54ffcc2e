"""Reading many reports: one after the other, or in several processes, always in the order they came."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice
from typing import NamedTuple, Protocol

import msgspec

from rasid.cli.crew import CHUNK, FORKS, Crew, ReadOne
from rasid.cli.large_pages import use_large_pages
from rasid.errors import ReportError
from rasid.intake import Failure, language
from rasid.model import Note, Reading, Report

#: More reports than this are read in several processes, unless --jobs says otherwise.
MANY = 400
MAX_AUTO_JOBS = 32
#: New objects after which those in circles are looked for: a report leaves a few hundred, words that are remembered, and no circle.
GC_THRESHOLD = 2_000_000
#: Reports after which a reader has met most words that it will remember; few reports are not worth a tenth of a second.
SETTLED = 256
READABLE = ("ar", "und")


class Reads(Protocol):
    """Anything that reads a report."""

    def read(self, report: Report) -> Reading:
        """Statements of one report. Raises ReportError."""


class Outcome(NamedTuple):
    """A report and what was read from it."""

    report: Report
    reading: Reading


Item = Report | Failure


class _Settling:
    """A reader that has its memory put into large pages once it has read many reports, and whenever it has read twice as many."""

    def __init__(self, reader: Reads) -> None:
        self._reader, self._read, self._next = reader, 0, SETTLED

    def read(self, report: Report) -> Reading:
        """Statements of one report. Raises ReportError."""
        self._read += 1
        if self._read == self._next:
            self._next *= 2
            use_large_pages()
        return self._reader.read(report)


def load_reader() -> Reads:
    """The reader with the lexicons that ship with Rasid."""
    import gc

    from rasid.pipeline import default_reader

    gc.disable()  # what is loaded stays for good, and no circles are dropped on the way: nothing to look for
    try:
        reader = default_reader()
    finally:
        gc.enable()
    gc.freeze()  # nor need the lexicons and theatres be looked through again and again
    gc.set_threshold(GC_THRESHOLD, 20, 20)
    return _Settling(reader)


def read_one(reader: Reads, report: Report) -> Reading:
    """Read one report; what cannot be read gives a Reading with `skipped`, never an exception.

    A fault of the reader itself is "fault": one bad report must not end a batch of a million.
    """
    spoken = language(f"{report.title} {report.text}")
    if spoken not in READABLE:
        return Reading(report.id, skipped="not_arabic", notes=(Note("language", spoken),))
    try:
        reading = reader.read(report)
        if report.forwarded:
            from rasid.pipeline.passing import with_forwards

            reading = with_forwards(reading, report)
        return reading
    except ReportError as error:
        return Reading(report.id, skipped=error.code, notes=(Note("reason", error.what),))
    except Exception as error:
        if os.environ.get("RASID_DEBUG"):
            raise
        return Reading(report.id, skipped="fault", notes=(Note("reason", f"{type(error).__name__}: {error}"),))


def outcomes(items: Iterable[Item], jobs: int) -> Iterator[Outcome | Failure]:
    """Read reports as they come. jobs: processes; 0 starts with one and takes more when there are many reports.

    A reservation about a report (a Failure that is not lost) is yielded and becomes a note of its reading.
    """
    stream = iter(items)
    reader = load_reader()
    reserved: list[Note] = []
    if jobs != 1:
        first = islice(stream, MANY) if jobs == 0 else iter(())
        for item in first:
            yield _with_notes(item, read_one(reader, item) if isinstance(item, Report) else None, reserved)
        rest = next(stream, None)
        if rest is None:
            return
        stream = _again(rest, stream)
        jobs = jobs or min(_cores(), MAX_AUTO_JOBS)
    if jobs == 1:
        for item in stream:
            yield _with_notes(item, read_one(reader, item) if isinstance(item, Report) else None, reserved)
        return
    for item, reading in _in_processes(stream, jobs, reader):
        yield _with_notes(item, reading, reserved)


def _cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _again(first: Item, rest: Iterator[Item]) -> Iterator[Item]:
    yield first
    yield from rest


def _with_notes(item: Item, reading: Reading | None, reserved: list[Note]) -> Outcome | Failure:
    if isinstance(item, Failure):
        if not item.lost and not item.of_file:
            reserved.append(Note(item.code, ", ".join(item.detail.values())))
        return item
    assert reading is not None
    if reserved:
        reading = msgspec.structs.replace(reading, notes=(*reserved, *reading.notes))
        reserved.clear()
    return Outcome(item, reading)


class _Makes:
    """Makes the function that a worker reads with: with the parent's reader where processes are forked, else with one of its own."""

    def __init__(self, reader: Reads | None) -> None:
        self._reader = reader

    def __call__(self) -> ReadOne:
        return partial(read_one, self._reader or load_reader())


def _in_processes(stream: Iterator[Item], jobs: int, reader: Reads) -> Iterator[tuple[Item, Reading | None]]:
    """Chunks of reports in several processes, a bounded number at a time so that memory stays flat."""
    taken: deque[list[Item]] = deque()

    def chunks() -> Iterator[list[Report]]:
        while chunk := list(islice(stream, CHUNK)):
            taken.append(chunk)
            yield [i for i in chunk if isinstance(i, Report)]

    for read in Crew(jobs, _Makes(reader if FORKS else None)).read(chunks()):
        readings = iter(read)
        for item in taken.popleft():
            yield item, next(readings) if isinstance(item, Report) else None

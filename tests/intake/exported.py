"""What the tests of formats have in common: reading a file whole, its memory, and streams that are made while they are read."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from rasid.intake import Failure, read_inputs
from rasid.model import Report

#: Stands in for who knows the language in the tests of days in words.
MEASURE = """
import resource, sys, time
from rasid.intake import Failure, read_inputs
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
start, reports, failures = time.monotonic(), 0, []
for item in read_inputs([sys.argv[1]]):
    if isinstance(item, Failure):
        failures.append(item.code)
    else:
        reports += 1
grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
print(reports, ",".join(failures[:20]) or "-", round(grown), round(time.monotonic() - start, 1))
"""


def take(path: Path | str, **given: str) -> tuple[list[Report], list[Failure]]:
    """The reports of a file, and what was said of it."""
    items = list(read_inputs([str(path)], **given))  # type: ignore[arg-type]
    return [i for i in items if isinstance(i, Report)], [i for i in items if isinstance(i, Failure)]


def codes(failures: Iterable[Failure]) -> list[str]:
    return [f.code for f in failures]


def measured(path: Path) -> tuple[int, list[str], int]:
    """Read in a process of its own: reports, codes of failures, and by how many MB the memory grew."""
    run = subprocess.run([sys.executable, "-c", MEASURE, str(path)], capture_output=True, text=True, check=True, timeout=300)
    reports, told, grown, _ = run.stdout.split()
    return int(reports), [] if told == "-" else told.split(","), int(grown)


class Made(io.RawIOBase):
    """A stream of parts that are made while it is read."""

    def __init__(self, parts: Iterable[bytes]) -> None:
        self._parts: Iterator[bytes] = iter(parts)
        self._have = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        while not self._have:
            part = next(self._parts, None)
            if part is None:
                return 0
            self._have = part
        n = min(len(buffer), len(self._have))
        buffer[:n] = self._have[:n]
        self._have = self._have[n:]
        return n

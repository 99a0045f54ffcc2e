"""Memory in large pages: which parts of it, and that nothing happens where there are none."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from rasid.cli import large_pages
from rasid.cli.batch import load_reader
from rasid.model import Reading, Report

MAPS = """\
55d0c0000000-55d0c0100000 r-xp 00000000 fe:00 1 /usr/bin/python3
55d0c0200000-55d0c0600000 rw-p 00000000 00:00 0 [heap]
7f0000100000-7f0000900000 rw-p 00000000 00:00 0
7f0001000000-7f0001100000 rw-p 00000000 00:00 0
7f0002000000-7f0002800000 r--p 00000000 00:00 0
7f0003000000-7f0003800000 rw-p 00000000 fe:00 2 /usr/lib/libc.so.6
7ffc00000000-7ffc00800000 rw-p 00000000 00:00 0 [stack]
"""
ASKED = """
import sys
from rasid.cli.large_pages import use_large_pages
kept = [bytes([i % 256]) * 1000 for i in range(60_000)]
print(use_large_pages(), sum(map(len, kept)), hash(kept[7]) == hash(bytes([7]) * 1000))
print(next((line.split()[1] for line in open("/proc/self/smaps_rollup") if line.startswith("AnonHugePages")), "0"))
"""


def test_only_own_memory_in_whole_large_pages() -> None:
    assert large_pages.regions(MAPS.splitlines()) == [(0x55D0C0200000, 4 << 20), (0x7F0000200000, 6 << 20)]


@pytest.mark.parametrize("text", ["always madvise [never]\n", None])
def test_nothing_where_there_are_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: str | None) -> None:
    enabled = tmp_path / "enabled"
    if text:
        enabled.write_text(text, "ascii")
    monkeypatch.setattr(large_pages, "_ENABLED", enabled)
    assert large_pages.use_large_pages() == 0


def test_memory_moves_and_stays_what_it_was() -> None:
    """In a process of its own, so that this one's memory stays as it is."""
    run = subprocess.run([sys.executable, "-c", ASKED], capture_output=True, text=True, check=True)
    moved, size, same, *huge = run.stdout.split()
    assert (size, same) == ("60000000", "True")
    if moved == "0":
        pytest.skip("this system gives no large pages")
    assert int(huge[0]) > 20_000  # KB


def test_a_reader_asks_when_it_has_read_many(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    read: list[str] = []

    class Reader:
        def read(self, report: Report) -> Reading:
            read.append(report.id)
            return Reading(report.id)

    monkeypatch.setattr("rasid.cli.batch.use_large_pages", lambda: asked.append(len(read)))
    monkeypatch.setattr("rasid.cli.batch.SETTLED", 4)
    monkeypatch.setattr("rasid.pipeline.default_reader", Reader)
    reader = load_reader()
    readings = [reader.read(Report(id=str(n), text="نص")).id for n in range(20)]
    assert readings == read == [str(n) for n in range(20)]
    assert asked == [3, 7, 15]

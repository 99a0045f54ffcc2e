"""Workers die, and nothing is lost, read twice or out of order."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import msgspec
import pytest

from rasid.cli.batch import Outcome, outcomes
from rasid.cli.crew import Crew
from rasid.errors import RasidError
from rasid.model import Note, Reading, Report, Span

from .conftest import PROSE

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="forked workers")


def _read(log: Path, report: Report) -> Reading:
    """Dies of some reports: always ("poison"), or the first time only ("once")."""
    with log.open("a") as stream:
        stream.write(report.id + "\n")
    first = log.read_text().split().count(report.id) == 1
    if "poison" in report.text or ("once" in report.text and first):
        os.kill(os.getpid(), signal.SIGKILL)
    return Reading(report.id, notes=(Note("length", str(len(report.text))),))


def _make(log: Path) -> Callable[[Report], Reading]:
    return partial(_read, log)


def chunks(count: int, size: int, marks: dict[int, str], filler: str = "") -> list[list[Report]]:
    reports = [Report(f"r{n}", marks.get(n, "plain") + filler) for n in range(count)]
    return [reports[n : n + size] for n in range(0, count, size)]


def read(tmp_path: Path, jobs: int, given: list[list[Report]]) -> tuple[list[Reading], list[str]]:
    log = tmp_path / "log"
    out = [r for part in Crew(jobs, partial(_make, log)).read(given) for r in part]
    return out, log.read_text().split()


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_all_in_order_and_each_once(tmp_path: Path, jobs: int) -> None:
    given = [*chunks(50, 7, {}), [], *chunks(3, 1, {})]
    out, log = read(tmp_path, jobs, given)
    assert [r.id for r in out] == [r.id for part in given for r in part]
    assert len(log) == 53


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_report_whose_worker_died_is_read_again(tmp_path: Path, jobs: int) -> None:
    out, log = read(tmp_path, jobs, chunks(40, 8, {5: "once", 17: "once", 39: "once"}))
    assert [r.id for r in out] == [f"r{n}" for n in range(40)]
    assert not [r for r in out if r.skipped]
    assert {i: log.count(i) for i in log} == {f"r{n}": 2 if n in (5, 17, 39) else 1 for n in range(40)}


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_report_that_kills_twice_is_a_fault_and_the_rest_goes_on(tmp_path: Path, jobs: int) -> None:
    out, log = read(tmp_path, jobs, chunks(33, 8, dict.fromkeys((0, 7, 8, 9, 31, 32), "poison")))
    assert [r.id for r in out] == [f"r{n}" for n in range(33)]
    assert [r.id for r in out if r.skipped == "fault"] == ["r0", "r7", "r8", "r9", "r31", "r32"]
    assert "SIGKILL" in out[0].notes[0].detail
    assert max(log.count(i) for i in log) == 2


def test_large_reports_and_large_chunks_do_not_block_each_other(tmp_path: Path) -> None:
    out, _ = read(tmp_path, 2, chunks(12, 3, {4: "once"}, filler="ن" * 700_000))
    assert [r.id for r in out] == [f"r{n}" for n in range(12)]


def test_lone_surrogates_pass(tmp_path: Path) -> None:
    out, _ = read(tmp_path, 1, [[Report("a\ud800", "\udfff")]])
    assert out[0].id == "a\ud800"


def _never() -> Callable[[Report], Reading]:
    os._exit(7)


def test_workers_that_never_begin_end_the_batch() -> None:
    with pytest.raises(RasidError):
        list(Crew(2, _never).read(chunks(400, 4, {})))


def _slow(report: Report) -> Reading:
    time.sleep(0.01)
    return Reading(report.id)


def _slowly() -> Callable[[Report], Reading]:
    return _slow


def test_killed_from_outside(tmp_path: Path) -> None:
    crew = Crew(2, _slowly)
    out: list[Reading] = []
    for n, part in enumerate(crew.read(chunks(160, 8, {}))):
        out += part
        if n in (2, 6, 11):
            os.kill(crew._workers[n % 2].process.pid or 0, signal.SIGKILL)
    assert [r.id for r in out] == [f"r{n}" for n in range(160)]
    assert not [r for r in out if r.skipped]


def test_whoever_stops_listening_leaves_no_worker_behind() -> None:
    crew = Crew(2, _slowly)
    stream = crew.read(chunks(400, 4, {}))
    next(stream)
    pids = [w.process.pid for w in crew._workers]
    stream.close()  # type: ignore[attr-defined]
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid or 0, 0)


def _parent(pipe_out: int) -> None:
    crew = Crew(2, _slowly)
    for _ in crew.read(chunks(100_000, 4, {})):
        os.write(pipe_out, (" ".join(str(w.process.pid) for w in crew._workers) + "\n").encode())
        time.sleep(60)


def test_workers_end_when_their_parent_is_killed() -> None:
    ours, theirs = os.pipe()
    parent = os.fork()
    if not parent:
        try:
            _parent(theirs)
        finally:
            os._exit(0)
    os.close(theirs)
    pids = [int(p) for p in os.read(ours, 100).split()]
    os.close(ours)
    os.kill(parent, signal.SIGKILL)
    os.waitpid(parent, 0)
    until = time.monotonic() + 10
    while any(_runs(p) for p in pids) and time.monotonic() < until:
        time.sleep(0.05)
    assert not [p for p in pids if _runs(p)]


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


class Spanning:
    """A reader that finds a span."""

    def read(self, report: Report) -> Reading:
        """One note in the text."""
        return Reading(report.id, notes=(Note("here", span=Span(0, 1)),))


def test_the_same_json_from_one_process_and_from_several(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rasid.cli.batch.load_reader", Spanning)
    reports = [Report(f"r{n}", PROSE) for n in range(5)]
    one, several = ([msgspec.json.encode(r.reading) for r in outcomes(reports, jobs) if isinstance(r, Outcome)] for jobs in (1, 2))
    assert one == several


class Deadly:
    """A reader that dies of some reports."""

    def read(self, report: Report) -> Reading:
        """A reading, or nothing ever again."""
        if "قاتل" in report.text:
            os.kill(os.getpid(), signal.SIGKILL)
        return Reading(report.id)


def test_a_batch_tells_the_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rasid.cli.batch.load_reader", Deadly)
    reports = [Report(f"r{n}", PROSE + (" قاتل" if n == 40 else "")) for n in range(100)]
    results = [r for r in outcomes(reports, jobs=2) if isinstance(r, Outcome)]
    assert [r.report.id for r in results] == [r.reading.id for r in results] == [r.id for r in reports]
    assert [r.reading.id for r in results if r.reading.skipped] == ["r40"]

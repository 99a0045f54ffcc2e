"""Reading by parts: files of reports in, Parquet parts out, each part whole or not there.

The name of a part carries a digest of what it was made of: the bytes of its input, the slice of it, the defaults, and the reader. A part
that is there is not made again; one that is being made has another name, with the process that makes it, until it is whole. So it does
not matter how often a part is begun, nor where: in this process with its crew, or in a task of a Ray cluster that all see the same files.
"""

from __future__ import annotations

import hashlib
import logging
import os
import re
import socket
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from rasid.cli.batch import Item, Outcome, outcomes
from rasid.cli.formats import line
from rasid.errors import RasidError, UsageError
from rasid.intake import Failure
from rasid.intake.table import Defaults, as_report
from rasid.messages import t

if TYPE_CHECKING:
    import pyarrow

ENGINES = ("processes", "ray")
#: What is taken from folders, each also as .gz but for Parquet and WACZ.
SUFFIXES = (".parquet", ".jsonl", ".ndjson", ".warc", ".wacz")
#: Rows of a Parquet file that make one output part; reports that make a task worth its while; bytes of other files for one report.
SLICE, LEAST_IN_TASK, BYTES_A_REPORT = 20_000, 1_000, 4_000
#: Rows in one row group, and tasks given to Ray beyond those that it has processors for.
_GROUP, _AHEAD, _RETRIES = 1_000, 2, 5


class Given(msgspec.Struct, frozen=True):
    """What the command line says of all reports. columns: see `rasid read --columns`."""

    published: str = ""
    outlet: str = ""
    columns: dict[str, str] = {}


class Part(msgspec.Struct, frozen=True):
    """One output part: rows [first, last) of a Parquet file, or a whole file of another kind (last = 0). weight: reports, about."""

    source: str
    target: str
    first: int = 0
    last: int = 0
    weight: int = 0


class Made(msgspec.Struct):
    """What was read for parts. lost: reports not read, by code."""

    reports: int = 0
    statements: int = 0
    lost: dict[str, int] = {}

    def plus(self, other: Made) -> None:
        """Count another one in."""
        self.reports += other.reports
        self.statements += other.statements
        for code, n in other.lost.items():
            self.lost[code] = self.lost.get(code, 0) + n


def files(paths: Iterable[str], output: Path) -> list[Path]:
    """The input files that paths name, folders searched deeply but for the output. Raises UsageError for what is not there."""
    found: dict[Path, None] = {}
    for name in paths:
        path = Path(name)
        if path.is_file():
            found[path] = None
        elif path.is_dir():
            inside = sorted(f for f in path.rglob("*") if f.name.lower().removesuffix(".gz").endswith(SUFFIXES) and f.is_file())
            found |= dict.fromkeys(f for f in inside if not f.name.startswith(".") and output.resolve() not in f.resolve().parents)
        else:
            raise UsageError(t("failure.not_found"), name)
    if not found:
        raise UsageError(t("failure.no_reports"), ", ".join(paths))
    return list(found)


def planned(paths: Iterable[str], output: Path, given: Given) -> list[Part]:
    """The parts to be made of files, the finished ones too. Raises UsageError, RasidError for a Parquet file that is none."""
    from rasid.pipeline.recording import reader

    parts: list[Part] = []
    for file in files(paths, output):
        try:
            with file.open("rb") as stream:
                content = hashlib.file_digest(stream, "sha256").hexdigest()
        except OSError as error:
            raise UsageError(t("failure.unreadable", reason=str(error)), file.as_posix()) from error
        rows = _rows(file) if _is_parquet(file) else 0
        for first in range(0, rows or 1, SLICE):
            last = min(first + SLICE, rows)
            of = (content, file.as_posix(), first, last, reader(), given.published, given.outlet, sorted(given.columns.items()))
            digest = hashlib.sha256(msgspec.json.encode(of)).hexdigest()[:16]
            plain = re.sub(r"[^\w.-]", "_", file.name)[:80]
            name = f"{plain}-{first // SLICE:05d}-{digest}.parquet"
            weight = last - first if rows else file.stat().st_size // BYTES_A_REPORT
            parts.append(Part(str(file.resolve()), str(output.resolve() / name), first, last, weight))
    return parts


def tasks(parts: Sequence[Part]) -> list[list[Part]]:
    """Parts together that are worth a task: small ones with others, up to about `LEAST_IN_TASK` reports."""
    out: list[list[Part]] = []
    heavy = LEAST_IN_TASK
    for part in parts:
        if heavy >= LEAST_IN_TASK:
            out.append([])
            heavy = 0
        out[-1].append(part)
        heavy += part.weight
    return out


def make(part: Part, given: Given, jobs: int, each: Callable[[], None] | None = None) -> Made:
    """Read a part and write it, if nobody has: nothing is read then. each: called after every report. Raises OSError when it cannot be
    written."""
    from pyarrow import parquet

    target, made = Path(part.target), Made()
    if target.exists():
        return made
    begun = target.with_name(f".{target.name}.{socket.gethostname()}-{os.getpid()}.tmp")
    try:
        with parquet.ParquetWriter(begun, _schema(), compression="zstd") as out:
            rows: list[dict[str, Any]] = []
            for result in outcomes(items(part, given), jobs):
                if (row := _row(result, made)) is not None:
                    rows.append(row)
                    if each is not None:
                        each()
                if len(rows) >= _GROUP:
                    _put(out, rows)
            _put(out, rows)
        with begun.open("rb+") as whole:
            os.fsync(whole.fileno())
        begun.replace(target)
    finally:
        begun.unlink(missing_ok=True)
    for left in target.parent.glob(f".{target.name}.*.tmp"):  # of those who died at it
        left.unlink(missing_ok=True)
    return made


def items(part: Part, given: Given) -> Iterator[Item]:
    """The reports of a part."""
    from rasid.pipeline.taking import take_in

    if not _is_parquet(Path(part.source)):
        return take_in((part.source,), given.published, given.outlet, columns=given.columns)
    return _parquet_items(part, given)


def _parquet_items(part: Part, given: Given) -> Iterator[Item]:
    """Rows of a Parquet file, a batch in memory at a time; row groups before the slice are not read."""
    import pyarrow
    from pyarrow import parquet

    defaults = Defaults(given.published, given.outlet)
    with parquet.ParquetFile(part.source) as table:
        at, groups = 0, []
        for n in range(table.num_row_groups):
            size = table.metadata.row_group(n).num_rows
            if at < part.last and at + size > part.first:
                groups.append((n, at))
            at += size
        number = groups[0][1] if groups else 0
        batches = table.iter_batches(_GROUP, row_groups=[n for n, _ in groups])
        while True:
            try:
                rows = next(batches).to_pylist()
            except StopIteration:
                return
            except (pyarrow.ArrowException, OSError) as error:  # a page that is damaged: what comes after it cannot be reached
                yield Failure(f"{part.source}:{number + 1}", "unreadable", {"reason": str(error).splitlines()[0]})
                return
            for row in rows:
                if part.first <= number < part.last:
                    yield from as_report(_named(row, given.columns), f"{part.source}:{number + 1}", defaults)
                number += 1


def _named(row: dict[str, Any], columns: dict[str, str]) -> dict[str, Any]:
    """A row under the names of a report's slots; days, which Parquet has as such, as text."""
    named = row | {slot: row.get(heading) for slot, heading in columns.items()}
    day: Any = named.get("published")
    return named | {"published": day.isoformat()[:10]} if hasattr(day, "isoformat") else named


def _is_parquet(file: Path) -> bool:
    return file.suffix.lower() == ".parquet"


def _rows(file: Path) -> int:
    import pyarrow
    from pyarrow import parquet

    try:
        return int(parquet.read_metadata(file).num_rows)
    except (pyarrow.ArrowException, OSError) as error:
        reason = str(error).splitlines()[0]
        raise UsageError(t("failure.unreadable", reason=reason), file.as_posix()) from error


def _row(result: Outcome | Failure, made: Made) -> dict[str, Any] | None:
    """The row of a report, also of one that was lost; None for a mere reservation."""
    if isinstance(result, Failure):
        if not result.lost or result.silent:
            return None
        made.plus(Made(lost={result.code: 1}))
        return {"id": result.where, "skipped": result.code, "statements": 0, "reading": ""}
    report, reading = result
    if reading.skipped:
        made.plus(Made(lost={reading.skipped: 1}))
    else:
        made.plus(Made(1, len(reading.statements)))
    told = {"id": report.id, "published": report.published, "outlet": report.outlet, "url": report.url, "title": report.title}
    return told | {
        "skipped": reading.skipped,
        "statements": len(reading.statements),
        "reading": msgspec.json.encode(line(reading)).decode(),
    }


def _schema() -> pyarrow.Schema:
    import pyarrow

    from rasid.pipeline.recording import reader

    texts = [(name, pyarrow.string()) for name in ("id", "published", "outlet", "url", "title", "skipped")]
    columns = [*texts, ("statements", pyarrow.int32()), ("reading", pyarrow.string())]
    return pyarrow.schema(columns, metadata={"rasid.reader": reader()})


def _put(out: Any, rows: list[dict[str, Any]]) -> None:
    import pyarrow

    if rows:
        out.write_table(pyarrow.Table.from_pylist(rows, schema=_schema()))
        rows.clear()


def in_processes(parts: Sequence[Part], given: Given, jobs: int, each: Callable[[], None] | None = None) -> Iterator[Made]:
    """Make parts one after the other, each by several processes. each: called after every report."""
    for part in parts:
        yield make(part, given, jobs, each)


def on_ray(parts: Sequence[Part], given: Given, jobs: int, address: str) -> Iterator[Made]:
    """Make parts in tasks of a Ray cluster, a bounded number at a time; Ray begins the tasks of dead workers again.

    address: of a cluster; "" starts one here with `jobs` processors (0: all). Raises RasidError when Ray is missing or gives up.
    """
    try:
        ray: Any = import_module("ray")  # types are checked the same whether it is installed or not
    except ImportError as error:
        raise RasidError(t("error.no_ray"), "", t("error.no_ray_do")) from error
    own = {"address": address} if address else {"num_cpus": jobs or None, "include_dashboard": False}
    try:
        ray.init(**own, logging_level=logging.ERROR, log_to_driver=False)
        far = ray.remote(num_cpus=1, max_retries=_RETRIES)(_task)
        most = int(ray.cluster_resources().get("CPU", 1)) + _AHEAD
        at_work: list[Any] = []
        for task in tasks(parts):
            if len(at_work) >= most:
                ready, at_work = ray.wait(at_work)
                yield from ray.get(ready)
            at_work.append(far.remote(task, given))
        while at_work:
            ready, at_work = ray.wait(at_work)
            yield from ray.get(ready)
    except (ray.exceptions.RayError, ConnectionError, RuntimeError, ValueError) as error:
        raise RasidError(t("error.ray", reason=(str(error).strip().splitlines() or [type(error).__name__])[-1]), address) from error
    finally:
        ray.shutdown()


def _task(parts: Sequence[Part], given: Given) -> Made:
    """What a worker of Ray does: it has one processor."""
    made = Made()
    for part in parts:
        made.plus(make(part, given, 1))
    return made

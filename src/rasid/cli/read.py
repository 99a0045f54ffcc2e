"""`rasid read`: reports in, statements out, and at the end what was left out and why."""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path
from typing import TextIO

import msgspec

from rasid.cli.batch import Outcome, outcomes
from rasid.cli.formats import FORMATS, writer
from rasid.cli.output import opened
from rasid.cli.progress import Progress
from rasid.cli.terminal import Paint, isolate, wants_colour
from rasid.errors import UsageError
from rasid.intake import Failure, publication_day
from rasid.messages import known, t
from rasid.model import Reading, Report

EXIT_FAULT, EXIT_BAD_INPUT = 1, 3
#: What --columns can name, and what stands between two of its parts: a comma before the next slot, so that headings may have some.
COLUMNS = ("text", "title", "published", "outlet", "url", "id", "lang", "author")
_BETWEEN_COLUMNS = re.compile(r"[,،](?=\s*[A-Za-z]+\s*=)")


class Options(msgspec.Struct, frozen=True):
    """What the command line asks of `rasid read`. jobs: processes, 0 to decide by the number of reports."""

    paths: tuple[str, ...]
    format: str = ""
    output: str = ""
    published: str = ""
    outlet: str = ""
    jobs: int = 0
    quiet: bool = False
    columns: str = ""
    engine: str = ""
    ray_address: str = ""


class Tally:
    """Counts of what was read and what was not; says each failure as it comes."""

    def __init__(self, stream: TextIO, progress: Progress) -> None:
        self._stream, self._progress, self._paint = stream, progress, Paint(wants_colour(stream))
        self.reports = self.statements = 0
        self.lost: Counter[str] = Counter()

    def failure(self, failure: Failure) -> None:
        """Tell a failure of intake; count it when its report is lost."""
        if failure.silent:
            return
        self._say(failure.where, t(f"failure.{failure.code}", **failure.detail), failure.lost)
        if failure.lost:
            self.lost[failure.code] += 1

    def outcome(self, report: Report, reading: Reading) -> None:
        """Count a reading; tell it when it was skipped."""
        if not reading.skipped:
            self.reports += 1
            self.statements += len(reading.statements)
            return
        self.lost[reading.skipped] += 1
        self._say(report.id, skip_text(reading), True)

    def _say(self, where: str, what: str, bad: bool) -> None:
        self._progress.clear()
        self._stream.write(f"{isolate(where)}: {self._paint('bad', what) if bad else what}\n")

    def summary(self) -> str:
        """One line: reports and statements, and how many reports were not read for which reasons."""
        told = t("summary.read", reports=self.reports, statements=self.statements)
        if not self.lost:
            return told
        reasons = t("summary.separator").join(
            t("summary.reason", reason=t(f"count.{code if known(f'count.{code}') else 'other'}"), count=n)
            for code, n in self.lost.most_common()
        )
        return f"{told}\n{t('summary.lost', count=self.lost.total(), reasons=reasons)}"

    def exit_code(self) -> int:
        """0, or 3 when reports were not read, or 1 when Rasid itself was at fault."""
        if self.lost["fault"]:
            return EXIT_FAULT
        return EXIT_BAD_INPUT if self.lost else 0


def skip_text(reading: Reading) -> str:
    """Why a report was not read, in words."""
    details = {note.code: note.detail for note in reading.notes}
    code = reading.skipped
    if code == "not_arabic":
        spoken = details.get("language", "und")
        return t("failure.not_arabic", language=t(f"language.{spoken if known(f'language.{spoken}') else 'und'}"))
    if code in ("empty", "not_text"):
        return t(f"failure.{code}")
    reason = details.get("reason", "") or code
    return t("failure.fault" if code == "fault" else "failure.other", reason=reason)


def columns_of(text: str) -> dict[str, str]:
    """What --columns says: "text=Body,published=Date" as a dictionary. Raises UsageError for slots that a report does not have."""
    found: dict[str, str] = {}
    for part in _BETWEEN_COLUMNS.split(text) if text.strip() else ():
        slot, equals, heading = part.partition("=")
        if slot.strip() not in COLUMNS or not equals or not heading.strip():
            raise UsageError(t("error.columns", value=isolate(part.strip()), slots=", ".join(COLUMNS)))
        found[slot.strip()] = heading.strip()
    return found


def checked(options: Options) -> Options:
    """The options with the format decided and the day in ISO form. Raises UsageError."""
    if not options.paths:
        if sys.stdin.isatty():
            raise UsageError(t("error.no_paths"), remedy=t("error.see_help"))
        options = msgspec.structs.replace(options, paths=("-",))
    columns_of(options.columns)
    day = publication_day(options.published)
    if day is None:
        raise UsageError(t("error.published", value=options.published))
    suffix = options.output.rpartition(".")[2].lower()
    chosen = options.format or (suffix if suffix in FORMATS else "text")
    jobs = 1 if options.jobs == 0 and "-" in options.paths else options.jobs  # a stream may trickle: do not gather it
    return msgspec.structs.replace(options, format=chosen, published=day, jobs=jobs)


def run(options: Options) -> int:
    """Read everything the options name; returns the exit code. Raises UsageError."""
    if options.engine or options.ray_address:
        return run_parts(options)
    options = checked(options)
    progress = Progress(sys.stderr, options.quiet)
    tally = Tally(sys.stderr, progress)
    from rasid.pipeline.taking import take_in

    items = take_in(options.paths, options.published, options.outlet, columns=columns_of(options.columns))
    with opened(options.output) as stream:
        out = writer(options.format, stream, Paint(wants_colour(stream)))
        for result in outcomes(items, options.jobs):
            if isinstance(result, Outcome):
                tally.outcome(result.report, result.reading)
                out.add(result.report, result.reading)
                progress.step()
            else:
                tally.failure(result)
    progress.clear()
    if not options.quiet:
        sys.stderr.write(tally.summary() + "\n")
        if options.output not in ("", "-"):
            sys.stderr.write(t("summary.written", file=isolate(options.output)) + "\n")
    return tally.exit_code()


def run_parts(options: Options) -> int:
    """Read files into Parquet parts in the folder of -o; returns the exit code. Raises UsageError, RasidError."""
    from rasid.cli import parts

    engine = options.engine or "ray"
    if engine not in parts.ENGINES:
        raise UsageError(t("error.engine", value=isolate(engine), engines=", ".join(parts.ENGINES)))
    output = Path(options.output)
    if options.output in ("", "-") or output.is_file() or options.format or not options.paths or "-" in options.paths:
        raise UsageError(t("error.engine_folder"))
    options = checked(options)
    given = parts.Given(options.published, options.outlet, columns_of(options.columns))
    progress = Progress(sys.stderr, options.quiet)
    tally = Tally(sys.stderr, progress)
    try:
        output.mkdir(parents=True, exist_ok=True)
        planned = parts.planned(options.paths, output, given)
        todo = [p for p in planned if not Path(p.target).exists()]
        jobs = options.jobs
        far = engine == "ray"  # there, a task tells what it read when it has read it
        made = parts.on_ray(todo, given, jobs, options.ray_address) if far else parts.in_processes(todo, given, jobs, progress.step)
        for one in made if todo else ():
            tally.reports += one.reports
            tally.statements += one.statements
            tally.lost.update(one.lost)
            if far:
                progress.step(one.reports + sum(one.lost.values()))
    except OSError as error:
        raise UsageError(t("error.output", file=isolate(options.output), reason=str(error))) from error
    progress.clear()
    if not options.quiet:
        sys.stderr.write(tally.summary() + "\n")
        sys.stderr.write(t("parts.summary", made=len(todo), known=len(planned) - len(todo), folder=isolate(options.output)) + "\n")
    return tally.exit_code()

"""`rasid explain`: why each slot of a statement was filled as it was."""

from __future__ import annotations

import sys

from rasid.cli.batch import Outcome, outcomes
from rasid.cli.glosses import gloss
from rasid.cli.progress import Progress
from rasid.cli.read import Tally
from rasid.cli.terminal import Paint, isolate, wants_colour
from rasid.cli.view import heading, of_statement
from rasid.errors import UsageError
from rasid.messages import t
from rasid.model import Reason, Report, Span, Statement


def run(file: str, wanted: str, published: str = "", outlet: str = "") -> int:
    """Show the statements of a file with their reasons, or only the one wanted (number in the file, or id)."""
    from rasid.pipeline.taking import take_in

    paint = Paint(wants_colour(sys.stdout))
    tally = Tally(sys.stderr, Progress(sys.stderr, quiet=True))
    shown = number = 0
    for result in outcomes(take_in([file], published, outlet), jobs=1):
        if not isinstance(result, Outcome):
            tally.failure(result)
            continue
        tally.outcome(result.report, result.reading)
        blocks: list[str] = []
        for statement in result.reading.statements:
            number += 1
            if not wanted or wanted in (str(number), statement.id):
                blocks.append("\n".join(_explained(result.report, statement, number, paint)))
        if blocks:
            shown += len(blocks)
            sys.stdout.write("\n\n".join([heading(result.report, paint), *blocks]) + "\n")
    if wanted and not shown:
        raise UsageError(t("explain.none", wanted=wanted, count=number))
    return tally.exit_code()


def _explained(report: Report, statement: Statement, number: int, paint: Paint) -> list[str]:
    lines = of_statement(report, statement, number, paint)
    if statement.rules:
        lines.append(f"     {t('explain.reasons')}")
    width = max((len(r.rule) for r in statement.rules), default=0)
    return lines + [_reason(report, reason, width, paint) for reason in statement.rules]


def _reason(report: Report, reason: Reason, width: int, paint: Paint) -> str:
    words = isolate(words_of(report, reason.span)) if reason.span else ""
    told = gloss(reason.rule)
    line = f"       {t(f'view.{reason.slot}'):{9}} {paint('bold', f'{reason.rule:{width}}')}"
    line += f"  «{words}»" if words else ""
    return f"{line}  {paint('dim', told)}".rstrip() if told else line.rstrip()


def words_of(report: Report, span: Span) -> str:
    """The characters a span points at."""
    return (report.title if span.field == "title" else report.text)[span.start : span.end]

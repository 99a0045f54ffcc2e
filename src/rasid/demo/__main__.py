"""Read the bundled reports, print their statements, sum up who took and lost what; keep a ledger of a week, ask it, draw its map."""

from __future__ import annotations

import sys
import time
from importlib.resources import as_file, files
from pathlib import Path
from typing import NamedTuple

from rasid.cli.batch import Outcome, outcomes
from rasid.cli.terminal import Paint, isolate, wants_colour
from rasid.cli.view import of_reading
from rasid.intake import read_inputs
from rasid.messages import t
from rasid.model import Name, Statement

GAINS, LOSSES = ("takes_control", "holds"), ("withdraws", "hands_over")


class Change(NamedTuple):
    """A line of the summary: who, at which place, by which statement, in which report."""

    actor: str
    place: str
    statement: Statement
    report: str


def changes(statement: Statement, report: str) -> list[Change]:
    """The gains and losses of places that a statement tells, one for each place."""
    if statement.event not in GAINS + LOSSES:
        return []
    actor = _joined(statement.agent)
    return [Change(actor, place.name, statement, report) for place in statement.place]


def _joined(names: tuple[Name, ...]) -> str:
    return t("view.list").join(isolate(n.name) for n in names) or t("demo.unnamed")


def _line(change: Change) -> str:
    s = change.statement
    event = t(f"event.{s.event}") + ("" if s.status in ("occurred", "ongoing") else f" ({t(f'status.{s.status}')})")
    told = t("demo.according", source=_joined(s.source)) if s.source else t("demo.own_voice")
    return t(
        "demo.change",
        date=s.date or "-",
        actor=change.actor,
        event=event,
        place=isolate(change.place),
        told=told,
        report=change.report,
    )


#: where the demo keeps its ledger and its picture
FOLDER = Path("build") / "demo"
#: what the ledger of the week is asked: places that changed hands, one that is claimed by two, one that nobody holds
LAST_DAY, ASKED = "2019-06-08", ("sy.hama.tall-milh", "sy.hama.jubbayn", "sy.hama.kafr-nabudah", "sy.hama.hamamiyat")


def ledger(paint: Paint) -> int:
    """Record a week of reports, say who holds what and why, and draw the map; 0 when all was recorded."""
    from rasid.cli import add, holds, lists
    from rasid.cli import map as maps

    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("rasid.db*"):
        old.unlink()
    db, picture = str(FOLDER / "rasid.db"), FOLDER / "map.png"
    print(paint("bold", t("demo.week", day=LAST_DAY)), flush=True)
    with as_file(files("rasid.demo").joinpath("week.jsonl")) as path:
        bad = add.run(add.Options((str(path),), db=db, jobs=1, quiet=True))
    for place in ASKED:
        print(flush=True)
        bad |= holds.run(holds.Options(place, LAST_DAY, why=True, db=db))
    print("\n" + paint("bold", t("demo.disputes")), flush=True)
    bad |= lists.disputes(lists.Options(on=LAST_DAY, db=db))
    bad |= maps.run(maps.Options(on=LAST_DAY, picture=str(picture), db=db))
    print("\n" + t("demo.picture", file=str(picture), db=db))
    return bad


def main() -> int:
    """Print the demo; 0 when every report was read."""
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    paint = Paint(wants_colour(sys.stdout))
    found: list[Change] = []
    reports = statements = bad = 0
    begun = time.perf_counter()
    with as_file(files("rasid.demo").joinpath("reports.jsonl")) as path:
        for result in outcomes(read_inputs([str(path)]), jobs=1):
            if not isinstance(result, Outcome) or result.reading.skipped:
                bad += 1
                continue
            reports += 1
            statements += len(result.reading.statements)
            print(of_reading(result.report, result.reading, paint))
            for statement in result.reading.statements:
                found += changes(statement, result.report.id)
    took = time.perf_counter() - begun
    print(paint("bold", t("demo.who")))
    for change in sorted(found, key=lambda c: c.statement.date):
        print(f"  {_line(change)}")
    print("\n" + t("demo.read", reports=reports, statements=statements, seconds=f"{took:.2f}"))
    bad += ledger(paint)
    print(t("demo.next"))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())

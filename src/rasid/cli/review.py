"""`rasid review`: what people say of statements, and what they have said. The statement itself stays as it was read."""

from __future__ import annotations

import getpass
import os
import sys
from typing import TYPE_CHECKING, Any

import msgspec

from rasid.cli.desk import checked_format, opened_store, print_json
from rasid.cli.terminal import Paint, isolate, wants_colour
from rasid.errors import UsageError
from rasid.messages import t

if TYPE_CHECKING:
    from rasid.ledger import Review, Store, Told

FORMATS = ("text", "json")
GOLD = "gold"
#: Statements listed when no other number is asked for; the shortest beginning of an id that is taken for it.
SHOWN, SHORTEST = 50, 6
VARIABLE = "RASID_REVIEWER"


class Options(msgspec.Struct, frozen=True):
    """What the command line asks of `rasid review`. statement: an id or the beginning of one."""

    statement: str = ""
    action: str = ""
    slot: str = ""
    value: tuple[str, ...] = ()
    who: str = ""
    why: str = ""
    db: str = ""
    format: str = "text"


def listed(place: str, only_reviewed: bool, most: int, db: str, format: str) -> int:
    """Print statements with their ids and reviews, the newest last; as gold: reports with reviews, as the evaluation takes them."""
    checked_format(format, (*FORMATS, GOLD))
    from rasid.cli.desk import Desk

    with opened_store(db, read_only=True) as store:
        at = Desk(store, reviewed=False)
        wanted = at.place(place) if place else ""
        with store.reading() as view:
            made = view.reviewed()
            told = view.told(place=wanted) if not only_reviewed and format != GOLD else view.told(ids=list(made)) if made else []
        if format == GOLD:
            _gold(store, at, told, made)
            return 0
        told = [x for x in told if not wanted or wanted in x.recorded.places][-(most or SHOWN) :]
        if format == "json":
            print_json([_json(x, made.get(x.id, [])) for x in told])
            return 0
        paint = Paint(wants_colour(sys.stdout))
        for x in told:
            sys.stdout.write("\n".join(_lines(x, made.get(x.id, []), paint)) + "\n")
        if not told:
            sys.stdout.write(t("lists.none") + "\n")
    return 0


def _json(x: Told, reviews: list[Review]) -> dict[str, Any]:
    facts = {k: getattr(x, k) for k in ("id", "report", "name", "outlet", "published")}
    return facts | {"statement": msgspec.to_builtins(x.statement), "reviews": [msgspec.to_builtins(r) for r in reviews]}


def _lines(x: Told, reviews: list[Review], paint: Paint) -> list[str]:
    s = x.statement
    slots = [(n, t("view.list").join(isolate(v.name) for v in getattr(s, n))) for n in ("agent", "target", "place", "source")]
    parts = [t(f"event.{s.event}"), t(f"status.{s.status}"), isolate(s.date), *(f"{t(f'view.{n}')}: {v}" for n, v in slots if v)]
    lines = [f"{paint('dim', x.id[:12])}  {' · '.join(p for p in parts if p)}", f"    {isolate(s.evidence)}  [{isolate(x.outlet)}]"]
    for r in reviews:
        what = t(f"review.{r.action}") + (f" {r.slot} = {isolate(_shown(r.value))}" if r.slot else "")
        lines.append(f"    {isolate(r.at[:16])}  {isolate(r.who)}: {what}" + (f"  ({isolate(r.why)})" if r.why else ""))
    return lines


def _shown(value: Any) -> str:
    return t("view.list").join(value) if isinstance(value, list | tuple) else str(value)


def run(options: Options) -> int:
    """Record a review; returns the exit code. Raises UsageError for an unknown statement, slot or value; StoreError."""
    from rasid.ledger import Review
    from rasid.pipeline.reviewed import NAMES, actors_of, corrected, places_of
    from rasid.pipeline.world import world

    checked_format(options.format, FORMATS)
    who = options.who or os.environ.get(VARIABLE, "") or getpass.getuser()
    with opened_store(options.db) as store:
        told = found(store, options.statement)
        value: Any = None
        places, actors = [], []
        if options.action == "correct":
            value = list(options.value) if options.slot in NAMES else " ".join(options.value)
            after = corrected(told.statement, options.slot, value, world())
            places = places_of(after) if options.slot == "place" else []
            actors = actors_of(after) if options.slot in ("agent", "target") else []
        made = store.review(Review(told.id, options.action, who, options.why, options.slot, value), places, actors)
        if options.format == "json":
            print_json(msgspec.to_builtins(made))
        else:
            sys.stdout.write(t("review.made", action=t(f"review.{made.action}"), id=told.id[:12], who=isolate(made.who)) + "\n")
    return 0


def found(store: Store, beginning: str) -> Told:
    """The statement whose id begins so. Raises UsageError when there is none or several."""
    with store.reading() as view:
        told = view.told(ids=[beginning])
        if not told and len(beginning) >= SHORTEST:
            told = [x for x in view.told() if x.id.startswith(beginning)]
    if len(told) != 1:
        raise UsageError(t("review.several" if told else "review.unknown"), isolate(beginning), t("review.see_list"))
    return told[0]


def _gold(store: Store, at: Any, told: list[Told], made: dict[str, list[Review]]) -> None:
    """Reports that were reviewed, one a line, with all their statements as they are after review."""
    from rasid.pipeline.reviewed import reviewed

    for report in dict.fromkeys(x.report for x in told):
        with store.reading() as view:
            stored, all_told = view.stored(report), view.told(report=report)
        assert stored is not None
        statements = []
        for x in all_told:
            after = reviewed(x, made.get(x.id, ()), at.world)
            if after is not None:
                s = after.statement
                named = {n: [v.name for v in getattr(s, n)] for n in ("agent", "target", "place", "source")}
                plain = {n: getattr(s, n) for n in ("event", "trigger", "evidence", "date", "status", "extent", "killed", "injured")}
                statements.append({**plain, **named})
        r = stored.report
        row = {"id": r.id, "title": r.title, "text": r.text, "published": r.published, "outlet": r.outlet, "statements": statements}
        sys.stdout.write(msgspec.json.encode(row).decode() + "\n")

"""`rasid review`: what people say of statements, and what they have said. The statement itself stays as it was read."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Iterator
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
    """What the command line asks of `rasid review`. statement, others: ids or the beginnings of them; parts: "slot=value; slot=value"."""

    statement: str = ""
    action: str = ""
    slot: str = ""
    value: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
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
            told = view.told(ids=list(made)) if made else []
            if not only_reviewed and format != GOLD:
                told = [*view.told(place=wanted), *(x for x in told if by_person(made[x.id]))]
            ids = view.ids_of([k for some in made.values() for r in some if r.action in ("merge", "split") for k in (r.key, *r.value)])
        if format == GOLD:
            _gold(store, at, told, made)
            return 0
        told = list({x.id: x for x in told}.values())
        told = [x for x in told if not wanted or wanted in x.recorded.places][-(most or SHOWN) :]
        if format == "json":
            print_json([_json(x, made.get(x.id, [])) for x in told])
            return 0
        paint = Paint(wants_colour(sys.stdout))
        for x in told:
            sys.stdout.write("\n".join(_lines(x, made.get(x.id, []), ids, paint)) + "\n")
        if not told:
            sys.stdout.write(t("lists.none") + "\n")
    return 0


def _json(x: Told, reviews: list[Review]) -> dict[str, Any]:
    facts = {k: getattr(x, k) for k in ("id", "key", "report", "name", "outlet", "published")}
    return facts | {"statement": msgspec.to_builtins(x.statement), "reviews": [msgspec.to_builtins(r) for r in reviews]}


def by_person(reviews: list[Review]) -> bool:
    """Whether a statement is what a person made, by its reviews."""
    return any(r.action == "add" or (r.action == "split" and r.slot == "statement") for r in reviews)


def _lines(x: Told, reviews: list[Review], ids: dict[str, str], paint: Paint) -> list[str]:
    s = x.statement
    slots = [(n, t("view.list").join(isolate(v.name) for v in getattr(s, n))) for n in ("agent", "target", "place", "source")]
    parts = [t(f"event.{s.event}"), t(f"status.{s.status}"), isolate(s.date), *(f"{t(f'view.{n}')}: {v}" for n, v in slots if v)]
    lines = [f"{paint('dim', x.id[:12])}  {' · '.join(p for p in parts if p)}", f"    {isolate(s.evidence)}  [{isolate(x.outlet)}]"]
    for r in reviews:
        what = t(f"review.{r.action}") + (f" {r.slot} = {isolate(_shown(r.value))}" if r.action == "correct" else "")
        if r.action in ("merge", "split"):
            others = [ids.get(k, k)[:12] for k in (r.key, *r.value) if k != x.key]
            gone = r.action == "merge" and r.slot == "statement" and x.key != r.key
            what = t("review.again" if gone else f"review.{r.action}.{r.slot}", ids=isolate(t("view.list").join(others)))
        line = f"    {paint('dim', r.id[:12])}  {isolate(r.at[:16])}  {isolate(r.who)}: {what}"
        lines.append(line + (f"  ({isolate(r.why)})" if r.why else ""))
    return lines


def _shown(value: Any) -> str:
    if isinstance(value, list | tuple):
        return t("view.list").join(_shown(v) for v in value)
    return str(value["name"] if isinstance(value, dict) else value)


def run(options: Options) -> int:
    """Record a review; returns the exit code. Raises UsageError for an unknown statement, review, slot or value; StoreError."""
    from rasid.ledger import Review

    checked_format(options.format, FORMATS)
    with opened_store(options.db) as store:
        if options.action == "undo":
            undone = found_review(store, options.statement)
            made = store.review(Review(undone.statement, "undo", reviewer(options.who), options.why, value=undone.id))
        elif options.parts:
            made = _parted(store, options)
        else:
            made = said(store, options)
        tell(made, options.format)
    return 0


def reviewer(who: str) -> str:
    """Who makes a review: as given, else as the environment says, else the user."""
    return who or os.environ.get(VARIABLE, "") or getpass.getuser()


def tell(made: Review, format: str) -> None:
    """Print a review that was recorded."""
    if format == "json":
        print_json(msgspec.to_builtins(made))
        return
    values = {"action": t(f"review.{made.action}"), "id": made.statement[:12], "who": isolate(made.who), "review": made.id[:12]}
    sys.stdout.write(t("review.made", **values) + "\n")


def said(store: Store, options: Options) -> Review:
    """Accept, reject, correct, and merge or split of several statements."""
    from rasid.ledger import Review
    from rasid.model.records import NAME_SLOTS
    from rasid.pipeline.reviewed import actors_of, corrected, known_place, places_of
    from rasid.pipeline.world import world

    told = found(store, options.statement)
    value: Any = None
    places, actors = [], []
    if options.action == "correct":
        value = list(options.value) if options.slot in NAME_SLOTS else " ".join(options.value)
        if options.slot == "place":
            with store.reading() as view:
                value = [known_place(p, view, world(), told.report) for p in value]
        after = corrected(told.statement, options.slot, value, world())
        places = places_of(after) if options.slot == "place" else []
        actors = actors_of(after) if options.slot in ("agent", "target") else []
    if options.action in ("merge", "split"):
        value = [found(store, x).id for x in options.others]
    who = reviewer(options.who)
    return store.review(Review(told.id, options.action, who, options.why, options.slot, value), places, actors)


def _parted(store: Store, options: Options) -> Review:
    """A statement that is two, by what is different in each."""
    from rasid.model.records import NAME_SLOTS
    from rasid.pipeline.additions import split_statement
    from rasid.pipeline.world import world

    parts = []
    for text in options.parts:
        given: dict[str, Any] = {}
        for piece in text.replace("؛", ";").split(";"):
            slot, sign, value = (x.strip() for x in piece.partition("="))
            if not sign:
                raise UsageError(t("review.part"), f"--part {isolate(text)}", t("review.part.do"))
            given[slot] = [x.strip() for x in value.replace("،", ",").split(",") if x.strip()] if slot in NAME_SLOTS else value
        parts.append(given)
    return split_statement(store, world(), found(store, options.statement).id, parts, reviewer(options.who), options.why)


def added(report: str, addition: Any, who: str, why: str, db: str, format: str) -> int:
    """Record what the reader missed (`Addition`). Raises UsageError, StoreError."""
    from rasid.pipeline.additions import add_statement
    from rasid.pipeline.world import world

    checked_format(format, FORMATS)
    with opened_store(db) as store:
        tell(add_statement(store, world(), report, addition, reviewer(who), why), format)
    return 0


def found_review(store: Store, beginning: str) -> Review:
    """The review whose id begins so. Raises UsageError when there is none or several."""
    made = store.ask(lambda view: view.reviews())
    some = [r for r in made if r.id == beginning or (len(beginning) >= SHORTEST and r.id.startswith(beginning))]
    if len(some) != 1:
        raise UsageError(t("review.several_reviews" if some else "review.unknown_review"), isolate(beginning), t("review.see_reviews"))
    return some[0]


def found(store: Store, beginning: str) -> Told:
    """The statement whose id begins so. Raises UsageError when there is none or several."""
    with store.reading() as view:
        told = view.told(ids=[beginning])
        if not told and len(beginning) >= SHORTEST:
            ids = view.statements_called(beginning)
            told = view.told(ids=ids) if ids else []
    if len(told) != 1:
        raise UsageError(t("review.several" if told else "review.unknown"), isolate(beginning), t("review.see_list"))
    return told[0]


def gold(store: Store, at: Any) -> bytes:
    """Every report that was reviewed, as `review list --format gold` prints them."""
    with store.reading() as view:
        made = view.reviewed()
        told = view.told(ids=list(made)) if made else []
    return "".join(_gold_lines(store, at, told, made)).encode()


def _gold(store: Store, at: Any, told: list[Told], made: dict[str, list[Review]]) -> None:
    for line in _gold_lines(store, at, told, made):
        sys.stdout.write(line)


def _gold_lines(store: Store, at: Any, told: list[Told], made: dict[str, list[Review]]) -> Iterator[str]:
    """Reports that were reviewed, one a line, with all their statements as they are after review.

    `happening` of a statement: the same for statements, of any report, that people say are of one happening.
    """
    from rasid.pipeline.reviewed import reviewed

    with store.reading() as view:
        happening = _groups(view.ties()[0])
    for report in dict.fromkeys(x.report for x in told):
        with store.reading() as view:
            stored, all_told = view.stored(report), view.told(report=report)
        assert stored is not None
        here = {x.id for x in all_told}
        all_told += [x for x in told if x.report == report and x.id not in here]
        statements = []
        for x in all_told:
            after = reviewed(x, made.get(x.id, ()), at.world)
            if after is not None:
                s = after.statement
                named = {n: [v.name for v in getattr(s, n)] for n in ("agent", "target", "place", "source")}
                plain = {n: getattr(s, n) for n in ("event", "trigger", "evidence", "date", "status", "extent", "killed", "injured")}
                one = {"happening": happening[x.id]} if x.id in happening else {}
                statements.append({**plain, **named, **one})
        r = stored.report
        row = {"id": r.id, "title": r.title, "text": r.text, "published": r.published, "outlet": r.outlet, "statements": statements}
        yield msgspec.json.encode(row).decode() + "\n"


def _groups(pairs: list[tuple[str, str]]) -> dict[str, str]:
    """For each statement the smallest id among those that are one with it."""
    out: dict[str, str] = {}
    for pair in pairs:
        both = [out.get(i, i) for i in pair]
        first = min(both)
        out = {i: first if of in both else of for i, of in out.items()} | dict.fromkeys(pair, first)
    return out

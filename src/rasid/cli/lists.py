"""`rasid history`, `changes`, `disputes`, `silences` and `events`: lists that the ledger answers with."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import msgspec

from rasid.cli.desk import Desk, checked_day, checked_format, desk, print_json, today
from rasid.cli.terminal import Paint, isolate, wants_colour
from rasid.errors import UsageError
from rasid.messages import t

if TYPE_CHECKING:
    from rasid.model.control import Change, Dispute, Period, Silence
    from rasid.model.event import Count, Event

FORMATS = ("text", "json")
#: Earlier and later than every day.
FIRST, LAST = "0001-01-01", "9999-12-31"


class Options(msgspec.Struct, frozen=True):
    """What was asked. start, end, on, known: ISO days, "" for open, today and now; inside: a place that all lies in."""

    place: str = ""
    inside: str = ""
    start: str = ""
    end: str = ""
    on: str = ""
    known: str = ""
    reviews: bool = True
    db: str = ""
    format: str = "text"


def window(start: str, end: str) -> tuple[str, str]:
    """First and last day asked about. Raises UsageError when the first is the later one."""
    first, last = checked_day(start, "--from", FIRST), checked_day(end, "--to", LAST)
    if first > last:
        raise UsageError(t("ledger.backwards"), f"--from {first} --to {last}", t("ledger.day_form"))
    return first, last


def history(options: Options) -> int:
    """Print the periods of a place. Raises UsageError, StoreError."""
    checked_format(options.format, FORMATS)
    known = checked_day(options.known, "--known")
    with desk(options.db, reviewed=options.reviews, known=known) as at:
        place = at.place(options.place)
        periods = at.index_of(place).history(place, known)
        if options.format == "json":
            print_json(at.named_by(place) | {"known": known, "periods": [period_json(at, p) for p in periods]})
            return 0
        paint = Paint(wants_colour(sys.stdout))
        lines = [paint("bold", isolate(at.place_label(place)))]
        for p in periods:
            who = isolate(at.actor_name(p.holder)) or _names(at, p.rivals) or t("holds.nobody")
            span = isolate(f"{p.start} – {p.end or '…'}".ljust(23))
            share = isolate(f"{p.confidence:4.0%}" if p.confidence else "   –")
            lines.append(f"  {span}  {t(f'control.{p.status}')} {share}  {who}" + ("  ⚔" if p.contested else ""))
        _print(lines if periods else [*lines, f"  {t('control.unknown')}"])
    return 0


def period_json(at: Desk, p: Period) -> dict[str, Any]:
    """A period of a place as JSON has it."""
    facts: dict[str, Any] = msgspec.to_builtins(p)
    facts.pop("odds", None)
    rivals = [at.short_actor(r) for r in p.rivals]
    return facts | {"holder": at.short_actor(p.holder), "rivals": rivals, "statements": list(p.statements), "contested": p.contested}


def changes(options: Options) -> int:
    """Print where holder or status changed. Raises UsageError, StoreError."""
    checked_format(options.format, FORMATS)
    first, last = window(options.start, options.end)
    with desk(options.db, reviewed=options.reviews) as at:
        inside = at.unit(options.inside) if options.inside else ""
        found = [c for c in at.asked.changes(first, last) if within(at, (c.place,), inside)]
        if options.format == "json":
            at.quoted(s for c in found for s in c.statements)
            print_json([change_json(at, c) for c in found])
            return 0
        _print([f"{isolate(c.day)}  {isolate(at.place_label(c.place))}: {moved(at, c)}" for c in found] or [t("lists.none")])
    return 0


def moved(at: Desk, c: Change) -> str:
    """A change in words: who held it and who does."""
    return t("view.chain_arrow").join((state(at, c.before, c.before_status), state(at, c.after, c.after_status)))


def state(at: Desk, holder: str, status: str) -> str:
    """A holder with the status of the answer."""
    words = t(f"control.{status}")
    return f"{isolate(at.actor_name(holder))} ({words})" if holder else words


def change_json(at: Desk, c: Change) -> dict[str, Any]:
    """A change as JSON has it."""
    facts: dict[str, Any] = msgspec.to_builtins(c)
    holders = {"before": at.short_actor(c.before), "after": at.short_actor(c.after)}
    return facts | holders | at.named_by(c.place) | {"statements": _told(at, c.statements)}


def disputes(options: Options) -> int:
    """Print claims that cannot both hold. Raises UsageError, StoreError."""
    checked_format(options.format, FORMATS)
    on, known = checked_day(options.on, "--on", today()), checked_day(options.known, "--known")
    with desk(options.db, reviewed=options.reviews, known=known) as at:
        found = at.asked.disputes(on, known)
        at.quoted(s for d in found for side in d.sides for s in side.statements)
        if options.format == "json":
            print_json([dispute_json(at, d) for d in found])
            return 0
        lines = []
        for d in found:
            lines.append(f"{isolate(at.place_label(d.place))}: {t(f'lists.about.{d.about}')}")
            for side in d.sides:
                lines.append(f"  {isolate(f'{side.weight:+.2f}')}  {isolate(side_name(at, side.actor))}")
                lines += [f"         {line}" for line in sources(at, side.statements)]
        _print(lines or [t("lists.none")])
    return 0


def side_name(at: Desk, actor: str) -> str:
    """What to call a side: the actor, or those who deny it."""
    return at.actor_name(actor) or t("lists.denial")


def dispute_json(at: Desk, d: Dispute) -> dict[str, Any]:
    """A dispute as JSON has it."""
    sides = [{"actor": at.short_actor(s.actor), "weight": s.weight, "statements": _told(at, s.statements)} for s in d.sides]
    return at.named_by(d.place) | {"on": d.on, "about": d.about, "sides": sides}


def silences(options: Options) -> int:
    """Print what actors did not say. Raises UsageError, StoreError."""
    checked_format(options.format, FORMATS)
    until = checked_day(options.end, "--to")
    with desk(options.db, reviewed=options.reviews) as at:
        found = at.asked.silences(until)
        at.quoted(s.statement for s in found)
        if options.format == "json":
            print_json([silence_json(at, s) for s in found])
            return 0
        lines = [
            f"{isolate(s.until)}  {isolate(at.actor_name(s.actor))}: {t(f'lists.silence.{s.kind}')}\n    {quote(at, s.statement)}"
            for s in found
        ]
        _print(lines or [t("lists.none")])
    return 0


def silence_json(at: Desk, s: Silence) -> dict[str, Any]:
    """A silence as JSON has it."""
    return msgspec.to_builtins(s) | {"actor": at.short_actor(s.actor), "chain": list(s.chain)}  # type: ignore[no-any-return]


def events(options: Options) -> int:
    """Print what happened, one entry for all reports of it. Raises UsageError, StoreError."""
    checked_format(options.format, FORMATS)
    first, last = window(options.start, options.end)
    with desk(options.db, reviewed=options.reviews) as at:
        inside = at.unit(options.inside) if options.inside else ""
        found = [e for e in happenings(at, first, last) if within(at, e.places, inside)]
        at.quoted(s for e in found for s in (*e.statements, *e.denied))
        if options.format == "json":
            print_json([event_json(at, e) for e in found])
            return 0
        lines = []
        for e in found:
            lines.append(f"{isolate(days(e))}  {event_line(at, e)}")
            lines.append(f"    {t('lists.told_by', chains=e.chains, reports=len(reports(at, e.statements)))}")
        _print(lines or [t("lists.none")])
    return 0


def happenings(at: Desk, first: str, last: str) -> list[Event]:
    """The events of which some day lies in a time."""
    return at.asked.events(first, last)


def event_line(at: Desk, e: Event) -> str:
    """An event on one line: kind, places, who against whom, casualties."""
    parts = [t(f"event.{e.kind}") + (f" ({t(f'status.{e.status}')})" if e.status != "occurred" else "")]
    if e.places:
        parts.append(t("view.list").join(isolate(at.place_label(p)) for p in e.places))
    if e.agents:
        parts.append(f"{t('view.agent')}: {_names(at, e.agents)}")
    if e.targets:
        parts.append(f"{t('view.target')}: {_names(at, e.targets)}")
    parts += [f"{t(f'view.{n}')}: {count(c)}" for n, c in (("killed", e.killed), ("injured", e.injured)) if c is not None]
    if e.denied:
        parts.append(t("lists.denied"))
    if e.rivals:
        parts.append(t("lists.rivals"))
    return " · ".join(parts)


def count(c: Count) -> str:
    """A number of people as told: one number, or the range with the best of it."""
    return str(c.best) if c.low == c.high else t("lists.range", low=c.low, high=c.high, best=c.best)


def days(e: Event) -> str:
    """The days of an event."""
    first, last = e.start or e.first_known, e.end or e.last_known
    return first if first == last else f"{first} – {last}"


def event_json(at: Desk, e: Event) -> dict[str, Any]:
    """An event as JSON has it, with names."""
    facts: dict[str, Any] = msgspec.to_builtins(e)
    named = {
        "places": [at.short_place(p) for p in e.places],
        "agents": [at.short_actor(a) for a in e.agents],
        "targets": [at.short_actor(a) for a in e.targets],
        "killed": msgspec.to_builtins(e.killed),
        "injured": msgspec.to_builtins(e.injured),
        "statements": _told(at, e.statements),
        "denied": _told(at, e.denied),
    }
    return facts | named


def within(at: Desk, places: Iterable[str], inside: str) -> bool:
    """Whether one of the places lies in a unit ("" for everywhere)."""
    return not inside or any(p == inside or inside in at.world.places.parents(p) for p in places)


def reports(at: Desk, statements: Iterable[str]) -> list[str]:
    """The reports of statements, each once."""
    return list(dict.fromkeys(x.report for x in at.quoted(statements).values()))


def sources(at: Desk, statements: Iterable[str]) -> list[str]:
    """A line for each statement: its words and by whom it was told."""
    return [quote(at, s) for s in at.quoted(statements)]


def quote(at: Desk, statement: str) -> str:
    """A statement's words with its chain and day of publication."""
    x = at.quoted((statement,))[statement]
    chain = t("view.chain_arrow").join(isolate(c) for c in x.recorded.chain)
    return f"{isolate(x.statement.evidence)}  [{chain}, {isolate(x.known)}]"


def _told(at: Desk, statements: Iterable[str]) -> list[dict[str, Any]]:
    return [
        {"id": s, "report": x.report, "known": x.known, "chain": list(x.recorded.chain), "evidence": x.statement.evidence}
        for s, x in at.quoted(statements).items()
    ]


def _names(at: Desk, actors: Iterable[str]) -> str:
    return t("view.list").join(isolate(at.actor_name(a)) for a in actors)


def _print(lines: list[str]) -> None:
    sys.stdout.write("\n".join(lines) + "\n")

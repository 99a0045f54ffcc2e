"""What people add to the ledger: a statement that the reader missed, and the parts of one that is two."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import msgspec

from rasid.control.days import interval
from rasid.errors import UsageError
from rasid.ledger import PERSON, STATEMENT, Entry, Review, Store, Stored, View
from rasid.model import EVENTS, Chain, Link, Name, Reading, Span, Statement
from rasid.model.records import Record
from rasid.pipeline.recording import entry, told_by
from rasid.pipeline.reviewed import SLOTS, corrected, known_place
from rasid.pipeline.world import World

#: The longest evidence, as the reader gives it.
LONGEST = 250
#: What a person gives besides event, evidence and trigger goes through `corrected`, as a correction does.
_GIVEN = tuple(s for s in SLOTS if s not in ("event",))


class Addition(Record, frozen=True):
    """A statement that a person read in a report. evidence: words of its title or text, or at: where they stand there (characters);
    trigger: those of them that say what happened ("": all of them); agent, target, place, source: names; date: EDTF; the rest as in
    `Statement`."""

    event: str
    evidence: str = ""
    trigger: str = ""
    agent: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    date: str = ""
    status: str = "occurred"
    extent: str = ""
    killed: int | None = None
    injured: int | None = None
    at: Span | None = None


def add_statement(store: Store, world: World, report: str, addition: Addition, who: str, why: str = "") -> Review:
    """Record a statement that the reader missed; the review returned ("add") names it, and undoing that takes it back.

    report: an id, the beginning of one, or the report's own name. Raises UsageError: no such report, words that are not in it, a value
    that is none, a statement that is there already. LedgerError.
    """
    stored = report_called(store, report)
    if addition.event not in EVENTS:
        raise UsageError(f"no event {addition.event!r}", "", " | ".join(EVENTS))
    evidence, trigger = _words(stored, addition)
    chain = Chain((Link("outlet", stored.report.outlet), *(_speaker(s, world) for s in addition.source)))
    statement = Statement(
        "p1",
        addition.event,
        _at(stored, trigger),
        _at(stored, evidence),
        trigger,
        evidence,
        chain=chain,
    )
    given = {slot: getattr(addition, slot) for slot in _GIVEN}
    with store.reading() as view:
        given["place"] = [known_place(p, view, world, stored.id) for p in addition.place]
    statement = _with(statement, {k: v for k, v in given.items() if v not in ((), [], "", None)}, world)
    made = _entry(store, world, stored, (_located(statement),))
    return store.contribute(made, Review("", "add", who, why))


def split_statement(store: Store, world: World, statement: str, parts: Sequence[Mapping[str, Any]], who: str, why: str = "") -> Review:
    """Make two or more statements of one, which counts no more. parts: for each what differs, as slot → value (see `SLOTS`).

    The review returned ("split") has the keys of the parts; undoing it brings the statement back. Raises UsageError, LedgerError.
    """
    if len(parts) < 2:
        raise UsageError("a statement is split into two parts or more", statement[:12], "give each part what differs")
    with store.reading() as view:
        told = view.told(ids=[statement])
        if not told:
            raise UsageError(f"no such statement: {statement}", "", "see `rasid review list`")
        stored = view.stored(told[0].report)
        parts = [_placed(part, view, world, told[0].report) for part in parts]
    assert stored is not None
    made = [_located(_with(told[0].statement, part, world)) for part in parts]
    if any(a == b for n, a in enumerate(made) for b in made[:n]):
        raise UsageError("two parts are the same", statement[:12], "give each part what differs")
    return store.contribute(_entry(store, world, stored, tuple(made)), Review(told[0].id, "split", who, why, STATEMENT))


def _placed(part: Mapping[str, Any], view: View, world: World, report: str) -> Mapping[str, Any]:
    """A part with the places that the ledger knows."""
    places = part.get("place") or ()
    return {**part, "place": [known_place(p, view, world, report) for p in places]} if places and not isinstance(places, str) else part


def report_called(store: Store, name: str) -> Stored:
    """A report by its id, the beginning of it, or its own name. Raises UsageError when there is none or several."""
    with store.reading() as view:
        ids = view.reports_called(name)
        stored = view.stored(ids[0]) if len(ids) == 1 else None
    if stored is None:
        raise UsageError("several reports are called so" if ids else "no such report", name, "give its whole id: see `rasid review list`")
    return stored


def _words(stored: Stored, addition: Addition) -> tuple[Span, Span]:
    """Where the evidence stands in the report, and the trigger in it; white space may differ."""
    said = addition.evidence if addition.at is None else _at(stored, addition.at)
    if not said.strip():
        raise UsageError("a statement needs its evidence", stored.report.id, "give the words of the text that say it")
    looked: tuple[tuple[Literal["title", "text"], str], ...] = (("text", stored.report.text), ("title", stored.report.title))
    found = [(f, m) for f, full in looked for m in _pattern(said).finditer(full)]
    if (at := addition.at) is not None:
        found = [(f, m) for f, m in found if f == at.field and at.start <= m.start() and m.end() <= at.end]
    if not found:
        raise UsageError("the report does not have these words", stored.report.id, "give words of its text, as they stand there")
    best = None
    for field, m in found:
        inner = _pattern(addition.trigger).search(m[0]) if addition.trigger.strip() else re.match(r"(?s).*", m[0])
        if inner is not None:
            best = Span(m.start(), m.end(), field), Span(m.start() + inner.start(), m.start() + inner.end(), field)
            break
    if best is None:
        raise UsageError("the trigger is not in the evidence", stored.report.id, "give words of the evidence, or none")
    if best[0].end - best[0].start > LONGEST:
        raise UsageError(f"the evidence is longer than {LONGEST} characters", stored.report.id, "give the words that say it, no more")
    return best


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(re.escape(w) for w in words.split()))


def _at(stored: Stored, span: Span) -> str:
    full = stored.report.title if span.field == "title" else stored.report.text
    return full[span.start : span.end]


def _speaker(name: str, world: World) -> Link:
    known = world.actor_id(name)
    return Link("organisation" if known else "person", name, id=known)


def _with(statement: Statement, given: Mapping[str, Any], world: World) -> Statement:
    for slot, value in given.items():
        statement = corrected(statement, slot, value, world)
    if statement.date and not interval(statement.date, "")[2]:
        raise UsageError(f"{statement.date!r} is no date", "date", "write 2024-12-11, 2024-12 or 2024-12-01/2024-12-11")
    return msgspec.structs.replace(statement, rules=())


def _located(statement: Statement) -> Statement:
    """The statement with its names where they stand in its evidence."""

    def located(names: tuple[Name, ...]) -> tuple[Name, ...]:
        out = []
        for n in names:
            at = statement.evidence.find(n.name) if n.span is None else -1
            start = statement.evidence_span.start + at
            out.append(msgspec.structs.replace(n, span=Span(start, start + len(n.name), statement.evidence_span.field)) if at >= 0 else n)
        return tuple(out)

    return msgspec.structs.replace(statement, **{s: located(getattr(statement, s)) for s in ("agent", "target", "place", "source")})


def _entry(store: Store, world: World, stored: Stored, statements: tuple[Statement, ...]) -> Entry:
    reading = Reading(stored.report.id, statements)
    made = entry(stored.report, reading, world, by=PERSON + secrets.token_hex(16), known=stored.known, at=stored.id)
    with store.reading() as view:
        copy = view.copies([stored.id]).get(stored.id)
        return told_by(made, view.bare(copy.original), world) if copy is not None else made

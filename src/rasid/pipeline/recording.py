"""From a report to what the ledger records: read, names resolved, statements ready for the reasoning."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Protocol

import msgspec

from rasid import __version__
from rasid.control.keys import key, name_key, origins, recorded
from rasid.ledger.entries import Added, Entry, Named, report_id, statement_ids
from rasid.ledger.store import Recast
from rasid.model import Chain, Name, Reading, Report, Statement
from rasid.model.control import Recorded
from rasid.model.records import FORWARDED
from rasid.pipeline.passing import with_forwards
from rasid.pipeline.world import World
from rasid.text.fold import fold_word

#: rooms whose change may change what is read
_READS = ("lexicon", "lexicons", "places", "reading", "text")
_ROOT = Path(__file__).resolve().parent.parent


@cache
def reader() -> str:
    """What readings are made with: Rasid's version and a digest of the reader's code and data. A newer one supersedes them."""
    h = hashlib.sha256()
    for path in sorted(p for room in _READS for p in (_ROOT / room).rglob("*") if p.suffix in (".py", ".yaml", ".csv", ".json")):
        data = path.read_bytes()
        h.update(f"{path.relative_to(_ROOT).as_posix()} {len(data)}\n".encode())
        h.update(data)
    return f"rasid {__version__} {h.hexdigest()[:10]}"


_THEATRES = {"sy": "syria", "ye": "yemen", "iq": "iraq", "ly": "libya", "sd": "sudan", "lb": "lebanon", "ps": "palestine"}


def entry(report: Report, reading: Reading, world: World, original: bytes = b"", by: str = "", known: str = "", at: str = "") -> Entry:
    """What is recorded of a read report. by: what it was read with ("": this reader); at: its id when it is in the ledger already.

    known: the day to take for the publication day of a report that does not give it."""
    at, by = at or report_id(report), by or reader()
    theatre = theatre_of(reading)
    outlet = world.actors.outlets.named(report.outlet) or (world.actors.outlets.at(report.url) if report.url else None)
    statements = tuple(
        _known_channels(identified(s, world, report.published, theatre), world) for s in with_forwards(reading, report).statements
    )
    reading = msgspec.structs.replace(reading, statements=statements)
    ids = statement_ids(at, by, statements)
    statements = tuple(_without_nobody(s) for s in statements)
    made = tuple(
        _sure_of_day(s, msgspec.structs.replace(recorded(s, report, world.actors, outlet.id if outlet else "", known), id=i, report=at))
        for s, i in zip(statements, ids, strict=True)
    )
    return Entry(at, report, reading, by, made, tuple(_places(statements, world)), tuple(_actors(statements, made, world)), original)


class Recorder(Protocol):
    """What reports are recorded into: a store, or what opens one."""

    def add(self, entries: Sequence[Entry], recast: Recast | None = None) -> Added:
        """Record reports in one transaction."""


def record(store: Recorder, entries: Sequence[Entry], world: World) -> Added:
    """Record reports in one transaction; what copies tell in their own voice is told by the outlet that they copy."""
    return store.add(entries, lambda copy, original: told_by(copy, original, world))


def told_by(copy: Entry, original: Report, world: World) -> Entry:
    """The entry of a copy with the origins of the report that it copies."""
    outlet = answering(original, world)
    day = copy.report.published or (copy.recorded[0].known if copy.recorded else "")
    made = tuple(
        msgspec.structs.replace(r, origins=origins(s.chain, s.source, outlet, world.actors, day))
        for r, s in zip(copy.recorded, copy.reading.statements, strict=True)
    )
    return msgspec.structs.replace(copy, recorded=made)


def answering(report: Report, world: World) -> str:
    """The key of the outlet that answers for what a report tells in its own voice; the report itself when no outlet is given."""
    outlet = world.actors.outlets.named(report.outlet) or (world.actors.outlets.at(report.url) if report.url else None)
    return outlet.id if outlet is not None else name_key(report.outlet) if report.outlet else report.id


def theatre_of(reading: Reading) -> str:
    """The theatre that most of the report's places are in, "" when it names none."""
    seen: Counter[str] = Counter()
    for s in reading.statements:
        seen.update(
            p.id.lstrip("~").partition(":")[2].split(".")[0] if p.id.startswith("~") else p.id.split(".")[0] for p in s.place if p.id
        )
    return next((_THEATRES[c] for c, _ in seen.most_common() if c in _THEATRES), "")


def identified(statement: Statement, world: World, day: str, theatre: str) -> Statement:
    """The statement with ids also for names that are too common to be found in a text, but clear in its theatre ("المسلحون")."""

    def known(names: tuple[Name, ...]) -> tuple[Name, ...]:
        return tuple(
            n if n.id else msgspec.structs.replace(n, id=_id(n, world, statement.date[:10] if _is_day(statement.date) else day, theatre))
            for n in names
        )

    return msgspec.structs.replace(statement, agent=known(statement.agent), target=known(statement.target), source=known(statement.source))


def _known_channels(statement: Statement, world: World) -> Statement:
    """The statement with the ids of the known outlets that its post was forwarded from."""
    if not any(link.channel == FORWARDED for link in statement.chain.links):
        return statement
    links = []
    for link in statement.chain.links:
        known = world.actors.outlets.named(link.name) if link.channel == FORWARDED and not link.id else None
        links.append(msgspec.structs.replace(link, id=known.id) if known is not None else link)
    return msgspec.structs.replace(statement, chain=Chain(tuple(links)))


def _id(name: Name, world: World, day: str, theatre: str) -> str:
    """The actor, or the holder of an office, that a name means; a name that goes on with a description by its beginning."""
    for text in (name.name, *name.mentions):
        words = text.split()
        for n in range(len(words), min(len(words), 2) - 1, -1):
            if found := world.actor_id(" ".join(words[:n]), day, theatre):
                return found
    person = world.actors.people.on(name.name, day)
    return person.id if person is not None and set(fold_word(person.name).split()) <= set(fold_word(name.name).split()) else ""


def _without_nobody(s: Statement) -> Statement:
    """Bare words for forces ("قوات", "قواتنا") are nobody that could hold a place: they are left to the reading."""

    def named(names: tuple[Name, ...]) -> tuple[Name, ...]:
        return tuple(n for n in names if n.id or " " in n.name.strip() or not n.kind)

    return msgspec.structs.replace(s, agent=named(s.agent), target=named(s.target))


def _is_day(text: str) -> bool:
    return len(text) == 10 and text[4] == text[7] == "-"


def _sure_of_day(s: Statement, r: Recorded) -> Recorded:
    """A day that only runs on from a sentence before is none that the text gives: it counts as an undated statement of that day."""
    if r.dated and r.end and any(x.slot == "date" and x.rule == "time.runs_on" for x in s.rules):
        return msgspec.structs.replace(r, start="", dated=False)
    return r


def _places(statements: tuple[Statement, ...], world: World) -> Iterator[Named]:
    seen: set[str] = set()
    for s in statements:
        for n in s.place:
            at = key(n)
            if at not in seen:
                seen.add(at)
                row = world.gazetteer.get(at)
                yield Named(at, row.name if row is not None else n.name, row.kind if row is not None else n.kind, n.lat, n.lon)


def _actors(statements: tuple[Statement, ...], made: tuple[Recorded, ...], world: World) -> Iterator[Named]:
    seen: set[str] = set()
    for s in statements:
        for n in (*s.agent, *s.target):
            at = key(n)
            if at not in seen:
                seen.add(at)
                yield Named(at, world.actor_names(at)[0] if n.id else n.name)
    for r in made:
        for o in r.origins:
            if o.actor and o.actor not in seen:
                seen.add(o.actor)
                yield Named(o.actor, world.actor_names(o.actor)[0])

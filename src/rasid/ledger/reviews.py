"""Reviews: what people say of statements. Each is a record of its own; the statement stays as it was read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec
from sqlalchemy import Connection, select

from rasid.errors import UsageError
from rasid.ledger import tables as t
from rasid.ledger import writer
from rasid.ledger.entries import ACTIONS, HAPPENING, STATEMENT, Entry, Named, Review, pack, part_key, reading_id, storable
from rasid.ledger.ids import digest
from rasid.ledger.views import counts_now, of_statement, reviews
from rasid.ledger.writer import insert, make_stale, now

_LOOKUP = 500
Pairs = list[tuple[str, str]]


def record(connection: Connection, review: Review, places: Sequence[Named] = (), actors: Sequence[Named] = ()) -> Review:
    """Record a review; places and actors: those that a corrected slot names. Returns it with id, key and time.

    Raises UsageError for an action, statement or review that does not exist. The same review by the same person once more is one.
    """
    if review.action not in ACTIONS or (review.action in ("merge", "split") and review.slot not in (HAPPENING, STATEMENT)):
        raise UsageError(f"no such action: {review.action} {review.slot}".rstrip(), remedy=f"one of {', '.join(ACTIONS)}")
    review = _undoing(connection, review) if review.action == "undo" else _between(connection, review)
    found, value = review.key, pack(review.value)
    before = [r for r in reviews(connection, [found]) if r.slot == review.slot or r.action == "undo"]
    if before and (last := before[-1]).who == review.who and last.action == review.action and pack(last.value) == value:
        return last
    moment = now()
    review = msgspec.structs.replace(review, at=moment, id=digest("review", found, review.action, review.slot, value, review.who, moment))
    row = {
        "id": review.id,
        "statement": review.statement,
        "key": found,
        "action": review.action,
        "slot": review.slot,
        "value": value,
        "who": storable(review.who),
        "why": storable(review.why),
        "at": moment,
    }
    insert(connection, t.reviews, {review.id: row})
    insert(connection, t.places, {p.id: {"id": p.id, "name": p.name, "kind": p.kind, "lat": p.lat, "lon": p.lon} for p in places})
    insert(connection, t.actors, {a.id: {"id": a.id, "name": a.name} for a in actors})
    known = connection.execute(select(t.statements.c.known).where(t.statements.c.id == review.statement)).scalar_one()
    named = {p.id: {"place": p.id, "known": known, "statement": review.statement} for p in places}
    insert(connection, t.statement_places, named)
    _stale(connection, _concerned(connection, review))
    return review


def _between(connection: Connection, review: Review) -> Review:
    """The review with the keys of its statement and, for merge and split, of the others, which are given by id."""
    others = tuple(review.value) if review.action in ("merge", "split") else ()
    keys = _keys(connection, (review.statement, *others))
    review = msgspec.structs.replace(review, key=keys[0])
    if review.action not in ("merge", "split"):
        return review
    value = list(dict.fromkeys(keys[1:]))
    if not value or review.key in value:
        raise UsageError(f"{review.action} takes two statements or more", review.statement[:12], "name each of them once")
    return msgspec.structs.replace(review, value=value)


def _undoing(connection: Connection, review: Review) -> Review:
    """The undoing of a review, about the statement that the undone one is about."""
    made = reviews(connection)
    undone = next((r for r in made if r.id == review.value), None)
    if undone is None:
        raise UsageError(f"no such review: {review.value}", remedy="see `rasid review list --reviewed`")
    if undone.id not in {r.id for r in _not_undone(made)}:
        raise UsageError(f"this review is undone already: {review.value}", remedy="see `rasid review list --reviewed`")
    return msgspec.structs.replace(review, statement=undone.statement, key=undone.key, slot="")


def _keys(connection: Connection, ids: Sequence[str]) -> list[str]:
    """The keys of statements, in their order. Raises UsageError for one that does not exist."""
    found: dict[str, str] = dict(
        connection.execute(select(t.statements.c.id, t.statements.c.key).where(t.statements.c.id.in_(list(ids)))).all()
    )
    for i in ids:
        if i not in found:
            raise UsageError(f"no such statement: {i}", remedy="see `rasid review list`")
    return [found[i] for i in ids]


def _concerned(connection: Connection, review: Review) -> set[str]:
    """The keys of all statements for which a review changes something."""
    if review.action == "undo":
        undone = next((r for r in reviews(connection, [review.key]) if r.id == review.value), None)
        return {review.key} | (_concerned(connection, undone) if undone is not None else set())
    return {review.key, *(review.value if review.action in ("merge", "split") else ())}


def _stale(connection: Connection, keys: Iterable[str]) -> None:
    here = select(t.statement_places.c.place).join(t.statements, of_statement()).where(t.statements.c.key.in_(list(keys)))
    make_stale(connection, set(connection.execute(here).scalars()))


def contribute(connection: Connection, entry: Entry, review: Review) -> Review:
    """Record statements that a person made of a report that is there, and the review by which they count.

    entry.reader begins with `PERSON`; review: "add" for its one statement, or "split" of another statement into its statements.
    Raises UsageError when a statement at the same words, of the same kind and places, counts already.
    """
    rows: writer.Rows = {table: {} for table in writer.ORDER if table is not t.reports}
    writer.put_entry(rows, entry, now())
    read = reading_id(entry.id, entry.reader)
    rows[t.readings][read]["superseded_by"] = read
    made = list(rows[t.statements].values())
    ids = [row["id"] for row in made]
    if review.action == "split":
        review = msgspec.structs.replace(review, slot=STATEMENT, value=ids)
        for row in made:  # parts can stand at the same words and differ in who or when
            row["key"] = part_key(row["key"], row["ordinal"])
    else:
        review = msgspec.structs.replace(review, statement=ids[0])
        counting = by_statement(connection)
        known = [i for i, person in _current(connection, [made[0]["key"]]).get(made[0]["key"], ()) if not person or i in counting]
        if known:
            raise UsageError("this statement is there already", known[0][:12], "correct that one, or accept it")
    for table in rows:
        insert(connection, table, rows[table])
    return record(connection, review)


def _not_undone(made: Iterable[Review]) -> list[Review]:
    """Reviews that no later one has undone, in their order; an undone undoing undoes nothing."""
    undone: set[str] = set()
    out = []
    for review in reversed(list(made)):
        if review.id in undone:
            continue
        out.append(review)
        if review.action == "undo":
            undone.add(review.value)
    return out[::-1]


def in_force(made: Iterable[Review]) -> list[Review]:
    """The reviews that count, in the order they were made."""
    return [r for r in _not_undone(made) if r.action != "undo"]


def current_ids(connection: Connection, keys: Sequence[str]) -> dict[str, list[str]]:
    """The statements with these keys that are of a current reading, before those that people made."""
    return {key: [i for i, _ in found] for key, found in _current(connection, keys).items()}


def _current(connection: Connection, keys: Sequence[str]) -> dict[str, list[tuple[str, bool]]]:
    """For each key its statements: id, and whether a person made it; the newest of those first, after what was read."""
    out: defaultdict[str, list[tuple[str, bool]]] = defaultdict(list)
    person = t.readings.c.superseded_by.is_not(None)
    for at in range(0, len(keys), _LOOKUP):
        query = (
            select(t.statements.c.key, t.statements.c.id, person)
            .join(t.readings, t.readings.c.id == t.statements.c.reading)
            .where(t.statements.c.key.in_(keys[at : at + _LOOKUP]), counts_now(by_people=True))
            .order_by(person, t.readings.c.added_at.desc(), t.statements.c.id)
        )
        for key, statement, by_person in connection.execute(query):
            out[key].append((statement, bool(by_person)))
    return dict(out)


def by_statement(connection: Connection) -> dict[str, list[Review]]:
    """The reviews that count, by the ids of the current statements that they concern, in the order they were made.

    What people made is among them while its review counts and no reading of today finds the same.
    """
    made = in_force(reviews(connection))
    keys = {r.id: [r.key, *(r.value if r.action in ("merge", "split") else ())] for r in made}
    there = _current(connection, list({k for of in keys.values() for k in of}))
    granted = {r.key for r in made if r.action == "add"}
    granted.update(k for r in made if r.action == "split" and r.slot == STATEMENT for k in r.value)
    out: defaultdict[str, list[Review]] = defaultdict(list)
    for review in made:
        for key in keys[review.id]:
            found = there.get(key, [])
            read = [i for i, person in found if not person]
            # added, undone and added again: the newest stands for all
            for statement in read or ([found[0][0]] if found and key in granted else []):
                out[statement].append(review)
    return dict(out)


def ties(connection: Connection) -> tuple[Pairs, Pairs]:
    """Pairs of current statements that people say are of one happening, and of two; of one pair the newest word counts."""
    said: dict[tuple[str, str], bool] = {}
    for review in in_force(reviews(connection)):
        if review.action not in ("merge", "split"):
            continue
        if review.slot == STATEMENT:
            parts = list(review.value) if review.action == "split" else []
            pairs = [(a, b) for n, a in enumerate(parts) for b in parts[n + 1 :]]
        else:
            pairs = [(review.key, other) for other in review.value]
        for a, b in pairs:
            pair = (min(a, b), max(a, b))
            said.pop(pair, None)
            said[pair] = review.action == "merge"
    ids = current_ids(connection, list({k for pair in said for k in pair}))
    same: Pairs = []
    apart: Pairs = []
    for (a, b), one in said.items():
        for x in ids.get(a, ()):
            for y in ids.get(b, ()):
                (same if one else apart).append((x, y))
    return same, apart

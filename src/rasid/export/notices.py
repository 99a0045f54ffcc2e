"""What feeds and hooks tell: a change of control, or a new dispute, under an id that stays the same."""

from __future__ import annotations

import hashlib
from typing import Literal

from rasid.export.data import Actor, ChangeRow, Cited, Place
from rasid.model.control import ControlStatus
from rasid.model.records import Record


class Notice(Record, frozen=True, kw_only=True):
    """Something new: another holder, another status of the same holder, or claims that cannot both hold.

    id: the same however often it is worked out; day: from when it holds; known: the day from which it could be told, the newest day on
    which a source of it became known. before, after: None for nobody. rivals: the sides of a dispute. about: what a dispute is about,
    "" for a change. lasting: whether it says something of a day for good; a dispute over whether an attacker came in only stands
    while it is one.
    """

    id: str
    kind: Literal["holder", "status", "dispute"]
    place: Place
    day: str
    known: str
    before: Actor | None = None
    before_status: ControlStatus = "unknown"
    after: Actor | None = None
    after_status: ControlStatus = "unknown"
    about: Literal["", "holder", "entry"] = ""
    rivals: tuple[Actor, ...] = ()
    cited: tuple[Cited, ...] = ()
    lasting: bool = True


def of_change(row: ChangeRow) -> Notice:
    """A change as it is told."""
    c = row.change
    disputed = c.after_status == "disputed"
    return Notice(
        id=identity("change", c.place, c.day, c.before, c.before_status, c.after, c.after_status),
        kind="dispute" if disputed else "holder" if c.before != c.after else "status",
        place=row.place,
        day=c.day,
        known=max([c.day, *(s.known for s in row.cited)]),  # what follows from the passing of time is news on its day
        before=row.before,
        before_status=c.before_status,
        after=row.after,
        after_status=c.after_status,
        about="holder" if disputed else "",
        rivals=row.rivals,
        cited=row.cited,
    )


def identity(*parts: str) -> str:
    """An id that depends on what is said alone."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]

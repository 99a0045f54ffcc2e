"""A happening that one or more statements share."""

from __future__ import annotations

from rasid.model.records import Record


class Count(Record, frozen=True, kw_only=True, gc=False):
    """People killed or hurt, as told: low and high over all versions, best the one most independent chains tell (the newest of equals).

    versions: (number, ids of the statements that give it), smallest number first.
    """

    low: int
    best: int
    high: int
    versions: tuple[tuple[int, tuple[str, ...]], ...] = ()


class Event(Record, frozen=True, kw_only=True, gc=False):
    """One happening over reports.

    kind: one of EVENTS. start, end: the days that all its statements allow ("" open). chains: how many independent chains tell it
    (their origins in `origins`). killed, injured: None when no statement counts them. status: of the best-placed statement.
    denied: ids of statements that deny it; rivals: ids of events that tell the same place and day otherwise (kept apart, not merged).
    """

    id: str
    kind: str
    status: str
    places: tuple[str, ...]
    agents: tuple[str, ...]
    targets: tuple[str, ...]
    start: str
    end: str
    statements: tuple[str, ...]
    origins: tuple[str, ...]
    chains: int
    first_known: str
    last_known: str
    killed: Count | None = None
    injured: Count | None = None
    denied: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()

"""A statement while it is being made: slots as entities, before merging and before names are written out."""

from __future__ import annotations

from typing import Final

from rasid.reading.entities import Entity
from rasid.reading.naming import NAMING
from rasid.reading.scene import PEOPLE, PERSON, SOURCE, Scene
from rasid.reading.slots import Filled
from rasid.reading.speakers import Speech

#: classes of those who fight: people, too, where an entry needs people
_FIGHTERS: Final = frozenset(("fighters", "person_armed"))


class Draft:
    """One event of one clause. lo, hi: tokens of its evidence; tok..last: its trigger."""

    __slots__ = (
        "again",
        "agent",
        "carried",
        "count",
        "date",
        "date_rule",
        "date_span",
        "definite",
        "entry",
        "event",
        "explicit_place",
        "extent",
        "hi",
        "injured",
        "killed",
        "last",
        "lo", "lo_trigger",
        "mood",
        "place",
        "pos",
        "rules",
        "scene",
        "source",
        "speech",
        "status",
        "target",
        "title",
        "tok",
        "via",
        "weak",
    )  # fmt: skip

    def __init__(self, f: Filled, scene: Scene) -> None:
        t = f.trigger
        self.scene = scene
        self.event, self.entry = t.event, t.entry
        self.pos = t.a.pos
        self.explicit_place = bool(f.place)
        self.tok, self.last = t.tok, t.last
        self.lo, self.hi = t.first, t.last
        self.lo_trigger = t.first
        self.agent: list[Entity] = f.agent
        self.target: list[Entity] = f.target
        self.place: list[Entity] = f.place
        self.rules = f.rules
        self.source: list[Entity] = []
        self.via: list[Entity] = []
        self.speech: Speech | None = None
        self.date = ""
        self.date_rule = ""
        self.date_span: tuple[int, int] | None = None
        self.status = "occurred"
        self.mood: tuple[str, int] = ("status.default", t.tok)
        self.extent = t.entry.extent
        self.killed: int | None = None
        self.injured: int | None = None
        self.title = scene.title
        self.definite = t.a.det or bool(t.a.suf)
        self.carried = False
        self.count: int | None = None  # of those who are taken
        self.weak = t.entry.weak
        self.again: Draft | None = None  # one before that tells the same

    def needs_met(self) -> bool:
        """Whether it has what its entry needs."""
        return all(any(self._has(s) for s in need.split("|")) for need in self.entry.needs)

    def _has(self, need: str) -> bool:
        """Whether a slot is filled, and where the need names a class ("agent:crowd", "target:people") with somebody of it."""
        slot, _, cls = need.partition(":")
        if not cls:
            return bool(getattr(self, slot, None))  # a list, or a flag ("explicit_place")
        filled: list[Entity] = getattr(self, slot)
        return any(_people(e) or cls == "people" and (e.kind == PERSON or e.cls in _FIGHTERS) for e in filled)

    def __repr__(self) -> str:
        return f"<{self.event} A{self.agent} T{self.target} P{self.place} {self.date} S{self.source} {self.status}>"


def _people(e: Entity) -> bool:
    """People without arms and offices; those of a place are, elsewhere, a source ("السكان")."""
    return e.kind == PEOPLE or e.kind == SOURCE and e.head in NAMING.residents

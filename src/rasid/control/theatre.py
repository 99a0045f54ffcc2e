"""What the reasoning must know of the world, as protocols: the gazetteer and the actor file implement them, tests fake them.

Days are ISO days; "" means "whenever". Ids that the implementation does not know are answered as standing alone, never with an error.
"""

from __future__ import annotations

from typing import Protocol

from rasid.model.records import Record


class Places(Protocol):
    """The places of all theatres."""

    def parents(self, place: str) -> tuple[str, ...]:
        """The places that contain it wholly, nearest first. An area («the eastern countryside of X») is no part of the city X."""
        ...

    def kind(self, place: str) -> str:
        """Its kind (city, village, area, governorate, airport …), "" when unknown."""
        ...


class Actors(Protocol):
    """Who is who, from when to when, and who stands with whom."""

    def identity(self, actor: str, day: str) -> str:
        """The actor that this id means on that day: renamed and merged groups answer with the name they bore then."""
        ...

    def camp(self, actor: str, day: str) -> str:
        """The umbrella under which its gains and losses count on that day (an army: its government; a faction: its operations room's side)."""
        ...

    def allied(self, a: str, b: str, day: str) -> bool:
        """Whether a and b stand together on that day. A camp is allied with itself."""
        ...

    def guest(self, actor: str, day: str) -> bool:
        """Whether it stands in this theatre by leave of a local side (foreign armies, coalitions, militias raised from abroad)."""
        ...

    def speaks_for(self, source: str, day: str) -> str:
        """The actor for whom a source (outlet, channel, person, office) speaks on that day; "" for none."""
        ...

    def independent_outlet(self, outlet: str) -> bool:
        """Whether an outlet or monitor has no owner or side among the parties."""
        ...


class Theatre(Record, frozen=True):
    """Both together."""

    places: Places
    actors: Actors

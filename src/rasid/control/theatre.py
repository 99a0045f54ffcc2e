"""What the reasoning must know of the world, as protocols: the gazetteer and the actor file implement them, tests fake them.

Days are ISO days. Ids that the implementation does not know are answered as standing alone, never with an error.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Protocol

import msgspec

from rasid.control.days import iso, number

#: Mark of provisional keys: names that no theatre pack knows.
PROVISIONAL = "~"


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
        """The actor that this id means on that day: a renamed or merged group answers with the id it had become by then."""
        ...

    def exists(self, actor: str, day: str) -> bool:
        """Whether it, or what became of it, still exists on that day: a fallen government and its army hold nothing afterwards."""
        ...

    def camp(self, actor: str, day: str) -> str:
        """The umbrella under which its gains and losses count on that day: an army's government, the operations room of a faction."""
        ...

    def allied(self, a: str, b: str, day: str) -> bool:
        """Whether a and b stand together on that day, so that one's word for the other is no independent word."""
        ...

    def guest(self, actor: str, day: str) -> bool:
        """Whether it is in the theatre by leave of a local side (foreign armies, coalitions, militias raised from abroad)."""
        ...

    def turns(self, actor: str) -> tuple[str, ...]:
        """The days from which any of the answers above changes for this actor, in order; () when they hold for ever."""
        ...

    def speaks_for(self, source: str, day: str) -> str:
        """The actor for whom a source (outlet, channel, person, office; an actor for itself) speaks on that day; "" for none."""
        ...

    def independent_outlet(self, outlet: str) -> bool:
        """Whether it is an outlet, agency or monitor without owner or side among the parties."""
        ...


class Theatre(msgspec.Struct, frozen=True):
    """Places and actors together."""

    places: Places
    actors: Actors


class Standing(msgspec.Struct, frozen=True, gc=False):
    """What an actor is over a stretch of days."""

    actor: str
    camp: str
    exists: bool
    guest: bool


class View:
    """A theatre with its answers remembered: the reasoning asks the same things again and again."""

    def __init__(self, theatre: Theatre) -> None:
        self.places = theatre.places
        self.actors = theatre.actors
        self._spans: dict[str, tuple[list[int], list[Standing]]] = {}
        self._allied: dict[tuple[str, str, int, int], bool] = {}
        self._parents: dict[str, tuple[str, ...]] = {}
        self._changes: dict[tuple[str, str], tuple[int, ...]] = {}
        self._epochs: dict[frozenset[str], list[int]] = {}

    def parents(self, place: str) -> tuple[str, ...]:
        """The containing places, nearest first."""
        found = self._parents.get(place)
        if found is None:
            found = tuple(p for p in self.places.parents(place) if p != place)
            self._parents[place] = found
        return found

    def turns(self, actor: str) -> list[int]:
        """The days on which its standing changes."""
        return self._of(actor)[0]

    def standings(self, actor: str) -> list[Standing]:
        """What it is before the first of these days, and from each of them on."""
        return self._of(actor)[1]

    def standing(self, actor: str, day: int) -> Standing:
        """What the actor is on a day."""
        found = self._spans.get(actor)
        turns, spans = found if found is not None else self._of(actor)
        return spans[bisect_right(turns, day)] if turns else spans[0]

    def allied(self, a: str, b: str, day: int) -> bool:
        """Whether two actors stand together on a day: the same, the same camp, or allies."""
        if a == b:
            return True
        x, y = self._of(a), self._of(b)
        i, j = bisect_right(x[0], day), bisect_right(y[0], day)
        key = (a, b, i, j)
        found = self._allied.get(key)
        if found is None:
            s, t = x[1][i], y[1][j]
            found = s.actor == t.actor or s.camp == t.camp or self.actors.allied(a, b, iso(day)) or self.actors.allied(b, a, iso(day))
            self._allied[key] = self._allied[b, a, j, i] = found
        return found

    def epochs(self, actors: frozenset[str]) -> list[int]:
        """The days on which the standing of one of these actors changes, or whether two of them (or what they became) stand together."""
        found = self._epochs.get(actors)
        if found is None:
            became = (s.actor for a in actors for s in self._of(a)[1])
            everybody = sorted({*actors, *became})
            days = {d for n, a in enumerate(everybody) for b in everybody[n:] for d in self._changing(a, b)}
            found = self._epochs[actors] = sorted(days)
        return found

    def _changing(self, a: str, b: str) -> tuple[int, ...]:
        """The days on which how two actors stand (a twice: how it stands itself) is another than the day before."""
        found = self._changes.get((a, b))
        if found is None:
            turns = sorted({*self.turns(a), *self.turns(b)})
            if a == b:
                now: list[object] = [self.standing(a, d) for d in [turns[0] - 1, *turns]] if turns else []
            else:
                now = [self.allied(a, b, d) for d in [turns[0] - 1, *turns]] if turns else []
            found = self._changes[a, b] = tuple(d for n, d in enumerate(turns) if now[n] != now[n + 1])
        return found

    def _of(self, actor: str) -> tuple[list[int], list[Standing]]:
        found = self._spans.get(actor)
        if found is None:
            if actor.startswith(PROVISIONAL) and self.actors.identity(actor, "2000-01-01") == actor:
                found = ([], [Standing(actor, actor, True, False)])
            else:
                turns = sorted({number(t) for t in self.actors.turns(actor)})
                days = [turns[0] - 1, *turns] if turns else [number("2000-01-01")]
                found = (turns, [self._ask(actor, iso(d)) for d in days])
            self._spans[actor] = found
        return found

    def _ask(self, actor: str, day: str) -> Standing:
        ask = self.actors
        now = ask.identity(actor, day) or actor
        return Standing(now, ask.camp(now, day) or now, ask.exists(actor, day), ask.guest(now, day))

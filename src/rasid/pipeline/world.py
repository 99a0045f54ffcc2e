"""What the reasoning about control must know of the world, answered by the theatre packs."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache, lru_cache

from rasid.control.theatre import PROVISIONAL, Theatre, View
from rasid.lexicon.actors import Actor, Actors
from rasid.lexicon.loader import stamp
from rasid.lexicon.outlets import Outlets, People
from rasid.lexicon.periods import ALWAYS, NEVER_ENDS, first_day, in_force, last_day
from rasid.lexicon.theatre import Names, theatre_files
from rasid.places.gazetteer import Gazetteer
from rasid.places.resolve import Resolver
from rasid.places.userdata import load_gazetteer, user_files

#: kinds of actors that answer for nobody in a war: their word is no party's word
_NEUTRAL = frozenset({"international", "monitor", "ngo", "humanitarian"})
#: kinds of actors of other countries that are in a theatre by somebody's leave
_FOREIGN = frozenset({"state", "government", "state_army", "state_force", "coalition", "international"})
_WORLD = "world"


class PackPlaces:
    """The gazetteer as the reasoning asks it."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer

    def parents(self, place: str) -> tuple[str, ...]:
        """The places that contain it wholly, nearest first."""
        return self.gazetteer.parents(place)

    def kind(self, place: str) -> str:
        """Its kind, "" when unknown."""
        row = self.gazetteer.get(place)
        return row.kind if row is not None else ""


class PackActors:
    """Actors, outlets and people of the packs as the reasoning asks them."""

    def __init__(self, names: Names) -> None:
        self.actors = Actors(names.actors)
        self.outlets = Outlets(names.outlets)
        self.people = People(names.people)
        self._outlet_ids = {o.id for o in names.outlets}
        self._people = {p.id: p for p in names.people}
        self._turns: dict[str, tuple[str, ...]] = {}
        self._said = {PROVISIONAL + name: actor for name, actor in names.said.items()}

    def known(self, actor: str) -> str:
        """The actor that a provisional key means since people said so; any other id as it is."""
        return self._said.get(actor, actor)

    def identity(self, actor: str, day: str) -> str:
        """Whom the id means on that day: what a renamed group had become by then."""
        actor = self.known(actor)
        return self.actors.identity(actor, day) if actor in self.actors else actor

    def exists(self, actor: str, day: str) -> bool:
        """Whether it, or what became of it, is there on that day."""
        actor = self.known(actor)
        if actor not in self.actors:
            return True
        now = self.actors.get(self.actors.heir(actor, day))
        return in_force("", now.end, day)

    def camp(self, actor: str, day: str) -> str:
        """The power of its own theatre under which its gains count: foreign patrons hold nothing by it."""
        actor = self.known(actor)
        if actor not in self.actors:
            return actor
        own = self.actors.get(actor)
        tops = self.actors.camp(actor, day)
        near = sorted(t for t in tops if self.actors.get(t).theatre == own.theatre)
        return near[0] if near else actor

    def allied(self, a: str, b: str, day: str) -> bool:
        """Whether both stand together on that day."""
        a, b = self.known(a), self.known(b)
        if a not in self.actors or b not in self.actors:
            return a == b
        return self.actors.allied(a, b, day)

    def guest(self, actor: str, day: str) -> bool:
        """Whether it is a foreign force, or belongs to one."""
        actor = self.known(actor)
        if actor not in self.actors:
            return False
        own = self.actors.get(actor)
        if own.theatre == _WORLD:
            return own.kind in _FOREIGN
        return any(self.actors.get(u).theatre == _WORLD for u in self.actors.umbrellas(actor, day))

    def turns(self, actor: str) -> tuple[str, ...]:
        """The days on which its row, or that of anybody it depends on, says something else."""
        actor = self.known(actor)
        if actor not in self.actors:
            return ()
        found = self._turns.get(actor)
        if found is None:
            days: set[str] = set()
            seen: set[str] = set()
            self._collect(actor, days, seen)
            found = self._turns[actor] = tuple(sorted(days))
        return found

    def _collect(self, actor: str, days: set[str], seen: set[str]) -> None:
        if actor in seen or actor not in self.actors:
            return
        seen.add(actor)
        row: Actor = self.actors.get(actor)
        periods = [(row.start, row.end)]
        for tie in (*row.sides, *row.member_of, *row.opposes, *row.allied_with):
            periods.append((tie.start, tie.end))
        for change in (*row.became, *row.merged_into):
            periods.append((change.day, ""))
            self._collect(change.id, days, seen)
        for start, end in periods:
            days.update(d for d in (_first(start), _after(end)) if d)
        for tie in (*row.sides, *row.member_of):
            self._collect(tie.id, days, seen)

    def speaks_for(self, source: str, day: str) -> str:
        """The actor for whom a source speaks; "" for nobody."""
        source = self.known(source)
        if source in self.actors:
            row = self.actors.get(source)
            return "" if row.kind in _NEUTRAL else self.identity(source, day)
        if source in self._outlet_ids:
            sides = self.outlets.side(source, day)
            return sides[0] if sides else ""
        person = self._people.get(source)
        if person is not None:
            post = next((p for p in self.people.posts(person, day) if p.actor), None)
            return self.speaks_for(post.actor, day) if post is not None else ""
        return ""

    def independent_outlet(self, outlet: str) -> bool:
        """Whether it is an outlet, agency or monitor that speaks for no side on any day."""
        return outlet in self._outlet_ids and not self.outlets.get(outlet).sides


def _first(day: str) -> str:
    found = first_day(day)
    return "" if found == ALWAYS else found


def _after(day: str) -> str:
    """The day after a period's last one."""
    last = last_day(day)
    if last == NEVER_ENDS:
        return ""
    year, month, of_month = (int(x) for x in last.split("-"))
    while True:  # a month "ends" on a 31st
        try:
            return (date(year, month, of_month) + timedelta(days=1)).isoformat()
        except ValueError:
            of_month -= 1


class World:
    """Everything in use: names, gazetteer, and the theatre made of them."""

    def __init__(self) -> None:
        self.names, self.gazetteer = load_gazetteer()
        self.places = PackPlaces(self.gazetteer)
        self.actors = PackActors(self.names)
        self.theatre = Theatre(self.places, self.actors)
        #: the theatre with what was asked of it already; for any number of threads
        self.view = View(self.theatre)
        self.resolver = Resolver(self.gazetteer)
        #: changes when a pack does
        self.stamp = stamp([*theatre_files(), *user_files()])

    def actor_id(self, name: str, day: str = "", theatre: str = "") -> str:
        """The id of an actor by its id or name on a day; "" when nobody is called so."""
        return _actor_id(self, name, day, theatre)

    def place_name(self, place: str) -> str:
        """The Arabic name of a place id, the id itself when it has none."""
        row = self.gazetteer.get(place)
        return row.name if row is not None else place

    def actor_names(self, actor: str) -> tuple[str, ...]:
        """The Arabic name, the English one and the other names of an actor; the words of a provisional key."""
        actor = self.actors.known(actor)
        if actor in self.actors.actors:
            row = self.actors.actors.get(actor)
            names = (row.name, row.name_en, *row.aliases, *row.local_aliases, *row.vague_aliases, *row.en_aliases)
            return tuple(dict.fromkeys(n for n in names if n))
        return (actor.lstrip("~"),) if actor else ()


@lru_cache(maxsize=1 << 14)
def _actor_id(world: World, name: str, day: str, theatre: str) -> str:
    actors = world.actors.actors
    if name in actors:
        return name
    found = actors.on(name, day, theatre)
    return found[0].id if found else ""


@cache
def world() -> World:
    """The packs in use, loaded once a process."""
    return World()


def renewed() -> World:
    """The packs in use, loaded again because a file changed. What holds the world from before goes on with that."""
    world.cache_clear()
    return world()

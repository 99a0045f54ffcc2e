"""Outlets, monitors and the holders of office whom they quote: whose voice a name, a domain or a channel is. Pure: no I/O."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from rasid.errors import UsageError
from rasid.lexicon.actors import Tie, name_key
from rasid.lexicon.periods import distance, in_force


class Outlet(msgspec.Struct, frozen=True, array_like=True):
    """An outlet or monitor. bare_aliases mean it only beside a head noun or a word of saying; sides: for whom it speaks."""

    id: str
    name: str
    name_en: str
    kind: str
    aliases: tuple[str, ...] = ()
    bare_aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    sides: tuple[Tie, ...] = ()
    owner: str = ""
    theatre: str = ""
    source: str = ""
    licence: str = ""


class Post(msgspec.Struct, frozen=True, array_like=True):
    """An office that a person held: what, of which actor or outlet, between which days ("" open)."""

    office: str
    actor: str
    start: str = ""
    end: str = ""
    outlet: str = ""


class Person(msgspec.Struct, frozen=True, array_like=True):
    """A holder of public office, with his posts in the order of the pack."""

    id: str
    name: str
    name_en: str
    aliases: tuple[str, ...] = ()
    posts: tuple[Post, ...] = ()
    theatre: str = ""
    source: str = ""
    licence: str = ""


class Outlets:
    """All outlets, asked by name, domain and channel."""

    def __init__(self, outlets: Iterable[Outlet]) -> None:
        self.all = tuple(outlets)
        self._by_id = {o.id: o for o in self.all}
        self._names: dict[str, Outlet] = {}
        self._places: dict[str, Outlet] = {}
        for o in self.all:
            for n in (o.name, o.name_en, *o.aliases):
                self._names.setdefault(name_key(n), o)
            for n in (*o.domains, *(c.lstrip("@") for c in o.channels)):
                self._places.setdefault(n.casefold(), o)
        for o in self.all:
            for n in o.bare_aliases:
                self._names.setdefault(name_key(n), o)
        self._names.pop("", None)

    def get(self, id: str) -> Outlet:
        """The outlet of an id. Raises UsageError when no pack has it."""
        if id not in self._by_id:
            raise UsageError(f"no outlet has the id {id!r}", "", "ask `rasid who NAME` for ids")
        return self._by_id[id]

    def named(self, name: str) -> Outlet | None:
        """The outlet that calls itself so, as the field `outlet` of a report has it; bare names count here."""
        return self._names.get(name_key(name))

    def at(self, address: str) -> Outlet | None:
        """The outlet of a web address, a host name or a channel ("t.me/x", "@x")."""
        host, _, path = address.casefold().partition("://")[2 if "://" in address else 0].removeprefix("www.").partition("/")
        if host in ("t.me", "telegram.me", "x.com", "twitter.com"):
            return self._places.get(path.removeprefix("s/").partition("/")[0].lstrip("@"))
        host = host.partition(":")[0].lstrip("@")
        while host:
            if found := self._places.get(host):
                return found
            host = host.partition(".")[2]
        return None

    def side(self, id: str, day: str) -> tuple[str, ...]:
        """The actors for whom it speaks that day; empty for an independent one."""
        return tuple(t.id for t in self.get(id).sides if in_force(t.start, t.end, day))


class People:
    """Holders of office, asked by name and day."""

    def __init__(self, people: Iterable[Person]) -> None:
        self.all = tuple(people)
        self._names: dict[str, list[Person]] = {}
        for p in self.all:
            for n in dict.fromkeys(name_key(x) for x in (p.name, p.name_en, *p.aliases)):
                self._names.setdefault(n, []).append(p)
        self._names.pop("", None)
        self._most = max((len(k.split()) for k in self._names), default=0)
        self._firsts = {k.split()[0] for k in self._names}

    def on(self, name: str, day: str = "") -> Person | None:
        """Who is meant by a name that may have his titles around it; of namesakes the one in office that day, or the nearest."""
        words = name_key(name).split()
        begin = [at for at in range(len(words) - 1, -1, -1) if words[at] in self._firsts]
        for size in range(min(len(words), self._most) if begin else 0, 0, -1):
            for at in begin:
                if at + size > len(words):
                    continue
                if found := self._names.get(" ".join(words[at : at + size])):
                    return min(found, key=lambda p: min((distance(x.start, x.end, day) for x in p.posts), default=0))
        return None

    def posts(self, person: Person, day: str) -> tuple[Post, ...]:
        """The posts that he held that day; when none, the nearest in time: he is still quoted as the former holder."""
        near = min((distance(x.start, x.end, day) for x in person.posts), default=0)
        return tuple(x for x in person.posts if distance(x.start, x.end, day) == near)

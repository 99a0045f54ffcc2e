"""Who is meant by a name on a day, and who stood with whom: the actors of all theatre packs over time. Pure: no I/O.

Days are EDTF texts as in rasid.lexicon.periods; "" means that the day is unknown, and then all periods count. Ids are
those of the packs ("sy.sdf"). An id that no pack has raises UsageError in every method but `on` and `near`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import msgspec

from rasid.errors import UsageError
from rasid.lexicon.periods import distance, first_day, in_force, last_day
from rasid.text.fold import fold_word

_MARKS = "-–()«»\"'“”‘’„"
_SPACED = str.maketrans(dict.fromkeys(_MARKS, " "))
_MARKED = re.compile(f"[{re.escape(_MARKS)}]").search
#: bodies of states of all camps: to sit in them makes no allies
_NO_CAMP = "international"
Step = Callable[[str, str], tuple[str, ...]]


class Tie(msgspec.Struct, frozen=True, array_like=True, omit_defaults=True):
    """With which actor, between which days ("" open)."""

    id: str
    start: str = ""
    end: str = ""


class Change(msgspec.Struct, frozen=True, array_like=True):
    """Which actor it became or merged into, from which day on."""

    id: str
    day: str


class Loaded(msgspec.Struct, frozen=True, array_like=True):
    """A name that takes sides, and the id of the actor whose word it is ("" when several use it).

    local: without a name in it ("الإرهابيون"), so that it means this actor only in reports of its theatre.
    """

    name: str
    by: str = ""
    local: bool = False


class Actor(msgspec.Struct, frozen=True, array_like=True):
    """An actor of a theatre pack; start and end are EDTF days between which its names mean it.

    aliases are its names anywhere; local_aliases only in reports of its theatre; vague_aliases are common words
    ("المسلحون") that mean it there when nothing nearer does: no reader takes them for names. sides: with whom it stands;
    member_of: the umbrellas it belongs to; opposes, allied_with: what holds beyond that.
    """

    id: str
    name: str
    name_en: str
    kind: str
    state: bool
    start: str
    end: str
    aliases: tuple[str, ...]
    adjectives: tuple[str, ...]
    local_aliases: tuple[str, ...] = ()
    vague_aliases: tuple[str, ...] = ()
    en_aliases: tuple[str, ...] = ()
    loaded: tuple[Loaded, ...] = ()
    sides: tuple[Tie, ...] = ()
    member_of: tuple[Tie, ...] = ()
    opposes: tuple[Tie, ...] = ()
    allied_with: tuple[Tie, ...] = ()
    became: tuple[Change, ...] = ()
    merged_into: tuple[Change, ...] = ()
    theatre: str = ""
    source: str = ""
    licence: str = ""


def name_words(name: str) -> tuple[str, ...]:
    """The folded words of a name, without brackets, dashes and quotation marks."""
    folded = fold_word(name)
    return tuple((folded.translate(_SPACED) if _MARKED(folded) else folded).split())


def name_key(name: str) -> str:
    """How names are compared: folded, in one case, their words a space apart."""
    return " ".join(name_words(name)).casefold()


class Actors:
    """All actors, asked by name, id and day."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        self.all = tuple(actors)
        self._by_id = {a.id: a for a in self.all}
        self._order = {a.id: n for n, a in enumerate(self.all)}
        self._names: dict[str, list[tuple[int, Actor]]] | None = None
        self._members: dict[str, list[tuple[Tie, Actor]]] | None = None
        self._told_of: dict[tuple[str, str], list[tuple[Tie, str]]] | None = None
        self._before: dict[str, list[tuple[str, str]]] | None = None

    def __contains__(self, id: object) -> bool:
        return id in self._by_id

    def get(self, id: str) -> Actor:
        """The actor of an id. Raises UsageError when no pack has it."""
        try:
            return self._by_id[id]
        except KeyError:
            raise UsageError(f"no actor has the id {id!r}", "", "ask `rasid who NAME` for ids") from None

    # Names

    def on(self, name: str, day: str = "", theatre: str = "") -> tuple[Actor, ...]:
        """Whom a name means on a day, the likeliest first; empty when no pack knows the name.

        Those who bore it that day. When nobody did, the nearest bearer in time, a past one before one to come: names
        outlive their bearers ("جبهة النصرة" is still said years later; see `heir`). With a theatre ("syria"), its
        actors come first, and names that mean somebody only there are left out for others; without one, full names come
        before local ones and those before vague ones.
        """
        found = [(rank, a) for rank, a in self._index().get(name_key(name), ()) if not rank or not theatre or a.theatre == theatre]
        if not found:
            return ()
        near = min(distance(a.start, a.end, day) for _, a in found)
        kept = [(rank, a) for rank, a in found if distance(a.start, a.end, day) == near]
        kept.sort(key=lambda x: (bool(theatre) and x[1].theatre != theatre, x[0], self._order[x[1].id]))
        return tuple(dict.fromkeys(a for _, a in kept))

    def bearers(self, name: str) -> tuple[Actor, ...]:
        """All who ever bore a name, in any theatre."""
        return tuple(dict.fromkeys(a for _, a in self._index().get(name_key(name), ())))

    def near(self, name: str, limit: int = 5) -> tuple[str, ...]:
        """Known names that look like an unknown one, the nearest first: to offer when `on` found nothing."""
        from difflib import SequenceMatcher

        key = name_key(name)
        words = set(key.split())
        found: list[tuple[float, str, str]] = []
        matcher = SequenceMatcher(b=key, autojunk=False)
        for other, bearers in self._index().items():
            shared = len(words & set(other.split())) / max(len(words), 1)
            if not shared and abs(len(other) - len(key)) > len(key) // 2:
                continue
            matcher.set_seq1(other)
            if not shared and matcher.real_quick_ratio() < 0.6:
                continue
            likeness = 0.6 * matcher.ratio() + 0.4 * shared
            if likeness >= 0.5:
                found.append((-likeness, other, _as_written(bearers[0][1], other)))
        return tuple(dict.fromkeys(written for _, _, written in sorted(found)))[:limit]

    def _index(self) -> dict[str, list[tuple[int, Actor]]]:
        """Name → its bearers, each with how sure the name is: 0 full, 1 adjective or loaded, 2 local, 3 vague."""
        if self._names is None:
            out: dict[str, list[tuple[int, Actor]]] = {}
            for a in self.all:
                ranked = [(0, x) for x in (a.name, a.name_en, *a.aliases, *a.en_aliases)]
                ranked += [(0, x) for x in a.adjectives]
                ranked += [(2 if x.local else 1, x.name) for x in a.loaded]
                ranked += [(2, x) for x in a.local_aliases] + [(3, x) for x in a.vague_aliases]
                for rank, x in ranked:
                    key = name_key(x)
                    bearers = out.setdefault(key, []) if key else []
                    if all(b is not a for _, b in bearers):
                        bearers.append((rank, a))
            self._names = out
        return self._names

    # Identity

    def identity(self, id: str, day: str) -> str:
        """What the same body is called that day: the id before or after its renamings. HTS in 2015 is al-Nusra."""
        return self._follow(id, day, merged=False)

    def heir(self, id: str, day: str) -> str:
        """Who stands for it that day: as `identity`, and after a merger the body that took it in."""
        return self._follow(id, day, merged=True)

    def successor(self, id: str, day: str) -> str:
        """The body that had taken its place by that day, by renaming or merger; "" when there is none."""
        found = self.heir(id, day)
        return found if found != id and first_day(self.get(found).start) >= first_day(self.get(id).start) else ""

    def lineage(self, id: str) -> tuple[str, ...]:
        """The ids of one body through its renamings, the oldest first."""
        first = self._follow(id, "0000", merged=False)
        out = [first]
        while ahead := [c.id for c in self.get(out[-1]).became if c.id not in out]:
            out.append(ahead[0])
        return tuple(out) if id in out else (id,)

    def _follow(self, id: str, day: str, *, merged: bool) -> str:
        seen = {id}
        if not day:
            self.get(id)
            return id
        while True:
            a = self.get(id)
            ahead = [c for c in (*a.became, *(a.merged_into if merged else ())) if first_day(c.day) <= first_day(day)]
            step = ahead[0].id if ahead else ""
            if not step and last_day(day) < first_day(a.start):
                step = next((old for old, on in self._earlier().get(id, ()) if last_day(day) < first_day(on)), "")
            if not step or step in seen:
                return id
            seen.add(step)
            id = step

    def _earlier(self) -> dict[str, list[tuple[str, str]]]:
        if self._before is None:
            self._before = {}
            for a in self.all:
                for c in a.became:
                    self._before.setdefault(c.id, []).append((a.id, c.day))
        return self._before

    # Relations. Each asks of the body that stands for the id that day (`heir`).

    def umbrella(self, id: str, day: str) -> tuple[str, ...]:
        """The umbrellas it belongs to that day, as the pack lists them."""
        return _on(self.get(self.heir(id, day)).member_of, day)

    def umbrellas(self, id: str, day: str) -> tuple[str, ...]:
        """Its umbrellas and theirs, the nearest first."""
        return self._closure(id, day, self.umbrella)

    def side(self, id: str, day: str) -> tuple[str, ...]:
        """With whom it stands that day by its own row: the authority or state that it fights or speaks for."""
        return _on(self.get(self.heir(id, day)).sides, day)

    def camp(self, id: str, day: str) -> tuple[str, ...]:
        """The powers at the top of its umbrellas and sides that day; itself when it answers to nobody."""
        top = [x for x in self._upwards(id, day) if not self._above(x, day)]
        return tuple(top) or (self.heir(id, day),)

    def members(self, id: str, day: str, *, deep: bool = False) -> tuple[str, ...]:
        """Who belongs to an umbrella that day; deep: members of members too."""
        if self._members is None:
            self._members = {}
            for a in self.all:
                for tie in a.member_of:
                    self._members.setdefault(tie.id, []).append((tie, a))
        if deep:
            return self._closure(id, day, self.members)
        here = self.heir(id, day)
        rows = self._members.get(here, ())
        return tuple(dict.fromkeys(a.id for t, a in rows if in_force(t.start, t.end, day) and in_force(a.start, a.end, day)))

    def covers(self, whole: str, part: str, day: str) -> bool:
        """Whether what `part` holds is held by `whole` too: the same body, its umbrella, or the authority it serves.

        A foreign patron is no such authority: what the SNA holds is not held by Turkey.
        """
        whole, part = self.heir(whole, day), self.heir(part, day)
        if whole == part:
            return True
        theatre = self.get(part).theatre
        return whole in self._closure(part, day, lambda x, d: tuple(y for y in self._above(x, d) if self.get(y).theatre == theatre))

    def opposed(self, a: str, b: str, day: str) -> bool:
        """Whether a pack says that they, or those above them, fight each other that day."""
        return self._told(a, b, day, "opposes")

    def allied(self, a: str, b: str, day: str) -> bool:
        """Whether they are the same body or stand in one camp that day, or their camps are allied; not when opposed."""
        if self.heir(a, day) == self.heir(b, day):
            return True
        if self.opposed(a, b, day):
            return False
        mine, yours = set(self._upwards(a, day)), set(self._upwards(b, day))
        return bool(mine & yours) or self._told(a, b, day, "allied_with")

    def foes(self, id: str, day: str) -> tuple[str, ...]:
        """Whom it, or those above it, are said to fight that day; members of these are foes too (`opposed`)."""
        return self._named(id, day, "opposes")

    def friends(self, id: str, day: str) -> tuple[str, ...]:
        """With whom it, or those above it, are said to be allied that day, besides their own camp."""
        return self._named(id, day, "allied_with")

    def _named(self, id: str, day: str, key: str) -> tuple[str, ...]:
        mine = self._upwards(id, day)
        if self._told_of is None:
            self._told_of = {}
            for a in self.all:
                for k in ("opposes", "allied_with"):
                    for t in getattr(a, k):
                        self._told_of.setdefault((k, t.id), []).append((t, a.id))
        out = [t.id for x in mine for t in getattr(self._by_id[x], key) if in_force(t.start, t.end, day)]
        out += [other for x in mine for t, other in self._told_of.get((key, x), ()) if in_force(t.start, t.end, day)]
        return tuple(dict.fromkeys(x for x in out if x not in mine))

    def _told(self, a: str, b: str, day: str, key: str) -> bool:
        mine, yours = self._upwards(a, day), self._upwards(b, day)
        if set(mine) == set(yours):
            return False
        for one, other in ((mine, frozenset(yours)), (yours, frozenset(mine))):
            for x in one:
                ties: tuple[Tie, ...] = getattr(self._by_id[x], key)
                if any(t.id in other and in_force(t.start, t.end, day) for t in ties):
                    return True
        return False

    def _above(self, id: str, day: str) -> tuple[str, ...]:
        both = (*self.umbrella(id, day), *self.side(id, day))
        return tuple(dict.fromkeys(self.heir(x, day) for x in both if self.get(x).kind != _NO_CAMP))

    def _upwards(self, id: str, day: str) -> tuple[str, ...]:
        here = self.heir(id, day)
        return (here, *self._closure(here, day, self._above))

    def _closure(self, id: str, day: str, step: Step) -> tuple[str, ...]:
        here = self.heir(id, day)
        out: list[str] = []
        queue = [here]
        while queue:
            for x in step(queue.pop(0), day):
                if x not in out and x != here:
                    out.append(x)
                    queue.append(x)
        return tuple(out)


def _on(ties: tuple[Tie, ...], day: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(t.id for t in ties if in_force(t.start, t.end, day)))


def _as_written(actor: Actor, key: str) -> str:
    """The name of an actor that has this key, in its ordinary spelling."""
    loaded = (x.name for x in actor.loaded)
    names = (actor.name, actor.name_en, *actor.aliases, *actor.en_aliases, *actor.adjectives, *loaded, *actor.local_aliases)
    return next((n for n in (*names, *actor.vague_aliases) if name_key(n) == key), key)

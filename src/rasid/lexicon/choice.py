"""Which bearer of a shared name a report means: by the theatre its other names belong to, and by the day."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from rasid.lexicon.actors import name_words
from rasid.lexicon.outlets import People
from rasid.lexicon.periods import distance
from rasid.lexicon.theatre import PROMINENCE, WORLD, NameHit, Names
from rasid.text.fold import fold_word

#: how many steps of PROMINENCE a place of another theatre is behind: a village of this conflict is meant before a city
#: elsewhere, but a capital elsewhere before a town here (الدوحة), though not before a city here (طرابلس)
_ABROAD: Final = 6
_CAPITAL_ABROAD: Final = 2
_COUNTRY_WEIGHT: Final = 3
_REMEMBERED: Final = 1 << 13
_PLACE: Final = "p"
_ACTOR: Final = "a"
_OUTLET: Final = "o"


class Guide:
    """What the choices of all reports share. names: all packs; media_heads: nouns before the name of an outlet ("قناة")."""

    def __init__(self, names: Names, media_heads: Iterable[str] = ()) -> None:
        self.names = names
        self.media_heads = frozenset(fold_word(w) for w in media_heads)
        self.people = People(names.people)
        self.bare: dict[str, list[int]] = {}
        for n, o in enumerate(names.outlets):
            for alias in o.bare_aliases:
                self.bare.setdefault(" ".join(name_words(alias)), []).append(n)
        self._votes: dict[int, tuple[str, int]] = {}
        self._exact: dict[tuple[str, tuple[str, ...]], NameHit | None] = {}  # the names asked for last
        capitals = frozenset(names.capitals)
        self.ranks = [PROMINENCE["capital"] if n in capitals else PROMINENCE.get(p.kind, 8) for n, p in enumerate(names.places)]

    def theatre_of(self, hits: Iterable[NameHit], outlet: str = "") -> str:
        """The theatre that most names of a report belong to; "" when none does, or two do alike.

        hits: one for each known name in the report. outlet: the name of who published it; its beat decides between equals.
        """
        votes: dict[str, int] = {}
        for hit in hits:
            vote = self._votes.get(id(hit))
            if vote is None:
                vote = self._votes[id(hit)] = self._vote(hit)
            if vote[1]:
                votes[vote[0]] = votes.get(vote[0], 0) + vote[1]
        if outlet and (found := self.exact(_OUTLET, name_words(outlet))) is not None:
            theatre = self.names.outlets[found.index].theatre
            votes[theatre] = votes.get(theatre, 0) + (theatre != WORLD)
        first, most, next_most = "", 0, 0
        for theatre, n in votes.items():
            if n > most:
                first, most, next_most = theatre, n, most
            elif n > next_most:
                next_most = n
        return first if most > next_most else ""

    def _vote(self, hit: NameHit) -> tuple[str, int]:
        """For which theatre a name speaks, and how much; hits live as long as the names, so that this can be remembered by identity."""
        theatres = {self._theatre(hit.kind, n) for n in hit.candidates or (hit.index,)}
        if len(theatres) != 1 or WORLD in theatres or hit.needs_head:
            return "", 0
        country = hit.kind == _PLACE and self.ranks[hit.index] == 0
        return theatres.pop(), _COUNTRY_WEIGHT if country else 1

    def _theatre(self, kind: str, index: int) -> str:
        names = self.names
        return (names.places if kind == _PLACE else names.actors if kind == _ACTOR else names.outlets)[index].theatre

    def exact(self, kind: str, words: tuple[str, ...], theatre: str = "") -> NameHit | None:
        """The name of that kind that these are all the words of; a local one of the theatre first."""
        if theatre and kind == _ACTOR and (local := self.names.local.get(theatre, {}).get(" ".join(words))):
            return NameHit(words, kind, local[0], False, tuple(local) if len(local) > 1 else ())
        if not words:
            return None
        asked = (kind, words)
        if asked in self._exact:
            return self._exact[asked]
        found = next((hit for hit in self.names.by_first.get(words[0], ()) if hit.kind == kind and hit.words == words), None)
        if len(self._exact) >= _REMEMBERED:
            self._exact.clear()
        self._exact[asked] = found
        return found


class Choice:
    """The choices for one report. theatre: what it is about ("" unknown); day: when it was published (ISO, "" unknown)."""

    def __init__(self, guide: Guide, theatre: str = "", day: str = "") -> None:
        self.guide, self.names, self.theatre, self.day = guide, guide.names, theatre, day
        self.memo: dict[tuple[str, str, str], str] = {}  # for those who ask again: kind, name, day → id

    def of(self, hit: NameHit) -> int:
        """The index of the bearer that this report means by a name."""
        if hit.theatre and hit.theatre != self.theatre:
            hit = self._at_home(hit)
        return self._best(hit, self.day) if hit.candidates else hit.index

    def _at_home(self, hit: NameHit) -> NameHit:
        """The same loaded name as this theatre has it, where it has it: everybody has mercenaries."""
        if not self.theatre:
            return hit
        same = (h for h in self.names.by_first[hit.words[0]] if h.words == hit.words and h.kind == hit.kind and h.theatre == self.theatre)
        return next(same, hit)

    def actor(self, index: int, names: Iterable[str], day: str) -> str:
        """The id of the actor whom a report calls by these names, on the day that is told of; index: whom they mean by default.

        "" when it only calls him what another conflict's party calls its enemies.
        """
        foreign = False
        for name in names:
            hit = self.guide.exact(_ACTOR, name_words(name))
            if hit is None:
                continue
            if hit.theatre and hit.theatre != self.theatre:
                hit = self._at_home(hit)
            if index in hit.candidates and hit.theatre in ("", self.theatre):
                return self.names.actors[self._best(hit, day or self.day)].id
            if index == hit.index:
                foreign = bool(hit.theatre) and hit.theatre != self.theatre
                if not foreign:
                    break
        return "" if foreign else self.names.actors[index].id

    def _best(self, hit: NameHit, day: str) -> int:
        names, theatre = self.names, self.theatre
        if hit.kind == _PLACE:
            return min(hit.candidates, key=self._remoteness)
        if hit.kind == _ACTOR:
            actors = names.actors
            return min(
                hit.candidates,
                key=lambda n: (bool(theatre) and actors[n].theatre != theatre, distance(actors[n].start, actors[n].end, day)),
            )
        return min(hit.candidates, key=lambda n: bool(theatre) and names.outlets[n].theatre != theatre)

    def _remoteness(self, place: int) -> int:
        """How unlikely a place is meant: by how little known it is, and whether it lies in another theatre."""
        rank = self.guide.ranks[place]
        abroad = bool(self.theatre) and self.names.places[place].theatre != self.theatre
        if not rank or not abroad:
            return rank
        return rank + (_CAPITAL_ABROAD if rank == PROMINENCE["capital"] else _ABROAD)

    def outlet(self, name: str) -> str:
        """The id of the outlet or actor that a speaker's whole name is, bare names ("الحدث", "قناة الحدث") too; "" if none."""
        words = name_words(name)
        if not words:
            return ""
        for kind in (_OUTLET, _ACTOR):
            if (hit := self.guide.exact(kind, words, self.theatre)) is not None:
                return (self.names.outlets if kind == _OUTLET else self.names.actors)[self.of(hit)].id
        for rest in (words, words[1:] if words[0] in self.guide.media_heads else ()):
            if found := self.guide.bare.get(" ".join(rest)):
                best = min(found, key=lambda n: self.names.outlets[n].theatre not in (self.theatre, WORLD))
                return self.names.outlets[best].id
        return ""

    def body(self, name: str, day: str = "") -> str:
        """The id of the actor that a whole name is, local names of the theatre too; "" when no pack knows it."""
        hit = self.guide.exact(_ACTOR, name_words(name), self.theatre)
        if hit is None:
            return ""
        index = self._best(hit, day or self.day) if hit.candidates else hit.index
        return self.names.actors[index].id

    def person(self, name: str) -> str:
        """The id of the holder of office whom a name with his titles means; "" when no pack knows him."""
        found = self.guide.people.on(name, self.day)
        return found.id if found is not None else ""

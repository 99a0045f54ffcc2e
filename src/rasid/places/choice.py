"""Which of the places that share a name is meant: how much each speaks for itself, and how much the report does.

Scores are log-odds: they add up, and their exponentials are the weights that are handed out.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from rasid.lexicon.theatre import Place
from rasid.model.records import Record
from rasid.places.gazetteer import Gazetteer
from rasid.places.precision import ADMIN
from rasid.places.spelling import key
from rasid.places.words import load_words

#: How likely a bare name means a place of that kind.
PROMINENCE: Final = {
    "country": 4.0, "city": 3.0, "governorate": 2.3, "town": 2.2, "area": 2.0, "airport": 1.9, "camp": 1.6, "village": 1.5,
    "quarter": 1.4, "base": 1.6, "river": 1.6, "district": 1.0, "subdistrict": 0.4,
}  # fmt: skip
OTHER_KIND: Final = 1.5
MAIN_NAME: Final = 0.4
SPELT: Final = 0.8
INSIDE: Final = 7.0
INSIDE_SEAT: Final = 1.0
OUTSIDE: Final = -3.0
FAR_OUTSIDE: Final = -12.0
FAR_KM: Final = 60.0  # farther than this from what should contain it, a place is a namesake
SAME_COUNTRY: Final = 2.0
SAME_GOVERNORATE: Final = 1.6
CLOSE: Final = 2.0
CLOSE_KM: Final = 30.0
THEATRE: Final = 2.0
BESIDE: Final = 5.0
BESIDE_KM: Final = 25.0
#: what speaks against a place in a country that the report does not speak of, by how little it is known abroad
ELSEWHERE: Final = {"country": 0.0, "city": -1.0, "governorate": -1.0, "town": -4.5}
_ELSEWHERE: Final = -7.0
BORDER_KM: Final = 150.0
SAME_PLACE: Final = 2.5
UNKNOWN: Final = 0.2  # what speaks for a place that no pack has
WORLDLY: Final = frozenset(("country", "city", "governorate"))  # named far from home too
#: What a head noun asks of the kind, best first; a kind that is not listed does not fit.
WANTS: Final[dict[str, dict[str, float]]] = {
    "country": {"country": 4.0},
    "city": {"city": 2.5, "town": 1.8, "village": 0.2, "quarter": -1.0, "camp": -1.5, "governorate": -1.5, "area": -2.0,
             "subdistrict": -1.5},
    "town": {"town": 2.5, "city": 1.2, "village": 1.6, "quarter": 0.0, "camp": -1.0, "subdistrict": -1.0, "area": -1.0},
    "village": {"village": 2.5, "town": 1.4, "city": -1.5, "quarter": -0.5, "subdistrict": -1.5, "area": -1.0, "camp": -1.0},
    "quarter": {"quarter": 3.0, "village": 0.0, "area": 0.0, "town": -1.0, "camp": 0.0, "facility": 0.0, "base": -0.5, "road": -0.5},
    "governorate": {"governorate": 4.0, "area": 0.5, "district": -1.0, "city": -1.5, "country": -1.0},
    "district": {"district": 3.5, "subdistrict": 3.0, "town": 0.5, "city": 0.5, "village": 0.0, "area": 0.0, "quarter": -0.5},
    "area": {"area": 2.5, "district": 0.2, "subdistrict": 0.2, "quarter": 0.6, "town": 0.4, "city": 0.2, "village": 0.4, "camp": 0.2,
             "mountain": 0.5, "valley": 0.5, "governorate": 0.0, "base": 0.0, "crossing": 0.0, "border": 2.0, "facility": 0.3,
             "country": -3.0, "river": -1.0, "road": 0.0, "field": 0.0, "airport": -0.5, "port": 0.0},
    "countryside": {"area": 2.0, "governorate": 0.5},
    "region": {"area": 2.5, "governorate": 1.5, "country": 0.0},
}  # fmt: skip
UNFIT: Final = -8.0


class Context(Record, frozen=True):
    """What the report says about the neighbourhood of a name.

    inside: phrases of what contains it ("بريف حلب" → "ريف حلب"); beside: of what it is near to; others: ids of places the
    report speaks of and that are settled; countries: ids of the countries of the outlet's beat or of the theatres in use.
    """

    inside: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()


class Hint(Record, frozen=True):
    """A container or neighbour that was itself resolved. ids: it and the units called like it, the one said first."""

    ids: tuple[str, ...]
    lat: float | None
    lon: float | None
    precision_km: float


def fits(head: str, kind: str) -> float:
    """What a head noun of kind `head` adds for a place of that kind; UNFIT when it cannot mean one."""
    if not head:
        return 0.0
    if head in WANTS:
        return WANTS[head].get(kind, UNFIT)
    kin = load_words().kin.get(head, frozenset((head,)))
    return 3.0 if kind == head else 1.0 if kind in kin else UNFIT


def own_score(place: Place, exact: str, head: str) -> float:
    """What speaks for a place before the report is asked: kind, spelling, head noun."""
    score = PROMINENCE.get(place.kind, OTHER_KIND) + fits(head, place.kind)
    if key(place.name) == exact:
        return score + MAIN_NAME + SPELT
    return score + SPELT if any(key(v) == exact for v in place.variants) else score


class Chooser:
    """Weighs the places of one name against the report."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.g = gazetteer

    def weigh(
        self, own: Sequence[tuple[Place, float]], context: Context, inside: Sequence[Hint], beside: Sequence[Hint]
    ) -> list[tuple[Place, float]]:
        """Places with their scores, best first; those that cannot lie where the text says are left out."""
        out: list[tuple[Place, float]] = []
        for place, score in own:
            for hint in inside:
                score += self._inside(place, hint)
            for hint in beside:
                km = self._km(place, hint)
                score += BESIDE * math.exp(-km / BESIDE_KM) if km is not None else 0.0
                score += FAR_OUTSIDE if km is not None and km > 4 * FAR_KM + 2 * hint.precision_km else 0.0
            score += self._neighbours(place, context)
            if score > UNKNOWN or score > -4.0 and not (context.others or inside or beside):
                out.append((place, score))
        out.sort(key=lambda x: -x[1])
        return out

    def _inside(self, place: Place, hint: Hint) -> float:
        above = self.g.parents(place.id)
        if hint.ids[0] in above:
            return INSIDE + INSIDE_SEAT
        if any(i in above for i in hint.ids) or (hint.ids[0].startswith("~") and self.g.contains(hint.ids[0], place.id)):
            return INSIDE
        if place.id in hint.ids:
            return OUTSIDE
        km = self._km(place, hint)
        if km is None:
            return OUTSIDE
        return OUTSIDE + 4.0 * math.exp(-km / FAR_KM) if km <= FAR_KM + hint.precision_km else FAR_OUTSIDE

    def _km(self, place: Place, hint: Hint) -> float | None:
        if hint.lat is None or hint.lon is None or place.lat is None or place.lon is None:
            return None
        from rasid.places.gazetteer import distance

        return distance(place.lat, place.lon, hint.lat, hint.lon)

    def _neighbours(self, place: Place, context: Context) -> float:
        score = 0.0
        country = self.country(place.id)
        if country in context.countries:
            score += THEATRE
        others = context.others
        if not others:
            return score
        if place.id in others:
            score += SAME_PLACE
        home = self.g.get(country)
        if home is not None and home.kind == "country" and all(self.country(o) != country for o in others):
            score += ELSEWHERE.get(place.kind, _ELSEWHERE) * (
                0.5 if place.kind == "town" and self._across_the_border(place, others) else 1.0
            )
        score += SAME_COUNTRY * sum(1 for o in others if self.country(o) == country) / len(others)
        province = self.g.level(place.id, "governorate")
        if province:
            score += SAME_GOVERNORATE * sum(1 for o in others if province == o or province in self.g.parents(o)) / len(others)
        if place.kind not in ADMIN:
            near = [
                km
                for o in others
                if o != place.id
                and (row := self.g.get(o))
                and row.kind not in ADMIN
                and (km := self.g.distance_km(place.id, o)) is not None
            ]
            score += CLOSE * math.exp(-min(near) / CLOSE_KM) if near else 0.0
        return score

    def _across_the_border(self, place: Place, others: Sequence[str]) -> bool:
        """Whether a place of another country is near to where the report is."""
        for other in others:
            row = self.g.get(other)
            if row is not None and row.kind != "country" and (km := self.g.distance_km(place.id, other)) is not None and km <= BORDER_KM:
                return True
        return False

    def country(self, place: str) -> str:
        """The id of the country of a place: the last of its parents, itself when nothing contains it."""
        above = self.g.parents(place)
        return above[-1] if above else place

    def namesakes(self, weighed: list[tuple[Place, float]]) -> list[tuple[Place, float]]:
        """The best place and those that are somewhere else: a town, its district and its governorate are not in question."""
        best = weighed[0][0]
        kin = {best.id, *self.g.parents(best.id)}
        out = [weighed[0]]
        for place, score in weighed[1:]:
            above = self.g.parents(place.id)
            levels = place.id in kin or best.id in above or (place.kind in ADMIN and place.kind != "country" and self._shares(best, place))
            if not levels:
                out.append((place, score))
        return out

    def _shares(self, best: Place, unit: Place) -> bool:
        km = self.g.distance_km(best.id, unit.id)
        return km is not None and km <= (unit.precision_km or 0) and self.country(best.id) == self.country(unit.id)


def weights(weighed: Sequence[tuple[Place, float]]) -> list[float]:
    """Scores as weights that add up to 1."""
    top = max(score for _, score in weighed)
    raw = [math.exp(score - top) for _, score in weighed]
    total = sum(raw)
    return [w / total for w in raw]

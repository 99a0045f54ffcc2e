"""From the name of a place, as a report has it, to the place: id, point, precision, and the others that it may be.

`Resolver.resolve` is a pure function of the name, the context and the gazetteer. `resolve_report` settles all names of one report,
the clear ones first, so that they can help the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from rasid.lexicon.theatre import Place
from rasid.model.records import Record
from rasid.places import areas
from rasid.places.areas import Area
from rasid.places.choice import UNFIT, WORLDLY, Chooser, Context, Hint, fits, own_score, weights
from rasid.places.gazetteer import Gazetteer
from rasid.places.phrases import Grammar
from rasid.places.precision import ADMIN, REGIONS, SETTLEMENTS, acled, ucdp
from rasid.places.spelling import key, slug
from rasid.places.words import Phrase

SETTLED: Final = 0.8  # a place of at least this weight is handed out without alternatives, and helps to settle others
_MAX_DEPTH: Final = 5
#: Answers, candidates and points that are remembered, the last used ones.
_REMEMBERED = 1 << 14
_SITES: Final = frozenset(
    (
        "airport", "base", "field", "dam", "bridge", "crossing", "prison", "hospital", "port", "school", "mosque", "facility", "camp",
        "mountain", "valley", "river", "road", "island", "border", "quarter",
    )
)  # fmt: skip


class Alternative(Record, frozen=True):
    """A place that the name may mean as well; weights of all add up to 1."""

    id: str
    name: str
    weight: float


class Resolution(Record, frozen=True):
    """Where a name is.

    id: of a pack's place; of an area or unknown place one that is made up and begins with "~", the same for the same name and parent
    in every report; "" when the name says nothing ("المدينة") or nothing is known. known: whether a pack has the place.
    lat, lon: degrees, None when not located; precision_km: how far off the point may be. place: the pack's place that an area or
    unknown place hangs on. parents: ids of what contains it, the nearest first. geo_precision: ACLED's 1-3, where_prec: UCDP's
    1-6, 0 when not located. pcode: of the place or of the smallest unit around it that has one. weight: 0..1.
    rule: how it was found ("place.name", "place.area", "place.site", "place.unknown", "place.none").
    """

    name: str
    id: str = ""
    known: bool = False
    kind: str = ""
    lat: float | None = None
    lon: float | None = None
    precision_km: float | None = None
    place: str = ""
    parents: tuple[str, ...] = ()
    pcode: str = ""
    geo_precision: int = 0
    where_prec: int = 0
    weight: float = 0.0
    alternatives: tuple[Alternative, ...] = ()
    rule: str = "place.none"

    @property
    def settled(self) -> bool:
        """Whether no other place is in question."""
        return bool(self.id) and self.weight >= SETTLED


class Resolver:
    """Finds places by name in one gazetteer. Results are remembered; resolvers share nothing and know no report."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.g = gazetteer
        self.grammar = Grammar(gazetteer.index.heads, settled=lambda name: any(p.kind in SETTLEMENTS for p in gazetteer.spelt(name)))
        self.generic = frozenset(gazetteer.index.generic)
        self.choice = Chooser(gazetteer)
        self._resolved = lru_cache(_REMEMBERED)(self._find)
        self._candidates = lru_cache(_REMEMBERED)(self._own)
        self._parsed = lru_cache(_REMEMBERED)(self.grammar.parse)
        self._spot = lru_cache(_REMEMBERED)(self._locate)

    def resolve(self, name: str, *, context: Context | None = None, kind: str = "") -> Resolution:
        """The place of a name. kind: what the reader took it for ("village", "airport"), used where the name has no head noun.

        An unknown name gives a Resolution with known=False; nothing is raised.
        """
        return self._resolved(key(name), name, context or Context(), kind, _MAX_DEPTH)

    def resolve_report(self, names: Sequence[tuple[str, str, tuple[str, ...]]], countries: tuple[str, ...] = ()) -> list[Resolution]:
        """The places of one report's names, given as (name, kind, phrases of what contains it); in the same order.

        countries: ids of the countries that its outlet reports on, if that is known.
        """
        first = [self.resolve(n, context=Context(inside=inside, countries=countries), kind=kind) for n, kind, inside in names]
        settled = tuple(dict.fromkeys(r.id for r in first if r.settled and r.known and r.kind in WORLDLY))[:12]
        fallback = () if settled else tuple(dict.fromkeys(r.id for r in first if r.settled and r.known))[:12]
        if not settled and not fallback:
            return first
        second = [
            r
            if r.settled and r.kind in WORLDLY
            else self.resolve(n, context=Context(inside, (), settled or tuple(o for o in fallback if o != r.id), countries), kind=kind)
            for (n, kind, inside), r in zip(names, first, strict=True)
        ]
        more = tuple(dict.fromkeys((*settled, *(r.place for r in second if r.settled and r.place))))[:16]
        return [
            r if r.settled or not r.alternatives else self.resolve(n, context=Context(inside, (), more, countries), kind=kind)
            for (n, kind, inside), r in zip(names, second, strict=True)
        ]

    # -- finding -------------------------------------------------------------------------------------------------------

    def _find(self, exact: str, name: str, context: Context, kind: str, depth: int) -> Resolution:
        if not exact or depth <= 0 or self._only_a_head(exact) and not (context.inside or context.beside):
            return Resolution(name)
        if own := self._candidates(exact, ""):
            if found := self._choose(name, own, context, depth):
                return found
        for other in self._written_twice(name):
            if own := self._candidates(key(other), ""):
                if found := self._choose(name, own, context, depth):
                    return found
        core, direction = self.grammar.direction_after(exact.split())
        if direction and len(core.split()) >= 1 and core and (own := self._candidates(core, "")):
            if found := self._choose(name, own, context, depth):
                if found.kind not in ("quarter", "village", "base", "airport"):
                    return self._area(name, "part", found, direction)
        phrase = self._parsed(exact)
        if phrase.op:
            return self._operated(name, phrase, context, depth)
        return self._plain(exact, name, phrase, context, kind, depth)

    def _spelt_head(self, core: str) -> bool:
        """A head noun that is also the name of a place, in just that spelling: "المزرعة"; not "قريتين" for القريتين."""
        return core in self.grammar.heads and bool(self.g.spelt(core))

    def _only_a_head(self, exact: str) -> bool:
        """ "المدينة", "المطار": the report's own, though a town somewhere is called so; "الجزيرة", "البادية" are names."""
        if exact.startswith("ال") and exact in self.grammar.w.directions:
            return True
        if exact not in self.generic:
            return False
        return not any(p.kind in ("area", "governorate", "country") for p in self.g.spelt(exact))

    def _plain(self, exact: str, name: str, phrase: Phrase, context: Context, kind: str, depth: int) -> Resolution:
        """A name with or without head noun, cut off what contains it."""
        if phrase.inside or phrase.beside:
            context = Context(phrase.inside + context.inside, phrase.beside + context.beside, context.others, context.countries)
        if phrase.vague:
            numbered = any(c.isdigit() for c in phrase.core)  # "مقر الفرقة 17"
            found = self._headed(name, phrase, context, depth) if self._spelt_head(phrase.core) or numbered and phrase.head else None
            return found or self._in_part(name, phrase, context, depth)
        whole = exact if not (phrase.inside or phrase.beside) else ""
        if not phrase.head and phrase.core != exact and (own := self._candidates(phrase.core, "")):
            if found := self._choose(name, own, context, depth):
                return found
        if phrase.head:
            if found := self._headed(name, phrase, context, depth):
                return found
        for stripped in self._unclitic(phrase.core if not phrase.head else ""):
            if own := self._candidates(stripped, ""):
                if found := self._choose(name, own, context, depth):
                    return found
        return self._unknown(name, phrase, whole, context, kind, depth)

    def _in_part(self, name: str, phrase: Phrase, context: Context, depth: int) -> Resolution:
        """ "تلة في بلدة كذا", "مبان قرب كذا": some spot in it or near it."""
        for op, phrases in (("mid", phrase.inside), ("round", phrase.beside)):
            for said in phrases:
                bare = Context(others=context.others, countries=context.countries)
                inner = self._find(key(said), name, bare, "", depth - 1)
                if inner.known:
                    return self._area(name, op, inner, "")
        return Resolution(name)

    def _headed(self, name: str, phrase: Phrase, context: Context, depth: int) -> Resolution | None:
        """ "مطار كذا", "قرية كذا": the place of that kind; of a site with no name of its own, one at the town it is called after."""
        if own := self._candidates(phrase.core, phrase.head):
            if found := self._choose(name, own, context, depth):
                return self._lifted(name, phrase.head, found)
        for shorter in self._trimmed(phrase.core) if phrase.head in SETTLEMENTS else ():
            own = self._candidates(shorter, phrase.head)
            if own and (found := self._choose(name, own, context, depth)):
                return self._lifted(name, phrase.head, found)
        if self._only_a_head(phrase.core):
            return None  # "مطار القاعدة", "مستشفى المدينة": the report's own
        direct = self._candidates(phrase.core, "")
        if phrase.head not in _SITES:
            core, direction = self.grammar.direction_after(phrase.core.split())
            if direction and core and (own := self._candidates(core, phrase.head)):
                if found := self._choose(name, own, context, depth):
                    return self._area(name, "part", found, direction)
            if phrase.op or not direct:
                inner = self._find(phrase.core, name, context, "", depth - 1) if self._compound(phrase.core) else None
                return inner if inner is not None and inner.known else None
            return None
        bare = " ".join(w for w in phrase.core.split() if w not in self.grammar.w.epithets) or phrase.core
        own = direct or self._candidates(bare, "")
        if not own and bare.startswith(("ل", "ب")):
            own = self._candidates(bare[1:], "")
        towns = [(p, s) for p, s in own if p.kind in SETTLEMENTS or p.kind == "governorate"]
        if not towns or phrase.head == "quarter":
            return None
        homes = {self.choice.country(o) for o in context.others}
        towns = [(p, s) for p, s in towns if not homes or self.choice.country(p.id) in homes]
        found = self._choose(name, towns, context, depth) if towns else None
        return self._at(name, phrase.head, found) if found is not None else None

    def _trimmed(self, core: str) -> Iterable[str]:
        """ "كذا الساحلية", "الصومالية كذا": a name without the adjectives after or before it."""
        words = core.split()
        for end in range(len(words) - 1, 0, -1):
            if not words[end].startswith("ال"):
                break
            yield " ".join(words[:end])
        if len(words) > 1 and words[0].startswith("ال") and words[0].endswith("يه"):
            yield " ".join(words[1:])

    def _lifted(self, name: str, head: str, found: Resolution) -> Resolution:
        """ "ناحية كذا", "محافظة كذا" where only the town has that name: the unit that is called like its town."""
        if head not in ("district", "governorate") or found.kind not in SETTLEMENTS:
            return found
        row = self.g.by_id[found.id]
        names = {row.name, *row.variants}
        units = [u for i in found.parents if (u := self.g.get(i)) and u.kind in ADMIN and names & {u.name, *u.variants}]
        wanted = [u for u in units if (u.kind == "governorate") == (head == "governorate")]
        return self._known(name, wanted[0], found.weight, found.alternatives) if wanted else found

    def _compound(self, core: str) -> bool:
        first = core.split()[0]
        return first in self.grammar.heads or first.removeprefix("ال") in self.grammar.w.countryside

    def _own(self, exact: str, head: str) -> list[tuple[Place, float]]:
        """The places of a key that a head noun can mean, with what speaks for each by itself."""
        rows = list(self.g.named(exact))
        if head in _SITES or head == "area" and not rows:
            rows += [p for p in self.g.sites(self._bare(exact)) if p not in rows]
        return [(p, own_score(p, exact, head)) for p in rows if fits(head, p.kind) > UNFIT]

    def _locate(self, area: Area) -> areas.Point | None:
        return areas.locate(self.g, area)

    def _bare(self, exact: str) -> str:
        return " ".join(w for w in exact.split() if w not in self.grammar.w.epithets) or exact

    def _written_twice(self, name: str) -> Iterable[str]:
        """ "عين العرب (كوباني)": the name before the brackets, and the one in them."""
        before, bracket, rest = name.partition("(")
        if bracket and before.strip():
            yield before
            yield rest.partition(")")[0]
        before, dash, _ = name.partition("/")
        if dash and before.strip():
            yield before

    def _unclitic(self, core: str) -> Iterable[str]:
        """A name without the letters that particles are: "وبحلب", "للرستن"."""
        first, _, rest = core.partition(" ")
        if len(first) < 4:
            return
        if first[0] in "وف" and len(first) > 4:
            yield f"{first[1:]} {rest}".strip()
            first = first[1:]
        if first.startswith("لل"):
            yield f"ال{first[2:]} {rest}".strip()
        elif first[0] in "بلك" and len(first) > 3:
            yield f"{first[1:]} {rest}".strip()

    # -- choosing ------------------------------------------------------------------------------------------------------

    def _hints(self, phrases: Sequence[str], context: Context, depth: int) -> list[Hint]:
        """Containers and neighbours, resolved with what else the report says."""
        out: list[Hint] = []
        bare = Context(others=context.others, countries=context.countries)
        for phrase in phrases:
            r = self._find(key(phrase), phrase, bare, "", depth - 1)
            if not r.id:
                continue
            ids = [r.id]
            base = r.place or r.id
            row = self.g.get(base)
            if row is not None:
                ids += [base] if base != r.id else []
                same = {row.name, *row.variants}
                ids += [u for u in self.g.parents(base) if (up := self.g.get(u)) and up.kind in ADMIN and same & {up.name, *up.variants}]
            out.append(Hint(tuple(ids), r.lat, r.lon, r.precision_km or 10.0))
        return out

    def _choose(self, name: str, own: list[tuple[Place, float]], context: Context, depth: int) -> Resolution | None:
        """The likeliest of the places; None when the text puts the name where none of them is."""
        inside = self._hints(context.inside, context, depth) if context.inside else []
        beside = self._hints(context.beside, context, depth) if context.beside else []
        weighed = self.choice.weigh(own, context, inside, beside)
        if not weighed:
            return None
        rivals = self.choice.namesakes(weighed)
        shares = weights(rivals)
        best = rivals[0][0]
        unsettled = shares[0] < SETTLED
        alternatives = tuple(
            Alternative(p.id, p.name, round(w, 3)) for (p, _), w in zip(rivals[1:6], shares[1:6], strict=False) if unsettled and w >= 0.02
        )
        return self._known(name, best, round(shares[0], 3), alternatives)

    def _known(self, name: str, p: Place, weight: float, alternatives: tuple[Alternative, ...]) -> Resolution:
        return Resolution(
            name, p.id, True, p.kind, p.lat, p.lon, p.precision_km, p.id, self.g.parents(p.id), self.g.pcode(p.id),
            acled(p.kind, p.precision_km, False), ucdp(p.kind, p.precision_km, False), weight, alternatives, "place.name",
        )  # fmt: skip

    # -- areas and unknown places --------------------------------------------------------------------------------------

    def _operated(self, name: str, phrase: Phrase, context: Context, depth: int) -> Resolution:
        if phrase.op == "border":
            return self._border(name, phrase, context, depth)
        if phrase.vague or not phrase.core:
            return Resolution(name)
        if phrase.op == "road":
            return self._road(name, phrase.core, context, depth)
        inner_context = Context(
            phrase.inside + context.inside if phrase.op != "rif" else context.inside, (), context.others, context.countries
        )
        inner = self._find(phrase.core, name, inner_context, "", depth - 1)
        if inner.id and not inner.known and phrase.op in ("whole", "mid", "round") and not inner.place:
            return self._unknown(name, Phrase("", key(name)), "", inner_context, "", depth)  # "مركز البحوث": a name after all
        if not inner.id:
            return Resolution(name)
        if phrase.op == "whole":
            return inner
        if phrase.op == "between":
            other = self._find(phrase.other, name, inner_context, "", depth - 1)
            if not (inner.known and other.known):
                return inner if inner.known and not other.id else other if other.known and not inner.id else Resolution(name)
            one, two = sorted((inner.id, other.id))
            return self._made(name, Area("between", one, other=two), min(inner.weight, other.weight), "area")
        if phrase.op == "rif":
            return self._countryside(name, inner, phrase.direction)
        return self._area(name, phrase.op, inner, phrase.direction, phrase.km)

    def _border(self, name: str, phrase: Phrase, context: Context, depth: int) -> Resolution:
        """The border of two countries, where a pack has it under the id "sy.border-tr"."""
        bare = Context(countries=context.countries)
        sides = [r.id for p in (phrase.core, phrase.other) if p and (r := self._find(p, name, bare, "", depth - 1)).kind == "country"]
        if not phrase.core:
            sides += [self._country(context, sides)]
        if len(sides) == 2:
            for one, two in (sides, reversed(sides)):
                if row := self.g.get(f"{one}.border-{two}"):
                    return self._known(name, row, 1.0, ())
        return Resolution(name)

    def _road(self, name: str, core: str, context: Context, depth: int) -> Resolution:
        """ "طريق كذا كذا": between two towns, whichever way the words part into names that are known."""
        words = core.split()
        for n in range(1, len(words)):
            ends = [self._candidates(" ".join(part), "") for part in (words[:n], words[n:])]
            ends = [[(p, s) for p, s in own if p.kind in SETTLEMENTS or p.kind == "airport"] for own in ends]
            if all(ends):
                one, two = (self._choose(name, own, context, depth) for own in ends)
                if one is not None and two is not None and one.id != two.id:
                    first, second = sorted((one.id, two.id))
                    return self._made(name, Area("between", first, other=second), min(one.weight, two.weight), "road")
        phrase = Phrase("", core, head="road")
        return self._headed(name, phrase, context, depth) or self._unknown(name, phrase, "", context, "road", depth)

    def _countryside(self, name: str, inner: Resolution, direction: str) -> Resolution:
        """The countryside of the largest unit called like the town: of the governorate before the district."""
        row = self.g.get(inner.place)
        if row is None or not inner.known:
            return inner
        for words in self._written_countrysides(row, direction):
            for place in self.g.spelt(words):
                return self._known(name, place, inner.weight, inner.alternatives)
        names = {row.name, *row.variants}
        units = [u for u in self.g.parents(row.id) if (up := self.g.get(u)) and up.kind in ADMIN and names & {up.name, *up.variants}]
        anchor = row.id if row.kind in ADMIN or not units else units[-1]
        return self._made(name, Area("rif", anchor, direction), inner.weight, "countryside", inner.alternatives)

    def _written_countrysides(self, row: Place, direction: str) -> Iterable[str]:
        """How a countryside that is a place of its own in the packs would be written: "ريف دمشق", "ريف حمص الشمالي"."""
        adjectives = {"n": "الشمالي", "e": "الشرقي", "s": "الجنوبي", "w": "الغربي"}
        sides = " ".join(adjectives[d] for d in direction)
        yield key(f"ريف {row.name} {sides}")

    def _area(self, name: str, op: str, inner: Resolution, direction: str, km: float = 0.0) -> Resolution:
        if not inner.known:
            return inner
        if op == "part" and inner.place in self.grammar.w.lines:
            op = "part"
        for words in self._written_parts(inner, direction) if op == "part" else ():
            for place in self.g.spelt(words):
                return self._known(name, place, inner.weight, inner.alternatives)
        if op == "bank" and not direction:
            return inner
        kind = "area" if inner.kind not in SETTLEMENTS or op in ("part", "round", "km") else inner.kind
        return self._made(name, Area(op, inner.place, direction, km), inner.weight, kind, inner.alternatives)

    def _written_parts(self, inner: Resolution, direction: str) -> Iterable[str]:
        """How a side that is a place of its own in the packs would be written: "شمال شرق سوريا"."""
        row = self.g.get(inner.place)
        nouns = {"n": "شمال", "e": "شرق", "s": "جنوب", "w": "غرب"}
        if row is not None and direction:
            yield key(f"{' '.join(nouns[d] for d in direction)} {row.name}")

    def _at(self, name: str, head: str, town: Resolution) -> Resolution:
        """A site that no pack has, at the town that it is called after; a place of its own all the same."""
        if not town.known:
            return town
        return self._made(name, Area("at", town.id, name=head), town.weight, head, town.alternatives, "place.site")

    def _made(
        self, name: str, area: Area, weight: float, kind: str, alternatives: tuple[Alternative, ...] = (), rule: str = "place.area"
    ) -> Resolution:
        at = self._spot(area)
        lat, lon, km = at if at else (None, None, None)
        above = areas.parents(self.g, area)
        part = area.op not in ("at", "in")
        return Resolution(
            name, area.id, False, kind, None if lat is None else round(lat, 4), None if lon is None else round(lon, 4), km, area.anchor,
            above, self.g.pcode(above[0]) if above else "", acled(kind, km, part), ucdp(kind, km, part), weight, alternatives, rule,
        )  # fmt: skip

    def _unknown(self, name: str, phrase: Phrase, whole: str, context: Context, kind: str, depth: int) -> Resolution:
        """A name that no pack has: put into the parent that the text gives, with the parent's precision."""
        core = phrase.core if not phrase.head or phrase.head in SETTLEMENTS or phrase.head in REGIONS else f"{phrase.head} {phrase.core}"
        if not core or self.grammar._all_vague(core.split()):
            return Resolution(name)
        for hint in self._hints((*context.inside, *context.beside), context, depth):
            base = hint.ids[-1]
            area = areas.read(base)
            anchor = area.anchor if area else base
            if self.g.get(anchor) is None:
                continue
            province = self.g.level(anchor, "governorate") or anchor
            made = Area("in", province, name=slug(core))
            above = self.g.parents(made.id)
            found = phrase.head or kind or "place"
            km = max(hint.precision_km, 5.0)
            return Resolution(
                name, made.id, False, found, hint.lat, hint.lon, km, anchor, above, self.g.pcode(anchor),
                acled(found, km, True), ucdp(found, km, True), 0.5, (), "place.unknown",
            )  # fmt: skip
        country = self._country(context)
        return Resolution(
            name,
            Area("in", country, name=slug(core)).id,
            False,
            phrase.head or kind,
            parents=(country,) if country else (),
            rule="place.unknown",
        )

    def _country(self, context: Context, but: Sequence[str] = ()) -> str:
        """The one country that the report is about, `but` these, "" when that is open."""
        found = ({self.choice.country(o) for o in context.others} or set(context.countries)) - set(but)
        return found.pop() if len(found) == 1 else ""

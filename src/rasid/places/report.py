"""The places of one report: which names the reader found belong together, and where each is.

The reader hands over its entities by identity, so that this room need not know them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rasid.lexicon.theatre import Names
from rasid.places.choice import Context
from rasid.places.gazetteer import Gazetteer
from rasid.places.resolve import Resolution, Resolver
from rasid.places.spelling import key

#: id of a reader's entity → where it is
Located = Mapping[int, Resolution]


class Locator:
    """Locates the places of reports with one gazetteer. outlets: whose beat is a country, by their names."""

    def __init__(self, names: Names, gazetteer: Gazetteer) -> None:
        self.resolver = Resolver(gazetteer)
        self.beats: dict[str, str] = {}
        for outlet in names.outlets:
            country = outlet.id.split(".")[0]
            if (row := gazetteer.get(country)) is not None and row.kind == "country":
                for name in (outlet.name, outlet.name_en, *outlet.aliases):
                    self.beats.setdefault(key(name), country)

    def locate(
        self, outlet: str, mentioned: Sequence[tuple[int, Sequence[str], str, tuple[str, ...]]], besides: Sequence[str] = ()
    ) -> Located:
        """Where the places of a report are.

        mentioned: (identity, names with the fullest first, kind, phrases of what contains it). besides: names of further places that
        the report speaks of, which help to choose. A place whose fullest name is not
        found is looked for under its other names.
        """
        beat = self.beats.get(key(outlet)) if outlet else None
        countries = (beat,) if beat else ()
        found = self.resolver.resolve_report(
            [(names[0], kind, inside) for _, names, kind, inside in mentioned] + [(name, "", ()) for name in besides], countries
        )
        out: dict[int, Resolution] = {}
        for (identity, names, kind, _), r in zip(mentioned, found, strict=False):
            if not r.known and r.rule != "place.area" and len(names) > 1:
                others = tuple(dict.fromkeys(x.id for x in found if x.known))[:12]
                again = (self.resolver.resolve(n, context=Context((), (), others, countries), kind=kind) for n in names[1:4])
                r = next((a for a in again if a.known), r)
            out[identity] = r
        return out

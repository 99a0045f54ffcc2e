"""Merges an official gazetteer into the places in use: what is the same place, what is new, and where the two disagree."""

from __future__ import annotations

from collections.abc import Iterable

from rasid.lexicon.theatre import Place
from rasid.model.records import Record
from rasid.places.gazetteer import Gazetteer, distance
from rasid.places.precision import ADMIN, SETTLEMENTS
from rasid.places.sources import Fault, Incoming
from rasid.places.spelling import key, loose, slug

#: How far apart, in km, two places of one name may be and still be one, by kind; otherwise _NEAR.
NEAR = {"governorate": 150.0, "district": 70.0, "subdistrict": 45.0, "quarter": 3.0, "village": 6.0}
_NEAR = 10.0
BOUNDS_MARGIN = 1.0  # degrees around the known places of a country


class Conflict(Record, frozen=True):
    """A place that the file and the packs describe differently; `kept` says which won ("present" or "file")."""

    where: str
    id: str
    field: str
    present: str
    file: str
    kept: str


class Merge(Record, frozen=True):
    """The outcome: rows to write (new places, and changed fields of known ones), and what was noticed."""

    places: tuple[Place, ...]
    new: int
    known: int
    conflicts: tuple[Conflict, ...]
    faults: tuple[Fault, ...]


class Merger:
    """Merges rows into one gazetteer. prefer_file: whose coordinates and codes win where the two disagree."""

    def __init__(self, gazetteer: Gazetteer, *, prefer_file: bool = False) -> None:
        self.g = gazetteer
        self.prefer_file = prefer_file
        self.by_pcode = {p.pcode: p.id for p in gazetteer.by_id.values() if p.pcode}
        self.by_geonames = {p.geonames: p.id for p in gazetteer.by_id.values() if p.geonames}
        self.refs: dict[str, str] = {}
        self.conflicts: list[Conflict] = []
        self.faults: list[Fault] = []
        self._made: dict[tuple[str, str, str], list[Place]] = {}
        self._bounds: dict[str, tuple[float, float, float, float] | None] = {}

    def merge(self, rows: Iterable[Incoming | Fault]) -> Merge:
        """Merge rows, units before what they contain."""
        good: list[Incoming] = []
        for row in rows:
            if isinstance(row, Fault):
                self.faults.append(row)
            else:
                good.append(row)
        order = ["country", "governorate", "district", "subdistrict"]
        good.sort(key=lambda r: order.index(r.kind) if r.kind in order else len(order))
        out: dict[str, Place] = {}
        new = 0
        for row in good:
            if self._outside(row):
                continue
            known = self._match(row)
            place = self._changed(known, row) if known is not None else self._new(row, out)
            if place is None:
                continue
            new += known is None
            out[place.id] = place
            for ref in (row.ref, *row.parent_refs[:1]) if row.kind in ("governorate", "district") and row.geonames else (row.ref,):
                self.refs.setdefault(ref, place.id)
            if row.pcode:
                self.refs.setdefault(row.pcode, place.id)
        return Merge(tuple(out.values()), new, len(out) - new, tuple(self.conflicts), tuple(self.faults))

    def _outside(self, row: Incoming) -> bool:
        """A point that is not in its country, as far as the known places of the country reach."""
        box = self._box(row.country) if row.country else None
        if box is None or row.lat is None or row.lon is None:
            return False
        if box[0] <= row.lat <= box[1] and box[2] <= row.lon <= box[3]:
            return False
        self.faults.append(Fault(row.where, "out_of_country", f"{row.lat:.4f}, {row.lon:.4f} ({row.country})"))
        return True

    def _box(self, country: str) -> tuple[float, float, float, float] | None:
        if country not in self._bounds:
            points = [(p.lat, p.lon) for p in self.g.inside(country) if p.kind in SETTLEMENTS and p.lat is not None and p.lon is not None]
            m = BOUNDS_MARGIN
            self._bounds[country] = (
                (min(p[0] for p in points) - m, max(p[0] for p in points) + m, min(p[1] for p in points) - m, max(p[1] for p in points) + m)
                if len(points) >= 20
                else None
            )
        return self._bounds[country]

    def _match(self, row: Incoming) -> Place | None:
        """The place in use that a row is: by code, by id, by name nearby."""
        for table, code in ((self.by_pcode, row.pcode), (self.by_geonames, row.geonames)):
            if code and code in table and self._alike(found := self.g.by_id[table[code]], row):
                return found
        if (own := self.g.get(row.ref)) is not None:
            return own
        best: tuple[float, Place] | None = None
        for name in (row.name, *row.variants):
            for place in self.g.named(key(name)):
                if self._alike(place, row) and (km := self._apart(place, row)) is not None and (best is None or km < best[0]):
                    best = (km, place)
        return best[1] if best else None

    def _alike(self, place: Place, row: Incoming) -> bool:
        if row.country and self._country(place.id) != row.country:
            return False
        if place.kind in ADMIN or row.kind in ADMIN:
            return place.kind == row.kind
        return place.kind == row.kind or {place.kind, row.kind} <= SETTLEMENTS

    def _country(self, place: str) -> str:
        above = self.g.parents(place)
        return above[-1] if above else place

    def _apart(self, place: Place, row: Incoming) -> float | None:
        """Kilometres between a place and a row, None when too far to be one; without coordinates the parents must agree."""
        if row.lat is None or row.lon is None or place.lat is None or place.lon is None:
            parent = self._parent(row)
            return 0.0 if parent and parent in self.g.parents(place.id) else None
        km = distance(place.lat, place.lon, row.lat, row.lon)
        return km if km <= NEAR.get(row.kind, _NEAR) + (place.precision_km or 0) * (row.kind not in ADMIN) else None

    def _parent(self, row: Incoming) -> str:
        for ref in row.parent_refs:
            if found := self.refs.get(ref) or self.by_pcode.get(ref) or (ref if self.g.get(ref) else ""):
                return found
        return row.country if self.g.get(row.country) else ""

    def _changed(self, old: Place, row: Incoming) -> Place:
        """A known place with what the row adds; its better point where the two agree, a conflict where they do not."""
        pcode = self._agreed(old, row, "pcode", old.pcode, row.pcode)
        geonames = self._agreed(old, row, "geonames", old.geonames, row.geonames)
        lat, lon, km = old.lat, old.lon, old.precision_km
        if row.lat is not None and row.lon is not None and row.precision_km is not None:
            if lat is None or lon is None:
                lat, lon, km = row.lat, row.lon, row.precision_km
            else:
                apart = distance(lat, lon, row.lat, row.lon)
                if apart > max(5.0, 2 * (km or 0) + row.precision_km) and old.kind not in ADMIN:
                    kept = "file" if self.prefer_file else "present"
                    self.conflicts.append(Conflict(row.where, old.id, "point", f"{lat}, {lon}", f"{row.lat:.4f}, {row.lon:.4f}", kept))
                    if self.prefer_file:
                        lat, lon, km = row.lat, row.lon, row.precision_km
                elif row.precision_km < (km if km is not None else 1e9) or self.prefer_file:
                    lat, lon, km = row.lat, row.lon, row.precision_km
        names = dict.fromkeys(n for n in (*old.variants, row.name, *row.variants) if key(n) != key(old.name))
        return Place(
            old.id, old.kind, old.name, tuple(names), old.name_en or row.name_en, _rounded(lat), _rounded(lon), km,
            old.parent, pcode, geonames,
        )  # fmt: skip

    def _agreed(self, old: Place, row: Incoming, field: str, present: str, file: str) -> str:
        if present and file and present != file:
            kept = "file" if self.prefer_file else "present"
            self.conflicts.append(Conflict(row.where, old.id, field, present, file, kept))
            return file if self.prefer_file else present
        return present or file

    def _new(self, row: Incoming, taken: dict[str, Place]) -> Place | None:
        parent = self._parent(row)
        if not parent and row.kind != "country":
            self.faults.append(Fault(row.where, "no_parent", row.name))
            return None
        same = self._made.setdefault((parent, row.kind, loose(key(row.name))), [])
        if any(
            p.lat is None or row.lat is None or row.lon is None or p.lon is None or distance(p.lat, p.lon, row.lat, row.lon) < 1
            for p in same
        ):
            return None  # the file has it twice under two ids
        country = parent.split(".")[0]
        code = (row.pcode or (f"g{row.geonames}" if row.geonames else "")).lower()
        own = row.ref if "." in row.ref and row.ref.isascii() and " " not in row.ref else ""
        made = own or f"{country}.{code or slug(key(row.name)) + '-' + slug(parent.rpartition('.')[2])}"
        while made in taken or self.g.get(made):
            made += "-2"
        place = Place(
            made, row.kind, row.name, tuple(dict.fromkeys(v for v in row.variants if v != row.name)), row.name_en, _rounded(row.lat),
            _rounded(row.lon), row.precision_km, parent, row.pcode, row.geonames,
        )  # fmt: skip
        same.append(place)
        return place


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 5)

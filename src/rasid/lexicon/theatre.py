"""Theatre packs: the places, actors and outlets of conflicts, compiled into one table of names.

A pack is a folder of `places.csv`, `actors.yaml`, `outlets.yaml` under lexicons/theatres/ (docs/theatres.md has the schema).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from rasid.errors import LexiconError
from rasid.lexicon.loader import LEXICONS, load_yaml, read_cache, stamp, write_cache
from rasid.text.fold import fold_word

PLACE_COLUMNS = (
    "id", "kind", "name_ar", "variants_ar", "name_en", "lat", "lon", "precision_km", "parent", "pcode", "geonames",
    "source", "licence",
)  # fmt: skip


class Place(msgspec.Struct, frozen=True, array_like=True):
    """A place of a theatre pack. lat, lon in degrees (None for areas without a point); precision_km its uncertainty."""

    id: str
    kind: str
    name: str
    variants: tuple[str, ...]
    name_en: str
    lat: float | None
    lon: float | None
    precision_km: float | None
    parent: str
    pcode: str
    geonames: str


class Actor(msgspec.Struct, frozen=True, array_like=True):
    """An actor of a theatre pack; start and end are EDTF days between which its names mean it."""

    id: str
    name: str
    name_en: str
    kind: str
    state: bool
    start: str
    end: str
    aliases: tuple[str, ...]
    adjectives: tuple[str, ...]


class NameHit(msgspec.Struct, frozen=True, array_like=True):
    """A known name: its folded words, p(lace) or a(ctor) or o(utlet), where in its list, and whether it needs a head noun."""

    words: tuple[str, ...]
    kind: str
    index: int
    needs_head: bool = False
    person: bool = False


class Names(msgspec.Struct):
    """All packs together. by_first: first folded word → the names that begin with it, longest first."""

    places: list[Place]
    actors: list[Actor]
    outlets: list[Actor]
    by_first: dict[str, list[NameHit]]
    adjectives: dict[str, int]


def theatre_files(root: Path = LEXICONS) -> list[Path]:
    """The data files of all packs."""
    base = root / "theatres"
    return sorted([*base.glob("*/*.csv"), *base.glob("*/*.yaml"), *base.glob("*.yaml")])


def load_names(root: Path = LEXICONS, *, cache: bool = True) -> Names:
    """The compiled names of all theatre packs, from the cache when no file changed."""
    files = theatre_files(root)
    key = stamp(files)
    if cache and (blob := read_cache("theatres", key)):
        try:
            return msgspec.msgpack.decode(blob, type=Names)
        except msgspec.DecodeError:
            pass
    names = compile_names(files)
    if cache:
        write_cache("theatres", key, msgspec.msgpack.encode(names))
    return names


def compile_names(files: Iterable[Path]) -> Names:
    """Compile pack files. Raises LexiconError naming file and row."""
    out = Names([], [], [], {}, {})
    ambiguous: set[str] = set()
    files = list(files)
    for f in files:
        if f.name == "ambiguous.yaml":
            rows: Any = load_yaml(f) or []
            rows = rows.get("names", rows.get("ambiguous", [])) if isinstance(rows, dict) else rows
            ambiguous |= {fold_word(str(r["name"])) for r in rows}
    for f in files:
        if f.name == "places.csv":
            _places(out, f, ambiguous)
        elif f.name == "actors.yaml":
            _actors(out, f)
        elif f.name == "outlets.yaml":
            _outlets(out, f)
    for hits in out.by_first.values():
        hits.sort(key=lambda h: -len(h.words))
    return out


def _places(out: Names, path: Path, ambiguous: set[str]) -> None:
    with path.open(encoding="utf-8", newline="") as fh:
        for n, row in enumerate(csv.DictReader(fh), 2):
            if not row.get("id") or not row.get("name_ar"):
                raise LexiconError("a place without id or name_ar", f"{path.parent.name}/{path.name}:{n}", "fill both")
            variants = tuple(v for v in (row.get("variants_ar") or "").split("|") if v.strip())
            place = Place(
                row["id"], row["kind"], row["name_ar"], variants, row.get("name_en") or "", _number(row.get("lat")),
                _number(row.get("lon")), _number(row.get("precision_km")), row.get("parent") or "",
                row.get("pcode") or "", row.get("geonames") or "",
            )  # fmt: skip
            out.places.append(place)
            for name in (place.name, *variants):
                _add(out, name, "p", len(out.places) - 1, fold_word(name) in ambiguous)


def _number(text: str | None) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return None


def _actors(out: Names, path: Path) -> None:
    for raw in (load_yaml(path) or {}).get("actors", []):
        loaded = [str(x["name"]) for x in raw.get("loaded") or []]
        actor = Actor(
            raw["id"], str(raw["name"]["ar"]), str(raw["name"].get("en", "")), str(raw.get("kind", "")),
            bool(raw.get("state")), str(raw.get("from") or ""), str(raw.get("to") or ""),
            tuple(str(a) for a in (raw.get("aliases") or [])) + tuple(loaded),
            tuple(str(a) for a in raw.get("adjectives") or []),
        )  # fmt: skip
        out.actors.append(actor)
        n = len(out.actors) - 1
        for name in (actor.name, *actor.aliases):
            _add(out, name, "a", n)
        for adjective in actor.adjectives:
            out.adjectives.setdefault(fold_word(adjective), n)


def _outlets(out: Names, path: Path) -> None:
    for raw in (load_yaml(path) or {}).get("outlets", []):
        name: dict[str, Any] = raw["name"]
        aliases = tuple(str(a) for a in raw.get("aliases") or [])
        out.outlets.append(Actor(raw["id"], str(name["ar"]), str(name.get("en", "")), str(raw.get("kind", "")), False, "", "", aliases, ()))
        for n in (str(name["ar"]), *aliases):
            _add(out, n, "o", len(out.outlets) - 1)


def _add(out: Names, name: str, kind: str, index: int, needs_head: bool = False) -> None:
    words = tuple(fold_word(name).replace("-", " ").replace("(", " ").replace(")", " ").split())
    if not words or not any(len(w) > 1 for w in words):
        return
    hits = out.by_first.setdefault(words[0], [])
    hit = NameHit(words, kind, index, needs_head)
    if not any(h.words == words and h.kind == kind for h in hits):
        hits.append(hit)

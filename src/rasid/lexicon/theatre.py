"""Theatre packs: the places, actors, outlets and people of conflicts, compiled into one table of names.

A pack is a folder of `places.csv`, `actors.yaml`, `outlets.yaml`, `people.yaml` under lexicons/theatres/, the user's own also of
`names.yaml`; docs/theatres.md has the schema. What the names mean over time is asked of rasid.lexicon.actors and rasid.lexicon.outlets.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from rasid.errors import LexiconError
from rasid.lexicon.actors import Actor, Actors, Change, Loaded, Tie, name_words
from rasid.lexicon.loader import LEXICONS, cached, data_dir, load_yaml, stamp
from rasid.lexicon.outlets import Outlet, Outlets, People, Person, Post
from rasid.text.fold import fold_word

PLACE_COLUMNS = (
    "id", "kind", "name_ar", "variants_ar", "name_en", "lat", "lon", "precision_km", "parent", "pcode", "geonames",
    "source", "licence",
)  # fmt: skip
#: the pack of what belongs to no conflict: states, their cities, world media
WORLD = "world"
#: Which of several places of one name is meant when nothing else tells: the lower, the better known. A city before the
#: governorate, district and subdistrict that are called after it: these are seldom named without their head noun.
PROMINENCE = {
    "country": 0, "capital": 1, "city": 2, "governorate": 3, "town": 4, "district": 5, "subdistrict": 6, "area": 6, "camp": 6,
    "village": 7, "river": 7, "mountain": 7,
}  # fmt: skip
_OTHER_KINDS = 8
_T = TypeVar("_T")


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
    theatre: str = ""


class NameHit(msgspec.Struct, frozen=True, array_like=True, omit_defaults=True):
    """A known name: its folded words and who bears it.

    kind: p(lace), a(ctor) or o(utlet). index: where in the list of its kind its best known bearer stands; candidates: all
    bearers when there are several, the best known first. needs_head: a word of the language too, a name only behind a head
    noun or a place preposition. theatre: the one in whose reports alone it means this bearer, where it takes sides
    ("الإرهابيون" are others elsewhere); "" for a name everywhere.
    """

    words: tuple[str, ...]
    kind: str
    index: int
    needs_head: bool = False
    candidates: tuple[int, ...] = ()
    theatre: str = ""


class Names(msgspec.Struct):
    """All packs together. by_first: first folded word → the names that begin with it, longest first.

    local: theatre → folded name → indexes of the actors that it means in reports of that theatre alone; such names are too
    common for phrases to be cut by them: they only say who a phrase that stands by itself is.
    adjectives: folded adjective → index of its actor; capitals: indexes of places; theatres: names of the packs.
    said: folded name → id of the actor that people said it means, so that statements read before that mean it too.
    """

    places: list[Place]
    actors: list[Actor]
    outlets: list[Outlet]
    people: list[Person]
    by_first: dict[str, list[NameHit]]
    local: dict[str, dict[str, list[int]]]
    adjectives: dict[str, int]
    capitals: list[int]
    theatres: list[str]
    said: dict[str, str] = {}

    def known_actors(self) -> Actors:
        """The actors, to be asked by name and day."""
        return Actors(self.actors)

    def known_outlets(self) -> Outlets:
        """The outlets, to be asked by name, domain and channel."""
        return Outlets(self.outlets)

    def known_people(self) -> People:
        """The holders of office, to be asked by name and day."""
        return People(self.people)


def theatre_files(root: Path = LEXICONS) -> list[Path]:
    """The data files of all packs; with the shipped ones those of the user (RASID_DATA/theatres).

    Of the user's packs only the YAML files: rasid.places lays their places over the shipped ones.
    """
    base = root / "theatres"
    own = data_dir() / "theatres" if root == LEXICONS else None
    files = sorted([*base.glob("*/*.csv"), *base.glob("*/*.yaml"), *base.glob("*.yaml")])
    return files + (sorted([*own.glob("*/*.yaml"), *own.glob("*.yaml")]) if own is not None else [])


def load_names(root: Path = LEXICONS, *, cache: bool = True) -> Names:
    """The compiled names of all theatre packs, from the cache when no file changed."""
    files = theatre_files(root)
    if not cache:
        return compile_names(files)
    names: Names = cached("theatres", stamp(files), Names, lambda: compile_names(files))
    return names


def compile_names(files: Iterable[Path]) -> Names:
    """Compile pack files. Raises LexiconError naming file and row."""
    files = list(files)
    build = _Builder(files)
    read = {"places.csv": build.places, "actors.yaml": build.actors, "outlets.yaml": build.outlets, "people.yaml": build.people}
    read["names.yaml"] = build.names  # names of actors that the other files have
    for f in sorted(files, key=lambda f: f.name == "names.yaml"):
        if f.name in read:
            read[f.name](f)
    return build.finished()


class _Builder:
    def __init__(self, files: list[Path]) -> None:
        self.out = Names([], [], [], [], {}, {}, {}, [], sorted({f.parent.name for f in files if f.name in ("places.csv", "actors.yaml")}))
        self.ambiguous: set[str] = set()
        self.ids: dict[str, str] = {}
        self.capitals: set[str] = set()
        #: (words, kind, theatre) → bearers, in the order of the files
        self.bearers: dict[tuple[tuple[str, ...], str, str], list[int]] = {}
        self.heads: set[tuple[tuple[str, ...], str, str]] = set()
        for f in files:
            if f.name == "ambiguous.yaml":
                self.ambiguous |= {fold_word(str(r["name"])) for r in rows_of(f, "names")}
            elif f.name == "capitals.yaml":
                self.capitals |= {str(x) for x in rows_of(f, "capitals")}

    def add(self, name: str, kind: str, index: int, needs_head: bool = False, theatre: str = "") -> None:
        words = name_words(name)
        if not words or not any(len(w) > 1 for w in words):
            return
        key = (words, kind, theatre)
        bearers = self.bearers.setdefault(key, [])
        if index not in bearers:
            bearers.append(index)
        if needs_head:
            self.heads.add(key)

    def made(self, make: Callable[[dict[str, Any], str], _T], raw: Any, path: Path) -> _T:
        """A row as a record. Raises LexiconError when it breaks the schema or its id is taken."""
        record = _checked(make, raw, path)
        where = f"{path.parent.name}/{path.name}"
        if (other := self.ids.setdefault(raw["id"], where)) != where:
            raise LexiconError(f"the id {raw['id']} is taken in {other}", where, "choose another, or take the row away")
        return record

    def finished(self) -> Names:
        out = self.out
        known = [PROMINENCE.get("capital" if p.id in self.capitals else p.kind, _OTHER_KINDS) for p in out.places]
        for key, bearers in self.bearers.items():
            words, kind, theatre = key
            if kind == "p" and len(bearers) > 1:
                bearers.sort(key=lambda n: known[n])
            hit = NameHit(words, kind, bearers[0], key in self.heads, tuple(bearers) if len(bearers) > 1 else (), theatre)
            out.by_first.setdefault(words[0], []).append(hit)
        for hits in out.by_first.values():
            hits.sort(key=lambda h: -len(h.words))
        return out

    def places(self, path: Path) -> None:
        with path.open(encoding="utf-8", newline="") as fh:
            for n, row in enumerate(csv.DictReader(fh), 2):
                if not row.get("id") or not row.get("name_ar"):
                    raise LexiconError("a place without id or name_ar", f"{path.parent.name}/{path.name}:{n}", "fill both")
                variants = tuple(v for v in (row.get("variants_ar") or "").split("|") if v.strip())
                place = Place(
                    row["id"], row.get("kind") or "", row["name_ar"], variants, row.get("name_en") or "", _number(row.get("lat")),
                    _number(row.get("lon")), _number(row.get("precision_km")), row.get("parent") or "",
                    row.get("pcode") or "", row.get("geonames") or "", path.parent.name,
                )  # fmt: skip
                self.out.places.append(place)
                index = len(self.out.places) - 1
                if place.id in self.capitals:
                    self.out.capitals.append(index)
                for name in (place.name, *variants):
                    self.add(name, "p", index, fold_word(name) in self.ambiguous)

    def actors(self, path: Path) -> None:
        theatre = path.parent.name
        for raw in rows_of(path, "actors"):
            actor = self.made(actor_of, raw, path)
            self.out.actors.append(actor)
            n = len(self.out.actors) - 1
            for name in (actor.name, *actor.aliases):
                self.add(name, "a", n)
            for loaded in actor.loaded:
                self.add(loaded.name, "a", n, theatre=theatre if loaded.local else "")
            for name in actor.local_aliases:
                self.out.local.setdefault(theatre, {}).setdefault(" ".join(name_words(name)), []).append(n)
            for adjective in actor.adjectives:
                self.out.adjectives.setdefault(fold_word(adjective), n)

    def outlets(self, path: Path) -> None:
        for raw in rows_of(path, "outlets"):
            outlet = self.made(outlet_of, raw, path)
            self.out.outlets.append(outlet)
            for name in (outlet.name, *outlet.aliases):
                self.add(name, "o", len(self.out.outlets) - 1)

    def names(self, path: Path) -> None:
        at = {a.id: n for n, a in enumerate(self.out.actors)}
        for raw in rows_of(path, "names"):
            name, n = (str(raw.get("name") or ""), at.get(str(raw.get("id")))) if isinstance(raw, dict) else ("", None)
            if not name or n is None:
                where = f"{path.parent.name}/{path.name}"
                raise LexiconError(
                    f"the row {str(raw)[:60]!r} names no actor", where, "give it a name and the id of an actor, or take it away"
                )
            actor = self.out.actors[n]
            if name not in (actor.name, *actor.aliases):
                self.out.actors[n] = msgspec.structs.replace(actor, aliases=(*actor.aliases, name))
                self.add(name, "a", n)
            self.out.said[" ".join(fold_word(name).split())] = actor.id

    def people(self, path: Path) -> None:
        self.out.people += [self.made(person_of, raw, path) for raw in rows_of(path, "people")]


def rows_of(path: Path, key: str) -> list[Any]:
    """The rows of a pack file: a list under its key. Raises LexiconError when the file is anything else."""
    data = load_yaml(path)
    rows = data.get(key, []) if isinstance(data, dict) else data
    if rows is None:
        return []
    if not isinstance(rows, list):
        raise LexiconError(f"{key} is no list", f"{path.parent.name}/{path.name}", f"start the file with `{key}:` and a row a dash")
    return rows


def actor_of(raw: dict[str, Any], theatre: str) -> Actor:
    """An actor from its row in actors.yaml."""
    return Actor(
        id=raw["id"], name=str(raw["name"]["ar"]), name_en=str(raw["name"].get("en", "")), kind=str(raw.get("kind", "")),
        state=bool(raw.get("state")), start=str(raw.get("from") or ""), end=str(raw.get("to") or ""),
        aliases=_texts(raw, "aliases"), adjectives=_texts(raw, "adjectives"), local_aliases=_texts(raw, "local_aliases"),
        vague_aliases=_texts(raw, "vague_aliases"), en_aliases=_texts(raw, "en_aliases"),
        loaded=tuple(Loaded(str(x["name"]), str(x.get("by") or ""), bool(x.get("local"))) for x in raw.get("loaded") or []),
        sides=_ties(raw, "side"), member_of=_ties(raw, "member_of"), opposes=_ties(raw, "opposes"),
        allied_with=_ties(raw, "allied_with"), became=_changes(raw, "became"), merged_into=_changes(raw, "merged_into"),
        theatre=theatre, source=str(raw.get("source") or ""), licence=str(raw.get("licence") or ""),
    )  # fmt: skip


def outlet_of(raw: dict[str, Any], theatre: str) -> Outlet:
    """An outlet from its row in outlets.yaml."""
    return Outlet(
        id=raw["id"], name=str(raw["name"]["ar"]), name_en=str(raw["name"].get("en", "")), kind=str(raw.get("kind", "")),
        aliases=_texts(raw, "aliases"), bare_aliases=_texts(raw, "bare_aliases"), domains=_texts(raw, "domains"),
        channels=_texts(raw, "channels"), sides=_ties(raw, "side"), owner=str(raw.get("owner") or ""), theatre=theatre,
        source=str(raw.get("source") or ""), licence=str(raw.get("licence") or ""),
    )  # fmt: skip


def person_of(raw: dict[str, Any], theatre: str) -> Person:
    """A holder of office from his row in people.yaml."""
    return Person(
        id=raw["id"], name=str(raw["name"]["ar"]), name_en=str(raw["name"].get("en", "")), aliases=_texts(raw, "aliases"),
        posts=tuple(_post(x) for x in raw.get("posts") or [raw]), theatre=theatre,
        source=str(raw.get("source") or ""), licence=str(raw.get("licence") or ""),
    )  # fmt: skip


def _checked(make: Callable[[dict[str, Any], str], _T], raw: Any, path: Path) -> _T:
    try:
        return make(raw, path.parent.name)
    except (KeyError, TypeError, AttributeError, ValueError) as e:
        row = raw.get("id", raw) if isinstance(raw, dict) else raw
        where = f"{path.parent.name}/{path.name}"
        raise LexiconError(
            f"the row {str(row)[:60]!r} breaks the schema ({type(e).__name__}: {e})", where, "see docs/theatres.md"
        ) from None


def _texts(raw: dict[str, Any], key: str) -> tuple[str, ...]:
    value = raw.get(key) or []
    return (str(value),) if isinstance(value, str) else tuple(str(x) for x in value)


def _ties(raw: dict[str, Any], key: str) -> tuple[Tie, ...]:
    value = raw.get(key) or []
    rows = [value] if isinstance(value, str | dict) else value
    return tuple(Tie(x) if isinstance(x, str) else Tie(str(x["id"]), str(x.get("from") or ""), str(x.get("to") or "")) for x in rows)


def _changes(raw: dict[str, Any], key: str) -> tuple[Change, ...]:
    return tuple(Change(str(x["id"]), str(x["from"])) for x in raw.get(key) or [])


def _post(raw: dict[str, Any]) -> Post:
    if not raw.get("actor") and not raw.get("outlet"):
        raise KeyError("actor")
    actor, outlet = str(raw.get("actor") or ""), str(raw.get("outlet") or "")
    return Post(str(raw.get("office") or ""), actor, str(raw.get("from") or ""), str(raw.get("to") or ""), outlet)


def _number(text: str | None) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return None

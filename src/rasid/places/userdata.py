"""The user's own places: gazetteers imported into a data directory, laid over those that ship with Rasid.

A row with the id of a shipped place fills or replaces its fields; any other row is a new place.
"""

from __future__ import annotations

import csv
import os
import sys
from collections.abc import Iterable
from pathlib import Path

import msgspec

from rasid.errors import LexiconError
from rasid.lexicon.loader import read_cache, stamp, write_cache
from rasid.lexicon.theatre import NameHit, Names, Place, load_names, theatre_files
from rasid.places.gazetteer import Gazetteer
from rasid.text.fold import fold_word

_FORMAT = 2
_TEXTS = ("name", "name_en", "parent", "pcode", "geonames", "kind")


def data_dir() -> Path:
    """Where imported places are kept: RASID_DATA, or the user's data folder."""
    if own := os.environ.get("RASID_DATA"):
        return Path(own)
    if sys.platform == "linux" and "XDG_DATA_HOME" not in os.environ:
        return Path.home() / ".local" / "share" / "rasid"  # the common case, without importing platformdirs
    from platformdirs import user_data_path

    return user_data_path("rasid", appauthor=False)


def user_files(folder: Path | None = None) -> list[Path]:
    """The imported gazetteers, one file a theatre."""
    return sorted((folder or data_dir()).glob("theatres/*/places.csv"))


def read_places(path: Path) -> list[Place]:
    """The rows of a gazetteer file. Raises LexiconError naming file and row."""
    out: list[Place] = []
    try:
        with path.open(encoding="utf-8", newline="") as fh:
            for n, row in enumerate(csv.DictReader(fh, strict=True), 2):
                out.append(place_of(row, f"{path}:{n}", path.parent.name))
    except (OSError, UnicodeDecodeError, csv.Error) as e:
        raise LexiconError(f"the places cannot be read ({e})", str(path), "import them again, or remove the file") from None
    return out


def place_of(row: dict[str, str], where: str, theatre: str = "") -> Place:
    """One row as a place of a theatre. Raises LexiconError when id or name is missing or a number is none."""
    if not row.get("id") or not row.get("name_ar"):
        raise LexiconError("a place without id or name_ar", where, "fill both")
    try:
        lat, lon, km = (float(row[k]) if row.get(k) else None for k in ("lat", "lon", "precision_km"))
    except ValueError:
        raise LexiconError("lat, lon or precision_km is no number", where, "mend it") from None
    variants = tuple(v for v in (row.get("variants_ar") or "").split("|") if v.strip())
    return Place(
        row["id"], row.get("kind") or "", row["name_ar"], variants, row.get("name_en") or "", lat, lon, km,
        row.get("parent") or "", row.get("pcode") or "", row.get("geonames") or "", theatre,
    )  # fmt: skip


def overlaid(old: Place, new: Place) -> Place:
    """A shipped place with what an imported row says: filled fields win, names of both are kept."""
    texts = {k: getattr(new, k) or getattr(old, k) for k in _TEXTS}
    names = (old.name, *old.variants, new.name, *new.variants)
    point = new if new.lat is not None else old
    return Place(
        old.id, texts["kind"], texts["name"], tuple(dict.fromkeys(n for n in names if n != texts["name"])), texts["name_en"],
        point.lat, point.lon, point.precision_km, texts["parent"], texts["pcode"], texts["geonames"], old.theatre,
    )  # fmt: skip


def load_all(folder: Path | None = None) -> tuple[Names, str]:
    """The names of the shipped packs with the user's places laid over them, and the stamp of all their files.

    Compiled once; the cache is built again when a file changes. Raises LexiconError for a broken user file.
    """
    own = user_files(folder)
    key = stamp([*theatre_files(), *own])
    if not own:
        return load_names(), key
    if blob := read_cache(f"user-theatres{_FORMAT}", key):
        try:
            return msgspec.msgpack.decode(blob, type=Names), key
        except msgspec.DecodeError:
            pass
    names = laid_over(load_names(), (p for f in own for p in read_places(f)))
    write_cache(f"user-theatres{_FORMAT}", key, msgspec.msgpack.encode(names))
    return names, key


def laid_over(names: Names, places: Iterable[Place]) -> Names:
    """Names with more places; the table of words that the reader matches is brought up to date. Changes and returns `names`."""
    at = {p.id: n for n, p in enumerate(names.places)}
    needs_head = {h.words for hits in names.by_first.values() for h in hits if h.kind == "p" and h.needs_head}
    touched: set[str] = set()
    for place in places:
        n = at.get(place.id)
        if n is None:
            n = at[place.id] = len(names.places)
            names.places.append(place)
        else:
            names.places[n] = place = overlaid(names.places[n], place)
        for name in (place.name, *place.variants):
            words = tuple(fold_word(name).replace("-", " ").replace("(", " ").replace(")", " ").split())
            if not words or not any(len(w) > 1 for w in words):
                continue
            hits = names.by_first.setdefault(words[0], [])
            known = next((i for i, h in enumerate(hits) if h.words == words and h.kind == "p"), None)
            if known is not None:
                bearers = hits[known].candidates or (hits[known].index,)
                if n not in bearers:
                    hits[known] = msgspec.structs.replace(hits[known], candidates=(*bearers, n))
            else:
                # a short single word of a village nobody vouches for needs "قرية" before it: many are words of the language
                hits.append(NameHit(words, "p", n, words in needs_head or len(words) == 1 and place.kind == "village"))
                touched.add(words[0])
    for first in touched:
        names.by_first[first].sort(key=lambda h: -len(h.words))
    return names


def load_gazetteer() -> tuple[Names, Gazetteer]:
    """Names and gazetteer of everything in use: the shipped packs and the user's."""
    names, key = load_all()
    return names, Gazetteer(names.places, stamp=key)

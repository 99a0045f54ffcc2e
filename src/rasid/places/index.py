"""The index of all places of the packs by their names, kept compiled until a pack changes.

Its record stays plain Python where the rest is compiled: a compiled class forgets the types by which msgspec decodes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from rasid.lexicon.loader import LEXICONS, load_yaml, read_cache, write_cache
from rasid.lexicon.theatre import Place
from rasid.places.spelling import key, loose

#: Raised when the compiled index changes its shape or its rules.
INDEX_FORMAT = 1
#: kinds whose names keep their head noun: "مدينة كذا" is no site called "كذا"
PEOPLED = frozenset(("city", "town", "village", "country", "governorate", "district", "subdistrict"))


class Index(msgspec.Struct):
    """The compiled index. Values are positions in the list of places.

    exact, loose: all names by the two keys of `spelling`; headless: names of sites without their head noun and epithets,
    by loose key ("مطار كذا العسكري" under "كذا"); heads: head noun → kind, in all its forms, folded;
    generic: their definite singulars, which by themselves name nothing ("المدينة").
    """

    exact: dict[str, list[int]]
    loose: dict[str, list[int]]
    headless: dict[str, list[int]]
    heads: dict[str, str]
    generic: list[str]


def load_index(places: Sequence[Place], stamp: str, root: Path = LEXICONS) -> Index:
    """The index of places, from the cache kept under `stamp` ("" : do not cache)."""
    name = f"gazetteer{INDEX_FORMAT}"
    if stamp and (blob := read_cache(name, stamp)):
        try:
            return msgspec.msgpack.decode(blob, type=Index)
        except msgspec.DecodeError:
            pass
    index = build_index(places, root)
    if stamp:
        write_cache(name, stamp, msgspec.msgpack.encode(index))
    return index


def build_index(places: Sequence[Place], root: Path = LEXICONS) -> Index:
    """Index places by all their names."""
    heads = _heads(root)
    placing = load_yaml(root / "placing.yaml") or {}
    epithets = {key(w) for w in placing.get("epithets", [])}
    said = epithets | {f"ال{key(w)}" for d in placing.get("directions", []) for w in d["words"]}
    raw = (load_yaml(root / "places_heads.yaml") or {}).get("heads", [])
    index = Index({}, {}, {}, heads, sorted({f"ال{key(str(h['word']))}" for h in raw if " " not in str(h["word"])}))
    for at, place in enumerate(places):
        for name in (place.name, *place.variants, place.name_en):
            exact = key(name)
            if not exact:
                continue
            _enter(index.exact, exact, at)
            _enter(index.loose, loose(exact), at)
            words = exact.split()
            if len(words) > 1 and words[0] in heads and place.kind not in PEOPLED and any(w not in said for w in words[1:]):
                bare = [w for w in words[1:] if w not in epithets]
                _enter(index.headless, loose(" ".join(bare)), at)
    return index


def _heads(root: Path) -> dict[str, str]:
    out: dict[str, str] = {}
    for raw in (load_yaml(root / "places_heads.yaml") or {}).get("heads", []):
        for form in (raw["word"], *(raw.get("forms") or ())):  # the more of placing.yaml come on top
            exact = key(str(form))
            out.setdefault(exact, str(raw["kind"]))
            out.setdefault(f"ال{exact}", str(raw["kind"]))
    placing: dict[str, Any] = load_yaml(root / "placing.yaml") or {}
    for word in placing.get("name_heads", []):
        out.pop(key(str(word)), None)
    return out | {key(word): kind for word, kind in placing.get("more_heads", {}).items()}


def _enter(table: dict[str, list[int]], name: str, at: int) -> None:
    found = table.setdefault(name, [])
    if at not in found:
        found.append(at)

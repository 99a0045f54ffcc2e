"""Places that people put on the map and actors that they named: the user's own pack, which `rasid theatre undo` and later imports leave
alone."""

from __future__ import annotations

import csv
import json
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from io import StringIO
from pathlib import Path
from typing import Any

from rasid.errors import LexiconError, UsageError
from rasid.ledger import Named, Store
from rasid.lexicon.actors import name_words
from rasid.lexicon.theatre import rows_of
from rasid.messages import t
from rasid.pipeline.world import World, renewed
from rasid.places.spelling import key as spelling
from rasid.places.userdata import data_dir
from rasid.text.fold import fold_word

FOLDER = "workbench"
COLUMNS = ("id", "kind", "name_ar", "variants_ar", "name_en", "lat", "lon", "precision_km", "parent", "pcode", "geonames")
LONGEST = 200
_PROVISIONAL, _OWN = "~", "own."


def add_place(world: World, store: Store, name: str, lat: float, lon: float, kind: str, parent: str, place: str = "") -> dict[str, Any]:
    """Add a place, or move one that was added before; the world is loaded anew. Raises UsageError.

    It gets the keys under which the ledger has what reports called so, so that what was said of it before is said of it still.
    place: one such key, when only that is meant.
    """
    name = _tidy(name)
    if not name_words(name) or not -90 <= lat <= 90 or not -180 <= lon <= 180:
        raise UsageError(t("web.bad_place"), name[:60], t("web.bad_place_do"))
    if parent and world.gazetteer.get(parent) is None:
        raise UsageError(t("ledger.unknown_place"), parent[:60])
    called = [p.id for p in store.ask(lambda view: view.places_called(name)) if _unplaced(p) and spelling(p.name) == spelling(name)]
    if place and not (place.startswith(_PROVISIONAL) and place in store.ask(lambda view: view.places([place]))):
        raise UsageError(t("ledger.unknown_place"), place[:60])
    keys = [place] if place else called or [_OWN + "-".join(spelling(name).split())]
    path = data_dir() / "theatres" / FOLDER / "places.csv"
    rows: dict[str, dict[str, str]] = {}
    with suppress(FileNotFoundError), path.open(encoding="utf-8", newline="") as fh:
        rows = {r["id"]: r for r in csv.DictReader(fh)}
    keys = list(dict.fromkeys([*keys, *(i for i, r in rows.items() if not place and spelling(r["name_ar"]) == spelling(name))]))
    for key in keys:
        rows[key] = {
            "id": key, "kind": _tidy(kind)[:40], "name_ar": name, "variants_ar": "", "name_en": "", "lat": f"{lat:.6f}",
            "lon": f"{lon:.6f}", "precision_km": "1", "parent": parent or next(iter(world.places.parents(key)), ""), "pcode": "",
            "geonames": "",
        }  # fmt: skip
    out = StringIO()
    table = csv.DictWriter(out, COLUMNS)
    table.writeheader()
    table.writerows(rows.values())
    _kept({path: out.getvalue()})
    return {"id": keys[0], "ids": keys, "name": name, "lat": lat, "lon": lon}


def _unplaced(place: Named) -> bool:
    return place.id.startswith(_PROVISIONAL) and place.lat is None


def add_actor(world: World, name: str, actor: str = "", kind: str = "") -> dict[str, Any]:
    """Say whom a name means, or that it is an actor of its own (no id); the world is loaded anew. Raises UsageError.

    What was read before means that actor from now on, too.
    """
    name = _tidy(name)
    if not any(len(w) > 1 for w in name_words(name)):
        raise UsageError(t("web.bad_actor"), name[:60], t("web.bad_actor_do"))
    known, said = world.actors.actors, _said()
    key = " ".join(fold_word(name).split())
    if actor and actor not in known:
        raise UsageError(t("web.no_actor"), actor[:60], t("web.no_actor_do"))
    bearers = [a.id for a in known.on(name)] if key not in said else []
    if bearers and actor not in bearers:  # a name of two actors at the same time would mean neither
        raise UsageError(t("web.actor_known"), bearers[0], t("web.actor_known_do"))
    folder = data_dir() / "theatres" / FOLDER
    files: dict[Path, str] = {}
    if not actor:
        actor = _OWN + "-".join(name_words(name))
        if actor not in known:
            own = folder / "actors.yaml"
            rows = rows_of(own, "actors") if own.exists() else []
            row = {"id": actor, "name": {"ar": name}, "kind": _tidy(kind)[:40] or "rebel", "source": FOLDER, "licence": "own"}
            files[own] = _yaml("actors", [*rows, row])
    said[key] = {"name": name, "id": actor}
    files[folder / "names.yaml"] = _yaml("names", said.values())
    fresh = _kept(files)
    return {"id": actor, "name": fresh.actor_names(actor)[0], "said": name}


def _said() -> dict[str, Any]:
    path = data_dir() / "theatres" / FOLDER / "names.yaml"
    return {" ".join(fold_word(r["name"]).split()): r for r in rows_of(path, "names")} if path.exists() else {}


def _tidy(text: str) -> str:
    """A text without what nobody sees or can write. Raises UsageError when it is too long."""
    if len(text) > LONGEST:
        raise UsageError(t("web.long"), text[:60], t("web.long_do", most=LONGEST))
    return " ".join("".join(c if unicodedata.category(c) not in ("Cc", "Cs", "Cf", "Zl", "Zp", "Co", "Cn") else " " for c in text).split())


def _yaml(key: str, rows: Iterable[Any]) -> str:
    """Rows as YAML that needs no writer: JSON behind dashes."""
    return f"{key}:\n" + "".join(f"- {json.dumps(row, ensure_ascii=False)}\n" for row in rows)


def _kept(files: dict[Path, str]) -> World:
    """The world with these files, which are as they were when it cannot be loaded with them. Raises UsageError."""
    before = {path: path.read_bytes() if path.exists() else None for path in files}
    try:
        for path, text in files.items():
            _write(path, text.encode())
        return renewed()
    except (LexiconError, OSError) as error:
        for path, was in before.items():
            if was is not None:
                _write(path, was)
            else:
                path.unlink(missing_ok=True)
        renewed()
        raise UsageError(t("web.not_kept"), str(error)[:200]) from None


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_bytes(data)
    fresh.replace(path)

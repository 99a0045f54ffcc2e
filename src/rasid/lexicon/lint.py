"""The linter of lexicon and theatre files: unknown keys, duplicates, wrong roles, rows without source; with file and line.

What needs the reader (do the examples of an entry hold?) is asked by rasid.pipeline.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from rasid.errors import LexiconError
from rasid.lexicon.evidence import WEIGHTS_FILE, weight_problems
from rasid.lexicon.loader import LEXICONS, lexicon_files, load_yaml
from rasid.lexicon.schema import ROLES, Problem
from rasid.lexicon.theatre import PLACE_COLUMNS, theatre_files
from rasid.model import EVENTS, STATUSES
from rasid.text.fold import fold_word

_FRAME = {"subj", "obj", "idafa", "suffix", "adj", "passive"}
_FORMS = {"verb", "nouns", "plurals", "participles", "words"}
_CONDITIONS = {"after", "before", "near", "not_after", "not_before", "not_near", "negated", "needs", "weak"}
_MORE = {"id", "kind", "preps", "present", "event_by", "status", "extent", "control", "rank", "gloss", "pos", "neg"}
_KEYS = _FRAME | _FORMS | _CONDITIONS | _MORE
_ACTOR_KEYS = {
    "id", "name", "aliases", "local_aliases", "en_aliases", "loaded", "adjectives", "kind", "state", "side", "member_of", "from", "to",
    "renamed_from", "successors", "source", "licence",
}  # fmt: skip


def lint(paths: Iterable[Path] = ()) -> list[Problem]:
    """Problems of the named files or folders, or of all shipped data when none is named."""
    files = [f for p in paths for f in (sorted(p.rglob("*.*")) if p.is_dir() else [p])]
    if not files:
        files = [*lexicon_files(LEXICONS), *theatre_files(LEXICONS)]
    out: list[Problem] = []
    seen: dict[str, str] = {}
    ids: dict[str, str] = {}
    for f in files:
        if f.name == "places.csv":
            out.extend(_places(f, ids))
        elif f.suffix in (".yaml", ".yml"):
            out.extend(_yaml(f, seen, ids))
    return out


def _yaml(path: Path, seen: dict[str, str], ids: dict[str, str]) -> Iterator[Problem]:
    try:
        data = load_yaml(path)
    except LexiconError as e:
        yield Problem(path.name, int(e.where.rsplit(":", 1)[-1]) if ":" in e.where else 0, str(e))
        return
    lines = Lines(path)
    if not isinstance(data, dict):
        if data is not None and path.name != "ambiguous.yaml":
            yield Problem(path.name, 1, "the file is not a mapping; start it with a key such as entries:")
        return
    if "event" in data:
        yield from _entries(path, data, seen, lines, event=str(data["event"]))
    elif "entries" in data:
        yield from _entries(path, data, seen, lines, event="")
    elif path.name == "actors.yaml":
        yield from _rows(path, data.get("actors") or [], ids, lines, _ACTOR_KEYS)
    elif path.name == "outlets.yaml":
        yield from _rows(path, data.get("outlets") or [], ids, lines, set())
    elif path.name == WEIGHTS_FILE:
        yield from (Problem(path.name, 1, p) for p in weight_problems(data))


class Lines:
    """Finds the line of an id in a file."""

    def __init__(self, path: Path) -> None:
        self.rows = path.read_text(encoding="utf-8").splitlines()

    def of(self, key: str) -> int:
        """The first line that has `id: key`; 0 when there is none."""
        for n, row in enumerate(self.rows, 1):
            if f"id: {key}" in row and row.split(f"id: {key}", 1)[1][:1] in ("", " ", ",", "}", "#"):
                return n
        return 0


def _entries(path: Path, data: dict[str, Any], seen: dict[str, str], lines: Lines, event: str) -> Iterator[Problem]:
    if event and event not in EVENTS:
        yield Problem(path.name, 1, f"no event is called {event!r}; the events stand in the guidelines")
    yield from _keys(path, 1, data.get("defaults") or {})
    bare: dict[str, str] = {}
    for raw in data["entries"]:
        line = lines.of(str(raw.get("id", "")))
        if not raw.get("id"):
            yield Problem(path.name, line, "an entry without an id; give it one")
            continue
        key = str(raw["id"])
        if key in seen:
            yield Problem(path.name, line, f"the id {key} is taken in {seen[key]}; choose another")
        seen[key] = path.name
        yield from _keys(path, line, raw)
        if event:
            for need in ("gloss", "pos", "neg"):
                if not raw.get(need):
                    yield Problem(path.name, line, f"{key} has no {need}; every event entry explains itself with examples")
            yield from _conflicts(path, line, raw, bare)


def _keys(path: Path, line: int, raw: dict[str, Any]) -> Iterator[Problem]:
    for k, v in raw.items():
        if k not in _KEYS:
            yield Problem(path.name, line, f"unknown key {k!r}; the keys stand in docs/lexicon.md")
        if k in _FRAME and v is not None and str(v) not in ROLES:
            yield Problem(path.name, line, f"{k}: {v!r} is no role; one of {', '.join(sorted(ROLES))}")
        if k == "preps":
            for prep, role in (v or {}).items():
                if str(role) not in ROLES:
                    yield Problem(path.name, line, f"preps {prep}: {role!r} is no role")
        if k == "status" and v and v not in STATUSES:
            yield Problem(path.name, line, f"no status is called {v!r}")
        if k == "present" and v and v not in EVENTS:
            yield Problem(path.name, line, f"present: no event is called {v!r}")
        if k == "event_by":
            for event in (v or {}).values():
                if event not in EVENTS:
                    yield Problem(path.name, line, f"event_by: no event is called {event!r}")


def _conflicts(path: Path, line: int, raw: dict[str, Any], bare: dict[str, str]) -> Iterator[Problem]:
    """The same verb or noun twice in one file, where neither entry has a condition that tells them apart."""
    if any(raw.get(k) for k in _CONDITIONS - {"weak", "needs"}):
        return
    for form in (f for k in ("verb", "nouns", "plurals") for f in _strings(raw.get(k))):
        folded = fold_word(form)
        if folded in bare:
            yield Problem(path.name, line, f"{form} stands in {bare[folded]} too, without a condition that tells them apart")
        bare[folded] = str(raw["id"])


def _rows(path: Path, rows: list[dict[str, Any]], ids: dict[str, str], lines: Lines, allowed: set[str]) -> Iterator[Problem]:
    where = f"{path.parent.name}/{path.name}"
    for raw in rows:
        key = str(raw.get("id", ""))
        line = lines.of(key)
        if not key or key in ids:
            yield Problem(where, line, f"the id {key!r} is missing or taken in {ids.get(key, '-')}; ids are unique over all theatres")
        ids[key] = where
        for need in ("source", "licence"):
            if not raw.get(need):
                yield Problem(where, line, f"{key} has no {need}; every row carries its source and licence")
        if not (raw.get("name") or {}).get("ar"):
            yield Problem(where, line, f"{key} has no Arabic name")
        for k in raw:
            if allowed and k not in allowed:
                yield Problem(where, line, f"unknown key {k!r} in {key}")


def _places(path: Path, ids: dict[str, str]) -> Iterator[Problem]:
    where = f"{path.parent.name}/{path.name}"
    parents: list[tuple[int, str]] = []
    with path.open(encoding="utf-8", newline="") as fh:
        reader = csv.DictReader(fh)
        if tuple(reader.fieldnames or ()) != PLACE_COLUMNS:
            yield Problem(where, 1, f"the columns must be {','.join(PLACE_COLUMNS)}")
            return
        for n, row in enumerate(reader, 2):
            if not row["id"] or row["id"] in ids:
                yield Problem(where, n, f"the id {row['id']!r} is missing or taken; ids are unique over all theatres")
            ids[row["id"]] = where
            if not row["name_ar"] or not row["source"] or not row["licence"]:
                yield Problem(where, n, "name_ar, source and licence must be filled")
            if row["parent"]:
                parents.append((n, row["parent"]))
            yield from _coordinates(where, n, row)
    for n, parent in parents:
        if parent not in ids and not parent.count("."):
            continue  # a country of the world pack, which may be read later
        if parent not in ids:
            yield Problem(where, n, f"no place has the id {parent!r} of the parent")


def _coordinates(where: str, n: int, row: dict[str, str]) -> Iterator[Problem]:
    for name, limit in (("lat", 90), ("lon", 180)):
        if row[name]:
            try:
                if abs(float(row[name])) > limit:
                    yield Problem(where, n, f"{name} {row[name]} is out of range")
            except ValueError:
                yield Problem(where, n, f"{name} {row[name]!r} is no number")


def _strings(value: Any) -> list[str]:
    if value is None:
        return []
    return [value] if isinstance(value, str) else [str(v) for v in value]

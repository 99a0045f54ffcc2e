"""The linter of theatre packs: keys, ids, references, periods and names of actors, outlets, people and places."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from rasid.errors import LexiconError
from rasid.lexicon.actors import name_key
from rasid.lexicon.loader import LEXICONS, load_yaml
from rasid.lexicon.periods import first_day, last_day, overlap, valid
from rasid.lexicon.schema import Problem
from rasid.lexicon.theatre import PLACE_COLUMNS, theatre_files

ROW_KEYS = frozenset({"id", "name", "aliases", "kind", "source", "licence"})
ACTOR_KEYS = ROW_KEYS | {
    "local_aliases", "vague_aliases", "en_aliases", "loaded", "adjectives", "shares", "state", "from", "to",
    "side", "member_of", "opposes", "allied_with", "became", "merged_into",
}  # fmt: skip
OUTLET_KEYS = ROW_KEYS | {"bare_aliases", "domains", "channels", "side", "owner"}
PERSON_KEYS = (ROW_KEYS - {"kind"}) | {"office", "actor", "outlet", "from", "to", "posts"}
ACTOR_KINDS = frozenset({
    "state", "government", "state_army", "state_force", "police", "militia", "rebel", "jihadist", "coalition", "party", "tribe",
    "company", "international",
})  # fmt: skip
OUTLET_KINDS = frozenset({"agency", "state_medium", "party_medium", "independent", "newspaper", "tv", "monitor", "aggregator"})
_SHAPES = {"actors.yaml": ("actors", ACTOR_KEYS), "outlets.yaml": ("outlets", OUTLET_KEYS), "people.yaml": ("people", PERSON_KEYS)}
_TEXT_LISTS = ("aliases", "local_aliases", "vague_aliases", "en_aliases", "adjectives", "shares", "bare_aliases", "domains", "channels")
_TIES = ("side", "member_of", "opposes", "allied_with")
_CHANGES = ("became", "merged_into")
_ID = re.compile(r"[a-z]{2,}(\.[a-z0-9_-]+)+")
FILES = frozenset((*_SHAPES, "places.csv", "ambiguous.yaml", "capitals.yaml"))


def is_theatre_file(path: Path) -> bool:
    """Whether a file belongs to theatre packs by its name; the lexicon has given names in a people.yaml of its own."""
    return path.name in FILES and path.parent != LEXICONS


def lint_theatres(files: Iterable[Path]) -> list[Problem]:
    """Problems of theatre files. Ids of shipped packs may be referred to from anywhere."""
    files = [f for f in files if is_theatre_file(f)]
    return list(_Packs(files).problems()) if files else []


def _lines(path: Path, key: str) -> list[int]:
    """The lines on which the rows of a list begin, which stands under the key or is the whole file."""
    import yaml

    node = yaml.compose(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    if isinstance(node, yaml.MappingNode):
        node = next((v for k, v in node.value if k.value == key), None)
    return [n.start_mark.line + 1 for n in node.value] if isinstance(node, yaml.SequenceNode) else []


class _Row:
    """A row of a YAML file with where it stands."""

    def __init__(self, path: Path, line: int, raw: Any) -> None:
        self.theatre = path.parent.name
        self.file = f"{self.theatre}/{path.name}"
        self.kind = path.name
        self.raw: dict[str, Any] = raw if isinstance(raw, dict) else {}
        self.id = str(self.raw.get("id") or "")
        self.line = line

    def problem(self, message: str) -> Problem:
        return Problem(self.file, self.line, f"{self.id}: {message}" if self.id else message)


class _Packs:
    def __init__(self, files: list[Path]) -> None:
        self.files = files
        self.rows: list[_Row] = []
        self.broken: list[Problem] = []
        self.ids: dict[str, str] = {}
        self.actors: set[str] = set()
        self.outlets: set[str] = set()
        self.places: set[str] = set()
        for f in files:
            if f.name in _SHAPES:
                self.rows += self._read(f, _SHAPES[f.name][0])
        self.actors |= {r.id for r in self.rows if r.kind == "actors.yaml"}
        self.outlets |= {r.id for r in self.rows if r.kind == "outlets.yaml"}
        for f in theatre_files():  # what stands elsewhere may be referred to
            if f.name in ("actors.yaml", "outlets.yaml") and f not in files:
                known = self.actors if f.name == "actors.yaml" else self.outlets
                known |= set(re.findall(r"(?m)^ *- id: (\S+)$", f.read_text(encoding="utf-8")))

    def _read(self, path: Path, key: str) -> list[_Row]:
        where = f"{path.parent.name}/{path.name}"
        try:
            data = load_yaml(path)
        except LexiconError as e:
            self.broken.append(Problem(where, int(e.where.rsplit(":", 1)[-1]), e.what + "; " + e.remedy))
            return []
        rows = data.get(key) if isinstance(data, dict) else None
        if data is not None and not isinstance(rows, list):
            self.broken.append(Problem(where, 1, f"the file has no list of {key}; start it with `{key}:` and a dash for each row"))
            return []
        return [_Row(path, line, raw) for line, raw in zip(_lines(path, key), rows or [], strict=True)]

    def problems(self) -> Iterator[Problem]:
        yield from self.broken
        for f in self.files:
            if f.name == "places.csv":
                yield from self._places(f)
        for row in self.rows:
            yield from self._row(row)
        yield from self._shared_names()
        yield from self._circles()
        for f in self.files:
            if f.name == "ambiguous.yaml":
                yield from _ambiguous(f)
            elif f.name == "capitals.yaml":
                yield from self._capitals(f)

    def _row(self, row: _Row) -> Iterator[Problem]:
        raw = row.raw
        if not row.id:
            yield row.problem("a row without an id; give it one")
            return
        if not _ID.fullmatch(row.id):
            yield row.problem("an id is the theatre's letters, a dot and a name in small Latin letters, as in sy.sdf")
        if row.id in self.ids:
            yield row.problem(f"the id is taken in {self.ids[row.id]}; ids are unique over all theatres")
        self.ids.setdefault(row.id, row.file)
        for key in sorted(set(map(str, raw)) - _SHAPES[row.kind][1]):
            hint = " (YAML reads a bare `on` as true)" if key == "True" else ""
            yield row.problem(f"unknown key {key!r}{hint}; the keys stand in docs/theatres.md")
        name = raw.get("name")
        if not isinstance(name, dict) or not name.get("ar") or not set(name) <= {"ar", "en"}:
            yield row.problem("name must be {ar: …, en: …} with an Arabic name")
        for need in ("source", "licence"):
            if not raw.get(need):
                yield row.problem(f"no {need}; every row carries its source and licence")
        for key in _TEXT_LISTS:
            if not isinstance(raw.get(key, []), list) or not all(isinstance(x, str) and x.strip() for x in raw.get(key) or []):
                yield row.problem(f"{key} must be a list of texts; put numbers in quotation marks")
        yield from _period(row, raw, "")
        yield from self._relations(row)
        if row.kind == "people.yaml":
            yield from self._posts(row)
        kinds = {"actors.yaml": ACTOR_KINDS, "outlets.yaml": OUTLET_KINDS}.get(row.kind)
        if kinds and raw.get("kind") not in kinds:
            yield row.problem(f"no kind is called {raw.get('kind')!r}; one of {', '.join(sorted(kinds))}")
        if row.kind == "actors.yaml" and not isinstance(raw.get("state"), bool):
            yield row.problem("state must be true or false")

    def _relations(self, row: _Row) -> Iterator[Problem]:
        for key in _TIES:
            value = row.raw.get(key) or []
            for tie in [value] if isinstance(value, str | dict) else value:
                tie = {"id": tie} if isinstance(tie, str) else tie
                yield from self._refers(row, key, tie, {"id", "from", "to"})
        for key in _CHANGES:
            for change in row.raw.get(key) or []:
                yield from self._refers(row, key, change, {"id", "from"})
                if isinstance(change, dict) and not change.get("from"):
                    yield row.problem(f"{key}: no day; say {{id: …, from: DAY}}")
        for loaded in row.raw.get("loaded") or []:
            if not isinstance(loaded, dict) or not loaded.get("name") or not set(loaded) <= {"name", "by", "local"}:
                yield row.problem("loaded: must be {name: …, by: id of the actor whose word it is or empty, local: true or nothing}")
            elif loaded.get("by") and loaded["by"] not in self.actors:
                yield row.problem(f"loaded: no actor has the id {loaded['by']!r}")

    def _refers(self, row: _Row, key: str, tie: Any, keys: set[str]) -> Iterator[Problem]:
        if not isinstance(tie, dict) or not tie.get("id"):
            yield row.problem(f"{key}: must be an id, or a list of {{id: …, from: …, to: …}}")
            return
        if unknown := sorted(set(map(str, tie)) - keys):
            yield row.problem(f"{key}: unknown key {unknown[0]!r}")
        if tie["id"] not in self.actors:
            yield row.problem(f"{key}: no actor has the id {tie['id']!r}")
        if tie["id"] == row.id:
            yield row.problem(f"{key}: refers to itself")
        yield from _period(row, tie, f"{key} {tie['id']}: ")

    def _posts(self, row: _Row) -> Iterator[Problem]:
        posts = row.raw.get("posts")
        if posts and any(k in row.raw for k in ("office", "actor", "outlet", "from", "to")):
            yield row.problem("has both posts and an office of its own; put all of them under posts")
        for post in posts or [row.raw]:
            if not isinstance(post, dict) or not post.get("office") or bool(post.get("actor")) == bool(post.get("outlet")):
                yield row.problem("a post without office or actor; name the office, and its actor or outlet")
                continue
            if post.get("actor") and post["actor"] not in self.actors:
                yield row.problem(f"no actor has the id {post['actor']!r}")
            if post.get("outlet") and post["outlet"] not in self.outlets:
                yield row.problem(f"no outlet has the id {post['outlet']!r}")
            if posts and (unknown := sorted(set(post) - {"office", "actor", "outlet", "from", "to"})):
                yield row.problem(f"posts: unknown key {unknown[0]!r}")
            if posts:
                yield from _period(row, post, f"posts {post.get('actor') or post['outlet']}: ")

    def _shared_names(self) -> Iterator[Problem]:
        """Names that two actors, or two outlets, bear at the same time in the same reports, and no mark allows it."""
        seen: dict[tuple[str, str, str], list[_Row]] = {}
        for row in self.rows:
            if row.kind == "people.yaml":
                continue
            own: set[tuple[str, str]] = set()
            for scope, name in _names(row):
                key = name_key(name)
                if (scope, key) in own:
                    yield row.problem(f"the name {name} stands twice in this row")
                    continue
                own.add((scope, key))
                for other in seen.setdefault((row.kind, scope, key), []):
                    period = [(str(r.raw.get("from") or ""), str(r.raw.get("to") or "")) for r in (row, other)]
                    shared = {name_key(str(x)) for r in (row, other) for x in r.raw.get("shares") or []}
                    if overlap(period[0], period[1]) and key not in shared:
                        yield row.problem(
                            f"the name {name} is {other.id}'s too, at the same time; part them by from and to, make it local,"
                            " or list it under shares"
                        )
                seen[(row.kind, scope, key)].append(row)

    def _circles(self) -> Iterator[Problem]:
        for key in ("became", "merged_into", "member_of"):
            onward = {r.id: [x["id"] for x in r.raw.get(key) or [] if isinstance(x, dict) and "id" in x] for r in self.rows}
            rows = {r.id: r for r in self.rows}
            for start, row in rows.items():
                at, seen = list(onward.get(start, [])), {start}
                while at:
                    step = at.pop()
                    if step == start:
                        yield row.problem(f"{key} leads back to itself")
                        break
                    if step not in seen:
                        seen.add(step)
                        at += onward.get(step, [])

    def _places(self, path: Path) -> Iterator[Problem]:
        where = f"{path.parent.name}/{path.name}"
        parents: list[tuple[int, str]] = []
        with path.open(encoding="utf-8", newline="") as fh:
            reader = csv.DictReader(fh)
            if tuple(reader.fieldnames or ()) != PLACE_COLUMNS:
                yield Problem(where, 1, f"the columns must be {','.join(PLACE_COLUMNS)}")
                return
            for n, row in enumerate(reader, 2):
                if not row["id"] or row["id"] in self.ids:
                    yield Problem(where, n, f"the id {row['id']!r} is missing or taken; ids are unique over all theatres")
                self.ids[row["id"]] = where
                self.places.add(row["id"])
                if not row["name_ar"] or not row["source"] or not row["licence"]:
                    yield Problem(where, n, "name_ar, source and licence must be filled")
                if row["parent"]:
                    parents.append((n, row["parent"]))
                yield from _coordinates(where, n, row)
        for n, parent in parents:
            if parent not in self.ids and not parent.count("."):
                continue  # a country of the world pack, which may be read later
            if parent not in self.ids:
                yield Problem(where, n, f"no place has the id {parent!r} of the parent")

    def _capitals(self, path: Path) -> Iterator[Problem]:
        rows = (load_yaml(path) or {}).get("capitals") or []
        for line, name in zip(_lines(path, "capitals"), rows, strict=True):
            if self.places and name not in self.places:
                yield Problem(path.name, line, f"no place has the id {name!r}")


def _names(row: _Row) -> Iterator[tuple[str, str]]:
    """The names of a row, each with the theatre in whose reports alone it counts ("" for all)."""
    name = row.raw.get("name")
    everywhere = [name["ar"]] if isinstance(name, dict) and name.get("ar") else []
    for n in (*everywhere, *(row.raw.get("aliases") or [])):
        yield "", str(n)
    for n in row.raw.get("local_aliases") or []:
        yield row.theatre, str(n)
    for n in row.raw.get("loaded") or []:
        if isinstance(n, dict) and n.get("name"):
            yield row.theatre if n.get("local") else "", str(n["name"])


def _period(row: _Row, raw: dict[str, Any], what: str) -> Iterator[Problem]:
    start, end = str(raw.get("from") or ""), str(raw.get("to") or "")
    for key, day in (("from", start), ("to", end)):
        if not valid(day):
            yield row.problem(f'{what}{key}: {day!r} is no year, month or day such as "2024-12-08"')
    if valid(start) and valid(end) and first_day(start) > last_day(end):
        yield row.problem(f"{what}from {start} is after to {end}")


def _ambiguous(path: Path) -> Iterator[Problem]:
    data = load_yaml(path)
    seen: set[str] = set()
    rows = data if isinstance(data, list) else (data or {}).get("names") or []
    for line, row in zip(_lines(path, "names"), rows, strict=True):
        if not isinstance(row, dict) or not row.get("name") or row.get("needs") != "head" or not set(row) <= {"name", "needs"}:
            yield Problem(path.name, line, f"{str(row)[:60]}: a row must be {{name: …, needs: head}}")
            continue
        key = name_key(str(row["name"]))
        if key in seen:
            yield Problem(path.name, line, f"{row['name']} stands twice")
        seen.add(key)


def _coordinates(where: str, n: int, row: dict[str, str]) -> Iterator[Problem]:
    for name, limit in (("lat", 90), ("lon", 180)):
        if row[name]:
            try:
                if abs(float(row[name])) > limit:
                    yield Problem(where, n, f"{name} {row[name]} is out of range")
            except ValueError:
                yield Problem(where, n, f"{name} {row[name]!r} is no number")

"""The linter of lexicon and theatre files: unknown keys, duplicates, wrong roles, rows without source; with file and line.

What needs the reader (do the examples of an entry hold?) is asked by rasid.pipeline.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from rasid.errors import LexiconError
from rasid.lexicon.evidence import WEIGHTS_FILE, weight_problems
from rasid.lexicon.lint_theatres import is_theatre_file, lint_theatres
from rasid.lexicon.loader import LEXICONS, lexicon_files, load_yaml
from rasid.lexicon.schema import CLASSES, ROLES, Lines, Problem
from rasid.lexicon.theatre import theatre_files
from rasid.model import EVENTS, STATUSES
from rasid.text.fold import fold_word

_FRAME = {"subj", "obj", "idafa", "suffix", "adj", "passive"}
_FORMS = {"verb", "verb_past", "verb_pres", "nouns", "plurals", "participles", "words"}
_CONDITIONS = {
    "after",
    "before",
    "near",
    "not_after",
    "not_before",
    "not_near",
    "takes",
    "who",
    "despite",
    "negated",
    "needs",
    "weak",
    "far",
}
_MORE = {"id", "kind", "preps", "present", "event_by", "status", "extent", "control", "judged_as", "rank", "gloss", "pos", "neg"}
#: all keys of an entry; the page of the lexicon tells what each says
KEYS = _FRAME | _FORMS | _CONDITIONS | _MORE
#: an entry that is judged as another: its file and line, and the other's id
Part = tuple[Path, int, str]


def lint(paths: Iterable[Path] = ()) -> list[Problem]:
    """Problems of the named files or folders, or of all shipped data when none is named."""
    files = [f for p in paths for f in (sorted(p.rglob("*.*")) if p.is_dir() else [p])]
    if not files:
        files = [*lexicon_files(LEXICONS), *theatre_files(LEXICONS)]
    out: list[Problem] = []
    seen: dict[str, str] = {}
    parts: list[Part] = []
    for f in files:
        if f.suffix in (".yaml", ".yml") and not is_theatre_file(f):
            out.extend(_yaml(f, seen, parts))
    out.extend(_judged(parts, seen))
    return out + lint_theatres(files)


def _judged(parts: list[Part], seen: dict[str, str]) -> Iterator[Problem]:
    """Entries that are judged as one that neither these files nor the shipped ones have: the judge would know nothing of them."""
    lost = [p for p in parts if p[2] not in seen]
    if not lost:
        return
    shipped = {str(raw.get("id")) for f in lexicon_files(LEXICONS) for raw in _raw_entries(f)}
    for path, line, judged in lost:
        if judged not in shipped:
            yield Problem(path.name, line, f"judged_as: no entry is called {judged!r}")


def _raw_entries(path: Path) -> list[dict[str, Any]]:
    data = load_yaml(path)
    return data.get("entries") or [] if isinstance(data, dict) else []


def _yaml(path: Path, seen: dict[str, str], parts: list[Part]) -> Iterator[Problem]:
    import yaml  # nothing else of the start-up needs it

    try:
        data = load_yaml(path)
    except LexiconError as e:
        yield Problem(path.name, int(e.where.rsplit(":", 1)[-1]) if ":" in e.where else 0, str(e))
        return
    if (twice := _key_twice(yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader))) is not None:
        yield Problem(path.name, twice.start_mark.line + 1, f"the key {twice.value!r} stands twice; join the two")
    lines = Lines(path)
    if not isinstance(data, dict):
        if data is not None:
            yield Problem(path.name, 1, "the file is not a mapping; start it with a key such as entries:")
        return
    if "event" in data:
        yield from _entries(path, data, seen, parts, lines, event=str(data["event"]))
    elif "entries" in data:
        yield from _entries(path, data, seen, parts, lines, event="")
    elif path.name == WEIGHTS_FILE:
        yield from (Problem(path.name, 1, p) for p in weight_problems(data))


def _key_twice(node: Any) -> Any:
    """The second of two equal keys of one mapping, which YAML would let win silently; None where there is none."""
    pairs = node.value if node is not None and node.id == "mapping" else ()
    seen: set[str] = set()
    for key, _ in pairs:
        if key.id == "scalar" and key.value in seen:
            return key
        seen.add(key.value if key.id == "scalar" else "")
    inner = [v for _, v in pairs] if pairs else node.value if node is not None and node.id == "sequence" else ()
    return next((found for n in inner if (found := _key_twice(n)) is not None), None)


def _entries(path: Path, data: dict[str, Any], seen: dict[str, str], parts: list[Part], lines: Lines, event: str) -> Iterator[Problem]:
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
        if raw.get("judged_as"):
            parts.append((path, line, str(raw["judged_as"])))
        yield from _keys(path, line, raw)
        if event:
            for need in ("gloss", "pos", "neg"):
                if not raw.get(need):
                    yield Problem(path.name, line, f"{key} has no {need}; every event entry explains itself with examples")
            yield from _conflicts(path, line, raw, bare)


def _keys(path: Path, line: int, raw: dict[str, Any]) -> Iterator[Problem]:
    for k, v in raw.items():
        if k not in KEYS:
            yield Problem(path.name, line, f"unknown key {k!r}; the keys stand in docs/lexicon.md")
        if k in _FRAME and v is not None and str(v) not in ROLES:
            yield Problem(path.name, line, f"{k}: {v!r} is no role; one of {', '.join(sorted(ROLES))}")
        if k in ("takes", "who", "despite") and not CLASSES.issuperset(v or ()):
            yield Problem(path.name, line, f"{k}: no such class of names; one of {', '.join(sorted(CLASSES))}")
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
    if any(raw.get(k) for k in _CONDITIONS - {"weak", "needs", "far"}):
        return
    for form in (f for k in ("verb", "nouns", "plurals") for f in _strings(raw.get(k))):
        folded = fold_word(form)
        if folded in bare:
            yield Problem(path.name, line, f"{form} stands in {bare[folded]} too, without a condition that tells them apart")
        bare[folded] = str(raw["id"])


def _strings(value: Any) -> list[str]:
    if value is None:
        return []
    return [value] if isinstance(value, str) else [str(v) for v in value]

"""`rasid theatre info`: how much each theatre pack holds, and where it comes from."""

from __future__ import annotations

import csv
import sys
from collections import Counter
from typing import Any

import msgspec

from rasid.cli.terminal import Paint, isolate, wants_colour
from rasid.errors import UsageError
from rasid.lexicon.theatre import Names, load_names, theatre_files
from rasid.messages import known, t

COLUMNS = ("places", "actors", "outlets", "people")
FORMATS = ("text", "json")


def run(name: str, format: str) -> int:
    """Print the counts of all theatres, or of one with its kinds."""
    if format not in FORMATS:
        raise UsageError(" | ".join(FORMATS), "--format")
    names = load_names()
    if name and name not in names.theatres:
        raise UsageError(t("theatre.unknown"), name, t("theatre.there_are", names=", ".join(names.theatres)))
    facts = gathered(names, name)
    if format == "json":
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(facts), indent=1).decode() + "\n")
        return 0
    paint = Paint(wants_colour(sys.stdout))
    for line in _table(facts, paint):
        sys.stdout.write(line + "\n")
    return 0


def gathered(names: Names, wanted: str = "") -> dict[str, Any]:
    """Rows by theatre and list, kinds of the wanted theatre, and rows by source and licence."""
    theatres = [wanted] if wanted else names.theatres
    lists: dict[str, list[Any]] = {c: getattr(names, c) for c in COLUMNS}
    counts = {th: {c: sum(1 for row in rows if row.theatre == th) for c, rows in lists.items()} for th in theatres}
    facts: dict[str, Any] = {"theatres": counts, "sources": _sources(names, theatres)}
    if wanted:
        facts["kinds"] = {
            c: dict(Counter(row.kind for row in lists[c] if row.theatre == wanted).most_common()) for c in ("places", "actors", "outlets")
        }
    return facts


def _sources(names: Names, theatres: list[str]) -> list[dict[str, Any]]:
    found: Counter[tuple[str, str]] = Counter()
    for path in theatre_files():
        if path.name == "places.csv" and path.parent.name in theatres:
            with path.open(encoding="utf-8", newline="") as fh:
                found.update((row["source"], row["licence"]) for row in csv.DictReader(fh))
    rows: list[Any] = [*names.actors, *names.outlets, *names.people]
    found.update((row.source, row.licence) for row in rows if row.theatre in theatres)
    return [{"source": s, "licence": lic, "rows": n} for (s, lic), n in found.most_common()]


def _table(facts: dict[str, Any], paint: Paint) -> list[str]:
    counts: dict[str, dict[str, int]] = facts["theatres"]
    rows = [[isolate(th), *(str(row[c]) for c in COLUMNS)] for th, row in counts.items()]
    if len(counts) > 1:
        rows.append([t("theatre.all"), *(str(sum(row[c] for row in counts.values())) for c in COLUMNS)])
    out = _aligned([[t("theatre.head"), *(t(f"theatre.{c}") for c in COLUMNS)], *rows], paint)
    for title, kinds in facts.get("kinds", {}).items():
        named = [f"{t(f'kind.{k}') if known(f'kind.{k}') else k} {n}" for k, n in kinds.items()]
        out += ["", f"{paint('bold', t(f'theatre.{title}'))}: {t('view.list').join(named)}"]
    out += ["", paint("bold", t("theatre.sources"))]
    width = max(len(str(s["rows"])) for s in facts["sources"])
    for s in facts["sources"]:
        out.append(f"  {s['rows']:>{width}}  {isolate(t('theatre.rows', source=s['source'], licence=s['licence']))}")
    return out


def _aligned(rows: list[list[str]], paint: Paint) -> list[str]:
    widths = [max(_shown(row[i]) for row in rows) for i in range(len(rows[0]))]
    out = []
    for n, row in enumerate(rows):
        cells = [row[0] + " " * (widths[0] - _shown(row[0]))]
        cells += [" " * (w - _shown(cell)) + cell for cell, w in zip(row[1:], widths[1:], strict=True)]
        line = "  ".join(cells)
        out.append(paint("bold", line) if n == 0 else line)
    return out


def _shown(text: str) -> int:
    return len(text.translate({0x2068: None, 0x2069: None}))

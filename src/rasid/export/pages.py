"""The pages of docs/mappings, made from the mappings themselves: `python -m rasid.export.pages docs/mappings` writes them."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from rasid.export import mapping
from rasid.export.columns import TABLES
from rasid.model import EVENTS, STATUSES

NAMES = ("acled", "ucdp", "plover", "hxl", "bayanat")
_KINDS = {
    "text": "text",
    "day": "day",
    "int": "whole number",
    "float": "number",
    "bool": "true or false",
    "texts": "list of texts",
    "json": "structure",
}
_MADE = "<!-- Made from src/rasid/export: do not edit. `python -m rasid.export.pages docs/mappings` writes it anew. -->"


def pages() -> Iterator[tuple[str, str]]:
    """(file name, text) of every page."""
    yield "tables.md", _tables()
    for name in NAMES:
        yield f"{name}.md", _page(name)


def _page(name: str) -> str:
    codes = mapping.load(name)
    lines = [f"# {codes['title']}", "", _MADE, "", f"`rasid export --format {name}`", "", codes["intro"], ""]
    if codes["columns"]:
        lines += ["## Columns" if name != "plover" else "## Fields", "", *_columns(codes["columns"]), ""]
    for part in ("bulletins", "incidents"):
        if part in codes:
            lines += [f"## {part.capitalize()}", "", *_columns(codes[part]), ""]
    for what, rows in codes.get("tables", {}).items():
        lines += [f"## {what.capitalize()}", "", "Each row comes from a column of [Rasid's tables](tables.md).", ""]
        lines += [*_table(("header", "hashtag", "from"), ([h, f"`{t}`", f"`{c}`"] for h, t, c in rows)), ""]
    if "events" in codes:
        lines += ["## Events", "", "Of a kind the first line whose conditions hold counts.", "", *_events(name, codes), ""]
    lines += _more(name, codes)
    lines += ["## What is lost", "", *(f"* {line}" for line in codes["lost"]), ""]
    return "\n".join(lines)


def _columns(columns: Iterable[dict[str, str]]) -> list[str]:
    return _table(("column", "where it comes from", "what is lost"), ([f"`{c['name']}`", c["from"], c.get("lost", "")] for c in columns))


def _events(name: str, codes: dict[str, Any]) -> list[str]:
    rows = []
    for kind in EVENTS:
        found = mapping.rules(name, kind)
        rows += [[f"`{kind}`" if n == 0 else "", _conditions(r), _code(r.code)] for n, r in enumerate(found)]
        if not found:
            rows.append([f"`{kind}`", "", "none: left out"])
    if "urged" in codes:
        rows += [["any, urged" if k == "default" else f"`{k}`, urged", "", _code(v)] for k, v in codes["urged"].items()]
    return _table(("event", "when", "code"), rows)


def _conditions(rule: mapping.Rule) -> str:
    parts = [f"agent {' or '.join(rule.agent)}"] if rule.agent else []
    parts += [f"target {' or '.join(rule.target)}"] if rule.target else []
    parts += [f"status {' or '.join(rule.status)}"] if rule.status else []
    parts += [f"said {'، '.join(rule.said)}"] if rule.said else []
    parts += ["somebody killed" if rule.killed else "nobody killed"] if rule.killed is not None else []
    return "; ".join(parts)


def _code(code: dict[str, Any]) -> str:
    if "sub" in code:
        return f"{code['type']} / {code['sub'] or '(empty)'}"
    parts = [code["event"], code["mode"], " ".join(code["context"]), f"CAMEO {code['cameo']}", code.get("note", "")]
    return ", ".join(p for p in parts if p)


def _more(name: str, codes: dict[str, Any]) -> list[str]:
    """Tables of codes besides events."""
    lines: list[str] = []
    if name == "plover":
        added = ([f"`{s}`", ", ".join(codes["statuses"][s]) or ("DEMAND instead" if s == "urged" else "nothing")] for s in STATUSES)
        lines += ["## Statuses", "", *_table(("status", "context added"), added), ""]
        lines += ["## Sectors", "", *_table(("kind of actor", "sector"), ([f"`{k}`", v] for k, v in codes["sectors"].items())), ""]
    if name == "acled":
        inter = codes["inter"]
        kinds = ([f"`{k}`", f"{n} {inter[n]}"] for k, n in codes["kinds"].items())
        lines += ["## Kinds of actors", "", "A state's body at home is 1 State forces, abroad 8, whatever its kind.", ""]
        lines += [*_table(("kind in the theatre packs", "inter"), kinds), ""]
    if name == "ucdp":
        told = ", ".join(f"`{k}`" for k in codes["kinds"]), ", ".join(f"`{k}`" for k in codes["not_kinds"])
        lines += ["## Events", "", f"Taken: {told[0]}.", "", f"Left out: {told[1]}.", ""]
    for key, title in (("geo_precision", "geo_precision"), ("where_prec", "where_prec")):
        if key in codes:
            lines += [
                f"## {title}",
                "",
                "The first line that fits.",
                "",
                *_table(("place", "known to", "code"), map(_level, codes[key])),
                "",
            ]
    return lines


def _level(level: dict[str, Any]) -> list[str]:
    kinds = ", ".join(level.get("kinds", ())) or "any"
    return [
        kinds + (", listed in a pack" if level.get("listed") else ""),
        f"{level['km']} km" if "km" in level else "",
        str(level["code"]),
    ]


def _tables() -> str:
    lines = [
        "# Rasid's own tables",
        "",
        _MADE,
        "",
        "`rasid export --format csv|jsonl|parquet --what statements|events|control|changes`",
        "",
    ]
    lines += [
        "The same columns in the three formats. In CSV a list stands in one cell with `|` between its texts (a `|` or `\\` in a text has",
        "a `\\` before it), structures are left out, and text that a spreadsheet would run as a formula, or that begins with an",
        "apostrophe, has an apostrophe before it. In Parquet days are dates without a time, and structures are JSON texts. Days are",
        "calendar days: they have no hour and no time zone. Lists that belong together (`agent`, `agent_id` …; `statements`, `links`,",
        "`evidence` …) have the same length and order. `link` is the address of the report, or its id in the ledger where it has none;",
        "`country` is ISO 3166-1 alpha-2; `pcode` is the place's own p-code, the units have theirs beside them.",
        "",
    ]
    for what, columns in TABLES.items():
        lines += [f"## {what.capitalize()}", "", *_table(("column", "kind"), ([f"`{c.name}`", _KINDS[c.kind]] for c in columns)), ""]
    return "\n".join(lines)


def _table(header: tuple[str, ...], rows: Iterable[Iterable[str]]) -> list[str]:
    def line(cells: Iterable[str]) -> str:
        return "| " + " | ".join(c.replace("|", "\\|") for c in cells) + " |"

    return [line(header), "|" + "---|" * len(header), *(line(r) for r in rows)]


def main(folder: str) -> None:
    """Write the pages into a folder."""
    for name, text in pages():
        (Path(folder) / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])

"""List the distinct place names of gold files with the places they resolve to, for checking by hand.

    python tools/list_places.py GOLD.jsonl ... [--unresolved]

A gold file has one JSON document a line, with `outlet` and `statements`, each with names in `place`. One line a name: the name, the
id, kind, precision and weight; names of one file that resolve to several places have a line each. Last, how many resolve.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from rasid.places.report import Locator
from rasid.places.resolve import Resolution
from rasid.places.userdata import load_gazetteer


def resolved(locator: Locator, path: Path) -> dict[str, list[Resolution]]:
    """Each distinct name of a file with the places it resolves to in its documents."""
    out: dict[str, list[Resolution]] = {}
    for line in path.read_text("utf-8").splitlines():
        document = json.loads(line)
        names = list(dict.fromkeys(n for s in document["statements"] for n in s.get("place", [])))
        found = locator.locate(document.get("outlet", ""), [(at, (n,), "", ()) for at, n in enumerate(names)])
        for at, name in enumerate(names):
            if found[at] not in (known := out.setdefault(name, [])):
                known.append(found[at])
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description="List the place names of gold files with the places they resolve to.")
    parser.add_argument("files", nargs="+", type=Path, metavar="GOLD")
    parser.add_argument("--unresolved", action="store_true", help="only names without a place")
    options = parser.parse_args()
    locator = Locator(*load_gazetteer())
    tally: Counter[str] = Counter()
    for path in options.files:
        for name, places in resolved(locator, path).items():
            best = max(places, key=lambda r: (r.lat is not None, r.known))
            state = "located" if best.lat is not None else "unknown" if best.id else "names nothing"
            tally[state] += 1
            if options.unresolved and state == "located":
                continue
            for id, kind, km, weight in dict.fromkeys((r.id, r.kind, r.precision_km, r.weight) for r in places):
                print(f"{path.stem}\t{name}\t{id or '-'}\t{kind}\t{km or ''}\t{weight:g}")
    print(", ".join(f"{state} {count}" for state, count in tally.items()), f"of {tally.total()}")


if __name__ == "__main__":
    main()

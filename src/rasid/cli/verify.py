"""`rasid verify`: whether the ledger is what it was, and whether its replay gives the same state."""

from __future__ import annotations

import sys

import msgspec

from rasid.cli.desk import checked_format, opened_store, print_json
from rasid.cli.terminal import isolate
from rasid.messages import known, t

FORMATS = ("text", "json")
EXIT_FAULTS = 5


def run(db: str, format: str) -> int:
    """Print faults and counts; 5 when something is not as it should be. Raises StoreError."""
    checked_format(format, FORMATS)
    with opened_store(db, read_only=True) as store:
        with store.reading() as view:
            counts, faults = view.counts(), list(view.faults())
        if not faults:  # what is damaged cannot be weighed again
            from rasid.ledger import Fault
            from rasid.pipeline.maps import replayed
            from rasid.pipeline.world import world

            faults = [Fault("replay", "spans", place) for place in replayed(store, world())]
        where = store.where
    if format == "json":
        print_json({"db": where, "counts": counts, "faults": [msgspec.to_builtins(f) for f in faults]})
    else:
        for f in faults:
            what = t(f"verify.{f.code}") if known(f"verify.{f.code}") else f.code
            sys.stdout.write(f"{f.table} {f.id}: {what}" + (f" ({isolate(f.detail)})" if f.detail else "") + "\n")
        told = t("view.list").join(f"{table} {n}" for table, n in counts.items())
        sys.stdout.write(t("verify.faults", count=len(faults), where=isolate(where)) if faults else t("verify.sound", where=isolate(where)))
        sys.stdout.write(f"\n{told}\n")
    return EXIT_FAULTS if faults else 0

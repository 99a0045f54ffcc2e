"""`rasid theatre import` and `rasid theatre undo`: the user's own gazetteers, beside those that ship with Rasid."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from rasid.cli.terminal import clean, isolate
from rasid.errors import FormatError, UsageError
from rasid.messages import t

SHOWN = 20


@dataclass(frozen=True)
class Options:
    """What to import. columns: "ours=theirs" pairs for CSV; prefer: whose word counts in a conflict, "present" or "file"."""

    file: str
    kind: str
    into: str
    columns: tuple[str, ...] = ()
    prefer: str = "present"
    skip_faulty: bool = False
    dry_run: bool = False
    source: str = ""
    licence: str = ""


def run_import(options: Options) -> int:
    """Merge a file into the user's places; 3 when rows are faulty (then nothing is written, unless they may be skipped)."""
    from rasid.places.merging import Merger
    from rasid.places.sources import CREDITS, KINDS, read_source
    from rasid.places.store import Store
    from rasid.places.userdata import load_gazetteer

    if options.kind not in KINDS:
        raise UsageError(t("import.kind", kind=options.kind), "--kind", " | ".join(KINDS))
    if options.prefer not in ("present", "file"):
        raise UsageError(t("import.prefer", value=options.prefer), "--prefer", "present | file")
    store = Store(options.into)
    path = Path(options.file)
    _, gazetteer = load_gazetteer()
    merge = Merger(gazetteer, prefer_file=options.prefer == "file").merge(read_source(path, options.kind, _columns(options.columns)))
    _tell((t(f"import.fault.{f.code}", where=f.where, detail=isolate(f.detail)) for f in merge.faults), len(merge.faults))
    _tell(
        (
            t(
                "import.conflict",
                where=c.where,
                id=c.id,
                field=c.field,
                present=clean(c.present),
                file=clean(c.file),
                kept=t(f"import.kept.{c.kept}"),
            )
            for c in merge.conflicts
        ),
        len(merge.conflicts),
    )
    if merge.faults and not options.skip_faulty:
        sys.stderr.write(t("import.refused", count=len(merge.faults), theatre=options.into) + "\n")
        return FormatError.exit_code
    if not merge.places:
        raise FormatError(t("import.empty"), str(path), t("import.empty.remedy"))
    source, licence = CREDITS[options.kind]
    told = {"new": merge.new, "known": merge.known, "conflicts": len(merge.conflicts), "skipped": len(merge.faults)}
    if options.dry_run:
        sys.stdout.write(t("import.dry", **told) + "\n")
        return 0
    total = store.add(merge.places, options.source or source or path.name, options.licence or licence or t("import.unknown_licence"))
    sys.stdout.write(t("import.done", **told, total=total, theatre=options.into, file=str(store.path)) + "\n")
    return 0


def run_undo(theatre: str) -> int:
    """Take back the last import into a theatre."""
    from rasid.places.store import Store

    left = Store(theatre).undo()
    sys.stdout.write(t("import.undone", theatre=theatre, left=left) + "\n")
    return 0


def _columns(pairs: Iterable[str]) -> dict[str, str]:
    out: dict[str, str] = {}
    for pair in (p for given in pairs for p in given.split(",")):
        ours, equals, theirs = pair.partition("=")
        if not equals or not ours.strip() or not theirs.strip():
            raise UsageError(t("import.map", value=pair), "--map", "name_ar=Name,lat=Y,lon=X")
        out[ours.strip()] = theirs.strip()
    return out


def _tell(lines: Iterable[str], count: int) -> None:
    for n, line in enumerate(lines):
        if n == SHOWN:
            sys.stderr.write(t("import.more", count=count - SHOWN) + "\n")
            return
        sys.stderr.write(line + "\n")

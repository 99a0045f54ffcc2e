"""Reports with all that was read from them, as archives and provenance files take them. Pure data."""

from __future__ import annotations

from typing import Any

import msgspec

from rasid.export.territory import Party, Site
from rasid.model import Report, Statement
from rasid.model.records import Record


class Stated(Record, frozen=True):
    """A statement with its id in the ledger and what its names mean: the ids of the packs, or made-up ones beginning with "~"."""

    id: str
    statement: Statement
    agents: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    known: str = ""
    verdict: str = ""


class Document(Record, frozen=True):
    """A report. original: its bytes as they came; sha256: of them, in hexadecimal; reader: what it was read with."""

    id: str
    report: Report
    sha256: str
    known: str = ""
    added_at: str = ""
    original: bytes = b""
    reader: str = ""
    statements: tuple[Stated, ...] = ()


class Directory(Record, frozen=True):
    """What the ids of places and actors mean."""

    places: dict[str, Site]
    actors: dict[str, Party]


def row(document: Document, stated: Stated) -> dict[str, Any]:
    """A statement as one row of JSON Lines: the record, and where it comes from."""
    facts: dict[str, Any] = msgspec.to_builtins(stated.statement)
    facts["id"] = stated.id
    report = document.report
    origin = {"report": document.id, "name": report.id, "sha256": document.sha256, "outlet": report.outlet, "url": report.url}
    origin |= {"published": report.published, "known": stated.known, "reader": document.reader}
    ids = {"agent_ids": list(stated.agents), "target_ids": list(stated.targets), "place_ids": list(stated.places)}
    return origin | facts | ids | ({"verdict": stated.verdict} if stated.verdict else {})

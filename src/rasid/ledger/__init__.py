"""The ledger: an append-only record of reports, statements and reviews in SQLite or PostgreSQL.

Nothing here decides who holds what: that is `control`, and `pipeline.ledger` brings the two together.
"""

from rasid.ledger.entries import (
    ACTIONS,
    HAPPENING,
    PERSON,
    STATEMENT,
    Added,
    Copy,
    Entry,
    Named,
    Review,
    Stored,
    Told,
    Version,
    reading_id,
    report_id,
    statement_ids,
    statement_key,
)
from rasid.ledger.faults import CODES, LedgerError
from rasid.ledger.ids import days_of, digest
from rasid.ledger.store import Store, View
from rasid.ledger.verify import Fault

__all__ = [
    "ACTIONS",
    "CODES",
    "HAPPENING",
    "PERSON",
    "STATEMENT",
    "Added",
    "Copy",
    "Entry",
    "Fault",
    "LedgerError",
    "Named",
    "Review",
    "Store",
    "Stored",
    "Told",
    "Version",
    "View",
    "days_of",
    "digest",
    "reading_id",
    "report_id",
    "statement_ids",
    "statement_key",
]

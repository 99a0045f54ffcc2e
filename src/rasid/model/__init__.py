"""Pure data: what goes into Rasid and what comes out of it. Frozen msgspec structs, no behaviour beyond views."""

from rasid.model.records import (
    CONTROL_EVENTS,
    EVENTS,
    SCHEMA_VERSION,
    STATUSES,
    Chain,
    Link,
    Name,
    Note,
    Reading,
    Reason,
    Report,
    Span,
    Statement,
)

__all__ = [
    "CONTROL_EVENTS",
    "EVENTS",
    "SCHEMA_VERSION",
    "STATUSES",
    "Chain",
    "Link",
    "Name",
    "Note",
    "Reading",
    "Reason",
    "Report",
    "Span",
    "Statement",
]

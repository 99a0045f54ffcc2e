"""Posts that were passed on: the names they were forwarded from, in the chain of each of their statements."""

from __future__ import annotations

import msgspec

from rasid.intake.phrases import phrases
from rasid.model import Chain, Link, Reading, Report, Statement
from rasid.model.records import FORWARDED


def with_forwards(reading: Reading, report: Report) -> Reading:
    """The reading with the report's `forwarded` names after the outlet of every chain. Doing it twice changes nothing."""
    if not report.forwarded or not reading.statements:
        return reading
    private = phrases()["private"]
    passed = tuple(Link("unnamed" if name == private else "channel", name, channel=FORWARDED) for name in report.forwarded)
    return msgspec.structs.replace(reading, statements=tuple(_with(s, passed) for s in reading.statements))


def _with(statement: Statement, passed: tuple[Link, ...]) -> Statement:
    links = tuple(link for link in statement.chain.links if link.channel != FORWARDED)
    outlet = 1 if links and links[0].kind == "outlet" else 0
    return msgspec.structs.replace(statement, chain=Chain((*links[:outlet], *passed, *links[outlet:])))

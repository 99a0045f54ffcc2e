"""From drafts to statements: names written out as the report has them, spans, chain, reasons."""

from __future__ import annotations

import hashlib

from rasid.lexicon.theatre import Names
from rasid.model import Chain, Link, Name, Reason, Report, Span, Statement
from rasid.reading.draft import Draft
from rasid.reading.entities import Entity
from rasid.text.tokens import Doc

MAX_EVIDENCE = 250  # characters


def statement(report: Report, doc: Doc, d: Draft, names: Names) -> Statement:
    """The finished statement of a draft."""
    _clamp(doc, d)
    trigger = _span(doc, d.tok, _trigger_end(d))
    evidence = _span(doc, d.lo, d.hi)
    at = f"{report.id}\0{trigger.field}\0{trigger.start}\0{d.event}\0{d.status}"
    return Statement(
        id=hashlib.sha256(at.encode()).hexdigest()[:16],
        event=d.event,
        trigger=doc.text(d.tok, _trigger_end(d)),
        evidence=doc.text(d.lo, d.hi),
        trigger_span=trigger,
        evidence_span=evidence,
        agent=tuple(_name(e, names) for e in d.agent),
        target=tuple(_name(e, names) for e in d.target),
        place=tuple(_name(e, names) for e in d.place),
        date=d.date,
        source=tuple(_name(e, names) for e in d.source),
        status=d.status,  # type: ignore[arg-type]
        chain=_chain(report, d),
        extent=d.extent,
        killed=d.killed,
        injured=d.injured,
        rules=tuple(_reasons(doc, d)),
    )


def _clamp(doc: Doc, d: Draft) -> None:
    """Keep the evidence within 250 characters, around the trigger; longer clauses are cut at their far end first."""
    end = min(d.last, d.hi)
    while doc.end[d.hi - 1] - doc.start[d.lo] > MAX_EVIDENCE and (d.hi > end or d.lo < d.tok):
        if d.hi > end and (d.hi - end >= d.tok - d.lo or d.lo >= d.tok):
            d.hi -= 1
        else:
            d.lo += 1
    while d.hi > end and doc.raw[d.hi - 1] in "،,.:؛":
        d.hi -= 1


def _trigger_end(d: Draft) -> int:
    return min(d.last, d.hi) if d.last - d.tok <= 4 else d.tok + 1


def _span(doc: Doc, lo: int, hi: int) -> Span:
    start, end = doc.start[lo], doc.end[hi - 1]
    if end <= doc.title_len:
        return Span(start, end, "title")
    return Span(start - doc.title_len - 1, end - doc.title_len - 1, "text")


def _name(e: Entity, names: Names) -> Name:
    known = ""
    lat = lon = precision = None
    if e.known:
        kind, index = e.known
        if kind == "p":
            p = names.places[index]
            known, lat, lon, precision = p.id, p.lat, p.lon, p.precision_km
        else:
            known = (names.actors if kind == "a" else names.outlets)[index].id
    return Name(e.name, tuple(n for n in e.names if n != e.name), known, e.cls or e.kind, None, lat, lon, precision)


def _chain(report: Report, d: Draft) -> Chain:
    links = []
    if report.outlet:
        links.append(Link("outlet", report.outlet))
    links.extend(Link("agency", e.name) for e in d.via)
    links.extend(Link(_link_kind(e), e.name) for e in d.source)
    return Chain(tuple(links))


def _link_kind(e: Entity) -> str:
    if e.kind == "person":
        return "person"
    if e.kind == "source":
        return "unnamed" if e.cls.startswith(("مصدر", "شاهد", "شهود", "ناشط")) else "agency"
    return "organisation"


def _reasons(doc: Doc, d: Draft) -> list[Reason]:
    out = [Reason("event", d.entry.id, _span(doc, d.tok, d.last))]
    for slot, rule, lo, hi in d.rules:
        out.append(Reason(slot, rule, _span(doc, lo, hi) if lo >= 0 else None))
    if d.source and d.speech is not None:
        out.append(Reason("source", d.speech.rule, _span(doc, d.speech.tok, d.speech.tok + 1)))
    if d.date:
        out.append(Reason("date", d.date_rule, _span(doc, *d.date_span) if d.date_span else None))
    out.append(Reason("status", d.mood[0], _span(doc, d.mood[1], d.mood[1] + 1)))
    return out

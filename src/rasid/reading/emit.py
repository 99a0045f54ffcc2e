"""From drafts to statements: names written out as the report has them, spans, chain, reasons."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from rasid.lexicon.choice import Choice
from rasid.model import Chain, Link, Name, Reason, Report, Span, Statement
from rasid.places.report import Located, Locator
from rasid.reading.draft import Draft
from rasid.reading.entities import Entity
from rasid.reading.scene import ACTOR, PERSON, PLACE, SOURCE
from rasid.text.tokens import Doc


def locate(
    locator: Locator, report: Report, drafts: Sequence[Draft], containers: Mapping[int, Entity], others: Sequence[Entity]
) -> Located:
    """Where the places of all drafts are, by the identity of their entities."""
    found = {id(e): e for d in drafts for slot in (d.place, d.target, d.agent) for e in slot if e.kind == PLACE}
    mentioned = []
    for at, e in found.items():
        inside = containers.get(at)
        mentioned.append((at, (e.name, *(n for n in e.names if n != e.name)), e.cls, (inside.name,) if inside is not None else ()))
    besides = [e.name for e in others if e.kind == PLACE and e.known and e.cls in ("city", "governorate", "country") and id(e) not in found]
    return locator.locate(report.outlet, mentioned, besides[:12]) if mentioned else {}


def statement(report: Report, doc: Doc, d: Draft, choice: Choice, located: Located) -> Statement:
    """The finished statement of a draft."""
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
        agent=tuple(_name(e, choice, d.date, located) for e in d.agent),
        target=tuple(_name(e, choice, d.date, located) for e in d.target),
        place=tuple(_name(e, choice, d.date, located) for e in d.place),
        date=d.date,
        source=tuple(_name(e, choice, d.date, located) for e in d.source),
        status=d.status,  # type: ignore[arg-type]
        chain=_chain(report, doc, d, choice),
        extent=d.extent,
        killed=d.killed,
        injured=d.injured,
        rules=tuple(_reasons(doc, d)),
    )


def _trigger_end(d: Draft) -> int:
    return min(d.last, d.hi) if d.last - d.tok <= 4 else d.tok + 1


def _span(doc: Doc, lo: int, hi: int) -> Span:
    start, end = doc.start[lo], doc.end(hi - 1)
    if end <= doc.title_len:
        return Span(start, end, "title")
    return Span(start - doc.title_len - 1, end - doc.title_len - 1, "text")


def _name(e: Entity, choice: Choice, day: str, located: Located) -> Name:
    """A name with its id: of names that several bore in turn, the bearer on the day that is told of."""
    names = choice.names
    known = ""
    lat = lon = precision = None
    if (at := located.get(id(e))) is not None:
        known, lat, lon, precision = at.id, at.lat, at.lon, at.precision_km
    elif e.known:
        kind, index = e.known
        if kind == "p":
            p = names.places[index]
            known, lat, lon, precision = p.id, p.lat, p.lon, p.precision_km
        elif kind == "a":
            known = choice.actor(index, e.names, day)
        else:
            known = names.outlets[index].id
    else:
        known = _id_by_name(e, choice, day)
    return Name(e.name, tuple(n for n in e.names if n != e.name), known, e.cls or e.kind, None, lat, lon, precision)


def _id_by_name(e: Entity, choice: Choice, day: str) -> str:
    """The id of one who was read by construction and whose whole name a pack knows."""
    if e.kind not in (PERSON, SOURCE, ACTOR):
        return ""
    key = (e.kind, e.name, day)
    if (found := choice.memo.get(key)) is None:
        ask = {PERSON: choice.person, SOURCE: choice.outlet}.get(e.kind)
        found = choice.memo[key] = ask(e.name) if ask is not None else choice.body(e.name, day)
    return found


def _chain(report: Report, doc: Doc, d: Draft, choice: Choice) -> Chain:
    """Outlet, then what passed it on, then the first speakers with office, body, means and place in the text."""
    links = []
    if report.outlet:
        links.append(Link("outlet", report.outlet, id=choice.outlet(report.outlet)))
    for e in d.via:
        if e.name != report.outlet and e not in d.source:
            links.append(Link("agency", e.name, id=_known_id(d, e, choice), span=_stands(doc, d, e)))
    for e in d.source:
        office, body = _office(e)
        kind = d.speech.kinds.get(id(e), "") if d.speech is not None else ""
        kind = kind or ("person" if e.kind == "person" else "organisation")
        links.append(Link(kind, e.name, office, body, _means(d, e), _known_id(d, e, choice), _stands(doc, d, e)))
    return Chain(tuple(links))


def _known_id(d: Draft, e: Entity, choice: Choice) -> str:
    known = d.speech.ids.get(id(e), "") if d.speech is not None else ""
    return known or ("" if e.known else _id_by_name(e, choice, ""))


def _office(e: Entity) -> tuple[str, str]:
    """The office and the body of a speaker, as far as his name says them: "المتحدث باسم", "الجيش"."""
    org = e.org if isinstance(e.org, Entity) and e.org is not e else None
    if org is None:
        return "", ""
    for form in (org.name, "ل" + org.name, "لل" + org.name.removeprefix("ال")):
        office, found, _ = e.name.partition(form)
        if found and e.kind == "person" and office[-1:] in ("", " "):
            return office.strip(), org.name
    return "", org.name


def _means(d: Draft, e: Entity) -> str:
    """How it was said, where this sentence tells ("بيان", "تلغرام")."""
    s = d.speech
    return s.means if s is not None and e in s.speakers else ""


def _stands(doc: Doc, d: Draft, e: Entity) -> Span | None:
    """Where the sentence names a speaker or medium; None when it only carries him on."""
    if d.speech is None:
        return None
    m = next((m for m in d.speech.mentions if m.entity is e), None)
    return _span(doc, m.lo, m.hi) if m is not None and m.hi > m.lo else None


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

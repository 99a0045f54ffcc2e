"""JSON-LD 1.1 with PROV-O: what was said, from which report, on whose word, read by what. The context stands in the file, so that
nothing has to be fetched; words of the text are pointed at with the selectors of Web Annotation."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO
from urllib.parse import quote

import msgspec

from rasid.export.data import Actor, ControlRow, Document, Exported, Place, Stated, Summary
from rasid.export.geojson import sources_of
from rasid.model import Link, Span

#: Where names of our own live: no web address, since nothing needs to be looked up.
BASE = "urn:x-rasid:"
CONTEXT: dict[str, Any] = {
    "@version": 1.1,
    "rasid": f"{BASE}term:",
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "https://schema.org/",
    "oa": "http://www.w3.org/ns/oa#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": "@id",
    "type": "@type",
    "names": {"@id": "schema:name", "@container": "@language"},
    "name": "schema:name",
    "text": "schema:text",
    "lang": "schema:inLanguage",
    "url": {"@id": "schema:url", "@type": "xsd:anyURI"},
    "published": {"@id": "schema:datePublished", "@type": "xsd:date"},
    "publisher": {"@id": "schema:publisher", "@type": "@id"},
    "sha256": "schema:sha256",
    "version": "schema:softwareVersion",
    "latitude": {"@id": "schema:latitude", "@type": "xsd:double"},
    "longitude": {"@id": "schema:longitude", "@type": "xsd:double"},
    "wasDerivedFrom": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
    "wasAttributedTo": {"@id": "prov:wasAttributedTo", "@type": "@id"},
    "wasGeneratedBy": {"@id": "prov:wasGeneratedBy", "@type": "@id"},
    "wasAssociatedWith": {"@id": "prov:wasAssociatedWith", "@type": "@id"},
    "actedOnBehalfOf": {"@id": "prov:actedOnBehalfOf", "@type": "@id"},
    "used": {"@id": "prov:used", "@type": "@id"},
    "event": {"@id": "rasid:event", "@type": "@vocab"},
    "status": {"@id": "rasid:status", "@type": "@vocab"},
    "chain": {"@id": "rasid:chain", "@type": "@id", "@container": "@list"},
    "agent": {"@id": "rasid:agent", "@type": "@id"},
    "target": {"@id": "rasid:target", "@type": "@id"},
    "place": {"@id": "rasid:place", "@type": "@id"},
    "holder": {"@id": "rasid:holder", "@type": "@id"},
    "rival": {"@id": "rasid:rival", "@type": "@id"},
    "evidence": "rasid:evidence",
    "trigger": "rasid:trigger",
    "hasSource": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": "oa:hasSelector",
    "exact": "oa:exact",
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
    "field": "rasid:field",
    "date": "rasid:date",
    "known": {"@id": "rasid:known", "@type": "xsd:date"},
    "on": {"@id": "rasid:on", "@type": "xsd:date"},
    "since": {"@id": "rasid:since", "@type": "xsd:date"},
    "lastHeard": {"@id": "rasid:lastHeard", "@type": "xsd:date"},
    "contested": "rasid:contested",
    "confidence": {"@id": "rasid:confidence", "@type": "xsd:double"},
    "extent": "rasid:extent",
    "killed": "rasid:killed",
    "injured": "rasid:injured",
    "verdict": "rasid:verdict",
    "kind": "rasid:kind",
    "office": "rasid:office",
    "channel": "rasid:channel",
    "pcode": "rasid:pcode",
    "reason": "rasid:reason",
    "slot": "rasid:slot",
    "rule": "rasid:rule",
}
_PEOPLE = ("person", "correspondent")


def write(data: Exported, out: BinaryIO) -> Summary:
    """Write the file, a node a line: reports, readings, statements, whoever said them, places, actors, and who holds what."""
    done = Summary()

    def counted() -> Iterator[Document]:
        for document in data.documents:
            done.rows += len(document.statements)
            yield document

    for piece in lines(counted(), data.control, data.made_with):
        out.write(piece)
    return done


def lines(documents: Iterable[Document], control: Iterable[ControlRow], made_with: str) -> Iterator[bytes]:
    """The file in pieces; the documents are gone through once, in step with it."""
    yield b'{"@context":' + msgspec.json.encode(CONTEXT) + b',"@graph":[\n'
    first = True
    for node in _nodes(documents, control, made_with):
        yield (b"" if first else b",\n") + msgspec.json.encode({k: v for k, v in node.items() if v not in ("", None, [], {})})
        first = False
    yield b"\n]}\n"


def _nodes(documents: Iterable[Document], control: Iterable[ControlRow], made_with: str) -> Iterator[dict[str, Any]]:
    """All nodes, each once."""
    seen: set[str] = set()
    for node in _all_nodes(documents, control, made_with):
        if node["id"] not in seen:
            seen.add(node["id"])
            yield node


def _all_nodes(documents: Iterable[Document], control: Iterable[ControlRow], made_with: str) -> Iterator[dict[str, Any]]:
    for d in documents:
        yield from map(_place, d.places)
        yield from map(_actor, d.actors)
        yield from _report(d)
        for s in d.statements:
            yield from _statement(d, s)
    for row in control:
        reasoning = iri("reasoning", made_with)
        yield {"id": reasoning, "type": "prov:Activity", "wasAssociatedWith": iri("software", made_with)}
        yield _software(made_with)
        yield _place(row.place)
        yield from map(_actor, (*([row.holder] if row.holder else []), *row.rivals))
        yield _control(row, reasoning)


def iri(kind: str, name: str) -> str:
    """The name of a thing as an IRI that is plain ASCII."""
    return f"{BASE}{kind}:{quote(name, safe='.:~-_')}"


def _report(d: Document) -> Iterator[dict[str, Any]]:
    r = d.report
    outlet = _agent_iri(Link("outlet", r.outlet)) if r.outlet else ""
    if outlet:
        yield {"id": outlet, "type": ["prov:Agent", "prov:Organization"], "name": r.outlet, "kind": "outlet"}
    yield {
        "id": iri("report", d.id),
        "type": ["prov:Entity", "schema:Article"],
        "name": r.title or r.id,
        "text": r.text,
        "lang": r.lang,
        "published": r.published,
        "publisher": outlet,
        "url": r.url,
        "sha256": d.sha256,
        "known": d.known,
    }
    if d.reader:
        yield _software(d.reader)
        activity = {"id": _reading(d), "type": ["prov:Activity", "rasid:Reading"], "used": iri("report", d.id)}
        yield activity | {"wasAssociatedWith": iri("software", d.reader)}


def _software(reader: str) -> dict[str, Any]:
    name, _, version = reader.partition(" ")
    return {"id": iri("software", reader), "type": ["prov:SoftwareAgent", "schema:SoftwareApplication"], "name": name, "version": version}


def _reading(d: Document) -> str:
    return iri("reading", f"{d.id}:{d.reader}")


def _statement(d: Document, stated: Stated) -> Iterator[dict[str, Any]]:
    s = stated.slots
    chain = [_source(x) for x in s.chain.links]
    yield from (node for group in chain for node in group)
    said_by = [group[-1]["id"] for group in chain]
    report = iri("report", d.id)
    yield {
        "id": iri("statement", stated.id),
        "type": ["prov:Entity", "rasid:Statement"],
        "event": f"rasid:event/{s.event}",
        "status": f"rasid:status/{s.status}",
        "date": s.date,
        "known": stated.known,
        "agent": [iri("actor", a) for a in stated.agents],
        "target": [iri("actor", a) for a in stated.targets],
        "place": [iri("place", p) for p in stated.places],
        "extent": s.extent,
        "killed": s.killed,
        "injured": s.injured,
        "wasDerivedFrom": report,
        "wasGeneratedBy": _reading(d) if d.reader else "",
        "wasAttributedTo": list(dict.fromkeys(said_by)),
        "chain": said_by,
        "evidence": _words(report, s.evidence_span, s.evidence),
        "trigger": _words(report, s.trigger_span, s.trigger),
        "reason": [{"slot": r.slot, "rule": r.rule} for r in s.rules],
        "verdict": stated.verdict,
    }


def _words(report: str, span: Span, exact: str) -> dict[str, Any]:
    """Words of the report: where they stand, counted in code points of its title or text, and what they are."""
    where = {"type": "oa:TextPositionSelector", "start": span.start, "end": span.end}
    quoted = {"type": "oa:TextQuoteSelector", "exact": exact}
    return {"type": "oa:SpecificResource", "hasSource": report, "field": span.field, "selector": [where, quoted]}


def _source(link: Link) -> list[dict[str, Any]]:
    """Whoever a link of a chain names, after the organisation it speaks for."""
    out = []
    behalf = ""
    if link.organisation and link.organisation != link.name:
        behalf = iri("source", _digest("organisation", link.organisation))
        out.append({"id": behalf, "type": ["prov:Agent", "prov:Organization"], "name": link.organisation, "kind": "organisation"})
    kind = "prov:Person" if link.kind in _PEOPLE else "prov:Organization" if link.kind in ("outlet", "agency", "organisation") else ""
    node = {
        "id": _agent_iri(link),
        "type": ["prov:Agent", kind] if kind else ["prov:Agent"],
        "name": link.name,
        "kind": link.kind,
        "office": link.office,
        "channel": link.channel,
        "actedOnBehalfOf": behalf,
    }
    return [*out, node]


def _agent_iri(link: Link) -> str:
    return iri("source", _digest(link.kind, link.name, link.office, link.organisation, link.channel))


def _digest(*parts: str) -> str:
    return hashlib.sha256(chr(0x1F).join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _actor(a: Actor) -> dict[str, Any]:
    return {"id": iri("actor", a.id), "type": ["prov:Agent", "rasid:Actor"], "names": _names(a.name, a.name_en), "kind": a.kind}


def _place(p: Place) -> dict[str, Any]:
    facts = {"id": iri("place", p.id), "type": ["prov:Location", "schema:Place"], "names": _names(p.name, p.name_en), "kind": p.kind}
    return facts | {"pcode": p.unit_pcode, "latitude": p.lat, "longitude": p.lon}


def _names(name: str, name_en: str) -> dict[str, str]:
    return {"ar": name} | ({"en": name_en} if name_en else {})


def _control(row: ControlRow, reasoning: str) -> dict[str, Any]:
    c = row.control
    return {
        "id": iri("control", f"{c.place}:{c.on}"),
        "type": ["prov:Entity", "rasid:Control"],
        "place": iri("place", c.place),
        "on": c.on,
        "holder": iri("actor", row.holder.id) if row.holder else "",
        "status": f"rasid:control/{c.status}",
        "confidence": c.confidence,
        "since": c.since,
        "lastHeard": c.last_heard,
        "contested": c.contested,
        "rival": [iri("actor", r.id) for r in row.rivals],
        "wasDerivedFrom": [iri("statement", x.id) for x in sources_of(row)],
        "wasGeneratedBy": reasoning,
    }

"""JSON-LD that others can read without asking the network, and bags that hold what came in, bit for bit."""

from __future__ import annotations

import hashlib
import io
import json
import logging
import socket
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import bagit as reference
import pytest
import rdflib
from rdflib.namespace import PROV, RDF, XSD

from rasid.errors import InputError
from rasid.export import bagit, jsonld
from rasid.export.data import Actor, Document, Exported, Stated
from rasid.model import Chain, Link, Report, Span, Statement

from .conftest import DAY, Week
from .invented import NASTY, POINT, control

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib's own reader

OURS = rdflib.Namespace("urn:x-rasid:term:")
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
SCHEMA = rdflib.Namespace("https://schema.org/")


@pytest.fixture(autouse=True)
def _offline(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: Any, **__: Any) -> Any:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "getaddrinfo", refused)
    monkeypatch.setattr(socket.socket, "connect", refused)


@pytest.fixture(scope="module")
def papers(ledger: Week) -> Exported:
    """The reports of the week, to be gone through as often as one likes."""
    return given(list(ledger.gather("reports").documents), list(ledger.gather("control").control))


def given(documents: list[Document], control: list[Any]) -> Exported:
    return Exported(what="reports", documents=documents, control=control, day="2026-11-25", made_with="rasid 9.9")


def bytes_of(data: Exported) -> bytes:
    out = io.BytesIO()
    jsonld.write(data, out)
    return out.getvalue()


@pytest.fixture(scope="module")
def graph(papers: Exported) -> rdflib.Graph:
    return rdflib.Graph().parse(data=bytes_of(papers), format="json-ld")


# -- JSON-LD


def count(graph: rdflib.Graph, kind: Any) -> int:
    return len(set(graph.subjects(RDF.type, kind)))


def test_everything_is_there(graph: rdflib.Graph, ledger: Week, papers: Exported) -> None:
    assert count(graph, OURS.Statement) == len(ledger.told) >= 12
    assert count(graph, SCHEMA.Article) == len(list(papers.documents)) == 8
    assert count(graph, OURS.Reading) == 8
    assert count(graph, OURS.Control) == len(ledger.index.map(DAY))
    assert count(graph, PROV.SoftwareAgent) == 2
    assert len(graph) > 25 * len(ledger.told)


def test_every_statement_hangs_from_its_report_its_speakers_and_its_reading(graph: rdflib.Graph, ledger: Week) -> None:
    for t in ledger.told.values():
        node = rdflib.URIRef(jsonld.iri("statement", t.id))
        assert list(graph.objects(node, PROV.wasDerivedFrom)) == [rdflib.URIRef(jsonld.iri("report", t.report))]
        reading = graph.value(node, PROV.wasGeneratedBy)
        assert graph.value(reading, PROV.used) == graph.value(node, PROV.wasDerivedFrom)
        software = graph.value(reading, PROV.wasAssociatedWith)
        assert (software, RDF.type, PROV.SoftwareAgent) in graph and graph.value(software, SCHEMA.softwareVersion)
        chain = [str(graph.value(x, SCHEMA.name)) for x in rdflib.collection.Collection(graph, graph.value(node, OURS.chain))]  # type: ignore[attr-defined]
        assert chain == [link.name for link in t.statement.chain.links]
        assert {str(graph.value(x, SCHEMA.name)) for x in graph.objects(node, PROV.wasAttributedTo)} == set(chain)
        assert graph.value(node, OURS.event) == OURS[f"event/{t.statement.event}"]


def test_the_words_are_where_the_selectors_point(graph: rdflib.Graph, ledger: Week) -> None:
    for t in ledger.told.values():
        node = rdflib.URIRef(jsonld.iri("statement", t.id))
        text = str(graph.value(rdflib.URIRef(jsonld.iri("report", t.report)), SCHEMA.text))
        where = graph.value(node, OURS.evidence)
        if str(graph.value(where, OURS.field)) != "text":
            continue
        selectors = {graph.value(s, RDF.type): s for s in graph.objects(where, OA.hasSelector)}
        position, quote = selectors[OA.TextPositionSelector], selectors[OA.TextQuoteSelector]
        start, end = (int(graph.value(position, p)) for p in (OA.start, OA.end))  # type: ignore[arg-type]
        assert text[start:end] == str(graph.value(quote, OA.exact)) == t.statement.evidence


def test_days_are_days(graph: rdflib.Graph) -> None:
    days = list(graph.objects(None, SCHEMA.datePublished))
    assert {str(d) for d in days} == {f"2019-06-0{n}" for n in range(2, 9)}
    assert {d.datatype for d in days} == {XSD.date}  # type: ignore[attr-defined]


def test_nothing_hangs_in_the_air(graph: rdflib.Graph) -> None:
    described = set(graph.subjects())
    vocabularies = (str(OURS), str(PROV), str(OA), str(SCHEMA), str(RDF))
    loose = {o for _, p, o in graph if isinstance(o, rdflib.URIRef) and o not in described and not str(o).startswith(vocabularies)}
    assert not loose


def invented() -> Document:
    text = f"نص {NASTY} نص"
    s = Statement(
        id="1", event="clash", trigger="نص", evidence=text, trigger_span=Span(0, 2), evidence_span=Span(0, len(text)),
        chain=Chain((Link("outlet", NASTY), Link("person", "فلان", "الناطق", "حركة", "تلجرام"), Link("unnamed", "مصدر"))), killed=0,
    )  # fmt: skip
    report = Report("../../etc/passwd\n", text, NASTY, "2020-02-29", NASTY, "javascript:alert(1)", "ar")
    original = b'{"text": "x"}\r\n'
    stated = Stated("s1", "2020-02-29", s, ("~two",), (), ("x.town",), "accept")
    return Document(
        id="f" * 32, report=report, sha256=hashlib.sha256(original).hexdigest(), known="2020-02-29", original=original,
        reader="rasid 9.9 abc", statements=(stated,), actors=(Actor("~two", NASTY),), places=(POINT,),
    )  # fmt: skip


def test_hostile_words_stay_words() -> None:
    found = rdflib.Graph().parse(data=bytes_of(given([invented()], control())), format="json-ld")
    node = rdflib.URIRef(jsonld.iri("statement", "s1"))
    assert str(found.value(found.value(node, OURS.evidence), OURS.field)) == "text"
    assert str(found.value(found.value(node, PROV.wasDerivedFrom), SCHEMA.name)) == NASTY
    assert int(found.value(node, OURS.killed)) == 0  # type: ignore[arg-type]
    behalf = list(found.subject_objects(PROV.actedOnBehalfOf))
    assert len(behalf) == 1 and str(found.value(behalf[0][1], SCHEMA.name)) == "حركة"


# -- BagIt


def unpacked(path: Path, into: Path) -> Path:
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        assert not [n for n in names if n.startswith("/") or ".." in n.split("/") or "\\" in n]
        archive.extractall(into)
    (top,) = into.iterdir()
    return top


def faults(bag: Path) -> list[str]:
    """What is wrong with a bag, worked out from RFC 8493 alone."""
    out = []
    declared = (bag / "bagit.txt").read_bytes()
    if declared != b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n":
        out.append("bagit.txt")
    for manifest, files in (
        ("manifest-sha256.txt", [p for p in (bag / "data").rglob("*") if p.is_file()]),
        ("tagmanifest-sha256.txt", [p for p in bag.iterdir() if p.is_file() and p.name != "tagmanifest-sha256.txt"]),
    ):
        listed = dict(reversed(line.split("  ", 1)) for line in (bag / manifest).read_text("utf-8").splitlines())
        there = {p.relative_to(bag).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}
        out += [f"{manifest}: {name}" for name in set(listed) ^ set(there)]
        out += [name for name in set(listed) & set(there) if listed[name] != there[name]]
    info = dict(line.split(": ", 1) for line in (bag / "bag-info.txt").read_text("utf-8").splitlines())
    payload = [p for p in (bag / "data").rglob("*") if p.is_file()]
    if info["Payload-Oxum"] != f"{sum(p.stat().st_size for p in payload)}.{len(payload)}":
        out.append("oxum")
    return out


@pytest.mark.parametrize("zipped", [True, False])
def test_a_bag_holds_what_came_in(ledger: Week, papers: Exported, tmp_path: Path, zipped: bool) -> None:
    path = tmp_path / ("week.zip" if zipped else "week")
    assert bagit.write(papers, path).rows == 8
    bag = unpacked(path, tmp_path / "out") if zipped else path
    assert bag.name == "week" and not faults(bag)
    rows = [json.loads(line) for line in (bag / "data/reports.jsonl").read_text("utf-8").splitlines()]
    assert {r["name"]: (bag / "data" / r["file"]).read_bytes() for r in rows} == ledger.lines
    with sqlite3.connect(ledger.path) as db:
        assert {r["id"]: r["sha256"] for r in rows} == dict(db.execute("SELECT id, sha256 FROM reports"))
    db.close()
    told = [json.loads(line) for line in (bag / "data/statements.jsonl").read_text("utf-8").splitlines()]
    assert {r["id"]: r["evidence"] for r in told} == {t.id: t.statement.evidence for t in ledger.told.values()}
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_others_find_the_bag_valid(ledger: Week, papers: Exported, tmp_path: Path) -> None:
    logging.getLogger("bagit").setLevel(logging.ERROR)
    bagit.write(papers, tmp_path / "week")
    bag = reference.Bag(str(tmp_path / "week"))
    bag.validate()
    assert bag.version_info == (1, 0) and bag.info["External-Identifier"] == "week"
    (tmp_path / "week/data/statements.jsonl").write_bytes(b"")
    with pytest.raises(reference.BagError):
        reference.Bag(str(tmp_path / "week")).validate()
    assert faults(tmp_path / "week")


def test_coreutils_find_the_digests_right(papers: Exported, ledger: Week, tmp_path: Path) -> None:
    bagit.write(papers, tmp_path / "week")
    done = subprocess.run(["sha256sum", "--quiet", "-c", "manifest-sha256.txt", "tagmanifest-sha256.txt"], cwd=tmp_path / "week")
    assert done.returncode == 0


def test_the_crate_describes_every_file(ledger: Week, papers: Exported, tmp_path: Path) -> None:
    bagit.write(papers, tmp_path / "week")
    data = tmp_path / "week/data"
    crate = json.loads((data / "ro-crate-metadata.json").read_text("utf-8"))
    assert crate["@context"] == "https://w3id.org/ro/crate/1.1/context"
    nodes = {n["@id"]: n for n in crate["@graph"]}
    assert len(nodes) == len(crate["@graph"])
    assert nodes["ro-crate-metadata.json"]["about"] == {"@id": "./"}
    root = nodes["./"]
    assert {"name", "description", "datePublished", "license"} <= set(root) and root["datePublished"] == "2026-11-25"
    parts = {p["@id"] for p in root["hasPart"]}
    there = {p.relative_to(data).as_posix() for p in data.rglob("*") if p.is_file()} - {"ro-crate-metadata.json"}
    assert parts == there == {i for i, n in nodes.items() if n["@type"] == "File"}
    for name in parts:
        assert nodes[name]["sha256"] == hashlib.sha256((data / name).read_bytes()).hexdigest()
        assert nodes[name]["contentSize"] == str((data / name).stat().st_size)
    refs = [v["@id"] for n in crate["@graph"] for v in n.values() if isinstance(v, dict) and "@id" in v]
    assert {r for r in refs if not r.startswith("https://")} <= set(nodes)
    rdflib.Graph().parse(str(data / "provenance.jsonld"), format="json-ld")


def test_names_from_outside_become_no_names_of_files(tmp_path: Path) -> None:
    bagit.write(given([invented()], []), tmp_path / "x.zip")
    bag = unpacked(tmp_path / "x.zip", tmp_path / "out")
    assert not faults(bag)
    assert [p.name for p in (bag / "data/reports").iterdir()] == ["f" * 32 + ".json"]
    reference.Bag(str(bag)).validate()


def test_the_same_content_is_the_same_zip(ledger: Week, papers: Exported, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        bagit.write(papers, tmp_path / name / "x.zip")
    assert (tmp_path / "a/x.zip").read_bytes() == (tmp_path / "b/x.zip").read_bytes()


def test_what_is_there_is_left_alone(papers: Exported, ledger: Week, tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "x/mine").write_text("mine")
    with pytest.raises(FileExistsError):
        bagit.write(papers, tmp_path / "x")
    assert [p.name for p in (tmp_path / "x").iterdir()] == ["mine"]
    (tmp_path / "empty").mkdir()
    bagit.write(papers, tmp_path / "empty")
    assert not faults(tmp_path / "empty")


@pytest.mark.parametrize("name", ["x.zip", "x"])
def test_bytes_that_are_not_those_recorded_are_not_packed(tmp_path: Path, name: str) -> None:
    broken = Document(id="e" * 32, report=invented().report, sha256="0" * 64, original=b"other")
    with pytest.raises(InputError):
        bagit.write(given([invented(), broken], []), tmp_path / name)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (b"", ".txt"),
        (b"%PDF-1.7", ".pdf"),
        (b"PK\x03\x04..", ".zip"),
        (b"\xef\xbb\xbf{}", ".json"),
        (b"<!DOCTYPE html><p>", ".html"),
        (b"<rss>", ".xml"),
        (b"a\0b", ".bin"),
    ],
)
def test_kinds_of_files(data: bytes, suffix: str) -> None:
    assert bagit._kind(data)[1] == suffix


def test_no_package_is_needed_to_write() -> None:
    code = (
        "import sys, rasid.export.bagit, rasid.export.gpkg, rasid.export.kml; assert not {'rdflib', 'lxml', 'shapely'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)

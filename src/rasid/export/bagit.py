"""A bag (BagIt 1.0, RFC 8493) with a research object crate (RO-Crate 1.1) in it: the original bytes of the reports, what was read from
them and how, with the SHA-256 of every file."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, Protocol

import msgspec

from rasid.errors import InputError
from rasid.export import jsonld
from rasid.export.data import Document, Exported, Stated, Summary

_RIGHTS = "Rights in the reports remain with those who published them; the bag keeps them as evidence."
_NOTE = "Reports with the statements that were read from them, and who said what where."
_STAMP = (1980, 1, 1, 0, 0, 0)  # the same bytes for the same content, whenever it is packed


class Filed(NamedTuple):
    """A file in the bag. path: from its top, with slashes."""

    path: str
    size: int
    sha256: str


def write(data: Exported, path: Path) -> Summary:
    """Pack a bag: a zip file where the name ends in .zip, else a folder. It appears when it is whole.

    A file of that name is replaced, a folder only when it is empty. Raises InputError when the bytes of a report are not those that
    were recorded, OSError when the place cannot be written to.
    """
    zipped = path.suffix.lower() == ".zip"
    if path.is_dir() and (zipped or any(path.iterdir())):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    name = (path.stem if zipped else path.name) or "bag"
    with _target(path, name, zipped) as target:
        return Summary(_Packer(target).pack(data, name))


class _Target(Protocol):
    """Where files go: a folder or a zip."""

    def open(self, name: str) -> Any:
        """A binary stream to a new file."""


class _Folder:
    def __init__(self, root: Path) -> None:
        self.root = root

    def open(self, name: str) -> BinaryIO:
        """A new file in the folder."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("wb")


class _Zip:
    def __init__(self, archive: zipfile.ZipFile, top: str) -> None:
        self._archive, self._top = archive, top

    def open(self, name: str) -> Any:
        """A new member of the archive."""
        info = zipfile.ZipInfo(f"{self._top}/{name}", _STAMP)
        info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
        return self._archive.open(info, "w", force_zip64=True)


@contextmanager
def _target(path: Path, name: str, zipped: bool) -> Iterator[_Target]:
    """A temporary place beside the real one, put in its place when the block ends well."""
    folder = path.resolve().parent
    mask = os.umask(0)
    os.umask(mask)
    part = Path(tempfile.mkdtemp(prefix=f".{path.name}.", suffix=".part", dir=folder))
    try:
        if zipped:
            with zipfile.ZipFile(part / "bag.zip", "w") as archive:
                yield _Zip(archive, name)
            (part / "bag.zip").chmod(0o666 & ~mask)
            (part / "bag.zip").replace(path)
        else:
            inner = part / "bag"
            inner.mkdir()
            yield _Folder(inner)
            if path.is_file():
                path.unlink()
            inner.replace(path)  # an empty folder gives way
    finally:
        with suppress(OSError):
            shutil.rmtree(part)


class _Packer:
    """Writes the files of a bag and remembers their digests."""

    def __init__(self, target: _Target) -> None:
        self._target = target
        self.files: list[Filed] = []

    def pack(self, data: Exported, name: str) -> int:
        """All files of the bag, in one pass over the reports; how many there are."""
        described: list[dict[str, Any]] = []
        with (
            self._stream("data/statements.jsonl") as statements,
            self._stream("data/reports.jsonl") as reports,
            self._stream("data/provenance.jsonld") as provenance,
        ):
            filed = self._filed(data.documents, statements, reports, described)
            for piece in jsonld.lines(filed, data.control, data.made_with):
                provenance.write(piece)
        crate = _crate(described, self.files, data, name)
        self._write("data/ro-crate-metadata.json", msgspec.json.format(msgspec.json.encode(crate), indent=1) + b"\n")
        self._tags(data, name)
        return len(described)

    def _filed(
        self, documents: Iterable[Document], statements: _Counted, reports: _Counted, described: list[dict[str, Any]]
    ) -> Iterator[Document]:
        """Put each report and its statements into their files, and hand it on."""
        encoder = msgspec.json.Encoder()
        for d in documents:
            described.append(self._report(d))
            reports.write(encoder.encode(_facts(d, described[-1]["@id"])) + b"\n")
            for s in d.statements:
                statements.write(encoder.encode(row(d, s)) + b"\n")
            yield d

    def _report(self, d: Document) -> dict[str, Any]:
        if hashlib.sha256(d.original).hexdigest() != d.sha256:
            raise InputError("the bytes kept of this report are not those that were recorded", d.id, "run rasid verify")
        kind, suffix = _kind(d.original)
        name = f"reports/{d.id}{suffix}"
        self._write(f"data/{name}", d.original)
        facts = {
            "@id": name,
            "@type": "File",
            "name": d.report.title or d.report.id,
            "encodingFormat": kind,
            "contentSize": str(len(d.original)),
            "sha256": d.sha256,
            "datePublished": d.report.published,
            "dateCreated": d.added_at,
            "publisher": d.report.outlet,
            "url": d.report.url,
            "inLanguage": d.report.lang,
        }
        return {k: v for k, v in facts.items() if v}

    def _tags(self, data: Exported, name: str) -> None:
        payload = [f for f in self.files if f.path.startswith("data/")]
        manifest = "".join(f"{f.sha256}  {f.path}\n" for f in sorted(payload))
        self._write("manifest-sha256.txt", manifest.encode())
        self._write("bagit.txt", b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
        facts = {
            "Bag-Software-Agent": data.made_with,
            "Bagging-Date": data.day,
            "External-Identifier": name,
            "External-Description": _NOTE,
            "Payload-Oxum": f"{sum(f.size for f in payload)}.{len(payload)}",
        }
        lines = "".join(f"{k}: {' '.join(v.split())}\n" for k, v in facts.items() if v.strip())
        self._write("bag-info.txt", lines.encode())
        tags = [f for f in self.files if not f.path.startswith("data/")]
        self._write("tagmanifest-sha256.txt", "".join(f"{f.sha256}  {f.path}\n" for f in sorted(tags)).encode())

    def _write(self, name: str, data: bytes) -> None:
        with self._target.open(name) as stream:
            stream.write(data)
        self.files.append(Filed(name, len(data), hashlib.sha256(data).hexdigest()))

    @contextmanager
    def _stream(self, name: str) -> Iterator[_Counted]:
        """A file that is written piece by piece; other files can be written meanwhile."""
        with tempfile.TemporaryFile() as spool:
            counted = _Counted(spool)
            yield counted
            spool.seek(0)
            with self._target.open(name) as stream:
                shutil.copyfileobj(spool, stream, 1 << 20)
        self.files.append(Filed(name, counted.size, counted.digest.hexdigest()))


class _Counted:
    """A stream that counts and digests what goes through."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self.size, self.digest = 0, hashlib.sha256()

    def write(self, data: bytes) -> None:
        """Write and count."""
        self._stream.write(data)
        self.size += len(data)
        self.digest.update(data)


def row(document: Document, stated: Stated) -> dict[str, Any]:
    """A statement as one row: the record as it was read, and where it comes from."""
    facts: dict[str, Any] = msgspec.to_builtins(stated.slots)
    facts["id"] = stated.id
    report = document.report
    origin = {"report": document.id, "name": report.id, "sha256": document.sha256, "outlet": report.outlet, "url": report.url}
    origin |= {"published": report.published, "known": stated.known, "reader": document.reader}
    ids = {"agent_ids": list(stated.agents), "target_ids": list(stated.targets), "place_ids": list(stated.places)}
    return origin | facts | ids | ({"verdict": stated.verdict} if stated.verdict else {})


def _kind(data: bytes) -> tuple[str, str]:
    """Media type and ending of a report's bytes, by how they begin: names from outside never become names of files."""
    head = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"%PDF-"):
        return "application/pdf", ".pdf"
    if data.startswith(b"PK\x03\x04"):
        return "application/zip", ".zip"
    if head.startswith((b"{", b"[")):
        return "application/json", ".json"
    if head[:1] == b"<":
        html = b"<html" in head.lower() or b"<!doctype html" in head.lower()
        return ("text/html", ".html") if html else ("application/xml", ".xml")
    return ("text/plain", ".txt") if b"\0" not in data else ("application/octet-stream", ".bin")


def _facts(d: Document, file: str) -> dict[str, Any]:
    """A report as a row: all but its text, which stands in its file."""
    r = d.report
    facts = {"id": d.id, "file": file, "sha256": d.sha256, "name": r.id, "title": r.title, "outlet": r.outlet, "published": r.published}
    return facts | {
        "url": r.url,
        "lang": r.lang,
        "known": d.known,
        "added_at": d.added_at,
        "reader": d.reader,
        "statements": len(d.statements),
    }


def _crate(reports: list[dict[str, Any]], files: list[Filed], data: Exported, name: str) -> dict[str, Any]:
    """The metadata of the crate: what each file is, where it comes from, and by what it was made."""
    about = {
        "statements.jsonl": ("statements read from the reports, one a line", "application/jsonl"),
        "reports.jsonl": ("the reports without their text, one a line", "application/jsonl"),
        "provenance.jsonld": ("who said what where, as PROV-O", "application/ld+json"),
    }
    made = [
        {
            "@id": name,
            "@type": "File",
            "name": about[name][0],
            "encodingFormat": about[name][1],
            "contentSize": str(f.size),
            "sha256": f.sha256,
        }
        for f in files
        if (name := f.path.removeprefix("data/")) in about
    ]
    parts = [{"@id": x["@id"]} for x in (*made, *reports)]
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": name,
        "description": _NOTE,
        "datePublished": data.day,
        "license": {"@id": "#rights"},
        "hasPart": parts,
    }
    maker, _, version = data.made_with.partition(" ")
    software = {"@id": "#reader", "@type": "SoftwareApplication", "name": maker, "softwareVersion": version}
    action = {
        "@id": "#reading",
        "@type": "CreateAction",
        "name": "reading",
        "instrument": {"@id": "#reader"},
        "object": [{"@id": x["@id"]} for x in reports],
        "result": [{"@id": x["@id"]} for x in made],
    }
    descriptor = {
        "@id": "ro-crate-metadata.json",
        "@type": "CreativeWork",
        "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
        "about": {"@id": "./"},
    }
    rights = {"@id": "#rights", "@type": "CreativeWork", "name": "Rights", "description": _RIGHTS}
    return {"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": [descriptor, root, rights, software, action, *made, *reports]}

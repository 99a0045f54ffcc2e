"""Word files (DOCX): one report a file. Deleted, hidden and moved-away text is left out, text boxes are read once.

The day in the file's properties is told, but is no publication day.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import BinaryIO

from rasid.intake.days import publication_day
from rasid.intake.failure import Failure
from rasid.intake.packed import BadPartError, opened, parsed, stream_of
from rasid.intake.table import Defaults
from rasid.model import Report

MAX_TEXT = 5_000_000
_WORD = ("http://schemas.openxmlformats.org/wordprocessingml/2006/main}", "http://purl.oclc.org/ooxml/wordprocessingml/main}")
_SKIPPED = ("del", "moveFrom", "Fallback", "instrText", "delText")
_TITLES = ("title", "العنوان")
_DOCUMENT, _CORE = "word/document.xml", "docProps/core.xml"


class Docx:
    """Told by the names of its parts, or by its suffix."""

    name = "DOCX"
    suffixes = (".docx", ".docm")

    def sniff(self, head: bytes, name: str) -> bool:
        """Whether its first parts are those of a Word file."""
        return head.startswith(b"PK\x03\x04") and (b"word/" in head or name.endswith(self.suffixes))

    def reports(self, file: BinaryIO, where: str, given: Defaults) -> Iterator[Failure | Report]:
        """The report of a file, after what is to be known of it."""
        archive = opened(file, where)
        if isinstance(archive, Failure):
            yield archive
            return
        document, core = _Document(), _Core()
        try:
            _read(archive, _part_of(archive), document)
            if _CORE in archive.namelist():
                _read(archive, _CORE, core)
        except BadPartError as error:
            if not document.lines:
                yield Failure(where, "bad_format", {"format": self.name, "reason": str(error)})
                return
            yield Failure(where, "broken_end", {"reason": str(error)}, lost=False)
        if document.size > MAX_TEXT:
            yield Failure(where, "too_large", {"limit": str(MAX_TEXT // 1_000_000)})
            return
        text = "\n".join(document.lines).strip()
        if not text and not document.title:
            yield Failure(where, "empty")
            return
        day = publication_day(core.made[:10])
        if day and not given.published:
            yield Failure(where, "property_day", {"day": day}, lost=False)
        given.keep(f"{document.title}\n\n{text}".encode("utf-8", "replace"))
        yield Report(where, text, document.title, given.published, given.outlet, given.url)


def _part_of(archive: zipfile.ZipFile) -> str:
    names = [n for n in archive.namelist() if n.startswith("word/document") and n.endswith(".xml")]
    if not names:
        raise BadPartError(f"no {_DOCUMENT}")
    return _DOCUMENT if _DOCUMENT in names else names[0]


def _read(archive: zipfile.ZipFile, part: str, handler: _Document | _Core) -> None:
    with stream_of(archive, part) as stream:
        for _ in parsed(stream, handler):
            if isinstance(handler, _Document) and handler.size > MAX_TEXT:
                return


class _Document:
    """Gathers paragraphs, and the title when a paragraph has its style."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.title = ""
        self.size = 0
        self._parts: list[list[str]] = []  # of the paragraphs that are open: text boxes stand in others
        self._skipped = 0
        self._on = self._hidden = self._titled = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        kind = name.rpartition("}")[2]
        if self._skipped or kind in _SKIPPED:
            self._skipped += 1
            return
        if not name.startswith(_WORD):
            return
        if kind == "p":
            self._parts.append([])
            self._titled = False
        elif kind == "r":
            self._hidden = False
        elif kind == "vanish":
            self._hidden = _value(attributes) not in ("0", "false", "off")
        elif kind == "pStyle":
            self._titled = _value(attributes).lower() in _TITLES
        elif kind == "t":
            self._on = not self._hidden
        elif kind in ("tab", "br", "cr") and self._parts:
            self._parts[-1].append(" " if kind == "tab" else "\n")

    def end(self, name: str) -> None:
        """An element ends."""
        if self._skipped:
            self._skipped -= 1
            return
        kind = name.rpartition("}")[2]
        if kind == "t":
            self._on = False
        elif kind == "p" and name.startswith(_WORD) and self._parts:
            line = "".join(self._parts.pop()).strip()
            if self._titled and line and not self.title and not self.lines:
                self.title = line.replace("\n", " ")
            elif line:
                self.lines.append(line)
            self._titled = False

    def text(self, data: str) -> None:
        """Characters."""
        if self._on and self._parts and not self._skipped:
            self.size += len(data)
            if self.size <= MAX_TEXT:
                self._parts[-1].append(data)


def _value(attributes: dict[str, str]) -> str:
    return next((v for k, v in attributes.items() if k.rpartition("}")[2] == "val"), "")


class _Core:
    """The day that the file was made."""

    def __init__(self) -> None:
        self.made = ""
        self._on = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self._on = name.endswith("}created")

    def end(self, name: str) -> None:
        """An element ends."""
        self._on = False

    def text(self, data: str) -> None:
        """Characters."""
        if self._on and len(self.made) < 40:
            self.made += data


FORMAT = Docx()

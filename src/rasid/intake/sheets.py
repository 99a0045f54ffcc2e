"""The rows of XLSX files, one at a time: a sheet of a million rows needs the memory of a few.

Formulas give the value that was computed when the file was saved. Shared texts, which hold most of a file, are put down on disk.
"""

from __future__ import annotations

import posixpath
import tempfile
import zipfile
from array import array
from collections.abc import Iterator
from typing import IO

import msgspec

from rasid.intake.columns import TOO_LARGE, Cell, Row
from rasid.intake.packed import BadPartError, parsed, stream_of

#: Characters of one cell; Excel itself stops at 32,767.
MAX_CELL = 1_000_000
MAX_COLUMNS = 1000
MAX_SHEETS = 200


class Sheet(msgspec.Struct, frozen=True):
    """A sheet of a workbook. part: its place in the archive."""

    name: str
    part: str


class Workbook:
    """An opened workbook. Raises BadPartError when its parts are broken."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = set(archive.namelist())
        book = _Book()
        self._read("xl/workbook.xml", book)
        links = _Links()
        if "xl/_rels/workbook.xml.rels" in self._names:
            self._read("xl/_rels/workbook.xml.rels", links)
        self.from_1904 = book.from_1904
        self.sheets = tuple(Sheet(n, links.parts.get(r, f"xl/worksheets/sheet{i}.xml")) for i, (n, r) in enumerate(book.sheets, 1))
        self._shared: _Shared | None = None

    def _read(self, part: str, handler: _Handler) -> None:
        if part not in self._names:
            raise BadPartError(f"no {part}")
        with stream_of(self._archive, part) as stream:
            for _ in parsed(stream, handler):
                pass

    def close(self) -> None:
        """Give up what was put down on disk."""
        if self._shared is not None:
            self._shared.close()

    def rows(self, sheet: Sheet) -> Iterator[Row]:
        """Number and cells of each row that is not empty."""
        if sheet.part not in self._names:
            raise BadPartError(f"no {sheet.part}")
        if self._shared is None:
            self._shared = _Shared()
            if "xl/sharedStrings.xml" in self._names:
                self._read("xl/sharedStrings.xml", self._shared)
        handler = _Rows(self._shared)
        with stream_of(self._archive, sheet.part) as stream:
            for _ in parsed(stream, handler):
                yield from handler.done
                handler.done.clear()


class _Handler:
    """What all handlers have: nothing is done with what is not asked for."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, data: str) -> None:
        """Characters."""


def _local(name: str) -> str:
    return name.rpartition("}")[2]


class _Book(_Handler):
    def __init__(self) -> None:
        self.sheets: list[tuple[str, str]] = []
        self.from_1904 = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        kind = _local(name)
        if kind == "sheet" and len(self.sheets) < MAX_SHEETS:
            link = next((v for k, v in attributes.items() if _local(k) == "id"), "")
            self.sheets.append((attributes.get("name", ""), link))
        elif kind == "workbookPr":
            self.from_1904 = attributes.get("date1904", "") in ("1", "true")


class _Links(_Handler):
    def __init__(self) -> None:
        self.parts: dict[str, str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        target = attributes.get("Target", "")
        if _local(name) == "Relationship" and len(self.parts) < MAX_SHEETS * 4 and attributes.get("TargetMode") != "External":
            self.parts[attributes.get("Id", "")] = target[1:] if target.startswith("/") else posixpath.normpath(f"xl/{target}")


class _Gathering(_Handler):
    """Gathers the characters of one text, up to the longest that a cell may be."""

    def __init__(self) -> None:
        self._on = False
        self._parts: list[str] = []
        self._size = 0

    def text(self, data: str) -> None:
        if self._on and self._size <= MAX_CELL:
            self._size += len(data)
            if self._size > MAX_CELL:
                self._parts.clear()
            else:
                self._parts.append(data)

    def _taken(self) -> str:
        value = "".join(self._parts) if self._size <= MAX_CELL else TOO_LARGE
        self._parts.clear()
        self._size = 0
        return value


class _Shared(_Gathering):
    """The shared texts of a workbook in a temporary file, by number."""

    def __init__(self) -> None:
        super().__init__()
        self._file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 (lives as long as this)
        self._ends = array("Q", [0])
        self._phonetic = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        kind = _local(name)
        self._on = kind == "t" and not self._phonetic
        self._phonetic = self._phonetic or kind == "rPh"

    def end(self, name: str) -> None:
        kind = _local(name)
        self._on = False
        if kind == "rPh":
            self._phonetic = False
        elif kind == "si":
            data = self._taken().encode("utf-8", "replace")
            self._file.write(data)
            self._ends.append(self._ends[-1] + len(data))

    def close(self) -> None:
        """Give up the file."""
        self._file.close()

    def __getitem__(self, number: int) -> str:
        if not 0 <= number < len(self._ends) - 1:
            return ""
        begin, end = self._ends[number], self._ends[number + 1]
        self._file.seek(begin)
        return self._file.read(end - begin).decode("utf-8", "replace")


class _Rows(_Gathering):
    """Gathers rows of cells."""

    def __init__(self, shared: _Shared) -> None:
        super().__init__()
        self.done: list[Row] = []
        self._shared = shared
        self._row: dict[int, Cell] = {}
        self._number = self._column = 0
        self._type = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        kind = _local(name)
        self._on = kind in ("v", "t") and self._type != "skip"
        if kind == "c":
            self._column = _column_of(attributes.get("r", ""), self._column + 1)
            self._type = attributes.get("t", "n")
        elif kind == "row":
            written = attributes.get("r", "")
            self._number = int(written) if written.isascii() and written.isdigit() and len(written) < 10 else self._number + 1
            self._row, self._column = {}, -1

    def end(self, name: str) -> None:
        kind = _local(name)
        self._on = False
        if kind == "c":
            value = self._taken()
            if value and self._column < MAX_COLUMNS:
                self._row[self._column] = self._value(value)
        elif kind == "row" and self._row:
            self.done.append((self._number, [self._row.get(n, "") for n in range(max(self._row) + 1)]))

    def _value(self, raw: str) -> Cell:
        if self._type == "s":
            return self._shared[int(raw)] if raw.isascii() and raw.isdigit() and len(raw) < 12 else ""
        if self._type in ("e", "b"):
            return ""
        if self._type == "n":
            try:
                return float(raw)
            except ValueError:
                return raw
        return raw


def _column_of(reference: str, otherwise: int) -> int:
    """The column of a reference like "AB12", from 0."""
    n = 0
    for c in reference[:4]:
        if not ("A" <= c <= "Z"):
            break
        n = n * 26 + ord(c) - 64
    return n - 1 if n else otherwise

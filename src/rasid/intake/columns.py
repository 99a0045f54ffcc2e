"""Tables of reports (CSV and TSV here, XLSX in xlsx.py), one report a row, by the headings of their columns.

Which column holds what is said by the caller or guessed from usual headings in Arabic and English, and told. Days may be ISO,
in words, numbers of Excel, or digits whose order the column itself tells.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from itertools import islice
from typing import BinaryIO

import msgspec

from rasid.intake.dayorder import DIGITS, Order, of_days, two_ways
from rasid.intake.days import publication_day, written_day
from rasid.intake.failure import Failure
from rasid.intake.lines import encoding_of, lines
from rasid.intake.phrases import phrases
from rasid.intake.table import Defaults, as_report
from rasid.model import Report

#: The longest line of a CSV file, and the longest cell, in characters.
MAX_LINE = 4_000_000
#: Rows in which the headings are looked for, and from which the order of days is told.
HEADING_ROWS, SURVEYED = 20, 5000
SLOTS = ("text", "title", "published", "outlet", "url", "id", "lang", "author")
DELIMITERS = ",;\t|"
MAX_HEADING = 40
_MARKS = re.compile("[\u064b-\u0652\u0640\u200e\u200f\ufeff]")
_DIGIT_DAY = re.compile(r"(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})(?:[ T,،].*)?")
_SERIAL = re.compile(r"[2-7]\d{4}(?:\.\d+)?")
#: The day before the first of the numbers by which Excel counts days.
EPOCH = date(1899, 12, 30)
#: Stands for a cell that is too large.
TOO_LARGE = "\0too large"

Cell = str | float
Row = tuple[int, list[Cell]]
Rows = Callable[[], Iterator[Row | Failure]]


class Columns(msgspec.Struct, frozen=True):
    """Where the slots of a report stand. row: number of the row of headings; guessed: the slots nobody said."""

    row: int
    headings: tuple[str, ...]
    at: dict[str, int]
    guessed: tuple[str, ...]


class Csv:
    """Told by a first line of usual headings, else by its suffix."""

    name = "CSV"
    suffixes = (".csv", ".tsv", ".tab")

    def sniff(self, head: bytes, name: str) -> bool:
        """Whether the first line is a row of headings, one of them of texts: a stream has no suffix."""
        line = head.decode("utf-8", "replace").removeprefix("\ufeff").split("\n", 1)[0].rstrip("\r")
        for sign in DELIMITERS:
            headings = tuple(h.strip().strip('"') for h in line.split(sign))
            if len(headings) > 1 and all(len(h) <= MAX_HEADING for h in headings):
                at, _ = _assigned(headings, {})
                if "text" in at and len(at) > 1:
                    return True
        return False

    def reports(self, file: BinaryIO, where: str, given: Defaults) -> Iterator[Failure | Report]:
        """A report a row. Ids are those of an id column, else the file and the line on which the row begins."""
        encoding = encoding_of(file, where, given.charset)
        if isinstance(encoding, Failure):
            yield encoding
            return
        delimiter = _delimiter(file, encoding)

        def rows() -> Iterator[Row | Failure]:
            file.seek(0)
            return _csv_rows(file, encoding, delimiter, where)

        yield from of_rows(rows, where, given, EPOCH)


def of_rows(rows: Rows, where: str, given: Defaults, epoch: date) -> Iterator[Failure | Report]:
    """The reports of a table that can be gone through twice."""
    columns = _headings(rows, where, given)
    if isinstance(columns, Failure):
        yield columns
        return
    if columns.guessed:
        told = ", ".join(f"{s}={columns.headings[columns.at[s]]}" for s in SLOTS if s in columns.at)
        example = f"text={columns.headings[columns.at['text']]}"
        yield Failure(where, "columns_guessed", {"columns": told, "example": example}, lost=False, of_file=True)
    order, ambiguous = _order(rows, columns)
    if not order.sure:
        yield Failure(where, "day_order", {"example": ambiguous}, lost=False, of_file=True)
    without = 0
    for row in rows():
        if isinstance(row, Failure):
            yield row
            continue
        number, cells = row
        if number <= columns.row:
            continue
        values = {slot: _shown(cells[at]) for slot, at in columns.at.items() if at < len(cells)}
        if TOO_LARGE in values.values():
            yield Failure(f"{where}:{number}", "too_large", {"limit": "1"})
        elif not values.get("text", "").strip() and not values.get("title", "").strip():
            without += 1
        else:
            written = values.get("published", "")
            values["published"] = _day(written, order, epoch, given)
            m = None if order.sure else _DIGIT_DAY.fullmatch(_plain_day(written))
            if m and two_ways(int(m[1]), int(m[2])):
                yield Failure(f"{where}:{number}", "day_order", {"example": values["published"]}, lost=False, silent=True)
            made = as_report({"text": "", **{k: v for k, v in values.items() if v}}, f"{where}:{number}", given)
            given.keep(msgspec.json.encode(values))
            yield from made
    if without:
        yield Failure(where, "rows_empty", {"count": str(without)}, lost=False, of_file=True)


def _headings(rows: Rows, where: str, given: Defaults) -> Columns | Failure:
    """Where the headings are and what they mean: of the first rows, the first that has a column of texts."""
    first: tuple[str, ...] = ()
    for row in islice(rows(), HEADING_ROWS):
        if isinstance(row, Failure):
            continue
        headings = tuple(" ".join(_shown(c).split())[:80] for c in row[1])
        first = first or headings
        at, guessed = _assigned(headings, given.columns)
        if "text" in at and all(slot in at for slot in given.columns):
            return Columns(row[0], headings, at, guessed)
    if not first:
        return Failure(where, "empty")
    shown = ", ".join(h for h in first if h)[:300]
    missing = [h for slot, h in given.columns.items() if slot not in _assigned(first, given.columns)[0]]
    if missing:
        return Failure(where, "unknown_column", {"column": missing[0], "headings": shown})
    return Failure(where, "no_text_column", {"headings": shown})


def _assigned(headings: tuple[str, ...], wanted: dict[str, str]) -> tuple[dict[str, int], tuple[str, ...]]:
    """Slot → column: as wanted, then as headings are usually meant; and which were guessed."""
    folded = [_folded(h) for h in headings]
    at = {slot: folded.index(_folded(h)) for slot, h in wanted.items() if _folded(h) in folded}
    guessed = []
    for slot in SLOTS:
        if slot in wanted:
            continue
        found = next((folded.index(h) for h in _usual()[slot] if h in folded and folded.index(h) not in at.values()), None)
        if found is not None:
            at[slot] = found
            guessed.append(slot)
    return at, tuple(guessed)


@cache
def _usual() -> dict[str, list[str]]:
    return {slot: [_folded(h) for h in found] for slot, found in phrases()["columns"].items()}


def _folded(heading: str) -> str:
    plain = _MARKS.sub("", heading).casefold().replace("_", " ").replace("-", " ").strip(" :*#")
    return " ".join(plain.translate(str.maketrans("أإآىة", "اااي\u0647")).split())


def _shown(cell: Cell) -> str:
    if isinstance(cell, str):
        return cell
    return str(int(cell)) if cell == cell and abs(cell) < 1e15 and cell == int(cell) else str(cell)


def _order(rows: Rows, columns: Columns) -> tuple[Order, str]:
    """The order of day and month in the column of days, by its first thousands."""
    at = columns.at.get("published")
    if at is None:
        return Order(), ""
    found = []
    for row in islice(rows(), SURVEYED):
        if not isinstance(row, Failure) and row[0] > columns.row and at < len(row[1]):
            written = _shown(row[1][at]).strip().translate(DIGITS)
            if m := _DIGIT_DAY.fullmatch(written[:60]):
                found.append((int(m[1]), int(m[2]), int(m[3]), written[:10]))
    return of_days(found, in_time=False)


def _day(written: str, order: Order, epoch: date, given: Defaults) -> str:
    """The ISO day of a cell; the cell itself when it is none, to be told."""
    value = _plain_day(written)
    if not value or publication_day(value):
        return publication_day(value) or ""
    if _SERIAL.fullmatch(value):
        return (epoch + timedelta(days=int(float(value)))).isoformat()
    if (m := _DIGIT_DAY.fullmatch(value)) and (day := order.day(int(m[1]), int(m[2]), int(m[3]))):
        return day
    return written_day(value) or given.knows.day_in(value) or written


def _plain_day(written: str) -> str:
    return _MARKS.sub("", written).strip().translate(DIGITS)[:200]


def _delimiter(file: BinaryIO, encoding: str) -> str:
    """What stands between the cells: the sign that cuts the first rows into the same number of cells, more than one."""
    file.seek(0)
    first = [line for _, line, whole in islice(lines(file, encoding, MAX_LINE), 40) if whole]
    best, most = ",", 0.0
    for sign in DELIMITERS:
        try:
            widths = [len(row) for row in csv.reader(first, delimiter=sign) if row]
        except csv.Error:
            continue
        if widths and widths[0] > 1:
            score = sum(w == widths[0] for w in widths) / len(widths) * min(widths[0], 8)
            best, most = (sign, score) if score > most else (best, most)
    return best


def _csv_rows(file: BinaryIO, encoding: str, delimiter: str, where: str) -> Iterator[Row | Failure]:
    """The rows that are not empty, with the number of the line on which each begins."""
    csv.field_size_limit(MAX_LINE)
    told: list[Failure] = []

    def whole_lines() -> Iterator[str]:
        for number, line, whole in lines(file, encoding, MAX_LINE):
            if whole:
                yield line
            else:
                told.append(Failure(f"{where}:{number}", "too_large", {"limit": str(MAX_LINE // 1_000_000)}))
                yield "\n"

    reader = csv.reader(whole_lines(), delimiter=delimiter)
    begin = 1
    try:
        for row in reader:
            yield from told
            told.clear()
            if any(c.strip() for c in row):
                yield begin, list(row)
            begin = reader.line_num + 1
    except csv.Error as error:
        yield Failure(f"{where}:{begin}", "broken_end", {"reason": str(error)})
    yield from told


FORMAT = Csv()

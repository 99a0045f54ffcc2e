"""Reads the pages of a PDF in a process of its own, within a memory and a time that no file can exceed: `python -m`, PDF on stdin.

Writes one line of JSON a page: its text put in reading order from where the letters stand, and its text in the order stored.
The first line says how many pages there are, or why it cannot be read.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import msgspec

from rasid.intake.visual import Glyph, is_mark, line_of, paragraphs, plain

MAX_PAGES = 5000
MAX_CHARACTERS = 200_000
MEMORY = 1_500_000_000
_PASSWORD = 4
#: Letters share a line when this much of their heights is the same; pieces of a line when half is.
SAME_LINE, HALF = 0.4, 0.5


class Opened(msgspec.Struct):
    """The first line. problem: "encrypted", or the words of the library; made: the day the file was made, as it says."""

    pages: int = 0
    problem: str = ""
    made: str = ""


class Page(msgspec.Struct):
    """One page. text: as it is read; stored: as it is stored; cut: whether it has more letters than a page may."""

    text: str
    stored: str
    cut: bool = False


def main() -> None:
    """Read stdin, write stdout."""
    _bound()
    import pypdfium2 as pdfium

    data = sys.stdin.buffer.read()
    try:
        document = pdfium.PdfDocument(data)
        made = str(document.get_metadata_dict().get("CreationDate", ""))
    except pdfium.PdfiumError as error:
        locked = getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower()
        _write(Opened(problem="encrypted" if locked else str(error)))
        return
    _write(Opened(len(document), "", made))
    for n in range(min(len(document), MAX_PAGES)):
        try:
            _write(_page(document[n]))
        except pdfium.PdfiumError:
            _write(Page("", ""))


def _page(page: Any) -> Page:
    textpage = page.get_textpage()
    count = min(textpage.count_chars(), MAX_CHARACTERS)
    if count <= 0:
        return Page("", "")
    lines = [line for glyphs in _joined(_lines(textpage, count)) if (line := line_of(glyphs)) is not None]
    stored = "\n".join(plain(x) for x in textpage.get_text_range(0, count).splitlines())
    return Page(paragraphs(lines), stored.strip(), textpage.count_chars() > count)


def _lines(textpage: Any, count: int) -> Iterator[list[Glyph]]:
    """The glyphs of each line: the library's own line ends, and where letters jump up or down."""
    import pypdfium2.raw as raw

    line: list[Glyph] = []
    bottom_of = top_of = 0.0  # of the line
    ended = False
    for n in range(count):
        code = raw.FPDFText_GetUnicode(textpage.raw, n)
        ended = ended or code in (10, 13)
        if code < 32 or raw.FPDFText_IsGenerated(textpage.raw, n) == 1 or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
            continue
        left, bottom, right, top = textpage.get_charbox(n, loose=True)
        glyph = Glyph(chr(code), left, bottom, right, top)
        if glyph.text.strip() and not is_mark(glyph.text):
            new = bottom_of == top_of
            if not new and (_shared((bottom, top), (bottom_of, top_of)) < SAME_LINE or (ended and _far(line, glyph))):
                yield line
                line, new = [], True
            bottom_of, top_of = (bottom, top) if new else (min(bottom_of, bottom), max(top_of, top))
            ended = False
        line.append(glyph)
    if line:
        yield line


def _shared(a: tuple[float, float], b: tuple[float, float]) -> float:
    """How much of the lower of two heights (bottom, top) lies within the other, 0 to 1."""
    smaller = min(a[1] - a[0], b[1] - b[0])
    return max(0.0, min(a[1], b[1]) - max(a[0], b[0])) / smaller if smaller > 0 else 1.0


def _joined(lines: Iterator[list[Glyph]]) -> Iterator[list[Glyph]]:
    """Pieces that stand beside each other on one line as one: a line of two scripts may be stored in pieces of any order."""
    before: list[Glyph] = []
    for line in lines:
        if before and _shared(_height(before), _height(line)) > HALF and not _far(before, line[0], _ends(line)):
            before += line
            continue
        if before:
            yield before
        before = line
    if before:
        yield before


def _height(line: list[Glyph]) -> tuple[float, float]:
    return min(g.bottom for g in line), max(g.top for g in line)


def _ends(line: list[Glyph]) -> tuple[float, float]:
    return min(g.left for g in line), max(g.right for g in line)


def _far(line: list[Glyph], glyph: Glyph, ends: tuple[float, float] | None = None) -> bool:
    """Whether a letter (or what has these ends) does not stand beside a line: the library ends lines also before marks."""
    height = max(1.0, *(g.top - g.bottom for g in line[:40]))
    left, right = ends or (glyph.left, glyph.right)
    return left > max(g.right for g in line) + height or right < min(g.left for g in line) - height


def _bound() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such bound; the time still has one
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _write(value: msgspec.Struct) -> None:
    sys.stdout.buffer.write(msgspec.json.encode(value) + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()

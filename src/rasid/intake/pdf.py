"""PDF files with a text layer: one report a file, its Arabic in reading order.

The pages are read in a process of their own (pdf_pages.py), so that no file can take more memory or time than it may, or end
Rasid. The day that the file was made is told, but is no publication day.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from rasid.intake.days import written_day
from rasid.intake.decode import plausible
from rasid.intake.failure import Failure
from rasid.intake.pdf_pages import MAX_PAGES, Opened, Page
from rasid.intake.table import Defaults
from rasid.model import Report

MAX_FILE = 200_000_000
MAX_TEXT = 5_000_000
#: Seconds that the pages of one file may take.
PATIENCE_S = 120
#: Arabic prose looks at least so plausible; another order must look this much better to be taken.
PLAUSIBLE, BETTER = 0.25, 0.15
#: Texts with fewer words than this are not judged.
_JUDGED = 12
_BEGINS = re.compile(rb"(?:\A|[\r\n])%PDF-\d")


class Pdf:
    """Told by its first bytes."""

    name = "PDF"
    suffixes = (".pdf",)

    def sniff(self, head: bytes, name: str) -> bool:
        """Whether it begins as a PDF, perhaps after a few lines of a printer or a gateway; what begins as JSON is none."""
        return bool(_BEGINS.search(head, 0, 1024)) and head.lstrip()[:1] not in (b"{", b"[")

    def reports(self, file: BinaryIO, where: str, given: Defaults) -> Iterator[Failure | Report]:
        """The report of a file, after what is to be known of it."""
        data = file.read(MAX_FILE + 1)
        if len(data) > MAX_FILE:
            yield Failure(where, "too_large_file", {"limit": str(MAX_FILE // 1_000_000)})
            return
        found = _pages(data, where)
        if isinstance(found, Failure):
            yield found
            return
        opened, pages = found
        without = sum(not p.text for p in pages)
        if without == len(pages):
            yield Failure(where, "no_text_layer", {"pages": str(opened.pages)})
            return
        if len(pages) < min(opened.pages, MAX_PAGES):
            yield Failure(where, "broken_end", {"reason": f"page {len(pages) + 1}"}, lost=False)
        elif opened.pages > MAX_PAGES:
            yield Failure(where, "broken_end", {"reason": f"{MAX_PAGES} pages"}, lost=False)
        elif cut := next((n for n, page in enumerate(pages, 1) if page.cut), 0):
            yield Failure(where, "broken_end", {"reason": f"page {cut}"}, lost=False)
        if without:
            yield Failure(where, "pages_without_text", {"count": str(without), "pages": str(len(pages))}, lost=False)
        text, told = _ordered(pages)
        if len(text) > MAX_TEXT:
            yield Failure(where, "too_large", {"limit": str(MAX_TEXT // 1_000_000)})
            return
        if told:
            yield Failure(where, told, {"count": str(text.count("\n") + 1)} if told == "visual_mended" else {}, lost=False)
        made = written_day(opened.made.removeprefix("D:")[:8])
        if made and not given.published:
            yield Failure(where, "property_day", {"day": made}, lost=False)
        given.keep(data)
        yield Report(where, text, published=given.published, outlet=given.outlet, url=given.url)


def _ordered(pages: list[Page]) -> tuple[str, str]:
    """The text of the pages in the order that reads like Arabic, and what is to be said of it.

    That is nearly always where the letters stand; layers of recognised text may have them the other way round.
    """
    seen, stored = ("\n".join(t for p in pages if (t := getattr(p, which).strip())) for which in ("text", "stored"))
    if sum("\u0621" <= c <= "\u064a" for c in seen[:20_000]) * 2 < sum(c.isalpha() for c in seen[:20_000]) or len(seen.split()) < _JUDGED:
        return seen, ""
    turned = "\n".join(" ".join(w[::-1] for w in line.split(" ")) for line in seen.split("\n"))
    scores = [plausible(t[:20_000]) for t in (seen, turned, stored)]
    best = max(scores)
    if scores[0] >= PLAUSIBLE or best < scores[0] + BETTER:
        return seen, "" if scores[0] >= PLAUSIBLE else "visual_unsure"
    return (turned, stored)[scores.index(best) - 1], "visual_mended"


def _pages(data: bytes, where: str) -> tuple[Opened, list[Page]] | Failure:
    """The pages of a PDF, as far as they could be read; or why none could."""
    bad = Failure(where, "bad_format", {"format": "PDF", "reason": "no page can be read"})
    with tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as target:
        source.write(data)
        source.seek(0)
        try:
            subprocess.run(
                [sys.executable, "-P", "-m", "rasid.intake.pdf_pages"],
                stdin=source,
                stdout=target,
                stderr=subprocess.DEVNULL,
                timeout=PATIENCE_S,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return Failure(where, "bad_format", {"format": "PDF", "reason": f"not read within {PATIENCE_S} s"})
        target.seek(0)
        try:
            opened = msgspec.json.decode(target.readline(), type=Opened)
        except msgspec.DecodeError:
            return bad
        if opened.problem:
            return (
                Failure(where, "encrypted")
                if opened.problem == "encrypted"
                else msgspec.structs.replace(bad, detail={"format": "PDF", "reason": opened.problem})
            )
        pages: list[Page] = []
        for line in target:
            try:
                pages.append(msgspec.json.decode(line, type=Page))
            except msgspec.DecodeError:
                break
    return (opened, pages) if pages else bad


FORMAT = Pdf()

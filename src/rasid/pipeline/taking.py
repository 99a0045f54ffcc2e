"""Taking reports in with what the lexicons and theatre packs know: dates in words, and whose site or channel an address is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import BinaryIO

from rasid.intake import Failure, read_inputs
from rasid.lexicon.outlets import Outlets
from rasid.model import Report
from rasid.pipeline import default_reader
from rasid.text.fold import fold_word
from rasid.text.tokens import Doc

_ISO_DAY = 10


class Knowledge:
    """Answers intake from the reader's own calendar and packs, which are loaded when it first asks."""

    @cached_property
    def _outlets(self) -> Outlets:
        return default_reader().documents.names.known_outlets()

    def day_in(self, text: str) -> str:
        """The one full day that a short text names; of a hijri and a civil date the civil one. "" for none or several."""
        doc = Doc("", text)
        folds = [fold_word(t) for t in doc.raw]
        found: dict[str, bool] = {}  # day → whether a hijri month named it
        for lo, hi in doc.sents:
            for mention in default_reader().documents.calendar.find(doc, folds, lo, hi, None):
                if len(mention.edtf) == _ISO_DAY and mention.edtf[4] == mention.edtf[7] == "-" and mention.edtf.replace("-", "").isdigit():
                    found[mention.edtf] = found.get(mention.edtf, True) and "hijri" in mention.rule
        civil = [day for day, hijri in found.items() if not hijri]
        days = civil or list(found)
        return days[0] if len(days) == 1 else ""

    def outlet(self, site: str, address: str) -> str:
        """The Arabic name of a known outlet, by its address first: many sites call themselves by their slogan. "" for others."""
        found = (self._outlets.at(address) if address else None) or (self._outlets.named(site) if site else None)
        return (found.name or found.name_en) if found is not None else ""


def take_in(
    paths: Iterable[str],
    published: str = "",
    outlet: str = "",
    stdin: BinaryIO | None = None,
    keep: Callable[[bytes], None] | None = None,
    columns: dict[str, str] | None = None,
    known: Callable[[str], None] | None = None,
) -> Iterator[Report | Failure]:
    """What `intake.read_inputs` gives, with the knowledge of the reader. Raises nothing for bad data."""
    return read_inputs(paths, published, outlet, stdin, keep, Knowledge(), columns, known)

"""Workbooks of Excel: a report a row, on every sheet that has a column of texts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from functools import partial
from typing import BinaryIO

import msgspec

from rasid.intake.columns import EPOCH, of_rows
from rasid.intake.failure import Failure
from rasid.intake.packed import BadPartError, opened
from rasid.intake.sheets import Workbook
from rasid.intake.table import Defaults
from rasid.model import Report

_EPOCH_1904 = date(1904, 1, 1)


class Xlsx:
    """Told by the names of its parts, or by its suffix."""

    name = "XLSX"
    suffixes = (".xlsx", ".xlsm")

    def sniff(self, head: bytes, name: str) -> bool:
        """Whether its first parts are those of a workbook."""
        return head.startswith(b"PK\x03\x04") and (b"xl/workbook" in head or b"xl/worksheets" in head or name.endswith(self.suffixes))

    def reports(self, file: BinaryIO, where: str, given: Defaults) -> Iterator[Failure | Report]:
        """A report a row of every sheet that has a column of texts."""
        archive = opened(file, where)
        if isinstance(archive, Failure):
            yield archive
            return
        try:
            with closing(Workbook(archive)) as book:
                for sheet in book.sheets:
                    at = f"{where}:{sheet.name}" if len(book.sheets) > 1 else where
                    for item in of_rows(partial(book.rows, sheet), at, given, _EPOCH_1904 if book.from_1904 else EPOCH):
                        if isinstance(item, Failure) and item.code in ("no_text_column", "empty") and len(book.sheets) > 1:
                            item = msgspec.structs.replace(item, lost=False, of_file=True)
                        yield item
        except BadPartError as error:
            yield Failure(where, "bad_format", {"format": self.name, "reason": str(error)})


FORMAT = Xlsx()

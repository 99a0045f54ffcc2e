"""Files of Office before 2007, and files of today behind a password: both come in the same old container. Neither can be read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from rasid.intake.failure import Failure
from rasid.intake.packed import OLE
from rasid.intake.table import Defaults
from rasid.model import Report

_LOOKED_AT = 10_000_000
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


class Office:
    """Told by its first bytes."""

    name = "Office 97"
    suffixes = (".doc", ".xls")

    def sniff(self, head: bytes, name: str) -> bool:
        """Whether it is in the old container."""
        return head.startswith(OLE)

    def reports(self, file: BinaryIO, where: str, given: Defaults) -> Iterator[Failure | Report]:
        """Why it cannot be read, and what to do."""
        found = file.read(_LOOKED_AT)
        yield Failure(where, "encrypted" if _ENCRYPTED in found else "old_office")


FORMAT = Office()

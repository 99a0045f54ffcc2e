"""Chats as WhatsApp on iOS exports them, and any with media: the text file in a ZIP. Only that is read, nothing is unpacked to a path."""

from __future__ import annotations

import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO, cast

from rasid.intake.failure import Failure
from rasid.intake.packed import BadPartError, opened, stream_of
from rasid.intake.table import Defaults
from rasid.intake.whatsapp import FORMAT as CHAT
from rasid.model import Report

MAX_CHAT = 1_000_000_000
_CHUNK = 1 << 20


class WhatsAppZip:
    """Told by the name of its first entry. Not picked up in folders, where other archives lie."""

    name = "WhatsApp ZIP"
    suffixes: tuple[str, ...] = ()

    def sniff(self, head: bytes, name: str) -> bool:
        """Whether the first entries are those of a chat."""
        return head.startswith(b"PK\x03\x04") and (b"_chat.txt" in head or b"WhatsApp" in head or "whatsapp" in name or "واتساب" in name)

    def reports(self, file: BinaryIO, where: str, given: Defaults) -> Iterator[Failure | Report]:
        """The messages of the chat, as if its text file had been given."""
        archive = opened(file, where)
        if isinstance(archive, Failure):
            yield archive
            return
        names = [n for n in archive.namelist() if n.lower().endswith(".txt") and "/" not in n]
        name = next((n for n in names if n == "_chat.txt" or "whatsapp" in n.lower() or "واتساب" in n), names[0] if names else "")
        if not name:
            yield Failure(where, "no_messages", {"format": self.name})
            return
        with tempfile.TemporaryFile() as text:
            try:
                whole = _copied(archive, name, cast(BinaryIO, text))
            except (BadPartError, zipfile.BadZipFile, zlib.error, EOFError) as error:
                yield Failure(where, "bad_format", {"format": self.name, "reason": str(error)})
                return
            if not whole:
                yield Failure(where, "too_large_file", {"limit": str(MAX_CHAT // 1_000_000)})
                return
            yield from CHAT.reports(cast(BinaryIO, text), where if name == "_chat.txt" else f"{where}/{name}", given)


def _copied(archive: zipfile.ZipFile, name: str, target: BinaryIO) -> bool:
    have = 0
    with stream_of(archive, name) as source:
        while chunk := source.read(_CHUNK):
            have += len(chunk)
            if have > MAX_CHAT:
                return False
            target.write(chunk)
    target.seek(0)
    return True


FORMAT = WhatsAppZip()

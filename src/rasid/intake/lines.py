"""Text files of any length, line by line, in whatever encoding they are."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from typing import Any, BinaryIO

from rasid.intake.decode import decode
from rasid.intake.failure import Failure

#: Bytes by which the encoding of a file is told.
SAMPLE = 1 << 20


def encoding_of(file: BinaryIO, where: str, declared: str = "") -> str | Failure:
    """The encoding of a file, which is left at its beginning; the Failure that says why it is no text."""
    sample = file.read(SAMPLE)
    file.seek(0)
    if not sample.strip():
        return Failure(where, "empty")
    if len(sample) == SAMPLE:
        wide = sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in sample[:4096]
        sample = sample if wide else sample[: sample.rfind(b"\n") + 1 or SAMPLE - 4]
    found = decode(sample, where, declared)
    if isinstance(found, Failure):
        return found
    return {"utf-8": "utf-8-sig", "utf-16-le": "utf-16" if sample.startswith(codecs.BOM_UTF16_LE) else "utf-16-le"}.get(
        found.encoding, "utf-16" if sample.startswith(codecs.BOM_UTF16_BE) else found.encoding
    )


def lines(file: BinaryIO, encoding: str, limit: int) -> Iterator[tuple[int, str, bool]]:
    """Number and text of each line, and whether that is all of it: of a longer one than the limit only the beginning is given."""
    reader = io.TextIOWrapper(io.BufferedReader(_Kept(file)), encoding, errors="replace", newline=None)
    number = 0
    while True:
        number += 1
        line = reader.readline(limit + 1)
        if not line:
            return
        too_long = len(line) > limit and not line.endswith("\n")
        rest = line
        while too_long and rest and not rest.endswith("\n"):
            rest = reader.readline(limit)
        yield number, line, not too_long


class _Kept(io.RawIOBase):
    """A file for a TextIOWrapper, which would close it at its end."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

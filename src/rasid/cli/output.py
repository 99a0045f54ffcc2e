"""Where output goes: standard output, or a file that appears only when it is whole."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from rasid.errors import UsageError
from rasid.messages import t


@contextmanager
def opened(target: str) -> Iterator[TextIO]:
    """A text stream to a file ("" or "-": standard output); the file is replaced when the block ends without error.

    Raises UsageError when the place cannot be written to.
    """
    if target in ("", "-"):
        yield sys.stdout
        sys.stdout.flush()
        return
    path = Path(target).resolve()
    try:
        if path.exists() and not stat.S_ISREG(path.stat().st_mode):
            with path.open("w", encoding="utf-8", newline="", errors="replace") as stream:
                yield stream
            return
        handle, part = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    except OSError as error:
        raise UsageError(t("error.output", file=target, reason=error.strerror or str(error))) from error
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="", errors="replace") as stream:
            yield stream
        mask = os.umask(0)
        os.umask(mask)
        Path(part).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~mask)
        Path(part).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(part).unlink()
        raise

"""A line of progress on a terminal, for work that takes longer than a moment."""

from __future__ import annotations

import time
from typing import TextIO

from rasid.messages import t

PATIENCE_S = 1.0
EVERY_S = 0.2


class Progress:
    """Counts reports; shows count and rate on a terminal, nothing elsewhere."""

    def __init__(self, stream: TextIO, quiet: bool) -> None:
        self._stream, self._on = stream, stream.isatty() and not quiet
        self._start = self._last = time.monotonic()
        self._count = 0
        self._shown = False

    def step(self, count: int = 1) -> None:
        """One report more, or several."""
        self._count += count
        now = time.monotonic()
        if self._on and now - self._start > PATIENCE_S and now - self._last > EVERY_S:
            self._last, self._shown = now, True
            rate = self._count / (now - self._start)
            self._stream.write(f"\r\x1b[K{t('progress.reading')} {self._count:,} ({rate:,.0f}/s)")
            self._stream.flush()

    def clear(self) -> None:
        """Take the line away, before something else is written."""
        if self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
            self._shown = False

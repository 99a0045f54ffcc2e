"""Large answers as they are sent: packed once, by whoever works them out, not by the one thread that sends all."""

from __future__ import annotations

import gzip
import hashlib
from typing import NamedTuple, Self

#: As the server packs other answers.
LEVEL = 5


class Packed(NamedTuple):
    """An answer, gzipped. tag: by which a browser can ask whether it still stands."""

    tag: str
    data: bytes

    @classmethod
    def of(cls, made: bytes) -> Self:
        """Pack an answer."""
        return cls(f'"{hashlib.blake2b(made, digest_size=12).hexdigest()}"', gzip.compress(made, LEVEL, mtime=0))

    @property
    def plain(self) -> bytes:
        """The answer itself."""
        return gzip.decompress(self.data)

"""What a text is compared by: its folded words in runs of a few, and a short sketch of them by which copies find each other.

Spelling (hamza, marks, digits), punctuation, white space and the order of paragraphs make no difference to speak of; a text that was cut
or added to shares most of its runs with the other. The sketch is MinHash: the share of values that two sketches have in common is about
the share of runs that two texts have in common.
"""

from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Sequence

from rasid.text.fold import fold_whole

#: Words in a run; values in a sketch, cut into bands: two texts are compared when all values of some band agree.
RUN, BANDS, ROWS = 5, 32, 3
#: Fewer runs than this are too few to tell a copy by: then only the very same words are.
FEWEST = 12
#: Raised when any of this changes: sketches made otherwise are made anew.
FORM = "1"
_SEED = 7
_WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    """The folded words and numbers of a text."""
    return _WORD.findall(fold_whole(text).lower())


def runs(of: Sequence[str]) -> set[str]:
    """Every run of `RUN` words; all of them as one when there are no more."""
    if len(of) <= RUN:
        return {" ".join(of)} if of else set()
    return {" ".join(of[n : n + RUN]) for n in range(len(of) - RUN + 1)}


def whole(of: Sequence[str]) -> int:
    """A signed number of 64 bits for all words in their order."""
    return _number(" ".join(of).encode())


def bands(found: set[str]) -> list[int]:
    """A signed number of 64 bits for each band of the sketch of these runs; none for fewer than `FEWEST`."""
    if len(found) < FEWEST:
        return []
    from rensa import RMinHash  # type: ignore[import-untyped]

    sketch = RMinHash(num_perm=BANDS * ROWS, seed=_SEED)
    sketch.update(list(found))
    values = sketch.digest()
    return [_number(struct.pack(f"<{ROWS + 1}I", n, *values[n * ROWS : (n + 1) * ROWS])) for n in range(BANDS)]


def _number(data: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "big", signed=True)

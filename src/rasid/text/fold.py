"""Folding of Arabic spelling: one spelling for what the press writes in several.

أإآٱ→ا, ى→ي, ة→ه, ؤ→و, ئ→ي; Persian ی and ک to ي and ك; marks, tatweel, bidi and zero-width characters go away.
`fold_word` is for single words (the reader's hot path); `fold` keeps an offset map into the original.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from typing import Final

MARKS: Final = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0640"
INVISIBLE: Final = "\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad\u061c"
_MARK_FORMS: Final = "\ufe70-\ufe7f"  # marks standing alone in old encodings
_DROP: Final = re.compile(f"[{MARKS}{INVISIBLE}{_MARK_FORMS}]+")
_LETTERS: Final = {
    "أ": "ا",
    "إ": "ا",
    "آ": "ا",
    "ٱ": "ا",
    "ى": "ي",
    "ی": "ي",
    "ې": "ي",
    "ة": "ه",
    "ۀ": "ه",
    "ە": "ه",
    "ؤ": "و",
    "ئ": "ي",
    "ک": "ك",
    "ڪ": "ك",
    "گ": "ك",
    "چ": "ج",
    "پ": "ب",
    "ڤ": "ف",
    "ڨ": "ق",
    "ژ": "ز",
}
_DIGITS: Final = {**{chr(0x660 + i): str(i) for i in range(10)}, **{chr(0x6F0 + i): str(i) for i in range(10)}}
_TABLE: Final = str.maketrans({**_LETTERS, **_DIGITS, "٬": ",", "٫": "."})
#: letters by shape, as old pages and PDF files have them: each stands for one plain letter, lam-alef for two
_SHAPED: Final = "\ufb50-\ufbb1\ufbd3-\ufbff\ufe80-\ufefc"
_SHAPES: Final = re.compile(f"[{_SHAPED}]+")
#: words of the letters of Arabic alone, as nearly all are, and those of them that change
_PLAIN: Final = re.compile("[\u0621-\u063a\u0641-\u064a ]+").fullmatch
_USUAL: Final = tuple((k, _LETTERS[k]) for k in "أةىإئآؤ")
_CHANGES: Final = re.compile(f"[{MARKS}{INVISIBLE}{_MARK_FORMS}]+|[{_SHAPED}]")


#: words that were folded, and how many are remembered; a dictionary, which compiled code asks in a third of the time of lru_cache
_FOLDED: Final[dict[str, str]] = {}
_REMEMBERED: Final = 1 << 16


def fold_word(word: str) -> str:
    """The folded spelling of one word or phrase; white space is left alone."""
    found = _FOLDED.get(word)
    if found is None:
        if len(_FOLDED) >= _REMEMBERED:
            _FOLDED.clear()
        found = _FOLDED[word] = fold_whole(word)
    return found


def fold_whole(text: str) -> str:
    """The same of a text that is not worth remembering."""
    if text.isascii():
        return text
    if _PLAIN(text) is not None:
        return fold_letters(text)
    if _CHANGES.search(text):
        text = _DROP.sub("", _SHAPES.sub(_plain, text))
    return text.translate(_TABLE)


def fold_letters(text: str) -> str:
    """The same of a text that is known to be of the letters of Arabic alone."""
    for written, spelt in _USUAL:
        if written in text:
            text = text.replace(written, spelt)
    return text


def _plain(shaped: re.Match[str]) -> str:
    """Plain letters for letters written by their shape."""
    return _DROP.sub("", unicodedata.normalize("NFKC", shaped.group()))


class Folded:
    """A folded text with the way back: `span(a, b)` gives the original offsets of folded[a:b]."""

    __slots__ = ("_jumps", "_shift", "text")

    def __init__(self, original: str) -> None:
        pieces: list[str] = []
        jumps, shift = [0], [0]  # from folded character jumps[n] on, an original offset is shift[n] further
        kept = at = 0
        for change in _CHANGES.finditer(original):
            pieces.append(original[at : change.start()])
            kept += change.start() - at
            at = change.end()
            letters = _plain(change) if _SHAPES.match(change.group()) else ""
            for n in range(1, len(letters)):  # every letter of a ligature stands where the ligature does
                jumps.append(kept + n)
                shift.append(change.start() - kept - n)
            pieces.append(letters)
            kept += len(letters)
            jumps.append(kept)
            shift.append(at - kept)
        pieces.append(original[at:])
        self.text = "".join(pieces).translate(_TABLE)
        self._jumps, self._shift = jumps, shift

    def offset(self, at: int) -> int:
        """The original offset of the folded character `at`."""
        return at + self._shift[bisect_right(self._jumps, at) - 1]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Original offsets [start, end) of a folded slice; marks that follow its last letter are left out."""
        if start >= end:
            at = self.offset(start)
            return at, at
        return self.offset(start), self.offset(end - 1) + 1


def fold(text: str) -> Folded:
    """Fold a whole text and keep its offset map."""
    return Folded(text)

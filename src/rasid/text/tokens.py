"""Tokens of a report: words, numbers and punctuation with their places in the original text.

A `Doc` keeps parallel lists instead of token objects: the reader walks them thousands of times a second.
Offsets are into `doc.full` = title + "\\n" + text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from rasid.text.fold import INVISIBLE, MARKS

_AR: Final = f"\u0621-\u063a\u0641-\u064a\u0671-\u06d3\u06fa-\u06ff\ufb50-\ufdff\ufe70-\ufefc{MARKS}"
_TOKEN: Final = re.compile(
    rf"[{_AR}]++(?![{INVISIBLE}])|[{_AR}]+(?:[{INVISIBLE}]+[{_AR}]+)*"  # Arabic word
    r"|[\d\u0660-\u0669\u06f0-\u06f9]+(?:[.,٫٬][\d\u0660-\u0669\u06f0-\u06f9]+)*"  # number
    r"|[A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f'’.-]*"  # Latin word
    r"|\.{2,}|…"  # ellipsis
    r"|[^\s\w]"  # any other mark
)
_WHOLE: Final = re.compile(f"[{_AR}]+").fullmatch
OPENING: Final = "“«„‹"
CLOSING: Final = "”»›"
_STOP: Final = {"؟", "!", "?", "\n"}
_ABBREVIATION: Final = re.compile(r"^(?:[أابدهجم]|د|م|أ\.د|ا)$")
#: whatever ends a sentence, may cut one, or quotes; runs of full stops besides
_MARKS: Final = _STOP | frozenset(f'…،,؛;"{OPENING}{CLOSING}')
#: a token, its offset in its piece, and whether it may end a sentence or quote
Piece = tuple[str, int, bool]
#: marks that stand right behind a word
_BEHIND: Final = frozenset('،؛.:؟!»)"”')
#: what stands between spaces, as news repeats it: whole words, and pieces of several tokens or of marks
_WORDS: Final[dict[str, str]] = {}
_PIECES: Final[dict[str, list[Piece]]] = {}
_REMEMBERED: Final = 1 << 15  # of each; 10 MB in all
_LONGEST: Final = 40  # characters of a piece that is worth remembering
MAX_SENTENCE: Final = 220  # tokens; a longer run (lists, scraped menus) is cut at a comma


class Doc:
    """The tokens of one report.

    raw: the tokens as written; start, end: their offsets in full; sents: token ranges [lo, hi) of sentences;
    quotes: token ranges (open, close) of quotation marks, nested ones after their outer one;
    title_end: the first token after the title's line.
    """

    __slots__ = ("end", "full", "published", "quotes", "raw", "sents", "start", "title_end", "title_len")

    def __init__(self, title: str, text: str, published: str = "") -> None:
        self.full = f"{title}\n{text}"
        self.title_len = len(title)
        self.published = published
        raw: list[str] = []
        start: list[int] = []
        end: list[int] = []
        marks: list[int] = []
        at = -1
        for line in self.full.split("\n"):  # no token has a space or the end of a line in it, but for that end itself
            if at >= 0:
                marks.append(len(raw))
                raw.append("\n")
                start.append(at)
                end.append(at + 1)
            at += 1
            for piece in line.split(" "):
                word = _WORDS.get(piece)
                if word is not None:
                    raw.append(word)
                    start.append(at)
                    at += len(word)
                    end.append(at)
                elif piece:
                    for t, off, mark in _pieces(piece):
                        if mark:
                            marks.append(len(raw))
                        raw.append(t)
                        start.append(at + off)
                        end.append(at + off + len(t))
                    at += len(piece)
                at += 1
            at -= 1
        self.raw, self.start, self.end = raw, start, end
        self.title_end = bisect_left(start, len(title))
        self.sents = _sentences(raw, start, end, marks)
        self.quotes = _quotes(raw, start, end, marks)

    def __len__(self) -> int:
        return len(self.raw)

    def text(self, lo: int, hi: int) -> str:
        """The original characters of tokens [lo, hi)."""
        return self.full[self.start[lo] : self.end[hi - 1]] if hi > lo else ""


def _pieces(piece: str) -> list[Piece]:
    """The tokens of what stands between two spaces."""
    last = piece[-1]
    if last in _BEHIND and (core := _word(piece[:-1])):
        return [(core, 0, False), (last, len(core), last in _MARKS or last == ".")]
    if word := _word(piece):
        return [(word, 0, False)]
    known = _PIECES.get(piece)
    if known is not None:
        return known
    found = [(m.group(), m.start(), m.group() in _MARKS or m.group()[0] == ".") for m in _TOKEN.finditer(piece)]
    if len(piece) <= _LONGEST:
        if len(_PIECES) >= _REMEMBERED:
            _PIECES.clear()
        _PIECES[piece] = found
    return found


def _word(piece: str) -> str:
    """A piece that is one Arabic word, remembered; else ""."""
    word = _WORDS.get(piece)
    if word is not None:
        return word
    if len(piece) > _LONGEST or _WHOLE(piece) is None:
        return ""
    if len(_WORDS) >= _REMEMBERED:
        _WORDS.clear()
    _WORDS[piece] = piece
    return piece


def _sentences(raw: Sequence[str], start: Sequence[int], end: Sequence[int], marks: Sequence[int]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    lo = 0
    n = len(raw)
    for i in marks:
        t = raw[i]
        if t in _STOP or ((t == "." or t == "…" or t[0] == ".") and _ends(raw, start, end, i)):
            hi = i + 1
            if i > lo and t != "\n" and hi < n and raw[hi] in '”»")' and start[hi] == end[i]:
                hi += 1  # the closing mark belongs to the sentence it closes
            if i > lo:
                out.append((lo, hi))
            lo = max(lo, hi)
        elif i - lo >= MAX_SENTENCE and t in "،,؛;":
            out.append((lo, i + 1))
            lo = i + 1
    if lo < n:
        out.append((lo, n))
    return out


def _ends(raw: Sequence[str], start: Sequence[int], end: Sequence[int], i: int) -> bool:
    """Whether the full stop at i ends a sentence: not after a one-letter abbreviation ("د. أحمد"), not inside a word."""
    if raw[i] != ".":
        return True
    if i and start[i] == end[i - 1] and len(raw[i - 1]) == 1 and _ABBREVIATION.match(raw[i - 1]):
        return i + 1 >= len(raw) or raw[i + 1] == "\n"
    return True


def _quotes(raw: Sequence[str], start: Sequence[int], end: Sequence[int], marks: Sequence[int]) -> list[tuple[int, int]]:
    """Pairs of quotation marks; a straight mark opens when it leans on the word after it. Unclosed ones end with the line."""
    out: list[tuple[int, int]] = []
    stack: list[tuple[str, int]] = []
    for i in marks:
        t = raw[i]
        if t == "\n":
            stack.clear()
        elif t in OPENING or (t == "”" and _opens(raw, start, end, i, stack)):
            stack.append((t, i))
        elif t in CLOSING or (t == "“" and stack and stack[-1][0] in "“„"):
            if stack:
                out.append((stack.pop()[1], i))
        elif t == '"':
            if stack and stack[-1][0] == '"':
                out.append((stack.pop()[1], i))
            else:
                stack.append((t, i))
    out.sort()
    return out


def _opens(raw: Sequence[str], start: Sequence[int], end: Sequence[int], i: int, stack: list[tuple[str, int]]) -> bool:
    """A closing curly mark used as an opening one ("و”قسد”"): nothing is open, and a word stands right after it."""
    if stack:
        return False
    return i + 1 < len(raw) and start[i + 1] == end[i] and raw[i + 1][0].isalnum()

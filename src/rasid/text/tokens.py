"""Tokens of a report: words, numbers and punctuation with their places in the original text.

A `Doc` keeps parallel lists instead of token objects: the reader walks them thousands of times a second.
Offsets are into `doc.full` = title + "\\n" + text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final

from rasid.text.fold import INVISIBLE, MARKS

_AR: Final = f"\u0621-\u063a\u0641-\u064a\u0671-\u06d3\u06fa-\u06ff\ufb50-\ufdff\ufe70-\ufefc{MARKS}"
_TOKEN: Final = re.compile(
    rf"[{_AR}]++(?![{INVISIBLE}])|[{_AR}]+(?:[{INVISIBLE}]+[{_AR}]+)*"  # Arabic word
    r"|[\d\u0660-\u0669\u06f0-\u06f9]+(?:[.,٫٬][\d\u0660-\u0669\u06f0-\u06f9]+)*"  # number
    r"|[A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f'’.-]*"  # Latin word
    r"|\.{2,}|…"  # ellipsis
    rf"|[^\s\w{INVISIBLE}]"  # any other mark
)
_WHOLE: Final = re.compile(f"[{_AR}]+").fullmatch
_LETTERS: Final = re.compile("[\u0621-\u063a\u0641-\u064a]+").fullmatch
OPENING: Final = "“«„‹"
CLOSING: Final = "”»›"
_STOP: Final = {"؟", "!", "?", "\n"}
_ABBREVIATION: Final = re.compile(r"^(?:[أابدهجم]|د|م|أ\.د|ا)$")
#: whatever ends a sentence, may cut one, or quotes; runs of full stops besides
_MARKS: Final = _STOP | frozenset(f'…،,؛;"{OPENING}{CLOSING}')
#: marks that stand right behind a word
_BEHIND: Final = frozenset('،؛.:؟!»)"”')
#: tokens that are remembered, and as many that were seen before them: with what the analyser keeps of them 90 MB
_REMEMBERED = 3 << 14
_LONGEST: Final = 40  # characters of what is worth remembering
MAX_SENTENCE: Final = 220  # tokens; a longer run (lists, scraped menus) is cut at a comma


class Token:
    """A surface form. mark: whether it may end or cut a sentence, or quotes; plain: whether it is an Arabic word without invisible
    characters, and letters: whether it has no vowel signs either; word: what the analyser that saw it last keeps of it."""

    __slots__ = ("letters", "mark", "plain", "text", "word")

    def __init__(self, text: str, plain: bool, letters: bool) -> None:
        self.text = text
        self.mark = not plain and (text in _MARKS or text[0] == ".")
        self.letters = letters or _LETTERS(text) is not None
        self.plain = plain or self.letters or _WHOLE(text) is not None
        self.word: object = None


#: a token and its offset in what stands between two spaces
Piece = tuple[Token, int]


class Memory:
    """Tokens as news repeats them, the last used ones. fresh: by their text; older: those seen before the fresh ones;
    pieces: what stands between two spaces and is several tokens."""

    __slots__ = ("fresh", "older", "pieces")

    def __init__(self) -> None:
        self.fresh: dict[str, Token] = {}
        self.older: dict[str, Token] = {}
        self.pieces: dict[str, list[Piece]] = {}

    def token(self, text: str, plain: bool = False, letters: bool = False) -> Token:
        """The token of a text that is one. plain, letters: whether it is known to be an Arabic word, and one without signs."""
        found = self.fresh.get(text)
        if found is not None:
            return found
        t = self.older.pop(text, None) if text in self.older else None
        if t is None:
            t = Token(text, plain, letters)
        if len(text) <= _LONGEST:
            if len(self.fresh) >= _REMEMBERED:
                self.fresh, self.older = {}, self.fresh
            self.fresh[text] = t
        return t

    def split(self, piece: str) -> list[Piece]:
        """The tokens of what stands between two spaces."""
        if piece in self.older:
            return [(self.token(piece), 0)]
        if _LETTERS(piece) is not None:
            return [(self.token(piece, True, True), 0)]
        last, core = piece[-1], piece[:-1]
        if last in _BEHIND and self.whole(core):
            return [(self.token(core, True), 0), (self.token(last), len(core))]
        if _WHOLE(piece) is not None:
            return [(self.token(piece, True), 0)]
        known = self.pieces.get(piece)
        if known is not None:
            return known
        found = [(self.token(m.group()), m.start()) for m in _TOKEN.finditer(piece)]
        if len(piece) <= _LONGEST:
            if len(self.pieces) >= _REMEMBERED:
                self.pieces.clear()
            self.pieces[piece] = found
        return found

    def whole(self, piece: str) -> bool:
        """Whether a piece is one Arabic word."""
        t = self.fresh.get(piece) or self.older.get(piece)
        return t.plain if t is not None else _WHOLE(piece) is not None


SEEN = Memory()
_LINE: Final = Token("\n", False, False)


class Doc:
    """The tokens of one report.

    tokens, raw: its tokens, and as written; start: their offsets in full; sents: token ranges [lo, hi) of sentences;
    quotes: token ranges (open, close) of quotation marks, nested ones after their outer one;
    title_end: the first token after the title's line.
    """

    __slots__ = ("full", "published", "quotes", "raw", "sents", "start", "title_end", "title_len", "tokens")

    def __init__(self, title: str, text: str, published: str = "") -> None:
        self.full = f"{title}\n{text}"
        self.title_len = len(title)
        self.published = published
        tokens: list[Token] = []
        start: list[int] = []
        marks: list[int] = []
        at, seen = 0, SEEN
        pieces = self.full.replace("\n", " \n ").split(" ")  # no token has a space or the end of a line in it, but for that end itself
        # all at once: each is somewhere else in memory, and the processor need not wait for one to look for the next
        known = list(map(seen.fresh.get, pieces))
        for n, t in enumerate(known):
            piece = pieces[n]
            if t is not None:
                if t.mark:
                    marks.append(len(tokens))
                tokens.append(t)
                start.append(at)
                at += len(piece) + 1
            elif piece == "\n":
                marks.append(len(tokens))
                tokens.append(_LINE)
                start.append(at - 1)
            elif piece:
                t = seen.fresh.get(piece[:-1])
                if t is not None and t.plain and piece[-1] in _BEHIND:  # a known word with a mark behind it
                    tokens.append(t)
                    start.append(at)
                    at += len(piece)
                    t = seen.token(piece[-1])
                    if t.mark:
                        marks.append(len(tokens))
                    tokens.append(t)
                    start.append(at - 1)
                    at += 1
                    continue
                for t, off in seen.split(piece):
                    if t.mark:
                        marks.append(len(tokens))
                    tokens.append(t)
                    start.append(at + off)
                at += len(piece) + 1
            else:
                at += 1
        raw = [t.text for t in tokens]
        self.tokens = tokens
        self.raw, self.start = raw, start
        self.title_end = bisect_left(start, len(title))
        self.sents = _sentences(raw, start, marks)
        self.quotes = _quotes(raw, start, marks)

    def __len__(self) -> int:
        return len(self.raw)

    def text(self, lo: int, hi: int) -> str:
        """The original characters of tokens [lo, hi)."""
        return self.full[self.start[lo] : self.end(hi - 1)] if hi > lo else ""

    def end(self, k: int) -> int:
        """The offset in full behind token k."""
        return self.start[k] + len(self.raw[k])


def _sentences(raw: list[str], start: list[int], marks: list[int]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    lo = 0
    n = len(raw)
    for i in marks:
        t = raw[i]
        if t in _STOP or ((t == "." or t == "…" or t[0] == ".") and _ends(raw, start, i)):
            hi = i + 1
            if i > lo and t != "\n" and hi < n and raw[hi] in '”»")' and start[hi] == start[i] + len(t):
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


def _ends(raw: list[str], start: list[int], i: int) -> bool:
    """Whether the full stop at i ends a sentence: not after a one-letter abbreviation ("د. أحمد"), not inside a word."""
    if raw[i] != ".":
        return True
    if i and len(raw[i - 1]) == 1 and start[i] == start[i - 1] + 1 and _ABBREVIATION.match(raw[i - 1]):
        return i + 1 >= len(raw) or raw[i + 1] == "\n"
    return True


def _quotes(raw: list[str], start: list[int], marks: list[int]) -> list[tuple[int, int]]:
    """Pairs of quotation marks; a straight mark opens when it leans on the word after it. Unclosed ones end with the line."""
    out: list[tuple[int, int]] = []
    stack: list[tuple[str, int]] = []
    for i in marks:
        t = raw[i]
        if t == "\n":
            stack.clear()
        elif t in OPENING or (t == "”" and _opens(raw, start, i, stack)):
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


def _opens(raw: list[str], start: list[int], i: int, stack: list[tuple[str, int]]) -> bool:
    """A closing curly mark used as an opening one ("و”قسد”"): nothing is open, and a word stands right after it."""
    if stack:
        return False
    return i + 1 < len(raw) and start[i + 1] == start[i] + len(raw[i]) and raw[i + 1][0].isalnum()

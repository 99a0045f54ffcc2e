"""Very large JSON read piece by piece: the objects of its arrays one at a time, in the memory of one.

A parser of the whole would need the file in memory; one that streams would give up at the first invalid escape, which real
exports have. So only strings and brackets are followed here, and each object is given out as the bytes it was written in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

CHUNK = 1 << 20
#: Deeper than this no export nests what stands around its messages.
MAX_DEPTH = 64
#: Deeper than this no message nests.
MAX_INNER_DEPTH = 1000
#: Strings around the messages are kept up to this length: names of chats.
MAX_KEPT = 4096
_OUTSIDE = re.compile(
    rb'(?:[^{}\[\]"]++|"(?:[^"\\]++|\\.)*+"'
    rb'|[{\[](?:[^{}\[\]"]++|"(?:[^"\\]++|\\.)*+")*+[}\]])*+',  # what holds no other brackets, in one go
    re.S,
)
_INSIDE = re.compile(rb'(?:[^"\\]++|\\.)*+', re.S)
_SPACE = re.compile(rb"[\s,:\xef\xbb\xbf]*+")
_SCALAR = re.compile(rb"[^\s,:{}\[\]\"]++")
_ESCAPE = re.compile(rb'\\(?:u[0-9A-Fa-f]{4}|["\\/bfnrt]|(x[0-9A-Fa-f]{2})|(.?))', re.S)
_BARE = re.compile(rb'("\s*:\s*)(?!true\b|false\b|null\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\s*[,}\]\n])([^\s"\[{,}\]][^\n"]*?)(\s*,?\s*\n)')
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_LINE_IN_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"', re.S)


class Piece(msgspec.Struct, frozen=True):
    """One object of an array `key`. raw: its bytes, None when it is larger than the limit; around: what stands beside the array."""

    raw: bytes | None
    around: dict[str, str]


class BrokenJsonError(Exception):
    """The JSON ends in the middle, or is none; what was given out before stands."""


class _Frame(msgspec.Struct):
    is_object: bool
    key: str = ""
    awaits_value: bool = False
    fields: dict[str, str] = {}


class Splitter:
    """Reads one JSON document. limit: bytes that one object may have."""

    def __init__(self, file: BinaryIO, limit: int) -> None:
        self._file, self._limit = file, limit
        self._buf = b""
        self._at = 0
        self._ended = False

    def pieces(self, key: str) -> Iterator[Piece]:
        """The objects of every array that stands under `key`, at any depth but not within each other. Raises BrokenJsonError."""
        stack: list[_Frame] = []
        while True:
            self._at = self._matched(_SPACE)
            c = self._buf[self._at : self._at + 1]
            if not c:
                if stack or not self._ended:
                    raise BrokenJsonError("unexpected end")
                return
            if c in b"{[":
                if c == b"{" and len(stack) > 1 and not stack[-1].is_object and stack[-2].key == key:
                    yield Piece(self._object(), stack[-2].fields)
                    continue
                self._at += 1
                stack.append(_Frame(c == b"{"))
                if len(stack) > MAX_DEPTH:
                    raise BrokenJsonError("nested too deeply")
            elif c in b"}]":
                self._at += 1
                if not stack:
                    raise BrokenJsonError("closed more than it opened")
                stack.pop()
                if stack:
                    stack[-1].awaits_value = False
                elif self._nothing_follows():
                    return
            else:
                value = self._string() if c == b'"' else self._scalar()
                if stack:
                    _take(stack[-1], value)

    def _nothing_follows(self) -> bool:
        self._at = self._matched(_SPACE)
        return self._at >= len(self._buf)

    def _fill(self, keep: int) -> bool:
        """Read on. keep: where what is still needed begins in the buffer; positions move by that much."""
        chunk = self._file.read(CHUNK)
        self._ended = not chunk
        self._buf = self._buf[keep:] + chunk
        self._at -= keep
        return bool(chunk)

    def _matched(self, pattern: re.Pattern[bytes]) -> int:
        """Where a run of a pattern that needs no memory ends."""
        while True:
            m = pattern.match(self._buf, self._at)
            end = m.end() if m else self._at
            if end < len(self._buf):
                return end
            self._at = end
            if not self._fill(end):
                return self._at

    def _string(self) -> str:
        """A string outside the messages, its first bytes only when it is long."""
        self._at += 1
        kept = b""
        while True:
            m = _INSIDE.match(self._buf, self._at)
            end = m.end() if m else self._at
            if len(kept) < MAX_KEPT:
                kept += self._buf[self._at : min(end, self._at + MAX_KEPT)]
            self._at = end
            if self._buf[end : end + 1] == b'"':
                self._at += 1
                value = decoded(b'"' + kept + b'"')
                return value if isinstance(value, str) else kept.decode("utf-8", "replace")
            if not self._fill(end):
                raise BrokenJsonError("unexpected end of a string")

    def _scalar(self) -> str:
        begin = self._buf[self._at : self._at + 64]
        m = _SCALAR.match(begin)
        self._at = self._matched(_SCALAR)
        return m.group().decode("utf-8", "replace") if m else ""

    def _object(self) -> bytes | None:
        """The bytes of the object that begins here; None when there are more than the limit."""
        start, p, depth, inside, whole = self._at, self._at + 1, 1, False, True
        while True:
            m = (_INSIDE if inside else _OUTSIDE).match(self._buf, p)
            p = m.end() if m else p
            c = self._buf[p : p + 1]
            if not c or (inside and c == b"\\"):
                if whole and p - start > self._limit:
                    whole = False
                kept = start if whole else p
                self._at = p
                if not self._fill(kept):
                    raise BrokenJsonError("unexpected end of an object")
                start, p = (start - kept if whole else self._at), self._at
                continue
            p += 1
            if c == b'"':
                inside = not inside
            elif c in b"{[":
                depth += 1
                if depth > MAX_INNER_DEPTH:
                    raise BrokenJsonError("nested too deeply")
            else:
                depth -= 1
                if not depth:
                    self._at = p
                    return self._buf[start:p] if whole and p - start <= self._limit else None


def _take(frame: _Frame, value: str) -> None:
    """A string or scalar: a key, or the value of the key before it."""
    if not frame.is_object:
        return
    if frame.awaits_value:
        frame.fields.setdefault(frame.key, value)
        frame.awaits_value = False
    else:
        frame.key, frame.awaits_value = value, True


def decoded(raw: bytes) -> object | BrokenJsonError:
    """The value of a piece of JSON, mended where exporters are known to go wrong; BrokenJsonError with the parser's words when it is none.

    Mended: escapes that JSON does not have (\\x0C), control characters in strings, values without their quotes, broken UTF-8.
    """
    try:
        return _value(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        reason = str(error).removeprefix("JSON is malformed: ")
    mended = raw.decode("utf-8", "replace").encode()
    mended = _BARE.sub(lambda m: m[1] + b'"' + m[2].replace(b"\\", b"\\\\") + b'"' + m[3], mended)
    mended = _LINE_IN_STRING.sub(lambda m: _string_mended(m[0]), mended)
    try:
        return _value(mended)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return BrokenJsonError(reason)


def _value(raw: bytes) -> object:
    value: object = msgspec.json.decode(raw)
    return value


def _string_mended(string: bytes) -> bytes:
    out = _ESCAPE.sub(lambda m: b"\\u00" + m[1][1:] if m[1] else b"\\\\" + m[2] if m[2] is not None else m[0], string)
    out = out.replace(b"\r\n", b"\\n").replace(b"\n", b"\\n").replace(b"\t", b"\\t").replace(b"\r", b"\\n")
    return _CONTROL.sub(lambda m: b"\\u%04x" % m[0][0], out)

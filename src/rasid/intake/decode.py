"""From bytes to text: compression, byte-order marks, UTF-8 and UTF-16, and the legacy code pages of the Arab press."""

from __future__ import annotations

import codecs
import re
import zlib

import msgspec

from rasid.intake.failure import Failure

#: Code pages tried when bytes are not Unicode; the one that gives the most plausible Arabic wins.
LEGACY = ("cp1256", "iso8859_6")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ARABIC = re.compile("[\u0621-\u064a]")
_FOREIGN = re.compile("[^\\W\\d_\u0621-\u0652A-Za-z]|[\u0080-\u009f]")
_COMMON = re.compile("(?<!\\w)(?:في|من|على|إلى|الى|عن|أن|ان|ال[\u0621-\u064a]{3,})(?!\\w)")
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,30})", re.I)
#: A file with more control characters than this share is not text.
MAX_CONTROLS = 0.05
#: Broken UTF-8 is mended (U+FFFD) when at most this share of the characters is lost, as in a cut-off download.
MAX_BROKEN = 0.002


class Decoded(msgspec.Struct, frozen=True):
    """Text with the encoding it was in; broken counts the characters that could not be decoded."""

    text: str
    encoding: str
    broken: int = 0


def unzip(data: bytes, limit: int) -> bytes:
    """The first limit + 1 bytes of a gzip stream, so that no bomb fills the memory. Raises ValueError if broken."""
    out: list[bytes] = []
    have = 0
    while data and have <= limit:
        machine = zlib.decompressobj(wbits=31)
        try:
            piece = machine.decompress(data, limit + 1 - have)
        except zlib.error as error:
            raise ValueError(str(error)) from error
        out.append(piece)
        have += len(piece)
        if not machine.eof and have <= limit:
            raise ValueError("unexpected end")
        data = machine.unused_data
    return b"".join(out)


def decode(data: bytes, where: str, declared: str = "") -> Decoded | Failure:
    """Bytes as text, or the Failure that says why they are not (binary, bad_encoding).

    declared: the encoding that a server or file gives for them; believed only when the bytes themselves agree.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding, where)
    if b"\0" in data[:65536]:
        wide = _wide(data)
        return _strict(data, wide, where) if wide else Failure(where, "binary")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _mended(data) or _legacy(data, where, declared)
    return _checked(Decoded(text, "utf-8"), where)


def _checked(found: Decoded, where: str) -> Decoded | Failure:
    controls = len(_CONTROL.findall(found.text))
    return Failure(where, "binary") if controls > MAX_CONTROLS * len(found.text) + 2 else found


def _strict(data: bytes, encoding: str, where: str) -> Decoded | Failure:
    """Text of an encoding that the bytes themselves declare; an odd byte at the end is a cut-off download."""
    text = data.decode(encoding, errors="replace")
    broken = text.count("\ufffd")
    if broken > MAX_BROKEN * len(text) + 1:
        return Failure(where, "bad_encoding")
    return _checked(Decoded(text, encoding, broken), where)


def _wide(data: bytes) -> str:
    """utf-16-le or -be for text without a mark, "" for other bytes: one half of each pair is a Latin or Arabic page."""
    head = data[:4096]
    pairs = len(head) // 2
    if not pairs:
        return ""
    for encoding, high in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
        pages = high.count(0) + high.count(6) + high.count(0x20)
        if pages > 0.9 * pairs and len(set(high)) < 0.2 * pairs + 6:
            text = head[: pairs * 2].decode(encoding, errors="replace")
            if len(_ARABIC.findall(text)) + sum(c.isascii() and c.isalpha() for c in text) > 0.4 * len(text):
                return encoding
    return ""


def _mended(data: bytes) -> Decoded | None:
    """UTF-8 with a few broken bytes (cut off in the middle of a letter), or None when it is no UTF-8 at all."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    wide = sum(1 for c in text if c > "\x7f") - broken
    if wide > 20 * broken and broken <= MAX_BROKEN * len(text) + 1:
        return Decoded(text, "utf-8", broken)
    return None


def plausible(text: str) -> float:
    """How much like Arabic prose a text looks, 0 to 1: Arabic letters among the others, and its commonest words."""
    arabic, foreign = len(_ARABIC.findall(text)), len(_FOREIGN.findall(text))
    if not arabic or "\ufffd" in text:
        return 0.0
    words = len(text.split())
    common = len(_COMMON.findall(text))
    return arabic / (arabic + 2 * foreign) * min(1.0, 4 * common / max(words, 4))


def _legacy(data: bytes, where: str, declared: str) -> Decoded | Failure:
    meta = _META_CHARSET.search(data[:4096])
    names = [n for n in (declared, meta.group(1).decode("ascii") if meta else "", *LEGACY) if n and _is_text_codec(n)]
    best, best_score = None, 0.0
    for name in names:
        try:
            text = data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
        score = plausible(text[:20000])
        if score > best_score:
            best, best_score = Decoded(text, name), score
    if best is not None and best_score >= 0.35:
        return _checked(best, where)
    return _detected(data, where)


def _is_text_codec(name: str) -> bool:
    """Whether a name from outside is that of an encoding: Python also has codecs that unpack, and idna, which takes hours."""
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return False
    return found._is_text_encoding and found.name not in ("idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined")


def _detected(data: bytes, where: str) -> Decoded | Failure:
    """Whatever other code page fits, so that a French report is called French rather than unreadable."""
    from charset_normalizer import from_bytes

    sample = data[:50000]
    match = from_bytes(sample, threshold=0.15).best()
    if match is None or match.encoding in {"ascii", "utf_8"}:
        return Failure(where, "bad_encoding")
    try:
        text = data.decode(match.encoding)
    except (UnicodeDecodeError, LookupError):
        return Failure(where, "bad_encoding")
    letters = sum(c.isalpha() or c.isspace() for c in text[:5000])
    if letters < 0.7 * len(text[:5000]):
        return Failure(where, "bad_encoding")
    return _checked(Decoded(text, match.encoding), where)

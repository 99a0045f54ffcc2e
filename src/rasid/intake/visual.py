"""From the order in which letters stand on a page to the order in which they are read.

PDF says where glyphs stand, not how they are read: Arabic comes as shapes, from left to right, with numbers and Latin words inside.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

import msgspec

_PAIRS = ("()", "[]", "{}", "«»", "“”")
_INSIDE_NUMBER = frozenset(".,:/-%٫٬+")
_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]+")
_SPACES = re.compile(r"[^\S\n]+")
_LIGATURE_L = re.compile("[\ufb00-\ufb06]")
#: A gap of this part of the height of letters is a space.
_GAP = 0.2
#: Lines that end this near to the end of the widest are wrapped there.
_WRAPPED = 0.12
_TALLER = 1.25


class Glyph(msgspec.Struct, frozen=True):
    """A letter on a page: its left, bottom, right and top in points."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


class Line(msgspec.Struct, frozen=True):
    """A line as it is read, with its ends on the page."""

    text: str
    left: float
    right: float
    height: float


def line_of(glyphs: Sequence[Glyph]) -> Line | None:
    """The line that glyphs make, whatever the order they are given in; None when there are only spaces."""
    letters = [g for g in glyphs if g.text.strip()]
    if not letters:
        return None
    clusters = _clusters(letters)
    height = sorted(g.top - g.bottom for g in letters)[len(letters) * 9 // 10] or 1.0
    spaces = [(g.left + g.right) / 2 for g in glyphs if not g.text.strip() and g.right > g.left]
    seen: list[str] = []
    for n, (text, left, _) in enumerate(clusters):
        if n:
            before = clusters[n - 1][2]
            marked = len(text) > 1 or len(clusters[n - 1][0]) > 1  # then the ends of the letter are not sure
            if left - before > _GAP * height * (1.25 if marked else 1.0) or any(before - 0.3 <= s <= left + 0.3 for s in spaces):
                seen.append(" ")
        seen.append(text)
    return Line(plain(read_order(seen)), clusters[0][1], max(c[2] for c in clusters), height)


def _clusters(letters: list[Glyph]) -> list[tuple[str, float, float]]:
    """Letters from left to right with the marks that stand on them, and their ends."""
    bases = sorted((g for g in letters if not is_mark(g.text)), key=lambda g: (g.left + g.right) / 2)
    texts = [[g.text] for g in bases]
    for mark in (g for g in letters if is_mark(g.text)):
        middle = (mark.left + mark.right) / 2
        if bases:
            nearest = min(range(len(bases)), key=lambda n: abs((bases[n].left + bases[n].right) / 2 - middle))
            texts[nearest].append(mark.text)
    return [("".join(t), g.left, g.right) for t, g in zip(texts, bases, strict=True)] or [("", letters[0].left, letters[0].right)]


def is_mark(text: str) -> bool:
    """Whether a text is only marks that stand on other letters."""
    return all(unicodedata.combining(c) or unicodedata.category(c) == "Mn" for c in text)


def read_order(seen: Sequence[str]) -> str:
    """The clusters of a line, given from left to right, in the order they are read."""
    kinds = [_kind(c) for c in seen]
    if kinds.count("R") < kinds.count("L"):
        return _balanced("".join(_runs(seen, kinds, "R")))
    order = list(seen)[::-1]
    return _balanced("".join(_runs(order, kinds[::-1], "LN")))


def _kind(cluster: str) -> str:
    way = unicodedata.bidirectional(cluster[0]) if cluster else "ON"
    return {"R": "R", "AL": "R", "L": "L", "EN": "N", "AN": "N"}.get(way, "O")


def _runs(order: Sequence[str], kinds: Sequence[str], turned: str) -> list[str]:
    """The clusters with the runs of some kinds turned round, as far as their last strong one."""
    out: list[str] = []
    n = 0
    while n < len(order):
        if kinds[n] not in turned:
            out.append(order[n])
            n += 1
            continue
        last = n
        for m in range(n + 1, len(order)):
            if kinds[m] in turned:
                latin = "L" in kinds[n : m + 1] or "R" in turned
                if latin or all(order[k] in _INSIDE_NUMBER for k in range(last + 1, m)):
                    last = m
                    continue
                break
            if kinds[m] != "O":
                break
        out += list(order[n : last + 1])[::-1]
        n = last + 1
    return out


def _balanced(text: str) -> str:
    """Brackets the way round that they open before they close: some programs store their shape, others their meaning."""
    out = list(text)
    for pair in _PAIRS:
        at = [n for n, c in enumerate(out) if c in pair]
        if len(at) % 2 == 0:
            for n, where in enumerate(at):
                out[where] = pair[n % 2]
    return "".join(out)


def plain(text: str) -> str:
    """Letters for their presentation forms, and one space for several."""
    text = _PRESENTATION.sub(lambda m: unicodedata.normalize("NFKC", m[0]), text)
    text = _LIGATURE_L.sub(lambda m: unicodedata.normalize("NFKC", m[0]), text)
    return _SPACES.sub(" ", text.replace("\u0640", "")).strip()


def paragraphs(lines: Sequence[Line]) -> str:
    """The lines of a page as text: those that were wrapped at the margin are one again."""
    if not lines:
        return ""
    left, right = min(x.left for x in lines), max(x.right for x in lines)
    near = _WRAPPED * (right - left)
    out = [lines[0].text]
    for before, line in pairwise(lines):
        arabic = sum(_kind(c) == "R" for c in before.text) >= len(before.text) / 3
        full = before.left - left <= near if arabic else right - before.right <= near
        taller = max(before.height, line.height) > _TALLER * min(before.height, line.height) * 1.3
        if full and not taller and not before.text.endswith((".", "؟", "!", "?", ":")):
            out[-1] = f"{out[-1]} {line.text}"
        else:
            out.append(line.text)
    return "\n".join(out)

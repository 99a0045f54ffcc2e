"""Putting Arabic and colour on a terminal: isolated directions, no stray controls, colour only where it is wanted."""

from __future__ import annotations

import os
import re
from typing import TextIO

FSI, PDI = "\u2068", "\u2069"
#: Controls that could move the cursor, and direction marks that would reach beyond their line.
_UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]")
_CODES = {"bold": "1", "dim": "2", "trigger": "1;33", "event": "1;36", "unreal": "35", "bad": "31", "name": "32"}


def wants_colour(stream: TextIO) -> bool:
    """Colour for terminals only, and never when NO_COLOR is set or the terminal is dumb."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def clean(text: str) -> str:
    """Text on one line without control and direction characters, safe to show."""
    return _UNSAFE.sub("", text.replace("\t", " ").replace("\n", " "))


def isolate(text: str) -> str:
    """Cleaned text in a direction of its own, so that Arabic and Latin do not reorder each other."""
    text = clean(text)
    return f"{FSI}{text}{PDI}" if text else ""


class Paint:
    """Colours of one stream; leaves text as it is when the stream wants none."""

    def __init__(self, colour: bool) -> None:
        self.colour = colour

    def __call__(self, style: str, text: str) -> str:
        return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if self.colour and text else text

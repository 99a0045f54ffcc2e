"""How names of places are compared: an exact key, a loose one, and a plain slug for ids.

Press and packages write one name in many ways: كفرنبل and كفر نبل, دير حافر and ديرحافر, الميادين and ميادين, كباني and كبانة.
"""

from __future__ import annotations

import re
from typing import Final

from rasid.text.fold import fold_word

_BREAKS: Final = re.compile(r"[^\w\s]|_")
_KUNYA: Final = {"ابي": "ابو", "ابا": "ابو", "بني": "بنو"}
_LATIN: Final = re.compile(r"^[a-z0-9 ]+$")
#: one sign a letter, so that two names never share a slug
_SLUG: Final = str.maketrans(dict(zip("ابتثجحخدذرزسشصضطظعغفقكلمنهويء ", "abt8j75d4rzsc9p6v3gfqklmnhwy2-", strict=True)))


#: keys that were worked out, and how many are remembered
_KEYS: Final[dict[str, str]] = {}
_REMEMBERED: Final = 1 << 14


def key(name: str) -> str:
    """The exact key: folded words, punctuation gone, one space between words, Latin letters small."""
    found = _KEYS.get(name)
    if found is None:
        if len(_KEYS) >= _REMEMBERED:
            _KEYS.clear()
        found = _KEYS[name] = " ".join(_BREAKS.sub(" ", fold_word(name)).lower().split())
    return found


def loose(exact: str) -> str:
    """The loose key of an exact one: without articles, spaces and the endings that spellings differ in."""
    if _LATIN.match(exact):
        return exact.replace(" ", "")
    words = exact.split()
    out = "".join(_KUNYA.get(w, w[2:] if w.startswith("ال") and len(w) > 4 else w) for w in words)
    if out.endswith("اء"):
        out = out[:-1]
    if len(out) > 3 and out[-1] in "هاي":
        out = out[:-1] + "ا"
    return out.replace("ء", "")


def slug(exact: str) -> str:
    """An ASCII form of an exact key, different for different names; letters that are not Arabic go by their number."""
    plain = exact.translate(_SLUG)
    return "".join(c if c.isascii() else f"u{ord(c):x}" for c in plain).replace(" ", "-")

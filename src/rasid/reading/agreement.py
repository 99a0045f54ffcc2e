"""Gender and number: with what the verbs and pronouns of a noun agree, and nouns without their article."""

from __future__ import annotations

from rasid.reading.naming import NAMING
from rasid.reading.scene import PLACE, Mention


def bare(w: str) -> str:
    """A folded noun without its article, where it has one."""
    return w[2:] if len(w) > 4 and w.startswith("ال") and w not in NAMING.not_article else w


def gender(m: Mention) -> str:
    """Person-number-gender with which verbs and pronouns agree: "fs" also for plurals of things and groups."""
    if m.kind == PLACE:
        head = m.fold[0] if m.fold else ""
        masculine = m.cls in NAMING.masculine_classes or bare(head) in NAMING.masculine_heads
        return "ms" if masculine else "fs"
    if m.pgn and m.pgn[-1] in "sp":
        return "fs" if m.pgn == "fp" or m.pgn == "fs" else m.pgn
    return word_gender(m.fold[0] if m.fold else "")


def word_gender(head: str) -> str:
    """The gender that the shape of a head word suggests."""
    if head.endswith(("ون", "ين")):
        return "mp"
    if head.endswith(("ه", "ات", "ايب", "ايل", "يا")):
        return "fs"
    return "ms"


def agrees(pgn: str, of: str) -> bool:
    """Whether a pronoun or verb ("3ms", "3fs", "3mp") can stand for something of gender `of`."""
    if not pgn:
        return True
    g = pgn.lstrip("123")
    if of == "any":
        return g not in ("p", "s")
    if g in ("p", "s"):
        return False
    if g == "ms":
        return of == "ms"
    if g in ("fs", "fp"):
        return of == "fs" or of == "mp" and g == "fp"
    if g == "mp":
        return of in ("mp", "fs", "ms")
    return True


def she(cls: str, name: str) -> bool:
    """ "أذربيجان ... قواتها": a state is feminine whatever its name ends in, but for a few."""
    return cls == "state" and name.split()[0] not in NAMING.masculine_states

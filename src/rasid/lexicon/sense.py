"""Entries as the reader asks them, a hundred times a sentence: the fields of rasid.lexicon.schema where compiled code reads them at once.

Nothing is added to what the files say but `flags`: the bits of a word that can mean the entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from rasid.lexicon import schema
from rasid.lexicon.schema import Entry

if TYPE_CHECKING:
    from mypy_extensions import i64  # a number that compiled code keeps in a register

#: bits of one mark of words: a few less than fit in a number that compiled code keeps without an object
_BITS: Final = 60


def article_free(word: str) -> str:
    """A folded word without the article."""
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


class Marks:
    """Which words some may be, as bits of their hashes. Two that have no bit in common have no word in common: nearly always so, and
    told in a tenth of the time that the sets of their words take."""

    __slots__ = ("a", "b", "c", "d")

    def __init__(self, words: Iterable[str] = ()) -> None:
        self.a = self.b = self.c = self.d = 0
        for w in words:
            n = hash(w) % (4 * _BITS)
            bit, part = 1 << n % _BITS, n // _BITS
            if part == 0:
                self.a |= bit
            elif part == 1:
                self.b |= bit
            elif part == 2:
                self.c |= bit
            else:
                self.d |= bit

    def add(self, other: Marks) -> None:
        """Take in the words of the other."""
        self.a |= other.a
        self.b |= other.b
        self.c |= other.c
        self.d |= other.d

    def meets(self, other: Marks) -> bool:
        """Whether both may have a word in common."""
        return bool(self.a & other.a) or bool(self.b & other.b) or bool(self.c & other.c) or bool(self.d & other.d)


def numbered(words: Iterable[str], numbers: Mapping[str, int]) -> tuple[Any, ...]:
    """The numbers of the words that have one. Any: compiled code need not unpack them to hand them on."""
    return tuple([numbers[w] for w in words if w in numbers])


def _packed(words: Iterable[str], numbers: Mapping[str, int]) -> bytes:
    """The numbers of words, two bytes each: in one piece of memory, where a set leads to each of its words."""
    return b"".join([n.to_bytes(2, "little") for n in numbered(words, numbers)])


class Told:
    """Which words of conditions stand in a sentence: one byte for each word that has a number, 1 where it does."""

    __slots__ = ("flags",)

    def __init__(self, flags: bytes) -> None:
        self.flags = flags

    def any(self, numbers: bytes) -> bool:
        """Whether one of the words with these numbers, as a condition has them, is told."""
        flags = self.flags
        k: i64 = 0
        end: i64 = len(numbers)
        while k < end:
            low: i64 = numbers[k]
            high: i64 = numbers[k + 1]
            if flags[low + (high << 8)]:
                return True
            k += 2
        return False


class Wanted:
    """What a condition names: single words, phrases and their first words. numbers: of singles and firsts; single_numbers,
    first_numbers: of these alone."""

    __slots__ = ("first_marks", "first_numbers", "firsts", "marks", "numbers", "phrases", "single_numbers", "singles")

    def __init__(self, words: tuple[str, ...], numbers: Mapping[str, int]) -> None:
        self.singles = frozenset(article_free(w) for w in words if " " not in w)
        self.phrases = tuple(tuple(article_free(p) for p in w.split(" ")) for w in words if " " in w)
        self.firsts = frozenset(p[0] for p in self.phrases)
        self.marks, self.first_marks = Marks(self.singles | self.firsts), Marks(self.firsts)
        self.numbers = _packed(self.singles | self.firsts, numbers)
        self.single_numbers, self.first_numbers = _packed(self.singles, numbers), _packed(self.firsts, numbers)


class Conditions:
    """The conditions of an entry, ready for matching: sets of article-free words, and phrases of several words."""

    __slots__ = ("after", "before", "near", "not_after", "not_before", "not_near")

    def __init__(self, e: Entry, numbers: Mapping[str, int]) -> None:
        self.after, self.before, self.near = _wanted(e.after, numbers), _wanted(e.before, numbers), _wanted(e.near, numbers)
        self.not_after, self.not_before = _wanted(e.not_after, numbers), _wanted(e.not_before, numbers)
        self.not_near = _wanted(e.not_near, numbers)


def _wanted(words: tuple[str, ...], numbers: Mapping[str, int]) -> Wanted | None:
    return Wanted(words, numbers) if words else None


class Frame:
    """Where the participants of an event stand around its trigger; see schema.Frame. Without one: what a verb has by default."""

    __slots__ = ("adj", "idafa", "obj", "passive", "preps", "subj", "suffix")

    def __init__(self, told: schema.Frame | None = None) -> None:
        f = told or schema.Frame()
        self.subj, self.obj, self.idafa, self.suffix = f.subj, f.obj, f.idafa, f.suffix
        self.adj, self.passive, self.preps = f.adj, f.passive, f.preps


class Sense:
    """One entry: what a word can mean; see schema.Entry. flags: what it makes of a word (rasid.lexicon.analyser); numbers: of all words
    that conditions name."""

    __slots__ = (
        "after", "before", "cls", "conditions", "control", "despite", "event", "event_by", "extent", "far", "flags", "frame", "id",
        "judged", "kind", "lemma", "near", "needs", "negated", "not_after", "not_before", "not_near", "present", "rank", "status",
        "takes", "weak", "who",
    )  # fmt: skip

    def __init__(self, e: Entry, flags: int, numbers: Mapping[str, int]) -> None:
        self.id, self.cls, self.lemma, self.kind, self.event = e.id, e.cls, e.lemma, e.kind, e.event
        self.judged = e.judged_as or e.id
        self.frame = Frame(e.frame) if e.frame is not None else None
        self.after, self.before, self.near, self.needs = e.after, e.before, e.near, e.needs
        self.not_after, self.not_before, self.not_near = e.not_after, e.not_before, e.not_near
        self.negated, self.weak, self.far, self.rank = e.negated, e.weak, e.far, e.rank
        self.present, self.event_by, self.status = e.present, e.event_by, e.status
        self.extent, self.control = e.extent, e.control
        self.takes, self.who, self.despite = e.takes, e.who, e.despite
        self.flags = flags
        self.conditions = Conditions(e, numbers)

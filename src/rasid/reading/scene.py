"""What the steps of the reader hand to each other: the sentence with its words, mentions, clauses and times."""

from __future__ import annotations

from collections.abc import Set
from typing import Any, Final

from rasid.lexicon import analyser as an
from rasid.lexicon.analyser import Word
from rasid.lexicon.sense import Told, Wanted
from rasid.reading.naming import NAMING
from rasid.text.tokens import Doc

ACTOR: Final = "actor"
PLACE: Final = "place"
PERSON: Final = "person"
SOURCE: Final = "source"
PEOPLE: Final = "people"
THING: Final = "thing"


_MEASURES: Final[dict[str, list[tuple[str, ...]]]] = {}
for _parts in sorted((tuple(x.split()) for x in NAMING.measures), key=len, reverse=True):
    _MEASURES.setdefault(_parts[0], []).append(_parts)


#: words with which a measure begins: nearly no word does, so this is asked first
MEASURE_STARTS: Final = frozenset(_MEASURES)
#: second words of idioms
IDIOM_ENDS: Final = frozenset(second for _, second in NAMING.idioms)


_NOWHERE: Final[frozenset[int]] = frozenset()
#: as an object, which a byte is set to without another being made
_ONE: Final[Any] = 1


def title_end(doc: Doc, words: list[Word], k: int) -> int:
    """ "عملية «إعصار الجنوب»": the token after the name of an operation whose quotation mark stands at k; 0 where none opens there."""
    if words[k - 1].base not in NAMING.titled:
        return 0
    end = next((b for a, b in doc.quotes if a == k), 0)
    return end + 1 if k < end < k + 7 else 0


def measure_end(words: list[Word], k: int) -> int:
    """ "ما لا يقل عن 90 أسرة": the token after a phrase at k that only measures the number after it; 0 where none stands there."""
    for phrase in _MEASURES.get(words[k].fold, ()):
        if k + len(phrase) < len(words) and all(words[k + n].fold == part for n, part in enumerate(phrase)):
            return k + len(phrase)
    return 0


class Mention:
    """A noun phrase that names or describes an actor, a place, a person, a source or people.

    lo, hi: tokens [lo, hi); skip: characters of clitics before its name on the first token; cls: class of its head
    (force, city …); prep: the preposition that governs it ("" when none), folded; conj: joined to what stands before it.
    name_hi: where its name ends when [lo, hi) goes on with a description, else 0.
    also: the further entities that a dual or plural means ("المدينتين").
    owner: of a post or building, the body that completes its head ("ثكنة الجيش"): who attacks the one attacks the other;
    of a body that stands for its post ("مركز الشرطة"), the post.
    home: the place of people who are told by it ("سكان البلدة").
    suf: pgn of a pronoun on its head (قواته), to be resolved; full: its completed name where the text shares words.
    """

    __slots__ = (
        "also", "bare", "bare_name", "cls", "conj", "det", "entity", "fold", "full", "generic", "head", "hi", "home", "kind", "known", "lo", "many", "name", "name_hi",  # noqa: E501
        "org", "owner", "pgn", "prep", "prep_tok", "rule", "suf",
    )  # fmt: skip

    def __init__(self, kind: str, lo: int, hi: int, head: int, cls: str, rule: str) -> None:
        self.kind, self.lo, self.hi, self.head, self.cls, self.rule = kind, lo, hi, head, cls, rule
        self.prep = ""
        self.prep_tok = -1
        self.conj = False
        self.det = False
        self.suf = ""
        self.pgn = ""
        self.known: tuple[str, int] | None = None
        self.name = ""
        self.name_hi = 0
        self.fold: tuple[str, ...] = ()
        self.full = ""
        self.generic = False
        self.bare = False
        self.many = False
        self.bare_name = ""
        self.entity: object | None = None
        self.org: Mention | None = None
        self.owner: Mention | None = None
        self.also: list[object] = []
        self.home: object | None = None

    def __repr__(self) -> str:
        return f"<{self.kind}:{self.cls} {self.prep}|{self.full or self.name}{'*' if self.generic else ''}>"


def posts(m: Mention) -> bool:
    """ "مواقعها": several posts, which a force has rather than a town."""
    return m.kind == PLACE and bool(m.fold) and any(m.fold[0].removesuffix(end) in NAMING.posts for end in ("ها", "هم", "ه", "هما"))


class At:
    """Which mention stands at each token of a sentence; asked as a mapping is, a thousand times a report."""

    __slots__ = ("found", "lo")

    def __init__(self, lo: int, hi: int) -> None:
        self.lo = lo
        self.found: list[Mention | None] = [None] * (hi - lo)

    def get(self, k: int) -> Mention | None:
        """The mention at a token; None where none stands, also outside the sentence."""
        n = k - self.lo
        return self.found[n] if 0 <= n < len(self.found) else None

    def __contains__(self, k: int) -> bool:
        return self.get(k) is not None

    def __getitem__(self, k: int) -> Mention:
        """The mention at a token. Raises KeyError where none stands."""
        m = self.get(k)
        if m is None:
            raise KeyError(k)
        return m

    def put(self, m: Mention) -> None:
        """Let a mention stand at its tokens."""
        for k in range(m.lo, m.hi):
            self.found[k - self.lo] = m

    def drop(self, out: list[Mention]) -> None:
        """Let these stand nowhere."""
        self.found = [None if m in out else m for m in self.found]


class Scene:
    """One sentence while it is being read. lo, hi: its tokens; mentions are in text order; named: how many words conditions name."""

    __slots__ = (
        "_free", "_steps", "_told", "arguments", "arguments_of", "at", "doc", "hi", "judged", "lo", "marks", "mentions", "named",
        "reach", "times", "title", "told_before", "words",
    )  # fmt: skip

    def __init__(self, doc: Doc, words: list[Word], lo: int, hi: int, title: bool, named: int) -> None:
        self.doc, self.words, self.lo, self.hi, self.title, self.named = doc, words, lo, hi, title, named
        self.mentions: list[Mention] = []
        self.arguments: list[Mention] = []  # those of arguments_of that may fill slots
        self.arguments_of: list[Mention] | None = None
        self.at = At(lo, hi)
        self.times: list[object] = []
        self._told: Told | None = None
        self._free: Told | None = None
        self._steps: dict[int, int] | None = None
        self.reach = (-1, -1)  # the last token that was asked for, and where the words near it end
        #: for each token, whether a comma (1) or a clause (2) begins there; see clause_marks
        self.marks: list[int] = []
        self.judged: tuple[list[int], list[str]] | None = None
        #: which words of conditions stand in the sentence before it
        self.told_before: Told | None = None

    @property
    def headline(self) -> bool:
        """A title, or a line of a live page ("04:05 - ..."), in whose present tense things happened."""
        w = self.words
        return self.title or (self.hi - self.lo > 4 and bool(w[self.lo].flags & an.NUMBER) and w[self.lo + 1].raw == ":")

    @property
    def told(self) -> Told:
        """Which words of conditions stand in the sentence, in any spelling to be looked up by."""
        told = self._told
        if told is None:
            told = self._told = self.without(_NOWHERE)
        return told

    def may_have(self, wanted: Wanted) -> bool:
        """Whether a word that a condition names, or that begins its phrases, stands in the sentence."""
        return self.told.any(wanted.numbers)

    @property
    def free(self) -> Told:
        """The same without the words of persons and sources: "الفريق" of a general, "تصريحات" of a spokesman tell nothing of the matter."""
        if self._free is None:
            inside = {k for m in self.mentions if self.of_speaker(m) for k in range(m.lo, m.hi)}
            self._free = self.without(inside) if inside else self.told
        return self._free

    def without(self, but: Set[int]) -> Told:
        """The words of conditions that stand in the sentence at other tokens than these."""
        flags: Any = bytearray(self.named)
        for k in range(self.lo, self.hi):
            numbers = self.words[k].numbers
            if numbers and not (but and k in but):
                for n in numbers:
                    flags[n] = _ONE
        return Told(bytes(flags))

    def of_speaker(self, m: Mention) -> bool:
        """A person with a name, or what a speaker spoke in ("قال في تصريحات صحفية")."""
        if m.kind == PERSON:
            return not (m.bare or m.generic)
        return m.kind == SOURCE and m.prep == "في" and any(w.flags & an.SPEECH for w in self.words[max(self.lo, m.lo - 2) : m.lo])

    @property
    def steps(self) -> dict[int, int]:
        """Where each name and time that begins at a token ends: what counts as one word when words are counted."""
        if self._steps is None:
            self._steps = {m.lo: m.hi for m in self.mentions}
            self._steps.update((t.lo, t.hi) for t in self.times)  # type: ignore[attr-defined]
        return self._steps

"""The shape of the lexicon's entries, as data files give them and as the reader uses them."""

from __future__ import annotations

from pathlib import Path

import msgspec

#: classes of names that an entry may take, or ask for as who does it: armed bodies and men, men alone, people, hundreds of them …
CLASSES = frozenset({"armed", "men", "people", "many", "person", "country", "place", "town"})
#: slots a role may fill; "patient" is decided by what stands there (an actor is a target, a place is a place)
ROLES = frozenset({"agent", "target", "place", "patient", "typed", "party", "source", "none", "people", "object"})


class Frame(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where the participants of an event stand around its trigger."""

    subj: str = "agent"
    obj: str = "patient"
    idafa: str = "agent"
    suffix: str = ""
    adj: str = "agent"
    passive: str = "patient"
    preps: dict[str, str] = {}


class Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """One entry of a lexicon file.

    cls: event, operator, speech, function, actor_head, place_head, office, source_noun, nationality, common, object.
    kind: the class of an operator, head or function word. near, after, before…: folded words that must (or must not) stand around it.
    after may be met before a verb whose pronoun or subject it means; not_near does not ask the names of other clauses.
    takes: classes of names ("armed", "people") of which one, as whom it befalls, is as good as a word of after; who: the same of who does
    it, as good as a word of near, or of after where nothing is asked for near it;
    despite: where one of these classes does it, not_near forbids nothing.
    judged_as: the entry that this one was a part of when the judge was trained, whose weight it has.
    needs: slots that must be filled ("agent|target": either), after a colon with whom: crowd, or people (fighters and persons, too).
    """

    id: str
    cls: str
    lemma: str
    kind: str = ""
    event: str = ""
    frame: Frame | None = None
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    not_near: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    who: tuple[str, ...] = ()
    despite: tuple[str, ...] = ()
    negated: bool = False
    needs: tuple[str, ...] = ()
    weak: bool = False
    far: bool = False
    present: str = ""
    event_by: dict[str, str] = {}
    status: str = ""
    extent: str = ""
    control: str = ""
    judged_as: str = ""
    rank: int = 0
    file: str = ""
    line: int = 0


class Cell(msgspec.Struct, frozen=True, array_like=True):
    """What one folded form can be: an entry in one inflection. pos: V verb, N noun, A active participle, P passive
    participle, W fixed word."""

    entry: int
    pos: str
    tense: str = ""
    pgn: str = ""
    voice: str = ""
    bound: bool = False


class Problem(msgspec.Struct, frozen=True):
    """A finding of the linter: the file, the line (0 when unknown), what is wrong and what to do."""

    file: str
    line: int
    message: str


class Lines:
    """Finds the line of an id in a file."""

    def __init__(self, path: Path) -> None:
        self.rows = path.read_text(encoding="utf-8").splitlines()

    def of(self, key: str) -> int:
        """The first line that has `id: key`; 0 when there is none."""
        for n, row in enumerate(self.rows, 1):
            if f"id: {key}" in row and row.split(f"id: {key}", 1)[1][:1] in ("", " ", ",", "}", "#"):
                return n
        return 0

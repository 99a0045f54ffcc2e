"""A speech, and the closed lists by which speeches are found."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from rasid.lexicon.analyser import Word
from rasid.reading.entities import Entity
from rasid.reading.scene import Mention
from rasid.text.fold import fold_word


@dataclass(frozen=True, slots=True)
class Speaking:
    """The closed lists of lexicons/speaking.yaml, folded."""

    complements: frozenset[str]
    impersonal: frozenset[str]
    supposed: frozenset[str]
    extent_of: frozenset[str]
    asides: frozenset[str]
    called: frozenset[str]
    runs_on: frozenset[str]
    adverbs: frozenset[str]
    auxiliaries: frozenset[str]
    documents: frozenset[str]
    rumours: frozenset[str]
    media_heads: frozenset[str]
    media_kinds: frozenset[str]
    issuing: frozenset[str]
    issues: frozenset[str]
    in_it: frozenset[str]
    same_speaker: frozenset[str]
    leads_on: frozenset[str]
    that: frozenset[str]
    retold: frozenset[str]
    charges: frozenset[str]
    calls: frozenset[str]
    untrue: frozenset[str]
    channels: frozenset[str]
    means: frozenset[str]
    silent_classes: frozenset[str]
    short_bodies: frozenset[str]
    negators: frozenset[str]
    jussive: frozenset[str]
    unsaid: frozenset[str]
    subordinators: frozenset[str]
    topics: frozenset[str]
    contrary: frozenset[str]
    broken_plurals: frozenset[str]
    selfsame: frozenset[str]
    latter: frozenset[str]
    correspondents: frozenset[str]
    unnamed: frozenset[str]
    turns: frozenset[str]
    turns_in: frozenset[str]
    hours: frozenset[str]
    speaks_for: frozenset[str]
    objects: frozenset[str]

    @classmethod
    def of(cls, data: dict[str, Any]) -> Speaking:
        """From the file's lists; kinds and classes are kept as they are, words are folded."""
        raw = {"media_kinds", "silent_classes"}
        return cls(**{f.name: frozenset(w if f.name in raw else fold_word(w) for w in data[f.name]) for f in fields(cls)})


def denies(w: Word) -> bool:
    """Whether a word can deny."""
    return any(a.cls == "operator" and a.entry.kind == "deny" for a in w.analyses)


class Speech:
    """A speaker and the tokens [lo, hi) of the sentence that hang from him.

    tok: the word of speech; kind: that of its entry, or silent (the outlet's own voice), colon, document, noun, quote, carried;
    speakers: the entities that say it, none when silent; mentions: where they stand, if in this sentence;
    via: media that pass it on; channel, means: tokens and word of the means ("في بيان"); clause: whether a whole clause is said;
    inner: inside what another says; kinds, ids: link kinds and known ids of speakers and media, by id().
    """

    __slots__ = (
        "channel", "clause", "hi", "ids", "inner", "kind", "kinds", "lo", "means", "mentions", "rule", "said", "speakers", "tok", "via",
    )  # fmt: skip

    def __init__(self, tok: int, lo: int, hi: int, kind: str, speakers: list[Entity], rule: str) -> None:
        self.tok, self.lo, self.hi, self.kind, self.speakers, self.rule = tok, lo, hi, kind, speakers, rule
        self.via: list[Entity] = []
        self.mentions: list[Mention] = []
        self.channel: tuple[int, int] | None = None
        self.clause = True
        self.said = tok
        self.inner = False
        self.means = ""
        self.kinds: dict[int, str] = {}
        self.ids: dict[int, str] = {}

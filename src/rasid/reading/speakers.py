"""Who says it: words of speech, their speakers, and which part of the text hangs from them."""

from __future__ import annotations

import itertools

from rasid.lexicon import analyser as an
from rasid.lexicon.analyser import Analysis
from rasid.reading.entities import Entities, Entity
from rasid.reading.scene import ACTOR, PEOPLE, PERSON, PLACE, SOURCE, Mention, Scene

_SPEAKERS = (ACTOR, PERSON, SOURCE, PEOPLE)
_CONTINUE = frozenset("كما كذلك ايضا".split())
_MEDIA = frozenset(("agency", "newspaper", "tv", "state_medium", "party_medium", "monitor", "independent", "aggregator"))


class Speech:
    """A speaker and the tokens [lo, hi) of the sentence that hang from him. via: the medium that passes it on."""

    __slots__ = ("hi", "kind", "lo", "rule", "speakers", "tok", "via")

    def __init__(self, tok: int, lo: int, hi: int, kind: str, speakers: list[Entity], rule: str) -> None:
        self.tok, self.lo, self.hi, self.kind, self.speakers, self.rule = tok, lo, hi, kind, speakers, rule
        self.via: list[Entity] = []


class Speakers:
    """Keeps the last speaker over the sentences of a report."""

    def __init__(self, entities: Entities) -> None:
        self.entities = entities
        self.last: list[Entity] = []
        self.last_via: list[Entity] = []
        self.quote_end = -1
        self.quote_speech: Speech | None = None
        self.carry = False

    def find(self, scene: Scene, marks: list[int]) -> list[Speech]:
        """The speeches of a sentence, in order of their words."""
        words, lo, hi = scene.words, scene.lo, scene.hi
        out: list[Speech] = []
        for i in range(lo, hi):
            w = words[i]
            if not w.flags & an.SPEECH or (i in scene.at and scene.at[i].lo != i):
                continue
            a = next((x for x in w.analyses if x.entry.cls == "speech"), None)
            if a is None or (a.tense == "juss" and not (i > lo and words[i - 1].flags & an.NEG)):
                continue
            s = self._speech(scene, i, a, marks)
            if s is not None:
                out.append(s)
        for s in out:
            s.speakers = [e for e in s.speakers if e is not None]
        self._scopes(scene, out)
        self._quotes(scene, out)
        if not out and self.quote_speech is not None and lo < self.quote_end:
            q = self.quote_speech
            out.append(Speech(lo, lo, min(hi, self.quote_end), "quote", q.speakers, "speaker.quote"))
        if not out and self.last and self._runs_on(scene):
            out.append(Speech(lo, lo, hi, "carried", self.last, "speaker.carried"))
        real = [s for s in out if s.speakers and s.kind != "according"]
        if real:
            self.last, self.last_via = real[-1].speakers, real[-1].via
            self.carry = True
        else:
            self.carry = False
        return out

    def at(self, speeches: list[Speech], tok: int) -> Speech | None:
        """The innermost speech that token hangs from."""
        best: Speech | None = None
        for s in speeches:
            if s.lo <= tok < s.hi and s.speakers and (best is None or s.lo >= best.lo or best.kind == "according"):
                best = s
        return best

    def _runs_on(self, scene: Scene) -> bool:
        w = scene.words[scene.lo]
        return self.carry and w.fold in _CONTINUE

    def _speech(self, scene: Scene, i: int, a: Analysis, marks: list[int]) -> Speech | None:
        kind = a.entry.kind
        if kind == "according":
            return self._according(scene, i)
        if a.pos == "V":
            return self._verb(scene, i, a, marks)
        if a.pos == "A" and not a.det:
            return (
                Speech(i, i, scene.hi, "participle", [], "speaker.participle")
                if scene.words[i].fold.endswith("ا") or a.pgn == "fs" or a.pgn == "mp"
                else None
            )
        return None

    def _verb(self, scene: Scene, i: int, a: Analysis, marks: list[int]) -> Speech | None:
        words = scene.words
        if a.entry.kind == "cite":
            return self._cite(scene, i, a)
        if i > scene.lo and words[i - 1].flags & an.REL and not self._clause_follows(scene, i + 1):
            return None
        after = next((m for m in scene.mentions if m.lo > i), None)
        speakers: list[Entity] = []
        rule, end = "speaker.after_verb", i + 1
        if (
            after is not None
            and not after.prep
            and _can_speak(after)
            and self._close(scene, i + 1, after.lo)
            and a.pgn[-2:] not in ("1p", "mp")
        ):
            group = self._group(scene, after)
            speakers, end = [m.entity for m in group if m.entity is not None], group[-1].hi  # type: ignore[misc]
            via_at = group[-1].hi
        else:
            via_at = i + 1
            short = self._short_name(scene, i + 1)
            if short is not None:
                speakers, rule, end = [short], "speaker.short_name", i + 2
            elif (before := self._before(scene, i)) is not None and a.conj != "و":
                speakers, rule = [before.entity], "speaker.before_verb"  # type: ignore[list-item]
        if (a.entry.weak or a.entry.kind == "add") and not self._clause_follows(scene, end):
            return None
        if not self._has_content(scene, end):
            return None
        if speakers:
            s = Speech(i, i, scene.hi, a.entry.kind, speakers, rule)
            s.via = self._via(scene, via_at)
            return s
        if self.last and (a.entry.kind == "add" or a.conj or i - scene.lo <= 2) and self._clause_follows(scene, i + 1, 7):
            return Speech(i, i, scene.hi, a.entry.kind, self.last, "speaker.carried")
        return None

    def _clause_follows(self, scene: Scene, at: int, reach: int = 5) -> bool:
        """A clause with أن, a colon or a quotation begins within a few words."""
        k, steps = at, 0
        while k < scene.hi and steps < reach:
            w = scene.words[k]
            if w.flags & an.COMP or w.raw in ':“«"':
                return True
            if w.raw in ".؛" or w.flags & an.REL:
                return False
            if not any(x.lo <= k < x.hi for x in scene.times) and not w.flags & an.PUNCT:  # type: ignore[attr-defined]
                steps += 1
            k += 1
        return False

    def _short_name(self, scene: Scene, i: int) -> Entity | None:
        """ "وأكد حسن": one word of a name that was given in full before."""
        if i >= scene.hi or i in scene.at and scene.at[i].kind not in (PERSON,):
            return None
        w = scene.words[i]
        if w.flags & (an.PUNCT | an.FUNCTION | an.COMMON | an.VERB) or len(w.fold) < 3:
            return None
        for e in reversed(self.entities.all):
            if e.kind == PERSON and (w.base in e.fold or w.fold in e.fold):
                return e
        return None

    def _has_content(self, scene: Scene, i: int) -> bool:
        """A clause, a colon, a quotation or a noun of happening follows: else the verb says nothing here."""
        for k in range(i, min(scene.hi, i + 14)):
            w = scene.words[k]
            if w.flags & (an.COMP | an.EVENT | an.OPERATOR) or w.raw in ':“«"':
                return True
        return False

    def _close(self, scene: Scene, at: int, lo: int) -> bool:
        for k in range(at, lo):
            w = scene.words[k]
            if w.flags & (an.COMP | an.REL | an.VERB) or w.raw in ".؛:":
                return False
            if w.flags & an.PREP and not any(x.lo <= k < x.hi for x in scene.times):  # type: ignore[attr-defined]
                nxt = k + 1
                if nxt < lo and not any(x.lo <= nxt < x.hi for x in scene.times):  # type: ignore[attr-defined]
                    return False
        return lo - at <= 9

    def _before(self, scene: Scene, i: int) -> Mention | None:
        """A speaker before his verb: "المتحدث باسم الجيش قال", "من جانبه أكد", a title's "فلان: كذا"."""
        words = scene.words
        for m in reversed(scene.mentions):
            if m.hi > i or m.prep:
                continue
            gap = words[m.hi : i]
            if len(gap) > 8 or any(w.flags & (an.VERB | an.COMP | an.REL) for w in gap):
                return None
            if _can_speak(m):
                return m
        return None

    def _group(self, scene: Scene, m: Mention) -> list[Mention]:
        out = [m]
        k = scene.mentions.index(m) + 1
        while k < len(scene.mentions):
            n = scene.mentions[k]
            gap = scene.words[out[-1].hi : n.lo]
            if m.kind == PERSON and n.kind == PERSON and not n.conj and not n.prep and len(gap) <= 1 and all(w.raw in "،," for w in gap):
                out[-1] = n if n.cls == "person" or not m.bare else m  # office, then the name in apposition
                if m.entity is not None and n.entity is not None and out[-1] is n:
                    n.entity.names.extend(x for x in m.entity.names if x not in n.entity.names)  # type: ignore[attr-defined]
                k += 1
                continue
            if not n.conj or n.prep or not _can_speak(n) or len(gap) > 1:
                break
            out.append(n)
            k += 1
        return out

    def _via(self, scene: Scene, at: int) -> list[Entity]:
        """ "قال المسؤول لوكالة كذا", "عبر تلغرام": the medium it was said to."""
        for m in scene.mentions:
            if m.lo >= at and m.lo - at <= 6 and m.prep in ("ل", "عبر", "مع") and m.kind == SOURCE and m.cls in _MEDIA:
                return [m.entity]  # type: ignore[list-item]
        return []

    def _cite(self, scene: Scene, i: int, a: Analysis) -> Speech | None:
        """ "نقلت الوكالة عن المتحدث قوله": عن names the speaker, the subject passes it on."""
        words = scene.words
        medium = next((m for m in scene.mentions if m.lo > i and not m.prep and m.kind in _SPEAKERS), None)
        for m in scene.mentions:
            if m.lo <= i:
                continue
            if m.prep == "عن" and m.lo - i <= 14 and _can_speak(m):
                s = Speech(i, m.hi, scene.hi, "cite", [x.entity for x in self._group(scene, m)], "speaker.cited")  # type: ignore[misc]
                if medium is not None and medium.lo < m.lo:
                    s.via = [medium.entity]  # type: ignore[list-item]
                return s
        if medium is not None and self._has_content(scene, i) and medium.lo - i <= 3:
            return Speech(i, i, scene.hi, "say", [medium.entity], "speaker.after_verb")  # type: ignore[list-item]
        del words
        return None

    def _according(self, scene: Scene, i: int) -> Speech | None:
        """ "بحسب المرصد", "وفقا لمصادر", "نقلا عن": what it goes with hangs from the speaker after it."""
        words = scene.words
        for m in scene.mentions:
            if i < m.lo <= i + 5 and _can_speak(m) or (i < m.lo <= i + 3 and m.kind == PLACE and m.cls == "country"):
                between = words[i + 1 : m.lo]
                if any(w.raw in ".؛" for w in between):
                    return None
                return Speech(i, scene.lo, scene.hi, "according", [x.entity for x in self._group(scene, m)], "speaker.according")  # type: ignore[misc]
        short = self._short_name(scene, i + 1)
        if short is not None:
            return Speech(i, scene.lo, scene.hi, "according", [short], "speaker.according")
        if (
            i + 1 < scene.hi
            and words[i + 1].fold in ("قوله", "قولها", "قولهم", "زعمه", "زعمها", "وصفه", "تعبيره", "المصدر", "البيان")
            and self.last
        ):
            return Speech(i, scene.lo, scene.hi, "according", self.last, "speaker.carried")
        return None

    def _scopes(self, scene: Scene, out: list[Speech]) -> None:
        """A speech ends where the next one with a speaker of its own begins; participles take the speaker before them."""
        for n, s in enumerate(out):
            if s.kind == "participle":
                s.speakers = next(
                    (p.speakers for p in reversed(out[:n]) if p.speakers and p.kind != "according"), self.last if n == 0 else []
                )
        says = [s for s in out if s.kind != "according" and s.speakers]
        for s, nxt in itertools.pairwise(says):
            if s.hi > nxt.tok:
                s.hi = nxt.tok
        accs = [s for s in out if s.kind == "according"]
        for s in accs:
            for p in says:
                if p.tok < s.tok:
                    s.lo = max(s.lo, p.tok)
        for a, b in itertools.pairwise(accs):
            a.hi = min(a.hi, a.tok + 1)
            b.lo = max(b.lo, a.tok)

    def _quotes(self, scene: Scene, out: list[Speech]) -> None:
        """A quotation that runs over sentences keeps its speaker; one before its verb is said by that speaker."""
        for a, b in scene.doc.quotes:
            if not (scene.lo <= a < scene.hi) or b - a < 6:
                continue
            for s in out:
                if s.speakers and s.tok < a and a < s.hi and b >= scene.hi:
                    self.quote_end, self.quote_speech = b, s
                if s.speakers and s.tok > b and s.tok - b <= 4 and not any(p.tok < a for p in out):
                    s.lo = min(s.lo, a)


def _can_speak(m: Mention) -> bool:
    if m.kind in (ACTOR, PERSON, SOURCE):
        return m.cls not in ("aircraft", "artillery", "fighters", "person_armed") or m.known is not None
    return (m.kind == PEOPLE and m.pgn in ("mp", "fs", "fp", "ms") and m.det) or (m.kind == PLACE and m.cls == "country")

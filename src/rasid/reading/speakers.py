"""Who says it: speakers over the sentences of a report, and which part of each sentence hangs from whom."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from rasid.lexicon import analyser as an
from rasid.reading.entities import Entity
from rasid.reading.scene import PERSON, Scene
from rasid.reading.speech import Speech
from rasid.reading.voices import Voices

__all__ = ["Speakers", "Speech"]
_KEEP: Final = 12  # speakers remembered for those that a pronoun or a short name takes up


class Speakers(Voices):
    """Finds the speeches of each sentence, gives them their part of it, and remembers who spoke."""

    def find(self, scene: Scene, marks: list[int]) -> list[Speech]:
        """The speeches of a sentence, in order of their words."""
        out: list[Speech] = []
        if q := self._open_quote(scene):
            out.append(q)
        if colon := self._colon(scene):
            out.append(colon)
        words, at = scene.words, scene.at
        documents = {m.lo for m in scene.mentions if self.grammar.document(m)}
        for i in range(scene.lo, scene.hi):
            w = words[i]
            if not w.flags & an.SPEECH and not (documents and i in documents):
                continue
            m = at.get(i)
            if m is not None:
                if m.lo == i and i in documents and (s := self._nominal(scene, m, out)):
                    out.append(s)
                continue
            if out and out[-1].kind == "according" and i <= out[-1].said:
                continue
            if w.flags & an.SPEECH and (a := self._analysis(scene, i)) and (s := self._speech(scene, i, a, out)):
                self._rank(scene, s, out)
                out.append(s)
        self._scopes(scene, out, marks)
        self._quotes(scene, out)
        if all(s.kind == "silent" for s in out) and (r := self._running(scene)):
            out.insert(0, r)
        self._remember(scene, out)
        return out

    def at(self, speeches: list[Speech], tok: int) -> Speech | None:
        """The innermost speech that a token hangs from; None for the outlet's own voice."""
        best: Speech | None = None
        for s in speeches:
            if s.lo <= tok < s.hi and (s.speakers or s.kind == "silent") and (best is None or s.lo >= best.lo):
                best = s
        return best if best is not None and best.speakers else None

    def _rank(self, scene: Scene, s: Speech, out: list[Speech]) -> None:
        """Mark a speech that stands inside what another says: after a relative, أن or ما."""
        words = scene.words
        outer = any(p.speakers and not p.inner and p.clause and p.kind != "according" for p in out)
        if not outer or s.kind in ("participle", "according", "silent") or words[s.tok].conj:
            return
        head = s.tok - 1 - (s.kind == "noun")
        while head > scene.lo and words[head].fold in self.lists.auxiliaries:
            head -= 1
        s.inner = s.inner or bool(words[head].flags & (an.REL | an.COMP)) or words[head].fold == "ما"

    def _scopes(self, scene: Scene, out: list[Speech], marks: list[int]) -> None:
        """A speech ends where the next one of the same rank begins; one inside another ends with its clause."""
        main = [s for s in out if s.kind != "according" and not s.inner]
        for s, nxt in pairwise(main):
            s.hi = min(s.hi, nxt.lo)
        for s in out:
            if s.inner or s.kind == "silent" or (not s.clause and s.kind not in ("participle", "document", "colon")):
                s.hi = min(s.hi, self._clause_end(scene, s))
        said = [s for s in main if s.speakers]
        told = [s for s in out if s.kind == "according" and s.speakers]
        for s, nxt in pairwise(told):  # "وفق ما أوردته الإذاعة نقلاً عن قائد"
            if nxt.tok - s.said <= 3:
                nxt.via, s.speakers = s.speakers, []
        for s in [s for s in told if s.speakers]:
            before = [p for p in said if p.tok < s.tok]
            if before and before[-1].said > s.tok:  # "قال فلان، وفق ما نشرته الصفحة، إن": it only passes him on
                before[-1].via, s.speakers = s.speakers, []
                continue
            if (
                before
                and s.mentions
                and all(self.grammar.medium(m) for m in s.mentions)
                and not any(self.grammar.medium(m) for m in before[-1].mentions)
            ):
                before[-1].via = before[-1].via or s.speakers
                s.speakers = []
                continue
            s.lo = max(s.lo, before[-1].tok if before else s.lo)
            if before and before[-1].clause and before[-1].said < s.tok:  # "قال فلان إن كذا، حيث كذا، بحسب مصدر": the last clause
                s.lo = max(s.lo, next((k for k in range(s.tok - 2, before[-1].said, -1) if marks[k - scene.lo] == 2), s.lo))
            self._aside_scope(scene, s, marks)
            self._one_scene(scene, s)
            after = [p for p in said if p.tok > s.tok]
            s.hi = min(s.hi, after[0].lo if after else s.hi)

    def _aside_scope(self, scene: Scene, s: Speech, marks: list[int]) -> None:
        """ "بعدما أحرقت ميليشيات، وفقا لشهود، ثلاث قرى": between commas inside a clause, the speaker tells that clause alone."""
        words = scene.words
        closed = s.said + 1 < scene.hi and words[s.said + 1].raw in "،," and s.said + 2 < scene.hi
        if not closed or s.tok <= scene.lo or words[s.tok - 1].raw not in "،,":
            return
        nxt = words[s.said + 2]
        if nxt.conj or nxt.flags & (an.BREAK | an.COMP | an.REL) or nxt.fold.startswith("فيما"):
            return
        head = next((k for k in range(s.tok - 2, scene.lo, -1) if marks[k - scene.lo] == 2), -1)
        if head > scene.lo and words[head].flags & (an.REL | an.BREAK):
            s.lo = max(s.lo, head)

    def _one_scene(self, scene: Scene, s: Speech) -> None:
        """ "قصف كذا، وفق شهود، فيما انسحبت القوات": told behind its clause, it does not reach over a word that turns to another scene."""
        words = scene.words
        first = s.tok
        while first > scene.lo and (words[first - 1].flags & an.PUNCT or first - 1 == scene.lo and words[first - 1].flags & an.BREAK):
            first -= 1
        if first == scene.lo:
            return
        s.hi = min(s.hi, next((k for k in range(s.said + 1, s.hi) if self._turns(scene, k)), s.hi))

    def _turns(self, scene: Scene, k: int) -> bool:
        """A word after a comma that turns to another scene: "بينما", "فيما", "في حين"."""
        words = scene.words
        if words[k - 1].raw not in "،,":
            return False
        if words[k].fold in self.lists.turns:
            return True
        if words[k].fold != "في" or k + 2 >= scene.hi or words[k + 1].fold not in self.lists.turns_in:
            return False
        return words[k + 2].fold not in self.lists.hours  # "في وقت متأخر"

    def _clause_end(self, scene: Scene, s: Speech) -> int:
        """Where a noun that is said ends: at a new clause with a verb of its own, or a word that opens another scene."""
        words = scene.words
        for k in range(s.said + 1, scene.hi):
            w = words[k]
            if s.inner and w.raw in "،,":
                return k
            if k in scene.at:
                continue
            if w.flags & an.BREAK and words[k - 1].raw in "،," or s.kind == "call" and self._turns(scene, k):
                return k
            if w.conj == "و" and w.flags & an.VERB and w.analyses and w.analyses[0].pos == "V" and words[k - 1].raw in "،,":
                return k
        return scene.hi

    def _quotes(self, scene: Scene, out: list[Speech]) -> None:
        """A quotation that runs over sentences keeps its speaker; one before its verb is said by that speaker."""
        raw = scene.doc.raw
        for a, b in scene.doc.quotes:
            if not (scene.lo <= a < scene.hi) or b - a < 6:
                continue
            for s in out:
                if s.speakers and s.tok < a < s.hi and b >= scene.hi:
                    self.quote_end, self.quote_speech = b, s
                if (
                    s.speakers
                    and s.kind not in ("according", "participle")
                    and 0 < s.tok - b <= 4
                    and not any(p.tok < a and p.speakers for p in out)
                ):
                    s.lo = min(s.lo, a)
        if not out or not out[-1].speakers:
            return
        opened = [k for k in range(scene.lo, scene.hi) if raw[k] in '“«"' and not any(k in (a, b) for a, b in scene.doc.quotes)]
        if opened and out[-1].tok < opened[-1]:
            # its closing mark stands beyond the line: to the next closing mark that opens nothing
            paired = {x for q in scene.doc.quotes for x in q}
            end = next((k for k in range(scene.hi, min(len(raw), scene.hi + 250)) if raw[k] in '”»"' and k not in paired), -1)
            if end > 0:
                self.quote_end, self.quote_speech = end, out[-1]

    def _open_quote(self, scene: Scene) -> Speech | None:
        """The part of the sentence that lies in a quotation opened before it."""
        q = self.quote_speech
        if q is None or scene.lo >= self.quote_end:
            return None
        s = Speech(scene.lo, scene.lo, min(scene.hi, self.quote_end), "quote", q.speakers, "speaker.quote")
        s.via, s.said = q.via, scene.lo
        return s

    def _running(self, scene: Scene) -> Speech | None:
        """A sentence without a word of speech that begins with "كما" right after one that had a speaker."""
        first = scene.lo
        while first < scene.hi - 1 and scene.words[first].flags & an.PUNCT:
            first += 1
        if not self.last or not self.carry or scene.words[first].fold not in self.lists.runs_on:
            return None
        s = Speech(first, scene.lo, scene.hi, "carried", self.last, "speaker.runs_on")
        s.via = self.recent[-1][1] if self.recent else []
        return s

    def _written(self, scene: Scene, k: int) -> bool:
        """Whether a means of telling is a document, that "the statement" can mean later."""
        m = scene.at.get(k)
        return m is not None and self.grammar.document(m)

    def _id(self, e: Entity) -> str:
        """The id of a known actor or outlet in its theatre pack."""
        if e.known is None or e.known[0] not in "ao":
            return ""
        names = self.entities.names
        return (names.actors if e.known[0] == "a" else names.outlets)[e.known[1]].id

    def _remember(self, scene: Scene, out: list[Speech]) -> None:
        real = [s for s in out if s.speakers]
        for s in real:
            s.kinds = {id(e): self.grammar.link(e) for e in s.speakers}
            s.ids = {id(e): self._id(e) for e in (*s.speakers, *s.via) if e.known}
            s.means = self.grammar.means(scene, s.channel) if s.channel is not None else s.means
        main = [s for s in real if not s.inner and s.kind != "according"] or real
        self.carry = bool(real)
        for s in main:
            self.recent.append((s.speakers, s.via))
        del self.recent[:-_KEEP]
        if main:
            self.last = main[-1].speakers
            if self.carry and any(s.kind == "document" or s.channel and self._written(scene, s.channel[0]) for s in main):
                self.document = main[-1].speakers
        m = self._grammatical(scene, scene.hi)
        self.subject = m.entity if m is not None and m.kind == PERSON and isinstance(m.entity, Entity) else None

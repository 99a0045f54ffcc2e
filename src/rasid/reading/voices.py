"""One speech from one word: verbs, participles and nouns of speech, documents, colons, "according to".

Every Speech carries the rule that found it: speaker.after_verb, before_verb, unnamed, carried, short_name, participle, cited, heard,
according, same, document, colon, noun, comment, quote, runs_on, silent, impersonal.
"""

from __future__ import annotations

from typing import Final

from rasid.lexicon import analyser as an
from rasid.lexicon.analyser import Analysis
from rasid.reading.entities import Entity
from rasid.reading.naming import NAMING
from rasid.reading.noun_base import own_words
from rasid.reading.scene import ACTOR, PEOPLE, PERSON, PLACE, SOURCE, Mention, Scene
from rasid.reading.speech import Speech, denies
from rasid.reading.subjects import ISSUED, Subjects
from rasid.text.fold import fold_word

#: how far behind charges the word stands that calls them untrue
_CALLED: Final = 10
#: the least length of a quotation before its verb, and what may stand between them
_QUOTED: Final = 4
_THUS: Final = frozenset(("هكذا",))
_NAMING: Final = an.COMP | an.ACTOR_HEAD | an.OFFICE | an.SOURCE_NOUN | an.NAME | an.GIVEN

_RECORDERS: Final = frozenset(("monitor", "state_body", "political", "international"))


class Voices(Subjects):
    """The rules, one a kind of word."""

    def _analysis(self, scene: Scene, i: int) -> Analysis | None:
        w, words = scene.words[i], scene.words
        best: Analysis | None = None
        for a in w.analyses:
            if (
                a.cls != "speech"
                or (a.prep and not (a.pos == "N" and a.prep == "ب"))
                or (a.tense == "juss" and not (i > scene.lo and words[i - 1].fold in self.lists.jussive))  # "ما لا يقل عن" tells nothing
            ):
                continue
            if a.pgn[:1] == "2" or (a.det and a.pos != "W" and not a.prep):
                continue
            if best is None or (best.pos == "N" and a.pos in "VA"):
                best = a
        return best

    def _speech(self, scene: Scene, i: int, a: Analysis, out: list[Speech]) -> Speech | None:
        words = scene.words
        if a.entry.kind == "according" or self._as_told(scene, i, a):
            return self._according(scene, i)
        if i > scene.lo and words[i - 1].fold in self.lists.unsaid:
            return None  # "طلب عدم كشف هويته"
        if i > scene.lo and words[i - 1].fold in self.lists.negators:
            return Speech(i, i - 1, scene.hi, "silent", [], "speaker.silent") if a.pos == "V" else None
        if words[i].fold in self.lists.impersonal and i - scene.lo <= 2 and i + 1 < scene.hi:
            nxt = i + 2 if words[i + 1].fold == "الي" else i + 1
            if nxt < scene.hi and self.grammar.complement(words[nxt]):
                return Speech(i, i, scene.hi, "silent", [], "speaker.impersonal")
        if i > scene.lo and words[i - 1].fold in self.lists.extent_of and a.pos == "N":
            return self._according(scene, i)  # "على حد قول كذا"
        if words[i].fold in self.lists.supposed and i + 1 < scene.hi and self.grammar.complement(words[i + 1]):
            return None
        if a.pos == "V":
            return self._verb(scene, i, a, out)
        if a.pos == "A":
            return self._participle(scene, i, a, out)
        if a.pos == "N" and a.prep == "ب":
            return self._participle(scene, i, a, out) if self.grammar.complement(words[min(i + 1, scene.hi - 1)]) else None
        return self._noun(scene, i, a) if a.pos == "N" and not a.suf else None

    def _as_told(self, scene: Scene, i: int, a: Analysis) -> bool:
        """ "وحصيلته، كما يقول فلان مدير كذا، ستة": an aside that names who says it."""
        if a.pos != "V" or a.conj or i < scene.lo + 3 or scene.words[i - 1].fold != "كما" or scene.words[i - 2].raw not in "،,(-":
            return False
        m = scene.at.get(i + 1)
        if m is None or m.prep or not self.grammar.can_speak(m):
            return False
        rest = scene.words[m.hi : min(scene.hi, m.hi + 9)]
        end = next((n for n, w in enumerate(rest) if w.raw in "،,)-–"), -1)
        return end >= 0 and not any(w.flags & (an.VERB | an.COMP) and not w.flags & an.SOURCE_NOUN for w in rest[:end])

    def _verb(self, scene: Scene, i: int, a: Analysis, out: list[Speech]) -> Speech | None:
        kind = a.entry.kind
        if self._passed_on(scene, i, a):
            return None
        if kind == "cite":
            return self._cite(scene, i, a)
        if a.voice == "pas" or self._describes(scene, i, a) and not self._named_again(scene, i):
            return None
        if s := self._comment(scene, i, a) or self._denial(scene, i, a, out):
            return s
        found = self.grammar.content(scene, i, a) or self._quoted_before(scene, i, a)
        if found is None:
            return self._also(scene, i, a, out)
        at, clause = found
        words = scene.words
        if kind == "call" and not clause and a.pgn.endswith("d") and not a.conj:
            return None  # "أصدرت المحكمة أمرا بتوقيف": no dual
        if a.suf and not clause and kind == "say":
            return None  # "تفجير تبناه التنظيم": it has its object
        if (a.entry.weak or kind == "hear") and not clause:
            return None
        both = scene.at.get(i + 1)
        if words[i].flags & an.PREP and both is not None and any(m.conj and both.hi <= m.lo <= both.hi + 1 for m in scene.mentions):
            return None  # "بين مدني وعسكري"
        if both is not None and both.prep_tok == i and clause and at == both.hi:
            both.prep, both.prep_tok = "", -1  # "وبين المتحدث أن": the verb, and not "between"
        if words[i].flags & an.FUNCTION and (words[i - 1].fold == "ما" or at - i > 9 or not words[i + 1].flags & _NAMING):
            return None
        if kind == "hear":
            return self._hear(scene, i, at)
        s = Speech(i, i, scene.hi, kind, [], "")
        s.clause, s.said = clause, at
        end = at if clause else self._noun_end(scene, at)
        if not self._subject(scene, s, a, end, out):
            return None
        if kind == "record" and not all(e.kind in (SOURCE, PERSON, PEOPLE) or e.cls in _RECORDERS for e in s.speakers):
            return None
        if clause and s.mentions and kind != "call":
            self._complete(scene, s.mentions[-1], at)
        s.via = [m.entity for m in self.grammar.via(scene, i + 1, at) if m.entity not in s.speakers]  # type: ignore[misc]
        s.channel = self.grammar.channel(scene, i + 1, at)
        return s

    def _passed_on(self, scene: Scene, i: int, a: Analysis) -> bool:
        """ "وأضاف في تصريح نشرته وكالة كذا أن": a medium that published the words of somebody does not speak."""
        m = scene.at.get(i + 1)
        if not a.suf or a.conj or i - 2 <= scene.lo or m is None or m.lo != i + 1 or not self.grammar.medium(m):
            return False
        before, k = scene.at.get(i - 1), i - 1
        if before is not None:
            return before.prep in self.lists.means and self.grammar.document(before)
        w = scene.words[k]
        return w.base in self.lists.channels and (bool(w.prep) or scene.words[k - 1].base in self.lists.means)

    def _quoted_before(self, scene: Scene, i: int, a: Analysis) -> tuple[int, bool] | None:
        """ "... «دخل الجنود القرية»، قال فلان": what is said stands right before its verb; where the words on the speaker end."""
        words, m = scene.words, scene.at.get(i + 1)
        if a.entry.kind != "say" or a.conj or a.suf or m is None or m.prep:
            return None
        k = i - 1
        while k > scene.lo and (words[k].raw in "،,-–" or words[k].fold in _THUS):
            k -= 1
        if not any(hi == k and hi - lo > _QUOTED and lo >= scene.lo for lo, hi in scene.doc.quotes):
            return None
        end = min(scene.hi, i + _CALLED)
        return next((n for n in range(i + 1, end) if words[n].raw in "،,.؛\n"), end), True

    def _complete(self, scene: Scene, m: Mention, at: int) -> None:
        """ "قالت سلطات صحية محلية إن": words that no list knows, up to what is said, belong to the name of the speaker."""
        words, e = scene.words, m.entity
        if not isinstance(e, Entity) or e.known is not None or not 0 < at - m.hi <= 3 or e.name != m.name:
            return
        stop = an.FUNCTION | an.PREP | an.PUNCT | an.VERB | an.NUMBER | an.SPEECH | an.EVENT | an.OPERATOR | an.SOURCE_NOUN
        gap = range(m.hi, at)
        if any(
            words[k].flags & stop
            or words[k].prep
            or words[k].conj
            or words[k].fold in self.lists.adverbs
            or words[k].fold in self.lists.objects
            for k in gap
        ):
            return
        if any(x.lo < at and x.hi > m.hi for x in (*scene.times, *scene.mentions) if x is not m):  # type: ignore[attr-defined]
            return
        m.hi = at
        m.name = scene.doc.text(m.lo, at).strip('“”«»" ')
        e.name = m.name
        e.names.append(m.name)

    def _describes(self, scene: Scene, i: int, a: Analysis) -> bool:
        """ "هدنة أعلنها كذا انهارت": a verb of speech with its object, right behind an undetermined noun, says nothing of what follows."""
        if not a.suf or a.conj or i - 1 <= scene.lo:
            return False
        w = scene.words[i - 1]
        m = scene.at.get(i - 1)
        plain = not w.flags & (an.PUNCT | an.FUNCTION | an.PREP | an.VERB | an.REL | an.COMP) and not w.det
        return plain and (m is None or m.kind not in (PERSON, SOURCE) and not m.det and m.known is None) and w.fold not in ("ما", "كما")

    def _also(self, scene: Scene, i: int, a: Analysis, out: list[Speech]) -> Speech | None:
        """ "وأكد ذلك كذا": one more speaker of what was said before."""
        if i > scene.lo + 2 and scene.words[i - 1].fold == "كما" and not a.conj:
            return self._according(scene, i)  # "... كما تؤكد منظمة كذا"
        if a.entry.kind != "say" or a.entry.weak or i + 1 >= scene.hi or scene.words[i + 1].fold not in self.lists.that:
            return None
        m = next((m for m in scene.mentions if i + 1 < m.lo <= i + 4 and not m.prep and self.grammar.can_speak(m)), None)
        before = next((s for s in reversed(out) if s.speakers), None)
        if m is not None and before is not None and isinstance(m.entity, Entity):
            before.speakers = [*before.speakers, m.entity]
            before.mentions = [*before.mentions, m]
        return None

    def _comment(self, scene: Scene, i: int, a: Analysis) -> Speech | None:
        """ "وهو ما نفاه كذا", "الأمر الذي أكدته كذا": the one after the verb speaks of what was said before."""
        words, k = scene.words, i + 1
        while k < scene.hi and k not in scene.at and self.grammar._aside(scene, k):
            k += 1  # "وهو ما نفاه لاحقا كذا"
        m = scene.at.get(k)
        if not a.suf or i - 1 < scene.lo or m is None or m.lo != k or m.prep or not self.grammar.can_speak(m):
            return None
        object_ = scene.at.get(i - 2)  # "كذبت الحكومة ما أعلنه كذا": its object, and nothing that was told before
        relative = words[i - 1].fold == "ما" and object_ is None or words[i - 1].flags & an.REL and words[i - 2].fold in self.lists.that
        if not (relative or self._named_again(scene, i)):
            return None
        s = Speech(i, i, scene.hi, "comment", [m.entity], "speaker.comment")  # type: ignore[list-item]
        s.mentions, s.said, s.clause = [m], m.hi, False
        return s

    def _named_again(self, scene: Scene, i: int) -> bool:
        """ "وهو إعلان نفاه كذا": what was told before, by a word for such tellings."""
        words = scene.words
        return i - 2 >= scene.lo and words[i - 2].fold in self.lists.asides and f"ال{words[i - 1].fold}" in self.lists.retold

    def _denial(self, scene: Scene, i: int, a: Analysis, out: list[Speech]) -> Speech | None:
        """ "لكن كذا نفى ذلك", "ونفى كذا هذه الأنباء": whoever denies what was told before."""
        if a.suf or (at := self._denied(scene, i)) < 0:
            return None
        s = Speech(i, i, scene.hi, "denial", [], "speaker.denial")
        s.said = at
        m = scene.at.get(at + 1)
        if m is not None and m.lo == at + 1 and not m.prep and not m.conj and self.grammar.can_speak(m) and isinstance(m.entity, Entity):
            s.mentions = self.grammar.group(scene, scene.mentions.index(m), scene.hi)
            s.speakers = self._who(scene, s)
            return s
        return s if self._subject(scene, s, a, at, out) else None

    def _denied(self, scene: Scene, i: int) -> int:
        """Where the object of a denial stands that means what was told before: "نفى ذلك", "وصف المزاعم بأنها باطلة"; else -1."""
        words = scene.words
        if denies(words[i]):
            return self._retold(scene, i, self.lists.retold, False)
        if words[i].base not in self.lists.calls or (at := self._retold(scene, i, self.lists.charges, True)) < 0:
            return -1
        false = any(w.base in self.lists.untrue or w.fold in self.lists.untrue for w in words[at + 1 : min(scene.hi, at + _CALLED)])
        return at if false else -1

    def _retold(self, scene: Scene, i: int, objects: frozenset[str], long: bool) -> int:
        """Where the object of a verb of denial stands that means what was told before ("ذلك", "الخبر"); -1 where it has another.
        long: whether it may go on ("الادعاءات بحق كذا")."""
        words = scene.words
        for k in range(i + 1, min(scene.hi, i + 14)):
            w = words[k]
            if w.fold in objects and not (w.conj or w.prep):
                return -1 if words[k - 1].flags & an.PREP or not long and self._goes_on(scene, k + 1) else k
            if k not in scene.at and (w.flags & (an.VERB | an.COMP | an.REL | an.EVENT) or w.raw in ".؛"):
                return -1
        return -1

    def _goes_on(self, scene: Scene, k: int) -> bool:
        """Whether the noun phrase before k goes on: "الأنباء التي", "الاتهامات الموجهة", "ذلك الهجوم"; not "ذلك المتحدث باسم كذا"."""
        if k >= scene.hi:
            return False
        w, m = scene.words[k], scene.at.get(k)
        if m is not None and m.lo == k and not m.prep:
            return not self.grammar.can_speak(m) or scene.words[k - 1].det
        return bool(w.flags & (an.REL | an.COMP | an.PREP)) or bool(w.prep) or w.det

    def _happening(self, scene: Scene, j: int) -> bool:
        w = scene.words[j]
        return bool(w.flags & an.EVENT) and j not in scene.at and any(a.pos == "N" and a.cls == "event" for a in w.analyses[:3])

    def _hear(self, scene: Scene, i: int, at: int) -> Speech | None:
        """ "علمت الصحيفة من مصادر أن": من names the speaker, the subject passes it on."""
        mine = [m for m in scene.mentions if i < m.lo < at and isinstance(m.entity, Entity)]
        told = [m for m in mine if m.prep in ("من", "عن") and self.grammar.can_speak(m)]
        heard = [m for m in mine if not m.prep and m.kind == SOURCE]
        if not told and not heard:
            return None
        s = Speech(i, i, scene.hi, "hear", [], "speaker.heard")
        s.mentions = (told or heard)[:1]
        s.speakers = [m.entity for m in s.mentions]  # type: ignore[misc]
        s.via = [m.entity for m in heard[:1]] if told else []  # type: ignore[misc]
        s.said = at
        return s

    def _cite(self, scene: Scene, i: int, a: Analysis) -> Speech | None:
        """ "نقلت الوكالة عن المتحدث قوله": عن names the speaker, the subject passes it on."""
        found = self.grammar.content(scene, i, a)
        end = min(scene.hi, i + 16)
        subject = self.grammar.after(scene, i, end, a)
        way = "الي" if scene.words[i].listed & an.BLAME else "عن"  # "نسبت الوكالة إلى المتحدث قوله"
        told = next(
            (n for n, m in enumerate(scene.mentions) if i < m.lo < end and m.prep == way and self.grammar.can_speak(m)),
            -1,
        )
        if told >= 0 and way != "عن" and not any(own_words(w) for w in scene.words[scene.mentions[told].hi :][:1]):
            told = -1  # "نسبت الوكالة الهجوم إلى كذا"
        medium = subject[0] if subject else self.grammar.before(scene, i, a)
        if told >= 0 and (found is not None or a.voice == "pas"):
            if found is not None and found[1] and found[0] < scene.mentions[told].lo:
                return None
            s = Speech(i, i, scene.hi, "cite", [], "speaker.cited")
            s.mentions = self.grammar.group(scene, told, scene.hi)
            s.speakers = self._who(scene, s)
            s.said = max(found[0] if found else 0, s.mentions[-1].hi)
            if medium is not None and isinstance(medium.entity, Entity) and medium.entity not in s.speakers:
                s.via = [medium.entity]
            return s
        if found is not None and medium is not None and isinstance(medium.entity, Entity):
            for m in scene.mentions:
                if i < m.lo < i + ISSUED and self.grammar.document(m) and (author := self._author(scene, m)) is not None:
                    s = Speech(i, i, scene.hi, "cite", [author], "speaker.cited")
                    s.mentions, s.said, s.via, s.channel = [m], max(found[0], m.hi), [medium.entity], (m.lo, m.lo + 1)
                    s.clause = found[1]
                    return s  # "نشر حساب كذا تصريحا للعقيد فلان جاء فيه"
        if found is not None and found[1] and medium is not None and isinstance(medium.entity, Entity):
            s = Speech(i, i, scene.hi, "say", [medium.entity], "speaker.after_verb")
            s.mentions, s.said = [medium], found[0]
            return s
        return None

    def _participle(self, scene: Scene, i: int, a: Analysis, out: list[Speech]) -> Speech | None:
        """ "مضيفا أن", "مشيرة إلى": the speaker of its sentence speaks on."""
        w = scene.words[i]
        if a.pos == "A" and (w.conj == "ف" or not (w.fold.endswith("ا") or a.pgn in ("fs", "mp"))):
            return None
        found = self.grammar.content(scene, i, a)
        if found is None:
            return None
        before = [s for s in out if s.speakers and s.kind not in ("according", "noun", "silent")]
        pgn = "3" + (a.pgn or "ms") if a.pos == "A" else ""
        s = next(
            (s for s in reversed(before) if not s.inner and self._agree(pgn, list(s.speakers))),
            before[-1] if before else None,
        )
        new = Speech(i, i, scene.hi, "participle", [], "speaker.participle")
        new.clause, new.said = found[1], found[0]
        if s is not None:
            new.speakers, new.via, new.mentions, new.channel = s.speakers, s.via, s.mentions, s.channel
        elif m := self._grammatical(scene, i):
            new.speakers, new.mentions = [m.entity], [m]  # type: ignore[list-item]
        elif i - scene.lo <= 2:
            new.speakers = self.last
        return new if new.speakers else None

    def _noun(self, scene: Scene, i: int, a: Analysis) -> Speech | None:
        """ "بعد إعلان الجيش أن", "تأكيد الوزارة سقوط": the one after the noun speaks, to the end of the clause."""
        m = scene.at.get(i + 1)
        if m is None or m.lo != i + 1 or m.prep or m.conj or not self.grammar.can_speak(m) or self.grammar.document(m):
            return None
        found = self.grammar.content(scene, i, a)
        if found is None:
            return None
        group = self.grammar.group(scene, scene.mentions.index(m), found[0])
        gap = [k for k in range(group[-1].hi, found[0]) if not any(x.lo <= k < x.hi for x in scene.times)]  # type: ignore[attr-defined]
        if len(gap) > 6:
            return None
        s = Speech(i, i, scene.hi, "noun", [], "speaker.noun")
        s.mentions, s.said, s.clause, s.inner = group, found[0], False, True
        s.speakers = [x.entity for x in group if isinstance(x.entity, Entity)]
        return s

    def _nominal(self, scene: Scene, m: Mention, out: list[Speech]) -> Speech | None:
        """ "جاء في بيان للجيش أن", "بيان للوزارة:" with no verb of speech that governs the clause."""
        words = scene.words
        end = next((k for k in range(m.hi, min(scene.hi, m.hi + 8)) if self._opens(scene, k)), -1)
        if end < 0 or any(s.tok < m.lo and (s.said >= m.lo or s.kind == "according") for s in out):
            return None
        if any(s.kind == "colon" and s.said == end for s in out):
            return None
        if any(
            words[k].flags & an.SPEECH and k not in scene.at and self._analysis(scene, k)
            for k in (*range(max(scene.lo, m.lo - 8), m.lo), *range(m.hi, end))
        ):
            return None
        s = Speech(m.lo, m.lo, scene.hi, "document", [], "speaker.document")
        s.mentions, s.said = [m], end
        s.speakers = self._who(scene, s)
        return s if s.speakers else None

    def _opens(self, scene: Scene, k: int) -> bool:
        """Whether what a document says begins at k: behind a colon, أن, or a quotation mark after "فيه"."""
        w = scene.words[k]
        return self.grammar.complement(w) or w.raw == ":" or w.raw in '“«"' and scene.words[k - 1].fold in self.lists.in_it

    def _colon(self, scene: Scene) -> Speech | None:
        """ "فلان: كذا" at the head of a title or a line, also "فلان في بيان: كذا"."""
        words, lo = scene.words, scene.lo
        while lo < scene.hi and words[lo].flags & (an.PUNCT | an.NUMBER):
            lo += 1  # "04:05 - فلان: كذا"
        colon = next((k for k in range(lo, min(scene.hi, lo + 14)) if words[k].raw == ":"), -1)
        if colon <= lo:
            return None
        if any(words[k].flags & (an.VERB | an.COMP) and k not in scene.at and not words[k].flags & an.FUNCTION for k in range(lo, colon)):
            return None
        found = [m for m in scene.mentions if lo <= m.lo < colon and not m.prep and self.grammar.can_speak(m)]
        found = [m for m in found if m.lo == lo or m.hi == colon]
        if not scene.title and colon - lo == 1 and found and found[0].kind != SOURCE and found[0].known:
            return None  # a dateline
        if not scene.title and found and found[-1].generic and any(words[k].raw in "-–—/" for k in range(lo, colon)):
            return None  # a dateline with its agencies ("عدن - وكالات:")
        if scene.title and found and found[-1].kind == PLACE and self._of_there(scene, colon + 1):
            return None
        s = Speech(colon, colon, scene.hi, "colon", [], "speaker.colon")
        if found:
            s.mentions = found[-1:]
            s.speakers = self._who(scene, s)
        elif colon - lo == 1 and words[lo].fold in self.lists.short_bodies:
            m = Mention(SOURCE, lo, colon, lo, "", "name.speaker")
            m.name, m.fold = words[lo].raw, (words[lo].fold,)
            known = next((e for e in self.entities.all if m.fold[0] in fold_word(e.name).split() and e.kind != PLACE), None)
            s.speakers, s.mentions = [known or self.entities.see(m)], [m]
        elif colon - lo == 1 and (short := self._short(scene, lo)):
            s.speakers = [short]
        s.said = colon
        return s if s.speakers else None

    def _of_there(self, scene: Scene, k: int) -> bool:
        """ "ليبيا: قتيلان في اشتباكات", "العراق: الجيش يقصف": a country at the head of a title is where it happens."""
        m = scene.at.get(k)
        return m.kind == ACTOR and m.cls != "country" if m is not None else k < scene.hi and self._happening(scene, k)

    def _according(self, scene: Scene, i: int) -> Speech | None:
        """ "بحسب المرصد", "وفقا لمصادر", "نقلا عن", "حسبما ذكر كذا": what it goes with hangs from the speaker after it."""
        words, g = scene.words, self.grammar
        s = Speech(i, scene.lo, scene.hi, "according", [], "speaker.according")
        s.said = i
        asked = scene.at.get(i + 1)
        if asked is not None and asked.kind == PLACE and not asked.det and words[asked.lo].base in NAMING.media_heads:
            centre = self._centre(scene, asked)  # "بحسب مركز طب الطوارئ"
            s.mentions, s.speakers, s.said = [centre], [self.entities.see(centre)], centre.hi - 1
            return s
        for n, m in enumerate(scene.mentions):
            if m.lo <= i or (m.kind == PLACE and m.cls not in ("country", "hospital")) or not isinstance(m.entity, Entity):
                continue
            between = range(i + 1, m.lo)
            if m.lo - i > 6 or any(not self._leads(scene, k) for k in between):
                break
            if words[i].fold == "لما" and (
                not any(words[k].flags & an.SPEECH for k in between) or words[i - 1].fold in self.lists.contrary
            ):
                return None
            s.mentions = g.group(scene, n, scene.hi)
            cited = next(
                (
                    x
                    for x in scene.mentions
                    if s.mentions[-1].hi <= x.lo <= s.mentions[-1].hi + 1
                    and g.can_speak(x)
                    and (x.prep == "عن" or x.prep == "من" and x.kind == SOURCE and g.medium(s.mentions[-1]))  # "حسبما علمت الصحيفة من مصدر"
                ),
                None,
            )
            if cited is not None:
                s.via, s.mentions = [x.entity for x in s.mentions if isinstance(x.entity, Entity)], [cited]
            s.speakers = self._who(scene, s)
            s.said = s.mentions[-1].hi - 1
            return s if s.speakers else None
        nxt = [words[k].fold for k in range(i + 1, min(scene.hi, i + 3))]
        if same := next((f for f in nxt if f in self.lists.same_speaker), ""):
            pgn = "" if same.startswith("ال") else "3fs" if same.endswith("ها") else "3mp" if same.endswith("هم") else "3ms"
            own = self._grammatical(scene, i) if pgn else None
            e = own.entity if own is not None and self._agree(pgn, [own.entity]) else None
            s.speakers, s.rule = [e] if isinstance(e, Entity) else self.last, "speaker.same"
            return s
        if words[i].fold == "لما":
            return None
        at = i + 2 if i + 2 < scene.hi and words[i + 1].fold in ("ل", "عن") else i + 1
        if at < scene.hi and (named := g._quoted(scene, at)) is not None:  # "وفقا لـ«كذا»"
            s.mentions, s.speakers, s.rule = [named], [self.entities.see(named)], "speaker.unnamed"
            s.said = named.hi - 1
            return s
        if short := self._short(scene, i + 1):
            s.speakers, s.rule = [short], "speaker.short_name"
            return s
        new = g.unnamed(scene, i, scene.hi)
        if new is not None and (not words[new.lo].flags & an.COMMON or (words[new.lo - 1].flags & an.SPEECH and new.lo > i + 1)):
            s.mentions, s.speakers, s.rule = [new], [self.entities.see(new)], "speaker.unnamed"
            return s
        return None

    def _centre(self, scene: Scene, m: Mention) -> Mention:
        """A centre or office that is asked, with the words that name it."""
        words, end = scene.words, m.hi
        stop = an.PUNCT | an.FUNCTION | an.PREP | an.VERB | an.NUMBER | an.SPEECH
        while end < scene.hi and end - m.lo < 5 and not words[end].flags & stop and not words[end].conj and not words[end].prep:
            end += 1
        new = Mention(SOURCE, m.lo, end, m.lo, words[m.lo].base, "name.speaker")
        new.name = scene.doc.text(m.lo, end)
        new.fold = tuple(w.fold for w in words[m.lo : end])
        return new

    def _leads(self, scene: Scene, k: int) -> bool:
        w = scene.words[k]
        m = scene.at.get(k)
        if m is not None:
            return self.grammar.document(m)
        return (
            bool(w.flags & (an.SPEECH | an.PREP | an.VERB | an.QUANT | an.NUMBER))
            or w.base in self.lists.leads_on
            or w.raw in '“«"'
            or w.fold in self.lists.issuing
        )

    # --- what hangs from whom ----------------------------------------------------------------------------------------

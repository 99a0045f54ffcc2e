"""Who says it: speakers over the sentences of a report, and which part of each sentence hangs from whom.

Every Speech carries the rule that found it: speaker.after_verb, before_verb, unnamed, carried, short_name, participle, cited, heard,
according, same, document, colon, noun, quote, runs_on, also.
"""

from __future__ import annotations

from rasid.lexicon import analyser as an
from rasid.lexicon.analyser import Analysis
from rasid.reading.entities import Entities, Entity, agrees, word_gender
from rasid.reading.scene import ACTOR, PERSON, PLACE, SOURCE, Mention, Scene
from rasid.reading.speaking import Grammar, Speaking
from rasid.text.fold import fold_word

_NAMING = an.COMP | an.ACTOR_HEAD | an.OFFICE | an.SOURCE_NOUN | an.NAME | an.GIVEN
_KEEP = 12  # speakers remembered for those that a pronoun or a short name takes up


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


class Speakers:
    """Keeps the speakers over the sentences of a report; `last` are those who spoke last, `carry` whether it was right before."""

    def __init__(self, entities: Entities, grammar: Grammar) -> None:
        self.entities, self.grammar, self.lists = entities, grammar, grammar.lists
        self.last: list[Entity] = []
        self.carry = False
        self.recent: list[tuple[list[Entity], list[Entity]]] = []
        self.subject: Entity | None = None
        self.document: list[Entity] = []
        self.quote_end = -1
        self.quote_speech: Speech | None = None

    # --- the sentence ----------------------------------------------------------------------------------------------

    def find(self, scene: Scene, marks: list[int]) -> list[Speech]:
        """The speeches of a sentence, in order of their words."""
        out: list[Speech] = []
        if q := self._open_quote(scene):
            out.append(q)
        if colon := self._colon(scene):
            out.append(colon)
        for i in range(scene.lo, scene.hi):
            w = scene.words[i]
            m = scene.at.get(i)
            if m is not None:
                if m.lo == i and self.grammar.document(m) and (s := self._nominal(scene, m, out)):
                    out.append(s)
                continue
            if out and out[-1].kind == "according" and i <= out[-1].said:
                continue
            if w.flags & an.SPEECH and (a := self._analysis(scene, i)) and (s := self._speech(scene, i, a, out)):
                self._rank(scene, s, out)
                out.append(s)
        self._scopes(scene, out, marks)
        self._quotes(scene, out)
        if not out and (r := self._running(scene)):
            out.append(r)
        self._remember(scene, out)
        return out

    def at(self, speeches: list[Speech], tok: int) -> Speech | None:
        """The innermost speech that a token hangs from; None for the outlet's own voice."""
        best: Speech | None = None
        for s in speeches:
            if s.lo <= tok < s.hi and (s.speakers or s.kind == "silent") and (best is None or s.lo >= best.lo):
                best = s
        return best if best is not None and best.speakers else None

    def _analysis(self, scene: Scene, i: int) -> Analysis | None:
        w, words = scene.words[i], scene.words
        best: Analysis | None = None
        for a in w.analyses:
            if a.entry.cls != "speech" or (a.prep and not (a.pos == "N" and a.prep == "ب")) or (a.tense == "juss" and not (i > scene.lo and words[i - 1].flags & an.NEG)):
                continue
            if a.pgn[:1] == "2" or (a.det and a.pos != "W" and not a.prep):
                continue
            if best is None or (best.pos == "N" and a.pos in "VA"):
                best = a
        return best

    def _speech(self, scene: Scene, i: int, a: Analysis, out: list[Speech]) -> Speech | None:
        words = scene.words
        if a.entry.kind == "according":
            return self._according(scene, i)
        if i > scene.lo and words[i - 1].fold in self.lists.negators:
            return Speech(i, i - 1, scene.hi, "silent", [], "speaker.silent") if a.pos == "V" else None
        if words[i].fold in self.lists.impersonal and i - scene.lo <= 2 and i + 1 < scene.hi:
            nxt = i + 2 if words[i + 1].fold == "الي" else i + 1
            if nxt < scene.hi and self.grammar.complement(words[nxt]):
                return Speech(i, i, scene.hi, "silent", [], "speaker.impersonal")
        if a.pos == "V":
            return self._verb(scene, i, a, out)
        if a.pos == "A":
            return self._participle(scene, i, a, out)
        if a.pos == "N" and a.prep == "ب":
            return self._participle(scene, i, a, out) if self.grammar.complement(words[min(i + 1, scene.hi - 1)]) else None
        return self._noun(scene, i, a) if a.pos == "N" and not a.suf else None

    # --- verbs -----------------------------------------------------------------------------------------------------

    def _verb(self, scene: Scene, i: int, a: Analysis, out: list[Speech]) -> Speech | None:
        kind = a.entry.kind
        if kind == "cite":
            return self._cite(scene, i, a)
        if a.voice == "pas":
            return None
        if s := self._comment(scene, i, a):
            return s
        found = self.grammar.content(scene, i, a)
        if found is None:
            return self._also(scene, i, a, out)
        at, clause = found
        words = scene.words
        if (a.entry.weak or kind == "hear") and not clause:
            return None
        if words[i].flags & an.FUNCTION and (words[i - 1].fold == "ما" or at - i > 9 or not words[i + 1].flags & _NAMING):
            return None
        if kind == "hear":
            return self._hear(scene, i, at)
        s = Speech(i, i, scene.hi, kind, [], "")
        s.clause, s.said = clause, at
        end = at if clause else self._noun_end(scene, i, at)
        if not self._subject(scene, s, a, end, out):
            return None
        if kind == "record" and not all(e.kind == SOURCE or e.kind == PERSON or e.cls == "monitor" for e in s.speakers):
            return None
        s.via = [m.entity for m in self.grammar.via(scene, i + 1, at) if m.entity not in s.speakers]  # type: ignore[misc]
        s.channel = self.grammar.channel(scene, i + 1, at)
        return s

    def _noun_end(self, scene: Scene, i: int, at: int) -> int:
        m = scene.at.get(at)
        return m.lo if m is not None else at

    def _subject(self, scene: Scene, s: Speech, a: Analysis, end: int, out: list[Speech]) -> bool:
        """Find who speaks: after the verb, before it, an unknown name, a short name, or who spoke before."""
        g, i = self.grammar, s.tok
        after = g.after(scene, i, end, a)
        before = g.before(scene, i, a)
        relative = i > scene.lo and bool(scene.words[i - 1].flags & an.REL) and not a.suf
        if before is not None and after and not relative and not (g.adjoins(scene, before, i) and self._agree(a.pgn, [before.entity])):
            before = None
        if before is not None and not after and not self._agree(a.pgn, [before.entity]):
            before = None
        if i + 1 < end and i + 1 not in scene.at and (short := self._short(scene, i + 1)):
            s.speakers, s.rule = [short], "speaker.short_name"
            return True
        if s.kind == "call" and after and after[0].lo > i + 1 and (m := self._lone(scene, i)) is not None:
            after = [m]
        if before is None and not after and (doc := self._issued(scene, i)):
            s.speakers, s.rule, s.channel = [doc[1]], "speaker.document", (doc[0].lo, doc[0].lo + 1)
            return True
        chosen, rule = ([before], "speaker.before_verb") if before is not None else (after, "speaker.after_verb")
        if not chosen and i > scene.lo and i - 1 not in scene.at and (short := self._short(scene, i - 1)):
            s.speakers, s.rule = [short], "speaker.short_name"
            return True
        if not chosen and (s.clause and s.kind != "call" or self._nominative(scene, i + 1)) and a.pgn[-2:] not in ("mp", "1p", "1s"):
            m = g.unnamed(scene, i, end)
            if m is not None:
                self.entities.see(m)
                chosen, rule = [m], "speaker.unnamed"
        if not chosen and not a.conj and (a.pgn.endswith("mp") or a.tense == "pres"):
            m = g.unnamed_before(scene, i)
            if m is not None:
                self.entities.see(m)
                chosen, rule = [m], "speaker.unnamed"
        if chosen:
            s.mentions = [m for m in chosen if m is not None]
            s.speakers = self._who(scene, s)
            s.rule = rule
            return bool(s.speakers)
        if not self._takes_up(scene, i, a):
            return False
        s.speakers = self._pronoun(scene, i, a, out)
        s.rule = "speaker.carried"
        return bool(s.speakers)

    def _who(self, scene: Scene, s: Speech) -> list[Entity]:
        """The entities of a speech's mentions; for a document the one who issued it."""
        out: list[Entity] = []
        for m in s.mentions:
            e = m.entity
            if m.fold and m.fold[-1] in self.lists.selfsame and self.last:
                out.extend(x for x in self._selfsame(m) if x not in out)
                continue
            if m.kind == PERSON and m.suf and isinstance(e, Entity) and e.kind == PLACE:
                m.suf, m.entity = "", None  # "قائدها فلان" is a person, whatever the pronoun means
                e = self.entities.see(m)
            if m.fold and m.fold[0] in self.lists.latter:
                e = self.entities.pronoun("3fs" if m.fold[0].endswith("ه") else "3ms", m.lo, (ACTOR, PERSON, SOURCE)) or e
            if self.grammar.document(m):
                issuer = self.grammar.issuer(scene, m)
                s.channel = (m.lo, m.lo + 1)
                if issuer is not None:
                    self.document = [issuer]
                elif m.det and m.generic and (self.document or self.last):
                    out.extend(x for x in self.document or self.last if x not in out)
                    continue
                elif fold_word(m.cls) in self.lists.rumours and m.generic:
                    continue
                e = issuer or e
            if isinstance(e, Entity) and e not in out:
                out.append(e)
        return out

    def _nominative(self, scene: Scene, k: int) -> bool:
        """A word that can only be a subject: "المعتصمون", "السلطات"."""
        w = scene.words[min(k, scene.hi - 1)]
        return w.fold.endswith("ون") or w.fold in self.lists.short_bodies

    def _lone(self, scene: Scene, i: int) -> Mention | None:
        """"اتهم سينكو الجنود": an unknown word right after its verb, before the one who is called upon."""
        w = scene.words[i + 1]
        if i + 1 in scene.at or w.flags & (an.FUNCTION | an.PUNCT | an.COMMON | an.EVENT | an.OPERATOR | an.NUMBER) or w.prep:
            return None
        if any(x.lo <= i + 1 < x.hi for x in scene.times) or w.fold in self.lists.adverbs:  # type: ignore[attr-defined]
            return None
        m = self.grammar.unnamed(scene, i, i + 2)
        if m is not None:
            self.entities.see(m)
        return m

    def _selfsame(self, m: Mention) -> list[Entity]:
        """"المصدر نفسه", "الوكالة نفسها": a speaker before of that head, else the one who spoke last."""
        head = m.fold[0].removeprefix("ال")
        for who, via in reversed(self.recent):
            for group in (who, via):
                if any(head in fold_word(n).replace(" ال", " ").removeprefix("ال").split() for e in group for n in e.names):
                    return group
        return self.last

    def _issued(self, scene: Scene, i: int) -> tuple[Mention, Entity] | None:
        """"أصدرت بياناً ذكرت فيه": who issued the document right before a verb of speech."""
        m = next((m for m in scene.mentions if m.hi == i and self.grammar.document(m)), None)
        if m is None:
            return None
        e = self.grammar.issuer(scene, m)
        if e is None:
            k = next((k for k in range(max(scene.lo, m.lo - 10), m.lo) if scene.words[k].fold in self.lists.issues), -1)
            pgn = "3fs" if k >= 0 and scene.words[k].fold.endswith("ت") else "3ms"
            e = self.entities.pronoun(pgn, k, (ACTOR, SOURCE)) if k >= 0 else None
        return (m, e) if e is not None else None

    def _takes_up(self, scene: Scene, i: int, a: Analysis) -> bool:
        """Whether a verb without a subject stands where one takes up a speaker: at the head of a clause."""
        k = i - 1
        while k >= scene.lo and scene.words[k].fold in self.lists.auxiliaries:
            k -= 1
        if k < scene.lo or a.conj or k < i - 1:
            return True
        w = scene.words[k]
        return bool(w.flags & (an.PUNCT | an.BREAK)) or w.fold in self.lists.runs_on or any(x.hi == i for x in scene.times)  # type: ignore[attr-defined]

    def _agree(self, pgn: str, who: list[object]) -> bool:
        """Whether a verb can have these as its subject; more than one, or a known medium, agree with anything."""
        if len(who) != 1:
            return True
        e = who[0]
        if not isinstance(e, Entity) or (e.kind == SOURCE and e.known is not None):
            return isinstance(e, Entity)
        if e.kind == SOURCE:
            head = fold_word(e.name).split(" ")[0].removeprefix("ال")
            return agrees(pgn, "fs" if head in self.lists.broken_plurals else word_gender(head))
        return agrees(pgn, e.pgn)

    def _pronoun(self, scene: Scene, i: int, a: Analysis, out: list[Speech]) -> list[Entity]:
        """Who a verb without a subject means: a speaker of the sentence, its subject, or the one who spoke last."""
        here = [s.speakers for s in reversed(out) if s.speakers and not s.inner and s.kind != "according"]
        for who in here:
            if self._agree(a.pgn, list(who)):
                return who
        if i - scene.lo > 2 and (m := self._grammatical(scene, i)) and self._agree(a.pgn, [m.entity]):
            return [m.entity]  # type: ignore[list-item]
        if self.subject is not None and not self.carry and self._agree(a.pgn, [self.subject]):
            return [self.subject]
        for who, _ in reversed(self.recent):
            if self._agree(a.pgn, list(who)):
                return who
        return self.last if a.entry.kind == "add" or a.conj or i - scene.lo <= 2 else []

    def _grammatical(self, scene: Scene, i: int) -> Mention | None:
        """The subject of the sentence: the first mention before token i that no preposition governs, a person's or a body's."""
        for m in scene.mentions:
            if m.hi > i:
                break
            if not m.prep and self.grammar.can_speak(m):
                return m if m.kind in (PERSON, ACTOR, SOURCE) and m.lo - scene.lo <= 6 and not self.grammar.document(m) else None
        return None

    def _short(self, scene: Scene, k: int) -> Entity | None:
        """"وأوضح حسن أن": a part of the name of somebody named before."""
        if k >= scene.hi or scene.words[k].flags & (an.FUNCTION | an.PUNCT | an.VERB | an.COMP):
            return None
        w = scene.words[k].fold
        if len(w) < 3:
            return None
        for e in reversed(self.entities.all):
            if e.kind == PERSON and any(w in fold_word(n).split()[1:] or w in fold_word(n).replace(" ال", " ").split()[1:] for n in e.names):
                return e
        return None

    def _also(self, scene: Scene, i: int, a: Analysis, out: list[Speech]) -> Speech | None:
        """"وأكد ذلك كذا": one more speaker of what was said before."""
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
        """"وهو ما نفاه كذا", "الأمر الذي أكدته كذا": the one after the verb speaks of what was said before."""
        words = scene.words
        m = scene.at.get(i + 1)
        if not a.suf or i - 1 < scene.lo or m is None or m.lo != i + 1 or m.prep or not self.grammar.can_speak(m):
            return None
        if not (words[i - 1].fold == "ما" or (words[i - 1].flags & an.REL and words[i - 2].fold in self.lists.that)):
            return None
        s = Speech(i, i, scene.hi, "comment", [m.entity], "speaker.comment")  # type: ignore[list-item]
        s.mentions, s.said, s.clause = [m], m.hi, False
        return s

    def _hear(self, scene: Scene, i: int, at: int) -> Speech | None:
        """"علمت الصحيفة من مصادر أن": من names the speaker, the subject passes it on."""
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
        """"نقلت الوكالة عن المتحدث قوله": عن names the speaker, the subject passes it on."""
        found = self.grammar.content(scene, i, a)
        end = min(scene.hi, i + 16)
        subject = self.grammar.after(scene, i, end, a)
        told = next((n for n, m in enumerate(scene.mentions) if i < m.lo < end and m.prep == "عن" and self.grammar.can_speak(m)), -1)
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
        if found is not None and found[1] and medium is not None and isinstance(medium.entity, Entity):
            s = Speech(i, i, scene.hi, "say", [medium.entity], "speaker.after_verb")
            s.mentions, s.said = [medium], found[0]
            return s
        return None

    # --- participles, nouns, documents, colons -----------------------------------------------------------------------

    def _participle(self, scene: Scene, i: int, a: Analysis, out: list[Speech]) -> Speech | None:
        """"مضيفا أن", "مشيرة إلى": the speaker of its sentence speaks on."""
        w = scene.words[i]
        if a.pos == "A" and (w.conj == "ف" or not (w.fold.endswith("ا") or a.pgn in ("fs", "mp"))):
            return None
        found = self.grammar.content(scene, i, a)
        if found is None:
            return None
        before = [s for s in out if s.speakers and s.kind not in ("according", "noun", "silent")]
        pgn = "3" + (a.pgn or "ms") if a.pos == "A" else ""
        s = next((s for s in reversed(before) if not s.inner and self._agree(pgn, list(s.speakers))), before[-1] if before else None)
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
        """"بعد إعلان الجيش أن", "تأكيد الوزارة سقوط": the one after the noun speaks, to the end of the clause."""
        m = scene.at.get(i + 1)
        if m is None or m.lo != i + 1 or m.prep or m.conj or not self.grammar.can_speak(m) or self.grammar.document(m):
            return None
        found = self.grammar.content(scene, i, a)
        if found is None or found[0] - m.hi > 6:
            return None
        s = Speech(i, i, scene.hi, "noun", [m.entity], "speaker.noun")  # type: ignore[list-item]
        s.mentions, s.said, s.clause, s.inner = [m], found[0], False, True
        return s

    def _nominal(self, scene: Scene, m: Mention, out: list[Speech]) -> Speech | None:
        """"جاء في بيان للجيش أن", "بيان للوزارة:" with no verb of speech that governs the clause."""
        words = scene.words
        end = next((k for k in range(m.hi, min(scene.hi, m.hi + 8)) if self.grammar.complement(words[k]) or words[k].raw == ":"), -1)
        if end < 0 or any(s.tok < m.lo and (s.said >= m.lo or s.kind == "according") for s in out):
            return None
        if any(s.kind == "colon" and s.said == end for s in out):
            return None
        if any(words[k].flags & an.SPEECH and k not in scene.at and self._analysis(scene, k) for k in (*range(max(scene.lo, m.lo - 8), m.lo), *range(m.hi, end))):
            return None
        s = Speech(m.lo, m.lo, scene.hi, "document", [], "speaker.document")
        s.mentions, s.said = [m], end
        s.speakers = self._who(scene, s)
        return s if s.speakers else None

    def _colon(self, scene: Scene) -> Speech | None:
        """"فلان: كذا" at the head of a title or a line, also "فلان في بيان: كذا"."""
        words, lo = scene.words, scene.lo
        while lo < scene.hi and words[lo].flags & an.PUNCT:
            lo += 1
        colon = next((k for k in range(lo, min(scene.hi, lo + 14)) if words[k].raw == ":"), -1)
        if colon <= lo:
            return None
        if any(words[k].flags & (an.VERB | an.COMP) and k not in scene.at and not words[k].flags & an.FUNCTION for k in range(lo, colon)):
            return None
        found = [m for m in scene.mentions if lo <= m.lo < colon and not m.prep and self.grammar.can_speak(m)]
        found = [m for m in found if m.lo == lo or m.hi == colon]
        if not scene.title and colon - lo == 1 and found and found[0].kind != SOURCE and found[0].known:
            return None  # a dateline
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

    def _according(self, scene: Scene, i: int) -> Speech | None:
        """"بحسب المرصد", "وفقا لمصادر", "نقلا عن", "حسبما ذكر كذا": what it goes with hangs from the speaker after it."""
        words, g = scene.words, self.grammar
        s = Speech(i, scene.lo, scene.hi, "according", [], "speaker.according")
        s.said = i
        for n, m in enumerate(scene.mentions):
            if m.lo <= i or (m.kind == PLACE and m.cls != "country") or not isinstance(m.entity, Entity):
                continue
            between = range(i + 1, m.lo)
            if m.lo - i > 6 or any(not self._leads(scene, k) for k in between):
                break
            if words[i].fold == "لما" and (not any(words[k].flags & an.SPEECH for k in between) or words[i - 1].fold in self.lists.contrary):
                return None
            s.mentions = g.group(scene, n, scene.hi)
            cited = next((x for x in scene.mentions if s.mentions[-1].hi <= x.lo <= s.mentions[-1].hi + 1 and x.prep == "عن" and g.can_speak(x)), None)
            if cited is not None:
                s.via, s.mentions = [x.entity for x in s.mentions if isinstance(x.entity, Entity)], [cited]
            s.speakers = self._who(scene, s)
            s.said = s.mentions[-1].hi - 1
            return s if s.speakers else None
        nxt = [words[k].fold for k in range(i + 1, min(scene.hi, i + 3))]
        if same := next((f for f in nxt if f in self.lists.same_speaker), ""):
            pgn = "" if same.startswith("ال") else "3fs" if same.endswith("ها") else "3mp" if same.endswith("هم") else "3ms"
            m = self._grammatical(scene, i) if pgn else None
            own = m is not None and self._agree(pgn, [m.entity])
            s.speakers, s.rule = [m.entity] if own else self.last, "speaker.same"  # type: ignore[union-attr, list-item]
            return s
        if words[i].fold == "لما":
            return None
        if short := self._short(scene, i + 1):
            s.speakers, s.rule = [short], "speaker.short_name"
            return s
        m = g.unnamed(scene, i, scene.hi)
        if m is not None and (not words[m.lo].flags & an.COMMON or words[m.lo - 1].flags & an.SPEECH and m.lo > i + 1):
            self.entities.see(m)
            s.mentions, s.speakers, s.rule = [m], [m.entity], "speaker.unnamed"  # type: ignore[list-item]
            return s
        return None

    def _leads(self, scene: Scene, k: int) -> bool:
        w = scene.words[k]
        m = scene.at.get(k)
        if m is not None:
            return self.grammar.document(m)
        return bool(w.flags & (an.SPEECH | an.PREP | an.VERB)) or w.base in self.lists.leads_on or w.raw in "“«\"" or w.fold in self.lists.issuing

    # --- what hangs from whom ----------------------------------------------------------------------------------------

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
        for s, nxt in zip(main, main[1:], strict=False):
            s.hi = min(s.hi, nxt.lo)
        for s in out:
            if s.inner or (not s.clause and s.kind not in ("participle", "document", "colon")):
                s.hi = min(s.hi, self._clause_end(scene, s, marks))
        said = [s for s in main if s.speakers]
        told = [s for s in out if s.kind == "according" and s.speakers]
        for s, nxt in zip(told, told[1:], strict=False):  # "وفق ما أوردته الإذاعة نقلاً عن قائد"
            if nxt.tok - s.said <= 3:
                nxt.via, s.speakers = s.speakers, []
        for s in [s for s in told if s.speakers]:
            before = [p for p in said if p.tok < s.tok]
            if before and before[-1].said > s.tok:  # "قال فلان، وفق ما نشرته الصفحة، إن": it only passes him on
                before[-1].via, s.speakers = s.speakers, []
                continue
            if before and s.mentions and all(self.grammar.medium(m) for m in s.mentions) and not any(self.grammar.medium(m) for m in before[-1].mentions):
                before[-1].via = before[-1].via or s.speakers
                s.speakers = []
                continue
            s.lo = max(s.lo, before[-1].tok if before else s.lo)
            after = [p for p in said if p.tok > s.tok]
            s.hi = min(s.hi, after[0].lo if after else s.hi)

    def _clause_end(self, scene: Scene, s: Speech, marks: list[int]) -> int:
        """Where a noun that is said ends: at a new clause with a verb of its own, or a word that opens another scene."""
        words = scene.words
        for k in range(s.said + 1, scene.hi):
            w = words[k]
            if s.inner and w.raw in "،," :
                return k
            if k in scene.at:
                continue
            if w.flags & an.BREAK and words[k - 1].raw in "،,":
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
                if s.speakers and s.kind not in ("according", "participle") and 0 < s.tok - b <= 4 and not any(p.tok < a and p.speakers for p in out):
                    s.lo = min(s.lo, a)
        opened = [k for k in range(scene.lo, scene.hi) if raw[k] in "“«\"" and not any(k in (a, b) for a, b in scene.doc.quotes)]
        if opened and out and out[-1].speakers and out[-1].tok < opened[-1]:
            # its closing mark stands beyond the line: to the next closing mark that opens nothing
            paired = {x for q in scene.doc.quotes for x in q}
            end = next((k for k in range(scene.hi, min(len(raw), scene.hi + 250)) if raw[k] in "”»\"" and k not in paired), -1)
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
            if self.carry and any(s.channel or s.kind == "document" for s in main):
                self.document = main[-1].speakers
        m = self._grammatical(scene, scene.hi)
        self.subject = m.entity if m is not None and m.kind == PERSON and isinstance(m.entity, Entity) else None

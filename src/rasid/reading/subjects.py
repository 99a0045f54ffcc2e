"""Who a word of speech means: its subject, an unknown name, a short name, the issuer of a document, or who spoke before."""

from __future__ import annotations

from typing import Final

from rasid.lexicon import analyser as an
from rasid.lexicon.analyser import Analysis
from rasid.reading.agreement import agrees, word_gender
from rasid.reading.entities import Entities, Entity
from rasid.reading.noun_base import strip
from rasid.reading.scene import ACTOR, PERSON, PLACE, SOURCE, Mention, Scene
from rasid.reading.speaking import Grammar
from rasid.reading.speech import Speech
from rasid.text.fold import fold_word

_NO_NAME: Final = an.FUNCTION | an.PUNCT | an.COMMON | an.EVENT | an.OPERATOR | an.NUMBER
_TITLES: Final = an.OFFICE | an.GIVEN
#: tokens within which the verb of publishing stands before the phrase of a document
ISSUED: Final = 24
_OPENING: Final = frozenset('“«"„')
#: one of these words takes up the other
_SOURCES: Final = (("مصدر", "مصادر"), ("شاهد", "شهود"))


def _is_part(w: str, name: str) -> bool:
    """Whether a word is a further word of a name, with or without its article."""
    return w in name and (w in name.split()[1:] or w in name.replace(" ال", " ").split()[1:])


class Subjects:
    """Knows who spoke before; finds who speaks now."""

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

    def _noun_end(self, scene: Scene, at: int) -> int:
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
        nxt = i + 2 if i + 2 < end and scene.words[i + 1].raw in _OPENING else i + 1  # "وأوضح «الشجاع» أن"
        if nxt < end and nxt not in scene.at and (short := self._short(scene, nxt)):
            s.speakers, s.rule = [short], "speaker.short_name"
            return True
        if s.kind == "call" and after and after[0].lo > i + 1:
            town = scene.at.get(i + 1)
            m = town if town is not None and town.lo in self.entities.spoke else self._lone(scene, i)  # "طالبت بغداد أنقرة بكذا"
            after = [m] if m is not None else after
        if before is None and not after and (doc := self._issued(scene, i)):
            s.speakers, s.rule, s.channel = [doc[1]], "speaker.document", (doc[0].lo, doc[0].lo + 1)
            return True
        chosen, rule = ([before], "speaker.before_verb") if before is not None else (after, "speaker.after_verb")
        if not chosen and i > scene.lo and i - 1 not in scene.at and (short := self._short(scene, i - 1)):
            s.speakers, s.rule = [short], "speaker.short_name"
            return True
        heads = i - scene.lo <= 1 and s.kind == "say" and i + 1 < scene.hi and not scene.words[i + 1].det and not s.clause
        if (
            not chosen
            and (
                s.clause
                and s.kind != "call"
                or heads
                or self._nominative(scene, i + 1)
                or s.kind != "record"
                and scene.words[min(i + 1, scene.hi - 1)].raw in _OPENING
            )
            and a.pgn[-2:] not in ("mp", "1p", "1s")
        ):
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
            if (same := self._the_source(m)) is not None:
                out.extend(x for x in same if x not in out)
                continue
            if m.kind == PERSON and m.suf and isinstance(e, Entity) and e.kind == PLACE:
                m.suf, m.entity = "", None  # "قائدها فلان" is a person, whatever the pronoun means
                e = self.entities.see(m)
            if m.fold and m.fold[0] in self.lists.latter:
                e = self.entities.pronoun("3fs" if m.fold[0].endswith("ه") else "3ms", m.lo, (ACTOR, PERSON, SOURCE)) or e
            if self.grammar.document(m) and (author := self._author(scene, m)) is not None:
                s.channel = (m.lo, m.lo + 1)
                self.document = [author]
                e = author
            elif self.grammar.document(m):
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

    def _author(self, scene: Scene, m: Mention) -> Entity | None:
        """ "نشر حساب كذا تصريحا للعقيد فلان": whose words a document has; he is of whoever publishes it."""
        words = scene.words
        inside = range(m.lo + 1, m.hi)
        k = next((k for k in inside if words[k].prep == "ل" and words[k].flags & _TITLES), -1)
        if k < 0:
            return None
        p = Mention(PERSON, k, m.hi, k, "", "name.speaker")
        raw = scene.doc.text(k, m.hi)
        p.name = "ال" + strip(raw, 2) if words[k].fold.startswith("لل") else strip(raw, 1)
        p.fold = tuple(fold_word(p.name).split())
        e = self.entities.see(p)
        said = next((j for j in range(k, max(scene.lo, k - ISSUED) - 1, -1) if words[j].fold in self.lists.issues), -1)
        by = next((n for n in scene.mentions if said >= 0 and said < n.lo < m.lo and not n.prep and isinstance(n.entity, Entity)), None)
        if by is not None and e.org is None:
            of = fold_word(by.name).split()
            e.org = next(
                (x for x in self.entities.all if x.kind == ACTOR and x.fold and all(w in of or "ال" + w in of for w in x.fold)), None
            )
        return e

    def _nominative(self, scene: Scene, k: int) -> bool:
        """A word that can only be a subject: "المعتصمون", "السلطات"."""
        w = scene.words[min(k, scene.hi - 1)]
        return w.fold.endswith("ون") or w.fold in self.lists.short_bodies

    def _lone(self, scene: Scene, i: int) -> Mention | None:
        """ "اتهم سينكو الجنود": an unknown word right after its verb, before the one who is called upon."""
        w = scene.words[i + 1]
        short = w.fold in self.lists.short_bodies
        stop = an.FUNCTION | an.PUNCT if short or w.det and w.fold.endswith("ون") else _NO_NAME  # "ودعا المشاركون الجيش إلى"
        if i + 1 in scene.at or w.flags & stop or w.prep:
            return None
        if any(x.lo <= i + 1 < x.hi for x in scene.times) or w.fold in self.lists.adverbs:  # type: ignore[attr-defined]
            return None
        of = scene.words[i + 2] if short and i + 2 < scene.hi and i + 2 not in scene.at else None
        m = self.grammar.unnamed(
            scene, i, i + 3 if of is not None and of.det and of.flags & an.NATION else i + 2
        )  # "اتهمت الخارجية الأمريكية كذا"
        if m is not None:
            self.entities.see(m)
        return m

    def _selfsame(self, m: Mention) -> list[Entity]:
        """ "المصدر نفسه", "الوكالة نفسها": a speaker before of that head, else the one who spoke last."""
        head = m.fold[0].removeprefix("ال")
        for who, via in reversed(self.recent):
            for group in (who, via):
                if any(head in fold_word(n).replace(" ال", " ").removeprefix("ال").split() for e in group for n in e.names):
                    return group
        return self.last

    def _the_source(self, m: Mention) -> list[Entity] | None:
        """ "وأكد المصدر أن" after "قالت مصادر في كذا": the sources that were named before, one of whom speaks on."""
        e = m.entity
        if (
            m.kind != SOURCE
            or m.hi != m.lo + 1
            or not m.det
            or not isinstance(e, Entity)
            or len(e.names) > 1
            or fold_word(e.name) != m.fold[0]
        ):
            return None
        heads = next((h for h in _SOURCES if m.fold[0].removeprefix("ال") in h), None)
        if heads is None:
            return None
        for who, _ in reversed(self.recent):
            if any(fold_word(x.name).split()[0].removeprefix("ال") in heads for x in who if x is not e):
                return who
        return None

    def _issued(self, scene: Scene, i: int) -> tuple[Mention, Entity] | None:
        """ "أصدرت بياناً ذكرت فيه": who issued the document right before a verb of speech."""
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
        if w.flags & (an.PUNCT | an.BREAK) or w.fold in self.lists.runs_on:
            return True
        return any(x.hi == i for x in scene.times)  # type: ignore[attr-defined]

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
                return (
                    m
                    if (m.kind in (PERSON, ACTOR, SOURCE) or m.kind == PLACE and m.lo == scene.lo)
                    and m.lo - scene.lo <= 6
                    and not self.grammar.document(m)
                    else None
                )
        return None

    def _short(self, scene: Scene, k: int) -> Entity | None:
        """ "وأوضح حسن أن": a part of the name of somebody named before."""
        if k >= scene.hi or scene.words[k].flags & (an.FUNCTION | an.PUNCT | an.VERB | an.COMP):
            return None
        w = scene.words[k].fold
        if len(w) < 3:
            return None
        for e in reversed(self.entities.all):
            if e.kind == PERSON and any(_is_part(w, fold_word(n)) for n in e.names):
                return e
        return None

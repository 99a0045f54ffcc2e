"""What verbs and nouns share when they look for their participants: subjects, groups, topics."""

from __future__ import annotations

from typing import Final

from rasid.lexicon import analyser as an
from rasid.lexicon.analyser import Analysis, Word
from rasid.reading.agreement import agrees, gender
from rasid.reading.counted import by_number, count_start, garrison, lots, only_counts
from rasid.reading.entities import Entities, Entity
from rasid.reading.event_groups import HARMS, STRIKES, VICTIMS
from rasid.reading.governors import unknown_between
from rasid.reading.lists import cited, coordinated, men_before, once_held, whole_list
from rasid.reading.naming import NAMING
from rasid.reading.noun_base import QUOTE
from rasid.reading.scene import ACTOR, PEOPLE, PERSON, PLACE, SOURCE, Mention, Scene, measure_end
from rasid.reading.slots import AGENTIVE, POSITIONS, PREP_OF, Filled, each, is_state, slots_of
from rasid.reading.things import Things
from rasid.reading.trigger import Trigger

#: rules of mentions that only say more of what stands before them
ASIDES: Final = frozenset(("name.locator", "name.alias", "name.predicate"))
#: ways of naming a building that is hit itself, not what is beside it
_BEFORE: Final = frozenset(("سبق", "يسبق"))
_UPON: Final = frozenset(("علي", "من", "ل"))
_HIT: Final = frozenset(("", "علي", "في", "ب", "داخل", "الي", "ل"))


def _looks_verbal(w: Word, of: str, before: Word | None) -> bool:
    """An unknown word shaped like a verb at the head of a clause, agreeing with the noun after it."""
    if len(w.fold) < 5 or not (w.fold[0] in "وف" or before is not None and before.raw in "،,"):
        return False
    ends = ("ت", "تهم", "ته", "تها")
    return w.fold.endswith(ends) if of == "fs" else not w.fold.endswith((*ends, "ه", "ها", "هم", "ا", "ين", "ون", "ات", "ي"))


def among(words: list[Word], at: int) -> bool:
    """ "بينهم صحفيون", "بينهم خمسة من رجال كذا": whether what begins at a token is only a part of those told before."""
    k = at - 1
    while k > at - 4 and (words[k].fold == "من" or words[k].flags & (an.NUMBER | an.QUANT)):
        k -= 1
    return bool(words[k].listed & an.RARE) and words[k].fold in NAMING.among


def _counted(scene: Scene, k: int) -> bool:
    """ "غادرت دفعة جديدة من المقاتلين": whether what stands before "من" at k counts those behind it."""
    w = scene.words[k - 1]
    if w.flags & (an.QUANT | an.NUMBER) or w.base in NAMING.crowds or w.base in NAMING.batches:
        return True  # "وقتل 12 من المسلحين"
    plain = k - 1 not in scene.at and not w.flags & (an.PUNCT | an.FUNCTION | an.PREP | an.VERB) and not w.conj and not w.prep
    return plain and k > scene.lo + 1 and lots(scene.words, k - 1)


class RoleBase(Things):
    """Remembers subjects for the clauses that carry them on. numerals: words of number, folded."""

    def __init__(self, entities: Entities, numerals: frozenset[str]) -> None:
        super().__init__(entities, numerals)
        self.subject: Entity | None = None
        self.subject_as = ""
        self.subject_by = ""  # how its verb agrees with it
        self.subjects: list[Entity] = []
        self.fallen: Entity | None = None  # whom a verb of killing struck last
        self.speaker: Entity | None = None
        self.said = -99  # the token of its verb of speech
        self.subject_at = -1
        self.triggers: frozenset[int] = frozenset()  # tokens of the sentence that tell an event

    def _goes_on(self, scene: Scene, comma: int) -> bool:
        """Whether the phrase goes on after a comma: a list, a prepositional phrase, an aside."""
        i = comma + 1
        if i >= scene.hi:
            return False
        w = scene.words[i]
        if w.flags & an.SPEECH and w.raw.endswith(("ا", "اً", "ًا")) and any(a.pos == "A" for a in w.analyses):
            return False  # "في يونيو، داعيا المجتمع الدولي إلى": what somebody says beside it
        if any(x.lo == i or x.hi == comma for x in scene.times):  # type: ignore[attr-defined]
            return True
        if w.flags & an.PREP or w.prep in ("ب", "ل") and not w.flags & an.VERB:
            return not w.conj or self._again(scene, i)
        m = scene.at.get(i)
        if m is None and w.base in NAMING.superlatives and i + 1 < scene.hi:
            m, i = scene.at.get(i + 1), i + 1  # "مدينة كذا، أكبر مدن الإقليم، من قبضة كذا"
        if m is not None and m.lo == i and m.rule == "name.locator" and m.hi < scene.hi and scene.words[m.hi].raw in "،,":
            return self._goes_on(scene, m.hi)  # "في مدينة كذا، غرب كذا، ضد كذا"
        return bool(m and m.lo == i and m.conj and m.kind in (PLACE, ACTOR))

    def _again(self, scene: Scene, i: int) -> bool:
        """ "غارات على كذا، وعلى كذا": the preposition at i brings a further place of the one before the comma."""
        words, m = scene.words, scene.at.get(i + 1)
        if m is None or m.lo != i + 1 or m.kind != PLACE or m.prep_tok != i:
            return False
        first = next((x for x in reversed(scene.mentions) if x.hi <= i and x.kind == PLACE and x.prep), None)
        if first is None or not any(x.hi <= i and x.kind == PLACE and x.prep == m.prep for x in scene.mentions):
            return False
        for k in range(m.hi, scene.hi):
            if words[k].flags & (an.PUNCT | an.COMP | an.REL) and words[k].raw not in '“”«»"':
                return not (k + 1 < scene.hi and words[k].raw in "،," and words[k + 1].flags & an.VERB and not words[k + 1].conj)
            if words[k].flags & an.VERB and k not in scene.at:
                return False
        return True

    def _aside_end(self, scene: Scene, comma: int) -> int:
        """ "أحرقت ميليشيات، وفقا للشهود، ثلاث قرى": the token after an aside that only names a speaker; -1 where none stands there."""
        words = scene.words
        if comma + 1 >= scene.hi:
            return -1
        beside = any(a.pos == "V" and a.suf for a in words[comma + 1].analyses) and not words[comma + 1].conj  # "، تساندهم الدبابات،"
        if not beside and not any(a.entry.kind == "according" for a in words[comma + 1].analyses):
            return -1
        end = next((k for k in range(comma + 2, min(scene.hi, comma + 16)) if words[k].raw in "،,"), -1)
        if end < 0 or end + 1 >= scene.hi or any(words[k].raw in ".؛\n" for k in range(comma, end)):
            return -1
        w, m = words[end + 1], scene.at.get(end + 1)
        if beside and not w.flags & an.PREP:
            return -1
        goes_on = m is not None and m.lo == end + 1 and not m.conj or w.flags & (an.QUANT | an.NUMBER) and not w.conj
        return end + 1 if goes_on or self._goes_on(scene, end) else -1

    def _args(self, scene: Scene, lo: int, hi: int) -> list[Mention]:
        """What may fill a slot between two tokens: names that only locate or repeat others are none."""
        if scene.arguments_of is not scene.mentions:
            words = scene.words
            scene.arguments_of = scene.mentions
            scene.arguments = [
                m for m in scene.mentions if m.rule not in ASIDES and not (m.lo and m.rule != "name.listed" and among(words, m.lo))
            ]
        return [m for m in scene.arguments if lo <= m.lo < hi]

    def _adjacent(self, scene: Scene, at: int, lo: int) -> bool:
        """Only adverbs, quotation marks, numbers and times stand between."""
        passed = at
        for k in range(at, lo):
            w = scene.words[k]
            if w.listed & an.MEASURE:
                passed = max(passed, measure_end(scene.words, k))
            if k < passed:
                continue
            if w.flags & an.PUNCT and w.raw not in '“”«»"،,' and not (w.raw == ":" and each(scene.words, k)):
                return False
            if (
                w.flags & (an.PREP | an.VERB | an.COMP | an.REL)
                and not w.flags & an.QUANT
                and k not in scene.at
                and not self._timed(scene, k)
                and w.fold not in PREP_OF
                and not (w.fold == "من" and k and (k + 1 in scene.at or scene.words[k - 1].flags & an.QUANT) and _counted(scene, k))
            ):
                return False
        return lo - at <= (8 if passed == at else 10)

    def _described(self, scene: Scene, tok: int, a: Analysis) -> Mention | None:
        """ "لقوة مشاة حاولت التسلل": an undetermined noun under a preposition, right before a verb that agrees with it, is its subject."""
        quoted = tok - 1 > scene.lo and scene.words[tok - 1].raw in QUOTE  # "تحدث عن «مسلحين» هاجموا كذا"
        m = next((m for m in reversed(scene.mentions) if m.hi == tok - quoted), None)
        if m is not None and (m.prep in NAMING.guises or quoted and scene.words[m.lo - 1].raw not in QUOTE):
            return None
        if m is None or m.det or m.suf or m.rule.startswith("name.known") or a.conj or m.conj:
            return None
        if m.kind == SOURCE:  # "قال لصحفيين اقتربوا منه": they did it, and not who speaks
            return m if a.pgn.endswith("mp") and scene.words[m.head].fold.endswith(("ين", "ون")) else None
        return m if m.kind in (ACTOR, PEOPLE, PERSON) and agrees(a.pgn, gender(m)) else None

    def _called_upon(self, scene: Scene, tok: int, a: Analysis) -> Mention | None:
        """ "على القوات أن تنسحب", "طلب من الفصائل أن تنسحب": who is to do it stands right before "that"."""
        if tok - 1 <= scene.lo or scene.words[tok - 1].fold not in ("ان", "بان"):
            return None
        m = next((m for m in reversed(scene.mentions) if m.hi == tok - 1), None)
        if m is None or m.prep not in _UPON or not (m.kind in AGENTIVE or is_state(m)):
            return None
        if a.tense != "pres" and (m.prep != "ل" or scene.words[m.lo - 1].base not in _BEFORE):
            return None  # "سبق للجيش أن قصف كذا"
        return m if agrees(a.pgn, gender(m)) or is_state(m) else None

    def _of_event(self, scene: Scene, rel: int) -> bool:
        """Whether a relative clause hangs on a noun of happening, with its adjectives: "الهجوم الإرهابي الذي"."""
        k = rel - 1
        while k > max(scene.lo, rel - 3) and k not in scene.at and scene.words[k].det and not scene.words[k].flags & an.EVENT:
            k -= 1
        w = scene.words[k]
        return k not in scene.at and bool(w.flags & an.EVENT) and w.analyses[0].pos == "N" and w.analyses[0].cls == "event"

    def _told_of_event(self, scene: Scene, tok: int, a: Analysis) -> bool:
        """ "قتلا في هجوم استهدفهما", "غارة جوية استهدفت كذا": an undetermined event is the subject of the verb behind it."""
        if a.conj or a.entry.event not in STRIKES:
            return False
        for k in range(tok - 1, max(scene.lo, tok - 4), -1):
            w = scene.words[k]
            if k in scene.at or w.det or w.conj or w.flags & (an.PUNCT | an.COMP | an.REL | an.PREP):
                return False
            noun = next((x for x in w.analyses if x.pos == "N" and x.cls == "event" and not x.suf), None)
            if k in self.triggers and noun is not None:
                if (noun.entry.event in STRIKES or noun.entry.event in VICTIMS) and agrees(
                    a.pgn, "fs" if noun.pgn[-1:] == "p" else noun.pgn
                ):
                    return True
                continue  # "عملية طعن استهدفتهم", "محاولة اغتيال استهدفته"
            if w.base in NAMING.operations or w.base in NAMING.attempts:
                return a.pgn == "3fs"
            if w.flags & an.VERB:
                return False
        return False

    def _topic(self, scene: Scene, tok: int, left: int, a: Analysis) -> Mention | None:
        """The noun phrase before the verb that can be its subject: the topic of the clause, or what a relative clause hangs on."""
        words = scene.words
        if self._told_of_event(scene, tok, a):
            return None
        if (described := self._described(scene, tok, a) or self._called_upon(scene, tok, a)) is not None:
            return described
        if left > scene.lo and words[left - 1].flags & an.REL or (left < scene.hi and words[left].flags & an.REL):
            rel = left if words[left].flags & an.REL else left - 1
            free = words[rel - 1] if rel > scene.lo and rel - 1 not in scene.at else None
            if free is not None and not free.det and not free.flags & (an.PUNCT | an.FUNCTION | an.PREP | an.VERB) and not free.prep:
                return None  # "عدد الذين نزحوا": a noun that is no mention
            if self._of_event(scene, rel):
                return None  # "أدانت كذا الهجوم الذي استهدف كذا"
            for m in reversed(scene.mentions):
                if m.hi <= rel and rel - m.hi <= 3 and m.kind != SOURCE:
                    return men_before(scene, a, m) if once_held(scene, m, tok, a) else self._head_of(scene, m)
            return None
        opens = words[tok - 1] if tok > scene.lo else None
        if opens is not None and opens.flags & an.PRON and opens.conj == "و":  # "لرتل من كذا وهو يغادر": what was named last
            near = (m for m in reversed(scene.mentions) if m.hi < tok and m.kind in AGENTIVE and agrees(a.pgn, gender(m)))
            return next(near, None)
        if a.conj in ("و", "ف") or opens is not None and opens.fold in NAMING.openers:
            return None  # "ولم يكشف المتحدث", "وقد استقروا": the clause begins before the verb
        for m in scene.mentions:
            if m.lo >= tok:
                break
            if m.lo >= left and not m.prep and m.kind in AGENTIVE and m.lo > scene.lo and words[m.lo - 1].flags & an.COMP:
                if not any(words[k].flags & (an.VERB | an.COMP) and not words[k - 1].flags & an.REL for k in range(m.hi, tok)):
                    return m
                break
        aside = False
        for m in reversed(scene.mentions):
            if m.lo >= tok or m.rule == "name.locator":
                continue
            if m.lo < left:
                break
            if m.lo > left and among(words, m.lo):
                aside = True  # "جثث 21 شخصا، بينهم صحافيون، قتلوا": those among whom they are
                continue
            if a.pgn[-2:] != "mp" and only_counts(words, m):
                continue
            if aside and m.kind in AGENTIVE and a.pgn[-2:] == "mp":
                return self._head_of(scene, m)
            if (
                m.prep
                or (m.kind == PLACE and not is_state(m))
                or cited(scene, m, tok)
                or a.entry.event in VICTIMS
                and self._of_deed(scene, m)
            ):
                continue
            if is_state(m) and m.lo > left and any(x.pos == "V" and x.pgn[-2:] == "mp" for x in words[m.lo - 1].analyses[:1]):
                continue  # "دخلوا سوريا، وهم يتدربون"
            head = self._head_of(scene, m)
            n = scene.mentions.index(m)
            if m.conj and n and scene.mentions[n - 1].prep == "بين" or head is not m and head.prep:
                continue  # "500 شخص بين مدني وعسكري قتلوا"
            return head
        return None

    def _of_deed(self, scene: Scene, m: Mention) -> bool:
        """ "منذ سيطرة التنظيم على كذا نزح السكان": who completes a verbal noun behind a preposition of time is no topic."""
        k = m.lo - 1
        if k <= scene.lo or k not in self.triggers or scene.words[k].det or k in scene.at:
            return False
        before, noun = scene.words[k - 1].base, scene.words[k].analyses[0]
        return (before in NAMING.since or before in NAMING.ever_since) and noun.pos == "N" and noun.entry.event not in VICTIMS

    def _head_of(self, scene: Scene, m: Mention) -> Mention:
        """The first of a coordinated group that ends with m."""
        if m.conj and m.kind in (ACTOR, PEOPLE):
            return whole_list(scene, m)[0]
        k = scene.mentions.index(m)
        while (
            k and scene.mentions[k].conj and scene.mentions[k - 1].hi >= scene.mentions[k].lo - 1 and scene.mentions[k - 1].kind == m.kind
        ):
            k -= 1
        return scene.mentions[k]

    def _left_wins(self, scene: Scene, t: Trigger, before: Mention, after: Mention | None) -> bool:
        a = t.a
        if a.pgn[-2:] == "mp":
            return True
        if agrees(a.pgn, gender(before)):
            return True
        if a.pgn == "3fs" and before.hi == t.tok and not before.prep and scene.words[before.lo].base in NAMING.broken_plurals:
            return True  # "عناصر كذا هاجمت قوات كذا"
        if a.pgn != "3fs" or before.known is None or after is not None and agrees(a.pgn, gender(after)):
            return False
        return isinstance(before.entity, Entity) and agrees(a.pgn, before.entity.pgn)  # "الدعم السريع قتلت 38 شخصا"

    def _clause_subject(self, scene: Scene, pgn: str, tok: int) -> Mention | None:
        """The subject of the last clause before a verb, whatever that clause tells: the topic after أن, the noun after its verb."""
        words = scene.words
        for m in reversed(scene.mentions):
            if m.hi > tok or m.prep or m.rule in ASIDES or not (m.kind in (ACTOR, PERSON, PEOPLE) or is_state(m)):
                continue
            if m.lo <= self.subject_at or m.lo <= scene.lo:
                break
            if not agrees(pgn, gender(m)) or words[m.lo - 1].fold in NAMING.among or only_counts(words, m):
                continue
            head = m.lo - 1
            while head > scene.lo and words[head].raw in '“”«»"':
                head -= 1
            p = words[head]
            if p.flags & an.COMP:
                return m
            if p.fold in NAMING.copulas:
                return m  # "وكانت كذا قد أعلنت ...، وقصفت"
            verb = next((x for x in p.analyses if x.pos == "V" and x.pgn[:1] == "3"), None)
            if (
                verb is None
                and head not in scene.at
                and not p.flags
                and _looks_verbal(p, gender(m), words[head - 1] if head > scene.lo else None)
            ):
                return m  # "ففرقتهم الشرطة واعتقلت": a verb that no list knows
            if verb is None or head in scene.at or verb.voice == "pas" or verb.pgn[-2:] == "mp" or not agrees(verb.pgn, gender(m)):
                continue
            if head > scene.lo and words[head - 1].flags & an.REL or any(x.cls == "speech" for x in p.analyses) and m.kind != ACTOR:
                continue
            return m
        return None

    def _carried(self, a: Analysis, tok: int, scene: Scene | None = None) -> Entity | None:
        """The subject that runs on: of the verb before, else the nearest actor that agrees."""
        own = self._clause_subject(scene, a.pgn, tok) if scene is not None else None
        if own is not None:
            return own.entity  # type: ignore[return-value]
        several = (
            a.pgn.endswith("mp") and self.subject is not None and self.subject.kind == PERSON and self.subject.pgn[-2:] in ("ms", "fs")
        )
        if self.subject is not None and not several:
            alike = a.pgn == self.subject_by == "3fs" and self.subject_as == "mp"  # "قتلت عناصر من كذا ... وخطفت"
            if alike or agrees(a.pgn, self.subject.pgn) or agrees(a.pgn, self.subject_as):
                return self.subject
        return self.entities.pronoun(a.pgn, tok, (ACTOR, PERSON, PEOPLE), named=True)

    def _group(self, scene: Scene, m: Mention | None) -> list[Mention]:
        """m and the mentions coordinated with it."""
        return [] if m is None else coordinated(scene, m)

    def _assign(
        self, f: Filled, role: str, e: Entity | None, group: list[Mention], rule: str, m: Mention | None = None, at: int = -1
    ) -> None:
        """Put an entity and what is coordinated with it into the slot its role names."""
        if e is None or role == "agent" and m is not None and m.kind == SOURCE and m.suf and e.kind == ACTOR and f.trigger.event in STRIKES:
            return  # "مراسلها هاجم كذا": what their reporter does is not theirs
        items: list[tuple[Entity, Mention | None]] = [(e, m)]
        items += [(x, m) for x in (m.also if m is not None else ())]  # type: ignore[misc]
        items += [(g.entity, g) for g in group if g.entity is not None and g.entity is not e]  # type: ignore[misc]
        for ent, men in items:
            if role == "place" and men is not None and men.kind == ACTOR and by_number(f.scene.words, men):
                f.put("place", self.entities.see(garrison(men)), rule, men)
                continue
            if men is not None and men.kind == PLACE and men.org is not None and f.trigger.event in HARMS and role != "agent":
                self._holder(f, men, rule)
                continue
            for slot in slots_of(role, ent, men):
                f.put(slot, ent, rule, men, at)
            if role == "place" and men is not None and men.kind == ACTOR and men.owner is not None:
                self._post(f, men, men.owner, rule)
                continue
            hit = (
                men is not None
                and men.kind == PLACE
                and men.owner is not None
                and role != "agent"
                and men.prep in _HIT
                and f.trigger.event in HARMS
            )
            if hit and men is not None and men.owner is not None and not f.target:
                if (owner := men.owner.entity) not in f.agent:
                    f.put("target", owner, rule + ".owner", men)  # type: ignore[arg-type]

    def _post(self, f: Filled, m: Mention, post: Mention, rule: str) -> None:
        """ "سيطروا على مركز الشرطة ومبنى كذا": the post itself, what is joined to it, and who lost it."""
        f.put("place", self.entities.see(post), rule, m)
        n = next((n for n in f.scene.mentions if n.lo == m.hi), None)
        if n is not None and n.kind == PLACE and n.conj and not n.prep:
            f.put("place", n.entity, rule, n)  # type: ignore[arg-type]
        if f.trigger.event == "takes_control":
            f.put("target", m.entity, rule + ".owner", m)  # type: ignore[arg-type]

    def _holder(self, f: Filled, m: Mention, rule: str) -> None:
        """ "قصفت مواقعهم": whose posts they are is hit, but nobody by himself."""
        holders = (m.org.entity, *m.org.also) if m.org is not None else ()
        if f.trigger.event in HARMS:
            f.put("target", next((e for e in holders if e not in f.agent), None), rule + ".owner", m)  # type: ignore[arg-type]

    def _in_relative(self, scene: Scene, m: Mention | None, tok: int) -> bool:
        """ "استدرجوا قوة حاولت التقدم": the subject of a clause that only describes it does not run on."""
        if m is None or m.lo <= scene.lo:
            return False
        words = scene.words
        if words[tok - 1].flags & an.REL:
            return True
        head = words[m.lo - 1]
        return (
            m.hi == tok
            and not m.det
            and m.known is None
            and not head.flags & (an.COMP | an.PUNCT | an.BREAK)
            and head.fold not in NAMING.copulas
        )

    def _remember(self, subject: Entity, group: list[Mention], tok: int, by: str = "") -> None:
        if subject not in self.subjects or len(group) > 1:
            self.subjects = [subject, *(g.entity for g in group if g.entity is not None and g.entity is not subject)]  # type: ignore[list-item]
        if subject is self.subject and not group:
            self.subject_at = tok
            return
        self.subject, self.subject_at, self.subject_by = subject, tok, by
        self.subject_as = gender(group[0]) if group else subject.pgn  # "قواته تمسك ... وتسيطر": as it was called last

    def _with(self, e: Entity | None) -> list[Entity]:
        """A carried subject and those who act with it."""
        if e is None:
            return []
        return self.subjects if e in self.subjects else [e]

    def _touches(self, scene: Scene, at: int, lo: int) -> bool:
        """Only numbers, quotation marks and words for positions or parts stand between a noun and what completes it."""
        words = scene.words
        at = max(at, measure_end(words, at)) if at < lo else at
        return (
            lo > at + 1
            and words[lo - 1].fold == "من"
            and count_start(words, lo, at) == at
            or all(
                words[k].flags & (an.QUANT | an.NUMBER)
                or words[k].raw in '“”«»"'
                or words[k].base in POSITIONS
                or words[k].fold in self.numerals
                or words[k].fold == "ما"
                or words[k].raw == "و"
                and at < k < lo - 1
                and words[k + 1].flags & an.NUMBER
                and (words[k - 1].base in self.numerals or words[k - 1].base.removesuffix("ا") in NAMING.thousands)
                or words[k - 1].fold == "ما"
                and words[k].base in NAMING.left_over
                or words[k].fold == "من"
                and (
                    words[k - 1].base in NAMING.left_over
                    or words[k - 1].flags & (an.QUANT | an.NUMBER)
                    or words[k - 1].fold in self.numerals
                )
                for k in range(at, lo)
            )
        )

    def _carried_suffix(self, suf: str, at: int, scene: Scene | None = None) -> Entity | None:
        own = self._clause_subject(scene, suf, at) if scene is not None else None
        if own is not None and own.kind != PEOPLE:
            return own.entity  # type: ignore[return-value]
        if self.subject is not None and agrees(suf, self.subject.pgn):
            return self.subject
        return self.entities.pronoun(suf, at, (ACTOR, PERSON))

    def _accused(self, f: Filled, k: int, rule: str = "role.accused") -> None:
        """ "اتهم الجيش المتمردين بقصف كذا", "دعا الوسيط القوات إلى الانسحاب": not who speaks but the one spoken to does it."""
        scene, t = f.scene, f.trigger
        bare = [m for m in self._args(scene, k + 1, t.first) if not m.prep and (m.kind in AGENTIVE or is_state(m))]
        before = next((m for m in reversed(self._args(scene, scene.lo, k)) if not m.prep), None)
        spoken_before = before is not None and before.hi == k
        other = rule == "role.prevented" and bool(bare) and bare[0].lo > k + 1  # "منعت الألغام القوات من دخول كذا"
        accuser = [] if spoken_before or other or not bare else self._group(scene, bare[0])
        accused = next((m for m in bare if m not in accuser), None)
        said = next(iter(scene.words[k].analyses), None)  # what forbids need not be a word that tells
        suf = said.suf if said is not None and rule == "role.accused" and said.pos == "V" and said.cls == "speech" else ""
        if suf[:1] == "3":
            self._assign(f, "agent", self.entities.pronoun(suf, k, (ACTOR, PEOPLE, PERSON)), [], rule)  # "تتهمهم كذا بقصف"
            return
        if accused is None and accuser and rule == "role.accused" and not unknown_between(scene, bare[0].hi):
            accused = bare[0]  # "واتهمت القوات بقصف كذا", "اتهم فلان قوات كذا بقصف كذا": whoever else is named accuses
        if accused is not None and accused.entity in f.target:  # "اتهمت كذا كذا بقصف مواقعها": her own
            teller = before if spoken_before else accuser[0] if accuser and accuser[0] is not accused else None
            f.target[:] = [e for e in f.target if e is not accused.entity] + ([teller.entity] if teller is not None else [])  # type: ignore[list-item]
        if accused is not None:
            self._assign(f, "agent", accused.entity, self._group(scene, accused), rule, accused)  # type: ignore[arg-type]

    def _subject_of(self, scene: Scene, k: int, stop: int, left: int, a: Analysis, any_kind: bool = False) -> Mention | None:
        between = [m for m in self._args(scene, k + 1, stop) if not m.prep and (any_kind or m.kind in AGENTIVE or is_state(m))]
        if between and a.pgn[-2:] not in ("mp", "1p") and self._adjacent(scene, k + 1, between[0].lo):
            before = self._topic(scene, k, left, a)
            begins = k > scene.lo and scene.words[k - 1].raw in "،," and between[0].lo == k + 1  # "... لكذا، انتقم المتمردون بقصف"
            if before is None or begins or not agrees(a.pgn, gender(before)):
                return between[0]
            return before
        before = self._topic(scene, k, left, a)
        if before is None and any_kind:
            cands = [m for m in self._args(scene, left, k) if not m.prep]
            before = cands[0] if cands else None
        return before

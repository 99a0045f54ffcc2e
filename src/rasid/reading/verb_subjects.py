"""Which noun phrase around a verb can be its subject, and whether it did the deed or the deed befell it."""

from __future__ import annotations

from typing import Final

from rasid.lexicon import analyser as an
from rasid.lexicon.sense import Frame
from rasid.reading.agreement import agrees, gender
from rasid.reading.counted import count_start
from rasid.reading.entities import Entity
from rasid.reading.event_groups import STRIKES, VICTIMS
from rasid.reading.governors import oblique
from rasid.reading.naming import NAMING
from rasid.reading.noun_roles import NounRoles
from rasid.reading.scene import ACTOR, PEOPLE, PERSON, PLACE, SOURCE, Mention, Scene
from rasid.reading.slots import AGENTIVE, BODIES, COUNTRY, PREP_OF, is_state, suffix_of
from rasid.reading.things import OF_THEM
from rasid.reading.trigger import Trigger

#: "each of" in the case of an object
_EACH_AS_OBJECT: Final = frozenset(("كلا", "كلاً", "كلًا"))


class VerbSubjects(NounRoles):
    """Questions about the subject of a verb."""

    def _in_gender(self, scene: Scene, t: Trigger, before: Mention | None) -> None:
        """ "الفصائل التي تقاتل": of two readings of a verb the one that agrees with the noun before it: present, and no past."""
        if before is not None and not agrees(t.a.pgn, gender(before)):
            same = (x for x in scene.words[t.tok].analyses if x.entry is t.a.entry and x.pos == "V" and x.suf == t.a.suf)
            t.a = next((x for x in same if agrees(x.pgn, gender(before))), t.a)

    def _itself(self, scene: Scene, t: Trigger, frame: Frame) -> Entity | None:
        """ "كما اعتقل في عام 2009": without an object a verb of harm befell the person who is spoken of."""
        if t.event not in VICTIMS or t.a.voice != "amb" or t.a.suf or t.a.pgn not in ("3ms", "3fs") or frame.passive in ("", "none"):
            return None
        if t.last != t.tok + 1 or t.last >= scene.hi or not scene.words[t.last].flags & an.PREP:
            return None
        who = self._carried(t.a, t.tok, scene)
        return who if who is not None and who.kind == PERSON else None

    def _fixed(self, t: Trigger, frame: Frame, m: Mention) -> bool:
        """ "واشنطن تسحب ألف جندي": what the entry asks for is the object, and nobody's subject."""
        return t.event == "withdraws" and frame.obj == "none" and m.lo <= t.last - 1 < m.hi and not m.det and t.last > t.tok + 1

    def _lone(
        self, scene: Scene, t: Trigger, frame: Frame, bare: list[Mention], before: Mention | None, adjacent: bool, right: int
    ) -> tuple[bool, bool]:
        """Whether the one noun phrase after a verb may be its subject, and whether it counts as standing next to it."""
        first = bare[0] if bare else None
        if (
            adjacent
            and first is not None
            and t.event in VICTIMS
            and before is None
            and (_another(t, first) or self._apart(scene, t, first))
        ):
            return False, False
        if adjacent and first is not None and before is None and (self._no_subject(scene, t, first) or self._tells_on(scene, t)):
            return False, False
        if (
            first is not None
            and before is None
            and first.lo >= t.last > t.tok + 1
            and (first.lo == t.last or frame.obj == "target" and self._touches(scene, t.last, first.lo))
            and frame.preps.get(scene.words[t.last - 1].fold) == "target"
        ):
            return False, False  # "أطلق سراح الرهينة"
        if first is not None and t.event == "no_comment" and first.kind == PEOPLE:
            return False, False  # "دون أن يحدد عدد القتلى"
        fixed = first is not None and t.event == "destroys" and first.lo <= t.last - 1 < first.hi and not first.det and not first.suf
        if fixed and first is not None and self._object_follows(scene, first, right):
            fixed = False  # "وأسقطت طائرات كذا عشرات المسيرات"
        if fixed and before is None and t.a.conj and self._carried(t.a, t.tok, scene) is not None:
            return False, False  # "وأسقطت مروحية": what the entry asks for is its object
        joined = self._group(scene, first) if first is not None and len(bare) > 1 else []
        alone = first is not None and not any(m not in joined and not m.conj for m in bare[1:])  # nothing joined by "and" is an object
        if not adjacent or first is None or not alone or before is not None or self._object_follows(scene, first, right):
            return False, adjacent
        if frame.obj == "agent" and t.a.conj == "و" and self._carried(t.a, t.tok, scene) not in (None, first.entity):
            return False, False  # "وأجبرت قوات كذا على التراجع": whom the verb forces stands after it
        if t.a.pgn == "3fs" and t.a.conj == "و" and first.pgn == "ms" and first.det and first.known is None and first.kind == ACTOR:
            if self._clause_subject(scene, t.a.pgn, t.tok) is not None:
                return False, False  # "إن قواته ثابتة وتقاتل العدو"
        two = first.pgn == "d" and first.fold[0].endswith(("تان", "تين"))  # "قتلت امرأتان"
        if t.a.pgn == "3fs" and gender(first) in ("ms", "mp") and not two:  # "وأسرت جنودا": the verb is not theirs
            people = first.kind == PEOPLE or first.cls in ("fighters", "person_armed", "civilians")
            object_ = t.event in VICTIMS and people and not first.det and self._carried(t.a, t.tok) is not None
            return False, not object_
        if first.cls == "artillery" and t.event == "destroys" and self._carried(t.a, t.tok) is not None:
            return False, False  # "ودمرت عشر آليات": guns and vehicles are what is destroyed
        return True, True

    def _tells_on(self, scene: Scene, t: Trigger) -> bool:
        """ "وكان التنظيم قد احتل البلدة وقتل 20 شخصا": a second verb of one who had done a first, and no passive."""
        if t.event not in VICTIMS or not t.a.conj or self.subject is None or self.subject_at < scene.lo:
            return False
        own = next((m for m in scene.mentions if m.entity is self.subject and m.lo < self.subject_at), None)
        return own is not None and scene.words[own.lo - 1].fold in NAMING.copulas and agrees(t.a.pgn, gender(own))

    def _behind_circumstance(self, scene: Scene, t: Trigger, first: Mention) -> bool:
        """ "وقضى في الجانب الآخر ثمانية جنود", "وهلك في المعارك قائد كذا": whom it befell, counted or of an office, behind where."""
        words, at = scene.words, t.last
        man = first.kind == PERSON and not first.generic and agrees(t.a.pgn, gender(first)) and at + 1 in self.triggers
        if t.event not in VICTIMS or t.a.pgn not in ("3ms", "3fs") or t.a.suf or at >= first.lo or first.kind == PLACE:
            return False
        if first.det and not man:
            return False
        begins = words[at].flags & an.PREP or words[at].prep in ("ب", "ل")
        gap = range(at, first.lo)
        clear = not any(words[k].flags & (an.VERB | an.COMP | an.REL | an.BREAK) and not words[k].flags & an.QUANT for k in gap)
        counted = (
            man or first.pgn == "d" and not first.det or first.lo > at + 1 and bool(words[first.lo - 1].flags & (an.NUMBER | an.QUANT))
        )
        return bool(begins) and clear and counted and len(gap) <= 9 and not any(words[k].flags & an.PUNCT for k in gap)

    def _yields(self, scene: Scene, t: Trigger, before: Mention, first: Mention) -> bool:
        """Whether the noun before a verb gives way to the one after it ("مصرع 90 مسلحا، وهي أرقام لم يعلق عليها كذا")."""
        if t.event == "displaces" and before.kind != PEOPLE and first.kind in (PEOPLE, SOURCE):
            return True  # "الغارات التي شنها الجيش نزح بسببها آلاف السكان"
        resumes = any(scene.words[k].fold in NAMING.resuming for k in range(before.hi, t.tok - 2))
        if resumes and first.kind in AGENTIVE and agrees(t.a.pgn, gender(first)) or self._own_subject(scene, t, first):
            return True
        return first.lo == t.tok + 1 and t.a.pgn[-1:] == "s" and self._opens(scene, t, before, first)

    def _opens(self, scene: Scene, t: Trigger, before: Mention, first: Mention) -> bool:
        """ "تنتشر كذا في الحي، أسر مجهولون", "رغم مناشدات كذا لم تعلق الجماعة": a clause that begins with its verb."""
        words = scene.words
        if first.kind not in (ACTOR, PERSON, SOURCE) or first.rule == "name.of_positions":
            return False
        if words[t.tok + 1].base.endswith("ون") and first.pgn == "mp" or t.event == "no_comment" and agrees(t.a.pgn, gender(first)):
            return before.hi < t.tok
        commas = [k for k in range(before.hi, t.tok) if words[k].raw in "،,"]
        fits = agrees(t.a.pgn, gender(first)) or first.known is not None and first.entity.pgn == "any"  # type: ignore[attr-defined]
        return commas == [t.tok - 1] and first.kind == ACTOR and (first.det or first.known is not None) and fits

    def _under_one(self, scene: Scene, m: Mention) -> bool:
        """ "التحق بالمقاومة والجيش": joined to what stands under a preposition."""
        head = self._head_of(scene, m) if m.conj else m
        return bool(head is not m and head.prep) and m in self._group(scene, head)

    def _behind_place(self, scene: Scene, t: Trigger, frame: Frame, first: Mention) -> bool:
        """ "وصلت إلى الحديدة قافلة مقاتلين", "ترابط على تخومها كذا": the subject of a verb that hits nobody, behind its place."""
        if frame.obj in ("patient", "target", "object", "typed", "people", "agent") or t.a.suf or t.a.voice == "pas":
            return False
        if first.kind != ACTOR or first.conj or not (agrees(t.a.pgn, gender(first)) or t.a.pgn == "3ms" and gender(first) in ("mp", "d")):
            return False
        k = count_start(scene.words, first.lo, t.tok + 1) - 1
        while k > t.tok and scene.words[k].raw in '“”«»"':
            k -= 1
        place = scene.at.get(k)
        return place is not None and place.kind == PLACE and bool(place.prep) and t.tok <= place.prep_tok <= t.last

    def _own_subject(self, scene: Scene, t: Trigger, first: Mention) -> bool:
        """ "التي اتفقت معها الحكومة", "تفاهم يغادر الجيش بموجبه": the noun after the verb is its subject, not what is described."""
        words = scene.words
        if first.kind not in (ACTOR, PERSON) or not first.det and first.known is None or not agrees(t.a.pgn, gender(first)):
            return False
        before = words[t.tok - 1]
        if before.flags & an.REL:
            return words[t.tok + 1].fold in PREP_OF
        plain = not before.flags & (an.PUNCT | an.FUNCTION | an.PREP | an.VERB | an.NUMBER) and not (
            before.det or before.conj or before.prep
        )
        return plain and t.tok - 1 not in scene.at and first.lo == t.tok + 1 and t.a.tense == "pres" and not self._timed(scene, t.tok - 1)

    def _place_topic(self, scene: Scene, t: Trigger, frame: Frame, left: int, bare: list[Mention]) -> Mention | None:
        """ "أن أحياء كذا وكذا طهرت بالكامل", "كانت القرية قد حررت": places right behind أن or كان are what was taken, by nobody that the
        clause names."""
        if t.event != "takes_control" or frame.obj != "place" or t.a.voice == "act" or t.a.suf or t.a.conj or bare:
            return None
        words = scene.words
        here = (m for m in scene.mentions if left <= m.lo < t.tok and m.kind == PLACE and m.lo > scene.lo)
        m = next((m for m in here if words[m.lo - 1].flags & an.COMP or words[m.lo - 1].base in NAMING.copulas), None)
        if m is None or is_state(m) or m.prep or any(words[k].flags & an.VERB and k not in scene.at for k in range(m.hi, t.tok)):
            return None
        return m if agrees(t.a.pgn, gender(m)) or m.many and t.a.pgn == "3fs" else None

    def _apart(self, scene: Scene, t: Trigger, first: Mention) -> bool:
        """ "وقتلت تسعة من الناشطين", "وأصاب امرأة": a noun that cannot be the subject of its verb, while one that can runs on."""
        counted = count_start(scene.words, first.lo, t.tok + 1) < first.lo
        men = first.kind in (PEOPLE, PERSON) or first.cls in ("person_armed", "fighters") and not first.det
        several = first.kind == ACTOR and first.pgn in ("mp", "d", "")  # "وقتلت عشرات الحوثيين", "مئة من الجنود"
        fem = t.a.pgn == "3fs" and counted and gender(first) in ("mp", "ms", "d") and (men or several)
        masc = t.a.pgn == "3ms" and first.kind in (PEOPLE, PERSON) and gender(first) == "fs" and first.pgn[-1:] != "p" and not counted
        if t.a.conj == "و" and t.a.pgn == "3fs" and counted and first.kind == PEOPLE and not fem:
            own = self._clause_subject(scene, t.a.pgn, t.tok)
            return own is not None and own.kind == ACTOR  # "قتلت الجماعة مئات وخطفت عشرات النساء"
        return (fem or masc) and self._carried(t.a, t.tok, scene) is not None

    def _befell(self, scene: Scene, t: Trigger, frame: Frame, first: Mention | None, before: Mention | None, lone: bool) -> bool:
        """ "قتل 17 مدنيا", "اعتقل فيها نحو 300 مشتبه": the noun phrase after a verb of harm tells whom it struck."""
        if lone and first is not None and t.a.voice == "amb" and self._appointed(scene, t, first):
            return True
        if t.event == "withdraws" and frame.passive == "agent" and first is not None and not t.a.suf:
            moved = lone and frame.subj == "none"  # "نقل خمسون من مقاتلي كذا"
            return t.a.voice == "amb" and (moved or _driven_out(scene, t, first))
        if t.event not in VICTIMS or t.a.voice != "amb" or t.a.suf or first is None or t.a.pgn[-2:] in ("mp", "1p"):
            return False
        if lone and frame.subj == "agent" and first.hi < t.last:
            return False  # "أطلقت امرأتان النار": the object of the phrase stands behind its subject
        if lone:
            if t.event in ("arrest", "abduction") and first.kind == ACTOR and first.cls in BODIES and t.a.conj != "ف":
                return False  # "احتجز جهاز الأمن فلانا"
            return not (frame.passive == "none" and first.kind == ACTOR)  # "أفرجت السلطات عن كذا", "أطلق مسلحون سراحهم"
        counted = any(scene.words[k].flags & (an.NUMBER | an.QUANT) for k in range(t.tok + 1, first.lo))
        return before is None and counted and t.a.pgn == "3ms" and not first.det and frame.passive != "none"

    def _appointed(self, scene: Scene, t: Trigger, first: Mention) -> bool:
        """ "وعين العقيد فلان قائدا للفرقة": the one man behind a verb of appointing, with what he becomes, is appointed."""
        frame = t.entry.frame
        if t.event != "changes_allegiance" or first.kind != PERSON or frame is None or (frame.subj, frame.obj) != ("target", "agent"):
            return False
        if first.generic:
            return False  # "عين الرئيس قائدا للجيش"
        nxt = scene.at.get(first.hi)
        return nxt is not None and nxt.rule == "name.predicate"

    def _no_subject(self, scene: Scene, t: Trigger, m: Mention) -> bool:
        """ "بعد أن أخرج منها مقاتلي كذا", "استهدفت مسلحين": no subject stands in the case of an object."""
        struck = t.event in STRIKES and t.a.voice != "pas"
        if struck and m.rule == "name.of_positions":
            nxt = scene.at.get(m.hi)
            if nxt is None or nxt.prep or nxt.conj or self._carried(t.a, t.tok) is not None or self.speaker is not None:
                return True  # "أعلنت كذا أنها قصفت مواقع لكذا", "عملية استهدفت معسكرا للجيش"
        if m.lo > t.tok + 2 and scene.words[t.last].raw in _EACH_AS_OBJECT and t.a.voice != "pas":
            return True  # "اعتقلت كلا من فلان وفلان"
        forced = t.entry.frame is not None and t.entry.frame.obj == "agent"  # "أرغم القصف مقاتلي كذا على الانسحاب"
        related = bool(scene.words[t.tok - 1].flags & an.REL)  # "الفصائل التي تقاتل الحوثيين"
        if forced and self._event_is_subject(scene, t):
            return True  # "أجبر القصف قوات كذا على الانسحاب"
        if not t.a.suf and self._state_itself(scene, t) not in (None, m.entity):
            return True  # "أعلن الجيش أنه قتل ثلاثة مسلحين"
        if t.a.pgn == "3fs" and not t.a.suf and scene.words[t.tok - 1].flags & an.COMP and suffix_of(scene.words[t.tok - 1].fold) == "3fs":
            return self._carried(t.a, t.tok, scene) not in (None, m.entity)  # "أنها قتلت الأسرى"
        takes = t.entry.frame is not None and t.entry.frame.obj in ("target", "patient") and t.a.voice != "pas" and not t.a.suf
        if related and takes and m.lo == t.tok + 1 and m.kind == ACTOR and not t.a.conj:
            return True  # "... الأخرى التي تقاتل داعش": without a pronoun of its own the clause has its subject before it
        return oblique(scene, m, self.numerals) and (struck or forced or related or self._carried(t.a, t.tok) is not None)

    def _silent(self, scene: Scene, t: Trigger) -> Entity | None:
        """ "أقر مصدر بكذا، ولم يوضح أسبابه": the source that spoke in the sentence keeps the rest to itself."""
        if t.event != "no_comment":
            return None
        if t.tok + 1 < scene.hi and t.tok + 1 not in scene.at and (named := self.entities.short(scene.words[t.tok + 1].fold)) is not None:
            return named  # "فيما لم يحدد الأحمد السبب"
        said = [m for m in scene.mentions if m.hi <= t.tok and m.kind == SOURCE and not m.prep and agrees(t.a.pgn, gender(m))]
        if not said and self.subject_at < scene.lo and self.speaker is not None and agrees(t.a.pgn, self.speaker.pgn):
            return self.speaker
        return said[-1].entity if said else None  # type: ignore[return-value]

    def _object_follows(self, scene: Scene, m: Mention, right: int) -> bool:
        """ "خطفت قوة للجيش راعيا": an undetermined accusative after the first noun phrase is the object."""
        if m.hi < right and scene.words[m.hi].listed & an.RARE and scene.words[m.hi].raw in NAMING.own_people:
            return m.kind in (ACTOR, PEOPLE, PERSON)  # "قتل شاب والده"
        if m.kind == ACTOR and m.known is not None and self._object_late(scene, m) >= 0:
            return True
        if m.kind != ACTOR or m.hi >= right or scene.words[m.hi].conj == "و":
            return False  # "قتل شرطيان وثلاثة مدنيين"
        number = scene.words[m.hi].flags & an.NUMBER or scene.words[m.hi].base in self.numerals
        if number and not scene.words[m.hi].det and not scene.words[m.hi].prep and not self._timed(scene, m.hi) and _alone(scene, m.hi):
            return True  # "قتل الجيش خمسة."
        if (
            (scene.words[m.hi].base in NAMING.someone or scene.words[m.hi].base in NAMING.crowds)
            and m.hi + 1 < right
            and scene.words[m.hi + 1].det
        ):
            return True  # "قتل مسلحون أحد الطيارين"
        at = m.hi + 1 if number and m.hi + 1 < right else m.hi  # "قتل انتحاري 42 مجندا", "أعدمت الحركة ثلاثة متهمين"
        w = scene.words[at]
        if m.hi + 1 < right and scene.words[m.hi + 1].fold in OF_THEM and (number or scene.words[m.hi].base in NAMING.pair):
            return True  # "قتلت الشرطة اثنين منهم"
        plain = not (w.flags & (an.PUNCT | an.PREP | an.VERB | an.FUNCTION) or w.conj or w.prep or w.det)
        people = w.raw.endswith("ين") and bool(w.flags & an.EVENT or at > m.hi)  # "ضبطت القوات متسللين"
        definite = m.det or m.known is not None or scene.words[m.hi - 1].det  # behind it an undetermined noun is no adjective
        ends = ("ا", "اً", "ًا", "ة") if definite else ("ا", "اً", "ًا")
        counted = at > m.hi and bool(w.flags & an.COMMON) and not scene.words[m.hi].prep  # "خطف مسلحون ثلاثة أجانب"
        return plain and (people or counted or w.raw.endswith(ends)) and not self._timed(scene, at)

    def _object_late(self, scene: Scene, m: Mention) -> int:
        """ "قتلت الحركة الخميس، زعيما قبليا": an undetermined accusative behind when it was and a comma; -1 where none stands there."""
        k, words = m.hi, scene.words
        while k < scene.hi and k < m.hi + 5 and (self._timed(scene, k) or words[k].raw in "،,"):
            k += 1
        if k == m.hi or k >= scene.hi or words[k - 1].raw not in "،,":
            return -1
        w = words[k]
        plain = not (w.det or w.conj or w.prep or w.flags & (an.PUNCT | an.PREP | an.VERB | an.FUNCTION | an.EVENT))
        named = w.flags & (an.OFFICE | an.ACTOR_HEAD) or k + 1 < scene.hi and words[k + 1].raw.endswith(("يا", "ياً", "يًا"))
        return k if plain and named and w.raw.endswith(("ا", "اً", "ًا")) else -1

    def _late_subject(self, scene: Scene, t: Trigger, frame: Frame, bare: list[Mention], right: int) -> Mention | None:
        """ "دخل المدينة مساء أمس رتل للجيش": the subject after the place that is the object, or behind where it was."""
        if t.entry.far and t.last > t.tok + 1 and frame.obj == "none" and frame.subj == "agent":
            at = t.last + (t.last < right and scene.words[t.last].fold == "من")  # "لم يبق في كذا أحد من مقاتلي كذا"
            return next((m for m in bare if m.kind == ACTOR and (m.lo == at or m.lo <= t.last - 1 < m.hi)), None)
        if frame.obj not in ("place", "patient") or not bare or bare[0].kind != PLACE or is_state(bare[0]):
            return None
        if t.a.suf or t.a.pgn[-2:] in ("mp", "1p") or not self._adjacent(scene, t.tok + 1, bare[0].lo):
            return None
        for m in bare[1:]:
            if m.kind == PLACE or m.conj:
                continue
            clear = not any(scene.words[k].flags & (an.VERB | an.COMP | an.REL) and k not in scene.at for k in range(bare[0].hi, m.lo))
            return m if m.kind in (ACTOR, PERSON) and clear and agrees(t.a.pgn, gender(m)) and m.lo < right else None
        return None

    def _unknown_before(self, scene: Scene, t: Trigger) -> bool:
        """ "بينهم تلاميذ كانوا يغادرون المدرسة": a noun that is no mention is the subject, and nobody is carried over."""
        words, k = scene.words, t.tok - 1
        head = next(
            (j for j in range(k, max(scene.lo, k - 4), -1) if words[j].flags & an.COMP or j in scene.at or words[j].flags & an.VERB), -1
        )
        thing = scene.at.get(head) if head >= 0 else None
        if t.event == "destroys" and thing is not None and thing.kind == PLACE and not t.a.conj and words[thing.lo - 1].flags & an.COMP:
            return True  # the same, of houses that a list knows
        if head >= 0 and words[head].flags & an.COMP and head < k and head not in scene.at and not t.a.conj:
            w = words[head + 1]  # "وإن منازل عدة دمرت"
            counted = bool(w.flags & (an.QUANT | an.NUMBER)) and (t.a.pgn[-2:] == "mp" or k == head + 2)  # "إن ثمانية آلاف آخرين نزحوا"
            plain = not (w.flags & (an.PUNCT | an.FUNCTION | an.PREP | an.NUMBER) or w.prep)
            return (counted or plain) and not self._timed(scene, head + 1)
        if k > scene.lo and words[k].flags & an.REL and k - 1 not in scene.at and not words[k - 1].flags & (an.PUNCT | an.PREP):
            return True  # "عدد الذين نزحوا"
        if t.a.conj or k <= scene.lo or words[k].fold not in NAMING.copulas_before or words[k - 1].flags & (an.COMP | an.REL):
            return False
        w = words[k - 1]
        plain = not (w.flags & (an.PUNCT | an.FUNCTION | an.PREP | an.VERB | an.NUMBER) or w.det or w.prep)
        return plain and k - 1 not in scene.at and not self._timed(scene, k - 1)

    def _event_is_subject(self, scene: Scene, t: Trigger) -> bool:
        """ "أن الغارات استهدفت", "وقتلت ضربة جوية": an event is the subject of the verb, and nobody is carried over."""
        at = t.last + (t.last + 1 < scene.hi and scene.words[t.last].base in NAMING.elatives)  # "استهدف أعنف الهجمات كذا"
        w = scene.words[at] if at < scene.hi else None
        if w is not None and at not in scene.at and any(x.entry.event in STRIKES and x.pos == "N" and not x.prep for x in w.analyses):
            return not w.conj and not w.raw.endswith(("ا", "اً", "ًا"))  # "وأعدمت رميا بالرصاص": how it was done
        if t.a.conj and t.a.pgn == "3fs" and self._clause_subject(scene, t.a.pgn, t.tok) is not None:
            return False  # "إن القوات أغلقت موقع الهجوم واعتقلت خمسة"
        for k in range(t.tok - 1, max(scene.lo, t.tok - 4) - 1, -1):
            w = scene.words[k]
            if w.flags & (an.PUNCT | an.VERB | an.COMP) or k in scene.at:
                return False
            if any(x.cls == "event" and x.pos == "N" for x in w.analyses[:1]):
                return True
        return False

    def _state_itself(self, scene: Scene, t: Trigger) -> Entity | None:
        """ "أعلنت إسرائيل أنها قصفت": the pronoun of the clause that a state or a body tells is itself."""
        k = t.tok - 1
        while k > scene.lo and scene.words[k].fold == "قد":
            k -= 1
        w, e = scene.words[k], self.speaker
        suf = suffix_of(w.fold)
        state = e is not None and (e.kind == PLACE and e.cls == COUNTRY or e.kind == ACTOR)
        return e if state and e is not None and w.flags & an.COMP and suf and agrees(suf, e.pgn) else None


def _alone(scene: Scene, k: int) -> bool:
    """Whether a number stands without what it counts: before a stop or a preposition."""
    nxt = scene.words[k + 1] if k + 1 < scene.hi else None
    return nxt is None or nxt.raw in "،,.؛" or bool(nxt.conj) or bool(nxt.flags & an.PREP) and not nxt.flags & an.QUANT and nxt.fold != "من"


def _another(t: Trigger, m: Mention) -> bool:
    """ "وقتلت قائد كذا": a man of some office is no subject of a feminine verb."""
    return t.a.pgn == "3fs" and t.a.voice != "pas" and m.rule == "name.office" and m.kind == PERSON and m.pgn == "ms"


def _driven_out(scene: Scene, t: Trigger, first: Mention) -> bool:
    """ "البلدة التي طردت منها الشرطة": behind "out of it" stands who was driven out."""
    words, i = scene.words, t.tok
    where = scene.at.get(i - 2)
    related = i - 2 >= scene.lo and bool(words[i - 1].flags & an.REL) and where is not None and where.kind == PLACE
    return related and first.lo == i + 2 and first.kind in AGENTIVE and words[i + 1].fold in ("منها", "منه", "منهما")

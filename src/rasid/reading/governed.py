"""The participants that the verb or noun before a verbal noun tells of: who carries, urges, repels or undergoes it."""

from __future__ import annotations

from typing import Final

from rasid.lexicon import analyser as an
from rasid.lexicon.analyser import Analysis, Word
from rasid.lexicon.sense import Frame
from rasid.reading.agreement import agrees, gender
from rasid.reading.event_groups import ATTACKS, SLAYING, STRIKES, VICTIMS
from rasid.reading.governors import blamed, leftwards, lifts, oblique, operator, told_verb, unlinked
from rasid.reading.naming import NAMING
from rasid.reading.partners import reached, strikes_itself
from rasid.reading.role_base import RoleBase
from rasid.reading.scene import ACTOR, PEOPLE, PERSON, PLACE, SOURCE, Mention, Scene
from rasid.reading.slots import AGENTIVE, BODIES, CIRCUMSTANCE, PREP_OF, Filled, carries, is_state, suffix_of

#: what is done by whom somebody would stop
_MOVES: Final = frozenset(("advances", "takes_control"))
#: operators whose noun follows at once, or under their own preposition
_GOING: Final = frozenset(("perform", "begin", "continue"))
#: who is called upon rather than calls, right behind a verb that goes on from a speaker
_FIGHTING: Final = frozenset(("force", "rebel", "militia", "fighters", "person_armed", "jihadist", "state_army"))


class GovernedRoles(RoleBase):
    """What governs a verbal noun, and whose deed it makes it."""

    def _governor(self, f: Filled, frame: Frame, left: int) -> None:
        """The verb that carries the noun: "شن التحالف غارات", "تمكن الجيش من تحرير", "تعرضت البلدة لقصف"."""
        scene, t = f.scene, f.trigger
        words = scene.words
        carried = t.first < t.tok and bool(
            words[t.first].flags & (an.OPERATOR | an.VERB)
        )  # "تمكنت كذا من الوصول": the entry asks for its governor
        first = t.tok if t.event == "displaces" or t.entry.far or carried else t.first
        for k in leftwards(words, first, max(left, first - (14 if t.a.det or t.a.prep or t.a.conj or t.a.suf else 20))):
            w = words[k]
            ends = w.flags & an.REL or (w.flags & an.PUNCT and w.raw not in '“”«»"،,-–' and not self._timed(scene, k))
            ends = ends or w.flags & an.SPEECH and self._announced_by(f, frame, k)
            if ends or w.listed & an.BLAME and self._lays_blame(f, frame, k):
                break
            if self._governs_nothing(scene, k, t.first):
                continue
            op = operator(scene, k)
            f.asked = f.asked or op is None and _needed(w)
            a = op or told_verb(words, k, t.first)
            if a is None or (self._only_shows(w, a, k) if op is None else unlinked(words, op, k, t.first)):
                continue
            if op is None and (a.voice == "pas" or a.entry.event in VICTIMS):
                break
            if op is None and a.entry.event == t.event == "bombing" and a.entry.frame is not None and a.entry.frame.subj == "none":
                break  # "انفجرت عبوة": the noun itself is the subject
            if self._told_apart(f, a, op, k):
                break
            if op is None and a.cls == "speech":
                if a.entry.control == "obj" and frame.subj == "agent" and not f.agent and blamed(words, t.first):
                    self._accused(f, k)
                break
            if self._befalls_it(f, a, k, left):
                t.light = k
                return
            led = self._led(scene, a, k, t.first) if a.pos == "N" and op is not None and a.entry.control == "obj" else None
            lets = a.pos in "VA" or led is not None and led.cls in BODIES  # "السماح للجيش بشن غارات"
            if a.entry.control == "obj" and op is not None and lets and frame.subj == "agent" and not f.agent:
                t.light = k
                f.asked = True
                self._controlled(f, a, k)
                if f.agent or a.entry.kind != "urge":
                    return
                continue
            if a.entry.kind in ("happen", "witness", "cause", "pass", "end") or a.entry.control == "none":
                f.trigger.light = k
                self._borne(f, a, k, left)
                if a.entry.kind in ("happen", "witness", "pass"):
                    return
                continue
            if t.event == "besieges" and any(scene.words[j].flags & an.OPERATOR and lifts(scene, j) for j in range(k + 1, t.first)):
                self._breaks(f, a, k, left)
                return
            f.trigger.light = k
            said = f.asked and w.flags & an.SPEECH  # "أكد الوزير ضرورة استعادة كذا": who says that it must be done does not do it
            if said or self._by_another(f, frame, a, k, left) or f.agent or frame.subj != "agent":
                return
            if a.pos == "V":
                subject = self._subject_of(scene, k, t.tok, left, a)
                if subject is not None and subject.kind == SOURCE and f.trigger.event in STRIKES:
                    return
                if subject is not None and a.voice != "pas":
                    self._does(f, subject, k, op is None)
                elif op is None and a.cls == "event" and k not in self.triggers:
                    return  # "ويأتي تحرير كذا": a verb that tells of no event here has nobody's subject
                elif a.voice != "pas" and (own := self._meant_by_that(scene, k)) is not None:
                    self._assign(f, "agent", own.entity, self._group(scene, own), "role.governor", own)  # type: ignore[arg-type]
                elif a.voice != "pas" and not self._begins(f, a, k):
                    for e in self._with(self._carried(a, k, scene)):
                        self._assign(f, "agent", e, [], "role.governor_carried")
                return
            if self._noun_governor(f, a, k):
                return

    def _announced_by(self, f: Filled, frame: Frame, k: int) -> bool:
        """ "عاد الوزير بعد إعلان الجيش استعادة كذا": of what a noun tells that somebody announced nobody before it is the doer."""
        scene, t = f.scene, f.trigger
        analyses = scene.words[k].analyses
        told = next((a for a in analyses if a.cls == "speech" and a.pos == "N"), None)
        if told is None or told.suf or k in scene.at or k in self.triggers or t.event in VICTIMS or t.a.conj:
            return False
        if any(a.pos == "V" or a.cls == "operator" for a in analyses):
            return False
        who = scene.at.get(k + 1)
        if who is None or who.lo != k + 1 or who.prep or who.kind != ACTOR:
            return bool(scene.words[k].prep or scene.words[k - 1].flags & an.PREP)  # "يعتزم الرئيس إعلان هدنة": it is his
        if frame.subj == "agent" and not f.agent:
            self._assign(f, "agent", who.entity, self._group(scene, who), "role.governor_noun", who)  # type: ignore[arg-type]
        return True

    def _told_apart(self, f: Filled, a: Analysis, op: Analysis | None, k: int) -> bool:
        """ "شن الجيش غارات بعد هجوم على قاعدته": an attack that only tells when or why is not whose verb stands before it."""
        words, t = f.scene.words, f.trigger
        before = words[t.first - 1]
        if t.event not in STRIKES:
            return t.event == "clash" and self._of_the_fallen(f, op, k)
        if op is not None:
            preps = op.entry.frame.preps if op.entry.frame is not None else {}
            return op.entry.kind in _GOING and before.base in NAMING.aftermath and before.base not in preps
        if a.cls == "speech" and a.entry.control == "obj" and blamed(words, t.first):
            return False  # "اتهمت كذا كذا بالتورط في قصف كذا"
        apart = before.base in CIRCUMSTANCE or words[t.tok].prep == "ف"
        return apart or self._of_the_dead(f, a, k) or self._is_subject(f, a, k)

    def _lays_blame(self, f: Filled, frame: Frame, k: int) -> bool:
        """ "متهما كذا بقصف كذا": whether a participle of blame that somebody follows names who did it."""
        scene, t = f.scene, f.trigger
        own, m = scene.at.get(k), scene.at.get(k + 1)
        if frame.subj != "agent" or f.agent or any(a.pos == "V" for a in scene.words[k].analyses[:1]) or not blamed(scene.words, t.first):
            return False
        if own is not None and own.hi > k + 1 or m is None or m.lo != k + 1 or m.prep or not (m.kind in AGENTIVE or is_state(m)):
            return False  # "متهما حوثيا"
        self._accused(f, k)
        if f.agent:
            t.light = k
        return bool(f.agent)

    def _is_subject(self, f: Filled, a: Analysis, k: int) -> bool:
        """ "استهدفت الهجمات كذا": the event right behind a verb of attack is its subject."""
        t = f.trigger
        return a.entry.event in STRIKES and k + 1 == t.first and (t.a.det and not t.a.prep or strikes_itself(f.scene, a, t.first))

    def _managed(self, f: Filled, frame: Frame) -> bool:
        """Whether who manages to do it was found beyond a relative clause on him."""
        first = f.trigger.first
        k = self._manages(f.scene, first) if frame.subj == "agent" and not f.agent else -1
        subject = next((m for m in self._args(f.scene, k + 1, first) if not m.prep), None) if k >= 0 else None
        if subject is None or subject.kind not in AGENTIVE or not self._adjacent(f.scene, k + 1, subject.lo):
            return False
        f.trigger.light = k
        self._does(f, subject, k, False)
        return True

    def _manages(self, scene: Scene, first: int) -> int:
        """ "تمكنت كذا، التي تضم كذا، من السيطرة": the verb on whose preposition the noun hangs, beyond a relative clause; else -1."""
        words, k = scene.words, first - 1
        if k <= scene.lo or words[k].fold not in ("من", "في") or not (words[k - 1].raw in "،," or self._timed(scene, k - 1)):
            return -1
        related = False
        for j in range(k - 1, max(scene.lo, k - 40) - 1, -1):
            w = words[j]
            if w.flags & an.COMP or w.raw in ".؛\n":
                return -1
            related = related or bool(w.flags & an.REL)
            if w.flags & an.OPERATOR and j not in scene.at:
                a = next((x for x in w.analyses if x.cls == "operator" and x.entry.kind == "manage" and x.pos == "V"), None)
                if a is not None and a.entry.control != "obj" and a.voice != "pas" and a.entry.frame is not None:
                    return j if related and words[k].fold in a.entry.frame.preps else -1
        return -1

    def _of_the_dead(self, f: Filled, a: Analysis, k: int) -> bool:
        """ "أعلنت الوزارة مقتل خمسة بغارة": who tells of the dead did not strike them."""
        t, words = f.trigger, f.scene.words
        first = t.first - (t.first - 1 in self.triggers and words[t.first - 1].prep == "ب")  # "بانفجار عبوة"
        by = words[first].prep == "ب"
        return by and a.entry.control != "obj" and k not in self.triggers and any(k < j < first for j in self.triggers)

    def _of_the_fallen(self, f: Filled, op: Analysis | None, k: int) -> bool:
        """ "أعلن المتحدث مقتل خمسة في اشتباك مع كذا": who tells of the dead, or does something after it, did not fight."""
        words, t = f.scene.words, f.trigger
        if op is not None and op.entry.kind in _GOING or words[t.tok].prep != "ب" and words[t.first - 1].base not in CIRCUMSTANCE:
            return False
        between = (j for j in range(k + 1, t.first) if j in self.triggers)
        return any(a.pos == "N" and a.entry.event in VICTIMS for j in between for a in words[j].analyses[:1])

    def _admits(self, f: Filled, a: Analysis, k: int, left: int) -> bool:
        """ "اعترف الجيش بقصف سيارة": who admits what was done to somebody did it, where nobody else is told."""
        t = f.trigger
        nxt = f.scene.words[t.last] if t.last < f.scene.hi else None
        odd = nxt is None or nxt.flags & (an.PUNCT | an.PREP | an.FUNCTION | an.VERB) or nxt.conj or nxt.prep
        struck = not odd or any(slot != "agent" and rule == "role.idafa" for slot, rule, _, _ in f.rules)
        if f.agent or t.a.prep != "ب" or not struck or t.event not in ATTACKS and f.scene.words[t.tok].base != SLAYING:
            return False
        who = self._subject_of(f.scene, k, t.tok, left, a)
        if who is None or who.kind not in (ACTOR, PERSON) and not is_state(who):
            return False
        self._assign(f, "agent", who.entity, self._group(f.scene, who), "role.governor", who)  # type: ignore[arg-type]
        return True

    def _disowns(self, f: Filled, a: Analysis, k: int, left: int) -> bool:
        """ "نفى الجيش قصف كذا", "نفت الحركة مسؤوليتها عن خطف كذا": who denies a deed right behind him is who would have done it."""
        words, t = f.scene.words, f.trigger
        deed = t.event in ATTACKS or t.event in ("arrest", "abduction") or words[t.tok].base == SLAYING
        if f.agent or not deed or not any(slot != "agent" and rule == "role.idafa" for slot, rule, _, _ in f.rules):
            return False
        who = self._subject_of(f.scene, k, t.tok, left, a)
        if who is None or who.kind != ACTOR and who.cls != "spokesman" and not is_state(who) or who.cls == "international":
            return False
        part = range(who.hi, t.first)
        if part and not (len(part) == 2 and words[who.hi].base in NAMING.owned_parts and words[who.hi + 1].flags & an.PREP):
            return False
        self._assign(f, "agent", who.entity, self._group(f.scene, who), "role.governor", who)  # type: ignore[arg-type]
        return True

    def _only_shows(self, w: Word, a: Analysis, k: int) -> bool:
        """ "نشر ناشطون صورا تظهر إعدام كذا": who publishes and what shows did nothing of it."""
        if k in self.triggers or a.cls != "event":
            return False
        if not w.flags & an.SPEECH:
            return w.base in NAMING.shows
        return any(x.cls == "speech" and x.entry.kind == "cite" for x in w.analyses)

    def _meant_by_that(self, scene: Scene, k: int) -> Mention | None:
        """ "أعلن الجيش أنه شن غارات": the pronoun on "that" right before a verb means the body that says so."""
        w = scene.words[k - 1]
        suf = suffix_of(w.fold) if w.flags & an.COMP and k - 1 > scene.lo else ""
        own = self._clause_subject(scene, suf, k - 1) if suf else None
        return own if own is not None and own.kind == ACTOR and own.hi == k - 1 else None

    def _does(self, f: Filled, subject: Mention, k: int, verb: bool) -> None:
        """The subject of the governing verb does it, unless that verb, no operator, only tells of it."""
        scene, t = f.scene, f.trigger
        rule = "role.governor_told" if verb and self._only_tells(f, k, subject) else "role.governor"
        if rule == "role.governor_told" and t.event == "killing":
            return
        if t.event == "clash" and subject.kind == PERSON and subject.cls == "office" and f.scene.words[k].flags & an.SPEECH:
            return  # "أعلن رئيس الوزراء انتهاء المعارك": no side of them
        group = self._group(scene, subject)
        self._assign(f, "agent", subject.entity, group, rule, subject)  # type: ignore[arg-type]
        if not subject.prep and not self._in_relative(scene, subject, k):
            self._remember(subject.entity, group, t.tok)  # type: ignore[arg-type]

    def _only_tells(self, f: Filled, k: int, who: Mention) -> bool:
        """ "أعلن ناشطون مقتل كذا", "كشف الوزير عن توقيف كذا": who tells of a death did not cause it, nor did a person arrest alone."""
        event = f.trigger.event
        if event not in VICTIMS or k in self.triggers or not any(x.cls == "speech" for x in f.scene.words[k].analyses):
            return False
        own = f.scene.words[f.trigger.tok].base == SLAYING and (is_state(who) or who.cls in BODIES)  # "أعلنت الحركة قتل ثلاثة"
        return event == "killing" and not own or who.kind != ACTOR and not own

    def _befalls_it(self, f: Filled, a: Analysis, k: int, left: int) -> bool:
        """Whether the verb tells whom the event befalls, who stops it, is ordered out or admits it."""
        event, kind = f.trigger.event, a.entry.kind
        if kind == "undergo":
            self._undergo(f, a, k, left)
        elif kind == "prevent" and (event in _MOVES or event in STRIKES):
            self._prevented(f, a, k, left)
        elif kind == "urge" and event == "displaces" and a.pos == "V":
            self._ordered_out(f, a, k, left)
        elif kind == "deny":
            return a.pos == "V" and self._disowns(f, a, k, left)
        else:
            return kind == "admit" and a.pos == "V" and self._admits(f, a, k, left)
        return True

    def _breaks(self, f: Filled, a: Analysis, k: int, left: int) -> None:
        """ "نجحت القوات في كسر الحصار": who breaks a siege did not lay it, and is spoken of further on."""
        who = self._subject_of(f.scene, k, f.trigger.tok, left, a) if a.pos == "V" else None
        f.trigger.light, f.asked = k, True
        if who is not None and who.kind == ACTOR and not who.prep and not self._in_relative(f.scene, who, k):
            self._remember(who.entity, self._group(f.scene, who), f.trigger.tok)  # type: ignore[arg-type]

    def _begins(self, f: Filled, a: Analysis, k: int) -> bool:
        """ "بدأ الهجوم مع الفجر": the attack is what began, where nobody of the sentence began it."""
        t = f.trigger
        same = a.pgn == ("3fs" if f.scene.words[t.tok].fold.endswith(("ه", "ات")) else "3ms")
        return a.entry.kind in ("begin", "continue") and t.first == k + 1 and t.a.det and same and self.subject_at < f.scene.lo

    def _noun_governor(self, f: Filled, a: Analysis, k: int) -> bool:
        """Who does it, where a noun or participle carries it: "قيام كذا بقصف", "محاولته اقتحام", "متعهدا بمواصلة القتال"."""
        inner = next((m for m in self._args(f.scene, k + 1, f.trigger.tok) if not m.prep), None)
        if inner is not None and inner.kind in AGENTIVE:
            self._assign(f, "agent", inner.entity, self._group(f.scene, inner), "role.governor_noun", inner)  # type: ignore[arg-type]
            return True
        if a.suf:
            self._assign(f, "agent", self._carried_suffix(a.suf, k, f.scene), [], "role.governor_suffix")
            return True
        begin = k - 1 if a.entry.before else k
        before = f.scene.at.get(begin - 1)
        predicate = a.pos == "A" and not a.det or bool(a.entry.before)
        if predicate and before is not None and before.kind in AGENTIVE and not before.prep:
            self._assign(f, "agent", before.entity, self._group(f.scene, before), "role.governor_noun", before)  # type: ignore[arg-type]
            return True  # "القوات مستعدة لدخول كذا", "القوات على وشك دخول كذا"
        if a.pos == "A" and not a.det and self.speaker is not None and self.speaker.kind == ACTOR:
            f.put("agent", self.speaker, "role.speaker")
            return True
        return False

    def _governs_nothing(self, scene: Scene, k: int, first: int) -> bool:
        """A word of a known name ("قاعدة عين الأسد") or of a time ("فجر الأربعاء"), and the verb of an aside (", يساندها كذا،")."""
        inside = scene.at.get(k)
        if inside is not None and (inside.known is not None or inside.kind == PLACE and k > inside.lo) or self._timed(scene, k):
            return True
        aside = scene.words[k - 1].raw in "،," and any(a.pos == "V" and a.suf for a in scene.words[k].analyses)
        return aside and any(scene.words[j].raw in "،," for j in range(k + 1, first))

    def _performed_before(self, f: Filled, frame: Frame) -> None:
        """ "أحرزت القوات التي تتلقى الدعم تقدما": a relative clause on the subject stands between the light verb and its object."""
        scene, t = f.scene, f.trigger
        words = scene.words
        if f.agent or t.light >= 0 or t.a.det or t.a.suf or frame.subj != "agent" or not words[t.first].raw.endswith(("ا", "اً", "ًا")):
            return
        rel = next((k for k in range(t.first - 1, scene.lo, -1) if words[k].flags & an.REL or words[k].raw in "،,.؛:\n"), -1)
        if rel < 0 or not words[rel].flags & an.REL:
            return
        for k in range(rel - 1, max(scene.lo, t.first - 40) - 1, -1):
            w = words[k]
            if w.raw in ".؛:\n" or w.flags & an.COMP:
                return
            a = next((x for x in w.analyses if x.cls == "operator" and x.entry.kind == "perform" and x.pos == "V"), None)
            if a is None or k in scene.at or k > scene.lo and words[k - 1].flags & an.REL:
                continue
            subject = next((m for m in self._args(scene, k + 1, rel + 1) if not m.prep), None)
            if subject is None or subject.kind not in AGENTIVE or not self._adjacent(scene, k + 1, subject.lo) or a.voice == "pas":
                return
            t.light = k
            self._assign(f, "agent", subject.entity, self._group(scene, subject), "role.governor", subject)  # type: ignore[arg-type]
            return

    def _prevented(self, f: Filled, a: Analysis, k: int, left: int) -> None:
        """Who stops an advance does not make it: "منعت كذا كذا من التقدم"; who repels an attack was attacked."""
        if f.trigger.event not in _MOVES:
            self._repels(f, a, k, left)
        elif a.pos in "VN" and not f.agent and f.scene.words[f.trigger.first - 1].fold == "من":
            held = f.scene.at.get(k + 1) if a.pos == "N" and a.prep else None
            if held is not None and held.lo == k + 1 and not held.prep and held.kind in AGENTIVE:  # "لمنع كذا من دخول كذا"
                self._assign(f, "agent", held.entity, self._group(f.scene, held), "role.prevented", held)  # type: ignore[arg-type]
            else:
                self._accused(f, k, "role.prevented")

    def _controlled(self, f: Filled, a: Analysis, k: int) -> None:
        """ "سمحت كذا لكذا بشن غارات", "أجبر القصف كذا على الانسحاب": whom the verb lets, forces or asks does it."""
        scene, stop = f.scene, f.trigger.first
        between = [m for m in self._args(scene, k + 1, stop) if m.kind in AGENTIVE or is_state(m)]
        by = _governing(a)
        led = self._led(scene, a, k, stop)
        if led is not None:
            self._assign(f, "agent", led.entity, self._group(scene, led), "role.controlled", led)  # type: ignore[arg-type]
            return
        for at in range(k, stop):  # "سمح لهم ب", "أجبرتهم على"
            w = scene.words[at]
            suf = a.suf if at == k else suffix_of(w.fold) if by and w.flags & an.PREP and PREP_OF.get(w.fold) in by else ""
            if suf:
                self._assign(f, "agent", self.entities.pronoun(suf, at, (ACTOR, PERSON, PEOPLE)), [], "role.controlled_pronoun")
                return
        bare = [m for m in between if not m.prep]
        if len(bare) > 1 and bare[0].lo == k + 2 and k + 1 not in scene.at and _deed(scene.words[k + 1]):
            del bare[0]  # "أجبرت ضربات الجيش المسلحين على الانسحاب"
        if bare and a.pos == "V" and a.voice != "pas" and self._calls(scene, a, k, bare[0]):
            group = self._group(scene, bare[0])
            bare = [m for m in bare if m not in group]
        if bare:
            self._assign(f, "agent", bare[0].entity, self._group(scene, bare[0]), "role.controlled", bare[0])  # type: ignore[arg-type]

    def _led(self, scene: Scene, a: Analysis, k: int, stop: int) -> Mention | None:
        """Whom a word of letting or forcing leads on by a preposition."""
        by = _governing(a)
        return next((m for m in self._args(scene, k + 1, stop) if (m.kind in AGENTIVE or is_state(m)) and m.prep and m.prep in by), None)

    def _calls(self, scene: Scene, a: Analysis, k: int, m: Mention) -> bool:
        """Whether the first noun phrase after a verb of asking or forcing is its subject, and not whom it asks."""
        words = scene.words
        if oblique(scene, m, self.numerals) or m.known is None and not agrees(a.pgn.replace("3ms", "3mp"), gender(m)):
            return False
        if a.pgn == "3ms" and m.known is None and gender(m) == "fs":
            return False
        before = next((x for x in reversed(self._args(scene, scene.lo, k)) if not x.prep), None)
        if before is not None and before.hi == k and agrees(a.pgn, gender(before)):
            return False
        if a.conj and a.entry.kind == "urge" and m.cls in _FIGHTING and self.speaker is not None and self.speaker is not m.entity:
            return any(m.hi <= x.lo < m.hi + 2 and not x.prep and x.kind in AGENTIVE for x in scene.mentions)  # "ودعا القوات إلى"
        return not any(words[j].flags & an.EVENT or words[j].det and j not in scene.at for j in range(k + 1, m.lo))

    def _ordered_out(self, f: Filled, a: Analysis, k: int, left: int) -> None:
        """ "أمرت كذا السكان بالإخلاء": who orders displaces those who are told to go."""
        who = self._subject_of(f.scene, k, f.trigger.tok, left, a)
        bare = [m for m in self._args(f.scene, k + 1, f.trigger.tok) if not m.prep and (m.kind in AGENTIVE or is_state(m))]
        told = next((m for m in bare if m is not who), None)
        if who is not None:
            self._assign(f, "agent", who.entity, [], "role.governor", who)  # type: ignore[arg-type]
        if told is not None:
            self._assign(f, "target", told.entity, [], "role.urged", told)  # type: ignore[arg-type]

    def _undergo(self, f: Filled, a: Analysis, k: int, left: int) -> None:
        subject = self._subject_of(f.scene, k, f.trigger.tok, left, a, any_kind=True)
        if subject is not None:
            role = "object" if f.trigger.event == "destroys" else "patient"
            for m in self._group(f.scene, subject):
                self._assign(f, role, m.entity, [], "role.undergoer", m)  # type: ignore[arg-type]
        elif k + 1 < f.trigger.first and k + 1 not in f.scene.at and carries(f.scene.words[k + 1]):
            self._as_it_stands(f, k + 1, f.trigger.first, "role.undergoer")  # "تعرضت سفينة تجارية لهجوم"

    def _repels(self, f: Filled, a: Analysis, k: int, left: int) -> None:
        """ "صدت الفرقة هجوما", "صد الفرقة هجوما": who repels it was attacked."""
        scene = f.scene
        who = self._subject_of(scene, k, f.trigger.tok, left, a) if a.pos == "V" else None
        if who is None and a.pos != "V":
            who = next((m for m in self._args(scene, k + 1, f.trigger.tok) if not m.prep and m.kind == ACTOR), None)
            who = who or next((m for m in reversed(self._args(scene, scene.lo, k)) if not m.prep and m.kind in (ACTOR, PERSON)), None)
        if who is not None and who.kind != SOURCE:
            self._assign(f, "target", who.entity, self._group(scene, who), "role.repels", who)  # type: ignore[arg-type]
        elif who is None and a.pos == "V" and (carried := self._carried(a, k)) is not None and carried.kind == ACTOR:
            f.put("target", carried, "role.repels")

    def _by_another(self, f: Filled, frame: Frame, a: Analysis, k: int, left: int) -> bool:
        """Whether the subject of the governing verb is not who does the noun: who manages to expel is the target."""
        if a.pos != "V":
            return False
        if frame.subj == "target" and not f.target and a.entry.kind in ("manage", "perform"):
            subject = self._subject_of(f.scene, k, f.trigger.tok, left, a)  # "تمكن كذا من طرد كذا"
            if subject is not None and a.voice != "pas" and subject.entity not in f.agent:
                self._assign(f, "target", subject.entity, self._group(f.scene, subject), "role.governor", subject)  # type: ignore[arg-type]
            return True
        return False

    def _borne(self, f: Filled, a: Analysis, k: int, left: int) -> None:
        """What a verb that only bears the event says of its participants."""
        if a.entry.kind == "witness":
            self._witness(f, a, k)
        elif a.entry.kind == "end" and a.pos == "V" and f.scene.words[f.trigger.first - 1].fold == "عن":
            who = self._subject_of(f.scene, k, f.trigger.tok, left, a)
            if who is not None and who.kind == ACTOR and not f.agent:
                self._does(f, who, k, False)  # "لم تتوقف الطائرات عن قصف كذا"
        elif a.entry.kind == "happen" and f.scene.words[f.trigger.first - 1].fold == "في" and f.trigger.event in STRIKES:
            self._undergo(f, a, k, left)  # "وقع رتل للجيش في كمين"
        elif a.entry.kind == "happen" and not f.place:
            self._reaches(f)

    def _reaches(self, f: Filled) -> None:
        """ "طال القصف المدفعي لكذا بلدة كذا", "هز انفجار عنيف حي كذا": the verb that the event is subject of has a place for its object."""
        words, at = f.scene.words, f.trigger.last
        stop = next(
            (k for k in range(at, f.scene.hi) if words[k].flags & (an.PUNCT | an.VERB | an.COMP | an.REL) and k not in f.scene.at), None
        )
        behind = self._args(f.scene, at, f.scene.hi if stop is None else stop)
        m = next((m for m in behind if m.kind == PLACE and not m.conj), None)
        det = f.trigger.a.det
        first = next((m for m in behind if not m.prep), None)
        struck = first is not None and f.trigger.event in STRIKES and reached(f.scene, f.trigger.tok, f.trigger.first, first)
        if struck and first is not None and self._adjacent(f.scene, at, first.lo):
            self._assign(f, "patient", first.entity, self._group(f.scene, first), "role.object_of_governor", first)  # type: ignore[arg-type]
        elif det and f.trigger.event in VICTIMS and behind and not behind[0].prep and behind[0].kind != PLACE:
            if self._adjacent(f.scene, at, behind[0].lo):  # "طالت الاعتقالات خمسة شبان"
                self._assign(f, "patient", behind[0].entity, self._group(f.scene, behind[0]), "role.object_of_governor", behind[0])  # type: ignore[arg-type]
        elif m is not None and not m.prep and not is_state(m) and (m.lo > at or det):
            self._assign(f, "place", m.entity, self._group(f.scene, m), "role.object_of_governor", m)  # type: ignore[arg-type]

    def _witness(self, f: Filled, a: Analysis, k: int) -> None:
        """ "شهدت المدينة اشتباكات": the subject of the verb is the place."""
        subject = self._subject_of(f.scene, k, f.trigger.tok, f.scene.lo, a, any_kind=True)
        if subject is not None and subject.kind == PLACE:
            for m in self._group(f.scene, subject):
                f.put("place", m.entity, "role.witness", m)  # type: ignore[arg-type]


def _deed(w: Word) -> bool:
    """A verbal noun of an event, without its article: the next noun tells whose it is."""
    return not w.det and any(x.cls == "event" and x.pos == "N" and not x.suf for x in w.analyses)


def _governing(a: Analysis) -> set[str]:
    """The prepositions by which a word governs who is to act."""
    return {p for p, role in a.entry.frame.preps.items() if role == "agent"} if a.entry.frame is not None else set()


def _needed(w: Word) -> bool:
    """ "ضرورة", "أهمية": a noun by which something must be done, whoever does it."""
    return bool(w.flags & an.OPERATOR) and any(x.entry.kind == "urge" and x.entry.control == "none" for x in w.analyses)

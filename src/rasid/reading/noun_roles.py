"""The participants of verbal nouns."""

from __future__ import annotations

from rasid.lexicon import analyser as an
from rasid.lexicon.analyser import Analysis
from rasid.lexicon.sense import Frame
from rasid.reading.entities import agrees
from rasid.reading.governors import blamed, leftwards, operator, told_verb
from rasid.reading.partners import PERFORMING, claimed, nation_noun, performing, speaks_of_itself
from rasid.reading.role_base import RoleBase
from rasid.reading.scene import ACTOR, PEOPLE, PERSON, PLACE, SOURCE, Mention, Scene
from rasid.reading.slots import (
    AGENTIVE,
    CIRCUMSTANCE,
    MOVES,
    RUNS_ON,
    STRIKES,
    TAKES_THINGS,
    THING_ROLES,
    VICTIMS,
    Filled,
    is_state,
)
from rasid.reading.triggers import Trigger


class NounRoles(RoleBase):
    """The noun after a verbal noun, its suffix, its adjective, the verb that carries it."""

    def _noun(self, f: Filled, frame: Frame, left: int, right: int) -> None:
        scene, t = f.scene, f.trigger
        a = t.a
        joined = scene.at.get(t.tok + 1)
        whole = (
            t.event == "destroys"
            or t.event == "takes_control"
            and frame.idafa in ("place", "typed")
            or joined is not None
            and joined.kind == PLACE
            and joined.known is not None
        )
        # "سقوط كذا بيد", "تأمين دوار كذا", "تسليم مدينة كذا": what the entry asks for is or heads the name itself
        inside = joined is not None and joined.lo == t.tok + 1 and (joined.lo < t.last or whole)
        begin = t.tok + 1 if inside else t.last
        after = self._args(scene, begin, right)
        nxt = next(
            (
                m
                for m in after
                if (not m.prep or m.prep_tok <= t.tok and m.lo == t.last)  # "تحت سيطرة كذا": the noun is part of its preposition
                and not (m.cls == "person_armed" and m.generic and not m.det and m.lo in (t.tok + 1, t.last))
            ),
            None,
        )
        touching = nxt is not None and not a.det and not a.suf and self._touches(scene, begin, nxt.lo)
        if a.suf:
            role = frame.suffix or frame.idafa
            role = "agent" if self._of_doer(t, role, nxt, after) else role
            kinds = (PLACE,) if role == "place" else (ACTOR, PERSON, PEOPLE, SOURCE) if role == "agent" else (ACTOR, PEOPLE, PERSON, PLACE)
            own = self._clause_subject(scene, a.suf, t.tok) if role == "agent" else None
            e = self.subject if role == "agent" and self.subject is not None and agrees(a.suf, self.subject.pgn) else None
            if own is not None and own.kind == ACTOR:
                e = own.entity  # type: ignore[assignment]
            for owner in self._with(e or self.entities.pronoun(a.suf, t.tok, kinds)):
                self._assign(f, role, owner, [], "role.suffix")
            struck = role == "agent" or role == "none" and frame.obj == "target"  # "مجزرة راح ضحيتها مئات المدنيين"
            if nxt is not None and struck and self._touches(scene, t.last, nxt.lo):
                self._assign(f, "patient", nxt.entity, self._group(scene, nxt), "role.object_of_noun", nxt)  # type: ignore[arg-type]
        elif touching and nxt is not None:
            role = self._idafa_role(f, frame, nxt, right)
            self._assign(f, role, nxt.entity, self._group(scene, nxt), "role.idafa", nxt)  # type: ignore[arg-type]
            rest = [m for m in after if m.lo >= nxt.hi and not m.prep and not m.conj]
            if role in ("agent", "target") and rest and self._touches(scene, nxt.hi, rest[0].lo) and frame.obj != "none":
                self._assign(f, frame.obj, rest[0].entity, self._group(scene, rest[0]), "role.object_of_noun", rest[0])  # type: ignore[arg-type]
        elif not a.det and t.event in TAKES_THINGS and frame.idafa in THING_ROLES:
            self._thing(f, frame.idafa, t.last, right, "role.idafa_thing")
        self._adjective(f, frame, right)
        if t.event == "agreement" and not f.agent and not f.target:
            for m in self._args(scene, left, t.first):  # "أفضت مفاوضات بين كذا وكذا إلى اتفاق"
                if m.prep == "بين":
                    for n, g in enumerate(group := self._group(scene, m)):
                        if g.kind in AGENTIVE or is_state(g):
                            f.put("target" if n and n >= len(group) // 2 else "agent", g.entity, "role.party", g)  # type: ignore[arg-type]
        if a.det:
            self._happened_after(t, scene)
        if t.event in STRIKES or t.event in VICTIMS:
            self._strikes_after(f)
        if self._performed_after(f, frame):
            by = t.light
            self._suffered(f, left)
            t.light = by
        else:
            self._governor(f, frame, left)
            self._performed_before(f, frame)
        if not f.agent and frame.subj == "agent" and t.a.prep != "ل" and speaks_of_itself(f, self.speaker, self.said):
            f.put("agent", self.speaker, "role.speaker")
        if (
            not f.agent
            and frame.subj == "agent"
            and t.event in RUNS_ON
            and t.light >= 0
            and self.subject is not None
            and self.subject.kind == ACTOR
        ):
            if self.subject_at >= scene.lo:
                for e in self._with(self.subject):
                    f.put("agent", e, "role.agent_runs_on")

    def _idafa_role(self, f: Filled, frame: Frame, nxt: Mention, right: int) -> str:
        """What the noun right after a verbal noun is to it, by its kind."""
        scene, t, role = f.scene, f.trigger, frame.idafa
        if role in ("target", "patient") and nxt.kind == ACTOR and t.event in VICTIMS and self._takes(scene, nxt, right):
            f.put("agent", nxt.entity, "role.idafa", nxt)  # type: ignore[arg-type]
            return "agent"
        if role in ("agent", "typed") and t.event in STRIKES and nxt.rule == "name.of_positions":
            return "patient"  # "استهدفت غارات مواقع لكذا": who has the positions is hit
        if role == "typed":
            return "agent" if nxt.kind in AGENTIVE or is_state(nxt) else "patient"
        if role == "agent" and nxt.kind == PLACE and not is_state(nxt):
            return "place"
        if role == "place" and nxt.cls == "state" and frame.subj == "place":
            f.put("place", nxt.entity, "role.idafa", nxt)  # type: ignore[arg-type]
            return "none"
        if role == "place" and nxt.kind != PLACE:
            return "agent" if nxt.kind in (ACTOR, PERSON) else "none"
        return role

    def _takes(self, scene: Scene, who: Mention, right: int) -> bool:
        """ "احتجاز الحوثيين سفينة": a plain noun or people right after a definite actor are what it took."""
        if not (who.det or who.rule.startswith("name.known")) or who.hi >= right:
            return False
        m, w = scene.at.get(who.hi), scene.words[who.hi]
        if m is not None:
            return m.lo == who.hi and not m.prep and not m.conj and m.kind in (PEOPLE, PERSON, ACTOR)
        plain = not w.flags & (an.PUNCT | an.PREP | an.VERB | an.FUNCTION | an.EVENT | an.NATION)
        return plain and not (w.conj or w.prep or w.det) and not self._timed(scene, who.hi)

    def _suffered(self, f: Filled, left: int) -> None:
        """ "صدت كذا هجوما شنه كذا", "تعرضت كذا لهجوم نفذه كذا": who performed it is told; the verb before tells whom it struck."""
        scene, t = f.scene, f.trigger
        for k in range(t.first - 1, max(left, t.first - 8) - 1, -1):
            w = scene.words[k]
            if w.flags & (an.PUNCT | an.REL | an.COMP):
                return
            a = next(
                (x for x in w.analyses if x.entry.cls == "operator" and x.entry.kind in ("undergo", "prevent") and x.pos in "VN"), None
            )
            if a is not None and k not in scene.at:
                if a.entry.kind == "undergo":
                    self._undergo(f, a, k, left)
                elif t.event in STRIKES:
                    self._repels(f, a, k, left)
                return

    def _performed_after(self, f: Filled, frame: Frame) -> bool:
        """ "غارة شنها الطيران على كذا", "الهجوم الذي تنفذه كذا ضد كذا": the performer stands in a relative clause after the noun."""
        scene, t = f.scene, f.trigger
        words = scene.words
        for k in range(t.tok + 1, min(scene.hi, t.last + 12)):
            w = words[k]
            if w.flags & an.PUNCT and w.raw not in '“”«»"':
                return False
            a, at = performing(words, k)
            if a is None:
                if k in self.triggers and w.raw.endswith(("ا", "اً", "ًا")):
                    return False  # "سقوط المدينة حصارا فرضته كذا"
                if claimed(words, k) and (who := next((m for m in reversed(self._args(scene, t.last, k)) if not m.prep), None)) is not None:
                    self._assign(f, "agent", who.entity, self._group(scene, who), "role.performer_after", who)  # type: ignore[arg-type]
                    t.light = k
                    return True
                continue
            if k < t.last and a.entry.cls != "operator":
                continue
            if a.entry.cls == "operator" and a.entry.kind not in PERFORMING:
                return False
            if k > t.last + 6 and a.entry.kind != "perform":
                return False  # "حصارا دام أكثر من عام فرضته كذا": far off only what is done to an event
            if t.event == "destroys" and any(x.pos == "V" and x.entry.cls == "event" for x in w.analyses):
                return False  # "إسقاط مسيّرات أطلقها كذا": who launched what was shot down
            if a.entry.cls == "event" and any(words[j].flags & an.PREP for j in range(t.last, k)):
                return False  # "ضربات على كهوف يتخذها التنظيم مخابئ"
            nxt = next((m for m in self._args(scene, at, min(scene.hi, at + 5)) if not m.prep or m.prep_tok == k + 1 < at), None)
            if nxt is None or not self._adjacent(scene, at, nxt.lo):
                return False
            self._assign(f, "agent" if frame.subj != "party" else "party", nxt.entity, self._group(scene, nxt), "role.performer_after", nxt)  # type: ignore[arg-type]
            t.reach = nxt.hi
            t.light = k
            return True
        return False

    def _adjective(self, f: Filled, frame: Frame, right: int) -> None:
        """ "قصف إسرائيلي", "الغارات الروسية": the relative adjective names the agent."""
        if frame.adj != "agent" or f.agent:
            return
        words = f.scene.words
        for k in range(f.trigger.last, min(right, f.trigger.last + 3)):
            w = words[k]
            if w.flags & an.NATION and k not in f.scene.at and w.analyses:
                if nation_noun(f, k):
                    return
                nation = next((x for x in w.analyses if x.entry.cls == "nationality"), None)
                if nation is not None and nation.entry.kind in ("nation", "party"):
                    country = self.entities.of_adjective(nation.entry)
                    if country is not None:
                        f.put("agent", country, "role.adjective")
                        return
                    m = Mention(ACTOR, k, k + 1, k, "nation", "role.adjective")
                    m.name = f.scene.doc.raw[k]
                    m.fold = (w.fold,)
                    m.pgn = "fs"
                    f.put("agent", self.entities.adjective(m, nation.entry), "role.adjective", m)
                return
            if w.flags & (an.PUNCT | an.PREP) or w.conj or w.prep:
                return

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
            if w.flags & an.REL or (w.flags & an.PUNCT and w.raw not in '“”«»"،,-–' and not self._timed(scene, k)):
                break
            if self._governs_nothing(scene, k, t.first):
                continue
            op = operator(scene, k)
            a = op or told_verb(words, k, t.first)
            if a is None:
                continue
            if op is None and (a.voice == "pas" or a.entry.event in VICTIMS):
                break
            if op is None and a.entry.event == t.event == "bombing" and a.entry.frame is not None and a.entry.frame.subj == "none":
                break  # "انفجرت عبوة": the noun itself is the subject
            before = words[t.first - 1]
            if f.trigger.event in STRIKES and op is None and (before.base in CIRCUMSTANCE or words[t.tok].prep == "ف"):
                break
            if op is None and a.entry.cls == "speech":
                if a.entry.control == "obj" and frame.subj == "agent" and not f.agent and blamed(words, t.first):
                    self._accused(f, k)
                break
            if a.entry.kind == "undergo":
                self._undergo(f, a, k, left)
                f.trigger.light = k
                return
            if a.entry.kind == "prevent" and (t.event == "advances" or t.event in STRIKES):
                t.light = k
                self._prevented(f, a, k, left)
                return
            if a.entry.kind == "urge" and t.event == "displaces" and a.pos == "V":
                t.light = k
                self._ordered_out(f, a, k, left)
                return
            if a.entry.kind == "urge" and a.pos == "V" and frame.subj == "agent" and not f.agent and self._urged(f, a, k):
                return
            if a.entry.kind in ("happen", "witness", "cause", "pass", "end") or a.entry.control == "none":
                f.trigger.light = k
                self._borne(f, a, k, left)
                if a.entry.kind in ("happen", "witness", "pass"):
                    return
                continue
            f.trigger.light = k
            if self._by_another(f, frame, a, k, left) or f.agent or frame.subj != "agent":
                return
            if a.pos == "V":
                subject = self._subject_of(scene, k, t.tok, left, a)
                if subject is not None and subject.kind == SOURCE and f.trigger.event in STRIKES:
                    return
                if subject is not None and a.voice != "pas":
                    self._assign(f, "agent", subject.entity, self._group(scene, subject), "role.governor", subject)  # type: ignore[arg-type]
                    if not subject.prep and not self._in_relative(scene, subject, k):
                        self._remember(subject.entity, self._group(scene, subject), t.tok)  # type: ignore[arg-type]
                elif op is None and a.entry.cls == "event" and k not in self.triggers:
                    return  # "ويأتي تحرير كذا": a verb that tells of no event here has nobody's subject
                elif a.voice != "pas" and not self._begins(f, a, k):
                    for e in self._with(self._carried(a, k, scene)):
                        self._assign(f, "agent", e, [], "role.governor_carried")
                return
            if self._noun_governor(f, a, k):
                return

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
        if a.pos == "A" and not a.det and self.speaker is not None and self.speaker.kind == ACTOR:
            f.put("agent", self.speaker, "role.speaker")
            return True
        return False

    def _happened_after(self, t: Trigger, scene: Scene) -> None:
        """ "التفجير الذي وقع في كذا", "لكن الاشتباكات ما لبثت أن تجددت في كذا": the verb that tells on of the event."""
        words = scene.words
        related = False
        for k in range(t.last, min(scene.hi, t.last + 6)):
            w = words[k]
            if w.flags & an.PUNCT or w.conj or k in scene.at or k > t.last + 2 and related:
                return
            related = related or bool(w.flags & an.REL)
            if any(
                a.entry.cls == "operator" and a.entry.kind in ("happen", "pass", "continue") and a.pos == "V" and not a.suf
                for a in w.analyses
            ):
                t.reach = k + 1
                return

    def _strikes_after(self, f: Filled) -> None:
        """ "حملة اعتقالات طالت عشرين شابا", "قصف شمل أحياء كذا": what the event strikes is the object of a verb after it."""
        scene, t = f.scene, f.trigger
        for k in range(t.last, min(scene.hi, t.last + 6)):
            w = scene.words[k]
            if w.flags & (an.PUNCT | an.COMP) or w.conj and w.flags & an.VERB:
                return
            for a in w.analyses:
                if (
                    a.pos == "V"
                    and not a.suf
                    and a.entry.cls == "operator"
                    and a.entry.frame is not None
                    and a.entry.frame.obj == "patient"
                ):
                    m = next((m for m in self._args(scene, k + 1, min(scene.hi, k + 8)) if not m.prep), None)
                    n = next((n for n in scene.mentions if m is not None and n.lo == m.hi and n.kind == m.kind == PLACE), None)
                    if n is not None and n.prep and m is not None and m.known is None:
                        t.reach = max(t.reach, m.hi)
                        return  # "طال أحياء سكنية في كذا"
                    if m is not None and self._adjacent(scene, k + 1, m.lo) and k not in scene.at:
                        self._assign(f, "patient", m.entity, self._group(scene, m), "role.struck", m)  # type: ignore[arg-type]
                        t.reach = max(t.reach, m.hi)
                    return

    def _governs_nothing(self, scene: Scene, k: int, first: int) -> bool:
        """A word of a known name ("قاعدة عين الأسد") or of a time ("فجر الأربعاء"), and the verb of an aside (", يساندها كذا،")."""
        inside = scene.at.get(k)
        if inside is not None and inside.known is not None or self._timed(scene, k):
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
            a = next((x for x in w.analyses if x.entry.cls == "operator" and x.entry.kind == "perform" and x.pos == "V"), None)
            if a is None or k in scene.at or k > scene.lo and words[k - 1].flags & an.REL:
                continue
            subject = next((m for m in self._args(scene, k + 1, rel + 1) if not m.prep), None)
            if subject is None or subject.kind not in AGENTIVE or not self._adjacent(scene, k + 1, subject.lo) or a.voice == "pas":
                return
            t.light = k
            self._assign(f, "agent", subject.entity, self._group(scene, subject), "role.governor", subject)  # type: ignore[arg-type]
            return

    def _of_doer(self, t: Trigger, role: str, nxt: Mention | None, after: list[Mention]) -> bool:
        """ "دخولها مدينة كذا", "حصارها على بلدة كذا": a pronoun that could be of either is of who does it where the place follows."""
        if role == "typed":
            return nxt is not None and nxt.kind == PLACE and nxt.lo == t.last
        follows = after[0] if after else None
        return (
            t.event == "besieges"
            and follows is not None
            and follows.kind == PLACE
            and follows.prep in ("علي", "عن", "ل")
            and follows.lo <= t.last + 1
        )

    def _prevented(self, f: Filled, a: Analysis, k: int, left: int) -> None:
        """Who stops an advance does not make it: "منعت كذا كذا من التقدم"; who repels an attack was attacked."""
        if f.trigger.event != "advances":
            self._repels(f, a, k, left)
        elif a.pos in "VN" and not f.agent and f.scene.words[f.trigger.first - 1].fold == "من":
            self._accused(f, k, "role.prevented")

    def _urged(self, f: Filled, a: Analysis, k: int) -> bool:
        """ "طالبت كذا القوات التركية بالانسحاب": the one who is told to do it does it; whether one was found."""
        if f.trigger.event not in MOVES and f.trigger.event not in RUNS_ON and f.trigger.event != "hands_over":
            return False  # "نصحت كذا رعاياها بتفادي التجمعات"
        self._accused(f, k, "role.urged")
        f.trigger.light = k if f.agent else f.trigger.light
        return bool(f.agent)

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
            for m in self._group(f.scene, subject):
                self._assign(f, "patient", m.entity, [], "role.undergoer", m)  # type: ignore[arg-type]

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
        """Whether the subject of the governing verb is not who does the noun: who is urged does it; who manages to expel is the target."""
        if a.pos != "V":
            return False
        if a.entry.kind == "urge" and frame.subj == "agent" and not f.agent:
            self._accused(f, k, "role.urged")
            return True
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
        if det and f.trigger.event in VICTIMS and behind and not behind[0].prep and behind[0].kind != PLACE:
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

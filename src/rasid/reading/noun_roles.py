"""The participants of verbal nouns."""

from __future__ import annotations

from typing import Final

from rasid.lexicon import analyser as an
from rasid.lexicon.sense import Frame
from rasid.reading.agreement import agrees, bare, gender
from rasid.reading.counted import by_number
from rasid.reading.entities import Entity
from rasid.reading.event_groups import STRIKES, TAKES_THINGS, VICTIMS
from rasid.reading.governed import GovernedRoles
from rasid.reading.naming import NAMING
from rasid.reading.noun_base import QUOTE
from rasid.reading.partners import PERFORMING, attributed, nation_noun, performing, reached, speaks_of_itself
from rasid.reading.role_base import ASIDES
from rasid.reading.scene import ACTOR, PEOPLE, PERSON, PLACE, SOURCE, Mention, Scene
from rasid.reading.slots import AGENTIVE, PREP_OF, RUNS_ON, THING_ROLES, Filled, carries, is_position, is_state, suffix_of
from rasid.reading.things import OF_TOWNS, ends_here
from rasid.reading.trigger import Trigger

#: kinds of words that tell whom an event befalls
_SUFFERING: Final = frozenset(("undergo", "prevent", "happen"))
#: kinds of words of who makes forces go
_DECIDES: Final = frozenset(("plan", "perform", "begin", "continue", "manage"))
#: kinds of verbs whose subject does what they carry
_OURS: Final = frozenset(("perform", "begin", "continue", "manage"))
#: prepositions of the other side of a fight
_AGAINST: Final = frozenset(("ضد", "مع", "بين"))
_BEHIND: Final = frozenset(("وراء", "خلف"))


class NounRoles(GovernedRoles):
    """The noun after a verbal noun, its suffix, its adjective, the verb that carries it."""

    def _noun(self, f: Filled, frame: Frame, left: int, right: int) -> None:
        scene, t = f.scene, f.trigger
        a = t.a
        joined = self._joined(scene, t)
        whole = (
            t.event == "destroys"
            or t.event == "takes_control"
            and frame.idafa in ("place", "typed")
            or joined is not None
            and joined.kind == PLACE
            and joined.known is not None
        )
        # "سقوط كذا بيد", "تأمين دوار كذا", "تسليم مدينة كذا": what the entry asks for is or heads the name itself
        inside = joined is not None and joined.lo in (t.tok + 1, t.last - 1) and (joined.lo < t.last or whole)
        counted = scene.at.get(t.last - 1) if joined is None and t.event == "destroys" and t.last > t.tok + 1 else None
        flown = counted is not None and counted.cls == "aircraft"
        begin = t.tok + 1 if inside else counted.lo if flown and counted is not None else t.last  # "إسقاط 17 مسيرة"
        after = self._args(scene, begin, right)
        nxt = next(
            (
                m
                for m in after
                if (not m.prep or m.prep_tok <= t.tok and m.lo == t.last)  # "تحت سيطرة كذا": the noun is part of its preposition
                and not (m.cls == "person_armed" and m.generic and not m.det and m.lo in (t.tok + 1, t.last) and t.event not in VICTIMS)
            ),
            None,
        )
        struck = nxt is not None and t.event in STRIKES and reached(scene, t.tok, t.first, nxt)
        touching = nxt is not None and not a.det and not a.suf and not struck and self._touches(scene, begin, nxt.lo)
        if a.suf:
            role = frame.suffix or frame.idafa
            role = "agent" if self._of_doer(t, role, nxt, after) else role
            kinds = (PLACE,) if role == "place" else (ACTOR, PERSON, PEOPLE, SOURCE) if role == "agent" else (ACTOR, PEOPLE, PERSON, PLACE)
            own = self._clause_subject(scene, a.suf, t.tok) if role == "agent" else None
            e = self.subject if role == "agent" and self.subject is not None and agrees(a.suf, self.subject.pgn) else None
            if own is not None and own.kind == ACTOR:
                e = own.entity  # type: ignore[assignment]
            if t.event in VICTIMS and t.event != "displaces" and role not in ("agent", "place", "none"):
                e = self._victim(scene, a.suf, t.tok, f)
            if role == "agent" and a.suf.endswith("mp") and (men := self._men_before(scene, t.tok, e)) is not None:
                e = men
            for owner in self._with(e or self.entities.pronoun(a.suf, t.tok, kinds)):
                self._assign(f, role, owner, [], "role.suffix")
            taken = role == "agent" or role == "none" and frame.obj == "target"  # "مجزرة راح ضحيتها مئات المدنيين"
            if nxt is not None and taken and self._touches(scene, t.last, nxt.lo):
                self._assign(f, "patient", nxt.entity, self._group(scene, nxt), "role.object_of_noun", nxt)  # type: ignore[arg-type]
        elif touching and nxt is not None:
            role = self._idafa_role(f, frame, nxt, right)
            self._assign(f, role, nxt.entity, self._group(scene, nxt), "role.idafa", nxt)  # type: ignore[arg-type]
            rest = [m for m in after if m.lo >= nxt.hi and not m.prep and not m.conj]
            if rest and role == "target" and (nxt.kind == PERSON or not nxt.det and not rest[0].det and rest[0].lo == nxt.hi):
                rest = []  # "اعتقال فلان رئيس كذا", "ضبط فردين مطلوبين": who he is
            if role in ("agent", "target") and rest and self._touches(scene, nxt.hi, rest[0].lo) and frame.obj != "none":
                self._assign(f, frame.obj, rest[0].entity, self._group(scene, rest[0]), "role.object_of_noun", rest[0])  # type: ignore[arg-type]
            elif role == "agent" and frame.idafa in THING_ROLES and t.event in TAKES_THINGS and not f.target:
                self._thing(f, nxt.hi, right, "role.object_thing")
        elif not a.det:
            self._unlisted(f, frame, right)
        sent = self._sent(f, nxt) if t.event == "deploys" else []
        self._adjective(f, frame, right)
        if t.event == "agreement" and not f.agent and not f.target:
            self._talked(f, left)
        if a.det:
            self._happened_after(t, scene)
        if t.event in STRIKES or t.event in VICTIMS:
            self._strikes_after(f)
        self._witnessed_after(f)
        if self._performed_after(f, frame):
            by = t.light
            self._suffered(f, left)
            t.light = by
        else:
            doer = scene.at.get(t.tok)
            named = doer is not None and doer.lo < t.tok and scene.words[doer.lo].base in NAMING.perpetrators  # "منفذ الهجوم"
            if not named and not _answered(scene, t) and not self._managed(f, frame):
                self._governor(f, frame, left)
            self._performed_before(f, frame)
            self._behind(f, frame)
        if sent:
            self._moved(f, sent)
        if not f.agent and frame.subj == "agent" and self.speaker is not None and self._we_do(t, scene):
            f.put("agent", self.speaker, "role.speaker")
        if not f.agent and frame.subj == "agent" and t.a.prep != "ل" and speaks_of_itself(f, self.speaker, self.said):
            f.put("agent", self.speaker, "role.speaker")
        if (
            not f.agent
            and not f.asked
            and frame.subj == "agent"
            and t.event in RUNS_ON
            and t.light >= 0
            and self.subject is not None
            and self.subject.kind == ACTOR
        ):
            if self.subject_at >= scene.lo and self.subject is not self.fallen and not _suspected(scene, t.light):
                for e in self._with(self.subject):
                    f.put("agent", e, "role.agent_runs_on")

    def _talked(self, f: Filled, left: int) -> None:
        """ "أفضت مفاوضات بين كذا وكذا إلى اتفاق": who talked agreed."""
        for m in self._args(f.scene, left, f.trigger.first):  # "أفضت مفاوضات بين كذا وكذا إلى اتفاق"
            if m.prep == "بين":
                for n, g in enumerate(group := self._group(f.scene, m)):
                    if g.kind in AGENTIVE or is_state(g):
                        f.put("target" if n and n >= len(group) // 2 else "agent", g.entity, "role.party", g)  # type: ignore[arg-type]

    def _sent(self, f: Filled, nxt: Mention | None) -> list[Entity]:
        """ "قررت فرنسا نشر قوات": forces without a name that the entry asks for move only where nobody moves them; taken out till then."""
        if nxt is None or nxt.det or nxt.known is not None or nxt.org is not None or nxt.lo >= f.trigger.last:
            return []
        if not any(r[:2] == ("agent", "role.idafa") for r in f.rules):
            return []
        sent = f.agent[:]
        f.agent.clear()
        f.rules = [r for r in f.rules if r[:2] != ("agent", "role.idafa")]
        return sent

    def _moved(self, f: Filled, sent: list[Entity]) -> None:
        """Puts forces that are sent back into their slot where nobody decides or carries out that they go."""
        words, light = f.scene.words, f.trigger.light
        decided = light >= 0 and any(a.cls == "operator" and a.entry.kind in _DECIDES for a in words[light].analyses)
        if f.agent and decided:
            return
        f.rules = [r for r in f.rules if r[0] != "agent"] + [("agent", "role.idafa", f.trigger.tok + 1, f.trigger.last)]
        f.agent[:] = sent

    def _joined(self, scene: Scene, t: Trigger) -> Mention | None:
        """What stands right behind a noun, or behind the number of those that its entry asks for ("تحرير ثلاثة مختطفين")."""
        counted = t.event != "deploys" and t.last > t.tok + 2 and t.tok + 1 not in scene.at and self._touches(scene, t.tok + 1, t.last - 1)
        return scene.at.get(t.last - 1 if counted else t.tok + 1)

    def _unlisted(self, f: Filled, frame: Frame, right: int) -> None:
        """What completes a verbal noun and is no mention: things, and towns that no list knows ("سقوط كوتكاي")."""
        t = f.trigger
        if t.event == "killing" and frame.idafa in ("target", "patient", "") and (m := self._fallen_of(f.scene, t, right)) is not None:
            self._assign(f, "target", m.entity, self._group(f.scene, m), "role.idafa", m)  # type: ignore[arg-type]
            return
        if t.event in TAKES_THINGS and frame.idafa in THING_ROLES:
            self._thing(f, t.last, right, "role.idafa_thing")
        elif frame.idafa == "place" and t.event in OF_TOWNS and t.last == t.tok + 1 and not f.place:
            w = f.scene.words[t.last] if t.last < right else None
            if w is not None and not w.flags & an.GIVEN and ends_here(f.scene, t.last, right):
                self._bare_place(f, t.last, right)

    def _fallen_of(self, scene: Scene, t: Trigger, right: int) -> Mention | None:
        """ "استشهاد 50 شهيدا من كذا": whose the dead are that are counted behind the noun of their death."""
        words, k = scene.words, t.last
        while k < right and (words[k].flags & (an.NUMBER | an.QUANT) or words[k].base in self.numerals):
            k += 1
        if k + 2 >= right or words[k].base.removesuffix("ا") not in NAMING.victims or words[k + 1].fold != "من":
            return None
        m = scene.at.get(k + 2)
        return m if m is not None and m.lo == k + 2 and m.kind in (ACTOR, PEOPLE) else None

    def _idafa_role(self, f: Filled, frame: Frame, nxt: Mention, right: int) -> str:
        """What the noun right after a verbal noun is to it, by its kind."""
        scene, t, role = f.scene, f.trigger, frame.idafa
        took = role in ("target", "patient", "object") and nxt.kind in (ACTOR, PERSON) and frame.subj != "none"
        if took and self._takes(scene, nxt, right, t.event in VICTIMS):
            return "target" if frame.subj == "target" else "agent"  # "فقدان الجيش بلدة كذا"
        if role == "target" and t.event == "clash" and any(m.prep in _AGAINST for m in self._args(scene, nxt.hi, nxt.hi + 3)):
            return "agent"  # "قتال الجيش ضد كذا"
        if role in ("agent", "typed") and t.event in STRIKES and (nxt.rule == "name.of_positions" or _convoy(scene, nxt)):
            return "patient"  # "استهدفت غارات مواقع لكذا": who has the positions is hit
        if role in ("patient", "target") and t.event == "bombing" and is_state(nxt):
            return "place"  # "تفجيرات سريلانكا"
        before = scene.at.get(t.tok - 1) if t.event == "clash" and role in ("agent", "typed") else None
        if before is not None and before.kind == ACTOR and not before.prep and before.hi == t.tok:
            return "target"  # "يتولى الجيش مواجهة المسلحين"
        if role == "typed" and t.event == "besieges" and nxt.kind == PERSON:
            return "target"  # "حصار الرئيس فلان"
        if (
            role in ("typed", "agent")
            and t.event in ("ground_attack", "riot", "shelling", "air_strike")
            and nxt.kind == ACTOR
            and nxt.fold
            and nxt.fold[0].removeprefix("ال") in NAMING.seats
        ):
            return "target"  # "اقتحام السفارة"
        if role == "typed":
            return "agent" if nxt.kind in AGENTIVE or is_state(nxt) else "patient"
        if role == "agent" and nxt.kind == PLACE and not is_state(nxt):
            return "place"
        if role == "place" and nxt.cls == "state" and frame.subj == "place":
            f.put("place", nxt.entity, "role.idafa", nxt)  # type: ignore[arg-type]
            return "none"
        if role == "place" and nxt.kind != PLACE and not by_number(scene.words, nxt):
            return "agent" if nxt.kind in (ACTOR, PERSON) else "none"
        return role

    def _takes(self, scene: Scene, who: Mention, right: int, victims: bool) -> bool:
        """ "احتجاز الحوثيين سفينة", "محاصرة القوات الأمنية قضاء كذا": what stands right after a definite actor is what it took."""
        if who.hi >= right:
            return False
        if who.kind == PERSON:  # "قتل فلان للعقيد فلان"
            m = scene.at.get(who.hi)
            return victims and m is not None and m.kind == PERSON and m.prep == "ل" and m.prep_tok in (who.hi, m.lo)
        at, named = who.hi, who.det or who.rule.startswith("name.known") or scene.words[who.hi - 1].det  # "خلية لكذا" has no name
        while at + 1 < right and scene.words[at].raw in QUOTE:
            at += 1  # "إعدام «كذا» خمسة"
        if victims and named and PREP_OF.get(scene.words[at].fold) == "ل":
            return True  # "احتجاز الجيش لهم"
        while at + 1 < right and at not in scene.at and scene.words[at].flags & (an.QUANT | an.NUMBER) and not scene.words[at].conj:
            at += 1  # "اعتقال الشرطة عشرات الشبان"
        m, w = scene.at.get(at), scene.words[at]
        if m is not None and victims and m.prep == "ل" and m.prep_tok == who.hi and not m.conj:
            return m.kind in (PEOPLE, PERSON) or named and m.kind == ACTOR  # "خطف الحركة لمقاتلين", "خطف مسلحين لثلاثة عمال"
        if not named:
            return False
        if m is not None:
            return m.lo == at and not m.prep and not m.conj and (m.kind != PLACE or not victims and m.rule != "name.locator")
        if not (who.det or who.rule.startswith("name.known")):
            return False  # "جثتي عنصرين من كذا مرميتين"
        plain = not w.flags & (an.PUNCT | an.PREP | an.VERB | an.FUNCTION | an.EVENT | an.NATION)
        return plain and not (w.conj or w.prep or w.det) and not self._timed(scene, who.hi)

    def _behind(self, f: Filled, frame: Frame) -> None:
        """ "كانت كذا وراء الهجوم على كذا": who is behind it did it. "على كذا الانسحاب": on whom it lies is to do it."""
        scene, k = f.scene, f.trigger.first - 1
        if f.agent or frame.subj != "agent" or k <= scene.lo:
            return
        words = scene.words
        if words[k].fold == "عن" and words[k - 1].base in NAMING.responsible and not words[k - 1].det:
            self._responsible(f, k - 1)
            return
        behind = words[k].fold in _BEHIND
        who = scene.at.get(k - behind)
        if who is None or not (who.kind in AGENTIVE or is_state(who)):
            return
        opens = who.prep_tok == scene.lo or bool(scene.words[who.prep_tok - 1].flags & (an.PUNCT | an.COMP))
        if not who.prep if behind else who.prep == "علي" and opens:
            self._assign(f, "agent", who.entity, self._group(scene, who), "role.governor", who)  # type: ignore[arg-type]

    def _responsible(self, f: Filled, k: int) -> None:
        """ "الجيش مسؤول عن الغارة", "أنها مسؤولة عن الهجوم": who is responsible for an attack did it."""
        scene, t = f.scene, f.trigger
        who = next((m for m in reversed(scene.mentions) if m.hi <= k), None)
        w = scene.words[k - 1]
        if who is not None and who.hi == k and not who.prep and (who.kind in AGENTIVE or is_state(who)):
            self._assign(f, "agent", who.entity, self._group(scene, who), "role.governor", who)  # type: ignore[arg-type]
        elif self.speaker is not None and w.flags & an.COMP and agrees(suffix_of(w.fold) or "-", self.speaker.pgn) and suffix_of(w.fold):
            f.put("agent", self.speaker, "role.speaker")
        if f.agent:
            t.light = k

    def _we_do(self, t: Trigger, scene: Scene) -> bool:
        """ "نفذنا ثلاث غارات", "سنواصل القصف": whether a verb in the first person carries the noun."""
        words = scene.words
        for k in range(t.first - 1, max(scene.lo, t.first - 4) - 1, -1):
            w = words[k]
            if w.flags & an.OPERATOR and any(a.cls == "operator" and a.pos == "V" and a.entry.kind in _OURS for a in w.analyses):
                return any(a.pos == "V" and a.pgn == "1p" and not a.suf for a in w.analyses)
            if not w.flags & (an.NUMBER | an.QUANT | an.PREP) and w.base not in self.numerals:
                return False
        return False

    def _suffered(self, f: Filled, left: int) -> None:
        """ "صدت كذا هجوما شنه كذا", "تعرضت كذا لهجوم نفذه كذا": who performed it is told; the verb before tells whom it struck."""
        scene, t = f.scene, f.trigger
        for k in range(t.first - 1, max(left, t.first - 8) - 1, -1):
            w = scene.words[k]
            if w.flags & (an.PUNCT | an.REL | an.COMP):
                return
            a = next((x for x in w.analyses if x.cls == "operator" and x.entry.kind in _SUFFERING and x.pos in "VN"), None)
            if a is not None and a.entry.kind == "happen" and scene.words[t.first - 1].fold != "في":
                continue
            if a is not None and k not in scene.at:
                if a.entry.kind in ("undergo", "happen"):  # "وقعت قوة في كمين نصبه كذا"
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
            if (at := attributed(words, k)) and self._laid_to(f, at):
                return True
            a, at = performing(words, k)
            if a is None:
                if k in self.triggers and w.raw.endswith(("ا", "اً", "ًا")):
                    return False  # "سقوط المدينة حصارا فرضته كذا"
                continue
            if k < t.last and a.cls != "operator":
                continue
            if a.cls == "operator" and a.entry.kind not in PERFORMING:
                return False
            if a.cls == "speech" and t.event in STRIKES:
                return False  # "هجمات اعتبرتها كذا جرائم"
            if self._of_nearer(scene, t, k, a.suf or suffix_of(words[k + 1].fold)):
                return False
            if k > t.last + 6 and a.entry.kind != "perform":
                return False  # "حصارا دام أكثر من عام فرضته كذا": far off only what is done to an event
            if t.event == "destroys" and any(x.pos == "V" and x.cls == "event" for x in w.analyses):
                return False  # "إسقاط مسيّرات أطلقها كذا": who launched what was shot down
            if a.cls == "event" and any(words[j].flags & an.PREP for j in range(t.last, k)):
                return False  # "ضربات على كهوف يتخذها التنظيم مخابئ"
            nxt = next((m for m in self._args(scene, at, min(scene.hi, at + 5)) if not m.prep or m.prep_tok == k + 1 < at), None)
            if nxt is None or not self._adjacent(scene, at, nxt.lo):
                return False
            self._assign(f, "agent" if frame.subj != "party" else "party", nxt.entity, self._group(scene, nxt), "role.performer_after", nxt)  # type: ignore[arg-type]
            t.reach = nxt.hi
            t.light = k
            return True
        return False

    def _of_nearer(self, scene: Scene, t: Trigger, k: int, suf: str) -> bool:
        """ "التقدم نحو كذا بعد غارات شنها كذا": who does it does the event that stands between."""
        for j in range(t.last, k):
            if j not in self.triggers or scene.words[j].conj:
                continue
            noun = next((x for x in scene.words[j].analyses if x.pos == "N" and x.cls == "event"), None)
            means = noun is not None and noun.entry.event == "bombing" and t.event in STRIKES  # "هجوم بسيارة مفخخة قادها كذا"
            if noun is not None and not means and agrees(suf, "fs" if noun.pgn[-1:] == "p" else noun.pgn):
                return True
        return False

    def _men_before(self, scene: Scene, tok: int, e: Entity | None) -> Entity | None:
        """ "المقاومة ... زرعها الحوثيون قبل خروجهم": the nearest men of the sentence, where who runs on is no plural."""
        near = next((m for m in reversed(scene.mentions) if m.hi <= tok and m.kind == ACTOR and m.rule not in ASIDES), None)
        if near is None or gender(near) != "mp":
            return None
        if near.hi + 1 < tok <= near.hi + 2 and scene.words[near.hi].fold == "من":
            return near.entity  # type: ignore[return-value]  # "منعت القوات المسلحين من بسط سيطرتهم"
        return near.entity if not near.bare and (e is None or e.pgn not in ("mp", "any")) else None  # type: ignore[return-value]

    def _laid_to(self, f: Filled, at: int) -> bool:
        """ "هجوم نسب إلى كذا": whether it is laid to somebody."""
        who = next((m for m in self._args(f.scene, at, at + 3) if m.kind in AGENTIVE or is_state(m)), None)
        if who is None:
            return False
        self._assign(f, "agent", who.entity, self._group(f.scene, who), "role.attributed", who)  # type: ignore[arg-type]
        f.trigger.light = at - 1
        return True

    def _adjective(self, f: Filled, frame: Frame, right: int) -> None:
        """ "قصف إسرائيلي", "الغارات الروسية": the relative adjective names the agent."""
        if frame.adj != "agent" or f.agent:
            return
        words, at = f.scene.words, f.scene.at
        for k in range(f.trigger.tok + 1, min(right, f.trigger.last + 3)):
            w = words[k]
            if w.flags & an.NATION and w.analyses and ((m := at.get(k)) is None or m.lo == f.trigger.tok):  # "القواعد الأمريكية" is a name
                if nation_noun(f, k) or k - 1 > f.trigger.tok and (is_position(words[k - 1]) or carries(words[k - 1])):
                    return  # "مهاجمة مواقع إيرانية": whose they are
                nation = next((x for x in w.analyses if x.cls == "nationality"), None)
                if nation is not None and nation.entry.kind in ("nation", "party"):
                    country = self.entities.of_adjective(nation.entry)
                    if country is not None:
                        f.put("agent", country, "role.adjective")
                        return
                    m = Mention(ACTOR, k, k + 1, k, "nation", "role.adjective")
                    m.name, m.fold, m.pgn = f.scene.doc.raw[k], (w.fold,), "fs"
                    f.put("agent", self.entities.adjective(m, nation.entry), "role.adjective", m)
                return
            if w.flags & (an.PUNCT | an.PREP) or w.conj or w.prep:
                return

    def _happened_after(self, t: Trigger, scene: Scene) -> None:
        """ "التفجير الذي وقع في كذا", "لكن الاشتباكات ما لبثت أن تجددت في كذا": the verb that tells on of the event."""
        words = scene.words
        related = False
        for k in range(t.last, min(scene.hi, t.last + 6)):
            w = words[k]
            if w.flags & an.PUNCT or w.conj or k in scene.at or k > t.last + 2 and related:
                return
            related = related or bool(w.flags & an.REL)
            # "الاتفاق الذي أبرم بين", "الغارة التي نفذت مؤخرا في"
            done = related and k + 1 not in scene.at and any(x.flags & an.PREP for x in words[k + 1 : min(scene.hi, k + 3)])
            if any(
                a.cls == "operator"
                and (a.entry.kind in ("happen", "pass", "continue") or done and a.entry.kind == "perform" and a.voice != "act")
                and a.pos == "V"
                and not a.suf
                for a in w.analyses
            ):
                t.reach = k + 1
                return

    def _witnessed_after(self, f: Filled) -> None:
        """ "اشتباكات شهدتها مدينة كذا": the place that saw it is the subject of a verb after it."""
        scene, t = f.scene, f.trigger
        words = scene.words
        for k in range(t.last, t.last if f.place else min(scene.hi - 1, t.last + 5)):
            w = words[k]
            if w.flags & (an.PUNCT | an.COMP | an.PREP) or w.conj or k in scene.at:
                return
            if not any(a.suf and a.entry.kind == "witness" and a.pos == "V" for a in w.analyses):
                continue
            m = scene.at.get(k + 1)
            if m is not None and m.kind == PLACE and m.lo == k + 1 and not m.prep:
                for g in self._group(scene, m):
                    f.put("place", g.entity, "role.witness", g)  # type: ignore[arg-type]
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
                    and a.cls == "operator"
                    and a.entry.kind not in PERFORMING
                    and a.entry.frame is not None
                    and a.entry.frame.obj == "patient"
                ):
                    m = next((m for m in self._args(scene, k + 1, min(scene.hi, k + 8)) if not m.prep), None)
                    if m is not None and m.fold and bare(m.fold[0]) in NAMING.victims:
                        return  # "أوقع عشرات القتلى": how many there were
                    n = next((n for n in scene.mentions if m is not None and n.lo == m.hi and n.kind == m.kind == PLACE), None)
                    if n is not None and n.prep and m is not None and m.known is None:
                        t.reach = max(t.reach, m.hi)
                        return  # "طال أحياء سكنية في كذا"
                    if m is not None and self._adjacent(scene, k + 1, m.lo) and k not in scene.at:
                        role = "object" if t.event == "destroys" else "patient"
                        self._assign(f, role, m.entity, self._group(scene, m), "role.struck", m)  # type: ignore[arg-type]
                        t.reach = max(t.reach, m.hi)
                    return

    def _of_doer(self, t: Trigger, role: str, nxt: Mention | None, after: list[Mention]) -> bool:
        """ "دخولها مدينة كذا", "حصارها على بلدة كذا": a pronoun that could be of either is of who does it where the place follows."""
        if role == "typed":
            return nxt is not None and nxt.kind == PLACE and nxt.lo == t.last
        if role in ("patient", "target") and t.event in STRIKES:
            return nxt is not None and not nxt.conj and nxt.rule == "name.of_positions" or nxt is not None and nxt.lo == t.last
        follows = after[0] if after else None
        if role == "place" and t.event == "takes_control":
            return nxt is not None and nxt is follows and nxt.kind == PLACE and nxt.lo == t.last and not nxt.conj  # "استعادته بلدة كذا"
        return (
            t.event == "besieges"
            and follows is not None
            and follows.kind == PLACE
            and follows.prep in ("علي", "عن", "ل")
            and follows.lo <= t.last + 1
        )


def _convoy(scene: Scene, m: Mention) -> bool:
    """ "قصف قافلة سيارات": undetermined vehicles, which are hit and strike nobody."""
    return m.kind == ACTOR and not m.det and carries(scene.words[m.lo])


def _suspected(scene: Scene, k: int) -> bool:
    """ "المشتبه به في هجوم", "رجلا متورطا في هجوم": whether the word at k tells of somebody who had to do with it."""
    w = scene.words[k]
    return w.base.removesuffix("ا") in NAMING.wanted or bool(w.analyses) and w.analyses[0].pos in "AP"


def _answered(scene: Scene, t: Trigger) -> bool:
    """ "توعد الجيش بالرد على قصف كذا": who answers a deed did not do it."""
    words, k = scene.words, t.first - 1
    if t.event == "killing" and k > scene.lo and words[k].base in NAMING.when_died and words[t.tok].base in NAMING.deaths:
        return True  # "قرر الوزير نشر قوات بعد مقتل ثلاثة"
    return k - 1 > scene.lo and words[k].fold in ("علي", "من") and words[k - 1].base in NAMING.answers

"""The participants of verbs and participles."""

from __future__ import annotations

from typing import Final

from rasid.lexicon import analyser as an
from rasid.lexicon.sense import Frame
from rasid.reading.agreement import agrees, gender
from rasid.reading.counted import count_start
from rasid.reading.entities import Entity
from rasid.reading.event_groups import HARMS, STRIKES, TAKES_THINGS, VICTIMS
from rasid.reading.governors import by_phrase
from rasid.reading.naming import NAMING
from rasid.reading.noun_base import one
from rasid.reading.partners import PERFORMING, strikes_itself, told_of_event
from rasid.reading.scene import ACTOR, PEOPLE, PERSON, PLACE, SOURCE, Mention, Scene
from rasid.reading.slots import AGENTIVE, THING_ROLES, Filled, accusative, is_state, slots_of
from rasid.reading.trigger import Trigger
from rasid.reading.verb_subjects import VerbSubjects

#: classes of those who "we" are where an office speaks of a fight
_FORCES: Final = frozenset(("state_army", "state_force", "force", "militia", "rebel", "jihadist"))
#: words of what kills, which govern whoever fired them
_BULLETS: Final = frozenset(("برصاص", "بنيران"))


class VerbRoles(VerbSubjects):
    """Subject, object and object pronoun of a verb; the noun that a participle describes."""

    def _verb(self, f: Filled, frame: Frame, left: int, right: int) -> None:
        scene, t = f.scene, f.trigger
        passive = t.a.voice == "pas" or by_phrase(scene, t.tok, right) or _wholly(scene, t)
        after = self._args(scene, t.tok + 1, right)
        bare = [
            m
            for m in after
            if not m.prep
            and not self._fixed(t, frame, m)
            and not self._under_one(scene, m)
            and not _by_bullets(scene, m)
            and not (t.event == "killing" and _of_clause(scene, m, t.tok))
        ]
        if bare and frame.obj == "agent" and bare[0].lo == t.last + 1 and not scene.words[t.last].det and self._event_is_subject(scene, t):
            del bare[0]  # "أجبرت ضربات الجيش المسلحين على الانسحاب": whose strikes they are
        before = self._topic(scene, t.tok, left, t.a)
        self._in_gender(scene, t, before)
        shot = t.event in VICTIMS and t.a.voice == "amb" and not t.a.suf and t.last == t.tok + 1 and _bullets(scene, t.last)
        passive = passive or shot  # "قتلوا برصاص جنود"
        if before is not None and before.hi < t.tok and _fallen(scene, t.tok - 1):
            before = None  # "شيعوا خمسة شهداء قتلوا برصاص كذا"
        subject: Entity | None = None
        used: Mention | None = None
        first = bare[0] if bare else None
        adjacent = first is not None and self._adjacent(scene, t.tok + 1, first.lo)
        if first is not None and not adjacent and before is None:
            adjacent = self._behind_circumstance(scene, t, first) or self._behind_place(scene, t, frame, first)
        taken = self._place_topic(scene, t, frame, left, bare) if before is None else None
        if taken is not None:
            for m in self._group(scene, taken):
                f.put("place", m.entity, "role.subject_before", m)  # type: ignore[arg-type]
            return
        if adjacent and first is not None and self._hit(scene, t, first):
            adjacent = False
        if before is not None and adjacent and first is not None and self._yields(scene, t, before, first):
            before = None
        before = self._resume(f, frame, before)
        lone, adjacent = self._lone(scene, t, frame, bare, before, adjacent, right)
        passive = passive or self._befell(scene, t, frame, first if adjacent else None, before, lone)
        stays = before is not None and before.kind == PLACE and (not is_state(before) or before.prep in ("في", "ب"))
        if before is not None and stays and not passive and adjacent and first is not None:
            if first.kind in AGENTIVE or is_state(first):
                before = None  # "البلدة التي تسيطر عليها الفصائل": a place does nothing
        if t.event in VICTIMS and t.a.voice == "amb" and not t.a.suf and not adjacent and before is not None:
            passive = (
                passive
                or (self._several(scene, t, before) or _befalls(before))
                and not _own_object(scene, t)
                or not bare
                and _lone_men(scene, t, before)
            )  # "إن 12 شخصا قتلوا", "أن جنديا قتل"
        itself = self._itself(scene, t, frame) if before is None and not bare else None
        passive = passive or itself is not None
        if not adjacent or (first is not None and first.kind == PLACE and not is_state(first) and not passive):
            late = self._late_subject(scene, t, frame, bare, right) if before is None else None
            if late is not None:
                bare.remove(late)
                bare.insert(0, late)
                first, adjacent = late, True
        subject_role = frame.passive if passive else frame.subj
        if t.event == "displaces" and subject_role == "target" and first is not None and first.kind == ACTOR and _others(bare):
            subject_role, passive = "agent", False  # "هجر الجيش آلافا من كذا"
            self._assign(f, "target", bare[1].entity, self._group(scene, bare[1]), "role.object", bare[1])  # type: ignore[arg-type]
        agent_like = first is not None and (first.kind in AGENTIVE or is_state(first))
        if before is not None and self._left_wins(scene, t, before, first if adjacent else None):
            subject = before.entity  # type: ignore[assignment]
            f_rule = "role.subject_before"
        elif adjacent and first is not None and (agent_like or passive) and t.a.pgn[-2:] not in ("mp", "1p"):
            subject, used = first.entity, first  # type: ignore[assignment]
            f_rule = "role.subject_after"
        elif before is not None:
            subject = before.entity  # type: ignore[assignment]
            f_rule = "role.subject_before"
        else:
            event_did = (
                passive
                and not (shot and t.a.pgn[-2:] == "mp")
                or self._unknown_before(scene, t)
                or (t.event in STRIKES or t.event in VICTIMS or frame.obj == "agent")
                and self._event_is_subject(scene, t)
            )
            subject = itself if event_did else self._state_itself(scene, t)
            subject = subject or self._silent(scene, t) or (None if event_did else self._carried(t.a, t.tok, scene))
            f_rule = "role.subject_carried"
        without = (
            f_rule == "role.subject_carried"
            and t.event == "no_comment"
            and any(w.base == "دون" for w in scene.words[max(scene.lo, t.tok - 2) : t.tok])
        )
        if t.a.pgn in ("1p", "1s") or without:  # "قال كذا ... من دون أن يحدد"
            subject, f_rule = self._we_who_fight(t) or subject, "role.subject_speaker"
        if f_rule == "role.subject_carried":
            group = []
            for one in self._with(subject):
                self._assign(f, subject_role, one, [], f_rule)
        else:
            host = used if used is not None else before if f_rule == "role.subject_before" else None
            group = self._group(scene, used if used is not None else before) if f_rule != "role.subject_speaker" else []
            self._assign(f, subject_role, subject, group, f_rule, host if host is not None and host.entity is subject else None)
        described = (
            f_rule == "role.subject_before" and before is not None and (bool(before.prep) or self._in_relative(scene, before, t.tok))
        )
        if not passive and subject is not None and not described:
            self._remember(subject, group, t.tok, t.a.pgn)
        if t.a.suf and not passive:
            e = self._object_pronoun(scene, t, frame, before)
            if e is not None and e is not subject:
                self._assign(f, frame.obj, e, [], "role.object_pronoun")
        if passive:
            if subject is None and not f.target:
                self._told_behind(f, frame, first, right)
        else:
            self._object(f, frame, bare, subject, used, group, right)

    def _several(self, scene: Scene, t: Trigger, before: Mention) -> bool:
        """Whether those before a verb of harm, joined or counted, can only be whom it befell."""
        joined = self._group(scene, before)
        counted = count_start(scene.words, before.lo, scene.lo) < before.lo
        return before.hi < t.tok and any(_befalls(x) for x in joined[1:]) or counted and any(_counted_men(scene, t, x) for x in joined)

    def _told_behind(self, f: Filled, frame: Frame, first: Mention | None, right: int) -> None:
        """ "قُتل اثنان من كذا", "وأُحرقت ست خيام": whom or what a passive verb befell, behind it."""
        t = f.trigger
        if first is not None and self._some_of(f.scene, t, first):
            self._assign(f, frame.passive, first.entity, self._group(f.scene, first), "role.subject_after", first)  # type: ignore[arg-type]
        if not f.target and t.event in TAKES_THINGS and frame.passive in THING_ROLES:
            self._thing(f, t.tok + 1, right, "role.object_thing")

    def _some_of(self, scene: Scene, t: Trigger, m: Mention) -> bool:
        """ "قُتل اثنان من كذا": a number of them stands right behind the verb."""
        words, k = scene.words, t.last
        return m.lo == k + 2 and words[k + 1].fold == "من" and (bool(words[k].flags & an.NUMBER) or words[k].base in self.numerals)

    def _we_who_fight(self, t: Trigger) -> Entity | None:
        """Who "we" are: who speaks; where an office speaks of a fight, the force that was told of before."""
        who, force = self.speaker, self.subject
        office = who is not None and who.cls == "state_body" and t.event in HARMS
        return force if office and force is not None and force.kind == ACTOR and force.cls in _FORCES else who

    def _object_pronoun(self, scene: Scene, t: Trigger, frame: Frame, before: Mention | None) -> Entity | None:
        """Whom or what the pronoun on a verb means; in a relative clause what it hangs on ("البراميل التي تلقيها كذا")."""
        if t.tok > scene.lo + 1 and scene.words[t.tok - 1].flags & an.REL and t.a.suf[-2:] in ("ms", "fs"):
            host = self._host(scene, t.tok - 1)
            if host is not None and host.kind == PLACE and agrees(t.a.suf, gender(host)):
                return host.entity  # type: ignore[return-value]
            if host is None and self._thing_described(scene, t.tok - 1):
                return None
        struck = self._struck_in(scene, t) if before is None else None
        if struck is None and frame.obj == "patient" and t.event in STRIKES:
            struck = self.entities.pronoun(t.a.suf, t.tok, (ACTOR, PLACE))
        return struck or self.entities.pronoun(
            t.a.suf,
            t.tok,
            (ACTOR, PEOPLE, PLACE) if frame.obj == "patient" else (PLACE,) if frame.obj == "place" else (ACTOR, PEOPLE, PERSON, PLACE),
        )

    def _hit(self, scene: Scene, t: Trigger, first: Mention) -> bool:
        """ "أنزلت الزوارق جنودا", "استهدفت الهجمات أيضا قوات كذا": the first mention behind a verb is its object."""
        if t.a.conj and self._appointed(scene, t, first):
            return True
        if first.pgn == "mp" and t.event not in VICTIMS and t.a.voice != "pas" and _struck(scene, first):
            return True
        if t.event == "killing" and t.a.voice != "pas" and not t.a.suf and self._by_blow(scene, t, first):
            return True
        behind = first.lo > t.last and (strikes_itself(scene, t.a, t.last) or self._event_next(scene, t))
        return t.event in STRIKES and (behind or told_of_event(scene, t.a, t.tok))

    def _by_blow(self, scene: Scene, t: Trigger, first: Mention) -> bool:
        """Whether an attack stands right behind a verb of killing, or right before it ("إن غارة قتلت ثلاثة"), and killed them."""
        if first.lo > t.last and self._blow_next(scene, t):
            return True
        k = t.tok - 1
        w = scene.words[k]
        if t.a.conj or k not in self.triggers or k in scene.at or w.flags & an.VERB and w.analyses[0].pos == "V":
            return False
        noun = next((x for x in w.analyses if x.pos == "N" and x.entry.event in STRIKES and not x.suf), None)
        return noun is not None and agrees(t.a.pgn, "fs" if noun.pgn[-1:] == "p" else noun.pgn)

    def _blow_next(self, scene: Scene, t: Trigger) -> bool:
        """ "قتلت غارة أحد قادة كذا", "قتل انفجار سبعة جنود": an attack right behind a verb of killing is its subject."""
        w = scene.words[t.last]
        plain = t.last in self.triggers and not (w.conj or w.prep or w.raw.endswith(("ا", "اً", "ًا")))
        return plain and any(x.pos == "N" and not x.suf and x.entry.event in STRIKES for x in w.analyses)

    def _event_next(self, scene: Scene, t: Trigger) -> bool:
        """Whether a definite event stands right behind a verb, as its subject."""
        w = scene.words[t.last]
        return t.last in self.triggers and w.det and not w.conj and any(x.pos == "N" and x.entry.event in STRIKES for x in w.analyses)

    def _host(self, scene: Scene, rel: int) -> Mention | None:
        """The mention right before a relative pronoun, quotation marks passed over."""
        k = rel - 1
        while k > scene.lo and scene.words[k].raw in '“”«»"':
            k -= 1
        return scene.at.get(k)

    def _thing_described(self, scene: Scene, rel: int) -> bool:
        """Whether a relative clause hangs on a definite noun that is no mention, with its adjectives."""
        k = rel - 1
        while k > scene.lo and rel - k < 4 and k not in scene.at and scene.words[k].det and scene.words[k - 1].det:
            k -= 1
        return k not in scene.at and scene.words[k].det and not scene.words[k].flags & (an.PUNCT | an.PREP | an.VERB)

    def _struck_in(self, scene: Scene, t: Trigger) -> Entity | None:
        """ "قتل ضابط في الجيش في هجوم استهدفه": whom the attack struck stands before it under no preposition."""
        if not self._told_of_event(scene, t.tok, t.a):
            return None
        men = (m for m in reversed(scene.mentions) if m.hi < t.tok and m.kind in (ACTOR, PEOPLE, PERSON) and not m.prep)
        return next((m.entity for m in men if agrees(t.a.suf, gender(m))), None)  # type: ignore[return-value]

    def _object(
        self, f: Filled, frame: Frame, bare: list[Mention], subject: Entity | None, used: Mention | None, group: list[Mention], right: int
    ) -> None:
        """What the verb takes: the first noun phrase that is not its subject, else a place or thing that no list knows."""
        t = f.trigger
        for m in bare:
            if m is used or m in group or (used is not None and m.lo < used.hi and m.kind != PLACE):
                continue
            if m.entity is subject or self._given(f, m) or _of_clause(f.scene, m, t.tok):
                continue
            if m.conj and t.event in TAKES_THINGS and frame.obj in THING_ROLES and not t.a.suf:
                self._thing(f, used.hi if used is not None else t.tok + 1, m.lo, "role.object_thing")  # "أحرقت النيران خزانات وأنابيب"
            self._assign(f, frame.obj, m.entity, self._group(f.scene, m), "role.object", m)  # type: ignore[arg-type]
            return
        if used is not None and t.event in VICTIMS and not t.a.suf and used.hi < right and f.scene.words[used.hi].raw in NAMING.own_people:
            self._as_it_stands(f, used.hi, used.hi + 1, "role.object_thing")  # "قتل شاب والده"
            return
        late = (
            self._object_late(f.scene, used) if used is not None and used.known is not None and t.event in VICTIMS and not t.a.suf else -1
        )
        if late >= 0:
            self._as_it_stands(f, late, f.scene.hi, "role.object_thing")
            return
        if frame.obj in ("place", "patient") and not f.place and not f.target and not t.a.suf:
            self._bare_place(f, used.hi if used is not None else t.tok + 1, right)
        if t.event in TAKES_THINGS and frame.obj in THING_ROLES and not f.target and not t.a.suf:
            self._thing(f, used.hi if used is not None else t.tok + 1, right, "role.object_thing")

    def _no_giver(self, f: Filled) -> None:
        """ "تسلم الجيش البلدة": who gave it is not told, it was gained; "تسلم البعثة المعسكر إلى الجيش": the subject gives."""
        rules = [rule for slot, rule, _, _ in f.rules if slot == "target"]
        given = ("role.prep.الي", "role.prep.ل")
        got = [e for e, rule in zip(f.target, rules, strict=False) if rule in given]
        if 0 < len(got) < len(f.target):
            f.agent[:], f.target[:] = [e for e in f.target if e not in got], got
            f.rules = [("agent", *r[1:]) if r[0] == "target" and r[1] not in given else r for r in f.rules]
        else:
            f.trigger.event, f.agent[:], f.target[:] = "takes_control", f.target, []
            f.rules = [("agent", *r[1:]) if r[0] == "target" else r for r in f.rules if r[0] != "agent"]

    def _given(self, f: Filled, m: Mention) -> bool:
        """ "سلمت كذا القوات العراقية معسكر كذا", "استعادت نقطة تفتيش كذا": a first object that is not the place which is meant."""
        frame = f.trigger.entry.frame
        if frame is None or m.kind != ACTOR:
            return frame is not None and frame.obj == "place" and m.kind == PLACE and not slots_of("place", m.entity, m)  # type: ignore[arg-type]
        if f.trigger.event != "hands_over" or f.target or frame.subj != "agent":
            return False
        self._assign(f, "target", m.entity, self._group(f.scene, m), "role.object", m)  # type: ignore[arg-type]
        return True

    def _resume(self, f: Filled, frame: Frame, before: Mention | None) -> Mention | None:
        """Makes the noun that a pronoun on the verb takes up its object; the noun before the verb that is left as a subject."""
        scene = f.scene
        m = self._taken_up(scene, f.trigger, frame)
        if m is None:
            return before
        self._assign(f, frame.obj, m.entity, self._group(scene, m), "role.resumed", m)  # type: ignore[arg-type]
        return None if before is not None and before.lo <= m.lo else before

    def _taken_up(self, scene: Scene, t: Trigger, frame: Frame) -> Mention | None:
        """ "جنودا كانوا يحتجزونهم", "الجنود الذين كان التنظيم يحتجزهم": the noun before that the pronoun on the verb takes up."""
        if not t.a.suf or t.a.voice == "pas" or frame.obj in ("", "none", "place"):
            return None
        words, k = scene.words, t.tok - 1
        beside = scene.at.get(k)
        if beside is not None and beside.kind in (ACTOR, PEOPLE, PERSON) and agrees(t.a.suf, gender(beside)) and self._doer_next(scene, t):
            return beside  # "جنود باغتهم مسلحون"
        while k > scene.lo and t.tok - k < 6 and (words[k].fold in NAMING.copulas_before or words[k].fold == "قد" or k in scene.at):
            if k in scene.at and scene.at[k].hi == k + 1 and words[k + 1].fold in NAMING.copulas_before:
                break  # "جنودا كانوا يحتجزونهم"
            k -= 1
        related = bool(words[k].flags & an.REL)
        m = scene.at.get(k - 1) if related else scene.at.get(k)
        if m is None or m.kind not in (ACTOR, PEOPLE, PERSON) or not agrees(t.a.suf, gender(m)):
            return None
        return m if related or not m.det and m.known is None and words[m.hi].fold in NAMING.copulas_before else None

    def _doer_next(self, scene: Scene, t: Trigger) -> bool:
        """Whether somebody who can be the subject of a verb stands right behind it."""
        m = scene.at.get(t.last)
        return m is not None and m.lo == t.last and not m.prep and m.kind in (ACTOR, PERSON) and t.a.pgn[-2:] in ("ms", "fs")

    def _shooter(self, f: Filled, right: int) -> None:
        """ "قتل متظاهر برصاصة أطلقها شرطي": who fired what killed somebody stands behind it."""
        for m in self._args(f.scene, f.trigger.last, right):
            if not m.prep and m.kind in (ACTOR, PERSON) and _of_clause(f.scene, m, f.trigger.tok):
                self._assign(f, "agent", m.entity, self._group(f.scene, m), "role.performer_after", m)  # type: ignore[arg-type]
                return

    def _participle(self, f: Filled, frame: Frame, right: int) -> None:
        """ "القوات المتمركزة في", "مدينة محاصرة": the noun it describes is subject or object."""
        scene, t = f.scene, f.trigger
        host: Mention | None = None
        for m in scene.mentions:
            if m.hi <= t.tok and t.tok - m.hi <= 2 or m.lo <= t.tok < m.hi:
                host = m
        nxt = next((m for m in self._args(scene, t.last, right) if not m.prep), None)
        taken = nxt is not None and self._touches(scene, t.last, nxt.lo)
        both = t.a.pos == "A" and not t.a.suf and any(x.pos == "P" and x.entry is t.entry for x in scene.words[t.tok].analyses)
        active = t.a.pos == "A" and not (both and not taken)  # "باتوا محاصرين": without an object it is passive
        if host is not None:
            besieged = t.event == "besieges" and host.kind == PLACE  # "بلدة كذا المحاصرة", written like one that besieges
            role = "place" if besieged else frame.subj if active else frame.passive
            for m in self._group(scene, self._head_of(scene, host)):
                self._assign(f, role, m.entity, [], "role.participle_host", m)  # type: ignore[arg-type]
        if nxt is not None and active and taken:
            self._assign(f, frame.obj, nxt.entity, self._group(scene, nxt), "role.object", nxt)  # type: ignore[arg-type]


def _wholly(scene: Scene, t: Trigger) -> bool:
    """ "ودمر بالكامل": a verb of destroying without an object, before how far it went, is passive."""
    words, k = scene.words, t.last
    if t.event != "destroys" or t.a.suf or not t.a.conj or k != t.tok + 1 or k + 1 >= scene.hi or words[k].fold not in NAMING.utterly:
        return False
    return bool(words[k + 1].flags & (an.PUNCT | an.PREP) or words[k + 1].conj)


def _struck(scene: Scene, m: Mention) -> bool:
    """Undetermined people in the case of an object, without a number that gives it."""
    return accusative(scene.words[m.lo]) and not scene.words[m.lo - 1].flags & (an.NUMBER | an.QUANT | an.COMP)


def _by_bullets(scene: Scene, m: Mention) -> bool:
    """ "قتلوا برصاص جنود": who stands behind the bullets that a word of their own tells of fired them."""
    return m.lo > scene.lo and _bullets(scene, m.lo - 1)


def _bullets(scene: Scene, k: int) -> bool:
    """A word like "برصاص" that tells by itself of a killing."""
    w = scene.words[k] if k < scene.hi else None
    if w is None or not w.flags & an.EVENT or k in scene.at:
        return False
    return any(a.pos == "W" and a.cls == "event" for a in w.analyses) and w.fold in _BULLETS


def _fallen(scene: Scene, k: int) -> bool:
    """A noun of the dead that is no mention ("شهداء")."""
    w = scene.words[k]
    return k not in scene.at and not w.det and any(a.pos == "N" and a.entry.event == "killing" and a.pgn[-1:] == "p" for a in w.analyses)


def _others(bare: list[Mention]) -> bool:
    """Whether people stand behind the first noun phrase after a verb."""
    return len(bare) > 1 and bare[1].kind in (ACTOR, PEOPLE, SOURCE) and not bare[1].conj


def _of_clause(scene: Scene, m: Mention, tok: int) -> bool:
    """ "انفجر لغم زرعه مسلحون": who did what a noun before him tells; but "قصفت مباني يستخدمها مسلحون" hit them."""
    k = m.lo - 1
    if k <= tok or k in scene.at:
        return False
    return any(
        a.pos == "V" and a.suf and (a.cls == "event" or a.cls == "operator" and a.entry.kind in PERFORMING) for a in scene.words[k].analyses
    )


def _own_object(scene: Scene, t: Trigger) -> bool:
    """ "إن عناصر الأمن اعتقلوا شقيقه": a word with a pronoun right behind the verb is its object."""
    w = scene.words[t.last] if t.last < scene.hi else None
    if w is None or w.flags & (an.PUNCT | an.PREP | an.FUNCTION | an.VERB | an.COMP | an.REL | an.NUMBER) or w.prep or w.conj or w.det:
        return False
    return w.fold.endswith(("ه", "ها", "هم")) and not w.raw.endswith("ة") and len(w.fold) > 3


def _lone_men(scene: Scene, t: Trigger, before: Mention) -> bool:
    """ "إن عشرات الجنود قتلوا في كذا", "أن المهاجم اعتقل في كذا": men and nobody else, right before a verb of harm without an object."""
    if (
        t.a.pgn not in ("3mp", "3md")
        and not (t.a.pgn == "3ms" and before.det and one(scene.words[before.lo]))
        or t.last > t.tok + 1
        or before.prep
        or before.hi != t.tok
        or before.cls not in ("fighters", "person_armed")
        or t.event == "displaces"
    ):
        return False
    nxt = scene.words[t.last] if t.last < scene.hi else None
    return nxt is None or bool(nxt.flags & (an.PUNCT | an.PREP)) or nxt.prep in ("ب", "ل")


def _counted_men(scene: Scene, t: Trigger, m: Mention) -> bool:
    """ "إن سبعة من كذا قتلوا في كذا": those who are counted, right before a verb of harm without an object, were struck by it."""
    if t.event not in ("killing", "arrest", "abduction") or t.a.pgn not in ("3mp", "3md") or m.hi != t.tok or m.prep:
        return False
    nxt = scene.words[t.last] if t.last < scene.hi else None
    return t.last == t.tok + 1 and (nxt is None or bool(nxt.flags & (an.PUNCT | an.PREP) or nxt.conj) or nxt.prep in ("ب", "ل"))


def _befalls(m: Mention) -> bool:
    """People, men without a name of their own, a person: before a verb of killing that has no object it is they who were killed."""
    idafa = (m.org is not None or m.known is not None) and bool(m.fold) and m.fold[0].endswith(("و", "ي"))
    owned = idafa or m.det or bool(m.suf)  # "مسلحي التنظيم أعدموا"
    return (
        m.cls == "civilians" or m.cls == "crowd" and not m.det or m.kind == PERSON or (m.cls in ("fighters", "person_armed") and not owned)
    )

"""Who did it, to whom and where: the participants around a trigger, by the frame of its entry."""

from __future__ import annotations

from typing import Final

from rasid.lexicon import analyser as an
from rasid.lexicon.analyser import Word
from rasid.lexicon.sense import Frame
from rasid.reading.entities import Entity
from rasid.reading.event_groups import ATTACKS, CROWDS, FIGHTS, STRIKES, VICTIMS
from rasid.reading.lists import whole_list
from rasid.reading.naming import NAMING
from rasid.reading.partners import join_partners, speaks_of_itself, strikes_itself
from rasid.reading.prep_roles import PrepRoles
from rasid.reading.scene import ACTOR, PEOPLE, PLACE, Mention, Scene
from rasid.reading.slots import CIRCUMSTANCE, COUNTRY, Filled, is_position, is_state, suffix_of, way_of
from rasid.reading.trigger import Trigger

Places = list[tuple[Entity, Mention | None]]
#: tokens from a verb of speech to what is declared of a place
_DECLARED: Final = 8
#: tokens from a verb of killing to what somebody fell in
_NEAR: Final = 4
_LAUNCHED: Final = ("اطلق", "اطلقت")
#: pronouns on a noun that tell whose it is
_OWN: Final = ("هما", "هم", "ها", "نا", "ه")


class Roles(PrepRoles):
    """Fills the slots of one trigger after the other."""

    def fill(self, scene: Scene, t: Trigger, marks: list[int], triggers: list[Trigger]) -> Filled:
        f = Filled(scene, t)
        frame = t.entry.frame or Frame()
        left, right = self._range(scene, t, marks, triggers)
        if t.a.pos == "V":
            self._verb(f, frame, left, right)
            if t.event in VICTIMS and not f.target:
                self._some_of_them(f, right)
            if t.event == "killing" and f.target and not f.agent:
                self.fallen = f.target[-1]  # "قتل شرطي وأصيب اثنان في هجوم"
                self._shooter(f, right)
        elif t.a.pos in "AP":
            self._participle(f, frame, right)
        else:
            self._noun(f, frame, left, right)
        governed = [(f.agent[n], r) for n, r in enumerate(x for x in f.rules if x[0] == "agent") if r[1].startswith("role.governor")]
        self._prepositions(f, frame, max(right, self._clause_end(scene, t.reach, marks, triggers)) if t.reach else right)
        if t.a.pos == "V" and t.event in ATTACKS and frame.obj == "patient" and not f.target and not t.a.suf:
            self._vehicle(f, right)
        if (
            f.refused is not None
            and not f.agent
            and t.event == "ground_attack"
            and (f.target or any(r[1] == "role.prep.علي" for r in f.rules))
        ):
            f.put("agent", f.refused[0], "role.subject_civil", f.refused[1])  # "هاجم قرويون مركزا للشرطة"
        if t.event == "destroys" and (f.agent or t.a.pos == "N"):
            self._launched(f)
        self._one_place(f)
        if not f.place and t.last > t.tok + 1:
            self._place_of_entry(f)
        join_partners(scene, f, left, right)
        if t.event == "holds" and t.a.pos in "NW":
            self._apposed(f)
            if not f.place:
                self._still(f)
        if t.event == "hands_over" and frame.subj == "target" and not f.agent and f.target:
            self._no_giver(f)
        if frame.subj == "place":
            self._places_before(f)
            self._in_hand(f, frame)
            self._declared(f, frame)
        if governed and any(r[0] == "agent" and r[1].startswith(("role.prep.", "role.party")) for r in f.rules):
            for e, r in governed:  # "هجوم لقوات كذا", "رصد ناشطون اشتباكات بين كذا وكذا": not the subject of the verb before
                f.agent.remove(e)
                f.rules.remove(r)
                if not f.target and scene.words[t.tok].base in NAMING.ambushes and t.event in ATTACKS:
                    f.target.append(e)  # "وقعت كذا في كمين لكذا"
                    f.rules.append(("target", "role.undergoer", *r[2:]))
        return f

    def _place_of_entry(self, f: Filled) -> None:
        """ "قطعوا الطريق بين كذا وكذا", "دخلت القوات الأراضي السورية": the place that the entry itself asks for."""
        t = f.trigger
        m = f.scene.at.get(t.last - 1)
        entered = m is not None and t.event == "deploys" and m.kind == PLACE and m.lo == t.last - 1 and not m.prep
        if m is not None and not m.generic and (entered or m.cls == "road" and m.hi > t.last):
            f.put("place", m.entity, "role.object", m)  # type: ignore[arg-type]

    def _launched(self, f: Filled) -> None:
        """ "أسقطت الدفاعات مسيرات أطلقها كذا": what was shot down was of who launched it."""
        scene, t = f.scene, f.trigger
        for k in range(t.last, min(scene.hi, t.last + 8)):
            w = scene.words[k]
            if w.flags & an.PUNCT and w.raw not in '“”«»"' or w.prep == "ب" or w.flags & an.PREP:
                return  # "دمرت دبابات بصواريخ أطلقها كذا"
            if k in scene.at or not w.base.startswith(_LAUNCHED) or not any(a.pos == "V" and a.suf for a in w.analyses):
                continue
            m = scene.at.get(k + 1)
            if (
                m is not None
                and m.lo == k + 1
                and not m.prep
                and (m.kind == ACTOR or m.rule == "name.nationality")
                and m.entity not in f.agent
            ):
                f.rules = [r for r in f.rules if r[0] != "target"]
                f.target.clear()
                f.put("target", m.entity, "role.launched", m)  # type: ignore[arg-type]
            return

    def _apposed(self, f: Filled) -> None:
        """ "مدينة كذا، آخر معاقل كذا في الغرب": the place before the comma is what the noun says of it; "تعد كذا معقلا لكذا"."""
        scene, k = f.scene, f.trigger.first - 1
        words = scene.words
        m = next((m for m in reversed(scene.mentions) if m.hi <= f.trigger.first and m.kind == PLACE), None)
        if m is not None and m.generic and any(at > f.trigger.tok and not e.vague for e, _, at in f.placed):
            return  # "المناطق الخاضعة لسيطرة كذا في كذا"
        if m is not None and m.entity is not None and f.trigger.first - m.hi <= (0 if m.prep else 2) and not words[f.trigger.first].conj:
            odd = an.PREP | an.COMP | an.REL | an.PUNCT | an.VERB
            if not any(words[n].flags & odd and not words[n].flags & an.QUANT for n in range(m.hi, f.trigger.first)):  # "هي آخر معقل"
                self._instead(f, m)
                return
        while (
            k > scene.lo
            and f.trigger.first - k < 4
            and (words[k].flags & an.QUANT or not words[k].flags & (an.PUNCT | an.VERB | an.PREP | an.FUNCTION))
            and k not in scene.at
        ):
            k -= 1
        m = next((m for m in scene.mentions if m.hi == k and m.kind == PLACE and not is_state(m)), None) if words[k].raw in "،," else None
        if m is not None and m.entity is not None:
            self._instead(f, m)

    def _still(self, f: Filled) -> None:
        """ "المطار الذي ما زال في قبضة كذا", "القرى ما زالت في يد كذا": the place of which a verb of lasting tells it."""
        scene, first = f.scene, f.trigger.first
        words, k = scene.words, first - 1
        while (
            k > scene.lo
            and first - k < 4
            and k not in scene.at
            and (words[k].flags & an.NEG or any(a.pos == "V" for a in words[k].analyses))
        ):
            k -= 1
        related = bool(words[k].flags & an.REL)
        m = scene.at.get(k - related)
        if m is not None and m.rule == "name.locator" and m.org is not None:
            m = m.org  # "مدينة كذا، عاصمة كذا، ما زالت في يد كذا"
        if k < first - 1 and m is not None and m.kind == PLACE and m.entity is not None and (related or not m.prep):
            f.put("place", m.entity, "role.subject_before", m)  # type: ignore[arg-type]

    def _instead(self, f: Filled, m: Mention) -> None:
        """One place, whatever was found before."""
        f.rules = [r for r in f.rules if r[0] != "place"]
        f.place.clear()
        f.placed.clear()
        held = whole_list(f.scene, m) if m.conj else [m]
        for x in held if held[0].many else [m]:  # "بلدتي كذا وكذا الخاضعتين"
            f.put("place", x.entity, "role.apposed", x)  # type: ignore[arg-type]

    def _in_hand(self, f: Filled, frame: Frame) -> None:
        """ "صارت كلها في يدها", "خرج من يدها": the pronoun on the hand tells whose it is, where the entry asks for somebody's hand."""
        at = f.trigger.last - 1
        word = f.scene.words[at].fold.removeprefix("ب")
        end = next((end for end in _OWN if word.endswith(end)), "")
        stem = word.removesuffix(end)
        if not end or stem == word:
            return
        role = _hand(frame, stem, f.scene.words[at - 1].fold + " ")
        if not role or f.agent and role == "agent" or f.target and role == "target":
            return
        e = self.speaker if end == "نا" else self._carried_suffix(suffix_of(word), at)
        if e is not None and e.kind != PLACE:
            f.put(role, e, "role.suffix")

    def _declared(self, f: Filled, frame: Frame) -> None:
        """ "أعلن الجيش المدينة خالية من كذا": who declares a place freed of others has taken it."""
        t = f.trigger
        freed = t.event == "takes_control" and t.a.pos != "V" and frame.preps.get("من") == "target"
        if freed and not f.agent and 0 <= t.first - self.said <= _DECLARED and speaks_of_itself(f, self.speaker, self.said):
            f.put("agent", self.speaker, "role.speaker")

    def _places_before(self, f: Filled) -> None:
        """ "إن الرستن وتلبيسة، الواقعتين في كذا، أصبحتا تحت سيطرتها": all places of the subject that stands before its verb."""
        scene, first = f.scene, f.trigger.first
        words = scene.words
        while first > scene.lo and f.trigger.first - first < 3 and not any(a.pos == "V" for a in words[first].analyses):
            first -= 1
        if not any(a.pos == "V" for a in words[first].analyses):
            return
        lo = first
        while lo > scene.lo and not words[lo - 1].flags & an.COMP and words[lo - 1].raw not in ".؛:\n":
            lo -= 1
        before = [m for m in scene.mentions if m.kind == PLACE and lo <= m.lo < first and not m.prep and m.rule != "name.locator"]
        led = words[before[0].lo - 1] if before else None  # "كانت المدينة قد سقطت", "أن ثلاث قرى سقطت"
        told = led is not None and (not before[0].generic or led.base in NAMING.copulas or bool(led.flags & an.NUMBER))
        if (len(before) > 1 or told and not f.place) and before[0].lo - lo <= 3 and all(m.conj for m in before[1:]):
            f.rules = [r for r in f.rules if r[0] != "place"]
            f.place.clear()
            f.placed.clear()
            for m in before:
                f.put("place", m.entity, "role.subject_before", m)  # type: ignore[arg-type]

    def _one_place(self, f: Filled) -> None:
        """Of places told in different ways ("قصفوا أحياء سكنية في حي كذا") those with a name, and of these the first way."""
        if len(f.placed) < 2:
            return
        witnesses = {r[2] for r in f.rules if r[1] == "role.witness"}
        inside = [x for x in f.placed if x[1] is not None and x[1].prep in ("في", "ب", "داخل") and x[2] > f.trigger.tok]
        if witnesses and inside and not all(e.vague for e, _, _ in inside):  # "شهدت كذا مظاهرة في ساحة كذا"
            f.placed = [x for x in f.placed if x[2] not in witnesses]
            f.place[:] = [e for e, _, _ in f.placed]
            f.rules = [r for r in f.rules if r[1] != "role.witness"]
        items: Places = [(e, m) for e, m, _ in sorted(f.placed, key=lambda x: x[2])]
        named = [(e, m) for e, m in items if m is None or not m.generic or m.det]
        keep = named or items
        towns = [(e, m) for e, m in keep if e.cls != COUNTRY]
        if towns and len(towns) < len(keep) and not any(m is not None and m.conj for _, m in keep):
            keep = towns  # "في بوركينا فاسو في ساحة كذا"
        words = f.scene.words
        if f.trigger.event in ATTACKS:
            keep = _beyond_posts(words, keep) or keep  # "قصفت معسكرات كذا في كذا"
        way = way_of(keep[0][1])
        out = [e for e, m in keep if way_of(m) == way or (m is not None and (m.conj or (m.prep_tok >= 0 and bool(words[m.prep_tok].conj))))]
        if len(out) < len(f.place):
            gone = [e for e in f.place if e not in out]
            f.rules = [r for r in f.rules if r[0] != "place" or not any(m is not None and m.lo == r[2] and e in gone for e, m in items)]
            f.place[:] = out

    def _clause_end(self, scene: Scene, at: int, marks: list[int], triggers: list[Trigger]) -> int:
        lo = scene.lo
        while at < scene.hi and not marks[at - lo] and not any(x.tok == at for x in triggers):
            at += 1
        return at

    def _range(self, scene: Scene, t: Trigger, marks: list[int], triggers: list[Trigger]) -> tuple[int, int]:
        """Tokens [left, right) that belong to the clause of the trigger."""
        lo, words = scene.lo, scene.words
        right = t.last
        while right < scene.hi:
            b = marks[right - lo]
            w = words[right]
            if b == 2 and right > t.tok:
                break
            if b == 1 and not self._goes_on(scene, right) and not self._object_behind(scene, t, right):
                after = self._aside_end(scene, right) if t.a.pos == "V" else -1
                if after < 0:
                    break
                right = after
                continue
            if (
                right > t.tok + 1
                and w.flags & an.EVENT
                and any(
                    x.tok == right
                    and not _describes(x)
                    and not _means_of(scene, x, t, triggers)
                    and not _manner_of(scene, x, t)
                    and not _occasion_of(scene, x, t)
                    for x in triggers
                )
                and not self._object_after(scene, t, right)
            ):
                m = scene.at.get(right)  # "توفي ثلاثة معتقلين", "فجر ثلاثة انتحاريين": those whom it befell or who did it
                if (
                    m is None
                    or m.lo != right
                    or m.kind != PEOPLE
                    and not (m.kind == ACTOR and t.a.pos == "V" and right == t.tok + 2 and self._numbers(words[right - 1]))
                ):
                    break
            if w.flags & an.PUNCT and w.raw in ".؟!\n":
                break
            right += 1
        left = t.first
        while left > lo:
            if marks[left - lo] == 2 and left not in (t.tok, t.first):
                break
            if marks[left - 1 - lo] == 2:
                if words[left - 1].flags & an.VERB and not words[left - 1].flags & (an.COMP | an.REL):
                    left -= 1  # a clause that begins with و and its verb
                break
            left -= 1
        return left, right

    def _object_behind(self, scene: Scene, t: Trigger, comma: int) -> bool:
        """ "قصفت فصائل في كذا، مواقع للجيش": the object of a verb of attack after what stands between commas or before one."""
        if t.a.pos != "V" or t.event not in STRIKES or t.a.suf or t.entry.frame is None or t.entry.frame.obj in ("", "none"):
            return False
        before = scene.at.get(comma - 1)
        if before is None or not before.prep or before.kind != PLACE or comma + 1 >= scene.hi:
            return False
        w = scene.words[comma + 1]
        m = scene.at.get(comma + 1)
        if w.conj or w.prep or w.det or w.flags & (an.VERB | an.PREP | an.COMP | an.REL | an.FUNCTION):
            return False
        bare = [x for x in self._args(scene, t.tok + 1, comma) if not x.prep]
        return len(bare) < 2 and (is_position(w) or m is not None and m.lo == comma + 1 and m.kind == PLACE and m.rule != "name.locator")

    def _object_after(self, scene: Scene, t: Trigger, noun: int) -> bool:
        """ "انتزعوا بعد معارك ضارية قرى كذا": the place that a verb takes, behind an event that only tells when."""
        words, frame = scene.words, t.entry.frame
        if t.a.pos != "V" or frame is None or frame.obj != "place" or t.a.suf or words[noun - 1].base not in NAMING.since:
            return False
        if any(m.kind == PLACE and not m.prep for m in self._args(scene, t.tok + 1, noun)):
            return False
        k = noun + 1
        while k < min(scene.hi, noun + 4) and k not in scene.at and words[k].fold[-1:] in "ةه":
            k += 1  # its adjectives
        m = scene.at.get(k)
        return m is not None and m.lo == k and m.kind == PLACE and not m.prep and not m.det and not words[k].conj and k > noun + 1


def _beyond_posts(words: list[Word], places: Places) -> Places:
    """The places with a name in which the camps and stores of somebody are hit; none where no such are told."""
    posts = [m for _, m in places if m is not None and m.owner is not None and words[m.lo].base in NAMING.held_many]
    beyond = [(e, m) for e, m in places if m not in posts and not e.vague]
    return beyond if posts and any(m is not None and m.prep in ("في", "ب", "قرب") for _, m in beyond) else []


def _manner_of(scene: Scene, x: Trigger, t: Trigger) -> bool:
    """ "أعدم التنظيم شنقا خمسة", "رميا بالرصاص خمسة": how somebody was killed stands between the verb and its object."""
    if t.a.pos != "V" or t.event != "killing" or x.event != "killing":
        return False
    words = scene.words
    return words[x.tok].fold in NAMING.manners_of_death or words[x.tok - 1].fold in NAMING.manners_of_death


def _occasion_of(scene: Scene, x: Trigger, t: Trigger) -> bool:
    """ "قتل في الهجوم ثلاثة جنود": in what somebody fell stands between the verb and those it befell."""
    words = scene.words
    if t.a.pos != "V" or t.event not in VICTIMS or t.a.suf or x.a.pos != "N" or not x.a.det or x.tok > t.last + _NEAR:
        return False
    before = words[x.tok - 1]
    return before.flags & an.PREP != 0 and before.base in CIRCUMSTANCE and (x.event in FIGHTS or x.event in CROWDS)


def _means_of(scene: Scene, x: Trigger, t: Trigger, triggers: list[Trigger]) -> bool:
    """ "استهدفت كذا بقذائف صاروخية حي كذا", "بقذائف الهاون حي كذا": the means stands between the verb and its object, or is its subject."""
    if x.a.pos != "N" or t.a.pos != "V" or t.event not in STRIKES or x.event not in STRIKES:
        return False
    if x.tok <= t.last + 2 and not x.a.conj and not x.a.prep and strikes_itself(scene, t.a, t.last):
        return True  # "استهدف انفجار عبوة ناسفة دورية"
    return x.a.prep == "ب" or not x.a.prep and any(y.last == x.tok and y.a.prep == "ب" and y.tok > t.tok for y in triggers)


def _describes(t: Trigger) -> bool:
    """A definite participle that only describes the noun before it ("فصائل المعارضة القادمة من كذا"): the clause goes on after it."""
    return t.a.pos in "AP" and t.a.det


def _hand(frame: Frame, stem: str, prep: str) -> str:
    """The role of whose hand a noun is, by the preposition before it; behind another one it is the hand of who has got it."""
    found = ""
    for phrase, role in frame.preps.items():
        if role not in ("agent", "target"):
            continue
        hand = phrase[phrase.rfind(" ") + 1 :].removeprefix("ب")
        if stem == hand or stem[-1:] == "ت" and stem[:-1] + "ه" == hand:
            if phrase.startswith(prep):
                return role
            if role == "agent":
                found = role
    return found

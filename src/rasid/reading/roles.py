"""Who did it, to whom and where: the participants around a trigger, by the frame of its entry."""

from __future__ import annotations

from collections.abc import Callable

from rasid.lexicon import analyser as an
from rasid.lexicon.analyser import Analysis, Word
from rasid.lexicon.schema import Frame
from rasid.reading.entities import Entities, Entity, agrees, gender
from rasid.reading.scene import ACTOR, PEOPLE, PERSON, PLACE, SOURCE, THING, Mention, Scene
from rasid.reading.triggers import Trigger

_LOCATIVE = frozenset(
    "في ب قرب عند داخل وسط حول خارج شمال شمالي جنوب جنوبي شرق شرقي غرب غربي بالقرب جوار بجوار قباله ضمن عبر فوق امام خلف".split()
)
_INNER = frozenset("في ب من ل علي قرب بالقرب شرق غرب شمال جنوب شرقي غربي شمالي جنوبي وسط".split())
_TOWARDS = frozenset("الي نحو صوب باتجاه تجاه حتي لجهه".split())
_AGENTIVE = (ACTOR, PEOPLE, PERSON, SOURCE)
_ADVERBS = frozenset("ايضا امس اليوم لاحقا كذلك فجر صباح مساء ليل قبل بعد".split())
_SIDE = frozenset(("جهه", "طرف", "ناحيه", "جانب"))
_COUNTRY = "country"
#: events that civilians do
_CIVIL = frozenset(("protest", "riot", "displaces", "killing", "no_comment", "agreement", "arrest", "clash", "destroys", "abduction"))
#: prepositions after which a noun is only the circumstance of the verb before it
_CIRCUMSTANCE = frozenset("في بعد اثر جراء عقب نتيجه خلال وسط قبل منذ تحت بسبب من".split())
_TAKES_THINGS = frozenset(("destroys", "arrest", "abduction", "killing"))
_THING_ROLES = frozenset(("patient", "object", "target", "people"))
_VICTIMS = frozenset(("killing", "arrest", "abduction", "displaces"))
_STRIKES = frozenset(("ground_attack", "air_strike", "shelling", "bombing", "destroys"))
_RUNS_ON = frozenset(("takes_control", "advances", "ground_attack", "besieges"))
#: what a party that speaks of it without naming anybody did itself
_OWN_DEEDS = frozenset(("takes_control",))
_BY = frozenset(("علي يد", "علي ايدي", "من قبل", "من جانب", "بيد"))
_POSITIONS = frozenset(
    "موقع مواقع نقطه نقاط تجمع تجمعات هدف اهداف حاجز حواجز معقل معاقل مركز مراكز تمركز تمركزات مواضع موضع تحصينات اوكار وكر دفاعات خطوط رتل ارتال اليات اليه دوريه دوريات سياره سيارات عربه عربات".split()  # noqa: E501
)


def compound_prepositions(scene: Scene, known: frozenset[str]) -> None:
    """ "على حساب كذا", "من قبضة كذا", "بيد كذا": two words that govern as one preposition.

    known: the compound prepositions of all frames, folded.
    """
    words = scene.words
    for m in scene.mentions:
        if m.conj and m.prep and m.prep_tok != m.lo:
            m.prep, m.prep_tok = "", -1  # joined by و to what stands before it, under the same preposition
        k = m.lo - 1
        while k > scene.lo and words[k].raw in '“”«»"':
            k -= 1
        if k < scene.lo or m.conj or (m.prep and m.prep_tok == m.lo):
            continue
        two = f"{words[k - 1].fold} {words[k].fold}" if k > scene.lo else ""
        if two in known:
            m.prep, m.prep_tok = two, k - 1
        elif words[k].fold in known:
            m.prep, m.prep_tok = words[k].fold, k


def open_positions(scene: Scene, scan: Callable[[int, int], list[Mention]]) -> None:
    """ "غارات على مواقع للحوثيين": who holds the positions is hit; the positions have no name of their own.

    scan: mentions of a range of tokens. Such a place phrase gives way to the actors in it, under its preposition.
    """
    out: list[Mention] = []
    for m in scene.mentions:
        if m.kind == PLACE and m.hi - m.lo > 1 and scene.words[m.lo].base in _POSITIONS and m.known is None:
            inner = [x for x in scan(m.lo + 1, m.hi) if x.kind == ACTOR and x.cls not in ("aircraft", "artillery")]
            if inner:
                for n, x in enumerate(inner):
                    x.prep, x.prep_tok, x.rule = m.prep, m.prep_tok, "name.of_positions"
                    x.conj = x.conj if n else m.conj
                out.extend(inner)
                continue
        out.append(m)
    scene.mentions = out


class Filled:
    """The slots of a trigger as mentions or entities, with the rule that filled each."""

    __slots__ = ("agent", "antecedent", "light", "place", "placed", "rules", "scene", "source", "status_tok", "target", "trigger")

    def __init__(self, scene: Scene, trigger: Trigger) -> None:
        self.scene, self.trigger = scene, trigger
        self.agent: list[Entity] = []
        self.target: list[Entity] = []
        self.place: list[Entity] = []
        self.rules: list[tuple[str, str, int, int]] = []
        self.placed: list[tuple[Entity, Mention | None]] = []

    def put(self, slot: str, e: Entity | None, rule: str, m: Mention | None = None) -> None:
        if e is None or slot in ("none", ""):
            return
        into = {"agent": self.agent, "target": self.target, "place": self.place}.get(slot)
        if into is None or e in into:
            return
        if slot != "place" and (e in self.agent or e in self.target):
            return
        if e.cls == "artillery" and slot == "agent":
            return
        if slot == "agent" and e.cls == "civilians" and self.trigger.event not in _CIVIL:
            return
        into.append(e)
        if slot == "place":
            self.placed.append((e, m))
        self.rules.append((slot, rule, m.lo if m else -1, m.hi if m else -1))


class Roles:
    """Fills the slots of one trigger after the other; remembers subjects for the clauses that carry them on."""

    def __init__(self, entities: Entities) -> None:
        self.entities = entities
        self.subject: Entity | None = None
        self.subjects: list[Entity] = []
        self.speaker: Entity | None = None
        self.subject_at = -1

    def fill(self, scene: Scene, t: Trigger, marks: list[int], triggers: list[Trigger]) -> Filled:
        f = Filled(scene, t)
        frame = t.entry.frame or Frame()
        left, right = self._range(scene, t, marks, triggers)
        if t.a.pos == "V":
            self._verb(f, frame, left, right)
        elif t.a.pos in "AP":
            self._participle(f, frame, left, right)
        else:
            self._noun(f, frame, left, right)
        self._arguments(f, frame, max(right, self._clause_end(scene, t.reach, marks, triggers)) if t.reach else right)
        return f

    def _arguments(self, f: Filled, frame: Frame, right: int) -> None:
        self._prepositions(f, frame, right)
        self._one_place(f)

    def _one_place(self, f: Filled) -> None:
        """Of places told in different ways ("قصفوا أحياء سكنية في حي كذا") those with a name, and of these the first way."""
        items = f.placed
        if len(items) < 2:
            return
        named = [(e, m) for e, m in items if m is None or not m.generic or m.det]
        keep = named or items
        way = _way(keep[0][1])
        words = f.scene.words
        out = [e for e, m in keep if _way(m) == way or (m is not None and (m.conj or (m.prep_tok >= 0 and bool(words[m.prep_tok].conj))))]
        if len(out) < len(f.place):
            gone = [e for e in f.place if e not in out]
            f.rules = [r for r in f.rules if r[0] != "place" or not any(m is not None and m.lo == r[2] and e in gone for e, m in items)]
            f.place[:] = out

    def _clause_end(self, scene: Scene, at: int, marks: list[int], triggers: list[Trigger]) -> int:
        lo = scene.lo
        while at < scene.hi and not marks[at - lo] and not any(x.tok == at for x in triggers):
            at += 1
        return at

    # --- where to look ---------------------------------------------------------------------------------------------

    def _range(self, scene: Scene, t: Trigger, marks: list[int], triggers: list[Trigger]) -> tuple[int, int]:
        """Tokens [left, right) that belong to the clause of the trigger."""
        lo, words = scene.lo, scene.words
        right = t.last
        while right < scene.hi:
            b = marks[right - lo]
            w = words[right]
            if b == 2 and right > t.tok:
                break
            if b == 1 and not self._goes_on(scene, right):
                break
            if right > t.tok + 1 and w.flags & an.EVENT and any(x.tok == right for x in triggers):
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

    def _goes_on(self, scene: Scene, comma: int) -> bool:
        """Whether the phrase goes on after a comma: a list, a prepositional phrase, an aside."""
        i = comma + 1
        if i >= scene.hi:
            return False
        w = scene.words[i]
        if any(x.lo == i or x.hi == comma for x in scene.times):  # type: ignore[attr-defined]
            return True
        if w.flags & an.PREP or w.prep in ("ب", "ل") and not w.flags & an.VERB:
            return not w.conj
        m = scene.at.get(i)
        return bool(m and m.lo == i and m.conj and m.kind in (PLACE, ACTOR))

    def _args(self, scene: Scene, lo: int, hi: int) -> list[Mention]:
        return [m for m in scene.mentions if lo <= m.lo < hi and m.rule not in ("name.locator", "name.alias")]

    # --- verbs -----------------------------------------------------------------------------------------------------

    def _verb(self, f: Filled, frame: Frame, left: int, right: int) -> None:
        scene, t = f.scene, f.trigger
        passive = t.a.voice == "pas" or self._by_phrase(scene, t.tok, right)
        after = self._args(scene, t.tok + 1, right)
        bare = [m for m in after if not m.prep]
        before = self._topic(scene, t.tok, left, t.a)
        subject: Entity | None = None
        used: Mention | None = None
        first = bare[0] if bare else None
        adjacent = first is not None and self._adjacent(scene, t.tok + 1, first.lo)
        if t.event in _VICTIMS and t.a.voice == "amb" and not t.a.suf and adjacent and len(bare) == 1 and before is None:
            passive = True  # "قتل 17 مدنيا": with one noun phrase after it the verb tells whom it struck
        subject_role = frame.passive if passive else frame.subj
        agent_like = first is not None and (first.kind in _AGENTIVE or _is_state(first))
        if before is not None and self._left_wins(t.a, before, first if adjacent else None):
            subject = before.entity  # type: ignore[assignment]
            f_rule = "role.subject_before"
        elif adjacent and first is not None and (agent_like or passive) and t.a.pgn[-2:] not in ("mp", "1p"):
            subject, used = first.entity, first  # type: ignore[assignment]
            f_rule = "role.subject_after"
        elif before is not None:
            subject = before.entity  # type: ignore[assignment]
            f_rule = "role.subject_before"
        else:
            subject = None if passive or (t.event in _STRIKES and self._event_is_subject(scene, t)) else self._carried(t.a, t.tok)
            f_rule = "role.subject_carried"
        if t.a.pgn in ("1p", "1s"):
            subject, f_rule = self.speaker or subject, "role.subject_speaker"
        if f_rule == "role.subject_carried":
            group = []
            for one in self._with(subject):
                self._assign(f, subject_role, one, [], f_rule)
        else:
            group = self._group(scene, used if used is not None else before)
            self._assign(f, subject_role, subject, group, f_rule)
        if not passive and subject is not None:
            self._remember(subject, group, t.tok)
        if t.a.suf and not passive:
            e = self.entities.pronoun(
                t.a.suf,
                t.tok,
                (ACTOR, PEOPLE, PLACE) if frame.obj == "patient" else (PLACE,) if frame.obj == "place" else (ACTOR, PEOPLE, PERSON, PLACE),
            )
            if e is not None and e is not subject:
                self._assign(f, frame.obj, e, [], "role.object_pronoun")
        if not passive:
            for m in bare:
                if m is used or m in group or (used is not None and m.lo < used.hi):
                    continue
                if m.entity is subject:
                    continue
                self._assign(f, frame.obj, m.entity, self._group(scene, m), "role.object", m)  # type: ignore[arg-type]
                break
            else:
                if frame.obj in ("place", "patient") and not f.place and not f.target and not t.a.suf:
                    self._bare_place(f, used.hi if used is not None else t.tok + 1, right)
                if t.event in _TAKES_THINGS and frame.obj in _THING_ROLES and not f.target and not t.a.suf:
                    self._thing(f, frame.obj, used.hi if used is not None else t.tok + 1, right, "role.object_thing")

    def _event_is_subject(self, scene: Scene, t: Trigger) -> bool:
        """ "أن الغارات استهدفت": an event is the subject of the verb, and nobody is carried over."""
        for k in range(t.tok - 1, max(scene.lo, t.tok - 4) - 1, -1):
            w = scene.words[k]
            if w.flags & (an.PUNCT | an.VERB | an.COMP) or k in scene.at:
                return False
            if any(x.entry.cls == "event" and x.pos == "N" for x in w.analyses[:1]):
                return True
        return False

    def _remember(self, subject: Entity, group: list[Mention], tok: int) -> None:
        if subject not in self.subjects or len(group) > 1:
            self.subjects = [subject, *(g.entity for g in group if g.entity is not None and g.entity is not subject)]  # type: ignore[list-item]
        self.subject, self.subject_at = subject, tok

    def _with(self, e: Entity | None) -> list[Entity]:
        """A carried subject and those who act with it."""
        if e is None:
            return []
        return self.subjects if e in self.subjects else [e]

    def _bare_place(self, f: Filled, at: int, right: int) -> None:
        """An object that no list knows and no head noun introduces ("بلغ العريباب", "سلم الجيش النجيلة إلى")."""
        scene = f.scene
        while at < right and (scene.words[at].raw in '“”«»"' or self._timed(scene, at) or scene.words[at].base in _ADVERBS):
            at += 1
        if at >= right or at in scene.at:
            return
        w = scene.words[at]
        ordinary = (
            an.COMMON | an.FUNCTION | an.PUNCT | an.VERB | an.EVENT | an.OPERATOR | an.SPEECH | an.LATIN | an.NUMBER | an.QUANT | an.NATION
        )
        if w.flags & ordinary or w.prep or w.conj or len(w.base) < 4 or w.fold.endswith("ا"):
            return
        m = Mention(PLACE, at, at + 1, at, "", "name.object_place")
        m.name, m.fold = scene.doc.raw[at], (w.fold,)
        f.put("place", self.entities.see(m), "role.object_place", m)

    def _thing(self, f: Filled, role: str, at: int, right: int, rule: str) -> None:
        """An object that is no known kind of name ("أحرقوا ثلاث شاحنات", "خطف نائبا سابقا"): the noun phrase as it stands."""
        scene = f.scene
        words = scene.words
        k = at
        while k < right and k - at < 6:
            w = words[k]
            if k in scene.at:
                return
            if w.flags & (an.QUANT | an.NUMBER) or w.raw in '“”«»"' or self._timed(scene, k) or w.base in _ADVERBS:
                k += 1
                continue
            break
        else:
            return
        w = words[k]
        if (
            k >= right
            or w.prep
            or w.conj
            or w.flags & (an.FUNCTION | an.PUNCT | an.VERB | an.EVENT | an.OPERATOR | an.SPEECH | an.LATIN)
            or len(w.base) < 3
        ):
            return
        end = k + 1
        while end < min(right, k + 3) and end not in scene.at and not words[end].conj and not words[end].prep:
            x = words[end]
            if x.flags & (an.FUNCTION | an.PUNCT | an.VERB | an.EVENT | an.NUMBER) or (w.det and not x.det) or self._timed(scene, end):
                break
            end += 1
        m = Mention(THING, k, end, k, "thing", rule)
        m.name = scene.doc.text(k, end)
        m.fold = tuple(x.fold for x in words[k:end])
        f.put("target", self.entities.see(m), rule, m)

    def _by_phrase(self, scene: Scene, tok: int, right: int) -> bool:
        words = scene.words
        return any(
            f"{words[k].fold} {words[k + 1].fold}" in _BY and not words[tok].flags & an.PUNCT
            for k in range(tok + 1, min(right, scene.hi) - 1)
        )

    def _adjacent(self, scene: Scene, at: int, lo: int) -> bool:
        """Only adverbs, quotation marks, numbers and times stand between."""
        for k in range(at, lo):
            w = scene.words[k]
            if w.flags & an.PUNCT and w.raw not in '“”«»"،,':
                return False
            if (
                w.flags & (an.PREP | an.VERB | an.COMP | an.REL)
                and k not in scene.at
                and not self._timed(scene, k)
                and w.fold not in _PREP_OF
            ):
                return False
        return lo - at <= 8

    def _timed(self, scene: Scene, k: int) -> bool:
        return any(x.lo <= k < x.hi for x in scene.times)  # type: ignore[attr-defined]

    def _topic(self, scene: Scene, tok: int, left: int, a: Analysis) -> Mention | None:
        """The noun phrase before the verb that can be its subject: the topic of the clause, or what a relative clause hangs on."""
        words = scene.words
        if left > scene.lo and words[left - 1].flags & an.REL or (left < scene.hi and words[left].flags & an.REL):
            rel = left if words[left].flags & an.REL else left - 1
            for m in reversed(scene.mentions):
                if m.hi <= rel and rel - m.hi <= 3 and m.kind != SOURCE:
                    return self._head_of(scene, m)
            return None
        if a.conj in ("و", "ف"):
            return None
        for m in scene.mentions:
            if m.lo >= tok:
                break
            if m.lo >= left and not m.prep and m.kind in _AGENTIVE and m.lo > scene.lo and words[m.lo - 1].flags & an.COMP:
                if not any(words[k].flags & (an.VERB | an.COMP) and not words[k - 1].flags & an.REL for k in range(m.hi, tok)):
                    return m
                break
        for m in reversed(scene.mentions):
            if m.lo >= tok or m.rule == "name.locator":
                continue
            if m.lo < left:
                break
            if m.prep or (m.kind == PLACE and not _is_state(m)):
                continue
            return self._head_of(scene, m)
        return None

    def _head_of(self, scene: Scene, m: Mention) -> Mention:
        """The first of a coordinated group that ends with m."""
        k = scene.mentions.index(m)
        while (
            k and scene.mentions[k].conj and scene.mentions[k - 1].hi >= scene.mentions[k].lo - 1 and scene.mentions[k - 1].kind == m.kind
        ):
            k -= 1
        return scene.mentions[k]

    def _left_wins(self, a: Analysis, before: Mention, after: Mention | None) -> bool:
        if a.pgn[-2:] == "mp":
            return True
        if not agrees(a.pgn, gender(before)):
            return False
        if after is None:
            return True
        return agrees(a.pgn, gender(before))

    def _carried(self, a: Analysis, tok: int) -> Entity | None:
        """The subject that runs on: of the verb before, else the nearest actor that agrees."""
        if self.subject is not None and agrees(a.pgn, self.subject.pgn):
            return self.subject
        return self.entities.pronoun(a.pgn, tok, (ACTOR, PERSON, PEOPLE))

    def _group(self, scene: Scene, m: Mention | None) -> list[Mention]:
        """m and the mentions coordinated with it."""
        if m is None:
            return []
        out = [m]
        k = scene.mentions.index(m) + 1
        while k < len(scene.mentions):
            n = scene.mentions[k]
            gap = scene.words[out[-1].hi : n.lo]
            if n.rule == "name.alias" or (n.fold and n.fold[0] in _SIDE):
                k += 1
                continue
            loose = all(w.flags & an.PUNCT and w.raw in '،,()“”«»"' or w.flags & an.QUANT for w in gap) or _sides(gap)
            if not n.conj or not loose or not _compatible(n, m) or len(gap) > 4:
                break
            out.append(n)
            k += 1
        return out

    def _assign(self, f: Filled, role: str, e: Entity | None, group: list[Mention], rule: str, m: Mention | None = None) -> None:
        """Put an entity and what is coordinated with it into the slot its role names."""
        if e is None:
            return
        items: list[tuple[Entity, Mention | None]] = [(e, m)]
        items += [(g.entity, g) for g in group if g.entity is not None and g.entity is not e]  # type: ignore[misc]
        for ent, men in items:
            for slot in _slots(role, ent, men):
                f.put(slot, ent, rule, men)
            owner = men.org if men is not None and men.kind == PLACE else None
            if owner is not None and role in ("patient", "target", "typed", "object"):
                f.put("target", owner.entity, rule + ".owner", men)  # type: ignore[arg-type]

    # --- nouns and participles -------------------------------------------------------------------------------------

    def _noun(self, f: Filled, frame: Frame, left: int, right: int) -> None:
        scene, t = f.scene, f.trigger
        a = t.a
        after = self._args(scene, t.last, right)
        nxt = next((m for m in after if not m.prep and not (m.cls == "person_armed" and m.generic and not m.det and m.lo == t.last)), None)
        touching = nxt is not None and not a.det and not a.suf and self._touches(scene, t.last, nxt.lo)
        if a.suf:
            role = frame.suffix or frame.idafa
            kinds = (PLACE,) if role == "place" else (ACTOR, PERSON, PEOPLE, SOURCE) if role == "agent" else (ACTOR, PEOPLE, PERSON, PLACE)
            e = self.subject if role == "agent" and self.subject is not None and agrees(a.suf, self.subject.pgn) else None
            for owner in self._with(e or self.entities.pronoun(a.suf, t.tok, kinds)):
                self._assign(f, role, owner, [], "role.suffix")
            if nxt is not None and role == "agent" and self._touches(scene, t.last, nxt.lo):
                self._assign(f, "patient", nxt.entity, self._group(scene, nxt), "role.object_of_noun", nxt)  # type: ignore[arg-type]
        elif touching and nxt is not None:
            role = frame.idafa
            if role == "typed":
                role = "agent" if nxt.kind in _AGENTIVE or _is_state(nxt) else "patient"
            elif role == "agent" and nxt.kind == PLACE and not _is_state(nxt):
                role = "place"
            elif role == "place" and nxt.kind != PLACE:
                role = "agent" if nxt.kind in (ACTOR, PERSON) else "none"
            self._assign(f, role, nxt.entity, self._group(scene, nxt), "role.idafa", nxt)  # type: ignore[arg-type]
            rest = [m for m in after if m.lo >= nxt.hi and not m.prep and not m.conj]
            if role == "agent" and rest and self._touches(scene, nxt.hi, rest[0].lo) and frame.obj != "none":
                self._assign(f, frame.obj, rest[0].entity, self._group(scene, rest[0]), "role.object_of_noun", rest[0])  # type: ignore[arg-type]
        elif not a.det and t.event in _TAKES_THINGS and frame.idafa in _THING_ROLES:
            self._thing(f, frame.idafa, t.last, right, "role.idafa_thing")
        self._adjective(f, frame, right)
        if not self._performed_after(f, frame):
            self._governor(f, frame, left)
        if (
            not f.agent
            and frame.subj == "agent"
            and t.event in _OWN_DEEDS
            and self.speaker is not None
            and self.speaker.kind == ACTOR
            and t.a.prep != "ل"
        ):
            f.put("agent", self.speaker, "role.speaker")
        if (
            not f.agent
            and frame.subj == "agent"
            and t.event in _RUNS_ON
            and t.light >= 0
            and self.subject is not None
            and self.subject.kind == ACTOR
        ):
            if self.subject_at >= scene.lo:
                for e in self._with(self.subject):
                    f.put("agent", e, "role.agent_runs_on")

    def _performed_after(self, f: Filled, frame: Frame) -> bool:
        """ "غارة شنها الطيران على كذا", "الهجوم الذي تنفذه كذا ضد كذا": the performer stands in a relative clause after the noun."""
        scene, t = f.scene, f.trigger
        words = scene.words
        for k in range(t.last, min(scene.hi, t.last + 7)):
            w = words[k]
            if w.flags & an.PUNCT and w.raw not in '“”«»"':
                return False
            a = next((x for x in w.analyses if x.pos == "V" and x.suf and x.entry.cls in ("operator", "event", "speech")), None)
            if a is None:
                continue
            if a.entry.cls == "operator" and a.entry.kind not in ("perform", "begin", "continue"):
                return False
            nxt = next((m for m in self._args(scene, k + 1, min(scene.hi, k + 6)) if not m.prep), None)
            if nxt is None or not self._adjacent(scene, k + 1, nxt.lo):
                return False
            self._assign(f, "agent" if frame.subj != "party" else "party", nxt.entity, self._group(scene, nxt), "role.performer_after", nxt)  # type: ignore[arg-type]
            t.reach = nxt.hi
            t.light = k
            return True
        return False

    def _touches(self, scene: Scene, at: int, lo: int) -> bool:
        return all(
            scene.words[k].flags & (an.QUANT | an.NUMBER) or scene.words[k].raw in '“”«»"' or scene.words[k].base in _POSITIONS
            for k in range(at, lo)
        )

    def _adjective(self, f: Filled, frame: Frame, right: int) -> None:
        """ "قصف إسرائيلي", "الغارات الروسية": the relative adjective names the agent."""
        if frame.adj != "agent" or f.agent:
            return
        words = f.scene.words
        for k in range(f.trigger.last, min(right, f.trigger.last + 3)):
            w = words[k]
            if w.flags & an.NATION and k not in f.scene.at and w.analyses:
                nation = next((x for x in w.analyses if x.entry.cls == "nationality"), None)
                if nation is not None and nation.entry.kind in ("nation", "party"):
                    country = self.entities.country(nation.entry.near)
                    if country is not None:
                        f.put("agent", country, "role.adjective")
                        return
                    m = Mention(ACTOR, k, k + 1, k, "nation", "role.adjective")
                    m.name = f.scene.doc.raw[k]
                    m.fold = (w.fold,)
                    m.pgn = "fs"
                    f.put("agent", self.entities.see(m), "role.adjective", m)
                return
            if w.flags & an.PUNCT or w.conj or w.prep:
                return

    def _governor(self, f: Filled, frame: Frame, left: int) -> None:
        """The verb that carries the noun: "شن التحالف غارات", "تمكن الجيش من تحرير", "تعرضت البلدة لقصف"."""
        scene, t = f.scene, f.trigger
        words = scene.words
        for k in range(t.first - 1, max(left, t.first - 14) - 1, -1):
            w = words[k]
            if w.flags & an.PUNCT and w.raw not in '“”«»"،,':
                break
            if w.flags & an.REL:
                break
            op = next((x for x in w.analyses if x.entry.cls == "operator" and x.pos in "VNA"), None)
            verb = next((x for x in w.analyses if x.pos == "V" and x.entry.cls in ("event", "speech")), None)
            if op is None and verb is None:
                continue
            a = op or verb
            assert a is not None
            if op is None and (a.voice == "pas" or a.entry.event in _VICTIMS):
                break
            before = words[t.first - 1]
            if f.trigger.event in _STRIKES and op is None and (before.base in _CIRCUMSTANCE or words[t.tok].prep == "ف"):
                break
            if op is None and a.entry.cls == "speech":
                break
            if a.entry.kind == "undergo":
                self._undergo(f, a, k, left)
                f.trigger.light = k
                return
            if a.entry.kind in ("happen", "witness", "cause", "pass", "end") or a.entry.control == "none":
                f.trigger.light = k
                if a.entry.kind == "witness":
                    self._witness(f, a, k)
                if a.entry.kind in ("happen", "witness", "pass"):
                    return
                continue
            f.trigger.light = k
            if f.agent or frame.subj != "agent":
                return
            if a.pos == "V":
                subject = self._subject_of(scene, k, t.tok, left, a)
                if subject is not None and a.voice != "pas":
                    self._assign(f, "agent", subject.entity, self._group(scene, subject), "role.governor", subject)  # type: ignore[arg-type]
                    self._remember(subject.entity, self._group(scene, subject), t.tok)  # type: ignore[arg-type]
                elif a.voice != "pas":
                    for e in self._with(self._carried(a, k)):
                        self._assign(f, "agent", e, [], "role.governor_carried")
                return
            inner = next((m for m in self._args(scene, k + 1, t.tok) if not m.prep), None)
            if inner is not None and inner.kind in _AGENTIVE:
                self._assign(f, "agent", inner.entity, self._group(scene, inner), "role.governor_noun", inner)  # type: ignore[arg-type]
                return
            if a.suf:
                self._assign(f, "agent", self._carried_suffix(a.suf, k), [], "role.governor_suffix")
                return

    def _carried_suffix(self, suf: str, at: int) -> Entity | None:
        if self.subject is not None and agrees(suf, self.subject.pgn):
            return self.subject
        return self.entities.pronoun(suf, at, (ACTOR, PERSON))

    def _undergo(self, f: Filled, a: Analysis, k: int, left: int) -> None:
        subject = self._subject_of(f.scene, k, f.trigger.tok, left, a, any_kind=True)
        if subject is not None:
            for m in self._group(f.scene, subject):
                self._assign(f, "patient", m.entity, [], "role.undergoer", m)  # type: ignore[arg-type]

    def _witness(self, f: Filled, a: Analysis, k: int) -> None:
        """ "شهدت المدينة اشتباكات": the subject of the verb is the place."""
        subject = self._subject_of(f.scene, k, f.trigger.tok, f.scene.lo, a, any_kind=True)
        if subject is not None and subject.kind == PLACE:
            for m in self._group(f.scene, subject):
                f.put("place", m.entity, "role.witness", m)  # type: ignore[arg-type]

    def _subject_of(self, scene: Scene, k: int, stop: int, left: int, a: Analysis, any_kind: bool = False) -> Mention | None:
        between = [m for m in self._args(scene, k + 1, stop) if not m.prep and (any_kind or m.kind in _AGENTIVE or _is_state(m))]
        if between and a.pgn[-2:] not in ("mp", "1p") and self._adjacent(scene, k + 1, between[0].lo):
            before = self._topic(scene, k, left, a)
            if before is None or not agrees(a.pgn, gender(before)):
                return between[0]
            return before
        before = self._topic(scene, k, left, a)
        if before is None and any_kind:
            cands = [m for m in self._args(scene, left, k) if not m.prep]
            before = cands[0] if cands else None
        return before

    def _participle(self, f: Filled, frame: Frame, left: int, right: int) -> None:
        """ "القوات المتمركزة في", "مدينة محاصرة": the noun it describes is subject or object."""
        scene, t = f.scene, f.trigger
        host: Mention | None = None
        for m in scene.mentions:
            if m.hi <= t.tok and t.tok - m.hi <= 2 or m.lo <= t.tok < m.hi:
                host = m
        if host is not None:
            role = frame.subj if t.a.pos == "A" else frame.passive
            for m in self._group(scene, self._head_of(scene, host)):
                self._assign(f, role, m.entity, [], "role.participle_host", m)  # type: ignore[arg-type]
        nxt = next((m for m in self._args(scene, t.last, right) if not m.prep), None)
        if nxt is not None and t.a.pos == "A" and self._touches(scene, t.last, nxt.lo):
            self._assign(f, frame.obj, nxt.entity, self._group(scene, nxt), "role.object", nxt)  # type: ignore[arg-type]

    # --- prepositions ------------------------------------------------------------------------------------------------

    def _prepositions(self, f: Filled, frame: Frame, right: int) -> None:
        scene, t = f.scene, f.trigger
        words = scene.words
        done: set[int] = set()
        for m in self._args(scene, t.tok + 1, right):
            if id(m) in done or not m.prep:
                continue
            role = self._prep_role(words, m, frame, t)
            if role is None:
                continue
            group = self._group(scene, m)
            if role in ("place", "patient"):
                group = self._most_specific(scene, group, done)
            for n, g in enumerate(group):
                done.add(id(g))
                if role == "party":
                    self._party(f, g, self._second_side(scene, group, n) if m.prep == "بين" else None)
                    continue
                self._assign(f, role, g.entity, [], f"role.prep.{m.prep}", g)  # type: ignore[arg-type]
        for k in range(t.tok + 1, right):
            w = words[k]
            if w.flags & an.PREP and k not in scene.at and w.fold in _PREP_OF:
                base = _PREP_OF[w.fold]
                role = frame.preps.get(base) or ("place" if base in _LOCATIVE or base in _TOWARDS else None)
                if role in ("place", "patient", "target", "agent"):
                    kinds = (PLACE,) if role == "place" else (ACTOR, PLACE, PEOPLE)
                    e = self._resumed(scene, k, _suffix(w.fold), kinds)
                    self._assign(f, role, e, [], "role.prep_pronoun")

    def _most_specific(self, scene: Scene, group: list[Mention], done: set[int]) -> list[Mention]:
        """Of "أحياء سكنية في حي كذا بمدينة كذا" only the first place with a name; the rest of the chain says where that is."""
        last = group[-1]
        if last.kind != PLACE:
            return group
        out = group
        k = scene.mentions.index(last) + 1
        while k < len(scene.mentions):
            n = scene.mentions[k]
            if n.prep_tok >= 0 and scene.words[n.prep_tok].conj:
                break
            if n.kind != PLACE or not (n.prep in _INNER or n.rule == "name.locator") or n.conj or n.lo - last.hi > 2:
                break
            done.add(id(n))
            if all(g.generic and not g.det for g in out) and n.rule != "name.locator":
                out = self._group(scene, n)
            last = n
            k += 1
        return out

    def _resumed(self, scene: Scene, k: int, suf: str, kinds: tuple[str, ...]) -> Entity | None:
        return self.entities.pronoun(suf, k, kinds)

    def _prep_role(self, words: list[Word], m: Mention, frame: Frame, t: Trigger) -> str | None:
        k = m.prep_tok
        two = f"{words[k - 1].fold} {m.prep}" if k > 0 else ""
        before = f"{m.prep} {words[k + 1].fold}" if k + 1 < len(words) and k + 1 < m.lo else ""
        for key in (m.prep, before, two) if " " in m.prep else (before, two, m.prep):
            if key and key in frame.preps:
                return frame.preps[key]
        if before in _BY:
            return "agent"
        if m.prep in _LOCATIVE and (m.kind == PLACE):
            return "place"
        if m.prep == "ل" and m.kind == ACTOR and words[m.lo - 1].base in _POSITIONS | {"تابعه", "تابع"}:
            return "target"
        if m.prep == "ل" and m.kind in (ACTOR, PEOPLE) and t.a.pos == "N" and m.lo <= t.last + 3:
            return "agent" if frame.idafa in ("agent", "typed") else "target" if frame.idafa in ("patient", "target") else None
        if m.prep == "ل" and m.kind == ACTOR and words[m.lo - 1].base in _POSITIONS | {"تابعه", "تابع"}:
            return "target"
        return None

    def _second_side(self, scene: Scene, group: list[Mention], n: int) -> bool:
        """Whether the n-th of "بين كذا وكذا من جهة وكذا" stands on the second side; without a mark the first stands alone."""
        marks = [k for k in range(1, len(group)) if any(w.base in _SIDE for w in scene.words[group[k - 1].hi : group[k].lo])]
        return n >= (marks[0] if marks else 1)

    def _party(self, f: Filled, m: Mention, second: bool | None) -> None:
        if m.kind == PLACE and not _is_state(m):
            return
        slot = ("target" if second else "agent") if second is not None else "target" if f.agent else "agent"
        if second is None and m.prep in ("مع", "ضد"):
            slot = "target"
        f.put(slot, m.entity, "role.party", m)  # type: ignore[arg-type]


_PREP_OF = {
    "عليه": "علي", "عليها": "علي", "عليهم": "علي", "عليهما": "علي", "فيه": "في", "فيها": "في", "فيهم": "في", "فيهما": "في",
    "منه": "من", "منها": "من", "منهم": "من", "منهما": "من", "اليه": "الي", "اليها": "الي", "اليهم": "الي", "به": "ب", "بها": "ب",
    "معه": "مع", "معها": "مع", "معهم": "مع", "ضده": "ضد", "ضدها": "ضد", "ضدهم": "ضد", "له": "ل", "لها": "ل", "لهم": "ل",
}  # fmt: skip


def _way(m: Mention | None) -> str:
    return m.prep if m is not None else "\0"


def _suffix(fold: str) -> str:
    for end, pgn in (("هما", "3d"), ("هم", "3mp"), ("ها", "3fs"), ("ه", "3ms")):
        if fold.endswith(end):
            return pgn
    return ""


def _sides(gap: list[Word]) -> bool:
    """ "من جهة" between two sides."""
    return bool(gap) and all(w.flags & an.PUNCT or w.base in _SIDE or w.base in ("من", "اخري", "اول", "ثان", "ناحيه") for w in gap)


def _compatible(n: Mention, m: Mention) -> bool:
    if (n.kind == PLACE) != (m.kind == PLACE):
        return _is_state(n) and m.kind in _AGENTIVE
    return not n.prep or n.prep == m.prep


def _is_state(m: Mention) -> bool:
    """A country named as an actor."""
    return m.kind == PLACE and m.cls == _COUNTRY


def _slots(role: str, e: Entity, m: Mention | None) -> list[str]:
    place = e.kind == PLACE
    state = place and e.cls == _COUNTRY
    position = place and m is not None and m.fold and m.fold[0].removeprefix("ال") in _POSITIONS
    if role == "patient":
        return ["target"] if not place else [] if position and m is not None and m.org else ["place"]
    if role == "place":
        return ["place"] if place else []
    if role in ("agent", "target", "people"):
        slot = "agent" if role == "agent" else "target"
        return [slot] if not place or state else (["place"] if role == "target" else [])
    if role == "object":
        return ["target"]
    if role == "typed":
        return ["agent"] if not place or state else ["place"]
    return []

"""The participants behind prepositions: "على كذا", "بين كذا وكذا", "عليها", "حاجز لهم", and a direction alone."""

from __future__ import annotations

from typing import Final

from rasid.lexicon import analyser as an
from rasid.lexicon.analyser import Word
from rasid.lexicon.sense import Frame
from rasid.reading.agreement import agrees, gender
from rasid.reading.counted import count_start, measures
from rasid.reading.entities import Entity
from rasid.reading.event_groups import ATTACKS, FIGHTS, HARMS, VICTIMS
from rasid.reading.lists import other_side
from rasid.reading.naming import NAMING
from rasid.reading.noun_base import QUOTE
from rasid.reading.partners import strikes_itself
from rasid.reading.scene import ACTOR, PEOPLE, PERSON, PLACE, Mention, Scene
from rasid.reading.slots import (
    AGENTIVE,
    BY,
    COUNTRY,
    INNER,
    LOCATIVE,
    OWNED,
    PREP_OF,
    SIDE,
    SIDES,
    TOWARDS,
    Filled,
    called,
    carries,
    is_position,
    is_state,
    suffix_of,
)
from rasid.reading.trigger import Trigger
from rasid.reading.verb_roles import VerbRoles

#: "في وقت تحاصر فيه كذا": the pronoun of the clause means the time
_WHEN: Final = frozenset("وقت يوم شهر عام اسبوع زمن".split())
#: so many tokens at most from a trap to whose it is
_NEAR: Final = 3
#: events that are done by somebody to somebody
_DONE_BY: Final = VICTIMS | ATTACKS | {"besieges", "destroys"}
#: so many tokens at most from a preposition to those who are counted behind it
_FAR: Final = 7
#: classes of places in which things burn, rather than that burn
_TOWNS: Final = NAMING.settled | {COUNTRY, "countryside"}


class PrepRoles(VerbRoles):
    """What the prepositions behind a trigger lead to, by the frame of its entry."""

    def _prepositions(self, f: Filled, frame: Frame, right: int) -> None:
        scene, t = f.scene, f.trigger
        words = scene.words
        done: set[int] = set()
        for m in self._args(scene, t.tok + 1, right):
            if id(m) in done or not m.prep:
                continue
            cited = any(a.entry.kind == "according" for k in (m.prep_tok, m.prep_tok - 1) for a in words[k].analyses)
            if cited and not called(words, m.prep_tok):
                continue  # "وفقا لكذا": who says so
            if t.a.pos == "N" and m.kind == PLACE and self._of_object(scene, t, m):
                continue  # "استهدف قصف مخيم كذا قرب كذا": where what the verb hits lies
            described = m.prep == "من" and m.prep_tok > t.last and m.prep_tok - 1 not in scene.at and _told_of(words[m.prep_tok - 1])
            if described and not (t.event in VICTIMS and m.kind == PLACE and frame.preps.get("من") == "place"):
                continue  # "القادمة من كذا": it belongs to the participle
            if m.prep == "ب" and m.prep_tok < t.last and t.event == "deploys" and m.kind == PLACE:
                continue  # "دفع بكتيبة مدرعة": what is sent
            helped = (
                (m.prep == "من" or m.prep in SIDES)
                and m.prep_tok > 1
                and any(words[k].base in NAMING.with_help and k != t.tok for k in (m.prep_tok - 1, m.prep_tok - 2))
            )
            if helped or measures(scene, m):
                continue  # "بدعم من كذا", "غارة أودت بعائلة من سبعة أفراد"
            role = self._prep_role(words, m, frame, t)
            if role is None or m.prep == "من" and m.hi == m.lo + 1 and m.fold[0] in NAMING.sides:
                continue  # "من ثلاث جهات"
            joined = role == "agent" and m.prep == "ل" and frame.preps.get("ل") == "target"
            if joined and (f.agent or t.a.suf or t.a.det or "target" in t.entry.needs):
                role = "target"  # "انضمام كذا لجبهة كذا", "انضمامه لكذا", "سافر للانضمام لكذا"
            elif m.prep == "ل" and role in ("agent", "typed") and any(r[:2] == ("agent", "role.adjective") for r in f.rules):
                role = "patient"  # "القصف التركي لمقاتلي كذا"
            elif role == "agent" and m.prep == "ل" and t.a.pos == "N" and any(r[:2] == ("agent", "role.idafa") for r in f.rules):
                continue  # "سمح انسحاب الجيش للمتمردين بالتقدم": whose it is was told
            elif role == "target" and t.event == "changes_allegiance" and m.prep in LOCATIVE and m.kind == PLACE:
                role = "place"  # "انضم إلى كذا في سوريا"
            group = self._group(scene, m)
            if m.org is not None and m.kind == PLACE and role in ("place", "patient"):
                self._holder(f, m, f"role.prep.{m.prep}")
            if role in ("place", "patient"):
                group = self._most_specific(scene, group, done)
            if role == "party" and m.prep == "بين" and len(group) == 1 and (other := other_side(scene, m)) is not None:
                group = [m, *self._group(scene, other)]
            if len(group) > 1:
                done.update(id(x) for x in scene.mentions if x.kind == PLACE and group[0].lo < x.lo < group[-1].lo)
            if role == "object" and m.prep in LOCATIVE and m.kind == PLACE and m.cls in _TOWNS:
                role = "place"  # "أضرموا النار في البلدة": where, not what
            for n, g in enumerate(group):
                done.add(id(g))
                if role == "party":
                    self._party(f, g, self._second_side(scene, group, n) if m.prep == "بين" else None)
                    continue
                self._assign(f, role, g.entity, [], f"role.prep.{m.prep}", g)  # type: ignore[arg-type]
        self._pronouns(f, frame, right)
        if not f.place:
            self._place_adverb(f, right)

    def _pronouns(self, f: Filled, frame: Frame, right: int) -> None:
        """Prepositions with a pronoun for their noun: "عليها", "معهم", "حاجز لهم"; and things that burn ("النار في مركبتين")."""
        scene, t = f.scene, f.trigger
        words, attack = scene.words, t.event in ATTACKS
        for k in range(t.tok + 1, right):
            w = words[k]
            if k not in scene.at and w.fold in PREP_OF and (w.flags & an.PREP or PREP_OF[w.fold] == "امام"):
                base, suf = PREP_OF[w.fold], suffix_of(w.fold)
                if base == "ل" and (owned := scene.at.get(k - 1) or scene.at.get(k - 2)) is not None and self._held(words, owned, t):
                    if t.event in HARMS and suf:
                        owner = self.entities.pronoun(suf, owned.lo, (ACTOR, PEOPLE), but=f.agent)
                        f.put("target", owner, "role.prep.ل", at=k)
                    continue
                role = frame.preps.get(base) or ("place" if base in LOCATIVE or base in TOWARDS else None)
                if role == "agent" and f.agent and base == "ل":
                    continue  # "ضربات وجهها لهم الثوار"
                if role == "place" and (self._of_itself(scene, t, k, base) or base == "في" and words[t.first - 1].base in _WHEN):
                    continue
                if role in ("place", "patient", "target", "agent"):
                    men = (ACTOR, PEOPLE, PERSON) if t.event in VICTIMS else (ACTOR, PLACE, PEOPLE)
                    kinds = (PLACE,) if role == "place" else men
                    several = self.entities.together(2) if suf == "3d" else _named_together(scene, k) if suf == "3fs" else []
                    if several and role in ("place", "patient"):
                        for e in several:
                            f.put("place", e, "role.prep_pronoun", at=k)
                        continue
                    self._assign(f, role, self.entities.pronoun(suf, k, kinds), [], "role.prep_pronoun", at=k)
            elif (
                w.fold == "علي"
                and t.event == "arrest"
                and frame.preps.get("علي") == "target"
                and not f.target
                and self._counts_next(scene, k)
            ):
                self._thing(f, k + 1, right, "role.prep_thing")  # "ألقى القبض على 18 طالبا"
            elif k + 1 < right and w.fold in ("عن", "بحق") and t.event in VICTIMS and frame.preps.get(w.fold) == "target" and not f.target:
                freed = words[k + 1].base in NAMING.vehicles and k + 1 not in scene.at  # "أفرجت عن سفينة"
                if w.fold == "بحق" and (m := self._counted_behind(scene, k + 1, right)) is not None:
                    self._assign(f, "target", m.entity, self._group(scene, m), "role.prep.بحق", m)  # type: ignore[arg-type]
                elif freed or w.fold == "بحق" and self._counts_next(scene, k):
                    self._thing(f, k + 1, right, "role.prep_thing")
            elif w.fold in ("في", "علي") and frame.preps.get(w.fold) == "object" and not f.target and k + 1 not in scene.at:
                self._thing(f, k + 1, right, "role.prep_thing")  # "أضرموا النار في مركبتين"
            elif attack and not f.target and (at := self._vehicle_under(f, frame, k)):
                self._as_it_stands(f, at, right, "role.prep_thing")

    def _of_object(self, scene: Scene, t: Trigger, m: Mention) -> bool:
        """Whether a place only tells where the object of the verb before a verbal noun lies, right behind it."""
        host = scene.at.get(m.prep_tok - 1) if t.last <= m.prep_tok < m.lo else None
        bare = host is not None and host.kind == PLACE and not host.prep and not host.generic and host.lo >= t.last
        if not bare or m.prep not in LOCATIVE or t.first <= scene.lo or not scene.words[t.first - 1].analyses:
            return False
        return strikes_itself(scene, scene.words[t.first - 1].analyses[0], t.first)

    def _vehicle_under(self, f: Filled, frame: Frame, k: int) -> int:
        """ "غارة على سيارة", "انفجر لغم بحافلة": the vehicle under the preposition of what an attack hits; 0 where none stands there."""
        w, scene = f.scene.words[k], f.scene
        at = k if w.prep else k + 1
        nxt = scene.words[at] if at < scene.hi else w
        way = w.prep or w.fold
        hits = frame.preps.get(way) in ("patient", "target") and way != "ب" or self._device_in(f.trigger, scene.words, way, k)
        if not hits or at in scene.at or not carries(nxt) or nxt.det or nxt.conj:
            return 0
        return 0 if at + 1 < scene.hi and scene.words[at + 1].flags & an.EVENT else at  # "بسيارة مفخخة"

    def _device_in(self, t: Trigger, words: list[Word], way: str, k: int) -> bool:
        """ "فجروا عبوة بدورية", "انفجر لغم في عربة": a device that is told tells that what stands under the preposition is hit."""
        return t.event == "bombing" and way in ("ب", "في") and any(words[n].base in NAMING.devices for n in range(t.first, k))

    def _of_itself(self, scene: Scene, t: Trigger, k: int, base: str) -> bool:
        """ "مسيرة دعا إليها كذا", "معركة سقط فيها كذا": the pronoun of a clause that describes the event means the event."""
        if t.event == "no_comment":
            return True
        noun = t.a if t.a.pos == "N" else next((a for a in scene.words[t.last - 1].analyses if a.pos == "N"), None)
        if noun is None or base in ("من", "علي") or not any(a.pos == "V" for a in scene.words[k - 1].analyses[:1]):
            return False
        of = "fs" if noun.pgn[-1:] == "p" else noun.pgn  # plurals of events are feminine
        return agrees(suffix_of(scene.words[k].fold), of) and not any(m.kind == PLACE and t.last <= m.lo < k for m in scene.mentions)

    def _counted_behind(self, scene: Scene, k: int, right: int) -> Mention | None:
        """ "بحق أكثر من 200 من المدنيين", "بحق 40 ألف نازح": those whose count begins at k."""
        m = next((m for m in scene.mentions if k < m.lo < min(right, k + _FAR)), None)
        counted = m is not None and m.kind in (ACTOR, PEOPLE) and not m.conj
        many = m is not None and (count_start(scene.words, m.lo, k) == k or m.lo == k + 2 and scene.words[k + 1].fold == "من")
        return m if counted and many else None  # "بحق الكثير من كذا"

    def _counts_next(self, scene: Scene, k: int) -> bool:
        return k + 2 < scene.hi and k + 1 not in scene.at and self._numbers(scene.words[k + 1])

    def _numbers(self, w: Word) -> bool:
        """A number, in digits or words."""
        return bool(w.flags & an.NUMBER) or w.base in self.numerals

    def _held(self, words: list[Word], m: Mention, t: Trigger) -> bool:
        """An undetermined post or vehicle behind the trigger, as in "حاجز لهم", "آلية عسكرية لهم"."""
        return m.lo > t.tok and not m.det and not m.suf and (is_position(words[m.lo]) or m.cls == "artillery")

    def _place_adverb(self, f: Filled, right: int) -> None:
        """ "قتل ثلاثة جنود شرق المدينة": a direction that stands behind no other place tells where it was."""
        scene, t = f.scene, f.trigger
        places = {m.hi for m in scene.mentions if m.kind == PLACE and (m.det or not m.generic)}
        for m in scene.mentions:
            aside = m.rule == "name.locator" or not m.prep and bool(scene.words[m.lo].flags & an.DIRECTION)
            if m.kind == PLACE and aside and t.tok < m.lo < right and m.lo not in places and not m.conj:
                f.put("place", m.entity, "role.place_adverb", m)  # type: ignore[arg-type]
                return

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
            if n.kind == ACTOR and out[0].generic and n.lo == last.hi + 1 and scene.words[last.hi].base in NAMING.held_by:
                last, k = n, k + 1  # "باتجاه مناطق سيطرة كذا في كذا": whose areas they are does not end the chain
                continue
            if n.kind != PLACE or not (n.prep in INNER or n.rule == "name.locator") or n.conj or n.lo - last.hi > 2:
                break
            done.add(id(n))
            vague = all(g.generic and not g.det for g in out) or all(g.cls == COUNTRY for g in out) and n.cls != COUNTRY
            if vague and n.rule != "name.locator":
                out = self._group(scene, n)
            last = n
            k += 1
        return out

    def _prep_role(self, words: list[Word], m: Mention, frame: Frame, t: Trigger) -> str | None:
        k = m.prep_tok
        two = f"{words[k - 1].fold} {m.prep}" if k > 0 else ""
        before = f"{m.prep} {words[k + 1].fold}" if k + 1 < len(words) and k + 1 < m.lo else ""
        if m.prep == "ل" and m.lo == t.last and frame.preps.get("ل") == "agent" and m.kind in AGENTIVE:
            return "agent"  # "معقل لكذا"
        if m.prep == "ل" and m.kind in AGENTIVE and t.a.pos == "N" and _trap_of(words, m, t):
            return "agent"
        gives_up = frame.subj == "target" and frame.preps.get("ل") == "agent" and words[m.lo - 1].base not in NAMING.tail
        # "استسلم مسلحون من كذا لقوات كذا"
        if m.prep == "ل" and m.kind in AGENTIVE and not gives_up and self._owns(words, m, t):
            return "target" if t.event in HARMS else None
        own = t.event != "changes_allegiance"
        if m.prep == "ل" and (words[m.lo - 1].base in NAMING.for_whom or own and not NAMING.allegiance.isdisjoint(words[m.lo - 1].keys)):
            return None  # "اعتقلوا ثلاثة يشتبه بانتمائهم لكذا"
        if m.prep == "ل" and m.kind == ACTOR and t.a.pos == "N" and m.lo - t.last <= 1 and frame.idafa == "agent":
            return "agent"  # "محاولة تسلل لمسلحي كذا", "تقدم كبير لقوات كذا"
        if m.prep == "ل" and m.kind in AGENTIVE and t.a.pos == "N" and m.lo - t.last <= 1 and frame.idafa in ("patient", "target"):
            return "target"  # "استهدافات متفرقة لعناصر من كذا"
        if m.prep == "مع" and (is_state(m) or m.cls == "state") and self._borders(words, k):
            return None
        for key in (m.prep, before, two) if " " in m.prep else (before, two, m.prep):
            if key and key in frame.preps:
                far = key == "ل" and frame.preps[key] == "agent" and m.lo - t.last > 1 and frame.subj != "place" and not gives_up
                return None if far else frame.preps[key]  # "ضربات دعما لكذا": whom it helps did not strike
        if before in BY or m.prep in SIDES and t.event in _DONE_BY and _near(words, t.last, m.prep_tok):
            return "agent"
        if m.prep == "بحق" and t.a.pos == "N" and m.kind in AGENTIVE and t.event in _DONE_BY and _near(words, t.last, m.prep_tok):
            return "target"  # "نفذوا اعتقالات بحق ناشطين"
        if m.kind == ACTOR and self._device_in(t, words, m.prep, m.prep_tok):
            return "patient"
        if m.prep in LOCATIVE and (m.kind == PLACE):
            return "place"
        if m.kind == PLACE and m.prep in NAMING.goals and t.a.det and t.event in FIGHTS and words[t.first - 1].base in NAMING.spreading:
            return "place"  # "امتدت الاشتباكات إلى كذا"
        if m.prep == "ل" and m.kind in (ACTOR, PEOPLE) and t.a.pos == "N" and m.lo <= t.last + 3:
            return "agent" if frame.idafa in ("agent", "typed") else "target" if frame.idafa in ("patient", "target") else None
        return None

    def _owns(self, words: list[Word], m: Mention, t: Trigger) -> bool:
        """ "غارات على أهداف للتنظيم", "سيارات تابعة لكذا": ل hangs from a thing after a preposition, or from a word of owning."""
        at = m.lo - 1
        while at > t.tok and (words[at].raw in QUOTE or words[at].fold == "ل"):
            at -= 1  # "مواقع لـ«كذا»"
        if is_position(words[at]) or carries(words[at]) or words[at].base in OWNED or words[at].base in NAMING.others:
            return True  # "مواقع لكذا", "وأخرى لكذا"
        if at - 1 > t.tok and carries(words[at - 1]) and words[at].base.endswith(("يه", "ي")):
            return True  # "سيارة عسكرية لكذا"
        if t.event in HARMS and at - 1 > t.tok and words[at - 1].base in NAMING.strongholds:
            return True  # "قصف المعقل الرئيسي لكذا"
        if t.event in HARMS and at > t.tok and words[at].base.removesuffix("ا") in NAMING.held:
            return True  # "استهدف مقرا لكذا"
        for k in range(m.lo - 1, max(t.last, m.lo - 4) - 1, -1):
            w = words[k]
            if w.flags & (an.PUNCT | an.VERB | an.REL | an.COMP) or w.base in NAMING.tail:
                return False  # "بدعم من كذا ظلت موالية لكذا"
            if w.prep in ("ب", "ل") and k < m.lo - 1 or w.flags & an.PREP and w.fold not in PREP_OF:
                return k < m.lo - 1 and not w.flags & an.DIRECTION
        return False

    def _borders(self, words: list[Word], k: int) -> bool:
        """ "على الحدود الشمالية مع كذا": whom a border is shared with is no party."""
        return any(words[j].base in NAMING.borders for j in range(max(0, k - 3), k) if not words[j].flags & (an.PUNCT | an.VERB))

    def _second_side(self, scene: Scene, group: list[Mention], n: int) -> bool:
        """Whether the n-th of "بين كذا وكذا من جهة وكذا" stands on the second side; without a mark the first stands alone."""
        marks = [k for k in range(1, len(group)) if any(w.base in SIDE for w in scene.words[group[k - 1].hi : group[k].lo])]
        beside = next((k for k in range(1, len(group)) if group[k].prep != "ب"), 1)  # "بين كذا مدعومة بكذا وكذا"
        return n >= (marks[0] if marks else beside)

    def _party(self, f: Filled, m: Mention, second: bool | None) -> None:
        if m.kind == PLACE and not is_state(m):
            return
        slot = ("target" if second else "agent") if second is not None else "target" if f.agent else "agent"
        if second is None and m.prep in ("مع", "ضد"):
            slot = "target"
        f.put(slot, m.entity, "role.party", m)  # type: ignore[arg-type]


def _near(words: list[Word], lo: int, hi: int) -> bool:
    """Whether few words, no comma and no participle that takes the preposition stand in [lo, hi)."""
    return hi - lo <= _FAR and not any(w.flags & an.PUNCT and w.raw not in QUOTE for w in words[lo:hi]) and not _told_of(words[hi - 1])


def _trap_of(words: list[Word], m: Mention, t: Trigger) -> bool:
    """ "قتلوا في كمين لكذا", "تعرضوا لكمين محكم لكذا": whose the trap is that others fell into; "نصبوا كمينا لكذا" tells for whom."""
    if words[t.tok].base not in NAMING.ambushes or m.prep_tok - t.tok > _NEAR or t.a.det:
        return False
    into = t.a.prep == "ل" or words[t.first - 1].fold == "في"
    return into and not any(words[k].flags & (an.VERB | an.PUNCT) and words[k].raw not in QUOTE for k in range(t.last, m.prep_tok))


def _told_of(w: Word) -> bool:
    """Whether a word may be a definite participle or adjective, which takes the preposition after it."""
    a = next((a for a in w.analyses if a.pos in "VNAP"), None)
    return a is not None and a.pos in "AP" and a.det


def _named_together(scene: Scene, k: int) -> list[Entity]:
    """ "تحرير ريف كذا الشرقي والغربي وفرارهم منها": the places joined right before token k, which a feminine pronoun means as several;
    none where the last of them is feminine and can be meant alone, unless their head is a plural ("قرى كذا وكذا ... منها")."""
    found: list[Mention] = []
    for m in reversed(scene.mentions):
        if m.lo >= k or m.kind != PLACE:
            if found:
                break
            continue
        found.insert(0, m)
        if not m.conj:
            break
    several = len(found) > 1 and not found[0].conj and (found[0].many and len(found) > 2 or gender(found[-1]) != "fs")
    return [m.entity for m in found] if several else []  # type: ignore[misc]

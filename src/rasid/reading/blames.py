"""Blame, claims and disavowals that point back to an attack: "واتهمت كذا كذا بتنفيذه", "ونسبته إلى كذا", "وتبنته كذا", "وتبرأت منه"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from rasid.lexicon import analyser as an
from rasid.lexicon.analyser import Analysis, Word
from rasid.lexicon.schema import Cell
from rasid.model.records import REAL_STATUSES
from rasid.reading.denials import Denial
from rasid.reading.draft import Draft
from rasid.reading.entities import Entity
from rasid.reading.event_groups import ATTACKS, SLAYING
from rasid.reading.evidence import clause
from rasid.reading.scene import ACTOR, PEOPLE, PERSON, PLACE, SOURCE, Mention, Scene
from rasid.reading.slots import Filled, is_state
from rasid.reading.speech import Speech
from rasid.reading.trigger import Trigger
from rasid.text.fold import fold_word

#: tokens from the verb to what it takes up
_REACH: Final = 14
#: how many sentences back an attack is still what a sentence speaks of
_RECENT: Final = 3
_DOERS: Final = frozenset((ACTOR, PERSON, PEOPLE))
_SAYERS: Final = frozenset((ACTOR, PERSON, PEOPLE, SOURCE))
_VERB: Final = Cell(0, "V")
_CLAIMS: Final = frozenset(("claim", "claim_it", "declare"))
_DISOWNS: Final = frozenset(("disown", "deny"))
#: what a mere "attack" does not take up
_FROM_AFAR: Final = frozenset(("air_strike", "shelling"))
_SOMEBODY: Final = ("جهه",)
_HIS: Final = frozenset("له لها لهم".split())
#: what behind a noun tells more of the attack than its name
_TELLING: Final = frozenset("علي ضد في".split())


class BlameWords:
    """The lists of lexicons/blame.yaml, folded."""

    __slots__ = ("kinds", "lists")

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.lists = {key: frozenset(fold_word(w) for w in words) for key, words in data.items()}
        #: a verb in any spelling → what it does
        self.kinds = {w: key for key in ("declare", "claim", "deny", "disown", "lay", "throw", "accuse") for w in self.lists[key]}
        self.kinds.update({w: key for key in ("lay_it", "claim_it") for w in self.lists[key]})

    def kind(self, w: Word) -> str:
        """What a word does as a verb of blame; "" where it is none."""
        kind = self.kinds.get(w.fold, "")
        return kind or self.kinds.get(w.fold[1:], "") if w.fold[:1] in ("و", "ف") else kind


class Blame:
    """Somebody named for an attack. kind: of the verb; tok: its token; part: that of his part in it (-1 for none); at: the token
    of what takes the attack up; who: the doer; said: who says so."""

    __slots__ = ("at", "kind", "part", "said", "tok", "who")

    def __init__(self, kind: str, tok: int, part: int, at: int, who: Mention, said: list[Entity]) -> None:
        self.kind, self.tok, self.part, self.at, self.who, self.said = kind, tok, part, at, who, said


class Blames:
    """Finds who is blamed, and the attack he is blamed for: of the same clause, or among those of the sentences before."""

    def __init__(self, words: BlameWords) -> None:
        self.words = words
        self.told: list[list[Draft]] = []  # the attacks of the last sentences

    def find(self, scene: Scene, speeches: list[Speech], drafts: list[Draft], marks: list[int]) -> list[Denial]:
        """Attacks told again with who is named for them. Drafts that only take them up leave `drafts`; the others get their doer."""
        out: list[Denial] = []
        again: list[Draft] = []  # what a sentence speaks of, the next may speak of
        here = [d for d in drafts if d.event in ATTACKS]
        slain = [d for d in drafts if d.event == "killing" and scene.words[d.tok].base == SLAYING]
        if here or slain or any(self.told):
            for i in [k for k in range(scene.lo, scene.hi) if scene.words[k].listed & an.BLAME]:
                kind = self._kind(scene, i)
                b = self._blame(scene, i, kind, speeches, {d.tok for d in (*here, *slain)}) if kind else None
                if b is None:
                    continue
                own = next((d for d in (*here, *slain) if d.tok == b.at), None)
                told = None if own is not None and not self._takes_up(scene, b.at) else self._attack(scene, b, here)
                if told in here and b.kind in _CLAIMS:
                    self._name(told, b)
                    drafts[:] = [d for d in drafts if d is told or d is not own]
                elif told is not None and (b.who.entity not in told.agent or b.kind in _DISOWNS):
                    out.append(self._again(scene, b, told, marks))
                    again.append(told)
                    drafts[:] = [d for d in drafts if d is told or d is not own]
                elif own is not None and told is None and b.kind not in _CLAIMS:
                    self._name(own, b)
        self.told = [*self.told[1 - _RECENT :], [*again, *(d for d in here if d in drafts and d.status in REAL_STATUSES)]]
        return out

    def _kind(self, scene: Scene, i: int) -> str:
        """What a verb of blame, claim or disowning at i tells; "" where none stands."""
        w = scene.words[i]
        kind = self.words.kind(w)
        if not kind or w.prep or w.det or i in scene.at:
            return ""
        before = scene.words[i - 1] if i > scene.lo else None
        return "" if before is not None and (before.flags & (an.NEG if kind in _CLAIMS else an.NEG | an.REL) or _passes(before)) else kind

    def _blame(self, scene: Scene, i: int, kind: str, speeches: list[Speech], attacks: set[int]) -> Blame | None:
        """Who is named by a verb, and what takes up the attack."""
        part, at = (i, i) if kind in ("lay_it", "claim_it") else self._points(scene, i, kind, attacks)
        if at < 0:
            return None
        stop = part if part > i else at if at > i else min(scene.hi, i + _REACH)
        bare = [m for m in scene.mentions if i < m.lo < stop and not m.prep and _says(m) and self._near(scene, i, m.lo)]
        before = scene.at.get(i - 1)
        if before is not None and (before.prep or not _says(before) or scene.words[i].conj == "و"):
            before = None
        if not bare and part >= 0 and at > part and (behind := scene.at.get(at + 1)) is not None and not behind.prep and _says(behind):
            bare = [behind]  # "أعلنت مسؤوليتها عنه كذا"
        subject = before if before is not None else bare[0] if bare else None
        who = subject
        said = _entities([subject]) if subject is not None else []
        if kind in ("lay", "lay_it", "throw"):
            to, begin = self.words.lists["towards" if kind != "throw" else "upon"], part if kind == "throw" else at
            who = next(
                (m for m in scene.mentions if begin < m.lo < begin + _REACH and m.prep in to and (m.kind != PLACE or is_state(m))), None
            )
        elif kind == "accuse":
            alone = before is None and len(bare) < 2  # "واتهمت الحركة بتنفيذه"
            who = next((m for m in bare if m is not subject or alone), None)
            said = said if not alone else next((s.speakers for s in speeches if s.tok == i), [])
        elif kind == "deny" and not self._own(scene, part):
            who = scene.at.get(part + 1)
        if (
            who is None
            or not (who.kind in _DOERS or is_state(who))
            or who.fold[:1] == _SOMEBODY
            or not isinstance(who.entity, Entity)
            or who.entity in said
            and kind == "accuse"
        ):
            return None
        return Blame(kind, i, part, at, who, said)

    def _near(self, scene: Scene, i: int, k: int) -> bool:
        """Whether no clause stands between a verb and a mention."""
        words = scene.words
        return not any(words[j].flags & (an.COMP | an.REL) or words[j].raw in ".؛:" for j in range(i + 1, k) if j not in scene.at)

    def _own(self, scene: Scene, part: int) -> bool:
        """Whether it is his own part that he denies: "مسؤوليتها", "أي صلة لها"."""
        nxt = scene.words[part + 1].fold if part + 1 < scene.hi else ""
        return scene.words[part].fold in self.words.lists["owned_part"] or nxt in _HIS

    def _points(self, scene: Scene, i: int, kind: str, attacks: set[int]) -> tuple[int, int]:
        """The token of somebody's part in the attack (-1 for none) and that of what takes up the attack (-1 for none), behind a verb."""
        lists, words = self.words.lists, scene.words
        part = -1
        direct = kind in ("claim", "lay")
        for k in range(i + 1, min(scene.hi, i + _REACH)):
            w = words[k]
            if w.raw in ".؛:\n" or w.flags & (an.COMP | an.REL):
                break
            if kind == "accuse" and w.fold in lists["done"]:
                return k, k
            if k not in scene.at and part < 0 and not direct and self._part(w, kind):
                part = k
            elif not direct and part < 0 and kind != "disown":
                continue
            elif w.fold in lists["of_it"] and not direct and (kind == "disown" or self._beside(scene, part, k)):
                return part, k
            elif (direct or w.prep or words[k - 1].fold in lists["of"]) and (k in attacks or self._takes_up(scene, k)):
                return part, k
        whole = kind == "throw" or kind == "accuse" and part > 0 and words[part].fold in lists["all_of_it"]
        return (part, part) if whole and part > 0 else (-1, -1)

    def _beside(self, scene: Scene, part: int, k: int) -> bool:
        """Whether a preposition with a pronoun belongs to somebody's part: "مسؤوليتها عنه", "أي صلة لها به", "المسؤولية الكاملة عنه"."""
        return k == part + 1 or k == part + 2 and (scene.words[part + 1].fold in _HIS or scene.words[part + 1].det)

    def _part(self, w: Word, kind: str) -> bool:
        """Whether a word is what somebody has in an attack, or for "throw" the blame itself."""
        if kind == "declare":
            return w.fold in self.words.lists["responsibility"]
        if kind == "throw":
            return not self.words.lists["thrown"].isdisjoint(w.keys)
        return w.fold in self.words.lists["owned_part"] or not self.words.lists["part"].isdisjoint(w.keys)

    def _takes_up(self, scene: Scene, k: int) -> bool:
        """Whether a definite noun only takes up an attack: "الهجوم", "تلك الغارات", "العملية كلها"."""
        w = scene.words[k]
        if w.fold.removeprefix("ب") in self.words.lists["taken_up"]:
            return True
        if not w.det or not any(a.pos == "N" and a.entry.event in ATTACKS for a in w.analyses):
            return False
        nxt = scene.words[k + 1] if k + 1 < scene.hi else None
        return nxt is None or not (nxt.flags & an.REL or nxt.fold in _TELLING or nxt.prep == "ب")

    def _attack(self, scene: Scene, b: Blame, here: list[Draft]) -> Draft | None:
        """What is taken up: the last attack before the verb, of its sentence or of those before, whose doer is not told.

        One with a doer is meant only by a pronoun or by a denial, and never by a claim of somebody else.
        """
        w = scene.words[b.at]
        named = {a.entry.event for a in w.analyses if a.pos == "N" and a.entry.event in ATTACKS} if w.det else set()
        whole = not named or "ground_attack" in named
        near = [d for d in here if d.tok < b.tok]
        last: Draft | None = None
        for drafts in (near, *reversed(self.told)):
            for d in reversed(drafts):
                if d.status not in REAL_STATUSES or not (d.event in named or whole and (d.event not in _FROM_AFAR or not named)):
                    continue
                if not d.agent or b.who.entity in d.agent:
                    return d
                last = last or d
        return None if named or b.kind in _CLAIMS else last

    def _name(self, d: Draft, b: Blame) -> None:
        """The doer of an attack that is told in the clause of blame itself: "نسبت كذا الغارة على كذا إلى كذا"."""
        if b.kind == "accuse" and d.agent:
            if not d.source and b.who.entity in d.agent:
                d.source[:] = b.said
                d.rules += [("source", "blame.said", b.tok, b.tok + 1)] * bool(b.said)
            return
        d.agent[:] = [b.who.entity]  # type: ignore[list-item]
        d.target[:] = [e for e in d.target if e is not b.who.entity]
        d.rules = [r for r in d.rules if r[0] != "agent"] + [("agent", "blame.named", b.who.lo, b.who.hi)]
        if b.kind in _DISOWNS or not d.source:
            d.source[:] = b.said
            d.rules += [("source", "blame.said", b.tok, b.tok + 1)] * bool(b.said)
        if b.kind in _DISOWNS:
            d.status, d.mood = "denied", ("status.disowned", b.tok)

    def _again(self, scene: Scene, b: Blame, told: Draft, marks: list[int]) -> Denial:
        """The attack once more, with who is named for it."""
        t = Trigger(b.at if b.kind in ("lay", "accuse") else b.tok, Analysis(told.entry, _VERB, "", "", False, ""), told.entry)
        d = Draft(Filled(scene, t), scene)
        d.lo, d.hi = clause(scene, t, marks)
        d.lo, d.hi = min(d.lo, b.tok), max(d.hi, b.at + 1, b.who.hi)
        d.event = told.event
        if b.kind in _DISOWNS:
            d.status, d.mood = "denied", ("status.disowned", b.tok)
        d.agent.append(b.who.entity)  # type: ignore[arg-type]
        d.rules.append(("agent", "blame.named", b.who.lo, b.who.hi))
        d.source = list(b.said)
        d.rules += [("source", "blame.said", b.tok, b.tok + 1)] * bool(b.said)
        x = Denial(d, told)
        if b.kind not in _DISOWNS:
            whole = b.at == b.part and b.kind in ("accuse", "throw") and scene.words[b.at].fold not in self.words.lists["done"]
            x.kind = "claim" if b.kind in _CLAIMS else "share" if whole else "blame"
        return x


def _says(m: Mention) -> bool:
    return m.kind in _SAYERS or is_state(m)


def _passes(w: Word) -> bool:
    """A verb of which the next word is the verbal noun ("تم نسبه إلى كذا")."""
    return any(a.cls == "operator" and a.entry.kind == "pass" for a in w.analyses)


def _entities(mentions: list[Mention]) -> list[Entity]:
    return [m.entity for m in mentions if isinstance(m.entity, Entity)]

"""What is hit and is no known kind of name: the noun phrase as it stands, or the person it describes."""

from __future__ import annotations

from typing import Final

from rasid.lexicon import analyser as an
from rasid.lexicon.analyser import Word
from rasid.reading.agreement import agrees
from rasid.reading.entities import Entities, Entity
from rasid.reading.event_groups import VICTIMS
from rasid.reading.naming import NAMING
from rasid.reading.noun_base import QUOTE, strip
from rasid.reading.scene import ACTOR, PEOPLE, PERSON, PLACE, SOURCE, THING, Mention, Scene
from rasid.reading.slots import ADVERBS, Filled, carries, suffix_of

OF_THEM: Final = frozenset(("منهم", "منهن"))
#: events whose bare object, or the noun that completes theirs, is a town
OF_TOWNS: Final = frozenset(("takes_control", "besieges"))
_MEN: Final = frozenset(("civilians", "fighters", "person_armed", "crowd"))
#: how many words from a verb to the vehicle that it hits
_NEAR: Final = 8


def _asked_for(f: Filled, w: Word) -> bool:
    """A word that the entry asks for behind its own is a thing here, whatever else it may tell ("ناقلة")."""
    after = f.trigger.entry.conditions.after
    return after is not None and not after.singles.isdisjoint(w.keys)


def ends_here(scene: Scene, at: int, right: int) -> bool:
    """Whether nothing that could describe the word at a token stands behind it."""
    nxt = scene.words[at + 1] if at + 1 < min(right, scene.hi) else None
    return nxt is None or bool(nxt.flags & (an.PUNCT | an.PREP) or nxt.conj or nxt.prep)


class Things:
    """Finds things. numerals: words of number, folded."""

    def __init__(self, entities: Entities, numerals: frozenset[str]) -> None:
        self.entities, self.numerals = entities, numerals

    def _timed(self, scene: Scene, k: int) -> bool:
        return any(x.lo <= k < x.hi for x in scene.times)  # type: ignore[attr-defined]

    def _named_after(self, scene: Scene, k: int, right: int) -> Mention | None:
        """ "أحد أبرز رموز الحركة الشيخ فلان": the person whose name follows what he is one of."""
        for m in scene.mentions:
            if k < m.lo < min(right, k + 7) and m.kind == PERSON and not m.prep and not m.conj and not m.generic:
                return m
        return None

    def _victim(self, scene: Scene, suf: str, at: int, f: Filled) -> Entity | None:
        """ "اعتقاله", "سراحهم": a person or people of the sentence rather than a body that was named nearer; never who does it."""
        body: Entity | None = None
        for pos, e in reversed(self.entities.recent):
            press = f.trigger.event in VICTIMS and e.kind == SOURCE and e.head in NAMING.press  # "ثلاثة صحفيين ... خطفهم"
            if pos >= at or e in f.agent or not agrees(suf, e.pgn) or not (press or e.kind in (PEOPLE, PERSON, ACTOR)):
                continue
            if pos < scene.lo and body is not None:
                return body
            if e.kind == ACTOR and e.cls not in _MEN or e.known is None and e.vague and e.name.endswith(("ا", "اً", "ًا")):
                body = body or e
                continue
            return e
        return body

    def _released(self, f: Filled, k: int) -> str:
        """ "سراحهم", "سبيلهما": the pronoun on the word that a frame governs its object by."""
        fold, frame = f.scene.words[k].fold, f.trigger.entry.frame
        suf = suffix_of(fold)
        stem = fold[: -3 if suf == "3d" else -1 if suf == "3ms" else -2]
        return suf if suf and frame is not None and frame.preps.get(stem) == "target" else ""

    def _such(self, scene: Scene, tok: int) -> Mention | None:
        """ "مقتل أربعة متمردين وأسر 19 آخرين": those counted before, of whom there are others."""
        for m in reversed(scene.mentions):
            part = scene.words[m.lo - 1].fold in NAMING.among or scene.words[m.lo - 2].fold in NAMING.among  # "بينهم 29 طفلا"
            if not part and m.hi <= tok and m.kind in (ACTOR, PEOPLE) and (m.cls in _MEN or m.rule == "name.nationality"):
                return (
                    m if bool(scene.words[m.lo - 1].flags & (an.NUMBER | an.QUANT)) or scene.words[m.lo - 1].base in self.numerals else None
                )
        return None

    def _of_them(self, f: Filled, of: int) -> None:
        """ "قتل اثنين منهم", "أصيب عدد منهم": the men named before of whom these are some; never who does it."""
        some = ("ا", "اً", "ًا")  # "عشرين راكبا"
        men = (
            e
            for at, e in reversed(self.entities.recent)
            if at < of and (e.pgn[-2:] == "mp" and e.kind in (ACTOR, PEOPLE) or e.kind == PEOPLE and e.name.endswith(some))
        )
        owner = next((e for e in men if e not in f.agent), None) or self.entities.pronoun("3mp", of, (ACTOR, PEOPLE), but=f.agent)
        f.put("target", owner, "role.prep_pronoun", at=of)

    def _some_of_them(self, f: Filled, right: int) -> None:
        """ "أصيب عدد منهم", "أفرجوا عن اثنين منهم": those of whom a number right behind a verb of harm counts some."""
        words, at = f.scene.words, f.trigger.last
        at += at < right and words[at].flags & an.PREP and not words[at].flags & an.QUANT
        for k in range(at, min(right, at + 4)):
            w = words[k]
            if w.fold in OF_THEM and k > at:
                carried = [r for r in f.rules if r[0] == "agent"]
                if (
                    f.trigger.a.conj == "و"
                    and f.trigger.a.pgn == "3ms"
                    and carried
                    and all(r[1] == "role.subject_carried" for r in carried)
                ):
                    f.agent.clear()  # "مصرع العشرات من كذا وأسر 12 منهم"
                    f.rules = [r for r in f.rules if r[0] != "agent"]
                self._of_them(f, k)
                return
            counts = w.flags & (an.QUANT | an.NUMBER) or w.base in self.numerals or w.base in NAMING.pair
            if not (counts or w.base.removesuffix("ا") in NAMING.counters) or k in f.scene.at:
                return

    def _thing(self, f: Filled, at: int, right: int, rule: str) -> None:
        """An object that is no known kind of name ("أحرقوا ثلاث شاحنات", "خطف نائبا سابقا"): the noun phrase as it stands."""
        scene = f.scene
        words = scene.words
        if at < right and (suf := self._released(f, at)):
            f.put("target", self._victim(scene, suf, f.trigger.tok, f), "role.prep_pronoun", at=at)
            return
        k = at
        while k < right and k - at < 6:
            w = words[k]
            if k in scene.at:
                return
            if w.flags & (an.QUANT | an.NUMBER) or w.raw in '“”«»"' or self._timed(scene, k) or w.base in ADVERBS or w.flags & an.DEM:
                k += 1
                if k < right and words[k].fold == "من" and w.flags & (an.QUANT | an.NUMBER):
                    k += 1  # "ثلاثة من موظفي كذا"
                    if f.trigger.event == "destroys" and (m := scene.at.get(k)) is not None and m.lo == k and m.kind == PLACE:
                        f.put("target", m.entity, rule, m)  # type: ignore[arg-type]  # "12 من منازل القرية"
                        return
                continue
            if k + 2 < right and words[k + 1].fold == "من" and w.base.removesuffix("ا") in NAMING.counters:
                k += 2  # "عددا من المتاجر"
                m = scene.at.get(k)
                if m is not None and m.lo == k and m.kind == PLACE and m.generic:
                    f.put("target", m.entity, rule, m)  # type: ignore[arg-type]
                    return
                continue
            break
        else:
            return
        w = words[k]
        some = w.base in NAMING.pair or w.base.removesuffix("ا") in NAMING.counters
        if w.fold in OF_THEM and k > at or some and k + 1 < scene.hi and words[k + 1].fold in OF_THEM:
            of = k if w.fold in OF_THEM else k + 1
            if words[of - 1].fold == "عدد":
                return  # "احتجز عدد منهم ثلاثة": who did it
            self._of_them(f, of)
            return
        if (
            rule == "role.object_thing"
            and f.trigger.event == "destroys"
            and k + 1 < scene.hi
            and (w.fold == "منها" and k > at or words[k + 1].fold == "منها")
        ):
            gear = (e for pos, e in reversed(self.entities.recent) if pos < k and e.cls in ("artillery", "aircraft"))
            f.put("target", next(gear, None), "role.prep_pronoun", at=k)  # "دمرت ثلاثا منها"
            return
        if w.base in NAMING.times or w.base in NAMING.pair and f.trigger.event in VICTIMS and k + 1 == right:
            return  # "اعتقل مرتين", "قتل القناص اثنين"
        odd = (w.conj or w.prep or bool(w.flags & (an.PUNCT | an.PREP))) and w.base not in self.numerals
        counted = k > at and bool(words[k - 1].flags & (an.QUANT | an.NUMBER)) and words[k - 1].base not in NAMING.someone
        alone = counted and odd or k == at and w.base in NAMING.pair
        if alone and f.trigger.event in VICTIMS and (same := self._such(scene, f.trigger.tok)) is not None:
            f.put("target", same.entity, rule, same)  # type: ignore[arg-type]  # "قتلوا سبعة جنود وأسروا اثنين"
            return
        if w.base in NAMING.others:
            same = self._such(scene, f.trigger.tok)
            if same is not None or k == at:
                f.put("target", same.entity if same is not None else None, rule, same)  # type: ignore[arg-type]  # "اعتقالات أخرى"
                return
        if k < right and w.base in NAMING.superlatives and (named := self._named_after(scene, k, right)) is not None:
            f.put("target", named.entity, rule, named)  # type: ignore[arg-type]
            return
        noun = counted and w.raw.endswith(("ا", "اً", "ًا"))  # "12 طالبا": no verb, whatever it is written like
        if (
            k >= right
            or w.prep
            or w.conj
            or w.fold in NAMING.copulas_before
            or w.flags & (an.OPERATOR | an.SPEECH)
            and not (noun or _asked_for(f, w) or carries(w))
            or w.flags & (an.FUNCTION | an.PUNCT | an.LATIN)
            or w.flags & (an.VERB | an.EVENT)
            and not noun
            or len(w.base) < 3
            or w.base in NAMING.of_events
            or words[k - 1].fold.endswith("ات")
            and w.fold.endswith("ه")
            and k == at
        ):
            return
        if rule == "role.prep_thing" and words[at - 1].fold == "علي" and w.raw.endswith("هم") and len(w.base) > 4:
            owner = self.entities.pronoun("3mp", k, (ACTOR, PEOPLE, PERSON), but=f.agent)
            if owner is not None:
                f.put("target", owner, "role.prep_pronoun", at=k)  # "استولوا على أسلحتهم"
                return
        self._as_it_stands(f, k, right, rule)

    def _as_it_stands(self, f: Filled, k: int, right: int, rule: str) -> None:
        """The noun phrase that begins at k, without a preposition joined to it."""
        scene, w = f.scene, f.scene.words[k]
        words, end = scene.words, k + 1
        while end < min(right, k + 3) and end not in scene.at and not words[end].conj and not words[end].prep:
            x = words[end]
            stop = bool(x.flags & (an.FUNCTION | an.PUNCT | an.VERB | an.EVENT | an.NUMBER)) or x.fold in NAMING.copulas_before
            if stop or (w.det and not x.det) or self._timed(scene, end):
                break
            end += 1
        name = (
            f.trigger.event in VICTIMS and end == k + 2 and not any(x.flags or x.det for x in words[k:end])
        )  # "اعتقلت كذا أوفيديو غوزمان"
        m = Mention(PERSON if name else THING, k, end, k, "person" if name else "thing", rule)
        m.pgn = "ms" if name else ""
        m.name = strip(scene.doc.text(k, end), len(w.conj) + len(w.prep))
        m.fold = tuple(x.fold for x in words[k:end])
        f.put("target", self.entities.see(m), rule, m)

    def _vehicle(self, f: Filled, right: int) -> None:
        """ "استهدفت غارة سيارة", "هاجموا ناقلة نفط": the vehicle that a verb of attack hits, where it does not stand as its subject."""
        scene, t = f.scene, f.trigger
        words = scene.words
        own = t.a.pgn[-2:] == "mp" or any(r[:2] == ("agent", "role.subject_before") for r in f.rules)
        own = own or t.tok > scene.lo and bool(words[t.tok - 1].flags & an.COMP and suffix_of(words[t.tok - 1].fold))  # "إنها"
        for k in range(t.last if own else t.last + 1, min(right, t.last + _NEAR, scene.hi)):
            w = words[k]
            if w.flags & (an.PUNCT | an.PREP | an.COMP | an.REL) and w.raw not in QUOTE or w.prep or w.conj:
                return
            if k not in scene.at and carries(w) and not w.det:
                before, host = words[k - 1], scene.at.get(k - 1)
                free = k == t.last or host is not None and host.kind != PLACE or before.det or before.base.endswith(("يه", "ي"))
                if not (free or before.flags & (an.EVENT | an.NUMBER | an.QUANT | an.NATION | an.FUNCTION)):
                    return  # "محطة قطارات"
                if not (k + 1 < scene.hi and words[k + 1].flags & an.EVENT):  # "استهدفت غارة سيارة مفخخة"
                    self._as_it_stands(f, k, right, "role.object_thing")
                return

    def _bare_place(self, f: Filled, at: int, right: int) -> None:
        """An object that no list knows and no head noun introduces ("بلغ العريباب", "سلم الجيش النجيلة إلى")."""
        scene = f.scene
        while at < right and (scene.words[at].raw in '“”«»"' or self._timed(scene, at) or scene.words[at].base in ADVERBS):
            at += 1
        if at >= right or at in scene.at:
            return
        w = scene.words[at]
        ordinary = (
            an.COMMON | an.FUNCTION | an.PUNCT | an.VERB | an.EVENT | an.OPERATOR | an.SPEECH | an.LATIN | an.NUMBER | an.QUANT | an.NATION
        )
        if (
            w.flags & ordinary
            or w.prep
            or w.conj
            or w.fold[0] == "و"
            or len(w.base) < 4
            or w.raw.endswith(("اً", "ًا", "ه", "ها", "هم", "هما"))
        ):
            return
        if w.fold.endswith("ا") and not (f.trigger.event in OF_TOWNS and ends_here(scene, at, right)):
            return  # "موقعا", but "حرر الجيش مينوفا"
        m = Mention(PLACE, at, at + 1, at, "", "name.object_place")
        m.name, m.fold = scene.doc.raw[at], (w.fold,)
        f.put("place", self.entities.see(m), "role.object_place", m)

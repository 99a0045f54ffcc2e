"""The grammar of where: takes a place phrase apart into the name, what is made of it, and what it lies in.

"قرية كذا في ريف حلب الشمالي" → name "كذا", head kind village, inside "ريف حلب الشمالي".
"محيط مطار كذا" → around, of the phrase "مطار كذا". The words are in lexicons/placing.yaml. Keys are those of `spelling.key`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from rasid.places.words import Phrase, Words, load_words

KM_IN_A_MILE: Final = 1.609
#: eight bearings by their codes
BEARINGS: Final = {"n": 0, "ne": 45, "e": 90, "se": 135, "s": 180, "sw": 225, "w": 270, "nw": 315}


class Grammar:
    """Takes phrases apart with one set of words and head nouns (kind by folded form)."""

    def __init__(self, heads: dict[str, str], words: Words | None = None, settled: Callable[[str], bool] | None = None) -> None:
        self.heads = heads
        self.settled = settled or (lambda name: False)  # whether a word is the name of a settlement
        self.w = words or load_words()

    def joined(self, exact: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
        """Cut what a place lies in or near to off its phrase: (core, inside, beside).

        "كذا بريف حلب" → ("كذا", ("ريف حلب",), ()); nothing is cut before the second word.
        """
        words = exact.split()
        for n in range(1, len(words)):
            w = words[n]
            rest = " ".join(words[n + 1 :])
            if w in self.w.inside and rest:
                rest = self._linked(rest)
                return " ".join(words[:n]), (rest,), ()
            if w in self.w.beside and rest:
                return " ".join(words[:n]), (), (self._linked(rest),)
            if (
                w[0] in "بل"
                and len(w) > 3
                and (self._head_or_land(w[1:]) or w[0] == "ب" and not self.settled(w) and self.settled(" ".join([w[1:], *words[n + 1 :]])))
            ):
                return " ".join(words[:n]), (" ".join([w[1:], *words[n + 1 :]]),), ()
            if (
                w in self.w.directions
                and not w.startswith("ال")
                and rest
                and not all(self._spread(x) or x in self.w.directions for x in words[:n])
            ):
                return " ".join(words[:n]), (), (rest,)  # "قرية كذا شمال حلب"
        return exact, (), ()

    def _linked(self, rest: str) -> str:
        """What follows "التابعة", "بالقرب": the l, the b or the preposition between goes."""
        first, _, more = rest.partition(" ")
        if first in self.w.inside and more:
            return self._linked(more)
        if first.startswith("لل") and len(first) > 4:
            first = f"ال{first[2:]}"
        elif first[0] in "بل" and (self._head_or_land(first[1:]) or first[0] == "ل" and len(first) > 4):
            first = first[1:]
        return f"{first} {more}".strip()

    def _spread(self, word: str) -> bool:
        """Whether a word only says that there are places: "مناطق", "بلدات", "منطقة"."""
        return word in self.w.plural or self.heads.get(word) == "area"

    def _head_or_land(self, word: str) -> bool:
        return word in self.heads or word in self.w.countryside or word in self.w.around

    def parse(self, exact: str) -> Phrase:
        """A phrase that is no name in itself, taken apart one step; "" as op and head when nothing can be taken off."""
        words = exact.split()
        if words[-1] in self.w.pronouns or len(words) == 1 and self._owned(exact):
            return Phrase("", exact, vague=True)
        for step in (self._border, self._between, self._road, self._away, self._bank):
            if phrase := step(words):
                return phrase
        core, inside, beside = self.joined(exact)
        words = core.split()
        found = self._operator(words, inside, beside) or self._headed(words, inside, beside)
        return found or Phrase("", core, inside=inside, beside=beside, vague=self._all_vague(words))

    def _owned(self, word: str) -> bool:
        """ "مطارها", "ريفه": a head noun with a pronoun, which only the report can tell."""
        for end in self.w.pronoun_ends:
            stem = word.removesuffix(end)
            if stem != word and any(s in self.heads or s in self.w.countryside for s in (stem, f"{stem[:-1]}ه", f"{stem[:-1]}ء")):
                return True
        return False

    def _operator(self, words: list[str], inside: tuple[str, ...], beside: tuple[str, ...]) -> Phrase | None:
        first, rest = words[0], words[1:]
        bare = first.removeprefix("ال")
        if bare in self.w.countryside:
            core, direction = self.direction_after(rest)
            if not core and inside:  # "الريف الغربي في إدلب"
                return Phrase("rif", inside[0], direction=direction)
            if first.startswith("ال") and core and core.split()[0] in self.w.directions:  # "الريف الشمالي لحلب"
                direction, rest = self._directions_before(rest)
                return Phrase("rif", self._linked(" ".join(rest)), direction=direction, vague=not rest)
            return Phrase("rif", core, direction=direction, inside=inside, beside=beside, vague=not core)
        if first in self.w.directions and not first.startswith("ال") or (first.startswith("ال") and first in self.w.directions and rest):
            direction, rest = self._directions_before(words)
            return Phrase("part", self._linked(" ".join(rest)) if rest else "", direction=direction, inside=inside, vague=not rest)
        if (
            len(words) > 2
            and words[1] in self.w.directions
            and words[1].startswith("ال")
            and (bare in self.w.around or first in self.heads)
        ):
            direction, after = self._directions_before(rest)  # "الأطراف الشمالية لكذا", "المنطقة الغربية من كذا"
            if after and after[0].startswith("ل") and len(after[0]) > 3:
                return Phrase("part", self._linked(" ".join(after)), direction=direction, inside=inside)
        if len(words) > 1 and words[1] in self.w.directions and inside and self._all_vague(words):
            return Phrase("part", inside[0], direction=self._directions_before(rest)[0])
        for op, group in (("round", self.w.around), ("whole", self.w.whole), ("mid", self.w.centre)):
            if bare in group and (rest or inside):
                return Phrase(op, self._linked(" ".join(rest)) if rest else inside[0], inside=inside if rest else (), vague=False)
        if self._spread(first) and rest and rest[0] in self.w.directions and not rest[0].startswith("ال"):
            return Phrase("whole", " ".join(rest), inside=inside)  # "مناطق جنوب كذا"
        if bare in self.w.plural and rest:
            core, direction = self.direction_after(rest)
            if not core and inside and direction:  # "الأحياء الشرقية من حلب"
                return Phrase("part", inside[0], direction=direction)
            if core and core.split()[0] not in self.w.vague:
                return Phrase("part" if direction else "mid", self._linked(core), direction=direction, inside=inside)
        return None

    def _headed(self, words: list[str], inside: tuple[str, ...], beside: tuple[str, ...]) -> Phrase | None:
        for n in (2, 1):
            head = " ".join(words[:n])
            kind = self.heads.get(head)
            if kind is None or kind == "direction_part" or len(words) < n:
                continue
            rest = words[n:]
            if not rest and (inside or beside):
                return Phrase("", head, head=kind, inside=inside, beside=beside, vague=True)
            vague = not rest or self._all_vague(rest)
            return Phrase("", " ".join(rest), head=kind, inside=inside, beside=beside, vague=vague)
        return None

    def _all_vague(self, words: Iterable[str]) -> bool:
        return all(
            w in self.w.vague
            or (w in self.heads and (w.startswith("ال") or w in self.w.plural))
            or w in self.w.directions
            or w in self.w.epithets
            or w.isdigit()
            for w in words
        )

    def direction_after(self, words: list[str]) -> tuple[str, str]:
        """Adjectives of direction off the end: ["حلب", "الشمالي", "الشرقي"] → ("حلب", "ne")."""
        end = len(words)
        codes: list[str] = []
        while end and len(codes) < 2 and words[end - 1] in self.w.directions:
            codes.insert(0, self.w.directions[words[end - 1]])
            end -= 1
        return " ".join(words[:end]), _compass(codes)

    def _directions_before(self, words: list[str]) -> tuple[str, list[str]]:
        codes: list[str] = []
        while words and len(codes) < 2 and words[0] in self.w.directions:
            codes.append(self.w.directions[words[0]])
            words = words[1:]
        return _compass(codes), words

    def _between(self, words: list[str]) -> Phrase | None:
        for run in self.w.between:
            for at in range(min(3, len(words))):
                if tuple(words[at : at + len(run)]) != run:
                    continue
                rest = words[at + len(run) :]
                joints = [n for n, w in enumerate(rest) if n and (w == "و" and n + 1 < len(rest) or w.startswith("و") and len(w) > 2)]
                if joints:
                    n = joints[0]
                    if rest[n] == "و":
                        rest = [*rest[:n], f"و{rest[n + 1]}", *rest[n + 2 :]]
                    return Phrase("between", " ".join(rest[:n]), other=" ".join([rest[n][1:], *rest[n + 1 :]]))
        return None

    def _border(self, words: list[str]) -> Phrase | None:
        """ "الحدود مع كذا", "المنطقة الحدودية بين كذا وكذا"."""
        for run in self.w.border:
            if tuple(words[: len(run)]) == run and len(words) > len(run) + 1:
                rest = words[len(run) :]
                if rest[0] in self.w.beyond:
                    return Phrase("border", "", other=" ".join(rest[1:]))
                if found := self._between(rest):
                    return Phrase("border", found.core, other=found.other)
                if len(rest) > 2 and rest[1] in self.w.beyond:
                    return Phrase("border", self._linked(rest[0]), other=" ".join(rest[2:]))
        return None

    def _road(self, words: list[str]) -> Phrase | None:
        """ "طريق كذا - كذا": the names are for the resolver to part."""
        if self.heads.get(words[0]) != "road" or len(words) < 3 or words[0].startswith("ال"):
            return None
        return Phrase("road", " ".join(w for w in words[1:] if w not in self.w.epithets))

    def _away(self, words: list[str]) -> Phrase | None:
        """ "على بعد 10 كم شرق كذا", "10 كيلومترات عن كذا"."""
        for run in self.w.distance_heads:
            if tuple(words[: len(run)]) == run:
                words = words[len(run) :]
        if len(words) < 3 or not words[0].replace(".", "").isdigit() or words[1] not in self.w.units | self.w.miles:
            return None
        km = float(words[0].translate(str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")))
        km *= KM_IN_A_MILE if words[1] in self.w.miles else 1.0
        rest = words[2:]
        while rest and (rest[0] in self.w.inside or rest[0] in ("عن", "الي")):
            rest = rest[1:]
        direction, rest = self._directions_before(rest)
        while rest and (rest[0] in self.w.inside or rest[0] == "عن"):
            rest = rest[1:]
        return Phrase("km", self._linked(" ".join(rest)), direction=direction, km=km) if rest else None

    def _bank(self, words: list[str]) -> Phrase | None:
        """ "الضفة الشرقية لنهر كذا", "شرق الفرات" is left to the part of a river."""
        if words[0].removeprefix("ال") not in self.w.bank:
            return None
        code = [self.w.directions[w] for w in words if w in self.w.directions]
        rest = [w for w in words[1:] if w not in self.w.directions and w not in self.w.inside]
        return Phrase("bank", self._linked(" ".join(rest)), direction=_compass(code[:1])) if rest and code else None


def _compass(codes: list[str]) -> str:
    """One of the eight codes for one or two directions: ["e", "n"] → "ne"; a contradiction keeps the first."""
    if len(codes) < 2 or codes[0] == codes[1]:
        return codes[0] if codes else ""
    joined = "".join(sorted(codes, key="nsew".index))
    return joined if joined in BEARINGS else codes[0]

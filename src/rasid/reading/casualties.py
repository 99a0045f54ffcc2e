"""The dead and the wounded that a sentence counts: "مقتل 7 أشخاص وإصابة 12", "قتيلان و4 جرحى", "لقي 6 مصرعهم".

Words stand in `lexicons/casualties.yaml`; one look-up a token decides whether a count can hang there. A part of a count
("بينهم 3 أطفال") is not a count of its own; one number for dead and wounded together gives both kinds without a number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from rasid.reading.casualty_counts import BREAKS, NEAR, REACH, Counts
from rasid.reading.casualty_words import CasualtyKind, CasualtyWords, CountWord
from rasid.text.numbers import Numerals

_PREPOSITIONS: Final = frozenset(("من", "عن", "علي", "الي", "في", "بعد", "قبل", "ضد", "منذ"))
_SUBJECT: Final = 7  # tokens from a verb to what it takes, its subject between


@dataclass(slots=True)
class Casualty:
    """A count at tokens [lo, hi) (trigger and number); number None: told, but vague or shared by dead and wounded.

    who: token range of the people counted, or None. rule: an id of lexicons/casualties.yaml.
    """

    kind: CasualtyKind
    lo: int
    hi: int
    number: int | None
    who: tuple[int, int] | None
    rule: str


class Casualties:
    """Reads counts of the dead and the wounded. Immutable after construction; safe to share."""

    def __init__(self, data: Mapping[str, Any], numerals: Numerals) -> None:
        self.numerals = numerals
        self.words = CasualtyWords(data)
        self.counts = Counts(self.words, numerals)
        self._starts, self._sets = self.words.starts, self.words.sets

    def begins(self, fold: str) -> bool:
        """Whether a token may tell of dead or wounded."""
        return fold in self._starts

    def find(self, folds: Sequence[str], lo: int, hi: int, hits: Sequence[int] | None = None) -> list[Casualty]:
        """The counts of tokens [lo, hi) in the order of their triggers. hits: the tokens that begin one, where they are known already."""
        starts = self._starts
        if hits is None:
            hits = [i for i in range(lo, hi) if folds[i] in starts]
        if not hits:
            return []
        out: list[Casualty] = []
        last = shared = lo  # tokens before `last` belong to an earlier count, before `shared` to one of both kinds
        for n, i in enumerate(hits):
            if i < shared:
                continue
            trigger = starts[folds[i]]
            if any(folds[k] in self._sets["not"] for k in range(max(lo, i - 2), i)):
                continue
            right = hits[n + 1] if n + 1 < len(hits) else hi
            found = self._read(folds, i, trigger, (last, right, hi))
            if found:
                out.extend(found)
                last = max(last, *(c.hi for c in found))
                if found[0].rule == "casualty.both":
                    shared = last
        return _once(out)

    def _read(self, folds: Sequence[str], i: int, t: CountWord, bounds: tuple[int, int, int]) -> list[Casualty]:
        left, right, hi = bounds
        if t.role == "suffixed":
            nxt = folds[i + 1] if i + 1 < hi else ""
            object_of = self.counts.at(folds, i + 1, hi) if nxt[:1] == "ل" else None  # قتلها لمدنيين: the suffix kills
            if object_of is not None:
                return [Casualty(t.kind, i, object_of.hi, object_of.value, object_of.who, "casualty.noun")]
            return [Casualty(t.kind, i, i + 1, t.value, None, "casualty.noun")]
        if t.role in ("one", "dual", "many", "body"):
            return self._counted(folds, i, t, left, hi)
        if t.role == "total":
            return self._total(folds, i, t, left, hi)
        if t.role == "meets":
            return self._meets(folds, i, left, hi)
        if t.role == "claims":
            return self._claimed(folds, i, hi)
        before = self.counts.before(folds, i, left) if t.role == "plural_verb" else None
        if before is not None and before.numeric:  # "40 شخصا قتلوا وأصيب 72": each verb has its own number
            return [Casualty(t.kind, before.lo, i + 1, before.value, before.who, "casualty.verb")]
        return self._both(folds, i, t, hi) or self._told(folds, i, t, left, right)

    def _told(self, folds: Sequence[str], i: int, t: CountWord, left: int, right: int) -> list[Casualty]:
        """A verb or verbal noun with its count after it, or, for verbs, before it."""
        rule = "casualty.noun" if t.role == "noun" else "casualty.verb"
        after = self.counts.after(folds, i + 1, right, verb=t.role != "noun", mortal=t.kind == "killed")
        prev = folds[i - 1] if i > left else ""
        if after is None and t.role == "plural_verb":
            after = self.counts.before(folds, i, left)
        elif after is None and t.role == "verb" and not t.prefix and prev not in _PREPOSITIONS:
            after = self.counts.before(folds, i, left)
            if after is not None and i - after.hi > NEAR:
                after = None
        if after is None or t.value and not after.numeric:
            return []
        return [Casualty(t.kind, min(i, after.lo), max(i + 1, after.hi), after.value, after.who, rule)]

    def _both(self, folds: Sequence[str], i: int, t: CountWord, hi: int) -> list[Casualty]:
        """قتل وأصيب سبعة, مقتل وإصابة 20; [] when the trigger has its count for itself."""
        k = i + 1
        if k < hi and folds[k] == "او":
            k += 1
        nxt = self._starts.get(folds[k]) if k < hi else None
        if nxt is None or nxt.kind == t.kind or nxt.role not in ("verb", "noun", "plural_verb"):
            return []
        if k == i + 1 and nxt.prefix != "و":
            return []
        count = self.counts.after(folds, k + 1, hi, verb=nxt.role != "noun", mortal=True)
        if count is None or count.other:
            return []
        rule = "casualty.both"
        return [
            Casualty(t.kind, i, count.hi, None, count.who, rule),
            Casualty(nxt.kind, i, count.hi, None, count.who, rule),
        ]

    def _counted(self, folds: Sequence[str], i: int, t: CountWord, left: int, hi: int) -> list[Casualty]:
        """12 قتيلا, قتيلان, عشرات القتلى, قتلى وجرحى, بين قتيل وجريح."""
        rule, body = "casualty.people", t.role == "body"
        nxt = self._starts.get(folds[i + 1]) if i + 1 < hi else None
        paired = nxt is not None and nxt.kind != t.kind and nxt.prefix == "و" and nxt.role == t.role and not body
        number = self.numerals.before(folds, i, left)
        if t.value == 2:
            return [Casualty(t.kind, i, i + 1, 2, None, rule)]
        if number is not None:
            prev = folds[number.lo - 1] if number.lo > left else ""
            if prev in self._sets["among"]:
                return []
            value = None if paired or number.vague else number.value
            out = [Casualty(t.kind, number.lo, i + 1, value, None, "casualty.both" if paired else rule)]
            if paired and nxt is not None:
                out.append(Casualty(nxt.kind, number.lo, i + 2, None, None, "casualty.both"))
            return out
        if t.role == "many" and (total := self._total(folds, i, t, left, hi)):
            return total
        prev = folds[i - 1] if i > left else ""
        if t.role == "one":
            if prev.endswith("بين") or paired:
                other: CasualtyKind = "injured" if t.kind == "killed" else "killed"
                if paired and prev.endswith("بين"):
                    return [Casualty(k, i - 1, i + 2, None, None, "casualty.both") for k in (t.kind, other)]
            known = prev in self._sets["brings"] or (i + 1 < hi and nxt is not None) or i == 0 or folds[i - 1] in BREAKS or t.prefix == "و"
            return [Casualty(t.kind, i, i + 1, 1, None, rule)] if known and folds[i][-1:] != "ه" else []
        if body or (t.role == "many" and folds[i].endswith("شهداء") and prev not in self._sets["brings"]):
            return []
        return [Casualty(t.kind, i, i + 1, None, None, rule)]

    def _total(self, folds: Sequence[str], i: int, t: CountWord, left: int, hi: int) -> list[Casualty]:
        """ارتفع عدد القتلى إلى 23; عشرات القتلى is vague."""
        vague = self.numerals.before(folds, i - 1 if i > left and folds[i - 1] == "من" else i, left)
        if vague is not None:
            nxt = self._starts.get(folds[i + 1]) if i + 1 < hi else None
            value = None if vague.vague else vague.value
            if nxt is not None and nxt.role == "total" and nxt.prefix == "و" and nxt.kind != t.kind:
                return [Casualty(k, vague.lo, i + 2, None, None, "casualty.both") for k in (t.kind, nxt.kind)]
            return [Casualty(t.kind, vague.lo, i + 1, value, None, "casualty.people")]
        if not any(folds[k] in self._sets["totals"] for k in range(max(left, i - 4), i)):
            return []
        for k in range(i + 1, min(hi, i + REACH)):
            if folds[k] in BREAKS:
                break
            if folds[k] in self.words.total_verbs:
                for at in range(k + 1, min(hi, k + 5)):
                    number = self.numerals.at(folds, at, hi)
                    if number is not None:
                        return [Casualty(t.kind, i, number.hi, number.value, None, "casualty.total")]
        return []

    def _meets(self, folds: Sequence[str], i: int, left: int, hi: int) -> list[Casualty]:
        """لقي ستة من … مصرعهم; "أربعة عمال لقوا حتفهم"."""
        end = next((k for k in range(i + 1, min(hi, i + REACH + 6)) if folds[k] in self._sets["meets_what"]), None)
        if end is None:
            return []
        count = self.counts.after(folds, i + 1, end, verb=False, bare=True) or self.counts.before(folds, i, left)
        if count is not None:
            return [Casualty("killed", min(i, count.lo), end + 1, count.value, count.who, "casualty.life")]
        value = 2 if folds[end].endswith("هما") else 1 if folds[end].endswith(("ه", "ها")) else None
        return [Casualty("killed", i, end + 1, value, None, "casualty.life")]

    def _claimed(self, folds: Sequence[str], i: int, hi: int) -> list[Casualty]:
        """أودى بحياة سبعة; its subject may stand between: "أودى القصف بحياة سبعة أطفال"."""
        verb = folds[i].lstrip("وف")
        for k in range(i + 1, min(hi, i + _SUBJECT)):
            if folds[k] in BREAKS:
                break
            if (verb, folds[k]) in self.words.claims:
                count = self.counts.at(folds, k + 1, hi)
                return [] if count is None else [Casualty("killed", i, count.hi, count.value, count.who, "casualty.life")]
        return []


def _once(found: list[Casualty]) -> list[Casualty]:
    """The same count told by two triggers ("حصيلة الجرحى إلى 45 جريحا") once."""
    out: list[Casualty] = []
    for c in found:
        if c.number is None or not any(c.kind == o.kind and c.number == o.number and c.lo < o.hi for o in out):
            out.append(c)
    return out

"""The dead and the wounded that a sentence counts: "مقتل 7 أشخاص وإصابة 12", "قتيلان و4 جرحى", "لقي 6 مصرعهم".

Words stand in `lexicons/casualties.yaml`; one look-up a token decides whether a count can hang there. A part of a count
("بينهم 3 أطفال") is not a count of its own; one number for dead and wounded together gives both kinds without a number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from rasid.text.fold import fold_word
from rasid.text.numbers import Numerals, with_prefixes
from rasid.text.tokens import Doc

CasualtyKind = Literal["killed", "injured"]
_REACH: Final = 14  # tokens between a trigger and its count
_BREAKS: Final = frozenset(".؛;:!?؟…\n")
_PREPOSITIONS: Final = frozenset(("من", "عن", "علي", "الي", "في", "بعد", "قبل", "ضد", "منذ"))
_ADJECTIVE_ENDS: Final = ("يين", "ين", "ون", "يا", "ي", "يه", "ات", "ان", "ا")
_NOT_ADJECTIVES: Final = ("و", "بال", "لل", "كال", "فال")
_NEAR: Final = 4  # tokens between a trigger and people told without a number
_SUBJECT: Final = 7  # tokens from a verb to what it takes, its subject between
_SOUND_PLURAL: Final = ("يين", "يون", "ين", "ون")


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


@dataclass(slots=True)
class _Trigger:
    kind: CasualtyKind
    role: str  # verb, plural_verb, noun, suffixed, one, dual, many, total, meets, claims
    value: int = 0
    prefix: str = ""


@dataclass(slots=True)
class _Count:
    """People counted at [lo, hi); value None when vague; `other`: told as آخر, besides the ones before."""

    lo: int
    hi: int
    value: int | None
    who: tuple[int, int] | None
    numeric: bool = False
    other: bool = False


class Casualties:
    """Reads counts of the dead and the wounded. Immutable after construction; safe to share."""

    def __init__(self, data: Mapping[str, Any], numerals: Numerals) -> None:
        self.numerals = numerals
        self._starts: dict[str, _Trigger] = {}
        self._people: dict[str, tuple[str, str]] = {}  # form: (one | many, prefix)
        self._others: dict[str, str] = {}
        self._sets = {
            name: frozenset(f for w in data[name] for f in (fold_word(w), "و" + fold_word(w)))
            for name in (
                "among",
                "not",
                "fillers",
                "after_bare",
                "clause_breaks",
                "meets_what",
                "totals",
                "brings",
                "not_people",
            )
        }
        self._one_of = {p + fold_word(w) for w in data["one_of"] for p in ("", "و")}
        self._claims = {tuple(fold_word(w) for w in pair) for pair in data["claims"]}
        self._dual_idafa = {p + fold_word(w) for w in data["dual_idafa"] for p in ("", "و", "ل", "ب")}
        self._total_verbs = {p + fold_word(w) for w in data["total_verbs"] for p in ("", "و", "ف")}
        for kind in ("killed", "injured"):
            self._fill(kind, data[kind], data["total_nouns"][kind])
        for w in data["meets"]:
            self._add("killed", "meets", fold_word(w))
        for pair in self._claims:
            self._add("killed", "claims", pair[0])
        self._fill_people(data)

    # -- tables --

    def _add(self, kind: CasualtyKind, role: str, form: str, value: int = 0, prefixes: Sequence[str] = ("و", "ف")) -> None:
        for spelt, prefix in with_prefixes(form, prefixes):
            self._starts.setdefault(spelt, _Trigger(kind, role, value, prefix))

    def _fill(self, kind: CasualtyKind, data: Mapping[str, Any], totals: Sequence[str]) -> None:
        clitics = ("و", "ف", "ب", "ل", "ك", "وب", "ول", "فب")
        for verb in data["verbs"]:
            stem, imperfect = fold_word(verb["perfect"]), fold_word(verb["imperfect"])
            singular = [stem, stem + "ت", "ي" + imperfect, "ت" + imperfect]
            plural = [stem + e for e in ("وا", "ا", "تا", "ن")]
            plural += ["ي" + imperfect + e for e in ("ون", "وا", "ان")]
            for w in map(fold_word, verb.get("extra", ())):
                (plural if w.endswith("وا") else singular).append(w)
            for form in singular:
                self._add(kind, "verb", form, prefixes=("و", "ف", "ل"))
            for form in plural:
                self._add(kind, "plural_verb", form)
        for w in map(fold_word, data["nouns"]):
            self._add(kind, "noun", w, prefixes=clitics)
            stem = w[:-1] + "ت" if w.endswith("ه") else w
            for suffix, value in (("ه", 1), ("ها", 1), ("هما", 2)):
                self._add(kind, "suffixed", stem + suffix, value, clitics)
        for w in map(fold_word, data.get("with_object", ())):
            self._add(kind, "suffixed", w, 1)
        for role, value in (("one", 1), ("dual", 2), ("many", 0)):
            for w in data[role]:
                self._add(kind, role, fold_word(w), value, clitics)
            for w in data.get("bodies", {}).get(role, ()):
                self._add(kind, "body", fold_word(w), value, clitics)
        for w in totals:
            self._add(kind, "total", fold_word(w), prefixes=("و", "ب", "ل"))

    def _fill_people(self, data: Mapping[str, Any]) -> None:
        def add(word: str, number: str) -> None:
            for base in (word, "ال" + word):
                for form, prefix in with_prefixes(base):
                    self._people.setdefault(form, (number, prefix))

        for one, many in data["people"].items():
            single = fold_word(one)
            for form in (single, single + "ا"):
                add(form, "one")
            if not single.endswith("ه"):
                add(single + "ه", "one")
            for form in many:
                add(fold_word(form), "many")
                if form.endswith("ين"):
                    add(fold_word(form)[:-1], "many")
        for number, forms in data["others"].items():
            for form in forms:
                for spelt in (fold_word(form), "و" + fold_word(form), "ال" + fold_word(form), "ب" + fold_word(form)):
                    self._others[spelt] = number

    # -- reading --

    def begins(self, fold: str) -> bool:
        """Whether a token may tell of dead or wounded."""
        return fold in self._starts

    def find(self, doc: Doc, folds: Sequence[str], lo: int, hi: int, hits: Sequence[int] | None = None) -> list[Casualty]:
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

    def _read(self, folds: Sequence[str], i: int, t: _Trigger, bounds: tuple[int, int, int]) -> list[Casualty]:
        left, right, hi = bounds
        if t.role == "suffixed":
            nxt = folds[i + 1] if i + 1 < hi else ""
            object_of = self._count(folds, i + 1, hi) if nxt[:1] == "ل" else None  # قتلها لمدنيين: the suffix kills
            if object_of is not None:
                return [Casualty(t.kind, i, object_of.hi, object_of.value, object_of.who, "casualty.noun")]
            return [Casualty(t.kind, i, i + 1, t.value, None, "casualty.noun")]
        if t.role in ("one", "dual", "many", "body"):
            return self._counted(folds, i, t, left, hi)
        if t.role == "total":
            return self._total(folds, i, t, left, hi)
        if t.role == "meets":
            return self._meets(folds, i, t, left, hi)
        if t.role == "claims":
            return self._claimed(folds, i, hi)
        before = self._count_before(folds, i, left) if t.role == "plural_verb" else None
        if before is not None and before.numeric:  # "40 شخصا قتلوا وأصيب 72": each verb has its own number
            return [Casualty(t.kind, before.lo, i + 1, before.value, before.who, "casualty.verb")]
        return self._both(folds, i, t, hi) or self._told(folds, i, t, left, right)

    def _told(self, folds: Sequence[str], i: int, t: _Trigger, left: int, right: int) -> list[Casualty]:
        """A verb or verbal noun with its count after it, or, for verbs, before it."""
        rule = "casualty.noun" if t.role == "noun" else "casualty.verb"
        after = self._count_after(folds, i + 1, right, verb=t.role != "noun", mortal=t.kind == "killed")
        prev = folds[i - 1] if i > left else ""
        if after is None and t.role == "plural_verb":
            after = self._count_before(folds, i, left)
        elif after is None and t.role == "verb" and not t.prefix and prev not in _PREPOSITIONS:
            after = self._count_before(folds, i, left)
            if after is not None and i - after.hi > _NEAR:
                after = None
        if after is None:
            return []
        return [Casualty(t.kind, min(i, after.lo), max(i + 1, after.hi), after.value, after.who, rule)]

    def _both(self, folds: Sequence[str], i: int, t: _Trigger, hi: int) -> list[Casualty]:
        """قتل وأصيب سبعة, مقتل وإصابة 20; [] when the trigger has its count for itself."""
        k = i + 1
        if k < hi and folds[k] == "او":
            k += 1
        nxt = self._starts.get(folds[k]) if k < hi else None
        if nxt is None or nxt.kind == t.kind or nxt.role not in ("verb", "noun", "plural_verb"):
            return []
        if k == i + 1 and nxt.prefix != "و":
            return []
        count = self._count_after(folds, k + 1, hi, verb=nxt.role != "noun", mortal=True)
        if count is None or count.other:
            return []
        rule = "casualty.both"
        return [
            Casualty(t.kind, i, count.hi, None, count.who, rule),
            Casualty(nxt.kind, i, count.hi, None, count.who, rule),
        ]

    def _counted(self, folds: Sequence[str], i: int, t: _Trigger, left: int, hi: int) -> list[Casualty]:
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
            known = prev in self._sets["brings"] or (i + 1 < hi and nxt is not None) or i == 0 or folds[i - 1] in _BREAKS or t.prefix == "و"
            return [Casualty(t.kind, i, i + 1, 1, None, rule)] if known and folds[i][-1:] != "ه" else []
        if body or (t.role == "many" and folds[i].endswith("شهداء") and prev not in self._sets["brings"]):
            return []
        return [Casualty(t.kind, i, i + 1, None, None, rule)]

    def _total(self, folds: Sequence[str], i: int, t: _Trigger, left: int, hi: int) -> list[Casualty]:
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
        for k in range(i + 1, min(hi, i + _REACH)):
            if folds[k] in _BREAKS:
                break
            if folds[k] in self._total_verbs:
                for at in range(k + 1, min(hi, k + 5)):
                    number = self.numerals.at(folds, at, hi)
                    if number is not None:
                        return [Casualty(t.kind, i, number.hi, number.value, None, "casualty.total")]
        return []

    def _meets(self, folds: Sequence[str], i: int, t: _Trigger, left: int, hi: int) -> list[Casualty]:
        """لقي ستة من … مصرعهم; "أربعة عمال لقوا حتفهم"."""
        end = next((k for k in range(i + 1, min(hi, i + _REACH + 6)) if folds[k] in self._sets["meets_what"]), None)
        if end is None:
            return []
        count = self._count_after(folds, i + 1, end, verb=False, bare=True) or self._count_before(folds, i, left)
        if count is not None:
            return [Casualty("killed", min(i, count.lo), end + 1, count.value, count.who, "casualty.life")]
        value = 2 if folds[end].endswith("هما") else 1 if folds[end].endswith(("ه", "ها")) else None
        return [Casualty("killed", i, end + 1, value, None, "casualty.life")]

    def _claimed(self, folds: Sequence[str], i: int, hi: int) -> list[Casualty]:
        """أودى بحياة سبعة; its subject may stand between: "أودى القصف بحياة سبعة أطفال"."""
        verb = folds[i].lstrip("وف")
        for k in range(i + 1, min(hi, i + _SUBJECT)):
            if folds[k] in _BREAKS:
                break
            if (verb, folds[k]) in self._claims:
                count = self._count(folds, k + 1, hi)
                return [] if count is None else [Casualty("killed", i, count.hi, count.value, count.who, "casualty.life")]
        return []

    # -- counts of people --

    def _count_after(
        self, folds: Sequence[str], lo: int, hi: int, *, verb: bool, bare: bool = False, mortal: bool = False
    ) -> _Count | None:
        """The first count within reach after a trigger; after a verb, a later number beats an uncounted subject."""
        first: _Count | None = None
        k = lo
        while k < min(hi, lo + _REACH):
            token = folds[k]
            if token in _BREAKS or token in self._sets["among"] or token in self._sets["clause_breaks"]:
                break
            if token == "(" and k + 2 < hi and folds[k + 2] == ")":
                k += 1  # استشهاد (15) مصليا
                lo = lo + 1 if k == lo + 1 else lo
            elif token in "()":
                break
            count = self._count(folds, k, hi, bare=bare or k == lo, mortal=mortal and k == lo)
            if count is not None and not count.numeric:
                near = 1 if _is_definite(folds[count.lo]) else _NEAR
                if count.lo > lo + near or "،" in folds[lo:k]:
                    count = None
            if count is None:
                if first is not None and (token in self._sets["after_bare"] or token[:1] == "و" or not token.isalpha()):
                    break
                k += 1
                continue
            if first is None:
                first = count
                if count.numeric or not verb:
                    return count
            elif count.numeric and count.lo >= first.hi:
                return count
            k = max(count.hi, k + 1)
        return first

    def _count_before(self, folds: Sequence[str], end: int, left: int) -> _Count | None:
        """The last count before a verb, in the same stretch: "12 شخصا على الأقل قتلوا"."""
        best: _Count | None = None
        k = max(left, end - _REACH)
        for at in range(end - 1, k - 1, -1):
            if folds[at] in _BREAKS or folds[at] in self._sets["clause_breaks"]:
                k = at + 1
                break
        while k < end:
            count = self._count(folds, k, end, bare=False)
            if count is None or count.hi > end:
                k += 1
                continue
            if best is None or count.numeric or not best.numeric:
                best = count
            k = max(count.hi, k + 1)
        return best

    def _count(self, folds: Sequence[str], i: int, hi: int, *, bare: bool = True, mortal: bool = False) -> _Count | None:
        """People counted at token i, with those that "و" adds to them."""
        while i < hi and (folds[i] in self._sets["fillers"] or folds[i][:1] == "ل" and folds[i][1:] in self._sets["fillers"]):
            i += 1
        one = self._one_count(folds, i, hi, bare=bare, mortal=mortal)
        if one is None or one.value is None:
            return one
        while one.hi < hi:
            at = one.hi
            token = folds[at]
            if not token.startswith("و") and token.isalpha() and token not in self._sets["after_bare"] and at + 1 < hi:
                at += 1  # one adjective that is in no list: "سيدة حامل وفتاة"
                token = folds[at]
            if token in self._starts or not token.startswith("و"):
                break
            if token == "و":
                at += 1
            while at < hi and folds[at] in self._sets["fillers"]:
                at += 1
            more = self._one_count(folds, at, hi, bare=False)
            if more is None or more.value is None or more.who is None or self._is_trigger_noun(folds, more.hi, hi):
                break
            one.value = (one.value or 0) + more.value
            one.who = (one.who[0] if one.who else one.lo, more.who[1])
            one.hi, one.numeric = more.hi, True
        return one

    def _is_trigger_noun(self, folds: Sequence[str], at: int, hi: int) -> bool:
        t = self._starts.get(folds[at]) if at < hi else None
        return t is not None and t.role in ("one", "many", "dual", "verb")

    def _one_count(self, folds: Sequence[str], i: int, hi: int, *, bare: bool, mortal: bool = False) -> _Count | None:
        if i >= hi:
            return None
        token = folds[i]
        if token in self._others:
            value = {"one": 1, "dual": 2}.get(self._others[token])
            return _Count(i, i + 1, value, (i, i + 1), value is not None, True)
        if self.numerals.dual_value(token) is not None and self._starts.get(token) is None:
            return _Count(i, self._who_end(folds, i + 1, hi), 2, (i, self._who_end(folds, i + 1, hi)), True)
        if token in self._dual_idafa and i + 1 < hi and folds[i + 1].isalpha() and not _is_definite(folds[i + 1]):
            return _Count(i, i + 2, 2, (i, i + 2), True)
        number = self.numerals.at(folds, i, hi)
        if number is not None:
            return self._numbered(folds, i, hi, number.hi, number.value, bare=bare, mortal=mortal)
        if token in self._one_of and i + 1 < hi and folds[i + 1] not in self._sets["after_bare"]:
            end = self._who_end(folds, i + 2, hi)
            return _Count(i, end, 1, (i, end), False)
        person = self._people.get(token)
        if person is None or person[1] not in ("", "و", "ب", "ل"):
            return None
        end = self._who_end(folds, i + 1, hi)
        return _Count(i, end, 1 if person[0] == "one" else None, (i, end), False)

    def _numbered(self, folds: Sequence[str], lo: int, hi: int, k: int, value: int | None, *, bare: bool, mortal: bool) -> _Count | None:
        """A number and what it counts: only people, or nothing named; mortal: right after a word of killing."""
        if k < hi and folds[k] == ")":
            k += 1
            again = self.numerals.at(folds, k, hi)
            if again is not None and again.value == value:
                k = again.hi  # (15) خمسة عشر مصليا
        if k + 1 < hi and folds[k] == "علي" and folds[k + 1] == "الاقل":
            k += 2
        if k < hi and folds[k] in ("من", "منهم", "منهن"):
            end = self._who_end(folds, k, hi) if folds[k] == "من" else k + 1
            named = k + 1 < hi and (folds[k + 1] in self._people or folds[k + 1].endswith(("ها", "هم", "ه", "ين", "ي")))
            if bare or named:
                return _Count(lo, end, value, (k, end) if end > k else None, True)
            return None
        token = folds[k] if k < hi else ""
        if token in self._others:
            return _Count(lo, k + 1, value, (k, k + 1), value is not None, True)
        if token in self._starts and self._starts[token].role in ("one", "many", "dual", "body", "noun"):
            return None  # 12 قتيلا is read at قتيلا
        if token in self._people or (value is not None and token.isalpha() and self._looks_like_people(token, value)):
            end = self._who_end(folds, k + 1, hi)
            return _Count(lo, end, value, (k, end), True)
        if not bare:
            return None
        if mortal and token.isalpha() and token not in self._sets["not_people"] and not token.startswith(("و", "ال")):
            if token not in self._sets["after_bare"]:
                end = self._who_end(folds, k + 1, hi)  # only what lives can be killed: 38 سائحا
                return _Count(lo, end, value, (k, end), True)
        done = not token or not token[0].isalnum() or token[0] == "و" or token in self._sets["after_bare"]
        return _Count(lo, k, value, None, True) if done and token not in ("%", "/", "-") else None

    @staticmethod
    def _looks_like_people(token: str, value: int) -> bool:
        """A noun that is not in the lexicon, but has the ending of people: 5 حوثيين, 12 داعشيا."""
        if token.startswith(("و", "ال")):
            return False
        return token.endswith("يا") and len(token) > 4 if value % 100 > 10 else token.endswith(_SOUND_PLURAL) and len(token) > 4

    def _who_end(self, folds: Sequence[str], k: int, hi: int) -> int:
        """The end of the people noun phrase whose noun ends at k: its adjectives, "من …", "على الأقل" left out."""
        stop = min(hi, k + 4)
        definite = _is_definite(folds[k - 1])
        while k < stop:
            token = folds[k]
            if token == "من" and k + 1 < hi and folds[k + 1].isalpha():
                k += 2
                stop, definite = min(hi, k + 2), _is_definite(folds[k - 1])
                continue
            known = token in self._others or token in self._people
            if not (known or (len(token) > 3 and token.endswith(_ADJECTIVE_ENDS))) or _is_definite(token) != definite:
                break
            if not token.isalpha() or token.startswith(_NOT_ADJECTIVES) or token in self._starts:
                break
            if token in self._sets["after_bare"] or token in self._sets["fillers"] or token in self._sets["clause_breaks"]:
                break
            k += 1
        return k


def _is_definite(token: str) -> bool:
    return token.startswith(("ال", "وال", "بال", "لل"))


def find_casualties(doc: Doc, folds: Sequence[str], lo: int, hi: int, casualties: Casualties) -> list[Casualty]:
    """The counts of the dead and the wounded in tokens [lo, hi)."""
    return casualties.find(doc, folds, lo, hi)


def _once(found: list[Casualty]) -> list[Casualty]:
    """The same count told by two triggers ("حصيلة الجرحى إلى 45 جريحا") once."""
    out: list[Casualty] = []
    for c in found:
        if c.number is None or not any(c.kind == o.kind and c.number == o.number and c.lo < o.hi for o in out):
            out.append(c)
    return out

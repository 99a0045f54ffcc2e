"""People that are counted: "7 أشخاص", "ثلاثة جنود وامرأة", "سبعة من عناصر كذا", "شخصين آخرين", before or behind the word that kills."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rasid.reading.casualty_words import CasualtyWords
from rasid.reading.naming import NAMING
from rasid.text.numbers import Numerals

#: tokens between a trigger and its count
REACH: Final = 14
BREAKS: Final = frozenset(".؛;:!?؟…\n")
_ADJECTIVE_ENDS: Final = ("يين", "ين", "ون", "يا", "ي", "يه", "ات", "ان", "ا")
_NOT_ADJECTIVES: Final = ("و", "بال", "لل", "كال", "فال")
#: tokens between a trigger and people told without a number
NEAR: Final = 4
_SOUND_PLURAL: Final = ("يين", "يون", "ين", "ون")


@dataclass(slots=True)
class Count:
    """People counted at [lo, hi); value None when vague; `other`: told as آخر, besides the ones before."""

    lo: int
    hi: int
    value: int | None
    who: tuple[int, int] | None
    numeric: bool = False
    other: bool = False


class Counts:
    """Reads counts of people, near the words that a count can hang on."""

    def __init__(self, words: CasualtyWords, numerals: Numerals) -> None:
        self.words, self.numerals = words, numerals

    def after(self, folds: Sequence[str], lo: int, hi: int, *, verb: bool, bare: bool = False, mortal: bool = False) -> Count | None:
        """The first count within reach after a trigger; after a verb, a later number beats an uncounted subject."""
        first: Count | None = None
        k = lo
        while k < min(hi, lo + REACH):
            token = folds[k]
            if token in BREAKS or token in self.words.sets["among"] or token in self.words.sets["clause_breaks"]:
                break
            if token == "(" and k + 2 < hi and folds[k + 2] == ")":
                k += 1  # استشهاد (15) مصليا
                lo = lo + 1 if k == lo + 1 else lo
            elif token in "()":
                break
            count = self.at(folds, k, hi, bare=bare or k == lo, mortal=mortal and k == lo)
            if count is not None and not count.numeric:
                if first is not None and verb and count.value == 1 and self._struck(folds, count.lo):
                    return count  # "اغتال مسلحون ضابطا"
                near = 1 if _is_definite(folds[count.lo]) else NEAR
                if count.lo > lo + near or "،" in folds[lo:k]:
                    count = None
            if count is None:
                if first is not None and (token in self.words.sets["after_bare"] or token[:1] == "و" or not token.isalpha()):
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

    def _struck(self, folds: Sequence[str], k: int) -> bool:
        """One person in the case of an object, behind a subject that is told without a number."""
        one = self.words.people.get(folds[k])
        bare = self.words.people.get(folds[k][:-1])
        return one is not None and one[1] == "" and folds[k].endswith("ا") and bare is not None and bare[0] == "one"

    def before(self, folds: Sequence[str], end: int, left: int) -> Count | None:
        """The last count before a verb, in the same stretch: "12 شخصا على الأقل قتلوا"."""
        best: Count | None = None
        k = max(left, end - REACH)
        for at in range(end - 1, k - 1, -1):
            if folds[at] in BREAKS or folds[at] in self.words.sets["clause_breaks"]:
                k = at + 1
                break
        while k < end:
            count = self.at(folds, k, end, bare=False)
            if count is None or count.hi > end:
                k += 1
                continue
            if best is None or count.numeric or not best.numeric:
                best = count
            k = max(count.hi, k + 1)
        return best

    def at(self, folds: Sequence[str], i: int, hi: int, *, bare: bool = True, mortal: bool = False) -> Count | None:
        """People counted at token i, with those that "و" adds to them."""
        while i < hi and (folds[i] in self.words.sets["fillers"] or folds[i][:1] == "ل" and folds[i][1:] in self.words.sets["fillers"]):
            i += 1
        one = self._one_count(folds, i, hi, bare=bare, mortal=mortal)
        if one is None or one.value is None:
            return one
        while one.hi < hi:
            at = one.hi
            token = folds[at]
            if not token.startswith("و") and token.isalpha() and token not in self.words.sets["after_bare"] and at + 1 < hi:
                at += 1  # one adjective that is in no list: "سيدة حامل وفتاة"
                token = folds[at]
            if token in self.words.starts or not token.startswith("و"):
                break
            if token == "و":
                at += 1
            while at < hi and folds[at] in self.words.sets["fillers"]:
                at += 1
            more = self._one_count(folds, at, hi, bare=at + 1 < hi and folds[at + 1] == "من" and folds[one.hi - 2 : one.hi - 1] == ["من"])
            if more is None or more.value is None or more.who is None or self._is_trigger_noun(folds, more.hi, hi):
                break
            one.value = (one.value or 0) + more.value
            one.who = (one.who[0] if one.who else one.lo, more.who[1])
            one.hi, one.numeric = more.hi, True
        return one

    def _is_trigger_noun(self, folds: Sequence[str], at: int, hi: int) -> bool:
        t = self.words.starts.get(folds[at]) if at < hi else None
        return t is not None and t.role in ("one", "many", "dual", "verb")

    def _one_count(self, folds: Sequence[str], i: int, hi: int, *, bare: bool, mortal: bool = False) -> Count | None:
        if i >= hi:
            return None
        token = folds[i]
        if token in self.words.others:
            value = {"one": 1, "dual": 2}.get(self.words.others[token])
            return Count(i, i + 1, value, (i, i + 1), value is not None, True)
        if self.numerals.dual_value(token) is not None and self.words.starts.get(token) is None:
            return Count(i, self._who_end(folds, i + 1, hi), 2, (i, self._who_end(folds, i + 1, hi)), True)
        if token in self.words.dual_idafa and i + 1 < hi and folds[i + 1].isalpha() and not _is_definite(folds[i + 1]):
            return Count(i, i + 2, 2, (i, i + 2), True)
        number = self.numerals.at(folds, i, hi)
        if number is not None:
            return self._numbered(folds, i, hi, number.hi, number.value, bare=bare, mortal=mortal)
        if token in self.words.one_of and i + 1 < hi and folds[i + 1] not in self.words.sets["after_bare"]:
            end = self._who_end(folds, i + 2, hi)
            return Count(i, end, 1, (i, end), False)
        person = self.words.people.get(token)
        if person is None or person[1] not in ("", "و", "ب", "ل"):
            return None
        if person[0] == "one" and i and _is_definite(token) and _is_definite(folds[i - 1]) and token.endswith("يه"):
            return None  # "الدفاع النيجيرية": an adjective
        end = self._who_end(folds, i + 1, hi)
        if person[0] == "many" and NAMING.pair.intersection(folds[i + 1 : min(end + 1, hi)]):
            return Count(i, end, 2, (i, end), True)  # "إصابة مستوطنين اثنين"
        return Count(i, end, 1 if person[0] == "one" else None, (i, end), False)

    def _numbered(self, folds: Sequence[str], lo: int, hi: int, k: int, value: int | None, *, bare: bool, mortal: bool) -> Count | None:
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
            named = k + 1 < hi and (folds[k + 1] in self.words.people or folds[k + 1].endswith(("ها", "هم", "ه", "ين", "ي")))
            if bare or folds[k] != "من" and mortal or named and not _is_definite(folds[lo]):
                return Count(lo, end, value, (k, end) if end > k else None, True)
            return None
        token = folds[k] if k < hi else ""
        if token in self.words.others:
            return Count(lo, k + 1, value, (k, k + 1), value is not None, True)
        if token in self.words.starts and self.words.starts[token].role in ("one", "many", "dual", "body", "noun"):
            return None  # 12 قتيلا is read at قتيلا
        if token in self.words.people or (value is not None and token.isalpha() and self._looks_like_people(token, value)):
            end = self._who_end(folds, k + 1, hi)
            return Count(lo, end, value, (k, end), True)
        if not bare:
            return None
        if mortal and token.isalpha() and token not in self.words.sets["not_people"] and not token.startswith(("و", "ال")):
            if token not in self.words.sets["after_bare"]:
                end = self._who_end(folds, k + 1, hi)  # only what lives can be killed: 38 سائحا
                return Count(lo, end, value, (k, end), True)
        done = not token or not token[0].isalnum() or token[0] == "و" or token in self.words.sets["after_bare"]
        return Count(lo, k, value, None, True) if done and token not in ("%", "/", "-") else None

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
            known = token in self.words.others or token in self.words.people
            if self._struck(folds, k) and not folds[k - 1].endswith("ا"):
                break  # "اغتال مسلحون مجهولون ضابطا": another one, whom they killed
            if not (known or (len(token) > 3 and token.endswith(_ADJECTIVE_ENDS))) or _is_definite(token) != definite:
                break
            if not token.isalpha() or token.startswith(_NOT_ADJECTIVES) or token in self.words.starts:
                break
            if token in self.words.sets["after_bare"] or token in self.words.sets["fillers"] or token in self.words.sets["clause_breaks"]:
                break
            k += 1
        return k


def _is_definite(token: str) -> bool:
    return token.startswith(("ال", "وال", "بال", "لل"))

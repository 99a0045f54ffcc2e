"""Numbers in running Arabic: digits, number words of all genders and cases, mixed forms ("3 آلاف و200"), vague
quantities ("عشرات"), ordinals ("الثالث والعشرين") and the dual ("جنديان").

All work on folded tokens (`rasid.text.fold`). The words stand in `lexicons/numbers.yaml`; `Numerals` takes it parsed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from rasid.text.fold import fold_word

Bound = Literal["exact", "at_least", "about", "at_most"]
#: prefixes that a number or time word can carry, longest first not needed: forms are generated, not cut
PREFIXES: Final = ("و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل")
MAX_DIGITS: Final = 12  # longer runs are telephone numbers and identifiers
_REACH_AFTER: Final = 4  # tokens after a number in which "على الأقل" still belongs to it


@dataclass(slots=True)
class NumberMention:
    """A number at tokens [lo, hi); value is None when the text leaves it vague."""

    lo: int
    hi: int
    value: int | None
    bound: Bound = "exact"
    vague: bool = False


def with_prefixes(word: str, prefixes: Iterable[str] = PREFIXES) -> list[tuple[str, str]]:
    """(form, prefix) for a folded word and its prefixed spellings; ل before ال gives لل."""
    out = [(word, "")]
    for p in prefixes:
        if p.endswith("ل") and word.startswith("ال"):
            out.append((p + "ل" + word[2:], p))
        else:
            out.append((p + word, p))
    return out


def digits_value(token: str) -> float | None:
    """The value of a numeric token: "1,200" and "1.200" are 1200, "1.5" is 1.5; None if it is no number."""
    if not token or not "0" <= token[0] <= "9" or len(token) > MAX_DIGITS:
        return None
    plain = token.replace(",", "")
    if plain.count(".") == 1:
        whole, rest = plain.split(".")
        if whole.isdecimal() and rest.isdecimal() and len(rest) == 3 and len(whole) <= 3 and whole != "0":
            return float(whole + rest)
        return float(plain) if whole.isdecimal() and rest.isdecimal() else None
    return float(plain) if plain.isdecimal() and plain.isascii() else None


_Word = tuple[str, int, str]  # role, value, prefix


class Numerals:
    """The number words of `lexicons/numbers.yaml`, ready for reading. Immutable after construction; safe to share."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._words: dict[str, _Word] = {}
        self._teen_units: dict[str, int] = {}
        self._ordinals: dict[str, int] = {}
        self._ordinal_units: dict[str, int] = {}
        self._ordinal_tens: dict[str, int] = {}
        self._plural_scales = {fold_word(w) for w in data["plural_scales"]}
        self._teen = {fold_word(w) for w in data["teen"]}
        self._vague_after = {p + fold_word(w) for w in data["vague_after"] for p in ("", "ال")}
        self._before = _phrases(data["bounds"])
        self._after = _phrases(data["bounds_after"])
        self._last_of_before = {p[-1] for p, _ in self._before}
        self._fill_words(data)
        self._fill_ordinals(data)
        self._duals = _duals(data)
        self.starts = frozenset(self._words) | frozenset(self._teen_units)

    # -- tables -------------------------------------------------------------------------------------------------

    def _fill_words(self, data: Mapping[str, Any]) -> None:
        for role, key in (("unit", "units"), ("ten", "tens"), ("hundred", "hundreds"), ("fused", "fused_teens")):
            for value, forms in data[key].items():
                for form in forms:
                    self._add(fold_word(form), role, int(value))
        for scale, forms in data["scales"].items():
            for form in forms["forms"]:
                self._add(fold_word(form), "scale", int(scale))
            for form in forms["dual"]:
                self._add(fold_word(form), "dual", int(scale) * 2)
        for form in data["half"]:
            self._add(fold_word(form), "half", 0, definite=False)
        for form in data["vague"]:
            self._add(fold_word(form), "vague", 0)
        for form in data["vague_of"]:
            self._add(fold_word(form), "vague_of", 0, definite=False)
        for value, forms in data["teen_units"].items():
            for form in forms:
                for spelt, _ in with_prefixes(fold_word(form)):
                    self._teen_units[spelt] = int(value)
                for spelt, _ in with_prefixes("ال" + fold_word(form)):
                    self._teen_units[spelt] = int(value)

    def _add(self, word: str, role: str, value: int, *, definite: bool = True) -> None:
        for base in (word, "ال" + word) if definite else (word,):
            for form, prefix in with_prefixes(base):
                if len(base) <= 2 and prefix not in ("", "و", "ب"):
                    continue  # لست "I am not", فست …
                self._words.setdefault(form, (role, value, prefix))

    def _fill_ordinals(self, data: Mapping[str, Any]) -> None:
        def spell(form: str) -> list[str]:
            word = fold_word(form)
            return [f for f, _ in with_prefixes(word)] + [word[2:]]

        for table, key in (
            (self._ordinals, "ordinals"),
            (self._ordinal_units, "ordinals"),
            (self._ordinal_units, "ordinal_teen_units"),
            (self._ordinal_tens, "ordinal_tens"),
        ):
            for value, forms in data[key].items():
                for form in forms:
                    for spelt in spell(form):
                        table[spelt] = int(value)

    # -- reading ------------------------------------------------------------------------------------------------

    def at(self, folds: Sequence[str], i: int, hi: int) -> NumberMention | None:
        """The number that begins at token i, as long as it goes, or None."""
        if i >= hi:
            return None
        token = folds[i]
        word = self._words.get(token)
        if word is not None and word[0] in ("vague", "vague_of"):
            return self._vague(folds, i, hi, word[0])
        if word is not None and word[0] == "half":
            return self._half(folds, i, hi)
        if word is not None and word[0] == "scale" and self._bare(token) in self._plural_scales:
            return NumberMention(i, i + 1, None, vague=True)
        found = self._number(folds, i, hi)
        return None if found is None else NumberMention(i, found[0], found[1])

    def before(self, folds: Sequence[str], end: int, lo: int, reach: int = 7) -> NumberMention | None:
        """The longest number that ends right before token `end`, not beginning before `lo`."""
        best = None
        for i in range(end - 1, max(lo, end - reach) - 1, -1):
            token = folds[i]
            if token not in self.starts and not "0" <= token[:1] <= "9":
                if token not in ("و", "من"):  # "3 آلاف و 200", "عدد من"
                    break
                continue
            found = self.at(folds, i, end)
            if found is not None and found.hi == end:
                best = found
        return best

    def find(self, folds: Sequence[str], lo: int, hi: int) -> list[NumberMention]:
        """All numbers of tokens [lo, hi), with their bounds."""
        starts = self.starts
        out: list[NumberMention] = []
        done = lo
        for i in range(lo, hi):
            token = folds[i]
            if i < done or (token not in starts and not "0" <= token[:1] <= "9"):
                continue
            mention = self.at(folds, i, hi)
            if mention is not None:
                mention.bound = self._bound(folds, mention, lo, hi)
                out.append(mention)
                done = mention.hi
        return out

    def is_vague_adjective(self, token: str) -> bool:
        """Whether the word after a plural says "a few" (الأيام القليلة)."""
        return token in self._vague_after

    def dual_value(self, token: str) -> int | None:
        """2 for the dual of a noun for people, with any prefix ("وقتيلان", "لجنديين"), else None."""
        return 2 if token in self._duals else None

    def ordinal_at(self, folds: Sequence[str], i: int, hi: int) -> tuple[int, int] | None:
        """(end, value) of an ordinal at token i: الأول, الحادي عشر, الثالث والعشرين, العشرين."""
        if i >= hi:
            return None
        token = folds[i]
        unit = self._ordinal_units.get(token)
        nxt = folds[i + 1] if i + 1 < hi else ""
        if unit is not None:
            if nxt in self._teen:
                return i + 2, unit + 10
            if nxt[:1] == "و" and nxt[1:] in self._ordinal_tens:
                return i + 2, unit + self._ordinal_tens[nxt[1:]]
            if token in self._ordinals:
                return i + 1, unit
            return None
        ten = self._ordinal_tens.get(token)
        return None if ten is None else (i + 1, ten)

    # -- parts --------------------------------------------------------------------------------------------------

    @staticmethod
    def _bare(token: str) -> str:
        while len(token) > 3 and token[0] in "وفبلك":
            token = token[1:]
        return token[2:] if token.startswith("ال") and len(token) > 5 else token

    def _vague(self, folds: Sequence[str], i: int, hi: int, role: str) -> NumberMention | None:
        if role == "vague_of":
            ok = i + 1 < hi and folds[i + 1] == "من"
            return NumberMention(i, i + 2, None, vague=True) if ok else None
        end = i + 1
        while end < hi and (w := self._words.get(folds[end])) and w[0] in ("scale", "vague") and not w[2]:
            end += 1
        return NumberMention(i, end, None, vague=True)

    def _half(self, folds: Sequence[str], i: int, hi: int) -> NumberMention | None:
        word = self._words.get(folds[i + 1]) if i + 1 < hi else None
        if word is None or word[0] != "scale" or word[2]:
            return None
        return NumberMention(i, i + 2, word[1] // 2)

    def _number(self, folds: Sequence[str], i: int, hi: int) -> tuple[int, int] | None:
        total, ceiling = 0.0, float("inf")
        at, first = i, True
        end = i
        while at < hi:
            segment = self._segment(folds, at, hi, first)
            if segment is None:
                break
            stop, value, scale = segment
            if scale >= ceiling or (not first and value * 1.0 >= ceiling):
                break
            total += value
            end, first, ceiling = stop, False, float(scale)
            if scale < 1000 or not (stop < hi and folds[stop][:1] == "و"):
                break
            at = stop
            word = self._words.get(folds[stop])
            if word is not None and word[0] == "half" and word[2] == "و":
                total += scale / 2
                end = stop + 2 if stop + 1 < hi and self._is_scale(folds[stop + 1], scale) else stop + 1
                break
        if end == i or total != int(total):
            return None
        return end, int(total)

    def _is_scale(self, token: str, scale: int) -> bool:
        word = self._words.get(token)
        return word is not None and word[0] == "scale" and word[1] == scale

    def _segment(self, folds: Sequence[str], i: int, hi: int, first: bool) -> tuple[int, float, int] | None:
        """(end, value, scale) of "ثلاثة آلاف", "ألف", "125"; after the first one, it must carry و."""
        if not first and folds[i] == "و":
            i += 1
            if i >= hi or digits_value(folds[i]) is None:
                return None
        elif not first and not folds[i].startswith("و"):
            return None
        small = self._below_thousand(folds, i, hi, first)
        if small is None:
            word = self._words.get(folds[i])
            if word is None or word[0] not in ("scale", "dual") or (not first and word[2] != "و"):
                return None
            if word[0] == "dual":
                return i + 1, word[1], word[1] // 2
            return i + 1, word[1], word[1]
        end, value = small
        scale = 1
        while end < hi and (w := self._words.get(folds[end])) and w[0] == "scale" and not w[2]:
            if scale > 1 and folds[end].startswith("ال") and not folds[end - 1].startswith("ال"):
                break
            scale *= w[1]
            end += 1
        if value != int(value) and scale == 1:
            return None
        return end, value * scale, scale

    def _below_thousand(self, folds: Sequence[str], i: int, hi: int, first: bool) -> tuple[int, float] | None:
        token = folds[i]
        number = digits_value(token)
        if number is not None:
            return i + 1, number
        nxt = folds[i + 1] if i + 1 < hi else ""
        teen = self._teen_units.get(token)
        if teen is not None and nxt in self._teen and not (nxt == "عشره" and token.endswith("ه")):
            return i + 2, teen + 10
        word = self._words.get(token)
        if word is None or (not first and word[2] != "و"):
            return None
        role, value, _ = word
        follow = self._words.get(nxt)
        if role == "unit" and follow is not None:
            if follow[0] == "ten" and follow[2] == "و":
                return i + 2, value + follow[1]
            if follow[0] == "hundred" and not follow[2] and follow[1] == 100 and 3 <= value <= 9:
                return self._and_rest(folds, i + 2, hi, value * 100)
        if role in ("unit", "ten", "fused"):
            return i + 1, value
        return self._and_rest(folds, i + 1, hi, value) if role == "hundred" else None

    def _and_rest(self, folds: Sequence[str], i: int, hi: int, hundreds: int) -> tuple[int, float]:
        if i < hi and folds[i][:1] == "و" and len(folds[i]) > 1:
            rest = self._below_thousand(folds, i, hi, False)
            if rest is not None and rest[1] < 100:
                return rest[0], hundreds + rest[1]
        return i, hundreds

    def _bound(self, folds: Sequence[str], m: NumberMention, lo: int, hi: int) -> Bound:
        prev = folds[m.lo - 1] if m.lo > lo else ""
        if prev in self._last_of_before:
            for phrase, bound in self._before:
                at = m.lo - len(phrase)
                if at >= lo and prev == phrase[-1] and _matches(folds, at, phrase):
                    return bound
        for at in range(m.hi, min(hi, m.hi + _REACH_AFTER)):
            for phrase, bound in self._after:
                if folds[at] == phrase[0] and at + len(phrase) <= hi and _matches(folds, at, phrase):
                    return bound
            if "0" <= folds[at][:1] <= "9" or folds[at] in self.starts:
                break
        return "exact"


def _matches(folds: Sequence[str], at: int, phrase: Sequence[str]) -> bool:
    """Whether the phrase stands at `at`; its first word may carry a one-letter prefix."""
    first = folds[at]
    if first != phrase[0] and not (first[:1] in "وفبلك" and first[1:] == phrase[0]):
        return False
    return all(folds[at + k] == w for k, w in enumerate(phrase) if k)


def _phrases(table: Mapping[Bound, Any]) -> list[tuple[tuple[str, ...], Bound]]:
    """Folded phrases with their bound, the longest first ("لا يزيد عن" before "يزيد عن")."""
    out = [(tuple(fold_word(w) for w in phrase), bound) for bound, phrases in table.items() for phrase in phrases]
    return sorted(out, key=lambda p: -len(p[0]))


def _duals(data: Mapping[str, Any]) -> frozenset[str]:
    people = data["people"]
    never = {fold_word(w) for w in data["never_dual"]}
    forms: set[str] = set()
    for key, stem_end, endings in (
        ("broken", "", ("ان", "ين")),
        ("sound", "", ("ان",)),
        ("feminine", "ت", ("ان", "ين")),
    ):
        for noun in people[key]:
            stem = fold_word(noun) + stem_end
            for ending in endings:
                if stem + ending in never:
                    continue
                for base in (stem + ending, "ال" + stem + ending):
                    forms.update(form for form, _ in with_prefixes(base))
    return frozenset(forms)

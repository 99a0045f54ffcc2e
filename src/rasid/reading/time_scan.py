"""The state of reading times in one sentence: tokens, publication day, anchor, and what both readers of times share.

`Scan` looks at tokens around a position and resolves days and months against publication; it knows no grammar.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rasid.reading.calendar_words import (
    Date,
    Start,
    TimeMention,
    TimeNote,
    TimeWords,
    add_days,
    as_day,
    make_day,
    starts_with,
)
from rasid.text.numbers import NumberMention, Numerals
from rasid.text.tokens import Doc

_SEPARATORS: Final = frozenset("/-–—ـ")
_NOT_FUTURE: Final = (
    "سيطر",
    "سيار",
    "سياس",
    "سيد",
    "سين",
    "ستين",
    "سته",
    "سيول",
    "سيل",
    "ستار",
    "ستر",
    "سيف",
    "سيره",
    "سنه",
    "سنو",
)
#: days: a date without a year that is so near ahead is announced, not remembered: the press gives old dates their year
NEAR_FUTURE: Final = 31
_NOTHING: Final[frozenset[str]] = frozenset()


class Scan:
    """One sentence [lo, hi) of a report, being read for times. `done`: tokens before it are taken."""

    __slots__ = ("anchor", "done", "folds", "hi", "lo", "notes", "numerals", "out", "pub", "raw", "words")

    def __init__(
        self, words: TimeWords, numerals: Numerals, doc: Doc, folds: Sequence[str], lo: int, hi: int,
        pub: Date | None, anchor: str, notes: list[TimeNote],
    ) -> None:  # fmt: skip
        self.words, self.numerals = words, numerals
        self.raw, self.folds, self.lo, self.hi = doc.raw, folds, lo, hi
        self.pub, self.anchor, self.notes = pub, anchor, notes
        self.out: list[TimeMention] = []
        self.done = lo

    # -- looking ------------------------------------------------------------------------------------------------

    def tok(self, i: int) -> str:
        """The folded token at i, "" outside the sentence."""
        return self.folds[i] if self.lo <= i < self.hi else ""

    def free(self, i: int) -> str:
        """The folded token at i, "" outside the sentence or where an earlier mention stands."""
        return self.folds[i] if self.done <= i < self.hi else ""

    def start(self, i: int) -> Start | None:
        """What can begin at token i."""
        return self.words.starts.get(self.folds[i]) if self.lo <= i < self.hi else None

    def start_tag(self, i: int) -> str:
        """The tag of what can begin at token i, "" for nothing."""
        w = self.start(i)
        return w.tag if w is not None else ""

    def start_word(self, i: int) -> str:
        """The unit or base word of what can begin at token i, "" for nothing."""
        w = self.start(i)
        return w.word if w is not None else ""

    def out_touches(self, i: int) -> bool:
        """Whether the last mention ends right before token i."""
        return bool(self.out) and self.out[-1].hi == i

    def is_in(self, i: int, name: str) -> bool:
        """Whether token i belongs to the word set `name`."""
        return self.tok(i) in self.words.sets.get(name, _NOTHING)

    def modifier(self, i: int) -> str:
        """past, next, now or "" for token i (الماضي, المقبل, الجاري)."""
        return self.words.modifiers.get(self.tok(i), "")

    def separator(self, i: int) -> bool:
        """Whether token i is a dash or a slash."""
        return self.tok(i) in _SEPARATORS

    def note(self, code: str, detail: str, lo: int, hi: int) -> None:
        """Keep a note on tokens [lo, hi)."""
        self.notes.append(TimeNote(code, detail, lo, hi))

    def digits(self, i: int, low: int, high: int) -> int | None:
        """The whole number of token i when it is written in figures and within [low, high]."""
        token = self.tok(i)
        if not token or len(token) > 4 or not (token.isdecimal() and token.isascii()):
            return None
        value = int(token)
        return value if low <= value <= high else None

    def number_before(self, end: int) -> NumberMention | None:
        """The number that ends right before token `end`, not reaching into earlier mentions."""
        return self.numerals.before(self.folds, end, self.done)

    def ordinal_before(self, end: int) -> tuple[int, int] | None:
        """(lo, value) of the ordinal that ends right before token `end`."""
        for back in (2, 1):
            lo = end - back
            if lo >= self.done:
                found = self.numerals.ordinal_at(self.folds, lo, end)
                if found is not None and found[0] == end:
                    return lo, found[1]
        return None

    def year_at(self, i: int) -> tuple[int, int] | None:
        """(end, year) of a year in figures at token i, its م taken in."""
        year = self.digits(i, 1900, 2099)
        if year is None:
            return None
        return (i + 2 if self.is_in(i + 1, "common_era") else i + 1), year

    def future_before(self, i: int, reach: int = 12) -> bool:
        """Whether one of the `reach` words before token i speaks of what is to come (سيبدأ, المقرر)."""
        for k in range(max(self.lo, i - reach), i):
            token = self.folds[k]
            if token in self.words.sets["future"]:
                return True
            bare = token[1:] if token[:1] in "وف" else token
            if len(bare) > 4 and bare[:2] in ("سي", "ست", "سن") and not bare.startswith(_NOT_FUTURE):
                return True
        return False

    # -- resolving ----------------------------------------------------------------------------------------------

    def anchor_day(self) -> Date | None:
        """The day that "the same day" means: of the last mention in this sentence, or of the sentence before."""
        for m in reversed(self.out):
            day = as_day(m.edtf)
            if day is not None:
                return day
        return as_day(self.anchor)

    def anchor_edtf(self) -> str:
        """The last resolved time before this point: of this sentence, else of the sentence before."""
        for m in reversed(self.out):
            if m.edtf:
                return m.edtf
        return self.anchor

    def relative(self, days: int) -> str:
        """EDTF of the publication day + days; "" without one."""
        return add_days(self.pub, days)

    def weekday(self, wanted: int, how: str) -> str:
        """EDTF of a weekday; how: "" (last on or before publication), past (strictly before), next, before_last."""
        if self.pub is None:
            return ""
        back = (self.pub.weekday() - wanted) % 7
        if how == "next":
            return self.relative((wanted - self.pub.weekday()) % 7 or 7)
        if how == "past":
            back = back or 7
        elif how == "before_last":
            back = (back or 7) + 7
        return self.relative(-back)

    def month_year(self, month: int, how: str, at: int) -> int | None:
        """The year of a month named without one, or None without a publication day."""
        if self.pub is None:
            return None
        here = self.pub
        if how == "now":
            if month != here.month:
                self.note("month_not_current", f"month {month} called the current one", at, at + 1)
            return here.year
        if how == "next":
            return here.year if month > here.month else here.year + 1
        if how == "past":
            return here.year if month < here.month else here.year - 1
        if month > here.month:
            ahead = month - here.month
            coming = (ahead <= 6 and self.is_in(at - 1, "until")) or (ahead <= 3 and self.future_before(at))
            return here.year if coming else here.year - 1
        return here.year

    def day_of_year(self, month: int, day: int, how: str, at: int) -> Date | None:
        """The day of a month named without its year."""
        if self.pub is None:
            return None
        here = self.pub
        this = make_day(here.year, month, day)
        if how == "now":
            if month != here.month:
                self.note("month_not_current", f"month {month} called the current one", at, at + 1)
            return this
        if this is None:  # 29 February
            return next((d for y in range(here.year - 1, here.year - 5, -1) if (d := make_day(y, month, day))), None)
        if how == "next":
            return this if this > here else make_day(here.year + 1, month, day)
        if how == "past":
            return this if this < here else make_day(here.year - 1, month, day)
        if this <= here:
            return this
        ahead = (this - here).days
        if ahead <= NEAR_FUTURE or (ahead <= 180 and self.is_in(at - 1, "until")) or (ahead <= 100 and self.future_before(at)):
            return this
        return make_day(here.year - 1, month, day)

    def week(self, offset: int) -> str:
        """EDTF interval of the week (Monday to Sunday) `offset` weeks from publication's."""
        if self.pub is None:
            return ""
        first = -self.pub.weekday() + 7 * offset
        a, b = self.relative(first), self.relative(first + 6)
        return f"{a}/{b}" if a and b else ""

    def has_phrase(self, i: int, name: str) -> int:
        """The length of the phrase of the pair list `name` that stands at token i, 0 if none does."""
        for phrase in self.words.pairs[name]:
            if starts_with(self.folds, i, self.hi, phrase):
                return len(phrase)
        return 0

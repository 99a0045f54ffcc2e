"""Times of a report as EDTF: weekdays, dates in every naming of the months, months, years, spans, since, until.

`Calendar.find` reads one sentence. One look-up a token (`TimeWords.starts`) decides whether anything can begin there;
the words before it (a day number, مطلع, منذ) are looked at only then. Rule ids are those of lexicons/time.yaml.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from rasid.reading.calendar_words import (
    Date,
    Start,
    TimeMention,
    TimeNote,
    add_days,
    as_day,
    first_of,
    last_of,
    load_time_words,
    since,
    span,
    until,
)
from rasid.reading.time_days import (
    read_alone,
    read_begun,
    read_day_word,
    read_night,
    read_that,
    read_then,
    read_until_now,
    read_weekday,
    read_whole_night,
)
from rasid.reading.time_months import (
    read_decade,
    read_dotted,
    read_feast,
    read_hijri,
    read_hijri_year,
    read_month,
    read_of_it,
    read_year,
)
from rasid.reading.time_scan import Scan
from rasid.reading.time_spans import read_nth, read_unit
from rasid.text.numbers import Numerals
from rasid.text.tokens import Doc

__all__ = ["Calendar", "TimeMention", "TimeNote"]


class Calendar:
    """Reads times. Holds the tables of lexicons/time.yaml; no state between calls, so it can be shared."""

    def __init__(self, lexicon_data: Mapping[str, Any], numerals: Numerals) -> None:
        self.words = load_time_words(lexicon_data)
        self.numerals = numerals
        self._starts = self.words.starts

    def begins(self, fold: str) -> bool:
        """Whether a time may begin with a token."""
        return fold in self._starts or (len(fold) > 7 and fold[0] <= "9" and fold.count(".") == 2)

    def find(
        self,
        doc: Doc,
        folds: Sequence[str],
        lo: int,
        hi: int,
        published: Date | None,
        anchor: str = "",
        notes: list[TimeNote] | None = None,
        hits: Sequence[int] | None = None,
    ) -> list[TimeMention]:
        """The times of tokens [lo, hi), in order, not overlapping.

        published: the day that relative words count from; None leaves them "" with a note no_publication_day.
        anchor: EDTF of the sentence before, for "the same day" and its like. notes: takes what is odd, if given.
        hits: the tokens at which a time may begin, where they are known already.
        """
        starts = self._starts
        if hits is None:
            hits = [i for i in range(lo, hi) if self.begins(folds[i])]
        if not hits:
            return []
        s = Scan(self.words, self.numerals, doc, folds, lo, hi, published, anchor, notes if notes is not None else [])
        for i in hits:
            if i < s.done:
                continue
            mention = _read(s, i, starts.get(folds[i]) or _DOTTED)
            if mention is not None:
                mention = _wrap(s, mention)
                mention.lo = max(mention.lo, s.done)  # "أمس الأول أمس": a look back may reach into the mention before
                begun = _since_event(s, mention)
                if begun is not None:
                    s.out.append(begun)
                s.out.append(mention)
                s.done = max(mention.hi, i + 1)
        out = _settle(s)
        for m in out:
            if m.edtf and not all(len(point) in _POINTS for point in m.edtf.split("/")):
                m.edtf = ""  # beyond the years that a date can have
        return out


def _read(s: Scan, i: int, w: Start) -> TimeMention | None:
    """The time whose core stands at token i, without what governs it."""
    if s.is_in(i - 1, "until") and (n := s.has_phrase(i, "until_now")):
        return read_until_now(s, i, n)
    reader = _READERS.get(w.tag)  # "now" has none: only حتى makes it a time
    return reader(s, i, w) if reader is not None else None


_READERS: Final[dict[str, Callable[[Scan, int, Start], TimeMention | None]]] = {
    "weekday": read_weekday,
    "day": read_day_word,
    "night": read_night,
    "whole_night": read_whole_night,
    "begun": read_begun,
    "month": read_month,
    "hijri": read_hijri,
    "hijri_year": read_hijri_year,
    "unit": read_unit,
    "nth": read_nth,
    "year": read_year,
    "decade": read_decade,
    "then": read_then,
    "that": read_that,
    "alone": read_alone,
    "feast": read_feast,
    "of_it": read_of_it,
    "dotted": read_dotted,
}
#: lengths of "..", a year, a month and a day
_POINTS: Final = frozenset((2, 4, 7, 10))
_DOTTED: Final = Start("dotted")
_FIXED: Final = frozenset({"since", "until", "duration"})


def _wrap(s: Scan, m: TimeMention) -> TimeMention:
    """Take in what stands before the time: its part of the day, منذ, حتى, اعتبارا من."""
    if m.rule in ("time.now", "time.nth_day", "time.part_alone") or m.kind in _FIXED:
        return m
    k = m.lo - 1
    while k >= s.done and (s.is_in(k, "parts") or s.is_in(k, "day_heads") or s.tok(k) == "ال"):
        if s.is_in(k, "part_words") and m.kind == "day":
            m.kind = "part"
        if s.is_in(k, "before") and not s.is_in(k + 1, "part_words"):
            break
        k -= 1
    m.lo = k + 1
    if s.is_in(k, "since") and k >= s.done:
        if m.rule == "time.year" and m.kind == "month" and m.edtf.endswith("-12"):
            m.edtf = m.edtf[:4]  # "منذ أواخر 2012": not since its last month
        m.lo, m.edtf, m.kind, m.rule = k, since(m.edtf), "since", "time.since"
        return m
    if s.is_in(k, "until") and k >= s.done and not s.out_touches(k):
        today = m.rule == "time.day_word" and m.kind == "day" and m.edtf == s.relative(0)
        if today and m.hi == m.lo + 1:
            return TimeMention(k, m.hi, m.edtf, "time.now", "until")  # حتى اليوم
        m.lo, m.edtf, m.kind, m.rule = k, until(m.edtf), "until", "time.until"
        return m
    if k - 1 >= s.done and s.has_phrase(k - 1, "since_pairs"):
        m.lo, m.edtf, m.kind, m.rule = k - 1, since(m.edtf), "since", "time.since"
        return m
    return m


def _since_event(s: Scan, m: TimeMention) -> TimeMention | None:
    """منذ بدء الهجوم في 4 نيسان: besides the day of the beginning, a since at the token منذ."""
    if m.kind not in ("day", "part", "month", "year") or not m.edtf or m.rule == "time.part_alone":
        return None
    for k in range(m.lo - 1, max(s.done, m.lo - 9) - 1, -1):
        token = s.folds[k]
        if not token or not token[0].isalpha():
            return None
        if s.is_in(k, "since"):
            return TimeMention(k, k + 1, since(m.edtf), "time.since", "since", False)
    return None


def _settle(s: Scan) -> list[TimeMention]:
    """Ranges of two times, and parts of the day that stand beside a named day."""
    out: list[TimeMention] = []
    for m in s.out:
        if m.kind in ("since", "duration") and _measures(s, m):
            m.edtf = ""
        prev = out[-1] if out else None
        joined = _range(s, prev, m) if prev is not None else None
        if joined is not None:
            out[-1] = joined
        else:
            out.append(m)
    if any(m.rule != "time.part_alone" and m.edtf for m in out):
        return [m for m in out if m.rule != "time.part_alone"]
    return out


def _measures(s: Scan, m: TimeMention) -> bool:
    """ "أعنف غارة منذ شهر", "للمرة الثالثة خلال أسبوع": the time measures the event, which has a day of its own."""
    for k in range(m.lo - 1, max(s.lo, m.lo - 8) - 1, -1):
        token = s.tok(k)
        if not token[:1].isalnum() or token == "في" or any(x.lo <= k < x.hi for x in s.out if x is not m):
            return False
        if s.is_in(k, "superlatives") or s.is_in(k, "times"):
            return True
    return False


def _two_days(s: Scan, a: TimeMention, b: TimeMention, gap: list[str]) -> str:
    """ "مساء أمس الأول وفجر أمس", "ليل الأربعاء وطوال نهار الخميس": the interval of two days that follow each other."""
    if not {a.kind, b.kind} <= {"day", "part"} or "/" in a.edtf + b.edtf:
        return ""
    led = len(gap) == 1 and gap[0][:1] == "و" and (s.is_in(b.lo - 1, "during") or s.is_in(b.lo - 1, "beside"))
    joined = led or gap == ["و"] or (not gap and s.tok(b.lo)[:1] == "و")
    first, last = sorted((a.edtf, b.edtf))
    return span(first, last) if joined and last == add_days(as_day(first), 1) else ""


def _range(s: Scan, a: TimeMention, b: TimeMention) -> TimeMention | None:
    """One interval of two times: من الأحد إلى الثلاثاء, بين 5 أيار و8 آب, منذ 2013 وحتى 2016."""
    if b.rule == "time.now" and a.kind == "since" and b.lo - a.hi <= 1:
        return TimeMention(a.lo, b.hi, a.edtf, a.rule, "since", a.certain)
    gap = [s.tok(k) for k in range(a.hi, b.lo) if s.tok(k) not in (",", "،")]
    if not a.edtf or not b.edtf or len(gap) > 2:
        return None
    before = s.tok(a.lo - 1)
    sets = s.words.sets
    if both := _two_days(s, a, b, gap):
        return TimeMention(a.lo, b.hi, both, "time.range", "interval", a.certain and b.certain)
    closed = b.kind == "until" and len(gap) == 0
    fillers = ("ولغايه", "وحتي", "والي", "يوم", "نهايه", "عام")
    linked = bool(gap) and all(g in sets["to"] or g in fillers for g in gap)
    alike = a.rule == b.rule and a.kind == b.kind and len(a.edtf) == len(b.edtf)
    dashed = alike and len(gap) == 1 and gap[0] in "-–—"
    between = before in sets["between"] and (gap == ["و"] or (not gap and s.tok(b.lo)[:1] == "و"))
    opened = before in sets["from"] or before in sets["between"] or a.kind == "since"
    if not ((closed and opened) or (linked and opened) or between or (dashed and a.kind in ("month", "year"))):
        return None
    first, last = first_of(a.edtf), last_of(b.edtf)
    if first and last and first > last and len(first) == len(last):
        day = as_day(first)
        if a.rule == "time.weekday" and day is not None:
            first = add_days(day, -7)
        elif len(first) > 4:
            first = f"{int(first[:4]) - 1:04d}{first[4:]}"
    edtf = span(first, last)
    if not edtf or first > last[: len(first)]:
        return None
    return TimeMention(a.lo, b.hi, edtf, "time.range", "interval", a.certain and b.certain)

"""Dates, months, years and feasts: every naming of the months, figures, the hijri calendar, decades.

Each `read_…` gets the token where its core stands and looks left and right of it; see `rasid.reading.dates`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from rasid.reading.calendar_words import (
    FIRST_YEAR,
    LAST_YEAR,
    Date,
    Start,
    TimeMention,
    add_days,
    first_of,
    hijri_day,
    hijri_extent,
    hijri_year_of,
    make_day,
    span,
)
from rasid.reading.time_scan import Scan
from rasid.reading.time_spans import day_before, year_phase


def date_after(s: Scan, j: int) -> TimeMention | None:
    """A date in the same breath: "29 حزيران", "(3 آب)", "، 14 مايو", "2-10-2024", "الموافق 5 أيار", "11/12"."""
    k = j
    while s.tok(k) in ("(", "،", ",", "الموافق", "في", "يوم", "-", "–", "الواقع", "المصادف") and k < j + 3:
        k += 1
    if s.tok(k) == "ال":
        k += 1
    if s.digits(k, 1, 31) is None and s.year_at(k) is None:
        found = s.numerals.ordinal_at(s.folds, k, s.hi)
        if found is None or s.tok(found[0]) != "من" or k - j > 1:
            return None
        core = found[0] + 1
    else:
        core = k
    short = _day_slash_month(s, k)
    for at in range(core, min(core + 7, s.hi)):
        w = s.start(at)
        if w is not None and w.tag in ("month", "year", "hijri", "hijri_year"):
            saved, s.done = s.done, k
            mention = _DATE_READERS[w.tag](s, at, w)
            s.done = saved
            if mention is None or mention.lo != k or len(first_of(mention.edtf)) not in (0, 10):
                break
            if s.tok(mention.hi) == ")":
                mention.hi += 1
            return mention
        if w is not None:
            break
    return short


def _day_slash_month(s: Scan, k: int) -> TimeMention | None:
    day, month = s.digits(k, 1, 31), s.digits(k + 2, 1, 12)
    if day is None or month is None or s.tok(k + 1) != "/" or s.tok(k + 3) == "/":
        return None
    found = s.day_of_year(month, day, "", k)
    return TimeMention(k, k + 3, found.isoformat() if found else "", "time.date")


def _month_name(s: Scan, i: int, w: Start, tails: dict[str, dict[str, int]]) -> tuple[int, int] | None:
    """(end, month) of the month whose name begins at token i; "كانون" needs its الأول or الثاني."""
    tail = tails.get(w.word)
    if tail is not None and (number := tail.get(s.tok(i + 1))) is not None:
        return i + 2, number
    return (i + 1, w.value) if w.value else None


def _second_naming(s: Scan, j: int, month: int) -> tuple[int, bool]:
    """(end, whether found) of the other name after "/", "-", "(" or nothing."""
    k = j
    bracket = s.tok(k) == "("
    if bracket or s.separator(k):
        k += 1
    w = s.start(k)
    if w is None or w.tag != "month" or w.prefix:
        return j, False
    named = _month_name(s, k, w, s.words.month_tails)
    if named is None:
        return j, False
    end, number = named
    if number != month:
        if s.tok(j) in ("/", "("):
            s.note("month_mismatch", f"two names of one month say {month} and {number}", j, end)
            return (end + 1 if bracket and s.tok(end) == ")" else end), True
        return j, False
    if bracket and s.tok(end) == ")":
        end += 1
    return end, True


def _year_after(s: Scan, j: int) -> tuple[int, int | None, str]:
    """(end, year, modifier) after a month: "2024", "عام 2024", "من العام الماضي", "الماضي", "/2024"."""
    k = j
    if s.tok(k) in ("من", "،", "/", "-", "–", ",", "سنه", "لسنه"):
        k += 1
    while s.is_in(k, "year_heads") or (s.tok(k) in ("هذا", "من") and s.start_word(k + 1) == "year"):
        k += 1
    year = s.year_at(k)
    if year is not None and not (k == j + 1 and s.tok(j) in ("،", ",") and s.tok(year[0]) not in ("", ".", "،", ",", ")")):
        return year[0], year[1], ""
    how = s.modifier(k)
    if how and k > j and s.start_word(k - 1) == "year":
        if s.pub is None:
            return k + 1, None, how
        return k + 1, s.pub.year + {"past": -1, "now": 0, "next": 1}[how], ""
    if k > j and s.tok(k - 1) == "العام" and s.tok(k - 2) == "هذا" and s.pub is not None:
        return k, s.pub.year, ""
    if s.is_in(j, "of_it") and len(first_of(s.anchor_edtf())) >= 4:
        return j + 1, int(first_of(s.anchor_edtf())[:4]), ""
    if s.is_in(k, "same") and k > j and len(first_of(s.anchor_edtf())) >= 4:
        return k + 1, int(first_of(s.anchor_edtf())[:4]), ""
    if s.modifier(j):
        return j + 1, None, s.modifier(j)
    return j, None, ""


def _days_before(s: Scan, a: int) -> tuple[int, int | None, int | None]:
    """(lo, first day, second day) before a month: "8", "8 من", "السادس من", "27 و28", "من 5 إلى 8", "5-8"."""
    found = day_before(s, a, need_from=False)
    if s.free(a - 1) in ("/", "-") and found is None and s.digits(a - 2, 1, 31) is not None and a - 2 >= s.done:
        found = (a - 2, s.digits(a - 2, 1, 31) or 0)
    if found is None or (s.tok(found[0] - 1) in ("الساعه", "لواء", "الفرقه")):
        return a, None, None
    lo, day = found
    k = lo - 1
    if s.free(k) in ("و", "-", "–", "الي", "حتي", "وحتي") or (s.free(k) == "ال" and s.free(k - 1) == "و"):
        k = k - 1 if s.free(k) == "ال" else k
        one = s.digits(k - 1, 1, 31) if k - 1 >= s.done else None
        linked = s.tok(k) != "و" or s.is_in(k - 2, "between") or s.is_in(k - 2, "day_heads") or one == day - 1
        if one is not None and one < day and linked:
            lo = k - 1
            if s.free(lo - 1) == "ال":
                lo -= 1
            return lo, one, day
    return lo, day, None


def read_month(s: Scan, i: int, w: Start) -> TimeMention | None:
    named = _month_name(s, i, w, s.words.month_tails)
    if named is None:
        return None
    j, month = named
    j, supported = _second_naming(s, j, month)
    a = i
    if s.is_in(a - 1, "month_heads") and a - 1 >= s.done:
        a, supported = a - 1, True
    lo, day, last_day = _days_before(s, a) if w.prefix == "" or a < i else (a, None, None)
    j, year, how = _year_after(s, j)
    phase = s.words.phases.get(s.free(lo - 1), "") if day is None else ""
    if s.is_in(lo - 1, "name_heads") or (s.is_in(lo - 1, "name_heads_soft") and year is None):
        return None
    if not (supported or day or year or how or phase) and w.prefix != "ب" and s.folds[i] in s.words.support:
        madda = w.word in s.words.madda
        if not any(s.is_in(lo - 1, n) for n in ("in", "since", "until", "between", "during", "to", "lasting")):
            return None
        if madda and "آ" not in s.raw[i]:
            return None
    elif w.word in s.words.madda and "آ" not in s.raw[i] and not (supported or day or year):
        return None
    if day is not None and s.tok(lo - 1).endswith("اليوم") and lo - 1 >= s.done:
        lo -= 1
    return _dated(s, lo, j, month, (day, last_day), year, how, phase)


def _dated(
    s: Scan, lo: int, hi: int, month: int, days: tuple[int | None, int | None], year: int | None, how: str, phase: str
) -> TimeMention:
    """The mention of a month or of its day(s)."""
    if phase:
        lo -= 1
    if year is None and s.pub is None:
        s.note("year_missing", "no year and no day of publication", lo, hi)
        return TimeMention(lo, hi, "", "time.date" if days[0] else "time.month", "day" if days[0] else "month", False)
    if days[0] is None:
        known = year if year is not None else s.month_year(month, how, lo)
        return TimeMention(lo, hi, f"{known:04d}-{month:02d}", "time.month", "month")
    last = days[1] or days[0]
    end = make_day(year, month, last) if year is not None else s.day_of_year(month, last, how, lo)
    if end is None:
        s.note("no_such_day", f"day {last} of month {month}", lo, hi)
        return TimeMention(lo, hi, "", "time.date", "day", False)
    if days[1] is None:
        return TimeMention(lo, hi, end.isoformat(), "time.date", "day")
    begin = make_day(end.year, month, days[0])
    return TimeMention(lo, hi, span(begin.isoformat() if begin else "", end.isoformat()), "time.range", "interval")


def read_year(s: Scan, i: int, w: Start) -> TimeMention | None:
    figures = _figures(s, i, w.value)
    if figures is not None:
        return figures
    year, lo, j = w.value, i, i + 1
    prev = i - 1
    headed = s.is_in(prev, "year_heads") and prev >= s.done
    if headed:
        lo = prev
    if s.is_in(j, "hijri_era"):
        return None
    if s.is_in(j, "common_era"):
        j, headed = j + 1, True
    season = s.is_in(lo - 1, "season_words")
    phase = s.words.phases.get(s.free(lo - 1), "")
    if s.separator(j) and (other := s.digits(j + 1, year + 1, year + 30)) and (headed or s.tok(prev) in ("في", "(", "بين")):
        return TimeMention(lo, j + 2, f"{year}/{other}", "time.range", "interval")
    if s.tok(lo - 1) in ("من", "ومن") and s.tok(j) in ("الي", "حتي") and (end := s.digits(j + 1, year + 1, year + 60)):
        return TimeMention(lo, j + 2, f"{year}/{end}", "time.range", "interval")  # "من 2013 إلى 2016"
    if not (headed or season or phase or _year_by_preposition(s, i, year)):
        return None
    if phase:
        edtf, kind = year_phase(str(year), phase)
        return TimeMention(lo - 1, j, edtf, "time.year", kind)
    return TimeMention(lo - 1 if season else lo, j, str(year), "time.year", "year")


def _year_by_preposition(s: Scan, i: int, year: int) -> bool:
    """في 2013, منذ 2011, حتى 2016, بين 2011 و2013, (2014): no counted noun may follow, no round number."""
    prev = s.tok(i - 1)
    nxt = s.tok(i + 1)
    if prev == "(" and nxt == ")":
        return True
    if prev == "و" and s.out and s.out[-1].kind in ("year", "since", "interval") and s.out[-1].hi >= i - 1:
        return True
    sets = s.words.sets
    temporal = prev in sets["since"] or prev in sets["until"] or s.is_in(i - 1, "between")
    if not (temporal or prev in ("في", "وفي", "خلال", "بحلول", "لعام", "صيف", "الي") or s.is_in(i - 1, "during")):
        return False
    if year % 100 == 0 or not 1940 <= year <= 2060:
        return False
    if temporal or not nxt or not nxt[0].isalpha():
        return True
    return s.raw[i + 1][-1:] not in ("ا", "ً", "اً") and nxt[-1:] != "ه"  # في 2013 قرية counts villages


def _figures(s: Scan, i: int, year: int) -> TimeMention | None:
    """2024-12-11, 2024/12/11, 11/12/2024, 11-12-2024, 12/2024."""
    if s.separator(i + 1) and s.separator(i + 3):
        month, day = s.digits(i + 2, 1, 12), s.digits(i + 4, 1, 31)
        if month is not None and day is not None and (found := make_day(year, month, day)):
            return TimeMention(i, i + 5, found.isoformat(), "time.numeric", "day")
    if s.separator(i - 1) and s.separator(i - 3) and i - 4 >= s.done:
        one, two = s.digits(i - 4, 1, 31), s.digits(i - 2, 1, 31)
        if one is not None and two is not None:
            day, month = (one, two) if two <= 12 else (two, one)
            found = make_day(year, month, day) if month <= 12 else None
            if found is None:
                s.note("no_such_day", f"{one}/{two}/{year}", i - 4, i + 1)
                return None
            end = i + 2 if s.is_in(i + 1, "common_era") else i + 1
            return TimeMention(i - 4, end, found.isoformat(), "time.numeric", "day")
    if s.tok(i - 1) == "/" and (month := s.digits(i - 2, 1, 12)) is not None and i - 2 >= s.done and s.tok(i - 3) != "/":
        return TimeMention(i - 2, i + 1, f"{year}-{month:02d}", "time.numeric", "month")
    return None


def read_dotted(s: Scan, i: int, w: Start) -> TimeMention | None:
    """11.12.2024 is one token."""
    parts = s.folds[i].split(".")
    if not all(p.isdecimal() and p.isascii() and len(p) <= 4 for p in parts):
        return None
    one, two, year = (int(p) for p in parts)
    found = make_day(year, two, one) if FIRST_YEAR <= year <= LAST_YEAR else None
    return TimeMention(i, i + 1, found.isoformat(), "time.numeric", "day") if found is not None else None


def read_decade(s: Scan, i: int, w: Start) -> TimeMention | None:
    if s.tok(i + 1) == "من" and s.tok(i + 2).startswith(("عمر", "العمر")):
        return None  # in his twenties
    if not w.word.startswith("ال") and not (s.tok(i + 1) in ("القرن",) or s.is_in(i - 1, "in")):
        return None
    j = i + 1
    if s.tok(j) == "القرن":
        j += 2 if s.modifier(j + 1) else 1
    return TimeMention(i, j, f"{w.value}/{w.value + 9}", "time.decade", "interval", False)


def _hijri_year_at(s: Scan, k: int) -> tuple[int, int] | None:
    while s.is_in(k, "year_heads") or s.tok(k) in ("من", "سنه"):
        k += 1
    year = s.digits(k, 1343, 1500)
    if year is None:
        return None
    return (k + 2 if s.is_in(k + 1, "hijri_era") else k + 1), year


def read_hijri(s: Scan, i: int, w: Start) -> TimeMention | None:
    named = _month_name(s, i, w, s.words.hijri_tails)
    if named is None:
        return None
    j, month = named
    a = i - 1 if s.is_in(i - 1, "month_heads") and i - 1 >= s.done else i
    lo, day, _ = _days_before(s, a)
    if s.tok(a - 1) in ("/", "-"):
        return None  # 2/صفر: a score
    year = _hijri_year_at(s, j)
    if s.is_in(lo - 1, "name_heads"):
        return None
    how = s.modifier(j) if year is None else ""
    if year is None and a == i and day is None and not (how or (w.word == "رمضان" and s.tok(i - 1) in ("في", "خلال", "منذ"))):
        return None
    if year is not None:
        j, known = year
    elif s.pub is None:
        s.note("no_publication_day", "a hijri month without its year", lo, j)
        return TimeMention(lo, j, "", "time.hijri", "interval", False)
    else:
        known = _hijri_year_near(s.pub, month, day or 1, how)
        j += 1 if how else 0
    if s.tok(j) in ("(", "،", "الموافق", "="):
        both = date_after(s, j + 1 if s.tok(j) == "=" else j)
        if both is not None and day is not None and both.edtf:
            both.lo = lo
            return both  # the Gregorian date that stands beside it
    if day is None:
        return TimeMention(lo, j, hijri_extent(known, month), "time.hijri", "interval")
    found = hijri_day(known, month, day)
    return TimeMention(lo, j, found.isoformat() if found else "", "time.hijri", "day", False)


def _hijri_year_near(pub: Date, month: int, day: int, how: str) -> int:
    """The hijri year of the last such day on or before publication (of the next one for المقبل)."""
    year = hijri_year_of(pub)
    found = hijri_day(year, month, day) if year else None
    if found is None:
        return year
    if how == "next":
        return year if found > pub else year + 1
    return year if found <= pub or how == "now" else year - 1


def read_hijri_year(s: Scan, i: int, w: Start) -> TimeMention | None:
    headed = s.is_in(i - 1, "year_heads")
    if not s.is_in(i + 1, "hijri_era"):
        return None
    if s.separator(i - 1) and s.separator(i - 3) and i - 4 >= s.done:
        day, month = s.digits(i - 4, 1, 30), s.digits(i - 2, 1, 12)
        if day is not None and month is not None and (found := hijri_day(w.value, month, day)):
            return TimeMention(i - 4, i + 2, found.isoformat(), "time.hijri", "day", False)
    lo = i - 1 if headed else i
    if s.words.phases.get(s.free(lo - 1), ""):
        lo -= 1
    return TimeMention(lo, i + 2, hijri_extent(w.value, None), "time.hijri", "interval")


def feast_near(s: Scan, k: int) -> tuple[int, str] | None:
    """(end, name) of "عيد الفطر" or "للعيد" at token k or one after."""
    for at in (k, k + 1):
        w = s.start(at)
        if w is not None and w.tag == "feast":
            name = s.tok(at + 1)
            return (at + 2, name) if name in s.words.feasts else (at + 1, "")
    return None


def read_feast(s: Scan, i: int, w: Start) -> TimeMention | None:
    named = feast_near(s, i)
    if named is None or (not named[1] and not w.word.startswith("ال")):
        return None
    lo, number = i, 1
    if s.is_in(i - 1, "day_heads"):
        lo = i - 1
        ordinal = s.ordinal_before(lo)
        if s.tok(lo - 1) in ("اول", "واول"):
            lo -= 1
        elif ordinal is not None:
            lo, number = ordinal
    elif not named[1] and s.tok(i - 1) not in ("في", "خلال", "منذ", "صباح", "ليله"):
        return None
    return feast_day(s, lo, named[1], named[0], number)


def feast_day(s: Scan, lo: int, name: str, hi: int, number: int) -> TimeMention | None:
    if s.pub is None or not 1 <= number <= 5:
        return None
    best = None
    for key, (month, day) in s.words.feasts.items():
        if name in ("", key):
            found = hijri_day(_hijri_year_near(s.pub, month, day, ""), month, day)
            if found is not None and (best is None or found > best):
                best = found
    return None if best is None else TimeMention(lo, hi, add_days(best, number - 1), "time.feast", "day", False)


def read_of_it(s: Scan, i: int, w: Start) -> TimeMention | None:
    """في الـ17 منه: that day of the month told of last."""
    day = s.digits(i - 1, 1, 31) if i - 1 >= s.done else None
    lo = i - 1
    if day is None:
        ordinal = s.ordinal_before(i)
        if ordinal is None or s.tok(ordinal[0] - 1) not in ("في", "وفي", "من", "حتي", "الي"):
            return None
        lo, day = ordinal
    elif s.tok(lo - 1) == "ال":
        lo -= 1
    elif s.tok(lo - 1) not in ("في", "وفي", "حتي", "الي", "و"):
        return None
    head = first_of(s.anchor_edtf())
    found = make_day(int(head[:4]), int(head[5:7]), day) if len(head) >= 7 else None
    return TimeMention(lo, i + 1, found.isoformat(), "time.date", "day") if found is not None else None


_DATE_READERS: Final[dict[str, Callable[[Scan, int, Start], TimeMention | None]]] = {
    "month": read_month,
    "year": read_year,
    "hijri": read_hijri,
    "hijri_year": read_hijri_year,
}

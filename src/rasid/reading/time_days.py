"""Days told by name or from the day of the news: weekdays, today and yesterday, nights, until now, the day after.

Each `read_…` gets the token where its core stands and looks left and right of it; see `rasid.reading.dates`.
"""

from __future__ import annotations

from typing import Final

from rasid.reading.calendar_words import Start, TimeMention, add_days, as_day, first_of, last_of, since, span
from rasid.reading.time_months import date_after, feast_day, feast_near
from rasid.reading.time_scan import Scan

_QUOTES: Final = frozenset('"«»“”')


def read_until_now(s: Scan, i: int, n: int) -> TimeMention | None:
    end = i + n
    if s.folds[i] in ("لحظه", "ساعه"):
        if not s.is_in(end, "until_now_verbs"):
            return None
        end += 1
        if s.tok(end) in ("هذا", "هذه"):
            end += 1
        if s.tok(end) in ("الخبر", "التقرير", "الماده", "النشره", "البيان"):
            end += 1
    elif s.folds[i] == "الساعه" and (s.tok(end).startswith("ال") or s.digits(end, 0, 24) is not None):
        return None  # حتى الساعة الثامنة
    if s.pub is None:
        s.note("no_publication_day", "until now", i - 1, end)
    return TimeMention(i - 1, end, s.relative(0), "time.now", "until")


def read_weekday(s: Scan, i: int, w: Start) -> TimeMention | None:
    if s.is_in(i - 1, "name_heads") or s.tok(i - 1) in ("كلا", "هذين", "هولاء"):
        return None
    if s.tok(i - 1) == "بين" and s.start_tag(i + 1) != "weekday" and s.tok(i + 1) != "و":
        return None  # بين الاثنين: between the two
    pair = _night_pair(s, i, w)
    if pair is not None:
        return pair
    j, how = i + 1, ""
    if s.tok(j) in ("قبل", "ما") and "past" in (s.modifier(j + 1), s.modifier(j + 2)):
        how, j = "before_last", (j + 2 if s.modifier(j + 1) else j + 3)
    elif s.modifier(j):
        how, j = s.modifier(j), j + 1
    dated = date_after(s, j)
    if dated is not None:
        return _checked(s, i, dated, w.value)
    if not how and s.future_before(i, 5):
        how = "next"
    edtf = s.weekday(w.value, "" if how == "now" else how)
    if s.tok(j) == "من" and s.start_word(j + 1) == "week" and s.modifier(j + 2) == "past":
        edtf, j = _in_last_week(s, w.value), j + 3
    if not edtf:
        s.note("no_publication_day", "a weekday without a date", i, j)
    return TimeMention(i, j, edtf, "time.weekday", "day", bool(edtf))


def _in_last_week(s: Scan, wanted: int) -> str:
    week = as_day(s.week(-1))
    return "" if week is None else add_days(week, (wanted - week.weekday()) % 7)


def _night_pair(s: Scan, i: int, w: Start) -> TimeMention | None:
    """ليل الاثنين الثلاثاء, ليل الأحد - الاثنين, ليلة السبت على الأحد; also يومي الجمعة والسبت."""
    k = i - 1
    while s.free(k) in ("يوم", "يومي") or s.is_in(k, "day_heads"):
        k -= 1
    j = i + 1
    joined = s.tok(j) in ("علي", "الي") or s.separator(j)
    if joined or s.tok(j) == "و":
        j += 1
    nxt = s.start(j)
    if nxt is None or nxt.tag != "weekday" or nxt.value != (w.value + 1) % 7:
        return None
    first = s.weekday(w.value, "")
    coordinated = nxt.prefix == "و"
    night = s.is_in(k, "night_heads")
    if not (night or joined or coordinated or s.is_in(i - 1, "part_words")) or nxt.prefix not in ("", "و"):
        return None
    end, how = j + 1, s.modifier(j + 1)
    if how in ("past", "next"):
        end += 1
    second = s.weekday(nxt.value, how)
    if how == "next":
        first = s.weekday(w.value, "next")
    day = as_day(second)
    if day is not None and as_day(first) is not None:
        first = add_days(day, -1)
    if night and s.tok(k - 1) == "منتصف" and s.is_in(k - 2, "after"):
        return TimeMention(i, end, last_of(second), "time.night_pair", "part")  # after midnight: the second day
    if s.is_in(k, "part_words") and not night:
        return TimeMention(i, end, first, "time.night_pair", "part")  # مساء السبت - الأحد
    if not first and s.pub is None:
        s.note("no_publication_day", "a weekday without a date", i, end)
    return TimeMention(i, end, span(first, second), "time.night_pair", "interval")


def _checked(s: Scan, lo: int, dated: TimeMention, weekday: int) -> TimeMention:
    """A date with its weekday; a contradiction is noted, and the date stands."""
    dated.lo = lo
    day = as_day(dated.edtf)
    if day is not None and "/" not in dated.edtf and day.weekday() != weekday:
        s.note("weekday_mismatch", f"{dated.edtf} is not the weekday it is called", lo, dated.hi)
        dated.certain = False
    return dated


def read_day_word(s: Scan, i: int, w: Start) -> TimeMention | None:
    offset, lo, j = w.value, i, i + 1
    if offset == 0:
        special = _not_today(s, i, w)
        if special is not False:
            return special if isinstance(special, TimeMention) else None
    if w.word in s.words.sets["needs_head"]:
        if s.is_in(i - 1, "after"):
            offset, lo = 2, i - 1
        elif not (s.is_in(i - 1, "part_words") or s.is_in(i - 1, "day_heads")):
            return None
    if offset == -1:
        if s.tok(j) in ("الاول", "الاولي"):  # "أمس الأول", "البارحة الأولى"
            offset, j = -2, j + 1
        elif s.free(i - 1) in ("اول", "واول") or (s.free(i - 1) == "من" and s.free(i - 2) in ("اول", "واول")):
            offset, lo = -2, (i - 2 if s.tok(i - 1) == "من" else i - 1)
    return _with_weekday(s, lo, j, offset)


def _with_weekday(s: Scan, lo: int, j: int, offset: int) -> TimeMention:
    """اليوم الخميس, أمس (الأربعاء), اليوم الأربعاء 2-10-2024: a weekday that contradicts is noted and believed."""
    edtf = s.relative(offset)
    kind_rule = "time.day_word"
    if s.pub is None:
        s.note("no_publication_day", "told from the day of publication", lo, j)
    k = j + 1 if s.tok(j) in ("(", "،") or s.tok(j) in _QUOTES else j
    if s.tok(k) in ("يوم", "الموافق"):
        k += 1
    w = s.start(k)
    if w is not None and w.tag == "weekday" and w.prefix == "":
        j = k + 2 if s.tok(k + 1) == ")" or (k > j and s.tok(k + 1) in _QUOTES) else k + 1
        day = as_day(edtf)
        certain = True
        if day is not None and day.weekday() != w.value:
            s.note("weekday_mismatch", f"{edtf} is not the weekday it is called", lo, j)
            near = s.weekday(w.value, "next" if offset > 0 else "")
            edtf, certain = near or edtf, False
        dated = date_after(s, j)
        if dated is not None and dated.edtf:
            return _checked(s, lo, dated, w.value)
        return TimeMention(lo, j, edtf, kind_rule, "day", certain)
    dated = date_after(s, j)
    if dated is not None and dated.edtf and s.tok(j) not in ("،", "في", ",", "يوم"):
        dated.lo = lo
        return dated
    return TimeMention(lo, j, edtf, kind_rule, "day", bool(edtf))


def _not_today(s: Scan, i: int, w: Start) -> TimeMention | bool | None:
    """What اليوم is when it is not today: an anchored day, nothing, or False (it is today)."""
    nxt, prev = s.tok(i + 1), s.tok(i - 1)
    sets = s.words.sets
    if nxt in sets["same"] or prev in sets["same_before"]:
        return _anchored(s, i, i + 2 if nxt in sets["same"] else i + 1, 0)
    if prev in sets["demonstrative_far"]:
        if s.is_in(i - 2, "since") or nxt not in sets["not_today_after"]:
            return _anchored(s, i, i + 1, 0)
        return None
    if prev in sets["demonstrative_near"]:
        return False
    if nxt in sets["following"]:
        if s.tok(i + 2)[:1] == "ل" and s.start(i + 2) is None:  # "في اليوم التالي لسقوط المدينة": the fall was the day before
            return TimeMention(i, i + 2, "", "time.anchored", "relative", False, ("day", -1))
        return _anchored(s, i, i + 2, 1)
    if nxt in sets["preceding"]:
        return _anchored(s, i, i + 2, -1)
    if s.modifier(i + 1) == "past":
        return TimeMention(i, i + 2, s.relative(-1), "time.day_word")
    ordinal = s.numerals.ordinal_at(s.folds, i + 1, s.hi)
    if ordinal is not None and s.start_tag(i + 1) != "weekday":
        return _ordinal_day(s, i, ordinal)
    if prev in _QUOTES and nxt in _QUOTES:
        return None  # the newspaper
    if nxt == "ال" or nxt in sets["not_today_after"] or prev in sets["outlets_before_today"]:
        return None
    if s.is_in(i - 2, "outlet_cues") and not s.is_in(i - 1, "part_words"):
        return None
    if prev in sets["not_today_before"] and s.start_tag(i + 1) != "weekday":
        return None
    return False


def _ordinal_day(s: Scan, i: int, ordinal: tuple[int, int]) -> TimeMention | None:
    """في اليوم الثاني: the day after the one told of, unless it counts the days of something (من، ل)."""
    end, number = ordinal
    if s.tok(end) == "علي" and s.is_in(end + 1, "consecutive"):
        edtf = since(s.relative(1 - number))
        return TimeMention(i, end + 2, edtf, "time.nth_day", "since")
    feast = feast_near(s, end)
    if feast is not None:
        return feast_day(s, i, feast[1], feast[0], number)
    if s.tok(end)[:1] in ("م", "ل") or number != 2 or not s.is_in(i - 1, "in"):
        return None
    return _anchored(s, i, end, 1)


def _anchored(s: Scan, lo: int, hi: int, days: int) -> TimeMention:
    base = s.anchor_day()
    edtf = add_days(base, days)
    return TimeMention(lo, hi, edtf, "time.anchored", "relative", bool(edtf))


def read_night(s: Scan, i: int, w: Start) -> TimeMention | None:
    """الليلة الماضية is the night before the news, its midnight the day of the news."""
    how = s.modifier(i + 1)
    if how == "past":
        middle = s.tok(i - 1).endswith("منتصف")
        return TimeMention(i, i + 2, s.relative(0 if middle else -1), "time.day_word", "part", s.pub is not None)
    if s.tok(i + 1) == "قبل" and s.modifier(i + 2) == "past":
        return TimeMention(i, i + 3, s.relative(-2), "time.day_word", "part", s.pub is not None)
    if s.is_in(i + 1, "same"):
        return _anchored(s, i, i + 2, 0)
    if s.tok(i - 1) == "هذه":
        return TimeMention(i - 1, i + 1, s.relative(0), "time.day_word", "part", s.pub is not None)
    return None


def read_alone(s: Scan, i: int, w: Start) -> TimeMention | None:
    """فجرا, with no day named: the day of the news, kept only where the sentence names no other time."""
    if s.start(i + 1) is not None or s.tok(i + 1) in ("يوم", "اول", "بعد"):
        return None
    near = range(i - 3, i)
    if any(s.is_in(k, "clock") or s.digits(k, 0, 60) is not None for k in near) or s.is_in(i - 1, "day_heads"):
        return None
    if w.word == "ليلا":
        return TimeMention(i, i + 1, _night(s), "time.part_alone", "interval", False)
    edtf = s.anchor if as_day(s.anchor) is not None and "/" not in s.anchor else s.relative(0)
    return TimeMention(i, i + 1, edtf, "time.part_alone", "part", False)


def _night(s: Scan) -> str:
    """The night of yesterday where that was told before, else the one before the news, which has two days."""
    if s.anchor and s.anchor == s.relative(-1):
        return s.anchor
    return span(s.relative(-1), s.relative(0))


def read_whole_night(s: Scan, i: int, w: Start) -> TimeMention | None:
    """خلال الليل, طوال الليل."""
    if not s.is_in(i - 1, "during") or s.start(i + 1) is not None:
        return None
    return TimeMention(i - 1, i + 1, _night(s), "time.part_alone", "interval", False)


def read_begun(s: Scan, i: int, w: Start) -> TimeMention | None:
    """منذ الصباح, منذ ساعات الفجر الأولى."""
    lo = i - 2 if s.is_in(i - 1, "parts") else i - 1
    if not s.is_in(lo, "since") or s.start(i + 1) is not None:
        return None
    return TimeMention(lo, i + 1, since(s.relative(0)), "time.since", "since", False)


def read_then(s: Scan, i: int, w: Start) -> TimeMention | None:
    edtf = s.anchor_edtf()
    return TimeMention(i, i + 1, edtf, "time.anchored", "relative", False)


def read_that(s: Scan, i: int, w: Start) -> TimeMention | None:
    """منذ ذلك الحين, في ذلك الوقت, حتى ذلك التاريخ."""
    if not (s.is_in(i - 1, "demonstrative_far") or (s.is_in(i + 1, "same") and s.tok(i - 1) != "في")):
        return None
    return TimeMention(i - 1, i + 1, first_of(s.anchor_edtf()), "time.anchored", "relative", False)

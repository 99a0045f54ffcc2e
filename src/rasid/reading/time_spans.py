"""Times told by units: last month, the last ten days, three weeks ago, for two days, on the fourth day running."""

from __future__ import annotations

from typing import Final

from rasid.reading.calendar_words import (
    Date,
    Kind,
    Start,
    TimeMention,
    add_days,
    add_months,
    add_years,
    as_day,
    first_of,
    last_of,
    make_day,
    since,
    until,
)
from rasid.reading.time_scan import Scan

_APPROXIMATE_REACH: Final = 4  # tokens of "أكثر من", "نحو" between the preposition and the number
#: up to this day of a month "a few days ago" may lie in the month before
_EARLY: Final = 4
_UNIT_DAYS: Final = {"day": 1, "week": 7}


def read_unit(s: Scan, i: int, w: Start) -> TimeMention | None:
    """A time whose core is the unit word at token i."""
    if s.start_tag(i + 1) in ("month", "hijri", "year", "hijri_year"):
        return None  # عام 2019, شهر رمضان: the name that follows is the core
    if w.definite:
        return _definite(s, i, w)
    return _indefinite(s, i, w)


# -- definite: الشهر الماضي, الأيام العشرة الماضية --


def _definite(s: Scan, i: int, w: Start) -> TimeMention | None:
    if w.value == 1 and w.word in ("week", "month", "year", "season"):
        return _this_last_next(s, i, w)
    number, lo, j = _count_around(s, i, w)
    how = s.modifier(j)
    if how in ("past", "next"):
        return _span(s, lo, j + 1, w.word, number, how)
    return None


def _count_around(s: Scan, i: int, w: Start) -> tuple[int | None, int, int]:
    """(count or None for "a few", first token, token after): the number stands after the unit or before it."""
    j, lo, count = i + 1, i, (w.value or None)
    if s.tok(j) == "ال":
        j += 1
    found = s.numerals.at(s.folds, j, s.hi)
    if found is not None and found.hi <= s.hi and not s.modifier(j):
        count, j = found.value, found.hi
    elif s.tok(j - 1) == "ال":
        j -= 1
    before = s.number_before(i)
    if before is not None:
        lo, count = before.lo, before.value
    if s.numerals.is_vague_adjective(s.tok(j)):
        j += 1
        count = None
    return count, lo, j


def _span(s: Scan, lo: int, hi: int, unit: str, n: int | None, how: str) -> TimeMention:
    """The last or next n units; n None: an unknown number of them."""
    rule = "time.span"
    if s.pub is None:
        s.note("no_publication_day", "a span counted from the day of publication", lo, hi)
        return TimeMention(lo, hi, "", rule, "interval", False)
    sign = -1 if how == "past" else 1
    here = _point(s.pub, unit, 0)
    if unit in ("hour", "minute"):
        days = 0 if n is None or unit == "minute" else max(1, round(n / 24)) if n >= 12 else 0
        other = s.relative(sign * days)
        edtf = other if days == 0 else (f"{other}/{here}" if sign < 0 else f"{here}/{other}")
        return TimeMention(lo, hi, edtf if other else "", rule, "interval", n is not None)
    if n is None:
        if unit == "day" and sign < 0 and s.pub.day > _EARLY:
            return TimeMention(lo, hi, s.pub.isoformat()[:7], rule, "interval", False)  # "في الأيام الأخيرة"
        if unit == "week":
            here = s.pub.isoformat()
        return TimeMention(lo, hi, until(here) if sign < 0 else since(here), rule, "interval", False)
    other = _point(s.pub, unit, sign * n)
    if not other:
        return TimeMention(lo, hi, "", rule, "interval", False)
    return TimeMention(lo, hi, f"{other}/{here}" if sign < 0 else f"{here}/{other}", rule, "interval")


def _point(day: Date, unit: str, n: int) -> str:
    """EDTF, as fine as the unit, of the time n units from the day."""
    if abs(n) > 100_000:
        return ""
    if unit == "month":
        return add_months(day, n)
    if unit in ("year", "season"):
        return add_years(day, n)
    if unit == "decade":
        return add_years(day, 10 * n)
    return add_days(day, n * _UNIT_DAYS.get(unit, 0))


def _this_last_next(s: Scan, i: int, w: Start) -> TimeMention | None:
    """الشهر الماضي, العام الجاري, الأسبوع المقبل, هذا العام, الشهر نفسه, the day or the phase before it taken in."""
    unit, j, lo = w.word, i + 1, i
    how = s.modifier(j)
    if s.is_in(j, "latest") and unit != "season" and s.is_in(i - 1, "during"):
        return _span(s, i, j + 1, unit, 1, "past")
    before_last = s.tok(j) in ("قبل", "ما") and "past" in (s.modifier(j + 1), s.modifier(j + 2))
    if before_last:
        how, j = "past", (j + 1 if s.modifier(j + 1) else j + 2)
    if s.is_in(j, "same") or (s.is_in(i - 1, "same_before") and not how) or (s.is_in(i - 1, "demonstrative_far") and not how):
        return _same_unit(s, i, j + 1 if s.is_in(j, "same") else i + 1, unit)
    if not how and s.is_in(i - 1, "demonstrative_near") and unit != "season":
        how, lo, j = "now", i - 1, i
    if not how and unit in ("month", "year") and _of_this(s, i, unit):
        how, j = "now", i - 1  # "مطلع العام", "الخامس من الشهر"
    if not how:
        return None
    if s.pub is None:
        s.note("no_publication_day", "told from the day of publication", lo, j + 1)
        return TimeMention(lo, max(i, j) + 1, "", "time.unit", _kind(unit), False)
    step = {"past": -1, "now": 0, "next": 1}[how] * (2 if before_last else 1)
    if unit == "season" and how == "past":
        step = -1 if s.pub.month < 11 or w.word != "season" else 0
    edtf = s.week(step) if unit == "week" else _point(s.pub, unit, step)
    mention = TimeMention(lo, max(i, j) + 1, edtf, "time.unit", _kind(unit), unit != "season")
    return _with_day(s, mention, unit)


def _of_this(s: Scan, i: int, unit: str) -> bool:
    """Whether a day or a phase before the bare unit makes it the current one."""
    if s.start_tag(i + 1) or s.numerals.ordinal_at(s.folds, i + 1, s.hi) is not None:
        return False
    return s.free(i - 1) in s.words.phases or (unit == "month" and day_before(s, i, need_from=True) is not None)


def _kind(unit: str) -> Kind:
    return "interval" if unit == "week" else "month" if unit == "month" else "year"


def _with_day(s: Scan, m: TimeMention, unit: str) -> TimeMention:
    """الرابع من الشهر الجاري, 4 الشهر الجاري, مطلع العام الجاري."""
    lo = m.lo
    if unit == "month" and len(m.edtf) == 7:
        found = day_before(s, lo, need_from=False)
        if found is not None:
            day = make_day(int(m.edtf[:4]), int(m.edtf[5:7]), found[1])
            if day is not None:
                return TimeMention(found[0], m.hi, day.isoformat(), "time.date")
    phase = s.words.phases.get(s.free(lo - 1), "")
    if phase:
        m.lo = lo - 1
        if unit == "year" and len(m.edtf) == 4:
            m.edtf, m.kind = year_phase(m.edtf, phase)
    return m


def year_phase(year: str, phase: str) -> tuple[str, Kind]:
    """(EDTF, kind) of the start or end of a year as its first or last month; its middle stays the year."""
    if phase == "middle":
        return year, "year"
    return (f"{year}-01" if phase == "start" else f"{year}-12"), "month"


def day_before(s: Scan, end: int, need_from: bool) -> tuple[int, int] | None:
    """(lo, day of month) right before token `end`: "8 من", "السادس من", "8", "الـ17 من"."""
    p = end
    if s.free(p - 1) == "من":
        p -= 1
    elif need_from:
        return None
    day = s.digits(p - 1, 1, 31) if p - 1 >= s.done else None
    if day is not None:
        lo = p - 1
        return (lo - 1 if s.free(lo - 1) in ("ال", "وال", "لل", "بال") else lo), day
    if p == end:
        return None
    ordinal = s.ordinal_before(p)
    if ordinal is None or not 1 <= ordinal[1] <= 31 or s.is_in(ordinal[0] - 1, "fractions"):
        return None
    return ordinal


def _same_unit(s: Scan, i: int, hi: int, unit: str) -> TimeMention | None:
    """في العام نفسه, الشهر ذاته: from the time told last."""
    head = first_of(s.anchor_edtf()) or last_of(s.anchor_edtf())
    size = {"month": 7, "year": 4}.get(unit, 0)
    if not size or len(head) < size:
        return TimeMention(i, hi, "", "time.anchored", "relative", False)
    return _with_day(s, TimeMention(i, hi, head[:size], "time.anchored", "relative"), unit)


# -- indefinite: قبل ثلاثة أيام, منذ عامين, خلال 24 ساعة --


def _indefinite(s: Scan, i: int, w: Start) -> TimeMention | None:
    unit, hi, lo = w.word, i + 1, i
    count: int | None = w.value or None
    if s.free(i - 1) not in ("", "من"):
        before = s.number_before(i)
        if before is not None and w.value != 2:
            lo, count = before.lo, before.value
    elif w.value == 0 and s.tok(hi) in ("واحد", "واحده"):
        hi += 1
    if w.value == 1 and s.tok(hi) in ("واحد", "واحده"):
        hi += 1
    after = s.numerals.at(s.folds, hi, s.hi) if w.value == 0 and lo == i else None
    if after is not None and after.hi - hi == 1 and (after.vague or s.folds[hi].endswith("ه")):
        hi, count = after.hi, after.value
    if s.numerals.is_vague_adjective(s.tok(hi)):
        hi, count = hi + 1, None
    if count is not None and s.is_in(hi, "halves"):
        unit, count, hi = *_and_a_half(unit, count), hi + 2 if s.start_tag(hi + 1) else hi + 1  # "منذ عام ونصف العام"
    if s.modifier(hi) in ("past", "next") and (lo < i or w.value == 2):
        return _span(s, lo, hi + 1, unit, count, s.modifier(hi))
    if w.prefix == "ب" or s.tok(lo)[:1] == "ب":
        shifted = _shifted(s, lo, hi, unit, count)
        if shifted is not None:
            return shifted
    if unit == "day" and w.value == 1 and lo == i:
        return _after(s, i, lo, hi, unit, 1) if s.is_in(i - 1, "after") else None
    return _with_preposition(s, i, lo, hi, unit, count)


def _and_a_half(unit: str, n: int) -> tuple[str, int]:
    """A year and a half in months, a month and a half or a week and a half in days; half an hour more is nothing."""
    if unit == "year":
        return "month", 12 * n + 6
    if unit == "month":
        return "day", 30 * n + 15
    return ("day", 7 * n + 3) if unit == "week" else (unit, n)


def _shifted(s: Scan, lo: int, hi: int, unit: str, count: int | None) -> TimeMention | None:
    """قبل ذلك بيومين, بعدها بثلاثة أيام."""
    k = lo - 1
    sign = 0
    if s.tok(k) in ("ذلك", "هذا", "التاريخ"):
        for back in (1, 2):
            sign = sign or (-1 if s.is_in(k - back, "before") else 1 if s.is_in(k - back, "after") else 0)
        k -= 1
    elif s.tok(k)[:3] in ("قبل", "بعد") and len(s.tok(k)) in (4, 5):
        sign = -1 if s.tok(k).startswith("قبل") else 1
    if not sign:
        return None
    base = s.anchor_day()
    edtf = _point(base, unit, sign * count) if base is not None and count is not None else ""
    if unit in ("hour", "minute") and base is not None:
        edtf = base.isoformat()
    return TimeMention(k, hi, edtf, "time.anchored", "relative", bool(edtf))


def _with_preposition(s: Scan, i: int, lo: int, hi: int, unit: str, count: int | None) -> TimeMention | None:
    at = next((k for k in (lo - 1, lo - 2) if s.is_in(k, "elapsed")), -1)
    over = hi + 1 if s.is_in(hi, "complete") else hi
    if at >= 0 and s.tok(over) == "علي" and count and not s.is_in(at - 1, "after"):
        return TimeMention(at, over, "", "time.anchored", "relative", False, _shift(unit, count))
    k, about = _preposition(s, lo)
    if k is None:
        if s.tok(hi) == "من" and count is not None and count > 1 and unit not in ("hour", "minute"):
            return TimeMention(lo, hi, "", "time.duration", "relative", False, (unit, -count))  # "أربعة أيام من القتال"
        return None
    if s.is_in(k, "since"):
        return _ago(s, k, hi, unit, count, about, ongoing=True)
    if s.is_in(k, "before"):
        mention = _ago(s, k, hi, unit, count, about, ongoing=False)
        if s.is_in(k - 1, "since"):
            mention.lo, mention.edtf, mention.kind = k - 1, since(mention.edtf) or mention.edtf, "since"
        return mention
    if s.is_in(k, "after"):
        return _after(s, i, k, hi, unit, count)
    if s.is_in(k, "lasting"):
        return TimeMention(k, hi, _lasting(s, unit, count), "time.duration", "duration", False)
    if s.is_in(k, "during"):
        return _during(s, k, hi, unit, count)
    return None


def _preposition(s: Scan, lo: int) -> tuple[int | None, bool]:
    """(token of the preposition that governs the count at lo, whether a word of approximation stands between)."""
    about = False
    for k in range(lo - 1, max(s.lo, lo - 1 - _APPROXIMATE_REACH) - 1, -1):
        if any(s.is_in(k, name) for name in ("since", "after", "during", "lasting", "before")):
            if s.is_in(k, "before") and s.is_in(k - 1, "after"):
                return None, about
            return k, about
        if s.has_phrase(k - 1, "fillers_pairs") == 2 or s.is_in(k, "fillers") or s.tok(k) in ("من", "عن", "علي"):
            about = about or s.tok(k) not in ("فتره", "مده", "مرور", "مضي")
            continue
        if s.tok(k) in ("اكثر", "اقل", "يزيد", "تزيد", "يقل", "لا"):
            continue
        break
    return None, about


def _ago(s: Scan, lo: int, hi: int, unit: str, n: int | None, about: bool, *, ongoing: bool) -> TimeMention:
    rule = "time.ago"
    if s.modifier(hi) == "past" or s.tok(hi) in ("مضي", "مضت", "خلت"):
        hi += 1
    if s.pub is None:
        s.note("no_publication_day", "counted back from the day of publication", lo, hi)
        return TimeMention(lo, hi, "", rule, "since" if ongoing else "relative", False)
    if unit in ("hour", "minute"):
        days = 0 if n is None or unit == "minute" or n < 12 else max(1, round(n / 24))
        point = s.relative(-days)
        if ongoing and days:
            point = since(point)
        shift = None if ongoing else ("day", days)
        return TimeMention(lo, hi, point, rule, "since" if ongoing else "day", n is not None, shift)
    if n is None:
        if unit == "day" and not ongoing and s.pub.day > _EARLY:
            return TimeMention(lo, hi, s.pub.isoformat()[:7], rule, "interval", False)
        here = s.pub.isoformat() if unit in ("day", "week") else _point(s.pub, unit, 0)
        return TimeMention(lo, hi, until(here), rule, "until" if ongoing else "interval", False)
    point = _point(s.pub, unit, -n)
    if unit == "week" and about:
        point = point[:7]
    kind: Kind = "day" if unit in ("day", "week") else "month" if unit == "month" else "year"
    if ongoing:
        return TimeMention(lo, hi, since(point), rule, "since", not about)
    return TimeMention(lo, hi, point, rule, kind, not about and unit == "day", (unit, n))


def _after(s: Scan, i: int, lo: int, hi: int, unit: str, n: int | None) -> TimeMention | None:
    """بعد يومين: from the last time told; before من or على it counts from a happening, whose day is not known here."""
    from_event = s.tok(hi) in ("من", "علي", "فقط")
    if from_event and n is not None and s.tok(hi) != "فقط":
        return TimeMention(lo, hi, "", "time.anchored", "relative", False, _shift(unit, n))
    base = None if from_event else s.anchor_day()
    if unit in ("hour", "minute"):
        edtf = base.isoformat() if base is not None else ""
    elif base is not None and n is not None:
        edtf = _point(base, unit, n)
        if s.pub is not None and edtf > s.pub.isoformat() and not s.future_before(lo):
            edtf = f"{_point(base, unit, -n)}/{base.isoformat()}"  # "lifted the siege after three years": it ended then
    else:
        edtf = ""
    return TimeMention(lo, hi, edtf, "time.anchored", "relative", False)


def _shift(unit: str, n: int) -> tuple[str, int]:
    """How far before its base a happening lies that was so long ago then; hours are days."""
    return ("day", -((n + 4) // 24)) if unit == "hour" else ("day", 0) if unit == "minute" else (unit, -n)


def shifted(base: str, shift: tuple[str, int]) -> str:
    """EDTF of the time so far from the base; "" without a base."""
    day = as_day(last_of(base))
    return _point(day, *shift) if day is not None else ""


def ahead(edtf: str, day: Date) -> str:
    """The days before a day as those after it: "2018-04-06/2018-04-08" is "2018-04-08/2018-04-10" on the 8th."""
    first = as_day(edtf)
    if first is None or last_of(edtf) != day.isoformat() or first >= day:
        return edtf
    return f"{day.isoformat()}/{add_days(day, (day - first).days)}"


def _during(s: Scan, lo: int, hi: int, unit: str, n: int | None) -> TimeMention:
    """خلال أسبوعين: most often the two weeks before the news, so it is given, but not as certain."""
    if n is None or s.pub is None:
        return TimeMention(lo, hi, "", "time.duration", "duration", False)
    m = _span(s, lo, hi, unit, n, "next" if s.future_before(lo) else "past")
    m.kind, m.certain = "duration", False
    return m


def _lasting(s: Scan, unit: str, n: int | None) -> str:
    """لمدة ثلاثة أيام, from the day that the sentence named before."""
    base = next((d for m in reversed(s.out) if (d := as_day(m.edtf)) is not None), None)
    if base is None or n is None:
        return ""
    days = n * _UNIT_DAYS[unit] if unit in _UNIT_DAYS else (n + 12) // 24 if unit == "hour" else 0
    end = add_days(base, days) if days else ""
    return f"{base.isoformat()}/{end}" if end else ""


# -- لليوم الرابع على التوالي, يومه الـ23 --


def read_nth(s: Scan, i: int, w: Start) -> TimeMention | None:
    """The beginning of what goes on for the n-th day, week, month or year running."""
    j = i + 1
    if s.tok(j) == "ال":
        j += 1
    number = s.digits(j, 1, 3000)
    if number is not None:
        end = j + 1
    else:
        found = s.numerals.ordinal_at(s.folds, j, s.hi)
        if found is None:
            return None
        end, number = found
    if s.tok(end) == "علي" and s.is_in(end + 1, "consecutive"):
        end += 2
    elif s.tok(i).startswith("لل") and s.tok(end).startswith("ال"):
        return None  # لليوم الأول العالمي
    if s.pub is None:
        s.note("no_publication_day", "counted back from the day of publication", i, end)
        return TimeMention(i, end, "", "time.nth_day", "since", False)
    return TimeMention(i, end, since(_point(s.pub, w.word, 1 - number)), "time.nth_day", "since")

"""The time words of `lexicons/time.yaml` as tables, and the arithmetic of EDTF days, months and years.

EDTF here has the forms "2024-12-11", "2024-12", "2024", "a/b", "a/.." and "../b"; "" is unresolved.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final, Literal

from rasid.text.fold import fold_word
from rasid.text.numbers import with_prefixes

Kind = Literal["day", "part", "month", "year", "interval", "since", "until", "duration", "relative"]
Date = datetime.date
FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2099
HIJRI_YEARS: Final = range(1343, 1501)  # what hijridate converts


@dataclass(slots=True)
class TimeMention:
    """A time at tokens [lo, hi). edtf is "" when it cannot be resolved; `rule` is an id of lexicons/time.yaml.

    shift: (unit, count) where the happening named after it lies so long before ("بعد يومين من مقتل كذا": day, -2).
    """

    lo: int
    hi: int
    edtf: str
    rule: str
    kind: Kind = "day"
    certain: bool = True
    shift: tuple[str, int] | None = None


@dataclass(slots=True)
class TimeNote:
    """Something odd about a time at tokens [lo, hi).

    code: no_publication_day, year_missing, weekday_mismatch, month_mismatch, month_not_current, no_such_day.
    """

    code: str
    detail: str
    lo: int
    hi: int


# -- EDTF --


def first_of(edtf: str) -> str:
    """The beginning of an interval, or the point itself; "" when open or unresolved."""
    head = edtf.split("/", 1)[0]
    return "" if head == ".." else head


def last_of(edtf: str) -> str:
    """The end of an interval, or the point itself; "" when open or unresolved."""
    tail = edtf.rsplit("/", 1)[-1]
    return "" if tail == ".." else tail


def span(first: str, last: str) -> str:
    """The interval from the beginning of `first` to the end of `last`; "" if either is unresolved."""
    a, b = first_of(first), last_of(last)
    if not a or not b:
        return ""
    return a if a == b else f"{a}/{b}"


def since(point: str) -> str:
    """From `point` on."""
    head = first_of(point)
    return f"{head}/.." if head else ""


def until(point: str) -> str:
    """Up to `point`."""
    tail = last_of(point)
    return f"../{tail}" if tail else ""


def as_day(edtf: str) -> Date | None:
    """The day of an EDTF day or of the beginning of an interval of days, else None."""
    head = first_of(edtf)
    if len(head) != 10:
        return None
    try:
        return datetime.date.fromisoformat(head)
    except ValueError:
        return None


def add_days(day: Date | None, n: int) -> str:
    """EDTF of day + n; "" outside the calendar or without a day."""
    if day is None:
        return ""
    try:
        return (day + datetime.timedelta(days=n)).isoformat()
    except OverflowError:
        return ""


def add_months(day: Date, n: int) -> str:
    """EDTF of the month n months from the day's; "" outside the calendar."""
    index = day.year * 12 + day.month - 1 + n
    year, month = divmod(index, 12)
    return f"{year:04d}-{month + 1:02d}" if 1 <= year <= 9999 else ""


def add_years(day: Date, n: int) -> str:
    """EDTF of the year n years from the day's; "" outside the calendar."""
    year = day.year + n
    return f"{year:04d}" if 1 <= year <= 9999 else ""


def make_day(year: int, month: int, day: int) -> Date | None:
    """The date, or None when there is no such day."""
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


@lru_cache(maxsize=512)
def hijri_day(year: int, month: int, day: int) -> Date | None:
    """The Gregorian day of a hijri one (Umm al-Qura), or None outside its table."""
    from hijridate import Hijri  # imported when a report first needs it: most never do

    try:
        g = Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return datetime.date(g.year, g.month, g.day)


@lru_cache(maxsize=512)
def hijri_extent(year: int, month: int | None) -> str:
    """EDTF interval of a hijri month, or of the whole year when month is None."""
    begin = hijri_day(year, month or 1, 1)
    after = hijri_day(year + 1, 1, 1) if month in (None, 12) else hijri_day(year, (month or 0) + 1, 1)
    if begin is None or after is None:
        return ""
    return f"{begin.isoformat()}/{add_days(after, -1)}"


def hijri_year_of(day: Date) -> int:
    """The hijri year of a Gregorian day, 0 outside the table."""
    from hijridate import Gregorian

    try:
        return int(Gregorian(day.year, day.month, day.day).to_hijri().year)
    except (ValueError, OverflowError):
        return 0


# -- tables --


@dataclass(slots=True, frozen=True)
class Start:
    """What a token can begin: tag (weekday, month, hijri, day, unit, year …), its value, the prefix it carries."""

    tag: str
    value: int = 0
    word: str = ""
    prefix: str = ""
    definite: bool = False


def _spellings(words: Iterable[str], *, definite: bool = False) -> frozenset[str]:
    out: set[str] = set()
    for w in words:
        base = fold_word(w)
        out.update(f for f, _ in with_prefixes(base))
        if definite:
            out.update(f for f, _ in with_prefixes("ال" + base))
    return frozenset(out)


def _plain(words: Iterable[str]) -> frozenset[str]:
    return frozenset(fold_word(w) for w in words)


@dataclass(slots=True)
class TimeWords:
    """All tables of the time lexicon. `starts` decides, with one look-up a token, whether anything can begin there."""

    starts: dict[str, Start] = field(default_factory=dict)
    sets: dict[str, frozenset[str]] = field(default_factory=dict)
    modifiers: dict[str, str] = field(default_factory=dict)
    phases: dict[str, str] = field(default_factory=dict)
    month_tails: dict[str, dict[str, int]] = field(default_factory=dict)
    hijri_tails: dict[str, dict[str, int]] = field(default_factory=dict)
    feasts: dict[str, tuple[int, int]] = field(default_factory=dict)
    pairs: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    support: frozenset[str] = frozenset()
    madda: frozenset[str] = frozenset()

    def start(self, form: str, entry: Start) -> None:
        self.starts.setdefault(form, entry)


_PREFIXED_SETS: Final = tuple(
    "parts day_heads part_words night_heads since until between from before after beside during lasting in year_heads "
    "month_heads name_heads name_heads_soft outlet_cues season_words demonstrative_near demonstrative_far superlatives times".split()
)
_PLAIN_SETS: Final = tuple(
    "hijri_era common_era same following preceding same_before to halves fractions fillers until_now_verbs that_time "
    "consecutive needs_head outlets_before_today not_today_before not_today_after future clock of_it latest elapsed complete".split()
)


def load_time_words(data: Mapping[str, Any]) -> TimeWords:
    """Tables from the parsed time lexicon."""
    words = TimeWords()
    for name in _PREFIXED_SETS:
        words.sets[name] = _spellings(data[name])
    for name in _PLAIN_SETS:
        words.sets[name] = _plain(data[name])
    words.sets["until"] |= {"الي غايه"}
    for kind in ("past", "next", "now"):
        for w in data[kind]:
            words.modifiers[fold_word(w)] = kind
    for phase, forms in data["phases"].items():
        for form in _spellings(forms):
            words.phases[form] = phase
    for name in ("since_pairs", "fillers_pairs", "until_now"):
        words.pairs[name] = [tuple(fold_word(w) for w in p) for p in data[name]]
    words.support = _spellings(data["months_needing_support"])
    words.madda = _plain(data["months_with_madda"])
    words.feasts = {fold_word(w): (int(v[0]), int(v[1])) for w, v in data["feasts"].items()}
    _fill_days(words, data)
    _fill_months(words, data)
    _fill_units(words, data)
    _fill_others(words, data)
    return words


def _each(words: TimeWords, base: str, tag: str, value: int = 0, word: str = "", definite: bool = False) -> None:
    for form, prefix in with_prefixes(base):
        words.start(form, Start(tag, value, word or base, prefix, definite))


def _fill_days(words: TimeWords, data: Mapping[str, Any]) -> None:
    for w in data["nth"]:  # before اليوم, whose prefixed form لليوم it is
        for prefix in ("", "و", "ب", "ف"):
            words.start(prefix + fold_word(w), Start("nth", 0, data["nth"][w], prefix))
    for number, forms in data["weekdays"].items():
        for w in forms:
            _each(words, fold_word(w), "weekday", int(number))
    for w, offset in data["day_words"].items():
        _each(words, fold_word(w), "day", int(offset))
    for w in data["night_word"]:
        _each(words, fold_word(w), "night")
    for w in data["parts_begun"]:
        words.start(fold_word(w), Start("begun"))
    for w in data["whole_night"]:
        words.start(fold_word(w), Start("whole_night"))


def _fill_months(words: TimeWords, data: Mapping[str, Any]) -> None:
    for key, tag, tails in (("months", "month", words.month_tails), ("hijri_months", "hijri", words.hijri_tails)):
        for number, forms in data[key].items():
            for w in forms:
                head, _, tail = fold_word(w).partition(" ")
                if tail:
                    tails.setdefault(head, {})[tail] = int(number)
                _each(words, head, tag, 0 if tail else int(number), head)


def _fill_units(words: TimeWords, data: Mapping[str, Any]) -> None:
    for unit, forms in data["units"].items():
        for count, key in ((1, "one"), (2, "two"), (0, "many")):
            for w in forms[key]:
                base = fold_word(w)
                _each(words, base, "unit", count, unit)
                _each(words, "ال" + base, "unit", count, unit, definite=True)
    for w in data["seasons"]:
        _each(words, fold_word(w), "unit", 1, "season", definite=True)


def _fill_others(words: TimeWords, data: Mapping[str, Any]) -> None:
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        words.start(str(year), Start("year", year))
    for year in HIJRI_YEARS:
        words.start(str(year), Start("hijri_year", year))
    for w, first in data["decades"].items():
        for ending in data["decade_endings"]:
            for base in (fold_word(w) + ending, "ال" + fold_word(w) + ending):
                _each(words, base, "decade", int(first))
    for w in data["then"]:
        _each(words, fold_word(w), "then")
    for w in data["that_time"]:
        _each(words, fold_word(w), "that")
    for phrase in words.pairs["until_now"]:
        words.start(phrase[0], Start("now"))
    for w in data["parts_alone"]:
        base = fold_word(w)
        for prefix in ("", "و"):
            words.start(prefix + base, Start("alone", 0, base, prefix))
    for w in data["feast_words"]:
        _each(words, fold_word(w), "feast")
    for w in data["of_it"]:
        words.start(fold_word(w), Start("of_it"))


def starts_with(folds: Sequence[str], at: int, hi: int, phrase: Sequence[str]) -> bool:
    """Whether the folded phrase stands at token `at`, before `hi`."""
    return at + len(phrase) <= hi and all(folds[at + k] == w for k, w in enumerate(phrase))

"""Which language a report is in, by its letters and its function words: enough to read Arabic and leave the rest."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files

import msgspec

#: Characters looked at, in three slices, so that a foreign headline or footer does not decide alone.
SAMPLE = 600
#: Share of Arabic-script letters from which a text counts as written in it.
ARABIC_SHARE = 0.4
_ARABIC_RUN = re.compile("[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\ufb50-\ufdff\ufe70-\ufefc]+")
_LATIN = "A-Za-z\u00c0-\u024f"
_LATIN_RUN = re.compile(f"[{_LATIN}]+")
_ARTICLES = ("ال", "وال", "بال", "لل", "فال")


class _Tongue(msgspec.Struct, frozen=True):
    code: str
    words: frozenset[str]
    letters: str


class _Data(msgspec.Struct, frozen=True):
    arabic: tuple[_Tongue, ...]
    latin: tuple[_Tongue, ...]
    scripts: tuple[tuple[str, re.Pattern[str]], ...]
    #: any sign by which a text could be in another language than Arabic: Latin letters, and those of its sisters in script
    signs: re.Pattern[str]
    #: function words of the other languages in Arabic script
    foreign: frozenset[str]


@cache
def _data() -> _Data:
    raw = json.loads(files("rasid.intake").joinpath("languages.json").read_text("utf-8"))

    def tongues(part: str) -> tuple[_Tongue, ...]:
        return tuple(_Tongue(code, frozenset(v["words"].split()), v.get("letters", "")) for code, v in raw[part].items())

    scripts = tuple((code, re.compile(f"[{chars}]")) for code, chars in raw["scripts"].items())
    arabic = tongues("arabic")
    others = [t for t in arabic if t.code != "ar"]
    signs = re.compile(f"[{_LATIN}{''.join(t.letters for t in others)}]")
    return _Data(arabic, tongues("latin"), scripts, signs, frozenset().union(*(t.words for t in others)))


def _sample(text: str) -> str:
    if len(text) <= SAMPLE:
        return text
    part, middle = SAMPLE // 3, len(text) // 2
    return f"{text[:part]} {text[middle : middle + part]} {text[-part:]}"


def language(text: str) -> str:
    """The ISO 639 code of the language a text is written in, "und" when its letters and words do not tell.

    Looks at 600 characters at most. Arabic is what Arabic script without foreign signs is taken for, also when short.
    """
    sample = _sample(text)
    if _plainly_arabic(sample):
        return "ar"
    arabic = sum(map(len, _ARABIC_RUN.findall(sample)))
    latin = sum(map(len, _LATIN_RUN.findall(sample)))
    if arabic and arabic >= ARABIC_SHARE * (arabic + latin):
        return _arabic_script(sample, arabic)
    data = _data()
    for code, pattern in data.scripts:
        if len(pattern.findall(sample)) > arabic + latin:
            return code
    words = _LATIN_RUN.findall(sample.lower())
    if not words:
        return "und"
    count, code = max((sum(map(t.words.__contains__, words)), t.code) for t in data.latin)
    return code if count >= max(1, len(words) // 20) else "und"


def _plainly_arabic(sample: str) -> bool:
    """Whether nothing in a sample speaks for another language: of most Arabic reports, which then need no counting."""
    data = _data()
    return data.signs.search(sample) is None and _ARABIC_RUN.search(sample) is not None and data.foreign.isdisjoint(sample.split())


def _arabic_script(sample: str, letters: int) -> str:
    words = sample.split()
    best, best_score = "ar", 0.0
    for tongue in _data().arabic:
        known = sum(map(tongue.words.__contains__, words))
        if tongue.code == "ar":
            known += sum([w.startswith(_ARTICLES) for w in words])
        signs = sum(map(sample.count, tongue.letters))
        score = known / len(words) + signs / letters
        if score > best_score:
            best, best_score = tongue.code, score
    return best

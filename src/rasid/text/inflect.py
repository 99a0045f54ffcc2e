"""Unvocalised inflection: every folded form of a verb, noun or participle, from its citation forms.

Newspapers are unvocalised, so the forms are generated without vowels: past and present stems, the short stems of
hollow, doubled and defective verbs, the passives whose letters differ, and what a suffixed pronoun does to an ending.
tests/text/test_inflect.py holds them to paradigms written out by hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rasid.text.fold import fold_word

WEAK = "اوي"


class Form(NamedTuple):
    """One folded form.

    tense: past, pres, juss (only after لم، لا، ل) or "" (nominal); pgn: person-number-gender ("3ms", "3fp", "1p"; nominal
    "ms", "fp", "d"); voice: act, pas or amb (letters alone do not tell); bound: only before a suffixed pronoun."""

    text: str
    tense: str = ""
    pgn: str = ""
    voice: str = "act"
    bound: bool = False


_PAST_CONSONANT = (("ت", "1s"), ("نا", "1p"), ("تم", "2mp"), ("ن", "3fp"))
_PERSONS = (("ي", "3ms"), ("ت", "3fs"), ("ا", "1s"), ("ن", "1p"))


def verb_forms(past: str, present: str) -> Iterator[Form]:
    """All forms of a verb cited by its past and present 3ms, in ordinary spelling ("استعاد", "يستعيد")."""
    final_hamza = past[-1] in "أئؤء"
    p, q = fold_word(past), fold_word(present)[1:]
    if not final_hamza and p[-1] in "اي":
        yield from _defective_past(p, q)
        yield from _defective_present(q)
    elif len(p) >= 3 and p[-2] == "ا" and len(q) >= 2 and q[-2] in WEAK:
        yield from _hollow_past(p)
        yield from _hollow_present(q)
    else:
        yield from _sound_past(p, q, final_hamza)
        yield from _sound_present(q)


def _joined(stem: str, ending: str) -> str:
    """Stem and ending; two like letters that meet are written once (سكن + نا: سكنا)."""
    return stem + (ending[1:] if stem[-1] == ending[0] else ending)


def _sound_past(p: str, q: str, final_hamza: bool) -> Iterator[Form]:
    for e, pgn in (("", "3ms"), ("ت", "3fs"), ("ا", "3md"), ("تا", "3fd"), ("وا", "3mp")):
        yield Form(p + e, "past", pgn, "amb")
    yield Form(p + "و", "past", "3mp", "amb", bound=True)
    if final_hamza:
        yield Form(p[:-1] + "ووا", "past", "3mp", "amb")  # بدؤوا
    short = p + p[-1] if _doubled(p, q) else p
    for e, pgn in _PAST_CONSONANT:
        yield Form(_joined(short, e), "past", pgn, "amb")


def _sound_present(q: str) -> Iterator[Form]:
    for prefix, pgn in _PERSONS:
        yield Form(prefix + q, "pres", pgn, "amb")
    for prefix, person in (("ي", "3"), ("ت", "2")):
        for e in ("ون", "وا"):
            yield Form(prefix + q + e, "pres", person + "mp", "amb")
        yield Form(prefix + q + "و", "pres", person + "mp", "amb", bound=True)
        yield Form(prefix + q + "ان", "pres", "3d", "amb")
        yield Form(prefix + q + "ا", "pres", "3d", "amb")
        yield Form(prefix + q + "ن", "pres", person + "fp", "amb")


def _hollow_past(p: str) -> Iterator[Form]:
    passive = p[:-2] + "ي" + p[-1]
    for e, pgn in (("", "3ms"), ("ت", "3fs"), ("ا", "3md"), ("تا", "3fd"), ("وا", "3mp")):
        yield Form(p + e, "past", pgn, "act")
        yield Form(passive + e, "past", pgn, "pas")
    yield Form(p + "و", "past", "3mp", "act", bound=True)
    for e, pgn in _PAST_CONSONANT:
        yield Form(_joined(p[:-2] + p[-1], e), "past", pgn, "amb")


def _hollow_present(q: str) -> Iterator[Form]:
    passive = q[:-2] + "ا" + q[-1]
    voices = ((q, "amb"),) if q[-2] == "ا" else ((q, "act"), (passive, "pas"))
    for stem, voice in voices:
        for prefix, pgn in _PERSONS:
            yield Form(prefix + stem, "pres", pgn, voice)
        for prefix, person in (("ي", "3"), ("ت", "2")):
            for e in ("ون", "وا"):
                yield Form(prefix + stem + e, "pres", person + "mp", voice)
            yield Form(prefix + stem + "و", "pres", person + "mp", voice, bound=True)
            yield Form(prefix + stem + "ان", "pres", "3d", voice)
    for prefix, pgn in _PERSONS:
        yield Form(prefix + q[:-2] + q[-1], "juss", pgn, "act")  # لم يستعد
    yield Form("ي" + q[:-2] + q[-1] + "ن", "pres", "3fp", "act")


def _defective_past(p: str, q: str) -> Iterator[Form]:
    stem, glide = p[:-1], "و" if p[-1] == "ا" and q[-1] == "و" else "ي"
    yield Form(p, "past", "3ms", "amb")
    yield Form(stem + "ا", "past", "3ms", "act", bound=True)
    for e, pgn in (("ت", "3fs"), ("وا", "3mp"), ("تا", "3fd")):
        yield Form(stem + e, "past", pgn, "amb")
    yield Form(stem + "و", "past", "3mp", "amb", bound=True)
    for e, pgn in (("ت", "3fs"), ("ا", "3md"), *_PAST_CONSONANT):
        yield Form(stem + glide + e, "past", pgn, "amb")
    if glide == "و":
        yield Form(stem + "ي", "past", "3ms", "pas")


def _defective_present(q: str) -> Iterator[Form]:
    stem = q[:-1]
    for prefix, pgn in _PERSONS:
        yield Form(prefix + q, "pres", pgn, "amb")
        yield Form(prefix + stem, "juss", pgn, "amb")  # لم يستول
        yield Form(prefix + stem + "ا", "pres", pgn, "pas", bound=True)
    for prefix, person in (("ي", "3"), ("ت", "2")):
        for e in ("ون", "وا"):
            yield Form(prefix + stem + e, "pres", person + "mp", "amb")
        yield Form(prefix + stem + "و", "pres", person + "mp", "amb", bound=True)
        yield Form(prefix + stem + "يان", "pres", "3d", "amb")
        yield Form(prefix + stem + "ين", "pres", person + "fp", "amb")


def _doubled(p: str, q: str) -> bool:
    """Whether the last letter stands for two (شنّ, احتلّ), so that it is written twice before a consonant ending."""
    return len(p) == 2 or (len(p) == 4 and p[0] == "ا" and p[2] == "ت" and len(q) == 3)


def noun_forms(noun: str, *, plural: bool = False, countable: bool = True) -> Iterator[Form]:
    """Forms of a noun cited in the singular (or, with plural, of a broken plural listed as it is)."""
    n = fold_word(noun)
    feminine = n.endswith("ه")
    number = "p" if plural else "s"
    gender = "f" if feminine or (plural and n.endswith("ات")) else "m"
    yield Form(n, pgn=gender + number)
    if feminine:
        yield Form(n[:-1] + "ت", pgn=gender + number, bound=True)
    elif noun[-1] in "ىا" and len(n) > 3:
        yield Form(n[:-1] + "ا", pgn=gender + number, bound=True)
    else:
        if noun[-1] in "ءئؤ":
            yield Form(n.rstrip("ء") + "ي", pgn=gender + number, bound=True)
            yield Form(n.rstrip("ء") + "و", pgn=gender + number, bound=True)
        if not (noun[-1] == "ء" and n[-2:-1] == "ا"):
            yield Form(n + "ا", pgn=gender + number)  # tanwin: هجوما
    if plural or not countable:
        return
    base = n[:-1] + "ت" if feminine else n
    for e in ("ان", "ين"):
        yield Form(base + e, pgn="d")
    for e in ("ا", "ي"):
        if feminine:  # the masculine dual construct looks like tanwin or the relative adjective
            yield Form(base + e, pgn="d")
    yield Form((n[:-1] if feminine else n) + "ات", pgn="fp")


def participle_forms(participle: str) -> Iterator[Form]:
    """Forms of a participle or adjective cited in the masculine singular: both genders, all numbers, construct plurals."""
    n = fold_word(participle)
    if n.endswith("ي") and participle[-1] == "ي" and len(n) > 3 and participle.endswith("ٍ"):
        n = n[:-1]
    yield Form(n, pgn="ms")
    yield Form(n + "ا", pgn="ms")
    yield Form(n + "ه", pgn="fs")
    yield Form(n + "ت", pgn="fs", bound=True)
    for e in ("ون", "ين", "و", "ي"):
        yield Form(n + e, pgn="mp")
    yield Form(n + "ات", pgn="fp")
    for e in ("تان", "تين", "تا", "تي"):
        yield Form(n + e, pgn="d")
    yield Form(n + "ان", pgn="d")

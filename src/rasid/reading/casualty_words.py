"""The words of which counts of the dead and the wounded are made: lexicons/casualties.yaml in all the forms it has in a text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from rasid.text.fold import fold_word
from rasid.text.numbers import with_prefixes

CasualtyKind = Literal["killed", "injured"]

#: the plain lists, whose words may have "و" before them
_LISTS: Final = ("among", "not", "fillers", "after_bare", "clause_breaks", "meets_what", "totals", "brings", "not_people")


@dataclass(slots=True)
class CountWord:
    """A word that a count can hang on. value: how many it tells by itself; of a verb, whether it tells of people only with their number."""

    kind: CasualtyKind
    role: str  # verb, plural_verb, noun, suffixed, one, dual, many, total, meets, claims
    value: int = 0
    prefix: str = ""


class CasualtyWords:
    """Tables of folded forms. Immutable after construction; safe to share.

    starts: what a count can hang on; people: form → (one | many, prefix); others: people told as آخر; sets: the plain lists.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.starts: dict[str, CountWord] = {}
        self.people: dict[str, tuple[str, str]] = {}
        self.others: dict[str, str] = {}
        self.sets = {name: frozenset(f for w in data[name] for f in (fold_word(w), "و" + fold_word(w))) for name in _LISTS}
        self.one_of = {p + fold_word(w) for w in data["one_of"] for p in ("", "و")}
        self.claims = {tuple(fold_word(w) for w in pair) for pair in data["claims"]}
        self.dual_idafa = {p + fold_word(w) for w in data["dual_idafa"] for p in ("", "و", "ل", "ب")}
        self.total_verbs = {p + fold_word(w) for w in data["total_verbs"] for p in ("", "و", "ف")}
        for kind in ("killed", "injured"):
            self._fill(kind, data[kind], data["total_nouns"][kind])
        for w in data["meets"]:
            self._add("killed", "meets", fold_word(w))
        for pair in self.claims:
            self._add("killed", "claims", pair[0])
        self._fill_people(data)

    def _add(self, kind: CasualtyKind, role: str, form: str, value: int = 0, prefixes: Sequence[str] = ("و", "ف")) -> None:
        for spelt, prefix in with_prefixes(form, prefixes):
            self.starts.setdefault(spelt, CountWord(kind, role, value, prefix))

    def _fill(self, kind: CasualtyKind, data: Mapping[str, Any], totals: Sequence[str]) -> None:
        clitics = ("و", "ف", "ب", "ل", "ك", "وب", "ول", "فب")
        for verb in data["verbs"]:
            stem, imperfect = fold_word(verb["perfect"]), fold_word(verb["imperfect"])
            value = int(bool(verb.get("numbered")))
            singular = [stem, stem + "ت", "ي" + imperfect, "ت" + imperfect]
            plural = [stem + e for e in ("وا", "ا", "تا", "ن")]
            plural += ["ي" + imperfect + e for e in ("ون", "وا", "ان")]
            for w in map(fold_word, verb.get("extra", ())):
                (plural if w.endswith("وا") else singular).append(w)
            for form in singular:
                self._add(kind, "verb", form, value, prefixes=("و", "ف", "ل"))
            for form in plural:
                self._add(kind, "plural_verb", form, value)
        for w in map(fold_word, data["nouns"]):
            self._add(kind, "noun", w, prefixes=clitics)
            stem = w[:-1] + "ت" if w.endswith("ه") else w
            for suffix, value in (("ه", 1), ("ها", 1), ("هما", 2)):
                self._add(kind, "suffixed", stem + suffix, value, clitics)
        for w in map(fold_word, data.get("with_object", ())):
            self._add(kind, "suffixed", w, 1)
        for role, value in (("one", 1), ("dual", 2), ("many", 0)):
            for w in data[role]:
                self._add(kind, role, fold_word(w), value, clitics)
            for w in data.get("bodies", {}).get(role, ()):
                self._add(kind, "body", fold_word(w), value, clitics)
        for w in totals:
            self._add(kind, "total", fold_word(w), prefixes=("و", "ب", "ل"))

    def _fill_people(self, data: Mapping[str, Any]) -> None:
        def add(word: str, number: str) -> None:
            for base in (word, "ال" + word):
                for form, prefix in with_prefixes(base):
                    self.people.setdefault(form, (number, prefix))

        for one, many in data["people"].items():
            single = fold_word(one)
            for form in (single, single + "ا"):
                add(form, "one")
            if not single.endswith("ه"):
                add(single + "ه", "one")
            for form in many:
                add(fold_word(form), "many")
                if form.endswith("ين"):
                    add(fold_word(form)[:-1], "many")
        for number, forms in data["others"].items():
            for form in forms:
                for spelt in (fold_word(form), "و" + fold_word(form), "ال" + fold_word(form), "ب" + fold_word(form)):
                    self.others[spelt] = number

"""Roads and areas that are told by what they lie between, and the adjectives that go on the name of a place."""

from __future__ import annotations

from typing import Final

from rasid.lexicon import analyser as an
from rasid.lexicon.analyser import Word
from rasid.reading.naming import NAMING
from rasid.reading.noun_base import NounBase, relative
from rasid.reading.place_words import pauses, unlisted

_DESCRIBING: Final = NAMING.describing_place
_PLACE_ADJ: Final = NAMING.place_adjectives
_ROAD: Final = "طريق"
#: the fewest letters of the second end of a road, with what joins it
_SECOND: Final = 4


class RoadNouns(NounBase):
    """Finds the ends of roads."""

    def _adjectives(self, words: list[Word], j: int, hi: int, allowed: frozenset[str], det: bool) -> int:
        n = 0
        while j < hi and n < 3:
            w = words[j]
            if w.conj or w.prep or w.det != det or w.base in _DESCRIBING or not (w.base in allowed or w.flags & an.NATION or relative(w)):
                break
            j += 1
            n += 1
        return j

    def _between(self, words: list[Word], j: int, hi: int, busy: dict[int, int], road: bool) -> int:
        """ "الطريق الرابط بين كذا وكذا", "المنطقة الواقعة بين كذا وكذا": the end of the towns that tell which is meant; 0 where none do.
        A road is between towns, whether or not a list knows them."""
        k = j + 1 if j + 1 < hi and words[j].det and words[j + 1].fold == "بين" else j
        known = self._known(words, k + 1, hi) if k + 2 < hi and words[k].fold == "بين" and words[k + 1].flags & an.NAME else None
        if k + 2 >= hi or words[k].fold != "بين" or not (road or words[k + 1].flags & an.PLACE_HEAD or known and known.kind == "p"):
            return 0
        end, e = 0, self._inner_place(words, k + 1, hi, busy) or (unlisted(words, k + 1, "") if road else 0)
        while e and e < hi and words[e].fold.startswith("و") and e not in busy:
            known = self._known(words, e, hi) if words[e].flags & an.NAME else None
            if known is not None and (known.skip != 1 or known.kind == "o"):
                break
            found = self._place(words, e, hi, busy) if words[e].flags & an.PLACE_HEAD and known is None else []
            if known is None and not found:
                end = end or (unlisted(words, e, "و") or self._second_end(words, e, hi) if road else 0)
                break
            end = e = known.end if known is not None else found[0].hi
        return end

    def _second_end(self, words: list[Word], e: int, hi: int) -> int:
        """ "بين باماكو وكاي": the second end of a road, whatever else the word could be with fewer letters; 0 where none stands there."""
        w = words[e]
        odd = w.flags & (an.VERB | an.EVENT | an.FUNCTION | an.OPERATOR | an.SPEECH) or w.fold[:1] != "و" or len(w.fold) < _SECOND
        return 0 if odd or not pauses(words, e + 1, hi) else e + 1

    def _road_end(self, words: list[Word], j: int, hi: int) -> int:
        """ "طريق كذا - كذا", "طريق غاو كيدال": a road has two ends."""
        if words[j - 2].base == _ROAD and j < hi and not (words[j].conj or words[j].prep or words[j].det) and words[j].flags & an.NAME:
            known = self._known(words, j, hi)
            if known is not None and known.skip == 0 and (known.kind == "p" or self._place_of(known) is not None):
                return known.end
        if j + 1 >= hi or words[j].raw not in NAMING.dashes or words[j + 1].conj or words[j + 1].prep:
            return j
        known = self._known(words, j + 1, hi) if words[j + 1].flags & an.NAME else None
        if known is None or known.kind != "p" and self._place_of(known) is None:
            return j
        return self._adjectives(words, known.end, hi, _PLACE_ADJ, True)

"""What a word of speech governs: the clause that is said, the one who says it, the medium it is said through."""

from __future__ import annotations

from functools import cache
from typing import Final

from rasid.lexicon import analyser as an
from rasid.lexicon.analyser import Analysis, Word
from rasid.reading.agreement import gender
from rasid.reading.entities import Entity
from rasid.reading.naming import NAMING
from rasid.reading.scene import ACTOR, PEOPLE, PERSON, PLACE, SOURCE, Mention, Scene
from rasid.reading.speech import Speaking
from rasid.text.fold import fold_word

_REACH: Final = 30  # tokens from a verb of speech to the clause that is said
_NOUN_REACH: Final = 12  # tokens from it to a noun of happening
_PAUSE: Final = frozenset('،,“”«»"()-–—\n')
_OPENING: Final = frozenset('“«"„')
_ADVERBIAL: Final = ("\u064b", "\u064bا")
_END: Final = frozenset(".؛؟!")


@cache
def _heads(words: frozenset[str], lemma: str) -> bool:
    return fold_word(lemma) in words


def _men(m: Mention) -> bool:
    return m.cls == "fighters" and gender(m) == "mp"


class Grammar:
    """Finds what a word of speech governs in a sentence. Holds no state of the report."""

    def __init__(self, lists: Speaking) -> None:
        self.lists = lists

    # --- kinds of mention ------------------------------------------------------------------------------------------

    def can_speak(self, m: Mention) -> bool:
        if m.kind in (ACTOR, PERSON, SOURCE, PEOPLE):
            return m.cls not in self.lists.silent_classes and m.entity is not None
        return m.kind == PLACE and m.cls == "country"

    def document(self, m: Mention) -> bool:
        return m.kind == SOURCE and m.known is None and _heads(self.lists.documents, m.cls)

    def medium(self, m: Mention) -> bool:
        return m.kind == SOURCE and (m.cls in self.lists.media_kinds or _heads(self.lists.media_heads, m.cls))

    # --- what is said ----------------------------------------------------------------------------------------------

    def complement(self, w: Word) -> bool:
        """أن, إن and their kin, which open the clause that is said."""
        return bool(w.flags & an.COMP) and w.fold in self.lists.complements

    def content(self, scene: Scene, i: int, a: Analysis) -> tuple[int, bool] | None:
        """Token where what is said begins, and whether that is a clause (else a noun of happening); None without any."""
        words, noun, far = scene.words, -1, 0
        weak = a.entry.weak
        reach = _REACH if a.entry.kind == "call" else _NOUN_REACH  # who is called upon stands before what is called for
        closed = 0
        for k in range(i + 1, min(scene.hi, i + _REACH)):
            w = words[k]
            if k < closed:
                continue
            if noun < 0 and words[k - 1].flags & an.PUNCT and words[k - 1].raw in "،," and w.fold in self.lists.asides:
                closed = next((j for j in range(k, min(scene.hi, k + 12)) if words[j].raw in "،,"), 0)
                if closed:
                    continue
            if w.flags & an.PUNCT:
                if w.raw == ":" or (w.raw in _OPENING and self._long_quote(scene, k)):
                    return k, True
                if w.raw in _END or (w.raw == "\n" and k > i + 1):
                    break
            if self.complement(w) and k not in scene.at and not (words[k - 1].fold in self.lists.subordinators and k - 1 > i):
                if a.entry.kind == "add" and w.conj:
                    break  # "وأوضح أن القطعات أكملت انتشارها، وأن كذا": what the first verb says goes on
                return k, True
            m = scene.at.get(k)
            if m is not None and (k != m.lo or m.kind == ACTOR and (m.det or m.known is not None) or not self._happens(w)):
                continue  # "لجان" may be read as a verb, "المقاومة" as a happening
            far += 1
            if w.fold in self.lists.adverbs or w.fold in self.lists.channels:
                continue
            if w.flags & an.SPEECH and k > i + 1 and self._speaks(w):
                break
            if w.flags & an.BREAK and k > i + 1 and (words[k - 1].raw in "،," or words[k - 1].fold == "في"):
                break
            if w.flags & an.VERB and w.conj and w.analyses and w.analyses[0].pos == "V":
                break
            if noun < 0 and not weak and far <= reach and w.flags & (an.EVENT | an.OPERATOR) and not w.flags & an.FUNCTION:
                led = not a.entry.after or any(words[j].fold in a.entry.after for j in range(i + 1, k))
                needed = not a.entry.needs or w.prep in a.entry.needs or not words[k - 1].det and words[k - 1].prep in a.entry.needs
                needed = needed or bool(w.conj) and any(words[j].prep in a.entry.needs for j in range(i + 1, k))
                if led and needed:
                    noun = k
        return (noun, False) if noun >= 0 else None

    def _happens(self, w: Word) -> bool:
        return bool(w.flags & an.EVENT) and any(x.pos == "N" and x.cls == "event" for x in w.analyses)

    def _speaks(self, w: Word) -> bool:
        return any(
            a.cls == "speech"
            and a.entry.kind not in ("according", "hear")
            and (a.pos == "V" and bool(a.conj) or a.pos == "A" and not a.det)
            for a in w.analyses[:4]
        )

    def _long_quote(self, scene: Scene, k: int) -> bool:
        """A quotation of a sentence's length; a short one is a name or a phrase."""
        for a, b in scene.doc.quotes:
            if a == k:
                return b - a > 6
            if a > k:
                break
        raw = scene.doc.raw
        if any(b == k for _, b in scene.doc.quotes):
            return False
        return not any(raw[j] in '”»"“' for j in range(k + 1, min(len(raw), k + 7)))

    # --- who says it -----------------------------------------------------------------------------------------------

    def after(self, scene: Scene, i: int, end: int, a: Analysis) -> list[Mention]:
        """The subject between a verb and what it says: the first mention no preposition governs, with those joined to it."""
        if a.pgn[-2:] in ("1p", "1s", "mp", "3d") and a.pos == "V" and a.pgn[-2:] != "3d":
            return []
        for n, m in enumerate(scene.mentions):
            if m.lo <= i:
                continue
            if m.lo >= end or self._closed(scene, i + 1, m.lo):
                return []
            if m.prep or m.kind == PLACE and m.cls != "country":
                continue
            if a.entry.kind == "call" and m.suf and m.lo == i + 1:
                return []  # "أمر قواته بالزحف"
            near = m.lo == i + 1 or bool(scene.words[i + 1].flags & (an.NUMBER | an.QUANT))
            if near and a.entry.kind == "call" and a.pgn == "3fs" and (scene.words[m.head].base in NAMING.residents or _men(m)):
                return []  # "منشورات تدعو السكان إلى"
            if a.entry.kind == "call" and m.fold and m.fold[0] in self.lists.called and (a.conj or m.kind != ACTOR):
                return []
            nominative = m.cls == "crowd" and m.lo == i + 1 and m.fold and m.fold[0].endswith("ون")  # "قال المتظاهرون"
            if not (self.can_speak(m) or nominative) or (
                m.kind in (PEOPLE, ACTOR) and m.hi == m.lo + 1 and m.fold[0].endswith("ين") and m.known is None
            ):
                return []  # an oblique plural is the object: "دعا المدنيين إلى"
            return self.group(scene, n, end, a.entry.kind == "call")
        return []

    def _closed(self, scene: Scene, lo: int, hi: int) -> bool:
        """Whether another verb or clause stands between a verb of speech and a mention."""
        if hi - lo > 16:
            return True
        for k in range(lo, hi):
            w = scene.words[k]
            if k in scene.at or (w.flags & an.COMP and not self.complement(w)) or w.fold in self.lists.channels:
                continue
            if (
                w.raw in _END
                or w.flags & (an.COMP | an.REL)
                or (w.flags & an.VERB and not w.flags & an.FUNCTION and w.analyses[0].pos == "V")
            ):
                return True
        return False

    def group(self, scene: Scene, n: int, end: int, alone: bool = False) -> list[Mention]:
        """Mention n with the name in apposition to its office, and with the speakers joined to it."""
        out = [scene.mentions[n]]
        for m in scene.mentions[n + 1 :]:
            last = out[-1]
            gap = scene.words[last.hi : m.lo]
            if m.lo >= end:
                break
            if m.lo == last.hi and not m.prep and last.kind == PERSON and scene.words[m.lo - 1].fold in self.lists.speaks_for:
                self._speaks_for(scene, last, m)
                continue
            if self._apposed(scene, last, m):
                self._appose(last, m)
                last.hi = m.hi
                continue
            if m.prep or last.kind == PERSON and len(gap) == 1 and gap[0].flags & an.DEM:
                if len(gap) > 6:
                    break
                continue
            if (
                alone
                or len(gap) > 2
                or not m.conj
                or not self.can_speak(m)
                or not (all(w.raw in _PAUSE for w in gap))
                or m.kind != last.kind
            ):
                break
            out.append(m)
        return out

    def _apposed(self, scene: Scene, office: Mention, name: Mention) -> bool:
        """ "قائد العملية، العقيد فلان": a person's name in apposition, right after his office or after a comma."""
        gap = scene.words[office.hi : name.lo]
        if office.kind != PERSON or name.kind != PERSON or name.conj or name.prep or name.generic or len(gap) > 9:
            return False
        if all(w.raw in _PAUSE for w in gap):
            return len(gap) <= 2
        if gap[0].flags & an.DEM and len(gap) <= 3:
            return True  # "قائد هذه القوات اللواء فلان"
        if all(w.raw in _PAUSE or w.flags & (an.PREP | an.DEM) or (scene.at.get(office.hi + n) or office).prep for n, w in enumerate(gap)):
            return gap[-1].raw not in "،,"
        return gap[-1].raw in "،," and not any(
            w.flags & (an.COMP | an.REL) or w.raw in _END or (w.flags & an.VERB and not w.flags & an.EVENT) for w in gap
        )

    def _speaks_for(self, scene: Scene, office: Mention, body: Mention) -> None:
        """ "الناطق باسم الإعلام الحربي": the body belongs to the name of the office."""
        office.hi = body.hi
        e = office.entity
        if isinstance(e, Entity) and e.name == office.name:
            e.name = office.name = scene.doc.text(office.lo, body.hi).strip('“”«»" ')
            e.names.append(e.name)

    def _appose(self, office: Mention, name: Mention) -> None:
        """Office and name of one person: one entity, named in full."""
        e, f = office.entity, name.entity
        if not isinstance(e, Entity) or not isinstance(f, Entity) or e is f:
            return
        full = f"{office.name} {name.name}"
        e.names.extend(x for x in (*f.names, full) if x not in e.names)
        if office.bare or name.name not in e.name:
            e.name = full
        e.fold = e.fold | f.fold
        e.org = e.org or f.org
        name.entity = e

    def before(self, scene: Scene, i: int, a: Analysis) -> Mention | None:
        """A subject before its verb: the first mention of the clause that no preposition governs."""
        words = scene.words
        first = scene.lo
        while first < i and words[first].flags & an.PUNCT:
            first += 1
        if a.conj and not (a.conj == "ف" and words[first].fold in self.lists.topics):
            return None
        lo = i
        while lo > scene.lo:
            w = words[lo - 1]
            if lo - 1 in scene.at:
                lo = scene.at[lo - 1].lo
                continue
            if w.raw in _END or w.raw in ":\n/" or i - lo > 24:
                break
            if w.flags & an.VERB and not w.flags & an.FUNCTION and w.analyses[0].pos == "V" and w.base not in self.lists.auxiliaries:
                break
            if (
                w.flags & (an.COMP | an.BREAK)
                and w.base not in self.lists.auxiliaries
                and not w.flags & an.REL
                and w.fold not in self.lists.topics
            ):
                break
            lo -= 1
        relative = i > scene.lo and bool(words[i - 1].flags & an.REL)
        if relative and i - 2 >= scene.lo and words[i - 2].fold in self.lists.that:
            return None
        found = [m for m in scene.mentions if lo <= m.lo and m.hi <= i and not m.prep and self.can_speak(m)]
        found = [m for m in found if not (m.hi == m.lo + 1 and words[m.lo].raw.endswith(_ADVERBIAL))]  # "وسياسيا، حث الوزير"
        if relative:
            found = [m for m in scene.mentions if m.hi == i - 1 and self.can_speak(m)]
        if not found:
            return None
        m = found[0]
        head = words[m.lo - 1] if m.lo > scene.lo else None
        if (
            head is not None
            and m.lo > lo
            and not relative
            and not head.flags & (an.PUNCT | an.BREAK | an.COMP | an.REL)
            and head.base not in self.lists.auxiliaries
            and head.fold not in self.lists.topics
        ):
            return None
        for x in found[1:]:  # office, then the name in apposition
            if self._apposed(scene, m, x):
                self._appose(m, x)
        return m

    def adjoins(self, scene: Scene, m: Mention, i: int) -> bool:
        """Whether only pauses, times and auxiliaries stand between a mention and the verb at i."""
        for k in range(m.hi, i):
            w = scene.words[k]
            inside = any(x.lo <= k < x.hi for x in scene.times)  # type: ignore[attr-defined]
            if not (inside or w.raw in _PAUSE or w.base in self.lists.auxiliaries or w.fold in self.lists.auxiliaries):
                other = scene.at.get(k)
                if other is None or not other.prep:
                    if w.flags & an.PREP:
                        continue
                    return False
        return True

    def unnamed(self, scene: Scene, i: int, end: int) -> Mention | None:
        """A subject that no list knows, between a verb of speech and its clause: "قال فلان الفلاني إن", "قال منتقدون إن"."""
        words = scene.words
        j = i + 1
        if words[i].flags & an.SPEECH and not words[i].flags & an.VERB:  # "وفق ما أعلنت خدمات الإسعاف"
            lead = next((k for k in range(i + 1, min(end, i + 4)) if words[k].flags & an.SPEECH and k not in scene.at), -1)
            j = lead + 1 if lead >= 0 else j
        while j < end and (self._aside(scene, j)):
            j += 1
        if j < end and (named := self._quoted(scene, j)) is not None:
            return named
        lo = j
        while j < end and j - lo < 8:
            w = words[j]
            m = scene.at.get(j)
            if m is not None:
                if m.prep or (m.conj and j > lo) or (j == lo and m.kind != PLACE) or w.det and w.fold.endswith("ين") and m.kind == ACTOR:
                    break  # "اتهمت الخارجية المتمردين"
                j = m.hi
                continue
            if (
                w.raw in _END
                or w.raw in _PAUSE
                or w.flags & (an.FUNCTION | an.PREP | an.NUMBER | an.SPEECH | an.DEM)
                or w.prep
                or (w.conj and j > lo)
            ):
                break
            if j > lo and words[j - 1].det and not w.det and w.fold.endswith("ا") and not w.flags & an.NAME:
                break  # "بث التلفزيون الرسمي خبرا مفاده أن"
            if (w.flags & an.VERB and j > lo) or any(x.lo <= j < x.hi for x in scene.times):  # type: ignore[attr-defined]
                break
            j += 1
        if (
            j == lo
            or words[lo].fold in self.lists.objects
            or (words[lo].flags & (an.EVENT | an.OPERATOR) and lo not in scene.at and not words[lo].fold.endswith("ون"))
        ):
            return None
        m = Mention(PERSON, lo, j, lo, "person", "name.speaker")
        m.name = scene.doc.text(lo, j).strip('“”«»" ')
        m.fold = tuple(fold_word(m.name).split())
        return m

    def _quoted(self, scene: Scene, j: int) -> Mention | None:
        """ "ذكرت «الدرر الشامية» أن": a short name in quotation marks."""
        if scene.words[j].raw not in _OPENING:
            return None
        close = next((b for a, b in scene.doc.quotes if a == j), -1)
        first = scene.words[min(j + 1, scene.hi - 1)].flags
        if not 1 < close - j <= 5 or first & (an.EVENT | an.COMP | an.VERB | an.FUNCTION) and not first & an.ACTOR_HEAD:
            return None
        m = Mention(SOURCE, j, close + 1, j, "", "name.speaker")
        m.name = scene.doc.text(j + 1, close)
        m.fold = tuple(fold_word(m.name).split())
        return m

    def unnamed_before(self, scene: Scene, i: int) -> Mention | None:
        """ "لكن سكاناً يقولون إن": an unknown noun between the head of a clause and its plural verb."""
        words, lo = scene.words, i
        stop = an.FUNCTION | an.PUNCT | an.VERB | an.EVENT | an.OPERATOR | an.NUMBER | an.SPEECH
        while lo > scene.lo and i - lo < 5 and not words[lo - 1].flags & stop and not words[lo - 1].prep:
            lo -= 1
            if words[lo].conj:
                return None
        if lo == i or any(x.lo <= lo < x.hi for x in scene.times):  # type: ignore[attr-defined]
            return None
        head = words[lo - 1] if lo > scene.lo else None
        if head is not None and not (
            head.flags & an.COMP or (head.flags & an.PUNCT and head.raw not in "،,") or head.fold in self.lists.auxiliaries
        ):
            return None
        m = Mention(PEOPLE, lo, i, lo, "", "name.speaker")
        m.name = scene.doc.text(lo, i).strip('“”«»" ')
        m.fold = tuple(fold_word(m.name).split())
        return m

    def _aside(self, scene: Scene, j: int) -> bool:
        w = scene.words[j]
        if w.fold in self.lists.adverbs or w.raw in "،," or w.raw.endswith(("\u064b", "\u064bا")) and not w.det:
            return True
        return any(x.lo <= j < x.hi for x in scene.times)  # type: ignore[attr-defined]

    # --- through what ----------------------------------------------------------------------------------------------

    def via(self, scene: Scene, lo: int, hi: int) -> list[Mention]:
        """ "قال لوكالة كذا", "في مقابلة مع قناة كذا": the media it was said to, between [lo, hi)."""
        return [m for m in scene.mentions if lo <= m.lo < hi and m.prep and self.medium(m) and isinstance(m.entity, Entity)][:1]

    def link(self, e: Entity) -> str:
        """The kind of link a speaker makes in a chain of attribution."""
        if e.kind == PERSON:
            return "person"
        if e.kind != SOURCE:
            return "unnamed" if e.kind == PEOPLE else "organisation"
        for kind, words in (
            ("correspondent", self.lists.correspondents),
            ("unnamed", self.lists.unnamed),
            ("document", self.lists.documents),
        ):
            if e.known is None and _heads(words, e.cls):
                return kind
        return "agency"

    def means(self, scene: Scene, channel: tuple[int, int]) -> str:
        """The word of a channel without its clitics."""
        m = scene.at.get(channel[0])
        if m is not None and self.document(m):
            return m.name.split(" ")[0]
        w = scene.words[channel[0]]
        return w.raw[len(w.conj) + len(w.prep) :]

    def channel(self, scene: Scene, lo: int, hi: int) -> tuple[int, int] | None:
        """ "في بيان", "عبر تلغرام", "خلال مؤتمر صحفي": tokens of the means."""
        for k in range(lo, hi):
            m = scene.at.get(k)
            if m is not None and m.lo == k and m.prep in self.lists.means and self.document(m):
                return k, k + 1
            w = scene.words[k]
            if w.base in self.lists.channels and k > lo and (scene.words[k - 1].base in self.lists.means or w.prep):
                return k, k + 1
        return None

    def issuer(self, scene: Scene, m: Mention) -> Entity | None:
        """Who issues a document: "بيان للجيش", "بيان أصدرته الوزارة", "أصدر الجيش بيانا"."""
        if m.org is not None and isinstance(m.org.entity, Entity) and m.org.kind != PLACE:
            return m.org.entity
        words = scene.words
        for k in range(m.hi, min(scene.hi, m.hi + 4)):
            n = scene.at.get(k)
            if n is not None and n.lo == k and n is not m and self.can_speak(n) and isinstance(n.entity, Entity):
                lead = n.prep in ("ل", "عن", "من") or any(words[j].fold in self.lists.issuing for j in range(m.hi, k))
                return n.entity if lead else None
            if words[k].raw in _END or self.complement(words[k]):
                break
        for k in range(max(scene.lo, m.lo - 10), m.lo):
            if words[k].fold in self.lists.issues:
                subject = [n for n in scene.mentions if k < n.lo < m.lo and not n.prep and self.can_speak(n)]
                if not subject:
                    subject = [n for n in scene.mentions if n.hi <= k and k - n.hi <= 3 and not n.prep and self.can_speak(n)]
                if subject and isinstance(subject[0].entity, Entity):
                    return subject[0].entity
        return None

"""What a sentence speaks of without asserting it: imagined, asked, practised, named by a law, said as a figure of speech."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from rasid.errors import LexiconError
from rasid.lexicon import analyser as an
from rasid.lexicon.analyser import Word
from rasid.lexicon.loader import LEXICONS, load_lists
from rasid.model import CONTROL_EVENTS
from rasid.reading.draft import Draft
from rasid.reading.scene import PERSON, PLACE, Scene
from rasid.text.fold import fold_word

_LISTS: Final = (
    "imagined",
    "questions",
    "known",
    "called",
    "laws",
    "drills",
    "practice",
    "able",
    "any_of",
    "whoever",
    "figures",
    "anyone",
    "sport",
    "not_to",
    "so_that",
)
_AS_WRITTEN: Final = frozenset(("not_to",))
#: events that are done in wars only; arrests, deals and protests may be political
_WARLIKE: Final = frozenset(
    ("shelling", "air_strike", "clash", "ground_attack", "besieges", "takes_control", "advances", "bombing", "withdraws", "killing")
)
_PRACTISED: Final = frozenset((*_WARLIKE, "destroys", "arrest", "abduction", "deploys", "displaces"))
_QUOTES: Final = '«»“”"'
#: what is over as soon as it is done, and what is given rather than suffered
_MOMENTARY: Final = frozenset(("takes_control", "killing", "bombing", "agreement", "changes_allegiance"))
_CONCEDED: Final = frozenset(("withdraws", "hands_over", "agreement", "arrest"))
_ENDS: Final = ".؛!\n…"
_ASKING: Final = "؟?"
_FAR: Final = 30
#: what players do, too
_PLAYED: Final = frozenset(("shelling", "ground_attack", "clash", "takes_control", "holds", "advances", "withdraws"))
#: different words of matches that make a report one of them
_SPORTY: Final = 4
#: exercises themselves: an event told before one is none of it
_HELD: Final = frozenset(("مناوره", "مناورات", "تمرين", "تمارين"))


def _load(path: Path = LEXICONS / "asserted.yaml") -> dict[str, frozenset[str]]:
    """The lists of asserted.yaml, folded. Raises LexiconError when one is missing."""
    data: dict[str, Any] = load_lists(path) or {}
    missing = [k for k in _LISTS if k not in data]
    if missing:
        raise LexiconError(f"no list {missing[0]}", path.name, "add it")
    return {k: frozenset(data[k] if k in _AS_WRITTEN else map(fold_word, data[k])) for k in _LISTS}


_WORDS: Final = _load()
_IMAGINED: Final = _WORDS["imagined"]
_QUESTIONS: Final = _WORDS["questions"]
_KNOWN: Final = _WORDS["known"]
_CALLED: Final = _WORDS["called"]
_LAWS: Final = _WORDS["laws"]
_DRILLS: Final = _WORDS["drills"]
_PRACTICE: Final = _WORDS["practice"]
_FIGURES: Final = _WORDS["figures"]
_ANYONE: Final = _WORDS["anyone"]
#: words of matches
SPORT: Final = _WORDS["sport"]
_CLAUSAL: Final = _IMAGINED | _LAWS
_PRACTISING: Final = _DRILLS | _PRACTICE
_ABLE: Final = _WORDS["able"]
_ANY: Final = _WORDS["any_of"]
_WHOEVER: Final = _WORDS["whoever"]
_NOT_TO: Final = _WORDS["not_to"]
_SO_THAT: Final = _WORDS["so_that"]
_WHO: Final = "من"
_BUT: Final = "سوي"
#: words between "able to" and what somebody is able to do
_ABLE_TO: Final = 6


def unasserted(w: Word) -> bool:
    """Whether a word may make what stands near it imagined, practised or the deed of a law."""
    return _bare(w) in _CLAUSAL or w.base in _ANYONE or not w.keys.isdisjoint(_PRACTISING) or not w.keys.isdisjoint(_ABLE)


def asserted(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """The drafts of a sentence that its words assert."""
    drafts = [
        d
        for d in drafts
        if not (_general(scene, d) or _whoever(scene, d) or _averted(scene, d) or d.entry.kind == "duty" and _duty(scene, d))
    ]
    if not drafts:
        return drafts
    marked = [k for k in range(scene.lo, scene.hi) if scene.words[k].listed & an.UNREAL]
    asked = next((k for k in range(scene.hi - 1, max(scene.lo, scene.hi - 3) - 1, -1) if scene.words[k].raw in _ASKING), -1)
    return [
        d
        for d in drafts
        if not (asked >= 0 and _asked(scene, d, asked))
        and not (marked and any(_unreal(scene, d, k) for k in marked))
        and not (d.event in _WARLIKE and (_figure(scene, d) or _called(scene, d)) or d.event == "holds" and _figure(scene, d))
        and not _played(scene, d)
    ]


def _played(scene: Scene, d: Draft) -> bool:
    """Whether players did it: in a report of matches strikers shoot and teams take the lead, where no known side is told of."""
    if d.event not in _PLAYED or any(e.known for e in (*d.agent, *d.target)):
        return False
    if not any(scene.words[k].listed & an.PLAY for k in range(scene.lo, scene.hi)):
        return False
    return len({w.base for w in scene.words if w.listed & an.SPORT}) >= _SPORTY


def _general(scene: Scene, d: Draft) -> bool:
    """ "السلاح ينتزع الأرض": a deed of a moment, in the present and at no time, is a general truth; "إذا هاجم الجيش" is no news."""
    rule = d.mood[0]
    if rule == "status.present":
        if d.event == "takes_control" and d.agent and d.explicit_place and not all(e.vague for e in d.place):
            return False  # "الجيش يستعيد بلدة كذا"
        return d.event in _MOMENTARY and not (d.title or scene.times) and d.killed is None and d.injured is None
    return rule == "status.op.condition" and d.event not in _CONCEDED


def _whoever(scene: Scene, d: Draft) -> bool:
    """ "صد أي هجوم", "كل من يهاجم": any that may come, whoever may do it, "لم يبق سوى الانسحاب"; "هي من قصف" tells who did."""
    k = d.lo_trigger - 1
    if k < scene.lo:
        return False
    if d.pos == "V":
        k = d.tok - 1
        return scene.words[k].fold == _WHO and k > scene.lo and k not in scene.at and scene.words[k - 1].base in _WHOEVER
    if scene.words[d.tok].det:
        return scene.words[k].fold == _BUT and d.event in _WARLIKE
    return d.status != "denied" and not scene.words[k].keys.isdisjoint(_ANY)


def _averted(scene: Scene, d: Draft) -> bool:
    """ "تعهدت بألا تقصف كذا", "كي لا تعتقلهم الشرطة": what is promised or asked not to be done, or is hidden from."""
    k = d.lo_trigger - 1
    if d.pos != "V" or k < scene.lo:
        return False
    w = scene.words[k]
    return w.raw in _NOT_TO or w.fold == "لا" and k > scene.lo and scene.words[k - 1].fold in _SO_THAT


def _duty(scene: Scene, d: Draft) -> bool:
    """ "للقتال", "في قتالها ضد كذا", "قتال كذا": what somebody is for; "قتال بين كذا وكذا" and "يواصل قتال كذا" are fights."""
    w = scene.words[d.tok]
    if w.prep == "ل" or d.tok > scene.lo and scene.words[d.tok - 1].fold == "في" and not w.det and w.analyses[0].suf:
        return True
    m = scene.at.get(d.last)
    return d.pos == "N" and d.status != "ongoing" and not w.det and m is not None and m.lo == d.last and not m.prep


def _bare(w: Word) -> str:
    return w.fold[1:] if w.conj and w.fold[:1] == w.conj else w.fold


def _unreal(scene: Scene, d: Draft, k: int) -> bool:
    """Whether the word at k makes a draft imagined, practised or the deed of a law."""
    words, bare, keys = scene.words, _bare(scene.words[k]), scene.words[k].keys
    if bare in _IMAGINED:
        return k < d.tok and not _parted(scene, k, d.lo_trigger) and scene.words[k - 1].fold != "كما"
    if bare in _LAWS:
        return k < d.tok and not _parted(scene, k, d.lo_trigger)
    if words[k].base in _ANYONE:
        return d.lo <= k < d.hi  # "اشتباكا جرى في المنطقة الفلانية": some place or other
    if d.event not in _PRACTISED or d.status == "denied":
        return False
    m = scene.at.get(k)
    if m is not None and (m.known or m.kind == PERSON):
        return False
    if not keys.isdisjoint(_ABLE):
        return _within_power(scene, d, k)
    if keys.isdisjoint(_DRILLS):
        return k < d.tok and k + 1 < scene.hi and words[k + 1].fold == "علي" and not _parted(scene, k, d.lo_trigger)
    if k > d.tok:
        return k < d.last + 4 and not _parted(scene, d.last, k) and keys.isdisjoint(_HELD)
    return d.tok - k < _FAR and not _parted(scene, k, d.lo_trigger)


def _within_power(scene: Scene, d: Draft, k: int) -> bool:
    """ "قادرة على طرد كذا": what somebody is able to do he has not done; "غير قادر على" is a failure."""
    if d.pos != "N" or not k < d.tok < k + _ABLE_TO or scene.words[k - 1].flags & an.NEG or scene.words[k - 1].fold in ("غير", "عدم"):
        return False
    return any(scene.words[j].fold == "علي" for j in range(k + 1, d.tok)) and not _parted(scene, k, d.lo_trigger)


def _parted(scene: Scene, lo: int, hi: int) -> bool:
    """Whether another sentence or a clause that tells of something else begins between two tokens."""
    for k in range(lo + 1, hi):
        w = scene.words[k]
        if w.raw in _ENDS or w.flags & an.BREAK and not w.flags & an.EVENT:
            return True
    return False


def _asked(scene: Scene, d: Draft, mark: int) -> bool:
    """ "هل تعود القوات إلى الهجوم؟": whether it happened is the question; "لماذا انسحب الجيش؟" takes it for known."""
    words = scene.words
    for k in range(d.last, mark):
        if words[k].raw in "«“:" or words[k].raw in _ENDS:
            return False  # what is asked comes later
    for k in range(d.lo_trigger - 1, scene.lo - 1, -1):
        w = words[k]
        if w.raw in _ENDS:
            break
        bare = _bare(w)
        if bare in _QUESTIONS:
            return True
        if bare in _KNOWN and w.raw not in ("لم", "من"):
            return d.lo_trigger - k > 3 and any(x.flags & an.COMP for x in words[k + 1 : d.lo_trigger])
    return False


def _figure(scene: Scene, d: Draft) -> bool:
    """ "معركة الموازنة", "قصف سياسي", "يهاجم بالكاميرا": what stands right after the word is nothing that war is made on or with."""
    k = d.last
    while k < scene.hi and (scene.words[k].raw in _QUOTES or scene.words[k].fold == "علي" and d.event in CONTROL_EVENTS):
        k += 1
    if k >= scene.hi or scene.words[k].base not in _FIGURES:
        return False
    m = scene.at.get(k)
    return m is None or not (m.known or m.kind == PLACE and (m.cls or d.event not in CONTROL_EVENTS))


def _called(scene: Scene, d: Draft) -> bool:
    """ "وصف الغياب بأنه قصف", "اعتبره اغتيالا للشراكة": what something is called is no happening."""
    if d.pos != "N":
        return False
    words, k = scene.words, d.lo_trigger - 1
    while k > scene.lo and words[k].raw in _QUOTES:
        k -= 1
    if _bare(words[k]) in _CALLED:
        return not words[d.lo_trigger].det
    for j in range(k, max(scene.lo, k - 2) - 1, -1):
        w = words[j]
        if w.flags & an.COMP and w.raw.lstrip("وف").startswith("ب") and w.fold.endswith(("ه", "ها", "هم")):
            return True
        if w.det or w.flags & (an.PREP | an.REL | an.VERB | an.FUNCTION) or w.flags & an.PUNCT and w.raw not in _QUOTES:
            return False
    return False

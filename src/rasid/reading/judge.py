"""Which drafts are statements: a small logistic model over what the rules found, trained on the project's own texts.

The rule that proposed a draft stays its explanation; the judge only drops what such drafts seldom turn out to be.
Weights: lexicons/judge.json, rebuilt by `make judge` (tools/train_judge.py) from tests/golden.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, cast

from rasid.lexicon import analyser as an
from rasid.lexicon.analyser import Word
from rasid.lexicon.loader import LEXICONS
from rasid.model import CONTROL_EVENTS
from rasid.reading.calendar_words import TimeMention
from rasid.reading.draft import Draft
from rasid.reading.entities import Entity
from rasid.reading.scene import ACTOR, PEOPLE, PERSON, PLACE, Scene

_PLACE_PREPS: Final = frozenset("في ب قرب علي شمال جنوب شرق غرب شمالي جنوبي شرقي غربي".split())


MODEL: Final = LEXICONS / "judge.json"


#: what features tell → how → weight
Weights = dict[str, dict[str, float]]


def load_judge(path: Path = MODEL) -> Judge | None:
    """The shipped judge; None where it was not trained yet."""
    return Judge(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else None


class Judge:
    """Holds the weights: of reports, and of a sentence that is the whole report. `keep(drafts, heat)` gives the drafts that stand."""

    def __init__(self, model: dict[str, Any]) -> None:
        self.weights, self.threshold = _weights(model), float(model["threshold"])
        alone = model.get("alone", model)
        self.weights_alone, self.threshold_alone = _weights(alone), float(alone["threshold"])

    def keep(self, drafts: list[Draft], heat: int) -> list[Draft]:
        """The drafts whose probability reaches the threshold, in order."""
        if not drafts:
            return drafts
        alone = _alone(drafts[0])
        sure = self.threshold_alone if alone else self.threshold
        found = zip(drafts, features(drafts, heat), strict=True)
        bars = BARS if alone else {}
        return [d for d, f in found if self.probability(f, alone) >= bars.get(d.event, sure) or _plain(d)]

    def probability(self, found: list[str], alone: bool = False) -> float:
        """Probability in 0..1 that a draft with these features is a statement. found: as `features` gives them."""
        weights = self.weights_alone if alone else self.weights
        total = 0.0
        for n in range(0, len(found), 2):
            of = weights.get(found[n])
            if of is not None:
                weight = of.get(found[n + 1])
                if weight is not None:
                    total += weight
        return 1.0 / (1.0 + math.exp(-total))


def _weights(model: dict[str, Any]) -> Weights:
    out: Weights = {}
    for name, weight in model["weights"].items():
        what, value = parted([str(name)])
        out.setdefault(sys.intern(what), {})[value] = float(weight)  # the very strings that the features below are told by
    return out


def parted(names: list[str]) -> list[str]:
    """Names of features ("event=protest") as what they tell and how, one after the other, which is how they are weighed."""
    out: list[str] = []
    for name in names:
        what, equals, value = name.partition("=")
        out += [what + equals, value]
    return out


def joined(found: list[str]) -> list[str]:
    """The names of features, of which `parted` is the contrary."""
    return [found[n] + found[n + 1] for n in range(0, len(found), 2)]


def features(drafts: list[Draft], heat: int) -> Iterator[list[str]]:
    """The features of each draft of a report: what each tells and how, one after the other."""
    told: dict[str, int] = {}
    warm, drafted = str(_bucket(heat)), str(_crowded(drafts)) if drafts else ""
    sport = str(_matches(drafts[0].scene.words)) if drafts else ""
    for n, d in enumerate(drafts):
        out = ["bias", "", "event=", d.event, "entry=", d.entry.judged, "pos=", d.pos, "status=", d.status]
        out += _words(d)
        out += _slots(d)
        out += _times(d)
        out += _concrete(d)
        out += _sentence(d)
        before = told.get(d.event, 0)
        told[d.event] = before + 1
        dense = str(_density(heat, d))
        out += ["again=", str(min(before, 3)), "heat=", warm, "density=", dense, "density=", f"{dense}+armed={_armed(d)}"]
        out += ["drafts=", drafted, "sport=", sport]
        if _alone(d):
            for k in range(0, len(out), 2):
                alone = _ALONE.get(out[k])
                if alone is not None:
                    out += [alone, out[k + 1]]
            out += _vocabulary(d)
        if n == 0:
            out += ["first", ""]
        if d.title:
            out += ["title", ""]
        if d.weak:
            out += ["weak", "", "weak+heat=", warm]
        yield out


def _truth(of: object) -> str:
    return "True" if of else "False"


def _crowded(drafts: list[Draft]) -> int:
    """Drafts to every thousand characters of the report, in steps: a post of two lines has few, and tells as much."""
    per = 1000 * len(drafts) / max(len(drafts[0].scene.doc.full), 1)
    return next((n for n, limit in enumerate((2.0, 3.5, 5.0, 7.0)) if per < limit), 4)


def _matches(words: list[Word]) -> int:
    """How many different words of matches a report has, in steps."""
    found = {w.base for w in words if w.listed & an.SPORT}
    return next((n for n, limit in enumerate((2, 4, 6)) if len(found) < limit), 3)


def _plain(d: Draft) -> bool:
    """A short report told so plainly that nothing is left to judge: a named actor takes, holds or leaves a named place; or one sentence
    tells of violence at a named place, in few words or with the verb and who did it at its head."""
    placed = d.explicit_place or any(slot == "place" and rule == "role.prep_pronoun" for slot, rule, _, _ in d.rules)
    if not placed or not any(e.kind == PLACE and e.cls != "country" and not e.vague for e in d.place):
        return False
    named = any(e.kind == ACTOR and (e.known or _named(e, d)) for e in d.agent)
    scene = d.scene
    if d.event in CONTROL_EVENTS:
        return len(scene.doc.sents) <= _SHORT and named and not d.weak
    if not _alone(d) or d.event not in _VIOLENT:
        return False
    if scene.hi - scene.lo <= _BRIEF and (d.agent or d.target):
        return True
    return d.pos == "V" and (named or d.tok <= scene.lo + 2 and bool(d.agent))


def _named(e: Entity, d: Draft) -> bool:
    """An actor with a name of its own that no list knows ("كتائب الوادي"), before or behind a verb."""
    return d.pos == "V" and len(e.name.split()) > 1 and e.cls in ("force", "rebel", "militia", "jihadist")


def _alone(d: Draft) -> bool:
    """Whether its sentence is the whole report."""
    return len(d.scene.doc.sents) == 1


def _density(heat: int, d: Draft) -> int:
    """Words of violence to every hundred characters of the report, in steps."""
    per = 100 * heat / max(len(d.scene.doc.full), 1)
    return next((n for n, limit in enumerate((0.4, 0.7, 1.0, 1.4, 2.0)) if per < limit), 5)


def _armed(d: Draft) -> bool:
    return any(e.kind == ACTOR for e in (*d.agent, *d.target))


def _words(d: Draft) -> list[str]:
    """How the trigger stands among its words."""
    scene = d.scene
    words = scene.words
    w = words[d.tok]
    out = ["det=", d.pos + _truth(w.det), "prep=", w.prep, "conj=", _truth(w.conj)]
    kinds = set()
    for k in range(max(scene.lo, d.lo_trigger - 4), d.lo_trigger):
        x = words[k]
        if x.flags & an.REL:
            kinds.add("rel")
        if x.flags & an.NEG:
            kinds.add("neg")
        if x.flags & an.COMP:
            kinds.add("comp")
        if x.flags & an.OPERATOR and x.analyses[0].cls == "operator":
            kinds.add(x.analyses[0].entry.kind)
    for kind in sorted(kinds):
        out += ["before=", kind]
    if d.tok > scene.lo:
        p = words[d.tok - 1]
        flags = p.flags
        out += ["prev=", p.base] if flags & an.FUNCTION else ["prevflag=", str(flags & (an.COMMON | an.VERB | an.EVENT | an.PUNCT))]
    armed = places = 0
    for m in scene.mentions:
        armed += m.kind == ACTOR and m.cls not in ("", "state_body")
        places += m.kind == PLACE and not m.generic
    out += ["armed=", str(min(armed, 2)), "places=", str(min(places, 2))]
    nxt = words[d.last] if d.last < scene.hi else None
    if nxt is not None:
        out += ["next=", "place" if nxt.base in _PLACE_PREPS else "punct" if nxt.flags & an.PUNCT else "other"]
    return out


def _slots(d: Draft) -> list[str]:
    """What was filled, and how surely."""
    agent, target = _truth(d.agent), _truth(d.target)
    place = "explicit" if d.explicit_place else "carried" if d.carried else "sentence" if d.place else "none"
    date = "none" if not d.date else "runs_on" if "runs_on" in d.date_rule else "own"
    dead = d.killed is not None or d.injured is not None
    speech = d.speech.kind if d.speech is not None else "none"
    known = f"{any(e.known for e in d.agent)}{any(e.known for e in d.target)}"
    out = ["agent=", agent, "target=", target, "place=", place, "date=", date, "dead=", _truth(dead), "speech=", speech]
    out += ["known=", known, "slots=", agent + target + place]
    rules = {r.split(".")[1] if "." in r else r for s, r, _, _ in d.rules if s == "agent"}
    for rule in sorted(rules):
        out += ["agentrule=", rule]
    return out


def _concrete(d: Draft) -> list[str]:
    """What makes a telling concrete: a recent day, the dead, an actor, a place; and whether it only takes up a noun."""
    words = d.scene.words
    dead = _truth(d.killed is not None or d.injured is not None)
    recent = any(t.rule.startswith(_RECENT) for t in _told(d))
    det = words[d.tok].det
    form = ""
    for a in words[d.tok].analyses:
        if a.entry is d.entry:
            form = f"{a.pgn[-1:]}{a.tense}{a.voice}"
            break
    said = _truth(det)
    return [
        "concrete=", f"{d.pos}{said}{_truth(recent)}{dead}",
        "concrete=", f"{_truth(d.explicit_place)}{dead}{_truth(d.agent)}{_truth(d.target)}",
        "generic=", _truth(det and d.pos == "N" and not d.explicit_place),
        "form=", f"{d.pos}{form}{said}",
    ]  # fmt: skip


def _sentence(d: Draft) -> list[str]:
    """The sentence around the trigger: its length and depth, its first word, the words next to the trigger, who speaks, whom it names."""
    scene = d.scene
    words = scene.words
    size = max(scene.hi - scene.lo, 1)
    plain, same = _whole(scene)
    deep = quoted = 0
    for k in range(scene.lo, d.lo_trigger):
        w = words[k]
        if w.flags & _CLAUSE:
            deep += 1
        elif w.flags & an.PUNCT:
            quoted += (w.raw in _OPENS) - (w.raw in _CLOSES)
    others, governor, after = 0, -1, -1
    for k in plain:
        flags = words[k].flags
        if k < d.lo_trigger:
            if not flags & an.FUNCTION:
                governor = k
        elif k < d.last:
            continue
        elif after < 0:
            after = k
        others += bool(flags & an.EVENT)
    out = ["long=", str(min(size // 12, 4)), "deep=", str(min(deep, 3)), "at=", str(min(4, 5 * (d.lo_trigger - scene.lo) // size))]
    out += ["quoted=", _truth(quoted > 0), "others=", str(min(others, 3))]
    out += same
    if d.source:
        out += ["speaker=", d.source[0].kind + d.source[0].cls]
    if governor >= 0:
        out += ["governor=", words[governor].base]
    if after >= 0:
        out += ["after=", words[after].base]
    return out


def _whole(scene: Scene) -> tuple[list[int], list[str]]:
    """The plain words of a sentence and what is the same for all its drafts; worked out once."""
    if scene.judged is None:
        words, at = scene.words, scene.at
        plain: list[int] = []
        pronouns: set[str] = set()
        numbers = verbs = people = persons = 0
        for k in range(scene.lo, scene.hi):
            w = words[k]
            if w.flags & _NO_WORD:
                numbers += bool(w.flags & an.NUMBER)
                continue
            m = at.get(k)
            if m is not None and m.head != k:
                continue  # part of a name or a description but not its head: such words tell of one report only
            plain.append(k)
            verbs += bool(w.flags & an.VERB)
            if w.flags & an.PRON:
                pronouns.add(w.base)
        for m in scene.mentions:
            people += m.kind == PEOPLE
            persons += m.kind == PERSON
        out = ["numbers=", str(min(numbers, 2)), "verbs=", str(min(verbs, 4)), "people=", _truth(people)]
        out += ["persons=", str(min(persons, 2))]
        for pronoun in sorted(pronouns):
            out += ["pronoun=", pronoun]
        if plain:
            first = words[plain[0]]
            out += ["starts=", (first.base if first.flags & an.FUNCTION else _truth(first.flags & an.VERB)) + first.conj]
        scene.judged = (plain, out)
    return scene.judged


def _vocabulary(d: Draft) -> list[str]:
    """The words of a sentence that stands alone, those behind the trigger once more, and its first verb: with nothing else
    around it, they say whether it tells, condemns, recalls, tries or forbids."""
    words = d.scene.words
    plain, _ = _whole(d.scene)
    out: list[str] = []
    for base in sorted({words[k].base for k in plain if d.last <= k < d.last + _BEHIND}):
        out += ["behind=", base]
    main = next((k for k in plain if words[k].flags & an.VERB), -1)
    out += ["main=", "none" if main < 0 else "trigger" if d.lo_trigger <= main < d.last else words[main].base]
    for base in sorted({words[k].base for k in plain}):
        out += ["word=", base]
    return out


#: sentences of a short report, tokens of a short sentence
_SHORT: Final = 4
_BRIEF: Final = 14
#: how many tokens behind a trigger tell what it is about
_BEHIND: Final = 5
#: what a sentence alone tells in passing most often; of events aside from violence and control the rules are nearly as sure
_VIOLENT: Final = frozenset(("clash", "ground_attack", "air_strike", "shelling", "bombing", "killing", "abduction"))
_ASIDE: Final = frozenset(("destroys", "arrest", "deploys", "agreement", "displaces", "changes_allegiance", "hands_over"))
_CALM: Final = 0.35
_CONTROL: Final = frozenset(("takes_control", "withdraws", "holds", "besieges", "advances"))
_HELD: Final = 0.38
#: how sure a sentence alone must be of an event where it differs: who holds what is asked first of all, and crowds are
#: mostly the detail of a demonstration told before it (the best for protests where an invention counts four times)
BARS: Final = dict.fromkeys(_ASIDE, _CALM) | dict.fromkeys(_CONTROL, _HELD) | {"protest": 0.56, "riot": 0.9}
_NO_WORD: Final = an.PUNCT | an.NUMBER | an.LATIN
_CLAUSE: Final = an.COMP | an.REL | an.BREAK
_OPENS: Final = frozenset("«“")
_CLOSES: Final = frozenset("»”")
#: what weighs otherwise in a sentence that stands alone
_ALONE: Final = {
    what: f"alone:{what}"
    for what in (
        "bias",
        "pos=",
        "det=",
        "dead=",
        "place=",
        "concrete=",
        "generic=",
        "time=",
        "agent=",
        "target=",
        "status=",
        "event=",
        "before=",
    )
}
#: rules of times near the day of publication
_RECENT: Final = ("time.day_word", "time.weekday", "time.part", "time.unit", "time.alone", "time.night")


def _told(d: Draft) -> list[TimeMention]:
    """The times of its sentence."""
    return cast("list[TimeMention]", d.scene.times)


def _times(d: Draft) -> list[str]:
    """Which kinds of time the clause and the sentence give, whether or not the publication day is known."""
    near, rules = set(), set()
    for t in _told(d):
        rules.add(t.rule)
        if d.lo <= t.lo < d.hi:
            near.add(t.rule)
    out: list[str] = []
    for rule in sorted(near):
        out += ["clausetime=", rule]
    for rule in sorted(rules) if rules else ("none",):
        out += ["time=", rule]
    return out


def _bucket(n: int) -> int:
    return 0 if n < 2 else 1 if n < 4 else 2 if n < 8 else 3 if n < 16 else 4

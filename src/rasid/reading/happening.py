"""Whether two sentences of a report tell one happening: the same number of dead or taken, the same place or man, "this attack"."""

from __future__ import annotations

from typing import Final

from rasid.lexicon import analyser as an
from rasid.model.records import REAL_STATUSES
from rasid.reading.draft import Draft
from rasid.reading.entities import Entity
from rasid.reading.event_groups import ATTACKS, SLAYING, VICTIMS
from rasid.reading.scene import PEOPLE, PERSON
from rasid.text.numbers import Numerals

#: kinds of entries that set somebody free
_RELEASE: Final = frozenset(("release", "freed"))
#: the entry of the dead as a noun, who are counted
_DEAD: Final = "kill.qatil"
#: so many and more are told twice by number alone
_MANY: Final = 5
#: tokens behind a trigger within which its victims are counted
_COUNT: Final = 4
#: tokens within which a happening is told again of a place that only one of two clauses names
_CLOSE: Final = 90
#: events of which a place sees one at a time, as far as a report tells
_PLACED: Final = ATTACKS | {"killing", "withdraws", "protest"}
_TAKEN: Final = VICTIMS - {"killing"}
_STOPS: Final = frozenset("،,.؛:")
_DEADLY: Final = ATTACKS | {"clash"}
_WIDE: Final = frozenset(("country", "state"))
#: ends of days and months, which come after every time inside them
_LAST: Final = "~"


def told_again(a: Draft, b: Draft) -> bool:
    """Whether b tells the happening of a once more, from another sentence."""
    if a.event != b.event or a.scene is b.scene or not {a.status, b.status} <= REAL_STATUSES or not days_agree(a, b):
        return False
    if one_freed(a, b) or not numbers_agree(a, b):
        return False
    return takes_up(b) or _counted_alike(a, b) or _same_man(a, b) or _same_spot(a, b) or _same_thing(a, b)


def only_counts(d: Draft) -> bool:
    """ "وأدى ذلك إلى مقتل ستة", "وقال مصدر طبي إن سبعة أشخاص قتلوا": a number of dead of whom neither a doer nor a place is told."""
    if d.killed is None and d.injured is None or d.agent or d.explicit_place or d.status != "occurred" or d.definite:
        return False
    if d.scene.headline or d.pos == "N" and d.entry.id != _DEAD and not _caused(d):
        return False  # each line of a live page tells something else; "أقر الجيش بمقتل ستة"
    if d.entry.kind == "deliberate" or d.pos == "N" and d.scene.words[d.tok].base == SLAYING or any(e.kind == PERSON for e in d.target):
        return False
    return not d.date or "runs_on" in d.date_rule


def _caused(d: Draft) -> bool:
    """ "أدى ذلك إلى مقتل", "أسفر عن مقتل": a verb of causing takes the noun."""
    words = d.scene.words
    return any(a.entry.kind == "cause" for k in range(max(d.scene.lo, d.lo_trigger - 3), d.lo_trigger) for a in words[k].analyses)


def is_headline_of(a: Draft, title: Draft) -> bool:
    """Whether nothing in a title speaks against its being what a tells, but for the place."""
    if a.event != title.event or a.event == "destroys" or not (a.status == title.status or {a.status, title.status} <= REAL_STATUSES):
        return False
    if one_freed(a, title) or not numbers_agree(a, title) or not days_agree(a, title):
        return False
    told = title.killed is None or a.killed is not None or a.event != "killing"  # one man is not the many of the title
    return told and agents_agree(a, title) and people_agree(a.target, title.target)


def dead_of(attack: Draft, d: Draft) -> bool:
    """ "قتل تسعة في هجوم على كذا ... والتسعة قضوا في المستشفى": as many died as in an attack that was told of."""
    if d.event != "killing" or attack.event not in _DEADLY or d.status != attack.status or not days_agree(attack, d):
        return False
    if d.killed is None or d.killed < 2 or d.killed != attack.killed or not numbers_agree(attack, d):
        return False
    if d.entry.kind == "deliberate":
        return False  # a rival account: "صفتهم الشرطة"
    sides = [*attack.target, *attack.agent] if attack.event == "clash" else attack.target
    return people_agree(sides, d.target) and agents_agree(attack, d) and not _elsewhere(attack, d)


def one_freed(a: Draft, b: Draft) -> bool:
    """Whether one tells who is held and the other who is set free."""
    return (a.entry.kind in _RELEASE) is not (b.entry.kind in _RELEASE)


def takes_up(b: Draft) -> bool:
    """ "هذا الهجوم", "تلك الاشتباكات": a noun that points back to what was told."""
    k = b.lo_trigger - 1
    return b.pos == "N" and k >= b.scene.lo and bool(b.scene.words[k].flags & an.DEM) and bool(b.scene.words[b.lo_trigger].det)


def count_taken(drafts: list[Draft], numerals: Numerals, folds: list[str]) -> None:
    """How many are taken, held or driven out, where a number right behind the word says so."""
    for d in drafts:
        if d.event not in _TAKEN:
            continue
        for k in range(d.tok + 1, min(d.scene.hi, d.last + _COUNT)):
            w = d.scene.words[k]
            if w.raw in _STOPS:
                break
            found = numerals.at(folds, k, d.scene.hi)
            if found is not None and not any(t.lo <= k < t.hi for t in d.scene.times):  # type: ignore[attr-defined]
                d.count = found.value
                break


def days_agree(a: Draft, b: Draft) -> bool:
    """Whether the times of two can be one: nothing is told for one of them, or one time lies in the other."""
    return "runs_on" in a.date_rule or "runs_on" in b.date_rule or times_meet(a.date, b.date)


def times_meet(a: str, b: str) -> bool:
    """Whether two times have a day in common, or one is not told."""
    if not a or not b or a == b:
        return True
    begin, end = _span(a)
    other_begin, other_end = _span(b)
    return begin <= other_end and other_begin <= end


def _span(edtf: str) -> tuple[str, str]:
    begin, slash, end = edtf.partition("/")
    last = end if slash else begin
    return "" if begin == ".." else begin, _LAST if last == ".." else last + _LAST


def numbers_agree(a: Draft, b: Draft) -> bool:
    """Whether neither the dead nor the wounded of two differ."""
    killed = a.killed is None or b.killed is None or a.killed == b.killed
    return killed and (a.injured is None or b.injured is None or a.injured == b.injured)


def _counted_alike(a: Draft, b: Draft) -> bool:
    """The same number of dead, wounded or taken; of few men at one place only."""
    dead, hurt = a.killed is not None and a.killed == b.killed, a.injured is not None and a.injured == b.injured
    number = max(a.killed or 0 if dead else 0, a.injured or 0 if hurt else 0)
    if a.count is not None and a.count == b.count and a.event in VICTIMS:
        number = max(number, a.count)
    if number < 2 or any(e.known for e in a.agent) and any(e.known for e in b.agent) and not shared(a.agent, b.agent):
        return False
    if number >= _MANY or dead and hurt:
        return True
    return not _elsewhere(a, b) and people_agree(a.target, b.target) and agents_agree(a, b)


def _same_man(a: Draft, b: Draft) -> bool:
    """A man with a name is killed or taken once."""
    men = [e for e in a.target if e.kind == PERSON and " " in e.name]
    return a.event in VICTIMS and bool(men) and shared(men, b.target) and agents_agree(a, b) and not _elsewhere(a, b)


def _same_thing(a: Draft, b: Draft) -> bool:
    """One side and what it hits or takes, told by the same head ("أحرقوا مبنى", "وأحرقوا مبنى المدرسة")."""
    if b.tok - a.tok >= _CLOSE or not shared(a.agent, b.agent) or _elsewhere(a, b):
        return False
    return any(x is y or alike(x, y) for x in a.target for y in b.target)


def _same_spot(a: Draft, b: Draft) -> bool:
    """One place that both sentences name, one side and nothing that differs."""
    if a.event not in _PLACED or not (a.explicit_place or b.explicit_place) or not times_meet(a.date, b.date):
        return False
    if b.tok - a.tok >= _CLOSE and not (a.explicit_place and b.explicit_place):
        return False
    if not any(one_place(x, y) and _named_in(a, x) and _named_in(b, y) for x in a.place for y in b.place):
        return False
    return agents_agree(a, b) and people_agree(a.target, b.target)


def _named_in(d: Draft, e: Entity) -> bool:
    return any(m.entity is e and not m.generic for m in d.scene.mentions)


def _elsewhere(a: Draft, b: Draft) -> bool:
    """Whether two are told of places that are not one."""
    apart = a.explicit_place and b.explicit_place and bool(a.place) and bool(b.place)
    return apart and not any(one_place(x, y) or x.cls in _WIDE or y.cls in _WIDE for x in a.place for y in b.place)


def one_place(x: Entity, y: Entity) -> bool:
    """Whether two names are of one place: "بلدة كذا", "كذا الحدودية"."""
    if x is y:
        return x.cls not in _WIDE
    if x.cls in _WIDE or y.cls in _WIDE or not x.fold or not y.fold:
        return False
    return (x.fold <= y.fold or y.fold <= x.fold) and (x.head == y.head or x.cls == y.cls or not (x.cls and y.cls))


def agents_agree(a: Draft, b: Draft) -> bool:
    """Whether those who did two can be the same."""
    return not a.agent or not b.agent or shared(a.agent, b.agent) or any(alike(x, y) for x in a.agent for y in b.agent)


def people_agree(a: list[Entity], b: list[Entity]) -> bool:
    """Whether those whom two befell can be the same: victims are told of in changing words, and groups by their head."""
    if not a or not b or shared(a, b) or all(e.kind == PEOPLE for e in (*a, *b)):
        return True
    return any(alike(x, y) for x in a for y in b)


def alike(a: Entity, b: Entity) -> bool:
    """Whether one name has all words of the other and begins alike ("كتائب الزاوية", "كتائب من الزاوية", "كتائب")."""
    mine, other = a.name.split(), b.name.split()
    return bool(mine and other) and mine[0] == other[0] and (set(mine) <= set(other) or set(other) <= set(mine))


def shared(a: list[Entity], b: list[Entity]) -> bool:
    """Whether two slots have an entity in common."""
    return any(x is y for x in a for y in b)

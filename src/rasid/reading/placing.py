"""Where an event happened, when its own clause does not say so or says it without a name."""

from __future__ import annotations

from typing import Final

from rasid.reading.draft import Draft
from rasid.reading.entities import Entity
from rasid.reading.event_groups import STRIKES
from rasid.reading.lists import whole_list
from rasid.reading.naming import NAMING
from rasid.reading.scene import ACTOR, PLACE, Mention, Scene
from rasid.reading.slots import HELD, LOCATIVE, is_position

_CONTROL: Final = frozenset(("takes_control", "holds", "withdraws", "besieges", "hands_over"))
#: prepositions of where it came from or goes, which is not where it is
_ELSEWHERE: Final = frozenset(("من", "الي", "نحو", "صوب", "باتجاه", "تجاه", "في اتجاه"))
#: events that go on where they were told of before, those that were where the report was last, and those that are what it is about
_STAYS: Final = frozenset(("air_strike", "shelling", "ground_attack", "clash"))
_NEAR: Final = frozenset(("clash", "besieges"))
_ABOUT: Final = frozenset(("takes_control", "withdraws"))
#: what joins a place to the one that it lies in
_CHAIN: Final = frozenset(("ب", "في"))
#: how far from an event a place of its sentence can be
_REACH: Final = 40
#: what befalls people is told apart from a place that was told so long before
_SOON: Final = 9
#: rules that take a place from beyond the clause
_GUESSES: Final = frozenset(("place.of_clause_before", "place.in_sentence"))
#: … and one behind it of another kind than those that tell plainly where something was
_NEXT: Final = 30
#: how much more a title says of what a report is about
_TITLE: Final = 2
#: events that befall people where they are taken from
_TAKEN: Final = frozenset(("abduction", "displaces", "withdraws"))
_PEOPLE: Final = frozenset(("arrest", "abduction", "killing"))
#: … and of what it lies in
_INSIDE: Final = LOCATIVE | frozenset(("من", "علي"))


def place(scene: Scene, d: Draft, before: list[Entity], last_places: list[Entity]) -> None:
    """Where nothing in its clause says so: the place that stands before it in the sentence, else the one that runs on."""
    if d.place and (front := _fronted(scene, d)) is not None:
        d.place[:] = [front.entity]  # type: ignore[list-item]
        d.rules = [r for r in d.rules if r[0] != "place"] + [("place", "place.fronted", front.lo, front.hi)]
    _drop_vague(scene, d)
    posts = _posts(scene, d)
    if posts is not None and not _settle(scene, d, [], []):
        rules = [r for r in d.rules if r[0] == "place"]
        d.place.clear()
        d.rules = [r for r in d.rules if r[0] != "place"]
        _from_beyond(scene, d, before, last_places)
        if not d.place:
            d.place.extend(posts)
            d.rules.extend(rules)
        return
    vague = bool(d.place) and all(e.vague for e in d.place) and _settle(scene, d, before, last_places)
    if not (vague or d.place or d.event in ("no_comment", "changes_allegiance")):
        _from_beyond(scene, d, before, last_places)


def _from_beyond(scene: Scene, d: Draft, before: list[Entity], last_places: list[Entity]) -> None:
    """The place of an event of which its own clause tells none."""
    people = next((m for m in scene.mentions if m.home is not None and (m.entity in d.target or m.entity in d.agent)), None)
    if people is not None:
        d.place.append(people.home)  # type: ignore[arg-type]
        d.rules.append(("place", "place.of_people", people.lo, people.hi))
        return
    carried = d.event != "displaces" and bool(before)
    if carried and not all(e.vague for e in before):
        _carry(d, before, "place.of_clause_before")
        return
    told, vague_one = _in_sentence(scene, d, False), _in_sentence(scene, d, True)
    topic = _topic(scene, d)
    runs_on = last_places and not scene.title and (d.event == "withdraws" or any("place" in n for n in d.entry.needs))
    if told is not None:
        _put(scene, d, told, "place.in_sentence")
    elif topic is not None:
        _put(scene, d, topic, "place.topic")
    elif runs_on:
        _carry(d, last_places, "place.runs_on")
    elif carried:
        _carry(d, before, "place.of_clause_before")
    elif vague_one is not None:
        _put(scene, d, vague_one, "place.in_sentence")


def _posts(scene: Scene, d: Draft) -> list[Entity] | None:
    """ "فر الجنود من مواقعهم", "أخلت القوات نقاطها": it is told whose the places are, and not where."""
    if not d.place or not all(e.vague for e in d.place):
        return None
    held = [scene.at.get(lo) for slot, _, lo, _ in d.rules if slot == "place"]
    return list(d.place) if held and all(m is not None and m.suf for m in held) else None


def _drop_vague(scene: Scene, d: Draft) -> None:
    """ "استهدف شارعا تجاريا في حي كذا": of two places told in two ways the one without a name tells nothing more."""
    told = [(rule, m) for slot, rule, lo, _ in d.rules if slot == "place" and (m := scene.at.get(lo)) is not None and m.entity in d.place]
    named = {rule for rule, m in told if isinstance(m.entity, Entity) and not m.entity.vague}
    for rule, m in told:
        if isinstance(m.entity, Entity) and m.entity.vague and named and rule not in named and m.entity in d.place:
            d.place.remove(m.entity)
    for _, m in told:
        outer = _specific(scene, m)
        if is_position(scene.words[outer.lo]) or scene.words[outer.lo].base in HELD:
            continue  # "مقرات الفرقة في كذا" are what is hit there
        if outer is not m and outer.entity in d.place and m.entity in d.place and m.entity is not outer.entity:
            d.place.remove(m.entity)  # "قصفت مستشفى كذا في كذا"


def _carry(d: Draft, places: list[Entity], rule: str) -> None:
    d.place.extend(places)
    d.rules.append(("place", rule, -1, -1))
    d.carried = True


def _put(scene: Scene, d: Draft, m: Mention, rule: str) -> None:
    for x in whole_list(scene, m):
        if isinstance(x.entity, Entity) and x.entity.kind == PLACE and x.entity not in d.place:
            d.place.append(x.entity)
            d.rules.append(("place", rule, x.lo, x.hi))


def _in_sentence(scene: Scene, d: Draft, vague: bool) -> Mention | None:
    """The nearest place of the sentence, with a name or without ("في الواحة")."""
    best: tuple[int, Mention] | None = None
    for m in scene.mentions:
        if m.kind != PLACE or not isinstance(m.entity, Entity) or m.entity.vague != vague or vague and m.generic and not m.det:
            continue
        gap = d.tok - m.hi if m.hi <= d.tok else (m.lo - d.last) * 2 + 6
        if m.cls == "country" and not (m.lo >= d.last and m.prep == "في" and gap < _NEXT):
            continue
        aside = m.rule == "name.locator"
        if aside and not _free(scene, d, m):
            continue
        taken = m.prep == "من" and (d.event in _TAKEN or d.event == "arrest" and m.lo >= d.last and gap < _NEXT)
        bare = not aside and not m.prep and not (d.entry.before and d.event in _CONTROL and m.hi <= d.tok)
        if m.prep in _ELSEWHERE and not taken or bare:
            continue
        if best is None or gap < best[0]:
            best = (gap, m)
    return _specific(scene, best[1]) if best is not None and best[0] < _REACH else None


def _free(scene: Scene, d: Draft, m: Mention) -> bool:
    """ "تفجير عبوة بآلية توغلت شرق كذا": a direction that stands behind no place tells where it was."""
    near = next((x for x in reversed(scene.mentions) if x.hi <= m.lo and x.kind == PLACE), None)
    return m.lo >= d.last and m.entity is not None and not m.prep and (near is None or near.generic or m.lo - near.hi > _SOON)


def _specific(scene: Scene, m: Mention) -> Mention:
    """ "في قرى كذا بولاية كذا": of a chain of places the first, which lies in the others."""
    before = scene.at.get(m.lo - 1 if m.prep_tok == m.lo else m.prep_tok - 1)
    inside = before is not None and before is not m and _names_place(before) and before.prep not in _ELSEWHERE and m.prep in _CHAIN
    return _specific(scene, before) if inside and before is not None else m


def _topic(scene: Scene, d: Draft) -> Mention | None:
    """ "وكانت كذا قد آلت إلى كذا بعد انسحاب الجيش": the place that the sentence is about stands at its head, without a preposition."""
    m = next((m for m in scene.mentions if m.kind in (PLACE, ACTOR)), None)
    if m is None or not _names_place(m) or m.prep or m.conj and m.lo > scene.lo or m.hi > d.tok or m.lo > scene.lo + 3:
        return None
    return m


def _settle(scene: Scene, d: Draft, before: list[Entity], last_places: list[Entity]) -> bool:
    """ "استهدف مزرعة في محيط كذا", "أصاب مبنى سكنيا": what has no name of its own is told by the place with a name that it is in."""
    held = next((m for m in scene.mentions if m.entity in d.place and m.lo >= d.tok), None)
    if held is None or held.cls in NAMING.settlements and not held.det:
        return False  # "استعادة بلدة كذا في ولاية كذا": a name that was not understood
    inner = next((m for m in scene.mentions if m.lo >= held.hi), None)
    found: list[Entity] = []
    side = inner is not None and inner.lo == held.hi and inner.cls == "direction_part" and not inner.prep  # "مناطق شرق كذا"
    if inner is not None and (side or inner.lo - held.hi <= 4 and _names_place(inner) and inner.prep in _INSIDE):
        found = [inner.entity]  # type: ignore[list-item]
    elif held.cls == "facility" and not held.det and d.event in STRIKES:
        found = [e for e in before or last_places if not e.vague]
    if not found:
        return False
    d.place[:] = found
    d.rules = [r for r in d.rules if r[0] != "place"] + [("place", "place.of_vague", held.lo, held.hi)]
    return True


def _names_place(m: Mention) -> bool:
    return m.kind == PLACE and m.entity is not None and not m.generic and m.cls != "country" and m.rule != "name.locator"


def _fronted(scene: Scene, d: Draft) -> Mention | None:
    """ "وفي ميكولايف، سقط صاروخ على مبنى سكني": a building without a name stands in the town at the head of the sentence."""
    hit = list({lo: scene.at.get(lo) for slot, rule, lo, _ in d.rules if slot == "place" and lo >= 0}.values())
    if len(d.place) != 1 or len(hit) != 1 or hit[0] is None or hit[0].det or hit[0].known is not None or hit[0].cls != "facility":
        return None
    if not hit[0].generic:
        return None
    m = next((m for m in scene.mentions if m.kind == PLACE), None)
    return m if m is not None and m.lo <= scene.lo + 1 and m.prep == "في" and not m.generic and m.entity is not None else None


def far_places(drafts: list[Draft], recent: list[tuple[int, Entity]], body: int) -> None:
    """Places that no sentence near an event tells: where the report was last, or what it is about, by the kind of event; else none.

    recent: the entities of all mentions with their tokens; body: the first token after the title.
    """
    named = [(lo, e) for lo, e in recent if e.kind == PLACE and e.cls != "country" and not e.vague]
    count: dict[int, int] = {}
    for lo, e in named:
        count[id(e)] = count.get(id(e), 0) + 1 + (_TITLE if lo < body else 0)
    about = max(count, key=lambda i: count[i]) if count else 0
    for d in drafts:
        if d.place and _doubtful(d):
            d.place.clear()  # by now it has helped to judge
            d.rules = [r for r in d.rules if r[0] != "place"]
            continue
        if d.place and not all(r[1] == "place.runs_on" for r in d.rules if r[0] == "place"):
            continue
        if d.place and d.event in _STAYS and (not d.date or "runs_on" in d.date_rule):
            continue
        found: Entity | None = None
        if d.event in _NEAR:
            found = next((e for lo, e in sorted(named, key=lambda x: -x[0]) if lo < d.tok), None)
        elif d.event in _ABOUT and (about in {id(e) for e in d.place} or d.place and d.event == "withdraws"):
            continue
        elif d.event in _ABOUT:
            found = next((e for _, e in named if id(e) == about), None)
        d.place[:] = [found] if found is not None and found not in d.agent and found not in d.target else []
        d.rules = [r for r in d.rules if r[0] != "place"] + ([("place", "place.about", -1, -1)] if d.place else [])


def _doubtful(d: Draft) -> bool:
    """Whether a place from beyond the clause of an event is wrong more often than not."""
    rules = [r for r in d.rules if r[0] == "place"]
    if not rules or rules[0][1] not in _GUESSES:
        return False
    ahead = d.status == "urged" or d.mood[0] == "status.op.plan"
    if d.mood[0] == "status.purpose" or ahead and rules[0][3] <= d.tok:
        return True  # "قصفت كذا لإجبارهم على ...": what an attack is for, what is planned or asked for is nowhere yet
    if d.event == "agreement" and rules[0][1] == "place.of_clause_before":
        return True
    _, rule, lo, hi = rules[0]
    if rule == "place.in_sentence":
        m = d.scene.at.get(lo)
        way = m.prep if m is not None else ""
        return way in ("علي", "ل") and hi <= d.tok or way == "بين" and lo >= d.last  # "ردا على قصف كذا أحرق ..."
    apart = d.event in _PEOPLE and not d.scene.words[d.lo_trigger].conj
    return apart and all(m.entity not in d.place or d.tok - m.hi > _SOON for m in d.scene.mentions if m.hi <= d.tok)

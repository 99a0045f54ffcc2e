"""One statement for one happening: what the report tells twice is told once, with the evidence that tells most."""

from __future__ import annotations

from typing import Final

from rasid.model.records import CONTROL_EVENTS, REAL_STATUSES
from rasid.reading.draft import Draft
from rasid.reading.entities import Entity
from rasid.reading.event_groups import ATTACKS
from rasid.reading.happening import alike, dead_of, is_headline_of, one_freed, only_counts, shared, told_again
from rasid.reading.once_more import mark_again
from rasid.reading.scene import ACTOR, PEOPLE, PERSON

#: the rule of "until now", which tells when a report ends and not when a thing was
_NOW: Final = "time.now"
#: tokens within which a definite noun takes up a strike
_SOON: Final = 60
#: tokens behind which a definite noun takes up nothing
_LONG_AGO: Final = 150
_RUN_ON: Final = frozenset(
    ("role.subject_carried", "role.governor_carried", "role.governor_suffix", "role.subject_speaker", "role.agent_runs_on")
)
#: tokens within which a clause goes on telling what it told
_GOES_ON: Final = 20
#: events of which one clause tells several: who is held and who is set free, what is burnt and what is looted
_LISTED: Final = frozenset(("arrest", "destroys", "takes_control", "protest"))
#: events of which one happening is told with several verbs: "أطلق النار على كذا فأرداه", "أحرقوا سيارة ورشقوا كذا بالحجارة"
_RUN_TOGETHER: Final = frozenset(("killing", "riot", "protest"))
#: pronouns that mean the event told before
_IN_IT: Final = frozenset(("فيه", "فيها", "خلاله", "خلالها", "اثره", "اثرها"))
_NEAR: Final = frozenset(
    (
        frozenset(("takes_control", "advances")),
        frozenset(("takes_control", "holds")),
        frozenset(("ground_attack", "clash")),
        frozenset(("ground_attack", "shelling")),
        frozenset(("ground_attack", "air_strike")),
        frozenset(("air_strike", "shelling")),
        frozenset(("ground_attack", "bombing")),
        frozenset(("ground_attack", "killing")),
        frozenset(("bombing", "killing")),
        frozenset(("air_strike", "killing")),
        frozenset(("shelling", "killing")),
        frozenset(("clash", "killing")),
    )
)


def merge(drafts: list[Draft]) -> list[Draft]:
    """Drafts in text order, those of one happening joined."""
    out: list[Draft] = []
    for d in drafts:
        _take_up(out, d)
        if _fell_in(out, d) or _died_in(out, d):
            continue
        for k in range(len(out) - 1, -1, -1):
            e = out[k]
            if _again(e, d) if d.title else (_same(e, d) or _mentioned(e, d) or _goes_on(e, d) or told_again(e, d)):
                out[k] = _join(e, d) if e.event == d.event or not d.title or _meets(e, d) else e
                break
        else:
            if not (d.title and _heads(out, d)):
                out.append(d)
    mark_again(out)
    out.sort(key=lambda d: d.tok)
    return out


def tell_once(drafts: list[Draft]) -> list[Draft]:
    """The drafts that are left when those that tell a happening once more are joined with the one that told it."""
    if all(d.again is None for d in drafts):
        return drafts
    stands = {id(d): d for d in drafts}
    for d in sorted(drafts, key=lambda d: (d.title, d.tok)):
        told = stands.get(id(d.again)) if d.again is not None else None
        if told is None or told is d:
            continue
        kept = _join(told, d)
        for key, x in list(stands.items()):
            if x is told or x is d:
                stands[key] = kept
    left = {id(d) for d in stands.values()}
    return [d for d in drafts if id(d) in left]


def _heads(told: list[Draft], title: Draft) -> bool:
    """Whether the title tells of a wider or narrower place what the body tells first of its kind; its dead are taken over."""
    e = next((e for e in told if not e.title and is_headline_of(e, title)), None)
    if e is not None and e.killed is None and e.injured is None:
        e.killed, e.injured = title.killed, title.injured
    return e is not None


def _take_up(told: list[Draft], d: Draft) -> None:
    """ "قصف الطيران كذا ... وأدى القصف إلى": a general noun with its article is the strike that was told of last."""
    if d.pos != "N" or not d.definite or d.title or not d.entry.event_by:
        return
    last = next((e for e in reversed(told) if e.event in ATTACKS), None)
    if last is not None and last.event != d.event and last.event in d.entry.event_by.values() and d.tok - last.tok < _SOON:
        event, d.event = d.event, last.event
        if not _mentioned(last, d):
            d.event = event


def _fell_in(told: list[Draft], d: Draft) -> bool:
    """ "نصبوا كمينا ... وقتلوا فيه سبعة": the dead of an attack of the sentence before, which a pronoun takes up."""
    if d.event != "killing" or d.title or d.last >= d.scene.hi:
        return False
    runs_on = bool(told) and told[-1].event == "ground_attack" and shared(told[-1].agent, d.agent) and not d.explicit_place
    runs_on = runs_on and d.entry.kind != "deliberate" and d.status == told[-1].status  # "هاجم مسلحون بلدة كذا. وقتلوا ثلاثة"
    if d.scene.words[d.last].fold not in _IN_IT and not (runs_on or only_counts(d)):
        return False
    a = next((e for e in reversed(told) if e.event in ATTACKS or e.event == "clash"), None)
    if a is None or a.title or a.scene.hi != d.scene.lo or a.killed is not None or a.status not in REAL_STATUSES:
        return False
    if d.agent and a.agent and not shared(a.agent, d.agent):
        return False
    a.killed, a.injured = d.killed, d.injured if a.injured is None else a.injured
    if not a.target:
        a.target[:] = [e for e in d.target if e not in a.agent]
        a.rules += [r for r in d.rules if r[0] == "target"]
    return True


def _died_in(told: list[Draft], d: Draft) -> bool:
    """ "قتل ثلاثة في اشتباكات ... والثلاثة توفوا في المستشفى": the dead of an attack, told once more."""
    a = None if d.title else next((e for e in reversed(told) if dead_of(e, d)), None)
    if a is not None:
        a.injured = d.injured if a.injured is None else a.injured
    return a is not None


def _again(a: Draft, title: Draft) -> bool:
    """Whether the title only says what the body says: same or near event, nothing that differs outright."""
    if a.event != title.event and frozenset((a.event, title.event)) not in _NEAR:
        return False
    alike_in = apart = 0
    for slot in ("agent", "target", "place"):
        mine, other = getattr(a, slot), getattr(title, slot)
        if mine and other:
            same = shared(mine, other) or any(alike(x, y) for x in mine for y in other)
            alike_in, apart = alike_in + same, apart + (not same)
    return alike_in > 0 or apart == 0


def _meets(a: Draft, b: Draft) -> bool:
    """Whether two share a participant or place."""
    return any(shared(getattr(a, s), getattr(b, s)) for s in ("agent", "target", "place"))


def _mentioned(a: Draft, d: Draft) -> bool:
    """A definite noun that only takes up an event told before ("الغارة", "هذه الاشتباكات")."""
    if d.pos != "N" or not d.definite or a.event != d.event or d.status not in REAL_STATUSES or a.status not in REAL_STATUSES:
        return False
    if d.tok - a.tok >= _LONG_AGO or one_freed(a, d):
        return False
    if d.date and a.date and d.date != a.date and "runs_on" not in d.date_rule + a.date_rule and d.date_rule != _NOW:
        return False
    vague = d.event in ATTACKS and all(e.vague for e in d.place)  # "الهجوم على الحاجز"
    if d.explicit_place and a.explicit_place and not shared(a.place, d.place) and not vague:
        return False
    return _compatible(_told(a, "agent"), _told(d, "agent")) or _compatible(a.target, d.target) and not d.agent


def _goes_on(a: Draft, b: Draft) -> bool:
    """ "قضى ثلاثة عمال قرب الجسر برصاص أطلقه حراس": a second word of the same clause that adds one slot at most."""
    if a.event != b.event or a.scene is not b.scene or a.title or b.tok - a.tok >= _GOES_ON or a.event in _LISTED:
        return False
    if b.lo < a.lo or b.hi > a.hi or bool(b.agent) + bool(b.target) + b.explicit_place > 1:
        return False
    if a.status != b.status and not {a.status, b.status} <= REAL_STATUSES and a.event != "agreement":
        return False  # what a deal lays down is to come
    if a.explicit_place and b.explicit_place and not shared(a.place, b.place):
        return False
    return a.killed is None or b.killed is None or a.killed == b.killed


def _same(a: Draft, b: Draft) -> bool:
    if a.event != b.event or (a.status != b.status and not {a.status, b.status} <= REAL_STATUSES):
        return False
    if a.source and b.source and not shared(a.source, b.source) and not _confirms(a, b) or one_freed(a, b):
        return False
    if a.event == "destroys" and a.scene is not b.scene and a.entry is not b.entry and not shared(a.target, b.target):
        return False  # "استولت على أسلحة", then "دمرت معدات"
    if a.event == "arrest" and a.scene is b.scene and a.entry is not b.entry and b.explicit_place:
        return False  # "أطلقوا سراح جنود كانوا يحتجزونهم في كذا"
    raid = a.entry.kind == "raid" and not a.target and b.tok - a.tok < _GOES_ON  # "داهموا منزلا في كذا واعتقلوا ثلاثة"
    if a.scene is b.scene and a.pos == b.pos == "V" and a.explicit_place != b.explicit_place and a.event not in _RUN_TOGETHER and not raid:
        return False  # "سيطرت على مقرات عدة قبل أن تسيطر على مديرية كذا"
    if a.date and b.date and a.date != b.date and "runs_on" not in a.date_rule + b.date_rule:
        return False
    if not _compatible(a.agent, b.agent) or not (_compatible(a.target, b.target) or _people(a.target, b.target)):
        return False
    if a.explicit_place and b.explicit_place and not shared(a.place, b.place):
        return False
    if a.killed is not None and b.killed is not None and a.killed != b.killed:
        return False
    placed = a.explicit_place and b.explicit_place
    if a.scene is b.scene and a.event == "bombing" and not placed and not a.title and b.tok - a.tok < 24:
        return True  # "وقع انفجار ... حين انفجرت شاحنة"
    if shared(a.agent, b.agent):
        return bool(a.explicit_place and b.explicit_place) or abs(a.tok - b.tok) < (90 if b.definite else 40)
    if a.explicit_place and b.explicit_place:
        return True
    return shared(a.target, b.target) and abs(a.tok - b.tok) < 60


def _confirms(a: Draft, b: Draft) -> bool:
    """ "وأكد مسؤول سقوط المعبر": a second speaker tells with less what was told before; one happening with two sources."""
    if (
        a.event not in CONTROL_EVENTS
        or a.status != b.status
        or b.agent
        and not (shared(a.agent, b.agent) or all(_by_pronoun(e) for e in b.agent))
    ):
        return False
    return a.explicit_place and b.explicit_place and all(any(x is y for y in a.place) for x in b.place)


def _told(d: Draft, slot: str) -> list[Entity]:
    """The entities of a slot, unless they only run on from before."""
    rules = [r for s, r, _, _ in d.rules if s == slot]
    return [] if rules and all(r in _RUN_ON for r in rules) else getattr(d, slot)


def _people(a: list[Entity], b: list[Entity]) -> bool:
    """Victims are told of in changing words."""
    return all(e.kind == PEOPLE for e in (*a, *b))


def _compatible(a: list[Entity], b: list[Entity]) -> bool:
    return not a or not b or shared(a, b) or all(_by_pronoun(e) for e in a) or all(_by_pronoun(e) for e in b)


def _by_pronoun(e: Entity) -> bool:
    """ "قواته" of a person: forces that may be any that are named."""
    return e.kind == ACTOR and e.org is not None and e.org.kind == PERSON


def _join(a: Draft, b: Draft) -> Draft:
    keep, other = (b, a) if _weight(b) >= _weight(a) + 2 else (a, b)
    for slot in ("agent", "target", "place", "source"):
        mine, theirs = getattr(keep, slot), getattr(other, slot)
        if slot == "source" and not keep.title:
            continue  # what is told in the report's own words has no other speaker
        if not mine or (slot == "place" and keep.carried and not other.carried):
            mine[:] = [e for e in theirs if slot == "source" or slot == "place" or (e not in keep.agent and e not in keep.target)]
            if slot == "source":
                keep.speech = other.speech if mine else keep.speech
            if mine:
                keep.rules = [r for r in keep.rules if r[0] != slot] + [r for r in other.rules if r[0] == slot]
                if slot == "place":
                    keep.explicit_place, keep.carried = other.explicit_place, other.carried
    if a.source and b.source and not (a.title or b.title or shared(a.source, b.source)):
        keep.source[:] = [*a.source, *b.source]
    if not keep.date or ("runs_on" in keep.date_rule and other.date and "runs_on" not in other.date_rule):
        keep.date, keep.date_rule, keep.date_span = other.date, other.date_rule, other.date_span
    keep.killed = keep.killed if keep.killed is not None else other.killed
    keep.injured = keep.injured if keep.injured is not None else other.injured
    keep.extent = keep.extent or other.extent
    return keep


def _weight(d: Draft) -> int:
    return (
        2 * (bool(d.agent) + bool(d.target) + d.explicit_place)
        + bool(d.source)
        + (1 if d.date and "runs_on" not in d.date_rule else 0)
        - 3 * d.title
    )

"""The slots of a statement while they are filled, and what may stand in which."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Final

from rasid.lexicon import analyser as an
from rasid.lexicon.analyser import Word
from rasid.reading.entities import Entity
from rasid.reading.event_groups import STRIKES
from rasid.reading.naming import NAMING
from rasid.reading.scene import ACTOR, PEOPLE, PERSON, PLACE, SOURCE, THING, Mention, Scene, measure_end
from rasid.reading.trigger import Trigger
from rasid.text.fold import fold_word

LOCATIVE: Final = frozenset(
    "في ب قرب عند داخل وسط حول خارج شمال شمالي جنوب جنوبي شرق شرقي غرب غربي بالقرب جوار بجوار قباله ضمن عبر فوق امام خلف".split()
)
INNER: Final = frozenset("في ب من ل علي قرب بالقرب شرق غرب شمال جنوب شرقي غربي شمالي جنوبي وسط".split())
TOWARDS: Final = frozenset(("الي", "نحو", "صوب", "باتجاه", "تجاه", "حتي", "لجهه", "في اتجاه"))
AGENTIVE: Final = (ACTOR, PEOPLE, PERSON, SOURCE)
ADVERBS: Final = frozenset("ايضا امس اليوم لاحقا كذلك فجر صباح مساء ليل قبل بعد".split())
SIDE: Final = frozenset(("جهه", "طرف", "ناحيه", "جانب"))
COUNTRY: Final = "country"
#: events that civilians do
CIVIL: Final = frozenset(
    "protest riot displaces killing no_comment agreement arrest clash destroys abduction withdraws changes_allegiance".split()
)
#: prepositions after which a noun is only the circumstance of the verb before it
CIRCUMSTANCE: Final = frozenset("اعقاب غداه ابان في بعد اثر جراء عقب نتيجه خلال وسط قبل منذ تحت بسبب من ضد".split())
THING_ROLES: Final = frozenset(("patient", "object", "target", "people"))
#: words that say whose a thing is
OWNED: Final = NAMING.owned
RUNS_ON: Final = frozenset(("takes_control", "advances", "ground_attack", "besieges"))
#: rules that tell of civilians who attack
_SURE: Final = frozenset(("role.performer_after", "role.subject_civil"))
_CARS: Final = NAMING.cars
_FLOWN: Final = frozenset(("air_strike", "shelling"))
#: what guns and vehicles do by themselves
MOVES: Final = frozenset(("advances", "deploys", "withdraws"))
BY: Final = frozenset(("علي يد", "علي ايدي", "من قبل", "من جانب", "بيد"))
_EACH: Final = frozenset(("كل", "كلا"))
#: of these, those that are compound prepositions wherever they stand
SIDES: Final = frozenset(("من جانب", "من طرف"))
#: what begins like a preposition of one letter and is none that governs: whole words, and bullets, which have entries of their own
PLAIN: Final = frozenset(("بين", "لدي", "برصاص", "بنيران"))
POSITIONS: Final = NAMING.positions
#: buildings and posts that are told by whose they are ("ثكنة للجيش")
HELD: Final = NAMING.held
PREMISES: Final = NAMING.premises
#: posts that are called after whose they are, and that are taken and held as places
_CALLED: Final = PREMISES & POSITIONS
#: classes of bodies that are attacked in what is theirs
BODIES: Final = frozenset(
    ("force", "group", "state_body", "command", "militia", "jihadist", "coalition", "rebel", "police", "state_army", "state_force")
)
#: how many words may describe what a building holds
_FEW_NOUNS: Final = 3
#: how many words from an area to who holds it
_HELD_BY: Final = 3
PREP_OF: Final = {
    "عليه": "علي", "عليها": "علي", "عليهم": "علي", "عليهما": "علي", "فيه": "في", "فيها": "في", "فيهم": "في", "فيهما": "في",
    "منه": "من", "منها": "من", "منهم": "من", "منهما": "من", "اليه": "الي", "اليها": "الي", "اليهم": "الي", "به": "ب", "بها": "ب",
    "عنه": "عن", "عنها": "عن", "عنهم": "عن",
    "معه": "مع", "معها": "مع", "معهم": "مع", "ضده": "ضد", "ضدها": "ضد", "ضدهم": "ضد", "له": "ل", "لها": "ل", "لهم": "ل",
    "امامه": "امام", "امامها": "امام", "امامهم": "امام",
}  # fmt: skip


#: "that which" before what something is called, with the preposition joined to it
_LEADS: Final = frozenset("الي علي في من مع ضد عن".split())
_WHAT: Final = {"ما": "", "وما": "", "لما": "ل", "بما": "ب"}


def called(words: list[Word], k: int) -> bool:
    """Whether "that which" at k only leads to a name: "ما يسمى كذا"."""
    return k + 1 < len(words) and words[k].fold in _WHAT and words[k + 1].fold in NAMING.calling


def so_called(scene: Scene) -> None:
    """ "بايعوا ما يعرف بتنظيم كذا", "انضم إلى ما يسمى كذا": what it is called by stands where its name would."""
    words = scene.words
    for m in scene.mentions:
        k = m.lo - 1
        while k > scene.lo and words[k].raw in '“”«»"(':
            k -= 1
        if k <= scene.lo or not called(words, k - 1):
            continue
        before = words[k - 2] if k - 2 >= scene.lo else None
        joined = _WHAT[words[k - 1].fold]
        if joined:
            m.prep, m.prep_tok = joined, k - 1
        elif before is not None and before.flags & an.PREP and before.fold in _LEADS:
            m.prep, m.prep_tok = before.fold, k - 2
        else:
            m.prep, m.prep_tok = "", -1


def compound_prepositions(scene: Scene, known: frozenset[str]) -> None:
    """ "على حساب كذا", "من قبضة كذا", "بيد كذا": two words that govern as one preposition.

    known: the compound prepositions of all frames, folded.
    """
    words = scene.words
    for m in scene.mentions:
        if m.conj and m.prep and m.prep_tok != m.lo:
            m.prep, m.prep_tok = "", -1  # joined by و to what stands before it, under the same preposition
        elif m.prep and _measured(words, max(scene.lo, m.prep_tok - 4), m.prep_tok):
            m.prep, m.prep_tok = "", -1  # "قتلت ما لا يقل عن 100 من العناصر": the preposition belongs to the measure
        k = m.lo - 1
        while k > scene.lo and words[k].raw in '“”«»"':
            k -= 1
        if k < scene.lo or m.conj or (m.prep and m.prep_tok == m.lo):
            continue
        if words[k].listed & an.RARE and words[k].fold in NAMING.carrying and (at := _vehicle(words, k, scene.lo)) >= 0:
            m.prep, m.prep_tok = _governs(words, at, scene.lo)  # "على حافلة تقل جنودا": hit with what carries them
            continue
        if m.kind in (ACTOR, PEOPLE) and not (words[k].det or m.det) and carries(words[k]) and (way := _governs(words, k, scene.lo))[0]:
            m.prep, m.prep_tok = way  # "على حافلة ركاب"
            continue
        if m.kind == ACTOR and words[k].listed & an.RARE and words[k].base in NAMING.guises:
            m.prep, m.prep_tok = words[k].base, k  # "يرتدون زي قوات الأمن": they are none of them
            continue
        if words[k].fold in NAMING.mouths and words[k - 1].fold == "علي":
            m.prep, m.prep_tok = "علي لسان", k - 1  # who says it does not do it
            continue
        while k > scene.lo and words[k].flags & (an.QUANT | an.NUMBER) and not words[k].prep:
            k -= 1  # "بحق ستة رجال"
        if not words[k].listed & an.GOVERNS:
            continue
        two = f"{words[k - 1].fold} {words[k].fold}" if k > scene.lo else ""
        if two in known:
            m.prep, m.prep_tok = two, k - 1
        elif words[k].fold in known:
            m.prep, m.prep_tok = words[k].fold, k


def carries(w: Word) -> bool:
    """Whether a word is a vehicle that carries people."""
    return w.base.removesuffix("ا") in NAMING.vehicles or w.base in _CARS


def _vehicle(words: list[Word], k: int, lo: int) -> int:
    """The vehicle that a verb of carrying at k tells of; -1 where none stands before it."""
    for j in range(k - 1, max(lo, k - 4) - 1, -1):
        if carries(words[j]):
            return j
        if words[j].flags & (an.PUNCT | an.PREP):
            return -1
    return -1


def _governs(words: list[Word], at: int, lo: int) -> tuple[str, int]:
    """The preposition that governs the noun at a token, and where it stands."""
    if words[at].prep:
        return words[at].prep, at
    if at > lo and words[at - 1].flags & an.PREP:
        return words[at - 1].base, at - 1
    return "", -1


def _measured(words: list[Word], lo: int, k: int) -> bool:
    """Whether token k belongs to a measure that begins at or after lo ("ما لا يقل عن")."""
    for s in range(lo, k):
        if words[s].listed & an.MEASURE and measure_end(words, s) > k:
            return True
    return False


def open_positions(scene: Scene, scan: Callable[[int, int], list[Mention]]) -> None:
    """ "غارات على مواقع للحوثيين": who holds the positions is hit; the positions have no name of their own.

    scan: mentions of a range of tokens. Such a place phrase gives way to the actors in it, under its preposition.
    """
    out: list[Mention] = []
    emptied: list[Mention] = []
    for m in scene.mentions:
        if m.kind != PLACE and not emptied:
            out.append(m)
            continue
        head = scene.words[m.lo]
        named = m.kind != PLACE or m.known is not None
        holders = [] if named or m.hi - m.lo < 2 else _holders(scene, m, head, scan)
        joined = bool(emptied) and m.conj and _plain_between(scene, emptied[-1].hi, m.lo)
        if emptied and m.kind == ACTOR and (m.lo == emptied[-1].hi + 1 or _owns(scene, emptied, m)):
            m.prep, m.prep_tok, m.rule, m.conj = emptied[0].prep, emptied[0].prep_tok, "name.of_positions", emptied[0].conj
            emptied = []
        elif joined and holders:  # "مخازن أسلحة ومقرات لكذا"
            m.prep, m.prep_tok, m.conj = emptied[0].prep, emptied[0].prep_tok, emptied[0].conj
            emptied = []
        standing = head.base in POSITIONS and m.hi < scene.hi and scene.words[m.hi].base in NAMING.standing
        if not named and m.hi == m.lo + 1 and (standing or not head.det and (_held(head) or is_position(head))):
            if not joined:
                out.extend(emptied)
                emptied = []
            emptied.append(m)
            continue
        out.extend(emptied)
        emptied = []
        if holders:
            if head.base in _CALLED and not head.det and holders[0].lo == m.lo + 1 and not holders[0].prep:
                holders[0].owner = m  # "مركز الشرطة"
            for n, x in enumerate(holders):
                x.prep, x.prep_tok, x.rule = m.prep, m.prep_tok, "name.of_positions"
                x.conj = x.conj if n else m.conj
            out.extend(holders)
            continue
        if not named and m.hi - m.lo > 1 and not is_position(head) and not head.det and (head.base in HELD or head.base in PREMISES):
            heads = scene.words[m.lo + 1].flags & (an.ACTOR_HEAD | an.NAME | an.NATION) and not _of_kind(head, scene.words[m.lo + 1])
            first = next(iter(scan(m.lo + 1, m.hi)), None) if heads else None
            if first is not None and first.lo == m.lo + 1 and first.kind == ACTOR and not first.prep and first.cls in BODIES:
                m.owner = first
        out.append(m)
    scene.mentions = out + emptied


def areas_held(scene: Scene) -> None:
    """ "قصفت مناطق سيطرة كذا": an area that is only told by who holds it stands for him; names are given by now."""
    words = scene.words
    for m, n in pairwise(scene.mentions):
        gap = n.lo - m.hi
        if m.kind != PLACE or not m.generic or n.kind != ACTOR or not 0 < gap <= _HELD_BY or words[n.lo - 1].base not in NAMING.held_by:
            continue
        if gap == 1 and not n.prep or gap > 1 and words[m.hi].base in NAMING.subject_to:
            m.org = n  # "المناطق الخاضعة لسيطرة كذا"


def _of_kind(head: Word, w: Word) -> bool:
    """ "قاعدة بحرية": a feminine adjective that tells what kind of base it is, and not whose."""
    return head.base.endswith("ه") and w.base.endswith("يه") and not w.det


def _held(head: Word) -> bool:
    return head.base in HELD or head.base[:-1] in HELD and head.base.endswith("ا")


def _holders(scene: Scene, m: Mention, head: Word, scan: Callable[[int, int], list[Mention]]) -> list[Mention]:
    """The actors in a place phrase whose positions or buildings it tells of."""
    if not (is_position(head) or _held(head) and not head.det and scene.words[m.lo + 1].prep == "ل"):
        return []
    return [x for x in scan(m.lo + 1, m.hi) if x.kind == ACTOR and x.cls not in ("aircraft", "artillery")]


def _owns(scene: Scene, held: list[Mention], owner: Mention) -> bool:
    """ "مخازن أسلحة وذخائر لكذا": whose the things are that buildings without a name hold; "معسكر لكذا" is a place by itself."""
    return owner.prep == "ل" and owner.prep_tok == owner.lo and owner.lo > held[0].hi and _plain_between(scene, held[-1].hi, owner.lo)


def _plain_between(scene: Scene, lo: int, hi: int) -> bool:
    """Whether at most three nouns or adjectives stand between two mentions."""
    apart = an.PUNCT | an.VERB | an.PREP | an.COMP | an.REL | an.EVENT
    return hi - lo <= _FEW_NOUNS and not any(scene.words[k].flags & apart or scene.words[k].prep for k in range(lo, hi))


def listed_places(scene: Scene) -> None:
    """ "سيطرت على تلال عدة أبرزها كذا وكذا": the places that are named stand for those that are only counted."""
    out: list[Mention] = []
    for m in scene.mentions:
        at = len(out) - 1
        if at > 0 and out[at].kind == PLACE and out[at].prep in ("في", "ب") and out[at].lo - out[at - 1].hi <= 1:
            at -= 1  # "قرى في ريف كذا منها كذا"
        before = out[at] if at >= 0 else None
        named = m.kind == PLACE and not m.generic and scene.words[m.lo - 1].listed & an.LISTING
        if named and before is not None and before.kind == PLACE and before.generic and m.lo - out[-1].hi <= 4:
            m.prep, m.prep_tok, m.rule = before.prep, before.prep_tok, "name.listed"
            m.conj = before.conj  # "في كذا ومدن أخرى، بينها كذا"
            del out[at:]
        out.append(m)
    scene.mentions = out


class Filled:
    """The slots of a trigger as mentions or entities, with the rule that filled each."""

    __slots__ = ("agent", "asked", "place", "placed", "refused", "rules", "scene", "target", "trigger")

    def __init__(self, scene: Scene, trigger: Trigger) -> None:
        self.scene, self.trigger = scene, trigger
        self.refused: tuple[Entity, Mention | None] | None = None  # civilians who stand as the subject of an attack
        self.asked = False  # of somebody: whoever speaks does not do it
        self.agent: list[Entity] = []
        self.target: list[Entity] = []
        self.place: list[Entity] = []
        self.rules: list[tuple[str, str, int, int]] = []
        self.placed: list[tuple[Entity, Mention | None, int]] = []

    def put(self, slot: str, e: Entity | None, rule: str, m: Mention | None = None, at: int = -1) -> None:
        if e is None or slot in ("none", ""):
            return
        into = {"agent": self.agent, "target": self.target, "place": self.place}.get(slot)
        if into is None or e in into:
            return
        if slot != "place" and (e in self.agent or e in self.target):
            return
        if slot == "target" and e.cls == "aircraft" and m is not None and m.det and self.trigger.event in _FLOWN:
            return  # "قصف الطيران المروحي أماكن وسط تنفيذ الطيران الحربي غارات"
        if slot == "target" and self.target:
            if e.cls == "artillery":
                return  # "دبابات للحوثيين": whose they are tells more
            hit = self.target[-1]
            carried = fold_word(hit.name).removesuffix("ا") in NAMING.vehicles  # "قافلة للجيش"
            owned = (
                hit.cls == "artillery"
                or carried
                or self.trigger.event == "destroys"
                and (hit.kind in (THING, PLACE) or hit.cls == "aircraft")
            )
            if rule == "role.prep.ل" and owned and e.kind in AGENTIVE:
                self.rules = [r for r in self.rules if r[0] != "target"]
                self.target.clear()
        if slot != "place" and e.cls == "command" and e.head in NAMING.operations and _no_command(e.name):
            return  # "العمليات العسكرية": no body that does anything
        if e.cls == "artillery" and slot == "agent" and not self._acts(rule, m) and not (m is not None and _manned(self.scene, m)):
            return
        nation = m is not None and m.rule == "name.nationality"  # "غادر الأميركيون القاعدة": their forces
        if slot == "agent" and e.cls == "civilians" and self.trigger.event not in CIVIL and rule not in _SURE and not nation:
            described = rule == "role.subject_before" and m is not None and not m.det and m.hi == self.trigger.tok  # "رجلا هاجمها"
            self.refused = (e, m) if described or rule == "role.subject_after" else None
            return
        into.append(e)
        if slot == "place":
            self.placed.append((e, m, m.lo if m else at))
        self.rules.append((slot, rule, m.lo if m else -1, m.hi if m else -1))

    def _acts(self, rule: str, m: Mention | None) -> bool:
        """What guns and vehicles do by themselves: "توغلت الدبابات في الحي", "قصفت زوارق حربية"."""
        if self.trigger.event in MOVES:
            return rule == "role.subject_after" or rule == "role.subject_before" and m is not None and m.det
        return self.trigger.event in STRIKES and rule in ("role.subject_before", "role.subject_after") and m is not None and m.hi > m.lo + 1


def _no_command(name: str) -> bool:
    """Whether operations are told by themselves or by an adjective, and not by whose command they are ("عمليات كذا")."""
    words = fold_word(name).split()
    return len(words) == 1 or len(words) == 2 and words[1].endswith("يه")


def _manned(scene: Scene, m: Mention) -> bool:
    """ "دبابات الجيش", "آليات إسرائيلية": told whose they are, guns and vehicles stand for those who man them."""
    return any(scene.words[k].flags & (an.NATION | an.NAME | an.ACTOR_HEAD) for k in range(m.lo + 1, m.hi))


def is_position(w: Word) -> bool:
    """Whether a word heads what somebody has or holds ("مواقع", "رتلا")."""
    return w.base in POSITIONS or w.base.endswith("ا") and w.base[:-1] in POSITIONS


def accusative(w: Word) -> bool:
    """ "قياديا", "راعياً": an undetermined noun in the case of an object, which its lemma does not end in ("ميليشيا")."""
    return (
        not (w.det or w.prep)
        and w.raw.endswith(("ا", "اً", "ًا"))
        and bool(w.analyses)
        and not any(fold_word(a.entry.lemma).endswith("ا") for a in w.analyses)
    )


def each(words: list[Word], k: int) -> bool:
    """ "كلا من: فلان وفلان": whether a colon at k only stands before those of whom each is meant."""
    return k > 1 and words[k - 1].fold == "من" and words[k - 2].base in _EACH


def way_of(m: Mention | None) -> str:
    return m.prep if m is not None else "\0"


def suffix_of(fold: str) -> str:
    for end, pgn in (("هما", "3d"), ("هم", "3mp"), ("ها", "3fs"), ("ه", "3ms")):
        if fold.endswith(end):
            return pgn
    return ""


def between_sides(gap: list[Word]) -> bool:
    """ "من جهة" between two sides."""
    return bool(gap) and all(w.flags & an.PUNCT or w.base in SIDE or w.base in ("من", "اخري", "اول", "ثان", "ناحيه") for w in gap)


def can_join(n: Mention, m: Mention) -> bool:
    if (n.kind == PLACE) != (m.kind == PLACE):
        return is_state(n) and m.kind in AGENTIVE or is_state(m) and not m.prep and n.kind == ACTOR and not n.prep
    return not n.prep or n.prep == m.prep


def is_state(m: Mention) -> bool:
    """A country named as an actor."""
    return m.kind == PLACE and m.cls == COUNTRY


def slots_of(role: str, e: Entity, m: Mention | None) -> list[str]:
    place = e.kind == PLACE
    state = place and e.cls == COUNTRY
    position = place and m is not None and m.fold and m.fold[0].removeprefix("ال") in POSITIONS
    if position and m is not None and m.generic and not m.det:
        return []  # "نقاط", "قواعد للمتمردين": no place that could be found
    if role == "patient":
        return ["target"] if not place else [] if position and m is not None and m.org else ["place"]
    if role == "place":
        return ["place"] if place else []
    if role in ("agent", "target", "people"):
        slot = "agent" if role == "agent" else "target"
        return [slot] if not place or state else (["place"] if role == "target" else [])
    if role == "object":
        return ["target"]
    if role == "typed":
        return ["agent"] if not place or state else ["place"]
    return []

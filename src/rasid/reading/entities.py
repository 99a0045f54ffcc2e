"""Who and what the report speaks of: one entity for all its names, short forms, definite nouns and pronouns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rasid.lexicon.sense import Sense
from rasid.lexicon.theatre import Names
from rasid.reading.agreement import agrees, bare, gender, she, word_gender
from rasid.reading.counted import beside
from rasid.reading.naming import NAMING
from rasid.reading.scene import ACTOR, PEOPLE, PERSON, PLACE, SOURCE, Mention, posts
from rasid.reading.telling import content, of_state, of_two
from rasid.text.fold import fold_word

_BODIES: Final = frozenset((ACTOR, SOURCE, PEOPLE))
#: classes that a name alone may have which is that of a governorate or district too
_SEATS: Final = frozenset(("", "city", "town", "governorate", "district", "subdistrict"))
_STATES: Final = frozenset(("country", "state"))
_TOWNS: Final = frozenset(("city", "town"))
#: parts of a place that stand in a list with it
_PARTS: Final = frozenset(("direction_part", "countryside"))
_BESIDE: Final = 4
#: kinds of places of which a noun with its article means the last one that was called by it
_MILITARY: Final = frozenset(("base", "airport"))
#: kinds of places in a town that have no name of their own ("مطار المدينة")
_SITES: Final = frozenset(("airport", "base", "bridge", "camp", "crossing", "dam", "facility", "field", "hospital", "port", "prison"))
_GREAT: Final = frozenset(("airport", "camp", "hospital", "port", "prison"))
_BUILT: Final = frozenset(("bridge", "dam", "facility", "hospital", "mosque", "prison", "school"))
_COMPASS: Final = tuple(NAMING.compass)
#: how far before a place that tells where another lies that one may be named
_ASIDE: Final = 60
#: how far back a town is that its noun alone can mean
_LATELY: Final = 80
#: how many runs of places back "the area" can mean all of one
_LAST: Final = 3
_SHORT: Final = 4  # names of more words are no seats
_SURNAME: Final = 4
_TWO: Final = 2
_HEAD: Final = fold_word("رئيس")
#: how far back a pronoun on posts may reach when whom it means attacks them
_FEW: Final = 8
#: the rule of "ثاني أكبر مدن البلاد" where no name stands beside it
SUPERLATIVE: Final = "name.superlative"


class Entity:
    """One referent of the report. names: every string it was named by, the fullest first in `name`."""

    __slots__ = ("_spelt", "_spelt_of", "cls", "fold", "head", "kind", "known", "last", "lent", "name", "names", "org", "pgn", "vague")

    def __init__(self, m: Mention, pgn: str = "") -> None:
        self.kind, self.cls, self.known = m.kind, m.cls, m.known
        self.name = m.full or m.name
        self.names: list[str] = [self.name, *([m.bare_name] if m.bare_name else [])]
        self.fold = content(m.fold, m.kind == PLACE)
        self.head = bare(m.fold[0]) if m.fold else ""
        self.lent = _member(m)  # named by its members, until it is named itself
        self.pgn = pgn or gender(m)
        self.last = m.lo
        self.org: Entity | None = None
        self.vague = m.generic  # a description, until something names it
        self._spelt = self._spelt_of = ""

    def add(self, m: Mention) -> None:
        name = m.full or m.name
        self.vague = self.vague and m.generic
        if name and name not in self.names:
            self.names.append(name)
            if not m.generic and not m.suf and not _member(m) and (self.lent or _weight(name) > _weight(self.name)):
                self.name, self.lent = name, False
                self.fold = self.fold | content(m.fold, m.kind == PLACE)
        if self.known is None and m.known is not None:
            self.known, self.cls = m.known, m.cls
        self.last = m.lo

    def spelt(self) -> str:
        """Its name as words end before a pronoun or in careless spelling: ه for ة."""
        if self._spelt_of is not self.name:
            self._spelt_of, self._spelt = self.name, self.name.replace("ة", "ه")
        return self._spelt

    def __repr__(self) -> str:
        return f"{{{self.name}}}"


def _key(m: Mention) -> tuple[str, int, str]:
    """What a known name stands for: its actor or place, and of a state the organ that is named."""
    head = bare(m.fold[0]) if m.fold and m.kind == ACTOR else ""
    kind, index = m.known or ("", -1)
    return kind, index, head if head in NAMING.organs else ""


def _member(m: Mention) -> bool:
    """ "مقاتلون من تنظيم كذا", "قوات إسرائيلية" stand for the organisation but do not name it."""
    some = len(m.fold) == _TWO and m.kind == ACTOR and m.fold[1].endswith("يه") and not any(w.startswith("ال") for w in m.fold)
    return m.known is not None and (m.rule == "name.actor_head" or some or m.kind == ACTOR and m.fold[-1] in NAMING.capitals)


def _weight(name: str) -> int:
    return len(name.split()) * 100 + min(len(name), 99)


#: classes of those whom the head of a state has
_ARMIES: Final = frozenset(("state_army", "state_force", "force"))
#: endings of words with the pronoun of a body, and with what they agree
_OF_BODIES: Final = (("ها", "3fs"), ("هم", "3mp"), ("ه", "3ms"))


class Entities:
    """All entities of a report, in order of mention."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.all: list[Entity] = []
        #: who attacked last, whom "the attackers" mean
        self.attacker: Entity | None = None
        #: the last word of a full name → the person
        self.surnames: dict[str, Entity] = {}
        self.recent: list[tuple[int, Entity]] = []
        #: where places stand that only tell where another lies
        self.asides: set[int] = set()
        #: where a town is named that stands for a government and speaks ("قالت موسكو")
        self.spoke: set[int] = set()
        #: coordinated places, as they were named together
        self.runs: list[list[Entity]] = []
        self._known: dict[tuple[str, int, str], Entity] = {}
        #: adjectives that stand for somebody ("غارة تركية")
        self._adjectives: list[tuple[Entity, Sense]] = []
        self._led: dict[int, Entity] = {}  # a person → the forces that only a pronoun tells are his
        #: the words of a place name → the land, the town and the bare name that it was told of
        self._seats: dict[tuple[str, ...], dict[str, Entity]] = {}

    def see(self, m: Mention, speaker: Entity | None = None) -> Entity:
        """The entity of a mention, made or found; its mention is remembered."""
        e = self._find(m, speaker)
        if m.org is not None and m.kind == ACTOR:
            e = self._member_of(m, m.org) or e
        if e is None:
            e = Entity(m, self._gender(m))
            self.all.append(e)
            if m.known:
                self._known.setdefault(_key(m), e)
        elif not (m.suf and m.kind != PLACE) and not m.generic:
            e.add(m)
        elif m.generic and not m.suf:
            name = m.full or m.name
            if name not in e.names:
                e.names.append(name)
        m.entity = e
        if m.kind == PERSON and not m.bare and len(m.fold) > 1 and len(m.fold[-1]) >= _SURNAME:
            self.surnames[m.fold[-1]] = e
        if m.kind == PLACE and m.fold and not m.generic:
            self._seat(m, e)
        if m.rule != "name.locator":  # what only says where a place lies is not spoken of
            self.recent.append((m.lo, e))
        if m.kind == PLACE and not m.generic:
            if m.conj and self.runs and e not in self.runs[-1]:
                self.runs[-1].append(e)
            else:
                self.runs.append([e])
        elif m.kind == PLACE and m.det and (m.pgn == "d" or bare(m.fold[0]) in NAMING.plurals):
            if run := self.together(2 if m.pgn == "d" else 0, m.cls):
                m.entity, m.also = run[0], list(run[1:])
                return run[0]
        elif m.kind == PLACE and m.det and len(m.fold) == 1 and bare(m.fold[0]) in NAMING.areas:
            run = next((r for r in reversed(self.runs[-_LAST:]) if e in r), [e])
            m.entity, m.also = run[0], list(run[1:])  # "كذا وكذا ... وكانت المنطقة": both
        return e

    def together(self, number: int = 0, cls: str = "") -> list[Entity]:
        """The places last named together: exactly so many, or any two and more where number is 0, first those of a class; else none."""
        for run in reversed(self.runs) if cls else ():
            if (len(run) == number or not number and len(run) > 1) and any(e.cls == cls for e in run):
                return run
        for run in reversed(self.runs):
            if len(run) == number or (not number and len(run) > 1):
                return run
        return []

    def _member_of(self, m: Mention, owner: Mention) -> Entity | None:
        """ "قوات التنظيم": the organisation, when it was named before; its name stays its own."""
        e = self._definite(owner) if owner.generic else self.see(owner)
        owner.entity = e
        if e is None:
            m.org = None
            return None
        m.generic = True
        return e

    def _gender(self, m: Mention) -> str:
        """Of a known actor, the gender of its full name; short names and acronyms are used in both."""
        if m.kind == PLACE and m.cls == "country":
            return "ms" if m.fold and m.fold[0] in NAMING.masculine_countries else "fs"
        if m.known is None or m.known[0] != "a" or m.kind != ACTOR:
            return ""
        if m.cls == "state":
            return "fs" if she(m.cls, m.name) else "any"
        full = word_gender(fold_word(self.names.actors[m.known[1]].name.split()[0]))
        return full if full == gender(m) else "any"

    def _find(self, m: Mention, speaker: Entity | None) -> Entity | None:
        if m.kind == PLACE and not m.generic and not m.suf and (whole := self._land(m)) is not None:
            return whole
        if m.known and (e := self._known.get(_key(m))) and e.kind == m.kind:
            return e
        if m.suf and beside(m):
            return None  # "48 من مواطنيها", "نصف سكانها", "مرافقيه": they are not she nor he
        if m.suf:
            return self._owned(m, speaker)
        if m.generic:
            return self._definite(m, speaker)
        if m.kind == PLACE and len(m.fold) == 2 and (whole := self._part_of(m)) is not None:
            return whole
        mine = content(m.fold, m.kind == PLACE)
        size = len(mine)
        best: Entity | None = None
        kind, near = m.kind, m.kind in (ACTOR, PERSON, SOURCE) and bool(mine)
        body = kind in _BODIES
        if kind == SOURCE and m.known is None and not m.det and not m.suf:
            near = False  # "سكان", then "سكان في حي كذا": others
        security = kind == ACTOR and len(mine) == 1 and not mine.isdisjoint(NAMING.no_owner)
        for e in reversed(self.all):
            same = e.kind == kind
            if not same and not body:
                continue
            others = len(e.fold)
            alike = others == size and e.fold == mine
            if not same and (not alike or e.kind not in _BODIES) or m.known and e.known and m.known != e.known:
                continue
            if alike and (kind != PLACE or _same_head(e, m)):
                return e
            if not near or best is not None or size == others:
                continue
            if not (security and e.head not in NAMING.forces) and e.head not in NAMING.parties:
                if size < others and mine < e.fold and not _clashes(m, e) and not (m.known and e.cls in ("artillery", "aircraft")):
                    best = e
                elif 0 < others < size and e.fold < mine and not _clashes(m, e) and m.kind != ACTOR:
                    best = e
        return best

    def forces_of(self, owner: Entity, m: Mention) -> Entity:
        """ "قال الرئيس الأوكراني إن قواته سيطرت": the army of his nation, where it is named, else forces of their own."""
        nations = [w for w in owner.fold if w.endswith("ي")]
        for e in reversed(self.all):
            if e.kind == ACTOR and e.cls in _ARMIES and any(w in nations or w.removesuffix("ه") in nations for w in e.fold):
                return e
        if (key := id(owner)) not in self._led:
            self._led[key] = Entity(m, self._gender(m))
            self._led[key].org = owner
            self.all.append(self._led[key])
        return self._led[key]

    def _land(self, m: Mention) -> Entity | None:
        """ "محافظة كذا" and then "كذا" alone, or the other way round: one place, where no town of that name is told of."""
        head = m.fold[0] if m.fold else ""
        land = head in NAMING.lands
        if not land and (head in NAMING.loose_place or m.cls not in _SEATS):
            return None
        seat = self._seats.get(m.fold[1:] if land else m.fold)
        return None if seat is None or "town" in seat else seat.get("bare" if land else "land")

    def _seat(self, m: Mention, e: Entity) -> None:
        """Remember whether a name was told of a land, of its town, or alone."""
        head = m.fold[0]
        kind = "land" if head in NAMING.lands else "town" if head in NAMING.loose_place else "bare"
        rest = m.fold if kind == "bare" else m.fold[1:]
        if rest and len(rest) < _SHORT:
            self._seats.setdefault(rest, {}).setdefault(kind, e)

    def _part_of(self, m: Mention) -> Entity | None:
        """ "أول أحياء المدينة", "حدود البلدة": parts without a name, of a place that was named before, are told of that place."""
        head = bare(m.fold[1])
        if not m.fold[1].startswith("ال") or m.known or m.cls in _SITES:
            return None  # "مطار المدينة" is a place of its own
        if head in NAMING.wholes and (m.cls == "direction_part" or _SITES.isdisjoint(NAMING.wholes[head])):
            found = self._whole(head)
        elif (one := of_two(head)) in NAMING.wholes:
            both = self.together(2, next(iter(NAMING.wholes[one])))  # "محيط الحيين"
            found, m.also = both[0] if both else None, list(both[1:])
        else:
            return None
        m.generic = found is not None
        return found

    def _whole(self, head: str) -> Entity | None:
        """The place with a name that "the town", by its noun, means: one told by that noun, else one of its kind."""
        named = [e for lo, e in reversed(self.recent) if e.kind == PLACE and not e.vague and lo not in self.spoke]
        return next((e for e in named if e.head == head), None) or next((e for e in named if e.cls in NAMING.wholes[head]), None)

    def home(self, m: Mention) -> Entity | None:
        """ "سكان البلدة", "وجهاء المحافظة": the place whose people they are, if it was named before."""
        if m.suf in ("3fs", "3ms") and m.kind == SOURCE and fold_word(m.cls) in NAMING.residents:
            return self.pronoun(m.suf, m.lo, (PLACE,))  # "نزح نصف سكانها"
        last = m.fold[-1] if len(m.fold) > 1 else ""
        return self._whole(bare(last)) if last.startswith("ال") and bare(last) in NAMING.wholes else None

    def _owned(self, m: Mention, speaker: Entity | None) -> Entity | None:
        """ "قواته", "قواتنا", "مطارها": what the pronoun means."""
        if m.suf == "1p":
            return speaker
        if m.kind == PLACE:
            built = [e for _, e in self.recent[-_FEW:] if e.kind == PLACE and e.cls in _BUILT]  # a hospital has no prison
            kinds = (ACTOR, PLACE) if posts(m) else (PLACE,)
            owner = self.pronoun(m.suf, m.lo, kinds, but=built if m.cls in _GREAT else ()) or self.pronoun(m.suf, m.lo, kinds)
            if owner is not None and owner.vague and owner.kind == PLACE and posts(m):
                owner = self.pronoun(m.suf, m.lo, (ACTOR,))  # "في الجبال": mountains have no posts
            if owner is not None and owner.kind == ACTOR:
                m.generic = True  # "مواقعها": the posts of a force
                m.org = Mention(ACTOR, m.lo, m.lo, m.lo, owner.cls, "name.holder")
                m.org.entity = owner
                m.org.also = [e for _, e in reversed(self.recent[-_FEW:]) if e.kind == ACTOR and e is not owner and agrees(m.suf, e.pgn)]
                return None
            beside = owner is not None and m.conj and m.cls in _PARTS and m.lo - owner.last <= _BESIDE  # "مدينة كذا وريفها"
            beside = beside and bool(m.fold) and not m.fold[0].startswith(_COMPASS)
            if owner is not None and not beside and m.cls in ("direction_part", "quarter", "area", "countryside", "border", "road", ""):
                return owner
            if owner is not None:
                rest = m.name.split()
                head = rest[0]
                for end in ("ها", "هما", "هم", "ه"):
                    if head.endswith(end):
                        head = head[: -len(end)]
                        if head.endswith("ت") and not head.endswith(("ات", "آت")):
                            head = head[:-1] + "ة"  # "قاعدتها"
                        elif head.endswith(("ائ", "اؤ")):
                            head = head[:-1] + "ء"  # "أنحائها"
                        break
                bare = [w for w in _whole_name(owner) if w not in ("مدينة", "بلدة", "قرية", "محافظة")]
                m.bare_name = m.name
                m.full = " ".join([head, *bare, *rest[1:]])
                m.suf = ""
                m.generic = False
                m.fold = tuple(m.full.split())
            return None
        owner = self.pronoun(m.suf, m.lo, (ACTOR, PERSON, SOURCE, PEOPLE, PLACE), forces=m.kind == ACTOR)
        if owner is not None and owner.kind == PERSON and (led := owner.org) is not None and led.kind == ACTOR and " " in led.name:
            return led  # "قائد كذا ... قواته": those he leads
        if owner is not None and owner.kind == SOURCE and fold_word(owner.cls) in NAMING.papers:
            owner = self.pronoun(m.suf, m.lo, (ACTOR, PERSON, PEOPLE, PLACE)) or owner  # reports have no forces
        return owner

    def _definite(self, m: Mention, speaker: Entity | None = None) -> Entity | None:
        """The referent of a bare definite noun, if one of its kind was named before."""
        if not m.det:
            return None
        head = bare(m.fold[0]) if m.fold else ""
        if m.kind == PLACE:
            means = NAMING.means.get(m.cls, frozenset((m.cls,)))
            if (town := self._nearest_town(m, head)) is not None:
                return town
            alike: Entity | None = None
            for lo, e in reversed(self.recent):
                if alike is not None and m.cls not in _MILITARY and (m.cls not in NAMING.settlements or m.lo - lo > _LATELY):
                    break
                if lo in self.spoke:
                    continue
                if e.kind == PLACE and e.head == head:
                    return e  # "القاعدة", "البلدة": the one that was called so
                if alike is None and e.kind == PLACE and e.cls in means and e.head not in ("ريف",):
                    alike = e
            return alike
        if m.kind == PERSON:
            return self._office(head)
        if head in NAMING.attackers and self.attacker is not None and self.attacker.last < m.lo:
            return self.attacker
        whole = " ".join(bare(x) for x in m.fold)
        word, classes = NAMING.kin.get(whole) or NAMING.kin.get(head, (head, frozenset()))
        loose: Entity | None = None
        for _, e in reversed(self.recent):
            if e.kind not in (ACTOR, PEOPLE, SOURCE):
                continue
            if (
                e.head.startswith(word)
                or e.head == head
                or (e.kind == ACTOR and e.cls not in ("aircraft", "artillery") and word in e.spelt())
            ):
                return e
            if loose is None and e.cls in classes:
                apart = e.kind == PEOPLE and e.cls == "fighters" or e.head in NAMING.troops and head in NAMING.orders
                loose = None if apart else e  # "الحركة" means no policemen
        return (self._alone(head, speaker) if head in NAMING.men_alone else None) or loose

    def _alone(self, head: str, speaker: Entity | None) -> Entity | None:
        """ "اعتقل فلان ... وأفرج عن الرجل": the person with a name who was told of last, and who does not speak."""
        of = "fs" if head.endswith("ه") else "ms"
        told = (e for _, e in reversed(self.recent) if e.kind == PERSON and " " in e.name and e.cls != "spokesman" and e is not speaker)
        return next((e for e in told if e.pgn[-2:] == of), None)

    def _office(self, head: str) -> Entity | None:
        """ "قال محافظ كذا ... وأضاف المحافظ": who was last named by that office. "الرئيس" alone is no head of a lesser body."""
        for _, e in reversed(self.recent) if head not in NAMING.units_or_ranks else ():
            if e.kind == PERSON and e.head == head and (head != _HEAD or e.name.startswith("ال")):
                return e
        return None

    def _nearest_town(self, m: Mention, head: str) -> Entity | None:
        """ "المدينة" means the town told of not long before rather than a province or a name of which nothing says what it is."""
        if m.cls != "city" or head in NAMING.plurals and m.rule != SUPERLATIVE:
            return None
        for lo, e in reversed(self.recent) if head in NAMING.capital_heads else ():
            if e.kind == PLACE and lo not in self.spoke and not e.vague and (e.head == head or of_state(e.cls, e.name, e.fold)):
                return e
        for lo, e in reversed(self.recent):
            if m.lo - lo > _LATELY:
                return None
            if e.kind == PLACE and not e.vague and (e.head == head or e.cls in _TOWNS) and lo not in self.spoke:
                return e
        return None

    def of_adjective(self, entry: Sense) -> Entity | None:
        """Whom an adjective of origin or allegiance ("غارة تركية", "تعزيزات حوثية") means, if it is named: a party, a country, an army."""
        countries = {fold_word(n) for n in entry.near}
        lemma = fold_word(entry.lemma)
        party = self.names.adjectives.get(lemma)
        found: dict[str, Entity] = {}
        for e in self.all:
            if e.vague or e.cls == "nation":
                continue
            if party is not None and e.known == ("a", party):
                found.setdefault("party", e)
            elif e.cls in _STATES and any(fold_word(n) in countries for n in e.names):
                found.setdefault("country", e)
            elif e.cls == "state_army" and {lemma, lemma + "ه"} & e.fold:
                found.setdefault("army", e)
        return next((found[k] for k in ("party", "country", "army") if k in found), None)

    def adjective(self, m: Mention, entry: Sense) -> Entity:
        """The entity of an adjective that stands for somebody not named yet."""
        e = self.see(m)
        self._adjectives.append((e, entry))
        return e

    def short(self, fold: str) -> Entity | None:
        """The person named before whose surname this word is."""
        if len(fold) < _SURNAME:
            return None
        return next((e for e in reversed(self.all) if e.kind == PERSON and any(fold in fold_word(n).split()[1:] for n in e.names)), None)

    def name_adjectives(self) -> None:
        """Give those who were told by an adjective the name that the report has for them, also later."""
        for e, entry in self._adjectives:
            if e.cls == "nation" and (named := self.of_adjective(entry)) is not None:
                e.kind, e.cls, e.known = named.kind, named.cls, named.known
                e.name, e.names, e.fold = named.name, named.names, named.fold

    def spoken_for(self, folds: list[str], at: int) -> Entity | None:
        """ "المتحدث باسمه": the body in whose name a person speaks, told by a pronoun."""
        for fold in folds:
            for end, pgn in _OF_BODIES:
                if fold.endswith(end) and fold[: -len(end)] in NAMING.on_behalf:
                    return self.pronoun(pgn, at, (ACTOR,), named=True)
        return None

    def pronoun(
        self, pgn: str, at: int, kinds: tuple[str, ...], *, named: bool = False, forces: bool = False, but: Sequence[Entity] = ()
    ) -> Entity | None:
        """The nearest entity before token `at` that a pronoun of that gender can mean, first no place that only tells where another lies.

        named: no person of whom only a rank is known; forces: it stands on a word of forces, which states have.
        """
        aside: tuple[int, Entity] | None = None
        for pos, e in reversed(self.recent):
            if aside is not None and aside[0] - pos > _ASIDE:
                break
            if named and (e.kind == PERSON and " " not in e.name or _counted(e)):
                continue
            if pgn.endswith("mp") and (e.kind == PLACE or e.kind == PERSON and e.pgn[-2:] in ("ms", "fs")):
                continue  # a place and one man are no "they"
            if pos < at and e.kind in kinds and e not in but and (agrees(pgn, e.pgn) or forces and pgn == "3fs" and she(e.cls, e.name)):
                if pos in self.asides:
                    aside = aside or (pos, e)
                elif aside is None or e.kind == PLACE:
                    return e
        return aside[1] if aside is not None else None


def _counted(e: Entity) -> bool:
    """ "مقتل 18 جنديا وأسر سبعة": one noun in the accusative that counts those whom something befell, and nobody who does anything."""
    return e.known is None and " " not in e.name and e.name.endswith(("ا", "اً", "ًا")) and e.cls in ("person_armed", "civilians", "fighters")


def _same_head(e: Entity, m: Mention) -> bool:
    head = bare(m.fold[0]) if m.fold else ""
    return e.head == head or head in NAMING.loose_place or e.head in NAMING.loose_place or not (e.cls and m.cls) or e.cls == m.cls


def _whole_name(e: Entity) -> list[str]:
    """ "أطراف كذا الغربية ... مطارها": the words of the name of what a place is a part of, or of its own."""
    words = e.name.split()
    if e.cls in _PARTS and len(words) > 1:
        words = words[1:]
        if len(words) > 1 and bare(fold_word(words[-1])) in NAMING.directions:
            words.pop()
    return words


def _clashes(m: Mention, e: Entity) -> bool:
    return bool(m.known and e.known and m.known != e.known)

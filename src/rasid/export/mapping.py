"""Mappings to the codebooks of others: data files in mappings/, and the few conditions that they can set.

A rule holds when all its conditions do; of a list of rules the first that holds counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import msgspec

from rasid.export.data import Actor, EventRow, Place, StatementRow, located
from rasid.lexicon.loader import load_yaml
from rasid.text.fold import fold_word

FOLDER = Path(__file__).parent / "mappings"
#: columns for what places lie in, and the kind of unit that each takes
ADMIN = (("admin1", "governorate"), ("admin2", "district"), ("admin3", "subdistrict"))
#: what a rule may ask of agent and target
SIDES = ("state", "nonstate", "foreign", "armed", "police", "civilians", "known", "nobody")


class Facts(msgspec.Struct, frozen=True):
    """What rules ask about. agents, targets: the sides; country: where it happened (ISO alpha-2); said: the words of the statements."""

    agents: tuple[Actor, ...]
    targets: tuple[Actor, ...]
    country: str
    status: str
    said: tuple[str, ...]
    killed: int | None = None


class Rule(msgspec.Struct, frozen=True):
    """A rule. agent, target: any of these of SIDES must hold; status: one of these; said: a word that begins so; killed: somebody was.

    code: what the rule gives, its keys the format's own.
    """

    code: dict[str, Any]
    agent: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    killed: bool | None = None

    def holds(self, facts: Facts) -> bool:
        """Whether all its conditions hold."""
        if self.status and facts.status not in self.status:
            return False
        if self.killed is not None and bool(facts.killed) != self.killed:
            return False
        if self.agent and not any(is_side(s, facts.agents, facts.country) for s in self.agent):
            return False
        if self.target and not any(is_side(s, facts.targets, facts.country) for s in self.target):
            return False
        return not self.said or any(_says(w, text) for w in self.said for text in facts.said)


def rules(name: str, kind: str) -> tuple[Rule, ...]:
    """The rules of a format for an event of EVENTS; none when it has no place there."""
    found: tuple[Rule, ...] = msgspec.convert(load(name)["events"][kind], tuple[Rule, ...])
    return found


def first(rules: Iterable[Rule], facts: Facts) -> Rule | None:
    """The first rule that holds."""
    return next((r for r in rules if r.holds(facts)), None)


def facts_of(row: EventRow) -> Facts:
    """What rules ask of an event."""
    place, event = located(row.places), row.event
    return Facts(
        row.agents,
        row.targets,
        place.country if place is not None else "",
        event.status,
        tuple(c.evidence for c in row.cited),
        event.killed.best if event.killed is not None else None,
    )


def facts_of_statement(row: StatementRow) -> Facts:
    """What rules ask of a statement."""
    place, s = located(row.places), row.slots
    return Facts(row.agents, row.targets, place.country if place is not None else "", s.status, (s.evidence,), s.killed)


class Civilians(msgspec.Struct, frozen=True):
    """Words for people who do not fight, and for those who do, in ordinary spelling; folded when compared."""

    civilians: tuple[str, ...]
    armed: tuple[str, ...]


class Country(msgspec.Struct, frozen=True):
    """A country's codes. numeric: ISO 3166-1; acled_region, ucdp, ucdp_region, gwno: "" and None where not looked up."""

    iso3: str
    numeric: int
    name: str
    acled_region: str = ""
    ucdp: str = ""
    ucdp_region: str = ""
    gwno: int | None = None


class Sides(msgspec.Struct, frozen=True):
    """Who is what: kinds of actors as the codebooks of others sort them. home: countries of foreign powers, by the begin of their ids."""

    police: tuple[str, ...]
    unarmed: tuple[str, ...]
    words: Civilians
    home: dict[str, str]


@cache
def load(name: str, shape: Any = None) -> Any:
    """A mapping file, as a shape where one is given."""
    raw = load_yaml(FOLDER / f"{name}.yaml")
    return raw if shape is None else msgspec.convert(raw, shape)


@cache
def sides() -> Sides:
    """Who is what."""
    found: Sides = load("actors", Sides)
    return found


@cache
def countries() -> dict[str, Country]:
    """Countries by ISO alpha-2."""
    found: dict[str, Country] = load("countries", dict[str, Country])
    return found


def home(actor: Actor) -> str:
    """The country of an actor (ISO alpha-2), "" for one that has none or that nobody knows."""
    given = sides().home
    for at in (actor.id, actor.id.partition("_")[0]):
        if at in given:
            return given[at]
    prefix = actor.id.partition(".")[0]
    return prefix.upper() if len(prefix) == 2 and prefix != "xx" and "." in actor.id and not actor.id.startswith("~") else ""


def is_state(actor: Actor) -> bool:
    """Whether it is a state, or a body of one."""
    return actor.state


def is_foreign(actor: Actor, country: str) -> bool:
    """Whether a state's body acts outside its country."""
    return is_state(actor) and home(actor) != country


def is_civilian(actor: Actor) -> bool:
    """Whether a name is one of people who do not fight: only names that no pack knows are."""
    if actor.kind or not actor.id.startswith("~"):
        return False
    words = sides().words
    return any(_says(w, actor.name) for w in words.civilians) and not any(_says(w, actor.name) for w in words.armed)


def is_armed(actor: Actor) -> bool:
    """Whether it is known to fight."""
    if actor.kind:
        return actor.kind not in sides().unarmed
    return any(_says(w, actor.name) for w in sides().words.armed)


def is_side(side: str, actors: tuple[Actor, ...], country: str) -> bool:
    """Whether one of the actors is what a rule asks for. Raises KeyError for what is none of SIDES."""
    if side == "nobody":
        return not actors
    tests: dict[str, Callable[[Actor], bool]] = {
        "state": lambda a: is_state(a) and not is_foreign(a, country),
        "foreign": lambda a: is_foreign(a, country),
        "nonstate": lambda a: bool(a.kind) and not is_state(a) and is_armed(a),
        "armed": is_armed,
        "police": lambda a: a.kind in sides().police,
        "civilians": is_civilian,
        "known": lambda a: bool(a.kind),
    }
    test = tests[side]
    return any(test(a) for a in actors)


@cache
def _word(word: str) -> re.Pattern[str]:
    """A word at the begin of a written one, behind the article and what is written together with it; several one after the other."""
    words = r"\s+(?:ال)?".join(re.escape(w) for w in fold_word(word).split())
    return re.compile(rf"(?<!\w)[وف]?[بلك]?(?:ال|لل)?{words}")


def _says(word: str, text: str) -> bool:
    return _word(word).search(_folded(text)) is not None


@lru_cache(maxsize=1 << 12)
def _folded(text: str) -> str:
    return fold_word(text)


def precision(place: Place, levels: list[dict[str, Any]]) -> Any:
    """The code of how sure a place is: the first level that fits its kind (any when none are named) and the kilometres it is known to.

    listed: only for places of the packs, not for what lies beside them («outskirts of …») or is but a name.
    """
    for level in levels:
        if level.get("listed") and place.id.startswith("~"):
            continue
        if level.get("kinds") and place.kind not in level["kinds"]:
            continue
        if "km" in level and (place.precision_km is None or place.precision_km > level["km"]):
            continue
        return level["code"]
    return ""


def number(id: str) -> int:
    """A number made of an id in hexadecimal digits: longer than those of the data sets of others, and exact in every spreadsheet."""
    return 10**12 + int(id[:13], 16)


def days(start: str, end: str) -> int | None:
    """How many days a time has; None when it is open."""
    import datetime as dt

    if not start or not end:
        return None
    return (dt.date.fromisoformat(end) - dt.date.fromisoformat(start)).days + 1

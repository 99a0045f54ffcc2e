"""What all shapes share: errors, pages of lists, names, and who asks."""

from __future__ import annotations

from typing import Generic, Literal, TypeVar

import msgspec

T = TypeVar("T")
ControlState = Literal["confirmed", "reported", "claimed", "disputed", "vacated", "unknown"]


class Shape(msgspec.Struct, kw_only=True):
    """An answer, or a part of one."""


class Lean(msgspec.Struct, kw_only=True, omit_defaults=True):
    """A part of an answer that leaves out what it has nothing to say of."""


class Page(Shape, Generic[T]):
    """One page of a list. total: how many there are in all."""

    items: list[T]
    page: int
    per: int
    total: int


class Fault(Shape):
    """What went wrong, where, and what to do."""

    code: str
    message: str
    where: str = ""
    remedy: str = ""


class ErrorBody(Shape):
    """The shape of every error."""

    error: Fault


class Person(Shape):
    """Somebody who signed in."""

    name: str
    role: str


class Session(Shape):
    """Who asks. csrf: the token that writes must carry; rights: read, review, edit, admin."""

    user: Person | None
    accounts: bool
    csrf: str
    version: str
    rights: list[str]


class SignedIn(Shape):
    """Who signed in."""

    name: str


class Nothing(Shape):
    """It is done."""


class Named(Shape, kw_only=True, omit_defaults=True):
    """An actor or place: its id and what to call it. name_en: what English calls a place, where the packs say so."""

    id: str
    name: str
    name_en: str = ""


class Actor(Shape):
    """An actor with all its names."""

    id: str
    name: str
    names: list[str]


class Spot(Shape, kw_only=True, omit_defaults=True):
    """A place with its point, where one is known. name_en: see `Named`."""

    id: str
    name: str
    name_en: str = ""
    lat: float | None
    lon: float | None


class ActorColour(Shape):
    """An actor as maps draw it."""

    actor: Actor
    colour: str
    pattern: str


class Ledger(Shape):
    """How much there is, from when to when."""

    reports: int
    statements: int
    places: int
    actors: int
    first: str
    last: str
    known_first: str
    known_last: str
    actor_colours: list[ActorColour]

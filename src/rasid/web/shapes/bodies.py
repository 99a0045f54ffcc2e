"""What people send, and what they are told was done."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec

from rasid.model.records import Field
from rasid.web.shapes.base import Shape


class Saved(Shape):
    """What was kept: the ids of the reports, how many were new, how many statements they have."""

    id: str
    ids: list[str]
    new: int
    statements: int


class Reviewed(Shape):
    """A review that was recorded."""

    id: str
    statement: str
    action: str


class Undone(Shape):
    """The review that takes another back."""

    id: str


class AddedStatement(Shape):
    """A statement that somebody added."""

    id: str
    review: str


class PlacedPlace(Shape):
    """A place that was put on the map. ids: all that the ledger has under this name."""

    id: str
    ids: list[str]
    name: str
    lat: float
    lon: float


class NamedActor(Shape):
    """Whom a name means from now on. said: the name."""

    id: str
    name: str
    said: str


class SignIn(msgspec.Struct):
    """A name and its password."""

    name: str
    password: str


class Given(msgspec.Struct):
    """What is to be read: a text or the address of a page; outlet and publication day where it does not say them."""

    text: str = ""
    url: str = ""
    outlet: str = ""
    published: str = ""


class Token(msgspec.Struct):
    """What `POST /read` gave."""

    token: str


class Said(msgspec.Struct):
    """What somebody says of a statement. span: where the words of a correction stand, for pages; the words are what is kept."""

    statement: str
    action: Literal["accept", "reject", "correct"]
    slot: str = ""
    value: Any = None
    span: Any = None
    why: str = ""


class Words(msgspec.Struct):
    """Where words stand in a report: characters of its text or title."""

    start: Annotated[int, msgspec.Meta(ge=0)]
    end: Annotated[int, msgspec.Meta(ge=0)]
    field: Field = "text"


class Missed(msgspec.Struct):
    """A statement that the reader missed: its event, the words that say it (or where they stand), and its slots."""

    report: str
    event: str
    evidence: str = ""
    trigger: str = ""
    agent: list[str] | str = ""
    target: list[str] | str = ""
    place: list[str] | str = ""
    source: list[str] | str = ""
    date: str = ""
    status: str = "occurred"
    extent: str = ""
    killed: int | str | None = None
    injured: int | str | None = None
    evidence_span: Words | None = None
    why: str = ""


class PutPlace(msgspec.Struct):
    """Where a place lies that no pack knows. id: the key that the ledger has it under, when only that is meant."""

    name: str
    lat: Annotated[float, msgspec.Meta(ge=-90, le=90)]
    lon: Annotated[float, msgspec.Meta(ge=-180, le=180)]
    kind: str = "village"
    parent: str = ""
    id: str = ""


class Called(msgspec.Struct):
    """Whom a name means that no pack knows: the actor of an id, or one of its own (new)."""

    name: str
    id: str = ""
    new: bool = False
    kind: str = ""

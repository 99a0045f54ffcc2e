"""JSON and JSON Lines of reports: which keys make a Report, and what is wrong when they do not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import msgspec

from rasid.intake.days import publication_day
from rasid.intake.failure import Failure
from rasid.intake.markup import looks_like_html, strip
from rasid.model import Report

_STRINGS = ("title", "outlet", "url", "lang", "author", "version")
#: More names than this passed nothing on.
MAX_FORWARDED = 20


def _forget(original: bytes) -> None:
    """Nobody wants the bytes."""


def _forget_day(day: str) -> None:
    """Nobody wants the day."""


class Knows(Protocol):
    """What intake asks of those who know the language and the world."""

    def day_in(self, text: str) -> str:
        """The one full day (ISO) that a short text names in words or digits; "" when it names none, or several."""

    def outlet(self, site: str, address: str) -> str:
        """The name of the outlet that calls itself `site` or stands at an address; "" when it is not known."""


class Ignorant:
    """Knows nothing: for those who read files without a world."""

    def day_in(self, text: str) -> str:
        """Nothing."""
        return ""

    def outlet(self, site: str, address: str) -> str:
        """Nothing."""
        return ""


class Defaults(msgspec.Struct, frozen=True):
    """What the caller says of reports that do not say it themselves: publication day (ISO) and outlet.

    keep: gets the bytes that a report was made of, just before the report comes. knows: dates in words, and outlets.
    known: gets the day (ISO) on which the next report was there to be read, where a format knows it: the capture of an archive.
    url: the address that what is read came from, "" for files; charset: what its server called it. columns: which heading of a
    table holds what of a report ({"text": "Body"}).
    """

    published: str = ""
    outlet: str = ""
    keep: Callable[[bytes], None] = _forget
    known: Callable[[str], None] = _forget_day
    knows: Knows = Ignorant()
    url: str = ""
    charset: str = ""
    columns: dict[str, str] = {}


def parse(line: bytes | str, where: str) -> object:
    """The JSON value of one line or file, or the Failure bad_json with the parser's words."""
    try:
        value: object = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return Failure(where, "bad_json", {"reason": str(error).removeprefix("JSON is malformed: ")})
    return value


def as_report(value: object, where: str, given: Defaults) -> list[Failure | Report]:
    """The report of one JSON object, after the reservations about it; one lost Failure when it makes none.

    Reads id, title, text, published, outlet, url, lang, author, forwarded (a name or a list of names) and version; other keys
    are kept out. A missing id becomes `where`.
    """
    if not isinstance(value, dict):
        return [Failure(where, "not_object")]
    if not isinstance(value.get("text"), str):
        return [Failure(where, "no_text")]
    told: list[Failure | Report] = []
    strings = {"text": value["text"]}
    for key in _STRINGS:
        found = value.get(key)
        if found is not None and not isinstance(found, str):
            told.append(Failure(where, "bad_field", {"field": key}, lost=False))
        strings[key] = found if isinstance(found, str) else ""
    for key in ("title", "text"):
        if looks_like_html(strings[key]):
            strings[key] = strip(strings[key])
            told.append(Failure(where, "html_stripped", {"field": key}, lost=False))
    published = day_of(value.get("published"), where, given, told)
    name = value.get("id")
    forwarded = _names(value.get("forwarded"), where, told)
    return [
        *told,
        Report(
            id=str(name) if isinstance(name, str | int) and str(name).strip() else where,
            text=strings["text"],
            title=strings["title"].replace("\n", " "),
            published=published,
            outlet=strings["outlet"] or given.outlet,
            url=strings["url"],
            lang=strings["lang"],
            author=strings["author"],
            forwarded=forwarded,
            version=strings["version"],
        ),
    ]


def _names(value: object, where: str, told: list[Failure | Report]) -> tuple[str, ...]:
    """The names in a value: a string or a list of strings; anything else is told and left out."""
    names = [value] if isinstance(value, str) else value
    if value is None:
        return ()
    if not isinstance(names, list) or len(names) > MAX_FORWARDED or not all(isinstance(n, str) for n in names):
        told.append(Failure(where, "bad_field", {"field": "forwarded"}, lost=False))
        return ()
    return tuple(n.strip() for n in names if n.strip())


def day_of(value: object, where: str, given: Defaults, told: list[Failure | Report]) -> str:
    """The publication day in a value, else the caller's; a value that is no day is told and left out."""
    if value is None or value == "":
        return given.published
    day = publication_day(value) if isinstance(value, str) else None
    if day is None:
        told.append(Failure(where, "bad_published", {"value": str(value)[:40]}, lost=False))
        return given.published
    return day or given.published

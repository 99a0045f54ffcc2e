"""What the maps, feeds and hooks are made of: places, who holds them or held them, and when that changed. Pure data.

Days are ISO days and stay text throughout: no clock and no time zone can move them.
"""

from __future__ import annotations

from typing import Any, Literal

from rasid.model.control import ControlStatus
from rasid.model.records import Record

#: Colours that people with any colour vision tell apart (Okabe and Ito), the most frequent holder first.
COLOURS = ("0072b2", "e69f00", "009e73", "d55e00", "cc79a7", "56b4e9", "8c6d31", "f0e442", "5b4b8a", "7f7f7f")
NOBODY = "b9c0c4"


class Site(Record, frozen=True, kw_only=True):
    """A place. lat, lon: degrees (WGS 84), None when nobody knows where it is; pcode: its own; unit_pcode: of the smallest unit around it.

    outline: its GeoJSON geometry when it is an area, None for a point. units: names of what it lies in, the nearest first.
    """

    id: str
    name: str
    name_en: str = ""
    kind: str = ""
    lat: float | None = None
    lon: float | None = None
    precision_km: float | None = None
    pcode: str = ""
    unit_pcode: str = ""
    units: tuple[str, ...] = ()
    outline: dict[str, Any] | None = None


class Party(Record, frozen=True):
    """An actor: its id, its name, its English name ("" when it has none)."""

    id: str
    name: str
    name_en: str = ""


class Cited(Record, frozen=True, kw_only=True):
    """A statement that something rests on, short: its words, its chain from the outlet to the first speaker, its report."""

    id: str
    report: str
    evidence: str
    chain: tuple[str, ...] = ()
    outlet: str = ""
    url: str = ""
    known: str = ""


class Holding(Record, frozen=True, kw_only=True):
    """Who holds a place: on a day (start and end are that day), or over a stretch of days ("" open)."""

    site: Site
    start: str
    end: str
    holder: Party | None = None
    status: ControlStatus = "unknown"
    confidence: float = 0.0
    since: str = ""
    last_heard: str = ""
    contested: bool = False
    rivals: tuple[Party, ...] = ()
    sources: tuple[Cited, ...] = ()


class Notice(Record, frozen=True, kw_only=True):
    """Something new: another holder, another status of the same holder, or claims that cannot both hold.

    id: the same however often it is worked out; day: from when it holds; known: the newest day on which a source of it became known.
    before, after: None for nobody. rivals: the sides of a dispute. lasting: whether it says something of a day for good; a dispute
    over whether an attacker came in only stands while it is one.
    """

    id: str
    kind: Literal["holder", "status", "dispute"]
    site: Site
    day: str
    known: str
    before: Party | None = None
    before_status: ControlStatus = "unknown"
    after: Party | None = None
    after_status: ControlStatus = "unknown"
    about: Literal["", "holder", "entry"] = ""
    rivals: tuple[Party, ...] = ()
    sources: tuple[Cited, ...] = ()
    lasting: bool = True


class Territory(Record, frozen=True, kw_only=True):
    """All that a map file shows. on: the day of `now`; known: as known on that day ("" today); start, end: what `periods` and
    `changes` cover ("" open). made_with: Rasid and its version."""

    on: str
    known: str = ""
    start: str = ""
    end: str = ""
    now: tuple[Holding, ...] = ()
    periods: tuple[Holding, ...] = ()
    changes: tuple[Notice, ...] = ()
    made_with: str = ""


def colours(holdings: tuple[Holding, ...]) -> dict[str, str]:
    """A colour (rrggbb) for each holder's id, the most frequent first; all after the tenth share the last one."""
    seen: dict[str, int] = {}
    for h in holdings:
        if h.holder is not None:
            seen[h.holder.id] = seen.get(h.holder.id, 0) + 1
    ranked = sorted(seen, key=lambda i: (-seen[i], i))
    return {i: COLOURS[min(n, len(COLOURS) - 1)] for n, i in enumerate(ranked)}

"""`rasid map`: who holds what on a day, over all places, as a table, as JSON, as GeoJSON, or drawn."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import msgspec

from rasid.cli.desk import Desk, checked_day, checked_format, desk, print_json, today
from rasid.cli.holds import as_json
from rasid.cli.terminal import Paint, isolate, wants_colour
from rasid.errors import UsageError
from rasid.messages import t

if TYPE_CHECKING:
    from rasid.model.control import Control
    from rasid.places.resolve import Resolution

FORMATS = ("text", "json", "geojson")
PICTURES = ("png", "svg", "pdf")


class Options(msgspec.Struct, frozen=True):
    """What was asked. inside: a place that all shown places lie in; picture: a file to draw into."""

    on: str = ""
    known: str = ""
    inside: str = ""
    picture: str = ""
    reviews: bool = True
    db: str = ""
    format: str = "text"


class Spot(msgspec.Struct, frozen=True):
    """A place of the map with its answer. lat, lon: degrees, None when nobody knows where it is."""

    control: Control
    name: str
    kind: str
    lat: float | None
    lon: float | None


class Atlas(msgspec.Struct, frozen=True):
    """All that a map shows. reports, outlets: how many told of control by then."""

    on: str
    known: str
    spots: tuple[Spot, ...]
    reports: int
    outlets: int


def run(options: Options) -> int:
    """Print or draw the map. Raises UsageError, StoreError."""
    checked_format(options.format, FORMATS)
    on = checked_day(options.on, "--on", today())
    known = checked_day(options.known, "--known")
    if options.picture and options.picture.rpartition(".")[2].lower() not in PICTURES:
        raise UsageError(t("map.picture_form"), isolate(options.picture), " | ".join(f".{p}" for p in PICTURES))
    with desk(options.db, reviewed=options.reviews, known=known) as at:
        atlas = drawn_from(at, on, known, at.unit(options.inside) if options.inside else "")
        if options.picture:
            from rasid.cli.picture import draw

            if not any(s.lat is not None for s in atlas.spots):
                raise UsageError(t("map.nothing"), on, t("map.nothing_do"))
            draw(at, atlas, options.picture)
            sys.stderr.write(t("summary.written", file=isolate(options.picture)) + "\n")
            return 0
        if options.format == "json":
            print_json({"on": on, "known": known, "reports": atlas.reports, "outlets": atlas.outlets, "places": _rows(at, atlas)})
        elif options.format == "geojson":
            sys.stdout.write(json.dumps(geojson(at, atlas), ensure_ascii=False) + "\n")
        else:
            sys.stdout.write("\n".join(_table(at, atlas, Paint(wants_colour(sys.stdout)))) + "\n")
    return 0


def drawn_from(at: Desk, on: str, known: str, inside: str) -> Atlas:
    """The map of a day, as known on a day, of all places or of those inside one."""
    from rasid.control.bearing import BEARS

    parents = at.world.places.parents
    found = [c for c in at.map_on(on, known) if not inside or c.place == inside or inside in parents(c.place)]
    reports, outlets = at.store.ask(lambda view: view.sources(sorted(BEARS), known))
    return Atlas(on, known, tuple(spots(at, found)), reports, outlets)


def spots(at: Desk, answers: Iterable[Control]) -> list[Spot]:
    """Answers with the names and points of their places."""
    spots = []
    for c in answers:
        row, stored = at.world.gazetteer.get(c.place), at.named_places.get(c.place)
        kind = row.kind if row is not None else stored.kind if stored is not None else ""
        lat, lon = (row.lat, row.lon) if row is not None else (stored.lat, stored.lon) if stored is not None else (None, None)
        spots.append(Spot(c, at.place_name(c.place), kind, lat, lon))
    return spots


def _rows(at: Desk, atlas: Atlas) -> list[dict[str, Any]]:
    return [as_json(at, s.control, reasons=False) | {"kind": s.kind, "lat": s.lat, "lon": s.lon} for s in atlas.spots]


def resolution(at: Desk, spot: Spot) -> Resolution:
    """A place of the map as the drawing of shapes takes it."""
    from rasid.places.resolve import Resolution

    row = at.world.gazetteer.get(spot.control.place)
    if row is not None:
        return Resolution(row.name, row.id, True, row.kind, row.lat, row.lon, row.precision_km, row.id)
    found = at.world.resolver.resolve(spot.name)
    same = found.id == spot.control.place
    return Resolution(spot.name, spot.control.place, False, spot.kind, spot.lat, spot.lon, found.precision_km if same else None)


def geojson(at: Desk, atlas: Atlas) -> dict[str, Any]:
    """A GeoJSON FeatureCollection: one feature a place that can be located; areas are polygons, the rest points."""
    from rasid.places.shapes import geometry

    features = []
    for spot, facts in zip(atlas.spots, _rows(at, atlas), strict=True):
        if spot.lat is not None:
            shape = geometry(at.world.gazetteer, resolution(at, spot))
            facts["holder"] = facts["holder"]["name"] if facts["holder"] else None
            facts |= {"holder_id": spot.control.holder, "rivals": [r["name"] for r in facts["rivals"]]}
            features.append({"type": "Feature", "id": spot.control.place, "geometry": shape, "properties": facts})
    return {"type": "FeatureCollection", "on": atlas.on, "known": atlas.known, "features": features}


def _table(at: Desk, atlas: Atlas, paint: Paint) -> list[str]:
    """Located places by status and holder; at the end what could not be located, and on how much it all rests."""
    width = max(len(t(f"control.{s}")) for s in ("confirmed", "reported", "claimed", "disputed", "vacated", "unknown"))
    lines = [
        paint("bold", t("map.title", day=isolate(atlas.on))) + ("  " + t("holds.known", day=isolate(atlas.known)) if atlas.known else "")
    ]
    located = [s for s in atlas.spots if s.lat is not None]
    holders = Counter(s.control.holder for s in located)
    for s in sorted(located, key=lambda s: (not s.control.holder, -holders[s.control.holder], s.control.holder, s.name)):
        c = s.control
        who = isolate(at.actor_name(c.holder)) if c.holder else t("view.list").join(isolate(at.actor_name(r)) for r in c.rivals)
        share = f"{c.confidence:4.0%}" if c.confidence else "   –"
        mark = "⚔" if c.contested else " "
        status = t(f"control.{c.status}").ljust(width)
        lines.append(
            f"{status} {isolate(share)} {mark} {isolate((c.since or '–').ljust(10))}  {isolate(at.place_label(c.place))}"
            + (f"  {who}" if who else "")
        )
    if not located:
        lines.append(t("map.empty"))
    lines.append("")
    if lost := len(atlas.spots) - len(located):
        lines.append(t("map.unlocated", count=lost))
    lines.append(t("map.rests_on", places=len(located), reports=atlas.reports, outlets=atlas.outlets))
    return lines

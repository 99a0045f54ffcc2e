"""The picture of a map: places and areas coloured by holder, hatched where disputed, with Arabic names, outlines and legend."""

from __future__ import annotations

import json
import math
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rasid.cli.desk import Desk
from rasid.cli.map import Atlas, Spot, resolution
from rasid.cli.terminal import clean, isolate
from rasid.errors import UsageError
from rasid.lexicon.loader import LEXICONS
from rasid.messages import locale, t

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: Colours that people with any colour vision tell apart (Okabe and Ito), the most frequent holder first.
COLOURS = ("#0072B2", "#E69F00", "#009E73", "#D55E00", "#CC79A7", "#56B4E9", "#8C6D31", "#F0E442", "#5B4B8A", "#7F7F7F")
NOBODY = "#6E6E6E"
GROUND, LINE, INK = "#F7F5EF", "#B9B3A4", "#222222"
#: Kinds by how early they get a label.
PROMINENT = ("city", "town", "airport", "base", "crossing", "dam", "field", "camp", "village", "quarter")
MOST_LABELS = 45
SIZES = {"city": 95.0, "town": 70.0}
HATCH = "//////"


def draw(at: Desk, atlas: Atlas, file: str) -> None:
    """Draw a map into a PNG, SVG or PDF file. Raises UsageError when the file cannot be written."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot as plt

    settings: Any = {
        # the fonts that ship with matplotlib, whatever else is set up here: they have Arabic
        **{k: matplotlib.rcParamsDefault[k] for k in ("font.family", "font.sans-serif")},
        "svg.fonttype": "path",
        "svg.hashsalt": "rasid",
        "hatch.linewidth": 1.1,
    }
    with matplotlib.rc_context(settings):
        figure, axes = plt.subplots(figsize=(11, 8.5), dpi=150)
        try:
            _fill(at, atlas, axes)
            figure.tight_layout()
            figure.savefig(file, facecolor="white", bbox_inches="tight", metadata={"Date": None} if file.lower().endswith(".svg") else None)
        except OSError as error:
            Path(file).unlink(missing_ok=True)
            raise UsageError(t("error.output", file=file, reason=error.strerror or str(error))) from error
        finally:
            plt.close(figure)


def _fill(at: Desk, atlas: Atlas, axes: Axes) -> None:
    spots = [s for s in atlas.spots if s.lat is not None and s.lon is not None]
    counted = Counter(holder for s in spots for holder in _holders(s))
    colours = {h: COLOURS[min(n, len(COLOURS) - 1)] for n, (h, _) in enumerate(sorted(counted.items(), key=lambda x: (-x[1], x[0])))}
    axes.set_facecolor(GROUND)
    _frame(spots, axes)
    units = _outlines(at, spots, axes)
    points = [s for s in spots if not _area(at, s, colours, axes)]
    for s in sorted(points, key=lambda s: (bool(s.control.holder), s.kind in SIZES)):
        _point(s, colours, axes)
    _labels(spots, axes)
    _legend(at, atlas, spots, counted, colours, axes)
    title = t("map.title", day=isolate(atlas.on)) + (f" ({t('holds.known', day=isolate(atlas.known))})" if atlas.known else "")
    axes.set_title(title, fontsize=15, color=INK, pad=12)
    foot = [t("map.rests_on", places=len(spots), reports=atlas.reports, outlets=atlas.outlets)]
    if lost := len(atlas.spots) - len(spots):
        foot.append(t("map.unlocated", count=lost))
    if any(boundaries(_country(at, s.control.place)) for s in spots):
        foot.append(t("map.boundaries"))
    if units:
        foot.append(t("map.outlines"))
    axes.set_xlabel("\n".join(foot), fontsize=8, color=INK, labelpad=8)
    axes.set_xticks([])
    axes.set_yticks([])
    for side in axes.spines.values():
        side.set_color(LINE)


def _holders(s: Spot) -> tuple[str, ...]:
    return (s.control.holder,) if s.control.holder else s.control.rivals


def _frame(spots: list[Spot], axes: Axes) -> None:
    """The view: all places with a margin, degrees of longitude as wide as they are in the middle."""
    lats, lons = [s.lat or 0.0 for s in spots], [s.lon or 0.0 for s in spots]
    middle = (min(lats) + max(lats)) / 2
    squeeze = math.cos(math.radians(middle))
    high = max(max(lats) - min(lats), (max(lons) - min(lons)) * squeeze * 0.7, 1.0) * 1.25
    wide = max(max(lons) - min(lons), high * 1.3 / squeeze * 0.9) * 1.1
    centre = (min(lons) + max(lons)) / 2
    axes.set_xlim(centre - wide / 2, centre + wide / 2)
    axes.set_ylim(middle - high / 2, middle + high / 2)
    axes.set_aspect(1 / squeeze)


def _outlines(at: Desk, spots: list[Spot], axes: Axes) -> int:
    """Draw the governorates of the places' countries; how many were drawn by the gazetteer's own points, for want of boundaries."""
    from rasid.places.resolve import Resolution
    from rasid.places.shapes import geometry

    gazetteer = at.world.gazetteer
    countries = {c for s in spots if (c := _country(at, s.control.place))}
    for country in sorted(countries):
        for outline in boundaries(country):
            axes.fill(*zip(*outline, strict=True), facecolor="white", edgecolor=LINE, linewidth=0.8, zorder=1)
    countries = {c for c in countries if not boundaries(c)}
    drawn = 0
    for row in gazetteer.places:
        if row.kind == "governorate" and row.lat is not None and gazetteer.level(row.id, "country") in countries:
            shape = geometry(gazetteer, Resolution(row.name, row.id, True, row.kind, row.lat, row.lon, row.precision_km))
            for ring in _rings(shape):
                axes.fill(*zip(*ring, strict=True), facecolor="white", edgecolor=LINE, linewidth=0.8, zorder=1)
                drawn += 1
    return drawn


@cache
def boundaries(country: str) -> tuple[tuple[tuple[float, float], ...], ...]:
    """The outer rings, (longitude, latitude), of a country's first-level units (Natural Earth); () when none ship with Rasid."""
    path = LEXICONS / "outlines" / f"{country}.json"
    if not path.is_file():
        return ()
    shapes = (f["geometry"] for f in json.loads(path.read_text("utf-8"))["features"])
    return tuple(tuple(ring) for shape in shapes for ring in _rings(shape))


def _country(at: Desk, place: str) -> str:
    if place.startswith("~"):
        anchor = place.split(":")[1] if ":" in place else ""
        return _country(at, anchor) if anchor and not anchor.startswith("~") else ""
    return at.world.gazetteer.level(place, "country") if at.world.gazetteer.get(place) is not None else ""


def _rings(shape: dict[str, Any] | None) -> list[list[tuple[float, float]]]:
    """The outer rings of a polygon or several; none of anything else."""
    if shape is None or shape["type"] not in ("Polygon", "MultiPolygon"):
        return []
    polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
    return [[(x, y) for x, y in p[0]] for p in polygons]


def _area(at: Desk, s: Spot, colours: dict[str, str], axes: Axes) -> bool:
    """Draw a place that is an area; False when it is none and must be a point. Areas nobody holds only get their hatching."""
    from rasid.places.shapes import geometry

    if s.kind in PROMINENT or (not s.control.place.startswith("~") and s.kind not in ("governorate", "district", "subdistrict", "area")):
        return False
    rings = _rings(geometry(at.world.gazetteer, resolution(at, s)))
    if not rings:
        return False
    c = s.control
    if c.status == "unknown":
        return True
    colour = colours.get(_holders(s)[0], NOBODY) if _holders(s) else NOBODY
    second = colours.get(c.rivals[1], INK) if not c.holder and len(c.rivals) > 1 else INK
    for ring in rings:
        axes.fill(*zip(*ring, strict=True), facecolor=colour, alpha=0.22, linewidth=0, zorder=2)
        if c.status == "disputed":
            axes.fill(*zip(*ring, strict=True), facecolor="none", edgecolor=second, alpha=0.55, hatch="///", linewidth=0, zorder=2)
    return True


def _point(s: Spot, colours: dict[str, str], axes: Axes) -> None:
    """Confirmed: dark rim; reported: filled; claimed: a pale filling in a coloured rim; disputed: hatched; vacated, unknown: empty."""
    c = s.control
    size = SIZES.get(s.kind, 42.0)
    colour = colours.get(_holders(s)[0], NOBODY) if _holders(s) else NOBODY
    style: dict[str, Any] = {"facecolors": colour, "edgecolors": "white", "linewidths": 0.8}
    if c.status == "confirmed":
        style |= {"edgecolors": INK, "linewidths": 1.4}
    elif c.status == "claimed":
        style |= {"facecolors": f"{colour}40", "edgecolors": colour, "linewidths": 1.8}
    elif c.status == "disputed":
        rim = colours.get(c.rivals[1], INK) if len(c.rivals) > 1 else INK
        style |= {"facecolors": f"{colour}80", "edgecolors": rim, "linewidths": 1.2, "hatch": HATCH}
    elif c.status in ("vacated", "unknown"):
        style |= {"facecolors": "white", "edgecolors": NOBODY, "linewidths": 1.6 if c.status == "vacated" else 0.8}
    axes.scatter([s.lon or 0.0], [s.lat or 0.0], s=size, zorder=4 + (s.kind in SIZES), **style)
    if c.contested:
        axes.scatter([s.lon or 0.0], [s.lat or 0.0], s=size * 2.6, facecolors="none", edgecolors="#C00000", linewidths=0.9, zorder=3)


def _labels(spots: list[Spot], axes: Axes) -> None:
    """Names of the more prominent places, beside their points, where no other name stands."""
    from matplotlib.transforms import Bbox, ScaledTranslation

    figure = axes.figure
    figure.canvas.draw()
    taken = [Bbox.from_bounds(x - 5, y - 5, 10, 10) for x, y in axes.transData.transform([(s.lon or 0.0, s.lat or 0.0) for s in spots])]
    rank = {k: n for n, k in enumerate(PROMINENT)}
    for s in sorted(spots, key=lambda s: (rank.get(s.kind, 99), not s.control.holder, -s.control.confidence, s.name))[:MOST_LABELS]:
        for dx, dy, ha, va in ((9, 0, "left", "center"), (-9, 0, "right", "center"), (0, 9, "center", "bottom"), (0, -9, "center", "top")):
            beside = axes.transData + ScaledTranslation(dx / 72, dy / 72, figure.dpi_scale_trans)
            label = axes.text(
                s.lon or 0.0, s.lat or 0.0, clean(s.name), transform=beside, ha=ha, va=va,
                fontsize=10 if s.kind == "city" else 8, color=INK, zorder=6,
            )  # fmt: skip
            box = label.get_window_extent()
            if axes.bbox.containsx(box.x0) and axes.bbox.containsx(box.x1) and not any(box.overlaps(b) for b in taken):
                taken.append(box)
                break
            label.remove()


def _legend(at: Desk, atlas: Atlas, spots: list[Spot], counted: Counter[str], colours: dict[str, str], axes: Axes) -> None:
    """Holders with the number of their places, then what the forms mean; only what the map shows."""
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    held = Counter(s.control.holder for s in spots if s.control.holder)
    entries: list[Any] = [
        Patch(facecolor=colours[h], edgecolor="white", label=clean(at.actor_name(h)) + (f" ({held[h]})" if held[h] else ""))
        for h in sorted(counted, key=lambda h: (-held[h], h))[: len(COLOURS)]
    ]
    there = {s.control.status for s in spots}
    forms: dict[str, dict[str, Any]] = {
        "confirmed": {"markerfacecolor": NOBODY, "markeredgecolor": INK, "markeredgewidth": 1.4},
        "reported": {"markerfacecolor": NOBODY, "markeredgecolor": "white"},
        "claimed": {"markerfacecolor": f"{NOBODY}40", "markeredgecolor": NOBODY, "markeredgewidth": 1.8},
        "vacated": {"markerfacecolor": "white", "markeredgecolor": NOBODY, "markeredgewidth": 1.6},
        "unknown": {"markerfacecolor": "white", "markeredgecolor": NOBODY, "markeredgewidth": 0.8},
    }
    for status, form in forms.items():
        if status in there:
            entries.append(Line2D([], [], linestyle="", marker="o", markersize=8, label=t(f"control.{status}"), **form))
    if "disputed" in there:
        entries.append(Patch(facecolor=f"{NOBODY}50", edgecolor=INK, hatch="////", label=t("control.disputed")))
    if any(s.control.contested for s in spots):
        ring: dict[str, Any] = {"markerfacecolor": "none", "markeredgecolor": "#C00000"}
        entries.append(Line2D([], [], linestyle="", marker="o", markersize=11, label=t("map.contested"), **ring))
    where: dict[str, Any] = {"loc": 2, "bbox_to_anchor": (1.01, 1.0)}
    legend = axes.legend(handles=entries, fontsize=9, frameon=False, borderaxespad=0.0, markerfirst=locale() != "ar", **where)
    for text in legend.get_texts():
        text.set_color(INK)

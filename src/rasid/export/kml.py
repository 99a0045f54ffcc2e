"""KML 2.2: places coloured by holder, with the time of what is told of them. Valid against the schema of the OGC."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import escape as as_html
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

from rasid.export.data import Actor, Cited, ControlRow, Exported, PeriodRow, Place, Summary, named
from rasid.export.geojson import geometry, sources_of
from rasid.export.notices import Notice, of_change
from rasid.model.control import Period

Words = Callable[[str, str], str]
#: Colours that people with any colour vision tell apart (Okabe and Ito), the most frequent holder first; all after the tenth share it.
COLOURS = ("0072b2", "e69f00", "009e73", "d55e00", "cc79a7", "56b4e9", "8c6d31", "f0e442", "5b4b8a", "7f7f7f")
NOBODY = "b9c0c4"
#: What XML cannot hold, and direction controls that would reach beyond their own words.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]")


def text(value: str) -> str:
    """Text in XML, without the characters that it cannot hold or that would turn the line around."""
    return escape(_NO_XML.sub("", value))


def attribute(value: str) -> str:
    """Text as a quoted attribute."""
    return quoteattr(_NO_XML.sub("", value))


def write(data: Exported, out: BinaryIO) -> Summary:
    """Write the document: a folder for the day, one for the periods, one for the changes."""
    control, periods, changes = list(data.control), list(data.periods), [of_change(c) for c in data.changes]
    painted = colours([*(r.holder for r in control), *(r.holder for r in periods)])
    numbers = {holder: f"h{n}" for n, holder in enumerate(painted)}
    drawn = _Drawn(data, numbers)
    title = f"{data.made_with} {data.on}"
    pieces = ['<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">\n<Document>\n']
    pieces += [f"<name>{text(title)}</name>\n", *(_style(style, painted[holder]) for holder, style in numbers.items())]
    pieces.append(_style("nobody", NOBODY))
    out.write("".join(pieces).encode())
    parts: tuple[tuple[str, str, Iterable[str]], ...] = (
        (f"{data.words('layers', 'control')} {data.on}", "1", map(drawn.held, control)),
        (data.words("layers", "periods"), "0", map(drawn.held, periods)),
        (data.words("layers", "changes"), "0", map(drawn.changed, changes)),
    )
    done = Summary()
    for name, shown, marks in parts:
        first = True
        for mark in marks:
            if first:
                out.write(f"<Folder>\n<name>{text(name)}</name>\n<visibility>{shown}</visibility>\n".encode())
            out.write(mark.encode("utf-8"))
            first, done.rows = False, done.rows + 1
        out.write(b"" if first else b"</Folder>\n")
    out.write(b"</Document>\n</kml>\n")
    return done


def colours(holders: Iterable[Actor | None]) -> dict[str, str]:
    """A colour (rrggbb) for each holder's id, the most frequent first."""
    seen: dict[str, int] = {}
    for h in holders:
        if h is not None:
            seen[h.id] = seen.get(h.id, 0) + 1
    ranked = sorted(seen, key=lambda i: (-seen[i], i))
    return {i: COLOURS[min(n, len(COLOURS) - 1)] for n, i in enumerate(ranked)}


def _style(name: str, colour: str) -> str:
    swapped = colour[4:6] + colour[2:4] + colour[0:2]  # KML writes aabbggrr
    return (
        f'<Style id="{name}"><IconStyle><color>ff{swapped}</color><scale>0.9</scale></IconStyle>'
        f"<LineStyle><color>ff{swapped}</color><width>2</width></LineStyle><PolyStyle><color>59{swapped}</color></PolyStyle></Style>\n"
    )


class _Drawn:
    """Makes placemarks. styles: of holders, by id."""

    def __init__(self, data: Exported, styles: dict[str, str]) -> None:
        self._words, self._lang, self._styles = data.words, data.lang, styles

    def held(self, row: ControlRow | PeriodRow) -> str:
        """A placemark of an answer. Of a day the span begins when the holder came, as far as that is known."""
        told = row.period if isinstance(row, PeriodRow) else row.control
        span = (told.start, told.end) if isinstance(told, Period) else (told.since or told.on, told.on)
        who = self._name(row.holder)
        facts = {
            "status": self._words("control", told.status),
            "confidence": f"{told.confidence:.2f}",
            "since": told.since,
            "last_heard": told.last_heard,
            "contested": "true" if told.contested else "false",
            "holder_id": row.holder.id if row.holder else "",
            "holder": row.holder.name if row.holder else "",
            "holder_en": row.holder.name_en if row.holder else "",
            "rivals": ", ".join(self._name(r) for r in row.rivals),
        }
        line = " — ".join(x for x in (who, self._words("control", told.status)) if x)
        return self._placemark(row.place, line, sources_of(row), span, row.holder, facts)

    def changed(self, c: Notice) -> str:
        """A placemark of a change."""
        said = [self._words("control", s) for s in (c.before_status, c.after_status)]
        before, after = (f"{self._name(a)} ({s})" if a else s for a, s in zip((c.before, c.after), said, strict=True))
        facts = {"change": c.kind, "day": c.day, "known": c.known, "before": before, "after": after}
        line = f"{c.day}: {self._words('view', 'chain_arrow').join((before, after))}"
        return self._placemark(c.place, line, c.cited, (c.day, ""), c.after, facts)

    def _placemark(
        self, place: Place, line: str, cited: tuple[Cited, ...], span: tuple[str, str], holder: Actor | None, facts: dict[str, str]
    ) -> str:
        style = self._styles.get(holder.id, "nobody") if holder else "nobody"
        data = {"place_id": place.id, "name_ar": place.name, "name_en": place.name_en, "kind": place.kind, "pcode": place.pcode}
        data |= facts | {"unit_pcode": place.unit_pcode}
        rows = "".join(f"<Data name={attribute(k)}><value>{text(v)}</value></Data>" for k, v in data.items() if v)
        told = self._told(cited)
        shown = f"<p>{as_html(line)}</p>" + (f"<ul>{told}</ul>" if told else "")
        return (
            f'<Placemark><name>{text(named(place.name, place.name_en, self._lang))}</name><Snippet maxLines="1">{text(line)}</Snippet>'
            f"<description>{text(shown)}</description>{_time(*span)}<styleUrl>#{style}</styleUrl>"
            f"<ExtendedData>{rows}</ExtendedData>{_shape(place)}</Placemark>\n"
        )

    def _told(self, cited: tuple[Cited, ...]) -> str:
        """The sources as a list. Programs show a description as HTML: the words of reports must not become markup there either."""
        arrow = self._words("view", "chain_arrow")
        return "".join(f"<li>{as_html(c.evidence)} [{as_html(arrow.join(c.chain))}, {as_html(c.known)}]</li>" for c in cited)

    def _name(self, actor: Actor | None) -> str:
        return named(actor.name, actor.name_en, self._lang) if actor else ""


def _time(start: str, end: str) -> str:
    """Days without a clock: KML takes them as they are."""
    begin = f"<begin>{start}</begin>" if start else ""
    last = f"<end>{end}</end>" if end else ""
    return f"<TimeSpan>{begin}{last}</TimeSpan>" if begin or last else ""


def _shape(place: Place) -> str:
    found = geometry(place)
    if found is None:
        return ""
    kind, coordinates = found["type"], found["coordinates"]
    if kind == "Point":
        return f"<Point><coordinates>{_tuple(coordinates)}</coordinates></Point>"
    if kind == "LineString":
        return f"<LineString><coordinates>{_tuples(coordinates)}</coordinates></LineString>"
    polygons = coordinates if kind == "MultiPolygon" else [coordinates]
    return f"<MultiGeometry>{''.join(_polygon(p) for p in polygons)}</MultiGeometry>" if polygons else ""


def _polygon(rings: list[list[list[float]]]) -> str:
    made = [f"<LinearRing><coordinates>{_tuples(r)}</coordinates></LinearRing>" for r in rings]
    inner = "".join(f"<innerBoundaryIs>{r}</innerBoundaryIs>" for r in made[1:])
    return f"<Polygon><outerBoundaryIs>{made[0]}</outerBoundaryIs>{inner}</Polygon>"


def _tuples(points: list[list[float]]) -> str:
    return " ".join(_tuple(p) for p in points)


def _tuple(point: list[float]) -> str:
    return f"{point[0]},{point[1]}"

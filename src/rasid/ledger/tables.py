"""The tables of the ledger. What is read or reviewed is appended and never changed; `spans` and `stale` are derived."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Float, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, Text

from rasid.ledger.ids import ID_LENGTH

METADATA = MetaData()
_ID = String(ID_LENGTH)
_DAY = String(10)  # an ISO day: it sorts as text, on both databases
_TIME = String(32)  # ISO 8601 in UTC with microseconds
_NAME = Text  # the id of a place, actor or origin

#: A report as it came. original: its bytes, zlib-compressed; sha256 of the bytes before compression; name: its own id;
#: known: the day from which its word was known (published, else the day it was added).
reports = Table(
    "reports",
    METADATA,
    Column("id", _ID, primary_key=True),
    Column("sha256", String(64), nullable=False),
    Column("original", LargeBinary, nullable=False),
    Column("name", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("published", Text, nullable=False),
    Column("outlet", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("lang", Text, nullable=False),
    Column("known", _DAY, nullable=False),
    Column("added_at", _TIME, nullable=False),
    Index("reports_known", "known"),
    Index("reports_name", "name"),
)

#: What one version of the reader made of a report. superseded_by: the reading by a newer one, set once; itself for what a person
#: added: that stands beside the reading and counts by its review alone.
readings = Table(
    "readings",
    METADATA,
    Column("id", _ID, primary_key=True),
    Column("report", _ID, ForeignKey("reports.id"), nullable=False),
    Column("reader", String(64), nullable=False),
    Column("skipped", String(32), nullable=False),
    Column("notes", LargeBinary, nullable=False),
    Column("statements", Integer, nullable=False),
    Column("added_at", _TIME, nullable=False),
    Column("superseded_by", _ID, ForeignKey("readings.id")),
    Index("readings_report", "report"),
)

#: A chain of attribution, from the outlet to the first speaker; text: the names in that order.
chains = Table(
    "chains",
    METADATA,
    Column("id", _ID, primary_key=True),
    Column("text", Text, nullable=False),
)

#: Who can be a link of a chain: an outlet, channel, person, organisation. actor: the actor's id where there is one.
sources = Table(
    "sources",
    METADATA,
    Column("id", _ID, primary_key=True),
    Column("kind", String(32), nullable=False),
    Column("name", Text, nullable=False),
    Column("office", Text, nullable=False),
    Column("organisation", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("actor", _NAME, nullable=False),
    Index("sources_name", "name"),
)

#: What makes chains independent: those of one origin count once. actor: for whom it speaks.
origins = Table(
    "origins",
    METADATA,
    Column("id", _NAME, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("actor", _NAME, nullable=False),
)

links = Table(
    "links",
    METADATA,
    Column("chain", _ID, ForeignKey("chains.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("source", _ID, ForeignKey("sources.id"), nullable=False),
)

#: A statement. key: the same in every reading that finds it at the same words, so that reviews outlive a re-reading;
#: day_from, day_to: what `date` can mean; slots: the whole record; recorded: the same
#: with its names resolved, as the reasoning takes it (both msgpack).
statements = Table(
    "statements",
    METADATA,
    Column("id", _ID, primary_key=True),
    Column("reading", _ID, ForeignKey("readings.id"), nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("key", _ID, nullable=False),
    Column("event", String(32), nullable=False),
    Column("status", String(16), nullable=False),
    Column("date", Text, nullable=False),
    Column("day_from", _DAY),
    Column("day_to", _DAY),
    Column("known", _DAY, nullable=False),
    Column("field", String(8), nullable=False),
    Column("evidence_start", Integer, nullable=False),
    Column("evidence_end", Integer, nullable=False),
    Column("trigger_start", Integer, nullable=False),
    Column("trigger_end", Integer, nullable=False),
    Column("trigger", Text, nullable=False),
    Column("killed", Integer),
    Column("injured", Integer),
    Column("chain", _ID, ForeignKey("chains.id"), nullable=False),
    Column("slots", LargeBinary, nullable=False),
    Column("recorded", LargeBinary, nullable=False),
    Index("statements_reading", "reading", "ordinal"),
    Index("statements_key", "key"),
    Index("statements_known", "known"),
    Index("statements_event_day", "event", "day_from"),
)

#: Places and actors that statements name; name: as the theatre, or else the first report, has it.
places = Table(
    "places",
    METADATA,
    Column("id", _NAME, primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", String(32), nullable=False),
    Column("lat", Float),
    Column("lon", Float),
)
actors = Table(
    "actors",
    METADATA,
    Column("id", _NAME, primary_key=True),
    Column("name", Text, nullable=False),
)

#: known: of the statement, here and in the next two: ids are random, and with the day before them what comes together lies together.
#: Who asks by statement gives both (`views.of_statement`).
statement_places = Table(
    "statement_places",
    METADATA,
    Column("place", _NAME, ForeignKey("places.id"), primary_key=True),
    Column("known", _DAY, primary_key=True),
    Column("statement", _ID, ForeignKey("statements.id"), primary_key=True),
    Index("statement_places_statement", "known", "statement"),
    sqlite_with_rowid=False,
)
#: role: agent, target or source.
statement_actors = Table(
    "statement_actors",
    METADATA,
    Column("actor", _NAME, ForeignKey("actors.id"), primary_key=True),
    Column("known", _DAY, primary_key=True),
    Column("statement", _ID, ForeignKey("statements.id"), primary_key=True),
    Column("role", String(8), primary_key=True),
    sqlite_with_rowid=False,
)
statement_origins = Table(
    "statement_origins",
    METADATA,
    Column("origin", _NAME, ForeignKey("origins.id"), primary_key=True),
    Column("known", _DAY, primary_key=True),
    Column("statement", _ID, ForeignKey("statements.id"), primary_key=True),
    sqlite_with_rowid=False,
)

#: What people said of statements. action: one of `entries.ACTIONS`; value: msgpack of the corrected slot, of the other statements'
#: keys, or of the id of the review that is undone.
reviews = Table(
    "reviews",
    METADATA,
    Column("id", _ID, primary_key=True),
    Column("statement", _ID, ForeignKey("statements.id"), nullable=False),
    Column("key", _ID, nullable=False),
    Column("action", String(16), nullable=False),
    Column("slot", String(16), nullable=False),
    Column("value", LargeBinary, nullable=False),
    Column("who", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("at", _TIME, nullable=False),
    Index("reviews_key", "key"),
)

#: A report that passes on the text of another, its `original` (which is no copy itself). how: exact or near; likeness: the share of the
#: shorter one's runs of words that both have.
copies = Table(
    "copies",
    METADATA,
    Column("report", _ID, ForeignKey("reports.id"), primary_key=True),
    Column("original", _ID, ForeignKey("reports.id"), nullable=False),
    Column("how", String(8), nullable=False),
    Column("likeness", Float, nullable=False),
    Column("at", _TIME, nullable=False),
    Index("copies_original", "original"),
)
#: A report that its outlet changed: from the day `known` on the newer version stands for it.
versions = Table(
    "versions",
    METADATA,
    Column("older", _ID, ForeignKey("reports.id"), primary_key=True),
    Column("newer", _ID, ForeignKey("reports.id"), nullable=False),
    Column("known", _DAY, nullable=False),
    Column("at", _TIME, nullable=False),
    Index("versions_newer", "newer"),
)
#: Derived: what copies and versions of a report are found by. n: its number; whole: of all its words in their order; runs: how many runs
#: of words it has (0: too short to be looked for); address: of its page; day: of publication, "" when unknown.
sketches = Table(
    "sketches",
    METADATA,
    Column("report", _ID, ForeignKey("reports.id"), primary_key=True),
    Column("n", Integer, nullable=False),
    Column("whole", BigInteger, nullable=False),
    Column("runs", Integer, nullable=False),
    Column("address", BigInteger),
    Column("day", _DAY, nullable=False),
    Index("sketches_n", "n", unique=True),
    Index("sketches_whole", "whole"),
    Index("sketches_address", "address"),
)
#: Derived: the bands of sketches; reports that share one are compared. quarter: of the year of the report's day (`copies.quarter`): keys
#: are random, and without it every report would touch pages all over the table.
bands = Table(
    "bands",
    METADATA,
    Column("quarter", Integer, primary_key=True, autoincrement=False),
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("n", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

#: Derived: who held a place from one day to the day before the next span, as known today; answer: msgpack.
spans = Table(
    "spans",
    METADATA,
    Column("place", _NAME, primary_key=True),
    Column("day_from", _DAY, primary_key=True),
    Column("day_to", _DAY, nullable=False),
    Column("holder", _NAME),
    Column("status", String(16), nullable=False),
    Column("answer", LargeBinary, nullable=False),
    Index("spans_days", "day_from", "day_to"),
    Index("spans_status", "status"),
    sqlite_with_rowid=False,
)
#: Derived: places whose spans must be made anew. mark changes whenever something new bears on the place.
stale = Table(
    "stale",
    METADATA,
    Column("place", _NAME, primary_key=True),
    Column("mark", String(32), nullable=False),
)
#: Derived: what the spans were made with (theatre, weights): all are stale when it is another; and the form of the sketches.
basis = Table("basis", METADATA, Column("key", String(32), primary_key=True), Column("value", Text, nullable=False))

"""Reports, readings, statements, chains, reviews; the database refuses to change what was recorded."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

#: Tables in which nothing may be changed or taken away; of readings only `superseded_by` is set, once.
_APPEND_ONLY = (
    "reports", "chains", "sources", "links", "origins", "statements", "places", "actors", "statement_places",
    "statement_actors", "statement_origins", "reviews",
)  # fmt: skip


def upgrade() -> None:
    """Make the tables."""
    _named()
    _read()
    _between()
    _guard()


def _named() -> None:
    op.create_table(
        "actors",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("name", sa.Text(), nullable=False),
    )
    op.create_table(
        "chains",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("text", sa.Text(), nullable=False),
    )
    op.create_table(
        "origins",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
    )
    op.create_table(
        "places",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("lat", sa.Float()),
        sa.Column("lon", sa.Float()),
    )
    op.create_table(
        "reports",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("original", sa.LargeBinary(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("published", sa.Text(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("lang", sa.Text(), nullable=False),
        sa.Column("known", sa.String(10), nullable=False),
        sa.Column("added_at", sa.String(32), nullable=False),
    )
    op.create_index("reports_known", "reports", ["known"])
    op.create_index("reports_name", "reports", ["name"])
    op.create_table(
        "sources",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
    )
    op.create_index("sources_name", "sources", ["name"])
    op.create_table(
        "links",
        sa.Column("chain", sa.String(32), sa.ForeignKey("chains.id"), primary_key=True),
        sa.Column("position", sa.Integer(), primary_key=True),
        sa.Column("source", sa.String(32), sa.ForeignKey("sources.id"), nullable=False),
    )


def _read() -> None:
    op.create_table(
        "readings",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("report", sa.String(32), sa.ForeignKey("reports.id"), nullable=False),
        sa.Column("reader", sa.String(64), nullable=False),
        sa.Column("skipped", sa.String(32), nullable=False),
        sa.Column("notes", sa.LargeBinary(), nullable=False),
        sa.Column("statements", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.String(32), nullable=False),
        sa.Column("superseded_by", sa.String(32), sa.ForeignKey("readings.id")),
    )
    op.create_index("readings_report", "readings", ["report"])
    op.create_table(
        "statements",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("reading", sa.String(32), sa.ForeignKey("readings.id"), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(32), nullable=False),
        sa.Column("event", sa.String(32), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("date", sa.Text(), nullable=False),
        sa.Column("day_from", sa.String(10)),
        sa.Column("day_to", sa.String(10)),
        sa.Column("known", sa.String(10), nullable=False),
        sa.Column("field", sa.String(8), nullable=False),
        sa.Column("evidence_start", sa.Integer(), nullable=False),
        sa.Column("evidence_end", sa.Integer(), nullable=False),
        sa.Column("trigger_start", sa.Integer(), nullable=False),
        sa.Column("trigger_end", sa.Integer(), nullable=False),
        sa.Column("trigger", sa.Text(), nullable=False),
        sa.Column("killed", sa.Integer()),
        sa.Column("injured", sa.Integer()),
        sa.Column("chain", sa.String(32), sa.ForeignKey("chains.id"), nullable=False),
        sa.Column("slots", sa.LargeBinary(), nullable=False),
        sa.Column("recorded", sa.LargeBinary(), nullable=False),
    )
    op.create_index("statements_event_day", "statements", ["event", "day_from"])
    op.create_index("statements_key", "statements", ["key"])
    op.create_index("statements_known", "statements", ["known"])
    op.create_index("statements_reading", "statements", ["reading", "ordinal"])


def _between() -> None:
    op.create_table(
        "reviews",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("statement", sa.String(32), sa.ForeignKey("statements.id"), nullable=False),
        sa.Column("key", sa.String(32), nullable=False),
        sa.Column("action", sa.String(16), nullable=False),
        sa.Column("slot", sa.String(16), nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
    )
    op.create_index("reviews_key", "reviews", ["key"])
    op.create_table(
        "statement_actors",
        sa.Column("actor", sa.Text(), sa.ForeignKey("actors.id"), primary_key=True),
        sa.Column("statement", sa.String(32), sa.ForeignKey("statements.id"), primary_key=True),
        sa.Column("role", sa.String(8), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_index("statement_actors_statement", "statement_actors", ["statement"])
    op.create_table(
        "statement_origins",
        sa.Column("statement", sa.String(32), sa.ForeignKey("statements.id"), primary_key=True),
        sa.Column("origin", sa.Text(), sa.ForeignKey("origins.id"), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "statement_places",
        sa.Column("place", sa.Text(), sa.ForeignKey("places.id"), primary_key=True),
        sa.Column("statement", sa.String(32), sa.ForeignKey("statements.id"), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_index("statement_places_statement", "statement_places", ["statement"])


def _guard() -> None:
    """Let the database itself refuse changes to what was recorded."""
    if op.get_bind().dialect.name == "postgresql":
        _guard_postgresql()
        return
    refuse = "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
    for table in (*_APPEND_ONLY, "readings"):
        op.execute(f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}")
    for table in _APPEND_ONLY:
        op.execute(f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refuse}")
    others = "id, report, reader, skipped, notes, statements, added_at"
    op.execute(f"CREATE TRIGGER readings_no_update BEFORE UPDATE OF {others} ON readings {refuse}")
    op.execute(f"CREATE TRIGGER readings_once BEFORE UPDATE ON readings WHEN OLD.superseded_by IS NOT NULL {refuse}")


def _guard_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION rasid_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$"
    )
    for table in (*_APPEND_ONLY, "readings"):
        what = "DELETE OR TRUNCATE" if table == "readings" else "UPDATE OR DELETE OR TRUNCATE"
        op.execute(f"CREATE TRIGGER {table}_refuse BEFORE {what} ON {table} FOR EACH STATEMENT EXECUTE FUNCTION rasid_refuse()")
    op.execute(
        "CREATE TRIGGER readings_once BEFORE UPDATE ON readings FOR EACH ROW WHEN (OLD.superseded_by IS NOT NULL OR "
        "(OLD.id, OLD.report, OLD.reader, OLD.skipped, OLD.notes, OLD.statements, OLD.added_at) IS DISTINCT FROM "
        "(NEW.id, NEW.report, NEW.reader, NEW.skipped, NEW.notes, NEW.statements, NEW.added_at)) "
        "EXECUTE FUNCTION rasid_refuse()"
    )

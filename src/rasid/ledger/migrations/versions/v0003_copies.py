"""Copies and versions of reports, and the sketches by which they are found. Reports that are there are sketched by the next `add`."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_APPEND_ONLY = ("copies", "versions")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "sketches",
        sa.Column("report", sa.String(32), sa.ForeignKey("reports.id"), primary_key=True),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("whole", sa.BigInteger(), nullable=False),
        sa.Column("runs", sa.Integer(), nullable=False),
        sa.Column("address", sa.BigInteger()),
        sa.Column("day", sa.String(10), nullable=False),
    )
    op.create_index("sketches_n", "sketches", ["n"], unique=True)
    op.create_index("sketches_whole", "sketches", ["whole"])
    op.create_index("sketches_address", "sketches", ["address"])
    op.create_table(
        "bands",
        sa.Column("key", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("n", sa.Integer(), primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "copies",
        sa.Column("report", sa.String(32), sa.ForeignKey("reports.id"), primary_key=True),
        sa.Column("original", sa.String(32), sa.ForeignKey("reports.id"), nullable=False),
        sa.Column("how", sa.String(8), nullable=False),
        sa.Column("likeness", sa.Float(), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
    )
    op.create_index("copies_original", "copies", ["original"])
    op.create_table(
        "versions",
        sa.Column("older", sa.String(32), sa.ForeignKey("reports.id"), primary_key=True),
        sa.Column("newer", sa.String(32), sa.ForeignKey("reports.id"), nullable=False),
        sa.Column("known", sa.String(10), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
    )
    op.create_index("versions_newer", "versions", ["newer"])
    for table in _APPEND_ONLY:
        if op.get_bind().dialect.name == "sqlite":
            for what in ("DELETE", "UPDATE"):
                refuse = "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
                op.execute(f"CREATE TRIGGER {table}_no_{what.lower()} BEFORE {what} ON {table} {refuse}")
        else:
            what = "UPDATE OR DELETE OR TRUNCATE"
            op.execute(f"CREATE TRIGGER {table}_refuse BEFORE {what} ON {table} FOR EACH STATEMENT EXECUTE FUNCTION rasid_refuse()")

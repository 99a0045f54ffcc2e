"""What is derived: spans of control, places whose spans are stale, and what the spans were made with."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables; every place known so far is stale."""
    op.create_table(
        "basis",
        sa.Column("key", sa.String(32), primary_key=True),
        sa.Column("value", sa.Text(), nullable=False),
    )
    op.create_table(
        "spans",
        sa.Column("place", sa.Text(), primary_key=True),
        sa.Column("day_from", sa.String(10), primary_key=True),
        sa.Column("day_to", sa.String(10), nullable=False),
        sa.Column("holder", sa.Text()),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("answer", sa.LargeBinary(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("spans_days", "spans", ["day_from", "day_to"])
    op.create_index("spans_status", "spans", ["status"])
    op.create_table(
        "stale",
        sa.Column("place", sa.Text(), primary_key=True),
        sa.Column("mark", sa.String(32), nullable=False),
    )
    op.execute("INSERT INTO stale (place, mark) SELECT id, 'upgraded' FROM places")

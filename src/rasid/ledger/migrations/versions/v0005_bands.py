"""Bands of sketches are kept by quarter of a year, so that the reports of one time lie together."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

#: As `copies.quarter` has it: what has no day is in 0, the years before 1980 and after 2079 count as these.
_QUARTER = """
    CASE WHEN s.day = '' THEN 0 ELSE
        4 * CASE WHEN s.day < '1980' THEN 1980 WHEN s.day >= '2080' THEN 2079 ELSE CAST(substr(s.day, 1, 4) AS INTEGER) END
        + (CAST(substr(s.day, 6, 2) AS INTEGER) - 1) / 3
    END
"""


def upgrade() -> None:
    """Make the table anew with what is in it; what is recorded stays as it is."""
    op.rename_table("bands", "old_bands")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER INDEX bands_pkey RENAME TO old_bands_pkey")
    op.create_table(
        "bands",
        sa.Column("quarter", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("key", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("n", sa.Integer(), primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
    op.execute(
        f"INSERT INTO bands (quarter, key, n) SELECT {_QUARTER}, b.key, b.n FROM old_bands b JOIN sketches s ON s.n = b.n ORDER BY 1, 2, 3"
    )
    op.drop_table("old_bands")

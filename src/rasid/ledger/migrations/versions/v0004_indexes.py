"""An index that no question uses is dropped: who is named is asked by actor, never by statement."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Drop it; what is recorded stays as it is."""
    op.drop_index("statement_actors_statement", "statement_actors")

"""Which places and whom statements name, and for whom they speak, is kept by day, so that the statements of one time lie together."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the tables anew with what is in them; the database goes on refusing changes."""
    op.drop_index("statement_places_statement", "statement_places")
    _made_anew("statement_places", "place", "places.id")
    op.create_index("statement_places_statement", "statement_places", ["known", "statement"])
    _made_anew("statement_actors", "actor", "actors.id", sa.Column("role", sa.String(8), primary_key=True))
    _made_anew("statement_origins", "origin", "origins.id")


def _made_anew(table: str, first: str, refers: str, *others: sa.Column[str]) -> None:
    old = f"old_{table}"
    op.rename_table(table, old)
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"ALTER INDEX {table}_pkey RENAME TO {old}_pkey")
    op.create_table(
        table,
        sa.Column(first, sa.Text(), sa.ForeignKey(refers), primary_key=True),
        sa.Column("known", sa.String(10), primary_key=True),
        sa.Column("statement", sa.String(32), sa.ForeignKey("statements.id"), primary_key=True),
        *others,
        sqlite_with_rowid=False,
    )
    roles, names = ("", "") if not others else (", o.role", ", role")
    op.execute(
        f"INSERT INTO {table} ({first}, known, statement{names}) "
        f"SELECT o.{first}, s.known, o.statement{roles} FROM {old} o JOIN statements s ON s.id = o.statement ORDER BY 1, 2, 3"
    )
    op.drop_table(old)
    if op.get_bind().dialect.name == "sqlite":
        for what in ("DELETE", "UPDATE"):
            refuse = "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
            op.execute(f"CREATE TRIGGER {table}_no_{what.lower()} BEFORE {what} ON {table} {refuse}")
    else:
        what = "UPDATE OR DELETE OR TRUNCATE"
        op.execute(f"CREATE TRIGGER {table}_refuse BEFORE {what} ON {table} FOR EACH STATEMENT EXECUTE FUNCTION rasid_refuse()")

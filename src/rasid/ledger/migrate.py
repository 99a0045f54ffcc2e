"""Bringing a database to the version of this program, once, whoever opens it first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from rasid.ledger.database import Database
from rasid.ledger.faults import LedgerError, translated

if TYPE_CHECKING:
    from alembic.config import Config

#: All versions, oldest first; the last is the one that this program reads and writes.
VERSIONS = ("0001", "0002", "0003", "0004", "0005", "0006")
_LOCK = 7_241_553_904  # the advisory lock of PostgreSQL that migrations take


def version_of(connection: Connection) -> str:
    """The version of a database; "" when it has none. Raises LedgerError when its tables are another program's."""
    names = inspect(connection).get_table_names()
    if "rasid_version" in names:
        return connection.execute(text("SELECT version_num FROM rasid_version")).scalar() or ""
    if names:
        raise LedgerError("foreign")
    return ""


def upgrade(database: Database, to: str = VERSIONS[-1]) -> None:
    """Bring a database to a version, also one that is only to be read: this program cannot ask older ones.

    Raises LedgerError: newer, foreign, missing, read_only and what the driver tells.
    """
    with translated(database.where):
        with database.engine.connect() as connection, connection.begin():
            found = _checked(connection, database)
        if found == to:
            return
        if database.read_only and not found:
            raise LedgerError("missing", database.where)
        if not database.read_only:
            database.write(lambda connection: _migrate(connection, database, to))
            return
        writable = Database(database.url)
        try:
            writable.write(lambda connection: _migrate(connection, writable, to))
        finally:
            writable.close()


def _checked(connection: Connection, database: Database) -> str:
    try:
        found = version_of(connection)
    except LedgerError as error:
        raise LedgerError(error.code, database.where) from None
    if found and found not in VERSIONS:
        raise LedgerError("newer", database.where)
    return found


def _migrate(connection: Connection, database: Database, to: str) -> None:
    """In one transaction, so that a killed migration leaves the old version whole."""
    from alembic import command

    if not database.is_sqlite:
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
    if _checked(connection, database) != to:  # another process may have been first
        command.upgrade(config(connection), to)


def config(connection: Connection) -> Config:
    """Alembic's settings for a connection."""
    from alembic.config import Config

    made = Config()
    made.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    made.attributes["connection"] = connection
    return made

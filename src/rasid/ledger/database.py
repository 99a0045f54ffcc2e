"""Connections: one SQLite file without set-up, or PostgreSQL by its URL; transactions that are tried again."""

from __future__ import annotations

import os
import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from rasid.ledger.faults import LedgerError, fault, translated

DEFAULT = "rasid.db"
VARIABLE = "RASID_DB"
#: How long to wait for another writer, in seconds, before the database is called locked; RASID_DB_WAIT says otherwise.
PATIENCE_S = 60.0
WAIT = "RASID_DB_WAIT"
TRIES = 8
_PAGES_KIB = 65536  # SQLite's page cache; its own 2 MB make a million random keys crawl
#: 64 MB: keys are random, so that a big transaction touches pages all over the file; they are written back together
_CHECKPOINT_PAGES = 16_000
_LOG_BYTES = 64 << 20  # what the log is cut back to when readers made it grow
T = TypeVar("T")


def patience() -> float:
    """How long to wait for another writer, in seconds."""
    try:
        return max(0.0, float(os.environ.get(WAIT, "") or PATIENCE_S))
    except ValueError:
        return PATIENCE_S


class Database:
    """An opened database. url: a file name, sqlite:///FILE or postgresql+psycopg://…; "" takes RASID_DB, else rasid.db."""

    def __init__(self, url: str = "", *, read_only: bool = False) -> None:
        self.url = url or os.environ.get(VARIABLE, "") or DEFAULT
        self.read_only = read_only
        self.path = _file_of(self.url)
        self.where = str(self.path) if self.path else _shown(self.url)
        if self.path and not self.path.exists() and read_only:
            raise LedgerError("missing", self.where)
        self.engine = self._sqlite(self.path) if self.path else self._server()

    @property
    def is_sqlite(self) -> bool:
        """Whether this is a file."""
        return self.path is not None

    def _sqlite(self, path: Path) -> Engine:
        wanted_read_only = self.read_only
        if path.exists() and not os.access(path, os.W_OK):
            self.read_only = True

        def connect() -> sqlite3.Connection:
            name = quote(str(path.resolve()))
            if self.read_only and not os.access(path.parent, os.W_OK):
                mode = "ro&immutable=1"  # WAL needs a file beside the database; without one nobody else can write either
            else:
                mode = "ro" if self.read_only and not wanted_read_only else "rwc"
            connection = sqlite3.connect(
                f"file:{name}?mode={mode}", uri=True, timeout=patience(), isolation_level=None, check_same_thread=False
            )
            _prepare(connection, mode == "rwc")
            return connection

        engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)
        event.listen(engine, "begin", _begin)
        return engine

    def _server(self) -> Engine:
        try:
            url = make_url(self.url)
        except (ArgumentError, ValueError) as error:
            raise LedgerError("bad_address", self.where) from error
        if url.get_backend_name() != "postgresql":
            raise LedgerError("bad_address", self.where)
        try:
            return create_engine(url.set(drivername="postgresql+psycopg"), connect_args={"connect_timeout": 10})
        except ImportError as error:
            raise LedgerError("no_driver", self.where) from error

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the database throughout."""
        with translated(self.where), self.engine.connect() as connection:
            if not self.is_sqlite:
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield connection

    def write(self, work: Callable[[Connection], T]) -> T:
        """Run work in one transaction: all of it is kept or none. Tried again when others were in the way."""
        if self.read_only:
            raise LedgerError("read_only", self.where)
        end = time.monotonic() + patience()
        for attempt in range(TRIES):
            try:
                with self.engine.connect().execution_options(writes=True) as connection, connection.begin():
                    return work(connection)
            except DBAPIError as error:
                original = error.orig or error
                if attempt == TRIES - 1 or time.monotonic() > end or not _passing(original):
                    raise fault(original, self.where) from error
                time.sleep(random.uniform(0, 0.05 * 2**attempt))
        raise AssertionError

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


def _begin(connection: Connection) -> None:
    """Writers take their lock at once: one that reads first and locks later could fail without waiting."""
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _prepare(connection: sqlite3.Connection, writable: bool) -> None:
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute(f"PRAGMA cache_size=-{_PAGES_KIB}")
    connection.execute("PRAGMA temp_store=MEMORY")
    connection.execute("PRAGMA mmap_size=268435456")
    if writable:
        if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            _into_wal(connection)
        # FULL: a commit is on the disk before it is acknowledged, so that not even a power cut takes it back
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute(f"PRAGMA wal_autocheckpoint={_CHECKPOINT_PAGES}")
        connection.execute(f"PRAGMA journal_size_limit={_LOG_BYTES}")


def _into_wal(connection: sqlite3.Connection) -> None:
    """The switch to WAL needs the file alone and does not wait by itself."""
    end = time.monotonic() + patience()
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > end:
                raise
            time.sleep(random.uniform(0.01, 0.05))


def _passing(error: BaseException) -> bool:
    """Whether the same transaction may succeed a moment later: a deadlock, a serialisation failure, a busy file."""
    state = getattr(error, "sqlstate", None)
    if state is not None:
        return state in ("40001", "40P01", "55P03")
    return isinstance(error, sqlite3.OperationalError) and "locked" in str(error)


def _file_of(url: str) -> Path | None:
    """The file of an SQLite address, None for a server."""
    if url.startswith("sqlite:"):
        return Path(url.removeprefix("sqlite:///").removeprefix("sqlite://") or DEFAULT)
    return None if "://" in url else Path(url)


def _shown(url: str) -> str:
    """An address without its password."""
    try:
        return make_url(url).render_as_string(hide_password=True)
    except (ArgumentError, ValueError):
        return url.partition("://")[0] + "://…"

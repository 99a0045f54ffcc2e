"""What can go wrong with the database, each with a code and one line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rasid.errors import StoreError

#: code → what is wrong, what to do. The faces have their own words for the codes.
CODES: dict[str, tuple[str, str]] = {
    "newer": ("the database was made by a newer Rasid", "upgrade Rasid"),
    "locked": ("the database is locked by another program", "try again when that is done"),
    "full": ("the disk is full", "make room; what was acknowledged is safe"),
    "disk": ("the disk could not be written to or read", "check the disk and its limits; what was acknowledged is safe"),
    "read_only": ("the database cannot be written to", "check the rights of the file and its folder"),
    "corrupt": ("the file is no Rasid database, or is damaged", "restore a copy, or name another file"),
    "foreign": ("the database belongs to another program", "name another file or database"),
    "unreachable": ("the database cannot be reached", "check the address, and that its server runs"),
    "missing": ("there is no database yet", "add reports first: rasid add FILES"),
    "no_driver": ("the driver for PostgreSQL is not installed", "pip install 'rasid[postgres]'"),
    "bad_address": ("not an address of a database", "give a file, or postgresql+psycopg://…"),
    "lost": ("the connection to the database was lost", "run the command again; what was acknowledged is safe"),
    "other": ("the database reported an error", "see the reason"),
}


class LedgerError(StoreError):
    """The database cannot do what was asked; nothing was half written. code: one of CODES; reason: its own words."""

    def __init__(self, code: str, where: str = "", reason: str = "") -> None:
        what, remedy = CODES[code]
        super().__init__(f"{what} ({reason})" if reason else what, where, remedy)
        self.code, self.reason = code, reason


_SIGNS = (
    ("locked", ("database is locked", "database table is locked", "lock timeout", "lock_not_available")),
    ("full", ("disk is full", "no space left", "disk full", "could not extend file")),
    ("read_only", ("readonly database", "read-only", "permission denied for")),
    ("corrupt", ("not a database", "malformed", "file is encrypted", "database corruption")),
    ("unreachable", ("unable to open", "connection refused", "could not translate host", "failed to resolve", "connection timeout",
                     "connection failed", "password authentication", "does not exist", "connection is bad", "no such file")),
    ("lost", ("server closed the connection", "terminating connection", "connection already closed", "the connection is lost",
              "connection is closed", "consuming input failed", "connection not open")),
    ("disk", ("disk i/o error", "input/output error")),
)  # fmt: skip


def code_of(message: str) -> str:
    """The code for a driver's message."""
    low = message.lower()
    for code, signs in _SIGNS:
        if any(sign in low for sign in signs):
            return code
    return "other"


@contextmanager
def translated(where: str) -> Iterator[None]:
    """Turn the drivers' exceptions into LedgerError."""
    from sqlalchemy.exc import DBAPIError, SQLAlchemyError

    try:
        yield
    except DBAPIError as error:
        raise fault(error.orig or error, where) from error
    except SQLAlchemyError as error:
        raise LedgerError("other", where, _line(error)) from error


def fault(error: BaseException, where: str) -> LedgerError:
    """The fault for a driver's exception."""
    code = code_of(str(error))
    return LedgerError(code, where, _line(error) if code in ("other", "unreachable") else "")


def _line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]

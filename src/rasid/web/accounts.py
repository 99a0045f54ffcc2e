"""Who may do what: users with roles, their sessions, who works on what, and a log of what was done. Kept beside the ledger, not in it."""

from __future__ import annotations

import hashlib
import secrets
import sqlite3
import threading
import time
from pathlib import Path
from typing import Any, NamedTuple

from rasid.errors import UsageError
from rasid.messages import t

ROLES = ("reader", "reviewer", "editor", "admin")
RIGHTS = {
    "reader": ("read",),
    "reviewer": ("read", "review"),
    "editor": ("read", "review", "edit"),
    "admin": ("read", "review", "edit", "admin"),
}
#: Seconds that a session lasts without use, that somebody's work on an item counts, and the shortest password.
SESSION_S, TAKEN_S, SHORTEST = 12 * 3600, 1800, 10
_SCHEMA = """
CREATE TABLE IF NOT EXISTS users (name TEXT PRIMARY KEY, role TEXT NOT NULL, password TEXT NOT NULL, made REAL NOT NULL);
CREATE TABLE IF NOT EXISTS sessions (id TEXT PRIMARY KEY, name TEXT NOT NULL, csrf TEXT NOT NULL, used REAL NOT NULL);
CREATE TABLE IF NOT EXISTS taken (item TEXT PRIMARY KEY, name TEXT NOT NULL, at REAL NOT NULL);
CREATE TABLE IF NOT EXISTS done (item TEXT PRIMARY KEY, name TEXT NOT NULL, at REAL NOT NULL);
CREATE TABLE IF NOT EXISTS log (at REAL NOT NULL, name TEXT NOT NULL, what TEXT NOT NULL, about TEXT NOT NULL);
CREATE TRIGGER IF NOT EXISTS log_stays BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END;
CREATE TRIGGER IF NOT EXISTS log_is_kept BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END;
"""


class User(NamedTuple):
    """Who asks. csrf: the token that writes must carry."""

    name: str
    role: str
    csrf: str


class Accounts:
    """The workbench's own file. Safe to use from several threads."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.RLock()
        try:
            self._db = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=10)
            self._db.executescript("PRAGMA journal_mode=WAL;" + _SCHEMA)
            path.chmod(0o600)
        except (sqlite3.Error, OSError) as error:
            raise UsageError(t("web.no_accounts_file", reason=str(error)), str(path), t("web.no_accounts_file_do")) from None

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def some(self) -> bool:
        """Whether there are accounts at all."""
        return bool(self._one("SELECT 1 FROM users LIMIT 1"))

    def admins(self) -> bool:
        """Whether somebody is an administrator."""
        return bool(self._one("SELECT 1 FROM users WHERE role = 'admin' LIMIT 1"))

    def add(self, name: str, role: str, password: str) -> None:
        """Make an account, or give one a new role and password. Raises UsageError."""
        from argon2 import PasswordHasher

        if role not in ROLES:
            raise UsageError(" | ".join(ROLES), f"--role {role}")
        if not name.strip() or len(name) > 80:
            raise UsageError(t("web.bad_name"), name[:80])
        if len(password) < SHORTEST:
            raise UsageError(t("web.short_password", least=SHORTEST))
        self._do("INSERT OR REPLACE INTO users VALUES (?, ?, ?, ?)", name, role, PasswordHasher().hash(password), time.time())
        self._do("DELETE FROM sessions WHERE name = ?", name)
        self.log("", "account", f"{name} {role}")

    def enter(self, name: str, password: str) -> str | None:
        """The id of a new session; None for a wrong name or password, told after the same time."""
        from argon2 import PasswordHasher
        from argon2.exceptions import VerificationError, VerifyMismatchError

        row = self._one("SELECT password FROM users WHERE name = ?", name)
        known = row[0] if row else _NOBODY
        try:
            PasswordHasher().verify(known, password)
        except (VerifyMismatchError, VerificationError):
            return None
        if not row:
            return None
        key = secrets.token_urlsafe(32)
        self._do("DELETE FROM sessions WHERE used < ?", time.time() - SESSION_S)
        self._do("INSERT INTO sessions VALUES (?, ?, ?, ?)", _digest(key), name, secrets.token_urlsafe(24), time.time())
        self.log(name, "sign_in", "")
        return key

    def user(self, key: str) -> User | None:
        """Who a session belongs to, unless it has ended."""
        row = self._one(
            "SELECT s.name, u.role, s.csrf, s.used FROM sessions s JOIN users u ON u.name = s.name WHERE s.id = ?", _digest(key)
        )
        if not row or time.time() - row[3] > SESSION_S:
            return None
        if time.time() - row[3] > 60:
            self._do("UPDATE sessions SET used = ? WHERE id = ?", time.time(), _digest(key))
        return User(row[0], row[1], row[2])

    def leave(self, key: str) -> None:
        """End a session."""
        self._do("DELETE FROM sessions WHERE id = ?", _digest(key))

    def take(self, item: str, name: str) -> bool:
        """Somebody begins to work on an item; False when somebody else does."""
        with self._lock:
            holder = self.takers().get(item)
            if holder not in (None, name):
                return False
            self._do("INSERT OR REPLACE INTO taken VALUES (?, ?, ?)", item, name, time.time())
            return True

    def release(self, item: str) -> None:
        """Nobody works on an item any more."""
        self._do("DELETE FROM taken WHERE item = ?", item)

    def done(self, item: str, name: str) -> None:
        """An item needs nobody any more."""
        self._do("INSERT OR REPLACE INTO done VALUES (?, ?, ?)", item, name, time.time())
        self.release(item)

    def takers(self) -> dict[str, str]:
        """Who works on what."""
        return dict(self._all("SELECT item, name FROM taken WHERE at > ?", time.time() - TAKEN_S))

    def finished(self) -> set[str]:
        """The items that are done."""
        return {row[0] for row in self._all("SELECT item FROM done")}

    def log(self, name: str, what: str, about: str) -> None:
        """Write down what somebody did."""
        self._do("INSERT INTO log VALUES (?, ?, ?, ?)", time.time(), name, what, about[:500])

    def logged(self, most: int = 200) -> list[tuple[float, str, str, str]]:
        """What was done, the newest first."""
        return self._all("SELECT at, name, what, about FROM log ORDER BY rowid DESC LIMIT ?", most)

    def _do(self, sql: str, *values: object) -> None:
        with self._lock:
            self._db.execute(sql, values)

    def _one(self, sql: str, *values: object) -> Any:
        with self._lock:
            return self._db.execute(sql, values).fetchone()

    def _all(self, sql: str, *values: object) -> list[Any]:
        with self._lock:
            return self._db.execute(sql, values).fetchall()


#: A hash that no password has: a wrong name takes as long as a wrong password.
_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHRzb21lc2FsdA$Zk0m9Yk7yS0pQm8rGqfH1xk3l5sXc5Q0y0b7x7yq0xg"


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()

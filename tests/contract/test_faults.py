"""What can go wrong with a database gives one line, a code and exit code 5, and leaves nothing half-written."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from rasid.ledger import CODES, LedgerError, Store
from rasid.ledger import database as room
from rasid.ledger.faults import code_of
from tests.contract.invented import entry


def refused(code: str, work: Callable[[], object]) -> None:
    with pytest.raises(LedgerError) as caught:
        work()
    assert caught.value.code == code, str(caught.value)
    assert "\n" not in str(caught.value) and caught.value.exit_code == 5


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "rasid.db"
    path.write_bytes("ليس قاعدة بيانات".encode() * 200)
    before = path.read_bytes()
    refused("corrupt", lambda: Store(str(path)))
    assert path.read_bytes() == before


def test_a_damaged_database(tmp_path: Path) -> None:
    path = tmp_path / "rasid.db"
    with Store(str(path)) as store:
        store.add([entry(n) for n in range(50)])
    data = bytearray(path.read_bytes())
    data[4096:-4096:7] = b"\xff" * len(data[4096:-4096:7])
    path.write_bytes(data)
    refused("corrupt", lambda: Store(str(path)).ask(lambda v: v.told()))


def test_no_database_to_read(tmp_path: Path) -> None:
    refused("missing", lambda: Store(str(tmp_path / "none.db"), read_only=True))
    refused("unreachable", lambda: Store(str(tmp_path / "no" / "folder" / "rasid.db")))
    assert not list(tmp_path.iterdir())


def test_a_full_disk(tmp_path: Path) -> None:
    path = str(tmp_path / "rasid.db")
    with Store(path) as store:
        store.add([entry(1)])
        with store.database.engine.connect() as connection:
            pages = connection.execute(text("PRAGMA page_count")).scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
        refused("full", lambda: store.add([entry(n, text="س" * 50_000) for n in range(2, 60)]))
    with Store(path) as store:
        assert store.ask(lambda v: v.counts())["reports"] == 1
        assert not store.ask(lambda v: list(v.faults()))


def test_a_database_locked_by_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "PATIENCE_S", 0.05)
    monkeypatch.setattr(room, "TRIES", 2)
    path = tmp_path / "rasid.db"
    with Store(str(path)) as store:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        refused("locked", lambda: store.add([entry(1)]))
        assert store.ask(lambda v: v.counts())["reports"] == 0  # readers are not kept waiting
        other.execute("ROLLBACK")
        other.close()
        store.add([entry(1)])


def test_a_read_only_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "rasid.db"
    with Store(str(path)) as store:
        store.add([entry(1)])
    monkeypatch.setattr(os, "access", lambda *_: False)
    with Store(str(path)) as store:
        assert len(store.ask(lambda v: v.told())) == 1
        refused("read_only", lambda: store.add([entry(2)]))
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA query_only=1")
        with pytest.raises(sqlite3.OperationalError) as caught:
            connection.execute("DELETE FROM stale")
    connection.close()
    assert code_of(str(caught.value)) == "read_only"


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("postgresql+psycopg://nobody@127.0.0.1:1/none", "unreachable"),
        ("postgresql://nobody@127.0.0.1:1/none", "unreachable"),
        ("mysql://somewhere/else", "bad_address"),
        ("postgresql+psycopg://me@host:port/x", "bad_address"),
    ],
)
def test_addresses_that_lead_nowhere(address: str, code: str) -> None:
    refused(code, lambda: Store(address))


def test_a_connection_lost_in_the_middle(new_database: Callable[[], str]) -> None:
    url = new_database()
    with Store(url) as store, Store(url) as other:
        store.add([entry(1)])

        def cut(connection: object) -> None:
            pid = connection.execute(text("SELECT pg_backend_pid()")).scalar()  # type: ignore[attr-defined]
            connection.execute(text("INSERT INTO stale VALUES ('x', 'y')"))  # type: ignore[attr-defined]
            with other.database.engine.begin() as killer:
                killer.execute(text(f"SELECT pg_terminate_backend({pid})"))
            connection.execute(text("SELECT 1"))  # type: ignore[attr-defined]

        refused("lost", lambda: store.database.write(cut))
        assert "x" not in store.ask(lambda v: v.stale())  # a new connection is made by itself
        store.add([entry(2)])


def test_a_password_is_never_shown() -> None:
    with pytest.raises(LedgerError) as caught:
        Store("postgresql+psycopg://me:secret@127.0.0.1:1/none")
    assert "secret" not in str(caught.value)


def test_every_code_has_one_line_and_a_remedy() -> None:
    assert all(what and remedy and "\n" not in what + remedy for what, remedy in CODES.values())

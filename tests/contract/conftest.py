"""One suite on both databases: every test that takes `url` or `store` runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from rasid.ledger import Store
from tests.contract.server import cluster, programs

_numbers = count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The URL of a PostgreSQL with a hole for the name of the database. RASID_TEST_POSTGRESQL=required forbids skipping."""
    if programs() is None:
        if os.environ.get("RASID_TEST_POSTGRESQL") == "required":
            pytest.fail("no PostgreSQL server is installed, and this run requires one")
        pytest.skip("no PostgreSQL server is installed: install `postgresql` to run this suite on it too")
    with cluster() as url:
        yield url


@pytest.fixture
def new_database(server: str) -> Iterator[Callable[[], str]]:
    """Makes an empty PostgreSQL database, and drops it after the test."""
    import psycopg

    made: list[str] = []
    admin = server.format("postgres").replace("+psycopg", "")

    def make() -> str:
        name = f"rasid_{next(_numbers)}"
        with psycopg.connect(admin, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        made.append(name)
        return server.format(name)

    yield make
    with psycopg.connect(admin, autocommit=True) as connection:
        for name in made:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database that does not exist yet (SQLite) or is empty (PostgreSQL)."""
    if request.param == "sqlite":
        return str(tmp_path / "rasid.db")
    made: str = request.getfixturevalue("new_database")()
    return made


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """An opened, empty ledger."""
    with Store(url) as opened:
        yield opened

"""Databases of every earlier version are brought to this one, with all that is in them; newer and foreign ones are refused."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
import pytest
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from rasid.ledger import LedgerError, Store, copies, report_id, tables
from rasid.ledger.database import Database
from rasid.ledger.migrate import VERSIONS, config, upgrade, version_of
from rasid.ledger.tables import METADATA
from rasid.model import Reading
from rasid.text import sketch
from tests.contract.invented import entry
from tests.contract.old import fill


def test_the_list_of_versions_is_that_of_the_migrations(tmp_path: Path) -> None:
    with Store(str(tmp_path / "a.db")) as store, store.database.engine.connect() as connection:
        scripts = ScriptDirectory.from_config(config(connection))
    assert tuple(s.revision for s in reversed(list(scripts.walk_revisions()))) == VERSIONS


def test_migrations_make_the_tables_of_the_program(store: Store) -> None:
    from alembic.autogenerate import compare_metadata

    with store.database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": "rasid_version"})
        assert compare_metadata(context, METADATA) == []


@pytest.mark.parametrize("version", VERSIONS[:-1])
def test_a_database_of_an_earlier_version_is_upgraded_with_all_that_is_in_it(url: str, version: str) -> None:
    database = Database(url)
    upgrade(database, version)
    with database.engine.connect() as connection:
        assert version_of(connection) == version
    made = entry(1, places=("الزيتونة", "الجسر"))
    fill(database, made, version=version)
    database.close()
    with Store(url) as store, store.reading() as view:
        assert version_of(view.connection) == VERSIONS[-1]
        assert [t.statement for t in view.told()] == list(made.reading.statements)
        assert set(view.stale()) == {"~الزيتونة", "~الجسر"}
        assert not list(view.faults())
    with Store(url) as store:  # what was there before there were sketches is found by what copies it
        copy = entry(2, places=("الزيتونة", "الجسر"))
        report = msgspec.structs.replace(made.report, id="c", outlet="جريدة النهر")
        added = store.add([msgspec.structs.replace(copy, id=report_id(report), report=report, reading=Reading("c"), recorded=())])
        assert [(c.original, c.how) for c in added.copies] == [(made.id, "exact")]
        assert not store.ask(lambda v: list(v.faults()))


@pytest.mark.parametrize("version", ["0001", "0005"])
def test_whom_statements_name_is_kept_and_goes_on_being_kept(url: str, version: str) -> None:
    made = [entry(n, places=("الزيتونة", "الجسر"), published=f"2031-04-0{n}") for n in (1, 2)]
    database = Database(url)
    upgrade(database, version)
    fill(database, *made, version=version)
    database.close()
    recorded = [r for e in made for r in e.recorded]
    with Store(url) as store:
        with store.reading() as view:
            actors = set(map(tuple, view.connection.execute(text("SELECT actor, known, statement, role FROM statement_actors"))))
            places = set(map(tuple, view.connection.execute(text("SELECT place, known, statement FROM statement_places"))))
            origins = set(map(tuple, view.connection.execute(text("SELECT origin, known, statement FROM statement_origins"))))
            assert {told.id for told in view.told(actor="x.coast")} == {r.id for r in recorded}
        assert actors == {("x.coast", r.known, r.id, role) for r in recorded for role in ("agent", "source")}
        assert places == {(r.places[0], r.known, r.id) for r in recorded}
        assert origins == {("party:x.coast", r.known, r.id) for r in recorded}
        for table in ("statement_places", "statement_actors", "statement_origins"):
            for sql in (f"UPDATE {table} SET known = 'x'", f"DELETE FROM {table}"):
                with pytest.raises(DBAPIError, match="append-only"), store.database.engine.begin() as connection:
                    connection.execute(text(sql))


@pytest.mark.parametrize("version", ["0003", "0004"])
def test_bands_of_an_earlier_version_are_those_of_this_one(url: str, version: str) -> None:
    """Sketches that were kept before are found without being made anew, in the quarters that the program looks in."""
    days = ("2031-04-05", "2030-12-31", "", "1979-05-01", "2079-10-01", "2080-01-01", "9999-12-31")
    made = [entry(n, places=("الزيتونة", "الجسر", "الوادي", "النهر")) for n in range(len(days))]
    of = [copies.sketched(msgspec.structs.replace(e.report, published=d)) for e, d in zip(made, days, strict=True)]
    assert all(s.bands for s in of)
    database = Database(url)
    upgrade(database, version)
    with database.engine.begin() as connection:
        connection.execute(tables.basis.insert(), [{"key": "sketches", "value": sketch.FORM}])
    fill(database, *made, version=version)
    for n, (e, s) in enumerate(zip(made, of, strict=True), 1):
        row = {"report": e.id, "n": n, "whole": s.whole, "runs": s.runs, "address": s.address, "day": s.day}
        with database.engine.begin() as connection:
            connection.execute(tables.sketches.insert(), [row])
            connection.execute(text("INSERT INTO bands (key, n) VALUES (:key, :n)"), [{"key": k, "n": n} for k in s.bands])
    database.close()
    with Store(url) as store:
        kept = store.ask(lambda v: {tuple(row) for row in v.connection.execute(select(tables.bands.c["quarter", "key", "n"]))})
        assert kept == {(copies.quarter(s.day), k, n) for n, s in enumerate(of, 1) for k in s.bands}
        report = msgspec.structs.replace(made[0].report, id="c", outlet="جريدة النهر", text=made[0].report.text + " انتهى")
        copy = msgspec.structs.replace(made[0], id=report_id(report), report=report, reading=Reading("c"), recorded=())
        assert [(c.original, c.how) for c in store.add([copy]).copies] == [(made[0].id, "near")]
        assert not store.ask(lambda v: list(v.faults()))


@pytest.mark.parametrize("version", ["0001", "0004"])
def test_what_has_only_to_be_asked_is_brought_to_this_version_too(url: str, version: str) -> None:
    database = Database(url)
    upgrade(database, version)
    made = entry(1, places=("الزيتونة", "الجسر"))
    fill(database, made, version=version)
    database.close()
    with Store(url, read_only=True) as store, store.reading() as view:
        assert not store.writable
        assert version_of(view.connection) == VERSIONS[-1]
        assert [t.statement for t in view.told()] == list(made.reading.statements)
        assert not list(view.faults())


def test_an_older_file_that_nobody_may_write_to_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.db"
    database = Database(str(path))
    upgrade(database, "0004")
    database.close()
    monkeypatch.setattr("os.access", lambda _path, mode: mode != os.W_OK)
    with pytest.raises(LedgerError) as caught:
        Store(str(path), read_only=True)
    assert caught.value.code == "read_only"


def test_a_newer_database_is_refused(url: str) -> None:
    Store(url).close()
    database = Database(url)
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE rasid_version SET version_num = '9999'"))
    database.close()
    with pytest.raises(LedgerError, match="newer Rasid") as caught:
        Store(url)
    assert caught.value.code == "newer" and "\n" not in str(caught.value)


def test_the_database_of_another_program_is_left_alone(url: str) -> None:
    database = Database(url)
    with database.engine.begin() as connection:
        connection.execute(text("CREATE TABLE recipes (name TEXT)"))
    database.close()
    with pytest.raises(LedgerError) as caught:
        Store(url)
    assert caught.value.code == "foreign"
    database = Database(url)
    with database.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM recipes")).scalar() == 0
    database.close()

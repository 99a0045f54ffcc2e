"""The pages on formats name every field that the writers write."""

from __future__ import annotations

import json
import sqlite3
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest

from rasid import messages
from rasid.cli.notify import message
from rasid.export import bagit, geojson, gpkg, jsonld
from rasid.export.data import Exported
from rasid.notify.hooks import Hook, Hooks, load
from rasid.notify.post import judged

from .conftest import Week
from .invented import control, exported, notices

PAGES = Path(__file__).parents[3] / "docs" / "mappings"


def page(name: str) -> str:
    return (PAGES / f"{name}.md").read_text("utf-8")


def unnamed(names: Any, text: str) -> list[str]:
    return sorted({n for n in names if f"`{n}`" not in text})


def inner(value: Any) -> set[str]:
    """Every key in a JSON value."""
    if isinstance(value, dict):
        return set(value) | {k for v in value.values() for k in inner(v)}
    return {k for v in value for k in inner(v)} if isinstance(value, list) else set()


def test_maps(tmp_path: Path) -> None:
    properties = {k for f in geojson.features(exported()) for k in inner(f["properties"])}
    assert len(properties) > 35 and not unnamed(properties, page("maps"))
    gpkg.write(exported(), tmp_path / "x.gpkg")
    with sqlite3.connect(tmp_path / "x.gpkg") as db:
        for table in ("control", "control_areas", "periods", "changes", "sources"):
            columns = [r[1] for r in db.execute(f"PRAGMA table_info({table})")]
            assert not unnamed(set(columns) - {"fid", "geom"}, page("maps"))
    db.close()


def test_provenance() -> None:
    vocabularies = {"@version", "rasid", "prov", "schema", "oa", "xsd", "id", "type"}
    assert not unnamed(set(jsonld.CONTEXT) - vocabularies, page("provenance"))


def test_every_word_of_a_node_has_a_meaning(ledger: Week) -> None:
    data = ledger.gather("reports")
    for piece in jsonld.lines(data.documents, control(), "rasid 9.9"):
        if piece.strip().startswith(b'{"id"'):
            keys = inner(json.loads(piece)) - {"ar", "en"}
            assert keys <= set(jsonld.CONTEXT)


def test_bags(ledger: Week, tmp_path: Path) -> None:
    documents = list(ledger.gather("reports").documents)
    bagit.write(Exported(what="reports", documents=documents, day="2026-11-25", made_with="rasid 9.9"), tmp_path / "x.zip")
    with zipfile.ZipFile(tmp_path / "x.zip") as archive:
        names = {n.removeprefix("x/") for n in archive.namelist()}
        assert not unnamed({n for n in names if "reports/" not in n} - {"bagit.txt"}, page("bag"))
        for row in archive.read("x/data/reports.jsonl").splitlines():
            assert not unnamed(json.loads(row), page("bag"))
        info = archive.read("x/bag-info.txt").decode()
        assert not unnamed([line.partition(":")[0] for line in info.splitlines()], page("bag"))


def test_hooks(tmp_path: Path) -> None:
    text = page("webhooks")
    bodies = [message(n).body for n in notices()]
    messages.choose("")
    assert not unnamed({k for b in bodies for k in inner(b)}, text)
    example = text.partition("```toml\n")[2].partition("```")[0]
    (tmp_path / "hooks.toml").write_text(example, "utf-8")
    assert load(tmp_path / "hooks.toml").hook[0].name == "desk"
    given = tomllib.loads(example)
    assert set(given["hook"][0]) == set(Hook.__struct_fields__) and set(given) == set(Hooks.__struct_fields__)


@pytest.mark.parametrize(
    ("status", "fate"), [(408, "later"), (409, "later"), (423, "later"), (425, "later"), (429, "later"), (415, "refused"), (413, "refused")]
)
def test_hooks_answers(status: int, fate: str) -> None:
    assert judged(status).fate == fate and str(status) in page("webhooks")

"""Rasid's own tables: the same rows in CSV, JSON Lines and Parquet, whatever is in them and wherever they are read."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rasid.export.cells import Rows, cell, joined, parted, text
from rasid.export.columns import TABLES, Column, rows, value
from rasid.export.data import WHAT, Exported
from tests.export.build import cited, event, source, statement
from tests.export.conftest import written

Gathered = Callable[..., Exported]


def expected(data: Exported) -> list[dict[str, Any]]:
    return [json.loads(json.dumps({c.name: value(c, row) for c in TABLES[data.what]})) for row in rows(data)]


def from_csv(raw: bytes, columns: tuple[Column, ...]) -> list[dict[str, Any]]:
    """Rows as they were, as far as CSV can say: by the kinds of their columns."""
    kinds = {c.name: c.kind for c in columns}
    made = []
    for row in csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")):
        made.append({name: _typed(kinds[name], text(told)) for name, told in row.items()})
    return made


def _typed(kind: str, told: str) -> Any:
    if kind == "texts":
        return parted(told)
    if kind in ("int", "float", "day") and not told:
        return None
    if kind == "bool":
        return {"true": True, "false": False}[told]
    return {"int": int, "float": float}.get(kind, str)(told)


def alike(row: dict[str, Any]) -> dict[str, Any]:
    """A row without what CSV leaves out, one empty text being as none."""
    return {k: [] if v == [""] else v for k, v in row.items() if not isinstance(v, dict) and k != "slots" and not k.endswith("_versions")}


@pytest.mark.parametrize("what", WHAT)
def test_the_three_formats_hold_the_same(gathered: Gathered, what: str) -> None:
    rows_told = expected(gathered(what))
    assert rows_told
    columns = TABLES[what]  # type: ignore[index]

    raw, done = written("jsonl", gathered(what))
    assert [json.loads(line) for line in raw.splitlines()] == rows_told
    assert done.rows == len(rows_told)

    raw, _ = written("csv", gathered(what))
    assert raw.startswith(b"\xef\xbb\xbf")
    assert from_csv(raw, columns) == [alike(r) for r in rows_told]

    raw, _ = written("parquet", gathered(what))
    table = parquet.read_table(io.BytesIO(raw))
    assert table.column_names == [c.name for c in columns]
    told = [
        {k: v.isoformat() if hasattr(v, "isoformat") else json.loads(v) if v and _is_json(columns, k) else v for k, v in row.items()}
        for row in table.to_pylist()
    ]
    assert told == rows_told


def _is_json(columns: tuple[Column, ...], name: str) -> bool:
    return next(c.kind for c in columns if c.name == name) == "json"


def test_every_row_has_its_report_its_words_and_its_chain(gathered: Gathered) -> None:
    for what in WHAT:
        for row in expected(gathered(what)):
            if what == "statements":
                assert row["link"] and row["evidence"] and row["chain"]
            else:
                assert row["links"] or row.get("denial_links")
                assert len(row["links"]) == len(row["evidence"]) == len(row["chains_told"]) == len(row["statements"])
                assert all(row["evidence"]) and all(row["chains_told"])


def test_the_week_is_known_by_name_point_and_code(gathered: Gathered) -> None:
    found = next(r for r in expected(gathered("control")) if r["place_id"] == ["sy.hama.tall-milh"])
    assert (found["place_en"], found["admin1_pcode"], found["country"]) == (["Tall Milh"], "SY05", "SY")
    assert found["lat"] == pytest.approx(35.34)
    assert found["holder_id"] == "sy.assad_army" or found["rivals_id"]


def test_the_window_and_what_was_known(gathered: Gathered) -> None:
    assert {r["known"] for r in expected(gathered("statements", known="2019-06-03"))} == {"2019-06-02", "2019-06-03"}
    day = expected(gathered("statements", start="2019-06-07", end="2019-06-07"))
    assert "2019-06-07" in {r["start"] for r in day}
    assert all(r["start"] <= "2019-06-07" <= (r["end"] or r["known"]) for r in day if r["dated"])
    assert all(r["end"] >= "2019-06-06" for r in expected(gathered("events", start="2019-06-06")))
    assert all(r["day"] <= "2019-06-03" for r in expected(gathered("changes", end="2019-06-03")))
    assert not expected(gathered("control", known="2019-06-01"))


READ_DAYS = """
import sys, pyarrow.parquet as parquet
table = parquet.read_table(sys.argv[1]).to_pylist()
print(sorted({str(row["start"]) for row in table}), sorted({str(row["known"]) for row in table}))
"""


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/Los_Angeles"])
def test_no_time_zone_moves_a_day(gathered: Gathered, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, zone: str) -> None:
    formats = ("csv", "jsonl", "parquet")
    here = {f: written(f, gathered("statements"))[0] for f in formats}
    acled = written("acled", gathered("events"))[0]
    try:
        with monkeypatch.context() as there:
            there.setenv("TZ", zone)
            time.tzset()
            assert {f: written(f, gathered("statements"))[0] for f in formats} == here
            assert written("acled", gathered("events"))[0] == acled
    finally:
        time.tzset()
    path = tmp_path / "s.parquet"
    path.write_bytes(here["parquet"])
    read = [
        subprocess.run([sys.executable, "-c", READ_DAYS, str(path)], env={**os.environ, "TZ": z}, capture_output=True, check=True).stdout
        for z in (zone, "UTC")
    ]
    assert read[0] == read[1] and b"2019-06-02" in read[0]


HOSTILE = ("=1+1", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u200f=1", "\ufeff=cmd|' /C calc'!A0", "＝1", "'=1", "'x")


@pytest.mark.parametrize("words", HOSTILE)
def test_no_cell_is_run_and_none_is_lost(words: str) -> None:
    data = Exported(
        what="statements", statements=[statement(evidence=words + " كلام", source=source(outlet=words, title=words, url=words))]
    )
    raw, _ = written("csv", data)
    (row,) = csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline=""))
    for name in ("outlet", "title", "link", "evidence"):
        assert row[name].startswith("'")
        assert text(row[name]).startswith(words)


@pytest.mark.parametrize("name", ["acled", "ucdp", "hxl", "bayanat"])
def test_no_cell_of_any_table_is_run(name: str) -> None:
    hostile = source(outlet="=cmd|' /C calc'!A0", title="@SUM(1)", url="=HYPERLINK(1)")
    told = event("killing", cited=(cited("=1+1 قتل", source=hostile, chain=("=x", "+y")),))
    made = Exported(what="events", events=[told], statements=[statement("=1+1", source=hostile)])
    raw, _ = written(name, made)
    for line in csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")):
        assert not [c for c in line if c.lstrip().startswith(("=", "+", "@")) or (c.startswith("-") and not c[1:2].isdigit())]


def test_numbers_stay_numbers() -> None:
    assert cell(-3.5) == -3.5
    assert cell("-3.5") == "'-3.5"
    assert cell(True) == "true"
    assert cell(None) == ""


def test_right_to_left_text_comes_through_as_it_is() -> None:
    words = 'قال «المتحدث» إن\u200fBM-21\u200e أُطلقت؛ و\u2067اسم\u2069 \u202bآخر\u202c، ثم ـــ ٢٥ قذيفة\nسطر آخر, "بين علامتين"'
    data = [statement(evidence=words)]
    (line,) = written("jsonl", Exported(what="statements", statements=data))[0].splitlines()
    assert json.loads(line)["evidence"] == words
    raw, _ = written("csv", Exported(what="statements", statements=data))
    (row,) = csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline=""))
    assert row["evidence"] == words
    raw, _ = written("parquet", Exported(what="statements", statements=data))
    assert parquet.read_table(io.BytesIO(raw)).to_pylist()[0]["evidence"] == words


def test_half_of_a_pair_of_surrogates_breaks_no_file() -> None:
    raw, _ = written("csv", Exported(what="statements", statements=[statement(evidence="قصف \ud800 البلدة")]))
    assert "قصف ? البلدة" in raw.decode("utf-8-sig")


@given(st.lists(st.text(alphabet=st.sampled_from("أب|\\' ,\"=\n"), min_size=0, max_size=6), min_size=0, max_size=5))
def test_lists_in_a_cell_come_apart_again(values: list[str]) -> None:
    assert parted(joined(values)) == ([] if values == [""] else values)


@given(st.text(alphabet=st.characters(exclude_categories=("Cs",), exclude_characters="\0")))
def test_a_cell_comes_back_as_it_was(value_told: str) -> None:
    out = io.BytesIO()
    with Rows(out, ["a", "b"]) as table:
        table.add([value_told, "x"])
    read = list(csv.reader(io.StringIO(out.getvalue().decode("utf-8-sig"), newline="")))
    assert [text(c) for c in read[1]] == [value_told, "x"]


@pytest.mark.parametrize("what", WHAT)
def test_nothing_to_export_gives_a_header_only(what: str) -> None:
    raw, done = written("csv", Exported(what=what))  # type: ignore[arg-type]
    assert (len(raw.decode().splitlines()), done.rows) == (1, 0)
    assert written("jsonl", Exported(what=what))[0] == b""  # type: ignore[arg-type]
    table = parquet.read_table(io.BytesIO(written("parquet", Exported(what=what))[0]))  # type: ignore[arg-type]
    assert table.num_rows == 0 and table.num_columns == len(TABLES[what])  # type: ignore[index]


def test_a_day_that_is_none_is_left_out_of_parquet_only() -> None:
    told = [statement(source=source(published="2018-13-40"))]
    assert json.loads(written("jsonl", Exported(what="statements", statements=told))[0])["published"] == "2018-13-40"
    table = parquet.read_table(io.BytesIO(written("parquet", Exported(what="statements", statements=told))[0]))
    assert table.to_pylist()[0]["published"] is None

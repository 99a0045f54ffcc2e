"""The registry: content before name, everywhere that inputs come from, and never an exception for bad data."""

from __future__ import annotations

import gzip
import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import BinaryIO

import pytest

from rasid.intake import Failure, formats, read_inputs
from rasid.intake.formats import Item, Row
from rasid.intake.table import Defaults
from rasid.model import Report


class Cards:
    """A format for these tests: "CARDS", then one text a line."""

    name = "cards"
    suffixes = (".cards",)

    def sniff(self, head: bytes, name: str) -> bool:
        return head.startswith(b"CARDS\n")

    def reports(self, file: BinaryIO, where: str, given: Defaults) -> Iterator[Item]:
        if file.readline() != b"CARDS\n":
            raise RuntimeError("no cards\nhere")
        for n, line in enumerate(file, 1):
            given.keep(line)
            yield Report(f"{where}:{n}", line.decode().strip(), published=given.published)


@pytest.fixture(autouse=True, params=[False, True], ids=["streams", "seeks"])
def registered(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("rasid.intake.cards_of_tests")
    module.FORMAT = Cards()  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "rasid.intake.cards_of_tests", module)
    monkeypatch.setattr(formats, "ROWS", (Row("cards_of_tests", (".cards",), rb"\ACARDS", seeks=request.param), *formats.ROWS))


CARDS = "CARDS\nأولى\nثانية\n".encode()


def take(*paths: str, stdin: bytes = b"") -> list[Item]:
    return list(read_inputs(paths, published="2031-02-03", stdin=io.BytesIO(stdin)))


def texts(items: list[Item]) -> list[str]:
    return [i.text if isinstance(i, Report) else i.code for i in items]


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzip"])
@pytest.mark.parametrize("name", ["a.cards", "a.txt", "a.jsonl", "a"])
def test_content_decides(tmp_path: Path, name: str, pack: type[bytes]) -> None:
    file = tmp_path / name
    file.write_bytes(pack(CARDS))
    found = take(str(file))
    assert texts(found) == ["أولى", "ثانية"]
    assert [i.published for i in found if isinstance(i, Report)] == ["2031-02-03"] * 2


def test_the_name_decides_where_content_does_not(tmp_path: Path) -> None:
    file = tmp_path / "a.cards"
    file.write_bytes("نص".encode())
    [failure] = take(str(file))
    assert isinstance(failure, Failure)
    assert (failure.code, failure.detail) == ("bad_format", {"format": "cards", "reason": "RuntimeError: no cards here"})


def test_folders_patterns_and_streams(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.cards").write_bytes(CARDS)
    (tmp_path / "deep" / "b.cards.gz").write_bytes(gzip.compress(CARDS))
    (tmp_path / "deep" / "c.unknown").write_bytes(CARDS)
    assert texts(take(str(tmp_path))) == ["أولى", "ثانية"] * 2
    assert texts(take(str(tmp_path / "**" / "a.*"))) == ["أولى", "ثانية"]
    assert texts(take("-", stdin=CARDS)) == texts(take("-", stdin=gzip.compress(CARDS))) == ["أولى", "ثانية"]


def test_truncated_gzip_is_told_after_what_was_whole(tmp_path: Path) -> None:
    file = tmp_path / "a.cards"
    file.write_bytes(gzip.compress(b"CARDS\n" + b"".join(b"%d\n" % (n * n) for n in range(100_000)))[:-50_000])
    found = take(str(file))
    assert texts(found)[-1] == "bad_gzip"
    assert {c for c in texts(found) if not c.isdigit()} == {"bad_gzip"}


def test_a_stream_too_large_to_put_down_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    if not formats.ROWS[0].seeks:
        return
    monkeypatch.setattr(formats, "MAX_SPOOLED_BYTES", 1000)
    [failure] = take("-", stdin=gzip.compress(CARDS + b"x" * 5000))
    assert isinstance(failure, Failure) and failure.code == "too_large_file"


def test_originals_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "a.cards"
    file.write_bytes(CARDS)
    kept: list[bytes] = []
    list(read_inputs([str(file)], keep=kept.append))
    assert kept == ["أولى\n".encode(), "ثانية\n".encode()]


def test_reading_a_text_imports_no_format(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("قال ناشطون إن المدينة هادئة", "utf-8")
    code = (
        "import sys; from rasid.intake import read_inputs, formats; list(read_inputs([sys.argv[1]]));"
        "print([r.module for r in formats.ROWS if 'rasid.intake.' + r.module in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code, str(file)], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"

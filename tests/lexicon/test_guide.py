"""The guide in docs/theatres.md was tried: the pack it makes is clean, is loaded, and gives names their identity."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rasid.cli.main import main
from rasid.lexicon import lint
from rasid.lexicon.loader import load
from rasid.lexicon.theatre import compile_names, load_names, theatre_files
from rasid.model import Report
from rasid.reading.reader import DocumentReader

PAGE = Path(__file__).parents[2] / "docs" / "theatres.md"
BLOCK = re.compile(r"<!-- file: (\S+) -->\n```\w+\n(.*?)```\n", re.S)
TEXT = (
    "سيطرت جبهة الكثبان أمس على الواحات الثلاث بعد اشتباكات قتل فيها سبعة جنود. "
    "وانسحبت القوات المسلحة من الواحات الثلاث فجر اليوم، وفق وكالة سمارا للأنباء."
)


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RASID_DATA", str(tmp_path))
    monkeypatch.setenv("RASID_CACHE", str(tmp_path / "cache"))
    blocks = BLOCK.findall(PAGE.read_text("utf-8"))
    assert len(blocks) == 4
    for name, text in blocks:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path / "theatres" / "samar"


def test_the_pack_is_clean_and_loaded(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert lint([pack]) == []
    assert "samar" in load_names().theatres
    assert main(["who", "مقاتلو الكثبان", "--on", "2024"]) == 0
    out = capsys.readouterr().out
    assert out.index("[sm.dunes]") < out.index("[sm.charter]")
    assert main(["theatre", "info", "samar"]) == 0


def test_a_report_gets_its_ids(pack: Path) -> None:
    names = compile_names([*theatre_files(), pack / "places.csv"])
    reader = DocumentReader(load(), names)
    statements, _ = reader.read(Report("r", TEXT, "", "2022-02-03"))
    taken = next(s for s in statements if s.event == "takes_control")
    assert [n.id for n in taken.agent] == ["sm.dunes"]
    assert [n.id for n in taken.place] == ["sm.janub.wahat"]
    left = next(s for s in statements if s.event == "withdraws")
    assert [n.id for n in left.agent] == ["sm.army"]  # a local name, known by the theatre of the others


def test_an_id_that_ships_is_refused(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = pack / "actors.yaml"
    path.write_text(path.read_text("utf-8").replace("id: sm.charter\n", "id: sy.sdf\n"), "utf-8")
    assert main(["who", "قسد"]) == 4
    assert "samar/actors.yaml: the id sy.sdf is taken in syria/actors.yaml" in capsys.readouterr().err

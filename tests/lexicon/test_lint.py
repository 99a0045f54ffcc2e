"""The linter: every kind of mistake is told with its file and line, and the shipped data has none."""

from __future__ import annotations

from pathlib import Path

import pytest

from rasid.lexicon import lint
from rasid.lexicon.lint import KEYS
from rasid.lexicon.theatre import PLACE_COLUMNS
from rasid.messages import catalogue

GOOD = """event: takes_control
entries:
  - id: test.one
    verb: سيطر يسيطر
    gloss: to take
    pos: ["سيطر الجيش على البلدة."]
    neg: ["سيطر الهدوء."]
"""


def messages(tmp_path: Path, name: str, text: str) -> list[tuple[int, str]]:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return [(p.line, p.message) for p in lint([path])]


def test_the_shipped_data_is_clean() -> None:
    assert lint([]) == []


def test_a_good_file_has_no_problem(tmp_path: Path) -> None:
    assert messages(tmp_path, "x.yaml", GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "part"),
    [
        ("gloss: to take", "glos: to take", 3, "unknown key 'glos'"),
        ("gloss: to take", "obj: victim\n    gloss: x", 3, "is no role"),
        ("gloss: to take", "despite: [soldiers]\n    gloss: x", 3, "no such class of names"),
        ("gloss: to take", "preps: {على: nowhere}\n    gloss: x", 3, "preps على"),
        ("gloss: to take", "judged_as: test.gone\n    gloss: x", 3, "no entry is called 'test.gone'"),
        ("gloss: to take", "status: maybe\n    gloss: x", 3, "no status is called 'maybe'"),
        ("gloss: to take", "event_by: {aircraft: rain}\n    gloss: x", 3, "no event is called 'rain'"),
        ("event: takes_control", "event: eats", 1, "no event is called 'eats'"),
        ('    neg: ["سيطر الهدوء."]\n', "", 3, "has no neg"),
    ],
)
def test_mistakes_of_event_files(tmp_path: Path, old: str, new: str, line: int, part: str) -> None:
    found = messages(tmp_path, "x.yaml", GOOD.replace(old, new))
    assert any(n == line and part in m for n, m in found), found


@pytest.mark.parametrize("other", ["test.one", "hold.wujud"])
def test_an_entry_may_be_judged_as_one_of_these_files_or_of_the_shipped(tmp_path: Path, other: str) -> None:
    assert messages(tmp_path, "x.yaml", GOOD.replace("gloss: to take", f"judged_as: {other}\n    gloss: x")) == []


def test_the_same_id_twice(tmp_path: Path) -> None:
    again = GOOD + GOOD.split("entries:\n")[1].replace("سيطر يسيطر", "تحكم يتحكم")
    assert any("the id test.one is taken" in m for _, m in messages(tmp_path, "x.yaml", again))


def test_the_same_verb_twice_without_a_condition(tmp_path: Path) -> None:
    again = GOOD + GOOD.split("entries:\n")[1].replace("test.one", "test.two")
    assert any("without a condition" in m for _, m in messages(tmp_path, "x.yaml", again))


def test_the_same_key_twice(tmp_path: Path) -> None:
    twice = GOOD.replace("    gloss: to take\n", "    gloss: to take\n    gloss: to seize\n")
    assert (6, "the key 'gloss' stands twice; join the two") in messages(tmp_path, "x.yaml", twice)


def test_broken_yaml_is_told_with_its_line(tmp_path: Path) -> None:
    found = messages(tmp_path, "x.yaml", "event: takes_control\nentries: [\n")
    assert len(found) == 1
    assert "not valid YAML" in found[0][1]


def row(**changes: str) -> str:
    values = {"id": "t.a", "kind": "town", "name_ar": "ألف", "lat": "35", "lon": "37", "source": "s", "licence": "l", **changes}
    return ",".join(values.get(c, "") for c in PLACE_COLUMNS)


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({"lat": "135"}, "out of range"),
        ({"lon": "east"}, "is no number"),
        ({"source": ""}, "must be filled"),
        ({"parent": "t.nowhere"}, "no place has the id"),
    ],
)
def test_mistakes_of_places(tmp_path: Path, changes: dict[str, str], part: str) -> None:
    text = ",".join(PLACE_COLUMNS) + "\n" + row(**changes) + "\n"
    found = messages(tmp_path, "test/places.csv", text)
    assert any(n >= 2 and part in m for n, m in found), found


def test_wrong_columns_and_repeated_ids(tmp_path: Path) -> None:
    assert "the columns must be" in messages(tmp_path, "a/places.csv", "id,name\n1,x\n")[0][1]
    twice = "\n".join([",".join(PLACE_COLUMNS), row(), row()]) + "\n"
    assert any(n == 3 and "missing or taken" in m for n, m in messages(tmp_path, "b/places.csv", twice))


@pytest.mark.parametrize("tongue", ["en", "ar"])
def test_the_page_of_the_lexicon_tells_every_key_that_an_entry_can_have(tongue: str) -> None:
    told = {k.removeprefix("doc.lexicon.key.") for k in catalogue(tongue) if k.startswith("doc.lexicon.key.")}
    assert told == set(KEYS)

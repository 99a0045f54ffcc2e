"""The linter of theatre packs: every kind of mistake, told with its file and line."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.lexicon import packs

from rasid.lexicon import lint


def found(root: Path, **texts: str) -> list[tuple[str, int, str]]:
    """Problems of the tiny pack with some files replaced: actors=…, outlets=…, people=…, ambiguous=…, capitals=…"""
    paths = packs.write(root)
    for name, text in texts.items():
        next(p for p in paths if p.stem == name).write_text(text, "utf-8")
    return [(p.file, p.line, p.message) for p in lint([root])]


def test_the_tiny_pack_is_clean(tmp_path: Path) -> None:
    assert found(tmp_path) == []


def line_of(text: str, part: str) -> int:
    return next(n for n, line in enumerate(text.splitlines(), 1) if part in line)


@pytest.mark.parametrize(
    ("old", "new", "row", "part"),
    [
        (
            'kind: rebel\n    state: false\n    from: "2015"',
            'kind: band\n    state: false\n    from: "2015"',
            "nr.front",
            "no kind is called 'band'",
        ),
        ("vague_aliases:", "vaguer_aliases:", "nr.front", "unknown key 'vaguer_aliases'"),
        ('from: "2019-03-01"}]', 'on: "2019-03-01"}]', "nr.dawn", "unknown key 'True'"),
        ("side: nr.crown", "side: nr.clown", "nr.royal_army", "no actor has the id 'nr.clown'"),
        ("side: nr.crown", "side: nr.royal_army", "nr.royal_army", "refers to itself"),
        ("by: nr.dawn", "by: nr.dusk", "nr.crown", "no actor has the id 'nr.dusk'"),
        (
            'from: "1950"\n    to: "2021-05-04"\n    opposes',
            'from: "2022"\n    to: "2021-05-04"\n    opposes',
            "nr.crown",
            "from 2022 is after to 2021-05-04",
        ),
        ('to: "2018"', 'to: "autumn"', "nr.dawn", "'autumn' is no year, month or day"),
        ('from: "2016", to: "2018"', 'from: "2019", to: "2018"', "nr.dawn", "member_of nr.front: from 2019 is after to 2018"),
        ("id: nr.sunrise\n", "id: nr.dawn\n", "nr.dawn", "the id is taken"),
        ("id: nr.council\n", "id: Council\n", "Council", "an id is the theatre's letters"),
        ("- id: nr.neighbour\n    name", "- name", "", "a row without an id"),
        ("{ar: جبهة السهل, en: Plain Front}", "{en: Plain Front}", "nr.front", "with an Arabic name"),
        (
            'from: "2021-06-01"\n    to: ""',
            'from: "2019-06-01"\n    to: ""',
            "nr.new_army",
            "الجيش الناريني is nr.royal_army's too, at the same time",
        ),
        ("aliases: [التاج الناريني]", "aliases: [التاج الناريني, مملكة «نارين»]", "nr.crown", "stands twice in this row"),
        ("adjectives: [ناريني]", "adjectives: [25]", "nr.royal_army", "must be a list of texts"),
        (
            'state: false\n    member_of: [{id: nr.front, from: "2016"',
            'state: no one\n    member_of: [{id: nr.front, from: "2016"',
            "nr.dawn",
            "state must be true or false",
        ),
        ("merged_into: [{id: nr.new_army", "merged_into: [{id: nr.sunrise", "nr.sunrise", "refers to itself"),
        (
            'merged_into: [{id: nr.new_army, from: "2021-06-01"}]',
            'became: [{id: nr.dawn, from: "2021-06-01"}]',
            "nr.sunrise",
            "became leads back to itself",
        ),
    ],
)  # fmt: skip
def test_mistakes_of_actors(tmp_path: Path, old: str, new: str, row: str, part: str) -> None:
    assert packs.ACTORS.count(old) >= 1
    text = packs.ACTORS.replace(old, new, 1)
    told = found(tmp_path, actors=text)
    assert any(file == "narin/actors.yaml" and part in message for file, _, message in told), told
    lines = [line for _, line, message in told if part in message]
    assert all(text.splitlines()[line - 1].lstrip().startswith("- ") for line in lines), told
    if row and "taken" not in part:
        assert line_of(text, f"- id: {row}") in lines


def test_a_shared_name_may_be_marked(tmp_path: Path) -> None:
    text = packs.ACTORS.replace('from: "2021-06-01"\n    to: ""', 'shares: [الجيش الناريني]\n    from: "2019-06-01"\n    to: ""', 1)
    assert found(tmp_path, actors=text) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "part"),
    [
        ("outlets", "kind: state_medium", "kind: blog", 2, "no kind is called 'blog'"),
        ("outlets", "id: nr.crown,", "id: nr.gone,", 2, "no actor has the id 'nr.gone'"),
        ("outlets", "domains:", "domain:", 2, "unknown key 'domain'"),
        ("outlets", "    source: tests\n", "", 2, "no source"),
        ("people", "actor: nr.dawn", "actor: nr.gone", 2, "no actor has the id 'nr.gone'"),
        ("people", "    source: tests\n", "    source: tests\n    office: King\n", 2, "both posts and an office"),
        ("people", "actor: nr.dawn", "outlet: nr.gone", 2, "no outlet has the id 'nr.gone'"),
        ("people", "actor: nr.dawn", "actor: nr.dawn, outlet: nr.radio", 2, "a post without office or actor"),
        ("people", "office: Minister of Defence, ", "", 2, "a post without office or actor"),
        ("people", "people:", "persons:", 1, "no list of people"),
        ("ambiguous", "needs: head", "needs: luck", 2, "a row must be {name: …, needs: head}"),
        ("ambiguous", "}\n", "}\n- {name: الجِسر, needs: head}\n", 3, "stands twice"),
        ("capitals", "qq.zahra", "qq.zahraa", 2, "no place has the id 'qq.zahraa'"),
        ("people", "people:", "people: [", 2, "not valid YAML"),
    ],
)
def test_mistakes_of_other_files(tmp_path: Path, file: str, old: str, new: str, line: int, part: str) -> None:
    text = getattr(packs, file.upper())
    assert old in text
    told = found(tmp_path, **{file: text.replace(old, new, 1)})
    assert any(part in m and (n == line or "YAML" in part) for _, n, m in told), told


def test_ids_are_unique_between_files(tmp_path: Path) -> None:
    told = found(tmp_path, outlets=packs.OUTLETS.replace("nr.radio", "nr.dawn"))
    assert any(file == "narin/outlets.yaml" and "the id is taken in narin/actors.yaml" in m for file, _, m in told), told


def test_a_pack_may_refer_to_shipped_actors(tmp_path: Path) -> None:
    assert found(tmp_path, actors=packs.ACTORS.replace("side: nr.crown", "side: xx.iran")) == []

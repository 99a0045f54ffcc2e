"""lexicons/control.yaml: every number has a reason, and every bad file is refused in one clear line."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from rasid.errors import LexiconError
from rasid.lexicon.evidence import SECTIONS, WEIGHTS_FILE, load_weights, weight_problems
from rasid.lexicon.loader import LEXICONS

GOOD: dict[str, Any] = yaml.safe_load((LEXICONS / WEIGHTS_FILE).read_text("utf-8"))


def test_the_file_is_good_and_every_number_has_its_reason() -> None:
    assert list(weight_problems(GOOD)) == []
    weights = load_weights()
    names = {f"{s}.{n}" for s, (rows, _, _) in SECTIONS.items() for n in rows}
    assert set(weights.why) == names
    assert all(len(w.split()) >= 3 for w in weights.why.values()), "a reason is a sentence"
    assert load_weights() is weights, "read once"


def _without(section: str, name: str = "") -> Callable[[dict[str, Any]], None]:
    return lambda d: d[section].pop(name) if name else d.pop(section)


def _with(section: str, name: str, row: Any) -> Callable[[dict[str, Any]], None]:
    return lambda d: d.setdefault(section, {}).update({name: row})


def _value(section: str, name: str, value: Any) -> Callable[[dict[str, Any]], None]:
    return lambda d: d[section][name].update(value=value)


BAD: dict[str, tuple[Callable[[dict[str, Any]], None], str]] = {
    "section missing": (_without("time"), "the section time is missing"),
    "section empty": (lambda d: d.update(time=None), "the section time is missing"),
    "section unknown": (_with("weights", "x", 1), "unknown section 'weights'; one of base, interest"),
    "name unknown": (_with("origin", "outlets", {"value": 1, "why": "x"}), "origin: unknown name 'outlets'; one of outlet, "),
    "name missing": (_without("base", "holds"), "base.holds must be a value with its why"),
    "number alone": (_with("base", "holds", 1.8), "base.holds must be a value with its why"),
    "no reason": (_with("base", "holds", {"value": 1.8}), "base.holds must be a value with its why"),
    "empty reason": (_with("base", "holds", {"value": 1.8, "why": "  "}), "base.holds has no reason; say why it is so"),
    "null reason": (_with("base", "holds", {"value": 1.8, "why": None}), "base.holds has no reason; say why it is so"),
    "a word": (_value("base", "holds", "much"), "base.holds must be a number from 0.01 to 10"),
    "true": (_value("origin", "outlet", True), "origin.outlet must be a number from 0 to 1"),
    "too much": (_value("origin", "outlet", 1.5), "origin.outlet must be a number from 0 to 1"),
    "negative": (_value("thresholds", "margin", -1), "thresholds.margin must be a number from 0 to 10"),
    "not a number": (_value("time", "half_life", float("nan")), "time.half_life must be a number from 0 to 100000"),
    "gain above third party": (_value("interest", "own_gain", 0.9), "interest.own_gain must be less than interest.other_party: "),
    "loss below third party": (_value("interest", "own_loss", 0.7), "interest.other_party must be less than interest.own_loss: "),
    "area above whole": (_value("factors", "state_of_area", 0.6), "factors.state_of_area must be less than factors.whole: "),
    "inferred above said": (_value("base", "held_before", 1.9), "base.held_before must be less than base.holds: "),
    "same origin adds": (_value("factors", "same_origin", 0.5), "factors.same_origin must be less than factors.part: "),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_with_one_clear_line(name: str, tmp_path: Path) -> None:
    spoil, says = BAD[name]
    data = copy.deepcopy(GOOD)
    spoil(data)
    assert says in "\n".join(weight_problems(data))
    path = tmp_path / "control.yaml"
    path.write_text(yaml.safe_dump(data), "utf-8")
    with pytest.raises(LexiconError) as refused:
        load_weights(path)
    line = str(refused.value)
    assert says in line and "control.yaml" in line and "docs/control.md" in line
    assert "\n" not in line


@pytest.mark.parametrize("content", ["", "- base\n", "base\n"])
def test_what_is_no_mapping(content: str, tmp_path: Path) -> None:
    path = tmp_path / "control.yaml"
    path.write_text(content, "utf-8")
    with pytest.raises(LexiconError, match="not a mapping"):
        load_weights(path)


def test_broken_yaml_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "control.yaml"
    path.write_text("base:\n  holds: {value: 1.8, why: 'x\n", "utf-8")
    with pytest.raises(LexiconError) as refused:
        load_weights(path)
    assert "control.yaml" in str(refused.value)
    assert "\n" not in str(refused.value)

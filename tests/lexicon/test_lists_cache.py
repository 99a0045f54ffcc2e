"""YAML lists that every start needs are parsed once and kept until their file changes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from rasid.errors import LexiconError
from rasid.lexicon import loader


@pytest.fixture
def lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RASID_CACHE", str(tmp_path / "cache"))
    path = tmp_path / "words.yaml"
    path.write_text("towns: [حلب, إدلب]\nunits: {km: 1}\n", encoding="utf-8")
    return path


def test_the_second_start_parses_nothing(lists: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = loader.load_lists(lists)
    monkeypatch.setattr(loader, "load_yaml", lambda path: pytest.fail("parsed again"))
    assert loader.load_lists(lists) == first == {"towns": ["حلب", "إدلب"], "units": {"km": 1}}


def test_a_changed_file_is_parsed_again(lists: Path) -> None:
    loader.load_lists(lists)
    lists.write_text("towns: [حماة]\n", encoding="utf-8")
    os.utime(lists, ns=(1, 1))
    assert loader.load_lists(lists) == {"towns": ["حماة"]}


def test_a_damaged_cache_is_built_again(lists: Path, tmp_path: Path) -> None:
    first = loader.load_lists(lists)
    (kept,) = (tmp_path / "cache").glob("lists_words-*.bin")
    kept.write_bytes(b"\xc1")
    assert loader.load_lists(lists) == first


def test_wrong_yaml_names_its_line(lists: Path) -> None:
    lists.write_text("towns: [حلب\nunits: 3\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"words\.yaml:2"):
        loader.load_lists(lists)

"""The texts of the pages: both languages have the same keys and places to fill, and the pages use no key that is missing."""

from __future__ import annotations

import json
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "frontend" / "src"
LANGUAGES = ("ar", "en")


def catalogue(language: str) -> dict[str, str]:
    found: dict[str, str] = json.loads((SOURCES / "messages" / f"{language}.json").read_text("utf-8"))
    return found


def test_same_keys() -> None:
    arabic, english = (catalogue(language) for language in LANGUAGES)
    assert set(arabic) == set(english)
    assert list(arabic) == sorted(arabic)


def test_same_blanks() -> None:
    arabic, english = (catalogue(language) for language in LANGUAGES)
    for key, text in arabic.items():
        assert set(re.findall(r"\{(\w+)\}", text)) == set(re.findall(r"\{(\w+)\}", english[key])), key
        assert text and english[key], key


def test_arabic_is_arabic() -> None:
    latin = {"brand.latin", "list.in", "list.chain", "date.span"}
    for key, text in catalogue("ar").items():
        assert key in latin or re.search(r"[\u0600-\u06ff]", text), key


def test_keys_that_the_pages_use_exist() -> None:
    known = catalogue("en")
    used: set[str] = set()
    for file in SOURCES.rglob("*.ts*"):
        used.update(re.findall(r"\bt\(\s*'([a-z_.0-9]+)'", file.read_text("utf-8")))
        used.update(re.findall(r"\bt\([^'()]*\? '([a-z_.]+)'", file.read_text("utf-8")))
    assert len(used) > 150
    assert used - set(known) == set()


def test_labels_agree_with_the_command_line() -> None:
    """Events, statuses and reasons are called the same everywhere."""
    for language in LANGUAGES:
        pages = catalogue(language)
        cli = json.loads((ROOT / "src" / "rasid" / "messages" / f"{language}.json").read_text("utf-8"))
        for key, text in cli.items():
            if key.split(".")[0] in ("event", "status", "control", "why") and key.count(".") == 1 and isinstance(text, str):
                assert pages.get(key) == text, key


def test_reports_never_become_markup() -> None:
    """No page has a way to write markup from a string: report text is only ever a text node."""
    for file in SOURCES.rglob("*.ts*"):
        text = file.read_text("utf-8")
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|document\.write|\beval\(|new Function", text
        ), file

"""The pages on mappings are those that the mappings make."""

from __future__ import annotations

from pathlib import Path

import pytest

from rasid.export.formats import FORMATS
from rasid.export.pages import NAMES, pages

FOLDER = Path(__file__).parents[2] / "docs" / "mappings"


@pytest.mark.parametrize(("name", "text"), list(pages()), ids=[n for n, _ in pages()])
def test_the_page_is_up_to_date(name: str, text: str) -> None:
    assert (FOLDER / name).read_text("utf-8") == text, "run: python -m rasid.export.pages docs/mappings"


def test_every_mapping_says_what_is_lost() -> None:
    assert set(NAMES) <= set(FORMATS)
    for name, text in pages():
        if name != "tables.md":
            assert len(text.split("## What is lost")[1].strip().splitlines()) >= 2

"""Generated pages are current, and what the README shows is what the program prints."""

from __future__ import annotations

from pathlib import Path

import pytest

from rasid.cli.reference import PAGES, with_output

ROOT = Path(__file__).parents[2]
REMEDY = "run `make generate`"


@pytest.mark.parametrize("name", PAGES)
def test_generated_pages_are_current(name: str) -> None:
    assert (ROOT / "docs" / name).read_text("utf-8") == PAGES[name](), REMEDY


def test_the_output_in_the_readme_is_real(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    text = (ROOT / "README.md").read_text("utf-8")
    assert with_output(text) == text, REMEDY
    assert text.count("<!-- output:") == 2
    assert "statements" in text


def test_links_between_files_lead_somewhere() -> None:
    import re

    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]:
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
            assert (page.parent / link).exists(), f"{page.name}: {link}"


def test_every_message_of_exit_codes_is_documented() -> None:
    from rasid import errors

    text = (ROOT / "docs" / "exit-codes.md").read_text("utf-8")
    codes = {e.exit_code for e in vars(errors).values() if isinstance(e, type) and issubclass(e, errors.RasidError)}
    for code in codes | {0, 130, 141, 143}:
        assert f"| {code} |" in text

"""For everybody: axe finds nothing serious, on no page, in no language, at no width; everything fits; the keyboard suffices."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.conftest import go, missing, ready

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

VIEWS = (
    "map?on=2019-06-03",
    "map?on=2019-06-06&place=sy.hama.kafr-nabudah&known=2019-06-07",
    "report",
    "reports",
    "add",
    "queue",
    "changes?from=2019-05-18&to=2019-06-08",
    "brief?from=2019-05-20&to=2019-06-08",
    "timeline?from=2019-05-18&to=2019-06-08",
    "disputes?on=2019-06-04",
    "silences",
    "sources",
    "source",
    "search?q=كفرنبودة",
    "search?q=xyzzy",
    "changes?from=2030-01-01&to=2030-01-02",
    "nowhere",
)
SETTINGS = (("ar", 1400), ("en", 800), ("ar", 360), ("en", 1400))


def axe() -> str:
    try:
        import axe_playwright_python
    except ImportError:
        missing("axe-playwright-python is not installed")
    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")


def show(page: Page, view: str) -> None:
    """A view; of a report or source, the first that is listed, with its parts open."""
    if view == "report":
        go(page, "reports")
        page.locator("tbody td.wide a").first.click()
        page.wait_for_selector(".card")
        ready(page)
        page.keyboard.press("j")
        page.wait_for_selector(".card.open")
        page.keyboard.press("c")
    elif view == "source":
        go(page, "sources")
        page.locator("tbody th a").first.click()
        page.wait_for_selector(".counts")
        ready(page)
    else:
        go(page, view)
        if view.startswith("map") and "place" not in view:
            page.locator(".map-tools button").nth(0).click()


@pytest.mark.parametrize(("language", "width"), SETTINGS)
def test_axe_finds_nothing_serious(shared: str, opened: Callable[..., Page], language: str, width: int) -> None:
    page = opened(shared, "silences", language, width, bypass_csp=True)
    script = axe()
    found = []
    for view in VIEWS:
        show(page, view)
        page.evaluate(script)
        result: dict[str, Any] = page.evaluate(
            "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
        )
        for v in result["violations"]:
            if v["impact"] in ("serious", "critical"):
                found.append((view, v["id"], v["nodes"][0]["html"][:160]))
    assert not found


@pytest.mark.parametrize("language", ["ar", "en"])
def test_pages_fit_a_narrow_screen(shared: str, opened: Callable[..., Page], language: str) -> None:
    page = opened(shared, "silences", language, 360, 740)
    for view in VIEWS:
        show(page, view)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, view


def test_focus_is_seen_and_reaches_the_evidence(shared: str, opened: Callable[..., Page]) -> None:
    """From the list of places to the words, without a mouse."""
    page = opened(shared, "map?on=2019-06-06")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.locator(".map-tools button", has_text="الأماكن").focus()
    page.keyboard.press("Enter")
    page.locator("#place-find").fill("كفرنبود")
    page.keyboard.press("Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    page.keyboard.press("Enter")
    page.wait_for_selector(".panel .to-words")
    page.locator(".panel .to-words").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("mark.mine")


def test_reduced_motion(shared: str, opened: Callable[..., Page]) -> None:
    page = opened(shared, "reports", reduced_motion="reduce")
    assert page.evaluate("matchMedia('(prefers-reduced-motion: reduce)').matches")
    longest = page.evaluate(
        "Math.max(0, ...[...document.querySelectorAll('*')].map(e => parseFloat(getComputedStyle(e).animationDuration)))"
    )
    assert longest < 0.01

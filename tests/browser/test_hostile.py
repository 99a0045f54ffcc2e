"""Hostile texts: shown as they are, run as nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

NEWS = "أعلنت هيئة تحرير الشام سيطرتها على بلدة كفرنبودة."
SCRIPTS = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\"><svg onload=alert(1)>"
HOSTILE = {
    "markup": f"{SCRIPTS}\n{NEWS}\n<b>{NEWS}</b> <a href='javascript:alert(1)'>x</a> &lt;i&gt;",
    "directions": f"\u202e{NEWS}\u202c \u2067\u2066 سيطرت \u2069\u202b{NEWS}\u200f\u200e\u061c",
    "long word": "ا" * 20_000 + " " + NEWS,
    "marks": NEWS.replace("ا", "ا" + "\u0651\u064b" * 40),
    "beyond the plane": "𐤀𐤁 𝔘𝔫𝔦 " * 50 + NEWS + " 👁️‍🗨️",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_text_is_only_text(own: str, opened: Callable[..., Page], kind: str) -> None:
    text = HOSTILE[kind]
    page = opened(own, "add", "ar", 800)
    page.fill("#add-text", text)
    page.locator(".drop button[type=submit]").click()
    page.wait_for_selector(".save-bar, .fault", timeout=60_000)
    assert "owned" not in page.title()
    assert page.evaluate("document.querySelectorAll('main script, main img[src=x], main a[href^=javascript], main b').length") == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 800
    if not page.locator(".readings").count():
        return
    shown = page.locator(".readings .report-body").evaluate("e => e.textContent")
    assert NEWS.split()[-1][:4] in shown
    if page.locator(".readings .card").count():
        page.locator(".readings .card-head").first.click()
        page.wait_for_selector(".readings mark.mine", state="attached")
        marked = "".join(page.locator(".readings mark.mine").evaluate_all("all => all.map(m => m.textContent)"))
        assert marked and marked in shown


def test_hostile_texts_once_saved(own: str, opened: Callable[..., Page]) -> None:
    """Saved, they show in lists, search, panel and brief; still as text."""
    page = opened(own, "add")
    page.fill("#add-text", HOSTILE["markup"])
    page.fill("#add-outlet", "<img src=x onerror=alert(1)>")
    page.fill("#add-day", "2019-06-10")
    page.locator(".drop button[type=submit]").click()
    page.wait_for_selector(".save-bar")
    page.locator(".save-bar .primary").click()
    page.wait_for_selector(".report-page")
    for view in (
        "reports",
        "sources",
        "silences",
        "changes?from=2019-06-01&to=2019-06-12",
        "brief?from=2019-06-01&to=2019-06-12",
        "search?q=script",
    ):
        page.evaluate("to => { location.hash = '#/' + to }", view)
        page.wait_for_timeout(500)
        assert page.evaluate("document.querySelectorAll('main script, main img[src=x]').length") == 0
        assert "owned" not in page.title()


def test_five_megabytes(own: str, opened: Callable[..., Page]) -> None:
    """Refused or read, but the page stays alive."""
    page = opened(own, "add")
    page.evaluate(
        """text => {
            const clipboardData = new DataTransfer();
            clipboardData.setData('text/plain', text);
            const pasting = new ClipboardEvent('paste', {clipboardData, bubbles: true, cancelable: true});
            document.querySelector('#add-text').dispatchEvent(pasting);
        }""",
        (NEWS + " ") * 55_000,
    )
    page.wait_for_selector(".save-bar, .fault", timeout=120_000)
    page.evaluate("location.hash = '#/sources'")
    page.locator("main h1", has_text="المصادر").wait_for()


def test_the_policy_forbids_script_in_the_page(shared: str, opened: Callable[..., Page]) -> None:
    page = opened(shared, "sources", expected="Content Security Policy")
    with page.expect_console_message(lambda m: "Content Security Policy" in m.text):
        page.evaluate("() => { const s = document.createElement('script'); s.textContent = 'window.ran = 1'; document.body.append(s) }")
    assert page.evaluate("window.ran") is None

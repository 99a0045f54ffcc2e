"""The main ways through the workbench, as people take them."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import WAIT, go

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

pytestmark = pytest.mark.browser

#: A town of the demo that changes hands, its point, and the day after.
PLACE, POINT, DAY = "sy.hama.kafr-nabudah", "35.43,36.49,10", "2019-06-06"
BEFORE, TAKER, LOSER = "2019-06-04", "هيئة تحرير الشام", "قوات النظام"


def centred(page: Page) -> str:
    """A view of the map with the town's mark in its middle: where the ledger says that it is."""
    lat, lon = page.evaluate(
        """async id => { const a = await fetch('api/v1/map?on=2019-06-06'); const p = (await a.json()).places.find(p => p.id === id);
        return [p.lat, p.lon]; }""",
        PLACE,
    )
    return f"{lat:.4f},{lon:.4f},11"


def middle(page: Page) -> tuple[float, float]:
    page.wait_for_selector(".map-box[data-drawn]", state="attached", timeout=4 * WAIT)
    box = page.locator(".map-canvas").bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def holder(page: Page) -> str:
    page.wait_for_selector(".panel .holder")
    return page.locator(".panel .holder").inner_text()


def test_from_a_dot_to_its_words_in_two_clicks(own: str, opened: Callable[..., Page]) -> None:
    page = opened(own, f"map?on={DAY}")
    view = centred(page)
    page = opened(own, f"map?on={DAY}&at={view}")
    page.mouse.click(*middle(page))
    page.wait_for_selector(".panel .claim")
    assert TAKER in holder(page)
    page.locator(".panel .to-words").first.click()
    page.wait_for_selector("mark.mine")
    words = "".join(page.locator("mark.mine").all_inner_texts())
    assert TAKER in words and "كفرنبودة" in words
    page.wait_for_timeout(700)
    box = page.locator("mark.mine").first.bounding_box()
    assert box is not None and 0 < box["y"] < 900
    assert page.locator(".card.open .chain li").count() >= 2


def test_nothing_pushes_the_map(shared: str, opened: Callable[..., Page]) -> None:
    """Answers that come late find their room kept: a mark stays where somebody is about to click."""

    def late(route: Route) -> None:
        time.sleep(0.4)
        route.continue_()  # the browser asks for itself: it may be fetched for it over a connection that the server is closing

    page = opened(shared, "sources")
    for name in ("ledger", "timeline"):
        page.route(f"**/api/v1/{name}*", late)
    page.goto(f"{shared}/?lang=ar&again#/map?on={DAY}")
    page.wait_for_selector(".map-canvas", state="attached", timeout=4 * WAIT)
    boxes = [page.locator(".map-stage").bounding_box()]
    middle(page)
    boxes.append(page.locator(".map-stage").bounding_box())
    page.wait_for_selector('.bars rect:not([height="0"])', state="attached", timeout=4 * WAIT)
    boxes.append(page.locator(".map-stage").bounding_box())
    page.unroute_all()
    assert boxes[0] == boxes[1] == boxes[2]


def test_a_dot_can_be_clicked_before_the_map_is_there(shared: str, opened: Callable[..., Page]) -> None:
    """The code of the map is large; where it is slow to come, or WebGL is missing, the drawn marks answer."""
    page = opened(shared, f"map?on={DAY}")
    view = centred(page)
    held: list[Route] = []
    page.route("**/assets/MapView-*.js", lambda route: held.append(route))
    page.goto(f"{shared}/?lang=ar&again#/map?on={DAY}&at={view}")
    for _ in range(WAIT // 50):
        if page.evaluate("performance.getEntriesByName('rasid:dots').length"):
            break
        page.wait_for_timeout(50)
    box = page.locator(".map-preview").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_selector(".panel .claim")
    assert TAKER in holder(page) and held
    for route in held:
        route.continue_()
    middle(page)
    assert page.locator(".map-preview").count() == 0


def test_sliding_to_a_day(shared: str, opened: Callable[..., Page]) -> None:
    page = opened(shared, f"map?on={BEFORE}&place={PLACE}")
    before = holder(page)
    assert TAKER not in before
    slider = page.locator("#dock-on")
    slider.focus()
    for _ in range(2):
        slider.press("ArrowUp")
    page.wait_for_url(re.compile("on=2019-06-06"))
    page.locator(".panel .holder", has_text=TAKER).wait_for()
    assert "6 حزيران 2019" in page.locator(".dock-date").inner_text()
    page.locator("#dock-go").fill(BEFORE)
    page.locator("#dock-go").press("Enter")
    page.locator(".panel .holder", has_text=before).wait_for()


def test_the_second_clock(shared: str, opened: Callable[..., Page]) -> None:
    """On 4 June nobody knew yet what was told on the 5th."""
    page = opened(shared, f"map?on={DAY}&place={PLACE}")
    assert TAKER in holder(page)
    go(page, f"map?on={DAY}&known={BEFORE}&place={PLACE}")
    page.locator(".panel .holder", has_text="الجيش").wait_for()
    assert page.locator("#known-on").is_checked()


def test_playing(shared: str, opened: Callable[..., Page]) -> None:
    page = opened(shared, f"map?on={BEFORE}")
    page.select_option("#dock-step", "day")
    page.get_by_role("button", name="تشغيل").click()
    page.wait_for_url(re.compile("on=2019-06-05"))
    page.get_by_role("button", name="إيقاف").click()


def test_correcting_changes_the_map_and_undo_brings_it_back(own: str, opened: Callable[..., Page]) -> None:
    page = opened(own, f"map?on={DAY}&place={PLACE}")
    assert TAKER in holder(page)
    page.locator(".panel .to-words").first.click()
    page.wait_for_selector(".card.open")
    page.keyboard.press("c")
    page.wait_for_selector(".editor")
    select_words(page, LOSER)
    assert page.locator("#editor-value").input_value() == LOSER
    page.locator(".editor button.primary").click()
    page.wait_for_selector(".card.state-corrected")
    report = page.evaluate("location.hash")
    go(page, f"map?on={DAY}&place={PLACE}")
    page.wait_for_selector(".panel .verdict")
    page.wait_for_timeout(600)
    assert TAKER not in holder(page)
    go(page, report.removeprefix("#/"))
    page.wait_for_selector(".card.state-corrected")
    page.locator(".card.state-corrected .reviews button").first.click()
    page.wait_for_selector(".card.state-corrected", state="detached")
    go(page, f"map?on={DAY}&place={PLACE}")
    page.locator(".panel .holder", has_text=TAKER).wait_for()


def select_words(page: Page, words: str) -> None:
    """Select words of the text with the mouse's own means: a range over them."""
    found = page.evaluate(
        """words => {
            const walk = document.createTreeWalker(document.querySelector('.report-body'), NodeFilter.SHOW_TEXT);
            for (let n; (n = walk.nextNode());) {
                const at = n.data.indexOf(words);
                if (at < 0) continue;
                getSelection().setBaseAndExtent(n, at, n, at + words.length);
                return true;
            }
            return false;
        }""",
        words,
    )
    assert found
    page.wait_for_selector("mark.picked")


def test_review_by_keyboard(own: str, opened: Callable[..., Page]) -> None:
    page = opened(own, "reports")
    page.get_by_role("link", name="قتلى وجرحى").first.click()
    page.wait_for_selector(".card")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.wait_for_selector(".card.open")
    assert page.locator(".card.open .card-n").inner_text() == "2"
    page.keyboard.press("k")
    page.keyboard.press("a")
    page.wait_for_selector(".card.state-accepted")
    page.keyboard.press("r")
    page.wait_for_selector(".card.state-rejected")
    page.keyboard.press("u")
    page.wait_for_selector(".card.state-rejected", state="detached")
    page.keyboard.press("?")
    page.wait_for_selector("dialog[open]")
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog[open]", state="detached")
    page.keyboard.press("c")
    for key in ("Alt+ArrowDown", "Alt+ArrowLeft", "Alt+Shift+ArrowLeft"):
        page.keyboard.press(key)
    picked = page.locator("#editor-value").input_value()
    assert len(picked.split()) == 2 and picked == "".join(page.locator("mark.picked").all_inner_texts())
    page.keyboard.press("Escape")
    page.wait_for_selector(".editor", state="detached")


def test_adding_what_was_missed(own: str, opened: Callable[..., Page]) -> None:
    page = opened(own, "reports")
    page.get_by_role("link", name="قتلى وجرحى").first.click()
    page.wait_for_selector(".card")
    before = page.locator(".card").count()
    page.keyboard.press("m")
    page.wait_for_selector(".editor")
    select_words(page, "حتى ساعة إعداد التقرير")
    page.locator(".editor button[type=submit]").click()
    page.locator("select#editor-value").select_option("deploys")
    page.locator(".editor button[type=submit]").click()
    page.locator(".editor button.primary").click()
    page.wait_for_selector(f".card >> nth={before}")
    assert page.locator(".card").count() == before + 1


def test_pasting_a_report(own: str, opened: Callable[..., Page]) -> None:
    page = opened(own, "reports")
    before = page.locator("tbody tr").count()
    go(page, "add")
    page.fill("#add-text", "أعلنت هيئة تحرير الشام، اليوم الخميس، سيطرتها على قرية الحماميات بعد انسحاب قوات النظام منها.")
    page.fill("#add-outlet", "شبكة الحقل")
    page.fill("#add-day", "2019-06-13")
    page.locator("#add-text").press("Control+Enter")
    page.wait_for_selector(".save-bar")
    assert page.locator(".readings mark.ev").count() >= 1
    assert page.locator(".readings .card").count() >= 1
    other = opened(own, "reports")
    assert other.locator("tbody tr").count() == before
    page.locator(".save-bar .primary").click()
    page.wait_for_selector(".report-page mark.ev")
    go(page, "reports")
    page.wait_for_selector(f"tbody tr >> nth={before}")


def test_dropping_a_file(own: str, opened: Callable[..., Page], tmp_path: Path) -> None:
    file = tmp_path / "خبر.txt"
    file.write_text("سيطرت قوات النظام على بلدة كفرنبودة بعد معارك.", "utf-8")
    page = opened(own, "add")
    page.set_input_files("input[type=file]", str(file))
    page.wait_for_selector(".save-bar")
    assert page.locator(".readings .report-body").inner_text().startswith("سيطرت قوات النظام")


def test_switching_the_language(shared: str, opened: Callable[..., Page]) -> None:
    page = opened(shared, "changes?from=2019-06-01&to=2019-06-08")
    html = page.locator("html")
    assert (html.get_attribute("dir"), html.get_attribute("lang")) == ("rtl", "ar")
    assert "حزيران" in page.locator(".day-group h2").first.inner_text()
    page.get_by_role("button", name="English").click()
    page.get_by_role("heading", name="Changes").wait_for()
    assert (html.get_attribute("dir"), html.get_attribute("lang")) == ("ltr", "en")
    assert "June" in page.locator(".day-group h2").first.inner_text()
    page.reload()
    page.get_by_role("heading", name="Changes").wait_for()


def test_a_link_keeps_the_view(shared: str, opened: Callable[..., Page]) -> None:
    page = opened(shared, f"map?on={DAY}&status=confirmed,disputed&place={PLACE}&at={POINT}&ev=clash,shelling&days=30&known=2019-06-08")
    page.wait_for_selector(".map-box[data-drawn]", state="attached", timeout=4 * WAIT)
    assert page.locator(".legend-row[aria-pressed=true]").count() == 2
    assert page.locator(".map-tools .badge").all_inner_texts() == ["2", "2"]
    assert page.locator("#known-on").is_checked()
    assert TAKER in holder(page)


def test_filtering_by_status(shared: str, opened: Callable[..., Page]) -> None:
    page = opened(shared, f"map?on={DAY}")
    page.locator(".map-count:not(:empty)").wait_for(state="attached")
    everything = page.locator(".map-count").inner_text()
    page.locator(".legend-row", has_text="مؤكد").click()
    page.wait_for_url(re.compile("status=confirmed"))
    assert page.locator(".map-count").inner_text() != everything
    page.locator(".map-tools button", has_text="الأماكن").click()
    rows = page.locator(".place-row .chip").all_inner_texts()
    assert rows and set(rows) == {"مؤكد"}


def test_the_picture(shared: str, opened: Callable[..., Page], tmp_path: Path) -> None:
    from matplotlib import image

    page = opened(shared, f"map?on={DAY}")
    middle(page)
    with page.expect_download() as waited:
        page.locator(".map-tools button", has_text="صورة").click()
    file = tmp_path / "map.png"
    waited.value.save_as(file)
    assert waited.value.suggested_filename == f"rasid-{DAY}.png"
    pixels = image.imread(file)
    assert pixels.shape[0] > 600 and pixels.shape[1] > 600
    colours = {tuple((p[:3] * 255).astype(int)) for row in pixels[::4] for p in row[::4]}
    assert len(colours) > 20  # a map, marks and letters; an empty canvas has two or three


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_brief_reads_the_right_way(shared: str, opened: Callable[..., Page], language: str) -> None:
    """Days in words are not turned as figures must be; actors have their English names; arrows of quotes point as these run."""
    page = opened(shared, "brief?from=2019-05-20&to=2019-06-08", language)
    page.wait_for_selector(".brief-lines li")
    lines = "".join(page.locator(".brief-lines > li > p").all_inner_texts()) + page.locator(".lead").inner_text()
    assert "\u2066" not in lines
    assert ("2 حزيران 2019" if language == "ar" else "Syrian Arab Army (reported)") in lines
    quotes = "".join(page.locator(".brief-quotes").all_inner_texts())
    assert "←" in quotes and "→" not in quotes


def test_searching_without_caring_for_spelling(shared: str, opened: Callable[..., Page]) -> None:
    page = opened(shared, "sources")
    page.locator(".search-box input").fill("كفرنبوده")
    found = page.locator(".search-found a").first
    found.wait_for()
    assert "كفرنبودة" in page.locator(".search-found").inner_text()
    page.locator(".search-box input").press("Enter")
    page.wait_for_url(re.compile("search"))
    page.wait_for_selector(".said .words")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_places_are_called_by_the_names_of_the_language(shared: str, opened: Callable[..., Page], language: str) -> None:
    """In English by the English name, the Arabic one beside it; in Arabic by that alone."""
    page = opened(shared, "map?on=2019-06-08&place=sy.hama.tall-milh", language)
    called = "تل ملح" if language == "ar" else "Tall Milh تل ملح"
    page.locator(".panel h2 bdi", has_text="تل ملح").wait_for()
    assert " ".join(page.locator(".panel h2").inner_text().split()) == called
    page.locator(".map-tools button", has_text="الأماكن" if language == "ar" else "Places").click()
    page.locator("#place-find").fill("تل ملح" if language == "ar" else "milh")
    assert [" ".join(x.split()) for x in page.locator(".place-name").all_inner_texts()] == [called]
    page.locator(".search-box input").fill("tall milh")
    page.locator(".search-found a", has_text=called).wait_for()


def test_every_page_opens(shared: str, opened: Callable[..., Page]) -> None:
    page = opened(shared, "map")
    menu = page.locator(".bar nav a")
    assert menu.count() == 9
    for n in range(menu.count()):
        menu.nth(n).click()
        page.wait_for_timeout(200)
        page.wait_for_selector("main h1", state="attached")
        assert page.locator(".fault").count() == 0
        assert page.title().endswith("راصد")
    page.locator(".rows th a").first.click()
    page.wait_for_selector(".counts")


def test_a_wrong_address_is_told(shared: str, opened: Callable[..., Page]) -> None:
    page = opened(shared, "nowhere")
    assert page.locator("main h1").inner_text() == "لا صفحة بهذا العنوان"
    go(page, "map?on=2019-99-99&at=x,y&days=-4&known=zzz")
    page.wait_for_selector(".dock")


def who(name: str | None, rights: list[str]) -> dict[str, object]:
    user = {"name": name, "role": "reader"} if name else None
    return {"user": user, "accounts": True, "csrf": "x", "version": "0", "rights": rights}


def test_readers_are_offered_no_review(shared: str, opened: Callable[..., Page]) -> None:
    page = opened(shared, "reports", session=who("سلمى", ["read"]))
    assert page.locator(".bar .add").count() == 0
    assert "سلمى" in page.locator(".user").inner_text()
    page.locator("tbody td.wide a").first.click()
    page.wait_for_selector(".card")
    page.keyboard.press("j")
    page.wait_for_selector(".card.open .slots")
    assert page.locator(".card-tools, .edit").count() == 0
    page.keyboard.press("a")
    page.keyboard.press("c")
    assert page.locator(".editor").count() == 0


def test_signing_in_is_asked(shared: str, opened: Callable[..., Page]) -> None:
    page = opened(shared, "reports", session=who(None, []))
    assert page.locator("#signin-password").get_attribute("type") == "password"
    assert page.locator(".bar").count() == 0
    page.get_by_role("button", name="English").click()
    page.get_by_role("button", name="Sign in").wait_for()

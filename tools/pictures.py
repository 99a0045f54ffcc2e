"""Makes the pictures of the workbench in docs/pictures, over the demo's reports.

    python tools/pictures.py                          starts `rasid serve` over a ledger of the demo
    python tools/pictures.py http://127.0.0.1:8642    takes them of a workbench that already runs
    python tools/pictures.py --all FOLDER [ADDRESS]   every page, in both languages, at three widths, to look at

Needs playwright and chromium (RASID_CHROMIUM names another program).
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[1]
OUT = ROOT / "docs" / "pictures"
SIZE = {"width": 1280, "height": 800}
FLAGS = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
#: Colours of a picture: screens are flat, and the files stay small. The rare ones are kept: they are the holders.
COLOURS = 256
DAY = "2019-06-06"
#: The north-west of the country, where the demo's week happens.
AT = "35.55,36.62,8.9"
VIEWS = {
    "map-ar": ("ar", f"map?on={DAY}&at={AT}"),
    "place-ar": ("ar", f"map?on={DAY}&at={AT}&place=sy.hama.kafr-nabudah"),
    "place-en": ("en", f"map?on=2019-06-03&at={AT}&place=sy.hama.jubbayn"),
    "timeline-en": ("en", "timeline?from=2019-05-18&to=2019-06-09"),
    "changes-ar": ("ar", "changes?from=2019-06-01&to=2019-06-09"),
}


#: Every page, for `--all`; the first report and source that are listed, with their parts open.
PAGES = {
    "map": f"map?on={DAY}",
    "map-place": f"map?on={DAY}&place=sy.hama.kafr-nabudah&known=2019-06-07",
    "map-filter": f"map?on={DAY}&ev=clash,shelling&days=30",
    "map-layers": f"map?on={DAY}",
    "map-list": f"map?on={DAY}",
    "report": "reports",
    "editor": "reports",
    "reports": "reports",
    "add": "add",
    "queue": "queue",
    "changes": "changes?from=2019-05-18&to=2019-06-08",
    "brief": "brief?from=2019-05-20&to=2019-06-08",
    "timeline": "timeline?from=2019-05-18&to=2019-06-08",
    "disputes": "disputes?on=2019-06-04",
    "silences": "silences",
    "sources": "sources",
    "source": "sources",
    "search": "search?q=كفرنبودة",
    "nothing": "search?q=xyzzy",
    "empty": "changes?from=2030-01-01&to=2030-01-02",
    "lost": "nowhere",
}
WIDTHS = {360: 740, 820: 1100, 1440: 900}


def main(*given: str) -> int:
    """Take all pictures."""
    words = list(given)
    folder = Path(words.pop(words.index("--all") + 1)) if "--all" in words else None
    addresses = [w for w in words if w != "--all"]
    job = (lambda address: look(address, folder)) if folder else take
    (folder or OUT).mkdir(parents=True, exist_ok=True)
    if addresses:
        job(addresses[0].rstrip("/"))
        return 0
    with tempfile.TemporaryDirectory() as here:
        ledger = Path(here) / "demo.db"
        rasid = [sys.executable, "-m", "rasid.cli"]
        demo = sorted((ROOT / "src" / "rasid" / "demo").glob("*.jsonl"))
        subprocess.run([*rasid, "add", "--quiet", "--db", str(ledger), *map(str, demo)], check=True)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        with subprocess.Popen([*rasid, "serve", "--db", str(ledger), "--port", str(port)], stdin=subprocess.DEVNULL) as server:
            try:
                wait(f"http://127.0.0.1:{port}", server)
                job(f"http://127.0.0.1:{port}")
            finally:
                server.terminate()
    return 0


def wait(address: str, server: subprocess.Popen[bytes]) -> None:
    """Until the workbench answers. Raises SystemExit when it does not."""
    for _ in range(300):
        try:
            urllib.request.urlopen(f"{address}/api/v1/session", timeout=2).close()
            return
        except OSError:
            if server.poll() is not None:
                break
            time.sleep(0.1)
    raise SystemExit("the workbench did not start")


def take(address: str) -> None:
    """The pictures of a workbench that runs."""
    program = os.environ.get("RASID_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=program, args=FLAGS)
        for name, (language, view) in VIEWS.items():
            page = browser.new_page(viewport=SIZE)
            show(page, address, language, view)
            keep(page, name)
            page.close()
        page = browser.new_page(viewport=SIZE)
        show(page, address, "ar", "reports")
        page.locator("tbody tr", has_text="كفرنبل").locator("a").click()
        page.wait_for_selector(".card")
        for _ in range(4):
            page.keyboard.press("j")
        page.wait_for_timeout(1500)
        keep(page, "report-ar")
        browser.close()


def look(address: str, folder: Path) -> None:
    """Pictures of every page, in full length, to find what is ugly."""
    program = os.environ.get("RASID_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=program, args=FLAGS)
        for language in ("ar", "en"):
            for width, height in WIDTHS.items():
                context = browser.new_context(viewport={"width": width, "height": height})
                for name, view in PAGES.items():
                    page = context.new_page()
                    show(page, address, language, view, 500)
                    unfold(page, name)
                    if wide := page.evaluate("document.documentElement.scrollWidth - innerWidth"):
                        print(f"{name}-{language}-{width} is {wide} px too wide")
                    page.screenshot(path=str(folder / f"{name}-{language}-{width}.png"), full_page=not name.startswith("map"))
                    page.close()
                context.close()
        browser.close()


def unfold(page: Page, name: str) -> None:
    """Open the part of a page that its picture is of."""
    if name in ("map-filter", "map-layers", "map-list"):
        page.locator(".map-tools button").nth(("map-filter", "map-layers", "map-list").index(name)).click()
    elif name in ("report", "editor"):
        page.locator("tbody td.wide a").first.click()
        page.wait_for_selector(".card")
        page.keyboard.press("j")
        page.wait_for_selector(".card.open")
        if name == "editor":
            page.keyboard.press("c")
    elif name == "source":
        page.locator("tbody th a").first.click()
        page.wait_for_selector(".counts")
    else:
        return
    page.wait_for_timeout(700)


def show(page: Page, address: str, language: str, view: str, rest: int = 1500) -> None:
    """Open a view and wait until all of it is there."""
    page.goto(f"{address}/?lang={language}#/{view}")
    page.wait_for_selector("main h1", state="attached")
    if view.startswith("map"):
        page.wait_for_selector(".map-box[data-drawn]", state="attached", timeout=60_000)
    page.wait_for_timeout(rest)
    page.wait_for_selector(".spinner", state="detached", timeout=60_000)


def keep(page: Page, name: str) -> None:
    """Take the picture, with few colours."""
    file = OUT / f"{name}.png"
    page.screenshot(path=str(file))
    with Image.open(file) as picture:
        picture.convert("RGB").quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(file, optimize=True)
    print(f"{file.relative_to(ROOT)}  {file.stat().st_size // 1024} kB")


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

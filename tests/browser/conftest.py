"""A browser and a workbench of its own for each test.

RASID_TEST_BROWSER=required makes a missing browser a failure. RASID_CHROMIUM names another chromium. RASID_TEST_SERVER names
a workbench that already runs, for those who work on the pages; it must hold the demo's reports.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[2]
DEMO = sorted((ROOT / "src" / "rasid" / "demo").glob("*.jsonl"))
#: WebGL without a graphics card.
FLAGS = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
NAMES = ("chromium", "chromium-browser", "google-chrome")
WAIT = 1000 * int(os.environ.get("RASID_TEST_WAIT", "15"))


def missing(what: str) -> None:
    """Skip, or fail where a browser is required."""
    if os.environ.get("RASID_TEST_BROWSER") == "required":
        pytest.fail(f"{what}, and this run requires a browser")
    pytest.skip(f"{what}: RASID_TEST_BROWSER=required makes this a failure")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, without a window."""
    program = os.environ.get("RASID_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        missing("no chromium is installed")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("playwright is not installed")
    with sync_playwright() as play:
        found = play.chromium.launch(executable_path=program, args=FLAGS)
        yield found
        found.close()


@pytest.fixture(scope="session")
def serve() -> None:
    """The command that serves the workbench is there."""
    found = subprocess.run([sys.executable, "-m", "rasid.cli", "serve", "--help"], capture_output=True, cwd=ROOT)
    if found.returncode:
        missing("there is no `rasid serve`")


@pytest.fixture(scope="session")
def read_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with the demo's reports, to be copied."""
    file = tmp_path_factory.mktemp("ledger") / "demo.db"
    command = [sys.executable, "-m", "rasid.cli", "add", "--quiet", "--db", str(file), *map(str, DEMO)]
    done = subprocess.run(command, capture_output=True, cwd=ROOT)
    if done.returncode:
        pytest.fail(f"reading the demo ended with {done.returncode}: {done.stderr.decode('utf-8', 'replace')[-2000:]}")
    return file


@contextlib.contextmanager
def serving(ledger: Path, *more: str) -> Iterator[str]:
    """`rasid serve` over a ledger, until the block ends. Yields its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    log = ledger.with_suffix(".log")
    command = [sys.executable, "-m", "rasid.cli", "serve", "--db", str(ledger), "--port", str(port), *more]
    with (
        log.open("wb") as out,
        subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, cwd=ROOT) as server,
    ):
        try:
            _await(address, server, log)
            yield address
        finally:
            server.terminate()
            try:
                server.wait(10)
            except subprocess.TimeoutExpired:
                server.kill()


def _await(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(300):
        if server.poll() is not None:
            pytest.fail(f"the workbench did not start: {log.read_text('utf-8', 'replace')[-2000:]}")
        try:
            with urllib.request.urlopen(f"{address}/api/v1/session", timeout=2):
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    pytest.fail("the workbench did not answer in half a minute")


@pytest.fixture(scope="session")
def shared(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a workbench for tests that change nothing."""
    if given := os.environ.get("RASID_TEST_SERVER"):
        yield given
        return
    request.getfixturevalue("browser")
    request.getfixturevalue("serve")
    ledger: Path = request.getfixturevalue("read_ledger")
    copy = ledger.with_name("shared.db")
    shutil.copy(ledger, copy)
    with serving(copy) as address:
        yield address


@pytest.fixture
def own(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a workbench that only this test works in."""
    if given := os.environ.get("RASID_TEST_SERVER"):
        yield given
        return
    request.getfixturevalue("browser")
    request.getfixturevalue("serve")
    copy = tmp_path / "own.db"
    shutil.copy(request.getfixturevalue("read_ledger"), copy)
    with serving(copy) as address:
        yield address


@pytest.fixture
def opened(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a page of the workbench and waits for it. After the test: nothing was logged as an error, nobody else was asked.

    expected: a part of errors that the test brings about itself; session: what the server says of who is there.
    """
    faults: list[str] = []
    contexts = []

    def open_page(
        address: str,
        view: str = "map",
        language: str = "ar",
        width: int = 1400,
        height: int = 900,
        expected: str = "status of 4",
        session: dict[str, object] | None = None,
        **options: object,
    ) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(WAIT)
        if session is not None:
            page.route("**/api/v1/session", lambda route: route.fulfill(json=session))
        page.on("console", lambda m: faults.append(m.text) if m.type == "error" and expected not in m.text else None)
        page.on("pageerror", lambda e: faults.append(str(e)))
        page.on("dialog", lambda d: (faults.append(f"dialog: {d.message}"), d.dismiss()))
        page.on("request", lambda r: None if r.url.startswith((address, "data:", "blob:")) else faults.append(f"asked {r.url}"))
        page.goto(f"{address}/?lang={language}#/{view}")
        ready(page)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not faults


def ready(page: Page) -> None:
    """Wait until a page has its heading and loads nothing more."""
    page.wait_for_selector("main h1", state="attached", timeout=WAIT)
    page.wait_for_timeout(150)
    page.wait_for_selector(".spinner", state="detached", timeout=WAIT)


def go(page: Page, view: str) -> None:
    """To another view of the workbench, by its address."""
    page.evaluate("to => { location.hash = '#/' + to }", view)
    ready(page)

"""Following feeds: each story once, politely, through errors and interruptions."""

from __future__ import annotations

import datetime as dt
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from rasid.cli import watch
from rasid.cli.main import main
from rasid.errors import FormatError
from rasid.intake import Failure, following, guard
from rasid.intake.fetch import Fetcher
from rasid.intake.following import Feeds, Followed, Follower, load_feeds, seconds
from rasid.intake.table import Defaults, Ignorant
from rasid.model import Report
from tests.intake.served import Headers, Server, let_in, serving

PLACES = ("الزيتون", "الرمان", "التين", "السنديان", "الصفصاف", "الحور")


def story(n: int) -> str:
    return f"سيطرت كتائب الوادي على بلدة تل {PLACES[n]} فجر اليوم بعد معارك استمرت ساعات مع مجموعة أخرى، ولم تعرف حصيلة القتلى من الجانبين."


def page(n: int) -> str:
    return (
        f"<!doctype html><html><head><title>معارك {n}</title></head><body><article><h1>معارك {n}</h1><p>{story(n)}</p>"
        "<p>وقال سكان إن الطريق إلى السوق أغلق حتى المساء وإن المدرسة لم تفتح أبوابها.</p></article></body></html>"
    )


def rss(root: str, *numbers: int) -> bytes:
    items = "".join(
        f"<item><title>معارك {n}</title><link>{root}/news/{n}</link><guid>{n}</guid><pubDate>0{n + 1} Jun 2025 00:30:00 +0300</pubDate>"
        f"<description>سيطرت كتائب الوادي على بلدة تل {PLACES[n]}</description></item>"
        for n in numbers
    )
    return f"<rss version='2.0'><channel><title>السنبلة</title>{items}</channel></rss>".encode()


class Site:
    """A site with a feed whose stories can be added, its file of feeds, and a ledger that follows it."""

    def __init__(self, server: Server, folder: Path) -> None:
        self.server, self.folder = server, folder
        self.numbers: tuple[int, ...] = ()
        self.status, self.retry = 200, ""
        server.answers["/rss"] = self.answer
        self.file = folder / "feeds.toml"
        self.file.write_text(f'every = "1h"\ncontact = "desk@example.org"\n[[feed]]\nurl = "{server.root}/rss"\n', "utf-8")
        self.db = folder / "ledger.db"

    def answer(self, headers: Headers) -> tuple[int, Headers, bytes]:
        if self.status != 200:
            return self.status, {"Retry-After": self.retry}, b""
        etag = f'"{len(self.numbers)}"'
        if headers.get("if-none-match") == etag:
            return 304, {"ETag": etag}, b""
        return 200, {"Content-Type": "application/rss+xml", "ETag": etag}, rss(self.server.root, *self.numbers)

    def publish(self, *numbers: int) -> None:
        self.numbers = tuple(sorted({*self.numbers, *numbers}, reverse=True))
        for n in numbers:
            self.server.page(f"/news/{n}", page(n))

    def once(self, *more: str) -> int:
        return main(["watch", str(self.file), "--once", "--db", str(self.db), *more])

    def recorded(self) -> list[tuple[str, str, str, str]]:
        """Name, title, day and outlet of every report of the ledger, by name."""
        with sqlite3.connect(self.db) as connection:
            return sorted(connection.execute("select name, title, published, outlet from reports").fetchall())

    def state(self) -> dict[str, object]:
        found = json.loads((self.folder / "ledger.db.watch.json").read_text("utf-8"))
        return dict(found["feeds"][f"{self.server.root}/rss"])


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setattr(guard, "public_addresses", let_in)
    monkeypatch.setattr(watch, "Fetcher", lambda pause, contact: Fetcher(pause=0, contact=contact))
    with serving() as server:
        yield Site(server, tmp_path)


def test_each_story_once_with_conditional_requests(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.publish(0, 1)
    assert site.once() == 0
    root = site.server.root
    assert site.recorded() == [(f"{root}/news/{n}", f"معارك {n}", f"2025-06-0{n + 1}", "السنبلة") for n in (0, 1)]
    assert "2 new" in capsys.readouterr().err
    assert site.once() == 0
    assert site.server.paths() == ["/rss", "/news/0", "/news/1", "/rss"]  # the oldest first, no page twice
    assert site.server.asked[-1][1]["if-none-match"] == '"2"'
    assert site.server.asked[-1][1]["user-agent"].endswith("(+desk@example.org)")
    assert "0 new" in capsys.readouterr().err
    site.publish(2)
    assert site.once("--format", "json") == 0
    out = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(x["name"], x["added"]) for x in out] == [(f"{root}/news/2", "new")]
    assert len(site.recorded()) == 3


def test_the_whole_page_is_read_not_the_feed_s_summary(site: Site) -> None:
    site.publish(0)
    site.once()
    with sqlite3.connect(site.db) as connection:
        [(text, original)] = connection.execute("select text, original from reports").fetchall()
    assert story(0) in text and "المدرسة" in text
    assert zlib.decompress(original) == page(0).encode()


def test_pages_false_takes_the_feed_at_its_word(site: Site) -> None:
    site.file.write_text(f'[[feed]]\nurl = "{site.server.root}/rss"\npages = false\noutlet = "وكالة الحقل"\n', "utf-8")
    site.publish(0)
    assert site.once() == 0
    assert site.server.paths() == ["/rss"]
    assert site.recorded()[0][3] == "وكالة الحقل"


def test_a_lost_state_adds_nothing_twice(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.publish(0, 1)
    site.once()
    (site.folder / "ledger.db.watch.json").write_bytes(b'{"version": 1, "feeds": {"x": ')
    capsys.readouterr()
    assert site.once() == 0
    assert "begun anew" in capsys.readouterr().err
    assert len(site.recorded()) == 2
    assert not list(site.folder.glob(".*.part"))


def test_errors_back_off_and_the_other_feeds_go_on(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.server.answers["/other"] = (200, {"Content-Type": "text/xml"}, rss(site.server.root, 3))
    site.server.page("/news/3", page(3))
    site.file.write_text(f'[[feed]]\nurl = "{site.server.root}/rss"\n[[feed]]\nurl = "{site.server.root}/other"\n', "utf-8")
    site.status, site.retry = 503, "7200"
    assert site.once() == 3
    assert len(site.recorded()) == 1
    state = site.state()
    assert state["failures"] == 1 and 7100 < float(str(state["due"])) - time.time() <= 7200
    asked = len(site.server.paths())
    site.status = 200
    assert site.once() == 0
    assert site.server.paths()[asked:] == ["/other"]  # left alone until it is due
    assert "left alone until" in capsys.readouterr().err


def test_back_off_doubles_and_ends_with_success(site: Site) -> None:
    follower = Follower(Feeds((Followed(f"{site.server.root}/rss", every="1h"),)), site.folder / "s.json", Fetcher(pause=0), Ignorant())
    [feed] = follower.feeds.feed
    site.status = 404
    waits = []
    for _ in range(12):
        [failure] = follower.round(feed, Defaults())
        assert isinstance(failure, Failure) and failure.code == "http_status"
        waits.append(round((follower.next_due() - time.time()) / 3600))
    assert waits[:4] == [2, 4, 8, 16] and waits[-1] == 24
    site.status = 200
    list(follower.round(feed, Defaults()))
    assert round((follower.next_due() - time.time()) / 3600) == 1 and not follower.failing(feed)


def test_a_page_that_is_gone_leaves_the_feed_s_words(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.publish(0)
    site.server.answers["/news/0"] = (404, {}, b"")
    assert site.once() == 0
    assert site.recorded()[0][1] == "معارك 0"
    assert "answered 404" in capsys.readouterr().err


def test_a_page_that_fails_is_tried_again_first(site: Site) -> None:
    site.publish(0, 1)
    site.server.answers["/news/0"] = (503, {}, b"")
    assert site.once() == 0
    assert [r[1] for r in site.recorded()] == ["معارك 1"]
    site.server.page("/news/0", page(0))
    assert site.once() == 0
    assert [r[1] for r in site.recorded()] == ["معارك 0", "معارك 1"]
    site.publish(2)
    site.server.answers["/news/2"] = (503, {}, b"")
    for _ in range(following.TRIES):
        site.once()
    assert [r[1] for r in site.recorded()] == ["معارك 0", "معارك 1", "معارك 2"]
    assert site.server.paths().count("/news/2") == following.TRIES


def test_interrupted_between_stories_nothing_is_lost_or_doubled(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.publish(0, 1, 2)
    real = watch.read_one

    def stopped(reader: watch.Reads, report: Report) -> object:
        if report.title == "معارك 1":
            raise KeyboardInterrupt
        return real(reader, report)

    monkeypatch.setattr(watch, "read_one", stopped)
    assert site.once() == 130
    assert [r[1] for r in site.recorded()] == ["معارك 0"]
    monkeypatch.setattr(watch, "read_one", real)
    assert site.once() == 0
    assert [r[1] for r in site.recorded()] == ["معارك 0", "معارك 1", "معارك 2"]
    assert site.server.paths().count("/news/0") == 1


def test_it_goes_round_until_it_is_stopped(site: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(following, "seconds", lambda every, where="": 0.05)
    site.publish(0)
    naps = []

    def nap(span: float) -> None:
        naps.append(span)
        if len(naps) == 1:
            site.publish(1)
        if len(naps) > 200:
            raise KeyboardInterrupt
        real(min(span, 0.01))

    real = time.sleep
    monkeypatch.setattr(watch.time, "sleep", nap)
    assert main(["watch", str(site.file), "--db", str(site.db)]) == 130
    assert [r[1] for r in site.recorded()] == ["معارك 0", "معارك 1"]
    told = capsys.readouterr().err
    assert "Ctrl-C" in told and "Traceback" not in told


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_signals_end_it_cleanly(number: int, code: int, site: Site) -> None:
    site.publish(0)
    script = (
        "import sys; from rasid.intake import guard; from tests.intake.served import let_in; guard.public_addresses = let_in;"
        "from rasid.cli.main import main; sys.exit(main(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", script, "watch", str(site.file), "--db", str(site.db)]
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": f"{root / 'src'}:{root}", "RASID_LANG": "en"}
    told = ""
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=root, env=environment) as running:
        assert running.stderr is not None
        for line in running.stderr:
            told += line
            if "Ctrl-C" in line:
                running.send_signal(number)
        assert running.wait(20) == code
    assert "Traceback" not in told and "1 new" in told
    assert len(site.recorded()) == 1 and site.state()["seen"]


def sitemap(root: str, days: dict[int, str]) -> bytes:
    rows = "".join(f"<url><loc>{root}/news/{n}</loc><lastmod>{day}</lastmod></url>" for n, day in days.items())
    return f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{rows}</urlset>".encode()


def test_sitemaps_and_their_indexes(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    root, kind = site.server.root, {"Content-Type": "text/xml"}
    index = f"<sitemapindex><sitemap><loc>{root}/map.xml</loc></sitemap></sitemapindex>".encode()
    days = {0: "2025-06-01", 1: "2025-06-02", 2: "2025-06-03", 3: "2025-06-04"}
    site.server.answers["/index.xml"] = (200, kind, index)
    site.server.answers["/map.xml"] = (200, kind, sitemap(root, days))
    for n in range(6):
        site.server.page(f"/news/{n}", page(n))
    site.file.write_text(f'[[feed]]\nurl = "{root}/index.xml"\nmost = 2\noutlet = "السنبلة"\n', "utf-8")
    assert site.once() == 0
    assert [r[1:] for r in site.recorded()] == [(f"معارك {n}", "", "السنبلة") for n in (2, 3)]  # lastmod is no day of publication
    assert "2 older" in capsys.readouterr().err
    today = dt.date.today().isoformat()
    site.server.answers["/map.xml"] = (200, kind, sitemap(root, {**days, 4: f"{today}T00:10:00+03:00", 5: "2019-01-01"}))
    assert site.once() == 0
    assert site.once() == 0
    assert [r[1] for r in site.recorded()] == ["معارك 2", "معارك 3", "معارك 4"]  # 5 is old, though it was not there before


def test_a_sitemap_interrupted_at_first_goes_on_where_it_stopped(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    root = site.server.root
    site.server.answers["/rss"] = (200, {"Content-Type": "text/xml"}, sitemap(root, {0: "2025-06-01", 1: "2025-06-02", 2: "2025-06-03"}))
    for n in (0, 2):
        site.server.page(f"/news/{n}", page(n))
    site.server.answers["/news/1"] = (503, {}, b"")
    real = watch.read_one

    def stopped(reader: watch.Reads, report: Report) -> object:
        if report.title == "معارك 2":
            raise KeyboardInterrupt
        return real(reader, report)

    monkeypatch.setattr(watch, "read_one", stopped)
    assert site.once() == 130
    monkeypatch.setattr(watch, "read_one", real)
    assert site.once() == 0
    site.server.page("/news/1", page(1))
    assert site.once() == 0
    assert [r[1] for r in site.recorded()] == ["معارك 0", "معارك 1", "معارك 2"]


def test_a_page_inside_the_network_is_not_fetched(site: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    real = guard.FetchError

    def inside_refused(host: str, port: int) -> list[str]:
        if host == "127.0.0.1":
            raise real(host, "private_address", host=host, address=host)
        return let_in(host, port)

    monkeypatch.setattr(guard, "public_addresses", inside_refused)
    feed = rss(f"http://127.0.0.1:{site.server.port}", 0)
    site.server.answers["/rss"] = (200, {"Content-Type": "text/xml"}, feed)
    assert site.once() == 0  # the feed's own words are taken
    assert site.server.paths() == ["/rss"]
    assert "not on the public internet" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "feed"),
        ("feed = []", "no [[feed]]"),
        ("[[feed]]\nurl = 7", "url"),
        ('[[feed]]\nurl = "file:///etc/passwd"', "http(s)"),
        ('[[feed]]\nurl = "https://example.org/a"\nevery = "1s"', "60s"),
        ('[[feed]]\nurl = "https://example.org/a"\nevry = "1h"', "evry"),
        ('[[feed]]\nurl = "https://example.org/a"\nmost = 0', "most"),
        ('[[feed]]\nurl = "https://example.org/a"\n[[feed]]\nurl = "https://example.org/a"', "twice"),
        ("[[feed]", "line 1"),
    ],
)
def test_broken_feeds_files_take_one_line(text: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "feeds.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(FormatError) as caught:
        load_feeds(file)
    assert told in str(caught.value)
    assert main(["watch", str(file), "--once", "--db", str(tmp_path / "x.db")]) == 3
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.parametrize(("every", "value"), [("90s", 90), ("15m", 900), ("2h", 7200), ("1d", 86400), ("", 900)])
def test_spans(every: str, value: float) -> None:
    assert seconds(every) == value


@pytest.mark.parametrize("every", ["0s", "59s", "31d", "15", "m", "-5m", "1.5h", "١٥m", "15 m", "1e3s"])
def test_spans_that_are_none(every: str) -> None:
    with pytest.raises(FormatError):
        seconds(every)


def test_a_state_that_cannot_be_written_is_told_before_anything_is_fetched(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.publish(0)
    assert site.once("--state", str(site.folder / "none" / "state.json")) == 2
    assert "--state" in capsys.readouterr().err
    assert not site.server.paths()

"""Fetching: only the public internet, within limits, politely. The server of these tests is let in by a guard of their own."""

from __future__ import annotations

import gzip
import socket
import ssl
import time
import tracemalloc
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from rasid.addresses import is_public
from rasid.intake import Failure, fetch, guard
from rasid.intake.fetch import Fetcher
from rasid.intake.guard import FetchError, checked_url, public_addresses
from rasid.intake.robots import Robots
from rasid.model import Report
from rasid.pipeline.taking import take_in
from tests.intake.served import Server, let_in, serving

PROSE = "ساد الهدوء أطراف بلدة تل الزيتون طوال يوم أمس، ولم تسجل فرق الإسعاف أي إصابة بين العائدين إلى منازلهم."
HTML = f"<!doctype html><html><head><title>هدوء</title></head><body><article><h1>هدوء</h1><p>{PROSE}</p></article></body></html>"


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as found:
        yield found


def fetcher(**kw: float) -> Fetcher:
    return Fetcher(guard=let_in, pause=0, **kw)  # type: ignore[arg-type]


def refused(url: str, **kw: float) -> Failure:
    with pytest.raises(FetchError) as caught:
        fetcher(**kw).fetch(url)
    assert caught.value.failure.where == url
    assert "\n" not in str(caught.value)
    return caught.value.failure


# -- who may be asked --

PRIVATE = (
    "127.0.0.1 127.9.9.9 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 0.0.0.0 100.64.0.1 192.0.0.8 198.18.0.1 224.0.0.1 "
    "240.0.0.1 255.255.255.255 192.0.2.1 203.0.113.5 ::1 :: fe80::1 fe80::1%eth0 fc00::1 fd12::1 ff02::1 ::ffff:127.0.0.1 "
    "::ffff:10.0.0.1 ::127.0.0.1 64:ff9b::7f00:1 2002:7f00:1:: 2001:0:1::1 2001:db8::1 fec0::1 localhost 1.2.3"
).split()


@pytest.mark.parametrize("address", PRIVATE)
def test_no_address_inside_is_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "1.1.1.1", "2606:4700::1111", "::ffff:1.1.1.1"])
def test_public_addresses_are(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://localhost/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://0/",
        "https://127.0.0.1:8443/",
    ],
)
def test_the_real_guard_refuses_them(url: str) -> None:
    with pytest.raises(FetchError) as caught:
        fetch.fetch(url)
    assert caught.value.failure.code == "private_address"


def resolving(*addresses: str) -> object:
    def getaddrinfo(host: object, port: int, *_: object, **__: object) -> list[tuple[object, ...]]:
        return [(socket.AF_INET6 if ":" in a else socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, port)) for a in addresses]

    return getaddrinfo


@pytest.mark.parametrize("inside", ["127.0.0.1", "10.0.0.7", "169.254.169.254", "::1"])
def test_a_name_that_means_an_address_inside_is_refused_even_beside_public_ones(inside: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", resolving("93.184.215.14", inside))
    with pytest.raises(FetchError) as caught:
        fetch.fetch("https://news.example.org/1")
    assert caught.value.failure.code == "private_address"
    assert caught.value.failure.detail["address"] == inside


def test_a_name_is_looked_up_once_and_the_checked_address_is_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_up, connected = [], []

    def rebinding(host: str, port: int, *_: object, **__: object) -> list[tuple[object, ...]]:
        looked_up.append(host)
        address = "93.184.215.14" if len(looked_up) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    def connect(address: tuple[str, int], *_: object, **__: object) -> socket.socket:
        connected.append(address)
        raise OSError("no network in tests")

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(FetchError) as caught:
        Fetcher(obey=False).fetch("http://news.example.org/1")
    assert caught.value.failure.code == "unreachable"
    assert (looked_up, connected) == (["news.example.org"], [("93.184.215.14", 80)])


@pytest.mark.parametrize(
    "target", ["http://10.0.0.1/", "http://127.0.0.1:{port}/in", "http://[::1]/", "http://localhost:{port}/in", "//169.254.169.254/"]
)
def test_redirects_inside_are_refused(target: str, server: Server) -> None:
    server.answers["/out"] = (302, {"Location": target.format(port=server.port)}, b"")
    server.page("/in", HTML)

    def first_only(host: str, port: int) -> list[str]:
        return let_in(host, port) if host == "here.test" else public_addresses(host, port)

    with pytest.raises(FetchError) as caught:
        Fetcher(guard=first_only, pause=0).fetch(f"{server.root}/out")
    assert caught.value.failure.code == "private_address"
    assert server.paths() == ["/out"]


@pytest.mark.parametrize(
    "url",
    [
        *"file:///etc/passwd ftp://example.org/ gopher://example.org/ http:///x https://user:word@example.org/ http://example.org:22/ "
        "http://example.org:99999/ http://example.org:0/ javascript:alert(1) http://[::1/ http://exa%20mple.org/".split(),
        "http://exa mple.org/",
        "https://example.org/" + "a" * 3000,
    ],
)
def test_addresses_that_are_none(url: str) -> None:
    with pytest.raises(FetchError) as caught:
        fetch.fetch(url)
    assert caught.value.failure.code == "bad_address"


def test_redirects_to_other_schemes_are_refused(server: Server) -> None:
    for target in (
        "file:///etc/passwd",
        "ftp://here.test/",
        "http://me:pw@here.test/",
        "http://[::1",
        "http://a\x01b/",
        "http://:80:80/",
    ):
        server.answers["/out"] = (302, {"Location": target}, b"")
        assert refused(f"{server.root}/out").code == "bad_address"


def test_arabic_addresses_are_encoded() -> None:
    url = checked_url("https://مثال.example/أخبار/١#قسم")
    assert str(url).isascii() or url.raw_path.isascii()
    assert url.raw_host.startswith(b"xn--") and b"#" not in url.raw_path


# -- what comes --


def test_a_page(server: Server) -> None:
    server.page("/1", HTML, ETag='"a1"', **{"Last-Modified": "Tue, 03 Jun 2025 00:05:00 GMT"})
    found = fetcher().fetch(f"{server.root}/1")
    assert (found.body.decode(), found.kind, found.charset) == (HTML, "text/html", "utf-8")
    assert (found.etag, found.modified) == ('"a1"', "Tue, 03 Jun 2025 00:05:00 GMT")
    asked = server.asked[-1][1]
    assert asked["user-agent"].startswith("rasid/") and asked["host"] == f"here.test:{server.port}"
    assert "cookie" not in asked and "referer" not in asked


def test_not_modified(server: Server) -> None:
    def answer(headers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        same = headers.get("if-none-match") == '"a1"' and headers.get("if-modified-since") == "then"
        return (304, {"ETag": '"a1"'}, b"") if same else (200, {"Content-Type": "text/html"}, HTML.encode())

    server.answers["/1"] = answer
    assert fetcher().fetch(f"{server.root}/1", etag='"a1"', modified="then").not_modified
    assert not fetcher().fetch(f"{server.root}/1", etag='"b"\r\nX-Evil: 1').not_modified
    assert "x-evil" not in server.asked[-1][1]


def test_redirects_are_followed_and_limited(server: Server) -> None:
    server.page("/end", HTML)
    server.answers["/1"] = (301, {"Location": "/2"}, b"")
    server.answers["/2"] = (302, {"Location": "end"}, b"")
    server.answers["/round"] = (302, {"Location": "/round"}, b"")
    assert fetcher().fetch(f"{server.root}/1").url == f"{server.root}/end"
    assert refused(f"{server.root}/round").code == "redirects"
    assert server.paths().count("/round") == fetch.MAX_REDIRECTS + 1


@pytest.mark.parametrize(("status", "code"), [(404, "http_status"), (500, "http_status"), (403, "http_status"), (204, "http_status")])
def test_other_answers_are_told(status: int, code: str, server: Server) -> None:
    server.answers["/1"] = (status, {"Content-Type": "text/html"}, b"")
    failure = refused(f"{server.root}/1")
    assert (failure.code, failure.detail["status"]) == (code, str(status))


def test_retry_after(server: Server) -> None:
    server.answers["/1"] = (503, {"Retry-After": "120"}, b"")
    with pytest.raises(FetchError) as caught:
        fetcher().fetch(f"{server.root}/1")
    assert caught.value.retry_after == 120


@pytest.mark.parametrize("kind", ["image/png", "video/mp4", "application/javascript", "text/css", "application/x-shockwave-flash"])
def test_kinds_that_are_not_read(kind: str, server: Server) -> None:
    server.answers["/1"] = (200, {"Content-Type": kind}, b"x")
    assert refused(f"{server.root}/1").code == "content_type"


def pieces(total: int) -> Iterator[bytes]:
    for _ in range(total // 100_000):
        yield b"a" * 100_000


def test_too_large_answers_stop_early(server: Server) -> None:
    kind = {"Content-Type": "text/plain"}
    server.answers["/told"] = (200, {**kind, "Content-Length": "999999999"}, b"")
    server.answers["/untold"] = (200, kind, pieces(50_000_000))
    for path in ("/told", "/untold"):
        failure = refused(f"{server.root}{path}", limit=1_000_000)
        assert (failure.code, failure.detail) == ("too_large_answer", {"limit": "1"})


def test_packed_answers_and_bombs(server: Server) -> None:
    kind = {"Content-Type": "text/html"}
    raw = zlib.compressobj(wbits=-15)
    packings = {
        "gzip": gzip.compress(HTML.encode()),
        "x-gzip": gzip.compress(HTML[:50].encode()) + gzip.compress(HTML[50:].encode()),
        "deflate": zlib.compress(HTML.encode()),
        "Deflate": raw.compress(HTML.encode()) + raw.flush(),
    }
    for encoding, body in packings.items():
        server.answers["/1"] = (200, {**kind, "Content-Encoding": encoding}, body)
        assert fetcher().fetch(f"{server.root}/1").body.decode() == HTML
    bomb = gzip.compress(b"\0" * 200_000_000, 9)
    server.answers["/bomb"] = (200, {**kind, "Content-Encoding": "gzip"}, bomb)
    tracemalloc.start()
    assert refused(f"{server.root}/bomb", limit=5_000_000).code == "too_large_answer"
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 30_000_000
    for encoding, body in (("gzip", gzip.compress(HTML.encode())[:-20]), ("gzip", b"no gzip"), ("br", b"x"), ("gzip, gzip", b"x")):
        server.answers["/1"] = (200, {**kind, "Content-Encoding": encoding}, body)
        assert refused(f"{server.root}/1").code == "bad_answer"


def test_a_trickle_ends(server: Server) -> None:
    def trickle() -> Iterator[bytes]:
        for _ in range(100):
            time.sleep(0.1)
            yield b"a"

    server.answers["/1"] = (200, {"Content-Type": "text/plain"}, trickle())
    before = time.monotonic()
    assert refused(f"{server.root}/1", seconds=0.5).code == "timeout"
    assert time.monotonic() - before < 3


def test_answers_that_are_no_http() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        listener.settimeout(5)
        import threading

        def answer() -> None:
            with listener.accept()[0] as connection:
                connection.recv(1000)
                connection.sendall(b"SSH-2.0-OpenSSH\r\n" + b"x" * 200_000)

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        url = f"http://here.test:{listener.getsockname()[1]}/"
        with pytest.raises(FetchError) as caught:
            Fetcher(guard=let_in, obey=False).fetch(url)
        assert caught.value.failure.code in ("bad_answer", "unreachable")
        thread.join(5)


@pytest.mark.parametrize(
    ("name", "trusted", "whole"), [("here.test", True, True), ("there.test", True, False), ("here.test", False, False)]
)
def test_certificates_are_those_of_the_name_not_of_the_address(
    name: str, trusted: bool, whole: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority = trustme.CA()
    own, theirs = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.create_default_context()
    authority.issue_cert(name).configure_cert(own)
    if trusted:
        authority.configure_trust(theirs)
    monkeypatch.setattr(fetch, "_certificates", lambda: theirs)
    with serving(own) as server:
        server.page("/1", HTML)
        url = f"https://here.test:{server.port}/1"
        if whole:
            assert Fetcher(guard=let_in, obey=False).fetch(url).body.decode() == HTML
            return
        with pytest.raises(FetchError) as caught:
            Fetcher(guard=let_in, obey=False).fetch(url)
        assert caught.value.failure.code == "unreachable"
        assert "CERTIFICATE" in caught.value.failure.detail["reason"].upper()


def test_certificates_are_checked_by_default() -> None:
    context = fetch._certificates()
    assert context.verify_mode == ssl.CERT_REQUIRED and context.check_hostname


# -- robots --


def test_robots_are_obeyed_and_asked_once(server: Server) -> None:
    server.answers["/robots.txt"] = (
        200,
        {"Content-Type": "text/plain"},
        b"User-agent: *\nDisallow: /in\nAllow: /in/open\nDisallow: /*.pdf$\n",
    )
    for path in ("/in/1", "/in/open/1", "/out", "/a.pdf", "/a.pdf?x"):
        server.page(path, HTML)
    one = fetcher()
    for path in ("/in/open/1", "/out", "/a.pdf?x"):
        assert one.fetch(f"{server.root}{path}").body
    for path in ("/in/1", "/a.pdf"):
        with pytest.raises(FetchError) as caught:
            one.fetch(f"{server.root}{path}")
        assert caught.value.failure.code == "robots"
    assert [p for p, _ in server.asked].count("/robots.txt") == 1


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (500, False), (503, False), (429, False)])
def test_when_robots_do_not_answer(status: int, allowed: bool, server: Server) -> None:
    server.answers["/robots.txt"] = (status, {"Content-Type": "text/plain"}, b"")
    server.page("/1", HTML)
    if allowed:
        assert fetcher().fetch(f"{server.root}/1").body
    else:
        assert refused(f"{server.root}/1").code == "robots"


def test_robots_for_us_by_name_and_a_pause(server: Server) -> None:
    text = b"User-agent: rasid\nDisallow: /\nCrawl-delay: 0.3\n\nUser-agent: *\nDisallow:\n"
    server.answers["/robots.txt"] = (200, {"Content-Type": "text/plain"}, text)
    assert refused(f"{server.root}/1").code == "robots"
    robots = Robots(lambda url: "User-agent: *\nCrawl-delay: 900\n", "rasid/1")
    assert robots.allow("https://example.org/") and robots.delay("https://example.org/") == 60


def test_hosts_get_their_pause(server: Server) -> None:
    server.page("/1", HTML)
    one = Fetcher(guard=let_in, pause=0.3, obey=False)
    before = time.monotonic()
    one.fetch(f"{server.root}/1")
    assert time.monotonic() - before < 0.25
    one.fetch(f"{server.root}/1")
    assert time.monotonic() - before >= 0.3


# -- rasid read URL --


@pytest.mark.parametrize("url", ["ftp://example.org/a.txt", "FILE:///etc/passwd", "gopher://example.org/"])
def test_other_schemes_are_told_as_such(url: str) -> None:
    [failure] = take_in([url])
    assert isinstance(failure, Failure) and failure.code == "bad_address"


def test_an_address_among_the_inputs(server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(guard, "public_addresses", let_in)
    server.page("/2025/04/05/1", HTML)
    server.answers["/a.jsonl"] = (200, {"Content-Type": "application/octet-stream"}, f'{{"id": "7", "text": "{PROSE}"}}\n'.encode())
    server.answers["/old"] = (200, {"Content-Type": "text/html; charset=windows-1256"}, HTML.encode("cp1256"))
    urls = [f"{server.root}{p}" for p in ("/2025/04/05/1", "/a.jsonl", "/old", "/none")]
    kept: list[bytes] = []
    page, line, old, failure = take_in(urls, keep=kept.append)
    assert isinstance(page, Report) and isinstance(line, Report) and isinstance(old, Report) and isinstance(failure, Failure)
    assert (page.id, page.url, page.published, page.title, page.outlet) == (urls[0], urls[0], "2025-04-05", "هدوء", "here.test")
    assert page.text == line.text == old.text == PROSE
    assert line.id == "7"
    assert (failure.where, failure.code, failure.detail["status"]) == (urls[3], "http_status", "404")
    assert kept[0] == HTML.encode()

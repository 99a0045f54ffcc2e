"""Fetching a page or feed: politely, within limits, and only from the public internet (guard.py).

The address is looked up once, checked, and connected to as a number, so that a name cannot mean one machine when it is checked
and another when it is asked; every redirect goes the same way. Nothing of the environment (proxies, .netrc) is used.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable
from functools import cache
from typing import Any

import httpcore
import httpx
import msgspec

from rasid import __version__
from rasid.intake import guard as guards
from rasid.intake.guard import FetchError, Guard, checked_url
from rasid.intake.robots import Robots
from rasid.intake.unpacking import OversizeError, unpacked

AGENT = f"rasid/{__version__}"
#: The largest answer, packed or unpacked.
MAX_ANSWER_BYTES = 20_000_000
MAX_REDIRECTS = 5
#: Seconds to wait for a connection, for the next bytes, and for the whole answer.
CONNECT_S, READ_S, WHOLE_S = 10.0, 20.0, 60.0
PAUSE_S = 0.5
#: What is read: the beginnings of content types. What follows is told by content.
KINDS = (
    "text/", "application/xhtml", "application/xml", "application/rss", "application/atom", "application/rdf", "application/json",
    "application/feed", "application/x-ndjson", "application/jsonl", "application/pdf", "application/warc", "application/gzip",
    "application/x-gzip", "application/zip", "application/wacz", "application/octet-stream", "application/vnd.openxmlformats",
    "application/msword", "application/vnd.ms-excel", "application/csv", "application/mbox", "message/rfc822", "binary/octet-stream",
)  # fmt: skip
NOT_KINDS = ("text/css", "text/javascript", "text/event-stream", "text/vcard", "text/calendar")
_ACCEPT = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/xml;q=0.9, */*;q=0.5"
_MOVED = (301, 302, 303, 307, 308)


class Answer(msgspec.Struct, frozen=True):
    """What came: url after redirects; body unpacked, b"" when not_modified; kind and charset of its Content-Type, in small letters."""

    url: str
    body: bytes = b""
    kind: str = ""
    charset: str = ""
    etag: str = ""
    modified: str = ""
    not_modified: bool = False


class _Stream(httpcore.NetworkStream):
    """A connection that ends when the whole answer has taken too long, however busily it trickles."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: float) -> None:
        self._inner, self._deadline = inner, deadline

    def _left(self, timeout: float | None) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("deadline")
        return left if timeout is None else min(left, timeout)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, self._left(timeout)), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _Backend(httpcore.NetworkBackend):
    """Connects to the addresses that the guard gives for a host, and to no other."""

    def __init__(self, guard: Guard, deadline: float) -> None:
        self._guard, self._deadline = guard, deadline
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        failed: Exception = httpcore.ConnectError("no address")
        for address in self._guard(host, port):
            try:
                return _Stream(self._sockets.connect_tcp(address, port, timeout, local_address, socket_options), self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        raise failed


@cache
def _certificates() -> ssl.SSLContext:
    return httpcore.default_ssl_context()


class Fetcher:
    """Fetches addresses. Keeps what hosts say to robots for an hour; use one for many pages, from one thread.

    guard: which addresses may be asked, for tests only; obey: whether robots.txt is obeyed; pause: the least seconds between
    two questions to a host; contact: a mail address or page that the hosts are told, so that they can write before they block.
    """

    def __init__(
        self,
        *,
        guard: Guard | None = None,
        obey: bool = True,
        limit: int = MAX_ANSWER_BYTES,
        seconds: float = WHOLE_S,
        pause: float = PAUSE_S,
        contact: str = "",
    ) -> None:
        self._own_guard = guard
        self._limit, self._seconds, self._pause = limit, seconds, pause
        self._asked: dict[str, float] = {}
        plain = contact.encode("ascii", "ignore").decode().replace("\r", "").replace("\n", "").strip()
        self.agent = f"{AGENT} (+{plain})" if plain else AGENT
        self.robots = Robots(self._for_robots, AGENT) if obey else None

    def _guard(self, host: str, port: int) -> list[str]:
        return (self._own_guard or guards.public_addresses)(host, port)

    def _wait(self, target: httpx.URL) -> None:
        """Leave a host its pause: ours, or the longer one it asks for."""
        pause = max(self._pause, self.robots.delay(str(target)) if self.robots is not None else 0.0)
        left = self._asked.get(target.host, 0.0) + pause - time.monotonic()
        if left > 0 and target.host in self._asked:
            time.sleep(left)
        self._asked[target.host] = time.monotonic()

    def fetch(self, url: str, *, etag: str = "", modified: str = "") -> Answer:
        """The answer of an address, after at most MAX_REDIRECTS redirects.

        etag, modified: what the answer before had; then the answer can be not_modified. Raises FetchError.
        """
        deadline = time.monotonic() + self._seconds
        at = url
        for _ in range(MAX_REDIRECTS + 1):
            target = checked_url(at, url)
            self._permitted(url, target)
            waited = time.monotonic()
            self._wait(target)
            deadline += time.monotonic() - waited
            found = self._ask(url, str(target), deadline, self._limit, etag, modified)
            if isinstance(found, Answer):
                return found
            at = _joined(url, target, found)
        raise FetchError(url, "redirects", limit=str(MAX_REDIRECTS))

    def _permitted(self, where: str, target: httpx.URL) -> None:
        """Raise FetchError unless the host lets robots fetch the address."""
        try:
            if self.robots is None or self.robots.allow(str(target)):
                return
        except FetchError as error:
            raise FetchError(where, error.failure.code, error.retry_after, **error.failure.detail) from error
        raise FetchError(where, "robots", host=target.host)

    def _for_robots(self, url: str) -> str:
        """The text of a robots.txt. Raises FetchError."""
        deadline = time.monotonic() + min(self._seconds, READ_S)
        at = url
        for _ in range(MAX_REDIRECTS + 1):
            found = self._ask(url, str(checked_url(at, url)), deadline, 500_000, "", "")
            if isinstance(found, Answer):
                return found.body.decode("utf-8", "replace")
            at = _joined(url, checked_url(at), found)
        raise FetchError(url, "redirects", limit=str(MAX_REDIRECTS))

    def _ask(self, where: str, url: str, deadline: float, limit: int, etag: str, modified: str) -> Answer | str:
        """One question: its answer, or where it is redirected to."""
        headers = [("Host", checked_url(url).netloc.decode("ascii")), ("User-Agent", self.agent), ("Accept", _ACCEPT)]
        headers += [("Accept-Encoding", "gzip, deflate"), ("Accept-Language", "ar, en;q=0.5")]
        headers += [(k, v) for k, v in (("If-None-Match", etag), ("If-Modified-Since", modified)) if v and v.isascii() and v.isprintable()]
        left = max(deadline - time.monotonic(), 0.001)
        timeouts = {"connect": min(CONNECT_S, left), "read": READ_S, "write": READ_S, "pool": CONNECT_S}
        backend = _Backend(self._guard, deadline)
        try:
            with (
                httpcore.ConnectionPool(ssl_context=_certificates(), max_connections=1, network_backend=backend) as pool,
                pool.stream("GET", url, headers=headers, extensions={"timeout": timeouts}) as response,
            ):
                return _taken(where, url, response, limit)
        except httpcore.TimeoutException as error:
            raise FetchError(where, "timeout", seconds=f"{self._seconds:.0f}") from error
        except FetchError as error:
            raise FetchError(where, error.failure.code, error.retry_after, **error.failure.detail) from error
        except (httpcore.NetworkError, ssl.SSLError, OSError) as error:
            raise FetchError(where, "unreachable", reason=_words(error)) from error
        except (httpcore.ProtocolError, httpcore.UnsupportedProtocol, ValueError) as error:
            raise FetchError(where, "bad_answer", reason=_words(error)) from error


@cache
def fetcher() -> Fetcher:
    """The fetcher of this process, with all limits and the public guard."""
    return Fetcher()


def fetch(url: str, *, guard: Guard | None = None, etag: str = "", modified: str = "") -> Answer:
    """Fetch one address. Raises FetchError; its `failure` has the code and details for people."""
    return Fetcher(guard=guard).fetch(url, etag=etag, modified=modified)


def _taken(where: str, url: str, response: httpcore.Response, limit: int) -> Answer | str:
    headers = {k.decode("latin-1").lower(): v.decode("latin-1").strip() for k, v in response.headers}
    status = response.status
    if status in _MOVED and headers.get("location"):
        return _location(headers["location"])
    if status == 304:
        return Answer(url, etag=headers.get("etag", ""), modified=headers.get("last-modified", ""), not_modified=True)
    if status != 200:
        raise FetchError(where, "http_status", _seconds(headers.get("retry-after", "")), status=str(status))
    kind, _, rest = headers.get("content-type", "").lower().partition(";")
    kind = kind.strip()
    if kind and (not kind.startswith(KINDS) or kind.startswith(NOT_KINDS)):
        raise FetchError(where, "content_type", type=kind[:80])
    length = headers.get("content-length", "")
    if length.isdigit() and int(length) > limit:
        raise _too_large(where, limit)
    try:
        body = unpacked(response.iter_stream(), headers.get("content-encoding", ""), limit)
    except OversizeError as error:
        raise _too_large(where, limit) from error
    charset = rest.partition("charset=")[2].partition(";")[0].strip(" \"'")
    return Answer(url, body, kind, charset, headers.get("etag", ""), headers.get("last-modified", ""))


def _joined(where: str, base: httpx.URL, location: str) -> str:
    try:
        return str(base.join(location))
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchError(where, "bad_address", reason=str(error)) from error


def _location(value: str) -> str:
    """The target of a redirect: many servers write it in UTF-8 without encoding it."""
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return value


def _too_large(where: str, limit: int) -> FetchError:
    return FetchError(where, "too_large_answer", limit=f"{limit / 1_000_000:g}")


def _seconds(value: str) -> float:
    """Retry-After in seconds, whether it is a number or a time; 0 when neither."""
    if value.isdigit():
        return float(min(int(value), 86_400))
    from email.utils import parsedate_to_datetime

    try:
        return min(max(parsedate_to_datetime(value).timestamp() - time.time(), 0.0), 86_400.0)
    except (ValueError, TypeError):
        return 0.0


def _words(error: Exception) -> str:
    return " ".join(str(error).split())[:160] or type(error).__name__

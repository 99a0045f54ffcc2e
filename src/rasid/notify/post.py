"""One signed HTTP post, to addresses that may be asked, within a time that the other side cannot stretch."""

from __future__ import annotations

import base64
import hashlib
import hmac
import http.client
import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

from rasid import __version__
from rasid.addresses import AddressError, looked_up
from rasid.notify.hooks import HookError

#: What became of a post: done; try later; this message is refused; the hook as it is set up cannot work.
Fate = Literal["done", "later", "refused", "stuck"]

#: Numeric addresses of a host and port to connect to. Raises HookError when it is not to be asked.
Guard = Callable[[str, int], list[str]]

_REFUSED = frozenset({400, 413, 415, 422})
_LATER = frozenset({408, 409, 423, 425, 429})
_MAX_WAIT_S = 3600.0


class Answer(NamedTuple):
    """What became of a post. status: the HTTP status, 0 when there was none; wait_s: how long the receiver asked to wait."""

    fate: Fate
    status: int
    reason: str = ""
    wait_s: float = 0.0


def public_addresses(host: str, port: int) -> list[str]:
    """The addresses of a host when all of them lie in the public internet. Raises HookError (private, unreachable)."""
    return _addresses(host, port, True)


def any_addresses(host: str, port: int) -> list[str]:
    """The addresses of a host, wherever they are. Raises HookError (unreachable)."""
    return _addresses(host, port, False)


def _addresses(host: str, port: int, public: bool) -> list[str]:
    try:
        return looked_up(host, port, public)
    except AddressError as error:
        raise HookError(error.code, host, error.detail) from error


def signature(key: bytes, message: str, at: int, body: bytes) -> str:
    """The signature of a post, as the Standard Webhooks have it: HMAC-SHA256 over id, second and body, in Base64."""
    signed = b".".join((message.encode(), str(at).encode(), body))
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def target(url: str) -> tuple[str, str, int, str]:
    """Scheme, host, port and path of an address. Raises HookError (bad_url)."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port or (443 if parts.scheme == "https" else 80)
        host = (parts.hostname or "").encode("idna").decode("ascii") if not (parts.hostname or "").isascii() else parts.hostname or ""
    except (ValueError, UnicodeError) as error:
        raise HookError("bad_url", url[:200], str(error)) from error
    if parts.scheme not in ("http", "https") or not host or parts.username is not None or any(c <= " " or c == "\x7f" for c in url.strip()):
        raise HookError("bad_url", url[:200])
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    if not path.isascii():
        raise HookError("bad_url", url[:200], "not ASCII")
    return parts.scheme, host, port, path


def post(url: str, message: str, body: bytes, key: bytes, at: int, timeout_s: float, guard: Guard = public_addresses) -> Answer:
    """Post one message. message: its id, the same at every try; at: the second it is now. Never raises for what the network does.

    Redirects are not followed: they could lead anywhere. Raises HookError for an address that is none or may not be asked.
    """
    scheme, host, port, path = target(url)
    try:
        addresses = guard(host, port)
    except HookError as error:
        if error.code == "unreachable":
            return Answer("later", 0, error.detail)
        raise
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": f"rasid/{__version__}",
        "Idempotency-Key": message,
        "Webhook-Id": message,
        "Webhook-Timestamp": str(at),
        "Webhook-Signature": signature(key, message, at, body),
        "Connection": "close",
    }
    reason = ""
    for address in addresses[:4]:
        connection = _Pinned(scheme, host, port, address, timeout_s)
        try:
            connection.connect()
        except OSError as error:
            reason = str(error.strerror or error or type(error).__name__)
            connection.close()
            continue
        return _asked(connection, path, body, headers, timeout_s)
    return Answer("later", 0, reason or "no address")


def _asked(connection: _Pinned, path: str, body: bytes, headers: dict[str, str], timeout_s: float) -> Answer:
    """Send on an open connection and read the status; a timer cuts off whoever answers a letter at a time."""
    sock = connection.sock
    cut = threading.Timer(timeout_s, _shut, (sock,))
    cut.daemon = True
    cut.start()
    try:
        connection.request("POST", path, body, headers)
        with connection.getresponse() as response:
            return judged(response.status, response.headers.get("Retry-After", ""))
    except (OSError, http.client.HTTPException, ValueError) as error:
        timed_out = isinstance(error, TimeoutError) or not cut.is_alive()
        return Answer("later", 0, f"no answer in {timeout_s:g} s" if timed_out else str(error) or type(error).__name__)
    finally:
        cut.cancel()
        connection.close()


def judged(status: int, retry_after: str = "") -> Answer:
    """What a status means for the message and its hook."""
    wait = min(float(retry_after), _MAX_WAIT_S) if retry_after.isascii() and retry_after.isdigit() else 0.0
    if 200 <= status < 300:
        return Answer("done", status)
    if status in _REFUSED:
        return Answer("refused", status)
    if status >= 500 or status in _LATER:
        return Answer("later", status, wait_s=wait)
    return Answer("stuck", status)


def _shut(sock: socket.socket) -> None:
    with suppress(OSError):  # it may be closed already
        sock.shutdown(socket.SHUT_RDWR)


class _Pinned(http.client.HTTPConnection):
    """A connection to one checked address: the name is not looked up again, so that it cannot turn into another in between."""

    def __init__(self, scheme: str, host: str, port: int, address: str, timeout_s: float) -> None:
        super().__init__(host, port, timeout=timeout_s)
        self.default_port = 443 if scheme == "https" else 80  # for the Host header
        self._address = address
        self._tls = ssl.create_default_context() if scheme == "https" else None

    def connect(self) -> None:
        """Connect to the address; the certificate must be the host's."""
        self.sock = socket.create_connection((self._address, self.port), self.timeout)
        if self._tls is not None:
            self.sock = self._tls.wrap_socket(self.sock, server_hostname=self.host)

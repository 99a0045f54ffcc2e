"""Which addresses Rasid may ask: public ones over http and https, so that nobody can send it into the network it runs in."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from rasid.addresses import AddressError, looked_up
from rasid.errors import InputError
from rasid.intake.failure import Failure

if TYPE_CHECKING:
    import httpx

#: Numeric addresses to connect to for a host and port. Raises FetchError when one of them is not to be asked.
Guard = Callable[[str, int], list[str]]

MAX_URL = 2_000
_HOST = re.compile(rb"[A-Za-z0-9._:-]{1,253}")
#: Well-known ports below 1024 belong to other services.
WEB_PORTS = (80, 443)


class FetchError(InputError):
    """An address cannot be fetched. failure: code and details, for whoever tells it to people; retry_after in seconds, 0 unknown."""

    def __init__(self, where: str, code: str, retry_after: float = 0.0, **detail: str) -> None:
        self.failure = Failure(where, code, detail)
        self.retry_after = retry_after
        words = ", ".join(f"{k} {v}" for k, v in detail.items())
        super().__init__(f"cannot be fetched: {code}" + (f" ({words})" if words else ""), where, "see docs/formats.md")


def public_addresses(host: str, port: int) -> list[str]:
    """The addresses of a host, when all of them are public. Raises FetchError (private_address, unreachable)."""
    try:
        return looked_up(host, port)
    except AddressError as error:
        if error.code == "private":
            raise FetchError(host, "private_address", host=host, address=error.detail) from error
        raise FetchError(host, "unreachable", reason=error.detail) from error


def checked_url(url: str, where: str = "") -> httpx.URL:
    """The address with its letters encoded as the web wants them. Raises FetchError (bad_address)."""
    import httpx

    where = where or url
    if len(url) > MAX_URL:
        raise FetchError(where[:200], "bad_address", reason="too long")
    try:
        found = httpx.URL(url.strip())
        port = found.port
        host = found.raw_host
    except (httpx.InvalidURL, ValueError, UnicodeError) as error:
        raise FetchError(where, "bad_address", reason=str(error)) from error
    if found.scheme not in ("http", "https"):
        raise FetchError(where, "bad_address", reason=f"{found.scheme or 'no scheme'}, not http or https")
    if not host:
        raise FetchError(where, "bad_address", reason="no host")
    if found.userinfo:
        raise FetchError(where, "bad_address", reason="a user name in it")
    if not _HOST.fullmatch(host):
        raise FetchError(where, "bad_address", reason="no such host name")
    if port is not None and not 1024 <= port <= 65535 and port not in WEB_PORTS:
        raise FetchError(where, "bad_address", reason=f"port {port}")
    return found.copy_with(fragment=None)

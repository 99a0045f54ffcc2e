"""Which addresses Rasid may ask: public ones over http and https, so that nobody can send it into the network it runs in."""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable
from typing import TYPE_CHECKING

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
#: Networks that `is_global` of some Python versions lets pass, or that hold other addresses inside.
_NEVER = tuple(
    ipaddress.ip_network(n)
    for n in (
        "0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15", "224.0.0.0/4", "240.0.0.0/4",
        "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "2001::/23", "2002::/16", "3fff::/20", "5f00::/16", "fec0::/10", "ff00::/8",
    )
)  # fmt: skip


class FetchError(InputError):
    """An address cannot be fetched. failure: code and details, for whoever tells it to people; retry_after in seconds, 0 unknown."""

    def __init__(self, where: str, code: str, retry_after: float = 0.0, **detail: str) -> None:
        self.failure = Failure(where, code, detail)
        self.retry_after = retry_after
        words = ", ".join(f"{k} {v}" for k, v in detail.items())
        super().__init__(f"cannot be fetched: {code}" + (f" ({words})" if words else ""), where, "see docs/formats.md")


def is_public(address: str) -> bool:
    """Whether a numeric address lies in the public internet."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped is not None:
        ip = ip.ipv4_mapped
    if any(ip.version == n.version and ip in n for n in _NEVER):
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_private or ip.is_loopback or ip.is_link_local)


def public_addresses(host: str, port: int) -> list[str]:
    """The addresses of a host, when all of them are public. Raises FetchError (private_address, unreachable)."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(host, "unreachable", reason=getattr(error, "strerror", "") or str(error)) from error
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    for address in addresses:
        if not is_public(address):
            raise FetchError(host, "private_address", host=host, address=address)
    return addresses


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

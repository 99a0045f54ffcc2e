"""Which addresses Rasid may ask or post to: public ones, so that nobody can send it into the network it runs in."""

from __future__ import annotations

import ipaddress
import socket
from typing import Literal

#: Networks that `is_global` of some Python versions lets pass, or that hold other addresses inside.
_NEVER = tuple(
    ipaddress.ip_network(n)
    for n in (
        "0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15", "224.0.0.0/4", "240.0.0.0/4",
        "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "2001::/23", "2002::/16", "3fff::/20", "5f00::/16", "fec0::/10", "ff00::/8",
    )
)  # fmt: skip


class AddressError(Exception):
    """A host that cannot be found, or has an address that is not public. detail: the reason, or that address."""

    def __init__(self, code: Literal["unreachable", "private"], detail: str) -> None:
        super().__init__(f"{code}: {detail}")
        self.code, self.detail = code, detail


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


def looked_up(host: str, port: int, public: bool = True) -> list[str]:
    """The numeric addresses of a host. Raises AddressError: there are none, or (public) one of them is not public."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise AddressError("unreachable", getattr(error, "strerror", "") or str(error)) from error
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    for address in addresses:
        if public and not is_public(address):
            raise AddressError("private", address)
    return addresses

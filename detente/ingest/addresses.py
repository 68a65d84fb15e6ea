"""Which hosts a URL may lead to: names are resolved once, every address is checked, and only that one is connected."""

from __future__ import annotations

import ipaddress
import socket

from detente.errors import InputRejected

__all__ = ["is_public", "resolve"]

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
EMBEDDING = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("::/96"))


def is_public(text: str) -> bool:
    """Whether an address is one of the open internet: not private, loopback, link-local, shared, reserved or multicast.

    IPv4 addresses inside IPv6 ones (mapped, compatible, 6to4, Teredo, NAT64) count as themselves.

    >>> is_public("93.184.216.34"), is_public("::ffff:127.0.0.1"), is_public("169.254.169.254")
    (True, False, False)
    """
    address = ipaddress.ip_address(text.split("%")[0])
    inner = _embedded(address)
    if inner is not None:
        return all(_is_open(one) for one in inner)
    return _is_open(address)


def _is_open(address: IPAddress) -> bool:
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _embedded(address: IPAddress) -> list[IPAddress] | None:
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address.ipv4_mapped:
        return [address.ipv4_mapped]
    if address.sixtofour:
        return [address.sixtofour]
    if address.teredo:
        return list(address.teredo)
    if any(address in network for network in EMBEDDING):
        return [ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)]
    return None


def resolve(host: str, port: int, source: str, *, allow_private: bool) -> list[str]:
    """The addresses of a host, in the system's order.

    Raises:
        InputRejected: The name does not resolve, or one of its addresses may not be visited.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise InputRejected(source, f"host not found: {host}") from error
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not allow_private:
        for address in addresses:
            if not is_public(address):
                raise InputRejected(source, f"private or reserved address refused: {host} ({address})")
    return addresses

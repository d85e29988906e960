"""Whom we ask: hosts that were named, at addresses that are no private network's unless that, too, was named."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import httpcore
import httpx

from matters_arising.fetch.failures import Refused

_PORTS = {"http": 80, "https": 443}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
Resolve = Callable[[str, int], list[str]]


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host, in the order in which they should be tried."""
    return list(dict.fromkeys(str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))


@dataclass(frozen=True, slots=True)
class Hosts:
    """The hosts of one source.

    `own` are those of its addresses, with their ports; `allowed` what `allow_hosts` adds, where `*.name` is any host
    below a name; `private` those that may be in a private network. A host that was written as such an address, or as
    `localhost`, may be there too: whoever writes it knows.
    """

    own: frozenset[tuple[str, int]]
    allowed: tuple[str, ...] = ()
    private: frozenset[str] = frozenset()

    @classmethod
    def of(cls, addresses: Iterable[str], *, allowed: Iterable[str] = (), private: Iterable[str] = ()) -> Hosts:
        """The hosts of these addresses, and what else is named."""
        own = frozenset(_named(httpx.URL(address)) for address in addresses)
        return cls(own, tuple(name.lower() for name in allowed), frozenset(name.lower() for name in private))

    def permits(self, url: httpx.URL) -> bool:
        """Whether the host of the address is one that may be asked."""
        if url.scheme not in _PORTS or url.userinfo:
            return False
        host, port = _named(url)
        if (host, port) in self.own:
            return True
        usual = port in _PORTS.values()
        if usual and any(host == own and other in _PORTS.values() for own, other in self.own):
            return True
        return any(_fits(host, port, name) for name in self.allowed)

    def may_be_private(self, host: str) -> bool:
        """Whether the host was named as one of a private network."""
        host = host.lower().rstrip(".")
        exact = {own for own, _ in self.own} | {name.rsplit(":", 1)[0] for name in self.allowed}
        return host in self.private or (host in exact and _is_private_name(host))


class Guarded(httpcore.NetworkBackend):
    """Connects to a host only after all its addresses were looked at, and to the very address that was looked at."""

    def __init__(self, hosts: Hosts, resolved: Resolve) -> None:
        self._hosts, self._resolved, self._plain = hosts, resolved, httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Any = None,
    ) -> httpcore.NetworkStream:
        try:
            addresses = self._resolved(host, port)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError("its name cannot be looked up") from error
        if not self._hosts.may_be_private(host) and any(not is_public(address) for address in addresses):
            raise Refused("the host is in a private network, and no host of one is asked unless private_hosts names it")
        failed: Exception = httpcore.ConnectError("it has no address")
        for address in addresses:
            try:
                return self._plain.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        raise failed

    def sleep(self, seconds: float) -> None:
        self._plain.sleep(seconds)


def is_public(address: str) -> bool:
    """Whether an address is one of the open internet."""
    try:
        found = ipaddress.ip_address(address.split("%", 1)[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour
        if inner is None and found in _NAT64:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        found = inner or found
    return found.is_global and not found.is_multicast


def _named(url: httpx.URL) -> tuple[str, int]:
    return url.host.lower().rstrip("."), url.port or _PORTS.get(url.scheme, 0)


def _fits(host: str, port: int, name: str) -> bool:
    """Whether a host is the one that `allow_hosts` names: `host`, `host:port`, or `*.name` for all below it."""
    bare, _, number = name.partition(":")
    if number != str(port) if number else port not in _PORTS.values():
        return False
    return host.endswith(bare[1:]) if bare.startswith("*.") else host == bare


def _is_private_name(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return not is_public(str(ipaddress.ip_address(host)))
    except ValueError:
        return False

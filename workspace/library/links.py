"""Asking another site whether a page is still there, without being sent into our own network.

The address is resolved once, every answer must be on the open web, and the connection goes to
that very answer: a name that resolves differently a second later leads nowhere else.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable
from typing import Any
from urllib.parse import urljoin, urlsplit

from workspace.library.models import Resource

Answer = Resource.LinkAnswer
Guard = Callable[[str], bool]

TIMEOUT = 5  # seconds, for each step of a request
DEADLINE = 12  # seconds, for a whole one
REDIRECTS = 4
_GONE = {404, 410}
#: The site is there and does not like to be asked in this way.
_SHY = {401, 403, 405, 406, 429, 501}
#: IPv6 addresses that a gateway turns into the IPv4 address in their last 32 bits.
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
_PORTS = {"http": 80, "https": 443}


class _Refused(Exception):
    """The address leads where nobody is to be sent from here."""


def on_the_open_web(address: str) -> bool:
    """False for loopback, private, link-local, reserved and multicast addresses."""
    found = ipaddress.ip_address(address)
    mapped = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None)
    if found in _TRANSLATED:
        mapped = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
    return (mapped or found).is_global and not found.is_multicast


def ask(url: str, guard: Guard = on_the_open_web) -> str:
    """One of `Resource.LinkAnswer`. Never raises; a site that answers slowly counts as silent."""
    try:
        for _step in range(REDIRECTS + 1):
            status, location = _head(url, guard)
            if not (300 <= status < 400 and location):
                break
            url = urljoin(url, location)
        else:
            return Answer.SILENT
    except _Refused:
        return Answer.REFUSED
    except (OSError, http.client.HTTPException, ValueError):
        return Answer.SILENT
    if status in _GONE:
        return Answer.GONE
    return Answer.OPENS if status < 400 or status in _SHY else Answer.SILENT


def _head(url: str, guard: Guard) -> tuple[int, str]:
    """Status and Location of one HEAD request."""
    parts = urlsplit(url)
    if parts.scheme not in _PORTS or not parts.hostname:
        raise _Refused
    port = parts.port or _PORTS[parts.scheme]
    connection = _connection(parts.scheme, parts.hostname, port, guard)
    # A site that sends one letter now and then would keep within every time limit.
    timer = threading.Timer(DEADLINE, connection.sock.shutdown, [socket.SHUT_RDWR])
    timer.start()
    try:
        target = parts.path or "/"
        connection.request(
            "HEAD",
            f"{target}?{parts.query}" if parts.query else target,
            headers={"User-Agent": "Tandem link check", "Accept": "*/*"},
        )
        answer = connection.getresponse()
        return answer.status, answer.getheader("Location") or ""
    finally:
        timer.cancel()
        connection.close()


def _connection(scheme: str, host: str, port: int, guard: Guard) -> http.client.HTTPConnection:
    """Connected to an address that was judged, under the name that the certificate must bear."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(each[4][0]) for each in found]
    if not addresses or not all(guard(each) for each in addresses):
        raise _Refused
    raw: Any = socket.create_connection((addresses[0], port), timeout=TIMEOUT)
    connection = http.client.HTTPConnection(host, port, timeout=TIMEOUT)
    if scheme == "https":
        raw = ssl.create_default_context().wrap_socket(raw, server_hostname=host)
    connection.sock = raw
    return connection

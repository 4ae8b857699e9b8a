"""The load: one connection kept open, one request after the other. Standard library only."""

from __future__ import annotations

import gzip
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection


@dataclass(frozen=True)
class Burst:
    """What one round gave: seconds of each request, and of all together."""

    times: list[float]
    seconds: float

    @property
    def per_second(self) -> float:
        return len(self.times) / self.seconds

    def percentile(self, share: float) -> float:
        """In seconds; of few requests the slower one counts."""
        ordered = sorted(self.times)
        return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def fetch(port: int, path: str, headers: Mapping[str, str]) -> bytes:
    """A page; anything but 200 raises RuntimeError."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        return _get(connection, path, headers)
    finally:
        connection.close()


def burst(
    port: int, paths: Iterator[str], headers: Mapping[str, str], *, requests: int, seconds: float
) -> Burst:
    """At most so many requests in at most so many seconds, but five in any case."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        _get(connection, next(paths), headers)
        times: list[float] = []
        begun = time.perf_counter()
        while len(times) < requests and (len(times) < 5 or time.perf_counter() - begun < seconds):
            start = time.perf_counter()
            _get(connection, next(paths), headers)
            times.append(time.perf_counter() - start)
        return Burst(times, time.perf_counter() - begun)
    finally:
        connection.close()


def _get(connection: HTTPConnection, path: str, headers: Mapping[str, str]) -> bytes:
    connection.request("GET", path, headers=dict(headers))
    response = connection.getresponse()
    body = response.read()
    if response.status != 200:
        raise RuntimeError(f"{path} answers {response.status}.")
    return body


def zipped(body: bytes) -> int:
    """Bytes on the line behind a web server that compresses as nginx does when told to."""
    return len(gzip.compress(body, compresslevel=6, mtime=0))

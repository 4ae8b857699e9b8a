"""Files that take long to make: apps say how, `jobs` makes them for the one person who asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

#: Says how far the work is: (done, total).
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Order:
    """Who asked for the file, in which language, and what it shall hold."""

    user: Any
    language: str
    arguments: Mapping[str, str]


@dataclass(frozen=True)
class Maker:
    """`write(order, out, progress)` writes the whole file.

    It runs later, in the language of the order, and puts in what the person may see by then.
    The file is gone after `keep`.
    """

    kind: str
    title: Any
    write: Callable[[Order, BinaryIO, Progress], None]
    keep: dt.timedelta = dt.timedelta(days=1)


_makers: dict[str, Maker] = {}


def register(maker: Maker) -> None:
    """Add a kind of file. The same kind twice raises ValueError."""
    if maker.kind in _makers:
        raise ValueError(f"already a kind of file: {maker.kind}")
    _makers[maker.kind] = maker


def maker_of(kind: str) -> Maker:
    """The registered maker; an unknown kind raises KeyError."""
    return _makers[kind]

"""SQL with its parameters, put together from parts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from search.query import Query


@dataclass(frozen=True)
class Sql:
    text: str
    params: tuple[Any, ...] = ()

    def __add__(self, other: Sql | str) -> Sql:
        if isinstance(other, str):
            return Sql(self.text + other, self.params)
        return Sql(self.text + other.text, self.params + other.params)


def joined(separator: str, parts: Iterable[Sql]) -> Sql:
    listed = list(parts)
    return Sql(
        separator.join(part.text for part in listed),
        tuple(param for part in listed for param in part.params),
    )


def one_of(column: str, values: Iterable[str]) -> Sql:
    listed = sorted(values)
    return Sql(f"{column} IN ({', '.join(['%s'] * len(listed))})", tuple(listed))


def seen(query: Query) -> Sql:
    """The condition under which the audience may find entry `e`."""
    if query.audience.everything:
        return Sql("NOT e.deleted")
    held = one_of("l.label", query.audience.labels)
    return (
        Sql(
            "NOT e.deleted AND EXISTS "
            "(SELECT 1 FROM search_entrylabel l WHERE l.entry_id = e.id AND "
        )
        + held
        + ")"
    )


def chosen(query: Query) -> Sql:
    """What the reader asked to see only; empty when they chose nothing."""
    parts = []
    if query.kinds:
        parts.append(one_of("e.kind", query.kinds))
    if query.languages:
        parts.append(one_of("e.language", query.languages))
    return joined("", [Sql(" AND ") + part for part in parts])

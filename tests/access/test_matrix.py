"""Every address of the resolver times every persona."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.test import Client
from django.urls import get_resolver, reverse
from django.urls.resolvers import RoutePattern, URLPattern, URLResolver

from tests.access.canaries import Canaries
from tests.access.matrix import ROWS
from tests.personas import PERSONAS

# Every address for everybody: no line is tested by being met here.
ClientOf = Callable[[str], Client]

#: The back office: who has no business there never gets further than its door.
BACK_OFFICE = {"editor", "administrator"}
#: What the back office gives to anybody, because nothing of ours is in it.
DOORSTEP = {
    "wagtailadmin_login",
    "wagtailadmin_logout",
    "wagtailadmin_javascript_catalog",
    "wagtailadmin_sprite",
    "wagtailadmin_error_test",  # raises an error, to see how errors look
    "-",
}


def addresses(
    resolver: Any = None, prefix: str = "", spaces: tuple[str, ...] = ()
) -> Iterator[tuple[str, str, URLPattern]]:
    """(path as written, qualified name, pattern) of every address."""
    for entry in (resolver or get_resolver()).url_patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = (*spaces, entry.namespace) if entry.namespace else spaces
            yield from addresses(entry, path, inner)
        else:
            yield path, ":".join([*spaces, entry.name or "-"]), entry


def test_every_address_is_classified() -> None:
    names = {name for path, name, _entry in addresses() if not path.startswith("admin/")}
    assert names - set(ROWS) == set(), "say in tests/access/matrix.py who may open these"
    assert set(ROWS) - names == set(), "these addresses are gone"


def test_every_address_answers_each_persona_as_classified(
    flock: Canaries, client_of: ClientOf
) -> None:
    wrong = []
    for persona in PERSONAS:
        client = client_of(persona)
        for name, row in ROWS.items():
            url = reverse(name, args=row.args(flock))
            status = client.get(url).status_code
            if status != row.expected(persona):
                wrong.append(f"{persona}, {name}: {status} instead of {row.expected(persona)}")
    assert wrong == []


def test_the_back_office_is_closed_to_those_without_business_there(
    flock: Canaries, client_of: ClientOf
) -> None:
    wrong = []
    for persona in PERSONAS:
        client = client_of(persona)
        for path, name, entry in addresses():
            if not path.startswith("admin/") or name in DOORSTEP:
                continue
            status = client.get("/" + _filled(path, entry, flock)).status_code
            fine = status < 500 if persona in BACK_OFFICE else status in (302, 403, 404, 405)
            if not fine:
                wrong.append(f"{persona}, {path}: {status}")
    assert wrong == []


def _filled(path: str, entry: URLPattern, flock: Canaries) -> str:
    """The path with the key of a closed twinning in every place."""
    number = str(flock.things["twinning", "space"].pk)
    words = {"app_label": "library", "model_name": "picture", "filter_spec": "max-10x10"}
    parts = []
    for part in path.replace("^", "").replace("$", "").split("/"):
        if part.startswith("<") or "(?P<" in part:
            name = part.split("<")[-1].split(">")[0].split(":")[-1]
            parts.append(words.get(name, number))
        else:
            parts.append(part)
    return "/".join(parts)


def test_a_pattern_of_the_resolver_is_read_as_written() -> None:
    """The walk above stands on this: routes and regular expressions both show their text."""
    kinds = {type(entry.pattern) for _path, _name, entry in addresses()}
    assert RoutePattern in kinds

"""Runs inside one of the two projects: counts the queries of its pages, logs its members in.

Its argument is {"pages": {name: path}, "readers": {name: address or ""}}; what it prints is
{"queries": {reader: {page: number}}, "sessions": {reader: cookie}}.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from tests.benchmarks.sites import page_address  # noqa: E402


def browser(address: str) -> Client:
    client = Client(headers={"host": "localhost"})
    if address:
        client.force_login(get_user_model().objects.get(email=address))
    return client


def queries(client: Client, path: str, reader: str) -> int:
    """Of the second request: the first one also learns what a process asks for once."""
    first = client.get(page_address(path, reader, 1), secure=True)
    if first.status_code != 200:
        raise SystemExit(f"{path} answers {first.status_code}.")
    with CaptureQueriesContext(connection) as asked:
        client.get(page_address(path, reader, 2), secure=True)
    return len(asked)


def main(asked: dict[str, dict[str, str]]) -> dict[str, Any]:
    answer: dict[str, Any] = {"queries": {}, "sessions": {}}
    for reader, address in asked["readers"].items():
        client = browser(address)
        answer["queries"][reader] = {
            page: queries(client, path, reader) for page, path in asked["pages"].items()
        }
        cookie = client.cookies.get(settings.SESSION_COOKIE_NAME)
        if address and cookie:
            answer["sessions"][reader] = f"{settings.SESSION_COOKIE_NAME}={cookie.value}"
    return answer


if __name__ == "__main__":
    print(json.dumps(main(json.loads(sys.argv[1]))))

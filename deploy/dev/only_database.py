"""A pytest plugin: leaves out what no database can change (statistics, drawings, the PDF)."""

from __future__ import annotations

import pytest

ASKING = {"db", "transactional_db", "live_server", "django_db_reset_sequences"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    kept, left = [], []
    for item in items:
        asks = item.get_closest_marker("django_db") or ASKING & set(_fixtures(item))
        (kept if asks else left).append(item)
    config.hook.pytest_deselected(items=left)
    items[:] = kept


def _fixtures(item: pytest.Item) -> list[str]:
    return list(getattr(item, "fixturenames", []))

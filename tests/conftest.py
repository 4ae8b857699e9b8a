"""Fixtures that every test may use."""

from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection
from django.utils import translation
from hypothesis import configuration, settings

from tests.template import begin_with_template

pytest_plugins = ["tests.world"]

# Generated cases take as long as they take: a busy machine is no reason to fail.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
configuration.set_hypothesis_home_dir(Path(__file__).parents[1] / "var" / "hypothesis")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    begin_with_template(connection)


@pytest.fixture(autouse=True)
def fresh_start() -> None:
    """What one test cached, or the language of its last page, is no business of the next."""
    cache.clear()
    translation.activate("en")


@pytest.fixture(autouse=True)
def known_models(request: pytest.FixtureRequest) -> None:
    """A process asks for its content types once; which test comes first must not count them."""
    if request.node.get_closest_marker("django_db") or "db" in request.fixturenames:
        request.getfixturevalue("_django_db_helper")
        ContentType.objects.get_for_models(*apps.get_models())

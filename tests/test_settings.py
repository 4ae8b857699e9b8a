"""What production refuses to start with, and that it says why."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.checks import Tags, run_checks
from django.core.exceptions import ImproperlyConfigured

from workspace.accounts.checks import DEMO_DOMAIN, no_demo_accounts
from workspace.settings.security import SECRET_KEY as DEVELOPMENT_KEY

ROOT = Path(__file__).resolve().parents[1]
GOOD = {"SECRET_KEY": "k" * 60, "ALLOWED_HOSTS": "tandem.example.org"}


def production(code: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run code with production settings and nothing of this process's own configuration."""
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "workspace.settings.production",
            "DATABASE_URL": "sqlite://:memory:",
            **env,
        },
        capture_output=True,
        text=True,
        check=False,
    )


def start(**env: str) -> subprocess.CompletedProcess[str]:
    return production("import workspace.wsgi", **env)


@pytest.mark.parametrize("entry", ["wsgi", "asgi"])
def test_production_starts_with_a_key_and_a_host_of_its_own(entry: str):
    # As a server with an event loop does it.
    code = (
        "import asyncio, importlib\n"
        f"async def load(): importlib.import_module('workspace.{entry}')\n"
        "asyncio.run(load())"
    )
    done = production(code, **GOOD)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("key", ["", DEVELOPMENT_KEY, "too-short"])
def test_production_refuses_a_key_that_others_know_or_guess(key: str):
    done = start(**{**GOOD, "SECRET_KEY": key})
    assert done.returncode != 0
    assert "Tandem does not start: SECRET_KEY" in done.stderr


@pytest.mark.parametrize("hosts", ["", ","])
def test_production_refuses_to_answer_for_any_host(hosts: str):
    done = start(**{**GOOD, "ALLOWED_HOSTS": hosts})
    assert done.returncode != 0
    assert "Tandem does not start: ALLOWED_HOSTS" in done.stderr


def test_production_is_never_a_demonstration_nor_in_debug():
    shown = "from django.conf import settings; print(settings.DEMO, settings.DEBUG)"
    done = production(shown, **GOOD, DEMO="1", DEBUG="1")
    assert done.stdout.split() == ["False", "False"]


@pytest.fixture
def demo_account(db):
    return get_user_model().objects.create_user(f"Amina@{DEMO_DOMAIN.upper()}", "public-password")


def test_real_site_refuses_a_database_with_demonstration_accounts(demo_account, settings):
    settings.DEMO = False
    assert [problem.id for problem in run_checks(tags=[Tags.security])] == ["accounts.E001"]


def test_demonstration_accepts_its_own_accounts(demo_account, settings):
    settings.DEMO = True
    assert no_demo_accounts() == []


@pytest.mark.django_db
def test_address_that_only_resembles_the_demonstration_is_accepted(settings):
    settings.DEMO = False
    get_user_model().objects.create_user("someone@notdemo.tandem.example", "a-long-password")
    assert no_demo_accounts() == []


def test_web_process_says_why_it_does_not_start_on_the_demonstration(tmp_path):
    database = {"DATABASE_URL": f"sqlite:///{tmp_path / 'site.sqlite3'}"}
    table = (
        "import django; django.setup()\n"
        "from django.contrib.auth import get_user_model as model\n"
        "from django.db import connection\n"
        "from workspace.access.models import Change\n"
        "with connection.schema_editor() as editor:\n"
        "    editor.create_model(model()); editor.create_model(Change)\n"
        f"model().objects.create_user('amina@{DEMO_DOMAIN}', 'public-password')\n"
    )
    made = production(table, **GOOD, **database)
    assert made.returncode == 0, made.stderr
    done = start(**GOOD, **database)
    assert done.returncode != 0
    assert ImproperlyConfigured.__name__ in done.stderr
    assert "holds 1 demonstration accounts" in done.stderr

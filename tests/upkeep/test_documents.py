"""Whoever runs a site finds every variable and every command in the documents."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PRODUCTION = ROOT / "deploy" / "production"
READ = re.compile(r"""environ(?:\.get\(|\[)\s*["']([A-Z_]+)["']""")


def variables() -> set[str]:
    files = [*(ROOT / "workspace" / "settings").glob("*.py"), PRODUCTION / "gunicorn.conf.py"]
    found = {name for path in files for name in READ.findall(path.read_text())}
    return found | {"DATABASE_URL"}  # read by dj_database_url


def commands() -> list[str]:
    paths = ROOT.glob("*/management/commands/*.py"), ROOT.glob("*/*/management/commands/*.py")
    return sorted(path.stem for each in paths for path in each if path.stem != "__init__")


def test_variables_are_found_at_all() -> None:
    assert {"SECRET_KEY", "TANDEM_VAR", "SEARCH_URL", "TANDEM_WORKERS"} <= variables()


@pytest.mark.parametrize("name", sorted(variables()))
def test_every_variable_is_explained_in_the_environment_file(name: str) -> None:
    text = (PRODUCTION / "tandem.env").read_text()
    assert re.search(rf"^(# )?{name}\b", text, re.MULTILINE)


def test_the_environment_file_explains_nothing_that_is_not_read() -> None:
    text = (PRODUCTION / "tandem.env").read_text()
    given = set(re.findall(r"^([A-Z_]+)=", text, re.MULTILINE))
    assert given - variables() == {"DJANGO_SETTINGS_MODULE"}


@pytest.mark.parametrize("name", commands())
def test_every_command_is_in_the_book_of_the_administrator(name: str) -> None:
    assert re.search(rf"\b{name}\b", (ROOT / "docs" / "administrator.md").read_text())


@pytest.mark.parametrize(
    "page", ["docs/administrator.md", "docs/upgrading.md", "deploy/production/install.md"]
)
def test_what_the_documents_point_to_is_there(page: str) -> None:
    path = ROOT / page
    for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text()):
        assert (path.parent / target).exists(), target
    for named in re.findall(r"deploy/production/[\w./-]*\w", path.read_text()):
        assert (ROOT / named).exists(), named
    for unit in re.findall(r"\btandem-[a-z]+\.(?:service|socket|timer)\b", path.read_text()):
        assert (PRODUCTION / "systemd" / unit).exists(), unit

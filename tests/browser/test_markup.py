"""Every page in the three languages is valid HTML, as the W3C's checker reads it."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.running import Site
from tests.browser.scenes import LANGUAGES, SCENES

pytestmark = pytest.mark.browser
WITHOUT_WINDOW = True


@pytest.fixture(scope="module")
def checker() -> str:
    """Where the checker is. Without it this test is skipped, in CI it fails."""
    if path := os.environ.get("VNU", ""):
        return path
    words = "VNU names no checker: `make engines` fetches it"
    if os.environ.get("CI") == "true":
        pytest.fail(words)
    pytest.skip(words)


def test_every_page_is_valid_html(
    checker: str, site: Site, logged_in: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    """One run of the checker for all: starting it takes longer than reading a hundred pages."""
    names: dict[str, str] = {}
    known = site.ask("known")
    for (name, scene), language in _shown():
        path = scene.path.format(**known)
        body = logged_in(scene.person).request.get(f"/{language}/{path}").body()
        file = tmp_path / f"{len(names)}.html"
        file.write_bytes(body)
        names[file.name] = f"{name}, {language}"
    assert len(names) > 100
    assert sorted(set(_complaints(checker, tmp_path, names))) == []


def _shown() -> list[tuple[Any, str]]:
    """Pages that a plain request shows; those that answer a form are read by the other tests."""
    scenes = [each for each in SCENES.items() if each[1].sent is None]
    return [(scene, language) for scene in scenes for language in LANGUAGES]


def _complaints(checker: str, folder: Path, names: dict[str, str]) -> list[str]:
    command = ["java", "-Xmx512m", "-jar", checker, "--errors-only", "--format", "json"]
    done = subprocess.run(
        [*command, str(folder)], capture_output=True, text=True, check=False, timeout=300
    )
    return [
        f"{names[each['url'].rpartition('/')[2]]}: {each['message']} {each.get('extract', '')}"
        for each in json.loads(done.stderr)["messages"]
    ]

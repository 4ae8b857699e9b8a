"""A browser and the site it looks at. Both live as long as one file of tests."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from tests.browser.running import Site, build, served
from workspace.accounts.demo import DOMAIN, PASSWORD

FLAGS = (
    "--no-sandbox --disable-gpu --disable-dev-shm-usage"
    " --disable-background-networking --disable-component-update --disable-sync"
).split()


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where the browser is. Without one these tests are skipped, in CI they fail."""
    if path := os.environ.get("CHROMIUM", ""):
        return path
    words = "CHROMIUM names no browser: `make engines` installs one"
    if os.environ.get("CI") == "true":
        pytest.fail(words)
    pytest.skip(words)


@pytest.fixture(scope="session")
def demonstration(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site with the demonstration programme, shared by all test processes.

    `make test` names one in DEMONSTRATION, which its next run of the browser finds complete.
    """
    if named := os.environ.get("DEMONSTRATION"):
        return build(Path(named))
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    return build(shared / "demonstration")


@pytest.fixture(scope="module")
def site(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with served(demonstration, tmp_path_factory.mktemp("site") / "var") as running:
        yield running


# Not for the session: while it is open, other tests of the process may not use the database.
@pytest.fixture(scope="module")
def browser(request: pytest.FixtureRequest, chromium: str) -> Iterator[Browser]:
    """The whole browser; a file that says `WITHOUT_WINDOW` gets the same engine without tabs and
    menus, which are a third of the work at hundreds of pages. Debian has it as a program of its
    own; where that is missing, the whole browser does."""
    alone = shutil.which("chromium-headless-shell")
    if alone is None or not getattr(request.module, "WITHOUT_WINDOW", False):
        path, flags = chromium, [*FLAGS, "--headless=new"]
    else:
        path, flags = alone, FLAGS
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=flags)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def logged_in(browser: Browser, site: Site) -> Iterator[Callable[..., BrowserContext]]:
    """`logged_in("editor")`: that person's own browser window, made at the first call.

    The log-in goes through the form. "" is a visitor. Further words are options of the window;
    the first call for a person decides them.
    """
    known: dict[str, BrowserContext] = {}

    def window(person: str, **options: object) -> BrowserContext:
        if person not in known:
            options = {"base_url": site.url, "locale": "en-GB", **options}
            known[person] = browser.new_context(**options)  # type: ignore[arg-type]
            if person:
                log_in(known[person], person)
        return known[person]

    yield window
    for context in known.values():
        context.close()


def log_in(context: BrowserContext, person: str) -> None:
    page = context.new_page()
    page.goto("/en/account/login/")
    page.fill("[name=login]", f"{person}@{DOMAIN}")
    page.fill("[name=password]", PASSWORD)
    page.click("main button.govuk-button")
    expect(page.locator(".td-account form"), f"{person} logs in").to_be_attached(timeout=30_000)
    page.close()

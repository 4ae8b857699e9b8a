"""Every page in the three languages: axe, 320 px, language, no third party, quiet console."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import resolve
from django.utils.translation import override
from playwright.sync_api import BrowserContext, Page, Response

from tests.access.matrix import ROWS
from tests.browser.inspection import WIDE, Ear, complaints
from tests.browser.running import Site, served
from tests.browser.scenes import LANGUAGES, PRESENT, SCENES, UNSEEN

pytestmark = pytest.mark.browser
WITHOUT_WINDOW = True


@pytest.fixture(scope="module")
def known(site: Site) -> dict[str, Any]:
    return site.ask("known")


@pytest.fixture(scope="module")
def tabs(logged_in: Callable[..., BrowserContext], site: Site) -> Callable[[str], tuple[Page, Ear]]:
    """One tab a person: opening one for each page would be most of the time."""
    open_tabs: dict[str, tuple[Page, Ear]] = {}

    def tab(person: str) -> tuple[Page, Ear]:
        if person not in open_tabs:
            page = logged_in(person).new_page()
            open_tabs[person] = page, Ear(page, site.url)
        return open_tabs[person]

    return tab


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SCENES)
def test_page_keeps_what_every_page_promises(name, language, tabs, known):
    scene = SCENES[name]
    page, ear = tabs(scene.person)
    page.set_viewport_size(WIDE)
    address = f"/{language}/{scene.path.format(**known)}"
    ear.forget()
    response = page.goto(address) if scene.sent is None else _send(page, address, scene.sent, ear)
    assert response is not None and response.status == scene.status
    if scene.shows:
        assert page.locator(scene.shows).count(), f"nothing matches {scene.shows}"
    assert complaints(page, language) + ear.complaints() == []


def test_every_page_of_the_site_has_a_scene(known):
    """Each address that shows a page to somebody; those without say why (`scenes.UNSEEN`)."""
    pages = {
        name
        for name, row in ROWS.items()
        # An answer to POST alone, or always a way to another page.
        if row.answer not in (302, 405)
    }
    with override("en"):
        shown = {
            resolve(f"/en/{scene.path.format(**known)}".partition("?")[0]).view_name
            for scene in SCENES.values()
            if scene.status != 404
        }
    assert (missing := pages - shown - set(UNSEEN)) == set(), " ".join(sorted(missing))
    assert set(UNSEEN) & shown == set(), "these are looked at"
    assert set(UNSEEN) - set(ROWS) == set(), "these are gone"


def _send(page: Page, address: str, fields: dict[str, str], ear: Ear) -> Response:
    """Post the fields as a form of this site, with the token that a form carries."""
    language = address.split("/")[1]
    page.goto(f"/{language}/account/password/reset/")
    token = page.locator("main [name=csrfmiddlewaretoken]").input_value()
    if fields.get("version") == PRESENT:
        page.goto(address)
        fields = {**fields, "version": page.locator("[name=version]").input_value()}
    ear.forget()
    with page.expect_navigation() as landed:
        page.evaluate(
            """([action, fields]) => {
                const form = document.createElement('form');
                form.method = 'post'; form.action = action;
                for (const [name, value] of Object.entries(fields)) {
                    const input = document.createElement('input');
                    input.name = name; input.value = value; form.append(input);
                }
                document.body.append(form); form.submit();
            }""",
            [address, {"csrfmiddlewaretoken": token, **fields}],
        )
    return landed.value


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ["403", "500"])
def test_page_for_a_fault_keeps_what_every_page_promises(code, language, tabs, faults):
    page, ear = tabs("")
    page.set_viewport_size(WIDE)
    ear.forget()
    address = f"**/{language}/fault/"
    page.route(address, lambda route: route.fulfill(body=faults[f"{code} {language}"]))
    page.goto(f"/{language}/fault/")
    page.unroute(address)
    assert complaints(page, language) + ear.complaints() == []


@pytest.fixture(scope="module")
def faults(site: Site) -> dict[str, str]:
    return site.ask("error_pages")


def test_search_without_its_engine_says_so_and_keeps_the_promises(demonstration, tmp_path, browser):
    dead = "http://127.0.0.1:9"
    with served(demonstration, tmp_path / "var", SEARCH_URL=dead) as site:
        context = browser.new_context(base_url=site.url, viewport=WIDE)
        page = context.new_page()
        ear = Ear(page, site.url)
        page.goto("/en/search/?q=radio")
        assert page.locator("[role=status]").count()
        assert page.locator(".td-rows li").count()
        assert complaints(page, "en") + ear.complaints() == []
        context.close()

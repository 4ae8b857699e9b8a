"""The five things that people come for, each done with the keys alone.

At every stop the focus is seen (`keys.Keys.stop`); after a refusal and after success it is where
one goes on.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, expect

from tests.browser.chain import PHASE
from tests.browser.inspection import WIDE
from tests.browser.keys import Keys
from tests.browser.running import Site

pytestmark = pytest.mark.browser

Keyboard = Callable[[str], Keys]


@pytest.fixture
def keyboard(logged_in: Callable[..., BrowserContext]) -> Keyboard:
    def sit_down(person: str) -> Keys:
        page = logged_in(person, viewport=WIDE).new_page()
        page.set_default_timeout(15_000)
        return Keys(page)

    return sit_down


@pytest.fixture(scope="module")
def known(site: Site) -> dict[str, Any]:
    return site.ask("known")


def test_an_account_is_written_and_signed(keyboard: Keyboard) -> None:
    keys = keyboard("filets-rade")
    page = keys.page
    page.goto(PHASE)
    keys.leave("a:text-is('Change this account')")
    keys.write("[name=lead]", "Written with the keys alone.")
    for part in ("did", "used", "failed"):
        keys.stop()
        expect(page.locator(f"[name={part}]")).to_be_focused()
        page.keyboard.press("Control+A")
        page.keyboard.type(f"Typed into {part}.")
    keys.leave("button[value=save]")
    expect(page.get_by_text("Written with the keys alone.")).to_have_count(1)
    keys.told("Your account is saved.")
    keys.leave("button:text-is('Sign for Lorient')")
    keys.told("You have signed for Lorient.")


def test_a_post_with_a_photo_is_published(keyboard: Keyboard, tmp_path: Path) -> None:
    photo = tmp_path / "quay.jpg"
    Image.new("RGB", (640, 480), "#0b5260").save(photo)
    keys = keyboard("rosario")
    page = keys.page
    # Heard from the beginning: the browser takes a while to ask us instead of its own window.
    page.on("filechooser", lambda chooser: chooser.set_files(photo))
    page.goto("/es/twinnings/rosario-bristol/journal/")
    keys.leave("main a[href$='/new/']")
    keys.leave("main form.td-form button")
    keys.mends("[name=text]")
    page.keyboard.type("La radio habló toda la tarde.")
    keys.to("[name=title]", back=True)
    page.keyboard.type("Una tarde")
    keys.press("[type=file]")
    expect(page.locator("[type=file]")).to_have_value(re.compile(r"quay\.jpg$"))
    keys.choose("tier")
    keys.leave("main form.td-form button")
    page.wait_for_url("**/check/")
    keys.leave("button[value=publish]")
    keys.mends("[name^=alt_]")
    page.keyboard.type("Un muelle azul.")
    keys.leave("button[value=publish]")
    keys.told("La publicación está hecha.")
    expect(page.locator("article img")).to_have_attribute("alt", "Un muelle azul.")


def test_a_survey_is_answered(keyboard: Keyboard, known: dict[str, Any]) -> None:
    keys = keyboard("bristol")
    page = keys.page
    page.goto("/en/workspace/")
    keys.leave("main a[href*='/surveys/']")
    keys.leave("main a.govuk-button")
    for _page in range(5):
        _answer(keys)
        keys.leave("button:text-is('Save and continue')")
    page.wait_for_url("**/review/")
    keys.leave("main button:has-text('Send')")
    expect(page.locator(".td-meta").get_by_text("Sent")).to_be_visible()


def _answer(keys: Keys) -> None:
    """Every question of the page in the order of its stops, by what the focus is in."""
    page = keys.page
    keys.to("main form :is(input, textarea, select)")
    while page.evaluate("document.activeElement.matches('main form :is(input, textarea, select)')"):
        kind = page.evaluate("document.activeElement.type")
        if kind in ("radio", "checkbox"):
            if not page.evaluate("document.activeElement.name.startsWith('none_')"):
                page.keyboard.press("Space")
        elif "exchange" in page.evaluate("document.activeElement.name"):
            page.keyboard.type("2005-01-31")
        else:
            page.keyboard.type("12")
        keys.stop()
    keys.stop(back=True)


def test_a_resource_is_added(keyboard: Keyboard) -> None:
    keys = keyboard("member")
    page = keys.page
    page.goto("/fr/resources/")
    keys.leave("main a[href$='/resources/new/']")
    keys.leave("main form.td-form button")
    keys.mends("[name=title]")
    page.keyboard.type("Une liste de pièces de rechange")
    keys.write("[name=url]", "https://example.org/pieces")
    keys.choose("tier")
    keys.leave("main form.td-form button")
    expect(page.locator("h1")).to_contain_text("Une liste de pièces de rechange")
    expect(page.locator(".govuk-notification-banner--success")).to_be_focused()


def test_a_facilitator_returns_a_phase(keyboard: Keyboard, known: dict[str, Any]) -> None:
    keys = keyboard("facilitator")
    page = keys.page
    page.goto(f"/en/{known['submitted']}")
    keys.press("summary:text-is('Return it to the partners')")
    keys.leave("button:text-is('Return')")
    keys.mends("[name=reason]")
    page.keyboard.type("The day of the meeting is missing.")
    keys.leave("button:text-is('Return')")
    keys.told("The phase is back with its partners.")
    expect(
        page.locator(".td-head").get_by_text("The day of the meeting is missing.")
    ).to_be_visible()


def test_a_recommendation_is_proposed(keyboard: Keyboard) -> None:
    keys = keyboard("member")
    page = keys.page
    page.goto("/en/recommendations/new/")
    keys.leave("main form button:text-is('Propose it')")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    for name in ("title", "ask", "rationale", "addressee"):
        keys.write(f"[name={name}_en]", f"Keys alone: {name}.")
    keys.choose("level")
    keys.to("[name=deadline]")
    page.keyboard.type("06062031")  # whichever of day and month comes first
    keys.press("[type=checkbox]", "Space")
    keys.leave("main form button:text-is('Propose it')")
    assert page.locator(".govuk-error-summary").all_inner_texts() == []
    expect(page.locator("h1")).to_have_text("Keys alone: title.")


def test_enter_in_a_field_answers_no_application(keyboard: Keyboard, known: dict[str, Any]) -> None:
    keys = keyboard("facilitator")
    page = keys.page
    page.goto(f"/en/{known['application']}")
    sent: list[str] = []
    page.on("request", lambda request: request.method == "POST" and sent.append(request.url))
    page.eval_on_selector_all("main details", "all => all.forEach(fold => fold.open = true)")
    page.fill("[name=said]", "They have a studio.")
    page.fill("[name=reason]", "No partner is left.")
    for name in ("latitude", "longitude"):
        page.locator(f"[name={name}]").press("Enter")
    # In a date some browsers press the next button all the same: that of the contact.
    page.locator("[name=on]").press("Enter")
    page.wait_for_timeout(500)
    assert [url for url in sent if not url.endswith("/contact/")] == []
    expect(page.locator(".td-head").get_by_text("Waiting for an answer")).to_be_visible()
    expect(page.locator("[name=said]")).to_have_value("They have a studio.")
    expect(page.locator("[name=reason]")).to_have_value("No partner is left.")

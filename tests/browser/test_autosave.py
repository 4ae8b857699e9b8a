"""What is typed in an account is kept while one types, and when the page goes out of sight."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.running import Site

pytestmark = pytest.mark.browser

HIDDEN = """() => {
    Object.defineProperty(document, 'visibilityState', {value: 'hidden'});
    document.dispatchEvent(new Event('visibilitychange'));
}"""


def test_a_draft_is_kept_every_half_minute_and_when_the_page_is_hidden(
    logged_in: Callable[..., BrowserContext], site: Site
) -> None:
    address = f"/en/{site.ask('known')['account']}"
    page = logged_in("rosario").new_page()
    page.clock.install()
    page.goto(address)
    said = page.locator("[data-kept]")
    expect(said).to_have_text("Nothing is kept until you save.")
    page.fill("[name=did]", "Half a sentence")
    page.clock.fast_forward(31_000)
    expect(said).to_contain_text("Draft kept at")
    page.fill("[name=did]", "A whole sentence.")
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.evaluate(HIDDEN)
    again = logged_in("rosario").new_page()
    again.goto(address)
    expect(again.locator("[name=did]")).to_have_value("A whole sentence.")
    again.get_by_role("button", name="Throw my draft away").click()
    expect(again.locator("[name=did]")).not_to_have_value("A whole sentence.")

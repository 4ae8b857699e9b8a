"""The second factor in a browser without JavaScript, from the set-up to the next log-in."""

from __future__ import annotations

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from playwright.sync_api import Browser, Page, expect

from tests.browser.inspection import WIDE, Ear, complaints
from tests.browser.running import Site
from workspace.accounts.demo import DOMAIN, PASSWORD

pytestmark = pytest.mark.browser
WITHOUT_WINDOW = True

#: One person for each language: nobody can set it up twice.
PEOPLE = {"en": "member", "fr": "editor", "es": "rosario"}


def enter(page: Page, language: str, person: str) -> None:
    page.goto(f"/{language}/account/login/")
    page.fill("[name=login]", f"{person}@{DOMAIN}")
    page.fill("[name=password]", PASSWORD)
    page.click("main button.govuk-button")
    expect(page.locator("[name=login]")).to_have_count(0)


def code_of(page: Page) -> str:
    secret = page.inner_text(".td-key-text")
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


@pytest.mark.parametrize("language", PEOPLE)
def test_second_factor_from_set_up_to_log_in(browser: Browser, site: Site, language: str):
    context = browser.new_context(base_url=site.url, viewport=WIDE)
    page = context.new_page()
    ear = Ear(page, site.url)
    enter(page, language, PEOPLE[language])
    page.goto(f"/{language}/account/second-factor/set-up/")
    found = complaints(page, language)
    page.fill("[name=password]", PASSWORD)
    page.click("main button.govuk-button")
    expect(page.locator(".td-qr")).to_be_visible()
    assert page.evaluate("document.querySelector('.td-qr').naturalWidth") > 0
    found += complaints(page, language)
    code = code_of(page)
    page.fill("[name=code]", code)
    page.click("main button.govuk-button")
    expect(page.locator(".td-codes code")).to_have_count(10)
    recovery = page.locator(".td-codes code").all_inner_texts()
    found += complaints(page, language)
    with page.expect_download() as saved:
        page.click("main button.govuk-button")
    assert saved.value.path().read_text().split() == recovery
    context.clear_cookies()
    enter(page, language, PEOPLE[language])
    page.wait_for_url("**/account/login/code/")
    found += complaints(page, language)
    page.fill("[name=code]", recovery[0])
    page.click("main button.govuk-button")
    page.wait_for_url(f"**/{language}/workspace/")
    for address in ("second-factor/", "recovery-codes/", "second-factor/remove/"):
        page.goto(f"/{language}/account/{address}")
        if page.locator("main [type=password]").count():
            page.fill("[name=password]", PASSWORD)
            page.click("main button.govuk-button")
            page.wait_for_url(f"**/account/{address}")
        found += complaints(page, language)
    assert found + ear.complaints() == []
    context.close()

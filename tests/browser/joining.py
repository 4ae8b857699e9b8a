"""How an organisation comes in: its application, the facilitator's answer, charter, colleagues.

Each step takes a page of the person who does it. Where the language is the reader's own, a step
finds its way by addresses and names of fields, not by words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from workspace.accounts.demo import PASSWORD

PROGRAMME = "programmes/i-twinnings/"
MAIN_BUTTON = "main button.govuk-button:not(.govuk-button--secondary)"
DONE = ".govuk-notification-banner--success"


@dataclass(frozen=True)
class Newcomer:
    """An organisation that nobody knows yet, and its two people."""

    name: str
    city: str
    country: str
    language: str
    coordinator: str
    colleague: str


def apply(page: Page, who: Newcomer) -> None:
    """From the log-in page, where one without an account ends up, through the three steps."""
    page.goto(f"/{who.language}/account/login/")
    page.click("main a[href$='/organisations/apply/']")
    page.fill("[name=email]", who.coordinator)
    page.click(MAIN_BUTTON)
    page.wait_for_url("**/1/")
    # The address is missing: the step comes back, with what was typed.
    page.fill("[name=name]", who.name)
    page.click("[name=go][value=on]")
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    expect(page.locator("[name=name]")).to_have_value(who.name)
    page.fill("[name=city]", who.city)
    page.select_option("[name=country]", who.country)
    page.fill("[name=about]", "A workshop where people mend and lend computers.")
    page.click("[name=go][value=on]")
    page.wait_for_url("**/2/")
    page.fill("[name=first_name]", "Zarandaja")
    page.fill("[name=last_name]", who.city)
    page.click("[name=go][value=later]")
    page.wait_for_url(re.compile(r"/apply/[^/]+/$"))


def send(page: Page, who: Newcomer, mail: str) -> None:
    """Another day, by the link of the mail: what was typed is there, and the rest follows."""
    page.goto(link_of(mail))
    expect(page.locator("[name=name]")).to_have_value(who.name)
    page.click("[name=go][value=on]")
    page.wait_for_url("**/2/")
    expect(page.locator("[name=last_name]")).to_have_value(who.city)
    page.click("[name=go][value=on]")
    page.wait_for_url("**/3/")
    page.fill("[name=wish]", "A twinning with a town that lies by the sea.")
    page.locator("label[for=id_charter_read]").click()
    page.click("[name=go][value=on]")
    page.wait_for_url(re.compile(r"/apply/[^/]+/$"))


def enrol(page: Page, who: Newcomer) -> None:
    """A facilitator finds the application in the workspace, records the call, enrols."""
    page.goto("/en/workspace/")
    page.locator("main a[href*='/organisations/applications/']").first.click()
    page.goto("/en/organisations/applications/")
    page.get_by_role("link", name=who.name).click()
    page.select_option("[name=way]", label="Telephone")
    page.fill("[name=said]", "They know what they want, and whom to write to.")
    page.get_by_role("button", name="Record this contact").click()
    expect(page.locator(DONE)).to_be_visible()
    page.get_by_role("button", name="Enrol this organisation").click()
    expect(page.locator(DONE)).to_contain_text("The organisation is enrolled")


def choose_password(page: Page, mail: str, email: str) -> None:
    page.goto(link_of(mail))
    page.fill("[name=password1]", PASSWORD)
    page.fill("[name=password2]", PASSWORD)
    page.click(MAIN_BUTTON)
    page.click("main a[href*='/account/login/']")
    page.fill("[name=login]", email)
    page.fill("[name=password]", PASSWORD)
    page.click(MAIN_BUTTON)
    page.wait_for_url("**/workspace/")


def sign_charter(page: Page, who: Newcomer) -> str:
    """What the workspace asks first; returns the page inside the organisation."""
    page.goto(f"/{who.language}/workspace/")
    page.locator(".td-due a[href$='/charter/']").first.click()
    page.click(MAIN_BUTTON)
    expect(page.locator(DONE)).to_be_visible()
    return urlsplit(page.url).path


def invite(page: Page, inside: str, who: Newcomer) -> None:
    page.goto(inside)
    page.click("main a[href$='/invite/']")
    page.fill("[name=email]", who.colleague)
    page.click(MAIN_BUTTON)
    expect(page.locator(DONE)).to_contain_text(who.colleague)


def join(page: Page, mail: str) -> None:
    page.goto(link_of(mail))
    page.fill("[name=first_name]", "Colleague")
    page.fill("[name=last_name]", "Zarandaja")
    page.fill("[name=password]", PASSWORD)
    page.click(MAIN_BUTTON)
    page.wait_for_url("**/workspace/")
    expect(page.locator(DONE)).to_be_visible()


def open_twinning(page: Page, who: Newcomer, other: str) -> str:
    """A facilitator brings the newcomer and another organisation together."""
    page.goto(f"/en/{PROGRAMME}")
    page.click("main a[href$='/open/']")
    for language in ("fr", "en", "es"):
        page.fill(f"[name=name_{language}]", f"{who.city} meets the sea")
        page.fill(f"[name=summary_{language}]", "They mend computers together.")
    for field, name in (("first", who.name), ("second", other)):
        option = page.locator(f"[name={field}] option", has_text=name).first
        page.select_option(f"[name={field}]", value=option.get_attribute("value"))
    page.get_by_role("button", name="Open the twinning").click()
    expect(page.locator("h1")).to_contain_text(f"{who.city} meets the sea")
    return urlsplit(page.url).path


def finds_own_twinning(page: Page, twinning: str, who: Newcomer) -> None:
    """The colleague, who joined by a mail, is part of it."""
    page.goto(f"/{who.language}/workspace/")
    own = re.sub("^/en/", f"/{who.language}/", twinning)
    page.locator(f"main a[href='{own}']").first.click()
    expect(page.locator("#journal")).to_be_visible()


def link_of(mail: str) -> str:
    """The first address in a mail, without the host."""
    found = re.search(r"^http://[^/]+(/\S+)$", mail, re.MULTILINE)
    assert found, mail
    return found[1]

"""From two partners' accounts to a PDF that a visitor downloads, one function for each step.

What a machine would do in between (building the PDFs) is done by the real worker.
"""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.running import Site
from workspace.languages.text import LANGUAGES

PHASE = "/en/twinnings/lorient-mar-del-plata/phases/4/"
QUESTION = "hours_online"
TITLES = {
    "finding": "Evening radio reaches people whom no screen reaches",
    "recommendation": "Pay the kilowatts of the zarandaja transmitters",
    "edition": "What a transmitter changes",
}
ASK = "Municipalities carry the electricity of small transmitters from 2031 on."
#: A word that nothing in the demonstration contains.
WORD = "zarandaja"
REASON = "The litres of fuel are missing. Mar del Plata has the bills."


def write(page: Page, city: str, lead: str) -> None:
    page.goto(PHASE)
    page.click("text=Change this account")
    page.fill("[name=lead]", lead)
    page.fill("[name=did]", f"{city} wrote this by hand.\nThen again.")
    page.fill("[name=used]", "A transmitter of 20 watts.")
    page.fill("[name=failed]", "Nobody had counted the electricity.")
    page.click("main form button:has-text('Save')")
    expect(page.get_by_text(lead)).to_have_count(1)


def sign(page: Page, city: str) -> None:
    page.goto(PHASE)
    page.click(f"button:has-text('Sign for {city}')")
    expect(page.get_by_text(f"{city} has signed")).to_have_count(1)


def give_back(page: Page) -> None:
    """First without a word, which is refused; then with the reason."""
    page.goto(PHASE)
    page.click("text=Return it to the partners")
    page.click("main form button:text-is('Return')")
    expect(page.locator(".govuk-error-message")).to_be_visible()
    page.fill("[name=reason]", REASON)
    page.click("main form button:text-is('Return')")
    expect(page.locator(".td-head .td-state--returned")).to_be_visible()


def mend(page: Page, language: str) -> None:
    """The partner finds the phase in the workspace, reads why it came back and adds what lacks."""
    page.goto(f"/{language}/workspace/")
    own = re.sub("^/en/", f"/{language}/", PHASE)
    page.locator(f"main a[href^='{own}']").first.click()
    if "/accounts/" not in page.url:
        expect(page.locator(".td-head, .td-log").get_by_text(REASON).first).to_be_visible()
        page.locator("main a[href*='/accounts/']").first.click()
    page.fill("[name=failed]", "Nobody had counted the electricity. 40 litres of fuel a week.")
    page.click("[name=action][value=save]")
    expect(page.get_by_text("40 litres of fuel")).to_be_visible()
    expect(page.locator(".td-head, .td-log").get_by_text(REASON).first).to_be_visible()


def validate(page: Page) -> None:
    page.goto(PHASE)
    page.click("button:has-text('Validate this phase')")
    expect(page.locator(".td-head").get_by_text("Validated")).to_be_visible()


def answered(page: Page) -> int:
    """How many partners have answered, as the report of the wave says."""
    page.goto("/en/reports/2/")
    found = re.search(r"n = (\d+)\.", page.locator("#cite + p + p").inner_text())
    assert found
    return int(found[1])


def answer_survey(page: Page, own_words: str) -> None:
    """From the workspace, page by page, with an answer to every question."""
    page.goto("/en/workspace/")
    page.click("main a[href*='/surveys/']")
    page.wait_for_url("**/surveys/**")
    page.click("main a.govuk-button")
    page.wait_for_url("**/1/")
    walked = 0
    while not page.url.endswith("/review/"):
        walked += 1
        answer_page(page, own_words)
        with page.expect_navigation():
            page.click("button:has-text('Save and continue')")
        assert not page.locator(".govuk-error-summary").count(), page.inner_text("main")
    assert walked == 5
    expect(page.get_by_text(own_words)).to_have_count(1)
    page.click("main button:has-text('Send')")
    expect(page.locator(".td-meta").get_by_text("Sent")).to_be_visible()


def answer_page(page: Page, own_words: str) -> None:
    for group in page.locator("fieldset").all():
        choice = group.locator("[type=radio], [type=checkbox]").first
        if not choice.get_attribute("name").startswith("none_"):
            page.locator(f"label[for={choice.get_attribute('id')}]").click()
    for field in page.locator("main form input[name^=q_]:not([type=radio], [type=checkbox])").all():
        field.fill("2005-01-31" if "exchange" in (field.get_attribute("name") or "") else "12")
    for field in page.locator("main form textarea").all():
        field.fill(own_words)


def freeze(page: Page) -> str:
    """Freezes one result for everyone; returns the address of its page."""
    page.goto("/en/reports/2/")
    page.select_option(f"#tier-{QUESTION}", "public")
    page.locator(f"form[action*='/{QUESTION}/freeze/'] button").click()
    page.wait_for_url("**/results/*/")
    return urlsplit(page.url).path


def publish_finding(page: Page, result: str, said: str) -> None:
    page.goto("/en/findings/")
    page.click("text=Publish a finding")
    page.click("label:has-text('Need')")
    _fill_languages(page, "title", TITLES["finding"])
    _fill_languages(page, "statement", "Where the line fails, the radio does not.")
    page.locator(f"[name=snapshots][value='{result.strip('/').split('/')[-1]}']").check()
    page.select_option("[name=text_1]", label=_account_option(page))
    page.fill("[name=quote_1]", said)
    page.click("main form button:has-text('Publish')")
    expect(page.locator("h1")).to_have_text(TITLES["finding"])
    expect(page.get_by_text(said)).to_have_count(1)
    expect(page.locator(f"a[href='{result}']").first).to_be_visible()


def _account_option(page: Page) -> str:
    """The account that was just signed: phase 4 of the partner in Lorient."""
    options = page.locator("[name=text_1] option").all_inner_texts()
    found = [each for each in options if each.startswith("4. Gens de la petite pêche")]
    assert len(found) == 1
    return found[0]


def propose(page: Page) -> None:
    page.goto("/en/recommendations/")
    page.click("text=Propose a recommendation")
    _fill_languages(page, "title", TITLES["recommendation"])
    _fill_languages(page, "ask", ASK)
    _fill_languages(page, "rationale", "Small sums keep small transmitters alive.")
    _fill_languages(page, "addressee", "Municipalities")
    page.click("label:has-text('Local')")
    page.fill("[name=deadline]", "2031-06-30")
    page.locator("label", has_text=TITLES["finding"]).click()
    page.click("main form button:has-text('Propose it')")
    expect(page.locator("h1")).to_have_text(TITLES["recommendation"])


def address_of(page: Page) -> str:
    page.goto("/en/recommendations/?page=99")
    link = page.locator("main a", has_text=TITLES["recommendation"])
    address = link.get_attribute("href")
    assert address
    return address


def compile_edition(page: Page) -> str:
    """Retains the recommendation and freezes it in an edition; returns the address of that."""
    page.goto(address_of(page))
    page.click("button:has-text('Retain')")
    expect(page.get_by_role("button", name="Retain")).to_have_count(0)
    page.goto("/en/white-paper/")
    page.click("text=Write a new edition")
    for name, words in (("title", TITLES["edition"]), ("promise", "One thing to pay for.")):
        _fill_languages(page, name, words)
    for name in ("summary", "method"):
        _fill_languages(page, name, "Two partners wrote, a whole programme answered.")
    page.locator("[name=tier][value=public]").check()
    page.locator("tr", has_text=TITLES["recommendation"]).locator("label").first.click()
    page.click("main form button:has-text('Save the draft')")
    page.click("button:has-text('Compile this edition')")
    expect(page.get_by_role("button", name="Build the PDFs")).to_be_visible()
    return page.url


def publish_edition(page: Page, edition: str, site: Site) -> None:
    page.goto(edition)
    page.click("button:has-text('Build the PDFs')")
    expect(page.locator("h1")).to_contain_text("has not begun")
    # Three PDFs; the small tasks that follow the edits of the demonstration may wait.
    site.manage("db_worker", "--max-tasks", "3", "--no-startup-delay", "--interval", "0")
    # The page looks again by itself: asking it at the same moment would meet it on its way.
    expect(page.locator("h1")).to_have_text("The three PDFs are built", timeout=30_000)
    page.click("text=Back to the edition")
    page.click("button:has-text('Publish this edition')")
    expect(page.locator("#downloads")).to_be_visible()


def find_and_download(page: Page, edition: str, folder: Path) -> str:
    """A visitor searches, opens the edition and downloads it; returns the text of the PDF."""
    page.goto("/en/search/")
    page.fill("#q", WORD)
    page.click("main form[role=search] button")
    page.locator(".td-rows a", has_text=re.compile(WORD)).first.click()
    page.locator("main a", has_text=re.compile(r"Edition \d")).first.click()
    page.wait_for_url(edition)
    with page.expect_download() as download:
        page.click("a[hreflang=en][type='application/pdf']")
    target = folder / "edition.pdf"
    download.value.save_as(target)
    reader = PdfReader(target)
    links = [
        str(note.get_object().get("/A", {}).get("/URI", ""))
        for sheet in reader.pages
        for note in sheet.get("/Annots", [])
    ]
    return re.sub(r"\s+", " ", " ".join(sheet.extract_text() for sheet in reader.pages)) + " ".join(
        links
    )


def _fill_languages(page: Page, name: str, words: str) -> None:
    """The same words in French, English and Spanish: `name_fr` and so on."""
    for language in LANGUAGES:
        page.fill(f"[name={name}_{language}]", words)

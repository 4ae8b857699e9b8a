"""The whole chain, clicked by everybody in it: from an unknown organisation to a PDF in hand.

Once without JavaScript and once with it. Each person has an own window and logs in by the form.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser import chain, joining
from tests.browser.running import Site, served

pytestmark = pytest.mark.browser

Window = Callable[[str], Page]
NEWCOMERS = {
    False: joining.Newcomer(
        "Atelier des câbles", "Zuydcoote", "FR", "fr", "ana@example.org", "ben@example.org"
    ),
    True: joining.Newcomer(
        "Taller de cables", "Zárate", "AR", "es", "eva@example.org", "leo@example.org"
    ),
}


@pytest.fixture(scope="module", params=[False, True], ids=["without JavaScript", "with JavaScript"])
def script(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


# The chain changes much of what it finds: each round has a site of its own.
@pytest.fixture(scope="module")
def site(
    script: bool, demonstration: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    with served(demonstration, tmp_path_factory.mktemp("chain") / "var") as running:
        yield running


@pytest.fixture
def window(logged_in: Callable[..., BrowserContext], script: bool) -> Window:
    def open_page(person: str) -> Page:
        context = logged_in(person, java_script_enabled=script, accept_downloads=True)
        context.set_default_timeout(15_000)
        return context.new_page()

    return open_page


@pytest.fixture
def stranger(browser: Browser, site: Site, script: bool) -> Iterator[Callable[[], Page]]:
    """The first page of somebody whom the site does not know."""
    opened: list[BrowserContext] = []

    def open_page() -> Page:
        opened.append(browser.new_context(base_url=site.url, java_script_enabled=script))
        opened[-1].set_default_timeout(15_000)
        return opened[-1].new_page()

    yield open_page
    for context in opened:
        context.close()


def test_an_organisation_applies_signs_and_brings_its_people_in(
    window: Window, stranger: Callable[[], Page], site: Site, script: bool
) -> None:
    who = NEWCOMERS[script]
    coordinator, colleague = stranger(), stranger()
    joining.apply(coordinator, who)
    joining.send(coordinator, who, site.mailed(who.coordinator))
    joining.enrol(window("facilitator"), who)
    joining.choose_password(coordinator, site.mailed(who.coordinator), who.coordinator)
    inside = joining.sign_charter(coordinator, who)
    assert "application/pdf" in site.mailed(who.coordinator)
    joining.invite(coordinator, inside, who)
    joining.join(colleague, site.mailed(who.colleague))
    twinning = joining.open_twinning(window("facilitator"), who, "Windmill Lane")
    joining.finds_own_twinning(colleague, twinning, who)


def test_the_chain_from_two_accounts_to_the_downloaded_pdf(
    window: Window, site: Site, script: bool, tmp_path: Path
) -> None:
    said = "The transmitter of the harbour carried our meetings when the line was down."
    chain.write(window("filets-rade"), "Lorient", said)
    chain.write(window("lanchas-amarillas"), "Mar del Plata", "We heard them a day late, on tape.")
    both_sign(window)
    chain.give_back(window("facilitator"))
    chain.mend(window("lanchas-amarillas"), "es")
    both_sign(window)
    chain.validate(window("facilitator"))
    before = chain.answered(window("researcher"))
    chain.answer_survey(window("rosario"), own_words="A second transmitter")
    chain.answer_survey(window("bristol"), own_words="Somebody who repairs radios")
    assert chain.answered(window("researcher")) == before + 2
    chain.publish_finding(window("researcher"), chain.freeze(window("researcher")), said)
    chain.propose(window("member"))
    edition = chain.compile_edition(window("editor"))
    if script:  # the pages that follow carry no script: nothing new is to be seen
        return
    chain.publish_edition(window("editor"), edition, site)
    pdf = chain.find_and_download(window(""), edition, tmp_path)
    assert chain.TITLES["recommendation"] in pdf
    assert chain.ASK in pdf
    address = site.url.partition("//")[2]
    number = re.search(r"recommendations/(\d+)/", chain.address_of(window("editor")))
    assert number and address in pdf
    assert f"/recommendations/{number[1]}/" in pdf.replace(" ", "")


def both_sign(window: Window) -> None:
    chain.sign(window("filets-rade"), "Lorient")
    chain.sign(window("lanchas-amarillas"), "Mar del Plata")

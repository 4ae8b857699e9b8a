"""Pages by keyboard alone: the skip link, a focus one can see and that nothing hides."""

from __future__ import annotations

import pytest

from tests.browser.inspection import WIDE
from tests.browser.keys import FOCUSED, Keys

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser, site):
    context = browser.new_context(base_url=site.url, viewport=WIDE)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", ["/en/", "/fr/account/login/", "/es/search/", "/en/nothing/"])
def test_first_stop_of_the_keyboard_leads_past_the_menus(page, path):
    page.goto(path)
    page.keyboard.press("Tab")
    link = page.locator("a.td-skip")
    assert page.evaluate(f"{FOCUSED}.className") == "td-skip"
    assert page.evaluate(f"{FOCUSED}.getBoundingClientRect().top") >= 0, "it stays out of sight"
    target = link.get_attribute("href")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(f"!!{FOCUSED}.closest('{target}, footer, .td-band')")


@pytest.mark.parametrize("path", ["/en/", "/en/account/login/", "/en/findings/", "/en/resources/"])
def test_focus_is_seen_on_every_stop(page, path):
    page.goto(path)
    keys, stops = Keys(page), 0
    keys.stop()
    while page.evaluate(f"{FOCUSED} !== document.body") and stops < 60:
        stops += 1
        keys.stop()
    assert stops > 5


def test_focus_is_never_hidden_behind_something(page):
    page.goto("/en/findings/")
    for _stop in range(40):
        page.keyboard.press("Tab")
        covered = page.evaluate(
            """() => { const e = document.activeElement, r = e.getBoundingClientRect();
              if (e === document.body || !r.width) return '';
              const top = document.elementFromPoint(r.left + r.width / 2, r.top + r.height / 2);
              return !top || e.contains(top) || top.contains(e) || e.labels?.length
                ? '' : e.outerHTML.slice(0, 120); }"""
        )
        assert not covered

"""The site by keyboard alone: the skip link, a focus one can see, a form from end to end."""

from __future__ import annotations

import pytest

from tests.browser.inspection import WIDE

pytestmark = pytest.mark.browser

ACCOUNT = "/en/twinnings/rosario-bristol/phases/4/"
FOCUSED = "document.activeElement"
#: What the focused element looks like; compared with what it looks like without focus.
LOOKS = """e => { const s = getComputedStyle(e);
  return [s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow, s.backgroundColor,
          s.textDecorationThickness, s.borderColor].join('|'); }"""


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
    page.keyboard.press("Tab")
    stops = 0
    while page.evaluate(f"{FOCUSED} !== document.body") and stops < 60:
        stops += 1
        seen = page.evaluate_handle(FOCUSED)
        with_focus = page.evaluate(LOOKS, seen)
        what = page.evaluate("e => e.outerHTML.slice(0, 120)", seen)
        page.keyboard.press("Tab")
        assert with_focus != page.evaluate(LOOKS, seen), f"no focus to see on {what}"
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


def test_account_is_written_and_saved_by_keyboard(logged_in):
    page = logged_in("rosario").new_page()
    page.goto(ACCOUNT)
    _tab_to(page, "Change this account")
    page.keyboard.press("Enter")
    page.wait_for_url("**/accounts/**")
    _tab_to_name(page, "lead")
    page.keyboard.press("Control+A")
    page.keyboard.type("Written with the keys alone.")
    for part in ("did", "used", "failed"):
        page.keyboard.press("Tab")
        assert page.evaluate(f"{FOCUSED}.name") == part
        page.keyboard.press("Control+A")
        page.keyboard.type(f"Typed into {part}.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{ACCOUNT}")
    assert page.get_by_text("Written with the keys alone.").count() == 1
    assert page.get_by_text("Typed into failed.").count() == 1


def _tab_to(page, words):
    _tab_until(page, f"{FOCUSED}.textContent.trim() === {words!r}")


def _tab_to_name(page, name):
    _tab_until(page, f"{FOCUSED}.name === {name!r}")


def _tab_until(page, reached):
    for _stop in range(80):
        page.keyboard.press("Tab")
        if page.evaluate(reached):
            return
    raise AssertionError(f"not reached by Tab: {reached}")

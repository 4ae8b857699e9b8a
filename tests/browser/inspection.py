"""What is asked of every page, whatever it says."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

NARROW = {"width": 320, "height": 640}
WIDE = {"width": 1280, "height": 900}
_AXE = Axe().axe_script
#: Only what is wrong: bringing all that is right over here takes longer than looking for it.
_VIOLATIONS = """axe.run({resultTypes: ['violations']}).then(found => found.violations.map(
  each => [each.id, each.help, each.nodes.slice(0, 3).map(node => node.html)]))"""
#: Elements that stand out of a narrow page, unless something around them scrolls or hides them.
_WIDER = """() => {
  const inner = document.documentElement.clientWidth;
  const held = e => { for (let p = e.parentElement; p; p = p.parentElement)
    if (getComputedStyle(p).overflowX !== 'visible') return true; return false; };
  return [...document.querySelectorAll('body *')]
    .filter(e => e.getBoundingClientRect().right > inner + 1 && !held(e)).slice(0, 5)
    .map(e => e.tagName + '.' + e.className + ' ' + Math.round(e.getBoundingClientRect().right));
}"""


@dataclass
class Ear:
    """Hears what a page asks for and what the console says while it is open."""

    page: Page
    origin: str
    asked: list[tuple[str, str]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", lambda each: self.asked.append((each.resource_type, each.url)))
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.said.append(str(error)))

    def _hear(self, message: Any) -> None:
        own_refusal = message.text.startswith("Failed to load resource") and (
            message.location.get("url", "") == self.page.url
        )
        if message.type in ("error", "warning") and not own_refusal:
            self.said.append(message.text)

    def forget(self) -> None:
        self.asked.clear()
        self.said.clear()

    def complaints(self) -> list[str]:
        """Third parties, web fonts, scripts that a reader would need, noise in the console."""
        foreign = [
            f"asks elsewhere: {url}"
            for _kind, url in self.asked
            if not url.startswith((self.origin, "data:"))
        ]
        kinds = [
            f"asks for a {kind}: {url}"
            for kind, url in self.asked
            if kind in _UNWANTED and not url.startswith(f"{self.origin}{_NEVER_NEEDED}")
        ]
        return foreign + kinds + [f"console: {words}" for words in self.said]


#: Keeps drafts while one types; the form has a button that does the same.
_NEVER_NEEDED = "/static/tandem/autosave"
_UNWANTED = ("font", "script", "fetch", "xhr", "websocket")


def complaints(page: Page, language: str) -> list[str]:
    """Everything that is wrong with the page that is open; it is 320 px wide afterwards."""
    found = []
    if (lang := page.get_attribute("html", "lang")) != language:
        found.append(f"<html lang={lang}> instead of {language}")
    if page.evaluate("getComputedStyle(document.body).margin") != "0px":
        found.append("the stylesheet is not there")
    found += axe(page)
    page.set_viewport_size(NARROW)
    if (width := page.evaluate("document.documentElement.scrollWidth")) != 320:
        found.append(f"{width} px wide at 320: {page.evaluate(_WIDER)}")
    return found


def axe(page: Page) -> list[str]:
    """One line for each violation: rule, what it asks, where."""
    page.evaluate(_AXE)
    return [
        f"axe {rule}: {asks}: " + "; ".join(html[:160] for html in where)
        for rule, asks, where in page.evaluate(_VIOLATIONS)
    ]

"""A person with a keyboard alone: goes from stop to stop and looks where the focus is."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import JSHandle, Page, expect

FOCUSED = "document.activeElement"
#: What an element looks like; a choice is drawn by what stands before its label.
_LOOKS = """e => {
  const drawn = getComputedStyle(e).opacity === '0' && e.labels?.length
    ? [e.labels[0], '::before'] : [e, null];
  const s = getComputedStyle(...drawn);
  return [s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow, s.backgroundColor,
          s.textDecorationThickness, s.borderColor, s.borderWidth].join('|'); }"""
#: Nothing when some of it is in sight, else its beginning.
_OUT_OF_SIGHT = """e => { const r = e.getBoundingClientRect();
  return r.bottom > 0 && r.top < innerHeight && r.right > 0 && r.left < innerWidth
    ? '' : e.outerHTML.slice(0, 120); }"""
MOST_STOPS = 120


@dataclass
class Keys:
    page: Page
    #: The element that Tab reached last, and its look when it did.
    _reached: tuple[JSHandle, str] | None = None

    def stop(self, back: bool = False) -> None:
        """One Tab further; where the focus was must have looked otherwise with it.

        A date is one thing with several stops, the last of them drawn by the browser: what
        counts is its look at the first.
        """
        left = self.page.evaluate_handle(FOCUSED)
        with_focus = self.page.evaluate(_LOOKS, left)
        if self._reached and left.evaluate("(e, other) => e === other", self._reached[0]):
            with_focus = self._reached[1]
        self.page.keyboard.press("Shift+Tab" if back else "Tab")
        if not left.evaluate(f"e => e !== {FOCUSED}"):
            return
        if left.evaluate("e => e !== document.body"):
            what = left.evaluate("e => e.outerHTML.slice(0, 120)")
            assert with_focus != self.page.evaluate(_LOOKS, left), f"no focus to see on {what}"
        here = self.page.evaluate_handle(FOCUSED)
        self._reached = here, self.page.evaluate(_LOOKS, here)
        assert not (hidden := self.page.evaluate(_OUT_OF_SIGHT, here)), hidden

    def to(self, selector: str, back: bool = False) -> None:
        """Tab until the stop matches; :text() is for its words."""
        wanted = self.page.locator(selector)
        for _stop in range(MOST_STOPS):
            self.stop(back)
            if wanted.evaluate_all(f"all => all.includes({FOCUSED})"):
                return
        raise AssertionError(f"not reached by Tab: {selector}")

    def press(self, selector: str, key: str = "Enter") -> None:
        self.to(selector)
        self.page.keyboard.press(key)

    def leave(self, selector: str) -> None:
        """Press what leads to another page, and wait for that."""
        self.to(selector)
        self._reached = None
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def write(self, selector: str, words: str) -> None:
        self.to(selector)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(words)

    def choose(self, name: str, steps: int = 1) -> None:
        """Into a group of radios, then down by arrows. The first arrow chooses the second."""
        self.to(f"[type=radio][name={name}]")
        self.page.keyboard.press("Space")
        for _step in range(steps):
            self.page.keyboard.press("ArrowDown")
        expect(self.page.locator(f"[name={name}]:checked")).to_be_focused()

    def mends(self, field: str) -> None:
        """After a refusal the summary has the focus, and its first line leads to the field."""
        expect(self.page.locator(".govuk-error-summary")).to_be_focused()
        self.stop()
        self.page.keyboard.press("Enter")
        expect(self.page.locator(field)).to_be_focused()

    def told(self, words: str) -> None:
        """After an action its notice has the focus."""
        notice = self.page.locator(".govuk-notification-banner").first
        expect(notice).to_be_focused()
        expect(notice).to_contain_text(words)

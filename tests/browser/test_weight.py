"""What a first visit costs on a slow line: at most 60 KB and 8 requests."""

from __future__ import annotations

import gzip

import pytest
from playwright.sync_api import Response

from tests.browser.inspection import WIDE

pytestmark = pytest.mark.browser
WITHOUT_WINDOW = True

KILOBYTES = 60
REQUESTS = 8
#: What a web server in front of the site compresses; pictures and PDFs are compressed already.
COMPRESSED = ("text/", "image/svg+xml", "application/javascript", "application/json")

FIRST_VIEWS = {
    "home": "/fr/",
    "twinning": "/fr/twinnings/rosario-bristol/",
    "phase with pictures": "/fr/twinnings/rosario-bristol/phases/3/",
    "edition": "/fr/editions/1/",
    "search": "/fr/search/?q=radio",
}


@pytest.mark.parametrize("name", FIRST_VIEWS)
def test_first_view_is_light(name, browser, site):
    """The site itself sends texts as they are: they are counted as gzip -6 makes them."""
    context = browser.new_context(base_url=site.url, viewport=WIDE)
    page = context.new_page()
    answers: list[Response] = []

    def arrived(answer: Response) -> None:
        answers.append(answer)

    page.on("response", arrived)
    page.goto(FIRST_VIEWS[name], wait_until="networkidle")
    assert [each.url for each in answers if each.status != 200] == []
    weight = sum(_weight(each) for each in answers) / 1000
    kinds = ", ".join(sorted(each.request.resource_type for each in answers))
    print(f"\n{name}: {weight:.1f} KB in {len(answers)} requests ({kinds})")
    if "pictures" in name:
        assert page.locator("main img").count()
    context.close()
    assert weight <= KILOBYTES
    assert len(answers) <= REQUESTS


def _weight(answer: Response) -> int:
    """Bytes of the body on the line and of its headers."""
    body = answer.body()
    if answer.headers.get("content-type", "").startswith(COMPRESSED):
        body = gzip.compress(body, 6)
    return len(body) + answer.request.sizes()["responseHeadersSize"]

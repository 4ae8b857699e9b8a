"""Every page in the three languages: axe, 320 px, language, no third party, quiet console."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Response

from tests.browser.inspection import WIDE, Ear, complaints
from tests.browser.running import Site, served

pytestmark = pytest.mark.browser

LANGUAGES = ("fr", "en", "es")


@dataclass(frozen=True)
class Scene:
    """A page: who looks at it, where it is (a name of `addresses.known` in braces), its status.

    `sent` is posted to the address from a page of the same site, as a form would.
    """

    path: str
    person: str = ""
    status: int = 200
    sent: dict[str, str] | None = field(default=None, hash=False)
    shows: str = ""


#: The state of the response that the form shows.
PRESENT = "present"
EMPTY_ACCOUNT = {"version": "0", "language": "es", "lead": "", "did": "", "used": "", "failed": ""}
STALE_ACCOUNT = {**EMPTY_ACCOUNT, "lead": "Otra línea.", "did": "Otro texto."}
STALE_EDITION = {"version": "77", "tier": "public"} | {
    f"title_{code}": "Other" for code in LANGUAGES
}
LOGIN = "account/login/"
MANY = "search/?" + "&".join(["a"] * 2001)

SCENES = {
    "home": Scene(""),
    "programme": Scene("programmes/i-twinnings/"),
    "programme, facilitator": Scene("programmes/i-twinnings/", "facilitator"),
    "twinning": Scene("twinnings/rosario-bristol/"),
    "open a twinning": Scene("programmes/i-twinnings/open/", "facilitator"),
    "open a twinning, error": Scene(
        "programmes/i-twinnings/open/", "facilitator", 200, {"field": ""}, ".govuk-error-summary"
    ),
    "phase": Scene("{validated}", shows="img"),
    "phase, inside": Scene("{active}", "rosario", shows=".td-gate"),
    "phase, submitted": Scene("{submitted}", "facilitator", shows="textarea"),
    "phase, returned": Scene("{returned}", "facilitator", shows=".td-log"),
    "phase, refusal": Scene("{sign}", "member", 403, {}, ".govuk-error-summary"),
    "account": Scene("{account}", "rosario", shows="textarea"),
    "account, stale": Scene("{account}", "rosario", 409, STALE_ACCOUNT, "#stored"),
    "library": Scene("resources/"),
    "resource": Scene("{resource}"),
    "add a resource": Scene("resources/new/", "rosario", shows="form.td-form"),
    "add a resource, error": Scene("resources/new/", "rosario", 400, {}, ".govuk-error-summary"),
    "resource, translated": Scene("{translated}"),
    "resource, proposed": Scene("{proposal}", "editor", shows="section form.td-form"),
    "resource, sent back without a reason": Scene(
        "{proposal}return/", "editor", 400, {"reason": ""}, ".govuk-error-summary"
    ),
    "resource, draft": Scene("{draft_resource}", "rosario", shows=".td-gate"),
    "resource, edit": Scene("{draft_resource}edit/", "rosario", shows="form.td-form"),
    "resources in preparation": Scene("resources/desk/", "editor", shows="#stale"),
    "translation": Scene("{stale}translations/en/", "editor", shows=".td-badge"),
    "translation, stale": Scene(
        "{stale}translations/en/", "editor", 409, {"seen": "0", "title": "Typed"}, "textarea"
    ),
    "bulletin": Scene("bulletin/"),
    "issue": Scene("{issue}", shows=".td-rows"),
    "issue, draft": Scene("{draft_issue}", "editor", shows=".td-gate"),
    "issue, texts": Scene("{draft_issue}edit/", "editor", shows="form.td-form"),
    "issue, texts, error": Scene(
        "bulletin/new/", "editor", 400, {"version": "0"}, ".govuk-error-summary"
    ),
    "issue, things": Scene("{draft_issue}items/", "editor", shows="table"),
    "first on the home page": Scene("bulletin/front/", "editor", shows="select"),
    "writing": Scene("writing/"),
    "organisations": Scene("organisations/"),
    "organisation": Scene("{organisation}"),
    "survey": Scene("{survey}", "rosario"),
    "survey page": Scene("{survey}1/", "rosario", shows="[type=radio]"),
    "survey page, error": Scene(
        "{survey}1/",
        "rosario",
        200,
        {"version": PRESENT, "q_first_exchange": "yesterday"},
        ".govuk-error-summary",
    ),
    "survey page, stale": Scene(
        "{survey}2/", "rosario", 409, {"version": "77", "q_hours_online": "3"}, "#kept"
    ),
    "survey page, scale": Scene("{survey}5/", "rosario", shows="textarea"),
    "survey, review": Scene("{survey}review/", "rosario"),
    "survey, closed": Scene("{survey_closed}", "rosario", 403),
    "surveys": Scene("surveys/"),
    "open a survey": Scene("surveys/new/", "researcher", shows="form.td-form"),
    "open a survey, error": Scene(
        "surveys/new/", "researcher", 400, {"tier": ""}, ".govuk-error-summary"
    ),
    "report": Scene("{report}", shows="svg"),
    "report, researcher": Scene("{report_open}", "researcher", shows="select"),
    "result": Scene("{result}", shows="svg"),
    "findings": Scene("findings/"),
    "finding": Scene("{finding}", shows="blockquote"),
    "publish a finding": Scene("findings/new/", "researcher", shows="form.td-form"),
    "publish a finding, error": Scene(
        "findings/new/", "researcher", 200, {"kind": ""}, ".govuk-error-summary"
    ),
    "recommendations": Scene("recommendations/"),
    "recommendation": Scene("{recommendation}"),
    "recommendation, editor": Scene("{proposed}", "editor", shows="#editors"),
    "propose": Scene("recommendations/new/", "member", shows="form.td-form"),
    "propose, error": Scene(
        "recommendations/new/", "member", 400, {"level": ""}, ".govuk-error-summary"
    ),
    "editions": Scene("white-paper/"),
    "edition": Scene("{edition}", shows="#downloads"),
    "edition, draft": Scene("{draft}", "editor", shows="#editors"),
    "edition, form": Scene("{draft}edit/", "editor", shows="table"),
    "edition, form, error": Scene(
        "editions/new/", "editor", 400, {"tier": ""}, ".govuk-error-summary"
    ),
    "edition, form, stale": Scene("{draft}edit/", "editor", 409, STALE_EDITION, "#stored"),
    "edition, refusal": Scene("{edition}publish/", "editor", 403, {}, ".govuk-error-summary"),
    "progress": Scene("{edition}progress/", "editor"),
    "progress, nothing yet": Scene("{draft}progress/", "editor"),
    "search": Scene("search/?q=radio", shows="mark"),
    "search, nothing": Scene("search/?q=zzqqxx"),
    "search, empty": Scene("search/"),
    "log-in": Scene(LOGIN),
    "log-in, error": Scene(
        LOGIN, "", 200, {"login": "no@example.org", "password": "x"}, ".govuk-error-summary"
    ),
    "log-out": Scene("account/logout/", "member"),
    "sign-up": Scene("account/signup/"),
    "password, change": Scene("account/password/change/", "member"),
    "password, change, error": Scene(
        "account/password/change/", "member", 200, {"oldpassword": "x"}, ".govuk-error-summary"
    ),
    "password, forgotten": Scene("account/password/reset/"),
    "password, sent": Scene("account/password/reset/sent/"),
    "password, new": Scene("{new_password}", shows="[type=password]"),
    "password, dead link": Scene("account/password/reset/key/1-no-key/"),
    "password, done": Scene("account/password/reset/done/"),
    "workspace, co-ordinator": Scene("workspace/", "bristol"),
    "workspace, facilitator": Scene("workspace/", "facilitator"),
    "workspace, researcher": Scene("workspace/", "researcher"),
    "workspace, editor": Scene("workspace/", "editor"),
    "workspace, pending": Scene("workspace/", "pending"),
    "400": Scene(MANY, status=400),
    "404": Scene("nothing/here/", status=404),
    "403, form expired": Scene(LOGIN, status=403, sent={"csrfmiddlewaretoken": "x"}),
}


@pytest.fixture(scope="module")
def known(site: Site) -> dict[str, Any]:
    return site.ask("known")


@pytest.fixture(scope="module")
def tabs(logged_in: Callable[..., BrowserContext], site: Site) -> Callable[[str], tuple[Page, Ear]]:
    """One tab a person: opening one for each page would be most of the time."""
    open_tabs: dict[str, tuple[Page, Ear]] = {}

    def tab(person: str) -> tuple[Page, Ear]:
        if person not in open_tabs:
            page = logged_in(person).new_page()
            open_tabs[person] = page, Ear(page, site.url)
        return open_tabs[person]

    return tab


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SCENES)
def test_page_keeps_what_every_page_promises(name, language, tabs, known):
    scene = SCENES[name]
    page, ear = tabs(scene.person)
    page.set_viewport_size(WIDE)
    address = f"/{language}/{scene.path.format(**known)}"
    ear.forget()
    response = page.goto(address) if scene.sent is None else _send(page, address, scene.sent, ear)
    assert response is not None and response.status == scene.status
    if scene.shows:
        assert page.locator(scene.shows).count(), f"nothing matches {scene.shows}"
    assert complaints(page, language) + ear.complaints() == []


def _send(page: Page, address: str, fields: dict[str, str], ear: Ear) -> Response:
    """Post the fields as a form of this site, with the token that a form carries."""
    language = address.split("/")[1]
    page.goto(f"/{language}/account/password/reset/")
    token = page.locator("main [name=csrfmiddlewaretoken]").input_value()
    if fields.get("version") == PRESENT:
        page.goto(address)
        fields = {**fields, "version": page.locator("[name=version]").input_value()}
    ear.forget()
    with page.expect_navigation() as landed:
        page.evaluate(
            """([action, fields]) => {
                const form = document.createElement('form');
                form.method = 'post'; form.action = action;
                for (const [name, value] of Object.entries(fields)) {
                    const input = document.createElement('input');
                    input.name = name; input.value = value; form.append(input);
                }
                document.body.append(form); form.submit();
            }""",
            [address, {"csrfmiddlewaretoken": token, **fields}],
        )
    return landed.value


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ["403", "500"])
def test_page_for_a_fault_keeps_what_every_page_promises(code, language, tabs, faults):
    page, ear = tabs("")
    page.set_viewport_size(WIDE)
    ear.forget()
    address = f"**/{language}/fault/"
    page.route(address, lambda route: route.fulfill(body=faults[f"{code} {language}"]))
    page.goto(f"/{language}/fault/")
    page.unroute(address)
    assert complaints(page, language) + ear.complaints() == []


@pytest.fixture(scope="module")
def faults(site: Site) -> dict[str, str]:
    return site.ask("error_pages")


def test_search_without_its_engine_says_so_and_keeps_the_promises(demonstration, tmp_path, browser):
    dead = "http://127.0.0.1:9"
    with served(demonstration, tmp_path / "var", SEARCH_URL=dead) as site:
        context = browser.new_context(base_url=site.url, viewport=WIDE)
        page = context.new_page()
        ear = Ear(page, site.url)
        page.goto("/en/search/?q=radio")
        assert page.locator("[role=status]").count()
        assert page.locator(".td-rows li").count()
        assert complaints(page, "en") + ear.complaints() == []
        context.close()

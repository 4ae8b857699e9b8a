"""The pages that a browser looks at: whose, where, and in which state."""

from __future__ import annotations

from dataclasses import dataclass, field

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
    f"{name}_{code}": "Other"
    for name in ("title", "promise", "summary", "method")
    for code in LANGUAGES
}
PREVIEWED_ACCOUNT = {**STALE_ACCOUNT, "action": "preview"}
STALE_POST = {
    "title": "Otra tarde",
    "text": "Otro texto.",
    "day": "2026-03-01",
    "language": "es",
    "version": "0",
    "key": "00000000-0000-4000-8000-000000000001",
}
HALF_A_TALK = {"on": "2026-03-01", "way": "", "said": "Una hora al teléfono.", "reason": ""}
UNDATED_POST = {**STALE_POST, "day": "", "tier": "space"}
HALF_MILESTONE = {"rows": "2", "block": UNDATED_POST["key"], "day_1": "2026-03-01"}
LOGIN = "account/login/"
MANY = "search/?" + "&".join(["a"] * 2001)

SCENES = {
    "home": Scene(""),
    "programme": Scene("programmes/i-twinnings/"),
    "programme, facilitator": Scene("programmes/i-twinnings/", "facilitator"),
    "programme, narrowed": Scene(
        "programmes/i-twinnings/?late=yes&silent=3&sort=quiet", "facilitator", shows=".td-chips"
    ),
    "programme, nothing found": Scene("programmes/i-twinnings/?late=yes&state=finished"),
    "late": Scene("programmes/i-twinnings/late/", "facilitator", shows=".td-due"),
    "file": Scene("{file}", "facilitator", shows="main a.govuk-button"),
    "file, waiting": Scene("{waiting_file}", "facilitator", shows=".td-state"),
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
    "account, preview": Scene("{account}", "rosario", 200, PREVIEWED_ACCOUNT, ".td-pair"),
    "twinning, inside": Scene("twinnings/rosario-bristol/", "rosario", shows="#journal"),
    "twinning, as the network": Scene(
        "twinnings/rosario-bristol/?as=network", "rosario", shows="#seen-as"
    ),
    "twinning, level": Scene("twinnings/rosario-bristol/level/", "rosario", shows="[type=radio]"),
    "twinning, level, refused": Scene(
        "twinnings/rosario-bristol/level/", "rosario", 409, {"was": "public", "tier": "space"}
    ),
    "journal": Scene("{journal}", shows=".td-log"),
    "journal, tag": Scene("{journal}?tag=radio", "rosario", shows=".td-chips"),
    "post": Scene("{post}", shows="img"),
    "post, author": Scene("{post}", "rosario", shows="#who-can-see"),
    "post, check": Scene("{post}check/", "rosario", shows="textarea"),
    "post, level": Scene("{post}level/", "rosario", shows="[type=radio]"),
    "post, level, confirm": Scene(
        "{post}level/", "rosario", 200, {"was": "public", "tier": "space"}, ".td-levels"
    ),
    "post, as everyone": Scene("{post}?as=public", "rosario", shows="#seen-as"),
    "write in the journal": Scene("{journal}new/", "member", shows="[type=file]"),
    "write in the journal, error": Scene(
        "{journal}new/", "member", 400, UNDATED_POST, ".govuk-error-summary"
    ),
    "post, stale": Scene("{post}edit/", "rosario", 409, STALE_POST, "#stored"),
    "evidence": Scene("{evidence}", "rosario", shows="#add"),
    "evidence, gallery": Scene("{evidence}add/gallery/", "rosario", shows="[type=file][multiple]"),
    "evidence, text": Scene("{evidence}add/text/", "rosario", shows="textarea"),
    "evidence, picture": Scene("{evidence}add/picture/", "rosario", shows="[type=file]"),
    "evidence, figures": Scene("{evidence}add/figures/", "rosario", shows="form.td-form"),
    "evidence, milestones, error": Scene(
        "{evidence}add/milestones/", "rosario", 400, HALF_MILESTONE, ".govuk-error-summary"
    ),
    "evidence, what pictures show": Scene("{gallery}", "facilitator", shows="section img"),
    "evidence, change": Scene("{block}", "rosario", shows="form.td-form"),
    "evidence, remove": Scene("{block}remove/", "rosario", shows="main form"),
    "phase, level": Scene("{active}level/", "rosario", shows="[type=radio]"),
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
    "apply": Scene("organisations/apply/"),
    "apply, error": Scene("organisations/apply/", "", 400, {"email": "x"}, ".govuk-error-summary"),
    "apply, step 1": Scene("{apply}1/?lacks", shows=".govuk-error-summary"),
    "apply, step 3": Scene("{apply}3/", shows="details"),
    "apply, draft": Scene("{apply}"),
    "apply, sent": Scene("{applied}"),
    "applications": Scene("organisations/applications/", "facilitator", shows=".td-due"),
    "application": Scene("{application}", "facilitator", shows=".td-log"),
    "application, error": Scene(
        "{application}decline/", "facilitator", 400, HALF_A_TALK, ".govuk-error-summary"
    ),
    "charter": Scene("organisations/charter/", shows="h3"),
    "charter, earlier": Scene("organisations/charter/1/"),
    "charter, signatures": Scene("organisations/charter/signatures/", "facilitator"),
    "charter, signed": Scene("{inside}charter/", "bristol"),
    "organisations, none": Scene("organisations/mine/", "editor"),
    "inside": Scene("{inside}inside/", "bristol", shows="#requests"),
    "inside, member": Scene("{inside}inside/", "member"),
    "invite": Scene("{inside}invite/", "bristol"),
    "hand over": Scene("{inside}hand-over/", "bristol", shows="[type=radio]"),
    "nobody is left": Scene("{deserted}co-ordinator/", "facilitator", shows="#requests"),
    "name a co-ordinator": Scene("{inside}co-ordinator/", "facilitator", shows="[type=radio]"),
    "leave": Scene("{inside}leave/", "member"),
    "leave, refused": Scene("{inside}leave/", "bristol"),
    "invitation, account": Scene("{invitation}", shows="[type=password]"),
    "invitation, somebody else": Scene("{invitation}", "member", 403),
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
    "withdraw a finding": Scene("{finding}withdraw/", "researcher"),
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
    "my account": Scene("account/", "member", shows=".govuk-summary-list"),
    "my account, name, error": Scene(
        "account/name/", "member", 400, {"first_name": ""}, ".govuk-error-summary"
    ),
    "my account, language": Scene("account/language/", "member", shows="[type=radio]"),
    "my account, address": Scene("account/address/", "member"),
    "my account, dead link": Scene("account/address/confirm/no-key/"),
    "my account, mails": Scene("account/mails/", "member", shows="[type=radio]"),
    "my account, mails stopped": Scene("{stop}", "", 200, {"List-Unsubscribe": "One-Click"}),
    "my account, data": Scene("account/data/", "member"),
    "my account, leaving": Scene("account/close/", "member", shows="[type=password]"),
    "my account, needed": Scene("account/close/", "rosario", shows=".td-gate"),
    "my account, closed": Scene("account/closed/"),
    "my account, password once more": Scene("account/confirm/", "member", shows="[type=password]"),
    "my account, second factor": Scene("account/second-factor/", "member"),
    "text of an ended session": Scene(
        "recommendations/new/",
        "",
        404,
        {"ask_en": "A text that is long enough to be kept."},
        "#typed",
    ),
    "help": Scene("help/"),
    "help, facilitator": Scene("help/", "facilitator", shows="#facilitators"),
    "your data": Scene("privacy/"),
    "accessibility": Scene("accessibility/"),
    "workspace, co-ordinator": Scene("workspace/", "bristol"),
    "workspace, facilitator": Scene("workspace/", "facilitator"),
    "workspace, researcher": Scene("workspace/", "researcher"),
    "workspace, editor": Scene("workspace/", "editor"),
    "workspace, pending": Scene("workspace/", "pending"),
    "400": Scene(MANY, status=400),
    "404": Scene("nothing/here/", status=404),
    "403, form expired": Scene(LOGIN, status=403, sent={"csrfmiddlewaretoken": "x"}),
}

_FILE, _MACHINE = "a file", "read by machines"
_FACTOR = "needs a second factor: test_account walks through it"
#: Addresses that show no page of ours, and pages that another test walks through.
UNSEEN = {
    "mfa_deactivate_totp": _FACTOR,
    "mfa_view_recovery_codes": _FACTOR,
    "bulletin:feed": _MACHINE,
    "robots:rules": _MACHINE,
    "robots:section": _MACHINE,
    "robots:sitemap": _MACHINE,
    "upkeep:alive": _MACHINE,
    "upkeep:metrics": _MACHINE,
    "upkeep:ready": _MACHINE,
    "jobs:download": _FILE,
    "media:attachment": _FILE,
    "media:rendition": _FILE,
    "members:charter_copy": _FILE,
    "research:questionnaire": _FILE,
    "research:report_csv": _FILE,
    "research:report_svg": _FILE,
    "research:result_csv": _FILE,
    "research:result_svg": _FILE,
    "twinning:export": _FILE,
    "whitepaper:download": _FILE,
}

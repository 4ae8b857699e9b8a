"""Where things of the demonstration are. Called inside the site (see `Site.ask`)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.utils.translation import override

from research.models import Assignment, Finding, Snapshot, Wave
from twinning import evidence
from twinning.evidence_forms import list_item
from twinning.exports import KIND
from twinning.models import JournalPost, PhasePage
from whitepaper.models import Edition, Recommendation
from workspace.accounts.demo import DOMAIN
from workspace.accounts.mailing import stop_token
from workspace.accounts.models import User
from workspace.bulletin.models import Issue
from workspace.jobs.asking import file_ask
from workspace.jobs.tasks import make_file
from workspace.languages.text import LANGUAGES
from workspace.library.demo_pictures import picture
from workspace.library.models import Resource
from workspace.members.models import Application, Invitation, Membership, Organisation
from workspace.site.errors import permission_denied, server_error

OURS = "rosario-bristol"


def known() -> dict[str, Any]:
    """Addresses without the language they begin with."""
    return {**pictured(), **_files(), **_unfinished()}


def pictured() -> dict[str, Any]:
    """Those that leave the workspaces of the demonstration as they are."""
    open_wave, closed_wave = Wave.objects.get(number=2), Wave.objects.get(number=1)
    return {
        **_phases(),
        "survey": _survey(open_wave),
        "survey_closed": _survey(closed_wave),
        "report": f"reports/{closed_wave.pk}/",
        "report_open": f"reports/{open_wave.pk}/",
        "result": f"results/{_public(Snapshot).pk}/",
        "finding": f"findings/{_finding().pk}/",
        "recommendation": f"recommendations/{_public(Recommendation).pk}/",
        "proposed": f"recommendations/{Recommendation.objects.filter(state='proposed')[0].pk}/",
        "edition": f"editions/{Edition.objects.get(state='published').pk}/",
        "draft": f"editions/{Edition.objects.get(state='draft').pk}/",
        "resource": f"resources/{_public(Resource).pk}/",
        "proposal": f"resources/{Resource.objects.get(key='proposal-1').pk}/",
        "draft_resource": f"resources/{Resource.objects.get(key='proposal-5').pk}/",
        "translated": f"resources/{Resource.objects.get(key='methode-pas-a-pas').pk}/",
        "stale": f"resources/{Resource.objects.get(key='lista-verificacion-fase').pk}/",
        "issue": f"bulletin/{Issue.objects.get(number=2).number}/",
        "draft_issue": f"bulletin/{Issue.objects.get(live=False).number}/",
        "organisation": f"organisations/{Organisation.objects.order_by('key')[0].key}/",
        "new_password": _new_password(),
        "inside": f"organisations/{Organisation.objects.get(city='Bristol').key}/",
        "application": f"organisations/applications/{_application().pk}/",
        "apply": f"organisations/apply/{_draft().key}/",
        "applied": f"organisations/apply/{_application().key}/",
        "invitation": f"organisations/invitations/{Invitation.objects.get(state='open').key}/",
        "stop": f"account/mails/stop/{stop_token(_person('pending'), 'reminders')}/",
        **_front_office(),
    }


def _front_office() -> dict[str, str]:
    """A post with photos of `ours`, and the evidence of the phase that is open."""
    post = JournalPost.objects.filter(twinning__slug=OURS, tier="public").order_by("-day")[0]
    phase = f"twinnings/{OURS}/phases/4/"
    block = PhasePage.objects.get(twinning__slug=OURS, template__number=4).body[0]
    return {
        "block": f"{phase}evidence/{block.id}/",
        "journal": f"twinnings/{OURS}/journal/",
        "post": f"twinnings/{OURS}/journal/{post.pk}/",
        "evidence": f"{phase}evidence/",
    }


def _public(model: Any) -> Any:
    return model.objects.filter(tier="public", live=True).order_by("pk")[0]


def _finding() -> Finding:
    """One that cites a result and an account."""
    cites = Finding.objects.filter(tier="public", sources__snapshot__isnull=False)
    return cites.filter(sources__account__isnull=False).order_by("pk")[0]


def _application() -> Application:
    return Application.objects.filter(state="waiting")[0]


def _draft() -> Application:
    made, _new = Application.objects.get_or_create(
        email="draft@example.org",
        defaults={"language": "en", "draft": {"1": {"name": "Radio", "kind": "association"}}},
    )
    return made


def _survey(wave: Wave) -> str:
    asked = Assignment.objects.get(
        wave=wave, partner__twinning__slug=OURS, partner__organisation__city="Rosario"
    )
    return f"surveys/{wave.pk}/{asked.pk}/"


def _phases() -> dict[str, str]:
    """`ours` is open for writing; a phase that waits for its facilitator; one that was returned."""
    found = {}
    for name, phase in {
        "active": PhasePage.objects.get(twinning__slug=OURS, template__number=4),
        "validated": PhasePage.objects.get(twinning__slug=OURS, template__number=3),
        "submitted": PhasePage.objects.filter(state="submitted").order_by("pk")[0],
        "returned": PhasePage.objects.filter(state="returned").order_by("pk")[0],
    }.items():
        found[name] = f"twinnings/{phase.twinning.slug}/phases/{phase.template.number}/"
    rosario = PhasePage.objects.get(twinning__slug=OURS, template__number=4).twinning.partners
    partner = rosario.get(organisation__city="Rosario")
    found["account"] = f"{found['active']}accounts/{partner.pk}/"
    found["sign"] = f"{found['account']}sign/"
    return found


def _unfinished() -> dict[str, str]:
    """A gallery whose pictures nobody described yet; requests to join that nobody of it answers."""
    phase = PhasePage.objects.filter(state="returned").order_by("pk")[0]
    shown = {"motif": "letters", "key": "gallery", "alt": "", "tier": "space"}
    block = UUID(int=38)
    evidence.block_save(
        phase=phase,
        user=_person("facilitator"),
        kind="gallery",
        block=block,
        seen="",
        build=lambda phase, stored: [
            list_item({"image": picture(**shown, space=phase.space).pk, "caption": ""})
            for _number in range(2)
        ],
    )
    empty = Organisation.objects.get(key="communities-online")
    Membership.objects.get_or_create(organisation=empty, user=_person("pending"))
    address = f"twinnings/{phase.twinning.slug}/phases/{phase.template.number}/"
    return {
        "gallery": f"{address}evidence/{block}/",
        "deserted": f"organisations/{empty.key}/",
    }


def _person(key: str) -> User:
    return User.objects.get(email=f"{key}@{DOMAIN}")


def _files() -> dict[str, str]:
    """One that is made and one that waits for the task worker."""
    found = {}
    for name, ending in (("file", "csv"), ("waiting_file", "xlsx")):
        file = file_ask(
            kind=KIND,
            owner=User.objects.get(email=f"facilitator@{DOMAIN}"),
            language="en",
            name=f"i-twinnings.{ending}",
            arguments={"programme": "i-twinnings", "what": "late", "format": ending, "query": ""},
        )
        if ending == "csv":
            make_file.call(file.job_id, str(file.pk))
        found[name] = f"files/{file.pk}/"
    return found


def _new_password() -> str:
    # Of somebody who does not log in here: a log-in ends the link.
    user = _person("pending")
    key = default_token_generator.make_token(user)
    return f"account/password/reset/key/{user_pk_to_url_str(user)}-{key}/"


def error_pages() -> dict[str, str]:
    """Pages that no address gives on purpose, by name and language ("500 fr")."""
    found = {}
    for code in LANGUAGES:
        request = RequestFactory().get(f"/{code}/somewhere/")
        request.user = AnonymousUser()
        with override(code):
            found[f"500 {code}"] = server_error(request).content.decode()
            found[f"403 {code}"] = permission_denied(request).content.decode()
    return found

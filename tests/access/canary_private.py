"""Texts without a tier: read by those whom they concern, whatever is open around them.

Each of these words names its thing ("zqcontactprivate"); `READERS` says which personas may meet
it. Nobody else does, on no page and in no mail.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.apps import apps
from django.core.files.base import ContentFile
from django.utils import timezone

from research.models import Answer, Assignment, Finding, Response, Wave
from research.questionnaire.answers import Answer as Reply
from research.questionnaire.answers import dump
from tests.access.canary_words import DAY, PRIVATE, word, words
from tests.factories.twinnings import active_phase, make_twinning
from tests.personas import PERSONAS, SEES, World
from twinning.models import AccountDraft, PhaseEvent, PhaseTemplate
from workspace.access.audience import audience_of
from workspace.access.services import space_join, space_open
from workspace.accounts.models import User
from workspace.jobs.files import labels_of
from workspace.jobs.models import Job, PreparedFile
from workspace.members.models import (
    Application,
    CharterSignature,
    CharterVersion,
    Contact,
    Invitation,
    Organisation,
)

EVERYBODY = set(PERSONAS)
FACILITATORS = {"facilitator", "administrator"}
RESEARCHERS = {"researcher", "administrator"}
PARTNERS = {"member", "coordinator"}
CIRCLE = PARTNERS | FACILITATORS

READERS: dict[str, set[str]] = {
    # What every visitor reads stands here too, so that no text is left out by oversight.
    "programme": EVERYBODY,
    "organisation": EVERYBODY,
    "charter": EVERYBODY,
    # Who stands behind an organisation that asks to take part, and what was said about it.
    "application": FACILITATORS,
    "contact": FACILITATORS,
    "reason": FACILITATORS,
    # Begun and not sent: whoever holds its secret address, and no persona does.
    "begun": set(),
    # Not enrolled: offered to nobody, listed nowhere.
    "candidate": set(),
    "invitation": {"coordinator"},
    "signature": PARTNERS | FACILITATORS,
    # One person's unfinished words.
    "draft": {"coordinator"},
    "reply": PARTNERS,
    # A finding that was withdrawn: its words, and the reason for whoever could read them.
    "takenback": RESEARCHERS,
    "withdrawal": set(SEES["network"]),
    "note": CIRCLE,
    "prepared": {"member"},
    # A name whose bearer did not agree to be shown, whatever they wrote and signed.
    "surname": CIRCLE,
    "address": {"coordinator", "administrator"},
    "sphere": {"coordinator", "administrator"},
    # Errors are for whoever runs the site, on the command line.
    "error": set(),
}


def canary(thing: str) -> str:
    return word(thing, PRIVATE)


def release_private(world: World) -> dict[str, Any]:
    """One of each; gives what a test needs to find them: the thing by the name of its word."""
    made: dict[str, Any] = {}
    world.programme.refresh_from_db()
    _in_the_open(world)
    _people(world)
    made.update(_enrolment(world))
    made["signature"] = _charter(world)
    made["draft"] = _phase(world)
    made["reply"] = _survey(world)
    made["withdrawal"] = _withdrawn(world)
    made["prepared"] = _files(world)
    _by(world.people["coordinator"])
    return made


def _by(user: Any) -> None:
    """All that keeps who did it, and may forget it, was done by one person."""
    for model in apps.get_models():
        for each in model._meta.concrete_fields:
            # The back office says to those who edit a page who did before them.
            own = not each.model.__module__.startswith("wagtail")
            if own and each.related_model is User and each.null and not each.unique:
                model._base_manager.update(**{each.name: user})


def _in_the_open(world: World) -> None:
    programme = world.programme
    said = canary("programme")
    programme.title = programme.seo_title = programme.search_description = said
    programme.name = programme.summary = words("programme", PRIVATE)
    programme.save_revision().publish()
    PhaseTemplate.objects.filter(programme=programme).update(
        name=words("programme", PRIVATE),
        short=words("programme", PRIVATE),
        guidance=words("programme", PRIVATE),
        evidence=[{"key": "a", "kind": "figures", "label": words("programme", PRIVATE).as_dict()}],
    )
    said = canary("organisation")
    Organisation.objects.filter(pk=world.lille.pk).update(
        name=said,
        city=said,
        about=words("organisation", PRIVATE),
        website=f"https://{said}.example.org/",
    )
    hidden = canary("candidate")
    Organisation.objects.create(
        key=hidden, name=hidden, city=hidden, country="FR", about=words("candidate", PRIVATE)
    )


def _withdrawn(world: World) -> Finding:
    return Finding.objects.create(
        programme=world.programme,
        number=90,
        kind="limit",
        title=words("takenback", PRIVATE),
        statement=words("takenback", PRIVATE),
        found_on=DAY,
        tier="network",
        space=world.programme.research_space,
        live=False,
        withdrawn_on=DAY,
        withdrawn_because=canary("withdrawal"),
    )


def _people(world: World) -> None:
    coordinator = world.people["coordinator"]
    coordinator.first_name = coordinator.last_name = canary("surname")
    coordinator.email = f"{canary('address')}@example.org"
    coordinator.save()
    jury = space_open(key="jury", name=canary("sphere"))
    space_join(space=jury, user=coordinator)


def _enrolment(world: World) -> dict[str, Any]:
    said = canary("application")
    texts = ("name", "city", "first_name", "last_name", "function", "phone", "about", "wish")
    filled = {name: said for name in texts}
    waiting = Application.objects.create(
        key="waiting",
        email=f"{said}@example.org",
        language="en",
        country="FR",
        website=f"https://{said}.example.org/",
        state=Application.State.WAITING,
        sent_at=timezone.now(),
        **filled,
    )
    Contact.objects.create(
        application=waiting, on=DAY, way="phone", said=canary("contact"), by=None
    )
    declined = Application.objects.create(
        key="declined",
        email="declined@example.org",
        language="en",
        country="FR",
        name="Another",
        state=Application.State.DECLINED,
        sent_at=timezone.now(),
        decided_at=timezone.now(),
        reason=canary("reason"),
    )
    _begun_and_invited(world)
    return {"application": waiting, "reason": declined}


def _begun_and_invited(world: World) -> None:
    begun = canary("begun")
    Application.objects.create(
        key=begun, email=f"{begun}@example.org", language="en", draft={"1": {"name": begun}}
    )
    invited = canary("invitation")
    Invitation.objects.create(
        organisation=world.lille,
        email=f"{invited}@example.org",
        language="en",
        key=invited,
        invited_by=world.people["coordinator"],
        sent_at=timezone.now(),
    )


def _charter(world: World) -> CharterSignature:
    """In force and signed, so that it binds nobody here."""
    version = CharterVersion.objects.create(
        number=8, text=words("charter", PRIVATE), in_force_from=DAY
    )
    for organisation in Organisation.objects.enrolled():
        ours = organisation.pk == world.lille.pk
        CharterSignature.objects.create(
            organisation=organisation,
            version=version,
            signed_by=world.people["coordinator"] if ours else None,
            name=canary("signature") if ours else "Somebody",
            language="en",
            digest=version.digest("en"),
            signed_at=timezone.now(),
        )
    return CharterSignature.objects.get(organisation=world.lille)


def _phase(world: World) -> AccountDraft:
    """A phase that the partners write, in the open: its unfinished words are not."""
    twinning = make_twinning(
        world.programme,
        [world.lille, world.cordoba],
        key="being-written",
        facilitator=world.people["facilitator"],
    )
    phase = active_phase(twinning, tier="public")
    PhaseEvent.objects.create(
        phase=phase, kind="returned", by=None, at=timezone.now(), note=canary("note")
    )
    said = canary("draft")
    return AccountDraft.objects.create(
        phase=phase,
        partner=twinning.partners.get(organisation=world.lille),
        user=world.people["coordinator"],
        language="en",
        **{name: said for name in ("lead", "did", "used", "failed")},
    )


def _survey(world: World) -> Response:
    """A reply that was sent, in a wave whose report is open to everybody."""
    known = Wave.objects.get(number=10)
    today = timezone.localdate()
    wave = Wave.objects.create(
        programme=world.programme,
        version=known.version,
        number=90,
        opens_on=today,
        closes_on=today,
        tier="public",
        space=known.space,
        live=True,
    )
    partner = world.ours.partners.get(organisation=world.lille)
    assignment = Assignment.objects.create(wave=wave, partner=partner)
    said = canary("reply")
    response = Response.objects.create(
        assignment=assignment,
        state="submitted",
        language="en",
        answers={"wish": dump(Reply("answered", text=said))},
        submitted_at=timezone.now(),
    )
    Answer.objects.create(response=response, question="wish", state="answered", text=said)
    return response


def _files(world: World) -> PreparedFile:
    member = world.people["member"]
    said = canary("prepared")
    job = Job.objects.create(key="file:canary", owner=member, state="done", error=canary("error"))
    file = PreparedFile(
        owner=member,
        job=job,
        kind="twinning.programme",
        arguments={"programme": said},
        language="en",
        name=f"{said}.csv",
        labels=labels_of(audience_of(member)),
        expires_at=timezone.now() + dt.timedelta(days=1),
    )
    file.file.name = file.file.storage.save(file.stored_name, ContentFile(said.encode()))
    file.save()
    return file

"""Whatever points to a person is in the copy of their data, or it is said here why not."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.template.loader import render_to_string
from django.utils import timezone
from wagtail.models import Comment, CommentReply, PageLogEntry, Revision
from wagtail.users.models import UserProfile

from tests.access.canaries import release
from tests.access.canary_private import release_private
from tests.personas import World
from twinning.models import Signature
from workspace.access.grants import PersonGrant, assign
from workspace.access.models import SpaceMembership
from workspace.access.services import space_join
from workspace.accounts.models import DailyMail, MailPreference, User
from workspace.jobs.models import PreparedFile
from workspace.registries import personal_data
from workspace.site.models import Visit

pytestmark = pytest.mark.django_db

WINDOW = "an open window of the back office, gone with it"
BASE = "the table below Attachment or Picture, which hold the files of the house"
UNUSED = "a part of the back office that this house does not use"

#: What points to a person and is not in the copy, and why.
EXEMPT: dict[str, str] = {
    "guardian.UserObjectPermission.user": "the general table of grants: each model has its own",
    "wagtailadmin.EditingSession.user": WINDOW,
    "wagtailadmin.FormState.user": WINDOW,
    "wagtailcore.APIToken.user": "a secret, shown once; " + UNUSED,
    "wagtailcore.Comment.resolved_by": "who ticked off somebody's comment: it is that person's",
    "wagtailcore.ModelLogEntry.user": "the log of the charter and of accounts: of administrators",
    "wagtailcore.PageSubscription.user": UNUSED,
    "wagtailcore.TaskState.finished_by": UNUSED,
    "wagtailcore.UploadedFile.uploaded_by_user": "an upload that is under way",
    "wagtailcore.WorkflowState.requested_by": UNUSED,
    "wagtaildocs.Document.uploaded_by_user": BASE,
    "wagtailimages.Image.uploaded_by_user": BASE,
    # Of pages, all three types are read through the table that they share.
    **{
        f"twinning.{model}.{name}": "read as wagtailcore.Page"
        for model in ("ProgrammePage", "TwinningPage", "PhasePage")
        for name in ("owner", "locked_by")
    },
}


def links() -> Iterator[tuple[str, Any, Any]]:
    """(label, model, field) of everything that points to a person."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if field.related_model is User:
                yield f"{model._meta.label}.{field.name}", model, field


def copy_of(user: User) -> str:
    parts = {name: collect(user) for name, collect in personal_data.parts().items()}
    return json.dumps(parts, cls=DjangoJSONEncoder, sort_keys=True)


@pytest.fixture
def writer(world: World) -> User:
    """Somebody who did everything that a person can do, to things that they see."""
    flock = release(world)
    release_private(world)
    person = world.people["coordinator"]
    space_join(space=world.ours.space, user=person, role=SpaceMembership.Role.FACILITATOR)
    for (_thing, level), obj in flock.things.items():
        if level == "named":
            assign(person, obj)
    _mails_and_visits(person)
    _in_the_back_office(person, flock.things["phase", "public"])
    phase = flock.things["phase", "public"]
    Signature.objects.filter(phase=phase).update(user=person)
    PreparedFile.objects.update(owner=person)
    return person


def _mails_and_visits(person: User) -> None:
    now = timezone.now()
    MailPreference.objects.create(user=person, category="reminders", frequency="never")
    DailyMail.objects.create(user=person, category="reminders", day=dt.date(2026, 3, 2))
    Visit.objects.create(user=person, seen_at=now)
    EmailAddress.objects.create(user=person, email="second@example.org", verified=False)
    Authenticator.objects.create(user=person, type="totp", data={})


def _in_the_back_office(person: User, page: Any) -> None:
    page.owner = page.locked_by = person
    page.save()
    Revision.objects.filter(pk=page.save_revision(user=person).pk).update(user=person)
    PageLogEntry.objects.log_action(page, "wagtail.edit", user=person)
    UserProfile.get_for_user(person)
    comment = Comment.objects.create(page=page, user=person, text="Is it so?", contentpath="body")
    CommentReply.objects.create(comment=comment, user=person, text="It is.")


def gone(model: Any, field: models.Field[Any, Any], person: User) -> str:
    """The copy as it would be without the rows that point to the person so."""
    rows = model._base_manager.filter(**{field.name: person})
    assert rows.exists(), f"the writer has no {model._meta.label}.{field.name}"
    with transaction.atomic():
        other = None if field.null else User.objects.create_user("other@example.org", "x")
        rows.update(**{field.name: other})
        copy = copy_of(person)
        transaction.set_rollback(True)
    return copy


def test_whatever_points_to_a_person_is_in_the_copy_or_it_is_said_why_not(writer: User) -> None:
    whole = copy_of(writer)
    missing = {
        label
        for label, model, field in links()
        if label not in EXEMPT and gone(model, field, writer) == whole
    }
    assert missing == set()
    assert set(EXEMPT) - {label for label, _model, _field in links()} == set()


def test_what_is_said_of_a_thing_opened_by_name_names_it_by_number_alone(writer: User) -> None:
    named = personal_data.parts()["named_for"](writer)
    grants = [model for model in apps.get_models() if issubclass(model, PersonGrant)]
    assert len(named) == sum(model.objects.filter(user=writer).count() for model in grants)
    assert all(set(each) == {"kind", "number"} for each in named)


def test_every_part_is_explained_beside_it(writer: User) -> None:
    words = render_to_string("profile/copy_readme.txt", {"day": dt.date(2026, 3, 2)})
    for part in personal_data.parts():
        assert f"\n{part} " in words, part

"""From the first line of an application to the organisation that is enrolled or declined."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from workspace.accounts.models import User
from workspace.languages.text import Text
from workspace.members import letters, rules
from workspace.members.models import Application, CharterVersion, Contact, Membership, Organisation
from workspace.members.services import member_welcome

if TYPE_CHECKING:
    from collections.abc import Iterable

#: A draft that nobody touched for so long is deleted with the next one that begins.
KEPT_DAYS = 90
#: First parts of addresses below /organisations/: no organisation may be called so.
RESERVED = {"apply", "applications", "charter", "invitations", "mine"}


@transaction.atomic
def application_begin(*, email: str, language: str) -> Application:
    """A new draft, whose address goes to the applicant. Earlier drafts of theirs stay closed:
    whoever types an address learns nothing about it."""
    old = timezone.now() - dt.timedelta(days=KEPT_DAYS)
    Application.objects.filter(state=Application.State.DRAFT, touched_at__lt=old).delete()
    application = Application(email=email, language=language)
    application.full_clean()
    application.save()
    letters.application_begun(application)
    return application


@transaction.atomic
def application_keep(*, application: Application, step: int, typed: Mapping[str, str]) -> None:
    """Keep one step as it was typed, right or not. A sent application changes no more."""
    kept = Application.objects.select_for_update().get(pk=application.pk)
    if kept.is_draft:
        kept.draft = {**kept.draft, str(step): dict(typed)}
        kept.save(update_fields=["draft", "touched_at"])
        application.draft = kept.draft


@transaction.atomic
def application_send(*, application: Application, words: Mapping[str, Any]) -> None:
    """Hand it in: `words` are the fields of all steps. Sending twice does it once."""
    kept = Application.objects.select_for_update().get(pk=application.pk)
    if not kept.is_draft:
        return
    for name, value in words.items():
        setattr(kept, name, value)
    kept.charter = CharterVersion.objects.in_force(timezone.localdate())
    kept.state, kept.sent_at, kept.draft = Application.State.WAITING, timezone.now(), {}
    kept.full_clean()
    kept.save()
    letters.application_received(kept)


@transaction.atomic
def contact_record(
    *, application: Application, user: Any, on: dt.date, way: str, said: str
) -> Contact:
    rules.may_enrol(user).require()
    contact = Contact(application=application, by=user, on=on, way=way, said=said)
    contact.full_clean()
    contact.save()
    return contact


@transaction.atomic
def application_enrol(
    *,
    application: Application,
    user: Any,
    latitude: float | None = None,
    longitude: float | None = None,
) -> Organisation:
    """Make the organisation, and the applicant its co-ordinator, with an account if they had none.

    A closed account of that address raises ValidationError.
    """
    application = _decided(application, user, Application.State.ENROLLED)
    organisation = Organisation(
        key=free_key(application.name),
        **{name: getattr(application, name) for name in _SAME},
        about=Text.of({application.language: application.about}),
        latitude=latitude,
        longitude=longitude,
        enrolled_on=timezone.localdate(),
    )
    organisation.full_clean()
    organisation.save()
    person = _person(application)
    member_welcome(organisation=organisation, user=person, role=Membership.Role.COORDINATOR)
    application.organisation = organisation
    application.save()
    letters.enrolled(application, person)
    return organisation


_SAME = ("name", "kind", "city", "country", "website", "language")


@transaction.atomic
def application_decline(*, application: Application, user: Any, reason: str) -> None:
    application = _decided(application, user, Application.State.DECLINED)
    application.reason = reason
    application.full_clean()
    application.save()
    letters.application_declined(application)


def _decided(application: Application, user: Any, state: str) -> Application:
    """The row as it is now, held, with the decision written on it."""
    kept = Application.objects.select_for_update().get(pk=application.pk)
    rules.may_decide(user, kept).require()
    kept.state, kept.decided_at, kept.decided_by = state, timezone.now(), user
    return kept


def _person(application: Application) -> User:
    known = User.objects.filter(email__iexact=application.email).first()
    if known is None:
        return User.objects.create_user(
            application.email,
            first_name=application.first_name,
            last_name=application.last_name,
            language=application.language,
        )
    if not known.is_active:
        raise ValidationError(
            _("The account of %(email)s is closed. Ask the applicant for another address."),
            params={"email": known.email},
            code="closed",
        )
    return known


def free_key(name: str) -> str:
    """A key made of the name that no organisation and no other address has yet."""
    base = slugify(name)[:70] or "organisation"
    taken: Iterable[str] = Organisation.objects.filter(key__startswith=base).values_list(
        "key", flat=True
    )
    used = {*taken, *RESERVED}
    key, number = base, 2
    while key in used:
        key, number = f"{base}-{number}", number + 1
    return key

"""What is told by e-mail, each in the language of the person who reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.utils.translation import override

from workspace.members.models import Application, CharterSignature, Invitation, Membership
from workspace.members.post import Link, post
from workspace.site.words import day

if TYPE_CHECKING:
    from workspace.accounts.models import User


def _to_applicant(name: str, application: Application, **words: Any) -> None:
    post(
        f"members/mail/{name}.txt",
        to=application.email,
        language=application.language,
        application=application,
        **words,
    )


def _to_person(name: str, user: User, **words: Any) -> None:
    post(f"members/mail/{name}.txt", to=user.email, language=user.language, **words)


def application_begun(application: Application) -> None:
    link = Link("members:apply_step", application.key, 1)
    _to_applicant("application_begun", application, link=link)


def application_received(application: Application) -> None:
    link = Link("members:applied", application.key)
    _to_applicant("application_received", application, link=link)


def application_declined(application: Application) -> None:
    _to_applicant("application_declined", application)


def enrolled(application: Application, user: User) -> None:
    """With a link to choose a password when the person has none yet."""
    if user.has_usable_password():
        name, link = "enrolled_known", Link("members:inside", application.organisation.key)  # type: ignore[union-attr]
    else:
        key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
        name = "enrolled_new"
        link = Link("account_reset_password_from_key", *key.split("-", 1))
    _to_applicant(name, application, link=link, again=Link("account_reset_password"))


def invited(invitation: Invitation) -> None:
    with override(invitation.language):
        until = day(invitation.expires_at.date())
    post(
        "members/mail/invited.txt",
        to=invitation.email,
        language=invitation.language,
        invitation=invitation,
        until=until,
        link=Link("members:invitation", invitation.key),
    )


def join_asked(coordinator: User, membership: Membership) -> None:
    link = Link("members:inside", membership.organisation.key)
    _to_person("join_asked", coordinator, membership=membership, link=link)


def join_accepted(membership: Membership) -> None:
    link = Link("site:workspace")
    _to_person("join_accepted", membership.user, membership=membership, link=link)


def join_refused(membership: Membership) -> None:
    _to_person("join_refused", membership.user, membership=membership)


def role_handed(taker: Membership, giver: Membership) -> None:
    link = Link("members:inside", taker.organisation.key)
    _to_person("role_handed", taker.user, taker=taker, giver=giver, link=link)


def coordinator_named(taker: Membership) -> None:
    link = Link("members:inside", taker.organisation.key)
    _to_person("coordinator_named", taker.user, taker=taker, link=link)


def coordinator_relieved(former: Membership, taker: Membership) -> None:
    link = Link("members:inside", former.organisation.key)
    _to_person("coordinator_relieved", former.user, former=former, taker=taker, link=link)


def charter_signed(user: User, signature: CharterSignature, name: str, pdf: bytes) -> None:
    link = Link("members:sign", signature.organisation.key)
    file = (name, "application/pdf", pdf)
    _to_person("charter_signed", user, signature=signature, link=link, file=file)

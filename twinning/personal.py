"""What twinnings hold of a person, and what stops a facilitator from leaving."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from twinning.models import (
    Account,
    AccountDraft,
    JournalPost,
    PhaseEvent,
    PhasePage,
    PhaseState,
    Signature,
    TwinningPage,
)
from workspace.access.audience import audience_of
from workspace.access.models import SpaceMembership
from workspace.languages.templatetags.languages import words
from workspace.registries import leaving, personal_data
from workspace.registries.leaving import Obstacle

if TYPE_CHECKING:
    from workspace.accounts.models import User

Role = SpaceMembership.Role
#: What the address of a phase and the name of a partner need.
_PLACE = ("phase__twinning", "phase__template", "partner__organisation")


def register_parts() -> None:
    personal_data.register("accounts", accounts)
    personal_data.register("account_drafts", account_drafts)
    personal_data.register("journal_posts", journal_posts)
    personal_data.register("signatures", signatures)
    personal_data.register("phase_events", phase_events)
    leaving.register("twinning", last_facilitator)


def accounts(user: User) -> list[dict[str, Any]]:
    """Texts that this person saved last, in phases that they see today."""
    rows = Account.objects.filter(updated_by=user, phase__in=_seen(user)).order_by("pk")
    return [
        {
            "phase": account.phase.get_absolute_url(),
            "organisation": account.partner.organisation.name,
            "language": account.language,
            "saved_at": account.updated_at,
            **{part: getattr(account, part) for part in Account.PARTS},
        }
        for account in rows.select_related(*_PLACE)
    ]


def account_drafts(user: User) -> list[dict[str, Any]]:
    """Words that this person typed and did not save for the others yet."""
    rows = AccountDraft.objects.filter(user=user, phase__in=_seen(user)).order_by("pk")
    return [
        {
            "phase": draft.phase.get_absolute_url(),
            "organisation": draft.partner.organisation.name,
            "kept_at": draft.saved_at,
            **draft.words(),
        }
        for draft in rows.select_related(*_PLACE)
    ]


def journal_posts(user: User) -> list[dict[str, Any]]:
    """Posts of this person, drafts and withdrawn ones too, as far as they see them today."""
    seen = JournalPost.objects.visible_to(audience_of(user)).filter(author=user)
    return [
        {
            "page": post.get_absolute_url(),
            "day": post.day,
            "language": post.language,
            "title": post.title,
            "text": post.text,
            "tags": [tag.word for tag in post.tags.all()],
            "tier": post.tier,
            "published_at": post.published_at,
            "withdrawn": post.withdrawn,
        }
        for post in seen.select_related("twinning").prefetch_related("tags").order_by("pk")
    ]


def signatures(user: User) -> list[dict[str, Any]]:
    rows = Signature.objects.filter(user=user, phase__in=_seen(user)).order_by("pk")
    return [
        {
            "phase": signature.phase.get_absolute_url(),
            "organisation": signature.partner.organisation.name,
            "signed_at": signature.signed_at,
        }
        for signature in rows.select_related(*_PLACE)
    ]


def phase_events(user: User) -> list[dict[str, Any]]:
    """What this person did to a phase, with the reasons that they gave."""
    rows = PhaseEvent.objects.filter(by=user, phase__in=_seen(user))
    return [
        {
            "phase": event.phase.get_absolute_url(),
            "what": event.kind,
            "at": event.at,
            "note": event.note,
        }
        for event in rows.select_related("phase__twinning", "phase__template")
    ]


def _seen(user: User) -> Any:
    return PhasePage.objects.visible_to(audience_of(user)).values("pk")


def last_facilitator(user: User) -> Iterable[Obstacle]:
    """A twinning with phases still open keeps somebody who accompanies it.

    One that is closed to them by name stops them as well, and stays unnamed.
    """
    facilitators = SpaceMembership.objects.filter(role=Role.FACILITATOR, user__is_active=True)
    mine = facilitators.filter(user=user).values("space")
    others = facilitators.filter(space__in=mine).exclude(user=user).values("space")
    unfinished = PhasePage.objects.exclude(state=PhaseState.VALIDATED).values("twinning")
    left_alone = TwinningPage.objects.filter(space__in=mine, pk__in=unfinished)
    left_alone = left_alone.exclude(space__in=others).order_by("pk")
    seen = set(left_alone.visible_to(audience_of(user)).values_list("pk", flat=True))
    for twinning in left_alone:
        if twinning.pk not in seen:
            yield Obstacle(
                reason=_("You are the only facilitator of a twinning with phases still open."),
                url=reverse("site:workspace"),
                action=_("My workspace"),
            )
            continue
        yield Obstacle(
            reason=_("You are the only facilitator of %(twinning)s, which has phases still open.")
            % {"twinning": words(twinning.name)},
            url=twinning.get_absolute_url(),
            action=words(twinning.name),
        )

"""Who may write in the journal, bring evidence and set levels, without the back office."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from twinning.models import JournalPost, PhasePage, PhaseState, TwinningPage
from workspace.access.decisions import ALLOWED, Decision, refused
from workspace.access.models import SpaceMembership
from workspace.access.rules import holds_role
from workspace.members.models import Membership


def may_post(user: Any, twinning: TwinningPage) -> Decision:
    if _inside(user, twinning.space_id):
        return ALLOWED
    return refused(_("Only people of this twinning write in its journal."))


def may_change_post(user: Any, post: JournalPost) -> Decision:
    """Its author, while in the twinning, and the co-ordinators of the partners."""
    author = user.is_authenticated and post.author_id == user.pk
    if author and _inside(user, post.space_id):
        return ALLOWED
    if _coordinates(user, post.twinning_id):
        return ALLOWED
    return refused(_("Only its author and the co-ordinators of the partners change this post."))


def may_delete_post(user: Any, post: JournalPost) -> Decision:
    """Its author, as long as nobody outside the twinning has ever seen it."""
    if not may_change_post(user, post) or post.author_id != user.pk:
        return refused(_("Only its author deletes a draft."))
    if post.published_at:
        return refused(_("It was published: it can be withdrawn, not deleted."))
    return ALLOWED


def may_document(user: Any, phase: PhasePage) -> Decision:
    """People of the twinning, while the partners may still write and sign."""
    if not _inside(user, phase.space_id):
        return refused(_("Only people of this twinning bring evidence."))
    if phase.is_open:
        return ALLOWED
    if phase.state == PhaseState.PLANNED:
        return refused(_("This phase has not begun. The facilitator begins it."))
    if phase.state == PhaseState.VALIDATED:
        return refused(_("This phase is validated: its evidence no longer changes."))
    return refused(_("Every partner has signed. To change the evidence, withdraw a signature."))


def may_preview(user: Any, obj: TwinningPage | PhasePage | JournalPost) -> Decision:
    """Whoever may write there sees what others would see."""
    if _inside(user, obj.space_id):
        return ALLOWED
    return refused(_("Only people of this twinning see its pages as others do."))


def may_set_level(user: Any, obj: TwinningPage | PhasePage | JournalPost) -> Decision:
    """The co-ordinators of the partners; for a post its author as well."""
    if isinstance(obj, JournalPost):
        return may_change_post(user, obj)
    twinning = obj.pk if isinstance(obj, TwinningPage) else obj.twinning_id
    if _coordinates(user, twinning):
        return ALLOWED
    return refused(_("Only the co-ordinators of the partners say who can see this."))


def _inside(user: Any, space: int) -> bool:
    return holds_role(user, space, *SpaceMembership.Role.values)


def _coordinates(user: Any, twinning: int) -> bool:
    if not user.is_authenticated or not user.is_active:
        return False
    return Membership.objects.filter(
        user=user,
        role=Membership.Role.COORDINATOR,
        state=Membership.State.ACTIVE,
        organisation__partnerships__twinning=twinning,
    ).exists()

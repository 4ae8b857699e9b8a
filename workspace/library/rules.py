"""Who may add to the library, change it, review it and translate it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _

from workspace.access.decisions import ALLOWED, Decision, refused
from workspace.access.models import Space, SpaceMembership
from workspace.access.tiers import Tier
from workspace.languages.text import LANGUAGES
from workspace.registries import content_checks
from workspace.registries.desks import desks_for

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from workspace.access.audience import Audience
    from workspace.library.models import Resource

DRAFT, PROPOSED, WITHDRAWN = "draft", "proposed", "withdrawn"


def may_add_resource(audience: Audience) -> Decision:
    if audience.network or audience.everything:
        return ALLOWED
    return refused(_("Only members of the enrolled organisations add resources."))


def spaces_of(audience: Audience) -> QuerySet[Space]:
    """The spaces in which this person may put something."""
    spaces = Space.objects.order_by("name")
    return spaces if audience.everything else spaces.filter(pk__in=audience.spaces)


def needs_editor(tier: str, space: Space) -> bool:
    """Whether more people than one circle would see it: then an editor publishes it."""
    return tier in (Tier.PUBLIC, Tier.NETWORK) or space.kind == Space.Kind.NETWORK


def reviews(user: Any, space_id: int) -> bool:
    """An editor of the network, of one of its programmes, or of this space."""
    if not user.is_authenticated or not user.is_active:
        return False
    if user.is_superuser:
        return True
    held = SpaceMembership.objects.filter(user=user, role=SpaceMembership.Role.EDITOR)
    desks = [space_id, *desks_for(space_id)]
    return held.filter(Q(space__in=desks) | Q(space__kind=Space.Kind.NETWORK)).exists()


def wrote(user: Any, resource: Resource) -> bool:
    return user.is_authenticated and resource.added_by_id == user.pk  # type: ignore[attr-defined]


def may_edit(user: Any, resource: Resource) -> Decision:
    """An editor always; the author until an editor has published it."""
    if reviews(user, resource.space_id):  # type: ignore[attr-defined]
        return ALLOWED
    if not wrote(user, resource):
        return refused(_("Only its author and the editors change this resource."))
    if resource.live and needs_editor(resource.tier, resource.space):
        return refused(_("The editors have published this resource: only they change it now."))
    return ALLOWED


def may_send(user: Any, resource: Resource, audience: Audience) -> Decision:
    """The author, on a complete draft: to the editors, or at once to the author's own space."""
    if not wrote(user, resource) and not reviews(user, resource.space_id):  # type: ignore[attr-defined]
        return refused(_("Only its author and the editors send this resource on."))
    if resource.live:
        return refused(_("This resource is already published."))
    if resource.stage == PROPOSED:
        return refused(_("This resource already waits for the editors."))
    return _complete(resource, audience)


def may_publish(user: Any, resource: Resource, audience: Audience) -> Decision:
    if not reviews(user, resource.space_id):  # type: ignore[attr-defined]
        return refused(_("Only editors publish a resource."))
    if resource.live:
        return refused(_("This resource is already published."))
    return _complete(resource, audience)


def may_return(user: Any, resource: Resource) -> Decision:
    if not reviews(user, resource.space_id):  # type: ignore[attr-defined]
        return refused(_("Only editors send a resource back."))
    if resource.live or resource.stage != PROPOSED:
        return refused(_("This resource does not wait for the editors."))
    return ALLOWED


def may_withdraw(user: Any, resource: Resource) -> Decision:
    """An editor; the author too, where no editor was needed to publish it."""
    own = wrote(user, resource) and not needs_editor(resource.tier, resource.space)
    if not own and not reviews(user, resource.space_id):  # type: ignore[attr-defined]
        return refused(_("Only editors withdraw a resource."))
    if not resource.live:
        return refused(_("This resource is not published."))
    return ALLOWED


def may_confirm(user: Any, resource: Resource) -> Decision:
    if not reviews(user, resource.space_id):  # type: ignore[attr-defined]
        return refused(_("Only editors confirm that a resource is still right."))
    if not resource.live:
        return refused(_("This resource is not published."))
    return ALLOWED


def may_ask_site(user: Any, resource: Resource) -> Decision:
    """Before publishing too: a link that does not open is a reason to send a resource back."""
    if not reviews(user, resource.space_id):  # type: ignore[attr-defined]
        return refused(_("Only editors have the link of a resource checked."))
    return ALLOWED


def may_translate(audience: Audience, resource: Resource, language: str) -> Decision:
    """Every member of the network, once it is published."""
    if not audience.network and not audience.everything:
        return refused(_("Only members of the enrolled organisations translate resources."))
    if language not in LANGUAGES or language == resource.language:
        return refused(_("This resource is written in this language."))
    if not resource.live:
        return refused(_("This resource is not published."))
    return ALLOWED


def may_ask_machine(audience: Audience, resource: Resource, language: str) -> Decision:
    """Whoever translates; a text that is not for everybody leaves the site for no machine."""
    decision = may_translate(audience, resource, language)
    if decision and resource.tier != Tier.PUBLIC and not settings.MACHINE_READS_CLOSED:
        return refused(_("Not everybody may read this resource: people translate it, no machine."))
    return decision


def _complete(resource: Resource, audience: Audience) -> Decision:
    lacking = content_checks.lacks(resource, audience)
    if not lacking:
        return ALLOWED
    return refused(
        _("Still missing: %(names)s.") % {"names": "; ".join(str(lack.words) for lack in lacking)}
    )

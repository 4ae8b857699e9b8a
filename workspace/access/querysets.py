"""`visible_to`: the one filter between rows and readers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.http import Http404
from guardian.utils import get_group_obj_perms_model, get_user_obj_perms_model
from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from workspace.access.tiers import Tier

if TYPE_CHECKING:
    from workspace.access.audience import Audience

M = TypeVar("M", bound=models.Model)


def visible(model: type[models.Model], audience: Audience) -> Q:
    """The condition under which `audience` sees a row of `model`. Same rule as `labels()`."""
    if audience.everything:
        return Q()
    published: Q = model.PUBLISHED  # type: ignore[attr-defined]
    seen = published & Q(tier=Tier.PUBLIC)
    if audience.network:
        seen |= published & Q(tier=Tier.NETWORK)
    if audience.spaces:
        inside = Q(space_id__in=audience.spaces)
        if desk := model.SHARED_WITH:  # type: ignore[attr-defined]
            inside |= Q(**{f"{desk}_id__in": audience.spaces})
        seen |= inside & ~Q(tier=Tier.NAMED)
    if audience.user_id is not None:
        row = OuterRef("pk")
        people = get_user_obj_perms_model(model).objects.filter(
            content_object=row, user_id=audience.user_id
        )
        groups = get_group_obj_perms_model(model).objects.filter(
            content_object=row, group_id__in=audience.groups
        )
        seen |= Q(tier=Tier.NAMED) & (Q(Exists(people)) | Q(Exists(groups)))
    return seen


class VisibleMixin:
    """The vocabulary of every queryset of protected objects."""

    model: Any

    def visible_to(self, audience: Audience) -> Any:
        return self.filter(visible(self.model, audience))  # type: ignore[attr-defined]

    def seen_or_404(self, audience: Audience, **lookup: Any) -> Any:
        """The one visible object; what is closed and what does not exist are the same 404."""
        try:
            return self.visible_to(audience).get(**lookup)
        except (self.model.DoesNotExist, ValueError, OverflowError):
            raise Http404 from None


class ProtectedQuerySet(VisibleMixin, models.QuerySet[Any]):
    pass


class ProtectedPageQuerySet(VisibleMixin, PageQuerySet):  # type: ignore[misc]
    pass


ProtectedPageManager = PageManager.from_queryset(ProtectedPageQuerySet)

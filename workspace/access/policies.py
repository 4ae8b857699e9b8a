"""Wagtail's permissions say what a person may do; these policies add what they may see.

Lists, searches and choosers of the admin ask the policies, so that nothing hidden enters them.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from wagtail.models import Page
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permission_policies.pages import PagePermissionPolicy

from workspace.access.audience import Audience, audience_of
from workspace.access.models import Protected
from workspace.access.querysets import visible


def audience_for(user: Any) -> Audience:
    """The audience of the person of this request, computed once for it."""
    if not hasattr(user, "_audience"):
        user._audience = audience_of(user)
    audience: Audience = user._audience
    return audience


@cache
def protected_pages() -> tuple[type[Any], ...]:
    """All page models that carry a tier, whichever app they are in."""
    return tuple(
        model
        for model in apps.get_models()
        if issubclass(model, Protected) and issubclass(model, Page)
    )


def hidden_pages(audience: Audience) -> QuerySet[Any]:
    """Pages that the audience does not see, and all that lies below such a page."""
    if audience.everything:
        return Page.objects.none()
    closed = Q()
    for model in protected_pages():
        rows = model._base_manager
        seen = rows.filter(visible(model, audience)).values("pk")
        closed |= Q(pk__in=rows.exclude(pk__in=seen).values("pk"))
    outer = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    above = Page._base_manager.filter(closed).alias(below=outer)
    above = above.filter(below__startswith=F("path"))
    return Page._base_manager.filter(Exists(above))


def without_hidden(pages: QuerySet[Any], audience: Audience) -> QuerySet[Any]:
    if audience.everything:
        return pages
    return pages.exclude(pk__in=hidden_pages(audience).values("pk"))


def only_seen(files: QuerySet[Any], audience: Audience) -> QuerySet[Any]:
    """By key, not by tier: Wagtail's search knows few columns."""
    if audience.everything:
        return files
    rows = files.model._base_manager
    return files.filter(pk__in=rows.filter(visible(files.model, audience)).values("pk"))


def hides(audience: Audience, model: type[Any], pks: Iterable[int]) -> bool:
    """Whether one of these rows exists and is not for this audience."""
    wanted = set(pks)
    if not wanted or audience.everything:
        return False
    if issubclass(model, Page):
        return bool(hidden_pages(audience).filter(pk__in=wanted).exists())
    rows = model._base_manager.filter(pk__in=wanted)
    return bool(rows.exclude(pk__in=rows.filter(visible(model, audience)).values("pk")).exists())


class SeenPagePolicy(PagePermissionPolicy):
    """Page permissions, within what the person sees."""

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> QuerySet[Any]:
        found = super().instances_user_has_any_permission_for(user, actions)
        return without_hidden(found, audience_for(user))

    def explorable_instances(self, user: Any) -> QuerySet[Any]:
        if not self.instances_with_direct_explore_permission(user):
            return self.model._default_manager.none()
        return without_hidden(super().explorable_instances(user), audience_for(user))

    def user_has_any_permission_for_instance(self, user: Any, actions: Any, instance: Any) -> bool:
        return super().user_has_any_permission_for_instance(user, actions, instance) and not hides(
            audience_for(user), Page, [instance.pk]
        )

    def instances_with_direct_explore_permission(self, user: Any) -> Any:
        pages = super().instances_with_direct_explore_permission(user)
        if user.is_superuser:
            return pages
        audience = audience_for(user)
        hidden = hidden_pages(audience).filter(pk__in=[page.pk for page in pages])
        closed = set(hidden.values_list("pk", flat=True))
        return [page for page in pages if page.pk not in closed]


class SeenFilePolicy(CollectionOwnershipPermissionPolicy):
    """The same for protected files in collections."""

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> QuerySet[Any]:
        found = super().instances_user_has_any_permission_for(user, actions)
        return only_seen(found, audience_for(user))

    def user_has_any_permission_for_instance(self, user: Any, actions: Any, instance: Any) -> bool:
        return super().user_has_any_permission_for_instance(user, actions, instance) and not hides(
            audience_for(user), self.model, [instance.pk]
        )

"""Spaces, and what makes an object protected."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _
from guardian.utils import get_group_obj_perms_model, get_user_obj_perms_model

from workspace.access.audience import NETWORK, PUBLIC
from workspace.access.querysets import ProtectedQuerySet
from workspace.access.tiers import Tier


class Space(models.Model):
    """A group of people who share a sphere. It owns the Group that permissions speak of."""

    class Kind(models.TextChoices):
        NETWORK = "network", _("The whole network")
        TWINNING = "twinning", _("A twinning")
        GROUP = "group", _("A working group")

    kind = models.CharField(max_length=12, choices=Kind, default=Kind.GROUP)
    key = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    group = models.OneToOneField(Group, on_delete=models.PROTECT, related_name="space")

    class Meta:
        verbose_name = _("space")
        verbose_name_plural = _("spaces")
        constraints = [
            models.UniqueConstraint(
                "kind", condition=models.Q(kind="network"), name="one_network_space"
            )
        ]

    def __str__(self) -> str:
        return self.name


class SpaceMembership(models.Model):
    """A person's part in a space. Written by the services, which keep the Group in step."""

    class Role(models.TextChoices):
        MEMBER = "member", _("Member")
        FACILITATOR = "facilitator", _("Facilitator")
        RESEARCHER = "researcher", _("Researcher")
        EDITOR = "editor", _("Editor")

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="space_memberships"
    )
    role = models.CharField(max_length=12, choices=Role, default=Role.MEMBER)
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["space", "user"], name="one_part_per_space"),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.space}"


class Change(models.Model):
    """A mark that something in the database changed (`changes.py`). Never read one by one."""

    mark = models.BigIntegerField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.at)


class Protected(models.Model):
    """Carries its own tier, so that moving or copying never opens it.

    What is not published (see `PUBLISHED`) is a draft, seen by its space only. `named` objects
    are seen by those who hold a guardian grant on this very row.
    """

    #: When a row is open to its tier; a subclass with states of its own narrows it, together
    #: with `published`, which answers the same for one object.
    PUBLISHED: ClassVar[models.Q] = models.Q(live=True)

    #: Name of a foreign key to a second space whose people see the row as well, drafts too: those
    #: who review it. Empty where there is none.
    SHARED_WITH: ClassVar[str] = ""

    tier = models.CharField(_("who can see this"), max_length=8, choices=Tier, default=Tier.SPACE)
    space = models.ForeignKey(
        Space, verbose_name=_("space"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        abstract = True

    live: Any

    @property
    def published(self) -> bool:
        return bool(self.live)

    def labels(self) -> frozenset[str]:
        """The labels of this row; the same rule as `ProtectedQuerySet.visible_to`."""
        if self.tier == Tier.NAMED:
            return frozenset(self.granted())
        if self.published and self.tier == Tier.PUBLIC:
            return frozenset({PUBLIC})
        inside = {f"space:{self.space_id}"}  # type: ignore[attr-defined]
        desk = getattr(self, f"{self.SHARED_WITH}_id") if self.SHARED_WITH else None
        if desk is not None:
            inside.add(f"space:{desk}")
        if self.published and self.tier == Tier.NETWORK:
            inside.add(NETWORK)
        return frozenset(inside)

    def granted(self) -> set[str]:
        """Labels of the people and groups named for this row."""
        if self.pk is None:
            return set()
        people = get_user_obj_perms_model(type(self)).objects.filter(content_object=self)
        groups = get_group_obj_perms_model(type(self)).objects.filter(content_object=self)
        return {f"user:{pk}" for pk in people.values_list("user_id", flat=True)} | {
            f"group:{pk}" for pk in groups.values_list("group_id", flat=True)
        }


class ProtectedRecord(Protected):
    """A protected object that is not a Wagtail page."""

    live = models.BooleanField(_("published"), default=True)

    objects = ProtectedQuerySet.as_manager()

    class Meta:
        abstract = True

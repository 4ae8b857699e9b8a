"""Organisations, and the people who belong to them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from workspace.access.models import Space
from workspace.addresses.models import KeepsFormerAddresses
from workspace.languages.fields import MultilingualField
from workspace.languages.forms import NAMES


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def enrolled(self) -> OrganisationQuerySet:
        return self.filter(enrolled_on__isnull=False)

    def without_coordinator(self) -> OrganisationQuerySet:
        """Those that have people, none of whom can sign, invite or accept others."""
        theirs = Membership.objects.filter(organisation=models.OuterRef("pk"))
        return self.filter(models.Exists(theirs.active()), ~models.Exists(theirs.coordinators()))

    def deserted(self) -> OrganisationQuerySet:
        """Those without an active member though people ask to join, or though they once applied.

        Each says in `asking` how many people ask.
        """
        theirs = Membership.objects.filter(organisation=models.OuterRef("pk"))
        pending = models.Q(
            memberships__state=Membership.State.PENDING, memberships__user__is_active=True
        )
        counted = self.annotate(asking=models.Count("memberships", filter=pending, distinct=True))
        known = models.Q(asking__gt=0) | models.Q(applications__isnull=False)
        return counted.filter(known, ~models.Exists(theirs.active())).distinct()


class Organisation(KeepsFormerAddresses):
    """A body that takes part. Its name and place are public once it is enrolled.

    Whoever becomes a member enters its `spaces`, those of its twinnings for instance.
    """

    class Kind(models.TextChoices):
        ASSOCIATION = "association", _("Association")
        COOPERATIVE = "cooperative", _("Co-operative")
        LIBRARY = "library", _("Library")
        SCHOOL = "school", _("School")
        HEALTH = "health", _("Health centre")
        MEDIA = "media", _("Community media")
        LOCAL_GOVERNMENT = "local_government", _("Local government")
        RESEARCH = "research", _("Research body")

    key = models.SlugField(_("key"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.ASSOCIATION)
    city = models.CharField(_("town"), max_length=120)
    country = CountryField(_("country"))
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    language = models.CharField(_("writes in"), max_length=2, choices=NAMES, default="fr")
    about = MultilingualField(_("about"), long=True, blank=True)
    website = models.URLField(_("site"), blank=True)
    enrolled_on = models.DateField(_("enrolled on"), null=True, blank=True)
    spaces = models.ManyToManyField(Space, related_name="organisations", blank=True)

    #: How many people ask to join: on rows of `deserted()` only.
    asking: int

    ADDRESS_SECTION, ADDRESS_WORD = "organisations", "key"

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def at_an_address(cls) -> OrganisationQuerySet:
        return cls.objects.enrolled()

    @property
    def place(self) -> str:
        return f"{self.city}, {self.country.name}"  # type: ignore[attr-defined]

    def get_absolute_url(self) -> str:
        return reverse("members:organisation", args=[self.key])

    def get_inside_url(self) -> str:
        return reverse("members:inside", args=[self.key])


class MembershipQuerySet(models.QuerySet["Membership"]):
    def active(self) -> MembershipQuerySet:
        return self.filter(state=Membership.State.ACTIVE, user__is_active=True)

    def pending(self) -> MembershipQuerySet:
        """Requests to join, of people whose account is open."""
        return self.filter(state=Membership.State.PENDING, user__is_active=True)

    def coordinators(self) -> MembershipQuerySet:
        return self.active().filter(role=Membership.Role.COORDINATOR)

    def in_order(self) -> MembershipQuerySet:
        return self.select_related("user").order_by("role", "user__last_name", "user__pk")


class Membership(models.Model):
    """A person in an organisation. Pending until its co-ordinator or the facilitator agrees.

    `shown` is the person's own consent to stand, by name, on the page of the organisation.
    """

    class Role(models.TextChoices):
        MEMBER = "member", _("Member")
        COORDINATOR = "coordinator", _("Co-ordinator")

    class State(models.TextChoices):
        PENDING = "pending", _("Waiting for agreement")
        ACTIVE = "active", _("Active")

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="memberships"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )
    role = models.CharField(max_length=12, choices=Role, default=Role.MEMBER)
    state = models.CharField(max_length=8, choices=State, default=State.PENDING)
    shown = models.BooleanField(default=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "user"], name="one_membership_per_organisation"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.organisation}"

"""The same programme as ordinary Wagtail pages, written the way Wagtail's documentation shows.

Nothing is made slow: relations are joined or prefetched, rows that a page shows are asked for at
once. There are no tiers: what a visitor may not see over there is simply not published here.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.db import models
from django.db.models import Count
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, Page
from wagtail.snippets.models import register_snippet

FIELDS = [
    ("governance", "Local governance"),
    ("education", "Education and culture"),
    ("health", "Health"),
    ("inclusion", "Social inclusion"),
]
LANGUAGES = [("fr", "French"), ("en", "English"), ("es", "Spanish")]
COUNTRIES = {
    "AR": "Argentina", "BR": "Brazil", "CL": "Chile", "ES": "Spain",
    "FR": "France", "GB": "United Kingdom", "PY": "Paraguay",
}  # fmt: skip


@register_snippet
class Organisation(models.Model):
    key = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    city = models.CharField(max_length=120)
    country = models.CharField(max_length=2, choices=COUNTRIES)
    language = models.CharField(max_length=2, choices=LANGUAGES)
    about = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.name


class HomePage(Page):
    pass


class ProgrammePage(Page):
    summary = models.TextField()
    target = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField()

    PER_PAGE = 30
    content_panels: ClassVar = [*Page.content_panels, FieldPanel("summary"), FieldPanel("target")]

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        twinnings = TwinningPage.objects.child_of(self).live()
        context["late"] = (
            PhasePage.objects.descendant_of(self)
            .filter(twinning__live=True, state="active", due_on__lt=timezone.localdate())
            .aggregate(number=Count("twinning", distinct=True))["number"]
        )
        context["countries"] = sorted(
            COUNTRIES[code]
            for code in Partner.objects.filter(page__in=twinnings)
            .order_by()
            .values_list("organisation__country", flat=True)
            .distinct()
        )
        rows = twinnings.prefetch_related("partners__organisation")
        context["page_of_twinnings"] = page = Paginator(rows, self.PER_PAGE).get_page(
            request.GET.get("page")
        )
        phases = defaultdict(list)
        for phase in PhasePage.objects.filter(twinning__in=list(page)).live().order_by("path"):
            phases[phase.twinning_id].append(phase)
        context["rows"] = [(twinning, phases[twinning.pk]) for twinning in page]
        context["stages"] = self.stages.all()
        return context


class Stage(Orderable):
    """One phase of the method."""

    page = ParentalKey(ProgrammePage, on_delete=models.CASCADE, related_name="stages")
    name = models.CharField(max_length=100)
    short = models.CharField(max_length=40)
    guidance = models.TextField()
    weeks = models.PositiveSmallIntegerField()


class TwinningPage(Page):
    summary = models.TextField()
    field = models.CharField(max_length=12, choices=FIELDS)
    opened_on = models.DateField()

    LATEST = 3
    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("field"),
        InlinePanel("partners"),
    ]

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["partners"] = self.partners.select_related("organisation")
        context["programme"] = self.get_parent().specific
        posts = self.posts.filter(live=True)
        context["posts_total"] = posts.count()
        context["posts"] = posts.select_related("partner__organisation")[: self.LATEST]
        return context


class Partner(Orderable):
    page = ParentalKey(TwinningPage, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")


@register_snippet
class JournalPost(models.Model):
    page = models.ForeignKey(TwinningPage, on_delete=models.CASCADE, related_name="posts")
    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=150)
    day = models.DateField()
    language = models.CharField(max_length=2, choices=LANGUAGES)
    text = models.TextField()
    live = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["-day", "-pk"]
        indexes: ClassVar = [models.Index(fields=["page", "-day", "-id"], name="post_by_day")]

    def __str__(self) -> str:
        return self.title


class PhasePage(Page):
    twinning = models.ForeignKey(TwinningPage, on_delete=models.PROTECT, related_name="phases")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(
        max_length=10,
        choices=[("planned", "Planned"), ("active", "Active"), ("validated", "Validated")],
    )
    starts_on = models.DateField()
    due_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    first_account = RichTextField(blank=True)
    second_account = RichTextField(blank=True)
    body = StreamField(
        [("text", blocks.RichTextBlock()), ("quotation", blocks.BlockQuoteBlock())], blank=True
    )

    @property
    def days_late(self) -> int:
        late = (timezone.localdate() - self.due_on).days
        return max(late, 0) if self.state == "active" else 0


@register_snippet
class Resource(models.Model):
    kind = models.CharField(
        max_length=10,
        choices=[
            ("document", "Document"),
            ("link", "Link"),
            ("tool", "Tool"),
            ("reference", "Bibliographic reference"),
        ],
    )
    title = models.CharField(max_length=200)
    summary = models.TextField()
    field = models.CharField(max_length=12, choices=FIELDS)
    language = models.CharField(max_length=2, choices=LANGUAGES)
    licence = models.CharField(
        max_length=20,
        choices=[
            ("CC-BY-SA-4.0", "CC BY-SA 4.0"),
            ("CC-BY-4.0", "CC BY 4.0"),
            ("CC0-1.0", "CC0 1.0"),
        ],
    )
    authors = models.CharField(max_length=250)
    year = models.PositiveSmallIntegerField()
    url = models.URLField()
    added_on = models.DateField()
    live = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["-added_on", "-pk"]

    def __str__(self) -> str:
        return self.title


class ResourceIndexPage(Page):
    PER_PAGE = 20
    FACETS = ("kind", "field", "language", "licence")

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        resources = Resource.objects.filter(live=True)
        context["facets"] = [self._facet(resources, name) for name in self.FACETS]
        context["resources"] = Paginator(resources, self.PER_PAGE).get_page(request.GET.get("page"))
        return context

    def _facet(self, resources: Any, name: str) -> dict[str, Any]:
        """What may be chosen, and how often there is."""
        field = Resource._meta.get_field(name)
        counts = resources.order_by().values_list(name).annotate(number=Count("pk"))
        words = dict(field.flatchoices)
        return {
            "name": name,
            "legend": field.verbose_name,
            "options": [(value, words[value], number) for value, number in counts],
        }

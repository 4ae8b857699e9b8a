"""Forms of the front office for recommendations and editions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from research.models import Finding
from whitepaper.models import Edition, Recommendation
from workspace.access.tiers import OPEN, Tier, offered
from workspace.languages.forms import NAMES, MultilingualFormField
from workspace.languages.text import LANGUAGES


class FindingsField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Finding) -> str:  # type: ignore[override]
        kind = obj.get_kind_display()
        return f"{obj.number}. {obj.title.best(get_language() or 'en').text} ({kind})"


class RecommendationForm(forms.Form):
    """What a member asks of whom, by when, and on which findings it rests."""

    title = MultilingualFormField(
        label=_("The recommendation in one line"),
        help_text=_("Begin with a verb: what is to be done. One language is enough."),
        max_length=200,
    )
    ask = MultilingualFormField(
        label=_("What is asked"),
        help_text=_("Two or three sentences. Say who does what, how much and from when."),
        long=True,
        max_length=2000,
    )
    rationale = MultilingualFormField(
        label=_("Why"),
        help_text=_("What your twinnings taught you. Say also what speaks against it."),
        long=True,
        max_length=4000,
    )
    addressee = MultilingualFormField(
        label=_("Who is asked"),
        help_text=_("Those who can decide it, for example: municipalities."),
        max_length=200,
    )
    level = forms.ChoiceField(
        label=_("Level"), choices=Recommendation.Level.choices, widget=forms.RadioSelect
    )
    deadline = forms.DateField(
        label=_("Answer by"),
        help_text=_("The day by which an answer is expected, for example 2027-06-30."),
        widget=forms.DateInput(
            format="%Y-%m-%d", attrs={"type": "date", "class": "govuk-input--width-10"}
        ),
    )
    findings = FindingsField(
        label=_("Findings that it rests on"),
        help_text=_("One at least. The recommendation cannot be more open than they are."),
        queryset=Finding.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    tier = forms.ChoiceField(
        label=_("Who can see it once it is retained"),
        choices=offered(*OPEN),
        initial=Tier.PUBLIC,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, findings: QuerySet[Finding], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["findings"].queryset = findings  # type: ignore[attr-defined]

    def clean_deadline(self) -> dt.date:
        deadline: dt.date = self.cleaned_data["deadline"]
        if deadline <= timezone.localdate():
            raise ValidationError(_("This day has passed. Give a later one."), code="past")
        return deadline

    def words(self) -> dict[str, Any]:
        names = ("title", "ask", "rationale", "addressee", "level", "deadline", "tier")
        return {name: self.cleaned_data[name] for name in names}


class EditionForm(forms.Form):
    """The texts of an edition, and which retained recommendations it carries in which order.

    `version` is the state of the draft that the writer saw.

    Each recommendation has a box (`take_<pk>`) and a place (`place_<pk>`). Those without a
    place follow in the order of their numbers.
    """

    TEXTS = ("title", "promise", "summary", "method")
    WORDS = (*TEXTS, "tier")

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    title = MultilingualFormField(
        label=_("Title"), help_text=_("In French, English and Spanish."), max_length=150
    )
    promise = MultilingualFormField(
        label=_("In one line"),
        help_text=_("What the reader finds inside."),
        long=True,
        max_length=400,
    )
    summary = MultilingualFormField(
        label=_("Summary"),
        help_text=_("Readable in two minutes. An empty line begins a new paragraph."),
        long=True,
        max_length=6000,
    )
    method = MultilingualFormField(
        label=_("How it was made"),
        help_text=_("Who worked, on what evidence, and what it does not show."),
        long=True,
        max_length=6000,
    )
    tier = forms.ChoiceField(
        label=_("Who can see it once it is published"),
        choices=offered(*OPEN),
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, offered: Iterable[Recommendation], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.offered = list(offered)
        for each in self.offered:
            number = {"number": each.number}
            self.fields[f"take_{each.pk}"] = forms.BooleanField(
                label=_("Take recommendation %(number)d") % number, required=False
            )
            self.fields[f"place_{each.pk}"] = forms.IntegerField(
                label=_("Place of recommendation %(number)d") % number,
                required=False,
                min_value=1,
                max_value=999,
                widget=forms.NumberInput(attrs={"class": "govuk-input govuk-input--width-3"}),
            )

    @staticmethod
    def places_of(edition: Edition) -> dict[str, Any]:
        """Initial values for the recommendations that a draft has chosen."""
        found: dict[str, Any] = {}
        for item in edition.items.all():  # type: ignore[attr-defined]
            found[f"take_{item.recommendation_id}"] = True
            found[f"place_{item.recommendation_id}"] = item.position
        return found

    @property
    def texts(self) -> list[Any]:
        return [self[name] for name in self.WORDS]

    @property
    def choices(self) -> list[dict[str, Any]]:
        return [
            {
                "recommendation": each,
                "take": self[f"take_{each.pk}"],
                "place": self[f"place_{each.pk}"],
            }
            for each in self.offered
        ]

    def clean_title(self) -> Any:
        title = self.cleaned_data["title"]
        missing = [code for code in LANGUAGES if not title[code]]
        if missing:
            raise ValidationError(
                _("The title is missing in: %(languages)s."),
                code="language",
                params={"languages": ", ".join(NAMES[code] for code in missing)},
            )
        return title

    def words(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.WORDS}

    def chosen(self) -> list[Recommendation]:
        taken = [each for each in self.offered if self.cleaned_data[f"take_{each.pk}"]]

        def place(each: Recommendation) -> tuple[bool, int, int]:
            given = self.cleaned_data[f"place_{each.pk}"]
            return (given is None, given or 0, each.number)

        return sorted(taken, key=place)
